/**
 * The documents that people write most, ids with a word behind each: one a line, or all in the one line of a form. They
 * mean the same in YAML, and need no parser for it.
 */

import { locationIn, type Source } from '../model/diagnostic.js';
import { outcomeOf } from '../model/outcome.js';
import { idError } from '../model/selector.js';
import type { Entry } from '../model/types.js';
import type { ParseOptions } from './entry.js';
import { parseOneLine } from './one-line.js';

const ID = '[1-9]\\d{0,18}';

const COMMENT = '#[ -~]{0,1000}';
const PAIR_OF_LINE = `(${ID}) {0,9}: {1,9}([a-z_]{1,20})`;
const LINE_END = '(?:\\r\\n|\\r|\\n|$)';
const LINE = `(?:${PAIR_OF_LINE}(?: {1,99}${COMMENT}| {0,9})| {0,99}(?:${COMMENT})?)${LINE_END}`;

const PAIR = `${ID} *[:=] *[a-z_]+`;
const PAIRS = `${PAIR}(?: *, *${PAIR})*`;
const FORM_LINE = new RegExp(`^ *(?:${PAIRS}|\\{ *${PAIRS} *\\})\\s*$`, 'i');

/**
 * The entries of a plain document, in the order written; nothing where the text is anything else, or has a fault:
 * whoever reads it as YAML finds its place.
 */
export function parsePlain(source: Source, options: ParseOptions): readonly Entry[] | undefined {
  return readLines(source) ?? readFormLine(source, options);
}

function readLines(source: Source): readonly Entry[] | undefined {
  const { text } = source;
  const pattern = new RegExp(LINE, 'giy');
  const entries: Entry[] = [];
  for (let line = 1; pattern.lastIndex < text.length; line += 1) {
    const found = pattern.exec(text);
    if (!found) return undefined;
    const { 1: testCaseResultId, 2: word } = found;
    if (testCaseResultId === undefined || word === undefined) continue;
    const outcome = outcomeOf(word);
    if (!outcome || idError(testCaseResultId) !== undefined) return undefined;
    entries.push({ selector: { testCaseResultId }, outcome, location: locationIn(source, line, 1) });
  }
  return entries.length > 0 ? entries : undefined;
}

/** A word that is no result is left to YAML, which has words of its own. */
function readFormLine(source: Source, options: ParseOptions): readonly Entry[] | undefined {
  if (!FORM_LINE.test(source.text)) return undefined;
  const { entries, diagnostics } = parseOneLine(source, options);
  return diagnostics.problems.length === 0 ? entries : undefined;
}

/**
 * The documents that people write most, IDs with a word after each: one per line, or all in the one line of a form. They
 * need neither the YAML parser nor the one for lines, which cost a step's start more than they cost here.
 */

import { locationIn, type Source } from '../model/diagnostic.js';
import { outcomeOf } from '../model/outcome.js';
import { idError } from '../model/selector.js';
import type { Entry } from '../model/types.js';
import type { Pause } from '../runtime/process.js';

const ID = '[1-9]\\d{0,18}';

const COMMENT = '#[ -~]{0,1000}';
const PAIR_OF_LINE = `(${ID}) {0,9}: {1,9}([a-z_]{1,20})`;
const LINE_END = '(?:\\r\\n|\\r|\\n|$)';
const LINE = `(?:${PAIR_OF_LINE}(?: {1,99}${COMMENT}| {0,9})| {0,99}(?:${COMMENT})?)${LINE_END}`;

const PAIR = `${ID} *[:=] *[a-z_]+`;
const PAIRS = `${PAIR}(?: *, *${PAIR})*`;
const PAIR_IN_LINE = new RegExp(`(${ID}) *[:=] *([a-z_]+)`, 'gi');
const FORM_LINE = new RegExp(`^ *(?:${PAIRS}|\\{ *${PAIRS} *\\})\\s*$`, 'i');

/**
 * The entries of a plain document, in the order written; nothing if the text is anything else, or has an error: whoever
 * parses it as YAML finds its location.
 *
 * @param pause lets signals be heard
 */
export async function parsePlain(
  source: Source,
  pause: Pause = () => undefined,
): Promise<readonly Entry[] | undefined> {
  return (await parseLines(source, pause)) ?? (await parseFormLine(source, pause));
}

async function parseLines(source: Source, pause: Pause): Promise<readonly Entry[] | undefined> {
  const { text } = source;
  const pattern = new RegExp(LINE, 'giy');
  const entries: Entry[] = [];
  for (let line = 1; pattern.lastIndex < text.length; line += 1) {
    const rest = pause();
    if (rest) await rest;
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

/** A word that is no result is left to the other parsers, which say what is wrong with it. */
async function parseFormLine(source: Source, pause: Pause): Promise<readonly Entry[] | undefined> {
  if (!FORM_LINE.test(source.text)) return undefined;
  const entries: Entry[] = [];
  for (const { 1: testCaseResultId = '', 2: word = '', index } of source.text.matchAll(PAIR_IN_LINE)) {
    const rest = pause();
    if (rest) await rest;
    const outcome = outcomeOf(word);
    if (!outcome || idError(testCaseResultId) !== undefined) return undefined;
    entries.push({ selector: { testCaseResultId }, outcome, location: locationIn(source, 1, index + 1) });
  }
  return entries;
}

/**
 * The most common documents, IDs with a word after each: one per line, or all in the one line of a form. They are parsed
 * without the YAML parser and the one for lines, whose loading takes longer than all the rest.
 */
import { locationIn, type Source, type SourceLocation } from '../model/diagnostic.js';
import { outcomeOf } from '../model/outcome.js';
import { idError } from '../model/testsigma-url.js';
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
 * Parses a plain document. It reports no errors: the YAML parser does.
 *
 * @param pause lets signals be handled
 * @returns the entries in the order written; undefined if the text is anything else, or has an error
 */
export async function parsePlain(
  source: Source,
  pause: Pause = () => undefined,
): Promise<readonly Entry[] | undefined> {
  // The comment of a single line may have swallowed other lines.
  if (source.text.includes('#') && !/[\r\n]/.test(source.text.trim())) return undefined;
  return (await parseLines(source, pause)) ?? (await parseFormLine(source, pause));
}

async function parseLines(source: Source, pause: Pause): Promise<readonly Entry[] | undefined> {
  const { text } = source;
  const pattern = new RegExp(LINE, 'giy');
  const entries: Entry[] = [];
  for (let line = 1; pattern.lastIndex < text.length; line += 1) {
    await pause();
    const found = pattern.exec(text);
    if (!found) return undefined;
    const [, id, word] = found;
    if (id === undefined || word === undefined) continue;
    const entry = entryOf(id, word, locationIn(source, line, 1));
    if (!entry) return undefined;
    entries.push(entry);
  }
  return entries.length > 0 ? entries : undefined;
}

async function parseFormLine(source: Source, pause: Pause): Promise<readonly Entry[] | undefined> {
  if (!FORM_LINE.test(source.text)) return undefined;
  const entries: Entry[] = [];
  for (const { 1: id = '', 2: word = '', index } of source.text.matchAll(PAIR_IN_LINE)) {
    await pause();
    const entry = entryOf(id, word, locationIn(source, 1, index + 1));
    if (!entry) return undefined;
    entries.push(entry);
  }
  return entries;
}

/** An entry; undefined if the ID or the word is invalid, so that the other parsers report what is wrong. */
function entryOf(testCaseResultId: string, word: string, location: SourceLocation): Entry | undefined {
  const outcome = outcomeOf(word);
  if (!outcome || idError(testCaseResultId) !== undefined) return undefined;
  return { selector: { testCaseResultId }, outcome, location };
}

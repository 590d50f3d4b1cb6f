/** Mistakes in the syntax of a document that can be undone: what is wrong, and the text without it. */
import { outcomeOf } from '../model/outcome.js';
import { isIdOrUrl } from './entries/one-line.js';

/** A possible mistake, and the text without it. It is one if that text makes sense. */
interface Repair {
  /** Where the mistake is. */
  readonly offset: number;
  /** What is wrong and what to do. */
  readonly message: string;
  readonly text: string;
}

/** A longer text is not repaired. UTF-16 units. */
const MAX_LENGTH = 200_000;

/**
 * Repairs a text that makes no sense in every way that may be meant.
 *
 * @param errorOffset where the syntax error is, if it is one
 */
export function* repairs(text: string, errorOffset: number | undefined): Generator<Repair> {
  if (text.length > MAX_LENGTH) return;
  yield* typographicQuotes(text);
  const isOneLine = !/[\r\n]/.test(text.trim());
  if (isOneLine) yield* openLine(text);
  if (isOneLine) yield* pastedLines(text);
  else yield* glued(text);
  if (errorOffset !== undefined) yield* missingComma(text, errorOffset);
}

const SINGLE_QUOTES = /[\u2018\u2019\u201a\u201b]/g;
const DOUBLE_QUOTES = /[\u201c-\u201f\u00ab\u00bb]/g;

function* typographicQuotes(text: string): Generator<Repair> {
  const offset = text.search(/[\u2018-\u201f\u00ab\u00bb]/);
  if (offset < 0) return;
  const message = 'typographic quotes group no text; use plain quotes (" or \') instead';
  yield { offset, message, text: text.replace(DOUBLE_QUOTES, '"').replace(SINGLE_QUOTES, "'") };
  yield { offset, message, text: text.replace(DOUBLE_QUOTES, '"') };
}

/** A line that needs braces around it, since it has maps or lists inside, or brackets, since it names tests. */
function* openLine(text: string): Generator<Repair> {
  const line = text.trim();
  const offset = text.indexOf(line);
  if (/^[^{[].*[{[]/.test(line)) yield { offset, message: 'put { } around the line', text: `{${line}}` };
  const parts = line.split(',').map((part) => part.trim());
  if (parts.some(isName) && parts.every((part) => isIdOrUrl(part) || isName(part)))
    yield { offset, message: 'to name tests, put them in brackets', text: `[${parts.join(', ')}]` };
}

/** Whether a part of a line may be the name of a test: words, and neither results nor IDs among them. */
function isName(part: string): boolean {
  if (!/\p{L}{2}/u.test(part) || /[:={}[\]"'`;#]/.test(part) || outcomeOf(part)) return false;
  return !part.split(/\s+/).some(isIdOrUrl);
}

const PASTED = 'several lines seem to be pasted into one';

/** Several lines that were pasted into a form's single line, without their line ends. */
function* pastedLines(text: string): Generator<Repair> {
  const line = text.trim();
  const pairs = splitPairs(line);
  if (pairs.length > 1) {
    const message = `a comma is missing between the pairs; ${PASTED}`;
    yield { offset: text.indexOf(pairs[1] ?? ''), message, text: pairs.join(', ') };
  }
  const items = line.replace(/^-\s{1,9}/, '').split(/\s{1,9}-\s{1,9}/);
  if (line.startsWith('- ') && items.length > 1) {
    const message = `${PASTED}; put the items into brackets, separated by commas`;
    yield { offset: text.indexOf(' - ') + 1, message, text: `[${items.join(', ')}]` };
  }
  yield* pastedBlocks(text);
  if (text.includes(';')) {
    const message = 'commas separate entries, not semicolons';
    yield { offset: text.indexOf(';'), message, text: text.replace(/;/g, ',') };
  }
}

/** Maps and lists in braces and brackets, one after another. */
function* pastedBlocks(text: string): Generator<Repair> {
  const offset = text.search(/(?<=[\]}])\s+(?=[\w"'{[])/);
  if (offset < 0) return;
  const message = `a comma is missing here; ${PASTED}`;
  const blocks = text.trim().replace(/([\]}])\s+(?=[\w"'{[])/g, '$1, ');
  for (const repaired of [`{${blocks}}`, `[${blocks}]`, blocks]) yield { offset, message, text: repaired };
}

/** A colon, a word that may be a result, and no comma before what follows. */
const RESULT_WITHOUT_COMMA = /[:=]\s*(["']?)([a-z_]+(?: (?:executed|run))?)\1\s+(?=[^\s,}])/gi;

/** The pairs of a line without commas between them: each ends with an outcome, and another key follows. */
function splitPairs(line: string): string[] {
  const pairs: string[] = [];
  let start = 0;
  for (const { index, 0: found } of line.matchAll(RESULT_WITHOUT_COMMA)) {
    const [, word = ''] = /([a-z_]+(?: \w+)?)["']?\s+$/i.exec(found) ?? [];
    if (!outcomeOf(word) || index < start) continue;
    pairs.push(line.slice(start, index + found.length).trim());
    start = index + found.length;
  }
  return pairs.length === 0 ? [] : [...pairs, line.slice(start)];
}

/** A line such as `3646:passed` or `3646=passed`: its key, its word, and the space after them. */
const GLUED = /^(\s{0,40}(?:- )?[^\s:=#][^:=#]{0,500}?)\s{0,9}[:=]\s{0,9}([a-z_]{1,20})(\s{0,9})$/i;

/** `3646:passed` or `3646=passed` on lines of their own. */
function* glued(text: string): Generator<Repair> {
  const lines = text.split('\n');
  const repaired = lines.map((line) => line.replace(GLUED, '$1: $2$3'));
  const index = repaired.findIndex((line, at) => line !== lines[at]);
  if (index < 0) return;
  const before = lines.slice(0, index).reduce((length, line) => length + line.length + 1, 0);
  const [, indent = ''] = /^(\s{0,40})/.exec(lines[index] ?? '') ?? [];
  const message =
    'over several lines, a colon and a space are between a key and its result, as in 3646: passed';
  yield { offset: before + indent.length, message, text: repaired.join('\n') };
}

/** A comma at the end of the text before the error, or before the line of the error. */
function* missingComma(text: string, errorOffset: number): Generator<Repair> {
  const before = text.slice(0, errorOffset).trimEnd();
  const message = 'a comma is missing here';
  yield { offset: before.length, message, text: `${before},${text.slice(before.length)}` };
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
  const previous = text.slice(0, Math.max(0, lineStart)).trimEnd();
  if (lineStart > 0)
    yield { offset: previous.length, message, text: `${previous},${text.slice(previous.length)}` };
}

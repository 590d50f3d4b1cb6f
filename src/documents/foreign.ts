/** What people paste that is no results document: what it is, and what to do. */
import { OUTCOME_WORDS, outcomeOf } from '../model/outcome.js';
import { quote, truncate, unquote } from '../text/format.js';
import { endOfString, isJson } from '../text/json.js';
import { isEntryKey, KEY_LIST } from './entries/keys.js';
import type { Mapping, Node } from './node.js';

/** The message about a text that is no results document: what it is, and what to do. */
export interface Foreign {
  readonly offset: number;
  readonly message: string;
}

/** So much of a text is looked at to recognize it. UTF-16 units. */
const HEAD_LENGTH = 20_000;

/**
 * Recognizes what can be recognized before the text is parsed.
 *
 * @param isFile whether the text comes from a file
 */
export function detectForeignText(text: string, isFile: boolean): Foreign | undefined {
  const start = text.length - text.trimStart().length;
  const head = text.slice(start, start + HEAD_LENGTH);
  const known = BEGINNINGS.find(([pattern]) => pattern.test(head));
  if (known) return { offset: start, message: known[1] };
  return (
    expressionIn(text, isFile) ??
    jsonLines(head, start) ??
    jsonWithComments(text, head) ??
    tableIn(head, start)
  );
}

const USE_JUNIT = 'let the test runner write a JUnit XML report and give that to junit-files';

/** Texts by their first characters. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [
    /^<(?:\?xml[^>]{0,200}>\s{0,20})?(?:<!--[^>]{0,1000}-->\s{0,20})?<?testsuites?[\s>/]/,
    'this is a JUnit XML report, not a results document; give it to junit-files',
  ],
  [
    /^<(?:!doctype html|html|head|body)[\s>]/i,
    'this is an HTML page, not a results document; download the file itself, not the page that shows it',
  ],
  [
    /^<(?:\?xml|!DOCTYPE|!--|[A-Za-z][\w:.-]{0,100}[\s/>])/,
    'this is XML, not a results document; JUnit XML reports go to junit-files, anything else has to be converted to JUnit XML first',
  ],
  [/^<{7} /, 'this file has an unresolved merge conflict; resolve it'],
  [/^(?:```|~~~)/, 'this is a Markdown code block; remove the lines with ``` around the document'],
  [
    /^(?:TAP version \d|1\.\.\d+\s|(?:not )?ok \d+ )/,
    `this is TAP output, not a results document; ${USE_JUNIT}`,
  ],
  [
    /^(?:\[object Object\]|Object|Array)\s*$/,
    `an expression gave an object instead of a text; use \${{ toJSON(…) }}, such as \${{ toJSON(needs) }}`,
  ],
];

/** GitHub evaluates `${{ }}` in workflow files; one that is left was never evaluated. Comments may have any. */
function expressionIn(text: string, isFile: boolean): Foreign | undefined {
  if (!text.includes('${{')) return undefined;
  const offset = blankComments(text).indexOf('${{');
  if (offset < 0) return undefined;
  const place = isFile ? 'files' : 'forms';
  const message = `GitHub does not evaluate \${{ }} in ${place}, only in workflow files; write the value itself, or pass the document in the workflow: results: \${{ toJSON(needs) }}`;
  return { offset, message };
}

/** Replaces comments by spaces of the same length, so that all offsets stay the same. */
export function blankComments(text: string): string {
  return text.replace(/(^|\s)#[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
}

/** Text in quotes, which open at the start of a value only, and the comment of a line. */
const QUOTED_OR_COMMENT =
  /(?<=(?:^|[,[{:?-])\s{0,100})(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?<=^|\s)#(?<comment>.*)/gs;

/** How much of a comment is looked at, in UTF-16 units: nobody pastes more into a line. */
const MAX_COMMENT_LENGTH = 100_000;

/** Recognizes a single line whose comment matches the pattern: several lines, of which it swallowed all but the first. */
export function detectSwallowedLines(text: string, pattern: RegExp, advice: string): Foreign | undefined {
  if (!text.includes('#') || /[\r\n]/.test(text.trim()) || isJson(text)) return undefined;
  for (const { index, groups } of text.matchAll(QUOTED_OR_COMMENT)) {
    const comment = (groups?.['comment'] ?? '').slice(0, MAX_COMMENT_LENGTH);
    const at = comment.search(pattern);
    if (at < 0) continue;
    const message = `everything after this # is a comment, including ${quote(truncate(comment.slice(at).trim(), 100))}; several lines seem to be pasted into one. ${advice}`;
    return { offset: index, message };
  }
  return undefined;
}

const ANY_OUTCOME = `(?:${OUTCOME_WORDS.replaceAll(', ', '|').replaceAll('_', '[\\s_-]')})\\b["']?`;
const ANY_KEY = `(?:${KEY_LIST.replaceAll(', ', '|')})["']?`;

/** A result after a key. */
const PAIR = new RegExp(`[:=]\\s{0,9}["']?${ANY_OUTCOME}`, 'iu');
/** What a comment after pairs does not hold: a result, or the beginning of an entry. */
const ENTRY = new RegExp(
  [
    `[^\\s,{[]{0,100}\\s{0,9}${PAIR.source}`,
    `\\b${ANY_OUTCOME}\\s{0,9}:\\s{0,9}\\[`,
    `[{-]\\s{0,9}["']?${ANY_KEY}\\s{0,9}:`,
  ].join('|'),
  'iu',
);
/** What a comment after a plain list does not hold either: a URL or an ID alone. */
const ENTRY_OR_ID = new RegExp(
  [
    ENTRY.source,
    'https?://\\S+',
    '(?<![\\p{L}\\p{N}_./-])\\p{Nd}+(?![\\p{L}\\p{N}_%]|[./-][\\p{L}\\p{N}])',
  ].join('|'),
  'iu',
);
const SEPARATE =
  'Remove the comment, and separate the entries by commas; put a name that has # in it in quotes';

/** Recognizes a single line whose comment swallowed other entries. */
export function detectSwallowedEntries(text: string): Foreign | undefined {
  const before = text.slice(0, text.indexOf('#'));
  return detectSwallowedLines(text, PAIR.test(before) ? ENTRY : ENTRY_OR_ID, SEPARATE);
}

/** Two objects on two lines. */
function jsonLines(head: string, start: number): Foreign | undefined {
  if (!head.startsWith('{')) return undefined;
  const lines = head.split(/[\r\n]/, MAX_ROWS).map((line) => line.trim());
  const [first = '', second = ''] = lines.filter((line) => line !== '');
  if (!isJsonObject(first) || !isJsonObject(second)) return undefined;
  const message = first.includes('"Action"')
    ? 'this is the output of go test -json, not a results document; run gotestsum --junitfile report.xml and give that to junit-files'
    : 'this is JSON Lines, not one JSON document; put the lines into a list, separated by commas: [{…}, {…}]';
  return { offset: start, message };
}

function isJsonObject(line: string): boolean {
  return line.startsWith('{') && isJson(line);
}

/** JSON with comments: YAML would take them as part of what is next to them. */
function jsonWithComments(text: string, head: string): Foreign | undefined {
  if (!/^(?:[[{]|\/[/*])/.test(head) || !/\/[/*]/.test(text) || isJson(text)) return undefined;
  const { offset, bare } = withoutComments(text);
  if (offset < 0 || !isJson(bare.replace(/,(?=\s*[\]}])/g, ''))) return undefined;
  return { offset, message: 'JSON has no comments; remove them, or write YAML with # comments' };
}

/** A text without its comments in the style of JavaScript, and the offset of the first; -1 if there is none. */
function withoutComments(text: string): { offset: number; bare: string } {
  const parts: string[] = [];
  const mark = /["/]/g;
  let offset = -1;
  let done = 0;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    const end = found[0] === '"' ? endOfString(text, found.index) : endOfComment(text, found.index);
    mark.lastIndex = Math.max(end, found.index + 1);
    if (found[0] === '"' || end < 0) continue;
    if (offset < 0) offset = found.index;
    parts.push(text.slice(done, found.index), ' ');
    done = end;
  }
  return { offset, bare: parts.join('') + text.slice(done) };
}

/** The offset after a comment that starts there; -1 if none does. */
function endOfComment(text: string, start: number): number {
  const closing = text.startsWith('//', start) ? '\n' : text.startsWith('/*', start) ? '*/' : undefined;
  if (closing === undefined) return -1;
  const end = text.indexOf(closing, start + 2);
  return end < 0 ? text.length : end + closing.length;
}

/** How many lines of a table are looked at. */
const MAX_ROWS = 20;

const TABLES: readonly (readonly [separator: string, what: string])[] = [
  ['\t', 'a table (tab-separated values, as copied from a spreadsheet)'],
  [';', 'a table (CSV, separated by semicolons)'],
  [',', 'a table (CSV, comma-separated values)'],
  ['|', 'a Markdown table'],
];

/** The line below the head of a Markdown table. */
const RULE = /^\s*\|[\s|:-]+$/;

function tableIn(head: string, start: number): Foreign | undefined {
  const lines = head.split(/[\r\n]+/, MAX_ROWS).filter((line) => line.trim() !== '' && !RULE.test(line));
  for (const [separator, what] of TABLES) {
    const rows = lines.map((line) => cellsOf(line, separator));
    const example = isTable(rows) && rowExample(rows);
    if (example) return { offset: start, message: `this is ${what}, not a results document; ${example}` };
  }
  return undefined;
}

/** A cell of CSV, from its separator on; quotes may hold separators. */
const CSV_CELL = /(?:^|,)(?:\s*"(?:[^"]|"")*"\s*(?=,|$)|[^,]*)/g;

function cellsOf(line: string, separator: string): string[] {
  const inner = separator === '|' ? line.trim().replace(/^\||\|$/g, '') : line;
  const cells =
    separator === ','
      ? (inner.match(CSV_CELL) ?? []).map((cell) => cell.replace(/^,/, ''))
      : inner.split(separator);
  return cells.map((cell) => unquote(cell));
}

/** As many cells in each row, and either a head of known keys, or an outcome in every row. */
function isTable(rows: readonly (readonly string[])[]): boolean {
  const [head = []] = rows;
  if (head.length < 2 || rows.some((row) => row.length !== head.length || row.some(isNoCell))) return false;
  if (head.filter(isEntryKey).length > 1) return true;
  return rows.every((row) => row.some((cell) => outcomeOf(cell) !== undefined));
}

/** What looks like a pair or a bracket belongs to YAML. */
function isNoCell(cell: string): boolean {
  return /^[-[{]|[\]}:]$|[:=]\s|^\S+=/.test(cell);
}

function rowExample(rows: readonly (readonly string[])[]): string {
  const [word, which] = exampleCells(rows) ?? ['passed', '3646'];
  return `write each row as a pair, such as ${which}: ${word}`;
}

function exampleCells(rows: readonly (readonly string[])[]): [string, string] | undefined {
  const row = rows.find((cells) => cells.some((cell) => outcomeOf(cell)));
  const word = row?.find((cell) => outcomeOf(cell));
  const which = row?.find((cell) => cell !== word && cell !== '');
  return word !== undefined && which !== undefined && which.length <= 80 ? [word, which] : undefined;
}

const NOT_A_DOCUMENT = 'not a results document';

/**
 * What the root's map is, if one of its pairs shows that it is no results document.
 *
 * @returns the message; undefined if the pair may be of a results document
 */
export function detectForeignPair(key: Node, value: Node): string | undefined {
  if (key.kind !== 'scalar' || (value.kind === 'scalar' && outcomeOf(value.value))) return undefined;
  const { value: name } = key;
  return PAIRS.find((pair) => pair.key === name && pair.kind === value.kind && (pair.is?.(value) ?? true))
    ?.message;
}

/** What the root's list is, if one of its items shows that it is no results document. */
export function detectForeignItem(item: Node): string | undefined {
  if (item.kind !== 'map') return undefined;
  const isCucumber = field(item, 'elements')?.kind === 'list' && field(item, 'keyword') !== undefined;
  return isCucumber ? report('a JSON report of Cucumber') : undefined;
}

interface ForeignPair {
  readonly key: string;
  readonly kind: Node['kind'];
  readonly is?: (value: Node) => boolean;
  readonly message: string;
}

function report(what: string): string {
  return `this is ${what}, ${NOT_A_DOCUMENT}; ${USE_JUNIT}`;
}

const CTRF = report('a CTRF report');
const JEST = report('a JSON report of Jest or Vitest');
const MOCHA = report('a JSON report of Mocha, Cypress or Playwright');
const JSON_REPORT = report('a JSON report of a test runner');
const OWN_REPORT = `this is a report.json of this action, ${NOT_A_DOCUMENT}; the folder of report.json also has retry-results.json (what failed), undo-results.json (to undo) and plan-results.json (after a dry run): give one of them`;
const API = `this is a response of Testsigma's API, ${NOT_A_DOCUMENT}; write a list with one entry for each result to change, such as: - {testCaseResultId: 3646, result: passed}`;

const PAIRS: readonly ForeignPair[] = [
  { key: 'reportFormat', kind: 'scalar', is: isText('CTRF'), message: CTRF },
  { key: 'results', kind: 'map', is: (value) => has(value, 'tests', 'tool'), message: CTRF },
  { key: 'totals', kind: 'map', is: (value) => has(value, 'overridden', 'not-sent'), message: OWN_REPORT },
  { key: 'testCases', kind: 'list', message: API },
  { key: 'executionId', kind: 'scalar', message: API },
  { key: 'executionResultId', kind: 'scalar', message: API },
  { key: 'errors', kind: 'list', is: isListOfTexts, message: API },
  { key: 'objectErrors', kind: 'scalar', message: API },
  { key: 'testResults', kind: 'list', message: JEST },
  { key: 'numTotalTests', kind: 'scalar', message: JEST },
  { key: 'suites', kind: 'list', message: report('a JSON report of Playwright') },
  { key: 'stats', kind: 'map', is: isNoEntry, message: MOCHA },
  { key: 'tests', kind: 'list', message: JSON_REPORT },
  { key: 'features', kind: 'list', message: JSON_REPORT },
  { key: 'testsuites', kind: 'list', message: JSON_REPORT },
  { key: 'testsuites', kind: 'map', is: isNoEntry, message: JSON_REPORT },
  { key: 'runs', kind: 'list', message: report('a SARIF report') },
  { key: 'jobs', kind: 'map', is: isNoEntry, message: `this is a workflow file, ${NOT_A_DOCUMENT}` },
];

function field(node: Node, name: string): Node | undefined {
  if (node.kind !== 'map') return undefined;
  return node.pairs.find(([key]) => key.kind === 'scalar' && key.value === name)?.[1];
}

function has(node: Node, ...names: readonly string[]): boolean {
  return names.every((name) => field(node, name) !== undefined);
}

function isText(text: string): (node: Node) => boolean {
  return (node) => node.kind === 'scalar' && node.value === text;
}

function isListOfTexts(node: Node): boolean {
  return node.kind === 'list' && node.items.every((item) => item.kind === 'scalar');
}

/** Whether a map has no key of an entry: a test case may have the name of a report's key. */
function isNoEntry(node: Node): boolean {
  return node.kind === 'map' && !keysOf(node).some(isEntryKey);
}

function keysOf({ pairs }: Mapping): string[] {
  return pairs.slice(0, 50).flatMap(([key]) => (key.kind === 'scalar' ? key.value : []));
}

/** The message about a text that looks like the name of a file, which another input takes; undefined if it does not. */
export function fileNameHint(word: string): string | undefined {
  if (!/^[^\s{}[\],:]{1,500}\.(?:ya?ml|json|xml)$/i.test(word)) return undefined;
  const input = /\.xml$/i.test(word) ? 'junit-files' : 'results-files';
  return `${quote(word)} looks like the name of a file; give it to ${input}`;
}

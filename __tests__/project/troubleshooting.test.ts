/** docs/troubleshooting.md and the source: what it quotes can be said, and what can be said is found in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';

const ROOT = new URL('../../', import.meta.url);
const PAGE = read('docs/troubleshooting.md');

/** A text in the source, with dots where something is filled in. */
interface Text {
  readonly file: string;
  readonly text: string;
}

const TEXTS: readonly Text[] = readdirSync(new URL('src/', ROOT), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => textsIn(file.replaceAll('\\', '/')));

function read(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

function textsIn(file: string): Text[] {
  const { body } = parseSync(read(`src/${file}`), { syntax: 'typescript', target: 'es2022' });
  return [...literalsIn(body)].map((text) => ({ file, text }));
}

/** Every string and template below a node of the parser's tree. */
function* literalsIn(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  const { type, value, quasis } = node as Readonly<Record<string, unknown>>;
  if (type === 'StringLiteral') yield String(value);
  if (type === 'TemplateLiteral')
    yield (quasis as readonly { cooked: string }[]).map(({ cooked }) => cooked).join('…');
  for (const child of Object.values(node)) yield* literalsIn(child);
}

/** What stands as code in a text. */
function quotesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, quote = '']) => quote);
}

/** What is always the same in a quote: all but the dots that stand for what differs. */
function fixedParts(quote: string): string[] {
  return quote
    .split('…')
    .map((part) => part.replace(/^[\s,:;.]+|[\s,:;.?]+$/g, ''))
    .filter((part) => /[a-z]/i.test(part));
}

/** What matches a text that has the fixed parts of a quote, in their order. */
function patternOf(quote: string): RegExp {
  return new RegExp(fixedParts(quote).map(escaped).join('.*'), 's');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Statuses, and words of Testsigma's, which the action only passes on. */
const FOREIGN = /^(?:\d{3}\b|No JWT|Invalid JWT|No handler|is not related|rate limit)/;

test('quotes only what the source says', () => {
  const [ours = ''] = PAGE.split('## Messages from elsewhere');
  const [, inShort = ''] = /^## Troubleshooting(.*?)^## /ms.exec(read('README.md')) ?? [];
  const quotes = `${ours}${inShort}`
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => quotesIn(line.split(' | ')[0] ?? ''));
  const unsaid = quotes
    .flatMap(fixedParts)
    .filter((part) => part.length > 3 && !FOREIGN.test(part))
    .filter((part) => !TEXTS.some(({ text }) => text.includes(part)));
  expect(quotes.length).toBeGreaterThan(150);
  expect(unsaid).toEqual([]);
});

/** Files that build pages: their texts are around messages, and are none. */
const PAGES = ['report/markdown/', 'report/log.ts', 'report/progress.ts', 'github/comment.ts'];

/** A table of formats, of which the page has the kinds: each message says what the file is, and how to get JUnit XML. */
const TABLES = ['test-reports/formats.ts'];

/** What else is no message of its own. */
const NO_MESSAGES: readonly RegExp[] = [
  // comments of overrides
  /^Overridden from GitHub Actions$|^Undoes …$|^… \(undoes …\)$|^the override by …$/,
  // lines of the log, and code
  /^Comment on pull request … …$|^GitHub responded with … \(…\)$|^for \(const comment/,
  // what other messages go on with
  /^in a file$|^a test case \(|^what is given with the ID$|^; the closest names: …$|^has no known outcome$/,
  /^\(without a name\)$|^ \(… times in this report, first here\)$|^more JUnit test$|^, and the outcome of … is not known$/,
  /^…, which may change run|^an entry of the listing$|^without an ID$|^nothing in it$|^an object with …$/,
  /^the (?:job summary|report folder)$|^all been case/,
];

test('has everything that can be said', () => {
  const quotes = quotesIn(PAGE).filter(isSentence);
  const isQuoted = (text: string) =>
    quotes.some((quote) => patternOf(quote).test(text) || patternOf(text).test(quote));
  const messages = TEXTS.filter(
    ({ file, text }) => isSentence(text) && ![...PAGES, ...TABLES].some((page) => file.startsWith(page)),
  ).filter(({ text }) => !NO_MESSAGES.some((one) => one.test(text)));
  expect(messages.length).toBeGreaterThan(100);
  expect(NO_MESSAGES.filter((one) => !TEXTS.some(({ text }) => one.test(text)))).toEqual([]);
  expect(messages.filter(({ text }) => !isQuoted(text))).toEqual([]);
});

/** Whether somebody could search for it: three words in a row. */
function isSentence(text: string): boolean {
  return /[a-z*]+ [a-z]+ [a-z]+/i.test(text.replace(/ ?…+ ?/g, ' '));
}

/** What people type into a form's single line, and bare lists of IDs. Columns refer to the line as typed. */
import { locator, type Source } from '../../model/diagnostic.js';
import { type ParsedSelector, parseSelector } from '../../model/selector.js';
import { looksLikeUrl } from '../../model/testsigma-url.js';
import type { EntrySyntax } from '../../model/types.js';
import type { Pause } from '../../runtime/process.js';
import { quote, truncate, unquote } from '../../text/format.js';
import { blankComments } from '../foreign.js';
import { EntryParser, newOutput, type ParseOptions, type ParseOutput } from './entry.js';

const LINE: EntrySyntax = { form: 'line' };
const BARE: EntrySyntax = { form: 'bare' };

/** A part of a text, and its offset. */
interface Part {
  readonly text: string;
  readonly offset: number;
}

/** Whether a text is a single line that is no list of maps in YAML or JSON: a map in braces may still be one. */
export function looksLikeOneLine(text: string): boolean {
  const line = text.trim();
  return line !== '' && !/[\r\n]/.test(line) && !/^(?:\[\s*[[{]|-\s)/.test(line);
}

/** A line as typed into a form, parsed. */
interface ParsedLine extends ParseOutput {
  /** Whether it mixes bare IDs with pairs, which is a problem. */
  readonly isMixed: boolean;
}

/** Parses `3646: passed, 3647=failed`, with or without braces, spaces and quotes of any kind. */
export async function parseOneLine(source: Source, options: ParseOptions, pause: Pause): Promise<ParsedLine> {
  const output = newOutput();
  const parser = new EntryParser(options, locator(source), output);
  const all = parts(source.text).map((part) => keyAndWord(part));
  const isMixed =
    all.some(({ word }) => word) && all.some(({ key, word }) => !word && isIdOrUrl(unquote(key.text)));
  for (const part of all) {
    await pause();
    parsePart(part, isMixed, parser, options.host);
  }
  return { ...output, isMixed };
}

/** Parses one part of a line: a key with its word, or a bare ID or URL. */
function parsePart(
  { key, word }: Pair,
  isMixed: boolean,
  parser: EntryParser,
  host: string | undefined,
): void {
  const unclear = isQuoted(key.text) ? undefined : needsQuotes(key.text);
  const name = unquote(key.text);
  const unbalanced = [key, word].find((one) => one && hasLoneQuote(one.text));
  if (unbalanced) parser.addProblem(unbalanced.offset, loneQuote(unbalanced.text));
  else if (unclear) parser.addProblem(key.offset, unclear);
  else if (!word && !isIdOrUrl(name)) parser.addProblem(key.offset, notInBareList(name));
  else if (!word && isMixed) parser.addProblem(key.offset, withoutResult(name));
  else if (isSeveral(key.text)) parser.addProblem(key.offset, severalKeys(key.text, word?.text));
  else parser.parseWord(parseSelector(name, host), key.offset, LINE, word?.text, word?.offset ?? key.offset);
}

/** The message about a bare ID among pairs: whether it shares a neighbor's result is unclear. */
export function withoutResult(name: string): string {
  return `${quote(name)} has no result, but other entries of this line have one; give each its own, such as ${name.slice(0, 80)}: passed`;
}

/** Whether a key is several IDs or URLs, as in `3646 3647: passed`. */
export function isSeveral(key: string): boolean {
  return /[\s,]/.test(key.trim()) && !isQuoted(key) && isBareList(key);
}

/** The message about several IDs before one result. */
export function severalKeys(key: string, word: string | undefined): string {
  const names = key.split(/[\s,]+/).filter((name) => name !== '');
  const pairs = names.map((name) => `${name}: ${word ?? 'passed'}`);
  return `${quote(key)} is several IDs with one result; give each its own: ${truncate(pairs.join(', '), 200)}`;
}

/** Parses a bare list of IDs and URLs, separated by spaces, commas and line ends. */
export async function parseBareList(
  source: Source,
  options: ParseOptions,
  pause: Pause,
): Promise<ParseOutput> {
  const output = newOutput();
  const parser = new EntryParser(options, locator(source), output);
  for (const { 0: text, index: offset } of blankComments(source.text).matchAll(/[^\s,\u200b\u2060]+/g)) {
    await pause();
    const word = unquote(text);
    if (INVISIBLE.test(text)) continue;
    parser.parseWord(parseItem(text, word, options.host), offset, BARE, undefined, offset);
  }
  return output;
}

function parseItem(text: string, word: string, host: string | undefined): ParsedSelector {
  if (hasLoneQuote(text)) return { error: loneQuote(text) };
  return isIdOrUrl(word) ? parseSelector(word, host) : { error: notInBareList(word) };
}

/** Whether a text is a bare list: only IDs and URLs, none with a result after it. */
export function isBareList(text: string): boolean {
  return blankComments(text)
    .split(/[\s,]+/)
    .map((word) => keyAndWord({ text: unquote(word), offset: 0 }))
    .every(({ key, word }) => !word && (key.text === '' || isIdOrUrl(key.text)));
}

/** Whether a word is meant as an ID or a URL. Digits of any script count: invalid IDs have a message of their own. */
export function isIdOrUrl(word: string): boolean {
  return /^\p{Nd}+$/u.test(word) || looksLikeUrl(word);
}

function notInBareList(word: string): string {
  return `${quote(word)} is neither an ID nor a URL; a bare list contains nothing else. To give a result, write 3646: passed; put a name with a comma in quotes`;
}

/** The parts between commas, without the outer braces; a comma in a quoted name separates nothing. */
function parts(text: string): Part[] {
  const line = trimmed(text, 0);
  const braced = line.text.startsWith('{') && line.text.endsWith('}');
  const inner = braced ? { text: line.text.slice(1, -1), offset: line.offset + 1 } : line;
  const found: Part[] = [];
  const closing = new QuoteFinder(inner.text);
  for (let start = 0; start <= inner.text.length; ) {
    const comma = inner.text.indexOf(',', closing.after(start));
    const end = comma < 0 ? inner.text.length : comma;
    const part = trimmed(inner.text.slice(start, end), inner.offset + start);
    if (!INVISIBLE.test(part.text)) found.push(part);
    start = end + 1;
  }
  return found;
}

/** A text without visible characters. */
const INVISIBLE = /^[\s\u200b\u2060\ufeff]*$/;

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['\u201c', '\u201d'],
]);

/** Finds the ends of quoted names; a missing closing quote is searched for once, not for every part. */
class QuoteFinder {
  readonly #text: string;
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The offset from which to search for the next comma: after the closing quote, if the part starts with a quote. */
  after(start: number): number {
    const open = start + (/^\s{0,100}/.exec(this.#text.slice(start, start + 100))?.[0].length ?? 0);
    const quote = QUOTES.get(this.#text.charAt(open));
    if (quote === undefined || this.#missing.has(quote)) return start;
    const end = this.#text.indexOf(quote, open + 1);
    if (end < 0) this.#missing.add(quote);
    return end < 0 ? start : end + 1;
  }
}

function trimmed(text: string, offset: number): Part {
  return { text: text.trim(), offset: offset + text.length - text.trimStart().length };
}

/** A key, and the word after its colon or equals sign, if there is one. */
interface Pair {
  readonly key: Part;
  readonly word?: Part;
}

/** Splits `3646: passed` at its last colon or equals sign, unless a path follows: then it is a URL. */
function keyAndWord(part: Part): Pair {
  const at = Math.max(part.text.lastIndexOf(':'), part.text.lastIndexOf('='));
  const after = part.text.slice(at + 1);
  if (at < 0 || after.includes('/') || isQuoted(part.text)) return { key: part };
  return { key: trimmed(part.text.slice(0, at), part.offset), word: trimmed(after, part.offset + at + 1) };
}

function isQuoted(text: string): boolean {
  return /^(?:"[^"]*"|'[^']*'|\u201c[^\u201d]*\u201d)$/.test(text);
}

/** Whether a quote opens at the start or closes at the end of a text, but not both. */
function hasLoneQuote(text: string): boolean {
  return ['"', "'"].some((quote) => text === quote || text.startsWith(quote) !== text.endsWith(quote));
}

function loneQuote(text: string): string {
  return `${quote(text)} has an unbalanced quote; write both, or none`;
}

function needsQuotes(text: string): string | undefined {
  if (looksLikeUrl(unquote(text)) || !/[:=[\]{}]/.test(text)) return undefined;
  return `${quote(text)} is ambiguous in one line: put a name with , : = or [ in quotes, such as "Cart: total": passed`;
}

/** What people type into a form's single line, and bare lists of ids. Columns refer to the line as typed. */

import { locator, type Source } from '../model/diagnostic.js';
import { type ParsedSelector, parseSelector } from '../model/selector.js';
import { looksLikeUrl } from '../model/testsigma-url.js';
import type { EntrySyntax } from '../model/types.js';
import { quote, unquote } from '../text/format.js';
import { EntryParser, newOutput, type ParseOptions, type ParseOutput } from './entry.js';

const LINE: EntrySyntax = { form: 'line' };
const BARE: EntrySyntax = { form: 'bare' };

/** A piece of a text and where it starts. */
interface Part {
  readonly text: string;
  readonly offset: number;
}

/** Whether a text is a single line that is no list in YAML or JSON: a map in braces may still be one. */
export function looksLikeOneLine(text: string): boolean {
  const line = text.trim();
  return line !== '' && !/[\r\n]/.test(line) && !/^(?:\[\s*[[{]|-\s)/.test(line);
}

/** Reads `3646: passed, 3647=failed`, with or without braces, blanks and quotes of any kind. */
export function parseOneLine(source: Source, options: ParseOptions): ParseOutput {
  const output = newOutput();
  const reader = new EntryParser(options, locator(source), output);
  for (const part of parts(source.text)) parsePart(part, reader, options.host);
  return output;
}

/** One part of a line: a key with its word, or an id or address alone, as in a bare list. */
function parsePart(part: Part, reader: EntryParser, host: string | undefined): void {
  const { key, word } = keyAndWord(part);
  const unclear = isQuoted(key.text) ? undefined : needsQuotes(key.text);
  const name = unquote(key.text);
  const lone = [key, word].find((one) => one && hasLoneQuote(one.text));
  if (lone) reader.addProblem(lone.offset, loneQuote(lone.text));
  else if (unclear) reader.addProblem(key.offset, unclear);
  else if (!word && !isIdOrAddress(name)) reader.addProblem(key.offset, notInBareList(name));
  else reader.parseWord(parseSelector(name, host), key.offset, LINE, word?.text, word?.offset ?? key.offset);
}

/** Reads a bare list of ids and addresses: blanks, commas and line ends part them. */
export function parseBareList(source: Source, options: ParseOptions): ParseOutput {
  const output = newOutput();
  const reader = new EntryParser(options, locator(source), output);
  for (const { 0: text, index: offset } of withoutComments(source.text).matchAll(/[^\s,\u200b\u2060]+/g)) {
    const word = unquote(text);
    if (word === '') continue;
    reader.parseWord(parseItem(text, word, options.host), offset, BARE, undefined, offset);
  }
  return output;
}

function parseItem(text: string, word: string, host: string | undefined): ParsedSelector {
  if (hasLoneQuote(text)) return { fault: loneQuote(text) };
  return isIdOrAddress(word) ? parseSelector(word, host) : { fault: notInBareList(word) };
}

/** Whether a text holds nothing but ids and addresses, none with a result behind it: what a bare list consists of. */
export function isBareList(text: string): boolean {
  return withoutComments(text)
    .split(/[\s,]+/)
    .map((word) => keyAndWord({ text: unquote(word), offset: 0 }))
    .every(({ key, word }) => !word && (key.text === '' || isIdOrAddress(key.text)));
}

/** Digits of any script count: those that are no id get their own word. */
function isIdOrAddress(word: string): boolean {
  return /^\p{Nd}+$/u.test(word) || looksLikeUrl(word);
}

/** Comments become blanks of the same length, so that the places of everything else stay. */
function withoutComments(text: string): string {
  return text.replace(/(^|\s)#[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
}

function notInBareList(word: string): string {
  return `${quote(word)} is neither an id nor an address; a bare list holds nothing else. To give a result write 3646: passed; put a name with a comma into quotes`;
}

/** The parts between commas, braces around the whole left away; a comma within a quoted name parts nothing. */
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
    if (unquote(part.text) !== '') found.push(part);
    start = end + 1;
  }
  return found;
}

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['\u201c', '\u201d'],
]);

/** Finds where a quoted name ends; a closing quote that is missing is looked for once, not for every part. */
class QuoteFinder {
  readonly #text: string;
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Where to look for the next comma: behind the closing quote, if a quote opens at the start of the part. */
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

/** Parts `3646: passed` at its last colon or equals sign. What looks like a path behind it belongs to an address. */
function keyAndWord(part: Part): { key: Part; word?: Part } {
  const at = Math.max(part.text.lastIndexOf(':'), part.text.lastIndexOf('='));
  const behind = part.text.slice(at + 1);
  if (at < 0 || behind.includes('/') || isQuoted(part.text)) return { key: part };
  return { key: trimmed(part.text.slice(0, at), part.offset), word: trimmed(behind, part.offset + at + 1) };
}

function isQuoted(text: string): boolean {
  return /^(?:"[^"]*"|'[^']*'|\u201c[^\u201d]*\u201d)$/.test(text);
}

/** Whether a quote opens at the start or closes at the end of a text, but not both: something is missing then. */
function hasLoneQuote(text: string): boolean {
  return ['"', "'"].some((quote) => text === quote || text.startsWith(quote) !== text.endsWith(quote));
}

function loneQuote(text: string): string {
  return `${quote(text)} has a quote without its partner; write both, or none`;
}

function needsQuotes(text: string): string | undefined {
  if (looksLikeUrl(unquote(text)) || !/[:=[\]{}]/.test(text)) return undefined;
  return `${quote(text)} is not clear in one line: put a name with , : = or [ into quotes, such as "Cart: total": passed`;
}

/**
 * JSON with exact integers, and token by token. Node's own parser rounds integers above 9007199254740991 and gives no
 * positions, and Node 20's cannot give a number's text.
 */

/** Numbers of up to 15 digits are exact in any case. */
const LONG_NUMBER = /\d{16}/;

/**
 * Reads JSON; integers of 16 digits and more come as texts of their digits.
 *
 * @throws SyntaxError for what is not JSON
 */
export function parseLossless(text: string): unknown {
  return JSON.parse(LONG_NUMBER.test(text) ? withLongIntegersQuoted(text) : text);
}

/** A list or a map of an answer that means something has so many signs at the least, one with another. UTF-16 units. */
const MIN_CHARS_PER_PAIR = 8;
/** A short answer may have so many of them, whatever it means. */
const ALWAYS_ALLOWED = 1_000;

/**
 * Whether a text is brackets for the most part. A pair of them takes the reader a hundred times the memory that it takes
 * in the text: 64 MiB of nothing else, more than most machines have.
 */
export function isMostlyBrackets(text: string): boolean {
  let left = ALWAYS_ALLOWED + text.length / MIN_CHARS_PER_PAIR;
  for (let at = 0; at < text.length && left >= 0; at += 1) {
    if (isOpening(text.charCodeAt(at))) left -= 1;
  }
  return left < 0;
}

function withLongIntegersQuoted(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  eachToken(text, (start, end) => {
    if (end - start < 16 || !/^\d+$/.test(text.slice(start, end))) return;
    pieces.push(text.slice(done, start), '"', text.slice(start, end), '"');
    done = end;
  });
  pieces.push(text.slice(done));
  return pieces.join('');
}

/**
 * Gives every token of a JSON text to `take`, from its first to behind its last UTF-16 unit: brackets and braces,
 * strings with their quotes, and words, which are numbers, `true`, `false` and `null`. Of a text that is not JSON it
 * gives tokens just the same, in linear time.
 *
 * @param start where to begin: between two tokens
 * @param end no token that starts here or later is given
 * @returns where to go on: behind the last token given
 */
export function eachToken(
  text: string,
  take: (start: number, end: number) => void,
  start = 0,
  end = text.length,
): number {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    const next = endOfToken(text, at, code);
    if (!isBetween(code)) take(at, next);
    at = next;
  }
  return at;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function endOfToken(text: string, start: number, code: number): number {
  if (code === QUOTE) return endOfString(text, start);
  return isWordPart(code) ? endOfWord(text, start) : start + 1;
}

/** Where a string of a JSON text ends that starts there: after its closing quote, or at the end of the text. */
export function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && isWordPart(text.charCodeAt(at))) at += 1;
  return at;
}

function isWordPart(code: number): boolean {
  return code !== QUOTE && !isBetween(code) && !isOpening(code) && !isClosing(code);
}

/** White space, commas and colons. */
function isBetween(code: number): boolean {
  return code === 0x20 || code === 0x2c || code === 0x3a || code === 0x0a || code === 0x0d || code === 0x09;
}

/** `[` and `{`. */
function isOpening(code: number): boolean {
  return code === 0x5b || code === 0x7b;
}

/** `]` and `}`. */
function isClosing(code: number): boolean {
  return code === 0x5d || code === 0x7d;
}

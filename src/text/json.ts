/**
 * JSON with exact integers, and token by token. Node's own parser rounds integers above 9007199254740991 and gives no
 * positions, and Node 20's cannot give a number's text.
 */

/** Numbers of up to 15 digits are exact in any case. */
const LONG_NUMBER = /\d{16}/;

/**
 * Parses JSON; integers of 16 digits and more become strings of their digits.
 *
 * @throws SyntaxError for what is not JSON
 */
export function parseLossless(text: string): unknown {
  return JSON.parse(LONG_NUMBER.test(text) ? withLongIntegersQuoted(text) : text);
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Each list and map of a meaningful response takes at least so many UTF-16 units on average. */
const MIN_CHARS_PER_PAIR = 8;
/** So many lists and maps are always allowed. */
const ALWAYS_ALLOWED = 1_000;

/**
 * Whether a text consists mostly of brackets. Parsed, a pair of them takes a hundred times the memory that it takes in
 * the text: 64 MiB of nothing else take more than most machines have.
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
 * Passes every token of a JSON text to `take`, from its first to after its last UTF-16 unit: brackets and braces,
 * strings with their quotes, and words, which are numbers, `true`, `false` and `null`. A text that is not JSON has
 * tokens just the same. Takes linear time.
 *
 * @param start an offset between two tokens
 * @param end tokens that start here or later are not passed
 * @returns the offset after the last token
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

/** Whether the object at the top of a JSON text has a key twice; of a text that is not JSON, the result means nothing. */
export function hasDuplicateKeys(text: string): boolean {
  const keys = new Set<string>();
  let count = 0;
  let depth = 0;
  let isKeyNext = false;
  eachToken(text, (start, end) => {
    const code = text.charCodeAt(start);
    if (isOpening(code)) depth += 1;
    else if (isClosing(code)) depth -= 1;
    else if (depth === 1 && isKeyNext) {
      keys.add(unescaped(text.slice(start, end)));
      count += 1;
      isKeyNext = false;
      return;
    }
    // Within the object at the top, a key follows its opening and each value.
    isKeyNext = depth === 1;
  });
  return keys.size < count;
}

function unescaped(key: string): string {
  try {
    return String(JSON.parse(key));
  } catch {
    return key;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function endOfToken(text: string, start: number, code: number): number {
  if (code === QUOTE) return endOfString(text, start);
  return isWordPart(code) ? endOfWord(text, start) : start + 1;
}

/** The offset after a string of a JSON text that begins at `start`: after its closing quote, or the end of the text. */
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

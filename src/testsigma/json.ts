/** JSON with exact integers. Node 20's own reader rounds above 9007199254740991 and cannot be asked for the text. */

/** Numbers of up to 15 digits are exact in any case. */
const LONG_NUMBER = /\d{16}/;

/**
 * Reads JSON; integers of 16 digits and more come as texts of their digits.
 *
 * @throws SyntaxError for what is not JSON
 */
export function parseExact(text: string): unknown {
  return JSON.parse(LONG_NUMBER.test(text) ? withLongIntegersQuoted(text) : text);
}

function withLongIntegersQuoted(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (isNumberPart(code)) {
      const end = endOfNumber(text, at);
      if (end - at >= 16 && /^\d+$/.test(text.slice(at, end))) {
        pieces.push(text.slice(done, at), '"', text.slice(at, end), '"');
        done = end;
      }
      at = end;
    } else at += 1;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
}

function endOfNumber(text: string, start: number): number {
  let at = start;
  while (at < text.length && isNumberPart(text.charCodeAt(at))) at += 1;
  return at;
}

/** Digits, and what may stand between them in a number: `+ - . E e`. */
function isNumberPart(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || [0x2b, 0x2d, 0x2e, 0x45, 0x65].includes(code);
}

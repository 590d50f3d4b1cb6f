/** JSON whose integers stay exact: Testsigma's ids are Java longs, and `JSON.parse` rounds above 2^53. */
import { randomUUID } from 'node:crypto';

/** A JSON value. Integers are read as `bigint`; numbers with a fraction or an exponent as `number`. */
export type Json = null | boolean | number | bigint | string | Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * Reads a JSON text without rounding any integer. Takes linear time.
 *
 * @throws SyntaxError where the text is no JSON, RangeError where it is nested too deep to be walked.
 */
export function readJson(text: string): Json {
  const mark = `integer ${randomUUID()} `;
  return JSON.parse(quoteIntegers(text, mark), (_key, value: Json) =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

/** Writes a JSON value compactly, a `bigint` as an integer with all its digits. */
export function writeJson(value: Json): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${writeJson(member)}`);
  return `{${members.join(',')}}`;
}

/** Puts every integer outside of strings into quotes, behind a mark that no text can hold by accident. */
function quoteIntegers(text: string, mark: string): string {
  const pieces: string[] = [];
  let copied = 0;
  const find = /"|-?\d[\d.eE+-]*/g;
  for (let found = find.exec(text); found; found = find.exec(text)) {
    if (found[0] === '"') find.lastIndex = endOfString(text, find.lastIndex);
    else if (isInteger(found[0]) && !isKey(text, find.lastIndex)) {
      pieces.push(text.slice(copied, found.index), `"${mark}${found[0]}"`);
      copied = find.lastIndex;
    }
  }
  return pieces.join('') + text.slice(copied);
}

/** Other numbers are left for `JSON.parse` to read, or to refuse: `1.0`, `1e3`, `007`. */
function isInteger(token: string): boolean {
  return /^-?(?:0|[1-9]\d*)$/.test(token);
}

/** A bare number is no key in JSON; in quotes it would become one. */
function isKey(text: string, end: number): boolean {
  const colon = /[ \t\r\n]*:/y;
  colon.lastIndex = end;
  return colon.test(text);
}

/** The offset behind the closing quote of the string whose text starts at `start`; the text's end if there is none. */
function endOfString(text: string, start: number): number {
  const find = /["\\]/g;
  find.lastIndex = start;
  for (let found = find.exec(text); found; found = find.exec(text)) {
    if (found[0] === '"') return find.lastIndex;
    find.lastIndex += 1;
  }
  return text.length;
}

/** Hides secrets in texts. */
import { capitalize } from './format.js';

/** Replaces the secrets in a text by `***`. */
export type Redactor = (text: string) => string;

/** A part of a text, in UTF-16 units. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * A redactor for these secrets. Each is hidden as written, as JSON and URLs escape it, in lower case and capitalized; so
 * is one of which a truncated text shows only the beginning: half of it anywhere, and less before an ellipsis.
 */
export function redactor(secrets: readonly string[]): Redactor {
  const forms = [...new Set(secrets.flatMap(formsOf))];
  if (forms.length === 0) return (text) => text;
  const heads = new Set(forms.map((form) => form.slice(0, MIN_PREFIX_LENGTH)));
  const suspicious = new RegExp([...heads].map(literal).join('|'));
  return (text) => {
    if (!suspicious.test(text)) return text;
    return without(
      forms.flatMap((form) => [...partialRanges(text, form), ...truncatedRanges(text, form)]),
      text,
    );
  };
}

/** The text with each of the ranges replaced; those that overlap are one, since forms of a secret begin alike. */
function without(ranges: readonly Range[], text: string): string {
  let clean = '';
  let done = 0;
  for (const { start, end } of [...ranges].sort((one, other) => one.start - other.start)) {
    if (start >= done) clean += `${text.slice(done, start)}***`;
    done = Math.max(done, end);
  }
  return clean + text.slice(done);
}

/** A shorter secret is hidden only as written, since another spelling of it may be a word. UTF-16 units. */
const MIN_VARIED_LENGTH = 8;

/**
 * A secret as written, within a JSON text, and within a URL. One that is too long to be a word also capitalized, as at
 * the beginning of a sentence, and in lower case, as the host of a URL.
 */
function formsOf(secret: string): string[] {
  const wellFormed = secret.toWellFormed();
  const forms = [secret, JSON.stringify(wellFormed).slice(1, -1), encodeURIComponent(wellFormed)];
  if (secret.length < MIN_VARIED_LENGTH) return forms;
  return forms.flatMap((form) => [form, capitalize(form), form.toLowerCase()]);
}

/** A pattern that matches just this text. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Of a shorter secret no part is hidden, since half of it may be a word. UTF-16 units. */
const MIN_PARTIAL_LENGTH = 16;

/** Where a secret is, or a text that begins with at least half of it. */
function* partialRanges(text: string, secret: string): Generator<Range> {
  const head = secret.length < MIN_PARTIAL_LENGTH ? secret : secret.slice(0, Math.ceil(secret.length / 2));
  let end = 0;
  for (let start = text.indexOf(head); start >= 0; start = text.indexOf(head, end)) {
    end = start + sharedLength(text, start, secret);
    yield { start, end };
  }
}

/** How much of the secret is at an index of the text, in UTF-16 units. */
function sharedLength(text: string, at: number, secret: string): number {
  let length = 0;
  while (length < secret.length && text.charCodeAt(at + length) === secret.charCodeAt(length)) length += 1;
  return length;
}

/** The shortest beginning of a secret that is worth hiding, in UTF-16 units. */
const MIN_PREFIX_LENGTH = 6;

/** Where a beginning of a secret is before an ellipsis: searched in the window in which it would start. */
function* truncatedRanges(text: string, secret: string): Generator<Range> {
  if (secret.length <= MIN_PREFIX_LENGTH) return;
  let done = 0;
  for (let end = text.indexOf('…'); end >= 0; end = text.indexOf('…', end + 1)) {
    const from = Math.max(done, end - secret.length);
    const found = beginningAtEnd(text.slice(from, end), secret);
    if (found < 0) continue;
    yield { start: from + found, end };
    done = end;
  }
}

/** The offset at which the text ends with a beginning of the secret; -1 if it does not. */
function beginningAtEnd(text: string, secret: string): number {
  const head = secret.slice(0, MIN_PREFIX_LENGTH);
  let at = text.indexOf(head);
  while (at >= 0 && !secret.startsWith(text.slice(at))) at = text.indexOf(head, at + 1);
  return at;
}

/** Fields without text from outside: IDs and documented words, in which a short secret may occur by chance. */
const SAFE_KEYS = new Set([
  'testCaseResultId',
  'testCaseId',
  'runId',
  'outcome',
  'status',
  'conclusion',
  'input',
]);

/** A copy of a value without secrets in its texts; a value without any stays the same object. */
export function redactDeep<Value>(value: Value, redact: Redactor): Value;
export function redactDeep(value: unknown, redact: Redactor): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return redactItems(value, redact);
  const fields = value as Readonly<Record<string, unknown>>;
  let changed: object | undefined;
  // Unlike Object.keys, this makes no list for each of thousands of results.
  for (const key in fields) {
    const item = fields[key];
    const clean = SAFE_KEYS.has(key) ? item : redactDeep(item, redact);
    if (clean === item) continue;
    changed ??= { ...value };
    Object.assign(changed, { [key]: clean });
  }
  return changed ?? value;
}

function redactItems(items: readonly unknown[], redact: Redactor): readonly unknown[] {
  let changed: unknown[] | undefined;
  items.forEach((item, index) => {
    const clean = redactDeep(item, redact);
    if (clean === item) return;
    changed ??= [...items];
    changed[index] = clean;
  });
  return changed ?? items;
}

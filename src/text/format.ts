/** Texts for people: cut, quoted, counted, listed. */

/** A text of at most that many UTF-16 units, an ellipsis included if it was cut; no surrogate pair is split. */
export function truncate(text: string, units: number): string {
  if (text.length <= units) return text;
  if (units === 0) return '';
  const end = isHighSurrogate(text.charCodeAt(units - 2)) ? units - 2 : units - 1;
  return `${text.slice(0, end)}…`;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** The first lines of many, and how many more there are. */
export function withRemainder(first: readonly string[], total: number): readonly string[] {
  const more = total - first.length;
  return more > 0 ? [...first, `… and ${more} more`] : first;
}

/** A count with its noun: `1 result`, `2 results`. */
export function pluralize(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What a message lists at the most: more of it nobody reads. */
const MAX_LISTED = 10;

/** A list for a message: the first few of the items, and how many more there are. */
export function listFirst<Item>(items: readonly Item[], shown: (item: Item) => string): string {
  const first = items.slice(0, MAX_LISTED).map(shown).join(', ');
  const more = items.length - MAX_LISTED;
  return more > 0 ? `${first} and ${more} more` : first;
}

/** A text in quotes for a message, cut to at most 80 UTF-16 units: a message must stay readable. */
export function quote(text: string): string {
  return text.length > 80 ? `"${text.slice(0, 79).toWellFormed()}…"` : `"${text}"`;
}

/** Typographic quotes and blanks of every kind, which text that was pasted brings along. */
const WRAPPING_CHARS = '\\s\\u00a0\\u200b\\u2060\\ufeff\\u00ab\\u00bb\\u2018-\\u201f\\u2039\\u203a';

/** What nearly every id and word looks like: there is nothing to take off. */
const UNWRAPPED = /^\w{1,40}$/;

const LEADING = new RegExp(`^[${WRAPPING_CHARS}]+`);

/**
 * An id or a word without the quotes and blanks around it, typographic ones and no-break ones included. Plain quotes
 * count in pairs alone: where one is missing, so may be more.
 */
export function unquote(text: string): string {
  if (UNWRAPPED.test(text)) return text;
  const start = text.replace(LEADING, '');
  let end = start.length;
  while (end > 0 && LEADING.test(start.charAt(end - 1))) end -= 1;
  const word = start.slice(0, end);
  const isPaired = word.length > 1 && /^["'`]/.test(word) && word.endsWith(word.charAt(0));
  return isPaired ? unquote(word.slice(1, -1)) : word;
}

/** The words of a list such as `failed, not_executed`. */
export function splitWords(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((word) => unquote(word))
    .filter((word) => word !== '');
}

/** Texts for people: cut, quoted, counted, listed. */

/** A text of at most that many UTF-16 units, an ellipsis included if it was cut; no surrogate pair is split. */
export function truncate(text: string, units: number): string {
  if (text.length <= units) return text;
  if (units === 0) return '';
  const end = isHighSurrogate(text.charCodeAt(units - 2)) ? units - 2 : units - 1;
  return `${text.slice(0, end)}…`;
}

/** Whether a UTF-16 unit is the first of a pair. */
export function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** The first lines of many, and how many more there are. */
export function withRemainder(first: readonly string[], total: number): readonly string[] {
  const more = total - first.length;
  return more > 0 ? [...first, `… and ${more} more`] : first;
}

/** A line for each of the first items, and how many more items there are. */
export function firstLines<Item>(
  items: readonly Item[],
  max: number,
  line: (item: Item) => string,
): readonly string[] {
  return withRemainder(items.slice(0, max).map(line), items.length);
}

/** A count with its noun: `1 result`, `2 results`. */
export function pluralize(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A text that begins with a capital letter: reasons begin with a small one, since they also follow other words. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How many items a message lists at most. */
const MAX_LISTED = 10;

/** A list for a message: the first few of the items, and how many more there are. */
export function listFirst<Item>(items: readonly Item[], show: (item: Item) => string): string {
  const first = items.slice(0, MAX_LISTED).map(show).join(', ');
  const more = items.length - MAX_LISTED;
  return more > 0 ? `${first} and ${more} more` : first;
}

/** So many parts of a text with # in it are taken for a part of a name. */
const MAX_CUTS = 10;

/**
 * What a text that a comment cuts short may have been meant to be: for `Cart #2 # flaky`, `Cart #2` and all of it.
 *
 * @param uncut the text with the comment
 */
export function longerTexts(uncut: string): readonly string[] {
  const parts = uncut.split(/\s+(?=#)/, MAX_CUTS);
  return parts.map((_, index) => parts.slice(0, index + 1).join(' ')).slice(1);
}

/** A text in quotes for a message, cut to at most 80 UTF-16 units: a message must stay readable. */
export function quote(text: string): string {
  return `"${truncate(text, 80)}"`;
}

/** Typographic quotes, backticks and spaces of every kind, which pasted text brings along. */
const WRAPPING_CHAR = /[\s`\u00a0\u200b\u2060\ufeff\u00ab\u00bb\u2018-\u201f\u2039\u203a]/;

/** What nearly every ID and word looks like: there is nothing to remove. */
const UNWRAPPED = /^\w{1,40}$/;

/**
 * An ID or a word without the quotes and spaces around it, typographic ones and no-break ones included. Plain quotes
 * count in pairs only: if one is missing, so may be more.
 */
export function unquote(text: string): string {
  if (UNWRAPPED.test(text)) return text;
  let start = 0;
  let end = text.length;
  for (;;) {
    while (start < end && WRAPPING_CHAR.test(text.charAt(start))) start += 1;
    while (start < end && WRAPPING_CHAR.test(text.charAt(end - 1))) end -= 1;
    const first = text.charAt(start);
    const isPaired = end - start > 1 && /["']/.test(first) && text.charAt(end - 1) === first;
    if (!isPaired) return text.slice(start, end);
    start += 1;
    end -= 1;
  }
}

/** What most names look like: they are normalized already. */
const NORMALIZED = /^[!-~]{1,40}(?: [!-~]{1,40}){0,20}$/;

/**
 * A name as names are compared: in Unicode NFC, any run of white space (no-break included) as one space, trimmed. For
 * display, keep the original.
 */
export function normalizeName(name: string): string {
  if (NORMALIZED.test(name)) return name;
  // Not one pattern for a run of white space: over megabytes of it, that may take more stack than there is.
  return name
    .normalize('NFC')
    .split(/\s/)
    .filter((word) => word !== '')
    .join(' ');
}

/** The words of a list such as `failed, not_executed`. */
export function splitWords(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((word) => unquote(word))
    .filter((word) => word !== '');
}

/** Text from outside, made fit to be shown: nothing in it commands the runner, forges markup or tells a secret. */

/** Controls, invisible and bidirectional formats, line separators, lone surrogates; the joiners of emoji may stay. */
export const UNPRINTABLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** What hides the secrets that a text may hold. */
export type Redactor = (text: string) => string;

/**
 * A redactor for these secrets, the longest first, since one may be part of another. Each is hidden as it stands and
 * as JSON and addresses escape it. A secret of which a cut text shows the beginning only is hidden, too: half of it
 * anywhere, and less before an ellipsis.
 */
export function redactor(secrets: readonly string[]): Redactor {
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((one, other) => other.length - one.length);
  return (text) => forms.reduce((clean, form) => withoutCut(withoutMost(clean, form), form), text);
}

/** A secret as it stands, within a JSON text, and within an address. */
function formsOf(secret: string): string[] {
  const wellFormed = secret.toWellFormed();
  return [secret, JSON.stringify(wellFormed).slice(1, -1), encodeURIComponent(wellFormed)];
}

/** Secrets shorter than this are hidden whole or not at all: half of one may be a word. UTF-16 units. */
const HALVABLE = 16;

/** Hides the secret, and what begins with at least half of it. */
function withoutMost(text: string, secret: string): string {
  const head = secret.length < HALVABLE ? secret : secret.slice(0, Math.ceil(secret.length / 2));
  const pieces: string[] = [];
  let done = 0;
  for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, done)) {
    pieces.push(text.slice(done, at), '***');
    done = at + sharedLength(text, at, secret);
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(done);
}

/** How much of the secret stands at a place of the text, in UTF-16 units. */
function sharedLength(text: string, at: number, secret: string): number {
  let length = 0;
  while (length < secret.length && text.charCodeAt(at + length) === secret.charCodeAt(length)) length += 1;
  return length;
}

/** The shortest beginning of a secret that is worth hiding, in UTF-16 units. */
const TELLING = 6;

/** Hides a beginning of the secret that stands before an ellipsis: looked for in the window where it would start. */
function withoutCut(text: string, secret: string): string {
  if (secret.length <= TELLING) return text;
  const pieces: string[] = [];
  let done = 0;
  for (let cut = text.indexOf('…'); cut >= 0; cut = text.indexOf('…', cut + 1)) {
    const start = Math.max(done, cut - secret.length);
    const found = beginningAtEnd(text.slice(start, cut), secret);
    if (found < 0) continue;
    pieces.push(text.slice(done, start + found), '***');
    done = cut;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(done);
}

/** Where in the text the secret begins that goes on to the text's end; -1 where none does. */
function beginningAtEnd(text: string, secret: string): number {
  const head = secret.slice(0, TELLING);
  let at = text.indexOf(head);
  while (at >= 0 && !secret.startsWith(text.slice(at))) at = text.indexOf(head, at + 1);
  return at;
}

/**
 * A text on one line, with everything escaped that is no plain character, and with no old-style workflow command in
 * it: the runner reads `##[` anywhere in a line.
 */
export function oneLine(text: string): string {
  return text.replace(UNPRINTABLE, (char) => SHORT.get(char) ?? escapeOf(char)).replaceAll('##[', '##\\[');
}

function escapeOf(char: string): string {
  const code = (char.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

/** A text of at most that many UTF-16 units, with an ellipsis where it was cut. */
export function shortened(text: string, units: number): string {
  return text.length > units
    ? `${text
        .slice(0, units - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
    : text;
}

/**
 * A text from outside on one line of at most so many UTF-16 units. It is cut before it is escaped, too: escapes make a
 * text many times as long.
 */
export function shortLine(text: string, units: number): string {
  return shortened(oneLine(shortened(text, units)), units);
}

/**
 * A text as a JSON string that hides nothing from whoever reads it: all that {@link oneLine} escapes stands as JSON's
 * own escapes, so that it still means the same.
 */
export function jsonText(text: string): string {
  return JSON.stringify(text)
    .replace(UNPRINTABLE, (char) => char.split('').map(unitEscape).join(''))
    .replaceAll('##[', '#\\u0023[');
}

function unitEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What means something to Markdown and HTML within a line; as an entity it means nothing. */
const MARKUP = '&<>`*_~|\\[]';

/**
 * Markup, and what GitHub looks for once entities are read: mentions, references, formulas, emoji, addresses. An
 * element of its own hides these, and leaves no trace in what people see or copy.
 */
const SPECIAL = /[&<>`*_~|\\[\]@#$]|:(?=\/\/|[\w+-]+:)|www(?=\.)|(?<![a-z\d])GH(?=-\d)/gi;

/** A text that shows as it is within a line of GitHub's Markdown: on one line, nothing in it markup, nothing linked. */
export function markdown(text: string): string {
  return oneLine(text).replace(SPECIAL, (found) =>
    MARKUP.includes(found) ? `&#${found.charCodeAt(0)};` : `<span>${found}</span>`,
  );
}

/** The first lines of many, and how many more there are. */
export function withMore(first: readonly string[], total: number): readonly string[] {
  const more = total - first.length;
  return more > 0 ? [...first, `… and ${more} more`] : first;
}

/** A count with its noun: `1 result`, `2 results`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

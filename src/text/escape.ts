/** Escapes text from outside: nothing in it commands the runner or forges markup. */
import { truncate } from './format.js';

/** Controls, invisible and bidirectional formats, line separators, lone surrogates; the joiners of emoji may stay. */
const UNPRINTABLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

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

/**
 * A text from outside on one line of at most so many UTF-16 units. It is cut before it is escaped, too: escapes make a
 * text many times as long.
 */
export function shortLine(text: string, units: number): string {
  return truncate(oneLine(truncate(text, units)), units);
}

/**
 * A text as a JSON string that hides nothing from its readers: what {@link oneLine} escapes is written with JSON's own
 * escapes, so that it still means the same; so is what begins a tag of HTML, since documents are shown in summaries.
 */
export function jsonText(text: string): string {
  return JSON.stringify(text)
    .replace(UNPRINTABLE, (char) => char.split('').map(unitEscape).join(''))
    .replaceAll('##[', '#\\u0023[')
    .replaceAll('<', '\\u003c');
}

function unitEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What means something to Markdown and HTML within a line; as an entity it means nothing. */
const MARKUP = '&<>`*_~|\\[]';

/**
 * Markup, and what GitHub looks for once entities are read: mentions, references, formulas, emoji, URLs. An
 * element of its own hides these, and leaves no trace in what people see or copy.
 */
const SPECIAL = /[&<>`*_~|\\[\]@#$]|:(?=\/\/|[\w+-]+:)|www(?=\.)|(?<![a-z\d])GH(?=-\d)/gi;

/** A text for a line of GitHub's Markdown, shown character by character: nothing in it is markup or becomes a link. */
export function escapeMarkdown(text: string): string {
  return oneLine(text).replace(SPECIAL, (found) =>
    MARKUP.includes(found) ? `&#${found.charCodeAt(0)};` : `<span>${found}</span>`,
  );
}

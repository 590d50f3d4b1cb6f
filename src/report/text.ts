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
 * A redactor for these secrets, the longest first, since one may be part of another. A secret of which a cut text
 * shows the beginning only is hidden, too.
 */
export function redactor(secrets: readonly string[]): Redactor {
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  return (text) =>
    longestFirst.reduce((clean, secret) => withoutCut(clean.replaceAll(secret, '***'), secret), text);
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
    const found = text.slice(start, cut).indexOf(secret.slice(0, TELLING));
    if (found < 0 || !secret.startsWith(text.slice(start + found, cut))) continue;
    pieces.push(text.slice(done, start + found), '***');
    done = cut;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(done);
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

/** A count with its noun: `1 result`, `2 results`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

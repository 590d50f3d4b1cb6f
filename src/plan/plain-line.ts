/** The line that a form holds most: `3646: passed, 3647: failed`, with or without braces. */

const PAIR = '[1-9]\\d{0,18} *[:=] *[a-z_]+';
const PAIRS = `${PAIR}(?: *, *${PAIR})*`;
const PLAIN_LINE = new RegExp(`^ *(?:${PAIRS}|\\{ *${PAIRS} *\\})\\s*$`, 'i');

/**
 * Whether a text is one line of ids with a word behind each, which means the same as YAML and as typed: nothing that
 * only YAML understands stands in it.
 */
export function isPlainLine(text: string): boolean {
  return PLAIN_LINE.test(text);
}

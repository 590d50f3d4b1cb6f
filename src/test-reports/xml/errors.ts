/** The parser's errors about XML that is not well-formed → what is wrong in plain words, and where. */

import { quote, truncate } from '../../text/format.js';

/** What the error is about: the parser's position, or the last tag, text or reference before it. */
export type Culprit = 'here' | 'tag' | 'text' | 'reference';

/** What is wrong, in words that follow the file's name. */
export interface XmlError {
  readonly message: string;
  readonly culprit: Culprit;
}

/** A bare "&", wherever the parser noticed it. */
export const BARE_AMPERSAND =
  'is not well-formed XML: a "&" that begins no reference; the program that writes it has to write &amp;';

const INCOMPLETE = 'Was the report cut off, or written by two processes at once?';
const SECOND_REPORT = 'another report begins here; write each report to a file of its own';

/** The words for each message of the parser; `$1` is what the pattern captured, `TEXT` the culprit's text. */
const ROWS: readonly (readonly [pattern: RegExp, culprit: Culprit, words: string])[] = [
  [/^unclosed tag: (.*)/s, 'here', `it ends before <$1> is closed. ${INCOMPLETE}`],
  [/^unexpected end/, 'here', `it ends in the middle of something. ${INCOMPLETE}`],
  [/^document must contain a root/, 'here', `it contains no element. ${INCOMPLETE}`],
  [/^text data outside of root/, 'text', 'TEXT is outside of the report; remove it from the file'],
  [/^documents may contain only one root/, 'tag', SECOND_REPORT],
  [
    /XML declaration must (?:be|appear) at the start/,
    'tag',
    'the XML declaration has to be at the very start of the file; remove the blank lines or the text before it, or write each report to a file of its own',
  ],
  [
    /^unmatched closing tag|^unexpected close tag/,
    'tag',
    'a closing tag does not match the tag that is open',
  ],
  [/^duplicate attribute: (.*)/s, 'tag', 'the attribute $1 occurs twice in one tag'],
  [/^disallowed character$/, 'here', 'a "<" inside an attribute; it has to be written as &lt;'],
  [/^disallowed character in tag name/, 'here', 'a "<" that begins no tag; it has to be written as &lt;'],
  [
    /^undefined entity/,
    'reference',
    'TEXT is not defined in XML; only the five entities of XML and references to characters are read, never a DTD',
  ],
  [/entity/, 'reference', 'TEXT is not a valid reference; a "&" has to be written as &amp;'],
];

/**
 * Explains an error of the parser.
 *
 * @param reported the parser's message
 * @param textOf gives the culprit's text
 */
export function explainXmlError(reported: string, textOf: (culprit: Culprit) => string): XmlError {
  const [pattern, culprit, words] = ROWS.find(([one]) => one.test(reported)) ?? [/(.*)/s, 'here', '$1'];
  const [, captured = ''] = pattern.exec(reported) ?? [];
  const message = words
    .replace('$1', () => truncate(captured, MAX_SHOWN_LENGTH))
    .replace('TEXT', () => quote(textOf(culprit)));
  return { message: `is not well-formed XML: ${message}`, culprit };
}

const MAX_SHOWN_LENGTH = 80;

/** The text that says which result is meant → a selector. */

import { quote, unquote } from '../text/format.js';
import { looksLikeUrl, parseTestsigmaUrl, type TestsigmaUrl } from './testsigma-url.js';
import type { Selector } from './types.js';

/** A selector, or what is wrong with the text. */
export type ParsedSelector = { readonly selector: Selector } | { readonly error: string };

/**
 * Parses a map's key, or an entry of a bare list: digits are a result ID, a URL of a result or of a test case is what it
 * points at, anything else is a test case's name.
 *
 * @param host the host of `base-url`, which a URL must be on, since IDs are regional; any if it is not known
 */
export function parseSelector(text: string, host: string | undefined): ParsedSelector {
  const word = unquote(text);
  if (/^["'`]*$/.test(word)) return { error: 'this key is empty; write an ID, a URL or a name' };
  if (/^[0-9]+$/.test(word)) return parseId(word);
  if (looksLikeUrl(word)) return parseSelectorUrl(word, host);
  if (looksLikeNumber(word)) {
    return {
      error: `${quote(word)} is not a result ID: an ID is written with the digits 0 to 9 and nothing else. For a test case of that name, write {name: '…'} in a list`,
    };
  }
  return { selector: { name: text.trim() } };
}

/** Parses what the key `testCaseResultId` takes: a result ID, or the URL of a result. */
export function parseResultId(text: string, host: string | undefined): ParsedSelector {
  const word = unquote(text);
  return looksLikeUrl(word) ? parseSelectorUrl(word, host, 'result') : parseId(word);
}

function parseId(word: string): ParsedSelector {
  const error = idError(word);
  return error
    ? { error: `${quote(word)} is not a result ID: ${error}` }
    : { selector: { testCaseResultId: word } };
}

/** Parses what the key `testCaseId` takes: a test case's ID, or the URL of a test case. */
export function parseTestCaseId(text: string, host: string | undefined): ParsedSelector {
  const word = unquote(text);
  if (looksLikeUrl(word)) return parseSelectorUrl(word, host, 'case');
  const error = idError(word);
  return error
    ? { error: `${quote(word)} is not a test case ID: ${error}` }
    : { selector: { testCaseId: word } };
}

function parseSelectorUrl(
  word: string,
  host: string | undefined,
  wanted?: 'result' | 'case',
): ParsedSelector {
  // Several URLs, and what is between them, would be read as one.
  if (/\s/.test(word)) return { error: `${quote(word)} is not a valid URL: a URL has no spaces` };
  const parsed = parseTestsigmaUrl(word);
  if (!parsed) return { error: `${quote(word)} is not a valid URL` };
  if (host !== undefined && parsed.host !== host) return { error: otherHost(word, parsed, host) };
  const { result, case: testCase } = parsed.ids;
  if (result !== undefined && wanted !== 'case') return parseId(result);
  if (testCase !== undefined && wanted !== 'result') return parseTestCaseId(testCase, host);
  return { error: `${quote(word)} ${otherPage(parsed.ids.run, wanted)}` };
}

/** The host of a URL decides where the key is sent: which of the two is right is not for a message to say. */
function otherHost(word: string, { url, host }: TestsigmaUrl, baseHost: string): string {
  return `${quote(word)} is on ${host}, but base-url is on ${baseHost}: IDs belong to one host. Take the URL from ${baseHost}, or set base-url to ${url.origin} if that is your Testsigma: the key is sent there`;
}

function otherPage(run: string | undefined, wanted: 'result' | 'case' | undefined): string {
  const expected = wanted === 'case' ? CASE : wanted === 'result' ? RESULT : `${RESULT} or ${CASE}`;
  const found = run === undefined ? 'is' : `is the URL of run ${run},`;
  return `${found} not the URL of ${expected}`;
}

const RESULT = 'a result (…/ui/td/test_case_results/<id>)';
const CASE = 'a test case (…/ui/td/cases/<id>)';

/** The largest Java long: Testsigma's IDs go no further. */
const MAX_ID = '9223372036854775807';

/**
 * What is wrong with a text that should be an ID; nothing if it is one: decimal digits from 1 to
 * 9223372036854775807 without a leading zero.
 */
export function idError(text: string): string | undefined {
  // Looked for the other way round: a pattern that goes over megabytes of digits may take more stack than there is.
  if (text === '' || /[^0-9]/.test(text)) return 'an ID is written with the digits 0 to 9 and nothing else';
  if (text.startsWith('0')) return 'an ID starts at 1 and has no leading zero';
  if (text.length > MAX_ID.length || (text.length === MAX_ID.length && text > MAX_ID)) {
    return `an ID is at most ${MAX_ID}`;
  }
  return undefined;
}

/**
 * Whether a text is a number of some kind, though not plain digits: `1e3`, `0x10`, `-1`, `1.0`, `1_000`, other
 * scripts' digits. Such a text is never taken for a test case's name by itself: whoever wrote it meant an ID.
 */
export function looksLikeNumber(text: string): boolean {
  if (text.length > 64 || !/\p{Nd}/u.test(text)) return false;
  return /^[-+]?(?:0[xob][\da-f_]+|[\p{Nd}_.,]+(?:e[-+]?\d+)?)$/iu.test(text);
}

/** The text that names a result or a test case → a selector. */
import { quote, unquote } from '../text/format.js';
import { idError, looksLikeUrl, type PageKind, parseTestsigmaUrl } from './testsigma-url.js';
import type { Selector } from './types.js';

/** A selector, or what is wrong with the text. */
export type ParsedSelector = { readonly selector: Selector } | { readonly error: string };

/**
 * Parses a map's key, or an entry of a bare list: digits are a result ID, the URL of a result or a test case means that
 * one, anything else is the name of a test case.
 *
 * @param host the host of `base-url`, which a URL must be on, since IDs are regional; any if it is not known
 */
export function parseSelector(text: string, host: string | undefined): ParsedSelector {
  const word = unquote(text);
  if (/^["'`]*$/.test(word)) return { error: 'this key is empty; write an ID, a URL or a name' };
  if (/^[0-9]+$/.test(word)) return parseId(word, 'result');
  if (looksLikeUrl(word)) return parseSelectorUrl(word, host);
  if (looksLikeNumber(word)) {
    return {
      error: `${quote(word)} is not a result ID: an ID is written with the digits 0 to 9 and nothing else. For a test case of that name, write {name: '…'} in a list`,
    };
  }
  return { selector: { name: text.trim() } };
}

/** Parses the value of `testCaseResultId`: a result ID, or the URL of a result. */
export function parseResultId(text: string, host: string | undefined): ParsedSelector {
  return parseIdOrUrl(text, host, 'result');
}

/** Parses the value of `testCaseId`: a test case ID, or the URL of a test case. */
export function parseTestCaseId(text: string, host: string | undefined): ParsedSelector {
  return parseIdOrUrl(text, host, 'case');
}

type Kind = Exclude<PageKind, 'run'>;

function parseIdOrUrl(text: string, host: string | undefined, kind: Kind): ParsedSelector {
  const word = unquote(text);
  return looksLikeUrl(word) ? parseSelectorUrl(word, host, kind) : parseId(word, kind);
}

function parseId(word: string, kind: Kind): ParsedSelector {
  const error = idError(word);
  const noun = kind === 'result' ? 'result' : 'test case';
  if (error !== undefined) return { error: `${quote(word)} is not a ${noun} ID: ${error}` };
  return { selector: kind === 'result' ? { testCaseResultId: word } : { testCaseId: word } };
}

/** @param expected the page that the URL must be of; either, if absent */
function parseSelectorUrl(word: string, host: string | undefined, expected?: Kind): ParsedSelector {
  // Several URLs, and what is between them, would be read as one.
  if (/\s/.test(word)) return { error: `${quote(word)} is not a valid URL: a URL has no spaces` };
  const parsed = parseTestsigmaUrl(word);
  if (!parsed) return { error: `${quote(word)} is not a valid URL` };
  if (host !== undefined && parsed.url.host !== host) return { error: otherHost(word, parsed.url, host) };
  const { run, result, case: testCase } = parsed.ids;
  if (result !== undefined && expected !== 'case') return parseId(result, 'result');
  if (testCase !== undefined && expected !== 'result') return parseId(testCase, 'case');
  const found = run === undefined ? 'is' : `is the URL of run ${run},`;
  const pages = expected ? PAGES[expected] : `${PAGES.result} or ${PAGES.case}`;
  return { error: `${quote(word)} ${found} not the URL of ${pages}` };
}

/** The host of a URL decides where the key is sent, so a message must not say which of the two is right. */
function otherHost(word: string, { host, origin }: URL, baseHost: string): string {
  return `${quote(word)} is on ${host}, but base-url is on ${baseHost}: IDs belong to one host. Take the URL from ${baseHost}, or set base-url to ${origin} if that is your Testsigma: the key is sent there`;
}

const PAGES: Readonly<Record<Kind, string>> = {
  result: 'a result (…/ui/td/test_case_results/<id>)',
  case: 'a test case (…/ui/td/cases/<id>)',
};

/**
 * Whether a text is a number, but not plain digits: `1e3`, `0x10`, `-1`, `1.0`, `1_000`, digits of other scripts. Such
 * a text is never taken for a test case's name, since an ID was probably meant.
 */
export function looksLikeNumber(text: string): boolean {
  if (text.length > 64 || !/\p{Nd}/u.test(text)) return false;
  return /^[-+]?(?:0[xob][\da-f_]+|[\p{Nd}_.,]+(?:e[-+]?\d+)?)$/iu.test(text);
}

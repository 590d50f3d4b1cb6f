/** URLs of Testsigma's pages, as people copy them from the browser, and the IDs in them. */

/** The kinds of Testsigma's pages that are recognized. */
export type PageKind = 'run' | 'result' | 'case';

/** A URL, and the IDs that its path names. */
export interface TestsigmaUrl {
  readonly url: URL;
  /** The ID, as digits, of each kind of page in the path. */
  readonly ids: Readonly<Partial<Record<PageKind, string>>>;
}

/** `…/ui/td/<page>/<id>` and, older, `…#/…/runs/<id>/…`: seen in Testsigma's public code. */
const PAGES: Readonly<Record<PageKind, RegExp>> = {
  run: /\/runs\/(\d+)(?![^/?#])/,
  result: /\/test_case_results\/(\d+)(?![^/?#])/,
  case: /\/cases\/(\d+)(?![^/?#])/,
};

/** What may be a URL without its scheme: a host, perhaps a port, and the path after the first slash. */
const HOST_AND_PATH = /^([\w.-]+)(?::\d+)?\/(\S*)/;
const WITHIN_DOT = /.\../;
const PATH_OF_PAGE = /\/(?:runs|test_case_results|cases)\/\d/;

/** Whether a text is a URL rather than an ID or a name; the scheme may be missing, as browsers hide it. */
export function looksLikeUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) || isWithoutScheme(text);
}

/** Part by part, since a single pattern would try every dot with every slash. */
function isWithoutScheme(text: string): boolean {
  const [, host = '', path = ''] = HOST_AND_PATH.exec(text) ?? [];
  return WITHIN_DOT.test(host) && PATH_OF_PAGE.test(path);
}

/** Parses a URL, with or without its scheme; undefined if the text is not a valid one. */
export function parseTestsigmaUrl(text: string): TestsigmaUrl | undefined {
  const full = /^https?:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(full)) return undefined;
  const url = new URL(full);
  const path = url.pathname + url.hash;
  const ids: Partial<Record<PageKind, string>> = {};
  for (const page of ['run', 'result', 'case'] as const) {
    const id = PAGES[page].exec(path)?.[1];
    if (id !== undefined) ids[page] = id;
  }
  return { url, ids };
}

/** The page of a run. @param baseUrl `base-url` without a slash at its end */
export function runUrl(baseUrl: string, runId: string): string {
  return `${baseUrl}/ui/td/runs/${runId}`;
}

/** The page of a result. @param baseUrl `base-url` without a slash at its end */
export function resultUrl(baseUrl: string, testCaseResultId: string): string {
  return `${baseUrl}/ui/td/test_case_results/${testCaseResultId}`;
}

/** The largest Java long: Testsigma's IDs go no further. */
const MAX_ID = '9223372036854775807';

/**
 * What is wrong with a text that should be an ID; undefined if it is one: decimal digits from 1 to
 * 9223372036854775807 without a leading zero.
 */
export function idError(text: string): string | undefined {
  // Searches for what is wrong: a pattern that matches megabytes of digits may take more stack than there is.
  if (text === '' || /[^0-9]/.test(text)) return 'an ID is written with the digits 0 to 9 and nothing else';
  if (text.startsWith('0')) return 'an ID starts at 1 and has no leading zero';
  if (text.length > MAX_ID.length || (text.length === MAX_ID.length && text > MAX_ID)) {
    return `an ID is at most ${MAX_ID}`;
  }
  return undefined;
}

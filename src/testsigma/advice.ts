/** What to look at when Testsigma, or something in its place, refuses everything. */

const FEATURE_FLAG =
  'Overriding results is a feature that Testsigma support turns on for an account: ask them whether it is on';
const OTHER_PRODUCTS =
  "test-management.testsigma.com is another product with other ids, and Testsigma's community edition cannot override results";

/**
 * What to check after an answer that ends the run.
 *
 * @param status 401, 403, 404, 405 or 407
 */
export function fatalAdvice(status: number, runId: string, baseUrl: string): string {
  const key = `Check api-token: a current API key (Settings > API Keys) of the region of base-url (${baseUrl}); keys of one region fail in another`;
  const run = `Check run-id ${runId}: the id of a run on ${baseUrl}; a rerun has an id of its own`;
  switch (status) {
    case 401:
      return key;
    case 403:
      return `${key}, which may change run ${runId}. ${FEATURE_FLAG}`;
    case 407:
      return 'A proxy asks for a user and a password: put them into https_proxy (http://user:password@host:port)';
    default:
      return `${run}. ${FEATURE_FLAG}. Check base-url: ${OTHER_PRODUCTS}`;
  }
}

/** Where a redirect points, and what that usually means. Its query is left away: it may hold anything. */
export function redirectAdvice(location: string | undefined, baseUrl: string): string {
  const target = location && URL.canParse(location, baseUrl) ? new URL(location, baseUrl) : undefined;
  if (!target || !/^https?:$/.test(target.protocol)) return 'a redirect without a usable address';
  const base = new URL(baseUrl);
  const pointed = `a redirect to ${target.protocol}//${target.host}${target.pathname}`;
  return `${pointed}: ${meaning(target, base)}`;
}

function meaning(target: URL, base: URL): string {
  if (/log-?in|sign-?in|sso|oauth|auth/i.test(target.host + target.pathname)) {
    return 'a login page, so the key was not accepted there, or base-url is not the address of the API';
  }
  if (target.host !== base.host) {
    return `the host was renamed or is another region; if it is right, set base-url to ${target.origin}`;
  }
  if (target.protocol !== base.protocol) return `base-url should begin with ${target.protocol}//`;
  return 'base-url may lack or have a path too much';
}

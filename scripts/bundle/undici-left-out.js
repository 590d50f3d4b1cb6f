/**
 * Stands in for `undici` in the bundle (tsconfig.json beside it): the toolkit imports it, 0.9 MB, for Octokit's calls
 * through proxies, which here go over the HTTP client (src/github/client.ts).
 */

/** What the toolkit makes for a proxy when it is imported, and then never uses. */
export class ProxyAgent {}

/** @returns {never} */
export const fetch = () => {
  throw new Error('This bundle leaves out undici: give Octokit a fetch of its own');
};

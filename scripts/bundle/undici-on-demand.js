/**
 * Stands in for `undici` in the bundle (tsconfig.json beside it). The HTTP client imports undici, 0.9 MB, at its top
 * although only proxied Octokit calls use it; here it is loaded from its own bundle when it is first used.
 */
import { createRequire } from 'node:module';

const undici = () => createRequire(import.meta.url)('./undici.cjs');

/** Undici's `ProxyAgent`, created by the real class. */
export class ProxyAgent {
  /** @param {object} options as undici takes them */
  constructor(options) {
    // biome-ignore lint/correctness/noConstructorReturn: callers of `new ProxyAgent()` must get the real agent
    return new (undici().ProxyAgent)(options);
  }
}

/**
 * Undici's own `fetch`.
 *
 * @param {...unknown} request as undici takes it
 * @returns {Promise<Response>}
 */
export const fetch = (...request) => undici().fetch(...request);

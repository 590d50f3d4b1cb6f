/**
 * Stands in for `@actions/http-client` in the bundle (tsconfig.json beside it). `@actions/core` imports it at its top for
 * OIDC tokens, which this action never asks for, and with it comes the start of TLS: a quarter of the time of a step
 * that fails on its inputs. Here it is loaded from its own bundle when the first client is made.
 */
import { createRequire } from 'node:module';

/** The toolkit's `HttpClient`, created by the real class. */
export class HttpClient {
  /** @param {...unknown} options as the toolkit takes them */
  constructor(...options) {
    const real = createRequire(import.meta.url)('./http-client.cjs');
    // biome-ignore lint/correctness/noConstructorReturn: callers of `new HttpClient()` must get the real client
    return new real.HttpClient(...options);
  }
}

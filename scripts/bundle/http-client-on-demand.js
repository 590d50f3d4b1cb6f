/**
 * Stands in for `@actions/http-client` in the bundle (tsconfig.json in this folder). With it comes the start of TLS: a
 * quarter of the time of a step that fails on its inputs. Here it is loaded from its own bundle when the first client
 * is created.
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

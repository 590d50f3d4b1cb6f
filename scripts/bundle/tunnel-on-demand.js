/**
 * Stands in for `tunnel` in the bundle (tsconfig.json beside it): the HTTP client imports it at its top, and with it
 * `assert`, although only requests through a proxy use it.
 */
import { createRequire } from 'node:module';

const tunnel = () => createRequire(import.meta.url)('./tunnel.cjs');

/** @param {object} options as tunnel takes them */
export const httpOverHttp = (options) => tunnel().httpOverHttp(options);

/** @param {object} options as tunnel takes them */
export const httpOverHttps = (options) => tunnel().httpOverHttps(options);

/** @param {object} options as tunnel takes them */
export const httpsOverHttp = (options) => tunnel().httpsOverHttp(options);

/** @param {object} options as tunnel takes them */
export const httpsOverHttps = (options) => tunnel().httpsOverHttps(options);

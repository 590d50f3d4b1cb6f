/**
 * jest's environment, but for one thing: errors of Node itself are instances of the `Error` that the source knows, as
 * they are where no test runs it.
 */
import { types } from 'node:util';
import { TestEnvironment } from 'jest-environment-node';

export default class OneRealm extends TestEnvironment {
  /** @override */
  async setup() {
    await super.setup();
    const { Error: known, Function: called } = this.global;
    const ordinary = called.prototype[Symbol.hasInstance];
    Object.defineProperty(known, Symbol.hasInstance, {
      value(/** @type {unknown} */ value) {
        return ordinary.call(this, value) || (this === known && types.isNativeError(value));
      },
    });
  }
}

/** jest's environment for tests that run the source under measurement. */
import { types } from 'node:util';
import { TestEnvironment } from 'jest-environment-node';
import { OF_SIZE_AND_TIME } from './size-and-time.js';

export default class InProcess extends TestEnvironment {
  /**
   * Errors of Node itself are instances of the `Error` that the source knows, as they are where no test runs it.
   *
   * @override
   */
  async setup() {
    await super.setup();
    const { Error: known, Function: called } = this.global;
    const ordinary = called.prototype[Symbol.hasInstance];
    Object.defineProperty(known, Symbol.hasInstance, {
      configurable: true,
      value(/** @type {unknown} */ value) {
        return ordinary.call(this, value) || (this === known && types.isNativeError(value));
      },
    });
  }

  /** @param {import('@jest/types').Circus.Event} event */
  handleTestEvent(event) {
    if (event.name === 'test_start' && OF_SIZE_AND_TIME.test(fullName(event.test))) event.test.mode = 'skip';
  }
}

/** @param {import('@jest/types').Circus.TestEntry | import('@jest/types').Circus.DescribeBlock} block @returns {string} */
function fullName({ name, parent }) {
  return parent ? `${fullName(parent)} › ${name}` : name;
}

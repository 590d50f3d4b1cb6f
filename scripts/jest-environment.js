/** jest's environment for all tests. */
import { types } from 'node:util';
import { TestEnvironment } from 'jest-environment-node';
import { OF_SIZE_AND_TIME } from './size-and-time.js';

export default class Environment extends TestEnvironment {
  /** Whether the source is measured, which makes it slower. */
  #isMeasured;

  /** @param {import('@jest/environment').JestEnvironmentConfig} config @param {import('@jest/environment').EnvironmentContext} context */
  constructor(config, context) {
    super(config, context);
    this.#isMeasured = config.globalConfig.collectCoverage;
  }

  /**
   * jest gives each test file globals of its own. Errors of Node itself are instances of that `Error`, too, as they
   * are outside of jest.
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
    if (!this.#isMeasured || event.name !== 'test_start') return;
    if (OF_SIZE_AND_TIME.test(fullName(event.test))) event.test.mode = 'skip';
  }
}

/** @param {import('@jest/types').Circus.TestEntry | import('@jest/types').Circus.DescribeBlock} block @returns {string} */
function fullName({ name, parent }) {
  return parent ? `${fullName(parent)} › ${name}` : name;
}

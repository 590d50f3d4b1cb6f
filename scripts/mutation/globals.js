/** Stands for `@jest/globals` in the harness: jest's own expectations, mocks and timers, and what the tests use of the rest. */
import { format } from 'node:util';
import { ModernFakeTimers } from '@jest/fake-timers';
import { expect } from 'expect';
import { ModuleMocker } from 'jest-mock';
import { describe as addSuite, test as addTest, hook } from './harness.js';

export { expect };

const timers = new ModernFakeTimers({
  global: globalThis,
  config: /** @type {any} */ ({ rootDir: process.cwd(), fakeTimers: {} }),
});
const mocker = new ModuleMocker(globalThis);

export const jest = {
  spyOn: mocker.spyOn.bind(mocker),
  fn: mocker.fn.bind(mocker),
  useFakeTimers: (/** @type {any} */ options) => timers.useFakeTimers(options),
  useRealTimers: () => timers.useRealTimers(),
  setSystemTime: (/** @type {Date} */ now) => timers.setSystemTime(now),
  getTimerCount: () => timers.getTimerCount(),
  advanceTimersByTime: (/** @type {number} */ ms) => timers.advanceTimersByTime(ms),
};

export const beforeAll = hook('before');
export const afterAll = hook('after');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');

export const describe = Object.assign(addSuite, { each: eachOf(addSuite) });
export const test = Object.assign(
  (/** @type {string} */ name, /** @type {() => unknown} */ body) => addTest(name, body),
  {
    each: eachOf(addTest),
    skip: (/** @type {string} */ name, /** @type {() => unknown} */ body) => addTest(name, body, true),
  },
);

/** @param {(name: string, body: () => unknown) => void} add */
function eachOf(add) {
  return (/** @type {readonly unknown[]} */ rows) =>
    (/** @type {string} */ name, /** @type {(...row: any[]) => unknown} */ body) => {
      // As in jest, rows are lists of values only where every row is a list.
      const table = rows.every(Array.isArray) ? rows : rows.map((row) => [row]);
      for (const values of table) {
        add(titleOf(name, values), () => body(...values));
      }
    };
}

/** @param {string} name @param {readonly unknown[]} values */
function titleOf(name, values) {
  const places = name.match(/%[a-z]/g)?.length ?? 0;
  return format(name.replaceAll('%p', '%j'), ...values.slice(0, places));
}

import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { clock } from '../../src/runtime/process.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Starts a sleep. */
function asleep(ms: number, signal: AbortSignal) {
  const state = { over: false };
  const settled = clock.sleep(ms, signal).then(() => {
    state.over = true;
  });
  return { state, settled };
}

const turn = () => Promise.resolve();

test('counts milliseconds since 1970, and does not jump when the time of day is set', () => {
  const before = clock.now();
  jest.setSystemTime(new Date('2001-02-03T04:05:06Z'));
  expect(clock.now()).toBe(before);
  jest.useRealTimers();
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(60_000);
});

test('sleeps as long as it is told, and lets go of the signal', async () => {
  const { signal } = new AbortController();
  const { state, settled } = asleep(2_000, signal);
  jest.advanceTimersByTime(1_999);
  await turn();
  expect(state.over).toBe(false);
  jest.advanceTimersByTime(1);
  await settled;
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a signal ends the sleep at once, and no timer is left', async () => {
  const controller = new AbortController();
  const { settled } = asleep(2_000, controller.signal);
  controller.abort();
  await settled;
  expect(jest.getTimerCount()).toBe(0);
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('after the signal nobody sleeps', async () => {
  await clock.sleep(2_000, AbortSignal.abort());
  expect(jest.getTimerCount()).toBe(0);
});

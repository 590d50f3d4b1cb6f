import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { clock, onSignals } from '../../src/runtime/process.js';

/** As much of a process as gets signals and ends. */
class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];

  exit(code: number): void {
    this.exits.push(code);
  }
}

let process: FakeProcess;
beforeEach(() => {
  jest.useFakeTimers();
  process = new FakeProcess();
});
afterEach(() => {
  jest.useRealTimers();
});

const listen = () => onSignals(process, clock);

test('without a signal nothing is cancelled', () => {
  const { requested, expired } = listen();
  jest.advanceTimersByTime(60_000);
  expect([requested.aborted, expired.aborted]).toEqual([false, false]);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s cancels at once, and what is in flight gets 3 s', (signal) => {
  const { requested, expired } = listen();
  process.emit(signal);
  expect(requested.aborted).toBe(true);
  jest.advanceTimersByTime(2_999);
  expect(expired.aborted).toBe(false);
  jest.advanceTimersByTime(1);
  expect(expired.aborted).toBe(true);
  expect(process.exits).toEqual([]);
});

test('a second signal ends what is in flight, and a third the process at once, as failed', () => {
  const { expired } = listen();
  process.emit('SIGINT');
  process.emit('SIGTERM');
  expect(expired.aborted).toBe(true);
  expect(process.exits).toEqual([]);
  process.emit('SIGTERM');
  expect(process.exits).toEqual([1]);
});

import { describe, expect, test } from '@jest/globals';
import { Deadline } from '../../src/runtime/process.js';
import { virtualClock } from '../support/clock.js';

/** A clock that real time does not move by more than a moment. */
function start(ms: number) {
  const clock = virtualClock(1_000_000);
  return { clock, deadline: new Deadline(clock, ms) };
}

describe('a deadline', () => {
  test('passes after its time', () => {
    const { clock, deadline } = start(600_000);
    expect(deadline.at).toBeCloseTo(1_600_000, -3);
    clock.advance(500_000);
    expect(deadline.passed.aborted).toBe(false);
    clock.advance(101_000);
    expect(deadline.passed.aborted).toBe(true);
  });

  test('is suspended while something is waited for, and starts from the beginning then', async () => {
    const { clock, deadline } = start(600_000);
    const waited = await deadline.startAfter(async () => {
      expect(deadline.at).toBe(Number.POSITIVE_INFINITY);
      clock.advance(3_600_000);
      return 'ended';
    });
    expect([waited, deadline.passed.aborted]).toEqual(['ended', false]);
    expect(deadline.at).toBeCloseTo(5_200_000, -3);
    clock.advance(601_000);
    expect(deadline.passed.aborted).toBe(true);
  });

  test('starts again if what is waited for fails', async () => {
    const { deadline } = start(600_000);
    await expect(deadline.startAfter(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(deadline.at).toBeCloseTo(1_600_000, -3);
  });
});

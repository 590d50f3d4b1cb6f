/** Waiting for runs to end: with made-up readings on a clock that does not wait. */
import { describe, expect, test } from '@jest/globals';
import type { RunInfo } from '../src/model/types.js';
import type { Clock } from '../src/runtime/process.js';
import type { ReadResult } from '../src/testsigma/client.js';
import { RunWaiter, untilAllEnded, type WaitOptions } from '../src/waiting.js';

/** A reading: a status (empty for none), a run, a failure, one that hangs until its time is up, or a cancellation. */
type Reading =
  | string
  | Partial<RunInfo>
  | { readonly fails: string; readonly isUnauthorized?: boolean }
  | 'hangs'
  | 'cancelled';

interface Scene {
  /** The readings of each run, one after another; the last one is repeated. */
  readonly readings: Readonly<Record<string, readonly Reading[]>>;
  readonly waitMs?: number;
  readonly expectsRerun?: boolean;
}

/** A clock that is slept through, and whose timers are called back on the way. */
function testClock(): Clock & { readonly time: number } {
  let time = 0;
  const timers = new Set<{ readonly due: number; readonly callback: () => void }>();
  const advance = (ms: number) => {
    const end = time + ms;
    for (;;) {
      const [next] = [...timers].filter(({ due }) => due <= end).sort((one, other) => one.due - other.due);
      if (!next) break;
      timers.delete(next);
      time = next.due;
      next.callback();
    }
    time = end;
  };
  return {
    get time() {
      return time;
    },
    now: () => time,
    sleep: async (ms, signal) => {
      if (!signal.aborted) advance(ms);
    },
    after: (ms, callback) => {
      const timer = { due: time + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
}

/** Sets up a waiter, and notes when each run was read. */
function stage({ readings, waitMs = 600_000, expectsRerun = false }: Scene) {
  const clock = testClock();
  const cancelled = new AbortController();
  const readAt: Record<string, number[]> = {};
  const lines: string[] = [];
  const loggedAt: number[] = [];

  function next(id: string): Reading {
    const times = readAt[id] ?? [];
    readAt[id] = times;
    times.push(clock.time / 1_000);
    const all = readings[id] ?? [];
    return all[times.length - 1] ?? all.at(-1) ?? '';
  }

  async function read(id: string, deadline: number): Promise<ReadResult<RunInfo>> {
    if (clock.time >= deadline) return { unreadable: 'the time was up' };
    const reading = next(id);
    if (reading === 'cancelled') cancelled.abort();
    if (reading === 'hangs') await clock.sleep(deadline - clock.time, cancelled.signal);
    if (reading === 'cancelled' || reading === 'hangs') return { unreadable: 'the time was up' };
    if (typeof reading === 'object' && 'fails' in reading)
      return { unreadable: reading.fails, isUnauthorized: reading.isUnauthorized ?? false };
    const given = typeof reading === 'string' ? { status: reading } : reading;
    return { value: { id, result: 'FAILURE', status: 'STATUS_COMPLETED', ...given } };
  }

  const forRun = (id: string) => ({ run: (policy: { deadline: number }) => read(id, policy.deadline) });
  const waiter = new RunWaiter({
    client: { forRun } as unknown as WaitOptions['client'],
    clock,
    cancellation: { requested: cancelled.signal, expired: cancelled.signal },
    log: (line) => {
      lines.push(line);
      loggedAt.push(clock.time);
    },
    waitMs,
    expectsRerun,
  });
  return { waiter, readAt, lines, loggedAt, clock };
}

describe('waiting for a run', () => {
  test.each<[string, Reading[], number[]]>([
    ['one that has ended is read once', ['STATUS_COMPLETED'], [0]],
    ['an unknown status means that it has ended', ['STATUS_NEW'], [0]],
    [
      'every word for a run in progress is waited for',
      ['STATUS_CREATED', 'STATUS_QUEUED', 'STATUS_PRE_FLIGHT', 'STATUS_IN_PROGRESS', 'STATUS_STOPPED'],
      [0, 5, 12.5, 23.75, 40.625],
    ],
    ['a missing status is waited for', ['', 'STATUS_COMPLETED'], [0, 5]],
    [
      'a failed reading is no end',
      [{ fails: '500' }, { fails: 'not JSON' }, 'STATUS_COMPLETED'],
      [0, 5, 12.5],
    ],
  ])('%s', async (_what, readings, times) => {
    const { waiter, readAt } = stage({ readings: { 486: readings } });
    expect(await waiter.ended('486')).toMatchObject({ kind: 'ended', run: { id: '486' } });
    expect(readAt['486']).toEqual(times);
  });

  test('pauses grow from 5 s to 30 s', async () => {
    const { waiter, readAt } = stage({ readings: { 486: ['STATUS_QUEUED'] }, waitMs: 200_000 });
    await waiter.ended('486');
    const times = readAt['486'] ?? [];
    const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(pauses.slice(0, 7)).toEqual([5, 7.5, 11.25, 16.875, 25.3125, 30, 30]);
  });

  test.each<[string, Reading[], string]>([
    ['in progress', ['STATUS_IN_PROGRESS'], 'STATUS_IN_PROGRESS'],
    ['never read', [{ fails: 'Testsigma answered 500' }], 'could not be read: Testsigma answered 500'],
    ['in progress, then unreadable', ['STATUS_QUEUED', { fails: 'cut' }], 'could not be read: cut'],
    ['hanging', ['STATUS_IN_PROGRESS', 'hangs'], 'could not be read: the time was up'],
  ])('when the time is up, a run that is %s is an error', async (_what, readings, seen) => {
    const { waiter, clock } = stage({ readings: { 486: readings }, waitMs: 60_000 });
    expect(await waiter.ended('486')).toEqual({
      kind: 'failed',
      problem: {
        location: { input: 'wait-for-run-seconds' },
        message: `run 486 did not end within 60 s (${seen}); nothing was sent. Run this step again when it has ended, or raise wait-for-run-seconds`,
      },
    });
    expect(clock.time).toBe(60_000);
  });

  test('looks once more shortly before the time is up', async () => {
    const { waiter, readAt } = stage({ readings: { 486: ['STATUS_IN_PROGRESS'] }, waitMs: 60_000 });
    await waiter.ended('486');
    expect(readAt['486']?.at(-1)).toBe(58);
  });

  test('a rejected key ends it at once', async () => {
    const readings = ['STATUS_QUEUED', { fails: 'Testsigma answered 401', isUnauthorized: true }];
    const { waiter, readAt } = stage({ readings: { 486: readings } });
    expect(await waiter.ended('486')).toEqual({
      kind: 'failed',
      problem: {
        location: { input: 'api-token' },
        message: 'run 486 could not be read: Testsigma answered 401',
      },
    });
    expect(readAt['486']).toEqual([0, 5]);
  });

  test.each<[string, Reading[]]>([
    ['a reading', ['STATUS_QUEUED', 'cancelled']],
    ['the first reading', ['cancelled']],
  ])('cancelling during %s ends it', async (_when, readings) => {
    const { waiter } = stage({ readings: { 486: readings } });
    expect(await waiter.ended('486')).toEqual({ kind: 'cancelled' });
  });
});

describe('a rerun that a plan may start by itself', () => {
  const QUEUED_THEN_ENDED = ['STATUS_QUEUED', 'STATUS_COMPLETED'];

  test('a run that ended while it was waited for is read once more after 10 s', async () => {
    const { waiter, readAt } = stage({
      readings: { 486: [...QUEUED_THEN_ENDED, { child: '487' }] },
      expectsRerun: true,
    });
    expect(await waiter.ended('486')).toMatchObject({ kind: 'ended', run: { child: '487' } });
    expect(readAt['486']).toEqual([0, 5, 15]);
  });

  test.each<[string, Reading[], boolean, number]>([
    ['no rerun is wanted', QUEUED_THEN_ENDED, false, 2],
    ['there is a rerun already', ['STATUS_QUEUED', { child: '487' }], true, 2],
    ['there is a rerun without an ID', ['STATUS_QUEUED', { childWithoutId: 'an object' }], true, 2],
    ['the run had ended before', ['STATUS_COMPLETED'], true, 1],
    ['none comes', [...QUEUED_THEN_ENDED, 'STATUS_COMPLETED'], true, 3],
  ])('if %s, it is read no more often', async (_what, readings, expectsRerun, count) => {
    const { waiter, readAt } = stage({ readings: { 486: readings }, expectsRerun });
    expect(await waiter.ended('486')).toMatchObject({ kind: 'ended' });
    expect(readAt['486']).toHaveLength(count);
  });

  test('a run that ends in the last second is still read once more', async () => {
    const readings = { 486: ['STATUS_QUEUED', 'STATUS_COMPLETED', { child: '487' }] };
    const { waiter } = stage({ readings, expectsRerun: true, waitMs: 6_000 });
    expect(await waiter.ended('486')).toMatchObject({ kind: 'ended', run: { child: '487' } });
  });

  test('a reading that fails then does not count as no rerun', async () => {
    const readings = { 486: [...QUEUED_THEN_ENDED, { fails: 'cut' }] };
    const { waiter } = stage({ readings, expectsRerun: true, waitMs: 6_000 });
    expect(await waiter.ended('486')).toMatchObject({ kind: 'failed' });
  });
});

describe('the log', () => {
  test('shows status, counts and time, and is never silent for 30 s', async () => {
    const counts = { status: 'STATUS_IN_PROGRESS', finished: 12, total: 20, failed: 3 };
    const { waiter, lines, loggedAt } = stage({ readings: { 486: [counts] }, waitMs: 300_000 });
    await waiter.ended('486');
    expect(lines.slice(0, 2)).toEqual([
      'Waiting for run 486: STATUS_IN_PROGRESS, 12 of 20 results finished, 3 failed (0 s elapsed)',
      'Waiting for run 486: STATUS_IN_PROGRESS, 12 of 20 results finished, 3 failed (24 s elapsed)',
    ]);
    const times = [0, ...loggedAt, 300_000];
    expect(Math.max(...times.slice(1).map((at, index) => at - (times[index] ?? 0)))).toBeLessThanOrEqual(
      30_000,
    );
    expect(lines.length).toBeLessThan(16);
  });

  test('is not silent while a reading hangs', async () => {
    const { waiter, loggedAt } = stage({ readings: { 486: ['STATUS_QUEUED', 'hangs'] }, waitMs: 120_000 });
    await waiter.ended('486');
    expect(loggedAt.map((at) => at / 1_000)).toEqual([0, 28, 56, 84, 112, 120]);
  });

  test('ends with the wait', async () => {
    const { waiter, lines, clock } = stage({ readings: { 486: ['STATUS_QUEUED', 'STATUS_COMPLETED'] } });
    await waiter.ended('486');
    const before = lines.length;
    await clock.sleep(600_000, new AbortController().signal);
    expect(lines).toHaveLength(before);
  });

  test('shows what changes at once', async () => {
    const { waiter, lines } = stage({
      readings: { 486: ['STATUS_QUEUED', 'STATUS_IN_PROGRESS', '', 'STATUS_NEW'] },
    });
    await waiter.ended('486');
    expect(lines).toEqual([
      'Waiting for run 486: STATUS_QUEUED (0 s elapsed)',
      'Waiting for run 486: STATUS_IN_PROGRESS (5 s elapsed)',
      'Waiting for run 486: no status given (13 s elapsed)',
    ]);
  });
});

describe('waiting for everything that counts', () => {
  const follow: Parameters<typeof untilAllEnded>[3] = async ({ child }, read) => {
    const rerun = child === undefined ? undefined : await read(child);
    return rerun && rerun.kind !== 'ended' ? rerun : { kind: 'reruns' };
  };

  test.each<[string, string | undefined, string[]]>([
    ['the run alone', undefined, ['486']],
    ['the run and its reruns', 'latest-rerun', ['486', '487']],
    ['the run and the other run', '490', ['486', '490']],
  ])('%s', async (_what, from, ids) => {
    const readings = { 486: ['STATUS_QUEUED', { child: '487' }], 487: ['STATUS_QUEUED', 'X'], 490: ['X'] };
    const { waiter, readAt } = stage({ readings });
    expect(await untilAllEnded(waiter, '486', from, follow)).toMatchObject({ kind: 'ended' });
    expect(Object.keys(readAt)).toEqual(ids);
  });

  test('all of them share one span of time', async () => {
    const readings = { 486: ['STATUS_QUEUED', 'STATUS_QUEUED', 'X'], 490: ['STATUS_QUEUED'] };
    const { waiter, clock } = stage({ readings, waitMs: 20_000 });
    expect(await untilAllEnded(waiter, '486', '490', follow)).toMatchObject({ kind: 'failed' });
    expect(clock.time).toBe(20_000);
  });

  test('a run that has not ended ends it: nothing else is read', async () => {
    const { waiter, readAt } = stage({ readings: { 486: ['STATUS_QUEUED'] }, waitMs: 9_000 });
    expect(await untilAllEnded(waiter, '486', 'latest-rerun', follow)).toMatchObject({ kind: 'failed' });
    expect(Object.keys(readAt)).toEqual(['486']);
  });
});

import { describe, expect, test } from '@jest/globals';
import {
  hasMismatch,
  needsVerification,
  type Scope,
  type VerifyOptions,
  verifyAgainstRun,
  withObservedResults,
} from '../../src/apply/verify.js';
import type { ListedResult, OverrideResult, OverrideStatus } from '../../src/model/types.js';

function settled(testCaseResultId: string, status: OverrideStatus): OverrideResult {
  const override = {
    testCaseResultId,
    outcome: 'SUCCESS',
    comment: '',
    wireComment: '',
    location: { input: 'results' },
  } as const;
  return { override, status, message: 'as it was', attempts: 1 };
}

const shown = (results: Record<string, string>): ListedResult[] =>
  Object.entries(results).map(([testCaseResultId, result]) => ({ testCaseResultId, result }));

describe('what needs a check', () => {
  test.each<[OverrideStatus, Scope, boolean]>([
    ['unknown', 'unknown', true],
    ['unknown', 'everything', true],
    ['overridden', 'unknown', false],
    ['overridden', 'everything', true],
    ['rejected', 'everything', false],
    ['unchanged', 'everything', false],
    ['not-sent', 'everything', false],
  ])('%s, where %s is checked: %s', (status, scope, needed) => {
    expect(needsVerification([settled('1', status)], scope)).toBe(needed);
    expect(hasMismatch([settled('1', status)], shown({ 1: 'FAILURE' }), scope)).toBe(needed);
    expect(hasMismatch([settled('1', status)], shown({ 1: 'SUCCESS' }), scope)).toBe(false);
  });
});

describe('the statuses after a second reading', () => {
  const statuses = (one: OverrideResult, results: Record<string, string>, scope: Scope) =>
    withObservedResults([one], shown(results), scope).map(({ status, message }) => [status, message]);

  test('unknown but shown as asked was overridden', () => {
    const message = 'no usable answer, but the run shows it as asked';
    expect(statuses(settled('1', 'unknown'), { 1: 'SUCCESS' }, 'unknown')).toEqual([['overridden', message]]);
  });

  test('unknown and not shown as asked stays unknown', () => {
    expect(statuses(settled('1', 'unknown'), { 1: 'FAILURE' }, 'unknown')).toEqual([
      ['unknown', 'as it was'],
    ]);
    expect(statuses(settled('1', 'unknown'), {}, 'everything')).toEqual([['unknown', 'as it was']]);
  });

  test('accepted but not shown is rejected where everything is checked', () => {
    const overridden = settled('1', 'overridden');
    expect(statuses(overridden, { 1: 'FAILURE' }, 'everything')).toEqual([
      ['rejected', 'accepted, but the run still shows <FAILURE>'],
    ]);
    expect(statuses(overridden, {}, 'everything')).toEqual([
      ['rejected', 'accepted, but the run does not list it'],
    ]);
    expect(statuses(overridden, { 1: 'SUCCESS' }, 'everything')).toEqual([['overridden', 'as it was']]);
    expect(statuses(overridden, { 1: 'FAILURE' }, 'unknown')).toEqual([['overridden', 'as it was']]);
  });

  test.each(['rejected', 'unchanged', 'not-sent', 'planned'] as const)('%s stays', (status) => {
    expect(statuses(settled('1', status), { 1: 'SUCCESS' }, 'everything')).toEqual([[status, 'as it was']]);
  });
});

describe('reading again', () => {
  type Reading = Awaited<ReturnType<VerifyOptions['read']>>;
  const listing = (results: Record<string, string>): Reading => ({ value: { results: shown(results) } });

  /** Reads these one after another, the last one over and over. */
  async function again(
    all: readonly OverrideResult[],
    scope: Scope,
    readings: readonly Reading[],
    mayWait = true,
  ) {
    let read = 0;
    let waits = 0;
    const checkedAgain = await verifyAgainstRun(all, {
      scope,
      read: async () => {
        read += 1;
        return readings[Math.min(read, readings.length) - 1] ?? { unreadable: 'none' };
      },
      wait: async () => {
        waits += 1;
        return mayWait;
      },
    });
    const { settled: after, ...rest } = checkedAgain;
    return { statuses: after.map(({ status }) => status), read, waits, ...rest };
  }

  const BOTH = [settled('1', 'overridden'), settled('2', 'unknown')];

  test('is not done where it could settle nothing', async () => {
    const all = [settled('1', 'rejected'), settled('2', 'overridden')];
    expect(await again(all, 'unknown', [])).toEqual({
      statuses: ['rejected', 'overridden'],
      read: 0,
      waits: 0,
    });
  });

  test('is done for a single result among many', async () => {
    const all = [settled('1', 'rejected'), settled('2', 'unknown')];
    expect(await again(all, 'unknown', [listing({ 2: 'SUCCESS' })])).toMatchObject({
      statuses: ['rejected', 'overridden'],
      read: 1,
    });
  });

  test('is done once for what is unknown, whatever it shows', async () => {
    expect(await again(BOTH, 'unknown', [listing({ 2: 'FAILURE' })])).toEqual({
      statuses: ['overridden', 'unknown'],
      read: 1,
      waits: 0,
    });
    expect(await again(BOTH, 'unknown', [{ unreadable: 'gone' }])).toEqual({
      statuses: ['overridden', 'unknown'],
      read: 1,
      waits: 0,
    });
  });

  test('of everything ends with the first reading that shows it all', async () => {
    const late = [listing({ 1: 'FAILURE', 2: 'SUCCESS' }), listing({ 1: 'SUCCESS', 2: 'SUCCESS' })];
    expect(await again(BOTH, 'everything', late)).toEqual({
      statuses: ['overridden', 'overridden'],
      read: 2,
      waits: 1,
    });
    expect(await again(BOTH, 'everything', late.slice(1))).toMatchObject({ read: 1, waits: 0 });
  });

  test('of everything is done three times at the most, and then believed', async () => {
    expect(await again(BOTH, 'everything', [listing({ 1: 'FAILURE', 2: 'SUCCESS' })])).toEqual({
      statuses: ['rejected', 'overridden'],
      read: 3,
      waits: 2,
    });
  });

  test('goes on after a reading that failed', async () => {
    const readings = [{ unreadable: 'gone' }, listing({ 1: 'SUCCESS', 2: 'SUCCESS' })];
    expect(await again(BOTH, 'everything', readings)).toMatchObject({
      statuses: ['overridden', 'overridden'],
      read: 2,
    });
  });

  test('ends where there may be no more waiting', async () => {
    const readings = [listing({ 1: 'FAILURE', 2: 'SUCCESS' })];
    expect(await again(BOTH, 'everything', readings, false)).toEqual({
      statuses: ['rejected', 'overridden'],
      read: 1,
      waits: 1,
    });
  });

  test('of everything that fails leaves the statuses and says why', async () => {
    expect(await again(BOTH, 'everything', [{ unreadable: 'gone' }])).toEqual({
      statuses: ['overridden', 'unknown'],
      read: 3,
      waits: 2,
      unverified: 'gone',
    });
  });
});

test('whether something is incomplete is asked of each result', () => {
  const all = [settled('1', 'overridden'), settled('2', 'overridden')];
  expect(hasMismatch(all, shown({ 1: 'SUCCESS', 2: 'FAILURE' }), 'everything')).toBe(true);
});

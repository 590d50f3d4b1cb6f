import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fate, Settled, Stop } from '../../src/model/types.js';
import {
  type Conclusion,
  earlyVerdict,
  judgeFates,
  type Status,
  totalsOf,
  type VerdictOptions,
} from '../../src/model/verdict.js';

const FATES: readonly Fate[] = ['overridden', 'unchanged', 'rejected', 'unknown', 'not-sent', 'planned'];
const CANCELLED: Stop = { cause: 'cancelled', message: 'The step was cancelled' };
const DEADLINE: Stop = { cause: 'deadline', message: 'The time was up' };
const FATAL: Stop = { cause: 'fatal', message: 'The key was refused' };

function settled(...fates: readonly Fate[]): Settled[] {
  return fates.map((fate, index) => ({
    override: {
      testCaseResultId: String(index + 1),
      outcome: 'SUCCESS',
      comment: 'c',
      wireComment: 'c',
      place: { input: 'results' },
    },
    fate,
    message: '',
    attempts: 1,
  }));
}

function judge(fates: readonly Fate[], more: Partial<VerdictOptions> = {}) {
  return judgeFates(settled(...fates), {
    runId: '239',
    dryRun: false,
    ifPartial: 'warn',
    ifNoResults: 'error',
    ...more,
  });
}

describe('the table, row by row', () => {
  test.each<[string, readonly Fate[], Partial<VerdictOptions>, Status, Conclusion]>([
    [
      'cancelled with something not sent',
      ['overridden', 'not-sent'],
      { stop: CANCELLED },
      'cancelled',
      'fail',
    ],
    ['cancelled with something unknown', ['overridden', 'unknown'], { stop: CANCELLED }, 'cancelled', 'fail'],
    ['cancelled with nothing done', ['not-sent', 'not-sent'], { stop: CANCELLED }, 'cancelled', 'fail'],
    ['cancelled when all was done', ['overridden', 'overridden'], { stop: CANCELLED }, 'success', 'pass'],
    ['cancelled when all was decided', ['overridden', 'rejected'], { stop: CANCELLED }, 'partial', 'warn'],
    ['cancelled when all was refused', ['rejected'], { stop: CANCELLED }, 'failure', 'fail'],
    ['nothing asked for: error', [], { ifNoResults: 'error' }, 'nothing', 'fail'],
    ['nothing asked for: warn', [], { ifNoResults: 'warn' }, 'nothing', 'warn'],
    ['nothing asked for: ignore', [], { ifNoResults: 'ignore' }, 'nothing', 'pass'],
    ['nothing asked for in a dry run', [], { ifNoResults: 'error', dryRun: true }, 'nothing', 'fail'],
    ['a dry run', ['planned', 'planned'], { dryRun: true }, 'dry-run', 'pass'],
    ['a dry run with something unchanged', ['planned', 'unchanged'], { dryRun: true }, 'dry-run', 'pass'],
    ['a dry run with everything unchanged', ['unchanged'], { dryRun: true }, 'dry-run', 'pass'],
    ['everything overridden', ['overridden', 'overridden'], {}, 'success', 'pass'],
    ['everything unchanged', ['unchanged', 'unchanged'], {}, 'success', 'pass'],
    ['overridden and unchanged', ['overridden', 'unchanged'], { ifPartial: 'error' }, 'success', 'pass'],
    ['some rejected: warn', ['overridden', 'rejected'], { ifPartial: 'warn' }, 'partial', 'warn'],
    ['some rejected: error', ['overridden', 'rejected'], { ifPartial: 'error' }, 'partial', 'fail'],
    ['unchanged and rejected: warn', ['unchanged', 'rejected'], { ifPartial: 'warn' }, 'partial', 'warn'],
    [
      'as many overridden as unchanged, and one rejected',
      ['overridden', 'unchanged', 'rejected'],
      { ifPartial: 'warn' },
      'partial',
      'warn',
    ],
    ['some unknown', ['overridden', 'unknown'], { ifPartial: 'warn' }, 'partial', 'fail'],
    ['some not sent', ['overridden', 'not-sent'], { ifPartial: 'warn', stop: DEADLINE }, 'partial', 'fail'],
    [
      'some rejected, one unknown',
      ['unchanged', 'rejected', 'unknown'],
      { ifPartial: 'warn' },
      'partial',
      'fail',
    ],
    [
      'some rejected, one not sent',
      ['overridden', 'rejected', 'not-sent'],
      { stop: FATAL },
      'partial',
      'fail',
    ],
    ['everything rejected', ['rejected', 'rejected'], {}, 'failure', 'fail'],
    ['everything unknown', ['unknown'], {}, 'failure', 'fail'],
    ['everything not sent', ['not-sent'], { stop: DEADLINE }, 'failure', 'fail'],
    ['a fatal answer to everything', ['rejected', 'not-sent'], { stop: FATAL }, 'failure', 'fail'],
  ])('%s', (_, fates, options, status, conclusion) => {
    expect(judge(fates, options)).toMatchObject({ status, conclusion });
  });

  test('holds for any fates', () => {
    const stop = fc.constantFrom<Stop | undefined>(undefined, CANCELLED, DEADLINE, FATAL);
    const some = fc.array(
      fc.constantFrom<Fate>('overridden', 'unchanged', 'rejected', 'unknown', 'not-sent'),
    );
    fc.assert(
      fc.property(some, stop, fc.constantFrom('warn', 'error'), (fates, why, ifPartial) => {
        const { status, conclusion, closing } = judge(fates, {
          ...(why ? { stop: why } : {}),
          ifPartial,
          ifNoResults: 'error',
        });
        const undecided = fates.some((fate) => fate === 'unknown' || fate === 'not-sent');
        const failed = undecided || fates.includes('rejected');
        const done = fates.some((fate) => fate === 'overridden' || fate === 'unchanged');
        if (undecided) expect(conclusion).toBe('fail');
        if (conclusion === 'pass') expect([failed, done]).toEqual([false, true]);
        if (conclusion === 'warn')
          expect([undecided, failed, done, ifPartial]).toEqual([false, true, true, 'warn']);
        expect(status === 'success').toBe(done && !failed);
        expect(status === 'cancelled').toBe(why === CANCELLED && undecided);
        expect(closing).toContain('239');
      }),
    );
  });
});

describe('a check that was wanted and could not be made', () => {
  test.each<[readonly Fate[], Status, string]>([
    [['overridden'], 'success', 'Not verified: 1 overridden of 1 result of run 239'],
    [['overridden', 'rejected'], 'partial', 'Partly done: 1 overridden, 1 rejected of 2 results of run 239'],
    [['unchanged'], 'success', 'Not verified: 1 left unchanged of 1 result of run 239'],
  ])('fails %j, leaves the status %s, and never calls it done', (fates, status, closing) => {
    const verdict = judge(fates, { unverified: 'Testsigma answered 503' });
    expect(verdict).toMatchObject({ status, conclusion: 'fail' });
    expect(verdict.closing).toBe(
      `${closing}. The check after the override could not be made: Testsigma answered 503`,
    );
  });
});

describe('the closing line', () => {
  test.each<[readonly Fate[], Partial<VerdictOptions>, string]>([
    [['overridden'], {}, 'Done: 1 overridden of 1 result of run 239'],
    [
      ['overridden', 'overridden', 'unchanged'],
      {},
      'Done: 2 overridden, 1 left unchanged of 3 results of run 239',
    ],
    [['overridden', 'rejected'], {}, 'Partly done: 1 overridden, 1 rejected of 2 results of run 239'],
    [
      ['unknown', 'not-sent'],
      { stop: DEADLINE },
      'Failed: 1 unknown, 1 not sent of 2 results of run 239. The time was up',
    ],
    [
      ['overridden', 'not-sent'],
      { stop: CANCELLED },
      'Cancelled: 1 overridden, 1 not sent of 2 results of run 239. The step was cancelled',
    ],
    [
      ['planned', 'unchanged'],
      { dryRun: true },
      'Dry run, nothing was sent: 1 planned, 1 left unchanged of 2 results of run 239',
    ],
    [[], {}, 'No results to override were given for run 239'],
  ])('of %j is one line with the numbers', (fates, options, closing) => {
    expect(judge(fates, options).closing).toBe(closing);
  });
});

describe('tests of reports that became no override', () => {
  const aside = { unmatched: { count: 2, first: [] }, skipped: { count: 1, first: [] } };

  test('are counted where nothing is left to do', () => {
    expect(judge([], { aside }).closing).toMatch(
      /^No results to override were given for run 239: 2 tests .*matched nothing, 1 skipped$/,
    );
  });

  test('do not change the verdict', () => {
    expect(judge(['overridden'], { aside })).toMatchObject({ status: 'success', conclusion: 'pass' });
    expect(judge([], { aside, ifNoResults: 'warn' })).toMatchObject({
      status: 'nothing',
      conclusion: 'warn',
    });
  });
});

describe('earlyVerdict', () => {
  test.each(['failure', 'cancelled'] as const)('%s fails the step', (status) => {
    expect(earlyVerdict(status, 'why')).toEqual({ status, conclusion: 'fail', closing: 'why' });
  });
});

describe('totalsOf', () => {
  test('counts every fate', () => {
    expect(totalsOf([])).toEqual({
      overridden: 0,
      unchanged: 0,
      rejected: 0,
      unknown: 0,
      'not-sent': 0,
      planned: 0,
    });
    const totals = totalsOf(
      settled(...FATES.flatMap((fate, index) => Array.from({ length: index + 1 }, () => fate))),
    );
    expect(totals).toEqual({
      overridden: 1,
      unchanged: 2,
      rejected: 3,
      unknown: 4,
      'not-sent': 5,
      planned: 6,
    });
  });
});

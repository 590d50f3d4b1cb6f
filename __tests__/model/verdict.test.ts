import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AbortReason, OverrideResult, OverrideStatus } from '../../src/model/types.js';
import {
  type Conclusion,
  computeVerdict,
  countStatuses,
  earlyVerdict,
  headlineOf,
  isMixed,
  type Status,
  type VerdictOptions,
} from '../../src/model/verdict.js';

const FATES: readonly OverrideStatus[] = [
  'overridden',
  'unchanged',
  'rejected',
  'unknown',
  'not-sent',
  'planned',
];
const CANCELLED: AbortReason = { cause: 'cancelled', message: 'The step was cancelled' };
const DEADLINE: AbortReason = { cause: 'deadline', message: 'The time was up' };
const FATAL: AbortReason = { cause: 'fatal', message: 'The key was refused' };

function settled(...statuses: readonly OverrideStatus[]): OverrideResult[] {
  return statuses.map((status, index) => ({
    override: {
      testCaseResultId: String(index + 1),
      outcome: 'SUCCESS',
      comment: 'c',
      wireComment: 'c',
      location: { input: 'results' },
    },
    status,
    message: '',
    attempts: 1,
  }));
}

function interpretResponse(statuses: readonly OverrideStatus[], more: Partial<VerdictOptions> = {}) {
  return computeVerdict(settled(...statuses), {
    dryRun: false,
    ifPartial: 'warn',
    ifNoResults: 'error',
    ...more,
  });
}

describe('the table, row by row', () => {
  test.each<[string, readonly OverrideStatus[], Partial<VerdictOptions>, Status, Conclusion]>([
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
  ])('%s', (_, statuses, options, status, conclusion) => {
    expect(interpretResponse(statuses, options)).toMatchObject({ status, conclusion });
  });

  test('holds for any statuses', () => {
    const stop = fc.constantFrom<AbortReason | undefined>(undefined, CANCELLED, DEADLINE, FATAL);
    const some = fc.array(
      fc.constantFrom<OverrideStatus>('overridden', 'unchanged', 'rejected', 'unknown', 'not-sent'),
    );
    fc.assert(
      fc.property(some, stop, fc.constantFrom('warn', 'error'), (statuses, why, ifPartial) => {
        const { status, conclusion, closing } = interpretResponse(statuses, {
          ...(why ? { stop: why } : {}),
          ifPartial,
          ifNoResults: 'error',
        });
        const undecided = statuses.some((status) => status === 'unknown' || status === 'not-sent');
        const failed = undecided || statuses.includes('rejected');
        const done = statuses.some((status) => status === 'overridden' || status === 'unchanged');
        if (undecided) expect(conclusion).toBe('fail');
        if (conclusion === 'pass') expect([failed, done]).toEqual([false, true]);
        if (conclusion === 'warn')
          expect([undecided, failed, done, ifPartial]).toEqual([false, true, true, 'warn']);
        expect(status === 'success').toBe(done && !failed);
        expect(status === 'cancelled').toBe(why === CANCELLED && undecided);
        expect(closing).toMatch(/^Testsigma override/);
      }),
    );
  });
});

describe('an override that could not be verified', () => {
  test.each<[readonly OverrideStatus[], Status, string]>([
    [['overridden'], 'success', 'Testsigma override not verified: 1 overridden'],
    [['overridden', 'rejected'], 'partial', 'Testsigma override failed: 1 of 2 overridden, 1 rejected'],
    [['unchanged'], 'success', 'Testsigma override not verified: nothing to change (1 unchanged)'],
  ])('of %j fails, keeps the status %s and never claims success', (statuses, status, closing) => {
    const verdict = interpretResponse(statuses, { unverified: 'Testsigma answered 503' });
    expect(verdict).toMatchObject({ status, conclusion: 'fail' });
    expect(verdict.closing).toBe(`${closing}. The override could not be verified: Testsigma answered 503`);
  });
});

describe('closing line', () => {
  test.each<[readonly OverrideStatus[], Partial<VerdictOptions>, string]>([
    [['overridden'], {}, 'Testsigma override succeeded: 1 overridden'],
    [
      ['overridden', 'overridden', 'unchanged'],
      {},
      'Testsigma override succeeded: 2 overridden, 1 unchanged',
    ],
    [['overridden', 'rejected'], {}, 'Testsigma override partially succeeded: 1 of 2 overridden, 1 rejected'],
    [
      ['overridden', 'rejected', 'unchanged'],
      { ifPartial: 'error' },
      'Testsigma override failed: 1 of 3 overridden, 1 rejected, 1 unchanged',
    ],
    [
      ['unknown', 'not-sent'],
      { stop: DEADLINE },
      'Testsigma override failed: 1 of 2 unknown, 1 not sent. The time was up',
    ],
    [
      ['overridden', 'not-sent'],
      { stop: CANCELLED },
      'Testsigma override cancelled: 1 of 2 overridden, 1 not sent. The step was cancelled',
    ],
    [
      ['planned', 'unchanged'],
      { dryRun: true },
      'Testsigma override dry run: 1 of 2 would change, nothing was sent',
    ],
    [['unchanged'], {}, 'Testsigma override succeeded: nothing to change (1 unchanged)'],
    [[], {}, 'Testsigma override: no results given. Set if-no-results: ignore if this is expected'],
    [[], { ifNoResults: 'ignore' }, 'Testsigma override: no results given'],
    [
      [],
      { nothingTakenOver: 'no rerun' },
      'Testsigma override: no results given. No rerun. Set if-no-results: ignore if this is expected',
    ],
  ])('of %j with %j is %j', (statuses, options, closing) => {
    expect(interpretResponse(statuses, options).closing).toBe(closing);
  });
});

describe('isMixed', () => {
  test.each<[readonly OverrideStatus[], boolean]>([
    [[], false],
    [['overridden', 'unchanged'], false],
    [['rejected', 'rejected'], false],
    [['overridden', 'rejected'], true],
    [['rejected', 'unknown'], true],
  ])('of %j is %s', (statuses, mixed) => {
    expect(isMixed(settled(...statuses))).toBe(mixed);
  });
});

test('headline of a step that ended early says that nothing was overridden', () => {
  expect(headlineOf({ status: 'failure', conclusion: 'fail' }, [])).toBe(
    'Testsigma override failed: no results were overridden',
  );
});

describe('tests of reports that became no override', () => {
  const unusedTests = {
    unmatched: { count: 2, first: [] },
    skipped: { count: 1, first: [] },
    unknown: { count: 0, first: [] },
  };

  test('explain why no results were given', () => {
    expect(interpretResponse([], { unusedTests, nothingTakenOver: 'no rerun' }).closing).toBe(
      'Testsigma override: no results given. Of the reports, 2 tests matched nothing and 1 were skipped; no rerun. Set if-no-results: ignore if this is expected',
    );
  });

  test('do not change the verdict', () => {
    expect(interpretResponse(['overridden'], { unusedTests })).toMatchObject({
      status: 'success',
      conclusion: 'pass',
    });
    expect(interpretResponse([], { unusedTests, ifNoResults: 'warn' })).toMatchObject({
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
  test('counts every status', () => {
    expect(countStatuses([])).toEqual({
      overridden: 0,
      unchanged: 0,
      rejected: 0,
      unknown: 0,
      'not-sent': 0,
      planned: 0,
    });
    const totals = countStatuses(
      settled(...FATES.flatMap((status, index) => Array.from({ length: index + 1 }, () => status))),
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

import { describe, expect, test } from '@jest/globals';
import { ActionLog } from '../../src/report/action-log.js';
import {
  logFailures,
  logNotRestorable,
  logPlan,
  logRemaining,
  logRun,
  logTestReports,
} from '../../src/report/log.js';
import { notRestorable } from '../../src/report/retry-undo.js';
import { overrideOf, reportOf, settledOf } from '../support/builders.js';
import { printedBy } from '../support/printed.js';

async function logged(write: (log: ActionLog) => void): Promise<readonly string[]> {
  const { lines } = await printedBy((runner) => write(new ActionLog(runner, (text) => text)));
  return lines;
}

const listed = (testCaseResultId: string, result: string) => ({
  before: { testCaseResultId, result, name: `Test ${testCaseResultId}`, machine: 'Windows Chrome' },
});

const changes = (count: number) => Array.from({ length: count }, (_, index) => overrideOf(String(index + 1)));

describe('logRun', () => {
  const where = { runId: '239', baseUrl: 'https://app.testsigma.com' };

  test('describes the run on one line', async () => {
    const run = {
      id: '239',
      result: 'FAILURE',
      status: 'STATUS_COMPLETED',
      plan: '57',
      started: '2024-06-03T06:00:00.000Z',
    };
    expect(await logged((log) => logRun(run, where, log))).toEqual([
      'Run 239: test plan 57, started 2024-06-03 06:00 UTC, result Failed, https://app.testsigma.com/ui/td/runs/239',
    ]);
  });

  test('writes nothing if the run was not read', async () => {
    expect(await logged((log) => logRun(undefined, where, log))).toEqual([]);
  });
});

describe('logPlan', () => {
  test('shows changes, and the reason of a single unchanged result, without a group', async () => {
    const plan = [
      overrideOf('1', listed('1', 'FAILURE')),
      overrideOf('2', { outcome: 'NOT_EXECUTED' }),
      overrideOf('3', { skipReason: 'already Passed' }),
    ];
    expect(await logged((log) => logPlan(plan, [], log))).toEqual([
      'Plan: 2 to override, 1 unchanged',
      '  1 Test 1 (Windows Chrome): Failed → Passed',
      '  2: Not Executed',
      'Unchanged: 3: already Passed',
    ]);
  });

  test('shows up to 20 changes without a group', async () => {
    expect(await logged((log) => logPlan(changes(20), [], log))).not.toContainEqual(
      expect.stringMatching(/^::group/),
    );
  });

  test.each([
    [21, ['1 more change: 21: Passed']],
    [22, ['::group::2 more changes', '  21: Passed', '  22: Passed', '::endgroup::']],
  ])('of %i changes folds those beyond the twentieth', async (count, rest) => {
    expect((await logged((log) => logPlan(changes(count), [], log))).slice(21)).toEqual(rest);
  });

  test('limits a group to 50 lines and counts the rest', async () => {
    const lines = await logged((log) => logPlan(changes(75), [], log));
    expect(lines.slice(-3)).toEqual(['  70: Passed', '  … and 5 more', '::endgroup::']);
  });
});

describe('logFailures', () => {
  const failures = [
    settledOf('3646', 'overridden'),
    settledOf('2286', 'rejected', 'result 2286 is not related', listed('2286', 'FAILURE')),
    settledOf('2287', 'rejected', 'result 2287 is not related'),
    settledOf('3', 'not-sent', 'the time was up'),
  ];

  test('groups failures by reason, all of them visible', async () => {
    expect(await logged((log) => logFailures(failures, 'Failed', log))).toEqual([
      'Not overridden: 3',
      '  Rejected: result … is not related',
      '    2286 Test 2286 (Windows Chrome): Failed → Passed',
      '    2287: Passed',
      '  Not sent: the time was up',
      '    3: Passed',
    ]);
  });

  test('does not repeat the reason of the closing line', async () => {
    const lines = await logged((log) => logFailures(failures.slice(3), 'Failed. The time was up', log));
    expect(lines).toEqual(['Not overridden: 1', '  Not sent', '    3: Passed']);
  });

  test('shows 200 lines and counts the rest', async () => {
    const many = Array.from({ length: 300 }, (_, index) => settledOf(String(index), 'rejected', 'no'));
    const lines = await logged((log) => logFailures(many, '', log));
    expect(lines.slice(-2)).toEqual(['    199: Passed', '  … and 100 more']);
  });

  test('writes nothing if nothing failed', async () => {
    expect(await logged((log) => logFailures(failures.slice(0, 1), '', log))).toEqual([]);
  });
});

test('logNotRestorable names what cannot be undone, and why', async () => {
  const settled = [settledOf('1', 'overridden', '', listed('1', 'ABORTED')), settledOf('2', 'unknown')];
  expect(await logged((log) => logNotRestorable(notRestorable(settled), log))).toEqual([
    'Cannot be undone: 2',
    '  1 Test 1 (Windows Chrome): was Aborted, which an override cannot set',
    "  2: former result not known: not in the run's listing, or the listing was not read",
  ]);
  expect(await logged((log) => logNotRestorable([], log))).toEqual([]);
});

test('logRemaining says what keeps the run from Passed, and names the first ten', async () => {
  const stillFailed = Array.from({ length: 12 }, (_, index) => ({
    testCaseResultId: String(index),
    result: index === 0 ? 'NOT_EXECUTED' : 'FAILURE',
  }));
  const report = reportOf([settledOf('99', 'overridden')], { stillFailed, runResult: 'FAILURE' });
  const lines = await logged((log) => logRemaining(report, log));
  expect(lines[0]).toBe('Run 239 is still Failed: 1 Not Executed, 11 Failed');
  expect(lines.slice(1)).toEqual([
    '  0: Not Executed',
    ...Array.from({ length: 9 }, (_, index) => `  ${index + 1}: Failed`),
    '  … and 2 more',
  ]);
  expect(await logged((log) => logRemaining({ ...report, runResult: 'SUCCESS' }, log))).toEqual([]);
  expect(await logged((log) => logRemaining({ ...report, settled: [] }, log))).toEqual([]);
});

test('logTestReports counts tests without effect and shows the first of them', async () => {
  const location = { input: 'junit-files', file: 'a.xml', line: 3 };
  const unusedTests = {
    unmatched: { count: 3, first: [{ location, message: 'a' }] },
    skipped: { count: 1, first: [{ location, message: 'b' }] },
    unknown: { count: 0, first: [] },
  };
  expect(await logged((log) => logTestReports({ lines: ['a.xml: 4 tests'], unusedTests }, log))).toEqual([
    'Test reports: a.xml: 4 tests',
    '::group::Unmatched tests, 3',
    '  a.xml:3: a',
    '  … and 2 more',
    '::endgroup::',
    'Skipped tests (no effect), 1: a.xml:3: b',
  ]);
});

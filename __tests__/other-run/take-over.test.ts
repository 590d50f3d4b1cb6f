/** Taking over another run's passes, and waiting for it, through the whole action. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RUNS, type Run } from '../../sandbox/data.js';
import { type Sandbox, startSandbox } from '../../sandbox/server.js';
import { act, annotations, type Inputs, ids, overridesIn, TestSignals, useSandbox } from '../support/act.js';

const sandbox = useSandbox();

const take = (inputs: Inputs = {}, from = 'latest-rerun') =>
  act(sandbox, { 'run-id': '247', 'results-from-run': from, 'audit-trail': 'false', ...inputs });

/** What was sent: IDs, results and comments. */
const sent = (to: Sandbox = sandbox) =>
  overridesIn(to)
    .flat()
    .map((one) => Object.values(one as object).join(' '));

const BOTH = [
  '4101 Passed in run 248 SUCCESS',
  '4103 Passed in run 249 SUCCESS',
  '4104 Passed in run 248 SUCCESS',
];

/** A sandbox in which runs differ. */
async function withRuns(
  changes: Readonly<Record<string, Partial<Run>>>,
  use: (changed: Sandbox) => Promise<void>,
) {
  const changed = await startSandbox({ runs: RUNS.map((run) => ({ ...run, ...changes[run.id] })) });
  try {
    await use(changed);
  } finally {
    await changed.close();
  }
}

describe('the reruns of a run', () => {
  test('give each result the run in which it passed, and open the gate', async () => {
    const run = await take();
    expect([run.exitCode, run.outputs['status'], run.outputs['run-result']]).toEqual([
      0,
      'success',
      'SUCCESS',
    ]);
    expect(sent()).toEqual(BOTH);
  });

  test('are listed as passed only on rerun, with the run', async () => {
    const { summary, output } = await take();
    expect(summary).toMatch(
      /### Overridden, passed only on rerun \(3\).*4103[^\n]*Failed →[^\n]*Passed\*\* in \[run 249\]\(.*\/ui\/td\/runs\/249\)/s,
    );
    expect(summary.match(/^\| .*4103/gm)).toHaveLength(1);
    expect(output).toContain('run 248, run 249: newest attempts of 3 results, 3 Passed');
  });

  test('are listed as passed only on rerun in a dry run', async () => {
    const { summary } = await take({ 'dry-run': 'true' });
    expect(summary).toContain('### Would be overridden, passed only on rerun (3)');
  });

  test.each(['skip', 'send'])('taken over twice are sent once, with unchanged: %s', async (unchanged) => {
    await take({ unchanged });
    const second = await take({ unchanged });
    expect(second.outputs['status']).toBe('success');
    expect(ids(second, 'unchanged-ids')).toEqual([4101, 4103, 4104]);
    expect(sent()).toEqual(BOTH);
    expect(second.summary).not.toContain('passed only on rerun');
  });

  test('are taken back by undo-results', async () => {
    const before = RUNS.find(({ id }) => id === '247')?.results.map(({ result }) => result);
    const { outputs } = await take();
    await act(sandbox, { 'run-id': '247', results: outputs['undo-results'] ?? '' });
    expect(
      sandbox.testsigma.runs.find(({ id }) => id === '247')?.results.map(({ result }) => result),
    ).toEqual(before);
  });

  test('of which one is named count alone', async () => {
    await take({}, '248');
    expect(sent()).toEqual(BOTH.filter((one) => one.includes('248')));
  });

  test('a data-driven case is taken over if a single iteration was rerun', async () => {
    const run = await act(sandbox, {
      'run-id': '245',
      'results-from-run': 'latest-rerun',
      'wait-for-run-seconds': '300',
      'timeout-seconds': '5',
      'audit-trail': 'false',
    });
    expect([run.outputs['status'], run.outputs['run-result']]).toEqual(['success', 'SUCCESS']);
    expect(sent()).toEqual(['4002 Passed in run 246 SUCCESS', '4003 Passed in run 246 SUCCESS']);
    expect(run.output).toContain('Waiting for run 245: STATUS_QUEUED');
    expect(run.output).toContain('Run 245 has ended without a rerun; reading it again in 10 s');
  });
});

describe('together with other entries', () => {
  test('explicit entries win, with a notice', async () => {
    const run = await take({ results: '{4103: not_executed}' });
    expect(sent()).toEqual(['4103 Overridden from GitHub Actions NOT_EXECUTED', BOTH[0], BOTH[2]]);
    expect(annotations(run, 'notice')).toContainEqual(
      expect.stringMatching(/run 249 says Passed for .*4103/),
    );
  });

  test.each<[string, Inputs, string[]]>([
    ['suite', { suite: 'Smoke' }, [`${BOTH[0]}`, `${BOTH[2]}`]],
    ['machine', { machine: 'macOS Safari' }, [`${BOTH[2]}`]],
    ['only-if', { 'only-if': 'failed' }, [`${BOTH[0]}`, `${BOTH[1]}`]],
    [
      "the user's own comment",
      { comment: 'Flaky, SHOP-42.', suite: 'Checkout' },
      ['4103 Flaky, SHOP-42. Passed in run 249 SUCCESS'],
    ],
  ])('%s counts as for any entry', async (_input, inputs, expected) => {
    const { outputs } = await take(inputs);
    expect([outputs['status'], sent()]).toEqual(['success', expected]);
  });

  test('a dry run sends nothing, and its plan is what is sent later', async () => {
    const { outputs } = await take({ 'dry-run': 'true' });
    expect([outputs['status'], sent()]).toEqual(['dry-run', []]);
    await act(sandbox, { 'run-id': '247', results: outputs['plan-results'] ?? '', 'audit-trail': 'false' });
    expect(sent()).toEqual(BOTH);
  });
});

describe('nothing to take over', () => {
  test.each<[string, Inputs, string, string]>([
    ['no rerun', { 'run-id': '239' }, 'latest-rerun', 'Run 239 has no rerun'],
    [
      'nothing passed there',
      { 'run-id': '243' },
      'latest-rerun',
      'Nothing that is in run 243 Passed in run 244',
    ],
    [
      'nothing in the suite',
      { suite: 'Checkout' },
      '248',
      'Nothing that is in run 247 (suite Checkout) Passed in run 248',
    ],
  ])('%s counts as nothing requested, and says why', async (_why, inputs, from, reason) => {
    const run = await take(inputs, from);
    expect([run.exitCode, run.outputs['status']]).toEqual([1, 'nothing']);
    expect(run.outputs['message']).toContain(reason);
    expect((await take({ ...inputs, 'if-no-results': 'ignore' }, from)).exitCode).toBe(0);
  });

  test('passes if the run is Passed already, with a notice', async () => {
    const run = await take({ 'run-id': '249' });
    expect([run.exitCode, run.outputs['status']]).toEqual([0, 'nothing']);
    expect(annotations(run, 'notice')).toEqual([expect.stringContaining('run 249 is Passed already')]);
  });

  test('is no excuse for what is requested otherwise', async () => {
    const run = await take({ 'run-id': '249', results: '{4123: failed}' });
    expect([run.outputs['status'], sent()]).toEqual([
      'success',
      ['4123 Overridden from GitHub Actions FAILURE'],
    ]);
    expect(annotations(run, 'notice').join()).not.toContain('Passed already');
  });
});

describe('errors, before anything is sent', () => {
  test.each<[string, Inputs, string, string]>([
    ['another test plan', {}, '245', 'run 245'],
    ['the run itself', {}, '247', 'is run 247 itself'],
    ['a run that is not there', {}, '999', 'run 999 could not be read'],
    ['no run', {}, 'yesterday', '"yesterday" is not another run'],
    ['a URL on another host', {}, 'https://app.testsigma.com/ui/td/runs/248', 'IDs belong to one host'],
    ['a URL of something else', {}, 'https://app.testsigma.com/ui/td/cases/248', 'is not another run'],
    ['lookup: off', { lookup: 'off' }, '248', 'lookup: off forbids'],
    [
      'a run in progress',
      {},
      '241',
      'run 241 is still in progress (STATUS_IN_PROGRESS); set wait-for-run-seconds',
    ],
  ])('%s', async (_what, inputs, from, message) => {
    const run = await take(inputs, from);
    expect([run.exitCode, run.outputs['status'], sent()]).toEqual([1, 'failure', []]);
    expect(annotations(run, 'error')).toContainEqual(expect.stringContaining(message));
  });

  test('two test plans are named', async () => {
    await withRuns({ 248: { executionId: '58' } }, async (changed) => {
      const run = await act(changed, { 'run-id': '247', 'results-from-run': '248' });
      expect(annotations(run, 'error')).toContainEqual(
        expect.stringContaining('run 248 is of the test plan 58, and run 247 of the test plan 57'),
      );
    });
  });

  test.each<[string, Readonly<Record<string, Partial<Run>>>, string]>([
    [
      'a circle',
      { 249: { childResultId: '248', childResultAs: 'id' } },
      'run 249 names run 248 as its rerun, which came before it',
    ],
    [
      'two candidates here',
      {
        247: {
          results: (RUNS.find(({ id }) => id === '247')?.results ?? []).flatMap((one) => [
            one,
            { ...one, testCaseResultId: `9${one.testCaseResultId}` },
          ]),
        },
      },
      'may be any of 2 of run 247: 4101 (Login works',
    ],
    [
      'two candidates there',
      {
        249: {
          results: (RUNS.find(({ id }) => id === '249')?.results ?? []).flatMap((one) => [
            one,
            { ...one, testCaseResultId: '9' },
          ]),
        },
      },
      'the result 4103 has 2 attempts in run 249: 4123 (Checkout total',
    ],
  ])('%s', async (_what, changes, message) => {
    await withRuns(changes, async (changed) => {
      const run = await act(changed, { 'run-id': '247', 'results-from-run': 'latest-rerun' });
      expect([run.outputs['status'], sent(changed)]).toEqual(['failure', []]);
      expect(annotations(run, 'error')).toContainEqual(expect.stringContaining(message));
    });
  });

  test.each<[string, string, string]>([
    ['a rerun without an ID', '{"status":"STATUS_COMPLETED"}', 'childResult was an object with status'],
    ['a rerun of another kind', 'true', 'childResult was boolean'],
  ])('%s', async (_what, child, message) => {
    const body = `{"id":247,"executionId":57,"status":"STATUS_COMPLETED","result":"FAILURE","childResult":${child}}`;
    sandbox.faults = ({ path }) => (path.endsWith('/247') ? { body } : undefined);
    expect(annotations(await take(), 'error')).toContainEqual(expect.stringContaining(message));
  });

  test('a listing that cannot be read is no listing without passes', async () => {
    sandbox.faults = ({ path }) => (path.endsWith('/249/test_case_results') ? { status: 403 } : undefined);
    const run = await take();
    expect([run.outputs['status'], sent()]).toEqual(['failure', []]);
    expect(annotations(run, 'error')).toContainEqual(
      expect.stringContaining('the results of run 249 could not be read'),
    );
  });

  test('time that is up while waiting sends nothing', async () => {
    const run = await act(sandbox, {
      'run-id': '241',
      results: '{3801: failed}',
      'wait-for-run-seconds': '60',
    });
    expect([run.outputs['status'], sent()]).toEqual(['failure', []]);
    expect(annotations(run, 'error')).toContainEqual(expect.stringContaining('run 241 did not end within'));
  });

  test('wrong documents are reported before any waiting', async () => {
    const run = await act(sandbox, {
      'run-id': '241',
      results: '{3801: purple}',
      'wait-for-run-seconds': '60',
    });
    expect(annotations(run, 'error')).toContainEqual(expect.stringContaining('purple'));
    expect(sandbox.requests).toEqual([]);
  });

  test('a broken report is reported before any waiting, once', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'broken-report-'));
    writeFileSync(join(workspace, 'junit.xml'), '<testsuite><testcase name="Login works">');
    const inputs = { 'run-id': '241', 'junit-files': 'junit.xml', 'wait-for-run-seconds': '60' };
    const run = await act(sandbox, inputs, { workspace });
    rmSync(workspace, { recursive: true });
    expect(annotations(run, 'error').filter((message) => message.includes('junit.xml'))).toHaveLength(1);
    expect(sandbox.requests).toEqual([]);
  });

  test('without waiting, a run without a status is a warning', async () => {
    const body = '{"id":247,"executionId":57,"result":"FAILURE"}';
    sandbox.faults = ({ path }) => (path.endsWith('/247') ? { body } : undefined);
    const run = await act(sandbox, { 'run-id': '247', results: '{4101: passed}' });
    expect(run.outputs['status']).toBe('success');
    expect(annotations(run, 'warning')).toContainEqual(expect.stringContaining('gave no status of run 247'));
  });
});

test.each(['/248', '/249/test_case_results'])('a signal while %s is read cancels the step', async (path) => {
  const signals = new TestSignals();
  sandbox.faults = (request) => {
    if (!request.path.endsWith(path)) return undefined;
    signals.emit('SIGINT');
    return { status: 503 };
  };
  const inputs = { 'run-id': '247', 'results-from-run': 'latest-rerun' };
  const run = await act(sandbox, inputs, { signals });
  expect([run.exitCode, run.outputs['status'], sent()]).toEqual([1, 'cancelled', []]);
  expect(annotations(run, 'error').join()).not.toContain('could not be read');
});

test('a signal while waiting cancels the step', async () => {
  const run = await act(
    sandbox,
    { 'run-id': '241', results: '{3801: failed}', 'wait-for-run-seconds': '300' },
    { signalAfter: { output: 'Waiting for run' } },
  );
  expect([run.exitCode, run.outputs['status'], sent()]).toEqual([1, 'cancelled', []]);
});

/** Tests named the way people know them, plans before they are made, and ways back. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { script } from '../../sandbox/server.js';
import { act, annotations, ids, overridesIn, useSandbox } from '../support/act.js';

const sandbox = useSandbox();
let workspace: string;

beforeEach(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'names-'));
});
afterEach(async () => {
  rmSync(workspace, { recursive: true, force: true });
});

test('a document that names tests only by name and machine does the right thing in two runs with different ids', async () => {
  const results =
    '[{name: Login works, machine: Windows Chrome, result: not executed}, {name: Checkout total, machine: Windows Chrome, result: passed}]';
  const first = await act(sandbox, { results });
  const second = await act(sandbox, { results, 'run-id': '240' });

  expect(ids(first, 'overridden-ids')).toEqual([3646, 3649]);
  expect(ids(second, 'overridden-ids')).toEqual([3746, 3749]);
  expect(annotations(second, 'warning').join()).toContain('run 240 is a rerun of run 239');
});

test('five different mistakes in one document: five annotations with file, line and column, and no override', async () => {
  writeFileSync(
    join(workspace, 'known.yml'),
    `- {testCaseResultId: 3647, result: pased}
- {name: Logon works, result: passed}
- {name: Login works, result: passed}
- {testCaseResultId: 9223372036854775808, result: passed}
- {testCaseResultId: 3649, result: passed, commit: known}
`,
  );
  const run = await act(sandbox, { 'results-files': 'known.yml' }, { workspace });

  expect(run.exitCode).toBe(1);
  expect(overridesIn(sandbox)).toEqual([]);
  const placed = run.commands.filter(
    ({ name, properties }) => name === 'error' && properties['file'] === 'known.yml',
  );
  const byLine = Object.fromEntries(placed.map(({ properties, data }) => [properties['line'], data]));
  expect(placed).toHaveLength(5);
  expect(placed.every(({ properties }) => Number(properties['col']) > 0)).toBe(true);
  expect(byLine['1']).toContain('"pased" is not a result');
  expect(byLine['2']).toMatch(/run 239 has no test case named "Logon works"; did you mean "Login works"/);
  expect(byLine['3']).toMatch(
    /matches 2 results.*`\{name: Login works, machine: Windows Chrome, result: passed\}`.*3646 .*3655 /,
  );
  expect(byLine['4']).toContain('at most 9223372036854775807');
  expect(byLine['5']).toContain('did you mean "comment"');
});

test('all: true takes every match; a tail of a name is enough; a test case id and a machine say which', async () => {
  const results = `
- {name: Login works, result: not executed, all: true}
- {name: Password can be changed, result: passed}
- {testCaseId: 426, machine: macOS Safari, result: failed}`;
  const run = await act(sandbox, { results });

  expect(ids(run, 'overridden-ids')).toEqual([3646, 3655, 3654, 3658]);
});

test('what stands beside an id must agree with the run', async () => {
  const run = await act(sandbox, { results: '[{testCaseResultId: 3646, name: Logout, result: passed}]' });

  expect(run.exitCode).toBe(1);
  expect(annotations(run, 'error')[0]).toMatch(/"Logout".*3646 has the name "Login works"/);
});

describe('addresses', () => {
  test.each(['ui/td/runs/239', '#/projects/3/runs/239/results'])('run-id from …/%s', async (path) => {
    const run = await act(sandbox, { 'run-id': `${sandbox.address}/${path}`, results: '{3646: passed}' });
    expect(run.outputs['overridden-ids']).toBe('[3646]');
  });

  test('of results and test cases are keys', async () => {
    const results = `${sandbox.address}/ui/td/test_case_results/3646/step_results/9: passed\n${sandbox.address}/ui/td/cases/412: passed\n`;
    const run = await act(sandbox, { results });
    expect(ids(run, 'overridden-ids')).toEqual([3646, 3647]);
  });

  test('of another host are errors that name both', async () => {
    const inputs = { 'run-id': 'https://app-eu.testsigma.com/ui/td/runs/239', results: '{3646: passed}' };
    const run = await act(sandbox, inputs);
    expect(annotations(run, 'error')[0]).toMatch(/app-eu\.testsigma\.com.*127\.0\.0\.1/);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('only-if', () => {
  test('leaves results alone whose current state is not named, and says why', async () => {
    const run = await act(sandbox, {
      results: '{3646: passed, 3650: passed, 3652: {result: passed, onlyIf: [aborted]}}',
      'only-if': 'failed',
    });

    expect(ids(run, 'overridden-ids')).toEqual([3646, 3652]);
    expect(ids(run, 'unchanged-ids')).toEqual([3650]);
    expect(run.summary).toMatch(/Not Executed when read at .*only Failed may be replaced/);
    expect(run.exitCode).toBe(0);
  });
});

describe('the reading before', () => {
  test('a run that is still going is an error; lookup: off sends all the same', async () => {
    const refused = await act(sandbox, { 'run-id': '241', results: '{3802: passed}' });
    expect(annotations(refused, 'error')[0]).toContain('still in progress (STATUS_IN_PROGRESS)');
    expect(overridesIn(sandbox)).toEqual([]);

    const sent = await act(sandbox, { 'run-id': '241', results: '{3802: passed}', lookup: 'off' });
    expect(sent.outputs).toMatchObject({ status: 'success', 'run-result': '', 'run-result-before': '' });
  });

  test('a listing that cannot be read and is not needed is a warning, and there is no undo', async () => {
    sandbox.faults = ({ path }) => (path.endsWith('/test_case_results') ? { status: 404 } : undefined);
    const run = await act(sandbox, { results: '{3646: passed}' });

    expect(run.outputs).toMatchObject({ status: 'success', 'undo-results': '[]' });
    expect(annotations(run, 'warning').join()).toContain('no undo');
  });

  test.each<[string, Record<string, string>]>([
    ['a name needs it', { results: '{Login works: passed}' }],
    ['lookup: required', { results: '{3646: passed}', lookup: 'required' }],
    ['only-if needs it', { results: '{3646: passed}', 'only-if': 'failed' }],
  ])('a listing of another run counts as unreadable: %s', async (_, inputs) => {
    const wrong = JSON.stringify({ executionResultId: 240, testCases: [] });
    sandbox.faults = ({ path }) => (path.endsWith('/test_case_results') ? { body: wrong } : undefined);
    const run = await act(sandbox, inputs);

    expect(run.exitCode).toBe(1);
    expect(run.outputs['status']).toBe('failure');
    expect(annotations(run, 'error').join()).toContain('the listing is of run 240');
    expect(overridesIn(sandbox)).toEqual([]);
  });

  test('a key that is refused says what to look at', async () => {
    const run = await act(sandbox, { 'api-token': 'wrong-word', results: '{Login works: passed}' });
    expect(annotations(run, 'error').join()).toMatch(
      /401 Unauthorized.*Check that api-token is a current API key.*region-specific/,
    );
  });

  test('an id that the listing does not hold is sent with a notice, or refused with if-partial: error', async () => {
    const sent = await act(sandbox, { results: '{2286: passed, 3646: passed}' });
    expect(sent.outputs['failed-ids']).toBe('[2286]');

    const refused = await act(sandbox, { results: '{2286: passed, 3647: passed}', 'if-partial': 'error' });
    expect(refused.outputs).toMatchObject({ status: 'failure', 'total-count': '0' });
    expect(annotations(refused, 'error')[0]).toContain('result 2286 is not in run 239');
    expect(overridesIn(sandbox)).toHaveLength(1);
  });
});

describe('safe to run again', () => {
  test('a second run of a finished workflow sends nothing and succeeds', async () => {
    const inputs = { results: '{3646: passed, Checkout total: passed}' };
    await act(sandbox, inputs);
    const again = await act(sandbox, inputs);

    expect(again.outputs).toMatchObject({
      status: 'success',
      'unchanged-count': '2',
      'overridden-count': '0',
    });
    expect(overridesIn(sandbox)).toHaveLength(1);
  });

  test('the gate: run-result is read after the override', async () => {
    const results = '{3646: ok, 3647: ok, 3649: ok, 3651: ok, 3652: ok, 3654: ok, 3657: ok}';
    const run = await act(sandbox, { results });
    expect(run.outputs).toMatchObject({ 'run-result-before': 'FAILURE', 'run-result': 'SUCCESS' });
  });

  test('dry run, apply from its plan, a change by somebody else, undo: the sandbox is as it should be', async () => {
    const planned = await act(sandbox, {
      results:
        '{Login works: {machine: Windows Chrome, result: passed, onlyIf: failed}, 3647: passed, 3652: passed}',
      'dry-run': 'true',
    });
    expect(overridesIn(sandbox)).toEqual([]);

    const applied = await act(sandbox, { results: planned.outputs['plan-results'] ?? '' });
    expect(ids(applied, 'overridden-ids')).toEqual([3646, 3647, 3652]);
    expect(applied.summary).toMatch(/Cannot be undone:.* 3652 \(was Aborted/);

    await act(sandbox, { results: '{3647: not_executed}' });
    const file = join(dirname(applied.outputs['report-file'] ?? ''), 'undo-results.json');
    expect(readFileSync(file, 'utf8').trim()).toBe(applied.outputs['undo-results']);
    const undone = await act(sandbox, { 'results-files': file });

    expect(ids(undone, 'overridden-ids')).toEqual([3646]);
    expect(ids(undone, 'unchanged-ids')).toEqual([3647]);
    const now = ['3646', '3647', '3652'].map((id) => sandbox.testsigma.resultOf(id));
    expect(now).toEqual(['FAILURE', 'NOT_EXECUTED', 'SUCCESS']);
  });

  test('retry-results repeats exactly what failed, outcome and comment', async () => {
    sandbox.faults = script(undefined, { status: 503 });
    const inputs = {
      'batch-size': '1',
      'max-retries': '0',
      lookup: 'off',
      results: '[{id: 3646, result: passed}, {id: 3647, result: failed, comment: "known: SHOP-42"}]',
    };
    const failed = await act(sandbox, inputs);
    expect(failed.outputs['retry-results']).toBe(
      '[{"testCaseResultId":3647,"comment":"known: SHOP-42","result":"FAILURE"}]',
    );

    const again = await act(sandbox, {
      results: failed.outputs['retry-results'] ?? '',
      'audit-trail': 'false',
      unchanged: 'send',
    });
    expect(ids(again, 'overridden-ids')).toEqual([3647]);
    expect(overridesIn(sandbox).at(-1)).toEqual([
      { testCaseResultId: 3647, comment: 'known: SHOP-42', result: 'FAILURE' },
    ]);
  });
});

describe('verify', () => {
  test('turns what was accepted but is not shown into a failure', async () => {
    sandbox.faults = script({
      body: JSON.stringify({ errors: [], message: 'Overridden the results successfully' }),
    });
    const run = await act(sandbox, { results: '{3646: passed}', verify: 'true' });

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ status: 'failure', 'failed-ids': '[3646]' });
    expect(run.outputs['failures']).toContain('accepted, but the run still shows Failed');
    expect(sandbox.requests.filter(({ path }) => path.endsWith('/test_case_results'))).toHaveLength(4);
  });

  test('passes where everything is shown', async () => {
    const run = await act(sandbox, { results: '{3646: passed}', verify: 'true' });
    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
  });

  test('a second reading that fails leaves the statuses and fails the step', async () => {
    let listings = 0;
    sandbox.faults = ({ path }) => {
      listings += path.endsWith('/test_case_results') ? 1 : 0;
      return path.endsWith('/test_case_results') && listings > 1 ? { status: 404 } : undefined;
    };
    const run = await act(sandbox, { results: '{3646: passed}', verify: 'true' });

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
    expect(annotations(run, 'error').join()).toContain('The override could not be verified');
  });

  test('is never left out: where the first reading failed, too, the second decides', async () => {
    let broken = true;
    sandbox.faults = ({ path, method }) => {
      broken = broken && method !== 'PUT';
      return path.endsWith('/test_case_results') && broken ? { status: 404 } : undefined;
    };
    const seen = await act(sandbox, { results: '{3646: passed}', verify: 'true' });
    expect(seen.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
    expect(annotations(seen, 'warning').join()).toContain('no undo');

    sandbox.faults = ({ path }) => (path.endsWith('/test_case_results') ? { status: 404 } : undefined);
    const unseen = await act(sandbox, { results: '{3647: passed}', verify: 'true' });
    expect(unseen.exitCode).toBe(1);
    expect(annotations(unseen, 'error').join()).toContain('The override could not be verified');
  });

  test('an unknown status is settled by reading once more', async () => {
    sandbox.faults = script({ reset: true, apply: true });
    const run = await act(sandbox, { results: '{3646: passed}', 'max-retries': '0' });
    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
  });

  test('with lookup: off is an error of the inputs', async () => {
    const run = await act(sandbox, { results: '{3646: passed}', verify: 'true', lookup: 'off' });
    expect(run.outputs['status']).toBe('failure');
    expect(sandbox.requests).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, script, startSandbox } from '../../sandbox/server.js';
import { act, annotations, ids, overridesIn } from '../support/act.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

describe('the documented answers', () => {
  test('all valid: exactly one request in the documented shape, and success', async () => {
    const run = await act(sandbox, {
      results: '{3646: passed}',
      comment: 'Flaky network',
      'audit-trail': 'false',
    });

    expect(run.exitCode).toBe(0);
    expect(overridesIn(sandbox)).toEqual([
      [{ testCaseResultId: 3646, comment: 'Flaky network', result: 'SUCCESS' }],
    ]);
    const [put] = sandbox.requests.filter(({ method }) => method === 'PUT');
    expect(put?.path).toBe('/api/v1/execution_results/239/override');
    expect(put?.body).toBe('[{"testCaseResultId":3646,"comment":"Flaky network","result":"SUCCESS"}]');
    expect(put?.headers).toMatchObject({
      authorization: `Bearer ${sandbox.token}`,
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^testsigma-override-action\/\d+\.\d+\.\d+$/),
    });
    expect(run.outputs).toMatchObject({
      status: 'success',
      message: 'Overridden the results successfully',
      'overridden-ids': '[3646]',
      'unchanged-ids': '[]',
      'failed-ids': '[]',
      'overridden-count': '1',
      'unchanged-count': '0',
      'failed-count': '0',
      'total-count': '1',
      failures: '[]',
      'retry-results': '[]',
      'run-result-before': 'FAILURE',
      'run-result': 'FAILURE',
    });
    expect(run.runnerErrors).toEqual([]);
  });

  test('some valid: a warning, partial, the right ids and the reasons, and the step passes', async () => {
    const run = await act(sandbox, { results: '{3646: passed, 2286: passed, 2287: failed}' });

    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({
      status: 'partial',
      message: expect.stringContaining('1 of 3 overridden, 2 rejected. Given test case result id'),
      'overridden-ids': '[3646]',
      'failed-ids': '[2286,2287]',
      'total-count': '3',
    });
    expect(JSON.parse(run.outputs['failures'] ?? '')).toEqual([
      {
        testCaseResultId: 2286,
        status: 'rejected',
        message: 'Given test case result id 2286 is not related to execution run 239',
      },
      {
        testCaseResultId: 2287,
        status: 'rejected',
        message: 'Given test case result id 2287 is not related to execution run 239',
      },
    ]);
    expect(annotations(run, 'warning')).toEqual([
      expect.stringMatching(/^Testsigma override partially succeeded: 1 of 3 overridden, 2 rejected\. Given/),
    ]);
    expect(overridesIn(sandbox)).toHaveLength(1);
    expect(run.summary).toContain('2286');
    expect(run.summary).toContain('is not related to execution run 239');
  });

  test('some valid with if-partial: error: the step fails', async () => {
    const results = '{3646: passed, 2286: passed}';
    const run = await act(sandbox, { results, 'if-partial': 'error', lookup: 'off' });

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({
      status: 'partial',
      'overridden-ids': '[3646]',
      'failed-ids': '[2286]',
    });
    expect(annotations(run, 'error')).toHaveLength(1);
  });

  test.each(['<br>', '\n', ' '] as const)(
    'none valid, causes parted by %j: failure, each with its own reason',
    async (separator) => {
      await sandbox.close();
      sandbox = await startSandbox({ separator });
      const run = await act(sandbox, { results: '{2288: passed, 2286: passed, 2287: failed}' });

      expect(run.exitCode).toBe(1);
      expect(run.outputs).toMatchObject({
        status: 'failure',
        'failed-ids': '[2288,2286,2287]',
        'overridden-count': '0',
      });
      const failures = JSON.parse(run.outputs['failures'] ?? '') as {
        testCaseResultId: number;
        message: string;
      }[];
      for (const { testCaseResultId, message } of failures) {
        expect(message).toBe(
          `Given test case result id ${testCaseResultId} is not related to execution run 239`,
        );
      }
      expect(overridesIn(sandbox)).toHaveLength(1);
    },
  );

  test('ids are exact up to the largest Java long', async () => {
    const results = '{9007199254740993: passed, 9223372036854775807: failed, 9223372036854775806: passed}';
    const run = await act(sandbox, { 'run-id': '242', results, unchanged: 'send' });

    expect(run.outputs['overridden-ids']).toBe('[9007199254740993,9223372036854775807,9223372036854775806]');
    const put = sandbox.requests.find(({ method }) => method === 'PUT');
    expect(put?.body).toContain('"testCaseResultId":9223372036854775807,');
    expect(put?.body).toContain('"testCaseResultId":9007199254740993,');
  });
});

describe('every row of the verdict table', () => {
  test('failure: wrong inputs, all of them at once, and nothing is sent', async () => {
    const run = await act(sandbox, {
      'run-id': '777',
      'api-token': '',
      results: '{3646: pased}',
      'batch-size': '1e3',
      'if-partial': 'maybe',
      'job-summary': 'yes',
      'base-url': 'http://testsigma.example.com/api/v1?x=1',
      'default-result': 'green',
    });

    expect(run.exitCode).toBe(1);
    expect(sandbox.requests).toEqual([]);
    expect(annotations(run, 'error')).toHaveLength(10);
    for (const word of [
      'pased',
      'api-token is empty',
      '1e3',
      'maybe',
      'yes',
      'https://',
      '/api/v1',
      'query',
      'green',
    ]) {
      expect(run.stdout).toContain(word);
    }
    expect(run.outputs).toMatchObject({
      status: 'failure',
      'overridden-ids': '[]',
      'failed-ids': '[]',
      'total-count': '0',
      failures: '[]',
      'retry-results': '[]',
      'undo-results': '[]',
      'run-result': '',
    });
    expect(run.outputs['message']).toContain('and 8 more errors');
  });

  test('failure: mistakes in a document, each on its line, and nothing is sent', async () => {
    const run = await act(sandbox, { results: '3646: pased\n0x10: passed\n3647: ok\n' });

    expect(run.exitCode).toBe(1);
    expect(sandbox.requests).toEqual([]);
    expect(annotations(run, 'error').slice(0, 2)).toEqual([
      expect.stringContaining('results, line 1, column 7: "pased" is not a result'),
      expect.stringContaining('results, line 2, column 1: "0x10" is not a result ID'),
    ]);
  });

  test.each([
    ['error', 1, 'error'],
    ['warn', 0, 'warning'],
    ['ignore', 0, undefined],
  ] as const)('nothing asked for, if-no-results: %s', async (choice, exitCode, level) => {
    const run = await act(sandbox, { results: '# nothing yet\n', 'if-no-results': choice });

    expect(run.exitCode).toBe(exitCode);
    expect(run.outputs).toMatchObject({ status: 'nothing', 'total-count': '0', 'overridden-ids': '[]' });
    expect(sandbox.requests).toEqual([]);
    for (const name of ['error', 'warning'])
      expect(annotations(run, name)).toHaveLength(name === level ? 1 : 0);
  });

  test('success with everything unchanged: nothing is sent', async () => {
    const run = await act(sandbox, { results: '{3648: passed, 3650: skipped}' });

    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({
      status: 'success',
      'unchanged-ids': '[3648,3650]',
      'run-result': 'FAILURE',
    });
    expect(overridesIn(sandbox)).toEqual([]);
  });

  test('partial with something unknown fails, whatever if-partial says', async () => {
    sandbox.faults = script(undefined, { status: 503 });
    const inputs = {
      results: '{3646: passed, 3647: passed}',
      'batch-size': '1',
      'max-retries': '0',
      lookup: 'off',
    };
    const run = await act(sandbox, inputs);

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({
      status: 'partial',
      'overridden-ids': '[3646]',
      'failed-ids': '[3647]',
    });
    expect(run.outputs['failures']).toContain('"status":"unknown"');
  });

  test('failure: all rejected by a fatal answer, the rest not sent', async () => {
    sandbox.faults = () => ({ status: 403, body: '{"error":"Forbidden"}' });
    const inputs = { results: '{3646: passed, 3647: passed, 3649: passed}', 'batch-size': '2' };
    const run = await act(sandbox, inputs);

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ status: 'failure', 'failed-ids': '[3646,3647,3649]' });
    const statuses = (JSON.parse(run.outputs['failures'] ?? '') as { status: string }[]).map(
      ({ status }) => status,
    );
    expect(statuses).toEqual(['rejected', 'rejected', 'not-sent']);
    expect(overridesIn(sandbox)).toHaveLength(1);
    expect(annotations(run, 'error').join()).toMatch(/api-token.*region.*enabled/s);
  });

  test('dry-run: planned, nothing sent, and its plan-results are the plan', async () => {
    const results = '[{name: Checkout total, result: passed, onlyIf: failed, comment: known}]';
    const run = await act(sandbox, { results, 'dry-run': 'true' });

    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({ status: 'dry-run', 'total-count': '1', 'overridden-count': '0' });
    expect(sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
    expect(JSON.parse(run.outputs['plan-results'] ?? '')).toEqual([
      { testCaseResultId: 3649, comment: 'known', result: 'SUCCESS', onlyIf: ['FAILURE'] },
    ]);
    expect(run.stdout).toContain('3649 Checkout total (Windows Chrome): Failed → Passed');
  });
});

describe('the token', () => {
  test('is masked before anything else is printed, and stands nowhere', async () => {
    const results = `{3646: passed, 2286: {result: failed, comment: it was ${sandbox.token}}}`;
    const run = await act(sandbox, { results }, { env: { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' } });

    expect(run.commands[0]).toMatchObject({ name: 'add-mask', data: sandbox.token });
    const [, ...behind] = run.output.split('\n');
    for (const text of [...behind, run.summary, JSON.stringify(run.outputs)]) {
      expect(text).not.toContain(sandbox.token);
    }
  });

  test('a leading Bearer is dropped with a notice', async () => {
    const run = await act(sandbox, { 'api-token': `Bearer ${sandbox.token}`, results: '{3646: passed}' });

    expect(run.exitCode).toBe(0);
    expect(annotations(run, 'notice').join()).toContain('Bearer');
    expect(ids(run, 'overridden-ids')).toEqual([3646]);
  });
});

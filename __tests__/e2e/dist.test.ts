/**
 * What is committed in dist/ does what the source does: each part that is loaded on demand, the documented responses
 * of Testsigma, and every way of ending. Everything else about behavior is tested on the source, by act().
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { script } from '../../sandbox/server.js';
import { actDist, annotations, type Inputs, overridesIn, useSandbox } from '../support/act.js';
import { expectTame, HOSTILE } from '../support/hostile.js';
import { FAILED, report, testcase } from '../support/junit-reports.js';

const sandbox = useSandbox();
let workspace: string;

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'dist-'));
  writeFileSync(join(workspace, 'known.yml'), '- {name: Checkout total, result: passed}\n');
  writeFileSync(
    join(workspace, 'junit.xml'),
    report(testcase('[TS-412] x'), testcase('[TS-421] y', 'c', FAILED)),
  );
});
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe('every source', () => {
  test.each<[string, Inputs, readonly number[]]>([
    ['a line for each result', { results: '3646: passed\n3647: passed' }, [3646, 3647]],
    ['JSON', { results: '[{"testCaseResultId":3646,"result":"SUCCESS"}]' }, [3646]],
    ['YAML', { results: 'passed: [Checkout total, {id: 3646}]' }, [3649, 3646]],
    ['files by a glob', { 'results-files': '*.yml' }, [3649]],
    ['test reports', { 'junit-files': 'junit.xml', unchanged: 'send' }, [3647, 3649]],
    ['another run', { 'results-from-run': '240' }, [3646, 3654]],
    ['a policy', { results: '3646: passed', policy: 'maxOverrides: 1' }, [3646]],
    ['IDs alone', { results: '3646 3647', 'default-result': 'passed' }, [3646, 3647]],
  ])('%s', async (_, inputs, ids) => {
    const run = await actDist(sandbox, inputs, { workspace });

    expect(annotations(run, 'error')).toEqual([]);
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(JSON.parse(run.outputs['overridden-ids'] ?? '')).toEqual(ids);
  });
});

describe('every documented response', () => {
  test.each([
    ['all valid', '{3646: passed}', { exitCode: 0, status: 'success', ids: '[3646]' }],
    ['some valid', '{3646: passed, 2286: passed}', { exitCode: 0, status: 'partial', ids: '[3646]' }],
    ['none valid', '{2286: passed, 2287: failed}', { exitCode: 1, status: 'failure', ids: '[]' }],
  ])('%s', async (_, results, { exitCode, status, ids }) => {
    const run = await actDist(sandbox, { results });

    expect(run.exitCode).toBe(exitCode);
    expect(run.outputs).toMatchObject({ status, 'overridden-ids': ids });
    expect(run.runnerErrors).toEqual([]);
  });

  test.each([401, 403, 404, 429, 500, 503])('%i, without retries', async (status) => {
    sandbox.faults = ({ method }) => (method === 'PUT' ? { status, body: '{"error":"no"}' } : undefined);
    const run = await actDist(sandbox, { results: '{3646: passed}', 'max-retries': '0' });

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ status: 'failure', 'failed-ids': '[3646]' });
  });
});

describe('every way of ending', () => {
  test.each<[string, Inputs, number]>([
    ['failure', { 'run-id': 'x' }, 1],
    ['failure', { results: '3646: pased' }, 1],
    ['nothing', { 'if-no-results': 'ignore' }, 0],
    ['nothing', {}, 1],
    ['dry-run', { results: '3646: passed', 'dry-run': 'true' }, 0],
    ['success', { results: '3646: passed', verify: 'true' }, 0],
  ])('%s with %j', async (status, inputs, exitCode) => {
    const run = await actDist(sandbox, inputs);

    expect(run.exitCode).toBe(exitCode);
    expect(run.outputs['status']).toBe(status);
    expect(run.summary).not.toBe('');
  });
});

test('a retry waits, and a plan is applied as it was shown', async () => {
  const plan = await actDist(sandbox, { results: 'Checkout total: passed', 'dry-run': 'true' });
  expect(overridesIn(sandbox)).toEqual([]);
  sandbox.faults = script({ status: 503 });
  const run = await actDist(sandbox, { results: plan.outputs['plan-results'] ?? '' });

  expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3649]' });
  expect(overridesIn(sandbox)).toHaveLength(2);
});

test('hostile text commands nothing', async () => {
  sandbox.faults = script({ status: 400, body: JSON.stringify({ error: HOSTILE }) });
  const results = JSON.stringify([{ testCaseResultId: 3646, result: 'passed', comment: HOSTILE }]);
  const run = await actDist(sandbox, { results });

  expect(run.exitCode).toBe(1);
  expectTame(run, sandbox.token);
});

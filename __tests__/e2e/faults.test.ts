/** Every fault of the network and of the service, played on the committed action: see docs/reliability.md. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ActionRun } from '../../sandbox/runner.js';
import { type Fault, type Sandbox, script, startSandbox } from '../../sandbox/server.js';
import { act, actDist, annotations, overridesIn } from '../support/act.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

/** One override without the reading around it. */
const ONE = { results: '{3646: passed}', lookup: 'off', 'max-retries': '1', 'request-timeout-seconds': '1' };
const THREE = { ...ONE, results: '{3646: passed, 3647: passed, 3649: passed}' };

function statuses(run: ActionRun): Record<string, string> {
  const failures = JSON.parse(run.outputs['failures'] ?? '[]') as {
    testCaseResultId: number;
    status: string;
  }[];
  const done = JSON.parse(run.outputs['overridden-ids'] ?? '[]') as number[];
  return Object.fromEntries([
    ...done.map((id) => [String(id), 'overridden']),
    ...failures.map(({ testCaseResultId, status }) => [String(testCaseResultId), status]),
  ]);
}

const json = (value: unknown) => JSON.stringify(value);

describe('a fault that passes is asked again, and ends well', () => {
  test.each<[string, Fault]>([
    ['500', { status: 500 }],
    ['502', { status: 502 }],
    ['503 with a web page', { status: 503, body: '<html>down</html>' }],
    ['504', { status: 504 }],
    ['408', { status: 408 }],
    ['425', { status: 425 }],
    ['429 with Retry-After in seconds', { status: 429, headers: { 'retry-after': '1' } }],
    ['a 500 that is a rate limit', { status: 500, body: json({ error: 'rate limit exceeded' }) }],
    ['a reset before it was applied', { reset: true }],
    ['a reset after it was applied', { reset: true, apply: true }],
    ['an answer cut in the middle', { cut: 20 }],
    ['bytes that are not HTTP', { garbage: true }],
    ['a stall before the headers', { stall: 'before-headers' }],
    ['a stall in the body', { stall: 'mid-body' }],
    ['a body that drips', { drip: 200 }],
  ])('%s', async (_, fault) => {
    sandbox.faults = script(fault);
    const run = await act(sandbox, ONE);

    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
    expect(overridesIn(sandbox)).toHaveLength(2);
    expect(run.stdout).toMatch(/Attempt 1\/2 failed: .*\. Retrying in \d+\.\d s/);
    expect(sandbox.testsigma.resultOf('3646')).toBe('SUCCESS');
    expect(run.durationMs).toBeLessThan(5_000);
  });

  test('Retry-After is honoured', async () => {
    sandbox.faults = script({ status: 429, headers: { 'retry-after': '1' } });
    await actDist(sandbox, ONE);
    const [first, second] = sandbox.requests;
    expect((second?.receivedAt ?? 0) - (first?.receivedAt ?? 0)).toBeGreaterThanOrEqual(1_000);
  });
});

describe('a fault that stays ends as unknown, and the next batch still goes out', () => {
  test.each<[string, Fault]>([
    ['503', { status: 503 }],
    ['resets', { reset: true }],
    ['cut answers', { cut: 3, apply: false }],
  ])('%s', async (_, fault) => {
    sandbox.faults = ({ method, body }) => (method === 'PUT' && body.includes('3646') ? fault : undefined);
    const run = await act(sandbox, { ...THREE, 'batch-size': '1' });

    expect(run.exitCode).toBe(1);
    expect(statuses(run)).toEqual({ '3646': 'unknown', '3647': 'overridden', '3649': 'overridden' });
    expect(run.outputs['status']).toBe('partial');
    expect(overridesIn(sandbox)).toHaveLength(4);
  });
});

describe('what can never work is asked once', () => {
  test.each<[number, RegExp]>([
    [401, /api-token.*region/s],
    [403, /api-token.*enabled for your account/s],
    [404, /run-id 239.*rerun.*enabled.*test-management.*community/s],
    [405, /enabled.*community/s],
  ])('%i stops everything', async (status, advice) => {
    sandbox.faults = script(undefined, { status, body: json({ error: `refused <b>${status}</b>` }) });
    const run = await act(sandbox, { ...THREE, 'batch-size': '1' });

    expect(run.exitCode).toBe(1);
    expect(statuses(run)).toEqual({ '3646': 'overridden', '3647': 'rejected', '3649': 'not-sent' });
    expect(overridesIn(sandbox)).toHaveLength(2);
    expect(annotations(run, 'error').join()).toMatch(advice);
  });

  test.each<[string, Fault]>([
    ['a web page', { body: '<html>Sign in</html>' }],
    ['an empty body', { status: 200 }],
    ['truncated JSON', { body: '{"errors": [], "message": "Overr' }],
    ['other JSON', { body: '{"ok": true}' }],
    ['errors that are no texts', { body: json({ errors: [1], message: 'x' }) }],
    ['a 204', { status: 204 }],
    [
      'a 201 with the documented body',
      { status: 201, body: json({ errors: [], message: 'Overridden the results successfully' }) },
    ],
  ])('%s is no success: unknown, and the run ends there', async (_, fault) => {
    sandbox.faults = script(fault);
    const run = await act(sandbox, { ...THREE, 'batch-size': '2' });

    expect(run.exitCode).toBe(1);
    expect(statuses(run)).toEqual({ '3646': 'unknown', '3647': 'unknown', '3649': 'not-sent' });
    expect(run.outputs['status']).toBe('failure');
    expect(overridesIn(sandbox)).toHaveLength(1);
  });

  test.each([
    ['https://login.example.com/sso?token=x', /login page/],
    ['/login', /login page/],
    ['https://eu.example.com/api', /set base-url to https:\/\/eu\.example\.com/],
  ])('a redirect to %s is not followed', async (location, advice) => {
    const elsewhere = await startSandbox();
    sandbox.faults = script({ status: 302, headers: { location } });
    const run = await act(sandbox, ONE);
    await elsewhere.close();

    expect(run.exitCode).toBe(1);
    expect(statuses(run)).toEqual({ '3646': 'unknown' });
    expect(annotations(run, 'error').join()).toMatch(advice);
    expect(run.output).not.toContain('token=x');
    expect(sandbox.requests).toHaveLength(1);
  });

  test('a redirect to another host takes the token nowhere', async () => {
    const elsewhere = await startSandbox();
    sandbox.faults = script({
      status: 307,
      headers: { location: `${elsewhere.address}/api/v1/execution_results/239/override` },
    });
    const run = await act(sandbox, ONE);

    expect(elsewhere.requests).toEqual([]);
    expect(run.outputs['failed-ids']).toBe('[3646]');
    await elsewhere.close();
  });
});

describe('an answer that names nobody is settled by halving', () => {
  const culprit =
    (status: number, id: string, text = '{"error":"bad entry"}'): Sandbox['faults'] =>
    ({ method, body }) =>
      method === 'PUT' && body.includes(`:${id},`) ? { status, body: text } : undefined;
  const all = Array.from({ length: 15 }, (_, index) => 3646 + index);
  const FIFTEEN = { ...ONE, results: `{${all.map((id) => `${id}: not_executed`).join(', ')}}` };

  test.each([400, 415, 422, 413])(
    '%i: the one culprit is found, the others are overridden',
    async (status) => {
      sandbox.faults = culprit(status, '3652');
      const run = await act(sandbox, FIFTEEN);

      expect(run.outputs['failed-ids']).toBe('[3652]');
      expect(statuses(run)['3652']).toBe('rejected');
      expect(run.outputs['overridden-count']).toBe('14');
      expect(run.exitCode).toBe(0);
      expect(overridesIn(sandbox).length).toBeLessThanOrEqual(10);
    },
  );

  test('a 500 after its retries: the one culprit stays unknown', async () => {
    sandbox.faults = culprit(500, '3652', 'NullPointerException');
    const run = await act(sandbox, { ...FIFTEEN, 'max-retries': '0' });

    expect(statuses(run)['3652']).toBe('unknown');
    expect(run.outputs['overridden-count']).toBe('14');
    expect(run.exitCode).toBe(1);
  });

  test('a second timeout in a row halves the batch', async () => {
    sandbox.faults = ({ method, body }) =>
      method === 'PUT' && (JSON.parse(body) as unknown[]).length > 2
        ? { stall: 'before-headers' }
        : undefined;
    const run = await act(sandbox, THREE);

    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-count': '3' });
    expect(overridesIn(sandbox).map((body) => (body as unknown[]).length)).toEqual([3, 3, 2, 1]);
  });

  test('a refusal of the whole request does not cost a request for each of 2,400 results', async () => {
    sandbox.faults = () => ({ status: 400, body: json({ error: 'Overriding is not possible now 12345' }) });
    const results = Array.from({ length: 2_400 }, (_, index) => index + 1).join(' ');
    const run = await act(sandbox, { ...ONE, results, 'default-result': 'passed' });

    expect(overridesIn(sandbox)).toHaveLength(4);
    expect(run.outputs).toMatchObject({ status: 'failure', 'total-count': '2400', 'failed-count': '2400' });
    expect(statuses(run)).toMatchObject({
      '1': 'unknown',
      '21': 'rejected',
      '100': 'unknown',
      '101': 'not-sent',
      '2400': 'not-sent',
    });
  });

  test('errors that name nobody, or only strangers', async () => {
    const strange = 'Given test case result id 999 is not related to execution run 239';
    sandbox.faults = script({
      body: json({ errors: [strange], message: 'Overridden the result partially' }),
      apply: true,
    });
    const run = await act(sandbox, THREE);

    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-count': '3' });
    expect(overridesIn(sandbox).length).toBe(3);
  });

  test('partially, without saying which', async () => {
    sandbox.faults = () => ({ body: json({ errors: [], message: 'Overridden the result partially' }) });
    const run = await act(sandbox, ONE);

    expect(statuses(run)).toEqual({ '3646': 'unknown' });
    expect(run.exitCode).toBe(1);
  });

  test('a 400 that names some: those are rejected, the others are asked again', async () => {
    const cause = 'Given test case result id 3647 is not related to execution run 239';
    sandbox.faults = script({
      status: 400,
      body: json({ error: `Failed to override the result, <br> cause :${cause}` }),
    });
    const run = await act(sandbox, THREE);

    expect(statuses(run)).toEqual({ '3646': 'overridden', '3647': 'rejected', '3649': 'overridden' });
    expect(run.outputs['failures']).toContain(`"message":"${cause}"`);
  });

  test('an error that speaks of another run is not understood: its results are sent again', async () => {
    const cause = 'Given test case result id 3646 is not related to execution run 240';
    sandbox.faults = script({
      body: json({ errors: [cause, cause], message: 'Overridden the result partially' }),
    });
    const run = await act(sandbox, { ...ONE, results: '{3646: passed, 3647: passed}' });

    expect(statuses(run)).toEqual({ '3646': 'overridden', '3647': 'overridden' });
    expect(overridesIn(sandbox)).toHaveLength(3);
  });

  test('an answer above 5 MiB is not believed', async () => {
    sandbox.faults = script({ body: json({ errors: [], message: 'x'.repeat(6 * 1024 * 1024) }) });
    const run = await act(sandbox, ONE);

    expect(statuses(run)).toEqual({ '3646': 'unknown' });
    expect(run.outputs['failures']).toContain('too large');
  });
});

describe('time', () => {
  test('after timeout-seconds nothing is sent: the request in flight is unknown, the rest not sent', async () => {
    sandbox.faults = script(undefined, { stall: 'before-headers' });
    const run = await act(sandbox, {
      ...THREE,
      'batch-size': '1',
      'timeout-seconds': '2',
      'request-timeout-seconds': '60',
    });

    expect(run.exitCode).toBe(1);
    expect(statuses(run)).toEqual({ '3646': 'overridden', '3647': 'unknown', '3649': 'not-sent' });
    expect(run.durationMs).toBeLessThan(4_000);
  });

  test('a wait that cannot end in time ends the run now', async () => {
    sandbox.faults = script({ status: 429, headers: { 'retry-after': '3600' } });
    const run = await act(sandbox, { ...THREE, 'batch-size': '1' });

    expect(run.exitCode).toBe(1);
    expect(statuses(run)).toEqual({ '3646': 'unknown', '3647': 'not-sent', '3649': 'not-sent' });
    expect(run.durationMs).toBeLessThan(3_000);
    expect(annotations(run, 'error').join()).toContain('timeout-seconds');
  });
});

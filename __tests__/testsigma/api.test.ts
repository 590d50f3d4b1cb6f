/** Typed calls against the real sandbox. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/server.js';
import { overrideBody, TestsigmaApi } from '../../src/testsigma/api.js';
import { Transport } from '../../src/testsigma/transport.js';

let sandbox: Sandbox;
let transport: Transport;

beforeEach(async () => {
  sandbox = await startSandbox({ prefix: '/testsigma' });
  const never = new AbortController().signal;
  transport = new Transport({
    userAgent: 'test',
    clock: { now: () => Date.now(), sleep: async () => undefined },
    random: () => 0,
    cancellation: { requested: never, expired: never },
    onRetry: () => undefined,
    maxRetries: 1,
    requestTimeoutMs: 5_000,
    deadline: Date.now() + 60_000,
  });
});
afterEach(async () => {
  transport.close();
  await sandbox.close();
});

function api(runId: string): TestsigmaApi {
  const normalise = (result: string) => result.toLowerCase();
  return new TestsigmaApi({
    transport,
    baseUrl: sandbox.address,
    apiToken: sandbox.token,
    runId,
    maxRetries: 1,
    normalise,
  });
}

const override = (testCaseResultId: string) =>
  ({
    testCaseResultId,
    outcome: 'SUCCESS',
    comment: 'c',
    wireComment: 'w "\ud83d\ude00" \ud800',
    place: { input: 'results' },
  }) as const;

test('a run is read, a prefix of the path included', async () => {
  expect(await api('240').run({})).toEqual({
    value: expect.objectContaining({
      id: '240',
      plan: '57',
      status: 'STATUS_COMPLETED',
      result: 'failure',
      parent: '239',
    }),
  });
  expect(sandbox.requests[0]?.path).toBe('/testsigma/api/v1/execution_results/240');
});

test('a rerun that Testsigma made by itself is known to its parent', async () => {
  expect(await api('243').run({})).toMatchObject({ value: { child: '244' } });
});

test('a listing is read with exact ids', async () => {
  const read = await api('242').listing({});
  expect(read).toMatchObject({ value: { runResult: 'failure' } });
  const ids = 'value' in read ? read.value.results.map(({ testCaseResultId }) => testCaseResultId) : [];
  expect(ids).toEqual(['9007199254740992', '9007199254740993', '9223372036854775806', '9223372036854775807']);
});

test('a body is compact JSON with exact ids and whole comments', () => {
  const body = overrideBody([override('9223372036854775807')]);
  expect(body).toBe(
    '[{"testCaseResultId":9223372036854775807,"comment":"w \\"😀\\" \\ud800","result":"SUCCESS"}]',
  );
});

test('an override is sent and judged', async () => {
  expect(await api('239').override([override('3646'), override('2286')], {})).toMatchObject({
    accepted: ['3646'],
    rejected: [{ testCaseResultId: '2286' }],
    attempts: 1,
  });
});

test('an override is sent no more often than it may be', async () => {
  sandbox.faults = () => ({ status: 503 });
  expect(await api('239').override([override('3646')], { mostAttempts: 1 })).toMatchObject({
    attempts: 1,
    fate: 'unknown',
  });
});

describe('what cannot be read', () => {
  test.each<[string, Parameters<typeof setFault>[0], string]>([
    ['404', { status: 404 }, 'Testsigma answered 404 Not Found'],
    ['a web page', { body: '<html>' }, 'the answer is not JSON'],
    ['another run', { body: '{"id": 1}' }, 'Testsigma answered about run 1 instead of 239'],
    ['a reset', { reset: true }, 'the connection failed'],
  ])('%s', async (_, fault, words) => {
    setFault(fault);
    expect(await api('239').run({})).toEqual({ unreadable: expect.stringContaining(words) });
  });

  test('after the deadline', async () => {
    expect(await api('239').run({ deadline: 0 })).toEqual({ unreadable: 'the time was up' });
  });
});

function setFault(fault: { status?: number; body?: string; reset?: true }): void {
  sandbox.faults = () => fault;
}

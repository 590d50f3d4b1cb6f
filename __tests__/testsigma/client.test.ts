/** Typed calls against the real sandbox. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/server.js';
import { type ClientOptions, overrideBody, TestsigmaClient } from '../../src/testsigma/client.js';
import { RetryClient, type RetryClientOptions } from '../../src/testsigma/retry.js';

let sandbox: Sandbox;
let transport: RetryClient;

beforeEach(async () => {
  sandbox = await startSandbox({ prefix: '/testsigma' });
  transport = transportOf({});
});
afterEach(async () => {
  transport.close();
  await sandbox.close();
});

function transportOf(more: Partial<RetryClientOptions>): RetryClient {
  const never = new AbortController().signal;
  return new RetryClient({
    userAgent: 'test',
    clock: { now: () => Date.now(), sleep: async () => undefined },
    random: () => 0,
    cancellation: { requested: never, expired: never },
    onRetry: () => undefined,
    maxRetries: 1,
    requestTimeoutMs: 5_000,
    deadline: Date.now() + 60_000,
    ...more,
  });
}

const api = (runId: string) => new TestsigmaClient(optionsFor(runId));

function optionsFor(runId: string): ClientOptions {
  return {
    transport,
    baseUrl: sandbox.address,
    apiToken: sandbox.token,
    runId,
    maxRetries: 1,
  };
}

const override = (testCaseResultId: string) =>
  ({
    testCaseResultId,
    outcome: 'SUCCESS',
    comment: 'c',
    wireComment: 'w "\ud83d\ude00" \ud800',
    location: { input: 'results' },
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
  expect(await api('239').override([override('3646')], { maxAttempts: 1 })).toMatchObject({
    attempts: 1,
    status: 'unknown',
  });
});

describe('a second timeout in a row', () => {
  const slow = (requestTimeoutMs: number) => {
    sandbox.faults = () => ({ stall: 'before-headers' });
    transport.close();
    transport = transportOf({ requestTimeoutMs, maxRetries: 3 });
    return new TestsigmaClient({ ...optionsFor('239'), transport, maxRetries: 3 });
  };

  test('ends the asking for several: fewer may be answered in time', async () => {
    const answer = await slow(50).override([override('3646'), override('3647')], {});
    expect(answer).toMatchObject({ attempts: 2, nextStep: 'bisect', status: 'unknown' });
  });

  test('does not end it for one, which cannot be halved', async () => {
    expect(await slow(50).override([override('3646')], {})).toMatchObject({ attempts: 4, status: 'unknown' });
  });
});

test('a question that was asked before is not called rejected', async () => {
  sandbox.faults = () => ({ status: 400, body: '{"error": "No."}' });
  expect(await api('239').override([override('3646')], {})).toMatchObject({ status: 'rejected' });
  expect(await api('239').override([override('3646')], { maybeApplied: true })).toMatchObject({
    status: 'unknown',
  });
});

test('every request says who asks and that it wants JSON', async () => {
  await api('239').run({});
  await api('239').override([override('3646')], {});
  for (const { headers } of sandbox.requests)
    expect(headers).toMatchObject({ authorization: `Bearer ${sandbox.token}`, accept: 'application/json' });
});

describe('what cannot be read', () => {
  test.each<[string, Parameters<typeof setFault>[0], string | RegExp]>([
    ['404', { status: 404 }, 'Testsigma answered 404 Not Found. Check run-id 239'],
    ['503', { status: 503 }, /^Testsigma answered 503 Service Unavailable$/],
    ['299', { status: 299 }, /^Testsigma answered 299$/],
    ['300', { status: 300 }, 'Testsigma answered 300 Multiple Choices, a redirect without a usable address'],
    ['399', { status: 399 }, 'Testsigma answered 399, a redirect without a usable address'],
    ['400', { status: 400 }, /^Testsigma answered 400 Bad Request$/],
    ['a web page', { body: '<html>' }, 'the answer is not JSON'],
    ['another run', { body: '{"id": 1}' }, 'Testsigma answered about run 1 instead of 239'],
    ['a reset', { reset: true }, 'the connection failed'],
  ])('%s', async (_, fault, words) => {
    setFault(fault);
    expect(await api('239').run({})).toEqual({ unreadable: expect.stringMatching(words) });
  });

  test('a redirect', async () => {
    sandbox.faults = () => ({ status: 302, headers: { location: 'https://sso.example.com/in?next=secret' } });
    const words = 'Testsigma answered 302 Found, a redirect to https://sso.example.com/in: a login page';
    expect(await api('239').listing({})).toEqual({ unreadable: expect.stringContaining(words) });
  });

  test('an answer above 64 MiB', async () => {
    transport.close();
    transport = transportOf({ requestTimeoutMs: 60_000 });
    sandbox.faults = () => ({ body: ' '.repeat(64 * 1024 * 1024 + 1) });
    expect(await api('239').listing({})).toEqual({ unreadable: 'the answer is too large' });
  });

  test('after a cancellation', async () => {
    transport.close();
    transport = transportOf({
      cancellation: { requested: AbortSignal.abort(), expired: new AbortController().signal },
    });
    expect(await api('239').run({})).toEqual({ unreadable: 'the step was cancelled' });
    expect(sandbox.requests).toEqual([]);
  });

  test('after the deadline', async () => {
    expect(await api('239').run({ deadline: 0 })).toEqual({ unreadable: 'the time was up' });
  });
});

function setFault(fault: { status?: number; body?: string; reset?: true }): void {
  sandbox.faults = () => fault;
}

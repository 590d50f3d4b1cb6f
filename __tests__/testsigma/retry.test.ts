/** Retries, waits and deadlines, against a session that plays a script. */
import { describe, expect, test } from '@jest/globals';
import type { HttpFailure, HttpResult, RequestLimits } from '../../src/runtime/http.js';
import {
  RetryClient,
  type RetryClientOptions,
  type RetryPolicy,
  retryAfter,
} from '../../src/testsigma/retry.js';

function reply(status: number, headers: Record<string, string> = {}, body = ''): HttpResult {
  return { kind: 'response', status, headers, body, complete: true };
}

function failure(cause: HttpFailure['cause'], maybeApplied = true, retryable = true): HttpFailure {
  return { kind: 'failure', cause, message: `${cause}!`, maybeApplied, retryable };
}

/** What happens during the attempt with this number, from 1. */
type Script = (attempt: number) => HttpResult;

async function send(script: Script, more: Partial<RetryClientOptions> = {}, policy: RetryPolicy = {}) {
  const waits: number[] = [];
  const lines: string[] = [];
  const limits: RequestLimits[] = [];
  let now = 0;
  const client = new RetryClient({
    session: {
      exchange: async (_, limit) => script(limits.push(limit)),
      connect: () => undefined,
      close: () => undefined,
    },
    clock: {
      now: () => now,
      sleep: async (ms) => {
        waits.push(ms);
        now += ms;
      },
      after: () => () => undefined,
    },
    random: () => 1,
    cancellation: { requested: new AbortController().signal, expired: new AbortController().signal },
    onRetry: (line) => lines.push(line),
    maxRetries: 4,
    requestTimeoutMs: 5_000,
    deadline: 600_000,
    ...more,
  });
  const outcome = await client.sendWithRetries({ method: 'PUT', url: '', headers: {}, maxBytes: 1 }, policy);
  return { ...outcome, waits, lines, timeouts: limits.map(({ timeoutMs }) => timeoutMs) };
}

describe('retries', () => {
  test('wait with full jitter from 1 s, doubling to 30 s', async () => {
    const { attempts, waits, lines } = await send(() => reply(503), { maxRetries: 7 });
    expect([attempts, waits]).toEqual([8, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]]);
    expect(lines[0]).toBe('Attempt 1/8 failed: 503 Service Unavailable. Retrying in 1.0 s');
  });

  test.each([
    ['408', reply(408), 2],
    ['425', reply(425), 2],
    ['429', reply(429), 2],
    ['500', reply(500), 2],
    ['501', reply(501), 1],
    ['505', reply(505), 1],
    ['520', reply(520), 2],
    ['527', reply(527), 2],
    ['200', reply(200), 1],
    ['400', reply(400), 1],
    ['403', reply(403), 1],
    ['302', reply(302), 1],
    ['a broken connection', failure('network'), 2],
    ['a timeout', failure('timeout'), 2],
    ['no connection', failure('unreachable', false), 2],
    ['a certificate', failure('certificate', false, false), 1],
  ])('%s', async (_, result, attempts) => {
    expect((await send(() => result, { maxRetries: 1 })).attempts).toBe(attempts);
  });

  test('end with the first final response, and keep what the attempts before it proved', async () => {
    const refusal = '{"error":"no"}';
    const script = [
      reply(503),
      failure('network'),
      failure('unreachable', false),
      reply(429, {}, refusal),
      reply(429, {}, '<html>'),
      reply(200),
    ];
    const { last, earlier } = await send((attempt) => script[attempt - 1] ?? reply(200), { maxRetries: 9 });
    expect(last).toMatchObject({ status: 200 });
    expect(earlier.map(({ proof }) => proof)).toEqual([
      'maybe-applied',
      'maybe-applied',
      'not-reached',
      'deferred',
      'maybe-applied',
    ]);
  });

  test('the second timeout in a row ends it if that is wanted', async () => {
    const policy = { stopAtSecondTimeout: true };
    expect(await send(() => failure('timeout'), {}, policy)).toMatchObject({
      attempts: 2,
      consecutiveTimeouts: 2,
    });
    const broken: Script = (attempt) => failure(attempt === 2 ? 'network' : 'timeout');
    expect(await send(broken, {}, policy)).toMatchObject({ attempts: 4, consecutiveTimeouts: 2 });
  });
});

describe('the deadline', () => {
  test('cuts the time of a request', async () => {
    expect((await send(() => reply(200), { deadline: 3_000 })).timeouts).toEqual([3_000]);
    expect((await send(() => reply(200), {}, { deadline: 2_000 })).timeouts).toEqual([2_000]);
  });

  test('nothing is sent after it', async () => {
    expect(await send(() => reply(200), { deadline: 0 })).toMatchObject({
      attempts: 0,
      stoppedBy: 'deadline',
    });
  });

  test('a wait that would reach it is not begun', async () => {
    const late = await send(() => reply(503), { deadline: 1_000 });
    expect(late).toMatchObject({ attempts: 1, stoppedBy: 'deadline', waits: [] });
    expect((await send(() => reply(503), { deadline: 1_001, maxRetries: 1 })).attempts).toBe(2);
  });

  test('a Retry-After inside it is waited for; a longer one is reported', async () => {
    const short = await send(() => reply(429, { 'retry-after': '17' }), { maxRetries: 1 });
    expect([short.waits, short.attempts]).toEqual([[17_000], 2]);
    const long = await send(() => reply(503, { 'retry-after': '3600' }));
    expect(long).toMatchObject({ attempts: 1, stoppedBy: 'deadline', requestedDelayMs: 3_600_000 });
  });
});

describe('cancelling', () => {
  test('sends nothing new', async () => {
    const requested = new AbortController();
    requested.abort();
    const cancellation = { requested: requested.signal, expired: new AbortController().signal };
    expect(await send(() => reply(200), { cancellation })).toMatchObject({
      attempts: 0,
      stoppedBy: 'cancelled',
    });
  });

  test('during a request keeps what is known of it', async () => {
    const { attempts, stoppedBy, last } = await send(() => failure('cancelled', true, false));
    expect([attempts, stoppedBy, last?.kind]).toEqual([1, 'cancelled', 'failure']);
  });
});

describe('retryAfter', () => {
  const now = Date.UTC(2026, 0, 2, 3, 4, 5);
  test.each<[string | undefined, number | undefined]>([
    ['7', 7_000],
    [' 0 ', 0],
    ['Fri, 02 Jan 2026 03:04:15 GMT', 10_000],
    ['Fri, 02 Jan 2026 03:04:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j', (header, wait) => {
    expect(retryAfter({ headers: { 'retry-after': header } }, now)).toBe(wait);
  });

  test('a date is compared with the date of the response, if it has one', () => {
    const headers = { 'retry-after': 'Fri, 02 Jan 2026 05:00:10 GMT', date: 'Fri, 02 Jan 2026 05:00:00 GMT' };
    expect(retryAfter({ headers }, now)).toBe(10_000);
  });
});

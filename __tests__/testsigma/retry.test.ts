/** The transport against the real sandbox: real sockets, a clock on which waiting costs nothing. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Fault, type Sandbox, startSandbox } from '../../sandbox/server.js';
import type { HttpResponse } from '../../src/runtime/http.js';
import type { Clock } from '../../src/runtime/process.js';
import {
  isRateLimit,
  RetryClient,
  type RetryClientOptions,
  type RetryOutcome,
  reasonOf,
  retryAfter,
} from '../../src/testsigma/retry.js';

let sandbox: Sandbox;
let waits: number[];
let lines: string[];
let transport: RetryClient | undefined;

beforeEach(async () => {
  sandbox = await startSandbox();
  waits = [];
  lines = [];
});
afterEach(async () => {
  transport?.close();
  await sandbox.close();
});

function virtualClock(): Clock {
  let slept = 0;
  return {
    now: () => Date.now() + slept,
    sleep: async (ms) => {
      waits.push(ms);
      slept += ms;
    },
  };
}

function converse(
  more: Partial<RetryClientOptions> = {},
  patience = {},
  maxBytes = 1_000_000,
): Promise<RetryOutcome> {
  const clock = more.clock ?? virtualClock();
  transport = new RetryClient({
    userAgent: 'test',
    clock,
    random: () => 1,
    cancellation: { requested: new AbortController().signal, expired: new AbortController().signal },
    onRetry: (line) => lines.push(line),
    maxRetries: 4,
    requestTimeoutMs: 5_000,
    deadline: clock.now() + 600_000,
    ...more,
  });
  const url = `${sandbox.address}/api/v1/execution_results/239`;
  const headers = { Authorization: `Bearer ${sandbox.token}` };
  return transport.sendWithRetries({ method: 'GET', url, headers, maxBytes }, patience);
}

function always(fault: Fault): void {
  sandbox.faults = () => fault;
}

describe('retries', () => {
  test('wait with full jitter from 1 s, doubling to 30 s', async () => {
    always({ status: 503 });
    const said = await converse({ maxRetries: 7, random: () => 1 });
    expect(said).toMatchObject({ attempts: 8, maybeApplied: false, last: { status: 503 } });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(lines[0]).toBe('attempt 1 of 8 failed: 503 Service Unavailable; asking again in 1.0 s');
  });

  test('wait for as long as the service asks', async () => {
    always({ status: 429, headers: { 'retry-after': '17' } });
    await converse({ maxRetries: 1 });
    expect(waits).toEqual([17_000]);
  });

  test.each([400, 401, 403, 404, 405, 407, 413, 415, 422, 302, 204, 501])(
    '%i is asked once',
    async (status) => {
      always({ status });
      expect(await converse()).toMatchObject({ attempts: 1, last: { kind: 'reply', status } });
    },
  );

  test.each<[string, Fault, string, boolean]>([
    ['a reset', { reset: true }, 'network', true],
    ['a cut', { cut: 3 }, 'network', true],
    ['garbage', { garbage: true }, 'network', true],
    ['a stall', { stall: 'before-headers' }, 'timeout', true],
    ['a stall in the body', { stall: 'mid-body' }, 'network', true],
    ['a drip', { drip: 50 }, 'network', true],
  ])('%s is asked again and is doubtful', async (_, fault, cause, maybeApplied) => {
    always(fault);
    const said = await converse({ maxRetries: 1, requestTimeoutMs: 100 });
    expect(said).toMatchObject({ attempts: 2, maybeApplied, last: { kind: 'fault' } });
    if (cause === 'timeout') expect(said).toMatchObject({ last: { cause }, timeoutsInARow: 2 });
    if (fault.reset || fault.garbage) expect(said).toMatchObject({ last: { cause }, timeoutsInARow: 0 });
  });

  test.each([
    [500, true],
    [502, true],
    [504, true],
    [503, false],
    [429, false],
    [408, false],
  ])('after %i it is doubtful: %s', async (status, maybeApplied) => {
    always({ status });
    expect((await converse({ maxRetries: 0 })).maybeApplied).toBe(maybeApplied);
  });

  test('a second timeout in a row ends it where that is wanted', async () => {
    always({ stall: 'before-headers' });
    expect(await converse({ requestTimeoutMs: 100 }, { stopAtSecondTimeout: true })).toMatchObject({
      attempts: 2,
      timeoutsInARow: 2,
    });
  });

  test('a connection that nobody takes was certainly not heard', async () => {
    const { address } = sandbox;
    await sandbox.close();
    const said = await converse({ maxRetries: 0 });
    expect(said).toMatchObject({ maybeApplied: false, last: { cause: 'network', retryable: true } });
    expect(address).toMatch(/^http:/);
  });
});

describe('time', () => {
  test('a wait that cannot end in time is not begun', async () => {
    always({ status: 503, headers: { 'retry-after': '700' } });
    const said = await converse();
    expect(said).toMatchObject({ attempts: 1, ended: 'deadline', last: { status: 503 } });
    expect(waits).toEqual([]);
  });

  test('a wait that would end with the time is not begun, one that ends before it is', async () => {
    always({ status: 503, headers: { 'retry-after': '1' } });
    let now = 0;
    const clock: Clock = {
      now: () => now,
      sleep: async (ms) => {
        waits.push(ms);
        now += ms;
      },
    };
    expect(await converse({ clock, deadline: 1_000 })).toMatchObject({ attempts: 1, ended: 'deadline' });
    expect(waits).toEqual([]);
    expect(await converse({ clock, deadline: 1_001, maxRetries: 1 })).toMatchObject({ attempts: 2 });
    expect(waits).toEqual([1_000]);
  });

  test('nothing is sent at the deadline', async () => {
    const clock: Clock = { now: () => 1_000, sleep: async () => undefined };
    expect(await converse({ clock, deadline: 1_000 })).toMatchObject({ attempts: 0, ended: 'deadline' });
    expect(sandbox.requests).toEqual([]);
  });

  test('the pause before smaller questions is that before a second retry', async () => {
    await converse({ random: () => 0.5 });
    expect(transport?.delayBeforeBisect()).toBe(1_000);
  });

  test('nothing is sent after the deadline', async () => {
    const said = await converse({ deadline: 0 });
    expect(said).toEqual({ attempts: 0, maybeApplied: false, timeoutsInARow: 0, ended: 'deadline' });
    expect(sandbox.requests).toEqual([]);
  });

  test('the shorter of two deadlines counts', async () => {
    const clock = virtualClock();
    const said = await converse({ clock }, { deadline: clock.now() - 1 });
    expect(said.stoppedBy).toBe('deadline');
  });
});

describe('cancellation', () => {
  test('before: nothing is sent', async () => {
    const requested = AbortSignal.abort();
    const said = await converse({ cancellation: { requested, expired: new AbortController().signal } });
    expect(said).toMatchObject({ attempts: 0, ended: 'cancelled' });
    expect(sandbox.requests).toEqual([]);
  });

  test('in flight: the exchange ends when its grace is over', async () => {
    always({ stall: 'before-headers' });
    const expired = new AbortController();
    setTimeout(() => expired.abort(), 50);
    const said = await converse({
      cancellation: { requested: new AbortController().signal, expired: expired.signal },
    });
    expect(said).toMatchObject({
      attempts: 1,
      maybeApplied: true,
      ended: 'cancelled',
      last: { cause: 'cancelled' },
    });
  });

  test('during a wait: nothing is sent again', async () => {
    always({ status: 503 });
    const requested = new AbortController();
    const clock: Clock = { now: () => 0, sleep: async () => requested.abort() };
    const said = await converse({
      clock,
      deadline: 1_000_000,
      cancellation: { requested: requested.signal, expired: new AbortController().signal },
    });
    expect(said).toMatchObject({ attempts: 1, ended: 'cancelled', last: { status: 503 } });
  });
});

describe('an answer', () => {
  test('above the cap is not read to its end', async () => {
    always({ status: 200, body: 'x'.repeat(100_000) });
    expect(await converse({}, {}, 1_000)).toMatchObject({
      last: { kind: 'reply', status: 200, whole: false },
    });
  });

  test('other than 2xx that is cut still tells its status', async () => {
    always({ status: 403, body: 'forbidden', cut: 3 });
    expect(await converse()).toMatchObject({
      attempts: 1,
      last: { kind: 'reply', status: 403, whole: false, body: 'for' },
    });
  });

  test('loses its byte order mark', async () => {
    always({ status: 200, body: '\ufeff{}' });
    expect(await converse()).toMatchObject({ last: { body: '{}', whole: true } });
  });
});

describe('what an exchange is called', () => {
  const reply = (status: number, body = ''): HttpResponse => ({
    kind: 'reply',
    status,
    body,
    headers: { location: undefined, 'retry-after': undefined },
    complete: true,
  });

  test('a reply by its status, a fault by its message', () => {
    expect(reasonOf(reply(503))).toBe('503 Service Unavailable');
    expect(reasonOf(reply(499))).toBe('499');
    const fault = {
      kind: 'fault',
      cause: 'network',
      message: 'gone',
      maybeApplied: true,
      retryable: true,
    } as const;
    expect(reasonOf(fault)).toBe('gone');
  });

  test.each([
    [429, '', true],
    [500, '{"error": "Rate Limit exceeded"}', true],
    [500, 'oops', false],
    [503, 'rate limit exceeded', false],
  ])('%i %j is a rate limit: %s', (status, body, is) => {
    expect(isRateLimit(reply(status, body))).toBe(is);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 0, 2, 3, 4, 5);
  test.each<[string | undefined, number | undefined]>([
    ['7', 7_000],
    [' 0 ', 0],
    ['Fri, 02 Jan 2026 03:04:15 GMT', 10_000],
    ['Fri, 02 Jan 2026 03:04:00 GMT', 0],
    ['Fri 02 Jan 2026 03:04:15 GMT', 10_000],
    ['; Fri, 02 Jan 2026 03:04:15 GMT', undefined],
    ['soon', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j', (header, wait) => {
    expect(retryAfter(header, now)).toBe(wait);
  });
});

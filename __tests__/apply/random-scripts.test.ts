/**
 * Random scripts of answers and faults against the real sandbox: whatever happens, every result has exactly one status,
 * and no status says what the sandbox denies.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Fault, type Sandbox, startSandbox } from '../../sandbox/server.js';
import { apply } from '../../src/apply/apply.js';
import type { ApplyResult, Outcome, Override } from '../../src/model/types.js';
import { computeVerdict } from '../../src/model/verdict.js';
import type { Cancellation, Clock } from '../../src/runtime/process.js';
import { TestsigmaClient } from '../../src/testsigma/client.js';
import { RetryClient } from '../../src/testsigma/retry.js';

const RUN = '239';
const REQUEST_TIMEOUT_MS = 60;
const KNOWN = Array.from({ length: 15 }, (_, index) => String(3646 + index));

/** A clock on which waiting costs nothing: sleeping moves it on. */
function virtualClock(): Clock {
  let slept = 0;
  return {
    now: () => Date.now() + slept,
    sleep: async (ms) => {
      slept += ms;
    },
  };
}

const never: Cancellation = {
  requested: new AbortController().signal,
  expired: new AbortController().signal,
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const body = (value: unknown) => JSON.stringify(value);

/** What may happen to one request. A 4xx or an error text never goes with an override that was carried out. */
const fault: fc.Arbitrary<Fault | undefined> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(undefined) },
  {
    weight: 6,
    arbitrary: fc
      .record({ status: fc.constantFrom(500, 502, 503, 504, 408, 425, 429, 501), apply: fc.boolean() })
      .map(carriedOutOnlyIfItMay),
  },
  { weight: 2, arbitrary: fc.constant<Fault>({ status: 429, headers: { 'retry-after': '7' } }) },
  { weight: 2, arbitrary: fc.constant<Fault>({ status: 500, body: body({ error: 'rate limit exceeded' }) }) },
  { weight: 4, arbitrary: fc.boolean().map((applied): Fault => ({ reset: true, apply: applied })) },
  { weight: 2, arbitrary: fc.boolean().map((applied): Fault => ({ garbage: true, apply: applied })) },
  { weight: 2, arbitrary: fc.nat(40).map((cut): Fault => ({ cut })) },
  {
    weight: 1,
    arbitrary: fc.boolean().map((applied): Fault => ({ stall: 'before-headers', apply: applied })),
  },
  { weight: 1, arbitrary: fc.constant<Fault>({ stall: 'mid-body' }) },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Fault>(
      { status: 400 },
      { status: 400, body: body({ error: 'Bad request' }) },
      { status: 413 },
      { status: 422, body: 'no' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Fault>(
      { status: 401 },
      { status: 403 },
      { status: 404 },
      { status: 405 },
      { status: 407 },
    ),
  },
  { weight: 2, arbitrary: fc.record({ status: fc.constantFrom(200, 201, 204, 302), apply: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('<html>', '{"errors": [], "mess', '[]', 'null', '{}', body({ errors: null, message: '' }))
      .chain((text) => fc.boolean().map((applied): Fault => ({ body: text, apply: applied }))),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Fault>(
      { body: body({ errors: ['Something is wrong'], message: 'Overridden the result partially' }) },
      { body: body({ errors: [], message: 'Overridden the result partially' }) },
      {
        body: body({
          errors: ['Given test case result id 1 is not related to execution run 239'],
          message: 'partially',
        }),
      },
    ),
  },
);

/** An override may have been carried out behind a 500 or a gateway's answer, not behind the others. */
function carriedOutOnlyIfItMay({ status, apply: applied }: { status: number; apply: boolean }): Fault {
  return { status, apply: applied && [500, 502, 504, 501].includes(status) };
}

const scripted = fc.record({
  script: fc.array(fault, { maxLength: 25 }),
  known: fc.uniqueArray(fc.constantFrom(...KNOWN), { minLength: 1, maxLength: 12 }),
  unknown: fc.uniqueArray(fc.integer({ min: 5_000, max: 5_020 }).map(String), { maxLength: 4 }),
  outcome: fc.constantFrom<Outcome>('SUCCESS', 'FAILURE', 'NOT_EXECUTED'),
  batchSize: fc.integer({ min: 1, max: 16 }),
  maxRetries: fc.integer({ min: 0, max: 3 }),
  timeoutMs: fc.constantFrom(600_000, 600_000, 8_000),
});

type Scripted = typeof scripted extends fc.Arbitrary<infer Value> ? Value : never;

function overrideOf(testCaseResultId: string, outcome: Outcome, tag: string): Override {
  return { testCaseResultId, outcome, comment: tag, wireComment: tag, location: { input: 'results' } };
}

let runs = 0;

async function play(scene: Scripted): Promise<{ outcomes: ApplyResult; tag: string; asked: string[] }> {
  runs += 1;
  const tag = `script ${runs}`;
  const faults = [...scene.script];
  sandbox.faults = ({ method }) => (method === 'PUT' ? faults.shift() : undefined);
  const clock = virtualClock();
  const transport = new RetryClient({
    userAgent: 'test',
    clock,
    random: () => 0.5,
    cancellation: never,
    onRetry: () => undefined,
    maxRetries: scene.maxRetries,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    deadline: clock.now() + scene.timeoutMs,
  });
  const asked = [...scene.known, ...scene.unknown].sort(
    (one, other) => Number(BigInt(other) % 7n) - Number(BigInt(one) % 7n),
  );
  try {
    const api = new TestsigmaClient({
      transport,
      baseUrl: sandbox.address,
      apiToken: sandbox.token,
      runId: RUN,
      maxRetries: scene.maxRetries,
    });
    const outcomes = await apply(
      asked.map((id) => overrideOf(id, scene.outcome, tag)),
      {
        batchSize: scene.batchSize,
        send: (overrides, options) => api.override(overrides, options),
        sleep: (ms) => clock.sleep(ms, never.requested),
        cancelled: () => false,
        onBatch: () => undefined,
      },
    );
    return { outcomes, tag, asked };
  } finally {
    transport.close();
  }
}

test('500 random scripts: one status each, and none that the sandbox denies', async () => {
  await fc.assert(
    fc.asyncProperty(scripted, async (scene) => {
      const before = sandbox.requests.length;
      const { outcomes, tag, asked } = await play(scene);
      const { settled } = outcomes;
      const done = carriedOut(tag);

      expect(settled.map(({ override }) => override.testCaseResultId)).toEqual(asked);
      for (const { override, status } of settled) {
        const id = override.testCaseResultId;
        if (status === 'overridden') expect([id, done.has(id)]).toEqual([id, true]);
        if (status === 'rejected' || status === 'not-sent') expect([id, done.has(id)]).toEqual([id, false]);
      }
      const verdict = computeVerdict(settled, {
        dryRun: false,
        ifPartial: 'warn',
        ifNoResults: 'error',
        ...(outcomes.stop ? { stop: outcomes.stop } : {}),
      });
      const undecided = settled.some(({ status }) => status === 'unknown' || status === 'not-sent');
      if (undecided) expect(verdict.conclusion).toBe('fail');
      const batches = Math.ceil(asked.length / scene.batchSize);
      const sent = sandbox.requests.length - before;
      expect(sent).toBeLessThanOrEqual(batches * 2 * (scene.maxRetries + 1) + 64);
    }),
    { numRuns: 500 },
  );
}, 240_000);

/** The ids that the sandbox overrode with this comment. */
function carriedOut(tag: string): ReadonlySet<string> {
  const overrides = sandbox.testsigma.history.filter(({ comment }) => comment === tag);
  return new Set(overrides.map(({ testCaseResultId }) => testCaseResultId));
}

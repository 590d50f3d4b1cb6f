/** Batches and bisecting, against a service whose every response is known. */
import { describe, expect, test } from '@jest/globals';
import { type ApplyOptions, apply } from '../../src/apply/apply.js';
import { settle, TrackedOverride } from '../../src/apply/ledger.js';
import type { AttemptProof, BatchProgress, OverrideResponse, OverrideResult } from '../../src/model/types.js';
import { overrideOf, responseOf } from '../support/builders.js';

type Respond = (ids: readonly string[], request: number) => Partial<OverrideResponse>;

async function play(count: number, respond: Respond, more: Partial<ApplyOptions> = {}) {
  const requests: string[][] = [];
  const limits: (number | undefined)[] = [];
  const waits: number[] = [];
  const batches: BatchProgress[] = [];
  const ledger = Array.from(
    { length: count },
    (_, index) => new TrackedOverride(overrideOf(String(index + 1))),
  );
  const applied = await apply(ledger, {
    batchSize: 100,
    send: async (overrides, maxAttempts) => {
      const ids = overrides.map(({ testCaseResultId }) => testCaseResultId);
      requests.push(ids);
      limits.push(maxAttempts);
      return responseOf(respond(ids, requests.length));
    },
    sleep: async (ms) => {
      waits.push(ms);
    },
    cancelled: () => false,
    onBatch: (batch) => batches.push(batch),
    ...more,
  });
  const settled = ledger.map((line) => settle(line));
  return {
    ...applied,
    settled,
    requests,
    sizes: requests.map(({ length }) => length),
    limits,
    waits,
    batches,
  };
}

const accept = (ids: readonly string[]): Partial<OverrideResponse> => ({ accepted: ids, message: 'done' });
const refuse = (reason = '400 no', proof: AttemptProof = 'refused'): Partial<OverrideResponse> => ({
  others: { proof, reason },
  nextStep: 'bisect',
  errorFingerprint: reason,
  causedByEntry: true,
});
const leave = (): Partial<OverrideResponse> => ({
  others: { proof: 'maybe-applied', reason: '503' },
  nextStep: 'leave',
});
const abort = (proof: AttemptProof): Partial<OverrideResponse> => ({
  others: { proof, reason: '403' },
  nextStep: 'abort',
  stop: { cause: 'fatal', message: 'forbidden' },
});
/** Refuses every request that holds one of the culprits, without naming it. */
const refusing =
  (...culprits: readonly number[]): Respond =>
  (ids) =>
    ids.some((id) => culprits.includes(Number(id))) ? refuse() : accept(ids);

const statuses = (settled: readonly OverrideResult[]) => settled.map(({ status }) => status);
const idsWith = (settled: readonly OverrideResult[], status: string) =>
  settled.filter((one) => one.status === status).map(({ override }) => Number(override.testCaseResultId));
const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('batches', () => {
  test('go out one after another, in the order requested', async () => {
    const { requests, settled, batches, message } = await play(5, accept, { batchSize: 2 });
    expect(requests).toEqual([['1', '2'], ['3', '4'], ['5']]);
    expect(settled.map(({ status, attempts }) => [status, attempts])).toEqual(
      Array(5).fill(['overridden', 1]),
    );
    expect(batches[2]).toEqual({ number: 3, batches: 3, size: 1, overridden: 1, rejected: 0, unknown: 0 });
    expect(message).toBe('done');
  });

  test("keep Testsigma's message only if every response carried the same", async () => {
    const respond: Respond = (ids, request) => ({ accepted: ids, message: `number ${request}` });
    expect((await play(2, respond, { batchSize: 1 })).message).toBeUndefined();
  });

  test('end with a response that ends the step: the rest is not sent', async () => {
    const { settled, stop } = await play(3, () => abort('denied'), { batchSize: 1 });
    expect(statuses(settled)).toEqual(['rejected', 'not-sent', 'not-sent']);
    expect(stop).toEqual({ cause: 'fatal', message: 'forbidden' });
  });

  test('go on after one that was given up, and end after two in a row', async () => {
    const once = await play(3, (ids, request) => (request === 1 ? leave() : accept(ids)), { batchSize: 1 });
    expect(statuses(once.settled)).toEqual(['unknown', 'overridden', 'overridden']);
    const again = await play(4, (ids, request) => (request === 2 ? accept(ids) : leave()), { batchSize: 1 });
    expect(statuses(again.settled)).toEqual(['unknown', 'overridden', 'unknown', 'unknown']);
    const twice = await play(3, leave, { batchSize: 1 });
    expect(statuses(twice.settled)).toEqual(['unknown', 'unknown', 'not-sent']);
    expect(twice.stop?.message).toBe('two requests in a row failed: 503');
  });

  test('end with a cancellation', async () => {
    let sent = 0;
    const respond: Respond = (ids) => {
      sent += 1;
      return accept(ids);
    };
    const { settled, stop } = await play(3, respond, { batchSize: 1, cancelled: () => sent === 2 });
    expect(statuses(settled)).toEqual(['overridden', 'overridden', 'not-sent']);
    expect(stop?.cause).toBe('cancelled');
  });

  test('keep what is proven if a response cannot be read', async () => {
    const send = () => Promise.reject(new Error('broken'));
    const { settled, stop } = await play(3, accept, { batchSize: 2, send });
    expect(statuses(settled)).toEqual(['unknown', 'unknown', 'not-sent']);
    expect(stop?.message).toMatch(/internal error.*broken.*please report it/);
  });

  test('record nothing of a request that could not be sent any more', async () => {
    const respond: Respond = (ids, request) =>
      request === 1 ? accept(ids) : { ...abort('not-reached'), attempts: 0, message: 'x' };
    const { settled, message } = await play(2, respond, { batchSize: 1 });
    expect([statuses(settled), message]).toEqual([['overridden', 'not-sent'], 'done']);
  });
});

describe('bisecting', () => {
  test.each([
    [4, [1, 2]],
    [4, [1, 3]],
    [4, [2, 4]],
    [100, [17]],
    [100, [1, 50, 100]],
    [100, [1, 2, 3]],
    [100, from(91, 100)],
    [100, [21, 56]],
    [20, from(1, 10)],
    [200, from(41, 52)],
    [200, [3, 19, 33, 77, 91, 112, 118, 140, 171, 199]],
  ])('of %i finds exactly %j', async (count, culprits) => {
    const { settled, stop } = await play(count, refusing(...culprits));
    expect(idsWith(settled, 'rejected')).toEqual(culprits);
    expect(idsWith(settled, 'overridden')).toHaveLength(count - culprits.length);
    expect(stop).toBeUndefined();
  });

  test('refused alone is rejected at once', async () => {
    const { settled, sizes } = await play(1, () => refuse());
    expect([statuses(settled), sizes]).toEqual([['rejected'], [1]]);
  });

  test('small batches are bisected to the end, even if everything is refused', async () => {
    const { settled, stop } = await play(6, () => refuse());
    expect(new Set(statuses(settled))).toEqual(new Set(['rejected']));
    expect(stop).toBeUndefined();
  });

  test('that everything is refused is believed after three single entries', async () => {
    const { settled, sizes, stop } = await play(250, () => refuse());
    expect(sizes).toEqual([100, 1, 1, 1]);
    expect(idsWith(settled, 'rejected')).toEqual([21, 56, 86]);
    expect(idsWith(settled, 'unknown')).toHaveLength(97);
    expect(idsWith(settled, 'not-sent')).toHaveLength(150);
    expect(settled[0]?.message).toContain('never sent alone');
    expect(stop?.message).toContain('rejects every request with the same error');
  });

  test('a single entry that is refused for another reason does not confirm it', async () => {
    const { stop } = await play(20, (ids) => (ids.length === 1 ? refuse(`no ${ids[0]}!`) : refuse()));
    expect(stop).toBeUndefined();
  });

  test('a service that fails on everything is given up, and nothing is rejected', async () => {
    const failing = () => refuse('500', 'maybe-applied');
    const { settled, sizes, stop } = await play(150, failing);
    expect([sizes, stop?.cause]).toEqual([[100, 1, 1, 1], 'fatal']);
    expect(idsWith(settled, 'unknown')).toHaveLength(100);
  });

  test('a more doubtful response is not outvoted by the one before it', async () => {
    const { settled } = await play(4, (_, request) =>
      request === 1 ? refuse('413') : refuse('500', 'maybe-applied'),
    );
    expect(new Set(statuses(settled))).toEqual(new Set(['unknown']));
  });

  test('spends at most 64 extra requests, or one for two overrides; the rest is unknown', async () => {
    const isCulprit = (id: string) => Number(id) % 2 === 0;
    const respond: Respond = (ids) => (ids.some(isCulprit) ? refuse() : accept(ids));
    for (const [count, extra] of [
      [100, 64],
      [400, 200],
    ] as const) {
      const { settled, sizes } = await play(count, respond, { batchSize: count });
      expect(sizes.length - 1).toBeLessThanOrEqual(extra);
      expect(idsWith(settled, 'unknown').length).toBeGreaterThan(0);
      expect(idsWith(settled, 'rejected').every((id) => isCulprit(String(id)))).toBe(true);
    }
  });

  test('counts retries, and hands on what is left', async () => {
    const { limits } = await play(4, (ids) => ({ ...refusing(1)(ids, 0), attempts: 5 }));
    expect(limits).toEqual([undefined, 64, 59, 54, 49]);
  });

  test('what is too large is not guessed at: the other half is sent whole', async () => {
    const respond: Respond = (ids) =>
      ids.length > 2 ? { ...refuse('413'), causedByEntry: false } : accept(ids);
    expect((await play(4, respond)).sizes).toEqual([4, 2, 2]);
  });

  test('if one half is accepted, the other one is not asked about as a whole', async () => {
    expect((await play(4, refusing(4))).sizes).toEqual([4, 2, 1, 1]);
  });

  test('waits first if the service may still be at work', async () => {
    const respond: Respond = (ids, request) =>
      request === 1 ? { ...refuse('timeout', 'maybe-applied'), retryDelayMs: 700 } : accept(ids);
    expect((await play(2, respond)).waits).toEqual([700]);
  });

  test('ends with a signal: what was refused together stays unknown', async () => {
    let sent = 0;
    const respond: Respond = () => {
      sent += 1;
      return refuse();
    };
    const { settled, sizes } = await play(4, respond, { cancelled: () => sent > 0 });
    expect([statuses(settled), sizes]).toEqual([Array(4).fill('unknown'), [4]]);
  });

  test('ends with a response that ends the step', async () => {
    const respond: Respond = (_, request) => (request === 1 ? refuse() : abort('denied'));
    const { settled, sizes } = await play(4, respond, { batchSize: 2 });
    expect(sizes).toEqual([2, 1]);
    expect(statuses(settled)).toEqual(['rejected', 'unknown', 'not-sent', 'not-sent']);
  });
});

test('what a refusal names is settled, and the others are sent again', async () => {
  const respond: Respond = (ids, request) =>
    request === 1
      ? {
          rejected: [{ testCaseResultId: '2', message: 'not related' }],
          others: { proof: 'refused', reason: '400' },
          nextStep: 'resend',
        }
      : accept(ids);
  const { settled, requests } = await play(3, respond);
  expect(requests).toEqual([
    ['1', '2', '3'],
    ['1', '3'],
  ]);
  expect(statuses(settled)).toEqual(['overridden', 'rejected', 'overridden']);
});

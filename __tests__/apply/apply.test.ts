/** Batches and halving against a service whose every answer is known. */
import { describe, expect, test } from '@jest/globals';
import { type ApplyOptions, apply, type SendOptions } from '../../src/apply/apply.js';
import type { ApplyResult, BatchProgress, Override, OverrideResponse } from '../../src/model/types.js';

type Ask = (ids: readonly string[], request: number, options: SendOptions) => Partial<OverrideResponse>;

interface Played extends ApplyResult {
  readonly requests: readonly (readonly string[])[];
  readonly asked: readonly SendOptions[];
  readonly waits: readonly number[];
  readonly batches: readonly BatchProgress[];
}

const NOTHING: OverrideResponse = {
  accepted: [],
  rejected: [],
  unsettled: [],
  reason: '',
  status: 'unknown',
  nextStep: 'accept',
  retryDelayMs: 0,
  attempts: 1,
};

function overrides(count: number): Override[] {
  return Array.from({ length: count }, (_, index) => ({
    testCaseResultId: String(index + 1),
    outcome: 'SUCCESS',
    comment: '',
    wireComment: '',
    location: { input: 'results' },
  }));
}

async function play(count: number, ask: Ask, more: Partial<ApplyOptions> = {}): Promise<Played> {
  const requests: string[][] = [];
  const asked: SendOptions[] = [];
  const waits: number[] = [];
  const batches: BatchProgress[] = [];
  const outcomes = await apply(overrides(count), {
    batchSize: 100,
    send: async (wanted, options) => {
      const ids = wanted.map(({ testCaseResultId }) => testCaseResultId);
      requests.push(ids);
      asked.push(options);
      return { ...NOTHING, ...ask(ids, requests.length, options) };
    },
    sleep: async (ms) => {
      waits.push(ms);
    },
    cancelled: () => false,
    onBatch: (batch) => batches.push(batch),
    ...more,
  });
  return { ...outcomes, requests, asked, waits, batches };
}

function fatesOf({ settled }: ApplyResult): string[] {
  return settled.map(({ status }) => status);
}

const accept = (ids: readonly string[]): Partial<OverrideResponse> => ({ accepted: ids, message: 'done' });
const refuse = (ids: readonly string[], refusal = '400 no'): Partial<OverrideResponse> => ({
  unsettled: ids,
  reason: refusal,
  status: 'rejected',
  nextStep: 'bisect',
  errorFingerprint: refusal,
});
/** Refuses every request that holds one of the culprits, without naming it. */
const refusing =
  (...culprits: string[]): Ask =>
  (ids) =>
    ids.some((id) => culprits.includes(id)) ? refuse(ids) : accept(ids);

describe('batches', () => {
  test('go out one after another, in the order asked', async () => {
    const { requests, settled, batches, message } = await play(5, accept, { batchSize: 2 });
    expect(requests).toEqual([['1', '2'], ['3', '4'], ['5']]);
    expect(
      settled.map(({ override, status, attempts }) => [override.testCaseResultId, status, attempts]),
    ).toEqual(['1', '2', '3', '4', '5'].map((id) => [id, 'overridden', 1]));
    expect(batches[2]).toEqual({ number: 3, batches: 3, size: 1, overridden: 1, rejected: 0, unknown: 0 });
    expect(message).toBe('done');
  });

  test("Testsigma's message is kept only where every answer carried the same", async () => {
    const { message } = await play(2, (ids, request) => ({ accepted: ids, message: `number ${request}` }), {
      batchSize: 1,
    });
    expect(message).toBeUndefined();
  });

  test('a stop leaves the rest not sent', async () => {
    const stop = { cause: 'fatal', message: 'forbidden' } as const;
    const {
      settled,
      stop: stopped,
      requests,
    } = await play(
      3,
      (ids) => ({ unsettled: ids, status: 'rejected', reason: '403', nextStep: 'abort', stop }),
      {
        batchSize: 1,
      },
    );
    expect(requests).toHaveLength(1);
    expect(settled.map(({ status, message }) => [status, message])).toEqual([
      ['rejected', '403'],
      ['not-sent', 'forbidden'],
      ['not-sent', 'forbidden'],
    ]);
    expect(stopped).toEqual(stop);
  });

  test('what is left as unknown does not keep the next batch', async () => {
    const outcomes = await play(
      2,
      (ids, request) => (request === 1 ? { unsettled: ids, reason: '503' } : accept(ids)),
      { batchSize: 1 },
    );
    expect(fatesOf(outcomes)).toEqual(['unknown', 'overridden']);
  });

  test('are told with what became of them', async () => {
    const { batches } = await play(4, (ids) => ({
      accepted: ids.slice(0, 1),
      rejected: ids.slice(1, 2).map((testCaseResultId) => ({ testCaseResultId, message: 'no' })),
      unsettled: ids.slice(2),
    }));
    expect(batches).toEqual([{ number: 1, batches: 1, size: 4, overridden: 1, rejected: 1, unknown: 2 }]);
  });

  test('what was never sent does not count as an answer', async () => {
    const { message } = await play(
      2,
      (ids, request) => (request === 1 ? accept(ids) : { unsettled: ids, status: 'not-sent', attempts: 0 }),
      { batchSize: 1 },
    );
    expect(message).toBe('done');
  });

  test('that are left open are asked once: asking for less would not help', async () => {
    const { requests, settled } = await play(4, (ids) => ({ unsettled: ids, reason: '503' }));
    expect(requests).toHaveLength(1);
    expect(settled.map(({ message }) => message)).toEqual(['503', '503', '503', '503']);
  });

  test('a cancellation between batches leaves the rest not sent', async () => {
    let done = 0;
    const outcomes = await play(3, accept, {
      batchSize: 1,
      onBatch: () => (done += 1),
      cancelled: () => done === 1,
    });
    expect(fatesOf(outcomes)).toEqual(['overridden', 'not-sent', 'not-sent']);
    expect(outcomes.stop).toEqual({ cause: 'cancelled', message: 'the step was cancelled' });
    expect(outcomes.settled.map(({ message }) => message)).toEqual([
      '',
      'the step was cancelled',
      'the step was cancelled',
    ]);
  });
});

describe('halving', () => {
  test.each([1, 2, 50, 51, 99, 100])('finds the one culprit %i of 100', async (culprit) => {
    const { settled, requests } = await play(100, refusing(String(culprit)));
    expect(
      settled.filter(({ status }) => status === 'rejected').map(({ override }) => override.testCaseResultId),
    ).toEqual([String(culprit)]);
    expect(settled.filter(({ status }) => status === 'overridden')).toHaveLength(99);
    expect(requests.length).toBeLessThanOrEqual(15);
  });

  test('finds culprits in both halves', async () => {
    const outcomes = await play(16, refusing('2', '15'));
    expect(
      outcomes.settled
        .filter(({ status }) => status === 'rejected')
        .map(({ override }) => override.testCaseResultId),
    ).toEqual(['2', '15']);
  });

  test('a batch of one takes the answer as its own', async () => {
    const { settled, requests } = await play(1, refusing('1'));
    expect(settled).toMatchObject([{ status: 'rejected', message: '400 no', attempts: 1 }]);
    expect(requests).toHaveLength(1);
  });

  test('of two, both may be refused, and the next batch still goes out', async () => {
    const outcomes = await play(4, refusing('1', '2'), { batchSize: 2 });
    expect(fatesOf(outcomes)).toEqual(['rejected', 'rejected', 'overridden', 'overridden']);
  });

  test('costs at most 64 extra requests; what stays open has the answer as its reason', async () => {
    const odd = Array.from({ length: 500 }, (_, index) => String(2 * index + 1));
    const outcomes = await play(1_000, refusing(...odd), { batchSize: 100 });
    expect(outcomes.requests.length).toBeLessThanOrEqual(10 + 64);
    expect(outcomes.settled.every(({ status }) => status === 'overridden' || status === 'rejected')).toBe(
      true,
    );
  });

  test('retries of a half count, too: the service is told how often it may still ask', async () => {
    const { asked } = await play(100, (ids) => ({ ...refusing('1')(ids, 0, {}), attempts: 5 }));
    expect(asked[0]).toEqual({});
    expect(asked[1]?.maxAttempts).toBe(64);
    expect(asked[2]?.maxAttempts).toBe(59);
  });

  test('a refusal of everything ends the run after one single probe', async () => {
    const { requests, settled, stop } = await play(2_400, (ids) => refuse(ids));
    expect(requests.map(({ length }) => length)).toEqual([100, 50, 50, 1]);
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(100);
    expect(settled.filter(({ status }) => status === 'not-sent')).toHaveLength(2_300);
    expect(stop).toEqual({
      cause: 'fatal',
      message: 'Testsigma refuses everything alike, single results included: 400 no',
    });
  });

  test('a probe that is refused otherwise, or done, does not end the run', async () => {
    for (const probe of [accept, (ids: readonly string[]) => refuse(ids, '400 other')]) {
      const { stop, requests } = await play(4, (ids) => (ids.length > 1 ? refuse(ids) : probe(ids)));
      expect(stop).toBeUndefined();
      expect(requests.length).toBeGreaterThan(4);
    }
  });

  test('halves that are left open are no refusal of everything', async () => {
    const open = (ids: readonly string[]): Partial<OverrideResponse> => ({ unsettled: ids, reason: '503' });
    const { requests, stop } = await play(4, (ids) => (ids.length === 4 ? refuse(ids) : open(ids)));
    expect(requests.map(({ length }) => length)).toEqual([4, 2, 2]);
    expect(stop).toBeUndefined();
  });

  test('halves that are refused differently are no refusal of everything', async () => {
    const outcomes = await play(4, (ids) => (ids.length > 1 ? refuse(ids, `400 ${ids[0]}`) : accept(ids)));
    expect(fatesOf(outcomes)).toEqual(['overridden', 'overridden', 'overridden', 'overridden']);
  });

  test('waits before the halves where the service may still be at work, and doubts what it hears then', async () => {
    const timedOut = (ids: readonly string[]): Partial<OverrideResponse> => ({
      unsettled: ids,
      reason: 'timeout',
      status: 'unknown',
      nextStep: 'bisect',
      retryDelayMs: 700,
    });
    const { waits, asked } = await play(2, (ids, request) => (request === 1 ? timedOut(ids) : accept(ids)));
    expect(waits).toEqual([700]);
    expect(asked.map(({ maybeApplied }) => maybeApplied)).toEqual([undefined, true, true]);
  });

  test('does not wait after a refusal, nor doubt what it hears then', async () => {
    const { waits, asked } = await play(2, refusing('1'));
    expect(waits).toEqual([]);
    expect(asked.map(({ maybeApplied }) => maybeApplied)).toEqual([undefined, false, false]);
  });

  test('does not wait where the step was cancelled meanwhile', async () => {
    let asked = false;
    const { waits } = await play(
      2,
      (ids) => {
        asked = true;
        return { ...refuse(ids), retryDelayMs: 700 };
      },
      { cancelled: () => asked },
    );
    expect(waits).toEqual([]);
  });

  test('a stop in the first half: the second keeps what the whole was answered', async () => {
    const stop = { cause: 'fatal', message: '403' } as const;
    const stopped = (ids: readonly string[]): Partial<OverrideResponse> => ({
      unsettled: ids,
      reason: '403',
      status: 'rejected',
      nextStep: 'abort',
      stop,
    });
    for (const request of [2, 3]) {
      const outcomes = await play(4, (ids, number) =>
        number === request ? stopped(ids) : number === 1 ? refuse(ids) : accept(ids),
      );
      expect(outcomes.stop).toEqual(stop);
      expect(outcomes.requests).toHaveLength(request);
      expect(fatesOf(outcomes).filter((status) => status === 'rejected')).toHaveLength(request === 2 ? 4 : 2);
    }
  });

  test('a stop in the second half: the first is asked about no further', async () => {
    const stop = { cause: 'fatal', message: '403' } as const;
    const { requests, stop: stopped } = await play(4, (ids, request) =>
      request === 3
        ? { unsettled: ids, reason: '403', status: 'rejected', nextStep: 'abort', stop }
        : refuse(ids),
    );
    expect(requests).toEqual([
      ['1', '2', '3', '4'],
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(stopped).toEqual(stop);
  });

  test('a cancellation ends it: nothing more is asked', async () => {
    let requests = 0;
    const outcomes = await play(
      4,
      (ids) => {
        requests += 1;
        return refuse(ids);
      },
      { cancelled: () => requests === 1 },
    );
    expect(requests).toBe(1);
    expect(fatesOf(outcomes)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect(outcomes.settled[0]?.message).toBe('400 no; it was not asked for again: the step was cancelled');
  });

  test('that runs into the deadline leaves what was sent as unknown, not as never asked for', async () => {
    const deadline = { cause: 'deadline', message: 'no time is left' } as const;
    const outOfTime = (ids: readonly string[]): Partial<OverrideResponse> => ({
      unsettled: ids,
      reason: 'it was never asked for',
      status: 'not-sent',
      nextStep: 'abort',
      stop: deadline,
      attempts: 0,
    });
    const outcomes = await play(
      6,
      (ids, request) => (request === 1 ? refuse(ids) : request === 2 ? accept(ids) : outOfTime(ids)),
      { batchSize: 4 },
    );
    expect(fatesOf(outcomes)).toEqual([
      'overridden',
      'overridden',
      'unknown',
      'unknown',
      'not-sent',
      'not-sent',
    ]);
    expect(outcomes.settled[2]?.message).toContain('it was not asked for again: no time is left');
    expect(outcomes.stop).toEqual(deadline);
  });
});

test('a fault while an answer is read costs no status: what was done stays done, and nothing more is sent', async () => {
  const outcomes = await play(
    6,
    (ids, request) => {
      if (request === 2) throw new RangeError('too deep');
      return accept(ids);
    },
    { batchSize: 2 },
  );
  expect(fatesOf(outcomes)).toEqual([
    'overridden',
    'overridden',
    'unknown',
    'unknown',
    'not-sent',
    'not-sent',
  ]);
  expect(outcomes.stop).toMatchObject({ cause: 'fatal', message: expect.stringContaining('too deep') });
});

describe('an answer that names some', () => {
  const naming = (ids: readonly string[]): Partial<OverrideResponse> => ({
    rejected: ids.slice(0, 1).map((testCaseResultId) => ({ testCaseResultId, message: 'not related' })),
    unsettled: ids.slice(1),
    reason: '400',
    status: 'rejected',
    nextStep: 'resend',
  });

  test('and is followed by a cancellation leaves the others as unknown', async () => {
    let requests = 0;
    const outcomes = await play(
      3,
      (ids) => {
        requests += 1;
        return naming(ids);
      },
      { cancelled: () => requests === 1 },
    );
    expect(requests).toBe(1);
    expect(fatesOf(outcomes)).toEqual(['rejected', 'unknown', 'unknown']);
    expect(outcomes.stop?.cause).toBe('cancelled');
  });

  test('asks for the others again, once for nothing', async () => {
    const { requests, settled } = await play(3, (ids, request) =>
      request === 1 ? naming(ids) : accept(ids),
    );
    expect(requests).toEqual([
      ['1', '2', '3'],
      ['2', '3'],
    ]);
    expect(settled.map(({ status, attempts }) => [status, attempts])).toEqual([
      ['rejected', 1],
      ['overridden', 2],
      ['overridden', 2],
    ]);
  });

  test('asks again as for a first time, and doubts the answer only where the first was doubtful', async () => {
    for (const status of ['rejected', 'unknown'] as const) {
      const { asked } = await play(3, (ids, request) =>
        request === 1 ? { ...naming(ids), status } : accept(ids),
      );
      expect(asked).toEqual([{}, { maybeApplied: status === 'unknown' }]);
    }
  });

  test('all of them: nobody is left to ask for', async () => {
    const { requests, settled } = await play(1, naming);
    expect(requests).toHaveLength(1);
    expect(settled).toMatchObject([{ status: 'rejected', message: 'not related' }]);
  });

  test('and then everything else alike ends the run, after one single probe', async () => {
    const { requests, stop } = await play(5, (ids, request) => (request === 1 ? naming(ids) : refuse(ids)));
    expect(requests.map(({ length }) => length)).toEqual([5, 4, 2, 2, 1]);
    expect(stop?.cause).toBe('fatal');
  });

  test('again and again is asked for what is left each time', async () => {
    const { requests, settled } = await play(3, (ids, request) => (request < 3 ? naming(ids) : accept(ids)));
    expect(requests).toEqual([['1', '2', '3'], ['2', '3'], ['3']]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'overridden']);
  });

  test('one by one is bounded, too', async () => {
    const { requests, settled } = await play(100, naming);
    expect(requests.length).toBeLessThanOrEqual(2 + 64);
    expect(settled.every(({ status }) => status === 'rejected')).toBe(true);
  });
});

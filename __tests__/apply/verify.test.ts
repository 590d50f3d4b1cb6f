import { describe, expect, test } from '@jest/globals';
import { recordResponse, settle, TrackedOverride } from '../../src/apply/ledger.js';
import { stillFailed } from '../../src/apply/still-failed.js';
import { readAfterwards, type VerifyOptions } from '../../src/apply/verify.js';
import type { OverrideResponse } from '../../src/model/types.js';
import { overrideOf, responseOf, settledOf } from '../support/builders.js';

const BEFORE = { before: { testCaseResultId: '1', result: 'FAILURE' } };

function tracked(more: Partial<OverrideResponse>): TrackedOverride {
  const line = new TrackedOverride(overrideOf('1', BEFORE));
  recordResponse([line], responseOf(more));
  return line;
}

const accepted = () => tracked({ accepted: ['1'] });
const unknown = () => tracked({});
const rejected = () => tracked({ rejected: [{ testCaseResultId: '1', message: 'no' }] });

/** Rejected alone, after a request for it and others was not processed. */
function rejectedLater(): TrackedOverride {
  const line = tracked({ others: { proof: 'deferred', reason: '408' } });
  recordResponse([line], responseOf({ others: { proof: 'refused', reason: '400' } }));
  return line;
}

/** Reads these one after another. Each is what the result is then, or that it cannot be read. */
async function read(line: TrackedOverride, verify: boolean, readings: string[], mayWait = true) {
  let count = 0;
  const options: VerifyOptions = {
    verify,
    read: async () => {
      const result = readings[count] ?? '';
      count += 1;
      return result === 'unreadable'
        ? { unreadable: '503' }
        : { value: { results: [{ testCaseResultId: '1', result }] } };
    },
    wait: async () => mayWait,
  };
  return { ...(await readAfterwards([line], options)), count };
}

describe('readAfterwards', () => {
  test.each([
    ['nothing, if nothing is unknown', accepted, false, [], 0, undefined],
    ['once what was rejected after another request', rejectedLater, false, ['SUCCESS'], 1, 'SUCCESS'],
    ['nothing, if everything is rejected', rejected, true, [], 0, undefined],
    ['once what is unknown', unknown, false, ['FAILURE'], 1, 'FAILURE'],
    ['once what is accepted, if it shows at once', accepted, true, ['SUCCESS'], 1, 'SUCCESS'],
    ['up to three times what does not show', accepted, true, ['FAILURE', 'FAILURE', 'SUCCESS'], 3, 'SUCCESS'],
    ['not more than three times', accepted, true, ['FAILURE', 'FAILURE', 'FAILURE', 'SUCCESS'], 3, 'FAILURE'],
    ['again after a reading that failed', accepted, true, ['unreadable', 'SUCCESS'], 2, 'SUCCESS'],
  ] as const)('reads %s', async (_, line, verify, readings, count, shown) => {
    const { reading, count: made, unverified } = await read(line(), verify, [...readings]);
    expect([made, reading?.results.get('1'), unverified]).toEqual([count, shown, undefined]);
  });

  test('says why it could not verify, and only if that was wanted', async () => {
    const failing = ['unreadable', 'unreadable', 'unreadable'];
    expect(await read(accepted(), true, failing)).toEqual({ unverified: '503', count: 3 });
    expect(await read(unknown(), false, failing)).toEqual({ count: 1 });
  });

  test('stops if it may not wait', async () => {
    expect((await read(accepted(), true, ['FAILURE', 'SUCCESS'], false)).count).toBe(1);
  });
});

test.each([
  ['overridden, if the run shows it', rejectedLater, 'SUCCESS', 'overridden'],
  ['rejected, if the run does not', rejectedLater, 'FAILURE', 'rejected'],
  ['rejected, if it was named', rejected, 'SUCCESS', 'rejected'],
] as const)('what was rejected is %s', (_, line, result, status) => {
  const reading = { results: new Map([['1', result]]), verify: false };
  expect(settle(line(), reading).status).toBe(status);
});

test('stillFailed is what is not Passed, by what is proven since and what was wanted', () => {
  const listed = [
    { testCaseResultId: '1', result: 'FAILURE' },
    { testCaseResultId: '2', result: 'FAILURE' },
    { testCaseResultId: '3', result: 'FAILURE' },
    { testCaseResultId: '4', result: 'NOT_EXECUTED' },
    { testCaseResultId: '5', result: 'NOT_EXECUTED' },
    { testCaseResultId: '6', result: 'SUCCESS' },
    { testCaseResultId: '7', result: 'SUCCESS' },
    { testCaseResultId: '8', result: 'NOT_EXECUTED' },
    { testCaseResultId: '9', result: 'NOT_EXECUTED' },
  ];
  const settled = [
    settledOf('1', 'overridden'),
    settledOf('2', 'unknown'),
    settledOf('3', 'overridden', '', { outcome: 'NOT_EXECUTED' }),
    settledOf('4', 'unchanged', '', { outcome: 'NOT_EXECUTED' }),
    settledOf('7', 'overridden', '', { outcome: 'FAILURE' }),
    settledOf('8', 'unchanged', '', { outcome: 'NOT_EXECUTED', until: '2026-01-01' }),
    settledOf('9', 'unchanged', '', { outcome: 'NOT_EXECUTED', until: '2026-01-02' }),
  ];
  expect(stillFailed(listed, settled, '2026-01-02')).toEqual([
    { testCaseResultId: '2', result: 'FAILURE' },
    { testCaseResultId: '5', result: 'NOT_EXECUTED' },
    { testCaseResultId: '7', result: 'FAILURE' },
    { testCaseResultId: '8', result: 'NOT_EXECUTED' },
  ]);
});

/** What responses say about reruns, and what reruns are matched by. */
import { describe, expect, test } from '@jest/globals';
import { parseListing, parseRun } from '../../src/testsigma/run-response.js';

type Fields = Readonly<Record<string, unknown>>;

const run = (fields: Fields) => parseRun(JSON.stringify({ id: 239, ...fields }), '239');

describe('the rerun of a run', () => {
  test.each<[unknown, Fields]>([
    [undefined, {}],
    [null, {}],
    [240, { child: '240' }],
    ['240', { child: '240' }],
    [{ id: 240, status: 'STATUS_COMPLETED' }, { child: '240' }],
    [{ status: 'X', result: 'SUCCESS' }, { childWithoutId: 'an object with status, result' }],
    [{ id: null }, { childWithoutId: 'an object with id' }],
    [{}, { childWithoutId: 'an object with nothing in it' }],
    [0, { childWithoutId: 'number' }],
    [-1, { childWithoutId: 'number' }],
    ['next', { childWithoutId: 'string' }],
    [false, { childWithoutId: 'boolean' }],
    [[240], { childWithoutId: 'object' }],
  ])('childResult %j', (childResult, expected) => {
    const { child, childWithoutId } = run({ childResult });
    expect({ child, childWithoutId }).toEqual({ child: undefined, childWithoutId: undefined, ...expected });
  });

  test('its ID stays exact', () => {
    const text = '{"id":239,"childResult":{"id":9007199254740993}}';
    expect(parseRun(text, '239').child).toBe('9007199254740993');
  });
});

describe('how far a run is', () => {
  const COUNTS = { passedCount: 7, failedCount: 3, abortedCount: 1, stoppedCount: 0, notExecutedCount: 1 };

  test('all counts together', () => {
    const { finished, failed, total } = run({ ...COUNTS, totalCount: 20, queuedCount: 8 });
    expect({ finished, failed, total }).toEqual({ finished: 12, failed: 3, total: 20 });
  });

  test.each<[string, Fields]>([
    ['no total', COUNTS],
    ['a count that is missing', { ...COUNTS, totalCount: 20, abortedCount: undefined }],
    ['a count that is no number', { ...COUNTS, totalCount: 20, failedCount: '3' }],
  ])('%s: not known', (_what, fields) => {
    expect(run(fields)).toEqual({ id: '239', result: '', status: '' });
  });
});

describe('what a result is matched by', () => {
  const CASE = {
    testCaseResultId: 1,
    result: 'SUCCESS',
    testSuiteId: 5,
    machineId: 7,
    isDataDrivenCase: false,
    iterationResults: [],
  };

  function identity(fields: Fields) {
    const body = JSON.stringify({ executionResultId: 239, testCases: [{ ...CASE, ...fields }] });
    return parseListing(body, '239', true).results[0]?.identity;
  }

  const PLAIN = { suiteId: '5', machineId: '7', isDataDriven: false, iterations: [] };

  test.each<[string, Fields, object]>([
    ['IDs', {}, PLAIN],
    ['no suite ID', { testSuiteId: null }, { machineId: '7', isDataDriven: false, iterations: [] }],
    ['no machine ID', { machineId: undefined }, { suiteId: '5', isDataDriven: false, iterations: [] }],
    ['no iterations', { iterationResults: null, isDataDrivenCase: undefined }, PLAIN],
    ['iterations that are no list', { iterationResults: 'none' }, PLAIN],
    ['data-driven, iterations not listed', { isDataDrivenCase: true }, { ...PLAIN, isDataDriven: true }],
    [
      'iterations, listed without the flag',
      {
        iterationResults: [
          { setName: ' Visa ', result: 'PASSED' },
          { setName: 'Mastercard', result: 'FAILED' },
        ],
      },
      {
        ...PLAIN,
        isDataDriven: true,
        iterations: [
          { set: 'Visa', result: 'SUCCESS' },
          { set: 'Mastercard', result: 'FAILURE' },
        ],
      },
    ],
    [
      'iterations without a name or a result have not passed, or cannot be found again',
      { iterationResults: [{ setName: null, result: 'SUCCESS' }, { setName: 'Visa' }, null] },
      {
        ...PLAIN,
        isDataDriven: true,
        iterations: [{ result: 'SUCCESS' }, { set: 'Visa', result: '' }, { result: '' }],
      },
    ],
  ])('%s', (_what, fields, expected) => {
    expect(identity(fields)).toEqual(expected);
  });

  test('is not read for a plain override', () => {
    const body = JSON.stringify({ executionResultId: 239, testCases: [CASE] });
    expect(parseListing(body, '239').results).toEqual([{ testCaseResultId: '1', result: 'SUCCESS' }]);
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseListing, parseRun, UnexpectedResponseError } from '../../src/testsigma/run-response.js';

const RUN = {
  id: 239,
  executionId: 12,
  result: 'FAILURE',
  status: 'STATUS_COMPLETED',
  message: 'Some tests failed',
  buildNo: '1.2.3',
  startTime: Date.UTC(2024, 4, 6, 7, 8, 9),
  reRunParentId: 238,
  childResult: null,
  app_url: 'https://app.testsigma.com/ui/td/runs/239',
};

const CASE = {
  testCaseId: 411,
  testCaseName: 'Login works',
  testCaseResultId: 3646,
  result: 'PASSED',
  isDataDrivenCase: false,
  iterationResults: [],
  testSuiteId: 5,
  testSuiteName: 'Smoke',
  testSuiteResultId: 6,
  machineId: 7,
  machineTitle: 'Windows Chrome',
  machineResultId: 8,
};

function run(fields: Readonly<Record<string, unknown>>) {
  return parseRun(JSON.stringify({ ...RUN, ...fields }), '239');
}

function listing(cases: unknown, more: Readonly<Record<string, unknown>> = {}) {
  const whole = {
    executionId: 12,
    executionResultId: 239,
    result: 'FAILURE',
    status: 'STATUS_COMPLETED',
    testCases: cases,
  };
  return parseListing(JSON.stringify({ ...whole, ...more }), '239');
}

describe('readRun', () => {
  test('parses the documented response', () => {
    expect(run({})).toEqual({
      id: '239',
      result: 'FAILURE',
      status: 'STATUS_COMPLETED',
      plan: '12',
      build: '1.2.3',
      started: '2024-05-06T07:08:09.000Z',
      parent: '238',
    });
  });

  test('needs nothing but the id', () => {
    expect(parseRun('{"id":239}', '239')).toEqual({ id: '239', result: '', status: '' });
    const nulls = Object.fromEntries(Object.keys(RUN).map((key) => [key, null]));
    expect(run({ ...nulls, id: 239 })).toEqual({ id: '239', result: '', status: '' });
  });

  test('keeps large ids exact', () => {
    const body = '{"id":9223372036854775807,"executionId":9007199254740993,"reRunParentId":9007199254740995}';
    expect(parseRun(body, '9223372036854775807')).toEqual({
      id: '9223372036854775807',
      result: '',
      status: '',
      plan: '9007199254740993',
      parent: '9007199254740995',
    });
  });

  test.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['an id as a text', { id: '239' }, { id: '239' }],
    ['a build as a number', { buildNo: 17 }, { build: '17' }],
    ['a time as a text', { startTime: '2024-05-06 07:08' }, { started: '2024-05-06 07:08' }],
    [
      'a time under another name',
      { startTime: undefined, createdDate: 1_700_000_000_000 },
      { started: '2023-11-14T22:13:20.000Z' },
    ],
    [
      'a time under a third name',
      { startTime: undefined, startedAt: 1_700_000_000_000 },
      { started: '2023-11-14T22:13:20.000Z' },
    ],
    ['a time out of range', { startTime: 1e20 }, { started: '100000000000000000000' }],
    ['no time at all', { startTime: 0 }, { started: '0' }],
    ['a time before 1970', { startTime: -1 }, { started: '-1' }],
    ['a rerun as an id', { childResult: 240 }, { child: '240' }],
    ['a rerun as an object', { childResult: { id: 240, result: 'SUCCESS' } }, { child: '240' }],
  ])('takes %s', (_, fields, expected) => {
    expect(run(fields)).toMatchObject(expected);
  });

  test.each([
    ['8.63999e15', '+275760-05-20T06:13:20.000Z'],
    ['8.64e15', '8640000000000000'],
    ['1e300', '1e+300'],
  ])('takes the time %s for one where there is such a day', (time, started) => {
    expect(parseRun(`{"id":239,"startTime":${time}}`, '239').started).toBe(started);
  });

  test.each([
    ['build', { buildNo: '' }],
    ['started', { startTime: '' }],
  ])('sees no %s in %j', (name, fields) => {
    expect(run(fields)).not.toHaveProperty(name);
  });

  test.each([{ childResult: [] }, { childResult: {} }, { childResult: 'x' }, { childResult: 0 }])(
    'sees no rerun in %j',
    (fields) => {
      expect(run(fields)).not.toHaveProperty('child');
    },
  );

  test.each([
    { reRunParentId: 0 },
    { reRunParentId: null },
    { reRunParentId: '' },
    { reRunParentId: -1 },
    { reRunParentId: 1.5 },
  ])('sees no parent in %j', (fields) => {
    expect(run(fields)).not.toHaveProperty('parent');
  });

  test.each([
    ['{"id":240}', /about run 240 instead of 239/],
    ['{}', /about run without an ID instead of 239/],
    ['{"id":"DEMO-R-1"}', /without an ID/],
    ['{"id":239.5}', /without an ID/],
    ['[]', /the run is not as documented/],
    ['null', /the run is not as documented/],
    ['"239"', /the run is not as documented/],
    ['239', /the run is not as documented/],
    ['', /not JSON/],
    ['<html>login</html>', /not JSON/],
    ['{"id":239', /not JSON/],
  ])('cannot use %s', (body, message) => {
    expect(() => parseRun(body, '239')).toThrow(UnexpectedResponseError);
    expect(() => parseRun(body, '239')).toThrow(message);
  });
});

describe('readListing', () => {
  test('parses the documented response', () => {
    expect(listing([CASE])).toEqual({
      results: [
        {
          testCaseResultId: '3646',
          result: 'SUCCESS',
          testCaseId: '411',
          name: 'Login works',
          suite: 'Smoke',
          machine: 'Windows Chrome',
        },
      ],
      runResult: 'FAILURE',
      runStatus: 'STATUS_COMPLETED',
    });
  });

  test('needs nothing but id and result of an entry', () => {
    expect(
      listing([{ testCaseResultId: 1, result: 'QUEUED' }], {
        result: undefined,
        status: undefined,
        executionResultId: undefined,
      }),
    ).toEqual({
      runResult: '',
      runStatus: '',
      results: [{ testCaseResultId: '1', result: 'QUEUED' }],
    });
    const nulls = Object.fromEntries(Object.keys(CASE).map((key) => [key, null]));
    expect(listing([{ ...nulls, testCaseResultId: 1, result: 'X' }]).results).toEqual([
      { testCaseResultId: '1', result: 'X' },
    ]);
    expect(listing([]).results).toEqual([]);
  });

  test('trims names and leaves out empty ones', () => {
    const padded = { testCaseName: '  Login works\n', testSuiteName: ' Smoke ', machineTitle: '\tChrome ' };
    expect(listing([{ ...CASE, ...padded }]).results[0]).toMatchObject({
      name: 'Login works',
      suite: 'Smoke',
      machine: 'Chrome',
    });
    for (const nothing of [' ', '']) {
      const one = { ...CASE, testCaseName: nothing, testSuiteName: nothing, machineTitle: nothing };
      expect(listing([{ ...one, testCaseId: nothing }]).results).toEqual([
        { testCaseResultId: '3646', result: 'SUCCESS' },
      ]);
    }
  });

  test('has a repeated row once, and is unusable if rows contradict each other', () => {
    const row = { testCaseResultId: 1, result: 'FAILED', testCaseName: 'a' };
    expect(listing([row, { ...row, result: 'FAILURE' }]).results).toHaveLength(1);
    for (const other of [{ result: 'PASSED' }, { testCaseName: 'b' }, { testSuiteName: 'Payments' }])
      expect(() => listing([row, { ...row, ...other }])).toThrow(
        'the listing has result 1 twice, with different values',
      );
  });

  test('keeps every id exact and the order as it came', () => {
    const id = fc.bigInt({ min: 1n, max: 9223372036854775807n }).map(String);
    fc.assert(
      fc.property(fc.uniqueArray(id), fc.string({ unit: 'binary' }), (ids, name) => {
        const cases = ids.map(
          (one) =>
            `{"testCaseName":${JSON.stringify(name + one)},"result":"x","testCaseResultId":${one},"testCaseId":${one}}`,
        );
        const { results } = parseListing(`{"executionResultId":239,"testCases":[${cases.join(',')}]}`, '239');
        expect(results.map(({ testCaseResultId, testCaseId }) => [testCaseResultId, testCaseId])).toEqual(
          ids.map((one) => [one, one]),
        );
        expect(results.map((one) => one.name)).toEqual(ids.map((one) => (name + one).trim()));
      }),
    );
  });

  test('takes hostile names as they are', () => {
    const name = '::add-mask::x\n##[error]y <b>|`\u202e\ud800 9007199254740993';
    expect(listing([{ ...CASE, testCaseName: name }]).results[0]?.name).toBe(name);
  });

  test('passes over what it does not know', () => {
    expect(
      listing([{ ...CASE, __proto__: null, more: { testCaseResultId: 1 } }], { extra: [1] }).results,
    ).toHaveLength(1);
  });

  test.each([
    ['{"executionResultId":240,"testCases":[]}', /the listing is of run 240 instead of 239/],
    ['{"executionResultId":"238","testCases":[]}', /of run 238 instead of 239/],
    ['{}', /the listing is not as documented/],
    ['{"testCases":null}', /the listing is not as documented/],
    ['{"testCases":{}}', /the listing is not as documented/],
    ['[]', /the listing is not as documented/],
    ['null', /the listing is not as documented/],
    ['{"testCases":[null]}', /an entry of the listing is not as documented/],
    ['{"testCases":[[]]}', /an entry of the listing is not as documented/],
    ['{"testCases":[{"result":"x"}]}', /an entry of the listing/],
    ['{"testCases":[{"testCaseResultId":1}]}', /an entry of the listing/],
    ['{"testCases":[{"testCaseResultId":1,"result":null}]}', /an entry of the listing/],
    ['{"testCases":[{"testCaseResultId":0,"result":"x"}]}', /an entry of the listing/],
    ['{"testCases":[{"testCaseResultId":-1,"result":"x"}]}', /an entry of the listing/],
    ['{"testCases":[{"testCaseResultId":1.5,"result":"x"}]}', /an entry of the listing/],
    ['{"testCases":[{"testCaseResultId":1e300,"result":"x"}]}', /an entry of the listing/],
    ['{"testCases":[{"testCaseResultId":"1/../2","result":"x"}]}', /an entry of the listing/],
    ['{"testCases":[{"testCaseResultId":1,"result":"x"},{}]}', /an entry of the listing/],
    ['', /not JSON/],
    ['<html>', /not JSON/],
    ['{"testCases":[{"testCaseResultId":1,', /not JSON/],
  ])('cannot use %s', (body, message) => {
    expect(() => parseListing(body, '239')).toThrow(UnexpectedResponseError);
    expect(() => parseListing(body, '239')).toThrow(message);
  });

  test('reads 100,000 results in linear time', () => {
    const cases = Array.from({ length: 100_000 }, (_, index) => ({
      ...CASE,
      testCaseResultId: 1_000_000_000_000_000 + index,
    }));
    const body = JSON.stringify({ executionResultId: 239, testCases: cases });
    const started = performance.now();
    const { results } = parseListing(body, '239');
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(results).toHaveLength(100_000);
    expect(results.at(-1)?.testCaseResultId).toBe('1000000000099999');
  });
});

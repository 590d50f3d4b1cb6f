import { describe, expect, test } from '@jest/globals';
import { RUNS } from '../../sandbox/data.js';
import type { Json } from '../../sandbox/json.js';
import { readJson, writeJson } from '../../sandbox/json.js';
import { Testsigma } from '../../sandbox/testsigma.js';

const entry = (id: string, result = 'SUCCESS', comment = 'by hand'): Json => ({
  testCaseResultId: BigInt(id),
  comment,
  result,
});

const unrelated = (id: string, run = '239') =>
  `Given test case result id ${id} is not related to execution run ${run}`;

describe('the documented answers, to the letter', () => {
  test('all valid', () => {
    const { status, body } = new Testsigma(RUNS).override('239', [entry('3646')]);
    expect(status).toBe(200);
    expect(writeJson(body ?? null)).toBe('{"errors":[],"message":"Overridden the results successfully"}');
  });

  test('some valid, the errors in the order asked', () => {
    const { status, body } = new Testsigma(RUNS).override('239', [
      entry('2286'),
      entry('3646'),
      entry('2287'),
    ]);
    expect(status).toBe(200);
    expect(body).toEqual({
      errors: [unrelated('2286'), unrelated('2287')],
      message: 'Overridden the result partially',
    });
  });

  test.each([
    ['<br>', 'Failed to override the result, <br> cause :', ' <br> '],
    ['\n', 'Failed to override the result, \n cause :', ' \n '],
    [' ', 'Failed to override the result, cause :', ' '],
  ] as const)('none valid, %j between the causes', (separator, opening, between) => {
    const testsigma = new Testsigma(RUNS, { separator });
    const { status, body, applied } = testsigma.override('239', [
      entry('2288'),
      entry('2286'),
      entry('2287'),
    ]);
    expect(status).toBe(400);
    expect(body).toEqual({
      timeStamp: null,
      error: `${opening}${['2288', '2286', '2287'].map((id) => unrelated(id)).join(between)}`,
      code: null,
      fieldErrors: null,
      objectErrors: null,
    });
    expect(applied).toEqual([]);
  });

  test('none valid, as the documentation prints it', () => {
    const { body } = new Testsigma(RUNS).override('239', [entry('2288'), entry('2286'), entry('2287')]);
    expect(writeJson(body ?? null)).toBe(
      '{"timeStamp":null,"error":"Failed to override the result, <br> cause :Given test case result id 2288 is not related to execution run 239 <br> Given test case result id 2286 is not related to execution run 239 <br> Given test case result id 2287 is not related to execution run 239","code":null,"fieldErrors":null,"objectErrors":null}',
    );
  });
});

describe('what an override does', () => {
  test('is remembered, with what was before and when', () => {
    let now = 1000;
    const testsigma = new Testsigma(RUNS, { now: () => now++ });
    const { applied } = testsigma.override('239', [entry('3646', 'SUCCESS', 'first'), entry('2286')]);
    testsigma.override('239', [entry('3646', 'NOT_EXECUTED', 'second'), entry('3650')]);
    expect(testsigma.historyOf('3646')).toEqual([
      {
        runId: '239',
        testCaseResultId: '3646',
        comment: 'first',
        result: 'SUCCESS',
        before: 'FAILURE',
        at: 1000,
      },
      {
        runId: '239',
        testCaseResultId: '3646',
        comment: 'second',
        result: 'NOT_EXECUTED',
        before: 'SUCCESS',
        at: 1001,
      },
    ]);
    expect(applied).toEqual(testsigma.history.slice(0, 1));
    expect(testsigma.history).toHaveLength(3);
    expect(testsigma.resultOf('3646')).toBe('NOT_EXECUTED');
    expect(testsigma.resultOf('2286')).toBeUndefined();
  });

  test('can be answered without being applied', () => {
    const testsigma = new Testsigma(RUNS);
    const { status, applied } = testsigma.override('239', [entry('3646')], { apply: false });
    expect([status, applied, testsigma.history, testsigma.resultOf('3646')]).toEqual([
      200,
      [],
      [],
      'FAILURE',
    ]);
  });

  test('reaches no other sandbox', () => {
    new Testsigma(RUNS).override('239', [entry('3646')]);
    expect(new Testsigma(RUNS).resultOf('3646')).toBe('FAILURE');
  });

  test('takes an id twice, and the last one stays', () => {
    const testsigma = new Testsigma(RUNS);
    testsigma.override('239', [entry('3646', 'SUCCESS'), entry('3646', 'NOT_EXECUTED')]);
    expect(testsigma.resultOf('3646')).toBe('NOT_EXECUTED');
  });

  test('does not confuse ids that rounding would confuse', () => {
    const testsigma = new Testsigma(RUNS);
    const body = '[{"testCaseResultId":9223372036854775807,"comment":"","result":"SUCCESS"}]';
    expect(testsigma.override('242', readJson(body)).status).toBe(200);
    expect(testsigma.resultOf('9223372036854775807')).toBe('SUCCESS');
    expect(testsigma.resultOf('9223372036854775806')).toBe('FAILURE');
  });

  test.each([
    ['a rerun with its parent', '239', '3746'],
    ['a parent with its rerun', '240', '3646'],
  ])('a result of %s is not related', (_case, run, id) => {
    const { body } = new Testsigma(RUNS).override(run, [entry(id), entry(run === '239' ? '3646' : '3746')]);
    expect(body).toMatchObject({ errors: [unrelated(id, run)] });
  });
});

describe("the run's own result follows", () => {
  const runOf = (results: string[]) => {
    const testsigma = new Testsigma(RUNS);
    const ids = ['9007199254740992', '9007199254740993', '9223372036854775806', '9223372036854775807'];
    const entries = ids.map((id, index) => entry(id, results[index] ?? results[0]));
    testsigma.override('242', entries);
    return testsigma.run('242').body;
  };

  test.each([
    [['SUCCESS'], 'SUCCESS'],
    [['NOT_EXECUTED'], 'NOT_EXECUTED'],
    [['SUCCESS', 'NOT_EXECUTED'], 'SUCCESS'],
    [['SUCCESS', 'NOT_EXECUTED', 'FAILURE'], 'FAILURE'],
  ])('%j makes %s', (results, result) => {
    expect(runOf(results)).toMatchObject({ result });
  });

  test('with aborted and stopped results left it stays failed', () => {
    const testsigma = new Testsigma(RUNS);
    testsigma.override(
      '239',
      ['3646', '3647', '3649', '3651', '3654'].map((id) => entry(id)),
    );
    expect(testsigma.run('239').body).toMatchObject({
      result: 'FAILURE',
      failedCount: 0,
      abortedCount: 1,
      stoppedCount: 1,
    });
    testsigma.override(
      '239',
      ['3652', '3657'].map((id) => entry(id)),
    );
    expect(testsigma.run('239').body).toMatchObject({
      result: 'SUCCESS',
      passedCount: 13,
      notExecutedCount: 2,
    });
  });

  test('unless the run is still going', () => {
    const testsigma = new Testsigma(RUNS);
    expect(testsigma.override('241', [entry('3802')]).status).toBe(200);
    expect(testsigma.run('241').body).toMatchObject({ result: null, status: 'STATUS_IN_PROGRESS' });
  });
});

describe('what is refused', () => {
  test.each<[string, Json]>([
    ['an object', { testCaseResultId: 3646n }],
    ['nothing', null],
    ['an empty list', []],
    ['a list of numbers', [3646n]],
    ['a list in a list', [[]]],
    ['an id in quotes', [{ testCaseResultId: '3646', comment: '', result: 'SUCCESS' }]],
    ['an id with a fraction', [{ testCaseResultId: 3646.5, comment: '', result: 'SUCCESS' }]],
    ['an id above a long', [entry('9223372036854775808')]],
    ['no id', [{ comment: '', result: 'SUCCESS' }]],
    ['no comment', [{ testCaseResultId: 3646n, result: 'SUCCESS' }]],
    ['old keys', [{ testcaseresultId: 3646n, commit: '', Result: 'SUCCESS' }]],
    ['a word that people use', [entry('3646', 'PASSED')]],
    ['a result that cannot be set', [entry('3646', 'ABORTED')]],
    ['a bad one among good ones', [entry('3646'), entry('3647', 'passed')]],
  ])('%s', (_case, entries) => {
    const testsigma = new Testsigma(RUNS);
    const { status, body } = testsigma.override('239', entries);
    expect(status).toBe(400);
    expect(body).toEqual({
      timeStamp: null,
      error: expect.any(String),
      code: null,
      fieldErrors: null,
      objectErrors: null,
    });
    expect(testsigma.history).toEqual([]);
  });

  test.each(['override', 'run', 'listing', 'junit'] as const)('%s of a run that is not held', (question) => {
    const testsigma = new Testsigma(RUNS);
    const answer =
      question === 'override' ? testsigma.override('999', [entry('1')]) : testsigma[question]('999');
    expect(answer).toMatchObject({
      status: 404,
      body: { error: 'Execution run 999 is not found', code: null },
    });
  });
});

describe('reading', () => {
  test('a run', () => {
    expect(new Testsigma(RUNS).run('239').body).toEqual({
      id: 239n,
      executionId: 57n,
      startTime: 1717394400000,
      endTime: 1717396930000,
      duration: 2530000,
      result: 'FAILURE',
      status: 'STATUS_COMPLETED',
      message: 'Test plan execution completed',
      buildNo: '2024.6.1',
      app_url: 'https://shop.example.com',
      reRunParentId: null,
      childResult: null,
      totalCount: 15,
      passedCount: 6,
      failedCount: 5,
      abortedCount: 1,
      stoppedCount: 1,
      notExecutedCount: 2,
      queuedCount: 0,
    });
  });

  test('reruns', () => {
    const testsigma = new Testsigma(RUNS);
    expect(testsigma.run('240').body).toMatchObject({ reRunParentId: 239n, childResult: null });
    expect(testsigma.run('243').body).toMatchObject({ childResult: { id: 244n, reRunParentId: 243n } });
  });

  test('a listing', () => {
    const { body } = new Testsigma(RUNS).listing('239');
    expect(body).toMatchObject({
      executionId: 57n,
      executionResultId: 239n,
      result: 'FAILURE',
      status: 'STATUS_COMPLETED',
    });
    const { testCases } = body as { testCases: Json[] };
    expect(testCases).toHaveLength(15);
    expect(testCases[0]).toEqual({
      testCaseId: 411n,
      testCaseName: 'Login works',
      testCaseResultId: 3646n,
      result: 'FAILURE',
      isDataDrivenCase: false,
      iterationResults: [],
      testSuiteId: 31n,
      testSuiteName: 'Smoke',
      testSuiteResultId: 2397131n,
      machineId: 71n,
      machineTitle: 'Windows Chrome',
      machineResultId: 23971n,
    });
    expect(testCases[5]).toMatchObject({
      isDataDrivenCase: true,
      iterationResults: [
        { iterationResultId: 8101n, setName: 'Visa', result: 'SUCCESS' },
        { iterationResultId: 8102n, setName: 'Mastercard', result: 'FAILURE' },
        { iterationResultId: 8103n, setName: 'Expired card', result: 'SUCCESS' },
      ],
    });
  });

  test('a JUnit report', () => {
    const { contentType, body } = new Testsigma(RUNS).junit('244');
    expect(contentType).toBe('application/xml');
    expect(body).toBe(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<testsuites>
  <testsuite name="Shop regression || Windows Chrome" timestamp="2024-06-05T06:11:00.000Z" tests="1" failures="1" errors="1" time="00.000">
    <testcase name="Checkout total" classname="Checkout" time="00.000">
      <failure>The result is FAILURE</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
    expect(new Testsigma(RUNS).junit('239').body).toContain('name="Cart &#38; wish list keep their items"');
  });
});

describe('the shipped runs', () => {
  const run239 = RUNS.find(({ id }) => id === '239');

  test('hold no result id twice', () => {
    const ids = RUNS.flatMap(({ results }) => results.map(({ testCaseResultId }) => testCaseResultId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('run 239 holds what the documentation speaks of', () => {
    const byId = new Map(run239?.results.map((result) => [result.testCaseResultId, result]));
    expect([...byId.keys()]).toEqual(Array.from({ length: 15 }, (_, index) => String(3646 + index)));
    expect([byId.get('3646')?.result, byId.get('3647')?.result]).toEqual(['FAILURE', 'FAILURE']);
    expect(byId.has('3650')).toBe(true);
  });

  test('run 239 holds one test case twice, on two machines', () => {
    const logins = run239?.results.filter(({ testCaseId }) => testCaseId === '411') ?? [];
    expect(logins.map(({ testCaseName, machineTitle }) => [testCaseName, machineTitle])).toEqual([
      ['Login works', 'Windows Chrome'],
      ['Login works', 'macOS Safari'],
    ]);
  });
});

describe('runs in progress and reruns', () => {
  const fields = (testsigma: Testsigma, id: string) => {
    const { status, result, childResult } = testsigma.run(id).body as Record<string, Json>;
    return { status, result, childResult };
  };

  test('a run in progress ends after a few readings, and its rerun appears a reading later', () => {
    const testsigma = new Testsigma(RUNS, { now: () => 1_000 });
    const seen = [1, 2, 3, 4].map(() => fields(testsigma, '245'));
    expect(seen).toEqual([
      { status: 'STATUS_QUEUED', result: null, childResult: null },
      { status: 'STATUS_IN_PROGRESS', result: null, childResult: null },
      { status: 'STATUS_COMPLETED', result: 'FAILURE', childResult: null },
      {
        status: 'STATUS_COMPLETED',
        result: 'FAILURE',
        childResult: expect.objectContaining({ id: 246n, status: 'STATUS_QUEUED' }),
      },
    ]);
    expect([testsigma.resultOf('4001'), testsigma.resultOf('4002')]).toEqual(['SUCCESS', 'FAILURE']);
  });

  test('reading the listing does not take a run further', () => {
    const testsigma = new Testsigma(RUNS);
    for (let reading = 0; reading < 5; reading += 1) testsigma.listing('245');
    expect(fields(testsigma, '245').status).toBe('STATUS_QUEUED');
  });

  test.each([
    ['as an object', '248', expect.objectContaining({ id: 249n })],
    ['as an ID', '247', 248n],
    ['not at all if there is none', '249', null],
  ])('a rerun is shown %s', (_how, id, childResult) => {
    expect(fields(new Testsigma(RUNS), id).childResult).toEqual(childResult);
  });

  test('a rerun of a data-driven case can hold a single iteration', () => {
    const { testCases } = new Testsigma(RUNS).listing('246').body as Record<string, Json>;
    expect(testCases).toContainEqual(
      expect.objectContaining({
        testCaseId: 423n,
        isDataDrivenCase: true,
        iterationResults: [expect.objectContaining({ setName: 'Mastercard' })],
      }),
    );
  });

  test('a test plan is started by its ID', () => {
    const testsigma = new Testsigma(RUNS);
    expect(testsigma.start('58').body).toMatchObject({ id: 245n, status: 'STATUS_CREATED' });
    expect(testsigma.start('57').status).toBe(404);
  });
});

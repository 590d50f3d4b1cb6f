/** What people paste that is no results document, and small cases after public bug reports. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { formatDiagnostic } from '../../src/model/diagnostic.js';
import type { ListedResult } from '../../src/model/types.js';
import { parseSource, parseText, planDocument } from '../support/documents.js';

/** A message that guesses at a single word of something that is no document at all. */
const GUESS = /did you mean|is not a result; |is not a key of an entry/;

const CTRF = {
  results: { tool: { name: 'k6' }, summary: { tests: 1 }, tests: [{ name: 'a', status: 'passed' }] },
};
const JEST = { numTotalTests: 2, success: false, testResults: [{ assertionResults: [], status: 'failed' }] };
const PLAYWRIGHT = { config: { rootDir: '/x' }, suites: [{ title: 'a.spec.ts' }], stats: { expected: 1 } };
const MOCHA = { stats: { suites: 1, passes: 1 }, tests: [], passes: [] };
const PYTEST = {
  created: 1.5,
  exitcode: 0,
  summary: { passed: 1 },
  tests: [{ nodeid: 'a', outcome: 'passed' }],
};
const CUCUMBER = [{ uri: 'a.feature', keyword: 'Feature', elements: [{ name: 'Login works' }] }];
const OWN = {
  version: 1,
  status: 'partial',
  totals: { overridden: 1, 'not-sent': 0 },
  results: [],
  problems: [],
};
const LISTING = { executionResultId: 239, testCases: [{ testCaseResultId: 3646, result: 'SUCCESS' }] };
const JUNIT =
  '<?xml version="1.0"?>\n<testsuites><testsuite name="a"><testcase name="b"/></testsuite></testsuites>';

const FOREIGN: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ['CTRF', JSON.stringify(CTRF, null, 2), /^this is a CTRF report, .*junit-files/],
  ['CTRF by its format', '{"reportFormat": "CTRF", "results": {}}', /CTRF/],
  ['Jest', JSON.stringify(JEST), /JSON report of Jest.*junit-files/],
  ['Playwright', JSON.stringify(PLAYWRIGHT, null, 1), /JSON report of Playwright/],
  ['Mocha', JSON.stringify(MOCHA), /JSON report of Mocha/],
  ['pytest', JSON.stringify(PYTEST), /JSON report of a test runner/],
  ['Cucumber', JSON.stringify(CUCUMBER), /JSON report of Cucumber/],
  ["this action's report.json", JSON.stringify(OWN), /report\.json of this action.*retry-results\.json/],
  ['a listing', JSON.stringify(LISTING), /response of Testsigma's API/],
  [
    'a response',
    '{"errors": [], "message": "Overridden the results successfully"}',
    /response of Testsigma's API/,
  ],
  ['JUnit XML', JUNIT, /^this is a JUnit XML report, .*junit-files/],
  ['other XML', '<TestRun id="1"/>', /^this is XML/],
  ['HTML', '<!DOCTYPE html>\n<html></html>', /HTML page/],
  ['CSV', 'testCaseResultId,result\n3646,passed\n', /CSV, comma-separated.*such as 3646: passed/],
  ['CSV with quotes', '"name","result"\n"Cart, total","failed"\n', /CSV.*Cart, total: failed/],
  ['CSV without a head', '3646,passed\n3647,failed', /CSV/],
  ['CSV with semicolons', '3646;passed\n3647;failed', /separated by semicolons/],
  ['columns of a spreadsheet', '3646\tpassed\n3647\tfailed', /tab-separated/],
  ['a Markdown table', '| id | result |\n| --- | --- |\n| 1 | passed |', /Markdown table/],
  ['JSON Lines', '{"id": 1, "result": "passed"}\n{"id": 2, "result": "passed"}', /^this is JSON Lines/],
  ['go test -json', '{"Action":"run","Test":"A"}\n{"Action":"pass","Test":"A"}', /gotestsum/],
  ['JSON with comments', '{\n  // flaky\n  "3646": "passed"\n}', /^JSON has no comments/],
  ['JSON with block comments', '{"3646": "passed", /* x */ "3647": "failed",}', /^JSON has no comments/],
  ['TAP', 'TAP version 13\n1..1\nok 1 - a', /TAP output/],
  ['a workflow', 'name: CI\non: push\njobs:\n  a:\n    runs-on: ubuntu-latest', /workflow file/],
  ['a merge conflict', '<<<<<<< HEAD\n3646: passed\n=======\n', /merge conflict/],
  ['Markdown', '```yaml\n3646: passed\n```', /Markdown code block/],
  ['an object', '[object Object]', /toJSON/],
  ['the name of a file', 'overrides/a.yml', /results-files/],
  ['the name of a report', 'report.xml', /junit-files/],
];

const EXPRESSION = `\${{ job.status }}`;

describe('one message says what it is and what to do', () => {
  test.each(FOREIGN)('%s', async (_, text, message) => {
    for (const outcome of [undefined, 'SUCCESS'] as const) {
      if ((outcome && text.endsWith('.yml')) || (outcome && text.endsWith('.xml'))) continue;
      const { entries, problems } = await parseText(text, outcome);
      expect(problems.map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
      expect(problems[0]?.message).not.toMatch(GUESS);
      expect(entries).toEqual([]);
    }
  });

  test('an expression in a file, at its place, but not in a comment', async () => {
    const file = { input: 'results-files', file: 'a.yml', text: `# ${EXPRESSION}\n3646: ${EXPRESSION}\n` };
    const { problems } = await parseSource(file);
    expect(problems).toEqual([
      {
        location: expect.objectContaining({ line: 2, column: 7 }),
        message: expect.stringMatching(/^GitHub does not evaluate .* in files/),
      },
    ]);
    expect((await parseText(`# ${EXPRESSION}\n3646: passed\n`)).problems).toEqual([]);
  });
});

describe('what only looks like something else is a document', () => {
  test.each([
    [
      'a URL with //',
      `{"https://app.testsigma.com/ui/td/cases/411": "passed", "2": {"result": "ok", "comment": "// x"}}`,
      2,
    ],
    [
      'test cases called like the keys of reports',
      'stats: {result: passed}\ntests: failed\nsuites: passed\nexecutionId: ok',
      4,
    ],
    ['tabs after colons', '3646:\tpassed\n3647:\tfailed', 2],
    ['a test case with a comma', 'Cart, total: passed\nCart, sum: failed', 2],
    [
      'jobs',
      '{"tests": {"result": "success", "outputs": {}}, "jobs": {"result": "failure", "outputs": {"a": "b"}}}',
      2,
    ],
  ])('%s', async (_, text, count) => {
    const { entries, problems } = await parseText(text);
    expect(problems).toEqual([]);
    expect(entries).toHaveLength(count);
  });
});

describe('one mistake in the writing is that mistake', () => {
  test.each([
    [
      '3646: passed 3647: failed',
      '1:14',
      'a comma is missing between the pairs; several lines seem to be pasted into one: 3646: passed, 3647: failed',
    ],
    [
      '3646=passed 3647=failed',
      '1:13',
      'a comma is missing between the pairs; several lines seem to be pasted into one: 3646=passed, 3647=failed',
    ],
    [
      'a b: not executed c: passed',
      '1:19',
      'a comma is missing between the pairs; several lines seem to be pasted into one: a b: not executed, c: passed',
    ],
    [
      '- 3646: passed - 3647: failed',
      '1:16',
      'several lines seem to be pasted into one; put the items into brackets, separated by commas: [3646: passed, 3647: failed]',
    ],
    [
      'passed: [1] failed: [2]',
      '1:12',
      'a comma is missing here; several lines seem to be pasted into one: {passed: [1], failed: [2]}',
    ],
    [
      'passed: [1, 5], failed: [Login works]',
      '1:1',
      'put { } around the line: {passed: [1, 5], failed: [Login works]}',
    ],
    [
      '3646: passed; 3647: failed',
      '1:13',
      'commas separate entries, not semicolons: 3646: passed, 3647: failed',
    ],
    ['{\n"1": "passed"\n"2": "failed"\n}', '2:14', 'a comma is missing here'],
    [
      '- {name: \u201cA, b\u201d, result: passed}',
      '1:10',
      'typographic quotes group no text; use plain quotes (" or \') instead: - {name: "A, b", result: passed}',
    ],
    [
      '3646:passed\n3647:failed\n',
      '1:1',
      'over several lines, a colon and a space are between a key and its result, as in 3646: passed',
    ],
  ])('%j', async (text, at, message) => {
    const { problems } = await parseText(text);
    expect(problems.map(({ location }) => `${location.line}:${location.column}`)).toEqual([at]);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
  });

  test('but two mistakes are reported as they are', async () => {
    const { problems } = await parseText('3646: pased 3647: failed');
    expect(problems.map(({ message }) => message).join()).not.toMatch(/comma/);
  });
});

describe('a comment in one line', () => {
  test.each<[string, number, string]>([
    ['3646: passed # flaky network 3647: failed', 14, '3647: failed'],
    ['3646: passed, # flaky 3647: failed, 3648: passed', 15, '3647: failed, 3648: passed'],
    ['- {id: 3646, result: passed} # flaky - {id: 3647, result: failed}', 30, '{id: 3647, result: failed}'],
    ['Login works: passed #note, Checkout total: failed', 21, 'total: failed'],
    ['3646 # the flaky one 3647', 6, '3647'],
    ['3646 # see https://app.testsigma.com/x', 6, 'https://app.testsigma.com/x'],
    ['passed: [A] # flaky failed: [B]', 13, 'failed: [B]'],
    ['- {name: A} # flaky - {name: B}', 13, '{name: B}'],
    ['# 3646: passed', 1, '3646: passed'],
    ["'A # 1': passed # B = not executed", 17, 'B = not executed'],
  ])('is an error if it swallowed entries: %j', async (text, column, swallowed) => {
    const { entries, problems } = await parseText(text, 'SUCCESS');
    expect([entries, problems.length, problems[0]?.location.column]).toEqual([[], 1, column]);
    expect(problems[0]?.message).toMatch(
      /^everything after this # is a comment, including .*; several lines seem to be pasted into one\. Remove/,
    );
    expect(problems[0]?.message).toContain(`"${swallowed}"`);
  });

  test.each([
    '3646: passed # flaky, see SHOP-42: 3.5% of 2026-01-02',
    '3646: passed # since 2024, see https://jira.example/browse/SHOP-42',
    '{3646: passed, Login works: failed} # 2 of 240',
    '"Case # 12": passed',
    "{'it''s # 12: failed': passed} # not: a result",
    'Case #12: passed',
    'Case #12: passed, Case #13: passed',
    '["Case #12"]',
    '- {name: Case, comment: "a # b: failed"} # flaky - sometimes',
    '{"name # 3": "passed"}',
  ])('is none otherwise: %j', async (text) => {
    const { entries, problems } = await parseText(text, 'SUCCESS');
    expect(problems).toEqual([]);
    expect(entries.length).toBeGreaterThan(0);
  });

  test('may hold entries in a text of several lines', async () => {
    const { entries, problems } = await parseText('3646: passed # was 3645: failed\n3647: failed');
    expect([entries.length, problems]).toEqual([2, []]);
  });
});

describe('a name that a comment cuts short', () => {
  const listing = ['Case', 'Case #3', 'a › Case #4', 'Other'].map((name, index) => ({
    testCaseResultId: String(index + 1),
    result: 'FAILURE',
    name,
    suite: name === 'Other' ? 'Smoke #2' : 'Smoke',
  }));

  test.each([
    ['- name: Case #3\n  result: passed', '1, column 9', 'Case #3'],
    ['- name: Case   #3 # flaky\n  result: passed', '1, column 9', 'Case #3'],
    ['- result: passed\n  name: Case #4', '2, column 9', 'Case #4'],
    ['- {result: passed, name: Case #3\n  }', '1, column 26', 'Case #3'],
    ['- Other: passed\n- ? Case #3\n  : passed', '2, column 5', 'Case #3'],
    ['passed:\n  - Other\n  - Case #3', '3, column 5', 'Case #3'],
    ['- {name: Other, result: passed, suite: Smoke #2\n  }', '1, column 40', 'Smoke #2'],
  ])('is an error: %j', async (text, location, name) => {
    const { problems } = await planDocument({ input: 'results', text }, listing);
    const message = `a # after a space begins a comment, so this does not mean "${name}", which run 239 has; put it in quotes`;
    expect(problems.map(formatDiagnostic)).toContain(`results, line ${location}: ${message}`);
  });

  test.each([
    '- name: Case # 3\n  result: passed',
    '- name: "Case" #3\n  result: passed',
    'Case: passed #3\nOther: failed',
  ])('is none if the run has no such name: %j', async (text) => {
    const { sent, problems } = await planDocument({ input: 'results', text }, listing);
    expect([problems, sent.get('1')]).toEqual([[], 'SUCCESS']);
  });
});

interface FieldCase {
  readonly what: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly run: readonly Readonly<Record<string, string | number>>[];
  readonly expect: {
    readonly overrides: readonly string[];
    readonly errorMatches?: string | readonly string[];
  };
}

const CASES = '__tests__/fixtures/field-cases';

/** The cases with a document, each with its source. */
function fieldCases() {
  return readdirSync(CASES, { withFileTypes: true }).flatMap((folder) => {
    if (!folder.isDirectory()) return [];
    const one: FieldCase = JSON.parse(readFileSync(join(CASES, folder.name, 'case.json'), 'utf8'));
    const { results, 'results-files': file } = one.inputs;
    if (results !== undefined)
      return [{ name: folder.name, one, source: { input: 'results', text: results } }];
    if (file === undefined) return [];
    const text = readFileSync(join(CASES, folder.name, file), 'utf8');
    return [{ name: folder.name, one, source: { input: 'results-files', file, text } }];
  });
}

describe('cases of the field', () => {
  test.each(fieldCases())('$name', async ({ one, source }) => {
    const listing = one.run.map(
      (row): ListedResult => ({
        testCaseResultId: String(row['testCaseResultId']),
        testCaseId: String(row['testCaseId']),
        result: String(row['result']),
        name: String(row['testCaseName']),
        suite: String(row['testSuiteName']),
        machine: String(row['machineTitle']),
      }),
    );
    const { sent, problems } = await planDocument(source, listing);
    expect([...sent].map(([id, outcome]) => `${id}=${outcome}`)).toEqual(one.expect.overrides);
    for (const pattern of [one.expect.errorMatches ?? []].flat())
      expect(problems.map(({ message }) => message).join('\n')).toMatch(new RegExp(pattern));
    expect(problems.length > 0).toBe(one.expect.errorMatches !== undefined);
  });
});

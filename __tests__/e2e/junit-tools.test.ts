/** What the tools of the field write, tool by tool, turned into overrides by the committed action. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Result, RUNS } from '../../sandbox/data.js';
import { type Sandbox, startSandbox } from '../../sandbox/server.js';
import { act, annotations, overridesIn } from '../support/act.js';

const FIXTURES = join(process.cwd(), '__tests__/fixtures/junit');

/** Test cases that are called as some tools name their tests: added to run 239. */
const MORE: readonly (readonly [id: string, name: string, result: Result])[] = [
  ['3661', 'shop.CheckoutTest payment', 'FAILURE'],
  ['3662', 'logout', 'SUCCESS'],
  ['3663', 'profile', 'SUCCESS'],
  ['3664', 'TestFlaky', 'FAILURE'],
  ['3665', 'payment()', 'FAILURE'],
  ['3666', 'Shop.Tests.CheckoutTests Search', 'FAILURE'],
  ['3667', 'testSearch', 'FAILURE'],
];

function runs() {
  return RUNS.map((run) => {
    const [row] = run.results;
    if (run.id !== '239' || !row) return run;
    const more = MORE.map(([id, name, result]) => ({
      ...row,
      testCaseResultId: id,
      testCaseId: `9${id}`,
      testCaseName: name,
      result,
    }));
    return { ...run, results: [...run.results, ...more] };
  });
}

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ runs: runs() });
});
afterEach(() => sandbox.close());

interface Yield {
  /** Result id → P for Passed, F for Failed. */
  readonly overrides: Readonly<Record<number, 'P' | 'F'>>;
  /** The comment of one of the failures. */
  readonly comment: readonly [id: number, text: string];
  readonly unmatched: number;
  readonly skipped: number;
  readonly inputs?: Readonly<Record<string, string>>;
}

const TOOLS: Readonly<Record<string, Yield>> = {
  playwright: {
    overrides: { 3647: 'P', 3648: 'F', 3649: 'F', 3650: 'F', 3651: 'P', 3654: 'P' },
    comment: [3650, 'expect(received).toBe(expected) // Object.is equality (report.xml)'],
    unmatched: 2,
    skipped: 4,
  },
  jest: {
    overrides: { 3647: 'P', 3648: 'F', 3650: 'P', 3651: 'P', 3653: 'F' },
    comment: [3653, 'Error: no such field: <name> (report.xml)'],
    unmatched: 2,
    skipped: 1,
  },
  vitest: {
    overrides: { 3647: 'P', 3648: 'F', 3650: 'P' },
    comment: [3648, "expected 'signed in' to be 'signed out' // Object.is equality (report.xml)"],
    unmatched: 3,
    skipped: 2,
  },
  mocha: {
    overrides: { 3647: 'P', 3648: 'F', 3650: 'P', 3651: 'P', 3653: 'F' },
    comment: [3653, 'no such field: <name> (report.xml)'],
    unmatched: 1,
    skipped: 0,
  },
  node: {
    overrides: { 3647: 'P', 3648: 'F', 3650: 'P', 3651: 'P', 3653: 'F' },
    comment: [3648, "'signed in' == 'signed out' (report.xml)"],
    unmatched: 1,
    skipped: 2,
  },
  pytest: {
    overrides: { 3647: 'P', 3648: 'F', 3650: 'F', 3651: 'F', 3653: 'F' },
    comment: [3651, 'failed on teardown with "RuntimeError: connection is closed" (report.xml)'],
    unmatched: 1,
    skipped: 2,
  },
  surefire: {
    overrides: { 3661: 'P', 3662: 'F', 3663: 'F' },
    comment: [3663, 'no such field: <name> (report.xml)'],
    unmatched: 1,
    skipped: 1,
  },
  gradle: {
    overrides: { 3647: 'P', 3648: 'F', 3650: 'P', 3653: 'F', 3665: 'F' },
    comment: [3653, 'java.lang.IllegalStateException: no such field: <name> (report.xml)'],
    unmatched: 1,
    skipped: 1,
  },
  gotestsum: {
    overrides: { 3647: 'P', 3648: 'F', 3650: 'F', 3664: 'P' },
    comment: [3648, 'Failed (report.xml)'],
    unmatched: 4,
    skipped: 1,
  },
  dotnet: {
    overrides: { 3650: 'F', 3666: 'P' },
    comment: [3650, 'System.InvalidOperationException : no such voucher: <5> (report.xml)'],
    unmatched: 2,
    skipped: 1,
  },
  phpunit: {
    overrides: { 3649: 'F', 3667: 'P' },
    comment: [3649, 'CheckoutTest::testTotal with data set "[TS-421] many items" (120) (report.xml)'],
    unmatched: 2,
    skipped: 1,
  },
  catch2: {
    overrides: { 3647: 'P', 3648: 'F', 3653: 'F' },
    comment: [3648, 'open == 0 (report.xml)'],
    unmatched: 3,
    skipped: 0,
  },
  googletest: {
    overrides: { 3647: 'P', 3648: 'F', 3650: 'P' },
    comment: [3648, 'shop.cc:3 (report.xml)'],
    unmatched: 1,
    skipped: 1,
  },
  testsigma: {
    overrides: { 3646: 'P', 3647: 'F', 3649: 'F', 3654: 'P' },
    comment: [3647, 'The result is FAILURE (report.xml)'],
    unmatched: 0,
    skipped: 0,
    inputs: { machine: 'Windows Chrome' },
  },
};

test.each(Object.entries(TOOLS))('%s', async (tool, { overrides, comment, unmatched, skipped, inputs }) => {
  const run = await act(
    sandbox,
    { 'junit-files': 'report.xml', unchanged: 'send', 'audit-trail': 'false', ...inputs },
    { workspace: join(FIXTURES, tool) },
  );

  const sent = overridesIn(sandbox).flat() as { testCaseResultId: number; result: string; comment: string }[];
  const words = { SUCCESS: 'P', FAILURE: 'F' } as Readonly<Record<string, string>>;
  const got = sent.map(({ testCaseResultId, result }) => [testCaseResultId, words[result]]);
  expect(Object.fromEntries(got)).toEqual(overrides);
  expect(run.exitCode).toBe(0);
  expect(run.runnerErrors).toEqual([]);
  expect(run.outputs['total-count']).toBe(String(Object.keys(overrides).length));
  const [id, text] = comment;
  expect(sent.find(({ testCaseResultId }) => testCaseResultId === id)?.comment).toBe(text);
  expect(numberOf(run.summary, 'Unmatched tests')).toBe(unmatched);
  expect(numberOf(run.summary, 'Skipped tests (no effect)')).toBe(skipped);
  for (const one of sent.filter(({ result }) => result === 'SUCCESS')) {
    expect(one.comment).toBe('Overridden from GitHub Actions (report.xml)');
  }
});

function numberOf(summary: string, title: string): number {
  return Number(new RegExp(`${title.replace(/[()]/g, '\\$&')} \\((\\d+)\\)`).exec(summary)?.[1] ?? 0);
}

test("the export in the fixtures is the sandbox's", async () => {
  const answer = await fetch(`${sandbox.address}/api/v1/reports/junit/240`, {
    headers: { authorization: `Bearer ${sandbox.token}`, accept: 'application/xml' },
  });
  expect(await answer.text()).toBe(readFileSync(join(FIXTURES, 'testsigma/report.xml'), 'utf8'));
});

test('reports of several tools whose tests reach one result by name are an error', async () => {
  const run = await act(
    sandbox,
    { 'junit-files': 'playwright/report.xml\ntestsigma/report.xml', machine: 'Windows Chrome' },
    { workspace: FIXTURES },
  );

  expect(run.exitCode).toBe(1);
  expect(overridesIn(sandbox)).toEqual([]);
  expect(annotations(run, 'error').join('\n')).toMatch(
    /different tests reach result 3654 by the name "Account › Password can be changed" alone: .*playwright\/report.xml:54.*testsigma\/report.xml:11/,
  );
});

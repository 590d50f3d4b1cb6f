/** Test reports end to end: from a test job's file to overrides, and what else may stand in it. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runAction } from '../../sandbox/runner.js';
import {
  act,
  annotations,
  ENTRY,
  ids,
  inputsFor,
  overridesIn,
  testOfSignals,
  useSandbox,
} from '../support/act.js';
import { FAILED, report, testcase } from '../support/junit-reports.js';

const sandbox = useSandbox();
let workspace: string;

beforeEach(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'junit-'));
});
afterEach(async () => {
  rmSync(workspace, { recursive: true, force: true });
});

/** Puts a report into the workspace and runs the action on it. */
function actOn(content: string | Buffer, inputs: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(workspace, 'junit.xml'), content);
  return act(sandbox, { 'junit-files': 'junit.xml', ...inputs }, { workspace });
}

const TAGGED = report(
  testcase('[TS-412] search'),
  testcase('[TS-421] total', 'c', FAILED),
  testcase('[TS-422] voucher'),
);

test('tagged tests override exactly their results, with what failed and where from in the comment', async () => {
  const run = await actOn(TAGGED, { 'audit-trail': 'false', unchanged: 'send', comment: 'Nightly' });

  expect(run.exitCode).toBe(0);
  expect(overridesIn(sandbox)).toEqual([
    [
      { testCaseResultId: 3647, comment: 'Nightly (junit.xml)', result: 'SUCCESS' },
      { testCaseResultId: 3649, comment: 'Nightly. it broke (junit.xml)', result: 'FAILURE' },
      { testCaseResultId: 3650, comment: 'Nightly (junit.xml)', result: 'SUCCESS' },
    ],
  ]);
  expect(run.outputs).toMatchObject({ status: 'success', 'total-count': '3' });
  expect(run.output).toContain('junit.xml: 2 passed, 1 failed, 0 skipped');
});

test('the same workflow again sends nothing; the trail says what the result was', async () => {
  await actOn(TAGGED);
  const again = await actOn(TAGGED);

  expect(again.outputs).toMatchObject({ status: 'success', 'unchanged-count': '3' });
  const [[first]] = overridesIn(sandbox) as [[{ comment: string }]];
  expect(first.comment).toMatch(
    /^Overridden from GitHub Actions \(junit\.xml\) \(octocat, .*; was Failed\)$/,
  );
});

test('a dry run gives the plan, resolved to IDs; only-if applies to reports too', async () => {
  const run = await actOn(TAGGED, { 'dry-run': 'true', 'only-if': 'failed' });

  expect(JSON.parse(run.outputs['plan-results'] ?? '')).toEqual([
    {
      testCaseResultId: 3647,
      comment: 'Overridden from GitHub Actions (junit.xml)',
      result: 'SUCCESS',
      onlyIf: ['FAILURE'],
    },
  ]);
  expect(ids(run, 'unchanged-ids')).toEqual([3649, 3650]);
  expect(overridesIn(sandbox)).toEqual([]);
});

/** A property that contradicts the tag [TS-412]. */
const CONTRADICTION = '<properties><property name="testsigma.testCaseId" value="411"/></properties>';

describe('documents and reports together', () => {
  test('what is asked for explicitly wins, with a notice that names both places', async () => {
    const run = await actOn(TAGGED, { results: '{3649: passed, Search finds products: passed}' });

    expect(run.exitCode).toBe(0);
    expect(ids(run, 'overridden-ids')).toEqual([3649, 3647, 3650]);
    expect(sandbox.testsigma.resultOf('3649')).toBe('SUCCESS');
    const notices = run.commands.filter(({ name }) => name === 'notice');
    expect(notices.map(({ properties, data }) => [properties['file'], properties['line'], data])).toEqual([
      [
        'junit.xml',
        '1',
        expect.stringMatching(
          /says Passed for result 3647, but results, line 1, column 16 requests Passed, which counts/,
        ),
      ],
      [
        'junit.xml',
        '2',
        expect.stringMatching(/says Failed for result 3649, but results, line 1, column 2 requests Passed/),
      ],
    ]);
  });

  test('mistakes in both are reported together, and nothing is sent', async () => {
    const run = await actOn(report(testcase('Login works'), testcase('[TS-412] x', 'c', CONTRADICTION)), {
      results: '{3649: pased}',
    });

    expect(run.exitCode).toBe(1);
    const errors = annotations(run, 'error').join('\n');
    expect(errors).toMatch(/"pased" is not a result/);
    expect(errors).toMatch(/matches 2 results: 3646 .*3655/);
    expect(errors).toMatch(/says 411, but the tag in the name says 412/);
    expect(overridesIn(sandbox)).toEqual([]);
  });
});

describe('several results', () => {
  test('are an error at the line of the test that lists them', async () => {
    const run = await actOn(`<testsuite>\n${testcase('[TS-411] login')}\n</testsuite>`);

    expect(run.exitCode).toBe(1);
    expect(run.outputs['status']).toBe('failure');
    const [error] = run.commands.filter(({ name }) => name === 'error');
    expect(error?.properties).toMatchObject({ file: 'junit.xml', line: '2' });
    expect(error?.data).toMatch(
      /3646 \(Login works, suite Smoke, machine Windows Chrome\), 3655 .*macOS Safari/,
    );
  });

  test.each([
    ['*', [3646, 3655]],
    ['macOS Safari', [3655]],
  ])('machine: %s', async (machine, expected) => {
    const run = await actOn(report(testcase('Login works')), { machine: machine, unchanged: 'send' });
    expect(ids(run, 'overridden-ids')).toEqual(expected);
  });

  test('suite leaves out what is elsewhere', async () => {
    const run = await actOn(TAGGED, { suite: 'Checkout', unchanged: 'send' });
    expect(ids(run, 'overridden-ids')).toEqual([3649, 3650]);
    expect(run.summary).toContain('run 239 has no result of test case 412, suite "Checkout"');
  });
});

test('two tests of different classes that reach one test case by name alone are an error', async () => {
  const run = await actOn(report(testcase('Checkout total', 'cart'), testcase('Checkout total', 'order')));

  expect(run.exitCode).toBe(1);
  expect(annotations(run, 'error')[0]).toMatch(
    /"cart Checkout total" at junit\.xml:1, "order Checkout total" at junit\.xml:2/,
  );
  expect(overridesIn(sandbox)).toEqual([]);
});

test.each([
  ['machine', 'Windos Chrome', 'has no machine named "Windos Chrome"; it has: "Windows Chrome"'],
  ['suite', 'Smok', 'has no suite named "Smok"; it has: '],
])('%s that the run does not have is an error, whatever else is asked for', async (input, name, words) => {
  const run = await actOn(report(testcase('[TS-412] search')), { [input]: name, results: '{3646: passed}' });

  expect(run.exitCode).toBe(1);
  expect(run.outputs['message']).toContain(words);
  expect(overridesIn(sandbox)).toEqual([]);
});

describe('tests that match nothing', () => {
  const many = report(
    testcase('[TS-412] search'),
    ...Array.from({ length: 30 }, (_, index) => testcase(`unit ${index}`, '')),
  );

  test('are a warning by default, listed up to 20 and counted, and not in total-count', async () => {
    const run = await actOn(many);

    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({ status: 'success', 'total-count': '1' });
    expect(annotations(run, 'warning')).toEqual([
      expect.stringMatching(
        /^junit-files: 30 JUnit tests match no result in run 239, for example unit 0: .*if-unmatched: ignore$/,
      ),
    ]);
    expect(run.summary).toContain('Unmatched tests (30)');
    expect(run.summary).toContain('unit 19');
    expect(run.summary).not.toContain('unit 20');
    expect(run.summary).toContain('… and 10 more');
  });

  test('are an error before anything is sent, where that is wanted', async () => {
    const run = await actOn(many, { 'if-unmatched': 'error' });

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ status: 'failure', 'total-count': '0' });
    const report = JSON.parse(readFileSync(run.outputs['report-file'] ?? '', 'utf8')) as {
      problems: { line: number }[];
    };
    expect(report.problems.map(({ line }) => line).slice(0, 3)).toEqual([2, 3, 4]);
    expect(report.problems).toHaveLength(21);
    expect(overridesIn(sandbox)).toEqual([]);
  });

  test('are nothing but a line where they do not matter', async () => {
    const run = await actOn(many, { 'if-unmatched': 'ignore' });

    expect(annotations(run, 'warning')).toEqual([]);
    expect(run.output).toContain('Unmatched tests, 30');
  });
});

describe('nothing asked for', () => {
  const UNIT = report(testcase('unit'), testcase('[TS-412] search', 'c', '<skipped/>'));

  test.each<[string, string]>([
    ['tests that all match nothing or were skipped', UNIT],
    ['a report without tests', '<testsuites/>'],
    ['an empty file', ''],
  ])('%s: if-no-results decides', async (_, xml) => {
    const failed = await actOn(xml);
    expect(failed.exitCode).toBe(1);
    expect(failed.outputs).toMatchObject({ status: 'nothing', 'total-count': '0' });
    const warned = await actOn(xml, { 'if-no-results': 'warn' });
    expect(warned.exitCode).toBe(0);
    expect(warned.outputs['status']).toBe('nothing');
    expect(overridesIn(sandbox)).toEqual([]);
  });

  test('the closing line and the summary say what became of the tests', async () => {
    const run = await actOn(UNIT, { 'if-no-results': 'warn' });
    expect(run.outputs['message']).toBe(
      'Testsigma override: no results given. Of the reports, 1 test matched nothing and 1 were skipped',
    );
    expect(run.summary).toContain('Skipped tests (no effect) (1)');
  });

  test('a glob that matches no report is a warning, a path that is missing an error', async () => {
    const warned = await act(sandbox, { 'junit-files': 'out/*.xml', 'if-no-results': 'warn' }, { workspace });
    expect(annotations(warned, 'warning').join()).toContain('"out/*.xml" matches no file');
    expect(warned.outputs['status']).toBe('nothing');
    const failed = await act(sandbox, { 'junit-files': 'junit.xml' }, { workspace });
    expect(annotations(failed, 'error')[0]).toContain('"junit.xml" does not exist');
    expect(sandbox.requests).toEqual([]);
  });
});

describe('reports that cannot be read', () => {
  test('are annotated with file, line and column, and nothing is sent', async () => {
    const run = await actOn(
      `<testsuite>\n  ${testcase('[TS-412] search')}\n  <testcase name="&nbsp;"/>\n</testsuite>`,
    );

    expect(run.exitCode).toBe(1);
    expect(overridesIn(sandbox)).toEqual([]);
    const [error] = run.commands.filter(({ name }) => name === 'error');
    expect(error?.properties).toMatchObject({ file: 'junit.xml', line: '3', col: '19' });
    expect(error?.data).toContain(
      '"junit.xml" is not well-formed XML: "&nbsp;" is not defined in XML; only the five entities',
    );
  });

  test('are told with wrong inputs and wrong documents, all at once', async () => {
    const inputs = { 'run-id': 'x', results: '{3646: pased}', 'batch-size': '0' };
    const run = await actOn(
      `<testsuite>\n${testcase('[TS-412] x', 'c', CONTRADICTION)}\n</testcase>`,
      inputs,
    );

    expect(run.exitCode).toBe(1);
    expect(sandbox.requests).toEqual([]);
    const errors = annotations(run, 'error').join('\n');
    for (const words of [
      'not a run ID',
      'batch-size',
      '"pased"',
      'a closing tag does not match',
      'the tag in the name',
    ])
      expect(errors).toContain(words);
  });

  test('a folder, and a listing that cannot be read', async () => {
    const folder = await act(sandbox, { 'junit-files': '.' }, { workspace });
    expect(annotations(folder, 'error')[0]).toContain('is a folder');

    sandbox.faults = ({ path }) => (path.endsWith('/test_case_results') ? { status: 404 } : undefined);
    const blind = await actOn(TAGGED);
    expect(blind.outputs['status']).toBe('failure');
    expect(annotations(blind, 'error')[0]).toMatch(
      /only be matched to the run's results, and they could not be read/,
    );
    expect(overridesIn(sandbox)).toEqual([]);
  });

  test('lookup: off is an error of the inputs', async () => {
    const run = await actOn(TAGGED, { lookup: 'off' });
    expect(annotations(run, 'error')[0]).toContain('lookup: off forbids reading them');
    expect(sandbox.requests).toEqual([]);
  });

  test('UTF-16 with a byte order mark is as good as any', async () => {
    const run = await actOn(Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-16"?>${TAGGED}`, 'utf16le'));
    expect(run.outputs['total-count']).toBe('3');
  });
});

testOfSignals('a signal while a large report is read: cancelled, and nothing is sent', async () => {
  const unit = testcase('unit', 'a.b.c', `<system-out>${'x'.repeat(100)}</system-out>`);
  const long = report(testcase('[TS-412] search'), unit.repeat(200_000));
  writeFileSync(join(workspace, 'junit.xml'), long);
  const run = await act(
    sandbox,
    { 'junit-files': 'junit.xml' },
    { workspace, signalAfter: { output: 'Run 239' } },
  );

  expect(run.exitCode).toBe(1);
  expect(run.outputs['status']).toBe('cancelled');
  expect(overridesIn(sandbox)).toEqual([]);
});

test('the XML parser is touched only where reports are given', async () => {
  const dist = join(workspace, 'dist');
  cpSync(dirname(ENTRY), dist, { recursive: true });
  const withParser = readdirSync(dist)
    .filter((name) => name.endsWith('.js'))
    .filter((name) => readFileSync(join(dist, name), 'utf8').includes('SaxesParser'));
  expect(withParser).not.toHaveLength(0);
  expect(readFileSync(ENTRY, 'utf8')).not.toContain('SaxesParser');
  for (const name of withParser) rmSync(join(dist, name));

  const entry = join(dist, 'index.js');
  const plain = await runAction({ entry, inputs: inputsFor(sandbox, { results: '{3646: passed}' }) });
  expect(plain.outputs['status']).toBe('success');
  writeFileSync(join(workspace, 'junit.xml'), TAGGED);
  const inputs = inputsFor(sandbox, { 'junit-files': 'junit.xml' });
  const without = await runAction({ entry, inputs, workspace });
  expect(without.exitCode).toBe(1);
  for (const run of [plain, without]) run.dispose();
});

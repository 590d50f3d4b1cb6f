/** What `if-unmatched` makes of tests that match nothing, and of reports without a listing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Inputs, parseInputs } from '../../src/inputs/inputs.js';
import { Diagnostics } from '../../src/model/diagnostic.js';
import type { ListedResult } from '../../src/model/types.js';
import { runnerFiles } from '../../src/runtime/files.js';
import { matchTestReports, validateTestReports } from '../../src/test-reports/test-reports.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const { signal } = new AbortController();
const options = () => ({ files: runnerFiles(folder, signal), cancelled: signal });

const LISTING = {
  results: [{ testCaseResultId: '3646', result: 'FAILURE', name: 'Login works' }] as ListedResult[],
  runResult: '',
  runStatus: '',
  readAt: 0,
};

function inputs(more: Readonly<Record<string, string>> = {}): Inputs {
  const given: Readonly<Record<string, string>> = { 'run-id': '239', 'api-token': 'sandbox', ...more };
  const { inputs: parsed } = parseInputs((name) => given[name] ?? '', {}, new Diagnostics());
  if (!parsed) throw new Error('no inputs');
  return parsed;
}

/** A report of tests by these names, all passed. */
function report(...names: readonly string[]): string {
  const path = join(folder, 'junit.xml');
  const cases = names.map((name) => `<testcase name="${name}"/>`);
  writeFileSync(path, `<testsuite>\n${cases.join('\n')}\n</testsuite>`);
  return path;
}

type Snapshot = Parameters<typeof matchTestReports>[2];

async function match(
  paths: readonly string[],
  given = inputs(),
  snapshot: Snapshot = { listing: LISTING, listingError: '' },
) {
  const diagnostics = new Diagnostics();
  const reports = await matchTestReports(paths, given, snapshot, options(), diagnostics);
  const { problems, warnings } = diagnostics;
  return { ...reports, problems, warnings };
}

const strangers = (count: number) => Array.from({ length: count }, (_, index) => `Stranger ${index + 1}`);
const ADVICE =
  'Put the tags of test cases into the names of tests, such as [TS-411], exclude the report, or set if-unmatched';

const matchNames = (names: readonly string[], ifUnmatched = 'warn') =>
  match([report(...names)], inputs({ 'if-unmatched': ifUnmatched }));

test('no reports come to nothing', async () => {
  expect(await match([], inputs(), { listingError: 'lookup is off' })).toEqual({
    overrides: [],
    lines: [],
    problems: [],
    warnings: [],
  });
});

describe('if-unmatched', () => {
  test.each(['warn', 'error', 'ignore'])('%s does nothing if all tests match', async (policy) => {
    const { overrides, problems, warnings, unusedTests } = await matchNames(['Login works'], policy);
    expect(overrides).toMatchObject([{ testCaseResultId: '3646', outcome: 'SUCCESS' }]);
    expect([problems, warnings]).toEqual([[], []]);
    expect(unusedTests?.unmatched.count).toBe(0);
  });

  test('warn gives one warning with their number and an example', async () => {
    const { problems, warnings, unusedTests } = await matchNames(['Login works', ...strangers(2)]);
    expect(problems).toEqual([]);
    expect(warnings).toEqual([
      {
        location: { input: 'junit-files' },
        message: `2 JUnit tests match no result in run 239, for example Stranger 1: run 239 has no result of this name. ${ADVICE}: ignore`,
      },
    ]);
    expect(unusedTests?.unmatched).toMatchObject({ count: 2 });
  });

  test('error gives an error for each, at its line', async () => {
    const { problems, warnings } = await matchNames(strangers(2), 'error');
    expect(warnings).toEqual([]);
    expect(problems.map(({ location }) => [location.file, location.line])).toEqual([
      ['junit.xml', 2],
      ['junit.xml', 3],
    ]);
    expect(problems[1]?.message).toContain('Stranger 2');
    for (const { message } of problems) expect(message.endsWith(`. ${ADVICE}: warn`)).toBe(true);
  });

  test('error gives those beyond the first 20 by their number', async () => {
    expect((await matchNames(strangers(20), 'error')).problems).toHaveLength(20);
    const { problems } = await matchNames(strangers(23), 'error');
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toEqual({
      location: { input: 'junit-files' },
      message: '3 more JUnit tests match no result in run 239',
    });
  });

  test('ignore counts them', async () => {
    const { problems, warnings, unusedTests } = await matchNames(strangers(1), 'ignore');
    expect([problems, warnings]).toEqual([[], []]);
    expect(unusedTests?.unmatched.count).toBe(1);
  });
});

describe('without a listing', () => {
  const blind = (path: string) => match([path], inputs(), { listingError: 'they could not be read: 503' });

  test('no test can be matched, and that is an error', async () => {
    const { overrides, problems, unusedTests, lines } = await blind(report('Login works'));
    expect(overrides).toEqual([]);
    expect(unusedTests).toBeUndefined();
    expect(lines).toHaveLength(1);
    expect(problems).toEqual([
      {
        location: { input: 'junit-files' },
        message: "tests can only be matched to the run's results, and they could not be read: 503",
      },
    ]);
  });

  test('a report without tests lacks nothing', async () => {
    expect((await blind(report())).problems).toEqual([]);
  });

  test('what is wrong with a report is still reported', async () => {
    const path = join(folder, 'broken.xml');
    writeFileSync(path, '<testsuite><testcase');
    expect((await blind(path)).problems[0]?.location.file).toBe('broken.xml');
    const diagnostics = new Diagnostics();
    await validateTestReports([path], undefined, options(), diagnostics);
    expect(diagnostics.problems).toMatchObject([{ location: { input: 'junit-files', file: 'broken.xml' } }]);
  });
});

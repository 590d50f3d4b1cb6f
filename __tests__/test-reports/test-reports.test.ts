/** What `if-unmatched` makes of tests that match nothing, and of reports without a listing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Inputs, readInputs } from '../../src/inputs/inputs.js';
import type { ListedResult } from '../../src/model/types.js';
import { runnerFiles } from '../../src/runtime/files.js';
import { matchJUnitTests, validateJUnitFiles } from '../../src/test-reports/reports.js';
import { redactor } from '../../src/text/redact.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const world = () => ({
  files: runnerFiles(folder, new AbortController().signal),
  redact: redactor([]),
  cancelled: () => false,
});

const LISTING = {
  results: [{ testCaseResultId: '3646', result: 'FAILURE', name: 'Login works' }] as ListedResult[],
  readAt: 0,
};

function inputs(more: Readonly<Record<string, string>> = {}): Inputs {
  const given: Readonly<Record<string, string>> = { 'run-id': '239', 'api-token': 'sandbox', ...more };
  const { inputs: read } = readInputs((name) => given[name] ?? '', undefined);
  if (!read) throw new Error('no inputs');
  return read;
}

/** A report of tests by these names, all passed. */
function report(...names: readonly string[]): string {
  const path = join(folder, 'junit.xml');
  const cases = names.map((name) => `<testcase name="${name}"/>`);
  writeFileSync(path, `<testsuite>\n${cases.join('\n')}\n</testsuite>`);
  return path;
}

const strangers = (count: number) => Array.from({ length: count }, (_, index) => `Stranger ${index + 1}`);
const ADVICE =
  'Mark tests with the tags of their test cases, such as [TS-411], leave out their report, or set if-unmatched';

function tie(names: readonly string[], ifUnmatched = 'warn') {
  return matchJUnitTests(
    [report(...names)],
    inputs({ 'if-unmatched': ifUnmatched }),
    { listing: LISTING, listingError: '' },
    world(),
  );
}

describe('a suite or a machine for all tests', () => {
  const listed = (id: number, more: Partial<ListedResult>): ListedResult => ({
    testCaseResultId: String(id),
    result: 'FAILURE',
    name: 'Login works',
    ...more,
  });
  const narrowed = async (given: Readonly<Record<string, string>>, results: ListedResult[]) => {
    const { problems } = await matchJUnitTests(
      [report('Login works')],
      inputs({ 'if-unmatched': 'ignore', ...given }),
      { listing: { results }, listingError: '' },
      world(),
    );
    return problems;
  };
  const suites = (count: number) =>
    Array.from({ length: count }, (_, index) => listed(index + 1, { suite: `Suite ${index + 1}` }));

  test('that the run does not have is a problem of its input, with the names that it has', async () => {
    const results = [
      listed(1, { suite: 'Smoke', machine: 'Windows' }),
      listed(2, { suite: 'Smoke', machine: 'Mac' }),
      listed(3, {}),
    ];
    expect(await narrowed({ 'junit-suite': 'Smok', 'junit-machine': 'Windos' }, results)).toEqual([
      {
        location: { input: 'junit-suite' },
        message: 'run 239 has no suite of the name "Smok"; it has: "Smoke"',
      },
      {
        location: { input: 'junit-machine' },
        message: 'run 239 has no machine of the name "Windos"; it has: "Windows", "Mac"',
      },
    ]);
  });

  test('that the run does not have where it has none says so', async () => {
    expect(await narrowed({ 'junit-machine': 'Windows' }, [listed(1, {})])).toMatchObject([
      { message: 'run 239 has no machine of the name "Windows"; it has: none' },
    ]);
  });

  test.each([
    [10, /; it has: (?:"Suite \d+", ){9}"Suite 10"$/],
    [11, /; it has: (?:"Suite \d+", ){9}"Suite 10" and 1 more$/],
    [300, /; it has: (?:"Suite \d+", ){9}"Suite 10" and 290 more$/],
  ])('of %d suites lists ten', async (count, words) => {
    const [problem] = await narrowed({ 'junit-suite': 'Other' }, suites(count));
    expect(problem?.message).toMatch(words);
  });

  test('that it has, every machine, and a run without results are no problem', async () => {
    expect(await narrowed({ 'junit-suite': 'Suite 1', 'junit-machine': '*' }, suites(1))).toEqual([]);
    expect(await narrowed({ 'junit-suite': 'Suite 1' }, [])).toEqual([]);
  });
});

describe('without reports', () => {
  test('nothing comes of them', async () => {
    expect(await matchJUnitTests([], inputs(), { listingError: 'lookup is off' }, world())).toEqual({
      targets: [],
      lines: [],
      problems: [],
      warnings: [],
    });
    expect(await validateJUnitFiles([], undefined, world())).toEqual([]);
  });
});

describe('tests that match nothing', () => {
  test('are none where all match', async () => {
    for (const ifUnmatched of ['warn', 'error', 'ignore']) {
      const { targets, problems, warnings, unusedTests } = await tie(['Login works'], ifUnmatched);
      expect(targets).toMatchObject([{ testCaseResultId: '3646', outcome: 'SUCCESS' }]);
      expect([problems, warnings]).toEqual([[], []]);
      expect(unusedTests?.unmatched.count).toBe(0);
    }
  });

  test('are one warning with their number and an example', async () => {
    const { problems, warnings, unusedTests } = await tie(['Login works', ...strangers(2)]);
    expect(problems).toEqual([]);
    expect(warnings).toEqual([
      {
        location: { input: 'junit-files' },
        message: expect.stringMatching(
          /^without a match in run 239: 2 tests of the reports, such as .*Stranger 1.*\. /,
        ),
      },
    ]);
    expect(warnings[0]?.message.endsWith(`. ${ADVICE}: ignore`)).toBe(true);
    expect(unusedTests?.unmatched).toMatchObject({ count: 2 });
  });

  test('are an error each, where that is wanted', async () => {
    const { problems, warnings } = await tie(strangers(2), 'error');
    expect(warnings).toEqual([]);
    expect(problems.map(({ location }) => [location.file, location.line])).toEqual([
      ['junit.xml', 2],
      ['junit.xml', 3],
    ]);
    expect(problems[1]?.message).toContain('Stranger 2');
    for (const { message } of problems) expect(message.endsWith(`. ${ADVICE}: warn`)).toBe(true);
  });

  test('beyond the first few are told by their number', async () => {
    const all = await tie(strangers(20), 'error');
    expect(all.problems).toHaveLength(20);
    const { problems } = await tie(strangers(23), 'error');
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toEqual({
      location: { input: 'junit-files' },
      message: 'without a match in run 239: 3 more tests',
    });
  });

  test('are nothing where they do not matter', async () => {
    const { problems, warnings, unusedTests } = await tie(strangers(1), 'ignore');
    expect([problems, warnings]).toEqual([[], []]);
    expect(unusedTests?.unmatched.count).toBe(1);
  });
});

describe('without the listing', () => {
  const blind = (path: string) =>
    matchJUnitTests([path], inputs(), { listingError: 'it could not be read: 503' }, world());

  test('no test can be told, and that is an error', async () => {
    const { targets, problems, unusedTests, lines } = await blind(report('Login works'));
    expect(targets).toEqual([]);
    expect(unusedTests).toBeUndefined();
    expect(lines).toHaveLength(1);
    expect(problems).toEqual([
      {
        location: { input: 'junit-files' },
        message: "tests can only be told by the run's listing, and it could not be read: 503",
      },
    ]);
  });

  test('a report without tests lacks nothing', async () => {
    expect((await blind(report())).problems).toEqual([]);
  });

  test('what is wrong with a report is told all the same', async () => {
    const path = join(folder, 'broken.xml');
    writeFileSync(path, '<testsuite><testcase');
    const { problems } = await blind(path);
    expect(problems[0]?.location.file).toBe('broken.xml');
    expect(await validateJUnitFiles([path], undefined, world())).toMatchObject([
      { location: { input: 'junit-files', file: 'broken.xml' } },
    ]);
  });
});

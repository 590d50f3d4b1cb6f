/** What tools of the field write, and small reports after public bug reports: each yields what it should. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findFiles } from '../../src/inputs/files.js';
import { Diagnostics } from '../../src/model/diagnostic.js';
import type { ListedResult } from '../../src/model/types.js';
import { runnerFiles } from '../../src/runtime/files.js';
import { type LoadedReports, loadReports } from '../../src/test-reports/load-reports.js';
import { listed, outcomes, readAll } from '../support/junit-reports.js';

const FIXTURES = join(process.cwd(), '__tests__/fixtures');

/** Test cases by their IDs, for tags, and by the names that tests have where names cannot hold tags. */
const LISTING: readonly ListedResult[] = [
  ...[411, 412, 413, 414, 415, 416, 417].map((id) =>
    listed(9_000 + id, `Case ${id}`, { testCaseId: String(id) }),
  ),
  ...['opens', 'sells', 'closes', 'pays', 'ships', 'returns', 'counts'].map((name, index) =>
    listed(9501 + index, name),
  ),
  listed(9601, 'test_shop.Shop test_opens'),
  listed(9602, 'test_shop.Shop test_sells'),
  listed(9603, 'ShopTest testOpens'),
  listed(9604, 'ShopTest testReturns'),
];

interface Expected {
  /** Result IDs without the leading 9, with P for Passed and F for Failed. */
  readonly overrides: string;
  readonly skipped: number;
  /** Patterns of all warnings and notices, in order. */
  readonly says?: readonly RegExp[];
}

const SAME_NAME = /TS-416\] counts" failed here, but passed at report\.xml:\d+: the worst counts/;

const TOOLS: Readonly<Record<string, Expected>> = {
  'ava-tap-xunit': { overrides: '411P 412F 415P', skipped: 2 },
  bats: { overrides: '411P 412F', skipped: 1, says: [/^2 characters that XML forbids/] },
  behave: { overrides: '411P 412F 414F 415F 416F', skipped: 1 },
  'boost-test': { overrides: '501P 502F 504F 505F', skipped: 2 },
  busted: { overrides: '411P 412F 414F', skipped: 1 },
  cmocka: { overrides: '411P 412F 414F', skipped: 1 },
  'common-test': { overrides: '415P 501P 502F', skipped: 2 },
  cpputest: { overrides: '501P 502F', skipped: 1 },
  criterion: { overrides: '501P 502F 504F', skipped: 2 },
  ctest: { overrides: '411P 412F 414F 415P', skipped: 2, says: [/^status="disabled" does not say/] },
  'cucumber-js': { overrides: '411P 412F 413P 414F 415F 416F', skipped: 0 },
  'cucumber-ruby': { overrides: '411P 412F 413P 416F', skipped: 2 },
  doctest: { overrides: '411P 412F 414F 415F 416F', skipped: 0 },
  'gotestsum-tags': { overrides: '411P 412F 414P 415P', skipped: 1 },
  'jasmine-reporters': { overrides: '411P 412F 414F 416P 417F', skipped: 2 },
  // `test.todo` comes out as passed.
  'jest-rows': { overrides: '411P 412F 415P 416F 417P', skipped: 1, says: [SAME_NAME] },
  // A test that should fail and passed comes out as passed.
  meson: { overrides: '411P 412F 414F 415P 416P', skipped: 1 },
  'mocha-xunit': { overrides: '411P 412F 414F 416F 417F', skipped: 2, says: [SAME_NAME] },
  // `pm.test.skip` comes out as passed.
  newman: {
    overrides: '412F 413P',
    skipped: 0,
    says: [
      /^"\[TS-411\]" is in the name of a class or a suite/,
      /^the suite "\[TS-414\] refuses" counts 1 failure/,
    ],
  },
  'newman-junitfull': {
    overrides: '412F 413P',
    skipped: 0,
    says: [/^"\[TS-411\]" is in the name of a class or a suite/],
  },
  'node-tap': {
    overrides: '411P 412F',
    skipped: 2,
    says: [/^"\[TS-411\]" is in the name/, /^"\[TS-412\]" is in the name/],
  },
  nose2: { overrides: '601P 602F', skipped: 3 },
  'phpunit-outcomes': { overrides: '416P 417F 603P 604F', skipped: 3 },
  'qt-test': { overrides: '501P 502F 506F 507F', skipped: 1, says: [/^result="xfail" does not say/] },
  rspec: { overrides: '411P 412F 414F 416F', skipped: 2, says: [SAME_NAME] },
  // A TODO test that failed comes out as passed.
  'tap-formatter-junit': {
    overrides: '411P 412F 415P 416F',
    skipped: 0,
    says: [/^the suite "shop_t" as a whole has <error>/],
  },
  'unittest-xml-reporting': { overrides: '601P 602F', skipped: 2 },
  'vitest-rows': { overrides: '411P 412F 415P 416F 417P', skipped: 2, says: [SAME_NAME] },
};

function shortOutcomes(read: LoadedReports): string {
  return Object.entries(outcomes(read))
    .map(([id, outcome]) => id.slice(1) + outcome)
    .join(' ');
}

describe('reports of tools', () => {
  test.each(Object.entries(TOOLS))('yield what %s means', async (tool, { overrides, skipped, says = [] }) => {
    const report = readFileSync(join(FIXTURES, 'junit', tool, 'report.xml'));
    const read = await readAll({ 'report.xml': report }, LISTING);
    expect(read.problems).toEqual([]);
    expect(shortOutcomes(read)).toBe(overrides);
    expect(read.unusedTests.skipped.count).toBe(skipped);
    const said = [...read.warnings, ...read.notices].map(({ message }) => message);
    expect(said).toEqual(says.map((pattern) => expect.stringMatching(pattern)));
  });
});

/** A small report after a public bug report: see `fixtures/field-cases/README.md`. */
interface FieldCase {
  readonly inputs: { readonly 'junit-files': string };
  readonly run: readonly {
    readonly testCaseResultId: number;
    readonly testCaseId: number;
    readonly testCaseName: string;
    readonly testSuiteName: string;
    readonly machineTitle: string;
    readonly result: string;
  }[];
  readonly expect: {
    readonly exit: number;
    readonly overrides: readonly string[];
    readonly warningMatches?: string;
    readonly noticeMatches?: string;
    readonly errorMatches?: readonly string[];
    readonly neverMatches?: readonly string[];
  };
}

async function runFieldCase(name: string, { inputs, run }: FieldCase) {
  const folder = join(FIXTURES, 'field-cases', name);
  const files = runnerFiles(folder, new AbortController().signal);
  const listing = run.map((row) => ({
    testCaseResultId: String(row.testCaseResultId),
    testCaseId: String(row.testCaseId),
    result: row.result,
    name: row.testCaseName,
    suite: row.testSuiteName,
    machine: row.machineTitle,
  }));
  const diagnostics = new Diagnostics();
  const paths = await findFiles('junit-files', join(folder, inputs['junit-files']), files, diagnostics);
  const options = {
    runId: '239',
    host: undefined,
    listing,
    suite: '',
    machine: '',
    comment: '',
    files,
    cancelled: new AbortController().signal,
  };
  const { overrides } = await loadReports(paths, options, diagnostics);
  return { overrides: overrides.map((one) => `${one.testCaseResultId}=${one.outcome}`), diagnostics };
}

describe('reports of the field', () => {
  const names = readdirSync(join(FIXTURES, 'field-cases')).filter((name) => {
    const { inputs } = /^\d/.test(name) ? readCase(name) : { inputs: {} };
    return 'junit-files' in inputs;
  });

  function readCase(name: string): FieldCase {
    return JSON.parse(readFileSync(join(FIXTURES, 'field-cases', name, 'case.json'), 'utf8')) as FieldCase;
  }

  test.each(names)('yield what is right: %s', async (name) => {
    const fieldCase = readCase(name);
    const { overrides, diagnostics } = await runFieldCase(name, fieldCase);
    const {
      exit,
      warningMatches,
      noticeMatches,
      errorMatches = [],
      neverMatches = [],
      ...expected
    } = fieldCase.expect;
    const [problems, warnings, notices] = (['problems', 'warnings', 'notices'] as const).map((kind) =>
      diagnostics[kind]
        .map(({ location, message }) => `${location.file}:${location.line}: ${message}`)
        .join('\n'),
    );
    expect(problems === '').toBe(exit === 0);
    if (exit === 0) expect([...overrides].sort()).toEqual([...expected.overrides].sort());
    if (warningMatches !== undefined) expect(warnings).toMatch(new RegExp(warningMatches, 'i'));
    if (noticeMatches !== undefined) expect(notices).toMatch(new RegExp(noticeMatches, 'i'));
    for (const pattern of errorMatches) expect(problems).toMatch(new RegExp(pattern, 'i'));
    for (const pattern of neverMatches) expect(problems).not.toMatch(new RegExp(pattern, 'i'));
  });

  test('are nine', () => {
    expect(names).toHaveLength(9);
  });
});

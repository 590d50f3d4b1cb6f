/** Complete pages as people see them, kept in `__tests__/fixtures/pages/`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { renderPullRequestComment } from '../../../src/github/comment.js';
import type { Diagnostic } from '../../../src/model/diagnostic.js';
import { computeVerdict, earlyVerdict } from '../../../src/model/verdict.js';
import { MAX_SUMMARY_BYTES, renderSummary } from '../../../src/report/markdown/summary.js';
import type { Report } from '../../../src/report/report.js';
import { buildFollowUps } from '../../../src/report/retry-undo.js';
import { reportOf, settledOf } from '../../support/builders.js';

/** The page as it is kept; `PAGES=write` keeps the one of today instead. */
function page(name: string, today: string): string {
  const file = new URL(`../../fixtures/pages/${name}.md`, import.meta.url);
  if (process.env['PAGES'] === 'write') writeFileSync(file, today);
  return readFileSync(file, 'utf8');
}

const listed = (testCaseResultId: string, result: string) => ({
  before: {
    testCaseResultId,
    result,
    name: `Test ${testCaseResultId}`,
    suite: 'Smoke',
    machine: 'Windows Chrome',
  },
});

const RUN = {
  id: '239',
  result: 'FAILURE',
  status: 'STATUS_COMPLETED',
  plan: '57',
  build: '1.2.3',
  started: '2026-01-02T03:00:00.000Z',
};

const NOT_RELATED = 'is not related to execution run 239';

const ADVICE = 'Check the ID and the run';

/** Every status, with and without a name, a former result and a reason. */
const partial = reportOf(
  [
    settledOf('3646', 'overridden', '', listed('3646', 'FAILURE')),
    settledOf('3647', 'overridden'),
    { ...settledOf('2286', 'rejected', `Given test case result id 2286 ${NOT_RELATED}`), advice: ADVICE },
    { ...settledOf('2287', 'rejected', `Given test case result id 2287 ${NOT_RELATED}`), advice: ADVICE },
    settledOf('3650', 'rejected', ''),
    settledOf('3652', 'rejected', 'accepted, but the run still shows Failed'),
    settledOf('3648', 'unknown', '503 Service Unavailable', listed('3648', 'ABORTED')),
    settledOf('3649', 'not-sent', 'no time is left'),
    settledOf('3651', 'unchanged', 'already Passed when read at 2026-01-02T03:04:05.678Z'),
  ],
  { run: RUN },
);

const problems: Diagnostic[] = [
  { location: { input: 'results', line: 3, column: 5 }, message: 'wrong' },
  { location: { input: 'run-id' }, message: 'is empty' },
];

/** Nothing is known but what is wrong. */
const refused = reportOf([], {
  problems,
  verdict: earlyVerdict('failure', 'Nothing was overridden: wrong (and 1 more problem)'),
  runId: '',
  baseUrl: '',
  runResultBefore: '',
  runResult: '',
  workflowRun: '',
  workflowFile: '',
});

const planned = [
  settledOf('3646', 'planned', '', listed('3646', 'FAILURE')),
  settledOf('3647', 'planned', '', { comment: "it's known" }),
  settledOf('3648', 'unchanged', 'Aborted, and only Failed may be replaced'),
];

/** A dry run with reports, warnings and comments that differ. */
const dryRun = reportOf(planned, {
  verdict: computeVerdict(planned, { dryRun: true, ifPartial: 'warn', ifNoResults: 'error' }),
  warnings: [{ location: { input: 'lookup' }, message: 'the run could not be read' }],
  unusedTests: {
    unmatched: {
      count: 3,
      first: [
        { location: { input: 'junit-files', file: 'out/junit.xml', line: 7 }, message: '"Login › works"' },
      ],
    },
    skipped: { count: 1, first: [{ location: { input: 'junit-files' }, message: '"Pay › works"' }] },
    unknown: { count: 0, first: [] },
  },
  runResult: 'FAILURE',
  workflowFile: '',
});

const unchanged = [settledOf('3646', 'unchanged', 'already Passed')];

/** Nothing had to change, and the check failed. */
const settled = reportOf(unchanged, {
  verdict: computeVerdict(unchanged, {
    dryRun: false,
    ifPartial: 'warn',
    ifNoResults: 'error',
    unverified: '503',
  }),
  runResult: '',
  baseUrl: 'https://acme.example/(testsigma)',
});

const many = Array.from({ length: 30 }, (_, index) =>
  settledOf(String(1_000 + index), 'rejected', `reason ${String.fromCharCode(65 + index)}`),
);

/** More reasons, results and warnings than are shown unfolded. */
const crowd = reportOf(
  [...many, ...Array.from({ length: 25 }, (_, index) => settledOf(String(2_000 + index), 'overridden'))],
  {
    warnings: Array.from({ length: 25 }, (_, index) => ({
      location: { input: 'results', line: index + 1 },
      message: `warning ${index + 1}`,
    })),
  },
);

const ONE = { comment: "a ```fence``` and it's `code`" };
const alike = Array.from({ length: 25 }, (_, index) =>
  settledOf(
    String(3_000 + index),
    'rejected',
    `Given test case result id ${3_000 + index} ${NOT_RELATED}`,
    ONE,
  ),
);

/** One reason for many, one comment for all, names that a shell and Markdown would misread. */
const oneForAll = reportOf(
  [
    ...alike,
    settledOf('4000', 'overridden', '', { ...ONE, ...listed('4000', 'ABORTED') }),
    settledOf('4001', 'overridden', '', { ...ONE, ...listed('4001', 'STOPPED') }),
    settledOf('4002', 'unchanged', 'already Passed when read at 2026-01-02T03:04:05Z', ONE),
    settledOf('4003', 'overridden', '', { ...ONE, ...listed('4003', 'FAILURE') }),
  ],
  { workflowFile: 'over ride.yml', runResultBefore: '', runResult: '' },
);

/** More problems than a comment shows. */
const refusedOften = reportOf([], {
  problems: Array.from({ length: 25 }, (_, index) => ({
    location: { input: 'results', line: index + 1 },
    message: `problem ${index + 1}`,
  })),
  verdict: earlyVerdict('failure', 'Nothing was overridden: problem 1 (and 24 more problems)'),
  workflowRun: '',
});

const SCENES: readonly (readonly [string, Report])[] = [
  ['partial', partial],
  ['refused', refused],
  ['dry-run', dryRun],
  ['unchanged', settled],
  ['crowd', crowd],
  ['one-for-all', oneForAll],
  ['refused-often', refusedOften],
];

function summary(report: Report, reportFile: string): string {
  return renderSummary(report, buildFollowUps(report), reportFile, MAX_SUMMARY_BYTES);
}

describe('page', () => {
  test.each(SCENES)('job summary: %s', (name, report) => {
    const today = summary(report, '/tmp/report.json');
    expect(today).toBe(page(`${name}-summary`, today));
  });

  test.each(SCENES)('comment on a pull request: %s', (name, report) => {
    const render = (maxBytes: number) =>
      renderSummary(report, buildFollowUps(report), '/tmp/report.json', maxBytes);
    const today = renderPullRequestComment(report, '<!-- marker -->', render);
    expect(today).toBe(page(`${name}-comment`, today));
  });
});

test('summary counts the results of reasons beyond the fiftieth', () => {
  const letters = Array.from({ length: 52 }, (_, index) => 'x'.repeat(index + 1));
  const failed = letters.map((message, index) => settledOf(String(index + 1), 'rejected', message));
  const more = failed
    .slice(0, 2)
    .map((one, index) => ({ ...one, override: { ...one.override, testCaseResultId: String(900 + index) } }));
  const text = summary(reportOf([...failed, ...more]), '');
  expect(text).toContain('### Not overridden (54)');
  expect(text.match(/^🟥 \*\*Rejected\*\*/gm)).toHaveLength(50);
  expect(text).toContain('… and 2 more results for other reasons: see the output `failures`\n');
});

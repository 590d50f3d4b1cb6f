/** The policy, end dates and known issues, through the whole action. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Result, RUNS } from '../../sandbox/data.js';
import { startSandbox } from '../../sandbox/server.js';
import { act, actDist, annotations, ids, overridesIn, useSandbox } from '../support/act.js';
import { virtualClock } from '../support/clock.js';

const sandbox = useSandbox();

/** A day in UTC, so many days from today. */
function day(ahead: number): string {
  return new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
}

const RULES: readonly (readonly [policy: string, allowed: string, refused: string, rule: string])[] = [
  ['maxOverrides: 1', '{3646: passed}', '{3646: passed, 3647: passed}', 'maxOverrides'],
  [
    'maxOverrides: 20%',
    '{3646: passed, 3647: passed}',
    '{namePattern: "*", all: true, result: passed}',
    'maxOverrides',
  ],
  [
    "commentPattern: '^SHOP-\\d+$'",
    '{id: 3646, result: passed, comment: SHOP-1}',
    '{id: 3646, result: passed}',
    'commentPattern',
  ],
  ['protected: [{suite: Checkout}]', '{3649: failed, 3646: passed}', '{3649: passed}', 'protected'],
  ['requireUntil: true', `{id: 3646, result: passed, until: ${day(400)}}`, '{3646: passed}', 'requireUntil'],
  [
    'maxDays: 30',
    `{id: 3646, result: passed, until: ${day(30)}}`,
    `{id: 3646, result: passed, until: ${day(32)}}`,
    'maxDays',
  ],
];

/** One entry is an item of a list; pairs are a document. */
const documentOf = (text: string) => (/result:/.test(text) ? `[${text}]` : text);

describe('dist', () => {
  test.each(RULES)('%s allows and refuses', async (policy, allowed, refused, rule) => {
    const inputs = { results: documentOf(refused), policy };
    for (const run of [
      await actDist(sandbox, inputs),
      await act(sandbox, { ...inputs, 'dry-run': 'true' }),
    ]) {
      expect([run.exitCode, run.outputs['status'], run.outputs['total-count']]).toEqual([1, 'failure', '0']);
      expect(annotations(run, 'error').join('\n')).toContain(`policy: ${rule} `);
      expect(overridesIn(sandbox)).toEqual([]);
    }
    const run = await actDist(sandbox, { results: documentOf(allowed), policy });
    expect([run.exitCode, run.outputs['status']]).toEqual([0, 'success']);
    expect(overridesIn(sandbox)).toHaveLength(1);
  });

  test('ends a pattern that does not end by itself', async () => {
    const results = JSON.stringify([{ id: 3646, result: 'passed', comment: `${'a'.repeat(60)}!` }]);
    const run = await actDist(sandbox, { results, policy: "commentPattern: '(a+)+$'" });
    expect(run.exitCode).toBe(1);
    expect(run.durationMs).toBeLessThan(15_000);
    expect(annotations(run, 'error').join()).toContain('takes more than 1000 ms for the comment');
  });
});

describe('a policy', () => {
  test('that is wrong is reported together with everything else that is wrong', async () => {
    const policy = 'maxOverrides: many\nmaxDays: soon\nfoo: 1';
    const run = await act(sandbox, { results: '3646: purple', policy, 'batch-size': 'x' });
    const errors = annotations(run, 'error').join('\n');
    for (const part of [
      'policy, line 1, column 15',
      'policy, line 2, column 10',
      '"foo"',
      'purple',
      'batch-size',
    ])
      expect(errors).toContain(part);
    expect(sandbox.requests).toEqual([]);
  });

  test.each(['', ' \n', '{}'])('of %j is none', async (policy) => {
    const run = await act(sandbox, { results: '{3646: passed}', policy });
    expect(run.outputs['status']).toBe('success');
  });

  test.each([
    ['lookup: off', { lookup: 'off' }, 'lookup: off forbids reading them'],
    ['a listing that cannot be read', { 'max-retries': '0' }, 'they could not be read'],
  ])('that needs the listing fails with %s', async (_, inputs, reason) => {
    sandbox.faults = ({ method, path }) =>
      method === 'GET' && path.endsWith('test_case_results') ? { status: 500, body: '{}' } : undefined;
    for (const policy of ['maxOverrides: 50%', 'protected: [Login works]']) {
      const run = await act(sandbox, { results: '{3647: passed}', policy, ...inputs });
      expect(annotations(run, 'error').join('\n')).toContain(reason);
      expect(overridesIn(sandbox)).toEqual([]);
    }
  });

  test('shows every violation at the line that breaks it', async () => {
    const results = `3646: {result: passed, comment: nope, until: ${day(2)}}\n3647: {result: passed, comment: SHOP-1}`;
    const policy = 'commentPattern: SHOP\nrequireUntil: true\nprotected: [Search finds a product]';
    const run = await act(sandbox, { results, policy });
    expect(annotations(run, 'error').filter((text) => text.includes('policy:'))).toEqual([
      expect.stringContaining('results, line 2, column 1: policy: requireUntil'),
      expect.stringContaining('results, line 1, column 1: policy: commentPattern'),
    ]);
  });
});

describe('documents for next time pass the policy that they were made under', () => {
  const policy = "commentPattern: '^SHOP-\\d+$'\nrequireUntil: true\nmaxDays: 14\nmaxOverrides: 2";
  const results = `[{id: 3646, result: passed, comment: SHOP-1, until: ${day(3)}}, {id: 3650, result: passed, comment: SHOP-2, until: ${day(3)}}]`;

  test('the plan', async () => {
    const run = await act(sandbox, { results, policy, 'dry-run': 'true' });
    const plan = run.outputs['plan-results'] ?? '';
    expect(JSON.parse(plan)).toMatchObject([{ until: day(3) }, { until: day(3) }]);
    expect((await act(sandbox, { results: plan, policy })).outputs['status']).toBe('success');
  });

  test('what is left', async () => {
    sandbox.faults = ({ method }) =>
      method === 'PUT' ? { status: 403, body: '{"error":"Access denied"}' } : undefined;
    const run = await act(sandbox, { results, policy });
    expect(run.exitCode).toBe(1);
    sandbox.faults = undefined;
    const retry = run.outputs['retry-results'] ?? '';
    expect((await act(sandbox, { results: retry, policy })).outputs['status']).toBe('success');
  });

  test('the undo, with the comment as it was and the latest end date', async () => {
    const run = await act(sandbox, { results, policy });
    const undo = run.outputs['undo-results'] ?? '';
    expect(JSON.parse(undo)).toEqual([
      { testCaseResultId: 3646, comment: 'SHOP-1', result: 'FAILURE', onlyIf: ['SUCCESS'] },
      {
        testCaseResultId: 3650,
        comment: 'SHOP-2',
        result: 'NOT_EXECUTED',
        onlyIf: ['SUCCESS'],
        until: day(14),
      },
    ]);
    const undone = await act(sandbox, { results: undo, policy });
    expect(undone.outputs['status']).toBe('success');
    expect(sandbox.testsigma.resultOf('3650')).toBe('NOT_EXECUTED');
  });

  test('but not an undo that sets a protected result to Passed', async () => {
    const guard = 'protected: [Logout ends the session]';
    const run = await act(sandbox, { results: '{3648: failed}', policy: guard });
    const undo = await act(sandbox, { results: run.outputs['undo-results'] ?? '', policy: guard });
    expect(annotations(undo, 'error').join()).toContain(
      'policy: protected forbids setting these to Passed: 3648',
    );
    expect(sandbox.testsigma.resultOf('3648')).toBe('FAILURE');
  });
});

describe('end dates', () => {
  test('what has expired stays unchanged, blocks nothing, and is one warning at its line', async () => {
    const results = `Login wrks: {result: passed, until: ${day(-1)}}\n3646: {result: failed, until: ${day(-1)}}\n3647: passed`;
    const run = await act(sandbox, { results });
    expect([run.outputs['status'], ids(run, 'unchanged-ids'), ids(run, 'overridden-ids')]).toEqual([
      'success',
      [3646],
      [3647],
    ]);
    expect(annotations(run, 'warning')).toEqual([
      expect.stringMatching(/^results, line 1, column 1: .*"Login wrks" expired at the end of/),
      expect.stringMatching(/^results, line 2, column 1: .*result 3646 expired at the end of/),
    ]);
  });

  test.each([
    ['by ID', '3646'],
    ['by a name that the run does not have', 'Login wrks'],
  ])('a step of which every entry has expired succeeds, %s', async (_, which) => {
    for (const more of [{}, { lookup: 'off' }, { unchanged: 'send' }]) {
      const run = await act(sandbox, { results: `${which}: {result: passed, until: 2020-02-29}`, ...more });
      expect([run.exitCode, run.outputs['status']]).toEqual([0, 'success']);
    }
    expect(overridesIn(sandbox)).toEqual([]);
  });

  test('an expired entry and one whose onlyIf is not met leave the result to others', async () => {
    const results = `[{id: 3646, result: not_executed, until: ${day(-1)}}, {id: 3646, result: failed, onlyIf: stopped}, {id: 3646, result: passed}]`;
    const run = await act(sandbox, { results });
    expect([run.outputs['status'], ids(run, 'overridden-ids')]).toEqual(['success', [3646]]);
    expect(sandbox.testsigma.resultOf('3646')).toBe('SUCCESS');
  });

  test.each([
    ['2026-03-01T23:59:58Z', 'success', 1],
    ['2026-03-02T00:00:00Z', 'success', 0],
    ['2026-02-23T00:00:00Z', 'success', 1],
  ])('a day ends with the day in UTC: at %s', async (time, status, sent) => {
    const clock = virtualClock(Date.parse(time));
    const run = await act(sandbox, { results: '3646: {result: passed, until: 2026-03-01}' }, { clock });
    expect([run.outputs['status'], overridesIn(sandbox).length]).toEqual([status, sent]);
    expect(annotations(run, 'warning').length).toBe(1 - sent);
    expect(annotations(run, 'notice').filter((text) => text.includes('ends')).length).toBe(sent);
  });
});

describe('known issues', () => {
  test('that are solved are named, listed and marked; those of which one test still fails are not', async () => {
    const results =
      '[{name: Logout ends the session, result: not_executed, onlyIf: failed}, {suite: Smoke, result: not_executed, onlyIf: failed, all: true}]';
    const run = await act(sandbox, { results });
    const solved = annotations(run, 'notice').filter((text) => text.includes('can be removed'));
    expect(solved).toEqual([expect.stringMatching(/^results, line 1, column 2: solved known issue: 3648 /)]);
    expect(run.summary).toContain('Solved known issues (can be removed) (1)');
    const { results: reported } = JSON.parse(readFileSync(run.outputs['report-file'] ?? '', 'utf8'));
    const marked = reported.filter(({ solved: isSolved }: { solved: boolean }) => isSolved);
    expect(marked).toMatchObject([{ testCaseResultId: 3648, status: 'unchanged' }]);
  });

  test('say how many results a selection matches, in log and summary', async () => {
    const results = '[{suite: Smoke, result: not_executed, onlyIf: failed, all: true}]';
    const run = await act(sandbox, { results, 'dry-run': 'true' });
    expect(run.stdout).toContain('results, line 1, column 2: suite "Smoke" matches 5 results');
    expect(run.summary).toMatch(/suite "?(?:&quot;)?Smoke.* matches 5 results/);
  });
});

test('a data-driven case says how many of its iterations failed', async () => {
  const run = await act(sandbox, { results: '{3651: passed}' });
  expect(run.stdout).toContain('(Windows Chrome, 1 of 3 iterations failed)');
  expect(run.summary).toContain('1 of 3 iterations failed');
});

test.each([
  ['RUNNING', 'Running'],
  ['QUEUED', 'Queued'],
  ['PAUSED', 'Paused'],
])('a result that is %s in a run that has ended is a warning', async (word, label) => {
  const [run] = structuredClone(RUNS);
  const results = run?.results.map((one) =>
    one.testCaseResultId === '3650' ? { ...one, result: word as Result } : one,
  );
  const other = await startSandbox({ runs: run && results ? [{ ...run, results }] : [] });
  const { exitCode, commands } = await act(other, { results: '{3646: passed}' });
  await other.close();
  expect(exitCode).toBe(0);
  const warnings = commands.filter(({ name }) => name === 'warning').map(({ data }) => data);
  expect(warnings).toEqual([expect.stringContaining(`some of its results have not: 3650 (${label})`)]);
});

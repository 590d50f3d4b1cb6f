import { describe, expect, test } from '@jest/globals';
import { type Diagnostic, Diagnostics } from '../../src/model/diagnostic.js';
import type { Entry, ListedResult, Listing, Outcome, Override } from '../../src/model/types.js';
import { CommentRenderer } from '../../src/plan/comment.js';
import { makePlan, type PlanOptions } from '../../src/plan/plan.js';

const READ_AT = Date.UTC(2024, 4, 6, 7, 8, 9);
const RESULTS: readonly ListedResult[] = [
  { testCaseResultId: '1', result: 'FAILURE', name: 'One' },
  { testCaseResultId: '2', result: 'SUCCESS', name: 'Two' },
  { testCaseResultId: '3', result: 'NOT_EXECUTED', name: 'Three' },
  { testCaseResultId: '4', result: 'ABORTED', name: 'Four' },
  { testCaseResultId: '5', result: 'SOMETHING_NEW', name: 'Five' },
];
const LISTING: Pick<Listing, 'results' | 'readAt'> = { results: RESULTS, readAt: READ_AT };
const READ_THEN = 'when read at 2024-05-06T07:08:09.000Z';

function entry(id: string, outcome: Outcome = 'SUCCESS', more: Partial<Entry> = {}): Entry {
  const location = { input: 'results', line: Number(id), column: 1 };
  return { selector: { testCaseResultId: id }, outcome, location, ...more };
}

interface Plan {
  readonly planned: readonly Override[];
  readonly problems: readonly Diagnostic[];
  readonly notices: readonly Diagnostic[];
}

const WITHOUT_LISTING: PlanOptions = {
  runId: '239',
  suite: '',
  machine: '',
  listingError: 'lookup is off',
  strict: false,
  comment: 'Overridden from GitHub Actions',
  comments: new CommentRenderer(undefined, (text) => text.replaceAll('SANDBOX', '***')),
  skipUnchanged: true,
  today: '2026-01-01',
  pause: () => undefined,
};

async function plan(
  entries: readonly Entry[],
  more: Partial<PlanOptions> = {},
  reported: readonly Override[] = [],
): Promise<Plan> {
  const diagnostics = new Diagnostics();
  const options = { ...WITHOUT_LISTING, listing: LISTING, ...more };
  const planned = await makePlan(entries, options, reported, diagnostics);
  return { planned, ...diagnostics };
}

async function withoutListing(entries: readonly Entry[], more: Partial<PlanOptions> = {}): Promise<Plan> {
  const diagnostics = new Diagnostics();
  const planned = await makePlan(entries, { ...WITHOUT_LISTING, ...more }, [], diagnostics);
  return { planned, ...diagnostics };
}

function skipReasons({ planned }: Plan): (string | undefined)[] {
  return planned.map(({ skipReason }) => skipReason);
}

describe('an override', () => {
  test('has everything that sending and reporting take', async () => {
    const { planned } = await plan([entry('1', 'SUCCESS', { comment: 'flaky', onlyIf: ['FAILURE'] })]);
    expect(planned).toEqual([
      {
        testCaseResultId: '1',
        outcome: 'SUCCESS',
        comment: 'flaky',
        onlyIf: ['FAILURE'],
        location: { input: 'results', line: 1, column: 1 },
        before: RESULTS[0],
      },
    ]);
  });

  test('has the comment for all if its entry has none, without secrets', async () => {
    const { planned } = await plan([entry('1'), entry('3', 'SUCCESS', { comment: 'my SANDBOX' })]);
    expect(planned.map(({ comment }) => comment)).toEqual(['Overridden from GitHub Actions', 'my ***']);
  });

  test('does not know a former result without a listing', async () => {
    expect((await withoutListing([entry('1')])).planned[0]?.before).toBeUndefined();
  });

  test('comes in the order requested', async () => {
    const { planned } = await plan([entry('3'), entry('1'), entry('5'), entry('4')]);
    expect(planned.map(({ testCaseResultId }) => testCaseResultId)).toEqual(['3', '1', '5', '4']);
  });

  test('gets a notice at its location if its comment is cut', async () => {
    const long = entry('1', 'SUCCESS', { comment: 'x'.repeat(3_000) });
    const { planned, notices } = await plan([long, entry('3')]);
    expect(planned[0]?.comment).toBe(`${'x'.repeat(1_999)}…`);
    expect(notices).toEqual([
      { location: long.location, message: expect.stringMatching(/comment .*1 was cut to 2000 characters/) },
    ]);
  });
});

describe('a result that is as requested', () => {
  test('is skipped, with the time of reading', async () => {
    const result = await plan([entry('2'), entry('3', 'NOT_EXECUTED')]);
    expect(skipReasons(result)).toEqual([`already Passed ${READ_THEN}`, `already Not Executed ${READ_THEN}`]);
    expect(skipReasons(await plan([entry('1', 'FAILURE')]))).toEqual([`already Failed ${READ_THEN}`]);
    expect(result.problems).toEqual([]);
  });

  test('is sent with unchanged: send, and if it is not known', async () => {
    const all = [entry('2'), entry('1', 'FAILURE')];
    expect(skipReasons(await plan(all, { skipUnchanged: false }))).toEqual([undefined, undefined]);
    expect(skipReasons(await withoutListing(all))).toEqual([undefined, undefined]);
    expect(skipReasons(await plan([entry('9')]))).toEqual([undefined]);
  });

  test.each(['4', '5', '1', '3'])('is not result %s', async (id) => {
    expect(skipReasons(await plan([entry(id)]))).toEqual([undefined]);
  });
});

describe('onlyIf', () => {
  test('skips what it does not allow, says why, and names it in a notice', async () => {
    const result = await plan([
      entry('4', 'SUCCESS', { onlyIf: ['FAILURE', 'QUEUED'] }),
      entry('1', 'SUCCESS', { onlyIf: ['FAILURE'] }),
    ]);
    expect(skipReasons(result)).toEqual([
      `Aborted ${READ_THEN}, and only Failed or Queued may be replaced`,
      undefined,
    ]);
    expect(result.notices).toEqual([
      { location: { input: 'results', line: 4, column: 1 }, message: expect.stringMatching(/4 \(Four/) },
    ]);
  });

  test.each([
    ['SUCCESS', 'FAILURE', ['FAILURE'], undefined],
    ['SUCCESS', 'FAILURE', ['SUCCESS'], 'Failed when read'],
    ['SUCCESS', 'ABORTED', ['ABORTED', 'FAILURE'], undefined],
    ['FAILURE', 'SUCCESS', ['FAILURE'], 'Passed when read'],
    ['FAILURE', 'SOMETHING_NEW', ['FAILURE', 'SUCCESS', 'NOT_EXECUTED'], 'SOMETHING_NEW when read'],
  ] as const)('to %s from %s with only-if %j: skipped since %s', async (outcome, result, onlyIf, why) => {
    const listing = { results: [{ testCaseResultId: '7', result }], readAt: READ_AT };
    for (const made of [
      await plan([entry('7', outcome)], { listing, onlyIf }),
      await plan([entry('7', outcome, { onlyIf })], { listing }),
      await plan([entry('7', outcome)], { listing, onlyIf, skipUnchanged: false }),
    ]) {
      expect(skipReasons(made)).toEqual([why === undefined ? undefined : expect.stringContaining(why)]);
      expect(made.planned[0]?.onlyIf).toEqual(onlyIf);
    }
  });

  test('of an entry takes precedence over only-if', async () => {
    const own = entry('1', 'SUCCESS', { onlyIf: ['FAILURE'] });
    expect(skipReasons(await plan([own], { onlyIf: ['ABORTED'] }))).toEqual([undefined]);
  });
});

describe('problems and notices', () => {
  test('of names, IDs and contradictions are passed on', async () => {
    const named = entry('8', 'SUCCESS', { selector: { name: 'Tow' } });
    const { problems, notices } = await plan([entry('1'), entry('1', 'FAILURE'), named, entry('9')]);
    expect(problems.map(({ message }) => message)).toEqual([
      'result 1 is Failed here but Passed at results, line 1, column 1; keep one',
      expect.stringMatching(/^run 239 has no test case named "Tow"; .*"Two"/),
    ]);
    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^result 9 is not in run 239; sending it anyway/),
    ]);
  });

  test.each(['suite', 'machine'] as const)('a %s that the run does not have is one', async (input) => {
    const results = [{ testCaseResultId: '1', result: 'FAILURE', name: 'One', suite: 'S', machine: 'M' }];
    const { problems } = await plan([], { listing: { results, readAt: READ_AT }, [input]: 'X' });
    expect(problems).toEqual([
      {
        location: { input },
        message: expect.stringMatching(`^run 239 has no ${input} named "X"; it has: "`),
      },
    ]);
    for (const known of ['*', input === 'suite' ? ' S\u00a0' : 'M'])
      expect((await plan([], { listing: { results, readAt: READ_AT }, [input]: known })).problems).toEqual(
        [],
      );
  });
});

describe('what test reports request', () => {
  const LOCATION = { input: 'junit-files', file: 'report.xml', line: 9, column: 3 };
  const reported = (id: string, outcome: Outcome): Override => {
    const before = RESULTS.find(({ testCaseResultId }) => testCaseResultId === id);
    return { testCaseResultId: id, outcome, comment: 'c (SANDBOX.xml)', location: LOCATION, before };
  };

  test('follows the entries, with only-if, and without secrets', async () => {
    const onlyIf = ['FAILURE', 'NOT_EXECUTED'];
    const { planned } = await plan([entry('3')], { onlyIf }, [
      reported('1', 'SUCCESS'),
      reported('4', 'SUCCESS'),
      reported('2', 'SUCCESS'),
    ]);
    expect(planned.map(({ testCaseResultId }) => testCaseResultId)).toEqual(['3', '1', '4', '2']);
    expect(planned[1]).toMatchObject({ comment: 'c (***.xml)', onlyIf });
    expect(planned.map(({ skipReason }) => skipReason !== undefined)).toEqual([false, false, true, true]);
  });

  test.each<Outcome>(['SUCCESS', 'FAILURE'])('yields to an entry, with a notice: %s', async (outcome) => {
    const { planned, notices, problems } = await plan([entry('1')], {}, [reported('1', outcome)]);
    expect(planned.map((override) => override.outcome)).toEqual(['SUCCESS']);
    expect(problems).toEqual([]);
    expect(notices).toEqual([{ location: LOCATION, message: expect.stringContaining('results, line 1') }]);
  });

  test('wins over an entry whose onlyIf is not met', async () => {
    const { planned } = await plan([entry('1', 'NOT_EXECUTED', { onlyIf: ['ABORTED'] })], {}, [
      reported('1', 'SUCCESS'),
    ]);
    expect(planned.map(({ outcome, skipReason }) => [outcome, skipReason])).toEqual([['SUCCESS', undefined]]);
  });
});

describe('an entry whose onlyIf is not met is named though something else counts for its result', () => {
  const known = entry('2', 'NOT_EXECUTED', { onlyIf: ['FAILURE'] });
  const other = { ...entry('2', 'FAILURE'), location: { input: 'results', line: 9, column: 1 } };
  const from = (outcome: Outcome): Override => {
    const location = { input: 'junit-files', file: 'a.xml', line: 3 };
    return { testCaseResultId: '2', outcome, comment: 'c', location, before: RESULTS[1] };
  };
  const UNMET = 'onlyIf was not met, so this entry does not change: 2 (Two)';
  const SOLVED = 'solved known issue: 2 (Two) Passed, so this entry can be removed';

  test.each<[string, readonly Entry[], readonly Override[], string, Outcome]>([
    ['a report that says Failed', [known], [from('FAILURE')], UNMET, 'FAILURE'],
    ['a report that says Passed', [known], [from('SUCCESS')], SOLVED, 'SUCCESS'],
    ['an entry after it', [known, other], [], UNMET, 'FAILURE'],
    ['an entry before it', [other, known], [], UNMET, 'FAILURE'],
    ['an expired entry before it', [{ ...other, until: '2025-12-31' }, known], [], SOLVED, 'NOT_EXECUTED'],
  ])('%s', async (_, entries, reports, message, outcome) => {
    const { planned, notices } = await plan(entries, {}, reports);
    expect(notices).toEqual([{ location: known.location, message }]);
    expect(planned.map((one) => [one.outcome, one.isSolved === true])).toEqual([
      [outcome, message === SOLVED],
    ]);
  });

  test('a report whose only-if is not met is, too', async () => {
    const { notices } = await plan([{ ...other, onlyIf: ['SUCCESS'] }], { onlyIf: ['FAILURE'] }, [
      from('FAILURE'),
    ]);
    expect(notices).toEqual([{ location: from('FAILURE').location, message: UNMET }]);
  });
});

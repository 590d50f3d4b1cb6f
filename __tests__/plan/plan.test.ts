import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Entry, ListedResult, Listing, Outcome } from '../../src/model/types.js';
import { makePlan, type Plan, type PlanOptions } from '../../src/plan/plan.js';

const READ_AT = Date.UTC(2024, 4, 6, 7, 8, 9);
const AUDIT = { who: 'octocat', where: 'https://github.com/acme/shop/actions/runs/777/attempts/1' };
const TRAIL = ` (octocat, ${AUDIT.where}; was Failed)`;
const RESULTS: readonly ListedResult[] = [
  { testCaseResultId: '1', result: 'FAILURE', name: 'One' },
  { testCaseResultId: '2', result: 'SUCCESS', name: 'Two' },
  { testCaseResultId: '3', result: 'NOT_EXECUTED', name: 'Three' },
  { testCaseResultId: '4', result: 'ABORTED', name: 'Four' },
  { testCaseResultId: '5', result: 'SOMETHING_NEW', name: 'Five' },
];
const LISTING: Pick<Listing, 'results' | 'readAt'> = { results: RESULTS, readAt: READ_AT };

function entry(id: string, outcome: Outcome = 'SUCCESS', more: Partial<Entry> = {}): Entry {
  return {
    selector: { testCaseResultId: id },
    outcome,
    location: { input: 'results', line: Number(id), column: 1 },
    ...more,
  };
}

const asItIs = (text: string) => text;

function plan(entries: readonly Entry[], more: Partial<PlanOptions> = {}): Plan {
  return makePlan(entries, {
    runId: '239',
    listing: LISTING,
    listingError: '',
    strict: false,
    comment: 'Overridden from GitHub Actions',
    skipUnchanged: true,
    redact: asItIs,
    ...more,
  });
}

function withoutListing(entries: readonly Entry[], more: Partial<PlanOptions> = {}): Plan {
  const options = {
    runId: '239',
    listingError: 'lookup is off',
    strict: false,
    comment: 'c',
    skipUnchanged: true,
    redact: asItIs,
  };
  return makePlan(entries, { ...options, ...more });
}

const REPORTED: PlanOptions = {
  runId: '239',
  listing: LISTING,
  listingError: '',
  strict: false,
  comment: 'c',
  skipUnchanged: true,
  redact: asItIs,
};

function left({ planned }: Plan): (string | undefined)[] {
  return planned.map(({ skipReason }) => skipReason);
}

describe('an override', () => {
  test('has all that it takes to send it and to tell of it', () => {
    const [first] = plan([entry('1', 'SUCCESS', { comment: 'flaky', onlyIf: ['FAILURE'] })], {
      audit: AUDIT,
    }).planned;
    expect(first).toEqual({
      override: {
        testCaseResultId: '1',
        outcome: 'SUCCESS',
        comment: 'flaky',
        wireComment: `flaky${TRAIL}`,
        onlyIf: ['FAILURE'],
        location: { input: 'results', line: 1, column: 1 },
        before: RESULTS[0],
      },
    });
  });

  test('has the comment for all where its entry has none', () => {
    const { planned } = plan([entry('1'), entry('3', 'SUCCESS', { comment: 'mine' })]);
    expect(planned.map(({ override: { comment, wireComment } }) => [comment, wireComment])).toEqual([
      ['Overridden from GitHub Actions', 'Overridden from GitHub Actions'],
      ['mine', 'mine'],
    ]);
  });

  test('does not say what the result was where that is not known', () => {
    const { planned } = withoutListing([entry('1', 'SUCCESS')], { audit: AUDIT });
    expect(planned[0]?.override.wireComment).toBe(`c (octocat, ${AUDIT.where})`);
    expect(planned[0]?.override.before).toBeUndefined();
    expect(plan([entry('9')], { audit: AUDIT }).planned[0]?.override.wireComment).not.toContain('was');
  });

  test('stands in the order asked', () => {
    const { planned } = plan([entry('3'), entry('1'), entry('5'), entry('4')]);
    expect(planned.map(({ override }) => override.testCaseResultId)).toEqual(['3', '1', '5', '4']);
  });
});

describe('a comment that is too long', () => {
  const long = 'x'.repeat(3_000);

  test('is cut on the wire, never its trail, with a notice at its location', () => {
    const { planned, notices } = plan([entry('1', 'SUCCESS', { comment: long })], { audit: AUDIT });
    const { wireComment = '' } = planned[0]?.override ?? {};
    expect(wireComment).toBe(`${'x'.repeat(2_000 - TRAIL.length - 1)}…${TRAIL}`);
    expect(wireComment).toHaveLength(2_000);
    expect(notices).toEqual([
      {
        location: { input: 'results', line: 1, column: 1 },
        message: expect.stringMatching(/comment for 1 was cut: .*2000 characters/),
      },
    ]);
  });

  test('is cut without a trail, too', () => {
    const { planned, notices } = plan([entry('1', 'SUCCESS', { comment: long })]);
    expect(planned[0]?.override.wireComment).toBe(`${'x'.repeat(1_999)}…`);
    expect(notices).toHaveLength(1);
  });

  test('by its trail alone is cut on the wire only', () => {
    const { planned, notices } = plan([entry('1', 'SUCCESS', { comment: 'y'.repeat(1_990) })], {
      audit: AUDIT,
    });
    expect(planned[0]?.override.comment).toBe('y'.repeat(1_990));
    expect(planned[0]?.override.wireComment).toHaveLength(2_000);
    expect(planned[0]?.override.wireComment).toMatch(/^y+… \(octocat/);
    expect(notices).toHaveLength(1);
  });

  test('gets no notice where it just fits', () => {
    const fits = 'z'.repeat(2_000 - TRAIL.length);
    const { planned, notices } = plan([entry('1', 'SUCCESS', { comment: fits })], { audit: AUDIT });
    expect(planned[0]?.override.wireComment).toBe(fits + TRAIL);
    expect(notices).toEqual([]);
  });

  test('never splits a pair and never exceeds 2,000 units, whatever it is', () => {
    const text = fc.tuple(
      fc.integer({ min: 0, max: 2_100 }),
      fc.array(fc.constantFrom('😀', 'é', 'x'), { minLength: 50 }),
    );
    fc.assert(
      fc.property(text, fc.boolean(), ([length, tail], audited) => {
        const comment = 'x'.repeat(length) + tail.join('');
        const { planned, notices } = plan(
          [entry('1', 'SUCCESS', { comment })],
          audited ? { audit: AUDIT } : {},
        );
        const { wireComment = '', comment: kept = '' } = planned[0]?.override ?? {};
        const whole = comment + (audited ? TRAIL : '');
        expect(wireComment.length).toBeLessThanOrEqual(2_000);
        expect(wireComment.isWellFormed() && kept.isWellFormed()).toBe(true);
        expect(wireComment.endsWith(audited ? TRAIL : '')).toBe(true);
        expect([wireComment === whole, notices.length]).toEqual([
          whole.length <= 2_000,
          whole.length <= 2_000 ? 0 : 1,
        ]);
      }),
    );
  });
});

describe('secrets', () => {
  const redact = (text: string) => text.replaceAll('SANDBOX', '***');

  test('are hidden in every comment before it is cut, and in what the result was', () => {
    const results = [{ testCaseResultId: '1', result: 'SANDBOX' }];
    const options = { redact, audit: AUDIT, listing: { results, readAt: 0 }, comment: 'of SANDBOX' };
    const [own] = plan([entry('1', 'SUCCESS', { comment: 'my SANDBOX' })], options).planned;
    const [other] = plan([entry('1')], options).planned;
    expect(own?.override.comment).toBe('my ***');
    expect(own?.override.wireComment).toMatch(/^my \*\*\* \(octocat.*; was \*\*\*\)$/);
    expect(other?.override.comment).toBe('of ***');
  });

  test('are hidden in the comments of test reports', () => {
    const target = { testCaseResultId: '9', outcome: 'SUCCESS', location: { input: 'junit-files' } } as const;
    const { planned } = makePlan([], { ...REPORTED, redact }, [{ ...target, comment: 'x (SANDBOX.xml)' }]);
    expect(planned[0]?.override.comment).toBe('x (***.xml)');
  });
});

test('a result of endless name leaves the comment within its measure', () => {
  const results = [{ testCaseResultId: '1', result: 'X'.repeat(5_000) }];
  const { planned } = plan([entry('1')], { audit: AUDIT, listing: { results, readAt: 0 } });
  expect(planned[0]?.override.wireComment).toMatch(/; was X{49}…\)$/);
});

describe('what already is as asked', () => {
  test('is left, and says so with the time of the reading', () => {
    const result = plan([entry('1', 'FAILURE'), entry('1'), entry('2'), entry('3', 'NOT_EXECUTED')].slice(2));
    expect(left(result)).toEqual([
      'already Passed when read at 2024-05-06T07:08:09.000Z',
      'already Not Executed when read at 2024-05-06T07:08:09.000Z',
    ]);
    expect(left(plan([entry('1', 'FAILURE')]))).toEqual([expect.stringContaining('already Failed')]);
    expect(result.problems).toEqual([]);
  });

  test('is sent where that is wanted', () => {
    expect(left(plan([entry('2'), entry('1', 'FAILURE')], { skipUnchanged: false }))).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('is sent where it is not known', () => {
    expect(left(withoutListing([entry('1'), entry('2')]))).toEqual([undefined, undefined]);
    expect(left(plan([entry('9')]))).toEqual([undefined]);
  });

  test.each(['4', '5', '1', '3'])('is not what %s is', (id) => {
    expect(left(plan([entry(id)]))).toEqual([undefined]);
  });
});

describe('what onlyIf does not allow', () => {
  test('is left, and says why', () => {
    const result = plan([
      entry('4', 'SUCCESS', { onlyIf: ['FAILURE', 'QUEUED'] }),
      entry('1', 'SUCCESS', { onlyIf: ['FAILURE'] }),
    ]);
    expect(left(result)).toEqual([
      'Aborted when read at 2024-05-06T07:08:09.000Z, and only Failed or Queued may be replaced',
      undefined,
    ]);
  });

  test.each([
    ['SUCCESS', 'FAILURE', ['FAILURE'], undefined],
    ['SUCCESS', 'FAILURE', ['SUCCESS'], 'it was Failed'],
    ['SUCCESS', 'ABORTED', ['ABORTED', 'FAILURE'], undefined],
    ['FAILURE', 'SUCCESS', ['FAILURE'], 'it was Passed'],
    ['FAILURE', 'SOMETHING_NEW', ['FAILURE', 'SUCCESS', 'NOT_EXECUTED'], 'it was SOMETHING_NEW'],
  ] as const)('to %s from %s with only-if %j: left since %s', (outcome, result, onlyIf, why) => {
    const listing: Pick<Listing, 'results' | 'readAt'> = {
      results: [{ testCaseResultId: '7', result }],
      readAt: READ_AT,
    };
    for (const made of [
      plan([entry('7', outcome)], { listing, onlyIf }),
      plan([entry('7', outcome, { onlyIf })], { listing }),
      plan([entry('7', outcome)], { listing, onlyIf, skipUnchanged: false }),
    ]) {
      expect(left(made)).toEqual([why === undefined ? undefined : expect.stringContaining(why)]);
      expect(made.planned[0]?.override.onlyIf).toEqual(onlyIf);
    }
  });

  test("is the entry's own affair where it has an onlyIf", () => {
    expect(left(plan([entry('1', 'SUCCESS', { onlyIf: ['FAILURE'] })], { onlyIf: ['ABORTED'] }))).toEqual([
      undefined,
    ]);
  });
});

describe('problems and notices', () => {
  test('of names, ids and contradictions come through', () => {
    const named: Entry = {
      selector: { name: 'Tow' },
      outcome: 'SUCCESS',
      location: { input: 'results', line: 8, column: 1 },
    };
    const { problems, notices } = plan([entry('1'), entry('1', 'FAILURE'), named, entry('9')]);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/result 1 shall become Failed here and Passed at results, line 1, column 1/),
      expect.stringMatching(/no result of the name "Tow"\. The closest names: "Two"/),
    ]);
    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringMatching(/does not list the result 9/),
    ]);
  });

  test('are strict where that is wanted', () => {
    const { problems, planned } = plan([entry('9')], { strict: true });
    expect(problems).toHaveLength(1);
    expect(planned).toEqual([]);
  });

  test('say why there is no listing', () => {
    const { problems } = withoutListing([entry('1', 'SUCCESS', { onlyIf: ['FAILURE'] })], {
      listingError: 'it could not be read: 403',
    });
    expect(problems[0]?.message).toMatch(/onlyIf can only .*, and it could not be read: 403/);
  });
});

describe('what test reports ask for', () => {
  const options = REPORTED;
  const target = (id: string, outcome: Outcome) => {
    const location = { input: 'junit-files', file: 'report.xml', line: 9, column: 3 };
    const listed = RESULTS.find(({ testCaseResultId }) => testCaseResultId === id);
    return { testCaseResultId: id, outcome, location, ...(listed ? { listed } : {}) };
  };

  test('stands behind the entries, with only-if and the comment for all', () => {
    const { planned, notices } = makePlan([entry('3')], { ...options, onlyIf: ['FAILURE', 'NOT_EXECUTED'] }, [
      target('1', 'SUCCESS'),
      target('4', 'SUCCESS'),
      target('2', 'SUCCESS'),
    ]);
    expect(planned.map(({ override }) => override.testCaseResultId)).toEqual(['3', '1', '4', '2']);
    expect(planned[1]?.override).toMatchObject({ comment: 'c', onlyIf: ['FAILURE', 'NOT_EXECUTED'] });
    expect(planned.map(({ skipReason }) => skipReason !== undefined)).toEqual([false, false, true, true]);
    expect(notices).toEqual([]);
  });

  test.each<Outcome>(['SUCCESS', 'FAILURE'])(
    'gives way to an entry for the same result, with a notice: %s',
    (outcome) => {
      const { planned, notices, problems } = makePlan([entry('1')], options, [target('1', outcome)]);
      expect(planned.map(({ override }) => override.outcome)).toEqual(['SUCCESS']);
      expect(problems).toEqual([]);
      expect(notices).toEqual([
        {
          location: { input: 'junit-files', file: 'report.xml', line: 9, column: 3 },
          message: expect.stringMatching(
            /the report says (Passed|Failed) for the result 1, and results, line 1, column 1 asks for Passed: .*explicitly counts/,
          ),
        },
      ]);
    },
  );
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from '../../src/documents/document.js';
import type { Outcome, Override, OverrideResult, OverrideStatus } from '../../src/model/types.js';
import { makePlan } from '../../src/plan/plan.js';
import {
  isFailed,
  isRestorable,
  jsonList,
  notRestorable,
  retryDocument,
  undoDocument,
} from '../../src/report/retry-undo.js';

const FATES: readonly OverrideStatus[] = [
  'overridden',
  'unchanged',
  'rejected',
  'unknown',
  'not-sent',
  'planned',
];
const OUTCOMES: readonly Outcome[] = ['SUCCESS', 'FAILURE', 'NOT_EXECUTED'];

const asItIs = (text: string) => text;

function settled(id: string, status: OverrideStatus, more: Partial<Override> = {}): OverrideResult {
  const override = {
    testCaseResultId: id,
    outcome: 'SUCCESS',
    comment: `comment of ${id}`,
    wireComment: `comment of ${id} (octocat; was Failed)`,
    location: { input: 'results' },
    ...more,
  } as const;
  return { override, status, message: 'why', attempts: 1 };
}

function was(id: string, result: string): Partial<Override> {
  return { before: { testCaseResultId: id, result } };
}

/** What the action itself makes of a document. */
function readBack(text: string) {
  const { entries, problems } = parseDocument({ input: 'results', text }, { host: 'app.testsigma.com' });
  expect(problems).toEqual([]);
  return entries.map(({ selector, outcome, comment, onlyIf }) => ({ ...selector, outcome, comment, onlyIf }));
}

describe('isFailed', () => {
  test.each<[OverrideStatus, boolean]>([
    ['overridden', false],
    ['unchanged', false],
    ['planned', false],
    ['rejected', true],
    ['unknown', true],
    ['not-sent', true],
  ])('%s: %s', (status, failed) => {
    expect(isFailed(settled('1', status))).toBe(failed);
  });
});

describe('retryDocument', () => {
  test('holds what failed, as it was asked, on one line of JSON', () => {
    const all = FATES.map((status, index) => settled(String(index + 1), status));
    const left = all.filter(({ status }) => status !== 'planned');
    expect(retryDocument(left, asItIs)).toBe(
      '[{"testCaseResultId":3,"comment":"comment of 3","result":"SUCCESS"},{"testCaseResultId":4,"comment":"comment of 4","result":"SUCCESS"},{"testCaseResultId":5,"comment":"comment of 5","result":"SUCCESS"}]',
    );
  });

  test('holds the raw comment without the trail, and onlyIf as it stands', () => {
    const one = settled('9223372036854775807', 'rejected', {
      outcome: 'NOT_EXECUTED',
      comment: 'a\n"b"',
      onlyIf: ['FAILURE', 'ABORTED'],
    });
    expect(retryDocument([one], asItIs)).toBe(
      '[{"testCaseResultId":9223372036854775807,"comment":"a\\n\\"b\\"","result":"NOT_EXECUTED","onlyIf":["FAILURE","ABORTED"]}]',
    );
  });

  test('holds the plan after a dry run, and nothing that is left unchanged', () => {
    const plan = [
      settled('1', 'planned'),
      settled('2', 'unchanged'),
      settled('3', 'planned', { onlyIf: ['FAILURE'] }),
    ];
    expect(readBack(retryDocument(plan, asItIs)).map(({ testCaseResultId }) => testCaseResultId)).toEqual([
      '1',
      '3',
    ]);
  });

  test('is an empty list where nothing is left', () => {
    expect(retryDocument([], asItIs)).toBe('[]');
    expect(retryDocument([settled('1', 'overridden'), settled('2', 'unchanged')], asItIs)).toBe('[]');
  });
});

test('what is invisible in a comment is written so that people see it, and read back as it was', () => {
  const comment = 'a\u202eb\u2066c\u2028d\u007fe\u{e0001}f👍';
  for (const text of [
    retryDocument([settled('1', 'rejected', { comment })], asItIs),
    undoDocument([settled('1', 'overridden', was('1', 'FAILURE'))], comment),
  ]) {
    expect(text).toContain('a\\u202eb\\u2066c\\u2028d\\u007fe\\udb40\\udc01f👍');
    expect(readBack(text)[0]?.comment).toBe(comment);
  }
});

describe('undoDocument', () => {
  test('restores what was done or may have been done, unless somebody has changed it since', () => {
    const all = [
      settled('1', 'overridden', was('1', 'FAILURE')),
      settled('2', 'unknown', { ...was('2', 'NOT_EXECUTED'), outcome: 'FAILURE' }),
      settled('3', 'rejected', was('3', 'FAILURE')),
      settled('4', 'not-sent', was('4', 'FAILURE')),
      settled('5', 'unchanged', was('5', 'FAILURE')),
      settled('6', 'planned', was('6', 'FAILURE')),
      settled('7', 'overridden', was('7', 'SUCCESS')),
      settled('8', 'overridden', was('8', 'ABORTED')),
      settled('9', 'overridden'),
    ];
    expect(undoDocument(all, 'taken back')).toBe(
      '[{"testCaseResultId":1,"comment":"taken back","result":"FAILURE","onlyIf":["SUCCESS"]},{"testCaseResultId":2,"comment":"taken back","result":"NOT_EXECUTED","onlyIf":["FAILURE"]}]',
    );
  });

  test('is an empty list where nothing was done', () => {
    expect(undoDocument([], 'taken back')).toBe('[]');
    expect(undoDocument([settled('1', 'rejected', was('1', 'FAILURE'))], 'taken back')).toBe('[]');
  });
});

describe('notRestorable', () => {
  test.each(['ABORTED', 'STOPPED', 'QUEUED', 'SOMETHING_NEW', ''])('names what was %j', (result) => {
    const one = settled('1', 'overridden', was('1', result));
    expect(isRestorable(one)).toBe(false);
    expect(notRestorable([one, settled('2', 'unknown', was('2', result))])).toHaveLength(2);
    expect(undoDocument([one], 'c')).toBe('[]');
  });

  test.each(OUTCOMES)('leaves out what was %s', (result) => {
    const one = settled('1', 'overridden', was('1', result));
    expect(isRestorable(one)).toBe(true);
    expect(notRestorable([one])).toEqual([]);
  });

  test.each<OverrideStatus>(['unchanged', 'rejected', 'not-sent', 'planned'])(
    'leaves out what is %s',
    (status) => {
      expect(notRestorable([settled('1', status, was('1', 'ABORTED'))])).toEqual([]);
    },
  );
});

test('jsonList puts texts that are JSON already into a list', () => {
  expect(jsonList([])).toBe('[]');
  expect(jsonList(['1', '"a"'])).toBe('[1,"a"]');
});

/** Overrides with ids, outcomes, comments and conditions of every kind. */
const id = fc.bigInt({ min: 1n, max: 9223372036854775807n }).map(String);
const comment = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
      .map((codes) => String.fromCharCode(...codes)),
    fc.constantFrom(
      'null',
      '~',
      '"',
      "'",
      '# x',
      '- x',
      '{a: b}',
      '\u2028',
      '\ud800',
      '\\u0041',
      '&a',
      '*a',
      '!!str x',
      '%',
    ),
  )
  .map((text) => text.trim())
  .filter((text) => text !== '');
const onlyIf = fc.option(
  fc.subarray(['SUCCESS', 'FAILURE', 'NOT_EXECUTED', 'ABORTED', 'STOPPED', 'QUEUED'], { minLength: 1 }),
  {
    nil: undefined,
  },
);
const anySettled = fc
  .record({
    id,
    comment,
    onlyIf,
    outcome: fc.constantFrom(...OUTCOMES),
    status: fc.constantFrom(...FATES),
    before: fc.option(fc.constantFrom(...OUTCOMES, 'ABORTED'), { nil: undefined }),
  })
  .map(({ id: one, status, before, onlyIf: condition, ...rest }) =>
    settled(one, status, {
      ...rest,
      ...(condition ? { onlyIf: condition } : {}),
      ...(before === undefined ? {} : was(one, before)),
    }),
  );
const run = fc.uniqueArray(anySettled, {
  maxLength: 8,
  selector: ({ override }) => override.testCaseResultId,
});

describe('what the action reads back', () => {
  test('from retry-results is exactly what failed or was planned', () => {
    fc.assert(
      fc.property(run, (all) => {
        expect(readBack(retryDocument(all, asItIs))).toEqual(
          all
            .filter((one) => isFailed(one) || one.status === 'planned')
            .map(({ override: { testCaseResultId, outcome, comment: text, onlyIf: condition } }) => ({
              testCaseResultId,
              outcome,
              comment: text,
              onlyIf: condition,
            })),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('from undo-results is exactly what was there before', () => {
    fc.assert(
      fc.property(run, comment, (all, text) => {
        const done = all.filter(({ status }) => status === 'overridden' || status === 'unknown');
        const wanted = done.flatMap(({ override: { testCaseResultId, before, outcome } }) => {
          const former = OUTCOMES.find((one) => one === before?.result && one !== outcome);
          return former ? [{ testCaseResultId, outcome: former, comment: text, onlyIf: [outcome] }] : [];
        });
        expect(readBack(undoDocument(all, text))).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });

  test('takes a whole run back, and leaves alone what somebody has changed since', () => {
    const results = fc.uniqueArray(
      fc.record({
        id,
        before: fc.constantFrom(...OUTCOMES),
        asked: fc.constantFrom(...OUTCOMES),
        changed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8, selector: (one) => one.id },
    );
    fc.assert(
      fc.property(results, (all) => {
        const done = all.map((one) =>
          settled(one.id, one.before === one.asked ? 'unchanged' : 'overridden', {
            outcome: one.asked,
            ...was(one.id, one.before),
          }),
        );
        const now = all.map((one) => ({
          testCaseResultId: one.id,
          result: one.changed ? 'STOPPED' : one.asked,
        }));
        const { entries } = parseDocument(
          { input: 'results', text: undoDocument(done, 'taken back') },
          { host: 'app.testsigma.com' },
        );
        const { planned, problems } = makePlan(entries, {
          runId: '239',
          listing: { results: now, readAt: 0 },
          listingError: '',
          strict: true,
          comment: 'c',
          skipUnchanged: true,
          redact: asItIs,
        });
        expect(problems).toEqual([]);
        const sent = planned
          .filter(({ skipReason }) => skipReason === undefined)
          .map(({ override }) => [override.testCaseResultId, override.outcome]);
        const after = new Map([
          ...now.map((one) => [one.testCaseResultId, one.result] as const),
          ...sent.map(([one = '', to = '']) => [one, to] as const),
        ]);
        for (const one of all)
          expect([one.id, after.get(one.id)]).toEqual([one.id, one.changed ? 'STOPPED' : one.before]);
      }),
    );
  });
});

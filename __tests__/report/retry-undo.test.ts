/** The documents for next time: what they hold, and what they name instead. */
import { describe, expect, test } from '@jest/globals';
import type { OverrideStatus } from '../../src/model/types.js';
import {
  notRestorable,
  notRestorableReason,
  planDocument,
  retryDocument,
  undoComment,
  undoDocument,
} from '../../src/report/retry-undo.js';
import { settledOf } from '../support/builders.js';

const WORKFLOW_RUN = 'https://github.com/acme/shop/actions/runs/777';
const was = (result: string) => ({ before: { testCaseResultId: '1', result } });
const idsIn = (document: string) =>
  (JSON.parse(document) as { testCaseResultId: number }[]).map(({ testCaseResultId }) => testCaseResultId);
const EVERY: readonly OverrideStatus[] = [
  'overridden',
  'unchanged',
  'rejected',
  'unknown',
  'not-sent',
  'planned',
];
const settled = EVERY.map((status, index) => settledOf(String(index + 1), status, '', was('FAILURE')));

test('retry-results holds everything that failed, as it was requested', () => {
  expect(idsIn(retryDocument(settled))).toEqual([3, 4, 5]);
  const more = {
    outcome: 'NOT_EXECUTED',
    onlyIf: ['FAILURE'],
    until: '2026-12-31',
    comment: 'a "b"\n',
  } as const;
  expect(retryDocument([settledOf('9223372036854775807', 'unknown', '', more)])).toBe(
    '[{"testCaseResultId":9223372036854775807,"comment":"a \\"b\\"\\n","result":"NOT_EXECUTED","onlyIf":["FAILURE"],"until":"2026-12-31"}]',
  );
});

test('plan-results holds what is planned, tied to the state that was seen', () => {
  expect(idsIn(planDocument(settled))).toEqual([6]);
  expect(planDocument(settled)).toContain('"onlyIf":["FAILURE"]');
  expect(planDocument([settledOf('1', 'planned')])).not.toContain('onlyIf');
});

describe('undo-results', () => {
  test('holds everything that was or may have been changed, as it was', () => {
    expect(idsIn(undoDocument(settled, WORKFLOW_RUN))).toEqual([1, 4]);
    expect(undoDocument([settledOf('1', 'unknown', '', was('NOT_EXECUTED'))], WORKFLOW_RUN)).toBe(
      `[{"testCaseResultId":1,"comment":"comment of 1 (undoes the override by ${WORKFLOW_RUN})","result":"NOT_EXECUTED","onlyIf":["SUCCESS"]}]`,
    );
  });

  test.each([
    ['set', 'FAILURE', true, []],
    ['as requested already', 'SUCCESS', false, []],
    ['not settable', 'ABORTED', false, ['was Aborted, which an override cannot set']],
    [
      'not known',
      undefined,
      false,
      [expect.stringMatching(/^former result not known: not in the run's listing/)],
    ],
  ])('a former result that is %s', (_, former, isThere, reasons) => {
    for (const status of ['overridden', 'unknown'] as const) {
      const one = settledOf('1', status, '', former === undefined ? {} : was(former));
      expect(idsIn(undoDocument([one], ''))).toEqual(isThere ? [1] : []);
      expect(notRestorable([one]).map(({ override }) => notRestorableReason(override))).toEqual(reasons);
    }
    expect(notRestorable([settledOf('1', 'rejected'), settledOf('2', 'not-sent')])).toEqual([]);
  });

  test('its comment quotes the comment of what it undoes', () => {
    expect(undoComment('SHOP-7', '')).toBe('SHOP-7 (undoes an override)');
    expect(undoComment('', WORKFLOW_RUN)).toBe(`Undoes the override by ${WORKFLOW_RUN}`);
    for (const comment of ['SHOP-7', '', 'SHOP (undoes nothing)'])
      for (const before of ['', `${WORKFLOW_RUN}0`])
        expect(undoComment(undoComment(comment, before), WORKFLOW_RUN)).toBe(
          undoComment(comment, WORKFLOW_RUN),
        );
    expect(undoComment('x'.repeat(5_000), '').length).toBeLessThan(1_600);
  });
});

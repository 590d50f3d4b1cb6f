import { describe, expect, test } from '@jest/globals';
import { containsReason, groupFailures } from '../../../src/report/markdown/failure-groups.js';
import { settledOf } from '../../support/builders.js';

const NOT_RELATED = (id: string) => `Given test case result id ${id} is not related to execution run 239`;
const ids = (settled: ReturnType<typeof groupFailures>[number]['settled']) =>
  settled.map(({ override }) => override.testCaseResultId);

describe('groupFailures', () => {
  test('is empty if nothing failed', () => {
    expect(groupFailures([settledOf('1', 'overridden'), settledOf('2', 'unchanged', 'as it is')])).toEqual(
      [],
    );
  });

  test('joins reasons that differ only in numbers, and names no single result', () => {
    const [reason, ...others] = groupFailures(
      ['12', '345'].map((id) => settledOf(id, 'rejected', `${NOT_RELATED(id)}, ${id} times`)),
    );
    expect(others).toEqual([]);
    expect(reason?.message).toBe('Given test case result id … is not related to execution run 239, … times');
    expect(ids(reason?.settled ?? [])).toEqual(['12', '345']);
  });

  test('keeps the reason of a single result unchanged', () => {
    expect(groupFailures([settledOf('12', 'rejected', NOT_RELATED('12'))])[0]?.message).toBe(
      NOT_RELATED('12'),
    );
  });

  test('separates statuses, the largest group first', () => {
    const reasons = groupFailures([
      settledOf('1', 'rejected', 'no'),
      settledOf('2', 'unknown', 'no'),
      settledOf('3', 'unknown', 'no'),
      settledOf('4', 'rejected', 'no 1 more'),
    ]);
    expect(reasons.map(({ status, settled }) => [status, ids(settled)])).toEqual([
      ['unknown', ['2', '3']],
      ['rejected', ['1']],
      ['rejected', ['4']],
    ]);
  });
});

test('a group has the advice that came with its first result', () => {
  const [first, second] = ['Check the ID', 'Check the run'].map((advice, index) => ({
    ...settledOf(String(index), 'rejected', 'no'),
    advice,
  }));
  if (!first || !second) throw new Error('no results');
  expect(groupFailures([first, second]).map(({ advice }) => advice)).toEqual(['Check the ID']);
  expect(groupFailures([settledOf('1', 'rejected', 'no')])[0]?.advice).toBe('');
});

test.each([
  ['Testsigma answered 401 Unauthorized', 'testsigma answered 401', true],
  ['Testsigma answered 401 Unauthorized', 'answered 403', false],
  ['Result 12 is not related. Fix it', 'result … is not related', true],
  ['anything', '', false],
])('containsReason(%j, %j) is %s', (text, reason, said) => {
  expect(containsReason(text, reason)).toBe(said);
});

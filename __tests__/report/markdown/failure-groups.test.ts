import { describe, expect, test } from '@jest/globals';
import { groupFailures } from '../../../src/report/markdown/failure-groups.js';
import { settledOf } from '../../support/builders.js';

const NOT_RELATED = (id: string) => `Given test case result id ${id} is not related to execution run 239`;
const ids = (settled: ReturnType<typeof groupFailures>[number]['settled']) =>
  settled.map(({ override }) => override.testCaseResultId);

describe('reasons', () => {
  test('are none where nothing failed', () => {
    expect(groupFailures([settledOf('1', 'overridden'), settledOf('2', 'unchanged', 'as it is')])).toEqual(
      [],
    );
  });

  test('that differ in numbers only are one, which names no single result', () => {
    const [reason, ...others] = groupFailures(
      ['12', '345'].map((id) => settledOf(id, 'rejected', `${NOT_RELATED(id)}, ${id} times`)),
    );
    expect(others).toEqual([]);
    expect(reason?.message).toBe('Given test case result id … is not related to execution run 239, … times');
    expect(ids(reason?.settled ?? [])).toEqual(['12', '345']);
  });

  test('of one result are told as they are', () => {
    expect(groupFailures([settledOf('12', 'rejected', NOT_RELATED('12'))])[0]?.message).toBe(
      NOT_RELATED('12'),
    );
  });

  test('of different statuses are different, and the largest comes first', () => {
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

describe('what to do', () => {
  test.each([
    ['rejected', NOT_RELATED('1'), /^Is the id of another run\?/],
    ['rejected', 'accepted, but the run still shows Failed', /^Testsigma took it but does not show it\./],
    ['rejected', 'not accepted, but why', /^$/],
    ['unknown', '503', /^It may have been overridden\./],
    ['not-sent', 'no time', /^Run the action again with `retry-results`/],
    ['rejected', 'no', /^$/],
  ] as const)('about %s %j', (status, message, advice) => {
    expect(groupFailures([settledOf('1', status, message)])[0]?.advice).toMatch(advice);
  });
});

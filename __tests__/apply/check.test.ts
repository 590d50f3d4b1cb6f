import { describe, expect, test } from '@jest/globals';
import { checked, isIncomplete, needsCheck, type Scope } from '../../src/apply/check.js';
import type { Fate, ListedResult, Settled } from '../../src/model.js';

function settled(testCaseResultId: string, fate: Fate): Settled {
  const override = {
    testCaseResultId,
    outcome: 'SUCCESS',
    comment: '',
    wireComment: '',
    place: { input: 'results' },
  } as const;
  return { override, fate, message: 'as it was', attempts: 1 };
}

const shown = (results: Record<string, string>): ListedResult[] =>
  Object.entries(results).map(([testCaseResultId, result]) => ({ testCaseResultId, result }));

const spoken = (result: string) => `<${result}>`;

describe('what needs a check', () => {
  test.each<[Fate, Scope, boolean]>([
    ['unknown', 'unknown', true],
    ['unknown', 'everything', true],
    ['overridden', 'unknown', false],
    ['overridden', 'everything', true],
    ['rejected', 'everything', false],
    ['unchanged', 'everything', false],
    ['not-sent', 'everything', false],
  ])('%s, where %s is checked: %s', (fate, scope, needed) => {
    expect(needsCheck([settled('1', fate)], scope)).toBe(needed);
    expect(isIncomplete([settled('1', fate)], shown({ 1: 'FAILURE' }), scope)).toBe(needed);
    expect(isIncomplete([settled('1', fate)], shown({ 1: 'SUCCESS' }), scope)).toBe(false);
  });
});

describe('the fates after a second reading', () => {
  const fates = (one: Settled, results: Record<string, string>, scope: Scope) =>
    checked([one], shown(results), scope, spoken).map(({ fate, message }) => [fate, message]);

  test('unknown but shown as asked was overridden', () => {
    const message = 'no usable answer, but the run shows it as asked';
    expect(fates(settled('1', 'unknown'), { 1: 'SUCCESS' }, 'unknown')).toEqual([['overridden', message]]);
  });

  test('unknown and not shown as asked stays unknown', () => {
    expect(fates(settled('1', 'unknown'), { 1: 'FAILURE' }, 'unknown')).toEqual([['unknown', 'as it was']]);
    expect(fates(settled('1', 'unknown'), {}, 'everything')).toEqual([['unknown', 'as it was']]);
  });

  test('accepted but not shown is rejected where everything is checked', () => {
    const overridden = settled('1', 'overridden');
    expect(fates(overridden, { 1: 'FAILURE' }, 'everything')).toEqual([
      ['rejected', 'accepted, but the run still shows <FAILURE>'],
    ]);
    expect(fates(overridden, {}, 'everything')).toEqual([
      ['rejected', 'accepted, but the run does not list it'],
    ]);
    expect(fates(overridden, { 1: 'SUCCESS' }, 'everything')).toEqual([['overridden', 'as it was']]);
    expect(fates(overridden, { 1: 'FAILURE' }, 'unknown')).toEqual([['overridden', 'as it was']]);
  });

  test.each(['rejected', 'unchanged', 'not-sent', 'planned'] as const)('%s stays', (fate) => {
    expect(fates(settled('1', fate), { 1: 'SUCCESS' }, 'everything')).toEqual([[fate, 'as it was']]);
  });
});

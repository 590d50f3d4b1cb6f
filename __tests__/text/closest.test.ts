import { describe, expect, test } from '@jest/globals';
import { closest, didYouMean } from '../../src/text/closest.js';

const NAMES = ['Login works', 'Logout works', 'Checkout total', 'Search', 'Login fails'];

describe('closest', () => {
  test.each([
    ['Login work', 'Login works'],
    ['login WORKS', 'Login works'],
    ['Checkout totl', 'Checkout total'],
    ['serach', 'Search'],
  ])('takes %j for %j', (text, meant) => {
    expect(closest(text, NAMES, 1)).toEqual([meant]);
  });

  test('gives the nearest first, and no more than wanted', () => {
    expect(closest('Login works', NAMES, 3)).toEqual(['Login works', 'Logout works', 'Login fails']);
    expect(closest('Login works', NAMES, 2)).toHaveLength(2);
    expect(closest('Login works', NAMES, 0)).toEqual([]);
  });

  test('puts what begins with the text before what is only like it', () => {
    expect(closest('login', ['on', 'Log in', 'Login works with a very long name'], 2)).toEqual([
      'Login works with a very long name',
      'Log in',
    ]);
  });

  test('is as strict as is wanted', () => {
    expect(closest('iterationResults', ['testCaseResultId'], 1)).toEqual(['testCaseResultId']);
    expect(closest('iterationResults', ['testCaseResultId'], 1, 1 / 2)).toEqual([]);
  });

  test('gives nothing where nothing is near', () => {
    expect(closest('zzzzzzzzzz', NAMES, 3)).toEqual([]);
    expect(closest('Login', [], 3)).toEqual([]);
  });

  test('measures what differs by the longer of both texts', () => {
    expect(closest('Login', ['Login fails'], 1)).toEqual(['Login fails']);
    expect(closest('Login fails', ['Login'], 1)).toEqual(['Login']);
    expect(closest('Log', ['Lot in then out'], 1)).toEqual([]);
  });

  test('gives a candidate once', () => {
    expect(closest('Search', ['Search', 'Search'], 3)).toEqual(['Search']);
  });

  test('compares only the beginnings of long texts', () => {
    const started = performance.now();
    expect(
      closest('x'.repeat(5_000_000), [`${'x'.repeat(4_000_000)}y`, 'y'.repeat(5_000_000)], 3),
    ).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('didYouMean', () => {
  const quoted = (name: string) => `<${name}>`;
  test.each([
    ['Logn works', ['Login works', 'Search'], '; did you mean <Login works>?'],
    ['Case 3', ['Case 1', 'Case 2', 'Other'], '; the closest names: <Case 1>, <Case 2>'],
    ['Case 12', ['Case 21', 'Case 1'], '; the closest names: <Case 1>, <Case 21>'],
    ['zzz', ['Login works'], ''],
  ])('of %j among %j: %s', (text, candidates, advice) => {
    expect(didYouMean(text, candidates, quoted)).toBe(advice);
  });
});

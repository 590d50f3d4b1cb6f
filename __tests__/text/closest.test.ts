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
    expect(closest(text, NAMES)).toBe(meant);
  });

  test('gives the nearest', () => {
    expect(closest('Login works', NAMES)).toBe('Login works');
    expect(closest('Login works', NAMES.slice(1))).toBe('Logout works');
  });

  test('puts what begins with the text before what is only like it', () => {
    const names = ['on', 'Log in', 'Login works with a very long name'];
    expect(closest('login', names)).toBe('Login works with a very long name');
    expect(closest('login', names.slice(0, 2))).toBe('Log in');
  });

  test('is as strict as requested', () => {
    expect(closest('iterationResults', ['testCaseResultId'])).toBe('testCaseResultId');
    expect(closest('iterationResults', ['testCaseResultId'], 1 / 2)).toBeUndefined();
  });

  test('gives nothing if nothing is near', () => {
    expect(closest('zzzzzzzzzz', NAMES)).toBeUndefined();
    expect(closest('Login', [])).toBeUndefined();
  });

  test('measures what differs by the longer of both texts', () => {
    expect(closest('Login', ['Login fails'])).toBe('Login fails');
    expect(closest('Login fails', ['Login'])).toBe('Login');
    expect(closest('Log', ['Lot in then out'])).toBeUndefined();
  });

  test('takes a candidate that is given twice', () => {
    expect(closest('Search', ['Search', 'Search'])).toBe('Search');
  });

  test('compares only the beginnings of long texts', () => {
    const started = performance.now();
    const near = `${'x'.repeat(4_000_000)}y`;
    expect(closest('x'.repeat(5_000_000), ['y'.repeat(5_000_000), near])).toBe(near);
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

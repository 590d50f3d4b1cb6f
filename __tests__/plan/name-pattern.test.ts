import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nameMatcher } from '../../src/plan/name-pattern.js';

describe('nameMatcher', () => {
  test.each([
    ['Checkout *', 'Checkout total', true],
    ['Checkout *', 'Pre Checkout total', false],
    ['*', '', true],
    ['?', '😀', true],
    ['Case ?', 'Case 12', false],
    ['a.b', 'axb', false],
    ['[x] (y)*', '[x] (y) z', true],
    ['*a*b', 'xaxbxab', true],
    ['*a*b', 'xaxbx', false],
    ['**?', 'x', true],
  ])('%j on %j: %s', (pattern, name, isMatch) => {
    expect(nameMatcher(pattern)(name)).toBe(isMatch);
  });

  test('agrees with the regular expression that means the same', () => {
    const chars = (more: string) => fc.string({ unit: fc.constantFrom('a', 'b', ...more), maxLength: 8 });
    fc.assert(
      fc.property(chars('*?'), chars('c'), (pattern, name) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(nameMatcher(pattern)(name)).toBe(expression.test(name));
      }),
      { numRuns: 2_000 },
    );
  });

  test('cannot hang', () => {
    const started = performance.now();
    expect(nameMatcher(`${'*a'.repeat(1_000)}*b`)('a'.repeat(10_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

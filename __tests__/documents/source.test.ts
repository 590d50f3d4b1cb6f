import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { locator } from '../../src/model/diagnostic.js';
import { quote } from '../../src/text/format.js';

describe('locator', () => {
  test.each([
    ['', 0, 1, 1],
    ['abc', 0, 1, 1],
    ['abc', 3, 1, 4],
    ['a\nb', 2, 2, 1],
    ['a\nb', 1, 1, 2],
    ['a\r\nb', 3, 2, 1],
    ['a\rb', 2, 2, 1],
    ['\n\n\n', 3, 4, 1],
    ['😀x', 2, 1, 3],
    ['a\u2028b', 2, 1, 3],
  ])('finds in %j the offset %i at line %i and column %i', (text, offset, line, column) => {
    expect(locator({ input: 'results', text })(offset)).toEqual({ input: 'results', line, column });
  });

  test('names the file where there is one', () => {
    const locate = locator({ input: 'results-files', file: 'a.yml', text: 'a\nbc' });
    expect(locate(3)).toEqual({ input: 'results-files', file: 'a.yml', line: 2, column: 2 });
  });

  test('agrees with splitting the text into lines, at every offset', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '😀'), maxLength: 30 }),
        (text) => {
          const locate = locator({ input: 'results', text });
          for (let offset = 0; offset <= text.length; offset += 1) {
            const isWithinEnd = text[offset - 1] === '\r' && text[offset] === '\n';
            const before = text.slice(0, offset).split(/\r\n|\r|\n/);
            const { line, column } = locate(offset);
            if (!isWithinEnd)
              expect([line, column]).toEqual([before.length, (before.at(-1)?.length ?? 0) + 1]);
          }
        },
      ),
    );
  });

  test('takes linear time once', () => {
    const started = performance.now();
    const locate = locator({ input: 'results', text: 'ab\n'.repeat(1_000_000) });
    for (let offset = 0; offset < 3_000_000; offset += 10) locate(offset);
    expect(locate(2_999_999)).toEqual({ input: 'results', line: 1_000_000, column: 3 });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('quoted', () => {
  test('puts a text into quotes', () => {
    expect(quote('Login works')).toBe('"Login works"');
    expect(quote('x'.repeat(80))).toBe(`"${'x'.repeat(80)}"`);
  });

  test('cuts a long one, and never within a surrogate pair', () => {
    expect(quote('x'.repeat(81))).toBe(`"${'x'.repeat(79)}…"`);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 60, maxLength: 120 }), (text) => {
        expect(quote(text).isWellFormed()).toBe(true);
        expect(quote(text).length).toBeLessThanOrEqual(82);
      }),
    );
  });
});

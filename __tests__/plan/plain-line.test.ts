import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDocument } from '../../src/plan/document.js';
import { readOneLine } from '../../src/plan/one-line.js';
import { isPlainLine } from '../../src/plan/plain-line.js';

describe('isPlainLine', () => {
  test.each([
    '3646: passed',
    '3646=passed',
    '{3646: passed}',
    ' { 3646 : Passed , 3647:FAILED } \n',
    '9223372036854775807: not_executed',
    '3646: flaky',
  ])('takes %j', (text) => {
    expect(isPlainLine(text)).toBe(true);
  });

  test.each([
    '',
    '3646',
    '3646: passed,',
    '{3646: passed',
    '3646: passed}',
    '{}',
    '03646: passed',
    '"3646": passed',
    '3646: "passed"',
    '3646: passed # known',
    '3646: *passed',
    '3646: not executed',
    '3646: passed\n3647: failed',
    '\ufeff3646: passed',
    'Login: passed',
    '- 3646: passed',
    '[3646: passed]',
    '3646: {result: passed}',
  ])('leaves %j to YAML', (text) => {
    expect(isPlainLine(text)).toBe(false);
  });

  test('takes linear time', () => {
    const pairs = Array.from({ length: 100_000 }, (_, index) => `${index + 1}: passed`).join(', ');
    expect(isPlainLine(`${pairs},${' '.repeat(100_000)}!`)).toBe(false);
    expect(isPlainLine(pairs)).toBe(true);
  });
});

test('a plain line without problems is read as the whole document reader reads it', () => {
  const blank = fc.constantFrom('', ' ', '  ');
  const id = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.bigInt({ min: 1n, max: 9999999999999999999n }));
  const word = fc.constantFrom(
    'passed',
    'Failed',
    'OK',
    'not_run',
    'skip',
    'null',
    'Null',
    'true',
    'yes',
    'flaky',
  );
  const pair = fc
    .tuple(blank, id, blank, fc.constantFrom(':', '='), blank, word, blank)
    .map((parts) => parts.join(''));
  const line = fc
    .tuple(
      fc.array(pair, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      blank,
      fc.constantFrom('', '\n', '\r\n', '\t'),
    )
    .map(([pairs, braced, lead, tail]) => {
      const whole = pairs.join(',');
      return lead + (braced ? `{${whole}}` : whole) + tail;
    });
  fc.assert(
    fc.property(line, (text) => {
      expect(isPlainLine(text)).toBe(true);
      const source = { input: 'results', text };
      const typed = readOneLine(source, {});
      const { entries, problems } = readDocument(source, {});
      if (typed.problems.length === 0) expect({ entries, problems }).toEqual(typed);
    }),
    { numRuns: 2_000 },
  );
});

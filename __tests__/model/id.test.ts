import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { looksLikeNumber } from '../../src/model/selector.js';
import { idError } from '../../src/model/testsigma-url.js';

const LARGEST = 9223372036854775807n;

describe('idFault', () => {
  test.each([
    '1',
    '9',
    '10',
    '3646',
    '9007199254740993',
    '999999999999999999',
    '9223372036854775806',
    `${LARGEST}`,
  ])('finds nothing wrong with %s', (text) => {
    expect(idError(text)).toBeUndefined();
  });

  test.each([
    ['', /digits 0 to 9/],
    ['-1', /digits 0 to 9/],
    ['+1', /digits 0 to 9/],
    ['1.0', /digits 0 to 9/],
    ['1e3', /digits 0 to 9/],
    ['0x10', /digits 0 to 9/],
    ['1_000', /digits 0 to 9/],
    ['36 46', /digits 0 to 9/],
    ['3646\n', /digits 0 to 9/],
    ['\u0663\u0664', /digits 0 to 9/],
    ['\uff13', /digits 0 to 9/],
    ['\u00b2', /digits 0 to 9/],
    ['0', /starts at 1.*leading zero/],
    ['010', /leading zero/],
    ['00', /leading zero/],
    ['9223372036854775808', /at most 9223372036854775807/],
    ['10000000000000000000', /at most 9223372036854775807/],
    ['123456789012345678901234567890', /at most 9223372036854775807/],
  ])('says what is wrong with %j', (text, fault) => {
    expect(idError(text)).toMatch(fault);
  });

  test('agrees with exact arithmetic on every run of digits', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.stringMatching(/^[0-9]{1,25}$/),
          fc.bigInt({ min: LARGEST - 1000n, max: LARGEST + 1000n }).map(String),
        ),
        (digits) => {
          const isId = !digits.startsWith('0') && BigInt(digits) <= LARGEST;
          expect([digits, idError(digits) === undefined]).toEqual([digits, isId]);
        },
      ),
    );
  });

  test('takes linear time', () => {
    const started = performance.now();
    expect(idError('1'.repeat(10_000_000))).toMatch(/at most/);
    expect(idError(`${'1'.repeat(10_000_000)}x`)).toMatch(/digits/);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('looksLikeNumber', () => {
  test.each([
    ...[
      '3646',
      '0x10',
      '0X1F',
      '0b11',
      '0o17',
      '1e3',
      '1E3',
      '1e-3',
      '-1',
      '+1',
      '1.0',
      '1_000',
      '3.646',
      '1,5',
    ],
    ...['1e10', '\u0663\u0664', '\uff11\uff12', '123456789012345678901234567890', '1'.repeat(64)],
  ])('sees a number in %s', (text) => {
    expect(looksLikeNumber(text)).toBe(true);
  });

  test.each([
    ...[
      '',
      '-',
      '.',
      'e3',
      'x10',
      '3646a',
      'Login 2',
      '1.5 seconds',
      '12:30',
      'v1.0',
      '3 4',
      'Infinity',
      'NaN',
    ],
    ...['1e3e3', '0x', '2024-01-01', `${'1'.repeat(65)}`],
  ])('sees none in %j', (text) => {
    expect(looksLikeNumber(text)).toBe(false);
  });
});

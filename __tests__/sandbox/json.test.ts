import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../sandbox/json.js';
import { readJson, writeJson } from '../../sandbox/json.js';

describe('reading', () => {
  test.each([
    ['9223372036854775807', 9223372036854775807n],
    ['-1', -1n],
    ['0', 0n],
    ['1.5', 1.5],
    ['1e3', 1000],
    ['"9007199254740993"', '9007199254740993'],
    ['"a \\" 5 \\\\"', 'a " 5 \\'],
    [' [ 1 , 2 ] ', [1n, 2n]],
    ['{"1": 2}', { '1': 2n }],
    ['{"a": {"b": [null, true, 9007199254740993]}}', { a: { b: [null, true, 9007199254740993n] } }],
  ])('%s', (text, value) => {
    expect(readJson(text)).toEqual(value);
  });

  test.each([
    '',
    '01',
    '-',
    '1.',
    '.5',
    '+1',
    '1 2',
    '{1: 2}',
    '{1 :2}',
    '[1,]',
    '"open',
    '"a"1',
    '1-2',
    '0x10',
    'NaN',
  ])('refuses %j as JSON.parse does', (text) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(() => readJson(text)).toThrow(SyntaxError);
  });

  test('takes and refuses exactly what JSON.parse does', () => {
    const piece = fc.constantFrom(
      '"',
      '\\',
      '1',
      '-',
      '.',
      'e',
      '0',
      '[',
      ']',
      '{',
      '}',
      ',',
      ':',
      ' ',
      'a',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(isReadable(() => readJson(text))).toBe(isReadable(() => JSON.parse(text)));
      }),
      { numRuns: 2000 },
    );
  });

  test('takes linear time for quotes that never close', () => {
    const started = performance.now();
    expect(() => readJson(`"${'\\"'.repeat(1_000_000)}`)).toThrow(SyntaxError);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

test('what is written is read again, to the digit', () => {
  const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, false, 0.5),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.string(),
      fc.array(tie('tree')),
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        tie('tree'),
      ),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      expect(readJson(writeJson(value))).toEqual(value);
    }),
  );
});

test('writes compactly', () => {
  expect(writeJson({ id: 9223372036854775807n, list: [1, null, 'a"b'] })).toBe(
    '{"id":9223372036854775807,"list":[1,null,"a\\"b"]}',
  );
});

function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eachToken, hasDuplicateKeys, isMostlyBrackets, parseLossless } from '../../src/text/json.js';

describe('parseExact', () => {
  test.each<[string, unknown]>([
    ['{"id":3646}', { id: 3646 }],
    ['{"id":999999999999999}', { id: 999_999_999_999_999 }],
    ['{"id":1234567890123456}', { id: '1234567890123456' }],
    ['{"id":9007199254740993}', { id: '9007199254740993' }],
    ['{"id": 9223372036854775807 }', { id: '9223372036854775807' }],
    ['[9223372036854775806,9223372036854775807,1]', ['9223372036854775806', '9223372036854775807', 1]],
    ['9007199254740993', '9007199254740993'],
    ['{"a":{"b":[{"c":9007199254740993}]}}', { a: { b: [{ c: '9007199254740993' }] } }],
    ['{"text":"9007199254740993"}', { text: '9007199254740993' }],
    ['{"text":"id 9007199254740993, 1"}', { text: 'id 9007199254740993, 1' }],
    [
      '{"text":"\\"9007199254740993","id":9007199254740993}',
      { text: '"9007199254740993', id: '9007199254740993' },
    ],
    ['{"text":"\\\\","id":9007199254740993}', { text: '\\', id: '9007199254740993' }],
    ['{"text":"\\\\\\"","id":9007199254740993}', { text: '\\"', id: '9007199254740993' }],
    ['{"9007199254740993":1}', { '9007199254740993': 1 }],
    ['{"a\\"9007199254740993":9007199254740993}', { 'a"9007199254740993': '9007199254740993' }],
    ['[0.12345678901234567]', [Number('0.12345678901234567')]],
    ['[1234567890123456.5]', [1234567890123456.5]],
    ['[1.0000000000000001e5]', [Number('1.0000000000000001e5')]],
    ['[1e22,12345678901234567890E-10]', [1e22, Number('12345678901234567890E-10')]],
    ['[-5,-1.5,true,false,null,""]', [-5, -1.5, true, false, null, '']],
    ['\n[\t9007199254740993\r]\n', ['9007199254740993']],
    ['"\\u0022 9007199254740993"', '" 9007199254740993'],
  ])('reads %s', (text, value) => {
    expect(parseLossless(text)).toEqual(value);
  });

  test.each([
    ...[
      '',
      ' ',
      '{',
      '[1,]',
      '{"id":}',
      "{'a':1}",
      '<html>',
      'undefined',
      '01',
      '1 2',
      'NaN',
      '"',
      '"\\',
      '"9007199254740993',
    ],
    ...[
      '[9007199254740993',
      '9007199254740993x',
      '{"a" 9007199254740993}',
      '9007199254740993 9007199254740993',
      '.9007199254740993',
    ],
    ...[
      '9007199254740993.',
      '+9007199254740993',
      '9007199254740993e',
      '\ufeff{}',
      '[9007199254740993"x"]',
      'true9007199254740993',
    ],
  ])('throws for %j, which is no JSON', (text) => {
    expect(() => parseLossless(text)).toThrow(SyntaxError);
  });

  test('reads what JSON writes: the same, and integers of 16 digits and more as their digits', () => {
    const exact = (value: unknown): unknown => {
      if (typeof value === 'number') {
        return Number.isInteger(value) && value > 0 && /^\d{16,}$/.test(String(value))
          ? String(value)
          : value;
      }
      if (Array.isArray(value)) return value.map(exact);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, exact(one)]));
    };
    const number = fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.maxSafeInteger(),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('9007199254740993', '"\\9007199254740993', '\\'),
    );
    const { tree } = fc.letrec<{ tree: unknown; leaf: unknown }>((tie) => ({
      leaf: fc.oneof(number, text, fc.boolean(), fc.constant(null)),
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        tie('leaf'),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(text, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(undefined, 2), (value, indent) => {
        const written = JSON.stringify(value, null, indent);
        expect(parseLossless(written)).toEqual(exact(JSON.parse(written)));
      }),
      { numRuns: 500 },
    );
  });

  test('keeps every id up to the largest, wherever it stands', () => {
    const id = fc.bigInt({ min: 1n, max: 9223372036854775807n }).map(String);
    fc.assert(
      fc.property(fc.array(id), fc.string({ unit: 'binary' }), (ids, text) => {
        const entries = ids.map((one) => `{"name":${JSON.stringify(text + one)},"id":${one}}`);
        expect(parseLossless(`[${entries.join(',')}]`)).toEqual(
          ids.map((one) => ({ name: text + one, id: one.length > 15 ? one : Number(one) })),
        );
      }),
    );
  });

  test.each([
    ['long numbers', `[${'9007199254740993,'.repeat(500_000)}1]`],
    ['one endless number', `[${'1'.repeat(10_000_000)}]`],
    ['escapes', `["${'\\"9007199254740993'.repeat(500_000)}"]`],
    ['an open string', `"${'9'.repeat(10_000_000)}`],
    ['signs of numbers', '1e'.repeat(5_000_000)],
    ['nesting', `${'['.repeat(2_000_000)}9007199254740993`],
    ['an array in an array', `${'['.repeat(3_000)}9007199254740993${']'.repeat(3_000)}`],
  ])('takes linear time for 10 MB of %s', (_, text) => {
    const started = performance.now();
    try {
      parseLossless(text);
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('eachToken', () => {
  const tokensOf = (text: string): string[] => {
    const tokens: string[] = [];
    eachToken(text, (start, end) => tokens.push(text.slice(start, end)));
    return tokens;
  };

  test.each([
    ['', []],
    [' \t\r\n,:', []],
    ['{"a": [1, -2.5e3, true, null]}', ['{', '"a"', '[', '1', '-2.5e3', 'true', 'null', ']', '}']],
    ['["]", "\\"", "\\\\", ","]', ['[', '"]"', '"\\""', '"\\\\"', '","', ']']],
    ['12[', ['12', '[']],
    ['"open', ['"open']],
    ['"open\\', ['"open\\']],
  ])('parts %j', (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });

  test('the tokens of a JSON text, with commas and colons put back, are the text', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const compact = JSON.stringify(JSON.parse(text));
        expect(tokensOf(compact).join('')).toBe(tokensOf(text).join(''));
        expect(tokensOf(compact).join(' ')).toBe(
          tokensOf(JSON.stringify(JSON.parse(text), null, 2)).join(' '),
        );
      }),
    );
  });
});

describe('isMostlyBrackets', () => {
  test.each([
    ['', false],
    ['[]', false],
    ['[{}]'.repeat(250), false],
    ['{"testCaseResultId":1,"result":"A"},'.repeat(100_000), false],
    ['{"id":1,"rows":[{"id":2,"result":"A"}]},'.repeat(100_000), false],
    ['{},'.repeat(100_000), true],
    ['['.repeat(100_000), true],
    ['{"a":'.repeat(100_000), true],
  ])('looks at what a text is made of (%#)', (text, mostly) => {
    expect(isMostlyBrackets(text)).toBe(mostly);
  });
});

describe('hasDuplicateKeys', () => {
  test.each([
    ['{}', false],
    ['{"a":1,"b":{"a":2},"c":["a","a",{"b":1}],"d":"a"}', false],
    ['["a","a"]', false],
    ['{"a":1,"a":1}', true],
    ['{"a":[{"x":1}],"b":2,"a":{}}', true],
    ['{"errors":[],"err\\u006frs":[]}', true],
    ['{"a":"a","b":"a"', false],
    ['', false],
  ])('of %s is %s', (text, expected) => {
    expect(hasDuplicateKeys(text)).toBe(expected);
  });
});

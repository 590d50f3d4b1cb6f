import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome } from '../../src/model/types.js';
import { HOST, parseText } from '../support/documents.js';

const RESULT = `https://${HOST}/ui/td/test_case_results`;

/** Each entry as `column selector outcome`, each problem as `column message`. */
async function read(
  text: string,
  defaultOutcome?: Outcome,
): Promise<{ entries: string[]; problems: string[] }> {
  const { entries, problems } = await parseText(text, defaultOutcome);
  return {
    entries: entries.map(({ location, selector: { testCaseResultId: id, testCaseId, name }, outcome }) => {
      const which = id ?? (testCaseId === undefined ? `name ${name}` : `case ${testCaseId}`);
      const line = location.line === 1 ? '' : `${location.line}:`;
      return `${line}${location.column} ${which} ${outcome}`;
    }),
    problems: problems.map(({ location, message }) => `${location.line}:${location.column} ${message}`),
  };
}

describe('one line', () => {
  test.each([
    ['3646: passed', ['1 3646 SUCCESS']],
    ['3646:passed', ['1 3646 SUCCESS']],
    ['3646=passed', ['1 3646 SUCCESS']],
    ['3646 : passed', ['1 3646 SUCCESS']],
    ['3646 = passed', ['1 3646 SUCCESS']],
    ['  3646:passed  ', ['3 3646 SUCCESS']],
    ['\ufeff3646=passed', ['1 3646 SUCCESS']],
    ['\t3646:passed\n', ['2 3646 SUCCESS']],
    ['3646: passed, 3647: failed', ['1 3646 SUCCESS', '15 3647 FAILURE']],
    ['3646:passed,3647:failed', ['1 3646 SUCCESS', '13 3647 FAILURE']],
    ['3646=passed,3647=failed', ['1 3646 SUCCESS', '13 3647 FAILURE']],
    ['3646:passed , 3647 = failed', ['1 3646 SUCCESS', '15 3647 FAILURE']],
    ['{3646: passed, 3647: failed}', ['2 3646 SUCCESS', '16 3647 FAILURE']],
    ['{3646:passed,3647:failed}', ['2 3646 SUCCESS', '14 3647 FAILURE']],
    ['{ 3646=passed, 3647:failed }', ['3 3646 SUCCESS', '16 3647 FAILURE']],
    ['{"3646":"passed","3647":"failed"}', ['3 3646 SUCCESS', '19 3647 FAILURE']],
    ['3646: passed, 3647: failed,', ['1 3646 SUCCESS', '15 3647 FAILURE']],
    ['3646: passed, , 3647: failed', ['1 3646 SUCCESS', '17 3647 FAILURE']],
    [
      '3646: not executed, 3647:Not-Executed, 3648=NOT_RUN',
      ['1 3646 NOT_EXECUTED', '21 3647 NOT_EXECUTED', '40 3648 NOT_EXECUTED'],
    ],
    [
      '\u201c3646\u201d: \u201cpassed\u201d, \u20183647\u2019 = \u2018failed\u2019',
      ['1 3646 SUCCESS', '19 3647 FAILURE'],
    ],
    [
      '{\u201c3646\u201d:\u201cpassed\u201d,\u201c3647\u201d:\u201cfailed\u201d}',
      ['2 3646 SUCCESS', '18 3647 FAILURE'],
    ],
    ['3646:\u00a0passed,\u00a03647:\u00a0failed', ['1 3646 SUCCESS', '15 3647 FAILURE']],
    ['\u00a03646\u00a0:\u00a0passed\u00a0', ['2 3646 SUCCESS']],
    [`${RESULT}/3646: passed, 3647: failed`, ['1 3646 SUCCESS', `${RESULT.length + 16} 3647 FAILURE`]],
    [`${RESULT}/3646=passed,3647=failed`, ['1 3646 SUCCESS', `${RESULT.length + 14} 3647 FAILURE`]],
    [`${RESULT}/3646:passed`, ['1 3646 SUCCESS']],
    [`${RESULT}/3646?tab=x=passed`, ['1 3646 SUCCESS']],
    [`https://${HOST}/ui/td/cases/411:failed, 3647:passed`, ['1 case 411 FAILURE', '51 3647 SUCCESS']],
    ['Login works: passed, 3647:failed', ['1 name Login works SUCCESS', '22 3647 FAILURE']],
    ['Login works=passed', ['1 name Login works SUCCESS']],
    ['"Cart, total": passed, 3647: failed', ['1 name Cart, total SUCCESS', '24 3647 FAILURE']],
    ['"Cart: total"=passed', ['1 name Cart: total SUCCESS']],
    ['\'a,b\': passed, "c=d": failed', ['1 name a,b SUCCESS', '16 name c=d FAILURE']],
    ['\u201cCart, [x]\u201d: passed, 3647: failed', ['1 name Cart, [x] SUCCESS', '22 3647 FAILURE']],
    ['😀: passed, 3647:failed', ['1 name 😀 SUCCESS', '13 3647 FAILURE']],
    ['9223372036854775807=passed', ['1 9223372036854775807 SUCCESS']],
    [',3646=passed', ['2 3646 SUCCESS']],
    ['"a, b"=passed, "c, d"=failed', ['1 name a, b SUCCESS', '16 name c, d FAILURE']],
    ['{"a, b"=passed,    "c, d"=failed}', ['2 name a, b SUCCESS', '20 name c, d FAILURE']],
    ['"a,"=passed, 3647=failed', ['1 name a, SUCCESS', '14 3647 FAILURE']],
    ["'a=b'=passed, 'c,d'=failed", ['1 name a=b SUCCESS', '15 name c,d FAILURE']],
    ['`Login works: passed`', ['2 name Login works SUCCESS']],
    [' `Login works: {result: passed, machine: Windows Chrome}` ', ['3 name Login works SUCCESS']],
    ['`3646: passed`, `Login works: failed`', ['1 3646 SUCCESS', '17 name Login works FAILURE']],
  ])('%j', async (text, entries) => {
    expect(await read(text)).toEqual({ entries, problems: [] });
  });

  test.each([
    ['Cart: total: passed, 3647: failed', '1:1', ['22 3647 FAILURE']],
    ['a[1]: passed, 3647:failed', '1:1', ['15 3647 FAILURE']],
    ['3647:failed, {a}=passed', '1:14', ['1 3647 FAILURE']],
    ['3647:failed, a=b:passed', '1:14', ['1 3647 FAILURE']],
  ])('tells to put an unclear name into quotes: %j', async (text, at, entries) => {
    const reading = await read(text);
    expect(reading.problems).toEqual([
      expect.stringMatching(`^${at} .*is ambiguous in one line: put a name .* in quotes`),
    ]);
    expect(reading.entries).toEqual(entries);
  });

  test('with details in braces needs braces of its own', async () => {
    const line = 'Login works: {result: passed, machine: Windows Chrome}, Checkout total: failed';
    const problem = `1:1 put { } around the line: {${line}}`;
    expect(await read(line)).toEqual({ entries: [], problems: [problem] });
    expect((await read(`{${line}}`)).problems).toEqual([]);
  });

  test.each([
    ['3646:pased', '1:6 "pased" is not a result; did you mean "passed"? Use one of: passed'],
    ['3646:passed, 3647=', '1:19 "" is not a result; use one of: passed'],
    ['3646:passed, 3647', '1:14 "3647" has no result, but other entries of this line have one'],
    ['3646:passed, 0x10:passed', '1:14 "0x10" is not a result ID'],
    ['3646=passed}', '1:6 "passed}" is not a result'],
    ['x [ {=passed', '1:1 "x [ {" is ambiguous in one line'],
    ['"a, b=passed, 3647=failed', '1:1 ""a" has an unbalanced quote'],
    ['3646:passed, =passed', '1:14 this key is empty'],
    [
      '3646:passed, https://elsewhere.example/ui/td/test_case_results/1:passed',
      '1:14 "https://elsewhere.example',
    ],
  ])('says what is wrong with %j', async (text, problem) => {
    expect((await read(text)).problems).toEqual([expect.stringContaining(problem)]);
  });

  test('is left to YAML where YAML understands it', async () => {
    expect((await read('Login, logout: passed')).entries).toEqual(['1 name Login, logout SUCCESS']);
    expect((await read('{3646: {result: passed, comment: "a=b, c:d"}, 3647: failed}')).entries).toEqual([
      '2 3646 SUCCESS',
      '47 3647 FAILURE',
    ]);
    expect((await read('[{"id":3646,"result":"passed","comment":"x=y"}]')).entries).toEqual([
      '2 3646 SUCCESS',
    ]);
    expect((await read('a=b: passed')).entries).toEqual(['1 name a=b SUCCESS']);
  });

  test.each(['[{"id": 3646, x=1', '[ {"id": 3646, x=1', '[  [x=1'])(
    '%j is a broken list, not one line',
    async (text) => {
      expect((await read(text)).problems).toEqual([
        expect.stringContaining('this is not valid YAML or JSON'),
      ]);
    },
  );

  test.each([
    '{3646, 3647: failed}',
    '{3647: failed, 3646}',
    '3647=failed, 3646',
    '3646, 3647: failed',
    '3646 3647: failed',
    '3646,3647=failed',
    '[3646, 3647: failed]',
    `${RESULT}/3646, 3647: failed`,
  ])('with IDs alone and pairs is an error, also with a default outcome: %s', async (text) => {
    for (const outcome of [undefined, 'SUCCESS'] as const) {
      const { problems } = await read(text, outcome);
      expect(problems.length).toBeGreaterThan(0);
    }
    expect((await read(text, 'SUCCESS')).problems.join()).toMatch(
      /has no result|several IDs with one result/,
    );
  });

  test('in a list over lines, IDs alone take the default outcome', async () => {
    const { entries } = await read('- 3646\n- 3647: failed\n', 'SUCCESS');
    expect(entries).toEqual(['3 3646 SUCCESS', '2:3 3647 FAILURE']);
  });
});

describe('a bare list', () => {
  test.each([
    ['3646', ['1 3646 SUCCESS']],
    [' 3646\n', ['2 3646 SUCCESS']],
    ['3646 3647, 3650', ['1 3646 SUCCESS', '6 3647 SUCCESS', '12 3650 SUCCESS']],
    ['3646,3647,', ['1 3646 SUCCESS', '6 3647 SUCCESS']],
    ['3646\n3647\n', ['1 3646 SUCCESS', '2:1 3647 SUCCESS']],
    ['3646\r\n\r\n\t3647\r3648', ['1 3646 SUCCESS', '3:2 3647 SUCCESS', '4:1 3648 SUCCESS']],
    ['# which\n3646 # first, 1\n\n3647', ['2:1 3646 SUCCESS', '4:1 3647 SUCCESS']],
    ['\ufeff3646\u00a03647', ['1 3646 SUCCESS', '6 3647 SUCCESS']],
    ['3646,\u200b3647', ['1 3646 SUCCESS', '7 3647 SUCCESS']],
    ['\u201c3646\u201d, \u20183647\u2019', ['1 3646 SUCCESS', '9 3647 SUCCESS']],
    [`${RESULT}/3646 3647`, ['1 3646 SUCCESS', `${RESULT.length + 7} 3647 SUCCESS`]],
    [`${RESULT}/3646,3647`, ['1 3646 SUCCESS', `${RESULT.length + 7} 3647 SUCCESS`]],
    [
      `3646\n${RESULT}/3647/\nhttps://${HOST}/ui/td/cases/411`,
      ['1 3646 SUCCESS', '2:1 3647 SUCCESS', '3:1 case 411 SUCCESS'],
    ],
    ['9223372036854775807 1', ['1 9223372036854775807 SUCCESS', '21 1 SUCCESS']],
  ])('%j', async (text, entries) => {
    expect(await read(text, 'SUCCESS')).toEqual({ entries, problems: [] });
  });

  test.each([
    ['3646\n36a', '2:1 "36a" is neither an ID nor a URL'],
    ['3646\nLogin', '2:1 "Login" is neither an ID nor a URL; a bare list contains nothing else.'],
    ['3646\n3647:failed', '2:1 "3647:failed" is neither an ID nor a URL'],
    ['3646\n010', '2:1 "010" is not a result ID: an ID starts at 1'],
    ['3646\n3647# no comment', '2:1 "3647#" is neither an ID nor a URL'],
    ['3646 99999999999999999999\n3647', '1:6 "99999999999999999999" is not a result ID: an ID is at most'],
    ['3646\n\u0663', '2:1 "\u0663" is not a result ID'],
    ['3646\nhttps://elsewhere.example/ui/td/test_case_results/1', '2:1 "https://elsewhere.example/'],
    [
      `3646\nhttps://${HOST}/ui/td/runs/239`,
      '2:1 "https://app.testsigma.com/ui/td/runs/239" is the URL of run 239',
    ],
    ['3646 99999999999999999999', '1:6 "99999999999999999999" is not a result ID: an ID is at most'],
    ['3646 0x10', '1:6 "0x10" is neither an ID nor a URL'],
    ['3646 010', '1:6 "010" is not a result ID: an ID starts at 1'],
    ['3646;3647', '1:5 commas separate entries, not semicolons: 3646,3647'],
    ['3646 "" 3647', '1:6 "" is neither an ID nor a URL'],
    ['3646x', '1:1 "3646x" is neither an ID nor a URL; a bare list contains nothing else'],
    ['Login works', '1:1 to name tests, put them in brackets: [Login works]'],
    [' Cart, 3646, Login works', '1:2 to name tests, put them in brackets: [Cart, 3646, Login works]'],
    ['null', '1:1 this document is null'],
    ['- null', '1:3 empty list item'],
  ])('says what is wrong with %j', async (text, problem) => {
    const { entries, problems } = await read(text, 'SUCCESS');
    expect(problems[0]).toContain(problem);
    expect(entries.filter((entry) => entry.includes('name'))).toEqual([]);
  });

  test('reports names without brackets once, and takes them with brackets', async () => {
    const line = 'Checkout total, Payment by card';
    const problem = `1:1 to name tests, put them in brackets: [${line}]`;
    expect(await read(line, 'SUCCESS')).toEqual({ entries: [], problems: [problem] });
    expect(await read(`[${line}]`, 'SUCCESS')).toEqual({
      entries: ['2 name Checkout total SUCCESS', '18 name Payment by card SUCCESS'],
      problems: [],
    });
  });

  test('leaves to YAML what YAML understands, with a default outcome, too', async () => {
    expect((await read('Cart, total: passed', 'FAILURE')).entries).toEqual(['1 name Cart, total SUCCESS']);
    expect((await read('3646: failed', 'SUCCESS')).entries).toEqual(['1 3646 FAILURE']);
  });

  test('says that a default is missing where there is none', async () => {
    expect((await read('3646 3647')).problems).toEqual([
      expect.stringContaining('set default-result to pass a list of IDs'),
    ]);
    expect((await read('3646\n3647\n')).problems).toEqual([expect.stringContaining('set default-result')]);
  });

  test('comes out as exactly its IDs, however they are separated', async () => {
    const id = fc.bigInt({ min: 1n, max: 9223372036854775807n }).map(String);
    const gap = fc.constantFrom(' ', ',', '\n', ', ', '\r\n', '\t', '\u00a0', ' # note\n', ',,', '\n\n');
    const outcome = fc.constantFrom<Outcome>('SUCCESS', 'FAILURE', 'NOT_EXECUTED');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(id, gap), { minLength: 1, maxLength: 20 }),
        outcome,
        async (parts, wanted) => {
          const text = parts.flat().join('');
          const { entries, problems } = await parseText(text, wanted);
          expect(problems).toEqual([]);
          expect(entries.map((entry) => entry.selector)).toEqual(
            parts.map(([testCaseResultId]) => ({ testCaseResultId })),
          );
          expect(new Set(entries.map((entry) => entry.outcome))).toEqual(new Set([wanted]));
          const lines = text.split(/\r\n|\n/);
          for (const { location, selector } of entries) {
            const line = lines[(location.line ?? 0) - 1] ?? '';
            expect(line.slice((location.column ?? 0) - 1).startsWith(selector.testCaseResultId ?? '?')).toBe(
              true,
            );
          }
        },
      ),
    );
  });
});

describe('a quote an unbalanced quote', () => {
  test.each([
    ['"3646: passed', 1],
    ['3646: "passed', 7],
    ["'3646: passed, 3648: failed", 1],
    ['3646: passed, "3648: failed', 15],
    ["3646: passed, 3648: failed'", 21],
  ])('is told in %s, and nothing is taken for meant', async (text, column) => {
    const { problems } = await read(text);
    expect(problems).toContainEqual(expect.stringMatching(`^1:${column} .*`));
    expect(problems.length).toBeGreaterThan(0);
  });

  test.each(['"3646 3648', '3646 3648"', "3646, '3648"])('is told in the bare list %s', async (text) => {
    const { problems } = await read(text, 'SUCCESS');
    expect(problems.join()).toMatch(/an unbalanced quote|within a double quoted scalar/);
  });

  test('is never taken away from an id or a word', async () => {
    expect((await read('3646": passed')).entries).toEqual(['1 name 3646" SUCCESS']);
    expect((await read('3646: passed"\n3648: failed')).problems).toEqual([
      expect.stringContaining('"passed"" is not a result'),
    ]);
  });
});

test('a bare list with addresses on other hosts tells each at its location', async () => {
  const elsewhere = 'https://elsewhere.example/ui/td/test_case_results';
  const { problems } = await read(`3646 ${elsewhere}/1 ${elsewhere}/2`, 'SUCCESS');
  expect(problems).toEqual([
    expect.stringMatching(/^1:6 .*is on elsewhere\.example, but base-url is on app\.testsigma\.com/),
    expect.stringMatching(/^1:58 .*is on elsewhere\.example/),
  ]);
});

test.each([
  ['"3646: passed, 3648: failed"', undefined, 'the quotes around'],
  ['"3646, 3648"', 'SUCCESS', 'the quotes around'],
  [
    '3646:passed\n3648:failed',
    undefined,
    'over several lines, a colon and a space are between a key and its result',
  ],
  [
    '3646=passed\n3648=failed',
    undefined,
    'over several lines, a colon and a space are between a key and its result',
  ],
] as const)('says what keeps %j from being read', async (text, outcome, words) => {
  expect((await read(text, outcome)).problems.join()).toContain(words);
});

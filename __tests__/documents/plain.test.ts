import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePlain } from '../../src/documents/plain.js';
import { parseText } from '../support/documents.js';

const read = (text: string) => parsePlain({ input: 'results', text });

/** The entries as `line:column id outcome`; nothing where the text is left to the reader of whole documents. */
const said = async (text: string) =>
  (await read(text))?.map(
    ({ selector, outcome, location }) =>
      `${location.line}:${location.column} ${selector.testCaseResultId} ${outcome}`,
  );

describe('a line of a form', () => {
  test.each([
    ['3646=passed', ['1:1 3646 SUCCESS']],
    ['3646:passed', ['1:1 3646 SUCCESS']],
    ['{3646: passed}', ['1:2 3646 SUCCESS']],
    ['3646: passed, 3647=failed', ['1:1 3646 SUCCESS', '1:15 3647 FAILURE']],
    [' { 3646 : Passed , 3647:FAILED } \n', ['1:4 3646 SUCCESS', '1:20 3647 FAILURE']],
  ])('%j is read', async (text, entries) => {
    expect(await said(text)).toEqual(entries);
  });
});

describe('a pair on each line', () => {
  test.each([
    ['3646: passed', ['1:1 3646 SUCCESS']],
    ['3646: passed\n3647: failed\n', ['1:1 3646 SUCCESS', '2:1 3647 FAILURE']],
    ['3646: passed\r\n3647: failed', ['1:1 3646 SUCCESS', '2:1 3647 FAILURE']],
    ['3646: passed\r3647: failed', ['1:1 3646 SUCCESS', '2:1 3647 FAILURE']],
    ['\n  \n3646 :  Not_Run  \n\n', ['3:1 3646 NOT_EXECUTED']],
    [
      '# known: ISSUE-1\n3646: passed # flaky\n  # and\n#\n3647: failed #',
      ['2:1 3646 SUCCESS', '5:1 3647 FAILURE'],
    ],
    ['3646: passed\n3646: passed', ['1:1 3646 SUCCESS', '2:1 3646 SUCCESS']],
    ['9223372036854775807: skip', ['1:1 9223372036854775807 NOT_EXECUTED']],
  ])('%j is read', async (text, entries) => {
    expect(await said(text)).toEqual(entries);
  });

  test('a file is part of the location', async () => {
    const [entry] = (await parsePlain({ input: 'results-files', file: 'a.yml', text: '1: ok' })) ?? [];
    expect(entry?.location).toEqual({ input: 'results-files', file: 'a.yml', line: 1, column: 1 });
  });
});

test.each([
  '',
  '\n',
  '# nothing\n',
  '3646',
  '3646: passed,',
  '{3646: passed',
  '3646: passed}',
  '{}',
  '03646: passed',
  '3646: flaky',
  '3646: passed\n3647: null',
  '3646: passed\n3647: maybe',
  '9223372036854775808: passed',
  '3646: passed\n9223372036854775808: passed',
  '"3646": passed',
  '3646: "passed"',
  '3646: passed# known',
  '3646: passed # caf\u00e9',
  '3646: *passed',
  '3646: not executed',
  '3646: passed\n 3647: failed',
  '3646: passed\n3647:failed',
  '3646: passed\n3647=failed',
  '3646: passed\n3647: failed, 3648: passed',
  '3646: passed\n---\n3647: failed',
  '3646:\tpassed\n3647: failed',
  '3646:\n  passed',
  '\ufeff3646: passed',
  '\u212a: ok\n3646: passed',
  'Login: passed',
  'Login: passed\n3646: passed',
  '- 3646: passed',
  '- 3646: passed\n- 3647: passed',
  '[3646: passed]',
  '3646: {result: passed}',
  '3646: {result: passed}\n3647: failed',
])('%j is left to the reader of whole documents', async (text) => {
  expect(await read(text)).toBeUndefined();
});

test.each([
  ['pairs on one line', Array.from({ length: 100_000 }, (_, index) => `${index + 1}: passed`).join(', ')],
  ['pairs on many', Array.from({ length: 100_000 }, (_, index) => `${index + 1}: passed`).join('\n')],
])('takes linear time for %s, and for what spoils them at the end', async (_, text) => {
  expect(await read(text)).toHaveLength(100_000);
  for (const spoilt of [`${text}${' '.repeat(1_000_000)}!`, `${text}\n${'1'.repeat(1_000_000)}`]) {
    expect(await read(spoilt)).toBeUndefined();
  }
});

describe('of random texts', () => {
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
  const sign = fc.constantFrom(':', ': ', ': ', '=', ' : ');
  const pair = fc.tuple(blank, id, sign, word, blank).map((parts) => parts.join(''));
  const end = fc.constantFrom('', '\n', '\r\n', '\t');
  const formLine = fc
    .tuple(fc.array(pair, { minLength: 1, maxLength: 5 }), fc.boolean(), blank, end)
    .map(([pairs, braced, lead, tail]) => {
      const whole = pairs.join(',');
      return lead + (braced ? `{${whole}}` : whole) + tail;
    });
  const comment = fc.constantFrom('', '', '# known', ' # known: yes', '  #', '#caf\u00e9', ' #\t');
  const line = fc
    .tuple(fc.option(fc.tuple(id, fc.constantFrom(': ', ': ', ':  ', ':'), word, blank)), comment)
    .map(([parts, said]) => (parts?.join('') ?? '') + said);
  const lines = fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([all, lineEnd]) => all.join(lineEnd));
  const texts = fc.oneof(formLine, lines);

  test('those that are plain are read as the reader of whole documents reads them', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const entries = await read(text);
        if (entries) expect(await parseText(text)).toMatchObject({ entries, problems: [] });
      }),
      { numRuns: 4_000 },
    );
  });

  test('the fast path handles most generated documents', async () => {
    const samples = fc.sample(texts, { seed: 1, numRuns: 1_000 });
    const plain = (await Promise.all(samples.map(read))).filter((entries) => entries);
    expect(plain.length).toBeGreaterThan(100);
  });
});

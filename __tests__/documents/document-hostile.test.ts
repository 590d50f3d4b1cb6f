/** Documents that are made to be slow, deep or huge. Each bound is far above what is needed, and far below a hang. */
import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../src/model/types.js';
import { parseText } from '../support/documents.js';

const MB = 1_000_000;
const MOST_MS = 15_000;

async function read(
  text: string,
  defaultOutcome?: Outcome,
): Promise<{ entries: number; problems: readonly string[] }> {
  const started = performance.now();
  const { entries, problems } = await parseText(text, defaultOutcome);
  expect(performance.now() - started).toBeLessThan(MOST_MS);
  return { entries: entries.length, problems: problems.map(({ message }) => message) };
}

/** A text repeated to about a megabyte. */
function mega(unit: string): string {
  return unit.repeat(Math.floor(MB / unit.length));
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}

describe('a text that might be repaired', () => {
  const LENGTH = 190_000;
  test.each([
    ['spaces in a line', `a${' '.repeat(LENGTH)}b: c; d`],
    ['spaces over lines', `a${' '.repeat(LENGTH)}\nb:c\n`],
    ['spaces after a bracket', `[a]${' '.repeat(LENGTH)}`],
    ['dashes', `- a:${' - a:'.repeat(LENGTH / 6)}`],
    ['pairs', '1: ok '.repeat(LENGTH / 6)],
    ['glued pairs', '1:ok\n'.repeat(LENGTH / 6)],
    ['brackets', '[a] '.repeat(LENGTH / 4)],
    ['typographic quotes', '\u201ca, b\u201d: c '.repeat(LENGTH / 12)],
    ['semicolons', 'a: ok; '.repeat(LENGTH / 7)],
    ['equals signs', `a=${'='.repeat(LENGTH)}`],
    ['open comments', `[${'/*'.repeat(LENGTH / 2)}`],
    ['escapes in an open quote with comments', `[//\n"${'\\\\"'.repeat(LENGTH / 3)}`],
    ['spaces in a brace', `{${' '.repeat(LENGTH)}`],
  ])('of %s takes little time', async (_, text) => {
    const started = performance.now();
    expect((await read(text)).problems.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(6_000);
  });
});

describe('a megabyte', () => {
  test.each([
    ['of one word', mega('a'), 1],
    ['of blanks', mega(' '), 0],
    ['of blanks before a word', `${mega(' ')}x`, 1],
    ['of blanks within a word', `x${mega(' ')}x`, 1],
    ['of line ends', `${mega('\n')}x`, 1],
    ['of no-break blanks', `x${mega('\u00a0')}x`, 1],
    ['of opening brackets', mega('['), 1],
    ['of opening braces', mega('{'), 1],
    ['of nested maps', `${mega('{a:')}`, 1],
    ['of nested lists', `${mega('- ')}x`, 1],
    ['of question marks', `${mega('? ')}\nx`, 1],
    ['of colons', mega(': '), 1],
    ['of double quotes', `${mega('"')}x`, 1],
    ['of escapes in an open quote', `"${mega('\\"')}`, 1],
    ['of escapes in an open quote before a fault', `["${mega('\\"')},[,\n}`, 1],
    ['of dots in an id', `- {id: ${mega('a.')}, result: passed}\n`, 1],
    ['of dots and slashes in an id', `- {id: ${mega('a./')}, result: passed}\n`, 1],
    ['of open quotes behind commas', mega('"a,'), 1],
    ['of open quotes of three kinds', mega('"a,\'b,\u201cc,'), 1],
    ['of document starts', mega('---\n'), 1],
    ['of document ends', mega('a\n...\n'), 1],
    ['of directives', `${mega('%A b\n')}---\na`, 1],
    ['of a tag', `${mega('!')} x`, 1],
    ['of an anchor', `&${mega('a')} x`, 1],
    ['of surrogates', mega('\ud800'), 1],
    ['of NUL', mega('\0'), 1],
    ['of a digit', mega('1'), 1],
    ['of a digit as a key', `? ${mega('1')}\n: passed\n`, 1],
    ['of a block scalar', `3646: |\n${mega(' x\n')}`, 1],
    ['of empty lines in a block scalar', `3646: |\n${mega('\n')} x`, 1],
    ['of empty lines in quotes', `3646: "${mega('\n')}"`, 1],
    ['of a word over lines', `3646: ${mega('x\n ')}`, 1],
    ['of a word with dashes', `3646: pa${mega('- ')}`, 1],
    ['of typographic quotes around a word', `3646: ${mega('\u201c')}x`, 1],
    ['of an unknown key', `- {id: 1, result: passed, ${mega('k')}: 1}\n`, 1],
    ['of an address with runs', `https://a.b/${mega('/runs/1a')}: passed`, 1],
    ['of hashes', `x${mega(' #')}`, 1],
    ['of bidirectional controls', mega('\u202e'), 1],
  ])('%s', async (_, text, problems) => {
    const reading = await read(text);
    expect(reading.problems.length).toBeGreaterThanOrEqual(problems);
    expect(reading.problems.length).toBeLessThanOrEqual(2);
    expect(reading.entries).toBe(0);
    for (const message of reading.problems) expect(message.length).toBeLessThan(1_000);
  });

  test.each([
    ['of a map', lines(60_000, (index) => `${1_000_000 + index}: passed\n`), 60_000],
    ['of a map in one line', `{${lines(60_000, (index) => `${1_000_000 + index}: passed, `)}}`, 60_000],
    ['of one line without blanks', lines(60_000, (index) => `${1_000_000 + index}:passed,`), 60_000],
    ['of one key', mega('3646: passed\n'), 76_923],
    ['of a list', mega('- {id: 3646, result: passed}\n'), 34_482],
    [
      'of the API list',
      `[${lines(20_000, (index) => `{"testCaseResultId":${1_000_000 + index},"result":"SUCCESS"},`)}]`,
      20_000,
    ],
    ['of one comment', `- {id: 3646, result: passed, comment: "${mega('x ')}"}\n`, 1],
    ['of one name', `- {result: passed, name: "${mega('x.')}"}\n`, 1],
    ['of dots in a key', `${mega('x.')}: passed\n`, 1],
    ['of aliases', `- &a {id: 3646, result: passed}\n${mega('- *a\n')}`, 200_001],
    [
      'of aliases for a long comment',
      `- &a {id: 1, result: passed, comment: "${'x '.repeat(200_000)}"}\n${'- *a\n'.repeat(100_000)}`,
      100_001,
    ],
    [
      'of anchors',
      lines(20_000, (index) => `- &a${index} {id: 3646, result: passed}\n- *a${index}\n`),
      40_000,
    ],
    [
      'of addresses',
      mega('- {id: https://app.testsigma.com/ui/td/test_case_results/1, result: passed}\n'),
      13_157,
    ],
  ])('%s is read whole', async (_, text, entries) => {
    expect(await read(text)).toEqual({ entries, problems: [] });
  });

  test.each([
    ['on one line', mega('3646 ')],
    ['line by line', mega('3646\n')],
    ['with commas', mega('3646,')],
  ])('of a bare list %s is read whole', async (_, text) => {
    expect(await read(text, 'SUCCESS')).toEqual({ entries: 200_000, problems: [] });
  });

  test('of faulty entries is told whole', async () => {
    expect((await read(lines(60_000, (index) => `${1_000_000 + index}: pased\n`))).problems).toHaveLength(
      60_000,
    );
    const broken = (await read(`${lines(60_000, (index) => `${1_000_000 + index}: pased\n`)}}`)).problems;
    expect(broken).toEqual([expect.stringMatching(/not valid YAML or JSON/)]);
  });
});

describe('10 MB', () => {
  test('of one line of ids are read whole', async () => {
    expect(await read('3646:passed,'.repeat(833_333))).toEqual({ entries: 833_333, problems: [] });
  });
});

describe('a bomb', () => {
  test('of aliases of lists costs nothing', async () => {
    const names = [...'bcdefghijklmnop'];
    const before = ['a', ...names];
    const bomb = names.map((name, index) => {
      const aliases = Array.from({ length: 10 }, () => `*${before[index]}`).join(', ');
      return `- &${name} [${aliases}]\n`;
    });
    const { entries, problems } = await read(`- &a [x, x, x, x]\n${bomb.join('')}`);
    expect(entries).toBe(0);
    expect(problems).toEqual(Array.from({ length: 16 }, () => expect.stringContaining('a list in a list')));
  });

  test('of aliases of maps costs nothing', async () => {
    const names = [...'bcdefghijklmnop'];
    const before = ['a', ...names];
    const bomb = names.map((name, index) => {
      const alias = `*${before[index]}`;
      return `${name}: &${name} {result: ${alias}, suite: ${alias}, machine: ${alias}, comment: ${alias}}\n`;
    });
    const { problems } = await read(`a: &a {result: passed}\n${bomb.join('')}`);
    expect(problems.length).toBeLessThan(100);
    expect(problems).toContainEqual(expect.stringContaining('"result" takes a text, not a map'));
  });

  test.each([
    ['brackets', '['.repeat(100_000)],
    ['dashes', '- '.repeat(100_000)],
    ['maps over lines', lines(300, (index) => `${' '.repeat(index)}a:\n`)],
  ])('of nested %s is told where it is too deep', async (_, text) => {
    const { entries, problems } = await read(text);
    expect(entries).toBe(0);
    expect(problems).toEqual([expect.stringMatching(/not valid YAML or JSON: nesting/)]);
  });

  test('of nested brackets that close is no list of entries', async () => {
    const { entries, problems } = await read('['.repeat(100_000) + ']'.repeat(100_000));
    expect(entries).toBe(0);
    expect(problems).toEqual(['a list in a list; write one list']);
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  commandReader,
  jobOutputs,
  lineSplitter,
  masked,
  masksOf,
  parseCommand,
  parseFileCommands,
  uploadedSummary,
  windowsWarnings,
} from '../../sandbox/workflow-commands.js';

const error = (data: string, properties: Record<string, string> = {}) => ({
  name: 'error',
  properties,
  data,
});

describe('commands', () => {
  test.each([
    ['::error::boom', error('boom')],
    ['  \t::error::boom', error('boom')],
    ['\u0085\u00a0::error::boom', error('boom')],
    ['::ERROR::boom', error('boom')],
    ['::error ::boom', error('boom')],
    ['::error::', error('')],
    ['::error::a::b', error('a::b')],
    ['::error file=a.yml,line=3,col=7::boom', error('boom', { file: 'a.yml', line: '3', col: '7' })],
    ['::error file=a%3Ab%2Cc%0Ad,line=::boom', error('boom', { file: 'a:b,c\nd' })],
    ['::error =x,a=b=c,d==e,f::boom', error('boom', { a: 'b=c', d: 'e' })],
    ['::error::100%25%0D%0Adone %250A', error('100%\r\ndone %0A')],
    ['::error::%3A%2C%5D%3B', error('%3A%2C%5D%3B')],
    ['##[error]boom', error('boom')],
    ['in the middle ##[error]boom', error('boom')],
    ['##[error file=a%3Bb;line=3]b%5Do%25om', error('b]o%om', { file: 'a;b', line: '3' })],
    ['::nothing::##[error]boom', error('boom')],
    ['::endgroup::', { name: 'endgroup', properties: {}, data: '' }],
    ['::add-mask::word', { name: 'add-mask', properties: {}, data: 'word' }],
    ['::set-output name=a::b', { name: 'set-output', properties: { name: 'a' }, data: 'b' }],
  ])('%j', (line, command) => {
    expect(parseCommand(line)).toEqual(command);
  });

  test.each([
    '',
    'plain',
    'text ::error::boom',
    '\ufeff::error::boom',
    '::error:boom',
    ': :error::boom',
    '::errors::boom',
    ':: error::boom',
    '::::boom',
    '##[errors]boom',
    '##[error boom',
    '## [error]boom',
    '[error]boom',
  ])('none in %j', (line) => {
    expect(parseCommand(line)).toBeUndefined();
  });

  test('take linear time', () => {
    const started = performance.now();
    for (const piece of ['::', '##[', ' ', 'a=', '=', '%25', 'error ']) {
      parseCommand(`::error ${piece.repeat(300_000)}`);
      parseCommand(`##[error ${piece.repeat(300_000)}]`);
      parseCommand(`::error ${piece.repeat(300_000)}::`);
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a reader', () => {
  const namesIn = (...texts: string[]) => {
    const read = commandReader();
    return texts.map((text) => read({ stream: 'stdout', text })?.name);
  };

  test('names the stream and the line', () => {
    expect(commandReader()({ stream: 'stderr', text: ' ::error::boom' })).toEqual({
      ...error('boom'),
      stream: 'stderr',
      line: ' ::error::boom',
    });
  });

  test('obeys nothing between stop-commands and its token, whatever its case', () => {
    expect(
      namesIn(
        '::stop-commands::Token',
        '::error::x',
        '##[error]x',
        '::stop-commands::y',
        '::TOKEN::',
        '::error::x',
      ),
    ).toEqual(['stop-commands', undefined, undefined, undefined, 'token', 'error']);
  });

  test('knows the token only while it waits for it', () => {
    expect(namesIn('::token::', '::stop-commands::token', '##[token]', '::token::')).toEqual([
      undefined,
      'stop-commands',
      'token',
      undefined,
    ]);
  });

  test.each(['', 'pause-logging', 'Error'])('is not stopped by the token %j', (token) => {
    expect(namesIn(`::stop-commands::${token}`, '::error::x')).toEqual(['stop-commands', 'error']);
  });
});

describe('lines', () => {
  const split = (chunks: string[]) => {
    const lines: string[] = [];
    const splitter = lineSplitter((line) => lines.push(line));
    for (const chunk of chunks) splitter.push(chunk);
    splitter.end();
    return lines;
  };

  test.each([
    [['a\nb\r\nc\rd'], ['a', 'b', 'c', 'd']],
    [
      ['a\r', '\nb\n'],
      ['a', 'b'],
    ],
    [
      ['a\r', 'b'],
      ['a', 'b'],
    ],
    [
      ['a\r', '', '\nb'],
      ['a', 'b'],
    ],
    [['\n\n'], ['', '']],
    [
      ['a', 'b', 'c\nd'],
      ['abc', 'd'],
    ],
    [[], []],
  ])('%j', (chunks, lines) => {
    expect(split(chunks)).toEqual(lines);
  });

  test('come out the same however the text is cut', () => {
    const chunk = fc.array(fc.constantFrom('a', '\r', '\n'), { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(chunk), (chunks) => {
        expect(split(chunks)).toEqual(split([chunks.join('')]));
      }),
    );
  });

  test('may be long', () => {
    const started = performance.now();
    expect(split(Array.from({ length: 20_000 }, () => 'x'.repeat(1000)))).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('files', () => {
  test.each<[string, [string, string][]]>([
    ['', []],
    ['\n\n', []],
    [
      'a=1\nb=2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['a=', [['a', '']]],
    ['a=b=c<<d\n', [['a', 'b=c<<d']]],
    ['a=b\r\n', [['a', 'b\r']]],
    ['\ufeffa=1', [['a', '1']]],
    [
      'a<<END\none\ntwo\nEND\nb=1\n',
      [
        ['a', 'one\ntwo'],
        ['b', '1'],
      ],
    ],
    ['a<<END\nEND', [['a', '']]],
    ['a<<END\n\nEND\n', [['a', '']]],
    ['a<<END\n\n\nEND\n', [['a', '\n']]],
    ['a<<E=F\nx=1\n E=F\nE=F\n', [['a', 'x=1\n E=F']]],
    ['a<<END\none\r\ntwo\nEND\n', [['a', 'one\r\ntwo']]],
    ['# note=1\n', [['# note', '1']]],
    ['=1\n', [['', '1']]],
  ])('%j', (text, pairs) => {
    expect(parseFileCommands(text, false)).toEqual({ pairs });
  });

  test.each<[string, [string, string][]]>([
    ['a=b\r\n', [['a', 'b']]],
    ['a<<END\r\none\r\ntwo\nEND\r\n', [['a', 'one\r\ntwo']]],
  ])('on Windows: %j', (text, pairs) => {
    expect(parseFileCommands(text, true)).toEqual({ pairs });
  });

  test.each([
    ['a=1\nword\nb=2', "Invalid format 'word'"],
    ['a=1\n<<END\nEND', "Invalid format '<<END'. Name must not be empty and delimiter must not be empty"],
    ['a=1\nb<<\n', "Invalid format 'b<<'. Name must not be empty and delimiter must not be empty"],
    ['a=1\nb<<END\none\n END\n', "Invalid value. Matching delimiter not found 'END'"],
  ])('%j is complained of, and what stands before is kept', (text, error) => {
    expect(parseFileCommands(text, false)).toEqual({ pairs: [['a', '1']], error });
  });
});

describe('what the runner makes of a step', () => {
  const read = (...lines: string[]) => {
    const reader = commandReader();
    return lines.flatMap((text) => reader({ stream: 'stdout', text }) ?? []);
  };

  test.each([
    ['error', 4_096],
    ['warning', 4_096],
    ['notice', 4_096],
    ['debug', 5_000],
    ['group', 5_000],
  ])('%s shows at most so many characters: %d', (name, length) => {
    expect(read(`::${name}::${'x'.repeat(5_000)}`)[0]?.data).toHaveLength(length);
  });

  test('secrets are masked line by line, the longest first', () => {
    const masks = masksOf(
      read('::add-mask::one', '::add-mask::one-two', '::add-mask::first%0Asecond', '::add-mask::'),
    );
    expect(masks).toEqual(['one', 'one-two', 'first\nsecond', 'first', 'second']);
    expect(masked('one-two one first', masks)).toBe('*** *** ***');
  });

  test.each([
    ['', ''],
    ['a token\nb', 'a ***\nb\n'],
    ['a\r\nb\rtoken\n', 'a\nb\n***\n'],
    ['to\nken', 'to\nken\n'],
  ])('of the summary %j it uploads %j', (summary, uploaded) => {
    expect(uploadedSummary(summary, ['token'])).toBe(uploaded);
  });

  test('an output of a job that holds a secret is skipped, with a warning', () => {
    expect(jobOutputs({ status: 'success', message: 'with token', failed: '[]' }, ['token'])).toEqual({
      outputs: { status: 'success', failed: '[]' },
      warnings: ["Skip output 'message' since it may contain secret."],
    });
  });

  test('Windows warns about a variable that is too long', () => {
    const env = { FITS: 'x'.repeat(32_766), LONG: 'x'.repeat(32_767), NONE: undefined };
    expect(windowsWarnings(env)).toEqual([
      "Environment variable 'LONG' exceeds the maximum supported length. Environment variable length: 32767 , Maximum supported length: 32766",
    ]);
  });
});

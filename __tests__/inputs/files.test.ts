import { describe, expect, test } from '@jest/globals';
import { findFiles, readFiles } from '../../src/inputs/files.js';
import { Diagnostics } from '../../src/model/diagnostic.js';
import { FileError, type FileSystem } from '../../src/runtime/files.js';
import { NO_FILES } from '../support/files.js';

type Texts = Readonly<Record<string, string | Error>>;

/** Files in memory by their paths, and folders; globs are answered from a table, and recorded. */
function fakeFiles(
  texts: Texts,
  globs: Readonly<Record<string, readonly string[]>> = {},
  folders = ['folder'],
) {
  const globbed: string[] = [];
  const files: FileSystem = {
    ...NO_FILES,
    read: async (path) => {
      const text = texts[path] ?? '';
      if (text instanceof Error) throw text;
      return text;
    },
    kind: async (path) => {
      if (folders.includes(path.replace(/\/$/, ''))) return 'folder';
      return Object.hasOwn(texts, path) ? 'file' : 'missing';
    },
    glob: async (patterns) => {
      globbed.push(patterns);
      if (patterns.startsWith('..')) throw new FileError('cannot be searched for: .. is not allowed');
      return globs[patterns.split('\n')[0] ?? ''] ?? [];
    },
    displayPath: (path) => path.replace('/work/', ''),
  };
  return { ...files, globbed };
}

async function read(lines: string, files: FileSystem, input = 'results-files') {
  const diagnostics = new Diagnostics();
  const sources = await readFiles(input, lines, files, diagnostics);
  return { sources, problems: diagnostics.problems, warnings: diagnostics.warnings };
}

const source = (file: string, text: string) => ({ input: 'results-files', file, text });

describe('readFiles', () => {
  test('reads paths, one per line, in the order given', async () => {
    const files = fakeFiles({ 'b.yml': 'B', 'a.yml': 'A' });
    expect(await read('  b.yml\r\n\n# a comment\na.yml\n', files)).toEqual({
      sources: [source('b.yml', 'B'), source('a.yml', 'A')],
      problems: [],
      warnings: [],
    });
    expect(files.globbed).toEqual([]);
  });

  test('reads what a glob matches, and shows it as people know it', async () => {
    const files = fakeFiles(
      { '/work/a.yml': 'A', '/work/b.yml': 'B' },
      { '*.yml': ['/work/a.yml', '/work/b.yml'] },
    );
    expect(await read('*.yml', files)).toEqual({
      sources: [source('a.yml', 'A'), source('b.yml', 'B')],
      problems: [],
      warnings: [],
    });
  });

  test.each([
    ['a path names it and a glob matches it', 'a.yml\n*.yml'],
    ['several globs match it', '*.yml\na.*'],
  ])('reads a file once if %s', async (_, lines) => {
    const files = fakeFiles(
      { 'a.yml': 'A', '/work/a.yml': 'A' },
      { '*.yml': ['/work/a.yml'], 'a.*': ['/work/a.yml'] },
    );
    expect((await read(lines, files)).sources).toEqual([source('a.yml', 'A')]);
  });

  test('hands the excludes to every glob, and to plain paths as well', async () => {
    const files = fakeFiles({ 'x[1].yml': 'X' }, { '*.yml': ['x'], 'x[[]1].yml': ['x[1].yml'] });
    await read('!b.yml\n*.yml\nx[1].yml\n!c/**', files);
    expect(files.globbed).toEqual(['*.yml\n!b.yml\n!c/**', 'x[[]1].yml\n!b.yml\n!c/**']);
  });

  test('takes a path as written before taking it for a pattern or another notation', async () => {
    const texts = { 'x[1].yml': 'X', 'what?.yml': 'W', 'all*.yml': 'A', 'a, b.yml': 'C', '"q".yml': 'Q' };
    const files = fakeFiles(texts);
    const { sources, problems } = await read(Object.keys(texts).join('\n'), files);
    expect(sources.map(({ text }) => text)).toEqual(['X', 'W', 'A', 'C', 'Q']);
    expect(problems).toEqual([]);
    expect(files.globbed).toEqual([]);
  });

  test('reports each missing path as a problem, and each glob without a match as a warning', async () => {
    const files = fakeFiles({ 'a.yml': 'A' });
    const reading = await read('/work/gone.yml\nx/*.yml\na.yml\n[z].yml', files);
    expect(reading.sources.map(({ file }) => file)).toEqual(['a.yml']);
    expect(reading.problems).toEqual([
      { location: { input: 'results-files', file: 'gone.yml' }, message: '"/work/gone.yml" does not exist' },
    ]);
    expect(reading.warnings).toEqual([
      { location: { input: 'results-files' }, message: '"x/*.yml" matches no file' },
      { location: { input: 'results-files' }, message: '"[z].yml" matches no file' },
    ]);
  });

  test('reports a file that cannot be read, and reads the others', async () => {
    const files = fakeFiles({ 'b.yml': new FileError('is no text'), 'a.yml': 'A' });
    expect(await read('b.yml\na.yml', files)).toEqual({
      sources: [source('a.yml', 'A')],
      problems: [{ location: { input: 'results-files', file: 'b.yml' }, message: '"b.yml" is no text' }],
      warnings: [],
    });
  });

  test('reports a pattern that cannot be followed, and follows the others', async () => {
    const { sources, problems } = await read('../x/*.yml\na.yml', fakeFiles({ 'a.yml': 'A' }));
    expect(problems).toEqual([
      {
        location: { input: 'results-files', file: '../x/*.yml' },
        message: '"../x/*.yml" cannot be searched for: .. is not allowed',
      },
    ]);
    expect(sources).toEqual([source('a.yml', 'A')]);
  });

  test('does not swallow an error that is not about the file', async () => {
    await expect(read('a.yml', fakeFiles({ 'a.yml': new Error('out of memory') }))).rejects.toThrow(
      'out of memory',
    );
  });

  test.each(['', '  \n\r\n', '# nothing', '!a.yml'])('reads nothing for %j', async (lines) => {
    expect(await read(lines, fakeFiles({ 'a.yml': 'A' }))).toEqual({
      sources: [],
      problems: [],
      warnings: [],
    });
  });

  test('does not read a plain path that is excluded', async () => {
    const { sources, problems } = await read('a.yml\n!a.yml', fakeFiles({ 'a.yml': 'A' }, { 'a.yml': [] }));
    expect([sources, problems]).toEqual([[], []]);
  });
});

describe('findFiles', () => {
  const find = async (lines: string, input: string, files = fakeFiles({ 'a.xml': '' })) => {
    const diagnostics = new Diagnostics();
    const paths = await findFiles(input, lines, files, diagnostics);
    const messages = [...diagnostics.problems, ...diagnostics.warnings].map(({ message }) => message);
    return { paths, messages, isError: diagnostics.problems.length > 0 };
  };

  test.each([
    ['junit-files', 'folder', /^"folder" is a folder; .* such as folder\/\*\*\/\*\.xml$/],
    ['junit-files', 'folder/', /such as folder\/\*\*\/\*\.xml$/],
    ['results-files', 'folder', /such as folder\/\*\*\/\*\.yml$/],
    ['junit-files', 'folder\n!a.xml', /is a folder/],
  ])('says for %s that %j is a folder, and which glob to write', async (input, lines, message) => {
    const { messages, isError } = await find(lines, input);
    expect(isError).toBe(true);
    expect(messages).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    ['a.xml, b.xml', /does not exist; .*instead of separating them with a comma/],
    ['a/*.xml,b/*.xml', /matches no file; .*instead of separating them with a comma/],
    ['a.xml;b.xml', /semicolon/],
    ['a.xml b.xml', /one path or glob per line if these are several/],
    ['"**/*.xml"', /matches no file; remove the quotes/],
    ["'a.xml'", /does not exist; remove the quotes/],
    ['- a.xml', /without the dash of a list/],
    ['- "*.xml"', /without the dash of a list/],
    ['["a/*.xml", "b/*.xml"]', /instead of a list in brackets/],
  ])('says what is wrong with the notation %j', async (lines, message) => {
    for (const input of ['junit-files', 'results-files']) {
      const { messages, isError, paths } = await find(lines, input);
      expect([isError, paths]).toEqual([true, []]);
      expect(messages).toEqual([expect.stringMatching(message)]);
    }
  });

  test.each([
    ['!a.xml, !b.xml', /^"!a\.xml, !b\.xml" excludes no file; .*comma/],
    ['!"a.xml"', /excludes no file; remove the quotes/],
    ['! - a.xml', /excludes no file; .*dash/],
  ])('rejects an exclude that excludes nothing because of its notation: %j', async (exclude, message) => {
    const { messages, isError } = await find(
      `a.xml\n${exclude}`,
      'junit-files',
      fakeFiles({ 'a.xml': '' }, { 'a.xml': ['a.xml'] }),
    );
    expect(isError).toBe(true);
    expect(messages).toEqual([expect.stringMatching(message)]);
  });

  test('accepts an exclude whose name has a comma', async () => {
    const files = fakeFiles(
      { 'a.xml': '', 'b, c.xml': '' },
      { 'a.xml': ['a.xml'], 'd, *.xml': ['d, e.xml'] },
    );
    expect((await find('a.xml\n!b, c.xml\n!d, *.xml', 'junit-files', files)).messages).toEqual([]);
  });

  test('does not blame the notation of a glob that the excludes leave nothing of', async () => {
    const globs = { 'my reports/*.xml': ['my reports/a.xml'] };
    const files = fakeFiles({}, globs);
    const narrowed = {
      ...files,
      glob: async (patterns: string) => (patterns.includes('!') ? [] : files.glob(patterns)),
    };
    const { messages, isError } = await find('my reports/*.xml\n!**/a.xml', 'junit-files', {
      ...narrowed,
      globbed: [],
    });
    expect(isError).toBe(false);
    expect(messages).toEqual(['"my reports/*.xml" matches no file']);
  });
});

import { describe, expect, test } from '@jest/globals';
import { readFiles } from '../../src/inputs/files.js';
import { FileError, type FileSystem } from '../../src/runtime/files.js';

/** Files in memory; a glob is answered from a table, so that what was asked can be seen. */
class FakeFiles implements FileSystem {
  readonly globbed: string[] = [];
  readonly #texts: Readonly<Record<string, string>>;
  readonly #globs: Readonly<Record<string, readonly string[]>>;

  constructor(
    texts: Readonly<Record<string, string>>,
    globs: Readonly<Record<string, readonly string[]>> = {},
  ) {
    this.#texts = texts;
    this.#globs = globs;
  }

  async read(path: string): Promise<string> {
    const text = this.#texts[path] ?? '';
    if (text === 'FAULT') throw new FileError('is a folder; name the files in it');
    if (text === 'CRASH') throw new Error('out of memory');
    return text;
  }

  stream(): never {
    throw new Error('documents are read whole');
  }

  async kind(path: string): Promise<'file' | 'folder' | 'missing'> {
    if (!Object.hasOwn(this.#texts, path)) return 'missing';
    return this.#texts[path] === 'FAULT' ? 'folder' : 'file';
  }

  async glob(patterns: string): Promise<readonly string[]> {
    this.globbed.push(patterns);
    if (patterns.startsWith('..')) throw new FileError('cannot be searched for: .. is not allowed');
    return this.#globs[patterns.split('\n')[0] ?? ''] ?? [];
  }

  displayPath(path: string): string {
    return path.replace('/work/', '');
  }
}

describe('readFiles', () => {
  test('reads paths, one a line, in the order given', async () => {
    const files = new FakeFiles({ 'b.yml': 'B', 'a.yml': 'A' });
    expect(await readFiles('results-files', '  b.yml\r\n\n# a comment\na.yml\n', files)).toEqual({
      sources: [
        { input: 'results-files', file: 'b.yml', text: 'B' },
        { input: 'results-files', file: 'a.yml', text: 'A' },
      ],
      problems: [],
      warnings: [],
    });
    expect(files.globbed).toEqual([]);
  });

  test('reads what a glob matches, and shows it as people know it', async () => {
    const files = new FakeFiles(
      { '/work/a.yml': 'A', '/work/b.yml': 'B' },
      { '*.yml': ['/work/a.yml', '/work/b.yml'] },
    );
    const { sources, problems, warnings } = await readFiles('results-files', '*.yml', files);
    expect(sources).toEqual([
      { input: 'results-files', file: 'a.yml', text: 'A' },
      { input: 'results-files', file: 'b.yml', text: 'B' },
    ]);
    expect([...problems, ...warnings]).toEqual([]);
  });

  test('reads a file once, though a path names it and a glob matches it', async () => {
    const files = new FakeFiles({ 'a.yml': 'A', '/work/a.yml': 'A' }, { '*.yml': ['/work/a.yml'] });
    const { sources } = await readFiles('results-files', 'a.yml\n*.yml', files);
    expect(sources).toEqual([{ input: 'results-files', file: 'a.yml', text: 'A' }]);
  });

  test('reads a file once, though several globs match it', async () => {
    const files = new FakeFiles({ '/work/a.yml': 'A' }, { '*.yml': ['/work/a.yml'], 'a.*': ['/work/a.yml'] });
    const { sources } = await readFiles('results-files', '*.yml\na.*', files);
    expect(sources).toHaveLength(1);
  });

  test('hands the excludes to every glob, and to plain paths as well', async () => {
    const files = new FakeFiles({ 'x[1].yml': 'X' }, { 'x[[]1].yml': ['x[1].yml'] });
    await readFiles('results-files', '!b.yml\n*.yml\nx[1].yml\n!c/**', files);
    expect(files.globbed).toEqual(['*.yml\n!b.yml\n!c/**', 'x[[]1].yml\n!b.yml\n!c/**']);
  });

  test('takes a path as it stands before taking it for a pattern', async () => {
    const files = new FakeFiles({ 'x[1].yml': 'X', 'what?.yml': 'W', 'all*.yml': 'A' });
    const { sources } = await readFiles('results-files', 'x[1].yml\nwhat?.yml\nall*.yml', files);
    expect(sources.map(({ text }) => text)).toEqual(['X', 'W', 'A']);
    expect(files.globbed).toEqual([]);
  });

  test('a path that is missing is a problem, a glob that matches nothing a warning, each told', async () => {
    const files = new FakeFiles({ 'a.yml': 'A' });
    const reading = await readFiles(
      'results-files',
      '/work/gone.yml\nx/*.yml\na.yml\ngone too.yml\n[z].yml',
      files,
    );
    expect(reading.sources.map(({ file }) => file)).toEqual(['a.yml']);
    expect(reading.problems).toEqual([
      { location: { input: 'results-files', file: 'gone.yml' }, message: '"/work/gone.yml" does not exist' },
      {
        location: { input: 'results-files', file: 'gone too.yml' },
        message: '"gone too.yml" does not exist',
      },
    ]);
    expect(reading.warnings).toEqual([
      { location: { input: 'results-files' }, message: '"x/*.yml" matches no file' },
      { location: { input: 'results-files' }, message: '"[z].yml" matches no file' },
    ]);
  });

  test('a file that cannot be read is a problem in its location, and the others are read', async () => {
    const files = new FakeFiles({ folder: 'FAULT', 'a.yml': 'A' });
    const reading = await readFiles('junit-files', 'folder\na.yml', files);
    expect(reading.problems).toEqual([
      {
        location: { input: 'junit-files', file: 'folder' },
        message: '"folder" is a folder; name the files in it',
      },
    ]);
    expect(reading.sources).toEqual([{ input: 'junit-files', file: 'a.yml', text: 'A' }]);
  });

  test('a pattern that cannot be followed is a problem, and the others are', async () => {
    const files = new FakeFiles({ 'a.yml': 'A' });
    const reading = await readFiles('results-files', '../x/*.yml\na.yml', files);
    expect(reading.problems).toEqual([
      {
        location: { input: 'results-files', file: '../x/*.yml' },
        message: '"../x/*.yml" cannot be searched for: .. is not allowed',
      },
    ]);
    expect(reading.sources).toEqual([{ input: 'results-files', file: 'a.yml', text: 'A' }]);
  });

  test('a folder is told to be one, with excludes, too', async () => {
    const files = new FakeFiles({ folder: 'FAULT' });
    const { problems } = await readFiles('results-files', 'folder\n!a.yml', files);
    expect(problems).toEqual([expect.objectContaining({ message: expect.stringContaining('is a folder') })]);
  });

  test('a fault that is none of the file is not swallowed', async () => {
    await expect(readFiles('results-files', 'a.yml', new FakeFiles({ 'a.yml': 'CRASH' }))).rejects.toThrow(
      'out of memory',
    );
  });

  test.each(['', '  \n\r\n', '# nothing', '!a.yml'])('asks for nothing with %j', async (lines) => {
    const files = new FakeFiles({ 'a.yml': 'A' });
    expect(await readFiles('results-files', lines, files)).toEqual({
      sources: [],
      problems: [],
      warnings: [],
    });
  });

  test('a plain path that is excluded is not read', async () => {
    const files = new FakeFiles({ 'a.yml': 'A' }, { 'a.yml': [] });
    const { sources, problems } = await readFiles('results-files', 'a.yml\n!a.yml', files);
    expect(sources).toEqual([]);
    expect(problems).toEqual([]);
  });
});

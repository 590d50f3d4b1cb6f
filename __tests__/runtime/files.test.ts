import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readFiles } from '../../src/inputs/files.js';
import { Diagnostics } from '../../src/model/diagnostic.js';
import { FileError, runnerFiles } from '../../src/runtime/files.js';

/** Windows has no devices among its files, no modes that forbid reading, and no files that are large but empty. */
const isWindows = process.platform === 'win32';
const testOnPosix = isWindows ? test.skip : test;

/** Windows wants a right for links, and Wine makes none that Node can follow. */
const HAS_LINKS = hasLinks();
const ofLinks = HAS_LINKS ? test : test.skip;

function hasLinks(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'links-'));
  try {
    symlinkSync('.', join(place, 'link'));
    return existsSync(join(place, 'link'));
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

const MOST_BYTES = 16 * 1024 * 1024;

let folder: string;
const path = (name: string) => join(folder, name);
const files = (ended = new AbortController().signal) => runnerFiles(folder, ended);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-test-'));
  chmodSync(folder, 0o755);
  writeFileSync(path('a.yml'), '3646: passed\n');
  writeFileSync(path('b.yml'), '3647: failed\r\n');
  writeFileSync(path('[1].yml'), '1: passed');
  writeFileSync(path('1.yml'), '2: passed');
  writeFileSync(path('empty.yml'), '');
  writeFileSync(path('.hidden.yml'), '9: passed');
  mkdirSync(path('sub/deep'), { recursive: true });
  writeFileSync(path('sub/c.yml'), '3648: passed');
  writeFileSync(path('sub/deep/d.yml'), '3649: passed');
  writeFileSync(path('sub/c.json'), '{}');
  if (!HAS_LINKS) return;
  symlinkSync('a.yml', path('link.txt'));
  symlinkSync('nowhere', path('broken.txt'));
  mkdirSync(path('links'));
  symlinkSync('loop.txt', path('links/loop.txt'));
  symlinkSync('there.txt', path('links/here.txt'));
  symlinkSync('here.txt', path('links/there.txt'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The glob reader tells all it does as debug lines. */
const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
afterAll(() => write.mockRestore());

function bytes(name: string, content: Uint8Array | readonly number[]): string {
  writeFileSync(path(name), Uint8Array.from(content));
  return path(name);
}

/** What is wrong with a file. */
async function faultOf(name: string): Promise<string> {
  try {
    await files().read(path(name));
  } catch (error) {
    expect(error).toBeInstanceOf(FileError);
    return error instanceof Error ? error.message : '';
  }
  return '';
}

describe('reading', () => {
  test.each([
    ['a.yml', '3646: passed\n'],
    ['b.yml', '3647: failed\r\n'],
    ['[1].yml', '1: passed'],
    ['empty.yml', ''],
  ])('%s gives its text as it is', async (name, text) => {
    expect(await files().read(path(name))).toBe(text);
  });

  ofLinks('a link gives the text of its file', async () => {
    expect(await files().read(path('link.txt'))).toBe('3646: passed\n');
  });

  ofLinks.each([
    ['broken.txt', /does not exist/],
    ['links/loop.txt', /symbolic link that leads back to itself/],
    ['links/here.txt', /symbolic link that leads back to itself/],
  ])('the link %s gets its own word', async (name, fault) => {
    expect(await faultOf(name)).toMatch(fault);
  });

  test('takes a path relative to the working directory', async () => {
    expect(await files().read(relative(process.cwd(), path('a.yml')))).toBe('3646: passed\n');
  });

  test('takes UTF-8 with every kind of character', async () => {
    const text = '\u00e9😀\u202e\u0000\u2028 Login › works';
    expect(await files().read(bytes('utf8.txt', Buffer.from(text)))).toBe(text);
  });

  test('drops a byte order mark', async () => {
    expect(await files().read(bytes('bom.txt', Buffer.from('\ufeff3646: passed')))).toBe('3646: passed');
  });

  test('takes UTF-16 of both orders, as Windows tools write it', async () => {
    const text = '\ufeff3646: passed\r\nPr\u00fcfung 😀: failed\r\n';
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.from(little).swap16();
    expect(await files().read(bytes('le.txt', little))).toBe(text.slice(1));
    expect(await files().read(bytes('be.txt', big))).toBe(text.slice(1));
  });

  test.each([
    ['a byte that no UTF-8 has', [0x33, 0xff, 0x33], /is not a UTF-8 text/],
    ['a cut character', [...Buffer.from('😀')].slice(0, 3), /is not a UTF-8 text/],
    ['an overlong slash', [0xc0, 0xaf], /is not a UTF-8 text/],
    ['a surrogate in UTF-8', [0xed, 0xa0, 0x80], /is not a UTF-8 text/],
    ['the first byte alone of a mark of UTF-16', [0xff, 0x33], /is not a UTF-8 text/],
    ['the second byte alone of a mark of UTF-16', [0x33, 0xfe], /is not a UTF-8 text/],
    ['the first byte alone of the other mark', [0xfe, 0x33], /is not a UTF-8 text/],
    ['Latin-1', [0x50, 0x72, 0xfc, 0x66], /is not a UTF-8 text/],
    ['half a character of UTF-16', [0xff, 0xfe, 0x33], /is not a UTF-16LE text/],
    ['a lone surrogate in UTF-16', [0xfe, 0xff, 0xd8, 0x00, 0x00, 0x41], /is not a UTF-16BE text/],
    ['a gzip file', [0x1f, 0x8b, 0x08, 0x00], /is not a UTF-8 text/],
  ])('refuses %s', async (_, content, fault) => {
    bytes('wrong.txt', content);
    expect(await faultOf('wrong.txt')).toMatch(fault);
  });

  test.each([
    ['missing.yml', /does not exist/],
    ['a.yml/x', /does not exist|cannot be read/],
    ['sub', /is a folder; name the files in it, or a glob such as folder\/\*\.yml/],
    ['.', /is a folder/],
    [`${'x'.repeat(300)}.yml`, isWindows ? /does not exist|too long/ : /name that is too long/],
  ])('%s gets its own word', async (name, fault) => {
    expect(await faultOf(name)).toMatch(fault);
  });

  testOnPosix('a device is no file, and is not read', async () => {
    await expect(files().read('/dev/zero')).rejects.toThrow(/is not a regular file/);
    await expect(files().read('/dev/null')).rejects.toThrow(FileError);
  });

  const { platform } = process;
  const onLinux = platform === 'linux' ? test : test.skip;

  onLinux.each(['/proc/self/environ', '/proc/self/pagemap', '/proc/self/maps'])(
    '%s of the kernel, which says that it holds nothing, counts as empty',
    async (name) => {
      expect(await files().read(name)).toBe('');
      const pieces: Uint8Array[] = [];
      for await (const piece of files().stream(name)) pieces.push(piece);
      expect(pieces).toEqual([]);
    },
  );

  test('ends with the step', async () => {
    const late = files(AbortSignal.abort());
    const fault = /could not be read to the end: timeout-seconds is over, or the step was cancelled/;
    await expect(late.read(path('a.yml'))).rejects.toThrow(fault);
    await expect(late.glob(path('*.yml'))).rejects.toThrow(fault);
    await expect(late.glob(path('*.yml'))).rejects.toThrow(FileError);
  });

  testOnPosix('a file that the runner may not read says so', async () => {
    writeFileSync(path('secret.yml'), '3646: passed');
    chmodSync(path('secret.yml'), 0);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(await faultOf('secret.yml')).toMatch(/may not be read by the runner; check its permissions/);
    } finally {
      if (isRoot) process.seteuid?.(0);
      rmSync(path('secret.yml'));
    }
  });

  test('16 MiB are read, and not a byte more', async () => {
    writeFileSync(path('large.yml'), '');
    truncateSync(path('large.yml'), MOST_BYTES);
    expect(await files().read(path('large.yml'))).toHaveLength(MOST_BYTES);
    truncateSync(path('large.yml'), MOST_BYTES + 1);
    expect(await faultOf('large.yml')).toMatch(/is larger than 16 MiB; split it/);
    rmSync(path('large.yml'));
  });

  testOnPosix('1 TiB is refused at once', async () => {
    writeFileSync(path('huge.yml'), '');
    truncateSync(path('huge.yml'), 1024 ** 4);
    expect(await faultOf('huge.yml')).toMatch(/is larger than 16 MiB/);
    rmSync(path('huge.yml'));
  });
});

describe('writing', () => {
  const EMOJI = '😀';

  test.each([
    ['nothing', []],
    ['short texts', ['one\n', '', 'two\n']],
    ['a text of just one chunk', ['x'.repeat(65_536)]],
    ['a long text between short ones', ['before ', 'x'.repeat(200_000), ' after']],
    ['pairs of units', ['x', EMOJI.repeat(100_000), 'y']],
    ['pairs of units across the ends of chunks', [`x${EMOJI.repeat(100_000)}`, 'y']],
    ['half a pair at the end of a chunk', [`${'x'.repeat(65_535)}${EMOJI.charAt(0)}${'y'.repeat(100)}`, 'z']],
  ])('%s comes out as it is, appended and as a whole', async (_, parts) => {
    const whole = Buffer.from(parts.join(''));
    await files().writeAtomically(path('written'), parts);
    expect(readFileSync(path('written')).equals(whole)).toBe(true);
    await files().append(path('written'), parts);
    expect(readFileSync(path('written')).equals(Buffer.concat([whole, whole]))).toBe(true);
    rmSync(path('written'));
  });

  test('a whole file leaves nothing else behind', async () => {
    mkdirSync(path('report'));
    for (const text of ['first', 'second'])
      await files().writeAtomically(join(path('report'), 'written'), [text]);
    expect(readFileSync(join(path('report'), 'written'), 'utf8')).toBe('second');
    expect(readdirSync(path('report'))).toEqual(['written']);
  });

  test('a file that fails halfway leaves the former one, and nothing else', async () => {
    function* broken() {
      yield 'x'.repeat(100_000);
      throw new Error('it broke');
    }
    mkdirSync(path('halfway'));
    writeFileSync(join(path('halfway'), 'kept'), 'former');
    const writing = files().writeAtomically(join(path('halfway'), 'kept'), broken());
    await expect(writing).rejects.toThrow('it broke');
    expect(readFileSync(join(path('halfway'), 'kept'), 'utf8')).toBe('former');
    expect(readdirSync(path('halfway'))).toEqual(['kept']);
  });
});

describe('what stands at a path', () => {
  test.each([
    ['a.yml', 'file'],
    ['sub', 'folder'],
    ['missing.yml', 'missing'],
    ['a.yml/x', 'missing'],
    ['*.yml', 'missing'],
    ['[1].yml', 'file'],
  ])('%s is a %s', async (name, kind) => {
    expect(await files().kind(path(name))).toBe(kind);
  });

  ofLinks.each([
    ['link.txt', 'file'],
    ['broken.txt', 'missing'],
    ['links/loop.txt', 'file'],
  ])('the link %s is a %s', async (name, kind) => {
    expect(await files().kind(path(name))).toBe(kind);
  });

  testOnPosix('a device is something else', async () => {
    expect(await files().kind('/dev/null')).toBe('other');
  });
});

describe('a glob', () => {
  test.each([
    ['*.yml', ['1.yml', '[1].yml', 'a.yml', 'b.yml', 'empty.yml']],
    ['sub/*', ['sub/c.json', 'sub/c.yml']],
    ['sub/**/*.yml', ['sub/c.yml', 'sub/deep/d.yml']],
    ['?.yml', ['1.yml', 'a.yml', 'b.yml']],
    ['[ab].yml', ['a.yml', 'b.yml']],
    ['[[]1].yml', ['[1].yml']],
    ['nothing/*.yml', []],
    ['sub', []],
  ])('%s gives its files in a steady order, and no folders', async (pattern, names) => {
    const found = await files().glob(path(pattern));
    expect(found.map((one) => files().displayPath(one)).filter((one) => one !== '.hidden.yml')).toEqual(
      names,
    );
  });

  test('that cannot be followed says why', async () => {
    await expect(files().glob('../x/*.yml')).rejects.toThrow(FileError);
    await expect(files().glob('../x/*.yml')).rejects.toThrow(
      /cannot be searched for: .*'\.\.' is not allowed/,
    );
  });

  test('leaves out what is excluded', async () => {
    const wanted = [path('*.yml'), path('sub/**/*.yml')];
    const excludes = [path('sub/deep/**'), path('*1*.yml'), path('.*')].map((pattern) => `!${pattern}`);
    const found = await files().glob([...wanted, ...excludes].join('\n'));
    expect(found.map((one) => files().displayPath(one))).toEqual([
      'a.yml',
      'b.yml',
      'empty.yml',
      'sub/c.yml',
    ]);
  });
});

describe('a shown path', () => {
  test.each([
    ['a.yml', 'a.yml'],
    ['sub/c.yml', 'sub/c.yml'],
    ['sub/../a.yml', 'a.yml'],
  ])('%s in the workspace is relative to it', (name, shown) => {
    expect(files().displayPath(path(name))).toBe(shown);
    expect(files().displayPath(`${folder}/${name}`)).toBe(shown);
  });

  test('outside the workspace is shown as it was given, with slashes', () => {
    expect(files().displayPath('/elsewhere/a.yml')).toBe('/elsewhere/a.yml');
    expect(files().displayPath('../a.yml')).toBe('../a.yml');
    expect(files().displayPath(folder)).toBe(folder.split(sep).join('/'));
  });
});

describe('reading what an input names', () => {
  async function readAll(...lines: string[]) {
    const diagnostics = new Diagnostics();
    const named = lines.map((line) => line.replace(/^(!?)/, `$1${folder}/`)).join('\n');
    const sources = await readFiles('results-files', named, files(), diagnostics);
    return { sources, problems: diagnostics.problems, warnings: diagnostics.warnings };
  }

  test('finds plain paths, globs and excludes together', async () => {
    const { sources, problems, warnings } = await readAll('sub/**/*.yml', 'b.yml', '!sub/deep/**');
    expect(sources).toEqual([
      { input: 'results-files', file: 'sub/c.yml', text: '3648: passed' },
      { input: 'results-files', file: 'b.yml', text: '3647: failed\r\n' },
    ]);
    expect([...problems, ...warnings]).toEqual([]);
  });

  test('takes a path with brackets as it stands, with and without excludes', async () => {
    for (const excludes of [[], ['!a.yml']]) {
      const { sources } = await readAll('[1].yml', ...excludes);
      expect(sources.map(({ file, text }) => [file, text])).toEqual([['[1].yml', '1: passed']]);
    }
  });

  ofLinks('tells every problem at once', async () => {
    const { sources, problems, warnings } = await readAll(
      'missing.yml',
      'sub',
      'links/loop.txt',
      'a.yml',
      'none/*.yml',
      'broken.txt',
    );
    expect(sources.map(({ file }) => file)).toEqual(['a.yml']);
    const told = new Map(problems.map(({ location, message }) => [location.file, message]));
    expect([...told.keys()].sort()).toEqual(['broken.txt', 'links/loop.txt', 'missing.yml', 'sub']);
    expect(told.get('missing.yml')).toMatch(/missing\.yml" does not exist$/);
    expect(told.get('broken.txt')).toMatch(/does not exist$/);
    expect(told.get('sub')).toMatch(/sub" is a folder/);
    expect(told.get('links/loop.txt')).toMatch(/^"links\/loop\.txt" is a symbolic link that leads back/);
    expect(warnings).toEqual([
      {
        location: { input: 'results-files' },
        message: expect.stringMatching(/none\/\*\.yml" matches no file$/),
      },
    ]);
  });
});

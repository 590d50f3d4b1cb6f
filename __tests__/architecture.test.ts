/** Holds the import rules of docs/architecture.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = process.cwd();

/** What each room may import from src/; a room always may import from itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  words: ['model'],
  version: [],
  json: [],
  http: [],
  plan: ['model', 'words', 'json'],
  testsigma: ['model', 'json', 'http'],
  apply: ['model'],
  report: ['model', 'words', 'version', 'http'],
  inputs: ['model', 'words', 'plan'],
  asked: ['model', 'words', 'inputs', 'plan', 'report'],
  reports: ['model', 'inputs', 'plan', 'report'],
  lookup: ['model', 'inputs', 'testsigma'],
};

interface Import {
  readonly file: string;
  readonly target: string;
}

function importsIn(folder: string): Import[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const file = join(folder, name);
      const text = readFileSync(join(ROOT, file), 'utf8');
      const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)];
      return found.map(([, target = '']) => ({ file: file.split(sep).join('/'), target }));
    });
}

/** The room that a path in src/ belongs to: its folder, or the name of a file that stands alone. */
function roomOf(path: string): string {
  const [first = ''] = relative(join(ROOT, 'src'), path).split(sep);
  return first.replace(/\.(?:js|ts)$/, '');
}

const imports = importsIn('src');

describe('the rooms of src/', () => {
  test.each(Object.keys(MAY_IMPORT))('%s imports only what it may', (room) => {
    const foreign = imports
      .filter(({ file, target }) => target.startsWith('.') && roomOf(join(ROOT, file)) === room)
      .map(({ file, target }) => ({ file, to: roomOf(resolve(ROOT, dirname(file), target)) }))
      .filter(({ to }) => to !== room && !MAY_IMPORT[room]?.includes(to));
    expect(foreign).toEqual([]);
  });

  test('only index.ts and report/ know @actions/core', () => {
    const knowing = imports.filter(({ target }) => target === '@actions/core').map(({ file }) => file);
    expect(knowing.length).toBeGreaterThan(0);
    expect(knowing.filter((file) => !/^src\/(?:index\.ts|report\/)/.test(file))).toEqual([]);
  });

  test('nothing imports index.ts or, but for index.ts, run.ts', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        /\/index\.js$/.test(target) || (/\/run\.js$/.test(target) && file !== 'src/index.ts'),
    );
    expect(wrong).toEqual([]);
  });
});

test('the sandbox imports nothing but itself and Node', () => {
  const foreign = importsIn('sandbox').filter(({ target }) => !/^(?:node:|\.\/)/.test(target));
  expect(foreign).toEqual([]);
});

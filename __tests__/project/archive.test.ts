/** The archive that runners download for every job that uses the action: small, and complete. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

/** GitHub packs an archive with gzip; the bound leaves room for a feature. Bytes. */
const MAX_BYTES = 350_000;

/** Everything at the top of the archive. A new name here is downloaded by every job: is it needed there? */
const TOP = [
  'CHANGELOG.md',
  'CODE_OF_CONDUCT.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'action.yml',
  'dist',
  'docs',
  'examples',
  'package.json',
  'schema',
];

let archive: Buffer;
let folder: string;

beforeAll(() => {
  archive = execFileSync('git', ['archive', '--worktree-attributes', 'HEAD'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('has what the action, its readers and the demo need, and nothing else', () => {
  expect(readdirSync(folder).sort()).toEqual(TOP);
  expect(readdirSync(join(folder, 'docs'))).not.toContain('pictures');
});

test('stays below 375 kB', () => {
  expect(gzipSync(archive, { level: 9 }).length).toBeLessThan(MAX_BYTES);
});

test('runs the demo with nothing installed', () => {
  const printed = execFileSync('npm', ['run', '--silent', 'demo'], { cwd: folder, encoding: 'utf8' });
  expect(printed).toContain('Step passed');
});

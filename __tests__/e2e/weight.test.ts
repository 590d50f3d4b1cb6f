/** What a step loads: nothing that it does not need. How long that takes is measured in bench/. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ActionRun, runAction } from '../../sandbox/runner.js';
import { ENTRY, inputsFor, overridesIn, useSandbox } from '../support/act.js';

const DIST = dirname(ENTRY);

/** What only some steps need, and a text that is found in it alone. */
const PARTS = {
  YAML: 'function parseEvents(',
  globs: 'class DefaultGlobber',
  XML: 'class SaxesParser',
  Octokit: '`octokit-request.js/',
  'the comment on a pull request': 'testsigma-override-action workflow=',
  proxies: "'Proxy-Authorization'",
  decompression: 'brotliDecompress',
} as const;

type Part = keyof typeof PARTS;

const files = readdirSync(DIST).filter((name) => /\.c?js$/.test(name));

function filesWith(part: Part): string[] {
  return files.filter((name) => readFileSync(join(DIST, name), 'utf8').includes(PARTS[part]));
}

const sandbox = useSandbox();
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weight-'));
  writeFileSync(
    join(folder, 'record.mjs'),
    `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(process.env.LOADED, JSON.stringify(process.moduleLoadList)));`,
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a copy of the action that lacks these parts. */
async function runWithout(parts: readonly Part[], inputs: Readonly<Record<string, string>>) {
  const dist = mkdtempSync(join(folder, 'dist-'));
  cpSync(DIST, dist, { recursive: true });
  for (const name of parts.flatMap(filesWith)) rmSync(join(dist, name), { force: true });
  const loaded = join(dist, 'loaded.json');
  const run = await runAction({
    entry: join(dist, 'index.js'),
    inputs: inputsFor(sandbox, inputs),
    env: { NODE_OPTIONS: `--import ${pathToFileURL(join(folder, 'record.mjs'))}`, LOADED: loaded },
  });
  run.dispose();
  return { run, builtIns: JSON.parse(readFileSync(loaded, 'utf8')) as string[] };
}

const RARE: readonly Part[] = [
  'globs',
  'XML',
  'Octokit',
  'the comment on a pull request',
  'proxies',
  'decompression',
];

function expectSuccess(run: ActionRun): void {
  expect([run.exitCode, run.outputs['status']]).toEqual([0, 'success']);
}

test.each(Object.keys(PARTS) as Part[])('%s stands in a file of its own', (part) => {
  expect(filesWith(part)).toHaveLength(1);
  expect(filesWith(part)).not.toContain('index.js');
});

describe('a plain override', () => {
  test('loads nothing for YAML, globs, XML, Octokit or proxies, and no TLS where the service needs none', async () => {
    const { run, builtIns } = await runWithout([...RARE, 'YAML'], { results: '{3646: passed}' });

    expectSuccess(run);
    expect(overridesIn(sandbox)).toHaveLength(1);
    expect(builtIns).toContain('NativeModule http');
    expect(builtIns).not.toContain('NativeModule https');
    expect(builtIns).not.toContain('NativeModule tls');
  });

  test('of a line for each result loads no YAML either', async () => {
    const { run } = await runWithout([...RARE, 'YAML'], { results: '# flaky\n3646: passed\n3647: failed\n' });

    expectSuccess(run);
  });

  test('of a JSON document is a plain override', async () => {
    const { run } = await runWithout(RARE, { results: '[{"testCaseResultId":3646,"result":"FAILURE"}]' });

    expectSuccess(run);
  });
});

test('a step that fails on its inputs loads no HTTP either, and no YAML where there is no document', async () => {
  const { run, builtIns } = await runWithout([...RARE, 'YAML'], { 'batch-size': 'many' });

  expect([run.exitCode, run.outputs['status']]).toEqual([1, 'failure']);
  expect(run.outputs['message']).toContain('batch-size');
  expect(builtIns).not.toContain('NativeModule http');
});

describe('the size', () => {
  const sizeOf = (name: string) => statSync(join(DIST, name)).size;

  test('of what every step loads is at most 250 kB', () => {
    expect(sizeOf('index.js')).toBeLessThanOrEqual(250_000);
  });

  test('of everything is at most 1.6 MB', () => {
    const all = readdirSync(DIST, { recursive: true, encoding: 'utf8' });
    const bytes = all.map(sizeOf).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeLessThanOrEqual(1_600_000);
  });

  test('is not spent on undici', () => {
    for (const name of files) expect(readFileSync(join(DIST, name), 'utf8')).not.toContain('undici.error');
  });
});

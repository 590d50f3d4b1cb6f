/** What a step loads: nothing that it does not need. How long that takes is measured in bench/. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ActionRun, runAction } from '../../sandbox/runner.js';
import { ENTRY, inputsFor, overridesIn, useSandbox } from '../support/act.js';

const DIST = dirname(ENTRY);

/** What only some steps need, and a text that is found in its file alone. */
const PARTS = {
  YAML: 'function parseEvents(',
  globs: 'class DefaultGlobber',
  XML: 'class SaxesParser',
  Octokit: '`octokit-request.js/',
  'the comment on a pull request': 'testsigma-override-action workflow=',
  proxies: "'Proxy-Authorization'",
  decompression: 'brotliDecompress',
} as const;

const files = readdirSync(DIST).filter((name) => name.endsWith('.js'));

test.each(Object.entries(PARTS))('%s stands in a file of its own', (_, mark) => {
  const found = files.filter((name) => readFileSync(join(DIST, name), 'utf8').includes(mark));
  expect(found).toHaveLength(1);
  expect(found).not.toContain('index.js');
});

const sandbox = useSandbox();
let folder: string;
const recorder = () => join(folder, 'record.cjs');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weight-'));
  writeFileSync(
    recorder(),
    `const { writeFileSync } = require('node:fs');
process.on('exit', () => {
  const own = Object.keys(require.cache).filter((path) => path !== __filename);
  writeFileSync(process.env.LOADED, JSON.stringify([own, process.moduleLoadList]));
});`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the action, and tells which files of dist/ and which of Node's modules it loaded. */
async function load(inputs: Readonly<Record<string, string>>) {
  const record = join(folder, 'loaded.json');
  const run = await runAction({
    entry: ENTRY,
    inputs: inputsFor(sandbox, inputs),
    env: { NODE_OPTIONS: `--require=${recorder()}`, LOADED: record },
  });
  run.dispose();
  const [paths, builtIns] = JSON.parse(readFileSync(record, 'utf8')) as [string[], string[]];
  return { run, loaded: paths.map((path) => basename(path)), builtIns };
}

function expectSuccess(run: ActionRun): void {
  expect([run.exitCode, run.outputs['status']]).toEqual([0, 'success']);
}

const sizeOf = (name: string) => statSync(join(DIST, name)).size;
const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

const PLAIN = ['index.js', 'json.js', 'listing-index.js', 'overriding.js'];

describe('a plain override', () => {
  test('loads what it needs and nothing else, and no TLS where the service needs none', async () => {
    const { run, loaded, builtIns } = await load({ results: '{3646: passed}' });

    expectSuccess(run);
    expect(overridesIn(sandbox)).toHaveLength(1);
    expect(loaded.sort()).toEqual(PLAIN);
    expect(builtIns).toContain('NativeModule http');
    for (const name of ['https', 'tls', 'fs/promises', 'perf_hooks', 'os', 'zlib', 'vm'])
      expect(builtIns).not.toContain(`NativeModule ${name}`);
  });

  test('of a line for each result is one', async () => {
    const { run, loaded } = await load({ results: '# flaky\n3646: passed\n3647: failed\n' });

    expectSuccess(run);
    expect(loaded.sort()).toEqual(PLAIN);
  });

  test('of a JSON document loads what parses documents', async () => {
    const { run, loaded } = await load({ results: '[{"testCaseResultId":3646,"result":"FAILURE"}]' });

    expectSuccess(run);
    expect(loaded.sort()).toEqual([...PLAIN, 'document.js', 'selector.js', 'yaml.js'].sort());
  });

  test('with a comment loads the same', async () => {
    const { run, loaded } = await load({ results: '[{id: 3646, result: passed, comment: flaky}]' });

    expectSuccess(run);
    expect(loaded.sort()).toEqual([...PLAIN, 'document.js', 'selector.js', 'yaml.js'].sort());
  });
});

test('a step that fails on its inputs loads a single file, and neither HTTP nor streams', async () => {
  const { run, loaded, builtIns } = await load({ 'batch-size': 'many' });

  expect([run.exitCode, run.outputs['status']]).toEqual([1, 'failure']);
  expect(run.outputs['message']).toContain('batch-size');
  expect(loaded).toEqual(['index.js']);
  for (const name of ['http', 'net', 'stream']) expect(builtIns).not.toContain(`NativeModule ${name}`);
});

describe('the size', () => {
  test('of what every step loads is at most 130 kB, and of a plain override at most 220 kB', () => {
    expect(sizeOf('index.js')).toBeLessThanOrEqual(130_000);
    expect(sum(PLAIN.map(sizeOf))).toBeLessThanOrEqual(220_000);
  });

  test('of everything is at most 1 MB', () => {
    const all = readdirSync(DIST, { recursive: true, encoding: 'utf8' });
    expect(sum(all.map(sizeOf))).toBeLessThanOrEqual(1_000_000);
  });

  test('is not spent on undici', () => {
    for (const name of files) expect(readFileSync(join(DIST, name), 'utf8')).not.toContain('undici.error');
  });
});

/** A hostile dependency: the action is what stands in dist/, and nothing that lies about joins in. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { runAction } from '../../sandbox/runner.js';
import { ENTRY, inputsFor, useSandbox } from '../support/act.js';
import { type FakeGitHub, startGitHub } from '../support/github.js';

const sandbox = useSandbox();
let github: FakeGitHub;
let folder: string;

beforeEach(async () => {
  github = await startGitHub();
  folder = mkdtempSync(join(tmpdir(), 'hostile-dependency-'));
});
afterEach(async () => {
  await github.close();
  rmSync(folder, { recursive: true, force: true });
});
const runs: { dispose(): void }[] = [];
afterAll(() => {
  for (const run of runs) run.dispose();
});

/** Runs a copy of dist that stands alone; every way of reading and telling is used. */
async function actAlone(dist: string, workspace: string, env: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(workspace, 'a.yml'), '3646: passed\n');
  writeFileSync(
    join(workspace, 'a.xml'),
    '<testsuite><testcase name="[TS-412]"><failure/></testcase></testsuite>',
  );
  writeFileSync(join(folder, 'event.json'), '{"pull_request":{"number":7}}');
  const inputs = {
    'results-files': '*.yml',
    'junit-files': '*.xml',
    unchanged: 'send',
    'pr-comment': 'true',
    'github-token': github.token,
  };
  const run = await runAction({
    entry: join(dist, 'index.js'),
    inputs: inputsFor(sandbox, inputs),
    workspace,
    env: {
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_API_URL: github.address,
      ...env,
    },
  });
  runs.push(run);
  return run;
}

function copyOfDist(): string {
  const dist = join(folder, 'action', 'dist');
  cpSync(dirname(ENTRY), dist, { recursive: true });
  return dist;
}

test('in the workspace, or where Node looks for packages of everybody, is not loaded', async () => {
  const dist = copyOfDist();
  const workspace = join(folder, 'workspace');
  const mark = join(folder, 'loaded');
  const trap = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, __filename);`;
  const names = [
    '@actions/core',
    '@actions/github',
    '@actions/glob',
    '@actions/http-client',
    'js-yaml',
    'saxes',
    'tunnel',
    'undici',
  ];
  for (const root of [join(workspace, 'node_modules'), join(folder, 'home', '.node_modules')]) {
    for (const name of [...names, 'fs', 'encoding']) {
      mkdirSync(join(root, name), { recursive: true });
      writeFileSync(join(root, name, 'index.js'), trap);
    }
  }
  for (const name of ['package.json', '.npmrc', '.noderc'])
    writeFileSync(join(workspace, name), '{"main":"x"}');
  const env = { HOME: join(folder, 'home'), NODE_PATH: join(workspace, 'node_modules') };
  const run = await actAlone(dist, workspace, env);

  expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646,3647]' });
  expect(github.comments).toHaveLength(1);
  expect(existsSync(mark)).toBe(false);
});

/** How a file of dist loads another: `require('x')`, `getBuiltinModule('x')`, and what a module would do. */
const LOADS = /(?:\bfrom\s*|\bimport\s*\(?|\b(?:require|getBuiltinModule)\()["']([^"'\n]+)["']/g;

test('is asked for by no file of dist: each loads its neighbours and what Node brings along', () => {
  const dist = dirname(ENTRY);
  const files = readdirSync(dist).filter((name) => name.endsWith('.js'));
  const asked = files.flatMap((file) => {
    const text = readFileSync(join(dist, file), 'utf8').replace(/^\s*(?:\/?\*|\/\/).*$/gm, '');
    const found = text.matchAll(LOADS);
    return [...found].map(([, name = '']) => name);
  });
  const strangers = asked.filter((name) => !name.startsWith('./') && !isBuiltIn(name));

  expect(asked.length).toBeGreaterThan(10);
  expect(new Set(strangers)).toEqual(new Set());
});

function isBuiltIn(name: string): boolean {
  return builtinModules.includes(name.replace(/^node:/, ''));
}

test.each(['', 'throw new Error("hostile");', '}{'])(
  'that spoils the parts of dist that read and send with %j fails the step',
  async (text) => {
    const dist = copyOfDist();
    const chunks = readdirSync(dist).filter((name) => name.endsWith('.js') && name !== 'index.js');
    for (const name of chunks) writeFileSync(join(dist, name), text);
    const workspace = join(folder, 'workspace');
    mkdirSync(workspace);
    const run = await actAlone(dist, workspace);

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ status: 'failure', 'overridden-ids': '[]' });
    expect(sandbox.requests).toEqual([]);
  },
);

import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { ActionOptions, ActionRun } from '../../sandbox/runner.js';
import { runAction, startAction } from '../../sandbox/runner.js';
import { testOfSignals } from '../support/act.js';
import { fakeAction } from '../support/fake-action.js';

const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

function fake(source: string): string {
  const action = fakeAction(source);
  cleanups.push(() => action.remove());
  return action.entry;
}

async function run(source: string, options: Partial<ActionOptions> = {}): Promise<ActionRun> {
  const done = await runAction({ entry: fake(source), ...options });
  cleanups.push(() => done.dispose());
  return done;
}

async function environmentOf(options: Partial<ActionOptions> = {}): Promise<Record<string, string>> {
  return JSON.parse((await run('console.log(JSON.stringify(process.env))', options)).stdout);
}

/** What macOS and Windows give every process, whatever it is started with. */
const OF_THE_SYSTEM =
  process.platform === 'linux'
    ? /^$/
    : /^(?:__CF_\w+|WINE\w+|HOME(?:DRIVE|PATH)|LOGONSERVER|SYSTEMDRIVE|USER(?:DOMAIN|NAME))$/i;

const IMPORTS = "import { appendFileSync as add, rmSync } from 'node:fs'; const { env } = process;";

describe('the environment', () => {
  test('holds inputs by the runner’s names', async () => {
    const env = await environmentOf({ inputs: { 'run-id': '239', 'two words': 'a\nb', empty: '' } });
    expect(env).toMatchObject({ 'INPUT_RUN-ID': '239', INPUT_TWO_WORDS: 'a\nb', INPUT_EMPTY: '' });
  });

  test('holds what a job started by hand finds', async () => {
    expect(await environmentOf()).toMatchObject({
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTOR: 'octocat',
      GITHUB_TRIGGERING_ACTOR: 'octocat',
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_RUN_ID: '777',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: 'https://api.github.com',
      GITHUB_EVENT_NAME: 'workflow_dispatch',
      GITHUB_WORKFLOW: expect.any(String),
      GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/override.yml@refs/heads/main',
      GITHUB_JOB: expect.any(String),
    });
  });

  test('holds nothing else of this machine', async () => {
    process.env['SANDBOX_TEST_LEAK'] = 'yes';
    cleanups.push(() => delete process.env['SANDBOX_TEST_LEAK']);
    const needed = [
      'PATH',
      'HOME',
      'SystemRoot',
      'windir',
      'ComSpec',
      'PATHEXT',
      'TEMP',
      'TMP',
      'USERPROFILE',
    ];
    const foreign = Object.keys(await environmentOf())
      .filter((name) => !/^(GITHUB|RUNNER)_|^CI$/.test(name) && !OF_THE_SYSTEM.test(name))
      .map((name) => name.toUpperCase());
    expect(needed.map((name) => name.toUpperCase())).toEqual(expect.arrayContaining(foreign));
  });

  test('takes what it is given, and leaves out what it is told to', async () => {
    const env = await environmentOf({
      env: { GITHUB_RUN_ID: '778', GITHUB_ACTOR: undefined, https_proxy: 'http://p' },
    });
    expect(env).toMatchObject({ GITHUB_RUN_ID: '778', https_proxy: 'http://p' });
    expect(env).not.toHaveProperty('GITHUB_ACTOR');
  });

  test('has a fresh workspace, where the action starts', async () => {
    const { stdout } = await run('console.log(process.cwd() + "\\n" + process.env.GITHUB_WORKSPACE)');
    const [cwd = '', workspace = ''] = stdout.trim().split('\n');
    expect(cwd).toBe(realpathSync(workspace));
  });

  test('has the workspace that is given, and leaves it in peace', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
    cleanups.push(() => rmSync(workspace, { recursive: true }));
    const done = await run('console.log(process.cwd())', { workspace });
    expect(done.stdout.trim()).toBe(realpathSync(workspace));
    done.dispose();
    expect(existsSync(workspace)).toBe(true);
    expect(existsSync(done.folder)).toBe(false);
  });
});

describe('what is taken from the action', () => {
  test('the exit code and the time', async () => {
    const done = await run('setTimeout(() => process.exit(3), 100)');
    expect(done).toMatchObject({ exitCode: 3, signal: null });
    expect(done.durationMs).toBeGreaterThan(90);
  });

  test('both streams, raw and line by line', async () => {
    const { stdout, stderr, output, lines } = await run(`
      process.stdout.write('one\\r\\ntwo ü');
      setTimeout(() => process.stderr.write('three\\rfour\\n'), 100);
      setTimeout(() => process.stdout.write(' two\\n'), 200);
    `);
    expect(stdout).toBe('one\r\ntwo ü two\n');
    expect(stderr).toBe('three\rfour\n');
    expect(output).toBe('one\nthree\nfour\ntwo ü two\n');
    expect(lines.map(({ stream }) => stream)).toEqual(['stdout', 'stderr', 'stderr', 'stdout']);
  });

  test('commands of both streams', async () => {
    const { commands } = await run(`
      console.log('::add-mask::word');
      console.error('after a return\\r::error file=a.yml::boom%0Abang');
    `);
    const found = commands.map(({ name, properties, data, stream }) => ({ name, properties, data, stream }));
    expect(found.sort((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'add-mask', properties: {}, data: 'word', stream: 'stdout' },
      { name: 'error', properties: { file: 'a.yml' }, data: 'boom\nbang', stream: 'stderr' },
    ]);
  });

  test('outputs and the summary', async () => {
    const done = await run(`${IMPORTS}
      add(env.GITHUB_OUTPUT, 'status=success\\nids<<X\\n[9223372036854775807]\\nX\\n__proto__=x\\n');
      add(env.GITHUB_STEP_SUMMARY, '# Done\\n');
    `);
    expect(Object.entries(done.outputs)).toEqual([
      ['status', 'success'],
      ['ids', '[9223372036854775807]'],
      ['__proto__', 'x'],
    ]);
    expect(done.summary).toBe('# Done\n');
    expect(existsSync(done.summaryFile)).toBe(true);
    expect(done.runnerErrors).toEqual([]);
  });

  test('nothing, where it wrote nothing or removed the files', async () => {
    const { outputs, summary, commands } = await run(
      `${IMPORTS} rmSync(env.GITHUB_OUTPUT); rmSync(env.GITHUB_STEP_SUMMARY);`,
    );
    expect({ outputs, summary, commands }).toEqual({ outputs: {}, summary: '', commands: [] });
  });

  test('runnerErrors about its files', async () => {
    const { runnerErrors, outputs } = await run(`${IMPORTS}
      add(env.GITHUB_OUTPUT, 'a=1\\nbroken\\n');
      add(env.GITHUB_ENV, 'b<<X\\n');
      add(env.GITHUB_STEP_SUMMARY, 'x'.repeat(1048577));
    `);
    expect(runnerErrors).toEqual([
      "Invalid format 'broken'",
      "Invalid value. Matching delimiter not found 'X'",
      'The job summary is larger than 1 MiB',
    ]);
    expect(outputs).toEqual({ a: '1' });
  });

  test('output that comes late, from a process that left early', async () => {
    const { stdout } = await run("process.stdout.write('x'.repeat(1_000_000)); process.exitCode = 1;");
    expect(stdout).toHaveLength(1_000_000);
  });
});

describe('signals', () => {
  const LISTENING = `
    process.on('SIGINT', () => { console.log('interrupted'); process.exit(7); });
    process.on('SIGTERM', () => { console.log('terminated'); process.exit(8); });
    console.log('ready to be stopped');
    setInterval(() => {}, 1000);
  `;

  testOfSignals('are sent after a line', async () => {
    const done = await run(LISTENING, { signalAfter: { output: 'ready' } });
    expect(done).toMatchObject({ exitCode: 7, stdout: 'ready to be stopped\ninterrupted\n' });
  });

  testOfSignals('are sent after a time', async () => {
    const done = await run(LISTENING, { signalAfter: { signal: 'SIGTERM', milliseconds: 2_000 } });
    expect(done).toMatchObject({ exitCode: 8 });
    expect(done.durationMs).toBeGreaterThan(1_990);
  });

  test('may end an action that does not listen', async () => {
    const done = await run("console.log('up'); setInterval(() => {}, 1000)", {
      signalAfter: { output: 'up' },
    });
    expect(done).toMatchObject({ exitCode: null, signal: 'SIGINT' });
  });

  testOfSignals('can be sent by hand', async () => {
    const { child, folder, finished } = startAction({ entry: fake(LISTENING) });
    expect(existsSync(folder)).toBe(true);
    child.stdout.once('data', () => child.kill('SIGTERM'));
    const done = await finished;
    cleanups.push(() => done.dispose());
    expect(done.exitCode).toBe(8);
  });

  test('end an action that hangs', async () => {
    const done = await run("process.on('SIGINT', () => {}); setInterval(() => {}, 1000)", { timeout: 300 });
    expect(done).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });
});

describe('what cannot be started', () => {
  test('a Node that is not there', async () => {
    await expect(run('', { node: '/nowhere/node' })).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('an input that is too large for the system', async () => {
    if (process.platform !== 'linux') return;
    await expect(run('', { inputs: { results: 'x'.repeat(131_072) } })).rejects.toMatchObject({
      code: 'E2BIG',
    });
  });
});

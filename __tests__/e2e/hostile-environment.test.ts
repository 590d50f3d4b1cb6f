/**
 * What a workflow's author or the runner's machine may do to the action without meaning to: files that cannot be
 * written, a log that nobody reads, secrets that are words. Never green where something is missing.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  constants,
  createReadStream,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, script, startSandbox } from '../../sandbox/server.js';
import { parseFileCommands } from '../../sandbox/workflow-commands.js';
import { act, actDist, annotations, ENTRY, overridesIn } from '../support/act.js';
import { everythingTold, expectWithout, freshToken, reportFiles } from '../support/hostile.js';

const ONE = { results: '{3646: passed}' };

let sandbox: Sandbox;
let folder: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  folder = mkdtempSync(join(tmpdir(), 'hostile-environment-'));
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes to a pipe until it is full. @returns how many bytes that is */
function fill(pipe: number): number {
  try {
    return writeSync(pipe, Buffer.alloc(1_024)) + fill(pipe);
  } catch {
    return 0;
  }
}

const onPosix = process.platform === 'win32' ? test.skip : test;
const onLinux = process.platform === 'linux' ? test : test.skip;

describe('a destination that cannot be written', () => {
  test.each<[string, string, (path: string) => Readonly<Record<string, string>>]>([
    ['the outputs', '.', (path) => ({ GITHUB_OUTPUT: path })],
    ['the outputs', 'missing/output', (path) => ({ GITHUB_OUTPUT: path })],
    ['the summary', '.', (path) => ({ GITHUB_STEP_SUMMARY: path })],
    ['the folder for temporary files', 'taken/missing', (path) => ({ RUNNER_TEMP: path })],
  ])('is an error before anything is sent: %s at %s', async (_, name, env) => {
    writeFileSync(join(folder, 'taken'), '');
    const run = await act(sandbox, ONE, { env: env(join(folder, name)) });

    expect(run.exitCode).toBe(1);
    expect(annotations(run, 'error').join()).toContain('cannot be written');
    expect(overridesIn(sandbox)).toEqual([]);
  });

  test.each(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'])('is created if it is missing: %s', async (name) => {
    const path = join(folder, 'missing');
    const run = await act(sandbox, ONE, { env: { [name]: path } });

    expect(run.exitCode).toBe(0);
    expect(readFileSync(path, 'utf8')).not.toBe('');
  });

  onLinux('fails the step if the disk is full when the outputs are written', async () => {
    const run = await act(sandbox, ONE, { env: { GITHUB_OUTPUT: '/dev/full' } });

    expect(run.exitCode).toBe(1);
    expect(annotations(run, 'error').join()).toContain('ENOSPC');
    expect(run.summary).toContain('1 overridden');
  });

  onLinux('is a warning if the disk is full when the summary is written', async () => {
    const run = await act(sandbox, ONE, { env: { GITHUB_STEP_SUMMARY: '/dev/full' } });

    expect(run.exitCode).toBe(0);
    expect(annotations(run, 'warning').join()).toContain('ENOSPC');
    expect(run.outputs['overridden-ids']).toBe('[3646]');
  });
});

describe('a log that nobody reads', () => {
  /** Starts the action by itself: what it tells beside the log stands in files. */
  function start(words: readonly string[] = [process.execPath, ENTRY], extra: readonly number[] = []) {
    const outputs = join(folder, 'outputs');
    writeFileSync(outputs, '');
    const { SystemRoot } = process.env;
    const inputs = {
      SystemRoot,
      'INPUT_RUN-ID': '239',
      'INPUT_API-TOKEN': sandbox.token,
      'INPUT_BASE-URL': sandbox.address,
      INPUT_RESULTS: '{3646: passed, 3647: passed, 3649: passed}',
      'INPUT_BATCH-SIZE': '1',
      INPUT_UNCHANGED: 'send',
    };
    const env = { ...inputs, GITHUB_OUTPUT: outputs, RUNNER_TEMP: folder };
    const [command = '', ...rest] = words;
    const child = spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'ignore', ...extra] });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const told = () => Object.fromEntries(parseFileCommands(readFileSync(outputs, 'utf8')).pairs);
    return { child, ended, told };
  }

  test('any more, from the middle of the work on, does not end the work', async () => {
    sandbox.faults = script({ delay: 100 }, { delay: 100 }, { delay: 100 });
    const { child, ended, told } = start();
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('Batch 1 of 3')) child.stdout?.destroy();
    });

    expect(await ended).toBe(0);
    expect(overridesIn(sandbox)).toHaveLength(3);
    expect(told()).toMatchObject({ status: 'success', 'overridden-ids': '[3646,3647,3649]' });
  });

  test('at all does not make a failure green', async () => {
    sandbox.faults = () => ({ status: 403 });
    const { child, ended, told } = start();
    child.stdout?.destroy();

    expect(await ended).toBe(1);
    expect(told()).toMatchObject({ status: 'failure', 'failed-ids': '[3646,3647,3649]' });
  });

  onPosix('for a while is complete, even if its pipe is full and does not block', async () => {
    const fifo = join(folder, 'fifo');
    execFileSync('mkfifo', [fifo]);
    // Opening it to write fails without a reader, and opening it to read waits for a writer, unless it must not block.
    const first = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
    const reader = openSync(fifo, 'r');
    closeSync(first);
    const filled = fill(writer);
    // Node makes the standard output of what it starts block, but not the other files that it passes on.
    const { ended, told } = start(['bash', '-c', `exec '${process.execPath}' '${ENTRY}' >&3`], [writer]);
    closeSync(writer);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(told()).toEqual({});
    const log = (await textOf(createReadStream('', { fd: reader }))).slice(filled);

    expect(await ended).toBe(0);
    expect(log).toMatch(/^::add-mask::/);
    expect(log).toMatch(/\nTestsigma override succeeded: 3 overridden\n$/);
  });
});

describe('a secret that is a word', () => {
  const cause = 'Given test case result id 3647 is not related to execution run 239';

  test.each<[string, Readonly<Record<string, string>>]>([
    ['e', {}],
    ['3646', {}],
    ['"', {}],
    ['result', {}],
    ['.*+?^$1{}()|[]\\x', {}],
    ['sandbox-token', { https_proxy: 'http://octocat:3@127.0.0.1:1' }],
    ['sandbox-token', { HTTP_PROXY: 'http://octocat:%22@127.0.0.1:1' }],
  ])('such as %j with %j spoils no id and no document', async (token, env) => {
    await sandbox.close();
    sandbox = await startSandbox({ token });
    sandbox.faults = script({
      body: JSON.stringify({ errors: [cause], message: 'Overridden the result partially' }),
    });
    const run = await actDist(
      sandbox,
      { results: '{3646: passed, 3647: failed}', unchanged: 'send' },
      { env },
    );

    const { outputs } = run;
    expect(outputs).toMatchObject({ status: 'partial', 'overridden-ids': '[3646]', 'failed-ids': '[3647]' });
    const documents = [outputs['retry-results'], outputs['undo-results'], ...Object.values(reportFiles(run))];
    const [retry, undo] = documents.map((text): unknown => JSON.parse(text ?? ''));
    expect(retry).toMatchObject([{ testCaseResultId: 3647, result: 'FAILURE' }]);
    expect(undo).toMatchObject([{ testCaseResultId: 3646, result: 'FAILURE', onlyIf: ['SUCCESS'] }]);
  });
});

test('the password of a proxy stands nowhere, however its address is written', async () => {
  const word = freshToken();
  for (const address of [
    `http://octocat:${word}@127.0.0.1:1`,
    `octocat:${word}@127.0.0.1:1`,
    `http://octocat:a#${word}@127.0.0.1:1`,
    `http://octocat:1/${word}@127.0.0.1:1`,
    `http://${word}@127.0.0.1:1`,
    `socks5://octocat:${word}@127.0.0.1:1`,
  ]) {
    const inputs = { ...ONE, lookup: 'off', 'max-retries': '0', 'base-url': 'https://testsigma.example' };
    const run = await actDist(sandbox, inputs, { env: { https_proxy: address, RUNNER_DEBUG: '1' } });
    expect(run.stderr).toBe('');
    expect(run.exitCode).toBe(1);
    expectWithout(word, everythingTold(run) + run.stderr);
  }
});

test('what GitHub says of the step is quoted, never obeyed', async () => {
  const run = await act(sandbox, ONE, {
    env: {
      GITHUB_TRIGGERING_ACTOR: 'a\n::error::forged ##[error]forged </sub><img src=x>',
      GITHUB_WORKFLOW_REF: "acme/shop/.github/workflows/a'`\n```\n<img src=x>.yml@refs/heads/main",
      ACTIONS_ORCHESTRATION_ID: 'x\r\nX-Evil: 1',
    },
  });

  expect(run.outputs['status']).toBe('success');
  expect(run.commands.filter(({ data }) => data.startsWith('forged'))).toEqual([]);
  expect(run.summary.replace(/^(`{3,}).*?^\1$/gms, '')).not.toContain('<img');
  expect(sandbox.requests.map(({ headers }) => headers)).not.toContainEqual(
    expect.objectContaining({ 'x-evil': '1' }),
  );
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { main } from '../../sandbox/cli.js';
import type { FakeAction } from '../support/fake-action.js';
import { fakeAction } from '../support/fake-action.js';
import { ask, authorised, retryable } from '../support/sandbox-client.js';

/** Overrides every id of four digits that stands in its input or in its file, and fails where it is told to. */
const SOURCE = `
  import { appendFileSync, readFileSync } from 'node:fs';
  const input = (name) => process.env['INPUT_' + name.toUpperCase()] ?? '';
  const file = input('results-files');
  console.log('::add-mask::' + input('api-token'));
  console.log('::debug::not shown');
  console.log('::group::Reading');
  console.log('with ' + input('api-token'));
  console.log('::endgroup::');
  const text = input('results') + (file ? readFileSync(file, 'utf8') : '');
  const orders = [...text.matchAll(/\\d{4}/g)].map(([id]) => \`{"testCaseResultId":\${id},"comment":"c","result":"SUCCESS"}\`);
  const answer = await fetch(input('base-url') + '/api/v1/execution_results/' + input('run-id') + '/override', {
    method: 'PUT',
    headers: { authorization: 'Bearer ' + input('api-token'), 'content-type': 'application/json' },
    body: '[' + orders + ']',
  });
  const { errors = [], message } = await answer.json();
  for (const error of errors) console.log('::warning::' + error + '%0Aand more');
  console.error('::error::looks bad');
  appendFileSync(process.env.GITHUB_OUTPUT, 'status=done\\nmessage<<X\\n' + message + '\\nsecond line\\nX\\n');
  if (input('summary') !== 'false') appendFileSync(process.env.GITHUB_STEP_SUMMARY, 'summary');
  if (input('complain')) appendFileSync(process.env.GITHUB_OUTPUT, 'broken');
  process.exitCode = Number(input('exit-code') || 0);
`;

let action: FakeAction;
let folder: string;

beforeAll(() => {
  action = fakeAction(SOURCE);
  folder = mkdtempSync(join(tmpdir(), 'person-'));
  writeFileSync(join(folder, 'mine.yml'), '3646: passed\n9999: passed\n');
});

afterAll(() => {
  action.remove();
  rmSync(folder, { recursive: true });
});

interface Said {
  exitCode: number;
  out: string;
  err: string;
}

type Surroundings = { entry?: string; env?: Record<string, string>; cwd?: string; isTerminal?: boolean };

async function say(words: string[], surroundings: Surroundings = {}): Promise<Said> {
  const said = { out: '', err: '' };
  const exitCode = await main(words, {
    env: {},
    cwd: folder,
    isTerminal: false,
    untilInterrupted: () => AbortSignal.abort(),
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    entry: action.entry,
    ...surroundings,
  });
  for (const [, run = ''] of said.out.matchAll(/yours to delete: (\S+)/g)) rmSync(run, { recursive: true });
  return { exitCode, ...said };
}

describe('demo', () => {
  test('gives every act with the committed action and keeps its promises', async () => {
    const { exitCode, out, err } = await say(['demo'], { entry: join(process.cwd(), 'dist/index.js') });
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toContain('Act 1 of 7: a full override');
    expect(out).toContain("  results: '{3646: passed, 3647: passed, 3657: not_executed}'\n");
    expect(out).toMatch(/run 239, result 3646: FAILURE → SUCCESS, "Flaky network/);
    expect(out).toContain('Act 2 of 7: a partial override');
    expect(out).toContain('  results: |\n    3649: passed\n    2286: passed\n');
    expect(out).toContain('PUT /api/v1/execution_results/239/override → 200');
    expect(out.match(/status {12}= (.*)/g)?.map((line) => line.split('= ')[1])).toEqual([
      'success',
      'partial',
      'success',
      'dry-run',
      'success',
      'success',
      'success',
    ]);
    expect(out).toMatch(/run 247, result 4103: FAILURE → SUCCESS, "Passed in run 249/);
    expect(out).toMatch(/run-result {8}= SUCCESS/);
    expect(out).toMatch(/run 240, result 3747: FAILURE → SUCCESS.*run 240, result 3747: SUCCESS → FAILURE/s);
    expect(out).not.toMatch(/\n.*sandbox-token/);
  });

  test('shows the log as GitHub does', async () => {
    const { out } = await say(['demo', '--results', '3646 2286']);
    const log =
      /The log of the step:\n((?: {2}│.*\n)*)/.exec(out)?.[1]?.replaceAll('  │ ', '').split('\n') ?? [];
    expect(log).toContain('Error: looks bad');
    expect(log.filter((line) => line !== 'Error: looks bad')).toEqual([
      '(token masked)',
      '▾ Reading',
      '  with ***',
      'Warning: Given test case result id 2286 is not related to execution run 239',
      'and more',
      '',
    ]);
    expect(out).toContain(
      '  │ status  = done\n  │ message = Overridden the result partially\n  │         | second line\n',
    );
  });

  test("tries the person's own inputs, files from their folder", async () => {
    const { exitCode, out } = await say(['demo', '--results-file', 'mine.yml', '--dry-run']);
    expect(exitCode).toBe(0);
    expect(out).toContain('Act 1 of 1: your own inputs');
    expect(out).toContain('with:\n  run-id: 239\n  results-files: mine.yml\n  dry-run: true\n  base-url:');
    expect(out).toContain('id 9999 is not related to execution run 239');
  });

  test("finds the person's folder when npm started it", async () => {
    const env = { npm_lifecycle_event: 'demo', INIT_CWD: folder };
    expect((await say(['demo', '--results-files=mine.yml'], { env, cwd: tmpdir() })).exitCode).toBe(0);
    const other = { npm_lifecycle_event: 'other', INIT_CWD: folder };
    expect((await say(['demo', '--results-files=mine.yml'], { env: other, cwd: tmpdir() })).exitCode).toBe(1);
  });

  test('takes any input, several times, on any run', async () => {
    const { out } = await say([
      'demo',
      '--run-id',
      '240',
      '--results',
      "it's",
      '--results',
      '3746',
      '--comment=--x',
    ]);
    expect(out).toContain("  run-id: 240\n  results: |\n    it's\n    3746\n  comment: '--x'\n");
    expect(out).toContain('run 240, result 3746: SUCCESS → SUCCESS');
  });

  test('fails where the action fails, and says what the runner complains of', async () => {
    const { exitCode, out } = await say(['demo', '--exit-code', '3', '--complain', '--summary', 'false']);
    expect(exitCode).toBe(1);
    expect(out).toContain(
      "The runner complains: Invalid format 'broken'\nExit code: 3\nJob summary: none was written\n",
    );
    expect(out).toContain('What changed there:\n  │ (nothing)\n');
  });

  test('fails where an act breaks its promise', async () => {
    const broken = fakeAction('process.exitCode = 1');
    const { exitCode, out } = await say(['demo'], { entry: broken.entry });
    broken.remove();
    expect(exitCode).toBe(1);
    expect(out).toContain('Exit code: 1, though 0 was promised');
  });

  test('says so where the action is not built', async () => {
    const { exitCode, out } = await say(['demo'], { entry: join(folder, 'nowhere.js') });
    expect(exitCode).toBe(1);
    expect(out).toContain('npm run build');
  });

  test('colours a terminal, unless NO_COLOR is set', async () => {
    const words = ['demo', '--results', '3646'];
    expect((await say(words, { isTerminal: true })).out).toContain('\u001b[1mAct 1 of 1');
    expect((await say(words, { isTerminal: true, env: { NO_COLOR: '1' } })).out).not.toContain('\u001b');
  });
});

describe('serve', () => {
  test('says how to use it, answers, tells of requests, and ends', async () => {
    let out = '';
    const ending = new AbortController();
    const greeted = new Promise<void>((resolve) => {
      void main(['serve'], {
        env: {},
        cwd: folder,
        isTerminal: false,
        untilInterrupted: () => ending.signal,
        out: (text) => {
          out += text;
          resolve();
        },
        err: () => undefined,
      }).then(() => {
        out += 'ended';
      });
    });
    await greeted;
    const url = /curl -X PUT (\S+)/.exec(out)?.[1] ?? '';
    const token = /API key: (\S+)/.exec(out)?.[1] ?? '';
    expect(out).toContain('239: results 3646 to 3660 (15), STATUS_COMPLETED, FAILURE\n');
    expect(out).toContain('241: results 3801 to 3803 (3), STATUS_IN_PROGRESS\n');
    expect(
      await ask(url, { method: 'PUT', headers: authorised({ token }), body: retryable('3646') }),
    ).toMatchObject({ status: 200 });
    ending.abort();
    while (!out.endsWith('ended')) await new Promise((go) => setTimeout(go, 5));
    expect(out).toContain(`PUT /api/v1/execution_results/239/override → 200 ${retryable('3646')}\n`);
  });

  test('ends with 1 where the port is taken', async () => {
    const { startSandbox } = await import('../../sandbox/server.js');
    const sandbox = await startSandbox();
    const { exitCode, err } = await say(['serve', '--port', new URL(sandbox.address).port]);
    await sandbox.close();
    expect(exitCode).toBe(1);
    expect(err).toContain('EADDRINUSE');
    expect(err).not.toContain('Usage');
  });
});

test.each([
  [[], 'Say what to do.'],
  [['sing'], "There is no 'sing'."],
  [['demo', 'mine.yml'], "'mine.yml' is not understood."],
  [['demo', '-x'], "'-x' is not understood."],
  [['demo', '--base-url', 'https://app.testsigma.com'], "--base-url is the demo's own"],
  [['demo', '--api-token=x'], "--api-token is the demo's own"],
  [['serve', '--port', '80x'], "'80x' is no port."],
  [['serve', '--port', '65536'], "'65536' is no port."],
  [['serve', '--run-id', '239'], 'serve does not know --run-id.'],
])('%j is not understood', async (words, complaint) => {
  const { exitCode, out, err } = await say(words);
  expect([exitCode, out]).toEqual([2, '']);
  expect(err).toContain(complaint);
  expect(err).toContain('Usage:');
});

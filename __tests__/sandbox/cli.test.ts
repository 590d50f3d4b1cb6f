import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { main } from '../../sandbox/cli.js';
import { SCENARIOS } from '../../sandbox/scenarios.js';
import type { FakeAction } from '../support/fake-action.js';
import { fakeAction } from '../support/fake-action.js';
import { ask, authorised, retryable } from '../support/sandbox-client.js';

/** Overrides every ID of four digits in its input or file, and fails if an input says so. */
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
  if (input('job-summary') !== 'false') appendFileSync(process.env.GITHUB_STEP_SUMMARY, 'summary');
  if (input('only-if')) appendFileSync(process.env.GITHUB_OUTPUT, 'broken');
  process.exitCode = Number(input('batch-size') || 0);
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
  /** The page with the rendered job summaries. */
  page: string;
}

type Surroundings = { entry?: string; env?: Record<string, string>; cwd?: string; isTerminal?: boolean };

async function say(words: string[], surroundings: Surroundings = {}): Promise<Said> {
  const said = { out: '', err: '', page: '' };
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
  const page = /Job summary: (file:\S+)/.exec(said.out)?.[1];
  if (page) {
    said.page = readFileSync(fileURLToPath(page), 'utf8');
    rmSync(dirname(fileURLToPath(page)), { recursive: true });
  }
  return { exitCode, ...said };
}

describe('demo', () => {
  const committed = { entry: join(process.cwd(), 'dist/index.js') };

  test.each(Object.keys(SCENARIOS))('scenario %s ends as expected, on one screen', async (scenario) => {
    const { exitCode, out, err, page } = await say(['demo', '--scenario', scenario], committed);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out.split('\n').length).toBeLessThan(40);
    expect(out).not.toMatch(/[[{]"|undefined|null|sandbox-token/);
    expect(page).toMatch(/^<!doctype html>.*Testsigma override/s);
    expect(page).not.toMatch(/\[!(?:NOTE|WARNING|CAUTION)\]|(?:src|href)="(?!http:\/\/127\.0\.0\.1)/);
  });

  test('shows the run before, the inputs, each change with its mark, and the run after', async () => {
    const { out } = await say(['demo'], committed);
    expect(out).toContain(
      '  Run 239 before: Failed (6 Passed, 5 Failed, 2 Not Executed, 1 Aborted, 1 Stopped)\n',
    );
    expect(out).toContain('  with:\n    run-id: 239\n    results: |\n      3646: passed\n');
    expect(out).toContain('  ✓ Login works (Windows Chrome): Failed → Passed\n');
    expect(out).toContain(
      '  – Logout ends the session (Windows Chrome): Passed (unchanged: already Passed)\n',
    );
    expect(out).toMatch(/ {2}✗ 2286: Passed \(rejected: .* is not related to execution run 239\)\n/);
    expect(out).toContain('  Step passed (exit code 0), status: partial\n');
    expect(out).toContain(
      '  Run 239 after: Failed (8 Passed, 2 Failed, 3 Not Executed, 1 Aborted, 1 Stopped)\n',
    );
    expect(out).toMatch(/Try next: +npm run demo -- --scenario plan\n$/);
  });

  test('refers to an output of the step before as a workflow does', async () => {
    const { out } = await say(['demo', '--scenario', 'plan'], committed);
    expect(out).toMatch(/results: \$\{\{ steps\.previous\.outputs\.plan-results \}\}\n/);
  });

  test('shows the log as GitHub does, outputs, requests and changes with --verbose', async () => {
    const { out } = await say(['demo', '--results', '3646 2286', '--verbose']);
    const log = /Log:\n((?: {2}│.*\n)*)/.exec(out)?.[1]?.replaceAll('  │ ', '').split('\n') ?? [];
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
    expect(out).toContain('  │ PUT /api/v1/execution_results/239/override → 200\n');
    expect(out).toMatch(/run 239, result 3646: FAILURE → SUCCESS, "c"/);
  });

  test("runs the user's own inputs, with files from the user's folder", async () => {
    const { exitCode, out } = await say(['demo', '--results-file', 'mine.yml', '--dry-run', '--verbose']);
    expect(exitCode).toBe(0);
    expect(out).toContain('Your own inputs\n');
    expect(out).toContain('  with:\n    run-id: 239\n    results-files: mine.yml\n    dry-run: true\n');
    expect(out).toContain('id 9999 is not related to execution run 239');
  });

  test("finds the user's folder if npm started it", async () => {
    const env = { npm_lifecycle_event: 'demo', INIT_CWD: folder };
    expect((await say(['demo', '--results-files=mine.yml'], { env, cwd: tmpdir() })).exitCode).toBe(0);
    const other = { npm_lifecycle_event: 'other', INIT_CWD: folder };
    expect((await say(['demo', '--results-files=mine.yml'], { env: other, cwd: tmpdir() })).exitCode).toBe(1);
  });

  test('takes an input several times, on any run', async () => {
    const words = ['demo', '--run-id', '240', '--results', "it's", '--results', '3746', '--comment=--x'];
    const { out } = await say(words);
    expect(out).toContain("    run-id: 240\n    results: |\n      it's\n      3746\n    comment: --x\n");
    expect(out).toContain('Run 240 after: Failed (2 Passed, 2 Failed)\n');
  });

  test('takes a file several times, under both of its names', async () => {
    writeFileSync(join(folder, 'other.yml'), '3647: passed\n');
    const words = ['demo', '--results-file', 'mine.yml', '--results-files', 'other.yml'];
    const { out } = await say(words, committed);
    expect(out).toContain('    results-files: |\n      mine.yml\n      other.yml\n');
    expect(out).toContain('✓ Search finds products');
  });

  test('shows why nothing was done', async () => {
    const { out } = await say(['demo', '--run-id', '999'], committed);
    expect(out).toMatch(/ {2}Testsigma override.*no results given.*\n {2}Step failed .* status: nothing\n/);
  });

  test('shows where each error is, so that no two lines are the same', async () => {
    const { out } = await say(['demo', '--scenario', 'policy'], committed);
    const errors = out.split('\n').filter((line) => line.includes('✗'));
    expect(errors.length).toBeGreaterThan(1);
    for (const error of errors) expect(error).toMatch(/✗ results, line \d+, column \d+: /);
    expect(new Set(errors).size).toBe(errors.length);
  });

  test('fails if the action fails, and shows what the runner reports', async () => {
    const words = ['demo', '--batch-size', '3', '--only-if', 'x', '--job-summary', 'false', '--verbose'];
    const { exitCode, out } = await say(words);
    expect(exitCode).toBe(1);
    expect(out).toContain("  ✗ The runner reports: Invalid format 'broken'\n  Step failed (exit code 3)");
    expect(out).toContain('Job summary as Markdown: none was written\n');
    expect(out).toContain('Changes:\n  │ (none)\n');
  });

  test('fails if a step does not end as expected', async () => {
    const broken = fakeAction('process.exitCode = 1');
    const { exitCode, out } = await say(['demo'], { entry: broken.entry });
    broken.remove();
    expect(exitCode).toBe(1);
    expect(out).toContain('Step failed (exit code 1, expected 0), status: none');
  });

  test('says how to build the action if it is not built', async () => {
    const { exitCode, out } = await say(['demo'], { entry: join(folder, 'nowhere.js') });
    expect(exitCode).toBe(1);
    expect(out).toContain('npm run build');
  });

  test('uses color on a terminal, unless NO_COLOR is set', async () => {
    const words = ['demo', '--results', '3646'];
    expect((await say(words, { isTerminal: true })).out).toContain('\u001b[1mYour own inputs');
    expect((await say(words, { isTerminal: true, env: { NO_COLOR: '1' } })).out).not.toContain('\u001b');
  });
});

test.each([['demo', '--help'], ['--help'], ['serve', '--help'], ['-h'], ['demo', '-h']])(
  '%j %j explains the commands',
  async (...words) => {
    const { exitCode, out, err } = await say(words);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toContain(`--scenario <name>             ${Object.keys(SCENARIOS).join('|')}`);
  },
);

describe('serve', () => {
  test('explains how to use it, responds, logs requests and ends', async () => {
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
    expect(out).toContain(
      '  239 Shop regression: Failed\n    3646 Login works (Smoke, Windows Chrome): Failed\n',
    );
    expect(out).toContain('  240 Shop regression: Failed, a rerun of 239\n');
    expect(out).toContain('  241 Shop regression: STATUS_IN_PROGRESS\n');
    expect(
      await ask(url, { method: 'PUT', headers: authorised({ token }), body: retryable('3646') }),
    ).toMatchObject({ status: 200 });
    ending.abort();
    while (!out.endsWith('ended')) await new Promise((go) => setTimeout(go, 5));
    expect(out).toContain(`PUT /api/v1/execution_results/239/override → 200 ${retryable('3646')}\n`);
  });

  test('exits with 1 if the port is taken', async () => {
    const { startSandbox } = await import('../../sandbox/server.js');
    const sandbox = await startSandbox();
    const { exitCode, err } = await say(['serve', '--port', new URL(sandbox.address).port]);
    await sandbox.close();
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^Port \d+ is in use\. Choose another one, or leave --port out for a free one\.\n$/);
    expect(err).not.toContain('Usage');
  });
});

test.each([
  [[], 'Which command?'],
  [['dmo'], 'Unknown: dmo. Did you mean demo?'],
  [['sing'], 'Unknown: sing.\n'],
  [['demo', 'mine.yml'], 'Not understood: mine.yml.'],
  [['demo', '-x'], 'Not understood: -x.'],
  [['demo', '--scenario'], '--scenario needs a value.'],
  [['demo', '--results', '--dry-run'], '--results needs a value.'],
  [['serve', '--port'], '--port needs a value.'],
  [['demo', '--dryrun'], 'Unknown: --dryrun. Did you mean --dry-run?'],
  [['demo', '--scenario', 'nams'], 'Unknown: nams. Did you mean names?'],
  [['demo', '--scenario', 'plan', '--results', '3646'], 'Give either --scenario or inputs of your own.'],
  [['demo', '--base-url', 'https://app.testsigma.com'], '--base-url is set by the demo'],
  [['demo', '--api-token=x'], '--api-token is set by the demo'],
  [['serve', '--port', '80x'], 'Not a port: 80x.'],
  [['serve', '--port', '65536'], 'Not a port: 65536.'],
  [['serve', '--prt', '80'], 'Unknown: --prt. Did you mean --port?'],
])('%j is an error: %s', async (words, error) => {
  const { exitCode, out, err } = await say(words);
  expect([exitCode, out]).toEqual([2, '']);
  expect(err).toContain(error);
  expect(err).toContain('Usage:');
});

/** The story in this process, against the real sandbox: a clock that keeps its waits, a cancellation at any moment. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Faults, type Sandbox, startSandbox } from '../sandbox/server.js';
import { readInputs } from '../src/inputs/inputs.js';
import { ActionLog } from '../src/report/action-log.js';
import { internalError } from '../src/report/findings.js';
import type { ActionResult } from '../src/report/report.js';
import { run } from '../src/run.js';
import { type FileSystem, runnerFiles } from '../src/runtime/files.js';
import { redactor } from '../src/text/redact.js';
import { type Printed, printedBy } from './support/printed.js';

let sandbox: Sandbox;
let waits: number[];
let cancel: AbortController;

beforeEach(async () => {
  sandbox = await startSandbox();
  waits = [];
  cancel = new AbortController();
});
afterEach(() => sandbox.close());

interface Story extends Printed {
  readonly findings: ActionResult;
}

async function play(
  inputs: Readonly<Record<string, string>>,
  files: FileSystem = runnerFiles(process.cwd(), new AbortController().signal),
): Promise<Story> {
  const given: Readonly<Record<string, string>> = {
    'run-id': '239',
    'api-token': sandbox.token,
    'base-url': sandbox.address,
    ...inputs,
  };
  const redact = redactor([sandbox.token]);
  let slept = 0;
  const clock = {
    now: () => Date.now() + slept,
    sleep: async (ms: number) => {
      waits.push(ms);
      slept += ms;
    },
  };
  let findings: ActionResult | undefined;
  const printed = await printedBy(async () => {
    findings = await run(
      readInputs((name) => given[name] ?? '', undefined),
      {
        files,
        clock,
        random: () => 0.5,
        cancellation: { requested: cancel.signal, expired: new AbortController().signal },
        console: new ActionLog(redact),
        redact,
        audit: { who: 'octocat' },
        startedAt: clock.now(),
      },
    );
  });
  if (!findings) throw new Error('the story has no end');
  return { ...printed, findings };
}

const THREE = { results: '{3646: passed, 3647: passed, 3649: passed}', 'batch-size': '1' };
const fatesOf = ({ findings }: Story) => findings.settled.map(({ status }) => status);
const sent = (method: string) => sandbox.requests.filter((request) => request.method === method);

/** Cancels when a request comes in. */
const cancelAt =
  (wanted: string, more: ReturnType<Faults> = undefined): Faults =>
  ({ method, path }) => {
    if (`${method} ${path}`.endsWith(wanted)) cancel.abort();
    return more;
  };

describe('a cancellation', () => {
  test('before anything: nothing is read or sent', async () => {
    cancel.abort();
    const { findings } = await play(THREE);
    expect(findings).toMatchObject({
      verdict: {
        status: 'cancelled',
        conclusion: 'fail',
        closing: 'Nothing was overridden: the step was cancelled',
      },
      settled: [],
      runResult: '',
    });
    expect(sandbox.requests).toEqual([]);
  });

  test('while the run is read: nothing is sent, and warnings that came before are kept', async () => {
    sandbox.faults = cancelAt('/test_case_results');
    const { findings, lines } = await play({ ...THREE, 'run-id': '240' });
    expect(lines).not.toContain('::group::Run 240');
    expect(findings.verdict.status).toBe('cancelled');
    expect(findings.warnings).toMatchObject([
      { message: expect.stringContaining('run 240 is a rerun of run 239') },
    ]);
    expect(sent('PUT')).toEqual([]);
  });

  test('while reports are read: nothing is sent, and no plan is told', async () => {
    const report = join(mkdtempSync(join(tmpdir(), 'run-')), 'junit.xml');
    writeFileSync(report, '<testsuite><testcase name="Login works"/></testsuite>');
    const files = runnerFiles(process.cwd(), new AbortController().signal);
    const { findings, lines } = await play(
      { 'junit-files': report },
      {
        ...files,
        stream: (path) => {
          cancel.abort();
          return files.stream(path);
        },
      },
    );
    rmSync(dirname(report), { recursive: true });
    expect(findings.verdict.status).toBe('cancelled');
    expect(lines).not.toContain('::group::Test reports');
    expect(sent('PUT')).toEqual([]);
  });

  test('between batches: what is done counts, the rest is not sent, nothing is read again', async () => {
    sandbox.faults = cancelAt('/override');
    const story = await play({ ...THREE, verify: 'true' });
    expect(fatesOf(story)).toEqual(['overridden', 'not-sent', 'not-sent']);
    expect(story.findings).toMatchObject({ verdict: { status: 'cancelled' }, runResultBefore: 'FAILURE' });
    expect(story.findings.runResult).toBe('');
    expect(sent('GET')).toHaveLength(2);
  });

  test('while a check waits ends the checking', async () => {
    sandbox.faults = ({ method, number }) => {
      if (method === 'GET' && number > 3) cancel.abort();
      return method === 'PUT' ? { apply: false, body: '{"errors":[],"message":"Overridden"}' } : undefined;
    };
    const story = await play({ results: '{3646: passed}', verify: 'true' });
    expect(waits).toEqual([2_000]);
    expect(sent('GET')).toHaveLength(3);
    expect(fatesOf(story)).toEqual(['rejected']);
  });
});

test('one name among ids is enough to need the listing: it is tried like any request', async () => {
  sandbox.faults = ({ path }) => (path.endsWith('/test_case_results') ? { status: 503 } : undefined);
  const { findings } = await play({ results: '{3646: passed, Login works: passed}' });
  expect(findings.problems).toHaveLength(1);
  expect(sent('GET').filter(({ path }) => path.endsWith('/test_case_results'))).toHaveLength(5);
});

describe('what is refused', () => {
  test('says what is wrong first, and how much more there is', async () => {
    const closing = async (results: string) => (await play({ results })).findings.verdict.closing;
    expect(await closing('{3646: pased}')).toMatch(
      /^Nothing was overridden: results, line 1, column 8: "pased" is not a result; [^()]*$/,
    );
    expect(await closing('{3646: pased, 3647: pased}')).toMatch(/ \(and 1 more problem\)$/);
    expect(await closing('{3646: pased, 3647: pased, 3649: pased}')).toMatch(/ \(and 2 more problems\)$/);
  });
});

describe('the run itself', () => {
  const OVERRIDE = { results: '3646: passed', lookup: 'auto' };

  test('that shows no result is read again all the same', async () => {
    let readings = 0;
    sandbox.faults = ({ method, path }) => {
      if (method !== 'GET' || !path.endsWith('/239')) return undefined;
      readings += 1;
      return { body: readings === 1 ? '{"id":239}' : '{"id":239,"result":"SUCCESS"}' };
    };
    const { findings } = await play(OVERRIDE);
    expect([findings.runResultBefore, findings.runResult]).toEqual(['', 'SUCCESS']);
  });

  test('that cannot be read is told by its listing, and is tried again afterwards', async () => {
    let readings = 0;
    sandbox.faults = ({ method, path }) => {
      if (method !== 'GET' || !path.endsWith('/239')) return undefined;
      readings += 1;
      return readings === 1 ? { status: 403 } : { body: '{"id":239,"result":"SUCCESS"}' };
    };
    const { findings } = await play(OVERRIDE);
    expect([findings.runResultBefore, findings.runResult]).toEqual(['FAILURE', 'SUCCESS']);
  });

  test('that nothing tells is not asked for again', async () => {
    sandbox.faults = ({ method }) => (method === 'GET' ? { status: 403 } : undefined);
    const { findings } = await play(OVERRIDE);
    expect([findings.runResultBefore, findings.runResult]).toEqual(['', '']);
    expect(sent('GET')).toHaveLength(2);
  });
});

test('warnings from every part stand in the findings', async () => {
  sandbox.faults = ({ method, path }) =>
    method === 'GET' && path.endsWith('_results') ? { status: 403 } : undefined;
  const { findings } = await play({ results: '3646: passed', 'results-files': 'nothing-*.yml' });
  expect(findings.warnings.map(({ location }) => location.input)).toEqual(['results-files', 'lookup']);
});

test('a report file that cannot be written keeps everything from being sent, although all else is right', async () => {
  const { findings } = await play({ ...THREE, 'report-file': `${tmpdir()}/` });
  expect(findings.problems.map(({ location }) => location.input)).toEqual(['report-file']);
  expect(sandbox.requests).toEqual([]);
});

test('a word that only YAML understands gets YAML’s own answer', async () => {
  const { findings } = await play({ results: '{3646: null}' });
  expect(findings.problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('no result is named'),
  ]);
});

describe('a check of everything', () => {
  test('reads the run three times, 2 s apart, and says so', async () => {
    sandbox.faults = ({ method }) =>
      method === 'PUT' ? { apply: false, body: '{"errors":[],"message":"Overridden"}' } : undefined;
    const story = await play({ results: '{3646: passed}', verify: 'true' });
    expect(waits).toEqual([2_000, 2_000]);
    expect(story.lines).toContain('  the run does not show everything yet; reading it again in 2 s');
    expect(story.findings.settled).toMatchObject([
      { status: 'rejected', message: 'accepted, but the run still shows Failed' },
    ]);
  });

  test('the run’s own result is read again only where something was sent', async () => {
    const { findings } = await play({ results: '{3648: passed}' });
    expect(findings.runResult).toBe('FAILURE');
    expect(sent('GET')).toHaveLength(2);
  });

  test('the run’s own result is read again where some of it was sent', async () => {
    await play({ results: '{3646: passed, 3648: passed}' });
    expect(sent('GET')).toHaveLength(3);
  });

  test('is not made where it is not wanted and nothing is unknown', async () => {
    await play({ results: '{3646: passed}' });
    expect(sent('GET').map(({ path }) => path.replace(/^.*239/, ''))).toEqual(['', '/test_case_results', '']);
  });
});

test('a secret in a comment is not sent', async () => {
  await play({
    results: `[{id: 3646, result: passed, comment: "it was ${sandbox.token}"}, {id: 3649, result: passed}]`,
    comment: `always ${sandbox.token}`,
    'audit-trail': 'false',
  });
  expect(sent('PUT').map(({ body }) => JSON.parse(body))).toMatchObject([
    [{ comment: 'it was ***' }, { comment: 'always ***' }],
  ]);
});

test('Testsigma’s own message is kept where all answers carried the same', async () => {
  const { findings } = await play({ results: '{3646: passed}' });
  expect(findings.testsigmaMessage).toBe('Overridden the results successfully');
  const { findings: none } = await play({ results: '{3648: passed}' });
  expect(none).not.toHaveProperty('testsigmaMessage');
});

describe('a dry run', () => {
  test('plans, sends nothing and reads nothing again', async () => {
    const story = await play({ ...THREE, 'dry-run': 'true', verify: 'true' });
    expect(fatesOf(story)).toEqual(['planned', 'planned', 'planned']);
    expect(story.findings.runResult).toBe('FAILURE');
    expect(sent('PUT')).toEqual([]);
  });
});

describe('what a fault of the action itself comes to', () => {
  test.each([
    [new Error('broken'), /please report it: Error: broken\n +at /],
    [Object.assign(new Error('broken'), { stack: undefined }), /please report it: broken$/],
    ['broken', /please report it: broken$/],
  ])('%p is a failure that asks to be reported', (fault, words) => {
    const findings = internalError(fault);
    expect(findings.verdict).toMatchObject({ status: 'failure', conclusion: 'fail' });
    expect(findings.verdict.closing).toMatch(words);
    expect(findings.settled).toEqual([]);
  });
});

describe('the log', () => {
  test('opens with what was hit, then tells the plan', async () => {
    const { lines } = await play({ results: '{3646: passed, 3647: failed}', 'default-result': 'passed' });
    const run239 = lines.indexOf('::group::Run 239');
    expect(lines.indexOf('::group::What is asked')).toBeLessThan(run239);
    expect(lines.slice(lines.indexOf('::group::What is asked'), run239)).toEqual([
      '::group::What is asked',
      '  results: 2 entries',
      '  default-result: Passed',
      '::endgroup::',
    ]);
    expect(lines[run239 + 1]).toBe(`  address: ${sandbox.address}/ui/td/runs/239`);
    const plan = lines.findIndex((line) => line.startsWith('::group::Plan: '));
    expect(plan).toBeGreaterThan(run239);
    expect(lines[plan + 1]).toMatch(/^ {2}3646 .+ \(.+\): Failed → Passed$/);
  });

  test('is this, from what is asked to what was done', async () => {
    const report = join(mkdtempSync(join(tmpdir(), 'run-')), 'junit.xml');
    const strangers = Array.from({ length: 22 }, (_, index) => `<testcase name="Stranger ${index + 1}"/>`);
    const skipped = '<testcase name="Login works"><skipped/></testcase>';
    writeFileSync(report, `<testsuite>${[...strangers, skipped].join('\n')}</testsuite>`);
    const { lines } = await play({
      results: '{3646: passed, 3648: passed, 3650: {result: passed, onlyIf: failed}}',
      'junit-files': report,
      'batch-size': '1',
      'max-retries': '0',
    });
    const log = lines
      .filter((line) => !line.startsWith('::debug::') && !line.startsWith('::warning'))
      .map((line) => line.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME').replaceAll(report, 'junit.xml'));
    rmSync(dirname(report), { recursive: true });
    const listed = Array.from(
      { length: 20 },
      (_, index) => `  junit.xml:${index + 1}: Stranger ${index + 1}: run 239 has no result of this name`,
    );
    expect(log).toEqual([
      '::group::What is asked',
      '  results: 3 entries',
      '::endgroup::',
      '::group::Run 239',
      `  address: ${sandbox.address}/ui/td/runs/239`,
      '  test plan: 57',
      '  build: 2024.6.1',
      '  started: TIME',
      '  status: STATUS_COMPLETED',
      '  result before: Failed',
      '::endgroup::',
      '::group::Test reports',
      '  junit.xml: 22 passed, 0 failed, 1 skipped',
      '::endgroup::',
      '::group::Tests that match nothing: 22',
      ...listed,
      '  … and 2 more',
      '::endgroup::',
      '::group::Tests that were skipped and say nothing: 1',
      '  junit.xml:23: Login works',
      '::endgroup::',
      '::group::Plan: 1 override, 2 left as they are',
      '  3646 Login works (Windows Chrome): Failed → Passed',
      '  3648 Logout ends the session (Windows Chrome): already Passed when read at TIME',
      '  3650 Voucher lowers the price (Windows Chrome): Not Executed when read at TIME, and only Failed may be replaced',
      '::endgroup::',
      'Batch 1 of 1: 1 of 1 overridden',
    ]);
  });

  test('is silent about what is not known of a run, and about reports where there are none', async () => {
    sandbox.faults = ({ method, path }) =>
      method === 'GET' && path.endsWith('/239') ? { body: '{"id":239}' } : undefined;
    const { lines } = await play({ results: '{3646: passed}' });
    const start = lines.indexOf('::group::Run 239');
    expect(lines.slice(start, start + 4)).toEqual([
      '::group::Run 239',
      `  address: ${sandbox.address}/ui/td/runs/239`,
      '::endgroup::',
      '::group::Plan: 1 override',
    ]);
  });

  test('tells what each source holds, and what holds for all', async () => {
    const only = await play({ results: '{3646: passed, 3647: {result: pased, onlyIf: maybe}}' });
    expect(only.lines.slice(0, 3)).toEqual([
      '::group::What is asked',
      '  results: 1 entry, 2 problems',
      '::endgroup::',
    ]);
    const one = await play({ results: '3646: passed', 'only-if': 'failed, not_executed' });
    expect(one.lines.slice(0, 4)).toEqual([
      '::group::What is asked',
      '  results: 1 entry',
      '  only-if: Failed, Not Executed',
      '::endgroup::',
    ]);
  });

  test('tells nothing of what is asked where nothing is', async () => {
    const { lines, findings } = await play({ results: ' \n', 'default-result': 'passed' });
    expect(lines).toEqual([]);
    expect(findings.verdict.status).toBe('nothing');
    expect(sandbox.requests).toEqual([]);
  });

  test('names the first 50 of a plan and says how many more there are', async () => {
    const ids = Array.from({ length: 52 }, (_, index) => `${10_000 + index}: passed`);
    const { lines } = await play({ results: `{${ids.join(', ')}}`, lookup: 'off', 'dry-run': 'true' });
    expect(lines).toContain('::group::Plan: 52 overrides');
    expect(lines).toContain('  10049: Passed');
    expect(lines).not.toContain('  10050: Passed');
    expect(lines).toContain('  … and 2 more');
    const fifty = await play({
      results: `{${ids.slice(0, 50).join(', ')}}`,
      lookup: 'off',
      'dry-run': 'true',
    });
    expect(fifty.lines.join()).not.toContain('more');
  });
});

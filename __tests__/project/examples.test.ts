/**
 * The examples, run from their first step to their last: this action from dist/ against the sandbox, everything else
 * by stand-ins. What counts is what Testsigma shows in the end, and whether the gates open.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Result, RUNS } from '../../sandbox/data.js';
import { type RecordedRequest, type Sandbox, startSandbox } from '../../sandbox/server.js';
import { overridesIn } from '../support/act.js';
import { startGitHub } from '../support/github.js';
import { FAILED, report, testcase } from '../support/junit-reports.js';
import { HAS_SHELL, inBash } from '../support/workflow/bash.js';
import {
  REUSABLE,
  REUSABLE_FILE,
  textOf,
  type Workflow,
  workflowIn,
  workflowsOn,
  ymlIn,
} from '../support/workflow/files.js';
import {
  dispatch,
  type JobEnds,
  type Scenario,
  type Script,
  type ScriptEnd,
} from '../support/workflow/runner.js';

let sandbox: Sandbox;
let folder: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  folder = mkdtempSync(join(tmpdir(), 'examples-'));
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const EXAMPLES = ymlIn('examples');

/** Starts an example, for run 239 unless the scenario says otherwise. */
function start(name: string, { inputs, ...more }: Partial<Scenario> = {}): Promise<JobEnds> {
  const workflow = workflowIn(`examples/${name}.yml`);
  const asked = { 'run-id': '239', ...inputs };
  return dispatch(workflow, { sandbox, folder, inputs: asked, ...more });
}

const result = (id: string): Result | undefined => sandbox.testsigma.resultOf(id);

/** How the steps of a job ended, and what each step of this action says. */
const outcomes = (ends: JobEnds, job: string) => ends[job]?.steps.map(({ outcome }) => outcome);
const statuses = (ends: JobEnds, job: string) =>
  ends[job]?.steps.flatMap(({ outputs }) => outputs['status'] ?? []);

const well = (): ScriptEnd => ({});
const badly = (): ScriptEnd => ({ failed: true });

/** Somebody else sets a result. */
function meanwhile(testCaseResultId: string, outcome: 'SUCCESS' | 'FAILURE' | 'NOT_EXECUTED'): void {
  const entry = { testCaseResultId: BigInt(testCaseResultId), comment: 'meanwhile', result: outcome };
  sandbox.testsigma.override('239', [entry]);
}

/** A sandbox whose run 239 has these results alone. */
async function onlyWith(...ids: string[]): Promise<void> {
  await sandbox.close();
  const [run] = RUNS;
  if (!run) throw new Error('the sandbox has no runs');
  const results = run.results.filter(({ testCaseResultId }) => ids.includes(testCaseResultId));
  sandbox = await startSandbox({ runs: [{ ...run, results }] });
}

describe('by hand', () => {
  test('ids become what the drop-down says, with the reason', async () => {
    const ends = await start('by-hand', {
      inputs: { results: '3646 3650', 'default-result': 'failed', reason: 'Flaky network' },
    });
    expect(statuses(ends, 'override')).toEqual(['success']);
    expect([result('3646'), result('3650')]).toEqual(['FAILURE', 'FAILURE']);
    expect(sandbox.testsigma.historyOf('3650')).toMatchObject([
      { comment: expect.stringMatching(/^Flaky network \(octocat, .*was Not Executed\)$/) },
    ]);
  });

  test('only shows what would change, where that is ticked', async () => {
    const ends = await start('by-hand', {
      inputs: { results: '3646', 'default-result': 'passed', 'dry-run': true },
    });
    expect(statuses(ends, 'override')).toEqual(['dry-run']);
    expect(overridesIn(sandbox)).toEqual([]);
  });

  test('what the job summary offers is all it takes to undo', async () => {
    const first = await start('by-hand', { inputs: { results: '{Checkout total: passed}' } });
    expect(result('3649')).toBe('SUCCESS');
    const summary = first['override']?.steps[0]?.run?.summary ?? '';
    const [, offered = ''] = /Take it back.*?```json\n(.*?)\n```/s.exec(summary) ?? [];
    await start('by-hand', { inputs: { results: offered } });
    expect(result('3649')).toBe('FAILURE');
  });
});

describe('after tests', () => {
  /** Each machine writes a report, and on Windows a test fails. */
  const scripts = {
    'npm ci': well,
    'npm test': ({ workspace, matrix }: Script): ScriptEnd => {
      const isWindows = matrix['os'] === 'windows-latest';
      const tests = [
        testcase('Address can be edited', 'account'),
        testcase('Start page loads', 'start', isWindows ? FAILED : ''),
      ];
      mkdirSync(join(workspace, 'reports'));
      writeFileSync(join(workspace, 'reports/junit.xml'), report(...tests));
      return { failed: isWindows };
    },
  };

  test('the reports of all machines are collected, red ones included, and the worst counts', async () => {
    const ends = await start('after-tests', { scripts });
    expect([ends['test']?.result, ends['testsigma']?.result]).toEqual(['failure', 'success']);
    expect([result('3659'), result('3656')]).toEqual(['SUCCESS', 'FAILURE']);
    expect(sandbox.testsigma.historyOf('3656')).toMatchObject([
      { comment: expect.stringContaining('(reports/report-windows-latest/junit.xml)') },
    ]);
  });

  test('a job that is run again replaces its report', async () => {
    await start('after-tests', { scripts });
    const again = { ...scripts, 'npm test': (one: Script) => scripts['npm test']({ ...one, matrix: {} }) };
    await start('after-tests', { scripts: again });
    expect(result('3656')).toBe('SUCCESS');
  });

  test('without any report nothing is asked for, and the job fails', async () => {
    const ends = await start('after-tests', { scripts: { 'npm ci': badly } });
    expect(statuses(ends, 'testsigma')).toEqual(['nothing']);
    expect(ends['testsigma']?.result).toBe('failure');
  });
});

describe('nightly', () => {
  const deployed = (ends: JobEnds) => ends['deploy']?.result === 'success';

  /** The scripts, in a real shell where there is one. */
  const scripts = {
    'Start the test plan': HAS_SHELL ? inBash : () => ({ outputs: { 'run-id': '239' } }),
    'Wait until it has ended': HAS_SHELL ? inBash : well,
    'npm ci': well,
    'npm test -- payment': well,
    'echo "The gate is open"': well,
  };

  function night(more: Partial<Scenario['scripts']> = {}): Promise<JobEnds> {
    const vars = { TESTSIGMA_TEST_PLAN: '57' };
    const env = { TESTSIGMA: sandbox.address };
    const given = { ...scripts, ...more } as NonNullable<Scenario['scripts']>;
    return dispatch(workflowIn('examples/nightly.yml'), { sandbox, folder, vars, env, scripts: given });
  }

  const inShell = HAS_SHELL ? test : test.skip;
  const byCurl = ({ headers }: RecordedRequest) => headers['user-agent']?.startsWith('curl/') ?? false;

  /** Starting a plan answers with run 239, which is queued and in progress before it has ended. */
  beforeEach(() => prepare());
  function prepare(): void {
    const statuses = ['STATUS_CREATED', 'STATUS_QUEUED', 'STATUS_IN_PROGRESS'];
    sandbox.faults = (request) => {
      const status = byCurl(request) ? statuses.shift() : undefined;
      return status === undefined ? undefined : { body: JSON.stringify({ id: 239, status }) };
    };
  }

  test('what proved flaky is overridden, and the gate opens where nothing else failed', async () => {
    await onlyWith('3651', '3653');
    prepare();
    const ends = await night();
    expect(result('3651')).toBe('SUCCESS');
    expect(ends['override']?.outputs).toEqual({ 'run-result': 'SUCCESS' });
    expect(deployed(ends)).toBe(true);
  });

  inShell('the plan that is started is the one of the variable, and its end is waited for', async () => {
    await night();
    const seen = sandbox.requests
      .filter(byCurl)
      .map(({ method, path, body }) => `${method} ${path} ${body}`.trim());
    expect(seen).toEqual([
      'POST /api/v1/execution_results {"executionId": 57}',
      ...Array(3).fill('GET /api/v1/execution_results/239'),
    ]);
  });

  test('the gate stays shut where something else failed', async () => {
    const ends = await night();
    expect(result('3651')).toBe('SUCCESS');
    expect(ends['override']).toMatchObject({ result: 'success', outputs: { 'run-result': 'FAILURE' } });
    expect(deployed(ends)).toBe(false);
  });

  test('a check that fails proves nothing: nothing is overridden, and the gate stays shut', async () => {
    const ends = await night({ 'npm test -- payment': badly });
    expect(ends['override']?.result).toBe('skipped');
    expect(overridesIn(sandbox)).toEqual([]);
    expect(deployed(ends)).toBe(false);
  });

  inShell('a plan that cannot be started, or waited for, ends the night', async () => {
    for (const refused of ['POST', 'GET']) {
      prepare();
      const { faults } = sandbox;
      sandbox.faults = (request) => (request.method === refused ? { status: 401 } : faults?.(request));
      const ends = await night();
      expect({ refused, run: ends['run']?.result, override: ends['override']?.result }).toEqual({
        refused,
        run: 'failure',
        override: 'skipped',
      });
    }
  });
});

describe('plan, approve, apply', () => {
  const inputs = {
    results: '{Search finds products: passed, Logout ends the session: failed}',
    reason: 'Checked',
  };
  const approving = (approve: () => ScriptEnd) => ({ inputs, scripts: { 'echo "Approved"': approve } });

  test('nothing changes before the approval, then exactly what was planned', async () => {
    const before: unknown[] = [];
    const ends = await start(
      'plan-approve-apply',
      approving(() => {
        before.push(...overridesIn(sandbox));
        return {};
      }),
    );
    expect(before).toEqual([]);
    expect(ends['apply']?.result).toBe('success');
    expect([result('3647'), result('3648')]).toEqual(['SUCCESS', 'SUCCESS']);
    expect(sandbox.testsigma.historyOf('3647')).toMatchObject([
      { comment: expect.stringMatching(/^Checked \(/) },
    ]);
  });

  test('what is no longer Failed when the approval comes is left alone', async () => {
    await start(
      'plan-approve-apply',
      approving(() => {
        meanwhile('3647', 'NOT_EXECUTED');
        return {};
      }),
    );
    expect(result('3647')).toBe('NOT_EXECUTED');
  });

  test('where nothing would change nobody is asked', async () => {
    const nothing = { ...inputs, results: '{Logout ends the session: failed}' };
    const ends = await start('plan-approve-apply', { inputs: nothing });
    expect([ends['approve']?.result, ends['apply']?.result]).toEqual(['skipped', 'skipped']);
  });
});

describe('known issues', () => {
  test('only what Failed is replaced, as the file says, and a second time nothing is left to do', async () => {
    meanwhile('3649', 'NOT_EXECUTED');
    await start('known-issues');
    expect([result('3649'), result('3651'), result('3646'), result('3655')]).toEqual([
      'NOT_EXECUTED',
      'NOT_EXECUTED',
      'SUCCESS',
      'SUCCESS',
    ]);
    const sent = sandbox.testsigma.history.length;
    expect(statuses(await start('known-issues'), 'override')).toEqual(['success']);
    expect(sandbox.testsigma.history).toHaveLength(sent);
  });

  test('a list that has become empty is good news', async () => {
    const repository = join(folder, 'repository');
    mkdirSync(join(repository, 'testsigma'), { recursive: true });
    writeFileSync(join(repository, 'testsigma/known-issues.yml'), '# none\n');
    const ends = await start('known-issues', { repository });
    expect(ends['override']?.result).toBe('success');
    expect(statuses(ends, 'override')).toEqual(['nothing']);
  });

  test('the pull request hears of them', async () => {
    const github = await startGitHub();
    try {
      const actionEnv = { GITHUB_API_URL: github.address };
      await start('comment-on-pull-request', { inputs: { 'pull-request': '12' }, actionEnv });
      expect(github.comments).toMatchObject([
        { pullRequest: 12, body: expect.stringContaining('What was overridden (3)') },
      ]);
      expect(result('3646')).toBe('SUCCESS');
    } finally {
      await github.close();
    }
  });
});

describe('retry and undo', () => {
  const results = '{Payment by card: passed, Checkout total: passed}';
  /** The workflow run that started first; the stand-ins keep the artifacts of one folder. */
  const undo = { results: '', undo: '1' };
  const foreign = { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } };

  /** The first override is answered by something else than Testsigma; after the wait all is well. */
  async function twice(attempt = 1): Promise<JobEnds> {
    sandbox.faults = (request) => (request.method === 'PUT' ? foreign : undefined);
    const mended = (): ScriptEnd => {
      sandbox.faults = undefined;
      return {};
    };
    return start('retry-and-undo', { inputs: { results }, attempt, scripts: { 'sleep 300': mended } });
  }

  test('what failed is tried again after a while, and can be taken back the next day', async () => {
    const ends = await twice();
    expect(outcomes(ends, 'override')).toEqual(['failure', 'skipped', 'success', 'success', 'success']);
    expect([result('3649'), result('3651')]).toEqual(['SUCCESS', 'SUCCESS']);

    await start('retry-and-undo', { inputs: undo });
    expect([result('3649'), result('3651')]).toEqual(['FAILURE', 'FAILURE']);
  });

  test('both attempts of a workflow run are taken back, but not what somebody has changed since', async () => {
    await twice();
    await start('retry-and-undo', { inputs: { results: '{3654: passed}' }, attempt: 2 });
    meanwhile('3651', 'NOT_EXECUTED');
    await start('retry-and-undo', { inputs: undo });
    expect([result('3649'), result('3654'), result('3651')]).toEqual(['FAILURE', 'FAILURE', 'NOT_EXECUTED']);
  });

  test('what is refused twice fails', async () => {
    const errors = ['Given test case result id 3646 is not related to execution run 239'];
    const refusal = { body: JSON.stringify({ errors, message: 'Overridden the result partially' }) };
    sandbox.faults = ({ method }) => (method === 'PUT' ? refusal : undefined);
    const inputs = { results: '{3646: passed, 3647: passed}' };
    const ends = await start('retry-and-undo', { inputs, scripts: { 'sleep 300': well } });
    expect(statuses(ends, 'override')).toEqual(['partial', 'failure']);
    expect(ends['override']?.result).toBe('failure');
  });

  test('a mistake is not tried again', async () => {
    const inputs = { results: '{3646: pased}' };
    const ends = await start('retry-and-undo', { inputs, scripts: { 'exit 1': badly } });
    expect(outcomes(ends, 'override')).toEqual(['failure', 'failure', 'skipped', 'skipped', 'success']);
    expect(ends['override']?.result).toBe('failure');
  });

  test('nothing to take back is an error', async () => {
    const ends = await start('retry-and-undo', { inputs: undo });
    expect(statuses(ends, 'undo')).toEqual(['nothing']);
    expect(ends['undo']?.result).toBe('failure');
  });
});

describe('the reusable workflow', () => {
  const gate = { 'echo "The gate is open"': well };

  test('is called with what it takes, and gives its outputs on', async () => {
    await onlyWith('3646', '3648');
    const ends = await start('reusable-workflow', { inputs: { results: '{3646: passed}' }, scripts: gate });
    expect(result('3646')).toBe('SUCCESS');
    expect(ends['override']?.outputs).toMatchObject({ status: 'success', 'run-result': 'SUCCESS' });
    expect(ends['deploy']?.result).toBe('success');
  });

  test('a partial override fails it, as its caller asks', async () => {
    const results = '{3646: passed, 2286: passed}';
    const ends = await start('reusable-workflow', { inputs: { results }, scripts: gate });
    expect([ends['override']?.result, ends['deploy']?.result]).toEqual(['failure', 'skipped']);
  });

  test('reads files of the repository that calls it', async () => {
    const caller = workflowIn('examples/reusable-workflow.yml');
    const { override } = caller.jobs;
    const job = {
      ...override,
      with: { 'run-id': '239', 'results-files': 'testsigma/*.yml', 'only-if': 'failed' },
    };
    const jobs = { override: job };
    const inputs = { 'run-id': '239', results: 'none' };
    const ends = await dispatch({ ...caller, jobs }, { sandbox, folder, inputs });
    expect(ends['override']?.outputs).toMatchObject({ status: 'success', 'failed-ids': '[]' });
    expect(result('3651')).toBe('NOT_EXECUTED');
  });

  test('has a form of its own, with nothing but the run and the results to fill in', async () => {
    const inputs = { 'run-id': '239', results: '3646 3647' };
    const ends = await dispatch(workflowIn(REUSABLE_FILE), { sandbox, folder, inputs });
    expect(ends['override']?.result).toBe('success');
    expect([result('3646'), result('3647')]).toEqual(['SUCCESS', 'SUCCESS']);
  });

  test('asks for no more rights than those who call it grant', () => {
    const asked = Object.values(workflowIn(REUSABLE_FILE).jobs).map(({ permissions }) => permissions);
    const callers = EXAMPLES.flatMap((file) => Object.values(workflowIn(file).jobs)).filter(
      ({ uses }) => uses === REUSABLE,
    );
    expect(callers.map(({ permissions }) => permissions)).toEqual(asked);
  });
});

describe('the README', () => {
  function recipe(name: string): Workflow {
    const found = workflowsOn(textOf('README.md')).find((one) => one.name === name);
    if (!found) throw new Error(`the README has no workflow "${name}"`);
    return found;
  }

  test('begins with a workflow that works', async () => {
    await dispatch(recipe('Override a Testsigma result'), { sandbox, folder });
    expect([result('3646'), result('3647')]).toEqual(['SUCCESS', 'FAILURE']);
  });

  describe('the result of a job', () => {
    const smokeTests = recipe('Smoke tests');
    const inputs = { 'run-id': '239' };
    const scripts = { 'npm ci': well, 'npm test': well };

    test.each([
      ['well', well, 'SUCCESS'],
      ['badly', badly, 'FAILURE'],
    ] as const)('that ended %s reaches Testsigma', async (_, end, expected) => {
      meanwhile('3656', 'NOT_EXECUTED');
      await dispatch(smokeTests, { sandbox, folder, inputs, scripts: { ...scripts, 'npm test': end } });
      expect(result('3656')).toBe(expected);
    });

    test('that was skipped is Not Executed, unless the condition is the one that the README offers', async () => {
      const [, condition = ''] = /`if: (\$\{\{ [^`]*fromJSON[^`]*\}\})`/.exec(textOf('README.md')) ?? [];
      const { smoke = {}, testsigma = {} } = smokeTests.jobs;
      const jobs = { smoke: { ...smoke, if: 'false' }, testsigma: { ...testsigma, if: condition } };
      await dispatch({ ...smokeTests, jobs }, { sandbox, folder, inputs });
      expect(result('3656')).toBe('SUCCESS');

      await dispatch({ ...smokeTests, jobs: { ...jobs, testsigma } }, { sandbox, folder, inputs });
      expect(result('3656')).toBe('NOT_EXECUTED');
    });
  });
});

/**
 * The examples, run from their first step to their last: this action against the sandbox, everything else by
 * stand-ins. What counts is what Testsigma shows in the end, and whether the gates open.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { type Result, RUNS } from '../../sandbox/data.js';
import { type Sandbox, startSandbox } from '../../sandbox/server.js';
import { overridesIn } from '../support/act.js';
import { startGitHub } from '../support/github.js';
import { FAILED, report, testcase } from '../support/junit-reports.js';
import { HAS_SHELL, inBash } from '../support/workflow/bash.js';
import {
  REUSABLE,
  REUSABLE_FILE,
  type Step,
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
    const [, offered = ''] = /↩️ .*?```json\n(.*?)\n```/s.exec(summary) ?? [];
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

  /** The script, in a real shell if there is one. */
  const scripts = {
    'Start the test plan': HAS_SHELL ? inBash : () => ({ outputs: { 'run-id': '245' } }),
    'echo "The gate is open"': well,
  };

  /** Testsigma's own plan 58 gives run 245, which it reruns by itself; `plan` stands for another one. */
  function night(plan = '58'): Promise<JobEnds> {
    const vars = { TESTSIGMA_TEST_PLAN: plan };
    const env = { TESTSIGMA: sandbox.address };
    return dispatch(workflowIn('examples/nightly.yml'), { sandbox, folder, vars, env, scripts });
  }

  const inShell = HAS_SHELL ? test : test.skip;

  test('waits for the run and its rerun, takes over what passed there, and opens the gate', async () => {
    const ends = await night();
    expect(statuses(ends, 'testsigma')).toEqual(['success']);
    expect([result('4002'), result('4003')]).toEqual(['SUCCESS', 'SUCCESS']);
    expect(ends['testsigma']?.outputs).toEqual({ 'run-result': 'SUCCESS' });
    expect(deployed(ends)).toBe(true);
  });

  /** A sandbox in which the rerun of the night ends otherwise. */
  async function rerunEndsWith(results: Readonly<Record<string, Result>>): Promise<void> {
    await sandbox.close();
    const runs = RUNS.map((run) =>
      run.id === '246' && run.course ? { ...run, course: { ...run.course, results } } : run,
    );
    sandbox = await startSandbox({ runs });
  }

  test('the gate stays shut if a test failed in the rerun, too', async () => {
    await rerunEndsWith({ 4012: 'FAILURE', 4013: 'SUCCESS' });
    const ends = await night();
    expect([result('4002'), result('4003')]).toEqual(['FAILURE', 'SUCCESS']);
    expect(ends['testsigma']).toMatchObject({ result: 'success', outputs: { 'run-result': 'FAILURE' } });
    expect(deployed(ends)).toBe(false);
  });

  test('a rerun in which nothing passed fails the night, and changes nothing', async () => {
    await rerunEndsWith({ 4012: 'FAILURE', 4013: 'FAILURE' });
    const ends = await night();
    expect([statuses(ends, 'testsigma'), ends['testsigma']?.result]).toEqual([['nothing'], 'failure']);
    expect([overridesIn(sandbox), deployed(ends)]).toEqual([[], false]);
  });

  test('a run that passed at once needs no rerun', async () => {
    await sandbox.close();
    const results = { 4001: 'SUCCESS', 4002: 'SUCCESS', 4003: 'SUCCESS' } as const;
    const course = { statuses: ['STATUS_IN_PROGRESS'], results };
    sandbox = await startSandbox({
      runs: RUNS.map((run) => (run.id === '245' ? { ...run, course, childResultId: null } : run)),
    });
    const ends = await night();
    expect([statuses(ends, 'testsigma'), deployed(ends)]).toEqual([['nothing'], true]);
  });

  inShell('a plan that cannot be started ends the night', async () => {
    const ends = await night('57');
    expect([ends['testsigma']?.result, ends['deploy']?.result]).toEqual(['failure', 'skipped']);
  });

  test('a key that is rejected ends the night, and not the wait', async () => {
    sandbox.faults = ({ method, path }) =>
      method === 'GET' && path.endsWith('/245') ? { status: 401 } : undefined;
    const ends = await night();
    expect([ends['testsigma']?.result, deployed(ends)]).toEqual(['failure', false]);
  });
});

describe('take over reruns', () => {
  test('the run ID is all it takes', async () => {
    const ends = await start('take-over-reruns', { inputs: { 'run-id': '247' } });
    expect(statuses(ends, 'take-over')).toEqual(['success']);
    expect(sandbox.testsigma.historyOf('4103')).toMatchObject([
      { comment: expect.stringMatching(/^Passed in run 249 \(octocat, .*was Failed\)$/) },
    ]);
  });

  test('so it is in the recipe of the README', async () => {
    const [, recipe = ''] =
      /### Reruns passed\? Take them over.*?```yaml\n(.*?)```/s.exec(textOf('README.md')) ?? [];
    const lines = recipe.split('\n').filter((line) => !/^(?:permissions: \{\})?$/.test(line));
    expect(lines).toHaveLength(12);
    const workflow = load(recipe) as Workflow;
    const ends = await dispatch(workflow, { sandbox, folder, inputs: { 'run-id': '247' } });
    expect(ends['take-over']?.steps.map(({ outputs }) => outputs['run-result'])).toEqual(['SUCCESS']);
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

describe('a policy in a variable', () => {
  const vars = { TESTSIGMA_POLICY: 'maxOverrides: 1' };

  test.each([
    ['{3646: passed, 3647: passed}', 'failure'],
    ['{3647: passed}', 'success'],
  ])('binds the form: %s', async (results, status) => {
    expect(statuses(await start('by-hand', { inputs: { results }, vars }), 'override')).toEqual([status]);
    const workflow = workflowIn(REUSABLE_FILE);
    const ends = await dispatch(workflow, { sandbox, folder, inputs: { 'run-id': '239', results }, vars });
    expect(statuses(ends, 'override')).toEqual([status]);
  });
});

describe('known issues', () => {
  test('only what Failed is replaced, as the file says, and a second time nothing is left to do', async () => {
    meanwhile('3649', 'NOT_EXECUTED');
    await start('known-issues');
    expect([result('3649'), result('3651'), result('3646'), result('3655')]).toEqual([
      'NOT_EXECUTED',
      'NOT_EXECUTED',
      'NOT_EXECUTED',
      'SUCCESS',
    ]);
    const sent = sandbox.testsigma.history.length;
    expect(statuses(await start('known-issues'), 'override')).toEqual(['success']);
    expect(sandbox.testsigma.history).toHaveLength(sent);
  });

  test.each([
    ['open', ['3646', '3648', '3649', '3651'], 'success'],
    ['closed, with a test that failed and is no known issue', ['3646', '3647', '3649', '3651'], 'skipped'],
  ])('leave the gate %s', async (_, results, deployed) => {
    await onlyWith(...results);
    const ends = await start('known-issues', { scripts: { 'echo "The gate is open"': well } });
    expect([ends['override']?.result, ends['deploy']?.result]).toEqual(['success', deployed]);
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
        { pullRequest: 12, body: expect.stringContaining('### Overridden (3)') },
      ]);
      expect(result('3646')).toBe('NOT_EXECUTED');
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
  const gate = { 'echo "The gate is open"': well, 'npm ci': well, 'npm test': well };

  /** The reusable workflow, called with inputs that the form does not have. */
  function callIt(inputs: Record<string, unknown>, more: Partial<Scenario> = {}): Promise<JobEnds> {
    const workflow = workflowIn(REUSABLE_FILE);
    const called = { ...workflow, on: { workflow_dispatch: workflow.on['workflow_call'] } };
    return dispatch(called, { sandbox, folder, inputs: { 'run-id': '239', ...inputs }, ...more });
  }

  test('reads the reports of earlier jobs, failed ones included', async () => {
    const writeReport = ({ workspace }: Script): ScriptEnd => {
      mkdirSync(join(workspace, 'reports'));
      writeFileSync(join(workspace, 'reports/junit.xml'), report(testcase('[TS-412] search')));
      return { failed: true };
    };
    const scripts = { ...gate, 'npm test': writeReport };
    const ends = await start('reusable-workflow', { inputs: { results: '{3646: passed}' }, scripts });
    expect(ends['override']?.outputs).toMatchObject({ status: 'success', 'failed-ids': '[]' });
    expect([result('3646'), result('3647')]).toEqual(['SUCCESS', 'SUCCESS']);
  });

  test.each([
    ['warn', 'success'],
    ['error', 'failure'],
  ])('tests that match nothing end it by if-unmatched: %s', async (ifUnmatched, expected) => {
    mkdirSync(join(folder, 'artifacts/report'), { recursive: true });
    const text = report(testcase('[TS-412] search'), testcase('Nobody knows this'));
    writeFileSync(join(folder, 'artifacts/report/junit.xml'), text);
    const files = { 'junit-artifacts': 'report*', 'junit-files': 'reports/*.xml' };
    const ends = await callIt({ ...files, 'if-unmatched': ifUnmatched });
    expect(ends['override']?.result).toBe(expected);
  });

  test('takes over the reruns of a run, and waits for it', async () => {
    const inputs = { 'run-id': '247', 'results-from-run': 'latest-rerun', 'wait-for-run-seconds': '60' };
    const ends = await callIt(inputs);
    expect(statuses(ends, 'override')).toEqual(['success']);
    expect(result('4103')).toBe('SUCCESS');
  });

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

  test.each([
    ['results-files', '**'],
    ['results-files', '**/*.yml'],
    ['results-files', '**/known-issues.yml'],
    ['results-files', '.testsigma-override-action/examples/testsigma/*.yml'],
    ['junit-files', '**'],
    ['junit-files', '**/*.xml'],
  ])('never finds the examples of its own checkout: %s: %s', async (input, pattern) => {
    const repository = mkdtempSync(join(folder, 'repository-'));
    const ends = await callIt({ [input]: pattern, 'if-no-results': 'ignore' }, { repository });
    expect(ends['override']?.outputs).toMatchObject({ status: 'nothing', 'failed-ids': '[]' });
    expect(overridesIn(sandbox)).toEqual([]);
  });

  test('has a form of its own, with nothing but the run and the results to fill in', async () => {
    const inputs = { 'run-id': '239', results: '3646 3647' };
    const ends = await dispatch(workflowIn(REUSABLE_FILE), { sandbox, folder, inputs });
    expect(ends['override']?.result).toBe('success');
    expect([result('3646'), result('3647')]).toEqual(['SUCCESS', 'SUCCESS']);
  });

  test.each(['https://evil.example', 'https://app.testsigma.com.evil.example', 'app.testsigma.com', 'AUTO'])(
    'sends the key to no host that somebody typed: %s',
    async (baseUrl) => {
      const scripts = { 'The key goes to known hosts only': badly };
      const ends = await callIt({ results: '{3646: passed}', 'base-url': baseUrl }, { scripts });
      expect(outcomes(ends, 'override')?.filter((outcome) => outcome === 'success')).toEqual([]);
      expect(sandbox.requests).toEqual([]);
    },
  );

  test('sends the key to the host of the variable', async () => {
    const inputs = { 'run-id': '239', results: '3646' };
    const vars = { TESTSIGMA_BASE_URL: sandbox.address };
    const ends = await dispatch(workflowIn(REUSABLE_FILE), { sandbox, folder, inputs, vars });
    expect(statuses(ends, 'override')).toEqual(['success']);
  });

  test('asks for no more rights than those who call it grant', () => {
    const asked = Object.values(workflowIn(REUSABLE_FILE).jobs).map(({ permissions }) => permissions);
    const callers = EXAMPLES.flatMap((file) => Object.values(workflowIn(file).jobs)).filter(
      ({ uses }) => uses === REUSABLE,
    );
    expect(callers.map(({ permissions }) => permissions)).toEqual(asked);
  });
});

describe('the documentation', () => {
  function workflowOn(page: string, name: string): Workflow {
    const found = workflowsOn(textOf(page)).find((one) => one.name === name);
    if (!found) throw new Error(`${page} has no workflow "${name}"`);
    return found;
  }

  test('begins with a form that works', async () => {
    const form = workflowOn('README.md', 'Override Testsigma results');
    const inputs = { 'run-id': '239', results: '{Search finds products: passed}' };
    await dispatch(form, { sandbox, folder, inputs });
    expect([result('3646'), result('3647')]).toEqual(['FAILURE', 'SUCCESS']);
  });

  test('begins with a step that works after tests', async () => {
    const [, step = ''] = /```yaml\n(- uses: OWNER.*?)```/s.exec(textOf('README.md')) ?? [];
    const tests = { name: 'tests', run: 'npm test' };
    const steps = [tests, ...(load(step.replace(/run-id: \S+/, 'run-id: 239')) as Step[])];
    const writeReport = ({ workspace }: Script): ScriptEnd => {
      mkdirSync(join(workspace, 'reports'));
      writeFileSync(join(workspace, 'reports/junit.xml'), report(testcase('[TS-412] search')));
      return {};
    };
    const workflow = { on: {}, jobs: { test: { steps } } };
    await dispatch(workflow, { sandbox, folder, scripts: { tests: writeReport } });
    expect(result('3647')).toBe('SUCCESS');
  });

  describe('the result of a job', () => {
    const smokeTests = workflowOn('docs/recipes.md', 'Smoke tests');
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

    test('that was skipped is Not Executed, unless the condition is the one that the recipe offers', async () => {
      const [, condition = ''] =
        /`if: (\$\{\{ [^`]*fromJSON[^`]*\}\})`/.exec(textOf('docs/recipes.md')) ?? [];
      const { smoke = {}, testsigma = {} } = smokeTests.jobs;
      const jobs = { smoke: { ...smoke, if: 'false' }, testsigma: { ...testsigma, if: condition } };
      await dispatch({ ...smokeTests, jobs }, { sandbox, folder, inputs });
      expect(result('3656')).toBe('SUCCESS');

      await dispatch({ ...smokeTests, jobs: { ...jobs, testsigma } }, { sandbox, folder, inputs });
      expect(result('3656')).toBe('NOT_EXECUTED');
    });
  });
});

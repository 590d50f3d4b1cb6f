/**
 * Runs a workflow as GitHub does, as far as the examples go: conditions, matrices, outputs and reusable workflows are
 * real, this action runs against a sandbox, and stand-ins take the place of scripts and other actions.
 */
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { ActionRun } from '../../../sandbox/runner.js';
import type { Sandbox } from '../../../sandbox/server.js';
import { jobOutputs } from '../../../sandbox/workflow-commands.js';
import { act } from '../act.js';
import { type Contexts, filledValues, holds } from './expressions.js';
import {
  ITSELF,
  isOurs,
  type Job,
  REUSABLE,
  REUSABLE_FILE,
  type Step,
  type Trigger,
  textOf,
  type Value,
  type Values,
  type Workflow,
  workflowIn,
} from './files.js';
import { OWN_COMMIT, standInFor } from './github-actions.js';

/** How a script ended: well, unless it says otherwise. */
export interface ScriptEnd {
  readonly failed?: boolean;
  readonly outputs?: Readonly<Record<string, string>>;
}

/** A script that a stand-in takes the location of. */
export interface Script {
  readonly text: string;
  /** What `shell` says; absent where it says nothing. */
  readonly shell: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly workspace: string;
  readonly matrix: Values;
}

/** What a workflow is run with. */
export interface Scenario {
  readonly sandbox: Sandbox;
  /** A folder for everything that comes of it; artifacts stay in it for the next workflow. */
  readonly folder: string;
  /** What people fill into the form. */
  readonly inputs?: Values;
  readonly vars?: Readonly<Record<string, string>>;
  /** Instead of the workflow's own `env`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Which attempt of the workflow run this is; the first unless given. */
  readonly attempt?: number;
  /** What checking out gives; `examples` unless given. */
  readonly repository?: string;
  /** What each script does, by the step's name or, where it has none, by its text. */
  readonly scripts?: Readonly<Record<string, (script: Script) => ScriptEnd | Promise<ScriptEnd>>>;
  /** Added to the action's environment. */
  readonly actionEnv?: Readonly<Record<string, string>>;
}

/** How a step or a job ended. */
export type Result = 'success' | 'failure' | 'skipped';

/** What became of a step. */
export interface StepEnd {
  /** Before `continue-on-error`. */
  readonly outcome: Result;
  readonly outputs: Readonly<Record<string, string>>;
  /** Where the step was this action. */
  readonly run?: ActionRun;
}

/** What became of a job: of all its machines together, where it has several. */
export interface JobEnd {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly StepEnd[];
}

/** What became of each job. */
export type JobEnds = Readonly<Record<string, JobEnd>>;

const SKIPPED: JobEnd = { result: 'skipped', outputs: {}, steps: [] };

/** Runs a workflow that somebody started by hand, or its schedule did. Jobs follow one another as they are written. */
export function dispatch(workflow: Workflow, scenario: Scenario): Promise<JobEnds> {
  const inputs = inputsOf(workflow.on['workflow_dispatch'], scenario.inputs);
  return runJobs(workflow, scenario, { inputs, secrets: { TESTSIGMA_API_KEY: scenario.sandbox.token } });
}

/** @throws where a required one is missing, or one is given that there is not */
function inputsOf(trigger: Trigger | null | undefined, given: Values = {}): Values {
  const declared = trigger?.inputs ?? {};
  const unknown = Object.keys(given).filter((name) => !(name in declared));
  if (unknown.length > 0) throw new Error(`unexpected inputs: ${unknown.join(', ')}`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, { required, default: byDefault = '' }]) => {
      if (required && !given[name]) throw new Error(`the input ${name} is required`);
      return [name, given[name] ?? byDefault];
    }),
  );
}

async function runJobs(workflow: Workflow, scenario: Scenario, about: Contexts): Promise<JobEnds> {
  const ends: Record<string, JobEnd> = {};
  const env = { ...workflow.env, ...scenario.env };
  const shell = workflow.defaults?.run?.shell;
  for (const [id, job] of Object.entries(workflow.jobs)) {
    const needed = [job.needs ?? []].flat();
    const hasFailed = needed.some((name) => ends[name]?.result !== 'success');
    const needs = Object.fromEntries(needed.map((name) => [name, shown(ends[name] ?? SKIPPED)]));
    const contexts = { ...about, needs, env, vars: scenario.vars, github: githubOf(scenario) };
    const surroundings = { job: id, shell, scenario, contexts };
    ends[id] = holds(job.if, contexts, { hasFailed }) ? await runJob(job, surroundings) : SKIPPED;
  }
  return ends;
}

/** What expressions may know of a job. */
function shown({ result, outputs }: JobEnd) {
  return { result, outputs };
}

function githubOf({ attempt = 1 }: Scenario) {
  return { token: 'word-for-github', run_attempt: String(attempt) };
}

/** What surrounds a job. */
interface Surroundings {
  /** The job's id. */
  readonly job: string;
  readonly shell: string | undefined;
  readonly scenario: Scenario;
  readonly contexts: Contexts;
}

/** What surrounds a step. */
interface Place extends Surroundings {
  readonly workspace: string;
}

async function runJob(job: Job, surroundings: Surroundings): Promise<JobEnd> {
  const { scenario, contexts } = surroundings;
  if (job.uses !== undefined) return call(job, scenario, contexts);
  const ends: JobEnd[] = [];
  for (const matrix of machinesOf(job))
    ends.push(await runOn(job, { ...surroundings, contexts: { ...contexts, matrix } }));
  return together(ends, Object.assign({}, ...ends.map(({ outputs }) => outputs)));
}

function together(ends: readonly JobEnd[], outputs: JobEnd['outputs']): JobEnd {
  const hasFailed = ends.some(({ result }) => result === 'failure');
  return { result: hasFailed ? 'failure' : 'success', outputs, steps: ends.flatMap(({ steps }) => steps) };
}

/** Every combination of a matrix; one without anything where there is none. */
function machinesOf({ strategy }: Job): Values[] {
  return Object.entries(strategy?.matrix ?? {}).reduce<Values[]>(
    (machines, [name, values]) =>
      machines.flatMap((machine) => values.map((value: Value) => ({ ...machine, [name]: value }))),
    [{}],
  );
}

/** Runs the reusable workflow; it knows nothing of its caller but what it is given. */
async function call(job: Job, scenario: Scenario, contexts: Contexts): Promise<JobEnd> {
  if (job.uses !== REUSABLE) throw new Error(`there is no workflow ${job.uses}`);
  const workflow = workflowIn(REUSABLE_FILE);
  const trigger = workflow.on['workflow_call'];
  const inputs = inputsOf(trigger, filledValues(job.with, contexts));
  const jobs = await runJobs(workflow, scenario, { inputs, secrets: filledValues(job.secrets, contexts) });
  const values = Object.entries(trigger?.outputs ?? {}).map(([name, { value }]) => [name, value]);
  const known = Object.fromEntries(Object.entries(jobs).map(([id, end]) => [id, shown(end)]));
  const outputs = filledValues(Object.fromEntries(values), { jobs: known });
  return together(Object.values(jobs), outputs);
}

async function runOn(job: Job, surroundings: Surroundings): Promise<JobEnd> {
  const workspace = mkdtempSync(join(surroundings.scenario.folder, `${surroundings.job}-`));
  const ends: StepEnd[] = [];
  const steps: Record<string, unknown> = {};
  const contexts = { ...surroundings.contexts, steps, job: OWN_COMMIT };
  let hasFailed = false;
  for (const step of job.steps ?? []) {
    const end: StepEnd = holds(step.if, contexts, { hasFailed })
      ? await runStep(step, { ...surroundings, contexts, workspace })
      : { outcome: 'skipped', outputs: {} };
    hasFailed ||= end.outcome === 'failure' && step['continue-on-error'] !== true;
    ends.push(end);
    if (step.id !== undefined) steps[step.id] = { outcome: end.outcome, outputs: end.outputs };
  }
  const secrets = Object.values(Object(contexts.secrets) as Values).map(String);
  const { outputs } = jobOutputs(filledValues(job.outputs, contexts), secrets);
  return { result: hasFailed ? 'failure' : 'success', outputs, steps: ends };
}

function runStep(step: Step, location: Place): StepEnd | Promise<StepEnd> {
  if (step.run !== undefined) return runScript(step, step.run, location);
  return isOurs(step) ? runItself(step, location) : runOther(step, location);
}

async function runScript(step: Step, text: string, location: Place): Promise<StepEnd> {
  const { scenario, contexts, workspace, shell } = location;
  const name = step.name ?? text;
  const standIn = scenario.scripts?.[name];
  if (!standIn) throw new Error(`nothing stands in for the script "${name}"`);
  const env = filledValues({ ...Object(contexts.env), ...step.env }, contexts);
  const matrix = Object(contexts.matrix) as Values;
  const { failed = false, outputs = {} } = await standIn({ text, shell, env, workspace, matrix });
  return { outcome: failed ? 'failure' : 'success', outputs };
}

async function runItself({ uses = '', with: given }: Step, location: Place): Promise<StepEnd> {
  const { scenario, contexts, workspace, job } = location;
  const { sandbox, folder, inputs = {}, actionEnv } = scenario;
  const event = join(folder, 'event.json');
  writeFileSync(event, JSON.stringify({ inputs }));
  const { 'base-url': baseUrl, ...others } = filledValues(given, contexts);
  // The default of action.yml; and the URL of the sandbox, if the workflow gives none.
  const token = String(Object(contexts.github).token);
  const more = {
    'run-id': '',
    'api-token': '',
    'github-token': token,
    ...(baseUrl ? { 'base-url': baseUrl } : {}),
  };
  if (uses !== ITSELF) assertOurs(join(workspace, uses));
  const env = { GITHUB_JOB: job, GITHUB_EVENT_PATH: event, ...actionEnv };
  const run = await act(sandbox, { ...more, ...others }, { workspace, env });
  return { outcome: run.exitCode === 0 ? 'success' : 'failure', outputs: run.outputs, run };
}

/** Throws if the folder does not hold this action. */
function assertOurs(folder: string): void {
  const { runs } = load(textOf(join(folder, 'action.yml'))) as { runs: { main: string } };
  if (!existsSync(join(folder, runs.main))) throw new Error(`${folder} holds no action`);
}

function runOther({ uses = '', with: given }: Step, location: Place): StepEnd {
  const { scenario, contexts, workspace } = location;
  const standIn = standInFor(uses);
  if (!standIn) throw new Error(`nothing stands in for ${uses}`);
  const { folder, repository = 'examples' } = scenario;
  const artifacts = join(folder, 'artifacts');
  mkdirSync(artifacts, { recursive: true });
  standIn(filledValues(given, contexts), { workspace, repository, artifacts });
  return { outcome: 'success', outputs: {} };
}

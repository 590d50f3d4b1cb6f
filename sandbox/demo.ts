/** Shows the committed action at work on the sandbox: a scenario, step by step, on one screen. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resultLabel } from '../src/model/outcome.js';
import type { Result, Run } from './data.js';
import { summaryPage } from './html.js';
import type { Paint } from './log.js';
import { painter } from './log.js';
import { type ActionRun, runAction } from './runner.js';
import {
  FIRST_SCENARIO,
  type Inputs,
  ownScenario,
  SCENARIOS,
  type Scenario,
  type ScenarioStep,
} from './scenarios.js';
import type { Sandbox } from './server.js';
import { startSandbox } from './server.js';
import { stepDetails } from './step-details.js';

/** How to run the demo. */
export interface DemoOptions {
  /** The name of a scenario; the first one unless given. */
  readonly scenario?: string;
  /** The user's own inputs instead of a scenario. */
  readonly inputs?: Inputs;
  /** Where relative paths in those inputs start from. */
  readonly workspace?: string;
  /** The action's script; the one that is committed next to the sandbox unless given. */
  readonly entry?: string;
  /** Whether the log, the outputs and the requests of each step are shown, too. */
  readonly verbose?: boolean;
  /** Takes the text, chunk by chunk. */
  readonly write: (text: string) => void;
  readonly useColor?: boolean;
}

/** What every step needs. */
interface DemoContext {
  readonly sandbox: Sandbox;
  readonly entry: string;
  readonly workspace: string | undefined;
  readonly verbose: boolean;
  readonly write: (text: string) => void;
  readonly paint: Paint;
}

/**
 * Runs the demo. The folder with the rendered job summary stays, so that people can look at it.
 *
 * @returns 0 if every step ended with the exit code that is expected, else 1
 */
export async function demo(options: DemoOptions): Promise<number> {
  const { write, entry = committedAction(), inputs, scenario: name = FIRST_SCENARIO } = options;
  const scenario = inputs ? ownScenario(inputs) : SCENARIOS[name];
  if (!existsSync(entry)) {
    write(`The action is not built: ${entry} does not exist. Build it with: npm run build\n`);
    return 1;
  }
  if (!scenario) throw new Error(`There is no scenario "${name}"`);
  const sandbox = await startSandbox();
  const { workspace, verbose = false, useColor = false } = options;
  const context = { sandbox, entry, workspace, verbose, write, paint: painter(useColor) };
  write(`${context.paint('bold', scenario.title)}\n`);
  write('A local sandbox stands in for Testsigma. Nothing leaves this machine.\n');
  try {
    const { summaries, asExpected } = await runScenario(scenario, context);
    write(`\nJob summary: ${writePage(scenario.title, summaries)}\n`);
    write(`Try next:    npm run demo -- ${inputs ? '--help' : nextWords(name)}\n`);
    return asExpected ? 0 : 1;
  } finally {
    await sandbox.close();
  }
}

/** The action that is committed next to the sandbox: `dist/index.js` seen from `dist/sandbox/index.js`. */
function committedAction(): string {
  return join(dirname(dirname(fileURLToPath(import.meta.url))), 'index.js');
}

/** What the scenario after this one is started with; after the last one, the user's own inputs. */
function nextWords(name: string): string {
  const names = Object.keys(SCENARIOS);
  const next = names[names.indexOf(name) + 1];
  return next === undefined ? "--results '{3646: passed}'" : `--scenario ${next}`;
}

function writePage(title: string, summaries: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'testsigma-demo-')), 'summary.html');
  writeFileSync(file, summaryPage(title, summaries));
  return pathToFileURL(file).href;
}

/** Runs every step, and says whether each ended as expected. */
async function runScenario({ steps }: Scenario, context: DemoContext) {
  const summaries: string[] = [];
  let asExpected = true;
  let outputs: Inputs = {};
  for (const [index, step] of steps.entries()) {
    const title = steps.length > 1 ? `Step ${index + 1}: ${step.about}` : step.about;
    context.write(`\n${context.paint('bold', title)}\n`);
    if (index === 0) context.write(`${runLine('before', context.sandbox, step.inputs({})['run-id'])}\n`);
    const run = await runStep(step, outputs, context);
    asExpected = run.exitCode === (step.exitCode ?? 0) && asExpected;
    outputs = run.outputs;
    summaries.push(run.summary);
  }
  return { summaries, asExpected };
}

async function runStep(
  step: ScenarioStep,
  before: Inputs,
  { sandbox, entry, workspace, verbose, write, paint }: DemoContext,
): Promise<ActionRun> {
  const inputs = step.inputs(before);
  const folder = step.files ? folderWith(step.files) : undefined;
  const [requestsBefore, changesBefore] = [sandbox.requests.length, sandbox.testsigma.history.length];
  write(`${inputLines(withReferences(inputs, before), step.files).join('\n')}\n`);
  sandbox.faults = step.faults?.();
  const run = await runAction({
    entry,
    workspace: folder ?? workspace,
    inputs: { ...inputs, 'base-url': sandbox.address, 'api-token': sandbox.token },
  });
  const requests = sandbox.requests.slice(requestsBefore);
  const changes = sandbox.testsigma.history.slice(changesBefore);
  const lines = [...outcomeLines(run, step, paint), runLine('after', sandbox, inputs['run-id'])];
  write(`${[...lines, ...(verbose ? stepDetails(run, requests, changes, paint) : [])].join('\n')}\n`);
  if (!verbose) run.dispose();
  if (folder) rmSync(folder, { recursive: true });
  return run;
}

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'testsigma-demo-'));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}

/** The run as it is now: its overall result, and how many results of each kind it has. */
function runLine(when: string, { testsigma }: Sandbox, runId = ''): string {
  const run = testsigma.runs.find(({ id }) => id === runId);
  return `  Run ${runId} ${when}: ${run ? runText(run) : 'the sandbox has no such run'}`;
}

function runText({ result, status, results }: Run): string {
  const words = [...new Set([...COMMON, ...results.map((one) => one.result)])];
  const parts = words.flatMap((word) => {
    const count = results.filter((one) => one.result === word).length;
    return count === 0 ? [] : [`${count} ${resultLabel(word)}`];
  });
  return `${result === null ? status : resultLabel(result)} (${parts.join(', ')})`;
}

/** The rarer results come after these. */
const COMMON: readonly Result[] = ['SUCCESS', 'FAILURE', 'NOT_EXECUTED'];

/** The most lines of one input that are shown. */
const MAX_INPUT_LINES = 8;
/** The most characters of one line. */
const MAX_LINE_LENGTH = 100;

/** What comes from an output of the step before is shown as a workflow refers to it, not as JSON. */
function withReferences(inputs: Inputs, before: Inputs): Inputs {
  const outputs = new Map(Object.entries(before).map(([name, value]) => [value, name]));
  const shown = Object.entries(inputs).map(([name, value]) => {
    const output = value.startsWith('[') ? outputs.get(value) : undefined;
    return [name, output === undefined ? value : `\${{ steps.previous.outputs.${output} }}`];
  });
  return Object.fromEntries(shown);
}

/** The files that a step reads, and its inputs as a workflow has them. */
function inputLines(inputs: Inputs, files: Inputs = {}): string[] {
  const lines = (values: Inputs) => Object.entries(values).flatMap(([name, value]) => inputLine(name, value));
  return [...lines(files), 'with:', ...lines(inputs).map((line) => `  ${line}`)].map((line) => `  ${line}`);
}

function inputLine(name: string, value: string): string[] {
  const lines = value.trimEnd().split('\n').map(cut);
  if (lines.length === 1) return [`${name}: ${lines[0]}`];
  const more = lines.length - MAX_INPUT_LINES;
  const rest = more > 0 ? [`  … ${more} more lines`] : [];
  return [`${name}: |`, ...lines.slice(0, MAX_INPUT_LINES).map((line) => `  ${line}`), ...rest];
}

function cut(line: string): string {
  return line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH - 1)}…` : line;
}

/** What the demo shows of `report.json`. */
interface ReportFile {
  readonly results: readonly ReportedResult[];
  readonly problems: readonly ReportedProblem[];
}

/** `report.json` has `null` for what a location lacks. */
interface ReportedProblem {
  readonly input: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

interface ReportedResult {
  readonly testCaseResultId: number;
  readonly name: string | null;
  readonly machine: string | null;
  readonly before: string | null;
  readonly requested: string;
  readonly status: string;
  readonly message: string;
}

/** Each change with a mark and the reason, and how the step ended. */
function outcomeLines(run: ActionRun, step: ScenarioStep, paint: Paint): string[] {
  const { results, problems } = reportOf(run);
  const retries = run.lines.filter(({ text }) => /^\s*attempt \d/i.test(text)).map(({ text }) => text.trim());
  const { exitCode = run.exitCode } = step;
  const unexpected = run.exitCode === exitCode ? '' : `, expected ${exitCode}`;
  const isRed = run.exitCode !== 0 || unexpected !== '';
  return [
    ...retries.map((text) => paint('dim', `  ↻ ${text}`)),
    ...problems.map((one) => paint('red', `  ✗ ${problemText(one)}`)),
    ...results.map((one) => resultLine(one, paint)),
    ...(problems.length + results.length === 0 ? [`  ${run.outputs['message'] ?? ''}`] : []),
    ...run.runnerErrors.map((error) => paint('red', `  ✗ The runner reports: ${error}`)),
    `  Step ${paint(isRed ? 'red' : 'green', isRed ? 'failed' : 'passed')} (exit code ${run.exitCode ?? run.signal}${unexpected}), status: ${run.outputs['status'] ?? 'none'}`,
  ];
}

function problemText({ input, file, line, column, message }: ReportedProblem): string {
  const place = file === null ? input : file;
  const at = [line === null ? '' : `, line ${line}`, column === null ? '' : `, column ${column}`].join('');
  return `${place}${at}: ${message}`;
}

function reportOf(run: ActionRun): ReportFile {
  const file = run.outputs['report-file'];
  if (!file || !existsSync(file)) return { results: [], problems: [] };
  return JSON.parse(readFileSync(file, 'utf8')) as ReportFile;
}

const MARKS: Readonly<Record<string, readonly [mark: string, color: 'green' | 'red' | 'dim' | 'blue']>> = {
  overridden: ['✓', 'green'],
  planned: ['○', 'blue'],
  unchanged: ['–', 'dim'],
};

function resultLine(one: ReportedResult, paint: Paint): string {
  const { testCaseResultId, name, machine, before, requested, status } = one;
  const [mark, color] = MARKS[status] ?? ['✗', 'red'];
  const test = name === null ? `${testCaseResultId}` : `${name}${machine === null ? '' : ` (${machine})`}`;
  const from = before === null || status === 'unchanged' ? '' : `${resultLabel(before)} → `;
  const to = status === 'unchanged' && before !== null ? before : requested;
  const message = one.message.replace(/ when read at \S+Z/, '');
  const reason = status === 'overridden' ? '' : ` (${status}${message === '' ? '' : `: ${message}`})`;
  return `  ${paint(color, mark)} ${test}: ${from}${resultLabel(to)}${reason}`;
}

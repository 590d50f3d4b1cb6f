/** Starts a JavaScript action the way the GitHub runner does, and takes from it what the runner takes. */
import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { OutputLine, Stream, WorkflowCommand } from './workflow-commands.js';
import {
  commandReader,
  lineSplitter,
  masksOf,
  parseFileCommands,
  uploadedSummary,
  windowsWarnings,
} from './workflow-commands.js';

/** What to start, and with what. */
export interface ActionOptions {
  /** The action's script: what `runs.main` names. */
  readonly entry: string;
  /** The Node to start it with; the one that runs this unless given. */
  readonly node?: string;
  /** Inputs by name. Defaults of action.yml are not applied. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Added to the environment, or instead of a default; `undefined` takes a default away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The checkout, and the working directory; a fresh, empty folder unless given. */
  readonly workspace?: string | undefined;
  /** Sends a signal on the way. */
  readonly signalAfter?: SignalAfter;
  /** Milliseconds until the action is killed, for it must never hang; two minutes unless given. */
  readonly timeout?: number;
}

/** When to send a signal: after a time, or once a text was printed; whichever is given and comes first. */
export interface SignalAfter {
  /** `SIGINT` unless given: what the runner sends first when a job is cancelled. */
  readonly signal?: NodeJS.Signals;
  /** Milliseconds after the start. */
  readonly milliseconds?: number;
  /** A part of a line of either stream. */
  readonly output?: string;
}

/** The action's process. */
export type Child = ChildProcessByStdio<null, Readable, Readable>;

/** An action on its way. */
export interface StartedAction {
  readonly child: Child;
  /** Where its files are, from the start. */
  readonly folder: string;
  /** Settles once the process ended and its output was read; fails where it could not be started. */
  readonly finished: Promise<ActionRun>;
}

/** What an action left behind. */
export interface ActionRun {
  /** `null` where a signal ended the process. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Raw, as printed. */
  readonly stdout: string;
  /** Raw, as printed. */
  readonly stderr: string;
  /** Both streams, line by line in the order in which the lines arrived, each ended by a newline. */
  readonly output: string;
  /** The same lines, each with its stream and with the command that the runner sees in it. */
  readonly lines: readonly LogLine[];
  /** The workflow commands that the runner sees, in the order of their lines. */
  readonly commands: readonly WorkflowCommand[];
  readonly outputs: Readonly<Record<string, string>>;
  /** The job summary as written. */
  readonly summary: string;
  /** The job summary as the runner uploads it: masked line by line. */
  readonly uploadedSummary: string;
  readonly summaryFile: string;
  /**
   * What the runner reports by itself: a malformed output file (the step fails, whatever its exit code), a summary above
   * 1 MiB (it is dropped), on Windows an input that is too long for an environment variable.
   */
  readonly runnerErrors: readonly string[];
  /** Holds the files and `RUNNER_TEMP` until it is disposed of. */
  readonly folder: string;
  readonly durationMs: number;
  /** Removes the folder. */
  dispose(): void;
}

/** A line of output and the command in it, if there is one. */
export interface LogLine extends OutputLine {
  readonly command?: WorkflowCommand;
}

const TIMEOUT = 120_000;
const SUMMARY_LIMIT = 1_048_576;

/** What every process needs from the machine, Windows' needs included. Nothing else gets through. */
const KEPT = ['PATH', 'HOME', 'SystemRoot', 'windir', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP', 'USERPROFILE'];

/**
 * Runs an action to its end.
 *
 * @throws where it cannot be started, an environment that is too large included
 */
export async function runAction(options: ActionOptions): Promise<ActionRun> {
  return startAction(options).finished;
}

/**
 * Starts an action, for those who want to send it signals or watch it.
 *
 * @throws where the operating system refuses at once, as it does an environment that is too large
 */
export function startAction(options: ActionOptions): StartedAction {
  const place = makePlace(options.workspace);
  try {
    const env = environment(options, place);
    const child = spawn(options.node ?? process.execPath, [options.entry], {
      cwd: place.workspace,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { child, folder: place.folder, finished: finish(child, place, options, env) };
  } catch (error) {
    removeFolder(place.folder);
    throw error;
  }
}

/** Where an action runs and where its files are. */
export interface Place {
  readonly folder: string;
  readonly workspace: string;
  readonly temp: string;
  /** The file commands: the variable's name → the file. */
  readonly files: Readonly<Record<FileVariable, string>>;
  readonly eventPath: string;
}

type FileVariable = 'GITHUB_OUTPUT' | 'GITHUB_STEP_SUMMARY' | 'GITHUB_ENV' | 'GITHUB_STATE' | 'GITHUB_PATH';

/** Makes the files of a step. @param givenWorkspace the checkout; a fresh, empty folder unless given */
export function makePlace(givenWorkspace: string | undefined): Place {
  const folder = mkdtempSync(join(tmpdir(), 'action-run-'));
  const folderFor = (name: string): string => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  const temp = folderFor('temp');
  const workspace = givenWorkspace ?? folderFor('workspace');
  const commands = folderFor('file-commands');
  const fresh = (name: string, text = ''): string => {
    writeFileSync(join(commands, name), text);
    return join(commands, name);
  };
  const files = {
    GITHUB_OUTPUT: fresh('output'),
    GITHUB_STEP_SUMMARY: fresh('summary.md'),
    GITHUB_ENV: fresh('env'),
    GITHUB_STATE: fresh('state'),
    GITHUB_PATH: fresh('path'),
  };
  return { folder, workspace, temp, files, eventPath: fresh('event.json', '{}') };
}

/** The environment of a step. Variables whose value is undefined are none: `spawn` leaves them out. */
export function environment({ inputs = {}, env = {} }: ActionOptions, place: Place): NodeJS.ProcessEnv {
  const kept = KEPT.map((name) => [name, process.env[name]]);
  const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
  return {
    ...Object.fromEntries(kept),
    ...jobVariables(place),
    ...place.files,
    ...Object.fromEntries(given),
    ...env,
  };
}

/** Upper case, spaces as underscores; dashes stay. */
function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/** What a job that somebody started by hand finds in its environment. */
function jobVariables({ workspace, temp, eventPath }: Place): Record<string, string> {
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'override',
    GITHUB_ACTOR: 'octocat',
    GITHUB_TRIGGERING_ACTOR: 'octocat',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_REPOSITORY_OWNER: 'acme',
    GITHUB_RUN_ID: '777',
    GITHUB_RUN_NUMBER: '7',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_WORKFLOW: 'Override results',
    GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/override.yml@refs/heads/main',
    GITHUB_JOB: 'override',
    GITHUB_EVENT_NAME: 'workflow_dispatch',
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
    RUNNER_OS: runnerSystem(),
    RUNNER_ARCH: process.arch.toUpperCase(),
    RUNNER_NAME: 'sandbox',
    RUNNER_ENVIRONMENT: 'self-hosted',
  };
}

function runnerSystem(): string {
  if (process.platform === 'win32') return 'Windows';
  return process.platform === 'darwin' ? 'macOS' : 'Linux';
}

async function finish(
  child: Child,
  place: Place,
  options: ActionOptions,
  env: NodeJS.ProcessEnv,
): Promise<ActionRun> {
  const started = performance.now();
  const lines: LogLine[] = [];
  const read = commandReader();
  const watch = watchOver(child, options);
  const take = (stream: Stream) => (text: string) => {
    const command = read({ stream, text });
    lines.push(command ? { stream, text, command } : { stream, text });
    watch.onLine(text);
  };
  try {
    const [end, stdout, stderr] = await Promise.all([
      endOf(child),
      collect(child.stdout, take('stdout')),
      collect(child.stderr, take('stderr')),
    ]);
    const durationMs = performance.now() - started;
    const printed = told(lines);
    return { ...end, stdout, stderr, durationMs, ...printed, ...leftBehind(place, printed.commands, env) };
  } catch (error) {
    removeFolder(place.folder);
    throw error;
  } finally {
    watch.end();
  }
}

/** Sends the requested signal, once, and kills the process when its time is up. */
function watchOver(child: Child, { signalAfter, timeout = TIMEOUT }: ActionOptions) {
  const { signal = 'SIGINT', milliseconds, output } = signalAfter ?? {};
  let isSent = false;
  const send = (): void => {
    if (!isSent) child.kill(signal);
    isSent = true;
  };
  const timers = [setTimeout(() => child.kill('SIGKILL'), timeout)];
  if (milliseconds !== undefined) timers.push(setTimeout(send, milliseconds));
  return {
    onLine: (text: string): void => {
      if (output !== undefined && text.includes(output)) send();
    },
    end: (): void => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function endOf(child: Child): Promise<Pick<ActionRun, 'exitCode' | 'signal'>> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
}

async function collect(stream: Readable, take: (line: string) => void): Promise<string> {
  const chunks: string[] = [];
  const splitter = lineSplitter(take);
  for await (const chunk of stream.setEncoding('utf8')) {
    chunks.push(chunk);
    splitter.push(chunk);
  }
  splitter.end();
  return chunks.join('');
}

/** What the runner takes from lines of output. */
export function told(lines: readonly LogLine[]): Pick<ActionRun, 'lines' | 'output' | 'commands'> {
  const output = lines.map(({ text }) => `${text}\n`).join('');
  return { lines, output, commands: lines.flatMap(({ command }) => command ?? []) };
}

/**
 * What the runner takes from a step's files once it has ended.
 *
 * @param commands what the step printed
 * @param env the step's environment
 */
export function leftBehind(
  { folder, files }: Place,
  commands: readonly WorkflowCommand[],
  env: NodeJS.ProcessEnv,
) {
  const summary = textOf(files.GITHUB_STEP_SUMMARY);
  const outputs = parseFileCommands(textOf(files.GITHUB_OUTPUT));
  const others = [files.GITHUB_ENV, files.GITHUB_STATE].map((file) => parseFileCommands(textOf(file)));
  const runnerErrors = [outputs, ...others].flatMap(({ error }) => error ?? []);
  if (Buffer.byteLength(summary) > SUMMARY_LIMIT) runnerErrors.push('The job summary is larger than 1 MiB');
  if (env['RUNNER_OS'] === 'Windows') runnerErrors.push(...windowsWarnings(env));
  return {
    outputs: Object.fromEntries(outputs.pairs),
    summary,
    uploadedSummary: uploadedSummary(summary, masksOf(commands)),
    summaryFile: files.GITHUB_STEP_SUMMARY,
    runnerErrors,
    folder,
    dispose: () => removeFolder(folder),
  };
}

/** A file that the action removed counts as empty, as it does for the runner. */
function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

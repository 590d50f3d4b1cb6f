/**
 * Runs the action for tests.
 *
 * - `useSandbox()` starts a sandbox for each test of a file and closes it afterwards.
 * - `act(sandbox, inputs)` runs `main()` in this process: the environment, the working directory and the files of a
 *   step, a real HTTP session, standard output that is captured. Time is virtual: waiting takes none, and while a
 *   response of the sandbox stalls, the clock jumps to what is due next. `signalAfter` sends a signal once a text was
 *   printed. Use it for everything that the action decides.
 * - `actDist(sandbox, inputs)` starts `dist/index.js` as the runner does, in real time. Use it only if the process
 *   itself matters: signals, certificates (they come from the process's own environment), weight, what is
 *   bundled. `startDist()` leaves it running.
 */
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, test } from '@jest/globals';
import {
  type ActionOptions,
  type ActionRun,
  environment,
  type LogLine,
  leftBehind,
  makePlace,
  runAction,
  startAction,
  told,
} from '../../sandbox/runner.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.js';
import { commandReader, lineSplitter } from '../../sandbox/workflow-commands.js';
import { main } from '../../src/main.js';
import { runnerFiles } from '../../src/runtime/files.js';
import { NodeHttpSession } from '../../src/runtime/http.js';
import { type VirtualClock, virtualClock } from './clock.js';

/** The action as it is committed. */
export const ENTRY = join(process.cwd(), 'dist/index.js');

/** For tests that send a signal: Windows ends a process at once instead, so that there is nothing to be seen. */
export const testOfSignals = process.platform === 'win32' ? test.skip : test;

/** Inputs by name. */
export type Inputs = Readonly<Record<string, string>>;

/** What a test says about the start besides the inputs. */
export type More = Partial<Omit<ActionOptions, 'inputs'>>;

/** The same for a run in this process. */
export interface MoreInProcess extends Pick<More, 'env' | 'workspace'> {
  readonly signalAfter?: { readonly signal?: NodeJS.Signals; readonly output: string };
  /** Sends signals at other times. */
  readonly signals?: TestSignals;
  readonly clock?: VirtualClock;
  /** Whether everything waits for something that will not come, so that time may pass. */
  readonly isStuck?: () => boolean;
}

/** As much of a process as gets signals and ends. */
export class TestSignals extends EventEmitter {
  /** Ends with the exit code of the process, if it ends before its work is done. */
  readonly exited: Promise<number> = new Promise((resolve) => this.once('exit', resolve));

  exit(code: number): void {
    this.emit('exit', code);
  }
}

/** Starts a sandbox for each test of a file. What it returns is always the one of the current test. */
export function useSandbox(options: SandboxOptions = {}): Sandbox {
  let current: Sandbox | undefined;
  beforeEach(async () => {
    current = await startSandbox(options);
  });
  afterEach(() => current?.close());
  const sandbox = () => current ?? ({} as Sandbox);
  return new Proxy({} as Sandbox, {
    get: (_, name) => Reflect.get(sandbox(), name),
    set: (_, name, value) => Reflect.set(sandbox(), name, value),
  });
}

/** The inputs that lead to a sandbox, and what a test adds. */
export function inputsFor(sandbox: Sandbox, inputs: Inputs): Inputs {
  return { 'run-id': '239', 'api-token': sandbox.token, 'base-url': sandbox.address, ...inputs };
}

/** Runs the action in this process to its end; its files are removed when the test file ends. */
export async function act(sandbox: Sandbox, inputs: Inputs, more: MoreInProcess = {}): Promise<ActionRun> {
  const run = await runInProcess(inputsFor(sandbox, inputs), {
    ...more,
    isStuck: () => sandbox.stalled > 0 || more.isStuck?.() === true,
  });
  finished.push(run);
  return run;
}

/** Runs the committed action in a process of its own to its end; its files are removed when the test file ends. */
export async function actDist(sandbox: Sandbox, inputs: Inputs, more: More = {}): Promise<ActionRun> {
  const run = await runAction({ entry: ENTRY, inputs: inputsFor(sandbox, inputs), ...more });
  finished.push(run);
  return run;
}

/** Starts the committed action and leaves it running. */
export function startDist(sandbox: Sandbox, inputs: Inputs, more: More = {}) {
  return startAction({ entry: ENTRY, inputs: inputsFor(sandbox, inputs), ...more });
}

const finished: ActionRun[] = [];

/** Removes the files of every run of this test file. */
function tidyUp(): void {
  for (const run of finished.splice(0)) run.dispose();
}
afterAll(tidyUp);

/** Milliseconds between looking whether everything waits for something that will not come. */
const STUCK_CHECK_MS = 5;

async function runInProcess(inputs: Inputs, more: MoreInProcess): Promise<ActionRun> {
  const { signals = new TestSignals(), clock = virtualClock(), signalAfter, isStuck } = more;
  const place = makePlace(more.workspace);
  const env = environment({ entry: '', inputs, ...(more.env ? { env: more.env } : {}) }, place);
  rejectProcessSettings(env);
  const stdout = capture((line) => {
    if (signalAfter && line.includes(signalAfter.output))
      setImmediate(() => signals.emit(signalAfter.signal ?? 'SIGINT'));
  });
  const folder = process.cwd();
  const started = clock.now();
  const passing = setInterval(() => isStuck?.() && clock.skip(), STUCK_CHECK_MS);
  process.chdir(place.workspace);
  try {
    const ended = main({
      env,
      stdout: stdout.write,
      clock,
      random: Math.random,
      signals,
      files: runnerFiles,
      http: (userAgent, variables) => new NodeHttpSession(userAgent, clock, variables),
    });
    const exitCode = await Promise.race([
      ended.then((conclusion) => (conclusion === 'fail' ? 1 : 0)),
      signals.exited,
    ]);
    const durationMs = clock.now() - started;
    const printed = stdout.end();
    const files = leftBehind(place, printed.commands, env);
    return { exitCode, signal: null, durationMs, stderr: '', ...printed, ...files };
  } finally {
    clearInterval(passing);
    process.chdir(folder);
  }
}

/** What Node reads from the process's own environment has no effect in this process. */
function rejectProcessSettings(env: NodeJS.ProcessEnv): void {
  const name = Object.keys(env).find((one) => one.startsWith('NODE_'));
  if (name) throw new Error(`${name} works in a process of its own only: use actDist()`);
}

/** Takes what is printed, and hands on each line as it is complete. */
function capture(onLine: (line: string) => void) {
  const texts: string[] = [];
  const lines: LogLine[] = [];
  const read = commandReader();
  const splitter = lineSplitter((text) => {
    const command = read({ stream: 'stdout', text });
    lines.push(command ? { stream: 'stdout', text, command } : { stream: 'stdout', text });
    onLine(text);
  });
  return {
    write: (text: string): void => {
      texts.push(text);
      splitter.push(text);
    },
    end: () => {
      splitter.end();
      return { stdout: texts.join(''), ...told(lines) };
    },
  };
}

/** The overrides that a sandbox received, in order: a list of bodies. */
export function overridesIn(sandbox: Sandbox): unknown[] {
  return sandbox.requests.filter(({ method }) => method === 'PUT').map(({ body }) => JSON.parse(body));
}

/** The IDs in an output. */
export function ids(run: ActionRun, output: string): unknown {
  return JSON.parse(run.outputs[output] ?? 'null');
}

/** The messages of the commands of a kind: `error`, `warning`, `notice`. */
export function annotations(run: ActionRun, name: string): string[] {
  return run.commands.filter((command) => command.name === name).map(({ data }) => data);
}

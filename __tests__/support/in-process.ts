/**
 * Runs the source of the action in this process, in the location of `action.ts`: what measures the source (coverage,
 * mutants) sees nothing of a child process that runs `dist/`. Waiting costs no time here.
 */
import { rmSync } from 'node:fs';
import { jest } from '@jest/globals';
import {
  type ActionOptions,
  type ActionRun,
  environment,
  type LogLine,
  leftBehind,
  makePlace,
  type Place,
  told,
} from '../../sandbox/runner.js';
import type { Sandbox } from '../../sandbox/server.js';
import { commandReader, lineSplitter } from '../../sandbox/workflow-commands.js';
import { act as actOutside, inputsFor, type More } from './action.js';
import { virtualClock } from './clock.js';

const clock = virtualClock();

export * from './action.js';

/** Runs the action to its end; in a process of its own where the test is about the process. */
export async function act(
  sandbox: Sandbox,
  inputs: Readonly<Record<string, string>>,
  more: More = {},
): Promise<ActionRun> {
  if (isAboutProcess(more)) return actOutside(sandbox, inputs, more);
  const run = await inProcess({ entry: '', inputs: inputsFor(sandbox, inputs), ...more });
  folders.push(run.folder);
  return run;
}

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function isAboutProcess({ signalAfter, timeout, node, env = {} }: More): boolean {
  return Boolean(signalAfter || timeout || node) || Object.keys(env).some((name) => name.startsWith('NODE_'));
}

async function inProcess(options: ActionOptions): Promise<ActionRun> {
  const location = makePlace(options.workspace);
  const lines: LogLine[] = [];
  const printed: string[] = [];
  const started = clock.now();
  const restore = standIn(options, location);
  try {
    const exitCode = await start((text) => printed.push(text));
    const durationMs = clock.now() - started;
    const read = commandReader();
    const splitter = lineSplitter((text) => {
      const command = read({ stream: 'stdout', text });
      lines.push({ stream: 'stdout', text, ...(command ? { command } : {}) });
    });
    splitter.push(printed.join(''));
    splitter.end();
    const streams = { stdout: printed.join(''), stderr: '' };
    return { exitCode, signal: null, durationMs, ...streams, ...told(lines), ...leftBehind(location) };
  } finally {
    restore();
  }
}

/** Makes this process look like a step's. @returns what takes everything back */
function standIn(options: ActionOptions, location: Place): () => void {
  const { exitCode } = process;
  const env = { ...process.env };
  const folder = process.cwd();
  const listeners = (['SIGINT', 'SIGTERM'] as const).map((name) => [name, process.listeners(name)] as const);
  become(environment(options, location));
  process.chdir(location.workspace);
  return () => {
    process.exitCode = exitCode;
    become(env);
    process.chdir(folder);
    for (const [name, before] of listeners)
      for (const one of process.listeners(name).filter((other) => !before.includes(other)))
        process.removeListener(name, one);
  };
}

function become(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const [name, value] of Object.entries(env)) if (value !== undefined) process.env[name] = value;
}

/** A step is one process: the toolkit keeps what it was told first, in this one as well. */
async function forgetLastStep(): Promise<void> {
  // The address of GitHub's API, when it is imported.
  if (process.env['INPUT_GITHUB-TOKEN']) jest.resetModules();
  // The file of the summary.
  const { summary } = await import('@actions/core');
  Object.assign(summary, { _filePath: undefined });
}

let runs = 0;

/** Evaluates the entry once more, up to where it ends the process. @returns the exit code */
async function start(print: (text: string) => void): Promise<number> {
  const { exit } = process;
  const { write } = process.stdout;
  runs += 1;
  await forgetLastStep();
  const entry = `../../src/index.ts?${runs}`;
  try {
    return await new Promise<number>((resolve, reject) => {
      process.exit = ((code: number) => resolve(code)) as typeof process.exit;
      process.stdout.write = ((text: string, then?: () => void) => {
        print(String(text));
        then?.();
        return true;
      }) as typeof write;
      import(entry).catch(reject);
    });
  } finally {
    process.exit = exit;
    process.stdout.write = write;
  }
}

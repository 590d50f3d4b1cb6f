/** Starts the committed action as the runner does, against a sandbox. */
import { join } from 'node:path';
import { test } from '@jest/globals';
import { type ActionOptions, type ActionRun, runAction, startAction } from '../../sandbox/runner.js';
import type { Sandbox } from '../../sandbox/server.js';

/** The action as it is committed. */
export const ENTRY = join(process.cwd(), 'dist/index.js');

/** For tests that send a signal: Windows ends a process at once instead, so that there is nothing to be seen. */
export const testOfSignals = process.platform === 'win32' ? test.skip : test;

/** The inputs that lead to a sandbox, and what a test adds. */
export function inputsFor(sandbox: Sandbox, inputs: Readonly<Record<string, string>>) {
  return { 'run-id': '239', 'api-token': sandbox.token, 'base-url': sandbox.address, ...inputs };
}

/** What a test says about the start beside the inputs. */
export type More = Partial<Omit<ActionOptions, 'inputs'>>;

/** Runs the action to its end; its files are removed when the test file ends. */
export async function act(
  sandbox: Sandbox,
  inputs: Readonly<Record<string, string>>,
  more: More = {},
): Promise<ActionRun> {
  const run = await runAction({ entry: ENTRY, inputs: inputsFor(sandbox, inputs), ...more });
  finished.push(run);
  return run;
}

/** Starts the action and leaves it running. */
export function begin(sandbox: Sandbox, inputs: Readonly<Record<string, string>>, more: More = {}) {
  return startAction({ entry: ENTRY, inputs: inputsFor(sandbox, inputs), ...more });
}

const finished: ActionRun[] = [];

/** Removes the files of every run of this test file. */
export function tidyUp(): void {
  for (const run of finished.splice(0)) run.dispose();
}

/** The overrides that a sandbox was asked for, in order: a list of bodies. */
export function overridesIn(sandbox: Sandbox): unknown[] {
  return sandbox.requests.filter(({ method }) => method === 'PUT').map(({ body }) => JSON.parse(body));
}

/** The ids in an output. */
export function ids(run: ActionRun, output: string): unknown {
  return JSON.parse(run.outputs[output] ?? 'null');
}

/** The messages of the commands of a kind: `error`, `warning`, `notice`. */
export function annotations(run: ActionRun, name: string): string[] {
  return run.commands.filter((command) => command.name === name).map(({ data }) => data);
}

/** What goes to standard output, as the runner sees it. */
import { commandReader, type WorkflowCommand } from '../../sandbox/workflow-commands.js';
import { type Environment, Runner } from '../../src/runtime/workflow-commands.js';
import { NO_FILES } from './files.js';

/** What was printed: the lines, and the commands that the runner sees in them. */
export interface Printed {
  readonly lines: readonly string[];
  readonly commands: readonly WorkflowCommand[];
}

/** Runs something that writes to the log, and returns what it printed. There are no files for outputs and summary. */
export async function printedBy(
  work: (runner: Runner) => unknown,
  { env = {}, files = NO_FILES }: { env?: Environment; files?: Pick<typeof NO_FILES, 'append'> } = {},
): Promise<Printed> {
  const texts: string[] = [];
  await work(new Runner({ env, files, random: () => 0.5, stdout: (text) => texts.push(text) }));
  const lines = texts.join('').split(/\r?\n/).slice(0, -1);
  const read = commandReader();
  return { lines, commands: lines.flatMap((text) => read({ stream: 'stdout', text }) ?? []) };
}

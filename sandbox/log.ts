/** Renders what an action printed and left behind, for people: as GitHub's own log shows it. */
import type { ActionRun, LogLine } from './runner.js';
import { masked, masksOf, type WorkflowCommand } from './workflow-commands.js';

/** Colors a text, or leaves it plain. */
export type Paint = (color: Color, text: string) => string;

/** The colors in use. */
export type Color = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'blue';

const CODES: Readonly<Record<Color, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34 };

/** A {@link Paint} for a terminal, or one that leaves every text plain. */
export function painter(useColor: boolean): Paint {
  return (color, text) => (useColor ? `\u001b[${CODES[color]}m${text}\u001b[0m` : text);
}

/**
 * The log as GitHub shows it: groups by their titles with their lines indented, annotations with a word in front,
 * masked values as `***`, and of a mask itself only that there was one. Debug lines are left out, as GitHub does
 * unless debugging is switched on.
 */
export function renderLog(run: Pick<ActionRun, 'lines'>, paint: Paint): string[] {
  const masks: string[] = [];
  let depth = '';
  return run.lines.flatMap((line) => {
    const { command } = line;
    if (command) masks.push(...masksOf([command]));
    if (command?.name === 'group' || command?.name === 'endgroup') depth = '';
    const shown = renderLine(line, paint).map((text) => depth + masked(text, masks));
    if (command?.name === 'group') depth = '  ';
    return shown;
  });
}

function renderLine({ text, command }: LogLine, paint: Paint): string[] {
  if (!command) return [text];
  const render = RENDERED[command.name];
  return render ? [render(command, paint)].flat() : [text];
}

/** Of an annotation with several lines the log shows them all. */
const RENDERED: Readonly<Record<string, (command: WorkflowCommand, paint: Paint) => string | string[]>> = {
  'add-mask': (_command, paint) => paint('dim', '(token masked)'),
  debug: () => [],
  endgroup: () => [],
  group: ({ data }, paint) => paint('bold', `▾ ${data}`),
  error: ({ data }, paint) => paint('red', `Error: ${data}`).split('\n'),
  warning: ({ data }, paint) => paint('yellow', `Warning: ${data}`).split('\n'),
  notice: ({ data }, paint) => paint('blue', `Notice: ${data}`).split('\n'),
};

/** Names and values in two columns; a value of several lines goes on below itself, a long one is cut. */
export function renderTable(entries: Readonly<Record<string, string>>): string[] {
  const names = Object.keys(entries);
  const width = Math.max(0, ...names.map((name) => name.length));
  return Object.entries(entries).map(([name, value]) => {
    const lines = abbreviate(value).replaceAll('\n', `\n${' '.repeat(width)} | `);
    return `${name.padEnd(width)} = ${lines}`;
  });
}

const MAX_VALUE_LENGTH = 400;

/** A text of at most 400 characters, with its length if something is left out. */
export function abbreviate(value: string): string {
  if (value.length <= MAX_VALUE_LENGTH) return value;
  return `${value.slice(0, MAX_VALUE_LENGTH)}… (${value.length} characters)`;
}

/** Shows the committed action at work on the sandbox, act by act. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Paint } from './log.js';
import { painter, renderLog, renderTable, shortened } from './log.js';
import type { ActionRun } from './runner.js';
import { runAction } from './runner.js';
import type { Faults, Sandbox, SeenRequest } from './server.js';
import { script, startSandbox } from './server.js';
import type { Overridden } from './testsigma.js';

type Inputs = Readonly<Record<string, string>>;
type Outputs = ActionRun['outputs'];

/** One act of the demo. */
export interface Act {
  readonly title: string;
  /** What the person is about to look at. */
  readonly about: string;
  /** The action's inputs but `base-url` and `api-token`, which are the sandbox's; made from the outputs of the act before. */
  readonly inputs: (before: Outputs) => Inputs;
  /** The exit code of the step that the act promises; absent where nothing is promised. */
  readonly exitCode?: number;
  /** What goes wrong on the way. */
  readonly faults?: Faults;
}

/** How to give the demo. */
export interface DemoOptions {
  /** The person's own inputs, which make one act of their own; without any the shipped acts are given. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Where relative paths in those inputs start from. */
  readonly workspace?: string;
  /** The action's script; the one that is committed beside the sandbox unless given. */
  readonly entry?: string;
  /** Takes the text, piece by piece. */
  readonly write: (text: string) => void;
  readonly isColoured?: boolean;
}

/** The acts that are given when the person brings no inputs. They share one sandbox and follow one another. */
export const ACTS: readonly Act[] = [
  {
    title: 'a full override',
    about:
      'Run 239 of the sandbox ended with failures that are known to be flaky. The step below names three results by ' +
      'their ids and says what they shall become. Testsigma knows all three, so everything is overridden.',
    inputs: () => ({
      'run-id': '239',
      results: '{3646: passed, 3647: passed, 3657: not_executed}',
      comment: 'Flaky network, checked by hand',
    }),
    exitCode: 0,
  },
  {
    title: 'a partial override',
    about:
      'This time two of the ids belong to another run, as happens when ids are copied from the wrong page. Testsigma ' +
      'overrides the one that it knows and refuses the others. The step warns, names each refused id and passes; with ' +
      'if-partial: error it would fail.',
    inputs: () => ({
      'run-id': '239',
      results: '3649: passed\n2286: passed\n2287: failed\n',
      comment: 'Price list was out of date',
    }),
    exitCode: 0,
  },
  {
    title: 'a bad day that still ends right',
    about:
      'Testsigma is overloaded at first, and then the connection breaks after the override was carried out but before ' +
      'it could say so. The step waits, asks again, and ends green only because Testsigma has accounted for the result ' +
      'in the end.',
    inputs: () => ({ 'run-id': '239', results: '{3654: passed}', comment: 'Password mail was late' }),
    faults: script({ status: 503 }, { reset: true, apply: true }),
    exitCode: 0,
  },
  {
    title: 'tests by name, planned first',
    about:
      'Ids are new in every run; names stay. Here two tests of run 240 are meant by their names, and dry-run shows what ' +
      'would change without sending anything. Its output plan-results is the plan, with exact ids.',
    inputs: () => ({
      'run-id': '240',
      results: 'Search finds products: passed\nCheckout total: {result: passed, onlyIf: failed}\n',
      'dry-run': 'true',
    }),
    exitCode: 0,
  },
  {
    title: 'the plan, applied and verified',
    about: 'The plan of the act before is sent as it is, and the run is read again to see that it holds.',
    inputs: (before) => ({ 'run-id': '240', results: before['plan-results'] ?? '', verify: 'true' }),
    exitCode: 0,
  },
  {
    title: 'and taken back',
    about:
      'The output undo-results of the act before restores what was there, and would leave alone what somebody has ' +
      'changed since.',
    inputs: (before) => ({ 'run-id': '240', results: before['undo-results'] ?? '' }),
    exitCode: 0,
  },
  {
    title: 'reruns passed: take them over',
    about:
      'Run 247 is red. Its failures were rerun as run 248, and what failed there as run 249, until everything had ' +
      'passed; run 247 is still red, and so are the gates that look at it. The step takes over what passed in the ' +
      'reruns. Its output run-result is SUCCESS afterwards: the gate opens. The summary lists what passed only on rerun.',
    inputs: () => ({ 'run-id': '247', 'results-from-run': 'latest-rerun' }),
    exitCode: 0,
  },
];

/**
 * Gives the demo. The folder of each act stays, so that people can look at the job summary and the other files.
 *
 * @returns 0 where every act ended with the exit code that it promises, or with 0 where it promises none; else 1
 */
export async function demo(options: DemoOptions): Promise<number> {
  const { write, entry = committedAction() } = options;
  if (!existsSync(entry)) {
    write(`The action is not built: there is no ${entry}. Build it with: npm run build\n`);
    return 1;
  }
  const acts = options.inputs ? [ownAct(options.inputs)] : ACTS;
  const sandbox = await startSandbox();
  const stage: Stage = {
    sandbox,
    entry,
    write,
    workspace: options.workspace,
    paint: painter(options.isColoured ?? false),
  };
  try {
    write(`A stand-in for Testsigma is up at ${sandbox.address}; nothing leaves this machine.\n`);
    let kept = true;
    let outputs: Outputs = {};
    for (const [index, act] of acts.entries()) {
      const given = await give(act, `Act ${index + 1} of ${acts.length}`, stage, outputs);
      kept = given.isKept && kept;
      outputs = given.run.outputs;
    }
    return kept ? 0 : 1;
  } finally {
    await sandbox.close();
  }
}

/** The action that is committed beside the sandbox: `dist/index.js` seen from `dist/sandbox/index.js`. */
function committedAction(): string {
  return join(dirname(dirname(fileURLToPath(import.meta.url))), 'index.js');
}

function ownAct(inputs: Readonly<Record<string, string>>): Act {
  return {
    title: 'your own inputs',
    about:
      'The sandbox holds runs 239 to 249. The step below works on one of them with the inputs that you gave.',
    inputs: () => ({ 'run-id': '239', ...inputs }),
  };
}

/** What every act needs. */
interface Stage {
  readonly sandbox: Sandbox;
  readonly entry: string;
  readonly workspace: string | undefined;
  readonly write: (text: string) => void;
  readonly paint: Paint;
}

/** Gives one act, and says whether it kept its promise. */
async function give(
  act: Act,
  number: string,
  stage: Stage,
  before: Outputs,
): Promise<Pick<Ending, 'run' | 'isKept'>> {
  const { sandbox, entry, workspace, write, paint } = stage;
  const inputs = { ...act.inputs(before), 'base-url': sandbox.address };
  write(opening(act, { ...inputs, 'api-token': '***' }, `${number}: ${act.title}`, paint));
  const requestsBefore = sandbox.requests.length;
  const changesBefore = sandbox.testsigma.history.length;
  sandbox.faults = act.faults;
  const run = await runAction({ entry, workspace, inputs: { ...inputs, 'api-token': sandbox.token } });
  const requests = sandbox.requests.slice(requestsBefore);
  const changes = sandbox.testsigma.history.slice(changesBefore);
  const isKept = run.exitCode === (act.exitCode ?? 0);
  write(closing({ act, run, isKept, requests, changes, paint }));
  return { run, isKept };
}

function opening(
  { about }: Act,
  inputs: Readonly<Record<string, string>>,
  title: string,
  paint: Paint,
): string {
  const lines = [
    '',
    paint('bold', title),
    ...wrapped(about, 100),
    '',
    'with:',
    ...Object.entries(inputs).flatMap(([name, value]) => inputLines(name, value)),
    '',
  ];
  return `${lines.join('\n')}\n`;
}

/** An input as a workflow has it; one of several lines as a block. */
function inputLines(name: string, value: string): string[] {
  if (!value.includes('\n')) return [`  ${name}: ${quoted(value)}`];
  const lines = value.replace(/\n$/, '').split('\n');
  return [`  ${name}: |`, ...lines.map((line) => `    ${line}`)];
}

/** In quotes, where YAML would read something else than the text. */
function quoted(value: string): string {
  return /^[\w./][\w ,./-]*$/.test(value) && value === value.trim()
    ? value
    : `'${value.replaceAll("'", "''")}'`;
}

interface Ending {
  readonly act: Act;
  readonly run: ActionRun;
  readonly isKept: boolean;
  readonly requests: readonly SeenRequest[];
  readonly changes: readonly Overridden[];
  readonly paint: Paint;
}

function closing({ act, run, isKept, requests, changes, paint }: Ending): string {
  const isBroken = !isKept && act.exitCode !== undefined;
  const exit = `${run.exitCode ?? run.signal}${isBroken ? `, though ${act.exitCode} was promised` : ''}`;
  const lines = [
    ...section('The log of the step', renderLog(run, paint), paint),
    ...section('Its outputs', renderTable(run.outputs), paint),
    ...section('The requests that the sandbox saw', requests.map(requestLine), paint),
    ...section('What changed there', changes.map(changeLine), paint),
    ...run.complaints.map((complaint) => paint('red', `The runner complains: ${complaint}`)),
    `Exit code: ${paint(isKept ? 'green' : 'red', exit)}`,
    `Job summary: ${run.summary === '' ? 'none was written' : run.summaryFile}`,
    `All its files, yours to delete: ${run.folder}`,
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  const shown = lines.length > 0 ? lines : ['(nothing)'];
  return [
    `${title}:`,
    ...shown.flatMap((line) => line.split('\n')).map((line) => `  ${paint('dim', '│')} ${line}`),
    '',
  ];
}

function requestLine({ method, path, answered, body }: SeenRequest): string {
  return `${method} ${path} → ${answered ?? 'no answer'}${body === '' ? '' : `\n${shortened(body)}`}`;
}

function changeLine({ runId, testCaseResultId, before, result, comment }: Overridden): string {
  return `run ${runId}, result ${testCaseResultId}: ${before} → ${result}, "${comment}"`;
}

/** The text in lines of at most this many characters, broken at blanks. */
function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

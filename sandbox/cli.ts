/** Parses the command line and runs the command. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closest } from '../src/text/closest.js';
import { demo } from './demo.js';
import { SCENARIOS } from './scenarios.js';
import { serve } from './serve.js';

/** The effects of the commands. */
export interface Dependencies {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory. */
  readonly cwd: string;
  readonly isTerminal: boolean;
  /** A signal that the first Ctrl-C aborts, instead of ending the process. */
  readonly untilInterrupted: () => AbortSignal;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The action that `demo` runs; the committed one unless given. */
  readonly entry?: string;
}

const USAGE = `Usage:
  npm run demo                                  show the action at work on a local sandbox
  npm run demo -- --scenario <name>             ${Object.keys(SCENARIOS).join('|')}
  npm run demo -- --results '3646: passed'      try your own results document on run 239
  npm run demo -- --results-file my.yml         the same from a file
  npm run demo -- --<input> <value> ...         any other input of the action, such as --run-id 240 or --dry-run
  npm run demo -- --verbose                     also show the log, the outputs and the requests of each step
  npm run sandbox [-- --port <number>]          keep the sandbox running, to try it with curl
Without npm: node dist/sandbox/index.js demo|serve, with the same flags.
`;

/** Inputs that the demo sets itself: the action must talk to nothing but the sandbox. */
const RESERVED = ['base-url', 'api-token'];

/** Singular names for inputs that take one file or many. */
const ALIASES: Readonly<Record<string, string>> = {
  'results-file': 'results-files',
  'junit-file': 'junit-files',
};

/** What a command takes: flags with a value, and flags that are true if they have none. */
interface KnownFlags {
  readonly withValue: readonly string[];
  readonly boolean: readonly string[];
}

const SERVE_FLAGS: KnownFlags = { withValue: ['port'], boolean: ['help'] };

/** A command line that is not understood. */
class UsageError extends Error {}

/**
 * Runs a command.
 *
 * @returns the exit code: 2 for a command line that is not understood
 */
export async function main(words: readonly string[], deps: Dependencies): Promise<number> {
  try {
    return await command(words, deps);
  } catch (error) {
    const isUsage = error instanceof UsageError;
    deps.err(`${error instanceof Error ? error.message : String(error)}\n${isUsage ? `\n${USAGE}` : ''}`);
    return isUsage ? 2 : 1;
  }
}

async function command([name, ...words]: readonly string[], deps: Dependencies): Promise<number> {
  if ([name, ...words].some((word) => word === '--help' || word === '-h')) {
    deps.out(USAGE);
    return 0;
  }
  if (name === 'demo') return runDemo(words, deps);
  if (name === 'serve') {
    await serve({ ...portFrom(words), signal: deps.untilInterrupted(), write: deps.out });
    return 0;
  }
  throw new UsageError(name === undefined ? 'Which command?' : unknown(name, ['demo', 'serve']));
}

function runDemo(
  words: readonly string[],
  { env, cwd, isTerminal, out, entry }: Dependencies,
): Promise<number> {
  const flags = parseFlags(words, demoFlags());
  const reserved = RESERVED.find((flag) => flags.has(flag));
  if (reserved !== undefined)
    throw new UsageError(`--${reserved} is set by the demo: it talks to the sandbox only.`);
  const { scenario, verbose, ...inputs } = Object.fromEntries(flags);
  if (scenario !== undefined && !(scenario in SCENARIOS))
    throw new UsageError(unknown(scenario, Object.keys(SCENARIOS)));
  const own = Object.keys(inputs).length === 0 ? undefined : inputs;
  if (scenario !== undefined && own) throw new UsageError('Give either --scenario or inputs of your own.');
  return demo({
    write: out,
    useColor: isTerminal && !env['NO_COLOR'],
    verbose: verbose === 'true',
    ...(scenario === undefined ? {} : { scenario }),
    ...(own ? { inputs: own, workspace: userFolder(env, cwd) } : {}),
    ...(entry === undefined ? {} : { entry }),
  });
}

/** The demo's own flags and the action's inputs, from the action.yml of this checkout. */
function demoFlags(): KnownFlags {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'action.yml')) && folder !== dirname(folder)) folder = dirname(folder);
  const [, inputs = ''] = readFileSync(join(folder, 'action.yml'), 'utf8').split(/^(?:inputs|outputs):$/m);
  const blocks = inputs.split(/^ {2}(?=[a-z])/m).slice(1);
  const names = (isBoolean: boolean) =>
    blocks
      .filter((block) => /^ +default: '?(?:true|false)'?$/m.test(block) === isBoolean)
      .map((block) => block.replace(/:.*/s, ''));
  return {
    withValue: [...names(false), ...Object.keys(ALIASES), 'scenario'],
    boolean: [...names(true), 'verbose', 'help'],
  };
}

function unknown(word: string, known: readonly string[]): string {
  const suggestion = closest(word, known, 1 / 2);
  return `Unknown: ${word}.${suggestion === undefined ? '' : ` Did you mean ${suggestion}?`}`;
}

/** `npm run` changes to the package's folder and keeps the user's own in `INIT_CWD`. */
function userFolder(env: Dependencies['env'], cwd: string): string {
  return (env['npm_lifecycle_event'] === 'demo' ? env['INIT_CWD'] : undefined) ?? cwd;
}

function portFrom(words: readonly string[]): { port?: number } {
  const port = parseFlags(words, SERVE_FLAGS).get('port');
  if (port === undefined) return {};
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new UsageError(`Not a port: ${port}.`);
  return { port: Number(port) };
}

/**
 * `--name value`, `--name=value`, or `--name` alone for true, with aliases under the action's names. What is given
 * several times becomes the lines of one value, which suits inputs that take one path per line.
 *
 * @throws UsageError for a flag that is not known, or that needs a value and has none
 */
function parseFlags(words: readonly string[], known: KnownFlags): Map<string, string> {
  const values = new Map<string, string>();
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const [, name, , given] = /^--([a-z][a-z0-9-]*)(=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) throw new UsageError(`Not understood: ${word}. Flags begin with --`);
    assertKnown(name, known);
    const hasNext = given === undefined && left[0] !== undefined && !left[0].startsWith('--');
    const value = given ?? (hasNext ? left.shift() : undefined) ?? valueAlone(name, known);
    const input = ALIASES[name] ?? name;
    const before = values.get(input);
    values.set(input, before === undefined ? value : `${before}\n${value}`);
  }
  return values;
}

/** The value of a flag that is given without one. */
function valueAlone(name: string, known: KnownFlags): string {
  if (!known.boolean.includes(name)) throw new UsageError(`--${name} needs a value.`);
  return 'true';
}

function assertKnown(name: string, { withValue, boolean }: KnownFlags): void {
  const names = [...withValue, ...boolean].map((one) => `--${one}`);
  if (!names.includes(`--${name}`)) throw new UsageError(unknown(`--${name}`, names));
}

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

/** Flags of the demo that are not inputs of the action. */
const DEMO_FLAGS = ['scenario', 'verbose', 'help'];

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
  if (words.includes('--help') || name === '--help') {
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
  const flags = parseFlags(words);
  const known = [...actionInputs(), ...Object.keys(ALIASES), ...DEMO_FLAGS];
  for (const flag of flags.keys()) {
    if (RESERVED.includes(flag))
      throw new UsageError(`--${flag} is set by the demo: it talks to the sandbox only.`);
    if (!known.includes(flag))
      throw new UsageError(
        unknown(
          `--${flag}`,
          known.map((one) => `--${one}`),
        ),
      );
  }
  const { scenario, verbose, ...inputs } = Object.fromEntries(flags);
  if (scenario !== undefined && !(scenario in SCENARIOS))
    throw new UsageError(unknown(scenario, Object.keys(SCENARIOS)));
  const own = renamed(inputs);
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

/** The user's inputs under the action's names; nothing if there are none. */
function renamed(inputs: Readonly<Record<string, string>>): Record<string, string> | undefined {
  const entries = Object.entries(inputs).map(([name, value]) => [ALIASES[name] ?? name, value]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The names of the action's inputs, from the action.yml of this checkout. */
function actionInputs(): string[] {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'action.yml')) && folder !== dirname(folder)) folder = dirname(folder);
  const [, inputs = ''] = readFileSync(join(folder, 'action.yml'), 'utf8').split(/^(?:inputs|outputs):$/m);
  return [...inputs.matchAll(/^ {2}([a-z-]+):/gm)].map(([, name = '']) => name);
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
  const { port, ...others } = Object.fromEntries(parseFlags(words));
  const [flag] = Object.keys(others);
  if (flag !== undefined) throw new UsageError(unknown(`--${flag}`, ['--port', '--help']));
  if (port === undefined) return {};
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new UsageError(`Not a port: ${port}.`);
  return { port: Number(port) };
}

/**
 * `--name value`, `--name=value`, or `--name` alone for true. What is given several times becomes the lines of one
 * value, which suits inputs that take one path per line.
 */
function parseFlags(words: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const [, name, , given] = /^--([a-z][a-z0-9-]*)(=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) throw new UsageError(`Not understood: ${word}. Flags begin with --`);
    const value =
      given ?? (left[0] === undefined || left[0].startsWith('--') ? 'true' : (left.shift() ?? ''));
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before}\n${value}`);
  }
  return values;
}

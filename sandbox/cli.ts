/** Reads the words of the command line and calls what they ask for. */
import { demo } from './demo.js';
import { serve } from './serve.js';

/** What the commands touch of the world outside. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory. */
  readonly cwd: string;
  readonly isTerminal: boolean;
  /** A signal that the person's first Ctrl-C aborts, instead of ending the process. */
  readonly untilInterrupted: () => AbortSignal;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The action that `demo` shows; the committed one unless given. */
  readonly entry?: string;
}

const USAGE = `Usage:
  npm run demo                               shows the action at work on a stand-in for Testsigma
  npm run demo -- --<input> <value> ...      tries your own inputs on it, such as
                                             --run-id 239 --results-files results.yml
  npm run sandbox [-- --port <number>]       keeps the stand-in up, to be tried by hand
Without npm: node dist/sandbox/index.js demo|serve, and the same words.
`;

/** What only the demo may say: the action must talk to nothing but the stand-in. */
const RESERVED = ['base-url', 'api-token'];

/** What people say for an input that takes one file or many. */
const ALIASES: Readonly<Record<string, string>> = {
  'results-file': 'results-files',
  'junit-file': 'junit-files',
};

/** Words that ask for nothing that is there. */
class UsageError extends Error {}

/**
 * Does what the words ask for.
 *
 * @returns the exit code: 2 for words that are not understood
 */
export async function main(words: readonly string[], world: World): Promise<number> {
  try {
    return await command(words, world);
  } catch (error) {
    const isUsage = error instanceof UsageError;
    world.err(`${error instanceof Error ? error.message : String(error)}\n${isUsage ? `\n${USAGE}` : ''}`);
    return isUsage ? 2 : 1;
  }
}

async function command([name, ...words]: readonly string[], world: World): Promise<number> {
  if (name === 'demo') return showDemo(words, world);
  if (name === 'serve') {
    await serve({ ...portOf(words), signal: world.untilInterrupted(), write: world.out });
    return 0;
  }
  throw new UsageError(name === undefined ? 'Say what to do.' : `There is no '${name}'.`);
}

function showDemo(words: readonly string[], { env, cwd, isTerminal, out, entry }: World): Promise<number> {
  const inputs = namedValues(words, ALIASES);
  for (const name of RESERVED) {
    if (inputs.has(name))
      throw new UsageError(`--${name} is the demo's own: it talks to nothing but the stand-in.`);
  }
  return demo({
    write: out,
    isColoured: isTerminal && !env['NO_COLOR'],
    ...(inputs.size > 0 ? { inputs: Object.fromEntries(inputs), workspace: folderOfPerson(env, cwd) } : {}),
    ...(entry === undefined ? {} : { entry }),
  });
}

/** `npm run` changes to the package's folder and keeps the person's own in `INIT_CWD`. */
function folderOfPerson(env: World['env'], cwd: string): string {
  return (env['npm_lifecycle_event'] === 'demo' ? env['INIT_CWD'] : undefined) ?? cwd;
}

function portOf(words: readonly string[]): { port?: number } {
  const { port, ...others } = Object.fromEntries(namedValues(words));
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new UsageError(`serve does not know --${unknown}.`);
  if (port === undefined) return {};
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new UsageError(`'${port}' is no port.`);
  return { port: Number(port) };
}

/**
 * `--name value`, `--name=value`, or `--name` alone for true. What is given several times becomes the lines of one
 * value, which suits inputs that take one path a line.
 */
function namedValues(
  words: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): Map<string, string> {
  const values = new Map<string, string>();
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const [, written, , given] = /^--([a-z][a-z0-9-]*)(=(.*))?$/s.exec(word) ?? [];
    if (written === undefined) throw new UsageError(`'${word}' is not understood.`);
    const name = aliases[written] ?? written;
    const value =
      given ?? (left[0] === undefined || left[0].startsWith('--') ? 'true' : (left.shift() ?? ''));
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before}\n${value}`);
  }
  return values;
}

/**
 * What the GitHub runner takes from a step: workflow commands in its output, and the files it wrote. The rules are the
 * runner's own (its classes `ActionCommand`, `ActionCommandManager` and `FileCommandManager`, release 2.336), also
 * where they surprise.
 */

/** Where a line was printed. The runner reads commands from both. */
export type Stream = 'stdout' | 'stderr';

/** One line of output, without its end. */
export interface OutputLine {
  readonly stream: Stream;
  readonly text: string;
}

/** A workflow command that the runner obeys. */
export interface WorkflowCommand {
  /** In lower case: the runner does not mind the case. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
  readonly stream: Stream;
  /** The whole line as it was printed. */
  readonly line: string;
}

type Parsed = Pick<WorkflowCommand, 'name' | 'properties' | 'data'>;

/** Every command that the runner knows. */
export const COMMANDS: readonly string[] = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
];

/**
 * A reader of one step's lines, both streams in the order they arrive. It gives the command that a line holds, and
 * between `stop-commands` and its token none, as the runner does; the token's line itself comes back as a command of
 * the token's name.
 */
export function commandReader(): (line: OutputLine) => WorkflowCommand | undefined {
  let token: string | undefined;
  return ({ stream, text }) => {
    const known = token === undefined ? COMMANDS : [...COMMANDS, token];
    const command = parseCommand(text, known);
    if (!command) return undefined;
    if (token !== undefined) {
      if (command.name !== token) return undefined;
      token = undefined;
    } else if (command.name === 'stop-commands' && isStopToken(command.data)) {
      token = command.data.toLowerCase();
    }
    return { ...asShown(command), stream, line: text };
  };
}

/** What GitHub shows of an annotation's message, in UTF-16 units: the runner cuts the rest off. */
const MAX_ANNOTATION_LENGTH = 4_096;

function asShown(command: Parsed): Parsed {
  if (!['error', 'warning', 'notice'].includes(command.name)) return command;
  return { ...command, data: command.data.slice(0, MAX_ANNOTATION_LENGTH) };
}

/** What a step masked, line by line: the runner masks the lines of a secret one by one. */
export function masksOf(commands: readonly WorkflowCommand[]): string[] {
  const secrets = commands
    .filter(({ name }) => name === 'add-mask')
    .flatMap(({ data }) => [data, ...linesOf(data)]);
  return [...new Set(secrets)].filter((secret) => secret.trim() !== '');
}

/** A text with every mask replaced. A mask of several lines never matches where texts are masked line by line. */
export function masked(text: string, masks: readonly string[]): string {
  return [...masks]
    .sort((one, other) => other.length - one.length)
    .reduce((done, mask) => done.replaceAll(mask, '***'), text);
}

/** The job summary as the runner uploads it: masked line by line, each line with one newline at its end. */
export function uploadedSummary(summary: string, masks: readonly string[]): string {
  return linesOf(summary)
    .map((line) => `${masked(line, masks)}\n`)
    .join('');
}

function linesOf(text: string): string[] {
  const lines: string[] = [];
  const splitter = lineSplitter((line) => lines.push(line));
  splitter.push(text);
  splitter.end();
  return lines;
}

/** A job's outputs as other jobs get them: the runner skips one that holds a secret, and warns. */
export function jobOutputs(
  outputs: Readonly<Record<string, string>>,
  masks: readonly string[],
): { readonly outputs: Readonly<Record<string, string>>; readonly warnings: readonly string[] } {
  const isSafe = ([, value]: readonly [string, string]) => masked(value, masks) === value;
  const entries = Object.entries(outputs);
  return {
    outputs: Object.fromEntries(entries.filter(isSafe)),
    warnings: entries
      .filter((entry) => !isSafe(entry))
      .map(([name]) => `Skip output '${name}' since it may contain secret.`),
  };
}

/** What Windows allows for the value of one environment variable, in UTF-16 units. */
const MAX_WINDOWS_VARIABLE_LENGTH = 32_766;

/** The runner's warnings about inputs that are too long for Windows, which it passes on all the same. */
export function windowsWarnings(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env)
    .filter(([, value = '']) => value.length > MAX_WINDOWS_VARIABLE_LENGTH)
    .map(
      ([name, value = '']) =>
        `Environment variable '${name}' exceeds the maximum supported length. Environment variable length: ${value.length} , Maximum supported length: ${MAX_WINDOWS_VARIABLE_LENGTH}`,
    );
}

/** The runner refuses a token that is a command's name, or empty: such a `stop-commands` stops nothing. */
function isStopToken(data: string): boolean {
  const token = data.toLowerCase();
  return token !== '' && token !== 'pause-logging' && !COMMANDS.includes(token);
}

/**
 * The command in a line: `::name key=value,key=value::data` at its start, after spaces; else the old form
 * `##[name key=value;key=value]data` anywhere in it; none where the name is not known. Takes linear time.
 *
 * @param known the known names, in lower case
 */
export function parseCommand(line: string, known: readonly string[] = COMMANDS): Parsed | undefined {
  return parseNew(line, known) ?? parseOld(line, known);
}

function parseNew(line: string, known: readonly string[]): Parsed | undefined {
  const text = line.replace(LEADING_BLANKS, '');
  if (!text.startsWith('::')) return undefined;
  const end = text.indexOf('::', 2);
  if (end < 0) return undefined;
  return command(text.slice(2, end), text.slice(end + 2), known, NEW_FORM);
}

function parseOld(line: string, known: readonly string[]): Parsed | undefined {
  const start = line.indexOf('##[');
  if (start < 0) return undefined;
  const end = line.indexOf(']', start);
  if (end < 0) return undefined;
  return command(line.slice(start + 3, end), line.slice(end + 1), known, OLD_FORM);
}

interface Form {
  readonly between: string;
  readonly trims: boolean;
  readonly dataEscapes: Escapes;
  readonly propertyEscapes: Escapes;
}

type Escapes = readonly (readonly [written: string, character: string])[];

/** The percent sign comes last, so that `%250A` is `%0A` and not a newline. */
const NEW_DATA: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
];

const NEW_FORM: Form = {
  between: ',',
  trims: true,
  dataEscapes: NEW_DATA,
  propertyEscapes: [['%3A', ':'], ['%2C', ','], ...NEW_DATA],
};

const OLD_DATA: Escapes = [['%3B', ';'], ['%5D', ']'], ...NEW_DATA];

const OLD_FORM: Form = { between: ';', trims: false, dataEscapes: OLD_DATA, propertyEscapes: OLD_DATA };

function command(info: string, data: string, known: readonly string[], form: Form): Parsed | undefined {
  const blank = info.indexOf(' ');
  const name = (blank < 0 ? info : info.slice(0, blank)).toLowerCase();
  if (!known.includes(name)) return undefined;
  const properties = blank < 0 ? {} : propertiesOf(info.slice(blank + 1), form);
  return { name, properties, data: unescaped(data, form.dataEscapes) };
}

/** Pairs without a name or without a value are dropped; equals signs next to the first one are dropped, too. */
function propertiesOf(text: string, { between, trims, propertyEscapes }: Form): Record<string, string> {
  const pairs = (trims ? text.trim() : text).split(between).flatMap((pair) => {
    const [, key, value] = /^=*([^=]+)=+([^=].*)$/s.exec(pair) ?? [];
    return key === undefined || value === undefined
      ? []
      : [[key, unescaped(value, propertyEscapes)] as const];
  });
  return Object.fromEntries(pairs);
}

function unescaped(text: string, escapes: Escapes): string {
  return escapes.reduce((done, [written, character]) => done.replaceAll(written, character), text);
}

/** What .NET's `TrimStart` takes off: unlike JavaScript's, no byte order mark, but the next-line control. */
const LEADING_BLANKS = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** Cuts a stream of text into lines. */
export interface LineSplitter {
  /** Takes the next piece of text. */
  push(chunk: string): void;
  /** Gives out what is left, if anything. */
  end(): void;
}

/**
 * A splitter that hands over each line as soon as it is complete. Lines end with LF, CRLF **or a lone CR**, as the
 * runner's reader (.NET's `ReadLine`) has it. Takes linear time.
 */
export function lineSplitter(take: (line: string) => void): LineSplitter {
  let begun: string[] = [];
  let afterReturn = false;
  return {
    push(chunk) {
      if (chunk === '') return;
      const text = afterReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk;
      afterReturn = chunk.endsWith('\r');
      const [first = '', ...others] = text.split(/\r\n|\n|\r/);
      begun.push(first);
      for (const other of others) {
        take(begun.join(''));
        begun = [other];
      }
    },
    end() {
      const last = begun.join('');
      if (last !== '') take(last);
      begun = [];
    },
  };
}

/** What a file of outputs, variables or state holds. */
export interface FileCommands {
  /** In the order written, as far as the file can be read. Of one name the last value counts. */
  readonly pairs: readonly (readonly [name: string, value: string])[];
  /** What the runner complains of, which fails the step; absent where the file is well-formed. */
  readonly error?: string;
}

/**
 * Reads `GITHUB_OUTPUT`, `GITHUB_ENV` or `GITHUB_STATE`: `name=value` lines, and `name<<DELIMITER`, lines, `DELIMITER`.
 *
 * @param windows whether CRLF ends a line too, as it does on Windows runners alone
 */
export function parseFileCommands(text: string, windows = process.platform === 'win32'): FileCommands {
  const pairs: [string, string][] = [];
  const lines = fileLines(text.replace(/^\ufeff/, ''), windows);
  for (const line of lines) {
    if (line.text === '') continue;
    const separator = /=|<</.exec(line.text);
    if (!separator) return { pairs, error: `Invalid format '${line.text}'` };
    const name = line.text.slice(0, separator.index);
    const rest = line.text.slice(separator.index + separator[0].length);
    if (separator[0] === '=') {
      pairs.push([name, rest]);
      continue;
    }
    if (name === '' || rest === '') {
      return {
        pairs,
        error: `Invalid format '${line.text}'. Name must not be empty and delimiter must not be empty`,
      };
    }
    const value = valueUpTo(rest, lines);
    if (value === undefined) return { pairs, error: `Invalid value. Matching delimiter not found '${rest}'` };
    pairs.push([name, value]);
  }
  return { pairs };
}

interface FileLine {
  readonly text: string;
  /** How the line ends; empty at the end of the file. */
  readonly end: string;
}

/** The lines up to the delimiter, ends included but the last; none where the delimiter never comes. */
function valueUpTo(delimiter: string, lines: Iterator<FileLine>): string | undefined {
  const parts: string[] = [];
  let end = '';
  for (let next = lines.next(); !next.done; next = lines.next()) {
    if (next.value.text === delimiter) return parts.join('');
    parts.push(end, next.value.text);
    end = next.value.end;
  }
  return undefined;
}

function* fileLines(text: string, windows: boolean): Generator<FileLine, undefined> {
  let start = 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    if (feed < 0) {
      yield { text: text.slice(start), end: '' };
      return;
    }
    const isCrlf = windows && feed > start && text[feed - 1] === '\r';
    const stop = isCrlf ? feed - 1 : feed;
    yield { text: text.slice(start, stop), end: text.slice(stop, feed + 1) };
    start = feed + 1;
  }
}

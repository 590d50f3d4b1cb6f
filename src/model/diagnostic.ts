/** Diagnostics: what is wrong with the inputs or worth knowing about them, and the location of it. */

/** A location in the inputs, so that people can find it. */
export interface SourceLocation {
  /** The action input it came by, such as `results`. */
  readonly input: string;
  /** The file, as the user named it, if it came from one. */
  readonly file?: string;
  /** Counted from 1; absent if no line is meant. */
  readonly line?: number;
  /** Counted from 1, in UTF-16 units; absent if no column is meant. */
  readonly column?: number;
}

/** Something to report about one location of the inputs. */
export interface Diagnostic {
  readonly location: SourceLocation;
  /** What is wrong or worth knowing, and what to do next. Text from outside in it is not yet escaped. */
  readonly message: string;
}

/** A diagnostic that keeps anything from being sent. */
export type Problem = Diagnostic;

/** Collects every diagnostic. Nothing may be sent if there are problems. */
export class Diagnostics {
  readonly problems: Problem[] = [];
  readonly warnings: Diagnostic[] = [];
  readonly notices: Diagnostic[] = [];
  /** How many results each entry with `all: true` matches: shown with the plan. */
  readonly selections: Diagnostic[] = [];

  problem(location: SourceLocation, message: string): void {
    this.problems.push({ location, message });
  }

  warning(location: SourceLocation, message: string): void {
    this.warnings.push({ location, message });
  }

  notice(location: SourceLocation, message: string): void {
    this.notices.push({ location, message });
  }

  selection(location: SourceLocation, message: string): void {
    this.selections.push({ location, message });
  }

  /** Adds what was collected elsewhere. */
  add(other: Diagnostics): void {
    for (const kind of ['problems', 'warnings', 'notices', 'selections'] as const)
      for (const one of other[kind]) this[kind].push(one);
  }
}

/** A location in words: `overrides.yml:3:5`, or `results, line 3, column 5`. */
export function formatLocation({ input, file, line, column }: SourceLocation): string {
  if (file !== undefined) return [file, line, column].filter((part) => part !== undefined).join(':');
  if (line === undefined) return input;
  return `${input}, line ${line}${column === undefined ? '' : `, column ${column}`}`;
}

/** A diagnostic with its location before the message, unless the message names the input or file itself. */
export function formatDiagnostic({ location, message }: Diagnostic): string {
  const { input, file, line } = location;
  const isNamed = line === undefined && (file !== undefined || message.startsWith(input));
  return isNamed ? message : `${formatLocation(location)}: ${message}`;
}

/** One document: its text, and its origin. */
export interface Source {
  /** The action input it came by. */
  readonly input: string;
  /** The file, as the user named it; absent for inline text. */
  readonly file?: string;
  readonly text: string;
}

/** Turns an offset of a text, in UTF-16 units, into its location. */
export type Locator = (offset: number) => SourceLocation;

/** A locator for a source. Lines end with LF, CRLF or CR; columns count UTF-16 units. Takes linear time once. */
export function locator(source: Source): Locator {
  const starts = [0];
  for (const { index, 0: end } of source.text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return (offset) => {
    const line = lineOf(starts, offset);
    return locationIn(source, line, offset - (starts[line - 1] ?? 0) + 1);
  };
}

/** A location in a source; line and column are counted from 1. */
export function locationIn({ input, file }: Source, line: number, column: number): SourceLocation {
  return file === undefined ? { input, line, column } : { input, file, line, column };
}

/** The number of the last line that starts at or before the offset, by binary search. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** What there is to say about the inputs, and where in them: a diagnostic, and the location it points at. */

/** A location in the inputs, so that people can find it. */
export interface SourceLocation {
  /** The action input it came by, such as `results`. */
  readonly input: string;
  /** The file, as the user named it, if it came from one. */
  readonly file?: string;
  /** Counted from 1; absent where no line is meant. */
  readonly line?: number;
  /** Counted from 1, in UTF-16 units; absent where no column is meant. */
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

/** Everything there is to say about the inputs so far. Nothing may be sent if there are problems. */
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

  /** Takes over what was collected elsewhere. */
  add({ problems, warnings, notices, selections }: Diagnostics): void {
    for (const one of problems) this.problems.push(one);
    for (const one of warnings) this.warnings.push(one);
    for (const one of notices) this.notices.push(one);
    for (const one of selections) this.selections.push(one);
  }
}

/** A location in words: `overrides.yml:3:5`, or `results, line 3, column 5`. */
export function formatLocation({ input, file, line, column }: SourceLocation): string {
  if (file !== undefined) return [file, line, column].filter((part) => part !== undefined).join(':');
  if (line === undefined) return input;
  return `${input}, line ${line}${column === undefined ? '' : `, column ${column}`}`;
}

/** A remark with its place before it, where its words do not begin with it. */
export function formatDiagnostic({ location, message }: Diagnostic): string {
  const where = formatLocation(location);
  const says =
    message.startsWith(location.input) || (location.line === undefined && location.file !== undefined);
  return says && location.line === undefined ? message : `${where}: ${message}`;
}

/** One results document: its text, and where it came from. */
export interface Source {
  /** The action input it came by. */
  readonly input: string;
  /** The file, as the user named it; absent for inline text. */
  readonly file?: string;
  readonly text: string;
}

/** Turns offsets into places: the line and the column of a text, both counted from 1. */
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

/** A place in a source. */
export function locationIn({ input, file }: Source, line: number, column: number): SourceLocation {
  return file === undefined ? { input, line, column } : { input, file, line, column };
}

/** The number of the last line that starts at or before the offset, found by halving. */
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

/** The step's log and its annotations. Every text goes through here on its way out, redacted and on one line. */
import { debug, endGroup, error, info, notice, startGroup, warning } from '@actions/core';
import { type Diagnostic, formatDiagnostic, type SourceLocation } from '../model/diagnostic.js';
import { shortLine } from '../text/escape.js';
import { pluralize } from '../text/format.js';
import type { Redactor } from '../text/redact.js';

/** The levels of an annotation. */
export type AnnotationLevel = 'error' | 'warning' | 'notice';

const ANNOTATE = { error, warning, notice } as const;

/** GitHub shows 10 annotations of a level for a step; one is kept for the closing line. */
const MAX_ANNOTATIONS = 9;
/** The runner cuts a message at 4,096 characters. */
const MAX_MESSAGE_LENGTH = 4_000;

/** Writes to the log. */
export class ActionLog {
  readonly #redact: Redactor;
  readonly #shown: Record<AnnotationLevel, number> = { error: 0, warning: 0, notice: 0 };

  /** @param redact hides the secrets */
  constructor(redact: Redactor) {
    this.#redact = redact;
  }

  /** A line of the log. */
  line(text: string): void {
    info(this.#clean(text));
  }

  /** A line that is shown only where debug logging is on. */
  debug(text: string): void {
    debug(this.#clean(text));
  }

  /** Lines under a title that can be folded. */
  group(title: string, lines: Iterable<string>): void {
    startGroup(this.#clean(title));
    for (const line of lines) this.line(`  ${line}`);
    endGroup();
  }

  /** The one annotation that says how the step ended. */
  annotateSummary(level: AnnotationLevel, text: string): void {
    ANNOTATE[level](this.#clean(text), { title: 'Testsigma override' });
  }

  /** An annotation for each remark, at its place; what is beyond the room GitHub has stands in the log. */
  annotate(level: AnnotationLevel, remarks: readonly Diagnostic[]): void {
    const room = MAX_ANNOTATIONS - this.#shown[level];
    const shown = remarks.length > room ? remarks.slice(0, Math.max(0, room - 1)) : remarks;
    for (const remark of shown) this.#annotate(level, remark);
    this.#shown[level] += shown.length;
    const rest = remarks.slice(shown.length);
    if (rest.length > 0) this.#rollUp(level, rest);
  }

  #rollUp(level: AnnotationLevel, rest: readonly Diagnostic[]): void {
    if (this.#shown[level] < MAX_ANNOTATIONS) {
      ANNOTATE[level](`${pluralize(rest.length, 'more message')} of this kind: see the log of this step`, {
        title: 'Testsigma override',
      });
      this.#shown[level] += 1;
    }
    this.group(
      `${pluralize(rest.length, 'more message')} (${level})`,
      rest.slice(0, MAX_LOGGED).map(formatDiagnostic),
    );
    if (rest.length > MAX_LOGGED) this.line(`… and ${rest.length - MAX_LOGGED} more`);
  }

  #annotate(level: AnnotationLevel, remark: Diagnostic): void {
    const { location } = remark;
    // GitHub's log shows an annotation's message without its place.
    ANNOTATE[level](this.#clean(formatDiagnostic(remark)), {
      title: `Testsigma override: ${location.input}`,
      ...(location.file === undefined ? {} : this.#position(location.file, location)),
    });
  }

  #position(path: string, { line, column }: SourceLocation) {
    const file = this.#clean(path);
    return {
      file,
      ...(line === undefined ? {} : { startLine: line }),
      ...(column === undefined ? {} : { startColumn: column }),
    };
  }

  /** A line must not begin with a command either, whatever it begins with. */
  #clean(text: string): string {
    const line = shortLine(this.#redact(text), MAX_MESSAGE_LENGTH);
    return /^\s*::/.test(line) ? `\\${line.trimStart()}` : line;
  }
}

/** Messages of one kind that the log lists at the most: a wall of text helps nobody. */
const MAX_LOGGED = 200;

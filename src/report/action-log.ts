/** The step's log and its annotations. Every text goes through here on its way out, redacted and on one line. */
import { debug, endGroup, error, info, notice, startGroup, warning } from '@actions/core';
import type { Place, Remark } from '../model/types.js';
import { remarkText } from '../model/words.js';
import { counted, type Redactor, shortLine } from '../text/format.js';

/** The levels of an annotation. */
export type Level = 'error' | 'warning' | 'notice';

const ANNOTATE = { error, warning, notice } as const;

/** GitHub shows 10 annotations of a level for a step; one is kept for the closing line. */
const MOST_REMARKS = 9;
/** The runner cuts a message at 4,096 characters. */
const LONGEST_MESSAGE = 4_000;

/** Writes to the log. */
export class Console {
  readonly #redact: Redactor;
  readonly #shown: Record<Level, number> = { error: 0, warning: 0, notice: 0 };

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
  closing(level: Level, text: string): void {
    ANNOTATE[level](this.#clean(text), { title: 'Testsigma override' });
  }

  /** An annotation for each remark, at its place; what is beyond the room GitHub has stands in the log. */
  remarks(level: Level, remarks: readonly Remark[]): void {
    const room = MOST_REMARKS - this.#shown[level];
    const shown = remarks.length > room ? remarks.slice(0, Math.max(0, room - 1)) : remarks;
    for (const remark of shown) this.#annotate(level, remark);
    this.#shown[level] += shown.length;
    const rest = remarks.slice(shown.length);
    if (rest.length > 0) this.#rollUp(level, rest);
  }

  #rollUp(level: Level, rest: readonly Remark[]): void {
    if (this.#shown[level] < MOST_REMARKS) {
      ANNOTATE[level](`${counted(rest.length, 'more message')} of this kind: see the log of this step`, {
        title: 'Testsigma override',
      });
      this.#shown[level] += 1;
    }
    this.group(
      `${counted(rest.length, 'more message')} (${level})`,
      rest.slice(0, MOST_LOGGED).map(remarkText),
    );
    if (rest.length > MOST_LOGGED) this.line(`… and ${rest.length - MOST_LOGGED} more`);
  }

  #annotate(level: Level, remark: Remark): void {
    const { place } = remark;
    // GitHub's log shows an annotation's message without its place.
    ANNOTATE[level](this.#clean(remarkText(remark)), {
      title: `Testsigma override: ${place.input}`,
      ...(place.file === undefined ? {} : this.#position(place.file, place)),
    });
  }

  #position(path: string, { line, column }: Place) {
    const file = this.#clean(path);
    return {
      file,
      ...(line === undefined ? {} : { startLine: line }),
      ...(column === undefined ? {} : { startColumn: column }),
    };
  }

  /** A line must not begin with a command either, whatever it begins with. */
  #clean(text: string): string {
    const line = shortLine(this.#redact(text), LONGEST_MESSAGE);
    return /^\s*::/.test(line) ? `\\${line.trimStart()}` : line;
  }
}

/** Messages of one kind that the log lists at the most: a wall of text helps nobody. */
const MOST_LOGGED = 200;

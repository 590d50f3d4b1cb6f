/** Test cases as any report knows them, and what there is to say about many of them. */

import type { Diagnostic, Diagnostics, SourceLocation } from '../model/diagnostic.js';
import type { TestSample } from '../model/types.js';
import { truncate } from '../text/format.js';

/** A suite of one report, as far as it tells tests apart. */
export interface Suite {
  /** The report's path as people name it. */
  readonly report: string;
  readonly name: string;
  /** The source file that the report names for the suite; empty if it names none. */
  readonly file: string;
  /** Absent for the suites at the top. */
  readonly parent?: Suite;
  /** Tells the suites of one report apart: the same names, file and host are one suite. */
  readonly number: number;
}

/** How a test case ended, as far as its report says. A skipped one says nothing, an unknown one cannot be read. */
export type TestOutcome = 'passed' | 'failed' | 'unknown' | 'skipped';

/** What one element of a report says about a test. */
export interface TestCase {
  readonly suite: Suite;
  /** Empty if the report gives none. */
  readonly classname: string;
  readonly name: string;
  /** The source file that the report names for the test; empty if it names none. */
  readonly file: string;
  readonly outcome: TestOutcome;
  /** The first line of the failure's message; empty if there is none. */
  readonly message: string;
  /** The properties that are meant for the action: names in lower case with dots, and values. */
  readonly properties: readonly (readonly [name: string, value: string])[];
  /** Where its element begins, counted from 1. */
  readonly line: number;
  /** Whether an earlier element of the same suite, class, name and file is an earlier attempt, not another test. */
  readonly isAttempt: boolean;
}

/** What the reader of a format gives what it finds in one report. */
export interface ReportSink {
  /** The report's path as people name it. */
  readonly report: string;
  /** Takes a test case, in the order of the report; its class and its name are windows on what was read. */
  readonly take: (test: TestCase) => void;
  readonly warn: (line: number, message: string) => void;
}

/** Where a test is. */
export function locationOf({ suite, line }: Pick<TestCase, 'suite' | 'line'>): SourceLocation {
  return { input: 'junit-files', file: suite.report, line };
}

/** What people call a test: its class and its name, once if they are the same. */
export function titleOf({ classname, name }: TestCase): string {
  if (name === '') return classname === '' ? '(without a name)' : classname;
  return classname === '' || classname === name ? name : `${classname} ${name}`;
}

/**
 * Whether two are the same test: their suites, classes, names and files agree. Reports and hosts may differ, since one
 * test may run in several jobs and in several browsers.
 */
export function isSameTest(one: TestCase, other: TestCase): boolean {
  return (
    one.name === other.name &&
    one.classname === other.classname &&
    one.file === other.file &&
    isSameSuite(one.suite, other.suite)
  );
}

function isSameSuite(one: Suite | undefined, other: Suite | undefined): boolean {
  if (!one || !other) return one === other;
  return one.name === other.name && one.file === other.file && isSameSuite(one.parent, other.parent);
}

/** Tests of a kind that are kept to be listed. */
const MAX_LISTED = 20;
/** The longest name of a test that is kept for it, in UTF-16 units. */
const MAX_TITLE_LENGTH = 1_000;

/** Counts tests of a kind, and keeps the first few. */
export class TestSampler implements TestSample {
  readonly first: Diagnostic[] = [];
  count = 0;

  /** @param why gives what to say about a test that is listed; omit it if its kind says everything */
  add(test: TestCase, why?: () => string): void {
    this.count += 1;
    if (this.first.length === MAX_LISTED) return;
    const title = truncate(titleOf(test), MAX_TITLE_LENGTH);
    const message = detached(why ? `${title}: ${why()}` : title);
    this.first.push({ location: locationOf(test), message });
  }
}

/** Different warnings that are given about all reports together; of more, only the number is. */
const MAX_WARNINGS = 50;

/** Collects warnings about reports, each text once for each report, so that a large report cannot flood the log. */
export class WarningTally {
  readonly #warnings = new Map<string, { readonly location: SourceLocation; count: number }>();
  #more = 0;

  add(location: SourceLocation, message: string): void {
    const key = `${location.file}\0${message}`;
    const known = this.#warnings.get(key);
    if (known) known.count += 1;
    else if (this.#warnings.size < MAX_WARNINGS) this.#warnings.set(detached(key), { location, count: 1 });
    else this.#more += 1;
  }

  /** Gives every warning where it applied first. */
  report(diagnostics: Diagnostics): void {
    for (const [key, { location, count }] of this.#warnings) {
      const message = key.slice(key.indexOf('\0') + 1);
      const times = count === 1 ? '' : ` (${count} times in this report, first here)`;
      diagnostics.warning(location, message + times);
    }
    if (this.#more > 0)
      diagnostics.warning({ input: 'junit-files' }, `${this.#more} more warnings of these kinds`);
  }
}

/**
 * A text of its own. What the parser gives is a window on the whole chunk that it was read from, and would keep all of
 * that in memory.
 */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}

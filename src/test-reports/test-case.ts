/** Test cases of any report format, and samples of and warnings about many of them. */

import type { Diagnostic, Diagnostics, SourceLocation } from '../model/diagnostic.js';
import type { Selector, TestSample } from '../model/types.js';
import { truncate } from '../text/format.js';

/** A suite of one report: what distinguishes its tests from others. */
export interface Suite {
  /** The report's path for display. */
  readonly report: string;
  readonly name: string;
  /** The source file that the report gives for the suite; empty if it gives none. */
  readonly file: string;
  /** Absent for the suites at the top. */
  readonly parent?: Suite | undefined;
  /** Identifies it in its report: elements with the same names, file and host are one suite. */
  readonly number: number;
}

/** How a test case ended. `unknown`: its report uses a word or an element that is not known. */
export type TestOutcome = 'passed' | 'failed' | 'unknown' | 'skipped';

/** A test case, from one element of a report. */
export interface TestCase {
  readonly suite: Suite;
  /** Empty if the report gives none. */
  readonly classname: string;
  readonly name: string;
  /** The source file that the report gives for the test; empty if it gives none. */
  readonly file: string;
  readonly outcome: TestOutcome;
  /** The first line of the failure's message; empty if there is none. */
  readonly message: string;
  /** The properties for the action: names in lower case with dots, and values. */
  readonly properties: readonly (readonly [name: string, value: string])[];
  /** What the properties of its suites say about tests that have no such property of their own. */
  readonly defaults: SuiteDefaults;
  /** Where its element begins, counted from 1. */
  readonly line: number;
  /**
   * The number of the element of its suite, if earlier test cases of the same class, name and file in that element are
   * earlier attempts, not other tests; else undefined.
   */
  readonly attemptsIn: number | undefined;
}

/** The suite and the machine of tests that name none themselves. */
export type SuiteDefaults = Pick<Selector, 'suite' | 'machine'>;

/** Receives what the parser of a format finds in one report. */
export interface ReportSink {
  /** The report's path for display. */
  readonly report: string;
  /** Called for each test case, in order; its class and its name must be {@link detached} if they are kept. */
  readonly take: (test: TestCase) => void;
  /** Called for each warning, with the line that it is about. */
  readonly warn: (line: number, message: string) => void;
  /** Called for each problem, because of which nothing is sent. */
  readonly problem: (line: number, message: string) => void;
}

/** The location of a test in its report. */
export function locationOf({ suite, line }: Pick<TestCase, 'suite' | 'line'>): SourceLocation {
  return { input: 'junit-files', file: suite.report, line };
}

/** The title of a test in messages: its class and its name, or one of them if they are the same. */
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

/** The names of a suite and of the suites around it, the innermost first. */
export function suiteNames({ name, parent }: Suite): string[] {
  return parent ? [name, ...suiteNames(parent)] : [name];
}

/** How many tests of a sample are listed. */
const MAX_LISTED = 20;
/** The longest title in a sample, in UTF-16 units. */
const MAX_TITLE_LENGTH = 1_000;

/** Counts tests, and keeps the first few. */
export class TestSampler implements TestSample {
  readonly first: Diagnostic[] = [];
  count = 0;

  /** @param why gives the reason for a test that is listed; absent if the kind of the sample says everything */
  add(test: TestCase, why?: () => string): void {
    this.count += 1;
    if (this.first.length === MAX_LISTED) return;
    const title = truncate(titleOf(test), MAX_TITLE_LENGTH);
    const message = detached(why ? `${title}: ${why()}` : title);
    this.first.push({ location: locationOf(test), message });
  }
}

/** How many different warnings are shown about all reports together; the others are only counted. */
const MAX_WARNINGS = 50;

/** Collects warnings about reports, each message once per report, so that a large report cannot flood the log. */
export class WarningTally {
  readonly #warnings = new Map<string, { readonly location: SourceLocation; count: number }>();
  #more = 0;

  /** Adds a warning, or counts it if the report has the same one already. */
  add(location: SourceLocation, message: string): void {
    const key = `${location.file}\0${message}`;
    const known = this.#warnings.get(key);
    if (known) known.count += 1;
    else if (this.#warnings.size < MAX_WARNINGS) this.#warnings.set(detached(key), { location, count: 1 });
    else this.#more += 1;
  }

  /** Reports every warning once, at its first location. */
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

/** A copy of a text. A text from the parser is a slice of the chunk that it was read from, and keeps all of it in memory. */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}

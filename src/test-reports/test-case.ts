/** Tests, as reports know them. */

import type { Diagnostic, SourceLocation } from '../model/diagnostic.js';
import type { Selector, TestSample } from '../model/types.js';
import { truncate } from '../text/format.js';

/** A suite of one report, as far as it tells tests apart. */
export interface Suite {
  /** The report, as people name it. */
  readonly file: string;
  readonly name: string;
  /** Absent for the suites at the top. */
  readonly parent?: Suite;
  /** Tells the suites of one report apart: the same names and the same host are one suite. */
  readonly number: number;
}

/** What one element of a report says about a test. */
export interface JUnitTestCase {
  readonly suite: Suite;
  /** Empty where the report gives none. */
  readonly classname: string;
  readonly name: string;
  /** None (undefined) for an attempt that was skipped: it says nothing. */
  readonly outcome: 'SUCCESS' | 'FAILURE' | undefined;
  /** The first line of what a failure says; empty where there is none. */
  readonly message: string;
  /** The test case's properties that are meant for the action: names in lower case with dots, and values. */
  readonly properties: readonly (readonly [name: string, value: string])[];
  /** Where its element begins, counted from 1. */
  readonly line: number;
}

/** A test that passed or failed, with what it stands for. */
export interface MatchedTestCase extends JUnitTestCase {
  readonly outcome: 'SUCCESS' | 'FAILURE';
  /** At least one; several where several tags stand in the name. */
  readonly selectors: readonly Selector[];
}

/** Where a test stands. */
export function locationOf({ suite, line }: JUnitTestCase): SourceLocation {
  return { input: 'junit-files', file: suite.file, line };
}

/** What people call a test: its class and its name, once where they are the same. */
export function titleOf({ classname, name }: JUnitTestCase): string {
  if (name === '') return classname === '' ? '(without a name)' : classname;
  return classname === '' || classname === name ? name : `${classname} ${name}`;
}

/**
 * Whether two are the same test, run more than once: the names of their suites, their classes and their names agree.
 * Reports and hosts may differ, since one test may run in several jobs and in several browsers.
 */
export function isSameTest(one: JUnitTestCase, other: JUnitTestCase): boolean {
  return one.name === other.name && one.classname === other.classname && isSameSuite(one.suite, other.suite);
}

function isSameSuite(one: Suite | undefined, other: Suite | undefined): boolean {
  if (!one || !other) return one === other;
  return one.name === other.name && isSameSuite(one.parent, other.parent);
}

/** Tests of a kind that are kept to be listed. */
const MAX_LISTED = 20;
/** The longest name of a test that is kept for it, in UTF-16 units. */
const MAX_TITLE_LENGTH = 1_000;

/** Counts tests of a kind, and keeps the first few. */
export class TestSampler implements TestSample {
  readonly first: Diagnostic[] = [];
  count = 0;

  /** @param why gives what is to be said of a test that is listed; nothing, where its kind says all */
  add(test: JUnitTestCase, why?: () => string): void {
    this.count += 1;
    if (this.first.length === MAX_LISTED) return;
    const title = truncate(titleOf(test), MAX_TITLE_LENGTH);
    const message = detached(why ? `${title}: ${why()}` : title);
    this.first.push({ location: locationOf(test), message });
  }
}

/**
 * A text of its own. What the parser gives is a window on the whole piece that it was read from, and would keep all of
 * that in memory.
 */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}

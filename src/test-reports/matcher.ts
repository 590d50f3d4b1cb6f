/** Tests and the run's listing → which results become what, and which tests match nothing. */

import { type Diagnostics, formatLocation } from '../model/diagnostic.js';
import type { ListedResult, Override, ResultId, Selector, UnusedTests } from '../model/types.js';
import {
  coversAll,
  describeSelector,
  EVERY,
  findConflict,
  formatResults,
  lastTitle,
  ResultIndex,
} from '../plan/listing-index.js';
import { listFirst, normalizeName, quote, truncate } from '../text/format.js';
import {
  detached,
  isSameTest,
  locationOf,
  type TestCase,
  type TestOutcome,
  TestSampler,
  titleOf,
  type WarningTally,
} from './test-case.js';
import { identifiesResult, readTestIds } from './test-ids.js';

/** What matching needs. */
export interface MatchOptions {
  readonly runId: string;
  /** The host of `base-url`, which URLs in properties must be on; undefined if it is not known. */
  readonly host: string | undefined;
  /** The run's results. */
  readonly listing: readonly ListedResult[];
  /** `suite`: for tests without a suite of their own; `*` for every suite, empty for any. */
  readonly suite: string;
  /** `machine`: for tests without a machine of their own; `*` for every machine, empty for any. */
  readonly machine: string;
  /** What begins the comment of a test that passed. */
  readonly comment: string;
}

/** What the tests come to. */
export interface MatchResult {
  /** Each result once, in the order in which the tests reach them. */
  readonly overrides: readonly Override[];
  readonly unusedTests: UnusedTests;
}

/** The longest part of a comment that comes from a failure; the audit trail and the file follow it. UTF-16 units. */
const MAX_REASON_LENGTH = 500;

/** The worst first. */
const OUTCOMES = ['failed', 'unknown', 'passed'] as const;

/** Test cases of the same suite, class, name and file: the first one, and the first one of each outcome. */
interface KeptTest {
  readonly test: TestCase;
  /** What it stands for: at least one; several if its name has several tags. */
  readonly selectors: readonly Selector[];
  readonly seen: Map<TestOutcome, TestCase>;
}

/** A test that stands for a result, and whether nothing but its name says so. */
interface TestMatch {
  readonly kept: KeptTest;
  readonly byName: boolean;
}

/**
 * Matches tests to the results of a run. A test that reaches none is counted and forgotten at once, so that a report of
 * any size takes no more memory than the tests that the run has.
 */
export class TestMatcher {
  readonly #options: MatchOptions;
  readonly #index: ResultIndex;
  readonly #kept = new Map<string, KeptTest>();
  readonly #matches = new Map<ResultId, { readonly listed: ListedResult; readonly tests: TestMatch[] }>();
  readonly #unmatched = new TestSampler();
  readonly #skipped = new TestSampler();
  readonly #unknown = new TestSampler();
  readonly #diagnostics: Diagnostics;
  readonly #warnings: WarningTally;

  constructor(options: MatchOptions, diagnostics: Diagnostics, warnings: WarningTally) {
    this.#options = options;
    this.#diagnostics = diagnostics;
    this.#warnings = warnings;
    this.#index = new ResultIndex(options.listing);
  }

  /** Takes what the next element of a report says. A skipped test says nothing. */
  take(test: TestCase): void {
    if (test.outcome === 'skipped') {
      this.#skipped.add(test);
      return;
    }
    if (test.outcome === 'unknown') this.#unknown.add(test);
    const { selectors, errors, warnings } = readTestIds(test, this.#options.host);
    for (const message of errors) this.#problem(test, message);
    for (const message of warnings) this.#warnings.add(locationOf(test), message);
    if (selectors.length > 0) this.#takeIdentified(test, selectors);
  }

  /** What all the tests come to. */
  matches(): MatchResult {
    for (const kept of this.#kept.values()) {
      for (const selector of kept.selectors) this.#find(kept, selector);
    }
    const overrides = [...this.#matches.values()].flatMap(({ listed, tests }) =>
      this.#override(listed, tests),
    );
    const unusedTests = { unmatched: this.#unmatched, skipped: this.#skipped, unknown: this.#unknown };
    return { overrides, unusedTests };
  }

  #takeIdentified(test: TestCase, selectors: readonly Selector[]): void {
    const { suite, classname, name, file } = test;
    const key = `${suite.report}\0${suite.number}\0${file}\0${classname}\0${name}`;
    const kept = this.#kept.get(key);
    if (kept) this.#takeAgain(kept, test, selectors);
    else if (selectors.some((selector) => this.#candidates(test, selector).length > 0)) {
      const own = { ...test, classname: detached(classname), name: detached(name), file: detached(file) };
      this.#kept.set(detached(key), { test: own, selectors, seen: new Map([[test.outcome, own]]) });
    } else this.#miss(test, selectors);
  }

  /** Another element of the same suite, class, name and file: a later attempt, or another test that looks the same. */
  #takeAgain(kept: KeptTest, again: TestCase, selectors: readonly Selector[]): void {
    const { test, seen } = kept;
    if (selectors.some(identifiesResult) && !isSameSelection(selectors, kept.selectors)) {
      const message = `the test ${quote(titleOf(again))} stands for ${describeAll(selectors)} here, but for ${describeAll(kept.selectors)} at ${formatLocation(locationOf(test))}; give different tests different names`;
      this.#problem(again, message);
      return;
    }
    if (again.isAttempt) seen.clear();
    const { classname, name, file } = test;
    if (!seen.has(again.outcome)) seen.set(again.outcome, { ...again, classname, name, file });
  }

  #find(kept: KeptTest, marked: Selector): void {
    const { test } = kept;
    const candidates = this.#candidates(test, marked);
    const agreeing = candidates.filter((listed) => findConflict(identityOf(marked), listed) === undefined);
    const [first] = candidates;
    if (first && agreeing.length === 0) {
      this.#problem(
        test,
        `${findConflict(identityOf(marked), first)}. Correct the properties or the tag of the test`,
      );
      return;
    }
    const narrowed = this.#narrowed(marked);
    const { suite, machine } = narrowed;
    const within = {
      ...(suite === undefined ? {} : { suite }),
      ...(machine === undefined ? {} : { machine }),
    };
    const matches = agreeing.filter((listed) => findConflict(within, listed) === undefined);
    if (matches.length === 0) this.#miss(test, [marked]);
    else if (!coversAll(narrowed, matches)) this.#problem(test, severalMatches(test, narrowed, matches));
    else for (const listed of matches) this.#add(listed, { kept, byName: !identifiesResult(marked) });
  }

  /** `suite` and `machine` fill in what a test lacks, unless it names a result ID. */
  #narrowed(marked: Selector): Selector {
    if (marked.testCaseResultId !== undefined) return marked;
    const { suite, machine } = this.#options;
    return { ...(suite === '' ? {} : { suite }), ...(machine === '' ? {} : { machine }), ...marked };
  }

  #candidates(test: TestCase, marked: Selector): readonly ListedResult[] {
    const { testCaseResultId } = marked;
    if (!identifiesResult(marked)) return this.#byName(test);
    if (testCaseResultId === undefined) return this.#index.search(marked);
    const listed = this.#index.byId(testCaseResultId);
    return listed ? [listed] : [];
  }

  /** As exact as possible: the class and the name, the name, the part of the name after its last ` › `. */
  #byName({ classname, name }: TestCase): readonly ListedResult[] {
    const names = [`${classname} ${name}`.trim(), name, lastTitle(normalizeName(name))];
    for (const one of names) {
      const found = one === '' ? [] : this.#index.named(one);
      if (found.length > 0) return found;
    }
    return [];
  }

  #miss(test: TestCase, selectors: readonly Selector[]): void {
    if (test.outcome === 'unknown') return;
    this.#unmatched.add(test, () => {
      const sought = selectors.map((selector) => describeSought(this.#narrowed(selector)));
      return `run ${this.#options.runId} has no result of ${sought.join(' or ')}`;
    });
  }

  #add(listed: ListedResult, match: TestMatch): void {
    const known = this.#matches.get(listed.testCaseResultId);
    if (known) known.tests.push(match);
    else this.#matches.set(listed.testCaseResultId, { listed, tests: [match] });
  }

  /** Tags and properties are intended, a name may match by chance: if both reach one result, the former count. */
  #override(listed: ListedResult, all: readonly TestMatch[]): Override[] {
    const marked = all.filter(({ byName }) => !byName);
    const matches = marked.length > 0 ? marked : all;
    const why = () =>
      `another test has the tag or a property of result ${listed.testCaseResultId}, which has this name`;
    for (const { kept, byName } of all) if (byName && marked.length > 0) this.#unmatched.add(kept.test, why);
    const tests = matches.map(({ kept }) => kept);
    const [first] = tests;
    if (!first) return [];
    if (marked.length === 0 && tests.some(({ test }) => !isSameTest(test, first.test))) {
      this.#problem(first.test, differentTests(listed, tests));
      return [];
    }
    this.#noteSameName(tests);
    return this.#worst(listed, tests);
  }

  #worst(listed: ListedResult, tests: readonly KeptTest[]): Override[] {
    const test = worstOf(tests);
    if (!test) return [];
    const { testCaseResultId } = listed;
    if (test.outcome === 'unknown') {
      const passed = tests.flatMap(({ seen }) => seen.get('passed') ?? [])[0];
      if (passed) this.#diagnostics.warning(locationOf(test), notKnown(testCaseResultId, test, passed));
      return [];
    }
    const outcome = test.outcome === 'failed' ? 'FAILURE' : 'SUCCESS';
    const comment = this.#comment(test);
    return [{ testCaseResultId, outcome, comment, location: locationOf(test), before: listed }];
  }

  /** If test cases that look like one test ended differently, only the worst is visible afterwards. */
  #noteSameName(tests: readonly KeptTest[]): void {
    const worst = worstOf(tests);
    if (worst?.outcome !== 'failed') return;
    const other = tests
      .filter(({ test }) => isSameTest(test, worst))
      .flatMap(({ seen }) => seen.get('passed') ?? seen.get('unknown') ?? [])[0];
    if (!other) return;
    const ended = other.outcome === 'passed' ? 'passed' : 'has no known outcome';
    const message = `the test ${quote(titleOf(worst))} failed here, but ${ended} at ${formatLocation(locationOf(other))}: the worst counts, since the reports do not say that these are attempts of one test`;
    this.#diagnostics.notice(locationOf(worst), message);
  }

  #comment({ outcome, message, suite }: TestCase): string {
    const reason = outcome === 'failed' && message !== '' ? message : this.#options.comment;
    return `${truncate(reason, MAX_REASON_LENGTH)} (${truncate(suite.report, MAX_REASON_LENGTH)})`;
  }

  #problem(test: TestCase, message: string): void {
    this.#diagnostics.problem(locationOf(test), message);
  }
}

function worstOf(tests: readonly KeptTest[]): TestCase | undefined {
  return OUTCOMES.flatMap((outcome) => tests.flatMap(({ seen }) => seen.get(outcome) ?? []))[0];
}

function isSameSelection(one: readonly Selector[], other: readonly Selector[]): boolean {
  const [mine, theirs] = [one, other].map((selectors) =>
    JSON.stringify(
      selectors.map(({ testCaseResultId, testCaseId, name, suite, machine }) => [
        testCaseResultId,
        testCaseId,
        name,
        suite,
        machine,
      ]),
    ),
  );
  return mine === theirs;
}

/** The parts of a selector that must agree with a result: those that only narrow, if an ID leaves no choice. */
function identityOf({ testCaseResultId, testCaseId, name, suite, machine }: Selector): Selector {
  const hasChoice = testCaseResultId === undefined;
  return {
    ...(testCaseId === undefined ? {} : { testCaseId }),
    ...(name === undefined ? {} : { name }),
    ...(hasChoice || suite === undefined ? {} : { suite }),
    ...(hasChoice || machine === undefined ? {} : { machine }),
  };
}

/** What was looked for, in words; a test's own name is not repeated. */
function describeSought(selector: Selector): string {
  const { testCaseResultId } = selector;
  const id = testCaseResultId === undefined ? [] : [`the ID ${testCaseResultId}`];
  const named = identifiesResult(selector) ? id : ['this name'];
  return [...named, describeSelector(selector)].filter((part) => part !== '').join(', ');
}

function describeAll(selectors: readonly Selector[]): string {
  return selectors.map(describeSought).join(' and ');
}

function severalMatches(
  test: TestCase,
  { suite, machine }: Selector,
  matches: readonly ListedResult[],
): string {
  const every =
    machine === EVERY || suite === EVERY ? '' : ", or set machine: '*' or suite: '*' to mean every one";
  return `the test ${quote(titleOf(test))} matches ${matches.length} results: ${formatResults(matches)}. Narrow it by the inputs machine or suite, or by a property testsigma.machine or testsigma.suite${every}`;
}

function differentTests({ testCaseResultId, name }: ListedResult, tests: readonly KeptTest[]): string {
  const shown = listFirst(
    tests,
    ({ test }) => `${quote(titleOf(test))} at ${formatLocation(locationOf(test))}`,
  );
  return `different tests reach result ${testCaseResultId} by the name ${quote(name ?? '')} alone: ${shown}. Give the right one the tag of its test case, such as [TS-411], or a property`;
}

function notKnown(id: ResultId, unknown: TestCase, passed: TestCase): string {
  return `result ${id} is not set to Passed: ${quote(titleOf(passed))} passed at ${formatLocation(locationOf(passed))}, but the outcome of ${quote(titleOf(unknown))} here is not known`;
}

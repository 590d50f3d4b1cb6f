/** Tests and the run's listing → overrides, and the tests that match nothing. */
import { type Diagnostics, formatLocation } from '../model/diagnostic.js';
import { DEFAULT_COMMENT } from '../model/policy.js';
import type { ListedResult, Override, ResultId, Selector, UnusedTests } from '../model/types.js';
import { withOwnComment } from '../plan/comment.js';
import {
  coversAll,
  describeSelector,
  EVERY,
  findConflict,
  formatResults,
  lastTitle,
  ResultIndex,
} from '../plan/listing-index.js';
import { defined } from '../text/fields.js';
import { listFirst, normalizeName, quote, truncate } from '../text/format.js';
import {
  detached,
  isSameTest,
  locationOf,
  suiteNames,
  type TestCase,
  type TestOutcome,
  TestSampler,
  titleOf,
  type WarningTally,
} from './test-case.js';
import { identifiesResult, meansOthers, readTestIds } from './test-ids.js';

/** What to match tests to, and how. */
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
  /** `comment`: comes before the message of a failure, unless it is the default; the report's path is appended. */
  readonly comment: string;
}

/** The overrides from the tests, and the tests that became none. */
export interface MatchResult {
  /** Each result once, in the order in which the tests reach them. */
  readonly overrides: readonly Override[];
  readonly unusedTests: UnusedTests;
}

/** The longest own comment, the longest failure and the longest path in a comment, in UTF-16 units; the audit trail follows them. */
const MAX_REASON_LENGTH = 500;

/** The worst first. */
const OUTCOMES = ['failed', 'unknown', 'passed'] as const;

/** Test cases that look like the same test: the first one, and the first one of each outcome. */
interface KeptTest {
  readonly test: TestCase;
  /** Which results it means: at least one; several if its name has several tags. */
  readonly selectors: readonly Selector[];
  readonly seen: Map<TestOutcome, TestCase>;
}

/** A test that means a result. */
interface TestMatch {
  readonly kept: KeptTest;
  /** Whether only its name says so, not a property or a tag. */
  readonly byName: boolean;
}

/**
 * Matches tests to the results of a run. A test that matches none is counted and dropped at once, so that a report of any
 * size takes no more memory than the tests of the run.
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

  /** Adds the next test case of a report. A skipped one has no effect. */
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

  /** Matches all the tests that were added. */
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
    const { suite, classname, name, file, defaults, attemptsIn } = test;
    const identity = [
      suite.report,
      suite.number,
      attemptsIn,
      defaults.suite,
      defaults.machine,
      file,
      classname,
      name,
    ];
    const key = identity.join('\0');
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
    if (meansOthers(selectors, kept.selectors)) {
      const message = `the test ${quote(titleOf(again))} stands for ${describeAll(selectors)} here, but for ${describeAll(kept.selectors)} at ${formatLocation(locationOf(test))}; give different tests different names`;
      this.#problem(again, message);
      return;
    }
    if (again.attemptsIn !== undefined) seen.clear();
    const { classname, name, file } = test;
    if (!seen.has(again.outcome)) seen.set(again.outcome, { ...again, classname, name, file });
  }

  #find(kept: KeptTest, selector: Selector): void {
    const { test } = kept;
    const candidates = this.#candidates(test, selector);
    const agreeing = candidates.filter((listed) => findConflict(identityOf(selector), listed) === undefined);
    const [first] = candidates;
    if (first && agreeing.length === 0) {
      const conflict = findConflict(identityOf(selector), first);
      this.#problem(test, `${conflict}. Correct the properties or the tag of the test`);
      return;
    }
    const narrowed = this.#narrowed(selector);
    const { suite, machine } = narrowed;
    const matches = agreeing.filter(
      (listed) => findConflict(defined({ suite, machine }), listed) === undefined,
    );
    if (matches.length === 0) this.#miss(test, [selector]);
    else if (!coversAll(narrowed, matches)) this.#problem(test, severalMatches(test, narrowed, matches));
    else for (const listed of matches) this.#add(listed, { kept, byName: !identifiesResult(selector) });
  }

  /** `suite` and `machine` fill in what a test lacks, unless it names a result ID. */
  #narrowed(selector: Selector): Selector {
    if (selector.testCaseResultId !== undefined) return selector;
    const { suite, machine } = this.#options;
    return { ...defined({ suite: suite || undefined, machine: machine || undefined }), ...selector };
  }

  #candidates(test: TestCase, selector: Selector): readonly ListedResult[] {
    const { testCaseResultId } = selector;
    if (!identifiesResult(selector)) return this.#byName(test);
    if (testCaseResultId === undefined) return this.#index.search(selector);
    const listed = this.#index.byId(testCaseResultId);
    return listed ? [listed] : [];
  }

  /** By the class and the name, else by the name, else by the part of the name after its last ` › `. */
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

  /** Tags and properties are explicit, a name may match by chance: if both mean one result, the former count. */
  #override(listed: ListedResult, all: readonly TestMatch[]): Override[] {
    const explicit = all.filter(({ byName }) => !byName);
    const matches = explicit.length > 0 ? explicit : all;
    const why = () =>
      `another test has the tag or a property of result ${listed.testCaseResultId}, which has this name`;
    for (const { kept, byName } of all)
      if (byName && explicit.length > 0) this.#unmatched.add(kept.test, why);
    const tests = matches.map(({ kept }) => kept);
    const [first] = tests;
    if (!first) return [];
    if (explicit.length === 0 && tests.some(({ test }) => !isSameTest(test, first.test))) {
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
    const { comment: ownComment } = this.#options;
    return [{ testCaseResultId, outcome, comment, ownComment, location: locationOf(test), before: listed }];
  }

  /** Notes that test cases that look like the same test ended differently: afterwards only the worst is visible. */
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
    const { comment } = this.#options;
    const failure = outcome === 'failed' ? truncate(message, MAX_REASON_LENGTH) : '';
    const own = truncate(comment, MAX_REASON_LENGTH);
    const reason = failure === '' ? own : withOwnComment(comment === DEFAULT_COMMENT ? '' : own, failure);
    return `${reason} (${truncate(suite.report, MAX_REASON_LENGTH)})`;
  }

  #problem(test: TestCase, message: string): void {
    this.#diagnostics.problem(locationOf(test), message);
  }
}

function worstOf(tests: readonly KeptTest[]): TestCase | undefined {
  return OUTCOMES.flatMap((outcome) => tests.flatMap(({ seen }) => seen.get(outcome) ?? []))[0];
}

/** The keys of a selector that must agree with a result; with an ID also those that otherwise only narrow. */
function identityOf({ testCaseResultId, testCaseId, name, suite, machine }: Selector): Selector {
  const isById = testCaseResultId !== undefined;
  return defined({ testCaseId, name, ...(isById ? { suite, machine } : {}) });
}

/** The selector in words; a test's own name is not repeated. */
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
  const isAlike = new Set(tests.map(({ test }) => titleOf(test))).size < tests.length;
  const shown = listFirst(tests, ({ test }) => {
    const title = quote(titleOf(test));
    return `${isAlike ? `${title}${placeOf(test)}` : title} at ${formatLocation(locationOf(test))}`;
  });
  return `different tests reach result ${testCaseResultId} by the name ${quote(name ?? '')} alone: ${shown}. Give the right one the tag of its test case, such as [TS-411], or a property`;
}

/** What distinguishes a test from others of the same title: its suites and its file. */
function placeOf({ suite, file }: TestCase): string {
  const suites = suiteNames(suite)
    .reverse()
    .filter((name) => name !== '')
    .join(' › ');
  const source = file || suite.file;
  const parts = [suites && `suite ${quote(suites)}`, source && `file ${quote(source)}`].filter(Boolean);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function notKnown(id: ResultId, unknown: TestCase, passed: TestCase): string {
  return `result ${id} is not set to Passed: ${quote(titleOf(passed))} passed at ${formatLocation(locationOf(passed))}, but the outcome of ${quote(titleOf(unknown))} here is not known`;
}

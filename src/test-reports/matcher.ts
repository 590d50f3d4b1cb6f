/** Tests and the run's listing → which results shall become what, and which tests match nothing. */

import { type Diagnostics, formatLocation } from '../model/diagnostic.js';
import type { ListedResult, Override, ResultId, Selector, UnusedTests } from '../model/types.js';
import {
  describeSelector,
  findConflict,
  formatResults,
  lastTitle,
  ResultIndex,
} from '../plan/listing-index.js';
import { listFirst, quote, truncate } from '../text/format.js';
import {
  detached,
  isSameTest,
  type JUnitTestCase,
  locationOf,
  type MatchedTestCase,
  type Suite,
  TestSampler,
  titleOf,
} from './test-case.js';
import { identifiesResult, readTestIds } from './test-ids.js';

/** What tying tests to results needs to know. */
export interface MatchOptions {
  readonly runId: string;
  /** The host of `base-url`, which addresses in properties must be on; any where it is not known. */
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

/** Every machine is meant. */
const EVERY = '*';
/** The longest part of a comment that comes from a failure; the trail and the file follow it. UTF-16 units. */
const MAX_REASON_LENGTH = 500;

/** A test that stands for a result, and whether nothing but its name says so. */
interface TestMatch {
  readonly test: MatchedTestCase;
  readonly byName: boolean;
}

/**
 * Ties tests to the results of a run. A test that reaches none is counted and forgotten at once, so that a report of
 * any size takes no more memory than the run has results.
 */
export class TestMatcher {
  readonly #options: MatchOptions;
  readonly #index: ResultIndex;
  readonly #kept = new Map<Suite, Map<string, MatchedTestCase>>();
  readonly #ties = new Map<ResultId, { readonly listed: ListedResult; readonly ties: TestMatch[] }>();
  readonly #unmatched = new TestSampler();
  readonly #skipped = new TestSampler();
  readonly #diagnostics: Diagnostics;

  constructor(options: MatchOptions, diagnostics: Diagnostics) {
    this.#options = options;
    this.#diagnostics = diagnostics;
    this.#index = new ResultIndex(options.listing);
  }

  /**
   * Takes what the next element of a report says. Of attempts with the same suite, class and name the last one counts,
   * and a skipped one says nothing.
   */
  take(attempt: JUnitTestCase): void {
    const { outcome, suite } = attempt;
    if (!outcome) {
      this.#skipped.add(attempt);
      return;
    }
    const selectors = readTestIds(attempt, this.#options.host, this.#diagnostics);
    if (selectors.length === 0) return;
    const key = `${attempt.classname}\u0000${attempt.name}`;
    const before = this.#kept.get(suite)?.get(key);
    if (before) {
      const marks = selectors.some(identifiesResult) ? { selectors } : {};
      this.#keep(key, { ...before, outcome, message: attempt.message, line: attempt.line, ...marks });
    } else if (selectors.some((selector) => this.#candidates(attempt, selector).length > 0)) {
      const [classname, name] = [detached(attempt.classname), detached(attempt.name)];
      this.#keep(detached(key), { ...attempt, classname, name, outcome, selectors });
    } else this.#miss(attempt, selectors);
  }

  /** What all the tests come to. */
  matches(): MatchResult {
    for (const tests of this.#kept.values()) {
      for (const test of tests.values()) {
        for (const selector of test.selectors) this.#find(test, selector);
      }
    }
    const overrides = [...this.#ties.values()].flatMap(({ listed, ties }) => this.#override(listed, ties));
    return { overrides, unusedTests: { unmatched: this.#unmatched, skipped: this.#skipped } };
  }

  #keep(key: string, test: MatchedTestCase): void {
    const tests = this.#kept.get(test.suite) ?? new Map<string, MatchedTestCase>();
    this.#kept.set(test.suite, tests.set(key, test));
  }

  #find(test: MatchedTestCase, marked: Selector): void {
    const candidates = this.#candidates(test, marked);
    const agreeing = candidates.filter((listed) => findConflict(which(marked), listed) === undefined);
    const [first] = candidates;
    if (first && agreeing.length === 0) {
      this.#fault(test, `${findConflict(which(marked), first)}. Correct the properties of the test`);
      return;
    }
    const narrowed = this.#narrowed(marked);
    const matches = agreeing.filter((listed) => isWithin(narrowed, listed));
    if (matches.length === 0) this.#miss(test, [marked]);
    else if (isAmbiguous(matches, narrowed)) this.#fault(test, several(test, narrowed, matches));
    else for (const listed of matches) this.#add(listed, { test, byName: !identifiesResult(marked) });
  }

  /** A test's own suite and machine come before those that are meant for all. */
  #narrowed(marked: Selector): Selector {
    const { suite, machine } = this.#options;
    return { ...(suite === '' ? {} : { suite }), ...(machine === '' ? {} : { machine }), ...marked };
  }

  #candidates(test: JUnitTestCase, marked: Selector): readonly ListedResult[] {
    return identifiesResult(marked) ? this.#marked(marked) : this.#byName(test);
  }

  /** As exact as it can be: the class and the name, the name, the part of the name after its last ` › `. */
  #byName({ classname, name }: JUnitTestCase): readonly ListedResult[] {
    const names = [`${classname} ${name}`.trim(), name, lastTitle(name)];
    for (const one of names) {
      const found = this.#index.named(one);
      if (found.length > 0) return found;
    }
    return [];
  }

  #marked(selector: Selector): readonly ListedResult[] {
    const { testCaseResultId } = selector;
    if (testCaseResultId === undefined) return this.#index.search(selector);
    const listed = this.#index.byId(testCaseResultId);
    return listed ? [listed] : [];
  }

  #miss(test: JUnitTestCase, selectors: readonly Selector[]): void {
    this.#unmatched.add(test, () => {
      const sought = selectors.map((selector) => soughtFor(this.#narrowed(selector)));
      return `run ${this.#options.runId} has no result of ${sought.join(' or ')}`;
    });
  }

  #add(listed: ListedResult, tie: TestMatch): void {
    const known = this.#ties.get(listed.testCaseResultId);
    if (known) known.ties.push(tie);
    else this.#ties.set(listed.testCaseResultId, { listed, ties: [tie] });
  }

  /** A mark is an intention, a name may be chance: where both reach one result, the marked tests count. */
  #override(listed: ListedResult, all: readonly TestMatch[]): Override[] {
    const marked = all.filter(({ byName }) => !byName);
    const ties = marked.length > 0 ? marked : all;
    const why = () => `a marked test stands for the result ${listed.testCaseResultId} of this name`;
    for (const { test, byName } of all) if (byName && marked.length > 0) this.#unmatched.add(test, why);
    const [first] = ties;
    if (!first) return [];
    const stranger = ties.find(({ test, byName }) => byName && !isSameTest(test, first.test));
    if (stranger) {
      this.#fault(stranger.test, differentTests(listed, ties));
      return [];
    }
    const { test } = ties.find((tie) => tie.test.outcome === 'FAILURE') ?? first;
    const { testCaseResultId } = listed;
    const { outcome } = test;
    return [
      { testCaseResultId, outcome, comment: this.#comment(test), location: locationOf(test), before: listed },
    ];
  }

  #comment({ outcome, message, suite }: MatchedTestCase): string {
    const reason = outcome === 'FAILURE' && message !== '' ? message : this.#options.comment;
    return `${truncate(reason, MAX_REASON_LENGTH)} (${truncate(suite.file, MAX_REASON_LENGTH)})`;
  }

  #fault(test: MatchedTestCase, message: string): void {
    this.#diagnostics.problem(locationOf(test), message);
  }
}

/** The parts of a selector that must agree with a result: those that narrow only where an id leaves no choice. */
function which({ testCaseResultId, testCaseId, name, suite, machine }: Selector): Selector {
  const hasChoice = testCaseResultId === undefined;
  return {
    ...(testCaseId === undefined ? {} : { testCaseId }),
    ...(name === undefined ? {} : { name }),
    ...(hasChoice || suite === undefined ? {} : { suite }),
    ...(hasChoice || machine === undefined || machine === EVERY ? {} : { machine }),
  };
}

function isWithin({ suite, machine }: Selector, listed: ListedResult): boolean {
  if (suite !== undefined && suite !== listed.suite) return false;
  return machine === undefined || machine === EVERY || machine === listed.machine;
}

/** Several results are meant only where each is on a machine of its own and every machine is asked for. */
function isAmbiguous(matches: readonly ListedResult[], { machine }: Selector): boolean {
  if (machine !== EVERY) return matches.length > 1;
  return new Set(matches.map((listed) => listed.machine)).size < matches.length;
}

/** What was looked for, in words; a test's own name is not said again. */
function soughtFor(selector: Selector): string {
  const { testCaseResultId, machine, ...rest } = selector;
  const id = testCaseResultId === undefined ? [] : [`the id ${testCaseResultId}`];
  const named = identifiesResult(selector) ? id : ['this name'];
  const parts = describeSelector({
    ...rest,
    ...(machine === undefined || machine === EVERY ? {} : { machine }),
  });
  return [...named, parts].filter((part) => part !== '').join(', ');
}

function several(test: MatchedTestCase, selector: Selector, matches: readonly ListedResult[]): string {
  const machines = selector.machine === EVERY ? '' : ", or set machine: '*' if every machine is meant";
  return `the test ${quote(titleOf(test))} matches ${matches.length} results: ${formatResults(matches)}. Narrow it by the inputs machine or suite, or by a property testsigma.machine or testsigma.suite${machines}`;
}

function differentTests({ testCaseResultId, name }: ListedResult, ties: readonly TestMatch[]): string {
  const tests = listFirst(
    ties,
    ({ test }) => `${quote(titleOf(test))} at ${formatLocation(locationOf(test))}`,
  );
  return `different tests reach the result ${testCaseResultId} by the name ${quote(name ?? '')} alone: ${tests}. Mark the one that is meant with the tag of its test case, such as [TS-411], or with a property`;
}

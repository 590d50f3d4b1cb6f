/** Entries and the run's listing → which results are meant. */

import { type Diagnostics, formatLocation } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import type { CurrentResult, Entry, ListedResult, Override, ResultId, Selector } from '../model/types.js';
import { daysLeft, isExpired } from '../model/until.js';
import { closest } from '../text/closest.js';
import { normalizeName, pluralize, quote } from '../text/format.js';
import {
  coversAll,
  describeSelector,
  findConflict,
  formatResults,
  isCrossChecked,
  matchesSelector,
  ResultIndex,
} from './listing-index.js';

/** What resolving needs to know. */
export interface ResolveOptions {
  readonly runId: string;
  /** The run's results; absent if they could not be read. */
  readonly listing?: readonly ListedResult[];
  /** Why there is no listing, in words that go on after "and". */
  readonly listingError: string;
  /** `suite` and `machine`: for entries that lack one and name no result ID; `*` for every one, empty for any. */
  readonly suite: string;
  readonly machine: string;
  /** `only-if`: for entries that have no `onlyIf` of their own. */
  readonly onlyIf?: readonly CurrentResult[];
  /** `comment`: for entries that have none of their own. */
  readonly comment: string;
  /** Whether an ID that the listing does not hold is an error instead of a notice. */
  readonly strict: boolean;
  /** The day on which it is planned, in UTC, such as `2026-12-31`. */
  readonly today: string;
}

/** Resolves entries: every result that is meant, once, in the order requested. */
export function resolve(
  entries: readonly Entry[],
  options: ResolveOptions,
  diagnostics: Diagnostics,
): readonly Override[] {
  return new Resolver(options, diagnostics).resolve(entries);
}

/** Whether an entry can only be understood with the run's listing. What has expired on that day blocks nothing. */
export function needsListing({ selector, onlyIf, until }: Entry, today: string): boolean {
  if (isExpired(until, today)) return false;
  return selector.testCaseResultId === undefined || onlyIf !== undefined || isCrossChecked(selector);
}

/** Whether an override takes no part in the rules about a result that is requested twice: it will not be sent. */
export function isIdle({ until, onlyIf, before }: Override, today: string): boolean {
  return isExpired(until, today) || (before !== undefined && onlyIf?.includes(before.result) === false);
}

/** The end of an entry is announced that many days before. */
const NOTICE_DAYS = 6;

/** Names to suggest are looked for that often at the most: beyond it nobody reads them. */
const MAX_SUGGESTIONS = 10;

class Resolver {
  readonly #options: ResolveOptions;
  readonly #diagnostics: Diagnostics;
  readonly #index: ResultIndex | undefined;
  readonly #overrides = new Map<ResultId, Override>();
  #suggestions = 0;

  constructor(options: ResolveOptions, diagnostics: Diagnostics) {
    this.#options = options;
    this.#diagnostics = diagnostics;
    this.#index = options.listing && new ResultIndex(options.listing);
  }

  resolve(entries: readonly Entry[]): readonly Override[] {
    for (const entry of entries) this.#resolve(this.#filledIn(entry));
    return [...this.#overrides.values()];
  }

  /** `suite` and `machine` fill in what an entry lacks, each by itself, unless it names a result ID. */
  #filledIn(entry: Entry): Entry {
    const { suite, machine } = this.#options;
    if (entry.selector.testCaseResultId !== undefined || suite + machine === '') return entry;
    const given = { ...(suite === '' ? {} : { suite }), ...(machine === '' ? {} : { machine }) };
    return { ...entry, selector: { ...given, ...entry.selector } };
  }

  #resolve(entry: Entry): void {
    const { testCaseResultId } = entry.selector;
    if (isExpired(entry.until, this.#options.today)) {
      this.#expired(entry);
      return;
    }
    this.#announceEnd(entry);
    if (!this.#index) this.#withoutListing(entry);
    else if (testCaseResultId === undefined) this.#bySearch(entry, this.#index);
    else this.#byId(entry, testCaseResultId, this.#index);
  }

  /** What has expired is never wrong: it may match nothing. */
  #expired(entry: Entry): void {
    const { selector, until, location } = entry;
    const message = `the entry for ${subjectOf(selector)} expired at the end of ${until} (UTC), so it is not sent; renew it or remove it`;
    this.#diagnostics.warning(location, message);
    const { testCaseResultId } = selector;
    if (testCaseResultId !== undefined)
      this.#add(entry, testCaseResultId, this.#index?.byId(testCaseResultId));
    else if (this.#index) {
      const { matches } = find(selector, this.#index);
      if (coversAll(selector, matches))
        for (const listed of matches) this.#add(entry, listed.testCaseResultId, listed);
    }
  }

  #announceEnd({ selector, until, location }: Entry): void {
    if (until === undefined) return;
    const left = daysLeft(until, this.#options.today);
    if (left > NOTICE_DAYS) return;
    const when = left === 0 ? 'today' : `in ${pluralize(left, 'day')}`;
    const message = `the entry for ${subjectOf(selector)} ends ${when}, at the end of ${until} (UTC)`;
    this.#diagnostics.notice(location, message);
  }

  #withoutListing(entry: Entry): void {
    const { testCaseResultId } = entry.selector;
    const needs = whatNeedsListing(entry, this.#options.onlyIf);
    if (testCaseResultId !== undefined && needs === undefined) this.#add(entry, testCaseResultId);
    else this.#problem(entry, `${needs} needs the run's results, and ${this.#options.listingError}`);
  }

  #byId(entry: Entry, id: ResultId, index: ResultIndex): void {
    const { runId, strict, onlyIf } = this.#options;
    const listed = index.byId(id);
    if (listed) {
      const conflict = findConflict(entry.selector, listed);
      if (conflict) this.#problem(entry, conflict);
      else this.#add(entry, id, listed);
      return;
    }
    const needs = whatNeedsListing(entry, onlyIf);
    const missing = `result ${id} is not in run ${runId}`;
    const advice = 'Reruns have run and result IDs of their own: is this one from a rerun?';
    if (strict || needs !== undefined) {
      const why = needs === undefined ? '' : `, so ${needs} cannot be checked`;
      this.#problem(entry, `${missing}${why}. ${advice}`);
      return;
    }
    this.#diagnostics.notice(entry.location, `${missing}; sending it anyway. ${advice}`);
    this.#add(entry, id);
  }

  #bySearch(entry: Entry, index: ResultIndex): void {
    const { selector } = entry;
    const { candidates, matches } = find(selector, index);
    if (matches.length === 0) this.#problem(entry, this.#noMatch(selector, candidates, index));
    else if (!coversAll(selector, matches)) this.#problem(entry, ambiguousMatchMessage(entry, matches));
    else for (const listed of matches) this.#add(entry, listed.testCaseResultId, listed);
  }

  #noMatch(selector: Selector, candidates: readonly ListedResult[], index: ResultIndex): string {
    const none = `run ${this.#options.runId} has no result of ${describeSelector(selector)}`;
    const { testCaseId, name, namePattern } = selector;
    const isSelection = (testCaseId ?? name ?? namePattern) === undefined;
    if (candidates.length > 0 && !isSelection) return `${none}. It has: ${formatResults(candidates)}`;
    this.#suggestions += 1;
    if (this.#suggestions > MAX_SUGGESTIONS) return none;
    const near = isSelection
      ? labelsNear(selector, index)
      : name === undefined
        ? []
        : closest(name, index.names(), 3);
    return near.length > 0 ? `${none}. Did you mean ${near.map(quote).join(' or ')}?` : none;
  }

  /** The same result twice is one if both want the same, and a contradiction otherwise. */
  #add(entry: Entry, testCaseResultId: ResultId, listed?: ListedResult): void {
    const { outcome, location, until } = entry;
    const { comment = this.#options.comment, onlyIf = this.#options.onlyIf } = entry;
    const override: Override = {
      testCaseResultId,
      outcome,
      comment,
      onlyIf,
      until,
      location,
      before: listed,
    };
    const first = this.#overrides.get(testCaseResultId);
    const { today } = this.#options;
    if (!first) this.#overrides.set(testCaseResultId, override);
    else if (isIdle(override, today)) return;
    else if (isIdle(first, today)) this.#overrides.set(testCaseResultId, override);
    else if (first.outcome === outcome) {
      const message = `result ${testCaseResultId} is already requested at ${formatLocation(first.location)}, with the same outcome; the first one counts`;
      this.#diagnostics.notice(location, message);
    } else {
      const message = `result ${testCaseResultId} is ${resultLabel(outcome)} here but ${resultLabel(first.outcome)} at ${formatLocation(first.location)}; keep one`;
      this.#diagnostics.problem(location, message);
    }
  }

  #problem({ location }: Entry, message: string): void {
    this.#diagnostics.problem(location, message);
  }
}

/** The results that may be meant by what is searched for, and those of them that agree with the whole selector. */
function find(selector: Selector, index: ResultIndex) {
  const candidates = index.search(selector);
  return { candidates, matches: candidates.filter((listed) => matchesSelector(selector, listed)) };
}

/** What an entry is about, in words. */
function subjectOf(selector: Selector): string {
  const { testCaseResultId } = selector;
  return testCaseResultId === undefined ? describeSelector(selector) : `result ${testCaseResultId}`;
}

/** Suites or machines of the run that are nearest to one that it does not have. */
function labelsNear(selector: Selector, index: ResultIndex): string[] {
  for (const kind of ['suite', 'machine'] as const) {
    const wanted = selector[kind];
    const known = [...index.labels(kind)];
    const isKnown = known.some((one) => wanted !== undefined && normalizeName(one) === normalizeName(wanted));
    if (wanted !== undefined && !isKnown) return closest(wanted, known, 3);
  }
  return [];
}

/** What of an entry cannot be understood without the listing; nothing if an ID alone says all. */
function whatNeedsListing(entry: Entry, onlyIf: readonly CurrentResult[] | undefined): string | undefined {
  const { selector } = entry;
  if (selector.testCaseResultId === undefined) return describeSelector(selector);
  if (isCrossChecked(selector)) return 'what is given with the ID';
  return entry.onlyIf || onlyIf ? 'onlyIf' : undefined;
}

function ambiguousMatchMessage(entry: Entry, matches: readonly ListedResult[]): string {
  const [first] = matches;
  const exact = first ? entryFor(entry, first, matches) : '';
  return `${describeSelector(entry.selector)} matches ${matches.length} results: ${formatResults(matches)}. Write ${exact} in a list for the first of them, or all: true for every one`;
}

/** The entry that means exactly one of several matches: by suite and machine where they tell them apart, else by ID. */
function entryFor(
  { selector, outcome }: Entry,
  listed: ListedResult,
  matches: readonly ListedResult[],
): string {
  const { suite, machine, testCaseResultId } = listed;
  const alike = matches.filter((match) => match.suite === suite && match.machine === machine);
  if (alike.length > 1) return `{testCaseResultId: ${testCaseResultId}, result: ${outcome}}`;
  const { testCaseId, name } = selector;
  const which = testCaseId === undefined ? `name: ${JSON.stringify(name)}` : `testCaseId: ${testCaseId}`;
  const narrowing = [
    suite && `suite: ${JSON.stringify(suite)}`,
    machine && `machine: ${JSON.stringify(machine)}`,
  ];
  return `{${[which, ...narrowing, `result: ${outcome}`].filter(Boolean).join(', ')}}`;
}

/** Entries and the run's listing → overrides of the results that are meant. */
import { type Diagnostics, formatLocation } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import type {
  CurrentResult,
  CutText,
  Entry,
  ListedResult,
  Listing,
  Override,
  ResultId,
  Selector,
} from '../model/types.js';
import { daysLeft, isExpired } from '../model/until.js';
import type { Pause } from '../runtime/process.js';
import { listFirst, longerTexts, pluralize, quote } from '../text/format.js';
import {
  coversAll,
  describeSelector,
  findConflict,
  isCrossChecked,
  matchesSelector,
  ResultIndex,
  type SearchResult,
} from './listing-index.js';

/** What resolving needs to know. */
export interface ResolveOptions {
  readonly runId: string;
  /** The run's results; absent if they could not be read. */
  readonly listing?: Pick<Listing, 'results' | 'readAt'> | undefined;
  /** Why there is no listing, in words that continue a sentence after "and". */
  readonly listingError: string;
  /** `suite` and `machine`: for entries that lack one and name no result ID; `*` for every one, empty for any. */
  readonly suite: string;
  readonly machine: string;
  /** `only-if`: for entries that have no `onlyIf` of their own. */
  readonly onlyIf?: readonly CurrentResult[] | undefined;
  /** `comment`: for entries that have none of their own. */
  readonly comment: string;
  /** Whether an ID that the listing does not hold is an error instead of a notice. */
  readonly strict: boolean;
  /** The day on which it is planned, in UTC, such as `2026-12-31`. */
  readonly today: string;
  /** The runs that this run is a rerun of, or that are reruns of it: an ID that is not in it may be from there. */
  readonly relatedRuns?: readonly string[];
  /** Lets signals be handled; rejects with an EndedError if the step is to end. */
  readonly pause: Pause;
}

/** The overrides that are requested: one for each result, in the order requested. */
export class OverrideSet {
  readonly #today: string;
  readonly #byResult = new Map<ResultId, Override>();
  readonly #passedOver: Override[] = [];

  /** @param today in UTC, such as `2026-12-31` */
  constructor(today: string) {
    this.#today = today;
  }

  /** One override for each result. */
  get overrides(): readonly Override[] {
    return [...this.#byResult.values()];
  }

  /** Overrides that are not sent anyway, so that another one of the same result counts. */
  get passedOver(): readonly Override[] {
    return this.#passedOver;
  }

  /**
   * Adds an override.
   *
   * @returns the one that is there already, if both are to be sent: then nothing is added
   */
  add(override: Override): Override | undefined {
    const first = this.#byResult.get(override.testCaseResultId);
    const counts = first ? this.#whichCounts(first, override) : override;
    if (!counts) return first;
    this.#byResult.set(override.testCaseResultId, counts);
    if (first) this.#passedOver.push(counts === first ? override : first);
    return undefined;
  }

  #whichCounts(first: Override, second: Override): Override | undefined {
    if (isExpired(first.until, this.#today)) return second;
    if (isIdle(second, this.#today)) return first;
    return isIdle(first, this.#today) ? second : undefined;
  }
}

/**
 * Resolves entries to the results that are meant.
 *
 * @throws EndedError if the step is to end
 */
export function resolve(
  entries: readonly Entry[],
  options: ResolveOptions,
  diagnostics: Diagnostics,
): Promise<OverrideSet> {
  return new Resolver(options, diagnostics).resolve(entries);
}

/** Whether an entry cannot be resolved without the listing. An entry that has expired by that day blocks nothing. */
export function needsListing(entry: Entry, today: string): boolean {
  return !isExpired(entry.until, today) && whatNeedsListing(entry, undefined) !== undefined;
}

/** Whether an override will not be sent, and so does not conflict with another one of the same result. */
export function isIdle({ until, onlyIf, before }: Override, today: string): boolean {
  return isExpired(until, today) || (before !== undefined && onlyIf?.includes(before.result) === false);
}

/** The end of an entry is announced so many days before. */
const NOTICE_DAYS = 6;

/** A search, shared by the entries with the same selector. */
interface SharedSearch extends SearchResult {
  /** The entries that were resolved by it, one for each outcome and condition. */
  readonly earlier: Map<string, Entry>;
}

class Resolver {
  readonly #options: ResolveOptions;
  readonly #diagnostics: Diagnostics;
  readonly #index: ResultIndex | undefined;
  readonly #overrides: OverrideSet;
  readonly #searches = new Map<string, Map<string, SharedSearch>>();

  constructor(options: ResolveOptions, diagnostics: Diagnostics) {
    this.#options = options;
    this.#diagnostics = diagnostics;
    this.#overrides = new OverrideSet(options.today);
    this.#index = options.listing && new ResultIndex(options.listing.results);
  }

  async resolve(entries: readonly Entry[]): Promise<OverrideSet> {
    for (const entry of entries) {
      await this.#options.pause();
      for (const cut of entry.cuts ?? []) this.#rejectCut(cut);
      const filled = this.#filledIn(entry);
      const unresolved = this.#resolve(filled);
      if (unresolved) await this.#explain(filled, unresolved);
    }
    return this.#overrides;
  }

  /** A name of the run that a comment cuts short would silently be another one. */
  #rejectCut({ text, location }: CutText): void {
    const found = longerTexts(text).find((name) => this.#index?.isKnown(name));
    if (found === undefined) return;
    const message = `a # after a space begins a comment, so this does not mean ${quote(found)}, which run ${this.#options.runId} has; put it in quotes`;
    this.#diagnostics.problem(location, message);
  }

  /** `suite` and `machine` fill in what an entry lacks, each by itself, unless it names a result ID. */
  #filledIn(entry: Entry): Entry {
    const { suite, machine } = this.#options;
    if (entry.selector.testCaseResultId !== undefined || suite + machine === '') return entry;
    const given = { ...(suite === '' ? {} : { suite }), ...(machine === '' ? {} : { machine }) };
    return { ...entry, selector: { ...given, ...entry.selector } };
  }

  /** @returns a search that found nothing, or too much; undefined if the entry is done with */
  #resolve(entry: Entry): SearchResult | undefined {
    const { testCaseResultId } = entry.selector;
    if (isExpired(entry.until, this.#options.today)) {
      this.#expired(entry);
      return undefined;
    }
    this.#announceEnd(entry);
    if (this.#index && testCaseResultId === undefined) return this.#bySearch(entry, this.#index);
    if (!this.#index || testCaseResultId === undefined) this.#withoutListing(entry);
    else this.#byId(entry, testCaseResultId, this.#index);
    return undefined;
  }

  /** Loads the explanations only now: most runs need none. */
  async #explain(entry: Entry, search: SearchResult): Promise<void> {
    if (!this.#index) return;
    const { explainSearch } = await import('./unresolved.js');
    this.#problem(entry, explainSearch(entry, search, this.#index, this.#options.runId));
  }

  /** An expired entry is never an error, even if it matches nothing. */
  #expired(entry: Entry): void {
    const { selector, until, location } = entry;
    const message = `the entry for ${subjectOf(selector)} expired at the end of ${until} (UTC), so it is not sent; renew it or remove it`;
    this.#diagnostics.warning(location, message);
    const { testCaseResultId } = selector;
    if (testCaseResultId !== undefined)
      this.#add(entry, [this.#index?.byId(testCaseResultId) ?? testCaseResultId]);
    else if (this.#index) {
      const { results } = this.#search(selector, this.#index);
      if (coversAll(selector, results)) this.#add(entry, results);
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
    if (testCaseResultId !== undefined && needs === undefined) this.#add(entry, [testCaseResultId]);
    else this.#problem(entry, `${needs} needs the run's results, and ${this.#options.listingError}`);
  }

  #byId(entry: Entry, id: ResultId, index: ResultIndex): void {
    const listed = index.byId(id);
    if (!listed) {
      this.#notListed(entry, id);
      return;
    }
    const conflict = findConflict(entry.selector, listed);
    if (conflict) this.#problem(entry, conflict);
    else this.#add(entry, [listed]);
  }

  #notListed(entry: Entry, id: ResultId): void {
    const { runId, strict, onlyIf, relatedRuns = [] } = this.#options;
    const needs = whatNeedsListing(entry, onlyIf);
    const missing = `result ${id} is not in run ${runId}`;
    const related =
      relatedRuns.length === 0 ? '' : `, of run ${relatedRuns.join(' or ')}? If so, set run-id to it`;
    const advice = `Reruns have run and result IDs of their own: is this one from a rerun${related || '?'}`;
    if (strict || needs !== undefined) {
      const why = needs === undefined ? '' : `, so ${needs} cannot be checked`;
      this.#problem(entry, `${missing}${why}. ${advice}`);
      return;
    }
    this.#diagnostics.notice(entry.location, `${missing}; sending it anyway. ${advice}`);
    this.#add(entry, [id]);
  }

  #bySearch(entry: Entry, index: ResultIndex): SearchResult | undefined {
    const { selector } = entry;
    const search = this.#search(selector, index);
    const { results } = search;
    if (selector.all) this.#countMatches(entry, results.length);
    if (results.length === 0 || !coversAll(selector, results)) return search;
    this.#addFound(entry, search);
    return undefined;
  }

  #countMatches({ selector, location }: Entry, count: number): void {
    this.#diagnostics.selection(
      location,
      `${describeSelector(selector)} matches ${pluralize(count, 'result')}`,
    );
  }

  #search(selector: Selector, index: ResultIndex): SharedSearch {
    const { testCaseId, name, namePattern, suite, machine } = selector;
    // The name has a map of its own, so that one that is long and repeated by an alias is hashed once.
    const text = name ?? namePattern ?? '';
    const searches = this.#searches.get(text) ?? new Map<string, SharedSearch>();
    this.#searches.set(text, searches);
    const key = JSON.stringify([name === undefined, namePattern === undefined, testCaseId, suite, machine]);
    const known = searches.get(key);
    if (known) return known;
    const candidates = index.search(selector);
    const results = candidates.filter((listed) => matchesSelector(selector, listed));
    const search = { candidates, results, earlier: new Map() };
    searches.set(key, search);
    return search;
  }

  /** The same entry again is one duplicate, however many results it has. */
  #addFound(entry: Entry, { results, earlier }: SharedSearch): void {
    const key = `${entry.outcome} ${entry.onlyIf?.join()} ${entry.until}`;
    const first = earlier.get(key);
    if (first) {
      const ids = results.map(({ testCaseResultId }) => testCaseResultId);
      this.#duplicate(entry, ids, first);
    } else {
      earlier.set(key, entry);
      this.#add(entry, results);
    }
  }

  /** Adds results of an entry: each once; another entry that sets it to something else is a problem. */
  #add(entry: Entry, results: readonly (ListedResult | ResultId)[]): void {
    const duplicates: ResultId[] = [];
    let original: Override | undefined;
    for (const result of results) {
      const override = this.#override(entry, result);
      const { testCaseResultId } = override;
      const first = this.#overrides.add(override);
      if (!first) continue;
      if (first.outcome !== override.outcome) this.#conflict(override, first);
      else {
        original ??= first;
        duplicates.push(testCaseResultId);
      }
    }
    if (original) this.#duplicate(entry, duplicates, original);
  }

  #override(entry: Entry, result: ListedResult | ResultId): Override {
    const { outcome, location, until } = entry;
    const { comment = this.#options.comment, onlyIf = this.#options.onlyIf } = entry;
    const before = typeof result === 'string' ? undefined : result;
    const testCaseResultId = typeof result === 'string' ? result : result.testCaseResultId;
    // Without the listing most have nothing else, and there may be 100,000 of them.
    if (!onlyIf && !until && !before) return { testCaseResultId, outcome, comment, location };
    return { testCaseResultId, outcome, comment, onlyIf, until, location, before };
  }

  #duplicate({ location }: Entry, ids: readonly ResultId[], first: Pick<Entry, 'location'>): void {
    const results = ids.length === 1 ? `result ${ids[0]} is` : `results ${listFirst(ids, String)} are`;
    const message = `${results} already requested at ${formatLocation(first.location)}, with the same outcome; the first one counts`;
    this.#diagnostics.notice(location, message);
  }

  #conflict({ testCaseResultId, outcome, location }: Override, first: Override): void {
    const message = `result ${testCaseResultId} is ${resultLabel(outcome)} here but ${resultLabel(first.outcome)} at ${formatLocation(first.location)}; keep one`;
    this.#diagnostics.problem(location, message);
  }

  #problem({ location }: Entry, message: string): void {
    this.#diagnostics.problem(location, message);
  }
}

/** A selector in words. */
function subjectOf(selector: Selector): string {
  const { testCaseResultId } = selector;
  return testCaseResultId === undefined ? describeSelector(selector) : `result ${testCaseResultId}`;
}

/** What of an entry needs the listing; undefined if it is only an ID. */
function whatNeedsListing(entry: Entry, onlyIf: readonly CurrentResult[] | undefined): string | undefined {
  const { selector } = entry;
  if (selector.testCaseResultId === undefined) return describeSelector(selector);
  if (isCrossChecked(selector)) return 'what is given with the ID';
  return entry.onlyIf || onlyIf ? 'onlyIf' : undefined;
}

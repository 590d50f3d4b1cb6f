/** Entries and the run's listing → which results are meant. */
import type {
  CurrentResult,
  Entry,
  ListedResult,
  Outcome,
  Place,
  Problem,
  Remark,
  ResultId,
  Selector,
} from '../model/types.js';
import { placeText, spoken } from '../model/words.js';
import { closest } from '../text/closest.js';
import { firstFew, quoted } from '../documents/source.js';

/** A result that shall become something: an override before its comment is written. */
export interface Target {
  readonly testCaseResultId: ResultId;
  readonly outcome: Outcome;
  readonly comment?: string | undefined;
  readonly onlyIf?: readonly CurrentResult[] | undefined;
  readonly place: Place;
  /** What the listing says about it, where it was read and holds it. */
  readonly listed?: ListedResult | undefined;
}

/** What resolving needs to know. */
export interface ResolveOptions {
  readonly runId: string;
  /** The run's results; absent where they could not be read. */
  readonly listing?: readonly ListedResult[];
  /** Why there is no listing, in words that go on after "and". */
  readonly whyNoListing: string;
  /** `only-if`: for entries that have no `onlyIf` of their own. */
  readonly onlyIf?: readonly CurrentResult[];
  /** Whether an id that the listing does not hold is an error instead of a notice. */
  readonly strict: boolean;
}

/** Every result that is meant, once, in the order asked; and all that is wrong or worth knowing. */
export interface Resolution {
  readonly targets: readonly Target[];
  readonly problems: readonly Problem[];
  readonly notices: readonly Remark[];
}

/** Resolves entries. Nothing may be sent where there are problems. */
export function resolve(entries: readonly Entry[], options: ResolveOptions): Resolution {
  return new Resolver(options).resolve(entries);
}

/** Whether an entry can only be understood with the run's listing at hand. */
export function needsListing({ selector, onlyIf }: Entry): boolean {
  return selector.testCaseResultId === undefined || onlyIf !== undefined || isCrossChecked(selector);
}

function isCrossChecked({ testCaseId, name, suite, machine }: Selector): boolean {
  return (testCaseId ?? name ?? suite ?? machine) !== undefined;
}

/** Names to suggest are looked for that often at the most: beyond it nobody reads them. */
const MOST_SUGGESTIONS = 10;

class Resolver {
  readonly #options: ResolveOptions;
  readonly #index: Index | undefined;
  readonly #targets = new Map<ResultId, Target>();
  readonly #problems: Problem[] = [];
  readonly #notices: Remark[] = [];
  #suggestions = 0;

  constructor(options: ResolveOptions) {
    this.#options = options;
    this.#index = options.listing && new Index(options.listing);
  }

  resolve(entries: readonly Entry[]): Resolution {
    for (const entry of entries) this.#resolve(entry);
    return { targets: [...this.#targets.values()], problems: this.#problems, notices: this.#notices };
  }

  #resolve(entry: Entry): void {
    const { testCaseResultId } = entry.selector;
    if (!this.#index) this.#withoutListing(entry);
    else if (testCaseResultId === undefined) this.#bySearch(entry, this.#index);
    else this.#byId(entry, testCaseResultId, this.#index);
  }

  #withoutListing(entry: Entry): void {
    const { testCaseResultId } = entry.selector;
    const needs = whatNeedsListing(entry, this.#options.onlyIf);
    if (testCaseResultId !== undefined && needs === undefined) this.#add(entry, testCaseResultId);
    else
      this.#fault(
        entry,
        `${needs} can only be understood with the run's listing, and ${this.#options.whyNoListing}`,
      );
  }

  #byId(entry: Entry, id: ResultId, index: Index): void {
    const { runId, strict, onlyIf } = this.#options;
    const listed = index.byId(id);
    if (listed) {
      const disagreement = disagreementOf(entry.selector, listed);
      if (disagreement) this.#fault(entry, disagreement);
      else this.#add(entry, id, listed);
      return;
    }
    const needs = whatNeedsListing(entry, onlyIf);
    const missing = `run ${runId} does not list the result ${id}`;
    const advice = 'Is it of another run? A rerun has a run id and result ids of its own';
    if (strict || needs !== undefined) {
      this.#fault(
        entry,
        needs === undefined
          ? `${missing}. ${advice}`
          : `${missing}, so ${needs} cannot be checked. ${advice}`,
      );
      return;
    }
    this.#notices.push({ place: entry.place, message: `${missing}; Testsigma decides about it. ${advice}` });
    this.#add(entry, id);
  }

  #bySearch(entry: Entry, index: Index): void {
    const candidates = index.search(entry.selector);
    const matches = candidates.filter((listed) => agrees(entry, listed));
    if (matches.length === 0) this.#fault(entry, this.#noMatch(entry, candidates, index));
    else if (matches.length > 1 && !entry.selector.all) this.#fault(entry, severalMatches(entry, matches));
    else for (const listed of matches) this.#add(entry, listed.testCaseResultId, listed);
  }

  #noMatch(entry: Entry, candidates: readonly ListedResult[], index: Index): string {
    const { runId } = this.#options;
    const none = `run ${runId} has no result of ${described(entry.selector)}`;
    if (candidates.length > 0) return `${none}. It has: ${shownList(candidates)}`;
    const { name } = entry.selector;
    this.#suggestions += 1;
    const near =
      name === undefined || this.#suggestions > MOST_SUGGESTIONS ? [] : closest(name, index.names(), 3);
    return near.length > 0 ? `${none}. The closest names: ${near.map(quoted).join(', ')}` : none;
  }

  /** The same result twice is one if both ask for the same, and a contradiction otherwise. */
  #add(entry: Entry, testCaseResultId: ResultId, listed?: ListedResult): void {
    const { outcome, comment, place } = entry;
    const first = this.#targets.get(testCaseResultId);
    if (!first) {
      const onlyIf = entry.onlyIf ?? this.#options.onlyIf;
      this.#targets.set(testCaseResultId, { testCaseResultId, outcome, comment, onlyIf, place, listed });
    } else if (first.outcome === outcome) {
      const message = `the result ${testCaseResultId} is asked for already at ${placeText(first.place)}, with the same outcome; the first one counts`;
      this.#notices.push({ place, message });
    } else {
      const message = `the result ${testCaseResultId} shall become ${spoken(outcome)} here and ${spoken(first.outcome)} at ${placeText(first.place)}; ask for one of them`;
      this.#problems.push({ place, message });
    }
  }

  #fault({ place }: Entry, message: string): void {
    this.#problems.push({ place, message });
  }
}

/**
 * Finds results by what people know of them, without reading the whole listing for each. Each way to find them is
 * prepared when it is first gone: most documents name ids alone.
 */
export class Index {
  readonly #byId: ReadonlyMap<ResultId, ListedResult>;
  #byTestCase: Groups | undefined;
  #byName: Groups | undefined;
  #byTail: Groups | undefined;

  constructor(listing: readonly ListedResult[]) {
    this.#byId = new Map(listing.map((listed) => [listed.testCaseResultId, listed]));
  }

  byId(id: ResultId): ListedResult | undefined {
    return this.#byId.get(id);
  }

  /** Results of exactly that name. */
  named(name: string): readonly ListedResult[] {
    return this.#names.get(name) ?? [];
  }

  names(): Iterable<string> {
    return this.#names.keys();
  }

  /** Results of the test case, or of the name: compared whole, then by the part after the last ` › `. */
  search({ testCaseId, name }: Selector): readonly ListedResult[] {
    if (testCaseId !== undefined) return this.#testCases.get(testCaseId) ?? [];
    if (name === undefined) return [];
    return this.#names.get(name) ?? this.#tails.get(tailOf(name)) ?? [];
  }

  get #testCases(): Groups {
    this.#byTestCase ??= grouped(this.#byId.values(), (listed) => listed.testCaseId);
    return this.#byTestCase;
  }

  get #names(): Groups {
    this.#byName ??= grouped(this.#byId.values(), ({ name }) => name);
    return this.#byName;
  }

  get #tails(): Groups {
    this.#byTail ??= grouped(this.#byId.values(), ({ name }) => name && tailOf(name));
    return this.#byTail;
  }
}

type Groups = ReadonlyMap<string, readonly ListedResult[]>;

/** Results by a key of theirs, in the order listed; those without the key are in no group. */
function grouped(
  listing: Iterable<ListedResult>,
  keyOf: (listed: ListedResult) => string | undefined,
): Groups {
  const groups = new Map<string, ListedResult[]>();
  for (const listed of listing) {
    const key = keyOf(listed);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(listed);
    else groups.set(key, [listed]);
  }
  return groups;
}

/** The part of a name after its last ` › `, by which test runners join titles. */
export function tailOf(name: string): string {
  return name
    .slice(name.lastIndexOf(' › ') + 1)
    .replace(/^› /, '')
    .trim();
}

/** What of an entry cannot be understood without the listing; nothing where an id alone says all. */
function whatNeedsListing(entry: Entry, onlyIf: readonly CurrentResult[] | undefined): string | undefined {
  const { selector } = entry;
  if (selector.testCaseResultId === undefined) return described(selector);
  if (isCrossChecked(selector)) return 'what stands beside the id';
  return entry.onlyIf || onlyIf ? 'onlyIf' : undefined;
}

function agrees({ selector }: Entry, listed: ListedResult): boolean {
  return disagreementOf(selector, listed) === undefined;
}

/** What a selector says that the listing contradicts; nothing where they agree. */
export function disagreementOf(selector: Selector, listed: ListedResult): string | undefined {
  if (!isCrossChecked(selector)) return undefined;
  const parts = [
    ['test case id', selector.testCaseId, listed.testCaseId],
    ['suite', selector.suite, listed.suite],
    ['machine', selector.machine, listed.machine],
  ] as const;
  const wrong = parts.filter(([, asked, known]) => asked !== undefined && asked !== known);
  const all = isNamed(selector, listed) ? wrong : [...wrong, ['name', selector.name, listed.name] as const];
  if (all.length === 0) return undefined;
  const asked = all.map(([what, said]) => `${what} ${quoted(said ?? '')}`).join(', ');
  const known = all.map(([what, , is]) => (is === undefined ? `no ${what}` : `the ${what} ${quoted(is)}`));
  return `this says ${asked}, but the run's listing does not agree: the result ${listed.testCaseResultId} has ${known.join(', ')} there`;
}

/** Whether a selector's name, if it has one, is the result's: the whole, or the part after the last ` › `. */
function isNamed({ name }: Selector, listed: ListedResult): boolean {
  if (name === undefined || name === listed.name) return true;
  return listed.name !== undefined && tailOf(name) === tailOf(listed.name);
}

/** What a selector looks for beside a result id, in words. */
export function described({ testCaseId, name, suite, machine }: Selector): string {
  const parts = [
    testCaseId === undefined ? [] : [`test case ${testCaseId}`],
    name === undefined ? [] : [`the name ${quoted(name)}`],
    suite === undefined ? [] : [`suite ${quoted(suite)}`],
    machine === undefined ? [] : [`machine ${quoted(machine)}`],
  ];
  return parts.flat().join(', ');
}

function severalMatches(entry: Entry, matches: readonly ListedResult[]): string {
  const [first] = matches;
  const exact = first ? entryFor(entry, first, matches) : '';
  return `${described(entry.selector)} matches ${matches.length} results: ${shownList(matches)}. Write ${exact} in a list for the first of them, or all: true for every one`;
}

/** The entry that means exactly one of several matches: by suite and machine where they tell them apart, else by id. */
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

function shown({ testCaseResultId, name, suite, machine }: ListedResult): string {
  const parts = [name, suite && `suite ${suite}`, machine && `machine ${machine}`].filter(Boolean);
  return parts.length > 0 ? `${testCaseResultId} (${parts.join(', ')})` : testCaseResultId;
}

/** Results as a message lists them: the first few, each with its id, name, suite and machine. */
export function shownList(results: readonly ListedResult[]): string {
  return firstFew(results, shown);
}

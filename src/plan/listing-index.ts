/** The listing by ID, test case and name, and which results a selector matches. */
import type { ListedResult, ResultId, Selector } from '../model/types.js';
import { listFirst, normalizeName, quote } from '../text/format.js';
import { groupBy } from './group-by.js';
import { nameMatcher } from './name-pattern.js';

/**
 * Finds results by what people know of them, without going through the listing for each. Each index is built when it is
 * first used: most documents name only IDs. Names are normalized here, once; results keep Testsigma's spelling.
 */
export class ResultIndex {
  readonly #byId = new Map<ResultId, ListedResult>();
  #byTestCase: Groups | undefined;
  #byName: Groups | undefined;
  #byTail: Groups | undefined;
  #labels: ReadonlySet<string> | undefined;

  constructor(listing: readonly ListedResult[]) {
    for (const listed of listing) this.#byId.set(listed.testCaseResultId, listed);
  }

  /** The result of that ID. */
  byId(id: ResultId): ListedResult | undefined {
    return this.#byId.get(id);
  }

  /** Results whose whole name it is. */
  named(name: string): readonly ListedResult[] {
    return this.#names.get(normalizeName(name)) ?? [];
  }

  /** Every name in the listing, as Testsigma spells it. */
  names(): Iterable<string> {
    return [...this.#names.values()].flatMap(([first]) => first.name ?? []);
  }

  /** Every suite, or every machine, of the listing, as Testsigma spells it. */
  labels(kind: 'suite' | 'machine'): ReadonlySet<string> {
    return new Set([...this.#byId.values()].flatMap((listed) => listed[kind] ?? []));
  }

  /** Whether a test case, a suite or a machine has the name. */
  isKnown(name: string): boolean {
    this.#labels ??= new Set([...this.labels('suite'), ...this.labels('machine')].map(normalizeName));
    return this.search({ name }).length > 0 || this.#labels.has(normalizeName(name));
  }

  /**
   * Results of the test case, the name, or the pattern; with none of them, every result. A name is compared whole
   * first, and then, if it has no ` › ` itself, with the parts after the last ` › `.
   */
  search({ testCaseId, name, namePattern }: Selector): readonly ListedResult[] {
    if (testCaseId !== undefined) return this.#testCases.get(testCaseId) ?? [];
    if (namePattern !== undefined) return this.#matching(namePattern);
    if (name === undefined) return [...this.#byId.values()];
    const normalized = normalizeName(name);
    const tails = hasTitles(normalized) ? undefined : this.#tails.get(normalized);
    return this.#names.get(normalized) ?? tails ?? [];
  }

  #matching(pattern: string): readonly ListedResult[] {
    const isMatch = nameMatcher(normalizeName(pattern));
    return [...this.#names].flatMap(([name, results]) => (isMatch(name) ? results : []));
  }

  get #testCases(): Groups {
    this.#byTestCase ??= groupBy(this.#byId.values(), (listed) => listed.testCaseId);
    return this.#byTestCase;
  }

  get #names(): Groups {
    this.#byName ??= groupBy(this.#byId.values(), ({ name }) => name && normalizeName(name));
    return this.#byName;
  }

  get #tails(): Groups {
    this.#byTail ??= groupBy(this.#byId.values(), ({ name }) => name && lastTitle(normalizeName(name)));
    return this.#byTail;
  }
}

type Groups = ReturnType<typeof groupBy<ListedResult, string>>;

const SEPARATOR = ' › ';

/** Whether a normalized name consists of several titles. */
function hasTitles(name: string): boolean {
  return name.includes(SEPARATOR);
}

/** The part of a name after its last ` › `, by which test runners join titles. */
export function lastTitle(name: string): string {
  return name
    .slice(name.lastIndexOf(SEPARATOR) + 1)
    .replace(/^› /, '')
    .trim();
}

/** What a search in the listing found. */
export interface SearchResult {
  /** The results that the test case, the name or the pattern matches. */
  readonly candidates: readonly ListedResult[];
  /** Those of them that suite and machine match, too. */
  readonly results: readonly ListedResult[];
}

/** The suite or machine that means every one. */
export const EVERY = '*';

/** Whether a selector has more than a result ID. */
export function isCrossChecked({ testCaseId, name, namePattern, suite, machine }: Selector): boolean {
  return (testCaseId ?? name ?? namePattern ?? suite ?? machine) !== undefined;
}

/** What the listing contradicts of a selector, as a message; undefined if they agree. */
export function findConflict(selector: Selector, listed: ListedResult): string | undefined {
  const conflicts = conflictsOf(selector, listed);
  if (conflicts.length === 0) return undefined;
  const given = conflicts.map(([what, text]) => `${what} ${quote(text)}`).join(', ');
  const known = conflicts.map(([what, , is]) =>
    is === undefined ? `no ${what}` : `the ${what} ${quote(is)}`,
  );
  return `this entry says ${given}, but in the run, result ${listed.testCaseResultId} has ${known.join(' and ')}`;
}

/** Whether a selector matches a result. */
export function matchesSelector(selector: Selector, listed: ListedResult): boolean {
  return conflictsOf(selector, listed).length === 0;
}

/** Whether a selector may match a result: what the listing does not say cannot rule it out. */
export function mayMatchSelector(selector: Selector, listed: ListedResult): boolean {
  return conflictsOf(selector, listed).every(([, , known]) => known === undefined);
}

type Conflict = readonly [what: string, given: string, known: string | undefined];

function conflictsOf(selector: Selector, listed: ListedResult): readonly Conflict[] {
  if (!isCrossChecked(selector)) return [];
  const { testCaseId, name, namePattern, suite, machine } = selector;
  const all: readonly (readonly [string, string | undefined, string | undefined, boolean])[] = [
    ['test case ID', testCaseId, listed.testCaseId, testCaseId === listed.testCaseId],
    ['suite', suite, listed.suite, isSameLabel(suite, listed.suite)],
    ['machine', machine, listed.machine, isSameLabel(machine, listed.machine)],
    ['name', name, listed.name, isSameName(name, listed.name)],
    ['name pattern', namePattern, listed.name, isPatternMatch(namePattern, listed.name)],
  ];
  return all.flatMap(([what, given, known, agrees]) =>
    given === undefined || agrees ? [] : [[what, given, known] as const],
  );
}

function isSameLabel(given: string | undefined, known: string | undefined): boolean {
  if (given === undefined || given === EVERY || given === known) return true;
  return known !== undefined && normalizeName(given) === normalizeName(known);
}

/** A name without ` › ` is also the part after the last ` › ` of another. */
function isSameName(given: string | undefined, known: string | undefined): boolean {
  if (given === undefined || given === known) return true;
  if (known === undefined) return false;
  const name = normalizeName(given);
  const whole = normalizeName(known);
  return name === whole || (!hasTitles(name) && name === lastTitle(whole));
}

function isPatternMatch(pattern: string | undefined, known: string | undefined): boolean {
  if (pattern === undefined) return true;
  return known !== undefined && nameMatcher(normalizeName(pattern))(normalizeName(known));
}

/** Whether a selector means all of its matches: there is one, it says so, or they differ only in what `*` is given for. */
export function coversAll({ all, suite, machine }: Selector, matches: readonly ListedResult[]): boolean {
  if (all || matches.length === 1) return true;
  if (suite !== EVERY && machine !== EVERY) return false;
  const differences = matches.map((listed) =>
    JSON.stringify([suite === EVERY && listed.suite, machine === EVERY && listed.machine]),
  );
  return new Set(differences).size === matches.length;
}

/** A selector in words, without its result ID. */
export function describeSelector({ testCaseId, name, namePattern, suite, machine }: Selector): string {
  const parts = [
    testCaseId === undefined ? [] : [`test case ${testCaseId}`],
    name === undefined ? [] : [`the name ${quote(name)}`],
    namePattern === undefined ? [] : [`the pattern ${quote(namePattern)}`],
    suite === undefined || suite === EVERY ? [] : [`suite ${quote(suite)}`],
    machine === undefined || machine === EVERY ? [] : [`machine ${quote(machine)}`],
  ];
  return parts.flat().join(', ');
}

function formatResult({ testCaseResultId, name, suite, machine }: ListedResult): string {
  const parts = [name, suite && `suite ${suite}`, machine && `machine ${machine}`].filter(Boolean);
  return parts.length > 0 ? `${testCaseResultId} (${parts.join(', ')})` : testCaseResultId;
}

/** Results as a message lists them: the first few, each with its ID, name, suite and machine. */
export function formatResults(results: readonly ListedResult[]): string {
  return listFirst(results, formatResult);
}

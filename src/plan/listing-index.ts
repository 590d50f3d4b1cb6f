/** The listing by ID, test case and name, and which results a selector matches. */

import type { ListedResult, ResultId, Selector } from '../model/types.js';
import { listFirst, normalizeName, quote } from '../text/format.js';
import { namePattern as matcherOf } from './name-pattern.js';

/**
 * Finds results by what people know of them, without reading the whole listing for each. Each way to find them is
 * prepared when it is first used: most documents name IDs alone. Names are normalized here, once; results keep them as
 * Testsigma spells them.
 */
export class ResultIndex {
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

  /** Results of that whole name. */
  named(name: string): readonly ListedResult[] {
    return this.#names.get(normalizeName(name)) ?? [];
  }

  /** Every name in the listing, as Testsigma spells it. */
  names(): Iterable<string> {
    return [...this.#names.values()].flatMap(([first]) => first?.name ?? []);
  }

  /** Every suite, or every machine, of the listing, as Testsigma spells it. */
  labels(kind: 'suite' | 'machine'): ReadonlySet<string> {
    return new Set([...this.#byId.values()].flatMap((listed) => listed[kind] ?? []));
  }

  /**
   * Results of the test case, the name, or the pattern; with none of them, every result. A name is compared whole
   * first, and then, if it has no ` › ` itself, with the parts after the last ` › `.
   */
  search({ testCaseId, name, namePattern }: Selector): readonly ListedResult[] {
    if (testCaseId !== undefined) return this.#testCases.get(testCaseId) ?? [];
    if (namePattern !== undefined) return this.#matching(namePattern);
    if (name === undefined) return [...this.#byId.values()];
    const wanted = normalizeName(name);
    return this.#names.get(wanted) ?? (hasTitles(wanted) ? undefined : this.#tails.get(wanted)) ?? [];
  }

  #matching(pattern: string): readonly ListedResult[] {
    const isMatch = matcherOf(normalizeName(pattern));
    return [...this.#names].flatMap(([name, results]) => (isMatch(name) ? results : []));
  }

  get #testCases(): Groups {
    this.#byTestCase ??= grouped(this.#byId.values(), (listed) => listed.testCaseId);
    return this.#byTestCase;
  }

  get #names(): Groups {
    this.#byName ??= grouped(this.#byId.values(), ({ name }) => name && normalizeName(name));
    return this.#byName;
  }

  get #tails(): Groups {
    this.#byTail ??= grouped(this.#byId.values(), ({ name }) => name && lastTitle(normalizeName(name)));
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
  /** The results of the test case, the name or the pattern. */
  readonly candidates: readonly ListedResult[];
  /** Those of them that everything else fits as well. */
  readonly results: readonly ListedResult[];
}

/** Every suite, or every machine, is meant. */
export const EVERY = '*';

/** Whether a selector says more than a result ID. */
export function isCrossChecked({ testCaseId, name, namePattern, suite, machine }: Selector): boolean {
  return (testCaseId ?? name ?? namePattern ?? suite ?? machine) !== undefined;
}

/** What a selector says that the listing contradicts; nothing if they agree. */
export function findConflict(selector: Selector, listed: ListedResult): string | undefined {
  const wrong = conflictsOf(selector, listed);
  if (wrong.length === 0) return undefined;
  const said = wrong.map(([what, text]) => `${what} ${quote(text)}`).join(', ');
  const known = wrong.map(([what, , is]) => (is === undefined ? `no ${what}` : `the ${what} ${quote(is)}`));
  return `this entry says ${said}, but in the run, result ${listed.testCaseResultId} has ${known.join(' and ')}`;
}

/** Whether a result is one that a selector allows. */
export function matchesSelector(selector: Selector, listed: ListedResult): boolean {
  return conflictsOf(selector, listed).length === 0;
}

type Conflict = readonly [what: string, said: string, known: string | undefined];

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
  return all.flatMap(([what, said, known, agrees]) =>
    said === undefined || agrees ? [] : [[what, said, known] as const],
  );
}

function isSameLabel(said: string | undefined, known: string | undefined): boolean {
  if (said === undefined || said === EVERY || said === known) return true;
  return known !== undefined && normalizeName(said) === normalizeName(known);
}

/** A name without ` › ` is also the part after the last ` › ` of another. */
function isSameName(said: string | undefined, known: string | undefined): boolean {
  if (said === undefined || said === known) return true;
  if (known === undefined) return false;
  const wanted = normalizeName(said);
  const whole = normalizeName(known);
  return wanted === whole || (!hasTitles(wanted) && wanted === lastTitle(whole));
}

function isPatternMatch(pattern: string | undefined, known: string | undefined): boolean {
  if (pattern === undefined) return true;
  return known !== undefined && matcherOf(normalizeName(pattern))(normalizeName(known));
}

/** Whether a selector means all of its matches: there is one, it says so, or `*` stands for that in which they differ. */
export function coversAll({ all, suite, machine }: Selector, matches: readonly ListedResult[]): boolean {
  if (all || matches.length === 1) return true;
  if (suite !== EVERY && machine !== EVERY) return false;
  const differences = matches.map((listed) =>
    JSON.stringify([suite === EVERY && listed.suite, machine === EVERY && listed.machine]),
  );
  return new Set(differences).size === matches.length;
}

/** What a selector looks for, besides a result ID, in words. */
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

/** The listing by ID, test case and name, and which results a selector matches. */

import type { ListedResult, ResultId, Selector } from '../model/types.js';
import { listFirst, quote } from '../text/format.js';

/**
 * Finds results by what people know of them, without reading the whole listing for each. Each way to find them is
 * prepared when it is first gone: most documents name ids alone.
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
    return this.#names.get(name) ?? this.#tails.get(lastTitle(name)) ?? [];
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
    this.#byTail ??= grouped(this.#byId.values(), ({ name }) => name && lastTitle(name));
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
export function lastTitle(name: string): string {
  return name
    .slice(name.lastIndexOf(' › ') + 1)
    .replace(/^› /, '')
    .trim();
}

/** Every suite, or every machine, is meant. */
export const EVERY = '*';

/** Whether a selector says more than a result ID. */
export function isCrossChecked({ testCaseId, name, suite, machine }: Selector): boolean {
  return (testCaseId ?? name ?? suite ?? machine) !== undefined;
}

/** What a selector says that the listing contradicts; nothing where they agree. */
export function findConflict(selector: Selector, listed: ListedResult): string | undefined {
  if (!isCrossChecked(selector)) return undefined;
  const parts = [
    ['test case id', selector.testCaseId, listed.testCaseId],
    ['suite', selector.suite, listed.suite],
    ['machine', selector.machine, listed.machine],
  ] as const;
  const wrong = parts.filter(([, asked, known]) => asked !== undefined && asked !== EVERY && asked !== known);
  const all = matchesName(selector, listed)
    ? wrong
    : [...wrong, ['name', selector.name, listed.name] as const];
  if (all.length === 0) return undefined;
  const asked = all.map(([what, said]) => `${what} ${quote(said ?? '')}`).join(', ');
  const known = all.map(([what, , is]) => (is === undefined ? `no ${what}` : `the ${what} ${quote(is)}`));
  return `this says ${asked}, but the run's listing does not agree: the result ${listed.testCaseResultId} has ${known.join(', ')} there`;
}

/** Whether a selector's name, if it has one, is the result's: the whole, or the part after the last ` › `. */
function matchesName({ name }: Selector, listed: ListedResult): boolean {
  if (name === undefined || name === listed.name) return true;
  return listed.name !== undefined && lastTitle(name) === lastTitle(listed.name);
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

/** What a selector looks for beside a result id, in words. */
export function describeSelector({ testCaseId, name, suite, machine }: Selector): string {
  const parts = [
    testCaseId === undefined ? [] : [`test case ${testCaseId}`],
    name === undefined ? [] : [`the name ${quote(name)}`],
    suite === undefined || suite === EVERY ? [] : [`suite ${quote(suite)}`],
    machine === undefined || machine === EVERY ? [] : [`machine ${quote(machine)}`],
  ];
  return parts.flat().join(', ');
}

function formatResult({ testCaseResultId, name, suite, machine }: ListedResult): string {
  const parts = [name, suite && `suite ${suite}`, machine && `machine ${machine}`].filter(Boolean);
  return parts.length > 0 ? `${testCaseResultId} (${parts.join(', ')})` : testCaseResultId;
}

/** Results as a message lists them: the first few, each with its id, name, suite and machine. */
export function formatResults(results: readonly ListedResult[]): string {
  return listFirst(results, formatResult);
}

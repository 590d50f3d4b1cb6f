/** The results of a run, and the newest attempt of each in its reruns. */
import type { CurrentResult, Iteration, ListedResult, ResultIdentity } from '../model/types.js';
import { ResultIndex } from '../plan/listing-index.js';
import { normalizeName } from '../text/format.js';

/** What another run lists. */
export interface OtherListing {
  readonly runId: string;
  readonly results: readonly ListedResult[];
}

/** The verdict on the newest attempt of a result. */
type AttemptVerdict =
  | { readonly kind: 'passed' }
  /** The reason: its result, in wire words, or what is missing. */
  | { readonly kind: 'not-passed'; readonly reason: string }
  /** It is unclear which attempt belongs to which result: the candidates, and the run that lists them. */
  | { readonly kind: 'ambiguous'; readonly runId: string; readonly candidates: readonly ListedResult[] };

/** A result of the run that another run has an attempt of. */
export interface NewestAttempt {
  readonly listed: ListedResult;
  /** The run that has the newest attempt. */
  readonly runId: string;
  readonly verdict: AttemptVerdict;
}

/** One attempt of a result. */
interface Attempt {
  readonly runId: string;
  readonly listed: ListedResult;
  /** The results of the run that it may be an attempt of. */
  readonly owners: readonly ListedResult[];
}

/** The attempts of other runs at the results of a run. */
interface NewestAttempts {
  /** In the order of the run's listing. */
  readonly attempts: readonly NewestAttempt[];
  /** How many results of the other runs belong to none of the run. */
  readonly unmatched: number;
}

/**
 * Finds the newest attempt of each result.
 *
 * @param others the other runs, from the oldest to the newest
 */
export function newestAttempts(
  runId: string,
  results: readonly ListedResult[],
  others: readonly OtherListing[],
): NewestAttempts {
  const index = new ResultIndex(results);
  const byResult = new Map<ListedResult, Attempt[]>(results.map((listed) => [listed, []]));
  let unmatched = 0;
  for (const { runId: otherId, results: attempted } of others) {
    for (const listed of attempted) {
      const owners = ownersOf(listed, index);
      if (owners.length === 0) unmatched += 1;
      for (const owner of owners) byResult.get(owner)?.push({ runId: otherId, listed, owners });
    }
  }
  const attempts = [...byResult].flatMap(([listed, own]) => {
    const newest = own.at(-1);
    return newest ? [{ listed, runId: newest.runId, verdict: verdictOf(listed, runId, own) }] : [];
  });
  return { attempts, unmatched };
}

/** The results of the run that a result of another run may be an attempt of. */
function ownersOf(listed: ListedResult, index: ResultIndex): readonly ListedResult[] {
  const { testCaseId } = listed;
  if (testCaseId === undefined) return [];
  return index.search({ testCaseId }).filter((one) => isSameResult(one, listed));
}

/** Whether two results of one test case are of the same suite and machine: by IDs, and by names if one is missing. */
function isSameResult(one: ListedResult, other: ListedResult): boolean {
  const suite = sameId(one.identity?.suiteId, other.identity?.suiteId);
  const machine = sameId(one.identity?.machineId, other.identity?.machineId);
  if (suite === false || machine === false) return false;
  if (suite && machine) return true;
  return sameName(one.suite, other.suite) && sameName(one.machine, other.machine);
}

/** Whether two IDs are the same; undefined if one of them is missing. */
function sameId(one: string | undefined, other: string | undefined): boolean | undefined {
  return one === undefined || other === undefined ? undefined : one === other;
}

/** Whether two names are the same; a missing one never is. */
export function sameName(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && normalizeName(one) === normalizeName(other);
}

/** @param attempts from the oldest to the newest; at least one */
function verdictOf(listed: ListedResult, runId: string, attempts: readonly Attempt[]): AttemptVerdict {
  const newest = attempts.filter((attempt) => attempt.runId === attempts.at(-1)?.runId);
  const [result = ''] = newest.map((attempt) => attempt.listed.result);
  if (!newest.some((attempt) => isPassed(attempt.listed.result)))
    return { kind: 'not-passed', reason: result };
  const isDataDriven = [listed, ...attempts.map((attempt) => attempt.listed)].some(
    ({ identity }) => identity?.isDataDriven,
  );
  const reason = isDataDriven ? iterationReason(listed, attempts) : undefined;
  if (reason !== undefined) return { kind: 'not-passed', reason };
  return ambiguity(runId, isDataDriven ? attempts : newest) ?? { kind: 'passed' };
}

function isPassed(result: CurrentResult): boolean {
  return result === 'SUCCESS';
}

/** Attempts that may belong to several results, or of which a run has several. */
function ambiguity(runId: string, attempts: readonly Attempt[]): AttemptVerdict | undefined {
  for (const [index, attempt] of attempts.entries()) {
    if (attempt.owners.length > 1) return { kind: 'ambiguous', runId, candidates: attempt.owners };
    if (attempts[index + 1]?.runId !== attempt.runId) continue;
    const candidates = attempts.filter((one) => one.runId === attempt.runId).map(({ listed }) => listed);
    return { kind: 'ambiguous', runId: attempt.runId, candidates };
  }
  return undefined;
}

/** Why a data-driven case has not passed although its newest attempt has: a rerun may have only some iterations. */
function iterationReason({ identity }: ListedResult, attempts: readonly Attempt[]): string | undefined {
  const all = [
    ['', identity] as const,
    ...attempts.map(({ runId, listed }) => [runId, listed.identity] as const),
  ];
  if (all.some(([, one]) => hasTwins(one?.iterations)))
    return 'data-driven, and several of its iterations have the same name';
  const isUnlisted = identity?.isDataDriven && identity.iterations.length === 0;
  const newest = newestIterations(all);
  if (isUnlisted || newest.length === 0) return 'data-driven, and its iterations are not listed';
  return newest.every(isPassed) ? undefined : 'data-driven, and not all of its iterations passed';
}

/** Whether iterations of one attempt share a name: which is which in another attempt would be a guess. */
function hasTwins(iterations: readonly Iteration[] = []): boolean {
  const names = iterations.flatMap(({ set }) => (set === undefined ? [] : normalizeName(set)));
  return new Set(names).size < names.length;
}

/**
 * The result of the newest attempt of each iteration; of several in one run, the one that has not passed.
 *
 * @param attempts each with its run, from the oldest to the newest
 */
function newestIterations(
  attempts: readonly (readonly [runId: string, identity: ResultIdentity | undefined])[],
): readonly CurrentResult[] {
  const newest = new Map<string, { readonly runId: string; readonly result: CurrentResult }>();
  for (const [runId, identity] of attempts) {
    for (const iteration of identity?.iterations ?? []) {
      const key = iterationKey(iteration, newest.size);
      const known = newest.get(key);
      if (known?.runId === runId && !isPassed(known.result)) continue;
      newest.set(key, { runId, result: iteration.result });
    }
  }
  return [...newest.values()].map(({ result }) => result);
}

/** An iteration without a name matches no other. */
function iterationKey({ set }: Iteration, number: number): string {
  return set === undefined ? `${number}` : `set ${normalizeName(set)}`;
}

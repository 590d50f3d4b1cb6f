/** What the run shows after the override, held against what was reported. */
import type { CurrentResult, ListedResult, Settled } from '../model/types.js';

/** How much is checked: only what is not known, or everything that was sent. */
export type Scope = 'unknown' | 'everything';

/** How to check. */
export interface CheckOptions {
  readonly scope: Scope;
  /** Reads the run's results; never rejects. */
  readonly read: () => Promise<
    { readonly value: { readonly results: readonly ListedResult[] } } | { readonly unreadable: string }
  >;
  /** Waits before another reading, and says whether it may still be made. */
  readonly wait: () => Promise<boolean>;
  /** Gives what people call a result. */
  readonly spoken: (result: CurrentResult) => string;
}

/** The fates after the check. */
export interface Checked {
  readonly settled: readonly Settled[];
  /** Why the check of everything could not be made. */
  readonly unverified?: string;
}

/** Where everything is checked, it is read that often at the most: when a listing shows overrides is not documented. */
const MOST_READINGS = 3;

/** Reads the run again, as often as it takes and may, and gives every result the fate that it shows. */
export async function readAgain(settled: readonly Settled[], options: CheckOptions): Promise<Checked> {
  const { scope, read, wait, spoken } = options;
  if (!needsCheck(settled, scope)) return { settled };
  for (let left = scope === 'everything' ? MOST_READINGS : 1; ; left -= 1) {
    const shown = await read();
    if (left > 1 && !showsAll(settled, shown, scope) && (await wait())) continue;
    if ('value' in shown) return { settled: checked(settled, shown.value.results, scope, spoken) };
    return scope === 'everything' ? { settled, unverified: shown.unreadable } : { settled };
  }
}

function showsAll(
  settled: readonly Settled[],
  shown: Awaited<ReturnType<CheckOptions['read']>>,
  scope: Scope,
): boolean {
  return 'value' in shown && !isIncomplete(settled, shown.value.results, scope);
}

/** Whether a check would have anything to look at. */
export function needsCheck(settled: readonly Settled[], scope: Scope): boolean {
  return settled.some(({ fate }) => fate === 'unknown' || (scope === 'everything' && fate === 'overridden'));
}

/** Whether the listing does not yet show everything that is in scope as it was asked. */
export function isIncomplete(
  settled: readonly Settled[],
  shown: readonly ListedResult[],
  scope: Scope,
): boolean {
  const current = resultsById(shown);
  return settled.some(
    ({ fate, override: { testCaseResultId, outcome } }) =>
      (fate === 'unknown' || (scope === 'everything' && fate === 'overridden')) &&
      current.get(testCaseResultId) !== outcome,
  );
}

/**
 * The fates after a second reading: what is unknown but shown as asked was overridden; where everything is checked,
 * what was accepted but is not shown was not.
 *
 * @param spoken gives what people call a result
 */
export function checked(
  settled: readonly Settled[],
  shown: readonly ListedResult[],
  scope: Scope,
  spoken: (result: CurrentResult) => string,
): readonly Settled[] {
  const current = resultsById(shown);
  return settled.map((one) => {
    const now = current.get(one.override.testCaseResultId);
    const asAsked = now === one.override.outcome;
    if (one.fate === 'unknown' && asAsked) {
      return { ...one, fate: 'overridden', message: 'no usable answer, but the run shows it as asked' };
    }
    if (one.fate !== 'overridden' || scope !== 'everything' || asAsked) return one;
    const shows = now === undefined ? 'the run does not list it' : `the run still shows ${spoken(now)}`;
    return { ...one, fate: 'rejected', message: `accepted, but ${shows}` };
  });
}

function resultsById(shown: readonly ListedResult[]): ReadonlyMap<string, CurrentResult> {
  return new Map(shown.map(({ testCaseResultId, result }) => [testCaseResultId, result]));
}

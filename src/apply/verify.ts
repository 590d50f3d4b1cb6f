/** What the run shows after the override, held against what was reported. */
import { resultLabel } from '../model/outcome.js';
import type { CurrentResult, ListedResult, OverrideResult } from '../model/types.js';

/** How much is checked: only what is not known, or everything that was sent. */
export type Scope = 'unknown' | 'everything';

/** How to check. */
export interface VerifyOptions {
  readonly scope: Scope;
  /** Reads the run's results; never rejects. */
  readonly read: () => Promise<
    { readonly value: { readonly results: readonly ListedResult[] } } | { readonly unreadable: string }
  >;
  /** Waits before another reading, and says whether it may still be made. */
  readonly wait: () => Promise<boolean>;
}

/** The fates after the check. */
export interface Verified {
  readonly settled: readonly OverrideResult[];
  /** Why the check of everything could not be made. */
  readonly unverified?: string;
}

/** Where everything is checked, it is read that often at the most: when a listing shows overrides is not documented. */
const MAX_READINGS = 3;

/** Reads the run again, as often as it takes and may, and gives every result the fate that it shows. */
export async function verifyAgainstRun(
  settled: readonly OverrideResult[],
  options: VerifyOptions,
): Promise<Verified> {
  const { scope, read, wait } = options;
  if (!needsVerification(settled, scope)) return { settled };
  for (let left = scope === 'everything' ? MAX_READINGS : 1; ; left -= 1) {
    const shown = await read();
    if (left > 1 && !showsAll(settled, shown, scope) && (await wait())) continue;
    if ('value' in shown) return { settled: withObservedResults(settled, shown.value.results, scope) };
    return scope === 'everything' ? { settled, unverified: shown.unreadable } : { settled };
  }
}

function showsAll(
  settled: readonly OverrideResult[],
  shown: Awaited<ReturnType<VerifyOptions['read']>>,
  scope: Scope,
): boolean {
  return 'value' in shown && !hasMismatch(settled, shown.value.results, scope);
}

/** Whether a check would have anything to look at. */
export function needsVerification(settled: readonly OverrideResult[], scope: Scope): boolean {
  return settled.some(
    ({ status }) => status === 'unknown' || (scope === 'everything' && status === 'overridden'),
  );
}

/** Whether the listing does not yet show everything that is in scope as it was asked. */
export function hasMismatch(
  settled: readonly OverrideResult[],
  shown: readonly ListedResult[],
  scope: Scope,
): boolean {
  const current = resultsById(shown);
  return settled.some(
    ({ status, override: { testCaseResultId, outcome } }) =>
      (status === 'unknown' || (scope === 'everything' && status === 'overridden')) &&
      current.get(testCaseResultId) !== outcome,
  );
}

/**
 * The fates after a second reading: what is unknown but shown as asked was overridden; where everything is checked,
 * what was accepted but is not shown was not.
 */
export function withObservedResults(
  settled: readonly OverrideResult[],
  shown: readonly ListedResult[],
  scope: Scope,
): readonly OverrideResult[] {
  const current = resultsById(shown);
  return settled.map((one) => {
    const now = current.get(one.override.testCaseResultId);
    const asAsked = now === one.override.outcome;
    if (one.status === 'unknown' && asAsked) {
      return { ...one, status: 'overridden', message: 'no usable answer, but the run shows it as asked' };
    }
    if (one.status !== 'overridden' || scope !== 'everything' || asAsked) return one;
    const shows = now === undefined ? 'the run does not list it' : `the run still shows ${resultLabel(now)}`;
    return { ...one, status: 'rejected', message: `accepted, but ${shows}` };
  });
}

function resultsById(shown: readonly ListedResult[]): ReadonlyMap<string, CurrentResult> {
  return new Map(shown.map(({ testCaseResultId, result }) => [testCaseResultId, result]));
}

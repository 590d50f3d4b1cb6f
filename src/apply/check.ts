/** What the run shows after the override, held against what was reported. */
import type { CurrentResult, ListedResult, Settled } from '../model.js';

/** How much is checked: only what is not known, or everything that was sent. */
export type Scope = 'unknown' | 'everything';

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

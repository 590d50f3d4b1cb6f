/** What keeps the run from Passed after the step. */
import type { ListedResult, OverrideResult, ResultId } from '../model/types.js';
import { isExpired } from '../model/until.js';

/**
 * The results of a run that are not Passed now, with their current result, except those that an entry of this step
 * wanted Not Executed and that are. An expired entry wants nothing.
 *
 * @param listed the listing as it was read last, if it was
 * @param settled what was proven since then
 * @param today in UTC, such as `2026-12-31`
 * @returns undefined if the listing was not read or is empty
 */
export function stillFailed(
  listed: readonly ListedResult[] | undefined,
  settled: readonly OverrideResult[],
  today: string,
): readonly ListedResult[] | undefined {
  if (!listed || listed.length === 0) return undefined;
  const byId = new Map<ResultId, OverrideResult>();
  for (const one of settled) byId.set(one.override.testCaseResultId, one);
  return listed.flatMap((one) => {
    const { override, status } = byId.get(one.testCaseResultId) ?? {};
    const result = status === 'overridden' && override ? override.outcome : one.result;
    const isWanted = override?.outcome === 'NOT_EXECUTED' && !isExpired(override.until, today);
    if (result === 'SUCCESS' || (result === 'NOT_EXECUTED' && isWanted)) return [];
    return result === one.result ? one : { ...one, result };
  });
}

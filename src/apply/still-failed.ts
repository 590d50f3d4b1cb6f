/** What keeps the run from Passed after the step. */
import type { ListedResult, OverrideResult } from '../model/types.js';

/**
 * The results of a run that are not Passed now, with their current result, except those that the step set to Not
 * Executed on purpose.
 *
 * @param listed the listing as it was read last, if it was
 * @param settled what was proven since then
 * @returns undefined if the listing was not read or is empty
 */
export function stillFailed(
  listed: readonly ListedResult[] | undefined,
  settled: readonly OverrideResult[],
): readonly ListedResult[] | undefined {
  if (!listed || listed.length === 0) return undefined;
  const byId = new Map(settled.map((one) => [one.override.testCaseResultId, one]));
  return listed.flatMap((one) => {
    const { override, status } = byId.get(one.testCaseResultId) ?? {};
    const result = status === 'overridden' && override ? override.outcome : one.result;
    const isIntended = result === 'NOT_EXECUTED' && override?.outcome === 'NOT_EXECUTED';
    return result === 'SUCCESS' || isIntended ? [] : [{ ...one, result }];
  });
}

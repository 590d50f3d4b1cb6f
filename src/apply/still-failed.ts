/** What keeps the run from Passed after the step. */
import type { ListedResult, OverrideResult } from '../model/types.js';

/**
 * The results of a run that are not Passed now, with their current result, except those that the step set to Not
 * Executed on purpose.
 *
 * @param listed the listing as it was read last
 * @param settled what was proven since then
 */
export function stillFailed(
  listed: readonly ListedResult[],
  settled: readonly OverrideResult[],
): readonly ListedResult[] {
  const byId = new Map(settled.map((one) => [one.override.testCaseResultId, one]));
  return listed.flatMap((one) => {
    const { override, status } = byId.get(one.testCaseResultId) ?? {};
    const result = status === 'overridden' && override ? override.outcome : one.result;
    const isIntended = result === 'NOT_EXECUTED' && override?.outcome === 'NOT_EXECUTED';
    return result === 'SUCCESS' || isIntended ? [] : [{ ...one, result }];
  });
}

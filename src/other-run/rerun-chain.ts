/** A run and its reruns, from one to the next. */
import type { EndedRun, RunInfo } from '../model/types.js';

/** The reruns of a run, or why they are not known. */
export type RerunChain =
  | {
      readonly kind: 'reruns';
      /** From the oldest to the newest; all of them have ended. */
      readonly runs: readonly RunInfo[];
    }
  | Exclude<EndedRun, { readonly kind: 'ended' }>;

/** How often Testsigma reruns a run at most. */
const MAX_RERUNS = 10;

/**
 * Follows the reruns of a run, from one to the next.
 *
 * @param read reads a rerun that must have ended
 */
export async function followReruns(
  run: RunInfo,
  read: (runId: string) => Promise<EndedRun>,
): Promise<RerunChain> {
  const runs: RunInfo[] = [];
  const seen = new Set([run.id]);
  for (let last = run; ; ) {
    const { child, childWithoutId } = last;
    if (childWithoutId !== undefined)
      return broken(
        `run ${last.id} has a rerun whose ID Testsigma did not give (childResult was ${childWithoutId})`,
      );
    if (child === undefined) return { kind: 'reruns', runs };
    if (seen.has(child))
      return broken(`run ${last.id} names run ${child} as its rerun, which came before it`);
    if (runs.length === MAX_RERUNS) return broken(`run ${run.id} has more than ${MAX_RERUNS} reruns`);
    const next = await read(child);
    if (next.kind !== 'ended') return next;
    seen.add(child);
    runs.push(next.run);
    last = next.run;
  }
}

function broken(what: string): RerunChain {
  const message = `${what}, so the newest attempts are not known. Give the ID of the rerun that counts instead of latest-rerun`;
  return { kind: 'failed', problem: { location: { input: 'results-from-run' }, message } };
}

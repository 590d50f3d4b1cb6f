/** A run and its reruns, from one to the next. */
import type { Problem } from '../model/diagnostic.js';
import type { EndedRun, RunInfo } from '../model/types.js';

/** The reruns of a run, or why they are not known. */
export type RerunChain =
  | {
      readonly kind: 'reruns';
      /** From the oldest to the newest; all of them have ended. */
      readonly runs: readonly RunInfo[];
    }
  | Exclude<EndedRun, { readonly kind: 'ended' }>;

/** Testsigma reruns a run that often at the most. */
const MAX_RERUNS = 10;

/**
 * Walks down the reruns of a run.
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
    if (childWithoutId !== undefined) return withoutId(last.id, childWithoutId);
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

function withoutId(runId: string, seen: string): RerunChain {
  return broken(`run ${runId} has a rerun whose ID Testsigma did not give (childResult was ${seen})`);
}

function broken(what: string): RerunChain {
  const message = `${what}, so the newest attempts are not known. Give the ID of the rerun that counts instead of latest-rerun`;
  const problem: Problem = { location: { input: 'results-from-run' }, message };
  return { kind: 'failed', problem };
}

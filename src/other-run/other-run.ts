/** Other runs in the main flow. The code that reads them is loaded only if `results-from-run` is given. */
import type { Inputs } from '../inputs/inputs.js';
import type { Diagnostics } from '../model/diagnostic.js';
import { DEFAULT_COMMENT } from '../model/policy.js';
import type { EndedRun, Override, RunInfo, RunSnapshot } from '../model/types.js';
import type { TestsigmaClient } from '../testsigma/client.js';
import type { RerunChain } from './rerun-chain.js';
import type { TakenOver } from './take-over.js';

const LOCATION = { input: 'results-from-run' };
const NOTHING: TakenOver = { overrides: [], lines: [] };

/** Takes over what passed in another run, if that is requested and there is no problem so far. */
export async function takeOverPasses(
  client: TestsigmaClient,
  { runId, resultsFromRun: from, suite, machine, comment }: Inputs,
  { run, listing, listingError }: RunSnapshot,
  cancelled: AbortSignal,
  diagnostics: Diagnostics,
): Promise<TakenOver> {
  if (from === undefined || diagnostics.problems.length > 0) return NOTHING;
  if (!run || !listing) {
    const why = run ? listingError : 'the run could not be read';
    const message = `another run's passes can only be matched to the results of run ${runId}, and ${why}`;
    diagnostics.problem(LOCATION, message);
    return NOTHING;
  }
  const { takeOver } = await import('./take-over.js');
  const ownComment = comment === DEFAULT_COMMENT ? '' : comment;
  const { results } = listing;
  const options = { client, run, results, from, suite, machine, ownComment, cancelled };
  return takeOver(options, diagnostics);
}

/** Whether nothing was left to take over, since the run is Passed; then a notice says so. */
export function noticeIfPassed(
  plan: readonly Override[],
  { runId, resultsFromRun }: Inputs,
  { runResult }: RunSnapshot,
  diagnostics: Diagnostics,
): boolean {
  if (resultsFromRun === undefined || plan.length > 0 || runResult !== 'SUCCESS') return false;
  diagnostics.notice(LOCATION, `run ${runId} is Passed already: there is nothing to take over`);
  return true;
}

/** Follows the reruns of a run: see `rerun-chain.ts`. */
export async function followReruns(
  run: RunInfo,
  read: (runId: string) => Promise<EndedRun>,
): Promise<RerunChain> {
  const chain = await import('./rerun-chain.js');
  return chain.followReruns(run, read);
}

/** Reading the run and its results before anything is sent, and whether they may be changed. */
import type { Inputs } from './inputs/inputs.js';
import type { Diagnostics } from './model/diagnostic.js';
import { resultLabel } from './model/outcome.js';
import { phaseOf } from './model/run-status.js';
import type { ListedResult, RunInfo, RunSnapshot } from './model/types.js';
import type { Clock } from './runtime/process.js';
import type { ReadResult, TestsigmaClient } from './testsigma/client.js';
import type { RetryPolicy } from './testsigma/retry.js';
import type { ParsedListing } from './testsigma/run-response.js';
import { listFirst } from './text/format.js';

/** If the run is not read at all. */
export const NOT_READ: RunSnapshot = { runResult: '', listingError: 'lookup is off' };

/** If nothing needs the run, it is read with so many retries and for so long, in milliseconds. */
const SHORT_RETRY = { maxRetries: 2, ms: 15_000 };

/**
 * Reads the run and its listing as the input `lookup` requires.
 *
 * @param needed whether the plan cannot be made without the listing
 */
export async function lookUp(
  client: TestsigmaClient,
  { lookup, runId, verify, resultsFromRun }: Pick<Inputs, 'lookup' | 'runId' | 'verify' | 'resultsFromRun'>,
  needed: boolean,
  clock: Clock,
  diagnostics: Diagnostics,
): Promise<RunSnapshot> {
  if (lookup === 'off') return NOT_READ;
  const policy = needed || verify || lookup === 'required' ? {} : shortRetry(clock);
  const withIdentity = resultsFromRun !== undefined;
  const [run, listing] = await Promise.all([client.run(policy), client.listing(policy, withIdentity)]);
  const results = ofEndedRun(listing, run);
  const { result, status } = run.value ?? stateIn(results.value);
  checkReadings(run, results, { lookup, runId, needed }, diagnostics);
  checkEnded(status, run.value !== undefined, runId, diagnostics);
  if (run.value) warnOfReruns(run.value, resultsFromRun !== undefined, diagnostics);
  if (results.value && phaseOf(status) === 'ended')
    warnOfUnfinished(results.value.results, runId, diagnostics);
  return {
    run: run.value,
    listing: results.value && { ...results.value, readAt: clock.now() },
    runResult: result,
    listingError: results.value ? '' : `they could not be read: ${results.unreadable}`,
  };
}

/** Reports readings that failed; if `needed`, whatever needs them reports it. */
function checkReadings(
  run: ReadResult<RunInfo>,
  results: ReadResult<ParsedListing>,
  { lookup, runId, needed }: Pick<Inputs, 'lookup' | 'runId'> & { readonly needed: boolean },
  diagnostics: Diagnostics,
): void {
  const unauthorized = [run, results].find(({ isUnauthorized }) => isUnauthorized);
  const runErrors = readErrors('run', run);
  const listingErrors = readErrors("run's results", results);
  if (unauthorized) {
    const message = `run ${runId} could not be read: ${unauthorized.unreadable}`;
    diagnostics.problem({ input: 'api-token' }, message);
  } else if (lookup === 'required') {
    for (const error of [...runErrors, ...listingErrors])
      diagnostics.problem({ input: 'lookup' }, `${error}, and lookup is required`);
  } else {
    const warnings = [
      ...(needed ? [] : listingErrors.map((error) => `${error}. ${NO_UNDO}`)),
      ...(results.value ? runErrors.map((error) => `${error}. ${HAS_ENDED}`) : []),
    ];
    for (const warning of warnings) diagnostics.warning({ input: 'lookup' }, warning);
  }
}

const HAS_ENDED = 'Continuing, since its listing says that it has ended';
const NO_UNDO = 'Continuing without it: unchanged results cannot be skipped, and there is no undo';

/** The current overall run result, in wire words; empty if it cannot be read. */
export async function runResultNow(client: TestsigmaClient, clock: Clock): Promise<string> {
  const { value } = await client.run(shortRetry(clock));
  return value?.result ?? '';
}

function shortRetry(clock: Clock): RetryPolicy {
  return { maxRetries: SHORT_RETRY.maxRetries, deadline: clock.now() + SHORT_RETRY.ms };
}

function readErrors(what: string, { unreadable }: ReadResult<unknown>): string[] {
  return unreadable === undefined ? [] : [`the ${what} could not be read: ${unreadable}`];
}

/** A listing counts only if it is known whether its run has ended: by the run itself, or by its own status. */
function ofEndedRun(listing: ReadResult<ParsedListing>, run: ReadResult<RunInfo>): ReadResult<ParsedListing> {
  if (run.value || !listing.value || phaseOf(listing.value.runStatus) !== 'unknown') return listing;
  const why = `it is not known whether the run has ended, since the run could not be read: ${run.unreadable}`;
  return { ...run, unreadable: why };
}

/** The overall run result and status, as far as the listing shows them. */
function stateIn(listing: ParsedListing | undefined): Pick<RunInfo, 'result' | 'status'> {
  return { result: listing?.runResult ?? '', status: listing?.runStatus ?? '' };
}

function checkEnded(status: string, wasRead: boolean, runId: string, diagnostics: Diagnostics): void {
  const phase = phaseOf(status);
  if (phase === 'in-progress') {
    const message = `run ${runId} is still in progress (${status}) and would overwrite these results; set wait-for-run-seconds to wait for it, or lookup: off to send anyway`;
    diagnostics.problem({ input: 'run-id' }, message);
  } else if (phase === 'unknown' && wasRead) {
    const message = `Testsigma gave no status of run ${runId}; if it is still in progress, it may overwrite these results`;
    diagnostics.warning({ input: 'run-id' }, message);
  }
}

/** Results that Testsigma may still change. */
const UNFINISHED = ['RUNNING', 'QUEUED', 'PAUSED'];

function warnOfUnfinished(results: readonly ListedResult[], runId: string, diagnostics: Diagnostics): void {
  const unfinished = results.filter(({ result }) => UNFINISHED.includes(result));
  if (unfinished.length === 0) return;
  const which = listFirst(unfinished, (one) => `${one.testCaseResultId} (${resultLabel(one.result)})`);
  const message = `run ${runId} has ended, but some of its results have not: ${which}. Testsigma may still change them; check the run`;
  diagnostics.warning({ input: 'run-id' }, message);
}

function warnOfReruns({ id, parent, child }: RunInfo, takesOver: boolean, diagnostics: Diagnostics): void {
  if (parent !== undefined) {
    const message = `run ${id} is a rerun of run ${parent}: results of run ${parent} have other IDs and are not changed`;
    diagnostics.warning({ input: 'run-id' }, message);
  }
  if (child !== undefined && !takesOver) {
    const message = `run ${id} has a rerun, run ${child}. Its results have different IDs and are not changed`;
    diagnostics.warning({ input: 'run-id' }, message);
  }
}

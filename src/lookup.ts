/** Reading the run and its results before anything is sent, and whether they may be changed. */
import type { Inputs } from './inputs/inputs.js';
import type { Diagnostics } from './model/diagnostic.js';
import { resultLabel } from './model/outcome.js';
import { phaseOf } from './model/run-status.js';
import type { RunInfo, RunSnapshot } from './model/types.js';
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
 * Reads the run and its listing as the input `lookup` says.
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
  const { result, status } = stateOf(run, results);
  checkReadings(run, results, { lookup, runId, needed }, diagnostics);
  checkEnded(status, run, runId, diagnostics);
  warnOfReruns(run, resultsFromRun !== undefined, diagnostics);
  if (phaseOf(status) === 'ended') warnOfUnfinished(results, runId, diagnostics);
  return {
    run: 'value' in run ? run.value : undefined,
    listing: 'value' in results ? { ...results.value, readAt: clock.now() } : undefined,
    runResult: result,
    listingError: 'unreadable' in results ? `they could not be read: ${results.unreadable}` : '',
  };
}

/** The current overall run result, in wire words; empty if it cannot be read. */
export async function runResultNow(client: TestsigmaClient, clock: Clock): Promise<string> {
  const read = await client.run(shortRetry(clock));
  return 'value' in read ? read.value.result : '';
}

function shortRetry(clock: Clock): RetryPolicy {
  return { maxRetries: SHORT_RETRY.maxRetries, deadline: clock.now() + SHORT_RETRY.ms };
}

function unreadable(what: string, read: ReadResult<unknown>): string[] {
  return 'unreadable' in read ? [`the ${what} could not be read: ${read.unreadable}`] : [];
}

/** What follows if the run or its results could not be read. */
function checkReadings(
  run: ReadResult<RunInfo>,
  results: ReadResult<ParsedListing>,
  { lookup, runId, needed }: { lookup: Inputs['lookup']; runId: string; needed: boolean },
  diagnostics: Diagnostics,
): void {
  const unauthorized = [run, results].find((read) => 'unreadable' in read && read.isUnauthorized);
  if (unauthorized && 'unreadable' in unauthorized) {
    const message = `run ${runId} could not be read: ${unauthorized.unreadable}`;
    diagnostics.problem({ input: 'api-token' }, message);
  } else if (lookup === 'required') {
    for (const error of [...unreadable('run', run), ...unreadable("run's results", results)])
      diagnostics.problem({ input: 'lookup' }, `${error}, and lookup is required`);
  } else {
    if (!needed) warnOfNoUndo(results, diagnostics);
    if ('value' in results) warnOfUnreadRun(run, diagnostics);
  }
}

/** A listing counts only if it is known whether its run has ended: by the run itself, or by its own status. */
function ofEndedRun(listing: ReadResult<ParsedListing>, run: ReadResult<RunInfo>): ReadResult<ParsedListing> {
  if ('value' in run || !('value' in listing) || phaseOf(listing.value.runStatus) !== 'unknown')
    return listing;
  const why = `it is not known whether the run has ended, since the run could not be read: ${run.unreadable}`;
  return { ...run, unreadable: why };
}

/** The overall run result and status; from the listing if the run itself could not be read. */
function stateOf(
  run: ReadResult<RunInfo>,
  results: ReadResult<ParsedListing>,
): Pick<RunInfo, 'result' | 'status'> {
  if ('value' in run) return run.value;
  if ('value' in results) return { result: results.value.runResult, status: results.value.runStatus };
  return { result: '', status: '' };
}

function checkEnded(status: string, run: ReadResult<RunInfo>, runId: string, diagnostics: Diagnostics): void {
  const phase = phaseOf(status);
  if (phase === 'in-progress') {
    const message = `run ${runId} is still in progress (${status}) and would overwrite these results; set wait-for-run-seconds to wait for it, or lookup: off to send anyway`;
    diagnostics.problem({ input: 'run-id' }, message);
  } else if (phase === 'unknown' && 'value' in run) {
    const message = `Testsigma gave no status of run ${runId}; if it is still in progress, it may overwrite these results`;
    diagnostics.warning({ input: 'run-id' }, message);
  }
}

function warnOfUnreadRun(run: ReadResult<RunInfo>, diagnostics: Diagnostics): void {
  for (const error of unreadable('run', run))
    diagnostics.warning(
      { input: 'lookup' },
      `${error}. Continuing, since its listing says that it has ended`,
    );
}

function warnOfNoUndo(results: ReadResult<unknown>, diagnostics: Diagnostics): void {
  for (const error of unreadable("run's results", results)) {
    const message = `${error}. Continuing without it: unchanged results cannot be skipped, and there is no undo`;
    diagnostics.warning({ input: 'lookup' }, message);
  }
}

/** Results that Testsigma may still change. */
const UNFINISHED = ['RUNNING', 'QUEUED', 'PAUSED'];

function warnOfUnfinished(results: ReadResult<ParsedListing>, runId: string, diagnostics: Diagnostics): void {
  if (!('value' in results)) return;
  const unfinished = results.value.results.filter(({ result }) => UNFINISHED.includes(result));
  if (unfinished.length === 0) return;
  const which = listFirst(unfinished, (one) => `${one.testCaseResultId} (${resultLabel(one.result)})`);
  const message = `run ${runId} has ended, but some of its results have not: ${which}. Testsigma may still change them; check the run`;
  diagnostics.warning({ input: 'run-id' }, message);
}

function warnOfReruns(run: ReadResult<RunInfo>, takesOver: boolean, diagnostics: Diagnostics): void {
  if (!('value' in run)) return;
  const { id, parent, child } = run.value;
  if (parent !== undefined) {
    const message = `run ${id} is a rerun of run ${parent}: results of run ${parent} have other IDs and are not changed`;
    diagnostics.warning({ input: 'run-id' }, message);
  }
  if (child !== undefined && !takesOver) {
    const message = `run ${id} has a rerun, run ${child}. Its results have different IDs and are not changed`;
    diagnostics.warning({ input: 'run-id' }, message);
  }
}

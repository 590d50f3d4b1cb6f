/** Reading the run and its results first: what was hit, what it was before, and whether it may be touched. */
import type { Inputs } from './inputs/inputs.js';
import type { Clock, CurrentResult, Listing, Problem, Remark, RunInfo } from './model/types.js';
import type { Read, TestsigmaApi } from './testsigma/client.js';
import type { ReadListing } from './testsigma/run-response.js';
import type { Patience } from './testsigma/retry.js';

/** What was read, and what follows from it. */
export interface Lookup {
  readonly run?: RunInfo;
  readonly listing?: Listing;
  /** The run's own result, from its listing where the run itself could not be read; empty where neither tells it. */
  readonly runResult: CurrentResult;
  /** Why there is no listing, in words that go on after "and". */
  readonly whyNoListing: string;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Remark[];
}

/** Where nothing needs the reading, it is tried that often and that long, in milliseconds. */
const SHORT_PATIENCE = { maxRetries: 2, ms: 15_000 };

/** Statuses of a run that will still write results, and so overwrite an override. */
const RUNNING = ['STATUS_CREATED', 'STATUS_QUEUED', 'STATUS_PRE_FLIGHT', 'STATUS_IN_PROGRESS'];

/**
 * Reads the run and its listing as the input `lookup` says.
 *
 * @param needed whether the plan cannot be made without the listing
 */
export async function lookUp(
  api: TestsigmaApi,
  { lookup, runId, verify }: Pick<Inputs, 'lookup' | 'runId' | 'verify'>,
  needed: boolean,
  clock: Clock,
): Promise<Lookup> {
  if (lookup === 'off') return { runResult: '', whyNoListing: 'lookup is off', problems: [], warnings: [] };
  const patience = needed || verify || lookup === 'required' ? {} : shortPatience(clock);
  const run = await api.run(patience);
  const results = await api.listing(patience);
  const faults = [...unreadable('run', run), ...unreadable("run's results", results)];
  const { result, status } = stateOf(run, results);
  const required = lookup === 'required';
  return {
    ...('value' in run ? { run: run.value } : {}),
    ...('value' in results ? { listing: { ...results.value, readAt: clock.now() } } : {}),
    runResult: result,
    whyNoListing: 'unreadable' in results ? `it could not be read: ${results.unreadable}` : '',
    problems: [
      ...(required ? faults.map((fault) => remark('lookup', `${fault}, and lookup is required`)) : []),
      ...stillRunning(status, runId),
    ],
    warnings: [...(required || needed ? [] : withoutUndo(results)), ...reruns(run)],
  };
}

/** The run's own result as it is now, in wire words; empty where it cannot be read. */
export async function runResultNow(api: TestsigmaApi, clock: Clock): Promise<string> {
  const read = await api.run(shortPatience(clock));
  return 'value' in read ? read.value.result : '';
}

function shortPatience(clock: Clock): Patience {
  return { maxRetries: SHORT_PATIENCE.maxRetries, deadline: clock.now() + SHORT_PATIENCE.ms };
}

function unreadable(what: string, read: Read<unknown>): string[] {
  return 'unreadable' in read ? [`the ${what} could not be read: ${read.unreadable}`] : [];
}

/** The run's own result and status; from its listing where the run itself could not be read. */
function stateOf(run: Read<RunInfo>, results: Read<ReadListing>): Pick<RunInfo, 'result' | 'status'> {
  if ('value' in run) return run.value;
  if ('value' in results) return { result: results.value.runResult, status: results.value.runStatus };
  return { result: '', status: '' };
}

function stillRunning(status: string, runId: string): Problem[] {
  if (!RUNNING.includes(status)) return [];
  const message = `run ${runId} is still going (${status}) and would overwrite what is set now; wait until it has ended, or set lookup: off to send all the same`;
  return [remark('run-id', message)];
}

function withoutUndo(results: Read<unknown>): Remark[] {
  return unreadable("run's results", results).map((fault) =>
    remark(
      'lookup',
      `${fault}. The overrides go on, but former results are not known: nothing can be left as unchanged, and there is no undo`,
    ),
  );
}

function reruns(run: Read<RunInfo>): Remark[] {
  if (!('value' in run)) return [];
  const { id, parent, child } = run.value;
  const rerunOf = `run ${id} is a rerun of run ${parent}: results of run ${parent} have other ids and are not changed`;
  const rerunAs = `run ${id} was run again as run ${child}: people look at that one, and its results have other ids`;
  return [
    ...(parent === undefined ? [] : [remark('run-id', rerunOf)]),
    ...(child === undefined ? [] : [remark('run-id', rerunAs)]),
  ];
}

function remark(input: string, message: string): Remark {
  return { place: { input }, message };
}

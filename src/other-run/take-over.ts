/** What passed in another run of the same test plan → overrides. Loaded only with `results-from-run`. */
import { LATEST_RERUN } from '../inputs/connection.js';
import type { Diagnostics } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import { phaseOf } from '../model/run-status.js';
import type { EndedRun, ListedResult, Override, RunInfo } from '../model/types.js';
import { withOwnComment } from '../plan/comment.js';
import { EVERY, formatResults } from '../plan/listing-index.js';
import type { TestsigmaClient } from '../testsigma/client.js';
import { listFirst, pluralize, truncate } from '../text/format.js';
import { type NewestAttempt, newestAttempts, type OtherListing, sameName } from './attempts.js';
import { followReruns, type RerunChain } from './rerun-chain.js';

/** What taking over needs to know. */
export interface TakeOverOptions {
  readonly client: Pick<TestsigmaClient, 'forRun'>;
  /** The run whose results are overridden, and its results with their identities. */
  readonly run: RunInfo;
  readonly results: readonly ListedResult[];
  /** `results-from-run`: the ID of the other run, or {@link LATEST_RERUN}. */
  readonly from: string;
  /** `suite` and `machine`: the only ones that count; `*` or empty for every one. */
  readonly suite: string;
  readonly machine: string;
  /** The user's own comment; empty if there is none. */
  readonly ownComment: string;
  /** Aborts when the step is cancelled: then a failed reading is no problem of its own. */
  readonly cancelled: AbortSignal;
}

/** What is taken over. */
export interface TakenOver {
  /** Each result once, those included that are Passed already. */
  readonly overrides: readonly Override[];
  /** For the log: which runs were read, and what is not taken over, by reason. */
  readonly lines: readonly string[];
  /** Why nothing is taken over; absent if something is, or there is a problem. */
  readonly nothing?: string | undefined;
}

const LOCATION = { input: 'results-from-run' };
const NOTHING: TakenOver = { overrides: [], lines: [] };
/** The longest part of the user's comment, in UTF-16 units: the run in which a result passed is never truncated. */
const MAX_OWN_COMMENT_LENGTH = 1_500;

/** Reads the other run, or the reruns, and takes over what passed there. */
export async function takeOver(options: TakeOverOptions, diagnostics: Diagnostics): Promise<TakenOver> {
  const chain = await otherRuns(options, diagnostics);
  if (chain.kind === 'failed') diagnostics.problem(chain.problem.location, chain.problem.message);
  if (chain.kind !== 'reruns') return NOTHING;
  if (chain.runs.length === 0) return { ...NOTHING, nothing: `run ${options.run.id} has no rerun` };
  const others: OtherListing[] = [];
  for (const { id } of chain.runs) {
    const listing = await options.client.forRun(id).listing({}, true);
    if (options.cancelled.aborted) return NOTHING;
    if (listing.value) others.push({ runId: id, results: listing.value.results });
    else diagnostics.problem(LOCATION, `the results of run ${id} could not be read: ${listing.unreadable}`);
  }
  return others.length < chain.runs.length ? NOTHING : passesIn(others, options, diagnostics);
}

async function otherRuns(options: TakeOverOptions, diagnostics: Diagnostics): Promise<RerunChain> {
  const { client, run, from, cancelled } = options;
  const read = async (runId: string): Promise<EndedRun> => {
    const other = await readEnded(runId, client, diagnostics);
    if (cancelled.aborted) return { kind: 'cancelled' };
    const error = other.kind === 'ended' ? planError(run, other.run, from) : undefined;
    return error === undefined ? other : failed(error);
  };
  if (from === LATEST_RERUN) return followReruns(run, read);
  const other = await read(from);
  return other.kind === 'ended' ? { kind: 'reruns', runs: [other.run] } : other;
}

async function readEnded(
  runId: string,
  client: TakeOverOptions['client'],
  diagnostics: Diagnostics,
): Promise<EndedRun> {
  const read = await client.forRun(runId).run({});
  if (!read.value) return failed(`run ${runId} could not be read: ${read.unreadable}`);
  const { status } = read.value;
  const phase = phaseOf(status);
  if (phase === 'in-progress')
    return failed(`run ${runId} is still in progress (${status}); set wait-for-run-seconds to wait for it`);
  if (phase === 'unknown')
    diagnostics.warning(LOCATION, `Testsigma gave no status of run ${runId}; it is taken to have ended`);
  return { kind: 'ended', run: read.value };
}

function failed(message: string): EndedRun {
  return { kind: 'failed', problem: { location: LOCATION, message } };
}

/** Why a run cannot be taken over from; a rerun that the run itself names is of its test plan. */
function planError(run: RunInfo, other: RunInfo, from: string): string | undefined {
  const unknown = [run, other].filter(({ plan }) => plan === undefined).map(({ id }) => `run ${id}`);
  if (unknown.length > 0)
    return from === LATEST_RERUN
      ? undefined
      : `Testsigma gave no test plan (executionId) of ${unknown.join(' and ')}: that run ${other.id} is of the same test plan as run ${run.id} cannot be shown`;
  if (run.plan === other.plan) return undefined;
  return `run ${other.id} is of the test plan ${other.plan}, and run ${run.id} of the test plan ${run.plan}; only runs of the same test plan can be taken over`;
}

function passesIn(
  others: readonly OtherListing[],
  options: TakeOverOptions,
  diagnostics: Diagnostics,
): TakenOver {
  const { run, results } = options;
  const newest = newestAttempts(run.id, results, others);
  const attempts = newest.attempts.filter(({ listed }) => isSelected(listed, options));
  rejectAmbiguous(attempts, diagnostics);
  const passed = attempts.filter(({ verdict }) => verdict.kind === 'passed');
  const names = listFirst(others, ({ runId }) => `run ${runId}`);
  const lines = [
    `${names}: newest attempts of ${pluralize(attempts.length, 'result')}, ${passed.length} Passed`,
    ...reasons(attempts),
    ...(newest.unmatched > 0 ? [`not in run ${run.id}: ${newest.unmatched}`] : []),
  ];
  const nothing = `nothing that is in run ${run.id}${filterSuffix(options)} Passed in ${names}`;
  const overrides = passed.map((attempt) => overrideOf(attempt, options.ownComment));
  return { overrides, lines, nothing: passed.length === 0 ? nothing : undefined };
}

function isSelected(listed: ListedResult, options: TakeOverOptions): boolean {
  return (['suite', 'machine'] as const).every((narrowing) => {
    const name = options[narrowing];
    return name === '' || name === EVERY || sameName(name, listed[narrowing]);
  });
}

function filterSuffix({ suite, machine }: TakeOverOptions): string {
  const given = [suite && `suite ${suite}`, machine && `machine ${machine}`].filter(Boolean);
  return given.length === 0 ? '' : ` (${given.join(', ')})`;
}

/** Each set of candidates is one problem, however many results it is about. */
function rejectAmbiguous(attempts: readonly NewestAttempt[], diagnostics: Diagnostics): void {
  const messages = attempts.flatMap(({ listed, runId, verdict }) => {
    if (verdict.kind !== 'ambiguous') return [];
    const { candidates } = verdict;
    const which = candidates.includes(listed)
      ? `a result that passed in run ${runId} may be any of ${candidates.length} of run ${verdict.runId}`
      : `the result ${listed.testCaseResultId} has ${candidates.length} attempts in run ${verdict.runId}`;
    return [`${which}: ${formatResults(candidates)}. Override the right one by its ID`];
  });
  for (const message of new Set(messages)) diagnostics.problem(LOCATION, message);
}

/** What is not taken over, counted by reason. */
function reasons(attempts: readonly NewestAttempt[]): string[] {
  const counts = new Map<string, number>();
  for (const { verdict } of attempts) {
    if (verdict.kind !== 'not-passed') continue;
    counts.set(verdict.reason, (counts.get(verdict.reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => `not taken over: ${count} (${resultLabel(reason)})`);
}

function overrideOf({ listed, runId }: NewestAttempt, ownComment: string): Override {
  const passed = `Passed in run ${runId}`;
  const own = truncate(ownComment, MAX_OWN_COMMENT_LENGTH);
  return {
    testCaseResultId: listed.testCaseResultId,
    outcome: 'SUCCESS',
    comment: withOwnComment(own, passed),
    ...(ownComment === '' ? {} : { ownComment }),
    location: LOCATION,
    before: listed,
    passedIn: runId,
  };
}

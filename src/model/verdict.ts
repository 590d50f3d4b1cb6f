/** What the fates amount to: the status, and whether the step passes. */

import { pluralize } from '../text/format.js';
import type { AbortReason, OverrideResult, OverrideStatus, UnusedTests } from './types.js';

/** The word in the output `status`. */
export type Status = 'success' | 'partial' | 'failure' | 'cancelled' | 'nothing' | 'dry-run';

/** How the step ends. */
export type Conclusion = 'pass' | 'warn' | 'fail';

/** The status, what follows from it, and one line that says so with its numbers. */
export interface Verdict {
  readonly status: Status;
  readonly conclusion: Conclusion;
  readonly closing: string;
  /** What the numbers do not say: why the work ended early, or could not be checked. */
  readonly explanation?: string;
}

type StatusAndConclusion = Pick<Verdict, 'status' | 'conclusion'>;

/** What the verdict hangs on beside the fates. */
export interface VerdictOptions {
  readonly runId: string;
  readonly stop?: AbortReason;
  readonly dryRun: boolean;
  readonly ifPartial: 'warn' | 'error';
  readonly ifNoResults: 'error' | 'warn' | 'ignore';
  /** The tests of reports that became no override, where there are reports. */
  readonly unusedTests?: UnusedTests;
  /** Why nothing is taken over from another run, if one was given. */
  readonly nothingTakenOver?: string;
  /** Whether the run is Passed, so that there was nothing to take over. */
  readonly isPassedAlready?: boolean;
  /** Why the check after the override could not be made, where it was wanted. */
  readonly unverified?: string;
}

/** How many results have each fate. */
export type StatusCounts = Readonly<Record<OverrideStatus, number>>;

/** Counts the fates. */
export function countStatuses(settled: readonly OverrideResult[]): StatusCounts {
  const totals = { overridden: 0, unchanged: 0, rejected: 0, unknown: 0, 'not-sent': 0, planned: 0 };
  for (const { status } of settled) totals[status] += 1;
  return totals;
}

/** Judges a run whose plan was complete. */
export function computeVerdict(settled: readonly OverrideResult[], options: VerdictOptions): Verdict {
  const totals = countStatuses(settled);
  const verdict = verdictFromCounts(settled.length, totals, options);
  const { stop, unverified } = options;
  const explanation = [
    stop?.message,
    unverified === undefined ? undefined : `the check after the override could not be made: ${unverified}`,
  ]
    .flatMap((reason) => (reason === undefined ? [] : [capitalize(reason)]))
    .join('. ');
  const judged = unverified === undefined ? verdict : { ...verdict, conclusion: 'fail' as const };
  const numbers = closingLine(judged, totals, options);
  return {
    ...judged,
    ...(explanation === '' ? { closing: numbers } : { closing: `${numbers}. ${explanation}`, explanation }),
  };
}

function verdictFromCounts(
  total: number,
  totals: StatusCounts,
  options: VerdictOptions,
): StatusAndConclusion {
  const done = totals.overridden + totals.unchanged;
  const undecided = totals.unknown + totals['not-sent'];
  if (options.stop?.cause === 'cancelled' && undecided > 0)
    return { status: 'cancelled', conclusion: 'fail' };
  if (total === 0) return nothingVerdict(options);
  if (options.dryRun) return { status: 'dry-run', conclusion: 'pass' };
  if (totals.rejected + undecided === 0) return { status: 'success', conclusion: 'pass' };
  if (done === 0) return { status: 'failure', conclusion: 'fail' };
  return { status: 'partial', conclusion: undecided > 0 ? 'fail' : conclusionOf(options.ifPartial) };
}

function nothingVerdict({ isPassedAlready, ifNoResults }: VerdictOptions): StatusAndConclusion {
  return { status: 'nothing', conclusion: isPassedAlready ? 'pass' : conclusionOf(ifNoResults) };
}

/** The verdict on a run that ended before its plan was complete. */
export function earlyVerdict(status: 'failure' | 'cancelled', closing: string): Verdict {
  return { status, conclusion: 'fail', closing };
}

function conclusionOf(choice: 'error' | 'warn' | 'ignore'): Conclusion {
  return choice === 'error' ? 'fail' : choice === 'warn' ? 'warn' : 'pass';
}

const PARTS: readonly (readonly [OverrideStatus, string])[] = [
  ['overridden', 'overridden'],
  ['planned', 'planned'],
  ['unchanged', 'left unchanged'],
  ['rejected', 'rejected'],
  ['unknown', 'unknown'],
  ['not-sent', 'not sent'],
];

function closingLine(
  verdict: StatusAndConclusion,
  totals: StatusCounts,
  { runId, unusedTests, nothingTakenOver }: VerdictOptions,
): string {
  const total = PARTS.reduce((sum, [status]) => sum + totals[status], 0);
  if (verdict.status === 'nothing')
    return `No results to override were given for run ${runId}${nothingSuffix(unusedTests, nothingTakenOver)}`;
  const parts = PARTS.filter(([status]) => totals[status] > 0).map(
    ([status, words]) => `${totals[status]} ${words}`,
  );
  const numbers = `${parts.join(', ')} of ${pluralize(total, 'result')} of run ${runId}`;
  return `${headingOf(verdict)}: ${numbers}`;
}

/** Why reports and another run came to nothing. */
function nothingSuffix(unusedTests: UnusedTests | undefined, nothingTakenOver: string | undefined): string {
  const reasons: string[] = [];
  if (unusedTests) {
    const { unmatched, skipped } = unusedTests;
    reasons.push(
      `${pluralize(unmatched.count, 'test')} of the reports matched nothing, ${skipped.count} skipped`,
    );
  }
  if (nothingTakenOver !== undefined) reasons.push(nothingTakenOver);
  return reasons.length === 0 ? '' : `: ${reasons.join('; ')}`;
}

/** The verdict in a word or two. */
export function headingOf(verdict: StatusAndConclusion): string {
  return isUnverified(verdict) ? 'Not verified' : HEADINGS[verdict.status];
}

/** Whether everything was accepted, but the check that was asked for could not be made: nobody may read that as done. */
export function isUnverified({ status, conclusion }: StatusAndConclusion): boolean {
  return status === 'success' && conclusion === 'fail';
}

const HEADINGS: Readonly<Record<Status, string>> = {
  success: 'Done',
  partial: 'Partly done',
  failure: 'Failed',
  cancelled: 'Cancelled',
  nothing: 'Nothing to do',
  'dry-run': 'Dry run, nothing was sent',
};

/** Reasons begin small, since they also stand behind other words. */
function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The statuses of all overrides → the status of the step, and whether it passes. */
import { capitalize, pluralize } from '../text/format.js';
import type { AbortReason, OverrideResult, OverrideStatus, UnusedTests } from './types.js';

/** The word in the output `status`. */
export type Status = 'success' | 'partial' | 'failure' | 'cancelled' | 'nothing' | 'dry-run';

/** How the step ends. */
export type Conclusion = 'pass' | 'warn' | 'fail';

/** The status of the step, its conclusion, and the line that reports both with the numbers. */
export interface Verdict {
  readonly status: Status;
  readonly conclusion: Conclusion;
  readonly closing: string;
  /** What the numbers do not show: why the step ended early, or could not be verified. */
  readonly explanation?: string;
}

type StatusAndConclusion = Pick<Verdict, 'status' | 'conclusion'>;

/** What the verdict depends on, apart from the statuses. */
export interface VerdictOptions {
  readonly stop?: AbortReason | undefined;
  readonly dryRun: boolean;
  readonly ifPartial: 'warn' | 'error';
  readonly ifNoResults: 'error' | 'warn' | 'ignore';
  /** The tests of reports that became no override; absent if there are no reports. */
  readonly unusedTests?: UnusedTests | undefined;
  /** Why nothing is taken over from another run, if one was given. */
  readonly nothingTakenOver?: string | undefined;
  /** Whether every entry has expired: then nothing is left to do. */
  readonly isAllExpired?: boolean;
  /** Whether the run is Passed, so that there was nothing to take over. */
  readonly isPassedAlready?: boolean;
  /** Why the override could not be verified, if that was requested. */
  readonly unverified?: string | undefined;
}

/** How many results have each status. */
type StatusCounts = Readonly<Record<OverrideStatus, number>>;

/** Counts the results by status. */
export function countStatuses(settled: readonly OverrideResult[]): StatusCounts {
  const counts = { overridden: 0, unchanged: 0, rejected: 0, unknown: 0, 'not-sent': 0, planned: 0 };
  for (const { status } of settled) counts[status] += 1;
  return counts;
}

/** The statuses of overrides that failed, the worst first. */
const FAILED: readonly OverrideStatus[] = ['unknown', 'not-sent', 'rejected'];

/** Whether an override failed: it was rejected, may or may not have been applied, or was not sent. */
export function isFailed({ status }: OverrideResult): boolean {
  return FAILED.includes(status);
}

/** The verdict on a step whose plan was complete. */
export function computeVerdict(settled: readonly OverrideResult[], options: VerdictOptions): Verdict {
  const counts = countStatuses(settled);
  const verdict = verdictFromCounts(settled.length, counts, options);
  const { stop, unverified } = options;
  const explanation = sentences([
    ...(hasFailed(counts) ? mainReason(settled, stop) : []),
    unverified === undefined ? undefined : `the override could not be verified: ${unverified}`,
    ...(verdict.status === 'nothing' ? [nothingReason(options), nothingAdvice(verdict.conclusion)] : []),
  ]);
  const final = unverified === undefined ? verdict : { ...verdict, conclusion: 'fail' as const };
  const numbers = closingLine(final, settled);
  return {
    ...final,
    ...(explanation === '' ? { closing: numbers } : { closing: `${numbers}. ${explanation}`, explanation }),
  };
}

function verdictFromCounts(
  total: number,
  counts: StatusCounts,
  options: VerdictOptions,
): StatusAndConclusion {
  const done = counts.overridden + counts.unchanged;
  const undecided = counts.unknown + counts['not-sent'];
  if (options.stop?.cause === 'cancelled' && undecided > 0)
    return { status: 'cancelled', conclusion: 'fail' };
  if (total === 0) return nothingVerdict(options);
  if (options.dryRun) return { status: 'dry-run', conclusion: 'pass' };
  if (counts.rejected + undecided === 0) return { status: 'success', conclusion: 'pass' };
  if (done === 0) return { status: 'failure', conclusion: 'fail' };
  // A response that ended the step early is not about single results.
  const isPartial = undecided === 0 && options.stop?.cause !== 'fatal';
  return { status: 'partial', conclusion: isPartial ? conclusionOf(options.ifPartial) : 'fail' };
}

/** Why the step ended early, or else the most frequent reason of the worst failures, with its advice. */
function mainReason(
  settled: readonly OverrideResult[],
  stop: AbortReason | undefined,
): readonly (string | undefined)[] {
  if (stop) return [stop.message];
  const worst = FAILED.find((status) => settled.some((one) => one.status === status));
  const groups = new Map<string, { readonly first: OverrideResult; count: number }>();
  for (const one of settled.filter(({ status }) => status === worst)) {
    const key = one.message.replace(/\d+/g, '#');
    const group = groups.get(key) ?? { first: one, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  const [main] = [...groups.values()].sort((one, other) => other.count - one.count);
  return [main?.first.message, main?.first.advice];
}

/** Texts as sentences; the last one has no period. */
function sentences(texts: readonly (string | undefined)[]): string {
  return texts.flatMap((text) => (text ? [capitalize(text.replace(/\.$/, ''))] : [])).join('. ');
}

function nothingVerdict({
  isPassedAlready,
  isAllExpired,
  dryRun,
  ifNoResults,
}: VerdictOptions): StatusAndConclusion {
  if (isAllExpired) return { status: dryRun ? 'dry-run' : 'success', conclusion: 'pass' };
  return { status: 'nothing', conclusion: isPassedAlready ? 'pass' : conclusionOf(ifNoResults) };
}

/** The verdict on a step that ended before its plan was complete. */
export function earlyVerdict(status: 'failure' | 'cancelled', closing: string): Verdict {
  return { status, conclusion: 'fail', closing };
}

/** The verdict if something else fails afterwards. A cancelled step stays cancelled. */
export function withFailure(verdict: Verdict, settled: readonly OverrideResult[], reason: string): Verdict {
  const status = verdict.status === 'cancelled' ? 'cancelled' : 'failure';
  const explanation = sentences([verdict.explanation, reason]);
  const failed = { status, conclusion: 'fail' } as const;
  return { ...failed, closing: `${closingLine(failed, settled)}. ${explanation}`, explanation };
}

function conclusionOf(choice: 'error' | 'warn' | 'ignore'): Conclusion {
  return choice === 'error' ? 'fail' : choice === 'warn' ? 'warn' : 'pass';
}

const PARTS: readonly (readonly [OverrideStatus, string])[] = [
  ['overridden', 'overridden'],
  ['rejected', 'rejected'],
  ['unknown', 'unknown'],
  ['not-sent', 'not sent'],
  ['unchanged', 'unchanged'],
];

/** The verdict with all numbers: `Testsigma override partially succeeded: 3 of 5 overridden, 2 rejected`. */
function closingLine(verdict: StatusAndConclusion, settled: readonly OverrideResult[]): string {
  const counts = countStatuses(settled);
  if (!hasFailed(counts)) return headlineOf(verdict, settled);
  const [first = '', ...others] = PARTS.filter(([status]) => counts[status] > 0).map(
    ([status, words]) => `${counts[status]} ${words}`,
  );
  const numbers = [first.replace(' ', ` of ${settled.length} `), ...others].join(', ');
  return `${headingOf(verdict)}: ${numbers}`;
}

/** The verdict in a line, with the number that people look for first. */
export function headlineOf(verdict: StatusAndConclusion, settled: readonly OverrideResult[]): string {
  const heading = headingOf(verdict);
  const { overridden, planned, unchanged, ...counts } = countStatuses(settled);
  const total = settled.length;
  if (verdict.status === 'nothing') return `${heading}: no results given`;
  if (total === 0) return `${heading}: no results were overridden`;
  if (verdict.status === 'dry-run')
    return `${heading}: ${planned} of ${total} would change, nothing was sent`;
  if (hasFailed(counts)) return `${heading}: ${overridden} of ${total} overridden`;
  if (overridden === 0) return `${heading}: nothing to change (${unchanged} unchanged)`;
  return `${heading}: ${overridden} overridden${unchanged > 0 ? `, ${unchanged} unchanged` : ''}`;
}

function hasFailed(counts: Pick<StatusCounts, 'rejected' | 'unknown' | 'not-sent'>): boolean {
  return counts.rejected + counts.unknown + counts['not-sent'] > 0;
}

/** Whether some failed and others have another status: then the headline lacks some of the numbers. */
export function isMixed(settled: readonly OverrideResult[]): boolean {
  return settled.some(({ status }) => status !== settled[0]?.status) && hasFailed(countStatuses(settled));
}

function nothingAdvice(conclusion: Conclusion): string | undefined {
  return conclusion === 'fail' ? 'set if-no-results: ignore if this is expected' : undefined;
}

/** Why reports and another run gave nothing to override. */
function nothingReason({ unusedTests, nothingTakenOver }: VerdictOptions): string | undefined {
  const reasons = [unusedTests && unusedReason(unusedTests), nothingTakenOver];
  return reasons.filter((reason) => reason !== undefined).join('; ') || undefined;
}

function unusedReason({ unmatched, skipped, unknown }: UnusedTests): string {
  const notKnown = unknown.count > 0 ? `, and the outcome of ${unknown.count} is not known` : '';
  return `of the reports, ${pluralize(unmatched.count, 'test')} matched nothing and ${skipped.count} were skipped${notKnown}`;
}

/** The verdict in a few words. The heading of a step that fails never says otherwise. */
function headingOf(verdict: StatusAndConclusion): string {
  if (isUnverified(verdict)) return 'Testsigma override not verified';
  const isFailedPartial = verdict.status === 'partial' && verdict.conclusion === 'fail';
  return HEADINGS[isFailedPartial ? 'failure' : verdict.status];
}

/** Whether everything was accepted, but could not be verified as requested: it must not read as done. */
function isUnverified({ status, conclusion }: StatusAndConclusion): boolean {
  return status === 'success' && conclusion === 'fail';
}

const HEADINGS: Readonly<Record<Status, string>> = {
  success: 'Testsigma override succeeded',
  partial: 'Testsigma override partially succeeded',
  failure: 'Testsigma override failed',
  cancelled: 'Testsigma override cancelled',
  nothing: 'Testsigma override',
  'dry-run': 'Testsigma override dry run',
};

/** The report model: everything there is to report about a run of the action, also of one that ended early. */
import { type Diagnostic, type Diagnostics, formatDiagnostic, type Problem } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import type { FollowUpRules } from '../model/policy.js';
import type { CurrentResult, ListedResult, OverrideResult, RunInfo, UnusedTests } from '../model/types.js';
import { computeVerdict, earlyVerdict, type Verdict, type VerdictOptions } from '../model/verdict.js';
import { pluralize } from '../text/format.js';

/** How the main flow ended. Texts from outside in it are not yet escaped. */
export interface ActionResult {
  readonly verdict: Verdict;
  /** Testsigma's own message, if every response carried the same. */
  readonly testsigmaMessage?: string | undefined;
  /** In the order requested; empty before the plan was complete. */
  readonly settled: readonly OverrideResult[];
  /** The tests of reports that became no override; absent if there are no reports. */
  readonly unusedTests?: UnusedTests | undefined;
  /** What follow-up documents need to satisfy the same policy; absent before the plan was complete. */
  readonly followUp?: FollowUpRules;
  /** What keeps the run from Passed: its results as they are now. Absent if the listing was not read or is empty. */
  readonly stillFailed?: readonly ListedResult[] | undefined;
  /** The run as it was read before. */
  readonly run?: RunInfo | undefined;
  /** The overall run result before and after, in wire words; empty if it is not known. */
  readonly runResultBefore: string;
  readonly runResult: string;
}

/** What every channel reports: how the action ended, and what it was about. */
export interface Report extends ActionResult, Pick<Diagnostics, 'problems' | 'warnings' | 'notices'> {
  /** How many results each entry with `all: true` matches. */
  readonly selections?: readonly Diagnostic[];
  /** The ID of the Testsigma run; empty if the inputs are wrong. */
  readonly runId: string;
  /** `base-url`, for links; empty if the inputs are wrong. */
  readonly baseUrl: string;
  /** Who triggered the action. */
  readonly actor: string;
  /** The URL of the workflow run; empty outside a workflow. */
  readonly workflowRun: string;
  /** The file of the workflow, such as `override.yml`; empty if it is not known. */
  readonly workflowFile: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishedAt: number;
}

/** What keeps a run from Passed: `still Failed: 3 Failed, 2 Not Executed`, and the first of those results. */
export interface RemainingFailures {
  readonly title: string;
  readonly count: number;
  readonly first: readonly ListedResult[];
}

/** How many of the results that keep a run from Passed are named. */
const MAX_NAMED = 10;

/** What keeps the run from Passed after the step; undefined if it is Passed, or if nothing was to be sent. */
export function remainingFailures(report: Report): RemainingFailures | undefined {
  const { stillFailed = [], runResult, settled, verdict } = report;
  if (stillFailed.length === 0 || runResult === 'SUCCESS') return undefined;
  if (settled.length === 0 || verdict.status === 'dry-run') return undefined;
  const counts = new Map<CurrentResult, number>();
  for (const { result } of stillFailed) counts.set(result, (counts.get(result) ?? 0) + 1);
  const parts = [...counts].map(([result, count]) => `${count} ${resultLabel(result)}`);
  const title = `still ${runResult === '' ? 'not Passed' : resultLabel(runResult)}: ${parts.join(', ')}`;
  return { title, count: stillFailed.length, first: stillFailed.slice(0, MAX_NAMED) };
}

/** The result if nothing was read or sent. */
export const EMPTY_RESULT = { settled: [], runResultBefore: '', runResult: '' } as const;

/** The run and its overall result, as they were read before. */
export function runFields({
  run,
  runResult,
}: Pick<ActionResult, 'run' | 'runResult'>): Pick<ActionResult, 'run' | 'runResult' | 'runResultBefore'> {
  return { run, runResultBefore: runResult, runResult };
}

/** The closing line if problems kept everything from being sent; it only counts them. */
export function blockedMessage({ length }: readonly Problem[]): string {
  const errors = length === 1 ? 'this error' : `these ${length} errors`;
  return `Testsigma override failed: no results were overridden. Fix ${errors} first`;
}

/** Nothing was sent: what is requested is not understood, or not allowed. The verdict names the first problem. */
export function blockedByErrors(problems: readonly Problem[]): ActionResult {
  const [first = ''] = problems.map(formatDiagnostic);
  const more = problems.length > 1 ? ` (and ${pluralize(problems.length - 1, 'more error')})` : '';
  return endedEarly('failure', `Testsigma override failed: no results were overridden. ${first}${more}`);
}

/** Nothing was requested. */
export function nothingRequested(options: VerdictOptions): ActionResult {
  return { ...EMPTY_RESULT, verdict: computeVerdict([], options) };
}

/** The step was cancelled before the plan was complete. */
export function cancelledBeforePlan(): ActionResult {
  return endedEarly('cancelled', 'Testsigma override cancelled: no results were overridden');
}

/** An error of the action itself. Applying never throws, so nothing was sent before one. */
export function internalError(error: unknown): ActionResult {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return endedEarly('failure', `Testsigma override failed: internal error, please report it: ${details}`);
}

function endedEarly(status: 'failure' | 'cancelled', closing: string): ActionResult {
  return { ...EMPTY_RESULT, verdict: earlyVerdict(status, closing) };
}

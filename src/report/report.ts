/** The report model: everything there is to report about a run of the action, also of one that ended early. */
import { type Diagnostic, type Diagnostics, formatDiagnostic, type Problem } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import type { FollowUpRules } from '../model/policy.js';
import type { CurrentResult, ListedResult, OverrideResult, RunInfo, UnusedTests } from '../model/types.js';
import { computeVerdict, earlyVerdict, type Verdict, type VerdictOptions } from '../model/verdict.js';
import { pluralize } from '../text/format.js';

/** What the main flow came to. Texts from outside in it are not yet escaped. */
export interface ActionResult {
  readonly verdict: Verdict;
  /** Testsigma's own message, if every response carried the same. */
  readonly testsigmaMessage?: string | undefined;
  /** In the order requested; empty before the plan was complete. */
  readonly settled: readonly OverrideResult[];
  /** The tests of reports that become no override; absent if there are no reports. */
  readonly unusedTests?: UnusedTests | undefined;
  /** What documents for next time need to pass the same policy; absent before the plan was complete. */
  readonly followUp?: FollowUpRules;
  /** What keeps the run from Passed: its results as they are now. Absent if the listing was not read or is empty. */
  readonly stillFailed?: readonly ListedResult[] | undefined;
  /** The run as it was read before. */
  readonly run?: RunInfo | undefined;
  /** The overall run result before and after, in wire words; empty if it is not known. */
  readonly runResultBefore: string;
  readonly runResult: string;
}

/** What every channel is made from: what came of it, and what it was about. */
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

/** Results that are named at most as what keeps a run from Passed. */
const MAX_NAMED = 10;

/** What keeps the run from Passed after the step; nothing if it is Passed, or the step did not get to sending. */
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

/** The result before anything was found. */
export const EMPTY_RESULT = { settled: [], runResultBefore: '', runResult: '' } as const;

/** What is known of the run as it was read before. */
export function runFields({
  run,
  runResult,
}: Pick<ActionResult, 'run' | 'runResult'>): Pick<ActionResult, 'run' | 'runResult' | 'runResultBefore'> {
  return { run, runResultBefore: runResult, runResult };
}

/** That problems keep everything from being sent, in a line that leaves them to be reported elsewhere. */
export function blockedMessage({ length }: readonly Problem[]): string {
  const errors = length === 1 ? 'this error' : `these ${length} errors`;
  return `Testsigma override failed: no results were overridden. Fix ${errors} first`;
}

/** Nothing was sent: what is requested is not understood, or not allowed. */
export function blockedByErrors(problems: readonly Problem[]): ActionResult {
  const [first] = problems.map(formatDiagnostic);
  const more = problems.length > 1 ? ` (and ${pluralize(problems.length - 1, 'more error')})` : '';
  return {
    ...EMPTY_RESULT,
    verdict: earlyVerdict(
      'failure',
      `Testsigma override failed: no results were overridden. ${first ?? ''}${more}`,
    ),
  };
}

/** Nothing was requested. */
export function nothingRequested(options: VerdictOptions): ActionResult {
  return { ...EMPTY_RESULT, verdict: computeVerdict([], options) };
}

/** The step was cancelled before the plan was complete. */
export function cancelledBeforePlan(): ActionResult {
  return {
    ...EMPTY_RESULT,
    verdict: earlyVerdict('cancelled', 'Testsigma override cancelled: no results were overridden'),
  };
}

/** An error of the action itself. Applying never throws, so nothing was sent before one. */
export function internalError(error: unknown): ActionResult {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    ...EMPTY_RESULT,
    verdict: earlyVerdict('failure', `Testsigma override failed: internal error, please report it: ${said}`),
  };
}

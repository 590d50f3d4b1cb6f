/** What will change: the entries, the test reports and another run's passes, matched to the run, and the policy. */
import type { LoadedDocuments } from './documents/load-documents.js';
import type { Inputs } from './inputs/inputs.js';
import type { Diagnostics } from './model/diagnostic.js';
import type { FollowUpRules, Policy } from './model/policy.js';
import type { Override, RunSnapshot, UnusedTests } from './model/types.js';
import { dayOf } from './model/until.js';
import { noticeIfPassed, takeOverPasses } from './other-run/other-run.js';
import type { AuditInfo, CommentRenderer } from './plan/comment.js';
import { makePlan, type PlanOptions } from './plan/plan.js';
import type { ActionLog } from './report/action-log.js';
import { logTakenOver, logTestReports } from './report/log.js';
import { undoComment } from './report/retry-undo.js';
import type { FileSystem } from './runtime/files.js';
import { type Cancellation, type Clock, endIfAborted, type Pause } from './runtime/process.js';
import { matchTestReports } from './test-reports/test-reports.js';
import type { TestsigmaClient } from './testsigma/client.js';

/** What was requested, in every way. */
export interface Requested {
  readonly inputs: Inputs;
  readonly loaded: LoadedDocuments;
  readonly reportPaths: readonly string[];
}

/** What planning needs of the main flow. */
export interface PlanDependencies {
  readonly files: FileSystem;
  readonly clock: Clock;
  readonly cancellation: Cancellation;
  readonly log: ActionLog;
  /** The actor and the workflow run. */
  readonly audit: AuditInfo;
  /** Lets signals be handled during long work; rejects with an EndedError when the step is to end. */
  readonly pause: Pause;
  /** Collects everything there is to report about the inputs. */
  readonly diagnostics: Diagnostics;
}

/** What will change, and what the verdict needs to know about how it came to that. */
export interface Planned {
  readonly overrides: readonly Override[];
  readonly followUp: FollowUpRules;
  readonly unusedTests?: UnusedTests | undefined;
  readonly nothingTakenOver?: string | undefined;
  readonly isPassedAlready: boolean;
}

/**
 * Matches what is requested to the run's results. What does not fit becomes a problem.
 *
 * @throws EndedError if the step was cancelled
 */
export async function planOverrides(
  { inputs, loaded, reportPaths }: Requested,
  snapshot: RunSnapshot,
  client: TestsigmaClient,
  comments: CommentRenderer,
  deps: PlanDependencies,
): Promise<Planned> {
  const { files, log, diagnostics } = deps;
  const { requested: cancelled } = deps.cancellation;
  const reports = await matchTestReports(reportPaths, inputs, snapshot, { files, cancelled }, diagnostics);
  endIfAborted(cancelled);
  logTestReports(reports, log);
  const takenOver = await takeOverPasses(client, inputs, snapshot, cancelled, diagnostics);
  endIfAborted(cancelled);
  logTakenOver(takenOver.lines, log);
  const overrides = await makePlan(
    loaded.entries,
    planOptions(inputs, snapshot, comments, deps),
    [...reports.overrides, ...takenOver.overrides],
    diagnostics,
  );
  const isPassedAlready = noticeIfPassed(overrides, inputs, snapshot, diagnostics);
  const followUp = await enforcePolicy(overrides, loaded.policy, snapshot, deps);
  log.annotateNew(diagnostics);
  const { unusedTests } = reports;
  return { overrides, followUp, unusedTests, nothingTakenOver: takenOver.nothing, isPassedAlready };
}

function planOptions(
  inputs: Inputs,
  { run, listing, listingError }: RunSnapshot,
  comments: CommentRenderer,
  { clock, pause }: PlanDependencies,
): PlanOptions {
  const { runId, suite, machine, comment, onlyIf } = inputs;
  return {
    runId,
    suite,
    machine,
    comment,
    onlyIf,
    comments,
    pause,
    listing,
    listingError,
    today: dayOf(clock.now()),
    strict: inputs.ifPartial === 'error',
    relatedRuns: [run?.parent, run?.child].filter((id) => id !== undefined),
    skipUnchanged: inputs.unchanged === 'skip',
  };
}

/** Loads the check only if there are rules: hardly any step of a team without a policy needs it. */
async function enforcePolicy(
  plan: readonly Override[],
  policy: Policy,
  { listing, listingError }: RunSnapshot,
  { audit, clock, diagnostics }: PlanDependencies,
): Promise<FollowUpRules> {
  if (Object.keys(policy).length === 0) return {};
  const { checkPolicy } = await import('./plan/policy.js');
  const options = {
    listing: listing?.results,
    listingError,
    now: clock.now(),
    undoComment: (comment: string) => undoComment(comment, audit.where ?? ''),
  };
  return checkPolicy(plan, policy, options, diagnostics);
}

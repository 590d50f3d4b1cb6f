/** What is requested is known: reads the run → what will change → applies it → the verdict. */
import { stillFailed } from './apply/still-failed.js';
import { type AppliedPlan, type ApplyDependencies, applyPlan } from './applying.js';
import { LATEST_RERUN } from './inputs/connection.js';
import type { Inputs } from './inputs/inputs.js';
import { lookUp, NOT_READ } from './lookup.js';
import { Diagnostics } from './model/diagnostic.js';
import { rulesOnListing } from './model/policy.js';
import type { Override, RunSnapshot } from './model/types.js';
import { dayOf, isExpired } from './model/until.js';
import { computeVerdict, type Verdict } from './model/verdict.js';
import { followReruns } from './other-run/other-run.js';
import { CommentRenderer } from './plan/comment.js';
import { needsListing } from './plan/resolve.js';
import { type PlanDependencies, type Planned, planOverrides, type Requested } from './planning.js';
import { logPlan, logRun } from './report/log.js';
import { type ActionResult, blockedByErrors, runFields } from './report/report.js';
import type { HttpSession } from './runtime/http.js';
import { type Deadline, EndedError, endIfAborted } from './runtime/process.js';
import { validateTestReports } from './test-reports/test-reports.js';
import { TestsigmaClient } from './testsigma/client.js';
import { RetryClient } from './testsigma/retry.js';
import type { Redactor } from './text/redact.js';

/** What overriding needs of the main flow. */
export interface OverrideDependencies extends PlanDependencies, ApplyDependencies {
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly redact: Redactor;
  readonly deadline: Deadline;
}

/**
 * Overrides what is requested.
 *
 * @throws EndedError if the step was cancelled
 */
export async function override(
  requested: Requested,
  session: HttpSession,
  deps: OverrideDependencies,
): Promise<ActionResult> {
  const { inputs } = requested;
  const { log, diagnostics } = deps;
  const comments = new CommentRenderer(inputs.auditTrail ? deps.audit : undefined, deps.redact);
  const client = testsigmaClient(inputs, session, comments, deps);
  if (inputs.waitMs > 0) {
    await waitForRun(client, requested, deps);
    if (diagnostics.problems.length > 0) return blockedByErrors(diagnostics.problems);
  }
  const snapshot = await readRunFirst(client, requested, deps);
  log.annotateNew(diagnostics);
  endIfAborted(deps.cancellation.requested);
  logRun(snapshot.run, inputs, log);
  const planned = await planOverrides(requested, snapshot, client, comments, deps);
  const known = {
    ...runFields(snapshot),
    stillFailed: stillFailed(snapshot.listing?.results, [], dayOf(deps.clock.now())),
    unusedTests: planned.unusedTests,
  };
  if (diagnostics.problems.length > 0) return { ...blockedByErrors(diagnostics.problems), ...known };
  logPlan(planned.overrides, diagnostics.selections, log);
  const applied = await applyPlan(planned.overrides, inputs, snapshot, client, deps);
  return {
    ...known,
    stillFailed: stillFailed(applied.listed, applied.settled, dayOf(deps.clock.now())),
    followUp: planned.followUp,
    verdict: verdictOf(applied, planned, requested, deps),
    settled: applied.settled,
    runResult: applied.runResult,
    testsigmaMessage: applied.message,
  };
}

/** The verdict on what became of the plan. */
function verdictOf(
  { settled, stop, unverified }: AppliedPlan,
  { unusedTests, nothingTakenOver, isPassedAlready }: Planned,
  { inputs, loaded }: Requested,
  { clock }: OverrideDependencies,
): Verdict {
  const { dryRun, ifPartial, ifNoResults } = inputs;
  const today = dayOf(clock.now());
  const isAllExpired =
    loaded.entries.length > 0 && loaded.entries.every(({ until }) => isExpired(until, today));
  const facts = { stop, unverified, unusedTests, nothingTakenOver, isPassedAlready, isAllExpired };
  return computeVerdict(settled, { dryRun, ifPartial, ifNoResults, ...facts });
}

function testsigmaClient(
  inputs: Inputs,
  session: HttpSession,
  comments: CommentRenderer,
  { clock, random, cancellation, log, deadline }: OverrideDependencies,
): TestsigmaClient {
  const { runId, baseUrl, apiToken, maxRetries, requestTimeoutMs } = inputs;
  const http = new RetryClient({
    session,
    clock,
    random,
    cancellation,
    onRetry: (line) => log.line(`  ${line}`),
    maxRetries,
    requestTimeoutMs,
    get deadline() {
      return deadline.at;
    },
  });
  const wireComment = ({ comment, before }: Override) => comments.wire(comment, before?.result);
  return new TestsigmaClient({ http, runId, baseUrl, apiToken, wireComment });
}

/**
 * Waits until the run has ended, and the runs whose passes are taken over; then the time of the whole action starts
 * again. Whatever keeps the step from going on is a problem.
 *
 * @throws EndedError if the step was cancelled
 */
async function waitForRun(
  client: TestsigmaClient,
  { inputs, reportPaths }: Requested,
  deps: OverrideDependencies,
): Promise<void> {
  const { files, clock, cancellation, log, diagnostics, deadline } = deps;
  const { runId, host, waitMs, resultsFromRun } = inputs;
  // An invalid report must not be found after hours of waiting. Its warnings are reported once, when it is matched.
  const found = new Diagnostics();
  await validateTestReports(reportPaths, host, { files, cancelled: cancellation.requested }, found);
  for (const { location, message } of found.problems) diagnostics.problem(location, message);
  if (diagnostics.problems.length > 0) return;
  const { RunWaiter, untilAllEnded } = await import('./waiting.js');
  const expectsRerun = resultsFromRun === LATEST_RERUN;
  const line = (text: string) => log.line(text);
  const waiter = new RunWaiter({ client, clock, cancellation, log: line, waitMs, expectsRerun });
  const last = await deadline.startAfter(() => untilAllEnded(waiter, runId, resultsFromRun, followReruns));
  if (last.kind === 'cancelled') throw new EndedError();
  if (last.kind === 'failed') diagnostics.problem(last.problem.location, last.problem.message);
}

/** Reads the run, unless what is requested is wrong already and no name has to be looked up. */
async function readRunFirst(
  client: TestsigmaClient,
  { inputs, loaded, reportPaths }: Requested,
  { clock, diagnostics }: OverrideDependencies,
): Promise<RunSnapshot> {
  const isNeeded =
    inputs.onlyIf !== undefined ||
    inputs.resultsFromRun !== undefined ||
    reportPaths.length > 0 ||
    rulesOnListing(loaded.policy).length > 0 ||
    loaded.entries.some((entry) => needsListing(entry, dayOf(clock.now())));
  if (diagnostics.problems.length > 0 && !isNeeded) return NOT_READ;
  return lookUp(client, inputs, isNeeded, clock, diagnostics);
}

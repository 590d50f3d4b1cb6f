/** The main flow, top to bottom: what is requested → what will change → applying it. */
import { stillFailed } from './apply/still-failed.js';
import { type AppliedPlan, type ApplyDependencies, applyPlan } from './applying.js';
import { type LoadedDocuments, loadDocuments } from './documents/load-documents.js';
import { LATEST_RERUN } from './inputs/connection.js';
import type { Inputs, ParsedInputs } from './inputs/inputs.js';
import { lookUp, NOT_READ } from './lookup.js';
import { Diagnostics } from './model/diagnostic.js';
import { type FollowUpRules, type Policy, rulesOnListing } from './model/policy.js';
import type { Override, RunSnapshot, UnusedTests } from './model/types.js';
import { dayOf, isExpired } from './model/until.js';
import { computeVerdict, type Verdict } from './model/verdict.js';
import { followReruns, noticeIfPassed, takeOverPasses } from './other-run/other-run.js';
import { type AuditInfo, CommentRenderer } from './plan/comment.js';
import { makePlan, type PlanOptions } from './plan/plan.js';
import { needsListing } from './plan/resolve.js';
import { logPlan, logRequested, logRun, logTakenOver, logTestReports } from './report/log.js';
import {
  type ActionResult,
  blockedByErrors,
  cancelledBeforePlan,
  nothingRequested,
  runFields,
} from './report/report.js';
import { undoComment } from './report/retry-undo.js';
import type { FileSystem } from './runtime/files.js';
import type { HttpSession } from './runtime/http.js';
import { type Deadline, EndedError, type Pause } from './runtime/process.js';
import { matchTestReports, validateTestReports } from './test-reports/test-reports.js';
import { TestsigmaClient } from './testsigma/client.js';
import { RetryClient } from './testsigma/retry.js';
import type { Redactor } from './text/redact.js';
import { VERSION } from './version.js';

/** What the main flow needs. */
interface RunDependencies extends ApplyDependencies {
  readonly files: FileSystem;
  readonly http: (userAgent: string) => HttpSession;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly redact: Redactor;
  /** The actor and the workflow run. */
  readonly audit: AuditInfo;
  readonly deadline: Deadline;
  /** Lets signals be handled during long work; rejects with an EndedError when the step is to end. */
  readonly pause: Pause;
  /** Collects everything there is to report about the inputs. */
  readonly diagnostics: Diagnostics;
}

/** Runs the action on its inputs; what it comes to is reported by the caller. */
export async function run(parsed: ParsedInputs, deps: RunDependencies): Promise<ActionResult> {
  try {
    return await runSteps(parsed, deps);
  } catch (error) {
    if (!(error instanceof EndedError)) throw error;
    return endedBeforePlan(deps);
  }
}

/** The step was cancelled, or out of time, while documents were read or resolved. */
function endedBeforePlan(deps: RunDependencies): ActionResult {
  if (isCancelled(deps)) return cancelledBeforePlan();
  const { diagnostics } = deps;
  const message = 'timeout-seconds is over before everything requested was read; nothing was sent. Raise it';
  diagnostics.problem({ input: 'timeout-seconds' }, message);
  return blockedByErrors(diagnostics.problems);
}

/** Loads the code for paths and globs only if there are any. */
async function findReports(
  lines: string,
  files: FileSystem,
  diagnostics: Diagnostics,
): Promise<readonly string[]> {
  if (lines.trim() === '') return [];
  const { findFiles } = await import('./inputs/files.js');
  return findFiles('junit-files', lines, files, diagnostics);
}

async function runSteps(parsed: ParsedInputs, deps: RunDependencies): Promise<ActionResult> {
  const { inputs, documents } = parsed;
  const { files, log, diagnostics } = deps;
  const loaded = await loadDocuments(documents, files, diagnostics, deps.pause);
  const reportPaths = await findReports(documents.junitFiles, files, diagnostics);
  log.annotateNew(diagnostics);
  logRequested(loaded.lines, inputs, log);
  if (!inputs) {
    await validateTestReports(reportPaths, documents.host, readOptions(deps), diagnostics);
    return blockedByErrors(diagnostics.problems);
  }
  endIfCancelled(deps);
  if (loaded.entries.length === 0 && reportPaths.length === 0 && inputs.resultsFromRun === undefined)
    return diagnostics.problems.length > 0 ? blockedByErrors(diagnostics.problems) : nothingRequested(inputs);
  const session = deps.http(`testsigma-override-action/${VERSION}`);
  try {
    return await override({ inputs, loaded, reportPaths }, session, deps);
  } finally {
    session.close();
  }
}

/** What was requested, in every way. */
interface Requested {
  readonly inputs: Inputs;
  readonly loaded: LoadedDocuments;
  readonly reportPaths: readonly string[];
}

async function override(
  requested: Requested,
  session: HttpSession,
  deps: RunDependencies,
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
  endIfCancelled(deps);
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

function verdictOf(
  { settled, stop, unverified }: AppliedPlan,
  { unusedTests, nothingTakenOver, isPassedAlready }: Planned,
  { inputs, loaded }: Requested,
  { clock }: RunDependencies,
): Verdict {
  const { dryRun, ifPartial, ifNoResults } = inputs;
  const today = dayOf(clock.now());
  const isAllExpired =
    loaded.entries.length > 0 && loaded.entries.every(({ until }) => isExpired(until, today));
  const facts = { stop, unverified, unusedTests, nothingTakenOver, isPassedAlready, isAllExpired };
  return computeVerdict(settled, { dryRun, ifPartial, ifNoResults, ...facts });
}

/** What will change, and what the verdict needs to know about how it came to that. */
interface Planned {
  readonly overrides: readonly Override[];
  readonly followUp: FollowUpRules;
  readonly unusedTests?: UnusedTests | undefined;
  readonly nothingTakenOver?: string | undefined;
  readonly isPassedAlready: boolean;
}

/** Matches what is requested to the run's results. What does not fit becomes a problem. */
async function planOverrides(
  { inputs, loaded, reportPaths }: Requested,
  snapshot: RunSnapshot,
  client: TestsigmaClient,
  comments: CommentRenderer,
  deps: RunDependencies,
): Promise<Planned> {
  const { log, diagnostics } = deps;
  const reports = await matchTestReports(reportPaths, inputs, snapshot, readOptions(deps), diagnostics);
  endIfCancelled(deps);
  logTestReports(reports, log);
  const takenOver = await takeOverPasses(client, inputs, snapshot, () => isCancelled(deps), diagnostics);
  endIfCancelled(deps);
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

function isCancelled({ cancellation }: RunDependencies): boolean {
  return cancellation.requested.aborted;
}

/** @throws EndedError if the step was cancelled */
function endIfCancelled(deps: RunDependencies): void {
  if (isCancelled(deps)) throw new EndedError();
}

function testsigmaClient(
  inputs: Inputs,
  session: HttpSession,
  comments: CommentRenderer,
  { clock, random, cancellation, log, deadline }: RunDependencies,
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

function readOptions(deps: RunDependencies) {
  return { files: deps.files, cancelled: () => isCancelled(deps) };
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
  deps: RunDependencies,
): Promise<void> {
  const { clock, cancellation, log, diagnostics, deadline } = deps;
  const { runId, host, waitMs, resultsFromRun } = inputs;
  // An invalid report must not be found after hours of waiting. Its warnings are reported once, when it is matched.
  const found = new Diagnostics();
  await validateTestReports(reportPaths, host, readOptions(deps), found);
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
  { clock, diagnostics }: RunDependencies,
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

function planOptions(
  inputs: Inputs,
  { run, listing, listingError }: RunSnapshot,
  comments: CommentRenderer,
  { clock, pause }: RunDependencies,
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
  { audit, clock, diagnostics }: RunDependencies,
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

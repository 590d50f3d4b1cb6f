/** The main flow, top to bottom: what is requested → what will change → applying it. */
import { type ApplyResult, apply } from './apply/apply.js';
import { settle, TrackedOverride } from './apply/ledger.js';
import { stillFailed } from './apply/still-failed.js';
import { readAfterwards, type Verified } from './apply/verify.js';
import { type LoadedDocuments, loadDocuments } from './documents/load-documents.js';
import { LATEST_RERUN } from './inputs/connection.js';
import { findFiles } from './inputs/files.js';
import type { Inputs, ParsedInputs } from './inputs/inputs.js';
import { lookUp, type RunSnapshot, runResultNow } from './lookup.js';
import { Diagnostics } from './model/diagnostic.js';
import { type FollowUpRules, type Policy, rulesOnListing } from './model/policy.js';
import type { AbortReason, Entry, Listing, Override, OverrideResult } from './model/types.js';
import { dayOf, isExpired } from './model/until.js';
import { computeVerdict } from './model/verdict.js';
import { followReruns, noticeIfPassed, takeOverPasses } from './other-run/other-run.js';
import { type AuditInfo, CommentRenderer } from './plan/comment.js';
import { makePlan } from './plan/plan.js';
import { needsListing } from './plan/resolve.js';
import type { ActionLog } from './report/action-log.js';
import { logPlan, logRequested, logRun, logTakenOver, logTestReports } from './report/log.js';
import { Progress } from './report/progress.js';
import {
  type ActionResult,
  blockedByErrors,
  cancelledBeforePlan,
  EMPTY_RESULT,
  nothingRequested,
  runFields,
} from './report/report.js';
import { undoComment } from './report/retry-undo.js';
import type { FileSystem } from './runtime/files.js';
import type { HttpSession } from './runtime/http.js';
import { type Cancellation, type Clock, type Deadline, EndedError, type Pause } from './runtime/process.js';
import { matchTestReports, validateTestReports } from './test-reports/test-reports.js';
import { TestsigmaClient } from './testsigma/client.js';
import { RetryClient } from './testsigma/retry.js';
import type { Redactor } from './text/redact.js';
import { VERSION } from './version.js';

/** What the main flow needs. */
export interface RunDependencies {
  readonly files: FileSystem;
  readonly http: (userAgent: string) => HttpSession;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly cancellation: Cancellation;
  readonly log: ActionLog;
  readonly redact: Redactor;
  /** Who and what triggered the action. */
  readonly audit: AuditInfo;
  readonly deadline: Deadline;
  /** Lets signals be heard during long work; rejects with an EndedError when the step is to end. */
  readonly pause: Pause;
  /** Collects everything there is to say about the inputs. */
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
function endedBeforePlan({ cancellation, diagnostics }: RunDependencies): ActionResult {
  if (cancellation.requested.aborted) return cancelledBeforePlan();
  const message = 'timeout-seconds is over before everything requested was read; nothing was sent. Raise it';
  diagnostics.problem({ input: 'timeout-seconds' }, message);
  return blockedByErrors(diagnostics.problems);
}

async function runSteps(parsed: ParsedInputs, deps: RunDependencies): Promise<ActionResult> {
  const { inputs, documents } = parsed;
  const { files, log, diagnostics, cancellation } = deps;
  const loaded = await loadDocuments(documents, files, diagnostics, deps.pause);
  const reportPaths = await findFiles('junit-files', documents.junitFiles, files, diagnostics);
  log.annotateNew(diagnostics);
  logRequested(loaded.lines, inputs, log);
  if (!inputs) {
    await validateTestReports(reportPaths, documents.host, readOptions(deps), diagnostics);
    return blockedByErrors(diagnostics.problems);
  }
  if (cancellation.requested.aborted) return cancelledBeforePlan();
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
  const { inputs, loaded } = requested;
  const { log, diagnostics } = deps;
  const cancelled = () => deps.cancellation.requested.aborted;
  const comments = new CommentRenderer(inputs.auditTrail ? deps.audit : undefined, deps.redact);
  const client = testsigmaClient(inputs, session, comments, deps);
  const waited = await waitForRun(client, requested, deps);
  if (waited) return waited;
  const lookup = await readRunFirst(client, requested, deps);
  log.annotateNew(diagnostics);
  if (cancelled()) return cancelledBeforePlan();
  logRun(lookup.run, inputs, log);
  const reports = await matchTestReports(
    requested.reportPaths,
    inputs,
    lookup,
    readOptions(deps),
    diagnostics,
  );
  if (cancelled()) return cancelledBeforePlan();
  logTestReports(reports, log);
  const takenOver = await takeOverPasses(client, inputs, lookup, cancelled, diagnostics);
  if (cancelled()) return cancelledBeforePlan();
  logTakenOver(takenOver, log);
  const plan = await makePlan(
    loaded.entries,
    planOptions(inputs, lookup, comments, deps),
    [...reports.overrides, ...takenOver.overrides],
    diagnostics,
  );
  const isPassedAlready = noticeIfPassed(plan, inputs, lookup, diagnostics);
  const followUp = await enforcePolicy(plan, loaded.policy, lookup, deps);
  log.annotateNew(diagnostics);
  const { unusedTests } = reports;
  const known = {
    ...runFields(lookup),
    ...remaining(lookup.listing, [], {}),
    ...(unusedTests ? { unusedTests } : {}),
  };
  if (diagnostics.problems.length > 0) return { ...blockedByErrors(diagnostics.problems), ...known };
  logPlan(plan, diagnostics.selections, log);
  const ledger = plan.map((override) => new TrackedOverride(override));
  const applied = inputs.dryRun ? {} : await applyPlan(client, ledger, inputs, deps);
  const after = new RunResultReader(client, ledger, lookup, deps);
  const verified = await verifyResults(client, ledger, inputs, lookup, after, deps);
  const settled = ledger.map((line) => settle(line, verified.reading, unsentStatus(inputs, applied)));
  const verdict = computeVerdict(settled, {
    ...inputs,
    ...applied,
    ...(cancelled() ? { stop: CANCELLED } : {}),
    ...(verified.unverified === undefined ? {} : { unverified: verified.unverified }),
    ...(unusedTests ? { unusedTests } : {}),
    ...(takenOver.nothing === undefined ? {} : { nothingTakenOver: takenOver.nothing }),
    isPassedAlready,
    isAllExpired: isAllExpired(loaded.entries, dayOf(deps.clock.now())),
  });
  return {
    ...EMPTY_RESULT,
    ...known,
    ...remaining(lookup.listing, settled, verified),
    followUp,
    verdict,
    settled,
    runResult: await after.result(),
    ...(applied.message === undefined ? {} : { testsigmaMessage: applied.message }),
  };
}

function isAllExpired(entries: readonly Entry[], today: string): boolean {
  return entries.length > 0 && entries.every(({ until }) => isExpired(until, today));
}

/** What keeps the run from Passed, by the newest listing there is. */
function remaining(
  listing: Listing | undefined,
  settled: readonly OverrideResult[],
  { results = listing?.results ?? [] }: Verified,
): Partial<ActionResult> {
  return results.length === 0 ? {} : { stillFailed: stillFailed(results, settled) };
}

function unsentStatus({ dryRun }: Inputs, { stop }: ApplyResult) {
  return dryRun
    ? ({ status: 'planned', message: '' } as const)
    : ({ status: 'not-sent', message: stop?.message ?? 'it was never sent' } as const);
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

function readOptions({ files, cancellation }: RunDependencies) {
  return { files, cancelled: () => cancellation.requested.aborted };
}

/**
 * Waits until the run has ended, and the runs whose passes are taken over. The time of the whole action starts then.
 *
 * @returns how the action ends, if it goes no further
 */
async function waitForRun(
  client: TestsigmaClient,
  { inputs, reportPaths }: Requested,
  deps: RunDependencies,
): Promise<ActionResult | undefined> {
  const { clock, cancellation, log, diagnostics, deadline } = deps;
  const { runId, host, waitMs, resultsFromRun } = inputs;
  if (waitMs === 0) return undefined;
  // What is wrong with a report must not be found after hours; the rest of what there is to say is said later, once.
  const found = new Diagnostics();
  await validateTestReports(reportPaths, host, readOptions(deps), found);
  for (const { location, message } of found.problems) diagnostics.problem(location, message);
  if (diagnostics.problems.length > 0) return blockedByErrors(diagnostics.problems);
  const { RunWaiter, untilAllEnded } = await import('./waiting.js');
  const expectsRerun = resultsFromRun === LATEST_RERUN;
  const line = (text: string) => log.line(text);
  const waiter = new RunWaiter({ client, clock, cancellation, log: line, waitMs, expectsRerun });
  const last = await deadline.startAfter(() => untilAllEnded(waiter, runId, resultsFromRun, followReruns));
  if (last.kind === 'cancelled') return cancelledBeforePlan();
  if (last.kind === 'ended') return undefined;
  diagnostics.problem(last.problem.location, last.problem.message);
  return blockedByErrors(diagnostics.problems);
}

/** Reads the run, unless what is requested is wrong already and no name has to be looked up. */
function readRunFirst(
  client: TestsigmaClient,
  { inputs, loaded, reportPaths }: Requested,
  { clock, diagnostics }: RunDependencies,
): Promise<RunSnapshot> {
  const named =
    loaded.entries.some((entry) => needsListing(entry, dayOf(clock.now()))) ||
    reportPaths.length > 0 ||
    inputs.resultsFromRun !== undefined ||
    rulesOnListing(loaded.policy).length > 0;
  const needed = inputs.onlyIf !== undefined || named;
  const useless = diagnostics.problems.length > 0 && !needed;
  return lookUp(client, useless ? { ...inputs, lookup: 'off' } : inputs, needed, clock, diagnostics);
}

function planOptions(
  inputs: Inputs,
  { run, listing, listingError }: RunSnapshot,
  comments: CommentRenderer,
  { clock, pause }: RunDependencies,
) {
  const { runId, suite, machine, comment, onlyIf } = inputs;
  return {
    runId,
    suite,
    machine,
    comment,
    comments,
    pause,
    listingError,
    today: dayOf(clock.now()),
    strict: inputs.ifPartial === 'error',
    relatedRuns: [run?.parent, run?.child].filter((id) => id !== undefined),
    skipUnchanged: inputs.unchanged === 'skip',
    ...(listing ? { listing } : {}),
    ...(onlyIf ? { onlyIf } : {}),
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
    listingError,
    now: clock.now(),
    undoComment: (comment: string) => undoComment(comment, audit.where ?? ''),
    ...(listing ? { listing: listing.results } : {}),
  };
  return checkPolicy(plan, policy, options, diagnostics);
}

async function applyPlan(
  client: TestsigmaClient,
  ledger: readonly TrackedOverride[],
  { batchSize }: Inputs,
  { clock, cancellation, log }: RunDependencies,
): Promise<ApplyResult> {
  const toSend = ledger.filter(({ override }) => override.skipReason === undefined);
  const progress = new Progress(log, clock, toSend.length);
  const applied = await apply(toSend, {
    batchSize,
    send: (overrides, maxAttempts) => client.override(overrides, maxAttempts),
    sleep: (ms) => clock.sleep(ms, cancellation.requested),
    cancelled: () => cancellation.requested.aborted,
    onBatch: (batch) => progress.batch(batch),
  });
  progress.stop();
  return applied;
}

/** Reads the run once more if that settles what is unknown, or up to three times if everything is verified. */
async function verifyResults(
  client: TestsigmaClient,
  ledger: readonly TrackedOverride[],
  { verify, dryRun }: Inputs,
  { listing }: RunSnapshot,
  after: RunResultReader,
  { clock, cancellation: { requested }, log }: RunDependencies,
): Promise<Verified> {
  if (dryRun || !(verify || listing)) return {};
  if (requested.aborted) return verify ? { unverified: CANCELLED.message } : {};
  return readAfterwards(ledger, {
    verify,
    read: () => {
      after.start();
      return client.listing({});
    },
    wait: async () => {
      log.line('  the run does not show everything yet; reading it again in 2 s');
      await clock.sleep(VERIFY_INTERVAL_MS, requested);
      return !requested.aborted;
    },
  });
}

const VERIFY_INTERVAL_MS = 2_000;

const CANCELLED: AbortReason = { cause: 'cancelled', message: 'the step was cancelled' };

/** Reads the overall run result at the end, together with each listing, and only if something may have changed it. */
class RunResultReader {
  readonly #read: () => Promise<string>;
  #reading: Promise<string> | undefined;

  constructor(
    client: TestsigmaClient,
    ledger: readonly TrackedOverride[],
    { run, runResult: before }: RunSnapshot,
    { clock, cancellation }: RunDependencies,
  ) {
    this.#read = async () => {
      const wasRead = run !== undefined || before !== '';
      if (!wasRead || cancellation.requested.aborted) return '';
      return ledger.some(({ attempts }) => attempts > 0) ? await runResultNow(client, clock) : before;
    };
  }

  /** Begins a reading, in the place of an earlier one. */
  start(): void {
    this.#reading = this.#read();
  }

  /** What the last reading showed, in wire words; empty if it is not known. */
  result(): Promise<string> {
    return this.#reading ?? this.#read();
  }
}

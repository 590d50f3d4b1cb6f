/** The story: what is asked → what shall change → making it so. */
import { apply } from './apply/apply.js';
import { type Verified, verifyAgainstRun } from './apply/verify.js';
import { defaultLines, type LoadedEntries, loadEntries } from './documents/load-documents.js';
import type { Inputs, ParsedInputs } from './inputs/inputs.js';
import { lookUp, type RunSnapshot, runResultNow } from './lookup.js';
import type { AbortReason, ApplyResult, OverrideResult, PlannedChange } from './model/types.js';
import { computeVerdict } from './model/verdict.js';
import type { AuditInfo } from './plan/comment.js';
import { makePlan } from './plan/plan.js';
import { needsListing } from './plan/resolve.js';
import type { ActionLog } from './report/action-log.js';
import {
  blockedByErrors,
  cancelledBeforePlan,
  EMPTY_RESULT,
  nothingRequested,
  runFields,
} from './report/findings.js';
import { logPlan, logRun, logTestReports } from './report/log.js';
import { Progress } from './report/progress.js';
import type { ActionResult } from './report/report.js';
import { reportFileProblems } from './report/report-files.js';
import type { FileSystem } from './runtime/files.js';
import type { Cancellation, Clock } from './runtime/process.js';
import { matchJUnitTests, validateJUnitFiles } from './test-reports/reports.js';
import { TestsigmaClient } from './testsigma/client.js';
import { RetryClient } from './testsigma/retry.js';
import type { Redactor } from './text/redact.js';
import { VERSION } from './version.js';

/** What the action needs from the world. */
export interface Dependencies {
  readonly files: FileSystem;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly cancellation: Cancellation;
  readonly console: ActionLog;
  readonly redact: Redactor;
  /** Who and what set the action off. */
  readonly audit: AuditInfo;
  /** When the action started, by the clock. */
  readonly startedAt: number;
}

/** Runs the action on inputs that were read; what it comes to is told by the reports. */
export async function run(reading: ParsedInputs, world: Dependencies): Promise<ActionResult> {
  const { inputs, notices } = reading;
  world.console.annotate('notice', notices);
  const asked = await loadEntries(reading.documents, inputs ? defaultLines(inputs) : [], world);
  const { problems, warnings, reportPaths } = asked;
  const misplaced = await reportFileProblems(reading.reportFile, world.files);
  if (!inputs || misplaced.length > 0) {
    const faults = await validateJUnitFiles(reportPaths, reading.documents.host, fileAccess(world));
    return {
      ...blockedByErrors([...reading.problems, ...misplaced, ...problems, ...faults], warnings),
      notices,
    };
  }
  if (world.cancellation.requested.aborted) return cancelledBeforePlan(warnings);
  if (asked.entries.length === 0 && reportPaths.length === 0) {
    return problems.length > 0 ? blockedByErrors(problems, warnings) : nothingRequested(inputs, warnings);
  }
  const transport = transportOf(inputs, world);
  try {
    const api = new TestsigmaClient({ ...inputs, transport });
    return await override(api, inputs, asked, world);
  } finally {
    transport.close();
  }
}

function transportOf(
  inputs: Inputs,
  { clock, random, cancellation, console, startedAt }: Dependencies,
): RetryClient {
  return new RetryClient({
    userAgent: `testsigma-override-action/${VERSION}`,
    clock,
    random,
    cancellation,
    onRetry: (line) => console.line(`  ${line}`),
    maxRetries: inputs.maxRetries,
    requestTimeoutMs: inputs.requestTimeoutMs,
    deadline: startedAt + inputs.timeoutMs,
  });
}

async function override(
  api: TestsigmaClient,
  inputs: Inputs,
  asked: LoadedEntries,
  world: Dependencies,
): Promise<ActionResult> {
  const { console } = world;
  const cancelled = () => world.cancellation.requested.aborted;
  const lookup = await readRunFirst(api, inputs, asked, world);
  console.annotate('warning', lookup.warnings);
  if (cancelled()) return cancelledBeforePlan([...asked.warnings, ...lookup.warnings]);
  logRun(lookup.run, inputs, console);
  const tied = await matchJUnitTests(asked.reportPaths, inputs, lookup, fileAccess(world));
  const warnings = [...asked.warnings, ...lookup.warnings, ...tied.warnings];
  console.annotate('warning', tied.warnings);
  if (cancelled()) return cancelledBeforePlan(warnings);
  logTestReports(tied, console);
  const plan = makePlan(asked.entries, planOptions(inputs, lookup, world), tied.targets);
  const problems = [...asked.problems, ...lookup.problems, ...tied.problems, ...plan.problems];
  const unusedTests = tied.unusedTests ? { unusedTests: tied.unusedTests } : {};
  const known = { ...runFields(lookup), ...unusedTests, notices: plan.notices };
  if (problems.length > 0) return { ...blockedByErrors(problems, warnings), ...known };
  console.annotate('notice', plan.notices);
  logPlan(plan.planned, console);
  const outcomes = inputs.dryRun ? dryRun(plan.planned) : await applyPlan(api, plan.planned, inputs, world);
  const checkedOutcomes = await verifyResults(api, outcomes, inputs, lookup, world);
  const stop = cancelled() ? { stop: CANCELLED } : {};
  const verdict = computeVerdict(checkedOutcomes.settled, {
    ...inputs,
    ...stop,
    ...checkedOutcomes,
    ...unusedTests,
  });
  const runResult = await readRunResult(api, outcomes, lookup, world);
  const { message } = outcomes;
  return {
    ...EMPTY_RESULT,
    ...known,
    verdict,
    settled: checkedOutcomes.settled,
    warnings,
    runResult,
    ...(message === undefined ? {} : { testsigmaMessage: message }),
  };
}

function fileAccess({ files, cancellation }: Dependencies) {
  return { files, cancelled: () => cancellation.requested.aborted };
}

/** Reads the run, unless what is asked is wrong already and no name has to be looked up. */
function readRunFirst(
  api: TestsigmaClient,
  inputs: Inputs,
  { entries, problems, reportPaths }: LoadedEntries,
  world: Dependencies,
): Promise<RunSnapshot> {
  const named = entries.some(needsListing) || reportPaths.length > 0;
  const needed = inputs.onlyIf !== undefined || named;
  const useless = problems.length > 0 && !named;
  return lookUp(api, useless ? { ...inputs, lookup: 'off' } : inputs, needed, world.clock);
}

function planOptions(inputs: Inputs, lookup: RunSnapshot, { redact, audit }: Dependencies) {
  return {
    runId: inputs.runId,
    listingError: lookup.listingError,
    strict: inputs.ifPartial === 'error',
    comment: inputs.comment,
    redact,
    skipUnchanged: inputs.unchanged === 'skip',
    ...(lookup.listing ? { listing: lookup.listing } : {}),
    ...(inputs.onlyIf ? { onlyIf: inputs.onlyIf } : {}),
    ...(inputs.auditTrail ? { audit } : {}),
  };
}

function dryRun(planned: readonly PlannedChange[]): ApplyResult {
  return { settled: planned.map(({ override, skipReason }) => untouched(override, skipReason, 'planned')) };
}

function untouched(
  override: PlannedChange['override'],
  leave: string | undefined,
  status: 'planned' | 'not-sent',
): OverrideResult {
  return { override, status: leave === undefined ? status : 'unchanged', message: leave ?? '', attempts: 0 };
}

async function applyPlan(
  api: TestsigmaClient,
  planned: readonly PlannedChange[],
  { batchSize }: Inputs,
  { clock, cancellation, console }: Dependencies,
): Promise<ApplyResult> {
  const toSend = planned.filter(({ skipReason }) => skipReason === undefined).map(({ override }) => override);
  const progress = new Progress(console, clock, toSend.length);
  const outcomes = await apply(toSend, {
    batchSize,
    send: (overrides, options) => api.override(overrides, options),
    sleep: (ms) => clock.sleep(ms, cancellation.requested),
    cancelled: () => cancellation.requested.aborted,
    onBatch: (batch) => progress.batch(batch),
  });
  progress.stop();
  return { ...outcomes, settled: mergeInPlanOrder(planned, outcomes.settled) };
}

/** The fates of what was sent, which come in the order asked, among what was left as it is. */
function mergeInPlanOrder(
  planned: readonly PlannedChange[],
  sent: readonly OverrideResult[],
): OverrideResult[] {
  let next = 0;
  return planned.map(({ override, skipReason }) => {
    const one = sent[next];
    if (one?.override !== override) return untouched(override, skipReason, 'not-sent');
    next += 1;
    return one;
  });
}

/** Reads the run once more where that settles what is unknown, or up to three times where everything is verified. */
async function verifyResults(
  api: TestsigmaClient,
  outcomes: ApplyResult,
  { verify, dryRun }: Inputs,
  { listing }: RunSnapshot,
  { clock, cancellation: { requested }, console }: Dependencies,
): Promise<ApplyResult & Pick<Verified, 'unverified'>> {
  const wanted = verify || (listing !== undefined && !dryRun);
  if (!wanted) return outcomes;
  if (requested.aborted) return verify ? { ...outcomes, unverified: CANCELLED.message } : outcomes;
  const verified = await verifyAgainstRun(outcomes.settled, {
    scope: verify ? 'everything' : 'unknown',
    read: () => api.listing({}),
    wait: async () => {
      console.line('  the run does not show everything yet; reading it again in 2 s');
      await clock.sleep(VERIFY_INTERVAL_MS, requested);
      return !requested.aborted;
    },
  });
  return { ...outcomes, ...verified };
}

const VERIFY_INTERVAL_MS = 2_000;

const CANCELLED: AbortReason = { cause: 'cancelled', message: 'the step was cancelled' };

/** The run's own result at the end: read again only where something may have changed it. */
async function readRunResult(
  api: TestsigmaClient,
  { settled }: ApplyResult,
  { run, runResult: before }: RunSnapshot,
  { clock, cancellation }: Dependencies,
): Promise<string> {
  const sent = settled.some(({ attempts }) => attempts > 0);
  const wasRead = run !== undefined || before !== '';
  if (!wasRead || cancellation.requested.aborted) return '';
  return sent ? await runResultNow(api, clock) : before;
}

/** The story: what is asked → what shall change → making it so. */
import { apply } from './apply/apply.js';
import { type Checked, readAgain } from './apply/verify.js';
import { type Asked, defaultLines, readAsked } from './documents/load-documents.js';
import type { InputReading, Inputs } from './inputs/inputs.js';
import { type Lookup, lookUp, runResultNow } from './lookup.js';
import type { Cancellation, Clock, Outcomes, Planned, Settled, Stop } from './model/types.js';
import type { Audit } from './plan/comment.js';
import { shownResult } from './model/outcome.js';
import { makePlan } from './plan/plan.js';
import { needsListing } from './plan/resolve.js';
import type { Files } from './inputs/files.js';
import type { Console } from './report/action-log.js';
import { reportFileProblems } from './report/report-files.js';
import { cancelledEarly, NO_FINDINGS, nothing, refused, seen } from './report/findings.js';
import { Progress } from './report/progress.js';
import type { Findings } from './report/report.js';
import { tellPlan, tellReports, tellRun } from './report/log.js';
import type { Redactor } from './text/format.js';
import { judgeFates } from './model/verdict.js';
import { faultsInReports, tieReports } from './test-reports/reports.js';
import { TestsigmaApi } from './testsigma/client.js';
import { Transport } from './testsigma/retry.js';
import { VERSION } from './version.js';
import { spoken } from './model/words.js';

/** What the action needs from the world. */
export interface World {
  readonly files: Files;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly cancellation: Cancellation;
  readonly console: Console;
  readonly redact: Redactor;
  /** Who and what set the action off. */
  readonly audit: Audit;
  /** When the action started, by the clock. */
  readonly startedAt: number;
}

/** Runs the action on inputs that were read; what it comes to is told by the reports. */
export async function run(reading: InputReading, world: World): Promise<Findings> {
  const { inputs, notices } = reading;
  world.console.remarks('notice', notices);
  const asked = await readAsked(reading.documents, inputs ? defaultLines(inputs) : [], world);
  const { problems, warnings, reportPaths } = asked;
  const misplaced = await reportFileProblems(reading.reportFile, world.files);
  if (!inputs || misplaced.length > 0) {
    const faults = await faultsInReports(reportPaths, reading.documents.host, readingWorld(world));
    return { ...refused([...reading.problems, ...misplaced, ...problems, ...faults], warnings), notices };
  }
  if (world.cancellation.requested.aborted) return cancelledEarly(warnings);
  if (asked.entries.length === 0 && reportPaths.length === 0) {
    return problems.length > 0 ? refused(problems, warnings) : nothing(inputs, warnings);
  }
  const transport = transportOf(inputs, world);
  try {
    const api = new TestsigmaApi({ ...inputs, transport, normalise: shownResult });
    return await override(api, inputs, asked, world);
  } finally {
    transport.close();
  }
}

function transportOf(inputs: Inputs, { clock, random, cancellation, console, startedAt }: World): Transport {
  return new Transport({
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

async function override(api: TestsigmaApi, inputs: Inputs, asked: Asked, world: World): Promise<Findings> {
  const { console } = world;
  const cancelled = () => world.cancellation.requested.aborted;
  const lookup = await readFirst(api, inputs, asked, world);
  console.remarks('warning', lookup.warnings);
  if (cancelled()) return cancelledEarly([...asked.warnings, ...lookup.warnings]);
  tellRun(lookup.run, inputs, console);
  const tied = await tieReports(asked.reportPaths, inputs, lookup, readingWorld(world));
  const warnings = [...asked.warnings, ...lookup.warnings, ...tied.warnings];
  console.remarks('warning', tied.warnings);
  if (cancelled()) return cancelledEarly(warnings);
  tellReports(tied, console);
  const plan = makePlan(asked.entries, planOptions(inputs, lookup, world), tied.targets);
  const problems = [...asked.problems, ...lookup.problems, ...tied.problems, ...plan.problems];
  const aside = tied.aside ? { aside: tied.aside } : {};
  const known = { ...seen(lookup), ...aside, notices: plan.notices };
  if (problems.length > 0) return { ...refused(problems, warnings), ...known };
  console.remarks('notice', plan.notices);
  tellPlan(plan.planned, console);
  const outcomes = inputs.dryRun ? planOnly(plan.planned) : await makeItSo(api, plan.planned, inputs, world);
  const checkedOutcomes = await check(api, outcomes, inputs, lookup, world);
  const stop = cancelled() ? { stop: CANCELLED } : {};
  const verdict = judgeFates(checkedOutcomes.settled, { ...inputs, ...stop, ...checkedOutcomes, ...aside });
  const runResult = await resultAfter(api, outcomes, lookup, world);
  const { message } = outcomes;
  return {
    ...NO_FINDINGS,
    ...known,
    verdict,
    settled: checkedOutcomes.settled,
    warnings,
    runResult,
    ...(message === undefined ? {} : { testsigmaMessage: message }),
  };
}

function readingWorld({ files, cancellation }: World) {
  return { files, cancelled: () => cancellation.requested.aborted };
}

/** Reads the run, unless what is asked is wrong already and no name has to be looked up. */
function readFirst(
  api: TestsigmaApi,
  inputs: Inputs,
  { entries, problems, reportPaths }: Asked,
  world: World,
): Promise<Lookup> {
  const named = entries.some(needsListing) || reportPaths.length > 0;
  const needed = inputs.onlyIf !== undefined || named;
  const useless = problems.length > 0 && !named;
  return lookUp(api, useless ? { ...inputs, lookup: 'off' } : inputs, needed, world.clock);
}

function planOptions(inputs: Inputs, lookup: Lookup, { redact, audit }: World) {
  return {
    runId: inputs.runId,
    whyNoListing: lookup.whyNoListing,
    strict: inputs.ifPartial === 'error',
    comment: inputs.comment,
    redact,
    skipUnchanged: inputs.unchanged === 'skip',
    ...(lookup.listing ? { listing: lookup.listing } : {}),
    ...(inputs.onlyIf ? { onlyIf: inputs.onlyIf } : {}),
    ...(inputs.auditTrail ? { audit } : {}),
  };
}

function planOnly(planned: readonly Planned[]): Outcomes {
  return { settled: planned.map(({ override, leave }) => untouched(override, leave, 'planned')) };
}

function untouched(
  override: Planned['override'],
  leave: string | undefined,
  fate: 'planned' | 'not-sent',
): Settled {
  return { override, fate: leave === undefined ? fate : 'unchanged', message: leave ?? '', attempts: 0 };
}

async function makeItSo(
  api: TestsigmaApi,
  planned: readonly Planned[],
  { batchSize }: Inputs,
  { clock, cancellation, console }: World,
): Promise<Outcomes> {
  const toSend = planned.filter(({ leave }) => leave === undefined).map(({ override }) => override);
  const progress = new Progress(console, clock, toSend.length);
  const outcomes = await apply(toSend, {
    batchSize,
    ask: (overrides, options) => api.override(overrides, options),
    sleep: (ms) => clock.sleep(ms, cancellation.requested),
    cancelled: () => cancellation.requested.aborted,
    onBatch: (batch) => progress.batch(batch),
  });
  progress.stop();
  return { ...outcomes, settled: inOrder(planned, outcomes.settled) };
}

/** The fates of what was sent, which come in the order asked, among what was left as it is. */
function inOrder(planned: readonly Planned[], sent: readonly Settled[]): Settled[] {
  let next = 0;
  return planned.map(({ override, leave }) => {
    const one = sent[next];
    if (one?.override !== override) return untouched(override, leave, 'not-sent');
    next += 1;
    return one;
  });
}

/** Reads the run once more where that settles what is unknown, or up to three times where everything is verified. */
async function check(
  api: TestsigmaApi,
  outcomes: Outcomes,
  { verify, dryRun }: Inputs,
  { listing }: Lookup,
  { clock, cancellation: { requested }, console }: World,
): Promise<Outcomes & Pick<Checked, 'unverified'>> {
  const wanted = verify || (listing !== undefined && !dryRun);
  if (!wanted) return outcomes;
  if (requested.aborted) return verify ? { ...outcomes, unverified: CANCELLED.message } : outcomes;
  const verified = await readAgain(outcomes.settled, {
    scope: verify ? 'everything' : 'unknown',
    read: () => api.listing({}),
    wait: async () => {
      console.line('  the run does not show everything yet; reading it again in 2 s');
      await clock.sleep(BETWEEN_CHECKS_MS, requested);
      return !requested.aborted;
    },
    spoken,
  });
  return { ...outcomes, ...verified };
}

const BETWEEN_CHECKS_MS = 2_000;

const CANCELLED: Stop = { cause: 'cancelled', message: 'the step was cancelled' };

/** The run's own result at the end: read again only where something may have changed it. */
async function resultAfter(
  api: TestsigmaApi,
  { settled }: Outcomes,
  { run, runResult: before }: Lookup,
  { clock, cancellation }: World,
): Promise<string> {
  const sent = settled.some(({ attempts }) => attempts > 0);
  const wasRead = run !== undefined || before !== '';
  if (!wasRead || cancellation.requested.aborted) return '';
  return sent ? await runResultNow(api, clock) : before;
}

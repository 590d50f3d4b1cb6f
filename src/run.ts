/** The story: what is asked → what shall change → making it so. */
import { apply } from './apply/apply.js';
import { type Checked, readAgain } from './apply/check.js';
import type { DocumentInputs, InputReading, Inputs } from './inputs.js';
import { type Lookup, lookUp, runResultNow } from './lookup.js';
import type { Cancellation, Clock, Entry, Outcomes, Problem, Remark, Settled, TestsAside } from './model.js';
import type { Audit } from './plan/comment.js';
import type { DocumentReading } from './plan/document.js';
import { shownResult } from './plan/outcome.js';
import { makePlan, type Planned } from './plan/plan.js';
import { needsListing } from './plan/resolve.js';
import { type Files, findFiles, readFiles } from './plan/sources.js';
import type { Source } from './plan/text.js';
import type { Console } from './report/console.js';
import { Progress } from './report/progress.js';
import type { Findings } from './report/report.js';
import { counted, type Redactor } from './report/text.js';
import { earlyVerdict, judgeFates } from './report/verdict.js';
import { faultsInReports, type TiedReports, tieReports } from './reports.js';
import { TestsigmaApi } from './testsigma/api.js';
import { Transport } from './testsigma/transport.js';
import { VERSION } from './version.js';
import { placeText, spoken } from './words.js';

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
  const asked = await readAsked(reading.documents, world);
  const { problems, warnings, reportPaths } = asked;
  if (!inputs) {
    const faults = await faultsInReports(reportPaths, reading.documents.host, readingWorld(world));
    return { ...refused([...reading.problems, ...problems, ...faults], warnings), notices };
  }
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

/** What people asked for, from all its sources. */
interface Asked {
  readonly entries: readonly Entry[];
  /** The test reports that were found. */
  readonly reportPaths: readonly string[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Remark[];
}

async function readAsked(inputs: DocumentInputs, { files, redact, console }: World): Promise<Asked> {
  const found = await readFiles('results-files', inputs.resultsFiles, files);
  const sources = [{ input: 'results', text: inputs.results }, ...found.sources];
  const reports = await findFiles('junit-files', inputs.junitFiles, files);
  const warnings = [...found.warnings, ...reports.warnings];
  const readings = await readDocuments(sources, inputs);
  console.remarks('warning', warnings);
  if (readings.length > 0)
    console.group('What is asked', [...readings.map(sourceLine), ...defaultLines(inputs)]);
  return {
    entries: readings.flatMap(({ entries }) => entries.map((entry) => withoutSecrets(entry, redact))),
    reportPaths: reports.paths,
    problems: [...found.problems, ...readings.flatMap(({ problems }) => problems), ...reports.problems],
    warnings,
  };
}

interface SourceReading extends DocumentReading {
  readonly source: Source;
}

/** The YAML parser is loaded only here: a step whose inputs are wrong, or that is asked for nothing, needs none. */
async function readDocuments(sources: readonly Source[], inputs: DocumentInputs): Promise<SourceReading[]> {
  const given = sources.filter(({ text }) => text.trim() !== '');
  if (given.length === 0) return [];
  const { readDocument } = await import('./plan/document.js');
  return given.map((source) => ({ source, ...readDocument(source, inputs) }));
}

function sourceLine({ source, entries, problems }: SourceReading): string {
  const faults = problems.length === 0 ? '' : `, ${counted(problems.length, 'problem')}`;
  return `${source.file ?? source.input}: ${entries.length === 1 ? '1 entry' : `${entries.length} entries`}${faults}`;
}

function defaultLines({ defaultOutcome, onlyIf }: DocumentInputs): string[] {
  return [
    ...(defaultOutcome === undefined ? [] : [`default-result: ${spoken(defaultOutcome)}`]),
    ...(onlyIf === undefined ? [] : [`only-if: ${onlyIf.map(spoken).join(', ')}`]),
  ];
}

function withoutSecrets(entry: Entry, redact: Redactor): Entry {
  return entry.comment === undefined ? entry : { ...entry, comment: redact(entry.comment) };
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
  tellRun(lookup, inputs, console);
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
  const verdict = judgeFates(checkedOutcomes.settled, { ...inputs, ...checkedOutcomes, ...aside });
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

function readingWorld({ files, redact, cancellation }: World) {
  return { files, redact, cancelled: () => cancellation.requested.aborted };
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
    comment: redact(inputs.comment),
    skipUnchanged: inputs.unchanged === 'skip',
    ...(lookup.listing ? { listing: lookup.listing } : {}),
    ...(inputs.onlyIf ? { onlyIf: inputs.onlyIf } : {}),
    ...(inputs.auditTrail ? { audit } : {}),
  };
}

/** What is about to be hit, before anything is. */
function tellRun({ run: found }: Lookup, { runId, baseUrl }: Inputs, console: Console): void {
  if (!found) return;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['address', `${baseUrl}/ui/td/runs/${runId}`],
    ['test plan', found.plan],
    ['build', found.build],
    ['started', found.started],
    ['status', found.status],
    ['result before', found.result && spoken(found.result)],
  ];
  console.group(
    `Run ${runId}`,
    facts.filter(([, fact]) => fact).map(([what, fact]) => `${what}: ${fact}`),
  );
}

/** What the reports hold, and which of their tests become no override. */
function tellReports({ lines, aside }: TiedReports, console: Console): void {
  if (lines.length > 0) console.group('Test reports', lines);
  if (!aside) return;
  tellTests('Tests that match nothing', aside.unmatched, console);
  tellTests('Tests that were skipped and say nothing', aside.skipped, console);
}

function tellTests(title: string, { count, first }: TestsAside, console: Console): void {
  const lines = first.map(({ place, message }) => `${placeText(place)}: ${message}`);
  const more = count - lines.length;
  if (count > 0) console.group(`${title}: ${count}`, [...lines, ...(more > 0 ? [`… and ${more} more`] : [])]);
}

/** Lines about single results that the log shows at the most: a wall of text helps nobody. */
const MOST_LOGGED = 50;

function tellPlan(planned: readonly Planned[], console: Console): void {
  const left = planned.filter(({ leave }) => leave !== undefined).length;
  const unchanged = left > 0 ? `, ${left} left as they are` : '';
  const lines = planned.slice(0, MOST_LOGGED).map(planLine);
  const more = planned.length - lines.length;
  console.group(`Plan: ${counted(planned.length - left, 'override')}${unchanged}`, [
    ...lines,
    ...(more > 0 ? [`… and ${more} more`] : []),
  ]);
}

function planLine({ override: { testCaseResultId, outcome, before }, leave }: Planned): string {
  const name = before?.name === undefined ? '' : ` ${before.name}`;
  const machine = before?.machine === undefined ? '' : ` (${before.machine})`;
  const change = `${before ? `${spoken(before.result)} → ` : ''}${spoken(outcome)}`;
  return `${testCaseResultId}${name}${machine}: ${leave === undefined ? change : `left as it is: ${leave}`}`;
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
  const settled = new Map(outcomes.settled.map((one) => [one.override.testCaseResultId, one]));
  const inOrder = planned.map(
    ({ override, leave }) => settled.get(override.testCaseResultId) ?? untouched(override, leave, 'not-sent'),
  );
  return { ...outcomes, settled: inOrder };
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
  if (!wanted || requested.aborted) return outcomes;
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

/** The run's own result at the end: read again only where something may have changed it. */
async function resultAfter(
  api: TestsigmaApi,
  { settled }: Outcomes,
  { run: before }: Lookup,
  { clock, cancellation }: World,
): Promise<string> {
  const sent = settled.some(({ attempts }) => attempts > 0);
  if (!before || cancellation.requested.aborted) return '';
  return sent ? await runResultNow(api, clock) : before.result;
}

const NO_FINDINGS = {
  settled: [],
  problems: [],
  warnings: [],
  notices: [],
  runResultBefore: '',
  runResult: '',
} as const;

function seen({ run: found }: Lookup): Partial<Findings> {
  return found ? { run: found, runResultBefore: found.result, runResult: found.result } : {};
}

/** Nothing was sent: what is asked for is not understood, or not allowed. */
function refused(problems: readonly Problem[], warnings: readonly Remark[]): Findings {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${counted(problems.length - 1, 'more problem')})` : '';
  const verdict = earlyVerdict('failure', `Nothing was overridden: ${first?.message ?? ''}${more}`);
  return { ...NO_FINDINGS, verdict, problems, warnings };
}

function nothing(inputs: Inputs, warnings: readonly Remark[]): Findings {
  return { ...NO_FINDINGS, verdict: judgeFates([], inputs), warnings };
}

function cancelledEarly(warnings: readonly Remark[]): Findings {
  const verdict = earlyVerdict('cancelled', 'Nothing was overridden: the step was cancelled');
  return { ...NO_FINDINGS, verdict, warnings };
}

/** What is told of a fault in the action itself. Applying never throws, so nothing was sent before one. */
export function unexpected(error: unknown): Findings {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const verdict = earlyVerdict('failure', `This is a fault of the action; please report it: ${said}`);
  return { ...NO_FINDINGS, verdict };
}

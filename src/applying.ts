/** Applying the plan in the main flow: sending it, and reading what the run shows afterwards. */
import { type ApplyResult, apply } from './apply/apply.js';
import { settle, TrackedOverride } from './apply/ledger.js';
import { readAfterwards, type Verified, type VerifyOptions } from './apply/verify.js';
import type { Inputs } from './inputs/inputs.js';
import { runResultNow } from './lookup.js';
import type { AbortReason, ListedResult, Override, OverrideResult, RunSnapshot } from './model/types.js';
import type { ActionLog } from './report/action-log.js';
import { Progress } from './report/progress.js';
import type { Cancellation, Clock } from './runtime/process.js';
import type { TestsigmaClient } from './testsigma/client.js';

/** What applying needs of the main flow. */
export interface ApplyDependencies {
  readonly clock: Clock;
  readonly cancellation: Cancellation;
  readonly log: ActionLog;
}

/** What became of the plan. */
export interface AppliedPlan extends ApplyResult, Pick<Verified, 'unverified'> {
  /** In the order planned. */
  readonly settled: readonly OverrideResult[];
  /** The run's results as they were read last; undefined if they could not be read. */
  readonly listed: readonly ListedResult[] | undefined;
  /** The overall run result at the end, in wire words; empty if it is not known. */
  readonly runResult: string;
}

const VERIFY_INTERVAL_MS = 2_000;

const CANCELLED: AbortReason = { cause: 'cancelled', message: 'the step was cancelled' };

/** Sends the plan, unless it is a dry run, and settles the status of every override. */
export async function applyPlan(
  plan: readonly Override[],
  { dryRun, verify, batchSize }: Inputs,
  { listing, ...before }: RunSnapshot,
  client: TestsigmaClient,
  deps: ApplyDependencies,
): Promise<AppliedPlan> {
  const ledger = plan.map((override) => new TrackedOverride(override));
  const { stop, message }: ApplyResult = dryRun ? {} : await send(ledger, batchSize, client, deps);
  const isReadable = !dryRun && (verify || listing !== undefined);
  const readResult = () => readRunResult(ledger, before, client, deps);
  let runResult: Promise<string> | undefined;
  const readListing = () => {
    runResult = readResult();
    return client.listing({});
  };
  const verified = isReadable ? await readAgain(ledger, verify, readListing, deps) : {};
  const unsent = dryRun
    ? ({ status: 'planned', message: '' } as const)
    : ({ status: 'not-sent', message: stop?.message ?? 'it was never sent' } as const);
  const settled = ledger.map((line) => settle(line, verified.reading, unsent));
  const { requested } = deps.cancellation;
  return {
    settled,
    stop: requested.aborted ? CANCELLED : stop,
    message,
    unverified: verified.unverified,
    listed: verified.results ?? listing?.results,
    runResult: await (runResult ?? readResult()),
  };
}

async function send(
  ledger: readonly TrackedOverride[],
  batchSize: number,
  client: TestsigmaClient,
  { clock, cancellation: { requested }, log }: ApplyDependencies,
): Promise<ApplyResult> {
  const toSend = ledger.filter(({ override }) => override.skipReason === undefined);
  const progress = new Progress(log, clock, toSend.length);
  const applied = await apply(toSend, {
    batchSize,
    send: (overrides, maxAttempts) => client.override(overrides, maxAttempts),
    sleep: (ms) => clock.sleep(ms, requested),
    cancelled: () => requested.aborted,
    onBatch: (batch) => progress.batch(batch),
  });
  progress.stop();
  return applied;
}

/** Reads the run once more if that settles what is unknown, or up to three times if everything is verified. */
async function readAgain(
  ledger: readonly TrackedOverride[],
  verify: boolean,
  read: VerifyOptions['read'],
  { clock, cancellation: { requested }, log }: ApplyDependencies,
): Promise<Verified> {
  if (requested.aborted) return verify ? { unverified: CANCELLED.message } : {};
  return readAfterwards(ledger, {
    verify,
    read,
    wait: async () => {
      log.line('  the run does not show everything yet; reading it again in 2 s');
      await clock.sleep(VERIFY_INTERVAL_MS, requested);
      return !requested.aborted;
    },
  });
}

/** The overall run result at the end: read again only if something may have changed it, together with each listing. */
async function readRunResult(
  ledger: readonly TrackedOverride[],
  { run, runResult: before }: Pick<RunSnapshot, 'run' | 'runResult'>,
  client: TestsigmaClient,
  { clock, cancellation }: ApplyDependencies,
): Promise<string> {
  const wasRead = run !== undefined || before !== '';
  if (!wasRead || cancellation.requested.aborted) return '';
  return ledger.some(({ attempts }) => attempts > 0) ? await runResultNow(client, clock) : before;
}

/** Waiting for runs in progress to end. Loaded only with `wait-for-run-seconds`. */
import { LATEST_RERUN } from './inputs/connection.js';
import { phaseOf } from './model/run-status.js';
import type { EndedRun, RunInfo } from './model/types.js';
import type { Cancellation, Clock } from './runtime/process.js';
import type { ReadResult, TestsigmaClient } from './testsigma/client.js';
import { pluralize } from './text/format.js';

/** What waiting needs. */
export interface WaitOptions {
  readonly client: Pick<TestsigmaClient, 'forRun'>;
  readonly clock: Clock;
  readonly cancellation: Cancellation;
  readonly log: (line: string) => void;
  /** How long all runs are waited for together, in milliseconds. */
  readonly waitMs: number;
  /** Whether reruns count: a test plan may start one by itself when a run ends. */
  readonly expectsRerun: boolean;
}

/** The pauses between readings, in milliseconds: they grow from the first to the longest. */
const FIRST_PAUSE_MS = 5_000;
const MAX_PAUSE_MS = 30_000;
const PAUSE_GROWTH = 1.5;
/** How long before the time is up the run is read for the last time, in milliseconds. */
const LAST_READING_MS = 2_000;
/** When a run that has just ended is read once more, and how long that may take, in milliseconds. */
const RERUN_DELAY_MS = 10_000;
const RERUN_READING_MS = 30_000;
/** The longest silence in the log, and the shortest time between two lines with the same state, in milliseconds. */
const MAX_SILENCE_MS = 28_000;
const MIN_REPEAT_MS = 15_000;

/**
 * Waits for the run, and for the runs whose passes are taken over.
 *
 * @param from `results-from-run`: the ID of another run, or {@link LATEST_RERUN}; absent if it is not given
 * @param followReruns walks down the reruns of a run, each of which must have ended
 */
export async function untilAllEnded(
  waiter: Pick<RunWaiter, 'ended'>,
  runId: string,
  from: string | undefined,
  followReruns: (
    run: RunInfo,
    read: (runId: string) => Promise<EndedRun>,
  ) => Promise<{ readonly kind: 'reruns' } | Unended>,
): Promise<{ readonly kind: 'ended' } | Unended> {
  const run = await waiter.ended(runId);
  if (run.kind !== 'ended' || from === undefined) return run;
  if (from !== LATEST_RERUN) return waiter.ended(from);
  const chain = await followReruns(run.run, (rerun) => waiter.ended(rerun));
  return chain.kind === 'reruns' ? { kind: 'ended' } : chain;
}

type Unended = Exclude<EndedRun, { readonly kind: 'ended' }>;

/** Waits for runs, one after another, within one span of time. */
export class RunWaiter {
  readonly #options: WaitOptions;
  readonly #startedAt: number;
  #until: number;
  #hasWaited = false;

  constructor(options: WaitOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
    this.#until = this.#startedAt + options.waitMs;
  }

  /** Waits until the run has ended; never rejects. A reading that fails is repeated, unless the key is rejected. */
  async ended(runId: string): Promise<EndedRun> {
    const log = new WaitLog(runId, this.#startedAt, this.#options);
    try {
      const first = await this.#untilEnded(runId, log);
      if (first.kind !== 'ended' || !this.#mayGetRerun(first.run)) return first;
      log.line(
        `Run ${runId} has ended without a rerun; reading it again in 10 s, since its test plan may start one`,
      );
      this.#until = Math.max(this.#until, this.#now() + RERUN_DELAY_MS + RERUN_READING_MS);
      await this.#sleep(RERUN_DELAY_MS);
      return await this.#untilEnded(runId, log);
    } finally {
      log.stop();
    }
  }

  /** Only a run that was in progress a moment ago can get a rerun that is not there yet. */
  #mayGetRerun({ child, childWithoutId }: RunInfo): boolean {
    return this.#options.expectsRerun && this.#hasWaited && (child ?? childWithoutId) === undefined;
  }

  async #untilEnded(runId: string, log: WaitLog): Promise<EndedRun> {
    const client = this.#options.client.forRun(runId);
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * PAUSE_GROWTH, MAX_PAUSE_MS)) {
      if (this.#isCancelled()) return { kind: 'cancelled' };
      const read = await client.run({ maxRetries: 0, deadline: this.#until });
      if (this.#isCancelled()) return { kind: 'cancelled' };
      if (read.value && phaseOf(read.value.status) === 'ended') return { kind: 'ended', run: read.value };
      if (read.isUnauthorized) return unauthorized(runId, read.unreadable);
      this.#hasWaited = true;
      const state = stateOf(read);
      log.update(state);
      await this.#sleep(this.#pauseBeforeNext(pause));
      if (this.#now() >= this.#until) return this.#timeIsUp(runId, state);
    }
  }

  /** Leaves time for a last reading. */
  #pauseBeforeNext(pause: number): number {
    const left = Math.max(0, this.#until - this.#now());
    return Math.min(left, pause, Math.max(FIRST_PAUSE_MS, left - LAST_READING_MS));
  }

  #timeIsUp(runId: string, state: string): EndedRun {
    const waited = duration(this.#now() - this.#startedAt);
    const message = `run ${runId} did not end within ${waited} (${state}); nothing was sent. Run this step again when it has ended, or raise wait-for-run-seconds`;
    return { kind: 'failed', problem: { location: { input: 'wait-for-run-seconds' }, message } };
  }

  #sleep(ms: number): Promise<void> {
    return this.#options.clock.sleep(ms, this.#options.cancellation.requested);
  }

  #now(): number {
    return this.#options.clock.now();
  }

  #isCancelled(): boolean {
    return this.#options.cancellation.requested.aborted;
  }
}

function unauthorized(runId: string, why: string): EndedRun {
  const message = `run ${runId} could not be read: ${why}`;
  return { kind: 'failed', problem: { location: { input: 'api-token' }, message } };
}

/** The state of a run that is not known to have ended, in words. */
function stateOf(read: ReadResult<RunInfo>): string {
  if (!read.value) return `could not be read: ${read.unreadable}`;
  const { status, finished, failed, total } = read.value;
  const word = status === '' ? 'no status given' : status;
  if (finished === undefined) return word;
  return `${word}, ${finished} of ${pluralize(total ?? 0, 'result')} finished, ${failed} failed`;
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Logs a new state at once, and the same one at least every 30 s, even while a reading hangs. */
class WaitLog {
  readonly #runId: string;
  readonly #startedAt: number;
  readonly #options: Pick<WaitOptions, 'clock' | 'log'>;
  #state = 'has not been read yet';
  #loggedAt = Number.NEGATIVE_INFINITY;
  #stopTimer: () => void = () => undefined;

  constructor(runId: string, startedAt: number, options: Pick<WaitOptions, 'clock' | 'log'>) {
    this.#runId = runId;
    this.#startedAt = startedAt;
    this.#options = options;
    this.#startTimer();
  }

  /** Takes the state that a reading showed. */
  update(state: string): void {
    const isNew = state !== this.#state;
    this.#state = state;
    if (isNew || this.#options.clock.now() - this.#loggedAt >= MIN_REPEAT_MS) this.#repeat();
  }

  /** Logs a line about the run. */
  line(text: string): void {
    this.#options.log(text);
    this.#loggedAt = this.#options.clock.now();
    this.#startTimer();
  }

  /** Ends it: it keeps a timer. */
  stop(): void {
    this.#stopTimer();
  }

  #repeat(): void {
    const waited = duration(this.#options.clock.now() - this.#startedAt);
    this.line(`Waiting for run ${this.#runId}: ${this.#state} (${waited} elapsed)`);
  }

  #startTimer(): void {
    this.#stopTimer();
    this.#stopTimer = this.#options.clock.after(MAX_SILENCE_MS, () => this.#repeat());
  }
}

/** Progress in the log: a line for each batch of a short run, and at least one every 5 s in a long one. */
import type { BatchProgress } from '../model/types.js';
import type { Clock } from '../runtime/process.js';
import type { ActionLog } from './action-log.js';

/** The longest time between two lines, in milliseconds. */
const PROGRESS_INTERVAL_MS = 5_000;
/** With more batches than this, not every batch gets a line. */
const MAX_BATCH_LINES = 20;

/** The progress of one step. It has a timer, so it must be stopped. */
export class Progress {
  readonly #actionLog: ActionLog;
  readonly #clock: Clock;
  readonly #total: number;
  readonly #startedAt: number;
  #done = 0;
  #loggedAt: number;
  #stopTimer: () => void = () => undefined;

  /** @param total how many overrides are to be sent */
  constructor(log: ActionLog, clock: Clock, total: number) {
    this.#actionLog = log;
    this.#clock = clock;
    this.#total = total;
    this.#startedAt = clock.now();
    this.#loggedAt = this.#startedAt;
    this.#watch();
  }

  /** Counts a finished batch. One with failures always gets a line. */
  batch(batch: BatchProgress): void {
    const { number, batches, size, overridden } = batch;
    this.#done += size;
    if (batches <= MAX_BATCH_LINES || overridden < size || number === batches) this.#log(batchLine(batch));
    else this.#logProgress();
  }

  /** Stops the timer. */
  stop(): void {
    this.#stopTimer();
  }

  #watch(): void {
    this.#stopTimer = this.#clock.after(PROGRESS_INTERVAL_MS / 5, () => {
      this.#logProgress();
      this.#watch();
    });
  }

  #logProgress(): void {
    const now = this.#clock.now();
    if (now - this.#loggedAt < PROGRESS_INTERVAL_MS) return;
    const seconds = (now - this.#startedAt) / 1_000;
    const rate = this.#done / seconds;
    const left = rate > 0 ? `, about ${Math.ceil((this.#total - this.#done) / rate)} s left` : '';
    const pace = rate > 0 ? `, ${rate.toFixed(1)}/s` : '';
    this.#log(`${this.#done} of ${this.#total} done after ${Math.round(seconds)} s${pace}${left}`);
  }

  #log(line: string): void {
    this.#loggedAt = this.#clock.now();
    this.#actionLog.line(line);
  }
}

function batchLine({ number, batches, size, overridden, rejected, unknown }: BatchProgress): string {
  const parts = [`${overridden} of ${size} overridden`];
  if (rejected > 0) parts.push(`${rejected} rejected`);
  if (unknown > 0) parts.push(`${unknown} unknown`);
  return `Batch ${number} of ${batches}: ${parts.join(', ')}`;
}

/** Making it so: overrides → a fate each, one request at a time, in the order asked. */

import type { AbortReason, ApplyResult, BatchProgress, Override, OverrideResponse } from '../model/types.js';
import { messageOf } from '../text/errors.js';
import { countStatuses, finalize, pending, recordResponse, settleAll, TrackedOverride } from './ledger.js';

/** How patient the service is to be with one request. */
export interface SendOptions {
  /** The most that it may be sent, retries included. */
  readonly maxAttempts?: number;
  /** Whether an earlier request may have been carried out without saying so. */
  readonly maybeApplied?: boolean;
}

/** What applying needs from the world. */
export interface ApplyOptions {
  /** Overrides a request. */
  readonly batchSize: number;
  /** Asks Testsigma for the overrides; never rejects. */
  readonly send: (overrides: readonly Override[], options: SendOptions) => Promise<OverrideResponse>;
  /** Waits, in milliseconds, or less when the step is cancelled. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Whether nothing new may begin. */
  readonly cancelled: () => boolean;
  /** Told of every batch when all of it has its fate. */
  readonly onBatch: (batch: BatchProgress) => void;
}

/** Extra requests a step, retries included, that go into finding out which override an answer means. */
const BISECT_REQUEST_BUDGET = 64;

/** Applies the overrides and gives each its fate. */
export async function apply(overrides: readonly Override[], options: ApplyOptions): Promise<ApplyResult> {
  return new Applier(overrides, options).run();
}

class Applier {
  readonly #options: ApplyOptions;
  readonly #lines: readonly TrackedOverride[];
  readonly #messages = new Set<string | undefined>();
  #extra = 0;
  #stop: AbortReason | undefined;

  constructor(overrides: readonly Override[], options: ApplyOptions) {
    this.#options = options;
    this.#lines = overrides.map((override) => new TrackedOverride(override));
  }

  async run(): Promise<ApplyResult> {
    const { batchSize, onBatch } = this.#options;
    const batches = Math.ceil(this.#lines.length / batchSize);
    for (let number = 1; number <= batches && !this.#stopped(); number += 1) {
      const batch = this.#lines.slice((number - 1) * batchSize, number * batchSize);
      await this.#batch(batch);
      onBatch({ number, batches, size: batch.length, ...countStatuses(batch) });
    }
    const [message] = this.#messages.size === 1 ? this.#messages : [];
    const settled = finalize(this.#lines, this.#stop);
    return { settled, ...(this.#stop ? { stop: this.#stop } : {}), ...(message ? { message } : {}) };
  }

  #stopped(): boolean {
    if (!this.#stop && this.#options.cancelled()) {
      this.#stop = { cause: 'cancelled', message: 'the step was cancelled' };
    }
    return this.#stop !== undefined;
  }

  async #batch(batch: readonly TrackedOverride[]): Promise<void> {
    const answer = await this.#ask(batch, {});
    const open = pending(batch);
    const again = answer.nextStep === 'resend' ? await this.#askOnceMore(open, answer) : undefined;
    await this.#settle(open, again ?? answer, true);
  }

  /** The first time that the rest of a batch is asked for costs no extra request. */
  async #askOnceMore(
    open: readonly TrackedOverride[],
    { status }: OverrideResponse,
  ): Promise<OverrideResponse | undefined> {
    if (open.length === 0 || this.#stopped()) return undefined;
    return this.#unlessUnasked(await this.#ask(open, { maybeApplied: status === 'unknown' }));
  }

  async #ask(lines: readonly TrackedOverride[], options: SendOptions): Promise<OverrideResponse> {
    const overrides = lines.map(({ override }) => override);
    const answer = await this.#options
      .send(overrides, options)
      .catch((error) => internalErrorResponse(overrides, error));
    if (answer.attempts > 0) this.#messages.add(answer.message);
    recordResponse(lines, answer);
    return answer;
  }

  /** Asks again for what an answer left open; none where no more may be asked. */
  async #askAgain(
    lines: readonly TrackedOverride[],
    before: OverrideResponse,
  ): Promise<OverrideResponse | undefined> {
    const left = BISECT_REQUEST_BUDGET - this.#extra;
    if (left <= 0 || this.#stopped()) return undefined;
    const answer = await this.#ask(lines, { maxAttempts: left, maybeApplied: before.status === 'unknown' });
    this.#extra += answer.attempts;
    return this.#unlessUnasked(answer);
  }

  /** An answer to a question that could not be asked any more says nothing about what was asked before. */
  #unlessUnasked(answer: OverrideResponse): OverrideResponse | undefined {
    if (answer.attempts > 0) return answer;
    this.#stop ??= answer.stop;
    return undefined;
  }

  /** Gives every override that the answer left open its fate, asking again where that helps. */
  async #settle(asked: readonly TrackedOverride[], answer: OverrideResponse, whole: boolean): Promise<void> {
    const open = pending(asked);
    if (answer.nextStep === 'abort') this.#stop ??= answer.stop;
    if (answer.nextStep === 'resend') await this.#settleRest(open, answer);
    else if (answer.nextStep === 'bisect' && open.length > 1) await this.#halve(open, answer, whole);
    else settleAll(open, answer.status, answer.reason);
    this.#settleUnasked(open, answer);
  }

  async #settleRest(open: readonly TrackedOverride[], answer: OverrideResponse): Promise<void> {
    const again = open.length > 0 ? await this.#askAgain(open, answer) : undefined;
    if (again) await this.#settle(open, again, false);
  }

  /**
   * What should have been asked again and was not. Where no more requests may be spent on it, the answer stands. Where
   * the step was cut short, nobody knows: a refusal of the whole does not say that nothing of it was carried out.
   */
  #settleUnasked(open: readonly TrackedOverride[], { status, reason }: OverrideResponse): void {
    const stop = this.#stop;
    if (!stop || stop.cause === 'fatal') settleAll(open, status, reason);
    else settleAll(open, 'unknown', `${reason}; it was not asked for again: ${stop.message}`);
  }

  /** Asks for both halves. At the first split, halves that are refused alike may mean that everything is. */
  async #halve(open: readonly TrackedOverride[], answer: OverrideResponse, whole: boolean): Promise<void> {
    if (answer.retryDelayMs > 0 && !this.#stopped()) await this.#options.sleep(answer.retryDelayMs);
    const middle = Math.ceil(open.length / 2);
    const [left, right] = [open.slice(0, middle), open.slice(middle)];
    const first = await this.#askAgain(left, answer);
    if (!first) return;
    if (!whole || isAbort(first)) {
      await this.#settle(left, first, false);
      await this.#settleBy(await this.#askAgain(right, answer), right);
      return;
    }
    const second = await this.#askAgain(right, answer);
    if (second && isAbort(second)) this.#stop ??= second.stop;
    if (second && (await this.#everythingIsRefused(left, first, second))) return;
    await this.#settle(left, first, false);
    await this.#settleBy(second, right);
  }

  async #settleBy(answer: OverrideResponse | undefined, asked: readonly TrackedOverride[]): Promise<void> {
    if (answer) await this.#settle(asked, answer, false);
  }

  /** Probes one single entry where both halves were refused alike; refused alike, it ends the run. */
  async #everythingIsRefused(
    left: readonly TrackedOverride[],
    first: OverrideResponse,
    second: OverrideResponse,
  ): Promise<boolean> {
    const refusal = first.errorFingerprint;
    const probe = left.slice(Math.floor(left.length / 2)).slice(0, 1);
    if (refusal === undefined || second.errorFingerprint !== refusal || left.length === 1) return false;
    const answer = await this.#askAgain(probe, first);
    if (!answer) return false;
    await this.#settle(probe, answer, false);
    if (answer.errorFingerprint !== refusal) return false;
    const message = `Testsigma refuses everything alike, single results included: ${answer.reason}`;
    this.#stop ??= { cause: 'fatal', message };
    return true;
  }
}

function isAbort({ nextStep }: OverrideResponse): boolean {
  return nextStep === 'abort';
}

/** A fault of ours while an answer was read: what was asked may have been carried out, and what was done before stays. */
function internalErrorResponse(overrides: readonly Override[], error: unknown): OverrideResponse {
  const message = `the answer could not be read: ${messageOf(error)}. This is a fault of the action; please report it`;
  return {
    accepted: [],
    rejected: [],
    unsettled: overrides.map(({ testCaseResultId }) => testCaseResultId),
    reason: message,
    status: 'unknown',
    nextStep: 'abort',
    stop: { cause: 'fatal', message },
    retryDelayMs: 0,
    attempts: 1,
  };
}

/** Applying overrides: batches, one request at a time, and bisecting them for the entry that is rejected. */
import type { AbortReason, BatchProgress, Override, OverrideResponse } from '../model/types.js';
import { messageOf } from '../text/errors.js';
import { countSettled, recordResponse, type TrackedOverride } from './ledger.js';

/** How to send overrides, and whom to notify. */
export interface ApplyOptions {
  /** Overrides in a request. */
  readonly batchSize: number;
  /**
   * Sends overrides to Testsigma in one request; never rejects.
   *
   * @param maxAttempts the most that it may be sent, retries included; no limit of its own if absent
   */
  readonly send: (overrides: readonly Override[], maxAttempts?: number) => Promise<OverrideResponse>;
  /** Waits, in milliseconds, or less if the step is cancelled. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Whether nothing new may begin. */
  readonly cancelled: () => boolean;
  /** Called for every batch once nothing more of it is sent. */
  readonly onBatch: (batch: BatchProgress) => void;
}

/** How applying ended; the ledger holds what was proven. */
export interface ApplyResult {
  /** Why the work ended early, if it did. */
  readonly stop?: AbortReason | undefined;
  /** Testsigma's own message, if every response carried the same. */
  readonly message?: string | undefined;
}

/** A step may spend at least so many extra requests, retries included, on finding the override that is rejected. */
const MIN_BISECT_BUDGET = 64;
/** Batches up to this size are bisected to the end: probing them would cost as much. */
const MAX_UNPROBED = 6;
/**
 * If the overrides at these positions in a batch are rejected with the same error, each alone in a request, every other
 * one would be. They are not at its ends and not evenly spaced, so that no likely pattern hits all of them.
 */
const PROBE_POSITIONS = [0.2, 0.55, 0.85];

/** Sends the overrides and records what was proven about each; never rejects. */
export function apply(overrides: readonly TrackedOverride[], options: ApplyOptions): Promise<ApplyResult> {
  return new Applier(overrides, options).run();
}

class Applier {
  readonly #options: ApplyOptions;
  readonly #overrides: readonly TrackedOverride[];
  readonly #messages = new Set<string | undefined>();
  /** How many more extra requests may be sent. */
  #budget: number;
  /** How many of the last requests failed in a row. */
  #consecutiveFailures = 0;
  #stop: AbortReason | undefined;

  constructor(overrides: readonly TrackedOverride[], options: ApplyOptions) {
    this.#options = options;
    this.#overrides = overrides;
    this.#budget = Math.max(MIN_BISECT_BUDGET, Math.ceil(overrides.length / 2));
  }

  async run(): Promise<ApplyResult> {
    const { batchSize, onBatch } = this.#options;
    const batches = Math.ceil(this.#overrides.length / batchSize);
    for (let number = 1; number <= batches && !this.#stopped(); number += 1) {
      const batch = this.#overrides.slice((number - 1) * batchSize, number * batchSize);
      await this.#follow(batch, await this.#send(batch), true);
      onBatch({ number, batches, size: batch.length, ...countSettled(batch) });
    }
    const [message] = this.#messages.size === 1 ? this.#messages : [];
    return { stop: this.#stop, message: message || undefined };
  }

  #stopped(): boolean {
    if (!this.#stop && this.#options.cancelled()) {
      this.#stop = { cause: 'cancelled', message: 'the step was cancelled' };
    }
    return this.#stop !== undefined;
  }

  async #send(sent: readonly TrackedOverride[], maxAttempts?: number): Promise<OverrideResponse> {
    const overrides = sent.map(({ override }) => override);
    const response = await this.#options.send(overrides, maxAttempts).catch(internalErrorResponse);
    // A request that was not sent proves nothing.
    if (response.attempts > 0) {
      this.#messages.add(response.message);
      recordResponse(sent, response);
    }
    this.#noteStop(response);
    return response;
  }

  #noteStop({ nextStep, stop, others }: OverrideResponse): void {
    this.#consecutiveFailures = nextStep === 'leave' ? this.#consecutiveFailures + 1 : 0;
    if (nextStep === 'abort') this.#stop ??= stop;
    if (this.#consecutiveFailures > 1) {
      const message = `two requests in a row failed: ${others.reason}${others.advice ? `. ${others.advice}` : ''}`;
      this.#stop ??= { cause: 'fatal', message };
    }
  }

  /** Sends again what a response left open; undefined if no more may be sent. */
  async #resendWithinBudget(open: readonly TrackedOverride[]): Promise<OverrideResponse | undefined> {
    if (open.length === 0 || this.#budget <= 0 || this.#stopped()) return undefined;
    const response = await this.#send(open, this.#budget);
    this.#budget -= response.attempts;
    return response.attempts > 0 ? response : undefined;
  }

  /** Does the next step for what a response left open. */
  async #follow(
    sent: readonly TrackedOverride[],
    response: OverrideResponse,
    isBatch: boolean,
  ): Promise<void> {
    const open = sent.filter(({ isOpen }) => isOpen);
    if (response.nextStep === 'resend') await this.#resend(open, isBatch);
    if (response.nextStep === 'bisect' && open.length > 1) await this.#bisect(open, response, isBatch);
  }

  async #resend(open: readonly TrackedOverride[], isBatch: boolean): Promise<void> {
    const response = await this.#resendWithinBudget(open);
    if (response) await this.#follow(open, response, isBatch);
  }

  async #bisect(
    group: readonly TrackedOverride[],
    response: OverrideResponse,
    isBatch: boolean,
  ): Promise<void> {
    if (response.retryDelayMs > 0 && !this.#stopped()) await this.#options.sleep(response.retryDelayMs);
    if (isBatch && group.length > MAX_UNPROBED && (await this.#isRejectedUniformly(group))) return;
    const open = group.filter(({ isOpen }) => isOpen);
    const middle = Math.ceil(open.length / 2);
    const [left, right] = [open.slice(0, middle), open.slice(middle)];
    await this.#resend(left, false);
    const isCulpritRight = response.causedByEntry && left.every(({ isAccepted }) => isAccepted);
    if (isCulpritRight && right.length > 1) await this.#bisect(right, response, false);
    else await this.#resend(right, false);
  }

  /** Sends single overrides from different positions, up to the first that is not rejected with the same error. */
  async #isRejectedUniformly(group: readonly TrackedOverride[]): Promise<boolean> {
    const fingerprints = new Set<string>();
    let last: OverrideResponse | undefined;
    for (const position of PROBE_POSITIONS) {
      const index = Math.floor(group.length * position);
      last = await this.#resendWithinBudget(group.slice(index, index + 1));
      if (last?.errorFingerprint === undefined) return false;
      fingerprints.add(last.errorFingerprint);
      if (fingerprints.size > 1) return false;
    }
    const message = `Testsigma rejects every request with the same error, also for single results: ${last?.others.reason}`;
    this.#stop ??= { cause: 'fatal', message };
    return true;
  }
}

/** An internal error while a response was read: the request may have been applied, and what was done before stays. */
function internalErrorResponse(error: unknown): OverrideResponse {
  const reason = `internal error while reading the response: ${messageOf(error)}; please report it`;
  return {
    accepted: [],
    rejected: [],
    earlier: [],
    others: { proof: 'maybe-applied', reason },
    nextStep: 'abort',
    stop: { cause: 'fatal', message: reason },
    retryDelayMs: 0,
    attempts: 1,
  };
}

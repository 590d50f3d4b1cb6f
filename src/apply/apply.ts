/** Applying overrides: batches, one request at a time, and bisecting them for the entry that is refused. */
import type { AbortReason, BatchProgress, Override, OverrideResponse } from '../model/types.js';
import { messageOf } from '../text/errors.js';
import { countSettled, recordResponse, type TrackedOverride } from './ledger.js';

/** What one request may cost. */
export interface SendOptions {
  /** The most that it may be sent, retries included. */
  readonly maxAttempts?: number;
}

/** What applying needs. */
export interface ApplyOptions {
  /** Overrides in a request. */
  readonly batchSize: number;
  /** Sends overrides to Testsigma; never rejects. */
  readonly send: (overrides: readonly Override[], options: SendOptions) => Promise<OverrideResponse>;
  /** Waits, in milliseconds, or less if the step is cancelled. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Whether nothing new may begin. */
  readonly cancelled: () => boolean;
  /** Takes every batch when nothing more is sent of it. */
  readonly onBatch: (batch: BatchProgress) => void;
}

/** How applying ended; the ledger holds what was proven. */
export interface Applied {
  /** Why the work ended early, if it did. */
  readonly stop?: AbortReason;
  /** Testsigma's own message, if every response carried the same. */
  readonly message?: string;
}

/** The least extra requests of a step, retries included, that go into finding out which override a refusal means. */
const MIN_BISECT_BUDGET = 64;
/** Batches up to this size are bisected to the end: probing them would cost as much. */
const MAX_UNPROBED = 6;
/**
 * If the overrides at these places of a batch are refused alike, each alone in a request, every other one would be. They
 * are not at its ends and not evenly spaced, so that no likely pattern hits all of them.
 */
const PROBE_PLACES = [0.2, 0.55, 0.85];

/** Sends the overrides and enters what was proven about each. */
export async function apply(lines: readonly TrackedOverride[], options: ApplyOptions): Promise<Applied> {
  return new Applier(lines, options).run();
}

class Applier {
  readonly #options: ApplyOptions;
  readonly #lines: readonly TrackedOverride[];
  readonly #messages = new Set<string | undefined>();
  #extraLeft: number;
  /** How many of the last requests were given up, one after another. */
  #leftInARow = 0;
  #stop: AbortReason | undefined;

  constructor(lines: readonly TrackedOverride[], options: ApplyOptions) {
    this.#options = options;
    this.#lines = lines;
    this.#extraLeft = Math.max(MIN_BISECT_BUDGET, Math.ceil(lines.length / 2));
  }

  async run(): Promise<Applied> {
    const { batchSize, onBatch } = this.#options;
    const batches = Math.ceil(this.#lines.length / batchSize);
    for (let number = 1; number <= batches && !this.#stopped(); number += 1) {
      const batch = this.#lines.slice((number - 1) * batchSize, number * batchSize);
      await this.#follow(batch, await this.#send(batch, {}), true);
      onBatch({ number, batches, size: batch.length, ...countSettled(batch) });
    }
    const [message] = this.#messages.size === 1 ? this.#messages : [];
    return { ...(this.#stop ? { stop: this.#stop } : {}), ...(message ? { message } : {}) };
  }

  #stopped(): boolean {
    if (!this.#stop && this.#options.cancelled()) {
      this.#stop = { cause: 'cancelled', message: 'the step was cancelled' };
    }
    return this.#stop !== undefined;
  }

  async #send(lines: readonly TrackedOverride[], options: SendOptions): Promise<OverrideResponse> {
    const overrides = lines.map(({ override }) => override);
    const response = await this.#options.send(overrides, options).catch(internalError);
    // A request that could not be sent any more says nothing about those before it.
    if (response.attempts > 0) {
      this.#messages.add(response.message);
      recordResponse(lines, response);
    }
    this.#noteStop(response);
    return response;
  }

  #noteStop({ nextStep, stop, others }: OverrideResponse): void {
    this.#leftInARow = nextStep === 'leave' ? this.#leftInARow + 1 : 0;
    if (nextStep === 'abort') this.#stop ??= stop;
    if (this.#leftInARow > 1) {
      const message = `two requests in a row failed: ${others.reason}${others.advice ? `. ${others.advice}` : ''}`;
      this.#stop ??= { cause: 'fatal', message };
    }
  }

  /** Sends again what a response left open; nothing if no more may be sent. */
  async #resend(lines: readonly TrackedOverride[]): Promise<OverrideResponse | undefined> {
    if (lines.length === 0 || this.#extraLeft <= 0 || this.#stopped()) return undefined;
    const response = await this.#send(lines, { maxAttempts: this.#extraLeft });
    this.#extraLeft -= response.attempts;
    return response.attempts > 0 ? response : undefined;
  }

  /** Does what a response asks for with what it left open. */
  async #follow(
    sent: readonly TrackedOverride[],
    response: OverrideResponse,
    isBatch: boolean,
  ): Promise<void> {
    const open = sent.filter(({ isOpen }) => isOpen);
    if (response.nextStep === 'resend') await this.#sendAndFollow(open, isBatch);
    if (response.nextStep === 'bisect' && open.length > 1) await this.#bisect(open, response, isBatch);
  }

  async #sendAndFollow(lines: readonly TrackedOverride[], isBatch: boolean): Promise<void> {
    const response = await this.#resend(lines);
    if (response) await this.#follow(lines, response, isBatch);
  }

  async #bisect(
    lines: readonly TrackedOverride[],
    response: OverrideResponse,
    isBatch: boolean,
  ): Promise<void> {
    if (response.retryDelayMs > 0 && !this.#stopped()) await this.#options.sleep(response.retryDelayMs);
    if (isBatch && lines.length > MAX_UNPROBED && (await this.#isEverythingRefused(lines))) return;
    const open = lines.filter(({ isOpen }) => isOpen);
    const middle = Math.ceil(open.length / 2);
    const [left, right] = [open.slice(0, middle), open.slice(middle)];
    await this.#sendAndFollow(left, false);
    const isCulpritRight = response.causedByEntry && left.every(({ isAccepted }) => isAccepted);
    if (isCulpritRight && right.length > 1) await this.#bisect(right, response, false);
    else await this.#sendAndFollow(right, false);
  }

  /** Sends single overrides from different places, up to the first that is not refused like the ones before it. */
  async #isEverythingRefused(lines: readonly TrackedOverride[]): Promise<boolean> {
    let refusal: string | undefined;
    let reason = '';
    for (const place of PROBE_PLACES) {
      const probe = lines.slice(Math.floor(lines.length * place)).slice(0, 1);
      const response = await this.#resend(probe);
      const { errorFingerprint } = response ?? {};
      if (errorFingerprint === undefined || errorFingerprint !== (refusal ?? errorFingerprint)) return false;
      refusal = errorFingerprint;
      reason = response?.others.reason ?? '';
    }
    const message = `Testsigma rejects every request with the same error, also for single results: ${reason}`;
    this.#stop ??= { cause: 'fatal', message };
    return true;
  }
}

/** An error of ours while a response was read: the request may have been applied, and what was done before stays. */
function internalError(error: unknown): OverrideResponse {
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

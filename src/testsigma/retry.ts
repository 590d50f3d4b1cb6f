/** A request to Testsigma with retries, `Retry-After`, and the deadline of the whole action. */

import type { AttemptProof, Evidence } from '../model/types.js';
import type { HttpRequest, HttpResponse, HttpResult, HttpSession } from '../runtime/http.js';
import type { Cancellation, Clock } from '../runtime/process.js';
import { meaningOf, statusText } from './http-status.js';

/** What sending needs. */
export interface RetryClientOptions {
  /** What the requests go over; the client closes it. */
  readonly session: HttpSession;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly cancellation: Cancellation;
  /** Takes a line about each retry. */
  readonly onRetry: (line: string) => void;
  /** Retries of a request. */
  readonly maxRetries: number;
  /** Milliseconds for one attempt. */
  readonly requestTimeoutMs: number;
  /** The time of the clock after which nothing is sent or read. */
  readonly deadline: number;
}

/** How often and how long to try one request; what is absent is as the options say. */
export interface RetryPolicy {
  readonly maxRetries?: number;
  readonly deadline?: number;
  /** Give up at the second timeout in a row: requesting less may help more than requesting it again. */
  readonly stopAtSecondTimeout?: boolean;
}

/** What a request ended with. */
export interface RetryOutcome {
  /** The last attempt; absent if nothing was sent. */
  readonly last?: HttpResult;
  /** How many times it was sent. */
  readonly attempts: number;
  /** What the attempts before the last one proved. */
  readonly earlier: readonly Evidence<AttemptProof>[];
  /** How many of the last attempts timed out, one after another. */
  readonly consecutiveTimeouts: number;
  /** Why it was given up early, if it was. */
  readonly stoppedBy?: 'deadline' | 'cancelled';
  /** The wait that the service asked for, in milliseconds, if it is longer than the time that is left. */
  readonly requestedDelayMs?: number;
}

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;

/** Sends requests. */
export class RetryClient {
  readonly #options: RetryClientOptions;

  constructor(options: RetryClientOptions) {
    this.#options = options;
  }

  /** Sends a request until its response is final or trying again is no use; never rejects. */
  async sendWithRetries(request: HttpRequest, policy: RetryPolicy = {}): Promise<RetryOutcome> {
    const { clock, cancellation, deadline: latest } = this.#options;
    const deadline = Math.min(latest, policy.deadline ?? Number.POSITIVE_INFINITY);
    const maxRetries = policy.maxRetries ?? this.#options.maxRetries;
    let outcome: RetryOutcome = { attempts: 0, earlier: [], consecutiveTimeouts: 0 };
    for (;;) {
      outcome = await this.#attempt(request, deadline, outcome);
      const { last, attempts } = outcome;
      if (!last || outcome.stoppedBy || attempts > maxRetries || !isRetryable(last)) return outcome;
      if (policy.stopAtSecondTimeout && outcome.consecutiveTimeouts === 2) return outcome;
      const requested = requestedDelay(last, clock.now());
      const delay = requested ?? backoff(attempts, this.#options.random);
      if (clock.now() + delay >= deadline) {
        return { ...outcome, stoppedBy: 'deadline', ...(requested ? { requestedDelayMs: requested } : {}) };
      }
      const attempt = `Attempt ${attempts}/${maxRetries + 1}`;
      this.#options.onRetry(`${attempt} failed: ${describe(last)}. Retrying in ${seconds(delay)}`);
      await clock.sleep(delay, cancellation.requested);
    }
  }

  async #attempt(request: HttpRequest, deadline: number, before: RetryOutcome): Promise<RetryOutcome> {
    const { clock, cancellation, requestTimeoutMs } = this.#options;
    if (cancellation.requested.aborted) return { ...before, stoppedBy: 'cancelled' };
    const left = deadline - clock.now();
    if (left <= 0) return { ...before, stoppedBy: 'deadline' };
    const limits = { timeoutMs: Math.min(left, requestTimeoutMs), signal: cancellation.expired };
    const last = await this.#options.session.exchange(request, limits);
    const earlier = before.last ? [...before.earlier, evidenceOf(before.last)] : before.earlier;
    const cancelled = last.kind === 'fault' && last.cause === 'cancelled';
    return {
      ...before,
      last,
      attempts: before.attempts + 1,
      earlier,
      consecutiveTimeouts: isTimeout(last) ? before.consecutiveTimeouts + 1 : 0,
      ...(cancelled ? { stoppedBy: 'cancelled' } : {}),
    };
  }

  /** The wait before something that timed out is sent in smaller pieces, in milliseconds. */
  delayBeforeBisect(): number {
    return backoff(2, this.#options.random);
  }

  /** Closes every connection. */
  close(): void {
    this.#options.session.close();
  }
}

/** What went wrong, in a few words: the status and its name, or the failure. */
function describe(result: HttpResult): string {
  return result.kind === 'fault' ? result.message : statusText(result.status);
}

function isTimeout(result: HttpResult): boolean {
  return result.kind === 'fault' && result.cause === 'timeout' && result.maybeApplied;
}

function isRetryable(result: HttpResult): boolean {
  return result.kind === 'fault' ? result.retryable : meaningOf(result).retryable;
}

/** What an attempt that is retried proved; of the last one its response says more. */
function evidenceOf(result: HttpResult): Evidence<AttemptProof> {
  const reason = describe(result);
  if (result.kind === 'reply') return { proof: meaningOf(result).proof, reason };
  return { proof: result.maybeApplied ? 'maybe-applied' : 'not-reached', reason };
}

/** What the service asks for, in milliseconds; nothing if it asks for no wait. */
function requestedDelay(last: HttpResult, now: number): number | undefined {
  if (last.kind === 'fault') return undefined;
  return retryAfter(last, now) || undefined;
}

/** Full jitter: anything from nothing to the doubled wait. */
function backoff(retry: number, random: () => number): number {
  return random() * Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (retry - 1));
}

/**
 * Milliseconds that a `Retry-After` header asks for, given in seconds or as a date; nothing if it is neither. A date is
 * compared with the response's own, since the clocks may differ.
 */
export function retryAfter({ headers }: Pick<HttpResponse, 'headers'>, now: number): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const date = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
  const sentAt = Date.parse(headers.date ?? '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(sentAt) ? now : sentAt));
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

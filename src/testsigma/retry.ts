/** A request to Testsigma with retries, `Retry-After`, and the deadline of the whole action. */
import type { AttemptProof, Evidence } from '../model/types.js';
import type { HttpRequest, HttpResponse, HttpResult, HttpSession } from '../runtime/http.js';
import type { Cancellation, Clock } from '../runtime/process.js';
import { meaningOf, statusText } from './http-status.js';

/** How requests are sent. */
export interface RetryClientOptions {
  /** Sends the requests; the caller closes it. */
  readonly session: HttpSession;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly cancellation: Cancellation;
  /** Called with a line for the log about each retry. */
  readonly onRetry: (line: string) => void;
  /** How many times a request is retried at most. */
  readonly maxRetries: number;
  /** Milliseconds for one attempt. */
  readonly requestTimeoutMs: number;
  /** The time of the clock after which nothing is sent or read. */
  readonly deadline: number;
}

/** How often and how long to try one request; the options apply to what is absent. */
export interface RetryPolicy {
  readonly maxRetries?: number;
  readonly deadline?: number;
  /** Whether to give up at the second timeout in a row: a smaller request may help more than the same one again. */
  readonly stopAtSecondTimeout?: boolean;
  /** What the request is for, in words that continue "Attempt 1/3" in the log; absent for an override. */
  readonly purpose?: string;
}

/** How a request ended, with its retries. */
export interface RetryOutcome {
  /** The last attempt; absent if nothing was sent. */
  readonly last?: HttpResult;
  /** How many times it was sent. */
  readonly attempts: number;
  /** What the attempts before the last one proved. */
  readonly earlier: readonly Evidence<AttemptProof>[];
  /** How many of the last attempts timed out in a row. */
  readonly consecutiveTimeouts: number;
  /** Why it was given up early, if it was. */
  readonly stoppedBy?: 'deadline' | 'cancelled' | undefined;
  /** The delay that the service requested, in milliseconds, if it is longer than the time that is left. */
  readonly requestedDelayMs?: number | undefined;
}

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;

/** Sends requests with retries. */
export class RetryClient {
  readonly #options: RetryClientOptions;

  constructor(options: RetryClientOptions) {
    this.#options = options;
  }

  /** How many times a request is retried at most, unless its policy differs. */
  get maxRetries(): number {
    return this.#options.maxRetries;
  }

  /** Sends a request until its response is final or another attempt cannot help; never rejects. */
  async sendWithRetries(request: HttpRequest, policy: RetryPolicy = {}): Promise<RetryOutcome> {
    const { clock, cancellation, deadline: latest } = this.#options;
    const deadline = Math.min(latest, policy.deadline ?? Number.POSITIVE_INFINITY);
    const maxRetries = policy.maxRetries ?? this.maxRetries;
    let outcome: RetryOutcome = { attempts: 0, earlier: [], consecutiveTimeouts: 0 };
    for (;;) {
      outcome = await this.#attempt(request, deadline, outcome);
      const { last, attempts } = outcome;
      if (!last || outcome.stoppedBy || attempts > maxRetries || !isRetryable(last)) return outcome;
      if (policy.stopAtSecondTimeout && outcome.consecutiveTimeouts === 2) return outcome;
      const requested = requestedDelay(last, clock.now());
      const delay = requested ?? backoff(attempts, this.#options.random);
      if (clock.now() + delay >= deadline) {
        return { ...outcome, stoppedBy: 'deadline', requestedDelayMs: requested };
      }
      const attempt = attemptText(`${attempts}/${maxRetries + 1}`, policy);
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
    const isCancelled = last.kind === 'failure' && last.cause === 'cancelled';
    return {
      ...before,
      last,
      attempts: before.attempts + 1,
      earlier,
      consecutiveTimeouts: isTimeout(last) ? before.consecutiveTimeouts + 1 : 0,
      stoppedBy: isCancelled ? 'cancelled' : undefined,
    };
  }

  /** How long to wait before a request that timed out is bisected, in milliseconds. */
  delayBeforeBisect(): number {
    return backoff(2, this.#options.random);
  }
}

/** Which attempt it was, with what it was for: a run and its results are read at the same time. */
function attemptText(count: string, { purpose = '' }: RetryPolicy): string {
  return `Attempt ${count}${purpose}`;
}

/** What went wrong, in a few words: the status and its name, or the failure. */
function describe(result: HttpResult): string {
  return result.kind === 'failure' ? result.message : statusText(result.status);
}

function isTimeout(result: HttpResult): boolean {
  return result.kind === 'failure' && result.cause === 'timeout' && result.maybeApplied;
}

function isRetryable(result: HttpResult): boolean {
  return result.kind === 'failure' ? result.retryable : meaningOf(result).retryable;
}

/** What an attempt that is retried proved, by its status alone: only the body of the last response is interpreted. */
function evidenceOf(result: HttpResult): Evidence<AttemptProof> {
  const reason = describe(result);
  if (result.kind === 'response') return { proof: meaningOf(result).proof, reason };
  return { proof: result.maybeApplied ? 'maybe-applied' : 'not-reached', reason };
}

/** The delay that the service requests, in milliseconds; undefined if it requests none. */
function requestedDelay(last: HttpResult, now: number): number | undefined {
  return last.kind === 'failure' ? undefined : retryAfter(last, now) || undefined;
}

/** Full jitter: from nothing to a delay that doubles with each retry. Milliseconds. */
function backoff(retry: number, random: () => number): number {
  return random() * Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (retry - 1));
}

/**
 * The milliseconds of a `Retry-After` header, given in seconds or as a date; undefined if it is neither. A date is
 * compared with the response's own, since the clocks may differ.
 *
 * @param now the time of the clock, used if the response has no date
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

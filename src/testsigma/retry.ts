/** A request to Testsigma with patience: retries, `Retry-After`, and the deadline of the whole action. */
import type { HttpRequest, HttpResponse, HttpResult, HttpSession } from '../runtime/http.js';
import type { Cancellation, Clock } from '../runtime/process.js';

/** What the transport needs from the world. */
export interface RetryClientOptions {
  /** What the requests go over; the client closes it. */
  readonly session: HttpSession;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly cancellation: Cancellation;
  /** Told of each retry, in one line. */
  readonly onRetry: (line: string) => void;
  /** Retries of a request. */
  readonly maxRetries: number;
  /** Milliseconds for one exchange. */
  readonly requestTimeoutMs: number;
  /** The time of the clock after which nothing is sent or read. */
  readonly deadline: number;
}

/** How patient to be with one request; what is absent is as the options say. */
export interface RetryPolicy {
  readonly maxRetries?: number;
  readonly deadline?: number;
  /** Give up at the second timeout in a row: asking for less may help more than asking again. */
  readonly stopAtSecondTimeout?: boolean;
}

/** What a request ended with. */
export interface RetryOutcome {
  /** The last exchange; absent where nothing was sent. */
  readonly last?: HttpResult;
  /** How many times it was sent. */
  readonly attempts: number;
  /** Whether an exchange before the last, or the last itself, may have been carried out without saying so. */
  readonly maybeApplied: boolean;
  /** How many of the last exchanges timed out, one after another. */
  readonly consecutiveTimeouts: number;
  /** Why it was given up early, if it was. */
  readonly stoppedBy?: 'deadline' | 'cancelled';
}

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;

/** Statuses after which asking again can help. */
const RETRYABLE_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Statuses that say that nothing was carried out. */
const NOT_APPLIED_STATUSES = new Set([408, 425, 429, 503]);

/** Sends requests, one at a time. */
export class RetryClient {
  readonly #options: RetryClientOptions;

  constructor(options: RetryClientOptions) {
    this.#options = options;
  }

  /** Sends a request until it is answered for good or patience ends; never rejects. */
  async sendWithRetries(request: HttpRequest, patience: RetryPolicy = {}): Promise<RetryOutcome> {
    const { clock, cancellation, deadline: latest } = this.#options;
    const deadline = Math.min(latest, patience.deadline ?? Number.POSITIVE_INFINITY);
    const maxRetries = patience.maxRetries ?? this.#options.maxRetries;
    let said: RetryOutcome = { attempts: 0, maybeApplied: false, consecutiveTimeouts: 0 };
    for (;;) {
      said = await this.#attempt(request, deadline, said);
      if (!said.last || said.stoppedBy || said.attempts > maxRetries || !isRetryable(said.last)) return said;
      if (patience.stopAtSecondTimeout && said.consecutiveTimeouts === 2) return said;
      const wait = retryDelay(said.attempts, said.last, this.#options);
      if (clock.now() + wait >= deadline) return { ...said, stoppedBy: 'deadline' };
      const tries = `attempt ${said.attempts} of ${maxRetries + 1}`;
      this.#options.onRetry(`${tries} failed: ${reasonOf(said.last)}; asking again in ${seconds(wait)}`);
      await clock.sleep(wait, cancellation.requested);
    }
  }

  async #attempt(request: HttpRequest, deadline: number, said: RetryOutcome): Promise<RetryOutcome> {
    const { clock, cancellation, requestTimeoutMs } = this.#options;
    if (cancellation.requested.aborted) return { ...said, stoppedBy: 'cancelled' };
    const left = deadline - clock.now();
    if (left <= 0) return { ...said, stoppedBy: 'deadline' };
    const limits = { timeoutMs: Math.min(left, requestTimeoutMs), signal: cancellation.expired };
    const last = await this.#options.session.exchange(request, limits);
    const cancelled = last.kind === 'fault' && last.cause === 'cancelled';
    return {
      last,
      attempts: said.attempts + 1,
      maybeApplied: said.maybeApplied || mayHaveApplied(last),
      consecutiveTimeouts: isTimeout(last) ? said.consecutiveTimeouts + 1 : 0,
      ...(cancelled ? { stoppedBy: 'cancelled' } : {}),
    };
  }

  /** The wait before something that timed out is asked for in smaller pieces, in milliseconds. */
  delayBeforeBisect(): number {
    return backoff(2, this.#options.random);
  }

  /** Closes every connection. */
  close(): void {
    this.#options.session.close();
  }
}

/** What went wrong, in a few words: the status and what it stands for, or the fault. */
export function reasonOf(exchange: HttpResult): string {
  return exchange.kind === 'fault' ? exchange.message : statusText(exchange.status);
}

/** A status and its meaning, such as `503 Service Unavailable`. */
export function statusText(status: number): string {
  // Where there is a status, HTTP is loaded; a step that fails on its inputs must not pay for it.
  const meaning = process.getBuiltinModule('node:http').STATUS_CODES[status];
  return meaning ? `${status} ${meaning}` : String(status);
}

/** Whether an answer is a rate limit: 429, or a 500 that says so, as Testsigma's sister product does. */
export function isRateLimit(reply: HttpResponse): boolean {
  return reply.status === 429 || (reply.status === 500 && /rate[\s_-]*limit/i.test(reply.body));
}

function isTimeout(exchange: HttpResult): boolean {
  return exchange.kind === 'fault' && exchange.cause === 'timeout';
}

function isRetryable(exchange: HttpResult): boolean {
  return exchange.kind === 'fault' ? exchange.retryable : RETRYABLE_STATUSES.has(exchange.status);
}

function mayHaveApplied(exchange: HttpResult): boolean {
  if (exchange.kind === 'fault') return exchange.maybeApplied;
  return exchange.status >= 500 && !NOT_APPLIED_STATUSES.has(exchange.status) && !isRateLimit(exchange);
}

/** Full jitter: anything from nothing to the doubled wait. What the service asks for goes first. */
function retryDelay(retry: number, last: HttpResult, { random, clock }: RetryClientOptions): number {
  const asked = last.kind === 'reply' ? retryAfter(last.headers['retry-after'], clock.now()) : undefined;
  return asked || backoff(retry, random);
}

function backoff(retry: number, random: () => number): number {
  return random() * Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (retry - 1));
}

/** Milliseconds that a `Retry-After` header asks for, given in seconds or as a date; none where it is neither. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

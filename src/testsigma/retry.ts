/** A request to Testsigma with patience: retries, `Retry-After`, and the deadline of the whole action. */
import { type Exchange, Exchanger, type HttpRequest, type Reply } from '../runtime/http.js';
import type { Cancellation, Clock } from '../model/types.js';

/** What the transport needs from the world. */
export interface TransportOptions {
  readonly userAgent: string;
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
export interface Patience {
  readonly maxRetries?: number;
  readonly deadline?: number;
  /** Give up at the second timeout in a row: asking for less may help more than asking again. */
  readonly stopAtSecondTimeout?: boolean;
}

/** What a request ended with. */
export interface Conversation {
  /** The last exchange; absent where nothing was sent. */
  readonly last?: Exchange;
  /** How many times it was sent. */
  readonly attempts: number;
  /** Whether an exchange before the last, or the last itself, may have been carried out without saying so. */
  readonly doubtful: boolean;
  /** How many of the last exchanges timed out, one after another. */
  readonly timeoutsInARow: number;
  /** Why it was given up early, if it was. */
  readonly ended?: 'deadline' | 'cancelled';
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** Statuses after which asking again can help. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Statuses that say that nothing was carried out. */
const NOT_CARRIED_OUT = new Set([408, 425, 429, 503]);

/** Sends requests, one at a time. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #exchanger: Exchanger;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#exchanger = new Exchanger(options.userAgent);
  }

  /** Sends a request until it is answered for good or patience ends; never rejects. */
  async converse(request: HttpRequest, patience: Patience = {}): Promise<Conversation> {
    const { clock, cancellation, deadline: latest } = this.#options;
    const deadline = Math.min(latest, patience.deadline ?? Number.POSITIVE_INFINITY);
    const maxRetries = patience.maxRetries ?? this.#options.maxRetries;
    let said: Conversation = { attempts: 0, doubtful: false, timeoutsInARow: 0 };
    for (;;) {
      said = await this.#attempt(request, deadline, said);
      if (!said.last || said.ended || said.attempts > maxRetries || !isPassing(said.last)) return said;
      if (patience.stopAtSecondTimeout && said.timeoutsInARow === 2) return said;
      const wait = waitBefore(said.attempts, said.last, this.#options);
      if (clock.now() + wait >= deadline) return { ...said, ended: 'deadline' };
      const tries = `attempt ${said.attempts} of ${maxRetries + 1}`;
      this.#options.onRetry(`${tries} failed: ${reasonOf(said.last)}; asking again in ${seconds(wait)}`);
      await clock.sleep(wait, cancellation.requested);
    }
  }

  async #attempt(request: HttpRequest, deadline: number, said: Conversation): Promise<Conversation> {
    const { clock, cancellation, requestTimeoutMs } = this.#options;
    if (cancellation.requested.aborted) return { ...said, ended: 'cancelled' };
    const left = deadline - clock.now();
    if (left <= 0) return { ...said, ended: 'deadline' };
    const limits = { timeoutMs: Math.min(left, requestTimeoutMs), signal: cancellation.expired };
    const last = await this.#exchanger.exchange(request, limits);
    const cancelled = last.kind === 'fault' && last.cause === 'cancelled';
    return {
      last,
      attempts: said.attempts + 1,
      doubtful: said.doubtful || isDoubtful(last),
      timeoutsInARow: isTimeout(last) ? said.timeoutsInARow + 1 : 0,
      ...(cancelled ? { ended: 'cancelled' } : {}),
    };
  }

  /** The wait before something that timed out is asked for in smaller pieces, in milliseconds. */
  pause(): number {
    return backoff(2, this.#options.random);
  }

  /** Closes every connection. */
  close(): void {
    this.#exchanger.close();
  }
}

/** What went wrong, in a few words: the status and what it stands for, or the fault. */
export function reasonOf(exchange: Exchange): string {
  return exchange.kind === 'fault' ? exchange.message : statusText(exchange.status);
}

/** A status and its meaning, such as `503 Service Unavailable`. */
export function statusText(status: number): string {
  // Where there is a status, HTTP is loaded; a step that fails on its inputs must not pay for it.
  const meaning = process.getBuiltinModule('node:http').STATUS_CODES[status];
  return meaning ? `${status} ${meaning}` : String(status);
}

/** Whether an answer is a rate limit: 429, or a 500 that says so, as Testsigma's sister product does. */
export function isRateLimit(reply: Reply): boolean {
  return reply.status === 429 || (reply.status === 500 && /rate[\s_-]*limit/i.test(reply.body));
}

function isTimeout(exchange: Exchange): boolean {
  return exchange.kind === 'fault' && exchange.cause === 'timeout';
}

function isPassing(exchange: Exchange): boolean {
  return exchange.kind === 'fault' ? exchange.passing : PASSING.has(exchange.status);
}

function isDoubtful(exchange: Exchange): boolean {
  if (exchange.kind === 'fault') return exchange.doubtful;
  return exchange.status >= 500 && !NOT_CARRIED_OUT.has(exchange.status) && !isRateLimit(exchange);
}

/** Full jitter: anything from nothing to the doubled wait. What the service asks for goes first. */
function waitBefore(retry: number, last: Exchange, { random, clock }: TransportOptions): number {
  const asked = last.kind === 'reply' ? retryAfter(last.headers['retry-after'], clock.now()) : undefined;
  return asked || backoff(retry, random);
}

function backoff(retry: number, random: () => number): number {
  return random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (retry - 1));
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

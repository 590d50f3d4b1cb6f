/** The process: its standard output, its clock, its deadline, and the signals that end a step. */
import { writeSync } from 'node:fs';
import { codeOf } from '../text/errors.js';

/** The file descriptor of standard output. */
const STDOUT = 1;
/** How long to wait until a pipe that is full is tried again, in milliseconds. */
const FULL_PIPE_MS = 5;

/**
 * Writes to standard output, completely before it returns. A log that nobody reads any more must not end the step
 * halfway: what cannot be written is left out. Opening `process.stdout` instead would take a tenth of the time of a
 * step with wrong inputs.
 */
export function writeToStdout(text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(STDOUT, rest));
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FULL_PIPE_MS);
    }
  }
}

/** Measures time and waits, in milliseconds. */
export interface Clock {
  /** Milliseconds since 1970. It never jumps, so that differences are durations. */
  now(): number;
  /** Resolves after the time, or at once when the signal aborts; never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Calls back after the time. @returns a function that cancels it */
  after(ms: number, callback: () => void): () => void;
}

/** Milliseconds that only increase. Unlike `performance.now`, this loads nothing. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

const OFFSET_MS = Date.now() - monotonicMs();

/** Part of a file's name that no other process uses, not even one with the same ID in another container. */
export function uniqueSuffix(): string {
  return `${process.pid}-${process.hrtime.bigint()}`;
}

/** The machine's clock: the time of day at the start plus what has passed since, even if the system's time is changed. */
export const clock: Clock = {
  now: () => OFFSET_MS + monotonicMs(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
    }),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** The time after which nothing is sent or read. Waiting for a run does not count. */
export class Deadline {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #passed = new AbortController();
  #at = Number.POSITIVE_INFINITY;
  #stopTimer: () => void = () => undefined;

  /** @param ms from now on, in milliseconds */
  constructor(clock: Clock, ms: number) {
    this.#clock = clock;
    this.#ms = ms;
    this.#start();
  }

  /** A time of the clock; infinite during {@link Deadline.startAfter}. */
  get at(): number {
    return this.#at;
  }

  /** Aborts at the deadline. */
  get passed(): AbortSignal {
    return this.#passed.signal;
  }

  /** Suspends the deadline during the work, and starts it again with its full time. @throws what the work throws */
  async startAfter<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#stopTimer();
    this.#at = Number.POSITIVE_INFINITY;
    try {
      return await work();
    } finally {
      this.#start();
    }
  }

  #start(): void {
    this.#at = this.#clock.now() + this.#ms;
    this.#stopTimer = this.#clock.after(this.#ms, () => this.#passed.abort());
  }
}

/** The signals that a process receives, and how to end it. */
export interface Signals {
  on(name: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
  exit(code: number): unknown;
}

/** A cancellation by a user or the runner. */
export interface Cancellation {
  /** Aborts when nothing new may begin. */
  readonly requested: AbortSignal;
  /** Aborts when requests in flight have had their time. */
  readonly expired: AbortSignal;
}

/** How long requests in flight get when the step is cancelled, in milliseconds. */
const GRACE_MS = 3_000;

/**
 * Listens for the signals: the runner sends SIGINT, 7.5 s later SIGTERM, and 2.5 s after that it kills the process; a
 * terminal or a service that is closed sends SIGHUP. The
 * first signal lets requests in flight end, the second aborts them, and everything is reported; the third ends the
 * process at once.
 *
 * @param signals the process, or a test's replacement
 */
export function onSignals(signals: Signals, clock: Clock): Cancellation {
  const requested = new AbortController();
  const expired = new AbortController();
  const cancel = () => {
    if (expired.signal.aborted) signals.exit(1);
    else if (requested.signal.aborted) expired.abort();
    requested.abort();
    clock.after(GRACE_MS, () => expired.abort());
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) signals.on(name, cancel);
  return { requested: requested.signal, expired: expired.signal };
}

/** The work is to end: the step was cancelled, or its time is over. */
export class EndedError extends Error {}

/** @throws EndedError if the signal has aborted */
export function endIfAborted({ aborted }: AbortSignal): void {
  if (aborted) throw new EndedError();
}

/** Lets signals, timers and the network be handled. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Lets signals and timers be handled during long work: call and await it often.
 *
 * @throws EndedError (the promise rejects) if the work is to end
 */
export type Pause = () => Promise<void> | undefined;

/** How long work goes on before it pauses, in milliseconds. */
const PAUSE_INTERVAL_MS = 50;
/** The time is checked once in so many calls. */
const CALLS_PER_CHECK = 64;

/** Pauses for work that ends when the signal aborts. */
export function pauses(ended: AbortSignal): Pause {
  let calls = 0;
  let resumed = monotonicMs();
  const pause = async () => {
    await nextTurn();
    endIfAborted(ended);
    resumed = monotonicMs();
  };
  return () => {
    calls += 1;
    if (calls % CALLS_PER_CHECK !== 0) return undefined;
    return monotonicMs() - resumed < PAUSE_INTERVAL_MS ? undefined : pause();
  };
}

/** The process: its clock, its deadline, and the signals that end a step. */

/** What waits and measures time. Milliseconds. */
export interface Clock {
  /** Milliseconds since 1970. It never jumps, so that differences are durations. */
  now(): number;
  /** Settles after the time, or at once when the signal aborts; never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Calls back after the time. @returns what takes that back */
  after(ms: number, callback: () => void): () => void;
}

/** The machine's clock: when the process started, and how long it has run since, whatever is set meanwhile. */
export const clock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
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

/** The time after which nothing is sent or read. Waiting for a run takes none of it. */
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

  /** A time of the clock; infinite while something is waited for. */
  get at(): number {
    return this.#at;
  }

  /** Aborts when the time has come. */
  get passed(): AbortSignal {
    return this.#passed.signal;
  }

  /** Suspends it for as long as the work takes; then all of its time is left again. */
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

/** The source of the signals that a process receives, which also ends it. */
export interface Signals {
  on(name: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): unknown;
}

/** How a person or the runner ends the work. */
export interface Cancellation {
  /** Aborts when nothing new may begin. */
  readonly requested: AbortSignal;
  /** Aborts when what is in flight has had its time. */
  readonly expired: AbortSignal;
}

/** What is in flight when the step is cancelled gets this long. Milliseconds. */
const GRACE_MS = 3_000;

/**
 * Listens for the signals: the runner sends SIGINT, 7.5 s later SIGTERM, and 2.5 s after that it kills. The first lets
 * what is in flight end, the second aborts it, and everything is reported; the third ends the process at once.
 *
 * @param signals the process, unless a test plays it
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
  for (const name of ['SIGINT', 'SIGTERM'] as const) signals.on(name, cancel);
  return { requested: requested.signal, expired: expired.signal };
}

/** Thrown when the work is to end: the step was cancelled, or its time is over. */
export class EndedError extends Error {}

/**
 * Lets signals and timers be heard during long work: call it often, and await what it returns, if anything.
 *
 * @throws EndedError (the promise rejects) if the work is to end
 */
export type Pause = () => Promise<void> | undefined;

/** Work goes on so long before it pauses. Milliseconds. */
const PAUSE_INTERVAL_MS = 50;
/** The time is looked at once in so many calls. */
const CALLS_PER_LOOK = 64;

/** Pauses for work that ends when the signal aborts. */
export function pauses(ended: AbortSignal): Pause {
  let calls = 0;
  let resumed = performance.now();
  const pause = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    if (ended.aborted) throw new EndedError();
    resumed = performance.now();
  };
  return () => {
    calls += 1;
    if (calls % CALLS_PER_LOOK !== 0) return undefined;
    return performance.now() - resumed < PAUSE_INTERVAL_MS ? undefined : pause();
  };
}

/** The process: real time, and the signals that end a step. */

/** What waits and measures time. Milliseconds. */
export interface Clock {
  now(): number;
  /** Settles after the time, or at once when the signal aborts; never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const clock: Clock = {
  now: () => Date.now(),
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
};

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
 * Listens for the signals. The first lets what is in flight end; the second ends the process at once.
 *
 * @param process the process that gets the signals
 */
export function onSignals(process: NodeJS.Process): Cancellation {
  const requested = new AbortController();
  const expired = new AbortController();
  const cancel = () => {
    if (requested.signal.aborted) process.exit(1);
    requested.abort();
    setTimeout(() => expired.abort(), GRACE_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, cancel);
  return { requested: requested.signal, expired: expired.signal };
}

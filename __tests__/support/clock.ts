/** A clock that does not wait. */
import type { Clock } from '../../src/runtime/process.js';

/** A clock whose time passes as fast as it is slept through. */
export interface VirtualClock extends Clock {
  /** Lets so much time pass, in milliseconds, and calls back everything that is due by then. */
  advance(ms: number): void;
  /** Jumps to the next time at which something is due, if there is one. */
  skip(): void;
}

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/**
 * Sleeping takes no time: the clock jumps to the end of the sleep, and what is due on the way is called back in order.
 * Real time passes, too, so that a deadline also ends what waits for a real socket.
 *
 * @param startAt the time at the start, in milliseconds since 1970
 */
export function virtualClock(startAt = Date.now()): VirtualClock {
  const started = performance.now();
  const timers = new Set<Timer>();
  let slept = 0;
  const now = () => startAt + slept + performance.now() - started;

  function advance(ms: number, signal?: AbortSignal): void {
    const end = now() + ms;
    for (let next = firstDue(end); next && !signal?.aborted; next = firstDue(end)) {
      slept += Math.max(0, next.due - now());
      timers.delete(next);
      next.callback();
    }
    if (!signal?.aborted) slept += Math.max(0, end - now());
  }

  function skip(): void {
    const next = firstDue(Number.POSITIVE_INFINITY);
    if (next) advance(Math.max(0, next.due - now()));
  }

  function firstDue(end: number): Timer | undefined {
    return [...timers].filter(({ due }) => due <= end).sort((one, other) => one.due - other.due)[0];
  }

  return {
    now,
    advance,
    skip,
    // Signals and responses that have arrived get their turn.
    sleep: async (ms, signal) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (!signal.aborted) advance(ms, signal);
    },
    after: (ms, callback) => {
      const timer: Timer = { due: now() + ms, callback };
      timers.add(timer);
      const real = setTimeout(() => {
        if (timers.delete(timer)) callback();
      }, ms);
      real.unref();
      return () => {
        clearTimeout(real);
        timers.delete(timer);
      };
    },
  };
}

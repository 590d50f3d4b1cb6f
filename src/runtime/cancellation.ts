/** How the runner ends a step: SIGINT, then SIGTERM 7.5 s later, then SIGKILL 2.5 s later. */
import type { Cancellation } from '../model/types.js';

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

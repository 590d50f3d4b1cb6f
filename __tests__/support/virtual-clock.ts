import type { Clock } from '../../src/runtime/process.js';

let slept = 0;

/** Stands for `src/clock.ts` where the source runs in the process of a test. */
export const clock: Clock = {
  now: () => Date.now() + slept,
  sleep: async (ms, signal) => {
    if (!signal.aborted) slept += ms;
  },
};

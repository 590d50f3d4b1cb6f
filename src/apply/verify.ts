/** What the run shows after the override. */
import type { ListedResult } from '../model/types.js';
import { isDoubtful, type Reading, settle, type TrackedOverride } from './ledger.js';

/** How to read the run after the override. */
export interface VerifyOptions {
  /** Whether the run must show what was accepted, too; otherwise only what is unknown is looked up. */
  readonly verify: boolean;
  /** Reads the run's results; never rejects. */
  readonly read: () => Promise<
    { readonly value: { readonly results: readonly ListedResult[] } } | { readonly unreadable: string }
  >;
  /** Waits before another reading; false if there may be none. */
  readonly wait: () => Promise<boolean>;
}

/** What was read, or why nothing could be. */
export interface Verified {
  /** What the run showed last; absent if nothing had to be read, or nothing could be read. */
  readonly reading?: Reading;
  /** The listing as it was read last. */
  readonly results?: readonly ListedResult[];
  /** Why the verification could not be made. */
  readonly unverified?: string | undefined;
}

/** How often `verify` reads at most: how soon a listing shows overrides is not documented. */
const MAX_READINGS = 3;

/** Reads the run again until it shows everything, or may not be read any more. Never rejects. */
export async function readAfterwards(
  ledger: readonly TrackedOverride[],
  { verify, read, wait }: VerifyOptions,
): Promise<Verified> {
  if (!needsReading(ledger, verify)) return {};
  let verified: Verified = {};
  for (let left = verify ? MAX_READINGS : 1; left > 0; left -= 1) {
    const shown = await read();
    verified =
      'value' in shown ? readingOf(shown.value.results, verify) : unverifiedBy(shown.unreadable, verify);
    if (showsEverything(ledger, verified) || left === 1 || !(await wait())) break;
  }
  return verified;
}

function readingOf(results: readonly ListedResult[], verify: boolean): Verified {
  const shown = results.map(({ testCaseResultId, result }) => [testCaseResultId, result] as const);
  return { reading: { results: new Map(shown), verify }, results };
}

function unverifiedBy(unreadable: string, verify: boolean): Verified {
  return verify ? { unverified: unreadable } : {};
}

/** Whether a reading could change a status. */
function needsReading(ledger: readonly TrackedOverride[], verify: boolean): boolean {
  return ledger.some((tracked) => {
    const settled = settle(tracked);
    return isDoubtful(settled, tracked) || (verify && settled.status === 'overridden');
  });
}

function showsEverything(ledger: readonly TrackedOverride[], { reading }: Verified): boolean {
  return reading !== undefined && ledger.every((tracked) => settle(tracked, reading).status !== 'unknown');
}

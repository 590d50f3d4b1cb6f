/** What the run shows after the override. */
import type { ListedResult } from '../model/types.js';
import { type Reading, settle, type TrackedOverride } from './ledger.js';

/** How to read the run. */
export interface VerifyOptions {
  /** Whether what was accepted must be shown, too; otherwise only what is unknown is looked up. */
  readonly verify: boolean;
  /** Reads the run's results; never rejects. */
  readonly read: () => Promise<
    { readonly value: { readonly results: readonly ListedResult[] } } | { readonly unreadable: string }
  >;
  /** Waits before another reading, and says whether it may still be made. */
  readonly wait: () => Promise<boolean>;
}

/** What reading came to. */
export interface Verified {
  /** What the run showed last; absent if nothing had to be read or nothing could be. */
  readonly reading?: Reading;
  /** The listing as it was read last. */
  readonly results?: readonly ListedResult[];
  /** Why the verification could not be made. */
  readonly unverified?: string;
}

/** `verify` reads that often at most: when a listing shows overrides is not documented. */
const MAX_READINGS = 3;

/** Reads the run again, as often as it takes and may. */
export async function readAfterwards(
  lines: readonly TrackedOverride[],
  { verify, read, wait }: VerifyOptions,
): Promise<Verified> {
  if (!needsReading(lines, verify)) return {};
  let verified: Verified = {};
  for (let left = verify ? MAX_READINGS : 1; left > 0; left -= 1) {
    const shown = await read();
    verified = 'value' in shown ? readingOf(shown.value.results, verify) : failed(shown.unreadable, verify);
    if (showsEverything(lines, verified) || left === 1 || !(await wait())) break;
  }
  return verified;
}

function readingOf(results: readonly ListedResult[], verify: boolean): Verified {
  const shown = results.map(({ testCaseResultId, result }) => [testCaseResultId, result] as const);
  return { reading: { results: new Map(shown), verify }, results };
}

function failed(unreadable: string, verify: boolean): Verified {
  return verify ? { unverified: unreadable } : {};
}

/** Whether a reading could change a status. */
function needsReading(lines: readonly TrackedOverride[], verify: boolean): boolean {
  return lines.some((line) => {
    const { status } = settle(line);
    return status === 'unknown' || (verify && status === 'overridden');
  });
}

function showsEverything(lines: readonly TrackedOverride[], { reading }: Verified): boolean {
  return reading !== undefined && lines.every((line) => settle(line, reading).status !== 'unknown');
}

/** Keeps one fate for every override, as a book with a line for each. */
import type {
  AbortReason,
  BatchProgress,
  Override,
  OverrideResponse,
  OverrideResult,
  OverrideStatus,
  ResultId,
} from '../model/types.js';

/** A line of the book. Once it has its fate, it keeps it. */
export class TrackedOverride {
  readonly override: Override;
  status: OverrideStatus | undefined;
  message = '';
  attempts = 0;

  constructor(override: Override) {
    this.override = override;
  }

  /** Gives the line its fate, unless it has one. */
  settle(status: OverrideStatus, message: string): void {
    if (this.status !== undefined) return;
    this.status = status;
    this.message = message;
  }
}

/** Enters what an answer accounts for. Ids that were not asked for mean nothing. */
export function recordResponse(
  asked: readonly TrackedOverride[],
  { accepted, rejected, attempts }: OverrideResponse,
): void {
  const lines = new Map<ResultId, TrackedOverride>();
  for (const line of asked) {
    line.attempts += attempts;
    lines.set(line.override.testCaseResultId, line);
  }
  for (const id of accepted) lines.get(id)?.settle('overridden', '');
  for (const { testCaseResultId, message } of rejected)
    lines.get(testCaseResultId)?.settle('rejected', message);
}

/** Settles lines that no answer accounts for. */
export function settleAll(lines: readonly TrackedOverride[], status: OverrideStatus, message: string): void {
  for (const line of lines) line.settle(status, message);
}

/** Those of the lines that have no fate yet. */
export function pending(lines: readonly TrackedOverride[]): readonly TrackedOverride[] {
  return lines.filter(({ status }) => status === undefined);
}

/** How many of the lines have each fate that an answer can give. */
export function countStatuses(
  lines: readonly TrackedOverride[],
): Pick<BatchProgress, 'overridden' | 'rejected' | 'unknown'> {
  const counts = { overridden: 0, rejected: 0, unknown: 0 };
  for (const { status } of lines) {
    if (status === 'overridden' || status === 'rejected' || status === 'unknown') counts[status] += 1;
  }
  return counts;
}

/** Closes the book: what has no fate was not sent. */
export function finalize(
  lines: readonly TrackedOverride[],
  stop: AbortReason | undefined,
): readonly OverrideResult[] {
  settleAll(lines, 'not-sent', stop?.message ?? 'it was never asked for');
  return lines.filter(isSettled);
}

function isSettled(line: TrackedOverride): line is TrackedOverride & OverrideResult {
  return line.status !== undefined;
}

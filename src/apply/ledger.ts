/** Keeps one fate for every override, as a book with a line for each. */
import type { BatchReport, Fate, Override, OverrideAnswer, ResultId, Settled, Stop } from '../model/types.js';

/** A line of the book. Once it has its fate, it keeps it. */
export class Line {
  readonly override: Override;
  fate: Fate | undefined;
  message = '';
  attempts = 0;

  constructor(override: Override) {
    this.override = override;
  }

  /** Gives the line its fate, unless it has one. */
  settle(fate: Fate, message: string): void {
    if (this.fate !== undefined) return;
    this.fate = fate;
    this.message = message;
  }
}

/** Enters what an answer accounts for. Ids that were not asked for mean nothing. */
export function enter(asked: readonly Line[], { accepted, rejected, attempts }: OverrideAnswer): void {
  const lines = new Map<ResultId, Line>();
  for (const line of asked) {
    line.attempts += attempts;
    lines.set(line.override.testCaseResultId, line);
  }
  for (const id of accepted) lines.get(id)?.settle('overridden', '');
  for (const { testCaseResultId, message } of rejected)
    lines.get(testCaseResultId)?.settle('rejected', message);
}

/** Settles lines that no answer accounts for. */
export function settle(lines: readonly Line[], fate: Fate, message: string): void {
  for (const line of lines) line.settle(fate, message);
}

/** Those of the lines that have no fate yet. */
export function unsettled(lines: readonly Line[]): readonly Line[] {
  return lines.filter(({ fate }) => fate === undefined);
}

/** How many of the lines have each fate that an answer can give. */
export function tally(lines: readonly Line[]): Pick<BatchReport, 'overridden' | 'rejected' | 'unknown'> {
  const counts = { overridden: 0, rejected: 0, unknown: 0 };
  for (const { fate } of lines) {
    if (fate === 'overridden' || fate === 'rejected' || fate === 'unknown') counts[fate] += 1;
  }
  return counts;
}

/** Closes the book: what has no fate was not sent. */
export function close(lines: readonly Line[], stop: Stop | undefined): readonly Settled[] {
  settle(lines, 'not-sent', stop?.message ?? 'it was never asked for');
  return lines.filter(isSettled);
}

function isSettled(line: Line): line is Line & Settled {
  return line.fate !== undefined;
}

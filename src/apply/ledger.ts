/** Keeps one fate for every override. */
import type { Fate, Override, OverrideAnswer, ResultId, Settled, Stop } from '../model.js';

interface Line {
  readonly override: Override;
  fate: Fate | undefined;
  message: string;
  attempts: number;
}

/** A book with a line for every override, in the order asked. A line that has its fate keeps it. */
export class Ledger {
  readonly #lines = new Map<ResultId, Line>();

  /** @param overrides each result at most once */
  constructor(overrides: readonly Override[]) {
    for (const override of overrides) {
      this.#lines.set(override.testCaseResultId, { override, fate: undefined, message: '', attempts: 0 });
    }
  }

  /** Enters what an answer accounts for. */
  enter(asked: readonly Override[], { accepted, rejected, attempts }: OverrideAnswer): void {
    for (const { testCaseResultId } of asked) {
      const line = this.#lines.get(testCaseResultId);
      if (line) line.attempts += attempts;
    }
    for (const id of accepted) this.#settle(id, 'overridden', '');
    for (const { testCaseResultId, message } of rejected) this.#settle(testCaseResultId, 'rejected', message);
  }

  /** Settles overrides that no answer accounts for. */
  settle(overrides: readonly Override[], fate: Fate, message: string): void {
    for (const { testCaseResultId } of overrides) this.#settle(testCaseResultId, fate, message);
  }

  /** Those of the overrides that have no fate yet. */
  open(overrides: readonly Override[]): readonly Override[] {
    return overrides.filter(({ testCaseResultId }) => this.#lines.get(testCaseResultId)?.fate === undefined);
  }

  /** How many of the overrides have the fate. */
  count(overrides: readonly Override[], fate: Fate): number {
    return overrides.filter(({ testCaseResultId }) => this.#lines.get(testCaseResultId)?.fate === fate)
      .length;
  }

  /** Closes the book: what has no fate was not sent. */
  close(stop: Stop | undefined): readonly Settled[] {
    const why = stop?.message ?? 'it was never asked for';
    for (const id of this.#lines.keys()) this.#settle(id, 'not-sent', why);
    return [...this.#lines.values()].filter(isSettled);
  }

  #settle(id: ResultId, fate: Fate, message: string): void {
    const line = this.#lines.get(id);
    if (!line || line.fate !== undefined) return;
    line.fate = fate;
    line.message = message;
  }
}

function isSettled(line: Line): line is Line & Settled {
  return line.fate !== undefined;
}

/** Results grouped by status and reason, with how to fix each group of failures. */
import type { OverrideResult, OverrideStatus } from '../../model/types.js';
import { isFailed } from '../../model/verdict.js';

/** Results with the same status and reason. */
export interface FailureGroup {
  readonly status: OverrideStatus;
  /** The reason of the first of them, from Testsigma or from the action. */
  readonly message: string;
  /** How to fix it; empty if nothing is known. Text from outside in it is not yet escaped. */
  readonly advice: string;
  /** In the order requested. */
  readonly settled: readonly OverrideResult[];
}

/** Groups the failures by status and reason, the largest groups first. */
export function groupFailures(settled: readonly OverrideResult[]): readonly FailureGroup[] {
  return groupByReason(settled.filter(isFailed));
}

/** Groups results by status and reason; reasons that differ only in numbers are one. The largest groups first. */
export function groupByReason(settled: readonly OverrideResult[]): readonly FailureGroup[] {
  const groups = new Map<string, OverrideResult[]>();
  for (const one of settled) {
    const key = `${one.status} ${one.message.replace(/\d+/g, '#')}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map(groupOf).sort((one, other) => other.settled.length - one.settled.length);
}

function groupOf(settled: readonly OverrideResult[]): FailureGroup {
  const [first] = settled;
  const { status = 'rejected', message = '', advice = '' } = first ?? {};
  return { status, message: settled.length > 1 ? withoutIds(message, first) : message, advice, settled };
}

/** A reason that several results share must not name one of them. */
function withoutIds(message: string, first: OverrideResult | undefined): string {
  const id = first?.override.testCaseResultId;
  return id === undefined ? message : message.replace(new RegExp(`\\b${id}\\b`, 'g'), '…');
}

/**
 * Whether a text that is shown already contains a reason. The first letter may differ in case, and a shared reason has
 * an ellipsis instead of an ID.
 */
export function containsReason(text: string, reason: string): boolean {
  const lowerCase = text.toLowerCase();
  return reason !== '' && reason.split('…').every((part) => lowerCase.includes(part.toLowerCase()));
}

/** Failures grouped by why, and what to do about each group. */
import type { OverrideResult, OverrideStatus } from '../../model/types.js';
import { isFailed } from '../retry-undo.js';

/** Failures with the same reason. */
export interface FailureGroup {
  readonly status: OverrideStatus;
  /** The reason of the first of them, in Testsigma's words or ours. */
  readonly message: string;
  /** What a person can do about it; empty where nothing is known. */
  readonly advice: string;
  /** In the order asked. */
  readonly settled: readonly OverrideResult[];
}

/** Groups what failed; reasons that differ only in numbers are one. The largest groups first. */
export function groupFailures(settled: readonly OverrideResult[]): readonly FailureGroup[] {
  const groups = new Map<string, OverrideResult[]>();
  for (const one of settled.filter(isFailed)) {
    const key = `${one.status} ${one.message.replace(/\d+/g, '#')}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map(reasonOf).sort((one, other) => other.settled.length - one.settled.length);
}

function reasonOf(settled: readonly OverrideResult[]): FailureGroup {
  const [first] = settled;
  const { status = 'rejected', message = '' } = first ?? {};
  return {
    status,
    message: settled.length > 1 ? withoutIds(message, first) : message,
    advice: adviceOn(status, message),
    settled,
  };
}

/** A reason that stands for several results must not name one of them. */
function withoutIds(message: string, first: OverrideResult | undefined): string {
  const id = first?.override.testCaseResultId;
  return id === undefined ? message : message.replace(new RegExp(`\\b${id}\\b`, 'g'), '…');
}

function adviceOn(status: OverrideStatus, message: string): string {
  if (/is not related to execution run/i.test(message)) {
    return 'Is the id of another run? Ids are new in every run, and a rerun has a run id and result ids of its own. Correct the id or the run, or name the test instead.';
  }
  if (message.startsWith('accepted, but')) {
    return "Testsigma took it but does not show it. Look at the result's page; overriding may not be turned on for the account.";
  }
  if (status === 'unknown') {
    return 'It may have been overridden. Look at the result, or run the action again: an override can safely be repeated.';
  }
  return status === 'not-sent'
    ? 'Run the action again with `retry-results` once what stopped it is mended.'
    : '';
}

/** Documents for next time, which the action itself reads: what is left to do, and how to take back what was done. */
import type { CurrentResult, Outcome, OverrideResult, ResultId } from '../model/types.js';
import { jsonText } from '../text/escape.js';
import type { Report } from './report.js';

/** The documents as they leave the action: JSON in the API's list shape, `[]` if there is nothing. */
export interface FollowUpDocuments {
  readonly retry: string;
  readonly undo: string;
  readonly plan: string;
}

/** The documents of a run. They are made once: with many results they are the largest texts there are. */
export function buildFollowUps(report: Report): FollowUpDocuments {
  const { settled } = report;
  return {
    retry: retryDocument(settled),
    undo: undoDocument(settled, undoComment(report)),
    plan: planDocument(settled),
  };
}

/** The comment of an undo. */
export function undoComment(report: Report): string {
  return report.workflowRun === '' ? 'Override taken back' : `Override of ${report.workflowRun} taken back`;
}

const FAILED = new Set(['rejected', 'unknown', 'not-sent']);

/** Whether an override failed: Testsigma refused it, may not have got it, or was not asked. */
export function isFailed({ status }: OverrideResult): boolean {
  return FAILED.has(status);
}

/** What is left: everything that failed, as it was requested. */
export function retryDocument(settled: readonly OverrideResult[]): string {
  return jsonList(
    settled
      .filter(isFailed)
      .map(({ override: { testCaseResultId, comment, outcome, onlyIf } }) =>
        entry(testCaseResultId, jsonText(comment), outcome, onlyIf),
      ),
  );
}

/** What a dry run planned, tied to the state that was seen: what was approved is what will be sent. */
export function planDocument(settled: readonly OverrideResult[]): string {
  return jsonList(
    settled
      .filter(({ status }) => status === 'planned')
      .map(({ override: { testCaseResultId, comment, outcome, onlyIf, before } }) =>
        entry(testCaseResultId, jsonText(comment), outcome, before ? [before.result] : onlyIf),
      ),
  );
}

/**
 * What takes back the step: every override that was done or may have been, as it was before, unless somebody has
 * changed it since. Former results that cannot be set are left out.
 */
export function undoDocument(settled: readonly OverrideResult[], comment: string): string {
  const said = jsonText(comment);
  return jsonList(
    settled
      .filter(isTouched)
      .flatMap(({ override: { testCaseResultId, outcome, before } }) =>
        isSettable(before?.result) ? [entry(testCaseResultId, said, before.result, [outcome])] : [],
      ),
  );
}

/** Results that the step set and that no override can set back: their former result was none that can be set. */
export function notRestorable(settled: readonly OverrideResult[]): readonly OverrideResult[] {
  return settled.filter((one) => isTouched(one) && one.override.before && !isRestorable(one));
}

/** Whether an override can set a result back to what it was. */
export function isRestorable({ override: { before } }: OverrideResult): boolean {
  return isSettable(before?.result);
}

/** Whether a result is now, or may be, what the step asked for. */
function isTouched({ status, override: { before, outcome } }: OverrideResult): boolean {
  return (status === 'overridden' || status === 'unknown') && before?.result !== outcome;
}

function isSettable(result: CurrentResult | undefined): result is Outcome {
  return result === 'SUCCESS' || result === 'FAILURE' || result === 'NOT_EXECUTED';
}

/** @param comment as a JSON string */
function entry(
  id: ResultId,
  commentJson: string,
  result: Outcome,
  onlyIf: readonly CurrentResult[] | undefined,
): string {
  const condition = onlyIf ? `,"onlyIf":${JSON.stringify(onlyIf)}` : '';
  return `{"testCaseResultId":${id},"comment":${commentJson},"result":"${result}"${condition}}`;
}

/** Above this a document is no longer offered for pasting: GitHub takes 65,535 characters for all inputs. Bytes. */
export const MAX_INPUT_BYTES = 60_000;

/** A JSON list of texts that are JSON already: one line, or one entry per line if some runner refused the line. */
export function jsonList(items: readonly string[]): string {
  const line = `[${items.join(',')}]`;
  return Buffer.byteLength(line) > MAX_INPUT_BYTES ? `[\n${items.join(',\n')}\n]` : line;
}

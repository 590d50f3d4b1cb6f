/** Follow-up documents, which the action itself reads: what is left to do, and how to undo what was done. */
import { exactWord, resultLabel } from '../model/outcome.js';
import { DEFAULT_COMMENT, type FollowUpRules, needsUntil } from '../model/policy.js';
import type { CurrentResult, Outcome, Override, OverrideResult } from '../model/types.js';
import { isFailed } from '../model/verdict.js';
import { jsonText } from '../text/escape.js';
import { truncate } from '../text/format.js';
import { filterMap, jsonList, MAX_INPUT_BYTES } from './json-list.js';
import type { Report } from './report.js';

/** The documents: JSON in the API's list shape, `[]` if there is nothing. */
export interface FollowUpDocuments {
  readonly retry: string;
  readonly undo: string;
  readonly plan: string;
}

/** The documents for a report. Build them once: with many results they are large. */
export function buildFollowUps({ settled, workflowRun, followUp = {} }: Report): FollowUpDocuments {
  return {
    retry: retryDocument(settled, followUp),
    undo: undoDocument(settled, workflowRun, followUp),
    plan: planDocument(settled, followUp),
  };
}

/** The longest comment that an undo quotes, in UTF-16 units: the result must not be truncated. */
const MAX_QUOTED_LENGTH = 1_500;

/**
 * The comment of an undo: what it undoes, and the comment of that.
 *
 * @param workflowRun the URL of the workflow run; empty outside a workflow
 */
export function undoComment(comment: string, workflowRun: string): string {
  const undone = workflowRun === '' ? 'an override' : `the override by ${workflowRun}`;
  const quoted = comment.replace(UNDO, '');
  if (quoted === '' || quoted === DEFAULT_COMMENT) return `Undoes ${undone}`;
  return `${truncate(quoted, MAX_QUOTED_LENGTH)} (undoes ${undone})`;
}

/** What the comment of an undo ends with, or is: undoing that one replaces it. */
const UNDO =
  / ?\(undoes (?:an override|the override by \S{1,500})\)$|^Undoes (?:an override|the override by \S{1,500})$/;

/** The document to retry with: everything that failed, as it was requested. */
export function retryDocument(settled: readonly OverrideResult[], rules: FollowUpRules = {}): string {
  return jsonList(filterMap(settled, (one) => (isFailed(one) ? entry(one.override, rules) : undefined)));
}

/** The document to apply a dry run's plan with, only if the results are still what they were when it was approved. */
export function planDocument(settled: readonly OverrideResult[], rules: FollowUpRules = {}): string {
  return jsonList(
    filterMap(settled, ({ status, override }) => {
      if (status !== 'planned') return undefined;
      const { before, onlyIf } = override;
      return entry({ ...override, onlyIf: before ? [before.result] : onlyIf }, rules);
    }),
  );
}

/**
 * The document to undo the step with: the former result of everything that was or may have been changed, unless somebody
 * has changed it since. Former results that cannot be set are omitted; see {@link notRestorable}.
 *
 * @param workflowRun the URL of the workflow run; empty outside a workflow
 */
export function undoDocument(
  settled: readonly OverrideResult[],
  workflowRun: string,
  rules: FollowUpRules = {},
): string {
  return jsonList(
    filterMap(settled, (one) => {
      const { testCaseResultId, outcome, before } = one.override;
      if (!isTouched(one) || !isSettable(before?.result)) return undefined;
      const comment = allowedComment(one.override, rules);
      const undo = rules.isCommentKept ? comment : undoComment(comment, workflowRun);
      return entry({ testCaseResultId, comment: undo, outcome: before.result, onlyIf: [outcome] }, rules);
    }),
  );
}

/** Everything that was or may have been changed and that `undo-results` cannot restore. */
export function notRestorable(settled: readonly OverrideResult[]): readonly OverrideResult[] {
  return settled.filter((one) => isTouched(one) && !isRestorable(one));
}

/** Why `undo-results` cannot restore a result. */
export function notRestorableReason({ before }: Override): string {
  return before
    ? `was ${resultLabel(before.result)}, which an override cannot set`
    : "former result not known: not in the run's listing, or the listing was not read";
}

/** Whether an override can set a result back to what it was. */
export function isRestorable({ override: { before } }: OverrideResult): boolean {
  return isSettable(before?.result);
}

/** Whether a result was or may have been changed. */
function isTouched({ status, override: { before, outcome } }: OverrideResult): boolean {
  return (status === 'overridden' || status === 'unknown') && before?.result !== outcome;
}

function isSettable(result: CurrentResult | undefined): result is Outcome {
  return result === 'SUCCESS' || result === 'FAILURE' || result === 'NOT_EXECUTED';
}

/** The comment, or the part of it that passes the policy. */
function allowedComment(
  { comment, ownComment }: Pick<Override, 'comment' | 'ownComment'>,
  { isOwnCommentOnly }: FollowUpRules,
): string {
  return isOwnCommentOnly ? (ownComment ?? comment) : comment;
}

type EntryFields = Pick<
  Override,
  'testCaseResultId' | 'comment' | 'ownComment' | 'outcome' | 'onlyIf' | 'until'
>;

function entry(fields: EntryFields, rules: FollowUpRules): string {
  const { testCaseResultId, outcome, onlyIf } = fields;
  const comment = allowedComment(fields, rules);
  const until = fields.until ?? (needsUntil(outcome) ? rules.until : undefined);
  const condition = onlyIf ? `,"onlyIf":${JSON.stringify(onlyIf.map(exactWord))}` : '';
  const expiry = until === undefined ? '' : `,"until":"${until}"`;
  return `{"testCaseResultId":${testCaseResultId},"comment":${jsonText(comment)},"result":"${outcome}"${condition}${expiry}}`;
}

/** The names of the documents that are too large to be pasted. */
export function tooLargeForInput({ retry, undo, plan }: FollowUpDocuments): readonly string[] {
  const documents = { 'retry-results': retry, 'undo-results': undo, 'plan-results': plan };
  return Object.entries(documents).flatMap(([name, text]) =>
    Buffer.byteLength(text) > MAX_INPUT_BYTES ? [name] : [],
  );
}

/** Findings where little was found: of runs that end before anything is sent. */

import { type Diagnostic, formatDiagnostic, type Problem } from '../model/diagnostic.js';
import type { CurrentResult, RunInfo } from '../model/types.js';
import { computeVerdict, earlyVerdict, type VerdictOptions } from '../model/verdict.js';
import { pluralize } from '../text/format.js';
import type { ActionResult } from './report.js';

/** What there is to tell before anything was found. */
export const EMPTY_RESULT = {
  settled: [],
  problems: [],
  warnings: [],
  notices: [],
  runResultBefore: '',
  runResult: '',
} as const;

/** What is known of the run as it was read before. */
export function runFields(found: {
  readonly run?: RunInfo;
  readonly runResult: CurrentResult;
}): Partial<ActionResult> {
  const { run, runResult } = found;
  return { ...(run ? { run } : {}), runResultBefore: runResult, runResult };
}

/** That problems keep everything from being sent, in a line that leaves them to be told elsewhere. */
export function blockedMessage(problems: readonly Problem[]): string {
  return `Nothing was overridden: ${pluralize(problems.length, 'problem')} to solve first`;
}

/** Nothing was sent: what is asked for is not understood, or not allowed. */
export function blockedByErrors(problems: readonly Problem[], warnings: readonly Diagnostic[]): ActionResult {
  const [first] = problems.map(formatDiagnostic);
  const more = problems.length > 1 ? ` (and ${pluralize(problems.length - 1, 'more problem')})` : '';
  const verdict = earlyVerdict('failure', `Nothing was overridden: ${first ?? ''}${more}`);
  return { ...EMPTY_RESULT, verdict, problems, warnings };
}

/** Nothing was asked for. */
export function nothingRequested(options: VerdictOptions, warnings: readonly Diagnostic[]): ActionResult {
  return { ...EMPTY_RESULT, verdict: computeVerdict([], options), warnings };
}

/** The step was cancelled before the plan was complete. */
export function cancelledBeforePlan(warnings: readonly Diagnostic[]): ActionResult {
  const verdict = earlyVerdict('cancelled', 'Nothing was overridden: the step was cancelled');
  return { ...EMPTY_RESULT, verdict, warnings };
}

/** What is told of a fault in the action itself. Applying never throws, so nothing was sent before one. */
export function internalError(error: unknown): ActionResult {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const verdict = earlyVerdict('failure', `This is a fault of the action; please report it: ${said}`);
  return { ...EMPTY_RESULT, verdict };
}

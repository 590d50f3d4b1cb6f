/** Findings where little was found: of runs that end before anything is sent. */
import type { CurrentResult, Problem, Remark, RunInfo } from '../model/types.js';
import { remarkText } from '../model/words.js';
import type { Findings } from './report.js';
import { counted } from '../text/format.js';
import { earlyVerdict, judgeFates, type VerdictOptions } from '../model/verdict.js';

/** What there is to tell before anything was found. */
export const NO_FINDINGS = {
  settled: [],
  problems: [],
  warnings: [],
  notices: [],
  runResultBefore: '',
  runResult: '',
} as const;

/** What is known of the run as it was read before. */
export function seen(found: {
  readonly run?: RunInfo;
  readonly runResult: CurrentResult;
}): Partial<Findings> {
  const { run, runResult } = found;
  return { ...(run ? { run } : {}), runResultBefore: runResult, runResult };
}

/** That problems keep everything from being sent, in a line that leaves them to be told elsewhere. */
export function refusal(problems: readonly Problem[]): string {
  return `Nothing was overridden: ${counted(problems.length, 'problem')} to solve first`;
}

/** Nothing was sent: what is asked for is not understood, or not allowed. */
export function refused(problems: readonly Problem[], warnings: readonly Remark[]): Findings {
  const [first] = problems.map(remarkText);
  const more = problems.length > 1 ? ` (and ${counted(problems.length - 1, 'more problem')})` : '';
  const verdict = earlyVerdict('failure', `Nothing was overridden: ${first ?? ''}${more}`);
  return { ...NO_FINDINGS, verdict, problems, warnings };
}

/** Nothing was asked for. */
export function nothing(options: VerdictOptions, warnings: readonly Remark[]): Findings {
  return { ...NO_FINDINGS, verdict: judgeFates([], options), warnings };
}

/** The step was cancelled before the plan was complete. */
export function cancelledEarly(warnings: readonly Remark[]): Findings {
  const verdict = earlyVerdict('cancelled', 'Nothing was overridden: the step was cancelled');
  return { ...NO_FINDINGS, verdict, warnings };
}

/** What is told of a fault in the action itself. Applying never throws, so nothing was sent before one. */
export function unexpected(error: unknown): Findings {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const verdict = earlyVerdict('failure', `This is a fault of the action; please report it: ${said}`);
  return { ...NO_FINDINGS, verdict };
}

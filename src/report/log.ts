/** The story in the log, as it goes: the run that is hit, the reports, the plan. */

import { formatLocation } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import { runUrl } from '../model/testsigma-url.js';
import type { CurrentResult, Outcome, Override, RunInfo, TestSample, UnusedTests } from '../model/types.js';
import { pluralize, withRemainder } from '../text/format.js';
import type { ActionLog } from './action-log.js';

/** What is about to be hit, before anything is. */
export function logRun(
  found: RunInfo | undefined,
  { runId, baseUrl }: { readonly runId: string; readonly baseUrl: string },
  log: ActionLog,
): void {
  if (!found) return;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['address', runUrl(baseUrl, runId)],
    ['test plan', found.plan],
    ['build', found.build],
    ['started', found.started],
    ['status', found.status],
    ['result before', found.result && resultLabel(found.result)],
  ];
  log.group(
    `Run ${runId}`,
    facts.filter(([, fact]) => fact).map(([what, fact]) => `${what}: ${fact}`),
  );
}

/** What the reports hold, and which of their tests become no override. */
export function logTestReports(
  { lines, unusedTests }: { readonly lines: readonly string[]; readonly unusedTests?: UnusedTests },
  log: ActionLog,
): void {
  if (lines.length > 0) log.group('Test reports', lines);
  if (!unusedTests) return;
  logTests('Tests that match nothing', unusedTests.unmatched, log);
  logTests('Tests that were skipped and say nothing', unusedTests.skipped, log);
}

/** Which runs' passes are taken over, and what is not. */
export function logTakenOver({ lines }: { readonly lines: readonly string[] }, log: ActionLog): void {
  if (lines.length > 0) log.group('Results of other runs', lines);
}

function logTests(title: string, { count, first }: TestSample, log: ActionLog): void {
  const lines = first.map(({ location, message }) => `${formatLocation(location)}: ${message}`);
  if (count > 0) log.group(`${title}: ${count}`, withRemainder(lines, count));
}

/** Lines about single results that the log shows at the most: a wall of text helps nobody. */
const MAX_LOGGED = 50;

/** What will change, and what is skipped. */
export function logPlan(plan: readonly Override[], log: ActionLog): void {
  const left = plan.filter(({ skipReason }) => skipReason !== undefined).length;
  const unchanged = left > 0 ? `, ${left} left as they are` : '';
  const lines = plan.slice(0, MAX_LOGGED).map(planLine);
  const title = `Plan: ${pluralize(plan.length - left, 'override')}${unchanged}`;
  log.group(title, withRemainder(lines, plan.length));
}

function planLine({ testCaseResultId, outcome, before, skipReason }: Override): string {
  const name = before?.name === undefined ? '' : ` ${before.name}`;
  const machine = before?.machine === undefined ? '' : ` (${before.machine})`;
  const change = `${before ? `${resultLabel(before.result)} → ` : ''}${resultLabel(outcome)}`;
  return `${testCaseResultId}${name}${machine}: ${skipReason === undefined ? change : `left as it is: ${skipReason}`}`;
}

/** What holds for entries that do not say otherwise. */
interface Defaults {
  readonly defaultOutcome?: Outcome;
  readonly onlyIf?: readonly CurrentResult[];
}

/** What was requested: a line about each document, and what holds for all entries that do not say otherwise. */
export function logRequested(lines: readonly string[], inputs: Defaults | undefined, log: ActionLog): void {
  if (lines.length > 0) log.group('Requested results', [...lines, ...defaultLines(inputs ?? {})]);
}

function defaultLines({ defaultOutcome, onlyIf }: Defaults): string[] {
  return [
    ...(defaultOutcome === undefined ? [] : [`default-result: ${resultLabel(defaultOutcome)}`]),
    ...(onlyIf === undefined ? [] : [`only-if: ${onlyIf.map(resultLabel).join(', ')}`]),
  ];
}

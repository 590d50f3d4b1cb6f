/** The story in the log, as it goes: the run that is hit, the reports, the plan. */

import { formatLocation } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import type { PlannedChange, RunInfo, TestSample, UnusedTests } from '../model/types.js';
import { pluralize, withRemainder } from '../text/format.js';
import type { ActionLog } from './action-log.js';

/** What is about to be hit, before anything is. */
export function logRun(
  found: RunInfo | undefined,
  { runId, baseUrl }: { readonly runId: string; readonly baseUrl: string },
  console: ActionLog,
): void {
  if (!found) return;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['address', `${baseUrl}/ui/td/runs/${runId}`],
    ['test plan', found.plan],
    ['build', found.build],
    ['started', found.started],
    ['status', found.status],
    ['result before', found.result && resultLabel(found.result)],
  ];
  console.group(
    `Run ${runId}`,
    facts.filter(([, fact]) => fact).map(([what, fact]) => `${what}: ${fact}`),
  );
}

/** What the reports hold, and which of their tests become no override. */
export function logTestReports(
  { lines, unusedTests }: { readonly lines: readonly string[]; readonly unusedTests?: UnusedTests },
  console: ActionLog,
): void {
  if (lines.length > 0) console.group('Test reports', lines);
  if (!unusedTests) return;
  logTests('Tests that match nothing', unusedTests.unmatched, console);
  logTests('Tests that were skipped and say nothing', unusedTests.skipped, console);
}

function logTests(title: string, { count, first }: TestSample, console: ActionLog): void {
  const lines = first.map(({ location, message }) => `${formatLocation(location)}: ${message}`);
  if (count > 0) console.group(`${title}: ${count}`, withRemainder(lines, count));
}

/** Lines about single results that the log shows at the most: a wall of text helps nobody. */
const MAX_LOGGED = 50;

/** What shall change, and what is left as it is. */
export function logPlan(planned: readonly PlannedChange[], console: ActionLog): void {
  const left = planned.filter(({ skipReason }) => skipReason !== undefined).length;
  const unchanged = left > 0 ? `, ${left} left as they are` : '';
  const lines = planned.slice(0, MAX_LOGGED).map(planLine);
  const title = `Plan: ${pluralize(planned.length - left, 'override')}${unchanged}`;
  console.group(title, withRemainder(lines, planned.length));
}

function planLine({ override: { testCaseResultId, outcome, before }, skipReason }: PlannedChange): string {
  const name = before?.name === undefined ? '' : ` ${before.name}`;
  const machine = before?.machine === undefined ? '' : ` (${before.machine})`;
  const change = `${before ? `${resultLabel(before.result)} → ` : ''}${resultLabel(outcome)}`;
  return `${testCaseResultId}${name}${machine}: ${skipReason === undefined ? change : `left as it is: ${skipReason}`}`;
}

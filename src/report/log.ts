/** The log, top to bottom: the run, the test reports, the plan, the failures. */
import { type Diagnostic, formatDiagnostic, formatLocation } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import { runUrl } from '../model/testsigma-url.js';
import type {
  CurrentResult,
  Outcome,
  Override,
  OverrideResult,
  RunInfo,
  TestSample,
  UnusedTests,
} from '../model/types.js';
import { isFailed } from '../model/verdict.js';
import { firstLines, pluralize, withRemainder } from '../text/format.js';
import type { ActionLog } from './action-log.js';
import { aboutRun, type Fact, failedIterations, statusStyle } from './markdown/cells.js';
import { containsReason, type FailureGroup, groupFailures } from './markdown/failure-groups.js';
import { type Report, remainingFailures } from './report.js';
import { notRestorableReason } from './retry-undo.js';

/** The run that is about to be changed, on one line, before anything is sent. */
export function logRun(
  found: RunInfo | undefined,
  { runId, baseUrl }: { readonly runId: string; readonly baseUrl: string },
  log: ActionLog,
): void {
  if (!found) return;
  const facts: readonly Fact[] = [...aboutRun(found), ['result', resultLabel(found.result)]];
  const known = facts.flatMap(([what, fact]) => (fact ? [`${what} ${fact}`] : []));
  log.line(`Run ${runId}: ${[...known, runUrl(baseUrl, runId)].join(', ')}`);
}

/** What the reports contain, and which of their tests became no override. */
export function logTestReports(
  { lines, unusedTests }: { readonly lines: readonly string[]; readonly unusedTests?: UnusedTests },
  log: ActionLog,
): void {
  log.group('Test reports', lines);
  if (!unusedTests) return;
  logTests('Unmatched tests', unusedTests.unmatched, log);
  logTests('Skipped tests (no effect)', unusedTests.skipped, log);
  logTests('Tests without a known outcome (no effect)', unusedTests.unknown, log);
}

/** Which runs' passes are taken over, and what is not. */
export function logTakenOver(lines: readonly string[], log: ActionLog): void {
  log.group('Results of other runs', lines);
}

function logTests(title: string, { count, first }: TestSample, log: ActionLog): void {
  const lines = first.map(({ location, message }) => `${formatLocation(location)}: ${message}`);
  if (count > 0) log.group(`${title}, ${count}`, withRemainder(lines, count));
}

/** The most changes that are visible without opening a group. */
const MAX_VISIBLE = 20;
/** The most changes, and unchanged results, in a group: a wall of text helps nobody. */
const MAX_FOLDED = 50;
/** The most failures in the log. */
const MAX_FAILURES = 200;

/** What entries with `all: true` match, what will change, and what is skipped. */
export function logPlan(plan: readonly Override[], selections: readonly Diagnostic[], log: ActionLog): void {
  if (selections.length > 0)
    log.list('Entries with all: true', firstLines(selections, MAX_VISIBLE, formatDiagnostic));
  const changes = plan.filter(({ skipReason }) => skipReason === undefined);
  const unchanged = plan.filter(({ skipReason }) => skipReason !== undefined);
  const count = `Plan: ${changes.length} to override`;
  const title = unchanged.length > 0 ? `${count}, ${unchanged.length} unchanged` : count;
  log.list(title, changes.slice(0, MAX_VISIBLE).map(changeLine));
  const more = changes.slice(MAX_VISIBLE);
  log.group(pluralize(more.length, 'more change'), firstLines(more, MAX_FOLDED, changeLine));
  const unchangedLine = (one: Override) => `${nameOf(one)}: ${one.skipReason}`;
  log.group('Unchanged', firstLines(unchanged, MAX_FOLDED, unchangedLine));
}

function changeLine(override: Override): string {
  const { before, outcome } = override;
  return `${nameOf(override)}: ${before ? `${resultLabel(before.result)} → ` : ''}${resultLabel(outcome)}`;
}

function nameOf({ testCaseResultId, before }: Pick<Override, 'testCaseResultId' | 'before'>): string {
  const name = before?.name === undefined ? '' : ` ${before.name}`;
  const facts = [before?.machine, failedIterations(before)].filter((fact) => fact !== undefined);
  return `${testCaseResultId}${name}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

/**
 * Everything that failed, by reason, visible without opening a group.
 *
 * @param closing the line that ends the log: its reason is not repeated
 */
export function logFailures(settled: readonly OverrideResult[], closing: string, log: ActionLog): void {
  const failed = settled.filter(isFailed).length;
  if (failed === 0) return;
  let remaining = MAX_FAILURES;
  const lines = groupFailures(settled).flatMap((group) => {
    const names = group.settled.slice(0, remaining).map(({ override }) => `  ${changeLine(override)}`);
    remaining -= names.length;
    return names.length === 0 ? [] : [failureTitle(group, closing), ...names];
  });
  const more = failed > MAX_FAILURES ? [`… and ${failed - MAX_FAILURES} more`] : [];
  log.list(`Not overridden: ${failed}`, [...lines, ...more]);
}

function failureTitle({ status, message }: FailureGroup, closing: string): string {
  const { words } = statusStyle(status);
  return message === '' || containsReason(closing, message) ? words : `${words}: ${message}`;
}

/** What `undo-results` cannot restore, and why. */
export function logNotRestorable(lost: readonly OverrideResult[], log: ActionLog): void {
  if (lost.length === 0) return;
  const line = ({ override }: OverrideResult) => `${nameOf(override)}: ${notRestorableReason(override)}`;
  log.list(`Cannot be undone: ${lost.length}`, firstLines(lost, MAX_FAILURES, line));
}

/** What keeps the run from Passed. */
export function logRemaining(report: Report, log: ActionLog): void {
  const remaining = remainingFailures(report);
  if (!remaining) return;
  const lines = remaining.first.map(
    (one) => `${nameOf({ testCaseResultId: one.testCaseResultId, before: one })}: ${resultLabel(one.result)}`,
  );
  log.list(`Run ${report.runId} is ${remaining.title}`, withRemainder(lines, remaining.count));
}

/** The defaults of entries. */
interface Defaults {
  readonly defaultOutcome?: Outcome | undefined;
  readonly onlyIf?: readonly CurrentResult[] | undefined;
}

/** What was requested: a line about each document, and the defaults of entries. */
export function logRequested(lines: readonly string[], inputs: Defaults | undefined, log: ActionLog): void {
  if (lines.length > 0) log.group('Requested results', [...lines, ...defaultLines(inputs ?? {})]);
}

function defaultLines({ defaultOutcome, onlyIf }: Defaults): string[] {
  return [
    ...(defaultOutcome === undefined ? [] : [`default-result: ${resultLabel(defaultOutcome)}`]),
    ...(onlyIf === undefined ? [] : [`only-if: ${onlyIf.map(resultLabel).join(', ')}`]),
  ];
}

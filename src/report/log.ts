/** The story in the log, as it goes: the run that is hit, the reports, the plan. */
import type { Planned, ReportsAside, RunInfo, TestsAside } from '../model/types.js';
import { placeText, spoken } from '../model/words.js';
import type { Console } from './action-log.js';
import { counted, withMore } from '../text/format.js';

/** What is about to be hit, before anything is. */
export function tellRun(
  found: RunInfo | undefined,
  { runId, baseUrl }: { readonly runId: string; readonly baseUrl: string },
  console: Console,
): void {
  if (!found) return;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['address', `${baseUrl}/ui/td/runs/${runId}`],
    ['test plan', found.plan],
    ['build', found.build],
    ['started', found.started],
    ['status', found.status],
    ['result before', found.result && spoken(found.result)],
  ];
  console.group(
    `Run ${runId}`,
    facts.filter(([, fact]) => fact).map(([what, fact]) => `${what}: ${fact}`),
  );
}

/** What the reports hold, and which of their tests become no override. */
export function tellReports(
  { lines, aside }: { readonly lines: readonly string[]; readonly aside?: ReportsAside },
  console: Console,
): void {
  if (lines.length > 0) console.group('Test reports', lines);
  if (!aside) return;
  tellTests('Tests that match nothing', aside.unmatched, console);
  tellTests('Tests that were skipped and say nothing', aside.skipped, console);
}

function tellTests(title: string, { count, first }: TestsAside, console: Console): void {
  const lines = first.map(({ place, message }) => `${placeText(place)}: ${message}`);
  if (count > 0) console.group(`${title}: ${count}`, withMore(lines, count));
}

/** Lines about single results that the log shows at the most: a wall of text helps nobody. */
const MOST_LOGGED = 50;

/** What shall change, and what is left as it is. */
export function tellPlan(planned: readonly Planned[], console: Console): void {
  const left = planned.filter(({ leave }) => leave !== undefined).length;
  const unchanged = left > 0 ? `, ${left} left as they are` : '';
  const lines = planned.slice(0, MOST_LOGGED).map(planLine);
  const title = `Plan: ${counted(planned.length - left, 'override')}${unchanged}`;
  console.group(title, withMore(lines, planned.length));
}

function planLine({ override: { testCaseResultId, outcome, before }, leave }: Planned): string {
  const name = before?.name === undefined ? '' : ` ${before.name}`;
  const machine = before?.machine === undefined ? '' : ` (${before.machine})`;
  const change = `${before ? `${spoken(before.result)} → ` : ''}${spoken(outcome)}`;
  return `${testCaseResultId}${name}${machine}: ${leave === undefined ? change : `left as it is: ${leave}`}`;
}

/** One test, one change, one fact as Markdown. */
import { type Diagnostic, formatLocation } from '../../model/diagnostic.js';
import { resultLabel } from '../../model/outcome.js';
import { resultUrl, runUrl } from '../../model/testsigma-url.js';
import type { ListedResult, OverrideResult, OverrideStatus, RunInfo } from '../../model/types.js';
import { escapeMarkdown } from '../../text/escape.js';
import { pluralize, truncate } from '../../text/format.js';
import { type Report, remainingFailures } from '../report.js';

/** Escapes a text from outside for one line of the page: at most so many UTF-16 units of it. */
export type EscapeMarkdown = (text: string, units?: number) => string;

/** The longest message on the page, in UTF-16 units. */
export const MAX_MESSAGE_LENGTH = 2_000;

/** An escaper for texts. @param longest how many UTF-16 units are kept unless a call says otherwise */
export function markdownEscaper(longest: number): EscapeMarkdown {
  return (text, units = longest) => escapeMarkdown(truncate(text, units));
}

/** A URL within a Markdown link: brackets in it would end the link early, a bar the cell of a table. */
export function linkTarget(url: string): string {
  return url.replace(/[()|]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}

/** A link to a run. */
export function runLink(baseUrl: string, runId: string, text = `run ${runId}`): string {
  return `[${text}](${linkTarget(runUrl(baseUrl, runId))})`;
}

/** A test by its name, or else by its result ID, with a link to the result's page. */
export function testCell(settled: OverrideResult, baseUrl: string, safe: EscapeMarkdown): string {
  const { testCaseResultId: id, before } = settled.override;
  const link = `](${linkTarget(resultUrl(baseUrl, id))})`;
  if (before?.name === undefined) return `[${id}${link}`;
  const facts = [before.suite, before.machine, failedIterations(before)];
  const details = facts.flatMap((fact) => (fact === undefined ? [] : [safe(fact)]));
  return `[${safe(before.name)}${link}<br><sub>${[...details, id].join(' · ')}</sub>`;
}

/** How many iterations of a data-driven case failed, in words; undefined if none did, or if it is not known. */
export function failedIterations(listed: ListedResult | undefined): string | undefined {
  const { failed = 0, total = 0 } = listed?.iterationCounts ?? {};
  return failed === 0 ? undefined : `${failed} of ${pluralize(total, 'iteration')} failed`;
}

/** Before → after; only after if the former result is not known. A line breaks only before the arrow. */
export function changeCell({ override: { before, outcome } }: OverrideResult, safe: EscapeMarkdown): string {
  const after = `**${resultLabel(outcome).replaceAll(' ', NO_BREAK)}**`;
  return before ? `${safe(resultLabel(before.result))} →${NO_BREAK}${after}` : after;
}

const NO_BREAK = '&nbsp;';

/** A diagnostic as the text of a list item. The colon is escaped with the location: `:100:` is an emoji on GitHub. */
export function diagnosticItem({ location, message }: Diagnostic, safe: EscapeMarkdown): string {
  return `<b>${safe(`${formatLocation(location)}:`)}</b> ${messageText(message, safe)}`;
}

/** A message, with what is in backticks as code without them: it is for copying. */
function messageText(message: string, safe: EscapeMarkdown): string {
  const escaped = (text: string) => safe(text, MAX_MESSAGE_LENGTH);
  return truncate(message, MAX_MESSAGE_LENGTH)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 0 ? escaped(part) : `<code>${escaped(part)}</code>`))
    .join('');
}

/** A fact with its name; undefined or empty if it is not known. */
export type Fact = readonly [name: string, value: string | undefined];

/** What Testsigma gives about a run, apart from its result. */
export function aboutRun({ plan, build, started }: Partial<RunInfo>): readonly Fact[] {
  return [
    ['test plan', plan],
    ['build', build],
    ['started', started && readableTimes(started)],
  ];
}

/** What is known about the run and the step, on one line. */
export function runFacts(report: Report, safe: EscapeMarkdown): string {
  const { run = {}, actor, startedAt, finishedAt } = report;
  const facts: readonly Fact[] = [...aboutRun(run), ...runResults(report), ['by', actor]];
  const known = facts.flatMap(([what, fact]) => (fact ? [`${what} <b>${safe(fact)}</b>`] : []));
  return [...known, `took ${formatDuration(finishedAt - startedAt)}`].join(' · ');
}

/** The overall run result before and after, if known; only a changed one if the page lists what still failed. */
function runResults(report: Report): readonly Fact[] {
  const [before, after] = [resultLabel(report.runResultBefore), resultLabel(report.runResult)];
  if (before === '' || after === '') return [['run result before', before]];
  if (before !== after) return [['run result', `${before} → ${after}`]];
  return remainingFailures(report) ? [] : [['run result', after]];
}

/** A text with readable times: `2024-06-03T06:00:00Z` becomes `2024-06-03 06:00 UTC`. */
export function readableTimes(text: string): string {
  return text.replace(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z/g, '$1 $2 UTC');
}

/** A readable duration: `0.4 s`, `12 s`, `3 min 5 s`. */
function formatDuration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}

/** How a status is shown. */
export interface StatusStyle {
  readonly status: OverrideStatus;
  /** A colored square; the colors also differ in brightness. */
  readonly square: string;
  readonly words: string;
}

/** How each status is shown, in the order of the page. */
export const STATUS_STYLES: readonly StatusStyle[] = [
  { status: 'overridden', square: '🟩', words: 'Overridden' },
  { status: 'planned', square: '🟦', words: 'Planned' },
  { status: 'unchanged', square: '⬜', words: 'Unchanged' },
  { status: 'rejected', square: '🟥', words: 'Rejected' },
  { status: 'unknown', square: '🟨', words: 'Unknown (may have been overridden)' },
  { status: 'not-sent', square: '⬛', words: 'Not sent' },
];

/** How a status is shown. */
export function statusStyle(status: OverrideStatus): StatusStyle {
  return STATUS_STYLES.find((style) => style.status === status) ?? { status, square: '', words: status };
}

/** The head of a table with left-aligned columns. */
export function tableHead(...titles: readonly string[]): string {
  return `| ${titles.join(' | ')} |\n|${' :--- |'.repeat(titles.length)}\n`;
}

/** A block of code whose fence is longer than any run of backticks in it. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A text as one word of a POSIX shell, quoted if necessary. */
export function shellWord(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

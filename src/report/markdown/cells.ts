/** One test, one change, one fact as Markdown. */

import { resultLabel } from '../../model/outcome.js';
import { resultUrl } from '../../model/testsigma-url.js';
import type { OverrideResult, OverrideStatus } from '../../model/types.js';
import { escapeMarkdown } from '../../text/escape.js';
import { truncate } from '../../text/format.js';
import type { Report } from '../report.js';

/** Makes a text from outside fit to stand in a line of the page: at most so many UTF-16 units of it. */
export type EscapeMarkdown = (text: string, units?: number) => string;

/** @param longest how many UTF-16 units are left if nothing else is said */
export function markdownEscaper(longest: number): EscapeMarkdown {
  return (text, units = longest) => escapeMarkdown(truncate(text, units));
}

/** A URL within a Markdown link: brackets in it would end the link early, a bar the cell of a table. */
export function linkTarget(url: string): string {
  return url.replace(/[()|]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}

/** A test as people know it, with a link to the result's page. */
export function testCell(settled: OverrideResult, baseUrl: string, safe: EscapeMarkdown): string {
  const { testCaseResultId: id, before } = settled.override;
  const link = `](${linkTarget(resultUrl(baseUrl, id))})`;
  if (before?.name === undefined) return `[${id}${link}`;
  const where = [before.suite, before.machine].flatMap((part) => (part === undefined ? [] : [safe(part)]));
  return `[${safe(before.name)}${link}<br><sub>${[...where, id].join(' · ')}</sub>`;
}

/** Before → after; only after where the former result is not known. Breaks before the arrow alone. */
export function changeCell({ override: { before, outcome } }: OverrideResult, safe: EscapeMarkdown): string {
  const after = `**${resultLabel(outcome).replaceAll(' ', NO_BREAK)}**`;
  return before ? `${safe(resultLabel(before.result))} →${NO_BREAK}${after}` : after;
}

const NO_BREAK = '&nbsp;';

/** What is known of the run, and what became of its own result, on one line; empty where nothing is. */
export function runFacts({ run, runResult, runResultBefore }: Report, safe: EscapeMarkdown): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['test plan', run?.plan],
    ['build', run?.build],
    ['started', run?.started && readableTimes(run.started)],
    ...runResults(resultLabel(runResultBefore), resultLabel(runResult)),
  ];
  const known = facts.flatMap(([what, fact]) => (fact ? [`${what} <b>${safe(fact)}</b>`] : []));
  return known.join(' · ');
}

/** The run's own result: what it was, and what it is now, as far as they are known. */
function runResults(before: string, after: string): readonly (readonly [string, string])[] {
  if (before === '' || after === '') return [['run result before', before]];
  return [before === after ? ['run result still', after] : ['run result', `${before} → ${after}`]];
}

/** Times as people read them: `2024-06-03 06:00 UTC`. */
export function readableTimes(text: string): string {
  return text.replace(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z/g, '$1 $2 UTC');
}

/** Each fate in words and with a colour that also differs in brightness. */
export const STATUS_STYLES: readonly (readonly [status: OverrideStatus, square: string, words: string])[] = [
  ['overridden', '🟩', 'Overridden'],
  ['planned', '🟦', 'Planned'],
  ['unchanged', '⬜', 'Left unchanged'],
  ['rejected', '🟥', 'Rejected'],
  ['unknown', '🟨', 'Unknown: may have been overridden'],
  ['not-sent', '⬛', 'Not sent'],
];

/** A row for each item, made when it is wanted. */
export function* lazyMap<Item>(items: readonly Item[], row: (item: Item) => string): Generator<string> {
  for (const item of items) yield row(item);
}

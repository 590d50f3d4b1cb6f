/** The job summary: the verdict at a glance, failures first, then every change, then the ways on and back. */

import { type Diagnostic, formatLocation } from '../../model/diagnostic.js';
import { resultLabel } from '../../model/outcome.js';
import { runUrl } from '../../model/testsigma-url.js';
import type { OverrideResult, OverrideStatus, TestSample } from '../../model/types.js';
import {
  type Conclusion,
  countStatuses,
  headingOf,
  isUnverified,
  type Status,
  type Verdict,
} from '../../model/verdict.js';
import { pluralize } from '../../text/format.js';
import { blockedMessage, type Report } from '../report.js';
import { type FollowUpDocuments, MAX_INPUT_BYTES, notRestorable } from '../retry-undo.js';
import { BoundedMarkdown, takeWhileFits } from './bounded-markdown.js';
import {
  changeCell,
  type EscapeMarkdown,
  lazyMap,
  linkTarget,
  markdownEscaper,
  readableTimes,
  runFacts,
  STATUS_STYLES,
  testCell,
} from './cells.js';
import { type FailureGroup, groupFailures } from './failure-groups.js';

/** The runner drops a summary above 1 MiB whole; some room is left to the line ends of other systems. Bytes. */
export const MAX_SUMMARY_BYTES = 1_000_000;
/** The longest text in a cell, in UTF-16 units. */
const MAX_CELL_LENGTH = 300;
/** The longest message, in UTF-16 units. */
const MAX_MESSAGE_LENGTH = 2_000;
/** No row is shorter than this, in bytes: lists that cannot fit need not be made to see it. */
const MIN_ROW_BYTES = 30;
/** Lists longer than this are folded. */
const MAX_UNFOLDED = 20;
/** Reasons that are told at the most, each with its results. */
const MAX_GROUPS = 50;
/** Cells of the bar that shows the proportions: what stands on one line of a phone. */
const BAR_CELLS = 15;
/** What the closing note about what was left out may take, in bytes. */
const NOTE_BYTES = 1_000;

/** What is told, step by step less, where the whole is too large. */
interface DetailLevel {
  readonly comments: boolean;
  readonly unchanged: boolean;
  /** Whether long lists end early. */
  readonly cut: boolean;
}

const DETAIL_LEVELS: readonly DetailLevel[] = [
  { comments: true, unchanged: true, cut: false },
  { comments: false, unchanged: true, cut: false },
  { comments: false, unchanged: false, cut: false },
  { comments: false, unchanged: false, cut: true },
];

/** The statuses at a glance. */
const ICONS: Readonly<Record<Status, string>> = {
  success: '✅',
  partial: '⚠️',
  failure: '❌',
  cancelled: '🚫',
  nothing: 'ℹ️',
  'dry-run': '📝',
};

/** The verdict at a glance. */
export function iconOf(verdict: Verdict): string {
  return isUnverified(verdict) ? ICONS.failure : ICONS[verdict.status];
}

/** The colour of the box in which GitHub shows what there is to say about the verdict. */
const ALERTS: Readonly<Record<Conclusion, string>> = { pass: 'NOTE', warn: 'WARNING', fail: 'CAUTION' };

/**
 * The page as Markdown.
 *
 * @param reportFile where everything is complete; empty if there is none
 * @param maxBytes how large the page may become: 1 MiB for the runner, 64 KiB for a comment
 */
export function renderSummary(
  report: Report,
  documents: FollowUpDocuments,
  reportFile: string,
  maxBytes: number,
): string {
  const safe = markdownEscaper(MAX_CELL_LENGTH);
  const material = {
    ...groupsOf(report.settled),
    report,
    documents,
    glance: header(report, safe),
    safe,
  };
  for (const step of DETAIL_LEVELS) {
    const page = new BoundedMarkdown(maxBytes - NOTE_BYTES);
    new Summary(material, step, page).write();
    if (!page.overflowed || step.cut) return page.text() + omittedNote(omitted(step, material), reportFile);
  }
  return '';
}

function omittedNote(left: readonly string[], reportFile: string): string {
  if (left.length === 0) return '';
  const whole = reportFile === '' ? '' : ' Everything stands in the report file (output `report-file`).';
  return `\n_Left out, since the page is limited: ${left.join(', ')}.${whole}_\n`;
}

/** What a step leaves out of what there is to tell. */
function omitted(step: DetailLevel, { planned, overridden, unchanged }: Groups): string[] {
  const haveOwn = planned.comment === undefined || overridden.comment === undefined;
  return [
    ...(haveOwn && !step.comments ? ['the comments'] : []),
    ...(unchanged.length > 0 && !step.unchanged ? ['what was left unchanged'] : []),
    ...(step.cut ? ['the ends of long lists'] : []),
  ];
}

/** The results by what became of them. */
interface Groups {
  readonly reasons: readonly FailureGroup[];
  readonly planned: Changes;
  readonly overridden: Changes;
  readonly unchanged: readonly OverrideResult[];
  /** What did not pass in the run itself: flaky, until somebody shows that it is not. */
  readonly passedOnlyOnRerun: readonly OverrideResult[];
}

/** Results that change alike. */
interface Changes {
  readonly settled: readonly OverrideResult[];
  /** The comment that all of them have, which may be empty; nothing (undefined) where they differ. */
  readonly comment: string | undefined;
}

function groupsOf(settled: readonly OverrideResult[]): Groups {
  return {
    reasons: groupFailures(settled),
    planned: changesOf(withStatus(settled, 'planned')),
    overridden: changesOf(withStatus(settled, 'overridden')),
    unchanged: withStatus(settled, 'unchanged'),
    passedOnlyOnRerun: settled.filter(
      ({ override: { passedIn, before } }) => passedIn !== undefined && before?.result !== 'SUCCESS',
    ),
  };
}

function changesOf(settled: readonly OverrideResult[]): Changes {
  const comment = settled[0]?.override.comment ?? '';
  const isShared = settled.every(({ override }) => override.comment === comment);
  return { settled, comment: isShared ? comment : undefined };
}

/** What the page is made from, at each step anew: found once, since results may be many. */
interface SummaryModel extends Groups {
  readonly report: Report;
  readonly documents: FollowUpDocuments;
  /** The blocks at the top. */
  readonly glance: readonly string[];
  readonly safe: EscapeMarkdown;
}

class Summary {
  readonly #material: SummaryModel;
  readonly #step: DetailLevel;
  readonly #page: BoundedMarkdown;
  readonly #safe: EscapeMarkdown;

  constructor(material: SummaryModel, step: DetailLevel, page: BoundedMarkdown) {
    this.#material = material;
    this.#step = step;
    this.#page = page;
    this.#safe = material.safe;
  }

  write(): void {
    const { report, glance, reasons, planned, overridden, unchanged, passedOnlyOnRerun } = this.#material;
    const { problems, warnings, unusedTests } = report;
    for (const block of glance) this.#page.add(block);
    this.#remarks('What is wrong', problems);
    this.#reasons(reasons);
    this.#changes('What would change', planned);
    this.#changes('What was overridden', overridden);
    if (this.#page.overflowed) return;
    this.#passedOnlyOnRerun(passedOnlyOnRerun);
    if (this.#step.unchanged) this.#unchanged(unchanged);
    this.#remarks('Worth knowing', warnings);
    this.#tests('Tests that match nothing in the run', unusedTests?.unmatched);
    this.#tests('Tests that were skipped and say nothing', unusedTests?.skipped);
    this.#ways();
  }

  #remarks(title: string, remarks: readonly Diagnostic[]): void {
    const row = ({ location, message }: Diagnostic) =>
      `- <b>${this.#safe(formatLocation(location))}</b>: ${this.#safe(message, MAX_MESSAGE_LENGTH)}`;
    this.#list(title, '', remarks, row);
  }

  /** Tests of reports that became no override: how many, and the first few. */
  #tests(title: string, tests: TestSample | undefined): void {
    if (!tests || tests.count === 0) return;
    const rows = tests.first.map(
      ({ location, message }) => `- ${this.#safe(formatLocation(location))}: ${this.#safe(message)}`,
    );
    const more = tests.count - rows.length;
    if (more > 0) rows.push(`- … and ${more} more`);
    this.#page.add(
      `<details><summary>${title} (${tests.count})</summary>\n\n${rows.join('\n')}\n\n</details>\n`,
    );
  }

  /** What failed, and why, with what was asked: grouped, since one cause seldom comes alone. */
  #reasons(reasons: readonly FailureGroup[]): void {
    const failed = reasons.reduce((sum, { settled }) => sum + settled.length, 0);
    if (failed === 0) return;
    this.#page.add(`### What was not overridden (${failed})\n`);
    for (const reason of reasons.slice(0, MAX_GROUPS)) this.#reason(reason);
    const more = reasons.slice(MAX_GROUPS).reduce((sum, { settled }) => sum + settled.length, 0);
    if (more > 0)
      this.#page.add(
        `… and ${pluralize(more, 'more result')} for other reasons: see the output \`failures\`\n`,
      );
  }

  #reason({ status, message, advice, settled }: FailureGroup): void {
    const [, square, words] = STATUS_STYLES.find(([one]) => one === status) ?? ['', '', status];
    const why = message === '' ? '' : `: ${this.#safe(message, MAX_MESSAGE_LENGTH)}`;
    this.#page.add(`${square} **${words}**${why}\n`);
    if (advice !== '') this.#page.add(`_What to do:_ ${advice}\n`);
    const row = (one: OverrideResult) => `| ${this.#test(one)} | ${changeCell(one, this.#safe)} |`;
    this.#list('', tableHead('Test', 'Asked for'), settled, row);
  }

  /** The comment stands above the table where it is the same for all; a phone has no room for a column of it. */
  #changes(title: string, { settled, comment }: Changes): void {
    const above = comment ? `Comment: ${this.#safe(comment)}\n\n` : '';
    const below = this.#step.comments && comment === undefined;
    this.#list(title, above + tableHead('Test', 'Change'), settled, (one) => {
      const said = below ? `<br><sub>💬 ${this.#safe(one.override.comment)}</sub>` : '';
      return `| ${this.#test(one)}${said} | ${changeCell(one, this.#safe)} |`;
    });
  }

  #unchanged(settled: readonly OverrideResult[]): void {
    const row = (one: OverrideResult) => `| ${this.#test(one)} | ${this.#safe(readableTimes(one.message))} |`;
    this.#list('What was left as it is', tableHead('Test', 'Why'), settled, row);
  }

  #passedOnlyOnRerun(settled: readonly OverrideResult[]): void {
    const row = (one: OverrideResult) =>
      `| ${this.#test(one)} | ${this.#runLink(one.override.passedIn ?? '')} |`;
    this.#list('Passed only on rerun', tableHead('Test', 'Passed in'), settled, row);
  }

  #runLink(runId: string): string {
    return `[run ${runId}](${linkTarget(runUrl(this.#material.report.baseUrl, runId))})`;
  }

  /** A list under its title; a long one folded, and at the last step cut to what fits. */
  #list<Item>(title: string, head: string, items: readonly Item[], row: (item: Item) => string): void {
    if (items.length === 0) return;
    const folded = items.length > MAX_UNFOLDED;
    const heading = title === '' ? `All ${items.length}` : `${title} (${items.length})`;
    const open = folded
      ? `<details><summary><b>${heading}</b></summary>\n\n${head}`
      : `${title === '' ? '' : `### ${heading}\n\n`}${head}`;
    const close = folded ? '\n\n</details>\n' : '\n';
    const { remainingBytes } = this.#page;
    const { cut } = this.#step;
    const isHopeless = !cut && items.length * MIN_ROW_BYTES > remainingBytes;
    const rows = isHopeless
      ? []
      : takeWhileFits(lazyMap(items, row), cut ? (remainingBytes - NOTE_BYTES) * SHARE : remainingBytes);
    const left = items.length - rows.length;
    if (left > 0 && !cut) {
      this.#page.overflow();
      return;
    }
    const more = left > 0 ? `\n\n… and ${pluralize(left, 'more result')}` : '';
    this.#page.add(`${open}${rows.join('\n')}${more}${close}`);
  }

  #test(settled: OverrideResult): string {
    return testCell(settled, this.#material.report.baseUrl, this.#safe);
  }

  #ways(): void {
    const { report, documents } = this.#material;
    const { settled } = report;
    this.#way('▶️ Apply this plan', 'plan-results', documents.plan);
    this.#way('🔁 Retry the remaining results', 'retry-results', documents.retry);
    this.#way('↩️ Undo this override', 'undo-results', documents.undo);
    const lost = notRestorable(settled).slice(0, MAX_UNFOLDED);
    if (lost.length === 0) return;
    const names = lost.map(
      ({ override }) =>
        `${override.testCaseResultId} (${this.#safe(resultLabel(override.before?.result ?? ''))})`,
    );
    this.#page.add(
      `_Not in \`undo-results\`, since no override can set the former result: ${names.join(', ')}_\n`,
    );
  }

  /** A document, ready to be pasted into a form, and the line that starts the workflow with it. */
  #way(title: string, output: string, document: string): void {
    if (document === '[]') return;
    if (Buffer.byteLength(document) > MAX_INPUT_BYTES) {
      this.#page.add(
        `**${title}:** too large for an input; give the file \`${output}.json\`, which stands beside \`report-file\`, to \`results-files\`.\n`,
      );
      return;
    }
    const command = this.#command(document);
    const paste = `Paste this into \`results\` (output \`${output}\`):`;
    const blocks = [paste, fenced('json', document), ...command];
    this.#page.add(`<details><summary><b>${title}</b></summary>\n\n${blocks.join('\n\n')}\n\n</details>\n`);
  }

  #command(document: string): string[] {
    const { report } = this.#material;
    const { workflowFile, runId, baseUrl } = report;
    if (workflowFile === '') return [];
    // The address tells the region, which an id alone does not.
    const run = shellWord(runUrl(baseUrl, runId));
    const command = `gh workflow run ${shellWord(workflowFile)} -f run-id=${run} -f results=${shellWord(document)}`;
    return ['Or start the workflow with it, if it takes these inputs:', fenced('sh', command)];
  }
}

/** The blocks at the top: the verdict, the run, the numbers, and what there is to say about them. */
function header(report: Report, safe: EscapeMarkdown): readonly string[] {
  const { verdict, settled } = report;
  const facts = [...linkOf(report), runFacts(report, safe)].filter((part) => part !== '').join(' · ');
  const explanation = explanationOf(report);
  return [
    `## ${iconOf(verdict)} ${headlineOf(report)}\n`,
    ...(facts === '' ? [] : [`${facts}\n`]),
    ...(settled.length > 0 ? [statusBreakdown(settled)] : []),
    ...(explanation === ''
      ? []
      : [`> [!${ALERTS[verdict.conclusion]}]\n> ${safe(explanation, MAX_MESSAGE_LENGTH)}\n`]),
  ];
}

/** What one list may take of the room that is left, so that those behind it are shown, too. */
const SHARE = 0.6;

/** The run as a link; nothing where the inputs are wrong. */
function linkOf({ runId, baseUrl }: Report): string[] {
  return baseUrl === '' ? [] : [`**[Testsigma run ${runId}](${linkTarget(runUrl(baseUrl, runId))})**`];
}

/** The verdict in words, with the number that people look for first. */
function headlineOf({ verdict, settled }: Report): string {
  const heading = headingOf(verdict);
  const totals = countStatuses(settled);
  if (settled.length === 0) return heading;
  const all = pluralize(settled.length, 'result');
  if (verdict.status === 'dry-run') return `${heading}: ${totals.planned} of ${all} would change`;
  if (totals.unchanged === settled.length) return `${heading}: nothing had to change`;
  return `${heading}: ${totals.overridden} of ${all} overridden`;
}

/** What the headline and the numbers do not say. */
function explanationOf({ verdict, settled, problems }: Report): string {
  if (problems.length > 0) return blockedMessage(problems);
  return verdict.explanation ?? (settled.length === 0 ? verdict.closing : '');
}

/** The head of a table whose cells begin at the left, also those of the head. */
function tableHead(...titles: readonly string[]): string {
  return `| ${titles.join(' | ')} |\n|${' :--- |'.repeat(titles.length)}\n`;
}

/** How many results have each fate: as a bar, and as a table below it. */
export function statusBreakdown(settled: readonly OverrideResult[]): string {
  const totals = countStatuses(settled);
  const statuses = STATUS_STYLES.filter(([status]) => totals[status] > 0);
  const bar = statuses.map(([status, square]) => square.repeat(cellsOf(totals[status], settled.length)));
  const rows = statuses.map(
    ([status, square, words]) =>
      `| ${square} ${words} | ${totals[status]} | ${shareOf(totals[status], settled.length)} |`,
  );
  const head = `| Results | ${settled.length} | |\n| :--- | ---: | ---: |`;
  return `${bar.join('')}\n\n${[head, ...rows].join('\n')}\n`;
}

/** The squares of a part in the bar: every part has at least one. */
function cellsOf(part: number, whole: number): number {
  return Math.max(1, Math.round((part / whole) * BAR_CELLS));
}

/** A part of a whole in per cent: neither all nor none where it is not. */
function shareOf(part: number, whole: number): string {
  const share = (part / whole) * 100;
  if (share < 1) return '&lt; 1 %';
  return share > 99 && share < 100 ? '&gt; 99 %' : `${Math.round(share)} %`;
}

/** The results with this fate. */
export function withStatus(
  settled: readonly OverrideResult[],
  status: OverrideStatus,
): readonly OverrideResult[] {
  return settled.filter((one) => one.status === status);
}

/** A block of code whose fence is longer than any run of backticks in it. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** One word of a POSIX shell, whatever is in it. */
function shellWord(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The job summary: the verdict, failures first, then every change, then how to retry and to undo. */
import { type Diagnostic, formatLocation } from '../../model/diagnostic.js';
import { resultLabel } from '../../model/outcome.js';
import { resultUrl, runUrl } from '../../model/testsigma-url.js';
import type { OverrideResult, OverrideStatus, TestSample } from '../../model/types.js';
import { capitalize, pluralize, withRemainder } from '../../text/format.js';
import { MAX_INPUT_BYTES } from '../json-list.js';
import { type RemainingFailures, type Report, remainingFailures } from '../report.js';
import { type FollowUpDocuments, notRestorable, notRestorableReason } from '../retry-undo.js';
import { BoundedMarkdown, takeWhileFits } from './bounded-markdown.js';
import {
  changeCell,
  diagnosticItem,
  type EscapeMarkdown,
  fenced,
  linkTarget,
  MAX_MESSAGE_LENGTH,
  markdownEscaper,
  readableTimes,
  runLink,
  shellWord,
  statusStyle,
  tableHead,
  testCell,
} from './cells.js';
import { containsReason, type FailureGroup, groupByReason, groupFailures } from './failure-groups.js';
import { header } from './header.js';

/** The runner drops a summary above 1 MiB; the rest is reserved for other line ends. Bytes. */
export const MAX_SUMMARY_BYTES = 1_000_000;
/** The longest text in a cell, in UTF-16 units. */
const MAX_CELL_LENGTH = 300;
/** No row is shorter than this, in bytes: lists that cannot fit are not rendered at all. */
const MIN_ROW_BYTES = 30;
/** Lists longer than this are folded. */
const MAX_UNFOLDED = 20;
/** The most groups of failures that are listed. */
const MAX_GROUPS = 50;
/** The space for the note about omissions, in bytes. */
const NOTE_BYTES = 1_000;
/** The share of the remaining space that one truncated list may take, so that the others are shown, too. */
const MAX_LIST_SHARE = 0.6;

/** What is shown: less at each level, until the page fits. */
interface DetailLevel {
  readonly comments: boolean;
  readonly unchanged: boolean;
  /** Whether long lists are truncated. */
  readonly truncated: boolean;
}

const DETAIL_LEVELS: readonly DetailLevel[] = [
  { comments: true, unchanged: true, truncated: false },
  { comments: false, unchanged: true, truncated: false },
  { comments: false, unchanged: false, truncated: false },
  { comments: false, unchanged: false, truncated: true },
];

/**
 * The page as Markdown.
 *
 * @param reportFile the file with the complete report; empty if there is none
 * @param maxBytes how large the page may become: 1 MiB for the runner, 64 KiB for a comment
 */
export function renderSummary(
  report: Report,
  documents: FollowUpDocuments,
  reportFile: string,
  maxBytes: number,
): string {
  const safe = markdownEscaper(MAX_CELL_LENGTH);
  const model = { ...groupsOf(report.settled), report, documents, header: header(report, safe), safe };
  for (const level of DETAIL_LEVELS) {
    const page = new BoundedMarkdown(maxBytes - NOTE_BYTES);
    new SummaryWriter(model, level, page).write();
    if (!page.overflowed || level.truncated)
      return page.text() + omittedNote(omitted(level, model), reportFile);
  }
  return '';
}

function omittedNote(left: readonly string[], reportFile: string): string {
  if (left.length === 0) return '';
  const complete = reportFile === '' ? '' : ' The report file (output `report-file`) has everything.';
  return `\n_Omitted because of GitHub's size limit: ${left.join(', ')}.${complete}_\n`;
}

/** What a level omits. */
function omitted(level: DetailLevel, { planned, overridden, unchanged }: Groups): string[] {
  const hasComments = planned.comment === undefined || overridden.comment === undefined;
  return [
    ...(hasComments && !level.comments ? ['the comments'] : []),
    ...(unchanged.length > 0 && !level.unchanged ? ['unchanged results'] : []),
    ...(level.truncated ? ['the ends of long lists'] : []),
  ];
}

/** The results by status. */
interface Groups {
  readonly failures: readonly FailureGroup[];
  readonly planned: Changes;
  readonly overridden: Changes;
  readonly unchanged: readonly OverrideResult[];
  /** The planned and the overridden ones that were taken over from another run: probably flaky. */
  readonly plannedOnRerun: readonly OverrideResult[];
  readonly overriddenOnRerun: readonly OverrideResult[];
  /** Known issues that are solved. */
  readonly solved: readonly OverrideResult[];
}

/** Results that change alike. */
interface Changes {
  readonly settled: readonly OverrideResult[];
  /** The comment that they share, which may be empty; undefined if their comments differ. */
  readonly comment: string | undefined;
}

function groupsOf(settled: readonly OverrideResult[]): Groups {
  const withStatus = (status: OverrideStatus) => settled.filter((one) => one.status === status);
  const planned = withStatus('planned');
  const overridden = withStatus('overridden');
  return {
    failures: groupFailures(settled),
    planned: changesOf(planned.filter((one) => !isOnRerun(one))),
    plannedOnRerun: planned.filter(isOnRerun),
    overridden: changesOf(overridden.filter((one) => !isOnRerun(one))),
    overriddenOnRerun: overridden.filter(isOnRerun),
    unchanged: withStatus('unchanged'),
    solved: settled.filter(({ override }) => override.isSolved),
  };
}

/** Whether a test did not pass in the run itself, but in another one. */
function isOnRerun({ override: { passedIn, before } }: OverrideResult): boolean {
  return passedIn !== undefined && before?.result !== 'SUCCESS';
}

function changesOf(settled: readonly OverrideResult[]): Changes {
  const comment = settled[0]?.override.comment ?? '';
  const isShared = settled.every(({ override }) => override.comment === comment);
  return { settled, comment: isShared ? comment : undefined };
}

/** What the page is rendered from, the same at each level: computed once, since there may be many results. */
interface SummaryModel extends Groups {
  readonly report: Report;
  readonly documents: FollowUpDocuments;
  /** The blocks at the top. */
  readonly header: readonly string[];
  readonly safe: EscapeMarkdown;
}

/** Writes a part of the page; nothing if there is nothing to show. */
type Section = (write: SummaryWriter, model: SummaryModel) => void;

/** The page below its header, in this order. A new list is a row. */
const SECTIONS: readonly Section[] = [
  (write, { report }) => write.diagnostics('Errors', report.problems),
  (write, { failures, report }) => write.failures(failures, report.verdict.explanation ?? ''),
  (write, { planned }) => write.changes('Would be overridden', planned),
  (write, { plannedOnRerun }) =>
    write.passedOnRerun('Would be overridden, passed only on rerun', plannedOnRerun),
  (write, { overridden }) => write.changes('Overridden', overridden),
  (write, { overriddenOnRerun }) =>
    write.passedOnRerun('Overridden, passed only on rerun', overriddenOnRerun),
  (write, { solved, safe }) =>
    write.table('Solved known issues (can be removed)', 'Entry', solved, ({ override }) =>
      safe(formatLocation(override.location)),
    ),
  (write, { report }) => write.diagnostics('Entries with all: true', report.selections ?? []),
  (write, { report }) => write.remaining(remainingFailures(report)),
  (write, { unchanged, report }) =>
    write.unchanged(report.verdict.status === 'dry-run' ? 'Would stay unchanged' : 'Unchanged', unchanged),
  (write, { report }) => write.diagnostics('Warnings', report.warnings),
  (write, { report }) => write.sample('Unmatched tests', report.unusedTests?.unmatched),
  (write, { report }) => write.sample('Skipped tests (no effect)', report.unusedTests?.skipped),
  (write, { report }) =>
    write.sample('Tests without a known outcome (no effect)', report.unusedTests?.unknown),
  (write, { documents }) => write.document('▶️ Apply this plan', 'plan-results', documents.plan),
  (write, { documents }) =>
    write.document('🔁 Retry the remaining results', 'retry-results', documents.retry),
  (write, { documents }) => write.document('↩️ Undo this override', 'undo-results', documents.undo),
  (write, { report }) => write.notRestorable(notRestorable(report.settled)),
];

class SummaryWriter {
  readonly #model: SummaryModel;
  readonly #level: DetailLevel;
  readonly #page: BoundedMarkdown;
  readonly #safe: EscapeMarkdown;

  constructor(model: SummaryModel, level: DetailLevel, page: BoundedMarkdown) {
    this.#model = model;
    this.#level = level;
    this.#page = page;
    this.#safe = model.safe;
  }

  write(): void {
    for (const block of this.#model.header) this.#page.add(block);
    for (const section of SECTIONS) {
      if (this.#page.overflowed && !this.#level.truncated) return;
      section(this, this.#model);
    }
  }

  diagnostics(title: string, diagnostics: readonly Diagnostic[]): void {
    this.#list(title, '', diagnostics, (one) => `- ${diagnosticItem(one, this.#safe)}`);
  }

  /** Tests of reports that became no override: how many, and the first few. */
  sample(title: string, tests: TestSample | undefined): void {
    if (!tests || tests.count === 0) return;
    const items = tests.first.map((one) => diagnosticItem(one, this.#safe));
    this.#folded(`<b>${title} (${tests.count})</b>`, bullets(items, tests.count));
  }

  /** What failed, and why, with what was requested: grouped by reason. */
  failures(groups: readonly FailureGroup[], explanation: string): void {
    const total = countIn(groups);
    if (total === 0) return;
    this.#page.add(`### Not overridden (${total})\n`);
    for (const group of groups.slice(0, MAX_GROUPS)) this.#failureGroup(group, explanation);
    const more = pluralize(countIn(groups.slice(MAX_GROUPS)), 'more result');
    if (groups.length > MAX_GROUPS)
      this.#page.add(`… and ${more} for other reasons: see the output \`failures\`\n`);
  }

  /** @param explanation the text of the alert above: its reason is not repeated */
  #failureGroup({ status, message, advice, settled }: FailureGroup, explanation: string): void {
    const { square, words } = statusStyle(status);
    const isRepeated = containsReason(explanation, message);
    const reason = isRepeated || message === '' ? '' : `: ${this.#safe(message, MAX_MESSAGE_LENGTH)}`;
    this.#page.add(`${square} **${words}**${reason}\n`);
    if (advice !== '' && !isRepeated)
      this.#page.add(`**How to fix:** ${this.#safe(advice, MAX_MESSAGE_LENGTH)}\n`);
    this.table('', 'Requested', settled, (one) => changeCell(one, this.#safe));
  }

  /** A shared comment is shown once, above the table, others below each test: a column does not fit on a phone. */
  changes(title: string, { settled, comment }: Changes): void {
    const above = comment ? `Comment: ${this.#safe(comment)}\n\n` : '';
    const isBelow = this.#level.comments && comment === undefined;
    this.#list(title, above + tableHead('Test', 'Change'), settled, (one) => {
      const below = isBelow ? `<br><sub>💬 ${this.#safe(one.override.comment)}</sub>` : '';
      return `| ${this.#test(one)}${below} | ${changeCell(one, this.#safe)} |`;
    });
  }

  /** Changes with the run in which each test passed, instead of comments that say the same. */
  passedOnRerun(title: string, settled: readonly OverrideResult[]): void {
    const { baseUrl } = this.#model.report;
    this.table(title, 'Change', settled, (one) => {
      return `${changeCell(one, this.#safe)} in ${runLink(baseUrl, one.override.passedIn ?? '')}`;
    });
  }

  /** One fact about each test. */
  table(
    title: string,
    column: string,
    settled: readonly OverrideResult[],
    cell: (one: OverrideResult) => string,
  ): void {
    this.#list(title, tableHead('Test', column), settled, (one) => `| ${this.#test(one)} | ${cell(one)} |`);
  }

  /** Folded and grouped by reason, since nothing has to be done about it. */
  unchanged(title: string, settled: readonly OverrideResult[]): void {
    if (settled.length === 0 || !this.#level.unchanged) return;
    this.#page.add(`<details><summary><b>${title} (${settled.length})</b></summary>\n`);
    for (const group of groupByReason(settled)) {
      const reason = `**${this.#safe(capitalize(readableTimes(group.message)))}** (${group.settled.length})\n\n`;
      this.#rows(reason, group.settled, (one) => `- ${this.#test(one)}`, '\n');
    }
    this.#page.add('</details>\n');
  }

  /** What `undo-results` lacks, and why. */
  notRestorable(lost: readonly OverrideResult[]): void {
    if (lost.length === 0) return;
    const names = lost
      .slice(0, MAX_UNFOLDED)
      .map(({ override }) => `${override.testCaseResultId} (${this.#safe(notRestorableReason(override))})`);
    const more = lost.length - names.length;
    const rest = more > 0 ? ` and ${more} more` : '';
    this.#page.add(`**Cannot be undone:** ${names.join(', ')}${rest}\n`);
  }

  /** What keeps the run from Passed. */
  remaining(remaining: RemainingFailures | undefined): void {
    if (!remaining) return;
    const { title, count, first } = remaining;
    const items = first.map((one) => {
      const name = one.name === undefined ? one.testCaseResultId : this.#safe(one.name);
      const link = linkTarget(resultUrl(this.#model.report.baseUrl, one.testCaseResultId));
      return `[${name}](${link}): ${this.#safe(resultLabel(one.result))}`;
    });
    this.#page.add(`### Run ${this.#safe(title)}\n\n${bullets(items, count)}\n`);
  }

  /** A document to paste into a form, and the command that starts the workflow with it. */
  document(title: string, output: string, document: string): void {
    if (document === '[]') return;
    if (Buffer.byteLength(document) > MAX_INPUT_BYTES) {
      this.#page.add(
        `**${title}:** too large for a form. Pass the file \`${output}.json\` from the folder in the output \`report-dir\` to \`results-files\`.\n`,
      );
      return;
    }
    const paste = `Paste this into the results field of your override form (output \`${output}\`):`;
    const blocks = [paste, fenced('json', document), ...this.#command(document)];
    this.#folded(`<b>${title}</b>`, blocks.join('\n\n'));
  }

  #command(document: string): string[] {
    const { workflowFile, runId, baseUrl } = this.#model.report;
    if (workflowFile === '') return [];
    // The URL includes the region, which an ID alone does not.
    const run = shellWord(runUrl(baseUrl, runId));
    const command = `gh workflow run ${shellWord(workflowFile)} -f run-id=${run} -f results=${shellWord(document)}`;
    return [
      'Or run this command, if the form of this workflow has the fields `run-id` and `results`:',
      fenced('sh', command),
    ];
  }

  /** A list with its title, folded if it is long. */
  #list<Item>(title: string, head: string, items: readonly Item[], row: (item: Item) => string): void {
    if (items.length === 0) return;
    const heading = title === '' ? `All ${items.length}` : `${title} (${items.length})`;
    const isFolded = items.length > MAX_UNFOLDED;
    const open = isFolded
      ? `<details><summary><b>${heading}</b></summary>\n\n${head}`
      : `${title === '' ? '' : `### ${heading}\n\n`}${head}`;
    this.#rows(open, items, row, isFolded ? '\n\n</details>\n' : '\n');
  }

  /** A row for each item between two texts; at the last level only the rows that fit. */
  #rows<Item>(open: string, items: readonly Item[], row: (item: Item) => string, close: string): void {
    const { remainingBytes } = this.#page;
    const { truncated } = this.#level;
    const cannotFit = !truncated && items.length * MIN_ROW_BYTES > remainingBytes;
    const maxBytes = truncated ? (remainingBytes - NOTE_BYTES) * MAX_LIST_SHARE : remainingBytes;
    const rows = cannotFit ? [] : takeWhileFits(items, maxBytes, row);
    const left = items.length - rows.length;
    if (left > 0 && !truncated) {
      this.#page.overflow();
      return;
    }
    const more = left > 0 ? `\n\n… and ${pluralize(left, 'more result')}` : '';
    this.#page.add(`${open}${rows.join('\n')}${more}${close}`);
  }

  #folded(title: string, text: string): void {
    this.#page.add(`<details><summary>${title}</summary>\n\n${text}\n\n</details>\n`);
  }

  #test(settled: OverrideResult): string {
    return testCell(settled, this.#model.report.baseUrl, this.#safe);
  }
}

/** A list of the first of so many items. */
function bullets(first: readonly string[], count: number): string {
  return withRemainder(first, count)
    .map((item) => `- ${item}`)
    .join('\n');
}

function countIn(groups: readonly FailureGroup[]): number {
  return groups.reduce((sum, { settled }) => sum + settled.length, 0);
}

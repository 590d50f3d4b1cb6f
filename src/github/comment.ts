/** The comment on a pull request: the verdict and what failed at a glance, the changes folded. */

import { type Diagnostic, formatLocation } from '../model/diagnostic.js';
import type { OverrideResult } from '../model/types.js';
import { headingOf } from '../model/verdict.js';
import { BoundedMarkdown, takeWhileFits } from '../report/markdown/bounded-markdown.js';
import {
  changeCell,
  type EscapeMarkdown,
  lazyMap,
  markdownEscaper,
  pageUrl,
  runFacts,
  STATUS_STYLES,
  testCell,
} from '../report/markdown/cells.js';
import { type FailureGroup, groupFailures } from '../report/markdown/failure-groups.js';
import { iconOf, statusBreakdown, withStatus } from '../report/markdown/summary.js';
import type { Report } from '../report/report.js';
import { pluralize } from '../text/format.js';
import type { Redactor } from '../text/redact.js';

/** GitHub takes 65,536 characters; bytes are never fewer. */
const MAX_BYTES = 65_536;
/** What the end of a list and of the page may take, in bytes. */
const ROOM_FOR_END = 4_000;
/** What one list may take of the room that is left, so that those behind it are shown, too. */
const SHARE = 0.6;
/** The longest text in a cell, in UTF-16 units. */
const LONGEST_CELL = 200;
/** The longest message, in UTF-16 units. */
const LONGEST_MESSAGE = 500;
/** The longest name in the marker, in UTF-16 units: more than files and addresses have. */
const LONGEST_NAME = 500;
/** The longest name of who set it off, in UTF-16 units. */
const LONGEST_ACTOR = 100;
/** Failed results, reasons and problems that are shown at the most. */
const MOST_SHOWN = 20;

/** What makes a comment the one of a job about a run. */
export interface CommentKey {
  /** The workflow's file, or its name. */
  readonly workflow: string;
  /** The job's id in the workflow. */
  readonly job: string;
  /** The address of the Testsigma run. */
  readonly run: string;
}

/** The hidden line that a comment begins with, by which it is found again: the same for the same subject. */
export function markerOf({ workflow, job, run }: CommentKey): string {
  return `<!-- testsigma-override-action workflow=${word(workflow)} job=${word(job)} run=${word(run)} -->`;
}

/** Letters, digits and what does not end an HTML comment. */
function word(text: string): string {
  return encodeURIComponent(text.slice(0, LONGEST_NAME).toWellFormed()).replaceAll('-', '%2D');
}

/** The comment as Markdown, the marker at its start; never longer than GitHub takes. */
export function renderPullRequestComment(report: Report, marker: string, redact: Redactor): string {
  const page = new BoundedMarkdown(MAX_BYTES);
  page.add(marker);
  new Comment(report, redact, page).write();
  return page.text();
}

/** A list: its beginning, a row for each item that is shown, and how many items there are. */
interface List {
  readonly open: string;
  readonly rows: Iterable<string>;
  readonly total: number;
  readonly noun: string;
  readonly close?: string;
}

class Comment {
  readonly #report: Report;
  readonly #page: BoundedMarkdown;
  readonly #safe: EscapeMarkdown;

  constructor(report: Report, redact: Redactor, page: BoundedMarkdown) {
    this.#report = report;
    this.#page = page;
    this.#safe = markdownEscaper(redact, LONGEST_CELL);
  }

  write(): void {
    const { settled, problems } = this.#report;
    this.#glance();
    this.#problems(problems);
    this.#reasons(groupFailures(settled));
    this.#changes('What would change', withStatus(settled, 'planned'));
    this.#changes('What was overridden', withStatus(settled, 'overridden'));
    this.#origin();
  }

  #glance(): void {
    const { verdict, runId, baseUrl, settled } = this.#report;
    const run = `**[Testsigma run ${runId}](${pageUrl(baseUrl, 'runs', runId)})**`;
    this.#page.add(`### ${iconOf(verdict)} ${headingOf(verdict)}\n`);
    this.#page.add(`${run} · ${this.#safe(verdict.closing, LONGEST_MESSAGE)}\n`);
    if (settled.length > 0) this.#page.add(statusBreakdown(settled));
    const facts = runFacts(this.#report, this.#safe);
    if (facts !== '') this.#page.add(`${facts}\n`);
  }

  #problems(problems: readonly Diagnostic[]): void {
    if (problems.length === 0) return;
    const row = ({ location, message }: Diagnostic) =>
      `- **${this.#safe(formatLocation(location))}**: ${this.#safe(message, LONGEST_MESSAGE)}`;
    const open = '#### What is wrong\n\n';
    const rows = lazyMap(problems.slice(0, MOST_SHOWN), row);
    this.#list({ open, rows, total: problems.length, noun: 'more problem' });
  }

  /** Every reason is told before the results behind it become too many: they stand whole in the summary. */
  #reasons(reasons: readonly FailureGroup[]): void {
    const failed = reasons.reduce((sum, { settled }) => sum + settled.length, 0);
    if (failed === 0) return;
    this.#page.add(`#### What was not overridden (${failed})\n`);
    let told = 0;
    for (const reason of reasons.slice(0, MOST_SHOWN)) {
      const head = this.#reasonHead(reason);
      if (this.#page.remainingBytes < Buffer.byteLength(head) + ROOM_FOR_END) break;
      this.#page.add(head);
      this.#failed(reason.settled, Math.max(0, MOST_SHOWN - told));
      told += reason.settled.length;
    }
    if (told < failed) this.#page.add(`… and ${pluralize(failed - told, 'more result')} for other reasons\n`);
  }

  #reasonHead({ status, message, advice, settled }: FailureGroup): string {
    const [, square, words] = STATUS_STYLES.find(([one]) => one === status) ?? ['', '', status];
    const why = message === '' ? '' : `: ${this.#safe(message, LONGEST_MESSAGE)}`;
    const what = advice === '' ? '' : `\n_What to do:_ ${advice}\n`;
    return `${square} **${words}** (${settled.length})${why}\n${what}`;
  }

  #failed(settled: readonly OverrideResult[], most: number): void {
    if (most === 0) return;
    const row = (one: OverrideResult) => `| ${this.#test(one)} | ${changeCell(one, this.#safe)} |`;
    const open = '| Test | Asked for |\n| --- | --- |\n';
    this.#list({
      open,
      rows: lazyMap(settled.slice(0, most), row),
      total: settled.length,
      noun: 'more result',
    });
  }

  #changes(title: string, settled: readonly OverrideResult[]): void {
    if (settled.length === 0) return;
    const row = (one: OverrideResult) =>
      `| ${this.#test(one)} | ${changeCell(one, this.#safe)} | ${this.#safe(one.override.comment)} |`;
    const head = '| Test | Change | Comment |\n| --- | --- | --- |\n';
    this.#list({
      open: `<details><summary>${title} (${settled.length})</summary>\n\n${head}`,
      rows: lazyMap(settled, row),
      total: settled.length,
      noun: 'more result',
      close: '\n\n</details>',
    });
  }

  #list({ open, rows, total, noun, close = '' }: List): void {
    const kept = takeWhileFits(rows, (this.#page.remainingBytes - ROOM_FOR_END) * SHARE);
    const left = total - kept.length;
    const more = left > 0 ? `\n\n… and ${pluralize(left, noun)}` : '';
    this.#page.add(`${open}${kept.join('\n')}${more}${close}\n`);
  }

  /** Where it comes from and where the rest stands. */
  #origin(): void {
    const { actor, workflowRun, finishedAt } = this.#report;
    const summary =
      workflowRun === '' ? '' : ` · everything, and how to go on or back: [workflow run](${workflowRun})`;
    const when = `${new Date(finishedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    this.#page.add(`<sub>${this.#safe(actor, LONGEST_ACTOR)}, ${when}${summary}</sub>`);
  }

  #test(settled: OverrideResult): string {
    return testCell(settled, this.#report.baseUrl, this.#safe);
  }
}

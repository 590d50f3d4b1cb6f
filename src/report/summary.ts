/** The job summary: the verdict at a glance, failures first, then every change. GitHub's Markdown. */

import type { Fate, Remark, Settled } from '../model.js';
import { spoken } from '../plan/outcome.js';
import { placeText } from '../plan/resolve.js';
import { isFailed, notRestorable, retryDocument, undoDocument } from './documents.js';
import { LARGEST_INPUT, undoComment } from './outputs.js';
import type { Report } from './report.js';
import { markdown, type Redactor, shortened } from './text.js';
import { HEADINGS, type Status, totalsOf } from './verdict.js';

/** The runner drops a summary above 1 MiB whole; some room is left for what other tools add. Bytes. */
const MOST_BYTES = 1_000_000;
/** The longest text in a cell, in UTF-16 units. */
const LONGEST_CELL = 300;
/** What a section leaves to the ones behind it, in bytes. */
const ROOM_FOR_THE_REST = 1_000;
/** Tables longer than this are folded. */
const MOST_UNFOLDED = 30;

const ICONS: Readonly<Record<Status, string>> = {
  success: '✅',
  partial: '⚠️',
  failure: '❌',
  cancelled: '🚫',
  nothing: 'ℹ️',
  'dry-run': '📝',
};

/**
 * The summary's Markdown, always below 1 MiB.
 *
 * @param reportFile where everything stands whole; empty where there is none
 */
export function summaryOf(report: Report, reportFile: string, redact: Redactor): string {
  return new Summary(report, reportFile, redact).text();
}

class Summary {
  readonly #report: Report;
  readonly #reportFile: string;
  readonly #redact: Redactor;
  readonly #parts: string[] = [];
  #room = MOST_BYTES;

  constructor(report: Report, reportFile: string, redact: Redactor) {
    this.#report = report;
    this.#reportFile = reportFile;
    this.#redact = redact;
  }

  text(): string {
    const { settled, problems, warnings } = this.#report;
    this.#head();
    this.#remarks('Problems', problems);
    this.#table('Not overridden', ['Result', 'Asked for', 'Why'], settled.filter(isFailed), (one) =>
      this.#failure(one),
    );
    this.#table('Planned', ['Result', 'Before → after', 'Comment'], withFate(settled, 'planned'), (one) =>
      this.#change(one),
    );
    this.#table(
      'Overridden',
      ['Result', 'Before → after', 'Comment'],
      withFate(settled, 'overridden'),
      (one) => this.#change(one),
    );
    this.#table('Left unchanged', ['Result', 'Asked for', 'Why'], withFate(settled, 'unchanged'), (one) =>
      this.#failure(one),
    );
    this.#remarks('Warnings', warnings);
    this.#documents();
    return this.#parts.join('\n');
  }

  #head(): void {
    const { verdict, runId, baseUrl, settled, run, runResult, runResultBefore } = this.#report;
    const link = baseUrl === '' ? '' : ` · [Testsigma run ${runId}](${address(baseUrl, 'runs', runId)})`;
    this.#add(
      `## ${ICONS[verdict.status]} ${HEADINGS[verdict.status]}${link}\n\n${this.#safe(verdict.closing, 2_000)}\n`,
    );
    const facts = [
      run?.plan && `Test plan ${this.#safe(run.plan)}`,
      run?.build && `build ${this.#safe(run.build)}`,
      run?.started && `started ${this.#safe(run.started)}`,
      runResultBefore !== '' && `result before: ${this.#safe(spoken(runResultBefore))}`,
      runResult !== '' && `now: ${this.#safe(spoken(runResult))}`,
    ].filter(Boolean);
    if (facts.length > 0) this.#add(`${facts.join(' · ')}\n`);
    if (settled.length > 0) this.#add(this.#numbers());
  }

  #numbers(): string {
    const totals = totalsOf(this.#report.settled);
    const rows = COUNTED.filter(([fate]) => totals[fate] > 0).map(
      ([fate, words]) => `| ${words} | ${totals[fate]} |`,
    );
    return `| Results | ${this.#report.settled.length} |\n| --- | ---: |\n${rows.join('\n')}\n`;
  }

  #remarks(title: string, remarks: readonly Remark[]): void {
    const row = ({ place, message }: Remark) =>
      `- **${this.#safe(placeText(place))}**: ${this.#safe(message, 2_000)}`;
    if (remarks.length > 0) this.#section(title, '', remarks.length, mapped(remarks, row));
  }

  #table(
    title: string,
    columns: readonly string[],
    settled: readonly Settled[],
    row: (one: Settled) => readonly string[],
  ): void {
    if (settled.length === 0) return;
    const head = `| ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length)}\n`;
    this.#section(
      title,
      head,
      settled.length,
      mapped(settled, (one) => `| ${row(one).join(' | ')} |`),
    );
  }

  /** A title with rows, as many as there is room for; long ones folded. */
  #section(title: string, head: string, count: number, rows: Iterable<string>): void {
    const folded = count > MOST_UNFOLDED;
    const open = folded
      ? `<details><summary><b>${title}</b> (${count})</summary>\n\n${head}`
      : `### ${title}\n\n${head}`;
    const close = folded ? '\n</details>\n' : '\n';
    const kept = thatFit(rows, this.#room - bytes(open) - bytes(close) - ROOM_FOR_THE_REST);
    if (kept.length > 0) this.#add(`${open}${kept.join('\n')}\n${close}`);
    if (kept.length < count) this.#leftOut(title, count - kept.length);
  }

  #leftOut(title: string, count: number): void {
    const whole =
      this.#reportFile === '' ? '' : ' All of them stand in the report file (output `report-file`).';
    this.#add(`_${title}: ${count} more left out, since a summary holds at most 1 MiB.${whole}_\n`);
  }

  #failure({ override, fate, message }: Settled): readonly string[] {
    const why = fate === 'unknown' || fate === 'not-sent' ? `${FATE_WORDS[fate]}: ${message}` : message;
    return [this.#result(override), spoken(override.outcome), this.#safe(why)];
  }

  #change({ override }: Settled): readonly string[] {
    const before = override.before ? `${this.#safe(spoken(override.before.result))} → ` : '';
    return [this.#result(override), `${before}${spoken(override.outcome)}`, this.#safe(override.comment)];
  }

  #result({ testCaseResultId: id, before }: Settled['override']): string {
    const link = `[${id}](${address(this.#report.baseUrl, 'test_case_results', id)})`;
    const known = [before?.name, before?.suite, before?.machine].filter((part) => part !== undefined);
    return known.length === 0 ? link : `${link} ${known.map((part) => this.#safe(part)).join(' · ')}`;
  }

  #documents(): void {
    const { settled } = this.#report;
    const retry = retryDocument(settled);
    this.#document('To do what is left, run the action with these `results`', 'retry-results', retry);
    this.#document(
      'To take it back, run the action with these `results`',
      'undo-results',
      undoDocument(settled, undoComment(this.#report)),
    );
    const lost = notRestorable(settled).map(
      ({ override }) => `${override.testCaseResultId} (${this.#safe(override.before?.result ?? '')})`,
    );
    if (lost.length > 0) {
      const more = lost.length > 20 ? ` and ${lost.length - 20} more` : '';
      this.#add(
        `_Not in \`undo-results\`, since no override can set their former result: ${lost.slice(0, 20).join(', ')}${more}_\n`,
      );
    }
  }

  #document(title: string, output: string, document: string): void {
    if (document === '[]') return;
    const text = this.#redact(document);
    if (bytes(text) > LARGEST_INPUT || bytes(text) + 500 > this.#room) {
      this.#add(
        `${title}: too large for an input, so take the file \`${output}.json\` beside \`report-file\` for \`results-files\`.\n`,
      );
      return;
    }
    const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    this.#add(
      `<details><summary>${title.replaceAll('`results`', '<code>results</code>')} (output <code>${output}</code>)</summary>\n\n${fence}json\n${text}\n${fence}\n\n</details>\n`,
    );
  }

  #safe(text: string, units = LONGEST_CELL): string {
    return markdown(shortened(this.#redact(text), units));
  }

  #add(part: string): void {
    this.#room -= bytes(part) + 1;
    this.#parts.push(part);
  }
}

const COUNTED: readonly (readonly [Fate, string])[] = [
  ['overridden', 'Overridden'],
  ['planned', 'Planned'],
  ['unchanged', 'Left unchanged'],
  ['rejected', 'Rejected by Testsigma'],
  ['unknown', 'Unknown: may have been overridden'],
  ['not-sent', 'Not sent'],
];

const FATE_WORDS = {
  unknown: 'no usable answer, it may have been overridden',
  'not-sent': 'not sent',
} as const;

function withFate(settled: readonly Settled[], fate: Fate): readonly Settled[] {
  return settled.filter((one) => one.fate === fate);
}

function address(baseUrl: string, page: 'runs' | 'test_case_results', id: string): string {
  return `${encodeURI(baseUrl)}/ui/td/${page}/${id}`;
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** Rows are made one at a time, since most of a very long list is never shown. */
function* mapped<Item>(items: readonly Item[], row: (item: Item) => string): Generator<string> {
  for (const item of items) yield row(item);
}

/** The first rows that fit into so many bytes, line ends included. */
function thatFit(rows: Iterable<string>, room: number): string[] {
  const kept: string[] = [];
  let left = room;
  for (const row of rows) {
    left -= bytes(row) + 1;
    if (left < 0) break;
    kept.push(row);
  }
  return kept;
}

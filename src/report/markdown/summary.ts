/** The job summary: the verdict at a glance, failures first, then every change, then the ways on and back. */
import type { Fate, Remark, Settled, TestsAside } from '../../model/types.js';
import { placeText, spoken } from '../../model/words.js';
import { type Documents, notRestorable } from '../retry-undo.js';
import { refusal } from '../findings.js';
import { LARGEST_INPUT } from '../outputs.js';
import { Page, thatFit } from './bounded-markdown.js';
import { type Reason, reasonsOf } from './failure-groups.js';
import type { Report } from '../report.js';
import { counted, markdown, type Redactor, shortened } from '../../text/format.js';
import { type Conclusion, headingOf, isUnverified, type Status, totalsOf, type Verdict } from '../../model/verdict.js';

/** The runner drops a summary above 1 MiB whole; some room is left to the line ends of other systems. Bytes. */
const MOST_BYTES = 1_000_000;
/** The longest text in a cell, in UTF-16 units. */
const LONGEST_CELL = 300;
/** The longest message, in UTF-16 units. */
const LONGEST_MESSAGE = 2_000;
/** No row is shorter than this, in bytes: lists that cannot fit need not be made to see it. */
const SHORTEST_ROW = 30;
/** Lists longer than this are folded. */
const MOST_UNFOLDED = 20;
/** Reasons that are told at the most, each with its results. */
const MOST_REASONS = 50;
/** Cells of the bar that shows the proportions: what stands on one line of a phone. */
const BAR_CELLS = 15;
/** What the closing note about what was left out may take, in bytes. */
const ROOM_FOR_NOTE = 1_000;

/** What is told, step by step less, where the whole is too large. */
interface Step {
  readonly comments: boolean;
  readonly unchanged: boolean;
  /** Whether long lists end early. */
  readonly cut: boolean;
}

const STEPS: readonly Step[] = [
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
const BOXES: Readonly<Record<Conclusion, string>> = { pass: 'NOTE', warn: 'WARNING', fail: 'CAUTION' };

/** Each fate in words and with a colour that also differs in brightness. */
export const FATES: readonly (readonly [fate: Fate, square: string, words: string])[] = [
  ['overridden', '🟩', 'Overridden'],
  ['planned', '🟦', 'Planned'],
  ['unchanged', '⬜', 'Left unchanged'],
  ['rejected', '🟥', 'Rejected'],
  ['unknown', '🟨', 'Unknown: may have been overridden'],
  ['not-sent', '⬛', 'Not sent'],
];

/** Makes a text from outside fit to stand in a line of the page: at most so many UTF-16 units of it. */
export type Safe = (text: string, units?: number) => string;

/**
 * Makes texts fit that may hold secrets: these are hidden first.
 *
 * @param longest how many UTF-16 units are left where nothing else is said
 */
export function safeFor(redact: Redactor, longest: number): Safe {
  return (text, units = longest) => markdown(shortened(redact(text), units));
}

/**
 * The summary as Markdown, always below 1 MiB.
 *
 * @param reportFile where everything stands whole; empty where there is none
 */
export function summaryOf(
  report: Report,
  documents: Documents,
  reportFile: string,
  redact: Redactor,
): string {
  const safe = safeFor(redact, LONGEST_CELL);
  const material = {
    ...groupsOf(report.settled),
    report,
    documents,
    glance: glanceOf(report, safe),
    redact,
    safe,
  };
  for (const step of STEPS) {
    const page = new Page(MOST_BYTES - ROOM_FOR_NOTE);
    new Summary(material, step, page).write();
    if (!page.isFull || step.cut) return page.text() + leftOutNote(leftOut(step, material), reportFile);
  }
  return '';
}

function leftOutNote(left: readonly string[], reportFile: string): string {
  if (left.length === 0) return '';
  const whole = reportFile === '' ? '' : ' Everything stands in the report file (output `report-file`).';
  return `\n_Left out, since a summary holds at most 1 MiB: ${left.join(', ')}.${whole}_\n`;
}

/** What a step leaves out of what there is to tell. */
function leftOut(step: Step, { planned, overridden, unchanged }: Groups): string[] {
  const haveOwn = planned.comment === undefined || overridden.comment === undefined;
  return [
    ...(haveOwn && !step.comments ? ['the comments'] : []),
    ...(unchanged.length > 0 && !step.unchanged ? ['what was left unchanged'] : []),
    ...(step.cut ? ['the ends of long lists'] : []),
  ];
}

/** The results by what became of them. */
interface Groups {
  readonly reasons: readonly Reason[];
  readonly planned: Changes;
  readonly overridden: Changes;
  readonly unchanged: readonly Settled[];
}

/** Results that change alike. */
interface Changes {
  readonly settled: readonly Settled[];
  /** The comment that all of them have, which may be empty; nothing (undefined) where they differ. */
  readonly comment: string | undefined;
}

function groupsOf(settled: readonly Settled[]): Groups {
  return {
    reasons: reasonsOf(settled),
    planned: changesOf(withFate(settled, 'planned')),
    overridden: changesOf(withFate(settled, 'overridden')),
    unchanged: withFate(settled, 'unchanged'),
  };
}

function changesOf(settled: readonly Settled[]): Changes {
  const comment = settled[0]?.override.comment ?? '';
  const isShared = settled.every(({ override }) => override.comment === comment);
  return { settled, comment: isShared ? comment : undefined };
}

/** What the page is made from, at each step anew: found once, since results may be many. */
interface Material extends Groups {
  readonly report: Report;
  readonly documents: Documents;
  /** The blocks at the top. */
  readonly glance: readonly string[];
  readonly redact: Redactor;
  readonly safe: Safe;
}

class Summary {
  readonly #material: Material;
  readonly #step: Step;
  readonly #page: Page;
  readonly #safe: Safe;

  constructor(material: Material, step: Step, page: Page) {
    this.#material = material;
    this.#step = step;
    this.#page = page;
    this.#safe = material.safe;
  }

  write(): void {
    const { report, glance, reasons, planned, overridden, unchanged } = this.#material;
    const { problems, warnings, aside } = report;
    for (const block of glance) this.#page.add(block);
    this.#remarks('What is wrong', problems);
    this.#reasons(reasons);
    this.#changes('What would change', planned);
    this.#changes('What was overridden', overridden);
    if (this.#page.isFull) return;
    if (this.#step.unchanged) this.#unchanged(unchanged);
    this.#remarks('Worth knowing', warnings);
    this.#tests('Tests that match nothing in the run', aside?.unmatched);
    this.#tests('Tests that were skipped and say nothing', aside?.skipped);
    this.#ways();
  }

  #remarks(title: string, remarks: readonly Remark[]): void {
    const row = ({ place, message }: Remark) =>
      `- <b>${this.#safe(placeText(place))}</b>: ${this.#safe(message, LONGEST_MESSAGE)}`;
    this.#list(title, '', remarks, row);
  }

  /** Tests of reports that became no override: how many, and the first few. */
  #tests(title: string, tests: TestsAside | undefined): void {
    if (!tests || tests.count === 0) return;
    const rows = tests.first.map(
      ({ place, message }) => `- ${this.#safe(placeText(place))}: ${this.#safe(message)}`,
    );
    const more = tests.count - rows.length;
    if (more > 0) rows.push(`- … and ${more} more`);
    this.#page.add(
      `<details><summary>${title} (${tests.count})</summary>\n\n${rows.join('\n')}\n\n</details>\n`,
    );
  }

  /** What failed, and why, with what was asked: grouped, since one cause seldom comes alone. */
  #reasons(reasons: readonly Reason[]): void {
    const failed = reasons.reduce((sum, { settled }) => sum + settled.length, 0);
    if (failed === 0) return;
    this.#page.add(`### What was not overridden (${failed})\n`);
    for (const reason of reasons.slice(0, MOST_REASONS)) this.#reason(reason);
    const more = reasons.slice(MOST_REASONS).reduce((sum, { settled }) => sum + settled.length, 0);
    if (more > 0)
      this.#page.add(
        `… and ${counted(more, 'more result')} for other reasons: see the output \`failures\`\n`,
      );
  }

  #reason({ fate, message, advice, settled }: Reason): void {
    const [, square, words] = FATES.find(([one]) => one === fate) ?? ['', '', fate];
    const why = message === '' ? '' : `: ${this.#safe(message, LONGEST_MESSAGE)}`;
    this.#page.add(`${square} **${words}**${why}\n`);
    if (advice !== '') this.#page.add(`_What to do:_ ${advice}\n`);
    const row = (one: Settled) => `| ${this.#test(one)} | ${changeOf(one, this.#safe)} |`;
    this.#list('', tableHead('Test', 'Asked for'), settled, row);
  }

  /** The comment stands above the table where it is the same for all; a phone has no room for a column of it. */
  #changes(title: string, { settled, comment }: Changes): void {
    const above = comment ? `Comment: ${this.#safe(comment)}\n\n` : '';
    const below = this.#step.comments && comment === undefined;
    this.#list(title, above + tableHead('Test', 'Change'), settled, (one) => {
      const said = below ? `<br><sub>💬 ${this.#safe(one.override.comment)}</sub>` : '';
      return `| ${this.#test(one)}${said} | ${changeOf(one, this.#safe)} |`;
    });
  }

  #unchanged(settled: readonly Settled[]): void {
    const row = (one: Settled) => `| ${this.#test(one)} | ${this.#safe(readableTimes(one.message))} |`;
    this.#list('What was left as it is', tableHead('Test', 'Why'), settled, row);
  }

  /** A list under its title; a long one folded, and at the last step cut to what fits. */
  #list<Item>(title: string, head: string, items: readonly Item[], row: (item: Item) => string): void {
    if (items.length === 0) return;
    const folded = items.length > MOST_UNFOLDED;
    const heading = title === '' ? `All ${items.length}` : `${title} (${items.length})`;
    const open = folded
      ? `<details><summary><b>${heading}</b></summary>\n\n${head}`
      : `${title === '' ? '' : `### ${heading}\n\n`}${head}`;
    const close = folded ? '\n\n</details>\n' : '\n';
    const { room } = this.#page;
    const { cut } = this.#step;
    const isHopeless = !cut && items.length * SHORTEST_ROW > room;
    const rows = isHopeless ? [] : thatFit(mapped(items, row), cut ? (room - ROOM_FOR_NOTE) * SHARE : room);
    const left = items.length - rows.length;
    if (left > 0 && !cut) {
      this.#page.overflow();
      return;
    }
    const more = left > 0 ? `\n\n… and ${counted(left, 'more result')}` : '';
    this.#page.add(`${open}${rows.join('\n')}${more}${close}`);
  }

  #test(settled: Settled): string {
    return testOf(settled, this.#material.report.baseUrl, this.#safe);
  }

  #ways(): void {
    const { report, documents } = this.#material;
    const { settled, verdict } = report;
    const onward = verdict.status === 'dry-run' ? 'Send what was planned' : 'Do what is left';
    this.#way(`➡️ ${onward}`, 'retry-results', documents.retry);
    this.#way('↩️ Take it back', 'undo-results', documents.undo);
    const lost = notRestorable(settled).slice(0, MOST_UNFOLDED);
    if (lost.length === 0) return;
    const names = lost.map(
      ({ override }) => `${override.testCaseResultId} (${this.#safe(spoken(override.before?.result ?? ''))})`,
    );
    this.#page.add(
      `_Not in \`undo-results\`, since no override can set the former result: ${names.join(', ')}_\n`,
    );
  }

  /** A document, ready to be pasted into a form, and the line that starts the workflow with it. */
  #way(title: string, output: string, document: string): void {
    if (document === '[]') return;
    if (Buffer.byteLength(document) > LARGEST_INPUT) {
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
    const { report, redact } = this.#material;
    const { workflowFile, runId, baseUrl } = report;
    if (workflowFile === '') return [];
    // The address tells the region, which an id alone does not.
    const run = shellWord(`${baseUrl}/ui/td/runs/${runId}`);
    const command = `gh workflow run ${shellWord(redact(workflowFile))} -f run-id=${run} -f results=${shellWord(document)}`;
    return ['Or start the workflow with it, if it takes these inputs:', fenced('sh', command)];
  }
}

/** The blocks at the top: the verdict, the run, the numbers, and what there is to say about them. */
function glanceOf(report: Report, safe: Safe): readonly string[] {
  const { verdict, settled } = report;
  const facts = [...linkOf(report), factsOf(report, safe)].filter((part) => part !== '').join(' · ');
  const explanation = explanationOf(report);
  return [
    `## ${iconOf(verdict)} ${headlineOf(report)}\n`,
    ...(facts === '' ? [] : [`${facts}\n`]),
    ...(settled.length > 0 ? [proportionsOf(settled)] : []),
    ...(explanation === ''
      ? []
      : [`> [!${BOXES[verdict.conclusion]}]\n> ${safe(explanation, LONGEST_MESSAGE)}\n`]),
  ];
}

/** What one list may take of the room that is left, so that those behind it are shown, too. */
const SHARE = 0.6;

/** The run as a link; nothing where the inputs are wrong. */
function linkOf({ runId, baseUrl }: Report): string[] {
  return baseUrl === '' ? [] : [`**[Testsigma run ${runId}](${address(baseUrl, 'runs', runId)})**`];
}

/** What is known of the run, and what became of its own result, on one line; empty where nothing is. */
export function factsOf({ run, runResult, runResultBefore }: Report, safe: Safe): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['test plan', run?.plan],
    ['build', run?.build],
    ['started', run?.started && readableTimes(run.started)],
    ...runResults(spoken(runResultBefore), spoken(runResult)),
  ];
  const known = facts.flatMap(([what, fact]) => (fact ? [`${what} <b>${safe(fact)}</b>`] : []));
  return known.join(' · ');
}

/** A test as people know it, with a link to the result's page. */
export function testOf(settled: Settled, baseUrl: string, safe: Safe): string {
  const { testCaseResultId: id, before } = settled.override;
  const link = `](${address(baseUrl, 'test_case_results', id)})`;
  if (before?.name === undefined) return `[${id}${link}`;
  const where = [before.suite, before.machine].flatMap((part) => (part === undefined ? [] : [safe(part)]));
  return `[${safe(before.name)}${link}<br><sub>${[...where, id].join(' · ')}</sub>`;
}

/** Before → after; only after where the former result is not known. Breaks before the arrow alone. */
export function changeOf({ override: { before, outcome } }: Settled, safe: Safe): string {
  const after = `**${spoken(outcome).replaceAll(' ', NO_BREAK)}**`;
  return before ? `${safe(spoken(before.result))} →${NO_BREAK}${after}` : after;
}

const NO_BREAK = '&nbsp;';

/** The verdict in words, with the number that people look for first. */
function headlineOf({ verdict, settled }: Report): string {
  const heading = headingOf(verdict);
  const totals = totalsOf(settled);
  if (settled.length === 0) return heading;
  const all = counted(settled.length, 'result');
  if (verdict.status === 'dry-run') return `${heading}: ${totals.planned} of ${all} would change`;
  if (totals.unchanged === settled.length) return `${heading}: nothing had to change`;
  return `${heading}: ${totals.overridden} of ${all} overridden`;
}

/** What the headline and the numbers do not say. */
function explanationOf({ verdict, settled, problems }: Report): string {
  if (problems.length > 0) return refusal(problems);
  return verdict.explanation ?? (settled.length === 0 ? verdict.closing : '');
}

/** The run's own result: what it was, and what it is now, as far as they are known. */
function runResults(before: string, after: string): readonly (readonly [string, string])[] {
  if (before === '' || after === '') return [['run result before', before]];
  return [before === after ? ['run result still', after] : ['run result', `${before} → ${after}`]];
}

/** Times as people read them: `2024-06-03 06:00 UTC`. */
function readableTimes(text: string): string {
  return text.replace(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z/g, '$1 $2 UTC');
}

/** The head of a table whose cells begin at the left, also those of the head. */
function tableHead(...titles: readonly string[]): string {
  return `| ${titles.join(' | ')} |\n|${' :--- |'.repeat(titles.length)}\n`;
}

/** How many results have each fate: as a bar, and as a table below it. */
export function proportionsOf(settled: readonly Settled[]): string {
  const totals = totalsOf(settled);
  const fates = FATES.filter(([fate]) => totals[fate] > 0);
  const bar = fates.map(([fate, square]) => square.repeat(cellsOf(totals[fate], settled.length)));
  const rows = fates.map(
    ([fate, square, words]) =>
      `| ${square} ${words} | ${totals[fate]} | ${shareOf(totals[fate], settled.length)} |`,
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
export function withFate(settled: readonly Settled[], fate: Fate): readonly Settled[] {
  return settled.filter((one) => one.fate === fate);
}

/** A row for each item, made when it is wanted. */
export function* mapped<Item>(items: readonly Item[], row: (item: Item) => string): Generator<string> {
  for (const item of items) yield row(item);
}

/** The address of a page in Testsigma. Brackets in it would end a Markdown link early, a bar the cell of a table. */
export function address(baseUrl: string, page: 'runs' | 'test_case_results', id: string): string {
  const base = baseUrl.replace(/[()|]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${base}/ui/td/${page}/${id}`;
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

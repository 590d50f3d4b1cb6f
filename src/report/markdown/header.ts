/** The blocks at the top of the page: the verdict, the run, the numbers, and the reason. */
import type { OverrideResult } from '../../model/types.js';
import {
  type Conclusion,
  countStatuses,
  headlineOf,
  isMixed,
  type Status,
  type Verdict,
} from '../../model/verdict.js';
import type { Report } from '../report.js';
import { type EscapeMarkdown, MAX_MESSAGE_LENGTH, runFacts, runLink, STATUS_STYLES } from './cells.js';

const ICONS: Readonly<Record<Status, string>> = {
  success: '✅',
  partial: '⚠️',
  failure: '❌',
  cancelled: '🚫',
  nothing: 'ℹ️',
  'dry-run': '📝',
};

/** The icon of the verdict. A step that fails is always red. */
function iconOf({ status, conclusion }: Verdict): string {
  return conclusion === 'fail' && status !== 'cancelled' ? ICONS.failure : ICONS[status];
}

/** The kind of box in which GitHub shows the explanation. */
const ALERTS: Readonly<Record<Conclusion, string>> = { pass: 'NOTE', warn: 'WARNING', fail: 'CAUTION' };

/** The header's blocks, each a paragraph. */
export function header(report: Report, safe: EscapeMarkdown): readonly string[] {
  const { verdict, settled } = report;
  const facts = [...linkOf(report), runFacts(report, safe)].join(' · ');
  const numbers = isMixed(settled) ? numbersOf(settled) : '';
  const explanation = verdict.explanation ?? '';
  return [
    `## ${iconOf(verdict)} ${safe(headlineOf(verdict, settled))}\n`,
    `${facts}\n`,
    ...(numbers === '' ? [] : [`${numbers}\n`]),
    ...(explanation === ''
      ? []
      : [`> [!${ALERTS[verdict.conclusion]}]\n> ${safe(explanation, MAX_MESSAGE_LENGTH)}\n`]),
  ];
}

/** The run as a link; nothing if the inputs are wrong. */
function linkOf({ runId, baseUrl }: Report): string[] {
  return baseUrl === '' ? [] : [`**${runLink(baseUrl, runId, `Testsigma run ${runId}`)}**`];
}

/** How many results have each status, on one line. */
function numbersOf(settled: readonly OverrideResult[]): string {
  const counts = countStatuses(settled);
  return STATUS_STYLES.filter(({ status }) => counts[status] > 0)
    .map(({ status, square, words }) => {
      const count = counts[status];
      return `${square} ${words} <b>${count}</b> (${shareOf(count, settled.length)})`;
    })
    .join(' · ');
}

/** A share in percent: 0% and 100% only if they are exact. */
function shareOf(part: number, whole: number): string {
  const share = (part / whole) * 100;
  if (share < 1) return '&lt; 1%';
  return share > 99 && share < 100 ? '&gt; 99%' : `${Math.round(share)}%`;
}

/** The step's outputs: the same set on every path. */
import type { Settled } from '../model/types.js';
import { type Documents, isFailed, jsonList } from './retry-undo.js';
import type { Report } from './report.js';
import { type Redactor, shortLine } from '../text/format.js';
import { totalsOf } from '../model/verdict.js';

/** A document above this cannot be handed to another step as an input: the runner could not start it. Bytes. */
export const LARGEST_INPUT = 100_000;

/** The longest message in an output, in UTF-16 units. */
const LONGEST_MESSAGE = 4_000;

/**
 * Every output with its text.
 *
 * @param reportFile the absolute path of the report file; empty where there is none
 */
export function outputsOf(
  report: Report,
  { retry, undo }: Documents,
  reportFile: string,
  redact: Redactor,
): Record<string, string> {
  const { settled, verdict } = report;
  const totals = totalsOf(settled);
  const failed = settled.filter(isFailed);
  const clean = (text: string) => shortLine(redact(text), LONGEST_MESSAGE);
  return {
    status: verdict.status,
    message: clean(
      `${report.testsigmaMessage ?? verdict.closing}${tooLarge({ 'retry-results': retry, 'undo-results': undo })}`,
    ),
    'overridden-ids': idsOf(settled.filter(({ fate }) => fate === 'overridden')),
    'unchanged-ids': idsOf(settled.filter(({ fate }) => fate === 'unchanged')),
    'failed-ids': idsOf(failed),
    'overridden-count': String(totals.overridden),
    'unchanged-count': String(totals.unchanged),
    'failed-count': String(failed.length),
    'total-count': String(settled.length),
    failures: jsonList(
      failed.map(
        ({ override: { testCaseResultId }, fate, message }) =>
          `{"testCaseResultId":${testCaseResultId},"fate":"${fate}","message":${JSON.stringify(clean(message))}}`,
      ),
    ),
    'run-result-before': clean(report.runResultBefore),
    'run-result': clean(report.runResult),
    'retry-results': retry,
    'undo-results': undo,
    'report-file': reportFile,
  };
}

/** What to say where a document cannot be handed on as an input. */
function tooLarge(documents: Readonly<Record<string, string>>): string {
  const large = Object.keys(documents).filter(
    (name) => Buffer.byteLength(documents[name] ?? '') > LARGEST_INPUT,
  );
  if (large.length === 0) return '';
  const files = large.map((name) => `${name}.json`).join(' or ');
  return `. ${large.join(' and ')} ${large.length > 1 ? 'are' : 'is'} too large for an input: give ${files}, beside report-file, to results-files`;
}

function idsOf(settled: readonly Settled[]): string {
  return jsonList(settled.map(({ override }) => override.testCaseResultId));
}

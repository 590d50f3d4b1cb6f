/** The step's outputs: the same set on every path. */
import type { OverrideResult } from '../model/types.js';
import { countStatuses } from '../model/verdict.js';
import { shortLine } from '../text/escape.js';
import type { Redactor } from '../text/redact.js';
import type { Report } from './report.js';
import { type FollowUpDocuments, isFailed, jsonList } from './retry-undo.js';

/** A document above this cannot be handed to another step as an input: the runner could not start it. Bytes. */
export const MAX_INPUT_BYTES = 100_000;

/** The longest message in an output, in UTF-16 units. */
const MAX_MESSAGE_LENGTH = 4_000;

/**
 * Every output with its text.
 *
 * @param reportFile the absolute path of the report file; empty where there is none
 */
export function buildOutputs(
  report: Report,
  { retry, undo }: FollowUpDocuments,
  reportFile: string,
  redact: Redactor,
): Record<string, string> {
  const { settled, verdict } = report;
  const totals = countStatuses(settled);
  const failed = settled.filter(isFailed);
  const clean = (text: string) => shortLine(redact(text), MAX_MESSAGE_LENGTH);
  return {
    status: verdict.status,
    message: clean(
      `${report.testsigmaMessage ?? verdict.closing}${tooLarge({ 'retry-results': retry, 'undo-results': undo })}`,
    ),
    'overridden-ids': idsOf(settled.filter(({ status }) => status === 'overridden')),
    'unchanged-ids': idsOf(settled.filter(({ status }) => status === 'unchanged')),
    'failed-ids': idsOf(failed),
    'overridden-count': String(totals.overridden),
    'unchanged-count': String(totals.unchanged),
    'failed-count': String(failed.length),
    'total-count': String(settled.length),
    failures: jsonList(
      failed.map(
        ({ override: { testCaseResultId }, status, message }) =>
          `{"testCaseResultId":${testCaseResultId},"status":"${status}","message":${JSON.stringify(clean(message))}}`,
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
    (name) => Buffer.byteLength(documents[name] ?? '') > MAX_INPUT_BYTES,
  );
  if (large.length === 0) return '';
  const files = large.map((name) => `${name}.json`).join(' or ');
  return `. ${large.join(' and ')} ${large.length > 1 ? 'are' : 'is'} too large for an input: give ${files}, beside report-file, to results-files`;
}

function idsOf(settled: readonly OverrideResult[]): string {
  return jsonList(settled.map(({ override }) => override.testCaseResultId));
}

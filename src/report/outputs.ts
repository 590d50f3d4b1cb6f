/** The step's outputs: the same set on every path. */
import type { OverrideResult } from '../model/types.js';
import { countStatuses, isFailed } from '../model/verdict.js';
import { shortLine } from '../text/escape.js';
import { filterMap, jsonList } from './json-list.js';
import type { Report } from './report.js';
import type { WrittenFiles } from './report-files.js';
import type { FollowUpDocuments } from './retry-undo.js';

/** The longest message in an output, in UTF-16 units. */
const MAX_MESSAGE_LENGTH = 4_000;

/** Every output by name: the small ones, and the lists and documents, which may be large. */
export interface Outputs {
  readonly small: Readonly<Record<string, string>>;
  readonly documents: Readonly<Record<string, string>>;
}

/** The outputs for a report. */
export function buildOutputs(
  report: Report,
  documents: FollowUpDocuments,
  { reportDir, reportFile }: WrittenFiles,
): Outputs {
  const { settled, verdict } = report;
  const counts = countStatuses(settled);
  const failed = settled.filter(isFailed);
  const withStatus = (status: string) => idsOf(settled, (one) => one.status === status);
  return {
    small: {
      status: verdict.status,
      'report-file': reportFile,
      'report-dir': reportDir,
      message: clean(ownOrTestsigmaMessage(report)),
      'overridden-count': String(counts.overridden),
      'unchanged-count': String(counts.unchanged),
      'failed-count': String(failed.length),
      'total-count': String(settled.length),
      'run-result-before': clean(report.runResultBefore),
      'run-result': clean(report.runResult),
      'still-failed-count': report.stillFailed === undefined ? '' : String(report.stillFailed.length),
    },
    documents: {
      'overridden-ids': withStatus('overridden'),
      'unchanged-ids': withStatus('unchanged'),
      'failed-ids': idsOf(settled, isFailed),
      failures: jsonList(filterMap(failed, failureJson)),
      'plan-results': documents.plan,
      'retry-results': documents.retry,
      'undo-results': documents.undo,
    },
  };
}

/** Testsigma's message is used only if everything succeeded: otherwise it is not the whole truth. */
function ownOrTestsigmaMessage({ verdict, testsigmaMessage }: Report): string {
  const isTrue = verdict.status === 'success' && verdict.conclusion === 'pass';
  return (isTrue && testsigmaMessage) || verdict.closing;
}

function clean(text: string): string {
  return shortLine(text, MAX_MESSAGE_LENGTH);
}

function failureJson({ override: { testCaseResultId }, status, message }: OverrideResult): string {
  return `{"testCaseResultId":${testCaseResultId},"status":"${status}","message":${JSON.stringify(clean(message))}}`;
}

function idsOf(settled: readonly OverrideResult[], isMeant: (one: OverrideResult) => boolean): string {
  return jsonList(filterMap(settled, (one) => (isMeant(one) ? one.override.testCaseResultId : undefined)));
}

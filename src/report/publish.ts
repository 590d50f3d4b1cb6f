/** Publishes the report through every channel: files, outputs, annotations, job summary, pull request, closing line. */
import type { Diagnostic } from '../model/diagnostic.js';
import { type Conclusion, isFailed, withFailure } from '../model/verdict.js';
import type { FileSystem } from '../runtime/files.js';
import type { AnnotationLevel, Runner } from '../runtime/workflow-commands.js';
import { messageOf } from '../text/errors.js';
import { type Redactor, redactDeep } from '../text/redact.js';
import type { ActionLog } from './action-log.js';
import { logFailures, logNotRestorable, logRemaining } from './log.js';
import { containsReason } from './markdown/failure-groups.js';
import { MAX_SUMMARY_BYTES, renderSummary } from './markdown/summary.js';
import { buildOutputs, type Outputs } from './outputs.js';
import { blockedMessage, type Report } from './report.js';
import { NO_FILES, writeReportFiles } from './report-files.js';
import { buildFollowUps, type FollowUpDocuments, notRestorable, tooLargeForInput } from './retry-undo.js';

/** Where and how to publish the report. */
export interface PublishOptions {
  readonly log: ActionLog;
  readonly runner: Runner;
  readonly files: FileSystem;
  readonly redact: Redactor;
  readonly jobSummary: boolean;
  /** The folder for the report, which exists; empty if it cannot be written. */
  readonly folder: string;
  /** Comments on the associated pull request, if that is wanted; never rejects. */
  readonly comment: (report: Report, renderPage: (maxBytes: number) => string) => Promise<void>;
}

/**
 * Publishes the report through every channel, without secrets. A channel that fails does not affect the others.
 *
 * @returns the verdict's conclusion; `fail` if the outputs could not be written
 */
export async function publishReport(unsafe: Report, options: PublishOptions): Promise<Conclusion> {
  const { log, runner, folder, files } = options;
  const redacted = redactDeep(unsafe, options.redact);
  const documents = buildFollowUps(redacted);
  let written = NO_FILES;
  const reportError = await errorOf(async () => {
    written = await writeReportFiles(redacted, documents, folder, files);
  });
  for (const notice of written.notices) log.annotate('notice', [notice]);
  const outputsError = await errorOf(() => setOutputs(buildOutputs(redacted, documents, written), runner));
  const report = outputsError === undefined ? redacted : withoutOutputs(redacted, outputsError);
  const renderPage = (maxBytes: number) => renderSummary(report, documents, written.reportFile, maxBytes);
  const summaryError = await errorOf(async () => {
    if (options.jobSummary && runner.hasSummary) await runner.addSummary(renderPage(MAX_SUMMARY_BYTES));
  });
  logEnding(report, log);
  await options.comment(report, renderPage);
  const errors: readonly WriteError[] = [
    ['error', 'the outputs', outputsError],
    ['warning', 'the job summary', summaryError],
    // If there is no folder, a problem says why.
    ['warning', 'the report', folder === '' ? undefined : reportError],
  ];
  logWriteErrors(errors, documents, log);
  finishLog(report, log);
  return report.verdict.conclusion;
}

/** The error of an action; undefined if it succeeded. */
async function errorOf(action: () => Promise<void>): Promise<string | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

type WriteError = readonly [level: AnnotationLevel, what: string, error: string | undefined];

/** What could not be written, and what to do with the documents. The undo document must not be lost with the files. */
function logWriteErrors(errors: readonly WriteError[], documents: FollowUpDocuments, log: ActionLog): void {
  const failed = errors.filter(([, , error]) => error !== undefined);
  for (const [level, what, error] of failed) log.annotateSummary(level, `Could not write ${what}: ${error}`);
  if (failed.length > 0 && documents.undo !== '[]') log.document('undo-results:', documents.undo);
  for (const name of tooLargeForInput(documents))
    log.line(`${name} is too large for a form: pass the file ${name}.json in report-dir to results-files`);
}

/** Later steps rely on the outputs: without them, the step fails. */
function withoutOutputs(report: Report, error: string): Report {
  return {
    ...report,
    verdict: withFailure(report.verdict, report.settled, `the outputs could not be written: ${error}`),
  };
}

/** The small outputs first: a disk that is nearly full has space for them. */
async function setOutputs({ small, documents }: Outputs, runner: Runner): Promise<void> {
  await runner.setOutputs(small);
  await runner.setOutputs(documents);
}

function logEnding(report: Report, log: ActionLog): void {
  const { verdict, problems, settled } = report;
  log.annotate('error', problems);
  log.annotate(verdict.conclusion === 'fail' ? 'error' : 'warning', failuresInFiles(report));
  logFailures(settled, verdict.closing, log);
  logNotRestorable(notRestorable(settled), log);
  logRemaining(report, log);
}

/** The failures of what was requested in files, for annotations there, unless the closing line says why. */
function failuresInFiles({ settled, verdict }: Report): Diagnostic[] {
  return settled
    .filter((one) => isFailed(one) && one.override.location.file !== undefined)
    .filter(({ message }) => !containsReason(verdict.closing, message))
    .map(({ override: { location, testCaseResultId }, status, message }) => ({
      location,
      message: `${testCaseResultId} is ${status}: ${message}`,
    }));
}

/** The closing line. It only counts the problems that kept everything from being sent, since these are annotated. */
function finishLog({ verdict, problems }: Report, log: ActionLog): void {
  const { conclusion, status } = verdict;
  const isBlocked = problems.length > 0 && status !== 'cancelled';
  const closing = isBlocked ? blockedMessage(problems) : verdict.closing;
  if (conclusion === 'pass') log.line(closing);
  else log.annotateSummary(conclusion === 'warn' ? 'warning' : 'error', closing);
}

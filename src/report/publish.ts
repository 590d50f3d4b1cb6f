/** Telling it in every way: files, outputs, summary, annotations and the closing line. */
import { setOutput, summary } from '@actions/core';
import type { Diagnostic } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import type { Conclusion } from '../model/verdict.js';
import { messageOf } from '../text/errors.js';
import { withRemainder } from '../text/format.js';
import type { Redactor } from '../text/redact.js';
import type { ActionLog, AnnotationLevel } from './action-log.js';
import { blockedMessage } from './findings.js';
import { renderSummary } from './markdown/summary.js';
import { buildOutputs } from './outputs.js';
import type { Report } from './report.js';
import { writeReportFiles } from './report-files.js';
import { buildFollowUps, isFailed, notRestorable } from './retry-undo.js';

/** Where and how to tell. */
export interface PublishOptions {
  readonly console: ActionLog;
  readonly redact: Redactor;
  readonly jobSummary: boolean;
  /** The path that the person gave; empty for a fresh folder. */
  readonly reportFile: string;
  /** The runner's folder for temporary files; empty outside a runner. */
  readonly temporary: string;
  /** Comments on the pull request at hand, if that is wanted; never rejects. */
  readonly comment: (report: Report) => Promise<void>;
}

/**
 * Tells everything. One way that fails does not keep the others from being told.
 *
 * @returns how the step ends: as the verdict says, but never well where a report that was asked for is missing
 */
export async function publishReport(report: Report, options: PublishOptions): Promise<Conclusion> {
  const { console, redact } = options;
  const faults: string[] = [];
  const attempt = async (what: string, telling: () => Promise<string>) => {
    try {
      return await telling();
    } catch (error) {
      faults.push(`${what} could not be written: ${messageOf(error)}`);
      return '';
    }
  };
  const documents = buildFollowUps(report, redact);
  const file = await attempt('the report file', () =>
    writeReportFiles(report, documents, options.reportFile, options.temporary, redact),
  );
  await attempt('the outputs', async () => setOutputs(buildOutputs(report, documents, file, redact)));
  if (options.jobSummary) {
    await attempt('the job summary', () => addSummary(renderSummary(report, documents, file, redact)));
  }
  logFailures(report, console);
  await options.comment(report);
  for (const fault of faults) console.annotateSummary('error', fault);
  const conclusion = faults.length > 0 ? 'fail' : report.verdict.conclusion;
  finishLog(report, conclusion, console);
  return conclusion;
}

function setOutputs(outputs: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(outputs)) setOutput(name, text);
  return '';
}

/** Outside a runner there is no place for a summary, and nobody misses it. */
async function addSummary(text: string): Promise<string> {
  if (process.env['GITHUB_STEP_SUMMARY']) await summary.addRaw(text, true).write();
  return '';
}

function logFailures(report: Report, console: ActionLog): void {
  console.annotate('error', report.problems);
  const level: AnnotationLevel = report.verdict.conclusion === 'fail' ? 'error' : 'warning';
  console.annotate(level, failuresInFiles(report));
  const failures = failureLines(report);
  if (failures.length > 0) console.group('Not overridden', limited(failures));
  const lost = notRestorable(report.settled).map(
    ({ override: { testCaseResultId, before } }) =>
      `${testCaseResultId}: it was ${resultLabel(before?.result ?? '')}`,
  );
  if (lost.length > 0)
    console.group('Not in undo-results, since no override can set the former result', limited(lost));
}

function limited(lines: readonly string[]): readonly string[] {
  return withRemainder(lines.slice(0, MAX_LOGGED), lines.length);
}

/** What failed of what stands in files: people look at the line that asked for it. */
function failuresInFiles({ settled }: Report): Diagnostic[] {
  return settled
    .filter((one) => isFailed(one) && one.override.location.file !== undefined)
    .map(({ override: { location, testCaseResultId }, status, message }) => ({
      location,
      message: `${testCaseResultId} is ${status}: ${message}`,
    }));
}

function failureLines({ settled }: Report): readonly string[] {
  return settled
    .filter(isFailed)
    .map(({ override, status, message }) => `${override.testCaseResultId} ${status}: ${message}`);
}

/** Failures that the log lists at the most. */
const MAX_LOGGED = 200;

/** Problems have annotations of their own, so the closing one only counts them. */
function finishLog({ verdict, problems }: Report, conclusion: Conclusion, console: ActionLog): void {
  const closing = problems.length > 0 ? blockedMessage(problems) : verdict.closing;
  if (conclusion === 'pass') console.line(closing);
  else console.annotateSummary(conclusion === 'warn' ? 'warning' : 'error', closing);
}

/** Telling it in every way: files, outputs, summary, annotations and the closing line. */
import { setOutput, summary } from '@actions/core';
import { messageOf } from '../text/errors.js';
import type { Remark } from '../model/types.js';
import { spoken } from '../model/words.js';
import type { Console, Level } from './action-log.js';
import { documentsOf, isFailed, notRestorable } from './retry-undo.js';
import { writeReportFiles } from './report-files.js';
import { refusal } from './findings.js';
import { outputsOf } from './outputs.js';
import type { Report } from './report.js';
import { summaryOf } from './markdown/summary.js';
import { type Redactor, withMore } from '../text/format.js';
import type { Conclusion } from '../model/verdict.js';

/** Where and how to tell. */
export interface TellOptions {
  readonly console: Console;
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
export async function tell(report: Report, options: TellOptions): Promise<Conclusion> {
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
  const documents = documentsOf(report, redact);
  const file = await attempt('the report file', () =>
    writeReportFiles(report, documents, options.reportFile, options.temporary, redact),
  );
  await attempt('the outputs', async () => setOutputs(outputsOf(report, documents, file, redact)));
  if (options.jobSummary) {
    await attempt('the job summary', () => addSummary(summaryOf(report, documents, file, redact)));
  }
  annotate(report, console);
  await options.comment(report);
  for (const fault of faults) console.closing('error', fault);
  const conclusion = faults.length > 0 ? 'fail' : report.verdict.conclusion;
  close(report, conclusion, console);
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

function annotate(report: Report, console: Console): void {
  console.remarks('error', report.problems);
  const level: Level = report.verdict.conclusion === 'fail' ? 'error' : 'warning';
  console.remarks(level, failuresInFiles(report));
  const failures = failureLines(report);
  if (failures.length > 0) console.group('Not overridden', limited(failures));
  const lost = notRestorable(report.settled).map(
    ({ override: { testCaseResultId, before } }) =>
      `${testCaseResultId}: it was ${spoken(before?.result ?? '')}`,
  );
  if (lost.length > 0)
    console.group('Not in undo-results, since no override can set the former result', limited(lost));
}

function limited(lines: readonly string[]): readonly string[] {
  return withMore(lines.slice(0, MOST_LOGGED), lines.length);
}

/** What failed of what stands in files: people look at the line that asked for it. */
function failuresInFiles({ settled }: Report): Remark[] {
  return settled
    .filter((one) => isFailed(one) && one.override.place.file !== undefined)
    .map(({ override: { place, testCaseResultId }, fate, message }) => ({
      place,
      message: `${testCaseResultId} is ${fate}: ${message}`,
    }));
}

function failureLines({ settled }: Report): readonly string[] {
  return settled
    .filter(isFailed)
    .map(({ override, fate, message }) => `${override.testCaseResultId} ${fate}: ${message}`);
}

/** Failures that the log lists at the most. */
const MOST_LOGGED = 200;

/** Problems have annotations of their own, so the closing one only counts them. */
function close({ verdict, problems }: Report, conclusion: Conclusion, console: Console): void {
  const closing = problems.length > 0 ? refusal(problems) : verdict.closing;
  if (conclusion === 'pass') console.line(closing);
  else console.closing(conclusion === 'warn' ? 'warning' : 'error', closing);
}

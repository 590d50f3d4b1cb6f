/** report.json and the follow-up documents, and every rule about their folder. */
import { join } from 'node:path';
import type { Diagnostic, Diagnostics, Problem } from '../model/diagnostic.js';
import { runUrl } from '../model/testsigma-url.js';
import type { OverrideResult } from '../model/types.js';
import { countStatuses, isFailed } from '../model/verdict.js';
import type { FileSystem } from '../runtime/files.js';
import type { Runner } from '../runtime/workflow-commands.js';
import { messageOf } from '../text/errors.js';
import { oneLine } from '../text/escape.js';
import { quote } from '../text/format.js';
import type { Report } from './report.js';
import { type FollowUpDocuments, isRestorable } from './retry-undo.js';

/** The files and folders that are written to. */
export interface Destinations {
  readonly files: FileSystem;
  readonly runner: Runner;
  /** The input `report-dir`; empty for a new folder. */
  readonly reportDir: string;
  /** The runner's folder for temporary files; empty outside a runner. */
  readonly temporary: string;
  readonly jobSummary: boolean;
}

/** The files that were written. */
export interface WrittenFiles {
  /** The absolute path of the folder; empty if nothing was written. */
  readonly reportDir: string;
  /** The absolute path of the report; empty if it was not written. */
  readonly reportFile: string;
  readonly notices: readonly Diagnostic[];
}

/** No files were written. */
export const NO_FILES: WrittenFiles = { reportDir: '', reportFile: '', notices: [] };

const REPORT_FILE = 'report.json';
const UNDO_FILE = 'undo-results.json';
const RETRY_FILE = 'retry-results.json';
const PLAN_FILE = 'plan-results.json';
const FILES = [REPORT_FILE, RETRY_FILE, UNDO_FILE, PLAN_FILE];

/**
 * Writes nothing to every destination before anything is sent: afterwards it is too late. What cannot be written is a
 * problem in the diagnostics.
 *
 * @returns the absolute path of the folder for the report, which exists; empty if it cannot be written
 */
export async function tryDestinations(
  { files, runner, reportDir, temporary, jobSummary }: Destinations,
  diagnostics: Diagnostics,
): Promise<string> {
  const attempt = async <Value>(input: string, what: string, action: () => Promise<Value>) =>
    action().catch((error) => {
      diagnostics.problem({ input }, `${what} cannot be written: ${messageOf(error)}`);
      return undefined;
    });
  await attempt('GITHUB_OUTPUT', 'the outputs', () => runner.setOutputs({}));
  if (jobSummary) await attempt('job-summary', 'the job summary', () => runner.addSummary(''));
  const what = reportDir === '' ? 'the report folder' : `report-dir ${quote(reportDir)}`;
  return (await attempt('report-dir', what, () => prepareFolder(reportDir, temporary, files))) ?? '';
}

/** @throws what the file system throws, and if one of the files is something else */
async function prepareFolder(reportDir: string, temporary: string, files: FileSystem): Promise<string> {
  if (reportDir === '') return files.createTempFolder(temporary, 'testsigma-override-');
  const folder = files.absolutePath(reportDir);
  await files.createFolder(folder);
  for (const name of FILES) {
    const kind = await files.kind(join(folder, name));
    if (kind !== 'file' && kind !== 'missing') throw new Error(`${quote(name)} in it is not a regular file`);
  }
  await files.tryFolder(folder);
  return folder;
}

/**
 * Writes the report and the documents, each completely or not at all.
 *
 * @param folder an absolute path
 * @throws what the file system throws
 */
export async function writeReportFiles(
  report: Report,
  { retry, undo, plan }: FollowUpDocuments,
  folder: string,
  files: FileSystem,
): Promise<WrittenFiles> {
  if (folder === '') throw new Error('there is no report folder');
  const notices = await keepEarlierUndo(folder, files);
  const reportFile = join(folder, REPORT_FILE);
  await allSettled([
    files.writeAtomically(reportFile, reportParts(report)),
    files.writeAtomically(join(folder, RETRY_FILE), [retry, '\n']),
    files.writeAtomically(join(folder, UNDO_FILE), [undo, '\n']),
    files.writeAtomically(join(folder, PLAN_FILE), [plan, '\n']),
  ]);
  return { reportDir: folder, reportFile, notices };
}

/**
 * Waits for every file, even if one fails: the process ends soon after, and would leave temporary files of the others.
 *
 * @throws the error of the first file that failed
 */
async function allSettled(writing: readonly Promise<void>[]): Promise<void> {
  const endings = await Promise.allSettled(writing);
  const failed = endings.find((ending) => ending.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Renames the undo document of an earlier step in the same folder, unless it is empty: it is never overwritten. */
async function keepEarlierUndo(folder: string, files: FileSystem): Promise<readonly Diagnostic[]> {
  const path = join(folder, UNDO_FILE);
  // One that cannot be read may hold everything that there is to undo.
  const isEmpty = async () => (await files.read(path).catch(() => '')).trim() === '[]';
  if ((await files.kind(path)) !== 'file' || (await isEmpty())) return [];
  let number = 1;
  const name = () => `undo-results-${number}.json`;
  while ((await files.kind(join(folder, name()))) !== 'missing') number += 1;
  await files.rename(path, join(folder, name()));
  const message = `${UNDO_FILE} of an earlier step is kept as ${name()}`;
  return [{ location: { input: 'report-dir' }, message }];
}

/** The report as JSON with a line for each result. IDs are integers of all their digits. */
function* reportParts(report: Report): Generator<string> {
  const { verdict, run, runId, baseUrl, settled, problems } = report;
  const about = {
    url: baseUrl === '' ? null : runUrl(baseUrl, runId),
    plan: run?.plan ?? null,
    build: run?.build ?? null,
    resultBefore: report.runResultBefore,
    result: report.runResult,
  };
  const totals = {
    ...countStatuses(settled),
    failed: settled.filter(isFailed).length,
    total: settled.length,
  };
  yield '{\n"version":1,\n';
  yield `"status":${JSON.stringify(verdict.status)},\n`;
  yield `"message":${JSON.stringify(oneLine(verdict.closing))},\n`;
  yield `"run":{"id":${runId === '' ? 'null' : runId},${JSON.stringify(about).slice(1)},\n`;
  yield `"actor":${JSON.stringify(report.actor)},\n`;
  yield `"workflowRun":${JSON.stringify(report.workflowRun)},\n`;
  yield `"startedAt":"${new Date(report.startedAt).toISOString()}",\n`;
  yield `"finishedAt":"${new Date(report.finishedAt).toISOString()}",\n`;
  yield `"totals":${JSON.stringify(totals)},\n`;
  yield '"results":';
  yield* lines(settled, resultJson);
  yield ',\n"problems":';
  yield* lines(problems, problemJson);
  yield '\n}\n';
}

/** A JSON list with a line for each item. */
function* lines<Item>(items: readonly Item[], json: (item: Item) => string): Generator<string> {
  let separator = '[\n';
  for (const item of items) {
    yield separator + json(item);
    separator = ',\n';
  }
  yield items.length === 0 ? '[]' : '\n]';
}

function resultJson(settled: OverrideResult): string {
  const { override, status, message, attempts } = settled;
  const { before } = override;
  const rest = {
    name: before?.name ?? null,
    suite: before?.suite ?? null,
    machine: before?.machine ?? null,
    before: before?.result ?? null,
    requested: override.outcome,
    status,
    message: oneLine(message),
    comment: override.comment,
    attempts,
    restorable: isRestorable(settled),
    until: override.until ?? null,
    solved: override.isSolved === true,
  };
  return `{"testCaseResultId":${override.testCaseResultId},${JSON.stringify(rest).slice(1)}`;
}

function problemJson({ location, message }: Problem): string {
  const { input, file = null, line = null, column = null } = location;
  return JSON.stringify({ input, file, line, column, message: oneLine(message) });
}

/** The report file, and the documents for next time beside it. */
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Problem, Settled } from '../model.js';
import { isFailed, isRestorable, retryDocument, undoDocument } from './documents.js';
import { undoComment } from './outputs.js';
import type { Report } from './report.js';
import { oneLine, type Redactor } from './text.js';
import { totalsOf } from './verdict.js';

/** The names of the documents beside the report. */
const RETRY_FILE = 'retry-results.json';
const UNDO_FILE = 'undo-results.json';

/**
 * Writes the report and the documents, each whole or not at all.
 *
 * @param wanted the path that the person gave; empty for a fresh folder
 * @param temporary the runner's folder for temporary files; empty outside a runner
 * @returns the absolute path of the report
 * @throws what the file system throws
 */
export async function writeReportFiles(
  report: Report,
  wanted: string,
  temporary: string,
  redact: Redactor,
): Promise<string> {
  const path = wanted === '' ? join(await freshFolder(temporary), 'report.json') : resolve(wanted);
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  await writeWhole(path, redact(reportJson(report)));
  await writeWhole(join(folder, RETRY_FILE), `${redact(retryDocument(report.settled))}\n`);
  await writeWhole(join(folder, UNDO_FILE), `${redact(undoDocument(report.settled, undoComment(report)))}\n`);
  return path;
}

function freshFolder(temporary: string): Promise<string> {
  return mkdtemp(join(temporary === '' ? tmpdir() : temporary, 'testsigma-override-'));
}

/** A reader must never see half a file: it is written beside its place and then put there. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The report as JSON with a line for each result. Ids are integers, written as the digits they are. */
function reportJson(report: Report): string {
  const { verdict, run, runId, baseUrl, settled, problems } = report;
  const about = {
    address: baseUrl === '' ? null : `${baseUrl}/ui/td/runs/${runId}`,
    plan: run?.plan ?? null,
    build: run?.build ?? null,
    resultBefore: report.runResultBefore,
    result: report.runResult,
  };
  const parts = [
    '"version":1',
    `"status":${JSON.stringify(verdict.status)}`,
    `"message":${JSON.stringify(oneLine(verdict.closing))}`,
    `"run":{"id":${runId === '' ? 'null' : runId},${JSON.stringify(about).slice(1)}`,
    `"actor":${JSON.stringify(report.actor)}`,
    `"workflowRun":${JSON.stringify(report.workflowRun)}`,
    `"startedAt":"${new Date(report.startedAt).toISOString()}"`,
    `"finishedAt":"${new Date(report.finishedAt).toISOString()}"`,
    `"totals":${JSON.stringify({ ...totalsOf(settled), failed: settled.filter(isFailed).length, total: settled.length })}`,
    `"results":${lines(settled.map(resultJson))}`,
    `"problems":${lines(problems.map(problemJson))}`,
  ];
  return `{\n${parts.join(',\n')}\n}\n`;
}

function lines(items: readonly string[]): string {
  return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n]`;
}

function resultJson(settled: Settled): string {
  const { override, fate, message, attempts } = settled;
  const { before } = override;
  const rest = {
    name: before?.name ?? null,
    suite: before?.suite ?? null,
    machine: before?.machine ?? null,
    before: before?.result ?? null,
    asked: override.outcome,
    fate,
    message: oneLine(message),
    comment: override.comment,
    attempts,
    restorable: isRestorable(settled),
  };
  return `{"testCaseResultId":${override.testCaseResultId},${JSON.stringify(rest).slice(1)}`;
}

function problemJson({ place, message }: Problem): string {
  const { input, file = null, line = null, column = null } = place;
  return JSON.stringify({ input, file, line, column, message: oneLine(message) });
}

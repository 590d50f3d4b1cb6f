/** The report file, and the documents for next time beside it. */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Problem } from '../model/diagnostic.js';
import type { OverrideResult } from '../model/types.js';
import { countStatuses } from '../model/verdict.js';
import { codeOf } from '../text/errors.js';
import { oneLine } from '../text/escape.js';
import type { Redactor } from '../text/redact.js';
import type { Report } from './report.js';
import { type FollowUpDocuments, isFailed, isRestorable, RETRY_FILE, UNDO_FILE } from './retry-undo.js';

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
  { retry, undo }: FollowUpDocuments,
  wanted: string,
  temporary: string,
  redact: Redactor,
): Promise<string> {
  const path = wanted === '' ? join(await createTempDirectory(temporary), 'report.json') : resolve(wanted);
  const folder = dirname(path);
  await makeFolder(folder);
  await allSettled([
    writeAtomically(path, reportPieces(report, redact)),
    writeAtomically(join(folder, RETRY_FILE), [retry, '\n']),
    writeAtomically(join(folder, UNDO_FILE), [undo, '\n']),
  ]);
  return path;
}

/** Waits for every file, also where one fails: the process ends soon after, and would leave the drafts of the others. */
async function allSettled(writing: readonly Promise<void>[]): Promise<void> {
  const endings = await Promise.allSettled(writing);
  const failed = endings.find((ending) => ending.status === 'rejected');
  if (failed) throw failed.reason;
}

/**
 * What would keep the report from being written where it is wanted, as far as that shows beforehand: once overrides
 * are sent, it is too late to say so.
 *
 * @param wanted the path that the person gave; empty for a fresh folder
 */
export async function reportFileProblems(
  wanted: string,
  files: { kind(path: string): Promise<'file' | 'folder' | 'other' | 'missing'> },
): Promise<Problem[]> {
  if (wanted === '') return [];
  const problem = (message: string) => [{ location: { input: 'report-file' }, message }];
  if (/[\\/]$/.test(wanted) || (await files.kind(wanted)) === 'folder')
    return problem(
      `report-file ${JSON.stringify(wanted)} is a folder; name a file in it, such as report.json`,
    );
  for (let folder = dirname(resolve(wanted)); folder !== dirname(folder); folder = dirname(folder)) {
    const kind = await files.kind(folder);
    if (kind === 'folder') return [];
    if (kind !== 'missing')
      return problem(
        `report-file ${JSON.stringify(wanted)} cannot be written: ${JSON.stringify(folder)} is no folder`,
      );
  }
  return [];
}

async function createTempDirectory(temporary: string): Promise<string> {
  const folder = temporary === '' ? tmpdir() : temporary;
  await makeFolder(folder);
  return mkdtemp(join(folder, 'testsigma-override-'));
}

/**
 * Makes a folder and those above it. Node's own way to do so never comes back where a folder refuses new ones with
 * ENOENT, as those of /proc do.
 */
async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder).catch(codeOf);
  if (made === undefined || made === 'EEXIST') return;
  const above = dirname(folder);
  if (made !== 'ENOENT' || above === folder) throw new Error(`the folder ${folder} cannot be made (${made})`);
  await makeFolder(above);
  await mkdir(folder);
}

/**
 * A reader must never see half a file: it is written beside its place and then put there. The draft is a new file of a
 * name that nobody can know before, since a link at its place could lead anywhere.
 */
async function writeAtomically(path: string, pieces: Iterable<string>): Promise<void> {
  await assertRegularFile(path);
  const draft = join(dirname(path), `.${randomUUID()}`);
  try {
    await writeFile(draft, inChunks(pieces), { flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Putting a file in the place of a device such as /dev/null would take it away from everybody. */
async function assertRegularFile(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there && !there.isFile()) throw new Error(`${path} is there already and is no regular file`);
}

/** What is written at a time, in UTF-16 units: many results must not stand in memory as one text. */
const CHUNK_LENGTH = 65_536;

/** Pieces joined to larger ones. */
function* inChunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/**
 * The report as JSON with a line for each result. Ids are integers, written as the digits they are. Texts are redacted
 * before they become JSON: a secret that JSON escapes would be missed in it, and a short one could be found in its keys.
 */
function* reportPieces(report: Report, redact: Redactor): Generator<string> {
  const { verdict, run, runId, baseUrl, settled, problems } = report;
  const about = {
    address: baseUrl === '' ? null : `${baseUrl}/ui/td/runs/${runId}`,
    plan: run?.plan ?? null,
    build: given(run?.build, redact),
    resultBefore: redact(report.runResultBefore),
    result: redact(report.runResult),
  };
  const totals = {
    ...countStatuses(settled),
    failed: settled.filter(isFailed).length,
    total: settled.length,
  };
  yield '{\n"version":1,\n';
  yield `"status":${JSON.stringify(verdict.status)},\n`;
  yield `"message":${JSON.stringify(oneLine(redact(verdict.closing)))},\n`;
  yield `"run":{"id":${runId === '' ? 'null' : runId},${JSON.stringify(about).slice(1)},\n`;
  yield `"actor":${JSON.stringify(redact(report.actor))},\n`;
  yield `"workflowRun":${JSON.stringify(redact(report.workflowRun))},\n`;
  yield `"startedAt":"${new Date(report.startedAt).toISOString()}",\n`;
  yield `"finishedAt":"${new Date(report.finishedAt).toISOString()}",\n`;
  yield `"totals":${JSON.stringify(totals)},\n`;
  yield '"results":';
  yield* lines(settled, (one) => resultJson(one, redact));
  yield ',\n"problems":';
  yield* lines(problems, (one) => problemJson(one, redact));
  yield '\n}\n';
}

/** A JSON list with a line for each item. */
function* lines<Item>(items: readonly Item[], json: (item: Item) => string): Generator<string> {
  let before = '[\n';
  for (const item of items) {
    yield before + json(item);
    before = ',\n';
  }
  yield items.length === 0 ? '[]' : '\n]';
}

/** A text without secrets; null where there is none. */
function given(text: string | undefined, redact: Redactor): string | null {
  return text === undefined ? null : redact(text);
}

function resultJson(settled: OverrideResult, redact: Redactor): string {
  const { override, status, message, attempts } = settled;
  const { before } = override;
  const rest = {
    name: given(before?.name, redact),
    suite: given(before?.suite, redact),
    machine: given(before?.machine, redact),
    before: given(before?.result, redact),
    asked: override.outcome,
    status,
    message: oneLine(redact(message)),
    comment: redact(override.comment),
    attempts,
    restorable: isRestorable(settled),
  };
  return `{"testCaseResultId":${override.testCaseResultId},${JSON.stringify(rest).slice(1)}`;
}

function problemJson({ location, message }: Problem, redact: Redactor): string {
  const { input, file, line = null, column = null } = location;
  const said = oneLine(redact(message));
  return JSON.stringify({ input, file: given(file, redact), line, column, message: said });
}

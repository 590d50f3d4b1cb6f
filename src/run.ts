/** The main flow: loads what is requested, then overrides it. The code for that is loaded only if it comes to it. */
import { loadDocuments } from './documents/load-documents.js';
import type { ParsedInputs } from './inputs/inputs.js';
import type { Diagnostics } from './model/diagnostic.js';
import type { OverrideDependencies } from './overriding.js';
import { logRequested } from './report/log.js';
import {
  type ActionResult,
  blockedByErrors,
  cancelledBeforePlan,
  nothingRequested,
} from './report/report.js';
import type { FileSystem } from './runtime/files.js';
import type { HttpSession } from './runtime/http.js';
import { EndedError, endIfAborted } from './runtime/process.js';
import { validateTestReports } from './test-reports/test-reports.js';
import { VERSION } from './version.js';

/** What the main flow needs. */
interface RunDependencies extends OverrideDependencies {
  readonly http: (userAgent: string) => HttpSession;
}

/** Runs the action on its inputs; what it comes to is reported by the caller. */
export async function run(parsed: ParsedInputs, deps: RunDependencies): Promise<ActionResult> {
  try {
    return await runSteps(parsed, deps);
  } catch (error) {
    if (!(error instanceof EndedError)) throw error;
    return endedBeforePlan(deps);
  }
}

/** The step was cancelled, or out of time, while documents were read or resolved. */
function endedBeforePlan({ cancellation, diagnostics }: RunDependencies): ActionResult {
  if (cancellation.requested.aborted) return cancelledBeforePlan();
  const message = 'timeout-seconds is over before everything requested was read; nothing was sent. Raise it';
  diagnostics.problem({ input: 'timeout-seconds' }, message);
  return blockedByErrors(diagnostics.problems);
}

/** Loads the code for paths and globs only if there are any. */
async function findReports(
  lines: string,
  files: FileSystem,
  diagnostics: Diagnostics,
): Promise<readonly string[]> {
  if (lines.trim() === '') return [];
  const { findFiles } = await import('./inputs/files.js');
  return findFiles('junit-files', lines, files, diagnostics);
}

async function runSteps(parsed: ParsedInputs, deps: RunDependencies): Promise<ActionResult> {
  const session = deps.http(`testsigma-override-action/${VERSION}`);
  try {
    // Connecting takes several round trips, in which documents are loaded.
    if (parsed.inputs) session.connect(parsed.inputs.baseUrl);
    return await overrideRequested(parsed, session, deps);
  } finally {
    session.close();
  }
}

async function overrideRequested(
  { inputs, documents }: ParsedInputs,
  session: HttpSession,
  deps: RunDependencies,
): Promise<ActionResult> {
  const { files, log, diagnostics } = deps;
  const { requested: cancelled } = deps.cancellation;
  const loaded = await loadDocuments(documents, files, diagnostics, deps.pause);
  const reportPaths = await findReports(documents.junitFiles, files, diagnostics);
  log.annotateNew(diagnostics);
  logRequested(loaded.lines, inputs, log);
  if (!inputs) {
    await validateTestReports(reportPaths, documents.host, { files, cancelled }, diagnostics);
    return blockedByErrors(diagnostics.problems);
  }
  endIfAborted(cancelled);
  if (loaded.entries.length === 0 && reportPaths.length === 0 && inputs.resultsFromRun === undefined)
    return diagnostics.problems.length > 0 ? blockedByErrors(diagnostics.problems) : nothingRequested(inputs);
  const { override } = await import('./overriding.js');
  return override({ inputs, loaded, reportPaths }, session, deps);
}

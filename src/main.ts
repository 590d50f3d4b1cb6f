/** Composition: the environment and real effects in, how the step ends out. */
import { auditFromEnv, insecureSettingWarnings, jobFromEnv, workflowFileFromEnv } from './github/context.js';
import type { CommentOptions } from './github/pull-request.js';
import { secretsToMask } from './inputs/connection.js';
import { type Inputs, parseInputs } from './inputs/inputs.js';
import { inputVariable } from './inputs/parse.js';
import { Diagnostics } from './model/diagnostic.js';
import type { Conclusion } from './model/verdict.js';
import { ActionLog } from './report/action-log.js';
import { publishReport } from './report/publish.js';
import { type ActionResult, internalError, type Report } from './report/report.js';
import { tryDestinations } from './report/report-files.js';
import { run } from './run.js';
import type { FileSystem } from './runtime/files.js';
import type { HttpSession } from './runtime/http.js';
import { type Clock, Deadline, onSignals, pauses, type Signals } from './runtime/process.js';
import { proxySecrets } from './runtime/proxy.js';
import { type Environment, Runner } from './runtime/workflow-commands.js';
import { redactor } from './text/redact.js';

/** Every effect that the action has. */
export interface Dependencies {
  readonly env: Environment;
  readonly stdout: (text: string) => void;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly signals: Signals;
  /**
   * @param workspace the folder that annotations are relative to
   * @param ended aborts when nothing may be read any more
   */
  readonly files: (workspace: string, ended: AbortSignal) => FileSystem;
  /** @param env has the variables of proxies */
  readonly http: (userAgent: string, env: Environment) => HttpSession;
}

/** How long the action may take if the inputs are wrong, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 600_000;
/** What reporting gets beyond the time of the whole action, in milliseconds. */
const REPORTING_MS = 5_000;

/** Runs the action. Never rejects, unless standard output throws. */
export async function main(dependencies: Dependencies): Promise<Conclusion> {
  const { env, stdout, clock, random, signals } = dependencies;
  const startedAt = clock.now();
  const getInput = (name: string) => env[inputVariable(name)] ?? '';
  const tokens = [getInput('api-token'), getInput('github-token')];
  const secrets = [...tokens.flatMap(secretsToMask), ...proxySecrets(env)];
  const ended = new AbortController();
  const files = dependencies.files(env['GITHUB_WORKSPACE'] ?? '.', ended.signal);
  const runner = new Runner({ env, stdout, files, random });
  for (const secret of secrets) runner.mask(secret);
  const redact = redactor(secrets);
  const log = new ActionLog(runner, redact);
  const diagnostics = new Diagnostics();
  for (const { location, message } of insecureSettingWarnings(env)) diagnostics.warning(location, message);
  const parsed = parseInputs(getInput, env, diagnostics);
  const cancellation = onSignals(signals, clock);
  const deadline = new Deadline(clock, parsed.inputs?.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  for (const end of [deadline.passed, cancellation.requested])
    end.addEventListener('abort', () => ended.abort());
  const { reportDir, jobSummary } = parsed.report;
  const temporary = env['RUNNER_TEMP'] ?? '';
  const folder = await tryDestinations({ files, runner, reportDir, temporary, jobSummary }, diagnostics);
  const http = (userAgent: string) => dependencies.http(userAgent, env);
  const shared = { log, redact, clock, cancellation, files, http };
  const audit = auditFromEnv(env);
  const flow = { random, audit, deadline, pause: pauses(ended.signal), diagnostics };
  const result = await run(parsed, { ...shared, ...flow }).catch(internalError);
  const report = reportOn(result, parsed.inputs, diagnostics, {
    env,
    audit,
    startedAt,
    finishedAt: clock.now(),
  });
  // A step that has ended still reads the documents of an earlier one in its folder.
  const reportFiles = dependencies.files(env['GITHUB_WORKSPACE'] ?? '.', new AbortController().signal);
  const channels = { log, redact, files: reportFiles, runner, folder, jobSummary };
  const github = { log, http, clock, job: jobFromEnv(env), cancelled: cancellation.requested };
  return publishReport(report, {
    ...channels,
    comment: (clean, renderPage) =>
      comment(clean, renderPage, parsed.inputs, { ...github, deadline: deadline.at + REPORTING_MS }),
  });
}

/** What every channel publishes: what came of the inputs, and what is known about the step itself. */
function reportOn(
  result: ActionResult,
  inputs: Inputs | undefined,
  { problems, warnings, notices, selections }: Diagnostics,
  {
    env,
    audit,
    ...times
  }: { env: Environment; audit: ReturnType<typeof auditFromEnv> } & Pick<Report, 'startedAt' | 'finishedAt'>,
): Report {
  return {
    ...result,
    problems,
    warnings,
    notices,
    selections,
    runId: inputs?.runId ?? '',
    baseUrl: inputs?.baseUrl ?? '',
    actor: audit.who,
    workflowRun: audit.where ?? '',
    workflowFile: workflowFileFromEnv(env),
    ...times,
  };
}

/** Comments on the associated pull request, if the inputs request it. */
async function comment(
  report: Report,
  renderPage: (maxBytes: number) => string,
  inputs: Inputs | undefined,
  options: Omit<CommentOptions, 'token'>,
): Promise<void> {
  if (!inputs?.prComment) return;
  const { upsertPullRequestComment } = await import('./github/pull-request.js');
  await upsertPullRequestComment(report, renderPage, { ...options, token: inputs.githubToken });
}

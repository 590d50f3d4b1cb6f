/** Composition: the environment and real effects in, how the step ends out. */
import { auditFromEnv, insecureSettingWarnings, jobFromEnv, workflowFileFromEnv } from './github/context.js';
import { secretsToMask } from './inputs/connection.js';
import { type ParsedInputs, parseInputs } from './inputs/inputs.js';
import { inputVariable } from './inputs/parse.js';
import { Diagnostics } from './model/diagnostic.js';
import type { Conclusion } from './model/verdict.js';
import { ActionLog } from './report/action-log.js';
import { publishReport } from './report/publish.js';
import { internalError, type Report } from './report/report.js';
import { tryDestinations } from './report/report-files.js';
import { run } from './run.js';
import type { FileSystem } from './runtime/files.js';
import type { HttpSession } from './runtime/http.js';
import {
  type Cancellation,
  type Clock,
  Deadline,
  onSignals,
  pauses,
  type Signals,
} from './runtime/process.js';
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
  /** @param env where the variables of proxies are */
  readonly http: (userAgent: string, env: Environment) => HttpSession;
}

/** How long the action may take if the inputs do not say it, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 600_000;
/** What reporting gets beyond the time of the whole action, in milliseconds. */
const REPORTING_MS = 5_000;

/** Runs the action. Never rejects, unless standard output throws. */
export async function main({
  env,
  stdout,
  clock,
  random,
  signals,
  files,
  http,
}: Dependencies): Promise<Conclusion> {
  const startedAt = clock.now();
  const getInput = (name: string) => env[inputVariable(name)] ?? '';
  const secrets = [
    ...['api-token', 'github-token'].map(getInput).flatMap(secretsToMask),
    ...proxySecrets(env),
  ];
  const ended = new AbortController();
  const fileSystem = files(env['GITHUB_WORKSPACE'] ?? '.', ended.signal);
  const runner = new Runner({ env, stdout, files: fileSystem, random });
  for (const secret of secrets) runner.mask(secret);
  const redact = redactor(secrets);
  const log = new ActionLog(runner, redact);
  const diagnostics = new Diagnostics();
  for (const { location, message } of insecureSettingWarnings(env)) diagnostics.warning(location, message);
  const parsed = parseInputs(getInput, env, diagnostics);
  const cancellation = onSignals(signals, clock);
  const deadline = new Deadline(clock, parsed.inputs?.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  deadline.passed.addEventListener('abort', () => ended.abort());
  cancellation.requested.addEventListener('abort', () => ended.abort());
  const audit = auditFromEnv(env);
  const openSession = (userAgent: string) => http(userAgent, env);
  const shared = { log, redact, clock, cancellation, files: fileSystem, diagnostics, http: openSession };
  const pause = pauses(ended.signal);
  const folder = await tryDestinations(
    { ...parsed.report, runner, files: fileSystem, temporary: env['RUNNER_TEMP'] ?? '' },
    diagnostics,
  );
  const result = await run(parsed, { ...shared, random, audit, deadline, pause }).catch(internalError);
  const report: Report = {
    ...result,
    problems: diagnostics.problems,
    warnings: diagnostics.warnings,
    notices: diagnostics.notices,
    selections: diagnostics.selections,
    runId: parsed.inputs?.runId ?? '',
    baseUrl: parsed.inputs?.baseUrl ?? '',
    actor: audit.who,
    workflowRun: audit.where ?? '',
    workflowFile: workflowFileFromEnv(env),
    startedAt,
    finishedAt: clock.now(),
  };
  return publishReport(report, {
    ...parsed.report,
    ...shared,
    runner,
    folder,
    comment: (clean, renderPage) =>
      comment(clean, renderPage, parsed, {
        env,
        log,
        clock,
        cancellation,
        http: openSession,
        deadline: deadline.at + REPORTING_MS,
      }),
  });
}

interface CommentDependencies {
  readonly env: Environment;
  readonly log: ActionLog;
  readonly clock: Clock;
  readonly cancellation: Cancellation;
  readonly http: (userAgent: string) => HttpSession;
  /** The time of the clock by which it must be over. */
  readonly deadline: number;
}

/** Comments on the associated pull request, if that is wanted. */
async function comment(
  report: Report,
  renderPage: (maxBytes: number) => string,
  { inputs }: ParsedInputs,
  { env, log, clock, cancellation, http, deadline }: CommentDependencies,
): Promise<void> {
  if (!inputs?.prComment) return;
  const { upsertPullRequestComment } = await import('./github/pull-request.js');
  await upsertPullRequestComment(report, renderPage, {
    token: inputs.githubToken,
    job: jobFromEnv(env),
    log,
    clock,
    http,
    cancelled: cancellation.requested,
    deadline,
  });
}

/** Sets the exit code from run(); fails closed. */
import { getInput, setSecret } from '@actions/core';
import {
  auditFromEnv,
  insecureSettingWarnings,
  jobFromEnv,
  proxyCredentials,
  workflowFileFromEnv,
} from './github/context.js';
import { readInputs, secretsToMask } from './inputs/inputs.js';
import { ActionLog } from './report/action-log.js';
import { internalError } from './report/findings.js';
import { publishReport } from './report/publish.js';
import type { Report } from './report/report.js';
import { run } from './run.js';
import { runnerFiles } from './runtime/files.js';
import { clock, onSignals } from './runtime/process.js';
import { redactor } from './text/redact.js';

process.exitCode = 1;

// A log that nobody reads any more must not end the work half done: outputs and files still tell all of it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** How long the action may take where the inputs do not say it, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 600_000;
/** What reporting gets beyond the time of the whole action, in milliseconds. */
const REPORTING_MS = 5_000;

const { env } = process;
const untrimmed = (name: string) => getInput(name, { trimWhitespace: false });
const tokens = ['api-token', 'github-token'].map(untrimmed);
const secrets = [...tokens.flatMap(secretsToMask), ...proxyCredentials(env)];
for (const secret of secrets) setSecret(secret);

const startedAt = clock.now();
const redact = redactor(secrets);
const console = new ActionLog(redact);
const audit = auditFromEnv(env);
const reading = readInputs(untrimmed, env['GITHUB_RUN_ID']);
const { runId = '', baseUrl = '', githubToken = '', timeoutMs = DEFAULT_TIMEOUT_MS } = reading.inputs ?? {};
const cancellation = onSignals(process);
const ended = AbortSignal.any([cancellation.requested, AbortSignal.timeout(timeoutMs)]);
const world = {
  files: runnerFiles(env['GITHUB_WORKSPACE'] ?? process.cwd(), ended),
  clock,
  random: Math.random,
  cancellation,
  console,
  redact,
  audit,
  startedAt,
};
console.annotate('warning', insecureSettingWarnings(env));
const findings = await run(reading, world).catch(internalError);
const about = {
  runId,
  baseUrl,
  actor: audit.who,
  workflowRun: audit.where ?? '',
  workflowFile: workflowFileFromEnv(env),
};
const comment = async (report: Report) => {
  if (githubToken === '') return;
  const { upsertPullRequestComment } = await import('./github/pull-request.js');
  await upsertPullRequestComment(report, {
    token: githubToken,
    job: jobFromEnv(env),
    console,
    redact,
    clock,
    cancelled: world.cancellation.requested,
    deadline: startedAt + timeoutMs + REPORTING_MS,
  });
};
const conclusion = await publishReport(
  { ...findings, ...about, startedAt, finishedAt: clock.now() },
  { ...reading, console, redact, temporary: env['RUNNER_TEMP'] ?? '', comment },
);

// A proxy that never answers would keep the process alive; what is written must be on its way before it ends.
process.stdout.write('', () => process.exit(conclusion === 'fail' ? 1 : 0));

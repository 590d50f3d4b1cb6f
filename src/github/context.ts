/** The workflow, from the environment: on GitHub, GitHub Enterprise Server, Gitea, Forgejo and act. */
import type { Diagnostic } from '../model/diagnostic.js';
import type { AuditInfo } from '../plan/comment.js';
import type { Environment } from '../runtime/workflow-commands.js';

/** The job that runs the action, and where a comment for it goes. */
export interface Job {
  /** The event that triggered the workflow, such as `pull_request`. */
  readonly event: string;
  /** The file with its payload. */
  readonly eventPath: string;
  /** GitHub's API, such as `https://api.github.com`. */
  readonly apiUrl: string;
  /** Such as `acme/shop`. */
  readonly repository: string;
  /** The workflow's file, or its name. */
  readonly workflow: string;
  /** The job's ID in the workflow. */
  readonly id: string;
  /** The step's ID in the job, or what the runner calls it. */
  readonly step: string;
}

/** Who triggered the workflow, and the URL of its run. */
export function auditFromEnv(env: Environment): AuditInfo {
  const who = triggeringActor(env);
  const where = workflowRunUrl(env);
  return where === undefined ? { who } : { who, where };
}

/** The URL of the workflow run; undefined if it has no page, so that no audit trail has a broken link. */
function workflowRunUrl(env: Environment): string | undefined {
  const repository = env['GITHUB_REPOSITORY'];
  const run = env['GITHUB_RUN_ID'];
  // A run of act on a developer's machine has no page.
  if (!repository || !run || env['ACT']) return undefined;
  const server = (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, '');
  const runs = `${server}/${repository}/actions/runs`;
  if (isGitea(env)) return env['GITHUB_RUN_NUMBER'] ? `${runs}/${env['GITHUB_RUN_NUMBER']}` : undefined;
  const attempt = env['GITHUB_RUN_ATTEMPT'];
  return attempt ? `${runs}/${run}/attempts/${attempt}` : `${runs}/${run}`;
}

/** Whether the host is Gitea or Forgejo, whose URLs of runs have the run's number and no attempt. */
function isGitea(env: Environment): boolean {
  return Boolean(env['GITEA_ACTIONS'] || env['FORGEJO_ACTIONS']);
}

/**
 * The file of a workflow that somebody started from its form, from a reference like
 * `acme/shop/.github/workflows/override.yml@refs/heads/main`; empty for any other workflow, which cannot be started so.
 */
export function workflowFileFromEnv(env: Environment): string {
  if (env['GITHUB_EVENT_NAME'] !== 'workflow_dispatch') return '';
  return /\/([^/@]+\.ya?ml)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.[1] ?? '';
}

/** The job. The workflow's file identifies it, since names of workflows are not unique. */
export function jobFromEnv(env: Environment): Job {
  return {
    event: env['GITHUB_EVENT_NAME'] ?? '',
    eventPath: env['GITHUB_EVENT_PATH'] ?? '',
    apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com',
    repository: env['GITHUB_REPOSITORY'] ?? '',
    workflow: env['GITHUB_WORKFLOW_REF']?.replace(/@refs\/.*$/s, '') || env['GITHUB_WORKFLOW'] || '',
    id: env['GITHUB_JOB'] ?? '',
    step: env['GITHUB_ACTION'] ?? '',
  };
}

/** Nobody triggers a schedule: GitHub's actor is whoever wrote it. */
function triggeringActor(env: Environment): string {
  if (env['GITHUB_EVENT_NAME'] === 'schedule')
    return `schedule of ${(env['GITHUB_WORKFLOW'] ?? '').slice(0, 200)}`;
  return env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || 'GitHub Actions';
}

/** Warnings about environment variables that make the API key less safe. */
export function insecureSettingWarnings(env: Environment): Diagnostic[] {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') return [];
  const message =
    'NODE_TLS_REJECT_UNAUTHORIZED=0 is set: certificates are not checked, and whoever responds gets the key. Remove it; with an internal CA, set NODE_EXTRA_CA_CERTS=<file>';
  return [{ location: { input: 'base-url' }, message }];
}

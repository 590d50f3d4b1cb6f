/** What the environment says about the workflow: on GitHub, GitHub Enterprise Server, Gitea, Forgejo and act. */
import type { Diagnostic } from '../model/diagnostic.js';
import type { AuditInfo } from '../plan/comment.js';
import type { Environment } from '../runtime/workflow-commands.js';
import type { Job } from './pull-request.js';

/** Who triggered the workflow, and the URL of its run. */
export function auditFromEnv(env: Environment): AuditInfo {
  const who = triggeringActor(env);
  const where = workflowRunUrl(env);
  return where === undefined ? { who } : { who, where };
}

/** The page of the workflow run; nothing if there is none, so that no audit trail shows a link that leads nowhere. */
function workflowRunUrl(env: Environment): string | undefined {
  const repository = env['GITHUB_REPOSITORY'];
  const run = env['GITHUB_RUN_ID'];
  // What act runs on a developer's machine has no page anywhere.
  if (!repository || !run || env['ACT']) return undefined;
  const server = (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, '');
  const runs = `${server}/${repository}/actions/runs`;
  if (isGitea(env)) return env['GITHUB_RUN_NUMBER'] ? `${runs}/${env['GITHUB_RUN_NUMBER']}` : undefined;
  const attempt = env['GITHUB_RUN_ATTEMPT'];
  return attempt ? `${runs}/${run}/attempts/${attempt}` : `${runs}/${run}`;
}

/** Whether the host is Gitea or Forgejo, whose pages of runs go by number and know no attempts. */
function isGitea(env: Environment): boolean {
  return Boolean(env['GITEA_ACTIONS'] || env['FORGEJO_ACTIONS']);
}

/** The file of the workflow that runs, from its reference: `acme/shop/.github/workflows/override.yml@refs/heads/main`. */
export function workflowFileFromEnv(env: Environment): string {
  return /\/([^/@]+\.ya?ml)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.[1] ?? '';
}

/** The job, as far as a comment on a pull request needs it. The workflow's file identifies it: names are not unique. */
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

/** Nobody triggers a schedule: the actor that GitHub names is whoever wrote it. */
function triggeringActor(env: Environment): string {
  if (env['GITHUB_EVENT_NAME'] === 'schedule')
    return `schedule of ${(env['GITHUB_WORKFLOW'] ?? '').slice(0, 200)}`;
  return env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || 'GitHub Actions';
}

/** Settings of the environment that make the key less safe: the workflow decides, and we warn. */
export function insecureSettingWarnings(env: Environment): Diagnostic[] {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') return [];
  const message =
    'NODE_TLS_REJECT_UNAUTHORIZED=0 is set: certificates are not checked, and whoever responds gets the key. Remove it; with an internal CA, set NODE_EXTRA_CA_CERTS=<file>';
  return [{ location: { input: 'base-url' }, message }];
}

/** The pull request that is associated with the event that triggered the workflow. */
import { readFile, stat } from 'node:fs/promises';

/** How a pull request is found. */
export type PullRequestRef =
  | { readonly by: 'number'; readonly number: number }
  | { readonly by: 'commit'; readonly commit: Commit }
  /** There is none, and why. */
  | { readonly by: 'nothing'; readonly why: string };

/** A commit that a workflow ran for. */
export interface Commit {
  readonly sha: string;
  /** Where it was pushed to, such as `octocat:patch-1`: GitHub does not know to which pull request a fork's commit belongs. */
  readonly branch?: string;
}

/** GitHub's own limit for the payload of an event, in bytes. */
const MAX_BYTES = 25 * 1024 * 1024;

/** The inputs of a manually triggered workflow that may hold the number of a pull request. */
const NUMBER_INPUTS = ['pull-request', 'pr', 'pull_request_number'];

/** Reads an event's payload; undefined if it is missing, broken or larger than GitHub makes them. */
export async function readPayload(path: string): Promise<unknown> {
  try {
    const stats = await stat(path);
    const isReadable = stats.isFile() && stats.size <= MAX_BYTES;
    return isReadable ? JSON.parse(await readFile(path, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Follows an event to its pull request.
 *
 * @param event the event's name, such as `pull_request`
 * @param payload as GitHub wrote it, or anything else
 */
export function pullRequestFromEvent(event: string, payload: unknown): PullRequestRef {
  if (payload === undefined)
    return none('the event that triggered the workflow cannot be read (GITHUB_EVENT_PATH)');
  switch (event) {
    case 'pull_request':
    case 'pull_request_target':
    case 'pull_request_review':
    case 'pull_request_review_comment':
      return (
        numbered(at(payload, 'pull_request', 'number')) ?? none(`event "${event}" names no pull request`)
      );
    case 'issue_comment':
      return commented(at(payload, 'issue'));
    case 'workflow_run':
      return ofWorkflowRun(payload);
    case 'workflow_dispatch':
      return dispatched(at(payload, 'inputs'));
    default:
      return none(`event "${event}" has no pull request`);
  }
}

function commented(issue: unknown): PullRequestRef {
  const isPullRequest = Boolean(at(issue, 'pull_request'));
  return (isPullRequest && numbered(at(issue, 'number'))) || none('the comment is on an issue');
}

/** The payload lists the pull requests of the same head, those into other repositories included; none for forks. */
function ofWorkflowRun(payload: unknown): PullRequestRef {
  const run = at(payload, 'workflow_run');
  const here = at(payload, 'repository', 'id');
  const isHere = (one: unknown) => here === undefined || at(one, 'base', 'repo', 'id') === here;
  const listed: unknown = at(run, 'pull_requests');
  const number = at(Array.isArray(listed) ? listed.find(isHere) : undefined, 'number');
  return numbered(number) ?? committed(run) ?? none('event "workflow_run" names no pull request');
}

function committed(run: unknown): PullRequestRef | undefined {
  const sha = at(run, 'head_sha');
  const owner = at(run, 'head_repository', 'owner', 'login');
  const branch = at(run, 'head_branch');
  if (typeof sha !== 'string' || sha === '') return undefined;
  const isBranch = typeof owner === 'string' && typeof branch === 'string';
  return { by: 'commit', commit: { sha, ...(isBranch ? { branch: `${owner}:${branch}` } : {}) } };
}

function dispatched(inputs: unknown): PullRequestRef {
  const values = NUMBER_INPUTS.map((name) => at(inputs, name));
  const given = values.map((value) => (isScalar(value) ? String(value).trim() : '')).find(Boolean);
  if (given === undefined)
    return none(`the workflow has no input ${NUMBER_INPUTS.join(', ')} with its number`);
  return (
    numbered(Number(/^#?(\d{1,15})$/.exec(given)?.[1])) ??
    none(`"${given}" is not the number of a pull request`)
  );
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function numbered(number: unknown): PullRequestRef | undefined {
  return Number.isSafeInteger(number) && Number(number) > 0
    ? { by: 'number', number: Number(number) }
    : undefined;
}

function none(why: string): PullRequestRef {
  return { by: 'nothing', why };
}

/** The value at a path of keys; undefined if the path ends early. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (Object(found) as Readonly<Record<string, unknown>>)[key],
    value,
  );
}

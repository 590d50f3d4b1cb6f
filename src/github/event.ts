/** The pull request that is associated with the event that triggered the workflow. */
import { readFile, stat } from 'node:fs/promises';
import type { Fields } from '../text/fields.js';

/** How a pull request is found. */
export type PullRequestRef =
  | { readonly by: 'number'; readonly number: number }
  | { readonly by: 'commit'; readonly commit: Commit }
  /** There is none; `why` says so in words. */
  | { readonly by: 'nothing'; readonly why: string };

/** A commit that a workflow ran for. */
export interface Commit {
  readonly sha: string;
  /** Such as `octocat:patch-1`, if it is known: needed for forks, whose commits GitHub does not assign to a pull request. */
  readonly branch?: string | undefined;
}

/** GitHub's limit for the payload of an event, in bytes. */
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
 * The pull request that an event is about.
 *
 * @param event the event's name, such as `pull_request`
 * @param payload GitHub's payload of it; undefined if it could not be read
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
        byNumber(at(payload, 'pull_request', 'number')) ?? none(`event "${event}" names no pull request`)
      );
    case 'issue_comment':
      return fromComment(at(payload, 'issue'));
    case 'workflow_run':
      return fromWorkflowRun(payload);
    case 'workflow_dispatch':
      return fromInputs(at(payload, 'inputs'));
    default:
      return none(`event "${event}" has no pull request`);
  }
}

function fromComment(issue: unknown): PullRequestRef {
  const isPullRequest = Boolean(at(issue, 'pull_request'));
  return (isPullRequest && byNumber(at(issue, 'number'))) || none('the comment is on an issue');
}

/** The payload lists the pull requests of the same head, also into other repositories, but none from forks. */
function fromWorkflowRun(payload: unknown): PullRequestRef {
  const run = at(payload, 'workflow_run');
  const here = at(payload, 'repository', 'id');
  const isHere = (one: unknown) => here === undefined || at(one, 'base', 'repo', 'id') === here;
  const listed: unknown = at(run, 'pull_requests');
  const number = at(Array.isArray(listed) ? listed.find(isHere) : undefined, 'number');
  return byNumber(number) ?? byCommit(run) ?? none('event "workflow_run" names no pull request');
}

function byCommit(run: unknown): PullRequestRef | undefined {
  const sha = at(run, 'head_sha');
  const owner = at(run, 'head_repository', 'owner', 'login');
  const branch = at(run, 'head_branch');
  if (typeof sha !== 'string' || sha === '') return undefined;
  const isBranch = typeof owner === 'string' && typeof branch === 'string';
  return { by: 'commit', commit: { sha, branch: isBranch ? `${owner}:${branch}` : undefined } };
}

function fromInputs(inputs: unknown): PullRequestRef {
  const values = NUMBER_INPUTS.map((name) => at(inputs, name));
  const given = values.map((value) => (isScalar(value) ? String(value).trim() : '')).find(Boolean);
  if (given === undefined)
    return none(`the workflow has no input ${NUMBER_INPUTS.join(', ')} with its number`);
  return (
    byNumber(Number(/^#?(\d{1,15})$/.exec(given)?.[1])) ??
    none(`"${given}" is not the number of a pull request`)
  );
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function byNumber(number: unknown): PullRequestRef | undefined {
  return Number.isSafeInteger(number) && Number(number) > 0
    ? { by: 'number', number: Number(number) }
    : undefined;
}

function none(why: string): PullRequestRef {
  return { by: 'nothing', why };
}

/** The value at a path of keys; undefined if the path ends early. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((found, key) => (Object(found) as Fields)[key], value);
}

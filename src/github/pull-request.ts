import { runUrl } from '../model/testsigma-url.js';
import type { ActionLog } from '../report/action-log.js';
import type { Report } from '../report/report.js';
import type { HttpSession } from '../runtime/http.js';
import type { Clock } from '../runtime/process.js';
import { truncate } from '../text/format.js';
import { VERSION } from '../version.js';
import { type FoundComment, PullRequestClient } from './client.js';
import { markerOf, renderPullRequestComment } from './comment.js';
import { pullRequestFromEvent, readPayload } from './event.js';

/** The job that runs the action, as far as a comment is concerned. */
export interface Job {
  /** What set the workflow off, such as `pull_request`. */
  readonly event: string;
  /** The file with what GitHub tells about it. */
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

/** What a comment needs from the world. */
export interface CommentOptions {
  readonly token: string;
  readonly job: Job;
  readonly log: ActionLog;
  /** Opens a session for requests. */
  readonly http: (userAgent: string) => HttpSession;
  readonly clock: Clock;
  /** Aborts when the step was cancelled: there is no time left then. */
  readonly cancelled: AbortSignal;
  /** The time of the clock by which it must be over. */
  readonly deadline: number;
}

/** The longest that GitHub is waited for, in milliseconds. */
const MAX_MS = 10_000;
/** The longest text of GitHub's in a warning, in UTF-16 units. */
const MAX_RESPONSE_LENGTH = 300;

/** Comments on the pull request at hand, if there is one. Never rejects. */
export async function upsertPullRequestComment(
  report: Report,
  renderPage: (maxBytes: number) => string,
  options: CommentOptions,
): Promise<void> {
  const { log, clock, cancelled, deadline } = options;
  const isNothing = report.runId === '' || report.verdict.status === 'nothing';
  if (isNothing || cancelled.aborted) return;
  const ms = Math.min(MAX_MS, deadline - clock.now());
  try {
    log.line(await withTimeout(ms, options, (signal) => comment(report, renderPage, options, signal)));
  } catch (error) {
    if (cancelled.aborted) return;
    const message = `The comment on the pull request was not written: ${errorText(error)}`;
    log.annotate('warning', [{ location: { input: 'github-token' }, message }]);
  }
}

/** @returns what was done, in one line */
async function comment(
  report: Report,
  renderPage: (maxBytes: number) => string,
  options: CommentOptions,
  signal: AbortSignal,
): Promise<string> {
  const { token, job, http } = options;
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Error(NO_TOKEN);
  const trail = pullRequestFromEvent(job.event, await readPayload(job.eventPath));
  if (trail.by === 'nothing') return `No comment, since no pull request is at hand: ${trail.why}`;
  const userAgent = `testsigma-override-action/${VERSION}`;
  const github = await PullRequestClient.connect({
    token,
    apiUrl: job.apiUrl,
    repository: job.repository,
    userAgent,
    session: http(userAgent),
    signal,
  });
  try {
    const number = trail.by === 'number' ? trail.number : await github.pullRequestOf(trail.commit);
    if (number === undefined) return 'No comment, since no open pull request brings in the commit at hand';
    const run = runUrl(report.baseUrl, report.runId);
    const marker = markerOf({ workflow: job.workflow, job: job.id, step: job.step, run });
    return await upsert(github, number, marker, renderPullRequestComment(report, marker, renderPage));
  } finally {
    github.close();
  }
}

async function upsert(
  github: PullRequestClient,
  pullRequest: number,
  marker: string,
  text: string,
): Promise<string> {
  const earlier = await findExisting(github.comments(pullRequest), marker);
  if (earlier) await github.update(earlier.id, text);
  else await github.create(pullRequest, text);
  return `Comment on pull request ${pullRequest} ${earlier ? 'updated' : 'added'}`;
}

const NO_TOKEN =
  'github-token holds white space or characters that no token has; pass github.token or a secret that holds one';

async function findExisting(
  comments: AsyncIterable<FoundComment>,
  marker: string,
): Promise<FoundComment | undefined> {
  for await (const one of comments) if (one.isTrusted && one.body.startsWith(marker)) return one;
  return undefined;
}

/** Ends a work after its time or with the cancellation, even if it does not heed the signal. */
async function withTimeout<Result>(
  ms: number,
  { clock, cancelled }: Pick<CommentOptions, 'clock' | 'cancelled'>,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ending = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    ending.signal.addEventListener('abort', () => reject(ending.signal.reason));
  });
  const late = new Error(`GitHub did not answer within ${Math.max(0, ms / 1000).toFixed(0)} s`);
  const stopTimer = clock.after(ms, () => ending.abort(late));
  const cancel = () => ending.abort(cancelled.reason);
  cancelled.addEventListener('abort', cancel);
  try {
    return await Promise.race([ended, work(ending.signal)]);
  } finally {
    stopTimer();
    cancelled.removeEventListener('abort', cancel);
  }
}

/** What went wrong, and what to do where that is known. */
function errorText(error: unknown): string {
  const { message, status, response } = Object(error) as Readonly<Record<string, unknown>>;
  const said = truncate(String(message ?? error), MAX_RESPONSE_LENGTH);
  if (response === undefined) return said;
  const answer = `GitHub answered ${status} (${said})`;
  if (/rate limit/i.test(said)) return `${answer}; it is written with the next run`;
  if (/\blocked\b/i.test(said)) return `${answer}; unlock the pull request's conversation to get it`;
  return `${answer}${ADVICE.get(status) ?? ''}`;
}

const PERMISSION =
  'the token may not. Add "permissions: pull-requests: write" (or "issues: write") to the job. Workflows of pull requests from forks and of Dependabot get a token that may only read, whatever the job asks for: override from a workflow_run workflow there';

const ADVICE: ReadonlyMap<unknown, string> = new Map([
  [401, ': it does not know the token; pass github.token or a token that has not expired'],
  [403, `: ${PERMISSION}`],
  [404, `: there is no such pull request, or ${PERMISSION}`],
]);

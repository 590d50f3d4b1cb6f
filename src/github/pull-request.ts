/** One comment on the associated pull request, kept up to date. */
import { runUrl } from '../model/testsigma-url.js';
import type { ActionLog } from '../report/action-log.js';
import type { Report } from '../report/report.js';
import type { HttpSession } from '../runtime/http.js';
import type { Clock } from '../runtime/process.js';
import type { Fields } from '../text/fields.js';
import { truncate } from '../text/format.js';
import { VERSION } from '../version.js';
import { type FoundComment, PullRequestClient } from './client.js';
import { markerOf, renderPullRequestComment } from './comment.js';
import type { Job } from './context.js';
import { pullRequestFromEvent, readPayload } from './event.js';

/** How and for which job to post a comment. */
export interface CommentOptions {
  readonly token: string;
  readonly job: Job;
  readonly log: ActionLog;
  /** Opens a session for requests. */
  readonly http: (userAgent: string) => HttpSession;
  readonly clock: Clock;
  /** Aborts when the step is cancelled: there is no time left then. */
  readonly cancelled: AbortSignal;
  /** The time of the clock by which it must be done. */
  readonly deadline: number;
}

/** How long all requests to GitHub may take together, in milliseconds. */
const MAX_MS = 10_000;
/** The longest text from GitHub in a warning, in UTF-16 units. */
const MAX_RESPONSE_LENGTH = 300;

/** Adds or updates the comment on the associated pull request, if there is one. Never rejects. */
export async function upsertPullRequestComment(
  report: Report,
  renderPage: (maxBytes: number) => string,
  options: CommentOptions,
): Promise<void> {
  const { log, clock, cancelled, deadline } = options;
  const hasNothing = report.runId === '' || report.verdict.status === 'nothing';
  if (hasNothing || cancelled.aborted) return;
  const ms = Math.min(MAX_MS, deadline - clock.now());
  try {
    log.line(await withTimeout(ms, options, (signal) => comment(report, renderPage, options, signal)));
  } catch (error) {
    if (cancelled.aborted) return;
    const message = `Could not post the pull request comment: ${errorText(error)}`;
    log.annotate('warning', [{ location: { input: 'github-token' }, message }]);
  }
}

/**
 * Finds the pull request and its comment, and writes it.
 *
 * @returns what was done, as one line of the log
 * @throws Error if the token is not usable, or if GitHub rejects a request
 */
async function comment(
  report: Report,
  renderPage: (maxBytes: number) => string,
  options: CommentOptions,
  signal: AbortSignal,
): Promise<string> {
  const { token, job, http } = options;
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Error(NO_TOKEN);
  const reference = pullRequestFromEvent(job.event, await readPayload(job.eventPath));
  if (reference.by === 'nothing') return `Skipped the pull request comment: ${reference.why}`;
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
    const number =
      reference.by === 'number' ? reference.number : await github.pullRequestOf(reference.commit);
    if (number === undefined)
      return 'Skipped the pull request comment: no open pull request contains this commit';
    const run = runUrl(report.baseUrl, report.runId);
    const marker = markerOf(job, run);
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
  'github-token contains white space or characters that no token has; pass github.token or a secret that contains one';

async function findExisting(
  comments: AsyncIterable<FoundComment>,
  marker: string,
): Promise<FoundComment | undefined> {
  for await (const one of comments) if (one.isTrusted && one.body.startsWith(marker)) return one;
  return undefined;
}

/** Ends work when its time is up or the step is cancelled, even if it ignores the signal. */
async function withTimeout<Result>(
  ms: number,
  { clock, cancelled }: Pick<CommentOptions, 'clock' | 'cancelled'>,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  const late = new Error(`no response from GitHub within ${Math.max(0, ms / 1000).toFixed(0)} s`);
  const stopTimer = clock.after(ms, () => controller.abort(late));
  const cancel = () => controller.abort(cancelled.reason);
  cancelled.addEventListener('abort', cancel);
  try {
    return await Promise.race([aborted, work(signal)]);
  } finally {
    stopTimer();
    cancelled.removeEventListener('abort', cancel);
  }
}

/** What went wrong, and how to fix it if that is known. */
function errorText(error: unknown): string {
  const { message, status, response } = Object(error) as Fields;
  const reason = truncate(String(message ?? error), MAX_RESPONSE_LENGTH);
  if (response === undefined) return reason;
  const text = `GitHub responded with ${status} (${reason})`;
  if (/rate limit/i.test(reason)) return `${text}; it is written with the next run`;
  if (/\blocked\b/i.test(reason)) return `${text}; unlock the pull request's conversation to get it`;
  return `${text}${ADVICE.get(status) ?? ''}`;
}

const PERMISSION =
  'the token lacks the permission. Add "permissions: pull-requests: write" (or "issues: write") to the job. Workflows of pull requests from forks and of Dependabot get a read-only token, whatever the job requests: override from a workflow_run workflow there';

const ADVICE: ReadonlyMap<unknown, string> = new Map([
  [401, ': the token is not valid; pass github.token or a token that has not expired'],
  [403, `: ${PERMISSION}`],
  [404, `: no such pull request, or ${PERMISSION}`],
]);

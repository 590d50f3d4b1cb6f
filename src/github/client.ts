/** GitHub's API, as far as one comment on a pull request needs it. Octokit is loaded here alone. */
import type { HttpSession } from '../runtime/http.js';
import type { Commit } from './event.js';

/** One comment on a pull request. */
export interface FoundComment {
  readonly id: number;
  readonly body: string;
  /** Whether it may be overwritten: it is from an app, or from somebody who belongs to the repository. */
  readonly isTrusted: boolean;
}

/** What requests to GitHub need. */
export interface GitHubOptions {
  readonly token: string;
  /** GitHub's API, such as `https://api.github.com`. */
  readonly apiUrl: string;
  /** Such as `acme/shop`. */
  readonly repository: string;
  readonly userAgent: string;
  /** Sends the requests; the client closes it. */
  readonly session: HttpSession;
  /** Aborts every request. */
  readonly signal: AbortSignal;
}

type Request = typeof import('@octokit/request').request;

const PAGE = 100;

/** Who belongs to a repository, in GitHub's words. A comment of anybody else is never overwritten. */
const TRUSTED_ASSOCIATIONS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** Who wrote a comment, as far as the host says: Gitea and Forgejo give neither type nor association. */
interface Author {
  readonly login?: string | undefined;
  readonly type?: string | undefined;
  readonly association?: string | undefined;
}

/**
 * Whether a comment may be overwritten: it is our own, an app's, from somebody who belongs to the repository, or the
 * host does not say.
 *
 * @param self the login that the token belongs to; undefined if the host does not say, as for `github.token`
 */
function isTrusted({ login, type, association }: Author, self: string | undefined): boolean {
  if (self !== undefined && login === self) return true;
  if (type === undefined && association === undefined) return self === undefined;
  return type === 'Bot' || TRUSTED_ASSOCIATIONS.has(association ?? '');
}

/** A repository's pull requests and their comments. */
export class PullRequestClient {
  readonly #request: Request;
  readonly #session: HttpSession;
  readonly #repository: { readonly owner: string; readonly repo: string };

  private constructor(request: Request, session: HttpSession, repository: string) {
    this.#request = request;
    this.#session = session;
    const [owner = '', repo = ''] = repository.split('/');
    this.#repository = { owner, repo };
  }

  /** Loads Octokit. */
  static async connect({
    token,
    apiUrl,
    repository,
    userAgent,
    session,
    signal,
  }: GitHubOptions): Promise<PullRequestClient> {
    const { request } = await import('@octokit/request');
    const defaults = {
      baseUrl: apiUrl.replace(/\/+$/, ''),
      headers: { authorization: `token ${token}`, 'user-agent': userAgent },
      request: { fetch: fetchOver(session, signal), log: SILENT },
    };
    return new PullRequestClient(request.defaults(defaults), session, repository);
  }

  /** Closes every connection. */
  close(): void {
    this.#session.close();
  }

  /** The open pull request that contains a commit, preferably the one whose head it is. */
  async pullRequestOf({ sha, branch }: Commit): Promise<number | undefined> {
    const where = { ...this.#repository, per_page: PAGE };
    const { data } = await this.#request('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
      ...where,
      commit_sha: sha,
    });
    const open = listOf(data).filter(({ state }) => state === 'open');
    const best = open.find(({ head }) => head.sha === sha) ?? open[0];
    if (best || branch === undefined) return best?.number;
    const { data: ofBranch } = await this.#request('GET /repos/{owner}/{repo}/pulls', {
      ...where,
      state: 'open',
      head: branch,
    });
    return listOf(ofBranch).find(({ head }) => head.sha === sha)?.number;
  }

  /** The comments on a pull request, the oldest first; the next page is read only when it is wanted. */
  async *comments(pullRequest: number): AsyncGenerator<FoundComment> {
    const where = { ...this.#repository, issue_number: pullRequest, per_page: PAGE };
    const self = await this.#login();
    for (let page = 1, more = true; more; page += 1) {
      const { data, headers } = await this.#request(
        'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
        { ...where, page },
      );
      for (const { id, body, user, author_association } of listOf(data)) {
        const author = { login: user?.login, type: user?.type, association: author_association };
        yield { id: Number(id), body: body ?? '', isTrusted: isTrusted(author, self) };
      }
      more = /rel="next"/.test(headers.link ?? '');
    }
  }

  /** Who the token belongs to; undefined for tokens that may not know, such as `github.token`. */
  async #login(): Promise<string | undefined> {
    try {
      const { data } = await this.#request('GET /user');
      return data.login;
    } catch {
      return undefined;
    }
  }

  /** Adds a comment to a pull request. */
  async create(pullRequest: number, body: string): Promise<void> {
    await this.#request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...this.#repository,
      issue_number: pullRequest,
      body,
    });
  }

  /** Gives a comment a new text. */
  async update(comment: number, body: string): Promise<void> {
    await this.#request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...this.#repository,
      comment_id: comment,
      body,
    });
  }
}

/** The most that is read of a response, in bytes: a page of 100 comments of the greatest length is below. */
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;
/** How long one request may take, in milliseconds; the signal ends it earlier. */
const MAX_CALL_MS = 60_000;

interface FetchOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * `fetch` as far as Octokit needs it, over the same session as requests to Testsigma: with the same proxies and the
 * same messages for what can go wrong on the way. Node's own `fetch` knows no proxies.
 *
 * @throws Error if there is no complete response, and for a redirect: it could turn a POST into a GET, whose response
 *   looks fine, too
 */
function fetchOver(session: HttpSession, signal: AbortSignal) {
  return async (url: string, { method, headers, body }: FetchOptions): Promise<Response> => {
    const request = { method, url, headers, maxBytes: MAX_RESPONSE_BYTES, ...(body ? { body } : {}) };
    const exchange = await session.exchange(request, { timeoutMs: MAX_CALL_MS, signal });
    if (exchange.kind === 'failure')
      throw new Error(exchange.message.replaceAll('base-url', 'GITHUB_API_URL'));
    const { status, complete } = exchange;
    if (!complete) throw new Error('the response is too large or truncated');
    if (status >= 300 && status < 400) throw new Error(`a redirect (${status}) is not followed`);
    const received = Object.entries(exchange.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    return new Response(exchange.body || null, { status, headers: received });
  };
}

function silent(): void {
  // Octokit would print what GitHub says in headers, such as a deprecation, without escaping it.
}

const SILENT = { debug: silent, info: silent, warn: silent, error: silent };

/** @throws Error if the response is from something else than GitHub's API */
function listOf<Item>(data: readonly Item[]): readonly Item[] {
  if (Array.isArray(data)) return data;
  throw new Error("the response is not from GitHub's API; check GITHUB_API_URL and the proxy");
}

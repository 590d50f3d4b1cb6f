/** GitHub's API for a comment on a pull request. Only this module loads Octokit. */
import type { HttpSession } from '../runtime/http.js';
import type { Commit } from './event.js';

/** One comment on a pull request. */
export interface FoundComment {
  readonly id: number;
  readonly body: string;
  /** Whether it may be overwritten, by its author. */
  readonly isTrusted: boolean;
}

/** How to send requests to GitHub. */
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

/** GitHub's words for people who belong to a repository. A comment of anybody else is never overwritten. */
const TRUSTED_ASSOCIATIONS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** The author of a comment. Gitea and Forgejo give neither type nor association. */
interface Author {
  readonly login?: string | undefined;
  readonly type?: string | undefined;
  readonly association?: string | undefined;
}

/**
 * Whether a comment may be overwritten: its author is the owner of the token, an app, or somebody who belongs to the
 * repository, or the host gives neither the author's nor the owner's details.
 *
 * @param self the login that the token belongs to; undefined if the host does not say, as for `github.token`
 */
function isTrusted({ login, type, association }: Author, self: string | undefined): boolean {
  if (self !== undefined && login === self) return true;
  if (type === undefined && association === undefined) return self === undefined;
  return type === 'Bot' || TRUSTED_ASSOCIATIONS.has(association ?? '');
}

/** A repository's pull requests and their comments. Every method throws if GitHub rejects a request. */
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

  /** Loads Octokit and makes a client; nothing is sent yet. */
  static async connect(options: GitHubOptions): Promise<PullRequestClient> {
    const { token, apiUrl, repository, userAgent, session, signal } = options;
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

  /** The comments on a pull request, oldest first; the next page is read only if it is needed. */
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

  /** The login that the token belongs to; undefined if it may not be read, as with `github.token`. */
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

  /** Replaces the text of a comment. */
  async update(comment: number, body: string): Promise<void> {
    await this.#request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...this.#repository,
      comment_id: comment,
      body,
    });
  }
}

/** The most that is read of a response, in bytes: a page of 100 comments of maximum length is smaller. */
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;
/** How long one request may take, in milliseconds; the signal ends it earlier. */
const MAX_CALL_MS = 60_000;

interface FetchOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * The part of `fetch` that Octokit needs, over the same kind of session as requests to Testsigma: with the same proxies
 * and the same messages if it fails. Node's own `fetch` supports no proxies.
 *
 * @throws Error if there is no complete response, and for a redirect: it could turn a POST into a GET, whose response
 *   looks fine, too
 */
function fetchOver(session: HttpSession, signal: AbortSignal) {
  return async (url: string, { method, headers, body }: FetchOptions): Promise<Response> => {
    const request = { method, url, headers, maxBytes: MAX_RESPONSE_BYTES, ...(body ? { body } : {}) };
    const result = await session.exchange(request, { timeoutMs: MAX_CALL_MS, signal });
    if (result.kind === 'failure') throw new Error(result.message.replaceAll('base-url', 'GITHUB_API_URL'));
    const { status, complete } = result;
    if (!complete) throw new Error('the response is too large or truncated');
    if (status >= 300 && status < 400) throw new Error(`a redirect (${status}) is not followed`);
    const received = new Headers();
    for (const [name, value] of Object.entries(result.headers)) received.append(name, String(value));
    return new Response(result.body || null, { status, headers: received });
  };
}

function silent(): void {
  // Octokit would log texts from GitHub's headers, such as a deprecation, without escaping them.
}

const SILENT = { debug: silent, info: silent, warn: silent, error: silent };

/** @throws Error if the response is from something else than GitHub's API */
function listOf<Item>(data: readonly Item[]): readonly Item[] {
  if (Array.isArray(data)) return data;
  throw new Error("the response is not from GitHub's API; check GITHUB_API_URL and the proxy");
}

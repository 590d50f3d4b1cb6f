/** The part of GitHub's API that a comment on a pull request needs, on a loopback port. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A comment on a pull request. */
export interface StoredComment {
  readonly id: number;
  readonly pullRequest: number;
  body: string;
  /** `unknown` on hosts that say neither type nor association: Gitea, Forgejo. */
  readonly author?: 'Bot' | 'User' | 'unknown';
  readonly association?: string;
  /** Who wrote it. */
  readonly login?: string;
}

/** A pull request, as far as a commit leads to it. */
export interface StoredPullRequest {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly sha: string;
  /** Commits behind its head. */
  readonly older?: readonly string[];
  /** Such as `octocat:patch-1`. */
  readonly branch: string;
  /** From a fork: GitHub does not find it by its commit. */
  readonly fork?: boolean;
}

/** One request as it came. */
export interface GitHubRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What is answered instead: an answer, or none for ever. */
export type Refusal =
  | { readonly status: number; readonly message: string; readonly headers?: Readonly<Record<string, string>> }
  | 'hang';

/** The stand-in for GitHub. */
export interface FakeGitHub {
  /** What GITHUB_API_URL takes. */
  readonly address: string;
  readonly token: string;
  readonly requests: GitHubRequest[];
  readonly comments: StoredComment[];
  readonly pullRequests: StoredPullRequest[];
  /** The account that the token belongs to; `github.token` belongs to none. */
  login: string | undefined;
  /** May be set at any time. */
  refuse: ((request: GitHubRequest) => Refusal | undefined) | undefined;
  /** How many clients wait for a response that never comes. */
  readonly stalled: number;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** As on a GitHub Enterprise Server. */
const PREFIX = '/api/v3';
const REPOSITORY = '/repos/acme/shop';
const LONGEST_BODY = 65_536;

/** Starts it; `tls` makes it speak https. */
export async function startGitHub(tls?: { key: string; cert: string }): Promise<FakeGitHub> {
  const stalled = new Set<ServerResponse>();
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    response.on('close', () => stalled.delete(response));
    serve(github, request, response, () => stalled.add(response)).catch(() => response.destroy());
  };
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const github: FakeGitHub = {
    address: `${tls ? 'https' : 'http'}://127.0.0.1:${port}${PREFIX}`,
    token: 'word-for-github',
    requests: [],
    comments: [],
    pullRequests: [],
    login: undefined,
    refuse: undefined,
    get stalled() {
      return stalled.size;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return github;
}

async function serve(
  github: FakeGitHub,
  request: IncomingMessage,
  response: ServerResponse,
  stall: () => unknown,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const url = new URL(request.url ?? '', github.address);
  const seen: GitHubRequest = {
    method: request.method ?? '',
    path: url.pathname.slice(PREFIX.length),
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(parts).toString(),
  };
  github.requests.push(seen);
  const refusal = github.refuse?.(seen);
  if (refusal === 'hang') {
    stall();
    return;
  }
  const { status, data, headers } = refusal
    ? { ...refusal, data: { message: refusal.message } }
    : answer(github, seen);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(data));
}

const refused = (status: number, message: string): Answer => ({ status, data: { message } });

function answer(github: FakeGitHub, request: GitHubRequest): Answer {
  if (request.headers.authorization !== `token ${github.token}`) return refused(401, 'Bad credentials');
  if (request.path === '/user')
    return github.login === undefined
      ? refused(403, 'Resource not accessible by integration')
      : { status: 200, data: { login: github.login } };
  const path = request.path.startsWith(REPOSITORY) ? request.path.slice(REPOSITORY.length) : '';
  for (const [pattern, route] of ROUTES) {
    const found = pattern.exec(`${request.method} ${path}`);
    if (found) return route(github, request, found[1] ?? '');
  }
  return refused(404, 'Not Found');
}

type Route = (github: FakeGitHub, request: GitHubRequest, word: string) => Answer;

const ROUTES: readonly (readonly [RegExp, Route])[] = [
  [
    /^GET \/issues\/(\d+)\/comments$/,
    ({ comments }, request, number) =>
      page(comments.filter(({ pullRequest }) => pullRequest === Number(number)).map(shown), request),
  ],
  [/^POST \/issues\/(\d+)\/comments$/, create],
  [/^PATCH \/issues\/comments\/(\d+)$/, update],
  [
    /^GET \/commits\/(\w+)\/pulls$/,
    ({ pullRequests }, request, sha) =>
      page(pullRequests.filter((one) => brings(one, sha) && !one.fork).map(summary), request),
  ],
  [
    /^GET \/pulls$/,
    ({ pullRequests }, request) =>
      page(pullRequests.filter(({ branch }) => branch === request.query.get('head')).map(summary), request),
  ],
];

function shown({ id, body, author = 'Bot', association = 'NONE', login = 'somebody' }: StoredComment) {
  if (author === 'unknown') return { id, body, user: { login } };
  return { id, body, user: { login, type: author }, author_association: association };
}

function brings({ sha, older = [] }: StoredPullRequest, wanted: string): boolean {
  return sha === wanted || older.includes(wanted);
}

function summary({ number, state, sha }: StoredPullRequest) {
  return { number, state, head: { sha } };
}

/** One page, with the links to the others as GitHub writes them. */
function page(all: readonly unknown[], { path, query }: GitHubRequest): Answer {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const number = Number(query.get('page') ?? 1);
  const last = Math.ceil(all.length / size);
  const link = (at: number, rel: string) =>
    `<https://api.github.com${path}?per_page=${size}&page=${at}>; rel="${rel}"`;
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
  ];
  return {
    status: 200,
    data: all.slice((number - 1) * size, number * size),
    ...(links.length > 0 ? { headers: { link: links.join(', ') } } : {}),
  };
}

function create({ comments }: FakeGitHub, { body: sent }: GitHubRequest, number: string): Answer {
  const { body } = JSON.parse(sent) as { body: string };
  if (body.length > LONGEST_BODY) return refused(422, 'Body is too long (maximum is 65536 characters)');
  const comment: StoredComment = { id: 9_000 + comments.length, pullRequest: Number(number), body };
  comments.push(comment);
  return { status: 201, data: shown(comment) };
}

function update({ comments }: FakeGitHub, { body: sent }: GitHubRequest, id: string): Answer {
  const { body } = JSON.parse(sent) as { body: string };
  const comment = comments.find((one) => one.id === Number(id));
  if (!comment) return refused(404, 'Not Found');
  if (body.length > LONGEST_BODY) return refused(422, 'Body is too long (maximum is 65536 characters)');
  comment.body = body;
  return { status: 200, data: shown(comment) };
}

'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const index = require('./index.js');
const promises = require('node:fs/promises');
require('node:path');
require('node:fs');

const PAGE = 100;
const TRUSTED_ASSOCIATIONS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);
function isTrusted({ login, type, association }, self) {
    if (self !== undefined && login === self)
        return true;
    if (type === undefined && association === undefined)
        return self === undefined;
    return type === 'Bot' || TRUSTED_ASSOCIATIONS.has(association ?? '');
}
class PullRequestClient {
    #request;
    #session;
    #repository;
    constructor(request, session, repository) {
        this.#request = request;
        this.#session = session;
        const [owner = '', repo = ''] = repository.split('/');
        this.#repository = { owner, repo };
    }
    static async connect(options) {
        const { token, apiUrl, repository, userAgent, session, signal } = options;
        const { request } = await Promise.resolve().then(() => require('./octokit-request.js'));
        const defaults = {
            baseUrl: apiUrl.replace(/\/+$/, ''),
            headers: { authorization: `token ${token}`, 'user-agent': userAgent },
            request: { fetch: fetchOver(session, signal), log: SILENT },
        };
        return new PullRequestClient(request.defaults(defaults), session, repository);
    }
    close() {
        this.#session.close();
    }
    async pullRequestOf({ sha, branch }) {
        const where = { ...this.#repository, per_page: PAGE };
        const { data } = await this.#request('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
            ...where,
            commit_sha: sha,
        });
        const open = listOf(data).filter(({ state }) => state === 'open');
        const best = open.find(({ head }) => head.sha === sha) ?? open[0];
        if (best || branch === undefined)
            return best?.number;
        const { data: ofBranch } = await this.#request('GET /repos/{owner}/{repo}/pulls', {
            ...where,
            state: 'open',
            head: branch,
        });
        return listOf(ofBranch).find(({ head }) => head.sha === sha)?.number;
    }
    async *comments(pullRequest) {
        const where = { ...this.#repository, issue_number: pullRequest, per_page: PAGE };
        const self = await this.#login();
        for (let page = 1, more = true; more; page += 1) {
            const { data, headers } = await this.#request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', { ...where, page });
            for (const { id, body, user, author_association } of listOf(data)) {
                const author = { login: user?.login, type: user?.type, association: author_association };
                yield { id: Number(id), body: body ?? '', isTrusted: isTrusted(author, self) };
            }
            more = /rel="next"/.test(headers.link ?? '');
        }
    }
    async #login() {
        try {
            const { data } = await this.#request('GET /user');
            return data.login;
        }
        catch {
            return undefined;
        }
    }
    async create(pullRequest, body) {
        await this.#request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
            ...this.#repository,
            issue_number: pullRequest,
            body,
        });
    }
    async update(comment, body) {
        await this.#request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
            ...this.#repository,
            comment_id: comment,
            body,
        });
    }
}
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;
const MAX_CALL_MS = 60_000;
function fetchOver(session, signal) {
    return async (url, { method, headers, body }) => {
        const request = { method, url, headers, maxBytes: MAX_RESPONSE_BYTES, ...(body ? { body } : {}) };
        const result = await session.exchange(request, { timeoutMs: MAX_CALL_MS, signal });
        if (result.kind === 'failure')
            throw new Error(result.message.replaceAll('base-url', 'GITHUB_API_URL'));
        const { status, complete } = result;
        if (!complete)
            throw new Error('the response is too large or truncated');
        if (status >= 300 && status < 400)
            throw new Error(`a redirect (${status}) is not followed`);
        const received = new Headers();
        for (const [name, value] of Object.entries(result.headers))
            received.append(name, String(value));
        return new Response(result.body || null, { status, headers: received });
    };
}
function silent() {
}
const SILENT = { debug: silent, info: silent, warn: silent, error: silent };
function listOf(data) {
    if (Array.isArray(data))
        return data;
    throw new Error("the response is not from GitHub's API; check GITHUB_API_URL and the proxy");
}

const MAX_BYTES$1 = 65_536;
const MAX_NAME_LENGTH = 500;
function markerOf({ workflow, id, step }, run) {
    return `<!-- testsigma-override-action workflow=${word(workflow)} job=${word(id)} step=${word(step)} run=${word(run)} -->`;
}
function word(text) {
    return encodeURIComponent(text.slice(0, MAX_NAME_LENGTH).toWellFormed()).replaceAll('-', '%2D');
}
function renderPullRequestComment(report, marker, renderPage) {
    const end = footer(report);
    const page = renderPage(MAX_BYTES$1 - Buffer.byteLength(`${marker}\n\n${end}\n`));
    return `${marker}\n${page}\n${end}\n`;
}
function footer({ workflowRun, finishedAt }) {
    const when = `${new Date(finishedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    const link = workflowRun === '' ? '' : ` · [workflow run](${workflowRun})`;
    return `<sub>${when}${link}</sub>`;
}

const MAX_BYTES = 25 * 1024 * 1024;
const NUMBER_INPUTS = ['pull-request', 'pr', 'pull_request_number'];
async function readPayload(path) {
    try {
        const stats = await promises.stat(path);
        const isReadable = stats.isFile() && stats.size <= MAX_BYTES;
        return isReadable ? JSON.parse(await promises.readFile(path, 'utf8')) : undefined;
    }
    catch {
        return undefined;
    }
}
function pullRequestFromEvent(event, payload) {
    if (payload === undefined)
        return none('the event that triggered the workflow cannot be read (GITHUB_EVENT_PATH)');
    switch (event) {
        case 'pull_request':
        case 'pull_request_target':
        case 'pull_request_review':
        case 'pull_request_review_comment':
            return (byNumber(at(payload, 'pull_request', 'number')) ?? none(`event "${event}" names no pull request`));
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
function fromComment(issue) {
    const isPullRequest = Boolean(at(issue, 'pull_request'));
    return (isPullRequest && byNumber(at(issue, 'number'))) || none('the comment is on an issue');
}
function fromWorkflowRun(payload) {
    const run = at(payload, 'workflow_run');
    const here = at(payload, 'repository', 'id');
    const isHere = (one) => here === undefined || at(one, 'base', 'repo', 'id') === here;
    const listed = at(run, 'pull_requests');
    const number = at(Array.isArray(listed) ? listed.find(isHere) : undefined, 'number');
    return byNumber(number) ?? byCommit(run) ?? none('event "workflow_run" names no pull request');
}
function byCommit(run) {
    const sha = at(run, 'head_sha');
    const owner = at(run, 'head_repository', 'owner', 'login');
    const branch = at(run, 'head_branch');
    if (typeof sha !== 'string' || sha === '')
        return undefined;
    const isBranch = typeof owner === 'string' && typeof branch === 'string';
    return { by: 'commit', commit: { sha, branch: isBranch ? `${owner}:${branch}` : undefined } };
}
function fromInputs(inputs) {
    const values = NUMBER_INPUTS.map((name) => at(inputs, name));
    const given = values.map((value) => (isScalar(value) ? String(value).trim() : '')).find(Boolean);
    if (given === undefined)
        return none(`the workflow has no input ${NUMBER_INPUTS.join(', ')} with its number`);
    return (byNumber(Number(/^#?(\d{1,15})$/.exec(given)?.[1])) ??
        none(`"${given}" is not the number of a pull request`));
}
function isScalar(value) {
    return typeof value === 'string' || typeof value === 'number';
}
function byNumber(number) {
    return Number.isSafeInteger(number) && Number(number) > 0
        ? { by: 'number', number: Number(number) }
        : undefined;
}
function none(why) {
    return { by: 'nothing', why };
}
function at(value, ...path) {
    return path.reduce((found, key) => Object(found)[key], value);
}

const MAX_MS = 10_000;
const MAX_RESPONSE_LENGTH = 300;
async function upsertPullRequestComment(report, renderPage, options) {
    const { log, clock, cancelled, deadline } = options;
    const hasNothing = report.runId === '' || report.verdict.status === 'nothing';
    if (hasNothing || cancelled.aborted)
        return;
    const ms = Math.min(MAX_MS, deadline - clock.now());
    try {
        log.line(await withTimeout(ms, options, (signal) => comment(report, renderPage, options, signal)));
    }
    catch (error) {
        if (cancelled.aborted)
            return;
        const message = `Could not post the pull request comment: ${errorText(error)}`;
        log.annotate('warning', [{ location: { input: 'github-token' }, message }]);
    }
}
async function comment(report, renderPage, options, signal) {
    const { token, job, http } = options;
    if (!/^[\x21-\x7e]+$/.test(token))
        throw new Error(NO_TOKEN);
    const reference = pullRequestFromEvent(job.event, await readPayload(job.eventPath));
    if (reference.by === 'nothing')
        return `Skipped the pull request comment: ${reference.why}`;
    const userAgent = `testsigma-override-action/${index.VERSION}`;
    const github = await PullRequestClient.connect({
        token,
        apiUrl: job.apiUrl,
        repository: job.repository,
        userAgent,
        session: http(userAgent),
        signal,
    });
    try {
        const number = reference.by === 'number' ? reference.number : await github.pullRequestOf(reference.commit);
        if (number === undefined)
            return 'Skipped the pull request comment: no open pull request contains this commit';
        const run = index.runUrl(report.baseUrl, report.runId);
        const marker = markerOf(job, run);
        return await upsert(github, number, marker, renderPullRequestComment(report, marker, renderPage));
    }
    finally {
        github.close();
    }
}
async function upsert(github, pullRequest, marker, text) {
    const earlier = await findExisting(github.comments(pullRequest), marker);
    if (earlier)
        await github.update(earlier.id, text);
    else
        await github.create(pullRequest, text);
    return `Comment on pull request ${pullRequest} ${earlier ? 'updated' : 'added'}`;
}
const NO_TOKEN = 'github-token contains white space or characters that no token has; pass github.token or a secret that contains one';
async function findExisting(comments, marker) {
    for await (const one of comments)
        if (one.isTrusted && one.body.startsWith(marker))
            return one;
    return undefined;
}
async function withTimeout(ms, { clock, cancelled }, work) {
    const controller = new AbortController();
    const { signal } = controller;
    const aborted = new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
    });
    const late = new Error(`no response from GitHub within ${Math.max(0, ms / 1000).toFixed(0)} s`);
    const stopTimer = clock.after(ms, () => controller.abort(late));
    const cancel = () => controller.abort(cancelled.reason);
    cancelled.addEventListener('abort', cancel);
    try {
        return await Promise.race([aborted, work(signal)]);
    }
    finally {
        stopTimer();
        cancelled.removeEventListener('abort', cancel);
    }
}
function errorText(error) {
    const { message, status, response } = Object(error);
    const reason = index.truncate(String(message ?? error), MAX_RESPONSE_LENGTH);
    if (response === undefined)
        return reason;
    const text = `GitHub responded with ${status} (${reason})`;
    if (/rate limit/i.test(reason))
        return `${text}; it is written with the next run`;
    if (/\blocked\b/i.test(reason))
        return `${text}; unlock the pull request's conversation to get it`;
    return `${text}${ADVICE.get(status) ?? ''}`;
}
const PERMISSION = 'the token lacks the permission. Add "permissions: pull-requests: write" (or "issues: write") to the job. Workflows of pull requests from forks and of Dependabot get a read-only token, whatever the job requests: override from a workflow_run workflow there';
const ADVICE = new Map([
    [401, ': the token is not valid; pass github.token or a token that has not expired'],
    [403, `: ${PERMISSION}`],
    [404, `: no such pull request, or ${PERMISSION}`],
]);

exports.upsertPullRequestComment = upsertPullRequestComment;

/** GitHub's API as far as a comment needs it, from a stand-in on a loopback port. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PullRequestClient } from '../../src/github/client.js';
import { NodeHttpSession } from '../../src/runtime/http.js';
import { clock } from '../../src/runtime/process.js';
import { type FakeGitHub, type StoredComment, startGitHub } from '../support/github.js';

const SHA = 'a'.repeat(40);

let server: FakeGitHub;
let github: PullRequestClient;

beforeAll(async () => {
  server = await startGitHub();
  const { signal } = new AbortController();
  github = await PullRequestClient.connect({
    token: server.token,
    apiUrl: server.address,
    repository: 'acme/shop',
    userAgent: 'test',
    session: new NodeHttpSession('test', clock, {}),
    signal,
  });
});
afterAll(async () => {
  github.close();
  await server.close();
});
beforeEach(() => {
  server.login = undefined;
  server.refuse = undefined;
  server.requests.length = 0;
  server.comments.length = 0;
  server.pullRequests.length = 0;
});

test('a commit leads to the open pull request', async () => {
  server.pullRequests.push(
    { number: 11, state: 'closed', sha: SHA, branch: 'acme:one' },
    { number: 12, state: 'open', sha: SHA, branch: 'acme:two' },
  );
  expect(await github.pullRequestOf({ sha: SHA })).toBe(12);
  expect(server.requests.map(({ path }) => path)).toEqual([`/repos/acme/shop/commits/${SHA}/pulls`]);
});

test('a commit that several bring in leads to the one whose head it is, else to the first', async () => {
  const newer = { sha: 'b'.repeat(40), older: [SHA], state: 'open' } as const;
  server.pullRequests.push(
    { ...newer, number: 11, branch: 'acme:one' },
    { number: 12, state: 'open', sha: SHA, branch: 'acme:two' },
  );
  expect(await github.pullRequestOf({ sha: SHA })).toBe(12);
  server.pullRequests.pop();
  server.pullRequests.push({ ...newer, number: 13, branch: 'acme:three' });
  expect(await github.pullRequestOf({ sha: SHA, branch: 'acme:one' })).toBe(11);
});

test('a commit that nobody asks to bring in leads to none, and without its branch nothing more is asked', async () => {
  server.pullRequests.push({ number: 11, state: 'closed', sha: SHA, branch: 'acme:one' });
  expect(await github.pullRequestOf({ sha: SHA })).toBeUndefined();
  expect(server.requests).toHaveLength(1);
});

test('a fork’s commit leads to the open pull request of its branch whose head it is', async () => {
  server.pullRequests.push(
    { number: 11, state: 'open', sha: 'b'.repeat(40), branch: 'octocat:patch-1', fork: true },
    { number: 12, state: 'open', sha: SHA, branch: 'octocat:patch-1', fork: true },
  );
  expect(await github.pullRequestOf({ sha: SHA, branch: 'octocat:patch-1' })).toBe(12);
  const { query } = server.requests[1] ?? {};
  expect([query?.get('state'), query?.get('head')]).toEqual(['open', 'octocat:patch-1']);
  expect(await github.pullRequestOf({ sha: 'c'.repeat(40), branch: 'octocat:patch-1' })).toBeUndefined();
});

test('comments come page by page, and only as many as are wanted', async () => {
  for (let id = 1; id <= 101; id += 1)
    server.comments.push({ id, pullRequest: 12, body: `comment ${id}`, author: 'User' });
  const seen: number[] = [];
  const pages = () => server.requests.filter(({ path }) => path.endsWith('/comments'));
  for await (const { id } of github.comments(12)) seen.push(id);
  expect(seen).toHaveLength(101);
  expect(pages()).toHaveLength(2);
  server.requests.length = 0;
  for await (const { body } of github.comments(12)) {
    expect(body).toBe('comment 1');
    break;
  }
  expect(pages()).toHaveLength(1);
});

describe('a comment may be written over', () => {
  async function isTrusted(comment: Partial<StoredComment>, login?: string): Promise<boolean | undefined> {
    server.login = login;
    server.comments.push({ id: 1, pullRequest: 12, body: 'x', ...comment });
    for await (const found of github.comments(12)) return found.isTrusted;
    return undefined;
  }

  test.each([
    ['Bot', 'NONE', true],
    ['User', 'OWNER', true],
    ['User', 'MEMBER', true],
    ['User', 'COLLABORATOR', true],
    ['User', 'CONTRIBUTOR', false],
    ['User', 'NONE', false],
  ] as const)('if it is from a %s that is %s: %s', async (author, association, trusted) => {
    expect(await isTrusted({ author, association })).toBe(trusted);
  });

  test.each([
    ['its own', { login: 'ci-user' }, true],
    ['of somebody who does not belong to the repository', { login: 'octocat' }, false],
    ['of an app', { login: 'renovate', author: 'Bot' }, true],
  ] as const)('with the token of a machine user: %s', async (_, comment, trusted) => {
    expect(await isTrusted({ author: 'User', association: 'NONE', ...comment }, 'ci-user')).toBe(trusted);
  });

  test.each([
    ['the token does not say whose it is', 'gitea-actions', undefined, true],
    ['it is its own', 'ci-user', 'ci-user', true],
    ['it is somebody else’s', 'octocat', 'ci-user', false],
  ])('on Gitea and Forgejo, which say nothing about authors: %s', async (_, login, self, trusted) => {
    expect(await isTrusted({ author: 'unknown', login }, self)).toBe(trusted);
  });
});

test.each(['', '/', '//'])('the URL of the API may end in %j', async (end) => {
  const { signal } = new AbortController();
  const other = await PullRequestClient.connect({
    token: server.token,
    apiUrl: `${server.address}${end}`,
    repository: 'acme/shop',
    userAgent: 'agent/1',
    session: new NodeHttpSession('test', clock, {}),
    signal,
  });
  await other.create(12, 'text');
  other.close();
  const [request] = server.requests;
  expect([request?.method, request?.path]).toEqual(['POST', '/repos/acme/shop/issues/12/comments']);
  expect(request?.headers['user-agent']).toBe('agent/1');
  expect(server.comments).toMatchObject([{ body: 'text', pullRequest: 12 }]);
});

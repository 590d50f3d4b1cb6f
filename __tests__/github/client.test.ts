/** GitHub's API as far as a comment needs it, from a stand-in on a loopback port. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { PullRequestClient } from '../../src/github/client.js';
import { NodeHttpSession } from '../../src/runtime/http.js';
import { clock } from '../../src/runtime/process.js';
import { type FakeGitHub, startGitHub } from '../support/github.js';

const SHA = 'a'.repeat(40);
const kept = process.env['GITHUB_EVENT_PATH'];

let server: FakeGitHub;
let github: PullRequestClient;

beforeAll(async () => {
  server = await startGitHub();
  process.env['GITHUB_EVENT_PATH'] = '/nowhere/event.json';
  const { signal } = new AbortController();
  github = await PullRequestClient.connect({
    token: server.token,
    apiUrl: server.address,
    repository: 'acme/shop',
    userAgent: 'test',
    session: new NodeHttpSession('test', clock),
    signal,
  });
});
afterAll(async () => {
  github.close();
  if (kept === undefined) delete process.env['GITHUB_EVENT_PATH'];
  else process.env['GITHUB_EVENT_PATH'] = kept;
  await server.close();
});
beforeEach(() => {
  server.refuse = undefined;
  server.requests.length = 0;
  server.comments.length = 0;
  server.pullRequests.length = 0;
});

test('the environment of the step is as it was, once the toolkit is loaded', () => {
  expect(process.env['GITHUB_EVENT_PATH']).toBe('/nowhere/event.json');
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

test.each([
  ['Bot', 'NONE', true],
  ['User', 'OWNER', true],
  ['User', 'MEMBER', true],
  ['User', 'COLLABORATOR', true],
  ['User', 'CONTRIBUTOR', false],
  ['User', 'NONE', false],
] as const)(
  'the comment of a %s that is %s may be written over: %s',
  async (author, association, isTrusted) => {
    server.comments.push({ id: 1, pullRequest: 12, body: 'x', author, association });
    const found = [];
    for await (const comment of github.comments(12)) found.push(comment);
    expect(found).toEqual([{ id: 1, body: 'x', isTrusted }]);
  },
);

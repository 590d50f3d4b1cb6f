/** Whatever GitHub or anybody else wrote as an event leads to a pull request or says why not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pullRequestFromEvent, readPayload } from '../../src/github/event.js';

const EVENTS = [
  'pull_request',
  'issue_comment',
  'workflow_run',
  'workflow_dispatch',
  'pull_request_review_comment',
];

test('no payload is a fault', () => {
  const keys = fc.constantFrom('pull_request', 'issue', 'inputs', 'workflow_run', 'pull_requests', 'number');
  const payload = fc.object({ key: keys, maxDepth: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...EVENTS), fc.oneof(payload, fc.anything()), (event, anything) => {
      const trail = pullRequestFromEvent(event, anything);
      if (trail.by === 'number') expect(trail.number).toBeGreaterThan(0);
      if (trail.by === 'nothing') expect(trail.why).not.toBe('');
    }),
  );
});

test.each([0, -1, 1.5, '12', null, 2 ** 60])('a pull request does not have the number %j', (number) => {
  expect(pullRequestFromEvent('pull_request', { pull_request: { number } }).by).toBe('nothing');
});

test('an input of a workflow is a text or a number', () => {
  expect(pullRequestFromEvent('workflow_dispatch', { inputs: { pr: { toString: 1 } } }).by).toBe('nothing');
  expect(pullRequestFromEvent('workflow_dispatch', { inputs: { pr: 12 } })).toEqual({
    by: 'number',
    number: 12,
  });
});

test.each(['pull_request', 'pull_request_target', 'pull_request_review', 'pull_request_review_comment'])(
  '%s names its pull request',
  (event) => {
    expect(pullRequestFromEvent(event, { pull_request: { number: 12 } })).toEqual({
      by: 'number',
      number: 12,
    });
    expect(pullRequestFromEvent(event, {})).toEqual({
      by: 'nothing',
      why: `event "${event}" names no pull request`,
    });
  },
);

test.each([
  ['12', 12],
  [' #12\n', 12],
  ['x12', undefined],
  ['12x', undefined],
  ['1234567890123456', undefined],
])('the input %j is the pull request %j', (pr, number) => {
  const trail = pullRequestFromEvent('workflow_dispatch', { inputs: { pr } });
  if (number === undefined)
    expect(trail).toEqual({ by: 'nothing', why: `"${pr.trim()}" is not the number of a pull request` });
  else expect(trail).toEqual({ by: 'number', number });
});

test('the first input that says something counts', () => {
  const inputs = { 'pull-request': ' ', pr: 13, pull_request_number: 14 };
  expect(pullRequestFromEvent('workflow_dispatch', { inputs })).toEqual({ by: 'number', number: 13 });
});

test('of the pull requests of a workflow run, the one into this repository counts', () => {
  const into = (id: number, number: number) => ({ number, base: { repo: { id } } });
  const workflow_run = { head_sha: 'abc', pull_requests: [into(1, 11), into(2, 12)] };
  expect(pullRequestFromEvent('workflow_run', { workflow_run, repository: { id: 2 } })).toEqual({
    by: 'number',
    number: 12,
  });
  expect(pullRequestFromEvent('workflow_run', { workflow_run })).toEqual({ by: 'number', number: 11 });
  expect(pullRequestFromEvent('workflow_run', { workflow_run, repository: { id: 3 } })).toMatchObject({
    by: 'commit',
  });
});

test.each(['', 1, null])('a workflow run for the commit %j names none', (head_sha) => {
  expect(pullRequestFromEvent('workflow_run', { workflow_run: { head_sha } }).by).toBe('nothing');
});

test('a branch is known only with its owner', () => {
  const run = { head_sha: 'abc', head_branch: 'patch-1' };
  const commit = { sha: 'abc' };
  expect(pullRequestFromEvent('workflow_run', { workflow_run: run })).toEqual({ by: 'commit', commit });
  const owned = { ...run, head_repository: { owner: { login: 'octocat' } } };
  expect(pullRequestFromEvent('workflow_run', { workflow_run: owned })).toEqual({
    by: 'commit',
    commit: { ...commit, branch: 'octocat:patch-1' },
  });
  expect(pullRequestFromEvent('workflow_run', { workflow_run: { ...owned, head_branch: null } })).toEqual({
    by: 'commit',
    commit,
  });
});

test('a payload of up to 25 MiB is read, and no larger one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-'));
  const path = join(folder, 'event.json');
  const most = 25 * 1024 * 1024;
  writeFileSync(path, `"${'x'.repeat(most - 2)}"`);
  expect(await readPayload(path)).toHaveLength(most - 2);
  writeFileSync(path, `"${'x'.repeat(most - 1)}"`);
  expect(await readPayload(path)).toBeUndefined();
  rmSync(folder, { recursive: true });
});

test('a payload that cannot be read is none', async () => {
  expect(await readPayload('/nowhere/event.json')).toBeUndefined();
  expect(await readPayload('')).toBeUndefined();
  expect(await readPayload('/dev/zero')).toBeUndefined();
});

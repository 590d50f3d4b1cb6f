/** Whatever GitHub or anybody else wrote as an event leads to a pull request or says why not. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPayload, trailOf } from '../../src/report/event.js';

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
      const trail = trailOf(event, anything);
      if (trail.by === 'number') expect(trail.number).toBeGreaterThan(0);
      if (trail.by === 'nothing') expect(trail.why).not.toBe('');
    }),
  );
});

test.each([0, -1, 1.5, '12', null, 2 ** 60])('a pull request does not have the number %j', (number) => {
  expect(trailOf('pull_request', { pull_request: { number } }).by).toBe('nothing');
});

test('an input of a workflow is a text or a number', () => {
  expect(trailOf('workflow_dispatch', { inputs: { pr: { toString: 1 } } }).by).toBe('nothing');
  expect(trailOf('workflow_dispatch', { inputs: { pr: 12 } })).toEqual({ by: 'number', number: 12 });
});

test('a branch is known only with its owner', () => {
  const run = { head_sha: 'abc', head_branch: 'patch-1' };
  expect(trailOf('workflow_run', { workflow_run: run })).toEqual({ by: 'commit', commit: { sha: 'abc' } });
});

test('a payload that cannot be read is none', async () => {
  expect(await readPayload('/nowhere/event.json')).toBeUndefined();
  expect(await readPayload('')).toBeUndefined();
  expect(await readPayload('/dev/zero')).toBeUndefined();
});

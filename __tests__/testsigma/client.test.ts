/** Typed calls, over a session that plays one response. */
import { describe, expect, test } from '@jest/globals';
import type { HttpRequest, HttpResult } from '../../src/runtime/http.js';
import { overrideBody, TestsigmaClient } from '../../src/testsigma/client.js';
import { RetryClient } from '../../src/testsigma/retry.js';
import { overrideOf } from '../support/builders.js';
import { virtualClock } from '../support/clock.js';

function clientOf(respond: () => HttpResult, cancelled = AbortSignal.any([])) {
  const requests: HttpRequest[] = [];
  const http = new RetryClient({
    session: {
      exchange: async (request) => {
        requests.push(request);
        return respond();
      },
      connect: () => undefined,
      close: () => undefined,
    },
    clock: virtualClock(),
    random: () => 0,
    cancellation: { requested: cancelled, expired: AbortSignal.any([]) },
    onRetry: () => undefined,
    maxRetries: 1,
    requestTimeoutMs: 5_000,
    deadline: Number.POSITIVE_INFINITY,
  });
  const client = new TestsigmaClient({
    http,
    baseUrl: 'https://acme.example/testsigma',
    apiToken: 'key',
    runId: '239',
    wireComment: ({ comment }) => `${comment} (by octocat)`,
  });
  return { client, requests };
}

function reply(status: number, body: unknown, headers = {}, complete = true): HttpResult {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'response', status, headers, body: text, complete };
}

test('an override is one PUT with exact IDs and every comment', async () => {
  const body = { errors: [], message: 'Overridden the results successfully' };
  const { client, requests } = clientOf(() => reply(200, body));
  const overrides = [overrideOf('9223372036854775807'), overrideOf('3646', { outcome: 'NOT_EXECUTED' })];
  const response = await client.override(overrides);
  expect(response.accepted).toEqual(['9223372036854775807', '3646']);
  expect(requests).toMatchObject([
    {
      method: 'PUT',
      url: 'https://acme.example/testsigma/api/v1/execution_results/239/override',
      headers: {
        Authorization: 'Bearer key',
        Accept: 'application/json',
        'Content-Type': 'application/json',
      },
      body: '[{"testCaseResultId":9223372036854775807,"comment":"comment of 9223372036854775807 (by octocat)","result":"SUCCESS"},{"testCaseResultId":3646,"comment":"comment of 3646 (by octocat)","result":"NOT_EXECUTED"}]',
    },
  ]);
});

test('a comment is escaped as JSON', () => {
  expect(overrideBody([overrideOf('1')], () => 'w "\ud83d\ude00" \ud800')).toContain('"w \\"😀\\" \\ud800"');
});

test.each([
  [undefined, 2],
  [1, 1],
])('an override with at most %p attempts is sent at most %i times', async (maxAttempts, attempts) => {
  const { client } = clientOf(() => reply(503, ''));
  expect((await client.override([overrideOf('1')], maxAttempts)).attempts).toBe(attempts);
});

test('a run and its listing are read', async () => {
  const { client, requests } = clientOf(() => reply(200, { id: 239, result: 'PASSED', testCases: [] }));
  expect(await client.run({})).toMatchObject({ value: { id: '239', result: 'SUCCESS' } });
  expect(await client.listing({})).toMatchObject({ value: { results: [] } });
  expect(requests.map(({ url }) => url.replace(/^.*execution_results/, ''))).toEqual([
    '/239',
    '/239/test_case_results',
  ]);
});

describe('what cannot be read', () => {
  test.each<[string, HttpResult, RegExp]>([
    [
      'a 404',
      reply(404, { error: 'No handler found' }),
      /404 Not Found: No handler found\. Check run-id 239/,
    ],
    [
      'a 403 page',
      reply(403, '<html><title>Blocked</title>'),
      /403 Forbidden with a web page titled "Blocked"/,
    ],
    ['a 503', reply(503, ''), /^Testsigma responded 503 Service Unavailable$/],
    ['a 400', reply(400, ''), /^Testsigma responded 400 Bad Request$/],
    ['a 204', reply(204, ''), /204 No Content with an empty body/],
    ['a redirect', reply(302, '', { location: 'https://sso.example.com/in?next=secret' }), /a login page/],
    ['a web page', reply(200, '<html>'), /not JSON/],
    ['another run', reply(200, { id: 1 }), /instead of 239/],
    ['a response that is too large', reply(200, '{', {}, false), /too large/],
  ])('%s', async (_, last, words) => {
    const read = await clientOf(() => last).client.run({});
    expect(read).toMatchObject({ unreadable: expect.stringMatching(words) });
    expect(JSON.stringify(read)).not.toContain('secret');
  });

  test.each([
    [401, true],
    [403, false],
  ])('a %i: the key is rejected: %s', async (status, isUnauthorized) => {
    const { client } = clientOf(() => reply(status, { error: 'no' }));
    expect(await client.run({})).toMatchObject({ isUnauthorized });
  });

  test('after a cancellation, and after the deadline', async () => {
    const { client, requests } = clientOf(() => reply(200, {}), AbortSignal.abort());
    expect(await client.run({})).toMatchObject({ unreadable: 'the step was cancelled' });
    expect(await clientOf(() => reply(200, {})).client.run({ deadline: 0 })).toMatchObject({
      unreadable: 'the time was up',
    });
    expect(requests).toEqual([]);
  });
});

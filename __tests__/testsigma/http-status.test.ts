import { expect, test } from '@jest/globals';
import type { HttpResponse } from '../../src/runtime/http.js';
import { meaningOf } from '../../src/testsigma/http-status.js';

function reply(status: number, body = ''): HttpResponse {
  return { kind: 'response', status, headers: {}, body, complete: true };
}
const REFUSAL = JSON.stringify({ error: 'no' });

test.each([
  [200, REFUSAL, 'success', false, 'maybe-applied', 'bisect'],
  [204, '', 'foreign', false, 'maybe-applied', 'abort'],
  [302, '', 'foreign', false, 'maybe-applied', 'abort'],
  [400, REFUSAL, 'refusal', false, 'refused', 'bisect'],
  [401, REFUSAL, 'denial', false, 'denied', 'abort'],
  [403, REFUSAL, 'denial', false, 'denied', 'abort'],
  [404, REFUSAL, 'denial', false, 'denied', 'abort'],
  [405, REFUSAL, 'denial', false, 'denied', 'abort'],
  [407, REFUSAL, 'foreign', false, 'maybe-applied', 'abort'],
  [408, REFUSAL, 'later', true, 'deferred', 'abort'],
  [413, '', 'too-large', false, 'refused', 'bisect'],
  [422, REFUSAL, 'refusal', false, 'refused', 'bisect'],
  [425, REFUSAL, 'later', true, 'deferred', 'abort'],
  [429, REFUSAL, 'later', true, 'deferred', 'abort'],
  [429, '<html>', 'later', true, 'maybe-applied', 'abort'],
  [500, REFUSAL, 'failure', true, 'maybe-applied', 'bisect'],
  [500, '{"error":"rate limit exceeded"}', 'later', true, 'maybe-applied', 'abort'],
  [501, '', 'unavailable', false, 'maybe-applied', 'leave'],
  [502, '', 'unavailable', true, 'maybe-applied', 'leave'],
  [503, '', 'unavailable', true, 'maybe-applied', 'leave'],
  [505, '', 'unavailable', false, 'maybe-applied', 'leave'],
  [520, '', 'unavailable', true, 'maybe-applied', 'leave'],
  [527, '', 'unavailable', true, 'maybe-applied', 'leave'],
  [999, '', 'foreign', false, 'maybe-applied', 'abort'],
] as const)('%i with %j is %s', (status, body, kind, retryable, proof, nextStep) => {
  expect(meaningOf(reply(status, body))).toMatchObject({ kind, retryable, proof, nextStep });
});

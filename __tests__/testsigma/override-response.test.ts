import { describe, expect, test } from '@jest/globals';
import type { HttpFailure, HttpResult } from '../../src/runtime/http.js';
import { interpretResponse } from '../../src/testsigma/override-response.js';
import type { RetryOutcome } from '../../src/testsigma/retry.js';

const RUN = '239';
const OK = 'Overridden the results successfully';
const PARTIAL = 'Overridden the result partially';
const BASE_URL = 'https://app.testsigma.com';

const notRelated = (id: number) => `Given test case result id ${id} is not related to execution run ${RUN}`;
const refusal = (error: string) => ({ timeStamp: null, error, code: null, fieldErrors: null });

function reply(status: number, body: unknown, headers = {}): HttpResult {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'response', status, headers, body: text, complete: true };
}

function failure(cause: HttpFailure['cause'], more: Partial<HttpFailure> = {}): HttpFailure {
  return { kind: 'failure', cause, message: `${cause}!`, maybeApplied: true, retryable: true, ...more };
}

function interpret(last: HttpResult | undefined, ids = ['1', '2'], more: Partial<RetryOutcome> = {}) {
  const outcome = { attempts: last ? 1 : 0, earlier: [], consecutiveTimeouts: 0, ...more };
  const request = { runId: RUN, ids, baseUrl: BASE_URL, pauseMs: 500 };
  return interpretResponse(request, last ? { ...outcome, last } : outcome);
}

const rejectedIds = (response: ReturnType<typeof interpret>) =>
  response.rejected.map(({ testCaseResultId }) => testCaseResultId);

describe('a 200', () => {
  test('without errors and with a success accepts everything', () => {
    const response = interpret(reply(200, { errors: [], message: OK }));
    expect(response).toMatchObject({ accepted: ['1', '2'], rejected: [], nextStep: 'none', message: OK });
  });

  test.each([PARTIAL, OK])('with understood errors and %j accepts what they do not name', (message) => {
    const response = interpret(reply(200, { errors: [notRelated(2)], message }), ['1', '2', '3']);
    expect(response).toMatchObject({ accepted: ['1', '3'], nextStep: 'none' });
    expect(response.rejected).toEqual([{ testCaseResultId: '2', message: notRelated(2) }]);
  });

  test('with documented fields that are empty is a success', () => {
    const nothing = { error: null, code: '', fieldErrors: [], objectErrors: {}, failed: [], errorCount: 0 };
    const response = interpret(reply(200, { errors: [], message: OK, success: true, ...nothing }));
    expect(response.accepted).toEqual(['1', '2']);
  });

  test('that has a key twice is not of the documented shape', () => {
    const body = `{"errors":["${notRelated(2)}"],"message":"${PARTIAL}","errors":[],"message":"${OK}"}`;
    expect(interpret(reply(200, body))).toMatchObject({ accepted: [], nextStep: 'abort' });
  });

  test.each([
    ['lists no errors and says partially', { errors: [], message: PARTIAL }, []],
    ['denies', { errors: [], message: 'Overriding is not enabled for this account' }, []],
    ['has no message', { errors: [] }, []],
    ['has a text that is not understood', { errors: ['Something is wrong'], message: PARTIAL }, []],
    ['has one next to a named result', { errors: [notRelated(2), 'x'], message: PARTIAL }, ['2']],
    ['names a result and denies', { errors: [notRelated(2)], message: 'Failed to override' }, []],
    ['fills fieldErrors', { errors: [], message: OK, fieldErrors: [{ field: 'comment' }] }, []],
    ['holds an error', { errors: [], message: OK, error: 'Failed to override the result' }, []],
    ['holds a code', { errors: [], message: OK, code: 'ERR_42' }, []],
    ['denies success in a field', { errors: [], message: OK, success: false }, []],
    ['lists what failed in a field', { errors: [], message: OK, failed: [2] }, []],
    ['lists errors in another spelling', { errors: [], message: OK, Errors: ['2'] }, []],
    ['fills objectErrors', { errors: [], message: OK, objectErrors: 'broken' }, []],
  ])('that %s leaves the others unsettled', (_, body, rejected) => {
    const response = interpret(reply(200, body));
    expect(response).toMatchObject({
      accepted: [],
      nextStep: 'bisect',
      others: { proof: 'maybe-applied', reason: expect.stringMatching(/./) },
    });
    expect(rejectedIds(response)).toEqual(rejected);
  });

  test.each([
    ['errors', { errors: ['Something is wrong'], message: PARTIAL }, 'refused'],
    ['errors and a success', { errors: ['Something is wrong'], message: OK }, 'maybe-applied'],
    ['no errors and no success', { errors: [], message: 'No.' }, 'maybe-applied'],
  ])('for a single result with %s proves: %s', (_, body, proof) => {
    expect(interpret(reply(200, body), ['1']).others.proof).toBe(proof);
  });

  test.each([
    ['a web page', '<html><title>Sign in</title></html>', /a web page titled "Sign in"/],
    ['plain text', OK, /not as documented/],
    ['nothing', '', /an empty body/],
    ['truncated JSON', '{"errors": [], "mess', /not as documented/],
    ['a list', '[]', /not as documented/],
    ['errors that are no texts', { errors: [null, 7, { id: 2 }], message: OK }, /not as documented/],
    ['no list of errors', { errors: null, message: OK }, /not as documented/],
    ['the body of a refusal', refusal('no'), /not as documented/],
  ])('with %s is not from Testsigma', (_, body, reason) => {
    const { others, nextStep, stop } = interpret(reply(200, body));
    expect(others).toMatchObject({ proof: 'maybe-applied', reason: expect.stringMatching(reason) });
    expect(nextStep).toBe('abort');
    expect(stop).toMatchObject({ cause: 'fatal', message: others.reason });
  });
});

describe('a refusal', () => {
  test.each([400, 409, 422])('%i that names some results asks for the others again', (status) => {
    const body = refusal(`Failed to override the result, <br> cause :${notRelated(2)}`);
    const response = interpret(reply(status, body), ['1', '2', '3']);
    expect(response).toMatchObject({ nextStep: 'resend', others: { proof: 'refused' } });
    expect(rejectedIds(response)).toEqual(['2']);
  });

  test('that names every result leaves nothing', () => {
    const response = interpret(reply(400, refusal(`${notRelated(1)} <br> ${notRelated(2)}`)));
    expect(rejectedIds(response)).toEqual(['1', '2']);
    expect(response.nextStep).toBe('none');
  });

  test('that names nobody is bisected; the same error has the same fingerprint, whatever its numbers', () => {
    const response = (text: string) => interpret(reply(400, refusal(text)));
    expect(response('Row 3 is bad')).toMatchObject({ nextStep: 'bisect', causedByEntry: true });
    expect(response('Row 3 is bad').errorFingerprint).toBe(response('Row 4 is bad').errorFingerprint);
    expect(response('Row 3 is bad').errorFingerprint).not.toBe(response('No').errorFingerprint);
  });

  test('413 is bisected whatever its body, and not by guessing which half is meant', () => {
    const response = interpret(reply(413, '<html>'));
    expect(response).toMatchObject({ nextStep: 'bisect', others: { proof: 'refused' } });
    expect(response.causedByEntry).toBeUndefined();
  });

  test.each([
    [401, refusal('Invalid JWT token'), /expired or was switched off/],
    [401, 'Invalid JWT token', /region-specific/],
    [403, refusal('Access is denied'), /^Check that api-token is a valid key .* enabled for your account/],
    [404, refusal('No handler found'), /run-id 239/],
    [405, refusal('No'), /run-id 239/],
  ])('%i denies everything, with one sentence of advice', (status, body, advice) => {
    const { others, stop, nextStep } = interpret(reply(status, body));
    expect(others).toMatchObject({ proof: 'denied', advice: expect.stringMatching(advice) });
    expect(nextStep).toBe('abort');
    expect(stop?.message).toContain(others.advice);
    expect(others.advice).toContain(BASE_URL);
  });

  test.each([
    [400, ''],
    [400, '<html>'],
    [401, '<html><title>Authorization required</title></html>'],
    [403, '<html><title>Request blocked</title></html>'],
    [403, { message: 'Forbidden' }],
    [404, 'Not found'],
    [405, '[]'],
    [407, refusal('no')],
    [302, ''],
  ])('%i with %j is not from Testsigma', (status, body) => {
    const { others, nextStep, stop } = interpret(reply(status, body));
    expect([others.proof, nextStep, stop?.cause]).toEqual(['maybe-applied', 'abort', 'fatal']);
  });

  test.each([
    ['https://app-eu.testsigma.com/x?token=1', /set base-url to https:\/\/app-eu\.testsigma\.com/],
    ['https://app.testsigma.com/ui/login', /a login page/],
    ['http://app.testsigma.com/x', /base-url should begin with http:/],
    ['/other', /one too many/],
    ['ftp://x', /without a usable URL/],
  ])('of a redirect to %s says what that means', (location, meaning) => {
    const { others } = interpret(reply(302, '', { location }));
    expect(others.reason).toMatch(meaning);
    expect(others.reason).not.toContain('token=1');
  });
});

describe('what may pass', () => {
  test.each([
    [reply(429, refusal('slow down')), 'deferred', 'abort', /429 Too Many Requests: slow down.*batch-size/],
    [reply(500, refusal('rate limit exceeded')), 'maybe-applied', 'abort', /batch-size/],
    [reply(500, refusal('broken')), 'maybe-applied', 'bisect', undefined],
    [reply(503, '<html>'), 'maybe-applied', 'leave', undefined],
    [reply(520, ''), 'maybe-applied', 'leave', undefined],
    [failure('network'), 'maybe-applied', 'leave', undefined],
    [failure('timeout'), 'maybe-applied', 'leave', undefined],
    [failure('unreachable', { maybeApplied: false }), 'not-reached', 'abort', /unreachable!/],
    [
      failure('certificate', { maybeApplied: false, retryable: false }),
      'not-reached',
      'abort',
      /certificate!/,
    ],
  ] as const)('%j proves %s, then: %s', (last, proof, nextStep, stop) => {
    const response = interpret(last);
    expect([response.others.proof, response.nextStep]).toEqual([proof, nextStep]);
    if (stop) expect(response.stop?.message).toMatch(stop);
    else expect(response.stop).toBeUndefined();
  });

  test('a second timeout in a row is bisected after a wait', () => {
    const response = interpret(failure('timeout'), ['1', '2'], { consecutiveTimeouts: 2 });
    expect(response).toMatchObject({ nextStep: 'bisect', retryDelayMs: 500, errorFingerprint: 'timeout' });
  });

  test('what earlier attempts proved is handed on', () => {
    const earlier = [{ proof: 'maybe-applied', reason: '503 Service Unavailable' }] as const;
    expect(interpret(reply(403, refusal('no')), ['1'], { earlier }).earlier).toEqual(earlier);
  });

  test.each([
    ['deadline', undefined, 'deadline', /no time is left/],
    ['deadline', 3_600_000, 'deadline', /asks to wait 3600 seconds \(Retry-After\)/],
    ['cancelled', undefined, 'cancelled', /cancelled/],
  ] as const)('given up by %s (%s): the step ends', (stoppedBy, requestedDelayMs, cause, message) => {
    const more = { stoppedBy, ...(requestedDelayMs ? { requestedDelayMs } : {}) };
    for (const last of [reply(503, ''), undefined]) {
      const { nextStep, stop } = interpret(last, ['1'], more);
      expect([nextStep, stop?.cause]).toEqual(['abort', cause]);
      expect(stop?.message).toMatch(message);
    }
  });

  test('a long Retry-After says more than the status', () => {
    const more = { stoppedBy: 'deadline', requestedDelayMs: 3_600_000 } as const;
    expect(interpret(reply(429, refusal('x')), ['1'], more).stop?.message).toContain('3600 seconds');
  });
});

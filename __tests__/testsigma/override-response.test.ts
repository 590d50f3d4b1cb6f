import { describe, expect, test } from '@jest/globals';
import type { OverrideResponse } from '../../src/model/types.js';
import type { HttpFailure, HttpResult } from '../../src/runtime/http.js';
import { interpretResponse, type SentBatch } from '../../src/testsigma/override-response.js';
import type { RetryOutcome } from '../../src/testsigma/retry.js';

const RUN = '239';

function question(ids: readonly string[], more: Partial<SentBatch> = {}): SentBatch {
  return {
    runId: RUN,
    ids,
    baseUrl: 'https://app.testsigma.com',
    pauseMs: 500,
    maybeApplied: false,
    ...more,
  };
}

function said(last: HttpResult, more: Partial<RetryOutcome> = {}): RetryOutcome {
  return { last, attempts: 1, maybeApplied: false, consecutiveTimeouts: 0, ...more };
}

function reply(
  status: number,
  body: unknown,
  more: { location?: string; complete?: boolean } = {},
): HttpResult {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { location, complete = true } = more;
  return { kind: 'reply', status, headers: { location, 'retry-after': undefined }, body: text, complete };
}

function fault(cause: HttpFailure['cause'], more: Partial<HttpFailure> = {}): HttpFailure {
  return { kind: 'fault', cause, message: `${cause}!`, maybeApplied: true, retryable: true, ...more };
}

function verdict(answer: OverrideResponse) {
  const { accepted, rejected, unsettled, status, nextStep } = answer;
  return {
    accepted,
    rejected: rejected.map(({ testCaseResultId }) => testCaseResultId),
    unsettled,
    status,
    nextStep,
  };
}

const notRelated = (id: number, run = RUN) =>
  `Given test case result id ${id} is not related to execution run ${run}`;

describe('200', () => {
  test('without errors accounts for everything', () => {
    const answer = interpretResponse(
      question(['1', '2']),
      said(reply(200, { errors: [], message: 'Overridden the results successfully' })),
    );
    expect(answer).toMatchObject({
      accepted: ['1', '2'],
      rejected: [],
      unsettled: [],
      message: 'Overridden the results successfully',
    });
  });

  test('with a message that says more than documented is still judged by its errors', () => {
    const answer = interpretResponse(
      question(['1']),
      said(reply(200, { errors: [], message: 'Overridden 1 result, see the log', extra: { a: 1 } })),
    );
    expect(answer.accepted).toEqual(['1']);
  });

  test('with errors that name ids accounts for all: those are rejected, each with its own words', () => {
    const errors = [`${notRelated(2)} any more`, notRelated(2), notRelated(3)];
    const answer = interpretResponse(
      question(['1', '2', '3']),
      said(reply(200, { errors, message: 'partially' })),
    );
    expect(answer).toMatchObject({ accepted: ['1'], unsettled: [] });
    expect(answer.rejected).toEqual([
      { testCaseResultId: '2', message: `${notRelated(2)} any more; ${notRelated(2)}` },
      { testCaseResultId: '3', message: notRelated(3) },
    ]);
  });

  test.each([
    ['an error that names nobody', { errors: ['No.'], message: 'x' }],
    ['an error without a text', { errors: [' '], message: 'x' }],
    ['an error that names a stranger', { errors: [notRelated(99)], message: 'x' }],
  ])('with %s leaves the others open, and one alone is rejected', (_, body) => {
    const several = interpretResponse(question(['1', '2']), said(reply(200, body)));
    expect(verdict(several)).toEqual({
      accepted: [],
      rejected: [],
      unsettled: ['1', '2'],
      status: 'unknown',
      nextStep: 'bisect',
    });
    const single = interpretResponse(question(['1']), said(reply(200, body)));
    expect(single).toMatchObject({ unsettled: ['1'], status: 'rejected' });
    const doubted = interpretResponse(question(['1'], { maybeApplied: true }), said(reply(200, body)));
    expect(doubted.status).toBe('unknown');
  });

  test.each([
    [[' '], 'an error without a text'],
    [[' No. ', ''], 'No.; an error without a text'],
  ])('with the errors %j gives them as the reason', (errors, reason) => {
    const answer = interpretResponse(question(['1', '2']), said(reply(200, { errors, message: 'x' })));
    expect(answer.reason).toBe(reason);
  });

  test('refused alike is told by everything but the numbers', () => {
    const refusal = (error: string) =>
      interpretResponse(question(['1', '2']), said(reply(200, { errors: [error], message: 'x' })))
        .errorFingerprint;
    expect(refusal('No room for 17')).toBe('200 No room for #');
    expect(refusal('No room for 18')).toBe(refusal('No room for 17'));
    expect(refusal('No time for 18')).not.toBe(refusal('No room for 17'));
  });

  test('says up to five different things about one result, and nothing twice', () => {
    const errors = [1, 2, 2, 3, 4, 5, 6].map((count) => `${notRelated(1)} (${count})`);
    const answer = interpretResponse(
      question(['1', '2']),
      said(reply(200, { errors, message: 'partially' })),
    );
    expect(answer.rejected[0]?.message).toBe(
      [1, 2, 3, 4, 5].map((count) => `${notRelated(1)} (${count})`).join('; '),
    );
  });

  test.each([
    ['says partially without errors', { errors: [], message: 'Overridden the result partially' }],
    ['says that it failed', { errors: [], message: 'Failed to override' }],
    [
      'fills fieldErrors',
      { errors: [], message: 'ok', fieldErrors: [{ field: 'comment', message: 'too long' }] },
    ],
    ['fills objectErrors', { errors: [], message: 'ok', objectErrors: 'broken' }],
  ])('that %s is no success', (_, body) => {
    const answer = interpretResponse(question(['1']), said(reply(200, body)));
    expect(verdict(answer)).toEqual({
      accepted: [],
      rejected: [],
      unsettled: ['1'],
      status: 'unknown',
      nextStep: 'bisect',
    });
    expect(answer.reason).not.toBe('');
  });

  test('that fills both fields gives both as the reason', () => {
    const fields = { fieldErrors: [{ comment: 'too long' }], objectErrors: 'broken' };
    const answer = interpretResponse(
      question(['1']),
      said(reply(200, { errors: [], message: 'ok', ...fields })),
    );
    expect(answer.reason).toBe('ok: [{"comment":"too long"}]; broken');
  });

  test.each([
    { fieldErrors: null, objectErrors: [] },
    { fieldErrors: {}, objectErrors: null },
    { fieldErrors: '' },
  ])('with empty %j beside is a success', (empty) => {
    expect(
      interpretResponse(question(['1']), said(reply(200, { errors: [], message: 'ok', ...empty }))).accepted,
    ).toEqual(['1']);
  });

  test.each<[string, string]>([
    ['a web page', '<html>'],
    ['a web page', '\n <html>'],
    ['an empty body', ''],
    ['an empty body', ' \n'],
    ['a body that is not as documented', 'a < b'],
    ['a body that is not as documented', 'null'],
    ['a body that is not as documented', '1'],
    ['a body that is not as documented', '{"ok":true}'],
    ['a body that is not as documented', '[]'],
    ['a body that is not as documented', '{"errors":["a",1],"message":""}'],
    ['a body that is not as documented', '{"errors":[],"message":null}'],
    ['a body that is not as documented', '{"errors":[],"mess'],
  ])('with %s (%j) is not believed, and ends the run', (words, body) => {
    const answer = interpretResponse(question(['1', '2']), said(reply(200, body)));
    expect(verdict(answer)).toEqual({
      accepted: [],
      rejected: [],
      unsettled: ['1', '2'],
      status: 'unknown',
      nextStep: 'abort',
    });
    expect(answer.stop).toMatchObject({ cause: 'fatal', message: expect.stringContaining(words) });
  });

  test('that was not read whole is not believed', () => {
    const body = { errors: [], message: 'Overridden the results successfully' };
    const answer = interpretResponse(question(['1']), said(reply(200, body, { complete: false })));
    expect(answer.nextStep).toBe('abort');
    expect(answer.stop?.message).toContain('a body that is too large or not whole');
  });
});

describe('other statuses below 400', () => {
  test.each([201, 202, 204, 304])('%i ends the run with its batch unknown', (status) => {
    const body = { errors: [], message: 'Overridden the results successfully' };
    expect(interpretResponse(question(['1']), said(reply(status, body)))).toMatchObject({
      status: 'unknown',
      nextStep: 'abort',
      accepted: [],
    });
  });

  test.each<[string | undefined, RegExp]>([
    ['https://app.testsigma.com/login?next=secret', /login page/],
    ['https://sso.example.com/', /login page/],
    ['/signin', /login page/],
    ['/sign-in', /login page/],
    ['/log-in', /login page/],
    ['/oauth2', /login page/],
    ['/Auth', /login page/],
    ['https://app-eu.testsigma.com/api', /set base-url to https:\/\/app-eu\.testsigma\.com/],
    ['http://app.testsigma.com/x', /base-url should begin with http:\/\//],
    ['/elsewhere', /base-url may lack or have a path too much/],
    [undefined, /without a usable address/],
    ['http://[', /without a usable address/],
    ['javascript:alert(1)', /without a usable address/],
    ['data:text/html,x', /without a usable address/],
  ])('a redirect to %s says what that usually means', (location, words) => {
    const answer = interpretResponse(
      question(['1']),
      said(reply(302, '', location === undefined ? {} : { location })),
    );
    expect(answer.stop?.message).toMatch(words);
    expect(answer.stop?.message).not.toContain('secret');
  });
});

describe('what is called a redirect', () => {
  const told = (status: number) => interpretResponse(question(['1']), said(reply(status, ''))).stop?.message;

  test('begins at 300', () => {
    expect(told(299)).toContain('299 with an empty body');
    expect(told(300)).toContain('300 Multiple Choices, a redirect without a usable address');
    expect(told(399)).toContain('399, a redirect');
  });

  test('names where it points, without its query', () => {
    const location = 'https://sso.example.com/in?next=secret';
    const answer = interpretResponse(question(['1']), said(reply(302, '', { location })));
    expect(answer.stop?.message).toContain(
      '302 Found, a redirect to https://sso.example.com/in: a login page',
    );
  });
});

describe('refusals', () => {
  test.each(['<br>', '\n', ' ', ' <br> '])(
    'a 400 with its causes parted by %j names each id with its own words',
    (separator) => {
      const error = `Failed to override the result, <br> cause :${[3, 1, 2].map((id) => notRelated(id)).join(separator)}`;
      const answer = interpretResponse(
        question(['1', '2', '3']),
        said(reply(400, { timeStamp: null, error, code: null, fieldErrors: null, objectErrors: null })),
      );
      expect(answer.unsettled).toEqual([]);
      expect(answer.rejected).toEqual(
        [3, 1, 2].map((id) => ({ testCaseResultId: String(id), message: notRelated(id) })),
      );
    },
  );

  test('a 400 that names some asks for the others again', () => {
    const answer = interpretResponse(
      question(['1', '2']),
      said(reply(400, { error: `cause :${notRelated(1)}`, fieldErrors: ['and more'] })),
    );
    expect(verdict(answer)).toEqual({
      accepted: [],
      rejected: ['1'],
      unsettled: ['2'],
      status: 'rejected',
      nextStep: 'resend',
    });
    expect(answer.rejected[0]?.message).toContain('and more');
    expect(answer.reason).toBe('Testsigma answered 400 Bad Request for the whole request');
  });

  test.each([400, 402, 409, 413, 415, 422, 451])(
    'a %i that names nobody is halved, and rejected if it stays so',
    (status) => {
      const answer = interpretResponse(question(['1', '2']), said(reply(status, { error: 'Broken 17' })));
      expect(verdict(answer)).toEqual({
        accepted: [],
        rejected: [],
        unsettled: ['1', '2'],
        status: 'rejected',
        nextStep: 'bisect',
      });
      expect(answer.reason).toContain('Broken 17');
      expect(answer.errorFingerprint).toBe(`${status} Broken #`);
    },
  );

  test('a body without JSON is its own reason; a web page is none', () => {
    expect(interpretResponse(question(['1']), said(reply(400, 'nope'))).reason).toBe('400 Bad Request: nope');
    expect(interpretResponse(question(['1']), said(reply(400, '<p>nope'))).reason).toBe('400 Bad Request');
    expect(interpretResponse(question(['1']), said(reply(400, ' <p>nope'))).reason).toBe('400 Bad Request');
    expect(interpretResponse(question(['1']), said(reply(400, 'a < b'))).reason).toBe(
      '400 Bad Request: a < b',
    );
    expect(interpretResponse(question(['1']), said(reply(400, ''))).reason).toBe('400 Bad Request');
  });

  test.each([
    [
      { error: 'No.', message: '', errors: ['One', '', 'Two'], objectErrors: 'Three' },
      'No.; One; Two; Three',
    ],
    [{ message: 'No.', errors: [1], fieldErrors: [] }, 'No.'],
    [{ error: 17, message: 'No.', fieldErrors: ['', 'x'] }, 'No.; ["","x"]'],
    [{ errors: ['One'], fieldErrors: '' }, 'One'],
    [['No.'], '["No."]'],
    ['null', 'null'],
    ['17', '17'],
  ])('a 400 with %j gives everything it says as its reason', (body, text) => {
    expect(interpretResponse(question(['1']), said(reply(400, body))).reason).toBe(
      `400 Bad Request: ${text}`,
    );
  });

  test.each([
    'Given test case result id 2286 is not related',
    'given  test case result id 2286',
    'test case result 2286 is locked',
    'Test Case Result ID: 2286 is locked',
    'testCaseResultId=2286 is locked',
    'TestCaseResult #2286 is locked',
    'test   case   result   id   :   2286 is locked',
  ])('an id is found in %j', (error) => {
    const answer = interpretResponse(question(['2286', '7']), said(reply(400, { error })));
    expect(answer.rejected).toEqual([{ testCaseResultId: '2286', message: error }]);
  });

  test.each([
    'test case result x2286',
    'result id 2286',
    'test case id 2286',
    'test case result id -2286',
    'test case result id 22860',
  ])('no id is found in %j', (error) => {
    expect(interpretResponse(question(['2286', '7']), said(reply(400, { error }))).rejected).toEqual([]);
  });

  test('a cause keeps its own words, and nothing of what parts it from the next', () => {
    const error = ` ${notRelated(11)};<br > ${notRelated(12)} , <BR/> `;
    const answer = interpretResponse(question(['11', '12']), said(reply(400, { error })));
    expect(answer.rejected.map(({ message }) => message)).toEqual([notRelated(11), notRelated(12)]);
    const single = interpretResponse(
      question(['11', '12']),
      said(reply(400, { error: ` ${notRelated(11)} ` })),
    );
    expect(single.rejected[0]?.message).toBe(notRelated(11));
  });

  test('a run is named with any blanks, and none at all', () => {
    const message = (error: string) =>
      interpretResponse(question(['11']), said(reply(400, { error }))).rejected[0]?.message;
    expect(message('test case result id 11, Execution  run   2400')).toContain(
      'speaks of run 2400, not of run 239',
    );
    expect(message('test case result id 11 is locked')).toBe('test case result id 11 is locked');
  });

  test('an id of another run says so; ids that were not asked for name nobody', () => {
    const answer = interpretResponse(question(['1']), said(reply(400, { error: notRelated(1, '240') })));
    expect(answer.rejected[0]?.message).toBe(
      `${notRelated(1, '240')} (the answer speaks of run 240, not of run 239)`,
    );
    expect(interpretResponse(question(['1']), said(reply(400, { error: notRelated(2) }))).nextStep).toBe(
      'bisect',
    );
  });

  test.each([
    [401, /api-token.*region of base-url .*; keys of one region fail in another$/s],
    [403, /may change run 239.*feature/s],
    [404, /run-id 239.*rerun.*feature.*test-management.*community/s],
    [405, /feature.*community/s],
    [407, /https_proxy/],
  ])('%i stops everything and says what to look at', (status, words) => {
    const answer = interpretResponse(question(['1']), said(reply(status, { error: 'No.' })));
    expect(verdict(answer)).toEqual({
      accepted: [],
      rejected: [],
      unsettled: ['1'],
      status: 'rejected',
      nextStep: 'abort',
    });
    expect(answer.stop?.message).toMatch(words);
  });

  test('what may have been carried out before is not called rejected', () => {
    for (const status of [400, 403, 413]) {
      expect(interpretResponse(question(['1']), said(reply(status, ''), { maybeApplied: true })).status).toBe(
        'unknown',
      );
      expect(interpretResponse(question(['1'], { maybeApplied: true }), said(reply(status, ''))).status).toBe(
        'unknown',
      );
    }
  });

  test.each([200, 400])('%i with details nested so deeply that nobody can write them down', (status) => {
    const details = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = `{"errors": [], "message": "x", "error": "y", "fieldErrors": ${details}}`;
    const answer = interpretResponse(question(['1']), said(reply(status, body)));
    expect(answer).toMatchObject({ accepted: [], unsettled: ['1'] });
    expect(answer.reason).toContain('nested too deeply to be shown');
  });

  test('a cause that is cut shows that it is: what hides secrets looks for the sign', () => {
    const { rejected } = interpretResponse(
      question(['1', '2']),
      said(reply(400, { error: `${notRelated(1)} ${'x'.repeat(2_000)} ${notRelated(2)}` })),
    );
    expect(rejected[0]?.message).toMatch(/^Given .* x+…$/);
    expect(rejected[0]?.message).toHaveLength(1_000);
  });

  test('causes full of blanks take linear time', () => {
    const cause = `${notRelated(1)} ${' '.repeat(900)}x ${notRelated(2)} `;
    const started = performance.now();
    const { rejected } = interpretResponse(
      question(['1', '2']),
      said(reply(400, { error: cause.repeat(5_000) })),
    );
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(rejected).toHaveLength(2);
  });

  test('a reason is cut, an endless one too', () => {
    const answer = interpretResponse(question(['1']), said(reply(400, { error: 'x'.repeat(5_000_000) })));
    expect(answer.reason).toBe(`400 Bad Request: ${'x'.repeat(999)}…`);
    const whole = interpretResponse(question(['1']), said(reply(400, { error: 'x'.repeat(1_000) })));
    expect(whole.reason).toBe(`400 Bad Request: ${'x'.repeat(1_000)}`);
  });
});

describe('faults that stay', () => {
  test.each([408, 425, 429, 501, 502, 503, 504])('%i is unknown, and the next batch goes out', (status) => {
    expect(interpretResponse(question(['1', '2']), said(reply(status, 'busy')))).toMatchObject({
      status: 'unknown',
      nextStep: 'accept',
      reason: expect.stringMatching(new RegExp(`^${status} .*: busy$`)),
    });
  });

  test('a 500 is halved, but not one that is a rate limit', () => {
    expect(interpretResponse(question(['1', '2']), said(reply(500, 'oops')))).toMatchObject({
      nextStep: 'bisect',
      status: 'unknown',
      reason: '500 Internal Server Error: oops',
    });
    expect(
      interpretResponse(question(['1', '2']), said(reply(500, { error: 'Rate limit exceeded' }))).nextStep,
    ).toBe('accept');
  });

  test('a second timeout in a row is halved after a wait, a first one is left', () => {
    expect(
      interpretResponse(question(['1']), said(fault('timeout'), { consecutiveTimeouts: 2 })),
    ).toMatchObject({
      nextStep: 'bisect',
      wait: 500,
      status: 'unknown',
      refusal: 'timeout',
    });
    expect(
      interpretResponse(question(['1']), said(fault('timeout'), { consecutiveTimeouts: 1 })),
    ).toMatchObject({
      nextStep: 'accept',
      status: 'unknown',
      reason: 'timeout!',
    });
  });

  test('another fault after timeouts is left', () => {
    expect(
      interpretResponse(question(['1']), said(fault('network'), { consecutiveTimeouts: 2 })).nextStep,
    ).toBe('accept');
  });

  test('what can never pass ends the run: not sent, unless it may have been', () => {
    const certificate = fault('certificate', { maybeApplied: false, retryable: false });
    expect(interpretResponse(question(['1']), said(certificate))).toMatchObject({
      nextStep: 'abort',
      status: 'not-sent',
      stop: { cause: 'fatal' },
    });
    expect(interpretResponse(question(['1']), said(certificate, { maybeApplied: true })).status).toBe(
      'unknown',
    );
  });
});

describe('ends', () => {
  const ENDS = {
    deadline: 'no time is left for more (timeout-seconds)',
    cancelled: 'the step was cancelled',
  };

  const nothing: RetryOutcome = { attempts: 0, maybeApplied: false, consecutiveTimeouts: 0 };

  test('an answer that ends the run stays the reason, whatever else ends it', () => {
    expect(
      interpretResponse(question(['1']), said(reply(403, ''), { stoppedBy: 'deadline' })).stop?.cause,
    ).toBe('fatal');
  });

  test.each(['deadline', 'cancelled'] as const)('%s before anything was sent', (stoppedBy) => {
    expect(interpretResponse(question(['1']), { ...nothing, stoppedBy })).toMatchObject({
      status: 'not-sent',
      nextStep: 'abort',
      stop: { cause: stoppedBy, message: ENDS[stoppedBy] },
      reason: 'it was never asked for',
      accepted: [],
      rejected: [],
      attempts: 0,
    });
  });

  test.each(['deadline', 'cancelled'] as const)('%s while waiting to ask again', (stoppedBy) => {
    expect(interpretResponse(question(['1']), said(reply(429, ''), { stoppedBy }))).toMatchObject({
      status: 'unknown',
      nextStep: 'abort',
      stop: { cause: stoppedBy },
    });
    expect(
      interpretResponse(question(['1']), said(fault('cancelled', { retryable: false }), { stoppedBy })),
    ).toMatchObject({
      status: 'unknown',
      stop: { cause: stoppedBy },
    });
  });
});

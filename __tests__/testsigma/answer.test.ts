import { describe, expect, test } from '@jest/globals';
import type { Exchange, Fault } from '../../src/http.js';
import type { OverrideAnswer } from '../../src/model.js';
import { judge, type Question } from '../../src/testsigma/answer.js';
import type { Conversation } from '../../src/testsigma/transport.js';

const RUN = '239';

function question(ids: readonly string[], more: Partial<Question> = {}): Question {
  return { runId: RUN, ids, baseUrl: 'https://app.testsigma.com', pauseMs: 500, doubtful: false, ...more };
}

function said(last: Exchange, more: Partial<Conversation> = {}): Conversation {
  return { last, attempts: 1, doubtful: false, timeoutsInARow: 0, ...more };
}

function reply(status: number, body: unknown, more: { location?: string; whole?: boolean } = {}): Exchange {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { location, whole = true } = more;
  return { kind: 'reply', status, headers: { location, 'retry-after': undefined }, body: text, whole };
}

function fault(cause: Fault['cause'], more: Partial<Fault> = {}): Fault {
  return { kind: 'fault', cause, message: `${cause}!`, doubtful: true, passing: true, ...more };
}

function verdict(answer: OverrideAnswer) {
  const { accepted, rejected, unsettled, fate, remedy } = answer;
  return {
    accepted,
    rejected: rejected.map(({ testCaseResultId }) => testCaseResultId),
    unsettled,
    fate,
    remedy,
  };
}

const notRelated = (id: number, run = RUN) =>
  `Given test case result id ${id} is not related to execution run ${run}`;

describe('200', () => {
  test('without errors accounts for everything', () => {
    const answer = judge(
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
    const answer = judge(
      question(['1']),
      said(reply(200, { errors: [], message: 'Overridden 1 result, see the log', extra: { a: 1 } })),
    );
    expect(answer.accepted).toEqual(['1']);
  });

  test('with errors that name ids accounts for all: those are rejected, each with its own words', () => {
    const errors = [`${notRelated(2)} any more`, notRelated(2), notRelated(3)];
    const answer = judge(question(['1', '2', '3']), said(reply(200, { errors, message: 'partially' })));
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
    const several = judge(question(['1', '2']), said(reply(200, body)));
    expect(verdict(several)).toEqual({
      accepted: [],
      rejected: [],
      unsettled: ['1', '2'],
      fate: 'unknown',
      remedy: 'halve',
    });
    const single = judge(question(['1']), said(reply(200, body)));
    expect(single).toMatchObject({ unsettled: ['1'], fate: 'rejected' });
    const doubted = judge(question(['1'], { doubtful: true }), said(reply(200, body)));
    expect(doubted.fate).toBe('unknown');
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
    const answer = judge(question(['1']), said(reply(200, body)));
    expect(verdict(answer)).toEqual({
      accepted: [],
      rejected: [],
      unsettled: ['1'],
      fate: 'unknown',
      remedy: 'halve',
    });
    expect(answer.reason).not.toBe('');
  });

  test.each([
    { fieldErrors: null, objectErrors: [] },
    { fieldErrors: {}, objectErrors: null },
    { fieldErrors: '' },
  ])('with empty %j beside is a success', (empty) => {
    expect(
      judge(question(['1']), said(reply(200, { errors: [], message: 'ok', ...empty }))).accepted,
    ).toEqual(['1']);
  });

  test.each<[string, string]>([
    ['a web page', '<html>'],
    ['an empty body', ''],
    ['a body that is not as documented', '{"ok":true}'],
    ['a body that is not as documented', '[]'],
    ['a body that is not as documented', '{"errors":["a",1],"message":""}'],
    ['a body that is not as documented', '{"errors":[],"message":null}'],
    ['a body that is not as documented', '{"errors":[],"mess'],
  ])('with %s (%j) is not believed, and ends the run', (words, body) => {
    const answer = judge(question(['1', '2']), said(reply(200, body)));
    expect(verdict(answer)).toEqual({
      accepted: [],
      rejected: [],
      unsettled: ['1', '2'],
      fate: 'unknown',
      remedy: 'stop',
    });
    expect(answer.stop).toMatchObject({ cause: 'fatal', message: expect.stringContaining(words) });
  });

  test('that was not read whole is not believed', () => {
    const body = { errors: [], message: 'Overridden the results successfully' };
    expect(judge(question(['1']), said(reply(200, body, { whole: false }))).remedy).toBe('stop');
  });
});

describe('other statuses below 400', () => {
  test.each([201, 202, 204, 304])('%i ends the run with its batch unknown', (status) => {
    const body = { errors: [], message: 'Overridden the results successfully' };
    expect(judge(question(['1']), said(reply(status, body)))).toMatchObject({
      fate: 'unknown',
      remedy: 'stop',
      accepted: [],
    });
  });

  test.each<[string | undefined, RegExp]>([
    ['https://app.testsigma.com/login?next=secret', /login page/],
    ['https://sso.example.com/', /login page/],
    ['https://app-eu.testsigma.com/api', /set base-url to https:\/\/app-eu\.testsigma\.com/],
    ['http://app.testsigma.com/x', /base-url should begin with http:\/\//],
    ['/elsewhere', /base-url may lack or have a path too much/],
    [undefined, /without a usable address/],
    ['http://[', /without a usable address/],
    ['javascript:alert(1)', /without a usable address/],
    ['data:text/html,x', /without a usable address/],
  ])('a redirect to %s says what that usually means', (location, words) => {
    const answer = judge(question(['1']), said(reply(302, '', location === undefined ? {} : { location })));
    expect(answer.stop?.message).toMatch(words);
    expect(answer.stop?.message).not.toContain('secret');
  });
});

describe('refusals', () => {
  test.each(['<br>', '\n', ' ', ' <br> '])(
    'a 400 with its causes parted by %j names each id with its own words',
    (separator) => {
      const error = `Failed to override the result, <br> cause :${[3, 1, 2].map((id) => notRelated(id)).join(separator)}`;
      const answer = judge(
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
    const answer = judge(
      question(['1', '2']),
      said(reply(400, { error: `cause :${notRelated(1)}`, fieldErrors: ['and more'] })),
    );
    expect(verdict(answer)).toEqual({
      accepted: [],
      rejected: ['1'],
      unsettled: ['2'],
      fate: 'rejected',
      remedy: 'ask',
    });
    expect(answer.rejected[0]?.message).toContain('and more');
  });

  test.each([400, 402, 409, 413, 415, 422, 451])(
    'a %i that names nobody is halved, and rejected if it stays so',
    (status) => {
      const answer = judge(question(['1', '2']), said(reply(status, { error: 'Broken 17' })));
      expect(verdict(answer)).toEqual({
        accepted: [],
        rejected: [],
        unsettled: ['1', '2'],
        fate: 'rejected',
        remedy: 'halve',
      });
      expect(answer.reason).toContain('Broken 17');
      expect(answer.refusal).toBe(`${status} Broken #`);
    },
  );

  test('a body without JSON is its own reason; a web page is none', () => {
    expect(judge(question(['1']), said(reply(400, 'nope'))).reason).toBe('400 Bad Request: nope');
    expect(judge(question(['1']), said(reply(400, '<p>nope'))).reason).toBe('400 Bad Request');
    expect(judge(question(['1']), said(reply(400, ''))).reason).toBe('400 Bad Request');
  });

  test('an id of another run says so; ids that were not asked for name nobody', () => {
    const answer = judge(question(['1']), said(reply(400, { error: notRelated(1, '240') })));
    expect(answer.rejected[0]?.message).toBe(
      `${notRelated(1, '240')} (the answer speaks of run 240, not of run 239)`,
    );
    expect(judge(question(['1']), said(reply(400, { error: notRelated(2) }))).remedy).toBe('halve');
  });

  test.each([
    [401, /api-token.*region/s],
    [403, /may change run 239.*feature/s],
    [404, /run-id 239.*rerun.*feature.*test-management.*community/s],
    [405, /feature.*community/s],
    [407, /https_proxy/],
  ])('%i stops everything and says what to look at', (status, words) => {
    const answer = judge(question(['1']), said(reply(status, { error: 'No.' })));
    expect(verdict(answer)).toEqual({
      accepted: [],
      rejected: [],
      unsettled: ['1'],
      fate: 'rejected',
      remedy: 'stop',
    });
    expect(answer.stop?.message).toMatch(words);
  });

  test('what may have been carried out before is not called rejected', () => {
    for (const status of [400, 403, 413]) {
      expect(judge(question(['1']), said(reply(status, ''), { doubtful: true })).fate).toBe('unknown');
      expect(judge(question(['1'], { doubtful: true }), said(reply(status, ''))).fate).toBe('unknown');
    }
  });

  test.each([200, 400])('%i with details nested so deeply that nobody can write them down', (status) => {
    const details = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = `{"errors": [], "message": "x", "error": "y", "fieldErrors": ${details}}`;
    const answer = judge(question(['1']), said(reply(status, body)));
    expect(answer).toMatchObject({ accepted: [], unsettled: ['1'] });
    expect(answer.reason).toContain('nested too deeply to be shown');
  });

  test('a cause that is cut shows that it is: what hides secrets looks for the sign', () => {
    const { rejected } = judge(
      question(['1', '2']),
      said(reply(400, { error: `${notRelated(1)} ${'x'.repeat(2_000)} ${notRelated(2)}` })),
    );
    expect(rejected[0]?.message).toMatch(/^Given .* x+…$/);
    expect(rejected[0]?.message).toHaveLength(1_000);
  });

  test('causes full of blanks take linear time', () => {
    const cause = `${notRelated(1)} ${' '.repeat(900)}x ${notRelated(2)} `;
    const started = performance.now();
    const { rejected } = judge(question(['1', '2']), said(reply(400, { error: cause.repeat(5_000) })));
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(rejected).toHaveLength(2);
  });

  test('a reason is cut, an endless one too', () => {
    const answer = judge(question(['1']), said(reply(400, { error: 'x'.repeat(5_000_000) })));
    expect(answer.reason.length).toBeLessThan(1_100);
  });
});

describe('faults that stay', () => {
  test.each([408, 425, 429, 501, 502, 503, 504])('%i is unknown, and the next batch goes out', (status) => {
    expect(judge(question(['1', '2']), said(reply(status, 'busy')))).toMatchObject({
      fate: 'unknown',
      remedy: 'leave',
    });
  });

  test('a 500 is halved, but not one that is a rate limit', () => {
    expect(judge(question(['1', '2']), said(reply(500, 'oops'))).remedy).toBe('halve');
    expect(judge(question(['1', '2']), said(reply(500, { error: 'Rate limit exceeded' }))).remedy).toBe(
      'leave',
    );
  });

  test('a second timeout in a row is halved after a wait, a first one is left', () => {
    expect(judge(question(['1']), said(fault('timeout'), { timeoutsInARow: 2 }))).toMatchObject({
      remedy: 'halve',
      wait: 500,
      fate: 'unknown',
    });
    expect(judge(question(['1']), said(fault('timeout'), { timeoutsInARow: 1 }))).toMatchObject({
      remedy: 'leave',
      fate: 'unknown',
    });
  });

  test('what can never pass ends the run: not sent, unless it may have been', () => {
    const certificate = fault('certificate', { doubtful: false, passing: false });
    expect(judge(question(['1']), said(certificate))).toMatchObject({
      remedy: 'stop',
      fate: 'not-sent',
      stop: { cause: 'fatal' },
    });
    expect(judge(question(['1']), said(certificate, { doubtful: true })).fate).toBe('unknown');
  });
});

describe('ends', () => {
  const nothing: Conversation = { attempts: 0, doubtful: false, timeoutsInARow: 0 };

  test.each(['deadline', 'cancelled'] as const)('%s before anything was sent', (ended) => {
    expect(judge(question(['1']), { ...nothing, ended })).toMatchObject({
      fate: 'not-sent',
      remedy: 'stop',
      stop: { cause: ended },
      attempts: 0,
    });
  });

  test.each(['deadline', 'cancelled'] as const)('%s while waiting to ask again', (ended) => {
    expect(judge(question(['1']), said(reply(429, ''), { ended }))).toMatchObject({
      fate: 'unknown',
      remedy: 'stop',
      stop: { cause: ended },
    });
    expect(judge(question(['1']), said(fault('cancelled', { passing: false }), { ended }))).toMatchObject({
      fate: 'unknown',
      stop: { cause: ended },
    });
  });
});

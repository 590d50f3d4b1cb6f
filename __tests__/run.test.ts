/** The whole action against responses that once made it say what was not true. */
import { describe, expect, test } from '@jest/globals';
import { LETTERS, type Letter } from '../scripts/exhaust/letters.js';
import { type Played, play, type Setting } from '../scripts/exhaust/play.js';
import type { HttpFailure, HttpResponse } from '../src/runtime/http.js';

const BASE: Setting = { results: 2, batchSize: 100, maxRetries: 0, former: 'other', verify: false };

const all = (ids: readonly string[]) => ids;
const none = () => [];

function reply(status: number, body: unknown, headers = {}): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'response', status, headers, body: text, complete: true };
}

function custom(response: HttpResponse | HttpFailure, applies: Letter['applies'] = none): Letter {
  const arrives = response.kind === 'response' || response.maybeApplied;
  return { name: 'custom', applies, response: () => response, ...(arrives ? {} : { arrives: false }) };
}

function unreached(cause: HttpFailure['cause'], message: string, retryable = true): Letter {
  return custom({ kind: 'failure', cause, message, maybeApplied: false, retryable });
}

function letter(name: string): Letter {
  const found = LETTERS.find((one) => one.name === name);
  if (!found) throw new Error(`no letter ${name}`);
  return found;
}

const always = (one: Letter) => Array.from({ length: 40 }, () => one);
const PAGE_503 = custom(reply(503, '<html>'));
const refuseUnnamed = (...culprits: readonly string[]): Letter => ({
  name: 'unnamed',
  applies: (ids) => (ids.some((id) => culprits.includes(id)) ? [] : ids),
  response: (ids) =>
    ids.some((id) => culprits.includes(id))
      ? reply(400, { error: 'Comment is too long' })
      : reply(200, { errors: [], message: 'Overridden the results successfully' }),
});

function statuses({ outputs }: Played) {
  const failures = JSON.parse(outputs['failures'] ?? '[]') as { testCaseResultId: number; status: string }[];
  const count = (status: string) => failures.filter((one) => one.status === status).length;
  return {
    overridden: Number(outputs['overridden-count']),
    rejected: count('rejected'),
    unknown: count('unknown'),
    notSent: count('not-sent'),
  };
}

const undoIds = ({ outputs }: Played) =>
  (JSON.parse(outputs['undo-results'] ?? '[]') as { testCaseResultId: number }[]).map(
    (one) => one.testCaseResultId,
  );

const run = (script: readonly Letter[], more: Partial<Setting> = {}) => play({ ...BASE, ...more }, script);

describe('what a response proves', () => {
  test.each(['413', '400 of nobody'])('a %s does not outvote the 500s after it', async (first) => {
    const played = await run([letter(first), ...always(letter('500, applied'))], {
      former: 'unlisted',
      results: 4,
    });
    expect(statuses(played)).toEqual({ overridden: 0, rejected: 0, unknown: 4, notSent: 0 });
    expect(played.conclusion).toBe('fail');
    const known = await run([letter(first), ...always(letter('500, applied'))], { results: 4 });
    expect(undoIds(known)).toEqual([11, 12, 13, 14]);
  });

  test.each([
    'Given test case result id 11, 12 are not related to execution run 239',
    'Given test case result id 11 is not related to execution run 239, and neither is 12',
    'Given test case result id 11 is not related to execution run 239 <br> Given test case result id 4711 is not related to execution run 239',
    'Given test case result id 1,1 is not related to execution run 239',
  ])('a 200 with %j accepts nothing', async (text) => {
    const body = { errors: [text], message: 'Overridden the result partially' };
    const played = await run(always(custom(reply(200, body))));
    expect(statuses(played)).toMatchObject({ overridden: 0 });
  });

  test('reading again proves nothing if the former result was the same, or is not known', async () => {
    for (const former of ['same', 'unlisted'] as const) {
      const played = await run(always(letter('503, applied')), { former });
      expect([statuses(played).unknown, played.conclusion]).toEqual([2, 'fail']);
    }
    const known = await run(always(letter('503, applied')), { former: 'other' });
    expect([statuses(known).overridden, known.conclusion]).toEqual([2, 'pass']);
  });

  test('verify: accepted but not shown is unknown, fails the step and can be undone', async () => {
    const lying = custom(reply(200, { errors: [], message: 'Overridden the results successfully' }));
    const played = await run([letter('200'), lying], { verify: true, results: 2, batchSize: 1 });
    expect(statuses(played)).toMatchObject({ overridden: 1, unknown: 1 });
    expect([played.conclusion, played.outputs['status'], undoIds(played)]).toEqual([
      'fail',
      'partial',
      [11, 12],
    ]);
    expect(played.outputs['message']).toContain('Accepted, but the run still shows Failed');
  });

  test.each([
    ['a certificate', unreached('certificate', 'could not connect to x securely', false)],
    ['a proxy', unreached('proxy', 'could not connect to x: the proxy', false)],
  ])('a 500 that may have been applied is not forgotten over %s', async (_, broken) => {
    const played = await run([letter('500, applied'), broken], { maxRetries: 1, former: 'unlisted' });
    expect(statuses(played)).toMatchObject({ unknown: 2, notSent: 0 });
  });

  test('undo names what it cannot restore, and why', async () => {
    const played = await run([letter('200')], { former: 'unlisted' });
    expect(played.log).toMatch(/Cannot be undone: 2\n {2}11: former result not known/);
    expect(played.outputs['undo-results']).toBe('[]');
  });

  test.each([
    [4, ['11', '13']],
    [100, ['20', '77']],
    [200, ['13', '29', '43', '87', '101', '122', '128', '150', '181', '199']],
  ])('of %i results, those that are refused are found: %j', async (results, culprits) => {
    const played = await run(
      Array.from({ length: 200 }, () => refuseUnnamed(...culprits)),
      { results },
    );
    const failed = JSON.parse(played.outputs['failed-ids'] ?? '[]') as number[];
    expect(failed.map(String)).toEqual(culprits);
    expect(statuses(played)).toMatchObject({
      rejected: culprits.length,
      overridden: results - culprits.length,
    });
    expect(played.outputs['status']).toBe('partial');
  });

  test('a 200 that denies in its message is no success, and a page is not the word of Testsigma', async () => {
    const denied = await run(always(letter('200 that denies, without errors')));
    expect(statuses(denied)).toMatchObject({ overridden: 0, unknown: 2 });
    const page = await run([custom(reply(403, '<html><title>Request blocked</title></html>'))]);
    expect(statuses(page)).toMatchObject({ rejected: 0, unknown: 2 });
    expect(page.outputs['message']).toContain('a web page titled "Request blocked"');
  });

  test.each([
    [
      'connection refused',
      unreached(
        'unreachable',
        'could not connect to acme.example (connection refused); check base-url and https_proxy',
      ),
    ],
    [
      'host not found',
      unreached(
        'unreachable',
        'could not connect to acme.example (host not found); check base-url and https_proxy',
      ),
    ],
    [
      'no connection within 15 s',
      unreached(
        'unreachable',
        'could not connect to acme.example (no connection within 15 s); check base-url and https_proxy',
      ),
    ],
  ])('%s: nothing was sent, and no other batch tries it again', async (why, broken) => {
    const played = await run(always(broken), { batchSize: 1, maxRetries: 2 });
    expect(statuses(played)).toMatchObject({ notSent: 2, unknown: 0 });
    expect(played.service.exchanges).toHaveLength(3);
    expect(played.outputs['message']).toBe(
      `Testsigma override failed: 2 of 2 not sent. Could not connect to acme.example (${why}); check base-url and https_proxy`,
    );
  });

  test.each([520, 522, 527])('%i is retried', async (status) => {
    const played = await run([custom(reply(status, '<html>'))], { maxRetries: 1 });
    expect([statuses(played).overridden, played.conclusion]).toEqual([2, 'pass']);
  });

  test('a long Retry-After ends the step and says how long', async () => {
    const played = await run(always(custom(reply(429, { error: 'x' }, { 'retry-after': '3600' }))), {
      maxRetries: 4,
    });
    expect(played.outputs['message']).toContain('asks to wait 3600 seconds (Retry-After)');
    expect(played.service.exchanges).toHaveLength(1);
  });

  test('the annotation, the closing line and message say why, and what to do', async () => {
    const played = await run([PAGE_503], { results: 1 });
    const closing =
      /^Testsigma override failed: 1 of 1 unknown\. 503 Service Unavailable\. Run the action again/;
    expect(played.outputs['message']).toMatch(closing);
    expect(played.log).toMatch(/^::error [^:]*::Testsigma override failed: 1 of 1 unknown\. 503/m);
    const cancelled = await run(always(letter('200')), { batchSize: 1, signalAt: 0 });
    expect(cancelled.outputs['message']).toBe(
      'Testsigma override cancelled: 1 of 2 overridden, 1 not sent. The step was cancelled',
    );
  });

  test('a response that ends the step fails it, even if everything that failed is rejected', async () => {
    const played = await run([letter('200'), letter('403')], { batchSize: 1 });
    expect(statuses(played)).toMatchObject({ overridden: 1, rejected: 1 });
    expect([played.conclusion, played.outputs['status']]).toEqual(['fail', 'partial']);
  });
});

test('what keeps the run from Passed is counted and named', async () => {
  const played = await run([
    custom(reply(200, { errors: [], message: 'Overridden the results successfully' }), all),
  ]);
  expect(played.outputs['still-failed-count']).toBe('1');
  expect(played.outputs['run-result']).toBe('SUCCESS');
});

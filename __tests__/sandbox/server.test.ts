import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RecordedRequest, Sandbox } from '../../sandbox/server.js';
import { startSandbox } from '../../sandbox/server.js';
import { makeCertificate } from '../support/certificate.js';
import { ask, authorised, override, retryable } from '../support/sandbox-client.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox();
});

afterEach(() => sandbox.close());

describe('an override', () => {
  test('is answered and done', async () => {
    const { status, body, headers } = await override(sandbox, retryable('3646', '3650'));
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json');
    expect(body).toBe('{"errors":[],"message":"Overridden the results successfully"}');
    expect(sandbox.testsigma.resultOf('3646')).toBe('SUCCESS');
  });

  test('of nothing but strangers is refused', async () => {
    const { status, body } = await override(sandbox, retryable('2288'));
    expect(status).toBe(400);
    expect(body).toBe(
      '{"timeStamp":null,"error":"Failed to override the result, <br> cause :Given test case result id 2288 is not related to execution run 239","code":null,"fieldErrors":null,"objectErrors":null}',
    );
  });

  test('keeps ids above 2^53', async () => {
    const url = `${sandbox.address}/api/v1/execution_results/242/override`;
    const ids = ['9223372036854775807', '9007199254740993', '9223372036854775805'];
    const { body } = await ask(url, { method: 'PUT', headers: authorised(sandbox), body: retryable(...ids) });
    expect(JSON.parse(body)).toEqual({
      errors: ['Given test case result id 9223372036854775805 is not related to execution run 242'],
      message: 'Overridden the result partially',
    });
    expect(sandbox.testsigma.history.map(({ testCaseResultId }) => testCaseResultId)).toEqual(
      ids.slice(0, 2),
    );
  });

  test.each(['', '[', '{"a":}', '[{"testCaseResultId":007}]'])(
    'that cannot be read gets no body: %j',
    async (text) => {
      expect(await override(sandbox, text)).toMatchObject({ status: 400, body: '', isComplete: true });
    },
  );

  test('nested too deep cannot be read either', async () => {
    expect(await override(sandbox, '['.repeat(200_000) + ']'.repeat(200_000))).toMatchObject({ status: 400 });
  });

  test('of a wrong shape gets the error body', async () => {
    const { status, body } = await override(sandbox, '[{"testCaseResultId":3646,"result":"SUCCESS"}]');
    expect([status, JSON.parse(body).error]).toEqual([
      400,
      'Result 1 of the request body: comment is not a text',
    ]);
  });

  test('of another type is refused', async () => {
    const headers = { ...authorised(sandbox), 'content-type': 'text/plain' };
    expect(await override(sandbox, retryable('3646'), { headers })).toMatchObject({ status: 415 });
    expect(sandbox.testsigma.history).toEqual([]);
  });

  test('may be large', async () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => String(index + 1_000_000));
    expect(await override(sandbox, retryable('3646', ...ids))).toMatchObject({
      status: 200,
      isComplete: true,
    });
  });
});

describe('authentication', () => {
  test.each<[string, Record<string, string>, string]>([
    ['no header', {}, 'No JWT token found'],
    ['another scheme', { authorization: 'Basic c2FuZGJveA==' }, 'No JWT token found'],
    ['no key', { authorization: 'Bearer ' }, 'No JWT token found'],
    ['another key', { authorization: 'Bearer other' }, 'Invalid JWT token'],
    ['a key that begins alike', { authorization: 'Bearer sandbox-token2' }, 'Invalid JWT token'],
  ])('%s', async (_case, headers, error) => {
    const { status, body } = await override(sandbox, retryable('3646'), { headers });
    expect(status).toBe(401);
    expect(JSON.parse(body)).toEqual({
      timeStamp: null,
      error,
      code: null,
      fieldErrors: null,
      objectErrors: null,
    });
    expect(sandbox.requests).toMatchObject([
      { number: 1, method: 'PUT', answered: 401, body: retryable('3646') },
    ]);
    expect(sandbox.testsigma.history).toEqual([]);
  });

  test('takes the key that it was started with', async () => {
    const other = await startSandbox({ token: 'another word' });
    expect(await override(other, retryable('3646'))).toMatchObject({ status: 200 });
    await other.close();
  });
});

describe('routes', () => {
  const get = (path: string, accept = 'application/json') =>
    ask(sandbox.address + path, { headers: { ...authorised(sandbox), accept } });

  test('a run', async () => {
    const { status, body } = await get('/api/v1/execution_results/239?x=1');
    expect([status, JSON.parse(body).executionId]).toEqual([200, 57]);
  });

  test('its listing, ids as integers', async () => {
    const { body } = await get('/api/v1/execution_results/242/test_case_results');
    expect(body).toContain('"testCaseResultId":9223372036854775807,');
  });

  test('its JUnit report, as XML alone', async () => {
    const { status, headers, body } = await get('/api/v1/reports/junit/239', 'application/xml');
    expect([status, headers['content-type'], body.slice(0, 5)]).toEqual([200, 'application/xml', '<?xml']);
    expect(await get('/api/v1/reports/junit/239')).toMatchObject({ status: 406 });
    expect(await get('/api/v1/reports/junit/999', '*/*')).toMatchObject({ status: 404 });
  });

  test.each([
    '/',
    '/api/v1/execution_results/',
    '/api/v1/execution_results/abc',
    '/api/v1/executions/results/239/override',
    '/api/v1/execution_results/239/override/',
  ])('%s is none', async (path) => {
    const { status, body } = await get(path);
    expect([status, JSON.parse(body).error]).toEqual([404, `No handler found for GET ${path}`]);
  });

  test('another method is refused', async () => {
    const { status, body } = await get('/api/v1/execution_results/239/override');
    expect([status, JSON.parse(body).error]).toEqual([405, "Request method 'GET' not supported"]);
  });

  test('a prefix stands before all of them', async () => {
    const other = await startSandbox({ prefix: '/testsigma' });
    expect(other.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/testsigma$/);
    expect(await override(other, retryable('3646'))).toMatchObject({ status: 200 });
    const without = other.address.replace('/testsigma', '/api/v1/execution_results/239');
    expect(await ask(without, { headers: authorised(other) })).toMatchObject({ status: 404 });
    await other.close();
  });
});

describe('the sandbox', () => {
  test('remembers every request', async () => {
    const before = Date.now();
    await override(sandbox, retryable('3646'));
    await ask(`${sandbox.address}/nowhere`, { headers: { 'x-mark': 'here' } });
    expect(sandbox.requests).toMatchObject([
      {
        number: 1,
        method: 'PUT',
        path: '/api/v1/execution_results/239/override',
        headers: { authorization: 'Bearer sandbox-token' },
        body: retryable('3646'),
        answered: 200,
      },
      { number: 2, method: 'GET', path: '/nowhere', headers: { 'x-mark': 'here' }, body: '', answered: 401 },
    ]);
    const [first] = sandbox.requests;
    expect(first?.receivedAt).toBeGreaterThanOrEqual(before);
    expect(first?.remotePort).toBeGreaterThan(0);
  });

  test('tells of requests that are done', async () => {
    const done: RecordedRequest[] = [];
    const other = await startSandbox({ onDone: (request) => done.push(request) });
    await override(other, retryable('3646'));
    await other.close();
    expect(done).toEqual(other.requests);
  });

  test('can be slow', async () => {
    const other = await startSandbox({ latency: 100 });
    const { milliseconds } = await override(other, retryable('3646'));
    expect(milliseconds).toBeGreaterThan(90);
    await other.close();
  });

  test('uses the separator it is given', async () => {
    const other = await startSandbox({ separator: '\n' });
    const { body } = await override(other, retryable('1', '2'));
    expect(JSON.parse(body).error).toContain('239 \n Given');
    await other.close();
  });

  test('takes the port it is given, and says so where that is taken', async () => {
    const port = Number(new URL(sandbox.address).port);
    await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('speaks https', async () => {
    const { key, cert } = makeCertificate();
    const other = await startSandbox({ tls: { key, cert } });
    expect(other.address).toMatch(/^https:/);
    expect(await override(other, retryable('3646'), { tls: { ca: cert } })).toMatchObject({ status: 200 });
    expect(await override(other, retryable('3646'))).toMatchObject({ error: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    await other.close();
  });

  test('closes at once, whatever is under way, and may be told twice', async () => {
    sandbox.faults = ({ number }) => (number === 1 ? { delay: 60_000 } : { stall: 'mid-body' });
    const waiting = [override(sandbox, retryable('3646')), override(sandbox, retryable('3647'))];
    while (sandbox.requests.filter(({ body }) => body !== '').length < 2)
      await new Promise((go) => setTimeout(go, 5));
    const started = performance.now();
    await sandbox.close();
    await sandbox.close();
    expect((await Promise.all(waiting)).map(({ isComplete }) => isComplete)).toEqual([false, false]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('outlives a request that breaks off', async () => {
    const headers = { ...authorised(sandbox), 'content-length': '1000' };
    await override(sandbox, '[', { headers, patience: 50 });
    expect(await override(sandbox, retryable('3646'))).toMatchObject({ status: 200 });
    expect(sandbox.requests).toMatchObject([{ body: '' }, { answered: 200 }]);
    expect(sandbox.requests[0]).not.toHaveProperty('answered');
  });

  test('answers a fault of its own with the exception', async () => {
    sandbox.faults = () => {
      throw new Error('no such fault');
    };
    expect(await override(sandbox, retryable('3646'))).toMatchObject({
      status: 500,
      body: 'Error: no such fault',
    });
  });
});

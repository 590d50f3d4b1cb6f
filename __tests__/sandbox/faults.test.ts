import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault, Sandbox } from '../../sandbox/server.js';
import { script, startSandbox } from '../../sandbox/server.js';
import { makeCertificate } from '../support/certificate.js';
import type { Seen } from '../support/sandbox-client.js';
import { ask, authorised, override, retryable } from '../support/sandbox-client.js';

const DONE = '{"errors":[],"message":"Overridden the results successfully"}';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox();
});

afterEach(() => sandbox.close());

function meet(fault: Fault, patience?: number): Promise<Seen> {
  sandbox.faults = script(fault);
  return override(sandbox, retryable('3646'), patience === undefined ? {} : { patience });
}

const isApplied = (): boolean => sandbox.testsigma.resultOf('3646') === 'SUCCESS';

describe('an answer in the location of the real one', () => {
  test('a status', async () => {
    expect(await meet({ status: 503 })).toMatchObject({ status: 503, body: '', isComplete: true });
    expect(isApplied()).toBe(false);
    expect(sandbox.requests).toMatchObject([{ answered: 503 }]);
  });

  test('a status after the override was applied', async () => {
    expect(await meet({ status: 503, apply: true })).toMatchObject({ status: 503 });
    expect(isApplied()).toBe(true);
  });

  test('a body', async () => {
    const html = { body: '<html></html>', headers: { 'content-type': 'text/html' } };
    const seen = await meet(html);
    expect(seen).toMatchObject({
      status: 200,
      body: '<html></html>',
      headers: { 'content-type': 'text/html' },
    });
    expect(isApplied()).toBe(false);
  });

  test('a body of bytes', async () => {
    expect(await meet({ status: 200, body: Buffer.from([0x7b, 0x7d]) })).toMatchObject({
      status: 200,
      body: '{}',
    });
  });

  test('no content', async () => {
    const seen = await meet({ status: 204 });
    expect(seen).toMatchObject({ status: 204, isComplete: true });
    expect(seen.headers).not.toHaveProperty('content-length');
  });

  test('a redirect', async () => {
    const seen = await meet({ status: 307, headers: { location: 'http://127.0.0.1:1/login' } });
    expect(seen).toMatchObject({ status: 307, headers: { location: 'http://127.0.0.1:1/login' } });
  });

  test('also for a request without a key', async () => {
    sandbox.faults = script({ status: 502 });
    expect(await override(sandbox, retryable('3646'), { headers: {} })).toMatchObject({ status: 502 });
  });
});

describe('the real answer, spoiled', () => {
  test('more headers', async () => {
    expect(await meet({ headers: { 'retry-after': '3' } })).toMatchObject({
      status: 200,
      body: DONE,
      headers: { 'retry-after': '3', 'content-type': 'application/json' },
    });
    expect(isApplied()).toBe(true);
  });

  test('a delay, with the override applied before it', async () => {
    const exchange = meet({ delay: 200 });
    while (!isApplied()) await new Promise((go) => setTimeout(go, 5));
    expect(sandbox.requests[0]).not.toHaveProperty('answered');
    const { body, milliseconds } = await exchange;
    expect(body).toBe(DONE);
    expect(milliseconds).toBeGreaterThan(190);
  });

  test('an answer that is not true', async () => {
    expect(await meet({ delay: 1, apply: false })).toMatchObject({ status: 200, body: DONE });
    expect(isApplied()).toBe(false);
  });

  test.each([0, 1, 20])('cut after %d bytes', async (bytes) => {
    const seen = await meet({ cut: bytes });
    expect(seen).toMatchObject({
      status: 200,
      body: DONE.slice(0, bytes),
      isComplete: false,
      error: 'ECONNRESET',
    });
    expect(seen.headers['content-length']).toBe(String(DONE.length));
    expect(isApplied()).toBe(true);
  });

  test('cut behind its end, more being announced', async () => {
    const seen = await meet({ cut: 1000 });
    expect(seen).toMatchObject({ body: DONE, isComplete: false, headers: { 'content-length': '1001' } });
  });

  test('cut of a body of its own', async () => {
    expect(await meet({ status: 400, body: 'abcdef', cut: 3 })).toMatchObject({
      status: 400,
      body: 'abc',
      isComplete: false,
    });
    expect(isApplied()).toBe(false);
  });

  test('stalled in the body', async () => {
    const seen = await meet({ stall: 'mid-body' }, 200);
    expect(seen).toMatchObject({ status: 200, body: DONE.slice(0, DONE.length / 2), isComplete: false });
    expect(seen.milliseconds).toBeGreaterThan(190);
    expect(isApplied()).toBe(true);
  });

  test('dripping', async () => {
    const seen = await meet({ drip: 4 });
    expect(seen).toMatchObject({ status: 200, body: DONE, isComplete: true });
    expect(seen.milliseconds).toBeGreaterThan(4 * DONE.length * 0.9);
  });

  test('dripping to somebody who leaves', async () => {
    expect(await meet({ drip: 50 }, 200)).toMatchObject({ status: 200, isComplete: false });
    expect(await override(sandbox, retryable('3650'))).toMatchObject({ status: 200 });
  });
});

describe('no answer at all', () => {
  test.each([true, false])('a reset, applied: %j', async (apply) => {
    const seen = await meet({ reset: true, apply });
    expect(seen).toMatchObject({ error: 'ECONNRESET' });
    expect(seen).not.toHaveProperty('status');
    expect(isApplied()).toBe(apply);
    expect(sandbox.requests[0]).not.toHaveProperty('answered');
  });

  test('a reset is one on the wire, not a plain end', async () => {
    sandbox.faults = script({ reset: true });
    const socket = createConnection(Number(new URL(sandbox.address).port), '127.0.0.1');
    socket.write('PUT / HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n');
    await expect(text(socket)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('a reset after a delay', async () => {
    const seen = await meet({ reset: true, delay: 100 });
    expect(seen.error).toBe('ECONNRESET');
    expect(seen.milliseconds).toBeGreaterThan(90);
  });

  test('a stall before the headers', async () => {
    const seen = await meet({ stall: 'before-headers' }, 200);
    expect(seen).toMatchObject({ error: 'gave up' });
    expect(seen).not.toHaveProperty('status');
    expect(isApplied()).toBe(false);
  });

  test('bytes that are not HTTP', async () => {
    expect((await meet({ garbage: true })).error).toMatch(/^HPE_/);
    expect(isApplied()).toBe(false);
  });

  test('over TLS', async () => {
    const { key, cert } = makeCertificate();
    const secure = await startSandbox({ tls: { key, cert }, faults: script({ reset: true }, { cut: 5 }) });
    const tls = { ca: cert };
    expect(await override(secure, retryable('3646'), { tls })).toMatchObject({ error: 'ECONNRESET' });
    expect(await override(secure, retryable('3646'), { tls })).toMatchObject({
      status: 200,
      body: DONE.slice(0, 5),
    });
    await secure.close();
  });
});

test('a script plays in order, for overrides alone, and then lets everything pass', async () => {
  sandbox.faults = script({ status: 429 }, undefined, { status: 500 });
  const run = () => ask(`${sandbox.address}/api/v1/execution_results/239`, { headers: authorised(sandbox) });
  const statuses: (number | undefined)[] = [];
  for (const exchange of [run, 'PUT', run, 'PUT', 'PUT', run, 'PUT']) {
    const { status } = exchange === run ? await run() : await override(sandbox, retryable('3646'));
    statuses.push(status);
  }
  expect(statuses).toEqual([200, 429, 200, 200, 500, 200, 200]);
});

test('a fault may depend on the request', async () => {
  sandbox.faults = ({ body }) => (body.includes('3647') ? { status: 413 } : undefined);
  expect(await override(sandbox, retryable('3646', '3647'))).toMatchObject({ status: 413 });
  expect(await override(sandbox, retryable('3646'))).toMatchObject({ status: 200 });
});

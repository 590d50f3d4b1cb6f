/** Responses that are compressed although nobody asked, from a real server. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type HttpResult, NodeHttpSession } from '../../src/runtime/http.js';
import { clock } from '../../src/runtime/process.js';

const TEXT = JSON.stringify({ message: 'Overridden the results successfully', errors: [] });
const MAX_BYTES = 100_000;

let server: Server;
let session: NodeHttpSession;
let served: { status: number; encoding: string; body: Uint8Array };
let accepted: string | undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    accepted = request.headers['accept-encoding'];
    response.writeHead(served.status, { 'content-encoding': served.encoding }).end(served.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  session = new NodeHttpSession('test', clock, {});
});
afterAll(() => {
  session.close();
  server.close();
});

function get(encoding: string, body: Uint8Array, status = 200): Promise<HttpResult> {
  served = { status, encoding, body };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const limits = { timeoutMs: 5_000, signal: new AbortController().signal };
  return session.exchange({ method: 'GET', url, headers: {}, maxBytes: MAX_BYTES }, limits);
}

const bytes = Buffer.from(TEXT);

test.each([
  ['gzip', gzipSync(bytes)],
  ['x-gzip', gzipSync(bytes)],
  ['GZip', gzipSync(bytes)],
  ['deflate', deflateSync(bytes)],
  ['deflate', deflateRawSync(bytes)],
  ['br', brotliCompressSync(bytes)],
  ['gzip, br', brotliCompressSync(gzipSync(bytes))],
  ['identity, gzip', gzipSync(bytes)],
  ['identity', bytes],
  ['', bytes],
  ['utf-8', bytes],
  ['none', bytes],
])('%s is read, and was not requested', async (encoding, body) => {
  expect(await get(encoding, body)).toMatchObject({ kind: 'response', body: TEXT, complete: true });
  expect(accepted).toBe('identity');
});

test.each(['gzip', 'deflate', 'br'])('an empty body of %s is empty', async (encoding) => {
  expect(await get(encoding, Buffer.alloc(0), 401)).toMatchObject({ status: 401, body: '', complete: true });
});

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
])('the size cap counts what %s holds', async (encoding, compress) => {
  const fits = 'x'.repeat(MAX_BYTES);
  expect(await get(encoding, compress(fits))).toMatchObject({ body: fits, complete: true });
  expect(await get(encoding, compress(`${fits}x`))).toMatchObject({
    kind: 'response',
    body: '',
    complete: false,
  });
  expect(await get(encoding, compress(Buffer.alloc(50_000_000)))).toMatchObject({ complete: false });
});

describe('a damaged body', () => {
  const whole = gzipSync(bytes);
  const damaged: [string, Uint8Array][] = [
    ['gzip', whole.subarray(0, -10)],
    ['gzip', bytes],
    ['br', bytes],
    ['deflate', bytes],
    ['gzip, br', brotliCompressSync(bytes)],
  ];

  test.each(damaged)('of %s may have been a success', async (encoding, body) => {
    expect(await get(encoding, body)).toEqual({
      kind: 'failure',
      cause: 'network',
      maybeApplied: true,
      retryable: true,
      message: 'the response is compressed and cannot be decompressed',
    });
  });

  test('leaves the status of a server error', async () => {
    expect(await get('gzip', bytes, 503)).toMatchObject({ kind: 'response', status: 503, complete: false });
  });
});

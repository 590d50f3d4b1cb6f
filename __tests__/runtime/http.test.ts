/** One exchange against real servers: every ending is reported as what it is. Proxies: tunnel.test.ts. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/server.js';
import { type HttpResult, NodeHttpSession } from '../../src/runtime/http.js';
import { clock } from '../../src/runtime/process.js';
import { makeCertificate } from '../support/certificate.js';

let session: NodeHttpSession;

beforeEach(() => {
  session = new NodeHttpSession('test', clock, {});
});
afterEach(() => {
  session.close();
});

function get(url: string, signal = new AbortController().signal, timeoutMs = 2_000): Promise<HttpResult> {
  return session.exchange({ method: 'GET', url, headers: {}, maxBytes: 1_000 }, { timeoutMs, signal });
}

/** Starts a server on loopback; its address. */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('a service', () => {
  test('with a certificate that nobody vouches for is refused for good', async () => {
    const sandbox = await startSandbox({ tls: makeCertificate() });
    expect(await get(sandbox.address)).toMatchObject({
      kind: 'failure',
      cause: 'certificate',
      maybeApplied: false,
      retryable: false,
      message: expect.stringMatching(
        /NODE_USE_SYSTEM_CA=1 \(runner 2\.329\.0 or later\), NODE_OPTIONS=--use-system-ca or NODE_EXTRA_CA_CERTS/,
      ),
    });
    await sandbox.close();
  });

  test('that speaks http where https is meant is refused for good', async () => {
    const sandbox = await startSandbox();
    const url = sandbox.address.replace('http:', 'https:');
    expect(await get(url)).toMatchObject({
      cause: 'certificate',
      retryable: false,
      message: expect.stringContaining('speaks https'),
    });
    await sandbox.close();
  });

  test.each(['http://127.0.0.1:1/', 'http://localhost:1/', 'https://127.0.0.1:1/'])(
    'that nobody runs at %s got nothing',
    async (url) => {
      expect(await get(url)).toMatchObject({
        cause: 'unreachable',
        maybeApplied: false,
        retryable: true,
        message: expect.stringMatching(
          /^could not connect to \S+:1 \(connection refused\); check base-url and https_proxy$/,
        ),
      });
    },
  );

  test('on IPv6 is reached, brackets and all', async () => {
    const server = createServer((_, response) => response.end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '::1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await get(`http://[::1]:${port}/`)).toMatchObject({ kind: 'response', status: 200, body: '{}' });
    server.close();
  });
});

describe('an answer that says how large it is', () => {
  let server: Server;
  let url: string;
  let head: string;
  let body: string;

  beforeEach(async () => {
    server = createServer();
    server.on('connection', (socket: Socket) => {
      socket.once('data', () => socket.end(`HTTP/1.1 ${head}\r\n\r\n${body}`));
    });
    url = await listen(server);
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  test.each([
    ['200 OK\r\ncontent-length: 5', 'hello', { kind: 'response', body: 'hello', complete: true }],
    ['200 OK\r\ncontent-length: 0', '', { kind: 'response', body: '', complete: true }],
    ['204 No Content\r\ncontent-length: 999', '', { kind: 'response', body: '', complete: true }],
    ['200 OK\r\ncontent-length: 9007199254740991', 'hello', { kind: 'failure', cause: 'network' }],
    [
      '500 No\r\ncontent-length: 9007199254740991',
      'hello',
      { kind: 'response', body: 'hello', complete: false },
    ],
    ['200 OK\r\ncontent-length: 1001', 'x'.repeat(1_001), { kind: 'response', complete: false }],
    ['200 OK', 'x'.repeat(900), { kind: 'response', body: 'x'.repeat(900), complete: true }],
  ])('%j', async (said, sent, exchange) => {
    head = said;
    body = sent;
    expect(await get(url)).toMatchObject(exchange);
  });
});

test.each([1, 16_384, 16_385, 40_000, 1_000_000])(
  'an answer of %d bytes in pieces that does not say its size is read whole',
  async (size) => {
    const body = 'ab\u00e9c'.repeat(Math.ceil(size / 5)).slice(0, size);
    const server = createServer(async (_, response) => {
      for (let at = 0; at < body.length; at += 3_000) response.write(body.slice(at, at + 3_000));
      response.end();
    });
    const url = await listen(server);
    const limits = { timeoutMs: 5_000, signal: new AbortController().signal };
    const read = await session.exchange({ method: 'GET', url, headers: {}, maxBytes: 4_000_000 }, limits);
    expect(read).toMatchObject({ kind: 'response', complete: true });
    expect(read.kind === 'response' && read.body === body).toBe(true);
    server.close();
  },
);

test('a connection that breaks says how, with its code once', async () => {
  const server = createServer();
  server.on('connection', (socket: Socket) => socket.once('data', () => socket.resetAndDestroy()));
  const broken = await get(await listen(server));
  expect(broken).toMatchObject({ cause: 'network', maybeApplied: true, retryable: true });
  expect(broken.kind === 'failure' && broken.message).toBe('the connection failed: read ECONNRESET');
  server.close();

  const hungUp = createServer();
  hungUp.on('connection', (socket: Socket) => socket.once('data', () => socket.end()));
  const silent = await get(await listen(hungUp));
  expect(silent.kind === 'failure' && silent.message).toBe(
    'the connection failed: socket hang up (ECONNRESET)',
  );
  hungUp.close();
});

test('what was cancelled before it began is not sent', async () => {
  const sandbox: Sandbox = await startSandbox();
  expect(await get(sandbox.address, AbortSignal.abort())).toMatchObject({
    cause: 'cancelled',
    retryable: false,
  });
  expect(sandbox.requests).toEqual([]);
  await sandbox.close();
});

/** Requests through real proxies on loopback ports. The service has a name that only the proxy knows. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type HttpResult, NodeHttpSession } from '../../src/runtime/http.js';
import { clock } from '../../src/runtime/process.js';

let service: Server;
let served: IncomingMessage[];
let proxy: Server;
let connects: IncomingMessage[];
let respond: (socket: Socket) => void;
let sessions: NodeHttpSession[];
const sockets = new Set<Socket>();

function listen(server: Server, host = '127.0.0.1'): Promise<void> {
  server.on('connection', (socket: Socket) => sockets.add(socket));
  return new Promise((resolve) => server.listen(0, host, resolve));
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** A proxy that answers CONNECT with what the test says. */
function proxyServer(): Server {
  return createServer().on('connect', (request: IncomingMessage, socket) => {
    connects.push(request);
    socket.on('error', () => undefined);
    respond(socket as Socket);
  });
}

beforeEach(async () => {
  [served, connects, sessions] = [[], [], []];
  service = createServer((request, response) => {
    served.push(request);
    response.end('{"ok":true}');
  });
  proxy = proxyServer();
  respond = tunnel;
  await Promise.all([listen(service), listen(proxy)]);
});
afterEach(() => {
  for (const session of sessions) session.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of [service, proxy]) server.close();
});

function tunnel(socket: Socket): void {
  const target = connect(portOf(service), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    target.pipe(socket);
    socket.pipe(target);
  });
  target.on('error', () => socket.destroy());
}

function sessionWith(value: string): NodeHttpSession {
  const session = new NodeHttpSession('test', clock, { http_proxy: value, https_proxy: value });
  sessions.push(session);
  return session;
}

interface Options {
  readonly credentials?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

function get(
  url: string,
  { credentials = '', timeoutMs = 2_000, signal }: Options = {},
): Promise<HttpResult> {
  const session = sessionWith(`http://${credentials}127.0.0.1:${portOf(proxy)}`);
  const limits = { timeoutMs, signal: signal ?? new AbortController().signal };
  return session.exchange({ method: 'GET', url, headers: {}, maxBytes: 1_000 }, limits);
}

describe('a connection', () => {
  test('is opened by CONNECT and carries the request', async () => {
    expect(await get('http://service.example/path?x=1')).toMatchObject({
      kind: 'response',
      status: 200,
      body: '{"ok":true}',
      complete: true,
    });
    expect(connects.map(({ url, headers }) => [url, headers.host])).toEqual([
      ['service.example:80', 'service.example:80'],
    ]);
    expect(connects[0]?.headers).not.toHaveProperty('proxy-authorization');
    expect(served.map(({ url, headers }) => [url, headers.host])).toEqual([['/path?x=1', 'service.example']]);
  });

  test('shows the user and the password to the proxy, and not to the service', async () => {
    await get('http://service.example:8080/', { credentials: 'octocat:p%40ss%23word@' });

    expect(connects[0]?.url).toBe('service.example:8080');
    expect(connects[0]?.headers['proxy-authorization']).toBe(
      `Basic ${Buffer.from('octocat:p@ss#word').toString('base64')}`,
    );
    expect(served[0]?.headers).not.toHaveProperty('proxy-authorization');
  });

  test('to an IPv6 address has its brackets', async () => {
    await get('http://[fd00::1]:8080/');
    expect(connects[0]?.url).toBe('[fd00::1]:8080');
  });

  test('is kept for the next request', async () => {
    const session = sessionWith(`127.0.0.1:${portOf(proxy)}`);
    const request = { method: 'GET', url: 'http://service.example/', headers: {}, maxBytes: 1_000 };
    const limits = { timeoutMs: 2_000, signal: new AbortController().signal };
    for (let count = 0; count < 3; count += 1)
      expect(await session.exchange(request, limits)).toMatchObject({ status: 200 });
    expect(connects).toHaveLength(1);
    expect(served).toHaveLength(3);
  });

  test('goes through a proxy with an IPv6 address', async () => {
    const other = proxyServer();
    await listen(other, '::1');
    const session = sessionWith(`[::1]:${portOf(other)}`);
    const limits = { timeoutMs: 2_000, signal: new AbortController().signal };
    const url = 'http://service.example/';
    expect(
      await session.exchange({ method: 'GET', url, headers: {}, maxBytes: 1_000 }, limits),
    ).toMatchObject({
      status: 200,
    });
    other.close();
  });

  test.each([200, 201, 299])('is open with any 2xx: %d', async (status) => {
    respond = (socket) => {
      socket.write(`HTTP/1.1 ${status} Fine\r\n\r\n`);
      socket.once('data', () => socket.end('HTTP/1.1 204 No\r\n\r\n'));
    };
    expect(await get('http://service.example/')).toMatchObject({ kind: 'response', status: 204 });
  });
});

describe('a proxy that opens none: nothing was sent', () => {
  const CHECK = 'Check https_proxy and no_proxy in env';

  test.each([
    ['403 Forbidden', false, `the proxy could not open the connection (403). ${CHECK}`],
    ['302 Found', false, `the proxy could not open the connection (302). ${CHECK}`],
    ['100 Continue', false, `the proxy could not open the connection (100). ${CHECK}`],
    ['429 Too Many Requests', true, `the proxy could not open the connection (429). ${CHECK}`],
    ['502 Bad Gateway', true, `the proxy could not open the connection (502). ${CHECK}`],
    [
      '407 Proxy Authentication Required',
      false,
      'the proxy requires a user and a password (407). Put them into https_proxy: http://user:password@host:port',
    ],
  ])('%s', async (status, retryable, why) => {
    respond = (socket) => socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 2\r\n\r\nno`);
    expect(await get('https://service.example/')).toEqual({
      kind: 'failure',
      cause: 'proxy',
      maybeApplied: false,
      retryable,
      message: `could not connect to service.example: ${why}`,
    });
    expect(connects).toHaveLength(1);
  });

  test('407 with a password given says that it is not accepted', async () => {
    respond = (socket) => socket.end('HTTP/1.1 407 No\r\n\r\n');
    expect(await get('https://service.example/', { credentials: 'octocat:sandbox@' })).toMatchObject({
      cause: 'proxy',
      retryable: false,
      message:
        'could not connect to service.example: the proxy does not accept the user and the password in https_proxy (407)',
    });
  });

  test.each([
    ['closes the connection', (socket: Socket) => socket.end(), /socket hang up/],
    ['resets the connection', (socket: Socket) => socket.resetAndDestroy(), /ECONNRESET|socket hang up/],
    ['speaks another protocol', (socket: Socket) => socket.end('SSH-2.0-x\r\n'), /Parse Error/],
    [
      'sends a header of 200 kB',
      (socket: Socket) => socket.end(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(200_000)}`),
      /Header overflow/,
    ],
  ])('one that %s', async (_, answer, message) => {
    respond = answer;
    expect(await get('https://service.example/')).toMatchObject({
      cause: 'proxy',
      maybeApplied: false,
      retryable: true,
      message: expect.stringMatching(message),
    });
  });

  test('nobody listens', async () => {
    const session = sessionWith('http://127.0.0.1:1');
    const limits = { timeoutMs: 2_000, signal: new AbortController().signal };
    const url = 'https://service.example/';
    expect(
      await session.exchange({ method: 'GET', url, headers: {}, maxBytes: 1_000 }, limits),
    ).toMatchObject({
      cause: 'proxy',
      maybeApplied: false,
      retryable: true,
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('one that never responds is given up in time', async () => {
    respond = () => undefined;
    expect(await get('https://service.example/', { timeoutMs: 200 })).toMatchObject({
      cause: 'unreachable',
      maybeApplied: false,
      message: expect.stringContaining('no connection within 0.2 s'),
    });
  });

  test('the step is cancelled while it does not respond', async () => {
    const controller = new AbortController();
    respond = () => controller.abort();
    expect(await get('https://service.example/', { signal: controller.signal })).toMatchObject({
      cause: 'cancelled',
      maybeApplied: false,
    });
  });

  test('a variable that cannot be understood, and nothing goes out directly', async () => {
    const session = sessionWith('http://octocat:100%@proxy.example');
    const limits = { timeoutMs: 2_000, signal: new AbortController().signal };
    const url = `http://localhost.example:${portOf(service)}/`;
    expect(
      await session.exchange({ method: 'GET', url, headers: {}, maxBytes: 1_000 }, limits),
    ).toMatchObject({
      kind: 'failure',
      cause: 'proxy',
      maybeApplied: false,
      retryable: false,
      message: expect.stringMatching(/^http_proxy cannot be used: /),
    });
    expect(served).toEqual([]);
  });
});

test('this machine is reached without the proxy', async () => {
  expect(await get(`http://127.0.0.1:${portOf(service)}/`)).toMatchObject({ status: 200 });
  expect(connects).toEqual([]);
});

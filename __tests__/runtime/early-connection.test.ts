/** The connection that is opened before the first request, against real servers. TLS: ../e2e/network.test.ts. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { NodeHttpSession } from '../../src/runtime/http.js';
import { clock } from '../../src/runtime/process.js';

let session: NodeHttpSession;
let servers: { close(): unknown; closeAllConnections?(): void }[];
let worker: Worker | undefined;

beforeEach(() => {
  session = new NodeHttpSession('test', clock, {});
  servers = [];
});
afterEach(async () => {
  await worker?.terminate();
  session.close();
  for (const server of servers) {
    server.closeAllConnections?.();
    server.close();
  }
});

function get(url: string, timeoutMs = 2_000) {
  const limits = { timeoutMs, signal: new AbortController().signal };
  return session.exchange({ method: 'GET', url, headers: {}, maxBytes: 1_000 }, limits);
}

/** Starts a server on loopback. @returns its URL, and its connections so far */
async function listen(server: Server | ReturnType<typeof createTcpServer>) {
  const connections: Socket[] = [];
  server.on('connection', (socket: Socket) => connections.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, connections };
}

/** Keeps the event loop from turning. @param ms milliseconds */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

const answering = () => createServer((_, response) => response.end('{}'));

test('carries the first request, and the second', async () => {
  const server = answering();
  const { url, connections } = await listen(server);
  session.connect(url);
  await once(server, 'connection');
  expect(connections[0]?.bytesRead).toBe(0);
  for (const _ of [1, 2]) expect(await get(url)).toMatchObject({ kind: 'response', status: 200 });
  expect(connections).toHaveLength(1);
});

test('carries a request that does not wait for it', async () => {
  const { url, connections } = await listen(answering());
  session.connect(url);
  expect(await get(url)).toMatchObject({ kind: 'response', status: 200 });
  expect(connections).toHaveLength(1);
});

test('that the service has closed is replaced', async () => {
  const server = answering();
  const { url, connections } = await listen(server);
  session.connect(url);
  await once(server, 'connection');
  connections[0]?.end();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await get(url)).toMatchObject({ kind: 'response', status: 200 });
  expect(connections).toHaveLength(2);
});

test.each([
  ['a response without a request', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nunsolved!'],
  ['a timeout', 'HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n'],
])('over which the service sends %s first is replaced', async (_, early) => {
  const server = createTcpServer();
  const { url, connections } = await listen(server);
  server.once('connection', (first) => {
    first.write(early);
    server.on('connection', (socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
    });
  });
  session.connect(url);
  await once(server, 'connection');
  block(50);
  expect(await get(url)).toMatchObject({ kind: 'response', status: 200, body: '{}' });
  expect(connections).toHaveLength(2);
  expect(connections[0]?.bytesRead).toBe(0);
});

test('that is closed while the step is busy is replaced', async () => {
  worker = new Worker(
    `const { createServer } = require('node:net');
const { parentPort } = require('node:worker_threads');
let count = 0;
const server = createServer((socket) => {
  socket.on('error', () => undefined);
  count += 1;
  if (count === 1) socket.resetAndDestroy();
  else socket.once('data', () => socket.end('HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\n{}'));
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  const [port] = await once(worker, 'message');
  const url = `http://127.0.0.1:${port}/`;
  session.connect(url);
  await new Promise((resolve) => setImmediate(resolve));
  block(100);
  expect(await get(url)).toMatchObject({ kind: 'response', status: 200, body: '{}' });
});

test('carries only one of two requests at the same time', async () => {
  const { url, connections } = await listen(answering());
  session.connect(url);
  const both = await Promise.all([get(url), get(url)]);
  expect(both.map((one) => one.kind)).toEqual(['response', 'response']);
  expect(connections).toHaveLength(2);
});

test('to nobody is reported by the request', async () => {
  session.connect('http://127.0.0.1:1/');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await get('http://127.0.0.1:1/')).toMatchObject({ cause: 'unreachable', maybeApplied: false });
});

test('counts as a connection: a request over it without a response may have been applied', async () => {
  const server = createTcpServer();
  const { url, connections } = await listen(server);
  session.connect(url);
  await once(server, 'connection');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await get(url, 200)).toMatchObject({ cause: 'timeout', maybeApplied: true });
  expect(connections).toHaveLength(1);
});

test('is closed with the session if no request has used it', async () => {
  const server = createTcpServer();
  const { url, connections } = await listen(server);
  session.connect(url);
  await once(server, 'connection');
  session.close();
  const [connection] = connections;
  connection?.resume();
  const isClosed = new Promise((resolve) => connection?.once('close', () => resolve(true)));
  const isLate = new Promise((resolve) => setTimeout(resolve, 1_000, false));
  expect(await Promise.race([isClosed, isLate])).toBe(true);
  expect(connection?.bytesRead).toBe(0);
});

test('is not opened through a proxy', async () => {
  const proxy = await listen(createTcpServer());
  session = new NodeHttpSession('test', clock, { http_proxy: proxy.url, https_proxy: proxy.url });
  for (const url of ['http://testsigma.example/', 'https://testsigma.example/']) session.connect(url);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(proxy.connections).toEqual([]);
});

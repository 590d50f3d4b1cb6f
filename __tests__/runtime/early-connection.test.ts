/** The connection that is opened before the first request, against real servers. TLS: ../e2e/network.test.ts. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { NodeHttpSession } from '../../src/runtime/http.js';
import { clock } from '../../src/runtime/process.js';

let session: NodeHttpSession;
let servers: { close(): unknown; closeAllConnections?(): void }[];

beforeEach(() => {
  session = new NodeHttpSession('test', clock, {});
  servers = [];
});
afterEach(() => {
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
  if (connection) await once(connection, 'close');
  expect(connection?.bytesRead).toBe(0);
});

test('is not opened through a proxy', async () => {
  const proxy = await listen(createTcpServer());
  session = new NodeHttpSession('test', clock, { http_proxy: proxy.url, https_proxy: proxy.url });
  for (const url of ['http://testsigma.example/', 'https://testsigma.example/']) session.connect(url);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(proxy.connections).toEqual([]);
});

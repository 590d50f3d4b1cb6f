/** Own authorities and proxies, real ones: a TLS server with a fresh certificate, and a proxy that speaks CONNECT. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/server.js';
import { actDist, annotations, overridesIn } from '../support/act.js';
import { makeCertificate } from '../support/certificate.js';

const ONE = { results: '{3646: passed}', lookup: 'off', 'max-retries': '0', 'timeout-seconds': '10' };

let folder: string;
let authority: string;
let sandbox: Sandbox;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'network-'));
  authority = join(folder, 'authority.pem');
});
beforeEach(async () => {
  const certificate = makeCertificate('localhost.testsigma.example');
  writeFileSync(authority, certificate.cert);
  sandbox = await startSandbox({ tls: certificate });
});
afterEach(() => sandbox.close());
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('an own authority', () => {
  test('is trusted where NODE_EXTRA_CA_CERTS names it', async () => {
    const run = await actDist(sandbox, ONE, { env: { NODE_EXTRA_CA_CERTS: authority } });
    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
  });

  test('is otherwise refused once, nothing is sent, and the error says what to set', async () => {
    const run = await actDist(sandbox, { ...ONE, 'max-retries': '4' });

    expect(run.exitCode).toBe(1);
    expect(sandbox.requests).toEqual([]);
    expect(run.outputs['failures']).toContain('"status":"not-sent"');
    expect(annotations(run, 'error').join()).toMatch(/NODE_USE_SYSTEM_CA=1 or NODE_EXTRA_CA_CERTS/);
    expect(run.durationMs).toBeLessThan(5_000);
  });
});

describe('a proxy', () => {
  let proxy: Server;
  let asked: { target: string; authorization: string | undefined }[];
  let answer: (request: IncomingMessage, socket: Socket) => void;

  beforeEach(async () => {
    asked = [];
    answer = (_, socket) => tunnel(socket, sandbox);
    proxy = createServer().on('connect', (request, socket) => {
      asked.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] });
      answer(request, socket as Socket);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    proxy.closeAllConnections();
    proxy.close();
  });

  const address = (credentials = '') =>
    `http://${credentials}127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  /** Loopback is never asked through a proxy: the service gets a name that only the proxy knows. */
  const behind = () => ({
    ...ONE,
    'base-url': `https://localhost.testsigma.example:${new URL(sandbox.address).port}`,
  });

  test('carries the request, with the user and the password, which stand nowhere', async () => {
    const env = {
      https_proxy: address('jane:p%40ssword-of-proxy@'),
      NODE_EXTRA_CA_CERTS: authority,
    };
    const run = await actDist(sandbox, behind(), { env });

    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
    expect(asked).toEqual([
      {
        target: expect.stringMatching(/^localhost\.testsigma\.example:/),
        authorization: `Basic ${Buffer.from('jane:p@ssword-of-proxy').toString('base64')}`,
      },
    ]);
    const unmasked = run.output
      .split('\n')
      .filter((line) => !line.startsWith('::add-mask::'))
      .join('\n');
    for (const secret of ['p%40ssword-of-proxy', 'p@ssword-of-proxy']) {
      expect(unmasked + run.summary + JSON.stringify(run.outputs)).not.toContain(secret);
    }
  });

  test('is passed by where no_proxy says so', async () => {
    const env = { https_proxy: address(), no_proxy: 'localhost', NODE_EXTRA_CA_CERTS: authority };
    const run = await actDist(
      sandbox,
      { ...ONE, 'base-url': sandbox.address.replace('127.0.0.1', 'localhost') },
      { env },
    );

    expect(run.outputs['status']).toBe('success');
    expect(asked).toEqual([]);
    expect(overridesIn(sandbox)).toHaveLength(1);
  });

  test('that asks for a password is asked once, and the error says where it goes', async () => {
    answer = (_, socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    const run = await actDist(
      sandbox,
      { ...behind(), 'max-retries': '4' },
      { env: { https_proxy: address() } },
    );

    expect(run.exitCode).toBe(1);
    expect(asked).toHaveLength(1);
    expect(run.outputs['failures']).toContain('"status":"not-sent"');
    expect(annotations(run, 'error').join()).toContain('https_proxy');
  });

  test('that never answers keeps nothing alive', async () => {
    answer = () => undefined;
    const inputs = { ...behind(), 'request-timeout-seconds': '1' };
    const run = await actDist(sandbox, inputs, { env: { https_proxy: address() } });

    expect(run.exitCode).toBe(1);
    expect(run.outputs['failures']).toContain('"status":"unknown"');
    expect(run.durationMs).toBeLessThan(4_000);
  });
});

function tunnel(socket: Socket, { address }: Sandbox): void {
  const target = connect(Number(new URL(address).port), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    target.pipe(socket);
    socket.pipe(target);
  });
  target.on('error', () => socket.destroy());
  socket.on('error', () => target.destroy());
}

test('a port where nobody listens is unknown after its retries', async () => {
  const { address } = sandbox;
  await sandbox.close();
  const run = await actDist(sandbox, { ...ONE, 'base-url': address });

  expect(run.exitCode).toBe(1);
  expect(run.outputs['failures']).toMatch(/"status":"unknown".*ECONNREFUSED/);
});

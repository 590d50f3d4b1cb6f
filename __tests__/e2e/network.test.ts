/** Internal certificate authorities and proxies, real ones: TLS servers with a fresh certificate that speak CONNECT. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ActionRun } from '../../sandbox/runner.js';
import { type Sandbox, startSandbox } from '../../sandbox/server.js';
import { act, actDist, annotations, type Inputs, overridesIn } from '../support/act.js';
import { type Certificate, makeCertificate } from '../support/certificate.js';

const ONE = { results: '{3646: passed}', lookup: 'off', 'max-retries': '0', 'timeout-seconds': '10' };

let folder: string;
let authority: string;
let certificate: Certificate;
let sandbox: Sandbox;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'network-'));
  authority = join(folder, 'authority.pem');
});
beforeEach(async () => {
  certificate = makeCertificate('localhost.testsigma.example');
  writeFileSync(authority, certificate.cert);
  sandbox = await startSandbox({ tls: certificate });
});
afterEach(() => sandbox.close());
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('an internal certificate authority', () => {
  test('is trusted if NODE_EXTRA_CA_CERTS names it', async () => {
    const run = await actDist(sandbox, ONE, { env: { NODE_EXTRA_CA_CERTS: authority } });
    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
  });

  test('has one TLS handshake: the connection that is opened first carries the request', async () => {
    const accepted = { errors: [], message: 'Overridden the results successfully' };
    const service = createSecureServer(certificate, (_, response) => response.end(JSON.stringify(accepted)));
    let connections = 0;
    const handshakes: unknown[] = [];
    service.on('connection', () => {
      connections += 1;
    });
    service.on('secureConnection', ({ servername, alpnProtocol }) =>
      handshakes.push([servername, alpnProtocol]),
    );
    await new Promise<void>((resolve) => service.listen(0, 'localhost', resolve));
    const inputs = { ...ONE, 'base-url': `https://localhost:${(service.address() as AddressInfo).port}` };
    const run = await actDist(sandbox, inputs, { env: { NODE_EXTRA_CA_CERTS: authority } });
    service.close();

    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
    expect(handshakes).toEqual([['localhost', 'http/1.1']]);
    expect(connections).toBe(1);
  });

  test('a request over a connection that was ready before it counts as sent, even without a response', async () => {
    sandbox.faults = () => ({ stall: 'before-headers' });
    // They take so long to read that the TLS handshake is over by then.
    const entries = Array.from(
      { length: 5_000 },
      (_, index) => `- {id: ${index + 1}, result: passed, comment: x}`,
    );
    const workspace = mkdtempSync(join(folder, 'workspace-'));
    writeFileSync(join(workspace, 'results.yml'), entries.join('\n'));
    const inputs = { ...ONE, results: '', 'results-files': 'results.yml', 'request-timeout-seconds': '1' };
    const env = { NODE_EXTRA_CA_CERTS: authority };
    const run = await actDist(sandbox, { ...inputs, 'batch-size': '1000' }, { env, workspace });

    expect(sandbox.requests.length).toBeGreaterThan(0);
    expect(run.outputs['message']).toContain('no complete response within 1 s');
    expect(JSON.parse(run.outputs['failures'] ?? '')[0]).toMatchObject({ status: 'unknown' });
  });

  test('that cannot be used at all is reported like any other error', async () => {
    const env = { NODE_OPTIONS: '--tls-cipher-list=none-that-exists' };
    const run = await actDist(sandbox, ONE, { env });

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ status: 'failure', 'overridden-ids': '[]' });
    expect(run.outputs['failures']).toContain('"status":"not-sent"');
  });

  test('is otherwise tried once, nothing is sent, and the error says what to set', async () => {
    const run = await actDist(sandbox, { ...ONE, 'max-retries': '4' });

    expect(run.exitCode).toBe(1);
    expect(sandbox.requests).toEqual([]);
    expect(run.outputs['failures']).toContain('"status":"not-sent"');
    expect(annotations(run, 'error').join()).toMatch(
      /NODE_USE_SYSTEM_CA=1 \(runner 2\.329\.0 or later\), NODE_OPTIONS=--use-system-ca or NODE_EXTRA_CA_CERTS/,
    );
    expect(run.durationMs).toBeLessThan(5_000);
  });
});

describe.each(['http', 'https'])('a proxy that is reached by %s', (protocol) => {
  let proxy: Server;
  let connects: { target: string; authorization: string | undefined }[];
  let respond: (socket: Socket) => void;

  beforeEach(async () => {
    connects = [];
    respond = (socket) => tunnel(socket, sandbox);
    proxy = protocol === 'https' ? createSecureServer(certificate) : createServer();
    proxy.on('connect', (request, socket) => {
      connects.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] });
      respond(socket as Socket);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    proxy.closeAllConnections();
    proxy.close();
  });

  const proxyUrl = (credentials = '') =>
    `${protocol}://${credentials}127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  /** Runs the action; the service has a name that only the proxy knows. A deprecated call would end the process. */
  async function actThrough(https_proxy: string, inputs: Inputs = {}, env: Inputs = {}): Promise<ActionRun> {
    const baseUrl = `https://localhost.testsigma.example:${new URL(sandbox.address).port}`;
    const settings = { https_proxy, NODE_EXTRA_CA_CERTS: authority, NODE_OPTIONS: '--throw-deprecation' };
    const run = await actDist(
      sandbox,
      { ...ONE, 'base-url': baseUrl, ...inputs },
      { env: { ...settings, ...env } },
    );
    expect(run.stderr).toBe('');
    return run;
  }

  test('carries the request, with the user and the password, which are shown nowhere', async () => {
    const run = await actThrough(proxyUrl('octocat:p%40ssword-of-proxy@'));

    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
    expect(connects).toEqual([
      {
        target: expect.stringMatching(/^localhost\.testsigma\.example:/),
        authorization: `Basic ${Buffer.from('octocat:p@ssword-of-proxy').toString('base64')}`,
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

  test('is not used for a host in no_proxy', async () => {
    const local = { 'base-url': sandbox.address.replace('127.0.0.1', 'localhost') };
    const run = await actThrough(proxyUrl(), local, { no_proxy: 'localhost' });

    expect(run.outputs['status']).toBe('success');
    expect(connects).toEqual([]);
    expect(overridesIn(sandbox)).toHaveLength(1);
  });

  test.each([
    ['', 'the proxy requires a user and a password (407). Put them into https_proxy'],
    ['octocat:p%40ssword@', 'the proxy does not accept the user and the password in https_proxy (407)'],
  ])('that responds with 407 is tried once, with the credentials %j', async (credentials, why) => {
    respond = (socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    const run = await actThrough(proxyUrl(credentials), { 'max-retries': '4' });

    expect(run.exitCode).toBe(1);
    expect(connects).toHaveLength(1);
    expect(run.outputs['failures']).toContain('"status":"not-sent"');
    expect(annotations(run, 'error').join()).toContain(why);
  });

  test('that never responds keeps nothing alive', async () => {
    respond = () => undefined;
    const run = await actThrough(proxyUrl(), { 'request-timeout-seconds': '1' });

    expect(run.exitCode).toBe(1);
    expect(run.outputs['failures']).toContain('no connection within 1 s');
    expect(run.durationMs).toBeLessThan(4_000);
  });
});

test('a proxy that cannot be understood is an error next to those of the inputs, and nothing is sent', async () => {
  const env = { https_proxy: 'http://octocat:p%40ss%word@127.0.0.1:1' };
  const inputs = { ...ONE, 'base-url': 'https://testsigma.example', 'batch-size': 'many', verify: 'perhaps' };
  const run = await act(sandbox, inputs, { env });

  expect(run.exitCode).toBe(1);
  expect(sandbox.requests).toEqual([]);
  const errors = annotations(run, 'error').join('\n');
  for (const name of ['https_proxy cannot be used: ', 'batch-size', 'verify']) expect(errors).toContain(name);
  const unmasked = run.output.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  for (const text of [unmasked.join('\n'), run.summary, JSON.stringify(run.outputs)])
    expect(text).not.toContain('p%40ss%word');
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

test('a port where nobody listens', async () => {
  const { address } = sandbox;
  await sandbox.close();
  const run = await actDist(sandbox, { ...ONE, 'base-url': address });

  expect(run.exitCode).toBe(1);
  expect(run.outputs['failures']).toMatch(/connection refused/);
});

/** A hostile proxy: it answers in Testsigma's location, with or without a certificate, and never sees the key. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ActionRun } from '../../sandbox/runner.js';
import { type Sandbox, startSandbox } from '../../sandbox/server.js';
import { actDist } from '../support/act.js';
import { makeCertificate } from '../support/certificate.js';
import { everythingTold, expectTame, expectWithout, freshToken } from '../support/hostile.js';

const HOST = 'testsigma.example';
const GOOD = '{"errors":[],"message":"Overridden the results successfully"}';
const ANSWER = `HTTP/1.1 200 OK\r\nContent-Length: ${GOOD.length}\r\n\r\n${GOOD}`;
const OPENED = 'HTTP/1.1 200 Connection established\r\n\r\n';
const PASSWORD = 'p%40ss%3Bword-of-proxy';

let folder: string;
let authority: string;
let sandbox: Sandbox;
let proxy: Server;
let attempts: number;
let seen: string;
let meet: (connection: Socket) => void;
const connections = new Set<Socket>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-proxy-'));
  authority = join(folder, 'authority.pem');
});
beforeEach(async () => {
  sandbox = await startSandbox({ token: freshToken() });
  attempts = 0;
  seen = '';
  proxy = createServer().on('connect', (_, socket) => {
    attempts += 1;
    connections.add(socket as Socket);
    socket
      .on('error', () => undefined)
      .on('data', (bytes: Buffer) => {
        seen += bytes.toString('latin1');
      });
    meet(socket as Socket);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const connection of connections) connection.destroy();
  proxy.close();
  await sandbox.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A deprecated call anywhere would end the process. */
async function actThrough(env: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  const { port } = proxy.address() as AddressInfo;
  const inputs = {
    results: '{3646: passed}',
    lookup: 'off',
    'max-retries': '1',
    'request-timeout-seconds': '2',
    'base-url': `https://${HOST}`,
  };
  const run = await actDist(sandbox, inputs, {
    env: {
      https_proxy: `http://octocat:${PASSWORD}@127.0.0.1:${port}`,
      RUNNER_DEBUG: '1',
      NODE_OPTIONS: '--throw-deprecation',
      ...env,
    },
  });
  expect(run.stderr).toBe('');
  return run;
}

/** Ends the tunnel itself and answers in the location of the service, with this certificate. */
function inTheMiddle(certificate: { key: string; cert: string }) {
  return (connection: Socket): void => {
    connection.write(OPENED);
    const inside = new TLSSocket(connection, { isServer: true, ...certificate });
    inside
      .on('error', () => undefined)
      .on('data', (bytes: Buffer) => {
        seen += bytes.toString('latin1');
        inside.write(ANSWER);
      });
  };
}

function expectKeyUnseen(run: ActionRun): void {
  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ status: 'failure', 'overridden-ids': '[]', 'failed-ids': '[3646]' });
  expectWithout(sandbox.token, seen);
  expectWithout(sandbox.token, everythingTold(run));
  for (const word of [PASSWORD, decodeURIComponent(PASSWORD)])
    expect(everythingTold(run)).not.toContain(word);
}

describe('in the middle of the connection', () => {
  test.each([{}])('with a certificate that nobody vouches for, environment %j', async (env) => {
    meet = inTheMiddle(makeCertificate(HOST));
    const run = await actThrough(env);

    expectKeyUnseen(run);
    expect(attempts).toBe(1);
    expect(run.outputs['failures']).toMatch(/"status":"not-sent".*self-signed certificate/);
  });

  test('with a certificate of a trusted authority for another host', async () => {
    const certificate = makeCertificate('other.example');
    writeFileSync(authority, certificate.cert);
    meet = inTheMiddle(certificate);
    const run = await actThrough({ NODE_EXTRA_CA_CERTS: authority });

    expectKeyUnseen(run);
    expect(attempts).toBe(1);
    expect(run.outputs['failures']).toMatch(/"status":"not-sent".*ERR_TLS_CERT_ALTNAME_INVALID/);
  });

  test('with a trusted certificate for the host is the service: whom to trust is up to the runner', async () => {
    const certificate = makeCertificate(HOST);
    writeFileSync(authority, certificate.cert);
    meet = inTheMiddle(certificate);
    const run = await actThrough({ NODE_EXTRA_CA_CERTS: authority });

    expect(run.outputs['status']).toBe('success');
    expect(seen).toContain(sandbox.token);
  });
});

test.each([
  ['an answer without TLS behind the tunnel', `${OPENED}${ANSWER}`],
  ['an answer instead of the tunnel', ANSWER],
  ['another protocol', 'SSH-2.0-x\r\n'],
  ['a redirect', 'HTTP/1.1 302 x\r\nLocation: http://127.0.0.1:1/\r\n\r\n'],
  ['an interim answer', `HTTP/1.1 100 Continue\r\n\r\n${OPENED}`],
  ['hostile words', 'HTTP/1.1 403 ::error::forged ##[error]forged\r\nX: ##[error]forged\r\n\r\n'],
  ['a header of 200 kB', `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(200_000)}`],
])('%s is no service', async (_, bytes) => {
  meet = (connection) => connection.write(bytes);
  const run = await actThrough();

  expectKeyUnseen(run);
  const plain = decodeURIComponent(PASSWORD);
  const basic = Buffer.from(`octocat:${plain}`).toString('base64');
  expectTame(run, sandbox.token, `octocat:${PASSWORD}`, PASSWORD, plain, basic);
});

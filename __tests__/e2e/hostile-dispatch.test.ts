/** A person who may start the workflow: what they type reaches no other host, no other path, no shell and no command. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/server.js';
import { act } from '../support/act.js';
import {
  expectTame,
  expectWithout,
  freshToken,
  HOSTILE,
  type RawService,
  startRawService,
} from '../support/hostile.js';

let sandbox: Sandbox;
/** Listens for whatever goes astray. */
let elsewhere: RawService;

beforeEach(async () => {
  sandbox = await startSandbox({ token: freshToken() });
  elsewhere = await startRawService((connection) => connection.end());
});
afterEach(async () => {
  await sandbox.close();
  await elsewhere.close();
});

const ONE = { results: '{3646: passed}', lookup: 'off', 'max-retries': '0', 'request-timeout-seconds': '1' };

/** Puts the sandbox's host for HERE and the other service's for THERE. */
function placed(text: string): string {
  const [here, there] = [sandbox.address, elsewhere.address].map((address) => new URL(address).host);
  const [, port = ''] = here?.split(':') ?? [];
  return text
    .replace('HERE', here ?? '')
    .replace('THERE', there ?? '')
    .replace('PORT', port);
}

describe('a base-url that is another host than it looks like', () => {
  test.each([
    'https://app.testsigma.com@THERE',
    'http://HERE@THERE',
    'http://user:word@HERE',
    'http://127.0.0.1.evil.example:PORT',
    'http://localhost.evil.example:PORT',
    'http://[::ffff:127.0.0.1]:PORT',
    'http://0.0.0.0:PORT',
    'http://169.254.169.254/latest',
    'http://HERE/?x',
    'http://HERE/#x',
    'http://HERE/api/v1',
    '//HERE',
    'ftp://HERE',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ])('%s is refused, and nobody is asked', async (text) => {
    const run = await act(sandbox, { ...ONE, 'base-url': placed(text) });

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ status: 'failure', 'total-count': '0' });
    expect([...sandbox.requests, ...elsewhere.requests]).toEqual([]);
  });

  test.each([
    'http://HERE\\@THERE',
    'http://HERE/\\\\THERE',
    'http://HERE/..\\..\\THERE',
    'http:\\\\HERE\\@THERE',
  ])('%s is asked where browsers would go, and nowhere else', async (text) => {
    await act(sandbox, { ...ONE, 'base-url': placed(text) });

    expect(sandbox.requests).toHaveLength(1);
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('a run-id that is more than an id', () => {
  test.each([
    '../239',
    '239/../240',
    '239%2f..%2f240',
    '239?x=1',
    '239#x',
    '239\r\nX: y',
    '\u0662\u0663\u0669',
    '9223372036854775808',
    'http://THERE/ui/td/runs/239',
    'http://HERE@THERE/ui/td/runs/239',
    'http://THERE\\@HERE/ui/td/runs/239',
    'http://HERE.evil.example/ui/td/runs/239',
    'http://HERE/ui/td/runs/239%2f..%2f240',
    'javascript:/runs/239',
    HOSTILE.replaceAll('\0', ''),
  ])('%j is refused, and nobody is asked', async (text) => {
    const run = await act(sandbox, { ...ONE, 'run-id': placed(text) });

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ status: 'failure', 'total-count': '0' });
    expect([...sandbox.requests, ...elsewhere.requests]).toEqual([]);
    expectTame(run, sandbox.token);
  });

  test('or an address in it is asked for at the path of its id alone', async () => {
    await act(sandbox, {
      ...ONE,
      'run-id': placed('http://HERE/x/../ui/td/runs/239/..;/override?x=/runs/240#y'),
    });
    expect(sandbox.requests.map(({ path }) => path)).toEqual(['/api/v1/execution_results/239/override']);
  });
});

test('every text of the form at once, hostile: nothing is sent, nothing commands', async () => {
  const text = HOSTILE.replaceAll('\0', '');
  const names = ['results', 'results-files', 'junit-files', 'junit-suite', 'junit-machine', 'default-result'];
  const more = [
    'only-if',
    'audit-trail',
    'lookup',
    'unchanged',
    'if-partial',
    'dry-run',
    'batch-size',
    'comment',
  ];
  const inputs = Object.fromEntries([...names, ...more, 'base-url', 'run-id'].map((name) => [name, text]));
  const run = await act(sandbox, inputs);

  expect(run.exitCode).toBe(1);
  expect(sandbox.requests).toEqual([]);
  expectTame(run, sandbox.token);
  expectWithout(sandbox.token, run.summary + JSON.stringify(run.outputs));
});

test('a comment cannot write a header, a second entry or a second result', async () => {
  const comment = 'x","result":"FAILURE"},{"testCaseResultId":3647,"comment":"\r\nX-Evil: 1\r\n\r\n';
  const run = await act(sandbox, { ...ONE, comment, 'audit-trail': 'false' });

  expect(run.outputs['overridden-ids']).toBe('[3646]');
  const [request] = sandbox.requests;
  expect(request?.headers).not.toHaveProperty('x-evil');
  expect(JSON.parse(request?.body ?? '')).toEqual([
    { testCaseResultId: 3646, comment: comment.trim(), result: 'SUCCESS' },
  ]);
});

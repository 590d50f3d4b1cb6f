/** A hostile Testsigma, or something in its location: it tells the key, answers with odd bytes, and with what hurts to read. */
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ActionRun } from '../../sandbox/runner.js';
import { type Fault, type Sandbox, script, startSandbox } from '../../sandbox/server.js';
import { act, actDist, annotations, ids, overridesIn } from '../support/act.js';
import {
  everythingTold,
  expectTame,
  expectWithout,
  freshToken,
  HOSTILE,
  type RawService,
  startRawService,
} from '../support/hostile.js';

const TWO = { results: '{3646: passed, 3647: passed}', lookup: 'off', 'max-retries': '0' };

let sandbox: Sandbox;
let token: string;

beforeEach(async () => {
  token = freshToken();
  sandbox = await startSandbox({ token });
});
afterEach(() => sandbox.close());

const json = (value: unknown) => JSON.stringify(value);
const notRelated = (id: number, more: string) =>
  `Given test case result id ${id} is not related to execution run 239${more}`;

function statuses(run: ActionRun): string[] {
  return (JSON.parse(run.outputs['failures'] ?? '[]') as { status: string }[]).map(({ status }) => status);
}

describe('the key, echoed', () => {
  test.each<[string, (key: string) => Fault]>([
    [
      'in a message and in errors',
      (key) => ({ body: json({ errors: [notRelated(3646, key)], message: key }) }),
    ],
    ...[
      (key: string) => key,
      (key: string) => `${key}.`,
      (key: string) => `${key} and ${key}`,
      (key: string) => `${key}${key}`,
      (key: string) => `${key.slice(0, -4)}...`,
      (key: string) => key.toLowerCase(),
    ].flatMap((text): [string, (key: string) => Fault][] => [
      [
        `at the beginning of a success that is none: ${text('KEY….')}`,
        (key) => ({ body: json({ errors: [text(key)], message: text(key) }) }),
      ],
      [
        `at the beginning of a refusal: ${text('KEY….')}`,
        (key) => ({ status: 400, body: json({ error: text(key) }) }),
      ],
      [`as a plain text: ${text('KEY….')}`, (key) => ({ status: 401, body: text(key) })],
    ]),
    ['in the words of a refusal', (key) => ({ status: 400, body: json({ error: `Bearer ${key}` }) })],
    ['in the names of fields', (key) => ({ status: 400, body: json({ fieldErrors: { [key]: [key] } }) })],
    ['in a text that is no JSON', (key) => ({ status: 500, body: `Exception: Bearer ${key}\n\tat x` })],
    [
      'in the path that a redirect leads to',
      (key) => ({ status: 302, headers: { location: `/${key}/${key}` } }),
    ],
    [
      'in the host of a redirect',
      (key) => ({ status: 302, headers: { location: `https://${key}.example/` } }),
    ],
    [
      'within JSON within JSON',
      (key) => ({ status: 401, body: json({ error: json({ authorization: key }) }) }),
    ],
    ['cut where a reason is cut', (key) => ({ status: 403, body: json({ error: 'x'.repeat(960) + key }) })],
    [
      'cut where one of several causes is cut',
      (key) => {
        const filling = 1_000 - notRelated(3646, '').length - key.length + 8;
        const causes = [notRelated(3646, 'x'.repeat(filling) + key), notRelated(3647, '')];
        return { status: 400, body: json({ error: `cause :${causes.join('<br>')}` }) };
      },
    ],
    [
      'cut by the service itself',
      (key) => ({ status: 401, body: json({ error: `No: ${key.slice(0, -4)}...` }) }),
    ],
    [
      'cut at the end of a text',
      (key) => ({ status: 401, body: json({ error: `No: ${key.slice(0, -4)}` }) }),
    ],
    [
      'cut behind another key that begins alike',
      (key) => ({ status: 403, body: json({ error: `${'x'.repeat(965)}${key.slice(0, 8)}! ${key}` }) }),
    ],
  ])('%s stands nowhere', async (_, fault) => {
    sandbox.faults = () => fault(token);
    const run = await act(sandbox, TWO, { env: { RUNNER_DEBUG: '1' } });

    const told = everythingTold(run);
    expectWithout(token, told);
  });

  test('in headers is not even read', async () => {
    const headers = { 'www-authenticate': `Bearer ${token}`, 'retry-after': token, 'set-cookie': token };
    sandbox.faults = () => ({ status: 401, headers });
    const run = await act(sandbox, TWO, { env: { RUNNER_DEBUG: '1' } });

    expect(run.outputs['failures']).toContain('401 Unauthorized');
    expectWithout(token, everythingTold(run));
  });

  test('in every field of the run and its results stands nowhere, nor goes back as a comment', async () => {
    const named = { testCaseName: token, testSuiteName: token, machineTitle: token };
    sandbox.faults = ({ method, path }) => {
      if (method === 'PUT') return undefined;
      const listing = {
        executionResultId: 239,
        testCases: [{ testCaseResultId: 3646, result: token, ...named }],
      };
      const run = { id: 239, result: token, status: token, buildNo: token, startTime: token };
      return { body: json(path.endsWith('test_case_results') ? listing : run) };
    };
    const results = `[{id: 3646, result: passed}, {name: ${token}, result: passed, comment: ${token}}]`;
    const run = await act(sandbox, { results, comment: `of ${token}` });

    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
    expectWithout(token, everythingTold(run));
    expectWithout(token, json(overridesIn(sandbox)));
  });

  test('with signs that JSON and addresses escape stands nowhere, escaped or not', async () => {
    await sandbox.close();
    const odd = `${token}"<&>\\|${token}`;
    sandbox = await startSandbox({ token: odd });
    const cause = notRelated(3646, `: ${odd} ${json(odd)} https://x.example/${encodeURIComponent(odd)}`);
    sandbox.faults = ({ method }) =>
      method === 'PUT'
        ? { body: json({ errors: [cause], message: odd }) }
        : { body: json({ id: 239, executionResultId: 239, buildNo: odd, testCases: [] }) };
    const run = await act(sandbox, { ...TWO, lookup: 'auto' });

    expect(ids(run, 'failed-ids')).toContain(3646);
    expectWithout(token, everythingTold(run));
  });
});

describe('hostile text', () => {
  test('in the fields of the run and the listing commands nothing', async () => {
    const named = { testCaseName: HOSTILE, testSuiteName: HOSTILE, machineTitle: HOSTILE };
    sandbox.faults = ({ method, path }) => {
      if (method === 'PUT') return undefined;
      const listing = {
        executionResultId: 239,
        testCases: [{ testCaseResultId: 3646, result: HOSTILE, ...named }],
      };
      const run = { id: 239, result: HOSTILE, status: HOSTILE, buildNo: HOSTILE, startTime: HOSTILE };
      return { body: json(path.endsWith('test_case_results') ? listing : run) };
    };
    const run = await act(sandbox, { results: '{3646: passed}', 'only-if': 'failed' });

    expectTame(run, token);
    expect(run.outputs).toMatchObject({ status: 'success', 'unchanged-ids': '[3646]' });
  });

  test('in a listing full of signs that must be escaped costs neither memory nor the log', async () => {
    const name = '\u0085'.repeat(15_000_000);
    sandbox.faults = ({ path }) => {
      if (!path.endsWith('test_case_results')) return undefined;
      const testCases = [{ testCaseResultId: 3646, result: 'FAILURE', testCaseName: name }];
      return { body: json({ executionResultId: 239, testCases }) };
    };
    const env = { NODE_OPTIONS: '--max-old-space-size=192' };
    const run = await actDist(sandbox, { results: '{3646: passed}' }, { env });

    expect(run.outputs['status']).toBe('success');
    expect(Math.max(...run.lines.map(({ text }) => text.length))).toBeLessThan(5_000);
  });
});

describe('JSON', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

  test('nested without end takes back nothing that was done before', async () => {
    const body = `{"errors":[],"message":"x","fieldErrors":${deep(100_000)}}`;
    sandbox.faults = ({ method, body: sent }) =>
      method === 'PUT' && sent.includes('3647') ? { body } : undefined;
    const run = await act(sandbox, { ...TWO, 'batch-size': '1' });

    expect(run.outputs).toMatchObject({
      status: 'partial',
      'overridden-ids': '[3646]',
      'failed-ids': '[3647]',
    });
    expect(run.output).not.toContain('internal error');
  });

  test.each([
    ['lists in lists', '['.repeat(20_000_000)],
    ['empty maps', `{"testCases":[${'{},'.repeat(7_000_000)}{}]}`],
  ])('of nothing but %s is no listing, and takes no memory', async (_, body) => {
    sandbox.faults = ({ path }) => (path.endsWith('test_case_results') ? { body } : undefined);
    const env = { NODE_OPTIONS: '--max-old-space-size=128' };
    const run = await actDist(sandbox, { results: '{3646: passed}' }, { env });

    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
    expect(annotations(run, 'warning').join()).toContain('the response is not as documented');
  });

  test.each([
    ['nested without end', deep(500_000)],
    ['that inherits its success', '{"__proto__":{"errors":[],"message":"x"}}'],
    ['whose errors only look like a list', '{"errors":{"length":0},"message":"x"}'],
    ['whose message is no text', '{"errors":[],"message":1e400}'],
  ])('%s is no success', async (_, body) => {
    sandbox.faults = () => ({ body });
    const run = await act(sandbox, TWO);

    expect(run.exitCode).toBe(1);
    expect(statuses(run)).toEqual(['unknown', 'unknown']);
  });

  test('that speaks of success and names everything is no success', async () => {
    const errors = [3646, 3647, 9, 10 ** 30].map((id) => notRelated(id, ''));
    sandbox.faults = script({ body: json({ errors, message: 'Overridden the results successfully' }) });
    const run = await act(sandbox, TWO);

    expect(run.exitCode).toBe(1);
    expect(statuses(run)).toEqual(['rejected', 'rejected']);
  });
});

describe('bytes', () => {
  const OK = '{"errors":[],"message":"Overridden the results successfully"}';
  const head = (more: string, status = '200 OK') => `HTTP/1.1 ${status}\r\n${more}\r\n`;
  const length = (bytes: number) => `Content-Length: ${bytes}\r\n`;
  const good = head(length(OK.length)) + OK;
  const chunked = (size: string) => `${head('Transfer-Encoding: chunked\r\n')}${size}\r\n${OK}\r\n0\r\n\r\n`;

  let service: RawService;
  let answer: (connection: Socket) => void;

  beforeEach(async () => {
    service = await startRawService((connection) => answer(connection));
  });
  afterEach(() => service.close());

  const ask = (more: Readonly<Record<string, string>> = {}) =>
    act(sandbox, { ...TWO, 'base-url': service.address, 'request-timeout-seconds': '1', ...more });

  test.each([
    [
      'interim answers before the real one',
      `${head('', '100 Continue')}${head('', '103 Early Hints').repeat(9)}${good}`,
    ],
    ['a second answer behind the first', `${good}${head(length(2), '302 Found')}{}`],
    ['a byte order mark', `${head(length(OK.length + 3))}\u00ef\u00bb\u00bf${OK}`],
    ['trailers', chunked(OK.length.toString(16))],
  ])('no harm: %s', async (_, bytes) => {
    answer = (connection) => connection.write(bytes, 'latin1');
    const run = await ask();

    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646,3647]' });
    expect(service.requests).toHaveLength(1);
  });

  test.each([
    ['another protocol instead', head('Upgrade: x\r\nConnection: Upgrade\r\n', '101 Switching Protocols')],
    ['no status line', OK],
    ['a status that does not exist', head(length(OK.length), '999 x') + OK],
    ['two lengths', head(length(5) + length(OK.length)) + OK],
    ['a length and chunks', head(`${length(5)}Transfer-Encoding: chunked\r\n`) + OK],
    ['fewer bytes than the length says', head(length(OK.length - 9)) + OK],
    ['a chunk of endless length', chunked('fffffffffffffffff')],
    ['a chunk of negative length', chunked('-1')],
    ['a folded header', head(`X: a\r\n b\r\n${length(OK.length)}`) + OK],
    ['a header of 100 kB', head(`X: ${'a'.repeat(100_000)}\r\n${length(OK.length)}`) + OK],
    ['bytes that say they are zipped', `${head(`Content-Encoding: gzip\r\n${length(3)}`)}\u001f\u008b\u0008`],
    ['UTF-16', head(length(2 * OK.length)) + Buffer.from(OK, 'utf16le').toString('latin1')],
    ['hostile words behind the status', head(length(0), '503 ::error::forged ##[error]forged')],
  ])('no success: %s', async (_, bytes) => {
    answer = (connection) => connection.write(bytes, 'latin1');
    const run = await ask();

    expect(run.exitCode).toBe(1);
    expect(statuses(run)).toEqual(['unknown', 'unknown']);
    expectTame(run, token);
  });

  test.each(['301', '303', '308'])('%s takes the key nowhere', async (status) => {
    const elsewhere = `${sandbox.address}/api/v1/execution_results/239/override`;
    answer = (connection) => connection.write(head(`Location: ${elsewhere}\r\n${length(0)}`, `${status} x`));
    const run = await ask();

    expect(statuses(run)).toEqual(['unknown', 'unknown']);
    expect(sandbox.requests).toEqual([]);
    expect(annotations(run, 'error').join()).toContain('a redirect to');
  });

  test('that come one by one take no more memory than there are of them', async () => {
    const piece = '1\r\n \r\n'.repeat(100_000);
    answer = (connection) => {
      connection.write(head('Transfer-Encoding: chunked\r\n'));
      for (let pieces = 0; pieces < 12; pieces += 1) connection.write(piece);
      connection.write(`${OK.length.toString(16)}\r\n${OK}\r\n0\r\n\r\n`);
    };
    const env = { NODE_OPTIONS: '--max-old-space-size=96' };
    const inputs = { ...TWO, 'base-url': service.address, 'request-timeout-seconds': '60' };
    const run = await actDist(sandbox, inputs, { env });

    expect(run.outputs['overridden-ids']).toBe('[3646,3647]');
  });

  test('without end are waited for no longer than a request may take', async () => {
    answer = (connection) => {
      const more = setInterval(() => connection.write(head('', '102 Processing')), 20);
      connection.on('close', () => clearInterval(more));
    };
    const run = await ask();

    expect(statuses(run)).toEqual(['unknown', 'unknown']);
    expect(run.durationMs).toBeLessThan(5_000);
  });
});

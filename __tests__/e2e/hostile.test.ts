/** Text from servers, files and people that tries to command the runner, to break a table or to tell the token. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { RUNS } from '../../sandbox/data.js';
import { type Sandbox, script, startSandbox } from '../../sandbox/server.js';
import { act, annotations, ids, overridesIn } from '../support/act.js';
import { expectTame, HOSTILE } from '../support/hostile.js';

let sandbox: Sandbox;
let workspace: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  workspace = mkdtempSync(join(tmpdir(), 'hostile-'));
});
afterEach(async () => {
  await sandbox.close();
  rmSync(workspace, { recursive: true, force: true });
});

describe('hostile text', () => {
  test('in an answer that rejects', async () => {
    const cause = 'Given test case result id 3646 is not related to execution run 239';
    const body = JSON.stringify({ errors: [`${cause} ${HOSTILE}`], message: HOSTILE });
    sandbox.faults = ({ method }) => (method === 'PUT' ? { body } : undefined);
    const run = await act(sandbox, { results: '{3646: passed, 3647: passed}' });

    expectTame(run, sandbox.token);
    expect(run.exitCode).toBe(1);
    expect(ids(run, 'failed-ids')).toContain(3646);
    expect(run.outputs['message']).not.toContain('\n');
    expect(run.outputs['failures']).not.toContain('\n');
  });

  test('in a refusal that is fatal', async () => {
    sandbox.faults = () => ({ status: 403, body: JSON.stringify({ error: HOSTILE }) });
    const run = await act(sandbox, { results: '{3646: passed}', lookup: 'off' });

    expectTame(run, sandbox.token);
    expect(run.outputs['status']).toBe('failure');
  });

  test('in the names, suites and machines of a run, in comments and in documents', async () => {
    await sandbox.close();
    sandbox = await startSandbox({
      runs: RUNS.map((one) => ({
        ...one,
        buildNo: HOSTILE,
        results: one.results.map((row) => ({
          ...row,
          testCaseName: `${HOSTILE} ${row.testCaseResultId}`,
          machineTitle: HOSTILE,
        })),
      })),
    });
    const results = JSON.stringify([
      { testCaseResultId: 3646, result: 'passed', comment: HOSTILE },
      { name: HOSTILE, result: 'passed' },
    ]);
    const wrong = await act(sandbox, { results });
    expectTame(wrong, sandbox.token);
    expect(wrong.outputs['status']).toBe('failure');

    const right = await act(sandbox, {
      results: JSON.stringify([{ testCaseResultId: 3646, result: 'passed', comment: HOSTILE }]),
    });
    expectTame(right, sandbox.token);
    expect(right.outputs['status']).toBe('success');
    const [[sent]] = overridesIn(sandbox) as [[{ comment: string }]];
    expect(sent.comment.startsWith(HOSTILE.slice(0, 50))).toBe(true);
  });

  test('in a test report: names, messages, properties, and what is not well-formed', async () => {
    const quoted = HOSTILE.replace(/\p{Cs}|\0/gu, '').replace(
      /[&<>"]|\p{Cc}/gu,
      (one) => `&#${one.charCodeAt(0)};`,
    );
    const xml = (more: string) => `<?xml version="1.1"?>
      <testsuite name="${quoted}">
        <testcase name="[TS-412] ${quoted}" classname="${quoted}"><failure message="${quoted}"/></testcase>
        <testcase name="unit ${quoted}" classname="${quoted}"/>
        <testcase name="late ${quoted}"><skipped/></testcase>${more}
      </testsuite>`;
    writeFileSync(join(workspace, 'r.xml'), xml(''));
    const right = await act(sandbox, { 'junit-files': 'r.xml', unchanged: 'send' }, { workspace });
    expectTame(right, sandbox.token);
    expect(right.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3647]' });

    const wrong = `<testcase name="x"><properties><property name="testsigma.${quoted}" value="1"/></properties></testcase>`;
    writeFileSync(
      join(workspace, 'r.xml'),
      xml(`${wrong}<testcase name="[TS-411] ${quoted}"/></${'##[error]forged'}>`),
    );
    const refused = await act(sandbox, { 'junit-files': 'r.xml' }, { workspace });
    expectTame(refused, sandbox.token);
    expect(refused.outputs['status']).toBe('failure');
    expect(overridesIn(sandbox)).toHaveLength(1);
  });

  test('in the name of a file', async () => {
    const name = 'a ##[error]forged ,::b%0A.yml';
    writeFileSync(join(workspace, name), '3646: pased\n');
    const run = await act(sandbox, { 'results-files': name }, { workspace });

    expectTame(run, sandbox.token);
    expect(annotations(run, 'error')[0]).toContain('pased');
  });

  test('the token, echoed by the service, stands nowhere', async () => {
    const { token } = sandbox;
    const cause = `Given test case result id 3646 is not related to execution run 239, said ${token} ${'x'.repeat(950)}${token}`;
    sandbox.faults = script({ body: JSON.stringify({ errors: [cause], message: `Bearer ${token}` }) });
    const run = await act(
      sandbox,
      { results: '{3646: passed, 3647: passed}' },
      { env: { RUNNER_DEBUG: '1' } },
    );

    const [, ...behind] = run.output.split('\n');
    for (const text of [behind.join('\n'), run.summary, JSON.stringify(run.outputs)])
      expect(text).not.toContain(token);
  });

  test('10 MB of it costs neither much time nor the summary', async () => {
    sandbox.faults = () => ({ status: 400, body: JSON.stringify({ error: HOSTILE.repeat(25_000) }) });
    const run = await act(sandbox, { results: '{3646: passed}', lookup: 'off' });

    expectTame(run, sandbox.token);
    expect(run.outputs['failed-ids']).toBe('[3646]');
    expect(run.durationMs).toBeLessThan(5_000);
  });

  test.each(['two words', 'line\nbreak', 'tab\there', 'ünïcode'])(
    'a token such as %j is refused, and masked line by line',
    async (token) => {
      const run = await act(sandbox, { 'api-token': token, results: '{3646: passed}' });

      expect(run.exitCode).toBe(1);
      expect(sandbox.requests).toEqual([]);
      const masks = run.commands.filter(({ name }) => name === 'add-mask').map(({ data }) => data);
      expect(masks).toEqual(token.split('\n'));
      const others = run.commands.filter(({ name }) => name !== 'add-mask').map(({ data }) => data);
      for (const part of token.split('\n'))
        expect(others.join() + run.summary + JSON.stringify(run.outputs)).not.toContain(part);
    },
  );
});

describe('files', () => {
  test('each that cannot be read has its own error, all at once, and nothing is sent', async () => {
    writeFileSync(join(workspace, 'large.yml'), Buffer.alloc(17 * 1024 * 1024, 0x20));
    writeFileSync(join(workspace, 'binary.yml'), Buffer.of(0x33, 0xc3, 0x28));
    symlinkSync('loop.yml', join(workspace, 'loop.yml'));
    const files = ['missing.yml', 'large.yml', 'binary.yml', 'loop.yml', '.'].join('\n');
    const run = await act(sandbox, { 'results-files': files }, { workspace });

    expect(run.exitCode).toBe(1);
    expect(sandbox.requests).toEqual([]);
    const errors = annotations(run, 'error').join('\n');
    for (const words of [
      '"missing.yml" does not exist',
      'larger than 16 MiB',
      'not a UTF-8 text',
      'leads back to itself',
      'is a folder',
    ]) {
      expect(errors).toContain(words);
    }
  });

  test('a mistake in a file is annotated on its line', async () => {
    writeFileSync(join(workspace, 'known.yml'), '\ufeff3646: passed\r\n3647: pased\r\n');
    const run = await act(sandbox, { 'results-files': join(workspace, 'known.yml') }, { workspace });

    expect(run.commands.find(({ name }) => name === 'error')?.properties).toMatchObject({
      file: 'known.yml',
      line: '2',
      col: '7',
    });
  });

  test('globs, excludes and several files; the same result twice is one', async () => {
    writeFileSync(join(workspace, 'a.yml'), '3646: passed\n');
    writeFileSync(
      join(workspace, 'b.json'),
      '[{"testCaseResultId": 3647, "result": "SUCCESS"}, {"id": 3646, "result": "ok"}]',
    );
    writeFileSync(join(workspace, 'c.yml'), '3649: passed\n');
    writeFileSync(join(workspace, '[d].yml'), '3651: passed\n');
    const files = '*.yml\nb.json\n[d].yml\n!c.yml\nnone-*.yml';
    const run = await act(sandbox, { 'results-files': files }, { workspace });

    expect(ids(run, 'overridden-ids')).toEqual([3651, 3646, 3647]);
    expect(annotations(run, 'notice').join()).toContain('result 3646 is already requested at a.yml:1:1');
    expect(annotations(run, 'warning').join()).toContain('"none-*.yml" matches no file');
  });

  test('sources that contradict each other name both places', async () => {
    writeFileSync(join(workspace, 'a.yml'), '\n3646: failed\n');
    const run = await act(sandbox, { results: '3646: passed', 'results-files': 'a.yml' }, { workspace });

    expect(run.exitCode).toBe(1);
    expect(annotations(run, 'error')[0]).toMatch(
      /result 3646 is Failed here but Passed at results, line 1, column 1; keep one/,
    );
    expect(overridesIn(sandbox)).toEqual([]);
  });
});

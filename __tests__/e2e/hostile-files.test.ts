/**
 * A hostile checkout, such as that of a pull request from a fork: documents and reports that hurt to read, links that
 * lead elsewhere, names that command, and files that lie in wait where the report goes.
 */
import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseDocument } from '../../src/documents/document.js';
import { Diagnostics } from '../../src/model/diagnostic.js';
import { act, annotations, overridesIn, useSandbox } from '../support/act.js';
import { everythingTold, expectTame, HOSTILE } from '../support/hostile.js';

const sandbox = useSandbox();
let workspace: string;

beforeEach(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'hostile-files-'));
});
afterEach(() => {
  rmSync(workspace, { recursive: true, force: true });
});

const { platform } = process;
const onPosix = platform === 'win32' ? test.skip : test;
const onLinux = platform === 'linux' ? test : test.skip;

const path = (name: string) => join(workspace, name);
const run = (inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) =>
  act(sandbox, inputs, { workspace, env });
const ONE = { results: '{3646: passed}' };
/** 2 MB of a text. */
const many = (unit: string) => unit.repeat(2_000_000 / unit.length);

describe('2 MB that hurt to read are refused within seconds', () => {
  test.each([
    ['of dots in an id', `- {id: ${many('a.')}, result: passed}\n`],
    ['of dots in a name', `${many('a.')}: pased\n`],
    ['of escaped quotes before a fault', `["${many('\\"')},[,\n}`],
    ['of brackets', many('[')],
    ['of aliases', `- &a [x, x]\n${many('- *a\n')}`],
    ['of keys', `- {${many('a: 1, ')}}`],
  ])('a document %s', async (_, text) => {
    writeFileSync(path('a.yml'), text);
    const { exitCode, outputs, durationMs } = await run({ 'results-files': 'a.yml', lookup: 'off' });

    expect(exitCode).toBe(1);
    expect(outputs).toMatchObject({ status: 'failure', 'total-count': '0' });
    expect(durationMs).toBeLessThan(20_000);
  });

  const testcase = (more: string, name = 'x') => `<testcase name="${name}">${more}</testcase>`;
  const property = (value: string) =>
    `<properties><property name="testsigma.testCaseResultId" value="${value}"/></properties>`;

  test.each([
    ['of dots in a property', testcase(property(many('a.')))],
    ['of wrong tags', many(testcase('', '[TS-0]'))],
    ['of open elements', `<testcase name="x">${many('<a>')}`],
    ['of entities that nobody defined', testcase('', many('&a;'))],
  ])('a report %s', async (_, text) => {
    writeFileSync(path('a.xml'), `<testsuite>${text}</testsuite>`);
    const { exitCode, outputs, durationMs } = await run({ 'junit-files': 'a.xml' });

    expect(exitCode).toBe(1);
    expect(outputs['status']).toMatch(/^(failure|nothing)$/);
    expect(outputs['total-count']).toBe('0');
    expect(durationMs).toBeLessThan(20_000);
  });

  test.each([
    ['an entity of a file', '<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;'],
    ['entities of entities', '<!ENTITY a "aaaa"><!ENTITY x "&a;&a;">', '&x;'],
    ['an entity named like a method', '', '&constructor;'],
  ])('a report with %s', async (_, declaration, reference) => {
    const report = `<!DOCTYPE x [${declaration}]><testsuite>${testcase('', reference)}</testsuite>`;
    writeFileSync(path('a.xml'), report);
    const { outputs } = await run({ 'junit-files': 'a.xml' });

    expect(outputs).toMatchObject({ status: 'failure', 'total-count': '0' });
    expect(outputs['message']).toContain('is not defined in XML');
  });
});

describe('a link', () => {
  onLinux('to the environment of the step tells nothing of it', async () => {
    symlinkSync('/proc/self/environ', path('a.yml'));
    symlinkSync('/proc/self/environ', path('a.xml'));
    const inputs = { 'results-files': 'a.yml', 'junit-files': 'a.xml' };
    const told = await run(inputs, { OTHER_SECRET: 'word-of-another-tool' });

    expect(told.outputs['status']).toBe('nothing');
    expect(everythingTold(told)).not.toContain('word-of-another-tool');
  });

  onLinux('to a file of the kernel that never ends costs no time', async () => {
    symlinkSync('/proc/self/pagemap', path('a.yml'));
    const { outputs, durationMs } = await run({ 'results-files': 'a.yml' });

    expect(outputs['status']).toBe('nothing');
    expect(durationMs).toBeLessThan(10_000);
  });

  onPosix('to a device or a pipe is no file', async () => {
    symlinkSync('/dev/zero', path('a.yml'));
    execFileSync('mkfifo', [path('pipe')]);
    symlinkSync('pipe', path('b.yml'));
    const told = await run({ 'results-files': 'a.yml\nb.yml', 'junit-files': 'a.yml\npipe' });

    expect(told.exitCode).toBe(1);
    const errors = annotations(told, 'error');
    expect(errors.filter((message) => message.endsWith('is not a regular file'))).toHaveLength(4);
    expect(overridesIn(sandbox)).toEqual([]);
  });
});

describe('a pattern', () => {
  test('that leads out of the workspace is refused in its own words', async () => {
    const told = await run({ 'results-files': '../*/secrets-*.yml', 'junit-files': '../*.xml' });

    expect(told.exitCode).toBe(1);
    expect(annotations(told, 'error').join('\n')).toMatch(
      /"\.\.\/\*\/secrets-\*\.yml" cannot be searched for: .*\n"\.\.\/\*\.xml" cannot be searched for/,
    );
    expect(told.output).not.toContain('fault of the action');
  });

  onPosix('finds files whose names command nothing', async () => {
    const names = [
      '\n::error::forged.yml',
      '\r##[error]forged.yml',
      '\u202e::add-mask::x.yml',
      '%0A::error::x.yml',
    ];
    for (const name of names) writeFileSync(path(name), '3646: pased\n');
    const report = `<testsuite><testcase name="[TS-412]"><failure message="${'x'.repeat(9)}"/></testcase></testsuite>`;
    writeFileSync(path('\n::error::forged.xml'), report);
    const wrong = await run({ 'results-files': '*.yml' });
    expect(annotations(wrong, 'error').filter((message) => message.includes('pased'))).toHaveLength(4);
    expectTame(wrong, sandbox.token);

    const right = await run({ 'junit-files': '*.xml', unchanged: 'send', 'dry-run': 'true' });
    expect(right.outputs['status']).toBe('dry-run');
    expectTame(right, sandbox.token);
  });
});

describe('a failure that tells more than it shows', () => {
  test('stands in the plan that is approved just as it will be sent', async () => {
    const message = HOSTILE.replace(/\p{Cs}|[\0\r\n]/gu, '');
    const attribute = message.replace(/[&<>"]|\p{Cc}/gu, (sign) => `&#${sign.charCodeAt(0)};`);
    const testcase = `<testcase name="[TS-412]"><failure message=" ${attribute}"/></testcase>`;
    writeFileSync(path('a.xml'), `<?xml version="1.1"?><testsuite>${testcase}</testsuite>`);
    const inputs = { 'junit-files': 'a.xml', unchanged: 'send' };
    const plan = await run({ ...inputs, 'dry-run': 'true' });
    const applied = await run(inputs);

    expectTame(plan, sandbox.token);
    expect(applied.outputs['status']).toBe('success');
    const [[sent]] = overridesIn(sandbox) as [[{ comment: string }]];
    const text = plan.outputs['plan-results'] ?? '';
    const [approved] = await parseDocument({ input: 'results', text }, {}, new Diagnostics());
    expect(sent.comment.startsWith(approved?.comment ?? 'nothing')).toBe(true);
    expect(approved?.comment).toContain('\u202egnp.exe');
    expect(plan.summary).toContain(text);
  });
});

describe('the report folder', () => {
  onPosix('replaces links, and leaves unchanged what they lead to', async () => {
    writeFileSync(path('victim'), 'mine');
    for (const name of ['report.json', 'retry-results.json', 'plan-results.json'])
      symlinkSync('victim', path(name));
    const { exitCode } = await run({ ...ONE, 'report-dir': '.' });

    expect(exitCode).toBe(0);
    expect(readFileSync(path('victim'), 'utf8')).toBe('mine');
    expect(lstatSync(path('report.json')).isSymbolicLink()).toBe(false);
    expect(readdirSync(workspace).sort()).toEqual([
      'plan-results.json',
      'report.json',
      'retry-results.json',
      'undo-results.json',
      'victim',
    ]);
  });

  onPosix('with something else than a regular file in it is an error before anything is sent', async () => {
    mkdirSync(path('out'));
    execFileSync('mkfifo', [path('out/report.json')]);
    const done = await run({ ...ONE, 'report-dir': 'out' });

    expect(done.exitCode).toBe(1);
    expect(annotations(done, 'error').join()).toContain('is not a regular file');
    expect(overridesIn(sandbox)).toEqual([]);
    expect(lstatSync(path('out/report.json')).isFIFO()).toBe(true);
  });

  test.each(['taken', 'taken/deeper'])(
    'at %s, which is a file, is an error before anything is sent',
    async (name) => {
      writeFileSync(path('taken'), '');
      const done = await run({ ...ONE, 'report-dir': name });

      expect(done.exitCode).toBe(1);
      expect(annotations(done, 'error').join()).toContain('cannot be written');
      expect(overridesIn(sandbox)).toEqual([]);
    },
  );
});

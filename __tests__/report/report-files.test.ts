/** The report and the documents on a real disk, and whether they can be written at all. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Diagnostics } from '../../src/model/diagnostic.js';
import { type Destinations, tryDestinations, writeReportFiles } from '../../src/report/report-files.js';
import { buildFollowUps } from '../../src/report/retry-undo.js';
import { runnerFiles } from '../../src/runtime/files.js';
import { Runner } from '../../src/runtime/workflow-commands.js';
import { reportOf, settledOf } from '../support/builders.js';

/** Windows wants a right for links. */
const testOfLinks = process.platform === 'win32' ? test.skip : test;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const files = runnerFiles('/', AbortSignal.any([]));

async function attempt(more: Partial<Destinations> = {}, env: Record<string, string> = {}) {
  const diagnostics = new Diagnostics();
  const runner = new Runner({ env, stdout: () => undefined, files, random: () => 0.5 });
  const options = { files, runner, reportDir: '', temporary: folder, jobSummary: true, ...more };
  const found = await tryDestinations(options, diagnostics);
  return {
    folder: found,
    problems: diagnostics.problems.map(({ location, message }) => [location.input, message]),
  };
}

describe('tryDestinations', () => {
  test('makes a new folder below RUNNER_TEMP', async () => {
    const { folder: found, problems } = await attempt();
    expect([dirname(found), existsSync(found), problems]).toEqual([folder, true, []]);
  });

  test('makes the folder that was given, and leaves what is in it', async () => {
    const reportDir = join(folder, 'a/b');
    expect(await attempt({ reportDir })).toEqual({ folder: reportDir, problems: [] });
    writeFileSync(join(reportDir, 'report.json'), 'earlier');
    await attempt({ reportDir });
    expect(readFileSync(join(reportDir, 'report.json'), 'utf8')).toBe('earlier');
    expect(readdirSync(reportDir)).toEqual(['report.json']);
  });

  testOfLinks('writes nothing through a link', async () => {
    const reportDir = join(folder, 'linked');
    mkdirSync(reportDir);
    symlinkSync(join(folder, 'elsewhere'), join(reportDir, 'report.json'));
    expect(await attempt({ reportDir })).toEqual({ folder: reportDir, problems: [] });
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
    expect(readdirSync(reportDir)).toEqual(['report.json']);
  });

  test.each([
    ['is a file', () => writeFileSync(join(folder, 'x'), ''), 'x'],
    ['is below a file', () => writeFileSync(join(folder, 'x'), ''), 'x/y'],
    [
      'holds a folder of the name of a file',
      () => mkdirSync(join(folder, 'x/undo-results.json'), { recursive: true }),
      'x',
    ],
  ])('a report-dir that %s is a problem', async (_, prepare, name) => {
    prepare();
    const { folder: found, problems } = await attempt({ reportDir: join(folder, name) });
    expect([found, problems]).toEqual([
      '',
      [['report-dir', expect.stringMatching(/^report-dir ".*" cannot be written: /)]],
    ]);
  });

  test('every destination that cannot be written is a problem', async () => {
    writeFileSync(join(folder, 'x'), '');
    const below = join(folder, 'x/y');
    const env = { GITHUB_OUTPUT: below, GITHUB_STEP_SUMMARY: below };
    expect((await attempt({ temporary: below }, env)).problems.map(([input]) => input)).toEqual([
      'GITHUB_OUTPUT',
      'job-summary',
      'report-dir',
    ]);
    expect((await attempt({ jobSummary: false }, env)).problems.map(([input]) => input)).toEqual([
      'GITHUB_OUTPUT',
    ]);
  });
});

describe('writeReportFiles', () => {
  const settled = [
    settledOf('9223372036854775807', 'overridden', '', {
      before: { testCaseResultId: '1', result: 'FAILURE' },
    }),
    settledOf('2', 'rejected', 'line\nend'),
  ];
  const write = (all = settled) => {
    const report = reportOf(all);
    return writeReportFiles(report, buildFollowUps(report), folder, files);
  };
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');

  test('writes every file on every path, the documents as the outputs have them', async () => {
    expect(await write()).toEqual({
      reportDir: folder,
      reportFile: join(folder, 'report.json'),
      notices: [],
    });
    const documents = buildFollowUps(reportOf(settled));
    expect(text('retry-results.json')).toBe(`${documents.retry}\n`);
    expect(text('undo-results.json')).toBe(`${documents.undo}\n`);
    expect(text('plan-results.json')).toBe('[]\n');
    expect(text('report.json')).toContain('{"testCaseResultId":9223372036854775807,');
    expect(JSON.parse(text('report.json'))).toMatchObject({
      status: 'partial',
      results: [
        { status: 'overridden', restorable: true },
        { status: 'rejected', message: 'line\\nend' },
      ],
    });
  });

  test('never overwrites the undo of an earlier step', async () => {
    await write();
    const { notices } = await write();
    expect(notices.map(({ message }) => message)).toEqual([
      'undo-results.json of an earlier step is kept as undo-results-1.json',
    ]);
    await write([]);
    expect(readdirSync(folder).sort()).toContain('undo-results-2.json');
    await write();
    expect(readdirSync(folder).sort()).not.toContain('undo-results-3.json');
  });

  test('keeps one that cannot be read', async () => {
    await write();
    const unreadable = { ...files, read: () => Promise.reject(new Error('too large')) };
    const report = reportOf([]);
    await writeReportFiles(report, buildFollowUps(report), folder, unreadable);
    expect(readdirSync(folder).sort()).toContain('undo-results-1.json');
  });

  test('throws without a folder', async () => {
    const report = reportOf([]);
    await expect(writeReportFiles(report, buildFollowUps(report), '', files)).rejects.toThrow(
      'no report folder',
    );
  });
});

/** The report file and the documents beside it, on a real file system. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { earlyVerdict } from '../../src/model/verdict.js';
import type { Report } from '../../src/report/report.js';
import { reportFileProblems, writeReportFiles } from '../../src/report/report-files.js';
import { buildFollowUps } from '../../src/report/retry-undo.js';
import { runnerFiles } from '../../src/runtime/files.js';
import { redactor } from '../../src/text/redact.js';
import { reportOf, settledOf } from '../support/builders.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const before = {
  testCaseResultId: '3646',
  result: 'FAILURE',
  name: 'Login works',
  suite: 'Smoke',
  machine: 'Windows Chrome',
};
const ALL = [
  settledOf('3646', 'overridden', '', { before }),
  settledOf('9223372036854775807', 'rejected', 'not\nrelated'),
  settledOf('3648', 'not-sent', 'no time', { before: { testCaseResultId: '3648', result: 'ABORTED' } }),
];

async function written(report: Report, wanted = join(folder, 'report.json')) {
  const redact = redactor(['sandbox-secret']);
  const path = await writeReportFiles(report, buildFollowUps(report, redact), wanted, folder, redact);
  const text = (name: string) => readFileSync(join(dirname(path), name), 'utf8');
  return {
    path,
    report: readFileSync(path, 'utf8'),
    retry: text('retry-results.json'),
    undo: text('undo-results.json'),
  };
}

describe('the report', () => {
  test('tells everything, ids as the digits they are', async () => {
    const problems = [
      { location: { input: 'results', line: 3, column: 5 }, message: 'wrong\n' },
      { location: { input: 'results-files', file: 'a.yml' }, message: 'missing' },
    ];
    const run = { id: '239', result: 'FAILURE', status: 'STATUS_COMPLETED', plan: '57', build: '1.2' };
    const { report } = await written(reportOf(ALL, { problems, run }));

    expect(report).toContain('{"testCaseResultId":9223372036854775807,');
    expect(JSON.parse(report)).toEqual({
      version: 1,
      status: 'partial',
      message: expect.stringContaining('1 overridden'),
      run: {
        id: 239,
        address: 'https://acme.example/testsigma/ui/td/runs/239',
        plan: '57',
        build: '1.2',
        resultBefore: 'FAILURE',
        result: 'SUCCESS',
      },
      actor: 'octocat',
      workflowRun: 'https://github.com/acme/shop/actions/runs/777/attempts/1',
      startedAt: '2026-01-02T03:04:05.000Z',
      finishedAt: '2026-01-02T03:04:07.000Z',
      totals: {
        overridden: 1,
        unchanged: 0,
        rejected: 1,
        unknown: 0,
        'not-sent': 1,
        planned: 0,
        failed: 2,
        total: 3,
      },
      results: [
        {
          testCaseResultId: 3646,
          name: 'Login works',
          suite: 'Smoke',
          machine: 'Windows Chrome',
          before: 'FAILURE',
          asked: 'SUCCESS',
          status: 'overridden',
          message: '',
          comment: 'comment of 3646',
          attempts: 1,
          restorable: true,
        },
        {
          testCaseResultId: expect.any(Number),
          name: null,
          suite: null,
          machine: null,
          before: null,
          asked: 'SUCCESS',
          status: 'rejected',
          message: 'not\\nrelated',
          comment: 'comment of 9223372036854775807',
          attempts: 1,
          restorable: false,
        },
        expect.objectContaining({ status: 'not-sent', before: 'ABORTED', attempts: 0, restorable: false }),
      ],
      problems: [
        { input: 'results', file: null, line: 3, column: 5, message: 'wrong\\n' },
        { input: 'results-files', file: 'a.yml', line: null, column: null, message: 'missing' },
      ],
    });
  });

  test('has a line for each result and each problem', async () => {
    const problems = [{ location: { input: 'results' }, message: 'wrong' }];
    const { report } = await written(reportOf(ALL, { problems }));
    const lines = report.split('\n');
    expect(lines.filter((line) => line.startsWith('{"testCaseResultId"'))).toHaveLength(3);
    expect(lines.filter((line) => line.startsWith('{"input"'))).toHaveLength(1);
    expect(report.endsWith('}\n]\n}\n')).toBe(true);
  });

  test('is JSON where nothing is known: wrong inputs', async () => {
    const nothing = {
      runId: '',
      baseUrl: '',
      runResultBefore: '',
      runResult: '',
      actor: '',
      workflowRun: '',
    };
    const verdict = earlyVerdict('failure', 'Nothing was overridden:\nrun-id is empty');
    const { report, retry, undo } = await written(reportOf([], { ...nothing, verdict }));
    expect(JSON.parse(report)).toMatchObject({
      status: 'failure',
      message: 'Nothing was overridden:\\nrun-id is empty',
      run: { id: null, address: null, plan: null, build: null, resultBefore: '', result: '' },
      results: [],
      problems: [],
      totals: { failed: 0, total: 0 },
    });
    expect(report).toContain('"results":[],\n"problems":[]\n}\n');
    expect([retry, undo]).toEqual(['[]\n', '[]\n']);
  });

  test('of many results is whole', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => settledOf(String(index + 1), 'overridden'));
    const { results } = JSON.parse((await written(reportOf(many))).report);
    expect(results.map((one: { testCaseResultId: number }) => one.testCaseResultId)).toEqual(
      many.map(({ override }) => Number(override.testCaseResultId)),
    );
  });
});

test('the documents beside it are what is left, and what takes it back', async () => {
  const { retry, undo } = await written(reportOf(ALL));
  expect(retry).toBe(
    '[{"testCaseResultId":9223372036854775807,"comment":"comment of 9223372036854775807","result":"SUCCESS"},{"testCaseResultId":3648,"comment":"comment of 3648","result":"SUCCESS"}]\n',
  );
  expect(undo).toBe(
    '[{"testCaseResultId":3646,"comment":"Override of https://github.com/acme/shop/actions/runs/777/attempts/1 taken back","result":"FAILURE","onlyIf":["SUCCESS"]}]\n',
  );
});

test('no secret stands in any of them', async () => {
  const all = [settledOf('1', 'rejected', 'sandbox-secret', { comment: 'with sandbox-secret' })];
  const { report, retry, undo } = await written(reportOf(all, { workflowRun: 'sandbox-secret' }));
  expect([report, retry, undo].join()).not.toContain('sandbox-secret');
  expect(retry).toContain('with ***');
});

describe('the location', () => {
  test('is a fresh folder under the runner’s unless one is given', async () => {
    const [one, other] = [await written(reportOf([]), ''), await written(reportOf([]), '')];
    expect(dirname(dirname(one.path))).toBe(folder);
    expect(one.path).toMatch(/[/\\]testsigma-override-[^/\\]+[/\\]report\.json$/);
    expect(other.path).not.toBe(one.path);
  });

  test('is under the machine’s where there is no runner', async () => {
    const none = { retry: '[]', undo: '[]' };
    const path = await writeReportFiles(reportOf([]), none, '', '', redactor([]));
    expect(dirname(dirname(path))).toBe(tmpdir());
    rmSync(dirname(path), { recursive: true });
  });

  test('is made, with its folders, and told whole', async () => {
    const wanted = join(folder, 'deep/down/../here/mine.json');
    const { path } = await written(reportOf([]), wanted);
    expect(path).toBe(join(folder, 'deep/here/mine.json'));
    expect(readdirSync(dirname(path)).sort()).toEqual([
      'mine.json',
      'retry-results.json',
      'undo-results.json',
    ]);
  });

  test('that is a folder is an error, and no draft stays behind', async () => {
    mkdirSync(join(folder, 'report.json'));
    await expect(written(reportOf(ALL))).rejects.toThrow(/is there already and is no regular file/);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(existsSync(join(folder, 'report.json'))).toBe(true);
  });
});

describe('a location where nothing can be written', () => {
  const problemsOf = async (wanted: string) => {
    const problems = await reportFileProblems(wanted, runnerFiles(folder, new AbortController().signal));
    return problems.map(({ location, message }) => `${location.input}: ${message}`);
  };

  test.each(['/', '\\'])('is a path that ends with %j', async (sign) => {
    const wanted = `${join(folder, 'new')}${sign}`;
    expect(await problemsOf(wanted)).toEqual([
      `report-file: report-file ${JSON.stringify(wanted)} is a folder; name a file in it, such as report.json`,
    ]);
  });

  test('is a folder', async () => {
    expect(await problemsOf(folder)).toEqual([
      `report-file: report-file ${JSON.stringify(folder)} is a folder; name a file in it, such as report.json`,
    ]);
  });

  test('is below a file, however deep', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const wanted of [join(file, 'report.json'), join(file, 'a', 'b', 'report.json')]) {
      expect(await problemsOf(wanted)).toEqual([
        `report-file: report-file ${JSON.stringify(wanted)} cannot be written: ${JSON.stringify(file)} is no folder`,
      ]);
    }
  });

  test('is nowhere else', async () => {
    const { root } = parse(resolve('.'));
    for (const wanted of [
      '',
      'report.json',
      'a\\b.json',
      join(folder, 'report.json'),
      join(folder, 'a', 'b', 'c', 'report.json'),
      join(root, 'report.json'),
    ]) {
      expect(await problemsOf(wanted)).toEqual([]);
    }
  });
});

/** Telling in every way, on real files; one way that fails keeps no other from being told. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { summary } from '@actions/core';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseFileCommands } from '../../sandbox/workflow-commands.js';
import { ActionLog } from '../../src/report/action-log.js';
import { type PublishOptions, publishReport } from '../../src/report/publish.js';
import type { Report } from '../../src/report/report.js';
import { redactor } from '../../src/text/redact.js';
import { reportOf, settledOf } from '../support/builders.js';
import { type Printed, printedBy } from '../support/printed.js';

const VARIABLES = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'] as const;
const kept = VARIABLES.map((name) => [name, process.env[name]] as const);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tell-'));
  for (const name of VARIABLES) {
    process.env[name] = join(folder, name);
    writeFileSync(join(folder, name), '');
  }
  // The toolkit keeps the first file it was told of.
  Object.assign(summary, { _filePath: undefined });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  for (const [name, value] of kept) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

interface Told extends Printed {
  readonly conclusion: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The reports that a comment was asked for. */
  readonly commented: readonly Report[];
}

async function told(report: Report, more: Partial<PublishOptions> = {}): Promise<Told> {
  const commented: Report[] = [];
  const redact = redactor([]);
  let conclusion = '';
  const printed = await printedBy(async () => {
    conclusion = await publishReport(report, {
      console: new ActionLog(redact),
      redact,
      jobSummary: true,
      reportFile: '',
      temporary: folder,
      comment: async (one) => {
        commented.push(one);
      },
      ...more,
    });
  });
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const outputs = Object.fromEntries(parseFileCommands(text('GITHUB_OUTPUT')).pairs);
  return { ...printed, conclusion, outputs, summary: text('GITHUB_STEP_SUMMARY'), commented };
}

const of = (printed: Printed, level: string) =>
  printed.commands.filter(({ name }) => name === level).map(({ data }) => data);

const DONE = [settledOf('3646', 'overridden')];
const PARTLY = [...DONE, settledOf('2286', 'rejected', 'not related')];

describe('what went well', () => {
  test('is told by file, outputs, summary, comment and the closing line', async () => {
    const report = reportOf(DONE);
    const { conclusion, outputs, summary: page, commented, lines, commands } = await told(report);
    expect(conclusion).toBe('pass');
    expect(outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
    expect(JSON.parse(readFileSync(outputs['report-file'] ?? '', 'utf8'))).toMatchObject({
      status: 'success',
    });
    expect(page).toContain('3646');
    expect(commented).toEqual([report]);
    expect(lines.at(-1)).toBe(report.verdict.closing);
    expect(commands).toEqual([]);
  });

  test('needs no summary: not wanted, or no location for it', async () => {
    expect((await told(reportOf(DONE), { jobSummary: false })).summary).toBe('');
    delete process.env['GITHUB_STEP_SUMMARY'];
    const { conclusion, summary: page } = await told(reportOf(DONE));
    expect([conclusion, page]).toEqual(['pass', '']);
  });
});

describe('what failed', () => {
  test('partly is a warning, with the reasons in the log', async () => {
    const report = reportOf(PARTLY);
    const printed = await told(report);
    expect(printed.conclusion).toBe('warn');
    expect(of(printed, 'warning')).toEqual([report.verdict.closing]);
    expect(printed.lines).toContain('::group::Not overridden');
    expect(printed.lines).toContain('  2286 rejected: not related');
    expect(printed.lines.join()).not.toContain('3646 overridden');
  });

  test('to be kept for undo is named, with what it was', async () => {
    const before = { testCaseResultId: '3646', result: 'ABORTED' };
    const printed = await told(reportOf([settledOf('3646', 'overridden', '', { before })]));
    const title = '::group::Not in undo-results, since no override can set the former result';
    expect(printed.lines.slice(printed.lines.indexOf(title))).toEqual([
      title,
      '  3646: it was Aborted',
      '::endgroup::',
      expect.stringContaining('Done'),
    ]);
    expect((await told(reportOf(DONE))).lines.join()).not.toContain('undo-results');
  });

  test('is an error where the step fails', async () => {
    const report = reportOf([settledOf('2286', 'rejected', 'not related')]);
    const printed = await told(report);
    expect(printed.conclusion).toBe('fail');
    expect(of(printed, 'error')).toEqual([report.verdict.closing]);
  });

  test.each([
    ['warning', PARTLY],
    ['error', PARTLY.slice(1)],
  ])('and stands in a file is a %s on its line', async (level, all) => {
    const location = { input: 'results-files', file: 'overrides.yml', line: 3, column: 1 };
    const placed = all.map((one) => ({ ...one, override: { ...one.override, location } }));
    const { commands } = await told(reportOf(placed));
    expect(commands.filter(({ properties }) => properties['file'])).toMatchObject([
      {
        name: level,
        properties: { file: 'overrides.yml', line: '3' },
        data: 'overrides.yml:3:1: 2286 is rejected: not related',
      },
    ]);
  });

  test('before anything was sent is an error for each problem', async () => {
    const problems = [
      { location: { input: 'run-id' }, message: 'is empty' },
      { location: { input: 'api-token' }, message: 'is empty, too' },
    ];
    const printed = await told(reportOf([], { problems }));
    expect(of(printed, 'error').slice(0, 2)).toEqual(['run-id: is empty', 'api-token: is empty, too']);
    expect(printed.lines).not.toContain('::group::Not overridden');
  });

  test('is listed up to 200 times', async () => {
    const failed = (count: number) =>
      Array.from({ length: count }, (_, index) => settledOf(String(index + 1), 'rejected', 'no'));
    const { lines } = await told(reportOf(failed(201)));
    expect(lines).toContain('  200 rejected: no');
    expect(lines).not.toContain('  201 rejected: no');
    expect(lines).toContain('  … and 1 more');
    expect((await told(reportOf(failed(200)))).lines.join()).not.toContain('more');
  });
});

describe('a way of telling that fails', () => {
  test('the report file: the step fails, and everything else is told', async () => {
    const report = reportOf(DONE);
    const blocked = join(folder, 'GITHUB_OUTPUT', 'report.json');
    const printed = await told(report, { reportFile: blocked });
    expect(printed.conclusion).toBe('fail');
    expect(of(printed, 'error')).toEqual([
      expect.stringMatching(/^the report file could not be written: E/),
      report.verdict.closing,
    ]);
    expect(printed.outputs).toMatchObject({ status: 'success', 'report-file': '' });
    expect(printed.summary).toContain('3646');
    expect(printed.commented).toHaveLength(1);
  });

  test('the outputs', async () => {
    process.env['GITHUB_OUTPUT'] = join(folder, 'missing');
    const printed = await told(reportOf(DONE));
    expect(printed.conclusion).toBe('fail');
    expect(of(printed, 'error')[0]).toMatch(/^the outputs could not be written: .*missing/i);
    expect(printed.summary).toContain('3646');
  });

  test('the summary', async () => {
    process.env['GITHUB_STEP_SUMMARY'] = join(folder, 'missing');
    const printed = await told(reportOf(DONE));
    expect(printed.conclusion).toBe('fail');
    expect(of(printed, 'error')[0]).toMatch(/^the job summary could not be written: /);
    expect(printed.outputs['status']).toBe('success');
  });
});

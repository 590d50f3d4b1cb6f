/** Every channel, over files in memory; one that fails does not keep the others from being used. */
import { describe, expect, test } from '@jest/globals';
import { parseFileCommands } from '../../sandbox/workflow-commands.js';
import { MemoryFiles } from '../../scripts/exhaust/surroundings.js';
import { ActionLog } from '../../src/report/action-log.js';
import { type PublishOptions, publishReport } from '../../src/report/publish.js';
import { cancelledBeforePlan, type Report } from '../../src/report/report.js';
import { redactor } from '../../src/text/redact.js';
import { reportOf, settledOf } from '../support/builders.js';
import { type Printed, printedBy } from '../support/printed.js';

/** Files in memory, some of which cannot be written. */
class BrokenFiles extends MemoryFiles {
  readonly #broken: RegExp;

  constructor(broken: RegExp) {
    super();
    this.#broken = broken;
  }

  override append(path: string, parts: Iterable<string>): Promise<void> {
    return this.#broken.test(path) ? Promise.reject(new Error('no space left')) : super.append(path, parts);
  }

  override writeAtomically(path: string, parts: Iterable<string>): Promise<void> {
    return this.#broken.test(path)
      ? Promise.reject(new Error('no space left'))
      : super.writeAtomically(path, parts);
  }
}

async function publish(report: Report, more: Partial<PublishOptions> = {}, broken = /^$/, env = ENV) {
  const files = new BrokenFiles(broken);
  const commented: Report[] = [];
  const redact = redactor(['secret-token']);
  let conclusion = '';
  const printed = await printedBy(
    async (runner) => {
      conclusion = await publishReport(report, {
        log: new ActionLog(runner, redact),
        runner,
        files,
        redact,
        jobSummary: true,
        folder: '/report',
        comment: async (one) => {
          commented.push(one);
        },
        ...more,
      });
    },
    { env, files },
  );
  const outputs = Object.fromEntries(parseFileCommands(files.texts.get('/output') ?? '').pairs);
  return {
    ...printed,
    conclusion,
    outputs,
    commented,
    summary: files.texts.get('/summary') ?? '',
    texts: files.texts,
  };
}

const ENV = { GITHUB_OUTPUT: '/output', GITHUB_STEP_SUMMARY: '/summary' };

const messages = (printed: Printed, level: string) =>
  printed.commands.filter(({ name }) => name === level).map(({ data }) => data);

const BEFORE = { before: { testCaseResultId: '3646', result: 'FAILURE' } };
const DONE = [settledOf('3646', 'overridden', '', BEFORE)];
const PARTLY = [...DONE, settledOf('2286', 'rejected', 'not related')];
const UNDO = '"testCaseResultId":3646,"comment":"comment of 3646 (undoes the override';

describe('a step that succeeded', () => {
  test('is reported by files, outputs, summary, comment and the closing line', async () => {
    const report = reportOf(DONE);
    const { conclusion, outputs, summary, commented, lines, commands, texts } = await publish(report);
    expect(conclusion).toBe('pass');
    expect(outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]', 'report-dir': '/report' });
    expect(texts.get('/report/undo-results.json')).toContain(UNDO);
    expect(summary).toContain('3646');
    expect(commented).toEqual([report]);
    expect(lines.at(-1)).toBe(report.verdict.closing);
    expect(commands).toEqual([]);
  });

  test('needs no summary: not wanted, or none there', async () => {
    expect((await publish(reportOf(DONE), { jobSummary: false })).summary).toBe('');
    expect((await publish(reportOf(DONE), {}, /^$/, { ...ENV, GITHUB_STEP_SUMMARY: '' })).conclusion).toBe(
      'pass',
    );
  });

  test('names a document that is too large for a form', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) =>
      settledOf(String(index + 1), 'overridden', '', BEFORE),
    );
    const { lines, outputs } = await publish(reportOf(many, { testsigmaMessage: 'Overridden' }));
    expect(lines.join('\n')).toContain('pass the file undo-results.json in report-dir to results-files');
    expect(outputs['message']).toBe('Overridden');
  });
});

describe('a step that failed', () => {
  test.each([
    ['warn', 'warning', PARTLY],
    ['fail', 'error', PARTLY.slice(1)],
  ])('%s: the closing line is an annotation, and every failure is listed', async (ending, level, settled) => {
    const report = reportOf(settled);
    const printed = await publish(report);
    expect(printed.conclusion).toBe(ending);
    expect(messages(printed, level)).toEqual([report.verdict.closing]);
    expect(report.verdict.closing).toContain('Not related');
    expect(printed.lines.join('\n')).toMatch(/Not overridden: 1\n {2}Rejected.*\n {4}2286/);
  });

  test('that was cancelled says so in the closing line, whatever else was wrong', async () => {
    const problems = [{ location: { input: 'results-files' }, message: 'could not be read to the end' }];
    const printed = await publish(reportOf([], { ...cancelledBeforePlan(), problems }));
    expect(printed.outputs['status']).toBe('cancelled');
    expect(messages(printed, 'error').at(-1)).toBe(
      'Testsigma override cancelled: no results were overridden',
    );
  });

  test('annotates the line of a file that requested it, unless the closing line says why', async () => {
    const location = { input: 'results-files', file: 'overrides.yml', line: 3, column: 1 };
    const settled = [...PARTLY, settledOf('2287', 'rejected', 'otherwise', { location })];
    const { commands } = await publish(reportOf(settled));
    expect(commands.filter(({ properties }) => properties['file'])).toMatchObject([
      {
        name: 'warning',
        properties: { file: 'overrides.yml', line: '3' },
        data: expect.stringContaining('otherwise'),
      },
    ]);
  });

  test('before anything was sent has an error for each problem', async () => {
    const problems = [
      { location: { input: 'run-id' }, message: 'is empty' },
      { location: { input: 'api-token' }, message: 'is empty, too' },
    ];
    const printed = await publish(reportOf([], { problems }));
    expect(messages(printed, 'error').slice(0, 2)).toEqual(['run-id: is empty', 'api-token: is empty, too']);
  });
});

describe('a channel that fails', () => {
  test.each([
    ['the outputs', /output/, 'fail', 'error'],
    ['the job summary', /summary/, 'pass', 'warning'],
    ['the report', /report\.json/, 'pass', 'warning'],
    ['the report', /undo-results/, 'pass', 'warning'],
  ])('%s (%s): the others are used, and the way back is in the log', async (what, broken, ending, level) => {
    const printed = await publish(reportOf(DONE), {}, broken);
    expect(printed.conclusion).toBe(ending);
    expect(messages(printed, level)[0]).toBe(`Could not write ${what}: no space left`);
    expect(printed.lines.join('\n')).toContain(UNDO);
    expect(printed.commented).toHaveLength(1);
    if (what !== 'the job summary') expect(printed.summary).toContain('3646');
    if (what !== 'the outputs') expect(printed.outputs['status']).toBe('success');
  });

  test('outputs that are missing make the headline red', async () => {
    const { summary, lines } = await publish(reportOf(DONE), {}, /output/);
    expect(summary).toMatch(/^## ❌/);
    expect(summary).toContain('no space left');
    expect(summary).toMatch(/^## ❌ Testsigma override failed: 1 overridden$/m);
    expect(lines.at(-1)).toMatch(
      /^::error .*::Testsigma override failed: 1 overridden\. The outputs could not be written: no space left$/,
    );
  });

  test('the whole undo document is in the log, one entry per line if it is large', async () => {
    const many = Array.from({ length: 1_500 }, (_, index) =>
      settledOf(String(index + 1), 'overridden', '', BEFORE),
    );
    for (const settled of [many, many.slice(0, 100)]) {
      const { lines } = await publish(reportOf(settled), {}, /report\.json/);
      const document = lines.slice(lines.indexOf('undo-results:') + 1).join('\n');
      const entries: unknown = JSON.parse(document.slice(0, document.lastIndexOf(']') + 1));
      expect(entries).toHaveLength(settled.length);
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(65_000);
    }
  });

  test('without a folder a problem has said why: it is not said twice', async () => {
    const printed = await publish(reportOf([], { problems: [] }), { folder: '' });
    expect(messages(printed, 'warning')).toEqual([]);
    expect(printed.outputs['report-file']).toBe('');
  });
});

test('no secret is published anywhere', async () => {
  const settled = [settledOf('1', 'rejected', 'no secret-token here', { comment: 'secret-token' })];
  const { lines, summary, texts } = await publish(reportOf(settled));
  expect([...lines, summary, ...texts.values()].join('\n')).not.toContain('secret-token');
});

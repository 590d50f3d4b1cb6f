import { describe, expect, test } from '@jest/globals';
import type { OverrideResult } from '../../src/model/types.js';
import { computeVerdict, earlyVerdict } from '../../src/model/verdict.js';
import { MAX_INPUT_BYTES } from '../../src/report/json-list.js';
import { buildOutputs } from '../../src/report/outputs.js';
import type { Report } from '../../src/report/report.js';
import { buildFollowUps } from '../../src/report/retry-undo.js';
import { reportOf, settledOf } from '../support/builders.js';

const BEFORE = (id: string) => ({ before: { testCaseResultId: id, result: 'FAILURE' } });
const ALL = [
  settledOf('1', 'overridden', '', BEFORE('1')),
  settledOf('2', 'unchanged'),
  settledOf('3', 'rejected', 'not\nrelated'),
  settledOf('4', 'unknown', '503', BEFORE('4')),
  settledOf('9223372036854775807', 'not-sent', 'no time'),
];

function outputs(settled: readonly OverrideResult[], more: Partial<Report> = {}): Record<string, string> {
  const report = reportOf(settled, more);
  const files = { reportDir: '/tmp/report', reportFile: '/tmp/report/report.json', notices: [] };
  const { small, documents } = buildOutputs(report, buildFollowUps(report), files);
  return { ...small, ...documents };
}

test('every output is set, with exact IDs', () => {
  expect(outputs(ALL, { stillFailed: [{ testCaseResultId: '3', result: 'FAILURE' }] })).toMatchObject({
    status: 'partial',
    'report-file': '/tmp/report/report.json',
    'report-dir': '/tmp/report',
    'overridden-ids': '[1]',
    'unchanged-ids': '[2]',
    'failed-ids': '[3,4,9223372036854775807]',
    'overridden-count': '1',
    'unchanged-count': '1',
    'failed-count': '3',
    'total-count': '5',
    failures:
      '[{"testCaseResultId":3,"status":"rejected","message":"not\\\\nrelated"},{"testCaseResultId":4,"status":"unknown","message":"503"},{"testCaseResultId":9223372036854775807,"status":"not-sent","message":"no time"}]',
    'run-result-before': 'FAILURE',
    'run-result': 'SUCCESS',
    'still-failed-count': '1',
    'plan-results': '[]',
    'retry-results': expect.stringContaining('"testCaseResultId":3,'),
    'undo-results': expect.stringMatching(/"testCaseResultId":1,.*"testCaseResultId":4,/),
  });
});

test('the same outputs are set before the plan is complete', () => {
  const early = outputs([], { verdict: earlyVerdict('failure', 'Testsigma override failed: x') });
  expect(Object.keys(early)).toEqual(Object.keys(outputs(ALL)));
  expect(early).toMatchObject({
    status: 'failure',
    message: 'Testsigma override failed: x',
    'total-count': '0',
    'failed-ids': '[]',
    failures: '[]',
    'undo-results': '[]',
    'still-failed-count': '',
  });
});

describe('message', () => {
  const testsigmaMessage = 'Overridden the results successfully';
  const verdict = (settled: readonly OverrideResult[], more = {}) =>
    computeVerdict(settled, { dryRun: false, ifPartial: 'warn', ifNoResults: 'error', ...more });

  test("is Testsigma's if everything went well", () => {
    expect(outputs(ALL.slice(0, 1), { testsigmaMessage })['message']).toBe(testsigmaMessage);
  });

  test.each([
    ['partial', verdict(ALL.slice(0, 3))],
    ['failed', verdict(ALL.slice(3, 4))],
    ['not verified', verdict(ALL.slice(0, 1), { unverified: '503' })],
    ['cancelled', earlyVerdict('cancelled', 'Testsigma override cancelled')],
  ])('of a step that is %s is the closing line', (_, one) => {
    expect(outputs(ALL, { testsigmaMessage, verdict: one })['message']).toBe(
      one.closing.replace('\n', '\\n'),
    );
  });
});

test('above 60 kB every list has one entry per line', () => {
  const many = Array.from({ length: 4_000 }, (_, index) =>
    settledOf(
      String(1_000_000_000_000_000 + index),
      index % 2 ? 'rejected' : 'overridden',
      'x'.repeat(50),
      BEFORE('1'),
    ),
  );
  const set = outputs(many);
  for (const name of ['failures', 'retry-results', 'undo-results']) {
    const text = set[name] ?? '';
    expect(Buffer.byteLength(text)).toBeGreaterThan(MAX_INPUT_BYTES);
    expect(text.split('\n')).toHaveLength(2_002);
    expect(JSON.parse(text)).toHaveLength(2_000);
  }
  expect(set['failed-ids']).not.toContain('\n');
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Override, OverrideResult, OverrideStatus } from '../../src/model/types.js';
import { computeVerdict, earlyVerdict } from '../../src/model/verdict.js';
import { buildOutputs, MAX_INPUT_BYTES } from '../../src/report/outputs.js';
import type { Report } from '../../src/report/report.js';
import { buildFollowUps, undoComment } from '../../src/report/retry-undo.js';
import { redactor } from '../../src/text/redact.js';

const TOKEN = 'sandbox-token-of-some-length';
const redact = redactor([TOKEN]);
const FATES: readonly OverrideStatus[] = ['overridden', 'unchanged', 'rejected', 'unknown', 'not-sent'];

function settled(
  id: string,
  status: OverrideStatus,
  message = '',
  more: Partial<Override> = {},
): OverrideResult {
  const override = {
    testCaseResultId: id,
    outcome: 'SUCCESS',
    comment: 'flaky',
    wireComment: 'flaky (octocat)',
    location: { input: 'results' },
    before: { testCaseResultId: id, result: 'FAILURE' },
    ...more,
  } as const;
  return { override, status, message, attempts: 1 };
}

function report(all: readonly OverrideResult[], more: Partial<Report> = {}): Report {
  return {
    verdict: computeVerdict(all, { dryRun: false, ifPartial: 'warn', ifNoResults: 'error' }),
    settled: all,
    problems: [],
    warnings: [],
    notices: [],
    runResultBefore: 'FAILURE',
    runResult: 'SUCCESS',
    runId: '239',
    baseUrl: 'https://app.testsigma.com',
    actor: 'octocat',
    workflowRun: 'https://github.com/acme/shop/actions/runs/777',
    workflowFile: 'override.yml',
    startedAt: 0,
    finishedAt: 1,
    ...more,
  };
}

function outputs(all: readonly OverrideResult[], more: Partial<Report> = {}): Record<string, string> {
  const about = report(all, more);
  return buildOutputs(about, buildFollowUps(about, redact), '/tmp/report.json', redact);
}

const NAMES = [
  ...[
    'status',
    'message',
    'overridden-ids',
    'unchanged-ids',
    'failed-ids',
    'overridden-count',
    'unchanged-count',
  ],
  ...[
    'failed-count',
    'total-count',
    'failures',
    'run-result-before',
    'run-result',
    'retry-results',
    'undo-results',
  ],
  'report-file',
];

test('every output, exactly', () => {
  const all = [
    settled('1', 'overridden'),
    settled(
      '9223372036854775807',
      'rejected',
      'Given test case result id 9223372036854775807 is not related',
    ),
    settled('3', 'unchanged', 'it already was Passed'),
    settled('4', 'unknown', 'no answer'),
    settled('5', 'not-sent', 'never asked'),
    settled('6', 'overridden', '', { before: { testCaseResultId: '6', result: 'ABORTED' } }),
  ];
  expect(outputs(all)).toEqual({
    status: 'partial',
    message:
      'Partly done: 2 overridden, 1 left unchanged, 1 rejected, 1 unknown, 1 not sent of 6 results of run 239',
    'overridden-ids': '[1,6]',
    'unchanged-ids': '[3]',
    'failed-ids': '[9223372036854775807,4,5]',
    'overridden-count': '2',
    'unchanged-count': '1',
    'failed-count': '3',
    'total-count': '6',
    failures:
      '[{"testCaseResultId":9223372036854775807,"status":"rejected","message":"Given test case result id 9223372036854775807 is not related"},{"testCaseResultId":4,"status":"unknown","message":"no answer"},{"testCaseResultId":5,"status":"not-sent","message":"never asked"}]',
    'run-result-before': 'FAILURE',
    'run-result': 'SUCCESS',
    'retry-results':
      '[{"testCaseResultId":9223372036854775807,"comment":"flaky","result":"SUCCESS"},{"testCaseResultId":4,"comment":"flaky","result":"SUCCESS"},{"testCaseResultId":5,"comment":"flaky","result":"SUCCESS"}]',
    'undo-results':
      '[{"testCaseResultId":1,"comment":"Override of https://github.com/acme/shop/actions/runs/777 taken back","result":"FAILURE","onlyIf":["SUCCESS"]},{"testCaseResultId":4,"comment":"Override of https://github.com/acme/shop/actions/runs/777 taken back","result":"FAILURE","onlyIf":["SUCCESS"]}]',
    'report-file': '/tmp/report.json',
  });
});

test('before the plan is complete: counts 0, lists empty, and the message says why', () => {
  const early = {
    verdict: earlyVerdict('failure', 'Nothing was overridden: api-token is empty'),
    runResult: '',
    runResultBefore: '',
  };
  expect(outputs([], early)).toEqual({
    status: 'failure',
    message: 'Nothing was overridden: api-token is empty',
    'overridden-ids': '[]',
    'unchanged-ids': '[]',
    'failed-ids': '[]',
    'overridden-count': '0',
    'unchanged-count': '0',
    'failed-count': '0',
    'total-count': '0',
    failures: '[]',
    'run-result-before': '',
    'run-result': '',
    'retry-results': '[]',
    'undo-results': '[]',
    'report-file': '/tmp/report.json',
  });
});

test('after a dry run the plan is what is left, and counts to the total', () => {
  const all = [settled('1', 'planned', '', { onlyIf: ['FAILURE'] }), settled('2', 'unchanged')];
  const verdict = computeVerdict(all, {
    dryRun: true,
    ifPartial: 'warn',
    ifNoResults: 'error',
  });
  expect(outputs(all, { verdict })).toMatchObject({
    status: 'dry-run',
    'total-count': '2',
    'overridden-count': '0',
    'unchanged-count': '1',
    'failed-count': '0',
    'retry-results': '[{"testCaseResultId":1,"comment":"flaky","result":"SUCCESS","onlyIf":["FAILURE"]}]',
    'undo-results': '[]',
  });
});

describe('the message', () => {
  test("is Testsigma's own where all its answers carried the same", () => {
    expect(
      outputs([settled('1', 'overridden')], { testsigmaMessage: 'Overridden the results successfully' })[
        'message'
      ],
    ).toBe('Overridden the results successfully');
  });

  test('is on one line, escaped, without secrets, and not endless', () => {
    const { message = '' } = outputs([settled('1', 'overridden')], {
      testsigmaMessage: `a\n::error::b ##[error]c \u202e ${TOKEN} ${'x'.repeat(1_000_000)}`,
    });
    expect(message).toMatch(/^a\\n::error::b ##\\\[error\]c \\u202e \*\*\* x+…$/);
    expect(message.length).toBeLessThanOrEqual(4_000);
  });
});

describe('large documents', () => {
  test('are whole, and the message points to the files', () => {
    const many = Array.from({ length: 2_000 }, (_, index) =>
      settled(String(index + 1), 'rejected', '', { comment: 'é'.repeat(50) }),
    );
    const { message, 'retry-results': retry = '' } = outputs(many);
    expect(Buffer.byteLength(retry)).toBeGreaterThan(MAX_INPUT_BYTES);
    expect(JSON.parse(retry)).toHaveLength(2_000);
    expect(message).toBe(
      'Failed: 2000 rejected of 2000 results of run 239. retry-results is too large for an input: give retry-results.json, beside report-file, to results-files',
    );
  });

  test('that are both too large are both named', () => {
    const [retry, undo] = ['x', 'y'].map((sign) => sign.repeat(MAX_INPUT_BYTES + 1)) as [string, string];
    const { message } = buildOutputs(report([]), { retry, undo }, '', redact);
    expect(message).toContain('retry-results and undo-results are too large for an input');
    expect(message).toContain('give retry-results.json or undo-results.json');
  });

  test('of one item less than too much are not pointed at', () => {
    const { message } = outputs([
      settled('1', 'rejected', '', { comment: 'x'.repeat(MAX_INPUT_BYTES - 60) }),
    ]);
    expect(message).not.toMatch(/too large/);
  });
});

describe('undoComment', () => {
  test('names the run that is taken back', () => {
    expect(undoComment(report([]))).toBe(
      'Override of https://github.com/acme/shop/actions/runs/777 taken back',
    );
    expect(undoComment(report([], { workflowRun: '' }))).toBe('Override taken back');
  });
});

test('whatever happened, the outputs are there, on one line each, add up, and are read by fromJSON', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      `x${TOKEN}y`,
      '\n::set-output name=a::b',
      '##[error]x',
      '"\\',
      '\u2028\u0000',
      'EOF\nstatus=success',
    ),
  );
  const one = fc
    .record({
      id: fc.bigInt({ min: 1n, max: 9223372036854775807n }).map(String),
      status: fc.constantFrom(...FATES),
      message: text,
      comment: text,
    })
    .map(({ id, status, message, comment }) => settled(id, status, message, { comment }));
  const all = fc.uniqueArray(one, { maxLength: 10, selector: ({ override }) => override.testCaseResultId });
  fc.assert(
    fc.property(all, text, text, (results, testsigmaMessage, runResult) => {
      const set = outputs(results, { testsigmaMessage, runResult });
      expect(Object.keys(set).sort()).toEqual([...NAMES].sort());
      for (const [name, output] of Object.entries(set)) {
        expect([name, output]).not.toEqual([name, expect.stringMatching(/[\n\r]/)]);
        expect(output).not.toContain(TOKEN);
      }
      for (const name of [
        'overridden-ids',
        'unchanged-ids',
        'failed-ids',
        'failures',
        'retry-results',
        'undo-results',
      ]) {
        expect(JSON.parse(set[name] ?? '')).toBeInstanceOf(Array);
      }
      const counts = ['overridden-count', 'unchanged-count', 'failed-count'].map((name) => Number(set[name]));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Number(set['total-count']));
      const ids = ['overridden-ids', 'unchanged-ids', 'failed-ids'].flatMap(
        (name) => set[name]?.match(/\d+/g) ?? [],
      );
      expect(ids.sort()).toEqual(results.map(({ override }) => override.testCaseResultId).sort());
    }),
  );
});

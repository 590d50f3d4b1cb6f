/** The report file of real runs, held against its schema, on every path that a step can take. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import type { ActionRun } from '../../sandbox/runner.js';
import { act, testOfSignals, useSandbox } from '../support/act.js';

const schema: object = JSON.parse(readFileSync('schema/report.schema.json', 'utf8'));
const accepts = new Ajv({ strict: true, strictTypes: false, formats: { 'date-time': true } }).compile(schema);

const sandbox = useSandbox();

/** The report that a run wrote, if it is as the schema says. */
function reportOf(run: ActionRun): { status: string; results: unknown[]; problems: unknown[] } {
  const text = readFileSync(run.outputs['report-file'] ?? '', 'utf8');
  const report = JSON.parse(text);
  expect([accepts(report), accepts.errors]).toEqual([true, null]);
  return report;
}

test.each<[string, Record<string, string>]>([
  ['success', { results: '{3646: passed, 3648: passed}' }],
  ['partial', { results: '{3646: passed, 2286: passed}' }],
  ['failure', { results: '{2286: passed}', lookup: 'off' }],
  ['failure', { results: '{3646: pased}' }],
  ['failure', { 'run-id': 'x', 'api-token': '' }],
  ['nothing', { results: '' }],
  ['dry-run', { results: '{Checkout total: passed}', 'dry-run': 'true' }],
])('%s with %j', async (status, inputs) => {
  const run = await act(sandbox, inputs);
  const report = reportOf(run);
  expect(report.status).toBe(status);
  expect(report.results).toHaveLength(Number(run.outputs['total-count']));
});

testOfSignals('cancelled', async () => {
  sandbox.faults = ({ method }) => (method === 'PUT' ? { stall: 'before-headers' } : undefined);
  const run = await act(
    sandbox,
    { results: '{3646: passed}', lookup: 'off' },
    { signalAfter: { output: 'Plan' } },
  );
  expect(reportOf(run).status).toBe('cancelled');
});

test('ids stand exact in it, and what is wrong with its location', async () => {
  const exact = await act(sandbox, { 'run-id': '242', results: '{9223372036854775807: passed}' });
  expect(readFileSync(exact.outputs['report-file'] ?? '', 'utf8')).toContain(
    '"testCaseResultId":9223372036854775807,',
  );

  const wrong = await act(sandbox, { results: '\n3646: pased' });
  expect(reportOf(wrong).problems).toEqual([
    {
      input: 'results',
      file: null,
      line: 2,
      column: 7,
      message: expect.stringContaining('"pased" is not a result'),
    },
  ]);
});

test('report-dir holds it, together with the documents', async () => {
  const run = await act(sandbox, { results: '{3646: passed}', 'report-dir': 'reports' });
  expect(run.outputs['report-file']).toMatch(/[/\\]reports[/\\]report\.json$/);
  reportOf(run);
  const folder = run.outputs['report-dir'] ?? '';
  expect(readFileSync(`${folder}/undo-results.json`, 'utf8').trim()).toBe(run.outputs['undo-results']);
  expect(readFileSync(`${folder}/retry-results.json`, 'utf8')).toBe('[]\n');
  expect(readFileSync(`${folder}/plan-results.json`, 'utf8')).toBe('[]\n');
});

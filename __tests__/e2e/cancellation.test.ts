/** Real signals at every moment: within 5 s, everything reported, never green. */
import { expect } from '@jest/globals';
import type { ActionRun } from '../../sandbox/runner.js';
import { script } from '../../sandbox/server.js';
import { actDist, overridesIn, startDist, testOfSignals, useSandbox } from '../support/act.js';

const sandbox = useSandbox();

const THREE = { results: '{3646: passed, 3647: passed, 3649: passed}', 'batch-size': '1' };

function statuses(run: ActionRun): unknown[] {
  return (JSON.parse(run.outputs['failures'] ?? '[]') as { status: string }[]).map(({ status }) => status);
}

function expectCancelled(run: ActionRun): void {
  expect(run.exitCode).toBe(1);
  expect(run.outputs['status']).toBe('cancelled');
  expect(run.runnerErrors).toEqual([]);
  expect(run.summary).toContain('Cancelled');
  expect(run.outputs['report-file']).not.toBe('');
}

testOfSignals.each(['SIGINT', 'SIGTERM'] as const)('%s before the first request', async (signal) => {
  sandbox.faults = ({ method }) => (method === 'GET' ? { delay: 700 } : undefined);
  const run = await actDist(sandbox, THREE, { signalAfter: { signal, output: 'What is asked' } });

  expectCancelled(run);
  expect(overridesIn(sandbox)).toEqual([]);
  expect(run.outputs).toMatchObject({ 'total-count': '0', 'failed-ids': '[]' });
});

testOfSignals('in flight: an answer within the grace still counts, what follows is not sent', async () => {
  sandbox.faults = script({ delay: 1_500 });
  const run = await actDist(sandbox, { ...THREE, lookup: 'off' }, { signalAfter: { output: 'Plan' } });

  expectCancelled(run);
  expect(run.outputs['overridden-ids']).toBe('[3646]');
  expect(statuses(run)).toEqual(['not-sent', 'not-sent']);
  expect(overridesIn(sandbox)).toHaveLength(1);
});

testOfSignals('in flight: no answer within the grace is unknown, and all ends within 5 s', async () => {
  sandbox.faults = () => ({ stall: 'before-headers' });
  const started = startDist(sandbox, { ...THREE, lookup: 'off' });
  await until(() => sandbox.requests.length > 0);
  const signalled = Date.now();
  started.child.kill('SIGINT');
  const run = await started.finished;

  expectCancelled(run);
  expect(Date.now() - signalled).toBeLessThan(5_000);
  expect(statuses(run)).toEqual(['unknown', 'not-sent', 'not-sent']);
  run.dispose();
});

testOfSignals('between batches: what was done stays done', async () => {
  sandbox.faults = script(undefined, { delay: 500 }, { delay: 500 });
  const run = await actDist(
    sandbox,
    { ...THREE, lookup: 'off' },
    { signalAfter: { output: 'Batch 1 of 3' } },
  );

  expectCancelled(run);
  const done = JSON.parse(run.outputs['overridden-ids'] ?? '[]') as number[];
  expect(done.slice(0, 1)).toEqual([3646]);
  expect(done.length + statuses(run).length).toBe(3);
});

testOfSignals("during a retry's wait: it ends at once", async () => {
  sandbox.faults = script({ status: 429, headers: { 'retry-after': '60' } });
  const run = await actDist(
    sandbox,
    { ...THREE, lookup: 'off' },
    { signalAfter: { output: 'asking again' } },
  );

  expectCancelled(run);
  expect(statuses(run)).toEqual(['unknown', 'not-sent', 'not-sent']);
  expect(run.durationMs).toBeLessThan(3_000);
  expect(overridesIn(sandbox)).toHaveLength(1);
});

testOfSignals('a second signal ends it at once, and not well', async () => {
  sandbox.faults = () => ({ stall: 'before-headers' });
  const started = startDist(sandbox, { ...THREE, lookup: 'off' });
  await until(() => sandbox.requests.length > 0);
  started.child.kill('SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 300));
  const second = Date.now();
  started.child.kill('SIGTERM');
  const run = await started.finished;

  expect(Date.now() - second).toBeLessThan(1_000);
  expect(run.exitCode).toBe(1);
  run.dispose();
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Signals at every moment: within 5 s everything is reported, and the step never passes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ActionRun } from '../../sandbox/runner.js';
import { script } from '../../sandbox/server.js';
import {
  act,
  actDist,
  overridesIn,
  startDist,
  TestSignals,
  testOfSignals,
  useSandbox,
} from '../support/act.js';

const sandbox = useSandbox();

const THREE = { results: '{3646: passed, 3647: passed, 3649: passed}', 'batch-size': '1' };
const BLIND = { ...THREE, lookup: 'off' };

function statuses(run: ActionRun): unknown[] {
  return (JSON.parse(run.outputs['failures'] ?? '[]') as { status: string }[]).map(({ status }) => status);
}

function expectCancelled(run: ActionRun): void {
  expect(run.exitCode).toBe(1);
  expect(run.outputs['status']).toBe('cancelled');
  expect(run.runnerErrors).toEqual([]);
  expect(run.summary).toContain('cancelled');
  expect(run.outputs['report-file']).not.toBe('');
  expect(run.durationMs).toBeLessThan(5_000);
}

test.each(['SIGINT', 'SIGTERM'] as const)('%s before the first request', async (signal) => {
  const run = await act(sandbox, THREE, { signalAfter: { signal, output: 'Requested results' } });

  expectCancelled(run);
  expect(overridesIn(sandbox)).toEqual([]);
  expect(run.outputs).toMatchObject({ 'total-count': '0', 'failed-ids': '[]' });
});

describe('in flight', () => {
  test('a response within the grace period still counts, and nothing else is sent', async () => {
    sandbox.faults = script({ delay: 100 });
    const run = await act(sandbox, BLIND, { signalAfter: { output: 'Plan' } });

    expectCancelled(run);
    expect(run.outputs['overridden-ids']).toBe('[3646]');
    expect(statuses(run)).toEqual(['not-sent', 'not-sent']);
    expect(overridesIn(sandbox)).toHaveLength(1);
  });

  test('no response within the grace period is unknown', async () => {
    const signals = new TestSignals();
    sandbox.faults = () => {
      signals.emit('SIGINT');
      return { stall: 'before-headers' };
    };
    const run = await act(sandbox, BLIND, { signals });

    expectCancelled(run);
    expect(run.durationMs).toBeGreaterThanOrEqual(2_900);
    expect(statuses(run)).toEqual(['unknown', 'not-sent', 'not-sent']);
  });
});

test('between batches, what was done stays done', async () => {
  sandbox.faults = script(undefined, { delay: 100 }, { delay: 100 });
  const run = await act(sandbox, BLIND, { signalAfter: { output: 'Batch 1 of 3' } });

  expectCancelled(run);
  const done = JSON.parse(run.outputs['overridden-ids'] ?? '[]') as number[];
  expect(done.slice(0, 1)).toEqual([3646]);
  expect(done.length + statuses(run).length).toBe(3);
  expect(statuses(run)).toContain('not-sent');
});

test('a step that is cancelled writes its report beside the one of an earlier step', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'cancelled-'));
  const inputs = { ...BLIND, 'report-dir': 'report' };
  await act(sandbox, { ...inputs, results: '3646: passed', lookup: 'auto' }, { workspace });
  const run = await act(sandbox, inputs, { workspace, signalAfter: { output: 'Batch 1 of 3' } });

  expectCancelled(run);
  const report: unknown = JSON.parse(readFileSync(join(workspace, 'report/report.json'), 'utf8'));
  expect(report).toMatchObject({ status: 'cancelled' });
  expect(readFileSync(join(workspace, 'report/undo-results-1.json'), 'utf8')).toContain('3646');
  rmSync(workspace, { recursive: true, force: true });
});

test('while a retry waits, it ends at once', async () => {
  sandbox.faults = script({ status: 429, headers: { 'retry-after': '60' } });
  const run = await act(sandbox, BLIND, { signalAfter: { output: 'Retrying in' } });

  expectCancelled(run);
  expect(statuses(run)).toEqual(['unknown', 'not-sent', 'not-sent']);
  expect(overridesIn(sandbox)).toHaveLength(1);
});

describe('a real signal', () => {
  testOfSignals.each(['SIGINT', 'SIGTERM'] as const)('%s while the run is read', async (signal) => {
    sandbox.faults = ({ method }) => (method === 'GET' ? { delay: 300 } : undefined);
    const run = await actDist(sandbox, THREE, { signalAfter: { signal, output: 'Requested results' } });

    expectCancelled(run);
    expect(overridesIn(sandbox)).toEqual([]);
  });

  testOfSignals('a third one ends the process at once, as failed', async () => {
    sandbox.faults = () => ({ stall: 'before-headers' });
    const started = startDist(sandbox, BLIND);
    await until(() => sandbox.stalled > 0);
    const first = Date.now();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGTERM'] as const) {
      started.child.kill(signal);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const run = await started.finished;

    expect(Date.now() - first).toBeLessThan(2_000);
    expect(run.exitCode).toBe(1);
    run.dispose();
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Reports that no sandbox makes quickly: thousands of results, every status at once. */
import type { OverrideResult, OverrideStatus } from '../../src/model/types.js';
import { computeVerdict } from '../../src/model/verdict.js';
import { MAX_SUMMARY_BYTES, renderSummary } from '../../src/report/markdown/summary.js';
import { buildFollowUps } from '../../src/report/retry-undo.js';
import { reportOf, settledOf } from './builders.js';
import { HOST } from './scenes.js';

const STATUSES: readonly OverrideStatus[] = ['overridden', 'unchanged', 'rejected', 'unknown', 'not-sent'];

/** A summary of that many results: a fifth of each status, all of them with this name. */
export function summaryOfMany(count: number, name: string, maxBytes = MAX_SUMMARY_BYTES): string {
  const settled = Array.from({ length: count }, (_, index) => manyth(index, name));
  const verdict = computeVerdict(settled, {
    dryRun: false,
    ifPartial: 'warn',
    ifNoResults: 'error',
    stop: { cause: 'deadline', message: 'the time of timeout-seconds is up' },
  });
  const report = reportOf(settled, {
    verdict,
    warnings: [{ location: { input: 'run-id' }, message: `a warning about ${name}` }],
    baseUrl: HOST,
  });
  return renderSummary(report, buildFollowUps(report), '/tmp/report.json', maxBytes);
}

function manyth(index: number, name: string): OverrideResult {
  const testCaseResultId = String(10_000 + index);
  const status = STATUSES[index % STATUSES.length] ?? 'unknown';
  return settledOf(
    testCaseResultId,
    status,
    status === 'overridden' ? '' : `reason ${index % 3} of ${name}`,
    {
      comment: `${name} ${index}`,
      before: { testCaseResultId, result: 'FAILURE', name, suite: 'Smoke', machine: 'Windows Chrome' },
    },
  );
}

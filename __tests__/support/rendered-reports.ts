/** Reports that no sandbox makes quickly: thousands of results, every status at once. */
import type { OverrideResult, OverrideStatus } from '../../src/model/types.js';
import { computeVerdict } from '../../src/model/verdict.js';
import { renderSummary } from '../../src/report/markdown/summary.js';
import type { Report } from '../../src/report/report.js';
import { buildFollowUps } from '../../src/report/retry-undo.js';
import { HOST } from './scenes.js';

const FATES: readonly OverrideStatus[] = ['overridden', 'unchanged', 'rejected', 'unknown', 'not-sent'];

/** A summary of that many results: a fifth of each status, all of them with this name. */
export function summaryOfMany(count: number, name: string): string {
  const settled = Array.from({ length: count }, (_, index) => settledOf(index, name));
  const verdict = computeVerdict(settled, {
    runId: '239',
    dryRun: false,
    ifPartial: 'warn',
    ifNoResults: 'error',
    stop: { cause: 'deadline', message: 'the time of timeout-seconds is up' },
  });
  const report: Report = {
    verdict,
    settled,
    problems: [],
    warnings: [{ location: { input: 'run-id' }, message: `a warning about ${name}` }],
    notices: [],
    runResultBefore: 'FAILURE',
    runResult: 'SUCCESS',
    runId: '239',
    baseUrl: HOST,
    actor: 'octocat',
    workflowRun: 'https://github.com/acme/shop/actions/runs/777/attempts/1',
    workflowFile: 'override.yml',
    startedAt: 0,
    finishedAt: 1,
  };
  const redact = (text: string) => text;
  return renderSummary(report, buildFollowUps(report, redact), '/tmp/report.json', redact);
}

function settledOf(index: number, name: string): OverrideResult {
  const testCaseResultId = String(10_000 + index);
  const status = FATES[index % FATES.length] ?? 'unknown';
  return {
    override: {
      testCaseResultId,
      outcome: 'SUCCESS',
      comment: `${name} ${index}`,
      wireComment: '',
      location: { input: 'results' },
      before: { testCaseResultId, result: 'FAILURE', name, suite: 'Smoke', machine: 'Windows Chrome' },
    },
    status,
    message: status === 'overridden' ? '' : `reason ${index % 3} of ${name}`,
    attempts: 1,
  };
}

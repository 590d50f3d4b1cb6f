/** Reports that no sandbox makes quickly: thousands of results, every fate at once. */
import type { Fate, Settled } from '../../src/model/types.js';
import { documentsOf } from '../../src/report/retry-undo.js';
import type { Report } from '../../src/report/report.js';
import { summaryOf } from '../../src/report/markdown/summary.js';
import { judgeFates } from '../../src/model/verdict.js';
import { HOST } from './scenes.js';

const FATES: readonly Fate[] = ['overridden', 'unchanged', 'rejected', 'unknown', 'not-sent'];

/** A summary of that many results: a fifth of each fate, all of them with this name. */
export function summaryOfMany(count: number, name: string): string {
  const settled = Array.from({ length: count }, (_, index) => settledOf(index, name));
  const verdict = judgeFates(settled, {
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
    warnings: [{ place: { input: 'run-id' }, message: `a warning about ${name}` }],
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
  return summaryOf(report, documentsOf(report, redact), '/tmp/report.json', redact);
}

function settledOf(index: number, name: string): Settled {
  const testCaseResultId = String(10_000 + index);
  const fate = FATES[index % FATES.length] ?? 'unknown';
  return {
    override: {
      testCaseResultId,
      outcome: 'SUCCESS',
      comment: `${name} ${index}`,
      wireComment: '',
      place: { input: 'results' },
      before: { testCaseResultId, result: 'FAILURE', name, suite: 'Smoke', machine: 'Windows Chrome' },
    },
    fate,
    message: fate === 'overridden' ? '' : `reason ${index % 3} of ${name}`,
    attempts: 1,
  };
}

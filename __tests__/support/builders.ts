/** Overrides, responses to them, their results and reports, for tests. */
import type { Override, OverrideResponse, OverrideResult, OverrideStatus } from '../../src/model/types.js';
import { computeVerdict } from '../../src/model/verdict.js';
import type { Report } from '../../src/report/report.js';

/** An override of a result to Passed. */
export function overrideOf(testCaseResultId: string, more: Partial<Override> = {}): Override {
  return {
    testCaseResultId,
    outcome: 'SUCCESS',
    comment: `comment of ${testCaseResultId}`,
    location: { input: 'results' },
    ...more,
  };
}

/** A response to an override: unusable, so that the override may have been applied, unless more is given. */
export function responseOf(more: Partial<OverrideResponse> = {}): OverrideResponse {
  return {
    accepted: [],
    rejected: [],
    earlier: [],
    others: { proof: 'maybe-applied', reason: 'no' },
    nextStep: 'none',
    retryDelayMs: 0,
    attempts: 1,
    ...more,
  };
}

/** An override with its status. */
export function settledOf(
  testCaseResultId: string,
  status: OverrideStatus,
  message = '',
  more: Partial<Override> = {},
): OverrideResult {
  const override = overrideOf(testCaseResultId, more);
  return { override, status, message, attempts: status === 'not-sent' ? 0 : 1 };
}

/** A report of these overrides. */
export function reportOf(settled: readonly OverrideResult[], more: Partial<Report> = {}): Report {
  return {
    verdict: computeVerdict(settled, {
      dryRun: false,
      ifPartial: 'warn',
      ifNoResults: 'error',
    }),
    settled,
    problems: [],
    warnings: [],
    notices: [],
    runResultBefore: 'FAILURE',
    runResult: 'SUCCESS',
    runId: '239',
    baseUrl: 'https://acme.example/testsigma',
    actor: 'octocat',
    workflowRun: 'https://github.com/acme/shop/actions/runs/777/attempts/1',
    workflowFile: 'override.yml',
    startedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    finishedAt: Date.UTC(2026, 0, 2, 3, 4, 7),
    ...more,
  };
}

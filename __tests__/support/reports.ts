/** Reports as the story makes them, and what telling them prints. */

import { commandReader, type WorkflowCommand } from '../../sandbox/workflow-commands.js';
import type { Override, OverrideResult, OverrideStatus } from '../../src/model/types.js';
import { computeVerdict } from '../../src/model/verdict.js';
import type { Report } from '../../src/report/report.js';

/** An override with its status. */
export function settledOf(
  testCaseResultId: string,
  status: OverrideStatus,
  message = '',
  more: Partial<Override> = {},
): OverrideResult {
  const override: Override = {
    testCaseResultId,
    outcome: 'SUCCESS',
    comment: `comment of ${testCaseResultId}`,
    wireComment: 'wire',
    location: { input: 'results' },
    ...more,
  };
  return { override, status, message, attempts: status === 'not-sent' ? 0 : 1 };
}

/** A report of these overrides. */
export function reportOf(settled: readonly OverrideResult[], more: Partial<Report> = {}): Report {
  return {
    verdict: computeVerdict(settled, {
      runId: '239',
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

/** What was printed on the way: the lines, and the commands that the runner sees in them. */
export interface Printed {
  readonly lines: readonly string[];
  readonly commands: readonly WorkflowCommand[];
}

/** Runs something that prints, and keeps what it printed. */
export async function printedBy(work: () => unknown): Promise<Printed> {
  const { write } = process.stdout;
  const texts: string[] = [];
  process.stdout.write = ((text: string) => texts.push(text) > 0) as typeof write;
  try {
    await work();
  } finally {
    process.stdout.write = write;
  }
  const lines = texts.join('').split(/\r?\n/).slice(0, -1);
  const read = commandReader();
  return { lines, commands: lines.flatMap((text) => read({ stream: 'stdout', text }) ?? []) };
}

/** Everything there is to tell about a run of the action. */

import type { Diagnostic, Problem } from '../model/diagnostic.js';
import type { OverrideResult, RunInfo, UnusedTests } from '../model/types.js';
import type { Verdict } from '../model/verdict.js';

/** What came of it. Texts from outside in it are not yet escaped. */
export interface ActionResult {
  readonly verdict: Verdict;
  /** Testsigma's own message, where all its answers carried the same. */
  readonly testsigmaMessage?: string;
  /** In the order asked; empty before the plan was complete. */
  readonly settled: readonly OverrideResult[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Diagnostic[];
  readonly notices: readonly Diagnostic[];
  /** The tests of reports that become no override; absent where there are no reports. */
  readonly unusedTests?: UnusedTests;
  /** The run as it was read before. */
  readonly run?: RunInfo;
  /** The run's own result before and after, in wire words; empty where it is not known. */
  readonly runResultBefore: string;
  readonly runResult: string;
}

/** What the reports are made from: what came of it, and what it was about. */
export interface Report extends ActionResult {
  /** The id of the Testsigma run; empty where the inputs are wrong. */
  readonly runId: string;
  /** `base-url`, for links; empty where the inputs are wrong. */
  readonly baseUrl: string;
  /** Who set the action off. */
  readonly actor: string;
  /** The address of the workflow run; empty outside a workflow. */
  readonly workflowRun: string;
  /** The file of the workflow, such as `override.yml`; empty where it is not known. */
  readonly workflowFile: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishedAt: number;
}

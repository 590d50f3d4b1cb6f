/** Everything there is to tell about a run of the action. */
import type { Problem, Remark, ReportsAside, RunInfo, Settled } from '../model/types.js';
import type { Verdict } from '../model/verdict.js';

/** What came of it. Texts from outside in it are not yet escaped. */
export interface Findings {
  readonly verdict: Verdict;
  /** Testsigma's own message, where all its answers carried the same. */
  readonly testsigmaMessage?: string;
  /** In the order asked; empty before the plan was complete. */
  readonly settled: readonly Settled[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Remark[];
  readonly notices: readonly Remark[];
  /** The tests of reports that become no override; absent where there are no reports. */
  readonly aside?: ReportsAside;
  /** The run as it was read before. */
  readonly run?: RunInfo;
  /** The run's own result before and after, in wire words; empty where it is not known. */
  readonly runResultBefore: string;
  readonly runResult: string;
}

/** What the reports are made from: what came of it, and what it was about. */
export interface Report extends Findings {
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

/**
 * The service's memory and rules, without any HTTP.
 *
 * Where its behaviour comes from is marked as in the project's notes on the API: [D] documented by Testsigma, [C] seen
 * in its public code, [I] inferred, [S] this sandbox's own choice, where nothing is known.
 */
import type { Course, Result, Run, TestCaseResult } from './data.js';
import type { Json, JsonObject } from './json.js';
import { junitReport } from './junit.js';

/** What the service says to one request. */
export interface Answer {
  readonly status: number;
  readonly contentType: 'application/json' | 'application/xml';
  /** A JSON value; the text itself for XML; absent where the answer has no body. */
  readonly body?: Json;
}

/** The answer to an override, and what the override changed. */
export interface OverrideAnswer extends Answer {
  /** In the order requested. Empty if nothing was valid or nothing should be applied. */
  readonly applied: readonly Overridden[];
}

/** One override that the service accepted. */
export interface Overridden {
  readonly runId: string;
  readonly testCaseResultId: string;
  readonly comment: string;
  readonly result: Settable;
  /** What the result was before. */
  readonly before: Result;
  /** When it was ordered: milliseconds since 1970. */
  readonly at: number;
}

/** The results that an override can set: `SUCCESS` [D], the others [I] from Testsigma's public `ResultConstant`. */
export type Settable = 'SUCCESS' | 'FAILURE' | 'NOT_EXECUTED';

/**
 * The separator between the causes of a refusal: the documentation prints `<br>`, the service may send a newline or a
 * space.
 */
export type Separator = '<br>' | '\n' | ' ';

/** How a {@link Testsigma} differs from the plain one. */
export interface TestsigmaOptions {
  /** `<br>` unless given. */
  readonly separator?: Separator | undefined;
  /** The clock: milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
}

interface Order {
  readonly testCaseResultId: string;
  readonly comment: string;
  readonly result: Settable;
}

const SETTABLE: readonly string[] = ['SUCCESS', 'FAILURE', 'NOT_EXECUTED'];
const LARGEST_LONG = 9223372036854775807n;

/** Testsigma, as far as it is documented: holds runs, answers questions about them, overrides their results. */
export class Testsigma {
  readonly #runs: ReadonlyMap<string, Run>;
  /** What is left of the courses of runs in progress. */
  readonly #courses = new Map<string, { statuses: string[]; readingsBeforeRerun: number }>();
  readonly #history: Overridden[] = [];
  readonly #between: string;
  readonly #now: () => number;

  /** @param runs what it holds; copied, so that no override reaches the original */
  constructor(runs: readonly Run[], { separator = '<br>', now = Date.now }: TestsigmaOptions = {}) {
    this.#runs = new Map(structuredClone(runs).map((run) => [run.id, run]));
    for (const { id, course } of runs) if (course) this.#courses.set(id, courseLeft(course));
    this.#between = separator === ' ' ? separator : ` ${separator} `;
    this.#now = now;
  }

  /** The runs as they are now, in the order given. */
  get runs(): readonly Run[] {
    return [...this.#runs.values()];
  }

  /** Every override that was accepted, in the order of its arrival. */
  get history(): readonly Overridden[] {
    return this.#history;
  }

  /** The overrides of one result, oldest first. */
  historyOf(testCaseResultId: string): readonly Overridden[] {
    return this.#history.filter((entry) => entry.testCaseResultId === testCaseResultId);
  }

  /** One result as it is now; none where no run holds it. */
  resultOf(testCaseResultId: string): Result | undefined {
    return this.runs
      .flatMap(({ results }) => results)
      .find((result) => result.testCaseResultId === testCaseResultId)?.result;
  }

  /**
   * Overrides results of a run, with the documented answers for all, some and none valid [D].
   *
   * An ID that occurs twice is applied twice, the last one counts [S]. An empty list is refused [S]. A run that is still
   * going takes overrides like any other [S].
   *
   * @param entries the request's body as {@link readJson} reads it
   * @param apply whether the valid ones are applied, or only answered
   */
  override(
    runId: string,
    entries: Json,
    { apply = true }: { readonly apply?: boolean } = {},
  ): OverrideAnswer {
    const orders = readOrders(entries);
    if (typeof orders === 'string') return { ...refusal(400, orders), applied: [] };
    const run = this.#runs.get(runId);
    if (!run) return { ...unknownRun(runId), applied: [] };
    const related = new Map(run.results.map((result) => [result.testCaseResultId, result]));
    const errors = orders
      .filter((order) => !related.has(order.testCaseResultId))
      .map((order) => unrelated(order, runId));
    if (errors.length === orders.length) return { ...refusal(400, this.#failed(errors)), applied: [] };
    const applied = apply ? this.#apply(run, related, orders) : [];
    const message =
      errors.length === 0 ? 'Overridden the results successfully' : 'Overridden the result partially';
    return { ...found({ errors, message }), applied };
  }

  /** The run [D]; 404 where it is not held. Each reading takes a run in progress a step further [S]. */
  run(id: string): Answer {
    const run = this.#runs.get(id);
    if (!run) return unknownRun(id);
    this.#goOn(run);
    return found(this.#describe(run));
  }

  /** Starts a test plan: its first run that has a course [S] is the one that it starts. */
  start(executionId: string): Answer {
    const run = this.runs.find((one) => one.executionId === executionId && one.course);
    return run ? found(this.#describe(run)) : refusal(404, `Test plan ${executionId} is not found`);
  }

  #goOn(run: Run): void {
    const left = this.#courses.get(run.id);
    if (!left || !run.course) return;
    const status = left.statuses.shift();
    if (status !== undefined) run.status = status;
    else if (run.endTime === null) this.#end(run, run.course);
    else left.readingsBeforeRerun -= 1;
  }

  #end(run: Run, { results }: Course): void {
    for (const one of run.results) one.result = results[one.testCaseResultId] ?? one.result;
    run.status = 'STATUS_COMPLETED';
    run.message = 'Test plan execution completed';
    run.endTime = this.#now();
    run.result = verdict(run.results);
  }

  /** The run that is shown as the rerun of another; none before it has been started. */
  #rerunOf({ id, childResultId, endTime }: Run): Run | undefined {
    const waits = (this.#courses.get(id)?.readingsBeforeRerun ?? 0) > 0 || endTime === null;
    return childResultId === null || waits ? undefined : this.#runs.get(childResultId);
  }

  /** The run's listing: every test case's result in it [D]; 404 where the run is not held. */
  listing(id: string): Answer {
    const run = this.#runs.get(id);
    if (!run) return unknownRun(id);
    return found({
      executionId: BigInt(run.executionId),
      executionResultId: BigInt(run.id),
      result: run.result,
      status: run.status,
      testCases: run.results.map(listed),
    });
  }

  /** The run as a JUnit report [D]; 404 where it is not held. */
  junit(id: string): Answer {
    const run = this.#runs.get(id);
    return run ? { status: 200, contentType: 'application/xml', body: junitReport(run) } : unknownRun(id);
  }

  #apply(run: Run, related: ReadonlyMap<string, TestCaseResult>, orders: readonly Order[]): Overridden[] {
    const at = this.#now();
    const applied = orders.flatMap((order) => {
      const target = related.get(order.testCaseResultId);
      if (!target) return [];
      const before = target.result;
      target.result = order.result;
      return [{ runId: run.id, ...order, before, at }];
    });
    this.#history.push(...applied);
    if (run.result !== null) run.result = verdict(run.results);
    return applied;
  }

  /** The error text where nothing was valid, as the documentation prints it [D]. */
  #failed(causes: readonly string[]): string {
    return `Failed to override the result,${this.#between}cause :${causes.join(this.#between)}`;
  }

  /** A rerun that Testsigma started by itself is in its parent's `childResult` [C]: as an object or an ID [I]. */
  #describe(run: Run): JsonObject {
    const child = this.#rerunOf(run);
    return {
      id: BigInt(run.id),
      executionId: BigInt(run.executionId),
      startTime: run.startTime,
      endTime: run.endTime,
      duration: run.endTime === null ? null : run.endTime - run.startTime,
      result: run.result,
      status: run.status,
      message: run.message,
      buildNo: run.buildNo,
      app_url: run.appUrl,
      reRunParentId: run.reRunParentId === null ? null : BigInt(run.reRunParentId),
      childResult: child ? this.#describeRerun(child, run.childResultAs) : null,
      ...counts(run.results),
    };
  }

  #describeRerun(child: Run, as: Run['childResultAs']): Json {
    return as === 'id' ? BigInt(child.id) : this.#describe(child);
  }
}

function courseLeft({ statuses, readingsBeforeRerun = 0 }: Course) {
  return { statuses: [...statuses], readingsBeforeRerun };
}

/** The error body of every refusal: its fields [C], all but `error` empty [D for an override's 400, else S]. */
export function refusal(status: number, error: string): Answer {
  const body = { timeStamp: null, error, code: null, fieldErrors: null, objectErrors: null };
  return { status, contentType: 'application/json', body };
}

function found(body: JsonObject): Answer {
  return { status: 200, contentType: 'application/json', body };
}

/** The status is what REST services answer [I], the text is the sandbox's [S]. */
function unknownRun(id: string): Answer {
  return refusal(404, `Execution run ${id} is not found`);
}

function unrelated({ testCaseResultId }: Order, runId: string): string {
  return `Given test case result id ${testCaseResultId} is not related to execution run ${runId}`;
}

/**
 * The run's own result once one of its results changed, which changes it too [D]; how is the sandbox's choice [S]:
 * failed where anything failed, was aborted or was stopped; else passed where anything passed; else not executed.
 */
function verdict(results: readonly TestCaseResult[]): Result {
  const seen = new Set(results.map(({ result }) => result));
  if (seen.has('FAILURE') || seen.has('ABORTED') || seen.has('STOPPED')) return 'FAILURE';
  return seen.has('SUCCESS') ? 'SUCCESS' : 'NOT_EXECUTED';
}

function counts(results: readonly TestCaseResult[]): JsonObject {
  const count = (wanted: Result): number => results.filter(({ result }) => result === wanted).length;
  return {
    totalCount: results.length,
    passedCount: count('SUCCESS'),
    failedCount: count('FAILURE'),
    abortedCount: count('ABORTED'),
    stoppedCount: count('STOPPED'),
    notExecutedCount: count('NOT_EXECUTED'),
    queuedCount: count('QUEUED'),
  };
}

function listed({ iterations, ...entry }: TestCaseResult): JsonObject {
  return {
    testCaseId: BigInt(entry.testCaseId),
    testCaseName: entry.testCaseName,
    testCaseResultId: BigInt(entry.testCaseResultId),
    result: entry.result,
    isDataDrivenCase: iterations.length > 0,
    iterationResults: iterations.map(({ iterationResultId, setName, result }) => ({
      iterationResultId: BigInt(iterationResultId),
      setName,
      result,
    })),
    testSuiteId: BigInt(entry.testSuiteId),
    testSuiteName: entry.testSuiteName,
    testSuiteResultId: BigInt(entry.testSuiteResultId),
    machineId: BigInt(entry.machineId),
    machineTitle: entry.machineTitle,
    machineResultId: BigInt(entry.machineResultId),
  };
}

/** The orders in a request's body, or what is wrong with it [S: the texts, and that nothing may be left out]. */
function readOrders(entries: Json): Order[] | string {
  if (!Array.isArray(entries)) return 'The request body is not an array of results';
  if (entries.length === 0) return 'The request body holds no result';
  const orders: Order[] = [];
  for (const [index, entry] of entries.entries()) {
    const order = readOrder(entry);
    if (typeof order === 'string') return `Result ${index + 1} of the request body: ${order}`;
    orders.push(order);
  }
  return orders;
}

function readOrder(entry: Json): Order | string {
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return 'it is not an object';
  const { testCaseResultId, comment, result } = entry;
  if (typeof testCaseResultId !== 'bigint') return 'testCaseResultId is not an integer';
  if (testCaseResultId > LARGEST_LONG || testCaseResultId < -LARGEST_LONG)
    return 'testCaseResultId is no long';
  if (typeof comment !== 'string') return 'comment is not a text';
  if (!isSettable(result)) return 'result is none of SUCCESS, FAILURE, NOT_EXECUTED';
  return { testCaseResultId: String(testCaseResultId), comment, result };
}

function isSettable(result: Json | undefined): result is Settable {
  return typeof result === 'string' && SETTABLE.includes(result);
}

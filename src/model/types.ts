/** The types that all modules share. */
import type { Diagnostic, Problem, SourceLocation } from './diagnostic.js';

/**
 * A result that an override can set, as Testsigma's API writes it. People know them as Passed, Failed, Not Executed.
 * Testsigma's other results, such as `ABORTED`, can be read, but not set.
 */
export type Outcome = 'SUCCESS' | 'FAILURE' | 'NOT_EXECUTED';

/**
 * A result in a run's listing, in wire words. Testsigma documents two words each for Passed and Failed when reading:
 * `PASSED` is kept as `SUCCESS`, and `FAILED` as `FAILURE`.
 */
export type CurrentResult = string;

/**
 * The ID of a test case's result in one run: decimal digits, 1 to 9223372036854775807 (a Java long). A string, since
 * JavaScript numbers are exact only to 9007199254740991.
 */
export type ResultId = string;

/** One thing requested in a document: which result, and the outcome to set. */
export interface Entry {
  readonly selector: Selector;
  readonly outcome: Outcome;
  /** The user's own comment for this entry. */
  readonly comment?: string | undefined;
  /** Current results that may be replaced; any, if absent. */
  readonly onlyIf?: readonly CurrentResult[] | undefined;
  /** The last day (UTC) on which the entry is sent: `YYYY-MM-DD`, a date of the calendar. */
  readonly until?: string | undefined;
  readonly location: SourceLocation;
  /** How it is written, for errors that show it corrected; absent if it names only a result ID. */
  readonly syntax?: EntrySyntax | undefined;
  /** Texts in it, or before it, that a comment cuts short. */
  readonly cuts?: readonly CutText[] | undefined;
}

/** A text without quotes, with the comment that YAML does not take as a part of it. */
export interface CutText {
  readonly text: string;
  readonly location: SourceLocation;
}

/** How an entry is written: the form of its document, and the key before it if it is a pair of a map. */
export interface EntrySyntax {
  /**
   * `map`: a pair, `list`: an item of a list, `by-outcome`: an item of a list after an outcome, `line`: a pair of a
   * line as typed into a form, `bare`: only an ID or a URL.
   */
  readonly form: 'map' | 'list' | 'by-outcome' | 'line' | 'bare';
  readonly key?: string;
  /** Whether its keys are in quotes, as in JSON. */
  readonly isQuoted?: boolean;
}

/**
 * Which results are meant. One of the first four fields selects; `suite` and `machine` narrow it, or must agree with an
 * ID. With `all`, a suite or a machine alone selects everything in it.
 */
export interface Selector {
  readonly testCaseResultId?: ResultId;
  /** The ID of a test case, which stays from run to run: decimal digits like a {@link ResultId}. */
  readonly testCaseId?: string;
  /** The test case's name as written; see `normalizeName` for how names compare. */
  readonly name?: string;
  /** A pattern for whole names: `*` is any text, `?` one character. Only with `all`. */
  readonly namePattern?: string;
  readonly suite?: string;
  readonly machine?: string;
  /** Whether every match is meant instead of exactly one. */
  readonly all?: boolean;
}

/** One result in a run's listing. */
export interface ListedResult {
  readonly testCaseResultId: ResultId;
  readonly result: CurrentResult;
  readonly testCaseId?: string | undefined;
  readonly name?: string | undefined;
  readonly suite?: string | undefined;
  readonly machine?: string | undefined;
  /** The iterations of a data-driven case; absent if the listing does not show them. */
  readonly iterationCounts?: { readonly failed: number; readonly total: number } | undefined;
  /** For matching reruns; read only if another run's passes are taken over. */
  readonly identity?: ResultIdentity | undefined;
}

/** What is the same from run to run, and the iterations of a data-driven case. */
export interface ResultIdentity {
  readonly suiteId?: string | undefined;
  readonly machineId?: string | undefined;
  readonly isDataDriven: boolean;
  /** Empty if the case is not data-driven, or if its iterations are not listed. */
  readonly iterations: readonly Iteration[];
}

/** One iteration of a data-driven case. */
export interface Iteration {
  /** The name of its data set; absent if Testsigma gave none. */
  readonly set?: string | undefined;
  readonly result: CurrentResult;
}

/** One result to set, or to skip. */
export interface Override {
  readonly testCaseResultId: ResultId;
  readonly outcome: Outcome;
  /** The comment without its audit trail, as documents hold it. */
  readonly comment: string;
  /** `comment`, if the action added to it or replaced it: a policy is about what the user wrote. */
  readonly ownComment?: string;
  readonly onlyIf?: readonly CurrentResult[] | undefined;
  /** The last day (UTC) on which it is sent: `YYYY-MM-DD`. */
  readonly until?: string | undefined;
  readonly location: SourceLocation;
  /** The result in the listing before, if it was read and has it. */
  readonly before?: ListedResult | undefined;
  /** The run whose pass it takes over; absent if it comes from elsewhere. */
  readonly passedIn?: string;
  /** Whether it is for a known issue that is solved: Not Executed was requested, and the result is Passed. */
  readonly isSolved?: boolean;
  /** Why it is not sent; absent if it is to be sent. */
  readonly skipReason?: string | undefined;
}

/**
 * How an override ended. `unknown`: no usable response, it may have been applied. `not-sent`: Testsigma never got it.
 * `planned`: a dry run would send it.
 */
export type OverrideStatus = 'overridden' | 'unchanged' | 'rejected' | 'unknown' | 'not-sent' | 'planned';

/** One override and its status. */
export interface OverrideResult {
  readonly override: Override;
  readonly status: OverrideStatus;
  /** Why; empty if there is no reason to give. Text from outside in it is not yet escaped. */
  readonly message: string;
  /** What to do about it; absent if nothing is known. Text from outside in it is not yet escaped. */
  readonly advice?: string;
  /** How many requests carried it. */
  readonly attempts: number;
}

/** What ended the step before its work was done. */
export interface AbortReason {
  /** `fatal`: a response, or a missing one, after which no other request would succeed. */
  readonly cause: 'cancelled' | 'deadline' | 'fatal';
  /** What happened and what to check. Text from outside in it is not yet escaped. */
  readonly message: string;
}

/**
 * What one request proved about the overrides in it that its response does not account for one by one.
 *
 * `refused`: the whole request, naming none of them · `denied`: the whole request, and every other one to this run ·
 * `deferred`: not now, which is no refusal · `maybe-applied`: no usable response, or one that leaves it open ·
 * `not-reached`: the request cannot have reached Testsigma
 */
export type AttemptProof = 'refused' | 'denied' | 'deferred' | 'maybe-applied' | 'not-reached';

/** A proof, and its reason. */
export interface Evidence<Proof> {
  readonly proof: Proof;
  /** Text from outside in it is not yet escaped. */
  readonly reason: string;
  /** What to check; absent if nothing is known. */
  readonly advice?: string;
}

/** What a request for overrides, with its retries, came to. */
export interface OverrideResponse {
  /** What the response accepts. */
  readonly accepted: readonly ResultId[];
  /** What it refuses by name. */
  readonly rejected: readonly Rejection[];
  /** What it proves about everything else in the request. */
  readonly others: Evidence<AttemptProof>;
  /** What earlier attempts of the same request proved about everything in it. */
  readonly earlier: readonly Evidence<AttemptProof>[];
  /**
   * What to do about everything else: `resend` it, `bisect` it, `leave` it and continue with the next request, or `abort`
   * the step. `none` if nothing is left.
   */
  readonly nextStep: 'none' | 'resend' | 'bisect' | 'leave' | 'abort';
  /** Why to abort. */
  readonly stop?: AbortReason;
  /** The same text for refusals that are alike; absent if the response refuses nothing. */
  readonly errorFingerprint?: string;
  /** Whether the refusal is about an entry: if one half of the request is accepted, the other would be refused. */
  readonly causedByEntry?: boolean;
  /** Milliseconds to wait before anything of it is sent again: the service may still be at work on it. */
  readonly retryDelayMs: number;
  /** Testsigma's own `message`, if the response carried one. */
  readonly message?: string;
  /** How many times it was sent. */
  readonly attempts: number;
}

/** A result that Testsigma refused by name, and why in its own words. */
export interface Rejection {
  readonly testCaseResultId: ResultId;
  readonly message: string;
}

/** A run as Testsigma describes it. Texts are not yet escaped. */
export interface RunInfo {
  readonly id: string;
  /** The overall run result, in wire words; empty if Testsigma gave none. */
  readonly result: CurrentResult;
  /** Such as `STATUS_COMPLETED`; empty if Testsigma gave none. */
  readonly status: string;
  /** The ID of its test plan (`executionId`). */
  readonly plan?: string | undefined;
  readonly build?: string | undefined;
  readonly started?: string | undefined;
  /** The run of which this is a rerun. */
  readonly parent?: string | undefined;
  /** The run that is a rerun of this one. */
  readonly child?: string | undefined;
  /** What Testsigma gave for the rerun, described, if it has no ID. */
  readonly childWithoutId?: string | undefined;
  /** How many results have ended so far, and how many of them failed; absent if Testsigma gave no counts. */
  readonly finished?: number | undefined;
  readonly failed?: number | undefined;
  readonly total?: number | undefined;
}

/**
 * The outcome of reading a run that must have ended. A run that could not be read never counts as ended.
 */
export type EndedRun =
  | { readonly kind: 'ended'; readonly run: RunInfo }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'cancelled' };

/** A run's results as they were read at one time. */
export interface Listing {
  readonly results: readonly ListedResult[];
  /** The overall run result and status, as the listing shows them; empty if it does not. */
  readonly runResult: CurrentResult;
  readonly runStatus: string;
  /** When it was read, in milliseconds since 1970. */
  readonly readAt: number;
}

/** A run as it was read before anything is sent. */
export interface RunSnapshot {
  /** Absent if it could not be read. */
  readonly run?: RunInfo | undefined;
  /** Absent if it could not be read. */
  readonly listing?: Listing | undefined;
  /** The overall run result, from the listing if the run itself could not be read; empty if it is not known. */
  readonly runResult: CurrentResult;
  /** Why there is no listing, in words that continue a sentence after "and". */
  readonly listingError: string;
}

/** What a batch came to. */
export interface BatchProgress {
  /** Counted from 1. */
  readonly number: number;
  readonly batches: number;
  readonly size: number;
  readonly overridden: number;
  readonly rejected: number;
  readonly unknown: number;
}

/** Tests of reports that become no override, counted, with the first few of them. */
export interface TestSample {
  readonly count: number;
  /** With their locations. Texts are not yet escaped. */
  readonly first: readonly Diagnostic[];
}

/** The tests of reports that do not become overrides. */
export interface UnusedTests {
  readonly unmatched: TestSample;
  readonly skipped: TestSample;
  /** Tests without a known outcome: the report uses words or elements that are not known. */
  readonly unknown: TestSample;
}

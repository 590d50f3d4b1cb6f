/** The action's inputs → one typed object. */
import type { Diagnostics } from '../model/diagnostic.js';
import { CURRENT_RESULT_WORDS, currentResultsOf, OUTCOME_WORDS, outcomeOf } from '../model/outcome.js';
import { DEFAULT_COMMENT } from '../model/policy.js';
import type { CurrentResult, Outcome } from '../model/types.js';
import type { Environment } from '../runtime/workflow-commands.js';
import { quote, splitWords } from '../text/format.js';
import { type Connection, readConnection, readOtherRun } from './connection.js';
import { type GetInput, InputReader } from './parse.js';

/** The action's inputs, valid. */
export interface Inputs extends Connection {
  /** The inline document as given; empty if there is none. */
  readonly results: string;
  /** Paths and globs, one per line. */
  readonly resultsFiles: string;
  /** The same for JUnit XML reports. */
  readonly junitFiles: string;
  /** The other run whose passes are taken over: its ID, or {@link LATEST_RERUN}. */
  readonly resultsFromRun?: string | undefined;
  /** The suite of entries that name none; `*` for every suite, empty for any. */
  readonly suite: string;
  /** The machine of entries that name none; `*` for every machine, empty for any. */
  readonly machine: string;
  readonly defaultOutcome?: Outcome | undefined;
  readonly onlyIf?: readonly CurrentResult[] | undefined;
  readonly comment: string;
  readonly auditTrail: boolean;
  /** How long a run in progress is waited for, in milliseconds. */
  readonly waitMs: number;
  /** The rules that every override must satisfy, as given; no rules if it is empty. */
  readonly policy: string;
  readonly lookup: 'auto' | 'required' | 'off';
  readonly unchanged: 'skip' | 'send';
  readonly ifPartial: 'warn' | 'error';
  readonly ifNoResults: 'error' | 'warn' | 'ignore';
  readonly ifUnmatched: 'warn' | 'error' | 'ignore';
  readonly dryRun: boolean;
  readonly verify: boolean;
  readonly batchSize: number;
  /** Whether to comment on the pull request, and the token for it. */
  readonly prComment: boolean;
  readonly githubToken: string;
  readonly maxRetries: number;
  /** Milliseconds. */
  readonly requestTimeoutMs: number;
  /** Milliseconds. */
  readonly timeoutMs: number;
}

/** The inputs for parsing documents: known even if others are invalid, so that all problems are reported at once. */
export interface DocumentInputs
  extends Pick<Inputs, 'results' | 'resultsFiles' | 'junitFiles' | 'policy' | 'lookup'> {
  /** `invalid`: an entry without an outcome is no further problem. */
  readonly defaultOutcome?: Outcome | 'invalid' | undefined;
  /** Absent if `base-url` or `run-id` is invalid: no URL can then be on another host. */
  readonly host?: string | undefined;
}

/** The inputs for the report: known even if others are invalid. */
interface ReportInputs {
  /** The folder; empty for a new one. */
  readonly reportDir: string;
  readonly jobSummary: boolean;
}

/** The inputs as far as they could be parsed. */
export interface ParsedInputs {
  /** Absent if there are problems. */
  readonly inputs?: Inputs;
  readonly documents: DocumentInputs;
  readonly report: ReportInputs;
}

/**
 * Reads and checks every input.
 *
 * @param env `GITHUB_RUN_ID`, which people mistake for the ID of the Testsigma run, and the variables of proxies
 */
export function parseInputs(getInput: GetInput, env: Environment, diagnostics: Diagnostics): ParsedInputs {
  const reader = new InputReader(getInput, diagnostics);
  const report = { reportDir: reader.text('report-dir'), jobSummary: reader.flag('job-summary', true) };
  const inputs = readInputs(reader, env);
  rejectLookupConflicts(inputs, reader);
  if (env['RUNNER_OS'] === 'Windows') rejectCutInputs(reader);
  const documents = documentInputs(inputs, reader);
  return diagnostics.problems.length > 0 ? { documents, report } : { inputs, documents, report };
}

/** The longest variable on Windows, in UTF-16 units: the runner may pass on more, which then arrives truncated. */
const MAX_WINDOWS_LENGTH = 32_766;

function rejectCutInputs(reader: InputReader): void {
  for (const name of ['results', 'results-files', 'junit-files', 'policy'])
    if (reader.raw(name).length >= MAX_WINDOWS_LENGTH)
      reader.problem(
        name,
        `${name} may be cut off: Windows passes on at most ${MAX_WINDOWS_LENGTH} characters. Put documents into files and name them in results-files; shorten lists of paths by globs`,
      );
}

function readInputs(reader: InputReader, env: Environment): Inputs {
  const connection = readConnection(reader, env);
  return {
    ...connection,
    results: reader.raw('results'),
    resultsFiles: reader.raw('results-files'),
    junitFiles: reader.raw('junit-files'),
    resultsFromRun: readOtherRun(reader, connection),
    suite: reader.text('suite'),
    machine: reader.text('machine'),
    defaultOutcome: readDefaultOutcome(reader),
    onlyIf: readOnlyIf(reader),
    comment: reader.text('comment') || DEFAULT_COMMENT,
    auditTrail: reader.flag('audit-trail', true),
    waitMs: 1_000 * reader.number('wait-for-run-seconds', 0, 0, 21_600),
    policy: reader.raw('policy'),
    lookup: reader.choice('lookup', ['auto', 'required', 'off']),
    unchanged: reader.choice('unchanged', ['skip', 'send']),
    ifPartial: reader.choice('if-partial', ['warn', 'error']),
    ifNoResults: reader.choice('if-no-results', ['error', 'warn', 'ignore']),
    ifUnmatched: reader.choice('if-unmatched', ['warn', 'error', 'ignore']),
    dryRun: reader.flag('dry-run', false),
    verify: reader.flag('verify', false),
    batchSize: reader.number('batch-size', 100, 1, 1_000),
    prComment: reader.flag('pr-comment', false),
    githubToken: reader.text('github-token'),
    maxRetries: reader.number('max-retries', 4, 0, 10),
    requestTimeoutMs: 1_000 * reader.number('request-timeout-seconds', 60, 1, 3_600),
    timeoutMs: 1_000 * reader.number('timeout-seconds', 600, 1, 21_600),
  };
}

function documentInputs(inputs: Inputs, reader: InputReader): DocumentInputs {
  const { results, resultsFiles, junitFiles, policy, lookup } = inputs;
  const defaultOutcome = reader.isInvalid('default-result') ? 'invalid' : inputs.defaultOutcome;
  const host = reader.isInvalid('base-url', 'run-id') ? undefined : inputs.host;
  return { results, resultsFiles, junitFiles, policy, lookup, defaultOutcome, host };
}

function readDefaultOutcome(reader: InputReader): Outcome | undefined {
  const word = reader.text('default-result');
  const outcome = word === '' ? undefined : outcomeOf(word);
  if (word !== '' && !outcome)
    reader.problem('default-result', `${quote(word)} is not a result; use one of: ${OUTCOME_WORDS}`);
  return outcome;
}

function readOnlyIf(reader: InputReader): readonly CurrentResult[] | undefined {
  const words = splitWords(reader.raw('only-if'));
  if (words.length === 0) {
    if (reader.text('only-if') !== '')
      reader.problem('only-if', `only-if names no result; it takes: ${CURRENT_RESULT_WORDS}`);
    return undefined;
  }
  for (const word of words.filter((one) => !currentResultsOf(one)))
    reader.problem('only-if', `${quote(word)} is not a result; only-if takes: ${CURRENT_RESULT_WORDS}`);
  return [...new Set(words.flatMap((word) => currentResultsOf(word) ?? []))];
}

/** Inputs that need the run's results, and so cannot be used together with lookup: off. */
const NEEDS_LOOKUP: readonly (readonly [input: string, isGiven: (inputs: Inputs) => boolean, why: string])[] =
  [
    ['only-if', ({ onlyIf }) => onlyIf !== undefined, "only-if needs the run's results"],
    ['verify', ({ verify }) => verify, 'verify reads the run again'],
    ['junit-files', ({ junitFiles }) => junitFiles.trim() !== '', "tests are matched to the run's results"],
    [
      'results-from-run',
      ({ resultsFromRun }) => resultsFromRun !== undefined,
      "another run's passes are matched to the run's results",
    ],
    ['wait-for-run-seconds', ({ waitMs }) => waitMs > 0, 'waiting reads the run'],
  ];

function rejectLookupConflicts(inputs: Inputs, reader: InputReader): void {
  if (inputs.lookup !== 'off') return;
  for (const [input, isGiven, why] of NEEDS_LOOKUP)
    if (isGiven(inputs))
      reader.problem(input, `${why}, and lookup: off forbids reading them; change one of the two`);
}

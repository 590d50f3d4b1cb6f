/**
 * Test reports in the main flow: they are matched to the run's results, and `if-unmatched` applies to the rest. The code
 * that parses them, including an XML parser, is loaded only if there are any.
 */
import type { Inputs } from '../inputs/inputs.js';
import type { Diagnostics } from '../model/diagnostic.js';
import type { Override, RunSnapshot, TestSample, UnusedTests } from '../model/types.js';
import { pluralize } from '../text/format.js';
import type { LoadedReports, LoadOptions } from './load-reports.js';

/** The overrides from reports, and what was found in them. */
export interface MatchedReports {
  readonly overrides: readonly Override[];
  /** A line for the log about each report. */
  readonly lines: readonly string[];
  /** Absent if there are no reports, or no listing to match them to. */
  readonly unusedTests?: UnusedTests;
}

const NO_REPORTS: MatchedReports = { overrides: [], lines: [] };

type ReadOptions = Pick<LoadOptions, 'files' | 'cancelled'>;

/**
 * Reads the reports, if there are any, and matches their tests to the results of the run. Without a listing, the reports
 * are only checked.
 */
export async function matchTestReports(
  paths: readonly string[],
  inputs: Inputs,
  { listing, listingError }: Pick<RunSnapshot, 'listing' | 'listingError'>,
  options: ReadOptions,
  diagnostics: Diagnostics,
): Promise<MatchedReports> {
  if (paths.length === 0) return NO_REPORTS;
  const { runId, host, comment, suite, machine } = inputs;
  const about = { runId, host, comment, suite, machine, listing: listing?.results ?? [] };
  const reports = await load(paths, { ...options, ...about }, diagnostics);
  if (listing) {
    applyUnmatchedPolicy(reports.unusedTests.unmatched, inputs, diagnostics);
    return reports;
  }
  if (reports.testCount > 0)
    diagnostics.problem(LOCATION, `tests can only be matched to the run's results, and ${listingError}`);
  return { ...NO_REPORTS, lines: reports.lines };
}

/**
 * Checks the reports themselves, if nothing will be sent anyway or if nothing else is known yet.
 *
 * @param host the host of `base-url`; undefined if it is not known
 */
export async function validateTestReports(
  paths: readonly string[],
  host: string | undefined,
  options: ReadOptions,
  diagnostics: Diagnostics,
): Promise<void> {
  const about = { runId: '', host, comment: '', suite: '', machine: '', listing: [] };
  if (paths.length > 0) await load(paths, { ...options, ...about }, diagnostics);
}

async function load(
  paths: readonly string[],
  options: LoadOptions,
  diagnostics: Diagnostics,
): Promise<LoadedReports> {
  const { loadReports } = await import('./load-reports.js');
  return loadReports(paths, options, diagnostics);
}

const LOCATION = { input: 'junit-files' };

/** Applies `if-unmatched` to the tests that match nothing. */
function applyUnmatchedPolicy(
  { count, first }: TestSample,
  { ifUnmatched, runId }: Inputs,
  diagnostics: Diagnostics,
): void {
  if (count === 0 || ifUnmatched === 'ignore') return;
  if (ifUnmatched === 'error') {
    for (const { location, message } of first) diagnostics.problem(location, `${message}. ${ADVICE}: warn`);
    const more = count - first.length;
    if (more > 0) diagnostics.problem(LOCATION, matchNothing(more, 'more JUnit test', runId));
    return;
  }
  const example = first.map(({ message }) => `, for example ${message}`)[0] ?? '';
  const message = `${matchNothing(count, 'JUnit test', runId)}${example}. ${ADVICE}: ignore`;
  diagnostics.warning(LOCATION, message);
}

function matchNothing(count: number, noun: string, runId: string): string {
  return `${pluralize(count, noun)} ${count === 1 ? 'matches' : 'match'} no result in run ${runId}`;
}

const ADVICE =
  'Put the tags of test cases into the names of tests, such as [TS-411], exclude the report, or set if-unmatched';

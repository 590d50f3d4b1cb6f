/**
 * Test reports in the story: read once the run's results are known, and what `if-unmatched` makes of the rest. The code
 * that reads them, an XML parser included, is loaded only where there are any.
 */
import type { Inputs } from '../inputs/inputs.js';
import type { Diagnostic, Problem } from '../model/diagnostic.js';
import type { ListedResult, Listing, TestSample, UnusedTests } from '../model/types.js';
import type { Target } from '../plan/resolve.js';
import { listFirst, pluralize, quote } from '../text/format.js';
import type { LoadedReports, LoadOptions } from './load-reports.js';

/** What reports come to. Nothing may be sent where there are problems. */
export interface JUnitMatches {
  readonly targets: readonly Target[];
  /** A line about each report. */
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Diagnostic[];
  /** Absent where there are no reports. */
  readonly unusedTests?: UnusedTests;
}

const NO_REPORTS: JUnitMatches = { targets: [], lines: [], problems: [], warnings: [] };

type Results = Pick<Listing, 'results'>;

/**
 * Reads the reports, if there are any, and ties their tests to the results of the run. Where the listing is missing,
 * the reports are still held to be well-formed.
 *
 * @param listingError why there is no listing, in words that go on after "and"
 */
export async function matchJUnitTests(
  paths: readonly string[],
  inputs: Inputs,
  { listing, listingError }: { readonly listing?: Results; readonly listingError: string },
  world: Pick<LoadOptions, 'files' | 'cancelled'>,
): Promise<JUnitMatches> {
  if (paths.length === 0) return NO_REPORTS;
  const { runId, host, comment, junitSuite: suite, junitMachine: machine } = inputs;
  const about = { runId, host, comment, suite, machine };
  const reports = await read(paths, { ...world, ...about, listing: listing?.results ?? [] });
  return listing ? tied(reports, inputs, listing) : withoutListing(reports, listingError);
}

/**
 * What is wrong with the reports themselves, where nothing will be sent anyhow.
 *
 * @param host the host of `base-url`; none (undefined) where it is not known
 */
export async function validateJUnitFiles(
  paths: readonly string[],
  host: string | undefined,
  world: Pick<LoadOptions, 'files' | 'cancelled'>,
): Promise<readonly Problem[]> {
  if (paths.length === 0) return [];
  const about = { runId: '', host, comment: '', suite: '', machine: '', listing: [] };
  return (await read(paths, { ...world, ...about })).problems;
}

async function read(paths: readonly string[], options: LoadOptions): Promise<LoadedReports> {
  const { loadReports } = await import('./load-reports.js');
  return loadReports(paths, options);
}

function tied(reports: LoadedReports, inputs: Inputs, { results }: Results): JUnitMatches {
  const { unmatched, skipped } = reports;
  const { errors, warnings } = applyUnmatchedPolicy(unmatched, inputs);
  return {
    ...reports,
    problems: [...narrowingProblems(inputs, results), ...reports.problems, ...errors],
    warnings: [...reports.warnings, ...warnings],
    unusedTests: { unmatched, skipped },
  };
}

/** A suite or a machine that all tests are meant for, and that the run does not have, is a slip. */
function narrowingProblems(
  { junitSuite, junitMachine, runId }: Inputs,
  results: readonly ListedResult[],
): Problem[] {
  const suites = results.map(({ suite }) => suite);
  const machines = results.map(({ machine }) => machine);
  const noSuite = `run ${runId} has no suite of the name ${quote(junitSuite)}; it has: ${namesOf(suites)}`;
  const noMachine = `run ${runId} has no machine of the name ${quote(junitMachine)}; it has: ${namesOf(machines)}`;
  return [
    ...(isMissing(junitSuite, suites) ? [{ location: { input: 'junit-suite' }, message: noSuite }] : []),
    ...(isMissing(junitMachine, machines)
      ? [{ location: { input: 'junit-machine' }, message: noMachine }]
      : []),
  ];
}

function isMissing(name: string, known: readonly (string | undefined)[]): boolean {
  return name !== '' && name !== '*' && known.length > 0 && !known.includes(name);
}

function namesOf(known: readonly (string | undefined)[]): string {
  const names = [...new Set(known.flatMap((name) => (name === undefined ? [] : quote(name))))];
  return names.length === 0 ? 'none' : listFirst(names, (name) => name);
}

function withoutListing(
  { testCount, lines, warnings, problems }: LoadedReports,
  listingError: string,
): JUnitMatches {
  const message = `tests can only be told by the run's listing, and ${listingError}`;
  const untellable = testCount > 0 ? [remark(message)] : [];
  return { ...NO_REPORTS, lines, warnings, problems: [...problems, ...untellable] };
}

/** What `if-unmatched` makes of the tests that match nothing. */
function applyUnmatchedPolicy(
  { count, first }: TestSample,
  { ifUnmatched, runId }: Inputs,
): { readonly errors: readonly Problem[]; readonly warnings: readonly Diagnostic[] } {
  if (count === 0 || ifUnmatched === 'ignore') return { errors: [], warnings: [] };
  if (ifUnmatched === 'error') {
    const errors = first.map(({ location, message }) => ({
      location,
      message: `${message}. ${ADVICE}: warn`,
    }));
    const more = count - first.length;
    const rest = more > 0 ? [remark(`without a match in run ${runId}: ${pluralize(more, 'more test')}`)] : [];
    return { errors: [...errors, ...rest], warnings: [] };
  }
  const [example] = first.map(({ message }) => `, such as ${message}`);
  const message = `without a match in run ${runId}: ${pluralize(count, 'test')} of the reports${example}. ${ADVICE}: ignore`;
  return { errors: [], warnings: [remark(message)] };
}

const ADVICE =
  'Mark tests with the tags of their test cases, such as [TS-411], leave out their report, or set if-unmatched';

function remark(message: string): Diagnostic {
  return { location: { input: 'junit-files' }, message };
}

/**
 * Test reports in the story: read once the run's results are known, and what `if-unmatched` makes of the rest. The code
 * that reads them, an XML parser included, is loaded only where there are any.
 */
import type { Inputs } from '../inputs/inputs.js';
import type { ListedResult, Listing, Problem, Remark, ReportsAside, TestsAside } from '../model/types.js';
import type { ReportOptions, Reports } from './load-reports.js';
import type { Target } from '../plan/resolve.js';
import { firstFew, quoted } from '../documents/source.js';
import { counted } from '../text/format.js';

/** What reports come to. Nothing may be sent where there are problems. */
export interface TiedReports {
  readonly targets: readonly Target[];
  /** A line about each report. */
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Remark[];
  /** Absent where there are no reports. */
  readonly aside?: ReportsAside;
}

const NO_REPORTS: TiedReports = { targets: [], lines: [], problems: [], warnings: [] };

type Results = Pick<Listing, 'results'>;

/**
 * Reads the reports, if there are any, and ties their tests to the results of the run. Where the listing is missing,
 * the reports are still held to be well-formed.
 *
 * @param whyNoListing why there is no listing, in words that go on after "and"
 */
export async function tieReports(
  paths: readonly string[],
  inputs: Inputs,
  { listing, whyNoListing }: { readonly listing?: Results; readonly whyNoListing: string },
  world: Pick<ReportOptions, 'files' | 'cancelled'>,
): Promise<TiedReports> {
  if (paths.length === 0) return NO_REPORTS;
  const { runId, host, comment, junitSuite: suite, junitMachine: machine } = inputs;
  const about = { runId, host, comment, suite, machine };
  const reports = await read(paths, { ...world, ...about, listing: listing?.results ?? [] });
  return listing ? tied(reports, inputs, listing) : untold(reports, whyNoListing);
}

/**
 * What is wrong with the reports themselves, where nothing will be sent anyhow.
 *
 * @param host the host of `base-url`; none (undefined) where it is not known
 */
export async function faultsInReports(
  paths: readonly string[],
  host: string | undefined,
  world: Pick<ReportOptions, 'files' | 'cancelled'>,
): Promise<readonly Problem[]> {
  if (paths.length === 0) return [];
  const about = { runId: '', host, comment: '', suite: '', machine: '', listing: [] };
  return (await read(paths, { ...world, ...about })).problems;
}

async function read(paths: readonly string[], options: ReportOptions): Promise<Reports> {
  const { readReports } = await import('./load-reports.js');
  return readReports(paths, options);
}

function tied(reports: Reports, inputs: Inputs, { results }: Results): TiedReports {
  const { unmatched, skipped } = reports;
  const { errors, warnings } = heedUnmatched(unmatched, inputs);
  return {
    ...reports,
    problems: [...narrowingProblems(inputs, results), ...reports.problems, ...errors],
    warnings: [...reports.warnings, ...warnings],
    aside: { unmatched, skipped },
  };
}

/** A suite or a machine that all tests are meant for, and that the run does not have, is a slip. */
function narrowingProblems(
  { junitSuite, junitMachine, runId }: Inputs,
  results: readonly ListedResult[],
): Problem[] {
  const suites = results.map(({ suite }) => suite);
  const machines = results.map(({ machine }) => machine);
  const noSuite = `run ${runId} has no suite of the name ${quoted(junitSuite)}; it has: ${namesOf(suites)}`;
  const noMachine = `run ${runId} has no machine of the name ${quoted(junitMachine)}; it has: ${namesOf(machines)}`;
  return [
    ...(isMissing(junitSuite, suites) ? [{ place: { input: 'junit-suite' }, message: noSuite }] : []),
    ...(isMissing(junitMachine, machines) ? [{ place: { input: 'junit-machine' }, message: noMachine }] : []),
  ];
}

function isMissing(name: string, known: readonly (string | undefined)[]): boolean {
  return name !== '' && name !== '*' && known.length > 0 && !known.includes(name);
}

function namesOf(known: readonly (string | undefined)[]): string {
  const names = [...new Set(known.flatMap((name) => (name === undefined ? [] : quoted(name))))];
  return names.length === 0 ? 'none' : firstFew(names, (name) => name);
}

function untold({ testCount, lines, warnings, problems }: Reports, whyNoListing: string): TiedReports {
  const message = `tests can only be told by the run's listing, and ${whyNoListing}`;
  const untellable = testCount > 0 ? [remark(message)] : [];
  return { ...NO_REPORTS, lines, warnings, problems: [...problems, ...untellable] };
}

/** What `if-unmatched` makes of the tests that match nothing. */
function heedUnmatched(
  { count, first }: TestsAside,
  { ifUnmatched, runId }: Inputs,
): { readonly errors: readonly Problem[]; readonly warnings: readonly Remark[] } {
  if (count === 0 || ifUnmatched === 'ignore') return { errors: [], warnings: [] };
  if (ifUnmatched === 'error') {
    const errors = first.map(({ place, message }) => ({ place, message: `${message}. ${ADVICE}: warn` }));
    const more = count - first.length;
    const rest = more > 0 ? [remark(`without a match in run ${runId}: ${counted(more, 'more test')}`)] : [];
    return { errors: [...errors, ...rest], warnings: [] };
  }
  const [example] = first.map(({ message }) => `, such as ${message}`);
  const message = `without a match in run ${runId}: ${counted(count, 'test')} of the reports${example}. ${ADVICE}: ignore`;
  return { errors: [], warnings: [remark(message)] };
}

const ADVICE =
  'Mark tests with the tags of their test cases, such as [TS-411], leave out their report, or set if-unmatched';

function remark(message: string): Remark {
  return { place: { input: 'junit-files' }, message };
}

/** JUnit XML reports → what shall change. Loaded only where there are reports, and the XML parser with it. */
import type { Problem, Remark } from '../model/types.js';
import { type TieOptions, Tier, type Ties } from './matcher.js';
import type { Attempt } from './test-case.js';
import { ReportFault, readReport } from './junit.js';
import { FileFault, type Files } from '../inputs/files.js';
import { quoted } from '../documents/source.js';

/** What reading reports needs to know, and from the world. */
export interface ReportOptions extends TieOptions {
  readonly files: Files;
  /** Whether nothing more shall be read. */
  readonly cancelled: () => boolean;
}

/** What the reports come to. Nothing may be sent where there are problems. */
export interface Reports extends Ties {
  /** How many tests passed or failed, each attempt counted. */
  readonly testCount: number;
  /** A line about each report. */
  readonly lines: readonly string[];
  readonly warnings: readonly Remark[];
}

/** Reads reports, one after another, each as a stream, and ties their tests to the results of the run. */
export async function readReports(paths: readonly string[], options: ReportOptions): Promise<Reports> {
  const tier = new Tier(options);
  const problems: Problem[] = [];
  const warnings: Remark[] = [];
  const lines: string[] = [];
  let testCount = 0;
  for (const path of paths) {
    if (options.cancelled()) break;
    const file = options.files.shown(path);
    const read = await readOne(path, file, tier, options);
    testCount += read.passed + read.failed;
    problems.push(...read.problems);
    if (read.isEmpty) warnings.push(remark(file, 'is empty: it says nothing of any test'));
    lines.push(`${file}: ${read.passed} passed, ${read.failed} failed, ${read.skipped} skipped`);
  }
  const ties = tier.ties();
  return { ...ties, testCount, lines, warnings, problems: [...problems, ...ties.problems] };
}

interface OneReport {
  passed: number;
  failed: number;
  skipped: number;
  isEmpty: boolean;
  readonly problems: Problem[];
}

async function readOne(path: string, file: string, tier: Tier, options: ReportOptions): Promise<OneReport> {
  const { files, cancelled } = options;
  const read: OneReport = { passed: 0, failed: 0, skipped: 0, isEmpty: false, problems: [] };
  const take = (attempt: Attempt): void => {
    read[COUNTED[attempt.outcome ?? 'skipped']] += 1;
    tier.take(attempt);
  };
  try {
    read.isEmpty = !(await readReport(file, until(cancelled, files.stream(path)), take));
  } catch (error) {
    if (!(error instanceof ReportFault || error instanceof FileFault)) throw error;
    const place = error instanceof ReportFault ? { line: error.line, column: error.column } : {};
    read.problems.push(remark(file, error.message, place));
  }
  return read;
}

const COUNTED = { SUCCESS: 'passed', FAILURE: 'failed', skipped: 'skipped' } as const;

/** What is left of a report that is no longer read is cut off, and nobody will ask about it. */
async function* until(
  cancelled: () => boolean,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of chunks) {
    if (cancelled()) return;
    yield chunk;
  }
}

function remark(file: string, message: string, place: { line?: number; column?: number } = {}): Remark {
  return { place: { input: 'junit-files', file, ...place }, message: `${quoted(file)} ${message}` };
}

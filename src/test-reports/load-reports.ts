import type { Diagnostic, Problem } from '../model/diagnostic.js';
import { FileError, type FileSystem } from '../runtime/files.js';
import { quote } from '../text/format.js';
import { JUnitParseError, parseJUnit } from './junit.js';
import { type MatchOptions, type MatchResult, TestMatcher } from './matcher.js';
import type { JUnitTestCase } from './test-case.js';

/** What reading reports needs to know, and from the world. */
export interface LoadOptions extends MatchOptions {
  readonly files: FileSystem;
  /** Whether nothing more shall be read. */
  readonly cancelled: () => boolean;
}

/** What the reports come to. Nothing may be sent where there are problems. */
export interface LoadedReports extends MatchResult {
  /** How many tests passed or failed, each attempt counted. */
  readonly testCount: number;
  /** A line about each report. */
  readonly lines: readonly string[];
  readonly warnings: readonly Diagnostic[];
}

/** Reads reports, one after another, each as a stream, and ties their tests to the results of the run. */
export async function loadReports(paths: readonly string[], options: LoadOptions): Promise<LoadedReports> {
  const tier = new TestMatcher(options);
  const problems: Problem[] = [];
  const warnings: Diagnostic[] = [];
  const lines: string[] = [];
  let testCount = 0;
  for (const path of paths) {
    if (options.cancelled()) break;
    const file = options.files.displayPath(path);
    const read = await readOne(path, file, tier, options);
    testCount += read.passed + read.failed;
    problems.push(...read.problems);
    if (read.isEmpty) warnings.push(remark(file, 'is empty: it says nothing of any test'));
    lines.push(`${file}: ${read.passed} passed, ${read.failed} failed, ${read.skipped} skipped`);
  }
  const ties = tier.matches();
  return { ...ties, testCount, lines, warnings, problems: [...problems, ...ties.problems] };
}

interface OneReport {
  passed: number;
  failed: number;
  skipped: number;
  isEmpty: boolean;
  readonly problems: Problem[];
}

async function readOne(
  path: string,
  file: string,
  tier: TestMatcher,
  options: LoadOptions,
): Promise<OneReport> {
  const { files, cancelled } = options;
  const read: OneReport = { passed: 0, failed: 0, skipped: 0, isEmpty: false, problems: [] };
  const take = (attempt: JUnitTestCase): void => {
    read[COUNTED[attempt.outcome ?? 'skipped']] += 1;
    tier.take(attempt);
  };
  try {
    read.isEmpty = !(await parseJUnit(file, until(cancelled, files.stream(path)), take));
  } catch (error) {
    if (!(error instanceof JUnitParseError || error instanceof FileError)) throw error;
    const location = error instanceof JUnitParseError ? { line: error.line, column: error.column } : {};
    read.problems.push(remark(file, error.message, location));
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

function remark(
  file: string,
  message: string,
  location: { line?: number; column?: number } = {},
): Diagnostic {
  return { location: { input: 'junit-files', file, ...location }, message: `${quote(file)} ${message}` };
}

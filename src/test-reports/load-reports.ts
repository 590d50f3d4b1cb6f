/** JUnit XML reports → overrides. Loaded only if there are reports, and the XML parser with it. */
import type { Diagnostics } from '../model/diagnostic.js';
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

/** What the reports come to. */
export interface LoadedReports extends MatchResult {
  /** How many tests passed or failed, each attempt counted. */
  readonly testCount: number;
  /** A line for the log about each report. */
  readonly lines: readonly string[];
}

/** Reads reports, one after another, each as a stream, and matches their tests to the results of the run. */
export async function loadReports(
  paths: readonly string[],
  options: LoadOptions,
  diagnostics: Diagnostics,
): Promise<LoadedReports> {
  const matcher = new TestMatcher(options, diagnostics);
  const lines: string[] = [];
  let testCount = 0;
  for (const path of paths) {
    if (options.cancelled()) break;
    const file = options.files.displayPath(path);
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const take = (testCase: JUnitTestCase): void => {
      counts[COUNTED[testCase.outcome ?? 'skipped']] += 1;
      matcher.take(testCase);
    };
    await readOne(path, file, take, options, diagnostics);
    testCount += counts.passed + counts.failed;
    lines.push(`${file}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  }
  return { ...matcher.matches(), testCount, lines };
}

async function readOne(
  path: string,
  file: string,
  take: (testCase: JUnitTestCase) => void,
  { files, cancelled }: LoadOptions,
  diagnostics: Diagnostics,
): Promise<void> {
  const location = { input: 'junit-files', file };
  try {
    if (await parseJUnit(file, until(cancelled, files.stream(path)), take)) return;
    diagnostics.warning(location, `${quote(file)} is empty: it says nothing of any test`);
  } catch (error) {
    if (!(error instanceof JUnitParseError || error instanceof FileError)) throw error;
    const position = error instanceof JUnitParseError ? { line: error.line, column: error.column } : {};
    diagnostics.problem({ ...location, ...position }, `${quote(file)} ${error.message}`);
  }
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

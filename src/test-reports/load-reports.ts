/** Test reports → overrides: each report as a stream, by its format. Loaded only if there are reports. */
import type { Diagnostics } from '../model/diagnostic.js';
import { FileError, type FileSystem } from '../runtime/files.js';
import { endIfAborted } from '../runtime/process.js';
import { pluralize, quote } from '../text/format.js';
import { foreignText, foreignXml } from './formats.js';
import { junitHandler } from './junit.js';
import { type MatchOptions, type MatchResult, TestMatcher } from './matcher.js';
import { type ReportSink, type TestCase, type TestOutcome, WarningTally } from './test-case.js';
import { type Formats, ReportError, readXml, type XmlHandler } from './xml/reader.js';

/** A format of reports. */
interface ReportFormat {
  /** The root elements of its files. */
  readonly roots: readonly string[];
  readonly begin: (sink: ReportSink) => XmlHandler;
}

/** The formats that are read. */
const FORMATS: readonly ReportFormat[] = [{ roots: ['testsuites', 'testsuite'], begin: junitHandler }];

/** How to load and match reports. */
export interface LoadOptions extends MatchOptions {
  readonly files: FileSystem;
  /** Aborts when nothing more may be read. */
  readonly cancelled: AbortSignal;
}

/** The overrides from reports, and what was found in them. */
export interface LoadedReports extends MatchResult {
  /** How many test cases were not skipped. */
  readonly testCount: number;
  /** A line for the log about each report. */
  readonly lines: readonly string[];
}

/**
 * Reads reports one after another, each as a stream, and matches their tests to the results of the run. What is wrong
 * with a report is a problem in the diagnostics.
 *
 * @throws EndedError if the step is cancelled while a report is read
 */
export async function loadReports(
  paths: readonly string[],
  options: LoadOptions,
  diagnostics: Diagnostics,
): Promise<LoadedReports> {
  const loader = new ReportLoader(options, diagnostics);
  for (const path of paths) await loader.load(path);
  return loader.end();
}

class ReportLoader {
  readonly #options: LoadOptions;
  readonly #diagnostics: Diagnostics;
  readonly #warnings = new WarningTally();
  readonly #matcher: TestMatcher;
  readonly #lines: string[] = [];
  readonly #cleaned: string[] = [];
  #replaced = 0;
  #testCount = 0;

  constructor(options: LoadOptions, diagnostics: Diagnostics) {
    this.#options = options;
    this.#diagnostics = diagnostics;
    this.#matcher = new TestMatcher(options, diagnostics, this.#warnings);
  }

  async load(path: string): Promise<void> {
    const report = this.#options.files.displayPath(path);
    const counts: Record<TestOutcome, number> = { passed: 0, failed: 0, skipped: 0, unknown: 0 };
    const take = (test: TestCase) => {
      counts[test.outcome] += 1;
      this.#matcher.take(test);
    };
    if (!(await this.#read(path, report, take))) return;
    this.#testCount += counts.passed + counts.failed + counts.unknown;
    this.#lines.push(countsLine(report, counts));
  }

  end(): LoadedReports {
    const matches = this.#matcher.matches();
    this.#warnings.report(this.#diagnostics);
    this.#noteReplaced();
    return { ...matches, testCount: this.#testCount, lines: this.#lines };
  }

  /** Reads a report. @returns false if it is skipped */
  async #read(path: string, report: string, take: (test: TestCase) => void): Promise<boolean> {
    const { files, cancelled } = this.#options;
    const location = { input: 'junit-files', file: report };
    try {
      const warn = (line: number, message: string) => this.#warnings.add({ ...location, line }, message);
      const problem = (line: number, message: string) =>
        this.#diagnostics.problem({ ...location, line }, message);
      const formats = formatsFor({ report, take, warn, problem });
      const { isEmpty, replaced } = await readXml(until(cancelled, files.stream(path)), formats);
      if (isEmpty) this.#diagnostics.warning(location, `${quote(report)} is empty`);
      if (replaced > 0) this.#cleaned.push(report);
      this.#replaced += replaced;
      return true;
    } catch (error) {
      endIfAborted(cancelled);
      return this.#readError(error, location);
    }
  }

  /** @throws the error if it is not about the report */
  #readError(error: unknown, location: { readonly input: string; readonly file: string }): boolean {
    if (!(error instanceof ReportError || error instanceof FileError)) throw error;
    const message = `${quote(location.file)} ${error.message}`;
    if (error instanceof FileError) this.#diagnostics.problem(location, message);
    else if (error.isSkipped) this.#diagnostics.notice(location, message);
    else this.#diagnostics.problem({ ...location, ...error.position }, message);
    return error instanceof FileError || !error.isSkipped;
  }

  #noteReplaced(): void {
    const [first] = this.#cleaned;
    if (first === undefined) return;
    const others = this.#cleaned.length - 1;
    const reports = others > 0 ? `${quote(first)} and ${pluralize(others, 'more report')}` : quote(first);
    const message = `${pluralize(this.#replaced, 'character')} that XML forbids, such as color codes, replaced in ${reports}`;
    this.#diagnostics.notice({ input: 'junit-files', file: first }, message);
  }
}

function formatsFor(sink: ReportSink): Formats {
  return {
    byRoot: (root, beginning) => {
      const format = FORMATS.find(({ roots }) => roots.includes(root.name));
      return format ? format.begin(sink) : foreignXml(root, beginning);
    },
    byText: foreignText,
  };
}

function countsLine(
  report: string,
  { passed, failed, skipped, unknown }: Record<TestOutcome, number>,
): string {
  const unknownPart = unknown > 0 ? `, ${unknown} not known` : '';
  return `${report}: ${passed} passed, ${failed} failed, ${skipped} skipped${unknownPart}`;
}

/** The chunks until the step is cancelled. @throws EndedError then: a part of a report says nothing about the report */
async function* until(
  cancelled: AbortSignal,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of chunks) {
    endIfAborted(cancelled);
    yield chunk;
  }
}

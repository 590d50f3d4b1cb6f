/** JUnit reports for tests, and what reading them needs. */
import { Diagnostics } from '../../src/model/diagnostic.js';
import type { ListedResult } from '../../src/model/types.js';
import type { FileSystem } from '../../src/runtime/files.js';
import { type LoadedReports, type LoadOptions, loadReports } from '../../src/test-reports/load-reports.js';
import { NO_FILES } from './files.js';

/** A report with these elements in one suite. */
export function report(...elements: readonly string[]): string {
  return `<testsuites><testsuite name="s">${elements.join('\n')}</testsuite></testsuites>`;
}

/** A test case that passed, or has these children. */
export function testcase(name: string, classname = 'c', children = ''): string {
  return `<testcase name="${name}" classname="${classname}">${children}</testcase>`;
}

/** A failure with a message. */
export const FAILED = '<failure message="it broke"/>';

/** A row of a listing: the result before is Not Executed unless the row says something else. */
export function listed(id: number, name: string, more: Partial<ListedResult> = {}): ListedResult {
  return {
    testCaseResultId: String(id),
    testCaseId: String(id + 1_000),
    result: 'NOT_EXECUTED',
    name,
    ...more,
  };
}

/** Files in memory: texts or bytes, streamed in chunks of that many bytes. */
export function memory(contents: Readonly<Record<string, string | Uint8Array>>, piece = 65_536): FileSystem {
  return {
    ...NO_FILES,
    async *stream(path) {
      const bytes = Buffer.from(contents[path] ?? '');
      for (let start = 0; start < bytes.length; start += piece) yield bytes.subarray(start, start + piece);
    },
  };
}

/** What reading reports comes to, and what there is to say about them. */
export type ReadReports = LoadedReports & Pick<Diagnostics, 'problems' | 'warnings' | 'notices'>;

/** Reads reports against a listing. */
export async function readAll(
  contents: Readonly<Record<string, string | Uint8Array>>,
  listing: readonly ListedResult[],
  more: Partial<LoadOptions> = {},
): Promise<ReadReports> {
  const diagnostics = new Diagnostics();
  const options: LoadOptions = {
    runId: '239',
    host: 'app.testsigma.com',
    listing,
    suite: '',
    machine: '',
    comment: 'By hand',
    files: memory(contents),
    cancelled: new AbortController().signal,
    ...more,
  };
  const reports = await loadReports(Object.keys(contents), options, diagnostics);
  const { problems, warnings, notices } = diagnostics;
  return { ...reports, problems, warnings, notices };
}

/** What reports come to, in short: result IDs with P or F. */
export function outcomes({ overrides }: Pick<LoadedReports, 'overrides'>): Record<string, string> {
  return Object.fromEntries(
    overrides.map(({ testCaseResultId, outcome }) => [testCaseResultId, outcome === 'SUCCESS' ? 'P' : 'F']),
  );
}

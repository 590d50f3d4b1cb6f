/** Reports made up for tests, and what the reading of one takes from the world. */
import type { ListedResult } from '../../src/model/types.js';
import type { FileSystem } from '../../src/runtime/files.js';
import { type LoadedReports, type LoadOptions, loadReports } from '../../src/test-reports/load-reports.js';

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

/** Files that are in memory: texts or bytes, given out in pieces of that many bytes. */
export function memory(contents: Readonly<Record<string, string | Uint8Array>>, piece = 65_536): FileSystem {
  return {
    read: async () => '',
    kind: async () => 'file',
    glob: async () => [],
    displayPath: (path) => path,
    async *stream(path) {
      const bytes = Buffer.from(contents[path] ?? '');
      for (let start = 0; start < bytes.length; start += piece) yield bytes.subarray(start, start + piece);
    },
  };
}

/** Reads reports against a listing. */
export function readAll(
  contents: Readonly<Record<string, string | Uint8Array>>,
  listing: readonly ListedResult[],
  more: Partial<LoadOptions> = {},
): Promise<LoadedReports> {
  return loadReports(Object.keys(contents), {
    runId: '239',
    host: 'app.testsigma.com',
    listing,
    suite: '',
    machine: '',
    comment: 'By hand',
    files: memory(contents),
    cancelled: () => false,
    ...more,
  });
}

/** What reports come to, in short: result ids with P or F. */
export function outcomes({ targets }: LoadedReports): Record<string, string> {
  return Object.fromEntries(
    targets.map(({ testCaseResultId, outcome }) => [testCaseResultId, outcome === 'SUCCESS' ? 'P' : 'F']),
  );
}

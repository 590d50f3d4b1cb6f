/** What Testsigma's answers say about a run and its results. */

import { normalizeResult } from '../model/outcome.js';
import type { Iteration, ListedResult, Listing, ResultIdentity, RunInfo } from '../model/types.js';
import { isMostlyBrackets, parseLossless } from '../text/json.js';

/** An answer that cannot be used, and why. */
export class UnexpectedResponseError extends Error {}

/** A listing before it is known when it was read. */
export type ParsedListing = Omit<Listing, 'readAt'>;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the answer about a run.
 *
 * @throws Unreadable where it is not an answer about that run
 */
export function parseRun(body: string, runId: string): RunInfo {
  const fields = record(json(body)) ?? notAsDocumented('the run');
  const id = idOf(fields['id']);
  if (id !== runId)
    throw new UnexpectedResponseError(
      `Testsigma answered about run ${id ?? 'without an id'} instead of ${runId}`,
    );
  const optional = {
    plan: idOf(fields['executionId']),
    build: textOf(fields['buildNo']),
    started: timeOf(fields['startTime'] ?? fields['startedAt'] ?? fields['createdDate']),
    parent: idOf(fields['reRunParentId']),
    ...childOf(fields['childResult']),
    ...progressOf(fields),
  };
  const given = Object.entries(optional).filter(([, value]) => value !== undefined);
  const result = normalizeResult(textOf(fields['result']) ?? '');
  return { id, result, status: textOf(fields['status']) ?? '', ...Object.fromEntries(given) };
}

/**
 * Reads a run's listing, in linear time and with exact ids.
 *
 * @throws Unreadable where it is not a listing, where an entry lacks its id or result, and where it is of another run
 */
export function parseListing(body: string, runId: string, withIdentity = false): ParsedListing {
  const fields = record(json(body)) ?? notAsDocumented('the listing');
  const of = idOf(fields['executionResultId']);
  if (of !== undefined && of !== runId)
    throw new UnexpectedResponseError(`the listing is of run ${of} instead of ${runId}`);
  const cases = fields['testCases'];
  if (!Array.isArray(cases)) return notAsDocumented('the listing');
  const results = cases.map((entry: unknown) => listed(entry, withIdentity));
  const runResult = normalizeResult(textOf(fields['result']) ?? '');
  return { results, runResult, runStatus: textOf(fields['status']) ?? '' };
}

function listed(entry: unknown, withIdentity: boolean): ListedResult {
  const fields = record(entry) ?? notAsDocumented('an entry of the listing');
  const testCaseResultId = idOf(fields['testCaseResultId']);
  const result = textOf(fields['result']);
  if (testCaseResultId === undefined || result === undefined)
    return notAsDocumented('an entry of the listing');
  const testCaseId = idOf(fields['testCaseId']);
  const name = textOf(fields['testCaseName'])?.trim();
  const suite = textOf(fields['testSuiteName'])?.trim();
  const machine = textOf(fields['machineTitle'])?.trim();
  return {
    testCaseResultId,
    result: normalizeResult(result),
    ...(testCaseId === undefined ? {} : { testCaseId }),
    ...(name ? { name } : {}),
    ...(suite ? { suite } : {}),
    ...(machine ? { machine } : {}),
    ...iterationCountsOf(fields['iterationResults']),
    ...(withIdentity ? { identity: identityOf(fields) } : {}),
  };
}

function iterationCountsOf(iterations: unknown): Pick<ListedResult, 'iterationCounts'> {
  if (!Array.isArray(iterations) || iterations.length === 0) return {};
  const failed = iterations.filter((one) => iterationOf(one).result === 'FAILURE').length;
  return { iterationCounts: { failed, total: iterations.length } };
}

function identityOf(fields: Fields): ResultIdentity {
  const suiteId = idOf(fields['testSuiteId']);
  const machineId = idOf(fields['machineId']);
  const given = fields['iterationResults'];
  const iterations = (Array.isArray(given) ? given : []).map(iterationOf);
  return {
    ...(suiteId === undefined ? {} : { suiteId }),
    ...(machineId === undefined ? {} : { machineId }),
    isDataDriven: fields['isDataDrivenCase'] === true || iterations.length > 0,
    iterations,
  };
}

/** An iteration without a result counts as one that has not passed. */
function iterationOf(entry: unknown): Iteration {
  const fields = record(entry) ?? {};
  const set = textOf(fields['setName'])?.trim();
  const result = normalizeResult(textOf(fields['result']) ?? '');
  return set ? { set, result } : { result };
}

function json(body: string): unknown {
  if (isMostlyBrackets(body)) return notAsDocumented('the answer');
  try {
    return parseLossless(body);
  } catch {
    throw new UnexpectedResponseError('the answer is not JSON');
  }
}

function notAsDocumented(what: string): never {
  throw new UnexpectedResponseError(`${what} is not as documented`);
}

function record(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An id as digits, whether it came as a number or, above 15 digits, as a text. */
function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[1-9]\d{0,18}$/.test(text) ? text : undefined;
}

/** A time that came in milliseconds since 1970, as ISO 8601; a text as it is. */
function timeOf(value: unknown): string | undefined {
  const ms = typeof value === 'number' ? value : Number.NaN;
  return ms > 0 && ms < 8.64e15 ? new Date(ms).toISOString() : textOf(value);
}

/** The rerun of a run: its ID, or an object that has one; which of both is not documented. */
function childOf(value: unknown): Pick<RunInfo, 'child' | 'childWithoutId'> {
  if (value === undefined || value === null) return {};
  const object = record(value);
  const child = idOf(value) ?? idOf(object?.['id']);
  if (child !== undefined) return { child };
  const seen = object ? `an object with ${Object.keys(object).join(', ') || 'nothing in it'}` : typeof value;
  return { childWithoutId: seen };
}

/** How far the run is, if all counts that it takes are given. */
function progressOf(fields: Fields): Pick<RunInfo, 'finished' | 'failed' | 'total'> {
  const counts = ['passedCount', 'failedCount', 'abortedCount', 'stoppedCount', 'notExecutedCount'].map(
    (name) => fields[name],
  );
  const total = fields['totalCount'];
  if (typeof total !== 'number' || !counts.every((count) => typeof count === 'number')) return {};
  const [, failed = 0] = counts;
  return { finished: counts.reduce((sum, count) => sum + count, 0), failed, total };
}

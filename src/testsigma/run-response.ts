/** Testsigma's responses about a run and its results → what they say. */

import { normalizeResult } from '../model/outcome.js';
import type {
  CurrentResult,
  Iteration,
  ListedResult,
  Listing,
  ResultIdentity,
  RunInfo,
} from '../model/types.js';
import { defined, type Fields, fieldsOf } from '../text/fields.js';
import { isMostlyBrackets, parseLossless } from '../text/json.js';

/** Why a response cannot be used. */
export class UnexpectedResponseError extends Error {}

/** A listing without the time at which it was read. */
export type ParsedListing = Omit<Listing, 'readAt'>;

/**
 * Parses the response about a run.
 *
 * @throws UnexpectedResponseError if it is not a response about that run
 */
export function parseRun(body: string, runId: string): RunInfo {
  const fields = fieldsOf(json(body)) ?? notAsDocumented('the run');
  const id = idOf(fields['id']);
  if (id !== runId)
    throw new UnexpectedResponseError(
      `the response is about run ${id ?? 'without an ID'} instead of ${runId}`,
    );
  const optional = defined({
    plan: idOf(fields['executionId']),
    build: textOf(fields['buildNo']),
    started: timeOf(fields['startTime'] ?? fields['startedAt'] ?? fields['createdDate']),
    parent: idOf(fields['reRunParentId']),
    ...childOf(fields['childResult']),
    ...progressOf(fields),
  });
  return { id, result: resultOf(fields), status: textOf(fields['status']) ?? '', ...optional };
}

/**
 * Parses a run's listing, in linear time and with exact IDs.
 *
 * @param withIdentity whether what reruns are matched by is needed, too
 * @throws UnexpectedResponseError if it is not a listing, if an entry lacks its ID or result, or if it is of another run
 */
export function parseListing(body: string, runId: string, withIdentity = false): ParsedListing {
  const fields = fieldsOf(json(body)) ?? notAsDocumented('the listing');
  const of = idOf(fields['executionResultId']);
  if (of !== undefined && of !== runId)
    throw new UnexpectedResponseError(`the listing is of run ${of} instead of ${runId}`);
  const cases = fields['testCases'];
  if (!Array.isArray(cases)) return notAsDocumented('the listing');
  const share = sharedTexts();
  const results = unique(cases.map((entry: unknown) => listed(entry, withIdentity, share)));
  return { results, runResult: resultOf(fields), runStatus: textOf(fields['status']) ?? '' };
}

/** Every result once. @throws UnexpectedResponseError if the listing contradicts itself about one */
function unique(rows: readonly ListedResult[]): readonly ListedResult[] {
  if (new Set(rows.map(({ testCaseResultId }) => testCaseResultId)).size === rows.length) return rows;
  const byId = new Map<string, ListedResult>();
  for (const row of rows) {
    const first = byId.get(row.testCaseResultId);
    if (!first) byId.set(row.testCaseResultId, row);
    else if (JSON.stringify(first) !== JSON.stringify(row))
      throw new UnexpectedResponseError(
        `the listing has result ${row.testCaseResultId} twice, with different values`,
      );
  }
  return [...byId.values()];
}

/** Returns the same string for equal texts. */
type Share = (text: string | undefined) => string | undefined;

/** A listing has few suites and machines, and repeats them for each result. */
function sharedTexts(): Share {
  const known = new Map<string, string>();
  return (text) => {
    if (text === undefined) return undefined;
    const first = known.get(text);
    if (first === undefined) known.set(text, text);
    return first ?? text;
  };
}

function listed(entry: unknown, withIdentity: boolean, share: Share): ListedResult {
  const fields = fieldsOf(entry) ?? notAsDocumented('an entry of the listing');
  const testCaseResultId = idOf(fields['testCaseResultId']);
  const result = textOf(fields['result']);
  if (testCaseResultId === undefined || result === undefined)
    return notAsDocumented('an entry of the listing');
  return {
    testCaseResultId,
    result: normalizeResult(result),
    testCaseId: idOf(fields['testCaseId']),
    name: trimmed(fields['testCaseName']),
    suite: share(trimmed(fields['testSuiteName'])),
    machine: share(trimmed(fields['machineTitle'])),
    iterationCounts: iterationCountsOf(fields['iterationResults']),
    identity: withIdentity ? identityOf(fields) : undefined,
  };
}

function iterationCountsOf(iterations: unknown): ListedResult['iterationCounts'] {
  if (!Array.isArray(iterations) || iterations.length === 0) return undefined;
  const failed = iterations.filter((one) => iterationOf(one).result === 'FAILURE').length;
  return { failed, total: iterations.length };
}

function identityOf(fields: Fields): ResultIdentity {
  const given = fields['iterationResults'];
  const iterations = (Array.isArray(given) ? given : []).map(iterationOf);
  return {
    suiteId: idOf(fields['testSuiteId']),
    machineId: idOf(fields['machineId']),
    isDataDriven: fields['isDataDrivenCase'] === true || iterations.length > 0,
    iterations,
  };
}

/** An iteration without a result counts as one that has not passed. */
function iterationOf(entry: unknown): Iteration {
  const fields = fieldsOf(entry) ?? {};
  return { result: resultOf(fields), set: trimmed(fields['setName']) };
}

function json(body: string): unknown {
  if (isMostlyBrackets(body)) return notAsDocumented('the response');
  try {
    return parseLossless(body);
  } catch {
    throw new UnexpectedResponseError('the response is not JSON');
  }
}

function notAsDocumented(what: string): never {
  throw new UnexpectedResponseError(`${what} is not as documented`);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A text without the spaces around it; undefined if nothing is left. */
function trimmed(value: unknown): string | undefined {
  return textOf(value)?.trim() || undefined;
}

/** The result of a run or of an iteration; empty if there is none. */
function resultOf(fields: Fields): CurrentResult {
  return normalizeResult(textOf(fields['result']) ?? '');
}

/** An ID as digits, whether it came as a number or, above 15 digits, as a text. */
function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[1-9]\d{0,18}$/.test(text) ? text : undefined;
}

/** Milliseconds since 1970 as ISO 8601; a text unchanged. */
function timeOf(value: unknown): string | undefined {
  const ms = typeof value === 'number' ? value : Number.NaN;
  return ms > 0 && ms < 8.64e15 ? new Date(ms).toISOString() : textOf(value);
}

/** The rerun of a run: an ID, or an object with one; which of the two is not documented. */
function childOf(value: unknown): Pick<RunInfo, 'child' | 'childWithoutId'> {
  if (value === undefined || value === null) return {};
  const object = fieldsOf(value);
  const child = idOf(value) ?? idOf(object?.['id']);
  if (child !== undefined) return { child };
  const keys = object && (Object.keys(object).join(', ') || 'nothing in it');
  return { childWithoutId: keys === undefined ? typeof value : `an object with ${keys}` };
}

/** How far the run is, if all the counts are given. */
function progressOf(fields: Fields): Pick<RunInfo, 'finished' | 'failed' | 'total'> {
  const counts = ['passedCount', 'failedCount', 'abortedCount', 'stoppedCount', 'notExecutedCount'].map(
    (name) => fields[name],
  );
  const total = fields['totalCount'];
  if (typeof total !== 'number' || !counts.every((count) => typeof count === 'number')) return {};
  const [, failed = 0] = counts;
  return { finished: counts.reduce((sum, count) => sum + count, 0), failed, total };
}

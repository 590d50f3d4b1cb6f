/** Typed calls of Testsigma's API. */

import type { Override, OverrideResponse, RunInfo } from '../model/types.js';
import { messageOf } from '../text/errors.js';
import { adviceOn, foreignResponse } from './advice.js';
import { meaningOf, statusAndReason } from './http-status.js';
import { interpretResponse } from './override-response.js';
import { refusalText } from './response-body.js';
import type { RetryClient, RetryOutcome, RetryPolicy } from './retry.js';
import { type ParsedListing, parseListing, parseRun } from './run-response.js';

/** Which service and run to talk to. */
export interface ClientOptions {
  readonly http: RetryClient;
  /** `base-url` without a slash at its end. */
  readonly baseUrl: string;
  readonly apiToken: string;
  readonly runId: string;
  /** The comment of an override as it goes over the wire. */
  readonly wireComment: (override: Override) => string;
}

/** What was read, or why nothing could be. */
export type ReadResult<Value> =
  | { readonly value: Value; readonly unreadable?: undefined; readonly isUnauthorized?: undefined }
  | {
      readonly value?: undefined;
      readonly unreadable: string;
      /** Whether the key was rejected: no further reading can help. */
      readonly isUnauthorized?: boolean;
    };

/** The response to an override is at most a sentence for each result. */
const MAX_RESPONSE_BYTES = 5 * 1024 * 1024;
/** A listing of 100,000 results takes about 40 MB. */
const MAX_LISTING_BYTES = 64 * 1024 * 1024;

/** Testsigma's API for one run. */
export class TestsigmaClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /**
   * Sends overrides in one request; never rejects.
   *
   * @param maxAttempts the most that it may be sent, retries included; no limit of its own if absent
   */
  async override(
    overrides: readonly Override[],
    maxAttempts = Number.POSITIVE_INFINITY,
  ): Promise<OverrideResponse> {
    const { http, baseUrl, runId, wireComment } = this.#options;
    const request = {
      method: 'PUT',
      url: this.#url('/override'),
      headers: { ...this.#headers(), 'Content-Type': 'application/json' },
      body: overrideBody(overrides, wireComment),
      maxBytes: MAX_RESPONSE_BYTES,
    };
    const outcome = await http.sendWithRetries(request, {
      maxRetries: Math.min(http.maxRetries, maxAttempts - 1),
      stopAtSecondTimeout: overrides.length > 1,
    });
    const ids = overrides.map(({ testCaseResultId }) => testCaseResultId);
    return interpretResponse({ runId, ids, baseUrl, pauseMs: http.delayBeforeBisect() }, outcome);
  }

  /** Reads the run; never rejects. */
  run(policy: RetryPolicy): Promise<ReadResult<RunInfo>> {
    const { runId } = this.#options;
    return this.#read(`run ${runId}`, '', (body) => parseRun(body, runId), policy);
  }

  /**
   * Reads the run's results; never rejects.
   *
   * @param withIdentity whether what reruns are matched by is needed, too
   */
  listing(policy: RetryPolicy, withIdentity = false): Promise<ReadResult<ParsedListing>> {
    const { runId } = this.#options;
    return this.#read(
      `the results of run ${runId}`,
      '/test_case_results',
      (body) => parseListing(body, runId, withIdentity),
      policy,
    );
  }

  /** The same service and key, for another run. */
  forRun(runId: string): TestsigmaClient {
    return new TestsigmaClient({ ...this.#options, runId });
  }

  async #read<Value>(
    what: string,
    path: string,
    parse: (body: string) => Value,
    policy: RetryPolicy,
  ): Promise<ReadResult<Value>> {
    const request = {
      method: 'GET',
      url: this.#url(path),
      headers: this.#headers(),
      maxBytes: MAX_LISTING_BYTES,
    };
    const outcome = await this.#options.http.sendWithRetries(request, {
      ...policy,
      purpose: ` to read ${what}`,
    });
    const response = outcome.last?.kind === 'response' ? outcome.last : undefined;
    const unreadable = this.#unreadableReason(outcome);
    if (unreadable !== undefined) return { unreadable, isUnauthorized: response?.status === 401 };
    try {
      return { value: parse(response?.body ?? '') };
    } catch (error) {
      return { unreadable: messageOf(error) };
    }
  }

  /** Why a response cannot be read at all; undefined if its body can be parsed. */
  #unreadableReason({ last, stoppedBy }: RetryOutcome): string | undefined {
    if (!last) return stoppedBy === 'cancelled' ? 'the step was cancelled' : 'the time was up';
    if (last.kind === 'failure') return last.message;
    if (last.status === 200) return last.complete ? undefined : 'the response is too large';
    const text = refusalText(last);
    const { kind } = meaningOf(last);
    if (kind === 'foreign' || (kind === 'denial' && text === undefined))
      return `Testsigma responded ${foreignResponse(last, this.#options)}`;
    const responded = `Testsigma responded ${statusAndReason(last.status, text)}`;
    return kind === 'denial' ? `${responded}. ${adviceOn(last, this.#options)}` : responded;
  }

  #url(path: string): string {
    const { baseUrl, runId } = this.#options;
    return `${baseUrl}/api/v1/execution_results/${encodeURIComponent(runId)}${path}`;
  }

  #headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.#options.apiToken}`, Accept: 'application/json' };
  }
}

/** The body of an override, compact and with exact IDs: their digits become JSON integers unchanged. */
export function overrideBody(
  overrides: readonly Override[],
  wireComment: ClientOptions['wireComment'],
): string {
  const entries = overrides.map(
    (override) =>
      `{"testCaseResultId":${override.testCaseResultId},"comment":${JSON.stringify(wireComment(override))},"result":"${override.outcome}"}`,
  );
  return `[${entries.join(',')}]`;
}

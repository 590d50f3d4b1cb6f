/** Typed calls of Testsigma's API. */
import { messageOf } from '../text/errors.js';
import type { Override, OverrideAnswer, RunInfo } from '../model/types.js';
import { fatalAdvice, redirectAdvice } from './advice.js';
import { isFatal, judge } from './override-response.js';
import { type ReadListing, readListing, readRun } from './run-response.js';
import { type Conversation, type Patience, statusText, type Transport } from './retry.js';

/** Which service and run to talk to. */
export interface ApiOptions {
  readonly transport: Transport;
  /** `base-url` without a slash at its end. */
  readonly baseUrl: string;
  readonly apiToken: string;
  readonly runId: string;
  /** Retries of a request. */
  readonly maxRetries: number;
  /** Turns a result as Testsigma writes it into the one word for it. */
  readonly normalise: (result: string) => string;
}

/** What an override request may cost, and what came before it. */
export interface OverrideOptions {
  /** The most that it may be sent, retries included. */
  readonly mostAttempts?: number;
  /** Whether an earlier request for some of it may have been carried out without saying so. */
  readonly doubtful?: boolean;
}

/** What reading came to: the value, or why there is none. */
export type Read<Value> = { readonly value: Value } | { readonly unreadable: string };

/** An override's answer is at most a sentence for each result. */
const MOST_ANSWER_BYTES = 5 * 1024 * 1024;
/** A listing of 100,000 results takes about 40 MB. */
const MOST_LISTING_BYTES = 64 * 1024 * 1024;

/** Testsigma's API for one run. */
export class TestsigmaApi {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  /** Asks for overrides in one request; never rejects. */
  async override(overrides: readonly Override[], options: OverrideOptions): Promise<OverrideAnswer> {
    const { transport, baseUrl, runId, maxRetries } = this.#options;
    const { mostAttempts = Number.POSITIVE_INFINITY, doubtful = false } = options;
    const request = {
      method: 'PUT',
      url: this.#url('/override'),
      headers: { ...this.#headers(), 'Content-Type': 'application/json' },
      body: overrideBody(overrides),
      maxBytes: MOST_ANSWER_BYTES,
    } as const;
    const conversation = await transport.converse(request, {
      maxRetries: Math.min(maxRetries, mostAttempts - 1),
      stopAtSecondTimeout: overrides.length > 1,
    });
    const ids = overrides.map(({ testCaseResultId }) => testCaseResultId);
    return judge({ runId, ids, baseUrl, pauseMs: transport.pause(), doubtful }, conversation);
  }

  /** Reads the run; never rejects. */
  run(patience: Patience): Promise<Read<RunInfo>> {
    const { runId, normalise } = this.#options;
    return this.#read('', (body) => readRun(body, runId, normalise), patience);
  }

  /** Reads the run's results; never rejects. */
  listing(patience: Patience): Promise<Read<ReadListing>> {
    const { runId, normalise } = this.#options;
    return this.#read('/test_case_results', (body) => readListing(body, runId, normalise), patience);
  }

  async #read<Value>(
    path: string,
    understand: (body: string) => Value,
    patience: Patience,
  ): Promise<Read<Value>> {
    const request = {
      method: 'GET',
      url: this.#url(path),
      headers: this.#headers(),
      maxBytes: MOST_LISTING_BYTES,
    } as const;
    const conversation = await this.#options.transport.converse(request, patience);
    const unreadable = this.#whyUnreadable(conversation);
    if (unreadable !== undefined) return { unreadable };
    try {
      const { last } = conversation;
      return { value: understand(last?.kind === 'reply' ? last.body : '') };
    } catch (error) {
      return { unreadable: messageOf(error) };
    }
  }

  /** Why an answer cannot be read at all; nothing where its body may be looked at. */
  #whyUnreadable({ last, ended }: Conversation): string | undefined {
    const { runId, baseUrl } = this.#options;
    if (!last) return ended === 'cancelled' ? 'the step was cancelled' : 'the time was up';
    if (last.kind === 'fault') return last.message;
    const answered = `Testsigma answered ${statusText(last.status)}`;
    if (last.status === 200) return last.whole ? undefined : 'the answer is too large';
    if (last.status >= 300 && last.status < 400)
      return `${answered}, ${redirectAdvice(last.headers.location, baseUrl)}`;
    return isFatal(last.status) ? `${answered}. ${fatalAdvice(last.status, runId, baseUrl)}` : answered;
  }

  #url(path: string): string {
    const { baseUrl, runId } = this.#options;
    return `${baseUrl}/api/v1/execution_results/${encodeURIComponent(runId)}${path}`;
  }

  #headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.#options.apiToken}`, Accept: 'application/json' };
  }
}

/**
 * The body of an override, compact and with exact ids: they are digits already, and become JSON integers as they
 * stand.
 */
export function overrideBody(overrides: readonly Override[]): string {
  const entries = overrides.map(
    ({ testCaseResultId, wireComment, outcome }) =>
      `{"testCaseResultId":${testCaseResultId},"comment":${JSON.stringify(wireComment)},"result":"${outcome}"}`,
  );
  return `[${entries.join(',')}]`;
}

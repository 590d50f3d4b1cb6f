/** Testsigma in memory: holds results, follows a script, and remembers what the truth is. */
import type { HttpRequest, HttpResult, HttpSession, RequestLimits } from '../../src/runtime/http.js';
import { LETTERS, type Letter, RUN } from './letters.js';
import type { FastClock } from './surroundings.js';

/** What the results were before. `unlisted`: the listing does not hold them. */
export type Former = 'other' | 'same' | 'unlisted';

const [SUCCESS] = LETTERS as readonly [Letter];

/** What an override request said, and what became of it. */
export interface Exchange {
  /** The IDs that it held; what the service has not set yet comes first. */
  readonly ids: readonly string[];
  readonly letter: Letter;
  /** Whether the response was delivered: a signal can end the wait for it. */
  readonly isDelivered: boolean;
}

/** The service of one run of the action. */
export class Service implements HttpSession {
  readonly exchanges: Exchange[] = [];
  /** What the service set, whatever it responded. */
  readonly applied = new Set<string>();
  /** What reached the service. */
  readonly received = new Set<string>();
  /** Whether the script made it name what it had set: no service does. */
  hasLied = false;
  readonly #ids: readonly string[];
  readonly #former: Former;
  readonly #script: readonly Letter[];
  readonly #clock: FastClock;
  readonly #onRequest: (number: number) => void;

  /** @param onRequest called when an override request has been sent, before its response */
  constructor(
    ids: readonly string[],
    former: Former,
    script: readonly Letter[],
    clock: FastClock,
    onRequest: (number: number) => void,
  ) {
    this.#ids = ids;
    this.#former = former;
    this.#script = script;
    this.#clock = clock;
    this.#onRequest = onRequest;
  }

  /** The result that it holds. */
  resultOf(id: string): string {
    return this.applied.has(id) || this.#former === 'same' ? 'SUCCESS' : 'FAILURE';
  }

  async exchange(request: HttpRequest, limits: RequestLimits): Promise<HttpResult> {
    if (request.method === 'PUT') return this.#override(request.body ?? '', limits);
    return reply(request.url.endsWith('/test_case_results') ? this.#listing() : this.#run());
  }

  connect(): void {}

  close(): void {}

  #override(body: string, limits: RequestLimits): HttpResult {
    const sent = [...body.matchAll(/"testCaseResultId":(\d+)/g)].map(([, id = '']) => id);
    const ids = [...sent.filter((id) => !this.applied.has(id)), ...sent.filter((id) => this.applied.has(id))];
    const letter = this.#script[this.exchanges.length] ?? SUCCESS;
    if (letter.names && this.applied.has(ids[0] ?? '')) this.hasLied = true;
    if (letter.arrives !== false) for (const id of ids) this.received.add(id);
    for (const id of letter.applies(ids)) this.applied.add(id);
    this.#onRequest(this.exchanges.length);
    const response = letter.response(ids);
    const takesAll = response.kind === 'failure' && response.cause === 'timeout';
    if (takesAll) this.#clock.advance(limits.timeoutMs, limits.signal);
    const isDelivered = !limits.signal.aborted;
    this.exchanges.push({ ids, letter, isDelivered });
    return isDelivered ? response : { ...CANCELLED, maybeApplied: letter.arrives !== false };
  }

  #run(): string {
    return `{"id":${RUN},"executionId":7,"result":"${this.#overall()}","status":"STATUS_COMPLETED"}`;
  }

  #listing(): string {
    const listed = this.#former === 'unlisted' ? ['1'] : ['1', ...this.#ids];
    const cases = listed.map(
      (id) => `{"testCaseResultId":${id},"testCaseName":"Case ${id}","result":"${this.resultOf(id)}"}`,
    );
    return `{"executionResultId":${RUN},"result":"${this.#overall()}","status":"STATUS_COMPLETED","testCases":[${cases.join(',')}]}`;
  }

  #overall(): string {
    return this.#ids.every((id) => this.resultOf(id) === 'SUCCESS') ? 'SUCCESS' : 'FAILURE';
  }
}

const CANCELLED = {
  kind: 'failure',
  cause: 'cancelled',
  message: 'the step was cancelled during the request',
  retryable: false,
} as const;

function reply(body: string): HttpResult {
  return { kind: 'response', status: 200, headers: {}, body, complete: true };
}

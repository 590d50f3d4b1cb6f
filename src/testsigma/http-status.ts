/** What each HTTP status means for an override: one table. */
import type { AttemptProof } from '../model/types.js';
import type { HttpResponse } from '../runtime/http.js';
import { refusalText, truncateReason } from './response-body.js';

/** What a response with a status means. */
export interface StatusMeaning {
  /**
   * `success`: its body says what was done · `refusal`: the request is rejected, perhaps because of one entry in it ·
   * `too-large`: the request is rejected because of its size · `denial`: every request to this run is rejected ·
   * `later`: not now · `failure`: the service failed while it processed the request · `unavailable`: the service, or a
   * gateway in front of it, failed · `foreign`: not from Testsigma's API
   */
  readonly kind:
    | 'success'
    | 'refusal'
    | 'too-large'
    | 'denial'
    | 'later'
    | 'failure'
    | 'unavailable'
    | 'foreign';
  /** Whether the same request can succeed later. */
  readonly retryable: boolean;
  /** What it proves about the overrides of the request, unless the response says more. */
  readonly proof: AttemptProof;
  /** What to do after the retries: find the entry that causes it, try the next request, or end the step. */
  readonly nextStep: 'bisect' | 'leave' | 'abort';
  /** What to check; empty if nothing is known. */
  readonly advice: string;
}

const RETRY = true;
const FINAL = false;

const KEY =
  'Check that api-token is a current API key for {base-url} (Settings > API Keys): keys are region-specific, and a key that has expired or was switched off is rejected, too';
const PERMISSION =
  'Check that api-token is a valid key for {base-url} (keys are region-specific) and may change run {run}. Overriding also has to be enabled for your account by Testsigma support';
const RUN =
  'Check run-id {run}: it must be a run on {base-url}, and a rerun has an ID of its own. Overriding also has to be enabled for your account by Testsigma support; test-management.testsigma.com and the community edition cannot override results';
const PROXY = 'Put the user and password of the proxy into https_proxy: http://user:password@host:port';
const LIMIT = 'Run the action again later, or set a smaller batch-size';
const LATER = 'Run the action again later';

/** From, to, kind, whether a retry can help, and advice. The first row that matches counts. */
const ROWS: readonly (readonly [from: number, to: number, StatusMeaning['kind'], boolean, advice: string])[] =
  [
    [200, 200, 'success', FINAL, ''],
    [401, 401, 'denial', FINAL, KEY],
    [403, 403, 'denial', FINAL, PERMISSION],
    [404, 405, 'denial', FINAL, RUN],
    [407, 407, 'foreign', FINAL, PROXY],
    [408, 408, 'later', RETRY, LATER],
    [413, 413, 'too-large', FINAL, 'Shorten its comment'],
    [425, 425, 'later', RETRY, LATER],
    [429, 429, 'later', RETRY, LIMIT],
    [400, 499, 'refusal', FINAL, ''],
    [500, 500, 'failure', RETRY, LATER],
    [501, 501, 'unavailable', FINAL, LATER],
    [505, 505, 'unavailable', FINAL, LATER],
    [500, 599, 'unavailable', RETRY, LATER],
  ];

/** What a kind of response proves, and what follows from it. */
const KINDS: Readonly<Record<StatusMeaning['kind'], Pick<StatusMeaning, 'proof' | 'nextStep'>>> = {
  success: { proof: 'maybe-applied', nextStep: 'bisect' },
  refusal: { proof: 'refused', nextStep: 'bisect' },
  'too-large': { proof: 'refused', nextStep: 'bisect' },
  denial: { proof: 'denied', nextStep: 'abort' },
  later: { proof: 'deferred', nextStep: 'abort' },
  failure: { proof: 'maybe-applied', nextStep: 'bisect' },
  unavailable: { proof: 'maybe-applied', nextStep: 'leave' },
  foreign: { proof: 'maybe-applied', nextStep: 'abort' },
};

/** What a response means by its status. A 500 that mentions a rate limit is a 429, as in Testsigma's sister product. */
export function meaningOf(response: HttpResponse): StatusMeaning {
  const { status, body } = response;
  const meaning = byStatus(status === 500 && /rate[\s_-]*limit/i.test(body) ? 429 : status);
  // Only Testsigma's own response proves that nothing was applied, and never with a 5xx.
  const isDeferred = meaning.kind === 'later' && status < 500 && refusalText(response) !== undefined;
  return meaning.kind === 'later' && !isDeferred ? { ...meaning, proof: 'maybe-applied' } : meaning;
}

function byStatus(status: number): StatusMeaning {
  const [, , kind = 'foreign', retryable = FINAL, advice = ''] =
    ROWS.find(([from, to]) => status >= from && status <= to) ?? [];
  return { kind, retryable, advice, ...KINDS[kind] };
}

/** A status with the error text of its body, if there is one: `400 Bad Request: invalid comment`. */
export function statusAndReason(status: number, text = ''): string {
  const reason = truncateReason(text);
  return reason === '' ? statusText(status) : `${statusText(status)}: ${reason}`;
}

/** A status and its name, such as `503 Service Unavailable`. */
export function statusText(status: number): string {
  // If there is a status, HTTP is loaded; a step that fails on its inputs must not pay for it.
  const name = process.getBuiltinModule('node:http').STATUS_CODES[status];
  return name ? `${status} ${name}` : String(status);
}

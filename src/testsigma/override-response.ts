/** What a response to an override proves about each result in the request. */
import type { AbortReason, AttemptProof, Evidence, OverrideResponse, ResultId } from '../model/types.js';
import type { HttpFailure, HttpResponse } from '../runtime/http.js';
import { pluralize } from '../text/format.js';
import { adviceOn, foreignResponse, type RequestTarget } from './advice.js';
import { attributeErrors, interpretMessage } from './error-text.js';
import { meaningOf, type StatusMeaning, statusAndReason } from './http-status.js';
import { refusalText, successBody, truncateReason } from './response-body.js';
import type { RetryOutcome } from './retry.js';

/** A request for overrides that was sent. */
export interface SentRequest extends RequestTarget {
  /** The results in it. */
  readonly ids: readonly ResultId[];
  /** Milliseconds to wait before anything is sent again after a timeout. */
  readonly pauseMs: number;
}

/** What a response means, apart from how many attempts it took. */
type Interpretation = Partial<OverrideResponse> & Pick<OverrideResponse, 'others' | 'nextStep'>;

/** Interprets how a request for overrides ended. */
export function interpretResponse(request: SentRequest, outcome: RetryOutcome): OverrideResponse {
  const { last, attempts, earlier, stoppedBy } = outcome;
  const interpretation = last ? interpretLast(request, outcome, last) : NEVER_SENT;
  const response = { accepted: [], rejected: [], retryDelayMs: 0, attempts, earlier, ...interpretation };
  return stoppedBy && (!response.stop || outranksResponse(outcome))
    ? { ...response, nextStep: 'abort', stop: abortReason(outcome, response.others.reason) }
    : response;
}

/** A signal, or a delay that the service requests, explains better why the step ends than the response does. */
function outranksResponse({ stoppedBy, requestedDelayMs }: RetryOutcome): boolean {
  return stoppedBy === 'cancelled' || requestedDelayMs !== undefined;
}

const NEVER_SENT: Interpretation = {
  others: { proof: 'not-reached', reason: 'it was never sent' },
  nextStep: 'abort',
};

function abortReason({ stoppedBy, requestedDelayMs }: RetryOutcome, reason: string): AbortReason {
  if (stoppedBy === 'cancelled') return { cause: 'cancelled', message: 'the step was cancelled' };
  const message =
    requestedDelayMs === undefined
      ? 'no time is left (timeout-seconds)'
      : `${reason}; the service asks to wait ${pluralize(Math.ceil(requestedDelayMs / 1_000), 'second')} (Retry-After), and less is left. Run the action again after that, or set a longer timeout-seconds`;
  return { cause: 'deadline', message };
}

function interpretLast(
  request: SentRequest,
  outcome: RetryOutcome,
  last: HttpFailure | HttpResponse,
): Interpretation {
  if (last.kind === 'failure') return interpretFailure(request, outcome, last);
  const meaning = meaningOf(last);
  if (meaning.kind === 'success') return interpretSuccess(request, last);
  const text = refusalText(last);
  const needsText = meaning.kind === 'denial' || meaning.kind === 'refusal';
  return meaning.kind === 'foreign' || (needsText && text === undefined)
    ? notFromTestsigma(request, last)
    : interpretRejection(request, last, meaning, text);
}

function interpretFailure(
  { pauseMs }: SentRequest,
  { consecutiveTimeouts }: RetryOutcome,
  { message, cause, maybeApplied }: HttpFailure,
): Interpretation {
  // No other request can reach the service either.
  if (!maybeApplied) return { others: { proof: 'not-reached', reason: message }, ...abort(message, cause) };
  const others = { proof: 'maybe-applied', reason: message } as const;
  if (cause !== 'timeout' || consecutiveTimeouts < 2) return { others, nextStep: 'leave' };
  return { others, nextStep: 'bisect', errorFingerprint: 'timeout', retryDelayMs: pauseMs };
}

function abort(message: string, cause?: HttpFailure['cause']): Pick<Interpretation, 'nextStep' | 'stop'> {
  return cause === 'cancelled'
    ? { nextStep: 'abort' }
    : { nextStep: 'abort', stop: { cause: 'fatal', message } };
}

/**
 * The request was rejected, not processed now, or the service failed.
 *
 * @param text the error text; undefined if the body is not of the documented shape
 */
function interpretRejection(
  request: SentRequest,
  response: HttpResponse,
  { kind, proof, nextStep }: StatusMeaning,
  text: string | undefined,
): Interpretation {
  const reason = statusAndReason(response.status, text);
  const advice = adviceOn(response, request);
  const others = evidence(proof, reason, advice);
  if (nextStep === 'abort') return { others, ...abort(`Testsigma responded ${reason}. ${advice}`) };
  if (kind === 'unavailable') return { others, nextStep };
  const errorFingerprint = fingerprint(reason);
  if (kind !== 'refusal') return { others, nextStep, errorFingerprint };
  const { rejections, unattributed } = attributeErrors([text ?? ''], request.runId, request.ids);
  if (unattributed.length > 0) return { others, nextStep, errorFingerprint, causedByEntry: true };
  const isAnyLeft = request.ids.length > rejections.length;
  return { others, rejected: rejections, nextStep: isAnyLeft ? 'resend' : 'none' };
}

function interpretSuccess(request: SentRequest, response: HttpResponse): Interpretation {
  const body = successBody(response);
  if (!body) return notFromTestsigma(request, response);
  const { errors, message } = body;
  const { rejections, unattributed } = attributeErrors(errors, request.runId, request.ids);
  const meaning = interpretMessage(message);
  if (unattributed.length === 0 && (meaning === 'success' || (meaning === 'partial' && errors.length > 0))) {
    const named = new Set(rejections.map(({ testCaseResultId }) => testCaseResultId));
    const accepted = request.ids.filter((id) => !named.has(id));
    const others = evidence('maybe-applied', '');
    return { accepted, rejected: rejections, others, nextStep: 'none', message };
  }
  const reason = truncateReason(unattributed.join('; ') || `Testsigma's response says only "${message}"`);
  // The errors of a single entry are about that entry, unless the same response calls it a success.
  const isRejectedAlone = request.ids.length === 1 && errors.length > 0 && meaning !== 'success';
  return {
    rejected: meaning === 'unknown' ? [] : rejections,
    others: evidence(isRejectedAlone ? 'refused' : 'maybe-applied', reason),
    nextStep: 'bisect',
    errorFingerprint: `200 ${fingerprint(reason)}`,
    message,
  };
}

/** A response that is not Testsigma's proves nothing, and the next one would be the same. */
function notFromTestsigma(request: SentRequest, response: HttpResponse): Interpretation {
  const reason = `this is not a response of Testsigma's API: ${foreignResponse(response, request)}`;
  return { others: evidence('maybe-applied', reason), ...abort(reason) };
}

function evidence(proof: AttemptProof, reason: string, advice = ''): Evidence<AttemptProof> {
  return advice === '' ? { proof, reason } : { proof, reason, advice };
}

/** Errors that differ only in numbers are the same error. */
function fingerprint(reason: string): string {
  return reason.replace(/\d+/g, '#');
}

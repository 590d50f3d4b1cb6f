/** What a response to an override proves about each result in the request. */
import type { AbortReason, AttemptProof, Evidence, OverrideResponse } from '../model/types.js';
import type { HttpFailure, HttpResponse } from '../runtime/http.js';
import { pluralize } from '../text/format.js';
import { adviceOn, foreignResponse, type RequestTarget } from './advice.js';
import { attributeErrors, readMessage, type SentBatch } from './error-text.js';
import { meaningOf, type StatusMeaning, statusText } from './http-status.js';
import { refusalText, successBody, truncateReason } from './response-body.js';
import type { RetryOutcome } from './retry.js';

/** A request that was sent. */
export interface SentRequest extends SentBatch, RequestTarget {
  /** Milliseconds to wait before anything is sent again after a timeout. */
  readonly pauseMs: number;
}

/** What remains to be said about a response once its attempts are known. */
type Interpretation = Partial<OverrideResponse> & Pick<OverrideResponse, 'others' | 'nextStep'>;

/** Interprets what became of a request. */
export function interpretResponse(request: SentRequest, outcome: RetryOutcome): OverrideResponse {
  const { last, attempts, earlier, stoppedBy } = outcome;
  const interpretation = last ? interpretLast(request, outcome, last) : NEVER_SENT;
  const response = {
    accepted: [],
    rejected: [],
    retryDelayMs: 0,
    attempts,
    earlier,
    ...interpretation,
  };
  return stoppedBy && (!response.stop || outranksResponse(outcome))
    ? { ...response, nextStep: 'abort', stop: abortReason(outcome, response.others.reason) }
    : response;
}

/** A signal, or a wait that the service asks for, says more about why the step ends than the response itself. */
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
  if (last.kind === 'fault') return interpretFailure(request, outcome, last);
  const meaning = meaningOf(last);
  const refusal = refusalText(last);
  if (meaning.kind === 'success') return interpretSuccess(request, last);
  if (meaning.kind === 'foreign') return notFromTestsigma(request, last);
  if (meaning.kind === 'denial' || meaning.kind === 'refusal') {
    return refusal === undefined
      ? notFromTestsigma(request, last)
      : interpretRefusal(request, last, meaning, refusal);
  }
  return interpretOther(request, last, meaning, refusal ?? '');
}

function interpretFailure(
  { pauseMs }: SentRequest,
  { consecutiveTimeouts }: RetryOutcome,
  { message, cause, maybeApplied }: HttpFailure,
): Interpretation {
  // Nothing else can reach the service either.
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

/** A refusal in the documented shape: by name, of the whole for a reason that it does not name, or of everything. */
function interpretRefusal(
  request: SentRequest,
  reply: HttpResponse,
  { kind, proof, nextStep }: StatusMeaning,
  text: string,
): Interpretation {
  const reason = `${statusText(reply.status)}: ${truncateReason(text)}`;
  const advice = adviceOn(reply, request);
  const others = evidence(proof, reason, advice);
  if (kind === 'denial') return { others, ...abort(`Testsigma responded ${reason}. ${advice}`) };
  const { rejections, unattributed } = attributeErrors(request, [text]);
  if (unattributed.length > 0) {
    return { others, nextStep, causedByEntry: true, errorFingerprint: fingerprint(reason) };
  }
  const left = request.ids.length - rejections.length;
  return { others, rejected: rejections, nextStep: left > 0 ? 'resend' : 'none' };
}

/** Statuses that say enough without a body: too large, not now, or a failure of the service. */
function interpretOther(
  request: SentRequest,
  reply: HttpResponse,
  { kind, proof, nextStep }: StatusMeaning,
  text: string,
): Interpretation {
  const reason =
    text === '' ? statusText(reply.status) : `${statusText(reply.status)}: ${truncateReason(text)}`;
  const advice = adviceOn(reply, request);
  const others = evidence(proof, reason, advice);
  if (nextStep === 'abort') return { others, ...abort(`Testsigma responded ${reason}. ${advice}`) };
  return { others, nextStep, ...(kind === 'unavailable' ? {} : { errorFingerprint: fingerprint(reason) }) };
}

function interpretSuccess(request: SentRequest, reply: HttpResponse): Interpretation {
  const body = successBody(reply);
  if (!body) return notFromTestsigma(request, reply);
  const { errors, message } = body;
  const { rejections, unattributed } = attributeErrors(request, errors);
  const said = readMessage(message);
  if (unattributed.length === 0 && (said === 'success' || (said === 'partial' && errors.length > 0))) {
    const named = new Set(rejections.map(({ testCaseResultId }) => testCaseResultId));
    const accepted = request.ids.filter((id) => !named.has(id));
    const others = evidence('maybe-applied', '');
    return { accepted, rejected: rejections, others, nextStep: 'none', message };
  }
  const reason = truncateReason(unattributed.join('; ') || `Testsigma's response says only "${message}"`);
  // The errors of a single entry are about that entry, unless the same response calls it a success.
  const isRefused = request.ids.length === 1 && errors.length > 0 && said !== 'success';
  return {
    rejected: said === 'unknown' ? [] : rejections,
    others: evidence(isRefused ? 'refused' : 'maybe-applied', reason),
    nextStep: 'bisect',
    errorFingerprint: `200 ${fingerprint(reason)}`,
    message,
  };
}

/** A response that is not Testsigma's proves nothing, and the next one would be no other. */
function notFromTestsigma(request: SentRequest, reply: HttpResponse): Interpretation {
  const reason = `this is not a response of Testsigma's API: ${foreignResponse(reply, request)}`;
  return { others: evidence('maybe-applied', reason), ...abort(reason) };
}

function evidence(proof: AttemptProof, reason: string, advice = ''): Evidence<AttemptProof> {
  return advice === '' ? { proof, reason } : { proof, reason, advice };
}

/** Errors that differ in numbers only are the same error. */
function fingerprint(reason: string): string {
  return reason.replace(/\d+/g, '#');
}

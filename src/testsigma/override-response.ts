/** What an answer to an override says about each result that was asked for. */

import type { AbortReason, OverrideResponse, Rejection, ResultId } from '../model/types.js';
import type { HttpFailure, HttpResponse, HttpResult } from '../runtime/http.js';
import { fatalAdvice, redirectAdvice } from './advice.js';
import { isRateLimit, type RetryOutcome, statusText } from './retry.js';

/** What was asked. */
export interface SentBatch {
  readonly runId: string;
  readonly ids: readonly ResultId[];
  /** The address of the service, for advice. */
  readonly baseUrl: string;
  /** Milliseconds to wait before anything is asked again after a timeout. */
  readonly pauseMs: number;
  /** Whether an earlier request for some of it may have been carried out without saying so. */
  readonly maybeApplied: boolean;
}

/** Judges what became of a question. Every id asked for ends in exactly one of the answer's lists. */
export function interpretResponse(question: SentBatch, conversation: RetryOutcome): OverrideResponse {
  const { last, attempts, stoppedBy } = conversation;
  const verdict = last ? interpretLast(question, conversation, last) : NOT_SENT;
  const answer = { ...NOTHING, attempts, unsettled: question.ids, ...verdict };
  return stoppedBy && answer.nextStep !== 'abort'
    ? { ...answer, nextStep: 'abort', stop: ABORT_REASONS[stoppedBy] }
    : answer;
}

const NOTHING: OverrideResponse = {
  accepted: [],
  rejected: [],
  unsettled: [],
  reason: '',
  status: 'unknown',
  nextStep: 'accept',
  retryDelayMs: 0,
  attempts: 0,
};

const NOT_SENT: Partial<OverrideResponse> = { status: 'not-sent', reason: 'it was never asked for' };

const ABORT_REASONS: Readonly<Record<'deadline' | 'cancelled', AbortReason>> = {
  deadline: { cause: 'deadline', message: 'no time is left for more (timeout-seconds)' },
  cancelled: { cause: 'cancelled', message: 'the step was cancelled' },
};

/** What remains to be said about an answer once its ids and attempts are known. */
type Interpretation = Partial<OverrideResponse>;

function interpretLast(question: SentBatch, conversation: RetryOutcome, last: HttpResult): Interpretation {
  return last.kind === 'fault'
    ? interpretFailure(question, conversation, last)
    : interpretReply(question, conversation, last);
}

function interpretFailure(
  { pauseMs }: SentBatch,
  { consecutiveTimeouts, maybeApplied }: RetryOutcome,
  fault: HttpFailure,
): Interpretation {
  const reason = fault.message;
  if (fault.cause === 'timeout' && consecutiveTimeouts > 1) {
    return {
      reason,
      status: 'unknown',
      nextStep: 'bisect',
      errorFingerprint: 'timeout',
      retryDelayMs: pauseMs,
    };
  }
  if (fault.retryable || fault.cause === 'cancelled') return { reason, status: 'unknown' };
  return { reason, status: maybeApplied ? 'unknown' : 'not-sent', nextStep: 'abort', stop: fatal(reason) };
}

function interpretReply(
  question: SentBatch,
  conversation: RetryOutcome,
  reply: HttpResponse,
): Interpretation {
  const { status } = reply;
  if (status === 200) return interpretSuccess(question, conversation, reply);
  if (status < 400) return notFromTestsigma(question, reply);
  if (isFatal(status)) return interpretFatal(question, conversation, reply);
  if (isRejection(status)) return interpretRejection(question, conversation, reply);
  const reason = describeReply(reply);
  if (status === 500 && !isRateLimit(reply)) {
    return { reason, status: 'unknown', nextStep: 'bisect', errorFingerprint: errorFingerprint(reply) };
  }
  return { reason, status: 'unknown' };
}

/** Answers that no other question to this run would change. 407 comes from a proxy. */
export function isFatal(status: number): boolean {
  return [401, 403, 404, 405, 407].includes(status);
}

function isRejection(status: number): boolean {
  return status < 500 && ![408, 425, 429].includes(status);
}

function interpretFatal(
  { runId, baseUrl, ...before }: SentBatch,
  { maybeApplied }: RetryOutcome,
  reply: HttpResponse,
): Interpretation {
  const reason = describeReply(reply);
  const stop = fatal(`Testsigma answered ${reason}. ${fatalAdvice(reply.status, runId, baseUrl)}`);
  return { reason, status: rejectedOrUnknown(maybeApplied || before.maybeApplied), nextStep: 'abort', stop };
}

/** What was asked before may have been carried out unseen; a refusal that names nobody does not deny that. */
function rejectedOrUnknown(maybeApplied: boolean): 'unknown' | 'rejected' {
  return maybeApplied ? 'unknown' : 'rejected';
}

function interpretRejection(
  question: SentBatch,
  { maybeApplied }: RetryOutcome,
  reply: HttpResponse,
): Interpretation {
  const named = namedIn(question, [rejectionText(reply)]);
  const unsettled = question.ids.filter((id) => !named.reasons.has(id));
  const rejected = rejections(named);
  const status = rejectedOrUnknown(maybeApplied || question.maybeApplied);
  if (rejected.length > 0) {
    const reason = `Testsigma answered ${statusText(reply.status)} for the whole request`;
    return { rejected, unsettled, reason, status, nextStep: 'resend' };
  }
  return {
    reason: describeReply(reply),
    status,
    nextStep: 'bisect',
    errorFingerprint: errorFingerprint(reply),
  };
}

function interpretSuccess(
  question: SentBatch,
  { maybeApplied }: RetryOutcome,
  reply: HttpResponse,
): Interpretation {
  const body = reply.complete ? successBody(reply.body) : undefined;
  if (!body) return notFromTestsigma(question, reply);
  const { errors, message } = body;
  const named = namedIn(question, errors);
  const others = question.ids.filter((id) => !named.reasons.has(id));
  const known = { rejected: rejections(named), message };
  const doubt = doubtAbout(errors.length, named, body);
  if (doubt === undefined) return { ...known, accepted: others, unsettled: [] };
  const single = question.ids.length === 1 && errors.length > 0;
  const status = single ? rejectedOrUnknown(maybeApplied || question.maybeApplied) : 'unknown';
  return {
    ...known,
    unsettled: others,
    reason: doubt,
    status,
    nextStep: 'bisect',
    errorFingerprint: `200 ${withoutDigits(doubt)}`,
  };
}

/** Why a 200 does not account for the results that no error names; nothing where it does. */
function doubtAbout(
  errors: number,
  { unattributed }: AttributedErrors,
  body: SuccessBody,
): string | undefined {
  if (unattributed.length > 0) return truncateReason(unattributed.join('; '));
  if (body.more !== '') return truncateReason(`${body.message}: ${body.more}`);
  if (errors === 0 && /partial|fail/i.test(body.message))
    return `Testsigma said "${truncateReason(body.message)}" and not about which`;
  return undefined;
}

/** An answer that is not Testsigma's: a login page, a proxy's page, a truncated text. */
function notFromTestsigma({ baseUrl }: SentBatch, reply: HttpResponse): Interpretation {
  const { location } = reply.headers;
  const redirect = reply.status >= 300 && reply.status < 400;
  const said = redirect
    ? `${statusText(reply.status)}, ${redirectAdvice(location, baseUrl)}`
    : `${statusText(reply.status)} with ${contents(reply)}: check that base-url (${baseUrl}) is Testsigma's address and that no login page or proxy answers in its place`;
  const reason = `this is not an answer of Testsigma's API: ${said}`;
  return { reason, status: 'unknown', nextStep: 'abort', stop: fatal(reason) };
}

function contents({ body, complete }: HttpResponse): string {
  if (body.trim() === '') return 'an empty body';
  if (!complete) return 'a body that is too large or not whole';
  return /^\s*</.test(body) ? 'a web page' : 'a body that is not as documented';
}

function fatal(message: string): AbortReason {
  return { cause: 'fatal', message };
}

/** Status and text in one line for people. */
function describeReply(reply: HttpResponse): string {
  const text = rejectionText(reply).trim();
  return text === '' || /^</.test(text)
    ? statusText(reply.status)
    : `${statusText(reply.status)}: ${truncateReason(text)}`;
}

/** Refusals that differ in numbers only are the same refusal. */
function errorFingerprint(reply: HttpResponse): string {
  return `${reply.status} ${withoutDigits(truncateReason(rejectionText(reply)))}`;
}

function withoutDigits(text: string): string {
  return text.replace(/\d+/g, '#');
}

/** The most of a server's text that is kept as a reason, in UTF-16 units. */
const MAX_REASON_LENGTH = 1_000;

function truncateReason(text: string): string {
  return text.length > MAX_REASON_LENGTH ? `${text.slice(0, MAX_REASON_LENGTH - 1).toWellFormed()}…` : text;
}

interface SuccessBody {
  readonly errors: readonly string[];
  readonly message: string;
  /** What `fieldErrors` and `objectErrors` say, which a success never fills. */
  readonly more: string;
}

/** The body of a 200, if it is as documented. */
function successBody(text: string): SuccessBody | undefined {
  const body = parsed(text);
  const errors = body?.['errors'];
  const message = body?.['message'];
  if (!body || !isTexts(errors) || typeof message !== 'string') return undefined;
  return { errors, message, more: fieldTexts(body) };
}

/** What a refusal says: its `error` and what belongs to it, or else the body as it stands. */
function rejectionText({ body: text }: HttpResponse): string {
  const body = parsed(text);
  if (!body) return text;
  const said = [body['error'], body['message'], ...(isTexts(body['errors']) ? body['errors'] : [])];
  const texts = [...said, fieldTexts(body)].filter((part) => typeof part === 'string' && part !== '');
  return texts.length > 0 ? texts.join('; ') : text;
}

function fieldTexts(body: Readonly<Record<string, unknown>>): string {
  return [body['fieldErrors'], body['objectErrors']]
    .filter((part) => part !== null && part !== undefined && !(Array.isArray(part) && part.length === 0))
    .map((part) => (typeof part === 'string' ? part : jsonOf(part)))
    .filter((part) => part !== '' && part !== '{}')
    .join('; ');
}

/** Reading JSON knows no depth at which it gives up, writing it does. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'details that are nested too deeply to be shown';
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Who is named in an answer's texts. */
interface AttributedErrors {
  /** Ids that were asked for, each with everything that was said about it. */
  readonly reasons: ReadonlyMap<ResultId, readonly string[]>;
  /** Texts that name nobody who was asked for. */
  readonly unattributed: readonly string[];
}

/** Documented: `test case result id 2286 is not related to execution run 239`; any text that names an id so counts. */
const NAMED_ID = /(?:given\s{1,3})?test\s{0,3}case\s{0,3}result\s{0,3}(?:id)?\s{0,3}[:=#]?\s{0,3}(\d+)/gi;
/** Digits that go on as something else are no run's id: they may be the beginning of anything, of a key, too. */
const NAMED_RUN = /execution\s{1,3}run\s{1,3}(\d{1,19})(?![\w-])/i;

function namedIn({ ids, runId }: SentBatch, texts: readonly string[]): AttributedErrors {
  if (texts.length === 0) return NOBODY;
  const asked = new Set(ids);
  const reasons = new Map<ResultId, string[]>();
  const unattributed: string[] = [];
  for (const text of texts) {
    const known = mentions(text).filter(({ id }) => asked.has(id));
    for (const { id, reason } of known) note(reasons, id, withRun(truncateReason(reason), runId));
    if (known.length === 0) unattributed.push(text.trim() === '' ? 'an error without a text' : text.trim());
  }
  return { reasons, unattributed };
}

const NOBODY: AttributedErrors = { reasons: new Map(), unattributed: [] };

function note(reasons: Map<ResultId, string[]>, id: ResultId, reason: string): void {
  const said = reasons.get(id);
  if (!said) reasons.set(id, [reason]);
  else if (said.length < 5 && !said.includes(reason)) said.push(reason);
}

/** Every id that a text names, with the words around it: from its own `Given` to the next one's, or to the end. */
function mentions(text: string): { id: ResultId; reason: string }[] {
  const found = [...text.matchAll(NAMED_ID)];
  const alone = found.length === 1 && !/\bcause\b/i.test(text);
  return found.map(({ 1: id = '', index }, position) => {
    const end = found[position + 1]?.index ?? text.length;
    return { id, reason: alone ? text.trim() : withoutSeparators(truncateReason(text.slice(index, end))) };
  });
}

/** What parts a cause from the next one: `<br>`, a line end, a blank. */
const SEPARATOR_AT_END = /(?:<br\s{0,3}\/?>|[\s;,])$/i;
const MAX_SEPARATOR_LENGTH = '<br   />'.length;

/** Takes them off one by one: a pattern for all of them would begin anew at every blank within the cause. */
function withoutSeparators(cause: string): string {
  let rest = cause;
  for (;;) {
    const found = SEPARATOR_AT_END.exec(rest.slice(-MAX_SEPARATOR_LENGTH));
    if (!found) return rest.trimStart();
    rest = rest.slice(0, -found[0].length);
  }
}

function withRun(reason: string, runId: string): string {
  const run = NAMED_RUN.exec(reason)?.[1];
  return run === undefined || run === runId
    ? reason
    : `${reason} (the answer speaks of run ${run}, not of run ${runId})`;
}

function rejections({ reasons }: AttributedErrors): Rejection[] {
  return [...reasons].map(([testCaseResultId, said]) => ({ testCaseResultId, message: said.join('; ') }));
}

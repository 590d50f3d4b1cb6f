/** What an answer to an override says about each result that was asked for. */
import type { Exchange, Fault, Reply } from '../runtime/http.js';
import type { OverrideAnswer, Rejection, ResultId, Stop } from '../model/types.js';
import { fatalAdvice, redirectAdvice } from './advice.js';
import { type Conversation, isRateLimit, statusText } from './retry.js';

/** What was asked. */
export interface Question {
  readonly runId: string;
  readonly ids: readonly ResultId[];
  /** The address of the service, for advice. */
  readonly baseUrl: string;
  /** Milliseconds to wait before anything is asked again after a timeout. */
  readonly pauseMs: number;
  /** Whether an earlier request for some of it may have been carried out without saying so. */
  readonly doubtful: boolean;
}

/** Judges what became of a question. Every id asked for ends in exactly one of the answer's lists. */
export function judge(question: Question, conversation: Conversation): OverrideAnswer {
  const { last, attempts, ended } = conversation;
  const verdict = last ? judgeLast(question, conversation, last) : UNSENT;
  const answer = { ...NOTHING, attempts, unsettled: question.ids, ...verdict };
  return ended && answer.remedy !== 'stop' ? { ...answer, remedy: 'stop', stop: STOPS[ended] } : answer;
}

const NOTHING: OverrideAnswer = {
  accepted: [],
  rejected: [],
  unsettled: [],
  reason: '',
  fate: 'unknown',
  remedy: 'leave',
  wait: 0,
  attempts: 0,
};

const UNSENT: Partial<OverrideAnswer> = { fate: 'not-sent', reason: 'it was never asked for' };

const STOPS: Readonly<Record<'deadline' | 'cancelled', Stop>> = {
  deadline: { cause: 'deadline', message: 'no time is left for more (timeout-seconds)' },
  cancelled: { cause: 'cancelled', message: 'the step was cancelled' },
};

/** What remains to be said about an answer once its ids and attempts are known. */
type Verdict = Partial<OverrideAnswer>;

function judgeLast(question: Question, conversation: Conversation, last: Exchange): Verdict {
  return last.kind === 'fault'
    ? judgeFault(question, conversation, last)
    : judgeReply(question, conversation, last);
}

function judgeFault(
  { pauseMs }: Question,
  { timeoutsInARow, doubtful }: Conversation,
  fault: Fault,
): Verdict {
  const reason = fault.message;
  if (fault.cause === 'timeout' && timeoutsInARow > 1) {
    return { reason, fate: 'unknown', remedy: 'halve', refusal: 'timeout', wait: pauseMs };
  }
  if (fault.passing || fault.cause === 'cancelled') return { reason, fate: 'unknown' };
  return { reason, fate: doubtful ? 'unknown' : 'not-sent', remedy: 'stop', stop: fatal(reason) };
}

function judgeReply(question: Question, conversation: Conversation, reply: Reply): Verdict {
  const { status } = reply;
  if (status === 200) return judgeSuccess(question, conversation, reply);
  if (status < 400) return notTestsigmas(question, reply);
  if (isFatal(status)) return judgeFatal(question, conversation, reply);
  if (isRefusal(status)) return judgeRefusal(question, conversation, reply);
  const reason = described(reply);
  if (status === 500 && !isRateLimit(reply)) {
    return { reason, fate: 'unknown', remedy: 'halve', refusal: alike(reply) };
  }
  return { reason, fate: 'unknown' };
}

/** Answers that no other question to this run would change. 407 comes from a proxy. */
export function isFatal(status: number): boolean {
  return [401, 403, 404, 405, 407].includes(status);
}

function isRefusal(status: number): boolean {
  return status < 500 && ![408, 425, 429].includes(status);
}

function judgeFatal(
  { runId, baseUrl, ...before }: Question,
  { doubtful }: Conversation,
  reply: Reply,
): Verdict {
  const reason = described(reply);
  const stop = fatal(`Testsigma answered ${reason}. ${fatalAdvice(reply.status, runId, baseUrl)}`);
  return { reason, fate: refused(doubtful || before.doubtful), remedy: 'stop', stop };
}

/** What was asked before may have been carried out unseen; a refusal that names nobody does not deny that. */
function refused(doubtful: boolean): 'unknown' | 'rejected' {
  return doubtful ? 'unknown' : 'rejected';
}

function judgeRefusal(question: Question, { doubtful }: Conversation, reply: Reply): Verdict {
  const named = namedIn(question, [refusalText(reply)]);
  const unsettled = question.ids.filter((id) => !named.reasons.has(id));
  const rejected = rejections(named);
  const fate = refused(doubtful || question.doubtful);
  if (rejected.length > 0) {
    const reason = `Testsigma answered ${statusText(reply.status)} for the whole request`;
    return { rejected, unsettled, reason, fate, remedy: 'ask' };
  }
  return { reason: described(reply), fate, remedy: 'halve', refusal: alike(reply) };
}

function judgeSuccess(question: Question, { doubtful }: Conversation, reply: Reply): Verdict {
  const body = reply.whole ? successBody(reply.body) : undefined;
  if (!body) return notTestsigmas(question, reply);
  const { errors, message } = body;
  const named = namedIn(question, errors);
  const others = question.ids.filter((id) => !named.reasons.has(id));
  const known = { rejected: rejections(named), message };
  const doubt = doubtAbout(errors.length, named, body);
  if (doubt === undefined) return { ...known, accepted: others, unsettled: [] };
  const single = question.ids.length === 1 && errors.length > 0;
  const fate = single ? refused(doubtful || question.doubtful) : 'unknown';
  return {
    ...known,
    unsettled: others,
    reason: doubt,
    fate,
    remedy: 'halve',
    refusal: `200 ${withoutDigits(doubt)}`,
  };
}

/** Why a 200 does not account for the results that no error names; nothing where it does. */
function doubtAbout(errors: number, { strange }: Named, body: SuccessBody): string | undefined {
  if (strange.length > 0) return cut(strange.join('; '));
  if (body.more !== '') return cut(`${body.message}: ${body.more}`);
  if (errors === 0 && /partial|fail/i.test(body.message))
    return `Testsigma said "${cut(body.message)}" and not about which`;
  return undefined;
}

/** An answer that is not Testsigma's: a login page, a proxy's page, a truncated text. */
function notTestsigmas({ baseUrl }: Question, reply: Reply): Verdict {
  const { location } = reply.headers;
  const redirect = reply.status >= 300 && reply.status < 400;
  const said = redirect
    ? `${statusText(reply.status)}, ${redirectAdvice(location, baseUrl)}`
    : `${statusText(reply.status)} with ${contents(reply)}: check that base-url (${baseUrl}) is Testsigma's address and that no login page or proxy answers in its place`;
  const reason = `this is not an answer of Testsigma's API: ${said}`;
  return { reason, fate: 'unknown', remedy: 'stop', stop: fatal(reason) };
}

function contents({ body, whole }: Reply): string {
  if (body.trim() === '') return 'an empty body';
  if (!whole) return 'a body that is too large or not whole';
  return /^\s*</.test(body) ? 'a web page' : 'a body that is not as documented';
}

function fatal(message: string): Stop {
  return { cause: 'fatal', message };
}

/** Status and text in one line for people. */
function described(reply: Reply): string {
  const text = refusalText(reply).trim();
  return text === '' || /^</.test(text)
    ? statusText(reply.status)
    : `${statusText(reply.status)}: ${cut(text)}`;
}

/** Refusals that differ in numbers only are the same refusal. */
function alike(reply: Reply): string {
  return `${reply.status} ${withoutDigits(cut(refusalText(reply)))}`;
}

function withoutDigits(text: string): string {
  return text.replace(/\d+/g, '#');
}

/** The most of a server's text that is kept as a reason, in UTF-16 units. */
const LONGEST_REASON = 1_000;

function cut(text: string): string {
  return text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON - 1).toWellFormed()}…` : text;
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
function refusalText({ body: text }: Reply): string {
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
interface Named {
  /** Ids that were asked for, each with everything that was said about it. */
  readonly reasons: ReadonlyMap<ResultId, readonly string[]>;
  /** Texts that name nobody who was asked for. */
  readonly strange: readonly string[];
}

/** Documented: `test case result id 2286 is not related to execution run 239`; any text that names an id so counts. */
const NAMED_ID = /(?:given\s{1,3})?test\s{0,3}case\s{0,3}result\s{0,3}(?:id)?\s{0,3}[:=#]?\s{0,3}(\d+)/gi;
/** Digits that go on as something else are no run's id: they may be the beginning of anything, of a key, too. */
const NAMED_RUN = /execution\s{1,3}run\s{1,3}(\d{1,19})(?![\w-])/i;

function namedIn({ ids, runId }: Question, texts: readonly string[]): Named {
  if (texts.length === 0) return NOBODY;
  const asked = new Set(ids);
  const reasons = new Map<ResultId, string[]>();
  const strange: string[] = [];
  for (const text of texts) {
    const known = mentions(text).filter(({ id }) => asked.has(id));
    for (const { id, reason } of known) note(reasons, id, withRun(cut(reason), runId));
    if (known.length === 0) strange.push(text.trim() === '' ? 'an error without a text' : text.trim());
  }
  return { reasons, strange };
}

const NOBODY: Named = { reasons: new Map(), strange: [] };

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
    return { id, reason: alone ? text.trim() : withoutSeparators(cut(text.slice(index, end))) };
  });
}

/** What parts a cause from the next one: `<br>`, a line end, a blank. */
const SEPARATOR_AT_END = /(?:<br\s{0,3}\/?>|[\s;,])$/i;
const LONGEST_SEPARATOR = '<br   />'.length;

/** Takes them off one by one: a pattern for all of them would begin anew at every blank within the cause. */
function withoutSeparators(cause: string): string {
  let rest = cause;
  for (;;) {
    const found = SEPARATOR_AT_END.exec(rest.slice(-LONGEST_SEPARATOR));
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

function rejections({ reasons }: Named): Rejection[] {
  return [...reasons].map(([testCaseResultId, said]) => ({ testCaseResultId, message: said.join('; ') }));
}

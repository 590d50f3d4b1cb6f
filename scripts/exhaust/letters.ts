/** What can become of one request: the alphabet that scripts of responses are written in. */
import type { HttpFailure, HttpResponse } from '../../src/runtime/http.js';

/** The IDs of a request, in its order. */
export type Ids = readonly string[];

/** What one request does and how it is responded to. */
export interface Letter {
  readonly name: string;
  /** Whether the response names the first of the IDs: the service must not have set it, or it would lie. */
  readonly names?: true;
  /** Which of the results the service sets. */
  readonly applies: (ids: Ids) => Ids;
  /** Whether the request reaches the service at all. */
  readonly arrives?: false;
  readonly response: (ids: Ids) => HttpResponse | HttpFailure;
}

/** The run that is overridden. */
export const RUN = '239';

const all = (ids: Ids) => ids;
const none = () => [];
const butFirst = (ids: Ids) => ids.slice(1);

function reply(status: number, body: unknown): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'response', status, headers: {}, body: text, complete: true };
}

function error(status: number, text: string): HttpResponse {
  return reply(status, { timeStamp: null, error: text, code: null, fieldErrors: null, objectErrors: null });
}

function failure(cause: HttpFailure['cause'], maybeApplied: boolean): HttpFailure {
  return { kind: 'failure', cause, message: `${cause}!`, maybeApplied, retryable: true };
}

const unrelated = (id: string | undefined) =>
  `Given test case result id ${id} is not related to execution run ${RUN}`;
const partial = (errors: readonly string[]) =>
  reply(200, { errors, message: 'Overridden the result partially' });
const PAGE = '<html><head><title>Request blocked</title></head></html>';

/** The documented refusal of everything in a request. */
function nothingValid(ids: Ids): HttpResponse {
  return error(400, `Failed to override the result, <br> cause :${ids.map(unrelated).join(' <br> ')}`);
}

/** Partial success, as documented: a request of which nothing is valid is refused as a whole. */
function partialByName(ids: Ids): HttpResponse {
  return ids.length === 1 ? nothingValid(ids) : partial([unrelated(ids[0])]);
}

/** The letters that every script may use. */
export const LETTERS: readonly Letter[] = [
  {
    name: '200',
    applies: all,
    response: () => reply(200, { errors: [], message: 'Overridden the results successfully' }),
  },
  { name: '200 partial, by name', names: true, applies: butFirst, response: partialByName },
  { name: '200 partial, unknown text', applies: butFirst, response: () => partial(['Something is wrong']) },
  {
    name: '200 partial, two in one text',
    applies: none,
    response: ([one, other]) => partial([`${unrelated(one)}, and neither is ${other ?? '4711'}`]),
  },
  {
    name: '200 that denies, without errors',
    applies: none,
    response: () => reply(200, { errors: [], message: 'Overriding is not enabled for this account' }),
  },
  { name: '200 login page', applies: none, response: () => reply(200, PAGE) },
  {
    name: '400 by name',
    names: true,
    applies: none,
    response: (ids) => nothingValid(ids.slice(0, 1)),
  },
  { name: '400 of nobody', applies: none, response: () => error(400, 'Bad request') },
  { name: '403', applies: none, response: () => error(403, 'Access is denied') },
  { name: '403 page, applied', applies: all, response: () => reply(403, PAGE) },
  { name: '413', applies: none, response: () => reply(413, '') },
  { name: '429', applies: none, response: () => error(429, 'Too many requests') },
  { name: '500, applied', applies: all, response: () => error(500, 'could not execute statement') },
  { name: '500', applies: none, response: () => error(500, 'could not execute statement') },
  { name: '503, applied', applies: all, response: () => reply(503, PAGE) },
  { name: 'timeout, applied', applies: all, response: () => failure('timeout', true) },
  { name: 'cut, half applied', applies: butFirst, response: () => failure('network', true) },
  {
    name: 'refused connection',
    applies: none,
    arrives: false,
    response: () => failure('unreachable', false),
  },
];

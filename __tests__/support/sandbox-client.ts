/** What the sandbox's tests share: a plain client that sees each fault as it is. */
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request } from 'node:http';
import type { RequestOptions } from 'node:https';
import { request as secureRequest } from 'node:https';
import type { Sandbox } from '../../sandbox/server.js';

/** What a client saw of an exchange. */
export interface Seen {
  /** Absent where no answer began. */
  status?: number;
  headers: IncomingHttpHeaders;
  /** As far as it came. */
  body: string;
  /** The error's code or message, where the exchange broke. */
  error?: string;
  /** Whether the answer came whole. */
  isComplete: boolean;
  milliseconds: number;
}

/** What to ask beside the path. */
export interface Question {
  method?: string;
  body?: string | undefined;
  headers?: Record<string, string>;
  /** Milliseconds after which the client gives up. */
  patience?: number;
  tls?: RequestOptions;
}

/** Asks once, over a connection of its own, and never throws: every end of an exchange is a {@link Seen}. */
export function ask(
  url: string,
  { method = 'GET', body, headers = {}, patience, tls = {} }: Question,
): Promise<Seen> {
  const started = performance.now();
  const seen: Seen = { headers: {}, body: '', isComplete: false, milliseconds: 0 };
  return new Promise((resolve) => {
    const done = (): void => {
      seen.milliseconds = performance.now() - started;
      resolve(seen);
    };
    const fail = (error: Error & { code?: string }): void => {
      seen.error = error.code ?? error.message;
      done();
    };
    const start = url.startsWith('https:') ? secureRequest : request;
    const options = { method, headers, agent: false, ...tls };
    const asked: ClientRequest = start(url, options, (answer) => take(answer, seen, done, fail));
    asked.on('error', fail);
    if (patience !== undefined) setTimeout(() => asked.destroy(new Error('gave up')), patience).unref();
    asked.end(body);
  });
}

function take(answer: IncomingMessage, seen: Seen, done: () => void, fail: (error: Error) => void): void {
  if (answer.statusCode !== undefined) seen.status = answer.statusCode;
  seen.headers = answer.headers;
  answer.setEncoding('utf8');
  answer.on('data', (chunk: string) => {
    seen.body += chunk;
  });
  answer.on('error', fail);
  answer.on('end', () => {
    seen.isComplete = answer.complete;
    done();
  });
}

/** The headers of an authorised JSON request. */
export function authorised({ token }: Pick<Sandbox, 'token'>): Record<string, string> {
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' };
}

/** Overrides results of run 239 with the documented request. */
export function override(sandbox: Sandbox, body: string, question: Question = {}): Promise<Seen> {
  return ask(`${sandbox.address}/api/v1/execution_results/239/override`, {
    method: 'PUT',
    headers: authorised(sandbox),
    body,
    ...question,
  });
}

/** The documented body for these ids, all to pass. */
export function retryable(...ids: string[]): string {
  return `[${ids.map((id) => `{"testCaseResultId":${id},"comment":"by hand","result":"SUCCESS"}`).join(',')}]`;
}

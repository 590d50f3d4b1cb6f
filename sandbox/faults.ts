/** What can go wrong with one request, and how an answer is then sent. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';

/**
 * What happens to one request instead of the plain answer. Parts combine: `{status: 503, delay: 200}`.
 *
 * Some faults put something else in the answer's place: `status`, `body`, `reset`, `garbage` and a stall before the
 * headers. The others spoil the real answer: `headers`, `delay`, `cut`, `drip` and a stall in the body, as long as no
 * `status` or `body` is given.
 */
export interface Fault {
  /** Answers this status; 200 where only `body` is given. A redirect is a status and a `location` header. */
  readonly status?: number;
  /** Added to the answer's headers, or instead of its own of that name (lower case). */
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers this body; empty where only `status` is given. JSON, unless `headers` say otherwise. */
  readonly body?: string | Buffer;
  /**
   * Whether the override is applied all the same. Unless given: yes where the real answer is what is sent, spoiled
   * or not, and no if something else replaces it.
   */
  readonly apply?: boolean;
  /** Milliseconds before the answer. An override is applied before the wait. */
  readonly delay?: number;
  /** Resets the connection before any byte of an answer. Over TLS it is closed without a goodbye. */
  readonly reset?: true;
  /** Sends this many bytes of the body, announces more, and closes the connection. */
  readonly cut?: number;
  /** Never ends: sends nothing at all, or the headers and half of the body. */
  readonly stall?: 'before-headers' | 'mid-body';
  /** Milliseconds before each byte of the body. */
  readonly drip?: number;
  /** Sends bytes that are not HTTP, and closes the connection. */
  readonly garbage?: true;
}

/** An answer, ready to be sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Whether a fault leaves nothing of the real answer. */
export function replacesAnswer(fault: Fault): boolean {
  return hasOwnAnswer(fault) || isMute(fault);
}

/** Whether a fault lets no byte of an HTTP answer out. */
export function isMute({ reset, garbage, stall }: Fault): boolean {
  return reset === true || garbage === true || stall === 'before-headers';
}

/** What a fault makes of the real answer, before it is sent. */
export function replyWith(fault: Fault, real: Reply): Reply {
  const { status, headers, body } = hasOwnAnswer(fault) ? ownAnswer(fault) : real;
  return { status, headers: { ...headers, ...fault.headers }, body };
}

/**
 * Sends an answer as the fault would have it. Resolves as soon as everything that will ever be sent is handed over.
 *
 * @param signal ends a drip
 * @throws the signal's reason, where it ended a drip
 */
export async function send(
  response: ServerResponse,
  reply: Reply,
  fault: Fault,
  signal: AbortSignal,
): Promise<void> {
  const { cut, drip, stall } = fault;
  if (isMute(fault)) mute(response.socket, fault);
  else if (cut !== undefined) cutShort(response, reply, cut);
  else if (stall) begin(response, reply).write(reply.body.subarray(0, reply.body.length / 2));
  else if (drip !== undefined) await dripOut(response, reply, drip, signal);
  else begin(response, reply).end(reply.body);
}

/**
 * Plays faults in order, one for each override request; `undefined` lets one pass, and so does the script's end.
 * Requests that only read are left alone.
 */
export function script(
  ...faults: readonly (Fault | undefined)[]
): (request: { method: string }) => Fault | undefined {
  const left = [...faults];
  return ({ method }) => (method === 'PUT' ? left.shift() : undefined);
}

function hasOwnAnswer({ status, body }: Fault): boolean {
  return status !== undefined || body !== undefined;
}

function ownAnswer({ status = 200, body = '' }: Fault): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
}

function mute(socket: Socket | null, { reset, garbage }: Fault): void {
  if (garbage) {
    socket?.write('220 this is not HTTP\r\n\r\n');
    socket?.destroySoon();
  } else if (reset) {
    if (socket instanceof TLSSocket) socket.destroy();
    else socket?.resetAndDestroy();
  }
}

/** Sends the headers, the announced length of the body among them, and leaves the body to come. */
function begin(
  response: ServerResponse,
  { status, headers, body }: Reply,
  length = body.length,
): ServerResponse {
  const mayHaveBody = status !== 204 && status !== 304;
  response.writeHead(status, mayHaveBody ? { 'content-length': String(length), ...headers } : headers);
  response.flushHeaders();
  return response;
}

function cutShort(response: ServerResponse, reply: Reply, bytes: number): void {
  begin(response, reply, Math.max(reply.body.length, bytes + 1)).write(reply.body.subarray(0, bytes));
  response.socket?.destroySoon();
}

async function dripOut(
  response: ServerResponse,
  reply: Reply,
  pause: number,
  signal: AbortSignal,
): Promise<void> {
  begin(response, reply);
  for (const byte of reply.body) {
    await sleep(pause, undefined, { signal });
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
  }
  response.end();
}

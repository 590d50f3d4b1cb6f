/** One HTTP exchange, settled whatever happens: a reply, or why there is none. */
import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import { HttpClient } from '@actions/http-client';
import type { Clock } from './process.js';

/** A request. */
export interface HttpRequest {
  readonly method: string;
  /** The whole address. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The most that is read of the answer, in bytes. */
  readonly maxBytes: number;
}

/** An answer, as far as it came. */
export interface HttpResponse {
  readonly kind: 'reply';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body, or the part of it that was read. */
  readonly body: string;
  /** Whether the body is whole: not cut off, not above the size cap, not given up waiting for. */
  readonly complete: boolean;
}

/** Why there is no usable answer. */
export interface HttpFailure {
  readonly kind: 'fault';
  readonly cause: 'timeout' | 'network' | 'certificate' | 'proxy' | 'cancelled';
  /** What happened, and what to set where that is known. */
  readonly message: string;
  /** Whether the request may have reached the service all the same. */
  readonly maybeApplied: boolean;
  /** Whether asking again can help. */
  readonly retryable: boolean;
}

/** What one exchange ended with. */
export type HttpResult = HttpResponse | HttpFailure;

/** How long one exchange may take. */
export interface RequestLimits {
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly timeoutMs: number;
  /** Aborts the exchange at once. */
  readonly signal: AbortSignal;
}

/** The client's own idle limit would end a slow answer early; ours always comes first. */
const NEVER_IDLE_MS = 24 * 60 * 60 * 1000;

/** Exchanges over one client, one at a time. */
export interface HttpSession {
  /** Sends a request and reads its response; never rejects. */
  exchange(request: HttpRequest, limits: RequestLimits): Promise<HttpResult>;
  /** Closes every connection. */
  close(): void;
}

/** Exchanges over the network. Redirects are never followed, nothing is retried. */
export class NodeHttpSession implements HttpSession {
  readonly #client: HttpClient;
  readonly #clock: Clock;
  #signal: AbortSignal | undefined;

  /**
   * @param userAgent the `User-Agent` header
   * @param clock measures how long a request takes
   */
  constructor(userAgent: string, clock: Clock) {
    this.#clock = clock;
    const handler = {
      prepareRequest: (options: RequestOptions) => this.#prepare(options),
      canHandleAuthentication: () => false,
      handleAuthentication: () => Promise.reject(new Error('authentication is never handled here')),
    };
    this.#client = new HttpClient(userAgent, [handler], {
      allowRedirects: false,
      allowRetries: false,
      keepAlive: true,
      socketTimeout: NEVER_IDLE_MS,
    });
  }

  /** Sends a request and reads its answer; never rejects. */
  async exchange(request: HttpRequest, limits: RequestLimits): Promise<HttpResult> {
    const watch = new RequestTimer(limits, this.#clock);
    this.#signal = watch.signal;
    try {
      const headers = { 'Accept-Encoding': 'identity', ...request.headers };
      const sent = this.#client.request(request.method, request.url, request.body ?? null, headers);
      const response = await watch.abortable(sent);
      return await readReply(response.message, request.maxBytes, watch);
    } catch (error) {
      return watch.failure ?? failureOf(error);
    } finally {
      watch.stop();
    }
  }

  /** Closes every connection. */
  close(): void {
    this.#client.dispose();
  }

  #prepare(options: RequestOptions): void {
    if (this.#signal) options.signal = this.#signal;
    // The client leaves the brackets of an IPv6 address on, and no resolver knows such a name.
    if (options.host?.startsWith('[')) options.host = options.host.slice(1, -1);
  }
}

/** Ends an exchange when its time is up or when it is aborted from outside. */
class RequestTimer {
  readonly #controller = new AbortController();
  readonly #stopTimer: () => void;
  readonly #outside: AbortSignal;
  readonly #ended: Promise<never>;
  failure: HttpFailure | undefined;

  constructor({ timeoutMs, signal }: RequestLimits, clock: Clock) {
    this.#outside = signal;
    this.#ended = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason));
    });
    this.#ended.catch(() => undefined);
    this.#stopTimer = clock.after(timeoutMs, () => this.#end(timedOut(timeoutMs)));
    if (signal.aborted) this.#cancel();
    else signal.addEventListener('abort', this.#cancel);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** A promise's value, unless the watch ends first: a request that waits for a proxy cannot be aborted itself. */
  async abortable<Value>(promise: Promise<Value>): Promise<Value> {
    promise.catch(() => undefined);
    return Promise.race([promise, this.#ended]);
  }

  stop(): void {
    this.#stopTimer();
    this.#outside.removeEventListener('abort', this.#cancel);
  }

  readonly #cancel = (): void => this.#end(CANCELLED);

  #end(fault: HttpFailure): void {
    this.failure ??= fault;
    this.#controller.abort(new Error(fault.message));
  }
}

/**
 * Reads an answer to its end, to the cap, or as far as it comes. A 2xx that is not whole is a fault unless it is too
 * large, since its body decides; of any other answer the status tells enough.
 */
async function readReply(
  message: IncomingMessage,
  maxBytes: number,
  watch: RequestTimer,
): Promise<HttpResult> {
  const { text, ending } = await readBody(message, maxBytes, watch.signal);
  const status = message.statusCode ?? 0;
  const success = status >= 200 && status < 300;
  if (ending === 'cut' && success) return watch.failure ?? CUT_OFF;
  return { kind: 'reply', status, headers: message.headers, body: text, complete: ending === 'whole' };
}

/**
 * The client's own reader never settles when a connection drops in mid-body; this one settles on every ending. Bytes
 * become text as they come: a large answer never stands in memory twice.
 */
function readBody(
  message: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ text: string; ending: 'whole' | 'too large' | 'cut' }> {
  return new Promise((resolve) => {
    const expected = Number(message.headers['content-length'] ?? FIRST_BLOCK_BYTES);
    let bytes = new GrowableBuffer(Math.min(expected, maxBytes));
    let settled = false;
    const settle = (ending: 'whole' | 'too large' | 'cut') => {
      if (settled) return;
      settled = true;
      resolve({ text: bytes.text().replace(/^\ufeff/, ''), ending });
      // The connection keeps its listeners, and they would keep the bytes.
      bytes = new GrowableBuffer(0);
      if (ending !== 'whole') message.destroy();
    };
    message.on('data', (chunk: Buffer) => {
      if (settled) return;
      bytes.add(chunk);
      if (bytes.size > maxBytes) settle('too large');
    });
    message.on('end', () => settle(message.complete ? 'whole' : 'cut'));
    message.on('error', () => settle('cut'));
    message.on('close', () => settle('cut'));
    if (signal.aborted) settle('cut');
    else signal.addEventListener('abort', () => settle('cut'));
  });
}

/** What a block holds at first where an answer does not say its size, in bytes: most are smaller. */
const FIRST_BLOCK_BYTES = 16 * 1024;

/**
 * Bytes as they come, copied into one block that doubles. Kept as they come, the pieces of a body that is sent byte by
 * byte would take hundreds of times its size.
 */
class GrowableBuffer {
  #block: Buffer;
  #size = 0;

  /** @param expected how many bytes there will be, as far as that is known; none of them is touched before it comes */
  constructor(expected: number) {
    this.#block = Buffer.allocUnsafe(expected);
  }

  get size(): number {
    return this.#size;
  }

  add(piece: Buffer): void {
    const size = this.#size + piece.length;
    if (size > this.#block.length) {
      const larger = Buffer.allocUnsafe(Math.max(size, 2 * this.#block.length));
      this.#block.copy(larger, 0, 0, this.#size);
      this.#block = larger;
    }
    piece.copy(this.#block, this.#size);
    this.#size = size;
  }

  text(): string {
    return this.#block.toString('utf8', 0, this.#size);
  }
}

const CANCELLED: HttpFailure = {
  kind: 'fault',
  cause: 'cancelled',
  message: 'the step was cancelled while the answer was under way',
  maybeApplied: true,
  retryable: false,
};

const CUT_OFF: HttpFailure = {
  kind: 'fault',
  cause: 'network',
  message: 'the connection broke in the middle of the answer',
  maybeApplied: true,
  retryable: true,
};

function timedOut(timeoutMs: number): HttpFailure {
  const message = `no complete answer within ${Math.round(timeoutMs / 100) / 10} s`;
  return { kind: 'fault', cause: 'timeout', message, maybeApplied: true, retryable: true };
}

/** Errors that come before anything was sent. */
const NOT_SENT_CODES = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'];

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS|^ERR_SSL|^EPROTO$/;

const TUNNEL = /tunneling socket could not be established, (?:statusCode=(\d+)|cause=(.*))/;

function failureOf(error: unknown): HttpFailure {
  const { message, code } = errorParts(error);
  const tunnel = TUNNEL.exec(message);
  if (tunnel) return proxyFailure(tunnel[1], tunnel[2]);
  if (CERTIFICATE.test(code)) {
    const advice =
      'Where a company proxy or an own authority signs, set NODE_USE_SYSTEM_CA=1 or NODE_EXTRA_CA_CERTS=<file> in env; check that the service speaks https';
    const said = `the secure connection failed: ${message} (${code}). ${advice}`;
    return { kind: 'fault', cause: 'certificate', message: said, maybeApplied: false, retryable: false };
  }
  const said = `the connection failed: ${message}${code && !message.includes(code) ? ` (${code})` : ''}`;
  return {
    kind: 'fault',
    cause: 'network',
    message: said,
    maybeApplied: !NOT_SENT_CODES.includes(code),
    retryable: true,
  };
}

/** What went wrong between us and the proxy: nothing reached the service. */
function proxyFailure(status: string | undefined, cause: string | undefined): HttpFailure {
  const retryable = status === undefined || Number(status) >= 500 || status === '429';
  const advice = 'Check https_proxy and no_proxy in env';
  const said =
    status === '407'
      ? 'the proxy asks for a user and a password (407). Put them into https_proxy: http://user:password@host:port'
      : `the proxy could not open the connection (${status ?? cause}). ${advice}`;
  return { kind: 'fault', cause: 'proxy', message: said, maybeApplied: false, retryable };
}

/** Connecting to a name with several addresses fails with one error for each, and an empty message of its own. */
function errorParts(error: unknown): { message: string; code: string } {
  const { errors, message, code } = Object(error) as { errors?: unknown; message?: unknown; code?: unknown };
  if (Array.isArray(errors) && errors.length > 0) return errorParts(errors[0]);
  return { message: String(message ?? error), code: String(code ?? '') };
}

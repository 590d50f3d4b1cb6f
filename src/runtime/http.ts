/** One HTTP request and its response, or why there is none. Never throws. */
import type { Agent, ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import type { Socket } from 'node:net';
import { type Body, readBody } from './body.js';
import { connectEarly, isReady } from './early-connection.js';
import type { Clock } from './process.js';
import { type ProxyServer, ProxySettingError, proxyFor, TunnelError } from './proxy.js';
import type { Environment } from './workflow-commands.js';

/** A request. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The most that is read of the response, in bytes: as it arrives, and decompressed. */
  readonly maxBytes: number;
}

/** A response, or the part of it that arrived. */
export interface HttpResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body, or the part of it that was read. */
  readonly body: string;
  /** Whether the body is complete: not truncated, and not above `maxBytes`. */
  readonly complete: boolean;
}

/** Why there is no usable response. */
export interface HttpFailure {
  readonly kind: 'failure';
  readonly cause: 'timeout' | 'network' | 'unreachable' | 'certificate' | 'proxy' | 'cancelled';
  /** What happened, and what to set if that is known. */
  readonly message: string;
  /** Whether the request may have reached the service nevertheless. */
  readonly maybeApplied: boolean;
  /** Whether a retry can help. */
  readonly retryable: boolean;
}

/** How one request ended. */
export type HttpResult = HttpResponse | HttpFailure;

/** How long one request may take. */
export interface RequestLimits {
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly timeoutMs: number;
  /** Aborts the request at once. */
  readonly signal: AbortSignal;
}

/**
 * What connecting may take, the proxy and TLS included, in milliseconds: a firewall that drops packets must not look
 * like a slow service.
 */
const CONNECT_TIMEOUT_MS = 15_000;

/** Requests over connections that are kept open. */
export interface HttpSession {
  /** Opens the connection for the first request, unless there is a proxy; never throws. Nothing is sent. */
  connect(url: string): void;
  /** Sends a request and reads its response; never rejects. */
  exchange(request: HttpRequest, limits: RequestLimits): Promise<HttpResult>;
  /** Closes every connection. */
  close(): void;
}

/** What requests to one origin are sent with. */
interface Transport {
  readonly request: (
    url: URL,
    options: RequestOptions,
    callback: (message: IncomingMessage) => void,
  ) => ClientRequest;
  readonly agent: Agent;
  readonly isDirect: boolean;
}

/** Requests over the network, through a proxy if one is set. Redirects are not followed, nothing is retried. */
export class NodeHttpSession implements HttpSession {
  readonly #userAgent: string;
  readonly #clock: Clock;
  readonly #env: Environment;
  /** By origin. */
  readonly #transports = new Map<string, Promise<Transport>>();
  #closeEarly: () => void = () => undefined;

  /**
   * @param userAgent the `User-Agent` header
   * @param clock measures how long a request takes
   * @param env the environment, with the variables of proxies
   */
  constructor(userAgent: string, clock: Clock, env: Environment) {
    this.#userAgent = userAgent;
    this.#clock = clock;
    this.#env = env;
  }

  /** Opens the connection for the first request, unless there is a proxy; never throws. Nothing is sent. */
  connect(url: string): void {
    const target = new URL(url);
    this.#transportTo(target)
      .then(({ agent, isDirect }) => {
        if (isDirect) this.#closeEarly = connectEarly(agent, target);
      })
      // The first request meets the same error, and reports it.
      .catch(() => undefined);
  }

  /** Sends a request and reads its response; never rejects. */
  async exchange(request: HttpRequest, limits: RequestLimits): Promise<HttpResult> {
    const url = new URL(request.url);
    const timer = new RequestTimer(url, limits, this.#clock);
    try {
      const transport = await timer.abortable(this.#transportTo(url));
      const message = await timer.abortable(this.#send(transport, url, request, timer));
      return resultOf(message, await readBody(message, request.maxBytes, timer.signal), timer);
    } catch (error) {
      return timer.failure ?? failureOf(error, url, timer.isConnected);
    } finally {
      timer.stop();
    }
  }

  /** Closes every connection. */
  close(): void {
    this.#closeEarly();
    for (const transport of this.#transports.values())
      transport.then(
        ({ agent }) => agent.destroy(),
        () => undefined,
      );
  }

  #transportTo(url: URL): Promise<Transport> {
    const known = this.#transports.get(url.origin);
    if (known) return known;
    const transport = openTransport(url, this.#env);
    this.#transports.set(url.origin, transport);
    return transport;
  }

  #send(
    { request, agent }: Transport,
    url: URL,
    { method, headers, body }: HttpRequest,
    timer: RequestTimer,
  ): Promise<IncomingMessage> {
    const common = { 'User-Agent': this.#userAgent, 'Accept-Encoding': 'identity' };
    return new Promise((resolve, reject) => {
      const options = { method, headers: { ...common, ...headers }, agent, signal: timer.signal };
      const outgoing = request(url, options, resolve);
      outgoing.once('socket', (socket) => whenConnected(outgoing, socket, () => timer.connected()));
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}

/**
 * Node's client is loaded for the first connection, TLS only for https.
 *
 * @throws ProxySettingError
 */
async function openTransport(url: URL, env: Environment): Promise<Transport> {
  const proxy = proxyFor(url, env);
  const isTls = url.protocol === 'https:';
  const { request, Agent } = isTls
    ? process.getBuiltinModule('node:https')
    : process.getBuiltinModule('node:http');
  const agent = new Agent({ keepAlive: true });
  if (!proxy) return { request, agent, isDirect: true };
  const { throughProxy } = await import('./tunnel.js');
  return { request, agent: throughProxy(agent, proxy, isTls), isDirect: false };
}

/** Calls back when the first byte of a request can be sent: over TLS, after the handshake. */
function whenConnected(outgoing: ClientRequest, socket: Socket, connected: () => void): void {
  if (outgoing.reusedSocket || isReady(socket)) connected();
  else if ('encrypted' in socket) socket.once('secureConnect', connected);
  else if (socket.connecting) socket.once('connect', connected);
  else connected();
}

/** Ends a request when its time is up or when it is aborted from outside, and knows whether it is connected. */
class RequestTimer {
  readonly #controller = new AbortController();
  readonly #stopTimer: () => void;
  readonly #stopConnectTimer: () => void;
  readonly #outside: AbortSignal;
  readonly #ended: Promise<never>;
  #isConnected = false;
  /** Why it ended the request, if it did. */
  failure: HttpFailure | undefined;

  constructor(url: URL, { timeoutMs, signal }: RequestLimits, clock: Clock) {
    this.#outside = signal;
    this.#ended = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason));
    });
    this.#ended.catch(() => undefined);
    const connectMs = Math.min(timeoutMs, CONNECT_TIMEOUT_MS);
    const unconnected = unreachable(url, `no connection within ${seconds(connectMs)}`);
    const late = failure('timeout', `no complete response within ${seconds(timeoutMs)}`);
    this.#stopConnectTimer = clock.after(connectMs, () => this.#end(unconnected));
    this.#stopTimer = clock.after(timeoutMs, () => this.#end(late));
    if (signal.aborted) this.#cancel();
    else signal.addEventListener('abort', this.#cancel);
  }

  /** Aborts when the request is to end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the request may have reached the service. */
  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** From now on the request may reach the service. */
  connected(): void {
    this.#isConnected = true;
    this.#stopConnectTimer();
  }

  /** A promise's value, unless the time is up first: a request that waits for a proxy cannot be aborted itself. */
  abortable<Value>(promise: Promise<Value>): Promise<Value> {
    promise.catch(() => undefined);
    return Promise.race([promise, this.#ended]);
  }

  /** Stops the timers. */
  stop(): void {
    this.#stopConnectTimer();
    this.#stopTimer();
    this.#outside.removeEventListener('abort', this.#cancel);
  }

  readonly #cancel = (): void => this.#end(cancelled(this.#isConnected));

  #end(failure: HttpFailure): void {
    this.failure ??= failure;
    this.#controller.abort(new Error(failure.message));
  }
}

/**
 * A truncated response below 500 is a failure, since its body decides; of any other response the status says enough.
 */
function resultOf(message: IncomingMessage, { text, ending }: Body, timer: RequestTimer): HttpResult {
  const status = message.statusCode ?? 0;
  if (ending === 'cut' && status < 500)
    return timer.failure ?? failure('network', 'the connection broke in the middle of the response');
  if (ending === 'damaged' && status < 500)
    return failure('network', 'the response is compressed and cannot be decompressed');
  return { kind: 'response', status, headers: message.headers, body: text, complete: ending === 'complete' };
}

/** What each cause means, unless more is known about a failure. */
const CAUSES: Readonly<Record<HttpFailure['cause'], Pick<HttpFailure, 'maybeApplied' | 'retryable'>>> = {
  timeout: { maybeApplied: true, retryable: true },
  network: { maybeApplied: true, retryable: true },
  unreachable: { maybeApplied: false, retryable: true },
  certificate: { maybeApplied: false, retryable: false },
  proxy: { maybeApplied: false, retryable: false },
  cancelled: { maybeApplied: true, retryable: false },
};

function failure(cause: HttpFailure['cause'], message: string): HttpFailure {
  return { kind: 'failure', cause, message, ...CAUSES[cause] };
}

function cancelled(maybeApplied: boolean): HttpFailure {
  return { ...failure('cancelled', 'the step was cancelled during the request'), maybeApplied };
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

/** Errors of connecting, in words. */
const CONNECT_ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'host not found; DNS did not respond',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ETIMEDOUT: 'no connection in time',
  ECONNRESET: 'connection reset',
};

/** Nothing was sent: there is no connection. */
function unreachable({ host }: URL, why: string): HttpFailure {
  return failure('unreachable', `could not connect to ${host} (${why}); check base-url and https_proxy`);
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS|^ERR_SSL|^EPROTO$/;

function failureOf(error: unknown, url: URL, isConnected: boolean): HttpFailure {
  if (error instanceof ProxySettingError) return failure('proxy', error.message);
  if (error instanceof TunnelError) return tunnelFailure(url, error);
  const { message, code } = errorParts(error);
  if (isConnected) {
    const shownCode = code === '' || message.includes(code) ? '' : ` (${code})`;
    return failure('network', `the connection failed: ${message}${shownCode}`);
  }
  return CERTIFICATE.test(code)
    ? untrusted(url, `${message}, ${code}`)
    : unreachable(url, CONNECT_ERRORS[code] ?? message);
}

function untrusted({ host }: URL, why: string): HttpFailure {
  const advice =
    'Behind a corporate proxy or with an internal CA, set NODE_USE_SYSTEM_CA=1 (runner 2.329.0 or later), NODE_OPTIONS=--use-system-ca or NODE_EXTRA_CA_CERTS=<file> in env; also check that base-url is right and the service speaks https';
  return failure('certificate', `could not connect to ${host} securely (${why}). ${advice}`);
}

/** What went wrong between the runner and the proxy: nothing reached the service. */
function tunnelFailure({ host }: URL, { message, status, proxy }: TunnelError): HttpFailure {
  const retryable = status === undefined || status >= 500 || status === 429;
  const why =
    status === 407
      ? unauthorized(proxy)
      : `the proxy could not open the connection (${status ?? message}). Check ${proxy.variable} and no_proxy in env`;
  return { ...failure('proxy', `could not connect to ${host}: ${why}`), retryable };
}

function unauthorized({ variable, authorization }: ProxyServer): string {
  return authorization === undefined
    ? `the proxy requires a user and a password (407). Put them into ${variable}: http://user:password@host:port`
    : `the proxy does not accept the user and the password in ${variable} (407)`;
}

/** Connecting to a host with several IP addresses fails with an error for each, and an empty message of its own. */
function errorParts(error: unknown): { message: string; code: string } {
  const { errors, message, code } = Object(error) as { errors?: unknown; message?: unknown; code?: unknown };
  if (Array.isArray(errors) && errors.length > 0) return errorParts(errors[0]);
  return { message: String(message ?? error), code: String(code ?? '') };
}

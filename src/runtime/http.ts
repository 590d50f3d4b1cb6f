/** One HTTP exchange, settled whatever happens: a response, or why there is none. */
import type { Agent, ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import type { Socket } from 'node:net';
import { type Body, readBody } from './body.js';
import type { Clock } from './process.js';
import { type ProxyServer, ProxySettingError, proxyFor, TunnelError } from './proxy.js';
import type { Environment } from './workflow-commands.js';

/** A request. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The most that is read of the response, in bytes: as they come, and decompressed. */
  readonly maxBytes: number;
}

/** A response, as far as it came. */
export interface HttpResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body, or the part of it that was read. */
  readonly body: string;
  /** Whether the body is complete: not truncated, and not above the size cap. */
  readonly complete: boolean;
}

/** Why there is no usable response. */
export interface HttpFailure {
  readonly kind: 'failure';
  readonly cause: 'timeout' | 'network' | 'unreachable' | 'certificate' | 'proxy' | 'cancelled';
  /** What happened, and what to set if that is known. */
  readonly message: string;
  /** Whether the request may have reached the service all the same. */
  readonly maybeApplied: boolean;
  /** Whether trying again can help. */
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

/**
 * What connecting may take, the proxy and TLS included, in milliseconds: a firewall that drops packets must not look
 * like a slow service.
 */
const CONNECT_TIMEOUT_MS = 15_000;

/** Exchanges over connections that are kept. */
export interface HttpSession {
  /** Sends a request and reads its response; never rejects. */
  exchange(request: HttpRequest, limits: RequestLimits): Promise<HttpResult>;
  /** Closes every connection. */
  close(): void;
}

/** What requests to one origin go through. */
interface Transport {
  readonly request: (
    url: URL,
    options: RequestOptions,
    callback: (message: IncomingMessage) => void,
  ) => ClientRequest;
  readonly agent: Agent;
}

/** Exchanges over the network, through a proxy if one is set. Redirects are never followed, nothing is retried. */
export class NodeHttpSession implements HttpSession {
  readonly #userAgent: string;
  readonly #clock: Clock;
  readonly #env: Environment;
  /** By origin. */
  readonly #transports = new Map<string, Promise<Transport>>();

  /**
   * @param userAgent the `User-Agent` header
   * @param clock measures how long a request takes
   * @param env where the variables of proxies are
   */
  constructor(userAgent: string, clock: Clock, env: Environment) {
    this.#userAgent = userAgent;
    this.#clock = clock;
    this.#env = env;
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
 * Node's client is loaded for the first request, TLS only for https.
 *
 * @throws ProxySettingError
 */
async function openTransport(url: URL, env: Environment): Promise<Transport> {
  const proxy = proxyFor(url, env);
  const isTls = url.protocol === 'https:';
  const { request, Agent } = isTls ? await import('node:https') : await import('node:http');
  const agent = new Agent({ keepAlive: true });
  if (!proxy) return { request, agent };
  const { throughProxy } = await import('./tunnel.js');
  return { request, agent: throughProxy(agent, proxy, isTls) };
}

/** Calls back when the first byte of a request can leave: over TLS, after the handshake. */
function whenConnected(outgoing: ClientRequest, socket: Socket, connected: () => void): void {
  if (outgoing.reusedSocket) connected();
  else if ('encrypted' in socket) socket.once('secureConnect', connected);
  else if (socket.connecting) socket.once('connect', connected);
  else connected();
}

/** Ends an exchange when its time is up or when it is aborted from outside, and knows whether it is connected. */
class RequestTimer {
  readonly #controller = new AbortController();
  readonly #stopTimer: () => void;
  readonly #stopConnectTimer: () => void;
  readonly #outside: AbortSignal;
  readonly #ended: Promise<never>;
  #isConnected = false;
  failure: HttpFailure | undefined;

  constructor(url: URL, { timeoutMs, signal }: RequestLimits, clock: Clock) {
    this.#outside = signal;
    this.#ended = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason));
    });
    this.#ended.catch(() => undefined);
    const connectMs = Math.min(timeoutMs, CONNECT_TIMEOUT_MS);
    const late = unreachable(url, `no connection within ${seconds(connectMs)}`);
    this.#stopConnectTimer = clock.after(connectMs, () => this.#end(late));
    this.#stopTimer = clock.after(timeoutMs, () => this.#end(timedOut(timeoutMs)));
    if (signal.aborted) this.#cancel();
    else signal.addEventListener('abort', this.#cancel);
  }

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
  async abortable<Value>(promise: Promise<Value>): Promise<Value> {
    promise.catch(() => undefined);
    return Promise.race([promise, this.#ended]);
  }

  stop(): void {
    this.#stopConnectTimer();
    this.#stopTimer();
    this.#outside.removeEventListener('abort', this.#cancel);
  }

  readonly #cancel = (): void => this.#end({ ...CANCELLED, maybeApplied: this.#isConnected });

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
  if (ending === 'cut' && status < 500) return timer.failure ?? CUT_OFF;
  if (ending === 'damaged' && status < 500) return DAMAGED;
  return { kind: 'response', status, headers: message.headers, body: text, complete: ending === 'complete' };
}

const CANCELLED: HttpFailure = {
  kind: 'failure',
  cause: 'cancelled',
  message: 'the step was cancelled during the request',
  maybeApplied: true,
  retryable: false,
};

const CUT_OFF: HttpFailure = {
  kind: 'failure',
  cause: 'network',
  message: 'the connection broke in the middle of the response',
  maybeApplied: true,
  retryable: true,
};

const DAMAGED: HttpFailure = { ...CUT_OFF, message: 'the response is compressed and cannot be decompressed' };

function timedOut(timeoutMs: number): HttpFailure {
  const message = `no complete response within ${seconds(timeoutMs)}`;
  return { kind: 'failure', cause: 'timeout', message, maybeApplied: true, retryable: true };
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

/** Nothing was sent: there is no connection to send it over. */
function unreachable({ host }: URL, why: string): HttpFailure {
  const message = `could not connect to ${host} (${why}); check base-url and https_proxy`;
  return { kind: 'failure', cause: 'unreachable', message, maybeApplied: false, retryable: true };
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS|^ERR_SSL|^EPROTO$/;

function failureOf(error: unknown, url: URL, isConnected: boolean): HttpFailure {
  if (error instanceof ProxySettingError)
    return { kind: 'failure', cause: 'proxy', message: error.message, maybeApplied: false, retryable: false };
  if (error instanceof TunnelError) return tunnelFailure(url, error);
  const { message, code } = errorParts(error);
  if (isConnected) {
    const said = `the connection failed: ${message}${code && !message.includes(code) ? ` (${code})` : ''}`;
    return { kind: 'failure', cause: 'network', message: said, maybeApplied: true, retryable: true };
  }
  return CERTIFICATE.test(code)
    ? untrusted(url, `${message}, ${code}`)
    : unreachable(url, CONNECT_ERRORS[code] ?? message);
}

function untrusted({ host }: URL, why: string): HttpFailure {
  const advice =
    'Behind a corporate proxy or with an internal CA, set NODE_USE_SYSTEM_CA=1 or NODE_EXTRA_CA_CERTS=<file> in env; also check that base-url is right and the service speaks https';
  const message = `could not connect to ${host} securely (${why}). ${advice}`;
  return { kind: 'failure', cause: 'certificate', message, maybeApplied: false, retryable: false };
}

/** What went wrong between the runner and the proxy: nothing reached the service. */
function tunnelFailure({ host }: URL, { message, status, proxy }: TunnelError): HttpFailure {
  const retryable = status === undefined || status >= 500 || status === 429;
  const why =
    status === 407
      ? unauthorized(proxy)
      : `the proxy could not open the connection (${status ?? message}). Check ${proxy.variable} and no_proxy in env`;
  return {
    kind: 'failure',
    cause: 'proxy',
    message: `could not connect to ${host}: ${why}`,
    maybeApplied: false,
    retryable,
  };
}

function unauthorized({ variable, authorization }: ProxyServer): string {
  return authorization === undefined
    ? `the proxy requires a user and a password (407). Put them into ${variable}: http://user:password@host:port`
    : `the proxy does not accept the user and the password in ${variable} (407)`;
}

/** Connecting to a name with several IP addresses fails with one error for each, and an empty message of its own. */
function errorParts(error: unknown): { message: string; code: string } {
  const { errors, message, code } = Object(error) as { errors?: unknown; message?: unknown; code?: unknown };
  if (Array.isArray(errors) && errors.length > 0) return errorParts(errors[0]);
  return { message: String(message ?? error), code: String(code ?? '') };
}

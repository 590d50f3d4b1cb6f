/** The sandbox: the service on a loopback port, with every request remembered and faults on demand. */
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from './data.js';
import { RUNS } from './data.js';
import type { Fault, Reply } from './faults.js';
import { isMute, replacesAnswer, replyWith, send } from './faults.js';
import type { Json } from './json.js';
import { readJson, writeJson } from './json.js';
import type { Answer, Separator } from './testsigma.js';
import { refusal, Testsigma } from './testsigma.js';

export type { Fault } from './faults.js';
export { script } from './faults.js';

/** How a sandbox differs from the plain one. */
export interface SandboxOptions {
  /** What it holds; the shipped runs unless given. */
  readonly runs?: readonly Run[];
  /** The only API key it takes; a made-up word unless given. */
  readonly token?: string;
  /** A free one unless given. */
  readonly port?: number;
  /** The prefix of `/api/v1` in every path, such as `/testsigma`; nothing unless given. */
  readonly prefix?: string;
  /** The separator between the causes of a refusal; `<br>` unless given. */
  readonly separator?: Separator;
  /** Milliseconds before each response; none unless given. */
  readonly latency?: number;
  /** Speaks https with this key and certificate (PEM). */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** What goes wrong with a request; called once for each, after its body was read. */
  readonly faults?: Faults;
  /** Told of each request once its connection is done with it. */
  readonly onDone?: (request: RecordedRequest) => void;
}

/** Says what goes wrong with a request: nothing, where it gives nothing. */
export type Faults = (request: RecordedRequest) => Fault | undefined;

/** One request as it reached the sandbox, authorised or not. */
export interface RecordedRequest {
  /** Counted from 1, in the order of arrival. */
  readonly number: number;
  readonly method: string;
  /** As sent, a prefix and a query included. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** Empty until it was read whole. */
  body: string;
  /** When its headers were read: milliseconds since 1970. */
  readonly receivedAt: number;
  /** The other end's port: the same for requests of one connection. */
  readonly remotePort: number;
  /** The status that it was answered; absent where none was sent. */
  answered?: number;
}

/** A running sandbox. */
export interface Sandbox {
  /** What `base-url` takes: scheme, host, port and prefix, without a trailing slash. */
  readonly address: string;
  readonly token: string;
  readonly testsigma: Testsigma;
  /** Every request so far, in the order of arrival. */
  readonly requests: RecordedRequest[];
  /** May be changed at any time. */
  faults: Faults | undefined;
  /** How many clients wait for a response that stalls. */
  readonly stalled: number;
  /** Closes every connection at once, also those that wait or stall. May be called again. */
  close(): Promise<void>;
}

const TOKEN = 'sandbox-token';
const NO_FAULT: Fault = {};

/**
 * Starts a sandbox on 127.0.0.1.
 *
 * @throws where the port is taken or the certificate cannot be used
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { runs = RUNS, token = TOKEN, prefix = '', separator, latency = 0, tls, faults, onDone } = options;
  const requests: RecordedRequest[] = [];
  const stalled = new Set<ServerResponse>();
  const closing = new AbortController();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = remember(request, requests);
    response.on('close', () => {
      stalled.delete(response);
      onDone?.(seen);
    });
    seen.body = await textOf(request);
    const fault = sandbox.faults?.(seen) ?? NO_FAULT;
    const apply = fault.apply ?? !replacesAnswer(fault);
    const reply = replyWith(fault, written(answer(seen, sandbox, prefix, apply)));
    await pause(latency + (fault.delay ?? 0), closing.signal);
    if (response.destroyed) return;
    if (!isMute(fault)) seen.answered = reply.status;
    await send(response, reply, fault, closing.signal);
    if (fault.stall) stalled.add(response);
  }

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    response.on('error', () => undefined);
    serve(request, response).catch((error: unknown) => giveUp(response, error));
  };
  const server = tls ? createSecureServer({ ...tls }, listener) : createServer(listener);
  const port = await listen(server, options.port ?? 0);
  const sandbox: Sandbox = {
    address: `${tls ? 'https' : 'http'}://127.0.0.1:${port}${prefix}`,
    token,
    testsigma: new Testsigma(runs, { separator }),
    requests,
    faults,
    get stalled() {
      return stalled.size;
    },
    close: () => {
      closing.abort();
      return shut(server);
    },
  };
  return sandbox;
}

/** What a route needs to know to answer. */
interface Question {
  readonly runId: string;
  readonly seen: RecordedRequest;
  readonly testsigma: Testsigma;
  /** Whether a valid override is applied, or only answered. */
  readonly apply: boolean;
}

interface Route {
  readonly path: RegExp;
  readonly method: string;
  readonly answer: (question: Question) => Answer;
}

const ROUTES: readonly Route[] = [
  { path: /^\/api\/v1\/execution_results()$/, method: 'POST', answer: started },
  { path: /^\/api\/v1\/execution_results\/(\d+)\/override$/, method: 'PUT', answer: overridden },
  {
    path: /^\/api\/v1\/execution_results\/(\d+)$/,
    method: 'GET',
    answer: ({ testsigma, runId }) => testsigma.run(runId),
  },
  {
    path: /^\/api\/v1\/execution_results\/(\d+)\/test_case_results$/,
    method: 'GET',
    answer: ({ testsigma, runId }) => testsigma.listing(runId),
  },
  { path: /^\/api\/v1\/reports\/junit\/(\d+)$/, method: 'GET', answer: reported },
];

/** The real response. The key is checked before anything else, on every path [I]. */
function answer(
  seen: RecordedRequest,
  { token, testsigma }: Sandbox,
  prefix: string,
  apply: boolean,
): Answer {
  const refused = unauthorised(seen, token);
  if (refused) return refused;
  const [path = ''] = seen.path.split('?', 1);
  const local = path.startsWith(prefix) ? path.slice(prefix.length) : '';
  for (const route of ROUTES) {
    const runId = route.path.exec(local)?.[1];
    if (runId === undefined) continue;
    return wrongMethod(seen, route) ?? route.answer({ runId, seen, testsigma, apply });
  }
  return refusal(404, `No handler found for ${seen.method} ${path}`);
}

/** The two refusals of a key, in the words that were seen. */
function unauthorised({ headers }: RecordedRequest, token: string): Answer | undefined {
  const given = /^Bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (given === undefined) return refusal(401, 'No JWT token found');
  return given === token ? undefined : refusal(401, 'Invalid JWT token');
}

/** The text is what the server's framework says by default [I]. */
function wrongMethod({ method }: RecordedRequest, route: Route): Answer | undefined {
  return method === route.method ? undefined : refusal(405, `Request method '${method}' not supported`);
}

/** The body that starts a test plan is `{"executionId": 57}` [D]. */
function started({ testsigma, seen }: Question): Answer {
  const body = readable(seen.body);
  const plan = typeof body === 'object' && body !== null && !Array.isArray(body) ? body['executionId'] : null;
  return typeof plan === 'bigint' ? testsigma.start(String(plan)) : refusal(400, 'executionId is missing');
}

/** A body of another type gets 415 [I]; one that cannot be read gets 400 and no body [I]. */
function overridden({ testsigma, runId, seen, apply }: Question): Answer {
  const type = seen.headers['content-type'] ?? '';
  if (!/^application\/json\b/i.test(type)) return refusal(415, `Content type '${type}' not supported`);
  const entries = readable(seen.body);
  if (entries === undefined) return { status: 400, contentType: 'application/json' };
  return testsigma.override(runId, entries, { apply });
}

function readable(body: string): Json | undefined {
  try {
    return readJson(body);
  } catch {
    return undefined;
  }
}

/** XML, or 406 to whoever takes none: who asks for JSON among them. */
function reported({ testsigma, runId, seen }: Question): Answer {
  const takesXml = /\bapplication\/(?:xml|\*)|\*\/\*/.test(seen.headers.accept ?? '*/*');
  return takesXml ? testsigma.junit(runId) : refusal(406, 'Could not find acceptable representation');
}

function written({ status, contentType, body }: Answer): Reply {
  if (body === undefined) return { status, headers: {}, body: Buffer.alloc(0) };
  const text = contentType === 'application/xml' && typeof body === 'string' ? body : writeJson(body);
  return { status, headers: { 'content-type': contentType }, body: Buffer.from(text) };
}

function remember(request: IncomingMessage, requests: RecordedRequest[]): RecordedRequest {
  const seen: RecordedRequest = {
    number: requests.length + 1,
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body: '',
    receivedAt: Date.now(),
    remotePort: request.socket.remotePort ?? 0,
  };
  requests.push(seen);
  return seen;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds > 0) await sleep(milliseconds, undefined, { signal });
}

/** A fault of the sandbox itself is answered as Testsigma answers its own: 500 with the exception's text [C]. */
function giveUp(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) response.destroy();
  else response.writeHead(500).end(String(error));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

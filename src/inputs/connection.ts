/** The runs, the host and the key: run-id, results-from-run, base-url and api-token. */
import { idError, looksLikeUrl, parseTestsigmaUrl, type TestsigmaUrl } from '../model/testsigma-url.js';
import { isLoopback, ProxySettingError, proxyFor } from '../runtime/proxy.js';
import type { Environment } from '../runtime/workflow-commands.js';
import { quote, unquote } from '../text/format.js';
import type { InputReader } from './parse.js';

/** What it takes to talk to Testsigma about a run. */
export interface Connection {
  /** Decimal digits. */
  readonly runId: string;
  readonly apiToken: string;
  /** An https URL (http for loopback only) without a slash at its end. */
  readonly baseUrl: string;
  /** The host of `baseUrl`, with its port if it has one. */
  readonly host: string;
}

const DEFAULT_BASE_URL = 'https://app.testsigma.com';

/** Testsigma's public hosts: the URL of a run on one of them sets the region. */
const PUBLIC_HOSTS = ['app.testsigma.com', 'app-eu.testsigma.com', 'app-in.testsigma.com'];

/** GitHub's IDs of workflow runs have more digits than this; on small hosts they may equal a run's ID by chance. */
const MIN_WORKFLOW_RUN_DIGITS = 7;

/**
 * The texts to mask, before anything else is done: the token as given, without `Bearer`, and line by line, since the
 * runner masks line by line.
 */
export function secretsToMask(token: string): string[] {
  const lines = token.split(/[\r\n]+/);
  const texts = [token, ...lines, ...lines.map(withoutBearer)].map((text) => text.trim());
  return [...new Set(texts)].filter((text) => text !== '' && !/[\r\n]/.test(text));
}

/**
 * Reads the three inputs.
 *
 * @param env `GITHUB_RUN_ID`, which people mistake for the ID of the Testsigma run, and the variables of proxies
 */
export function readConnection(reader: InputReader, env: Environment): Connection {
  const run = readRun(reader, env['GITHUB_RUN_ID']);
  const connection = { runId: run.id, apiToken: readToken(reader), ...readBaseUrl(reader, run.url) };
  if (connection.host !== '') checkProxy(reader, new URL(connection.baseUrl), env);
  return connection;
}

/** A proxy setting that is not understood is an error: no request may go out without the proxy. */
function checkProxy(reader: InputReader, url: URL, env: Environment): void {
  try {
    proxyFor(url, env);
  } catch (error) {
    if (!(error instanceof ProxySettingError)) throw error;
    reader.problem(error.variable, error.message);
  }
}

interface RunReference {
  readonly id: string;
  /** The URL that was given instead of the ID. */
  readonly url?: URL;
}

function readRun(reader: InputReader, workflowRunId: string | undefined): RunReference {
  const id = unquote(reader.raw('run-id'));
  if (looksLikeUrl(id)) return readRunUrl(reader, id);
  const error = runIdError(id, workflowRunId);
  if (error !== undefined) reader.problem('run-id', `${error}. ${RUN_ID}`);
  return { id };
}

function runIdError(id: string, workflowRunId: string | undefined): string | undefined {
  if (id === '') return 'run-id is empty';
  if (id === workflowRunId && id.length >= MIN_WORKFLOW_RUN_DIGITS)
    return `run-id ${id} is the ID of this GitHub workflow run (github.run_id)`;
  const error = idError(id);
  return error && `${quote(id)} is not a run ID: ${error}`;
}

function readRunUrl(reader: InputReader, text: string): RunReference {
  const parsed = parseTestsigmaUrl(text);
  const id = parsed?.ids.run ?? '';
  const foreign = parsed && foreignRun(parsed.url);
  if (parsed && !foreign && idError(id) === undefined) return { id, url: parsed.url };
  const what = foreign ?? 'not the URL of a run (…/ui/td/runs/239)';
  reader.problem('run-id', `${quote(text)} is ${what}. ${RUN_ID}`);
  return { id };
}

const RUN_ID =
  'Give the ID of the Testsigma run: the "Execution ID" on its Run Results page, the URL of that page, or `id` in the response that started the run';

/** The value of `results-from-run` that means the run's newest rerun. */
export const LATEST_RERUN = 'latest-rerun';

/** Reads `results-from-run`: {@link LATEST_RERUN}, or the ID of another run; nothing if it is not given. */
export function readOtherRun(reader: InputReader, { runId, host }: Connection): string | undefined {
  const text = unquote(reader.raw('results-from-run'));
  if (text === '') return undefined;
  if (text.toLowerCase() === LATEST_RERUN) return LATEST_RERUN;
  const parsed = looksLikeUrl(text) ? parseTestsigmaUrl(text) : undefined;
  const id = looksLikeUrl(text) ? (parsed?.ids.run ?? '') : text;
  const error = otherRunError(id, parsed, runId, host);
  if (error !== undefined)
    reader.problem(
      'results-from-run',
      `${quote(text)} ${error}. Give ${LATEST_RERUN}, or the ID or URL of a run`,
    );
  return id;
}

function otherRunError(
  id: string,
  parsed: TestsigmaUrl | undefined,
  runId: string,
  host: string,
): string | undefined {
  if (idError(id) !== undefined) return 'is not another run';
  if (parsed && host !== '' && parsed.url.host !== host)
    return `is on ${parsed.url.host}, but base-url is on ${host}: IDs belong to one host`;
  return id === runId ? `is run ${runId} itself, which run-id names` : undefined;
}

/** What a URL of a run is, if not of a Testsigma run; undefined if it may be one. */
function foreignRun({ host, pathname }: URL): string | undefined {
  if (/\/actions\/runs\/\d/.test(pathname)) return 'the URL of a GitHub workflow run (github.run_id)';
  if (host === 'test-management.testsigma.com')
    return "on Testsigma's Test Management, another product with other IDs";
  return undefined;
}

function readToken(reader: InputReader): string {
  const given = reader.text('api-token');
  const token = withoutBearer(given);
  const error = tokenError(token);
  if (error !== undefined) reader.problem('api-token', error);
  else if (token !== given)
    reader.notice('api-token', 'the word Bearer in api-token is not needed and was left out');
  return token;
}

function tokenError(token: string): string | undefined {
  if (token === '' || /^bearer$/i.test(token)) return NO_TOKEN;
  if (/\s/.test(token))
    return 'api-token contains white space or several lines; a Testsigma API key is one word (Settings > API Keys)';
  return /^[\x21-\x7e]+$/.test(token)
    ? undefined
    : 'api-token contains characters that no API key has; copy it again (Settings > API Keys)';
}

const NO_TOKEN =
  "api-token is empty. Pass a secret that contains a Testsigma API key (Settings > API Keys), such as secrets.TESTSIGMA_API_KEY. An environment's secret needs `environment:` on the job, a reusable workflow needs `secrets:` where it is called. Workflows started from forks and by Dependabot get no secrets";

function withoutBearer(token: string): string {
  return token.trim().replace(/^bearer\s+/i, '');
}

function readBaseUrl(reader: InputReader, run: URL | undefined): Pick<Connection, 'baseUrl' | 'host'> {
  const implied = run && PUBLIC_HOSTS.includes(run.host) ? `https://${run.host}` : DEFAULT_BASE_URL;
  const text = reader.text('base-url') || implied;
  if (!URL.canParse(text)) {
    reader.problem(
      'base-url',
      `${quote(withoutUserInfo(text))} is not a URL; write it like ${DEFAULT_BASE_URL}`,
    );
    return { baseUrl: text, host: '' };
  }
  const url = new URL(text);
  for (const error of baseUrlErrors(url, text)) reader.problem('base-url', error);
  if (run && run.host !== url.host) {
    reader.problem(
      'run-id',
      `the run's URL is on ${run.host}, but base-url is on ${url.host}: IDs belong to one host. Take the URL from ${url.host}, or set base-url to https://${run.host} if that is your Testsigma: the key is sent there`,
    );
  }
  return { baseUrl: url.origin + url.pathname.replace(/(?<!\/)\/+$/, ''), host: url.host };
}

/** Replaces the user and the password that may be in a text that is not a valid URL. */
function withoutUserInfo(text: string): string {
  const start = text.indexOf('//');
  const end = text.lastIndexOf('@');
  return start >= 0 && end > start ? `${text.slice(0, start)}//…${text.slice(end)}` : text;
}

function* baseUrlErrors(url: URL, text: string): Generator<string> {
  if (url.username !== '' || url.password !== '') {
    yield 'base-url must not hold a user or a password; the key goes into api-token';
    return;
  }
  const quoted = quote(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    yield `${quoted} does not begin with https://; only a service on this machine may be used without it`;
  }
  if (url.search !== '' || url.hash !== '' || text.includes('?') || text.includes('#')) {
    yield `${quoted} has a query or a fragment; write the URL without it`;
  }
  if (/\/api\/v1(\/|$)/i.test(url.pathname))
    yield `${quoted} includes /api/v1, which the action adds by itself; leave it out`;
}

/** The action's inputs → one typed object; every problem at once. */

import type { Diagnostic, Problem } from '../model/diagnostic.js';
import { CURRENT_RESULT_WORDS, currentResultOf, OUTCOME_WORDS, outcomeOf } from '../model/outcome.js';
import { idError } from '../model/selector.js';
import { looksLikeUrl, parseTestsigmaUrl } from '../model/testsigma-url.js';
import type { CurrentResult, Outcome } from '../model/types.js';
import { RETRY_FILE, UNDO_FILE } from '../report/retry-undo.js';
import { quote, splitWords, unquote } from '../text/format.js';

/** What the person asked for, checked. */
export interface Inputs {
  /** Decimal digits. */
  readonly runId: string;
  readonly apiToken: string;
  /** An https address (http for loopback alone) without a slash at its end. */
  readonly baseUrl: string;
  /** The host of `baseUrl`, with its port if it has one. */
  readonly host: string;
  /** The inline document as given; empty where there is none. */
  readonly results: string;
  /** Paths and globs, one a line. */
  readonly resultsFiles: string;
  /** The same for JUnit XML reports. */
  readonly junitFiles: string;
  /** The suite of the run that tests without one of their own are meant for; empty for any. */
  readonly junitSuite: string;
  /** The same for the machine; `*` for every machine. */
  readonly junitMachine: string;
  readonly defaultOutcome?: Outcome;
  readonly onlyIf?: readonly CurrentResult[];
  readonly comment: string;
  readonly auditTrail: boolean;
  readonly lookup: 'auto' | 'required' | 'off';
  readonly unchanged: 'skip' | 'send';
  readonly ifPartial: 'warn' | 'error';
  readonly ifNoResults: 'error' | 'warn' | 'ignore';
  readonly ifUnmatched: 'warn' | 'error' | 'ignore';
  readonly dryRun: boolean;
  readonly verify: boolean;
  readonly batchSize: number;
  /** A path; empty where the default is meant. */
  readonly reportFile: string;
  readonly jobSummary: boolean;
  /** Empty where no comment on a pull request is wanted. */
  readonly githubToken: string;
  readonly maxRetries: number;
  /** Milliseconds. */
  readonly requestTimeoutMs: number;
  /** Milliseconds. */
  readonly timeoutMs: number;
}

/** What reading the documents needs: known even where other inputs are wrong, so that all problems are told at once. */
export type DocumentInputs = Pick<
  Inputs,
  'results' | 'resultsFiles' | 'junitFiles' | 'defaultOutcome' | 'onlyIf'
> & {
  /** Absent where `base-url` is wrong: no address can then be on another host. */
  readonly host?: string;
};

/** The inputs, or all that is wrong with them. */
export interface ParsedInputs {
  /** Absent where there are problems. */
  readonly inputs?: Inputs;
  readonly documents: DocumentInputs;
  readonly problems: readonly Problem[];
  readonly notices: readonly Diagnostic[];
  /** Whether a summary is wanted: known even where other inputs are wrong. */
  readonly jobSummary: boolean;
  /** Where the report file goes, known even where other inputs are wrong. */
  readonly reportFile: string;
}

/** Gives an input's text as the runner passes it, empty where it is not given. */
export type GetInput = (name: string) => string;

const DEFAULT_COMMENT = 'Overridden from GitHub Actions';
const DEFAULT_BASE_URL = 'https://app.testsigma.com';

/** Testsigma's public hosts: the address of a run on one of them says which region is meant. */
const PUBLIC_HOSTS = ['app.testsigma.com', 'app-eu.testsigma.com', 'app-in.testsigma.com'];

/**
 * The texts to mask, before anything else is done: the key whole, without `Bearer`, and line by line, since the
 * runner masks line by line.
 */
export function secretsToMask(token: string): string[] {
  const lines = token.split(/[\r\n]+/);
  const texts = [token, ...lines, ...lines.map(withoutBearer)].map((text) => text.trim());
  return [...new Set(texts)].filter((text) => text !== '' && !/[\r\n]/.test(text));
}

/**
 * Reads and checks every input.
 *
 * @param workflowRunId `GITHUB_RUN_ID`, which people mistake for the id of the Testsigma run
 */
export function readInputs(getInput: GetInput, workflowRunId: string | undefined): ParsedInputs {
  return new InputParser(getInput).read(workflowRunId);
}

function withoutBearer(token: string): string {
  return token.trim().replace(/^bearer\s+/i, '');
}

class InputParser {
  readonly #getInput: GetInput;
  readonly #problems: Problem[] = [];
  readonly #notices: Diagnostic[] = [];

  constructor(getInput: GetInput) {
    this.#getInput = getInput;
  }

  read(workflowRunId: string | undefined): ParsedInputs {
    const run = this.#run(workflowRunId);
    const base = this.#base(run.address);
    const inputs: Inputs = {
      runId: run.id,
      apiToken: this.#token(),
      ...base,
      results: this.#getInput('results'),
      resultsFiles: this.#getInput('results-files'),
      junitFiles: this.#getInput('junit-files'),
      junitSuite: this.#text('junit-suite'),
      junitMachine: this.#text('junit-machine'),
      ...optional('defaultOutcome', this.#defaultOutcome()),
      ...optional('onlyIf', this.#onlyIf()),
      comment: this.#text('comment') || DEFAULT_COMMENT,
      auditTrail: this.#flag('audit-trail', true),
      lookup: this.#choice('lookup', ['auto', 'required', 'off']),
      unchanged: this.#choice('unchanged', ['skip', 'send']),
      ifPartial: this.#choice('if-partial', ['warn', 'error']),
      ifNoResults: this.#choice('if-no-results', ['error', 'warn', 'ignore']),
      ifUnmatched: this.#choice('if-unmatched', ['warn', 'error', 'ignore']),
      dryRun: this.#flag('dry-run', false),
      verify: this.#flag('verify', false),
      batchSize: this.#number('batch-size', 100, 1, 1_000),
      reportFile: this.#reportFile(),
      jobSummary: this.#flag('job-summary', true),
      githubToken: this.#text('github-token'),
      maxRetries: this.#number('max-retries', 4, 0, 10),
      requestTimeoutMs: 1_000 * this.#number('request-timeout-seconds', 60, 1, 3_600),
      timeoutMs: 1_000 * this.#number('timeout-seconds', 600, 1, 21_600),
    };
    this.#refuseBlindness(inputs);
    const { jobSummary, reportFile } = inputs;
    const problems = this.#problems;
    const documents = this.#documents(inputs);
    const sound = problems.length === 0 ? { inputs } : {};
    return { documents, problems, notices: this.#notices, jobSummary, reportFile, ...sound };
  }

  #documents({ results, resultsFiles, junitFiles, defaultOutcome, onlyIf, host }: Inputs): DocumentInputs {
    const isWrong = (input: string) => this.#problems.some(({ location }) => location.input === input);
    // A wrong default-result has its own word; that each entry lacks an outcome would only repeat it.
    const outcome = isWrong('default-result') ? 'SUCCESS' : defaultOutcome;
    return {
      results,
      resultsFiles,
      junitFiles,
      ...optional('defaultOutcome', outcome),
      ...optional('onlyIf', onlyIf),
      ...(isWrong('base-url') || isWrong('run-id') ? {} : { host }),
    };
  }

  /** What needs the run's results does not go together with not reading them. */
  #refuseBlindness({ verify, junitFiles, onlyIf, lookup }: Inputs): void {
    if (lookup !== 'off') return;
    if (onlyIf) {
      this.#fault(
        'only-if',
        'only-if is held against what the run shows, and lookup: off forbids reading it; change one of them',
      );
    }
    if (verify) {
      this.#fault(
        'verify',
        'verify reads the run again, and lookup: off forbids reading it; change one of them',
      );
    }
    if (junitFiles.trim() !== '') {
      this.#fault(
        'junit-files',
        "tests are told by the run's listing, and lookup: off forbids reading it; change one of them",
      );
    }
  }

  #fault(input: string, message: string): void {
    this.#problems.push({ location: { input }, message });
  }

  #text(name: string): string {
    return this.#getInput(name).trim();
  }

  #run(workflowRunId: string | undefined): { id: string; address?: URL } {
    const text = unquote(this.#getInput('run-id'));
    if (text === '') {
      this.#fault('run-id', `run-id is empty. ${RUN_ID}`);
      return { id: text };
    }
    if (looksLikeUrl(text)) return this.#runAddress(text);
    if (text === workflowRunId) {
      this.#fault(
        'run-id',
        `run-id ${text} is the id of this GitHub workflow run (github.run_id). ${RUN_ID}`,
      );
      return { id: text };
    }
    const fault = idError(text);
    if (fault) this.#fault('run-id', `${quote(text)} is not a run id: ${fault}. ${RUN_ID}`);
    return { id: text };
  }

  #runAddress(text: string): { id: string; address?: URL } {
    const address = parseTestsigmaUrl(text);
    const id = address?.ids.run ?? '';
    const fault = idError(id);
    const elsewhere = address && foreignRun(address.url);
    if (elsewhere) {
      this.#fault('run-id', `${quote(text)} is ${elsewhere}. ${RUN_ID}`);
      return { id };
    }
    if (!address || fault) {
      this.#fault('run-id', `${quote(text)} is not the address of a run (…/ui/td/runs/239). ${RUN_ID}`);
      return { id };
    }
    return { id, address: address.url };
  }

  #token(): string {
    const given = this.#getInput('api-token').trim();
    const token = withoutBearer(given);
    if (token === '' || /^bearer$/i.test(token)) {
      this.#fault('api-token', NO_TOKEN);
    } else if (/\s/.test(token)) {
      this.#fault(
        'api-token',
        'api-token holds white space or several lines; a Testsigma API key is one word (Settings > API Keys)',
      );
    } else if (!/^[\x21-\x7e]+$/.test(token)) {
      this.#fault(
        'api-token',
        'api-token holds characters that no API key has; copy it again (Settings > API Keys)',
      );
    } else if (token !== given) {
      this.#notices.push({
        location: { input: 'api-token' },
        message: 'the word Bearer in api-token is not needed and was left out',
      });
    }
    return token;
  }

  #base(run: URL | undefined): { baseUrl: string; host: string } {
    const given = this.#text('base-url');
    const implied = run && PUBLIC_HOSTS.includes(run.host) ? `https://${run.host}` : DEFAULT_BASE_URL;
    const text = given || implied;
    if (!URL.canParse(text)) {
      this.#fault(
        'base-url',
        `${quote(redactUserInfo(text))} is not an address; write it like ${DEFAULT_BASE_URL}`,
      );
      return { baseUrl: text, host: '' };
    }
    const url = new URL(text);
    for (const fault of baseUrlErrors(url, text)) this.#fault('base-url', fault);
    if (run && run.host !== url.host) {
      this.#fault(
        'run-id',
        `the run's address is on ${run.host}, but base-url is on ${url.host}: ids belong to one host. Take the address from ${url.host}, or set base-url to https://${run.host} if that is your Testsigma: the key is sent there`,
      );
    }
    return { baseUrl: url.origin + withoutSlashesAtEnd(url.pathname), host: url.host };
  }

  /** The report must not fall on one of the documents beside it, also where case does not tell files apart. */
  #reportFile(): string {
    const path = this.#text('report-file');
    const name = path.split(/[\\/]/).at(-1)?.toLowerCase() ?? '';
    if (![RETRY_FILE, UNDO_FILE].includes(name)) return path;
    this.#fault(
      'report-file',
      `${quote(path)} has the name of a document that is written beside the report; give another name`,
    );
    return '';
  }

  #defaultOutcome(): Outcome | undefined {
    const word = this.#text('default-result');
    const outcome = word === '' ? undefined : outcomeOf(word);
    if (word !== '' && !outcome) {
      this.#fault('default-result', `${quote(word)} is not a result; use one of: ${OUTCOME_WORDS}`);
    }
    return outcome;
  }

  #onlyIf(): readonly CurrentResult[] | undefined {
    const given = splitWords(this.#getInput('only-if'));
    const unknown = given.filter((word) => !currentResultOf(word));
    for (const word of unknown) {
      this.#fault('only-if', `${quote(word)} is not a result; only-if takes: ${CURRENT_RESULT_WORDS}`);
    }
    const results = given.flatMap((word) => currentResultOf(word) ?? []);
    return results.length > 0 ? [...new Set(results)] : undefined;
  }

  /** The words that `@actions/core` takes for a boolean: YAML 1.2's. */
  #flag(name: string, byDefault: boolean): boolean {
    const text = this.#text(name);
    if (text === '') return byDefault;
    if (['true', 'True', 'TRUE'].includes(text)) return true;
    if (!['false', 'False', 'FALSE'].includes(text)) {
      this.#fault(name, `${quote(text)} is not a value of ${name}; write true or false`);
      return byDefault;
    }
    return false;
  }

  #choice<Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]): Choice {
    const text = this.#text(name).toLowerCase();
    const choice = text === '' ? choices[0] : choices.find((one) => one === text);
    if (!choice)
      this.#fault(name, `${quote(text)} is not a value of ${name}; use one of: ${choices.join(', ')}`);
    return choice ?? choices[0];
  }

  #number(name: string, byDefault: number, least: number, most: number): number {
    const text = this.#text(name);
    if (text === '') return byDefault;
    const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    this.#fault(
      name,
      `${quote(text)} is not a value of ${name}; write a whole number from ${least} to ${most}`,
    );
    return byDefault;
  }
}

const RUN_ID =
  'What is meant is the id of the Testsigma run: digits on its Run Results page ("Execution ID"), or that page\'s address, or `id` in the answer that started the run';

/** What an address shows that is a run, but none of Testsigma's; nothing where it may be one. */
function foreignRun({ host, pathname }: URL): string | undefined {
  if (/\/actions\/runs\/\d/.test(pathname)) return 'the address of a GitHub workflow run (github.run_id)';
  if (host === 'test-management.testsigma.com')
    return "on Testsigma's Test Management, another product with other ids";
  return undefined;
}

const NO_TOKEN =
  'api-token is empty. Pass a secret that holds a Testsigma API key (Settings > API Keys), such as secrets.TESTSIGMA_API_KEY. Workflows started from forks and by Dependabot get no secrets';

/** An address that cannot be read, without the user and the password that may stand in it. */
function redactUserInfo(text: string): string {
  const start = text.indexOf('//');
  const end = text.lastIndexOf('@');
  return start >= 0 && end > start ? `${text.slice(0, start)}//…${text.slice(end)}` : text;
}

function withoutSlashesAtEnd(path: string): string {
  let end = path.length;
  while (path.charAt(end - 1) === '/') end -= 1;
  return path.slice(0, end);
}

function* baseUrlErrors(url: URL, text: string): Generator<string> {
  if (url.username !== '' || url.password !== '') {
    yield 'base-url must not hold a user or a password; the key goes into api-token';
    return;
  }
  const shown = quote(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    yield `${shown} does not begin with https://; only a service on this machine may be asked without it`;
  }
  if (url.search !== '' || url.hash !== '' || text.includes('?') || text.includes('#')) {
    yield `${shown} has a query or a fragment; write the address without it`;
  }
  if (/\/api\/v1(\/|$)/i.test(url.pathname))
    yield `${shown} holds /api/v1, which the action adds by itself; leave it out`;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { secretsToMask } from '../../src/inputs/connection.js';
import { type Inputs, type ParsedInputs, parseInputs } from '../../src/inputs/inputs.js';
import { Diagnostics } from '../../src/model/diagnostic.js';
import type { Environment } from '../../src/runtime/workflow-commands.js';

const LEAST = { 'run-id': '239', 'api-token': 'sandbox-token' };
const EU = 'https://app-eu.testsigma.com';

function read(
  given: Readonly<Record<string, string>> = {},
  env: Environment = { GITHUB_RUN_ID: '777' },
): ParsedInputs & Pick<Diagnostics, 'problems' | 'notices'> {
  const all: Readonly<Record<string, string>> = { ...LEAST, ...given };
  const diagnostics = new Diagnostics();
  const parsed = parseInputs((name) => all[name] ?? '', env, diagnostics);
  return { ...parsed, problems: diagnostics.problems, notices: diagnostics.notices };
}

function good(given: Readonly<Record<string, string>> = {}): Inputs {
  const { inputs, problems } = read(given);
  expect(problems).toEqual([]);
  if (!inputs) throw new Error('no inputs');
  return inputs;
}

/** The one problem of inputs. */
function problem(given: Readonly<Record<string, string>>): string {
  const { inputs, problems } = read(given);
  expect(inputs).toBeUndefined();
  expect(problems).toHaveLength(1);
  const [one] = problems;
  return `${one?.location.input}: ${one?.message}`;
}

describe('defaults', () => {
  const defaults: Inputs = {
    runId: '239',
    apiToken: 'sandbox-token',
    baseUrl: 'https://app.testsigma.com',
    host: 'app.testsigma.com',
    results: '',
    resultsFiles: '',
    junitFiles: '',
    suite: '',
    machine: '',
    comment: 'Overridden from GitHub Actions',
    auditTrail: true,
    waitMs: 0,
    policy: '',
    lookup: 'auto',
    unchanged: 'skip',
    ifPartial: 'warn',
    ifNoResults: 'error',
    ifUnmatched: 'warn',
    dryRun: false,
    verify: false,
    batchSize: 100,
    prComment: false,
    githubToken: '',
    maxRetries: 4,
    requestTimeoutMs: 60_000,
    timeoutMs: 600_000,
  };

  test('are those of the design', () => {
    expect(good()).toMatchObject(defaults);
    expect(good()).toHaveProperty('defaultOutcome', undefined);
    expect(good()).toHaveProperty('onlyIf', undefined);
    expect(read().report).toEqual({ reportDir: '', jobSummary: true });
    expect(read().notices).toEqual([]);
  });

  test('are meant by an input that is given empty or blank', () => {
    const names = [
      ...[
        'results',
        'results-files',
        'default-result',
        'only-if',
        'comment',
        'audit-trail',
        'base-url',
        'lookup',
      ],
      ...[
        'unchanged',
        'if-partial',
        'if-no-results',
        'dry-run',
        'verify',
        'batch-size',
        'report-dir',
        'job-summary',
        'pr-comment',
      ],
      ...['max-retries', 'request-timeout-seconds', 'timeout-seconds'],
    ];
    const given = (text: string) => good(Object.fromEntries(names.map((name) => [name, text])));
    expect(given('')).toMatchObject(defaults);
    for (const blank of ['  ', '\t\n']) {
      expect(given(blank)).toMatchObject({ ...defaults, results: blank, resultsFiles: blank });
      expect(given(blank)).toHaveProperty('defaultOutcome', undefined);
      expect(given(blank)).toHaveProperty('onlyIf', undefined);
    }
  });
});

describe('values', () => {
  test.each<[string, string, Partial<Inputs>]>([
    ['results', ' {3646: passed}\n', { results: ' {3646: passed}\n' }],
    ['results-files', 'a.yml\n!b.yml', { resultsFiles: 'a.yml\n!b.yml' }],
    ['junit-files', 'out/*.xml\n!x.xml', { junitFiles: 'out/*.xml\n!x.xml' }],
    ['suite', ' Smoke ', { suite: 'Smoke' }],
    ['machine', '*', { machine: '*' }],
    ['if-unmatched', 'error', { ifUnmatched: 'error' }],
    ['if-unmatched', 'Ignore', { ifUnmatched: 'ignore' }],
    ['default-result', 'Passed', { defaultOutcome: 'SUCCESS' }],
    ['default-result', ' not-executed ', { defaultOutcome: 'NOT_EXECUTED' }],
    ['default-result', 'failure', { defaultOutcome: 'FAILURE' }],
    ['only-if', 'failed', { onlyIf: ['FAILURE'] }],
    ['only-if', 'failed, not_executed', { onlyIf: ['FAILURE', 'NOT_EXECUTED'] }],
    ['only-if', 'Aborted,\nstopped\nQUEUED,', { onlyIf: ['ABORTED', 'STOPPED', 'QUEUED'] }],
    ['only-if', 'failed, failure, error', { onlyIf: ['FAILURE'] }],
    ['comment', '  known issue  ', { comment: 'known issue' }],
    ['audit-trail', 'false', { auditTrail: false }],
    ['audit-trail', 'TRUE', { auditTrail: true }],
    ['lookup', 'required', { lookup: 'required' }],
    ['lookup', 'OFF', { lookup: 'off' }],
    ['unchanged', 'send', { unchanged: 'send' }],
    ['if-partial', 'error', { ifPartial: 'error' }],
    ['if-no-results', 'warn', { ifNoResults: 'warn' }],
    ['if-no-results', 'ignore', { ifNoResults: 'ignore' }],
    ['dry-run', 'True', { dryRun: true }],
    ['verify', 'true', { verify: true }],
    ['batch-size', '1', { batchSize: 1 }],
    ['batch-size', '1000', { batchSize: 1_000 }],
    ['pr-comment', 'true', { prComment: true }],
    ['github-token', ' workflow-token\n', { githubToken: 'workflow-token' }],
    ['max-retries', '0', { maxRetries: 0 }],
    ['max-retries', '10', { maxRetries: 10 }],
    ['request-timeout-seconds', '1', { requestTimeoutMs: 1_000 }],
    ['request-timeout-seconds', '3600', { requestTimeoutMs: 3_600_000 }],
    ['timeout-seconds', '1', { timeoutMs: 1_000 }],
    ['timeout-seconds', '21600', { timeoutMs: 21_600_000 }],
  ])('%s: %j', (name, text, expected) => {
    expect(good({ [name]: text })).toMatchObject(expected);
  });

  const notBoolean = ['yes', 'no', '1', '0', 'on', 'tRUE', 'truthy', 'true false'];
  test.each(['audit-trail', 'dry-run', 'verify', 'job-summary', 'pr-comment'])(
    '%s takes what YAML 1.2 takes and nothing else',
    (name) => {
      for (const text of notBoolean) {
        expect(problem({ [name]: text })).toBe(
          `${name}: "${text}" is not a value of ${name}; write true or false`,
        );
      }
    },
  );

  test.each([
    ['lookup', 'auto, required, off'],
    ['unchanged', 'skip, send'],
    ['if-partial', 'warn, error'],
    ['if-no-results', 'error, warn, ignore'],
    ['if-unmatched', 'warn, error, ignore'],
  ])('%s takes %s and nothing else', (name, choices) => {
    for (const text of ['maybe', 'true', 'warn, error', 'erorr', '__proto__', 'toString']) {
      expect(problem({ [name]: text }).toLowerCase()).toBe(
        `${name}: "${text.toLowerCase()}" is not a value of ${name}; use one of: ${choices}`,
      );
    }
  });

  test.each([
    ['batch-size', 1, 1_000],
    ['max-retries', 0, 10],
    ['request-timeout-seconds', 1, 3_600],
    ['timeout-seconds', 1, 21_600],
  ])('%s is a whole number from %i to %i', (name, least, most) => {
    const wrong = [
      '12abc',
      '1e3',
      '1.0',
      '1,0',
      '0x1',
      '-1',
      '+1',
      '1 0',
      '\u0663',
      'Infinity',
      'NaN',
      '٣',
      '1_0',
    ];
    for (const text of [
      ...wrong,
      String(most + 1),
      String(least - 1),
      '9'.repeat(400),
      '99999999999999999999',
    ]) {
      const message = problem({ [name]: text });
      expect(message).toMatch(
        new RegExp(
          `^${name}: ".*" is not a value of ${name}; write a whole number from ${least} to ${most}$`,
        ),
      );
    }
  });

  test.each(['pased', 'aborted', 'true', '1', 'passed, failed'])(
    'default-result: %j is no result',
    (word) => {
      expect(problem({ 'default-result': word })).toMatch(
        /^default-result: ".*" is not a result; use one of: passed, .*failed, .*not_executed, .*not_run$/,
      );
    },
  );

  test('only-if names each word that it does not take', () => {
    const { problems } = read({ 'only-if': 'failed, bogus, queued, any' });
    expect(problems.map(({ location, message }) => `${location.input}: ${message}`)).toEqual([
      expect.stringMatching(
        /^only-if: "bogus" is not a result; only-if takes: passed, .*aborted, stopped, queued, prerequisite_failed, paused, running$/,
      ),
      expect.stringMatching(/^only-if: "any" is not a result; only-if takes/),
    ]);
  });

  test('verify and lookup: off exclude one another', () => {
    expect(problem({ verify: 'true', lookup: 'off' })).toMatch(/^verify: .*lookup: off/);
    expect(good({ verify: 'true', lookup: 'required' }).verify).toBe(true);
    expect(good({ lookup: 'off' }).lookup).toBe('off');
  });

  test('only-if and lookup: off exclude one another', () => {
    expect(problem({ 'only-if': 'failed', lookup: 'off' })).toMatch(/^only-if: .*lookup: off/);
  });

  test.each([
    ['https://github.com/acme/shop/actions/runs/777', 'the URL of a GitHub workflow run'],
    ['https://ghe.example/acme/shop/actions/runs/777/job/1', 'the URL of a GitHub workflow run'],
    ['https://test-management.testsigma.com/ui/runs/239', 'another product with other IDs'],
  ])('%s is no run of Testsigma, and the key is not to be sent there', (address, words) => {
    const told = problem({ 'run-id': address });
    expect(told).toContain(words);
    expect(told).not.toMatch(/set base-url to/i);
  });

  test('a wrong job-summary leaves the summary, which tells so', () => {
    expect(read({ 'job-summary': 'yes' }).report.jobSummary).toBe(true);
    expect(read({ 'job-summary': 'false' }).report.jobSummary).toBe(false);
  });

  test('junit-files and lookup: off exclude one another', () => {
    expect(problem({ 'junit-files': 'a.xml', lookup: 'off' })).toMatch(/^junit-files: .*lookup: off/);
    expect(good({ 'junit-files': 'a.xml' }).junitFiles).toBe('a.xml');
    expect(good({ 'junit-files': ' ', lookup: 'off' }).lookup).toBe('off');
  });
});

describe('run-id', () => {
  test.each([
    ['239', '239'],
    [' 239\n', '239'],
    ['\u201c239\u201d', '239'],
    ['\u00a0239', '239'],
    ['9223372036854775807', '9223372036854775807'],
    ['https://app.testsigma.com/ui/td/runs/239', '239'],
    ['https://app.testsigma.com/ui/td/runs/239/', '239'],
    ['https://app.testsigma.com/ui/td/runs/239?tab=results', '239'],
    ['https://app.testsigma.com/ui/td/runs/239/test_suites/5', '239'],
    ['https://app.testsigma.com/#/workspaces/3/runs/239/details', '239'],
    ['HTTPS://APP.TESTSIGMA.COM/ui/td/runs/239', '239'],
    ['app.testsigma.com/ui/td/runs/239', '239'],
  ])('%j is run %s', (text, runId) => {
    expect(good({ 'run-id': text })).toMatchObject({ runId, baseUrl: 'https://app.testsigma.com' });
  });

  test.each([
    [`${EU}/ui/td/runs/239`, EU],
    ['app-in.testsigma.com/ui/td/runs/239', 'https://app-in.testsigma.com'],
  ])('%s says which region is meant', (text, baseUrl) => {
    expect(good({ 'run-id': text })).toMatchObject({ runId: '239', baseUrl, host: baseUrl.slice(8) });
    expect(good({ 'run-id': text, 'base-url': `${baseUrl}/` })).toMatchObject({ runId: '239', baseUrl });
  });

  test('on the host of base-url is right, with its port and path', () => {
    const given = {
      'run-id': 'https://acme.example:8443/x/ui/td/runs/239',
      'base-url': 'https://acme.example:8443/x',
    };
    expect(good(given)).toMatchObject({
      runId: '239',
      baseUrl: 'https://acme.example:8443/x',
      host: 'acme.example:8443',
    });
  });

  test.each([
    [
      'https://acme.testsigmaprivate.com/ui/td/runs/239',
      '',
      'acme.testsigmaprivate.com',
      'app.testsigma.com',
    ],
    [`${EU}/ui/td/runs/239`, 'https://app.testsigma.com', 'app-eu.testsigma.com', 'app.testsigma.com'],
    ['https://acme.example/ui/td/runs/239', 'https://acme.example:8443', 'acme.example', 'acme.example:8443'],
  ])('%s with base-url %j is on another host, and both are named', (text, base, host, other) => {
    const message = problem({ 'run-id': text, 'base-url': base });
    expect(message).toMatch(/^run-id: /);
    expect(message).toContain(`is on ${host}, but base-url is on ${other}`);
    expect(message).toContain(`set base-url to https://${host} if that is your Testsigma`);
  });

  test.each([
    ['', /run-id is empty\. Give the ID of the Testsigma run/],
    ['  ', /run-id is empty/],
    ['\u201c\u201d', /run-id is empty/],
    ['0', /"0" is not a run ID: .*leading zero.*Execution ID/],
    ['0239', /leading zero/],
    ['-239', /digits 0 to 9/],
    ['2.39', /digits 0 to 9/],
    ['1e3', /digits 0 to 9/],
    ['0x10', /digits 0 to 9/],
    ['\u0661\u0662\u0663', /digits 0 to 9/],
    ['DEMO-R-1', /digits 0 to 9/],
    ['239 240', /digits 0 to 9/],
    ['239/override', /digits 0 to 9/],
    ['../239', /digits 0 to 9/],
    ['9223372036854775808', /at most 9223372036854775807/],
    ['123456789012345678901234567890', /at most/],
    [
      'https://app.testsigma.com/ui/td/test_case_results/3646',
      /is not the URL of a run \(…\/ui\/td\/runs\/239\)/,
    ],
    ['https://app.testsigma.com/ui/td/runs/', /is not the URL of a run/],
    ['https://app.testsigma.com/ui/td/runs/0239', /is not the URL of a run/],
    ['https://app.testsigma.com/ui/td/runs/99999999999999999999', /is not the URL of a run/],
    ['https://[', /is not the URL of a run/],
  ])('%j is none, and what is meant is said', (text, message) => {
    const said = problem({ 'run-id': text });
    expect(said).toMatch(/^run-id: /);
    expect(said).toMatch(message);
    expect(said).toMatch(/Execution ID/);
  });

  test("that is the workflow run's own id is told which id is meant", () => {
    for (const text of ['7777777', ' 7777777 ', '\u201c7777777\u201d']) {
      const { problems } = read({ 'run-id': text }, { GITHUB_RUN_ID: '7777777' });
      expect(problems.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^run-id 7777777 is the ID of this GitHub workflow run .*Execution ID/),
      ]);
    }
    expect(read({ 'run-id': '7777777' }, { GITHUB_RUN_ID: '7777778' }).inputs?.runId).toBe('7777777');
    expect(read({ 'run-id': '7777777' }, { GITHUB_RUN_ID: '' }).inputs?.runId).toBe('7777777');
  });

  test('that is the number of a young host equals its run by chance', () => {
    expect(read({ 'run-id': '777777' }, { GITHUB_RUN_ID: '777777' }).inputs?.runId).toBe('777777');
  });

  test('that is digits up to the largest comes out as it is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 9223372036854775807n }).map(String), (id) => {
        expect(read({ 'run-id': id }, {}).inputs?.runId).toBe(id);
        expect(read({ 'run-id': `${EU}/ui/td/runs/${id}/x` }, {}).inputs?.runId).toBe(id);
      }),
    );
  });
});

describe('api-token', () => {
  test.each([
    ['sandbox-token', 'sandbox-token', 0],
    ['  sandbox-token\n', 'sandbox-token', 0],
    ['Bearer sandbox-token', 'sandbox-token', 1],
    ['bearer\tsandbox-token', 'sandbox-token', 1],
    ['BEARER   sandbox-token', 'sandbox-token', 1],
    ['Bearersandbox-token', 'Bearersandbox-token', 0],
    ['a.b_c-d~e+f/g=', 'a.b_c-d~e+f/g=', 0],
  ])('%j is %s', (text, token, notices) => {
    const reading = read({ 'api-token': text });
    expect(reading.inputs?.apiToken).toBe(token);
    expect(reading.notices).toHaveLength(notices);
    for (const { location, message } of reading.notices) {
      expect(location).toEqual({ input: 'api-token' });
      expect(message).toMatch(/Bearer .*not needed/);
      expect(message).not.toContain('sandbox');
    }
  });

  test.each(['', '  ', '\n', 'Bearer', 'bearer ', 'BEARER\n'])(
    '%j is empty, with what people forget',
    (text) => {
      expect(problem({ 'api-token': text })).toMatch(
        /^api-token: api-token is empty\. .*`environment:`.*`secrets:`.*forks.*Dependabot get no secrets/,
      );
    },
  );

  test.each([
    'sandbox token',
    'sandbox\ttoken',
    'sandbox\ntoken',
    'sandbox\r\ntoken',
    'Bearer sandbox token',
    'sandbox\u00a0token',
    'sandbox\u2028token',
  ])('%j has white space in it and is refused, without being shown', (text) => {
    const message = problem({ 'api-token': text });
    expect(message).toMatch(/^api-token: .*white space or several lines.*one word/);
    expect(message).not.toContain('sandbox');
  });

  test.each(['s\u00e4ndbox', '\u201csandbox\u201d', 'sandbox\0', 'sandbox\u200b', 'sandbox\x7f', '😀'])(
    '%j has characters that no key has and is refused, without being shown',
    (text) => {
      const message = problem({ 'api-token': text });
      expect(message).toMatch(/^api-token: .*characters that no API key has; copy it again/);
      expect(message).not.toContain('sandbox');
    },
  );
});

describe('secretsToMask', () => {
  test.each([
    ['sandbox-token', ['sandbox-token']],
    [' sandbox-token\n', ['sandbox-token']],
    ['Bearer sandbox-token', ['Bearer sandbox-token', 'sandbox-token']],
    ['one\ntwo', ['one', 'two']],
    ['one\r\n\r\n two ', ['one', 'two']],
    ['Bearer one\nBearer two', ['Bearer one', 'Bearer two', 'one', 'two']],
    ['one two', ['one two']],
    ['', []],
    [' \n ', []],
  ])('of %j are %j', (token, secrets) => {
    expect(secretsToMask(token)).toEqual(secrets);
  });

  test('hold the key that is used, and no line ends', () => {
    const token = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\r', 'Bearer ', '-') });
    fc.assert(
      fc.property(token, (text) => {
        const secrets = secretsToMask(text);
        const used = read({ 'api-token': text }).inputs?.apiToken;
        if (used !== undefined) expect(secrets).toContain(used);
        for (const secret of secrets) expect(secret).toMatch(/^\S$|^\S[^\r\n]*\S$/);
        expect(new Set(secrets).size).toBe(secrets.length);
      }),
    );
  });
});

describe('base-url', () => {
  test.each(['/', '//', 'https://a.b', '@/'])('takes linear time for 1 MB of %j', (unit) => {
    const started = performance.now();
    const long = unit.repeat(1_000_000 / unit.length);
    for (const text of [long, `https://a.b${long}x`, `${long} `, `${long}@`]) read({ 'base-url': text });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test.each([
    ['https://app-eu.testsigma.com', 'https://app-eu.testsigma.com', 'app-eu.testsigma.com'],
    [' https://app-eu.testsigma.com/ ', 'https://app-eu.testsigma.com', 'app-eu.testsigma.com'],
    ['https://acme.example:8443//', 'https://acme.example:8443', 'acme.example:8443'],
    ['https://ACME.example:443', 'https://acme.example', 'acme.example'],
    ['https://acme.example/testsigma/', 'https://acme.example/testsigma', 'acme.example'],
    ['https://acme.example/a/api/v10', 'https://acme.example/a/api/v10', 'acme.example'],
    ['http://localhost:8080', 'http://localhost:8080', 'localhost:8080'],
    ['http://127.0.0.1:8080/x/', 'http://127.0.0.1:8080/x', '127.0.0.1:8080'],
    ['http://127.9.9.9', 'http://127.9.9.9', '127.9.9.9'],
    ['http://[::1]:8080', 'http://[::1]:8080', '[::1]:8080'],
  ])('%j is %s', (text, baseUrl, host) => {
    expect(good({ 'base-url': text })).toMatchObject({ baseUrl, host });
  });

  test.each([
    ['app.testsigma.com', /is not a URL; write it like https:\/\/app\.testsigma\.com/],
    ['https://', /is not a URL/],
    ['https://a b', /is not a URL/],
    ['http://app.testsigma.com', /does not begin with https:\/\//],
    ['http://localhost.elsewhere.example', /does not begin with https/],
    ['http://127.0.0.1.elsewhere.example', /does not begin with https/],
    ['http://128.0.0.1', /does not begin with https/],
    ['http://0.0.0.0', /does not begin with https/],
    ['ftp://acme.example', /does not begin with https/],
    ['file:///etc', /does not begin with https/],
    ['javascript:alert(1)', /does not begin with https/],
    ['https://acme.example/?', /has a query or a fragment/],
    ['https://acme.example/?a=b', /has a query or a fragment/],
    ['https://acme.example/#', /has a query or a fragment/],
    ['https://acme.example/#/x', /has a query or a fragment/],
    ['https://acme.example/api/v1', /includes \/api\/v1, which the action adds by itself; leave it out/],
    ['https://acme.example/x/API/v1/', /includes \/api\/v1/],
    ['https://acme.example/api/v1/execution_results', /includes \/api\/v1/],
  ])('%j is refused with the reason', (text, message) => {
    const said = problem({ 'base-url': text });
    expect(said).toMatch(/^base-url: /);
    expect(said).toMatch(message);
  });

  test.each([
    'https://octocat:sandbox@acme.example',
    'https://octocat@acme.example',
    'https://:sandbox@acme.example/?x',
    'https://octocat:sandbox@a b',
  ])('%j is refused without showing its credentials', (text) => {
    const said = problem({ 'base-url': text });
    expect(said).toMatch(/^base-url: /);
    expect(said).not.toMatch(/octocat|sandbox/);
  });

  test('can have several faults at once', () => {
    const { problems } = read({ 'base-url': 'http://acme.example/api/v1?x=y' });
    expect(problems.map(({ location }) => location.input)).toEqual(['base-url', 'base-url', 'base-url']);
  });
});

describe('all problems', () => {
  test('come at once', () => {
    const { inputs, problems } = read({
      'run-id': 'x',
      'api-token': '',
      'base-url': 'ftp://x.example',
      'default-result': 'x',
      'only-if': 'x',
      'audit-trail': 'x',
      lookup: 'x',
      unchanged: 'x',
      'if-partial': 'x',
      'if-no-results': 'x',
      'dry-run': 'x',
      verify: 'x',
      'batch-size': 'x',
      'job-summary': 'x',
      'max-retries': 'x',
      'request-timeout-seconds': 'x',
      'timeout-seconds': 'x',
    });
    expect(inputs).toBeUndefined();
    expect(problems.map(({ location }) => location.input).sort()).toEqual(
      [
        ...[
          'api-token',
          'audit-trail',
          'base-url',
          'batch-size',
          'default-result',
          'dry-run',
          'if-no-results',
        ],
        ...[
          'if-partial',
          'job-summary',
          'lookup',
          'max-retries',
          'only-if',
          'request-timeout-seconds',
          'run-id',
        ],
        ...['timeout-seconds', 'unchanged', 'verify'],
      ].sort(),
    );
  });

  test('leave known what the reports need', () => {
    const given = { 'run-id': 'x', 'job-summary': 'false', 'report-dir': ' out ' };
    expect(read(given).report).toEqual({ jobSummary: false, reportDir: 'out' });
  });

  test('leave known what reading the documents needs, so that their problems can be told with them', () => {
    const given = {
      results: '3646',
      'results-files': 'a.yml',
      'default-result': 'failed',
      'only-if': 'passed',
    };
    expect(read({ ...given, 'api-token': '' }).documents).toEqual({
      results: '3646',
      junitFiles: '',
      policy: '',
      lookup: 'auto',
      resultsFiles: 'a.yml',
      defaultOutcome: 'FAILURE',
      host: 'app.testsigma.com',
    });
    expect(read({ ...given, 'base-url': 'x' }).documents).toHaveProperty('host', undefined);
    expect(read({ 'default-result': 'x' }).documents).toHaveProperty('defaultOutcome');
    expect(read().documents).toHaveProperty('defaultOutcome', undefined);
  });

  test('never come as an exception, whatever is given', () => {
    const names = [
      'run-id',
      'api-token',
      'base-url',
      'only-if',
      'default-result',
      'batch-size',
      'lookup',
      'dry-run',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.constantFrom(
        'https://%',
        'https://[::',
        '//',
        'https://\ud800',
        'http://127.0.0.1:99999',
        'x'.repeat(100_000),
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), text, (name, any) => {
        const { inputs, problems } = read({ [name]: any });
        expect(inputs === undefined).toBe(problems.length > 0);
        for (const { message } of problems) expect(message).not.toMatch(/undefined|\[object|NaN/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what wrong inputs leave for the documents', () => {
  test('no second word about what is wrong already', () => {
    expect(read({ 'default-result': 'green' }).documents.defaultOutcome).toBe('invalid');
    expect(read({ 'run-id': 'x' }).documents).toHaveProperty('host', undefined);
    expect(read({ 'base-url': 'x' }).documents).toHaveProperty('host', undefined);
    expect(read({ 'api-token': '' }).documents.host).toBe('app.testsigma.com');
  });
});

describe('words that are nearly others', () => {
  test.each(['false', 'False', 'FALSE'])('%s is false', (word) => {
    expect(good({ 'audit-trail': word }).auditTrail).toBe(false);
  });

  test('a key may end in what Bearer is, and hold it', () => {
    expect(good({ 'api-token': 'sandbearer' }).apiToken).toBe('sandbearer');
    expect(secretsToMask('sandbearer box')).toEqual(['sandbearer box']);
    expect(secretsToMask('  Bearer   sandbox ')).toEqual(['Bearer   sandbox', 'sandbox']);
  });

  test('an address with a password is refused without showing it', () => {
    expect(problem({ 'base-url': 'https://octocat:sandbox@acme.example' })).toBe(
      'base-url: base-url must not hold a user or a password; the key goes into api-token',
    );
    expect(problem({ 'base-url': 'https://octocat:sandbox@[' })).toBe(
      'base-url: "https://…@[" is not a URL; write it like https://app.testsigma.com',
    );
  });
});

describe('the host', () => {
  const WINDOWS = { RUNNER_OS: 'Windows' };
  const longest = { results: `3646: passed #${'x'.repeat(32_751)}` };

  test('Windows passes on 32,766 characters: an input of that length may be cut off', () => {
    expect(longest.results).toHaveLength(32_765);
    expect(read(longest, WINDOWS).problems).toEqual([]);
    const { problems } = read({ results: `${longest.results}x`, policy: 'x'.repeat(40_000) }, WINDOWS);
    expect(problems.map(({ location, message }) => [location.input, message.slice(0, 25)])).toEqual([
      ['results', 'results may be cut off: W'],
      ['policy', 'policy may be cut off: Wi'],
    ]);
  });

  test.each(['Linux', 'macOS', undefined])('%s passes on longer ones', (RUNNER_OS) => {
    expect(read({ results: `${longest.results}xx` }, { RUNNER_OS }).problems).toEqual([]);
  });

  test.each([
    ['https://app.testsigma.com', 1],
    ['https://app-eu.testsigma.com', 1],
    ['https://testsigma.internal.example', 0],
    ['http://127.0.0.1:1', 0],
  ])('a proxy that cannot be understood is an error if it is needed for %s', (baseUrl, count) => {
    const env = { HTTPS_PROXY: 'http://octocat:100%@proxy.example', no_proxy: '.internal.example' };
    const { problems } = read({ 'base-url': baseUrl, verify: 'perhaps' }, env);
    expect(problems).toHaveLength(1 + count);
    const [proxy] = problems.filter(({ location }) => location.input === 'HTTPS_PROXY');
    expect(proxy?.message ?? '').toMatch(
      count === 1 ? /^HTTPS_PROXY cannot be used: its user or password/ : /^$/,
    );
  });
});

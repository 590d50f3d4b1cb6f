/** One comment on the pull request at hand, against a stand-in for GitHub; whatever goes wrong there is a warning. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { RUNS } from '../../sandbox/data.js';
import { type ActionRun, runAction } from '../../sandbox/runner.js';
import { type Sandbox, startSandbox } from '../../sandbox/server.js';
import {
  act,
  actDist,
  annotations,
  ENTRY,
  inputsFor,
  type MoreInProcess,
  overridesIn,
  TestSignals,
} from '../support/act.js';
import { makeCertificate } from '../support/certificate.js';
import { type FakeGitHub, type StoredComment, startGitHub } from '../support/github.js';

const ONE = { results: '{3646: passed}' };
const PULL_REQUEST = { pull_request: { number: 12 } };

let sandbox: Sandbox;
let github: FakeGitHub;
let folder: string;

beforeEach(async () => {
  [sandbox, github] = await Promise.all([startSandbox(), startGitHub()]);
  folder = mkdtempSync(join(tmpdir(), 'pull-request-'));
});
afterEach(async () => {
  await Promise.all([sandbox.close(), github.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** An event with its payload; a text is written as it stands. */
function eventOf(name: string, payload: unknown): Record<string, string> {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return {
    GITHUB_API_URL: github.address,
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: path,
    GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/override.yml@refs/pull/12/merge',
  };
}

/** Runs the action with a comment, triggered by an event. */
function actOn(
  name: string,
  payload: unknown,
  inputs: Readonly<Record<string, string>> = ONE,
  more: MoreInProcess = {},
): Promise<ActionRun> {
  const env = { ...eventOf(name, payload), ...more.env };
  return act(sandbox, { ...wanted(), ...inputs }, { isStuck: () => github.stalled > 0, ...more, env });
}

/** The inputs that switch the comment on. */
const wanted = () => ({ 'pr-comment': 'true', 'github-token': github.token });

const bodies = () => github.comments.map(({ body }) => body);
/** What GitHub was asked, but for the one question of whom the token belongs to. */
const asked = () =>
  github.requests.filter(({ path }) => path !== '/user').map(({ method, path }) => `${method} ${path}`);

describe('the comment', () => {
  test('is added, with the verdict, the numbers and the links, behind a hidden marker', async () => {
    const run = await actOn('pull_request', PULL_REQUEST, { results: '{3646: passed, 2286: passed}' });

    expect(run.exitCode).toBe(0);
    expect(run.runnerErrors).toEqual([]);
    expect(github.comments).toMatchObject([{ pullRequest: 12 }]);
    const [body = ''] = bodies();
    expect(body.split('\n')[0]).toMatch(
      /^<!-- testsigma-override-action workflow=acme%2Fshop%2F\.github%2Fworkflows%2Foverride\.yml job=override step=override run=http\S+239 -->$/,
    );
    for (const part of [
      '## ⚠️ Testsigma override partially succeeded: 1 of 2 overridden',
      `**[Testsigma run 239](${sandbox.address}/ui/td/runs/239)** · test plan`,
      '🟩 Overridden <b>1</b> (50%)',
      '### Not overridden (1)',
      'Given test case result id 2286 is not related to execution run 239',
      '### Overridden (1)',
      `[Login works](${sandbox.address}/ui/td/test_case_results/3646)`,
      '[workflow run](https://github.com/acme/shop/actions/runs/777/attempts/1)',
    ]) {
      expect(body).toContain(part);
    }
    expect(run.output).toContain('Comment on pull request 12 added');
    expect(asked()).toEqual([
      'GET /repos/acme/shop/issues/12/comments',
      'POST /repos/acme/shop/issues/12/comments',
    ]);
    expect(github.requests[0]?.headers['user-agent']).toMatch(/^testsigma-override-action\/\d/);
  });

  test('is updated the second time', async () => {
    await actOn('pull_request', PULL_REQUEST, { ...ONE, 'dry-run': 'true' });
    expect(bodies()[0]).toContain('### Would be overridden (1)');
    const run = await actOn('pull_request', PULL_REQUEST);

    expect(github.comments).toHaveLength(1);
    expect(bodies()[0]).toContain('### Overridden (1)');
    expect(bodies()[0]).not.toContain('Would be overridden');
    expect(run.output).toContain('Comment on pull request 12 updated');
  });

  test('of another job, workflow, run or person stays as it is, on whatever page ours is', async () => {
    await actOn('pull_request', PULL_REQUEST);
    const [{ body, ...ours } = { body: '' }] = github.comments.splice(0) as [StoredComment];
    const others = [
      `A text before\n${body}`,
      body.replace('job=override', 'job=other'),
      body.replace('job=override', 'job=overrides'),
      body.replace('override.yml', 'deploy.yml'),
      body.replace('239 -->', '2390 -->'),
    ].map((text, at): StoredComment => ({ id: at, pullRequest: 12, body: text }));
    const planted: StoredComment = { id: 6, pullRequest: 12, body, author: 'User' };
    const elsewhere: StoredComment = { id: 7, pullRequest: 13, body };
    const talk = Array.from(
      { length: 230 },
      (_, at): StoredComment => ({
        id: 100 + at,
        pullRequest: 12,
        body: `Talk ${at}`,
      }),
    );
    const before = [...others, planted, elsewhere, ...talk].map((one) => ({ ...one }));
    github.comments.push(...before.map((one) => ({ ...one })), {
      ...(ours as StoredComment),
      body: `${body}old`,
    });
    await actOn('pull_request', PULL_REQUEST);

    expect(github.comments.slice(0, -1)).toEqual(before);
    expect(bodies().at(-1)).toMatch(/^<!-- testsigma-override-action/);
    expect(bodies().at(-1)).not.toMatch(/old$/);
    const again = github.requests.filter(({ path }) => path !== '/user').slice(2);
    expect(again.map(({ query }) => query.get('page'))).toEqual(['1', '2', '3', null]);
  });

  test('is one for each step of a job', async () => {
    const steps = ['__run', '__run_2'];
    for (const step of [...steps, ...steps])
      await actOn('pull_request', PULL_REQUEST, ONE, { env: { GITHUB_ACTION: step } });

    expect(bodies().map((body) => /step=(\S+)/.exec(body)?.[1])).toEqual(steps);
  });

  test.each([
    ['the token of a machine user who does not belong to the repository', 'User', 'ci-user', 'NONE'],
    ['Gitea or Forgejo, which say nothing about authors', 'unknown', undefined, undefined],
  ] as const)('is updated with %s', async (_, author, login, association) => {
    github.login = login;
    await actOn('pull_request', PULL_REQUEST);
    const [first] = github.comments.splice(0);
    const shown = { author, ...(login ? { login } : {}), ...(association ? { association } : {}) };
    github.comments.push({ ...(first as StoredComment), ...shown });
    await actOn('pull_request', PULL_REQUEST);

    expect(github.comments).toHaveLength(1);
    expect(asked().at(-1)).toMatch(/^PATCH/);
  });

  test('by somebody who belongs to the repository is updated: a token may be a person’s', async () => {
    await actOn('pull_request', PULL_REQUEST);
    const [first] = github.comments.splice(0);
    github.comments.push({ ...first, author: 'User', association: 'COLLABORATOR' } as StoredComment);
    await actOn('pull_request', PULL_REQUEST);

    expect(github.comments).toHaveLength(1);
    expect(asked().at(-1)).toMatch(/^PATCH/);
  });

  test('tells what is wrong with a document', async () => {
    const run = await actOn('pull_request', PULL_REQUEST, { results: '{3646: pased}' });

    expect(run.exitCode).toBe(1);
    expect(bodies()[0]).toContain('## ❌ Testsigma override failed');
    expect(bodies()[0]).toContain('### Errors (1)');
    expect(bodies()[0]).toContain('pased');
  });

  test.each([
    ['wrong inputs', { ...ONE, 'run-id': 'x' }],
    ['nothing asked for', { 'if-no-results': 'ignore' }],
    ['pr-comment: false', { ...ONE, 'pr-comment': 'false' }],
  ])('is not made for %s', async (_, inputs) => {
    const run = await actOn('pull_request', PULL_REQUEST, inputs);

    expect(github.requests).toEqual([]);
    expect(annotations(run, 'warning')).toEqual([]);
  });

  test('is never longer than GitHub takes, and keeps its tables whole', async () => {
    await sandbox.close();
    const [template] = RUNS.flatMap(({ results }) => results);
    if (!template) throw new Error('the sandbox holds no result');
    const results = Array.from({ length: 2_000 }, (_, at) => ({
      ...template,
      testCaseResultId: String(10_000 + at),
      testCaseName: `${'長い名前 | '.repeat(30)}${at}`,
      result: 'FAILURE' as const,
    }));
    sandbox = await startSandbox({ runs: RUNS.map((run) => (run.id === '239' ? { ...run, results } : run)) });
    const ids = results.map(({ testCaseResultId }) => testCaseResultId);
    const strangers = Array.from({ length: 200 }, (_, at) => String(90_000 + at));
    const run = await actOn('pull_request', PULL_REQUEST, {
      'default-result': 'passed',
      results: [...ids, ...strangers].join(' '),
      'batch-size': '1000',
    });

    expect(run.outputs).toMatchObject({
      status: 'partial',
      'overridden-count': '2000',
      'failed-count': '200',
    });
    const [body = ''] = bodies();
    expect(body.length).toBeGreaterThan(10_000);
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(/… and 1\d{3} more results\n\n<\/details>/);
    expect(body).toContain('[workflow run](');
  });
});

describe('the pull request', () => {
  const SHA = 'abcdef0123456789abcdef0123456789abcdef01';
  const RUN = {
    head_sha: SHA,
    head_branch: 'patch-1',
    head_repository: { owner: { login: 'octocat' } },
    pull_requests: [],
  };
  const AT_HAND = { number: 12, state: 'open', sha: SHA, branch: 'octocat:patch-1' } as const;

  test.each([
    ['pull_request_target', PULL_REQUEST],
    ['pull_request_review', PULL_REQUEST],
    ['issue_comment', { issue: { number: 12, pull_request: { url: 'x' } } }],
    ['workflow_run', { workflow_run: { ...RUN, pull_requests: [{ number: 12 }] } }],
    ['workflow_dispatch', { inputs: { 'pull-request': '12', pr: '13' } }],
    ['workflow_dispatch', { inputs: { 'pull-request': '', pr: ' #12 ' } }],
    ['workflow_dispatch', { inputs: { pull_request_number: '12' } }],
  ])('comes from %s %j', async (name, payload) => {
    const run = await actOn(name, payload);

    expect(annotations(run, 'warning')).toEqual([]);
    expect(github.comments).toMatchObject([{ pullRequest: 12 }]);
    expect(asked()).toHaveLength(2);
  });

  test('of a workflow_run is one of this repository, not of another with the same commits', async () => {
    const listed = [5, 1].map((id) => ({ number: id === 1 ? 12 : 3, base: { repo: { id } } }));
    await actOn('workflow_run', {
      repository: { id: 1 },
      workflow_run: { ...RUN, pull_requests: listed },
    });

    expect(github.comments).toMatchObject([{ pullRequest: 12 }]);
  });

  test('of a workflow_run without one is found by the commit: open, and best with it as its head', async () => {
    github.pullRequests.push(
      { ...AT_HAND, number: 3, state: 'closed' },
      { ...AT_HAND, number: 4, branch: 'acme:other' },
    );
    await actOn('workflow_run', { workflow_run: RUN });

    expect(github.comments).toMatchObject([{ pullRequest: 4 }]);
    expect(asked()[0]).toBe(`GET /repos/acme/shop/commits/${SHA}/pulls`);
  });

  test('of a fork is found by its branch', async () => {
    github.pullRequests.push({ ...AT_HAND, number: 5, sha: 'abc', fork: true }, { ...AT_HAND, fork: true });
    await actOn('workflow_run', { workflow_run: RUN });

    expect(github.comments).toMatchObject([{ pullRequest: 12 }]);
    expect(github.requests[1]?.query.get('head')).toBe('octocat:patch-1');
  });

  test('of a commit that belongs to none is none', async () => {
    const run = await actOn('workflow_run', { workflow_run: RUN });

    expect(run.exitCode).toBe(0);
    expect(annotations(run, 'warning')).toEqual([]);
    expect(run.output).toContain(
      'Skipped the pull request comment: no open pull request contains this commit',
    );
    expect(github.comments).toEqual([]);
  });

  test.each([
    ['push', { head_commit: { id: SHA } }, 'event "push" has no pull request'],
    ['merge_group', { merge_group: { head_sha: SHA } }, 'event "merge_group" has no pull request'],
    ['schedule', {}, 'event "schedule" has no pull request'],
    ['issue_comment', { issue: { number: 12 } }, 'the comment is on an issue'],
    ['pull_request', {}, 'event "pull_request" names no pull request'],
    ['workflow_run', { workflow_run: {} }, 'event "workflow_run" names no pull request'],
    ['workflow_dispatch', { inputs: null }, 'the workflow has no input pull-request, pr'],
    [
      'workflow_dispatch',
      { inputs: { pr: '::error::x' } },
      '"::error::x" is not the number of a pull request',
    ],
    ['pull_request', '{"pull_request": {"num', 'cannot be read'],
    ['pull_request', '', 'cannot be read'],
    ['pull_request', 'null', 'event "pull_request" names no pull request'],
  ])('is none at hand: %s %j', async (name, payload, why) => {
    const run = await actOn(name, payload);

    expect(run.exitCode).toBe(0);
    expect(run.outputs['status']).toBe('success');
    expect(annotations(run, 'warning')).toEqual([]);
    expect(annotations(run, 'error')).toEqual([]);
    expect(run.output).toContain(`Skipped the pull request comment:`);
    expect(run.output).toContain(why);
    expect(github.requests).toEqual([]);
  });

  test('is none where the payload is missing', async () => {
    const run = await actOn('pull_request', {}, ONE, { env: { GITHUB_EVENT_PATH: join(folder, 'none') } });

    expect(run.exitCode).toBe(0);
    expect(run.output).not.toContain('does not exist');
    expect(github.requests).toEqual([]);
  });

  test('is found in a payload of more than 1 MB', async () => {
    const run = await actOn('pull_request', { filler: 'x'.repeat(1_500_000), ...PULL_REQUEST });

    expect(github.comments).toHaveLength(1);
    expect(run.durationMs).toBeLessThan(5_000);
  });
});

describe('what goes wrong changes nothing but a warning', () => {
  const PERMISSION = 'pull-requests: write';
  /** The outputs that say what happened. */
  const essence = ({ outputs: { 'report-file': _, 'report-dir': __, ...rest }, exitCode }: ActionRun) => ({
    ...rest,
    exitCode,
  });

  async function expectWarning(
    words: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<ActionRun> {
    const partial = { results: '{3649: passed, 2286: passed}' };
    const event = eventOf('pull_request', PULL_REQUEST);
    const without = await act(sandbox, { ...partial, 'dry-run': 'true' }, { env: event });
    const dry = await actOn('pull_request', PULL_REQUEST, { ...partial, 'dry-run': 'true' }, { env });

    expect(essence(dry)).toEqual(essence(without));
    const warnings = annotations(dry, 'warning').filter((text) => text.includes('pull request'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('Could not post the pull request comment');
    expect(warnings[0]).toContain(words);
    return dry;
  }

  test('a fork’s token: 403 on the way to write', async () => {
    github.refuse = ({ method }) =>
      method === 'POST' ? { status: 403, message: 'Resource not accessible by integration' } : undefined;
    const run = await expectWarning(PERMISSION);

    expect(annotations(run, 'warning').join()).toContain('Resource not accessible by integration');
    expect(annotations(run, 'warning').join()).toContain('issues: write');
  });

  test('403 on the way to read, and the step fails or passes as it would', async () => {
    github.refuse = () => ({ status: 403, message: 'Resource not accessible by integration' });
    const run = await actOn('pull_request', PULL_REQUEST, {
      results: '{3646: passed, 2286: passed}',
      'if-partial': 'error',
      lookup: 'off',
    });

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ status: 'partial', 'overridden-ids': '[3646]' });
    expect(annotations(run, 'warning').join()).toContain(PERMISSION);
    expect(annotations(run, 'error')).toEqual([
      expect.stringContaining('Testsigma override failed: 1 of 2 overridden'),
    ]);
    expect(asked()).toHaveLength(1);
  });

  test('404', async () => {
    github.refuse = () => ({ status: 404, message: 'Not Found' });
    await expectWarning('no such pull request, or the token lacks the permission');
  });

  test('401', async () => {
    github.refuse = () => ({ status: 401, message: 'Bad credentials' });
    await expectWarning('the token is not valid');
  });

  test('a rate limit is not taken for a missing permission', async () => {
    github.refuse = () => ({ status: 403, message: 'You have exceeded a secondary rate limit' });
    const run = await expectWarning('it is written with the next run');

    expect(run.output).not.toContain(PERMISSION);
  });

  test('a locked conversation is not taken for a missing permission', async () => {
    github.refuse = ({ method }) =>
      method === 'POST'
        ? { status: 403, message: 'Unable to create comment because issue is locked.' }
        : undefined;
    const run = await expectWarning("unlock the pull request's conversation to get it");

    expect(run.output).not.toContain(PERMISSION);
  });

  test('a redirect is not followed', async () => {
    const headers = { location: `${github.address}/repos/acme/shop/issues/12/comments` };
    github.refuse = ({ method }) => (method === 'POST' ? { status: 302, message: '', headers } : undefined);
    await expectWarning('redirect');
    expect(asked().at(-1)).toMatch(/^POST/);
  });

  test('an answer that is not from the API', async () => {
    github.refuse = () => ({
      status: 200,
      message: '<html>Sign in</html>',
      headers: { 'content-type': 'text/html' },
    });
    await expectWarning('check GITHUB_API_URL');
  });

  test('a GitHub that is not there', async () => {
    await github.close();
    await expectWarning('(connection refused); check GITHUB_API_URL and https_proxy');
  });

  test('an address that is none', async () => {
    await expectWarning('Invalid URL', { GITHUB_API_URL: 'nowhere' });
  });

  test('a token of two words stands nowhere and is sent nowhere', async () => {
    const run = await actOn('pull_request', PULL_REQUEST, { ...ONE, 'github-token': 'secretive\nwords' });

    expect(run.exitCode).toBe(0);
    expect(annotations(run, 'warning').join()).toContain('github-token contains white space');
    expect(github.requests).toEqual([]);
    const masks = annotations(run, 'add-mask');
    expect(masks).toEqual([sandbox.token, 'secretive', 'words']);
  });

  test('a GitHub that never answers is waited for 10 s', async () => {
    github.refuse = () => 'hang';
    const run = await actOn('pull_request', PULL_REQUEST);

    expect(run.exitCode).toBe(0);
    expect(run.outputs['status']).toBe('success');
    expect(annotations(run, 'warning').join()).toContain('no response from GitHub within 10 s');
    expect(run.durationMs).toBeGreaterThan(9_000);
    expect(run.durationMs).toBeLessThan(13_000);
  });

  test('an answer that never ends is waited for no longer', async () => {
    let isDripping = false;
    const drip = createServer((_, response) => {
      isDripping = true;
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => drip.listen(0, '127.0.0.1', resolve));
    const { port } = drip.address() as AddressInfo;
    const env = { GITHUB_API_URL: `http://127.0.0.1:${port}` };
    const inputs = { ...ONE, 'timeout-seconds': '1' };
    const run = await actOn('pull_request', PULL_REQUEST, inputs, { env, isStuck: () => isDripping });
    drip.closeAllConnections();
    drip.close();

    expect(run.exitCode).toBe(0);
    expect(annotations(run, 'warning').join()).toMatch(/no response from GitHub within [56] s/);
    expect(run.durationMs).toBeLessThan(8_000);
  });
});

describe('a cancellation', () => {
  test('before the end leaves the pull request alone', async () => {
    sandbox.faults = ({ method }) => (method === 'PUT' ? { delay: 1_000 } : undefined);
    const results = { results: '{3646: passed, 3647: passed}', 'batch-size': '1' };
    const run = await actOn('pull_request', PULL_REQUEST, results, { signalAfter: { output: 'Plan' } });

    expect(run.outputs['status']).toBe('cancelled');
    expect(github.requests).toEqual([]);
  });

  test('while GitHub is waited for ends the waiting at once, and takes nothing back', async () => {
    const signals = new TestSignals();
    github.refuse = () => {
      signals.emit('SIGINT');
      return 'hang';
    };
    const run = await actOn('pull_request', PULL_REQUEST, ONE, { signals });

    expect(run.durationMs).toBeLessThan(2_000);
    expect(run.outputs).toMatchObject({ status: 'success', 'overridden-ids': '[3646]' });
    expect(run.exitCode).toBe(0);
    expect(run.output).toContain('Testsigma override succeeded: 1 overridden');
  });
});

describe('hostile text', () => {
  const HOSTILE =
    '<!-- x --> --> @octocat #1 GH-2 acme/shop#3 <img src=x onerror=alert(1)> | `a` **b** [l](https://evil.example) </details>\n::error::forged ##[error]forged \u202e\u0000';

  test('in names, comments, the workflow and the job breaks nothing and mentions nobody', async () => {
    await sandbox.close();
    sandbox = await startSandbox({
      runs: RUNS.map((run) => ({
        ...run,
        buildNo: HOSTILE,
        results: run.results.map((row) => ({ ...row, testCaseName: HOSTILE, machineTitle: HOSTILE })),
      })),
    });
    const results = JSON.stringify([
      { testCaseResultId: 3646, result: 'passed', comment: HOSTILE },
      { testCaseResultId: 2286, result: 'passed' },
    ]);
    const env = {
      GITHUB_WORKFLOW_REF: undefined,
      GITHUB_WORKFLOW: `--> ${HOSTILE.replaceAll('\u0000', '')}`,
      GITHUB_JOB: '-->',
      GITHUB_TRIGGERING_ACTOR: '@octocat',
    };
    await actOn('pull_request', PULL_REQUEST, { results }, { env });
    const run = await actOn('pull_request', PULL_REQUEST, { results, unchanged: 'send' }, { env });

    expect(run.runnerErrors).toEqual([]);
    expect(github.comments).toHaveLength(1);
    const [marker = '', ...lines] = bodies()[0]?.split('\n') ?? [];
    expect(marker).toMatch(
      /^<!-- testsigma-override-action workflow=[\w%.!~*'()]+ job=%2D%2D%3E step=override run=\S+ -->$/,
    );
    const text = lines.join('\n');
    expect(text).not.toMatch(
      /<img|@octocat|#1\b|GH-2|shop#3|\]\(https:\/\/evil|::error|##\[|\p{Bidi_Control}/u,
    );
    expect(text).not.toMatch(/&#(?:64|35);(?!<!-- -->)/);
    expect(text.match(/<\/details>/g)).toHaveLength(1);
    expect(text).toContain('<span>@</span>octocat');
    for (const line of lines.filter((one) => one.startsWith('| ')))
      expect([3, 4]).toContain(line.match(/\|/g)?.length);
  });

  test('from GitHub commands nothing, and the token it tells stands nowhere', async () => {
    const { token } = github;
    github.refuse = () => ({
      status: 403,
      message: `${HOSTILE} ${token}`,
      headers: {
        deprecation: 'Sat, 01 Jan 2022 00:00:00 GMT',
        sunset: '::error::forged',
        link: '<https://evil.example/::error::forged>; rel="deprecation"',
      },
    });
    const run = await actOn('pull_request', PULL_REQUEST, ONE, { env: { RUNNER_DEBUG: '1' } });

    expect(run.exitCode).toBe(0);
    expect(run.commands.filter(({ data }) => data.startsWith('forged'))).toEqual([]);
    expect(run.output).not.toMatch(/##\[|deprecated/);
    const masks = `::add-mask::${token}`;
    expect(run.output).toContain(masks);
    const texts = [run.output.replace(masks, ''), run.summary, JSON.stringify(run.outputs)];
    expect(texts.join()).not.toContain(token);
  });

  test('the tokens, in a name, stand not in the comment either', async () => {
    const comment = `${github.token} and ${sandbox.token}`;
    await actOn('pull_request', PULL_REQUEST, { ...ONE, comment });

    expect(bodies()[0]).toContain('&#42;&#42;&#42; and &#42;&#42;&#42;');
    expect(bodies()[0]).not.toMatch(new RegExp(`${github.token}|${sandbox.token}`));
  });
});

describe('a proxy', () => {
  let proxy: Server;
  let targets: string[];

  beforeEach(async () => {
    await github.close();
    const certificate = makeCertificate('api.github.example');
    writeFileSync(join(folder, 'authority.pem'), certificate.cert);
    github = await startGitHub(certificate);
    targets = [];
    proxy = createServer().on('connect', (request, socket) => {
      targets.push(request.url ?? '');
      const target = connect(Number(new URL(github.address).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        target.pipe(socket);
        socket.pipe(target);
      });
      for (const end of [target, socket]) end.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    proxy.closeAllConnections();
    proxy.close();
  });

  const behind = (noProxy: string) => ({
    ...eventOf('pull_request', PULL_REQUEST),
    GITHUB_API_URL: github.address.replace('127.0.0.1', noProxy ? 'localhost' : 'api.github.example'),
    https_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    no_proxy: noProxy,
    NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem'),
  });

  /** A deprecated call would end the process. */
  async function actBehind(noProxy: string): Promise<ActionRun> {
    const env = { ...behind(noProxy), NODE_OPTIONS: '--throw-deprecation' };
    const run = await actDist(sandbox, { ...ONE, ...wanted() }, { env });
    expect(run.stderr).toBe('');
    return run;
  }

  test('carries the calls to GitHub', async () => {
    const run = await actBehind('');

    expect(annotations(run, 'warning')).toEqual([]);
    expect(bodies()).toHaveLength(1);
    expect(targets[0]).toMatch(/^api\.github\.example:\d+$/);
  });

  test('is passed by where no_proxy says so', async () => {
    await actBehind('localhost');

    expect(bodies()).toHaveLength(1);
    expect(targets).toEqual([]);
  });
});

describe('Octokit', () => {
  const CHUNKS = readdirSync(dirname(ENTRY)).filter(
    (name) =>
      name.endsWith('.js') && /`octokit-request\.js\//.test(readFileSync(join(dirname(ENTRY), name), 'utf8')),
  );

  /** A copy of dist that lacks everything a comment alone needs. */
  function without(): string {
    const dist = join(folder, 'dist');
    cpSync(dirname(ENTRY), dist, { recursive: true });
    for (const name of CHUNKS) rmSync(join(dist, name));
    return join(dist, 'index.js');
  }

  test('is a chunk of its own: a plain override works without it', async () => {
    expect(CHUNKS).toHaveLength(1);
    expect(readFileSync(ENTRY, 'utf8')).not.toContain('octokit');
    const run = await runAction({
      entry: without(),
      inputs: inputsFor(sandbox, ONE),
      env: eventOf('pull_request', PULL_REQUEST),
    });

    expect(run.exitCode).toBe(0);
    expect(run.outputs['status']).toBe('success');
    expect(overridesIn(sandbox)).toHaveLength(1);
    run.dispose();
  });

  test('that cannot be loaded is a warning', async () => {
    const run = await runAction({
      entry: without(),
      inputs: inputsFor(sandbox, { ...ONE, ...wanted() }),
      env: eventOf('pull_request', PULL_REQUEST),
    });

    expect(run.exitCode).toBe(0);
    expect(annotations(run, 'warning').join()).toContain('Could not post the pull request comment');
    run.dispose();
  });
});

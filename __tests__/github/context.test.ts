import { describe, expect, test } from '@jest/globals';
import {
  auditFromEnv,
  insecureSettingWarnings,
  jobFromEnv,
  workflowFileFromEnv,
} from '../../src/github/context.js';

const WORKFLOW = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_RUN_ID: '777',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_EVENT_NAME: 'workflow_dispatch',
  GITHUB_WORKFLOW: 'Override results',
  GITHUB_ACTOR: 'hubot',
  GITHUB_TRIGGERING_ACTOR: 'octocat',
};

describe('auditFromEnv', () => {
  test('names who triggered this attempt, and its page', () => {
    expect(auditFromEnv(WORKFLOW)).toEqual({
      who: 'octocat',
      where: 'https://github.com/acme/shop/actions/runs/777/attempts/2',
    });
  });

  test('names the schedule, which nobody triggers', () => {
    expect(auditFromEnv({ ...WORKFLOW, GITHUB_EVENT_NAME: 'schedule' }).who).toBe(
      'schedule of Override results',
    );
    const long = { ...WORKFLOW, GITHUB_EVENT_NAME: 'schedule', GITHUB_WORKFLOW: 'x'.repeat(10_000) };
    expect(auditFromEnv(long).who.length).toBeLessThan(300);
  });

  test('names the actor if nobody triggered it, and GitHub Actions if nobody is named', () => {
    expect(auditFromEnv({ ...WORKFLOW, GITHUB_TRIGGERING_ACTOR: undefined }).who).toBe('hubot');
    expect(auditFromEnv({ ...WORKFLOW, GITHUB_TRIGGERING_ACTOR: '' }).who).toBe('hubot');
    expect(auditFromEnv({})).toEqual({ who: 'GitHub Actions' });
  });

  test('uses the server of an enterprise, and no attempt if none is named', () => {
    const env = {
      ...WORKFLOW,
      GITHUB_SERVER_URL: 'https://github.acme.example',
      GITHUB_RUN_ATTEMPT: undefined,
    };
    expect(auditFromEnv(env).where).toBe('https://github.acme.example/acme/shop/actions/runs/777');
    expect(auditFromEnv({ ...WORKFLOW, GITHUB_SERVER_URL: undefined }).where).toMatch(
      /^https:\/\/github\.com\/acme/,
    );
  });

  const RUNS = 'https://git.acme.example/acme/shop/actions/runs';
  const GITEA = {
    GITEA_ACTIONS: 'true',
    GITHUB_RUN_ID: '3',
    GITHUB_RUN_NUMBER: '12',
    GITHUB_RUN_ATTEMPT: '1',
  };

  test.each([
    ['GitHub Enterprise Server', {}, `${RUNS}/777/attempts/2`],
    [
      'a server URL with a slash',
      { GITHUB_SERVER_URL: 'https://git.acme.example/' },
      `${RUNS}/777/attempts/2`,
    ],
    ['an empty attempt', { GITHUB_RUN_ATTEMPT: '' }, `${RUNS}/777`],
    ['Gitea: the page goes by number', GITEA, `${RUNS}/12`],
    ['Forgejo', { ...GITEA, FORGEJO_ACTIONS: 'true' }, `${RUNS}/12`],
    [
      'Forgejo without the name of Gitea',
      { ...GITEA, GITEA_ACTIONS: '', FORGEJO_ACTIONS: 'true' },
      `${RUNS}/12`,
    ],
    ['Gitea without a number', { ...GITEA, GITHUB_RUN_NUMBER: '' }, undefined],
    ['act, whose runs have no page', { ACT: 'true', GITHUB_RUN_ID: '1' }, undefined],
  ])('shows a page that exists: %s', (_, env, where) => {
    const server = { GITHUB_SERVER_URL: 'https://git.acme.example' };
    expect(auditFromEnv({ ...WORKFLOW, ...server, ...env }).where).toBe(where);
  });

  test.each(['GITHUB_REPOSITORY', 'GITHUB_RUN_ID'])('shows no page without %s', (name) => {
    expect(auditFromEnv({ ...WORKFLOW, [name]: undefined })).toEqual({ who: 'octocat' });
    expect(auditFromEnv({ ...WORKFLOW, [name]: '' })).toEqual({ who: 'octocat' });
  });
});

describe('workflowFileFromEnv', () => {
  test.each([
    ['acme/shop/.github/workflows/override.yml@refs/heads/main', 'override.yml'],
    ['acme/shop/.github/workflows/over-ride.yaml@refs/pull/1/merge', 'over-ride.yaml'],
    ['acme/shop/.github/workflows/override.yml', ''],
    ['', ''],
    [undefined, ''],
  ])('of %j is %j', (reference, file) => {
    const env = { GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_WORKFLOW_REF: reference };
    expect(workflowFileFromEnv(env)).toBe(file);
  });

  test.each(['schedule', 'push', undefined])('is empty after the event %s: there is no form', (event) => {
    const reference = 'acme/shop/.github/workflows/override.yml@refs/heads/main';
    expect(workflowFileFromEnv({ GITHUB_EVENT_NAME: event, GITHUB_WORKFLOW_REF: reference })).toBe('');
  });
});

describe('jobFromEnv', () => {
  const JOB = {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: '/home/runner/event.json',
    GITHUB_API_URL: 'https://api.acme.example',
    GITHUB_ACTION: 'second',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/override.yml@refs/pull/1/merge',
    GITHUB_WORKFLOW: 'Override results',
    GITHUB_JOB: 'override',
  };

  test('says which job of which workflow file runs, whatever the branch', () => {
    expect(jobFromEnv(JOB)).toEqual({
      event: 'pull_request',
      eventPath: '/home/runner/event.json',
      apiUrl: 'https://api.acme.example',
      repository: 'acme/shop',
      workflow: 'acme/shop/.github/workflows/override.yml',
      id: 'override',
      step: 'second',
    });
    const branch = { ...JOB, GITHUB_WORKFLOW_REF: 'a/b/.github/workflows/x.yml@refs/heads/line\nend' };
    expect(jobFromEnv(branch).workflow).toBe('a/b/.github/workflows/x.yml');
  });

  test.each([undefined, '', '@refs/heads/main'])(
    'uses the workflow’s name if the file is %j',
    (reference) => {
      expect(jobFromEnv({ ...JOB, GITHUB_WORKFLOW_REF: reference }).workflow).toBe('Override results');
    },
  );

  test('is empty in an empty environment', () => {
    expect(jobFromEnv({})).toEqual({
      ...{ event: '', eventPath: '', repository: '', workflow: '', id: '', step: '' },
      apiUrl: 'https://api.github.com',
    });
  });
});

test('certificates that are not checked are a warning', () => {
  expect(insecureSettingWarnings({})).toEqual([]);
  expect(insecureSettingWarnings({ NODE_TLS_REJECT_UNAUTHORIZED: '1' })).toEqual([]);
  expect(insecureSettingWarnings({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual([
    { location: { input: 'base-url' }, message: expect.stringContaining('certificates are not checked') },
  ]);
});

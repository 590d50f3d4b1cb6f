import { describe, expect, test } from '@jest/globals';
import {
  auditFromEnv,
  insecureSettingWarnings,
  jobFromEnv,
  proxyCredentials,
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
  test('says who set this attempt off, and from where', () => {
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

  test('takes the actor where nobody else is named, and says so where nobody is', () => {
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

  test.each(['GITHUB_REPOSITORY', 'GITHUB_RUN_ID'])('says no location without %s', (name) => {
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
    expect(workflowFileFromEnv({ GITHUB_WORKFLOW_REF: reference })).toBe(file);
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

  test.each([undefined, '', '@refs/heads/main'])('takes the name where the file is %j', (reference) => {
    expect(jobFromEnv({ ...JOB, GITHUB_WORKFLOW_REF: reference }).workflow).toBe('Override results');
  });

  test('is empty where the environment says nothing', () => {
    expect(jobFromEnv({})).toEqual({
      ...{ event: '', eventPath: '', repository: '', workflow: '', id: '', step: '' },
      apiUrl: 'https://api.github.com',
    });
  });
});

describe('proxyCredentials', () => {
  const basic = (text: string) => Buffer.from(text).toString('base64');

  test.each(['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'])(
    'finds the password in %s',
    (name) => {
      const secrets = proxyCredentials({ [name]: 'http://octocat:sand%40box@proxy.example:3128' });
      expect(secrets).toEqual(
        expect.arrayContaining(['sand%40box', 'sand@box', 'octocat:sand%40box', basic('octocat:sand@box')]),
      );
      expect(secrets).not.toContain('octocat');
    },
  );

  test('finds it without a scheme, and where it cannot be decoded', () => {
    expect(proxyCredentials({ https_proxy: 'octocat:sandbox@proxy.example:3128' })).toContain('sandbox');
    expect(proxyCredentials({ https_proxy: 'http://octocat:100%@proxy.example' })).toContain('100%');
  });

  test('finds it behind a scheme of any kind, and with a scheme in the password', () => {
    expect(proxyCredentials({ https_proxy: 'HTTP://octocat:sandbox@proxy.example' })).toContain('sandbox');
    expect(proxyCredentials({ https_proxy: 'octocat:a%3A%2F%2Fb@proxy.example' })).toContain('a://b');
  });

  test('gives each once', () => {
    const address = 'http://octocat:sandbox@proxy.example';
    const secrets = proxyCredentials({ https_proxy: address, HTTP_PROXY: address });
    expect([...secrets].sort()).toEqual([basic('octocat:sandbox'), 'octocat:sandbox', 'sandbox'].sort());
  });

  test.each([
    undefined,
    '',
    'http://proxy.example:3128',
    'http://octocat@proxy.example',
    'http://octocat:@proxy.example',
    'http://[@',
  ])('finds none in %j', (address) => {
    expect(proxyCredentials({ https_proxy: address })).toEqual([]);
  });
});

test('certificates that are not checked are told', () => {
  expect(insecureSettingWarnings({})).toEqual([]);
  expect(insecureSettingWarnings({ NODE_TLS_REJECT_UNAUTHORIZED: '1' })).toEqual([]);
  expect(insecureSettingWarnings({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual([
    { location: { input: 'base-url' }, message: expect.stringContaining('certificates are not checked') },
  ]);
});

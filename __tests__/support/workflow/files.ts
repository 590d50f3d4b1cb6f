/** The workflows and examples of the repository, as their YAML says it. */
import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';

/** The action itself, as the examples name it. */
export const ITSELF = 'OWNER/testsigma-override-action@v1';

/** The reusable workflow, as the examples name it, and the file that it is. */
export const REUSABLE = 'OWNER/testsigma-override-action/.github/workflows/override.yml@v1';
export const REUSABLE_FILE = '.github/workflows/override.yml';

/** What a value in YAML may be that stands for a text. */
export type Value = string | number | boolean;

/** Values by name, as in `with` and `env`. */
export type Values = Readonly<Record<string, Value>>;

/** One step of a job. */
export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Values;
  readonly env?: Values;
  readonly 'continue-on-error'?: boolean;
}

/** One job: steps of its own, or a reusable workflow. */
export interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: string | Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly Value[]>> };
  readonly outputs?: Readonly<Record<string, string>>;
  readonly env?: Values;
  readonly steps?: readonly Step[];
  readonly uses?: string;
  readonly with?: Values;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** One input of a form or of a reusable workflow. */
export interface WorkflowInput {
  readonly type?: string;
  readonly required?: boolean;
  readonly default?: Value;
  readonly options?: readonly string[];
}

/** What sets a workflow off. */
export interface Trigger {
  readonly inputs?: Readonly<Record<string, WorkflowInput>>;
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>;
}

/** A workflow. */
export interface Workflow {
  readonly name?: string;
  readonly on: Readonly<Record<string, Trigger | null | undefined>>;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly env?: Values;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The YAML files of a folder, with the folder before their names. */
export function ymlIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => `${folder}/${name}`);
}

/** A file's text. */
export function textOf(file: string): string {
  return readFileSync(file, 'utf8');
}

/** The workflow in a file. */
export function workflowIn(file: string): Workflow {
  return load(textOf(file)) as Workflow;
}

/** The fenced blocks of a page, in one language. */
export function blocksIn(page: string, language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, block = '']) => block,
  );
}

/** The whole workflows that a page shows. */
export function workflowsOn(page: string): Workflow[] {
  return blocksIn(page, 'yaml')
    .filter((block) => block.includes('jobs:'))
    .map((block) => load(block) as Workflow);
}

/** Whether a step runs this action. */
export function isOurs({ uses = '' }: Step): boolean {
  return uses === ITSELF || uses.startsWith('./');
}

/** The steps of all jobs of a workflow. */
export function stepsOf({ jobs }: Workflow): readonly Step[] {
  return Object.values(jobs).flatMap(({ steps = [] }) => steps);
}

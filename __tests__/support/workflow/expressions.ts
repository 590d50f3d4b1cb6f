/** Expressions in workflows, evaluated by GitHub's own evaluator (it comes with its language service). */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** What expressions can refer to; what is absent is null, as GitHub has it. */
export type Contexts = Readonly<Partial<Record<(typeof NAMES)[number], unknown>>>;

const NAMES = [
  'github',
  'env',
  'vars',
  'job',
  'jobs',
  'steps',
  'secrets',
  'matrix',
  'needs',
  'inputs',
] as const;

/** How the job, or what it needs, stands so far. Nothing is ever cancelled here. */
export interface Standing {
  readonly hasFailed: boolean;
}

const STATUS_FUNCTION = /\b(?:success|failure|cancelled|always)\s*\(/;

/** A text with every expression in it replaced by its value. */
export function filled(text: unknown, contexts: Contexts): string {
  return String(text).replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    evaluated(expression, contexts, { hasFailed: false }).coerceString(),
  );
}

/** Every value with its expressions replaced. */
export function filledValues(
  values: Readonly<Record<string, unknown>> | undefined,
  contexts: Contexts,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [name, filled(value, contexts)]),
  );
}

/** Whether a condition holds: without a function that asks for the standing, only while nothing has failed. */
export function holds(condition: string | undefined, contexts: Contexts, standing: Standing): boolean {
  const expression = (condition ?? 'success()').replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1');
  if (!STATUS_FUNCTION.test(expression) && standing.hasFailed) return false;
  const value = evaluated(expression, contexts, standing);
  return !['false', '', '0'].includes(value.coerceString());
}

function evaluated(expression: string, contexts: Contexts, standing: Standing): data.ExpressionData {
  const functions = statusFunctions(standing);
  const tree = new Parser(new Lexer(expression).lex().tokens, [...NAMES], [...functions.values()]).parse();
  const all = Object.fromEntries(NAMES.map((name) => [name, contexts[name] ?? {}]));
  const known = JSON.parse(JSON.stringify(all), data.reviver) as data.Dictionary;
  return new Evaluator(tree, known, functions).evaluate();
}

function statusFunctions({ hasFailed }: Standing) {
  const answers = { success: !hasFailed, failure: hasFailed, cancelled: false, always: true };
  return new Map(
    Object.entries(answers).map(([name, answer]) => [
      name,
      { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(answer) },
    ]),
  );
}

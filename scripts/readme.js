/**
 * Keeps the generated parts of README.md up to date: the tables of inputs and outputs from action.yml, and the form
 * from examples/by-hand.yml.
 *
 * `node scripts/readme.js` rewrites them; `node scripts/readme.js --check` fails if they differ.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { load } from 'js-yaml';

/** @typedef {{ description: string, required?: boolean, default?: string }} Input */
/** @typedef {{ inputs: Record<string, Input>, outputs: Record<string, { description: string }> }} Action */

/** The inputs that most workflows need, in this order; the others are advanced. */
const COMMON = [
  ...[
    'run-id',
    'api-token',
    'results',
    'results-files',
    'junit-files',
    'results-from-run',
    'wait-for-run-seconds',
  ],
  ...[
    'suite',
    'machine',
    'default-result',
    'only-if',
    'comment',
    'policy',
    'base-url',
    'if-partial',
    'dry-run',
  ],
  ...['pr-comment'],
];

/**
 * The README with its generated parts.
 *
 * @param {string} readme the README's text, with the markers that say where the parts go
 * @param {string} action the text of action.yml
 * @param {string} form the text of examples/by-hand.yml
 * @throws if a marker is missing
 */
export function withGenerated(readme, action, form) {
  const { inputs, outputs } = /** @type {Action} */ (load(action));
  const advanced = Object.keys(inputs).filter((name) => !COMMON.includes(name));
  const parts = {
    form: `\`\`\`yaml\n${form.replace(/^(?:#.*\n)+/, '').trim()}\n\`\`\``,
    inputs: inputTable(inputs, COMMON),
    'advanced-inputs': inputTable(inputs, advanced),
    outputs: outputTable(outputs),
  };
  return Object.entries(parts).reduce((text, [name, part]) => between(text, name, part), readme);
}

/**
 * Puts a text between the markers `<!-- name -->` and `<!-- /name -->`.
 *
 * @param {string} readme @param {string} name @param {string} text
 */
function between(readme, name, text) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = readme.indexOf(open);
  const end = readme.indexOf(close, start);
  if (start < 0 || end < 0) throw new Error(`README.md lacks the markers ${open} and ${close}`);
  return `${readme.slice(0, start + open.length)}\n\n${text}\n\n${readme.slice(end)}`;
}

/** @param {Action['inputs']} inputs @param {readonly string[]} names */
function inputTable(inputs, names) {
  const rows = names.flatMap((name) => {
    const input = inputs[name];
    return input ? [[code(name), byDefault(input), cell(input)]] : [];
  });
  return table(['Input', 'Default', 'Meaning'], rows);
}

/** @param {Action['outputs']} outputs */
function outputTable(outputs) {
  const rows = Object.entries(outputs).map(([name, output]) => [code(name), cell(output)]);
  return table(['Output', 'Meaning'], rows);
}

/** @param {Input} input */
function byDefault({ required, default: text = '' }) {
  if (required) return '**required**';
  return text === '' ? '' : code(text);
}

/** @param {string} text */
function code(text) {
  return `\`${escaped(text)}\``;
}

/** @param {{ description: string }} about */
function cell({ description }) {
  return escaped(description.trim().replace(/\s+/g, ' '));
}

/** A bar would end the cell, even within code. @param {string} text */
function escaped(text) {
  return text.replaceAll('|', '\\|');
}

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** @param {boolean} isCheck whether to compare instead of to write */
function main(isCheck) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  const file = join(root, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');
  const current = withGenerated(readme, read('action.yml'), read('examples/by-hand.yml'));
  if (!isCheck) writeFileSync(file, current);
  else if (readme === current) process.stdout.write('The generated parts of README.md are up to date\n');
  else {
    process.stderr.write('README.md is out of date. Run `npm run readme` and commit README.md.\n');
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.includes('--check'));

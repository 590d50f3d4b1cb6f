/**
 * Holds the tables of inputs and outputs in README.md to action.yml.
 *
 * `node scripts/readme.js` rewrites them; `node scripts/readme.js --check` fails where they differ.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { load } from 'js-yaml';

/** @typedef {{ description: string, required?: boolean, default?: string }} Input */
/** @typedef {{ inputs: Record<string, Input>, outputs: Record<string, { description: string }> }} Action */

/**
 * The README with its tables as action.yml has them.
 *
 * @param {string} readme the README's text, with the markers that say where the tables go
 * @param {string} action the text of action.yml
 * @throws where a marker is missing
 */
export function withTables(readme, action) {
  const { inputs, outputs } = /** @type {Action} */ (load(action));
  return between(between(readme, 'inputs', inputTable(inputs)), 'outputs', outputTable(outputs));
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

/** @param {Action['inputs']} inputs */
function inputTable(inputs) {
  const rows = Object.entries(inputs).map(([name, input]) => [code(name), byDefault(input), cell(input)]);
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
  const current = withTables(readme, readFileSync(join(root, 'action.yml'), 'utf8'));
  if (!isCheck) writeFileSync(file, current);
  else if (readme === current) process.stdout.write('The tables of README.md are as action.yml has them\n');
  else {
    process.stderr.write(
      'The tables of README.md are not as action.yml has them. Run `node scripts/readme.js` and commit README.md.\n',
    );
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.includes('--check'));

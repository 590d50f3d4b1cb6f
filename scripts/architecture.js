/**
 * Fills in what each folder of src/ imports in the table of docs/architecture.md: `node scripts/architecture.js`. The
 * rows, their order and what they say about a folder are written by hand.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {{ file: string, text: string, imports: string[] }} Source a file, and what it imports, also for types alone */

const PAGE = 'docs/architecture.md';

/** The ways in which a module names another. */
const IMPORTS = [
  /^(?:import|export)\b[^'";]*\bfrom\s*['"]([^'"]+)['"]/gm,
  /^import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
  /\bgetBuiltinModule\(\s*['"]([^'"]+)['"]/g,
];

/** The TypeScript files below a folder, by paths from the root of the project. @param {string} folder @returns {Source[]} */
export function sourcesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const file = join(folder, name).replaceAll('\\', '/');
      const text = readFileSync(file, 'utf8');
      const targets = IMPORTS.flatMap((way) => [...text.matchAll(way)].map(([, target = '']) => target));
      return { file, text, imports: targets.map((target) => pathOf(target, file)) };
    });
}

/** @param {string} target @param {string} file */
function pathOf(target, file) {
  if (!target.startsWith('.')) return target;
  return posix.join(posix.dirname(file), target).replace(/\.js$/, '.ts');
}

/** The folder or file of src/ to which a file belongs, as the table calls it: `plan/`, `run.ts`. @param {string} file */
export function partOf(file) {
  return /^src\/([^/]+\/?)/.exec(file)?.[1] ?? file;
}

/** A row: the name of a part, what it is for, and two cells of imports. */
const ROW = /^\| `([^`]+)` \|([^|]*)\|[^|]*\|[^|]*\|$/gm;

/** The names of the parts in the table, in order. @param {string} page */
export function partsOn(page) {
  return [...page.matchAll(ROW)].map(([, part = '']) => part);
}

/** The page with the imports as they are now. @param {string} page */
export function withImports(page) {
  const sources = sourcesIn('src');
  const parts = partsOn(page);
  return page.replace(ROW, (_, part, purpose) => {
    const own = sources.filter(({ file }) => partOf(file) === part);
    const others = new Set(own.flatMap(({ imports }) => imports.map(partOf)).filter((name) => name !== part));
    const inside = parts.filter((name) => others.delete(name));
    return `| \`${part}\` |${purpose}| ${cell(inside)} | ${cell([...others].sort())} |`;
  });
}

/** @param {readonly string[]} names */
function cell(names) {
  return names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(' ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(PAGE, withImports(readFileSync(PAGE, 'utf8')));

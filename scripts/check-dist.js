/** Holds `dist/` against a clean build: every file byte for byte, and none that the build does not make. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.js';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist');
const fresh = mkdtempSync(join(tmpdir(), 'dist-'));
try {
  await build(fresh);
  const names = [...new Set([...filesOf(dist), ...filesOf(fresh)])].sort();
  const faults = names.flatMap((name) => difference(name));
  if (faults.length > 0) {
    process.stderr.write(`${faults.join('\n')}\nRun \`npm run build\` and commit dist/.\n`);
    process.exitCode = 1;
  } else {
    process.stdout.write(`dist/ is what the source builds: ${names.length} files compared\n`);
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

/** @param {string} folder */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** @param {string} name */
function difference(name) {
  const [committed, built] = [dist, fresh].map((folder) => contents(join(folder, name)));
  if (!built) return [`dist/${name} is stray: the build does not make it`];
  if (!committed) return [`dist/${name} is missing`];
  return committed.equals(built) ? [] : [`dist/${name} is not what the source builds`];
}

/** @param {string} file */
function contents(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

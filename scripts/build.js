/**
 * Builds everything that users run: `node scripts/build.js [folder]`, the folder being `dist` unless named.
 *
 * Compile first and bundle the JavaScript: the bundler cannot read what TypeScript 7 offers it. The folder is
 * cleared first, since the bundler never removes a chunk that it no longer makes.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { licences } from './licences.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { resolve: locate } = createRequire(import.meta.url);

/** @param {string} cwd @param {string} script @param {string[]} words */
const node = (cwd, script, ...words) =>
  execFileSync(process.execPath, [script, ...words], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });

/**
 * The bundler takes its module paths from the tsconfig.json of its working directory.
 *
 * @param {string} entry @param {string} folder @param {string} stats where the list of bundled modules goes
 */
const bundle = (entry, folder, stats) => {
  node(
    join(root, 'scripts/bundle'),
    locate('@vercel/ncc/dist/ncc/cli.js'),
    'build',
    join(root, entry),
    '-o',
    folder,
    '--no-cache',
    '--stats-out',
    stats,
  );
  return stats;
};

/** @param {string} dist the folder to clear and to fill */
export function build(dist) {
  const scratch = mkdtempSync(join(tmpdir(), 'build-'));
  try {
    rmSync(join(root, 'lib'), { recursive: true, force: true });
    rmSync(dist, { recursive: true, force: true });
    node(root, join(dirname(locate('typescript/package.json')), 'bin/tsc'), '-p', 'tsconfig.build.json');
    const stats = [
      bundle('lib/src/index.js', dist, join(scratch, 'action.json')),
      bundle('lib/sandbox/index.js', join(dist, 'sandbox'), join(scratch, 'sandbox.json')),
    ];
    writeFileSync(join(dist, 'licenses.txt'), licences(root, stats.map(readJson)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  build(resolve(process.argv[2] ?? join(root, 'dist')));
}

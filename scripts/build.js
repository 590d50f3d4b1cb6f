/**
 * Builds everything that users run: `node scripts/build.js [folder]`, the folder being `dist` unless named. The
 * TypeScript is compiled to lib/ and bundled from there, as CommonJS, which starts faster than modules. The folder is
 * cleared first, since the bundler never removes a chunk that it no longer makes.
 */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { licences } from './licences.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
/** Its types are those of a CommonJS module. @type {typeof import('@rollup/plugin-commonjs').default} */
const commonjs = require('@rollup/plugin-commonjs');

/** Replaces `@actions/core`: see core-left-out.js. */
const leaveOutCore = {
  name: 'leave-out-core',
  resolveId: (/** @type {string} */ id) =>
    id === '@actions/core' ? join(root, 'scripts/core-left-out.js') : null,
};

/** Warnings about packages that need no change: `this` is undefined in a module, as the bundler has it. */
const EXPECTED = ['THIS_IS_UNDEFINED'];

/**
 * Bundles an entry and what it imports. What it imports on demand becomes a chunk.
 *
 * @param {string} entry @param {string} folder
 * @returns {Promise<string[]>} the paths of the modules in the bundle
 * @throws if the bundler warns of anything else
 */
async function bundle(entry, folder) {
  const bundled = await rollup({
    input: join(root, entry),
    plugins: [leaveOutCore, nodeResolve({ exportConditions: ['node'] }), commonjs()],
    onwarn: (warning) => {
      if (!EXPECTED.includes(warning.code ?? '')) throw new Error(warning.message);
    },
  });
  const { output } = await bundled.write({
    dir: folder,
    format: 'cjs',
    generatedCode: 'es2015',
    entryFileNames: 'index.js',
    chunkFileNames: ({ name, facadeModuleId }) => `${packageOf(facadeModuleId ?? '') ?? name}.js`,
    dynamicImportInCjs: false,
    externalLiveBindings: false,
    esModule: false,
    freeze: false,
  });
  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? Object.entries(chunk.modules) : []));
  const kept = modules.filter(([, { renderedLength }]) => renderedLength > 0);
  return kept.map(([path]) => path.replaceAll('\\', '/'));
}

/** The package that a module is from, as part of a file's name. @param {string} path */
function packageOf(path) {
  const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path) ?? [];
  return name?.replace('@', '').replace(/[\\/]/, '-');
}

/** @param {string} dist the folder to clear and to fill */
export async function build(dist) {
  for (const folder of [join(root, 'lib'), dist]) rmSync(folder, { recursive: true, force: true });
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  const modules = [
    ...(await bundle('lib/src/index.js', dist)),
    ...(await bundle('lib/sandbox/index.js', join(dist, 'sandbox'))),
  ];
  // The project's own package.json says that .js files are modules.
  writeFileSync(join(dist, 'package.json'), '{\n  "type": "commonjs"\n}\n');
  writeFileSync(join(dist, 'licenses.txt'), licences(root, modules));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await build(resolve(process.argv[2] ?? join(root, 'dist')));
}

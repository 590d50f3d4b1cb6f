/**
 * Tries the action on every line of Node that it supports, with the binaries that npm has: `npm run node-lines`, or
 * `npm run node-lines -- 20 26` for some of them. The demo and the tests of connections and proxies have to
 * pass, and nothing may be written to stderr. By hand, since it downloads a hundred megabytes.
 */
import { execSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LINES = ['20', '22', '24', '26'];

/** What is tried beyond the demo: dist/ as a process, and everything that opens connections. */
const SMOKE = [
  'e2e/network',
  'runtime/early-connection',
  'runtime/tunnel',
  'runtime/decompress',
  'runtime/http',
];

const asked = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'node-lines-'));
try {
  for (const line of asked.length > 0 ? asked : LINES) tryLine(install(line));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** @param {string} line such as `24` @returns {string} the path of its binary */
function install(line) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = join(scratch, line);
  // Through a shell, since npm is a script on Windows, which cannot be started otherwise.
  execSync(`npm install --no-save --ignore-scripts --prefix "${folder}" ${name}@${line}`, {
    stdio: 'ignore',
  });
  return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** @param {string} node */
function tryLine(node) {
  const { stdout: version } = start(node, ['--version']);
  const demo = start(node, ['--throw-deprecation', 'dist/sandbox/index.js', 'demo']);
  report(`${version.trim()} demo`, demo.status === 0 && demo.stderr === '', demo);
  const jest = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ];
  const files = SMOKE.map((name) => `__tests__/${name}.test.ts`);
  const smoke = start(node, [...jest, '--maxWorkers=1', ...files]);
  report(`${version.trim()} smoke`, smoke.status === 0, smoke);
}

/** @param {string} node @param {string[]} words */
function start(node, words) {
  return spawnSync(node, words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** @param {string} what @param {boolean} isFine @param {{ stdout: string, stderr: string }} printed */
function report(what, isFine, { stdout, stderr }) {
  process.stdout.write(`${what}: ${isFine ? 'ok' : 'FAILED'}\n`);
  if (isFine) return;
  process.stdout.write(`${stdout}\n${stderr}\n`);
  process.exitCode = 1;
}

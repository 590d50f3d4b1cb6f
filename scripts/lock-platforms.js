/**
 * Completes package-lock.json with the builds for other platforms that its packages name: npm leaves out what is not
 * installed on the machine it runs on, and `npm ci` then refuses the lock elsewhere. Run it after `npm install`.
 *
 * In a folder where nothing is installed npm leaves out nothing, and learns each build's checksum. There it works on
 * the versions that are locked already; only entries without a checksum are looked up anew.
 */
import { execSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ packages: Record<string, { integrity?: string }> }} Lock */

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const scratch = mkdtempSync(join(tmpdir(), 'lock-'));
try {
  const sound = withChecksums(read(root));
  for (const name of ['package.json', '.npmrc']) copyFileSync(join(root, name), join(scratch, name));
  writeFileSync(join(scratch, 'package-lock.json'), JSON.stringify(sound));
  // Through a shell, since npm is a script on Windows, which cannot be started otherwise.
  execSync('npm install --package-lock-only --ignore-scripts', {
    cwd: scratch,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  copyFileSync(join(scratch, 'package-lock.json'), join(root, 'package-lock.json'));
  const added = Object.keys(read(scratch).packages).filter((place) => !(place in sound.packages));
  process.stdout.write(`package-lock.json: ${added.length} builds for other platforms added\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** @param {string} folder @returns {Lock} */
function read(folder) {
  return JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
}

/** The lock without the entries that nothing could be checked against. @param {Lock} lock @returns {Lock} */
function withChecksums({ packages, ...rest }) {
  const sound = Object.entries(packages).filter(([place, { integrity }]) => place === '' || integrity);
  return { ...rest, packages: Object.fromEntries(sound) };
}

/**
 * Completes package-lock.json with the builds for other platforms that its packages name: npm leaves out what it
 * cannot see from the machine it runs on, and `npm ci` then refuses the lock elsewhere. Run it after `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ version: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], optionalDependencies?: Record<string, string> }} Locked */

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

const file = join(dirname(fileURLToPath(import.meta.url)), '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
/** @type {Record<string, Locked>} */
const packages = lock.packages;

const missing = Object.values(packages).flatMap((owner) =>
  Object.entries(owner.optionalDependencies ?? {})
    .filter(([name]) => !packages[`node_modules/${name}`])
    .map(([name, version]) => /** @type {const} */ ([`node_modules/${name}`, entry(name, version, owner)])),
);
lock.packages = Object.fromEntries(
  [...Object.entries(packages), ...missing].sort(([one], [other]) => (one < other ? -1 : 1)),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`package-lock.json: ${missing.length} builds for other platforms added\n`);

/** @param {string} name @param {string} version @param {Locked} owner @returns {Locked} */
function entry(name, version, { dev }) {
  const words = name.split(/[-/]/);
  const system = words.find((word) => SYSTEMS.includes(word));
  const processor = words.find((word) => PROCESSORS.includes(word));
  return {
    version: version.replace(/^[~^]/, ''),
    ...(processor ? { cpu: [processor] } : {}),
    ...(dev ? { dev } : {}),
    optional: true,
    ...(system ? { os: [system] } : {}),
  };
}

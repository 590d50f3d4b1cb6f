/**
 * Prints what dist/ was built from as a software bill of materials, in CycloneDX: `node scripts/sbom.js`. It lists
 * what the bundles hold, by dist/licenses.txt, each with its checksum from package-lock.json. `npm sbom` would list
 * what the manifest asks for, which is both more and, where a development tool needs the same package, less.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packagesOf } from './licences.js';

/** @typedef {{ name: string, version: string }} Named */
/** @typedef {Named & { packages: Record<string, { version?: string, integrity?: string }> }} Lock */

/**
 * @param {string} licences the text of dist/licenses.txt
 * @param {Lock} lock package-lock.json
 * @throws where a package that the bundles hold is not locked
 */
export function sbomOf(licences, lock) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${randomUUID()}`,
    version: 1,
    // Without the address of a package: this one is not published in the registry.
    metadata: { component: { type: 'application', name: lock.name, version: lock.version } },
    components: packagesOf(licences).map((one) => component(one, lock)),
  };
}

/** @param {Named & { licence: string }} one @param {Lock} lock */
function component({ name, version, licence }, lock) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const hashes = [{ alg: 'SHA-512', content: checksum({ name, version }, lock) }];
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    licenses: [{ expression: licence }],
    hashes,
    purl,
  };
}

/** @param {Named} wanted @param {Lock} lock @returns {string} in hexadecimal digits */
function checksum({ name, version }, { packages }) {
  const [, locked] =
    Object.entries(packages).find(
      ([place, { version: here }]) => `/${place}`.endsWith(`/node_modules/${name}`) && here === version,
    ) ?? [];
  const [, base64] = locked?.integrity?.match(/^sha512-(\S+)$/) ?? [];
  if (!base64) throw new Error(`package-lock.json has no checksum of ${name} ${version}`);
  return Buffer.from(base64, 'base64').toString('hex');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  const text = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8');
  const sbom = sbomOf(text('dist/licenses.txt'), JSON.parse(text('package-lock.json')));
  process.stdout.write(`${JSON.stringify(sbom, null, 2)}\n`);
}

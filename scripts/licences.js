/**
 * The licences of every package in the bundles, from the bundler's own list of modules: its licence option keeps
 * those of the last chunk only. A package that is published without one has it in `scripts/licences/`, as its
 * repository holds it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ name?: string, modules?: Module[] }} Module */

/**
 * @param {string} root the project's folder
 * @param {Module[]} stats the bundler's lists
 * @returns {string} one section a package: name, version, licence, text
 * @throws when a bundled package comes without a licence file
 */
export function licences(root, stats) {
  const folders = new Set(stats.flatMap(modulesOf).flatMap(packageFolder));
  return [...folders]
    .sort()
    .map((folder) => section(root, folder))
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** @param {Module} module @returns {string[]} */
const modulesOf = ({ name = '', modules = [] }) => [name, ...modules.flatMap(modulesOf)];

/** @param {string} module such as `./node_modules/@actions/core/lib/core.js` */
const packageFolder = (module) =>
  module.match(/node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/)?.slice(0, 1) ?? [];

/** @param {string} root @param {string} folder */
function section(root, folder) {
  const place = join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
  const file = readdirSync(place).find((entry) => /^licen[cs]e/i.test(entry));
  const path = file ? join(place, file) : join(root, 'scripts/licences', `${name}.txt`);
  if (!existsSync(path))
    throw new Error(`${name} ${version} is bundled but has no licence file in ${folder}`);
  const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}

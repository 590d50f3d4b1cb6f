/**
 * The licences of every package in the bundles, from the bundler's own list of modules. What a package is published
 * without, its own licence or that of a part which it took from elsewhere, is in `scripts/licences/` under its name, as
 * the repository of its origin has it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Between two packages. */
const LINE = `\n${'-'.repeat(80)}\n\n`;

/**
 * @param {string} root the project's folder
 * @param {readonly string[]} modules the paths of the bundled modules
 * @returns {string} one section a package: name, version, licence, text
 * @throws when a bundled package comes without a licence file
 */
export function licences(root, modules) {
  const folders = new Set(modules.flatMap(packageFolder));
  return [...folders]
    .sort()
    .map((folder) => section(root, folder))
    .join(LINE);
}

/**
 * The packages that a text of licences() is about.
 *
 * @param {string} text
 * @throws where a section begins in another way
 */
export function packagesOf(text) {
  return text.split(LINE).map((one) => {
    const [, name, version, licence] = one.match(/^(\S+) (\S+) \((.+)\)\n/) ?? [];
    if (!name || !version || !licence) throw new Error(`Not a section of a package: ${one.slice(0, 80)}`);
    return { name, version, licence };
  });
}

/** @param {string} module such as `/project/node_modules/@actions/core/lib/core.js` */
const packageFolder = (module) =>
  module.match(/node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/)?.slice(0, 1) ?? [];

/** @param {string} root @param {string} folder */
function section(root, folder) {
  const place = join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
  const own = join(root, 'scripts/licences', `${name}.txt`);
  const texts = [...licenceFiles(place), ...(existsSync(own) ? [own] : [])].map(textOf);
  if (texts.length === 0)
    throw new Error(`${name} ${version} is bundled but has no licence file in ${folder}`);
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}

/** What a licence asks to be passed on; parts of a package may have one of their own. */
const LICENCE_FILE = /^(?:licen[cs]e|notice|copying)[^.]*(?:\.(?:md|txt))?$/i;

/** @param {string} place @returns {string[]} */
const licenceFiles = (place) =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.slice(place.length).includes('node_modules'))
    .sort();

/** @param {string} file */
const textOf = (file) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();

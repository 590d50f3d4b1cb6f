/**
 * Prints what the changelog says about a version: `node scripts/release-notes.js v1.2.3`. Fails where the version's
 * places do not agree, so that nothing half-done is released.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The section of a version: `## 1.2.3 - 2026-01-31`, up to the next of its kind.
 *
 * @param {string} changelog
 * @param {string} version
 * @throws where there is none, or where it has no date yet
 */
export function sectionOf(changelog, version) {
  const sections = changelog.replaceAll('\r\n', '\n').split(/^(?=## )/m);
  const section = sections.find(
    (one) => one.startsWith(`## ${version} `) || one.startsWith(`## [${version}]`),
  );
  if (!section) throw new Error(`CHANGELOG.md says nothing about ${version}`);
  const [heading = '', ...lines] = section.split('\n');
  if (!/\d{4}-\d{2}-\d{2}$/.test(heading))
    throw new Error(`CHANGELOG.md gives ${version} no date: ${heading}`);
  return `${lines.join('\n').trim()}\n`;
}

/** @param {string} tag */
function notesFor(tag) {
  const version = tag.replace(/^v/, '');
  const text = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8');
  if (JSON.parse(text('package.json')).version !== version)
    throw new Error(`package.json is not at ${version}`);
  if (!text('src/version.ts').includes(`'${version}'`))
    throw new Error(`src/version.ts is not at ${version}`);
  return sectionOf(text('CHANGELOG.md'), version);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(notesFor(process.argv[2] ?? ''));
}

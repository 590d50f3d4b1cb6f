/**
 * Says where a version stands among those that there are: `node scripts/standing.js v1.2.3`, with the names of all
 * tags on standard input, one a line. Prints, as outputs of a step, whether it is the `latest` of all, and whether it
 * `leads` its major version: a repair of an old line is neither, and may not take the place of a newer one.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * @param {string} version such as v1.2.3
 * @param {readonly string[]} tags with or without refs/tags/ before them; other names than versions do not count
 * @throws where the version is not among the tags
 */
export function standingOf(version, tags) {
  const versions = tags
    .map((tag) => tag.replace(/^refs\/tags\//, ''))
    .filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag));
  if (!versions.includes(version)) throw new Error(`There is no tag ${version}`);
  const newer = versions.filter((other) => isNewer(other, version));
  return {
    latest: newer.length === 0,
    leads: newer.every((other) => numbersOf(other)[0] !== numbersOf(version)[0]),
  };
}

/** @param {string} version */
const numbersOf = (version) => version.slice(1).split('.').map(Number);

/** @param {string} one @param {string} other */
function isNewer(one, other) {
  const there = numbersOf(other);
  const differences = numbersOf(one).map((number, place) => number - (there[place] ?? 0));
  return (differences.find((difference) => difference !== 0) ?? 0) > 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { latest, leads } = standingOf(process.argv[2] ?? '', readFileSync(0, 'utf8').split(/\s+/));
  process.stdout.write(`latest=${latest}\nleads=${leads}\n`);
}

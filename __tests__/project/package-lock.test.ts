/** package-lock.json: what any platform installs is in it, and nothing is taken without a checksum. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface Locked {
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Readonly<Record<string, Locked>>;
};
const installed = Object.entries(packages).filter(([location]) => location !== '');

test('every package has a checksum: otherwise run `npm run lock`', () => {
  expect(installed.length).toBeGreaterThan(100);
  expect(installed.filter(([, { integrity }]) => !integrity).map(([location]) => location)).toEqual([]);
});

test('the builds for other platforms are locked, too: otherwise run `npm run lock`', () => {
  const builds = installed.flatMap(([, { optionalDependencies = {} }]) => Object.keys(optionalDependencies));
  expect(builds.length).toBeGreaterThan(10);
  expect(builds.filter((name) => !(`node_modules/${name}` in packages))).toEqual([]);
});

/** What dist/ holds of others: each with its licence, and with its checksum in the bill of materials. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { licences, packagesOf } from '../../scripts/licences.js';
import { sbomOf } from '../../scripts/sbom.js';

const told = packagesOf(readFileSync('dist/licenses.txt', 'utf8'));

describe('the licences', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'licences-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function location(path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  function install(folder: string, name: string, version = '1.0.0'): void {
    location(`${folder}/package.json`, JSON.stringify({ name, version, license: 'MIT' }));
  }

  test('are found for modules of chunks, within joined modules and within packages of packages', () => {
    for (const [folder, name, version] of [
      ['node_modules/one', 'one', '1.0.0'],
      ['node_modules/@scope/two', '@scope/two', '1.0.0'],
      ['node_modules/one/node_modules/three', 'three', '3.0.0'],
      ['node_modules/three', 'three', '1.0.0'],
    ] as const) {
      install(folder, name, version);
      location(`${folder}/LICENSE`, `${folder}\r\n`);
    }
    const text = licences(root, [
      '/project/node_modules/one/index.js',
      '/project/lib/src/index.js',
      '/project/node_modules/@scope/two/lib/deep/index.js',
      '/project/node_modules/one/node_modules/three/index.js',
      '/project/node_modules/three/index.js',
    ]);
    expect(packagesOf(text).map(({ name, version }) => `${name} ${version}`)).toEqual([
      '@scope/two 1.0.0',
      'one 1.0.0',
      'three 3.0.0',
      'three 1.0.0',
    ]);
    expect(text).toContain('three 3.0.0 (MIT)\n\nnode_modules/one/node_modules/three\n');
    expect(text).not.toContain('\r');
  });

  const ONE = ['/project/node_modules/one/index.js'];

  test('hold those of the parts of a package, notices, and what the package forgot', () => {
    install('node_modules/one', 'one');
    location('node_modules/one/LICENCE.md', 'its own');
    location('node_modules/one/lib/part/LICENSE', 'of a part');
    location('node_modules/one/NOTICE.txt', 'a notice');
    location('node_modules/one/lib/license.js', 'no licence but code');
    location('node_modules/one/node_modules/two/LICENSE', 'not bundled');
    location('scripts/licences/one.txt', 'forgotten');
    expect(licences(root, ONE)).toBe('one 1.0.0 (MIT)\n\nits own\n\na notice\n\nof a part\n\nforgotten\n');
  });

  test('are demanded', () => {
    install('node_modules/one', 'one');
    expect(() => licences(root, ONE)).toThrow(
      'one 1.0.0 is bundled but has no licence file in node_modules/one',
    );
  });
});

/** A text of each package that is found in dist/: where it is, its licence must be, too. */
const MARKS = {
  '@actions/glob': 'class DefaultGlobber',
  '@octokit/endpoint': 'octokit-endpoint.js/',
  '@octokit/request': 'octokit-request.js/',
  '@octokit/request-error': 'class RequestError extends Error',
  'balanced-match': 'const range = (a, b, str)',
  'brace-expansion': 'EXPANSION_MAX',
  'content-type': 'function parseParameters(',
  'fastest-levenshtein': 'myers_32 = ',
  'js-yaml': 'class YAMLException',
  'json-with-bigint': 'JSONParse',
  marked: 'walkTokens',
  minimatch: 'class Minimatch',
  saxes: 'class SaxesParser',
  'universal-user-agent': 'function getUserAgent(',
  xmlchars: 'NAME_START_CHAR',
};

test('every package in dist/ has its licence in dist/licenses.txt', () => {
  const bundles = readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join('dist', name), 'utf8'));
  const found = Object.entries(MARKS).filter(([, mark]) => bundles.some((text) => text.includes(mark)));
  expect(found.map(([name]) => name)).toEqual(told.map(({ name }) => name));
});

describe('the bill of materials', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const text = 'one 1.0.0 (MIT)\n\ntext\n';

  test('lists what has a licence in dist/licenses.txt, each with its checksum', () => {
    const { components } = sbomOf(readFileSync('dist/licenses.txt', 'utf8'), lock);
    expect(components.map(({ name, version }) => ({ name, version }))).toEqual(
      told.map(({ name, version }) => ({ name, version })),
    );
    for (const { hashes } of components) expect(hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/);
  });

  test('takes the checksum of the version that is bundled', () => {
    const integrity = (byte: number) => `sha512-${Buffer.alloc(64, byte).toString('base64')}`;
    const packages = {
      'node_modules/one': { version: '2.0.0', integrity: integrity(2) },
      'node_modules/other/node_modules/one': { version: '1.0.0', integrity: integrity(1) },
      'node_modules/not-one': { version: '1.0.0', integrity: integrity(3) },
    };
    expect(sbomOf(text, { name: 'us', version: '1.0.0', packages }).components).toEqual([
      {
        type: 'library',
        'bom-ref': 'pkg:npm/one@1.0.0',
        ...{ name: 'one', version: '1.0.0', purl: 'pkg:npm/one@1.0.0' },
        licenses: [{ expression: 'MIT' }],
        hashes: [{ alg: 'SHA-512', content: '01'.repeat(64) }],
      },
    ]);
  });

  test('is refused where a package is not locked, or not by a checksum', () => {
    const lockOf = (packages: object) => ({ name: 'us', version: '1.0.0', packages: { ...packages } });
    expect(() => sbomOf(text, lockOf({}))).toThrow('no checksum of one 1.0.0');
    expect(() => sbomOf(text, lockOf({ 'node_modules/one': { version: '1.0.0' } }))).toThrow(
      'no checksum of one',
    );
    expect(() => sbomOf('words', lockOf({}))).toThrow('Not a section of a package: words');
  });
});

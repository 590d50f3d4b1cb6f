/** Compares docs/architecture.md with the code: what each part may import is what it imports. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { partOf, partsOn, sourcesIn, withImports } from '../../scripts/architecture.js';

const page = readFileSync('docs/architecture.md', 'utf8');
const parts = partsOn(page);
const sources = sourcesIn('src');

describe('the table of docs/architecture.md', () => {
  test('has every part of src/', () => {
    expect([...parts].sort()).toEqual([...new Set(sources.map(({ file }) => partOf(file)))].sort());
  });

  test('lists what each part imports; if not: npm run architecture', () => {
    expect(withImports(page)).toBe(page);
  });

  test('has no part that imports from a part below it', () => {
    const below = sources.flatMap(({ file, imports }) =>
      imports
        .filter((target) => parts.indexOf(partOf(target)) > parts.indexOf(partOf(file)))
        .map((target) => `${file} → ${target}`),
    );
    expect(below).toEqual([]);
  });
});

test('no folder of src/ has more than nine files, and no file more than 400 lines', () => {
  const folders = sources.map(({ file }) => file.replace(/[^/]+$/, ''));
  const crowded = folders.filter((folder) => folders.filter((other) => other === folder).length > 9);
  const long = sources.filter(({ text }) => text.split('\n').length > 401).map(({ file }) => file);
  expect([...crowded, ...long]).toEqual([]);
});

describe.each(['src', 'sandbox'])('%s/', (folder) => {
  test('names what it imports, so that it can be seen here', () => {
    const hidden = /\bimport\(\s*[^'"\s]|\bgetBuiltinModule\(\s*[^'"\s]|\brequire\b|\bcreateRequire\b/;
    const hiding = sourcesIn(folder).filter(({ text }) => hidden.test(withoutComments(text)));
    expect(hiding.map(({ file }) => file)).toEqual([]);
  });

  test('has no circle of imports', () => {
    const all = new Map(sourcesIn(folder).map(({ file, imports }) => [file, imports]));
    expect([...all.keys()].flatMap((file) => circleFrom(file, all))).toEqual([]);
  });
});

/** The way from a file back to itself, if there is one. */
function circleFrom(start: string, all: ReadonlyMap<string, readonly string[]>): string[] {
  const ways = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of all.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [[...way, next].join(' → ')];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return [];
}

test('the sandbox imports only itself, the model, texts, Node, and what renders the summary', () => {
  const foreign = sourcesIn('sandbox').flatMap(({ file, imports }) =>
    imports
      .filter((target) => !/^(?:node:|sandbox\/|src\/(?:model|text)\/|marked$)/.test(target))
      .map((target) => `${file}: ${target}`),
  );
  expect(foreign).toEqual([]);
});

/** Effects that are not passed in, and the places that may reach for them. */
const EFFECTS: readonly (readonly [name: string, use: RegExp, places: readonly string[]])[] = [
  ['the time of day', /\bDate\.now\b|\bnew Date\(\)|\bperformance\b|\bhrtime\b/, ['src/runtime/process.ts']],
  ['chance', /\bMath\.random\b|\brandomUUID\b/, ['src/index.ts']],
  ['the environment', /\bprocess\b[^;]*\benv\b|\benv\b[^;]*= process\b/, ['src/index.ts']],
  ['the end of the process', /\bprocess\.exit/, ['src/index.ts']],
  ['timers', /\bset(?:Timeout|Interval|Immediate)\b/, ['src/runtime/process.ts']],
];

test.each(EFFECTS)('%s: reached for where it may be, and nowhere else', (_, use, places) => {
  expect(
    sources
      .filter(({ text }) => use.test(withoutComments(text)))
      .map(({ file }) => file)
      .sort(),
  ).toEqual(places);
});

function withoutComments(text: string): string {
  return text.replace(/\/\*.*?\*\/|^ *\/\/[^\n]*$/gms, '');
}

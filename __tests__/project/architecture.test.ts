/** Holds docs/architecture.md and the code together: what each room may import is what it imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';

interface Source {
  /** From the root of the project, with `/`. */
  readonly file: string;
  readonly text: string;
  /** What it imports, also for its types alone: files as `file` has them, the rest as it is written. */
  readonly imports: readonly string[];
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const file = join(folder, name).replaceAll('\\', '/');
      const text = readFileSync(file, 'utf8');
      return { file, text, imports: importsIn(text).map((target) => placeOf(target, file)) };
    });
}

/** The ways in which a module names another. */
const IMPORTS = [
  /^(?:import|export)\b[^'";]*\bfrom\s*['"]([^'"]+)['"]/gm,
  /^import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
  /\bgetBuiltinModule\(\s*['"]([^'"]+)['"]/g,
];

function importsIn(text: string): string[] {
  return IMPORTS.flatMap((way) => [...text.matchAll(way)].map(([, target = '']) => target));
}

function placeOf(target: string, file: string): string {
  if (!target.startsWith('.')) return target;
  return posix.join(posix.dirname(file), target).replace(/\.js$/, '.ts');
}

/** The room of a file in src/, as the table calls it: `plan/`, `run.ts`. */
function roomOf(file: string): string {
  return /^src\/([^/]+\/?)/.exec(file)?.[1] ?? file;
}

const ROOMS = new Map(
  [
    ...readFileSync('docs/architecture.md', 'utf8').matchAll(/^\| `([^`]+)` \|[^|]*\|([^|]*)\|([^|]*)\|$/gm),
  ].map(([, room = '', rooms = '', outside = '']) => [
    room,
    { rooms: namesIn(rooms), outside: namesIn(outside) },
  ]),
);

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).sort();
}

const sources = sourcesIn('src');

describe('the table of docs/architecture.md', () => {
  test('has every room of src/', () => {
    expect([...ROOMS.keys()].sort()).toEqual([...new Set(sources.map(({ file }) => roomOf(file)))].sort());
  });

  test.each([...ROOMS])('says what %s imports, no more and no less', (room, told) => {
    const imports = sources.filter(({ file }) => roomOf(file) === room).flatMap((source) => source.imports);
    const foreign = [...new Set(imports.map(roomOf))].filter((name) => name !== room).sort();
    const isRoom = (name: string) => ROOMS.has(name);
    expect({
      rooms: foreign.filter(isRoom),
      outside: foreign.filter((name) => !isRoom(name)),
    }).toEqual(told);
  });
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

test('the sandbox imports nothing but itself and Node', () => {
  const foreign = sourcesIn('sandbox').flatMap(({ file, imports }) =>
    imports.filter((target) => !/^(?:node:|sandbox\/)/.test(target)).map((target) => `${file}: ${target}`),
  );
  expect(foreign).toEqual([]);
});

/** Effects that are not passed in, and the places that may reach for them. */
const EFFECTS: readonly (readonly [name: string, use: RegExp, places: readonly string[]])[] = [
  ['the time of day', /\bDate\.now\b|\bnew Date\(\)|\bperformance\b/, ['src/runtime/clock.ts']],
  ['chance', /\bMath\.random\b|\brandomUUID\b/, ['src/index.ts', 'src/report/report-files.ts']],
  [
    'the environment',
    /\bprocess\b[^;]*\benv\b|\benv\b[^;]*= process\b/,
    ['src/index.ts', 'src/github/client.ts', 'src/report/publish.ts'],
  ],
  ['the end of the process', /\bprocess\.exit/, ['src/runtime/cancellation.ts', 'src/index.ts']],
  [
    'timers',
    /\bset(?:Timeout|Interval|Immediate)\b/,
    [
      'src/runtime/cancellation.ts',
      'src/runtime/clock.ts',
      'src/runtime/http.ts',
      'src/report/progress.ts',
      'src/github/pull-request.ts',
    ],
  ],
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

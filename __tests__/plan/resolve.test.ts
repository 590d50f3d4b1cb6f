import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Diagnostic,
  Diagnostics,
  formatLocation,
  type SourceLocation,
} from '../../src/model/diagnostic.js';
import type { Entry, EntrySyntax, ListedResult, Outcome, Override, Selector } from '../../src/model/types.js';
import { findConflict, lastTitle } from '../../src/plan/listing-index.js';
import { needsListing, type ResolveOptions, resolve } from '../../src/plan/resolve.js';
import { parseText } from '../support/documents.js';

const LISTING: readonly ListedResult[] = [
  {
    testCaseResultId: '3646',
    result: 'FAILURE',
    testCaseId: '411',
    name: 'Login works',
    suite: 'Smoke',
    machine: 'Windows Chrome',
  },
  {
    testCaseResultId: '3647',
    result: 'SUCCESS',
    testCaseId: '411',
    name: 'Login works',
    suite: 'Smoke',
    machine: 'Mac Safari',
  },
  {
    testCaseResultId: '3648',
    result: 'FAILURE',
    testCaseId: '412',
    name: 'shop › cart › total',
    suite: 'Cart',
    machine: 'Mac Safari',
  },
  {
    testCaseResultId: '3649',
    result: 'QUEUED',
    testCaseId: '413',
    name: 'Search',
    suite: 'Cart',
    machine: 'Mac Safari',
  },
  {
    testCaseResultId: '3650',
    result: 'FAILURE',
    testCaseId: '414',
    name: 'Twin',
    suite: 'Cart',
    machine: 'Mac Safari',
  },
  {
    testCaseResultId: '3651',
    result: 'FAILURE',
    testCaseId: '414',
    name: 'Twin',
    suite: 'Cart',
    machine: 'Mac Safari',
  },
  { testCaseResultId: '9223372036854775807', result: 'NOT_EXECUTED' },
];

let line = 0;

function entry(selector: Selector, more: Partial<Entry> = {}): Entry {
  line += 1;
  return { selector, outcome: 'SUCCESS', location: { input: 'results', line, column: 1 }, ...more };
}

interface Resolution {
  readonly targets: readonly Override[];
  readonly problems: readonly Diagnostic[];
  readonly notices: readonly Diagnostic[];
}

const OPTIONS: ResolveOptions = {
  runId: '239',
  suite: '',
  machine: '',
  comment: 'c',
  listingError: 'lookup is off',
  strict: false,
  today: '2026-01-01',
  pause: () => undefined,
};

type More = Partial<Omit<ResolveOptions, 'listing'>> & { readonly listing?: readonly ListedResult[] };

async function without(
  entries: readonly Entry[],
  { listing: results, ...more }: More = {},
): Promise<Resolution> {
  const diagnostics = new Diagnostics();
  const listing = results && { results, readAt: 0 };
  const { overrides: targets } = await resolve(entries, { ...OPTIONS, ...more, listing }, diagnostics);
  return { targets, ...diagnostics };
}

function asked(entries: readonly Entry[], more: More = {}): Promise<Resolution> {
  return without(entries, { listing: LISTING, ...more });
}

function ids({ targets }: Resolution): string[] {
  return targets.map(({ testCaseResultId }) => testCaseResultId);
}

function messages(remarks: readonly { message: string }[]): string[] {
  return remarks.map(({ message }) => message);
}

/** What one selector comes to: ids, or the one problem's message. */
async function found(selector: Selector): Promise<string[] | string> {
  const one = entry(selector);
  const resolution = await asked([one]);
  const { problems } = resolution;
  if (problems.length === 0) return ids(resolution);
  expect(problems).toEqual([{ location: one.location, message: expect.any(String) }]);
  expect(ids(resolution)).toEqual([]);
  return problems[0]?.message ?? '';
}

describe('a selector', () => {
  test.each<[string, Selector, string[]]>([
    ['an id', { testCaseResultId: '3646' }, ['3646']],
    ['the largest id', { testCaseResultId: '9223372036854775807' }, ['9223372036854775807']],
    ['a name', { name: 'Search' }, ['3649']],
    ['a whole name with ›', { name: 'shop › cart › total' }, ['3648']],
    ["the part after a listed name's last ›", { name: 'total' }, ['3648']],
    ['a name with other white space', { name: ' Login\u00a0 works', machine: 'Mac\tSafari' }, ['3647']],
    ['a pattern', { namePattern: 'Log*w?rks', all: true }, ['3646', '3647']],
    ['everything in a suite', { suite: 'Smoke', all: true }, ['3646', '3647']],
    [
      'everything of a suite on a machine',
      { suite: 'Cart', machine: 'Mac Safari', all: true },
      ['3648', '3649', '3650', '3651'],
    ],
    ['a test case', { testCaseId: '413' }, ['3649']],
    ['a name on a machine', { name: 'Login works', machine: 'Mac Safari' }, ['3647']],
    ['a test case on a machine', { testCaseId: '411', machine: 'Windows Chrome' }, ['3646']],
    ['a test case with its name', { testCaseId: '412', name: 'total' }, ['3648']],
    ['a name in a suite, every one', { name: 'Login works', suite: 'Smoke', all: true }, ['3646', '3647']],
    ['a test case, every one', { testCaseId: '414', all: true }, ['3650', '3651']],
    ['every one of one', { name: 'Search', all: true }, ['3649']],
  ])('%s', async (_, selector, result) => {
    expect(await found(selector)).toEqual(result);
  });

  test('carries what the listing says and what the entry says', async () => {
    const { targets } = await asked([
      entry({ name: 'Search' }, { outcome: 'FAILURE', comment: 'c', onlyIf: ['QUEUED'] }),
    ]);
    expect(targets).toEqual([
      {
        testCaseResultId: '3649',
        outcome: 'FAILURE',
        comment: 'c',
        onlyIf: ['QUEUED'],
        location: { input: 'results', line, column: 1 },
        before: LISTING[3],
        until: undefined,
      },
    ]);
  });

  test('prefers a whole name to the end of another', async () => {
    const listing = [
      { testCaseResultId: '1', result: 'FAILURE', name: 'shop › total' },
      { testCaseResultId: '2', result: 'FAILURE', name: 'total' },
    ];
    expect(ids(await asked([entry({ name: 'total' })], { listing }))).toEqual(['2']);
    expect(ids(await asked([entry({ name: 'shop › total' })], { listing }))).toEqual(['1']);
  });

  test('is exact: case, inner blanks and parts of a name matter', async () => {
    for (const name of [
      'login works',
      'Login',
      'works',
      'Login works!',
      '3646',
      'e2e › shop › Search',
      'x › total',
    ]) {
      expect(await found({ name })).toMatch(/run 239 has no test case named/);
    }
  });
});

describe('no match', () => {
  test.each<[string, Selector, RegExp]>([
    [
      'names the closest',
      { name: 'Login work' },
      /run 239 has no test case named "Login work"; did you mean "Login works"\?/,
    ],
    ['names the closest in another case', { name: 'SEARCH' }, /did you mean "Search"\?/],
    [
      'names none where none is close',
      { name: 'zzzzzzzzzzzzzzzz' },
      /has no test case named "zzzzzzzzzzzzzzzz"$/,
    ],
    ['of a test case', { testCaseId: '999' }, /run 239 has no result of test case 999$/],
    [
      'on that machine lists what there is',
      { name: 'Search', machine: 'iPad' },
      /named "Search" on machine "iPad"; it has: 3649 \(Search, suite Cart, machine Mac Safari\)/,
    ],
    [
      'in that suite lists what there is',
      { testCaseId: '412', suite: 'Smoke' },
      /test case 412, suite "Smoke"; it has: 3648 \(shop › cart › total, suite Cart/,
    ],
    [
      'with all is a problem, too',
      { name: 'Searhc', all: true },
      /has no test case named "Searhc"; did you mean "Search"\?/,
    ],
    [
      'of a test case of another name',
      { testCaseId: '413', name: 'Login works' },
      /has no result of test case 413, the name "Login works"; it has: 3649 \(Search/,
    ],
  ])('%s', async (_, selector, message) => {
    expect(await found(selector)).toMatch(message);
  });

  test('suggests three names at the most', async () => {
    const listing = Array.from({ length: 20 }, (_, index) => ({
      testCaseResultId: String(index + 1),
      result: 'FAILURE',
      name: `Login works ${index + 10}`,
    }));
    const { problems } = await asked([entry({ name: 'Login works' })], { listing });
    expect(problems[0]?.message.match(/"Login works \d+"/g)).toHaveLength(3);
  });
});

describe('several matches', () => {
  test('show the exact entry for each, and for all', async () => {
    expect(await found({ name: 'Login works' })).toBe(
      'the name "Login works" matches 2 results. Pick one: `{name: Login works, machine: Windows Chrome, result: passed}` for 3646 (Login works, suite Smoke, machine Windows Chrome), `{name: Login works, machine: Mac Safari, result: passed}` for 3647 (Login works, suite Smoke, machine Mac Safari); or all: `{name: Login works, all: true, result: passed}`',
    );
    expect(await found({ testCaseId: '411', suite: 'Smoke' })).toContain(
      '`{testCaseId: 411, suite: Smoke, machine: Windows Chrome, result: passed}`',
    );
  });

  test('name the ID if a suite or machine has the name that means every one', async () => {
    const listing = ['Cart', '*'].map((suite, index) => ({
      testCaseResultId: String(index + 1),
      result: 'FAILURE',
      name: 'Total',
      suite,
    }));
    const { problems } = await asked([entry({ name: 'Total' })], { listing });
    expect(problems[0]?.message).toContain('`{name: Total, suite: Cart, result: passed}` for 1 (');
    expect(problems[0]?.message).toContain('`{testCaseResultId: 2, result: passed}` for 2 (');
  });

  const ambiguous = async (selector: Selector, more: Partial<Entry>) =>
    (await asked([entry(selector, more)])).problems[0]?.message;

  test.each<[string, EntrySyntax, string]>([
    [
      'a map',
      { form: 'map', key: 'Login works' },
      '`Login works: {result: passed, machine: Mac Safari, comment: c}`',
    ],
    [
      'a map in JSON',
      { form: 'map', key: 'x', isQuoted: true },
      '`"Login works": {"result": "passed", "machine": "Mac Safari", "comment": "c"}`',
    ],
    ['a list', { form: 'list' }, '`{name: Login works, machine: Mac Safari, comment: c, result: passed}`'],
    ['a list by outcome', { form: 'by-outcome' }, '`{name: Login works, machine: Mac Safari, comment: c}`'],
    ['a line', { form: 'line' }, '`3647: {result: passed, comment: c}`'],
    ['a bare list', { form: 'bare' }, '`3647`'],
  ])('are shown in the form of %s', async (_, syntax, exact) => {
    expect(await ambiguous({ name: 'Login works' }, { syntax, comment: 'c' })).toContain(exact);
  });

  test('keep what else the entry says', async () => {
    const more = { syntax: { form: 'map' }, onlyIf: ['FAILURE', 'PAUSED'], until: '2026-12-31' } as const;
    expect(await ambiguous({ name: 'Login works' }, more)).toContain(
      '`Login works: {result: passed, machine: Windows Chrome, onlyIf: [FAILURE, PAUSED], until: 2026-12-31}`',
    );
  });

  test('that suite and machine do not tell apart are told apart by ID', async () => {
    expect(await found({ name: 'Twin' })).toContain('`{testCaseResultId: 3650, result: passed}`');
  });

  test('of a part of a name are told apart by the whole name', async () => {
    const listing = ['A › Twice', 'B › Twice'].map((name, index) => ({
      testCaseResultId: String(index + 1),
      result: 'FAILURE',
      name,
    }));
    const { problems } = await asked([entry({ name: 'Twice' }, { syntax: { form: 'map' } })], { listing });
    expect(problems[0]?.message).toContain('`A › Twice: passed`');
  });

  test('are shown up to four', async () => {
    const listing = Array.from({ length: 25 }, (_, index) => ({
      testCaseResultId: String(index + 1),
      result: 'FAILURE',
      name: 'Same',
      machine: `M${index}`,
    }));
    const { problems } = await asked([entry({ name: 'Same' })], { listing });
    expect(problems[0]?.message).toMatch(
      /matches 25 results\. .* for 4 \(Same, machine M3\), and 21 more; or all/,
    );
    expect(problems[0]?.message).not.toMatch(/M4/);
  });

  test('are all meant with all: true, in the order of the listing', async () => {
    expect(await found({ name: 'Login works', all: true })).toEqual(['3646', '3647']);
  });

  test('give an entry that the reader reads back, and that means exactly one of them', async () => {
    const text = fc
      .oneof(
        fc.constantFrom(
          'A',
          'B',
          'A › B',
          'C › B',
          'null',
          '"x"',
          'a: b, c',
          "it's",
          '- x',
          '#1',
          '{}',
          '~',
          '12',
          '\ud800',
        ),
        fc.string({ unit: 'binary', maxLength: 12 }),
      )
      .map((one) => one.trim())
      .filter((one) => one !== '');
    const listed = fc.record({
      testCaseResultId: fc.integer({ min: 1, max: 40 }).map(String),
      result: fc.constant('FAILURE'),
      testCaseId: fc.constantFrom('1', '2'),
      name: fc.oneof(fc.constantFrom('A', 'B', 'A › B'), text),
      suite: fc.oneof(fc.constantFrom('S', 'T', '*'), text),
      machine: fc.oneof(fc.constantFrom('M', 'N'), text),
    });
    const listings = fc.uniqueArray(listed, {
      minLength: 2,
      maxLength: 10,
      selector: (one) => one.testCaseResultId,
    });
    let ambiguous = 0;
    await fc.assert(
      fc.asyncProperty(
        listings,
        fc.constantFrom<Outcome>('SUCCESS', 'FAILURE', 'NOT_EXECUTED'),
        async (listing, outcome) => {
          for (const { name, testCaseId } of listing) {
            for (const selector of [{ name }, { testCaseId }]) {
              const { problems } = await asked([entry(selector, { outcome })], { listing });
              const exact = /Pick one: `(.*?)` for /s.exec(problems[0]?.message ?? '')?.[1];
              if (exact === undefined) continue;
              ambiguous += 1;
              const parsed = await parseText(`- ${exact}\n`);
              expect([exact, parsed.problems]).toEqual([exact, []]);
              const again = await asked(parsed.entries, { listing });
              expect([exact, again.problems, again.targets.length]).toEqual([exact, [], 1]);
              expect(again.targets[0]?.outcome).toBe(outcome);
            }
          }
        },
      ),
    );
    expect(ambiguous).toBeGreaterThan(50);
  });
});

describe('a cross-check', () => {
  test.each<[string, Selector]>([
    ['the name', { testCaseResultId: '3646', name: 'Login works' }],
    ['the end of the name', { testCaseResultId: '3648', name: 'total' }],
    ['the test case', { testCaseResultId: '3646', testCaseId: '411' }],
    ['suite and machine', { testCaseResultId: '3646', suite: 'Smoke', machine: 'Windows Chrome' }],
    [
      'everything',
      {
        testCaseResultId: '3646',
        testCaseId: '411',
        name: 'Login works',
        suite: 'Smoke',
        machine: 'Windows Chrome',
      },
    ],
  ])('passes where %s agrees', async (_, selector) => {
    expect(await found(selector)).toEqual([selector.testCaseResultId]);
  });

  test.each<[Selector, RegExp]>([
    [
      { testCaseResultId: '3646', name: 'Search' },
      /says name "Search", but in the run, result 3646 has the name "Login works"/,
    ],
    [
      { testCaseResultId: '3646', testCaseId: '412' },
      /says test case ID "412", .*3646 has the test case ID "411"/,
    ],
    [{ testCaseResultId: '3646', suite: 'Cart' }, /says suite "Cart", .*3646 has the suite "Smoke"/],
    [
      { testCaseResultId: '3646', machine: 'Mac Safari' },
      /says machine "Mac Safari", .*3646 has the machine "Windows Chrome"/,
    ],
    [
      { testCaseResultId: '9223372036854775807', name: 'x' },
      /says name "x", .*9223372036854775807 has no name/,
    ],
    [{ testCaseResultId: '9223372036854775807', machine: 'x' }, /has no machine/],
    [
      { testCaseResultId: '1', name: 'x' },
      /result 1 is not in run 239, so what is given with the ID cannot be checked/,
    ],
  ])('%j names both', async (selector, message) => {
    expect(await found(selector)).toMatch(message);
  });
});

describe('an id that the listing does not hold', () => {
  test('is sent all the same, with a notice', async () => {
    const one = entry({ testCaseResultId: '1' });
    const resolution = await asked([one]);
    expect(ids(resolution)).toEqual(['1']);
    expect(resolution.targets[0]?.before).toBeUndefined();
    expect(resolution.problems).toEqual([]);
    expect(resolution.notices).toEqual([
      {
        location: one.location,
        message: expect.stringMatching(
          /result 1 is not in run 239; sending it anyway. Reruns have run and result IDs of their own/,
        ),
      },
    ]);
  });

  test('is an error where it is strict', async () => {
    const resolution = await asked([entry({ testCaseResultId: '1' }), entry({ testCaseResultId: '3646' })], {
      strict: true,
    });
    expect(ids(resolution)).toEqual(['3646']);
    expect(messages(resolution.problems)).toEqual([
      expect.stringMatching(/result 1 is not in run 239\. Reruns have/),
    ]);
    expect(resolution.notices).toEqual([]);
  });

  test.each([
    ['of its own', entry({ testCaseResultId: '1' }, { onlyIf: ['FAILURE'] }), {}],
    ['for all', entry({ testCaseResultId: '1' }), { onlyIf: ['FAILURE'] }],
  ])('is an error with an onlyIf %s', async (_, one, more) => {
    const resolution = await asked([one], more);
    expect(ids(resolution)).toEqual([]);
    expect(messages(resolution.problems)).toEqual([expect.stringMatching(/so onlyIf cannot be checked/)]);
  });
});

describe('without a listing', () => {
  test('ids alone are understood', async () => {
    const resolution = await without(
      [entry({ testCaseResultId: '3646' }), entry({ testCaseResultId: '1', all: true })],
      { strict: true },
    );
    expect(ids(resolution)).toEqual(['3646', '1']);
    expect(resolution.problems).toEqual([]);
    expect(resolution.notices).toEqual([]);
  });

  test.each<[string, Entry, More, RegExp]>([
    [
      'a name',
      entry({ name: 'Search', machine: 'M' }),
      {},
      /^the name "Search", machine "M" needs the run's results, and lookup is off$/,
    ],
    ['a test case', entry({ testCaseId: '411' }), {}, /^test case 411 needs the run's results/],
    [
      'an id with a name',
      entry({ testCaseResultId: '1', name: 'x' }),
      {},
      /^what is given with the ID needs/,
    ],
    [
      'an id with a machine',
      entry({ testCaseResultId: '1', machine: 'x' }),
      {},
      /^what is given with the ID needs/,
    ],
    ['an onlyIf', entry({ testCaseResultId: '1' }, { onlyIf: ['FAILURE'] }), {}, /^onlyIf needs/],
    ['only-if', entry({ testCaseResultId: '1' }), { onlyIf: ['FAILURE'] }, /^onlyIf needs/],
  ])('%s is not', async (_, one, more, message) => {
    const resolution = await without([one], more);
    expect(resolution.problems).toEqual([
      { location: one.location, message: expect.stringMatching(message) },
    ]);
    expect(ids(resolution)).toEqual([]);
  });

  test.each<[Entry, boolean]>([
    [entry({ testCaseResultId: '1' }), false],
    [entry({ testCaseResultId: '1', all: true }), false],
    [entry({ testCaseResultId: '1' }, { comment: 'c' }), false],
    [entry({ testCaseResultId: '1' }, { onlyIf: ['FAILURE'] }), true],
    [entry({ testCaseResultId: '1', name: 'x' }), true],
    [entry({ testCaseResultId: '1', testCaseId: '2' }), true],
    [entry({ testCaseResultId: '1', suite: 'x' }), true],
    [entry({ testCaseResultId: '1', machine: 'x' }), true],
    [entry({ name: 'x' }), true],
    [entry({ testCaseId: '411' }), true],
  ])('needsListing(%j) is %s', (one, needed) => {
    expect(needsListing(one, '2026-01-01')).toBe(needed);
  });
});

describe('the same result twice', () => {
  test('with the same outcome is asked once, the first comment counts, and a notice names the first location', async () => {
    const first = entry({ testCaseResultId: '3649' }, { comment: 'first' });
    const second = entry(
      { name: 'Search' },
      { comment: 'second', location: { input: 'results-files', file: 'b.yml', line: 7, column: 3 } },
    );
    const resolution = await asked([first, entry({ testCaseResultId: '3646' }), second]);
    expect(resolution.targets.map(({ testCaseResultId, comment }) => [testCaseResultId, comment])).toEqual([
      ['3649', 'first'],
      ['3646', 'c'],
    ]);
    expect(resolution.problems).toEqual([]);
    expect(resolution.notices).toEqual([
      {
        location: second.location,
        message: expect.stringMatching(
          new RegExp(
            `result 3649 .*already requested at results, line ${first.location.line}, column 1, with the same outcome; the first one counts`,
          ),
        ),
      },
    ]);
  });

  test('with different outcomes is a problem that names both places', async () => {
    const first = entry(
      { name: 'Search' },
      { location: { input: 'results-files', file: 'a.yml', line: 3, column: 5 } },
    );
    const second = entry({ testCaseResultId: '3649' }, { outcome: 'FAILURE' });
    expect((await asked([first, second])).problems).toEqual([
      {
        location: second.location,
        message: 'result 3649 is Failed here but Passed at a.yml:3:5; keep one',
      },
    ]);
  });

  test('is found without a listing, too', async () => {
    const { problems, notices, targets } = await without([
      entry({ testCaseResultId: '1' }),
      entry({ testCaseResultId: '1' }, { outcome: 'NOT_EXECUTED' }),
      entry({ testCaseResultId: '1' }),
    ]);
    expect(messages(problems)).toEqual([expect.stringMatching(/Not Executed here but Passed at/)]);
    expect(notices).toHaveLength(1);
    expect(targets).toHaveLength(1);
  });

  test('through all: true is found, too', async () => {
    const { problems, targets } = await asked([
      entry({ testCaseResultId: '3647' }, { outcome: 'FAILURE' }),
      entry({ name: 'Login works', all: true }),
    ]);
    expect(messages(problems)).toEqual([expect.stringMatching(/result 3647 is Passed here but Failed at/)]);
    expect(targets.map(({ testCaseResultId }) => testCaseResultId)).toEqual(['3647', '3646']);
  });
});

describe('onlyIf', () => {
  test("of the entry's own counts, else only-if", async () => {
    const { targets } = await asked(
      [entry({ testCaseResultId: '3646' }, { onlyIf: ['SUCCESS'] }), entry({ testCaseResultId: '3647' })],
      { onlyIf: ['FAILURE'] },
    );
    expect(targets.map(({ onlyIf }) => onlyIf)).toEqual([['SUCCESS'], ['FAILURE']]);
    expect((await asked([entry({ testCaseResultId: '3646' })])).targets[0]?.onlyIf).toBeUndefined();
  });
});

test('all problems come at once, each at its location, in the order asked', async () => {
  const entries = [
    entry({ name: 'Login works' }),
    entry({ testCaseResultId: '3646' }),
    entry({ name: 'Nowhere at all' }),
    entry({ testCaseResultId: '3647', name: 'Search' }),
    entry({ testCaseResultId: '3646' }, { outcome: 'FAILURE' }),
    entry({ testCaseId: '999' }),
  ];
  const { problems } = await asked(entries);
  expect(problems.map(({ location }) => location)).toEqual(
    [0, 2, 3, 4, 5].map((index) => entries[index]?.location),
  );
});

test('100,000 results and 100,000 entries take linear time', async () => {
  const listing = Array.from({ length: 100_000 }, (_, index) => ({
    testCaseResultId: String(index + 1),
    result: 'FAILURE',
    testCaseId: String(index + 1),
    name: `suite › test ${index}`,
    machine: 'M',
  }));
  const entries = listing.map(({ testCaseResultId, name }, index) =>
    entry(
      index % 3 === 0
        ? { name }
        : index % 3 === 1
          ? { name: `test ${index}`, machine: 'M' }
          : { testCaseId: testCaseResultId },
    ),
  );
  const started = performance.now();
  const { targets, problems } = await asked(entries, { listing });
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(problems).toEqual([]);
  expect(targets.map(({ testCaseResultId }) => testCaseResultId)).toEqual(
    listing.map(({ testCaseResultId }) => testCaseResultId),
  );
});

describe('tailOf', () => {
  test.each([
    ['Login', 'Login'],
    ['a › b', 'b'],
    ['a › b › c d', 'c d'],
    ['a›b', 'a›b'],
    ['a › b›c', 'b›c'],
    ['', ''],
  ])('of %j is %j', (name, tail) => {
    expect(lastTitle(name)).toBe(tail);
  });
});

describe('placeText', () => {
  test.each<[SourceLocation, string]>([
    [{ input: 'results' }, 'results'],
    [{ input: 'results', line: 3 }, 'results, line 3'],
    [{ input: 'results', line: 3, column: 5 }, 'results, line 3, column 5'],
    [{ input: 'results-files', file: 'a/b.yml' }, 'a/b.yml'],
    [{ input: 'results-files', file: 'a/b.yml', line: 3 }, 'a/b.yml:3'],
    [{ input: 'results-files', file: 'a/b.yml', line: 3, column: 5 }, 'a/b.yml:3:5'],
  ])('of %j is %s', (location, text) => {
    expect(formatLocation(location)).toBe(text);
  });
});

test('everything that an entry says and the listing contradicts is reported at once', () => {
  const listed = {
    testCaseResultId: '3649',
    result: 'FAILURE',
    name: 'Total',
    suite: 'Checkout',
    machine: 'Windows',
  };
  const selector = { testCaseResultId: '3649', name: 'Payment', suite: 'Smoke', machine: 'macOS' };
  expect(findConflict(selector, listed)).toBe(
    'this entry says suite "Smoke", machine "macOS", name "Payment", but in the run, result 3649 has the suite "Checkout" and the machine "Windows" and the name "Total"',
  );
  expect(
    findConflict({ ...selector, testCaseId: '7' }, { testCaseResultId: '3649', result: 'FAILURE' }),
  ).toContain('has no test case ID and no suite and no machine and no name');
});

describe('suggestions', () => {
  test('are given up to the tenth name that is not there', async () => {
    const wrong = Array.from({ length: 11 }, () => entry({ name: 'Serach' }));
    const none = 'run 239 has no test case named "Serach"';
    expect(messages((await asked(wrong)).problems)).toEqual([
      ...Array(10).fill(`${none}; did you mean "Search"?`),
      none,
    ]);
  });

  test('name several if not one alone is near', async () => {
    const listing = ['Twin1', 'Twin2', 'Other'].map((name, index) => ({
      testCaseResultId: String(index + 1),
      result: 'FAILURE',
      name,
    }));
    const { problems } = await asked([entry({ name: 'Twin3' })], { listing });
    expect(messages(problems)).toEqual([
      'run 239 has no test case named "Twin3"; the closest names: "Twin1", "Twin2"',
    ]);
  });

  test.each([
    [{ suite: 'Smok', all: true }, 'did you mean "Smoke"?'],
    [{ suite: 'Smoke', machine: 'Mac Safary', all: true }, 'did you mean "Mac Safari"?'],
    [{ name: '\u201cSearch\u201d' }, 'did you mean "Search"?'],
  ])('for %j: %s', async (selector, advice) => {
    expect(await found(selector)).toContain(advice);
  });

  test('name the reruns of the run for an ID that it does not have', async () => {
    const { problems } = await asked([entry({ testCaseResultId: '1' })], {
      strict: true,
      relatedRuns: ['240'],
    });
    expect(messages(problems)).toEqual([
      'result 1 is not in run 239. Reruns have run and result IDs of their own: is this one from a rerun, of run 240? If so, set run-id to it',
    ]);
  });
});

describe('a result without a test case', () => {
  test('is not found by one', async () => {
    const { problems } = await asked([entry({ testCaseId: '999' })]);
    expect(problems).toHaveLength(1);
  });
});

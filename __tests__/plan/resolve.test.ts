import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from '../../src/documents/document.js';
import { formatLocation, type SourceLocation } from '../../src/model/diagnostic.js';
import type { Entry, ListedResult, Outcome, Selector } from '../../src/model/types.js';
import { findConflict, lastTitle } from '../../src/plan/listing-index.js';
import { needsListing, type Resolution, type ResolveOptions, resolve } from '../../src/plan/resolve.js';

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

function asked(entries: readonly Entry[], more: Partial<ResolveOptions> = {}): Resolution {
  return resolve(entries, { runId: '239', listing: LISTING, listingError: '', strict: false, ...more });
}

function without(entries: readonly Entry[], more: Partial<ResolveOptions> = {}): Resolution {
  return resolve(entries, { runId: '239', listingError: 'lookup is off', strict: false, ...more });
}

function ids({ targets }: Resolution): string[] {
  return targets.map(({ testCaseResultId }) => testCaseResultId);
}

function messages(remarks: readonly { message: string }[]): string[] {
  return remarks.map(({ message }) => message);
}

/** What one selector comes to: ids, or the one problem's message. */
function found(selector: Selector): string[] | string {
  const one = entry(selector);
  const resolution = asked([one]);
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
    ['a name whose part after the last › is listed', { name: 'e2e › shop › Search' }, ['3649']],
    ['a name with another path and the same end', { name: 'checkout › total' }, ['3648']],
    ['a test case', { testCaseId: '413' }, ['3649']],
    ['a name on a machine', { name: 'Login works', machine: 'Mac Safari' }, ['3647']],
    ['a test case on a machine', { testCaseId: '411', machine: 'Windows Chrome' }, ['3646']],
    ['a test case with its name', { testCaseId: '412', name: 'total' }, ['3648']],
    ['a name in a suite, every one', { name: 'Login works', suite: 'Smoke', all: true }, ['3646', '3647']],
    ['a test case, every one', { testCaseId: '414', all: true }, ['3650', '3651']],
    ['every one of one', { name: 'Search', all: true }, ['3649']],
  ])('%s', (_, selector, result) => {
    expect(found(selector)).toEqual(result);
  });

  test('carries what the listing says and what the entry says', () => {
    const { targets } = asked([
      entry({ name: 'Search' }, { outcome: 'FAILURE', comment: 'c', onlyIf: ['QUEUED'] }),
    ]);
    expect(targets).toEqual([
      {
        testCaseResultId: '3649',
        outcome: 'FAILURE',
        comment: 'c',
        onlyIf: ['QUEUED'],
        location: { input: 'results', line, column: 1 },
        listed: LISTING[3],
      },
    ]);
  });

  test('prefers a whole name to the end of another', () => {
    const listing = [
      { testCaseResultId: '1', result: 'FAILURE', name: 'shop › total' },
      { testCaseResultId: '2', result: 'FAILURE', name: 'total' },
    ];
    expect(ids(asked([entry({ name: 'total' })], { listing }))).toEqual(['2']);
    expect(ids(asked([entry({ name: 'shop › total' })], { listing }))).toEqual(['1']);
  });

  test('is exact: case, inner blanks and parts of a name matter', () => {
    for (const name of ['login works', 'Login  works', 'Login', 'works', 'Login works!', '3646']) {
      expect(found({ name })).toMatch(/run 239 has no result of the name/);
    }
  });
});

describe('no match', () => {
  test.each<[string, Selector, RegExp]>([
    [
      'names the closest',
      { name: 'Login work' },
      /run 239 has no result of the name "Login work"\. The closest names: "Login works"/,
    ],
    ['names the closest in another case', { name: 'SEARCH' }, /The closest names: "Search"/],
    [
      'names none where none is close',
      { name: 'zzzzzzzzzzzzzzzz' },
      /has no result of the name "zzzzzzzzzzzzzzzz"$/,
    ],
    ['of a test case', { testCaseId: '999' }, /run 239 has no result of test case 999$/],
    [
      'on that machine lists what there is',
      { name: 'Search', machine: 'iPad' },
      /the name "Search", machine "iPad"\. It has: 3649 \(Search, suite Cart, machine Mac Safari\)/,
    ],
    [
      'in that suite lists what there is',
      { testCaseId: '412', suite: 'Smoke' },
      /test case 412, suite "Smoke"\. It has: 3648 \(shop › cart › total, suite Cart/,
    ],
    [
      'with all is a problem, too',
      { name: 'Searhc', all: true },
      /has no result of the name "Searhc"\. The closest names: "Search"/,
    ],
    [
      'of a test case of another name',
      { testCaseId: '413', name: 'Login works' },
      /has no result of test case 413, the name "Login works"\. It has: 3649 \(Search/,
    ],
  ])('%s', (_, selector, message) => {
    expect(found(selector)).toMatch(message);
  });

  test('suggests three names at the most', () => {
    const listing = Array.from({ length: 20 }, (_, index) => ({
      testCaseResultId: String(index + 1),
      result: 'FAILURE',
      name: `Login works ${index + 10}`,
    }));
    const { problems } = asked([entry({ name: 'Login works' })], { listing });
    expect(problems[0]?.message.match(/"Login works \d+"/g)).toHaveLength(3);
  });
});

describe('several matches', () => {
  test('are listed, each with its id, suite and machine, and the exact entry for the first', () => {
    expect(found({ name: 'Login works' })).toBe(
      'the name "Login works" matches 2 results: 3646 (Login works, suite Smoke, machine Windows Chrome), 3647 (Login works, suite Smoke, machine Mac Safari). Write {name: "Login works", suite: "Smoke", machine: "Windows Chrome", result: SUCCESS} in a list for the first of them, or all: true for every one',
    );
    expect(found({ testCaseId: '411', suite: 'Smoke' })).toMatch(
      /test case 411, suite "Smoke" matches 2 results: .*Write \{testCaseId: 411, suite: "Smoke", machine: "Windows Chrome", result: SUCCESS\}/,
    );
  });

  test('that suite and machine do not tell apart are told apart by id', () => {
    expect(found({ name: 'Twin' })).toMatch(
      /Write \{testCaseResultId: 3650, result: SUCCESS\} in a list for the first/,
    );
  });

  test('are listed up to ten', () => {
    const listing = Array.from({ length: 25 }, (_, index) => ({
      testCaseResultId: String(index + 1),
      result: 'FAILURE',
      name: 'Same',
      machine: `M${index}`,
    }));
    const { problems } = asked([entry({ name: 'Same' })], { listing });
    expect(problems[0]?.message).toMatch(
      /matches 25 results: 1 \(Same, machine M0\), .*10 \(Same, machine M9\) and 15 more\. Write/,
    );
    expect(problems[0]?.message).not.toMatch(/M10/);
  });

  test('are all meant with all: true, in the order of the listing', () => {
    expect(found({ name: 'Login works', all: true })).toEqual(['3646', '3647']);
  });

  test('give an entry that the reader reads back, and that means exactly one of them', () => {
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
      suite: fc.oneof(fc.constantFrom('S', 'T'), text),
      machine: fc.oneof(fc.constantFrom('M', 'N'), text),
    });
    const listings = fc.uniqueArray(listed, {
      minLength: 2,
      maxLength: 10,
      selector: (one) => one.testCaseResultId,
    });
    let ambiguous = 0;
    fc.assert(
      fc.property(
        listings,
        fc.constantFrom<Outcome>('SUCCESS', 'FAILURE', 'NOT_EXECUTED'),
        (listing, outcome) => {
          for (const { name, testCaseId } of listing) {
            for (const selector of [{ name }, { testCaseId }]) {
              const { problems } = asked([entry(selector, { outcome })], { listing });
              const exact = / Write (\{.*\}) in a list for the first of them/s.exec(
                problems[0]?.message ?? '',
              )?.[1];
              if (exact === undefined) continue;
              ambiguous += 1;
              const reading = parseDocument(
                { input: 'results', text: `- ${exact}\n` },
                { host: 'app.testsigma.com' },
              );
              expect([exact, reading.problems]).toEqual([exact, []]);
              const again = asked(reading.entries, { listing });
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
    ['the name with a path', { testCaseResultId: '3649', name: 'shop › Search' }],
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
  ])('passes where %s agrees', (_, selector) => {
    expect(found(selector)).toEqual([selector.testCaseResultId]);
  });

  test.each<[Selector, RegExp]>([
    [
      { testCaseResultId: '3646', name: 'Search' },
      /says name "Search", .*the result 3646 has the name "Login works"/,
    ],
    [
      { testCaseResultId: '3646', testCaseId: '412' },
      /says test case id "412", .*3646 has the test case id "411"/,
    ],
    [{ testCaseResultId: '3646', suite: 'Cart' }, /says suite "Cart", .*3646 has the suite "Smoke"/],
    [
      { testCaseResultId: '3646', machine: 'Mac Safari' },
      /says machine "Mac Safari", .*3646 has the machine "Windows Chrome"/,
    ],
    [
      { testCaseResultId: '9223372036854775807', name: 'x' },
      /says name "x", .*9223372036854775807 has no name there/,
    ],
    [{ testCaseResultId: '9223372036854775807', machine: 'x' }, /has no machine there/],
    [
      { testCaseResultId: '1', name: 'x' },
      /run 239 does not list the result 1, so what stands beside the id cannot be checked/,
    ],
  ])('%j names both', (selector, message) => {
    expect(found(selector)).toMatch(message);
  });
});

describe('an id that the listing does not hold', () => {
  test('is sent all the same, with a notice', () => {
    const one = entry({ testCaseResultId: '1' });
    const resolution = asked([one]);
    expect(ids(resolution)).toEqual(['1']);
    expect(resolution.targets[0]?.listed).toBeUndefined();
    expect(resolution.problems).toEqual([]);
    expect(resolution.notices).toEqual([
      {
        location: one.location,
        message: expect.stringMatching(
          /run 239 does not list the result 1; Testsigma decides.*another run\? A rerun/,
        ),
      },
    ]);
  });

  test('is an error where it is strict', () => {
    const resolution = asked([entry({ testCaseResultId: '1' }), entry({ testCaseResultId: '3646' })], {
      strict: true,
    });
    expect(ids(resolution)).toEqual(['3646']);
    expect(messages(resolution.problems)).toEqual([
      expect.stringMatching(/does not list the result 1\. Is it of another run/),
    ]);
    expect(resolution.notices).toEqual([]);
  });

  test.each([
    ['of its own', entry({ testCaseResultId: '1' }, { onlyIf: ['FAILURE'] }), {}],
    ['for all', entry({ testCaseResultId: '1' }), { onlyIf: ['FAILURE'] }],
  ])('is an error with an onlyIf %s', (_, one, more) => {
    const resolution = asked([one], more);
    expect(ids(resolution)).toEqual([]);
    expect(messages(resolution.problems)).toEqual([expect.stringMatching(/so onlyIf cannot be checked/)]);
  });
});

describe('without a listing', () => {
  test('ids alone are understood', () => {
    const resolution = without(
      [entry({ testCaseResultId: '3646' }), entry({ testCaseResultId: '1', all: true })],
      { strict: true },
    );
    expect(ids(resolution)).toEqual(['3646', '1']);
    expect(resolution.problems).toEqual([]);
    expect(resolution.notices).toEqual([]);
  });

  test.each<[string, Entry, Partial<ResolveOptions>, RegExp]>([
    [
      'a name',
      entry({ name: 'Search', machine: 'M' }),
      {},
      /^the name "Search", machine "M" can only be understood with the run's listing, and lookup is off$/,
    ],
    ['a test case', entry({ testCaseId: '411' }), {}, /^test case 411 can only/],
    [
      'an id with a name',
      entry({ testCaseResultId: '1', name: 'x' }),
      {},
      /^what stands beside the id can only/,
    ],
    [
      'an id with a machine',
      entry({ testCaseResultId: '1', machine: 'x' }),
      {},
      /^what stands beside the id can only/,
    ],
    ['an onlyIf', entry({ testCaseResultId: '1' }, { onlyIf: ['FAILURE'] }), {}, /^onlyIf can only/],
    ['only-if', entry({ testCaseResultId: '1' }), { onlyIf: ['FAILURE'] }, /^onlyIf can only/],
  ])('%s is not', (_, one, more, message) => {
    const resolution = without([one], more);
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
    expect(needsListing(one)).toBe(needed);
  });
});

describe('the same result twice', () => {
  test('with the same outcome is asked once, the first comment counts, and a notice names the first location', () => {
    const first = entry({ testCaseResultId: '3649' }, { comment: 'first' });
    const second = entry(
      { name: 'Search' },
      { comment: 'second', location: { input: 'results-files', file: 'b.yml', line: 7, column: 3 } },
    );
    const resolution = asked([first, entry({ testCaseResultId: '3646' }), second]);
    expect(resolution.targets.map(({ testCaseResultId, comment }) => [testCaseResultId, comment])).toEqual([
      ['3649', 'first'],
      ['3646', undefined],
    ]);
    expect(resolution.problems).toEqual([]);
    expect(resolution.notices).toEqual([
      {
        location: second.location,
        message: expect.stringMatching(
          new RegExp(
            `result 3649 .*already at results, line ${first.location.line}, column 1, with the same outcome; the first one counts`,
          ),
        ),
      },
    ]);
  });

  test('with different outcomes is a problem that names both places', () => {
    const first = entry(
      { name: 'Search' },
      { location: { input: 'results-files', file: 'a.yml', line: 3, column: 5 } },
    );
    const second = entry({ testCaseResultId: '3649' }, { outcome: 'FAILURE' });
    expect(asked([first, second]).problems).toEqual([
      {
        location: second.location,
        message: 'the result 3649 shall become Failed here and Passed at a.yml:3:5; ask for one of them',
      },
    ]);
  });

  test('is found without a listing, too', () => {
    const { problems, notices, targets } = without([
      entry({ testCaseResultId: '1' }),
      entry({ testCaseResultId: '1' }, { outcome: 'NOT_EXECUTED' }),
      entry({ testCaseResultId: '1' }),
    ]);
    expect(messages(problems)).toEqual([expect.stringMatching(/Not Executed here and Passed at/)]);
    expect(notices).toHaveLength(1);
    expect(targets).toHaveLength(1);
  });

  test('through all: true is found, too', () => {
    const { problems, targets } = asked([
      entry({ testCaseResultId: '3647' }, { outcome: 'FAILURE' }),
      entry({ name: 'Login works', all: true }),
    ]);
    expect(messages(problems)).toEqual([
      expect.stringMatching(/result 3647 shall become Passed here and Failed at/),
    ]);
    expect(targets.map(({ testCaseResultId }) => testCaseResultId)).toEqual(['3647', '3646']);
  });
});

describe('onlyIf', () => {
  test("of the entry's own counts, else only-if", () => {
    const { targets } = asked(
      [entry({ testCaseResultId: '3646' }, { onlyIf: ['SUCCESS'] }), entry({ testCaseResultId: '3647' })],
      { onlyIf: ['FAILURE'] },
    );
    expect(targets.map(({ onlyIf }) => onlyIf)).toEqual([['SUCCESS'], ['FAILURE']]);
    expect(asked([entry({ testCaseResultId: '3646' })]).targets[0]?.onlyIf).toBeUndefined();
  });
});

test('all problems come at once, each at its location, in the order asked', () => {
  const entries = [
    entry({ name: 'Login works' }),
    entry({ testCaseResultId: '3646' }),
    entry({ name: 'Nowhere at all' }),
    entry({ testCaseResultId: '3647', name: 'Search' }),
    entry({ testCaseResultId: '3646' }, { outcome: 'FAILURE' }),
    entry({ testCaseId: '999' }),
  ];
  const { problems } = asked(entries);
  expect(problems.map(({ location }) => location)).toEqual(
    [0, 2, 3, 4, 5].map((index) => entries[index]?.location),
  );
});

test('100,000 results and 100,000 entries take linear time', () => {
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
  const { targets, problems } = asked(entries, { listing });
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

test('everything that an entry says and the listing contradicts is told at once', () => {
  const listed = {
    testCaseResultId: '3649',
    result: 'FAILURE',
    name: 'Total',
    suite: 'Checkout',
    machine: 'Windows',
  };
  const selector = { testCaseResultId: '3649', name: 'Payment', suite: 'Smoke', machine: 'macOS' };
  expect(findConflict(selector, listed)).toBe(
    `this says suite "Smoke", machine "macOS", name "Payment", but the run's listing does not agree: the result 3649 has the suite "Checkout", the machine "Windows", the name "Total" there`,
  );
  expect(
    findConflict({ ...selector, testCaseId: '7' }, { testCaseResultId: '3649', result: 'FAILURE' }),
  ).toContain('has no test case id, no suite, no machine, no name there');
});

describe('what a message holds', () => {
  const many = (count: number, more: (index: number) => Partial<ListedResult>): ListedResult[] =>
    Array.from({ length: count }, (_, index) => ({
      testCaseResultId: String(100 + index),
      result: 'FAILURE',
      ...more(index),
    }));
  const message = (selector: Selector, listing: readonly ListedResult[] = LISTING) => {
    const { targets, problems } = asked([entry(selector)], { listing });
    expect(targets).toEqual([]);
    expect(problems).toHaveLength(1);
    return problems[0]?.message;
  };

  test('the closest names, up to the tenth name that is not there', () => {
    const wrong = Array.from({ length: 11 }, () => entry({ name: 'Serach' }));
    const messages = asked(wrong).problems.map((problem) => problem.message);
    const none = 'run 239 has no result of the name "Serach"';
    expect(messages).toEqual([...Array(10).fill(`${none}. The closest names: "Search"`), none]);
    expect(
      message(
        { name: 'Twins' },
        many(2, (index) => ({ name: `Twin${index}` })),
      ),
    ).toBe('run 239 has no result of the name "Twins". The closest names: "Twin0", "Twin1"');
  });

  test('ten candidates, and how many more there are', () => {
    const alike = (count: number) =>
      message(
        { name: 'Twin' },
        many(count, () => ({ name: 'Twin' })),
      );
    const ten = Array.from({ length: 10 }, (_, index) => `${100 + index} (Twin)`).join(', ');
    expect(alike(10)).toContain(`matches 10 results: ${ten}. Write {testCaseResultId: 100, result: SUCCESS}`);
    expect(alike(12)).toContain(`matches 12 results: ${ten} and 2 more. Write`);
  });

  test('candidates with what is known of them', () => {
    const listing = [
      { testCaseResultId: '1', result: 'FAILURE', testCaseId: '411' },
      { testCaseResultId: '2', result: 'FAILURE', testCaseId: '411', name: 'A', suite: 'S', machine: 'M' },
    ];
    expect(message({ testCaseId: '411' }, listing)).toBe(
      'test case 411 matches 2 results: 1, 2 (A, suite S, machine M). Write {testCaseId: 411, result: SUCCESS} in a list for the first of them, or all: true for every one',
    );
  });

  test('the entry that means the first of several, by what tells it from the others', () => {
    const where = (suite: string, machine: string) => ({ name: 'A', suite, machine });
    const places = [where('S', 'M'), where('T', 'M')];
    expect(
      message(
        { name: 'A' },
        many(2, (index) => places[index] ?? {}),
      ),
    ).toContain(
      'Write {name: "A", suite: "S", machine: "M", result: SUCCESS} in a list for the first of them',
    );
    const suites = [where('S', 'M'), where('S', 'M')];
    expect(
      message(
        { name: 'A' },
        many(2, (index) => suites[index] ?? {}),
      ),
    ).toContain('Write {testCaseResultId: 100, result: SUCCESS} in a list for the first of them');
  });
});

describe('a result without a test case', () => {
  test('is not found by one', () => {
    const { problems } = asked([entry({ testCaseId: '999' })]);
    expect(problems).toHaveLength(1);
    expect(asked([entry({ suite: 'Cart' })]).targets).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { parseDocument } from '../../src/documents/document.js';
import { Diagnostics } from '../../src/model/diagnostic.js';

const schema = JSON.parse(readFileSync(new URL('../../schema/results.schema.json', import.meta.url), 'utf8'));
/** Strict, so that a misspelt keyword is an error; a key that says which is required by name alone. */
const ajv = new Ajv({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  keywords: ['patternErrorMessage'],
});
const accepts = ajv.compile(schema);

/** The schema cannot know whether `default-result` is set, and allows what that allows. */
async function problemsIn(text: string): Promise<string[]> {
  const source = { input: 'results', text };
  const options = { host: 'app.testsigma.com', defaultOutcome: 'SUCCESS' } as const;
  const diagnostics = new Diagnostics();
  await parseDocument(source, options, diagnostics);
  return diagnostics.problems.map(({ message }) => message);
}

/** The ways to write a document: JSON, and YAML in several styles, below the line that names the schema. */
function written(document: unknown): string[] {
  const modeline = '# yaml-language-server: $schema=results.schema.json\n';
  const block = dump(document);
  const plainIds = block.replace(/^( *(?:- )?)'(\d+)':/gm, '$1$2:');
  const flow = dump(document, { flowLevel: 1 });
  return [
    JSON.stringify(document),
    JSON.stringify(document, null, 2),
    ...[block, plainIds, flow].map((text) => `${modeline}${text}`),
  ];
}

async function expectAgreement(document: unknown): Promise<void> {
  const isAccepted = accepts(document);
  for (const text of written(document)) {
    const problems = await problemsIn(text);
    if (isAccepted) expect({ text, problems }).toEqual({ text, problems: [] });
    else expect({ text, isFaulty: problems.length > 0 }).toEqual({ text, isFaulty: true });
  }
}

const OUTCOMES = [
  ...['passed', 'pass', 'success', 'successful', 'ok', 'failed', 'fail', 'failure', 'error'],
  ...['not_executed', 'skipped', 'skip', 'cancelled', 'canceled', 'not_run'],
];
const CURRENT = [...OUTCOMES, 'aborted', 'stopped', 'queued', 'prerequisite_failed', 'paused', 'running'];

/** A word in any case, with any of the signs that count as underscores, in quotes and blanks of any kind. */
function spelt(words: readonly string[]): fc.Arbitrary<string> {
  const dressing = fc.constantFrom('', '', '', ' ', '"', '\u00a0', '\u201c', '\u200b', "'");
  return fc
    .tuple(fc.constantFrom(...words), fc.constantFrom('_', ' ', '-', ' - '), fc.boolean(), dressing)
    .chain(([word, sign, isMixed, around]) => {
      const text = word.replaceAll('_', sign);
      return isMixed
        ? fc.mixedCase(fc.constant(`${around}${text}${around}`))
        : fc.constant(`${around}${text}${around}`);
    });
}

/** A record with any of the keys. */
function someOf(
  keys: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(keys, { requiredKeys: [] });
}

const LARGEST = 9223372036854775807n;
const digits = fc.bigInt({ min: 1n, max: LARGEST }).map(String);
/** JSON's own integers: exact, or rounded to what both sides read alike. */
const integer = fc.oneof(
  fc.integer({ min: 1, max: 9999 }),
  fc.maxSafeNat().map((number) => number + 1),
);

/** The address of a page, with what browsers put before and after it. */
function address(page: string): fc.Arbitrary<string> {
  const before = fc.constantFrom(
    'https://app.testsigma.com',
    'HTTPS://APP.testsigma.com',
    'app.testsigma.com',
  );
  const after = fc.constantFrom('', '/', '/step_results/9', '?tab=1', '#top');
  return fc.tuple(before, digits, after).map(([host, id, rest]) => `${host}/ui/td/${page}/${id}${rest}`);
}

const resultAddress = address('test_case_results');
const caseAddress = address('cases');
const word = spelt(OUTCOMES);

/** Names of all sorts. Digits of other scripts look like ids, but no pattern that every editor reads can say so. */
/** Lone quotes at the ends are left out: the action counts them in pairs, and a pattern of the schema cannot. */
const name = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.string({ minLength: 1, maxLength: 20 }),
    fc.constantFrom('Login works', 'Cart: total, [net]', 'a › b', 'true', 'null', '~', 'x: y', '- 5', 'Über'),
  )
  .filter((text) => !/^["'`]|["'`]$/.test(text.trim()))
  .filter((text) => text !== '__proto__' && !/(?![0-9])\p{Nd}/u.test(text))
  // An expression that GitHub did not evaluate is an error anywhere in a document.
  .filter((text) => !text.includes('${{'))
  // Digits alone are an ID or several, which YAML and JSON tell apart by their quotes.
  .filter((text) => !/^[\d\s,]+$/.test(text));
const plainName = name.map((text) => `Testing ${text.replace(/[0-9]/g, 'x')}`);

const text = fc.oneof(plainName, fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const onlyIf = fc.oneof(
  fc.array(spelt(CURRENT), { minLength: 1, maxLength: 3 }),
  fc.array(spelt(CURRENT), { minLength: 1, maxLength: 3 }).map((words) => words.join(', ')),
);
const detailKeys = {
  suite: text,
  machine: text,
  result: fc.oneof(word, fc.constant(null)),
  comment: fc.oneof(name, fc.constant(null), fc.constant('')),
  onlyIf,
  until: fc.constantFrom('2026-12-31', '2024-02-29', ' 2026-01-01 '),
  all: fc.constantFrom(true, false, null, 'true', 'FALSE'),
};
const details = someOf(detailKeys);
const value = fc.oneof(word, fc.constant(null), details);
const which = fc.oneof(digits, resultAddress, caseAddress, plainName);
const whichKeys = fc.oneof(
  fc.oneof(integer, digits, resultAddress).map((testCaseResultId) => ({ testCaseResultId })),
  fc.oneof(integer, digits, resultAddress).map((id) => ({ id })),
  fc.oneof(integer, digits, caseAddress).map((testCaseId) => ({ testCaseId })),
  text.map((name) => ({ name })),
);
const selection = fc
  .tuple(fc.constantFrom('namePattern', 'suite', 'machine'), text, details, fc.constantFrom(true, 'True'))
  .map(([key, said, rest, all]) => ({ ...rest, [key]: said, all }));
const entry = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(whichKeys, details).map(([key, rest]) => ({ ...key, ...rest })) },
  { weight: 1, arbitrary: selection },
);
const pair = fc.tuple(which, value).map(([key, content]) => ({ [key]: content }));
const map = fc.dictionary(which, value, { maxKeys: 5 });
const byOutcome = fc.dictionary(
  word.filter((text) => text.trim() === text),
  fc.array(
    fc.oneof(
      integer,
      which,
      fc.tuple(whichKeys, details).map(([key, { result: _, ...rest }]) => ({ ...key, ...rest })),
    ),
    { maxLength: 3 },
  ),
  { minKeys: 1, maxKeys: 3 },
);
const list = fc.array(fc.oneof(entry, pair, integer, which), { maxLength: 5 });

const badId = fc.oneof(
  fc.integer({ max: 0 }),
  fc.double({ min: 0.1, max: 1000, noInteger: true }),
  fc.constantFrom(0, 2 ** 64, 1e21, 1e300),
  fc.bigInt({ min: LARGEST + 1n, max: LARGEST * 1000n }).map(String),
  fc.constantFrom('', ' ', '0', '010', '0x10', '1e3', '-1', '+1', '1.0', '1_000', '1,000'),
);
const notAnId = fc.oneof(badId, fc.constantFrom('x', null, true), fc.constant([1]), fc.constant({ id: 1 }));
const badAddress = fc.constantFrom(
  'https://app.testsigma.com/ui/td/runs/239',
  'https://app.testsigma.com/ui/td/test_case_results/0',
  'https://app.testsigma.com/ui/td/cases/4x',
  'https://app.testsigma.com',
  'app.testsigma.com/ui/td/runs/239',
);
const badWord = fc.oneof(
  fc.constantFrom(
    '',
    'done',
    'not executed yet',
    'not__executed',
    'aborted',
    'passed failed',
    'null',
    'true',
  ),
  fc.constantFrom<unknown>(1, true, ['passed']),
);
const badKey = fc.constantFrom(
  ...[
    'commit',
    'Result',
    'testcaseresultId',
    'test_case_result_id',
    'only-if',
    'reason',
    'machineTitle',
    'x',
    '',
  ],
);
const badWhich = fc.oneof(badId.map(String), badAddress);
const badDetails = fc.oneof(
  fc.tuple(details, badKey).map(([rest, key]) => ({ ...rest, [key]: 'passed' })),
  fc.tuple(details, badWord).map(([rest, result]) => ({ ...rest, result })),
  fc
    .tuple(
      details,
      fc.constantFrom([], {}, '', ' , ', null, 'done', ['failed', 'done'], [['failed']], true, 1),
    )
    .map(([rest, bad]) => ({ ...rest, onlyIf: bad })),
  fc
    .tuple(details, fc.constantFrom('suite', 'machine'), fc.constantFrom('', ' ', null, [], {}))
    .map(([rest, key, empty]) => ({ ...rest, [key]: empty })),
  fc
    .tuple(details, fc.constantFrom('2026-02-30', '2025-02-29', 'tomorrow', '', 1, null, []))
    .map(([rest, until]) => ({ ...rest, until })),
  fc.tuple(details, fc.constantFrom('yes', 1, '', [], {})).map(([rest, all]) => ({ ...rest, all })),
  fc.tuple(details, fc.constantFrom([], {})).map(([rest, comment]) => ({ ...rest, comment })),
);
const badEntry = fc.oneof(
  fc.tuple(whichKeys, badDetails).map(([key, rest]) => ({ ...key, ...rest })),
  fc
    .tuple(fc.constantFrom('testCaseResultId', 'id', 'testCaseId'), fc.oneof(notAnId, badAddress), details)
    .map(([key, id, rest]) => ({ [key]: id, ...rest })),
  fc.tuple(caseAddress, details).map(([id, rest]) => ({ id, ...rest })),
  fc.tuple(resultAddress, details).map(([testCaseId, rest]) => ({ testCaseId, ...rest })),
  fc.tuple(fc.constantFrom('', ' ', null, [], {}), details).map(([name, rest]) => ({ name, ...rest })),
  details,
);
const badPair = fc.oneof(
  fc.tuple(badWhich, value).map(([key, content]) => ({ [key]: content })),
  fc.tuple(which, fc.oneof(badWord, badDetails)).map(([key, content]) => ({ [key]: content })),
  fc.tuple(which, which, details).map(([key, id, rest]) => ({ [key]: { ...rest, id } })),
  fc.constantFrom(
    { testCaseId: null },
    { testCaseResultId: 3646 },
    { testCases: [{ testCaseResultId: 3646 }] },
  ),
);
const badItem = fc.oneof(
  badEntry,
  badPair,
  badWhich,
  fc.constant([]),
  fc.double({ noInteger: true, noNaN: true, noDefaultInfinity: true }),
);
const badMap = fc.tuple(map, badPair).map(([good, bad]) => ({ ...good, ...bad }));
const badList = fc.tuple(list, badItem, list).map(([before, item, after]) => [...before, item, ...after]);

const wildValue = fc.oneof(value, badWord, badDetails, fc.jsonValue({ maxDepth: 2 }));
const wildKey = fc.oneof(which, badWhich, name);
const wild = fc.oneof(
  fc.dictionary(wildKey, wildValue, { maxKeys: 4 }),
  fc.array(
    fc.oneof(
      entry,
      badEntry,
      fc.dictionary(fc.oneof(wildKey, badKey), wildValue, { maxKeys: 2 }),
      wildKey,
      fc.boolean(),
      integer,
    ),
    { maxLength: 4 },
  ),
);

const parameters = { numRuns: 500 };

describe('what the schema accepts, the action reads', () => {
  test.each([
    ['a map', map],
    ['a list', list],
    ['a map by outcome', byOutcome],
  ])('%s', async (_, documents) => {
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        expect({ document, errors: accepts(document) ? null : accepts.errors }).toEqual({
          document,
          errors: null,
        });
        await expectAgreement(document);
      }),
      parameters,
    );
  });

  test('a bare list', async () => {
    const separator = fc.constantFrom(' ', ', ', ',', '\n', ' ,\n ');
    const addresses = fc.oneof(resultAddress, caseAddress).filter((one) => /^https/i.test(one));
    const items = fc.array(fc.tuple(fc.oneof(digits, addresses), separator), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(items, async (parts) => {
        const bare = parts.flat().join('');
        expect({ bare, isAccepted: accepts(bare) }).toEqual({ bare, isAccepted: true });
        expect({ bare, problems: await problemsIn(bare) }).toEqual({ bare, problems: [] });
      }),
      parameters,
    );
  });

  test('a result in every entry needs no default-result', async () => {
    const complete = fc.array(
      fc.tuple(entry, word).map(([one, result]) => ({ ...one, result })),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(complete, async (document) => {
        const source = { input: 'results', text: JSON.stringify(document) };
        const diagnostics = new Diagnostics();
        const entries = await parseDocument(source, { host: 'app.testsigma.com' }, diagnostics);
        const { problems } = diagnostics;
        expect({ problems, count: entries.length }).toEqual({ problems: [], count: document.length });
      }),
      parameters,
    );
  });
});

describe('what the schema rejects, the action rejects', () => {
  test.each([
    ['a map', badMap],
    ['a list', badList],
  ])('%s', async (_, documents) => {
    await fc.assert(fc.asyncProperty(documents, expectAgreement), parameters);
  });

  test('most of what is broken on purpose is rejected', () => {
    const broken = fc.sample(fc.oneof(badMap, badList), { numRuns: 1000, seed: 1 });
    expect(broken.filter((document) => !accepts(document)).length).toBeGreaterThan(900);
  });
});

const ADDRESS = 'https://app.testsigma.com/ui/td/test_case_results/3646?tab=1';

test.each<[string, unknown]>([
  ['an id below 1', [{ testCaseResultId: 0, result: 'passed' }]],
  ['an id with a fraction', [1.5]],
  ['an id above the largest', [{ testCaseId: '9223372036854775808' }]],
  ['an id with a leading zero', { '0364': 'passed' }],
  ['the address of a run', { 'https://app.testsigma.com/ui/td/runs/239': 'passed' }],
  ['a word that is no result', { 3646: 'n/a' }],
  ['a word that is no result behind an address', { [ADDRESS]: 'n/a' }],
  ['an unknown key behind an address', { [ADDRESS]: { reslt: 'failed/flaky' } }],
  ['a key of old documentation', [{ testcaseresultId: 3646, result: 'passed' }]],
  ['an entry that says nothing of which', [{ result: 'passed' }]],
  ['an empty name', [{ name: ' ' }]],
  ['a quote alone in a list', ["'"]],
  ['quotes alone as a key', { '"`': 'passed' }],
  ['onlyIf without a result', [{ id: 3646, onlyIf: [] }]],
])('schema and action reject %s', async (_, document) => {
  expect(accepts(document)).toBe(false);
  await expectAgreement(document);
});

test('schema and action agree on documents of any kind', async () => {
  await fc.assert(fc.asyncProperty(wild, expectAgreement), { numRuns: 2000 });
});

test.each([
  ['a word', 'passed'],
  ['nothing', null],
  ['a truth', true],
  ['an id that is none', 0],
])('%s is no document', (_, document) => {
  expect(accepts(document)).toBe(false);
});

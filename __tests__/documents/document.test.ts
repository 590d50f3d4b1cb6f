import { describe, expect, test } from '@jest/globals';
import type { CurrentResult, Outcome, Selector } from '../../src/model/types.js';
import { HOST, parseSource, parseText } from '../support/documents.js';

const RESULT = `https://${HOST}/ui/td/test_case_results`;

interface Said {
  readonly at: string;
  readonly selector: Selector;
  readonly outcome: Outcome;
  readonly comment?: string | undefined;
  readonly onlyIf?: readonly CurrentResult[] | undefined;
}

function said(at: string, selector: Selector | string, outcome: Outcome, more: Partial<Said> = {}): Said {
  const which = typeof selector === 'string' ? { testCaseResultId: selector } : selector;
  return { at, selector: which, outcome, ...more };
}

async function read(
  text: string,
  defaultOutcome?: Outcome,
): Promise<{ entries: Said[]; problems: string[] }> {
  const { entries, problems } = await parseText(text, defaultOutcome);
  return {
    entries: entries.map(({ location, syntax: _, cuts: _cuts, ...rest }) => ({
      at: `${location.line}:${location.column}`,
      ...rest,
    })),
    problems: problems.map(({ location, message }) => `${location.line}:${location.column} ${message}`),
  };
}

const TWO = (first: string, second: string) => [
  said(first, '3646', 'SUCCESS'),
  said(second, '3647', 'FAILURE'),
];

describe('a map', () => {
  test.each([
    ['in block style', '3646: passed\n3647: failed\n', TWO('1:1', '2:1')],
    ['with CRLF', '3646: passed\r\n3647: failed\r\n', TWO('1:1', '2:1')],
    ['with CR alone', '3646: passed\r3647: failed', TWO('1:1', '2:1')],
    ['behind a BOM', '\ufeff3646: passed\n3647: failed', TWO('1:1', '2:1')],
    ['behind empty lines', '\r\n\n\n  3646: passed\n  3647: failed', TWO('4:3', '5:3')],
    ['with comments', '# what\n3646: passed # ok\n\n# and\n3647: failed', TWO('2:1', '5:1')],
    ['with tabs behind the colons', '3646:\tpassed\n3647:\t\tfailed', TWO('1:1', '2:1')],
    ['with a document start and end', '---\n3646: passed\n3647: failed\n...\n', TWO('2:1', '3:1')],
    ['with a YAML directive', '%YAML 1.2\n---\n3646: passed\n3647: failed', TWO('3:1', '4:1')],
    ['in flow style', '{3646: passed, 3647: failed}', TWO('1:2', '1:16')],
    ['in flow style over lines', '{\n\t3646: passed,\n\t3647: failed,\n}', TWO('2:2', '3:2')],
    ['in JSON', '{"3646":"passed","3647":"failed"}', TWO('1:3', '1:19')],
    ['in JSON over lines', '{\n  "3646": "passed",\n  "3647": "failed"\n}\n', TWO('2:4', '3:4')],
    ['with quoted words', '3646: "passed"\n3647: \'failed\'', TWO('1:1', '2:1')],
    ['with block scalars', '3646: |\n  passed\n3647: >-\n  failed\n', TWO('1:1', '3:1')],
    ['with explicit keys', '? 3646\n: passed\n? 3647\n: failed', TWO('1:3', '3:3')],
    ['with escapes', '"36\\u00346": "\\x70assed"\n3647: failed', TWO('1:2', '2:1')],
    [
      'with typographic quotes',
      '\u201c3646\u201d: \u201cpassed\u201d\n\u20183647\u2019: \u2018failed\u2019',
      TWO('1:1', '2:1'),
    ],
    ['with no-break blanks', '3646\u00a0: passed\u00a0\n\u00a03647\u00a0: \u00a0failed', TWO('1:1', '2:1')],
    ['with details', '3646: {result: passed}\n3647:\n  result: failed\n', TWO('1:1', '2:1')],
    ['with addresses', `${RESULT}/3646: passed\n${RESULT}/3647: failed`, TWO('1:1', '2:1')],
    ['with an alias for a word', '3646: &word passed\n3647: failed\n', TWO('1:1', '2:1')],
  ])('%s', async (_, text, entries) => {
    expect(await read(text)).toEqual({ entries, problems: [] });
  });

  test('keeps the order of keys that look like numbers', async () => {
    const ids = ['9007199254740993', '5', '3646', '1', '400', '2'];
    const { entries } = await read(ids.map((id) => `${id}: passed`).join('\n'));
    expect(entries.map(({ selector }) => selector.testCaseResultId)).toEqual(ids);
  });

  test('takes names, the address of a test case, and details', async () => {
    const text = `Checkout total: {result: passed, comment: known issue SHOP-42, onlyIf: failed}
https://${HOST}/ui/td/cases/411: {result: skipped, suite: Smoke, machine: Windows Chrome, all: true}
"Cart: total": failed
'12': passed
`;
    expect(await read(text)).toEqual({
      entries: [
        said('1:1', { name: 'Checkout total' }, 'SUCCESS', {
          comment: 'known issue SHOP-42',
          onlyIf: ['FAILURE'],
        }),
        said(
          '2:1',
          { testCaseId: '411', suite: 'Smoke', machine: 'Windows Chrome', all: true },
          'NOT_EXECUTED',
        ),
        said('3:2', { name: 'Cart: total' }, 'FAILURE'),
        said('4:2', '12', 'SUCCESS'),
      ],
      problems: [],
    });
  });

  test('takes names that mean something to YAML or JavaScript', async () => {
    const names = [
      '__proto__',
      'constructor',
      'toString',
      'on',
      'yes',
      'true',
      '12:30',
      '2024-01-01',
      '.inf',
      '😀',
    ];
    const { entries, problems } = await read(names.map((name) => `${name}: passed`).join('\n'));
    expect(problems).toEqual([]);
    expect(entries.map(({ selector }) => selector)).toEqual(names.map((name) => ({ name })));
  });

  test('takes such names in a list, too', async () => {
    const { entries, problems } = await read('- constructor: passed\n- __proto__: failed\n- toString: ok\n');
    expect(problems).toEqual([]);
    expect(entries.map(({ selector }) => selector.name)).toEqual(['constructor', '__proto__', 'toString']);
  });

  test('trims a name and leaves it alone otherwise', async () => {
    const { entries } = await read('"  Login  works \\u2603 ": passed\nL’été “x” y: failed\n');
    expect(entries.map(({ selector }) => selector.name)).toEqual(['Login  works ☃', 'L’été “x” y']);
  });

  test('keeps a key that stands twice, for the plan to judge', async () => {
    expect((await read('3646: passed\n3647: failed\n3646: failed')).entries).toEqual([
      said('1:1', '3646', 'SUCCESS'),
      said('2:1', '3647', 'FAILURE'),
      said('3:1', '3646', 'FAILURE'),
    ]);
  });

  test('takes the default outcome where an entry names none', async () => {
    expect(
      await read('3646:\n3647: failed\n3648: ~\n3649: null\n3650: {comment: x}\n3651: {}', 'NOT_EXECUTED'),
    ).toEqual({
      entries: [
        said('1:1', '3646', 'NOT_EXECUTED'),
        said('2:1', '3647', 'FAILURE'),
        said('3:1', '3648', 'NOT_EXECUTED'),
        said('4:1', '3649', 'NOT_EXECUTED'),
        said('5:1', '3650', 'NOT_EXECUTED', { comment: 'x' }),
        said('6:1', '3651', 'NOT_EXECUTED'),
      ],
      problems: [],
    });
  });
});

describe('a list', () => {
  test.each([
    [
      "in the API's own shape",
      '[{"testCaseResultId":3646,"comment":"Modifying the results 1","result":"SUCCESS"},{"testCaseResultId":3647,"comment":"","result":"FAILURE"}]',
      [
        said('1:2', '3646', 'SUCCESS', { comment: 'Modifying the results 1' }),
        said('1:83', '3647', 'FAILURE'),
      ],
    ],
    [
      'in block style',
      '- testCaseResultId: 3646\n  result: SUCCESS\n- id: 3647\n  result: failed\n',
      TWO('1:3', '3:3'),
    ],
    ['with braces', '- {id: 3646, result: passed}\r\n-   {id: 3647, result: failed}', TWO('1:3', '2:5')],
    [
      'with items on the next line',
      '-\n  id: 3646\n  result: passed\n-\n  id: 3647\n  result: failed',
      TWO('2:3', '5:3'),
    ],
    ['of single pairs', '- 3646: passed\n- 3647: failed', TWO('1:3', '2:3')],
    ['of single pairs in brackets', '[3646: passed, 3647: failed]', TWO('1:2', '1:16')],
    [
      'of single pairs with details',
      '- 3646: {result: passed}\n- 3647:\n    result: failed\n',
      TWO('1:3', '2:3'),
    ],
    [
      'with addresses',
      `- {id: ${RESULT}/3646, result: passed}\n- {testCaseResultId: "${RESULT}/3647/step_results/1", result: failed}`,
      TWO('1:3', '2:3'),
    ],
    [
      'with tabs in JSON',
      '[\n\t{"id": 3646,\n\t\t"result": "passed"},\n\t{"id": "3647", "result": "failed"}\n]',
      TWO('2:2', '4:2'),
    ],
    [
      'with typographic quotes',
      '- {id: \u201c3646\u201d, result: \u201cpassed\u201d}\n- {id: 3647\u00a0, result: failed\u00a0}',
      TWO('1:3', '2:3'),
    ],
    [
      'with an id given in both ways',
      '- {id: 3646, testCaseResultId: 3646, result: passed}',
      [said('1:3', '3646', 'SUCCESS')],
    ],
    [
      'with a key that stands twice and says the same',
      '- {id: 3646, id: 3646, result: passed}',
      [said('1:3', '3646', 'SUCCESS')],
    ],
  ])('%s', async (_, text, entries) => {
    expect(await read(text)).toEqual({ entries, problems: [] });
  });

  test('takes all the ways to say which', async () => {
    const text = `- {testCaseId: 411, machine: Windows Chrome, result: passed}
- {name: Login works, suite: Smoke, result: passed, all: true}
- {name: "3646", result: failed, all: false}
- {name: 0x10, result: failed}
- {testCaseId: https://${HOST}/ui/td/cases/412, result: failed}
- {testCaseResultId: 5, testCaseId: 4, name: x, suite: A, machine: B, result: ok}
`;
    expect(await read(text)).toEqual({
      entries: [
        said('1:3', { testCaseId: '411', machine: 'Windows Chrome' }, 'SUCCESS'),
        said('2:3', { name: 'Login works', suite: 'Smoke', all: true }, 'SUCCESS'),
        said('3:3', { name: '3646' }, 'FAILURE'),
        said('4:3', { name: '0x10' }, 'FAILURE'),
        said('5:3', { testCaseId: '412' }, 'FAILURE'),
        said(
          '6:3',
          { testCaseResultId: '5', testCaseId: '4', name: 'x', suite: 'A', machine: 'B' },
          'SUCCESS',
        ),
      ],
      problems: [],
    });
  });

  test('of ids alone takes the default outcome', async () => {
    expect(await read('- 3646\n- "3647"\n- {id: 3648}\n- 3649: failed', 'SUCCESS')).toEqual({
      entries: [
        said('1:3', '3646', 'SUCCESS'),
        said('2:4', '3647', 'SUCCESS'),
        said('3:3', '3648', 'SUCCESS'),
        said('4:3', '3649', 'FAILURE'),
      ],
      problems: [],
    });
    expect((await read(`[3646, "3647", ${RESULT}/3648]`, 'FAILURE')).entries).toEqual([
      said('1:2', '3646', 'FAILURE'),
      said('1:9', '3647', 'FAILURE'),
      said('1:16', '3648', 'FAILURE'),
    ]);
  });

  test('takes aliases for entries and details', async () => {
    const text =
      '- &one {id: 3646, result: passed}\n- *one\n- 3647: &d {result: failed, comment: c}\n- 3648: *d\n';
    const { entries, problems } = await read(text);
    expect(problems).toEqual([]);
    expect(
      entries.map(({ selector, outcome, comment }) => [selector.testCaseResultId, outcome, comment]),
    ).toEqual([
      ['3646', 'SUCCESS', undefined],
      ['3646', 'SUCCESS', undefined],
      ['3647', 'FAILURE', 'c'],
      ['3648', 'FAILURE', 'c'],
    ]);
    expect(entries[1]?.at).toMatch(/^2:/);
  });
});

describe('comments and onlyIf', () => {
  test.each([
    ['plain', 'known issue SHOP-42', 'known issue SHOP-42'],
    ['in quotes', '"a: b, c # d"', 'a: b, c # d'],
    ['over lines', '|\n    two\n    lines\n', 'two\nlines'],
    ['folded', '>\n    two\n    lines\n', 'two lines'],
    ['a number', '12', '12'],
    ['the word null in quotes', '"null"', 'null'],
    ['with blanks around it', '"  x  "', 'x'],
    ['empty', '""', undefined],
    ['blank', '"  "', undefined],
    ['null', 'null', undefined],
    ['left empty', '', undefined],
  ])('a comment that is %s', async (_, written, comment) => {
    const { entries, problems } = await read(`3646:\n  result: passed\n  comment: ${written}\n`);
    expect(problems).toEqual([]);
    expect(entries[0]?.comment).toBe(comment);
    expect(entries).toHaveLength(1);
  });

  test.each([
    ['failed', ['FAILURE']],
    ['Not Executed', ['NOT_EXECUTED']],
    ['"failed, not_executed"', ['FAILURE', 'NOT_EXECUTED']],
    ['[failed, aborted]', ['FAILURE', 'ABORTED']],
    ['[STOPPED, queued, error, failure]', ['STOPPED', 'QUEUED', 'FAILURE']],
    ['\n    - passed\n    - skipped', ['SUCCESS', 'NOT_EXECUTED', 'SKIPPED']],
  ])('onlyIf: %s', async (written, onlyIf) => {
    const { entries, problems } = await read(`3646:\n  result: passed\n  onlyIf: ${written}\n`);
    expect(problems).toEqual([]);
    expect(entries).toEqual([said('1:1', '3646', 'SUCCESS', { onlyIf })]);
  });
});

describe('nothing', () => {
  test.each([
    ['', 'no text'],
    [' \n\t\n', 'blanks'],
    ['\ufeff', 'a BOM alone'],
    ['# only\r\n# comments', 'comments'],
    ['{}', 'an empty map'],
    ['[]', 'an empty list'],
    ['{ } # none', 'an empty map with a comment'],
    ['--- []\n', 'an empty list behind a document start'],
  ])('is asked for by %j: %s', async (text) => {
    expect(await read(text)).toEqual({ entries: [], problems: [] });
    expect(await read(text, 'SUCCESS')).toEqual({ entries: [], problems: [] });
  });
});

describe('a location', () => {
  test('names the file where the text stands in one, and the input where it does not', async () => {
    const inFile = { input: 'results-files', file: 'a/b.yml', text: '3646: passed\n  \n3647: x\n' };
    const { entries, problems } = await parseSource(inFile);
    expect(entries[0]?.location).toEqual({ input: 'results-files', file: 'a/b.yml', line: 1, column: 1 });
    expect(problems[0]?.location).toEqual({ input: 'results-files', file: 'a/b.yml', line: 3, column: 7 });
    const inline = await parseText('3646: passed');
    expect(inline.entries[0]?.location).toEqual({ input: 'results', line: 1, column: 1 });
  });

  test('counts columns in UTF-16 units', async () => {
    expect((await read('{😀: passed, é\u0301: failed}')).entries.map(({ at }) => at)).toEqual([
      '1:2',
      '1:14',
    ]);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../src/model/types.js';
import { HOST, parseText } from '../support/documents.js';

const RESULT = `https://${HOST}/ui/td/test_case_results`;

async function read(
  text: string,
  defaultOutcome?: Outcome,
): Promise<{ ids: string[]; at: string[]; messages: string[] }> {
  const { entries, problems } = await parseText(text, defaultOutcome);
  return {
    ids: entries.map(({ selector }) => selector.testCaseResultId ?? selector.name ?? ''),
    at: problems.map(({ location }) => `${location.line}:${location.column}`),
    messages: problems.map(({ message }) => message),
  };
}

/** A text with exactly one problem. */
async function expectOne(text: string, at: string, message: RegExp, defaultOutcome?: Outcome): Promise<void> {
  const { at: places, messages } = await read(text, defaultOutcome);
  expect(messages).toEqual([expect.stringMatching(message)]);
  expect(places).toEqual([at]);
}

describe('an id', () => {
  test.each([
    [
      '123456789012345678901234567890',
      /"123456789012345678901234567890" is not a result ID.*at most 9223372036854775807/,
    ],
    ['9223372036854775808', /at most 9223372036854775807/],
    ['0', /leading zero/],
    ['010', /"010" is not a result ID.*leading zero/],
    ['0x10', /"0x10" is not a result ID.*digits 0 to 9.*\{name:/],
    ['1e3', /"1e3" is not a result ID.*digits 0 to 9/],
    ['-1', /"-1" is not a result ID.*digits 0 to 9/],
    ['+1', /digits 0 to 9/],
    ['1.0', /"1.0" is not a result ID.*digits 0 to 9/],
    ['1_000', /digits 0 to 9/],
    ['\u0663\u0664', /"\u0663\u0664" is not a result ID.*digits 0 to 9/],
    ['\uff13', /digits 0 to 9/],
  ])('%s is never rounded or taken for a name', async (id, message) => {
    await expectOne(`${id}: passed`, '1:1', message);
    await expectOne(`3646: passed\n${id}: passed\n`, '2:1', message);
    await expectOne(`{3646: passed,\n  ${id}: {result: passed}}`, '2:3', message);
    await expectOne(`3646: passed, ${id}: failed`, '1:15', message);
    await expectOne(`3646:passed,${id}=failed`, '1:13', message);
    await expectOne(`- 3646\n- ${id}\n`, '2:3', message, 'SUCCESS');
    const strict = new RegExp(message.source.replace(/\.\*\\\{name:$/, ''), 'u');
    await expectOne(
      `- {id: 3646, result: passed}\n- {testCaseResultId: ${id}, result: passed}`,
      '2:22',
      strict,
    );
  });

  test.each(['abc', '36 46', '""', 'null', '', '3646,3647'])(
    '%j is none, where an id is wanted',
    async (id) => {
      const { ids, messages } = await read(`- testCaseResultId: ${id}\n  result: passed\n`);
      expect(messages).toEqual([expect.stringMatching(/is not a result ID: .*digits 0 to 9/)]);
      expect(ids).toEqual([]);
      expect((await read(`- testCaseId: ${id}\n  result: passed\n`)).messages).toEqual([
        expect.stringMatching(/is not a test case ID: .*digits 0 to 9/),
      ]);
    },
  );

  test.each([
    ['- {id: [1], result: passed}', '1:8', /as digits, not as a list/],
    ['- {id: {a: b}, result: passed}', '1:8', /as digits, not as a map/],
    ['- {testCaseId: [1], result: passed}', '1:16', /as digits, not as a list/],
  ])('%s is a text', async (text, at, message) => {
    await expectOne(text, at, message);
  });
});

describe('an address', () => {
  test.each([
    [
      'https://app-eu.testsigma.com/ui/td/test_case_results/3647',
      /is on app-eu\.testsigma\.com, but base-url is on app\.testsigma\.com.*base-url/,
    ],
    [`https://${HOST}:8443/ui/td/test_case_results/3647`, /is on app\.testsigma\.com:8443, but/],
    [`https://${HOST}@elsewhere.example/ui/td/test_case_results/3647`, /is on elsewhere\.example, but/],
    ['app-in.testsigma.com/ui/td/cases/411', /is on app-in\.testsigma\.com, but/],
    [`https://${HOST}/ui/td/runs/239`, /URL of run 239, not the URL of a result.*test_case_results.*cases/],
    [`https://${HOST}/ui/td/`, /not the URL of a result .*test_case_results\/<id>/],
    [`https://${HOST}/ui/td/test_case_results/3647abc`, /not the URL of a result/],
    [`${RESULT}/0123`, /"0123" is not a result ID.*leading zero/],
    [`${RESULT}/12345678901234567890`, /at most 9223372036854775807/],
    [`https://${HOST}/ui/td/cases/0`, /"0" is not a test case ID.*leading zero/],
    ['https://[', /"https:\/\/\[" is not a valid URL/],
  ])('%s says what is wrong with it', async (address, message) => {
    await expectOne(`3646: passed\n"${address}": passed\n`, '2:2', message);
    await expectOne(`[3646, '${address}']`, '1:9', message, 'SUCCESS');
  });

  test.each([
    [
      `- {id: https://${HOST}/ui/td/cases/411, result: passed}`,
      '1:8',
      /not the URL of a result .*test_case_results/,
    ],
    [`- {testCaseId: ${RESULT}/3647, result: passed}`, '1:16', /not the URL of a test case .*cases\/<id>/],
    [`- {testCaseId: https://${HOST}/ui/td/runs/239, result: passed}`, '1:16', /URL of run 239/],
    [
      '- {id: https://elsewhere.example/ui/td/test_case_results/1, result: passed}',
      '1:8',
      /is on elsewhere\.example/,
    ],
  ])('of another page than its key wants is refused: %s', async (text, at, message) => {
    await expectOne(text, at, message);
  });
});

describe('a word', () => {
  const allWords = /se one of: passed, .*failed, .*not_executed, .*not_run/;

  test.each([
    ['3646: pased', '1:7'],
    ['3646: passed\r\n\r\n3647:   "pased"\r\n', '3:10'],
    ['{3646: passed,\n\t3647: pased}', '2:8'],
    ['{"3646": "pased"}', '1:11'],
    ['😀: pased', '1:5'],
    ['3646: {comment: x, result: pased}', '1:28'],
    ['- id: 3646\n  result: pased', '2:11'],
    ['[{"testCaseResultId":3646,"result":"pased"}]', '1:37'],
    ['3646: passed, 3647:  pased', '1:22'],
    ['3646=pased', '1:6'],
    ['{3646:pased}', '1:7'],
  ])('that is no result stands where it stands: %j', async (text, at) => {
    await expectOne(text, at, /"pased" is not a result/);
    await expectOne(text, at, allWords);
  });

  test.each(['aborted', 'queued', 'true', '1', '""', "' '"])('%s is no result', async (word) => {
    const { messages, ids } = await read(`3646: ${word}\n3647: passed`, 'SUCCESS');
    expect(messages).toEqual([expect.stringMatching(/is not a result; .*se one of: passed/)]);
    expect(ids).toEqual(['3647']);
  });

  test.each([
    ['3646:', '1:1'],
    ['3646: ~\n', '1:1'],
    ['3646: {}', '1:7'],
    ['3646: {comment: x}', '1:7'],
    ['- {id: 3646}', '1:3'],
    ['- 3646\n', '1:3'],
    ['[3646]', '1:2'],
    ['{3646}', '1:2'],
    ['3647', '1:1'],
  ])('that is missing is missed: %j', async (text, at) => {
    const { messages, at: places } = await read(text);
    expect(messages).toEqual([
      expect.stringMatching(
        /no result is named; use one of: passed.*default-result|default-result to pass a list of IDs/,
      ),
    ]);
    expect(places).toEqual([at]);
  });

  test.each([
    ['3646: []', '1:7', /a list cannot be a result/],
    ['3646: [passed]', '1:7', /write a result, or \{result: …\}/],
    ['- {id: 3646, result: [passed]}', '1:22', /"result" takes a text, not a list/],
    ['3646: {result: passed, comment: [x]}', '1:33', /"comment" takes a text, not a list/],
    ['3646: {result: passed, comment: {x: y}}', '1:33', /"comment" takes a text, not a map/],
  ])('is no list and no map: %s', async (text, at, message) => {
    const { at: places, messages } = await read(text, 'SUCCESS');
    expect(messages).toEqual([expect.stringMatching(message)]);
    expect(places).toEqual([at]);
  });

  test.each([
    ['null', /this document is null; write a map such as 3646: passed/],
    ['~', /this document is null/],
    ['hello', /"hello" has no result/],
    ['"hello"', /"hello" has no result/],
    ['passed', /"passed" has no result/],
    ['3646', /default-result to pass a list of IDs/],
    ['3646 passed', /has no result; write 3646: passed/],
  ])('that stands alone is an error: %j', async (text, message) => {
    const { ids, messages } = await read(text);
    expect(messages).toEqual([expect.stringMatching(message)]);
    expect(ids).toEqual([]);
    expect((await read(`\n\n${text}\n`)).messages).toEqual([expect.stringMatching(message)]);
  });
});

describe('onlyIf and all', () => {
  test.each([
    ['foo', '1:32', /"foo" is not a result; onlyIf takes: passed.*aborted, stopped, queued/],
    ['"failed, foo"', '1:33', /"foo" is not a result; onlyIf takes/],
    ['[failed, foo]', '1:41', /"foo" is not a result; onlyIf takes/],
    ['[[failed]]', '1:33', /"list" is not a result/],
    ['[]', '1:32', /onlyIf names no result; it takes: passed/],
    ['""', '1:33', /onlyIf names no result/],
    ['{a: b}', '1:32', /onlyIf names no result/],
    ['null', '1:32', /onlyIf takes: passed/],
  ])('onlyIf: %s never means anything', async (written, at, message) => {
    await expectOne(`3646: {result: passed, onlyIf: ${written}}`, at, message);
  });

  test.each(['yes', '1', '""', 'always'])('all: %s is neither true nor false', async (written) => {
    const { messages, ids } = await read(`- {name: x, result: passed, all: ${written}}`);
    expect(messages).toEqual([expect.stringMatching(/"all" is true or false/)]);
    expect(ids).toEqual([]);
  });
});

describe('a key', () => {
  test.each([
    ['testcaseresultId', 'testCaseResultId'],
    ['test_case_result_id', 'testCaseResultId'],
    ['resultId', 'testCaseResultId'],
    ['ID', 'id'],
    ['testcaseid', 'testCaseId'],
    ['testCaseName', 'name'],
    ['Name', 'name'],
    ['testSuiteName', 'suite'],
    ['machineTitle', 'machine'],
    ['Result', 'result'],
    ['status', 'result'],
    ['outcome', 'result'],
    ['commit', 'comment'],
    ['comments', 'comment'],
    ['reason', 'comment'],
    ['only-if', 'onlyIf'],
    ['onlyif', 'onlyIf'],
    ['All', 'all'],
    ['machin', 'machine'],
  ])('%s is named, and %s suggested', async (written, meant) => {
    const { messages, at, ids } = await read(`- {name: x, id: 1, result: passed, ${written}: 1}`);
    expect(messages[0]).toContain(`"${written}" is not a key of an entry; did you mean "${meant}"?`);
    expect(at[0]).toBe('1:36');
    expect(ids).toEqual([]);
  });

  test('of old documentation is recognised, and nothing else is said to be missing', async () => {
    const { messages, at } = await read('[{"testcaseresultId": 3646, "commit": "a", "Result": "SUCCESS"}]');
    expect(messages).toEqual([
      expect.stringContaining('did you mean "testCaseResultId"?'),
      expect.stringContaining('did you mean "comment"?'),
      expect.stringContaining('did you mean "result"?'),
    ]);
    expect(at).toEqual(['1:4', '1:30', '1:45']);
  });

  test.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'zzzzzzzz', '5', '""', '<<'])(
    '%s is unknown, and the known ones are listed',
    async (key) => {
      const { messages, ids } = await read(`- {id: 3646, result: passed, ${key}: 1}`);
      expect(messages).toEqual([
        expect.stringMatching(/is not a key of an entry; an entry takes testCaseResultId, id, /),
      ]);
      expect(ids).toEqual([]);
      expect(Object.hasOwn(Object.prototype, 'result')).toBe(false);
    },
  );

  test.each([
    ['- {id: 3646, id: 3647, result: passed}', '1:14', /"id" with a different value/],
    ['3646: {result: passed, result: failed}', '1:24', /duplicate key "result" with a different value/],
    [
      '3646: {result: passed, onlyIf: [failed], onlyIf: [failed]}',
      '1:42',
      /duplicate key "onlyIf" with a different value/,
    ],
    [
      '- {id: 3646, testCaseResultId: 3647, result: passed}',
      '1:8',
      /"id" and "testCaseResultId" are the same key/,
    ],
    [
      '3646: {result: passed, id: 3646}',
      '1:28',
      /"id" says which result is meant, but the key before it does so already/,
    ],
    ['3646: {result: passed, name: x}', '1:30', /"name" says which result is meant/],
    ['3646: {result: passed, testCaseId: 5}', '1:36', /"testCaseId" says which/],
    [
      '- {result: passed}',
      '1:3',
      /nothing says which result is meant; add name, testCaseId or testCaseResultId/,
    ],
    ['- {suite: Smoke, machine: x, result: passed}', '1:3', /nothing says which result is meant/],
    ['- {name: "", result: passed}', '1:11', /"name" is empty; fill it in or leave it out/],
    ['- {name: null, result: passed}', '1:10', /"name" is empty/],
    ['- {name: x, suite: " ", result: passed}', '1:21', /"suite" is empty/],
    ['- {name: x, machine: , result: passed}', undefined, /"machine" is empty/],
    ['- {name: [x], result: passed}', '1:10', /"name" takes a text, not a list/],
    ['- {name: x, [y]: z, result: passed}', '1:13', /a key is a text, not a list/],
    ['? [a]\n: passed', '1:3', /a list cannot be a key; write an ID, a URL or a name/],
    ['? {a: b}\n: passed', '1:3', /a map cannot be a key/],
    ['"": passed', '1:2', /this key is empty; write an ID, a URL or a name/],
    ['\u201c \u201d: passed', '1:1', /this key is empty/],
    ['[[3646]]', '1:2', /a list in a list; write one list/],
    ['- - 3646', '1:3', /a list in a list/],
  ])('%s', async (text, at, message) => {
    const { messages, at: places } = await read(text);
    expect(messages).toEqual([expect.stringMatching(message)]);
    if (at !== undefined) expect(places).toEqual([at]);
  });

  test('cannot come in hundreds', async () => {
    const keys = Array.from({ length: 300 }, (_, index) => `k${index}: 1`).join(', ');
    const { at, messages, ids } = await read(`- {id: 1, ${keys}}\n- {id: 2, result: passed}\n`);
    expect(messages[0]).toMatch(/has 301 keys; an entry takes testCaseResultId/);
    expect(new Set(at)).toEqual(new Set(['1:3']));
    expect(messages.length).toBeLessThan(5);
    expect(ids).toEqual(['2']);
  });
});

describe('something else', () => {
  test("an answer of Testsigma's API gets a helpful word", async () => {
    const answer = { executionResultId: 239, testCases: [{ testCaseResultId: 3646, result: 'SUCCESS' }] };
    await expectOne(
      JSON.stringify(answer),
      '1:3',
      /response of Testsigma's API, not a results document; write a list with one entry for each result/,
    );
  });

  test.each([
    ['testCaseResultId: 3646\nresult: SUCCESS', '1:1'],
    ['{"comment": "x", "testCaseResultId": 3646, "result": "SUCCESS"}', '1:19'],
    ['testcaseresultId: 3646\nResult: SUCCESS', '1:1'],
    ['result: SUCCESS\ntestCaseId: 411', '2:1'],
    ['{name: Login works, machine: Windows Chrome, result: passed}', '1:2'],
    ['suite: Smoke\nresult: passed\nname: Login works', '3:1'],
  ])('an entry that stands alone is told to go into a list: %j', async (text, at) => {
    await expectOne(text, at, /this is a single entry; wrap it in a list: \[\{/);
  });

  test('test cases may have the names of keys', async () => {
    expect((await read('{name: passed, result: failed, suite: passed}')).ids).toEqual([
      'name',
      'result',
      'suite',
    ]);
    expect((await read('{result: failed, machine: passed}')).ids).toEqual(['result', 'machine']);
    await expectOne('name: pased', '1:7', /"pased" is not a result/);
  });
});

describe('all problems at once', () => {
  test('are told, each where it stands, and the entries that are right are still read', async () => {
    const text = `3646: passd
010: passed
Login works: {result: failed, bogus: 1, onlyIf: maybe}
3647: passed
https://elsewhere.example/ui/td/test_case_results/1: ok
3648: [passed]
`;
    const { ids, at, messages } = await read(text);
    expect(ids).toEqual(['3647']);
    expect(at).toEqual(['1:7', '2:1', '3:31', '3:49', '5:1', '6:7']);
    expect(messages).toEqual([
      expect.stringContaining('"passd" is not a result'),
      expect.stringContaining('leading zero'),
      expect.stringContaining('"bogus" is not a key'),
      expect.stringContaining('"maybe" is not a result'),
      expect.stringContaining('is on elsewhere.example'),
      expect.stringContaining('a list cannot be a result'),
    ]);
  });

  test('are told of one entry', async () => {
    const entry =
      '- {id: 0x10, testCaseId: 1.0, name: "", suite: [], result: x, onlyIf: y, all: z, comment: {}, bogus: 1}';
    const { messages, at } = await read(entry);
    expect(messages).toHaveLength(9);
    expect([...at].sort()).toEqual(
      ['1:8', '1:26', '1:38', '1:48', '1:60', '1:71', '1:79', '1:91', '1:95'].sort(),
    );
  });

  test('are told of a line as typed', async () => {
    const { ids, at } = await read('3646:passed, 0x10:failed, 3647=pased, Login: works: passed, 3648');
    expect(ids).toEqual(['3646']);
    expect(at).toEqual(['1:14', '1:32', '1:39', '1:61']);
  });

  test('are told of a list', async () => {
    const { at } = await read('- {id: 1, result: x}\n- [3646]\n- 0x10\n- {name: a}\n');
    expect(new Set(at)).toEqual(new Set(['1:19', '2:3', '3:3', '4:3']));
  });
});

describe('text that is not YAML', () => {
  test.each([
    ['3646: passed\n\t3647: passed', '2:1', /not valid YAML or JSON: .*tab/],
    ['3646: passed\n 3647: passed', '2:6', /not valid YAML or JSON/],
    ['{\n"3646": "passed"\n', '2:17', /not valid YAML or JSON/],
    ['"a\\qb": passed\nx: passed', '1:4', /not valid YAML or JSON: .*escape/],
    ['`x`: passed\ny: passed', '1:1', /not valid YAML or JSON/],
    ['3646: passed\n3647: "x\n', '2:9', /not valid YAML or JSON/],
    ['3646: passed\n3647: \0', '2:7', /not valid YAML or JSON: .*null byte/],
    ['%x\n', undefined, /not valid YAML or JSON/],
    ['3646: passed\n---\n3647: passed', '3:1', /only one YAML document per source/],
    ['3646: passed\n...\n---\n{}', '4:1', /only one YAML document/],
    ['3646: passed\n3647: !!str passed', '2:7', /YAML tags are not supported; remove it/],
    ['!!map\n3646: passed', '1:1', /YAML tags are not supported/],
    ['!!map {3646: passed}', '1:1', /YAML tags are not supported/],
    ['{"3646": "passed"', '1:18', /not valid YAML or JSON: .*end of the stream/],
    ['&a {3646: *a}', '1:12', /alias \*a refers to what it is in/],
    ['- !override {id: 3646, result: passed}\n', '1:3', /YAML tags are not supported/],
    ['3646: passed\n3647: *b', '2:8', /undefined alias \*b/],
    ['- &a\n  - *a', '2:6', /alias \*a refers to what it is in/],
    ['&a\n3646: *a', '2:8', /alias \*a refers to what it is in/],
    ['- &a {id: 1, result: *a}\n', '1:23', /alias \*a refers to what it is in/],
  ])('%j is told, with its location', async (text, at, message) => {
    const { ids, at: places, messages } = await read(text);
    expect(messages).toEqual([expect.stringMatching(message)]);
    expect(ids).toEqual([]);
    if (at !== undefined) expect(places).toEqual([at]);
  });

  test('never leaves entries beside its problem', async () => {
    expect((await read('3646: passed\n3647: passed\n3648: passed\n}')).ids).toEqual([]);
  });
});

describe('the bounds of an entry', () => {
  const KEYS =
    'testCaseResultId, id, testCaseId, name, namePattern, suite, machine, result, comment, onlyIf, until, all';

  test('20 keys are read, 21 are told by their number', async () => {
    const twenty = await read(`- {id: 1, ${Array(19).fill('result: passed').join(', ')}}`);
    expect(twenty).toEqual({ ids: ['1'], at: [], messages: [] });
    const { ids, messages } = await read(`- {id: 1, ${Array(20).fill('result: passed').join(', ')}}`);
    expect(ids).toEqual([]);
    expect(messages[0]).toBe(`this entry has 21 keys; an entry takes ${KEYS}`);
  });

  test('20 results are read in onlyIf; a longer list names none', async () => {
    const list = (count: number) =>
      `- {id: 1, result: passed, onlyIf: [${Array(count).fill('failed').join(', ')}]}`;
    expect((await read(list(20))).messages).toEqual([]);
    expect((await read(list(21))).messages).toEqual([
      expect.stringMatching(/^onlyIf names no result; it takes: /),
    ]);
  });

  test('a key with blanks around it is that key', async () => {
    expect(await read('- {" id ": 1, "result\t": passed}')).toEqual({ ids: ['1'], at: [], messages: [] });
  });

  test('a key that is no text is told as what it is', async () => {
    expect((await read('- {id: 1, result: passed, [a]: b}')).messages).toEqual([
      `a key is a text, not a list; an entry takes ${KEYS}`,
    ]);
  });

  test.each(['null', 'Null', 'NULL', '~', ''])('a comment that is %s is none', async (nothing) => {
    const { entries, problems } = await parseText(`- id: 1\n  result: passed\n  comment: ${nothing}\n`);
    expect(problems).toEqual([]);
    expect(entries.map(({ comment }) => comment)).toEqual([undefined]);
  });

  test('a key twice with a list says different things, whatever is in it', async () => {
    for (const [one, other] of [
      ['[a]', '[a]'],
      ['a', '[a]'],
      ['[a]', 'a'],
    ])
      expect(
        (await read(`- {id: 1, result: passed, suite: ${one}, suite: ${other}}`)).messages.join(),
      ).toContain('"suite" with a different value');
  });

  test.each(['yes', '1', '[true]'])('all: %s is neither true nor false', async (word) => {
    expect((await read(`- {name: a, result: passed, all: ${word}}`)).messages).toHaveLength(1);
  });
});

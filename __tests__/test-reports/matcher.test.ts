/** Tests of reports against a run's listing: which test is which, worst outcomes, attempts, what matches nothing. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_COMMENT } from '../../src/model/policy.js';
import { FileError } from '../../src/runtime/files.js';
import { EndedError } from '../../src/runtime/process.js';
import { FAILED, listed, memory, outcomes, readAll, report, testcase } from '../support/junit-reports.js';

const WINDOWS = { machine: 'Windows Chrome' };
const MACOS = { machine: 'macOS Safari' };
const LISTING = [
  listed(1, 'Login works', { testCaseId: '411', suite: 'Smoke', ...WINDOWS }),
  listed(2, 'Login works', { testCaseId: '411', suite: 'Smoke', ...MACOS }),
  listed(3, 'Checkout total', { testCaseId: '421', suite: 'Checkout', ...WINDOWS }),
  listed(4, 'cart Checkout total', { testCaseId: '422', suite: 'Checkout', ...WINDOWS }),
  listed(5, 'Account › Password can be changed', { testCaseId: '432', suite: 'Account', ...WINDOWS }),
];

const property = (name: string, value: string) =>
  `<properties><property name="testsigma.${name}" value="${value}"/></properties>`;

async function messages(xml: string, more: Parameters<typeof readAll>[2] = {}): Promise<string[]> {
  const { problems } = await readAll({ 'r.xml': xml }, LISTING, more);
  return problems.map(({ message }) => message);
}

describe('which test is which', () => {
  test.each<[string, string, Record<string, string>]>([
    ['by result id', testcase('x', 'c', property('testCaseResultId', '3')), { 3: 'P' }],
    ['by test case id', testcase('x', 'c', property('testCaseId', '421')), { 3: 'P' }],
    [
      'by the address of a result',
      testcase('x', 'c', property('testCaseResultId', 'https://app.testsigma.com/ui/td/test_case_results/3')),
      { 3: 'P' },
    ],
    ['by a property with a name', testcase('x', 'c', property('name', 'Checkout total')), { 3: 'P' }],
    [
      'by a name and its tail, as documents do',
      testcase('x', 'c', property('name', 'Password can be changed')),
      { 5: 'P' },
    ],
    ['by a tag', testcase('[TS-421] x'), { 3: 'P' }],
    ['by a tag in lower case, anywhere', testcase('x › y [ts-421] z'), { 3: 'P' }],
    ['by two tags', testcase('[TS-421] [TS-432] x'), { 3: 'P', 5: 'P' }],
    [
      'a property and a tag that agree',
      testcase('[TS-421] x', 'c', property('testCaseId', '421')),
      { 3: 'P' },
    ],
    ['two tags in one pair of brackets', testcase('[TS-421, TS-432] x'), { 3: 'P', 5: 'P' }],
    ['white space in the separator does not matter', testcase('shop&#160;›&#160;Checkout total'), { 3: 'P' }],
    ['white space does not matter', testcase('Checkout&#160; total'), { 3: 'P' }],
    ['a tag comes before the name', testcase('Checkout total [TS-432]'), { 5: 'P' }],
    ['class and name come before the name', testcase('Checkout total', 'cart'), { 4: 'P' }],
    ['the name', testcase('Checkout total', 'other'), { 3: 'P' }],
    ['the whole name comes before its tail', testcase('Account › Password can be changed'), { 5: 'P' }],
    ['the part after the last ›', testcase('shop › Checkout total'), { 3: 'P' }],
    ['a machine of its own', testcase('Login works', 'c', property('machine', 'macOS Safari')), { 2: 'P' }],
    ['a suite of its own', testcase('Checkout total', 'c', property('suite', 'Checkout')), { 3: 'P' }],
    ['a machine of its own with *', testcase('[TS-411]', 'c', property('machine', '*')), { 1: 'P', 2: 'P' }],
  ])('%s', async (_, element, expected) => {
    const read = await readAll({ 'r.xml': report(element) }, LISTING);
    expect(read.problems).toEqual([]);
    expect(outcomes(read)).toEqual(expected);
  });

  test.each<[string, string, string]>([
    [
      'another suite',
      testcase('Checkout total', 'c', property('suite', 'Smoke')),
      'this name, suite "Smoke"',
    ],
    [
      'another machine',
      testcase('[TS-421]', 'c', property('machine', 'Linux')),
      'test case 421, machine "Linux"',
    ],
    ['another case', testcase('checkout total'), 'this name'],
    ['a tail of a name in the run: two tests may share it', testcase('Password can be changed'), 'this name'],
    ['a tag of another run', testcase('[TS-999] Checkout total'), 'test case 999'],
    [
      'a result of another run',
      testcase('Checkout total', 'c', property('testCaseResultId', '77')),
      'the ID 77',
    ],
    ['no name at all', '<testcase/>', 'this name'],
  ])('no match: %s', async (_, element, why) => {
    const { overrides, unusedTests, problems } = await readAll({ 'r.xml': report(element) }, LISTING);
    const { unmatched } = unusedTests;
    expect([overrides, problems]).toEqual([[], []]);
    expect(unmatched.count).toBe(1);
    expect(unmatched.first[0]?.message).toContain(`run 239 has no result of ${why}`);
  });

  test('of two tags one may match nothing', async () => {
    const read = await readAll({ 'r.xml': report(testcase('[TS-421] [TS-999] x')) }, LISTING);
    expect(outcomes(read)).toEqual({ 3: 'P' });
    expect(read.unusedTests.unmatched.first.map(({ message }) => message)).toEqual([
      'c [TS-421] [TS-999] x: run 239 has no result of test case 999',
    ]);
  });

  test('junit-suite and junit-machine narrow all, a test of its own mind unusedTests', async () => {
    const xml = report(
      testcase('Login works'),
      testcase('[TS-421]', 'c', property('machine', 'Windows Chrome')),
    );
    expect(outcomes(await readAll({ 'r.xml': xml }, LISTING, { machine: 'macOS Safari' }))).toEqual({
      2: 'P',
      3: 'P',
    });
    const { unusedTests, overrides } = await readAll({ 'r.xml': xml }, LISTING, { suite: 'Account' });
    expect([unusedTests.unmatched.count, overrides.length]).toEqual([2, 0]);
  });
});

test('a test without a name matches no result without one', async () => {
  const read = await readAll({ 'r.xml': report('<testcase/>', testcase('', '')) }, [
    ...LISTING,
    listed(9, ''),
  ]);
  expect(outcomes(read)).toEqual({});
  expect(read.unusedTests.unmatched.count).toBe(2);
});

describe('several results', () => {
  test('are an error that lists them', async () => {
    const [message] = await messages(report(testcase('Login works', 'spec')));
    expect(message).toMatch(
      /"spec Login works" matches 2 results: 1 \(Login works, suite Smoke, machine Windows Chrome\), 2 \(.*macOS Safari\)\. Narrow it by the inputs machine or suite.*machine: '\*' or suite: '\*'/,
    );
    expect(await messages(report(testcase('[TS-411] x')))).toHaveLength(1);
  });

  test("junit-machine: '*' means every machine", async () => {
    const read = await readAll({ 'r.xml': report(testcase('Login works', 'c', FAILED)) }, LISTING, {
      machine: '*',
    });
    expect(read.problems).toEqual([]);
    expect(outcomes(read)).toEqual({ 1: 'F', 2: 'F' });
  });

  test("are all meant if '*' stands for what they differ in", async () => {
    const more = [...LISTING, listed(6, 'Login works', { suite: 'Nightly', ...WINDOWS })];
    const read = (suite: string, machine: string) =>
      readAll({ 'r.xml': report(testcase('Login works')) }, more, { suite, machine });
    const onMachines = await read('', '*');
    expect(onMachines.problems[0]?.message).toMatch(
      /matches 3 results.*by a property testsigma\.machine or testsigma\.suite$/,
    );
    expect(outcomes(await read('Smoke', '*'))).toEqual({ 1: 'P', 2: 'P' });
    expect(outcomes(await read('*', 'Windows Chrome'))).toEqual({ 1: 'P', 6: 'P' });
    expect(outcomes(await read('*', '*'))).toEqual({ 1: 'P', 2: 'P', 6: 'P' });
    expect((await read('*', '')).problems).toHaveLength(1);
  });

  test('are no matter to a test that names a result ID', async () => {
    const xml = report(testcase('x', 'c', property('testCaseResultId', '2')));
    const read = await readAll({ 'r.xml': xml }, LISTING, { suite: 'Account', machine: 'Windows Chrome' });
    expect(outcomes(read)).toEqual({ 2: 'P' });
  });
});

describe('several tests', () => {
  test('of one test case by its tag: the worst, and its message', async () => {
    const xml = report(testcase('[TS-421] a'), testcase('[TS-421] b', 'd', FAILED), testcase('[TS-421] c'));
    const read = await readAll({ 'r.xml': xml }, LISTING);
    expect(outcomes(read)).toEqual({ 3: 'F' });
    expect(read.overrides[0]).toMatchObject({
      comment: 'By hand. it broke (r.xml)',
      location: { file: 'r.xml', line: 2 },
    });
  });

  test('by tag and by property: the worst', async () => {
    const xml = report(
      testcase('[TS-421] a'),
      testcase('b', 'd', property('testCaseResultId', '3') + FAILED),
    );
    expect(outcomes(await readAll({ 'r.xml': xml }, LISTING))).toEqual({ 3: 'F' });
  });

  test.each<[string, Record<string, string>]>([
    [
      'of different classes',
      { 'r.xml': report(testcase('Checkout total', 'a'), testcase('Checkout total', 'b')) },
    ],
    [
      'of different suites',
      {
        'r.xml': `<testsuites><testsuite name="a">${testcase('Checkout total')}</testsuite><testsuite name="b">${testcase('Checkout total')}</testsuite></testsuites>`,
      },
    ],
    [
      'of different files',
      {
        'r.xml': report(
          '<testcase classname="c" name="Checkout total" file="a.js"/>',
          '<testcase classname="c" name="Checkout total" file="b.js"/>',
        ),
      },
    ],
    [
      'of one class, by the tails of their names',
      { 'r.xml': report(testcase('a › Checkout total'), testcase('b › Checkout total')) },
    ],
    [
      'in different reports',
      { 'a.xml': report(testcase('Checkout total', 'a')), 'b.xml': report(testcase('Checkout total', 'b')) },
    ],
  ])('%s that reach one result by name alone are an error, never merged', async (_, contents) => {
    const { problems, overrides } = await readAll(contents, LISTING);
    expect(overrides).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(
      /^different tests reach result 3 by the name "Checkout total" alone: ".*" .*at .*, ".*" .*at .*\. Give the right one the tag/,
    );
  });

  test.each([
    [
      '<testsuite name="A"><testcase name="Checkout total"/></testsuite><testsuite name="B"><testcase name="Checkout total"/></testsuite>',
      '"Checkout total" (suite "all › A") at r.xml:1, "Checkout total" (suite "all › B") at r.xml:1',
    ],
    [
      '<testcase name="Checkout total" file="a.js"/><testcase name="Checkout total" file="b.js"/>',
      '"Checkout total" (suite "all", file "a.js") at r.xml:1, "Checkout total" (suite "all", file "b.js") at r.xml:1',
    ],
    [
      '<testcase classname="a" name="Checkout total"/><testcase classname="b" name="Checkout total"/>',
      '"a Checkout total" at r.xml:1, "b Checkout total" at r.xml:1',
    ],
  ])('the error shows what differs: %s', async (elements, shown) => {
    const xml = `<testsuites><testsuite name="all">${elements}</testsuite></testsuites>`;
    expect(await messages(xml)).toEqual([expect.stringContaining(`alone: ${shown}. Give`)]);
  });

  test('a marked test counts before one that only has the name, which then matches nothing', async () => {
    const xml = report(testcase('Checkout total', 'unit', FAILED), testcase('[TS-421] total', 'e2e'));
    const read = await readAll({ 'r.xml': xml }, LISTING);
    expect(outcomes(read)).toEqual({ 3: 'P' });
    expect(read.problems).toEqual([]);
    expect(read.unusedTests.unmatched.first[0]?.message).toBe(
      'unit Checkout total: another test has the tag or a property of result 3, which has this name',
    );
  });

  test('one test in several reports and on several hosts: the worst', async () => {
    const suite = (host: string, children: string) =>
      `<testsuite name="s" hostname="${host}">${testcase('Checkout total', 'c', children)}</testsuite>`;
    const browsers = `<testsuites>${suite('firefox', FAILED)}${suite('chromium', '')}</testsuites>`;
    expect(outcomes(await readAll({ 'r.xml': browsers }, LISTING))).toEqual({ 3: 'F' });
    const jobs = {
      'a.xml': report(testcase('Checkout total', 'c', FAILED)),
      'b.xml': report(testcase('Checkout total')),
    };
    expect(outcomes(await readAll(jobs, LISTING))).toEqual({ 3: 'F' });
  });
});

/** One element of a kind, by a letter: Passed, Failed, unknown, skipped. */
const KINDS = { P: '', F: FAILED, U: '<ignored/>', S: '<skipped/>' } as const;
type Kind = keyof typeof KINDS;
const rows = (kinds: string) =>
  [...kinds].map((kind) => testcase('Checkout total', 'c', KINDS[kind as Kind])).join('\n');

describe('test cases of one suite, class, name and file', () => {
  test.each([
    ['PP', 'P'],
    ['FP', 'F'],
    ['PF', 'F'],
    ['PFP', 'F'],
    ['FS', 'F'],
    ['PS', 'P'],
    ['SP', 'P'],
    ['SS', ''],
    ['PU', ''],
    ['UP', ''],
    ['UF', 'F'],
    ['UU', ''],
  ])('are different tests, of which the worst counts: %s is %j', async (kinds, expected) => {
    const read = await readAll({ 'r.xml': report(rows(kinds)) }, LISTING);
    expect(outcomes(read)).toEqual(expected === '' ? {} : { 3: expected });
    expect(read.problems).toEqual([]);
  });

  test('are named with both lines if they ended differently', async () => {
    const { notices } = await readAll({ 'r.xml': report(rows('PPFP')) }, LISTING);
    expect(notices).toEqual([
      {
        location: { input: 'junit-files', file: 'r.xml', line: 3 },
        message: expect.stringMatching(
          /^the test "c Checkout total" failed here, but passed at r\.xml:1: the worst counts/,
        ),
      },
    ]);
    expect((await readAll({ 'r.xml': report(rows('PP')) }, LISTING)).notices).toEqual([]);
  });

  test('keep a result from becoming Passed if one has no known outcome, with a warning', async () => {
    const { warnings } = await readAll({ 'r.xml': report(rows('PU')) }, LISTING);
    expect(warnings.map(({ location, message }) => `${location.line}: ${message}`)).toEqual([
      expect.stringMatching(
        /^2: result 3 is not set to Passed: "c Checkout total" passed at r\.xml:1, but .* is not known/,
      ),
      expect.stringMatching(/^2: the element "<ignored>" does not say/),
    ]);
    const alone = await readAll({ 'r.xml': report(rows('U')) }, LISTING);
    expect(alone.warnings).toHaveLength(1);
    expect(alone.unusedTests.unknown.count).toBe(1);
  });

  test('are one suite if the suite comes again further down', async () => {
    const one = (kinds: string) => `<testsuite name="s">${rows(kinds)}</testsuite>`;
    const xml = `<testsuites>${one('F')}<testsuite name="t"/>${one('P')}</testsuites>`;
    const { notices, overrides } = await readAll({ 'r.xml': xml }, LISTING);
    expect(overrides).toMatchObject([{ testCaseResultId: '3', outcome: 'FAILURE' }]);
    expect(notices).toHaveLength(1);
  });

  test('are attempts if gotestsum wrote the report: the last one counts', async () => {
    const go = '<properties><property name="go.version" value="go1.23.4 linux/amd64"/></properties>';
    const read = (kinds: string) => readAll({ 'r.xml': report(go, rows(kinds)) }, LISTING);
    expect(outcomes(await read('FP'))).toEqual({ 3: 'P' });
    expect(outcomes(await read('PF'))).toEqual({ 3: 'F' });
    expect(outcomes(await read('FS'))).toEqual({ 3: 'F' });
    expect(outcomes(await read('PU'))).toEqual({});
    expect((await read('FP')).notices).toEqual([]);
  });

  const suiteOf = (children: string, name = 's') => `<testsuite name="${name}">${children}</testsuite>`;
  const GO = '<properties><property name="go.version" value="go1.23.4 linux/amd64"/></properties>';

  test.each([
    ['the Go suite first', suiteOf(GO + testcase('x'), 'go') + suiteOf(rows('FP'))],
    ['the Go suite last', suiteOf(rows('FP')) + suiteOf(GO + testcase('x'), 'go')],
    ['the Go suite around the other', suiteOf(GO + testcase('x') + suiteOf(rows('FP')), 'go')],
    ['two Go suites of the same name', suiteOf(GO + rows('F')) + suiteOf(GO + rows('P'))],
    ['a Go suite before another of the same name', suiteOf(GO + rows('F')) + suiteOf(rows('P'))],
    ['a Go suite after another of the same name', suiteOf(rows('F')) + suiteOf(GO + rows('P'))],
  ])('are attempts in a suite of gotestsum only, not in a merged report: %s', async (_, suites) => {
    const read = await readAll({ 'r.xml': `<testsuites>${suites}</testsuites>` }, LISTING);
    expect(outcomes(read)).toEqual({ 3: 'F' });
    expect(read.notices[0]?.message).toMatch(/^the test "c Checkout total" failed here, but passed at/);
  });

  test('take over the properties of an earlier one', async () => {
    const xml = report(testcase('x', 'c', property('testCaseId', '421')), testcase('x', 'c', FAILED));
    expect(outcomes(await readAll({ 'r.xml': xml }, LISTING))).toEqual({ 3: 'F' });
  });

  test('are an error if their properties contradict each other', async () => {
    const xml = report(
      testcase('x', 'c', property('testCaseId', '421')),
      testcase('x', 'c', property('testCaseId', '422')),
    );
    const { problems } = await readAll({ 'r.xml': xml }, LISTING);
    expect(problems).toEqual([
      {
        location: { input: 'junit-files', file: 'r.xml', line: 2 },
        message:
          'the test "c x" stands for test case 422 here, but for test case 421 at r.xml:1; give different tests different names',
      },
    ]);
  });

  test('are an error if they name different machines, which one of them alone would decide', async () => {
    const xml = report(
      testcase('Login works', 'c', property('machine', 'Windows Chrome')),
      testcase('Login works', 'c', property('machine', 'macOS Safari')),
    );
    expect(await messages(xml)).toEqual([
      'the test "c Login works" stands for this name, machine "macOS Safari" here, but for this name, machine "Windows Chrome" at r.xml:1; give different tests different names',
    ]);
  });

  test('are about the machines that their suites name', async () => {
    const on = (machine: string, children = '') =>
      `<testsuite name="s">${property('machine', machine)}${testcase('Login works', 'c', children)}</testsuite>`;
    const xml = `<testsuites>${on('Windows Chrome', FAILED)}${on('macOS Safari')}</testsuites>`;
    const read = await readAll({ 'r.xml': xml }, LISTING, { machine: 'Linux' });
    expect([read.problems, outcomes(read)]).toEqual([[], { 1: 'F', 2: 'P' }]);
  });

  test('name a machine of their own in spite of that of their suite', async () => {
    const own = testcase('Login works', 'c', property('machine', 'macOS Safari'));
    const xml = report(property('machine', 'Windows Chrome'), own);
    expect(outcomes(await readAll({ 'r.xml': xml }, LISTING))).toEqual({ 2: 'P' });
  });

  test('in several reports: the worst, with a notice', async () => {
    const contents = { 'a.xml': report(rows('F')), 'b.xml': report(rows('P')) };
    const { notices, overrides } = await readAll(contents, LISTING);
    expect(overrides).toMatchObject([{ outcome: 'FAILURE' }]);
    expect(notices[0]?.message).toContain('passed at b.xml:1');
  });
});

describe('skipped tests', () => {
  test('are counted and listed, and nothing in them is looked at', async () => {
    const skipped = Array.from({ length: 30 }, (_, index) => testcase(`[TS-0] ${index}`, 'c', '<skipped/>'));
    const read = await readAll({ 'r.xml': report(...skipped) }, LISTING);
    expect(read.unusedTests.skipped.count).toBe(30);
    expect(read.unusedTests.skipped.first).toHaveLength(20);
    expect(read.unusedTests.skipped.first[1]).toEqual({
      location: { input: 'junit-files', file: 'r.xml', line: 2 },
      message: 'c [TS-0] 1',
    });
    expect([read.problems, read.overrides, read.testCount]).toEqual([[], [], 0]);
  });

  test('of endless names are listed with the beginnings of them', async () => {
    const read = await readAll(
      { 'r.xml': report(testcase('x'.repeat(1_000_000), 'c', '<skipped/>')) },
      LISTING,
    );
    expect(read.unusedTests.skipped.first[0]?.message).toMatch(/^c x+…$/);
    expect(read.unusedTests.skipped.first[0]?.message).toHaveLength(1_000);
  });
});

describe('marks that are wrong are errors, all at once, where they stand', () => {
  test.each<[string, string, RegExp]>([
    [
      'a misspelt property',
      testcase('a', 'c', property('testcase', '1')),
      /unknown property "testsigma\.testcase"; did you mean "testsigma\.testCaseId"/,
    ],
    [
      'an unknown one',
      testcase('a', 'c', property('zzzzzzzzzzzzzzzz', '1')),
      /there are testsigma\.testCaseResultId, testsigma\.testCaseId/,
    ],
    ['an empty one', testcase('a', 'c', property('testCaseId', ' ')), /"testsigma\.testcaseid" is empty/],
    [
      'an id that is none',
      testcase('a', 'c', property('testCaseId', '0x10')),
      /"0x10" is not a test case ID/,
    ],
    [
      'an address of another host',
      testcase(
        'a',
        'c',
        property('testCaseResultId', 'https://app-eu.testsigma.com/ui/td/test_case_results/3'),
      ),
      /app-eu\.testsigma\.com.*app\.testsigma\.com/,
    ],
    [
      'a tag and a property that disagree',
      testcase('[TS-422] a', 'c', property('testCaseId', '421')),
      /the property "testsigma\.testCaseId" says 421, but the tag in the name says 422/,
    ],
    [
      'a tag and a result ID that disagree',
      testcase('[TS-421] a', 'c', property('testCaseResultId', '1')),
      /test case id "421".*result 1 has the test case id "411".*Correct the properties or the tag/i,
    ],
    [
      'twice, and different',
      testcase(
        'a',
        'c',
        `<properties><property name="testsigma.testCaseId" value="1"/><property name="testsigma_testCaseId" value="2"/></properties>`,
      ),
      /"testsigma\.testCaseId" occurs twice/,
    ],
    [
      'an id and a name that disagree',
      testcase(
        'a',
        'c',
        `<properties><property name="testsigma.testCaseResultId" value="3"/><property name="testsigma.name" value="Login works"/></properties>`,
      ),
      /says name "Login works".*3 has the name "Checkout total"/,
    ],
    [
      'a test case and a name that disagree',
      testcase(
        'a',
        'c',
        `<properties><property name="testsigma.testCaseId" value="421"/><property name="testsigma.name" value="Login works"/></properties>`,
      ),
      /says name "Login works"/,
    ],
  ])('%s', async (_, element, expected) => {
    const { problems } = await readAll({ 'r.xml': report('', element) }, LISTING);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(expected);
    expect(problems[0]?.location).toEqual({ input: 'junit-files', file: 'r.xml', line: 2 });
  });

  test('the same twice is fine', async () => {
    const xml = testcase(
      'a',
      'c',
      '<properties><property name="testsigma.testCaseId" value="421"/><property name="testsigma_testCaseId" value="421"/></properties>',
    );
    expect(outcomes(await readAll({ 'r.xml': report(xml) }, LISTING))).toEqual({ 3: 'P' });
  });

  test('broken reports, missing ones and wrong marks come together, and good ones are still read', async () => {
    const contents = {
      'a.xml': '<testsuite>\n<oops>',
      'b.xml': '',
      'c.xml': report(testcase('a', 'c', property('testCaseId', '0'))),
      'd.xml': report(testcase('Checkout total')),
    };
    const files = memory(contents);
    const broken = {
      ...files,
      stream: (path: string) => (path === 'b.xml' ? failing() : files.stream(path)),
    };
    const { problems, overrides, lines } = await readAll(contents, LISTING, { files: broken });
    expect(problems.map(({ location }) => location.file)).toEqual(['a.xml', 'b.xml', 'c.xml']);
    expect(problems[0]).toMatchObject({
      location: { line: 2, column: 7 },
      message: expect.stringContaining('"a.xml" is not well-formed XML: it ends before <oops> is closed'),
    });
    expect(problems[1]?.message).toBe('"b.xml" may not be read');
    expect([overrides.length, lines.length]).toEqual([1, 4]);
  });
});

/** A stream of a file that may not be read. */
function failing(): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new FileError('may not be read')) }) };
}

describe('what is empty', () => {
  test.each(['', ' \n\t', '\ufeff', '\ufeff\r\n'])(
    'a file with nothing in it (%j) is a warning',
    async (text) => {
      const { warnings, problems, testCount } = await readAll({ 'r.xml': text }, LISTING);
      expect(warnings[0]?.message).toBe('"r.xml" is empty');
      expect([problems, testCount]).toEqual([[], 0]);
    },
  );

  test.each(['<testsuites/>', '<testsuite tests="0"></testsuite>'])(
    '%s says nothing, and that is fine',
    async (text) => {
      const { warnings, problems, testCount, lines } = await readAll({ 'r.xml': text }, LISTING);
      expect([warnings, problems, testCount]).toEqual([[], [], 0]);
      expect(lines).toEqual(['r.xml: 0 passed, 0 failed, 0 skipped']);
    },
  );
});

describe('comments', () => {
  const overrideOf = async (children: string, comment: string) => {
    const xml = report(testcase('Checkout total', 'c', children));
    return (await readAll({ 'r.xml': xml }, LISTING, { comment })).overrides[0];
  };
  const commentOf = async (children: string, comment = DEFAULT_COMMENT) =>
    (await overrideOf(children, comment))?.comment;

  test.each([
    ['<failure message="one&#10;two"/>', DEFAULT_COMMENT, 'one (r.xml)'],
    ['<failure message="one&#10;two"/>', 'SHOP-1.', 'SHOP-1. one (r.xml)'],
    ['<failure/>', 'SHOP-1', 'SHOP-1 (r.xml)'],
    ['', 'SHOP-1', 'SHOP-1 (r.xml)'],
    ['', DEFAULT_COMMENT, `${DEFAULT_COMMENT} (r.xml)`],
  ])(
    'hold the own comment, the first line of the failure and the file: %s, %s',
    async (children, own, comment) => {
      expect(await overrideOf(children, own)).toMatchObject({ comment, ownComment: own });
    },
  );

  test('cut to measure, no pair split', async () => {
    const long = await commentOf(`<failure message="${'😀'.repeat(600)}"/>`);
    expect(long).toBe(`${'😀'.repeat(249)}… (r.xml)`);
    const own = await commentOf(FAILED, '😀'.repeat(600));
    expect(own).toBe(`${'😀'.repeat(249)}…. it broke (r.xml)`);
  });
});

test('a report that is cut short by cancellation ends the step, and is not reported as broken', async () => {
  const xml = report(...Array.from({ length: 2_000 }, () => testcase('Checkout total', 'c')));
  const contents = { 'a.xml': xml, 'b.xml': xml };
  const cancellation = new AbortController();
  const files = memory(contents, 1_024);
  let chunks = 0;
  const stream = async function* (path: string) {
    for await (const chunk of files.stream(path)) {
      chunks += 1;
      if (chunks === 2) cancellation.abort();
      yield chunk;
    }
  };
  const options = { cancelled: cancellation.signal, files: { ...files, stream } };
  await expect(readAll(contents, LISTING, options)).rejects.toThrow(EndedError);
  expect(chunks).toBe(2);
});

test('a report that cannot be read to the end since the step was cancelled ends the step', async () => {
  const files = { ...memory({}), stream: failing };
  const reading = readAll({ 'a.xml': '' }, LISTING, { cancelled: AbortSignal.abort(), files });
  await expect(reading).rejects.toThrow(EndedError);
});

describe('any report', () => {
  const PASSED = ['run', 'Passed', 'ok', 'completed'];
  const FAILED_WORDS = ['failed', 'ERROR'];
  const STATUS = fc.constantFrom(undefined, undefined, ...PASSED, ...FAILED_WORDS, 'untested', 'blocked');
  const CHILD = fc.constantFrom(
    '',
    '',
    'failure',
    'error',
    'skipped',
    'ignored',
    'system-out',
    'rerunFailure',
    'rerun',
  );
  const TEST = fc.record({
    ids: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
    name: fc.constantFrom('a', 'b'),
    file: fc.constantFrom('', 'f', 'g'),
    status: STATUS,
    children: fc.tuple(CHILD, CHILD),
  });
  type Made = ReturnType<typeof TEST.generate>['value'];

  /** What the contract says about one test case: Passed, Failed, unknown or skipped. */
  function meaning({ status, children }: Made): Kind {
    const has = (...names: Made['children'][number][]) => names.some((name) => children.includes(name));
    if (has('error')) return 'F';
    if (has('skipped')) return 'S';
    if (has('failure', 'rerunFailure') || (status && FAILED_WORDS.includes(status))) return 'F';
    return has('ignored') || (status && !PASSED.includes(status)) ? 'U' : 'P';
  }

  function element({ ids, name, file, status, children }: Made): string {
    const attributes = `${file && `file="${file}"`} ${status ? `status="${status}"` : ''}`;
    const nested = children.map((child) => child && `<${child}/>`).join('');
    return `<testcase name="${ids.map((id) => `[TS-${id}]`).join('')} ${name}" ${attributes}>${nested}</testcase>`;
  }

  /** The tests that count: of attempts the last one that was not skipped. */
  function counting(tests: readonly Made[], areAttempts: boolean): readonly Made[] {
    const saying = tests.filter((one) => meaning(one) !== 'S');
    if (!areAttempts) return saying;
    return [...new Map(saying.map((one) => [JSON.stringify([one.ids, one.name, one.file]), one])).values()];
  }

  test('comes out as exactly what it says', async () => {
    const listing = [1, 2, 3].map((id) => listed(id, `case ${id}`, { testCaseId: String(id) }));
    const go = '<properties><property name="go.version" value="go1.23 linux/amd64"/></properties>';
    await fc.assert(
      fc.asyncProperty(
        fc.array(TEST, { maxLength: 8 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 400 }),
        async (tests, byGo, chunk) => {
          const contents = { 'r.xml': report(byGo ? go : '', ...tests.map(element)) };
          const read = await readAll(contents, listing, { files: memory(contents, chunk) });
          const expected = listing.flatMap(({ testCaseResultId: id }) => {
            const kinds = counting(tests, byGo)
              .filter(({ ids }) => ids.includes(Number(id)))
              .map(meaning);
            const isPassed = kinds.length > 0 && kinds.every((kind) => kind === 'P');
            return kinds.includes('F') ? [[id, 'F']] : isPassed ? [[id, 'P']] : [];
          });
          expect(outcomes(read)).toEqual(Object.fromEntries(expected));
          expect(read.problems).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

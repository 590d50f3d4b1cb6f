/** JUnit XML → test cases: outcomes, messages, suites, properties, attempts. */
import { describe, expect, test } from '@jest/globals';
import { junitHandler } from '../../src/test-reports/junit.js';
import type { TestCase } from '../../src/test-reports/test-case.js';
import { readXml } from '../../src/test-reports/xml/reader.js';
import { FAILED, memory, report, testcase } from '../support/junit-reports.js';

interface ReadReport {
  readonly tests: readonly TestCase[];
  readonly warnings: readonly string[];
  readonly problems: readonly string[];
}

async function read(xml: string): Promise<ReadReport> {
  const tests: TestCase[] = [];
  const warnings: string[] = [];
  const problems: string[] = [];
  const handler = junitHandler({
    report: 'r.xml',
    take: (one) => tests.push(one),
    warn: (line, message) => warnings.push(`${line}: ${message}`),
    problem: (line, message) => problems.push(`${line}: ${message}`),
  });
  await readXml(memory({ r: xml }).stream('r'), { byRoot: () => handler, byText: (reason) => ({ reason }) });
  return { tests, warnings, problems };
}

/** A test case with these attributes and children. */
async function one(attributes: string, children = '') {
  const { tests, warnings } = await read(report(`<testcase name="a" ${attributes}>${children}</testcase>`));
  return { ...tests[0], warnings };
}

const NOT_KNOWN = 'does not say that a test passed or failed; the test changes nothing';

describe('the words of status and result', () => {
  const PASSED = [
    'run',
    'passed',
    'pass',
    'success',
    'successful',
    'ok',
    'completed',
    'executed',
    'PASSED',
    ' Run ',
  ];
  const FAILED_WORDS = ['failed', 'fail', 'failure', 'error', 'FAILED'];
  const UNKNOWN = [
    'untested',
    'notrun',
    'disabled',
    'xfail',
    'CANCELED',
    'blocked',
    'INCOMPLETE',
    'ran?',
    'Passé',
  ];

  test.each(['status', 'result'])('are known, or leave the outcome unknown: %s', async (attribute) => {
    for (const word of PASSED)
      expect(await one(`${attribute}="${word}"`)).toMatchObject({ outcome: 'passed', warnings: [] });
    for (const word of FAILED_WORDS)
      expect(await one(`${attribute}="${word}"`)).toMatchObject({ outcome: 'failed', warnings: [] });
    for (const word of UNKNOWN) {
      const warnings = [`1: ${attribute}="${word}" ${NOT_KNOWN}`];
      expect(await one(`${attribute}="${word}"`)).toMatchObject({ outcome: 'unknown', warnings });
    }
  });

  test.each([
    ['status="run" result="completed"', '', 'passed'],
    ['status="run" result="failed"', '', 'failed'],
    ['status="passed" result="weird"', '', 'unknown'],
    ['status="failed" result="weird"', '', 'failed'],
    ['status="weird"', FAILED, 'failed'],
    ['status="passed"', FAILED, 'failed'],
    ['status="untested"', '<skipped/>', 'skipped'],
    ['status="failed"', '<skipped/>', 'skipped'],
    ['status="skipped"', '', 'skipped'],
    ['status=""', '', 'passed'],
    ['outcome="blocked" state="weird"', '', 'passed'],
  ])('work together with each other and with children: %s %s', async (attributes, children, outcome) => {
    expect((await one(attributes, children)).outcome).toBe(outcome);
  });
});

describe('the children of a test case', () => {
  test.each<[string, string, TestCase['outcome'], string]>([
    ['nothing', '', 'passed', ''],
    ['output and properties', '<properties/><system-out>x</system-out><system-err/>', 'passed', ''],
    [
      'output that speaks of failures',
      '<system-out><![CDATA[<failure message="no"/>]]></system-out>',
      'passed',
      '',
    ],
    ['a failure in something else', '<system-out><failure/></system-out>', 'passed', ''],
    ['a comment', '<!-- <failure/> -->', 'passed', ''],
    ['a failure', '<failure message="a&#10;b" type="t">c</failure>', 'failed', 'a'],
    [
      'an error with text alone',
      '<error>\n\n  first <![CDATA[<line>]]>\n second</error>',
      'failed',
      'first <line>',
    ],
    ['a failure that says nothing', '<failure/>', 'failed', ''],
    ['a blank message and a text', '<failure message=" ">text</failure>', 'failed', 'text'],
    ['several failures', '<failure message="a"/><failure message="b"/>', 'failed', 'a'],
    ['skipped', '<skipped message="later"/>', 'skipped', ''],
    ['skipped and a failure, which was expected', '<skipped/><failure message="a"/>', 'skipped', 'a'],
    ['a failure and skipped', '<failure message="a"/><skipped/>', 'skipped', 'a'],
    ['skipped and an error', '<skipped/><error message="e"/>', 'failed', 'e'],
    ['an error and skipped', '<error message="e"/><skipped/>', 'failed', 'e'],
    [
      'reruns that failed',
      '<failure message="a"/><rerunFailure message="b"/><rerunError message="c"/>',
      'failed',
      'c',
    ],
    [
      'a rerun with its text in an element',
      '<failure message="a"/><rerunFailure><stackTrace>b</stackTrace></rerunFailure>',
      'failed',
      'b',
    ],
    ['failures before it passed', '<flakyFailure message="a"/><flakyError message="b"/>', 'passed', ''],
    ['a rerun of pytest that passed', '<rerun message="a"/>', 'passed', ''],
    ['a rerun of pytest that failed', '<rerun message="a"/><failure message="b"/>', 'failed', 'b'],
    ['a flaky failure and a failure', '<flakyFailure/><failure message="b"/>', 'failed', 'b'],
    ['an unknown element and a failure', '<inconclusive/><failure/>', 'failed', ''],
    ['an unknown element and skipped', '<inconclusive/><skipped/>', 'skipped', ''],
    ['a skipped test of Qt 5', '<!-- message="on Sundays" type="skip" -->', 'skipped', ''],
    [
      'a skipped test of node-tap',
      '<properties><property name="skip" value="on Sundays"/></properties>',
      'skipped',
      '',
    ],
  ])('tell its outcome and its message: %s', async (_, children, outcome, message) => {
    expect(await one('', children)).toMatchObject({ outcome, message, warnings: [] });
  });

  test.each(['ignored', 'aborted', 'warning', 'FAILURE', 'testcase'])(
    'leave its outcome unknown if they are not known: <%s>',
    async (name) => {
      const warnings = [`1: the element "<${name}>" ${NOT_KNOWN}`];
      expect(await one('', `<${name}/>`)).toMatchObject({ outcome: 'unknown', warnings });
    },
  );

  test('give no more than 1,000 characters of the first line', async () => {
    expect((await one('', `<failure>${'y'.repeat(5_000)}\nsecond</failure>`)).message).toBe(
      'y'.repeat(1_000),
    );
  });
});

describe('suites', () => {
  test('have names, files and parents; test cases have lines', async () => {
    const { tests } = await read(`<testsuites name="all">
  <testsuite name="outer" hostname="chromium"><testsuite name="inner" file="i.js">
    <testcase
       name=" a "/>
    <testcase classname="k" name="b" file="b.js"/></testsuite></testsuite>
  <testcase name="c"/>
</testsuites>`);
    const [a, b, c] = tests;
    expect([a?.name, a?.classname, a?.file, a?.line]).toEqual(['a', '', '', 3]);
    expect([b?.name, b?.classname, b?.file, b?.line]).toEqual(['b', 'k', 'b.js', 5]);
    expect(a?.suite).toBe(b?.suite);
    expect(a?.suite).toMatchObject({
      name: 'inner',
      file: 'i.js',
      parent: { name: 'outer', parent: { name: 'all', report: 'r.xml' } },
    });
    expect(c?.suite).toBe(a?.suite.parent?.parent);
  });

  test.each([
    ['name="s"', 'name="s"', true],
    ['name="s"', 'name="t"', false],
    ['name="s" hostname="a"', 'name="s" hostname="b"', false],
    ['name="s" file="a"', 'name="s" file="b"', false],
  ])('are one if their names, hosts and files are the same: %s, %s', async (first, second, isOne) => {
    const { tests } = await read(
      `<testsuites><testsuite ${first}>${testcase('a')}</testsuite><testsuite ${second}>${testcase('a')}</testsuite></testsuites>`,
    );
    expect(tests[0]?.suite === tests[1]?.suite).toBe(isOne);
  });

  test.each<[string, string, readonly string[]]>([
    [
      'an error',
      '<testsuite name="db">\n<error message="no database&#10;x"/></testsuite>',
      ['2: the suite "db" as a whole has <error>: no database; some of its tests may be missing'],
    ],
    [
      'a failure with text',
      '<testsuite name="db"><failure>\nteardown</failure></testsuite>',
      ['1: the suite "db" as a whole has <failure>: teardown; some of its tests may be missing'],
    ],
    [
      'an error without words',
      '<testsuite name="db"><error/></testsuite>',
      ['1: the suite "db" as a whole has <error>; some of its tests may be missing'],
    ],
    [
      'counts that its tests do not show',
      `<testsuite name="db" errors="2">${testcase('a')}</testsuite>`,
      ['1: the suite "db" counts 2 failures that its tests do not show; some of its tests may be missing'],
    ],
    [
      'counts of a nested suite alone',
      '<testsuites errors="1"><testsuite name="db" errors="1"/></testsuites>',
      ['1: the suite "db" counts 1 failure that its tests do not show; some of its tests may be missing'],
    ],
    [
      'counts that its tests show',
      `<testsuites failures="1"><testsuite failures="1">${testcase('a', 'c', FAILED)}</testsuite></testsuites>`,
      [],
    ],
    [
      'counts of expected failures',
      `<testsuite failures="1">${testcase('a', 'c', `<skipped/>${FAILED}`)}</testsuite>`,
      [],
    ],
    ['errors in output', '<testsuite><system-out><error/></system-out></testsuite>', []],
    ['no numbers', '<testsuite failures="" errors="none"/>', []],
  ])('warn of what is wrong with them as a whole: %s', async (_, xml, warnings) => {
    expect((await read(xml)).warnings).toEqual(warnings);
  });
});

describe('properties', () => {
  test('that are meant for the action are given, however they are written', async () => {
    const properties = `<properties>
      <property name="testsigma.testCaseId" value=" 411 "/>
      <property name="TESTSIGMA_Machine">Windows Chrome</property>
      <property name="testsigma-suite"><![CDATA[Smoke]]></property>
      <property name="owner" value="x"/><property value="y"/></properties>`;
    const { tests } = await read(report(testcase('a', 'c', properties + FAILED)));
    expect(tests[0]?.properties).toEqual([
      ['testsigma.testcaseid', '411'],
      ['testsigma.machine', 'Windows Chrome'],
      ['testsigma.suite', 'Smoke'],
    ]);
    expect(tests[0]?.message).toBe('it broke');
  });

  const SAFARI = '<properties><property name="testsigma_machine">macOS Safari</property></properties>';
  const SMOKE = '<properties><property name="testsigma.suite" value="Smoke"/></properties>';

  test('of a suite are the defaults of its tests, and of those in the suites within it', async () => {
    const inner = `<testsuite name="i">${SMOKE}${testcase('b')}</testsuite>`;
    const safari = `<testsuite name="s">${SAFARI}${inner}${testcase('a')}</testsuite>`;
    const { tests, problems } = await read(
      `<testsuites>${safari}<testsuite>${testcase('c')}</testsuite></testsuites>`,
    );
    expect(tests.map(({ name, properties, defaults }) => ({ name, properties, defaults }))).toEqual([
      { name: 'b', properties: [], defaults: { machine: 'macOS Safari', suite: 'Smoke' } },
      { name: 'a', properties: [], defaults: { machine: 'macOS Safari' } },
      { name: 'c', properties: [], defaults: {} },
    ]);
    expect(problems).toEqual([]);
  });

  test.each([
    [
      '<property name="testsigma.machin" value="x"/>',
      'unknown property "testsigma.machin"; did you mean "testsigma.machine"?',
    ],
    [
      '<property name="testsigma.testCaseId" value="411"/>',
      'the property "testsigma.testcaseid" belongs to a suite here, where only testsigma.suite and testsigma.machine count; move it to the test',
    ],
    [
      '<property name="testsigma.testCaseResultId" value="x"/>',
      'the property "testsigma.testcaseresultid" belongs to a suite here',
    ],
    ['<property name="testsigma.name" value="x"/>', 'the property "testsigma.name" belongs to a suite here'],
    ['<property name="testsigma.suite" value=""/>', 'the property "testsigma.suite" is empty'],
    [
      '<property name="testsigma.suite">A</property><property name="testsigma.suite">B</property>',
      'the property "testsigma.suite" occurs twice in this suite with different values; keep one of them',
    ],
  ])('of a suite that cannot be about its tests are an error: %s', async (properties, message) => {
    const xml = `<testsuite>\n<properties>${properties}</properties>${testcase('a')}</testsuite>`;
    expect((await read(xml)).problems).toEqual([expect.stringContaining(`2: ${message}`)]);
  });

  test('of a suite count without <properties> around them, too', async () => {
    const property = '<property name="testsigma.machine" value="Linux"/>';
    const { tests } = await read(`<testsuite>${property}${testcase('a')}</testsuite>`);
    expect(tests[0]?.defaults).toEqual({ machine: 'Linux' });
  });

  test('of a suite that come after tests of it are an error', async () => {
    const { problems } = await read(
      `<testsuites><testsuite>${testcase('a')}</testsuite>\n${SAFARI}</testsuites>`,
    );
    expect(problems).toEqual([
      '2: the property "testsigma.machine" of a suite comes after tests of it; write it before them',
    ]);
  });

  test.each([
    ['go.version', 'go1.19.8 linux/amd64', true],
    ['go.version', 'go1.19.8', false],
    ['java.version', 'go1.19.8 linux/amd64', false],
  ])('show whether gotestsum wrote a suite: %s = %s', async (name, value, isAttempt) => {
    const suite = `<properties><property name="${name}" value="${value}"/></properties>`;
    const { tests } = await read(`<testsuite>${suite}${testcase('a')}</testsuite>`);
    expect(tests[0]?.attemptsIn !== undefined).toBe(isAttempt);
  });
});

/** Files that are no JUnit reports are named for what they are. */
import { describe, expect, test } from '@jest/globals';
import { readAll } from '../support/junit-reports.js';

async function messagesOf(text: string) {
  const { problems, notices, lines, warnings } = await readAll({ 'other.xml': text }, []);
  const [problem] = problems;
  return {
    problem: problem?.message,
    position: problem?.location.line,
    notices,
    lines,
    warnings,
    count: problems.length,
  };
}

const JUNIT = /JUnit/;

describe('files that are no JUnit reports', () => {
  test.each<[string, string, RegExp]>([
    [
      'TRX',
      '<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"/>',
      /a TRX report of \.NET: .*JunitXml\.TestLogger/,
    ],
    ['NUnit 3', '<test-run id="2"/>', /NUnit 3: .*nunit3-junit\.xslt/],
    ['NUnit 2', '<test-results name="x"/>', /NUnit 2/],
    ['xUnit.net 2', '<assemblies/>', /xUnit\.net: .*-junit/],
    ['xUnit.net 1', '<assembly name="a.dll"/>', /xUnit\.net/],
    ['Robot Framework', '<robot generator="Robot 7.0"/>', /Robot Framework: run "robot --xunit junit\.xml"/],
    ['TestNG', '<testng-results/>', /TestNG: .*test-output\/junitreports/],
    [
      'Cobertura',
      '<?xml version="1.0" ?>\n<!DOCTYPE coverage SYSTEM "x.dtd">\n<coverage line-rate="0.9"/>',
      /a Cobertura report: it contains coverage/,
    ],
    ['Clover', '<coverage generated="1" clover="3.2.0"/>', /a Clover report: it contains coverage/],
    [
      'JaCoCo',
      '<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="shop"/>',
      /a JaCoCo report: it contains coverage/,
    ],
    ['Checkstyle', '<checkstyle version="8"/>', /Checkstyle: it contains findings about code/],
    ['Catch2', '<Catch2TestRun/>', /Catch2: start the tests with "--reporter junit"/],
    ['Boost.Test', '<TestLog/>', /Boost\.Test/],
    ['Qt Test', '<TestCase name="Shop"/>', /Qt Test/],
    ['CTest', '<Site/>', /CTest.*--output-junit/],
    ['HTML', '<!DOCTYPE html>\n<HTML><br></HTML>', /a web page \(HTML\)/],
    ['CTRF', '{"results": {"tool": {"name": "jest"}, "tests": []}}', /a CTRF report/],
    ['CTRF by its format', '{\n  "reportFormat": "CTRF",\n  "results": {}}', /a CTRF report/],
    ['other JSON', '[{"id": 1}]', /, but JSON/],
    ['TAP', 'TAP version 13\n1..1\nok 1 - x\n', /, but TAP/],
    ['LCOV', 'TN:\nSF:a.js\n', /an LCOV report/],
    ['a ZIP archive', 'PK\u0003\u0004', /a ZIP archive: unpack it/],
    [
      'a results document',
      '3646: passed\n',
      /does not begin with XML but with "3646: passed"\. .*results-files/,
    ],
    ['an unknown root', '<project xmlns="x"/>', /its root is "<project>", not <testsuites>/],
    ['another report with the root of JaCoCo', '<report/>', /its root is "<report>"/],
    ['another report with the root of TRX', '<TestRun/>', /its root is "<TestRun>"/],
  ])('are errors that name them: %s', async (_, text, expected) => {
    const { problem, count, notices } = await messagesOf(text);
    expect(count).toBe(1);
    expect(problem).toMatch(/^"other\.xml" is not a JUnit report/);
    expect(problem).toMatch(expected);
    expect(problem).toMatch(JUNIT);
    expect(problem).not.toMatch(/cut off/);
    expect(notices).toEqual([]);
  });

  test('are errors where they begin', async () => {
    expect((await messagesOf('<!-- a -->\n\n<robot/>')).position).toBe(3);
  });

  test.each([
    [
      '<failsafe-summary result="255"><completed>2</completed></failsafe-summary>',
      /the summary of Maven Failsafe/,
    ],
    [
      '<!DOCTYPE suite SYSTEM "https://testng.org/testng-1.0.dtd"><suite name="a"/>',
      /a suite definition of TestNG/,
    ],
  ])('are skipped with a notice if they belong to reports: %s', async (text, expected) => {
    const { count, notices, lines, warnings } = await messagesOf(text);
    expect([count, lines, warnings]).toEqual([0, [], []]);
    expect(notices).toEqual([
      { location: { input: 'junit-files', file: 'other.xml' }, message: expect.stringMatching(expected) },
    ]);
    expect(notices[0]?.message).toMatch(/^"other\.xml" is skipped: it is /);
  });
});

/** Files that are no test reports, although people name them as such: what each is, and how to get a report instead. */
import { quote } from '../text/format.js';
import type { NotRead, XmlElement } from './xml/reader.js';

const DOTNET =
  'add the package JunitXml.TestLogger to the test project and run "dotnet test --logger junit" to get JUnit XML';
const COVERAGE =
  'it holds coverage, not test results; exclude it with a line that begins with "!", and name the JUnit reports';
const LINT =
  'it holds findings about code, not test results; exclude it with a line that begins with "!", and name the JUnit reports';

/** A file that is recognized by its root element. */
interface ForeignXml {
  readonly root: string;
  /** What else tells it apart from others with this root. */
  readonly when?: (root: XmlElement, beginning: string) => boolean;
  readonly what: string;
  readonly instead: string;
  readonly isLeftOut?: boolean;
}

const isTrx = ({ attributes }: XmlElement) => attributes['xmlns']?.includes('VisualStudio') ?? false;
const isJacoco = (_: XmlElement, beginning: string) => /<!DOCTYPE[^>]*jacoco/i.test(beginning);
const isClover = ({ attributes }: XmlElement) => 'clover' in attributes || 'generated' in attributes;

/** The first row that fits counts. */
const XML: readonly ForeignXml[] = [
  {
    root: 'failsafe-summary',
    what: 'the summary of Maven Failsafe',
    instead: 'which holds no tests; the JUnit reports next to it are read',
    isLeftOut: true,
  },
  {
    root: 'suite',
    when: (_, beginning) => /<!DOCTYPE[^>]*testng/i.test(beginning),
    what: 'a suite definition of TestNG',
    instead: 'which holds no results; the JUnit reports next to it are read',
    isLeftOut: true,
  },
  { root: 'TestRun', when: isTrx, what: 'a TRX report of .NET', instead: DOTNET },
  {
    root: 'test-run',
    what: 'a report in the format of NUnit 3',
    instead: `${DOTNET}, or let the console runner transform it with nunit3-junit.xslt`,
  },
  {
    root: 'test-results',
    what: 'a report in the format of NUnit 2',
    instead: `${DOTNET}, or transform it with nunit2-junit.xslt`,
  },
  {
    root: 'assemblies',
    what: 'a report in the format of xUnit.net',
    instead: `${DOTNET}, or start the xUnit.net runner with -junit`,
  },
  {
    root: 'assembly',
    what: 'a report in the format of xUnit.net',
    instead: `${DOTNET}, or start the xUnit.net runner with -junit`,
  },
  {
    root: 'robot',
    what: 'an output file of Robot Framework',
    instead: 'run "robot --xunit junit.xml", or "rebot --xunit junit.xml output.xml", to get JUnit XML',
  },
  {
    root: 'testng-results',
    what: 'a report in the format of TestNG',
    instead:
      'name the JUnit reports that TestNG writes as well: test-output/junitreports/*.xml, or target/surefire-reports/TEST-*.xml with Maven',
  },
  { root: 'coverage', when: isClover, what: 'a Clover report', instead: COVERAGE },
  { root: 'coverage', what: 'a Cobertura report', instead: COVERAGE },
  { root: 'report', when: isJacoco, what: 'a JaCoCo report', instead: COVERAGE },
  { root: 'CoverageSession', what: 'an OpenCover report', instead: COVERAGE },
  { root: 'checkstyle', what: 'a report in the format of Checkstyle', instead: LINT },
  { root: 'pmd', what: 'a PMD report', instead: LINT },
  { root: 'BugCollection', what: 'a SpotBugs report', instead: LINT },
  { root: 'issues', what: 'a report of Android Lint', instead: LINT },
  {
    root: 'Catch',
    what: 'a report in the format of Catch2',
    instead: 'start the tests with "--reporter junit" to get JUnit XML',
  },
  {
    root: 'Catch2TestRun',
    what: 'a report in the format of Catch2',
    instead: 'start the tests with "--reporter junit" to get JUnit XML',
  },
  {
    root: 'doctest',
    what: 'a report in the format of doctest',
    instead: 'start the tests with "--reporters=junit" to get JUnit XML',
  },
  {
    root: 'TestLog',
    what: 'a log of Boost.Test',
    instead: 'start the tests with "--log_format=JUNIT" to get JUnit XML',
  },
  {
    root: 'TestResult',
    what: 'a report of Boost.Test',
    instead: 'start the tests with "--log_format=JUNIT" to get JUnit XML',
  },
  {
    root: 'TestCase',
    what: 'a report in the format of Qt Test',
    instead: 'start the tests with "-o junit.xml,junitxml" to get JUnit XML',
  },
  {
    root: 'Site',
    what: 'a report of CTest for CDash',
    instead: 'run "ctest --output-junit junit.xml" to get JUnit XML',
  },
  {
    root: 'testExecutions',
    what: 'a report in the format of SonarQube',
    instead: 'let the test runner write JUnit XML as well',
  },
  { root: 'testrun', what: 'a test history of an IDE', instead: 'let the test runner write JUnit XML' },
  {
    root: 'plist',
    what: 'a property list of Xcode',
    instead: 'convert the result bundle to JUnit XML, for example with xcbeautify',
  },
  { root: 'HTML', what: 'a web page (HTML)', instead: 'let the test runner write JUnit XML as well' },
  { root: 'html', what: 'a web page (HTML)', instead: 'let the test runner write JUnit XML as well' },
];

/**
 * Why a file with this root element is not read.
 *
 * @param beginning the beginning of the file, which has its DOCTYPE
 */
export function foreignXml(root: XmlElement, beginning: string): NotRead {
  const known = XML.find((row) => row.root === root.name && (row.when?.(root, beginning) ?? true));
  if (!known)
    return {
      reason: `is no JUnit report: its root is ${quote(`<${root.name}>`)}, not <testsuites> or <testsuite>. Let the test runner write JUnit XML, or exclude the file with a line that begins with "!"`,
    };
  const { what, instead, isLeftOut = false } = known;
  const reason = isLeftOut
    ? `is left out: it is ${what}, ${instead}`
    : `is no JUnit report, but ${what}: ${instead}`;
  return { reason, isLeftOut };
}

/** A text that is recognized by its beginning. */
const TEXTS: readonly (readonly [pattern: RegExp, what: string, instead: string])[] = [
  [
    /^\{.*(?:"reportFormat"\s*:\s*"CTRF"|"results"\s*:\s*\{\s*"(?:tool|summary|tests)")/s,
    'a CTRF report',
    'use the JUnit reporter of the test runner instead',
  ],
  [/^[{[]/, 'JSON', 'let the test runner write JUnit XML'],
  [/^TAP version|^(?:not )?ok \d|^\d+\.\.\d+\s*$/m, 'TAP', 'let the test runner write JUnit XML'],
  [/^PK\ufffd/, 'a ZIP archive', 'unpack it first, and name the JUnit reports in it'],
  [/^(?:TN|SF):/, 'an LCOV report', COVERAGE],
];

/** Why a text that is not XML is not read. */
export function foreignText(beginning: string): NotRead {
  const [, what, instead] = TEXTS.find(([pattern]) => pattern.test(beginning)) ?? [];
  if (what) return { reason: `is no JUnit report, but ${what}: ${instead}` };
  const [line = ''] = beginning.split(/[\r\n]/, 1);
  return {
    reason: `is no JUnit report, since it does not begin with XML but with ${quote(line)}. Name XML files here; results documents belong into results-files`,
  };
}

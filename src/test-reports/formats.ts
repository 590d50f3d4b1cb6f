/** Files that are no JUnit reports although they are given as such: what each is, and how to get a report instead. */
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
  readonly roots: readonly string[];
  /** What distinguishes it from others with this root. */
  readonly when?: (root: XmlElement, beginning: string) => boolean;
  readonly what: string;
  /** How to get JUnit XML, or why it is not needed. */
  readonly instead: string;
  /** Whether it belongs to JUnit reports, so that skipping it is no error. */
  readonly isSkipped?: boolean;
}

const isTrx = ({ attributes }: XmlElement) => attributes['xmlns']?.includes('VisualStudio') ?? false;
const isJacoco = (_: XmlElement, beginning: string) => /<!DOCTYPE[^>]*jacoco/i.test(beginning);
const isClover = ({ attributes }: XmlElement) => 'clover' in attributes || 'generated' in attributes;

/** The first row that matches counts. */
const XML: readonly ForeignXml[] = [
  {
    roots: ['failsafe-summary'],
    what: 'the summary of Maven Failsafe',
    instead: 'which holds no tests; the JUnit reports next to it are read',
    isSkipped: true,
  },
  {
    roots: ['suite'],
    when: (_, beginning) => /<!DOCTYPE[^>]*testng/i.test(beginning),
    what: 'a suite definition of TestNG',
    instead: 'which holds no results; the JUnit reports next to it are read',
    isSkipped: true,
  },
  { roots: ['TestRun'], when: isTrx, what: 'a TRX report of .NET', instead: DOTNET },
  {
    roots: ['test-run'],
    what: 'a report in the format of NUnit 3',
    instead: `${DOTNET}, or let the console runner transform it with nunit3-junit.xslt`,
  },
  {
    roots: ['test-results'],
    what: 'a report in the format of NUnit 2',
    instead: `${DOTNET}, or transform it with nunit2-junit.xslt`,
  },
  {
    roots: ['assemblies', 'assembly'],
    what: 'a report in the format of xUnit.net',
    instead: `${DOTNET}, or start the xUnit.net runner with -junit`,
  },
  {
    roots: ['robot'],
    what: 'an output file of Robot Framework',
    instead: 'run "robot --xunit junit.xml", or "rebot --xunit junit.xml output.xml", to get JUnit XML',
  },
  {
    roots: ['testng-results'],
    what: 'a report in the format of TestNG',
    instead:
      'name the JUnit reports that TestNG writes as well: test-output/junitreports/*.xml, or target/surefire-reports/TEST-*.xml with Maven',
  },
  { roots: ['coverage'], when: isClover, what: 'a Clover report', instead: COVERAGE },
  { roots: ['coverage'], what: 'a Cobertura report', instead: COVERAGE },
  { roots: ['report'], when: isJacoco, what: 'a JaCoCo report', instead: COVERAGE },
  { roots: ['CoverageSession'], what: 'an OpenCover report', instead: COVERAGE },
  { roots: ['checkstyle'], what: 'a report in the format of Checkstyle', instead: LINT },
  { roots: ['pmd'], what: 'a PMD report', instead: LINT },
  { roots: ['BugCollection'], what: 'a SpotBugs report', instead: LINT },
  { roots: ['issues'], what: 'a report of Android Lint', instead: LINT },
  {
    roots: ['Catch', 'Catch2TestRun'],
    what: 'a report in the format of Catch2',
    instead: 'start the tests with "--reporter junit" to get JUnit XML',
  },
  {
    roots: ['doctest'],
    what: 'a report in the format of doctest',
    instead: 'start the tests with "--reporters=junit" to get JUnit XML',
  },
  {
    roots: ['TestLog'],
    what: 'a log of Boost.Test',
    instead: 'start the tests with "--log_format=JUNIT" to get JUnit XML',
  },
  {
    roots: ['TestResult'],
    what: 'a report of Boost.Test',
    instead: 'start the tests with "--log_format=JUNIT" to get JUnit XML',
  },
  {
    roots: ['TestCase'],
    what: 'a report in the format of Qt Test',
    instead: 'start the tests with "-o junit.xml,junitxml" to get JUnit XML',
  },
  {
    roots: ['Site'],
    what: 'a report of CTest for CDash',
    instead: 'run "ctest --output-junit junit.xml" to get JUnit XML',
  },
  {
    roots: ['testExecutions'],
    what: 'a report in the format of SonarQube',
    instead: 'let the test runner write JUnit XML as well',
  },
  { roots: ['testrun'], what: 'a test history of an IDE', instead: 'let the test runner write JUnit XML' },
  {
    roots: ['plist'],
    what: 'a property list of Xcode',
    instead: 'convert the result bundle to JUnit XML, for example with xcbeautify',
  },
  {
    roots: ['HTML', 'html'],
    what: 'a web page (HTML)',
    instead: 'let the test runner write JUnit XML as well',
  },
];

/**
 * Why a file with this root element is not read.
 *
 * @param beginning the beginning of the file, which includes its DOCTYPE
 */
export function foreignXml(root: XmlElement, beginning: string): NotRead {
  const known = XML.find((row) => row.roots.includes(root.name) && (row.when?.(root, beginning) ?? true));
  if (!known)
    return {
      reason: `is no JUnit report: its root is ${quote(`<${root.name}>`)}, not <testsuites> or <testsuite>. Let the test runner write JUnit XML, or exclude the file with a line that begins with "!"`,
    };
  const { what, instead, isSkipped = false } = known;
  const reason = isSkipped
    ? `is skipped: it is ${what}, ${instead}`
    : `is no JUnit report, but ${what}: ${instead}`;
  return { reason, isSkipped };
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

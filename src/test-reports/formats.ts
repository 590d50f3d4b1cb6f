/** Files that are no JUnit reports although they are given as such: what each is, and how to get a report instead. */
import { quote } from '../text/format.js';
import type { NotRead, XmlElement } from './xml/reader.js';

const DOTNET =
  'add the package JunitXml.TestLogger to the test project and run "dotnet test --logger junit" to get JUnit XML';
const COVERAGE =
  'it contains coverage, not test results; exclude it with a line that begins with "!", and name the JUnit reports';
const LINT =
  'it contains findings about code, not test results; exclude it with a line that begins with "!", and name the JUnit reports';
const TESTNG =
  'name the JUnit reports that TestNG writes as well: test-output/junitreports/*.xml, or target/surefire-reports/TEST-*.xml with Maven';
const JUNIT_TOO = 'let the test runner write JUnit XML as well';

function formatOf(tool: string): string {
  return `a report in the format of ${tool}`;
}

function startWith(options: string): string {
  return `start the tests with "${options}" to get JUnit XML`;
}

/** What distinguishes a file from others with the same root, and what follows from it. */
interface Details {
  /** @param beginning the beginning of the file, which includes its DOCTYPE */
  readonly when?: (root: XmlElement, beginning: string) => boolean;
  /** Whether it belongs to JUnit reports, so that skipping it is no error. */
  readonly isSkipped?: boolean;
}

type ForeignXml = readonly [roots: readonly string[], what: string, instead: string, details?: Details];

const isTrx = ({ attributes }: XmlElement) => attributes['xmlns']?.includes('VisualStudio') ?? false;
const isTestngSuite = (_: XmlElement, beginning: string) => /<!DOCTYPE[^>]*testng/i.test(beginning);
const isJacoco = (_: XmlElement, beginning: string) => /<!DOCTYPE[^>]*jacoco/i.test(beginning);
const isClover = ({ attributes }: XmlElement) => 'clover' in attributes || 'generated' in attributes;

/** Files by their root elements: what each is, and how to get JUnit XML. The first row that matches counts. */
const XML: readonly ForeignXml[] = [
  [
    ['failsafe-summary'],
    'the summary of Maven Failsafe',
    'which contains no tests; the JUnit reports next to it are read',
    { isSkipped: true },
  ],
  [
    ['suite'],
    'a suite definition of TestNG',
    'which contains no results; the JUnit reports next to it are read',
    { isSkipped: true, when: isTestngSuite },
  ],
  [['TestRun'], 'a TRX report of .NET', DOTNET, { when: isTrx }],
  [
    ['test-run'],
    formatOf('NUnit 3'),
    `${DOTNET}, or let the console runner transform it with nunit3-junit.xslt`,
  ],
  [['test-results'], formatOf('NUnit 2'), `${DOTNET}, or transform it with nunit2-junit.xslt`],
  [['assemblies', 'assembly'], formatOf('xUnit.net'), `${DOTNET}, or start the xUnit.net runner with -junit`],
  [
    ['robot'],
    'an output file of Robot Framework',
    'run "robot --xunit junit.xml", or "rebot --xunit junit.xml output.xml", to get JUnit XML',
  ],
  [['testng-results'], formatOf('TestNG'), TESTNG],
  [['coverage'], 'a Clover report', COVERAGE, { when: isClover }],
  [['coverage'], 'a Cobertura report', COVERAGE],
  [['report'], 'a JaCoCo report', COVERAGE, { when: isJacoco }],
  [['CoverageSession'], 'an OpenCover report', COVERAGE],
  [['checkstyle'], formatOf('Checkstyle'), LINT],
  [['pmd'], 'a PMD report', LINT],
  [['BugCollection'], 'a SpotBugs report', LINT],
  [['issues'], 'a report of Android Lint', LINT],
  [['Catch', 'Catch2TestRun'], formatOf('Catch2'), startWith('--reporter junit')],
  [['doctest'], formatOf('doctest'), startWith('--reporters=junit')],
  [['TestLog'], 'a log of Boost.Test', startWith('--log_format=JUNIT')],
  [['TestResult'], 'a report of Boost.Test', startWith('--log_format=JUNIT')],
  [['TestCase'], formatOf('Qt Test'), startWith('-o junit.xml,junitxml')],
  [['Site'], 'a report of CTest for CDash', 'run "ctest --output-junit junit.xml" to get JUnit XML'],
  [['testExecutions'], formatOf('SonarQube'), JUNIT_TOO],
  [['testrun'], 'a test history of an IDE', 'let the test runner write JUnit XML'],
  [
    ['plist'],
    'a property list of Xcode',
    'convert the result bundle to JUnit XML, for example with xcbeautify',
  ],
  [['HTML', 'html'], 'a web page (HTML)', JUNIT_TOO],
];

/**
 * Why a file with this root element is not read.
 *
 * @param beginning the beginning of the file, which includes its DOCTYPE
 */
export function foreignXml(root: XmlElement, beginning: string): NotRead {
  const isMatch = ([roots, , , details]: ForeignXml) =>
    roots.includes(root.name) && (details?.when?.(root, beginning) ?? true);
  const [, what, instead, { isSkipped = false } = {}] = XML.find(isMatch) ?? [];
  if (what === undefined)
    return {
      reason: `is not a JUnit report: its root is ${quote(`<${root.name}>`)}, not <testsuites> or <testsuite>. Let the test runner write JUnit XML, or exclude the file with a line that begins with "!"`,
    };
  const reason = isSkipped
    ? `is skipped: it is ${what}, ${instead}`
    : `is not a JUnit report, but ${what}: ${instead}`;
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
  if (what) return { reason: `is not a JUnit report, but ${what}: ${instead}` };
  const [line = ''] = beginning.split(/[\r\n]/, 1);
  return {
    reason: `is not a JUnit report, since it does not begin with XML but with ${quote(line)}. Name XML files here; results documents belong into results-files`,
  };
}

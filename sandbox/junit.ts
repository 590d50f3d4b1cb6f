/** A run as the JUnit report that Testsigma offers: names only, no ids [D]. */
import type { Run, TestCaseResult } from './data.js';

/**
 * The report of a run: a `testsuite` for each machine, named `<test plan> || <machine>`, and a `testcase` for each
 * result with the suite as `classname`; everything that did not pass has a `failure` [C].
 */
export function junitReport(run: Run): string {
  const machines = [...new Set(run.results.map(({ machineTitle }) => machineTitle))];
  const suites = machines.map((machine) =>
    testSuite(
      run,
      machine,
      run.results.filter(({ machineTitle }) => machineTitle === machine),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

function testSuite(run: Run, machine: string, results: readonly TestCaseResult[]): string {
  const failures = results.filter(({ result }) => result !== 'SUCCESS').length;
  const attributes = {
    name: `${run.executionName} || ${machine}`,
    timestamp: new Date(run.startTime).toISOString(),
    tests: String(results.length),
    failures: String(failures),
    errors: String(failures),
    time: '00.000',
  };
  return `  <testsuite${written(attributes)}>\n${results.map(testCase).join('')}  </testsuite>\n`;
}

function testCase({ testCaseName, testSuiteName, result }: TestCaseResult): string {
  const attributes = written({ name: testCaseName, classname: testSuiteName, time: '00.000' });
  if (result === 'SUCCESS') return `    <testcase${attributes}/>\n`;
  return `    <testcase${attributes}>\n      <failure>The result is ${result}</failure>\n    </testcase>\n`;
}

function written(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

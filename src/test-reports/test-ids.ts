/** What the marks of a test say it stands for: properties first, else tags in its name. */

import type { Diagnostics } from '../model/diagnostic.js';
import { type ParsedSelector, parseResultId, parseTestCaseId } from '../model/selector.js';
import type { Selector } from '../model/types.js';
import { closest } from '../text/closest.js';
import { quote } from '../text/format.js';
import { type JUnitTestCase, locationOf } from './test-case.js';

/** The properties that are understood: their names in lower case, and the part of a selector that each fills. */
const PROPERTIES = {
  'testsigma.testcaseresultid': 'testCaseResultId',
  'testsigma.testcaseid': 'testCaseId',
  'testsigma.name': 'name',
  'testsigma.suite': 'suite',
  'testsigma.machine': 'machine',
} as const;

/** What stands before each of them. */
const PREFIX = 'testsigma.';

/** A test case's id in a name: `[TS-411]`. */
const TAG = /\[TS-(\d+)\]/gi;

/**
 * What a test stands for: at least one selector, or none if something is wrong with its marks.
 *
 * @param host the host of `base-url`, which addresses in properties must be on; any where it is not known
 */
export function readTestIds(
  attempt: JUnitTestCase,
  host: string | undefined,
  diagnostics: Diagnostics,
): readonly Selector[] {
  const faults: string[] = [];
  const marked = propertiesOf(attempt, host, faults);
  const tags = identifiesResult(marked) ? [] : tagsIn(attempt.name, host, faults);
  for (const message of faults) diagnostics.problem(locationOf(attempt), message);
  if (faults.length > 0) return [];
  return tags.length > 0 ? tags.map((tag) => ({ ...marked, ...tag })) : [marked];
}

/** Whether a selector says which result is meant, instead of only narrowing what a name says. */
export function identifiesResult({ testCaseResultId, testCaseId, name }: Selector): boolean {
  return testCaseResultId !== undefined || testCaseId !== undefined || name !== undefined;
}

function propertiesOf({ properties }: JUnitTestCase, host: string | undefined, faults: string[]): Selector {
  let selector: Selector = {};
  for (const [name, value] of properties) {
    const read = readProperty(name, value, host);
    if ('fault' in read) {
      faults.push(read.fault);
      continue;
    }
    for (const key of Object.values(PROPERTIES)) {
      if (contradicts(selector[key], read.selector[key])) faults.push(conflictingProperty(key));
    }
    selector = { ...selector, ...read.selector };
  }
  return selector;
}

function readProperty(name: string, value: string, host: string | undefined): ParsedSelector {
  const key = isKnown(name) ? PROPERTIES[name] : undefined;
  if (!key) return { fault: unknownProperty(name) };
  if (value === '') return { fault: `the property ${quote(name)} is empty; fill it in or leave it out` };
  if (key === 'testCaseResultId') return parseResultId(value, host);
  if (key === 'testCaseId') return parseTestCaseId(value, host);
  return { selector: { [key]: value } };
}

function isKnown(name: string): name is keyof typeof PROPERTIES {
  return name in PROPERTIES;
}

function unknownProperty(name: string): string {
  const known = Object.values(PROPERTIES);
  const [meant] = closest(name.slice(PREFIX.length), known, 1);
  const advice = meant
    ? `did you mean "${PREFIX}${meant}"?`
    : `there are ${known.map((key) => PREFIX + key).join(', ')}`;
  return `${quote(name)} is not a property that is understood; ${advice}`;
}

function contradicts(before: string | undefined, now: string | undefined): boolean {
  return before !== undefined && now !== undefined && before !== now;
}

function conflictingProperty(key: string): string {
  return `the property "${PREFIX}${key}" stands twice and says different things; a test that stands for several test cases has their tags in its name, such as [TS-411] [TS-412]`;
}

function tagsIn(name: string, host: string | undefined, faults: string[]): Selector[] {
  if (!name.includes('[')) return [];
  const ids = new Set([...name.matchAll(TAG)].flatMap(([, id]) => id ?? []));
  return [...ids].flatMap((id) => {
    const read = parseTestCaseId(id, host);
    if ('selector' in read) return read.selector;
    faults.push(`the tag [TS-${id}]: ${read.fault}`);
    return [];
  });
}

/** The properties of a test and the tags in its name → which results it means. */

import { type ParsedSelector, parseResultId, parseTestCaseId } from '../model/selector.js';
import { idError } from '../model/testsigma-url.js';
import type { Selector } from '../model/types.js';
import { closest } from '../text/closest.js';
import { quote } from '../text/format.js';
import { type SuiteDefaults, suiteNames, type TestCase } from './test-case.js';

/** The known properties: their names in lower case, and the key of a selector that each sets. */
const PROPERTIES = {
  'testsigma.testcaseresultid': 'testCaseResultId',
  'testsigma.testcaseid': 'testCaseId',
  'testsigma.name': 'name',
  'testsigma.suite': 'suite',
  'testsigma.machine': 'machine',
} as const;

/** The start of each of their names. */
const PREFIX = 'testsigma.';

/** Tags in one pair of brackets: `[TS-411]`, `[TS-411, TS-412]`. Go writes a space as `_`. */
const TAGS = /\[[\s_]*TS-\d+(?:[\s_,;]+TS-\d+)*[\s_]*\]/gi;

/** What looks like a tag: in brackets, or with a dash of any kind. */
const LOOKS_LIKE_TAG = new RegExp(
  [
    String.raw`[[({]\s*TS[\p{Pd}\u2212][^\])}]{0,60}[\])}]?`,
    String.raw`[[({]\s*ts[\p{Pd}\u2212]\d[^\])}]{0,60}[\])}]?`,
    String.raw`[[({]\s*TS[_\s:#]*\d+\s*[\])}]`,
    String.raw`\b(?:TS|ts)[\p{Pd}\u2212]\d+`,
  ].join('|'),
  'gu',
);

/** Which results a test means. */
export interface TestIds {
  /** At least one; none if there are errors. */
  readonly selectors: readonly Selector[];
  readonly errors: readonly string[];
  /** About what looks like a tag but is not used as one. */
  readonly warnings: readonly string[];
}

/**
 * Which results a test means, by its properties and by the tags in its name, which must agree with them.
 *
 * @param host the host of `base-url`, which URLs in properties must be on; undefined if it is not known
 */
export function readTestIds(test: TestCase, host: string | undefined): TestIds {
  const errors: string[] = [];
  const given = { ...test.defaults, ...parseProperties(test, host, errors) };
  const { ids, warnings } = parseTags(test);
  for (const id of ids) {
    if (given.testCaseId !== undefined && given.testCaseId !== id)
      errors.push(
        `the property "${PREFIX}testCaseId" says ${given.testCaseId}, but the tag in the name says ${id}; keep one of them`,
      );
  }
  if (errors.length > 0) return { selectors: [], errors, warnings };
  const selectors = ids.length === 0 ? [given] : ids.map((testCaseId) => ({ ...given, testCaseId }));
  return { selectors, errors, warnings };
}

/** What narrows a selector, and is all that a property of a suite can say. */
const NARROWING = ['suite', 'machine'] as const;

/**
 * Parses a property of a suite, which is about every test in it that has no such property of its own.
 *
 * @param before what the same suite says already
 * @param hasTests whether tests of the suite came before the property
 */
export function parseSuiteProperty(
  name: string,
  value: string,
  before: SuiteDefaults,
  hasTests: boolean,
): ParsedSelector {
  const property = `the property ${quote(name)}`;
  const key = NARROWING.find((one) => name === PREFIX + one);
  if (!key && isKnown(name))
    return {
      error: `${property} belongs to a suite here, where only testsigma.suite and testsigma.machine count; move it to the test`,
    };
  if (!key || value === '') return parseProperty(name, value, undefined);
  if (contradicts(before[key], value))
    return { error: `${property} occurs twice in this suite with different values; keep one of them` };
  if (hasTests) return { error: `${property} of a suite comes after tests of it; write it before them` };
  return { selector: { [key]: value } };
}

/**
 * Whether a test means other results than an earlier one that looks the same. If it says nothing itself, it means the
 * same ones.
 */
export function meansOthers(test: readonly Selector[], earlier: readonly Selector[]): boolean {
  if (!test.some(identifiesResult))
    return test.some((one) =>
      NARROWING.some((key) => one[key] !== undefined && one[key] !== earlier[0]?.[key]),
    );
  const [left, right] = [test, earlier].map((selectors) =>
    JSON.stringify(selectors, Object.values(PROPERTIES)),
  );
  return left !== right;
}

/** Whether a selector identifies a result or a test case, instead of only narrowing the test's own name. */
export function identifiesResult({ testCaseResultId, testCaseId, name }: Selector): boolean {
  return testCaseResultId !== undefined || testCaseId !== undefined || name !== undefined;
}

function parseProperties({ properties }: TestCase, host: string | undefined, errors: string[]): Selector {
  let selector: Selector = {};
  for (const [name, value] of properties) {
    const parsed = parseProperty(name, value, host);
    if ('error' in parsed) {
      errors.push(parsed.error);
      continue;
    }
    for (const key of Object.values(PROPERTIES)) {
      if (contradicts(selector[key], parsed.selector[key])) errors.push(conflictingProperty(key));
    }
    selector = { ...selector, ...parsed.selector };
  }
  return selector;
}

function parseProperty(name: string, value: string, host: string | undefined): ParsedSelector {
  const key = isKnown(name) ? PROPERTIES[name] : undefined;
  if (!key) return { error: unknownProperty(name) };
  if (value === '') return { error: `the property ${quote(name)} is empty; fill it in or leave it out` };
  if (key === 'testCaseResultId') return parseResultId(value, host);
  if (key === 'testCaseId') return parseTestCaseId(value, host);
  return { selector: { [key]: value } };
}

function isKnown(name: string): name is keyof typeof PROPERTIES {
  return name in PROPERTIES;
}

function unknownProperty(name: string): string {
  const known = Object.values(PROPERTIES);
  const meant = closest(name.slice(PREFIX.length), known);
  const advice = meant
    ? `did you mean "${PREFIX}${meant}"?`
    : `there are ${known.map((key) => PREFIX + key).join(', ')}`;
  return `unknown property ${quote(name)}; ${advice}`;
}

function contradicts(before: string | undefined, now: string | undefined): boolean {
  return before !== undefined && now !== undefined && before !== now;
}

function conflictingProperty(key: string): string {
  return `the property "${PREFIX}${key}" occurs twice with different values; for a test that stands for several test cases, put their tags into its name, such as [TS-411] [TS-412]`;
}

interface ParsedTags {
  /** Each once. */
  readonly ids: readonly string[];
  readonly warnings: readonly string[];
}

function parseTags(test: TestCase): ParsedTags {
  const { name, classname, suite } = test;
  const texts = [name, classname, ...suiteNames(suite)];
  if (!texts.some((text) => /ts/i.test(text))) return { ids: [], warnings: [] };
  const brackets = [...name.matchAll(TAGS)].map(([tags]) => tags);
  const wrong = brackets.filter((tags) => idsIn(tags).some((id) => idError(id) !== undefined));
  const ids = new Set(brackets.filter((tags) => !wrong.includes(tags)).flatMap(idsIn));
  const ambiguous = lookAlikes(name.replaceAll(TAGS, ' '), ids).map(notUnderstood);
  return {
    ids: [...ids],
    warnings: [...wrong.map(notUnderstood), ...ambiguous, ...misplacedTags(test, ids)],
  };
}

function idsIn(tags: string): string[] {
  return tags.match(/\d+/g) ?? [];
}

/** What looks like a tag in a text, unless it only repeats a tag that is understood. */
function lookAlikes(text: string, ids: ReadonlySet<string>): string[] {
  return [...text.matchAll(LOOKS_LIKE_TAG)]
    .map(([found]) => found.trim())
    .filter((found) => !(idsIn(found).length > 0 && idsIn(found).every((id) => ids.has(id))));
}

function notUnderstood(text: string): string {
  return `${quote(text)} looks like a tag but is not understood; write [TS-411] with a plain hyphen and the ID of the test case, several as [TS-411, TS-412]`;
}

/** Warnings about tags in the names of classes and suites, unless the test's name has them, too, as in jest-junit. */
function misplacedTags({ classname, suite }: TestCase, ids: ReadonlySet<string>): string[] {
  const found = [classname, ...suiteNames(suite)].flatMap((name) => lookAlikes(name, ids));
  return [...new Set(found)].map(
    (tag) =>
      `${quote(tag)} is in the name of a class or a suite, where tags do not count; put it into the names of the tests`,
  );
}

import { describe, expect, test } from '@jest/globals';
import { Diagnostics } from '../../src/model/diagnostic.js';
import {
  isSameTest,
  type Suite,
  type TestCase,
  titleOf,
  WarningTally,
} from '../../src/test-reports/test-case.js';

const TOP: Suite = { report: 'a.xml', name: 'top', file: '', number: 1 };

function testCase(more: Partial<TestCase>): TestCase {
  return {
    suite: TOP,
    classname: 'shop.Cart',
    name: 'total',
    file: '',
    outcome: 'passed',
    message: '',
    properties: [],
    line: 1,
    defaults: {},
    attemptsIn: undefined,
    ...more,
  };
}

describe('titleOf', () => {
  test.each([
    ['shop.Cart', 'total', 'shop.Cart total'],
    ['', 'total', 'total'],
    ['total', 'total', 'total'],
    ['shop.Cart', '', 'shop.Cart'],
    ['', '', '(without a name)'],
  ])('joins the class %j and the name %j', (classname, name, title) => {
    expect(titleOf(testCase({ classname, name }))).toBe(title);
  });
});

describe('isSameTest', () => {
  const inner = (more: Partial<Suite> = {}): Suite => ({
    report: 'a.xml',
    name: 'inner',
    file: '',
    number: 2,
    parent: TOP,
    ...more,
  });

  test.each<[string, Partial<TestCase>, boolean]>([
    ['another report', { suite: { ...TOP, report: 'b.xml', number: 7 } }, true],
    ['another outcome', { outcome: 'failed', line: 9 }, true],
    ['another name', { name: 'tax' }, false],
    ['another class', { classname: 'shop.Order' }, false],
    ['another file', { file: 'order.js' }, false],
    ['another suite', { suite: { ...TOP, name: 'other' } }, false],
    ['a suite of another file', { suite: { ...TOP, file: 'other.js' } }, false],
    ['a suite within that of the first', { suite: inner({ name: 'top' }) }, false],
  ])('compares a test with one of %s', (_, more, same) => {
    expect(isSameTest(testCase({}), testCase(more))).toBe(same);
    expect(isSameTest(testCase(more), testCase({}))).toBe(same);
  });

  test.each([
    ['alike', inner({ report: 'b.xml', number: 9, parent: { ...TOP, report: 'b.xml' } }), true],
    ['in another suite', inner({ parent: { ...TOP, name: 'other' } }), false],
  ])('compares suites all the way up: %s', (_, suite, same) => {
    expect(isSameTest(testCase({ suite: inner() }), testCase({ suite }))).toBe(same);
  });
});

describe('WarningTally', () => {
  const at = (line: number, file = 'a.xml') => ({ input: 'junit-files', file, line });

  test('gives each warning once for each report, with its number and its first place', () => {
    const tally = new WarningTally();
    for (const line of [3, 4, 9]) tally.add(at(line), 'odd');
    tally.add(at(5), 'even');
    tally.add(at(1, 'b.xml'), 'odd');
    const diagnostics = new Diagnostics();
    tally.report(diagnostics);
    expect(diagnostics.warnings).toEqual([
      { location: at(3), message: 'odd (3 times in this report, first here)' },
      { location: at(5), message: 'even' },
      { location: at(1, 'b.xml'), message: 'odd' },
    ]);
  });

  test('gives no more than 50, and how many more there are', () => {
    const tally = new WarningTally();
    for (let line = 1; line <= 60; line += 1) tally.add(at(line), `warning ${line}`);
    const diagnostics = new Diagnostics();
    tally.report(diagnostics);
    expect(diagnostics.warnings).toHaveLength(51);
    expect(diagnostics.warnings.at(-1)?.message).toBe('10 more warnings of these kinds');
  });
});

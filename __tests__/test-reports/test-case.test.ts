import { describe, expect, test } from '@jest/globals';
import { isSameTest, type JUnitTestCase, type Suite, titleOf } from '../../src/test-reports/test-case.js';

const TOP: Suite = { file: 'a.xml', name: 'top', number: 1 };

function attempt(more: Partial<JUnitTestCase>): JUnitTestCase {
  return {
    suite: TOP,
    classname: 'shop.Cart',
    name: 'total',
    outcome: 'SUCCESS',
    message: '',
    properties: [],
    line: 1,
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
  ])('of the class %j and the name %j', (classname, name, title) => {
    expect(titleOf(attempt({ classname, name }))).toBe(title);
  });
});

describe('isSameTest', () => {
  const inner = (more: Partial<Suite> = {}): Suite => ({
    file: 'a.xml',
    name: 'inner',
    number: 2,
    parent: TOP,
    ...more,
  });

  test.each([
    ['another report', { suite: { ...TOP, file: 'b.xml', number: 7 } }, true],
    ['another outcome', { outcome: 'FAILURE' as const, line: 9 }, true],
    ['another name', { name: 'tax' }, false],
    ['another class', { classname: 'shop.Order' }, false],
    ['another suite', { suite: { ...TOP, name: 'other' } }, false],
    ['a suite within that of the first', { suite: inner({ name: 'top' }) }, false],
  ])('a test of %s', (_, more, same) => {
    expect(isSameTest(attempt({}), attempt(more))).toBe(same);
    expect(isSameTest(attempt(more), attempt({}))).toBe(same);
  });

  test.each([
    ['alike', inner({ file: 'b.xml', number: 9, parent: { ...TOP, file: 'b.xml' } }), true],
    ['in another suite', inner({ parent: { ...TOP, name: 'other' } }), false],
  ])('suites in suites count all the way up: %s', (_, suite, same) => {
    expect(isSameTest(attempt({ suite: inner() }), attempt({ suite }))).toBe(same);
  });
});

/** Tags in names, and what looks like tags. */
import { describe, expect, test } from '@jest/globals';
import type { Suite, TestCase } from '../../src/test-reports/test-case.js';
import { readTestIds } from '../../src/test-reports/test-ids.js';

function idsOf(name: string, { classname = 'c', suite = 's' } = {}) {
  const top: Suite = { report: 'r.xml', name: suite, file: '', number: 1 };
  const testCase: TestCase = {
    suite: top,
    classname,
    name,
    file: '',
    outcome: 'passed',
    message: '',
    properties: [],
    line: 1,
    defaults: {},
    attemptsIn: undefined,
  };
  const { selectors, errors, warnings } = readTestIds(testCase, undefined);
  return { ids: selectors.flatMap(({ testCaseId }) => testCaseId ?? []), errors, warnings };
}

describe('tags', () => {
  test.each<[string, readonly string[]]>([
    ['[TS-411] x', ['411']],
    ['a[ts-411]b', ['411']],
    ['x › y [TS-411]', ['411']],
    ['[TS-411][TS-412] x', ['411', '412']],
    ['[TS-411, TS-412] x [TS-413]', ['411', '412', '413']],
    ['[TS-411,TS-412]', ['411', '412']],
    ['[TS-411;\u00a0TS-412 TS-413]', ['411', '412', '413']],
    ['[ TS-411 ]', ['411']],
    ['TestShop/[TS-411,_TS-412]_sells', ['411', '412']],
    ['[TS-411, TS-411] x [TS-411]', ['411']],
    ['[TS-9223372036854775807]', ['9223372036854775807']],
    ['TS-411: opens [TS-411]', ['411']],
  ])('are understood in %j', (name, ids) => {
    expect(idsOf(name)).toEqual({ ids, errors: [], warnings: [] });
  });

  test.each([
    ['[TS–411] x', '[TS–411]'],
    ['[TS‑411] x', '[TS‑411]'],
    ['[TS−411] x', '[TS−411]'],
    ['[TS 411] x', '[TS 411]'],
    ['[TS_411] x', '[TS_411]'],
    ['[TS411] x', '[TS411]'],
    ['(TS-411) x', '(TS-411)'],
    ['TS-411 x', 'TS-411'],
    ['[TS-411 x', '[TS-411 x'],
    ['[TS-411-413] x', '[TS-411-413]'],
    ['[TS-411/TS-412] x', '[TS-411/TS-412]'],
    ['[TS-411, 412] x', '[TS-411, 412]'],
    ['[TS-411, TS-abc] x', '[TS-411, TS-abc]'],
    ['[TS-] x', '[TS-]'],
    ['[TS-0] x', '[TS-0]'],
    ['[TS-411, TS-0] x', '[TS-411, TS-0]'],
    ['[TS-9223372036854775808] x', '[TS-9223372036854775808]'],
  ])('are a warning if they are not understood: %j', (name, shown) => {
    const { ids, errors, warnings } = idsOf(name);
    expect([ids, errors]).toEqual([[], []]);
    expect(warnings).toEqual([
      expect.stringContaining(`"${shown}" looks like a tag but is not understood; write [TS-411]`),
    ]);
  });

  test.each([
    '[JIRA-411] [chromium] [TSX-9]',
    '[ts-node] compiles (TS 5.2)',
    'uploads a .ts-file',
    'Tests-2',
    'statTS-411',
    '[TS Lint] finds it',
  ])('are nothing else: %j', (name) => {
    expect(idsOf(name)).toEqual({ ids: [], errors: [], warnings: [] });
  });

  test('count if others in the same name are not understood', () => {
    const { ids, warnings } = idsOf('[TS-411] x (TS-412)');
    expect(ids).toEqual(['411']);
    expect(warnings).toEqual([expect.stringContaining('"(TS-412)"')]);
  });

  test.each([
    ['class', { classname: 'Shop [TS-411]' }],
    ['suite', { suite: 'Shop [TS-411]' }],
    ['class and in the suite', { classname: '[TS-411]', suite: '[TS-411]' }],
  ])('are one warning if they are in the name of the %s', (_, place) => {
    expect(idsOf('opens', place)).toMatchObject({
      ids: [],
      warnings: [
        '"[TS-411]" is in the name of a class or a suite, where tags do not count; put it into the names of the tests',
      ],
    });
  });

  test('may be repeated in the class, as jest-junit does', () => {
    expect(idsOf('Shop [TS-411] opens', { classname: 'Shop [TS-411] opens' }).warnings).toEqual([]);
  });

  test('are read in linear time', () => {
    const started = performance.now();
    for (const name of ['[', '[ ', '[TS-1 ', '[TS-1,', '[TS-', 'TS-', '[_']) idsOf(name.repeat(30_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

import { expect, test } from '@jest/globals';
import { filterMap, jsonList, MAX_INPUT_BYTES } from '../../src/report/json-list.js';
import { tooLargeForInput } from '../../src/report/retry-undo.js';

test('a list is one line', () => {
  expect(jsonList([])).toBe('[]');
  expect(jsonList(['1', '2'])).toBe('[1,2]');
});

test.each([499, 500, 501, 1_000, 30_000, 50_000])('a list of %d items is JSON', (length) => {
  const items = Array.from({ length }, (_, index) => index);
  expect(JSON.parse(jsonList(items.map(String)))).toEqual(items);
});

test('a list that is too large for a form as one line has a line for each item', () => {
  // Each item takes five bytes with its comma.
  const most = Array.from({ length: Math.floor(MAX_INPUT_BYTES / 5) }, () => '1234');
  expect(jsonList(most.slice(1))).toBe(`[${most.slice(1).join(',')}]`);
  const large = [...most, '1'];
  expect(jsonList(large)).toBe(`[\n${large.join(',\n')}\n]`);
  expect(tooLargeForInput({ retry: '[]', undo: jsonList(large), plan: '[]' })).toEqual(['undo-results']);
  expect(tooLargeForInput({ retry: jsonList(most.slice(1)), undo: '[]', plan: '[]' })).toEqual([]);
});

test('filterMap skips undefined', () => {
  expect([...filterMap([1, 2, 3], (item) => (item === 2 ? undefined : item * 10))]).toEqual([10, 30]);
});

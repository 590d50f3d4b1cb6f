import { expect, test } from '@jest/globals';
import { dayOf, daysLeft, isExpired, LAST_DAY } from '../../src/model/until.js';

test.each([
  ['2026-02-28T23:59:59.999Z', 0, '2026-02-28'],
  ['2026-02-28T23:59:59.999Z', 1, '2026-03-01'],
  ['2028-02-28T00:00:00.000Z', 1, '2028-02-29'],
  ['2026-12-31T12:00:00.000Z', 365, '2027-12-31'],
  ['9999-12-31T00:00:00.000Z', 0, LAST_DAY],
  ['9999-12-31T00:00:00.000Z', 1, LAST_DAY],
  ['9999-12-31T00:00:00.000Z', 99_999, LAST_DAY],
])('dayOf(%s, %i) is %s', (time, ahead, day) => {
  expect(dayOf(Date.parse(time), ahead)).toBe(day);
});

test.each([
  [undefined, '2026-01-01', false],
  ['2026-01-01', '2026-01-01', false],
  ['2025-12-31', '2026-01-01', true],
  ['2026-01-02', '2026-01-01', false],
])('isExpired(%s) on %s is %s', (until, today, expected) => {
  expect(isExpired(until, today)).toBe(expected);
});

test.each([
  ['2026-03-01', '2026-03-01', 0],
  ['2026-03-01', '2026-02-28', 1],
  ['2026-11-02', '2026-10-20', 13],
])('daysLeft(%s) on %s is %i', (until, today, expected) => {
  expect(daysLeft(until, today)).toBe(expected);
});

/**
 * A slice of `npm run exhaust`: scripts of responses against the whole action, compared with what the service holds.
 * EXHAUST_SEED chooses another slice.
 */
import { expect, test } from '@jest/globals';
import { playSlice } from '../../scripts/exhaust/enumerate.js';
import { violations } from '../../scripts/exhaust/invariants.js';
import { LETTERS } from '../../scripts/exhaust/letters.js';
import { type Played, play } from '../../scripts/exhaust/play.js';

const SEED = Number(process.env['EXHAUST_SEED'] ?? 1);

test(`1,500 scripts of the slice ${SEED}: no status that the service denies`, async () => {
  expect(await playSlice(SEED, 1_500)).toEqual([]);
}, 60_000);

const SETTING = { results: 2, batchSize: 2, maxRetries: 0, former: 'other', verify: false } as const;

test.each(LETTERS.map((letter) => [letter.name, letter] as const))('%s, always', async (_, letter) => {
  const script = Array.from({ length: 30 }, () => letter);
  const played = await play(SETTING, script);
  expect(played.service.hasLied ? [] : violations(played)).toEqual([]);
});

/** What a step could get wrong, and the rule that finds it. */
const LIES: readonly (readonly [string, Partial<Played['outputs']>, RegExp])[] = [
  ['overridden', { 'overridden-ids': '[11,12]', failures: '[]' }, /what is overridden was set/],
  [
    'not sent',
    { failures: '[{"testCaseResultId":11,"status":"not-sent"}]' },
    /what is not sent was not received/,
  ],
  ['nothing', { failures: '[]' }, /every override has exactly one status/],
  ['two statuses', { 'overridden-ids': '[11]' }, /every override has exactly one status/],
  ['no retry', { 'retry-results': '[]' }, /everything that failed can be retried/],
  ['another count', { 'failed-count': '1' }, /the counts are those of the lists/],
  ['no reason', { message: 'Testsigma override failed: 2 of 2 rejected' }, /a failed step says why/],
];

test.each(LIES)('a step that reports %s is found out', async (_, lie, rule) => {
  const denied = LETTERS.find(({ name }) => name === '403');
  const played = await play(SETTING, denied ? [denied] : []);
  expect(violations(played)).toEqual([]);
  const outputs = { ...played.outputs, ...lie } as Played['outputs'];
  expect(violations({ ...played, outputs }).join('\n')).toMatch(rule);
});

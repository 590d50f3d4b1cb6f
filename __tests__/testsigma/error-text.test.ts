import { describe, expect, test } from '@jest/globals';
import { attributeErrors, interpretMessage } from '../../src/testsigma/error-text.js';

const RUN = '239';
const sentence = (id: number | string, run = RUN) =>
  `Given test case result id ${id} is not related to execution run ${run}`;
const attribute = (...texts: string[]) =>
  attributeErrors(texts, RUN, ['3', '1003', '3646', '3647', '9223372036854775807']);
const named = (...texts: string[]) =>
  attribute(...texts).rejections.map(({ testCaseResultId }) => testCaseResultId);

describe('attributeErrors', () => {
  test.each([
    ['the documented sentence', sentence(3646), ['3646']],
    ['several, separated by <br>', `${sentence(3646)} <br> ${sentence(3647)}`, ['3646', '3647']],
    ['several, separated by <br/>', `${sentence(3646)}<br/>${sentence(3647)}`, ['3646', '3647']],
    ['several, separated by a line end', `${sentence(3646)}\n${sentence(3647)}`, ['3646', '3647']],
    ['several, separated by a space', `${sentence(3646)} ${sentence(3647)}`, ['3646', '3647']],
    ['several, separated by a comma', `${sentence(3646)}, ${sentence(3647)}.`, ['3646', '3647']],
    [
      'the documented refusal',
      `Failed to override the result, <br> cause :${sentence(3646)} <br> ${sentence(3647)}`,
      ['3646', '3647'],
    ],
    ['the largest ID', sentence('9223372036854775807'), ['9223372036854775807']],
    ['the same ID twice', `${sentence(3646)} ${sentence(3646)}`, ['3646']],
  ])('understands %s', (_, text, ids) => {
    expect(named(text)).toEqual(ids);
    expect(attribute(text).unattributed).toEqual([]);
  });

  test.each([
    ['an enumeration', 'Given test case result id 3646, 3647 are not related to execution run 239'],
    ['more words behind it', `${sentence(3646)}, and neither is 3647`],
    ['a stranger next to a known ID', `${sentence(3646)} <br> ${sentence(4711)}`],
    ['thousands separators', sentence('3,646')],
    ['thousands separators with dots', sentence('1.003')],
    ['another run', sentence(3646, '240')],
    ['a run ID that goes on', `${sentence(3646)}9`],
    ['a list that goes on', `${sentence(3646)}...`],
    ['a list that goes on with spaces', `${sentence(3646)} . . .`],
    ['a list that goes on after a tag', `${sentence(3646)}<br>...`],
    ['a list that ends with a comma', `${sentence(3646)},`],
    ['a list that begins with a semicolon', `; ${sentence(3646)}`],
    ['a run ID with thousands separators', `${sentence(3646)},000`],
    ['a negation around it', `Not true that ${sentence(3646)}`],
    ['a text that was cut off', `${sentence(3646)} <br> Given test case result id 36`],
    ['a text without an ID', 'Something is wrong'],
    ['the start of a refusal without a cause', 'Failed to override the result, <br> cause :'],
  ])('understands nothing of %s', (_, text) => {
    expect(attribute(text)).toEqual({ rejections: [], unattributed: [text] });
  });

  test('keeps texts apart: one that is not understood does not spoil another', () => {
    const { rejections, unattributed } = attribute(sentence(3646), 'Something is wrong', ' ');
    expect(rejections).toEqual([{ testCaseResultId: '3646', message: sentence(3646) }]);
    expect(unattributed).toEqual(['Something is wrong', 'an error without a text']);
  });

  test('takes linear time', () => {
    const text = `${sentence(3646)}${'<br> '.repeat(300_000)}x`;
    const started = performance.now();
    expect(named(text)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('interpretMessage', () => {
  test.each([
    ['Overridden the results successfully', 'success'],
    ['OVERRIDDEN THE RESULTS SUCCESSFULLY.', 'success'],
    ['The results have been overridden successfully', 'success'],
    ['Successfully overridden all results of the run', 'success'],
    ['Overridden the result partially', 'partial'],
    ['Overridden the results partially successfully', 'partial'],
    ['Overridden the results unsuccessfully', 'unknown'],
    ['Not all results were overridden successfully', 'unknown'],
    ['Overridden 2 of 3 results successfully', 'unknown'],
    ['Overridden the results successfully, but 1 was skipped', 'unknown'],
    ['Only the results of the run were overridden successfully', 'unknown'],
    ['Overridden the results', 'unknown'],
    ['Results will be overridden successfully', 'unknown'],
    ['Overriding is not enabled for this account', 'unknown'],
    ['ok', 'unknown'],
    ['', 'unknown'],
  ] as const)('%j: %s', (message, meaning) => {
    expect(interpretMessage(message)).toBe(meaning);
  });
});

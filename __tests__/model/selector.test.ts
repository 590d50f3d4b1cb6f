import { describe, expect, test } from '@jest/globals';
import { parseResultId, parseSelector, parseTestCaseId } from '../../src/model/selector.js';

const HOST = 'acme.example:8443';

describe('readSelector', () => {
  test.each([
    ['3646', { testCaseResultId: '3646' }],
    ['\u201c3646\u201d', { testCaseResultId: '3646' }],
    ['\u00a03646 ', { testCaseResultId: '3646' }],
    ['9223372036854775807', { testCaseResultId: '9223372036854775807' }],
    [`https://${HOST}/ui/td/test_case_results/3647`, { testCaseResultId: '3647' }],
    [`http://${HOST}/prefix/ui/td/test_case_results/3647/step_results/1`, { testCaseResultId: '3647' }],
    [`${HOST}/ui/td/test_case_results/3647?x=y`, { testCaseResultId: '3647' }],
    [`https://${HOST}/ui/td/cases/411`, { testCaseId: '411' }],
    ['Login works', { name: 'Login works' }],
    [' Login works\t', { name: 'Login works' }],
    ['3646a', { name: '3646a' }],
    ['Step 2 of 3', { name: 'Step 2 of 3' }],
    ['shop › cart › total', { name: 'shop › cart › total' }],
    ['L’été', { name: 'L’été' }],
  ])('reads %j', (text, selector) => {
    expect(parseSelector(text, HOST)).toEqual({ selector });
  });

  test.each([
    ['', /this key is empty; write an ID, a URL or a name/],
    [' \u00a0"" ', /this key is empty/],
    ['010', /"010" is not a result ID: .*leading zero/],
    ['0x10', /digits 0 to 9 and nothing else.*\{name: '…'\}/],
    [
      'https://elsewhere.example/ui/td/test_case_results/1',
      /is on elsewhere\.example, but base-url is on acme\.example:8443.*Take the URL from acme\.example:8443, or set base-url/,
    ],
    [
      'https://acme.example/ui/td/test_case_results/1',
      /is on acme\.example, but base-url is on acme\.example:8443/,
    ],
    [`https://${HOST}/ui/td/runs/239`, /is the URL of run 239, not the URL of a result/],
    [`https://${HOST}/`, /is not the URL of a result .* or a test case/],
  ])('says what is wrong with %j', (text, error) => {
    expect(parseSelector(text, HOST)).toEqual({ error: expect.stringMatching(error) });
  });
});

describe('readResultId', () => {
  test.each([
    ['3646', { testCaseResultId: '3646' }],
    [`https://${HOST}/ui/td/test_case_results/3647`, { testCaseResultId: '3647' }],
  ])('reads %j', (text, selector) => {
    expect(parseResultId(text, HOST)).toEqual({ selector });
  });

  test.each([
    ['Login works', /"Login works" is not a result ID: .*digits/],
    ['', /"" is not a result ID/],
    [`https://${HOST}/ui/td/cases/411`, /not the URL of a result/],
  ])('says what is wrong with %j', (text, error) => {
    expect(parseResultId(text, HOST)).toEqual({ error: expect.stringMatching(error) });
  });
});

describe('readTestCaseId', () => {
  test.each([
    ['411', { testCaseId: '411' }],
    [`https://${HOST}/ui/td/cases/411/steps`, { testCaseId: '411' }],
  ])('reads %j', (text, selector) => {
    expect(parseTestCaseId(text, HOST)).toEqual({ selector });
  });

  test.each([
    ['Login works', /"Login works" is not a test case ID: .*digits/],
    ['0', /"0" is not a test case ID/],
    [`https://${HOST}/ui/td/test_case_results/3647`, /not the URL of a test case/],
  ])('says what is wrong with %j', (text, error) => {
    expect(parseTestCaseId(text, HOST)).toEqual({ error: expect.stringMatching(error) });
  });
});

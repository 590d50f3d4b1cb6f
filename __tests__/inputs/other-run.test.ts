/** results-from-run and wait-for-run-seconds. */
import { describe, expect, test } from '@jest/globals';
import { parseInputs } from '../../src/inputs/inputs.js';
import { Diagnostics } from '../../src/model/diagnostic.js';

function read(given: Readonly<Record<string, string>>) {
  const all: Readonly<Record<string, string>> = { 'run-id': '486', 'api-token': 'sandbox-token', ...given };
  const diagnostics = new Diagnostics();
  const { inputs } = parseInputs((name) => all[name] ?? '', { GITHUB_RUN_ID: '777' }, diagnostics);
  const problems = diagnostics.problems.map(({ location, message }) => `${location.input}: ${message}`);
  return { from: inputs?.resultsFromRun, waitMs: inputs?.waitMs, problems };
}

describe('results-from-run', () => {
  test.each([
    ['', undefined],
    ['latest-rerun', 'latest-rerun'],
    [' Latest-Rerun ', 'latest-rerun'],
    ['487', '487'],
    ['"487"', '487'],
    ['9223372036854775807', '9223372036854775807'],
    ['https://app.testsigma.com/ui/td/runs/487', '487'],
    ['app.testsigma.com/ui/td/runs/487/results', '487'],
    ['https://app.testsigma.com/ui/#/td/runs/487', '487'],
  ])('%j is %j', (text, from) => {
    expect(read({ 'results-from-run': text })).toMatchObject({ from, problems: [] });
  });

  test.each([
    ['0', 'is not another run. Give latest-rerun, or the ID or URL of a run'],
    ['-487', 'is not another run'],
    ['487, 488', 'is not another run'],
    ['latest', 'is not another run'],
    ['9223372036854775808', 'is not another run'],
    ['https://app.testsigma.com/ui/td/test_case_results/487', 'is not another run'],
    [
      'https://app-eu.testsigma.com/ui/td/runs/487',
      'is on app-eu.testsigma.com, but base-url is on app.testsigma.com',
    ],
    ['https://github.com/acme/shop/actions/runs/487', 'is on github.com'],
    ['486', 'is run 486 itself, which run-id names'],
    ['https://app.testsigma.com/ui/td/runs/486', 'is run 486 itself'],
  ])('%j is an error', (text, message) => {
    const { problems } = read({ 'results-from-run': text });
    expect(problems).toEqual([expect.stringContaining(`results-from-run: "${text}" ${message}`)]);
  });

  test('its URL is on the host of the run, and of base-url', () => {
    const eu = 'https://app-eu.testsigma.com/ui/td/runs';
    expect(read({ 'run-id': `${eu}/486`, 'results-from-run': `${eu}/487` })).toMatchObject({
      from: '487',
      problems: [],
    });
  });
});

describe('wait-for-run-seconds', () => {
  test.each([
    ['', 0],
    ['0', 0],
    ['60', 60_000],
    ['21600', 21_600_000],
  ])('%j is %j ms', (text, waitMs) => {
    expect(read({ 'wait-for-run-seconds': text })).toMatchObject({ waitMs, problems: [] });
  });

  test.each(['-1', '1.5', '21601', '10s', '1e3'])('%j is an error', (text) => {
    expect(read({ 'wait-for-run-seconds': text }).problems).toEqual([
      expect.stringContaining('write a whole number from 0 to 21600'),
    ]);
  });
});

test.each([
  ['results-from-run', 'latest-rerun'],
  ['wait-for-run-seconds', '60'],
])('%s and lookup: off contradict each other', (input, text) => {
  expect(read({ [input]: text, lookup: 'off' }).problems).toEqual([
    expect.stringMatching(new RegExp(`^${input}: .*lookup: off forbids`)),
  ]);
});

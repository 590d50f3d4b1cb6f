import { describe, expect, test } from '@jest/globals';
import { looksLikeUrl, parseTestsigmaUrl } from '../../src/model/testsigma-url.js';

describe('looksLikeAddress', () => {
  test.each([
    'https://app.testsigma.com/ui/td/runs/239',
    'http://127.0.0.1:8080/ui/td/runs/239',
    'HTTPS://APP.TESTSIGMA.COM/ui/td/runs/239',
    'https://',
    'app.testsigma.com/ui/td/runs/239',
    'app-eu.testsigma.com/ui/td/test_case_results/3647',
    'acme.testsigmaprivate.com:8443/ui/td/cases/411',
    'app.testsigma.com/#/x/runs/239/y',
  ])('sees one in %s', (text) => {
    expect(looksLikeUrl(text)).toBe(true);
  });

  test.each([
    '',
    '239',
    'Login works',
    'Login https://app.testsigma.com/ui/td/runs/239',
    'src/login.spec.ts › works',
    'login.spec.ts/works',
    'a.b/c/d',
    'runs/239',
    'ftp://app.testsigma.com/x',
    '.com/ui/td/runs/239',
    'app./ui/td/runs/239',
    'app.com/runs/239',
    'app.com/ui td/runs/239',
    'app.com:x/ui/td/runs/239',
  ])('sees none in %j', (text) => {
    expect(looksLikeUrl(text)).toBe(false);
  });

  test.each(['a.', '.', '/', 'a./', '/runs/x', '1:'])('takes linear time for 4 MB of %j', (unit) => {
    const started = performance.now();
    for (const before of ['', 'a.b/', 'a.b:1/x'])
      expect(looksLikeUrl(`${before}${unit.repeat(4_000_000 / unit.length)} x`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('readAddress', () => {
  test.each([
    ['https://app.testsigma.com/ui/td/runs/239', 'app.testsigma.com', { run: '239' }],
    ['https://app.testsigma.com/ui/td/runs/239/', 'app.testsigma.com', { run: '239' }],
    ['https://app.testsigma.com/ui/td/runs/239?tab=1', 'app.testsigma.com', { run: '239' }],
    ['https://app.testsigma.com/#/x/runs/239/y', 'app.testsigma.com', { run: '239' }],
    ['app.testsigma.com/ui/td/runs/239', 'app.testsigma.com', { run: '239' }],
    ['https://app.testsigma.com:443/ui/td/runs/239', 'app.testsigma.com', { run: '239' }],
    ['https://App.Testsigma.COM/ui/td/runs/239', 'app.testsigma.com', { run: '239' }],
    ['http://127.0.0.1:8080/ui/td/runs/239', '127.0.0.1:8080', { run: '239' }],
    ['https://app.testsigma.com/ui/td/test_case_results/3647', 'app.testsigma.com', { result: '3647' }],
    [
      'https://app.testsigma.com/ui/td/test_case_results/3647/step_results/5',
      'app.testsigma.com',
      { result: '3647' },
    ],
    ['https://app.testsigma.com/ui/td/cases/411', 'app.testsigma.com', { case: '411' }],
    [
      'https://app.testsigma.com/#/runs/239/test_case_results/3647',
      'app.testsigma.com',
      { run: '239', result: '3647' },
    ],
    [
      'https://app.testsigma.com/ui/td/runs/9223372036854775807',
      'app.testsigma.com',
      { run: '9223372036854775807' },
    ],
    ['app.testsigma.com/ui/td/runs/239?back=https://a.example', 'app.testsigma.com', { run: '239' }],
    ['https://app.testsigma.com/ui/td/runs/239abc', 'app.testsigma.com', {}],
    ['https://app.testsigma.com/ui/td/runs/', 'app.testsigma.com', {}],
    ['https://app.testsigma.com/?u=/runs/239', 'app.testsigma.com', {}],
    ['https://app.testsigma.com@elsewhere.example/ui/td/runs/239', 'elsewhere.example', { run: '239' }],
  ])('reads %s', (text, host, ids) => {
    const parsed = parseTestsigmaUrl(text);
    expect(parsed?.url.host).toBe(host);
    expect(parsed?.ids).toStrictEqual(ids);
  });

  test.each(['https://', 'https://[', 'https:// x', 'https://a b/runs/1', 'a b'])(
    'reads nothing from %j',
    (text) => {
      expect(parseTestsigmaUrl(text)).toBeUndefined();
    },
  );

  test('takes linear time', () => {
    const started = performance.now();
    parseTestsigmaUrl(`https://a.example/${'runs/1a/'.repeat(1_000_000)}`);
    parseTestsigmaUrl(`https://a.example/${'/'.repeat(5_000_000)}`);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

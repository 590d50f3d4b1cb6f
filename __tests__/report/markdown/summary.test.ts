import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from '../../../src/documents/document.js';
import { Diagnostics } from '../../../src/model/diagnostic.js';
import type { Override, OverrideResult, OverrideStatus } from '../../../src/model/types.js';
import { earlyVerdict } from '../../../src/model/verdict.js';
import { MAX_SUMMARY_BYTES, renderSummary } from '../../../src/report/markdown/summary.js';
import type { Report } from '../../../src/report/report.js';
import { buildFollowUps, retryDocument } from '../../../src/report/retry-undo.js';
import { redactDeep, redactor } from '../../../src/text/redact.js';
import { reportOf, settledOf } from '../../support/builders.js';

/** The runner drops a summary above this. */
const MOST_BYTES = 1_048_576;
const TOKEN = 'sandbox-token-of-some-length';
const FATES: readonly OverrideStatus[] = ['overridden', 'unchanged', 'rejected', 'unknown', 'not-sent'];
const HOSTILE =
  '<script>alert(1)</script></details>|`*_~[x](javascript:y)![z](https://elsewhere.example)\n## x\n| a | b |\n@octocat #1 ::error::x ##[error]y \u202e\u0000\ud800 ';

function settled(
  id: string,
  status: OverrideStatus,
  message = '',
  more: Partial<Override> = {},
): OverrideResult {
  const before = {
    testCaseResultId: id,
    result: 'FAILURE',
    name: `Test ${id}`,
    suite: 'Smoke',
    machine: 'Windows Chrome',
  };
  return settledOf(id, status, message, { before, ...more });
}

function report(all: readonly OverrideResult[], more: Partial<Report> = {}): Report {
  return reportOf(all, { runResultBefore: '', runResult: '', startedAt: 0, finishedAt: 1, ...more });
}

function summary(all: readonly OverrideResult[], more: Partial<Report> = {}): string {
  const about = redactDeep(report(all, more), redactor([TOKEN]));
  const text = renderSummary(about, buildFollowUps(about), '/tmp/report.json', MAX_SUMMARY_BYTES);
  expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES);
  return text;
}

/** What is no block of code: in one of those nothing is markup. */
function outsideCode(text: string): string {
  return text.replace(/^(`{3,})\w*\n[^\n]*\n\1$/gm, 'CODE');
}

/** What a reader sees: elements around nothing but one sign are gone, entities are signs again. */
function seen(text: string): string {
  return text
    .replace(/<span>([^<]{1,3})<\/span>/g, '$1')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

function codeBlocks(text: string, language: string): string[] {
  const blocks = text.matchAll(new RegExp(`^(\`{3,})${language}\\n([^\\n]*)\\n\\1$`, 'gm'));
  return [...blocks].map(([, , code = '']) => code);
}

describe('summary content', () => {
  const all = [
    settled('1', 'overridden'),
    settled('2', 'rejected', 'no such result'),
    settled('3', 'unchanged', 'already passed'),
    settled('4', 'unknown', 'no answer came'),
    settled('5', 'not-sent', 'the time was up'),
    settled('6', 'overridden', '', { before: { testCaseResultId: '6', result: 'ABORTED' } }),
  ];

  test('lists every result with its link, change and reason', () => {
    const text = summary(all);
    for (const { override, message } of all) {
      expect(text).toContain(
        `(https://acme.example/testsigma/ui/td/test_case_results/${override.testCaseResultId})`,
      );
      expect(text.toLowerCase()).toContain(message);
    }
    expect(text).toContain('(https://acme.example/testsigma/ui/td/runs/239)');
    expect(text).toMatch(/Test 1\].*Smoke.*Windows Chrome.*1.*\|.*Failed.*→.*Passed/);
    expect(text).toMatch(/^## .*2 of 6/);
  });

  test('lists failures first', () => {
    const text = summary(all);
    const at = (id: string) => text.indexOf(`/test_case_results/${id})`);
    for (const failed of ['2', '4', '5']) {
      for (const other of ['1', '3', '6']) expect(at(failed)).toBeLessThan(at(other));
    }
  });

  test('names results that cannot be undone', () => {
    expect(summary(all)).toMatch(/Cannot be undone.* 6 \(was Aborted/);
    expect(summary([settled('1', 'overridden')])).not.toMatch(/Cannot be undone/);
  });

  test('describes the run before and after', () => {
    const text = summary(all, {
      run: {
        id: '239',
        result: 'FAILURE',
        status: 'STATUS_COMPLETED',
        plan: '12',
        build: '1.2.3',
        started: '2024-05-06T07:08:09.000Z',
      },
      runResultBefore: 'FAILURE',
      runResult: 'SUCCESS',
    });
    for (const fact of ['12', '1.2.3', '2024-05-06', 'Failed', 'Passed'])
      expect(text.split('\n### ')[0]).toContain(fact);
  });

  test('lists every error with its location', () => {
    const problems = [
      {
        location: { input: 'results-files', file: 'a/b.yml', line: 3, column: 5 },
        message: '"pased" is not a result',
      },
      { location: { input: 'api-token' }, message: 'api-token is empty' },
    ];
    const text = summary([], {
      problems,
      verdict: earlyVerdict('failure', 'Nothing was overridden'),
      baseUrl: '',
      runId: '',
    });
    expect(seen(text)).toMatch(/a\/b\.yml:3:5.*"pased" is not a result/);
    expect(text).toMatch(/api-token.*api-token is empty/);
    expect(text).not.toContain('](/ui');
  });

  test('shows what is to be copied as code, without backticks', () => {
    const message = 'matches 2 results. Pick one: `Login works: {result: passed}` for 3646, `<b>|` for 3655';
    const problems = [{ location: { input: 'results' }, message }];
    const text = summary([], { problems, verdict: earlyVerdict('failure', message) });
    const shown = 'Pick one: <code>Login works: {result: passed}</code> for 3646, <code><b>|</code> for 3655';
    expect(seen(text)).toContain(shown);
    expect(text).not.toMatch(/[`<]b>\|/);
  });

  test('lists every warning', () => {
    const warnings = [{ location: { input: 'lookup' }, message: 'there is no undo' }];
    expect(summary(all, { warnings })).toMatch(/lookup.*there is no undo/);
  });

  test('reports that no results were given', () => {
    expect(summary([])).toContain('## ❌ Testsigma override: no results given');
  });
});

describe('documents for next time', () => {
  test('are code blocks that nothing in them closes', async () => {
    const comment = '```\n````x </details> "quoted" ::error::x';
    const all = [settled('1', 'rejected', 'no', { comment }), settled('2', 'overridden')];
    const [retry = '', undo = ''] = codeBlocks(summary(all), 'json');
    expect(retry).toBe(retryDocument(all));
    const diagnostics = new Diagnostics();
    const entries = await parseDocument(
      { input: 'results', text: undo },
      { host: 'app.testsigma.com' },
      diagnostics,
    );
    expect(diagnostics.problems).toEqual([]);
    expect(
      entries.map(({ selector, outcome, onlyIf }) => [selector.testCaseResultId, outcome, onlyIf]),
    ).toEqual([['2', 'FAILURE', ['SUCCESS']]]);
  });

  test('point to their files if they are too large for a form', () => {
    const all = Array.from({ length: 500 }, (_, index) =>
      settled(String(index + 1), 'rejected', 'no', { comment: 'x'.repeat(300) }),
    );
    const text = summary(all);
    expect(text).toMatch(/too large for a form.*retry-results\.json.*results-files/);
    expect(codeBlocks(text, 'json')).toEqual([]);
  });

  test('are one shell word, whatever they contain', () => {
    const comment = `it's $(id) \`id\` "x" \\ ; rm`;
    const all = [settled('1', 'rejected', 'no', { comment })];
    const [command = ''] = codeBlocks(summary(all), 'sh');
    const word = / -f results='(.*)'$/.exec(command)?.[1] ?? '';
    expect(word.replaceAll("'\\''", '')).not.toContain("'");
    expect(word.replaceAll("'\\''", "'")).toBe(retryDocument(all));
  });
});

describe('hostile text', () => {
  const before = { testCaseResultId: '1', result: HOSTILE, name: HOSTILE, suite: HOSTILE, machine: HOSTILE };

  test('forges no markup, row, link or secret anywhere', () => {
    const all = FATES.map((status, index) =>
      settled(String(index + 1), status, `${HOSTILE}${TOKEN}`, { comment: `${HOSTILE}${TOKEN}`, before }),
    );
    const remark = {
      location: { input: 'results-files', file: HOSTILE, line: 1, column: 1 },
      message: `${HOSTILE}${TOKEN}`,
    };
    const text = summary(all, {
      problems: [remark],
      warnings: [remark],
      run: { id: '239', result: HOSTILE, status: HOSTILE, plan: HOSTILE, build: HOSTILE, started: HOSTILE },
      runResult: HOSTILE,
      runResultBefore: HOSTILE,
      verdict: { status: 'partial', conclusion: 'fail', closing: `${HOSTILE}${TOKEN}` },
    });
    expect(text).not.toContain(TOKEN);
    const shown = outsideCode(text);
    expect(shown).not.toMatch(/<script|\]\(javascript|https:\/\/elsewhere|@octocat|##\[|\u202e|\0/);
    expect(shown.isWellFormed()).toBe(true);
    expect([...new Set([...shown.matchAll(/<\/?([a-z]+)/g)].map(([, tag]) => tag))].sort()).toEqual(
      expect.not.arrayContaining(['script', 'img', 'a']),
    );
    expect(shown.match(/<details>/g)?.length).toBe(shown.match(/<\/details>/g)?.length);
    for (const row of shown.split('\n').filter((line) => line.startsWith('| '))) {
      expect([row, [4, 5].includes(row.split('|').length)]).toEqual([row, true]);
    }
    for (const [, target = ''] of shown.matchAll(/\]\(([^)]*)\)/g))
      expect(target).toMatch(/^https:\/\/acme\.example\/testsigma\/ui\/td\//);
  });

  test('never changes the structure of the page', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom('|', '<', '>', '`', '\n', '[', ']', '(', ')', '*', '\\', '&', '#', '- ', ' ', 'a'),
        )
        .map((parts) => parts.join('')),
    );
    const lines = (name: string, message: string, comment: string) =>
      outsideCode(
        summary(
          FATES.map((status, index) =>
            settled(String(index + 1), status, message, {
              comment: `${index} ${comment}`,
              before: { testCaseResultId: '1', result: 'FAILURE', name },
            }),
          ),
        ),
      ).split('\n').length;
    fc.assert(
      fc.property(text, text, text, (name, message, comment) => {
        expect(lines(`x${name}`, `x${message}`, comment)).toBe(lines('x', 'x', 'x'));
      }),
    );
  });
});

describe('20,000 results', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => String(9_000_000_000_000_000 + index));
  const name = HOSTILE + '€'.repeat(100);
  const before = { testCaseResultId: '1', result: 'FAILURE', name, suite: name, machine: name };

  test.each<[string, (index: number) => OverrideResult]>([
    [
      'all failed for one reason',
      (index) => settled(ids[index] ?? '', 'rejected', name, { comment: name, before }),
    ],
    [
      'all failed for different reasons',
      (index) =>
        settled(ids[index] ?? '', 'rejected', 'x'.repeat(index % 500) + name, { comment: name, before }),
    ],
    ['all unchanged', (index) => settled(ids[index] ?? '', 'unchanged', name, { comment: name, before })],
    ['all planned', (index) => settled(ids[index] ?? '', 'planned', '', { comment: name, before })],
    [
      'with every status',
      (index) =>
        settled(ids[index] ?? '', FATES[index % 5] ?? 'unknown', name, {
          comment: `${index}${name}`,
          before,
        }),
    ],
  ])('%s stay below 1 MiB in bytes', (_, make) => {
    const started = performance.now();
    const all = Array.from({ length: 20_000 }, (_, index) => make(index));
    const text = summary(all);
    expect(performance.now() - started).toBeLessThan(25_000);
    expect(text).toContain('20000');
    expect(text).toMatch(/^## /);
    expect(text).toMatch(/Omitted because of GitHub's size limit/);
    expect(text.isWellFormed()).toBe(true);
  });

  test('list failures first and point to the complete report', () => {
    const all = ids.map((id, index) =>
      settled(id, index % 100 === 99 ? 'rejected' : 'overridden', 'no such result', {
        comment: 'é'.repeat(200),
      }),
    );
    const text = summary(all);
    const shown = [...text.matchAll(/\/test_case_results\/(\d+)\)/g)].map(([, id = '']) => id);
    const failed = all
      .filter(({ status }) => status === 'rejected')
      .map(({ override }) => override.testCaseResultId);
    expect(shown.slice(0, failed.length)).toEqual(failed);
    expect(shown.length).toBeGreaterThan(failed.length);
    expect(text).toMatch(/and \d+ more/);
    expect(text).toMatch(/Omitted because of GitHub's size limit.*report-file/s);
  });

  test('and as many problems stay below 1 MiB in bytes', () => {
    const problems = ids.map((id) => ({
      location: { input: 'results-files', file: `€${name}`, line: 1 },
      message: `${id} ${name}`,
    }));
    const text = summary([], { problems, warnings: problems, verdict: earlyVerdict('failure', name) });
    expect(text).toMatch(/and \d+ more/);
    expect(text).toContain(ids[0]);
  });
});

test('note about omissions mentions no report file if there is none', () => {
  const all = Array.from({ length: 20_000 }, (_, index) =>
    settled(String(index + 1), 'overridden', '', { comment: 'x'.repeat(300) }),
  );
  const text = renderSummary(report(all), buildFollowUps(report(all)), '', MAX_SUMMARY_BYTES);
  expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES);
  expect(text).toMatch(/Omitted/);
  expect(text).not.toMatch(/report-file/);
});

describe('note about omissions', () => {
  const many = (count: number, make: (id: string) => OverrideResult) =>
    Array.from({ length: count }, (_, index) => make(String(index + 1)));
  const noted = (all: readonly OverrideResult[]) => /Omitted[^:]*: ([^.]*)\./.exec(summary(all))?.[1];
  const commented = (id: string) => settled(id, 'overridden', '', { comment: `${id}${'x'.repeat(200)}` });
  const unchanged = (id: string) => settled(id, 'unchanged', 'x'.repeat(200));

  test.each<[string, OverrideResult[], string | undefined]>([
    ['nothing where all fits', many(100, commented), undefined],
    ['comments that differ', many(3_500, commented), 'the comments'],
    ['results that were left unchanged', many(12_000, unchanged), 'unchanged results'],
    ['both', [...many(10, commented), ...many(12_000, unchanged)], 'the comments, unchanged results'],
    [
      'lists, and no comments where there is one for all',
      many(20_000, (id) => settled(id, 'overridden', '', { comment: 'known' })),
      'the ends of long lists',
    ],
    [
      'lists, and no comments where there are none',
      many(20_000, (id) => settled(id, 'planned', '', { comment: '' })),
      'the ends of long lists',
    ],
    [
      'everything that is',
      [...many(20_000, commented), ...many(10, unchanged)],
      'the comments, unchanged results, the ends of long lists',
    ],
  ])('%s', (_, all, left) => {
    expect(noted(all)).toBe(left);
  });
});

test('percentages are neither 0% nor 100% unless exact', () => {
  const all = Array.from({ length: 1_001 }, (_, index) =>
    settled(String(index + 1), index === 0 ? 'rejected' : 'overridden', 'no'),
  );
  const text = summary(all);
  expect(text).toContain('Overridden <b>1000</b> (&gt; 99%)');
  expect(text).toContain('Rejected <b>1</b> (&lt; 1%)');
  expect(summary(all.slice(1))).toMatch(/^## ✅ Testsigma override succeeded: 1000 overridden\n/);
});

test('command to start the workflow again includes the region', () => {
  const baseUrl = 'https://app-eu.testsigma.com';
  const text = summary([settled('1', 'rejected', 'no')], { baseUrl });
  expect(text).toContain(`-f run-id=${baseUrl}/ui/td/runs/239 -f results=`);
});

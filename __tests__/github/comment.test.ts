/** The comment's text, whatever is in the report: found again, whole, and never longer than GitHub takes. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { markerOf, renderPullRequestComment } from '../../src/github/comment.js';
import type { OverrideResult, OverrideStatus } from '../../src/model/types.js';
import { renderSummary } from '../../src/report/markdown/summary.js';
import type { Report } from '../../src/report/report.js';
import { buildFollowUps } from '../../src/report/retry-undo.js';
import { escapeMarkdown } from '../../src/text/escape.js';
import { reportOf, settledOf } from '../support/builders.js';

const MARKER = markerOf({ workflow: 'w', id: 'j', step: 's' }, 'r');

const STATUSES: readonly OverrideStatus[] = [
  'overridden',
  'unchanged',
  'rejected',
  'unknown',
  'not-sent',
  'planned',
];

function resultOf(text: string, at: number, status: OverrideStatus): OverrideResult {
  const id = String(1_000 + at);
  const before = { testCaseResultId: id, result: text, name: text, suite: text, machine: text };
  const location = { input: 'results', line: at };
  return settledOf(id, status, `${text} ${'x'.repeat(at)}`, { comment: text, location, before });
}

function commentOn(text: string, settled: readonly OverrideResult[], problems: number): string {
  const report: Report = reportOf(settled, {
    problems: Array.from({ length: problems }, (_, line) => ({
      location: { input: 'results', line },
      message: text,
    })),
    run: { id: '239', result: text, status: text, plan: text, build: text, started: text },
    runResultBefore: text,
    runResult: text,
    actor: text,
  });
  const renderPage = (maxBytes: number) =>
    renderSummary(report, buildFollowUps(report), '/tmp/report.json', maxBytes);
  return renderPullRequestComment(report, MARKER, renderPage);
}

const piece = fc.constantFrom('a', '@', '#', '|', '`', '<', '\u0000', '\ud800', '漢', '🎉', '\n', '-->', '*');
const text = fc.oneof(
  fc.string({ unit: piece, maxLength: 20 }),
  fc.string({ unit: piece, minLength: 600, maxLength: 900 }),
);

test('a comment is never too long, begins with its marker and is whole', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(fc.constantFrom(...STATUSES), { maxLength: 300 }),
      fc.nat(50),
      (word, statuses, problems) => {
        const settled = statuses.map((status, at) => resultOf(word, at, status));
        const body = commentOn(word, settled, problems);

        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_536);
        expect(body.startsWith(`${MARKER}\n## `)).toBe(true);
        expect(body.endsWith('</sub>\n')).toBe(true);
        expect(body.match(/<details>/g)?.length).toBe(body.match(/<\/details>/g)?.length);
      },
    ),
    { numRuns: 60 },
  );
});

test('a marker is one HTML comment, whatever is in it', () => {
  fc.assert(
    fc.property(text, (word) => {
      const marker = markerOf({ workflow: word, id: word, step: word }, word);
      expect(marker).toMatch(
        /^<!-- testsigma-override-action workflow=[^\s>-]* job=[^\s>-]* step=[^\s>-]* run=[^\s>-]* -->$/,
      );
    }),
  );
});

test('nobody is mentioned, and no issue', () => {
  expect(escapeMarkdown('@octocat #1 GH-2 gh-3 high-4 |')).toBe(
    '<span>@</span>octocat <span>#</span>1 <span>GH</span>-2 <span>gh</span>-3 high-4 &#124;',
  );
});

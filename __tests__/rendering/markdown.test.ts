/** Any text is shown unchanged, and has no effect, wherever the summary puts it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diagnosticItem } from '../../src/report/markdown/cells.js';
import { escapeMarkdown, oneLine } from '../../src/text/escape.js';
import { linksOf, named, rendered, tablesOf } from '../support/page-tree.js';
import { HOSTILE } from '../support/scenes.js';

const FRAGMENTS = [
  ...[
    '|',
    '\\',
    '`',
    '*',
    '_',
    '~~',
    '[',
    ']',
    '(',
    ')',
    '!',
    '<',
    '>',
    '&',
    '#',
    '@',
    '$',
    ':',
    '-',
    '+',
    '=',
  ],
  ...['1.', '---', '&lt;', '&#64;', '&amp;', '<b>', '</td>', '<!--', '-->', '<script>', '[^1]', '[x]', '!['],
  ...['@octocat', '@acme/owners', '#1', 'acme/shop#2', 'GH-3', ':+1:', ':smile:', 'a@b.com', 'www.a.com'],
  ...[
    'https://a.com',
    'http://a.com/(b)',
    'mailto:a@b.com',
    'ftp://a.com',
    'javascript:x',
    '\n',
    '\t',
    'é',
    '👍🏽',
  ],
  ...['a', 'Z', '0', ' ', ' '],
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'grapheme', maxLength: 3 })), {
    maxLength: 12,
  })
  .map((parts) => oneLine(parts.join('')).trim())
  .filter((text) => text !== '');

describe('escaped text', () => {
  test('in a table cell is that cell', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const page = rendered(
          `| a | b |\n| --- | --- |\n| ${escapeMarkdown(one)} | ${escapeMarkdown(other)} |`,
        );
        expect(tablesOf(page)).toEqual([
          [
            ['a', 'b'],
            [one, other],
          ],
        ]);
        expect(named(page, 'a', 'g-emoji', 'strong', 'em', 'del', 'code')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('in a link is its text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const page = rendered(
          `- **x**: [${escapeMarkdown(text)}](https://app.testsigma.com/1) <b>${escapeMarkdown(text)}</b>`,
        );
        expect(linksOf(page)).toEqual([{ href: 'https://app.testsigma.com/1', text }]);
        expect(page.text.trim()).toBe(`\nx: ${text} ${text}\n`.trim());
      }),
      { numRuns: 500 },
    );
  });

  test.each([HOSTILE, '@octocat', '#1', 'a@b.com', ':smile:', 'https://a.com', 'www.a.com', 'GH-1', '$x$'])(
    '%s has no effect',
    (text) => {
      const page = rendered(escapeMarkdown(text));
      expect(page.text).toBe(text);
      expect(named(page, 'a', 'g-emoji')).toEqual([]);
    },
  );

  test('the location of a diagnostic keeps its line number, which would be an emoji', () => {
    const location = { input: 'junit-files', file: 'reports/junit.xml', line: 100 };
    const page = rendered(
      diagnosticItem({ location, message: 'at 5:100: x' }, (text) => escapeMarkdown(text)),
    );
    expect(page.text.trim()).toBe('reports/junit.xml:100: at 5:100: x');
    expect(named(page, 'g-emoji')).toEqual([]);
  });

  test('the renderer finds what GitHub finds if nothing is escaped', () => {
    const page = rendered('@octocat, &#64;octocat, #1, acme/shop#2, GH-3, a&#64;b.com, www.a.com :smile:');
    expect(linksOf(page).map(({ text }) => text)).toEqual([
      '@octocat',
      '@octocat',
      '#1',
      'acme/shop#2',
      'GH-3',
      'a@b.com',
      'www.a.com',
    ]);
    expect(named(page, 'g-emoji')).toHaveLength(1);
  });
});

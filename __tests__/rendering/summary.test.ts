/** What the summary's HTML is once GitHub has rendered it: whole tables, the right links, nothing alive. */
import { describe, expect, test } from '@jest/globals';

import { linksOf, named, rendered, tablesOf } from '../support/page-tree.js';
import { summaryOfMany } from '../support/rendered-reports.js';
import { HOST, HOSTILE, SCENE_NAMES, type SceneName, summaryOfScene } from '../support/scenes.js';

/** Every element that a summary is made of. */
const ELEMENTS = [
  ...['h2', 'h3', 'p', 'a', 'b', 'strong', 'em', 'br', 'sub', 'span', 'ul', 'li', 'div', 'code', 'pre'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'details', 'summary'],
];
const PROPERTIES = ['href', 'align', 'className'];

const pages: readonly (readonly [string, () => Promise<string>])[] = [
  ...SCENE_NAMES.map((name) => [name, () => summaryOfScene(name)] as const),
  ['1,000 results', async () => summaryOfMany(1_000, 'Login works')],
  ['100 hostile results', async () => summaryOfMany(100, HOSTILE)],
];

describe.each(pages)('%s', (_, write) => {
  test('is complete, links where it should, and does nothing', async () => {
    const page = rendered(await write());

    expect(named(page, 'h2')).toHaveLength(1);
    for (const rows of tablesOf(page)) {
      const columns = rows[0]?.length ?? 0;
      expect(columns).toBeGreaterThan(1);
      expect(columns).toBeLessThanOrEqual(3);
      expect(rows.filter((row) => row.length !== columns)).toEqual([]);
    }
    expect(page.elements.filter(({ tagName }) => !ELEMENTS.includes(tagName))).toEqual([]);
    const properties = page.elements.flatMap((element) => Object.keys(element.properties));
    expect(properties.filter((name) => !PROPERTIES.includes(name))).toEqual([]);
    expect(linksOf(page).filter(({ href }) => !isOurs(href))).toEqual([]);
  });
});

function isPlayed([scene]: readonly [SceneName, ...unknown[]]): boolean {
  return SCENE_NAMES.includes(scene);
}

/** Whether an address is that of the run or of a result. */
function isOurs(href: string): boolean {
  const path = href.startsWith(`${HOST}/ui/td/`) ? href.slice(`${HOST}/ui/td/`.length) : '';
  return path === 'runs/239' || /^test_case_results\/\d+$/.test(path);
}

test('every result links to its page, with its change', async () => {
  const page = rendered(await summaryOfScene('comments'));

  expect(linksOf(page).slice(0, 4)).toEqual([
    { href: `${HOST}/ui/td/runs/239`, text: 'Testsigma run 239' },
    { href: `${HOST}/ui/td/test_case_results/3646`, text: 'Login works' },
    { href: `${HOST}/ui/td/test_case_results/3654`, text: 'Account › Password can be changed' },
    { href: `${HOST}/ui/td/test_case_results/3657`, text: 'Checkout as a guest' },
  ]);
  const [changes] = tablesOf(page);
  expect(changes).toEqual([
    ['Test', 'Change'],
    [
      'Login works\nSmoke · Windows Chrome · 3646\n💬 Flaky network, reviewed manually',
      'Failed →\u00a0Passed',
    ],
    [
      'Account › Password can be changed\nAccount · Windows Chrome · 3654\n💬 Mail was late',
      'Failed →\u00a0Passed',
    ],
    [
      'Checkout as a guest\nCheckout · macOS Safari · 3657\n💬 Flaky network, reviewed manually',
      'Stopped →\u00a0Not\u00a0Executed',
    ],
  ]);
});

test('the overall run result is shown before and after', async () => {
  expect(rendered(await summaryOfScene('full')).text).toContain('run result Failed → Passed');
  expect(rendered(await summaryOfScene('partial')).text).toContain('Run still Failed: ');
});

test('a comment that all share is shown once', async () => {
  const { text } = rendered(await summaryOfScene('partial'));

  expect(text.split('Comment: Price list was out of date')).toHaveLength(2);
  expect(text).not.toContain('💬');
});

test('hostile names, machines, builds and comments are shown unchanged, truncated', async () => {
  const page = rendered(await summaryOfScene('hostile'));
  const shown = `${HOSTILE.slice(0, 299)}…`;

  expect(page.text).toContain(`build ${shown} · started`);
  expect(page.text).toContain(`Comment: ${shown}`);
  expect(linksOf(page).filter(({ text }) => text === shown)).toHaveLength(10);
  expect(page.text).toContain(`Smoke · ${shown} · 3646`);
});

const HEADLINES = [
  ['full', '✅ Testsigma override succeeded: 7 overridden, 1 unchanged'],
  ['partial', '⚠️ Testsigma override partially succeeded: 3 of 4 overridden'],
  ['failed', '❌ Testsigma override failed: 0 of 3 overridden'],
  ['cancelled', '🚫 Testsigma override cancelled: 2 of 3 overridden'],
  ['dry-run', '📝 Testsigma override dry run: 2 of 3 would change, nothing was sent'],
  ['unchanged', '✅ Testsigma override succeeded: nothing to change (2 unchanged)'],
  ['nothing', 'ℹ️ Testsigma override: no results given'],
  ['wrong', '❌ Testsigma override failed: no results were overridden'],
] as const;

test.each(HEADLINES.filter(isPlayed))('%s opens with its verdict: %s', async (scene, headline) => {
  expect(rendered(await summaryOfScene(scene)).text.split('\n')[0]).toBe(headline);
});

const BOXES = [
  ['failed', 'markdown-alert-caution', /Testsigma responded 403 Forbidden/],
  ['cancelled', 'markdown-alert-caution', /run result before Failed.*The step was cancelled/s],
] as const;

test.each(BOXES.filter(isPlayed))('%s explains why in a box of its color', async (scene, color, words) => {
  const page = rendered(await summaryOfScene(scene));
  const classes = named(page, 'div').flatMap(({ properties }) => properties['className']);

  expect(classes).toContain(color);
  expect(page.text).toMatch(words);
});

test('a summary that is too large says what it omits', () => {
  const { text } = rendered(summaryOfMany(4_000, HOSTILE, 50_000));

  expect(text).toContain("Omitted because of GitHub's size limit:");
  expect(text).toMatch(/… and \d+ more results/);
});

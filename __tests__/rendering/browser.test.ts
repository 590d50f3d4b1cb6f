/**
 * The summary in real Chromium with GitHub's style sheet. Skipped without Chromium, unless
 * `BROWSER_TESTS=required`.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hasChromium, openMarkdown, startChromium } from '../../scripts/browser.js';

import { summaryOfMany } from '../support/rendered-reports.js';
import { HOSTILE, SCENE_NAMES, summaryOfScene } from '../support/scenes.js';

const describeInBrowser =
  hasChromium || process.env['BROWSER_TESTS'] === 'required' ? describe : describe.skip;

const DESKTOP = 1_000;
const PHONE = 390;

const pages: readonly (readonly [string, () => Promise<string>])[] = [
  ...SCENE_NAMES.map((name) => [name, () => summaryOfScene(name)] as const),
  ['500 results', async () => summaryOfMany(500, 'Login works')],
  ['a name without a space', async () => summaryOfMany(30, 'x'.repeat(300))],
  ['200 hostile results', async () => summaryOfMany(200, HOSTILE)],
];

describeInBrowser('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  test.each(pages)('%s fits a desktop and a phone, and requests nothing', async (_, write) => {
    const { page, strangers } = await openMarkdown(browser, await write(), {
      theme: 'light',
      width: DESKTOP,
    });
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);

    expect(await overflowOf(page)).toEqual([]);
    await page.setViewportSize({ width: PHONE, height: 844 });
    expect(await overflowOf(page)).toEqual([]);
    expect(await page.evaluate(UNSEEN)).toEqual([]);
    expect(strangers).toEqual([]);
    expect(dialogs).toEqual([]);
    await page.close();
  });

  test.each(['light', 'dark'] as const)('has enough contrast in %s', async (theme) => {
    const { page } = await openMarkdown(browser, await summaryOfScene('failed'), { theme, width: DESKTOP });
    await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
    // The contrast that WCAG asks of plain text.
    expect(Number(await page.evaluate(LEAST_CONTRAST))).toBeGreaterThan(4.5);
    await page.close();
  });
});

/** What is wider than the page: nothing may be, except inside a box that scrolls by itself. */
function overflowOf(page: Page): Promise<unknown> {
  return page.evaluate(`
    (() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const main = document.querySelector('main').getBoundingClientRect();
      const wide = [...document.querySelectorAll('main > *')]
        .filter((one) => one.getBoundingClientRect().right > main.right + 1)
        .map((one) => one.outerHTML.slice(0, 200));
      return scrollWidth > clientWidth ? [...wide, scrollWidth] : wide;
    })()`);
}

/** Cells and lines that contain text but take no room. */
const UNSEEN = `
  [...document.querySelectorAll('td, th, p, li, summary')]
    .filter((one) => one.textContent.trim() !== '' && one.getBoundingClientRect().height < 8)
    .map((one) => one.textContent)`;

/** The least contrast of any text with the nearest background that is not see-through. */
const LEAST_CONTRAST = `
  (() => {
    const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
    const solid = (color) => (numbers(color)[3] ?? 1) === 1;
    const behind = (one) => {
      for (let at = one; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (solid(backgroundColor)) return backgroundColor;
      }
      return 'rgb(255, 255, 255)';
    };
    const light = (color) => {
      const [r, g, b] = numbers(color).map((part) => {
        const share = part / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrasts = [...document.querySelectorAll('main *')]
      .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
      .map((one) => {
        const [dim, bright] = [light(getComputedStyle(one).color), light(behind(one))].sort((a, b) => a - b);
        return (bright + 0.05) / (dim + 0.05);
      });
    return Math.min(...contrasts);
  })()`;

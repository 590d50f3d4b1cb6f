/** Debian's Chromium, started so that it requests nothing from the network, to look at pages that are on no server. */
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { pageOf } from './github-page.js';

/** Where Chromium is looked for; `CHROMIUM` names another place. */
const CHROMIUM = process.env['CHROMIUM'] || '/usr/bin/chromium';

/** The origin of the page. There is no server: every request is answered here. */
const ORIGIN = 'http://summary.test';

const PACKAGES = join(dirname(fileURLToPath(import.meta.url)), '../node_modules');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Letters look alike on every machine: no smoothing by the screen's colours, and no hints of its resolution.
  '--disable-lcd-text',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

/** Whether there is a Chromium to look with. */
export const hasChromium = existsSync(CHROMIUM);

/** Starts Chromium; the caller closes it. */
export function startChromium() {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/**
 * Opens Markdown as GitHub would show it.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} markdown
 * @param {Look} look
 */
export function openMarkdown(browser, markdown, look) {
  return openPage(browser, pageOf(markdown, look.theme), look);
}

/** @typedef {{ theme: import('./github-page.js').Theme, width: number, scale?: number }} Look */

/**
 * Opens a page that is on no server; files of packages come from node_modules.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} html
 * @param {Look} look
 * @returns the page, and the URLs elsewhere that it requested: none, if all is well
 */
export async function openPage(browser, html, { theme, width, scale = 1 }) {
  const viewport = { width, height: 800 };
  const page = await browser.newPage({ viewport, deviceScaleFactor: scale, colorScheme: theme });
  /** @type {string[]} */
  const strangers = [];
  await page.route('**', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== ORIGIN) {
      strangers.push(url.href);
      await route.abort();
    } else if (url.pathname === '/') {
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    } else {
      await route.fulfill({ path: join(PACKAGES, normalize(decodeURIComponent(url.pathname))) });
    }
  });
  await page.goto(`${ORIGIN}/`);
  await page.evaluate('document.fonts.ready');
  return { page, strangers };
}

/** Debian's Chromium, started so that it asks nothing of the network, to look at pages that stand nowhere. */
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { pageOf } from './github-page.js';

/** Where Chromium is looked for; `CHROMIUM` names another place. */
const CHROMIUM = process.env['CHROMIUM'] || '/usr/bin/chromium';

/** The origin of the page. Nobody answers there: every request is answered here. */
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
 * @param {{ theme: import('./github-page.js').Theme, width: number, scale?: number }} look
 * @returns the page, and the addresses beyond it that it asked for: none, if all is well
 */
export async function openMarkdown(browser, markdown, { theme, width, scale = 1 }) {
  const viewport = { width, height: 800 };
  const page = await browser.newPage({ viewport, deviceScaleFactor: scale, colorScheme: theme });
  /** @type {string[]} */
  const strangers = [];
  await page.route('**', async (route) => {
    const address = new URL(route.request().url());
    if (address.origin !== ORIGIN) {
      strangers.push(address.href);
      await route.abort();
    } else if (address.pathname === '/') {
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: pageOf(markdown, theme) });
    } else {
      await route.fulfill({ path: join(PACKAGES, normalize(decodeURIComponent(address.pathname))) });
    }
  });
  await page.goto(`${ORIGIN}/`);
  await page.evaluate('document.fonts.ready');
  return { page, strangers };
}

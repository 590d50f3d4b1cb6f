/**
 * Makes docs/pictures/ anew: job summaries of real runs against the sandbox, first as Markdown, then as pictures in
 * light and dark. Needs Chromium; see scripts/browser.js.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import UPNG from 'upng-js';
import { openMarkdown, startChromium } from './browser.js';
import { fingerprint, PICTURES, stamped, THEMES } from './picture.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'docs/pictures');

/** Colours that are enough for text and a few emoji; a picture is a third as large with them. */
const COLOURS = 64;

/** As wide as GitHub shows a README, and sharp on fine screens. */
const LOOK = { width: 830, scale: 2 };

execFileSync(
  process.execPath,
  ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '__tests__/rendering/pictures'],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PICTURES: 'write' } },
);
const browser = await startChromium();
try {
  for (const name of PICTURES) for (const theme of THEMES) await take(name, theme);
} finally {
  await browser.close();
}

/** @param {string} name @param {import('./github-page.js').Theme} theme */
async function take(name, theme) {
  const markdown = readFileSync(join(folder, `${name}.md`), 'utf8');
  const { page } = await openMarkdown(browser, markdown, { ...LOOK, theme });
  const height = await page.evaluate('document.querySelector("main").offsetHeight');
  await page.setViewportSize({ width: LOOK.width, height: Number(height) });
  const file = join(folder, `${name}-${theme}.png`);
  writeFileSync(file, stamped(small(await page.screenshot()), fingerprint(markdown, theme)));
  process.stdout.write(`${file}\n`);
}

/** @param {Buffer} png */
function small(png) {
  const image = UPNG.decode(new Uint8Array(png).buffer);
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, COLOURS));
}

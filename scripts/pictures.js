/**
 * Makes docs/pictures/: the job summary of a run against the sandbox, first as Markdown, and the form, as pictures in
 * light and dark. Needs Chromium; see scripts/browser.js.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import UPNG from 'upng-js';
import { openPage, startChromium } from './browser.js';
import { fingerprint, PICTURES, stamped, THEMES } from './picture.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'docs/pictures');

/** Colors that are enough for text and a few emoji; a picture is a third as large with them. */
const COLORS = 64;

/** Sharp on fine screens. */
const SCALE = 2;

execFileSync(
  process.execPath,
  ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '__tests__/rendering/pictures'],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PICTURES: 'write' } },
);
const browser = await startChromium();
try {
  for (const picture of PICTURES) for (const theme of THEMES) await take(picture, theme);
} finally {
  await browser.close();
}

/** @param {(typeof PICTURES)[number]} picture @param {import('./github-page.js').Theme} theme */
async function take({ name, source, page: render, width, until = 'none' }, theme) {
  const html = render(readFileSync(join(root, source), 'utf8'), theme);
  const { page } = await openPage(browser, html, { width, scale: SCALE, theme });
  const height = await page.evaluate(`
    document.querySelector('main > ${until}')?.offsetTop ?? document.querySelector('main').offsetHeight`);
  await page.setViewportSize({ width, height: Number(height) });
  const file = join(folder, `${name}-${theme}.png`);
  writeFileSync(file, stamped(small(await page.screenshot()), fingerprint(html)));
  process.stdout.write(`${file}\n`);
}

/** @param {Buffer} png */
function small(png) {
  const image = UPNG.decode(new Uint8Array(png).buffer);
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, COLORS));
}

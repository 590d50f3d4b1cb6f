/** The pictures in docs/pictures/ show what the action writes today: `npm run pictures` makes them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { fingerprint, PICTURES, stampOf, THEMES } from '../../scripts/picture.js';
import { summaryOfScene } from '../support/scenes.js';

const isWriting = process.env['PICTURES'] === 'write';

test('the page of the pictures is the summary of today', async () => {
  const file = 'docs/pictures/partial.md';
  const summary = await summaryOfScene('partial');
  if (isWriting) writeFileSync(file, summary);
  expect(readFileSync(file, 'utf8')).toBe(summary);
  expect(summary).not.toMatch(/127\.0\.0\.1|localhost|\/tmp\//);
});

(isWriting ? describe.skip : describe).each(PICTURES)('picture $name', ({ name, source, page }) => {
  test.each(THEMES)('shows the page of today, in %s', (theme) => {
    const png = readFileSync(`docs/pictures/${name}-${theme}.png`);
    expect(stampOf(png)).toBe(fingerprint(page(readFileSync(source, 'utf8'), theme)));
    expect(png.length).toBeLessThan(150_000);
  });
});

/** The pictures in docs/pictures/ show what the action writes today. `npm run pictures` makes them anew. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fingerprint, PICTURES, stampOf, THEMES } from '../../scripts/picture.js';

import { summaryOfScene } from '../support/scenes.js';

const FOLDER = join(process.cwd(), 'docs/pictures');

describe.each(PICTURES)('the picture of a %s run', (name) => {
  const file = join(FOLDER, `${name}.md`);

  test('is made from the summary of today', async () => {
    const summary = await summaryOfScene(name);
    if (process.env['PICTURES'] === 'write') {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, summary);
    }
    expect(readFileSync(file, 'utf8')).toBe(summary);
    expect(summary).not.toMatch(/127\.0\.0\.1|localhost|\/tmp\//);
  });

  const shown = process.env['PICTURES'] === 'write' ? test.skip : test;
  shown.each(THEMES)('shows it, in %s', (theme) => {
    const png = readFileSync(join(FOLDER, `${name}-${theme}.png`));
    expect(stampOf(png)).toBe(fingerprint(readFileSync(file, 'utf8'), theme));
    expect(png.length).toBeLessThan(150_000);
  });
});

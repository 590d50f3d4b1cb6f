/** Pictures that know what they show: the fingerprint of the page is stored in the file, where no viewer minds it. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { formPage } from './form-page.js';
import { pageOf } from './github-page.js';

/** @typedef {import('./github-page.js').Theme} Theme */

/**
 * Each picture: the file that it is made from, and how that becomes a page. A width is in CSS pixels; with `until`, the
 * picture ends above the first element of that kind.
 *
 * @type {readonly { name: string, source: string, page: (source: string, theme: Theme) => string, width: number, until?: string }[]}
 */
export const PICTURES = [
  {
    name: 'partial',
    source: 'docs/pictures/partial.md',
    page: pageOf,
    width: 760,
    until: 'h3:nth-of-type(3)',
  },
  { name: 'form', source: 'examples/by-hand.yml', page: formPage, width: 400 },
];
export const THEMES = /** @type {const} */ (['light', 'dark']);

/** A PNG begins with its signature, 8 bytes, and its header, 25 bytes. */
const BEHIND_HEADER = 33;
const KEYWORD = 'Source\0';

/**
 * The fingerprint of the page that a picture shows.
 *
 * @param {string} html
 */
export function fingerprint(html) {
  return createHash('sha256').update(html).digest('hex');
}

/**
 * A PNG with a fingerprint in it.
 *
 * @param {Buffer} png
 * @param {string} print
 */
export function stamped(png, print) {
  const data = Buffer.from(`tEXt${KEYWORD}${print}`, 'latin1');
  const chunk = Buffer.alloc(data.length + 8);
  chunk.writeUInt32BE(data.length - 'tEXt'.length);
  data.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(data), data.length + 4);
  return Buffer.concat([png.subarray(0, BEHIND_HEADER), chunk, png.subarray(BEHIND_HEADER)]);
}

/**
 * The fingerprint in a PNG; empty if there is none.
 *
 * @param {Buffer} png
 */
export function stampOf(png) {
  const length = png.readUInt32BE(BEHIND_HEADER);
  const data = png.subarray(BEHIND_HEADER + 4, BEHIND_HEADER + 8 + length).toString('latin1');
  return data.startsWith(`tEXt${KEYWORD}`) ? data.slice(`tEXt${KEYWORD}`.length) : '';
}

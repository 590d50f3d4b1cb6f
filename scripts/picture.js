/** Pictures that know what they show: the page's fingerprint stands in the file, where no viewer minds it. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { pageOf } from './github-page.js';

/** The runs that are shown, and the themes in which they are. */
export const PICTURES = /** @type {const} */ (['full', 'partial', 'failed']);
export const THEMES = /** @type {const} */ (['light', 'dark']);

/** A PNG begins with its signature, 8 bytes, and its header, 25 bytes. */
const BEHIND_HEADER = 33;
const KEYWORD = 'Source\0';

/**
 * The fingerprint of the page that a picture shows.
 *
 * @param {string} markdown
 * @param {import('./github-page.js').Theme} theme
 */
export function fingerprint(markdown, theme) {
  return createHash('sha256').update(pageOf(markdown, theme)).digest('hex');
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
 * The fingerprint in a PNG; empty where there is none.
 *
 * @param {Buffer} png
 */
export function stampOf(png) {
  const length = png.readUInt32BE(BEHIND_HEADER);
  const data = png.subarray(BEHIND_HEADER + 4, BEHIND_HEADER + 8 + length).toString('latin1');
  return data.startsWith(`tEXt${KEYWORD}`) ? data.slice(`tEXt${KEYWORD}`.length) : '';
}

/** Compressed bodies. Loaded only if one comes. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { codeOf } from '../text/errors.js';

type Decoder = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  // Some servers leave out the header of the format, whose first byte ends in 8.
  deflate: (bytes, options) => promisify(Number(bytes[0]) % 16 === 8 ? inflate : inflateRaw)(bytes, options),
};

/**
 * Undoes encodings, the last one first.
 *
 * @param encodings as `Content-Encoding` lists them
 * @param maxBytes the most that may come out, in bytes
 */
export async function decompress(
  bytes: Buffer,
  encodings: readonly string[],
  maxBytes: number,
): Promise<Buffer | 'too large' | 'damaged'> {
  const decoders = encodings.toReversed().flatMap((encoding) => DECODERS[encoding] ?? []);
  // A name that nobody knows, such as utf-8, is most often a mistake of the server: the body is what it is.
  if (decoders.length < encodings.length) return bytes;
  try {
    let content = bytes;
    for (const decode of decoders) content = await decode(content, { maxOutputLength: maxBytes });
    return content;
  } catch (error) {
    return codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : 'damaged';
  }
}

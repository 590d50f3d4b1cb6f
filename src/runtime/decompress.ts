/** Compressed bodies. Loaded only if a response has one. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { codeOf } from '../text/errors.js';

type Decoder = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  // Some servers omit the header of the format, whose first byte ends in 8.
  deflate: (bytes, options) => promisify(Number(bytes[0]) % 16 === 8 ? inflate : inflateRaw)(bytes, options),
};

/**
 * Decompresses a body: undoes its encodings, the last one first. Never rejects.
 *
 * @param encodings as `Content-Encoding` lists them
 * @param maxBytes the largest result, in bytes
 */
export async function decompress(
  bytes: Buffer,
  encodings: readonly string[],
  maxBytes: number,
): Promise<Buffer | 'too large' | 'damaged'> {
  const decoders = encodings.toReversed().flatMap((encoding) => DECODERS[encoding] ?? []);
  // An unknown name, such as utf-8, is usually a mistake of the server, and the body is not compressed.
  if (decoders.length < encodings.length) return bytes;
  try {
    let content = bytes;
    for (const decode of decoders) content = await decode(content, { maxOutputLength: maxBytes });
    return content;
  } catch (error) {
    return codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : 'damaged';
  }
}

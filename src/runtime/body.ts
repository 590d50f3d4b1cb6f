/** The body of a response: read to its end, to a size limit, or until the connection breaks. */
import type { IncomingMessage } from 'node:http';

/** A body, or the part of it that arrived. */
export interface Body {
  readonly text: string;
  readonly ending: Ending;
}

/** `cut`: the connection broke or the signal aborted; `damaged`: the body cannot be decompressed. */
type Ending = 'complete' | 'too large' | 'cut' | 'damaged';

/**
 * Reads a body and decompresses it. Settles however the connection ends; never rejects.
 *
 * @param maxBytes the most that is read, in bytes: as it arrives, and decompressed
 */
export async function readBody(
  message: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Body> {
  const { bytes, ending } = await readBytes(message, maxBytes, signal);
  const encodings = contentEncodings(message);
  if (encodings.length === 0 || bytes.length === 0) return { text: textOf(bytes), ending };
  if (ending !== 'complete') return { text: '', ending };
  const { decompress } = await import('./decompress.js');
  const decompressed = await decompress(bytes, encodings, maxBytes);
  return typeof decompressed === 'string'
    ? { text: '', ending: decompressed }
    : { text: textOf(decompressed), ending };
}

function textOf(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

/** How a body is compressed, in the order in which that was done: some proxies do it although none was requested. */
function contentEncodings({ headers }: IncomingMessage): string[] {
  const names = (headers['content-encoding'] ?? '').toLowerCase().split(/[\s,]+/);
  return names.filter((name) => name !== '' && name !== 'identity');
}

/** Node's own helpers never settle if a connection breaks in the middle of a body; this one does. */
function readBytes(
  message: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ bytes: Buffer; ending: Ending }> {
  return new Promise((resolve) => {
    const expected = Number(message.headers['content-length'] ?? FIRST_BLOCK_BYTES);
    let bytes = new GrowableBuffer(Math.min(expected, maxBytes));
    let isSettled = false;
    const settle = (ending: Ending) => {
      if (isSettled) return;
      isSettled = true;
      resolve({ bytes: bytes.content, ending });
      // The connection keeps its listeners, and they would keep the bytes.
      bytes = new GrowableBuffer(0);
      if (ending !== 'complete') message.destroy();
    };
    message.on('data', (chunk: Buffer) => {
      if (isSettled) return;
      bytes.add(chunk);
      if (bytes.size > maxBytes) settle('too large');
    });
    message.on('end', () => settle(message.complete ? 'complete' : 'cut'));
    message.on('error', () => settle('cut'));
    message.on('close', () => settle('cut'));
    if (signal.aborted) settle('cut');
    else signal.addEventListener('abort', () => settle('cut'));
  });
}

/** The size of the first block if a response does not give its length, in bytes: most are smaller. */
const FIRST_BLOCK_BYTES = 16 * 1024;

/**
 * Bytes copied into one block that doubles when it is full. A list of the chunks of a body that is sent byte by byte
 * would take hundreds of times its size.
 */
class GrowableBuffer {
  #block: Buffer;
  #size = 0;

  /** @param expected how many bytes there will be, if that is known; the memory is not touched before they arrive */
  constructor(expected: number) {
    this.#block = Buffer.allocUnsafe(expected);
  }

  /** How many bytes it holds. */
  get size(): number {
    return this.#size;
  }

  /** Appends a chunk. */
  add(chunk: Buffer): void {
    const size = this.#size + chunk.length;
    if (size > this.#block.length) {
      const larger = Buffer.allocUnsafe(Math.max(size, 2 * this.#block.length));
      this.#block.copy(larger, 0, 0, this.#size);
      this.#block = larger;
    }
    chunk.copy(this.#block, this.#size);
    this.#size = size;
  }

  /** The bytes, without a copy. */
  get content(): Buffer {
    return this.#block.subarray(0, this.#size);
  }
}

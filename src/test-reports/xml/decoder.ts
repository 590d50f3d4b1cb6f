/** The bytes of an XML document → its text: the encoding by byte order mark, else by declaration, else UTF-8. */
import { TextDecoder } from 'node:util';
import { quote } from '../../text/format.js';

/** Why bytes cannot be decoded, and the text before them that was not returned yet. */
export class EncodingError extends Error {
  readonly before: string;

  constructor(message: string, before: string) {
    super(message);
    this.before = before;
  }
}

/** A declaration is within the first bytes, or there is none. */
const MAX_DECLARATION_BYTES = 1_024;

/**
 * Decodes a document chunk by chunk, strictly: an invalid byte is an error, never a replacement character.
 */
export class XmlDecoder {
  #head: Uint8Array = new Uint8Array(0);
  #encoding = '';
  #decoder: TextDecoder | undefined;

  /**
   * The text of the next bytes; empty while the encoding is not known yet.
   *
   * @throws EncodingError for bytes that are not valid in the encoding, and for an encoding that is not known
   */
  decode(bytes: Uint8Array): string {
    if (this.#decoder) return this.#text(this.#decoder, bytes);
    this.#head = Buffer.concat([this.#head, bytes]);
    return this.#head.length < MAX_DECLARATION_BYTES ? '' : this.#begin();
  }

  /**
   * The rest of the text, at the end of the document.
   *
   * @throws EncodingError if the last character is cut off
   */
  end(): string {
    const rest = this.#decoder ? '' : this.#begin();
    try {
      return rest + (this.#decoder?.decode() ?? '');
    } catch {
      throw new EncodingError(`ends in the middle of a ${this.#encoding} character`, rest);
    }
  }

  #begin(): string {
    const head = this.#head;
    this.#head = new Uint8Array(0);
    this.#decoder = decoderOf(encodingOf(head));
    this.#encoding = this.#decoder.encoding.toUpperCase();
    return this.#text(this.#decoder, head);
  }

  #text(decoder: TextDecoder, bytes: Uint8Array): string {
    try {
      return decoder.decode(bytes, { stream: true });
    } catch {
      const message = `is not ${this.#encoding} text from here on; write the report in UTF-8, or declare its encoding`;
      throw new EncodingError(message, textBeforeError(this.#encoding, bytes));
    }
  }
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new EncodingError(
      `declares the encoding ${quote(encoding)}, which is not known; write the report in UTF-8`,
      '',
    );
  }
}

const MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['UTF-32', [0xff, 0xfe, 0, 0]],
  ['UTF-32', [0, 0, 0xfe, 0xff]],
  ['UTF-8', [0xef, 0xbb, 0xbf]],
  ['UTF-16LE', [0xff, 0xfe]],
  ['UTF-16BE', [0xfe, 0xff]],
  ['UTF-16LE', [0x3c, 0]],
  ['UTF-16BE', [0, 0x3c]],
];

/**
 * The encoding of a document, detected as in XML 1.0 (appendix F). A declaration that can be read byte by byte but names
 * a wider encoding is wrong: .NET's text writers declare UTF-16 in files that are UTF-8.
 */
function encodingOf(head: Uint8Array): string {
  const marked = MARKS.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (marked) return marked[0];
  const start = Buffer.from(head.subarray(0, MAX_DECLARATION_BYTES)).toString('latin1');
  const declared = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1] ?? 'UTF-8';
  return /^(?:utf-?(?:16|32)|ucs|iso-10646)/i.test(declared) ? 'UTF-8' : declared;
}

/** The text before the first invalid byte, found by bisection. */
function textBeforeError(encoding: string, bytes: Uint8Array): string {
  const whole = encoding === 'UTF-8' ? bytes.subarray(continuationBytes(bytes)) : bytes;
  let text = '';
  let low = 0;
  let high = whole.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    const good = decoded(encoding, whole.subarray(0, middle));
    if (good === undefined) high = middle;
    else {
      low = middle;
      text = good;
    }
  }
  return text;
}

/** How many bytes at the start belong to a character that began before. */
function continuationBytes(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte < 0x80 || byte > 0xbf);
  return first < 0 || first > 3 ? 0 : first;
}

function decoded(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

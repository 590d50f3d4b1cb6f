import { describe, expect, test } from '@jest/globals';
import { EncodingError, XmlDecoder } from '../../../src/test-reports/xml/decoder.js';

/** Longer than what is searched for a declaration, so that chunks are decoded one by one. */
const LONG = `${'Größe › 日本 😀 '.repeat(200)}end`;

function decoded(bytes: Uint8Array, piece = bytes.length): string {
  const decoder = new XmlDecoder();
  let text = '';
  for (let at = 0; at < bytes.length; at += piece) text += decoder.decode(bytes.subarray(at, at + piece));
  return text + decoder.end();
}

/** Why these chunks cannot be decoded, and the text before that which was not returned yet. */
function errorOf(...pieces: readonly Uint8Array[]): { message: string; before: string; given: string } {
  const decoder = new XmlDecoder();
  let given = '';
  try {
    for (const piece of pieces) given += decoder.decode(piece);
    given += decoder.end();
  } catch (error) {
    if (error instanceof EncodingError) return { message: error.message, before: error.before, given };
    throw error;
  }
  throw new Error(`no error in ${given}`);
}

describe('a long text', () => {
  test.each([1, 2, 3, 4, 5, 1_023, 1_024, 1_025])('is decoded in chunks of %i bytes', (piece) => {
    expect(decoded(Buffer.from(LONG), piece)).toBe(LONG);
    expect(decoded(Buffer.from(`\ufeff${LONG}`, 'utf16le'), piece)).toBe(LONG);
    expect(decoded(Buffer.from(`\ufeff${LONG}`, 'utf16le').swap16(), piece)).toBe(LONG);
  });

  test('is returned as it comes, from the 1,024th byte on', () => {
    const decoder = new XmlDecoder();
    expect(decoder.decode(Buffer.from('a'.repeat(1_023)))).toBe('');
    expect(decoder.decode(Buffer.from('b'))).toBe(`${'a'.repeat(1_023)}b`);
    expect(decoder.decode(Buffer.from('c'))).toBe('c');
    expect(decoder.end()).toBe('');
  });

  test('that ends within a character is an error', () => {
    const bytes = Buffer.from(`${'a'.repeat(2_000)}😀`);
    for (const cut of [1, 2, 3])
      expect(errorOf(bytes.subarray(0, -cut))).toEqual({
        message: 'ends in the middle of a UTF-8 character',
        before: '',
        given: 'a'.repeat(2_000),
      });
    expect(errorOf(Buffer.from('ab😀').subarray(0, -1)).before).toBe('ab');
  });
});

describe('a byte without a meaning', () => {
  const long = Buffer.from('a'.repeat(2_000));
  const smile = Buffer.from('😀');
  const MESSAGE = 'is not UTF-8 text from here on; write the report in UTF-8, or declare its encoding';

  test('comes with the text before it that was not returned', () => {
    expect(errorOf(Buffer.from('Grü'), Buffer.of(0xff, 0x61))).toEqual({
      message: MESSAGE,
      before: 'Grü',
      given: '',
    });
    expect(errorOf(long, Buffer.concat([Buffer.from('bc'), Buffer.of(0xff)]))).toEqual({
      message: MESSAGE,
      before: 'bc',
      given: 'a'.repeat(2_000),
    });
  });

  test.each([1, 2, 3])('may follow a character of which %i bytes came before', (split) => {
    const rest = Buffer.concat([smile.subarray(split), Buffer.from('bc'), Buffer.of(0xff), Buffer.from('d')]);
    expect(errorOf(long, smile.subarray(0, split), rest)).toMatchObject({ message: MESSAGE, before: 'bc' });
  });

  test('at the very beginning has no text before it', () => {
    expect(errorOf(Buffer.of(0xff, 0x61, 0x62))).toMatchObject({ message: MESSAGE, before: '' });
    expect(errorOf(long, Buffer.of(0x80, 0x80, 0x80, 0x80, 0x80))).toMatchObject({ before: '' });
  });

  test('is found in other encodings, too', () => {
    const half = Buffer.concat([Buffer.from('\ufeffab', 'utf16le'), Buffer.of(0x00, 0xdc, 0x61, 0x00)]);
    expect(errorOf(half)).toMatchObject({
      message: MESSAGE.replace('UTF-8', 'UTF-16LE'),
      before: 'ab',
    });
  });
});

describe('a declaration', () => {
  const declared = (declaration: string, encoding: BufferEncoding = 'utf8') =>
    decoded(Buffer.from(`${declaration}ü`, encoding)).slice(-1);

  test.each([
    '<?xml encoding="ISO-8859-1"?>',
    "<?xml version='1.0' encoding = 'ISO-8859-1' ?>",
    '<?xml version="1.0"\nencoding\t=\n"iso-8859-1"?>',
  ])('is used: %j', (declaration) => {
    expect(declared(declaration, 'latin1')).toBe('ü');
  });

  test.each([
    ' <?xml encoding="ISO-8859-1"?>',
    '<!-- <?xml encoding="ISO-8859-1"?> -->',
    '<?xml?><a encoding="ISO-8859-1"/>',
    '<?xml no-encoding:="ISO-8859-1"?>',
  ])('is none, so that the text is UTF-8: %j', (declaration) => {
    expect(declared(declaration)).toBe('ü');
  });

  test.each(['UTF-16', 'utf16', 'UTF-16LE', 'utf-32', 'UTF32', 'ucs-2', 'UCS4', 'ISO-10646-UCS-2'])(
    'of %s that can be read byte by byte is ignored: the text is UTF-8',
    (encoding) => {
      expect(declared(`<?xml encoding="${encoding}"?>`)).toBe('ü');
    },
  );

  test('of an encoding that is not known is an error', () => {
    expect(errorOf(Buffer.from('<?xml encoding="x-utf-16"?>'))).toMatchObject({
      message: 'declares the encoding "x-utf-16", which is not known; write the report in UTF-8',
      before: '',
    });
  });
});

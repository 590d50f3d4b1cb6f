/** What is read from the bytes of a report: encodings, replaced characters, errors at their positions, limits. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ReportError,
  readXml,
  type XmlElement,
  type XmlSummary,
} from '../../../src/test-reports/xml/reader.js';
import { memory } from '../../support/junit-reports.js';

interface ReadXml extends XmlSummary {
  readonly elements: readonly XmlElement[];
  readonly texts: readonly string[];
}

/** Reads a text, its elements, and the text of elements that are called "text". */
async function read(content: string | Uint8Array, chunk?: number): Promise<ReadXml> {
  const elements: XmlElement[] = [];
  const texts: string[] = [];
  const handler = {
    open: (element: XmlElement, capture: (done: (text: string) => void) => void) => {
      elements.push(element);
      if (element.name === 'text') capture((text) => texts.push(text));
    },
    close: () => undefined,
    comment: () => undefined,
  };
  const formats = { byRoot: () => handler, byText: (text: string) => ({ reason: `is no XML: ${text}` }) };
  const summary = await readXml(memory({ r: content }, chunk).stream('r'), formats);
  return { ...summary, elements, texts };
}

async function errorOf(content: string | Uint8Array, chunk?: number): Promise<ReportError> {
  const error = await read(content, chunk).catch((one: unknown) => one);
  if (error instanceof ReportError) return error;
  throw new Error(`no error: ${String(error)}`);
}

const CHUNKS = [1, 2, 3, 7, 1_023, 65_536];
const XML = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>\n`;
const NAME = 'Größe › naïve 日本 😀';

describe('encodings', () => {
  const text = `<a name="${NAME}"/>`;
  const utf16 = (source: string) => Buffer.from(source, 'utf16le');
  const swapped = (source: string) => Buffer.from(utf16(source)).swap16();

  test.each<[string, Uint8Array]>([
    ['UTF-8 without a declaration', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${XML('utf-8')}${text}`)],
    ['UTF-16LE with a byte order mark', utf16(`\ufeff${XML('UTF-16')}${text}`)],
    ['UTF-16BE with a byte order mark', swapped(`\ufeff${XML('UTF-16')}${text}`)],
    ['UTF-16LE without one', utf16(XML('UTF-16LE') + text)],
    ['UTF-16BE without one', swapped(XML('UTF-16BE') + text)],
    ['UTF-8 that is declared as UTF-16, as .NET writes it', Buffer.from(XML('utf-16') + text)],
  ])('reads %s, in chunks of any size', async (_, bytes) => {
    for (const chunk of CHUNKS)
      expect((await read(bytes, chunk)).elements[0]?.attributes).toEqual({ name: NAME });
  });

  test.each(['ISO-8859-1', 'windows-1252'])('reads %s by its declaration', async (encoding) => {
    const { elements } = await read(Buffer.from(`${XML(encoding)}<a name="Größe"/>`, 'latin1'));
    expect(elements[0]?.attributes['name']).toBe('Größe');
  });

  test('rejects an encoding that is not known, and UTF-32', async () => {
    expect((await errorOf(`${XML('klingon')}${text}`)).message).toContain('"klingon", which is not known');
    expect((await errorOf(Buffer.of(0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0))).message).toContain('"UTF-32"');
  });

  test.each([1, 5, 65_536])('reports a byte that is no UTF-8 where it is (chunks of %i)', async (chunk) => {
    const bytes = Buffer.concat([
      Buffer.from(`${XML('utf-8')}<testsuite name="ä">\n  <testcase name="Gr`),
      Buffer.of(0xf6),
      Buffer.from('sse"/></testsuite>'),
    ]);
    const { message, position } = await errorOf(bytes, chunk);
    expect(message).toContain('is not UTF-8 text from here on');
    expect(position.line).toBe(3);
    if (chunk > 1) expect(position.column).toBe(21);
  });

  test('reports a character that is cut off at the end', async () => {
    const bytes = Buffer.from('<a/>ä').subarray(0, -1);
    expect((await errorOf(bytes)).message).toContain('ends in the middle of a UTF-8 character');
  });

  test('reports what is wrong before a byte that is no text first', async () => {
    const bytes = Buffer.concat([Buffer.from('<testsuite></testcase>'), Buffer.of(0xff)]);
    expect((await errorOf(bytes)).message).toContain('not well-formed');
  });
});

describe('characters that XML forbids', () => {
  test.each<[string, string, number, string]>([
    ['raw color codes', '\u001b[31mno\u001b[0m', 2, '\ufffd[31mno\ufffd[0m'],
    ['references in decimal and hexadecimal', '&#27;[31m &#x1B; &#x1b;', 3, '\ufffd[31m \ufffd \ufffd'],
    ['NUL, raw and as a reference', 'a\0b&#0;', 2, 'a\ufffdb\ufffd'],
    ['U+FFFE, U+FFFF and lone surrogates', '&#xFFFE;&#65535;&#xD800;\ufffe', 4, '\ufffd'.repeat(4)],
    ['what is beyond Unicode', '&#x110000;', 1, '\ufffd'],
    ['none of the fine ones', '&#128512; 😀 &#9;&#xA;&amp;&#8250;', 0, '😀 😀 \t\n&›'],
    ['a reference in a section, which is text', 'x<![CDATA[ & ]]>', 0, 'x & '],
  ])('are replaced and counted: %s', async (_, text, count, expected) => {
    for (const chunk of CHUNKS) {
      const { replaced, texts } = await read(`<text>${text}</text>`, chunk);
      expect([replaced, texts]).toEqual([count, [expected]]);
    }
  });

  test('are replaced in attributes', async () => {
    const { elements, replaced } = await read('<a name="\u001b[1m &#8; TS"/>');
    expect(elements[0]?.attributes['name']).toBe('\ufffd[1m \ufffd TS');
    expect(replaced).toBe(2);
  });

  test('do not shift the positions of errors', async () => {
    const { position } = await errorOf('<a>\n\u001b&#27;&#x1b;</b>');
    expect(position).toEqual({ line: 2, column: 13 });
  });

  test('are counted in XML 1.1 as well, which may name them', async () => {
    expect((await read('<?xml version="1.1"?><text>&#27;</text>')).texts).toEqual(['\ufffd']);
  });
});

const CUT_OFF = /Was the report cut off/;

describe('XML that is not well-formed', () => {
  test.each<[string, string, number, number, RegExp]>([
    [
      'an element that is not closed',
      '<a>\n<b name="a">\n',
      3,
      1,
      /ends before <b> is closed\. Was the report cut off/,
    ],
    ['a tag that is cut off', '<a>\n  <b name="a"', 2, 14, CUT_OFF],
    ['nothing but a comment', '<!-- a -->\n', 2, 1, /contains no element/],
    ['an element that is closed by another', '<a>\n<b>\n  </a>', 3, 3, /a closing tag does not match/],
    ['a closing tag that matches none', '<a>\n <b></c>', 2, 5, /a closing tag does not match/],
    ['two roots', '<a/>\n <a name="x"/>', 2, 2, /another report begins here/],
    [
      'two declarations',
      '<?xml version="1.0"?><a/>\n<?xml version="1.0"?><a/>',
      2,
      1,
      /declaration has to be at the very start/,
    ],
    [
      'a blank line before the declaration',
      '\n<?xml version="1.0"?><a/>',
      2,
      1,
      /very start of the file; remove the blank lines/,
    ],
    ['text behind the root', '<a/>\n\n  Done\nmore', 3, 3, /"Done" is outside of the report/],
    [
      'text between a declaration and the root',
      '<?xml version="1.0"?>\noops\n<a/>',
      2,
      1,
      /"oops" is outside/,
    ],
    [
      'an attribute that occurs twice',
      '<a>\n<b name="a"\n name="b"/></a>',
      2,
      1,
      /the attribute name occurs twice/,
    ],
    ['an attribute without quotes', '<a name=b/>', 1, 9, /unquoted attribute value/],
    ['a "<" inside an attribute', '<a name="1 < 2"/>', 1, 12, /a "<" inside an attribute/],
    ['a "<" that begins no tag', '<a>\n1 < 2</a>', 2, 4, /a "<" that begins no tag/],
    [
      'an entity that HTML has and XML has not',
      '<a>\n<b name="a&nbsp;"/></a>',
      2,
      11,
      /"&nbsp;" is not defined in XML/,
    ],
    ['a section end in text', '<a>]]></a>', 1, 6, /"\]\]>" is disallowed/],
    ['a malformed reference', '<a>\n &#x;</a>', 2, 2, /a "&" that begins no reference/],
  ])('is reported where it is and for what it is: %s', async (_, xml, line, column, message) => {
    for (const chunk of CHUNKS) {
      const error = await errorOf(xml, chunk);
      expect(error.message).toMatch(/^is not well-formed XML: /);
      expect(error.message).toMatch(message);
      const isCutOff = /cut off|no element/.test(message.source);
      expect(CUT_OFF.test(error.message)).toBe(isCutOff);
      expect(error.position.line).toBe(line);
      if (chunk > 1_000) expect(error.position.column).toBe(column);
    }
  });

  const TAIL = `${'\n<b name="fine &amp; well"/>'.repeat(40)}</a>`;
  test.each<[string, string, number, number]>([
    ['in an attribute', '<a>\n<b name="Tom & Jerry"/>', 2, 14],
    ['in a URL', '<a>\n<b name="/a?b=1&c=2"/>', 2, 16],
    ['in text over lines', '<a><b>\nthis & that\n</b>', 2, 6],
    ['at the end of an attribute', '<a>\n\n<b name="a &"/>', 3, 12],
    ['the first of many', '<a>\n & & &', 2, 2],
    ['after one in a section and one in a comment', '<a><![CDATA[ & ]]><!-- & -->\n<b x="&"/>', 2, 7],
  ])('reports a bare "&" where it is, %s', async (_, start, line, column) => {
    for (const xml of [`${start}${TAIL}`, `${start}</a>`, start]) {
      for (const chunk of CHUNKS) {
        const error = await errorOf(xml, chunk);
        expect(error.message).toContain('a "&" that begins no reference');
        expect(error.position).toEqual({ line, column });
      }
    }
  });

  test('never throws anything but its own error', async () => {
    const markup = [
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      '&',
      ';',
      '<a>',
      '</a>',
      ' name="a"',
      '<b',
      '<![CDATA[',
      ']]>',
    ];
    const part = fc.oneof(
      fc.constantFrom(...markup, '<!--', '-->', '<?', '<!DOCTYPE', '\r', '&#27;'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        async (parts, size) => {
          const xml = `<a>${parts.join('')}`;
          const [whole, chunked] = await Promise.all(
            [65_536, size].map((chunk) => read(xml, chunk).catch((one: unknown) => one)),
          );
          if (chunked instanceof Error) expect(chunked).toBeInstanceOf(ReportError);
          expect(chunked instanceof Error).toBe(whole instanceof Error);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('finds a bare "&" anywhere, whatever surrounds it', async () => {
    const harmless = fc.constantFrom(
      'x',
      '\n',
      '\r\n',
      '&amp;',
      '&#27;',
      '<b/>',
      '<!-- & -->',
      '<![CDATA[ & ]]>',
      '😀',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(harmless), fc.array(harmless), async (before, after) => {
        const start = `<a>${before.join('')}`;
        const lines = start.split(/\r\n|\n/);
        const { position } = await errorOf(`${start}& ${after.join('')};</a>`, 5);
        expect(position).toEqual({ line: lines.length, column: (lines.at(-1) ?? '').length + 1 });
      }),
      { numRuns: 100 },
    );
  });
});

describe('entities', () => {
  test('are not expanded, however they are nested', async () => {
    const entities = Array.from(
      { length: 10 },
      (_, level) => `<!ENTITY lol${level + 1} "${`&lol${level};`.repeat(10)}">`,
    );
    const bomb = `<!DOCTYPE a [<!ENTITY lol0 "lol">${entities.join('')}]>\n<a name="&lol10;"/>`;
    const { message, position } = await errorOf(bomb);
    expect(message).toContain('"&lol10;" is not defined in XML; only the five entities of XML');
    expect(position).toEqual({ line: 2, column: 10 });
  });

  test.each(['SYSTEM "file:///etc/passwd"', 'PUBLIC "x" "http://127.0.0.1:9/x"'])(
    'are not fetched: %s',
    async (id) => {
      const xml = `<!DOCTYPE a [<!ENTITY xxe ${id}>]><a>&xxe;</a>`;
      expect((await errorOf(xml)).message).toContain('is not defined in XML');
    },
  );

  test('may be declared by a DTD that nobody uses', async () => {
    const dtd =
      '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd" [<!ELEMENT a (b)> <!-- > --> <!ENTITY % p "]>">]>';
    expect((await read(`${dtd}<a/>`)).elements).toHaveLength(1);
  });

  test('of XML itself are read', async () => {
    const { elements } = await read('<a name="&lt;&gt;&amp;&quot;&apos;"/>');
    expect(elements[0]?.attributes['name']).toBe('<>&"\'');
  });
});

describe('what is no XML', () => {
  test.each([
    ['> shop@1.0.0\n<a/>', 1, 1],
    ['\n\n {"a": 1}', 3, 2],
    ['\ufeffPK', 1, 1],
  ])('is named by its beginning: %j', async (text, line, column) => {
    const { message, position } = await errorOf(text);
    expect(message).toBe(`is no XML: ${text.trim()}`);
    expect(position).toEqual({ line, column });
  });

  test.each(['', ' \n\t', '\ufeff', '\ufeff\r\n'])('is empty: %j', async (text) => {
    expect(await read(text)).toEqual({ isEmpty: true, replaced: 0, elements: [], texts: [] });
  });
});

describe('limits', () => {
  test('rejects more than 1,000 levels', async () => {
    expect((await errorOf('<a>'.repeat(100_000))).message).toContain('deeper than 1000');
    const fine = `${'<a>'.repeat(900)}${'</a>'.repeat(900)}`;
    expect((await read(fine)).elements).toHaveLength(900);
  });

  test('reads attributes of many megabytes, many of them, and many references in linear time', async () => {
    const many = Array.from({ length: 50_000 }, (_, index) => `a${index}="1"`).join(' ');
    const references = '\u001b&#27;&amp;'.repeat(300_000);
    const started = performance.now();
    const { elements } = await read(`<a ${many}><b name="${'x'.repeat(10_000_000)}"/>${references}</a>`);
    expect(elements[1]?.attributes['name']).toHaveLength(10_000_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('captures the beginning of a text only', async () => {
    const { texts } = await read(`<text>\n  \n${'y'.repeat(5_000_000)}</text>`);
    expect(texts[0]).toMatch(/^y+$/);
    expect(texts[0]?.length).toBeLessThan(70_000);
  });
});

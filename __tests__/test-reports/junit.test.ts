/** What is read from the bytes of a report: encodings, well-formedness with its location, bounds, outcomes. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JUnitParseError, parseJUnit } from '../../src/test-reports/junit.js';
import type { JUnitTestCase } from '../../src/test-reports/test-case.js';
import { FAILED, memory, report, testcase } from '../support/junit-reports.js';

async function attemptsIn(content: string | Uint8Array, piece?: number): Promise<JUnitTestCase[]> {
  const attempts: JUnitTestCase[] = [];
  await parseJUnit('r.xml', memory({ r: content }, piece).stream('r'), (attempt) => attempts.push(attempt));
  return attempts;
}

async function faultOf(content: string | Uint8Array, piece?: number): Promise<JUnitParseError> {
  const fault = await attemptsIn(content, piece).catch((error: unknown) => error);
  if (fault instanceof JUnitParseError) return fault;
  throw new Error(`no fault: ${String(fault)}`);
}

const XML = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>\n`;
const NAME = 'Größe › naïve 日本 😀';

describe('encodings', () => {
  const text = report(testcase(NAME));
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
  ])('%s, in pieces of any size', async (_, bytes) => {
    for (const piece of [1, 2, 3, 7, 1_023, 65_536]) {
      const [attempt] = await attemptsIn(bytes, piece);
      expect(attempt?.name).toBe(NAME);
    }
  });

  test.each([
    ['ISO-8859-1', Buffer.from(`${XML('ISO-8859-1')}${report(testcase('Größe'))}`, 'latin1')],
    ['windows-1252', Buffer.from(`${XML('windows-1252')}${report(testcase('Größe'))}`, 'latin1')],
  ])('%s by its declaration', async (_, bytes) => {
    const [attempt] = await attemptsIn(bytes);
    expect(attempt?.name).toBe('Größe');
  });

  test('an encoding that is not known, and UTF-32', async () => {
    expect((await faultOf(`${XML('klingon')}${text}`)).message).toContain('"klingon", which is not known');
    expect((await faultOf(Buffer.of(0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0))).message).toContain('"UTF-32"');
  });

  test.each([1, 5, 65_536])(
    'a byte that is no UTF-8 is a fault where it stands (pieces of %i)',
    async (piece) => {
      const bytes = Buffer.concat([
        Buffer.from(`${XML('utf-8')}<testsuite name="ä">\n  <testcase name="Gr`),
        Buffer.of(0xf6),
        Buffer.from('sse"/></testsuite>'),
      ]);
      const { message, line, column } = await faultOf(bytes, piece);
      expect(message).toContain('is no UTF-8 text from here on');
      expect(line).toBe(3);
      if (piece > 1) expect(column).toBe(21);
    },
  );

  test('a character that is cut off at the end', async () => {
    const bytes = Buffer.from(`${text}ä`).subarray(0, -1);
    expect((await faultOf(bytes)).message).toContain('ends in the middle of a UTF-8 character');
  });

  test('what is wrong before a byte that is no text comes first', async () => {
    const bytes = Buffer.concat([Buffer.from('<testsuite></testcase>'), Buffer.of(0xff)]);
    expect((await faultOf(bytes)).message).toContain('not well-formed');
  });
});

describe('what is not well-formed is a fault with line and column', () => {
  test.each<[string, string, number, number]>([
    ['an element that is not closed', '<testsuite>\n<testcase name="a">\n</testsuite>', 3, 12],
    ['the end of the file in the middle', '<testsuite>\n  <testcase name="a"', 2, 20],
    ['two roots', '<testsuite/>\n<testsuite/>', 2, 11],
    ['an attribute that stands twice', '<testsuite name="a"\n name="b"/>', 2, 11],
    ['an attribute without quotes', '<testsuite name=a/>', 1, 17],
    ['a less-than sign in an attribute', '<testsuite name="<"/>', 1, 18],
    ['an ampersand alone', '<testsuite name="a & b"/>', 1, 25],
    ['an entity that HTML has and XML has not', '<testsuite name="&nbsp;"/>', 1, 23],
    ['a character that XML forbids', '<testsuite name="\u001b[31m"/>', 1, 18],
    ['a NUL', '<testsuite>\u0000</testsuite>', 1, 12],
    ['a reference to a character that XML forbids', '<testsuite name="&#0;"/>', 1, 21],
    ['a section end in text', '<testsuite>]]></testsuite>', 1, 14],
    ['text behind the root', '<testsuite/>\nDone', 2, 5],
    ['a declaration that is not first', '\n<?xml version="1.0"?><testsuite/>', 2, 6],
  ])('%s', async (_, xml, line, column) => {
    const fault = await faultOf(xml);
    expect(fault.message).toContain('is not well-formed XML: ');
    expect([fault.line, fault.column]).toEqual([line, column]);
    expect((await faultOf(xml, 1)).line).toBe(line);
  });

  test('a report of something else says what it is', async () => {
    expect((await faultOf('<coverage/>')).message).toContain('its root is <coverage>, not <testsuites> or');
    expect((await faultOf('<!DOCTYPE html><html></html>')).message).toContain('<html>');
  });

  test('no text makes the reader throw anything but its own fault', async () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      '&',
      ';',
      '<testsuite>',
      '</testsuite>',
      ' name="a"',
    );
    const pieces = fc.oneof(
      piece,
      fc.constantFrom('<testcase', '<![CDATA[', ']]>', '<!--', '-->', '<?', '<!DOCTYPE'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        async (parts, size) => {
          const error = await attemptsIn(`<testsuite>${parts.join('')}`, size).catch((one: unknown) => one);
          expect(Array.isArray(error) || error instanceof JUnitParseError).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('nothing is expanded, nothing is fetched', () => {
  test('a billion laughs are not laughed', async () => {
    const entities = Array.from(
      { length: 10 },
      (_, level) => `<!ENTITY lol${level + 1} "${`&lol${level};`.repeat(10)}">`,
    );
    const bomb = `<!DOCTYPE testsuite [<!ENTITY lol0 "lol">${entities.join('')}]>\n<testsuite name="&lol10;"/>`;
    const fault = await faultOf(bomb);
    expect(fault.message).toContain('undefined entity. Only the five entities of XML');
    expect([fault.line, fault.column]).toEqual([2, 24]);
  });

  test.each(['SYSTEM "file:///etc/passwd"', 'PUBLIC "x" "http://127.0.0.1:9/x"'])(
    'an external entity, %s',
    async (id) => {
      const xml = `<!DOCTYPE testsuite [<!ENTITY xxe ${id}>]><testsuite>${testcase('a', 'c', '<failure>&xxe;</failure>')}</testsuite>`;
      expect((await faultOf(xml)).message).toContain('undefined entity');
    },
  );

  test('a DTD that nobody uses is passed over', async () => {
    const dtd =
      '<!DOCTYPE testsuites SYSTEM "http://127.0.0.1:9/x.dtd" [<!ELEMENT a (b)> <!-- > --> <!ENTITY % p "]>">]>';
    expect(await attemptsIn(dtd + report(testcase('a')))).toHaveLength(1);
  });

  test('the five entities and references to characters', async () => {
    const [attempt] = await attemptsIn(report(testcase('&lt;&gt;&amp;&quot;&apos; &#8250; &#x1F600;')));
    expect(attempt?.name).toBe('<>&"\' › 😀');
  });
});

describe('bounds', () => {
  test('nesting deeper than 1,000 elements is no report', async () => {
    const deep = '<testsuite>'.repeat(100_000);
    expect((await faultOf(deep)).message).toContain('deeper than 1000');
    const fine = `${'<testsuite>'.repeat(900)}${testcase('a')}${'</testsuite>'.repeat(900)}`;
    expect(await attemptsIn(fine)).toHaveLength(1);
  });

  test('attributes of many megabytes, and many of them, are read in linear time', async () => {
    const many = Array.from({ length: 50_000 }, (_, index) => `a${index}="1"`).join(' ');
    const started = performance.now();
    const [attempt] = await attemptsIn(
      `<testsuite ${many}><testcase name="${'x'.repeat(10_000_000)}" classname="&#65;"/></testsuite>`,
    );
    expect(attempt?.name).toHaveLength(10_000_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('a message is kept by its first line, and no more than 1,000 characters of it', async () => {
    const output = `<failure>\n  \n${'y'.repeat(5_000_000)}\nsecond</failure>`;
    const [attempt] = await attemptsIn(report(testcase('a', 'c', output)));
    expect(attempt?.message).toBe('y'.repeat(1_000));
  });
});

describe('outcomes', () => {
  test.each<[string, string, 'SUCCESS' | 'FAILURE' | undefined, string]>([
    ['nothing in it', '', 'SUCCESS', ''],
    ['a failure', '<failure message="a&#10;b" type="t">c</failure>', 'FAILURE', 'a'],
    [
      'an error with text alone',
      '<error>\n\n  first <![CDATA[<line>]]>\n second</error>',
      'FAILURE',
      'first <line>',
    ],
    ['a failure that says nothing', '<failure/>', 'FAILURE', ''],
    ['a blank message: the text says it', '<failure message=" ">text</failure>', 'FAILURE', 'text'],
    ['several failures: the first', '<failure message="a"/><failure message="b"/>', 'FAILURE', 'a'],
    ['a skipped test', '<skipped message="later"/>', undefined, ''],
    ['a skipped test with an error at its end', '<skipped/><error message="e"/>', 'FAILURE', 'e'],
    ['the same the other way round', '<error message="e"/><skipped/>', 'FAILURE', 'e'],
    [
      'reruns that failed: the last',
      '<failure message="a"/><rerunFailure message="b"/><rerunError message="c"/>',
      'FAILURE',
      'c',
    ],
    [
      'a rerun with its text in an element',
      '<failure message="a"/><rerunFailure><stackTrace>b</stackTrace></rerunFailure>',
      'FAILURE',
      'b',
    ],
    ['flaky: it passed in the end', '<flakyFailure message="a"/><flakyError message="b"/>', 'SUCCESS', ''],
    [
      'output that speaks of failures',
      '<system-out><![CDATA[<failure message="no"/>]]></system-out>',
      'SUCCESS',
      '',
    ],
    ['a failure in something else', '<system-out><failure/></system-out>', 'SUCCESS', ''],
  ])('%s', async (_, children, outcome, message) => {
    const [attempt] = await attemptsIn(report(testcase('a', 'c', children)));
    expect(attempt).toMatchObject({ message });
    expect(attempt?.outcome).toBe(outcome);
  });

  test.each([
    ['status="notrun" result="suppressed"', undefined],
    ['status="run" result="completed"', 'SUCCESS'],
    ['status="Skipped"', undefined],
    ['status="failed"', 'FAILURE'],
    ['result="error"', 'FAILURE'],
  ])('attributes alone: %s', async (attributes, outcome) => {
    const [attempt] = await attemptsIn(report(`<testcase name="a" ${attributes}/>`));
    expect(attempt?.outcome).toBe(outcome);
  });
});

describe('tests', () => {
  test('names, classes and lines as they stand, white space around them unusedTests; suites with their parents', async () => {
    const xml = `<testsuites name="all">
  <testsuite name="outer" hostname="chromium"><testsuite name="inner">
    <testcase
       name=" a "/>
    <testcase classname="k" name="b"/></testsuite></testsuite>
  <testcase name="c"/>
</testsuites>`;
    const [a, b, c] = await attemptsIn(xml);
    expect([a?.name, a?.classname, a?.line]).toEqual(['a', '', 3]);
    expect([b?.name, b?.classname, b?.line]).toEqual(['b', 'k', 5]);
    expect(a?.suite).toBe(b?.suite);
    expect([a?.suite.name, a?.suite.parent?.name, a?.suite.parent?.parent?.name]).toEqual([
      'inner',
      'outer',
      'all',
    ]);
    expect(c?.suite).toBe(a?.suite.parent?.parent);
  });

  test('properties that are meant for the action, however they are written', async () => {
    const properties = `<properties>
      <property name="testsigma.testCaseId" value=" 411 "/>
      <property name="TESTSIGMA_Machine">Windows Chrome</property>
      <property name="testsigma-suite"><![CDATA[Smoke]]></property>
      <property name="owner" value="x"/><property value="y"/></properties>`;
    const [attempt] = await attemptsIn(report(testcase('a', 'c', properties + FAILED)));
    expect(attempt?.properties).toEqual([
      ['testsigma.testcaseid', '411'],
      ['testsigma.machine', 'Windows Chrome'],
      ['testsigma.suite', 'Smoke'],
    ]);
    expect(attempt?.message).toBe('it broke');
  });

  test('properties of a suite are not those of its tests', async () => {
    const suite = '<properties><property name="testsigma.testCaseId" value="411"/></properties>';
    const [attempt] = await attemptsIn(`<testsuite>${suite}${testcase('a')}</testsuite>`);
    expect(attempt?.properties).toEqual([]);
  });

  test('XML 1.1 may name control characters', async () => {
    const [attempt] = await attemptsIn(`<?xml version="1.1"?>${report(testcase('a&#27;[31m&#7;'))}`);
    expect(attempt?.name).toBe('a\u001b[31m\u0007');
  });
});

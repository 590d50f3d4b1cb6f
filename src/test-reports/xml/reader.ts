/** The bytes of an XML report → its elements, with exact positions; characters that XML forbids are replaced. */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { EncodingError, XmlDecoder } from './decoder.js';
import { BARE_AMPERSAND, type Culprit, explainXmlError } from './errors.js';

/** A position in a file, counted from 1; columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Why a report cannot be read, in words that follow its name, and where. */
export class ReportError extends Error {
  readonly position: Position;
  /** Whether the file belongs to JUnit reports but contains no tests: it is skipped, and that is no error. */
  readonly isSkipped: boolean;

  constructor(message: string, position: Position, isSkipped = false) {
    super(message);
    this.position = position;
    this.isSkipped = isSkipped;
  }
}

/** An element when its start tag has been read. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** 1 for the root. */
  readonly depth: number;
  /** The line of its `<`, counted from 1. */
  readonly line: number;
}

/** Calls back with the beginning of an element's text, without leading white space, when the element ends. */
export type CaptureText = (done: (text: string) => void) => void;

/** Handles the elements of one format. */
export interface XmlHandler {
  open(element: XmlElement, capture: CaptureText): void;
  /** @param depth the depth of the element that ends */
  close(depth: number): void;
  comment(text: string): void;
}

/** A file that is not read. */
export interface NotRead {
  /** What it is and what to do, in words that follow its name. */
  readonly reason: string;
  readonly isSkipped?: boolean;
}

/** How the format of a file is detected. */
export interface Formats {
  /** By the root element, and by the beginning of the file, which includes its DOCTYPE. */
  readonly byRoot: (root: XmlElement, beginning: string) => XmlHandler | NotRead;
  /** By the beginning of a text that is not XML. */
  readonly byText: (beginning: string) => NotRead;
}

/** What a file contained, apart from its elements. */
export interface XmlSummary {
  /** Whether it contains nothing but white space. */
  readonly isEmpty: boolean;
  /** How many characters, and references to characters, were replaced because XML forbids them. */
  readonly replaced: number;
}

/**
 * Reads a file as a stream.
 *
 * @param chunks its bytes; each chunk is used before the next one is requested
 * @throws ReportError if it is not well-formed, not in its encoding, or not a report
 */
export async function readXml(chunks: AsyncIterable<Uint8Array>, formats: Formats): Promise<XmlSummary> {
  const reader = new XmlReader(formats);
  for await (const chunk of chunks) reader.push(chunk);
  return reader.end();
}

/** No report nests its elements deeper; the parser keeps all open elements in memory. */
const MAX_DEPTH = 1_000;
/** The parser keeps a tag, a comment or a CDATA section until it ends: this limits its memory. UTF-16 units. */
const MAX_LENGTH_WITHOUT_TAG = 256 * 1024 * 1024;
/** How much of an element's text is captured, in UTF-16 units. */
const MAX_CAPTURED_LENGTH = 1_000;
/** How much of a file's beginning is used to detect its format, in UTF-16 units. */
const BEGINNING_LENGTH = 4_096;
/** The longest reference that is never split, in UTF-16 units. */
const MAX_REFERENCE_LENGTH = 40;

/** Characters that XML 1.0 forbids; a decoder never returns half a surrogate pair. */
const FORBIDDEN = /[^\t\n\r -\ufffd]/g;
/** Where a text must not be split: in a reference, so that it can be checked, and in CRLF, which is one line end. */
const INCOMPLETE_END = new RegExp(`(?:\\r|&[#\\w:.-]{0,${MAX_REFERENCE_LENGTH}})$`);
const REPLACEMENT = '\ufffd';
/** A reference to a character, by its number in decimal or in hexadecimal digits. */
const CHARACTER_REFERENCE = /&#(?:(\d+)|x([\da-f]+));/gi;
/** An "&" that begins neither a reference nor the replacement of a forbidden one. */
const BARE = `&(?!(?:#\\d+|#x[\\da-f]+|[a-z_][\\w.:-]*|${REPLACEMENT}+);)`;
const BEGINS_BARE = new RegExp(`^${BARE}`, 'i');
const BEFORE_BARE = new RegExp(`(?=${BARE})`, 'i');

/** The text that the parser is reading, how much it has read before it, and where it begins. */
interface Piece {
  readonly text: string;
  readonly offset: number;
  readonly position: Position;
}

class XmlReader {
  readonly #formats: Formats;
  readonly #decoder = new XmlDecoder();
  /** Reads everything as XML 1.0: 1.1 differs only in which characters it forbids, and these are replaced anyway. */
  readonly #parser = new SaxesParser({
    position: false,
    xmlns: false,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  } as const);
  #handler: XmlHandler | undefined;
  #captured: { readonly depth: number; readonly done: (text: string) => void; text: string } | undefined;
  /** The beginning of the text, to detect the format. */
  #beginning = '';
  #depth = 0;
  #line = 1;
  #replaced = 0;
  #isEmpty = true;
  /** Decoded text that must not be split yet. */
  #rest = '';
  #piece: Piece = { text: '', offset: 0, position: { line: 1, column: 1 } };
  /** How much the parser had read at its last event. */
  #lastEvent = 0;
  /** The first bare "&" since then: an error in text and attributes, but not in comments and CDATA sections. */
  #ampersand: Position | undefined;

  constructor(formats: Formats) {
    this.#formats = formats;
    const parser = this.#parser;
    parser.ENTITIES = this.#entities(parser.ENTITIES);
    // With more than seven event handlers, V8 turns the parser into a dictionary, and it is five times slower.
    parser.on('error', ({ message }) => this.#parserError(message.replace(/\.$/, '')));
    parser.on('opentagstart', () => this.#rememberLine());
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('closetag', () => this.#close());
    parser.on('comment', (text) => {
      this.#event();
      this.#handler?.comment(text);
    });
    parser.on('cdata', (text) => {
      this.#event();
      this.#add(text);
    });
  }

  push(bytes: Uint8Array): void {
    this.#decode(() => this.#decoder.decode(bytes));
  }

  end(): XmlSummary {
    this.#decode(() => this.#decoder.end());
    this.#write(this.#rest);
    this.#begin('');
    if (!this.#isEmpty) this.#parser.close();
    return { isEmpty: this.#isEmpty, replaced: this.#replaced };
  }

  #decode(decode: () => string): void {
    try {
      const text = this.#rest + decode();
      const end = INCOMPLETE_END.exec(text)?.index ?? text.length;
      this.#rest = text.slice(end);
      this.#write(text.slice(0, end));
    } catch (error) {
      if (!(error instanceof EncodingError)) throw error;
      this.#write(this.#rest + error.before);
      this.#begin('');
      throw new ReportError(error.message, this.#piece.position);
    }
  }

  /** The entities of XML, and the replacements that {@link withoutForbidden} makes. */
  #entities(known: Readonly<Record<string, string>>): Record<string, string> {
    const get = (_: object, name: string) => {
      if (!name.startsWith(REPLACEMENT)) return known[name];
      this.#replaced += 1;
      return REPLACEMENT;
    };
    return new Proxy({}, { get });
  }

  #write(raw: string): void {
    const text = withoutForbidden(raw).replace(FORBIDDEN, () => {
      this.#replaced += 1;
      return REPLACEMENT;
    });
    // The parser reports a bare "&" only at the next ";": its position has to be remembered.
    const pieces = text.includes('&') ? text.split(BEFORE_BARE) : [text];
    for (const piece of pieces) {
      this.#begin(piece);
      if (this.#isEmpty) this.#checkBeginning(piece);
      if (BEGINS_BARE.test(piece)) this.#ampersand ??= this.#piece.position;
      this.#parser.write(piece);
    }
  }

  #begin(text: string): void {
    // Between two texts the parser's position is not correct until it is written to.
    this.#parser.write('');
    const { position: offset, line, columnIndex } = this.#parser;
    if (offset - this.#lastEvent > MAX_LENGTH_WITHOUT_TAG) this.#tooLong();
    this.#piece = { text, offset, position: { line, column: columnIndex + 1 } };
  }

  #tooLong(): never {
    if (this.#ampersand) throw new ReportError(BARE_AMPERSAND, this.#ampersand);
    throw this.#error(
      'contains more than 256 Mi characters without a tag; leave the output of tests out of it',
    );
  }

  #checkBeginning(text: string): void {
    const start = text.search(/\S/);
    if (start < 0) return;
    this.#isEmpty = false;
    this.#beginning = text.slice(start, start + BEGINNING_LENGTH);
    if (text.charAt(start) === '<') return;
    const { reason, isSkipped } = this.#formats.byText(this.#beginning);
    throw new ReportError(reason, this.#positionOf(start), isSkipped);
  }

  #event(): void {
    this.#lastEvent = this.#parser.position;
    this.#ampersand = undefined;
  }

  /** The parser has read the name and one more character, which may have been the end of the line. */
  #rememberLine(): void {
    const { line, columnIndex } = this.#parser;
    this.#line = columnIndex === 0 ? line - 1 : line;
  }

  #open({ name, attributes }: SaxesTagPlain): void {
    this.#event();
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH)
      throw this.#error(`nests its elements deeper than ${MAX_DEPTH}: no test report does`);
    const element = { name, attributes, depth: this.#depth, line: this.#line };
    this.#handler ??= this.#handlerFor(element);
    this.#handler.open(element, (done) => this.#startCapture(done));
  }

  #handlerFor(root: XmlElement): XmlHandler {
    const found = this.#formats.byRoot(root, this.#beginning);
    if (!('reason' in found)) return found;
    throw new ReportError(found.reason, this.#positionOf(this.#indexOf('tag')), found.isSkipped);
  }

  #close(): void {
    this.#event();
    if (this.#captured?.depth === this.#depth) this.#endCapture(this.#captured);
    this.#handler?.close(this.#depth);
    this.#depth -= 1;
  }

  #startCapture(done: (text: string) => void): void {
    this.#captured = { depth: this.#depth, done, text: '' };
    this.#parser.on('text', (text) => this.#add(text));
  }

  #add(text: string): void {
    const captured = this.#captured;
    if (!captured || captured.text.length > MAX_CAPTURED_LENGTH) return;
    const more = captured.text === '' ? text.trimStart() : text;
    captured.text += more.slice(0, MAX_CAPTURED_LENGTH + 1);
  }

  #endCapture({ done, text }: { readonly done: (text: string) => void; readonly text: string }): void {
    this.#captured = undefined;
    this.#parser.off('text');
    done(text);
  }

  #parserError(reported: string): never {
    // At the end of the file, the parser reports whatever followed a bare "&" instead.
    if (this.#ampersand && /entit|^un(?:closed tag|expected end)/.test(reported))
      throw new ReportError(BARE_AMPERSAND, this.#ampersand);
    const { message, culprit } = explainXmlError(reported, (one) => this.#textOf(one));
    throw new ReportError(message, this.#positionOf(this.#indexOf(culprit)));
  }

  #error(message: string): ReportError {
    return new ReportError(message, this.#positionOf(this.#indexOf('here')));
  }

  /** How much of the piece the parser has read. */
  get #read(): number {
    return this.#parser.position - this.#piece.offset;
  }

  /** The index of the culprit in the piece, or else of the last character that was read. */
  #indexOf(culprit: Culprit): number {
    const here = Math.max(0, this.#read - 1);
    const { text, offset } = this.#piece;
    if (culprit === 'here') return here;
    if (culprit === 'text') {
      const start = Math.max(0, this.#lastEvent - offset, afterDeclaration(text.slice(0, here)));
      return start + Math.max(0, text.slice(start).search(/\S/));
    }
    const found = text.lastIndexOf(culprit === 'tag' ? '<' : '&', here);
    return found < 0 ? here : found;
  }

  #textOf(culprit: Culprit): string {
    const text = this.#piece.text.slice(this.#indexOf(culprit), this.#read);
    return culprit === 'text' ? (text.split(/[\r\n<]/, 1)[0] ?? '') : text;
  }

  #positionOf(index: number): Position {
    const { text, position } = this.#piece;
    const lines = text.slice(0, index).split(/\r\n|\r|\n/);
    const last = lines.at(-1) ?? '';
    return lines.length === 1
      ? { line: position.line, column: position.column + last.length }
      : { line: position.line + lines.length - 1, column: last.length + 1 };
  }
}

/**
 * A text whose references to forbidden characters are replaced by references to {@link REPLACEMENT} of the same length,
 * so that positions stay correct. They are counted only when the parser resolves them: in a CDATA section they are text.
 */
function withoutForbidden(text: string): string {
  if (!text.includes('&#')) return text;
  return text.replace(CHARACTER_REFERENCE, (reference, decimal?: string, hexadecimal = '') => {
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return isForbidden(code) ? `&${REPLACEMENT.repeat(reference.length - 2)};` : reference;
  });
}

function isForbidden(code: number): boolean {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (code > 0x10ffff || isSurrogate) return true;
  return String.fromCodePoint(code).search(FORBIDDEN) >= 0;
}

/** The index after the last processing instruction; the XML declaration looks like one. */
function afterDeclaration(text: string): number {
  const end = text.lastIndexOf('?>');
  return end < 0 ? 0 : end + 2;
}

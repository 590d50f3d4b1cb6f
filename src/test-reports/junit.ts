/** One report, read as a stream: XML → attempts. Nothing of it is kept but what they say. */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { quote } from '../text/format.js';
import { detached, type JUnitTestCase, type Suite } from './test-case.js';
import { EncodingError, XmlDecoder } from './xml-decoder.js';

/** Why a report cannot be read, and where: both counted from 1. */
export class JUnitParseError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** No report nests its elements deeper; the parser keeps all that are open. */
const MAX_DEPTH = 1_000;
/** The parser keeps a tag, a comment or a section whole until it ends: this bounds its memory. UTF-16 units. */
const MAX_LENGTH_WITHOUT_TAG = 256 * 1024 * 1024;
/** The longest first line of a failure that is kept, in UTF-16 units. */
const MAX_LINE_LENGTH = 1_000;
/** What begins a property that is meant for the action. */
const OWN_PROPERTY = 'testsigma.';

/** How a test case ended, as far as one of its parts tells; `rerun`: failed, and this is a later attempt. */
type ElementMeaning = 'failed' | 'rerun' | 'passed' | 'skipped';

/** The elements within a test case that tell it, in the words of Surefire's schema. */
const ELEMENT_MEANINGS: ReadonlyMap<string, ElementMeaning> = new Map([
  ['failure', 'failed'],
  ['error', 'failed'],
  ['rerunFailure', 'rerun'],
  ['rerunError', 'rerun'],
  ['flakyFailure', 'passed'],
  ['flakyError', 'passed'],
  ['skipped', 'skipped'],
] as const);

/** Words of the attributes `status` and `result`: GoogleTest says of a disabled test nothing else. */
const SKIPPED_WORDS = ['notrun', 'suppressed', 'skipped', 'disabled', 'ignored'];
const FAILED_WORDS = ['fail', 'failed', 'failure', 'error'];

/**
 * Reads a report.
 *
 * @param file what people call it
 * @param chunks its bytes; each is used up before the next one is asked for
 * @param take told of every test case in the order of the report; its class and its name are windows on what was read
 * @returns whether there was anything but white space in it
 * @throws ReportFault for what is not well-formed, not in its encoding, or no JUnit report
 */
export async function parseJUnit(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  take: (attempt: JUnitTestCase) => void,
): Promise<boolean> {
  const reader = new JUnitParser(file, take);
  for await (const chunk of chunks) reader.push(chunk);
  return reader.end();
}

/** A test case whose end has not come yet. */
interface OpenCase {
  readonly suite: Suite;
  readonly attributes: Readonly<Record<string, string>>;
  readonly depth: number;
  readonly line: number;
  readonly properties: [name: string, value: string][];
  verdict: Exclude<ElementMeaning, 'rerun'> | undefined;
  message: string;
}

/** An element whose text is wanted. */
interface OpenText {
  readonly depth: number;
  readonly done: (text: string) => void;
  text: string;
}

class JUnitParser {
  readonly #file: string;
  readonly #take: (attempt: JUnitTestCase) => void;
  readonly #decoder = new XmlDecoder();
  readonly #parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  readonly #suites = new Map<string, Suite>();
  readonly #open: Suite[] = [];
  #case: OpenCase | undefined;
  #wanted: OpenText | undefined;
  #depth = 0;
  #line = 1;
  #lastTag = 0;
  #isBlank = true;

  constructor(file: string, take: (attempt: JUnitTestCase) => void) {
    this.#file = file;
    this.#take = take;
    this.#parser.on('error', ({ message }) => {
      throw this.#fault(`is not well-formed XML: ${message.replace(/\.$/, '')}${adviceOn(message)}`);
    });
    this.#parser.on('opentagstart', () => this.#rememberStart());
    this.#parser.on('opentag', (tag) => this.#enter(tag));
    this.#parser.on('closetag', (tag) => this.#leave(tag));
  }

  push(bytes: Uint8Array): void {
    this.#write(() => this.#decoder.decode(bytes));
  }

  end(): boolean {
    this.#write(() => this.#decoder.end());
    if (this.#isBlank) return false;
    this.#parser.close();
    return true;
  }

  #write(decode: () => string): void {
    try {
      this.#parse(decode());
    } catch (error) {
      if (!(error instanceof EncodingError)) throw error;
      this.#parse(error.before);
      this.#parser.write(''); // between two pieces the parser's position is not right
      throw this.#fault(error.message, 1);
    }
  }

  #parse(text: string): void {
    this.#isBlank &&= text.trim() === '';
    this.#parser.write(text);
    if (this.#parser.position - this.#lastTag > MAX_LENGTH_WITHOUT_TAG) {
      throw this.#fault(
        'holds more than 256 Mi characters without a tag; leave the output of tests out of it',
      );
    }
  }

  /** @param ahead how many characters behind the last one that was read the fault stands */
  #fault(message: string, ahead = 0): JUnitParseError {
    return new JUnitParseError(message, this.#parser.line, Math.max(1, this.#parser.columnIndex + ahead));
  }

  /** The parser has read the name and one character more, which may have been the line's end. */
  #rememberStart(): void {
    const { line, columnIndex } = this.#parser;
    this.#line = columnIndex === 0 ? line - 1 : line;
  }

  #enter({ name, attributes }: SaxesTagPlain): void {
    this.#lastTag = this.#parser.position;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH)
      throw this.#fault(`nests its elements deeper than ${MAX_DEPTH}: that is no JUnit report`);
    if (this.#depth === 1) this.#checkRoot(name);
    if (this.#case) this.#enterWithin(this.#case, name, attributes);
    else if (name === 'testsuite' || name === 'testsuites') this.#enterSuite(attributes);
    else if (name === 'testcase') this.#enterCase(attributes);
  }

  #checkRoot(name: string): void {
    if (name === 'testsuites' || name === 'testsuite') return;
    throw this.#fault(
      `is no JUnit report: its root is <${quote(name).slice(1, -1)}>, not <testsuites> or <testsuite>. Let the test runner write JUnit XML`,
    );
  }

  #enterSuite({ name = '', hostname = '' }: Readonly<Record<string, string>>): void {
    const parent = this.#open.at(-1);
    const key = detached([parent?.number, hostname, name].join('\u0000'));
    const suite = this.#suites.get(key) ?? {
      file: this.#file,
      name: detached(name),
      number: this.#suites.size,
      ...(parent ? { parent } : {}),
    };
    this.#suites.set(key, suite);
    this.#open.push(suite);
  }

  #enterCase(attributes: Readonly<Record<string, string>>): void {
    const suite = this.#open.at(-1);
    if (!suite) return;
    this.#case = {
      suite,
      attributes,
      depth: this.#depth,
      line: this.#line,
      properties: [],
      verdict: verdictOf(attributes),
      message: '',
    };
  }

  #enterWithin(open: OpenCase, name: string, attributes: Readonly<Record<string, string>>): void {
    const level = this.#depth - open.depth;
    const verdict = level === 1 ? ELEMENT_MEANINGS.get(name) : undefined;
    if (verdict) this.#heed(open, verdict, attributes);
    else if (level === 2 && name === 'property') this.#property(open, attributes);
  }

  /**
   * A part that failed is not hidden by another that was skipped. Of the failures of one attempt the first one is
   * kept, of several attempts the last one's.
   */
  #heed(open: OpenCase, verdict: ElementMeaning, { message = '' }: Readonly<Record<string, string>>): void {
    if (verdict === 'passed' || verdict === 'skipped') {
      open.verdict ??= verdict;
      return;
    }
    open.verdict = 'failed';
    if (verdict === 'failed' && open.message !== '') return;
    const say = (text: string): void => {
      open.message = firstLine(text);
    };
    if (message.trim() === '') this.#want(say);
    else say(message);
  }

  #property(open: OpenCase, { name = '', value }: Readonly<Record<string, string>>): void {
    const plain = name.trim().toLowerCase().replace(/[_-]/g, '.');
    if (!plain.startsWith(OWN_PROPERTY)) return;
    const add = (text: string): void => {
      open.properties.push([detached(plain), detached(text.trim())]);
    };
    if (value === undefined) this.#want(add);
    else add(value);
  }

  #want(done: (text: string) => void): void {
    this.#wanted = { depth: this.#depth, done, text: '' };
    const add = (text: string): void => this.#add(text);
    this.#parser.on('text', add);
    this.#parser.on('cdata', add);
  }

  #add(text: string): void {
    const wanted = this.#wanted;
    if (!wanted || wanted.text.length > MAX_LINE_LENGTH) return;
    const more = wanted.text === '' ? text.trimStart() : text;
    wanted.text += more.slice(0, MAX_LINE_LENGTH + 1);
  }

  #leave({ name }: SaxesTagPlain): void {
    this.#lastTag = this.#parser.position;
    if (this.#wanted?.depth === this.#depth) this.#giveText(this.#wanted);
    if (this.#case?.depth === this.#depth) this.#leaveCase(this.#case);
    else if (!this.#case && (name === 'testsuite' || name === 'testsuites')) this.#open.pop();
    this.#depth -= 1;
  }

  #giveText({ done, text }: OpenText): void {
    done(text);
    this.#wanted = undefined;
    this.#parser.off('text');
    this.#parser.off('cdata');
  }

  #leaveCase({ suite, attributes, verdict, message, line, properties }: OpenCase): void {
    this.#case = undefined;
    const { name = '', classname = '' } = attributes;
    const outcome = verdict === 'failed' ? 'FAILURE' : 'SUCCESS';
    this.#take({
      suite,
      classname: classname.trim(),
      name: name.trim(),
      outcome: verdict === 'skipped' ? undefined : outcome,
      message,
      properties,
      line,
    });
  }
}

function verdictOf({ status = '', result = '' }: Readonly<Record<string, string>>): OpenCase['verdict'] {
  const words = [status.toLowerCase(), result.toLowerCase()];
  if (words.some((word) => FAILED_WORDS.includes(word))) return 'failed';
  return words.some((word) => SKIPPED_WORDS.includes(word)) ? 'skipped' : undefined;
}

function firstLine(text: string): string {
  const start = text.trimStart();
  return detached(
    start
      .slice(0, MAX_LINE_LENGTH)
      .split(/[\r\n]/, 1)[0]
      ?.trimEnd() ?? '',
  );
}

function adviceOn(message: string): string {
  if (message.startsWith('undefined entity'))
    return '. Only the five entities of XML and references to characters are read, never a DTD';
  return '. Was the report cut off, or written by two at once?';
}

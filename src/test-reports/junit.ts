/** JUnit XML → test cases. Only what is known to have passed counts as passed. */
import { pluralize, quote } from '../text/format.js';
import { detached, type ReportSink, type Suite, type SuiteDefaults, type TestOutcome } from './test-case.js';
import { parseSuiteProperty } from './test-ids.js';
import type { CaptureText, XmlElement, XmlHandler } from './xml/reader.js';

/** The longest first line of a failure that is kept, in UTF-16 units. */
const MAX_LINE_LENGTH = 1_000;
/** The start of the names of properties for the action. */
const OWN_PROPERTY = 'testsigma.';

/** What an element in a test case means; `again`: it failed, and this is a later attempt. */
type ElementMeaning = 'failed' | 'error' | 'again' | 'skipped' | 'neutral';

const FAILURES: readonly ElementMeaning[] = ['failed', 'error', 'again'];

/** The known elements in a test case: those of Surefire's schema, and `rerun` of pytest. */
const ELEMENT_MEANINGS: ReadonlyMap<string, ElementMeaning> = new Map([
  ['failure', 'failed'],
  ['error', 'error'],
  ['rerunFailure', 'again'],
  ['rerunError', 'again'],
  ['skipped', 'skipped'],
  // Earlier attempts: the other elements say how the last one ended.
  ['flakyFailure', 'neutral'],
  ['flakyError', 'neutral'],
  ['rerun', 'neutral'],
  ['properties', 'neutral'],
  ['system-out', 'neutral'],
  ['system-err', 'neutral'],
] as const);

/** What the words of the attributes `status` and `result` mean. */
const WORD_MEANINGS: ReadonlyMap<string, ElementMeaning> = new Map([
  ...['run', 'passed', 'pass', 'success', 'successful', 'ok', 'completed', 'executed'].map(
    (word) => [word, 'neutral'] as const,
  ),
  ...['failed', 'fail', 'failure', 'error'].map((word) => [word, 'failed'] as const),
  ['skipped', 'skipped'],
]);

/** For a skipped test, Qt 5 writes nothing but a comment. */
const QT_SKIPPED = /^ message=".*" type="skip" $/s;

/** The properties by which node-tap marks a skipped test. */
const NODE_TAP_SKIPPED = ['skip', 'todo'];

/** A test case that has not ended yet. */
interface OpenCase {
  readonly outer: OpenSuite;
  readonly attributes: Readonly<Record<string, string>>;
  readonly depth: number;
  readonly line: number;
  readonly properties: [name: string, value: string][];
  readonly meanings: Set<ElementMeaning>;
  /** The first element or word in it that is not known, and so leaves its outcome unknown. */
  unknown: string | undefined;
  message: string;
}

interface OpenSuite {
  readonly suite: Suite;
  readonly depth: number;
  readonly line: number;
  /** How many failures and errors its attributes count. */
  readonly claimed: number;
  /** Whether a failure or an error was found in it. */
  hasFailure: boolean;
  hasTests: boolean;
  /** What its own properties say about its tests, and together with those of the suites around it. */
  ownDefaults: SuiteDefaults;
  defaults: SuiteDefaults;
  /** Numbers the elements of suites, since several may be one suite. */
  readonly element: number;
  /** Whether its test cases of the same name are attempts. */
  isByGotestsum: boolean;
}

/** Handles the elements of one JUnit report. */
export function junitHandler(sink: ReportSink): XmlHandler {
  return new JUnitHandler(sink);
}

class JUnitHandler implements XmlHandler {
  readonly #sink: ReportSink;
  readonly #suites = new Map<string, Suite>();
  readonly #open: OpenSuite[] = [];
  #elements = 0;
  #case: OpenCase | undefined;

  constructor(sink: ReportSink) {
    this.#sink = sink;
  }

  open(element: XmlElement, capture: CaptureText): void {
    const { name } = element;
    if (this.#case) this.#openInCase(this.#case, element, capture);
    else if (name === 'testsuite' || name === 'testsuites') this.#openSuite(element);
    else if (name === 'testcase') this.#openCase(element);
    else if (name === 'error' || name === 'failure') this.#suiteError(element, capture);
    else if (name === 'property') this.#suiteProperty(element, capture);
  }

  close(depth: number): void {
    if (this.#case?.depth === depth) this.#closeCase(this.#case);
    else if (this.#open.at(-1)?.depth === depth) this.#closeSuite(this.#open.pop());
  }

  comment(text: string): void {
    if (QT_SKIPPED.test(text)) this.#case?.meanings.add('skipped');
  }

  #openSuite({ attributes, depth, line }: XmlElement): void {
    const { name = '', hostname = '', file = '', failures = '0', errors = '0' } = attributes;
    const outer = this.#open.at(-1);
    const parent = outer?.suite;
    const key = detached([parent?.number, hostname, file, name].join('\0'));
    const suite = this.#suites.get(key) ?? {
      report: this.#sink.report,
      name: detached(name),
      file: detached(file),
      number: this.#suites.size,
      parent,
    };
    this.#suites.set(key, suite);
    const claimed = (Number.parseInt(failures, 10) || 0) + (Number.parseInt(errors, 10) || 0);
    this.#elements += 1;
    this.#open.push({
      suite,
      depth,
      line,
      claimed,
      hasFailure: false,
      hasTests: false,
      ownDefaults: {},
      defaults: outer?.defaults ?? {},
      element: this.#elements,
      isByGotestsum: false,
    });
  }

  /** Newman counts failed requests as errors of their suite, and writes nothing else about them. */
  #closeSuite(closed: OpenSuite | undefined): void {
    if (!closed) return;
    const parent = this.#open.at(-1);
    const { suite, line, claimed } = closed;
    if (claimed > 0 && !closed.hasFailure) {
      const message = `the suite ${quote(suite.name)} counts ${pluralize(claimed, 'failure')} that its tests do not show; some of its tests may be missing`;
      this.#sink.warn(line, message);
    }
    if (!parent) return;
    parent.hasFailure ||= closed.hasFailure || claimed > 0;
    parent.hasTests ||= closed.hasTests;
  }

  /** A property counts for the tests of its own suite, and not for the other suites of a merged report. */
  #suiteProperty({ attributes, depth, line }: XmlElement, capture: CaptureText): void {
    const open = this.#open.at(-1);
    if (!open || depth > open.depth + 2) return;
    open.isByGotestsum ||= isGotestsumProperty(attributes);
    withOwnProperty(attributes, capture, (name, value) => {
      const parsed = parseSuiteProperty(name, value, open.ownDefaults, open.hasTests);
      if ('error' in parsed) return this.#sink.problem(line, parsed.error);
      open.ownDefaults = { ...open.ownDefaults, ...parsed.selector };
      open.defaults = { ...open.defaults, ...parsed.selector };
    });
  }

  /** The tests of such a suite may not have run at all, and then nothing else shows it. */
  #suiteError({ name, attributes, depth, line }: XmlElement, capture: CaptureText): void {
    const parent = this.#open.at(-1);
    if (!parent || parent.depth + 1 !== depth) return;
    parent.hasFailure = true;
    withText(attributes['message'], capture, (text) => {
      const reason = firstLine(text);
      const colon = reason === '' ? '' : ': ';
      const message = `the suite ${quote(parent.suite.name)} as a whole has <${name}>${colon}${reason}; some of its tests may be missing`;
      this.#sink.warn(line, message);
    });
  }

  #openCase({ attributes, depth, line }: XmlElement): void {
    const outer = this.#open.at(-1);
    if (!outer) return;
    outer.hasTests = true;
    const open: OpenCase = {
      outer,
      attributes,
      depth,
      line,
      properties: [],
      meanings: new Set(),
      unknown: undefined,
      message: '',
    };
    for (const name of ['status', 'result']) addWord(open, name, attributes[name]);
    this.#case = open;
  }

  #openInCase(open: OpenCase, { name, attributes, depth }: XmlElement, capture: CaptureText): void {
    const level = depth - open.depth;
    if (level === 2 && name === 'property') addProperty(open, attributes, capture);
    if (level !== 1) return;
    const meaning = ELEMENT_MEANINGS.get(name);
    if (meaning) open.meanings.add(meaning);
    else open.unknown ??= `the element ${quote(`<${name}>`)}`;
    if (meaning && FAILURES.includes(meaning)) addMessage(open, meaning === 'again', attributes, capture);
  }

  #closeCase(open: OpenCase): void {
    this.#case = undefined;
    const { name = '', classname = '', file = '' } = open.attributes;
    const outcome = outcomeOf(open);
    const { suite, defaults, isByGotestsum, element } = open.outer;
    open.outer.hasFailure ||= FAILURES.some((meaning) => open.meanings.has(meaning));
    if (outcome === 'unknown') {
      const message = `${open.unknown} does not say that a test passed or failed; the test changes nothing`;
      this.#sink.warn(open.line, message);
    }
    this.#sink.take({
      suite,
      classname: classname.trim(),
      name: name.trim(),
      file,
      outcome,
      message: open.message,
      properties: open.properties,
      defaults,
      line: open.line,
      attemptsIn: isByGotestsum ? element : undefined,
    });
  }
}

/** gotestsum writes Go's version with the platform, as `go version` does; others write the version alone. */
function isGotestsumProperty({ name, value = '' }: Readonly<Record<string, string>>): boolean {
  return name === 'go.version' && /^\S+ \w+\/\w+$/.test(value);
}

function addWord(open: OpenCase, attribute: string, word: string | undefined): void {
  if (word === undefined || word.trim() === '') return;
  const meaning = WORD_MEANINGS.get(word.trim().toLowerCase());
  if (meaning) open.meanings.add(meaning);
  else open.unknown ??= `${attribute}=${quote(word)}`;
}

/** Keeps the message of the first failure of an attempt, and that of the last attempt. */
function addMessage(
  open: OpenCase,
  isLaterAttempt: boolean,
  { message }: Readonly<Record<string, string>>,
  capture: CaptureText,
): void {
  if (open.message !== '' && !isLaterAttempt) return;
  withText(message, capture, (text) => {
    open.message = firstLine(text);
  });
}

function addProperty(
  open: OpenCase,
  attributes: Readonly<Record<string, string>>,
  capture: CaptureText,
): void {
  const { name = '', value } = attributes;
  if (NODE_TAP_SKIPPED.includes(plainName(name)) && value !== 'false') open.meanings.add('skipped');
  withOwnProperty(attributes, capture, (...property) => open.properties.push(property));
}

/** Calls back with the name and the value of a property, if it is for the action. */
function withOwnProperty(
  { name = '', value }: Readonly<Record<string, string>>,
  capture: CaptureText,
  done: (name: string, value: string) => void,
): void {
  const plain = plainName(name);
  if (!plain.startsWith(OWN_PROPERTY)) return;
  const add = (text: string) => done(detached(plain), detached(text.trim()));
  if (value === undefined) capture(add);
  else add(value);
}

function plainName(name: string): string {
  return name.trim().toLowerCase().replace(/[_-]/g, '.');
}

/** Calls back with an attribute, or else with the element's text. */
function withText(attribute: string | undefined, capture: CaptureText, done: (text: string) => void): void {
  if (attribute === undefined || attribute.trim() === '') capture(done);
  else done(attribute);
}

/** A skipped test that failed is an expected failure; one with an error failed for another reason. */
function outcomeOf({ meanings, unknown }: OpenCase): TestOutcome {
  if (meanings.has('error')) return 'failed';
  if (meanings.has('skipped')) return 'skipped';
  if (meanings.has('failed') || meanings.has('again')) return 'failed';
  return unknown === undefined ? 'passed' : 'unknown';
}

function firstLine(text: string): string {
  const start = text.trimStart().slice(0, MAX_LINE_LENGTH);
  return detached(start.split(/[\r\n]/, 1)[0]?.trimEnd() ?? '');
}

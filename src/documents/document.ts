/** A results document, YAML or JSON → entries with line and column. */
import type { Entry, Problem } from '../model/types.js';
import { beginnings } from './beginnings.js';
import { EntryReader, isEntryKey, isNull, type ReadingOptions } from './entry.js';
import { isBareList, looksLikeOneLine, readBareList, readOneLine } from './one-line.js';
import { bare, outcomeOf } from '../model/outcome.js';
import { readSelector } from '../model/selector.js';
import { locator, quoted, type Source } from './source.js';
import { type Mapping, type RootVisitor, type Scalar, SyntaxProblem, type Tree } from './node.js';
import { parseTree } from './yaml.js';

/** What a document says: entries in the order written, or what is wrong with it. */
export interface DocumentReading {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a results document: a map, a list, a bare list of ids where `default-result` names the outcome, or one line
 * as typed into a form. Never throws for any text: every fault is a problem with its place.
 */
export function readDocument(source: Source, options: ReadingOptions): DocumentReading {
  const plain = { ...source, text: source.text.replace(/^\ufeff/, '') };
  const reading = readYaml(plain, options);
  if (!looksLikeOneLine(plain.text)) return reading;
  return preferred(reading, plain, options);
}

interface YamlReading extends DocumentReading {
  /** Whether the text may mean something else than YAML makes of it: one line without the blanks YAML wants. */
  readonly doubtful: boolean;
}

/** The reading of a single line: as YAML where that makes sense, else as people type into a form. */
function preferred(reading: YamlReading, source: Source, options: ReadingOptions): DocumentReading {
  if (!reading.doubtful) return reading;
  const typed = readOneLine(source, options);
  if (typed.problems.length === 0) return typed;
  return reading.problems.length > 0 && isTyped(source.text.trim()) ? typed : reading;
}

/** Whether a line was rather typed into a form than cut off from a YAML or JSON document. */
function isTyped(line: string): boolean {
  const cutOff =
    (line.startsWith('{') && !line.endsWith('}')) || (line.startsWith('[') && !line.includes(']'));
  return /[:=]/.test(line) && !cutOff && !/^[&*!%]/.test(line);
}

function readYaml(source: Source, options: ReadingOptions): YamlReading {
  const reader = new DocumentReader(source, options);
  try {
    return reader.read(parseTree(source.text, reader));
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return afterSyntaxProblem(error, source, options);
  }
}

/**
 * What remains of a text that is not YAML: a bare list of ids with comments in between, or else every fault up to
 * the one that hides the rest.
 */
function afterSyntaxProblem(error: SyntaxProblem, source: Source, options: ReadingOptions): YamlReading {
  if (options.defaultOutcome) {
    const list = readBareList(source, options);
    if (list.problems.length === 0) return { ...list, doubtful: false };
  }
  // What is missing at the end is missing behind the last sign, not on a line that the text does not have.
  const offset = Math.min(error.offset, source.text.trimEnd().length);
  const place = locator(source)(offset);
  const before = problemsBefore(offset, source, options);
  return { entries: [], problems: [...before, { place, message: error.message }], doubtful: true };
}

/** The faults of the entries that are whole before the offset; the last one there may have been cut. */
function problemsBefore(offset: number, source: Source, options: ReadingOptions): readonly Problem[] {
  for (const text of beginnings(source.text, offset)) {
    const reader = new DocumentReader({ ...source, text }, options);
    if (readsAllButLast(text, reader)) return reader.problems;
  }
  return [];
}

/** Whether the text can be read; every child of the root but the last is then read by the visitor. */
function readsAllButLast(text: string, visitor: RootVisitor): boolean {
  let last = () => {};
  const hold = (next: () => void) => {
    last();
    last = next;
  };
  const holding: RootVisitor = {
    pair: (key, value) => hold(() => visitor.pair(key, value)),
    item: (item) => hold(() => visitor.item(item)),
  };
  try {
    parseTree(text, holding);
    return true;
  } catch (error) {
    if (error instanceof SyntaxProblem) return false;
    throw error;
  }
}

/** Reads what stands at the root, piece by piece. */
class DocumentReader implements RootVisitor {
  readonly #source: Source;
  readonly #options: ReadingOptions;
  readonly #reader: EntryReader;
  readonly #gathered: { entries: Entry[]; problems: Problem[] } = { entries: [], problems: [] };
  /** The one fault of a map that is no results document at all. */
  #somethingElse: (() => void) | undefined;
  /** Where the map has a key `name` that stands for no result, and whether it has a key `result`. */
  #nameOffset: number | undefined;
  #hasResult = false;
  /** Whether a key of the map may be a key and a value that YAML did not part. */
  #hasUnparted = false;
  #pairs = 0;
  #hasComma = false;

  constructor(source: Source, options: ReadingOptions) {
    this.#source = source;
    this.#options = options;
    this.#reader = new EntryReader(options, locator(source), this.#gathered);
  }

  get problems(): readonly Problem[] {
    return this.#gathered.problems;
  }

  /** Ends the reading: a root that is one word is read here, maps and lists were. */
  read(root: Tree | undefined): YamlReading {
    if (root?.kind === 'scalar') this.#word(root);
    const { entries, problems } = this.#gathered;
    if (this.#somethingElse) {
      problems.length = 0;
      this.#somethingElse();
      return { entries: [], problems, doubtful: false };
    }
    return { entries, problems, doubtful: this.#isDoubtful(root) };
  }

  item(item: Tree): void {
    if (isNull(item))
      this.#reader.fault(item.offset, 'this item of the list says nothing; fill it in or leave it out');
    else if (item.kind === 'map') this.#entry(item);
    else if (item.kind === 'list') this.#reader.fault(item.offset, 'a list stands in a list; write one list');
    else {
      const which = readSelector(item.value, this.#options.host);
      this.#reader.readWord(which, item.offset, undefined, item.offset);
    }
  }

  pair(key: Tree, value: Tree): void {
    this.#pairs += 1;
    this.#doubt(key, value);
    this.#somethingElse ??= this.#notADocument(key, value);
    if (this.#somethingElse) return;
    if (key.kind !== 'scalar') {
      this.#reader.fault(key.offset, `a ${key.kind} stands where an id, an address or a name is expected`);
      return;
    }
    const which = readSelector(key.value, this.#options.host);
    if (value.kind === 'map') this.#reader.readDetails(which, key.offset, value);
    else if (value.kind === 'list') {
      const message = 'a list stands where a result is expected; write a result, or {result: …}';
      this.#reader.fault(value.offset, message);
    } else {
      const word = isNull(value) ? undefined : value.value;
      this.#reader.readWord(which, key.offset, word, word === undefined ? key.offset : value.offset);
    }
  }

  /** An item of a list: an entry, or a map of one pair as in `- 3646: passed`. */
  #entry(item: Mapping): void {
    const [first] = item.pairs;
    const [key, value] = first ?? [];
    if (item.pairs.length === 1 && key?.kind === 'scalar' && value && !isEntryKey(key.value)) {
      this.pair(key, value);
    } else this.#reader.readItem(item);
  }

  #word(root: Scalar): void {
    if (!this.#options.defaultOutcome || !root.plain || isNull(root)) {
      this.#reader.fault(root.offset, aloneMessage(root, this.#source.text));
      return;
    }
    const { entries, problems } = readBareList(this.#source, this.#options);
    for (const entry of entries) this.#gathered.entries.push(entry);
    for (const problem of problems) this.#gathered.problems.push(problem);
  }

  /** Notes `{3646:passed}`, a key without a value to YAML, and `3646: passed, 3647:failed`, one value to YAML. */
  #doubt(key: Tree, value: Tree): void {
    if (isWordWith(/,/, key) || isWordWith(/,/, value)) this.#hasComma = true;
    if (isNull(value) && isWordWith(/[:=]/, key)) this.#hasUnparted = true;
  }

  #isDoubtful(root: Tree | undefined): boolean {
    if (root?.kind === 'scalar')
      return root.plain && this.problems.length > 0 && !isBareList(this.#source.text);
    return this.#hasUnparted || (this.#hasComma && this.#pairs === 1);
  }

  /** What to say of an entry without its list, and of a piece of the API's own answer: each gets its own word. */
  #notADocument(key: Tree, value: Tree): (() => void) | undefined {
    if (key.kind !== 'scalar') return undefined;
    if (key.value === 'testCases' && value.kind === 'list') {
      const message =
        "this is an answer of Testsigma's API; write a list with one entry for each result to change, such as: - {testCaseResultId: 3646, result: passed}";
      return () => this.#reader.fault(key.offset, message);
    }
    const offset = this.#loneEntry(key, value);
    if (offset === undefined) return undefined;
    const message = 'this entry stands alone; put it into a list: [{…}]';
    return () => this.#reader.fault(offset, message);
  }

  /**
   * Where the map turns out to be an entry of a list: it has the key of an id, or `name` and `result`, of which each
   * alone may be what a test case is called.
   */
  #loneEntry(key: Scalar, value: Tree): number | undefined {
    if (value.kind !== 'scalar') return undefined;
    const isOutcome = outcomeOf(value.value) !== undefined;
    if (isIdKey(key.value)) return isOutcome ? undefined : key.offset;
    if (key.value === 'name' && !isOutcome) this.#nameOffset = key.offset;
    if (key.value === 'result') this.#hasResult = true;
    return this.#hasResult ? this.#nameOffset : undefined;
  }
}

function isWordWith(signs: RegExp, node: Tree): boolean {
  return node.kind === 'scalar' && node.plain && signs.test(node.value);
}

function isIdKey(text: string): boolean {
  return /^test_?case_?(?:result_?)?id$/i.test(text);
}

function aloneMessage(root: Scalar, text: string): string {
  if (isNull(root)) return 'this says nothing; write a map such as 3646: passed, or a list';
  const hasPairs = /[:=]/.test(root.value);
  if (!root.plain && (hasPairs || isBareList(root.value)))
    return `the quotes around ${quoted(root.value)} make one text of it; leave them out`;
  if (hasPairs && /[\r\n]/.test(text.trim()))
    return 'over several lines a result stands behind a colon and a blank; write 3646: passed';
  const word = quoted(bare(root.value));
  return `${word} alone does not say what shall become of it; write a map such as 3646: passed, or set default-result for a bare list of ids`;
}

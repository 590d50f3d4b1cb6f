/** A results document, YAML or JSON → entries with line and column. */

import { locator, type Problem, type Source } from '../model/diagnostic.js';
import { outcomeOf } from '../model/outcome.js';
import { parseSelector } from '../model/selector.js';
import type { Entry } from '../model/types.js';
import { quote, unquote } from '../text/format.js';
import { recoverablePrefixes } from './beginnings.js';
import { EntryParser, isEntryKey, isNull, type ParseOptions } from './entry.js';
import { DocumentSyntaxError, type Mapping, type Node, type RootVisitor, type Scalar } from './node.js';
import { isBareList, looksLikeOneLine, parseBareList, parseOneLine } from './one-line.js';
import { parseNodes } from './yaml.js';

/** What a document says: entries in the order written, or what is wrong with it. */
export interface ParsedDocument {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a results document: a map, a list, a bare list of ids where `default-result` names the outcome, or one line
 * as typed into a form. Never throws for any text: every fault is a problem with its place.
 */
export function parseDocument(source: Source, options: ParseOptions): ParsedDocument {
  const plain = { ...source, text: source.text.replace(/^\ufeff/, '') };
  const reading = parseYaml(plain, options);
  if (!looksLikeOneLine(plain.text)) return reading;
  return preferred(reading, plain, options);
}

interface ParsedYaml extends ParsedDocument {
  /** Whether the text may mean something else than YAML makes of it: one line without the blanks YAML wants. */
  readonly ambiguous: boolean;
}

/** The reading of a single line: as YAML where that makes sense, else as people type into a form. */
function preferred(reading: ParsedYaml, source: Source, options: ParseOptions): ParsedDocument {
  if (!reading.ambiguous) return reading;
  const typed = parseOneLine(source, options);
  if (typed.problems.length === 0) return typed;
  return reading.problems.length > 0 && isTyped(source.text.trim()) ? typed : reading;
}

/** Whether a line was rather typed into a form than cut off from a YAML or JSON document. */
function isTyped(line: string): boolean {
  const cutOff =
    (line.startsWith('{') && !line.endsWith('}')) || (line.startsWith('[') && !line.includes(']'));
  return /[:=]/.test(line) && !cutOff && !/^[&*!%]/.test(line);
}

function parseYaml(source: Source, options: ParseOptions): ParsedYaml {
  const reader = new DocumentParser(source, options);
  try {
    return reader.read(parseNodes(source.text, reader));
  } catch (error) {
    if (!(error instanceof DocumentSyntaxError)) throw error;
    return recoverFromSyntaxError(error, source, options);
  }
}

/**
 * What remains of a text that is not YAML: a bare list of ids with comments in between, or else every fault up to
 * the one that hides the rest.
 */
function recoverFromSyntaxError(
  error: DocumentSyntaxError,
  source: Source,
  options: ParseOptions,
): ParsedYaml {
  if (options.defaultOutcome) {
    const list = parseBareList(source, options);
    if (list.problems.length === 0) return { ...list, ambiguous: false };
  }
  // What is missing at the end is missing behind the last sign, not on a line that the text does not have.
  const offset = Math.min(error.offset, source.text.trimEnd().length);
  const location = locator(source)(offset);
  const before = problemsBefore(offset, source, options);
  return { entries: [], problems: [...before, { location, message: error.message }], ambiguous: true };
}

/** The faults of the entries that are whole before the offset; the last one there may have been cut. */
function problemsBefore(offset: number, source: Source, options: ParseOptions): readonly Problem[] {
  for (const text of recoverablePrefixes(source.text, offset)) {
    const reader = new DocumentParser({ ...source, text }, options);
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
    parseNodes(text, holding);
    return true;
  } catch (error) {
    if (error instanceof DocumentSyntaxError) return false;
    throw error;
  }
}

/** Reads what stands at the root, piece by piece. */
class DocumentParser implements RootVisitor {
  readonly #source: Source;
  readonly #options: ParseOptions;
  readonly #reader: EntryParser;
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

  constructor(source: Source, options: ParseOptions) {
    this.#source = source;
    this.#options = options;
    this.#reader = new EntryParser(options, locator(source), this.#gathered);
  }

  get problems(): readonly Problem[] {
    return this.#gathered.problems;
  }

  /** Ends the reading: a root that is one word is read here, maps and lists were. */
  read(root: Node | undefined): ParsedYaml {
    if (root?.kind === 'scalar') this.#word(root);
    const { entries, problems } = this.#gathered;
    if (this.#somethingElse) {
      problems.length = 0;
      this.#somethingElse();
      return { entries: [], problems, ambiguous: false };
    }
    return { entries, problems, ambiguous: this.#isDoubtful(root) };
  }

  item(item: Node): void {
    if (isNull(item))
      this.#reader.addProblem(item.offset, 'this item of the list says nothing; fill it in or leave it out');
    else if (item.kind === 'map') this.#entry(item);
    else if (item.kind === 'list')
      this.#reader.addProblem(item.offset, 'a list stands in a list; write one list');
    else {
      const which = parseSelector(item.value, this.#options.host);
      this.#reader.parseWord(which, item.offset, undefined, item.offset);
    }
  }

  pair(key: Node, value: Node): void {
    this.#pairs += 1;
    this.#doubt(key, value);
    this.#somethingElse ??= this.#notADocument(key, value);
    if (this.#somethingElse) return;
    if (key.kind !== 'scalar') {
      this.#reader.addProblem(
        key.offset,
        `a ${key.kind} stands where an id, an address or a name is expected`,
      );
      return;
    }
    const which = parseSelector(key.value, this.#options.host);
    if (value.kind === 'map') this.#reader.parseDetails(which, key.offset, value);
    else if (value.kind === 'list') {
      const message = 'a list stands where a result is expected; write a result, or {result: …}';
      this.#reader.addProblem(value.offset, message);
    } else {
      const word = isNull(value) ? undefined : value.value;
      this.#reader.parseWord(which, key.offset, word, word === undefined ? key.offset : value.offset);
    }
  }

  /** An item of a list: an entry, or a map of one pair as in `- 3646: passed`. */
  #entry(item: Mapping): void {
    const [first] = item.pairs;
    const [key, value] = first ?? [];
    if (item.pairs.length === 1 && key?.kind === 'scalar' && value && !isEntryKey(key.value)) {
      this.pair(key, value);
    } else this.#reader.parseItem(item);
  }

  #word(root: Scalar): void {
    if (!this.#options.defaultOutcome || !root.plain || isNull(root)) {
      this.#reader.addProblem(root.offset, scalarDocumentMessage(root, this.#source.text));
      return;
    }
    const { entries, problems } = parseBareList(this.#source, this.#options);
    for (const entry of entries) this.#gathered.entries.push(entry);
    for (const problem of problems) this.#gathered.problems.push(problem);
  }

  /** Notes `{3646:passed}`, a key without a value to YAML, and `3646: passed, 3647:failed`, one value to YAML. */
  #doubt(key: Node, value: Node): void {
    if (isWordWith(/,/, key) || isWordWith(/,/, value)) this.#hasComma = true;
    if (isNull(value) && isWordWith(/[:=]/, key)) this.#hasUnparted = true;
  }

  #isDoubtful(root: Node | undefined): boolean {
    if (root?.kind === 'scalar')
      return root.plain && this.problems.length > 0 && !isBareList(this.#source.text);
    return this.#hasUnparted || (this.#hasComma && this.#pairs === 1);
  }

  /** What to say of an entry without its list, and of a piece of the API's own answer: each gets its own word. */
  #notADocument(key: Node, value: Node): (() => void) | undefined {
    if (key.kind !== 'scalar') return undefined;
    if (key.value === 'testCases' && value.kind === 'list') {
      const message =
        "this is an answer of Testsigma's API; write a list with one entry for each result to change, such as: - {testCaseResultId: 3646, result: passed}";
      return () => this.#reader.addProblem(key.offset, message);
    }
    const offset = this.#loneEntry(key, value);
    if (offset === undefined) return undefined;
    const message = 'this entry stands alone; put it into a list: [{…}]';
    return () => this.#reader.addProblem(offset, message);
  }

  /**
   * Where the map turns out to be an entry of a list: it has the key of an id, or `name` and `result`, of which each
   * alone may be what a test case is called.
   */
  #loneEntry(key: Scalar, value: Node): number | undefined {
    if (value.kind !== 'scalar') return undefined;
    const isOutcome = outcomeOf(value.value) !== undefined;
    if (isIdKey(key.value)) return isOutcome ? undefined : key.offset;
    if (key.value === 'name' && !isOutcome) this.#nameOffset = key.offset;
    if (key.value === 'result') this.#hasResult = true;
    return this.#hasResult ? this.#nameOffset : undefined;
  }
}

function isWordWith(signs: RegExp, node: Node): boolean {
  return node.kind === 'scalar' && node.plain && signs.test(node.value);
}

function isIdKey(text: string): boolean {
  return /^test_?case_?(?:result_?)?id$/i.test(text);
}

function scalarDocumentMessage(root: Scalar, text: string): string {
  if (isNull(root)) return 'this says nothing; write a map such as 3646: passed, or a list';
  const hasPairs = /[:=]/.test(root.value);
  if (!root.plain && (hasPairs || isBareList(root.value)))
    return `the quotes around ${quote(root.value)} make one text of it; leave them out`;
  if (hasPairs && /[\r\n]/.test(text.trim()))
    return 'over several lines a result stands behind a colon and a blank; write 3646: passed';
  const word = quote(unquote(root.value));
  return `${word} alone does not say what shall become of it; write a map such as 3646: passed, or set default-result for a bare list of ids`;
}

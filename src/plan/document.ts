/** A results document, YAML or JSON → entries with line and column. */
import type { Entry, Problem } from '../model.js';
import { beginnings } from './beginnings.js';
import { EntryReader, type Gathered, isEntryKey, isNull, type ReadingOptions } from './entry.js';
import { looksLikeOneLine, readBareList, readOneLine } from './one-line.js';
import { bare, outcomeOf } from './outcome.js';
import { readSelector } from './selector.js';
import { locator, quoted, type Source } from './text.js';
import { type Mapping, parseTree, type Scalar, type Sequence, SyntaxProblem, type Tree } from './yaml.js';

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
  if (reading.problems.length === 0 && !reading.doubtful) return reading;
  const typed = readOneLine(source, options);
  if (typed.problems.length === 0) return typed;
  return reading.doubtful && reading.problems.length > 0 && /[:=]/.test(source.text) ? typed : reading;
}

function readYaml(source: Source, options: ReadingOptions): YamlReading {
  const gathered: Gathered = { entries: [], problems: [] };
  const reader = new EntryReader(options, locator(source), gathered);
  try {
    const root = parseTree(source.text);
    if (root) new DocumentReader(source, options, reader, gathered).root(root);
    return { ...gathered, doubtful: root !== undefined && isDoubtful(root, gathered.problems) };
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
  const offset = Math.min(error.offset, source.text.length);
  const place = locator(source)(offset);
  const before = problemsBefore(offset, source, options);
  return { entries: [], problems: [...before, { place, message: error.message }], doubtful: true };
}

/** The faults of the entries that are whole before the offset; the last one there may have been cut. */
function problemsBefore(offset: number, source: Source, options: ReadingOptions): readonly Problem[] {
  for (const text of beginnings(source.text, offset)) {
    const whole = wholeEntries(text);
    if (whole === undefined) continue;
    const gathered: Gathered = { entries: [], problems: [] };
    const reader = new EntryReader(options, locator(source), gathered);
    new DocumentReader({ ...source, text }, options, reader, gathered).root(whole);
    return gathered.problems;
  }
  return [];
}

function wholeEntries(text: string): Tree | undefined {
  try {
    const root = parseTree(text);
    if (root?.kind === 'map') return { ...root, pairs: root.pairs.slice(0, -1) };
    return root?.kind === 'list' ? { ...root, items: root.items.slice(0, -1) } : undefined;
  } catch (error) {
    if (error instanceof SyntaxProblem) return undefined;
    throw error;
  }
}

/** `3646:passed` is a word to YAML, `{3646:passed}` a key without a value, `3646: passed, 3647:failed` one value. */
function isDoubtful(root: Tree, problems: readonly Problem[]): boolean {
  if (root.kind === 'scalar') return root.plain && problems.length > 0;
  if (root.kind === 'list') return false;
  const scalars = root.pairs.length === 1 ? root.pairs.flat().filter((node) => node.kind === 'scalar') : [];
  if (scalars.some(({ plain, value }) => plain && value.includes(','))) return true;
  return root.pairs.some(
    ([key, value]) => key.kind === 'scalar' && key.plain && isNull(value) && /[:=]/.test(key.value),
  );
}

class DocumentReader {
  readonly #source: Source;
  readonly #options: ReadingOptions;
  readonly #reader: EntryReader;
  readonly #gathered: Gathered;

  constructor(source: Source, options: ReadingOptions, reader: EntryReader, gathered: Gathered) {
    this.#source = source;
    this.#options = options;
    this.#reader = reader;
    this.#gathered = gathered;
  }

  root(root: Tree): void {
    if (root.kind === 'list') this.#list(root);
    else if (root.kind === 'map') this.#map(root);
    else this.#word(root);
  }

  #word(root: Scalar): void {
    if (this.#options.defaultOutcome && root.plain && !isNull(root)) {
      const { entries, problems } = readBareList(this.#source, this.#options);
      for (const entry of entries) this.#gathered.entries.push(entry);
      for (const problem of problems) this.#gathered.problems.push(problem);
      return;
    }
    this.#reader.fault(root.offset, aloneMessage(root));
  }

  #list({ items }: Sequence): void {
    for (const item of items) {
      if (item.kind === 'map') this.#item(item);
      else if (item.kind === 'list')
        this.#reader.fault(item.offset, 'a list stands in a list; write one list');
      else
        this.#reader.readWord(
          readSelector(item.value, this.#options.host),
          item.offset,
          undefined,
          item.offset,
        );
    }
  }

  /** An item of a list: an entry, or a map of one pair as in `- 3646: passed`. */
  #item(item: Mapping): void {
    const [first] = item.pairs;
    if (item.pairs.length === 1 && first?.[0].kind === 'scalar' && !isEntryKey(first[0].value))
      this.#map(item);
    else this.#reader.readItem(item);
  }

  #map(root: Mapping): void {
    if (this.#isSomethingElse(root)) return;
    for (const [key, value] of root.pairs) this.#pair(key, value);
  }

  #pair(key: Tree, value: Tree): void {
    if (key.kind !== 'scalar') {
      this.#reader.fault(key.offset, `a ${key.kind} stands where an id, an address or a name is expected`);
      return;
    }
    const which = readSelector(key.value, this.#options.host);
    if (value.kind === 'map') this.#reader.readDetails(which, key.offset, value);
    else if (value.kind === 'list') {
      this.#reader.fault(
        value.offset,
        'a list stands where a result is expected; write a result, or {result: …}',
      );
    } else {
      const word = isNull(value) ? undefined : value.value;
      this.#reader.readWord(which, key.offset, word, word === undefined ? key.offset : value.offset);
    }
  }

  /** Whether the map is an entry without its list, or a piece of the API's own answer: each gets its own word. */
  #isSomethingElse(root: Mapping): boolean {
    const key = (name: string) => root.pairs.find(([key]) => key.kind === 'scalar' && key.value === name);
    const cases = key('testCases');
    if (cases?.[1].kind === 'list') {
      this.#reader.fault(
        cases[0].offset,
        "this is an answer of Testsigma's API; write a list with one entry for each result to change, such as: - {testCaseResultId: 3646, result: passed}",
      );
      return true;
    }
    const alone = root.pairs.find(
      ([name, value]) =>
        name.kind === 'scalar' && isIdKey(name.value) && value.kind === 'scalar' && !outcomeOf(value.value),
    );
    if (!alone) return false;
    this.#reader.fault(
      alone[0].offset,
      'this entry stands alone; put it into a list: [{testCaseResultId: …, result: …}]',
    );
    return true;
  }
}

function isIdKey(text: string): boolean {
  return /^test_?case_?(?:result_?)?id$/i.test(text);
}

function aloneMessage(root: Scalar): string {
  if (isNull(root)) return 'this says nothing; write a map such as 3646: passed, or a list';
  const word = quoted(bare(root.value));
  return `${word} alone does not say what shall become of it; write a map such as 3646: passed, or set default-result for a bare list of ids`;
}

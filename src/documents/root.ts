/** What is at the root of a document: a map, a list, a map by outcome, or a word. */
import { locator, type Source } from '../model/diagnostic.js';
import { notAnOutcome, outcomeOf } from '../model/outcome.js';
import { parseSelector } from '../model/selector.js';
import type { Outcome } from '../model/types.js';
import type { Pause } from '../runtime/process.js';
import { quote, unquote } from '../text/format.js';
import { EntryParser, isNull, newOutput, type ParseOptions, type ParseOutput } from './entries/entry.js';
import { isEntryKey } from './entries/keys.js';
import {
  isBareList,
  isSeveral,
  looksLikeOneLine,
  parseBareList,
  severalKeys,
  withoutResult,
} from './entries/one-line.js';
import { detectForeignItem, detectForeignPair, type Foreign, fileNameHint } from './foreign.js';
import type { DocumentSyntaxError, Mapping, Node, RootVisitor, Scalar, Sequence } from './node.js';

/** What parsing a text as YAML comes to. */
export interface ParsedYaml extends ParseOutput {
  /** Whether the text may mean something else than in YAML: one line without the spaces that YAML requires. */
  readonly ambiguous: boolean;
  /** Whether it is something else than a results document. */
  readonly isForeign?: boolean;
  readonly syntaxError?: DocumentSyntaxError;
}

/** A list after a key of the root's map. */
interface RootList {
  readonly key: Scalar;
  readonly list: Sequence;
  readonly outcome: Outcome | undefined;
}

/** Parses what is at the root, as the YAML or JSON parser gives it. */
export class RootParser implements RootVisitor {
  readonly #source: Source;
  readonly #options: ParseOptions;
  readonly #parser: EntryParser;
  readonly #output = newOutput();
  readonly #isOneLine: boolean;
  /** The only problem of a text that is no results document at all. */
  #foreign: Foreign | undefined;
  /** The offset of the map's key `name` if its value is no outcome, and whether the map has a key `result`. */
  #nameOffset: number | undefined;
  #hasResult = false;
  /** Whether a key of the map may be a key and a value that YAML did not separate. */
  #hasGlued = false;
  #hasComma = false;
  #pairs = 0;
  /** Pairs whose key has no quotes: in JSON there is none. */
  #plainPairs = 0;
  /** Words without a value: items of a list, or keys. */
  readonly #alone: Scalar[] = [];
  /** Lists of the root's map: whether they are by outcome shows at the end. */
  readonly #lists: RootList[] = [];

  constructor(source: Source, options: ParseOptions) {
    this.#source = source;
    this.#options = options;
    this.#parser = new EntryParser(options, locator(source), this.#output);
    this.#isOneLine = !/[\r\n]/.test(source.text.trim());
  }

  /** Ends the parsing: a root that is one word is parsed now, and so are lists after keys. */
  async finish(root: Node | undefined, pause: Pause): Promise<ParsedYaml> {
    if (root?.kind === 'scalar') await this.#word(root, pause);
    if (!this.#foreign) await this.#parseLists(pause);
    this.#rejectMixed();
    const { entries, diagnostics } = this.#output;
    if (!this.#foreign) return { entries, diagnostics, ambiguous: this.#isAmbiguous(root) };
    entries.length = 0;
    diagnostics.problems.length = 0;
    this.#parser.addProblem(this.#foreign.offset, this.#foreign.message);
    return { entries, diagnostics, ambiguous: false, isForeign: true };
  }

  cut(uncut: string, offset: number): void {
    this.#parser.noteCut(uncut, offset);
  }

  item(item: Node): void {
    const message = detectForeignItem(item);
    if (message !== undefined) this.#foreign ??= { offset: item.offset, message };
    if (this.#foreign) return;
    if (isNull(item)) this.#parser.addProblem(this.#offsetOfNull(item), EMPTY_ITEM);
    else if (item.kind === 'map') this.#entry(item);
    else if (item.kind === 'list') this.#parser.addProblem(item.offset, NESTED_LIST);
    else {
      this.#alone.push(item);
      const which = parseSelector(item.value, this.#options.host);
      this.#parser.parseWord(which, item.offset, { form: 'list' }, undefined, item.offset);
    }
  }

  pair(key: Node, value: Node): void {
    this.#noteAmbiguity(key, value);
    this.#foreign ??= this.#detectWrongKind(key, value);
    if (this.#foreign) return;
    if (key.kind !== 'scalar') {
      this.#parser.addProblem(key.offset, `a ${key.kind} cannot be a key; write an ID, a URL or a name`);
    } else if (value.kind === 'list') {
      this.#lists.push({ key, list: value, outcome: outcomeOf(key.value) });
    } else this.#namedPair(key, value);
  }

  #namedPair(key: Scalar, value: Scalar | Mapping): void {
    const which = parseSelector(key.value, this.#options.host);
    const syntax = { form: 'map', key: key.value, isQuoted: !key.plain } as const;
    if (key.plain && !isNull(value)) this.#plainPairs += 1;
    if (key.plain && isSeveral(key.value)) {
      const word = value.kind === 'scalar' && !isNull(value) ? value.value : undefined;
      this.#parser.addProblem(key.offset, severalKeys(key.value, word));
    } else if (value.kind === 'map') {
      this.#pairs += 1;
      this.#parser.parseDetails(which, key.offset, syntax, value);
    } else if (isNull(value)) {
      this.#alone.push(key);
      this.#parser.parseWord(which, key.offset, syntax, undefined, key.offset);
    } else {
      this.#pairs += 1;
      this.#parser.parseWord(which, key.offset, syntax, value.value, value.offset);
    }
  }

  /** An item of a list: an entry, or a map of one pair as in `- 3646: passed`. */
  #entry(item: Mapping): void {
    const [first] = item.pairs;
    const [key, value] = first ?? [];
    const isPair = item.pairs.length === 1 && key?.kind === 'scalar' && value && !isEntryKey(key.value);
    if (!isPair) this.#parser.parseItem(item);
    else if (value.kind === 'list') this.#parser.addProblem(value.offset, LIST_AS_RESULT);
    else this.pair(key, value);
  }

  async #word(root: Scalar, pause: Pause): Promise<void> {
    if (!this.#options.defaultOutcome || !root.plain || isNull(root)) {
      this.#parser.addProblem(root.offset, scalarDocumentMessage(root, this.#source.text));
      return;
    }
    const { entries, diagnostics } = await parseBareList(this.#source, this.#options, pause);
    for (const entry of entries) this.#output.entries.push(entry);
    this.#output.diagnostics.add(diagnostics);
  }

  /** A map by outcome is one whose keys are all outcomes and whose values are all lists. */
  async #parseLists(pause: Pause): Promise<void> {
    const lists = this.#lists;
    const outcomes = lists.filter(({ outcome }) => outcome).length;
    const isByOutcome = outcomes > 0 && this.#pairs + this.#alone.length === 0;
    let left = this.#source.text.length;
    for (const { key, list, outcome } of lists) {
      left -= list.items.length;
      if (!isByOutcome) this.#parser.addProblem(list.offset, outcome ? NOT_BY_OUTCOME : LIST_AS_RESULT);
      else if (!outcome) this.#parser.addProblem(key.offset, notAnOutcome(key.value, NOT_AN_OUTCOME_KEY));
      // More items than characters: an alias repeats a list again and again.
      else if (left < 0) this.#parser.addProblem(list.offset, 'aliases repeat this list too often');
      else await this.#listed(list, outcome, pause);
    }
  }

  async #listed({ items }: Sequence, outcome: Outcome, pause: Pause): Promise<void> {
    for (const item of items) {
      await pause();
      if (item.kind === 'map') this.#parser.parseItem(item, outcome);
      else if (item.kind === 'list') this.#parser.addProblem(item.offset, NESTED_LIST);
      else if (isNull(item)) this.#parser.addProblem(item.offset, EMPTY_ITEM);
      else this.#parser.addListed(parseSelector(item.value, this.#options.host), item.offset, outcome);
    }
  }

  /** On one line, an ID alone among pairs may share a result or have the default: an error instead of a guess. */
  #rejectMixed(): void {
    if (!this.#isOneLine || this.#plainPairs === 0 || !this.#options.defaultOutcome) return;
    for (const { offset, value, plain } of this.#alone)
      if (plain) this.#parser.addProblem(offset, withoutResult(value));
  }

  /** The YAML parser gives no offset for an empty item: it is at the next dash with nothing after it. */
  #offsetOfNull(item: Node): number {
    const { offset } = item;
    if (item.kind !== 'scalar' || item.value !== '') return offset;
    const found = this.#source.text.slice(offset).search(/^[ \t]*-[ \t]*(?:#.*)?$/m);
    return found < 0 ? offset : offset + found;
  }

  /** Notes `{3646:passed}`, a key without a value to YAML, and `3646: passed, 3647:failed`, one value to YAML. */
  #noteAmbiguity(key: Node, value: Node): void {
    if (isPlainWith(/,/, key) || isPlainWith(/,/, value)) this.#hasComma = true;
    if (isNull(value) && isPlainWith(/[:=]/, key)) this.#hasGlued = true;
  }

  #isAmbiguous(root: Node | undefined): boolean {
    if (root?.kind === 'scalar')
      return root.plain && this.#output.diagnostics.problems.length > 0 && !isBareList(this.#source.text);
    return this.#hasGlued || (this.#hasComma && this.#pairs <= 1 && looksLikeOneLine(this.#source.text));
  }

  /** A single entry without its list, a response of the API, or a report: each has a message of its own. */
  #detectWrongKind(key: Node, value: Node): Foreign | undefined {
    if (key.kind !== 'scalar') return undefined;
    const message = detectForeignPair(key, value);
    if (message !== undefined) return { offset: key.offset, message };
    const offset = this.#detectBareEntry(key, value);
    return offset === undefined ? undefined : { offset, message: SINGLE_ENTRY };
  }

  /**
   * The offset at which the map turns out to be a single entry: it has the key of an ID, or both `name` and `result`,
   * since each alone may be the name of a test case.
   */
  #detectBareEntry(key: Scalar, value: Node): number | undefined {
    if (value.kind !== 'scalar') return undefined;
    const isOutcome = outcomeOf(value.value) !== undefined;
    if (isIdKey(key.value)) return isOutcome ? undefined : key.offset;
    if (key.value === 'name' && !isOutcome) this.#nameOffset = key.offset;
    if (key.value === 'result') this.#hasResult = true;
    return this.#hasResult ? this.#nameOffset : undefined;
  }
}

const NOT_AN_OUTCOME_KEY = ', as the keys of a map by outcome are';
const SINGLE_ENTRY = 'this is a single entry; wrap it in a list: [{…}]';
const EMPTY_ITEM = 'empty list item; fill it in or remove it';
const NESTED_LIST = 'a list in a list; write one list';
const LIST_AS_RESULT = 'a list cannot be a result; write a result, or {result: …}';
const NOT_BY_OUTCOME =
  'a list cannot be a result here: in a map by outcome, every key is an outcome and every value is a list';

function isPlainWith(chars: RegExp, node: Node): boolean {
  return node.kind === 'scalar' && node.plain && chars.test(node.value);
}

function isIdKey(text: string): boolean {
  return /^test_?case_?(?:result_?)?id$/i.test(text);
}

function scalarDocumentMessage(root: Scalar, text: string): string {
  if (isNull(root)) return 'this document is null; write a map such as 3646: passed, or a list';
  const hint = fileNameHint(root.value.trim());
  if (hint !== undefined) return hint;
  const hasPairs = /[:=]/.test(root.value);
  if (!root.plain && (hasPairs || isBareList(root.value)))
    return `the quotes around ${quote(root.value)} turn it into one string; remove them`;
  if (hasPairs && /[\r\n]/.test(text.trim()))
    return 'add a space after the colon, as in 3646: passed (one entry per line)';
  const word = quote(unquote(root.value));
  return `${word} has no result; write 3646: passed, or set default-result to pass a list of IDs`;
}

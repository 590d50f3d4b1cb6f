/** A results document, YAML or JSON → entries with line and column. */

import { type Diagnostics, locator, type Source } from '../model/diagnostic.js';
import { outcomeOf } from '../model/outcome.js';
import { parseSelector } from '../model/selector.js';
import type { Entry } from '../model/types.js';
import { quote, unquote } from '../text/format.js';
import type { ParseOutput } from './entry.js';
import { EntryParser, isNull, newOutput, type ParseOptions } from './entry.js';
import { isEntryKey } from './keys.js';
import { DocumentSyntaxError, type Mapping, type Node, type RootVisitor, type Scalar } from './node.js';
import { isBareList, looksLikeOneLine, parseBareList, parseOneLine } from './one-line.js';
import { parseNodes } from './yaml.js';

/**
 * Parses a results document: a map, a list, a bare list of IDs if `default-result` names the outcome, or one line as
 * typed into a form. Never throws for any text: every error becomes a problem at its location.
 *
 * @returns the entries in the order written
 */
export function parseDocument(
  source: Source,
  options: ParseOptions,
  diagnostics: Diagnostics,
): readonly Entry[] {
  const plain = { ...source, text: source.text.replace(/^\ufeff/, '') };
  const asYaml = parseYaml(plain, options);
  const parsed =
    looksLikeOneLine(plain.text) && asYaml.ambiguous ? preferred(asYaml, plain, options) : asYaml;
  diagnostics.add(parsed.diagnostics);
  return parsed.entries;
}

interface ParsedYaml extends ParseOutput {
  /** Whether the text may mean something else than YAML makes of it: one line without the spaces that YAML wants. */
  readonly ambiguous: boolean;
}

/** A single line that makes no sense as YAML is taken as people type into a form. */
function preferred(asYaml: ParsedYaml, source: Source, options: ParseOptions): ParseOutput {
  const typed = parseOneLine(source, options);
  if (isSound(typed)) return typed;
  return !isSound(asYaml) && isTyped(source.text.trim()) ? typed : asYaml;
}

function isSound({ diagnostics }: ParseOutput): boolean {
  return diagnostics.problems.length === 0;
}

/** Whether a line was rather typed into a form than cut off from a YAML or JSON document. */
function isTyped(line: string): boolean {
  const cutOff =
    (line.startsWith('{') && !line.endsWith('}')) || (line.startsWith('[') && !line.includes(']'));
  return /[:=]/.test(line) && !cutOff && !/^[&*!%]/.test(line);
}

function parseYaml(source: Source, options: ParseOptions): ParsedYaml {
  const parser = new DocumentParser(source, options);
  try {
    return parser.finish(parseNodes(source.text, parser));
  } catch (error) {
    if (!(error instanceof DocumentSyntaxError)) throw error;
    return afterSyntaxError(error, source, options);
  }
}

/** What remains of a text that is not YAML: a bare list of IDs with comments in between, or else the error alone. */
function afterSyntaxError(error: DocumentSyntaxError, source: Source, options: ParseOptions): ParsedYaml {
  if (options.defaultOutcome) {
    const list = parseBareList(source, options);
    if (isSound(list)) return { ...list, ambiguous: false };
  }
  const output = newOutput();
  // What is missing at the end is missing after the last character, not on a line that the text does not have.
  const offset = Math.min(error.offset, source.text.trimEnd().length);
  output.diagnostics.problem(locator(source)(offset), error.message);
  return { ...output, ambiguous: true };
}

/** Reads what stands at the root, piece by piece. */
class DocumentParser implements RootVisitor {
  readonly #source: Source;
  readonly #options: ParseOptions;
  readonly #reader: EntryParser;
  readonly #output = newOutput();
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
    this.#reader = new EntryParser(options, locator(source), this.#output);
  }

  /** Ends the parsing: a root that is one word is parsed here, maps and lists were. */
  finish(root: Node | undefined): ParsedYaml {
    if (root?.kind === 'scalar') this.#word(root);
    if (!this.#somethingElse) return { ...this.#output, ambiguous: this.#isAmbiguous(root) };
    const { entries, diagnostics } = this.#output;
    entries.length = 0;
    diagnostics.problems.length = 0;
    this.#somethingElse();
    return { entries, diagnostics, ambiguous: false };
  }

  item(item: Node): void {
    if (isNull(item))
      this.#reader.addProblem(item.offset, 'this item of the list says nothing; fill it in or leave it out');
    else if (item.kind === 'map') this.#entry(item);
    else if (item.kind === 'list')
      this.#reader.addProblem(item.offset, 'a list stands in a list; write one list');
    else {
      const which = parseSelector(item.value, this.#options.host);
      this.#reader.parseWord(which, item.offset, { form: 'list' }, undefined, item.offset);
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
    if (value.kind === 'map')
      this.#reader.parseDetails(which, key.offset, { form: 'map', key: key.value }, value);
    else if (value.kind === 'list') {
      const message = 'a list stands where a result is expected; write a result, or {result: …}';
      this.#reader.addProblem(value.offset, message);
    } else {
      const word = isNull(value) ? undefined : value.value;
      const syntax = { form: 'map', key: key.value } as const;
      this.#reader.parseWord(which, key.offset, syntax, word, word === undefined ? key.offset : value.offset);
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
    const { entries, diagnostics } = parseBareList(this.#source, this.#options);
    for (const entry of entries) this.#output.entries.push(entry);
    this.#output.diagnostics.add(diagnostics);
  }

  /** Notes `{3646:passed}`, a key without a value to YAML, and `3646: passed, 3647:failed`, one value to YAML. */
  #doubt(key: Node, value: Node): void {
    if (isWordWith(/,/, key) || isWordWith(/,/, value)) this.#hasComma = true;
    if (isNull(value) && isWordWith(/[:=]/, key)) this.#hasUnparted = true;
  }

  #isAmbiguous(root: Node | undefined): boolean {
    if (root?.kind === 'scalar')
      return root.plain && !isSound(this.#output) && !isBareList(this.#source.text);
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

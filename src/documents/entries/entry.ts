/** One entry of a results document: the keys it takes, and their values. */
import { Diagnostics, type Locator } from '../../model/diagnostic.js';
import {
  CURRENT_RESULT_WORDS,
  currentResultsOf,
  notAnOutcome,
  OUTCOME_WORDS,
  outcomeOf,
} from '../../model/outcome.js';
import { type ParsedSelector, parseResultId, parseTestCaseId } from '../../model/selector.js';
import type { CurrentResult, CutText, Entry, EntrySyntax, Outcome, Selector } from '../../model/types.js';
import { quote, splitWords, unquote } from '../../text/format.js';
import type { Mapping, Node } from '../node.js';
import { canonicalKey, isKey, KEY_LIST, type Key, SELECTOR_KEYS, unknownKey } from './keys.js';

/** What parsing documents needs to know. */
export interface ParseOptions {
  /** The host of `base-url`, which URLs must be on; absent if it is not known. */
  readonly host?: string | undefined;
  /** The outcome of entries that have none; `invalid` if it was given wrong, which is a problem already. */
  readonly defaultOutcome?: Outcome | 'invalid' | undefined;
}

/** The entries of a document in the order written, and the diagnostics about it. */
export interface ParseOutput {
  readonly entries: Entry[];
  readonly diagnostics: Diagnostics;
}

/** An empty output. */
export function newOutput(): ParseOutput {
  return { entries: [], diagnostics: new Diagnostics() };
}

/** The values of an entry by their keys. */
type Fields = Partial<Record<Key, Node>>;

/** The optional fields of an entry. */
type Details = Pick<Entry, 'comment' | 'onlyIf' | 'until'>;

/** More keys than an entry can have: a larger map is not parsed, however often an alias repeats it. */
const MAX_KEYS = 20;
/** The length of a list of words, however often an alias repeats it. UTF-16 units. */
const MAX_WORDS_LENGTH = 1_000;

/** Parses entries into the output. Every problem is added at its location; an entry with a problem is omitted. */
export class EntryParser {
  readonly #options: ParseOptions;
  readonly #locate: Locator;
  readonly #output: ParseOutput;
  readonly #cuts: CutText[] = [];

  constructor(options: ParseOptions, locate: Locator, output: ParseOutput) {
    this.#options = options;
    this.#locate = locate;
    this.#output = output;
  }

  /** Adds a problem at an offset. */
  addProblem(offset: number, message: string): void {
    this.#output.diagnostics.problem(this.#locate(offset), message);
  }

  /** Notes a text that a comment cuts short, for the next entry. */
  noteCut(text: string, offset: number): void {
    this.#cuts.push({ text, location: this.#locate(offset) });
  }

  /** Parses an entry of which the selector is parsed already. @param word the text of its outcome, if it has one */
  parseWord(
    which: ParsedSelector,
    offset: number,
    syntax: EntrySyntax,
    word: string | undefined,
    wordOffset: number,
  ): void {
    const selector = this.#selector(which, offset);
    const outcome = this.#outcome(word, wordOffset);
    if (selector && outcome) this.#add(selector, outcome, offset, syntax);
  }

  /** Adds an item of a list after an outcome that is only a selector. */
  addListed(which: ParsedSelector, offset: number, outcome: Outcome): void {
    const selector = this.#selector(which, offset);
    if (selector) this.#add(selector, outcome, offset, BY_OUTCOME);
  }

  /** Parses the details after a map's key. */
  parseDetails(which: ParsedSelector, offset: number, syntax: EntrySyntax, details: Mapping): void {
    const before = this.#output.diagnostics.problems.length;
    const selector = this.#selector(which, offset);
    const fields = this.#fields(isJobResult(details) ? withoutOutputs(details) : details);
    for (const key of SELECTOR_KEYS) {
      const given = fields[key];
      if (given)
        this.addProblem(
          given.offset,
          `"${key}" says which result is meant, but the key before it does so already`,
        );
    }
    this.#finish(before, selector, fields, offset, syntax, details.offset);
  }

  /**
   * Parses an entry of a list.
   *
   * @param outcome of the list that the entry is in, if it is one after an outcome
   */
  parseItem(item: Mapping, outcome?: Outcome): void {
    const before = this.#output.diagnostics.problems.length;
    const fields = this.#fields(item);
    const selector = this.#which(fields, item.offset);
    const syntax = { form: outcome ? 'by-outcome' : 'list', isQuoted: isQuoted(item) } as const;
    this.#finish(before, selector, fields, item.offset, syntax, item.offset, outcome);
  }

  #finish(
    problemsBefore: number,
    which: Selector | undefined,
    fields: Fields,
    offset: number,
    syntax: EntrySyntax,
    end: number,
    listOutcome?: Outcome,
  ): void {
    const outcome = this.#listedOutcome(fields, listOutcome) ?? this.#fieldOutcome(fields, end);
    const isNarrowed = fields.suite ?? fields.machine ?? fields.all;
    const selector = isNarrowed ? { ...which, ...this.#narrowing(fields) } : (which ?? {});
    const details = this.#details(fields);
    if (!outcome || this.#output.diagnostics.problems.length > problemsBefore) return;
    this.#add(selector, outcome, offset, syntax, details);
  }

  #add(selector: Selector, outcome: Outcome, offset: number, syntax: EntrySyntax, details?: Details): void {
    this.#output.entries.push({
      selector,
      outcome,
      comment: details?.comment,
      onlyIf: details?.onlyIf,
      until: details?.until,
      location: this.#locate(offset),
      // A result ID alone is never ambiguous, and most entries are nothing else.
      syntax: selector.testCaseResultId === undefined ? syntax : undefined,
      cuts: this.#cuts.length > 0 ? this.#cuts.splice(0) : undefined,
    });
  }

  #selector(which: ParsedSelector, offset: number): Selector | undefined {
    if ('selector' in which) return which.selector;
    this.addProblem(offset, which.error);
    return undefined;
  }

  #outcome(word: string | undefined, offset: number): Outcome | undefined {
    const { defaultOutcome } = this.#options;
    if (word === undefined) {
      if (!defaultOutcome) this.addProblem(offset, NO_OUTCOME);
      return defaultOutcome === 'invalid' ? undefined : defaultOutcome;
    }
    const outcome = outcomeOf(word);
    if (!outcome) this.addProblem(offset, notAnOutcome(word));
    return outcome;
  }

  #fieldOutcome(fields: Fields, end: number): Outcome | undefined {
    return this.#outcome(this.#text(fields, 'result'), fields.result?.offset ?? end);
  }

  /** The outcome of the list that an entry is in: its own `result` may only repeat it. */
  #listedOutcome(fields: Fields, outcome: Outcome | undefined): Outcome | undefined {
    if (!outcome || !fields.result) return outcome;
    const own = this.#fieldOutcome(fields, fields.result.offset);
    if (own && own !== outcome)
      this.addProblem(fields.result.offset, 'this result is not the one that the list is for; leave it out');
    return outcome;
  }

  /** The keys of an entry; misspelled ones are problems, and so are duplicates with different values. */
  #fields(mapping: Mapping): Fields {
    const fields: Fields = {};
    if (mapping.pairs.length > MAX_KEYS) {
      this.addProblem(
        mapping.offset,
        `this entry has ${mapping.pairs.length} keys; an entry takes ${KEY_LIST}`,
      );
      return fields;
    }
    for (const [key, value] of mapping.pairs) {
      const name = key.kind === 'scalar' ? key.value.trim() : '';
      if (!isKey(name)) {
        this.addProblem(key.offset, unknownKey(key, name));
        const meant = canonicalKey(name);
        if (meant) fields[meant] ??= value;
      } else if (fields[name] && !sameScalar(fields[name], value)) {
        this.addProblem(key.offset, `duplicate key "${name}" with a different value`);
      } else fields[name] = value;
    }
    return fields;
  }

  #which(fields: Fields, offset: number): Selector {
    const id = fields.testCaseResultId ?? fields.id;
    if (fields.testCaseResultId && fields.id && !sameScalar(fields.testCaseResultId, fields.id)) {
      this.addProblem(
        fields.id.offset,
        '"id" and "testCaseResultId" are the same key, but have different values',
      );
    }
    const isSelection = isTrue(fields.all) && (fields.suite ?? fields.machine) !== undefined;
    if (!isSelection && !SELECTOR_KEYS.some((key) => fields[key])) this.addProblem(offset, NO_SELECTOR);
    const name = this.#filled(fields, 'name');
    const namePattern = this.#namePattern(fields);
    const byResult = id && this.#parseId(id, parseResultId);
    const byTestCase = fields.testCaseId && this.#parseId(fields.testCaseId, parseTestCaseId);
    return { ...byResult, ...byTestCase, ...(name ? { name } : {}), ...(namePattern ? { namePattern } : {}) };
  }

  /** A pattern may match several results, so it requires `all: true`. */
  #namePattern(fields: Fields): string | undefined {
    const { namePattern } = fields;
    if (!namePattern) return undefined;
    const pattern = this.#filled(fields, 'namePattern');
    const other = SELECTOR_KEYS.find((key) => key !== 'namePattern' && fields[key]);
    if (other)
      this.addProblem(
        namePattern.offset,
        `"namePattern" and "${other}" both say which results are meant; keep one`,
      );
    else if (!isTrue(fields.all))
      this.addProblem(
        namePattern.offset,
        '"namePattern" may match several results; add all: true, or use "name" for one',
      );
    return pattern;
  }

  #parseId(node: Node, parse: typeof parseResultId): Selector | undefined {
    if (node.kind === 'scalar') return this.#selector(parse(node.value, this.#options.host), node.offset);
    const message = `an ID is written as digits, not as a ${node.kind}; write one entry per ID`;
    this.addProblem(node.offset, message);
    return undefined;
  }

  #narrowing(fields: Fields): Pick<Selector, 'suite' | 'machine' | 'all'> {
    const suite = this.#filled(fields, 'suite');
    const machine = this.#filled(fields, 'machine');
    const all = this.#all(fields);
    return { ...(suite ? { suite } : {}), ...(machine ? { machine } : {}), ...(all ? { all } : {}) };
  }

  #all(fields: Fields): boolean {
    const word = this.#text(fields, 'all')?.trim().toLowerCase();
    if (word === undefined || word === 'false') return false;
    if (word !== 'true')
      this.addProblem(fields.all?.offset ?? 0, `"all" is true or false, not ${quote(word)}`);
    return word === 'true';
  }

  #details(fields: Fields): Details {
    return {
      comment: this.#comment(fields) || undefined,
      onlyIf: fields.onlyIf && this.#onlyIf(fields.onlyIf),
      until: fields.until && this.#until(fields),
    };
  }

  #lastComment = { text: '', trimmed: '' };

  /** An alias may repeat one comment in every entry: it is trimmed once. */
  #comment(fields: Fields): string {
    const text = this.#text(fields, 'comment') ?? '';
    if (text !== this.#lastComment.text) this.#lastComment = { text, trimmed: text.trim() };
    return this.#lastComment.trimmed;
  }

  #until(fields: Fields): string | undefined {
    const text = this.#filled(fields, 'until');
    if (text === undefined || isDate(unquote(text))) return text && unquote(text);
    this.addProblem(
      fields.until?.offset ?? 0,
      `"until" takes a date of the calendar, such as 2026-12-31, not ${quote(text)}`,
    );
    return undefined;
  }

  #onlyIf(node: Node): readonly CurrentResult[] {
    const words = onlyIfWords(node);
    const results = words.flatMap(({ word, offset }) => {
      const known = currentResultsOf(word);
      if (!known)
        this.addProblem(offset, `${quote(word)} is not a result; onlyIf takes: ${CURRENT_RESULT_WORDS}`);
      return known ?? [];
    });
    if (words.length === 0)
      this.addProblem(node.offset, `onlyIf names no result; it takes: ${CURRENT_RESULT_WORDS}`);
    return [...new Set(results)];
  }

  /** The text of a key; undefined if the key is missing or `null`. A map or a list is a problem. */
  #text(fields: Fields, key: Key): string | undefined {
    const node = fields[key];
    if (!node || isNull(node)) return undefined;
    if (node.kind === 'scalar') return node.value;
    this.addProblem(node.offset, `"${key}" takes a text, not a ${node.kind}`);
    return undefined;
  }

  /** The text of a key, trimmed; an empty one is a problem. */
  #filled(fields: Fields, key: Key): string | undefined {
    const text = this.#text(fields, key)?.trim();
    if (text === '' || (text === undefined && fields[key]?.kind === 'scalar')) {
      this.addProblem(fields[key]?.offset ?? 0, `"${key}" is empty; fill it in or leave it out`);
    }
    return text;
  }
}

const BY_OUTCOME: EntrySyntax = { form: 'by-outcome' };

function onlyIfWords(node: Node): { word: string; offset: number }[] {
  if (node.kind === 'scalar') {
    const words = splitWords(node.value.slice(0, MAX_WORDS_LENGTH));
    return words.map((word) => ({ word, offset: node.offset }));
  }
  if (node.kind === 'map' || node.items.length > MAX_KEYS) return [];
  return node.items.map((item) => ({
    word: item.kind === 'scalar' ? item.value : item.kind,
    offset: item.offset,
  }));
}

/** Whether a node has no value: it is empty, or `null` or `~` without quotes. */
export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.plain && ['', '~', 'null', 'Null', 'NULL'].includes(node.value);
}

/** Whether details are those of a job in `toJSON(needs)`: its result and its outputs, and nothing else. */
function isJobResult({ pairs }: Mapping): boolean {
  const keys = pairs.map(([key]) => (key.kind === 'scalar' ? key.value : ''));
  return keys.length === 2 && keys.includes('result') && keys.includes('outputs');
}

function withoutOutputs(details: Mapping): Mapping {
  const pairs = details.pairs.filter(([key]) => key.kind === 'scalar' && key.value === 'result');
  return { ...details, pairs };
}

/** Whether the keys of an entry are in quotes, as in JSON. */
function isQuoted({ pairs: [first] }: Mapping): boolean {
  return first?.[0].kind === 'scalar' && !first[0].plain;
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.value.trim().toLowerCase() === 'true';
}

function sameScalar(one: Node, other: Node): boolean {
  return one.kind === 'scalar' && other.kind === 'scalar' && one.value === other.value;
}

/** Whether a text is a date of the calendar: `2026-02-28`, not `2026-02-30`. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const NO_SELECTOR =
  'nothing says which result is meant; add name, testCaseId or testCaseResultId, or to select a whole suite or machine: all: true';

const NO_OUTCOME = `no result is named; use one of: ${OUTCOME_WORDS} (or set default-result)`;

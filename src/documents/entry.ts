/** One entry of a results document: the keys it takes, and what stands behind them. */

import type { Locator, SourceLocation } from '../model/diagnostic.js';
import { Diagnostics } from '../model/diagnostic.js';
import { CURRENT_RESULT_WORDS, currentResultOf, OUTCOME_WORDS, outcomeOf } from '../model/outcome.js';
import { type ParsedSelector, parseResultId, parseTestCaseId } from '../model/selector.js';
import type { CurrentResult, Entry, Outcome, Selector } from '../model/types.js';
import { closest } from '../text/closest.js';
import { quote, splitWords, unquote } from '../text/format.js';
import type { Mapping, Node } from './node.js';

/** What reading a document needs to know. */
export interface ParseOptions {
  /** The host of `base-url`, which addresses must be on; absent where it is not known. */
  readonly host?: string;
  /** The outcome of entries that name none; `invalid` if there is one that is no outcome, which is a problem already. */
  readonly defaultOutcome?: Outcome | 'invalid';
}

/** What parsing comes to: the entries in the order written, and everything there is to say about them. */
export interface ParseOutput {
  readonly entries: Entry[];
  readonly diagnostics: Diagnostics;
}

/** The output of a parsing that begins. */
export function newOutput(): ParseOutput {
  return { entries: [], diagnostics: new Diagnostics() };
}

/** What an entry of a list says; the entry of a map says the same without the keys that say which. */
type Fields = Partial<Record<Key, Node>>;

type Key = (typeof KEYS)[number];

const KEYS = [
  'testCaseResultId',
  'id',
  'testCaseId',
  'name',
  'suite',
  'machine',
  'result',
  'comment',
  'onlyIf',
  'all',
] as const;

const KNOWN: ReadonlySet<string> = new Set(KEYS);

const SELECTOR_KEYS: readonly Key[] = ['testCaseResultId', 'id', 'testCaseId', 'name'];

/** Keys that people write instead, from old documentation, from the API's own answers or by habit. */
const KEY_ALIASES: ReadonlyMap<string, Key> = new Map([
  ['commit', 'comment'],
  ['reason', 'comment'],
  ['outcome', 'result'],
  ['status', 'result'],
  ['testcasename', 'name'],
  ['test', 'name'],
  ['testcase', 'name'],
  ['testsuite', 'suite'],
  ['testsuitename', 'suite'],
  ['machinetitle', 'machine'],
  ['resultid', 'testCaseResultId'],
  ['only', 'onlyIf'],
]);

/** More keys than any entry can have: what is larger is not read at all, however often an alias repeats it. */
const MAX_KEYS = 20;

/** Reads entries into the output. Every fault is noted where it stands; a faulty entry is left out. */
export class EntryParser {
  readonly #options: ParseOptions;
  readonly #locate: Locator;
  readonly #output: ParseOutput;

  constructor(options: ParseOptions, locate: Locator, output: ParseOutput) {
    this.#options = options;
    this.#locate = locate;
    this.#output = output;
  }

  /** Notes a fault at an offset. */
  addProblem(offset: number, message: string): void {
    this.#output.diagnostics.problem(this.#locate(offset), message);
  }

  /** Reads an entry that has its selector already, with the text of its outcome, if it names one. */
  parseWord(which: ParsedSelector, offset: number, word: string | undefined, wordOffset: number): void {
    const selector = this.#selector(which, offset);
    const outcome = this.#outcome(word, wordOffset);
    if (selector && outcome) this.#add(selector, outcome, offset);
  }

  /** Reads the details that stand behind a map's key. */
  parseDetails(which: ParsedSelector, offset: number, details: Mapping): void {
    const faults = this.#output.diagnostics.problems.length;
    const selector = this.#selector(which, offset);
    const fields = this.#fields(details);
    for (const key of SELECTOR_KEYS) {
      const given = fields[key];
      if (given)
        this.addProblem(
          given.offset,
          `"${key}" says which result is meant, but the key before it does so already`,
        );
    }
    this.#finish(faults, selector, fields, offset, details.offset);
  }

  /** Reads an entry of a list. */
  parseItem(item: Mapping): void {
    const faults = this.#output.diagnostics.problems.length;
    const fields = this.#fields(item);
    const selector = this.#which(fields, item.offset);
    this.#finish(faults, selector, fields, item.offset, item.offset);
  }

  #finish(faults: number, which: Selector | undefined, fields: Fields, offset: number, end: number): void {
    const outcome = this.#outcome(this.#text(fields, 'result'), fields.result?.offset ?? end);
    const isNarrowed = fields.suite ?? fields.machine ?? fields.all;
    const narrowed = isNarrowed ? { ...which, ...this.#narrowing(fields) } : (which ?? {});
    const comment = this.#text(fields, 'comment')?.trim() || undefined;
    const onlyIf = fields.onlyIf && this.#onlyIf(fields.onlyIf);
    if (!outcome || this.#output.diagnostics.problems.length > faults) return;
    this.#add(narrowed, outcome, offset, comment, onlyIf);
  }

  #add(
    selector: Selector,
    outcome: Outcome,
    offset: number,
    comment?: string,
    onlyIf?: readonly CurrentResult[],
  ): void {
    const location: SourceLocation = this.#locate(offset);
    this.#output.entries.push({ selector, outcome, comment, onlyIf, location });
  }

  #selector(which: ParsedSelector, offset: number): Selector | undefined {
    if ('selector' in which) return which.selector;
    this.addProblem(offset, which.fault);
    return undefined;
  }

  #outcome(word: string | undefined, offset: number): Outcome | undefined {
    const { defaultOutcome } = this.#options;
    if (word === undefined) {
      if (!defaultOutcome) this.addProblem(offset, NO_OUTCOME);
      return defaultOutcome === 'invalid' ? undefined : defaultOutcome;
    }
    const outcome = outcomeOf(word);
    if (!outcome) this.addProblem(offset, noOutcome(word));
    return outcome;
  }

  /** An entry's keys, misspelt ones noted; a key that stands twice must say the same. */
  #fields(mapping: Mapping): Fields {
    const fields: Fields = {};
    if (mapping.pairs.length > MAX_KEYS) {
      this.addProblem(
        mapping.offset,
        `this entry has ${mapping.pairs.length} keys; an entry takes ${KEYS.join(', ')}`,
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
        this.addProblem(key.offset, `"${name}" stands twice in this entry and says different things`);
      } else fields[name] = value;
    }
    return fields;
  }

  #which(fields: Fields, offset: number): Selector {
    const id = fields.testCaseResultId ?? fields.id;
    if (fields.testCaseResultId && fields.id && !sameScalar(fields.testCaseResultId, fields.id)) {
      this.addProblem(
        fields.id.offset,
        '"id" and "testCaseResultId" are the same key and say different things',
      );
    }
    if (!SELECTOR_KEYS.some((key) => fields[key])) {
      this.addProblem(
        offset,
        'nothing says which result is meant; give testCaseResultId, testCaseId or name',
      );
    }
    const name = this.#filled(fields, 'name');
    const byResult = id ? this.#read(id, parseResultId) : {};
    if (!fields.testCaseId && !name) return byResult;
    const byTestCase = fields.testCaseId ? this.#read(fields.testCaseId, parseTestCaseId) : {};
    return { ...byResult, ...byTestCase, ...(name ? { name } : {}) };
  }

  #read(tree: Node, read: (text: string, host: string | undefined) => ParsedSelector): Selector {
    if (tree.kind !== 'scalar') {
      this.addProblem(tree.offset, `an id stands here as digits, not as a ${tree.kind}`);
      return {};
    }
    return this.#selector(read(tree.value, this.#options.host), tree.offset) ?? {};
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

  #onlyIf(tree: Node): readonly CurrentResult[] {
    const words = this.#onlyIfWords(tree);
    const results = words.flatMap(({ word, offset }) => {
      const result = currentResultOf(word);
      if (!result)
        this.addProblem(offset, `${quote(word)} is not a result; onlyIf takes: ${CURRENT_RESULT_WORDS}`);
      return result ?? [];
    });
    if (words.length === 0)
      this.addProblem(tree.offset, `onlyIf names no result; it takes: ${CURRENT_RESULT_WORDS}`);
    return [...new Set(results)];
  }

  #onlyIfWords(tree: Node): { word: string; offset: number }[] {
    if (tree.kind === 'scalar') {
      return splitWords(tree.value).map((word) => ({ word, offset: tree.offset }));
    }
    if (tree.kind === 'map' || tree.items.length > MAX_KEYS) return [];
    return tree.items.map((item) => ({
      word: item.kind === 'scalar' ? item.value : item.kind,
      offset: item.offset,
    }));
  }

  /** A key's text, none where the key is missing or `null`; a map or a list is a fault. */
  #text(fields: Fields, key: Key): string | undefined {
    const tree = fields[key];
    if (!tree || isNull(tree)) return undefined;
    if (tree.kind === 'scalar') return tree.value;
    this.addProblem(tree.offset, `"${key}" takes a text, not a ${tree.kind}`);
    return undefined;
  }

  #filled(fields: Fields, key: Key): string | undefined {
    const text = this.#text(fields, key)?.trim();
    if (text === '' || (text === undefined && fields[key]?.kind === 'scalar')) {
      this.addProblem(fields[key]?.offset ?? 0, `"${key}" is empty; fill it in or leave it out`);
    }
    return text;
  }
}

/** Whether a node says nothing: an empty value, or `null` or `~` without quotes. */
export function isNull(tree: Node): boolean {
  return tree.kind === 'scalar' && tree.plain && ['', '~', 'null', 'Null', 'NULL'].includes(tree.value);
}

/** Whether a text is one of the keys that an entry of a list takes, misspelt or not. */
export function isEntryKey(text: string): boolean {
  return canonicalKey(text) !== undefined;
}

function isKey(text: string): text is Key {
  return KNOWN.has(text);
}

function sameScalar(one: Node, other: Node): boolean {
  return one.kind === 'scalar' && other.kind === 'scalar' && one.value === other.value;
}

function unknownKey(key: Node, name: string): string {
  if (key.kind !== 'scalar') return `a key is a text, not a ${key.kind}; an entry takes ${KEYS.join(', ')}`;
  const meant = canonicalKey(name) ?? closest(name, KEYS, 1, 1 / 2)[0];
  const advice = meant ? `did you mean "${meant}"?` : `an entry takes ${KEYS.join(', ')}`;
  return `${quote(name)} is not a key of an entry; ${advice}`;
}

/** The key that is meant by a word in another case or of another vocabulary. */
function canonicalKey(name: string): Key | undefined {
  const plain = name.toLowerCase().replace(/[\s_-]/g, '');
  return KEYS.find((key) => key.toLowerCase() === plain) ?? KEY_ALIASES.get(plain);
}

const NO_OUTCOME = `no result is named; use one of: ${OUTCOME_WORDS} (or set default-result)`;

/** What to say of a word that is no outcome. */
function noOutcome(word: string): string {
  return `${quote(unquote(word))} is not a result; use one of: ${OUTCOME_WORDS}`;
}

/** The entry that means exactly one of several matches, in the form that its document uses. */
import { outcomeWord } from '../model/outcome.js';
import type { Entry, EntrySyntax, ListedResult } from '../model/types.js';
import { normalizeName } from '../text/format.js';
import { EVERY } from './listing-index.js';

/** Several matches of a search, counted once for all the entries that share it. */
export class Matches {
  readonly results: readonly ListedResult[];
  /** Whether they differ by name: a part of a name was given. */
  readonly hasSeveralNames: boolean;
  readonly #byName: boolean;
  readonly #counts = new Map<string, number>();

  /** @param byName whether they were found by name: a name cannot narrow a test case's ID */
  constructor(results: readonly ListedResult[], byName: boolean) {
    this.results = results;
    this.#byName = byName;
    this.hasSeveralNames = results.some(({ name }) => name !== results[0]?.name);
  }

  /** Whether no other match has the same name and the same of these fields, of which none is missing or means every one. */
  isOnly(listed: ListedResult, fields: readonly Field[]): boolean {
    if (fields.some((field) => [undefined, EVERY].includes(listed[field]))) return false;
    if (this.#counts.size === 0) for (const one of this.results) this.#count(one);
    return this.#counts.get(this.#keyOf(listed, fields)) === 1;
  }

  #count(listed: ListedResult): void {
    for (const fields of NARROWINGS) {
      const key = this.#keyOf(listed, fields);
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
  }

  #keyOf(listed: ListedResult, fields: readonly Field[]): string {
    const values = [this.#byName ? listed.name : '', ...fields.map((field) => listed[field])];
    return JSON.stringify([fields, ...values.map((value) => value && normalizeName(value))]);
  }
}

type Field = 'suite' | 'machine';

/** The shortest first. */
const NARROWINGS: readonly (readonly Field[])[] = [[], ['machine'], ['suite'], ['suite', 'machine']];

/** A longer comment is not repeated in a message. UTF-16 units. */
const MAX_COMMENT_LENGTH = 200;

/** The entry that means only this match. */
export function exactEntry(entry: Entry, listed: ListedResult, matches: Matches): string {
  const { selector, syntax = LIST } = entry;
  const narrowing = NARROWINGS.find((fields) => matches.isOnly(listed, fields));
  const isById = !narrowing || syntax.form === 'line' || syntax.form === 'bare';
  if (isById) return byId(entry, listed);
  const given = (['suite', 'machine'] as const).filter(
    (field) => narrowing.includes(field) || isGiven(selector[field]),
  );
  const narrowed = given.map((field) => [field, listed[field] ?? ''] as const);
  return rendered(entry, whichOf(entry, listed, matches), narrowed);
}

/** The same entry for all of its matches. */
export function entryForAll(entry: Entry): string | undefined {
  const { selector, syntax = LIST } = entry;
  if (syntax.form === 'line' || syntax.form === 'bare') return undefined;
  const given = (['suite', 'machine'] as const).filter((field) => isGiven(selector[field]));
  const narrowed = given.map((field) => [field, selector[field] ?? ''] as const);
  const which: Which =
    selector.testCaseId === undefined ? ['name', selector.name ?? ''] : ['testCaseId', selector.testCaseId];
  return rendered(entry, which, [...narrowed, ['all', true]]);
}

const LIST: EntrySyntax = { form: 'list' };

function isGiven(label: string | undefined): boolean {
  return label !== undefined && label !== EVERY;
}

type Which = readonly [key: 'name' | 'testCaseId' | 'testCaseResultId', value: string];

/** The key that the entry has; the whole name, if the matches differ by it. */
function whichOf({ selector }: Entry, listed: ListedResult, matches: Matches): Which {
  if (selector.testCaseId !== undefined) return ['testCaseId', selector.testCaseId];
  const name = selector.name ?? '';
  return ['name', matches.hasSeveralNames ? (listed.name ?? name) : name];
}

function byId(entry: Entry, { testCaseResultId }: ListedResult): string {
  if (entry.syntax?.form === 'bare') return testCaseResultId;
  return rendered(entry, ['testCaseResultId', testCaseResultId], []);
}

type Pair = readonly [key: string, value: string | true | readonly string[]];

function rendered(entry: Entry, [key, value]: Which, more: readonly Pair[]): string {
  const { outcome, comment, onlyIf, until, syntax = LIST } = entry;
  const { form, isQuoted = false } = syntax;
  const rest: readonly Pair[] = [
    ...more,
    ...(comment !== undefined && comment.length <= MAX_COMMENT_LENGTH ? [['comment', comment] as const] : []),
    ...(onlyIf ? [['onlyIf', onlyIf] as const] : []),
    ...(until === undefined ? [] : [['until', until] as const]),
  ];
  const result: Pair = ['result', outcomeWord(outcome)];
  if (form === 'list') return flowMap([[key, value], ...rest, result], isQuoted);
  if (form === 'by-outcome') return flowMap([[key, value], ...rest], isQuoted);
  const which = key === 'testCaseId' ? (syntax.key ?? value) : value;
  const details =
    rest.length > 0 ? flowMap([result, ...rest], isQuoted) : scalar(outcomeWord(outcome), isQuoted);
  return `${scalar(which, isQuoted)}: ${details}`;
}

function flowMap(pairs: readonly Pair[], isQuoted: boolean): string {
  const shown = pairs.map(([key, value]) => `${scalar(key, isQuoted)}: ${flowValue(value, isQuoted)}`);
  return `{${shown.join(', ')}}`;
}

function flowValue(value: Pair[1], isQuoted: boolean): string {
  if (value === true) return 'true';
  if (typeof value === 'string') return scalar(value, isQuoted);
  return `[${value.map((word) => scalar(word, isQuoted)).join(', ')}]`;
}

/** What needs no quotes in YAML, neither in a block nor in braces. */
const PLAIN = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._/()'›&+=-]*[\p{L}\p{M}\p{N})])?$/u;
const URL = /^https?:\/\/[\w.:/-]+$/;

function scalar(text: string, isQuoted: boolean): string {
  const isPlain = !isQuoted && (PLAIN.test(text) || URL.test(text)) && !/^(?:null|true|false)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

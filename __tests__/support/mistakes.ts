/**
 * Documents with one mistake each over a made-up run, and a program that fixes them by nothing but what the error says:
 * it takes the suggestion and pastes it where the error points.
 */
import type { Diagnostic } from '../../src/model/diagnostic.js';
import type { ListedResult, Outcome } from '../../src/model/types.js';

/** A result of a run, with everything known. */
export interface Result extends ListedResult {
  readonly testCaseId: string;
  readonly name: string;
  readonly suite: string;
  readonly machine: string;
}

/** A run, and a rerun of it: the same test cases with other result IDs. */
export interface World {
  readonly run: readonly Result[];
  readonly rerun: readonly Result[];
}

/** What a document is tried with. */
export interface Attempt {
  readonly text: string;
  readonly runId: '239' | '240';
  readonly host: string;
  /** `if-partial: error`: IDs that are not in the run are errors. */
  readonly strict: boolean;
}

/** A document with a mistake, and what was meant. */
export interface Mistake {
  readonly kind: string;
  readonly world: World;
  readonly attempt: Attempt;
  /** The outcome of each result that was meant. */
  readonly meant: ReadonlyMap<string, Outcome>;
  /** The texts of its entries, so that one of them can be replaced. */
  readonly chunks: readonly string[];
}

/** Numbers from 0 to below 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Dice {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  some<Item>(items: readonly Item[], count: number): Item[] {
    const left = [...items];
    return Array.from({ length: Math.min(count, left.length) }, () =>
      left.splice(this.below(left.length), 1),
    ).flat();
  }
}

const AREAS = ['Account', 'Basket', 'Checkout', 'Search', 'Voucher', 'Delivery', 'Newsletter', 'Wishlist'];
const VERBS = ['accepts', 'rejects', 'shows', 'remembers', 'forgets', 'counts', 'sorts', 'translates'];
const THINGS = [
  'an empty form',
  'the postal code',
  'several articles',
  'a wrong password',
  'the total amount',
  'umlauts äöü',
];
const SUITES = ['Smoke', 'Regression', 'Nightly: full'];
const MACHINES = ['Windows Chrome', 'macOS Safari', 'Pixel 8, Android 14'];

/** Names as people give them: some with titles, some with characters that mean something to YAML. */
function nameOf(dice: Dice, number: number): string {
  const area = AREAS[number % AREAS.length] ?? '';
  const plain = `${area} ${dice.pick(VERBS)} ${dice.pick(THINGS)}`;
  return dice.pick([
    plain,
    plain,
    plain,
    `Shop › ${plain}`,
    `${plain}, twice`,
    `${area}: ${plain}`,
    `${plain} (net) [EUR]`,
  ]);
}

/** Some test cases stand in one place of the run, others in several suites and on several machines. */
function makeWorld(dice: Dice): World {
  const run: Result[] = [];
  for (let number = 0; number < 8; number += 1) {
    const name = nameOf(dice, number);
    const suites = dice.some(SUITES, number % 3 === 0 ? 2 : 1);
    const machines = dice.some(MACHINES, number % 3 === 0 ? 2 : 1);
    for (const suite of suites)
      for (const machine of machines)
        run.push({
          testCaseResultId: String(3_600 + run.length),
          testCaseId: String(400 + number),
          result: 'ABORTED',
          name,
          suite,
          machine,
        });
  }
  const rerun = run.map((result) => ({
    ...result,
    testCaseResultId: String(Number(result.testCaseResultId) + 5_000),
  }));
  return { run, rerun };
}

const WORDS: Readonly<Record<Outcome, string>> = {
  SUCCESS: 'passed',
  FAILURE: 'failed',
  NOT_EXECUTED: 'not_executed',
};
const OUTCOMES = ['SUCCESS', 'FAILURE', 'NOT_EXECUTED'] as const;
const HOST = 'app.testsigma.com';
const OTHER_HOST = 'app-eu.testsigma.com';

/** One thing that a document asks for: a result, by its ID, its URL, or its name with what narrows it. */
interface Wish {
  readonly result: Result;
  readonly outcome: Outcome;
  readonly by: 'id' | 'url' | 'name';
  readonly isNarrowed: boolean;
  readonly comment: string;
  /** The name as it is written, if it is misspelt or dressed. */
  readonly name?: string;
  readonly host?: string;
  /** The outcome as it is written, if it is misspelt. */
  readonly word?: string;
  /** Another spelling for each key. */
  readonly keys?: Readonly<Record<string, string>>;
}

/** How a document is written. */
interface Form {
  readonly chunk: (wish: Wish) => string;
  readonly whole: (chunks: readonly string[], wishes: readonly Wish[]) => string;
  /** Whether it has keys of entries. */
  readonly hasKeys: boolean;
  readonly isOneLine: boolean;
}

function quotedIf(text: string, needsQuotes: RegExp): string {
  return needsQuotes.test(text) ? JSON.stringify(text) : text;
}

function which({ by, result, name = result.name, host = HOST }: Wish): string {
  if (by === 'id') return result.testCaseResultId;
  return by === 'url' ? `https://${host}/ui/td/test_case_results/${result.testCaseResultId}` : name;
}

const YAML_SPECIAL = /[:,[\]{}#&*!|>'"%@`]/;

function fieldsOf(wish: Wish, withSelector: boolean): [string, string][] {
  const { result, by, isNarrowed, comment, outcome, word = WORDS[outcome], keys = {} } = wish;
  const selector = by === 'name' ? 'name' : 'testCaseResultId';
  const fields: [string, string][] = [
    ...(withSelector ? [[selector, which(wish)] as [string, string]] : []),
    ...(isNarrowed
      ? ([
          ['suite', result.suite],
          ['machine', result.machine],
        ] as [string, string][])
      : []),
    ['result', word],
    ...(comment === '' ? [] : ([['comment', comment]] as [string, string][])),
  ];
  return fields.map(([key, value]) => [keys[key] ?? key, value]);
}

function yamlScalar(text: string): string {
  return /^https:/.test(text) ? text : quotedIf(text, YAML_SPECIAL);
}

function flow(fields: readonly (readonly [string, string])[]): string {
  return `{${fields.map(([key, value]) => `${key}: ${yamlScalar(value)}`).join(', ')}}`;
}

function json(fields: readonly (readonly [string, string])[]): string {
  return `{${fields.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(', ')}}`;
}

function mapPair(wish: Wish): string {
  const details = fieldsOf(wish, false);
  return `${yamlScalar(which(wish))}: ${details.length > 1 || wish.keys ? flow(details) : yamlScalar(details[0]?.[1] ?? '')}`;
}

function linePair(wish: Wish): string {
  const { outcome, word = WORDS[outcome] } = wish;
  return `${wish.by === 'name' ? quotedIf(which(wish), /[,:=[\]{}]/) : which(wish)}: ${word}`;
}

const FORMS: Readonly<Record<string, Form>> = {
  map: { chunk: mapPair, whole: (chunks) => chunks.join('\n'), hasKeys: true, isOneLine: false },
  'map in braces': {
    chunk: mapPair,
    whole: (chunks) => `{${chunks.join(', ')}}`,
    hasKeys: true,
    isOneLine: true,
  },
  list: {
    chunk: (wish) => flow(fieldsOf(wish, true)),
    whole: (chunks) => chunks.map((chunk) => `- ${chunk}\n`).join(''),
    hasKeys: true,
    isOneLine: false,
  },
  'block list': {
    chunk: (wish) =>
      fieldsOf(wish, true)
        .map(([key, value]) => `${key}: ${yamlScalar(value)}`)
        .join('\n  '),
    whole: (chunks) => chunks.map((chunk) => `- ${chunk}\n`).join(''),
    hasKeys: true,
    isOneLine: false,
  },
  'JSON list': {
    chunk: (wish) => json(fieldsOf(wish, true)),
    whole: (chunks) => `[\n  ${chunks.join(',\n  ')}\n]\n`,
    hasKeys: true,
    isOneLine: false,
  },
  'by outcome': {
    chunk: (wish) =>
      wish.isNarrowed
        ? flow(fieldsOf(wish, true).filter(([key]) => key !== 'result'))
        : yamlScalar(which(wish)),
    whole: (chunks, wishes) =>
      OUTCOMES.map((outcome) => {
        const items = chunks.filter((_, index) => wishes[index]?.outcome === outcome);
        return items.length === 0 ? '' : `${WORDS[outcome]}: [${items.join(', ')}]\n`;
      }).join(''),
    hasKeys: false,
    isOneLine: false,
  },
  line: { chunk: linePair, whole: (chunks) => chunks.join(', '), hasKeys: false, isOneLine: true },
};

const FORM_NAMES = Object.keys(FORMS);

interface Draft {
  readonly dice: Dice;
  readonly world: World;
  readonly formName: string;
  readonly wishes: readonly Wish[];
}

/** Between one and four wishes for different results; in a line nothing can be narrowed. */
function draft(dice: Dice, formNames: readonly string[] = FORM_NAMES): Draft {
  const world = makeWorld(dice);
  const formName = dice.pick(formNames);
  const canNarrow = formName !== 'line';
  const isAlone = (result: Result) => world.run.filter(({ name }) => name === result.name).length === 1;
  const candidates = world.run.filter((result) => canNarrow || isAlone(result));
  const wishes = dice.some(candidates, 1 + dice.below(4)).map((result): Wish => {
    const by = dice.pick(['id', 'url', 'name'] as const);
    const isNarrowed = canNarrow && by === 'name' && !isAlone(result);
    const comment =
      canNarrow && formName !== 'by outcome' && dice.below(3) === 0 ? 'known issue SHOP-42' : '';
    return { result, by, isNarrowed, comment, outcome: dice.pick(OUTCOMES) };
  });
  return { dice, world, formName, wishes };
}

function finish(kind: string, { world, formName, wishes }: Draft, more: Partial<Attempt> = {}): Mistake {
  const form = FORMS[formName];
  if (!form) throw new Error(`no form ${formName}`);
  const chunks = wishes.map((wish) => form.chunk(wish));
  return {
    kind: `${kind} in a ${formName}`,
    world,
    chunks,
    meant: new Map(wishes.map(({ result, outcome }) => [result.testCaseResultId, outcome])),
    attempt: { text: form.whole(chunks, wishes), runId: '239', host: HOST, strict: false, ...more },
  };
}

/** One letter is missing, doubled, another, or swapped with its neighbor. */
function misspelt(text: string, dice: Dice): string {
  const letters = [...text];
  const at = 1 + dice.below(letters.length - 2);
  const ways = [
    () => letters.splice(at, 1),
    () => letters.splice(at, 0, letters[at] ?? ''),
    () => letters.splice(at, 1, 'x'),
    () => letters.splice(at, 2, letters[at + 1] ?? '', letters[at] ?? ''),
  ];
  dice.pick(ways)();
  return letters.join('');
}

/** The draft with its first wish changed, which is by name. */
function changed(
  { wishes: [first, ...rest], ...others }: Draft,
  change: (wish: Wish) => Partial<Wish>,
): Draft {
  if (!first) throw new Error('no wish');
  return { ...others, wishes: [{ ...first, ...change(first) }, ...rest] };
}

/** The draft with its first wish by name, narrowed if that takes it. */
function byName(one: Draft): Draft {
  return changed(one, ({ result }) => {
    const isAlone = one.world.run.filter(({ name }) => name === result.name).length === 1;
    return { by: 'name', isNarrowed: !isAlone };
  });
}

const KEYED = FORM_NAMES.filter((name) => FORMS[name]?.hasKeys);

const OLD_KEYS: Readonly<Record<string, readonly string[]>> = {
  testCaseResultId: ['testcaseresultId', 'test_case_result_id', 'resultId'],
  name: ['testCaseName', 'Name', 'test'],
  result: ['Result', 'outcome', 'status'],
  comment: ['commit', 'reason'],
  suite: ['testSuiteName', 'testSuite'],
  machine: ['machineTitle'],
};

/** A key that the first wish has, under another spelling. */
function withOtherKey(one: Draft, other: (key: string) => string): Draft {
  return changed(one, (wish) => {
    const isMap = one.formName.startsWith('map');
    const key = one.dice.pick(fieldsOf(wish, !isMap).map(([name]) => name));
    return { keys: { [key]: other(key) } };
  });
}

const TYPOGRAPHIC = [
  ['\u201c', '\u201d'],
  ['\u201e', '\u201c'],
  ['\u00ab', '\u00bb'],
] as const;

const KINDS: Readonly<Record<string, (dice: Dice) => Mistake>> = {
  'typo in a name': (dice) =>
    finish(
      'typo in a name',
      changed(byName(draft(dice)), ({ result }) => ({ name: misspelt(result.name, dice) })),
    ),
  'typo in a key': (dice) =>
    finish(
      'typo in a key',
      withOtherKey(draft(dice, KEYED), (key) => misspelt(key, dice)),
    ),
  'typo in a word': (dice) =>
    finish(
      'typo in a word',
      changed(draft(dice, [...KEYED, 'line']), ({ outcome }) => ({ word: misspelt(WORDS[outcome], dice) })),
    ),
  'old spelling': (dice) =>
    finish(
      'old spelling',
      withOtherKey(draft(dice, KEYED), (key) => dice.pick(OLD_KEYS[key] ?? [key])),
    ),
  'wrong host': (dice) => {
    const one = draft(dice);
    const wishes = one.wishes.map(
      (wish): Wish => ({ ...wish, by: 'url', isNarrowed: false, host: OTHER_HOST }),
    );
    return finish('wrong host', { ...one, wishes });
  },
  'typographic quotes': (dice) => {
    const [open, close] = dice.pick(TYPOGRAPHIC);
    const dressed = changed(byName(draft(dice)), ({ result }) => ({ name: `@@${result.name}@@` }));
    const one = finish('typographic quotes', dressed);
    const dress = (text: string) =>
      text.replace(/"?@@(.*?)@@"?/, (_, name: string) => `${open}${name}${close}`);
    return {
      ...one,
      chunks: one.chunks.map(dress),
      attempt: { ...one.attempt, text: dress(one.attempt.text) },
    };
  },
  'missing comma': (dice) => {
    for (;;) {
      const one = finish('missing comma', draft(dice, ['map in braces', 'JSON list', 'line', 'list']));
      const commas = separators(one);
      if (commas.length === 0) continue;
      const at = dice.pick(commas);
      const { text } = one.attempt;
      return { ...one, attempt: { ...one.attempt, text: text.slice(0, at) + text.slice(at + 1) } };
    }
  },
  'ID of a rerun': (dice) => {
    const one = draft(dice);
    const rerunOf = (result: Result) => one.world.rerun[one.world.run.indexOf(result)] ?? result;
    const wishes = one.wishes.map(
      (wish): Wish => ({ ...wish, result: rerunOf(wish.result), by: 'id', isNarrowed: false }),
    );
    return finish('ID of a rerun', { ...one, wishes }, { strict: true });
  },
  'ambiguous name': (dice) => {
    for (;;) {
      const one = draft(dice);
      const several = one.world.run.filter(({ name, testCaseResultId }) =>
        one.world.run.some((other) => other.name === name && other.testCaseResultId !== testCaseResultId),
      );
      const taken = new Set(one.wishes.slice(1).map(({ result }) => result.name));
      const free = several.filter(({ name }) => !taken.has(name));
      if (free.length === 0) continue;
      return finish(
        'ambiguous name',
        changed(one, () => ({ result: dice.pick(free), by: 'name', isNarrowed: false })),
      );
    }
  },
};

/** The commas between the chunks of a document. */
function separators({ chunks, attempt: { text } }: Mistake): number[] {
  return chunks.slice(1).flatMap((chunk) => {
    const start = text.indexOf(chunk);
    const comma = text.lastIndexOf(',', start);
    return comma >= 0 && /^,\s*$/.test(text.slice(comma, start)) ? [comma] : [];
  });
}

/** The kinds of mistakes. */
export const MISTAKE_KINDS: readonly string[] = Object.keys(KINDS);

/** A document with a mistake: the same for the same seed. */
export function makeMistake(kind: string, seed: number): Mistake {
  const mistake = KINDS[kind]?.(new Dice(seeded(seed)));
  if (!mistake) throw new Error(`no kind ${kind}`);
  return mistake;
}

/** What was pasted: the document, or an input, as the error says. Nothing if the error suggests nothing. */
export function pasteSuggestion(
  { chunks, attempt }: Mistake,
  { message, location }: Diagnostic,
  id: string,
): Attempt | undefined {
  const { text } = attempt;
  const offset = offsetOf(text, location.line ?? 1, location.column ?? 1);
  const exact = new RegExp(`\`([^\`]*)\` for ${id}\\b`).exec(message)?.[1];
  if (exact !== undefined) return { ...attempt, text: replaceChunk(text, chunks, offset, exact) };
  const baseUrl = /set base-url to https:\/\/(\S+) if/.exec(message)?.[1];
  if (baseUrl !== undefined) return { ...attempt, host: baseUrl };
  if (/of run 240\? If so, set run-id to it/.test(message)) return { ...attempt, runId: '240' };
  const line = /^(?:a comma is missing|several lines|typographic quotes|commas separate)[^:]*: (.*)$/.exec(
    message,
  )?.[1];
  if (line !== undefined) return { ...attempt, text: line };
  if (message.startsWith('a comma is missing here'))
    return { ...attempt, text: `${text.slice(0, offset)},${text.slice(offset)}` };
  if (message.startsWith('typographic quotes'))
    return { ...attempt, text: text.replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"') };
  return pasteWord(attempt, offset, message);
}

/** What is wrong is the last text in quotes before the suggestion; the suggestion takes its place. */
function pasteWord(attempt: Attempt, offset: number, message: string): Attempt | undefined {
  const found = /"([^"]*)"[^"]*; did you mean ("(?:[^"\\]|\\.)*")\?/.exec(message);
  const [, wrong = '', suggested = ''] = found ?? [];
  const at = attempt.text.indexOf(wrong, Math.max(0, offset - 1));
  if (!found || at < 0) return undefined;
  const before = attempt.text.slice(0, at);
  const after = attempt.text.slice(at + wrong.length);
  const isQuoted = before.endsWith('"') && after.startsWith('"');
  const isWord = /^"\w+"$/.test(suggested);
  const pasted = isQuoted || isWord ? suggested.slice(1, -1) : suggested;
  return { ...attempt, text: before + pasted + after };
}

function replaceChunk(text: string, chunks: readonly string[], offset: number, exact: string): string {
  const start = chunks
    .map((chunk) => text.indexOf(chunk))
    .find((at, index) => at >= 0 && at <= offset && offset < at + (chunks[index]?.length ?? 0));
  const chunk = chunks.find((one) => start !== undefined && text.startsWith(one, start));
  return start === undefined || chunk === undefined
    ? text
    : text.slice(0, start) + exact + text.slice(start + chunk.length);
}

function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  return lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}

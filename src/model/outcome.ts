/** The words people use for results → the words Testsigma's API uses. */
import { closest } from '../text/closest.js';
import { quote, unquote } from '../text/format.js';
import type { CurrentResult, Outcome } from './types.js';

const WORDS: Readonly<Record<Outcome, readonly string[]>> = {
  SUCCESS: ['passed', 'pass', 'success', 'successful', 'ok'],
  FAILURE: ['failed', 'fail', 'failure', 'error'],
  NOT_EXECUTED: ['not_executed', 'skipped', 'skip', 'cancelled', 'canceled', 'not_run'],
};

/** The word for an outcome that messages and examples use. */
export function outcomeWord(outcome: Outcome): string {
  return WORDS[outcome][0] ?? outcome;
}

const OUTCOMES = new Map(
  (['SUCCESS', 'FAILURE', 'NOT_EXECUTED'] as const).flatMap((outcome) =>
    WORDS[outcome].map((word) => [word, outcome] as const),
  ),
);

/** What words mean in a condition, if not the outcome of the same word: results that can be read, but not set. */
const CURRENT: ReadonlyMap<string, readonly CurrentResult[]> = new Map([
  ['skipped', ['NOT_EXECUTED', 'SKIPPED']],
  ['aborted', ['ABORTED']],
  ['stopped', ['STOPPED']],
  ['queued', ['QUEUED']],
  ['prerequisite_failed', ['PRE_REQUISITE_FAILURE']],
  ['paused', ['PAUSED']],
  ['running', ['RUNNING']],
]);

/** Every word for an outcome, for error messages. */
export const OUTCOME_WORDS: string = [...OUTCOMES.keys()].join(', ');

/**
 * The message about a word that is no outcome: the one that was probably meant, and all of them.
 *
 * @param context continues "is not a result"
 */
export function notAnOutcome(word: string, context = ''): string {
  const bare = unquote(word.slice(0, MAX_WORD_LENGTH));
  const near = closest(bare, OUTCOMES.keys(), 1 / 3);
  const advice = near === undefined ? 'use one of' : `did you mean "${near}"? Use one of`;
  return `${quote(bare)} is not a result${context}; ${advice}: ${OUTCOME_WORDS}`;
}

/** Every word for a current result, for error messages. */
export const CURRENT_RESULT_WORDS: string = [...new Set([...OUTCOMES.keys(), ...CURRENT.keys()])].join(', ');

/** The outcome that a word means, in any case, with spaces and dashes as underscores; undefined for other words. */
export function outcomeOf(word: string): Outcome | undefined {
  return OUTCOMES.get(normalizeWord(word));
}

/** Results as the API writes them: each pair that means the same is one. */
const WIRE: ReadonlyMap<string, CurrentResult> = new Map([
  ['SUCCESS', 'SUCCESS'],
  ['PASSED', 'SUCCESS'],
  ['FAILURE', 'FAILURE'],
  ['FAILED', 'FAILURE'],
]);

/** What a word of the API looks like, known or not. */
const WIRE_WORD = /^[A-Z]{2,40}(?:_[A-Z]{1,40}){0,5}$/;

const KNOWN_WIRE_WORDS = [...WIRE.keys(), 'NOT_EXECUTED', ...[...CURRENT.values()].flat()];

/** What follows is a result exactly as a listing shows it, whatever it is called. */
const EXACTLY = /^\s*=\s*(\S.*)$/s;

/**
 * The current results that a word of `onlyIf` means; undefined for other words. The API's own words in upper case mean
 * exactly that result, even if they are not documented, unless they look like a misspelled one; so does any text after
 * `=`.
 */
export function currentResultsOf(word: string): readonly CurrentResult[] | undefined {
  const [, exactly] = EXACTLY.exec(word) ?? EXACTLY.exec(unquote(word)) ?? [];
  if (exactly !== undefined) return [normalizeResult(exactly)];
  const bare = unquote(word.slice(0, MAX_WORD_LENGTH));
  if (KNOWN_WIRE_WORDS.includes(bare)) return [normalizeResult(bare)];
  const plain = normalizeWord(word);
  const outcome = OUTCOMES.get(plain);
  const known = CURRENT.get(plain) ?? (outcome && [outcome]);
  if (known) return known;
  const isOther = WIRE_WORD.test(bare) && closest(bare, KNOWN_WIRE_WORDS, 1 / 4) === undefined;
  return isOther ? [bare] : undefined;
}

/** How `onlyIf` names exactly this result: by Testsigma's own word if that means nothing else, or after `=`. */
export function exactWord(result: CurrentResult): string {
  const meant = currentResultsOf(result);
  return meant?.length === 1 && meant[0] === result ? result : `=${result}`;
}

/** A result from a listing: `PASSED` becomes `SUCCESS`, `FAILED` becomes `FAILURE`, every other word is unchanged. */
export function normalizeResult(word: string): CurrentResult {
  const bare = word.trim();
  return WIRE.get(bare) ?? bare;
}

/** A longer text is no word. UTF-16 units. */
const MAX_WORD_LENGTH = 1_000;

function normalizeWord(word: string): string {
  if (word.length > MAX_WORD_LENGTH) return '';
  return unquote(word)
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** What people call a result: `SUCCESS` is Passed. Unknown results are shown in Testsigma's words. */
export function resultLabel(result: Outcome | CurrentResult): string {
  return LABELS.get(result) ?? result;
}

const LABELS: ReadonlyMap<string, string> = new Map([
  ['SUCCESS', 'Passed'],
  ['FAILURE', 'Failed'],
  ['NOT_EXECUTED', 'Not Executed'],
  ['ABORTED', 'Aborted'],
  ['STOPPED', 'Stopped'],
  ['QUEUED', 'Queued'],
  ['SKIPPED', 'Skipped'],
  ['PRE_REQUISITE_FAILURE', 'Prerequisite Failed'],
  ['PAUSED', 'Paused'],
  ['RUNNING', 'Running'],
]);

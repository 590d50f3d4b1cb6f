/** The words people use for results → the words Testsigma's API uses. */

import { unquote } from '../text/format.js';
import type { CurrentResult, Outcome } from './types.js';

const WORDS: Readonly<Record<Outcome, readonly string[]>> = {
  SUCCESS: ['passed', 'pass', 'success', 'successful', 'ok'],
  FAILURE: ['failed', 'fail', 'failure', 'error'],
  NOT_EXECUTED: ['not_executed', 'skipped', 'skip', 'cancelled', 'canceled', 'not_run'],
};

const OUTCOMES = new Map(
  (['SUCCESS', 'FAILURE', 'NOT_EXECUTED'] as const).flatMap((outcome) =>
    WORDS[outcome].map((word) => [word, outcome] as const),
  ),
);

/** Results that can be read but not set: Testsigma's `ResultConstant` has them, an override does not take them. */
const ONLY_CURRENT = ['aborted', 'stopped', 'queued'];

/** Every word that stands for an outcome, for error messages. */
export const OUTCOME_WORDS: string = [...OUTCOMES.keys()].join(', ');

/** Every word that stands for a current result, for error messages. */
export const CURRENT_RESULT_WORDS: string = [...OUTCOMES.keys(), ...ONLY_CURRENT].join(', ');

/** The outcome that a word stands for, in any case, with blanks and dashes as underscores; none for other words. */
export function outcomeOf(word: string): Outcome | undefined {
  return OUTCOMES.get(normalizeWord(word));
}

/** The current result that a word of `onlyIf` stands for; none for other words. */
export function currentResultOf(word: string): CurrentResult | undefined {
  const plain = normalizeWord(word);
  return OUTCOMES.get(plain) ?? (ONLY_CURRENT.includes(plain) ? plain.toUpperCase() : undefined);
}

/**
 * A result as a listing shows it: `PASSED` and `SUCCESS` are one, and `FAILED` and `FAILURE`. Words that are not known
 * stay as they are: a secret among them would not be known again in capitals.
 */
export function normalizeResult(word: string): CurrentResult {
  return currentResultOf(word) ?? word.trim();
}

/**
 * A longer word is none that is known, whatever stands between its parts, and a pattern on megabytes of blanks may take
 * more stack than there is. UTF-16 units.
 */
const MAX_WORD_LENGTH = 1_000;

function normalizeWord(word: string): string {
  const text = unquote(word);
  if (text.length > MAX_WORD_LENGTH) return text;
  return text.toLowerCase().replace(/[\s-]+/g, '_');
}

/** What people call an outcome: `SUCCESS` is Passed. Other results are shown as they are. */
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
]);

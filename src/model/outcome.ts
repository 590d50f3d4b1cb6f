/** The words people use for results → the words Testsigma's API uses. */
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
  return OUTCOMES.get(plainWord(word));
}

/** The current result that a word of `onlyIf` stands for; none for other words. */
export function currentResultOf(word: string): CurrentResult | undefined {
  const plain = plainWord(word);
  return OUTCOMES.get(plain) ?? (ONLY_CURRENT.includes(plain) ? plain.toUpperCase() : undefined);
}

/**
 * A result as a listing shows it: `PASSED` and `SUCCESS` are one, and `FAILED` and `FAILURE`. Words that are not known
 * stay as they are: a secret among them would not be known again in capitals.
 */
export function shownResult(word: string): CurrentResult {
  return currentResultOf(word) ?? word.trim();
}

/**
 * A longer word is none that is known, whatever stands between its parts, and a pattern on megabytes of blanks may take
 * more stack than there is. UTF-16 units.
 */
const LONGEST_WORD = 1_000;

function plainWord(word: string): string {
  const text = bare(word);
  if (text.length > LONGEST_WORD) return text;
  return text.toLowerCase().replace(/[\s-]+/g, '_');
}

/** Typographic quotes and blanks of every kind, which text that was pasted brings along. */
const DRESSING = '\\s\\u00a0\\u200b\\u2060\\ufeff\\u00ab\\u00bb\\u2018-\\u201f\\u2039\\u203a';
/** What nearly every id and word looks like: there is nothing to take off. */
const UNDRESSED = /^\w{1,40}$/;
const LEADING = new RegExp(`^[${DRESSING}]+`);

/**
 * An id or a word without the quotes and blanks around it, typographic ones and no-break ones included. Plain quotes
 * count in pairs alone: where one is missing, so may be more.
 */
export function bare(text: string): string {
  if (UNDRESSED.test(text)) return text;
  const start = text.replace(LEADING, '');
  let end = start.length;
  while (end > 0 && LEADING.test(start.charAt(end - 1))) end -= 1;
  const word = start.slice(0, end);
  const isPaired = word.length > 1 && /^["'`]/.test(word) && word.endsWith(word.charAt(0));
  return isPaired ? bare(word.slice(1, -1)) : word;
}

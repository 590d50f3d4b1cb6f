/** Ids as Testsigma writes them. */

/** The largest Java long: Testsigma's ids go no further. */
const LARGEST = '9223372036854775807';

/**
 * What is wrong with a text that should be an id; nothing where it is one: decimal digits from 1 to
 * 9223372036854775807 without a leading zero.
 */
export function idFault(text: string): string | undefined {
  // Looked for the other way round: a pattern that goes over megabytes of digits may take more stack than there is.
  if (text === '' || /[^0-9]/.test(text)) return 'an id is written with the digits 0 to 9 and nothing else';
  if (text.startsWith('0')) return 'an id starts at 1 and has no leading zero';
  if (text.length > LARGEST.length || (text.length === LARGEST.length && text > LARGEST)) {
    return `an id is at most ${LARGEST}`;
  }
  return undefined;
}

/**
 * Whether a text is a number of some kind, though not plain digits: `1e3`, `0x10`, `-1`, `1.0`, `1_000`, other
 * scripts' digits. Such a text is never taken for a test case's name by itself: whoever wrote it meant an id.
 */
export function looksLikeNumber(text: string): boolean {
  if (text.length > 64 || !/\p{Nd}/u.test(text)) return false;
  return /^[-+]?(?:0[xob][\da-f_]+|[\p{Nd}_.,]+(?:e[-+]?\d+)?)$/iu.test(text);
}

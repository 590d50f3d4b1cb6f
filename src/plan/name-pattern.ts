/** Patterns for names: `*` is any text, `?` one character, everything else itself. */

/**
 * A test for whole names. It takes at most as many steps as the lengths of pattern and name multiplied: no pattern can
 * hang the step.
 *
 * @param pattern normalized, as names are
 */
export function nameMatcher(pattern: string): (name: string) => boolean {
  const chars = Array.from(pattern.replace(/\*{2,}/g, '*'));
  return (name) => matches(chars, Array.from(name));
}

/** Tries again from the last `*` whenever what follows it does not match: an earlier one never has to be retried. */
function matches(pattern: readonly string[], name: readonly string[]): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let index = 0;
  while (index < name.length) {
    const char = pattern[at];
    if (char === '*') {
      star = at;
      resume = index;
      at += 1;
    } else if (char === '?' || (char !== undefined && char === name[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      resume += 1;
      at = star + 1;
      index = resume;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

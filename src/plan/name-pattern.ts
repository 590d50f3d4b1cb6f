/** Patterns for names: `*` is any text, `?` one character, everything else itself. */

/**
 * A test for whole names. It never takes more steps than the pattern and the name have characters, multiplied: no
 * pattern can hang the step.
 *
 * @param pattern normalized, as names are
 */
export function namePattern(pattern: string): (name: string) => boolean {
  const wanted = Array.from(pattern.replace(/\*{2,}/g, '*'));
  return (name) => matches(wanted, Array.from(name));
}

/** Goes on after the last `*` whenever what follows it does not fit: an earlier one never has to be tried again. */
function matches(wanted: readonly string[], name: readonly string[]): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let index = 0;
  while (index < name.length) {
    const char = wanted[at];
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
  while (wanted[at] === '*') at += 1;
  return at === wanted.length;
}

/** What somebody probably meant. */
import { distance } from 'fastest-levenshtein';

/** Longer texts are compared by their beginnings: nobody misspells the rest, and comparing costs the square. */
const COMPARED = 100;

/**
 * The candidates nearest to a text, nearest first, case aside; those that begin with it come before all others.
 *
 * @param most how many at the most
 * @param share how much of a candidate may differ, from 0 to 1
 */
export function closest(text: string, candidates: Iterable<string>, most: number, share = 2 / 3): string[] {
  const wanted = beginning(text);
  const near = [...new Set(candidates)].flatMap((candidate) => {
    const other = beginning(candidate);
    const isBegun = wanted !== '' && other.startsWith(wanted);
    const apart = distance(wanted, other);
    const isNear = isBegun || apart <= Math.max(wanted.length, other.length) * share;
    return isNear ? [{ candidate, isBegun, apart }] : [];
  });
  return near
    .sort((one, other) => Number(other.isBegun) - Number(one.isBegun) || one.apart - other.apart)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

function beginning(text: string): string {
  return text.slice(0, COMPARED).toLowerCase();
}

/** What somebody probably meant. */
import { distance } from 'fastest-levenshtein';

/** Longer texts are compared by their beginnings: nobody misspells the rest, and comparing costs the square. */
const COMPARED = 100;

/**
 * The candidates nearest to a text, nearest first, case aside; none that differ in more than two thirds.
 *
 * @param most how many at the most
 */
export function closest(text: string, candidates: Iterable<string>, most: number): string[] {
  const wanted = beginning(text);
  const near = [...new Set(candidates)].flatMap((candidate) => {
    const other = beginning(candidate);
    const apart = distance(wanted, other);
    return apart <= (Math.max(wanted.length, other.length) * 2) / 3 ? [{ candidate, apart }] : [];
  });
  return near
    .sort((one, other) => one.apart - other.apart)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

function beginning(text: string): string {
  return text.slice(0, COMPARED).toLowerCase();
}

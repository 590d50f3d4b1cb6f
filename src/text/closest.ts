/** What somebody probably meant. */
import { distance } from 'fastest-levenshtein';

/** Longer texts are compared by their beginnings: nobody misspells the rest, and comparing costs the square. */
const COMPARED = 100;

interface Near {
  readonly candidate: string;
  readonly isBegun: boolean;
  readonly apart: number;
}

/**
 * The candidates nearest to a text, nearest first, case aside; those that begin with it come before all others.
 *
 * @param most how many at the most
 * @param share how much of a candidate may differ, from 0 to 1
 */
export function closest(text: string, candidates: Iterable<string>, most: number, share = 2 / 3): string[] {
  return nearest(text, candidates, share)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** The other candidates must differ by so many more edits, or the nearest is not the one that was meant for sure. */
const MIN_LEAD = 2;

/**
 * What to say of a text that is none of the candidates: the one that was meant if only one can be, the nearest three
 * otherwise, so that nobody follows a guess.
 *
 * @param shown how a candidate is quoted
 * @returns a part of a sentence, with the mark before it; empty if none is near
 */
export function didYouMean(
  text: string,
  candidates: Iterable<string>,
  shown: (candidate: string) => string,
): string {
  const near = nearest(text, candidates, 2 / 3);
  const [best, second] = near;
  if (!best) return '';
  const isClear = !second || second.apart >= best.apart + MIN_LEAD;
  if (isClear) return `; did you mean ${shown(best.candidate)}?`;
  const names = near.slice(0, 3).map(({ candidate }) => shown(candidate));
  return `; the closest names: ${names.join(', ')}`;
}

function nearest(text: string, candidates: Iterable<string>, share: number): Near[] {
  const wanted = beginning(text);
  const near = [...new Set(candidates)].flatMap((candidate) => {
    const other = beginning(candidate);
    const isBegun = wanted !== '' && other.startsWith(wanted);
    const apart = distance(wanted, other);
    const isNear = isBegun || apart <= Math.max(wanted.length, other.length) * share;
    return isNear ? [{ candidate, isBegun, apart }] : [];
  });
  return near.sort((one, other) => Number(other.isBegun) - Number(one.isBegun) || one.apart - other.apart);
}

function beginning(text: string): string {
  return text.slice(0, COMPARED).toLowerCase();
}

/** The known text that somebody probably meant. */
import { distance } from 'fastest-levenshtein';

/** Longer texts are compared by their beginnings, since comparing takes quadratic time. UTF-16 units. */
const MAX_COMPARED_LENGTH = 100;

/** How much of the longer of two texts may differ if they are taken for the same, from 0 to 1. */
const MAX_DIFFERENCE = 2 / 3;

interface Near {
  readonly candidate: string;
  /** Whether it begins with the text. */
  readonly isBegun: boolean;
  /** How many edits it takes from one to the other. */
  readonly edits: number;
}

/**
 * The candidate nearest to a text, ignoring case; one that begins with it comes before all others.
 *
 * @param maxDifference how much of the longer text may differ, from 0 to 1
 * @returns undefined if none is near
 */
export function closest(
  text: string,
  candidates: Iterable<string>,
  maxDifference = MAX_DIFFERENCE,
): string | undefined {
  return nearest(text, candidates, maxDifference)[0]?.candidate;
}

/** The nearest candidate is suggested alone if all others differ by so many more edits. */
const MIN_LEAD = 2;

/**
 * The suggestion for a text that is none of the candidates: the nearest if there is only one to be meant, otherwise the
 * nearest three, so that nobody follows a guess.
 *
 * @param show quotes a candidate
 * @returns the end of a sentence, with its punctuation mark; empty if none is near
 */
export function didYouMean(
  text: string,
  candidates: Iterable<string>,
  show: (candidate: string) => string,
): string {
  const near = nearest(text, candidates, MAX_DIFFERENCE);
  const [best, second] = near;
  if (!best) return '';
  const isClear = !second || second.edits >= best.edits + MIN_LEAD;
  if (isClear) return `; did you mean ${show(best.candidate)}?`;
  const names = near.slice(0, 3).map(({ candidate }) => show(candidate));
  return `; the closest names: ${names.join(', ')}`;
}

/** Those that are near, the nearest first. */
function nearest(text: string, candidates: Iterable<string>, maxDifference: number): Near[] {
  const searched = beginning(text);
  const near = [...new Set(candidates)].flatMap((candidate) => {
    const other = beginning(candidate);
    const isBegun = searched !== '' && other.startsWith(searched);
    const edits = distance(searched, other);
    const isNear = isBegun || edits <= Math.max(searched.length, other.length) * maxDifference;
    return isNear ? [{ candidate, isBegun, edits }] : [];
  });
  return near.sort((one, other) => Number(other.isBegun) - Number(one.isBegun) || one.edits - other.edits);
}

function beginning(text: string): string {
  return text.slice(0, MAX_COMPARED_LENGTH).toLowerCase();
}

/** A document's text, and where in it something stands. */
import type { Place } from '../model/types.js';

/** One results document: its text, and where it came from. */
export interface Source {
  /** The action input it came by. */
  readonly input: string;
  /** The file it stands in, as the person named it; absent for inline text. */
  readonly file?: string;
  readonly text: string;
}

/** Turns offsets into places: the line and the column of a text, both counted from 1. */
export type Locator = (offset: number) => Place;

/** A locator for a source. Lines end with LF, CRLF or CR; columns count UTF-16 units. Takes linear time once. */
export function locator(source: Source): Locator {
  const starts = [0];
  for (const { index, 0: end } of source.text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return (offset) => {
    const line = lineOf(starts, offset);
    return placeIn(source, line, offset - (starts[line - 1] ?? 0) + 1);
  };
}

/** A place in a source. */
export function placeIn({ input, file }: Source, line: number, column: number): Place {
  return file === undefined ? { input, line, column } : { input, file, line, column };
}

/** The number of the last line that starts at or before the offset, found by halving. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** What a message lists at the most: more of it nobody reads. */
const MOST_LISTED = 10;

/** A list for a message: the first few of the items, and how many more there are. */
export function firstFew<Item>(items: readonly Item[], shown: (item: Item) => string): string {
  const first = items.slice(0, MOST_LISTED).map(shown).join(', ');
  const more = items.length - MOST_LISTED;
  return more > 0 ? `${first} and ${more} more` : first;
}

/** A text in quotes for a message, cut to at most 80 UTF-16 units: a message must stay readable. */
export function quoted(text: string): string {
  return text.length > 80 ? `"${text.slice(0, 79).toWellFormed()}…"` : `"${text}"`;
}

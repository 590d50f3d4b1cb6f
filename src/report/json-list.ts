/** Lists of JSON texts, which may be long. */

/** The largest document that is offered for pasting, in bytes: GitHub accepts 65,535 characters for all inputs. */
export const MAX_INPUT_BYTES = 60_000;

/** The most items that are held as texts of their own: thousands of them take several times the memory of their list. */
const ITEMS_PER_BLOCK = 500;

/** A list of texts that are JSON already: on one line, or one entry per line, since some runners reject longer lines. */
export function jsonList(items: Iterable<string>): string {
  const blocks: string[] = [];
  let block: string[] = [];
  let lineFeeds = 1;
  for (const item of items) {
    if (block.length === ITEMS_PER_BLOCK) {
      blocks.push(`${block.join(',\n')},\n`);
      block = [];
    }
    block.push(item);
    lineFeeds += 1;
  }
  const lines = ['[\n', ...blocks, block.join(',\n'), '\n]'].join('');
  const isLarge = Buffer.byteLength(lines) - lineFeeds > MAX_INPUT_BYTES;
  return isLarge ? lines : lines.replaceAll('\n', '');
}

/** The results of a function for each item, one at a time, skipping undefined. */
export function* filterMap<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result | undefined,
): Generator<Result> {
  for (const item of items) {
    const result = map(item);
    if (result !== undefined) yield result;
  }
}

/** Markdown of limited size, in bytes, as the runner measures it. */

/** A page that is never larger than its limit. */
export class BoundedMarkdown {
  readonly #parts: string[] = [];
  #remainingBytes: number;

  /** @param maxBytes how large the page may become */
  constructor(maxBytes: number) {
    this.#remainingBytes = maxBytes;
  }

  /** How many bytes are left; negative if something did not fit. */
  get remainingBytes(): number {
    return this.#remainingBytes;
  }

  /** Adds a block. If it does not fit, the page has {@link BoundedMarkdown.overflowed}, and nothing else is added. */
  add(block: string): void {
    this.#remainingBytes -= Buffer.byteLength(block, 'utf8') + 1;
    if (this.#remainingBytes >= 0) this.#parts.push(block);
  }

  /** Marks the page as overflowed, for a block that is not even rendered. */
  overflow(): void {
    this.#remainingBytes = -1;
  }

  /** Whether something did not fit. */
  get overflowed(): boolean {
    return this.#remainingBytes < 0;
  }

  /** The blocks, each followed by a line end. */
  text(): string {
    return this.#parts.map((part) => `${part}\n`).join('');
  }
}

/** The rows of the first items that fit into so many bytes, line ends included. No row after these is rendered. */
export function takeWhileFits<Item>(
  items: readonly Item[],
  bytes: number,
  render: (item: Item) => string,
): string[] {
  const rows: string[] = [];
  let left = bytes;
  for (const item of items) {
    const row = render(item);
    left -= Buffer.byteLength(row, 'utf8') + 1;
    if (left < 0) break;
    rows.push(row);
  }
  return rows;
}

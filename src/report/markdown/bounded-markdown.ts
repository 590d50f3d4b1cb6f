/** A page of Markdown that is never larger than it may be: measured in bytes, as the runner measures. */

/** A page under way. */
export class BoundedMarkdown {
  readonly #parts: string[] = [];
  #room: number;

  /** @param bytes how large the page may become */
  constructor(bytes: number) {
    this.#room = bytes;
  }

  /** How many bytes are left. */
  get remainingBytes(): number {
    return this.#room;
  }

  /** Adds a block. What does not fit makes the page full; see {@link BoundedMarkdown.overflowed}. */
  add(block: string): void {
    this.#room -= Buffer.byteLength(block, 'utf8') + 1;
    if (this.#room >= 0) this.#parts.push(block);
  }

  /** Says that something did not fit, without making it first. */
  overflow(): void {
    this.#room = -1;
  }

  /** Whether something did not fit. */
  get overflowed(): boolean {
    return this.#room < 0;
  }

  /** The blocks, each followed by a line end. */
  text(): string {
    return this.#parts.map((part) => `${part}\n`).join('');
  }
}

/** The first rows that fit into so many bytes, line ends included. Rows are only made as long as they fit. */
export function takeWhileFits(rows: Iterable<string>, bytes: number): string[] {
  const kept: string[] = [];
  let left = bytes;
  for (const row of rows) {
    left -= Buffer.byteLength(row, 'utf8') + 1;
    if (left < 0) break;
    kept.push(row);
  }
  return kept;
}

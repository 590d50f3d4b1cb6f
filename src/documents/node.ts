/** The nodes of a document, YAML or JSON: scalars as written, with their offsets. */

/** A scalar: `plain` is false if quotes or a block style make it a string. */
export interface Scalar {
  readonly kind: 'scalar';
  readonly value: string;
  readonly plain: boolean;
  readonly offset: number;
  /** The text with the comment that cuts it short; absent if none does. */
  readonly uncut?: string;
}

/** A map: its pairs in the order written, duplicates included. */
export interface Mapping {
  readonly kind: 'map';
  readonly pairs: (readonly [key: Node, value: Node])[];
  readonly offset: number;
}

/** A list. */
export interface Sequence {
  readonly kind: 'list';
  readonly items: Node[];
  readonly offset: number;
}

/** A node of a document. Offsets count UTF-16 units from the start of the text. */
export type Node = Scalar | Mapping | Sequence;

/** Thrown if a text cannot be parsed as one document. It has a cause if the text is not YAML at all. */
export class DocumentSyntaxError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number, cause?: Error) {
    super(message, { cause });
    this.offset = offset;
  }
}

/** Takes the pairs or items at the root, in the order written. */
export interface RootVisitor {
  /** A pair of the map at the root. */
  pair(key: Node, value: Node): void;
  /** An item of the list at the root. */
  item(item: Node): void;
  /** A scalar without quotes that a comment follows, with the comment: it comes before the pair or item that it is in. */
  cut(uncut: string, offset: number): void;
}

type Open = { node: Mapping; key: Node | undefined } | { node: Sequence };

/** Builds a tree from its nodes in the order written. */
export class NodeBuilder {
  readonly #visitor: RootVisitor | undefined;
  readonly #open: Open[] = [];
  #root: Node | undefined;

  /**
   * @param visitor takes what is in a map or a list at the root, which the tree then lacks: a large document is never in
   *   memory as a tree
   */
  constructor(visitor: RootVisitor | undefined) {
    this.#visitor = visitor;
  }

  /** The root, once everything was added; nothing if there was nothing. */
  get root(): Node | undefined {
    return this.#root;
  }

  /** Whether a node has begun and not yet ended. */
  isOpen(node: Node): boolean {
    return this.#open.some((open) => open.node === node);
  }

  /** Adds a complete node. */
  add(node: Node): void {
    if (this.#open.length === 0) this.#root = node;
    this.#handOn(node);
  }

  /** Begins a map or a list: the nodes up to its {@link NodeBuilder.end} are in it. */
  begin(node: Mapping | Sequence): void {
    if (this.#open.length === 0) this.#root = node;
    this.#open.push(node.kind === 'list' ? { node } : { node, key: undefined });
  }

  /** Ends the map or list that was begun last. */
  end(): void {
    const ended = this.#open.pop();
    if (ended) this.#handOn(ended.node);
  }

  /** Gives a complete node to the list or map that it is in, or from the root's to the visitor. */
  #handOn(node: Node): void {
    const top = this.#open.at(-1);
    if (!top) return;
    const visitor = this.#open.length === 1 ? this.#visitor : undefined;
    if (!('key' in top)) {
      if (visitor) visitor.item(node);
      else top.node.items.push(node);
    } else if (top.key === undefined) {
      top.key = node;
    } else {
      if (visitor) visitor.pair(top.key, node);
      else top.node.pairs.push([top.key, node]);
      top.key = undefined;
    }
  }
}

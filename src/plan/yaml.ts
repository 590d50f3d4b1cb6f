/**
 * YAML and JSON → a tree in which every scalar is the text as written, with its place.
 *
 * Built from the parser's events, since its objects would reorder keys that look like numbers, refuse duplicate
 * keys, and round nothing but keep no places.
 */
import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';

/** A scalar: `plain` is false where quotes or a block style say that it is text and nothing else. */
export interface Scalar {
  readonly kind: 'scalar';
  readonly value: string;
  readonly plain: boolean;
  readonly offset: number;
}

/** A map: its pairs in the order written, duplicates included. */
export interface Mapping {
  readonly kind: 'map';
  readonly pairs: (readonly [key: Tree, value: Tree])[];
  readonly offset: number;
}

/** A list. */
export interface Sequence {
  readonly kind: 'list';
  readonly items: Tree[];
  readonly offset: number;
}

/** A node of a document. Offsets count UTF-16 units from the start of the text. */
export type Tree = Scalar | Mapping | Sequence;

/** Why a text cannot be read as one document, and where. */
export class SyntaxProblem extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Takes what stands at the root, piece by piece, in the order written. */
export interface RootVisitor {
  /** A pair of the map at the root. */
  pair(key: Tree, value: Tree): void;
  /** An item of the list at the root. */
  item(item: Tree): void;
}

/**
 * Reads one YAML or JSON document.
 *
 * @param visitor takes what stands in a map or a list at the root, which the tree then lacks: a large document never
 *   stands in memory as a tree
 * @returns the root, or nothing where the text is empty or holds only comments
 * @throws SyntaxProblem for text that is not YAML, several documents, tags, and aliases that point nowhere or to
 *   what they stand in. An alias is the node it names, not a copy: a bomb of aliases costs nothing.
 */
export function parseTree(text: string, visitor?: RootVisitor): Tree | undefined {
  return new TreeBuilder(text, visitor).build(events(text));
}

/** The escape of a wide range of Unicode digits and signs is the parser's; ours is only the wording. */
function events(text: string): Event[] {
  try {
    return parseEvents(text, {});
  } catch (error) {
    if (error instanceof YAMLException) {
      throw new SyntaxProblem(`this is not valid YAML or JSON: ${error.reason}`, error.mark?.position ?? 0);
    }
    throw error;
  }
}

type Open = { node: Mapping; key: Tree | undefined } | { node: Sequence };

class TreeBuilder {
  readonly #text: string;
  readonly #visitor: RootVisitor | undefined;
  readonly #open: Open[] = [];
  readonly #anchors = new Map<string, Tree>();
  #root: Tree | undefined;
  #documents = 0;
  #offset = 0;

  constructor(text: string, visitor: RootVisitor | undefined) {
    this.#text = text;
    this.#visitor = visitor;
  }

  /** Takes the events one by one and lets go of each: the tree of a large document must not stand beside them. */
  build(events: (Event | undefined)[]): Tree | undefined {
    for (const [index, event] of events.entries()) {
      if (event) this.#take(event);
      events[index] = undefined;
    }
    return this.#root;
  }

  #take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        this.#documents += 1;
        break;
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING:
        this.#enter(event);
        break;
      case EVENT_ID.SCALAR:
        this.#offset = event.valueStart < 0 ? this.#offset : event.valueStart;
        this.#place(this.#scalar(event), event);
        break;
      case EVENT_ID.ALIAS:
        this.#place(this.#named(event), undefined);
        break;
      case EVENT_ID.POP:
        this.#close();
        break;
    }
  }

  #enter(event: Extract<Event, { type: 2 | 3 }>): void {
    this.#offset = event.start;
    const node: Mapping | Sequence =
      event.type === EVENT_ID.SEQUENCE
        ? { kind: 'list', items: [], offset: event.start }
        : { kind: 'map', pairs: [], offset: event.start };
    this.#place(node, event);
    this.#open.push(node.kind === 'list' ? { node } : { node, key: undefined });
  }

  #scalar(event: Extract<Event, { type: 4 }>): Scalar {
    const value = event.valueStart < 0 ? '' : getScalarValue(this.#text, event);
    return { kind: 'scalar', value, plain: event.style === SCALAR_STYLE.PLAIN, offset: this.#offset };
  }

  #named(event: Extract<Event, { type: 5 }>): Tree {
    this.#offset = event.anchorStart;
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    const node = this.#anchors.get(name);
    if (!node)
      throw new SyntaxProblem(
        `the alias *${name} points to nothing that stands before it`,
        event.anchorStart,
      );
    if (this.#open.some((open) => open.node === node)) {
      throw new SyntaxProblem(`the alias *${name} points to what it stands in`, event.anchorStart);
    }
    return { ...node, offset: event.anchorStart };
  }

  /** Takes a node that begins: a scalar is whole at once. */
  #place(node: Tree, properties: Exclude<Event, { type: 1 | 5 | 6 }> | undefined): void {
    if (this.#documents > 1) throw new SyntaxProblem('this is a second document; give one', node.offset);
    if (properties) this.#heed(node, properties);
    if (this.#open.length === 0) this.#root = node;
    // A map or a list is handed on when it is whole: see #close.
    if (node.kind === 'scalar' || !properties) this.#handOn(node);
  }

  #close(): void {
    const whole = this.#open.pop();
    if (whole) this.#handOn(whole.node);
  }

  /** Gives a whole node to the list or map that it stands in, or from the root's to the visitor. */
  #handOn(node: Tree): void {
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

  #heed(node: Tree, { tagStart, anchorStart, anchorEnd }: Exclude<Event, { type: 1 | 5 | 6 }>): void {
    if (tagStart >= 0) throw new SyntaxProblem('tags have no meaning here; leave it out', tagStart);
    if (anchorStart >= 0) this.#anchors.set(this.#text.slice(anchorStart, anchorEnd), node);
  }
}

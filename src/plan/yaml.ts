/**
 * YAML and JSON → a tree in which every scalar is the text as written, with its place.
 *
 * Built from the parser's events, since its objects would reorder keys that look like numbers, refuse duplicate
 * keys, and round nothing but keep no places.
 */
import { type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';

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

/**
 * Reads one YAML or JSON document.
 *
 * @returns the root, or nothing where the text is empty or holds only comments
 * @throws SyntaxProblem for text that is not YAML, several documents, tags, and aliases that point nowhere or to
 *   what they stand in. An alias is the node it names, not a copy: a bomb of aliases costs nothing.
 */
export function parseTree(text: string): Tree | undefined {
  return new TreeBuilder(text).build(events(text));
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
  readonly #open: Open[] = [];
  readonly #anchors = new Map<string, Tree>();
  #root: Tree | undefined;
  #documents = 0;
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  build(events: readonly Event[]): Tree | undefined {
    for (const event of events) this.#take(event);
    return this.#root;
  }

  #take(event: Event): void {
    switch (event.type) {
      case 1:
        this.#documents += 1;
        break;
      case 2:
      case 3:
        this.#enter(event);
        break;
      case 4:
        this.#offset = event.valueStart < 0 ? this.#offset : event.valueStart;
        this.#place(this.#scalar(event), event);
        break;
      case 5:
        this.#place(this.#named(event), undefined);
        break;
      case 6:
        this.#open.pop();
        break;
    }
  }

  #enter(event: Extract<Event, { type: 2 | 3 }>): void {
    this.#offset = event.start;
    const node: Mapping | Sequence =
      event.type === 2
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

  /** Puts a node where it belongs: into the open list or map, or at the root. */
  #place(node: Tree, properties: Exclude<Event, { type: 1 | 5 | 6 }> | undefined): void {
    if (this.#documents > 1) throw new SyntaxProblem('this is a second document; give one', node.offset);
    if (properties) this.#heed(node, properties);
    const top = this.#open.at(-1);
    if (!top) this.#root = node;
    else if (!('key' in top)) top.node.items.push(node);
    else if (top.key === undefined) top.key = node;
    else {
      top.node.pairs.push([top.key, node]);
      top.key = undefined;
    }
  }

  #heed(node: Tree, { tagStart, anchorStart, anchorEnd }: Exclude<Event, { type: 1 | 5 | 6 }>): void {
    if (tagStart >= 0) throw new SyntaxProblem('tags have no meaning here; leave it out', tagStart);
    if (anchorStart >= 0) this.#anchors.set(this.#text.slice(anchorStart, anchorEnd), node);
  }
}

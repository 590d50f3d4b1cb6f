/**
 * YAML → a tree in which every scalar is the text as written, with its place.
 *
 * Built from the parser's events, since its objects would reorder keys that look like numbers, refuse duplicate
 * keys, and round nothing but keep no places.
 */

import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import { eachToken } from '../text/json.js';
import {
  DocumentSyntaxError,
  type Mapping,
  type Node,
  NodeBuilder,
  type RootVisitor,
  type Scalar,
  type Sequence,
} from './node.js';

/**
 * Reads one YAML or JSON document.
 *
 * @param visitor takes what stands in a map or a list at the root, which the tree then lacks: a large document never
 *   stands in memory as a tree
 * @returns the root, or nothing where the text is empty or holds only comments
 * @throws SyntaxProblem for text that is not YAML, several documents, tags, and aliases that point nowhere or to
 *   what they stand in. An alias is the node it names, not a copy: a bomb of aliases costs nothing.
 */
export function parseNodes(text: string, visitor?: RootVisitor): Node | undefined {
  return isJson(text) ? parseJsonNodes(text, visitor) : new YamlReader(text, visitor).read(events(text));
}

/** The escape of a wide range of Unicode digits and signs is the parser's; ours is only the wording. */
function events(text: string): Event[] {
  try {
    return parseEvents(text, {});
  } catch (error) {
    if (error instanceof YAMLException) {
      throw new DocumentSyntaxError(
        `this is not valid YAML or JSON: ${error.reason}`,
        error.mark?.position ?? 0,
      );
    }
    throw error;
  }
}

/** What may carry a tag and an anchor. */
type Properties = Exclude<Event, { type: 1 | 5 | 6 }>;

class YamlReader {
  readonly #text: string;
  readonly #builder: NodeBuilder;
  readonly #anchors = new Map<string, Node>();
  #documents = 0;
  #offset = 0;

  constructor(text: string, visitor: RootVisitor | undefined) {
    this.#text = text;
    this.#builder = new NodeBuilder(visitor);
  }

  /** Takes the events one by one and lets go of each: the tree of a large document must not stand beside them. */
  read(events: (Event | undefined)[]): Node | undefined {
    for (let index = 0; index < events.length; index += 1) {
      const event = events[index];
      if (event) this.#take(event);
      events[index] = undefined;
    }
    return this.#builder.root;
  }

  #take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        this.#documents += 1;
        break;
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING:
        this.#begin(event);
        break;
      case EVENT_ID.SCALAR:
        this.#offset = event.valueStart < 0 ? this.#offset : event.valueStart;
        this.#add(this.#scalar(event), event);
        break;
      case EVENT_ID.ALIAS:
        this.#add(this.#named(event), undefined);
        break;
      case EVENT_ID.POP:
        this.#builder.end();
        break;
    }
  }

  #begin(event: Extract<Event, { type: 2 | 3 }>): void {
    this.#offset = event.start;
    const node: Mapping | Sequence =
      event.type === EVENT_ID.SEQUENCE
        ? { kind: 'list', items: [], offset: event.start }
        : { kind: 'map', pairs: [], offset: event.start };
    this.#check(node, event);
    this.#builder.begin(node);
  }

  #add(node: Node, properties: Properties | undefined): void {
    this.#check(node, properties);
    this.#builder.add(node);
  }

  #scalar(event: Extract<Event, { type: 4 }>): Scalar {
    const value = event.valueStart < 0 ? '' : getScalarValue(this.#text, event);
    return { kind: 'scalar', value, plain: event.style === SCALAR_STYLE.PLAIN, offset: this.#offset };
  }

  #named(event: Extract<Event, { type: 5 }>): Node {
    this.#offset = event.anchorStart;
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    const node = this.#anchors.get(name);
    if (!node)
      throw new DocumentSyntaxError(
        `the alias *${name} points to nothing that stands before it`,
        event.anchorStart,
      );
    if (this.#builder.isOpen(node)) {
      throw new DocumentSyntaxError(`the alias *${name} points to what it stands in`, event.anchorStart);
    }
    return { ...node, offset: event.anchorStart };
  }

  #check(node: Node, properties: Properties | undefined): void {
    if (this.#documents > 1)
      throw new DocumentSyntaxError('this is a second document; give one', node.offset);
    if (properties) this.#heed(node, properties);
  }

  #heed(node: Node, { tagStart, anchorStart, anchorEnd }: Properties): void {
    if (tagStart >= 0) throw new DocumentSyntaxError('tags have no meaning here; leave it out', tagStart);
    if (anchorStart >= 0) this.#anchors.set(this.#text.slice(anchorStart, anchorEnd), node);
  }
}

/**
 * Reads one JSON document.
 *
 * @param text is known to be JSON: see {@link isJson}
 * @param visitor as the builder takes it
 */
export function parseJsonNodes(text: string, visitor: RootVisitor | undefined): Node | undefined {
  const builder = new NodeBuilder(visitor);
  eachToken(text, (start, end) => {
    const sign = text.charAt(start);
    if (sign === '{') builder.begin({ kind: 'map', pairs: [], offset: start });
    else if (sign === '[') builder.begin({ kind: 'list', items: [], offset: start });
    else if (sign === '}' || sign === ']') builder.end();
    else builder.add(scalar(text, start, end));
  });
  return builder.root;
}

/** A text in quotes stands behind them: that is what people look for. */
function scalar(text: string, start: number, end: number): Scalar {
  if (text.charAt(start) !== '"')
    return { kind: 'scalar', value: text.slice(start, end), plain: true, offset: start };
  const inner = text.slice(start + 1, end - 1);
  const value = inner.includes('\\') ? String(JSON.parse(text.slice(start, end))) : inner;
  return { kind: 'scalar', value, plain: false, offset: start + 1 };
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * YAML or JSON → a tree in which every scalar is the text as written, with its offset.
 *
 * Built from the parser's events, since its objects would reorder keys that look like numbers, reject duplicate
 * keys, and keep no locations.
 */

import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import type { Pause } from '../runtime/process.js';
import { eachToken, isJson } from '../text/json.js';
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
 * Parses one small YAML or JSON document: see {@link parseLargeDocument} for any other.
 *
 * @returns the root, or nothing if the text is empty or holds only comments
 * @throws DocumentSyntaxError for text that is not YAML, several documents, tags, and aliases that point nowhere or to
 *   what they are in. An alias is the node it names, not a copy: a bomb of aliases costs nothing.
 */
export function parseNodes(text: string): Node | undefined {
  const steps = parseInSteps(text, undefined);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The same for a document of any size.
 *
 * @param visitor takes what is in a map or a list at the root, which the tree then lacks: a large document is never
 *   in memory as a tree
 * @param pause lets signals be handled; its error is passed on
 * @throws DocumentSyntaxError as {@link parseNodes}
 */
export async function parseLargeDocument(
  text: string,
  visitor: RootVisitor,
  pause: Pause,
): Promise<Node | undefined> {
  const steps = parseInSteps(text, visitor);
  for (;;) {
    await pause();
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Yields after each small step. */
type Steps = Generator<undefined, Node | undefined>;

function parseInSteps(text: string, visitor: RootVisitor | undefined): Steps {
  return isJson(text) ? parseJson(text, visitor) : new YamlReader(text, visitor).read(events(text));
}

/** The parser's events. @throws DocumentSyntaxError for text that is not YAML */
function events(text: string): Event[] {
  try {
    return parseEvents(text, {});
  } catch (error) {
    if (error instanceof YAMLException) {
      throw new DocumentSyntaxError(
        `this is not valid YAML or JSON: ${error.reason}`,
        error.mark?.position ?? 0,
        error,
      );
    }
    throw error;
  }
}

/** What may carry a tag and an anchor. */
type Properties = Exclude<Event, { type: 1 | 5 | 6 }>;

class YamlReader {
  readonly #text: string;
  readonly #visitor: RootVisitor | undefined;
  readonly #builder: NodeBuilder;
  readonly #anchors = new Map<string, Node>();
  #documents = 0;
  #offset = 0;

  constructor(text: string, visitor: RootVisitor | undefined) {
    this.#text = text;
    this.#visitor = visitor;
    this.#builder = new NodeBuilder(visitor);
  }

  /** Releases each event once it is taken: the tree of a large document must not be in memory together with all. */
  *read(events: (Event | undefined)[]): Steps {
    for (let index = 0; index < events.length; index += 1) {
      yield;
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
        this.#add(this.#aliased(event), undefined);
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
    const plain = event.style === SCALAR_STYLE.PLAIN;
    const scalar = { kind: 'scalar', value, plain, offset: this.#offset } as const;
    const uncut = plain && value !== '' ? this.#uncut(event.valueStart, event.valueEnd) : undefined;
    if (uncut === undefined) return scalar;
    this.#visitor?.cut(uncut, event.valueStart);
    return { ...scalar, uncut };
  }

  /** A text with the comment that follows it; undefined if none does. */
  #uncut(start: number, end: number): string | undefined {
    const comment = /[ \t]+#[^\r\n]*/y;
    comment.lastIndex = end;
    return comment.test(this.#text) ? this.#text.slice(start, comment.lastIndex) : undefined;
  }

  #aliased(event: Extract<Event, { type: 5 }>): Node {
    this.#offset = event.anchorStart;
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    const node = this.#anchors.get(name);
    if (!node) throw new DocumentSyntaxError(`undefined alias *${name}`, event.anchorStart);
    if (this.#builder.isOpen(node)) {
      throw new DocumentSyntaxError(`alias *${name} refers to what it is in`, event.anchorStart);
    }
    return { ...node, offset: event.anchorStart };
  }

  #check(node: Node, properties: Properties | undefined): void {
    if (this.#documents > 1)
      throw new DocumentSyntaxError(
        'only one YAML document per source; remove the --- and what follows, or use several files',
        node.offset,
      );
    if (!properties) return;
    const { tagStart, anchorStart, anchorEnd } = properties;
    if (tagStart >= 0) throw new DocumentSyntaxError('YAML tags are not supported; remove it', tagStart);
    if (anchorStart >= 0) this.#anchors.set(this.#text.slice(anchorStart, anchorEnd), node);
  }
}

/** The length of JSON text that is parsed in one step. UTF-16 units. */
const CHUNK_LENGTH = 1_000;

/** Parses a text that is JSON. */
function* parseJson(text: string, visitor: RootVisitor | undefined): Steps {
  const builder = new NodeBuilder(visitor);
  const take = (start: number, end: number) => addToken(builder, text, start, end);
  for (let at = 0; at < text.length; ) {
    yield;
    at = eachToken(text, take, at, Math.min(at + CHUNK_LENGTH, text.length));
  }
  return builder.root;
}

function addToken(builder: NodeBuilder, text: string, start: number, end: number): void {
  const char = text.charAt(start);
  if (char === '{') builder.begin({ kind: 'map', pairs: [], offset: start });
  else if (char === '[') builder.begin({ kind: 'list', items: [], offset: start });
  else if (char === '}' || char === ']') builder.end();
  else builder.add(scalar(text, start, end));
}

/** The offset of a text in quotes is after the quote: that is what people look for. */
function scalar(text: string, start: number, end: number): Scalar {
  if (text.charAt(start) !== '"')
    return { kind: 'scalar', value: text.slice(start, end), plain: true, offset: start };
  const inner = text.slice(start + 1, end - 1);
  const value = inner.includes('\\') ? String(JSON.parse(text.slice(start, end))) : inner;
  return { kind: 'scalar', value, plain: false, offset: start + 1 };
}

/** Looking at a rendered page without a browser. */
import type { Element, Nodes } from 'hast';
import { visit } from 'unist-util-visit';
import { renderTree } from '../../scripts/github-page.js';

/** A rendered page, and its elements in the order in which they stand there. */
export interface Rendered {
  readonly elements: readonly Element[];
  readonly text: string;
}

/** Renders Markdown as GitHub does. */
export function rendered(markdown: string): Rendered {
  const tree = renderTree(markdown);
  const elements: Element[] = [];
  visit(tree, 'element', (element) => {
    elements.push(element);
  });
  return { elements, text: textOf(tree) };
}

/** The elements of one of these names. */
export function named({ elements }: Rendered, ...names: readonly string[]): Element[] {
  return elements.filter(({ tagName }) => names.includes(tagName));
}

/** The rows of each table, as the texts of their cells. */
export function tablesOf(page: Rendered): string[][][] {
  return named(page, 'table').map((table) =>
    within(table, 'tr').map((row) => within(row, 'th', 'td').map(textOf)),
  );
}

/** What a link leads to, and what it reads. */
export function linksOf(page: Rendered): { href: string; text: string }[] {
  return named(page, 'a').map((link) => ({ href: String(link.properties['href']), text: textOf(link) }));
}

/** The text that people see; a line break counts as one. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && node.tagName === 'br') return '\n';
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

function within(parent: Element, ...names: readonly string[]): Element[] {
  const found: Element[] = [];
  visit(parent, 'element', (element) => {
    if (names.includes(element.tagName)) found.push(element);
  });
  return found;
}

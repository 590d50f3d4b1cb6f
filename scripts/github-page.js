/**
 * Markdown as GitHub shows it: its dialect, its rules of what HTML may stay, the links that it makes of plain text
 * afterwards, and its style sheet.
 */
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';

/**
 * @typedef {import('hast').Root} Root
 * @typedef {import('hast').Element} Element
 * @typedef {import('hast').Text} Text
 * @typedef {'light' | 'dark'} Theme
 */

/**
 * What GitHub looks for in the finished text, where an entity is no longer one: people, teams, addresses of mail,
 * issues and emoji. Commits are left out: only those that exist in the repository become links.
 */
const FINDS = [
  { kind: 'mail', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/ },
  { kind: 'person', pattern: /(?<![\w`])@[a-z\d][a-z\d-]*(?:\/[\w-]+)?/i },
  { kind: 'issue', pattern: /(?<![\w&])(?:[\w-]+(?:\/[\w.-]+)?)?#\d+\b|\bGH-\d+\b/i },
  { kind: 'emoji', pattern: /:[\w+-]+:/ },
];
const ANY_FIND = new RegExp(FINDS.map(({ pattern }) => `(${pattern.source})`).join('|'), 'gi');

/** Elements in which GitHub leaves the text alone. */
const UNTOUCHED = ['a', 'code', 'pre', 'tt'];

const toTree = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize)
  .use(() => colourBoxes)
  .use(() => linkText);

const toText = unified().use(rehypeStringify);

/**
 * The finished elements.
 *
 * @param {string} markdown
 * @returns {Root}
 */
export function renderTree(markdown) {
  return toTree.runSync(toTree.parse(markdown));
}

/**
 * The finished elements as HTML.
 *
 * @param {string} markdown
 */
export function renderHtml(markdown) {
  return toText.stringify(renderTree(markdown));
}

/** Quotes that begin with `[!NOTE]` and the like become boxes. @param {Root} tree */
function colourBoxes(tree) {
  visit(tree, { tagName: 'blockquote' }, (node) => {
    if (node.type !== 'element') return;
    const first = node.children.find((child) => child.type === 'element');
    const text = first?.type === 'element' ? first.children[0] : undefined;
    const [marker, kind] = (text?.type === 'text' && text.value.match(BOX)) || [];
    if (text?.type !== 'text' || !marker || !kind) return;
    text.value = text.value.slice(marker.length);
    const title = kind.charAt(0) + kind.slice(1).toLowerCase();
    node.tagName = 'div';
    node.properties = { className: ['markdown-alert', `markdown-alert-${kind.toLowerCase()}`] };
    node.children.unshift(paragraph('markdown-alert-title', title));
  });
}

const BOX = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\n/;

/** @param {string} name @param {string} text @returns {Element} */
const paragraph = (name, text) => ({
  type: 'element',
  tagName: 'p',
  properties: { className: [name] },
  children: [{ type: 'text', value: text }],
});

/** @param {Root} tree */
function linkText(tree) {
  visit(tree, (node, index, parent) => {
    if (node.type === 'element' && UNTOUCHED.includes(node.tagName)) return SKIP;
    if (node.type !== 'text' || !parent || index === undefined) return undefined;
    const pieces = linked(joined(parent.children, index));
    parent.children.splice(index, 1, ...pieces);
    return index + pieces.length;
  });
}

/**
 * The text at this place together with the texts right behind it, which are taken away: a comment between them does
 * not count as a border.
 *
 * @param {import('hast').RootContent[]} nodes @param {number} index
 */
function joined(nodes, index) {
  let text = '';
  while (nodes[index]?.type === 'text') text += nodes.splice(index, 1).map(textOf).join('');
  nodes.splice(index, 0, { type: 'text', value: text });
  return text;
}

/** @param {import('hast').RootContent} node */
const textOf = (node) => (node.type === 'text' ? node.value : '');

/** @param {string} text @returns {(Element | Text)[]} */
function linked(text) {
  /** @type {(Element | Text)[]} */
  const pieces = [];
  let done = 0;
  for (const match of text.matchAll(ANY_FIND)) {
    const [found, ...groups] = match;
    const kind = FINDS[groups.findIndex((group) => group !== undefined)]?.kind ?? '';
    pieces.push({ type: 'text', value: text.slice(done, match.index) }, madeOf(kind, found));
    done = match.index + found.length;
  }
  return [...pieces, { type: 'text', value: text.slice(done) }];
}

/** @param {string} kind @param {string} found @returns {Element} */
function madeOf(kind, found) {
  /** @type {Text} */
  const text = { type: 'text', value: found };
  const properties = { href: `https://github.com/${kind}`, className: [kind] };
  return kind === 'emoji'
    ? { type: 'element', tagName: 'g-emoji', properties: {}, children: [] }
    : { type: 'element', tagName: 'a', properties, children: [text] };
}

/**
 * The Markdown as a whole page, in the frame that GitHub gives a job summary.
 *
 * @param {string} markdown
 * @param {Theme} theme
 */
export function pageOf(markdown, theme) {
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Job summary</title>
${STYLES.map((name) => `<link rel="stylesheet" href="/${name}">`).join('\n')}
<link rel="stylesheet" href="/github-markdown-css/github-markdown-${theme}.css">
<style>${FRAME}</style>
</head>
<body><main class="markdown-body">
${renderHtml(markdown)}
</main></body>
</html>
`;
}

/** Fonts that are the same on every machine. Emoji come from the machine: Chromium shows none of those on npm. */
const STYLES = [
  '@fontsource-variable/noto-sans/wght.css',
  '@fontsource-variable/noto-sans/wght-italic.css',
  '@fontsource-variable/noto-sans-mono/wght.css',
];

const FRAME = `
body { margin: 0; }
main.markdown-body { padding: 24px; font-family: 'Noto Sans Variable', sans-serif; }
.markdown-body :is(code, pre) { font-family: 'Noto Sans Mono Variable', monospace; }
@media (max-width: 500px) { main.markdown-body { padding: 16px; } }
`;

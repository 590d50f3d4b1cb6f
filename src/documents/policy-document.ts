/** The policy's text, YAML or JSON → rules with their locations. */
import { type Diagnostics, locator } from '../model/diagnostic.js';
import { type Limit, type Policy, type PolicyRules, rulesOnListing } from '../model/policy.js';
import { idError } from '../model/testsigma-url.js';
import type { Selector } from '../model/types.js';
import { closest } from '../text/closest.js';
import { messageOf } from '../text/errors.js';
import { longerTexts, quote } from '../text/format.js';
import { detectSwallowedLines } from './foreign.js';
import { DocumentSyntaxError, type Mapping, type Node } from './node.js';
import { parseNodes } from './yaml.js';

/**
 * Parses a policy. Every error becomes a problem at its location; an invalid rule is omitted.
 *
 * @param text the input `policy`; no rules if it is empty or `{}`
 * @param isBlind whether the run's results are not read: rules that need them are then wrong
 */
export function parsePolicy(text: string, isBlind: boolean, diagnostics: Diagnostics): Policy {
  const locate = locator({ input: 'policy', text });
  const addProblem: AddProblem = (offset, message) => diagnostics.problem(locate(offset), message);
  const root = parseRoot(text, addProblem);
  if (!root) return {};
  const rules = eachKey(root, RULE_NAMES, 'a policy', addProblem).flatMap(([name, node]) => {
    const value = RULES[name](node, addProblem);
    return value === undefined ? [] : [[name, { value, location: locate(node.offset) }] as const];
  });
  const policy = Object.fromEntries(rules) as Policy;
  if (!isBlind) return policy;
  const blind = rulesOnListing(policy);
  for (const [name, { location }] of blind) {
    const message = `${name} needs the run's results, and lookup: off forbids reading them; change one of the two`;
    diagnostics.problem(location, message);
  }
  const names = blind.map(([name]) => name);
  return Object.fromEntries(rules.filter(([name]) => !names.includes(name))) as Policy;
}

/** Adds a problem at an offset of the text. */
type AddProblem = (offset: number, message: string) => void;

function parseRoot(text: string, addProblem: AddProblem): Mapping | undefined {
  const swallowed = detectSwallowedLines(text, RULE, SEPARATE);
  if (swallowed) addProblem(swallowed.offset, swallowed.message);
  try {
    const root = parseNodes(text);
    if (root?.kind === 'map') return root;
    const isEmpty = root?.kind === 'scalar' && root.plain && root.value === '';
    if (root && !isEmpty) addProblem(root.offset, 'a policy is a map of rules, such as maxOverrides: 20');
  } catch (error) {
    if (!(error instanceof DocumentSyntaxError)) throw error;
    addProblem(Math.min(error.offset, text.trimEnd().length), error.message);
  }
  return undefined;
}

/** Parses the value of a rule; undefined if it is invalid, which is then a problem. */
type RuleParser<Value> = (node: Node, addProblem: AddProblem) => Value | undefined;

const RULES: { readonly [Name in keyof PolicyRules]: RuleParser<PolicyRules[Name]> } = {
  maxOverrides: parseLimit,
  commentPattern: parsePattern,
  protected: parseProtected,
  requireUntil: parseFlag,
  maxDays: parseDays,
};
const RULE_NAMES = Object.keys(RULES) as readonly (keyof PolicyRules)[];

/** The beginning of a rule in a comment. */
const RULE = new RegExp(`\\b(?:${RULE_NAMES.join('|')})["']?\\s{0,9}:`, 'i');
const SEPARATE = 'Remove the comment, and write {maxOverrides: 20, requireUntil: true}';

/** The known keys of a map with their values; unknown and duplicate ones are problems. */
function eachKey<Key extends string>(
  { pairs }: Mapping,
  keys: readonly Key[],
  owner: string,
  addProblem: AddProblem,
): readonly (readonly [Key, Node])[] {
  const found = new Map<Key, Node>();
  for (const [node, value] of pairs) {
    const name = node.kind === 'scalar' ? node.value : '';
    const key = keys.find((one) => one === name);
    if (!key) addProblem(node.offset, unknownKey(name, keys, owner));
    else if (found.has(key)) addProblem(node.offset, `"${key}" is given twice; keep one`);
    else found.set(key, value);
  }
  return [...found];
}

function unknownKey(name: string, keys: readonly string[], owner: string): string {
  const meant = closest(name, keys, 1 / 2);
  const advice = meant ? `did you mean "${meant}"?` : `${owner} takes ${keys.join(', ')}`;
  return `${quote(name)} is not a key of ${owner}; ${advice}`;
}

function parseLimit(node: Node, addProblem: AddProblem): Limit | undefined {
  const text = node.kind === 'scalar' ? node.value : '';
  if (typeOf(node) === 'number' && WHOLE_NUMBER.test(text)) return { count: Number(text) };
  if (typeOf(node) === 'text' && /^(?:\d{1,2}|100)%$/.test(text))
    return { percent: Number.parseInt(text, 10) };
  const message = `maxOverrides takes a whole number such as 20, or a percentage such as 10%, not ${describe(node)}`;
  addProblem(node.offset, message);
  return undefined;
}

/** With the flag `u`: without it, a misspelled class such as `\p{L}` or `\-` would silently mean something else. */
function parsePattern(node: Node, addProblem: AddProblem): RegExp | undefined {
  if (node.kind !== 'scalar' || typeOf(node) !== 'text' || node.value === '') {
    addProblem(node.offset, `commentPattern takes a regular expression in quotes, not ${describe(node)}`);
    return undefined;
  }
  try {
    return new RegExp(node.value, 'u');
  } catch (error) {
    addProblem(node.offset, `commentPattern is not a regular expression: ${messageOf(error)}`);
    return undefined;
  }
}

function parseFlag(node: Node, addProblem: AddProblem): boolean | undefined {
  if (node.kind === 'scalar' && typeOf(node) === 'boolean') return node.value.toLowerCase() === 'true';
  addProblem(node.offset, `requireUntil takes true or false, not ${describe(node)}`);
  return undefined;
}

function parseDays(node: Node, addProblem: AddProblem): number | undefined {
  if (node.kind === 'scalar' && typeOf(node) === 'number' && /^\d{1,5}$/.test(node.value))
    return Number(node.value);
  addProblem(node.offset, `maxDays takes a whole number of days from 0 to 99999, not ${describe(node)}`);
  return undefined;
}

function parseProtected(node: Node, addProblem: AddProblem): readonly Selector[] | undefined {
  if (node.kind === 'list') return node.items.flatMap((item) => parseItem(item, addProblem));
  addProblem(node.offset, `protected takes a list of names and of maps, not ${describe(node)}`);
  return undefined;
}

const ITEM_KEYS = ['testCaseId', 'name', 'namePattern', 'suite', 'machine'] as const;
const ITEM = 'an item of protected';

/** A name, or a map whose keys must all fit; several selectors if it is not clear where a text ends. */
function parseItem(item: Node, addProblem: AddProblem): readonly Selector[] {
  if (item.kind === 'map') return parseItemKeys(item, addProblem);
  if (item.kind === 'scalar' && typeOf(item) === 'text' && item.value.trim() !== '')
    return textsOf(item).map((name) => ({ name }));
  const message = `${ITEM} is a name, or a map such as {suite: Payments}, not ${describe(item)}`;
  addProblem(item.offset, message);
  return [];
}

/** A # after a space may be part of a name that has no quotes: then more is protected rather than less. */
function textsOf(node: Node): readonly string[] {
  if (node.kind !== 'scalar') return [''];
  return [node.value, ...(node.uncut === undefined ? [] : longerTexts(node.uncut))];
}

function parseItemKeys(item: Mapping, addProblem: AddProblem): readonly Selector[] {
  const keys = eachKey(item, ITEM_KEYS, ITEM, addProblem);
  if (item.pairs.length === 0) addProblem(item.offset, `${ITEM} takes ${ITEM_KEYS.join(', ')}; it has none`);
  for (const [key, value] of keys) {
    const error = itemError(key, value);
    if (error !== undefined) addProblem(value.offset, error);
  }
  return keys.reduce<readonly Selector[]>(
    (selectors, [key, value]) =>
      textsOf(value).flatMap((text) => selectors.map((selector) => ({ ...selector, [key]: text }))),
    [{}],
  );
}

function itemError(key: (typeof ITEM_KEYS)[number], value: Node): string | undefined {
  if (value.kind !== 'scalar' || typeOf(value) === 'nothing' || value.value.trim() === '')
    return `"${key}" takes a text, not ${describe(value)}`;
  const error = key === 'testCaseId' ? idError(value.value) : undefined;
  return error && `${quote(value.value)} is not a test case ID: ${error}`;
}

const WHOLE_NUMBER = /^\d{1,9}$/;
const NUMBER = /^(?:[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|0x[\da-f]+|0o[0-7]+|[-+]?\.inf|\.nan)$/i;

/** What a node is in YAML 1.2; what is in quotes is text. */
function typeOf(node: Node): 'map' | 'list' | 'nothing' | 'boolean' | 'number' | 'text' {
  if (node.kind !== 'scalar') return node.kind;
  if (!node.plain) return 'text';
  if (/^(?:|~|null|Null|NULL)$/.test(node.value)) return 'nothing';
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(node.value)) return 'boolean';
  return NUMBER.test(node.value) ? 'number' : 'text';
}

/** A node in a message. */
function describe(node: Node): string {
  if (node.kind !== 'scalar') return `a ${node.kind}`;
  return typeOf(node) === 'nothing' ? 'nothing' : `the ${typeOf(node)} ${quote(node.value)}`;
}

/** The keys that an entry of a results document takes. */
import { closest } from '../../text/closest.js';
import { quote } from '../../text/format.js';
import type { Node } from '../node.js';

const KEYS = [
  'testCaseResultId',
  'id',
  'testCaseId',
  'name',
  'namePattern',
  'suite',
  'machine',
  'result',
  'comment',
  'onlyIf',
  'until',
  'all',
] as const;

/** A key of an entry. */
export type Key = (typeof KEYS)[number];

/** All keys, for error messages. */
export const KEY_LIST: string = KEYS.join(', ');

/** The keys that select a result. */
export const SELECTOR_KEYS: readonly Key[] = ['testCaseResultId', 'id', 'testCaseId', 'name', 'namePattern'];

/** Keys that people write instead: from old documentation, from responses of the API, or by habit. */
const KEY_ALIASES: ReadonlyMap<string, Key> = new Map([
  ['commit', 'comment'],
  ['reason', 'comment'],
  ['outcome', 'result'],
  ['status', 'result'],
  ['testcasename', 'name'],
  ['test', 'name'],
  ['testcase', 'name'],
  ['pattern', 'namePattern'],
  ['testsuite', 'suite'],
  ['testsuitename', 'suite'],
  ['machinetitle', 'machine'],
  ['resultid', 'testCaseResultId'],
  ['only', 'onlyIf'],
  ['expires', 'until'],
  ['expiry', 'until'],
]);

const KNOWN: ReadonlySet<string> = new Set(KEYS);

/** Whether a text is exactly a key of an entry. */
export function isKey(text: string): text is Key {
  return KNOWN.has(text);
}

/** Whether a text is a key of an entry, also in another spelling. */
export function isEntryKey(text: string): boolean {
  return canonicalKey(text) !== undefined;
}

/** The key that a word means, in any case, or as a synonym; undefined if it means none. */
export function canonicalKey(name: string): Key | undefined {
  if (name.length > 100) return undefined;
  const plain = name.toLowerCase().replace(/[\s_-]/g, '');
  return KEYS.find((key) => key.toLowerCase() === plain) ?? KEY_ALIASES.get(plain);
}

/** The message about a key that an entry does not take. */
export function unknownKey(key: Node, name: string): string {
  if (key.kind !== 'scalar') return `a key is a text, not a ${key.kind}; an entry takes ${KEY_LIST}`;
  const meant = canonicalKey(name) ?? closest(name, KEYS, 1 / 2);
  const advice = meant ? `did you mean "${meant}"?` : `an entry takes ${KEY_LIST}`;
  return `${quote(name)} is not a key of an entry; ${advice}`;
}

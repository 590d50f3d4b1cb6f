/** Suggestions for entries that match no result, or several. Loaded only if there is such an entry. */
import type { Entry, ListedResult, Selector } from '../model/types.js';
import { didYouMean } from '../text/closest.js';
import { normalizeName, quote, unquote } from '../text/format.js';
import { entryForAll, exactEntry, Matches } from './exact-entry.js';
import {
  describeSelector,
  EVERY,
  formatResults,
  type ResultIndex,
  type SearchResult,
} from './listing-index.js';

/** How many suggestions are searched for in a listing: nobody reads more. */
const MAX_SUGGESTIONS = 10;
/** The most matches for which a message shows the exact entry. */
const MAX_EXACT_ENTRIES = 4;

const suggestions = new WeakMap<ResultIndex, number>();
const matches = new WeakMap<SearchResult, Matches>();

/** The message about a search that found nothing, or too much: what is wrong and what to write instead. */
export function explainSearch(entry: Entry, search: SearchResult, index: ResultIndex, runId: string): string {
  return search.results.length === 0
    ? noMatch(entry.selector, search.candidates, index, runId)
    : ambiguous(entry, matchesOf(entry, search));
}

function matchesOf({ selector }: Entry, search: SearchResult): Matches {
  const known = matches.get(search) ?? new Matches(search.results, selector.testCaseId === undefined);
  matches.set(search, known);
  return known;
}

function noMatch(
  selector: Selector,
  candidates: readonly ListedResult[],
  index: ResultIndex,
  runId: string,
): string {
  const { suite: _suite, machine: _machine, ...which } = selector;
  const isSelection = (which.testCaseId ?? which.name ?? which.namePattern) === undefined;
  const isElsewhere = candidates.length > 0 && !isSelection;
  // If there is no such test case at all, suite and machine are not the mistake.
  const none = `run ${runId} has no ${missingName(isElsewhere || isSelection ? selector : which)}`;
  if (isElsewhere) return `${none}; it has: ${formatResults(candidates)}`;
  const count = (suggestions.get(index) ?? 0) + 1;
  suggestions.set(index, count);
  if (count > MAX_SUGGESTIONS) return none;
  if (isSelection) return none + labelNear(selector, index);
  return which.name === undefined ? none : none + nameNear(which.name, index);
}

/** What the run does not have, in words. */
function missingName(selector: Selector): string {
  const { testCaseId, name, suite, machine } = selector;
  const isByName = name !== undefined && testCaseId === undefined;
  if (!isByName) return `result of ${describeSelector(selector)}`;
  const inSuite = suite === undefined || suite === EVERY ? '' : ` in suite ${quote(suite)}`;
  const onMachine = machine === undefined || machine === EVERY ? '' : ` on machine ${quote(machine)}`;
  return `test case named ${quote(name)}${inSuite}${onMachine}`;
}

/** Longer names are truncated in a message, since nobody would paste them. UTF-16 units. */
const MAX_PASTED_LENGTH = 300;

/** A name in quotes that YAML and JSON understand, so that it can be pasted. */
function pasteable(name: string): string {
  return name.length > MAX_PASTED_LENGTH ? quote(name) : JSON.stringify(name);
}

/** The name that was probably meant: without the quotes around it, or a similar one. */
function nameNear(name: string, index: ResultIndex): string {
  const [unquoted] = index.named(unquote(name));
  if (unquoted?.name !== undefined) return `; did you mean ${pasteable(unquoted.name)}?`;
  return didYouMean(normalizeName(name), index.names(), pasteable);
}

/** The suite or machine of the run that was probably meant. */
function labelNear(selector: Selector, index: ResultIndex): string {
  for (const kind of ['suite', 'machine'] as const) {
    const label = selector[kind];
    if (label === undefined) continue;
    const known = [...index.labels(kind)];
    const isKnown = known.some((one) => normalizeName(one) === normalizeName(label));
    if (!isKnown) return didYouMean(label, known, pasteable);
  }
  return '';
}

function ambiguous(entry: Entry, found: Matches): string {
  const { results } = found;
  const shown = results
    .slice(0, MAX_EXACT_ENTRIES)
    .map((listed) => `\`${exactEntry(entry, listed, found)}\` for ${formatResults([listed])}`);
  const more = results.length - shown.length;
  const rest = more > 0 ? `, and ${more} more` : '';
  const all = entryForAll(entry);
  const orAll = all === undefined ? '' : `; or all: \`${all}\``;
  return `${describeSelector(entry.selector)} matches ${results.length} results. Pick one: ${shown.join(', ')}${rest}${orAll}`;
}

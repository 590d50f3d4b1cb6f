'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const index = require('./index.js');
const listingIndex = require('./listing-index.js');
require('node:path');
require('node:fs');

class Matches {
    results;
    hasSeveralNames;
    #byName;
    #counts = new Map();
    constructor(results, byName) {
        this.results = results;
        this.#byName = byName;
        this.hasSeveralNames = results.some(({ name }) => name !== results[0]?.name);
    }
    isOnly(listed, fields) {
        if (fields.some((field) => [undefined, listingIndex.EVERY].includes(listed[field])))
            return false;
        if (this.#counts.size === 0)
            for (const one of this.results)
                this.#count(one);
        return this.#counts.get(this.#keyOf(listed, fields)) === 1;
    }
    #count(listed) {
        for (const fields of NARROWINGS) {
            const key = this.#keyOf(listed, fields);
            this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
        }
    }
    #keyOf(listed, fields) {
        const values = [this.#byName ? listed.name : '', ...fields.map((field) => listed[field])];
        return JSON.stringify([fields, ...values.map((value) => value && index.normalizeName(value))]);
    }
}
const NARROWINGS = [[], ['machine'], ['suite'], ['suite', 'machine']];
const MAX_COMMENT_LENGTH = 200;
function exactEntry(entry, listed, matches) {
    const { selector, syntax = LIST } = entry;
    const narrowing = NARROWINGS.find((fields) => matches.isOnly(listed, fields));
    const isById = !narrowing || syntax.form === 'line' || syntax.form === 'bare';
    if (isById)
        return byId(entry, listed);
    const given = ['suite', 'machine'].filter((field) => narrowing.includes(field) || isGiven(selector[field]));
    const narrowed = given.map((field) => [field, listed[field] ?? '']);
    return rendered(entry, whichOf(entry, listed, matches), narrowed);
}
function entryForAll(entry) {
    const { selector, syntax = LIST } = entry;
    if (syntax.form === 'line' || syntax.form === 'bare')
        return undefined;
    const given = ['suite', 'machine'].filter((field) => isGiven(selector[field]));
    const narrowed = given.map((field) => [field, selector[field] ?? '']);
    const which = selector.testCaseId === undefined ? ['name', selector.name ?? ''] : ['testCaseId', selector.testCaseId];
    return rendered(entry, which, [...narrowed, ['all', true]]);
}
const LIST = { form: 'list' };
function isGiven(label) {
    return label !== undefined && label !== listingIndex.EVERY;
}
function whichOf({ selector }, listed, matches) {
    if (selector.testCaseId !== undefined)
        return ['testCaseId', selector.testCaseId];
    const name = selector.name ?? '';
    return ['name', matches.hasSeveralNames ? (listed.name ?? name) : name];
}
function byId(entry, { testCaseResultId }) {
    if (entry.syntax?.form === 'bare')
        return testCaseResultId;
    return rendered(entry, ['testCaseResultId', testCaseResultId], []);
}
function rendered(entry, [key, value], more) {
    const { outcome, comment, onlyIf, until, syntax = LIST } = entry;
    const { form, isQuoted = false } = syntax;
    const rest = [
        ...more,
        ...(comment !== undefined && comment.length <= MAX_COMMENT_LENGTH ? [['comment', comment]] : []),
        ...(onlyIf ? [['onlyIf', onlyIf]] : []),
        ...(until === undefined ? [] : [['until', until]]),
    ];
    const result = ['result', index.outcomeWord(outcome)];
    if (form === 'list')
        return flowMap([[key, value], ...rest, result], isQuoted);
    if (form === 'by-outcome')
        return flowMap([[key, value], ...rest], isQuoted);
    const which = key === 'testCaseId' ? (syntax.key ?? value) : value;
    const details = rest.length > 0 ? flowMap([result, ...rest], isQuoted) : scalar(index.outcomeWord(outcome), isQuoted);
    return `${scalar(which, isQuoted)}: ${details}`;
}
function flowMap(pairs, isQuoted) {
    const shown = pairs.map(([key, value]) => `${scalar(key, isQuoted)}: ${flowValue(value, isQuoted)}`);
    return `{${shown.join(', ')}}`;
}
function flowValue(value, isQuoted) {
    if (value === true)
        return 'true';
    if (typeof value === 'string')
        return scalar(value, isQuoted);
    return `[${value.map((word) => scalar(word, isQuoted)).join(', ')}]`;
}
const PLAIN = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._/()'›&+=-]*[\p{L}\p{M}\p{N})])?$/u;
const URL = /^https?:\/\/[\w.:/-]+$/;
function scalar(text, isQuoted) {
    const isPlain = !isQuoted && (PLAIN.test(text) || URL.test(text)) && !/^(?:null|true|false)$/i.test(text);
    return isPlain ? text : JSON.stringify(text);
}

const MAX_SUGGESTIONS = 10;
const MAX_EXACT_ENTRIES = 4;
const suggestions = new WeakMap();
const matches = new WeakMap();
function explainSearch(entry, search, index, runId) {
    return search.results.length === 0
        ? noMatch(entry.selector, search.candidates, index, runId)
        : ambiguous(entry, matchesOf(entry, search));
}
function matchesOf({ selector }, search) {
    const known = matches.get(search) ?? new Matches(search.results, selector.testCaseId === undefined);
    matches.set(search, known);
    return known;
}
function noMatch(selector, candidates, index, runId) {
    const { suite: _suite, machine: _machine, ...which } = selector;
    const isSelection = (which.testCaseId ?? which.name ?? which.namePattern) === undefined;
    const isElsewhere = candidates.length > 0 && !isSelection;
    const none = `run ${runId} has no ${missingName(isElsewhere || isSelection ? selector : which)}`;
    if (isElsewhere)
        return `${none}; it has: ${listingIndex.formatResults(candidates)}`;
    const count = (suggestions.get(index) ?? 0) + 1;
    suggestions.set(index, count);
    if (count > MAX_SUGGESTIONS)
        return none;
    if (isSelection)
        return none + labelNear(selector, index);
    return which.name === undefined ? none : none + nameNear(which.name, index);
}
function missingName(selector) {
    const { testCaseId, name, suite, machine } = selector;
    const isByName = name !== undefined && testCaseId === undefined;
    if (!isByName)
        return `result of ${listingIndex.describeSelector(selector)}`;
    const inSuite = suite === undefined || suite === listingIndex.EVERY ? '' : ` in suite ${index.quote(suite)}`;
    const onMachine = machine === undefined || machine === listingIndex.EVERY ? '' : ` on machine ${index.quote(machine)}`;
    return `test case named ${index.quote(name)}${inSuite}${onMachine}`;
}
const MAX_PASTED_LENGTH = 300;
function pasteable(name) {
    return name.length > MAX_PASTED_LENGTH ? index.quote(name) : JSON.stringify(name);
}
function nameNear(name, index$1) {
    const [unquoted] = index$1.named(index.unquote(name));
    if (unquoted?.name !== undefined)
        return `; did you mean ${pasteable(unquoted.name)}?`;
    return index.didYouMean(index.normalizeName(name), index$1.names(), pasteable);
}
function labelNear(selector, index$1) {
    for (const kind of ['suite', 'machine']) {
        const label = selector[kind];
        if (label === undefined)
            continue;
        const known = [...index$1.labels(kind)];
        const isKnown = known.some((one) => index.normalizeName(one) === index.normalizeName(label));
        if (!isKnown)
            return index.didYouMean(label, known, pasteable);
    }
    return '';
}
function ambiguous(entry, found) {
    const { results } = found;
    const shown = results
        .slice(0, MAX_EXACT_ENTRIES)
        .map((listed) => `\`${exactEntry(entry, listed, found)}\` for ${listingIndex.formatResults([listed])}`);
    const more = results.length - shown.length;
    const rest = more > 0 ? `, and ${more} more` : '';
    const all = entryForAll(entry);
    const orAll = all === undefined ? '' : `; or all: \`${all}\``;
    return `${listingIndex.describeSelector(entry.selector)} matches ${results.length} results. Pick one: ${shown.join(', ')}${rest}${orAll}`;
}

exports.explainSearch = explainSearch;

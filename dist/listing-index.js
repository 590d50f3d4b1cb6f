'use strict';

const index = require('./index.js');

const MAX_COMMENT_LENGTH = 2_000;
const MAX_RESULT_LENGTH = 50;
class CommentRenderer {
    #audit;
    #redact;
    #plain = new Map();
    #suffixes = new Map();
    constructor(audit, redact) {
        this.#audit = audit;
        this.#redact = redact;
    }
    plain(comment) {
        return index.truncate(this.#redacted(comment), MAX_COMMENT_LENGTH);
    }
    wire(comment, before) {
        const suffix = this.#suffix(before);
        return index.truncate(this.#redacted(comment), Math.max(0, MAX_COMMENT_LENGTH - suffix.length)) + suffix;
    }
    isCut(comment, before) {
        return this.#redacted(comment).length + this.#suffix(before).length > MAX_COMMENT_LENGTH;
    }
    #redacted(comment) {
        const known = this.#plain.get(comment);
        if (known !== undefined)
            return known;
        const clean = this.#redact(comment);
        this.#plain.clear();
        this.#plain.set(comment, clean);
        return clean;
    }
    #suffix(before) {
        if (!this.#audit)
            return '';
        const known = this.#suffixes.get(before);
        if (known !== undefined)
            return known;
        const label = before === undefined ? undefined : this.#redact(index.resultLabel(before));
        const suffix = auditSuffix(this.#audit, label && index.truncate(label, MAX_RESULT_LENGTH));
        this.#suffixes.set(before, suffix);
        return suffix;
    }
}
function withOwnComment(own, added) {
    return own === '' ? added : `${own.replace(/\.$/, '')}. ${added}`;
}
function auditSuffix(audit, before) {
    const origin = audit.where === undefined ? audit.who : `${audit.who}, ${audit.where}`;
    return before === undefined ? ` (${origin})` : ` (${origin}; was ${before})`;
}

function groupBy(items, keyOf) {
    const groups = new Map();
    for (const item of items) {
        const key = keyOf(item);
        if (key === undefined)
            continue;
        const group = groups.get(key);
        if (group)
            group.push(item);
        else
            groups.set(key, [item]);
    }
    return groups;
}

function nameMatcher(pattern) {
    const chars = Array.from(pattern.replace(/\*{2,}/g, '*'));
    return (name) => matches(chars, Array.from(name));
}
function matches(pattern, name) {
    let at = 0;
    let star = -1;
    let resume = 0;
    let index = 0;
    while (index < name.length) {
        const char = pattern[at];
        if (char === '*') {
            star = at;
            resume = index;
            at += 1;
        }
        else if (char === '?' || (char !== undefined && char === name[index])) {
            at += 1;
            index += 1;
        }
        else if (star >= 0) {
            resume += 1;
            at = star + 1;
            index = resume;
        }
        else
            return false;
    }
    while (pattern[at] === '*')
        at += 1;
    return at === pattern.length;
}

class ResultIndex {
    #byId = new Map();
    #byTestCase;
    #byName;
    #byTail;
    #labels;
    constructor(listing) {
        for (const listed of listing)
            this.#byId.set(listed.testCaseResultId, listed);
    }
    byId(id) {
        return this.#byId.get(id);
    }
    named(name) {
        return this.#names.get(index.normalizeName(name)) ?? [];
    }
    names() {
        return [...this.#names.values()].flatMap(([first]) => first.name ?? []);
    }
    labels(kind) {
        return new Set([...this.#byId.values()].flatMap((listed) => listed[kind] ?? []));
    }
    isKnown(name) {
        this.#labels ??= new Set([...this.labels('suite'), ...this.labels('machine')].map(index.normalizeName));
        return this.search({ name }).length > 0 || this.#labels.has(index.normalizeName(name));
    }
    search({ testCaseId, name, namePattern }) {
        if (testCaseId !== undefined)
            return this.#testCases.get(testCaseId) ?? [];
        if (namePattern !== undefined)
            return this.#matching(namePattern);
        if (name === undefined)
            return [...this.#byId.values()];
        const normalized = index.normalizeName(name);
        const tails = hasTitles(normalized) ? undefined : this.#tails.get(normalized);
        return this.#names.get(normalized) ?? tails ?? [];
    }
    #matching(pattern) {
        const isMatch = nameMatcher(index.normalizeName(pattern));
        return [...this.#names].flatMap(([name, results]) => (isMatch(name) ? results : []));
    }
    get #testCases() {
        this.#byTestCase ??= groupBy(this.#byId.values(), (listed) => listed.testCaseId);
        return this.#byTestCase;
    }
    get #names() {
        this.#byName ??= groupBy(this.#byId.values(), ({ name }) => name && index.normalizeName(name));
        return this.#byName;
    }
    get #tails() {
        this.#byTail ??= groupBy(this.#byId.values(), ({ name }) => name && lastTitle(index.normalizeName(name)));
        return this.#byTail;
    }
}
const SEPARATOR = ' › ';
function hasTitles(name) {
    return name.includes(SEPARATOR);
}
function lastTitle(name) {
    return name
        .slice(name.lastIndexOf(SEPARATOR) + 1)
        .replace(/^› /, '')
        .trim();
}
const EVERY = '*';
function isCrossChecked({ testCaseId, name, namePattern, suite, machine }) {
    return (testCaseId ?? name ?? namePattern ?? suite ?? machine) !== undefined;
}
function findConflict(selector, listed) {
    const conflicts = conflictsOf(selector, listed);
    if (conflicts.length === 0)
        return undefined;
    const given = conflicts.map(([what, text]) => `${what} ${index.quote(text)}`).join(', ');
    const known = conflicts.map(([what, , is]) => is === undefined ? `no ${what}` : `the ${what} ${index.quote(is)}`);
    return `this entry says ${given}, but in the run, result ${listed.testCaseResultId} has ${known.join(' and ')}`;
}
function matchesSelector(selector, listed) {
    return conflictsOf(selector, listed).length === 0;
}
function mayMatchSelector(selector, listed) {
    return conflictsOf(selector, listed).every(([, , known]) => known === undefined);
}
function conflictsOf(selector, listed) {
    if (!isCrossChecked(selector))
        return [];
    const { testCaseId, name, namePattern, suite, machine } = selector;
    const all = [
        ['test case ID', testCaseId, listed.testCaseId, testCaseId === listed.testCaseId],
        ['suite', suite, listed.suite, isSameLabel(suite, listed.suite)],
        ['machine', machine, listed.machine, isSameLabel(machine, listed.machine)],
        ['name', name, listed.name, isSameName(name, listed.name)],
        ['name pattern', namePattern, listed.name, isPatternMatch(namePattern, listed.name)],
    ];
    return all.flatMap(([what, given, known, agrees]) => given === undefined || agrees ? [] : [[what, given, known]]);
}
function isSameLabel(given, known) {
    if (given === undefined || given === EVERY || given === known)
        return true;
    return known !== undefined && index.normalizeName(given) === index.normalizeName(known);
}
function isSameName(given, known) {
    if (given === undefined || given === known)
        return true;
    if (known === undefined)
        return false;
    const name = index.normalizeName(given);
    const whole = index.normalizeName(known);
    return name === whole || (!hasTitles(name) && name === lastTitle(whole));
}
function isPatternMatch(pattern, known) {
    if (pattern === undefined)
        return true;
    return known !== undefined && nameMatcher(index.normalizeName(pattern))(index.normalizeName(known));
}
function coversAll({ all, suite, machine }, matches) {
    if (all || matches.length === 1)
        return true;
    if (suite !== EVERY && machine !== EVERY)
        return false;
    const differences = matches.map((listed) => JSON.stringify([suite === EVERY && listed.suite, machine === EVERY && listed.machine]));
    return new Set(differences).size === matches.length;
}
function describeSelector({ testCaseId, name, namePattern, suite, machine }) {
    const parts = [
        testCaseId === undefined ? [] : [`test case ${testCaseId}`],
        name === undefined ? [] : [`the name ${index.quote(name)}`],
        namePattern === undefined ? [] : [`the pattern ${index.quote(namePattern)}`],
        suite === undefined || suite === EVERY ? [] : [`suite ${index.quote(suite)}`],
        machine === undefined || machine === EVERY ? [] : [`machine ${index.quote(machine)}`],
    ];
    return parts.flat().join(', ');
}
function formatResult({ testCaseResultId, name, suite, machine }) {
    const parts = [name, suite && `suite ${suite}`, machine && `machine ${machine}`].filter(Boolean);
    return parts.length > 0 ? `${testCaseResultId} (${parts.join(', ')})` : testCaseResultId;
}
function formatResults(results) {
    return index.listFirst(results, formatResult);
}

exports.CommentRenderer = CommentRenderer;
exports.EVERY = EVERY;
exports.MAX_COMMENT_LENGTH = MAX_COMMENT_LENGTH;
exports.ResultIndex = ResultIndex;
exports.coversAll = coversAll;
exports.describeSelector = describeSelector;
exports.findConflict = findConflict;
exports.formatResults = formatResults;
exports.groupBy = groupBy;
exports.isCrossChecked = isCrossChecked;
exports.lastTitle = lastTitle;
exports.matchesSelector = matchesSelector;
exports.mayMatchSelector = mayMatchSelector;
exports.withOwnComment = withOwnComment;

'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const index = require('./index.js');
const selector = require('./selector.js');
const yaml = require('./yaml.js');
require('node:path');
require('node:fs');
require('./json.js');

function newOutput() {
    return { entries: [], diagnostics: new index.Diagnostics() };
}
const MAX_KEYS = 20;
const MAX_WORDS_LENGTH = 1_000;
class EntryParser {
    #options;
    #locate;
    #output;
    #cuts = [];
    constructor(options, locate, output) {
        this.#options = options;
        this.#locate = locate;
        this.#output = output;
    }
    addProblem(offset, message) {
        this.#output.diagnostics.problem(this.#locate(offset), message);
    }
    noteCut(text, offset) {
        this.#cuts.push({ text, location: this.#locate(offset) });
    }
    parseWord(which, offset, syntax, word, wordOffset) {
        const selector = this.#selector(which, offset);
        const outcome = this.#outcome(word, wordOffset);
        if (selector && outcome)
            this.#add(selector, outcome, offset, syntax);
    }
    addListed(which, offset, outcome) {
        const selector = this.#selector(which, offset);
        if (selector)
            this.#add(selector, outcome, offset, BY_OUTCOME);
    }
    parseDetails(which, offset, syntax, details) {
        const before = this.#output.diagnostics.problems.length;
        const selector = this.#selector(which, offset);
        const fields = this.#fields(isJobResult(details) ? withoutOutputs(details) : details);
        for (const key of yaml.SELECTOR_KEYS) {
            const given = fields[key];
            if (given)
                this.addProblem(given.offset, `"${key}" says which result is meant, but the key before it does so already`);
        }
        this.#finish(before, selector, fields, offset, syntax, details.offset);
    }
    parseItem(item, outcome) {
        const before = this.#output.diagnostics.problems.length;
        const fields = this.#fields(item);
        const selector = this.#which(fields, item.offset);
        const syntax = { form: outcome ? 'by-outcome' : 'list', isQuoted: isQuoted$1(item) };
        this.#finish(before, selector, fields, item.offset, syntax, item.offset, outcome);
    }
    #finish(problemsBefore, which, fields, offset, syntax, end, listOutcome) {
        const outcome = this.#listedOutcome(fields, listOutcome) ?? this.#fieldOutcome(fields, end);
        const isNarrowed = fields.suite ?? fields.machine ?? fields.all;
        const selector = isNarrowed ? { ...which, ...this.#narrowing(fields) } : (which ?? {});
        const details = this.#details(fields);
        if (!outcome || this.#output.diagnostics.problems.length > problemsBefore)
            return;
        this.#add(selector, outcome, offset, syntax, details);
    }
    #add(selector, outcome, offset, syntax, details) {
        this.#output.entries.push({
            selector,
            outcome,
            comment: details?.comment,
            onlyIf: details?.onlyIf,
            until: details?.until,
            location: this.#locate(offset),
            syntax: selector.testCaseResultId === undefined ? syntax : undefined,
            cuts: this.#cuts.length > 0 ? this.#cuts.splice(0) : undefined,
        });
    }
    #selector(which, offset) {
        if ('selector' in which)
            return which.selector;
        this.addProblem(offset, which.error);
        return undefined;
    }
    #outcome(word, offset) {
        const { defaultOutcome } = this.#options;
        if (word === undefined) {
            if (!defaultOutcome)
                this.addProblem(offset, NO_OUTCOME);
            return defaultOutcome === 'invalid' ? undefined : defaultOutcome;
        }
        const outcome = index.outcomeOf(word);
        if (!outcome)
            this.addProblem(offset, index.notAnOutcome(word));
        return outcome;
    }
    #fieldOutcome(fields, end) {
        return this.#outcome(this.#text(fields, 'result'), fields.result?.offset ?? end);
    }
    #listedOutcome(fields, outcome) {
        if (!outcome || !fields.result)
            return outcome;
        const own = this.#fieldOutcome(fields, fields.result.offset);
        if (own && own !== outcome)
            this.addProblem(fields.result.offset, 'this result is not the one that the list is for; leave it out');
        return outcome;
    }
    #fields(mapping) {
        const fields = {};
        if (mapping.pairs.length > MAX_KEYS) {
            this.addProblem(mapping.offset, `this entry has ${mapping.pairs.length} keys; an entry takes ${yaml.KEY_LIST}`);
            return fields;
        }
        for (const [key, value] of mapping.pairs) {
            const name = key.kind === 'scalar' ? key.value.trim() : '';
            if (!yaml.isKey(name)) {
                this.addProblem(key.offset, yaml.unknownKey(key, name));
                const meant = yaml.canonicalKey(name);
                if (meant)
                    fields[meant] ??= value;
            }
            else if (fields[name] && !sameScalar(fields[name], value)) {
                this.addProblem(key.offset, `duplicate key "${name}" with a different value`);
            }
            else
                fields[name] = value;
        }
        return fields;
    }
    #which(fields, offset) {
        const id = fields.testCaseResultId ?? fields.id;
        if (fields.testCaseResultId && fields.id && !sameScalar(fields.testCaseResultId, fields.id)) {
            this.addProblem(fields.id.offset, '"id" and "testCaseResultId" are the same key, but have different values');
        }
        const isSelection = isTrue(fields.all) && (fields.suite ?? fields.machine) !== undefined;
        if (!isSelection && !yaml.SELECTOR_KEYS.some((key) => fields[key]))
            this.addProblem(offset, NO_SELECTOR);
        const name = this.#filled(fields, 'name');
        const namePattern = this.#namePattern(fields);
        const byResult = id && this.#parseId(id, selector.parseResultId);
        const byTestCase = fields.testCaseId && this.#parseId(fields.testCaseId, selector.parseTestCaseId);
        return { ...byResult, ...byTestCase, ...(name ? { name } : {}), ...(namePattern ? { namePattern } : {}) };
    }
    #namePattern(fields) {
        const { namePattern } = fields;
        if (!namePattern)
            return undefined;
        const pattern = this.#filled(fields, 'namePattern');
        const other = yaml.SELECTOR_KEYS.find((key) => key !== 'namePattern' && fields[key]);
        if (other)
            this.addProblem(namePattern.offset, `"namePattern" and "${other}" both say which results are meant; keep one`);
        else if (!isTrue(fields.all))
            this.addProblem(namePattern.offset, '"namePattern" may match several results; add all: true, or use "name" for one');
        return pattern;
    }
    #parseId(node, parse) {
        if (node.kind === 'scalar')
            return this.#selector(parse(node.value, this.#options.host), node.offset);
        const message = `an ID is written as digits, not as a ${node.kind}; write one entry per ID`;
        this.addProblem(node.offset, message);
        return undefined;
    }
    #narrowing(fields) {
        const suite = this.#filled(fields, 'suite');
        const machine = this.#filled(fields, 'machine');
        const all = this.#all(fields);
        return { ...(suite ? { suite } : {}), ...(machine ? { machine } : {}), ...(all ? { all } : {}) };
    }
    #all(fields) {
        const word = this.#text(fields, 'all')?.trim().toLowerCase();
        if (word === undefined || word === 'false')
            return false;
        if (word !== 'true')
            this.addProblem(fields.all?.offset ?? 0, `"all" is true or false, not ${index.quote(word)}`);
        return word === 'true';
    }
    #details(fields) {
        return {
            comment: this.#comment(fields) || undefined,
            onlyIf: fields.onlyIf && this.#onlyIf(fields.onlyIf),
            until: fields.until && this.#until(fields),
        };
    }
    #lastComment = { text: '', trimmed: '' };
    #comment(fields) {
        const text = this.#text(fields, 'comment') ?? '';
        if (text !== this.#lastComment.text)
            this.#lastComment = { text, trimmed: text.trim() };
        return this.#lastComment.trimmed;
    }
    #until(fields) {
        const text = this.#filled(fields, 'until');
        if (text === undefined || isDate(index.unquote(text)))
            return text && index.unquote(text);
        this.addProblem(fields.until?.offset ?? 0, `"until" takes a date of the calendar, such as 2026-12-31, not ${index.quote(text)}`);
        return undefined;
    }
    #onlyIf(node) {
        const words = onlyIfWords(node);
        const results = words.flatMap(({ word, offset }) => {
            const known = index.currentResultsOf(word);
            if (!known)
                this.addProblem(offset, `${index.quote(word)} is not a result; onlyIf takes: ${index.CURRENT_RESULT_WORDS}`);
            return known ?? [];
        });
        if (words.length === 0)
            this.addProblem(node.offset, `onlyIf names no result; it takes: ${index.CURRENT_RESULT_WORDS}`);
        return [...new Set(results)];
    }
    #text(fields, key) {
        const node = fields[key];
        if (!node || isNull(node))
            return undefined;
        if (node.kind === 'scalar')
            return node.value;
        this.addProblem(node.offset, `"${key}" takes a text, not a ${node.kind}`);
        return undefined;
    }
    #filled(fields, key) {
        const text = this.#text(fields, key)?.trim();
        if (text === '' || (text === undefined && fields[key]?.kind === 'scalar')) {
            this.addProblem(fields[key]?.offset ?? 0, `"${key}" is empty; fill it in or leave it out`);
        }
        return text;
    }
}
const BY_OUTCOME = { form: 'by-outcome' };
function onlyIfWords(node) {
    if (node.kind === 'scalar') {
        const words = index.splitWords(node.value.slice(0, MAX_WORDS_LENGTH));
        return words.map((word) => ({ word, offset: node.offset }));
    }
    if (node.kind === 'map' || node.items.length > MAX_KEYS)
        return [];
    return node.items.map((item) => ({
        word: item.kind === 'scalar' ? item.value : item.kind,
        offset: item.offset,
    }));
}
function isNull(node) {
    return node.kind === 'scalar' && node.plain && ['', '~', 'null', 'Null', 'NULL'].includes(node.value);
}
function isJobResult({ pairs }) {
    const keys = pairs.map(([key]) => (key.kind === 'scalar' ? key.value : ''));
    return keys.length === 2 && keys.includes('result') && keys.includes('outputs');
}
function withoutOutputs(details) {
    const pairs = details.pairs.filter(([key]) => key.kind === 'scalar' && key.value === 'result');
    return { ...details, pairs };
}
function isQuoted$1({ pairs: [first] }) {
    return first?.[0].kind === 'scalar' && !first[0].plain;
}
function isTrue(node) {
    return node?.kind === 'scalar' && node.value.trim().toLowerCase() === 'true';
}
function sameScalar(one, other) {
    return one.kind === 'scalar' && other.kind === 'scalar' && one.value === other.value;
}
function isDate(text) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
        return false;
    const time = Date.parse(`${text}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
const NO_SELECTOR = 'nothing says which result is meant; add name, testCaseId or testCaseResultId, or to select a whole suite or machine: all: true';
const NO_OUTCOME = `no result is named; use one of: ${index.OUTCOME_WORDS} (or set default-result)`;

const LINE = { form: 'line' };
const BARE = { form: 'bare' };
function looksLikeOneLine(text) {
    const line = text.trim();
    return line !== '' && !/[\r\n]/.test(line) && !/^(?:\[\s*[[{]|-\s)/.test(line);
}
async function parseOneLine(source, options, pause) {
    const output = newOutput();
    const parser = new EntryParser(options, index.locator(source), output);
    const all = parts(source.text).map((part) => keyAndWord(part));
    const isMixed = all.some(({ word }) => word) && all.some(({ key, word }) => !word && isIdOrUrl(index.unquote(key.text)));
    for (const part of all) {
        await pause();
        parsePart(part, isMixed, parser, options.host);
    }
    return { ...output, isMixed };
}
function parsePart({ key, word }, isMixed, parser, host) {
    const unclear = isQuoted(key.text) ? undefined : needsQuotes(key.text);
    const name = index.unquote(key.text);
    const unbalanced = [key, word].find((one) => one && hasLoneQuote(one.text));
    if (unbalanced)
        parser.addProblem(unbalanced.offset, loneQuote(unbalanced.text));
    else if (unclear)
        parser.addProblem(key.offset, unclear);
    else if (!word && !isIdOrUrl(name))
        parser.addProblem(key.offset, notInBareList(name));
    else if (!word && isMixed)
        parser.addProblem(key.offset, withoutResult(name));
    else if (isSeveral(key.text))
        parser.addProblem(key.offset, severalKeys(key.text, word?.text));
    else
        parser.parseWord(selector.parseSelector(name, host), key.offset, LINE, word?.text, word?.offset ?? key.offset);
}
function withoutResult(name) {
    return `${index.quote(name)} has no result, but other entries of this line have one; give each its own, such as ${name.slice(0, 80)}: passed`;
}
function isSeveral(key) {
    return /[\s,]/.test(key.trim()) && !isQuoted(key) && isBareList(key);
}
function severalKeys(key, word) {
    const names = key.split(/[\s,]+/).filter((name) => name !== '');
    const pairs = names.map((name) => `${name}: ${word ?? 'passed'}`);
    return `${index.quote(key)} is several IDs with one result; give each its own: ${index.truncate(pairs.join(', '), 200)}`;
}
async function parseBareList(source, options, pause) {
    const output = newOutput();
    const parser = new EntryParser(options, index.locator(source), output);
    for (const { 0: text, index: offset } of yaml.blankComments(source.text).matchAll(/[^\s,\u200b\u2060]+/g)) {
        await pause();
        const word = index.unquote(text);
        if (INVISIBLE.test(text))
            continue;
        parser.parseWord(parseItem(text, word, options.host), offset, BARE, undefined, offset);
    }
    return output;
}
function parseItem(text, word, host) {
    if (hasLoneQuote(text))
        return { error: loneQuote(text) };
    return isIdOrUrl(word) ? selector.parseSelector(word, host) : { error: notInBareList(word) };
}
function isBareList(text) {
    return yaml.blankComments(text)
        .split(/[\s,]+/)
        .map((word) => keyAndWord({ text: index.unquote(word), offset: 0 }))
        .every(({ key, word }) => !word && (key.text === '' || isIdOrUrl(key.text)));
}
function isIdOrUrl(word) {
    return /^\p{Nd}+$/u.test(word) || index.looksLikeUrl(word);
}
function notInBareList(word) {
    return `${index.quote(word)} is neither an ID nor a URL; a bare list contains nothing else. To give a result, write 3646: passed; put a name with a comma in quotes`;
}
function parts(text) {
    const line = trimmed(text, 0);
    const braced = line.text.startsWith('{') && line.text.endsWith('}');
    const inner = braced ? { text: line.text.slice(1, -1), offset: line.offset + 1 } : line;
    const found = [];
    const closing = new QuoteFinder(inner.text);
    for (let start = 0; start <= inner.text.length;) {
        const comma = inner.text.indexOf(',', closing.after(start));
        const end = comma < 0 ? inner.text.length : comma;
        const part = trimmed(inner.text.slice(start, end), inner.offset + start);
        if (!INVISIBLE.test(part.text))
            found.push(part);
        start = end + 1;
    }
    return found;
}
const INVISIBLE = /^[\s\u200b\u2060\ufeff]*$/;
const QUOTES = new Map([
    ['"', '"'],
    ["'", "'"],
    ['\u201c', '\u201d'],
]);
class QuoteFinder {
    #text;
    #missing = new Set();
    constructor(text) {
        this.#text = text;
    }
    after(start) {
        const open = start + (/^\s{0,100}/.exec(this.#text.slice(start, start + 100))?.[0].length ?? 0);
        const quote = QUOTES.get(this.#text.charAt(open));
        if (quote === undefined || this.#missing.has(quote))
            return start;
        const end = this.#text.indexOf(quote, open + 1);
        if (end < 0)
            this.#missing.add(quote);
        return end < 0 ? start : end + 1;
    }
}
function trimmed(text, offset) {
    return { text: text.trim(), offset: offset + text.length - text.trimStart().length };
}
function keyAndWord(part) {
    const at = Math.max(part.text.lastIndexOf(':'), part.text.lastIndexOf('='));
    const after = part.text.slice(at + 1);
    if (at < 0 || after.includes('/') || isQuoted(part.text))
        return { key: part };
    return { key: trimmed(part.text.slice(0, at), part.offset), word: trimmed(after, part.offset + at + 1) };
}
function isQuoted(text) {
    return /^(?:"[^"]*"|'[^']*'|\u201c[^\u201d]*\u201d)$/.test(text);
}
function hasLoneQuote(text) {
    return ['"', "'"].some((quote) => text === quote || text.startsWith(quote) !== text.endsWith(quote));
}
function loneQuote(text) {
    return `${index.quote(text)} has an unbalanced quote; write both, or none`;
}
function needsQuotes(text) {
    if (index.looksLikeUrl(index.unquote(text)) || !/[:=[\]{}]/.test(text))
        return undefined;
    return `${index.quote(text)} is ambiguous in one line: put a name with , : = or [ in quotes, such as "Cart: total": passed`;
}

const MAX_LENGTH = 200_000;
function* repairs(text, errorOffset) {
    if (text.length > MAX_LENGTH)
        return;
    yield* typographicQuotes(text);
    const isOneLine = !/[\r\n]/.test(text.trim());
    if (isOneLine)
        yield* openLine(text);
    if (isOneLine)
        yield* pastedLines(text);
    else
        yield* glued(text);
    if (errorOffset !== undefined)
        yield* missingComma(text, errorOffset);
}
const SINGLE_QUOTES = /[\u2018\u2019\u201a\u201b]/g;
const DOUBLE_QUOTES = /[\u201c-\u201f\u00ab\u00bb]/g;
function* typographicQuotes(text) {
    const offset = text.search(/[\u2018-\u201f\u00ab\u00bb]/);
    if (offset < 0)
        return;
    const message = 'typographic quotes group no text; use plain quotes (" or \') instead';
    yield { offset, message, text: text.replace(DOUBLE_QUOTES, '"').replace(SINGLE_QUOTES, "'") };
    yield { offset, message, text: text.replace(DOUBLE_QUOTES, '"') };
}
function* openLine(text) {
    const line = text.trim();
    const offset = text.indexOf(line);
    if (/^[^{[].*[{[]/.test(line))
        yield { offset, message: 'put { } around the line', text: `{${line}}` };
    const parts = line.split(',').map((part) => part.trim());
    if (parts.some(isName) && parts.every((part) => isIdOrUrl(part) || isName(part)))
        yield { offset, message: 'to name tests, put them in brackets', text: `[${parts.join(', ')}]` };
}
function isName(part) {
    if (!/\p{L}{2}/u.test(part) || /[:={}[\]"'`;#]/.test(part) || index.outcomeOf(part))
        return false;
    return !part.split(/\s+/).some(isIdOrUrl);
}
const PASTED = 'several lines seem to be pasted into one';
function* pastedLines(text) {
    const line = text.trim();
    const pairs = splitPairs(line);
    if (pairs.length > 1) {
        const message = `a comma is missing between the pairs; ${PASTED}`;
        yield { offset: text.indexOf(pairs[1] ?? ''), message, text: pairs.join(', ') };
    }
    const items = line.replace(/^-\s{1,9}/, '').split(/\s{1,9}-\s{1,9}/);
    if (line.startsWith('- ') && items.length > 1) {
        const message = `${PASTED}; put the items into brackets, separated by commas`;
        yield { offset: text.indexOf(' - ') + 1, message, text: `[${items.join(', ')}]` };
    }
    yield* pastedBlocks(text);
    if (text.includes(';')) {
        const message = 'commas separate entries, not semicolons';
        yield { offset: text.indexOf(';'), message, text: text.replace(/;/g, ',') };
    }
}
function* pastedBlocks(text) {
    const offset = text.search(/(?<=[\]}])\s+(?=[\w"'{[])/);
    if (offset < 0)
        return;
    const message = `a comma is missing here; ${PASTED}`;
    const blocks = text.trim().replace(/([\]}])\s+(?=[\w"'{[])/g, '$1, ');
    for (const repaired of [`{${blocks}}`, `[${blocks}]`, blocks])
        yield { offset, message, text: repaired };
}
const RESULT_WITHOUT_COMMA = /[:=]\s*(["']?)([a-z_]+(?: (?:executed|run))?)\1\s+(?=[^\s,}])/gi;
function splitPairs(line) {
    const pairs = [];
    let start = 0;
    for (const { index: index$1, 0: found } of line.matchAll(RESULT_WITHOUT_COMMA)) {
        const [, word = ''] = /([a-z_]+(?: \w+)?)["']?\s+$/i.exec(found) ?? [];
        if (!index.outcomeOf(word) || index$1 < start)
            continue;
        pairs.push(line.slice(start, index$1 + found.length).trim());
        start = index$1 + found.length;
    }
    return pairs.length === 0 ? [] : [...pairs, line.slice(start)];
}
const GLUED = /^(\s{0,40}(?:- )?[^\s:=#][^:=#]{0,500}?)\s{0,9}[:=]\s{0,9}([a-z_]{1,20})(\s{0,9})$/i;
function* glued(text) {
    const lines = text.split('\n');
    const repaired = lines.map((line) => line.replace(GLUED, '$1: $2$3'));
    const index = repaired.findIndex((line, at) => line !== lines[at]);
    if (index < 0)
        return;
    const before = lines.slice(0, index).reduce((length, line) => length + line.length + 1, 0);
    const [, indent = ''] = /^(\s{0,40})/.exec(lines[index] ?? '') ?? [];
    const message = 'over several lines, a colon and a space are between a key and its result, as in 3646: passed';
    yield { offset: before + indent.length, message, text: repaired.join('\n') };
}
function* missingComma(text, errorOffset) {
    const before = text.slice(0, errorOffset).trimEnd();
    const message = 'a comma is missing here';
    yield { offset: before.length, message, text: `${before},${text.slice(before.length)}` };
    const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
    const previous = text.slice(0, Math.max(0, lineStart)).trimEnd();
    if (lineStart > 0)
        yield { offset: previous.length, message, text: `${previous},${text.slice(previous.length)}` };
}

class RootParser {
    #source;
    #options;
    #parser;
    #output = newOutput();
    #isOneLine;
    #foreign;
    #nameOffset;
    #hasResult = false;
    #hasGlued = false;
    #hasComma = false;
    #pairs = 0;
    #plainPairs = 0;
    #alone = [];
    #lists = [];
    constructor(source, options) {
        this.#source = source;
        this.#options = options;
        this.#parser = new EntryParser(options, index.locator(source), this.#output);
        this.#isOneLine = !/[\r\n]/.test(source.text.trim());
    }
    async finish(root, pause) {
        if (root?.kind === 'scalar')
            await this.#word(root, pause);
        if (!this.#foreign)
            await this.#parseLists(pause);
        this.#rejectMixed();
        const { entries, diagnostics } = this.#output;
        if (!this.#foreign)
            return { entries, diagnostics, ambiguous: this.#isAmbiguous(root) };
        entries.length = 0;
        diagnostics.problems.length = 0;
        this.#parser.addProblem(this.#foreign.offset, this.#foreign.message);
        return { entries, diagnostics, ambiguous: false, isForeign: true };
    }
    cut(uncut, offset) {
        this.#parser.noteCut(uncut, offset);
    }
    item(item) {
        const message = yaml.detectForeignItem(item);
        if (message !== undefined)
            this.#foreign ??= { offset: item.offset, message };
        if (this.#foreign)
            return;
        if (isNull(item))
            this.#parser.addProblem(this.#offsetOfNull(item), EMPTY_ITEM);
        else if (item.kind === 'map')
            this.#entry(item);
        else if (item.kind === 'list')
            this.#parser.addProblem(item.offset, NESTED_LIST);
        else {
            this.#alone.push(item);
            const which = selector.parseSelector(item.value, this.#options.host);
            this.#parser.parseWord(which, item.offset, { form: 'list' }, undefined, item.offset);
        }
    }
    pair(key, value) {
        this.#noteAmbiguity(key, value);
        this.#foreign ??= this.#detectWrongKind(key, value);
        if (this.#foreign)
            return;
        if (key.kind !== 'scalar') {
            this.#parser.addProblem(key.offset, `a ${key.kind} cannot be a key; write an ID, a URL or a name`);
        }
        else if (value.kind === 'list') {
            this.#lists.push({ key, list: value, outcome: index.outcomeOf(key.value) });
        }
        else
            this.#namedPair(key, value);
    }
    #namedPair(key, value) {
        const which = selector.parseSelector(key.value, this.#options.host);
        const syntax = { form: 'map', key: key.value, isQuoted: !key.plain };
        if (key.plain && !isNull(value))
            this.#plainPairs += 1;
        if (key.plain && isSeveral(key.value)) {
            const word = value.kind === 'scalar' && !isNull(value) ? value.value : undefined;
            this.#parser.addProblem(key.offset, severalKeys(key.value, word));
        }
        else if (value.kind === 'map') {
            this.#pairs += 1;
            this.#parser.parseDetails(which, key.offset, syntax, value);
        }
        else if (isNull(value)) {
            this.#alone.push(key);
            this.#parser.parseWord(which, key.offset, syntax, undefined, key.offset);
        }
        else {
            this.#pairs += 1;
            this.#parser.parseWord(which, key.offset, syntax, value.value, value.offset);
        }
    }
    #entry(item) {
        const [first] = item.pairs;
        const [key, value] = first ?? [];
        const isPair = item.pairs.length === 1 && key?.kind === 'scalar' && value && !yaml.isEntryKey(key.value);
        if (!isPair)
            this.#parser.parseItem(item);
        else if (value.kind === 'list')
            this.#parser.addProblem(value.offset, LIST_AS_RESULT);
        else
            this.pair(key, value);
    }
    async #word(root, pause) {
        if (!this.#options.defaultOutcome || !root.plain || isNull(root)) {
            this.#parser.addProblem(root.offset, scalarDocumentMessage(root, this.#source.text));
            return;
        }
        const { entries, diagnostics } = await parseBareList(this.#source, this.#options, pause);
        for (const entry of entries)
            this.#output.entries.push(entry);
        this.#output.diagnostics.add(diagnostics);
    }
    async #parseLists(pause) {
        const lists = this.#lists;
        const outcomes = lists.filter(({ outcome }) => outcome).length;
        const isByOutcome = outcomes > 0 && this.#pairs + this.#alone.length === 0;
        let left = this.#source.text.length;
        for (const { key, list, outcome } of lists) {
            left -= list.items.length;
            if (!isByOutcome)
                this.#parser.addProblem(list.offset, outcome ? NOT_BY_OUTCOME : LIST_AS_RESULT);
            else if (!outcome)
                this.#parser.addProblem(key.offset, index.notAnOutcome(key.value, NOT_AN_OUTCOME_KEY));
            else if (left < 0)
                this.#parser.addProblem(list.offset, 'aliases repeat this list too often');
            else
                await this.#listed(list, outcome, pause);
        }
    }
    async #listed({ items }, outcome, pause) {
        for (const item of items) {
            await pause();
            if (item.kind === 'map')
                this.#parser.parseItem(item, outcome);
            else if (item.kind === 'list')
                this.#parser.addProblem(item.offset, NESTED_LIST);
            else if (isNull(item))
                this.#parser.addProblem(item.offset, EMPTY_ITEM);
            else
                this.#parser.addListed(selector.parseSelector(item.value, this.#options.host), item.offset, outcome);
        }
    }
    #rejectMixed() {
        if (!this.#isOneLine || this.#plainPairs === 0 || !this.#options.defaultOutcome)
            return;
        for (const { offset, value, plain } of this.#alone)
            if (plain)
                this.#parser.addProblem(offset, withoutResult(value));
    }
    #offsetOfNull(item) {
        const { offset } = item;
        if (item.kind !== 'scalar' || item.value !== '')
            return offset;
        const found = this.#source.text.slice(offset).search(/^[ \t]*-[ \t]*(?:#.*)?$/m);
        return found < 0 ? offset : offset + found;
    }
    #noteAmbiguity(key, value) {
        if (isPlainWith(/,/, key) || isPlainWith(/,/, value))
            this.#hasComma = true;
        if (isNull(value) && isPlainWith(/[:=]/, key))
            this.#hasGlued = true;
    }
    #isAmbiguous(root) {
        if (root?.kind === 'scalar')
            return root.plain && this.#output.diagnostics.problems.length > 0 && !isBareList(this.#source.text);
        return this.#hasGlued || (this.#hasComma && this.#pairs <= 1 && looksLikeOneLine(this.#source.text));
    }
    #detectWrongKind(key, value) {
        if (key.kind !== 'scalar')
            return undefined;
        const message = yaml.detectForeignPair(key, value);
        if (message !== undefined)
            return { offset: key.offset, message };
        const offset = this.#detectBareEntry(key, value);
        return offset === undefined ? undefined : { offset, message: SINGLE_ENTRY };
    }
    #detectBareEntry(key, value) {
        if (value.kind !== 'scalar')
            return undefined;
        const isOutcome = index.outcomeOf(value.value) !== undefined;
        if (isIdKey(key.value))
            return isOutcome ? undefined : key.offset;
        if (key.value === 'name' && !isOutcome)
            this.#nameOffset = key.offset;
        if (key.value === 'result')
            this.#hasResult = true;
        return this.#hasResult ? this.#nameOffset : undefined;
    }
}
const NOT_AN_OUTCOME_KEY = ', as the keys of a map by outcome are';
const SINGLE_ENTRY = 'this is a single entry; wrap it in a list: [{…}]';
const EMPTY_ITEM = 'empty list item; fill it in or remove it';
const NESTED_LIST = 'a list in a list; write one list';
const LIST_AS_RESULT = 'a list cannot be a result; write a result, or {result: …}';
const NOT_BY_OUTCOME = 'a list cannot be a result here: in a map by outcome, every key is an outcome and every value is a list';
function isPlainWith(chars, node) {
    return node.kind === 'scalar' && node.plain && chars.test(node.value);
}
function isIdKey(text) {
    return /^test_?case_?(?:result_?)?id$/i.test(text);
}
function scalarDocumentMessage(root, text) {
    if (isNull(root))
        return 'this document is null; write a map such as 3646: passed, or a list';
    const hint = yaml.fileNameHint(root.value.trim());
    if (hint !== undefined)
        return hint;
    const hasPairs = /[:=]/.test(root.value);
    if (!root.plain && (hasPairs || isBareList(root.value)))
        return `the quotes around ${index.quote(root.value)} turn it into one string; remove them`;
    if (hasPairs && /[\r\n]/.test(text.trim()))
        return 'add a space after the colon, as in 3646: passed (one entry per line)';
    const word = index.quote(index.unquote(root.value));
    return `${word} has no result; write 3646: passed, or set default-result to pass a list of IDs`;
}

async function parseDocument(source, options, diagnostics, pause = () => undefined) {
    const plain = { ...source, text: withoutBackticks(source.text.replace(/^\ufeff/, '')) };
    const foreign = yaml.detectForeignText(plain.text, source.file !== undefined);
    if (foreign) {
        diagnostics.problem(index.locator(plain)(foreign.offset), foreign.message);
        return [];
    }
    const parsed = await new DocumentParser(options, pause).parse(plain);
    diagnostics.add(parsed.diagnostics);
    return parsed.entries;
}
function withoutBackticks(text) {
    return /^\s*`[^`\r\n]*`\s*$/.test(text) ? text.replaceAll('`', ' ') : text;
}
class DocumentParser {
    #options;
    #pause;
    constructor(options, pause) {
        this.#options = options;
        this.#pause = pause;
    }
    async parse(source) {
        const asWritten = await this.#asWritten(source);
        const { isForeign, syntaxError } = asWritten;
        const isRepairable = !isForeign && (!syntaxError || syntaxError.cause !== undefined);
        if (isSound(asWritten) || !isRepairable)
            return asWritten;
        return (await this.#repaired(source, syntaxError?.offset)) ?? asWritten;
    }
    async #asWritten(source) {
        const asYaml = await this.#yaml(source);
        const mayBeTyped = asYaml.ambiguous && looksLikeOneLine(source.text) && !hasTag(source.text);
        const typed = mayBeTyped ? await parseOneLine(source, this.#options, this.#pause) : undefined;
        if (typed && isSound(typed))
            return { ...typed, ambiguous: false };
        const swallowed = yaml.detectSwallowedEntries(source.text);
        if (swallowed)
            return { ...onlyProblem(source, swallowed), ambiguous: false, isForeign: true };
        if (!typed)
            return asYaml;
        const isPreferred = typed.isMixed || (!isSound(asYaml) && isTyped(source.text.trim()));
        return isPreferred ? { ...asYaml, ...typed } : asYaml;
    }
    async #yaml(source) {
        const parser = new RootParser(source, this.#options);
        try {
            return await parser.finish(await yaml.parseLargeDocument(source.text, parser, this.#pause), this.#pause);
        }
        catch (error) {
            if (!(error instanceof yaml.DocumentSyntaxError))
                throw error;
            return await this.#withoutSyntax(error, source);
        }
    }
    async #withoutSyntax(error, source) {
        if (this.#options.defaultOutcome) {
            const list = await parseBareList(source, this.#options, this.#pause);
            if (isSound(list))
                return { ...list, ambiguous: false };
        }
        const offset = Math.min(error.offset, source.text.trimEnd().length);
        const output = onlyProblem(source, { offset, message: error.message });
        return { ...output, ambiguous: true, syntaxError: error };
    }
    async #repaired(source, errorOffset) {
        for (const { offset, message, text } of repairs(source.text, errorOffset)) {
            const repaired = await this.#asWritten({ ...source, text });
            if (!isSound(repaired) || repaired.entries.length === 0)
                continue;
            return onlyProblem(source, { offset, message: `${message}${suggestion(text)}` });
        }
        return undefined;
    }
}
function onlyProblem(source, { offset, message }) {
    const output = newOutput();
    output.diagnostics.problem(index.locator(source)(offset), message);
    return output;
}
function suggestion(text) {
    const line = text.trim();
    return /[\r\n]/.test(line) ? '' : `: ${index.truncate(line, 1_000)}`;
}
function isSound({ diagnostics }) {
    return diagnostics.problems.length === 0;
}
function hasTag(text) {
    return /^\s{0,100}!(?:!|<|[a-z]+ )/.test(text);
}
function isTyped(line) {
    const cutOff = (line.startsWith('{') && !line.endsWith('}')) || (line.startsWith('[') && !line.includes(']'));
    return /[:=]/.test(line) && !cutOff && !/^[&*!%]/.test(line);
}

exports.parseDocument = parseDocument;

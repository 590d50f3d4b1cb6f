export const id = 299;
export const ids = [299];
export const modules = {

/***/ 299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readDocument: () => (/* binding */ readDocument)
});

;// CONCATENATED MODULE: ../../lib/src/plan/beginnings.js
/** The beginnings of a text that cannot be read whole: what stands before a fault shall not be hidden by it. */
/**
 * Texts that may be readable where the whole one is not: the lines before the fault, and all up to the last comma
 * before it with its brackets closed.
 */
function beginnings(text, offset) {
    const before = text.slice(0, offset);
    const lines = before.slice(0, before.lastIndexOf('\n') + 1);
    const comma = before.slice(0, Math.max(before.lastIndexOf(','), 0));
    return [lines, comma + closing(comma)].filter((beginning) => beginning.trim() !== '');
}
/** The brackets that would close what a text leaves open, those within quotes aside. */
function closing(text) {
    const open = [];
    for (const [token] of text.matchAll(/"(?:[^"\\]|\\.){0,10000}"|[[\]{}]/g)) {
        if (token === '[')
            open.push(']');
        else if (token === '{')
            open.push('}');
        else if (token === ']' || token === '}')
            open.pop();
    }
    return open.reverse().slice(0, 100).join('');
}

// EXTERNAL MODULE: ../../lib/src/plan/entry.js
var entry = __webpack_require__(776);
// EXTERNAL MODULE: ../../lib/src/plan/address.js
var address = __webpack_require__(272);
// EXTERNAL MODULE: ../../lib/src/plan/outcome.js
var outcome = __webpack_require__(240);
// EXTERNAL MODULE: ../../lib/src/plan/selector.js
var selector = __webpack_require__(923);
// EXTERNAL MODULE: ../../lib/src/plan/text.js
var plan_text = __webpack_require__(761);
;// CONCATENATED MODULE: ../../lib/src/plan/one-line.js





/** Whether a text is a single line that is no list in YAML or JSON: a map in braces may still be one. */
function looksLikeOneLine(text) {
    const line = text.trim();
    return line !== '' && !/[\r\n]/.test(line) && !/^(?:\[\s*[[{]|-\s)/.test(line);
}
/** Reads `3646: passed, 3647=failed`, with or without braces, blanks and quotes of any kind. */
function readOneLine(source, options) {
    const gathered = { entries: [], problems: [] };
    const reader = new entry/* EntryReader */.cJ(options, (0,plan_text/* locator */.f)(source), gathered);
    for (const part of parts(source.text)) {
        const { key, word } = keyAndWord(part);
        const unquoted = isQuoted(key.text) ? undefined : needsQuotes(key.text);
        if (unquoted)
            reader.fault(key.offset, unquoted);
        else
            reader.readWord((0,selector/* readSelector */.Id)((0,outcome/* bare */.$B)(key.text), options.host), key.offset, word?.text, word?.offset ?? key.offset);
    }
    return gathered;
}
/** Reads a bare list of ids and addresses: blanks, commas and line ends part them. */
function readBareList(source, options) {
    const gathered = { entries: [], problems: [] };
    const reader = new entry/* EntryReader */.cJ(options, (0,plan_text/* locator */.f)(source), gathered);
    for (const { 0: text, index: offset } of withoutComments(source.text).matchAll(/[^\s,\u200b\u2060]+/g)) {
        const word = (0,outcome/* bare */.$B)(text);
        if (word === '')
            continue;
        const isId = /^\p{Nd}+$/u.test(word) || (0,address/* looksLikeAddress */.i)(word);
        const which = isId ? (0,selector/* readSelector */.Id)(word, options.host) : { fault: notInBareList(word) };
        reader.readWord(which, offset, undefined, offset);
    }
    return gathered;
}
/** Comments become blanks of the same length, so that the places of everything else stay. */
function withoutComments(text) {
    return text.replace(/(^|\s)#[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
}
function notInBareList(word) {
    return `${(0,plan_text/* quoted */.T)(word)} is neither an id nor an address; a bare list holds nothing else. To give a result write 3646: passed; for a name write a map or a list`;
}
/** The parts between commas, braces around the whole left away; a comma within a quoted name parts nothing. */
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
        if ((0,outcome/* bare */.$B)(part.text) !== '')
            found.push(part);
        start = end + 1;
    }
    return found;
}
const QUOTES = new Map([
    ['"', '"'],
    ["'", "'"],
    ['\u201c', '\u201d'],
]);
/** Finds where a quoted name ends; a closing quote that is missing is looked for once, not for every part. */
class QuoteFinder {
    #text;
    #missing = new Set();
    constructor(text) {
        this.#text = text;
    }
    /** Where to look for the next comma: behind the closing quote, if a quote opens at the start of the part. */
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
/** Parts `3646: passed` at its last colon or equals sign. What looks like a path behind it belongs to an address. */
function keyAndWord(part) {
    const at = Math.max(part.text.lastIndexOf(':'), part.text.lastIndexOf('='));
    const behind = part.text.slice(at + 1);
    if (at < 0 || behind.includes('/') || isQuoted(part.text))
        return { key: part };
    return { key: trimmed(part.text.slice(0, at), part.offset), word: trimmed(behind, part.offset + at + 1) };
}
function isQuoted(text) {
    return /^(?:"[^"]*"|'[^']*'|\u201c[^\u201d]*\u201d)$/.test(text);
}
function needsQuotes(text) {
    if ((0,address/* looksLikeAddress */.i)((0,outcome/* bare */.$B)(text)) || !/[:=[\]{}]/.test(text))
        return undefined;
    return `${(0,plan_text/* quoted */.T)(text)} is not clear in one line: put a name with , : = or [ into quotes, such as "Cart: total": passed`;
}

// EXTERNAL MODULE: ../../node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(831);
;// CONCATENATED MODULE: ../../lib/src/plan/yaml.js
/**
 * YAML and JSON → a tree in which every scalar is the text as written, with its place.
 *
 * Built from the parser's events, since its objects would reorder keys that look like numbers, refuse duplicate
 * keys, and round nothing but keep no places.
 */

/** Why a text cannot be read as one document, and where. */
class SyntaxProblem extends Error {
    offset;
    constructor(message, offset) {
        super(message);
        this.offset = offset;
    }
}
/**
 * Reads one YAML or JSON document.
 *
 * @returns the root, or nothing where the text is empty or holds only comments
 * @throws SyntaxProblem for text that is not YAML, several documents, tags, and aliases that point nowhere or to
 *   what they stand in. An alias is the node it names, not a copy: a bomb of aliases costs nothing.
 */
function parseTree(text) {
    return new TreeBuilder(text).build(events(text));
}
/** The escape of a wide range of Unicode digits and signs is the parser's; ours is only the wording. */
function events(text) {
    try {
        return (0,js_yaml/* parseEvents */.PH)(text, {});
    }
    catch (error) {
        if (error instanceof js_yaml/* YAMLException */.tB) {
            throw new SyntaxProblem(`this is not valid YAML or JSON: ${error.reason}`, error.mark?.position ?? 0);
        }
        throw error;
    }
}
class TreeBuilder {
    #text;
    #open = [];
    #anchors = new Map();
    #root;
    #documents = 0;
    #offset = 0;
    constructor(text) {
        this.#text = text;
    }
    build(events) {
        for (const event of events)
            this.#take(event);
        return this.#root;
    }
    #take(event) {
        switch (event.type) {
            case 1:
                this.#documents += 1;
                break;
            case 2:
            case 3:
                this.#enter(event);
                break;
            case 4:
                this.#offset = event.valueStart < 0 ? this.#offset : event.valueStart;
                this.#place(this.#scalar(event), event);
                break;
            case 5:
                this.#place(this.#named(event), undefined);
                break;
            case 6:
                this.#open.pop();
                break;
        }
    }
    #enter(event) {
        this.#offset = event.start;
        const node = event.type === 2
            ? { kind: 'list', items: [], offset: event.start }
            : { kind: 'map', pairs: [], offset: event.start };
        this.#place(node, event);
        this.#open.push(node.kind === 'list' ? { node } : { node, key: undefined });
    }
    #scalar(event) {
        const value = event.valueStart < 0 ? '' : (0,js_yaml/* getScalarValue */.KE)(this.#text, event);
        return { kind: 'scalar', value, plain: event.style === js_yaml/* SCALAR_STYLE */.jK.PLAIN, offset: this.#offset };
    }
    #named(event) {
        this.#offset = event.anchorStart;
        const name = this.#text.slice(event.anchorStart, event.anchorEnd);
        const node = this.#anchors.get(name);
        if (!node)
            throw new SyntaxProblem(`the alias *${name} points to nothing that stands before it`, event.anchorStart);
        if (this.#open.some((open) => open.node === node)) {
            throw new SyntaxProblem(`the alias *${name} points to what it stands in`, event.anchorStart);
        }
        return { ...node, offset: event.anchorStart };
    }
    /** Puts a node where it belongs: into the open list or map, or at the root. */
    #place(node, properties) {
        if (this.#documents > 1)
            throw new SyntaxProblem('this is a second document; give one', node.offset);
        if (properties)
            this.#heed(node, properties);
        const top = this.#open.at(-1);
        if (!top)
            this.#root = node;
        else if (!('key' in top))
            top.node.items.push(node);
        else if (top.key === undefined)
            top.key = node;
        else {
            top.node.pairs.push([top.key, node]);
            top.key = undefined;
        }
    }
    #heed(node, { tagStart, anchorStart, anchorEnd }) {
        if (tagStart >= 0)
            throw new SyntaxProblem('tags have no meaning here; leave it out', tagStart);
        if (anchorStart >= 0)
            this.#anchors.set(this.#text.slice(anchorStart, anchorEnd), node);
    }
}

;// CONCATENATED MODULE: ../../lib/src/plan/document.js







/**
 * Reads a results document: a map, a list, a bare list of ids where `default-result` names the outcome, or one line
 * as typed into a form. Never throws for any text: every fault is a problem with its place.
 */
function readDocument(source, options) {
    const plain = { ...source, text: source.text.replace(/^\ufeff/, '') };
    const reading = readYaml(plain, options);
    if (!looksLikeOneLine(plain.text))
        return reading;
    return preferred(reading, plain, options);
}
/** The reading of a single line: as YAML where that makes sense, else as people type into a form. */
function preferred(reading, source, options) {
    if (reading.problems.length === 0 && !reading.doubtful)
        return reading;
    const typed = readOneLine(source, options);
    if (typed.problems.length === 0)
        return typed;
    return reading.doubtful && reading.problems.length > 0 && /[:=]/.test(source.text) ? typed : reading;
}
function readYaml(source, options) {
    const gathered = { entries: [], problems: [] };
    const reader = new entry/* EntryReader */.cJ(options, (0,plan_text/* locator */.f)(source), gathered);
    try {
        const root = parseTree(source.text);
        if (root)
            new DocumentReader(source, options, reader, gathered).root(root);
        return { ...gathered, doubtful: root !== undefined && isDoubtful(root, gathered.problems) };
    }
    catch (error) {
        if (!(error instanceof SyntaxProblem))
            throw error;
        return afterSyntaxProblem(error, source, options);
    }
}
/**
 * What remains of a text that is not YAML: a bare list of ids with comments in between, or else every fault up to
 * the one that hides the rest.
 */
function afterSyntaxProblem(error, source, options) {
    if (options.defaultOutcome) {
        const list = readBareList(source, options);
        if (list.problems.length === 0)
            return { ...list, doubtful: false };
    }
    const offset = Math.min(error.offset, source.text.length);
    const place = (0,plan_text/* locator */.f)(source)(offset);
    const before = problemsBefore(offset, source, options);
    return { entries: [], problems: [...before, { place, message: error.message }], doubtful: true };
}
/** The faults of the entries that are whole before the offset; the last one there may have been cut. */
function problemsBefore(offset, source, options) {
    for (const text of beginnings(source.text, offset)) {
        const whole = wholeEntries(text);
        if (whole === undefined)
            continue;
        const gathered = { entries: [], problems: [] };
        const reader = new entry/* EntryReader */.cJ(options, (0,plan_text/* locator */.f)(source), gathered);
        new DocumentReader({ ...source, text }, options, reader, gathered).root(whole);
        return gathered.problems;
    }
    return [];
}
function wholeEntries(text) {
    try {
        const root = parseTree(text);
        if (root?.kind === 'map')
            return { ...root, pairs: root.pairs.slice(0, -1) };
        return root?.kind === 'list' ? { ...root, items: root.items.slice(0, -1) } : undefined;
    }
    catch (error) {
        if (error instanceof SyntaxProblem)
            return undefined;
        throw error;
    }
}
/** `3646:passed` is a word to YAML, `{3646:passed}` a key without a value, `3646: passed, 3647:failed` one value. */
function isDoubtful(root, problems) {
    if (root.kind === 'scalar')
        return root.plain && problems.length > 0;
    if (root.kind === 'list')
        return false;
    const scalars = root.pairs.length === 1 ? root.pairs.flat().filter((node) => node.kind === 'scalar') : [];
    if (scalars.some(({ plain, value }) => plain && value.includes(',')))
        return true;
    return root.pairs.some(([key, value]) => key.kind === 'scalar' && key.plain && (0,entry/* isNull */.kZ)(value) && /[:=]/.test(key.value));
}
class DocumentReader {
    #source;
    #options;
    #reader;
    #gathered;
    constructor(source, options, reader, gathered) {
        this.#source = source;
        this.#options = options;
        this.#reader = reader;
        this.#gathered = gathered;
    }
    root(root) {
        if (root.kind === 'list')
            this.#list(root);
        else if (root.kind === 'map')
            this.#map(root);
        else
            this.#word(root);
    }
    #word(root) {
        if (this.#options.defaultOutcome && root.plain && !(0,entry/* isNull */.kZ)(root)) {
            const { entries, problems } = readBareList(this.#source, this.#options);
            for (const entry of entries)
                this.#gathered.entries.push(entry);
            for (const problem of problems)
                this.#gathered.problems.push(problem);
            return;
        }
        this.#reader.fault(root.offset, aloneMessage(root));
    }
    #list({ items }) {
        for (const item of items) {
            if (item.kind === 'map')
                this.#item(item);
            else if (item.kind === 'list')
                this.#reader.fault(item.offset, 'a list stands in a list; write one list');
            else
                this.#reader.readWord((0,selector/* readSelector */.Id)(item.value, this.#options.host), item.offset, undefined, item.offset);
        }
    }
    /** An item of a list: an entry, or a map of one pair as in `- 3646: passed`. */
    #item(item) {
        const [first] = item.pairs;
        if (item.pairs.length === 1 && first?.[0].kind === 'scalar' && !(0,entry/* isEntryKey */.YI)(first[0].value))
            this.#map(item);
        else
            this.#reader.readItem(item);
    }
    #map(root) {
        if (this.#isSomethingElse(root))
            return;
        for (const [key, value] of root.pairs)
            this.#pair(key, value);
    }
    #pair(key, value) {
        if (key.kind !== 'scalar') {
            this.#reader.fault(key.offset, `a ${key.kind} stands where an id, an address or a name is expected`);
            return;
        }
        const which = (0,selector/* readSelector */.Id)(key.value, this.#options.host);
        if (value.kind === 'map')
            this.#reader.readDetails(which, key.offset, value);
        else if (value.kind === 'list') {
            this.#reader.fault(value.offset, 'a list stands where a result is expected; write a result, or {result: …}');
        }
        else {
            const word = (0,entry/* isNull */.kZ)(value) ? undefined : value.value;
            this.#reader.readWord(which, key.offset, word, word === undefined ? key.offset : value.offset);
        }
    }
    /** Whether the map is an entry without its list, or a piece of the API's own answer: each gets its own word. */
    #isSomethingElse(root) {
        const key = (name) => root.pairs.find(([key]) => key.kind === 'scalar' && key.value === name);
        const cases = key('testCases');
        if (cases?.[1].kind === 'list') {
            this.#reader.fault(cases[0].offset, "this is an answer of Testsigma's API; write a list with one entry for each result to change, such as: - {testCaseResultId: 3646, result: passed}");
            return true;
        }
        const alone = root.pairs.find(([name, value]) => name.kind === 'scalar' && isIdKey(name.value) && value.kind === 'scalar' && !(0,outcome/* outcomeOf */.sG)(value.value));
        if (!alone)
            return false;
        this.#reader.fault(alone[0].offset, 'this entry stands alone; put it into a list: [{testCaseResultId: …, result: …}]');
        return true;
    }
}
function isIdKey(text) {
    return /^test_?case_?(?:result_?)?id$/i.test(text);
}
function aloneMessage(root) {
    if ((0,entry/* isNull */.kZ)(root))
        return 'this says nothing; write a map such as 3646: passed, or a list';
    const word = (0,plan_text/* quoted */.T)((0,outcome/* bare */.$B)(root.value));
    return `${word} alone does not say what shall become of it; write a map such as 3646: passed, or set default-result for a bare list of ids`;
}


/***/ })

};

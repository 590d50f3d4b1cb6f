export const id = 288;
export const ids = [288];
export const modules = {

/***/ 8288:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseDocument: () => (/* binding */ parseDocument)
});

// EXTERNAL MODULE: ../../lib/src/model/diagnostic.js
var diagnostic = __webpack_require__(5277);
// EXTERNAL MODULE: ../../lib/src/text/format.js
var format = __webpack_require__(2805);
// EXTERNAL MODULE: ../../lib/src/documents/entries/entry.js
var entry = __webpack_require__(524);
// EXTERNAL MODULE: ../../lib/src/documents/entries/one-line.js
var one_line = __webpack_require__(9127);
// EXTERNAL MODULE: ../../lib/src/documents/foreign.js
var documents_foreign = __webpack_require__(4387);
// EXTERNAL MODULE: ../../lib/src/documents/node.js
var node = __webpack_require__(7263);
// EXTERNAL MODULE: ../../lib/src/model/outcome.js
var outcome = __webpack_require__(9388);
;// CONCATENATED MODULE: ../../lib/src/documents/repair.js

const MAX_LENGTH = 200_000;
function* repairs(text, errorOffset) {
    if (text.length > MAX_LENGTH)
        return;
    yield* typographicQuotes(text);
    const isOneLine = !/[\r\n]/.test(text.trim());
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
function* pastedLines(text) {
    const why = 'several lines seem to be pasted into one';
    const pairs = splitPairs(text);
    if (pairs.length > 1)
        yield {
            offset: text.indexOf(pairs[1] ?? ''),
            message: `a comma is missing between the pairs; ${why}`,
            text: pairs.join(', '),
        };
    const items = text
        .trim()
        .replace(/^-\s{1,9}/, '')
        .split(/\s{1,9}-\s{1,9}/);
    if (text.trimStart().startsWith('- ') && items.length > 1)
        yield {
            offset: text.indexOf(' - ') + 1,
            message: `${why}; put the items into brackets, separated by commas`,
            text: `[${items.join(', ')}]`,
        };
    const blocks = text.trim().replace(/([\]}])\s+(?=[\w"'{[])/g, '$1, ');
    const offset = text.search(/(?<=[\]}])\s+(?=[\w"'{[])/);
    for (const [open, close] of ['{}', '[]', '  '])
        if (offset >= 0)
            yield {
                offset,
                message: `a comma is missing here; ${why}`,
                text: `${open}${blocks}${close}`.trim(),
            };
    if (text.includes(';'))
        yield {
            offset: text.indexOf(';'),
            message: 'commas separate entries, not semicolons',
            text: text.replace(/;/g, ','),
        };
}
function splitPairs(text) {
    const pairs = [];
    const line = text.trim();
    let start = 0;
    for (const { index, 0: found } of line.matchAll(/[:=]\s*(["']?)([a-z_]+(?: (?:executed|run))?)\1\s+(?=[^\s,}])/gi)) {
        const [, word = ''] = /([a-z_]+(?: \w+)?)["']?\s+$/i.exec(found) ?? [];
        if (!(0,outcome/* outcomeOf */.sG)(word) || index < start)
            continue;
        pairs.push(line.slice(start, index + found.length).trim());
        start = index + found.length;
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

// EXTERNAL MODULE: ../../lib/src/model/selector.js
var selector = __webpack_require__(199);
// EXTERNAL MODULE: ../../lib/src/text/closest.js
var closest = __webpack_require__(2491);
// EXTERNAL MODULE: ../../lib/src/documents/entries/keys.js
var keys = __webpack_require__(498);
;// CONCATENATED MODULE: ../../lib/src/documents/root.js









class RootParser {
    #source;
    #options;
    #parser;
    #output = (0,entry/* newOutput */.Ex)();
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
        this.#parser = new entry/* EntryParser */.CS(options, (0,diagnostic/* locator */.fl)(source), this.#output);
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
    item(item) {
        const message = (0,documents_foreign/* detectForeignItem */.R4)(item);
        if (message !== undefined)
            this.#foreign ??= { offset: item.offset, message };
        if (this.#foreign)
            return;
        if ((0,entry/* isNull */.kZ)(item))
            this.#parser.addProblem(this.#offsetOfNull(item), EMPTY_ITEM);
        else if (item.kind === 'map')
            this.#entry(item);
        else if (item.kind === 'list')
            this.#parser.addProblem(item.offset, NESTED_LIST);
        else {
            this.#alone.push(item);
            const which = (0,selector/* parseSelector */.Pl)(item.value, this.#options.host);
            this.#parser.parseWord(which, item.offset, { form: 'list' }, undefined, item.offset);
        }
    }
    pair(key, value) {
        this.#noteDoubts(key, value);
        this.#foreign ??= this.#detectWrongKind(key, value);
        if (this.#foreign)
            return;
        if (key.kind !== 'scalar') {
            this.#parser.addProblem(key.offset, `a ${key.kind} cannot be a key; write an ID, a URL or a name`);
        }
        else if (value.kind === 'list') {
            this.#lists.push({ key, list: value, outcome: (0,outcome/* outcomeOf */.sG)(key.value) });
        }
        else
            this.#namedPair(key, value);
    }
    #namedPair(key, value) {
        const which = (0,selector/* parseSelector */.Pl)(key.value, this.#options.host);
        const syntax = { form: 'map', key: key.value, isQuoted: !key.plain };
        if (key.plain && !(0,entry/* isNull */.kZ)(value))
            this.#plainPairs += 1;
        if (key.plain && (0,one_line/* isSeveral */.lR)(key.value)) {
            const word = value.kind === 'scalar' && !(0,entry/* isNull */.kZ)(value) ? value.value : undefined;
            this.#parser.addProblem(key.offset, (0,one_line/* severalKeys */.dN)(key.value, word));
        }
        else if (value.kind === 'map') {
            this.#pairs += 1;
            this.#parser.parseDetails(which, key.offset, syntax, value);
        }
        else if ((0,entry/* isNull */.kZ)(value)) {
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
        const isPair = item.pairs.length === 1 && key?.kind === 'scalar' && value && !(0,keys/* isEntryKey */.YI)(key.value);
        if (!isPair)
            this.#parser.parseItem(item);
        else if (value.kind === 'list')
            this.#parser.addProblem(value.offset, LIST_AS_RESULT);
        else
            this.pair(key, value);
    }
    async #word(root, pause) {
        if (!this.#options.defaultOutcome || !root.plain || (0,entry/* isNull */.kZ)(root)) {
            this.#parser.addProblem(root.offset, scalarDocumentMessage(root, this.#source.text));
            return;
        }
        const { entries, diagnostics } = await (0,one_line/* parseBareList */.Ub)(this.#source, this.#options, pause);
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
                this.#parser.addProblem(key.offset, notAnOutcome(key.value));
            else if (left < 0)
                this.#parser.addProblem(list.offset, 'aliases repeat this list too often');
            else
                await this.#listed(list, outcome, pause);
        }
    }
    async #listed({ items }, outcome, pause) {
        for (const item of items) {
            const rest = pause();
            if (rest)
                await rest;
            if (item.kind === 'map')
                this.#parser.parseItem(item, outcome);
            else if (item.kind === 'list')
                this.#parser.addProblem(item.offset, NESTED_LIST);
            else if ((0,entry/* isNull */.kZ)(item))
                this.#parser.addProblem(item.offset, EMPTY_ITEM);
            else
                this.#parser.addListed((0,selector/* parseSelector */.Pl)(item.value, this.#options.host), item.offset, outcome);
        }
    }
    #rejectMixed() {
        if (!this.#isOneLine || this.#plainPairs === 0 || !this.#options.defaultOutcome)
            return;
        for (const { offset, value, plain } of this.#alone)
            if (plain)
                this.#parser.addProblem(offset, (0,one_line/* withoutResult */.Is)(value));
    }
    #offsetOfNull(item) {
        const { offset } = item;
        if (item.kind !== 'scalar' || item.value !== '')
            return offset;
        const found = this.#source.text.slice(offset).search(/^[ \t]*-[ \t]*(?:#.*)?$/m);
        return found < 0 ? offset : offset + found;
    }
    #noteDoubts(key, value) {
        if (isPlainWith(/,/, key) || isPlainWith(/,/, value))
            this.#hasComma = true;
        if ((0,entry/* isNull */.kZ)(value) && isPlainWith(/[:=]/, key))
            this.#hasGlued = true;
    }
    #isAmbiguous(root) {
        if (root?.kind === 'scalar')
            return root.plain && this.#output.diagnostics.problems.length > 0 && !(0,one_line/* isBareList */.XN)(this.#source.text);
        return this.#hasGlued || (this.#hasComma && this.#pairs <= 1 && (0,one_line/* looksLikeOneLine */.Uy)(this.#source.text));
    }
    #detectWrongKind(key, value) {
        if (key.kind !== 'scalar')
            return undefined;
        const message = (0,documents_foreign/* detectForeignPair */.eR)(key, value);
        if (message !== undefined)
            return { offset: key.offset, message };
        const offset = this.#detectBareEntry(key, value);
        return offset === undefined
            ? undefined
            : { offset, message: 'this is a single entry; wrap it in a list: [{…}]' };
    }
    #detectBareEntry(key, value) {
        if (value.kind !== 'scalar')
            return undefined;
        const isOutcome = (0,outcome/* outcomeOf */.sG)(value.value) !== undefined;
        if (isIdKey(key.value))
            return isOutcome ? undefined : key.offset;
        if (key.value === 'name' && !isOutcome)
            this.#nameOffset = key.offset;
        if (key.value === 'result')
            this.#hasResult = true;
        return this.#hasResult ? this.#nameOffset : undefined;
    }
}
const EMPTY_ITEM = 'empty list item; fill it in or remove it';
const NESTED_LIST = 'a list in a list; write one list';
const LIST_AS_RESULT = 'a list cannot be a result; write a result, or {result: …}';
const NOT_BY_OUTCOME = 'a list cannot be a result here: in a map by outcome, every key is an outcome and every value is a list';
function notAnOutcome(word) {
    const [near] = (0,closest/* closest */.k)(word, outcome/* OUTCOME_WORDS */.nx.split(', '), 1, 1 / 3);
    const advice = near ? `did you mean "${near}"?` : `use one of: ${outcome/* OUTCOME_WORDS */.nx}`;
    return `${(0,format/* quote */.hD)(word)} is not a result, as the keys of a map by outcome are; ${advice}`;
}
function isPlainWith(chars, node) {
    return node.kind === 'scalar' && node.plain && chars.test(node.value);
}
function isIdKey(text) {
    return /^test_?case_?(?:result_?)?id$/i.test(text);
}
function scalarDocumentMessage(root, text) {
    if ((0,entry/* isNull */.kZ)(root))
        return 'this document is null; write a map such as 3646: passed, or a list';
    const hint = (0,documents_foreign/* fileNameHint */.Fo)(root.value.trim());
    if (hint !== undefined)
        return hint;
    const hasPairs = /[:=]/.test(root.value);
    if (!root.plain && (hasPairs || (0,one_line/* isBareList */.XN)(root.value)))
        return `the quotes around ${(0,format/* quote */.hD)(root.value)} turn it into one string; remove them`;
    if (hasPairs && /[\r\n]/.test(text.trim()))
        return 'add a space after the colon, as in 3646: passed (one entry per line)';
    const word = (0,format/* quote */.hD)((0,format/* unquote */._n)(root.value));
    return `${word} has no result; write 3646: passed, or set default-result to pass a list of IDs`;
}

// EXTERNAL MODULE: ../../lib/src/documents/yaml.js
var yaml = __webpack_require__(9032);
;// CONCATENATED MODULE: ../../lib/src/documents/document.js









async function parseDocument(source, options, diagnostics, pause = () => undefined) {
    const plain = { ...source, text: source.text.replace(/^\ufeff/, '') };
    const foreign = (0,documents_foreign/* detectForeignText */.D1)(plain.text, source.file !== undefined);
    if (foreign) {
        diagnostics.problem((0,diagnostic/* locator */.fl)(plain)(foreign.offset), foreign.message);
        return [];
    }
    const parsed = await new DocumentParser(options, pause).parse(plain);
    diagnostics.add(parsed.diagnostics);
    return parsed.entries;
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
        if (!asYaml.ambiguous || !(0,one_line/* looksLikeOneLine */.Uy)(source.text) || hasTag(source.text))
            return asYaml;
        const typed = await (0,one_line/* parseOneLine */.a1)(source, this.#options, this.#pause);
        if (isSound(typed))
            return { ...typed, ambiguous: false };
        const isPreferred = typed.isMixed || (!isSound(asYaml) && isTyped(source.text.trim()));
        return isPreferred ? { ...asYaml, ...typed } : asYaml;
    }
    async #yaml(source) {
        const parser = new RootParser(source, this.#options);
        try {
            return await parser.finish(await (0,yaml/* parseLargeDocument */.W)(source.text, parser, this.#pause), this.#pause);
        }
        catch (error) {
            if (!(error instanceof node/* DocumentSyntaxError */.d))
                throw error;
            return await this.#withoutSyntax(error, source);
        }
    }
    async #withoutSyntax(error, source) {
        if (this.#options.defaultOutcome) {
            const list = await (0,one_line/* parseBareList */.Ub)(source, this.#options, this.#pause);
            if (isSound(list))
                return { ...list, ambiguous: false };
        }
        const output = (0,entry/* newOutput */.Ex)();
        const offset = Math.min(error.offset, source.text.trimEnd().length);
        output.diagnostics.problem((0,diagnostic/* locator */.fl)(source)(offset), error.message);
        return { ...output, ambiguous: true, syntaxError: error };
    }
    async #repaired(source, errorOffset) {
        for (const { offset, message, text } of repairs(source.text, errorOffset)) {
            const repaired = await this.#asWritten({ ...source, text });
            if (!isSound(repaired) || repaired.entries.length === 0)
                continue;
            const output = (0,entry/* newOutput */.Ex)();
            output.diagnostics.problem((0,diagnostic/* locator */.fl)(source)(offset), `${message}${suggestion(text)}`);
            return output;
        }
        return undefined;
    }
}
function suggestion(text) {
    const line = text.trim();
    return /[\r\n]/.test(line) ? '' : `: ${(0,format/* truncate */.xv)(line, 1_000)}`;
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


/***/ }),

/***/ 7263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ DocumentSyntaxError),
/* harmony export */   s: () => (/* binding */ NodeBuilder)
/* harmony export */ });
class DocumentSyntaxError extends Error {
    offset;
    constructor(message, offset, cause) {
        super(message, { cause });
        this.offset = offset;
    }
}
class NodeBuilder {
    #visitor;
    #open = [];
    #root;
    constructor(visitor) {
        this.#visitor = visitor;
    }
    get root() {
        return this.#root;
    }
    isOpen(node) {
        return this.#open.some((open) => open.node === node);
    }
    add(node) {
        if (this.#open.length === 0)
            this.#root = node;
        this.#handOn(node);
    }
    begin(node) {
        if (this.#open.length === 0)
            this.#root = node;
        this.#open.push(node.kind === 'list' ? { node } : { node, key: undefined });
    }
    end() {
        const whole = this.#open.pop();
        if (whole)
            this.#handOn(whole.node);
    }
    #handOn(node) {
        const top = this.#open.at(-1);
        if (!top)
            return;
        const visitor = this.#open.length === 1 ? this.#visitor : undefined;
        if (!('key' in top)) {
            if (visitor)
                visitor.item(node);
            else
                top.node.items.push(node);
        }
        else if (top.key === undefined) {
            top.key = node;
        }
        else {
            if (visitor)
                visitor.pair(top.key, node);
            else
                top.node.pairs.push([top.key, node]);
            top.key = undefined;
        }
    }
}


/***/ }),

/***/ 9032:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ parseNodes),
/* harmony export */   W: () => (/* binding */ parseLargeDocument)
/* harmony export */ });
/* harmony import */ var js_yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2831);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8824);
/* harmony import */ var _node_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7263);



function parseNodes(text) {
    const steps = parseInSteps(text, undefined);
    for (;;) {
        const { done, value } = steps.next();
        if (done)
            return value;
    }
}
async function parseLargeDocument(text, visitor, pause) {
    const steps = parseInSteps(text, visitor);
    for (;;) {
        const rest = pause();
        if (rest)
            await rest;
        const { done, value } = steps.next();
        if (done)
            return value;
    }
}
function parseInSteps(text, visitor) {
    return isJson(text) ? parseJson(text, visitor) : new YamlReader(text, visitor).read(events(text));
}
function events(text) {
    try {
        return (0,js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseEvents */ .PH)(text, {});
    }
    catch (error) {
        if (error instanceof js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .YAMLException */ .tB) {
            throw new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .DocumentSyntaxError */ .d(`this is not valid YAML or JSON: ${error.reason}`, error.mark?.position ?? 0, error);
        }
        throw error;
    }
}
class YamlReader {
    #text;
    #builder;
    #anchors = new Map();
    #documents = 0;
    #offset = 0;
    constructor(text, visitor) {
        this.#text = text;
        this.#builder = new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .NodeBuilder */ .s(visitor);
    }
    *read(events) {
        for (let index = 0; index < events.length; index += 1) {
            yield;
            const event = events[index];
            if (event)
                this.#take(event);
            events[index] = undefined;
        }
        return this.#builder.root;
    }
    #take(event) {
        switch (event.type) {
            case js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.DOCUMENT:
                this.#documents += 1;
                break;
            case js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.SEQUENCE:
            case js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.MAPPING:
                this.#begin(event);
                break;
            case js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.SCALAR:
                this.#offset = event.valueStart < 0 ? this.#offset : event.valueStart;
                this.#add(this.#scalar(event), event);
                break;
            case js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.ALIAS:
                this.#add(this.#named(event), undefined);
                break;
            case js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.POP:
                this.#builder.end();
                break;
        }
    }
    #begin(event) {
        this.#offset = event.start;
        const node = event.type === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.SEQUENCE
            ? { kind: 'list', items: [], offset: event.start }
            : { kind: 'map', pairs: [], offset: event.start };
        this.#check(node, event);
        this.#builder.begin(node);
    }
    #add(node, properties) {
        this.#check(node, properties);
        this.#builder.add(node);
    }
    #scalar(event) {
        const value = event.valueStart < 0 ? '' : (0,js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .getScalarValue */ .KE)(this.#text, event);
        return { kind: 'scalar', value, plain: event.style === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .SCALAR_STYLE */ .jK.PLAIN, offset: this.#offset };
    }
    #named(event) {
        this.#offset = event.anchorStart;
        const name = this.#text.slice(event.anchorStart, event.anchorEnd);
        const node = this.#anchors.get(name);
        if (!node)
            throw new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .DocumentSyntaxError */ .d(`undefined alias *${name}`, event.anchorStart);
        if (this.#builder.isOpen(node)) {
            throw new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .DocumentSyntaxError */ .d(`alias *${name} refers to what it is in`, event.anchorStart);
        }
        return { ...node, offset: event.anchorStart };
    }
    #check(node, properties) {
        if (this.#documents > 1)
            throw new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .DocumentSyntaxError */ .d('only one YAML document per source; remove the --- and what follows, or use several files', node.offset);
        if (properties)
            this.#heed(node, properties);
    }
    #heed(node, { tagStart, anchorStart, anchorEnd }) {
        if (tagStart >= 0)
            throw new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .DocumentSyntaxError */ .d('YAML tags are not supported; remove it', tagStart);
        if (anchorStart >= 0)
            this.#anchors.set(this.#text.slice(anchorStart, anchorEnd), node);
    }
}
const CHUNK_LENGTH = 1_000;
function* parseJson(text, visitor) {
    const builder = new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .NodeBuilder */ .s(visitor);
    const take = (start, end) => addToken(builder, text, start, end);
    for (let at = 0; at < text.length;) {
        yield;
        at = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .eachToken */ .Jo)(text, take, at, Math.min(at + CHUNK_LENGTH, text.length));
    }
    return builder.root;
}
function addToken(builder, text, start, end) {
    const char = text.charAt(start);
    if (char === '{')
        builder.begin({ kind: 'map', pairs: [], offset: start });
    else if (char === '[')
        builder.begin({ kind: 'list', items: [], offset: start });
    else if (char === '}' || char === ']')
        builder.end();
    else
        builder.add(scalar(text, start, end));
}
function scalar(text, start, end) {
    if (text.charAt(start) !== '"')
        return { kind: 'scalar', value: text.slice(start, end), plain: true, offset: start };
    const inner = text.slice(start + 1, end - 1);
    const value = inner.includes('\\') ? String(JSON.parse(text.slice(start, end))) : inner;
    return { kind: 'scalar', value, plain: false, offset: start + 1 };
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}


/***/ })

};

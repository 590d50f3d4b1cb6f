export const id = 294;
export const ids = [294];
export const modules = {

/***/ 1294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseDocument: () => (/* binding */ parseDocument)
/* harmony export */ });
/* harmony import */ var _model_diagnostic_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5277);
/* harmony import */ var _model_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9388);
/* harmony import */ var _model_selector_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(199);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2805);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9703);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6919);
/* harmony import */ var _node_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7263);
/* harmony import */ var _one_line_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(134);
/* harmony import */ var _yaml_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9032);









function parseDocument(source, options, diagnostics) {
    const plain = { ...source, text: source.text.replace(/^\ufeff/, '') };
    const asYaml = parseYaml(plain, options);
    const parsed = (0,_one_line_js__WEBPACK_IMPORTED_MODULE_5__/* .looksLikeOneLine */ .Uy)(plain.text) && asYaml.ambiguous ? preferred(asYaml, plain, options) : asYaml;
    diagnostics.add(parsed.diagnostics);
    return parsed.entries;
}
function preferred(asYaml, source, options) {
    const typed = (0,_one_line_js__WEBPACK_IMPORTED_MODULE_5__/* .parseOneLine */ .a1)(source, options);
    if (isSound(typed))
        return typed;
    return !isSound(asYaml) && isTyped(source.text.trim()) ? typed : asYaml;
}
function isSound({ diagnostics }) {
    return diagnostics.problems.length === 0;
}
function isTyped(line) {
    const cutOff = (line.startsWith('{') && !line.endsWith('}')) || (line.startsWith('[') && !line.includes(']'));
    return /[:=]/.test(line) && !cutOff && !/^[&*!%]/.test(line);
}
function parseYaml(source, options) {
    const parser = new DocumentParser(source, options);
    try {
        return parser.finish((0,_yaml_js__WEBPACK_IMPORTED_MODULE_6__/* .parseNodes */ .L9)(source.text, parser));
    }
    catch (error) {
        if (!(error instanceof _node_js__WEBPACK_IMPORTED_MODULE_4__/* .DocumentSyntaxError */ .d))
            throw error;
        return afterSyntaxError(error, source, options);
    }
}
function afterSyntaxError(error, source, options) {
    if (options.defaultOutcome) {
        const list = (0,_one_line_js__WEBPACK_IMPORTED_MODULE_5__/* .parseBareList */ .Ub)(source, options);
        if (isSound(list))
            return { ...list, ambiguous: false };
    }
    const output = (0,_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .newOutput */ .Ex)();
    const offset = Math.min(error.offset, source.text.trimEnd().length);
    output.diagnostics.problem((0,_model_diagnostic_js__WEBPACK_IMPORTED_MODULE_7__/* .locator */ .fl)(source)(offset), error.message);
    return { ...output, ambiguous: true };
}
class DocumentParser {
    #source;
    #options;
    #reader;
    #output = (0,_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .newOutput */ .Ex)();
    #somethingElse;
    #nameOffset;
    #hasResult = false;
    #hasUnparted = false;
    #pairs = 0;
    #hasComma = false;
    constructor(source, options) {
        this.#source = source;
        this.#options = options;
        this.#reader = new _entry_js__WEBPACK_IMPORTED_MODULE_2__/* .EntryParser */ .CS(options, (0,_model_diagnostic_js__WEBPACK_IMPORTED_MODULE_7__/* .locator */ .fl)(source), this.#output);
    }
    finish(root) {
        if (root?.kind === 'scalar')
            this.#word(root);
        if (!this.#somethingElse)
            return { ...this.#output, ambiguous: this.#isAmbiguous(root) };
        const { entries, diagnostics } = this.#output;
        entries.length = 0;
        diagnostics.problems.length = 0;
        this.#somethingElse();
        return { entries, diagnostics, ambiguous: false };
    }
    item(item) {
        if ((0,_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .isNull */ .kZ)(item))
            this.#reader.addProblem(item.offset, 'this item of the list says nothing; fill it in or leave it out');
        else if (item.kind === 'map')
            this.#entry(item);
        else if (item.kind === 'list')
            this.#reader.addProblem(item.offset, 'a list stands in a list; write one list');
        else {
            const which = (0,_model_selector_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSelector */ .Pl)(item.value, this.#options.host);
            this.#reader.parseWord(which, item.offset, { form: 'list' }, undefined, item.offset);
        }
    }
    pair(key, value) {
        this.#pairs += 1;
        this.#doubt(key, value);
        this.#somethingElse ??= this.#notADocument(key, value);
        if (this.#somethingElse)
            return;
        if (key.kind !== 'scalar') {
            this.#reader.addProblem(key.offset, `a ${key.kind} stands where an id, an address or a name is expected`);
            return;
        }
        const which = (0,_model_selector_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSelector */ .Pl)(key.value, this.#options.host);
        if (value.kind === 'map')
            this.#reader.parseDetails(which, key.offset, { form: 'map', key: key.value }, value);
        else if (value.kind === 'list') {
            const message = 'a list stands where a result is expected; write a result, or {result: …}';
            this.#reader.addProblem(value.offset, message);
        }
        else {
            const word = (0,_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .isNull */ .kZ)(value) ? undefined : value.value;
            const syntax = { form: 'map', key: key.value };
            this.#reader.parseWord(which, key.offset, syntax, word, word === undefined ? key.offset : value.offset);
        }
    }
    #entry(item) {
        const [first] = item.pairs;
        const [key, value] = first ?? [];
        if (item.pairs.length === 1 && key?.kind === 'scalar' && value && !(0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isEntryKey */ .YI)(key.value)) {
            this.pair(key, value);
        }
        else
            this.#reader.parseItem(item);
    }
    #word(root) {
        if (!this.#options.defaultOutcome || !root.plain || (0,_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .isNull */ .kZ)(root)) {
            this.#reader.addProblem(root.offset, scalarDocumentMessage(root, this.#source.text));
            return;
        }
        const { entries, diagnostics } = (0,_one_line_js__WEBPACK_IMPORTED_MODULE_5__/* .parseBareList */ .Ub)(this.#source, this.#options);
        for (const entry of entries)
            this.#output.entries.push(entry);
        this.#output.diagnostics.add(diagnostics);
    }
    #doubt(key, value) {
        if (isWordWith(/,/, key) || isWordWith(/,/, value))
            this.#hasComma = true;
        if ((0,_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .isNull */ .kZ)(value) && isWordWith(/[:=]/, key))
            this.#hasUnparted = true;
    }
    #isAmbiguous(root) {
        if (root?.kind === 'scalar')
            return root.plain && !isSound(this.#output) && !(0,_one_line_js__WEBPACK_IMPORTED_MODULE_5__/* .isBareList */ .XN)(this.#source.text);
        return this.#hasUnparted || (this.#hasComma && this.#pairs === 1);
    }
    #notADocument(key, value) {
        if (key.kind !== 'scalar')
            return undefined;
        if (key.value === 'testCases' && value.kind === 'list') {
            const message = "this is an answer of Testsigma's API; write a list with one entry for each result to change, such as: - {testCaseResultId: 3646, result: passed}";
            return () => this.#reader.addProblem(key.offset, message);
        }
        const offset = this.#loneEntry(key, value);
        if (offset === undefined)
            return undefined;
        const message = 'this entry stands alone; put it into a list: [{…}]';
        return () => this.#reader.addProblem(offset, message);
    }
    #loneEntry(key, value) {
        if (value.kind !== 'scalar')
            return undefined;
        const isOutcome = (0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .outcomeOf */ .sG)(value.value) !== undefined;
        if (isIdKey(key.value))
            return isOutcome ? undefined : key.offset;
        if (key.value === 'name' && !isOutcome)
            this.#nameOffset = key.offset;
        if (key.value === 'result')
            this.#hasResult = true;
        return this.#hasResult ? this.#nameOffset : undefined;
    }
}
function isWordWith(signs, node) {
    return node.kind === 'scalar' && node.plain && signs.test(node.value);
}
function isIdKey(text) {
    return /^test_?case_?(?:result_?)?id$/i.test(text);
}
function scalarDocumentMessage(root, text) {
    if ((0,_entry_js__WEBPACK_IMPORTED_MODULE_2__/* .isNull */ .kZ)(root))
        return 'this says nothing; write a map such as 3646: passed, or a list';
    const hasPairs = /[:=]/.test(root.value);
    if (!root.plain && (hasPairs || (0,_one_line_js__WEBPACK_IMPORTED_MODULE_5__/* .isBareList */ .XN)(root.value)))
        return `the quotes around ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_8__/* .quote */ .hD)(root.value)} make one text of it; leave them out`;
    if (hasPairs && /[\r\n]/.test(text.trim()))
        return 'over several lines a result stands behind a colon and a blank; write 3646: passed';
    const word = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_8__/* .quote */ .hD)((0,_text_format_js__WEBPACK_IMPORTED_MODULE_8__/* .unquote */ ._n)(root.value));
    return `${word} alone does not say what shall become of it; write a map such as 3646: passed, or set default-result for a bare list of ids`;
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
    constructor(message, offset) {
        super(message);
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
/* harmony export */   L9: () => (/* binding */ parseNodes)
/* harmony export */ });
/* unused harmony exports parseJsonNodes, isJson */
/* harmony import */ var js_yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2831);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8824);
/* harmony import */ var _node_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7263);



function parseNodes(text, visitor) {
    return isJson(text) ? parseJsonNodes(text, visitor) : new YamlReader(text, visitor).read(events(text));
}
function events(text) {
    try {
        return (0,js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseEvents */ .PH)(text, {});
    }
    catch (error) {
        if (error instanceof js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .YAMLException */ .tB) {
            throw new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .DocumentSyntaxError */ .d(`this is not valid YAML or JSON: ${error.reason}`, error.mark?.position ?? 0);
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
    read(events) {
        for (let index = 0; index < events.length; index += 1) {
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
            throw new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .DocumentSyntaxError */ .d(`the alias *${name} points to nothing that stands before it`, event.anchorStart);
        if (this.#builder.isOpen(node)) {
            throw new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .DocumentSyntaxError */ .d(`the alias *${name} points to what it stands in`, event.anchorStart);
        }
        return { ...node, offset: event.anchorStart };
    }
    #check(node, properties) {
        if (this.#documents > 1)
            throw new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .DocumentSyntaxError */ .d('this is a second document; give one', node.offset);
        if (properties)
            this.#heed(node, properties);
    }
    #heed(node, { tagStart, anchorStart, anchorEnd }) {
        if (tagStart >= 0)
            throw new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .DocumentSyntaxError */ .d('tags have no meaning here; leave it out', tagStart);
        if (anchorStart >= 0)
            this.#anchors.set(this.#text.slice(anchorStart, anchorEnd), node);
    }
}
function parseJsonNodes(text, visitor) {
    const builder = new _node_js__WEBPACK_IMPORTED_MODULE_1__/* .NodeBuilder */ .s(visitor);
    (0,_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .eachToken */ .Jo)(text, (start, end) => {
        const sign = text.charAt(start);
        if (sign === '{')
            builder.begin({ kind: 'map', pairs: [], offset: start });
        else if (sign === '[')
            builder.begin({ kind: 'list', items: [], offset: start });
        else if (sign === '}' || sign === ']')
            builder.end();
        else
            builder.add(scalar(text, start, end));
    });
    return builder.root;
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

export const id = 7;
export const ids = [7];
export const modules = {

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
        const ended = this.#open.pop();
        if (ended)
            this.#handOn(ended.node);
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

/***/ 6007:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parsePolicy: () => (/* binding */ parsePolicy)
/* harmony export */ });
/* harmony import */ var _model_diagnostic_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5277);
/* harmony import */ var _model_policy_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1744);
/* harmony import */ var _model_testsigma_url_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4279);
/* harmony import */ var _text_closest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2491);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7537);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2805);
/* harmony import */ var _node_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7263);
/* harmony import */ var _yaml_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9032);








function parsePolicy(text, isBlind, diagnostics) {
    const locate = (0,_model_diagnostic_js__WEBPACK_IMPORTED_MODULE_4__/* .locator */ .fl)({ input: 'policy', text });
    const addProblem = (offset, message) => diagnostics.problem(locate(offset), message);
    const root = parseRoot(text, addProblem);
    if (!root)
        return {};
    const rules = eachKey(root, RULE_NAMES, 'a policy', addProblem).flatMap(([name, node]) => {
        const value = RULES[name](node, addProblem);
        return value === undefined ? [] : [[name, { value, location: locate(node.offset) }]];
    });
    const policy = Object.fromEntries(rules);
    if (!isBlind)
        return policy;
    const blind = (0,_model_policy_js__WEBPACK_IMPORTED_MODULE_5__/* .rulesOnListing */ .$Y)(policy);
    for (const [name, { location }] of blind) {
        const message = `${name} needs the run's results, and lookup: off forbids reading them; change one of the two`;
        diagnostics.problem(location, message);
    }
    const names = blind.map(([name]) => name);
    return Object.fromEntries(rules.filter(([name]) => !names.includes(name)));
}
function parseRoot(text, addProblem) {
    try {
        const root = (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseNodes */ .L)(text);
        if (root?.kind === 'map')
            return root;
        const isEmpty = root?.kind === 'scalar' && root.plain && root.value === '';
        if (root && !isEmpty)
            addProblem(root.offset, 'a policy is a map of rules, such as maxOverrides: 20');
    }
    catch (error) {
        if (!(error instanceof _node_js__WEBPACK_IMPORTED_MODULE_2__/* .DocumentSyntaxError */ .d))
            throw error;
        addProblem(Math.min(error.offset, text.trimEnd().length), error.message);
    }
    return undefined;
}
const RULES = {
    maxOverrides: parseLimit,
    commentPattern: parsePattern,
    protected: parseProtected,
    requireUntil: parseFlag,
    maxDays: parseDays,
};
const RULE_NAMES = Object.keys(RULES);
function eachKey({ pairs }, keys, owner, addProblem) {
    const found = new Map();
    for (const [node, value] of pairs) {
        const name = node.kind === 'scalar' ? node.value : '';
        const key = keys.find((one) => one === name);
        if (!key)
            addProblem(node.offset, unknownKey(name, keys, owner));
        else if (found.has(key))
            addProblem(node.offset, `"${key}" is given twice; keep one`);
        else
            found.set(key, value);
    }
    return [...found];
}
function unknownKey(name, keys, owner) {
    const meant = (0,_text_closest_js__WEBPACK_IMPORTED_MODULE_1__/* .closest */ .k)(name, keys, 1 / 2);
    const advice = meant ? `did you mean "${meant}"?` : `${owner} takes ${keys.join(', ')}`;
    return `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(name)} is not a key of ${owner}; ${advice}`;
}
function parseLimit(node, addProblem) {
    const text = node.kind === 'scalar' ? node.value : '';
    if (typeOf(node) === 'number' && WHOLE_NUMBER.test(text))
        return { count: Number(text) };
    if (typeOf(node) === 'text' && /^(?:\d{1,2}|100)%$/.test(text))
        return { percent: Number.parseInt(text, 10) };
    const message = `maxOverrides takes a whole number such as 20, or a percentage such as 10%, not ${describe(node)}`;
    addProblem(node.offset, message);
    return undefined;
}
function parsePattern(node, addProblem) {
    if (node.kind !== 'scalar' || typeOf(node) !== 'text' || node.value === '') {
        addProblem(node.offset, `commentPattern takes a regular expression in quotes, not ${describe(node)}`);
        return undefined;
    }
    try {
        return new RegExp(node.value, 'u');
    }
    catch (error) {
        addProblem(node.offset, `commentPattern is not a regular expression: ${(0,_text_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .messageOf */ .b)(error)}`);
        return undefined;
    }
}
function parseFlag(node, addProblem) {
    if (node.kind === 'scalar' && typeOf(node) === 'boolean')
        return node.value.toLowerCase() === 'true';
    addProblem(node.offset, `requireUntil takes true or false, not ${describe(node)}`);
    return undefined;
}
function parseDays(node, addProblem) {
    if (node.kind === 'scalar' && typeOf(node) === 'number' && /^\d{1,5}$/.test(node.value))
        return Number(node.value);
    addProblem(node.offset, `maxDays takes a whole number of days from 0 to 99999, not ${describe(node)}`);
    return undefined;
}
function parseProtected(node, addProblem) {
    if (node.kind === 'list')
        return node.items.flatMap((item) => parseItem(item, addProblem) ?? []);
    addProblem(node.offset, `protected takes a list of names and of maps, not ${describe(node)}`);
    return undefined;
}
const ITEM_KEYS = ['testCaseId', 'name', 'namePattern', 'suite', 'machine'];
const ITEM = 'an item of protected';
function parseItem(item, addProblem) {
    if (item.kind === 'map')
        return parseItemKeys(item, addProblem);
    if (item.kind === 'scalar' && typeOf(item) === 'text' && item.value.trim() !== '')
        return { name: item.value };
    const message = `${ITEM} is a name, or a map such as {suite: Payments}, not ${describe(item)}`;
    addProblem(item.offset, message);
    return undefined;
}
function parseItemKeys(item, addProblem) {
    const keys = eachKey(item, ITEM_KEYS, ITEM, addProblem);
    if (item.pairs.length === 0)
        addProblem(item.offset, `${ITEM} takes ${ITEM_KEYS.join(', ')}; it has none`);
    for (const [key, value] of keys) {
        const error = itemError(key, value);
        if (error !== undefined)
            addProblem(value.offset, error);
    }
    return Object.fromEntries(keys.map(([key, value]) => [key, value.kind === 'scalar' ? value.value : '']));
}
function itemError(key, value) {
    if (value.kind !== 'scalar' || typeOf(value) === 'nothing' || value.value.trim() === '')
        return `"${key}" takes a text, not ${describe(value)}`;
    const error = key === 'testCaseId' ? (0,_model_testsigma_url_js__WEBPACK_IMPORTED_MODULE_0__/* .idError */ .MQ)(value.value) : undefined;
    return error && `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(value.value)} is not a test case ID: ${error}`;
}
const WHOLE_NUMBER = /^\d{1,9}$/;
const NUMBER = /^(?:[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|0x[\da-f]+|0o[0-7]+|[-+]?\.inf|\.nan)$/i;
function typeOf(node) {
    if (node.kind !== 'scalar')
        return node.kind;
    if (!node.plain)
        return 'text';
    if (/^(?:|~|null|Null|NULL)$/.test(node.value))
        return 'nothing';
    if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(node.value))
        return 'boolean';
    return NUMBER.test(node.value) ? 'number' : 'text';
}
function describe(node) {
    if (node.kind !== 'scalar')
        return `a ${node.kind}`;
    return typeOf(node) === 'nothing' ? 'nothing' : `the ${typeOf(node)} ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_6__/* .quote */ .hD)(node.value)}`;
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
        await pause();
        const { done, value } = steps.next();
        if (done)
            return value;
    }
}
function parseInSteps(text, visitor) {
    return (0,_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJson */ .Fh)(text) ? parseJson(text, visitor) : new YamlReader(text, visitor).read(events(text));
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
                this.#add(this.#aliased(event), undefined);
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
    #aliased(event) {
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
        if (!properties)
            return;
        const { tagStart, anchorStart, anchorEnd } = properties;
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


/***/ })

};

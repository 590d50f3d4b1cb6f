export const id = 518;
export const ids = [518];
export const modules = {

/***/ 498:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hn: () => (/* binding */ KEY_LIST),
/* harmony export */   NM: () => (/* binding */ SELECTOR_KEYS),
/* harmony export */   YI: () => (/* binding */ isEntryKey),
/* harmony export */   a: () => (/* binding */ unknownKey),
/* harmony export */   m0: () => (/* binding */ isKey),
/* harmony export */   yk: () => (/* binding */ canonicalKey)
/* harmony export */ });
/* harmony import */ var _text_closest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2491);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2805);


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
];
const KEY_LIST = KEYS.join(', ');
const SELECTOR_KEYS = ['testCaseResultId', 'id', 'testCaseId', 'name', 'namePattern'];
const KEY_ALIASES = new Map([
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
const KNOWN = new Set(KEYS);
function isKey(text) {
    return KNOWN.has(text);
}
function isEntryKey(text) {
    return canonicalKey(text) !== undefined;
}
function canonicalKey(name) {
    if (name.length > 100)
        return undefined;
    const plain = name.toLowerCase().replace(/[\s_-]/g, '');
    return KEYS.find((key) => key.toLowerCase() === plain) ?? KEY_ALIASES.get(plain);
}
function unknownKey(key, name) {
    if (key.kind !== 'scalar')
        return `a key is a text, not a ${key.kind}; an entry takes ${KEY_LIST}`;
    const meant = canonicalKey(name) ?? (0,_text_closest_js__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .k)(name, KEYS, 1 / 2);
    const advice = meant ? `did you mean "${meant}"?` : `an entry takes ${KEY_LIST}`;
    return `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(name)} is not a key of an entry; ${advice}`;
}


/***/ }),

/***/ 4387:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $E: () => (/* binding */ blankComments),
/* harmony export */   D1: () => (/* binding */ detectForeignText),
/* harmony export */   Ff: () => (/* binding */ detectSwallowedLines),
/* harmony export */   Fo: () => (/* binding */ fileNameHint),
/* harmony export */   R4: () => (/* binding */ detectForeignItem),
/* harmony export */   eR: () => (/* binding */ detectForeignPair),
/* harmony export */   iY: () => (/* binding */ detectSwallowedEntries)
/* harmony export */ });
/* harmony import */ var _model_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9388);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2805);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8824);
/* harmony import */ var _entries_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(498);




const HEAD_LENGTH = 20_000;
function detectForeignText(text, isFile) {
    const start = text.length - text.trimStart().length;
    const head = text.slice(start, start + HEAD_LENGTH);
    const known = BEGINNINGS.find(([pattern]) => pattern.test(head));
    if (known)
        return { offset: start, message: known[1] };
    return (expressionIn(text, isFile) ??
        jsonLines(head, start) ??
        jsonWithComments(text, head) ??
        tableIn(head, start));
}
const USE_JUNIT = 'let the test runner write a JUnit XML report and give that to junit-files';
const BEGINNINGS = [
    [
        /^<(?:\?xml[^>]{0,200}>\s{0,20})?(?:<!--[^>]{0,1000}-->\s{0,20})?<?testsuites?[\s>/]/,
        'this is a JUnit XML report, not a results document; give it to junit-files',
    ],
    [
        /^<(?:!doctype html|html|head|body)[\s>]/i,
        'this is an HTML page, not a results document; download the file itself, not the page that shows it',
    ],
    [
        /^<(?:\?xml|!DOCTYPE|!--|[A-Za-z][\w:.-]{0,100}[\s/>])/,
        'this is XML, not a results document; JUnit XML reports go to junit-files, anything else has to be converted to JUnit XML first',
    ],
    [/^<{7} /, 'this file has an unresolved merge conflict; resolve it'],
    [/^(?:```|~~~)/, 'this is a Markdown code block; remove the lines with ``` around the document'],
    [
        /^(?:TAP version \d|1\.\.\d+\s|(?:not )?ok \d+ )/,
        `this is TAP output, not a results document; ${USE_JUNIT}`,
    ],
    [
        /^(?:\[object Object\]|Object|Array)\s*$/,
        `an expression gave an object instead of a text; use \${{ toJSON(…) }}, such as \${{ toJSON(needs) }}`,
    ],
];
function expressionIn(text, isFile) {
    if (!text.includes('${{'))
        return undefined;
    const offset = blankComments(text).indexOf('${{');
    if (offset < 0)
        return undefined;
    const place = isFile ? 'files' : 'forms';
    const message = `GitHub does not evaluate \${{ }} in ${place}, only in workflow files; write the value itself, or pass the document in the workflow: results: \${{ toJSON(needs) }}`;
    return { offset, message };
}
function blankComments(text) {
    return text.replace(/(^|\s)#[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
}
const QUOTED_OR_COMMENT = /(?<=(?:^|[,[{:?-])\s{0,100})(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?<=^|\s)#(?<comment>.*)/gs;
const MAX_COMMENT_LENGTH = 100_000;
function detectSwallowedLines(text, pattern, advice) {
    if (!text.includes('#') || /[\r\n]/.test(text.trim()) || (0,_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJson */ .Fh)(text))
        return undefined;
    for (const { index, groups } of text.matchAll(QUOTED_OR_COMMENT)) {
        const comment = (groups?.['comment'] ?? '').slice(0, MAX_COMMENT_LENGTH);
        const at = comment.search(pattern);
        if (at < 0)
            continue;
        const message = `everything after this # is a comment, including ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .hD)((0,_text_format_js__WEBPACK_IMPORTED_MODULE_3__/* .truncate */ .xv)(comment.slice(at).trim(), 100))}; several lines seem to be pasted into one. ${advice}`;
        return { offset: index, message };
    }
    return undefined;
}
const ANY_OUTCOME = `(?:${_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .OUTCOME_WORDS */ .nx.replaceAll(', ', '|').replaceAll('_', '[\\s_-]')})\\b["']?`;
const ANY_KEY = `(?:${_entries_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .KEY_LIST */ .Hn.replaceAll(', ', '|')})["']?`;
const PAIR = new RegExp(`[:=]\\s{0,9}["']?${ANY_OUTCOME}`, 'iu');
const ENTRY = new RegExp([
    `[^\\s,{[]{0,100}\\s{0,9}${PAIR.source}`,
    `\\b${ANY_OUTCOME}\\s{0,9}:\\s{0,9}\\[`,
    `[{-]\\s{0,9}["']?${ANY_KEY}\\s{0,9}:`,
].join('|'), 'iu');
const ENTRY_OR_ID = new RegExp([
    ENTRY.source,
    'https?://\\S+',
    '(?<![\\p{L}\\p{N}_./-])\\p{Nd}+(?![\\p{L}\\p{N}_%]|[./-][\\p{L}\\p{N}])',
].join('|'), 'iu');
const SEPARATE = 'Remove the comment, and separate the entries by commas; put a name that has # in it in quotes';
function detectSwallowedEntries(text) {
    const before = text.slice(0, text.indexOf('#'));
    return detectSwallowedLines(text, PAIR.test(before) ? ENTRY : ENTRY_OR_ID, SEPARATE);
}
function jsonLines(head, start) {
    if (!head.startsWith('{'))
        return undefined;
    const lines = head.split(/[\r\n]/, MAX_ROWS).map((line) => line.trim());
    const [first = '', second = ''] = lines.filter((line) => line !== '');
    if (!isJsonObject(first) || !isJsonObject(second))
        return undefined;
    const message = first.includes('"Action"')
        ? 'this is the output of go test -json, not a results document; run gotestsum --junitfile report.xml and give that to junit-files'
        : 'this is JSON Lines, not one JSON document; put the lines into a list, separated by commas: [{…}, {…}]';
    return { offset: start, message };
}
function isJsonObject(line) {
    return line.startsWith('{') && (0,_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJson */ .Fh)(line);
}
function jsonWithComments(text, head) {
    if (!/^(?:[[{]|\/[/*])/.test(head) || !/\/[/*]/.test(text) || (0,_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJson */ .Fh)(text))
        return undefined;
    const { offset, bare } = withoutComments(text);
    if (offset < 0 || !(0,_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJson */ .Fh)(bare.replace(/,(?=\s*[\]}])/g, '')))
        return undefined;
    return { offset, message: 'JSON has no comments; remove them, or write YAML with # comments' };
}
function withoutComments(text) {
    const parts = [];
    const mark = /["/]/g;
    let offset = -1;
    let done = 0;
    for (let found = mark.exec(text); found; found = mark.exec(text)) {
        const end = found[0] === '"' ? (0,_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .endOfString */ .ap)(text, found.index) : endOfComment(text, found.index);
        mark.lastIndex = Math.max(end, found.index + 1);
        if (found[0] === '"' || end < 0)
            continue;
        if (offset < 0)
            offset = found.index;
        parts.push(text.slice(done, found.index), ' ');
        done = end;
    }
    return { offset, bare: parts.join('') + text.slice(done) };
}
function endOfComment(text, start) {
    const closing = text.startsWith('//', start) ? '\n' : text.startsWith('/*', start) ? '*/' : undefined;
    if (closing === undefined)
        return -1;
    const end = text.indexOf(closing, start + 2);
    return end < 0 ? text.length : end + closing.length;
}
const MAX_ROWS = 20;
const TABLES = [
    ['\t', 'a table (tab-separated values, as copied from a spreadsheet)'],
    [';', 'a table (CSV, separated by semicolons)'],
    [',', 'a table (CSV, comma-separated values)'],
    ['|', 'a Markdown table'],
];
const RULE = /^\s*\|[\s|:-]+$/;
function tableIn(head, start) {
    const lines = head.split(/[\r\n]+/, MAX_ROWS).filter((line) => line.trim() !== '' && !RULE.test(line));
    for (const [separator, what] of TABLES) {
        const rows = lines.map((line) => cellsOf(line, separator));
        const example = isTable(rows) && rowExample(rows);
        if (example)
            return { offset: start, message: `this is ${what}, not a results document; ${example}` };
    }
    return undefined;
}
const CSV_CELL = /(?:^|,)(?:\s*"(?:[^"]|"")*"\s*(?=,|$)|[^,]*)/g;
function cellsOf(line, separator) {
    const inner = separator === '|' ? line.trim().replace(/^\||\|$/g, '') : line;
    const cells = separator === ','
        ? (inner.match(CSV_CELL) ?? []).map((cell) => cell.replace(/^,/, ''))
        : inner.split(separator);
    return cells.map((cell) => (0,_text_format_js__WEBPACK_IMPORTED_MODULE_3__/* .unquote */ ._n)(cell));
}
function isTable(rows) {
    const [head = []] = rows;
    if (head.length < 2 || rows.some((row) => row.length !== head.length || row.some(isNoCell)))
        return false;
    if (head.filter(_entries_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .isEntryKey */ .YI).length > 1)
        return true;
    return rows.every((row) => row.some((cell) => (0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .outcomeOf */ .sG)(cell) !== undefined));
}
function isNoCell(cell) {
    return /^[-[{]|[\]}:]$|[:=]\s|^\S+=/.test(cell);
}
function rowExample(rows) {
    const [word, which] = exampleCells(rows) ?? ['passed', '3646'];
    return `write each row as a pair, such as ${which}: ${word}`;
}
function exampleCells(rows) {
    const row = rows.find((cells) => cells.some((cell) => (0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .outcomeOf */ .sG)(cell)));
    const word = row?.find((cell) => (0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .outcomeOf */ .sG)(cell));
    const which = row?.find((cell) => cell !== word && cell !== '');
    return word !== undefined && which !== undefined && which.length <= 80 ? [word, which] : undefined;
}
const NOT_A_DOCUMENT = 'not a results document';
function detectForeignPair(key, value) {
    if (key.kind !== 'scalar' || (value.kind === 'scalar' && (0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .outcomeOf */ .sG)(value.value)))
        return undefined;
    const { value: name } = key;
    return PAIRS.find((pair) => pair.key === name && pair.kind === value.kind && (pair.is?.(value) ?? true))
        ?.message;
}
function detectForeignItem(item) {
    if (item.kind !== 'map')
        return undefined;
    const isCucumber = field(item, 'elements')?.kind === 'list' && field(item, 'keyword') !== undefined;
    return isCucumber ? report('a JSON report of Cucumber') : undefined;
}
function report(what) {
    return `this is ${what}, ${NOT_A_DOCUMENT}; ${USE_JUNIT}`;
}
const CTRF = report('a CTRF report');
const JEST = report('a JSON report of Jest or Vitest');
const MOCHA = report('a JSON report of Mocha, Cypress or Playwright');
const JSON_REPORT = report('a JSON report of a test runner');
const OWN_REPORT = `this is a report.json of this action, ${NOT_A_DOCUMENT}; the folder of report.json also has retry-results.json (what failed), undo-results.json (to undo) and plan-results.json (after a dry run): give one of them`;
const API = `this is a response of Testsigma's API, ${NOT_A_DOCUMENT}; write a list with one entry for each result to change, such as: - {testCaseResultId: 3646, result: passed}`;
const PAIRS = [
    { key: 'reportFormat', kind: 'scalar', is: isText('CTRF'), message: CTRF },
    { key: 'results', kind: 'map', is: (value) => has(value, 'tests', 'tool'), message: CTRF },
    { key: 'totals', kind: 'map', is: (value) => has(value, 'overridden', 'not-sent'), message: OWN_REPORT },
    { key: 'testCases', kind: 'list', message: API },
    { key: 'executionId', kind: 'scalar', message: API },
    { key: 'executionResultId', kind: 'scalar', message: API },
    { key: 'errors', kind: 'list', is: isListOfTexts, message: API },
    { key: 'objectErrors', kind: 'scalar', message: API },
    { key: 'testResults', kind: 'list', message: JEST },
    { key: 'numTotalTests', kind: 'scalar', message: JEST },
    { key: 'suites', kind: 'list', message: report('a JSON report of Playwright') },
    { key: 'stats', kind: 'map', is: isNoEntry, message: MOCHA },
    { key: 'tests', kind: 'list', message: JSON_REPORT },
    { key: 'features', kind: 'list', message: JSON_REPORT },
    { key: 'testsuites', kind: 'list', message: JSON_REPORT },
    { key: 'testsuites', kind: 'map', is: isNoEntry, message: JSON_REPORT },
    { key: 'runs', kind: 'list', message: report('a SARIF report') },
    { key: 'jobs', kind: 'map', is: isNoEntry, message: `this is a workflow file, ${NOT_A_DOCUMENT}` },
];
function field(node, name) {
    if (node.kind !== 'map')
        return undefined;
    return node.pairs.find(([key]) => key.kind === 'scalar' && key.value === name)?.[1];
}
function has(node, ...names) {
    return names.every((name) => field(node, name) !== undefined);
}
function isText(text) {
    return (node) => node.kind === 'scalar' && node.value === text;
}
function isListOfTexts(node) {
    return node.kind === 'list' && node.items.every((item) => item.kind === 'scalar');
}
function isNoEntry(node) {
    return node.kind === 'map' && !keysOf(node).some(_entries_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .isEntryKey */ .YI);
}
function keysOf({ pairs }) {
    return pairs.slice(0, 50).flatMap(([key]) => (key.kind === 'scalar' ? key.value : []));
}
function fileNameHint(word) {
    if (!/^[^\s{}[\],:]{1,500}\.(?:ya?ml|json|xml)$/i.test(word))
        return undefined;
    const input = /\.xml$/i.test(word) ? 'junit-files' : 'results-files';
    return `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .hD)(word)} looks like the name of a file; give it to ${input}`;
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
    #visitor;
    #builder;
    #anchors = new Map();
    #documents = 0;
    #offset = 0;
    constructor(text, visitor) {
        this.#text = text;
        this.#visitor = visitor;
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
        const plain = event.style === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .SCALAR_STYLE */ .jK.PLAIN;
        if (plain && value !== '')
            this.#noteComment(event.valueStart, event.valueEnd);
        return { kind: 'scalar', value, plain, offset: this.#offset };
    }
    #noteComment(start, end) {
        const comment = /[ \t]+#[^\r\n]*/y;
        comment.lastIndex = end;
        if (comment.test(this.#text))
            this.#visitor?.cut(this.#text.slice(start, comment.lastIndex), start);
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

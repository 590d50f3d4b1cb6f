import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 8232:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 9703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ EntryParser),
/* harmony export */   YI: () => (/* binding */ isEntryKey),
/* harmony export */   kZ: () => (/* binding */ isNull)
/* harmony export */ });
/* harmony import */ var _model_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9388);
/* harmony import */ var _model_selector_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(199);
/* harmony import */ var _text_closest_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2491);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2805);




const KEYS = [
    'testCaseResultId',
    'id',
    'testCaseId',
    'name',
    'suite',
    'machine',
    'result',
    'comment',
    'onlyIf',
    'all',
];
const KNOWN = new Set(KEYS);
const SELECTOR_KEYS = ['testCaseResultId', 'id', 'testCaseId', 'name'];
const KEY_ALIASES = new Map([
    ['commit', 'comment'],
    ['reason', 'comment'],
    ['outcome', 'result'],
    ['status', 'result'],
    ['testcasename', 'name'],
    ['test', 'name'],
    ['testcase', 'name'],
    ['testsuite', 'suite'],
    ['testsuitename', 'suite'],
    ['machinetitle', 'machine'],
    ['resultid', 'testCaseResultId'],
    ['only', 'onlyIf'],
]);
const MAX_KEYS = 20;
class EntryParser {
    #options;
    #locate;
    #gathered;
    constructor(options, locate, gathered) {
        this.#options = options;
        this.#locate = locate;
        this.#gathered = gathered;
    }
    addProblem(offset, message) {
        this.#gathered.problems.push({ location: this.#locate(offset), message });
    }
    parseWord(which, offset, word, wordOffset) {
        const selector = this.#selector(which, offset);
        const outcome = this.#outcome(word, wordOffset);
        if (selector && outcome)
            this.#add(selector, outcome, offset);
    }
    parseDetails(which, offset, details) {
        const faults = this.#gathered.problems.length;
        const selector = this.#selector(which, offset);
        const fields = this.#fields(details);
        for (const key of SELECTOR_KEYS) {
            const given = fields[key];
            if (given)
                this.addProblem(given.offset, `"${key}" says which result is meant, but the key before it does so already`);
        }
        this.#finish(faults, selector, fields, offset, details.offset);
    }
    parseItem(item) {
        const faults = this.#gathered.problems.length;
        const fields = this.#fields(item);
        const selector = this.#which(fields, item.offset);
        this.#finish(faults, selector, fields, item.offset, item.offset);
    }
    #finish(faults, which, fields, offset, end) {
        const outcome = this.#outcome(this.#text(fields, 'result'), fields.result?.offset ?? end);
        const isNarrowed = fields.suite ?? fields.machine ?? fields.all;
        const narrowed = isNarrowed ? { ...which, ...this.#narrowing(fields) } : (which ?? {});
        const comment = this.#text(fields, 'comment')?.trim() || undefined;
        const onlyIf = fields.onlyIf && this.#onlyIf(fields.onlyIf);
        if (!outcome || this.#gathered.problems.length > faults)
            return;
        this.#add(narrowed, outcome, offset, comment, onlyIf);
    }
    #add(selector, outcome, offset, comment, onlyIf) {
        const location = this.#locate(offset);
        this.#gathered.entries.push({ selector, outcome, comment, onlyIf, location });
    }
    #selector(which, offset) {
        if ('selector' in which)
            return which.selector;
        this.addProblem(offset, which.fault);
        return undefined;
    }
    #outcome(word, offset) {
        const { defaultOutcome } = this.#options;
        const outcome = word === undefined ? defaultOutcome : (0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .outcomeOf */ .sG)(word);
        if (!outcome)
            this.addProblem(offset, word === undefined ? NO_OUTCOME : noOutcome(word));
        return outcome;
    }
    #fields(mapping) {
        const fields = {};
        if (mapping.pairs.length > MAX_KEYS) {
            this.addProblem(mapping.offset, `this entry has ${mapping.pairs.length} keys; an entry takes ${KEYS.join(', ')}`);
            return fields;
        }
        for (const [key, value] of mapping.pairs) {
            const name = key.kind === 'scalar' ? key.value.trim() : '';
            if (!isKey(name)) {
                this.addProblem(key.offset, unknownKey(key, name));
                const meant = canonicalKey(name);
                if (meant)
                    fields[meant] ??= value;
            }
            else if (fields[name] && !sameScalar(fields[name], value)) {
                this.addProblem(key.offset, `"${name}" stands twice in this entry and says different things`);
            }
            else
                fields[name] = value;
        }
        return fields;
    }
    #which(fields, offset) {
        const id = fields.testCaseResultId ?? fields.id;
        if (fields.testCaseResultId && fields.id && !sameScalar(fields.testCaseResultId, fields.id)) {
            this.addProblem(fields.id.offset, '"id" and "testCaseResultId" are the same key and say different things');
        }
        if (!SELECTOR_KEYS.some((key) => fields[key])) {
            this.addProblem(offset, 'nothing says which result is meant; give testCaseResultId, testCaseId or name');
        }
        const name = this.#filled(fields, 'name');
        const byResult = id ? this.#read(id, _model_selector_js__WEBPACK_IMPORTED_MODULE_1__/* .parseResultId */ .EJ) : {};
        if (!fields.testCaseId && !name)
            return byResult;
        const byTestCase = fields.testCaseId ? this.#read(fields.testCaseId, _model_selector_js__WEBPACK_IMPORTED_MODULE_1__/* .parseTestCaseId */ .Tn) : {};
        return { ...byResult, ...byTestCase, ...(name ? { name } : {}) };
    }
    #read(tree, read) {
        if (tree.kind !== 'scalar') {
            this.addProblem(tree.offset, `an id stands here as digits, not as a ${tree.kind}`);
            return {};
        }
        return this.#selector(read(tree.value, this.#options.host), tree.offset) ?? {};
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
            this.addProblem(fields.all?.offset ?? 0, `"all" is true or false, not ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .hD)(word)}`);
        return word === 'true';
    }
    #onlyIf(tree) {
        const words = this.#onlyIfWords(tree);
        const results = words.flatMap(({ word, offset }) => {
            const result = (0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .currentResultOf */ .ke)(word);
            if (!result)
                this.addProblem(offset, `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .hD)(word)} is not a result; onlyIf takes: ${_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .CURRENT_RESULT_WORDS */ .aM}`);
            return result ?? [];
        });
        if (words.length === 0)
            this.addProblem(tree.offset, `onlyIf names no result; it takes: ${_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .CURRENT_RESULT_WORDS */ .aM}`);
        return [...new Set(results)];
    }
    #onlyIfWords(tree) {
        if (tree.kind === 'scalar') {
            return (0,_text_format_js__WEBPACK_IMPORTED_MODULE_3__/* .splitWords */ .yM)(tree.value).map((word) => ({ word, offset: tree.offset }));
        }
        if (tree.kind === 'map' || tree.items.length > MAX_KEYS)
            return [];
        return tree.items.map((item) => ({
            word: item.kind === 'scalar' ? item.value : item.kind,
            offset: item.offset,
        }));
    }
    #text(fields, key) {
        const tree = fields[key];
        if (!tree || isNull(tree))
            return undefined;
        if (tree.kind === 'scalar')
            return tree.value;
        this.addProblem(tree.offset, `"${key}" takes a text, not a ${tree.kind}`);
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
function isNull(tree) {
    return tree.kind === 'scalar' && tree.plain && ['', '~', 'null', 'Null', 'NULL'].includes(tree.value);
}
function isEntryKey(text) {
    return canonicalKey(text) !== undefined;
}
function isKey(text) {
    return KNOWN.has(text);
}
function sameScalar(one, other) {
    return one.kind === 'scalar' && other.kind === 'scalar' && one.value === other.value;
}
function unknownKey(key, name) {
    if (key.kind !== 'scalar')
        return `a key is a text, not a ${key.kind}; an entry takes ${KEYS.join(', ')}`;
    const meant = canonicalKey(name) ?? (0,_text_closest_js__WEBPACK_IMPORTED_MODULE_2__/* .closest */ .k)(name, KEYS, 1, 1 / 2)[0];
    const advice = meant ? `did you mean "${meant}"?` : `an entry takes ${KEYS.join(', ')}`;
    return `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .hD)(name)} is not a key of an entry; ${advice}`;
}
function canonicalKey(name) {
    const plain = name.toLowerCase().replace(/[\s_-]/g, '');
    return KEYS.find((key) => key.toLowerCase() === plain) ?? KEY_ALIASES.get(plain);
}
const NO_OUTCOME = `no result is named; use one of: ${_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .OUTCOME_WORDS */ .nx} (or set default-result)`;
function noOutcome(word) {
    return `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .hD)((0,_text_format_js__WEBPACK_IMPORTED_MODULE_3__/* .unquote */ ._n)(word))} is not a result; use one of: ${_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .OUTCOME_WORDS */ .nx}`;
}


/***/ }),

/***/ 134:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ub: () => (/* binding */ parseBareList),
/* harmony export */   Uy: () => (/* binding */ looksLikeOneLine),
/* harmony export */   XN: () => (/* binding */ isBareList),
/* harmony export */   a1: () => (/* binding */ parseOneLine)
/* harmony export */ });
/* harmony import */ var _model_diagnostic_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(5277);
/* harmony import */ var _model_selector_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(199);
/* harmony import */ var _model_testsigma_url_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4279);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2805);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9703);





function looksLikeOneLine(text) {
    const line = text.trim();
    return line !== '' && !/[\r\n]/.test(line) && !/^(?:\[\s*[[{]|-\s)/.test(line);
}
function parseOneLine(source, options) {
    const gathered = { entries: [], problems: [] };
    const reader = new _entry_js__WEBPACK_IMPORTED_MODULE_3__/* .EntryParser */ .CS(options, (0,_model_diagnostic_js__WEBPACK_IMPORTED_MODULE_4__/* .locator */ .fl)(source), gathered);
    for (const part of parts(source.text))
        parsePart(part, reader, options.host);
    return gathered;
}
function parsePart(part, reader, host) {
    const { key, word } = keyAndWord(part);
    const unclear = isQuoted(key.text) ? undefined : needsQuotes(key.text);
    const name = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .unquote */ ._n)(key.text);
    const lone = [key, word].find((one) => one && hasLoneQuote(one.text));
    if (lone)
        reader.addProblem(lone.offset, loneQuote(lone.text));
    else if (unclear)
        reader.addProblem(key.offset, unclear);
    else if (!word && !isIdOrAddress(name))
        reader.addProblem(key.offset, notInBareList(name));
    else
        reader.parseWord((0,_model_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSelector */ .Pl)(name, host), key.offset, word?.text, word?.offset ?? key.offset);
}
function parseBareList(source, options) {
    const gathered = { entries: [], problems: [] };
    const reader = new _entry_js__WEBPACK_IMPORTED_MODULE_3__/* .EntryParser */ .CS(options, (0,_model_diagnostic_js__WEBPACK_IMPORTED_MODULE_4__/* .locator */ .fl)(source), gathered);
    for (const { 0: text, index: offset } of withoutComments(source.text).matchAll(/[^\s,\u200b\u2060]+/g)) {
        const word = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .unquote */ ._n)(text);
        if (word === '')
            continue;
        reader.parseWord(parseItem(text, word, options.host), offset, undefined, offset);
    }
    return gathered;
}
function parseItem(text, word, host) {
    if (hasLoneQuote(text))
        return { fault: loneQuote(text) };
    return isIdOrAddress(word) ? (0,_model_selector_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSelector */ .Pl)(word, host) : { fault: notInBareList(word) };
}
function isBareList(text) {
    return withoutComments(text)
        .split(/[\s,]+/)
        .map((word) => keyAndWord({ text: (0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .unquote */ ._n)(word), offset: 0 }))
        .every(({ key, word }) => !word && (key.text === '' || isIdOrAddress(key.text)));
}
function isIdOrAddress(word) {
    return /^\p{Nd}+$/u.test(word) || (0,_model_testsigma_url_js__WEBPACK_IMPORTED_MODULE_1__/* .looksLikeUrl */ .h)(word);
}
function withoutComments(text) {
    return text.replace(/(^|\s)#[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
}
function notInBareList(word) {
    return `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(word)} is neither an id nor an address; a bare list holds nothing else. To give a result write 3646: passed; put a name with a comma into quotes`;
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
        if ((0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .unquote */ ._n)(part.text) !== '')
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
    const behind = part.text.slice(at + 1);
    if (at < 0 || behind.includes('/') || isQuoted(part.text))
        return { key: part };
    return { key: trimmed(part.text.slice(0, at), part.offset), word: trimmed(behind, part.offset + at + 1) };
}
function isQuoted(text) {
    return /^(?:"[^"]*"|'[^']*'|\u201c[^\u201d]*\u201d)$/.test(text);
}
function hasLoneQuote(text) {
    return ['"', "'"].some((quote) => text === quote || text.startsWith(quote) !== text.endsWith(quote));
}
function loneQuote(text) {
    return `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(text)} has a quote without its partner; write both, or none`;
}
function needsQuotes(text) {
    if ((0,_model_testsigma_url_js__WEBPACK_IMPORTED_MODULE_1__/* .looksLikeUrl */ .h)((0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .unquote */ ._n)(text)) || !/[:=[\]{}]/.test(text))
        return undefined;
    return `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(text)} is not clear in one line: put a name with , : = or [ into quotes, such as "Cart: total": passed`;
}


/***/ }),

/***/ 9615:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FF: () => (/* binding */ proxyCredentials),
/* harmony export */   KE: () => (/* binding */ insecureSettingWarnings),
/* harmony export */   TQ: () => (/* binding */ jobFromEnv),
/* harmony export */   pm: () => (/* binding */ workflowFileFromEnv),
/* harmony export */   vW: () => (/* binding */ auditFromEnv)
/* harmony export */ });
function auditFromEnv(env) {
    const who = triggeringActor(env);
    const repository = env['GITHUB_REPOSITORY'];
    const run = env['GITHUB_RUN_ID'];
    if (!repository || !run)
        return { who };
    const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
    return {
        who,
        where: `${server}/${repository}/actions/runs/${run}/attempts/${env['GITHUB_RUN_ATTEMPT'] ?? '1'}`,
    };
}
function workflowFileFromEnv(env) {
    return /\/([^/@]+\.ya?ml)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.[1] ?? '';
}
function jobFromEnv(env) {
    return {
        event: env['GITHUB_EVENT_NAME'] ?? '',
        eventPath: env['GITHUB_EVENT_PATH'] ?? '',
        repository: env['GITHUB_REPOSITORY'] ?? '',
        workflow: env['GITHUB_WORKFLOW_REF']?.replace(/@refs\/.*$/s, '') || env['GITHUB_WORKFLOW'] || '',
        id: env['GITHUB_JOB'] ?? '',
    };
}
function triggeringActor(env) {
    if (env['GITHUB_EVENT_NAME'] === 'schedule')
        return `schedule of ${(env['GITHUB_WORKFLOW'] ?? '').slice(0, 200)}`;
    return env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || 'GitHub Actions';
}
function insecureSettingWarnings(env) {
    if (env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0')
        return [];
    const message = 'NODE_TLS_REJECT_UNAUTHORIZED=0 is set: certificates are not checked, and whoever answers gets the key. Leave it out; where an own authority signs, set NODE_EXTRA_CA_CERTS=<file>';
    return [{ location: { input: 'base-url' }, message }];
}
function proxyCredentials(env) {
    const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
    const addresses = names.map((name) => env[name] ?? '').filter((address) => address.includes('@'));
    return [...new Set(addresses.flatMap(passwordsIn))].filter((text) => text !== '');
}
function passwordsIn(address) {
    const full = /^[a-z]+:\/\//i.test(address) ? address : `http://${address}`;
    if (!URL.canParse(full))
        return [];
    const { username, password } = new URL(full);
    if (password === '')
        return [];
    const plain = decoded(password);
    return [
        `${username}:${password}`,
        password,
        plain,
        Buffer.from(`${decoded(username)}:${plain}`).toString('base64'),
    ];
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}


/***/ }),

/***/ 6062:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8806);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(9615);
/* harmony import */ var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2341);
/* harmony import */ var _report_action_log_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6212);
/* harmony import */ var _report_findings_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(1287);
/* harmony import */ var _report_publish_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9682);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4358);
/* harmony import */ var _runtime_files_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(950);
/* harmony import */ var _runtime_process_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(4708);
/* harmony import */ var _text_redact_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(5279);










process.exitCode = 1;
for (const stream of [process.stdout, process.stderr])
    stream.on('error', () => undefined);
const DEFAULT_TIMEOUT_MS = 600_000;
const REPORTING_MS = 5_000;
const { env } = process;
const untrimmed = (name) => (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4)(name, { trimWhitespace: false });
const tokens = ['api-token', 'github-token'].map(untrimmed);
const secrets = [...tokens.flatMap(_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .secretsToMask */ .F), ...(0,_github_context_js__WEBPACK_IMPORTED_MODULE_8__/* .proxyCredentials */ .FF)(env)];
for (const secret of secrets)
    (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq)(secret);
const startedAt = _runtime_process_js__WEBPACK_IMPORTED_MODULE_7__/* .clock */ .p.now();
const redact = (0,_text_redact_js__WEBPACK_IMPORTED_MODULE_9__/* .redactor */ .$)(secrets);
const console = new _report_action_log_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionLog */ .n(redact);
const audit = (0,_github_context_js__WEBPACK_IMPORTED_MODULE_8__/* .auditFromEnv */ .vW)(env);
const reading = (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readInputs */ .K)(untrimmed, env['GITHUB_RUN_ID']);
const { runId = '', baseUrl = '', githubToken = '', timeoutMs = DEFAULT_TIMEOUT_MS } = reading.inputs ?? {};
const cancellation = (0,_runtime_process_js__WEBPACK_IMPORTED_MODULE_7__/* .onSignals */ .r)(process);
const ended = AbortSignal.any([cancellation.requested, AbortSignal.timeout(timeoutMs)]);
const world = {
    files: (0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_6__/* .runnerFiles */ .O)(env['GITHUB_WORKSPACE'] ?? process.cwd(), ended),
    clock: _runtime_process_js__WEBPACK_IMPORTED_MODULE_7__/* .clock */ .p,
    random: Math.random,
    cancellation,
    console,
    redact,
    audit,
    startedAt,
};
console.annotate('warning', (0,_github_context_js__WEBPACK_IMPORTED_MODULE_8__/* .insecureSettingWarnings */ .KE)(env));
const findings = await (0,_run_js__WEBPACK_IMPORTED_MODULE_5__/* .run */ .e)(reading, world).catch(_report_findings_js__WEBPACK_IMPORTED_MODULE_3__/* .internalError */ .WB);
const about = {
    runId,
    baseUrl,
    actor: audit.who,
    workflowRun: audit.where ?? '',
    workflowFile: (0,_github_context_js__WEBPACK_IMPORTED_MODULE_8__/* .workflowFileFromEnv */ .pm)(env),
};
const comment = async (report) => {
    if (githubToken === '')
        return;
    const { upsertPullRequestComment } = await __nccwpck_require__.e(/* import() */ 719).then(__nccwpck_require__.bind(__nccwpck_require__, 4719));
    await upsertPullRequestComment(report, {
        token: githubToken,
        job: (0,_github_context_js__WEBPACK_IMPORTED_MODULE_8__/* .jobFromEnv */ .TQ)(env),
        console,
        redact,
        clock: _runtime_process_js__WEBPACK_IMPORTED_MODULE_7__/* .clock */ .p,
        cancelled: world.cancellation.requested,
        deadline: startedAt + timeoutMs + REPORTING_MS,
    });
};
const conclusion = await (0,_report_publish_js__WEBPACK_IMPORTED_MODULE_4__/* .publishReport */ .S)({ ...findings, ...about, startedAt, finishedAt: _runtime_process_js__WEBPACK_IMPORTED_MODULE_7__/* .clock */ .p.now() }, { ...reading, console, redact, temporary: env['RUNNER_TEMP'] ?? '', comment });
process.stdout.write('', () => process.exit(conclusion === 'fail' ? 1 : 0));

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 2341:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ secretsToMask),
/* harmony export */   K: () => (/* binding */ readInputs)
/* harmony export */ });
/* harmony import */ var _model_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9388);
/* harmony import */ var _model_selector_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(199);
/* harmony import */ var _model_testsigma_url_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4279);
/* harmony import */ var _report_retry_undo_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(554);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(2805);





const DEFAULT_COMMENT = 'Overridden from GitHub Actions';
const DEFAULT_BASE_URL = 'https://app.testsigma.com';
const PUBLIC_HOSTS = ['app.testsigma.com', 'app-eu.testsigma.com', 'app-in.testsigma.com'];
function secretsToMask(token) {
    const lines = token.split(/[\r\n]+/);
    const texts = [token, ...lines, ...lines.map(withoutBearer)].map((text) => text.trim());
    return [...new Set(texts)].filter((text) => text !== '' && !/[\r\n]/.test(text));
}
function readInputs(getInput, workflowRunId) {
    return new InputParser(getInput).read(workflowRunId);
}
function withoutBearer(token) {
    return token.trim().replace(/^bearer\s+/i, '');
}
class InputParser {
    #getInput;
    #problems = [];
    #notices = [];
    constructor(getInput) {
        this.#getInput = getInput;
    }
    read(workflowRunId) {
        const run = this.#run(workflowRunId);
        const base = this.#base(run.address);
        const inputs = {
            runId: run.id,
            apiToken: this.#token(),
            ...base,
            results: this.#getInput('results'),
            resultsFiles: this.#getInput('results-files'),
            junitFiles: this.#getInput('junit-files'),
            junitSuite: this.#text('junit-suite'),
            junitMachine: this.#text('junit-machine'),
            ...optional('defaultOutcome', this.#defaultOutcome()),
            ...optional('onlyIf', this.#onlyIf()),
            comment: this.#text('comment') || DEFAULT_COMMENT,
            auditTrail: this.#flag('audit-trail', true),
            lookup: this.#choice('lookup', ['auto', 'required', 'off']),
            unchanged: this.#choice('unchanged', ['skip', 'send']),
            ifPartial: this.#choice('if-partial', ['warn', 'error']),
            ifNoResults: this.#choice('if-no-results', ['error', 'warn', 'ignore']),
            ifUnmatched: this.#choice('if-unmatched', ['warn', 'error', 'ignore']),
            dryRun: this.#flag('dry-run', false),
            verify: this.#flag('verify', false),
            batchSize: this.#number('batch-size', 100, 1, 1_000),
            reportFile: this.#reportFile(),
            jobSummary: this.#flag('job-summary', true),
            githubToken: this.#text('github-token'),
            maxRetries: this.#number('max-retries', 4, 0, 10),
            requestTimeoutMs: 1_000 * this.#number('request-timeout-seconds', 60, 1, 3_600),
            timeoutMs: 1_000 * this.#number('timeout-seconds', 600, 1, 21_600),
        };
        this.#refuseBlindness(inputs);
        const { jobSummary, reportFile } = inputs;
        const problems = this.#problems;
        const documents = this.#documents(inputs);
        const sound = problems.length === 0 ? { inputs } : {};
        return { documents, problems, notices: this.#notices, jobSummary, reportFile, ...sound };
    }
    #documents({ results, resultsFiles, junitFiles, defaultOutcome, onlyIf, host }) {
        const isWrong = (input) => this.#problems.some(({ location }) => location.input === input);
        const outcome = isWrong('default-result') ? 'SUCCESS' : defaultOutcome;
        return {
            results,
            resultsFiles,
            junitFiles,
            ...optional('defaultOutcome', outcome),
            ...optional('onlyIf', onlyIf),
            ...(isWrong('base-url') || isWrong('run-id') ? {} : { host }),
        };
    }
    #refuseBlindness({ verify, junitFiles, onlyIf, lookup }) {
        if (lookup !== 'off')
            return;
        if (onlyIf) {
            this.#fault('only-if', 'only-if is held against what the run shows, and lookup: off forbids reading it; change one of them');
        }
        if (verify) {
            this.#fault('verify', 'verify reads the run again, and lookup: off forbids reading it; change one of them');
        }
        if (junitFiles.trim() !== '') {
            this.#fault('junit-files', "tests are told by the run's listing, and lookup: off forbids reading it; change one of them");
        }
    }
    #fault(input, message) {
        this.#problems.push({ location: { input }, message });
    }
    #text(name) {
        return this.#getInput(name).trim();
    }
    #run(workflowRunId) {
        const text = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .unquote */ ._n)(this.#getInput('run-id'));
        if (text === '') {
            this.#fault('run-id', `run-id is empty. ${RUN_ID}`);
            return { id: text };
        }
        if ((0,_model_testsigma_url_js__WEBPACK_IMPORTED_MODULE_2__/* .looksLikeUrl */ .h)(text))
            return this.#runAddress(text);
        if (text === workflowRunId) {
            this.#fault('run-id', `run-id ${text} is the id of this GitHub workflow run (github.run_id). ${RUN_ID}`);
            return { id: text };
        }
        const fault = (0,_model_selector_js__WEBPACK_IMPORTED_MODULE_1__/* .idError */ .MQ)(text);
        if (fault)
            this.#fault('run-id', `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)} is not a run id: ${fault}. ${RUN_ID}`);
        return { id: text };
    }
    #runAddress(text) {
        const address = (0,_model_testsigma_url_js__WEBPACK_IMPORTED_MODULE_2__/* .parseTestsigmaUrl */ .K)(text);
        const id = address?.ids.run ?? '';
        const fault = (0,_model_selector_js__WEBPACK_IMPORTED_MODULE_1__/* .idError */ .MQ)(id);
        const elsewhere = address && foreignRun(address.url);
        if (elsewhere) {
            this.#fault('run-id', `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)} is ${elsewhere}. ${RUN_ID}`);
            return { id };
        }
        if (!address || fault) {
            this.#fault('run-id', `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)} is not the address of a run (…/ui/td/runs/239). ${RUN_ID}`);
            return { id };
        }
        return { id, address: address.url };
    }
    #token() {
        const given = this.#getInput('api-token').trim();
        const token = withoutBearer(given);
        if (token === '' || /^bearer$/i.test(token)) {
            this.#fault('api-token', NO_TOKEN);
        }
        else if (/\s/.test(token)) {
            this.#fault('api-token', 'api-token holds white space or several lines; a Testsigma API key is one word (Settings > API Keys)');
        }
        else if (!/^[\x21-\x7e]+$/.test(token)) {
            this.#fault('api-token', 'api-token holds characters that no API key has; copy it again (Settings > API Keys)');
        }
        else if (token !== given) {
            this.#notices.push({
                location: { input: 'api-token' },
                message: 'the word Bearer in api-token is not needed and was left out',
            });
        }
        return token;
    }
    #base(run) {
        const given = this.#text('base-url');
        const implied = run && PUBLIC_HOSTS.includes(run.host) ? `https://${run.host}` : DEFAULT_BASE_URL;
        const text = given || implied;
        if (!URL.canParse(text)) {
            this.#fault('base-url', `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(redactUserInfo(text))} is not an address; write it like ${DEFAULT_BASE_URL}`);
            return { baseUrl: text, host: '' };
        }
        const url = new URL(text);
        for (const fault of baseUrlErrors(url, text))
            this.#fault('base-url', fault);
        if (run && run.host !== url.host) {
            this.#fault('run-id', `the run's address is on ${run.host}, but base-url is on ${url.host}: ids belong to one host. Take the address from ${url.host}, or set base-url to https://${run.host} if that is your Testsigma: the key is sent there`);
        }
        return { baseUrl: url.origin + withoutSlashesAtEnd(url.pathname), host: url.host };
    }
    #reportFile() {
        const path = this.#text('report-file');
        const name = path.split(/[\\/]/).at(-1)?.toLowerCase() ?? '';
        if (![_report_retry_undo_js__WEBPACK_IMPORTED_MODULE_3__/* .RETRY_FILE */ .Ev, _report_retry_undo_js__WEBPACK_IMPORTED_MODULE_3__/* .UNDO_FILE */ .e9].includes(name))
            return path;
        this.#fault('report-file', `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(path)} has the name of a document that is written beside the report; give another name`);
        return '';
    }
    #defaultOutcome() {
        const word = this.#text('default-result');
        const outcome = word === '' ? undefined : (0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .outcomeOf */ .sG)(word);
        if (word !== '' && !outcome) {
            this.#fault('default-result', `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(word)} is not a result; use one of: ${_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .OUTCOME_WORDS */ .nx}`);
        }
        return outcome;
    }
    #onlyIf() {
        const given = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .splitWords */ .yM)(this.#getInput('only-if'));
        const unknown = given.filter((word) => !(0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .currentResultOf */ .ke)(word));
        for (const word of unknown) {
            this.#fault('only-if', `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(word)} is not a result; only-if takes: ${_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .CURRENT_RESULT_WORDS */ .aM}`);
        }
        const results = given.flatMap((word) => (0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .currentResultOf */ .ke)(word) ?? []);
        return results.length > 0 ? [...new Set(results)] : undefined;
    }
    #flag(name, byDefault) {
        const text = this.#text(name);
        if (text === '')
            return byDefault;
        if (['true', 'True', 'TRUE'].includes(text))
            return true;
        if (!['false', 'False', 'FALSE'].includes(text)) {
            this.#fault(name, `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)} is not a value of ${name}; write true or false`);
            return byDefault;
        }
        return false;
    }
    #choice(name, choices) {
        const text = this.#text(name).toLowerCase();
        const choice = text === '' ? choices[0] : choices.find((one) => one === text);
        if (!choice)
            this.#fault(name, `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)} is not a value of ${name}; use one of: ${choices.join(', ')}`);
        return choice ?? choices[0];
    }
    #number(name, byDefault, least, most) {
        const text = this.#text(name);
        if (text === '')
            return byDefault;
        const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
        if (number >= least && number <= most)
            return number;
        this.#fault(name, `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)} is not a value of ${name}; write a whole number from ${least} to ${most}`);
        return byDefault;
    }
}
const RUN_ID = 'What is meant is the id of the Testsigma run: digits on its Run Results page ("Execution ID"), or that page\'s address, or `id` in the answer that started the run';
function foreignRun({ host, pathname }) {
    if (/\/actions\/runs\/\d/.test(pathname))
        return 'the address of a GitHub workflow run (github.run_id)';
    if (host === 'test-management.testsigma.com')
        return "on Testsigma's Test Management, another product with other ids";
    return undefined;
}
const NO_TOKEN = 'api-token is empty. Pass a secret that holds a Testsigma API key (Settings > API Keys), such as secrets.TESTSIGMA_API_KEY. Workflows started from forks and by Dependabot get no secrets';
function redactUserInfo(text) {
    const start = text.indexOf('//');
    const end = text.lastIndexOf('@');
    return start >= 0 && end > start ? `${text.slice(0, start)}//…${text.slice(end)}` : text;
}
function withoutSlashesAtEnd(path) {
    let end = path.length;
    while (path.charAt(end - 1) === '/')
        end -= 1;
    return path.slice(0, end);
}
function* baseUrlErrors(url, text) {
    if (url.username !== '' || url.password !== '') {
        yield 'base-url must not hold a user or a password; the key goes into api-token';
        return;
    }
    const shown = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
        yield `${shown} does not begin with https://; only a service on this machine may be asked without it`;
    }
    if (url.search !== '' || url.hash !== '' || text.includes('?') || text.includes('#')) {
        yield `${shown} has a query or a fragment; write the address without it`;
    }
    if (/\/api\/v1(\/|$)/i.test(url.pathname))
        yield `${shown} holds /api/v1, which the action adds by itself; leave it out`;
}
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
function optional(key, value) {
    return value === undefined ? {} : { [key]: value };
}


/***/ }),

/***/ 5277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   fl: () => (/* binding */ locator),
/* harmony export */   j$: () => (/* binding */ formatLocation),
/* harmony export */   xy: () => (/* binding */ formatDiagnostic),
/* harmony export */   zZ: () => (/* binding */ locationIn)
/* harmony export */ });
function formatLocation({ input, file, line, column }) {
    if (file !== undefined)
        return [file, line, column].filter((part) => part !== undefined).join(':');
    if (line === undefined)
        return input;
    return `${input}, line ${line}${column === undefined ? '' : `, column ${column}`}`;
}
function formatDiagnostic({ location, message }) {
    const where = formatLocation(location);
    const says = message.startsWith(location.input) || (location.line === undefined && location.file !== undefined);
    return says && location.line === undefined ? message : `${where}: ${message}`;
}
function locator(source) {
    const starts = [0];
    for (const { index, 0: end } of source.text.matchAll(/\r\n|\r|\n/g))
        starts.push(index + end.length);
    return (offset) => {
        const line = lineOf(starts, offset);
        return locationIn(source, line, offset - (starts[line - 1] ?? 0) + 1);
    };
}
function locationIn({ input, file }, line, column) {
    return file === undefined ? { input, line, column } : { input, file, line, column };
}
function lineOf(starts, offset) {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
        const middle = (low + high) >>> 1;
        if ((starts[middle] ?? 0) <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}


/***/ }),

/***/ 9388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Zc: () => (/* binding */ normalizeResult),
/* harmony export */   _J: () => (/* binding */ resultLabel),
/* harmony export */   aM: () => (/* binding */ CURRENT_RESULT_WORDS),
/* harmony export */   ke: () => (/* binding */ currentResultOf),
/* harmony export */   nx: () => (/* binding */ OUTCOME_WORDS),
/* harmony export */   sG: () => (/* binding */ outcomeOf)
/* harmony export */ });
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2805);

const WORDS = {
    SUCCESS: ['passed', 'pass', 'success', 'successful', 'ok'],
    FAILURE: ['failed', 'fail', 'failure', 'error'],
    NOT_EXECUTED: ['not_executed', 'skipped', 'skip', 'cancelled', 'canceled', 'not_run'],
};
const OUTCOMES = new Map(['SUCCESS', 'FAILURE', 'NOT_EXECUTED'].flatMap((outcome) => WORDS[outcome].map((word) => [word, outcome])));
const ONLY_CURRENT = ['aborted', 'stopped', 'queued'];
const OUTCOME_WORDS = [...OUTCOMES.keys()].join(', ');
const CURRENT_RESULT_WORDS = [...OUTCOMES.keys(), ...ONLY_CURRENT].join(', ');
function outcomeOf(word) {
    return OUTCOMES.get(normalizeWord(word));
}
function currentResultOf(word) {
    const plain = normalizeWord(word);
    return OUTCOMES.get(plain) ?? (ONLY_CURRENT.includes(plain) ? plain.toUpperCase() : undefined);
}
function normalizeResult(word) {
    return currentResultOf(word) ?? word.trim();
}
const MAX_WORD_LENGTH = 1_000;
function normalizeWord(word) {
    const text = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .unquote */ ._n)(word);
    if (text.length > MAX_WORD_LENGTH)
        return text;
    return text.toLowerCase().replace(/[\s-]+/g, '_');
}
function resultLabel(result) {
    return LABELS.get(result) ?? result;
}
const LABELS = new Map([
    ['SUCCESS', 'Passed'],
    ['FAILURE', 'Failed'],
    ['NOT_EXECUTED', 'Not Executed'],
    ['ABORTED', 'Aborted'],
    ['STOPPED', 'Stopped'],
    ['QUEUED', 'Queued'],
]);


/***/ }),

/***/ 199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EJ: () => (/* binding */ parseResultId),
/* harmony export */   MQ: () => (/* binding */ idError),
/* harmony export */   Pl: () => (/* binding */ parseSelector),
/* harmony export */   Tn: () => (/* binding */ parseTestCaseId)
/* harmony export */ });
/* unused harmony export looksLikeNumber */
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2805);
/* harmony import */ var _testsigma_url_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4279);


function parseSelector(text, host) {
    const word = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .unquote */ ._n)(text);
    if (/^["'`]*$/.test(word))
        return { fault: 'nothing says which result is meant; write its id, its address or a name' };
    if (/^[0-9]+$/.test(word))
        return parseId(word);
    if ((0,_testsigma_url_js__WEBPACK_IMPORTED_MODULE_1__/* .looksLikeUrl */ .h)(word))
        return parseSelectorUrl(word, host);
    if (looksLikeNumber(word)) {
        return {
            fault: `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(word)} is not a result id: an id is written with the digits 0 to 9 and nothing else. For a test case of that name write {name: '…'} in a list`,
        };
    }
    return { selector: { name: text.trim() } };
}
function parseResultId(text, host) {
    const word = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .unquote */ ._n)(text);
    return (0,_testsigma_url_js__WEBPACK_IMPORTED_MODULE_1__/* .looksLikeUrl */ .h)(word) ? parseSelectorUrl(word, host, 'result') : parseId(word);
}
function parseId(word) {
    const fault = idError(word);
    return fault
        ? { fault: `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(word)} is not a result id: ${fault}` }
        : { selector: { testCaseResultId: word } };
}
function parseTestCaseId(text, host) {
    const word = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .unquote */ ._n)(text);
    if ((0,_testsigma_url_js__WEBPACK_IMPORTED_MODULE_1__/* .looksLikeUrl */ .h)(word))
        return parseSelectorUrl(word, host, 'case');
    const fault = idError(word);
    return fault
        ? { fault: `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(word)} is not a test case id: ${fault}` }
        : { selector: { testCaseId: word } };
}
function parseSelectorUrl(word, host, wanted) {
    const address = (0,_testsigma_url_js__WEBPACK_IMPORTED_MODULE_1__/* .parseTestsigmaUrl */ .K)(word);
    if (!address)
        return { fault: `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(word)} is not a valid address` };
    if (host !== undefined && address.host !== host) {
        return {
            fault: `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(word)} is on ${address.host}, but base-url is on ${host}: ids belong to one host. Take the address from ${host}, or set base-url to the host of the address if that is your Testsigma`,
        };
    }
    const { result, case: testCase } = address.ids;
    if (result !== undefined && wanted !== 'case')
        return parseId(result);
    if (testCase !== undefined && wanted !== 'result')
        return parseTestCaseId(testCase, host);
    return { fault: `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(word)} ${otherPage(address.ids.run, wanted)}` };
}
function otherPage(run, wanted) {
    const expected = wanted === 'case' ? CASE : wanted === 'result' ? RESULT : `${RESULT} or ${CASE}`;
    const found = run === undefined ? 'is' : `is the address of run ${run},`;
    return `${found} not the address of ${expected}`;
}
const RESULT = 'a result (…/ui/td/test_case_results/<id>)';
const CASE = 'a test case (…/ui/td/cases/<id>)';
const MAX_ID = '9223372036854775807';
function idError(text) {
    if (text === '' || /[^0-9]/.test(text))
        return 'an id is written with the digits 0 to 9 and nothing else';
    if (text.startsWith('0'))
        return 'an id starts at 1 and has no leading zero';
    if (text.length > MAX_ID.length || (text.length === MAX_ID.length && text > MAX_ID)) {
        return `an id is at most ${MAX_ID}`;
    }
    return undefined;
}
function looksLikeNumber(text) {
    if (text.length > 64 || !/\p{Nd}/u.test(text))
        return false;
    return /^[-+]?(?:0[xob][\da-f_]+|[\p{Nd}_.,]+(?:e[-+]?\d+)?)$/iu.test(text);
}


/***/ }),

/***/ 4279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ parseTestsigmaUrl),
/* harmony export */   h: () => (/* binding */ looksLikeUrl)
/* harmony export */ });
const PAGES = {
    run: /\/runs\/(\d+)(?![^/?#])/,
    result: /\/test_case_results\/(\d+)(?![^/?#])/,
    case: /\/cases\/(\d+)(?![^/?#])/,
};
const HOST_AND_PATH = /^([\w.-]+)(?::\d+)?\/(\S*)/;
const WITHIN_DOT = /.\../;
const PATH_OF_PAGE = /\/(?:runs|test_case_results|cases)\/\d/;
function looksLikeUrl(text) {
    return /^https?:\/\//i.test(text) || isWithoutScheme(text);
}
function isWithoutScheme(text) {
    const [, host = '', path = ''] = HOST_AND_PATH.exec(text) ?? [];
    return WITHIN_DOT.test(host) && PATH_OF_PAGE.test(path);
}
function parseTestsigmaUrl(text) {
    const full = /^https?:/i.test(text) ? text : `https://${text}`;
    if (!URL.canParse(full))
        return undefined;
    const url = new URL(full);
    const path = url.pathname + url.hash;
    const ids = {};
    for (const page of ['run', 'result', 'case']) {
        const id = PAGES[page].exec(path)?.[1];
        if (id !== undefined)
            ids[page] = id;
    }
    return { host: url.host, url, ids };
}


/***/ }),

/***/ 8757:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Rc: () => (/* binding */ earlyVerdict),
/* harmony export */   Wm: () => (/* binding */ headingOf),
/* harmony export */   ip: () => (/* binding */ countStatuses),
/* harmony export */   sU: () => (/* binding */ isUnverified),
/* harmony export */   zG: () => (/* binding */ computeVerdict)
/* harmony export */ });
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2805);

function countStatuses(settled) {
    const totals = { overridden: 0, unchanged: 0, rejected: 0, unknown: 0, 'not-sent': 0, planned: 0 };
    for (const { status } of settled)
        totals[status] += 1;
    return totals;
}
function computeVerdict(settled, options) {
    const totals = countStatuses(settled);
    const verdict = verdictFromCounts(settled.length, totals, options);
    const { stop, unverified } = options;
    const explanation = [
        stop?.message,
        unverified === undefined ? undefined : `the check after the override could not be made: ${unverified}`,
    ]
        .flatMap((reason) => (reason === undefined ? [] : [capitalize(reason)]))
        .join('. ');
    const judged = unverified === undefined ? verdict : { ...verdict, conclusion: 'fail' };
    const numbers = closingLine(judged, totals, options);
    return {
        ...judged,
        ...(explanation === '' ? { closing: numbers } : { closing: `${numbers}. ${explanation}`, explanation }),
    };
}
function verdictFromCounts(total, totals, options) {
    const done = totals.overridden + totals.unchanged;
    const undecided = totals.unknown + totals['not-sent'];
    if (options.stop?.cause === 'cancelled' && undecided > 0)
        return { status: 'cancelled', conclusion: 'fail' };
    if (total === 0)
        return { status: 'nothing', conclusion: conclusionOf(options.ifNoResults) };
    if (options.dryRun)
        return { status: 'dry-run', conclusion: 'pass' };
    if (totals.rejected + undecided === 0)
        return { status: 'success', conclusion: 'pass' };
    if (done === 0)
        return { status: 'failure', conclusion: 'fail' };
    return { status: 'partial', conclusion: undecided > 0 ? 'fail' : conclusionOf(options.ifPartial) };
}
function earlyVerdict(status, closing) {
    return { status, conclusion: 'fail', closing };
}
function conclusionOf(choice) {
    return choice === 'error' ? 'fail' : choice === 'warn' ? 'warn' : 'pass';
}
const PARTS = [
    ['overridden', 'overridden'],
    ['planned', 'planned'],
    ['unchanged', 'left unchanged'],
    ['rejected', 'rejected'],
    ['unknown', 'unknown'],
    ['not-sent', 'not sent'],
];
function closingLine(verdict, totals, { runId, unusedTests }) {
    const total = PARTS.reduce((sum, [status]) => sum + totals[status], 0);
    if (verdict.status === 'nothing')
        return `No results to override were given for run ${runId}${unusedSuffix(unusedTests)}`;
    const parts = PARTS.filter(([status]) => totals[status] > 0).map(([status, words]) => `${totals[status]} ${words}`);
    const numbers = `${parts.join(', ')} of ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .pluralize */ .td)(total, 'result')} of run ${runId}`;
    return `${headingOf(verdict)}: ${numbers}`;
}
function unusedSuffix(unusedTests) {
    if (!unusedTests)
        return '';
    const { unmatched, skipped } = unusedTests;
    return `: ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .pluralize */ .td)(unmatched.count, 'test')} of the reports matched nothing, ${skipped.count} skipped`;
}
function headingOf(verdict) {
    return isUnverified(verdict) ? 'Not verified' : HEADINGS[verdict.status];
}
function isUnverified({ status, conclusion }) {
    return status === 'success' && conclusion === 'fail';
}
const HEADINGS = {
    success: 'Done',
    partial: 'Partly done',
    failure: 'Failed',
    cancelled: 'Cancelled',
    nothing: 'Nothing to do',
    'dry-run': 'Dry run, nothing was sent',
};
function capitalize(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}


/***/ }),

/***/ 3533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Af: () => (/* binding */ findConflict),
/* harmony export */   E9: () => (/* binding */ isCrossChecked),
/* harmony export */   Ne: () => (/* binding */ lastTitle),
/* harmony export */   ew: () => (/* binding */ formatResults),
/* harmony export */   r5: () => (/* binding */ describeSelector),
/* harmony export */   wx: () => (/* binding */ ResultIndex)
/* harmony export */ });
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2805);

class ResultIndex {
    #byId;
    #byTestCase;
    #byName;
    #byTail;
    constructor(listing) {
        this.#byId = new Map(listing.map((listed) => [listed.testCaseResultId, listed]));
    }
    byId(id) {
        return this.#byId.get(id);
    }
    named(name) {
        return this.#names.get(name) ?? [];
    }
    names() {
        return this.#names.keys();
    }
    search({ testCaseId, name }) {
        if (testCaseId !== undefined)
            return this.#testCases.get(testCaseId) ?? [];
        if (name === undefined)
            return [];
        return this.#names.get(name) ?? this.#tails.get(lastTitle(name)) ?? [];
    }
    get #testCases() {
        this.#byTestCase ??= grouped(this.#byId.values(), (listed) => listed.testCaseId);
        return this.#byTestCase;
    }
    get #names() {
        this.#byName ??= grouped(this.#byId.values(), ({ name }) => name);
        return this.#byName;
    }
    get #tails() {
        this.#byTail ??= grouped(this.#byId.values(), ({ name }) => name && lastTitle(name));
        return this.#byTail;
    }
}
function grouped(listing, keyOf) {
    const groups = new Map();
    for (const listed of listing) {
        const key = keyOf(listed);
        if (key === undefined)
            continue;
        const group = groups.get(key);
        if (group)
            group.push(listed);
        else
            groups.set(key, [listed]);
    }
    return groups;
}
function lastTitle(name) {
    return name
        .slice(name.lastIndexOf(' › ') + 1)
        .replace(/^› /, '')
        .trim();
}
function isCrossChecked({ testCaseId, name, suite, machine }) {
    return (testCaseId ?? name ?? suite ?? machine) !== undefined;
}
function findConflict(selector, listed) {
    if (!isCrossChecked(selector))
        return undefined;
    const parts = [
        ['test case id', selector.testCaseId, listed.testCaseId],
        ['suite', selector.suite, listed.suite],
        ['machine', selector.machine, listed.machine],
    ];
    const wrong = parts.filter(([, asked, known]) => asked !== undefined && asked !== known);
    const all = matchesName(selector, listed)
        ? wrong
        : [...wrong, ['name', selector.name, listed.name]];
    if (all.length === 0)
        return undefined;
    const asked = all.map(([what, said]) => `${what} ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(said ?? '')}`).join(', ');
    const known = all.map(([what, , is]) => (is === undefined ? `no ${what}` : `the ${what} ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(is)}`));
    return `this says ${asked}, but the run's listing does not agree: the result ${listed.testCaseResultId} has ${known.join(', ')} there`;
}
function matchesName({ name }, listed) {
    if (name === undefined || name === listed.name)
        return true;
    return listed.name !== undefined && lastTitle(name) === lastTitle(listed.name);
}
function describeSelector({ testCaseId, name, suite, machine }) {
    const parts = [
        testCaseId === undefined ? [] : [`test case ${testCaseId}`],
        name === undefined ? [] : [`the name ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(name)}`],
        suite === undefined ? [] : [`suite ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(suite)}`],
        machine === undefined ? [] : [`machine ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(machine)}`],
    ];
    return parts.flat().join(', ');
}
function formatResult({ testCaseResultId, name, suite, machine }) {
    const parts = [name, suite && `suite ${suite}`, machine && `machine ${machine}`].filter(Boolean);
    return parts.length > 0 ? `${testCaseResultId} (${parts.join(', ')})` : testCaseResultId;
}
function formatResults(results) {
    return (0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .listFirst */ .rL)(results, formatResult);
}


/***/ }),

/***/ 6212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ ActionLog)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8806);
/* harmony import */ var _model_diagnostic_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5277);
/* harmony import */ var _text_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5473);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2805);




const ANNOTATE = { error: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .error */ .z3, warning: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e, notice: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm };
const MAX_ANNOTATIONS = 9;
const MAX_MESSAGE_LENGTH = 4_000;
class ActionLog {
    #redact;
    #shown = { error: 0, warning: 0, notice: 0 };
    constructor(redact) {
        this.#redact = redact;
    }
    line(text) {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq)(this.#clean(text));
    }
    debug(text) {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz)(this.#clean(text));
    }
    group(title, lines) {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .startGroup */ .Oh)(this.#clean(title));
        for (const line of lines)
            this.line(`  ${line}`);
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .endGroup */ .N4)();
    }
    annotateSummary(level, text) {
        ANNOTATE[level](this.#clean(text), { title: 'Testsigma override' });
    }
    annotate(level, remarks) {
        const room = MAX_ANNOTATIONS - this.#shown[level];
        const shown = remarks.length > room ? remarks.slice(0, Math.max(0, room - 1)) : remarks;
        for (const remark of shown)
            this.#annotate(level, remark);
        this.#shown[level] += shown.length;
        const rest = remarks.slice(shown.length);
        if (rest.length > 0)
            this.#rollUp(level, rest);
    }
    #rollUp(level, rest) {
        if (this.#shown[level] < MAX_ANNOTATIONS) {
            ANNOTATE[level](`${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .pluralize */ .td)(rest.length, 'more message')} of this kind: see the log of this step`, {
                title: 'Testsigma override',
            });
            this.#shown[level] += 1;
        }
        this.group(`${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .pluralize */ .td)(rest.length, 'more message')} (${level})`, rest.slice(0, MAX_LOGGED).map(_model_diagnostic_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDiagnostic */ .xy));
        if (rest.length > MAX_LOGGED)
            this.line(`… and ${rest.length - MAX_LOGGED} more`);
    }
    #annotate(level, remark) {
        const { location } = remark;
        ANNOTATE[level](this.#clean((0,_model_diagnostic_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDiagnostic */ .xy)(remark)), {
            title: `Testsigma override: ${location.input}`,
            ...(location.file === undefined ? {} : this.#position(location.file, location)),
        });
    }
    #position(path, { line, column }) {
        const file = this.#clean(path);
        return {
            file,
            ...(line === undefined ? {} : { startLine: line }),
            ...(column === undefined ? {} : { startColumn: column }),
        };
    }
    #clean(text) {
        const line = (0,_text_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .tl)(this.#redact(text), MAX_MESSAGE_LENGTH);
        return /^\s*::/.test(line) ? `\\${line.trimStart()}` : line;
    }
}
const MAX_LOGGED = 200;


/***/ }),

/***/ 1287:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Fz: () => (/* binding */ runFields),
/* harmony export */   Qg: () => (/* binding */ EMPTY_RESULT),
/* harmony export */   UE: () => (/* binding */ nothingRequested),
/* harmony export */   WB: () => (/* binding */ internalError),
/* harmony export */   Wv: () => (/* binding */ blockedMessage),
/* harmony export */   jV: () => (/* binding */ blockedByErrors),
/* harmony export */   mw: () => (/* binding */ cancelledBeforePlan)
/* harmony export */ });
/* harmony import */ var _model_diagnostic_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5277);
/* harmony import */ var _model_verdict_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8757);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2805);



const EMPTY_RESULT = {
    settled: [],
    problems: [],
    warnings: [],
    notices: [],
    runResultBefore: '',
    runResult: '',
};
function runFields(found) {
    const { run, runResult } = found;
    return { ...(run ? { run } : {}), runResultBefore: runResult, runResult };
}
function blockedMessage(problems) {
    return `Nothing was overridden: ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .pluralize */ .td)(problems.length, 'problem')} to solve first`;
}
function blockedByErrors(problems, warnings) {
    const [first] = problems.map(_model_diagnostic_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDiagnostic */ .xy);
    const more = problems.length > 1 ? ` (and ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .pluralize */ .td)(problems.length - 1, 'more problem')})` : '';
    const verdict = (0,_model_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .earlyVerdict */ .Rc)('failure', `Nothing was overridden: ${first ?? ''}${more}`);
    return { ...EMPTY_RESULT, verdict, problems, warnings };
}
function nothingRequested(options, warnings) {
    return { ...EMPTY_RESULT, verdict: (0,_model_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .computeVerdict */ .zG)([], options), warnings };
}
function cancelledBeforePlan(warnings) {
    const verdict = (0,_model_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .earlyVerdict */ .Rc)('cancelled', 'Nothing was overridden: the step was cancelled');
    return { ...EMPTY_RESULT, verdict, warnings };
}
function internalError(error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const verdict = (0,_model_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .earlyVerdict */ .Rc)('failure', `This is a fault of the action; please report it: ${said}`);
    return { ...EMPTY_RESULT, verdict };
}


/***/ }),

/***/ 8318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ BoundedMarkdown),
/* harmony export */   z: () => (/* binding */ takeWhileFits)
/* harmony export */ });
class BoundedMarkdown {
    #parts = [];
    #room;
    constructor(bytes) {
        this.#room = bytes;
    }
    get remainingBytes() {
        return this.#room;
    }
    add(block) {
        this.#room -= Buffer.byteLength(block, 'utf8') + 1;
        if (this.#room >= 0)
            this.#parts.push(block);
    }
    overflow() {
        this.#room = -1;
    }
    get overflowed() {
        return this.#room < 0;
    }
    text() {
        return this.#parts.map((part) => `${part}\n`).join('');
    }
}
function takeWhileFits(rows, bytes) {
    const kept = [];
    let left = bytes;
    for (const row of rows) {
        left -= Buffer.byteLength(row, 'utf8') + 1;
        if (left < 0)
            break;
        kept.push(row);
    }
    return kept;
}


/***/ }),

/***/ 3462:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $e: () => (/* binding */ lazyMap),
/* harmony export */   Hn: () => (/* binding */ testCell),
/* harmony export */   Nm: () => (/* binding */ readableTimes),
/* harmony export */   YU: () => (/* binding */ STATUS_STYLES),
/* harmony export */   bM: () => (/* binding */ markdownEscaper),
/* harmony export */   fd: () => (/* binding */ changeCell),
/* harmony export */   fi: () => (/* binding */ pageUrl),
/* harmony export */   pI: () => (/* binding */ runFacts)
/* harmony export */ });
/* harmony import */ var _model_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9388);
/* harmony import */ var _text_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5473);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2805);



function markdownEscaper(redact, longest) {
    return (text, units = longest) => (0,_text_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeMarkdown */ .FV)((0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .truncate */ .xv)(redact(text), units));
}
function pageUrl(baseUrl, page, id) {
    const base = baseUrl.replace(/[()|]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    return `${base}/ui/td/${page}/${id}`;
}
function testCell(settled, baseUrl, safe) {
    const { testCaseResultId: id, before } = settled.override;
    const link = `](${pageUrl(baseUrl, 'test_case_results', id)})`;
    if (before?.name === undefined)
        return `[${id}${link}`;
    const where = [before.suite, before.machine].flatMap((part) => (part === undefined ? [] : [safe(part)]));
    return `[${safe(before.name)}${link}<br><sub>${[...where, id].join(' · ')}</sub>`;
}
function changeCell({ override: { before, outcome } }, safe) {
    const after = `**${(0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .resultLabel */ ._J)(outcome).replaceAll(' ', NO_BREAK)}**`;
    return before ? `${safe((0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .resultLabel */ ._J)(before.result))} →${NO_BREAK}${after}` : after;
}
const NO_BREAK = '&nbsp;';
function runFacts({ run, runResult, runResultBefore }, safe) {
    const facts = [
        ['test plan', run?.plan],
        ['build', run?.build],
        ['started', run?.started && readableTimes(run.started)],
        ...runResults((0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .resultLabel */ ._J)(runResultBefore), (0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .resultLabel */ ._J)(runResult)),
    ];
    const known = facts.flatMap(([what, fact]) => (fact ? [`${what} <b>${safe(fact)}</b>`] : []));
    return known.join(' · ');
}
function runResults(before, after) {
    if (before === '' || after === '')
        return [['run result before', before]];
    return [before === after ? ['run result still', after] : ['run result', `${before} → ${after}`]];
}
function readableTimes(text) {
    return text.replace(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z/g, '$1 $2 UTC');
}
const STATUS_STYLES = [
    ['overridden', '🟩', 'Overridden'],
    ['planned', '🟦', 'Planned'],
    ['unchanged', '⬜', 'Left unchanged'],
    ['rejected', '🟥', 'Rejected'],
    ['unknown', '🟨', 'Unknown: may have been overridden'],
    ['not-sent', '⬛', 'Not sent'],
];
function* lazyMap(items, row) {
    for (const item of items)
        yield row(item);
}


/***/ }),

/***/ 9614:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ groupFailures)
/* harmony export */ });
/* harmony import */ var _retry_undo_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(554);

function groupFailures(settled) {
    const groups = new Map();
    for (const one of settled.filter(_retry_undo_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailed */ .Ix)) {
        const key = `${one.status} ${one.message.replace(/\d+/g, '#')}`;
        const group = groups.get(key);
        if (group)
            group.push(one);
        else
            groups.set(key, [one]);
    }
    return [...groups.values()].map(reasonOf).sort((one, other) => other.settled.length - one.settled.length);
}
function reasonOf(settled) {
    const [first] = settled;
    const { status = 'rejected', message = '' } = first ?? {};
    return {
        status,
        message: settled.length > 1 ? withoutIds(message, first) : message,
        advice: adviceOn(status, message),
        settled,
    };
}
function withoutIds(message, first) {
    const id = first?.override.testCaseResultId;
    return id === undefined ? message : message.replace(new RegExp(`\\b${id}\\b`, 'g'), '…');
}
function adviceOn(status, message) {
    if (/is not related to execution run/i.test(message)) {
        return 'Is the id of another run? Ids are new in every run, and a rerun has a run id and result ids of its own. Correct the id or the run, or name the test instead.';
    }
    if (message.startsWith('accepted, but')) {
        return "Testsigma took it but does not show it. Look at the result's page; overriding may not be turned on for the account.";
    }
    if (status === 'unknown') {
        return 'It may have been overridden. Look at the result, or run the action again: an override can safely be repeated.';
    }
    return status === 'not-sent'
        ? 'Run the action again with `retry-results` once what stopped it is mended.'
        : '';
}


/***/ }),

/***/ 6127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Br: () => (/* binding */ renderSummary),
/* harmony export */   ZG: () => (/* binding */ iconOf),
/* harmony export */   kE: () => (/* binding */ statusBreakdown),
/* harmony export */   zC: () => (/* binding */ withStatus)
/* harmony export */ });
/* harmony import */ var _model_diagnostic_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(5277);
/* harmony import */ var _model_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9388);
/* harmony import */ var _model_verdict_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8757);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2805);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(1287);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1895);
/* harmony import */ var _retry_undo_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(554);
/* harmony import */ var _bounded_markdown_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(8318);
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(3462);
/* harmony import */ var _failure_groups_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(9614);










const MAX_BYTES = 1_000_000;
const MAX_CELL_LENGTH = 300;
const MAX_MESSAGE_LENGTH = 2_000;
const MIN_ROW_BYTES = 30;
const MAX_UNFOLDED = 20;
const MAX_GROUPS = 50;
const BAR_CELLS = 15;
const NOTE_BYTES = 1_000;
const DETAIL_LEVELS = [
    { comments: true, unchanged: true, cut: false },
    { comments: false, unchanged: true, cut: false },
    { comments: false, unchanged: false, cut: false },
    { comments: false, unchanged: false, cut: true },
];
const ICONS = {
    success: '✅',
    partial: '⚠️',
    failure: '❌',
    cancelled: '🚫',
    nothing: 'ℹ️',
    'dry-run': '📝',
};
function iconOf(verdict) {
    return (0,_model_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnverified */ .sU)(verdict) ? ICONS.failure : ICONS[verdict.status];
}
const ALERTS = { pass: 'NOTE', warn: 'WARNING', fail: 'CAUTION' };
function renderSummary(report, documents, reportFile, redact) {
    const safe = (0,_cells_js__WEBPACK_IMPORTED_MODULE_6__/* .markdownEscaper */ .bM)(redact, MAX_CELL_LENGTH);
    const material = {
        ...groupsOf(report.settled),
        report,
        documents,
        glance: header(report, safe),
        redact,
        safe,
    };
    for (const step of DETAIL_LEVELS) {
        const page = new _bounded_markdown_js__WEBPACK_IMPORTED_MODULE_8__/* .BoundedMarkdown */ .P(MAX_BYTES - NOTE_BYTES);
        new Summary(material, step, page).write();
        if (!page.overflowed || step.cut)
            return page.text() + omittedNote(omitted(step, material), reportFile);
    }
    return '';
}
function omittedNote(left, reportFile) {
    if (left.length === 0)
        return '';
    const whole = reportFile === '' ? '' : ' Everything stands in the report file (output `report-file`).';
    return `\n_Left out, since a summary holds at most 1 MiB: ${left.join(', ')}.${whole}_\n`;
}
function omitted(step, { planned, overridden, unchanged }) {
    const haveOwn = planned.comment === undefined || overridden.comment === undefined;
    return [
        ...(haveOwn && !step.comments ? ['the comments'] : []),
        ...(unchanged.length > 0 && !step.unchanged ? ['what was left unchanged'] : []),
        ...(step.cut ? ['the ends of long lists'] : []),
    ];
}
function groupsOf(settled) {
    return {
        reasons: (0,_failure_groups_js__WEBPACK_IMPORTED_MODULE_7__/* .groupFailures */ .B)(settled),
        planned: changesOf(withStatus(settled, 'planned')),
        overridden: changesOf(withStatus(settled, 'overridden')),
        unchanged: withStatus(settled, 'unchanged'),
    };
}
function changesOf(settled) {
    const comment = settled[0]?.override.comment ?? '';
    const isShared = settled.every(({ override }) => override.comment === comment);
    return { settled, comment: isShared ? comment : undefined };
}
class Summary {
    #material;
    #step;
    #page;
    #safe;
    constructor(material, step, page) {
        this.#material = material;
        this.#step = step;
        this.#page = page;
        this.#safe = material.safe;
    }
    write() {
        const { report, glance, reasons, planned, overridden, unchanged } = this.#material;
        const { problems, warnings, unusedTests } = report;
        for (const block of glance)
            this.#page.add(block);
        this.#remarks('What is wrong', problems);
        this.#reasons(reasons);
        this.#changes('What would change', planned);
        this.#changes('What was overridden', overridden);
        if (this.#page.overflowed)
            return;
        if (this.#step.unchanged)
            this.#unchanged(unchanged);
        this.#remarks('Worth knowing', warnings);
        this.#tests('Tests that match nothing in the run', unusedTests?.unmatched);
        this.#tests('Tests that were skipped and say nothing', unusedTests?.skipped);
        this.#ways();
    }
    #remarks(title, remarks) {
        const row = ({ location, message }) => `- <b>${this.#safe((0,_model_diagnostic_js__WEBPACK_IMPORTED_MODULE_9__/* .formatLocation */ .j$)(location))}</b>: ${this.#safe(message, MAX_MESSAGE_LENGTH)}`;
        this.#list(title, '', remarks, row);
    }
    #tests(title, tests) {
        if (!tests || tests.count === 0)
            return;
        const rows = tests.first.map(({ location, message }) => `- ${this.#safe((0,_model_diagnostic_js__WEBPACK_IMPORTED_MODULE_9__/* .formatLocation */ .j$)(location))}: ${this.#safe(message)}`);
        const more = tests.count - rows.length;
        if (more > 0)
            rows.push(`- … and ${more} more`);
        this.#page.add(`<details><summary>${title} (${tests.count})</summary>\n\n${rows.join('\n')}\n\n</details>\n`);
    }
    #reasons(reasons) {
        const failed = reasons.reduce((sum, { settled }) => sum + settled.length, 0);
        if (failed === 0)
            return;
        this.#page.add(`### What was not overridden (${failed})\n`);
        for (const reason of reasons.slice(0, MAX_GROUPS))
            this.#reason(reason);
        const more = reasons.slice(MAX_GROUPS).reduce((sum, { settled }) => sum + settled.length, 0);
        if (more > 0)
            this.#page.add(`… and ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .pluralize */ .td)(more, 'more result')} for other reasons: see the output \`failures\`\n`);
    }
    #reason({ status, message, advice, settled }) {
        const [, square, words] = _cells_js__WEBPACK_IMPORTED_MODULE_6__/* .STATUS_STYLES */ .YU.find(([one]) => one === status) ?? ['', '', status];
        const why = message === '' ? '' : `: ${this.#safe(message, MAX_MESSAGE_LENGTH)}`;
        this.#page.add(`${square} **${words}**${why}\n`);
        if (advice !== '')
            this.#page.add(`_What to do:_ ${advice}\n`);
        const row = (one) => `| ${this.#test(one)} | ${(0,_cells_js__WEBPACK_IMPORTED_MODULE_6__/* .changeCell */ .fd)(one, this.#safe)} |`;
        this.#list('', tableHead('Test', 'Asked for'), settled, row);
    }
    #changes(title, { settled, comment }) {
        const above = comment ? `Comment: ${this.#safe(comment)}\n\n` : '';
        const below = this.#step.comments && comment === undefined;
        this.#list(title, above + tableHead('Test', 'Change'), settled, (one) => {
            const said = below ? `<br><sub>💬 ${this.#safe(one.override.comment)}</sub>` : '';
            return `| ${this.#test(one)}${said} | ${(0,_cells_js__WEBPACK_IMPORTED_MODULE_6__/* .changeCell */ .fd)(one, this.#safe)} |`;
        });
    }
    #unchanged(settled) {
        const row = (one) => `| ${this.#test(one)} | ${this.#safe((0,_cells_js__WEBPACK_IMPORTED_MODULE_6__/* .readableTimes */ .Nm)(one.message))} |`;
        this.#list('What was left as it is', tableHead('Test', 'Why'), settled, row);
    }
    #list(title, head, items, row) {
        if (items.length === 0)
            return;
        const folded = items.length > MAX_UNFOLDED;
        const heading = title === '' ? `All ${items.length}` : `${title} (${items.length})`;
        const open = folded
            ? `<details><summary><b>${heading}</b></summary>\n\n${head}`
            : `${title === '' ? '' : `### ${heading}\n\n`}${head}`;
        const close = folded ? '\n\n</details>\n' : '\n';
        const { remainingBytes } = this.#page;
        const { cut } = this.#step;
        const isHopeless = !cut && items.length * MIN_ROW_BYTES > remainingBytes;
        const rows = isHopeless
            ? []
            : (0,_bounded_markdown_js__WEBPACK_IMPORTED_MODULE_8__/* .takeWhileFits */ .z)((0,_cells_js__WEBPACK_IMPORTED_MODULE_6__/* .lazyMap */ .$e)(items, row), cut ? (remainingBytes - NOTE_BYTES) * SHARE : remainingBytes);
        const left = items.length - rows.length;
        if (left > 0 && !cut) {
            this.#page.overflow();
            return;
        }
        const more = left > 0 ? `\n\n… and ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .pluralize */ .td)(left, 'more result')}` : '';
        this.#page.add(`${open}${rows.join('\n')}${more}${close}`);
    }
    #test(settled) {
        return (0,_cells_js__WEBPACK_IMPORTED_MODULE_6__/* .testCell */ .Hn)(settled, this.#material.report.baseUrl, this.#safe);
    }
    #ways() {
        const { report, documents } = this.#material;
        const { settled, verdict } = report;
        const onward = verdict.status === 'dry-run' ? 'Send what was planned' : 'Do what is left';
        this.#way(`➡️ ${onward}`, 'retry-results', documents.retry);
        this.#way('↩️ Take it back', 'undo-results', documents.undo);
        const lost = (0,_retry_undo_js__WEBPACK_IMPORTED_MODULE_5__/* .notRestorable */ .XT)(settled).slice(0, MAX_UNFOLDED);
        if (lost.length === 0)
            return;
        const names = lost.map(({ override }) => `${override.testCaseResultId} (${this.#safe((0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .resultLabel */ ._J)(override.before?.result ?? ''))})`);
        this.#page.add(`_Not in \`undo-results\`, since no override can set the former result: ${names.join(', ')}_\n`);
    }
    #way(title, output, document) {
        if (document === '[]')
            return;
        if (Buffer.byteLength(document) > _outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .MAX_INPUT_BYTES */ .s) {
            this.#page.add(`**${title}:** too large for an input; give the file \`${output}.json\`, which stands beside \`report-file\`, to \`results-files\`.\n`);
            return;
        }
        const command = this.#command(document);
        const paste = `Paste this into \`results\` (output \`${output}\`):`;
        const blocks = [paste, fenced('json', document), ...command];
        this.#page.add(`<details><summary><b>${title}</b></summary>\n\n${blocks.join('\n\n')}\n\n</details>\n`);
    }
    #command(document) {
        const { report, redact } = this.#material;
        const { workflowFile, runId, baseUrl } = report;
        if (workflowFile === '')
            return [];
        const run = shellWord(`${baseUrl}/ui/td/runs/${runId}`);
        const command = `gh workflow run ${shellWord(redact(workflowFile))} -f run-id=${run} -f results=${shellWord(document)}`;
        return ['Or start the workflow with it, if it takes these inputs:', fenced('sh', command)];
    }
}
function header(report, safe) {
    const { verdict, settled } = report;
    const facts = [...linkOf(report), (0,_cells_js__WEBPACK_IMPORTED_MODULE_6__/* .runFacts */ .pI)(report, safe)].filter((part) => part !== '').join(' · ');
    const explanation = explanationOf(report);
    return [
        `## ${iconOf(verdict)} ${headlineOf(report)}\n`,
        ...(facts === '' ? [] : [`${facts}\n`]),
        ...(settled.length > 0 ? [statusBreakdown(settled)] : []),
        ...(explanation === ''
            ? []
            : [`> [!${ALERTS[verdict.conclusion]}]\n> ${safe(explanation, MAX_MESSAGE_LENGTH)}\n`]),
    ];
}
const SHARE = 0.6;
function linkOf({ runId, baseUrl }) {
    return baseUrl === '' ? [] : [`**[Testsigma run ${runId}](${(0,_cells_js__WEBPACK_IMPORTED_MODULE_6__/* .pageUrl */ .fi)(baseUrl, 'runs', runId)})**`];
}
function headlineOf({ verdict, settled }) {
    const heading = (0,_model_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .headingOf */ .Wm)(verdict);
    const totals = (0,_model_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .countStatuses */ .ip)(settled);
    if (settled.length === 0)
        return heading;
    const all = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .pluralize */ .td)(settled.length, 'result');
    if (verdict.status === 'dry-run')
        return `${heading}: ${totals.planned} of ${all} would change`;
    if (totals.unchanged === settled.length)
        return `${heading}: nothing had to change`;
    return `${heading}: ${totals.overridden} of ${all} overridden`;
}
function explanationOf({ verdict, settled, problems }) {
    if (problems.length > 0)
        return (0,_findings_js__WEBPACK_IMPORTED_MODULE_3__/* .blockedMessage */ .Wv)(problems);
    return verdict.explanation ?? (settled.length === 0 ? verdict.closing : '');
}
function tableHead(...titles) {
    return `| ${titles.join(' | ')} |\n|${' :--- |'.repeat(titles.length)}\n`;
}
function statusBreakdown(settled) {
    const totals = (0,_model_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .countStatuses */ .ip)(settled);
    const statuses = _cells_js__WEBPACK_IMPORTED_MODULE_6__/* .STATUS_STYLES */ .YU.filter(([status]) => totals[status] > 0);
    const bar = statuses.map(([status, square]) => square.repeat(cellsOf(totals[status], settled.length)));
    const rows = statuses.map(([status, square, words]) => `| ${square} ${words} | ${totals[status]} | ${shareOf(totals[status], settled.length)} |`);
    const head = `| Results | ${settled.length} | |\n| :--- | ---: | ---: |`;
    return `${bar.join('')}\n\n${[head, ...rows].join('\n')}\n`;
}
function cellsOf(part, whole) {
    return Math.max(1, Math.round((part / whole) * BAR_CELLS));
}
function shareOf(part, whole) {
    const share = (part / whole) * 100;
    if (share < 1)
        return '&lt; 1 %';
    return share > 99 && share < 100 ? '&gt; 99 %' : `${Math.round(share)} %`;
}
function withStatus(settled, status) {
    return settled.filter((one) => one.status === status);
}
function fenced(language, text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}${language}\n${text}\n${fence}`;
}
function shellWord(text) {
    return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}


/***/ }),

/***/ 1895:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ buildOutputs),
/* harmony export */   s: () => (/* binding */ MAX_INPUT_BYTES)
/* harmony export */ });
/* harmony import */ var _model_verdict_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8757);
/* harmony import */ var _text_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5473);
/* harmony import */ var _retry_undo_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(554);



const MAX_INPUT_BYTES = 100_000;
const MAX_MESSAGE_LENGTH = 4_000;
function buildOutputs(report, { retry, undo }, reportFile, redact) {
    const { settled, verdict } = report;
    const totals = (0,_model_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .countStatuses */ .ip)(settled);
    const failed = settled.filter(_retry_undo_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailed */ .Ix);
    const clean = (text) => (0,_text_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .tl)(redact(text), MAX_MESSAGE_LENGTH);
    return {
        status: verdict.status,
        message: clean(`${report.testsigmaMessage ?? verdict.closing}${tooLarge({ 'retry-results': retry, 'undo-results': undo })}`),
        'overridden-ids': idsOf(settled.filter(({ status }) => status === 'overridden')),
        'unchanged-ids': idsOf(settled.filter(({ status }) => status === 'unchanged')),
        'failed-ids': idsOf(failed),
        'overridden-count': String(totals.overridden),
        'unchanged-count': String(totals.unchanged),
        'failed-count': String(failed.length),
        'total-count': String(settled.length),
        failures: (0,_retry_undo_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonList */ .Rr)(failed.map(({ override: { testCaseResultId }, status, message }) => `{"testCaseResultId":${testCaseResultId},"status":"${status}","message":${JSON.stringify(clean(message))}}`)),
        'run-result-before': clean(report.runResultBefore),
        'run-result': clean(report.runResult),
        'retry-results': retry,
        'undo-results': undo,
        'report-file': reportFile,
    };
}
function tooLarge(documents) {
    const large = Object.keys(documents).filter((name) => Buffer.byteLength(documents[name] ?? '') > MAX_INPUT_BYTES);
    if (large.length === 0)
        return '';
    const files = large.map((name) => `${name}.json`).join(' or ');
    return `. ${large.join(' and ')} ${large.length > 1 ? 'are' : 'is'} too large for an input: give ${files}, beside report-file, to results-files`;
}
function idsOf(settled) {
    return (0,_retry_undo_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonList */ .Rr)(settled.map(({ override }) => override.testCaseResultId));
}


/***/ }),

/***/ 9682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ publishReport)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8806);
/* harmony import */ var _model_outcome_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9388);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(7537);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2805);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(1287);
/* harmony import */ var _markdown_summary_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6127);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(1895);
/* harmony import */ var _report_files_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(6516);
/* harmony import */ var _retry_undo_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(554);









async function publishReport(report, options) {
    const { console, redact } = options;
    const faults = [];
    const attempt = async (what, telling) => {
        try {
            return await telling();
        }
        catch (error) {
            faults.push(`${what} could not be written: ${(0,_text_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .messageOf */ .b)(error)}`);
            return '';
        }
    };
    const documents = (0,_retry_undo_js__WEBPACK_IMPORTED_MODULE_7__/* .buildFollowUps */ .i)(report, redact);
    const file = await attempt('the report file', () => (0,_report_files_js__WEBPACK_IMPORTED_MODULE_6__/* .writeReportFiles */ .t)(report, documents, options.reportFile, options.temporary, redact));
    await attempt('the outputs', async () => setOutputs((0,_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .buildOutputs */ .J)(report, documents, file, redact)));
    if (options.jobSummary) {
        await attempt('the job summary', () => addSummary((0,_markdown_summary_js__WEBPACK_IMPORTED_MODULE_4__/* .renderSummary */ .Br)(report, documents, file, redact)));
    }
    logFailures(report, console);
    await options.comment(report);
    for (const fault of faults)
        console.annotateSummary('error', fault);
    const conclusion = faults.length > 0 ? 'fail' : report.verdict.conclusion;
    finishLog(report, conclusion, console);
    return conclusion;
}
function setOutputs(outputs) {
    for (const [name, text] of Object.entries(outputs))
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setOutput */ .uH)(name, text);
    return '';
}
async function addSummary(text) {
    if (process.env['GITHUB_STEP_SUMMARY'])
        await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .summary */ .z.addRaw(text, true).write();
    return '';
}
function logFailures(report, console) {
    console.annotate('error', report.problems);
    const level = report.verdict.conclusion === 'fail' ? 'error' : 'warning';
    console.annotate(level, failuresInFiles(report));
    const failures = failureLines(report);
    if (failures.length > 0)
        console.group('Not overridden', limited(failures));
    const lost = (0,_retry_undo_js__WEBPACK_IMPORTED_MODULE_7__/* .notRestorable */ .XT)(report.settled).map(({ override: { testCaseResultId, before } }) => `${testCaseResultId}: it was ${(0,_model_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .resultLabel */ ._J)(before?.result ?? '')}`);
    if (lost.length > 0)
        console.group('Not in undo-results, since no override can set the former result', limited(lost));
}
function limited(lines) {
    return (0,_text_format_js__WEBPACK_IMPORTED_MODULE_2__/* .withRemainder */ .OA)(lines.slice(0, MAX_LOGGED), lines.length);
}
function failuresInFiles({ settled }) {
    return settled
        .filter((one) => (0,_retry_undo_js__WEBPACK_IMPORTED_MODULE_7__/* .isFailed */ .Ix)(one) && one.override.location.file !== undefined)
        .map(({ override: { location, testCaseResultId }, status, message }) => ({
        location,
        message: `${testCaseResultId} is ${status}: ${message}`,
    }));
}
function failureLines({ settled }) {
    return settled
        .filter(_retry_undo_js__WEBPACK_IMPORTED_MODULE_7__/* .isFailed */ .Ix)
        .map(({ override, status, message }) => `${override.testCaseResultId} ${status}: ${message}`);
}
const MAX_LOGGED = 200;
function finishLog({ verdict, problems }, conclusion, console) {
    const closing = problems.length > 0 ? (0,_findings_js__WEBPACK_IMPORTED_MODULE_3__/* .blockedMessage */ .Wv)(problems) : verdict.closing;
    if (conclusion === 'pass')
        console.line(closing);
    else
        console.annotateSummary(conclusion === 'warn' ? 'warning' : 'error', closing);
}


/***/ }),

/***/ 6516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  x: () => (/* binding */ reportFileProblems),
  t: () => (/* binding */ writeReportFiles)
});

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ../../lib/src/model/verdict.js
var model_verdict = __nccwpck_require__(8757);
// EXTERNAL MODULE: ../../lib/src/text/errors.js
var errors = __nccwpck_require__(7537);
// EXTERNAL MODULE: ../../lib/src/text/escape.js
var text_escape = __nccwpck_require__(5473);
// EXTERNAL MODULE: ../../lib/src/report/retry-undo.js
var retry_undo = __nccwpck_require__(554);
;// CONCATENATED MODULE: ../../lib/src/report/report-files.js








async function writeReportFiles(report, { retry, undo }, wanted, temporary, redact) {
    const path = wanted === '' ? (0,external_node_path_.join)(await createTempDirectory(temporary), 'report.json') : (0,external_node_path_.resolve)(wanted);
    const folder = (0,external_node_path_.dirname)(path);
    await makeFolder(folder);
    await allSettled([
        writeAtomically(path, reportPieces(report, redact)),
        writeAtomically((0,external_node_path_.join)(folder, retry_undo/* RETRY_FILE */.Ev), [retry, '\n']),
        writeAtomically((0,external_node_path_.join)(folder, retry_undo/* UNDO_FILE */.e9), [undo, '\n']),
    ]);
    return path;
}
async function allSettled(writing) {
    const endings = await Promise.allSettled(writing);
    const failed = endings.find((ending) => ending.status === 'rejected');
    if (failed)
        throw failed.reason;
}
async function reportFileProblems(wanted, files) {
    if (wanted === '')
        return [];
    const problem = (message) => [{ location: { input: 'report-file' }, message }];
    if (/[\\/]$/.test(wanted) || (await files.kind(wanted)) === 'folder')
        return problem(`report-file ${JSON.stringify(wanted)} is a folder; name a file in it, such as report.json`);
    for (let folder = (0,external_node_path_.dirname)((0,external_node_path_.resolve)(wanted)); folder !== (0,external_node_path_.dirname)(folder); folder = (0,external_node_path_.dirname)(folder)) {
        const kind = await files.kind(folder);
        if (kind === 'folder')
            return [];
        if (kind !== 'missing')
            return problem(`report-file ${JSON.stringify(wanted)} cannot be written: ${JSON.stringify(folder)} is no folder`);
    }
    return [];
}
async function createTempDirectory(temporary) {
    const folder = temporary === '' ? (0,external_node_os_namespaceObject.tmpdir)() : temporary;
    await makeFolder(folder);
    return (0,promises_.mkdtemp)((0,external_node_path_.join)(folder, 'testsigma-override-'));
}
async function makeFolder(folder) {
    const made = await (0,promises_.mkdir)(folder).catch(errors/* codeOf */.$);
    if (made === undefined || made === 'EEXIST')
        return;
    const above = (0,external_node_path_.dirname)(folder);
    if (made !== 'ENOENT' || above === folder)
        throw new Error(`the folder ${folder} cannot be made (${made})`);
    await makeFolder(above);
    await (0,promises_.mkdir)(folder);
}
async function writeAtomically(path, pieces) {
    await assertRegularFile(path);
    const draft = (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
    try {
        await (0,promises_.writeFile)(draft, inChunks(pieces), { flag: 'wx' });
        await (0,promises_.rename)(draft, path);
    }
    catch (error) {
        await (0,promises_.rm)(draft, { force: true });
        throw error;
    }
}
async function assertRegularFile(path) {
    const there = await (0,promises_.stat)(path).catch(() => undefined);
    if (there && !there.isFile())
        throw new Error(`${path} is there already and is no regular file`);
}
const CHUNK_LENGTH = 65_536;
function* inChunks(pieces) {
    let chunk = '';
    for (const piece of pieces) {
        chunk += piece;
        if (chunk.length < CHUNK_LENGTH)
            continue;
        yield chunk;
        chunk = '';
    }
    yield chunk;
}
function* reportPieces(report, redact) {
    const { verdict, run, runId, baseUrl, settled, problems } = report;
    const about = {
        address: baseUrl === '' ? null : `${baseUrl}/ui/td/runs/${runId}`,
        plan: run?.plan ?? null,
        build: given(run?.build, redact),
        resultBefore: redact(report.runResultBefore),
        result: redact(report.runResult),
    };
    const totals = {
        ...(0,model_verdict/* countStatuses */.ip)(settled),
        failed: settled.filter(retry_undo/* isFailed */.Ix).length,
        total: settled.length,
    };
    yield '{\n"version":1,\n';
    yield `"status":${JSON.stringify(verdict.status)},\n`;
    yield `"message":${JSON.stringify((0,text_escape/* oneLine */.TN)(redact(verdict.closing)))},\n`;
    yield `"run":{"id":${runId === '' ? 'null' : runId},${JSON.stringify(about).slice(1)},\n`;
    yield `"actor":${JSON.stringify(redact(report.actor))},\n`;
    yield `"workflowRun":${JSON.stringify(redact(report.workflowRun))},\n`;
    yield `"startedAt":"${new Date(report.startedAt).toISOString()}",\n`;
    yield `"finishedAt":"${new Date(report.finishedAt).toISOString()}",\n`;
    yield `"totals":${JSON.stringify(totals)},\n`;
    yield '"results":';
    yield* lines(settled, (one) => resultJson(one, redact));
    yield ',\n"problems":';
    yield* lines(problems, (one) => problemJson(one, redact));
    yield '\n}\n';
}
function* lines(items, json) {
    let before = '[\n';
    for (const item of items) {
        yield before + json(item);
        before = ',\n';
    }
    yield items.length === 0 ? '[]' : '\n]';
}
function given(text, redact) {
    return text === undefined ? null : redact(text);
}
function resultJson(settled, redact) {
    const { override, status, message, attempts } = settled;
    const { before } = override;
    const rest = {
        name: given(before?.name, redact),
        suite: given(before?.suite, redact),
        machine: given(before?.machine, redact),
        before: given(before?.result, redact),
        asked: override.outcome,
        status,
        message: (0,text_escape/* oneLine */.TN)(redact(message)),
        comment: redact(override.comment),
        attempts,
        restorable: (0,retry_undo/* isRestorable */.qX)(settled),
    };
    return `{"testCaseResultId":${override.testCaseResultId},${JSON.stringify(rest).slice(1)}`;
}
function problemJson({ location, message }, redact) {
    const { input, file, line = null, column = null } = location;
    const said = (0,text_escape/* oneLine */.TN)(redact(message));
    return JSON.stringify({ input, file: given(file, redact), line, column, message: said });
}


/***/ }),

/***/ 554:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ev: () => (/* binding */ RETRY_FILE),
/* harmony export */   Ix: () => (/* binding */ isFailed),
/* harmony export */   Rr: () => (/* binding */ jsonList),
/* harmony export */   XT: () => (/* binding */ notRestorable),
/* harmony export */   e9: () => (/* binding */ UNDO_FILE),
/* harmony export */   i: () => (/* binding */ buildFollowUps),
/* harmony export */   qX: () => (/* binding */ isRestorable)
/* harmony export */ });
/* unused harmony exports undoComment, retryDocument, undoDocument */
/* harmony import */ var _text_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5473);

function buildFollowUps(report, redact) {
    const { settled } = report;
    return {
        retry: retryDocument(settled, redact),
        undo: undoDocument(settled, redact(undoComment(report))),
    };
}
function undoComment(report) {
    return report.workflowRun === '' ? 'Override taken back' : `Override of ${report.workflowRun} taken back`;
}
const FAILED = new Set(['rejected', 'unknown', 'not-sent']);
function isFailed({ status }) {
    return FAILED.has(status);
}
function retryDocument(settled, redact) {
    return jsonList(settled
        .filter((one) => isFailed(one) || one.status === 'planned')
        .map(({ override: { testCaseResultId, comment, outcome, onlyIf } }) => entry(testCaseResultId, (0,_text_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .jsonText */ .s$)(redact(comment)), outcome, onlyIf)));
}
function undoDocument(settled, comment) {
    const said = (0,_text_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .jsonText */ .s$)(comment);
    return jsonList(settled
        .filter(isTouched)
        .flatMap(({ override: { testCaseResultId, outcome, before } }) => isSettable(before?.result) ? [entry(testCaseResultId, said, before.result, [outcome])] : []));
}
function notRestorable(settled) {
    return settled.filter((one) => isTouched(one) && one.override.before && !isRestorable(one));
}
function isRestorable({ override: { before } }) {
    return isSettable(before?.result);
}
function isTouched({ status, override: { before, outcome } }) {
    return (status === 'overridden' || status === 'unknown') && before?.result !== outcome;
}
function isSettable(result) {
    return result === 'SUCCESS' || result === 'FAILURE' || result === 'NOT_EXECUTED';
}
function entry(id, commentJson, result, onlyIf) {
    const condition = onlyIf ? `,"onlyIf":${JSON.stringify(onlyIf)}` : '';
    return `{"testCaseResultId":${id},"comment":${commentJson},"result":"${result}"${condition}}`;
}
function jsonList(items) {
    return `[${items.join(',')}]`;
}
const RETRY_FILE = 'retry-results.json';
const UNDO_FILE = 'undo-results.json';


/***/ }),

/***/ 4358:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: ../../lib/src/text/errors.js
var errors = __nccwpck_require__(7537);
;// CONCATENATED MODULE: ../../lib/src/apply/ledger.js
class TrackedOverride {
    override;
    status;
    message = '';
    attempts = 0;
    constructor(override) {
        this.override = override;
    }
    settle(status, message) {
        if (this.status !== undefined)
            return;
        this.status = status;
        this.message = message;
    }
}
function recordResponse(asked, { accepted, rejected, attempts }) {
    const lines = new Map();
    for (const line of asked) {
        line.attempts += attempts;
        lines.set(line.override.testCaseResultId, line);
    }
    for (const id of accepted)
        lines.get(id)?.settle('overridden', '');
    for (const { testCaseResultId, message } of rejected)
        lines.get(testCaseResultId)?.settle('rejected', message);
}
function settleAll(lines, status, message) {
    for (const line of lines)
        line.settle(status, message);
}
function pending(lines) {
    return lines.filter(({ status }) => status === undefined);
}
function countStatuses(lines) {
    const counts = { overridden: 0, rejected: 0, unknown: 0 };
    for (const { status } of lines) {
        if (status === 'overridden' || status === 'rejected' || status === 'unknown')
            counts[status] += 1;
    }
    return counts;
}
function finalize(lines, stop) {
    settleAll(lines, 'not-sent', stop?.message ?? 'it was never asked for');
    return lines.filter(isSettled);
}
function isSettled(line) {
    return line.status !== undefined;
}

;// CONCATENATED MODULE: ../../lib/src/apply/apply.js


const BISECT_REQUEST_BUDGET = 64;
async function apply(overrides, options) {
    return new Applier(overrides, options).run();
}
class Applier {
    #options;
    #lines;
    #messages = new Set();
    #extra = 0;
    #stop;
    constructor(overrides, options) {
        this.#options = options;
        this.#lines = overrides.map((override) => new TrackedOverride(override));
    }
    async run() {
        const { batchSize, onBatch } = this.#options;
        const batches = Math.ceil(this.#lines.length / batchSize);
        for (let number = 1; number <= batches && !this.#stopped(); number += 1) {
            const batch = this.#lines.slice((number - 1) * batchSize, number * batchSize);
            await this.#batch(batch);
            onBatch({ number, batches, size: batch.length, ...countStatuses(batch) });
        }
        const [message] = this.#messages.size === 1 ? this.#messages : [];
        const settled = finalize(this.#lines, this.#stop);
        return { settled, ...(this.#stop ? { stop: this.#stop } : {}), ...(message ? { message } : {}) };
    }
    #stopped() {
        if (!this.#stop && this.#options.cancelled()) {
            this.#stop = { cause: 'cancelled', message: 'the step was cancelled' };
        }
        return this.#stop !== undefined;
    }
    async #batch(batch) {
        const answer = await this.#ask(batch, {});
        const open = pending(batch);
        const again = answer.nextStep === 'resend' ? await this.#askOnceMore(open, answer) : undefined;
        await this.#settle(open, again ?? answer, true);
    }
    async #askOnceMore(open, { status }) {
        if (open.length === 0 || this.#stopped())
            return undefined;
        return this.#unlessUnasked(await this.#ask(open, { maybeApplied: status === 'unknown' }));
    }
    async #ask(lines, options) {
        const overrides = lines.map(({ override }) => override);
        const answer = await this.#options
            .send(overrides, options)
            .catch((error) => internalErrorResponse(overrides, error));
        if (answer.attempts > 0)
            this.#messages.add(answer.message);
        recordResponse(lines, answer);
        return answer;
    }
    async #askAgain(lines, before) {
        const left = BISECT_REQUEST_BUDGET - this.#extra;
        if (left <= 0 || this.#stopped())
            return undefined;
        const answer = await this.#ask(lines, { maxAttempts: left, maybeApplied: before.status === 'unknown' });
        this.#extra += answer.attempts;
        return this.#unlessUnasked(answer);
    }
    #unlessUnasked(answer) {
        if (answer.attempts > 0)
            return answer;
        this.#stop ??= answer.stop;
        return undefined;
    }
    async #settle(asked, answer, whole) {
        const open = pending(asked);
        if (answer.nextStep === 'abort')
            this.#stop ??= answer.stop;
        if (answer.nextStep === 'resend')
            await this.#settleRest(open, answer);
        else if (answer.nextStep === 'bisect' && open.length > 1)
            await this.#halve(open, answer, whole);
        else
            settleAll(open, answer.status, answer.reason);
        this.#settleUnasked(open, answer);
    }
    async #settleRest(open, answer) {
        const again = open.length > 0 ? await this.#askAgain(open, answer) : undefined;
        if (again)
            await this.#settle(open, again, false);
    }
    #settleUnasked(open, { status, reason }) {
        const stop = this.#stop;
        if (!stop || stop.cause === 'fatal')
            settleAll(open, status, reason);
        else
            settleAll(open, 'unknown', `${reason}; it was not asked for again: ${stop.message}`);
    }
    async #halve(open, answer, whole) {
        if (answer.retryDelayMs > 0 && !this.#stopped())
            await this.#options.sleep(answer.retryDelayMs);
        const middle = Math.ceil(open.length / 2);
        const [left, right] = [open.slice(0, middle), open.slice(middle)];
        const first = await this.#askAgain(left, answer);
        if (!first)
            return;
        if (!whole || isAbort(first)) {
            await this.#settle(left, first, false);
            await this.#settleBy(await this.#askAgain(right, answer), right);
            return;
        }
        const second = await this.#askAgain(right, answer);
        if (second && isAbort(second))
            this.#stop ??= second.stop;
        if (second && (await this.#everythingIsRefused(left, first, second)))
            return;
        await this.#settle(left, first, false);
        await this.#settleBy(second, right);
    }
    async #settleBy(answer, asked) {
        if (answer)
            await this.#settle(asked, answer, false);
    }
    async #everythingIsRefused(left, first, second) {
        const refusal = first.errorFingerprint;
        const probe = left.slice(Math.floor(left.length / 2)).slice(0, 1);
        if (refusal === undefined || second.errorFingerprint !== refusal || left.length === 1)
            return false;
        const answer = await this.#askAgain(probe, first);
        if (!answer)
            return false;
        await this.#settle(probe, answer, false);
        if (answer.errorFingerprint !== refusal)
            return false;
        const message = `Testsigma refuses everything alike, single results included: ${answer.reason}`;
        this.#stop ??= { cause: 'fatal', message };
        return true;
    }
}
function isAbort({ nextStep }) {
    return nextStep === 'abort';
}
function internalErrorResponse(overrides, error) {
    const message = `the answer could not be read: ${(0,errors/* messageOf */.b)(error)}. This is a fault of the action; please report it`;
    return {
        accepted: [],
        rejected: [],
        unsettled: overrides.map(({ testCaseResultId }) => testCaseResultId),
        reason: message,
        status: 'unknown',
        nextStep: 'abort',
        stop: { cause: 'fatal', message },
        retryDelayMs: 0,
        attempts: 1,
    };
}

// EXTERNAL MODULE: ../../lib/src/model/outcome.js
var model_outcome = __nccwpck_require__(9388);
;// CONCATENATED MODULE: ../../lib/src/apply/verify.js

const MAX_READINGS = 3;
async function verifyAgainstRun(settled, options) {
    const { scope, read, wait } = options;
    if (!needsVerification(settled, scope))
        return { settled };
    for (let left = scope === 'everything' ? MAX_READINGS : 1;; left -= 1) {
        const shown = await read();
        if (left > 1 && !showsAll(settled, shown, scope) && (await wait()))
            continue;
        if ('value' in shown)
            return { settled: withObservedResults(settled, shown.value.results, scope) };
        return scope === 'everything' ? { settled, unverified: shown.unreadable } : { settled };
    }
}
function showsAll(settled, shown, scope) {
    return 'value' in shown && !hasMismatch(settled, shown.value.results, scope);
}
function needsVerification(settled, scope) {
    return settled.some(({ status }) => status === 'unknown' || (scope === 'everything' && status === 'overridden'));
}
function hasMismatch(settled, shown, scope) {
    const current = resultsById(shown);
    return settled.some(({ status, override: { testCaseResultId, outcome } }) => (status === 'unknown' || (scope === 'everything' && status === 'overridden')) &&
        current.get(testCaseResultId) !== outcome);
}
function withObservedResults(settled, shown, scope) {
    const current = resultsById(shown);
    return settled.map((one) => {
        const now = current.get(one.override.testCaseResultId);
        const asAsked = now === one.override.outcome;
        if (one.status === 'unknown' && asAsked) {
            return { ...one, status: 'overridden', message: 'no usable answer, but the run shows it as asked' };
        }
        if (one.status !== 'overridden' || scope !== 'everything' || asAsked)
            return one;
        const shows = now === undefined ? 'the run does not list it' : `the run still shows ${(0,model_outcome/* resultLabel */._J)(now)}`;
        return { ...one, status: 'rejected', message: `accepted, but ${shows}` };
    });
}
function resultsById(shown) {
    return new Map(shown.map(({ testCaseResultId, result }) => [testCaseResultId, result]));
}

// EXTERNAL MODULE: ../../lib/src/runtime/files.js
var runtime_files = __nccwpck_require__(950);
// EXTERNAL MODULE: ../../lib/src/text/format.js
var format = __nccwpck_require__(2805);
;// CONCATENATED MODULE: ../../lib/src/inputs/files.js


async function readFiles(input, lines, files) {
    const found = await findFiles(input, lines, files);
    const sources = [];
    const problems = [...found.problems];
    for (const path of found.paths) {
        const file = files.displayPath(path);
        try {
            sources.push({ input, file, text: await files.read(path) });
        }
        catch (error) {
            if (!(error instanceof runtime_files/* FileError */.f))
                throw error;
            problems.push({ location: { input, file }, message: `${(0,format/* quote */.hD)(file)} ${error.message}` });
        }
    }
    return { sources, problems, warnings: found.warnings };
}
async function findFiles(input, lines, files) {
    const wanted = patternsOf(lines);
    const excludes = wanted.filter((pattern) => pattern.startsWith('!'));
    const paths = new Map();
    const problems = [];
    const warnings = [];
    for (const pattern of wanted.filter((line) => !line.startsWith('!'))) {
        try {
            const matches = await matchesOf(pattern, excludes, files);
            for (const path of matches)
                paths.set(files.displayPath(path), path);
            if (matches.length === 0)
                warnings.push({ location: { input }, message: `${(0,format/* quote */.hD)(pattern)} matches no file` });
        }
        catch (error) {
            if (!(error instanceof runtime_files/* FileError */.f))
                throw error;
            const location = { input, file: files.displayPath(pattern) };
            problems.push({ location, message: `${(0,format/* quote */.hD)(pattern)} ${error.message}` });
        }
    }
    return { paths: [...paths.values()], problems, warnings };
}
async function matchesOf(pattern, excludes, files) {
    const kind = await files.kind(pattern);
    if (kind === 'missing') {
        if (!/[*?[]/.test(pattern))
            throw new runtime_files/* FileError */.f('does not exist');
        return files.glob([pattern, ...excludes].join('\n'));
    }
    if (kind !== 'file' || excludes.length === 0)
        return [pattern];
    return files.glob([escaped(pattern), ...excludes].join('\n'));
}
function escaped(path) {
    return path.replace(/[*?[]/g, '[$&]');
}
function patternsOf(lines) {
    return lines
        .split(/\r\n|\r|\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
}

// EXTERNAL MODULE: ../../lib/src/model/diagnostic.js
var diagnostic = __nccwpck_require__(5277);
// EXTERNAL MODULE: ../../lib/src/model/selector.js
var selector = __nccwpck_require__(199);
// EXTERNAL MODULE: ../../lib/src/documents/one-line.js
var one_line = __nccwpck_require__(134);
;// CONCATENATED MODULE: ../../lib/src/documents/plain.js




const ID = '[1-9]\\d{0,18}';
const COMMENT = '#[ -~]{0,1000}';
const PAIR_OF_LINE = `(${ID}) {0,9}: {1,9}([a-z_]{1,20})`;
const LINE_END = '(?:\\r\\n|\\r|\\n|$)';
const LINE = `(?:${PAIR_OF_LINE}(?: {1,99}${COMMENT}| {0,9})| {0,99}(?:${COMMENT})?)${LINE_END}`;
const PAIR = `${ID} *[:=] *[a-z_]+`;
const PAIRS = `${PAIR}(?: *, *${PAIR})*`;
const FORM_LINE = new RegExp(`^ *(?:${PAIRS}|\\{ *${PAIRS} *\\})\\s*$`, 'i');
function parsePlain(source, options) {
    return readLines(source) ?? readFormLine(source, options);
}
function readLines(source) {
    const { text } = source;
    const pattern = new RegExp(LINE, 'giy');
    const entries = [];
    for (let line = 1; pattern.lastIndex < text.length; line += 1) {
        const found = pattern.exec(text);
        if (!found)
            return undefined;
        const { 1: testCaseResultId, 2: word } = found;
        if (testCaseResultId === undefined || word === undefined)
            continue;
        const outcome = (0,model_outcome/* outcomeOf */.sG)(word);
        if (!outcome || (0,selector/* idError */.MQ)(testCaseResultId) !== undefined)
            return undefined;
        entries.push({ selector: { testCaseResultId }, outcome, location: (0,diagnostic/* locationIn */.zZ)(source, line, 1) });
    }
    return entries.length > 0 ? entries : undefined;
}
function readFormLine(source, options) {
    if (!FORM_LINE.test(source.text))
        return undefined;
    const { entries, problems } = (0,one_line/* parseOneLine */.a1)(source, options);
    return problems.length === 0 ? entries : undefined;
}

;// CONCATENATED MODULE: ../../lib/src/documents/load-documents.js




async function loadEntries(inputs, defaults, { files, console }) {
    const found = await readFiles('results-files', inputs.resultsFiles, files);
    const sources = [{ input: 'results', text: inputs.results }, ...found.sources];
    const reports = await findFiles('junit-files', inputs.junitFiles, files);
    const warnings = [...found.warnings, ...reports.warnings];
    const readings = await parseDocuments(sources, inputs);
    console.annotate('warning', warnings);
    if (readings.length > 0)
        console.group('What is asked', [...readings.map(sourceLine), ...defaults]);
    return {
        entries: readings.flatMap(({ entries }) => entries),
        reportPaths: reports.paths,
        problems: [...found.problems, ...readings.flatMap(({ problems }) => problems), ...reports.problems],
        warnings,
    };
}
async function parseDocuments(sources, inputs) {
    const given = sources.filter(({ text }) => text.trim() !== '');
    return Promise.all(given.map(async (source) => ({ source, ...(await parseSource(source, inputs)) })));
}
async function parseSource(source, inputs) {
    const entries = parsePlain(source, inputs);
    if (entries)
        return { entries, problems: [] };
    const { parseDocument } = await Promise.all(/* import() */[__nccwpck_require__.e(831), __nccwpck_require__.e(158)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5158));
    return parseDocument(source, inputs);
}
function sourceLine({ source, entries, problems }) {
    const faults = problems.length === 0 ? '' : `, ${(0,format/* pluralize */.td)(problems.length, 'problem')}`;
    return `${source.file ?? source.input}: ${entries.length === 1 ? '1 entry' : `${entries.length} entries`}${faults}`;
}
function defaultLines({ defaultOutcome, onlyIf, }) {
    return [
        ...(defaultOutcome === undefined ? [] : [`default-result: ${(0,model_outcome/* resultLabel */._J)(defaultOutcome)}`]),
        ...(onlyIf === undefined ? [] : [`only-if: ${onlyIf.map(model_outcome/* resultLabel */._J).join(', ')}`]),
    ];
}

;// CONCATENATED MODULE: ../../lib/src/lookup.js
const SHORT_RETRY = { maxRetries: 2, ms: 15_000 };
const RUNNING = ['STATUS_CREATED', 'STATUS_QUEUED', 'STATUS_PRE_FLIGHT', 'STATUS_IN_PROGRESS'];
async function lookUp(api, { lookup, runId, verify }, needed, clock) {
    if (lookup === 'off')
        return { runResult: '', listingError: 'lookup is off', problems: [], warnings: [] };
    const patience = needed || verify || lookup === 'required' ? {} : shortRetry(clock);
    const run = await api.run(patience);
    const results = await api.listing(patience);
    const faults = [...unreadable('run', run), ...unreadable("run's results", results)];
    const { result, status } = stateOf(run, results);
    const required = lookup === 'required';
    return {
        ...('value' in run ? { run: run.value } : {}),
        ...('value' in results ? { listing: { ...results.value, readAt: clock.now() } } : {}),
        runResult: result,
        listingError: 'unreadable' in results ? `it could not be read: ${results.unreadable}` : '',
        problems: [
            ...(required ? faults.map((fault) => remark('lookup', `${fault}, and lookup is required`)) : []),
            ...stillRunning(status, runId),
        ],
        warnings: [...(required || needed ? [] : withoutUndo(results)), ...reruns(run)],
    };
}
async function runResultNow(api, clock) {
    const read = await api.run(shortRetry(clock));
    return 'value' in read ? read.value.result : '';
}
function shortRetry(clock) {
    return { maxRetries: SHORT_RETRY.maxRetries, deadline: clock.now() + SHORT_RETRY.ms };
}
function unreadable(what, read) {
    return 'unreadable' in read ? [`the ${what} could not be read: ${read.unreadable}`] : [];
}
function stateOf(run, results) {
    if ('value' in run)
        return run.value;
    if ('value' in results)
        return { result: results.value.runResult, status: results.value.runStatus };
    return { result: '', status: '' };
}
function stillRunning(status, runId) {
    if (!RUNNING.includes(status))
        return [];
    const message = `run ${runId} is still going (${status}) and would overwrite what is set now; wait until it has ended, or set lookup: off to send all the same`;
    return [remark('run-id', message)];
}
function withoutUndo(results) {
    return unreadable("run's results", results).map((fault) => remark('lookup', `${fault}. The overrides go on, but former results are not known: nothing can be left as unchanged, and there is no undo`));
}
function reruns(run) {
    if (!('value' in run))
        return [];
    const { id, parent, child } = run.value;
    const rerunOf = `run ${id} is a rerun of run ${parent}: results of run ${parent} have other ids and are not changed`;
    const rerunAs = `run ${id} was run again as run ${child}: people look at that one, and its results have other ids`;
    return [
        ...(parent === undefined ? [] : [remark('run-id', rerunOf)]),
        ...(child === undefined ? [] : [remark('run-id', rerunAs)]),
    ];
}
function remark(input, message) {
    return { location: { input }, message };
}

// EXTERNAL MODULE: ../../lib/src/model/verdict.js
var model_verdict = __nccwpck_require__(8757);
;// CONCATENATED MODULE: ../../lib/src/plan/comment.js


const MAX_COMMENT_LENGTH = 2_000;
const MAX_RESULT_LENGTH = 50;
const MAX_REMEMBERED = 20;
class CommentRenderer {
    #audit;
    #redact;
    #last = new Map();
    constructor(audit, redact) {
        this.#audit = audit;
        this.#redact = redact;
    }
    render(said, before) {
        const last = this.#last.get(before);
        if (last?.said === said)
            return last.written;
        if (this.#last.size === MAX_REMEMBERED)
            this.#last.clear();
        const written = this.#write(said, before);
        this.#last.set(before, { said, written });
        return written;
    }
    #write(said, before) {
        const whole = this.#redact(said);
        const comment = (0,format/* cutTo */.yd)(whole, MAX_COMMENT_LENGTH);
        const was = before === undefined ? undefined : (0,format/* cutTo */.yd)(this.#redact((0,model_outcome/* resultLabel */._J)(before)), MAX_RESULT_LENGTH);
        const trail = this.#audit ? auditSuffix(this.#audit, was) : '';
        const isCut = whole.length + trail.length > MAX_COMMENT_LENGTH;
        return { comment, wireComment: withAuditSuffix(comment, trail), isCut };
    }
}
function auditSuffix(audit, before) {
    const origin = audit.where === undefined ? audit.who : `${audit.who}, ${audit.where}`;
    return before === undefined ? ` (${origin})` : ` (${origin}; was ${before})`;
}
function withAuditSuffix(comment, trail) {
    return `${(0,format/* cutTo */.yd)(comment, Math.max(0, MAX_COMMENT_LENGTH - trail.length))}${trail}`;
}

// EXTERNAL MODULE: ../../lib/src/text/closest.js
var closest = __nccwpck_require__(2491);
// EXTERNAL MODULE: ../../lib/src/plan/listing-index.js
var listing_index = __nccwpck_require__(3533);
;// CONCATENATED MODULE: ../../lib/src/plan/resolve.js





function resolve(entries, options) {
    return new Resolver(options).resolve(entries);
}
function needsListing({ selector, onlyIf }) {
    return selector.testCaseResultId === undefined || onlyIf !== undefined || (0,listing_index/* isCrossChecked */.E9)(selector);
}
const MAX_SUGGESTIONS = 10;
class Resolver {
    #options;
    #index;
    #targets = new Map();
    #problems = [];
    #notices = [];
    #suggestions = 0;
    constructor(options) {
        this.#options = options;
        this.#index = options.listing && new listing_index/* ResultIndex */.wx(options.listing);
    }
    resolve(entries) {
        for (const entry of entries)
            this.#resolve(entry);
        return { targets: [...this.#targets.values()], problems: this.#problems, notices: this.#notices };
    }
    #resolve(entry) {
        const { testCaseResultId } = entry.selector;
        if (!this.#index)
            this.#withoutListing(entry);
        else if (testCaseResultId === undefined)
            this.#bySearch(entry, this.#index);
        else
            this.#byId(entry, testCaseResultId, this.#index);
    }
    #withoutListing(entry) {
        const { testCaseResultId } = entry.selector;
        const needs = whatNeedsListing(entry, this.#options.onlyIf);
        if (testCaseResultId !== undefined && needs === undefined)
            this.#add(entry, testCaseResultId);
        else
            this.#fault(entry, `${needs} can only be understood with the run's listing, and ${this.#options.listingError}`);
    }
    #byId(entry, id, index) {
        const { runId, strict, onlyIf } = this.#options;
        const listed = index.byId(id);
        if (listed) {
            const disagreement = (0,listing_index/* findConflict */.Af)(entry.selector, listed);
            if (disagreement)
                this.#fault(entry, disagreement);
            else
                this.#add(entry, id, listed);
            return;
        }
        const needs = whatNeedsListing(entry, onlyIf);
        const missing = `run ${runId} does not list the result ${id}`;
        const advice = 'Is it of another run? A rerun has a run id and result ids of its own';
        if (strict || needs !== undefined) {
            this.#fault(entry, needs === undefined
                ? `${missing}. ${advice}`
                : `${missing}, so ${needs} cannot be checked. ${advice}`);
            return;
        }
        this.#notices.push({
            location: entry.location,
            message: `${missing}; Testsigma decides about it. ${advice}`,
        });
        this.#add(entry, id);
    }
    #bySearch(entry, index) {
        const candidates = index.search(entry.selector);
        const matches = candidates.filter((listed) => agrees(entry, listed));
        if (matches.length === 0)
            this.#fault(entry, this.#noMatch(entry, candidates, index));
        else if (matches.length > 1 && !entry.selector.all)
            this.#fault(entry, ambiguousMatchMessage(entry, matches));
        else
            for (const listed of matches)
                this.#add(entry, listed.testCaseResultId, listed);
    }
    #noMatch(entry, candidates, index) {
        const { runId } = this.#options;
        const none = `run ${runId} has no result of ${(0,listing_index/* describeSelector */.r5)(entry.selector)}`;
        if (candidates.length > 0)
            return `${none}. It has: ${(0,listing_index/* formatResults */.ew)(candidates)}`;
        const { name } = entry.selector;
        this.#suggestions += 1;
        const near = name === undefined || this.#suggestions > MAX_SUGGESTIONS ? [] : (0,closest/* closest */.k)(name, index.names(), 3);
        return near.length > 0 ? `${none}. The closest names: ${near.map(format/* quote */.hD).join(', ')}` : none;
    }
    #add(entry, testCaseResultId, listed) {
        const { outcome, comment, location } = entry;
        const first = this.#targets.get(testCaseResultId);
        if (!first) {
            const onlyIf = entry.onlyIf ?? this.#options.onlyIf;
            this.#targets.set(testCaseResultId, { testCaseResultId, outcome, comment, onlyIf, location, listed });
        }
        else if (first.outcome === outcome) {
            const message = `the result ${testCaseResultId} is asked for already at ${(0,diagnostic/* formatLocation */.j$)(first.location)}, with the same outcome; the first one counts`;
            this.#notices.push({ location, message });
        }
        else {
            const message = `the result ${testCaseResultId} shall become ${(0,model_outcome/* resultLabel */._J)(outcome)} here and ${(0,model_outcome/* resultLabel */._J)(first.outcome)} at ${(0,diagnostic/* formatLocation */.j$)(first.location)}; ask for one of them`;
            this.#problems.push({ location, message });
        }
    }
    #fault({ location }, message) {
        this.#problems.push({ location, message });
    }
}
function whatNeedsListing(entry, onlyIf) {
    const { selector } = entry;
    if (selector.testCaseResultId === undefined)
        return (0,listing_index/* describeSelector */.r5)(selector);
    if ((0,listing_index/* isCrossChecked */.E9)(selector))
        return 'what stands beside the id';
    return entry.onlyIf || onlyIf ? 'onlyIf' : undefined;
}
function agrees({ selector }, listed) {
    return (0,listing_index/* findConflict */.Af)(selector, listed) === undefined;
}
function ambiguousMatchMessage(entry, matches) {
    const [first] = matches;
    const exact = first ? entryFor(entry, first, matches) : '';
    return `${(0,listing_index/* describeSelector */.r5)(entry.selector)} matches ${matches.length} results: ${(0,listing_index/* formatResults */.ew)(matches)}. Write ${exact} in a list for the first of them, or all: true for every one`;
}
function entryFor({ selector, outcome }, listed, matches) {
    const { suite, machine, testCaseResultId } = listed;
    const alike = matches.filter((match) => match.suite === suite && match.machine === machine);
    if (alike.length > 1)
        return `{testCaseResultId: ${testCaseResultId}, result: ${outcome}}`;
    const { testCaseId, name } = selector;
    const which = testCaseId === undefined ? `name: ${JSON.stringify(name)}` : `testCaseId: ${testCaseId}`;
    const narrowing = [
        suite && `suite: ${JSON.stringify(suite)}`,
        machine && `machine: ${JSON.stringify(machine)}`,
    ];
    return `{${[which, ...narrowing, `result: ${outcome}`].filter(Boolean).join(', ')}}`;
}

;// CONCATENATED MODULE: ../../lib/src/plan/plan.js




function makePlan(entries, options, reported = []) {
    const { listing, onlyIf, runId, strict, listingError } = options;
    const asked = resolve(entries, {
        runId,
        strict,
        listingError,
        ...(listing ? { listing: listing.results } : {}),
        ...(onlyIf ? { onlyIf } : {}),
    });
    const { problems } = asked;
    const { targets, notices } = mergeTargets(asked.targets, reported, onlyIf);
    const writer = new CommentRenderer(options.audit, options.redact);
    const cut = [];
    const planned = targets.map((target) => {
        const written = writer.render(target.comment ?? options.comment, target.listed?.result);
        if (written.isCut)
            cut.push(cutNotice(target));
        return planTarget(target, written, options);
    });
    return { planned, problems, notices: [...asked.notices, ...notices, ...cut] };
}
function mergeTargets(asked, reported, onlyIf) {
    if (reported.length === 0)
        return { targets: asked, notices: [] };
    const explicit = new Map(asked.map((target) => [target.testCaseResultId, target]));
    const targets = [...asked];
    const notices = [];
    for (const target of reported) {
        const winner = explicit.get(target.testCaseResultId);
        if (winner)
            notices.push(supersededNotice(target, winner));
        else
            targets.push(onlyIf ? { ...target, onlyIf } : target);
    }
    return { targets, notices };
}
function supersededNotice({ testCaseResultId, outcome, location }, winner) {
    const message = `the report says ${(0,model_outcome/* resultLabel */._J)(outcome)} for the result ${testCaseResultId}, and ${(0,diagnostic/* formatLocation */.j$)(winner.location)} asks for ${(0,model_outcome/* resultLabel */._J)(winner.outcome)}: what is asked for explicitly counts`;
    return { location, message };
}
function planTarget(target, { comment, wireComment }, options) {
    const { testCaseResultId, outcome, onlyIf, location, listed: before } = target;
    const override = {
        testCaseResultId,
        outcome,
        comment,
        wireComment,
        onlyIf,
        location,
        before,
    };
    return { override, skipReason: skipReason(override, options) };
}
function cutNotice({ location, testCaseResultId }) {
    const message = `the comment for ${testCaseResultId} was cut: with its trail it may have ${MAX_COMMENT_LENGTH} characters`;
    return { location, message };
}
function skipReason({ outcome, before, onlyIf }, options) {
    if (!before)
        return undefined;
    if (options.skipUnchanged && before.result === outcome)
        return `it already was ${(0,model_outcome/* resultLabel */._J)(outcome)}${readAtSuffix(options)}`;
    if (!onlyIf || onlyIf.includes(before.result))
        return undefined;
    return `it was ${(0,model_outcome/* resultLabel */._J)(before.result)}${readAtSuffix(options)}, and only ${onlyIf.map(model_outcome/* resultLabel */._J).join(' or ')} may be replaced`;
}
function readAtSuffix({ listing }) {
    return listing ? ` when the run was read at ${new Date(listing.readAt).toISOString()}` : '';
}

// EXTERNAL MODULE: ../../lib/src/report/findings.js
var findings = __nccwpck_require__(1287);
;// CONCATENATED MODULE: ../../lib/src/report/log.js



function logRun(found, { runId, baseUrl }, console) {
    if (!found)
        return;
    const facts = [
        ['address', `${baseUrl}/ui/td/runs/${runId}`],
        ['test plan', found.plan],
        ['build', found.build],
        ['started', found.started],
        ['status', found.status],
        ['result before', found.result && (0,model_outcome/* resultLabel */._J)(found.result)],
    ];
    console.group(`Run ${runId}`, facts.filter(([, fact]) => fact).map(([what, fact]) => `${what}: ${fact}`));
}
function logTestReports({ lines, unusedTests }, console) {
    if (lines.length > 0)
        console.group('Test reports', lines);
    if (!unusedTests)
        return;
    logTests('Tests that match nothing', unusedTests.unmatched, console);
    logTests('Tests that were skipped and say nothing', unusedTests.skipped, console);
}
function logTests(title, { count, first }, console) {
    const lines = first.map(({ location, message }) => `${(0,diagnostic/* formatLocation */.j$)(location)}: ${message}`);
    if (count > 0)
        console.group(`${title}: ${count}`, (0,format/* withRemainder */.OA)(lines, count));
}
const MAX_LOGGED = 50;
function logPlan(planned, console) {
    const left = planned.filter(({ skipReason }) => skipReason !== undefined).length;
    const unchanged = left > 0 ? `, ${left} left as they are` : '';
    const lines = planned.slice(0, MAX_LOGGED).map(planLine);
    const title = `Plan: ${(0,format/* pluralize */.td)(planned.length - left, 'override')}${unchanged}`;
    console.group(title, (0,format/* withRemainder */.OA)(lines, planned.length));
}
function planLine({ override: { testCaseResultId, outcome, before }, skipReason }) {
    const name = before?.name === undefined ? '' : ` ${before.name}`;
    const machine = before?.machine === undefined ? '' : ` (${before.machine})`;
    const change = `${before ? `${(0,model_outcome/* resultLabel */._J)(before.result)} → ` : ''}${(0,model_outcome/* resultLabel */._J)(outcome)}`;
    return `${testCaseResultId}${name}${machine}: ${skipReason === undefined ? change : `left as it is: ${skipReason}`}`;
}

;// CONCATENATED MODULE: ../../lib/src/report/progress.js
const PROGRESS_INTERVAL_MS = 5_000;
const MAX_BATCH_LINES = 20;
class Progress {
    #console;
    #clock;
    #total;
    #startedAt;
    #timer;
    #done = 0;
    #toldAt;
    constructor(console, clock, total) {
        this.#console = console;
        this.#clock = clock;
        this.#total = total;
        this.#startedAt = clock.now();
        this.#toldAt = this.#startedAt;
        this.#timer = setInterval(() => this.#tellHowFar(), PROGRESS_INTERVAL_MS / 5);
        this.#timer.unref();
    }
    batch(done) {
        this.#done += done.size;
        const smooth = done.overridden === done.size;
        if (done.batches <= MAX_BATCH_LINES || !smooth || done.number === done.batches)
            this.#tell(batchLine(done));
        else
            this.#tellHowFar();
    }
    stop() {
        clearInterval(this.#timer);
    }
    #tellHowFar() {
        const now = this.#clock.now();
        if (now - this.#toldAt < PROGRESS_INTERVAL_MS)
            return;
        const seconds = (now - this.#startedAt) / 1_000;
        const rate = this.#done / seconds;
        const left = rate > 0 ? `, about ${Math.ceil((this.#total - this.#done) / rate)} s left` : '';
        const pace = rate > 0 ? `, ${rate.toFixed(1)} a second` : '';
        this.#tell(`${this.#done} of ${this.#total} done after ${Math.round(seconds)} s${pace}${left}`);
    }
    #tell(line) {
        this.#toldAt = this.#clock.now();
        this.#console.line(line);
    }
}
function batchLine({ number, batches, size, overridden, rejected, unknown }) {
    const parts = [`${overridden} of ${size} overridden`];
    if (rejected > 0)
        parts.push(`${rejected} rejected`);
    if (unknown > 0)
        parts.push(`${unknown} unknown`);
    return `Batch ${number} of ${batches}: ${parts.join(', ')}`;
}

// EXTERNAL MODULE: ../../lib/src/report/report-files.js + 2 modules
var report_files = __nccwpck_require__(6516);
;// CONCATENATED MODULE: ../../lib/src/test-reports/reports.js

const NO_REPORTS = { targets: [], lines: [], problems: [], warnings: [] };
async function matchJUnitTests(paths, inputs, { listing, listingError }, world) {
    if (paths.length === 0)
        return NO_REPORTS;
    const { runId, host, comment, junitSuite: suite, junitMachine: machine } = inputs;
    const about = { runId, host, comment, suite, machine };
    const reports = await read(paths, { ...world, ...about, listing: listing?.results ?? [] });
    return listing ? tied(reports, inputs, listing) : withoutListing(reports, listingError);
}
async function validateJUnitFiles(paths, host, world) {
    if (paths.length === 0)
        return [];
    const about = { runId: '', host, comment: '', suite: '', machine: '', listing: [] };
    return (await read(paths, { ...world, ...about })).problems;
}
async function read(paths, options) {
    const { loadReports } = await Promise.all(/* import() */[__nccwpck_require__.e(628), __nccwpck_require__.e(528)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2528));
    return loadReports(paths, options);
}
function tied(reports, inputs, { results }) {
    const { unmatched, skipped } = reports;
    const { errors, warnings } = applyUnmatchedPolicy(unmatched, inputs);
    return {
        ...reports,
        problems: [...narrowingProblems(inputs, results), ...reports.problems, ...errors],
        warnings: [...reports.warnings, ...warnings],
        unusedTests: { unmatched, skipped },
    };
}
function narrowingProblems({ junitSuite, junitMachine, runId }, results) {
    const suites = results.map(({ suite }) => suite);
    const machines = results.map(({ machine }) => machine);
    const noSuite = `run ${runId} has no suite of the name ${(0,format/* quote */.hD)(junitSuite)}; it has: ${namesOf(suites)}`;
    const noMachine = `run ${runId} has no machine of the name ${(0,format/* quote */.hD)(junitMachine)}; it has: ${namesOf(machines)}`;
    return [
        ...(isMissing(junitSuite, suites) ? [{ location: { input: 'junit-suite' }, message: noSuite }] : []),
        ...(isMissing(junitMachine, machines)
            ? [{ location: { input: 'junit-machine' }, message: noMachine }]
            : []),
    ];
}
function isMissing(name, known) {
    return name !== '' && name !== '*' && known.length > 0 && !known.includes(name);
}
function namesOf(known) {
    const names = [...new Set(known.flatMap((name) => (name === undefined ? [] : (0,format/* quote */.hD)(name))))];
    return names.length === 0 ? 'none' : (0,format/* listFirst */.rL)(names, (name) => name);
}
function withoutListing({ testCount, lines, warnings, problems }, listingError) {
    const message = `tests can only be told by the run's listing, and ${listingError}`;
    const untellable = testCount > 0 ? [reports_remark(message)] : [];
    return { ...NO_REPORTS, lines, warnings, problems: [...problems, ...untellable] };
}
function applyUnmatchedPolicy({ count, first }, { ifUnmatched, runId }) {
    if (count === 0 || ifUnmatched === 'ignore')
        return { errors: [], warnings: [] };
    if (ifUnmatched === 'error') {
        const errors = first.map(({ location, message }) => ({
            location,
            message: `${message}. ${ADVICE}: warn`,
        }));
        const more = count - first.length;
        const rest = more > 0 ? [reports_remark(`without a match in run ${runId}: ${(0,format/* pluralize */.td)(more, 'more test')}`)] : [];
        return { errors: [...errors, ...rest], warnings: [] };
    }
    const [example] = first.map(({ message }) => `, such as ${message}`);
    const message = `without a match in run ${runId}: ${(0,format/* pluralize */.td)(count, 'test')} of the reports${example}. ${ADVICE}: ignore`;
    return { errors: [], warnings: [reports_remark(message)] };
}
const ADVICE = 'Mark tests with the tags of their test cases, such as [TS-411], leave out their report, or set if-unmatched';
function reports_remark(message) {
    return { location: { input: 'junit-files' }, message };
}

;// CONCATENATED MODULE: ../../lib/src/testsigma/advice.js
const FEATURE_FLAG = 'Overriding results is a feature that Testsigma support turns on for an account: ask them whether it is on';
const OTHER_PRODUCTS = "test-management.testsigma.com is another product with other ids, and Testsigma's community edition cannot override results";
function fatalAdvice(status, runId, baseUrl) {
    const key = `Check api-token: a current API key (Settings > API Keys) of the region of base-url (${baseUrl}); keys of one region fail in another`;
    const run = `Check run-id ${runId}: the id of a run on ${baseUrl}; a rerun has an id of its own`;
    switch (status) {
        case 401:
            return key;
        case 403:
            return `${key}, which may change run ${runId}. ${FEATURE_FLAG}`;
        case 407:
            return 'A proxy asks for a user and a password: put them into https_proxy (http://user:password@host:port)';
        default:
            return `${run}. ${FEATURE_FLAG}. Check base-url: ${OTHER_PRODUCTS}`;
    }
}
function redirectAdvice(location, baseUrl) {
    const target = location && URL.canParse(location, baseUrl) ? new URL(location, baseUrl) : undefined;
    if (!target || !/^https?:$/.test(target.protocol))
        return 'a redirect without a usable address';
    const base = new URL(baseUrl);
    const pointed = `a redirect to ${target.protocol}//${target.host}${target.pathname}`;
    return `${pointed}: ${meaning(target, base)}`;
}
function meaning(target, base) {
    if (/log-?in|sign-?in|sso|oauth|auth/i.test(target.host + target.pathname)) {
        return 'a login page, so the key was not accepted there, or base-url is not the address of the API';
    }
    if (target.host !== base.host) {
        return `the host was renamed or is another region; if it is right, set base-url to ${target.origin}`;
    }
    if (target.protocol !== base.protocol)
        return `base-url should begin with ${target.protocol}//`;
    return 'base-url may lack or have a path too much';
}

// EXTERNAL MODULE: ../../lib/src/runtime/http.js
var http = __nccwpck_require__(2141);
;// CONCATENATED MODULE: ../../lib/src/testsigma/retry.js

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;
const RETRYABLE_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504]);
const NOT_APPLIED_STATUSES = new Set([408, 425, 429, 503]);
class RetryClient {
    #options;
    #exchanger;
    constructor(options) {
        this.#options = options;
        this.#exchanger = new http/* HttpSession */.N(options.userAgent);
    }
    async sendWithRetries(request, patience = {}) {
        const { clock, cancellation, deadline: latest } = this.#options;
        const deadline = Math.min(latest, patience.deadline ?? Number.POSITIVE_INFINITY);
        const maxRetries = patience.maxRetries ?? this.#options.maxRetries;
        let said = { attempts: 0, maybeApplied: false, consecutiveTimeouts: 0 };
        for (;;) {
            said = await this.#attempt(request, deadline, said);
            if (!said.last || said.stoppedBy || said.attempts > maxRetries || !isRetryable(said.last))
                return said;
            if (patience.stopAtSecondTimeout && said.consecutiveTimeouts === 2)
                return said;
            const wait = retryDelay(said.attempts, said.last, this.#options);
            if (clock.now() + wait >= deadline)
                return { ...said, stoppedBy: 'deadline' };
            const tries = `attempt ${said.attempts} of ${maxRetries + 1}`;
            this.#options.onRetry(`${tries} failed: ${reasonOf(said.last)}; asking again in ${seconds(wait)}`);
            await clock.sleep(wait, cancellation.requested);
        }
    }
    async #attempt(request, deadline, said) {
        const { clock, cancellation, requestTimeoutMs } = this.#options;
        if (cancellation.requested.aborted)
            return { ...said, stoppedBy: 'cancelled' };
        const left = deadline - clock.now();
        if (left <= 0)
            return { ...said, stoppedBy: 'deadline' };
        const limits = { timeoutMs: Math.min(left, requestTimeoutMs), signal: cancellation.expired };
        const last = await this.#exchanger.exchange(request, limits);
        const cancelled = last.kind === 'fault' && last.cause === 'cancelled';
        return {
            last,
            attempts: said.attempts + 1,
            maybeApplied: said.maybeApplied || mayHaveApplied(last),
            consecutiveTimeouts: isTimeout(last) ? said.consecutiveTimeouts + 1 : 0,
            ...(cancelled ? { stoppedBy: 'cancelled' } : {}),
        };
    }
    delayBeforeBisect() {
        return backoff(2, this.#options.random);
    }
    close() {
        this.#exchanger.close();
    }
}
function reasonOf(exchange) {
    return exchange.kind === 'fault' ? exchange.message : statusText(exchange.status);
}
function statusText(status) {
    const meaning = process.getBuiltinModule('node:http').STATUS_CODES[status];
    return meaning ? `${status} ${meaning}` : String(status);
}
function isRateLimit(reply) {
    return reply.status === 429 || (reply.status === 500 && /rate[\s_-]*limit/i.test(reply.body));
}
function isTimeout(exchange) {
    return exchange.kind === 'fault' && exchange.cause === 'timeout';
}
function isRetryable(exchange) {
    return exchange.kind === 'fault' ? exchange.retryable : RETRYABLE_STATUSES.has(exchange.status);
}
function mayHaveApplied(exchange) {
    if (exchange.kind === 'fault')
        return exchange.maybeApplied;
    return exchange.status >= 500 && !NOT_APPLIED_STATUSES.has(exchange.status) && !isRateLimit(exchange);
}
function retryDelay(retry, last, { random, clock }) {
    const asked = last.kind === 'reply' ? retryAfter(last.headers['retry-after'], clock.now()) : undefined;
    return asked || backoff(retry, random);
}
function backoff(retry, random) {
    return random() * Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (retry - 1));
}
function retryAfter(header, now) {
    const text = header?.trim() ?? '';
    if (/^\d+$/.test(text))
        return Number(text) * 1000;
    const date = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
function seconds(ms) {
    return `${(ms / 1000).toFixed(1)} s`;
}

;// CONCATENATED MODULE: ../../lib/src/testsigma/override-response.js


function interpretResponse(question, conversation) {
    const { last, attempts, stoppedBy } = conversation;
    const verdict = last ? interpretLast(question, conversation, last) : NOT_SENT;
    const answer = { ...NOTHING, attempts, unsettled: question.ids, ...verdict };
    return stoppedBy && answer.nextStep !== 'abort'
        ? { ...answer, nextStep: 'abort', stop: ABORT_REASONS[stoppedBy] }
        : answer;
}
const NOTHING = {
    accepted: [],
    rejected: [],
    unsettled: [],
    reason: '',
    status: 'unknown',
    nextStep: 'accept',
    retryDelayMs: 0,
    attempts: 0,
};
const NOT_SENT = { status: 'not-sent', reason: 'it was never asked for' };
const ABORT_REASONS = {
    deadline: { cause: 'deadline', message: 'no time is left for more (timeout-seconds)' },
    cancelled: { cause: 'cancelled', message: 'the step was cancelled' },
};
function interpretLast(question, conversation, last) {
    return last.kind === 'fault'
        ? interpretFailure(question, conversation, last)
        : interpretReply(question, conversation, last);
}
function interpretFailure({ pauseMs }, { consecutiveTimeouts, maybeApplied }, fault) {
    const reason = fault.message;
    if (fault.cause === 'timeout' && consecutiveTimeouts > 1) {
        return {
            reason,
            status: 'unknown',
            nextStep: 'bisect',
            errorFingerprint: 'timeout',
            retryDelayMs: pauseMs,
        };
    }
    if (fault.retryable || fault.cause === 'cancelled')
        return { reason, status: 'unknown' };
    return { reason, status: maybeApplied ? 'unknown' : 'not-sent', nextStep: 'abort', stop: fatal(reason) };
}
function interpretReply(question, conversation, reply) {
    const { status } = reply;
    if (status === 200)
        return interpretSuccess(question, conversation, reply);
    if (status < 400)
        return notFromTestsigma(question, reply);
    if (isFatal(status))
        return interpretFatal(question, conversation, reply);
    if (isRejection(status))
        return interpretRejection(question, conversation, reply);
    const reason = describeReply(reply);
    if (status === 500 && !isRateLimit(reply)) {
        return { reason, status: 'unknown', nextStep: 'bisect', errorFingerprint: errorFingerprint(reply) };
    }
    return { reason, status: 'unknown' };
}
function isFatal(status) {
    return [401, 403, 404, 405, 407].includes(status);
}
function isRejection(status) {
    return status < 500 && ![408, 425, 429].includes(status);
}
function interpretFatal({ runId, baseUrl, ...before }, { maybeApplied }, reply) {
    const reason = describeReply(reply);
    const stop = fatal(`Testsigma answered ${reason}. ${fatalAdvice(reply.status, runId, baseUrl)}`);
    return { reason, status: rejectedOrUnknown(maybeApplied || before.maybeApplied), nextStep: 'abort', stop };
}
function rejectedOrUnknown(maybeApplied) {
    return maybeApplied ? 'unknown' : 'rejected';
}
function interpretRejection(question, { maybeApplied }, reply) {
    const named = namedIn(question, [rejectionText(reply)]);
    const unsettled = question.ids.filter((id) => !named.reasons.has(id));
    const rejected = rejections(named);
    const status = rejectedOrUnknown(maybeApplied || question.maybeApplied);
    if (rejected.length > 0) {
        const reason = `Testsigma answered ${statusText(reply.status)} for the whole request`;
        return { rejected, unsettled, reason, status, nextStep: 'resend' };
    }
    return {
        reason: describeReply(reply),
        status,
        nextStep: 'bisect',
        errorFingerprint: errorFingerprint(reply),
    };
}
function interpretSuccess(question, { maybeApplied }, reply) {
    const body = reply.complete ? successBody(reply.body) : undefined;
    if (!body)
        return notFromTestsigma(question, reply);
    const { errors, message } = body;
    const named = namedIn(question, errors);
    const others = question.ids.filter((id) => !named.reasons.has(id));
    const known = { rejected: rejections(named), message };
    const doubt = doubtAbout(errors.length, named, body);
    if (doubt === undefined)
        return { ...known, accepted: others, unsettled: [] };
    const single = question.ids.length === 1 && errors.length > 0;
    const status = single ? rejectedOrUnknown(maybeApplied || question.maybeApplied) : 'unknown';
    return {
        ...known,
        unsettled: others,
        reason: doubt,
        status,
        nextStep: 'bisect',
        errorFingerprint: `200 ${withoutDigits(doubt)}`,
    };
}
function doubtAbout(errors, { unattributed }, body) {
    if (unattributed.length > 0)
        return truncateReason(unattributed.join('; '));
    if (body.more !== '')
        return truncateReason(`${body.message}: ${body.more}`);
    if (errors === 0 && /partial|fail/i.test(body.message))
        return `Testsigma said "${truncateReason(body.message)}" and not about which`;
    return undefined;
}
function notFromTestsigma({ baseUrl }, reply) {
    const { location } = reply.headers;
    const redirect = reply.status >= 300 && reply.status < 400;
    const said = redirect
        ? `${statusText(reply.status)}, ${redirectAdvice(location, baseUrl)}`
        : `${statusText(reply.status)} with ${contents(reply)}: check that base-url (${baseUrl}) is Testsigma's address and that no login page or proxy answers in its place`;
    const reason = `this is not an answer of Testsigma's API: ${said}`;
    return { reason, status: 'unknown', nextStep: 'abort', stop: fatal(reason) };
}
function contents({ body, complete }) {
    if (body.trim() === '')
        return 'an empty body';
    if (!complete)
        return 'a body that is too large or not whole';
    return /^\s*</.test(body) ? 'a web page' : 'a body that is not as documented';
}
function fatal(message) {
    return { cause: 'fatal', message };
}
function describeReply(reply) {
    const text = rejectionText(reply).trim();
    return text === '' || /^</.test(text)
        ? statusText(reply.status)
        : `${statusText(reply.status)}: ${truncateReason(text)}`;
}
function errorFingerprint(reply) {
    return `${reply.status} ${withoutDigits(truncateReason(rejectionText(reply)))}`;
}
function withoutDigits(text) {
    return text.replace(/\d+/g, '#');
}
const MAX_REASON_LENGTH = 1_000;
function truncateReason(text) {
    return text.length > MAX_REASON_LENGTH ? `${text.slice(0, MAX_REASON_LENGTH - 1).toWellFormed()}…` : text;
}
function successBody(text) {
    const body = parsed(text);
    const errors = body?.['errors'];
    const message = body?.['message'];
    if (!body || !isTexts(errors) || typeof message !== 'string')
        return undefined;
    return { errors, message, more: fieldTexts(body) };
}
function rejectionText({ body: text }) {
    const body = parsed(text);
    if (!body)
        return text;
    const said = [body['error'], body['message'], ...(isTexts(body['errors']) ? body['errors'] : [])];
    const texts = [...said, fieldTexts(body)].filter((part) => typeof part === 'string' && part !== '');
    return texts.length > 0 ? texts.join('; ') : text;
}
function fieldTexts(body) {
    return [body['fieldErrors'], body['objectErrors']]
        .filter((part) => part !== null && part !== undefined && !(Array.isArray(part) && part.length === 0))
        .map((part) => (typeof part === 'string' ? part : jsonOf(part)))
        .filter((part) => part !== '' && part !== '{}')
        .join('; ');
}
function jsonOf(value) {
    try {
        return JSON.stringify(value);
    }
    catch {
        return 'details that are nested too deeply to be shown';
    }
}
function parsed(text) {
    try {
        const value = JSON.parse(text);
        return isRecord(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isTexts(value) {
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
const NAMED_ID = /(?:given\s{1,3})?test\s{0,3}case\s{0,3}result\s{0,3}(?:id)?\s{0,3}[:=#]?\s{0,3}(\d+)/gi;
const NAMED_RUN = /execution\s{1,3}run\s{1,3}(\d{1,19})(?![\w-])/i;
function namedIn({ ids, runId }, texts) {
    if (texts.length === 0)
        return NOBODY;
    const asked = new Set(ids);
    const reasons = new Map();
    const unattributed = [];
    for (const text of texts) {
        const known = mentions(text).filter(({ id }) => asked.has(id));
        for (const { id, reason } of known)
            note(reasons, id, withRun(truncateReason(reason), runId));
        if (known.length === 0)
            unattributed.push(text.trim() === '' ? 'an error without a text' : text.trim());
    }
    return { reasons, unattributed };
}
const NOBODY = { reasons: new Map(), unattributed: [] };
function note(reasons, id, reason) {
    const said = reasons.get(id);
    if (!said)
        reasons.set(id, [reason]);
    else if (said.length < 5 && !said.includes(reason))
        said.push(reason);
}
function mentions(text) {
    const found = [...text.matchAll(NAMED_ID)];
    const alone = found.length === 1 && !/\bcause\b/i.test(text);
    return found.map(({ 1: id = '', index }, position) => {
        const end = found[position + 1]?.index ?? text.length;
        return { id, reason: alone ? text.trim() : withoutSeparators(truncateReason(text.slice(index, end))) };
    });
}
const SEPARATOR_AT_END = /(?:<br\s{0,3}\/?>|[\s;,])$/i;
const MAX_SEPARATOR_LENGTH = '<br   />'.length;
function withoutSeparators(cause) {
    let rest = cause;
    for (;;) {
        const found = SEPARATOR_AT_END.exec(rest.slice(-MAX_SEPARATOR_LENGTH));
        if (!found)
            return rest.trimStart();
        rest = rest.slice(0, -found[0].length);
    }
}
function withRun(reason, runId) {
    const run = NAMED_RUN.exec(reason)?.[1];
    return run === undefined || run === runId
        ? reason
        : `${reason} (the answer speaks of run ${run}, not of run ${runId})`;
}
function rejections({ reasons }) {
    return [...reasons].map(([testCaseResultId, said]) => ({ testCaseResultId, message: said.join('; ') }));
}

// EXTERNAL MODULE: ../../lib/src/text/json.js
var json = __nccwpck_require__(8824);
;// CONCATENATED MODULE: ../../lib/src/testsigma/run-response.js


class UnexpectedResponseError extends Error {
}
function parseRun(body, runId) {
    const fields = record(run_response_json(body)) ?? notAsDocumented('the run');
    const id = idOf(fields['id']);
    if (id !== runId)
        throw new UnexpectedResponseError(`Testsigma answered about run ${id ?? 'without an id'} instead of ${runId}`);
    const optional = {
        plan: idOf(fields['executionId']),
        build: textOf(fields['buildNo']),
        started: timeOf(fields['startTime'] ?? fields['startedAt'] ?? fields['createdDate']),
        parent: idOf(fields['reRunParentId']),
        child: childOf(fields['childResult']),
    };
    const given = Object.entries(optional).filter(([, value]) => value !== undefined);
    const result = (0,model_outcome/* normalizeResult */.Zc)(textOf(fields['result']) ?? '');
    return { id, result, status: textOf(fields['status']) ?? '', ...Object.fromEntries(given) };
}
function parseListing(body, runId) {
    const fields = record(run_response_json(body)) ?? notAsDocumented('the listing');
    const of = idOf(fields['executionResultId']);
    if (of !== undefined && of !== runId)
        throw new UnexpectedResponseError(`the listing is of run ${of} instead of ${runId}`);
    const cases = fields['testCases'];
    if (!Array.isArray(cases))
        return notAsDocumented('the listing');
    const results = cases.map((entry) => listed(entry));
    const runResult = (0,model_outcome/* normalizeResult */.Zc)(textOf(fields['result']) ?? '');
    return { results, runResult, runStatus: textOf(fields['status']) ?? '' };
}
function listed(entry) {
    const fields = record(entry) ?? notAsDocumented('an entry of the listing');
    const testCaseResultId = idOf(fields['testCaseResultId']);
    const result = textOf(fields['result']);
    if (testCaseResultId === undefined || result === undefined)
        return notAsDocumented('an entry of the listing');
    const testCaseId = idOf(fields['testCaseId']);
    const name = textOf(fields['testCaseName'])?.trim();
    const suite = textOf(fields['testSuiteName'])?.trim();
    const machine = textOf(fields['machineTitle'])?.trim();
    return {
        testCaseResultId,
        result: (0,model_outcome/* normalizeResult */.Zc)(result),
        ...(testCaseId === undefined ? {} : { testCaseId }),
        ...(name ? { name } : {}),
        ...(suite ? { suite } : {}),
        ...(machine ? { machine } : {}),
    };
}
function run_response_json(body) {
    if ((0,json/* isMostlyBrackets */.yg)(body))
        return notAsDocumented('the answer');
    try {
        return (0,json/* parseLossless */.IS)(body);
    }
    catch {
        throw new UnexpectedResponseError('the answer is not JSON');
    }
}
function notAsDocumented(what) {
    throw new UnexpectedResponseError(`${what} is not as documented`);
}
function record(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}
function textOf(value) {
    if (typeof value === 'number')
        return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function idOf(value) {
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && /^[1-9]\d{0,18}$/.test(text) ? text : undefined;
}
function timeOf(value) {
    const ms = typeof value === 'number' ? value : Number.NaN;
    return ms > 0 && ms < 8.64e15 ? new Date(ms).toISOString() : textOf(value);
}
function childOf(value) {
    return idOf(value) ?? idOf(record(value)?.['id']);
}

;// CONCATENATED MODULE: ../../lib/src/testsigma/client.js





const MAX_RESPONSE_BYTES = 5 * 1024 * 1024;
const MAX_LISTING_BYTES = 64 * 1024 * 1024;
class TestsigmaClient {
    #options;
    constructor(options) {
        this.#options = options;
    }
    async override(overrides, options) {
        const { transport, baseUrl, runId, maxRetries } = this.#options;
        const { maxAttempts = Number.POSITIVE_INFINITY, maybeApplied = false } = options;
        const request = {
            method: 'PUT',
            url: this.#url('/override'),
            headers: { ...this.#headers(), 'Content-Type': 'application/json' },
            body: overrideBody(overrides),
            maxBytes: MAX_RESPONSE_BYTES,
        };
        const conversation = await transport.sendWithRetries(request, {
            maxRetries: Math.min(maxRetries, maxAttempts - 1),
            stopAtSecondTimeout: overrides.length > 1,
        });
        const ids = overrides.map(({ testCaseResultId }) => testCaseResultId);
        return interpretResponse({ runId, ids, baseUrl, pauseMs: transport.delayBeforeBisect(), maybeApplied }, conversation);
    }
    run(patience) {
        const { runId } = this.#options;
        return this.#read('', (body) => parseRun(body, runId), patience);
    }
    listing(patience) {
        const { runId } = this.#options;
        return this.#read('/test_case_results', (body) => parseListing(body, runId), patience);
    }
    async #read(path, understand, patience) {
        const request = {
            method: 'GET',
            url: this.#url(path),
            headers: this.#headers(),
            maxBytes: MAX_LISTING_BYTES,
        };
        const conversation = await this.#options.transport.sendWithRetries(request, patience);
        const unreadable = this.#whyUnreadable(conversation);
        if (unreadable !== undefined)
            return { unreadable };
        try {
            const { last } = conversation;
            return { value: understand(last?.kind === 'reply' ? last.body : '') };
        }
        catch (error) {
            return { unreadable: (0,errors/* messageOf */.b)(error) };
        }
    }
    #whyUnreadable({ last, stoppedBy }) {
        const { runId, baseUrl } = this.#options;
        if (!last)
            return stoppedBy === 'cancelled' ? 'the step was cancelled' : 'the time was up';
        if (last.kind === 'fault')
            return last.message;
        const answered = `Testsigma answered ${statusText(last.status)}`;
        if (last.status === 200)
            return last.complete ? undefined : 'the answer is too large';
        if (last.status >= 300 && last.status < 400)
            return `${answered}, ${redirectAdvice(last.headers.location, baseUrl)}`;
        return isFatal(last.status) ? `${answered}. ${fatalAdvice(last.status, runId, baseUrl)}` : answered;
    }
    #url(path) {
        const { baseUrl, runId } = this.#options;
        return `${baseUrl}/api/v1/execution_results/${encodeURIComponent(runId)}${path}`;
    }
    #headers() {
        return { Authorization: `Bearer ${this.#options.apiToken}`, Accept: 'application/json' };
    }
}
function overrideBody(overrides) {
    const entries = overrides.map(({ testCaseResultId, wireComment, outcome }) => `{"testCaseResultId":${testCaseResultId},"comment":${JSON.stringify(wireComment)},"result":"${outcome}"}`);
    return `[${entries.join(',')}]`;
}

// EXTERNAL MODULE: ../../lib/src/version.js
var version = __nccwpck_require__(5066);
;// CONCATENATED MODULE: ../../lib/src/run.js















async function run(reading, world) {
    const { inputs, notices } = reading;
    world.console.annotate('notice', notices);
    const asked = await loadEntries(reading.documents, inputs ? defaultLines(inputs) : [], world);
    const { problems, warnings, reportPaths } = asked;
    const misplaced = await (0,report_files/* reportFileProblems */.x)(reading.reportFile, world.files);
    if (!inputs || misplaced.length > 0) {
        const faults = await validateJUnitFiles(reportPaths, reading.documents.host, fileAccess(world));
        return {
            ...(0,findings/* blockedByErrors */.jV)([...reading.problems, ...misplaced, ...problems, ...faults], warnings),
            notices,
        };
    }
    if (world.cancellation.requested.aborted)
        return (0,findings/* cancelledBeforePlan */.mw)(warnings);
    if (asked.entries.length === 0 && reportPaths.length === 0) {
        return problems.length > 0 ? (0,findings/* blockedByErrors */.jV)(problems, warnings) : (0,findings/* nothingRequested */.UE)(inputs, warnings);
    }
    const transport = transportOf(inputs, world);
    try {
        const api = new TestsigmaClient({ ...inputs, transport });
        return await override(api, inputs, asked, world);
    }
    finally {
        transport.close();
    }
}
function transportOf(inputs, { clock, random, cancellation, console, startedAt }) {
    return new RetryClient({
        userAgent: `testsigma-override-action/${version/* VERSION */.x}`,
        clock,
        random,
        cancellation,
        onRetry: (line) => console.line(`  ${line}`),
        maxRetries: inputs.maxRetries,
        requestTimeoutMs: inputs.requestTimeoutMs,
        deadline: startedAt + inputs.timeoutMs,
    });
}
async function override(api, inputs, asked, world) {
    const { console } = world;
    const cancelled = () => world.cancellation.requested.aborted;
    const lookup = await readRunFirst(api, inputs, asked, world);
    console.annotate('warning', lookup.warnings);
    if (cancelled())
        return (0,findings/* cancelledBeforePlan */.mw)([...asked.warnings, ...lookup.warnings]);
    logRun(lookup.run, inputs, console);
    const tied = await matchJUnitTests(asked.reportPaths, inputs, lookup, fileAccess(world));
    const warnings = [...asked.warnings, ...lookup.warnings, ...tied.warnings];
    console.annotate('warning', tied.warnings);
    if (cancelled())
        return (0,findings/* cancelledBeforePlan */.mw)(warnings);
    logTestReports(tied, console);
    const plan = makePlan(asked.entries, planOptions(inputs, lookup, world), tied.targets);
    const problems = [...asked.problems, ...lookup.problems, ...tied.problems, ...plan.problems];
    const unusedTests = tied.unusedTests ? { unusedTests: tied.unusedTests } : {};
    const known = { ...(0,findings/* runFields */.Fz)(lookup), ...unusedTests, notices: plan.notices };
    if (problems.length > 0)
        return { ...(0,findings/* blockedByErrors */.jV)(problems, warnings), ...known };
    console.annotate('notice', plan.notices);
    logPlan(plan.planned, console);
    const outcomes = inputs.dryRun ? dryRun(plan.planned) : await applyPlan(api, plan.planned, inputs, world);
    const checkedOutcomes = await verifyResults(api, outcomes, inputs, lookup, world);
    const stop = cancelled() ? { stop: CANCELLED } : {};
    const verdict = (0,model_verdict/* computeVerdict */.zG)(checkedOutcomes.settled, {
        ...inputs,
        ...stop,
        ...checkedOutcomes,
        ...unusedTests,
    });
    const runResult = await readRunResult(api, outcomes, lookup, world);
    const { message } = outcomes;
    return {
        ...findings/* EMPTY_RESULT */.Qg,
        ...known,
        verdict,
        settled: checkedOutcomes.settled,
        warnings,
        runResult,
        ...(message === undefined ? {} : { testsigmaMessage: message }),
    };
}
function fileAccess({ files, cancellation }) {
    return { files, cancelled: () => cancellation.requested.aborted };
}
function readRunFirst(api, inputs, { entries, problems, reportPaths }, world) {
    const named = entries.some(needsListing) || reportPaths.length > 0;
    const needed = inputs.onlyIf !== undefined || named;
    const useless = problems.length > 0 && !named;
    return lookUp(api, useless ? { ...inputs, lookup: 'off' } : inputs, needed, world.clock);
}
function planOptions(inputs, lookup, { redact, audit }) {
    return {
        runId: inputs.runId,
        listingError: lookup.listingError,
        strict: inputs.ifPartial === 'error',
        comment: inputs.comment,
        redact,
        skipUnchanged: inputs.unchanged === 'skip',
        ...(lookup.listing ? { listing: lookup.listing } : {}),
        ...(inputs.onlyIf ? { onlyIf: inputs.onlyIf } : {}),
        ...(inputs.auditTrail ? { audit } : {}),
    };
}
function dryRun(planned) {
    return { settled: planned.map(({ override, skipReason }) => untouched(override, skipReason, 'planned')) };
}
function untouched(override, leave, status) {
    return { override, status: leave === undefined ? status : 'unchanged', message: leave ?? '', attempts: 0 };
}
async function applyPlan(api, planned, { batchSize }, { clock, cancellation, console }) {
    const toSend = planned.filter(({ skipReason }) => skipReason === undefined).map(({ override }) => override);
    const progress = new Progress(console, clock, toSend.length);
    const outcomes = await apply(toSend, {
        batchSize,
        send: (overrides, options) => api.override(overrides, options),
        sleep: (ms) => clock.sleep(ms, cancellation.requested),
        cancelled: () => cancellation.requested.aborted,
        onBatch: (batch) => progress.batch(batch),
    });
    progress.stop();
    return { ...outcomes, settled: mergeInPlanOrder(planned, outcomes.settled) };
}
function mergeInPlanOrder(planned, sent) {
    let next = 0;
    return planned.map(({ override, skipReason }) => {
        const one = sent[next];
        if (one?.override !== override)
            return untouched(override, skipReason, 'not-sent');
        next += 1;
        return one;
    });
}
async function verifyResults(api, outcomes, { verify, dryRun }, { listing }, { clock, cancellation: { requested }, console }) {
    const wanted = verify || (listing !== undefined && !dryRun);
    if (!wanted)
        return outcomes;
    if (requested.aborted)
        return verify ? { ...outcomes, unverified: CANCELLED.message } : outcomes;
    const verified = await verifyAgainstRun(outcomes.settled, {
        scope: verify ? 'everything' : 'unknown',
        read: () => api.listing({}),
        wait: async () => {
            console.line('  the run does not show everything yet; reading it again in 2 s');
            await clock.sleep(VERIFY_INTERVAL_MS, requested);
            return !requested.aborted;
        },
    });
    return { ...outcomes, ...verified };
}
const VERIFY_INTERVAL_MS = 2_000;
const CANCELLED = { cause: 'cancelled', message: 'the step was cancelled' };
async function readRunResult(api, { settled }, { run, runResult: before }, { clock, cancellation }) {
    const sent = settled.some(({ attempts }) => attempts > 0);
    const wasRead = run !== undefined || before !== '';
    if (!wasRead || cancellation.requested.aborted)
        return '';
    return sent ? await runResultNow(api, clock) : before;
}


/***/ }),

/***/ 950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ runnerFiles),
/* harmony export */   f: () => (/* binding */ FileError)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7537);



const MAX_BYTES = 16 * 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;
function runnerFiles(workspace, ended) {
    return {
        read: (path) => readText(path, ended),
        stream: (path) => streamBytes(path, ended),
        kind: kindOf,
        glob: (patterns) => abortable(expand(patterns), ended),
        displayPath: (path) => displayPath(workspace, path),
    };
}
async function readText(path, ended) {
    const file = await openRegular(path);
    try {
        const { size } = await file.stat();
        if (size > MAX_BYTES)
            throw new FileError(TOO_LARGE);
        const bytes = Buffer.allocUnsafe(size);
        let end = 0;
        for (let read = -1; end < size && read !== 0; end += read) {
            read = await readInto(bytes.subarray(end), file, ended);
        }
        return decoded(bytes.subarray(0, end));
    }
    finally {
        await file.close();
    }
}
async function assertRegularFile(path) {
    const kind = await kindOf(path);
    if (kind === 'folder')
        throw new FileError('is a folder; name the files in it, or a glob such as folder/*.yml');
    if (kind === 'other')
        throw new FileError('is no regular file');
}
async function* streamBytes(path, ended) {
    const file = await openRegular(path);
    try {
        const buffer = new Uint8Array(CHUNK_BYTES);
        for (let { size: left } = await file.stat(); left > 0;) {
            const read = await readInto(buffer.subarray(0, Math.min(left, CHUNK_BYTES)), file, ended);
            if (read === 0)
                return;
            left -= read;
            yield buffer.subarray(0, read);
        }
    }
    finally {
        await file.close();
    }
}
async function openRegular(path) {
    await assertRegularFile(path);
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path).catch(throwFileError);
}
async function readInto(room, file, ended) {
    if (ended.aborted)
        throw new FileError(TOO_LATE);
    const { bytesRead } = await file.read(room).catch(throwFileError);
    return bytesRead;
}
async function kindOf(path) {
    try {
        const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path);
        return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
    }
    catch (error) {
        return (0,_text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .codeOf */ .$)(error) === 'ENOENT' || (0,_text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .codeOf */ .$)(error) === 'ENOTDIR' ? 'missing' : 'file';
    }
}
function throwFileError(error) {
    throw new FileError(ERRORS[(0,_text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .codeOf */ .$)(error)] ?? `cannot be read (${(0,_text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .codeOf */ .$)(error)})`);
}
const TOO_LARGE = `is larger than ${MAX_BYTES / 1024 / 1024} MiB; split it into several files`;
const TOO_LATE = 'could not be read to the end: timeout-seconds is over, or the step was cancelled';
const ERRORS = {
    EACCES: 'may not be read by the runner; check its permissions',
    EPERM: 'may not be read by the runner; check its permissions',
    ELOOP: 'is a symbolic link that leads back to itself',
    ENOENT: 'does not exist',
    ENAMETOOLONG: 'has a name that is too long',
};
function decoded(bytes) {
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : bytes[0] === 0xfe && bytes[1] === 0xff
            ? 'utf-16be'
            : 'utf-8';
    try {
        return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    }
    catch {
        throw new FileError(`is not a ${encoding.toUpperCase()} text`);
    }
}
async function expand(patterns) {
    const { create } = await __nccwpck_require__.e(/* import() */ 621).then(__nccwpck_require__.bind(__nccwpck_require__, 5621));
    try {
        const globber = await create(patterns, { implicitDescendants: false, matchDirectories: false });
        return (await globber.glob()).sort();
    }
    catch (error) {
        throw new FileError(`cannot be searched for: ${(0,_text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .b)(error)}`);
    }
}
function abortable(work, ended) {
    const end = new Promise((_, reject) => {
        const refuse = () => reject(new FileError(TOO_LATE));
        if (ended.aborted)
            refuse();
        else
            ended.addEventListener('abort', refuse, { once: true });
    });
    return Promise.race([work, end]);
}
function displayPath(workspace, path) {
    const inside = [workspace, '.'].map((root) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(path))).find(isBelow);
    return (inside ?? path).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/');
}
function isBelow(path) {
    return path !== '' && !path.startsWith('..') && !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(path);
}
class FileError extends Error {
}


/***/ }),

/***/ 2141:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ HttpSession)
/* harmony export */ });
/* harmony import */ var _actions_http_client__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(544);

const NEVER_IDLE_MS = 24 * 60 * 60 * 1000;
class HttpSession {
    #client;
    #signal;
    constructor(userAgent) {
        const handler = {
            prepareRequest: (options) => this.#prepare(options),
            canHandleAuthentication: () => false,
            handleAuthentication: () => Promise.reject(new Error('authentication is never handled here')),
        };
        this.#client = new _actions_http_client__WEBPACK_IMPORTED_MODULE_0__/* .HttpClient */ .Q(userAgent, [handler], {
            allowRedirects: false,
            allowRetries: false,
            keepAlive: true,
            socketTimeout: NEVER_IDLE_MS,
        });
    }
    async exchange(request, limits) {
        const watch = new RequestTimer(limits);
        this.#signal = watch.signal;
        try {
            const headers = { 'Accept-Encoding': 'identity', ...request.headers };
            const sent = this.#client.request(request.method, request.url, request.body ?? null, headers);
            const response = await watch.abortable(sent);
            return await readReply(response.message, request.maxBytes, watch);
        }
        catch (error) {
            return watch.failure ?? failureOf(error);
        }
        finally {
            watch.stop();
        }
    }
    close() {
        this.#client.dispose();
    }
    #prepare(options) {
        if (this.#signal)
            options.signal = this.#signal;
        if (options.host?.startsWith('['))
            options.host = options.host.slice(1, -1);
    }
}
class RequestTimer {
    #controller = new AbortController();
    #timer;
    #outside;
    #ended;
    failure;
    constructor({ timeoutMs, signal }) {
        this.#outside = signal;
        this.#ended = new Promise((_, reject) => {
            this.signal.addEventListener('abort', () => reject(this.signal.reason));
        });
        this.#ended.catch(() => undefined);
        this.#timer = setTimeout(() => this.#end(timedOut(timeoutMs)), timeoutMs);
        if (signal.aborted)
            this.#cancel();
        else
            signal.addEventListener('abort', this.#cancel);
    }
    get signal() {
        return this.#controller.signal;
    }
    async abortable(promise) {
        promise.catch(() => undefined);
        return Promise.race([promise, this.#ended]);
    }
    stop() {
        clearTimeout(this.#timer);
        this.#outside.removeEventListener('abort', this.#cancel);
    }
    #cancel = () => this.#end(CANCELLED);
    #end(fault) {
        this.failure ??= fault;
        this.#controller.abort(new Error(fault.message));
    }
}
async function readReply(message, maxBytes, watch) {
    const { text, ending } = await readBody(message, maxBytes, watch.signal);
    const status = message.statusCode ?? 0;
    const success = status >= 200 && status < 300;
    if (ending === 'cut' && success)
        return watch.failure ?? CUT_OFF;
    return { kind: 'reply', status, headers: message.headers, body: text, complete: ending === 'whole' };
}
function readBody(message, maxBytes, signal) {
    return new Promise((resolve) => {
        const expected = Number(message.headers['content-length'] ?? FIRST_BLOCK_BYTES);
        let bytes = new GrowableBuffer(Math.min(expected, maxBytes));
        let settled = false;
        const settle = (ending) => {
            if (settled)
                return;
            settled = true;
            resolve({ text: bytes.text().replace(/^\ufeff/, ''), ending });
            bytes = new GrowableBuffer(0);
            if (ending !== 'whole')
                message.destroy();
        };
        message.on('data', (chunk) => {
            if (settled)
                return;
            bytes.add(chunk);
            if (bytes.size > maxBytes)
                settle('too large');
        });
        message.on('end', () => settle(message.complete ? 'whole' : 'cut'));
        message.on('error', () => settle('cut'));
        message.on('close', () => settle('cut'));
        if (signal.aborted)
            settle('cut');
        else
            signal.addEventListener('abort', () => settle('cut'));
    });
}
const FIRST_BLOCK_BYTES = 16 * 1024;
class GrowableBuffer {
    #block;
    #size = 0;
    constructor(expected) {
        this.#block = Buffer.allocUnsafe(expected);
    }
    get size() {
        return this.#size;
    }
    add(piece) {
        const size = this.#size + piece.length;
        if (size > this.#block.length) {
            const larger = Buffer.allocUnsafe(Math.max(size, 2 * this.#block.length));
            this.#block.copy(larger, 0, 0, this.#size);
            this.#block = larger;
        }
        piece.copy(this.#block, this.#size);
        this.#size = size;
    }
    text() {
        return this.#block.toString('utf8', 0, this.#size);
    }
}
const CANCELLED = {
    kind: 'fault',
    cause: 'cancelled',
    message: 'the step was cancelled while the answer was under way',
    maybeApplied: true,
    retryable: false,
};
const CUT_OFF = {
    kind: 'fault',
    cause: 'network',
    message: 'the connection broke in the middle of the answer',
    maybeApplied: true,
    retryable: true,
};
function timedOut(timeoutMs) {
    const message = `no complete answer within ${Math.round(timeoutMs / 100) / 10} s`;
    return { kind: 'fault', cause: 'timeout', message, maybeApplied: true, retryable: true };
}
const NOT_SENT_CODES = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'];
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS|^ERR_SSL|^EPROTO$/;
const TUNNEL = /tunneling socket could not be established, (?:statusCode=(\d+)|cause=(.*))/;
function failureOf(error) {
    const { message, code } = errorParts(error);
    const tunnel = TUNNEL.exec(message);
    if (tunnel)
        return proxyFailure(tunnel[1], tunnel[2]);
    if (CERTIFICATE.test(code)) {
        const advice = 'Where a company proxy or an own authority signs, set NODE_USE_SYSTEM_CA=1 or NODE_EXTRA_CA_CERTS=<file> in env; check that the service speaks https';
        const said = `the secure connection failed: ${message} (${code}). ${advice}`;
        return { kind: 'fault', cause: 'certificate', message: said, maybeApplied: false, retryable: false };
    }
    const said = `the connection failed: ${message}${code && !message.includes(code) ? ` (${code})` : ''}`;
    return {
        kind: 'fault',
        cause: 'network',
        message: said,
        maybeApplied: !NOT_SENT_CODES.includes(code),
        retryable: true,
    };
}
function proxyFailure(status, cause) {
    const retryable = status === undefined || Number(status) >= 500 || status === '429';
    const advice = 'Check https_proxy and no_proxy in env';
    const said = status === '407'
        ? 'the proxy asks for a user and a password (407). Put them into https_proxy: http://user:password@host:port'
        : `the proxy could not open the connection (${status ?? cause}). ${advice}`;
    return { kind: 'fault', cause: 'proxy', message: said, maybeApplied: false, retryable };
}
function errorParts(error) {
    const { errors, message, code } = Object(error);
    if (Array.isArray(errors) && errors.length > 0)
        return errorParts(errors[0]);
    return { message: String(message ?? error), code: String(code ?? '') };
}


/***/ }),

/***/ 4708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ clock),
/* harmony export */   r: () => (/* binding */ onSignals)
/* harmony export */ });
const clock = {
    now: () => Date.now(),
    sleep: (ms, signal) => new Promise((resolve) => {
        if (signal.aborted)
            return resolve();
        const done = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', done);
            resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener('abort', done);
    }),
};
const GRACE_MS = 3_000;
function onSignals(process) {
    const requested = new AbortController();
    const expired = new AbortController();
    const cancel = () => {
        if (requested.signal.aborted)
            process.exit(1);
        requested.abort();
        setTimeout(() => expired.abort(), GRACE_MS).unref();
    };
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, cancel);
    return { requested: requested.signal, expired: expired.signal };
}


/***/ }),

/***/ 2491:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ closest)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8232);

const COMPARED = 100;
function closest(text, candidates, most, share = 2 / 3) {
    const wanted = beginning(text);
    const near = [...new Set(candidates)].flatMap((candidate) => {
        const other = beginning(candidate);
        const isBegun = wanted !== '' && other.startsWith(wanted);
        const apart = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(wanted, other);
        const isNear = isBegun || apart <= Math.max(wanted.length, other.length) * share;
        return isNear ? [{ candidate, isBegun, apart }] : [];
    });
    return near
        .sort((one, other) => Number(other.isBegun) - Number(one.isBegun) || one.apart - other.apart)
        .slice(0, most)
        .map(({ candidate }) => candidate);
}
function beginning(text) {
    return text.slice(0, COMPARED).toLowerCase();
}


/***/ }),

/***/ 7537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ codeOf),
/* harmony export */   b: () => (/* binding */ messageOf)
/* harmony export */ });
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
function codeOf(error) {
    return String(Object(error).code ?? error);
}


/***/ }),

/***/ 5473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   s$: () => (/* binding */ jsonText),
/* harmony export */   tl: () => (/* binding */ shortLine)
/* harmony export */ });
/* unused harmony export UNPRINTABLE */
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2805);

const UNPRINTABLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const SHORT = new Map([
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
]);
function oneLine(text) {
    return text.replace(UNPRINTABLE, (char) => SHORT.get(char) ?? escapeOf(char)).replaceAll('##[', '##\\[');
}
function escapeOf(char) {
    const code = (char.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
function shortLine(text, units) {
    return (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(oneLine((0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(text, units)), units);
}
function jsonText(text) {
    return JSON.stringify(text)
        .replace(UNPRINTABLE, (char) => char.split('').map(unitEscape).join(''))
        .replaceAll('##[', '#\\u0023[');
}
function unitEscape(unit) {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
const MARKUP = '&<>`*_~|\\[]';
const SPECIAL = /[&<>`*_~|\\[\]@#$]|:(?=\/\/|[\w+-]+:)|www(?=\.)|(?<![a-z\d])GH(?=-\d)/gi;
function escapeMarkdown(text) {
    return oneLine(text).replace(SPECIAL, (found) => MARKUP.includes(found) ? `&#${found.charCodeAt(0)};` : `<span>${found}</span>`);
}


/***/ }),

/***/ 2805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   OA: () => (/* binding */ withRemainder),
/* harmony export */   _n: () => (/* binding */ unquote),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   rL: () => (/* binding */ listFirst),
/* harmony export */   td: () => (/* binding */ pluralize),
/* harmony export */   xv: () => (/* binding */ truncate),
/* harmony export */   yM: () => (/* binding */ splitWords),
/* harmony export */   yd: () => (/* binding */ cutTo)
/* harmony export */ });
function truncate(text, units) {
    return text.length > units
        ? `${text
            .slice(0, units - 1)
            .toWellFormed()
            .replace(/\ufffd$/, '')}…`
        : text;
}
function withRemainder(first, total) {
    const more = total - first.length;
    return more > 0 ? [...first, `… and ${more} more`] : first;
}
function pluralize(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
const MAX_LISTED = 10;
function listFirst(items, shown) {
    const first = items.slice(0, MAX_LISTED).map(shown).join(', ');
    const more = items.length - MAX_LISTED;
    return more > 0 ? `${first} and ${more} more` : first;
}
function quote(text) {
    return text.length > 80 ? `"${text.slice(0, 79).toWellFormed()}…"` : `"${text}"`;
}
function cutTo(text, units) {
    if (text.length <= units)
        return text;
    if (units === 0)
        return '';
    const end = isHighSurrogate(text.charCodeAt(units - 2)) ? units - 2 : units - 1;
    return `${text.slice(0, end)}…`;
}
function isHighSurrogate(code) {
    return code >= 0xd800 && code <= 0xdbff;
}
const WRAPPING_CHARS = '\\s\\u00a0\\u200b\\u2060\\ufeff\\u00ab\\u00bb\\u2018-\\u201f\\u2039\\u203a';
const UNWRAPPED = /^\w{1,40}$/;
const LEADING = new RegExp(`^[${WRAPPING_CHARS}]+`);
function unquote(text) {
    if (UNWRAPPED.test(text))
        return text;
    const start = text.replace(LEADING, '');
    let end = start.length;
    while (end > 0 && LEADING.test(start.charAt(end - 1)))
        end -= 1;
    const word = start.slice(0, end);
    const isPaired = word.length > 1 && /^["'`]/.test(word) && word.endsWith(word.charAt(0));
    return isPaired ? unquote(word.slice(1, -1)) : word;
}
function splitWords(text) {
    return text
        .split(/[,\n]/)
        .map((word) => unquote(word))
        .filter((word) => word !== '');
}


/***/ }),

/***/ 8824:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   IS: () => (/* binding */ parseLossless),
/* harmony export */   Jo: () => (/* binding */ eachToken),
/* harmony export */   yg: () => (/* binding */ isMostlyBrackets)
/* harmony export */ });
const LONG_NUMBER = /\d{16}/;
function parseLossless(text) {
    return JSON.parse(LONG_NUMBER.test(text) ? withLongIntegersQuoted(text) : text);
}
const MIN_CHARS_PER_PAIR = 8;
const ALWAYS_ALLOWED = 1_000;
function isMostlyBrackets(text) {
    let left = ALWAYS_ALLOWED + text.length / MIN_CHARS_PER_PAIR;
    for (let at = 0; at < text.length && left >= 0; at += 1) {
        if (isOpening(text.charCodeAt(at)))
            left -= 1;
    }
    return left < 0;
}
function withLongIntegersQuoted(text) {
    const pieces = [];
    let done = 0;
    eachToken(text, (start, end) => {
        if (end - start < 16 || !/^\d+$/.test(text.slice(start, end)))
            return;
        pieces.push(text.slice(done, start), '"', text.slice(start, end), '"');
        done = end;
    });
    pieces.push(text.slice(done));
    return pieces.join('');
}
function eachToken(text, take) {
    for (let at = 0; at < text.length;) {
        const code = text.charCodeAt(at);
        const end = endOfToken(text, at, code);
        if (!isBetween(code))
            take(at, end);
        at = end;
    }
}
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
function endOfToken(text, start, code) {
    if (code === QUOTE)
        return endOfString(text, start);
    return isWordPart(code) ? endOfWord(text, start) : start + 1;
}
function endOfString(text, start) {
    let at = start + 1;
    while (at < text.length && text.charCodeAt(at) !== QUOTE)
        at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
    return Math.min(at + 1, text.length);
}
function endOfWord(text, start) {
    let at = start + 1;
    while (at < text.length && isWordPart(text.charCodeAt(at)))
        at += 1;
    return at;
}
function isWordPart(code) {
    return code !== QUOTE && !isBetween(code) && !isOpening(code) && !isClosing(code);
}
function isBetween(code) {
    return code === 0x20 || code === 0x2c || code === 0x3a || code === 0x0a || code === 0x0d || code === 0x09;
}
function isOpening(code) {
    return code === 0x5b || code === 0x7b;
}
function isClosing(code) {
    return code === 0x5d || code === 0x7d;
}


/***/ }),

/***/ 5279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ redactor)
/* harmony export */ });
function redactor(secrets) {
    const forms = [...new Set(secrets.flatMap(formsOf))].sort((one, other) => other.length - one.length);
    return (text) => forms.reduce((clean, form) => redactTruncated(redactPartial(clean, form), form), text);
}
function formsOf(secret) {
    const wellFormed = secret.toWellFormed();
    return [secret, JSON.stringify(wellFormed).slice(1, -1), encodeURIComponent(wellFormed)];
}
const MIN_PARTIAL_LENGTH = 16;
function redactPartial(text, secret) {
    const head = secret.length < MIN_PARTIAL_LENGTH ? secret : secret.slice(0, Math.ceil(secret.length / 2));
    const pieces = [];
    let done = 0;
    for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, done)) {
        pieces.push(text.slice(done, at), '***');
        done = at + sharedLength(text, at, secret);
    }
    return pieces.length === 0 ? text : pieces.join('') + text.slice(done);
}
function sharedLength(text, at, secret) {
    let length = 0;
    while (length < secret.length && text.charCodeAt(at + length) === secret.charCodeAt(length))
        length += 1;
    return length;
}
const MIN_PREFIX_LENGTH = 6;
function redactTruncated(text, secret) {
    if (secret.length <= MIN_PREFIX_LENGTH)
        return text;
    const pieces = [];
    let done = 0;
    for (let cut = text.indexOf('…'); cut >= 0; cut = text.indexOf('…', cut + 1)) {
        const start = Math.max(done, cut - secret.length);
        const found = beginningAtEnd(text.slice(start, cut), secret);
        if (found < 0)
            continue;
        pieces.push(text.slice(done, start + found), '***');
        done = cut;
    }
    return pieces.length === 0 ? text : pieces.join('') + text.slice(done);
}
function beginningAtEnd(text, secret) {
    const head = secret.slice(0, MIN_PREFIX_LENGTH);
    let at = text.indexOf(head);
    while (at >= 0 && !secret.startsWith(text.slice(at)))
        at = text.indexOf(head, at + 1);
    return at;
}


/***/ }),

/***/ 5066:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
const VERSION = '1.0.0';


/***/ }),

/***/ 8806:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Yz: () => (/* binding */ core_debug),
  N4: () => (/* binding */ endGroup),
  z3: () => (/* binding */ error),
  V4: () => (/* binding */ getInput),
  pq: () => (/* binding */ info),
  lm: () => (/* binding */ notice),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ core_setSecret),
  Oh: () => (/* binding */ startGroup),
  z: () => (/* reexport */ summary),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, exportVariable, getBooleanInput, getIDToken, getMultilineInput, getState, group, isDebug, markdownSummary, platform, saveState, setCommandEcho, setFailed, toPlatformPath, toPosixPath, toWin32Path

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ../../node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ../../node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __nccwpck_require__(6982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ../../node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
// EXTERNAL MODULE: ./http-client-on-demand.js + 1 modules
var http_client_on_demand = __nccwpck_require__(544);
;// CONCATENATED MODULE: ../../node_modules/@actions/http-client/lib/auth.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ../../node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ../../node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ../../node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: ../../node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_.platform();
const arch = external_os_.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ../../node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ }),

/***/ 544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ HttpClient)
});

;// CONCATENATED MODULE: external "node:module"
const external_node_module_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");
;// CONCATENATED MODULE: ./http-client-on-demand.js
/**
 * Stands in for `@actions/http-client` in the bundle (tsconfig.json beside it). `@actions/core` imports it at its top for
 * OIDC tokens, which this action never asks for, and with it comes the start of TLS: a quarter of the time of a step
 * that fails on its inputs. Here it is loaded from its own bundle when the first client is made.
 */


/** The toolkit's `HttpClient`, created by the real class. */
class HttpClient {
  /** @param {...unknown} options as the toolkit takes them */
  constructor(...options) {
    const real = (0,external_node_module_namespaceObject.createRequire)(import.meta.url)('./http-client.cjs');
    // biome-ignore lint/correctness/noConstructorReturn: callers of `new HttpClient()` must get the real client
    return new real.HttpClient(...options);
  }
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(6062);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 

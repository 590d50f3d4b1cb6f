export const id = 307;
export const ids = [307];
export const modules = {

/***/ 8307:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fk: () => (/* binding */ readBareList),
/* harmony export */   Uy: () => (/* binding */ looksLikeOneLine),
/* harmony export */   XN: () => (/* binding */ isBareList),
/* harmony export */   readOneLine: () => (/* binding */ readOneLine)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(272);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9776);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1240);
/* harmony import */ var _selector_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3923);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2761);





function looksLikeOneLine(text) {
    const line = text.trim();
    return line !== '' && !/[\r\n]/.test(line) && !/^(?:\[\s*[[{]|-\s)/.test(line);
}
function readOneLine(source, options) {
    const gathered = { entries: [], problems: [] };
    const reader = new _entry_js__WEBPACK_IMPORTED_MODULE_1__/* .EntryReader */ .cJ(options, (0,_text_js__WEBPACK_IMPORTED_MODULE_4__/* .locator */ .f)(source), gathered);
    for (const part of parts(source.text))
        readPart(part, reader, options.host);
    return gathered;
}
function readPart(part, reader, host) {
    const { key, word } = keyAndWord(part);
    const unclear = isQuoted(key.text) ? undefined : needsQuotes(key.text);
    const name = (0,_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .bare */ .$B)(key.text);
    const lone = [key, word].find((one) => one && hasLoneQuote(one.text));
    if (lone)
        reader.fault(lone.offset, loneQuote(lone.text));
    else if (unclear)
        reader.fault(key.offset, unclear);
    else if (!word && !isIdOrAddress(name))
        reader.fault(key.offset, notInBareList(name));
    else
        reader.readWord((0,_selector_js__WEBPACK_IMPORTED_MODULE_3__/* .readSelector */ .Id)(name, host), key.offset, word?.text, word?.offset ?? key.offset);
}
function readBareList(source, options) {
    const gathered = { entries: [], problems: [] };
    const reader = new _entry_js__WEBPACK_IMPORTED_MODULE_1__/* .EntryReader */ .cJ(options, (0,_text_js__WEBPACK_IMPORTED_MODULE_4__/* .locator */ .f)(source), gathered);
    for (const { 0: text, index: offset } of withoutComments(source.text).matchAll(/[^\s,\u200b\u2060]+/g)) {
        const word = (0,_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .bare */ .$B)(text);
        if (word === '')
            continue;
        reader.readWord(readItem(text, word, options.host), offset, undefined, offset);
    }
    return gathered;
}
function readItem(text, word, host) {
    if (hasLoneQuote(text))
        return { fault: loneQuote(text) };
    return isIdOrAddress(word) ? (0,_selector_js__WEBPACK_IMPORTED_MODULE_3__/* .readSelector */ .Id)(word, host) : { fault: notInBareList(word) };
}
function isBareList(text) {
    return withoutComments(text)
        .split(/[\s,]+/)
        .map((word) => keyAndWord({ text: (0,_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .bare */ .$B)(word), offset: 0 }))
        .every(({ key, word }) => !word && (key.text === '' || isIdOrAddress(key.text)));
}
function isIdOrAddress(word) {
    return /^\p{Nd}+$/u.test(word) || (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .looksLikeAddress */ .i)(word);
}
function withoutComments(text) {
    return text.replace(/(^|\s)#[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
}
function notInBareList(word) {
    return `${(0,_text_js__WEBPACK_IMPORTED_MODULE_4__/* .quoted */ .T)(word)} is neither an id nor an address; a bare list holds nothing else. To give a result write 3646: passed; put a name with a comma into quotes`;
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
        if ((0,_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .bare */ .$B)(part.text) !== '')
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
    return `${(0,_text_js__WEBPACK_IMPORTED_MODULE_4__/* .quoted */ .T)(text)} has a quote without its partner; write both, or none`;
}
function needsQuotes(text) {
    if ((0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .looksLikeAddress */ .i)((0,_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .bare */ .$B)(text)) || !/[:=[\]{}]/.test(text))
        return undefined;
    return `${(0,_text_js__WEBPACK_IMPORTED_MODULE_4__/* .quoted */ .T)(text)} is not clear in one line: put a name with , : = or [ into quotes, such as "Cart: total": passed`;
}


/***/ })

};

'use strict';

const LONG_NUMBER = /\d{16}/;
function parseLossless(text) {
    return JSON.parse(LONG_NUMBER.test(text) ? withLongIntegersQuoted(text) : text);
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
function eachToken(text, take, start = 0, end = text.length) {
    let at = start;
    while (at < end) {
        const code = text.charCodeAt(at);
        const next = endOfToken(text, at, code);
        if (!isBetween(code))
            take(at, next);
        at = next;
    }
    return at;
}
function hasDuplicateKeys(text) {
    const keys = new Set();
    let count = 0;
    let depth = 0;
    let isKeyNext = false;
    eachToken(text, (start, end) => {
        const code = text.charCodeAt(start);
        if (isOpening(code))
            depth += 1;
        else if (isClosing(code))
            depth -= 1;
        else if (depth === 1 && isKeyNext) {
            keys.add(unescaped(text.slice(start, end)));
            count += 1;
            isKeyNext = false;
            return;
        }
        isKeyNext = depth === 1;
    });
    return keys.size < count;
}
function unescaped(key) {
    try {
        return String(JSON.parse(key));
    }
    catch {
        return key;
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

exports.eachToken = eachToken;
exports.endOfString = endOfString;
exports.hasDuplicateKeys = hasDuplicateKeys;
exports.isJson = isJson;
exports.isMostlyBrackets = isMostlyBrackets;
exports.parseLossless = parseLossless;

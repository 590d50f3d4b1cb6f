'use strict';

const index = require('./index.js');

function parseSelector(text, host) {
    const word = index.unquote(text);
    if (/^["'`]*$/.test(word))
        return { error: 'this key is empty; write an ID, a URL or a name' };
    if (/^[0-9]+$/.test(word))
        return parseId(word, 'result');
    if (index.looksLikeUrl(word))
        return parseSelectorUrl(word, host);
    if (looksLikeNumber(word)) {
        return {
            error: `${index.quote(word)} is not a result ID: an ID is written with the digits 0 to 9 and nothing else. For a test case of that name, write {name: '…'} in a list`,
        };
    }
    return { selector: { name: text.trim() } };
}
function parseResultId(text, host) {
    return parseIdOrUrl(text, host, 'result');
}
function parseTestCaseId(text, host) {
    return parseIdOrUrl(text, host, 'case');
}
function parseIdOrUrl(text, host, kind) {
    const word = index.unquote(text);
    return index.looksLikeUrl(word) ? parseSelectorUrl(word, host, kind) : parseId(word, kind);
}
function parseId(word, kind) {
    const error = index.idError(word);
    const noun = kind === 'result' ? 'result' : 'test case';
    if (error !== undefined)
        return { error: `${index.quote(word)} is not a ${noun} ID: ${error}` };
    return { selector: kind === 'result' ? { testCaseResultId: word } : { testCaseId: word } };
}
function parseSelectorUrl(word, host, expected) {
    if (/\s/.test(word))
        return { error: `${index.quote(word)} is not a valid URL: a URL has no spaces` };
    const parsed = index.parseTestsigmaUrl(word);
    if (!parsed)
        return { error: `${index.quote(word)} is not a valid URL` };
    if (host !== undefined && parsed.url.host !== host)
        return { error: otherHost(word, parsed.url, host) };
    const { run, result, case: testCase } = parsed.ids;
    if (result !== undefined && expected !== 'case')
        return parseId(result, 'result');
    if (testCase !== undefined && expected !== 'result')
        return parseId(testCase, 'case');
    const found = run === undefined ? 'is' : `is the URL of run ${run},`;
    const pages = expected ? PAGES[expected] : `${PAGES.result} or ${PAGES.case}`;
    return { error: `${index.quote(word)} ${found} not the URL of ${pages}` };
}
function otherHost(word, { host, origin }, baseHost) {
    return `${index.quote(word)} is on ${host}, but base-url is on ${baseHost}: IDs belong to one host. Take the URL from ${baseHost}, or set base-url to ${origin} if that is your Testsigma: the key is sent there`;
}
const PAGES = {
    result: 'a result (…/ui/td/test_case_results/<id>)',
    case: 'a test case (…/ui/td/cases/<id>)',
};
function looksLikeNumber(text) {
    if (text.length > 64 || !/\p{Nd}/u.test(text))
        return false;
    return /^[-+]?(?:0[xob][\da-f_]+|[\p{Nd}_.,]+(?:e[-+]?\d+)?)$/iu.test(text);
}

exports.parseResultId = parseResultId;
exports.parseSelector = parseSelector;
exports.parseTestCaseId = parseTestCaseId;

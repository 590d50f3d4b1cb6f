export const id = 642;
export const ids = [642];
export const modules = {

/***/ 199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EJ: () => (/* binding */ parseResultId),
/* harmony export */   Pl: () => (/* binding */ parseSelector),
/* harmony export */   Tn: () => (/* binding */ parseTestCaseId)
/* harmony export */ });
/* unused harmony export looksLikeNumber */
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2805);
/* harmony import */ var _testsigma_url_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4279);


function parseSelector(text, host) {
    const word = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .unquote */ ._n)(text);
    if (/^["'`]*$/.test(word))
        return { error: 'this key is empty; write an ID, a URL or a name' };
    if (/^[0-9]+$/.test(word))
        return parseId(word, 'result');
    if ((0,_testsigma_url_js__WEBPACK_IMPORTED_MODULE_0__/* .looksLikeUrl */ .h0)(word))
        return parseSelectorUrl(word, host);
    if (looksLikeNumber(word)) {
        return {
            error: `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(word)} is not a result ID: an ID is written with the digits 0 to 9 and nothing else. For a test case of that name, write {name: '…'} in a list`,
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
    const word = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .unquote */ ._n)(text);
    return (0,_testsigma_url_js__WEBPACK_IMPORTED_MODULE_0__/* .looksLikeUrl */ .h0)(word) ? parseSelectorUrl(word, host, kind) : parseId(word, kind);
}
function parseId(word, kind) {
    const error = (0,_testsigma_url_js__WEBPACK_IMPORTED_MODULE_0__/* .idError */ .MQ)(word);
    const noun = kind === 'result' ? 'result' : 'test case';
    if (error !== undefined)
        return { error: `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(word)} is not a ${noun} ID: ${error}` };
    return { selector: kind === 'result' ? { testCaseResultId: word } : { testCaseId: word } };
}
function parseSelectorUrl(word, host, expected) {
    if (/\s/.test(word))
        return { error: `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(word)} is not a valid URL: a URL has no spaces` };
    const parsed = (0,_testsigma_url_js__WEBPACK_IMPORTED_MODULE_0__/* .parseTestsigmaUrl */ .Ku)(word);
    if (!parsed)
        return { error: `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(word)} is not a valid URL` };
    if (host !== undefined && parsed.url.host !== host)
        return { error: otherHost(word, parsed.url, host) };
    const { run, result, case: testCase } = parsed.ids;
    if (result !== undefined && expected !== 'case')
        return parseId(result, 'result');
    if (testCase !== undefined && expected !== 'result')
        return parseId(testCase, 'case');
    const found = run === undefined ? 'is' : `is the URL of run ${run},`;
    const pages = expected ? PAGES[expected] : `${PAGES.result} or ${PAGES.case}`;
    return { error: `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(word)} ${found} not the URL of ${pages}` };
}
function otherHost(word, { host, origin }, baseHost) {
    return `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(word)} is on ${host}, but base-url is on ${baseHost}: IDs belong to one host. Take the URL from ${baseHost}, or set base-url to ${origin} if that is your Testsigma: the key is sent there`;
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


/***/ }),

/***/ 9642:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  loadReports: () => (/* binding */ loadReports)
});

// EXTERNAL MODULE: ../../lib/src/runtime/files.js + 1 modules
var files = __webpack_require__(5009);
// EXTERNAL MODULE: ../../lib/src/runtime/process.js
var process = __webpack_require__(4708);
// EXTERNAL MODULE: ../../lib/src/text/format.js
var format = __webpack_require__(2805);
;// CONCATENATED MODULE: ../../lib/src/test-reports/formats.js

const DOTNET = 'add the package JunitXml.TestLogger to the test project and run "dotnet test --logger junit" to get JUnit XML';
const COVERAGE = 'it contains coverage, not test results; exclude it with a line that begins with "!", and name the JUnit reports';
const LINT = 'it contains findings about code, not test results; exclude it with a line that begins with "!", and name the JUnit reports';
const TESTNG = 'name the JUnit reports that TestNG writes as well: test-output/junitreports/*.xml, or target/surefire-reports/TEST-*.xml with Maven';
const JUNIT_TOO = 'let the test runner write JUnit XML as well';
function formatOf(tool) {
    return `a report in the format of ${tool}`;
}
function startWith(options) {
    return `start the tests with "${options}" to get JUnit XML`;
}
const isTrx = ({ attributes }) => attributes['xmlns']?.includes('VisualStudio') ?? false;
const isTestngSuite = (_, beginning) => /<!DOCTYPE[^>]*testng/i.test(beginning);
const isJacoco = (_, beginning) => /<!DOCTYPE[^>]*jacoco/i.test(beginning);
const isClover = ({ attributes }) => 'clover' in attributes || 'generated' in attributes;
const XML = [
    [
        ['failsafe-summary'],
        'the summary of Maven Failsafe',
        'which contains no tests; the JUnit reports next to it are read',
        { isSkipped: true },
    ],
    [
        ['suite'],
        'a suite definition of TestNG',
        'which contains no results; the JUnit reports next to it are read',
        { isSkipped: true, when: isTestngSuite },
    ],
    [['TestRun'], 'a TRX report of .NET', DOTNET, { when: isTrx }],
    [
        ['test-run'],
        formatOf('NUnit 3'),
        `${DOTNET}, or let the console runner transform it with nunit3-junit.xslt`,
    ],
    [['test-results'], formatOf('NUnit 2'), `${DOTNET}, or transform it with nunit2-junit.xslt`],
    [['assemblies', 'assembly'], formatOf('xUnit.net'), `${DOTNET}, or start the xUnit.net runner with -junit`],
    [
        ['robot'],
        'an output file of Robot Framework',
        'run "robot --xunit junit.xml", or "rebot --xunit junit.xml output.xml", to get JUnit XML',
    ],
    [['testng-results'], formatOf('TestNG'), TESTNG],
    [['coverage'], 'a Clover report', COVERAGE, { when: isClover }],
    [['coverage'], 'a Cobertura report', COVERAGE],
    [['report'], 'a JaCoCo report', COVERAGE, { when: isJacoco }],
    [['CoverageSession'], 'an OpenCover report', COVERAGE],
    [['checkstyle'], formatOf('Checkstyle'), LINT],
    [['pmd'], 'a PMD report', LINT],
    [['BugCollection'], 'a SpotBugs report', LINT],
    [['issues'], 'a report of Android Lint', LINT],
    [['Catch', 'Catch2TestRun'], formatOf('Catch2'), startWith('--reporter junit')],
    [['doctest'], formatOf('doctest'), startWith('--reporters=junit')],
    [['TestLog'], 'a log of Boost.Test', startWith('--log_format=JUNIT')],
    [['TestResult'], 'a report of Boost.Test', startWith('--log_format=JUNIT')],
    [['TestCase'], formatOf('Qt Test'), startWith('-o junit.xml,junitxml')],
    [['Site'], 'a report of CTest for CDash', 'run "ctest --output-junit junit.xml" to get JUnit XML'],
    [['testExecutions'], formatOf('SonarQube'), JUNIT_TOO],
    [['testrun'], 'a test history of an IDE', 'let the test runner write JUnit XML'],
    [
        ['plist'],
        'a property list of Xcode',
        'convert the result bundle to JUnit XML, for example with xcbeautify',
    ],
    [['HTML', 'html'], 'a web page (HTML)', JUNIT_TOO],
];
function foreignXml(root, beginning) {
    const isMatch = ([roots, , , details]) => roots.includes(root.name) && (details?.when?.(root, beginning) ?? true);
    const [, what, instead, { isSkipped = false } = {}] = XML.find(isMatch) ?? [];
    if (what === undefined)
        return {
            reason: `is not a JUnit report: its root is ${(0,format/* quote */.hD)(`<${root.name}>`)}, not <testsuites> or <testsuite>. Let the test runner write JUnit XML, or exclude the file with a line that begins with "!"`,
        };
    const reason = isSkipped
        ? `is skipped: it is ${what}, ${instead}`
        : `is not a JUnit report, but ${what}: ${instead}`;
    return { reason, isSkipped };
}
const TEXTS = [
    [
        /^\{.*(?:"reportFormat"\s*:\s*"CTRF"|"results"\s*:\s*\{\s*"(?:tool|summary|tests)")/s,
        'a CTRF report',
        'use the JUnit reporter of the test runner instead',
    ],
    [/^[{[]/, 'JSON', 'let the test runner write JUnit XML'],
    [/^TAP version|^(?:not )?ok \d|^\d+\.\.\d+\s*$/m, 'TAP', 'let the test runner write JUnit XML'],
    [/^PK\ufffd/, 'a ZIP archive', 'unpack it first, and name the JUnit reports in it'],
    [/^(?:TN|SF):/, 'an LCOV report', COVERAGE],
];
function foreignText(beginning) {
    const [, what, instead] = TEXTS.find(([pattern]) => pattern.test(beginning)) ?? [];
    if (what)
        return { reason: `is not a JUnit report, but ${what}: ${instead}` };
    const [line = ''] = beginning.split(/[\r\n]/, 1);
    return {
        reason: `is not a JUnit report, since it does not begin with XML but with ${(0,format/* quote */.hD)(line)}. Name XML files here; results documents belong into results-files`,
    };
}

;// CONCATENATED MODULE: ../../lib/src/test-reports/test-case.js

function locationOf({ suite, line }) {
    return { input: 'junit-files', file: suite.report, line };
}
function titleOf({ classname, name }) {
    if (name === '')
        return classname === '' ? '(without a name)' : classname;
    return classname === '' || classname === name ? name : `${classname} ${name}`;
}
function isSameTest(one, other) {
    return (one.name === other.name &&
        one.classname === other.classname &&
        one.file === other.file &&
        isSameSuite(one.suite, other.suite));
}
function isSameSuite(one, other) {
    if (!one || !other)
        return one === other;
    return one.name === other.name && one.file === other.file && isSameSuite(one.parent, other.parent);
}
function suiteNames({ name, parent }) {
    return parent ? [name, ...suiteNames(parent)] : [name];
}
const MAX_LISTED = 20;
const MAX_TITLE_LENGTH = 1_000;
class TestSampler {
    first = [];
    count = 0;
    add(test, why) {
        this.count += 1;
        if (this.first.length === MAX_LISTED)
            return;
        const title = (0,format/* truncate */.xv)(titleOf(test), MAX_TITLE_LENGTH);
        const message = detached(why ? `${title}: ${why()}` : title);
        this.first.push({ location: locationOf(test), message });
    }
}
const MAX_WARNINGS = 50;
class WarningTally {
    #warnings = new Map();
    #more = 0;
    add(location, message) {
        const key = `${location.file}\0${message}`;
        const known = this.#warnings.get(key);
        if (known)
            known.count += 1;
        else if (this.#warnings.size < MAX_WARNINGS)
            this.#warnings.set(detached(key), { location, count: 1 });
        else
            this.#more += 1;
    }
    report(diagnostics) {
        for (const [key, { location, count }] of this.#warnings) {
            const message = key.slice(key.indexOf('\0') + 1);
            const times = count === 1 ? '' : ` (${count} times in this report, first here)`;
            diagnostics.warning(location, message + times);
        }
        if (this.#more > 0)
            diagnostics.warning({ input: 'junit-files' }, `${this.#more} more warnings of these kinds`);
    }
}
function detached(text) {
    return Buffer.from(text).toString();
}

// EXTERNAL MODULE: ../../lib/src/model/selector.js
var selector = __webpack_require__(199);
// EXTERNAL MODULE: ../../lib/src/model/testsigma-url.js
var testsigma_url = __webpack_require__(4279);
// EXTERNAL MODULE: ../../lib/src/text/closest.js
var closest = __webpack_require__(2491);
;// CONCATENATED MODULE: ../../lib/src/test-reports/test-ids.js





const PROPERTIES = {
    'testsigma.testcaseresultid': 'testCaseResultId',
    'testsigma.testcaseid': 'testCaseId',
    'testsigma.name': 'name',
    'testsigma.suite': 'suite',
    'testsigma.machine': 'machine',
};
const PREFIX = 'testsigma.';
const TAGS = /\[[\s_]*TS-\d+(?:[\s_,;]+TS-\d+)*[\s_]*\]/gi;
const LOOKS_LIKE_TAG = new RegExp([
    String.raw `[[({]\s*TS[\p{Pd}\u2212][^\])}]{0,60}[\])}]?`,
    String.raw `[[({]\s*ts[\p{Pd}\u2212]\d[^\])}]{0,60}[\])}]?`,
    String.raw `[[({]\s*TS[_\s:#]*\d+\s*[\])}]`,
    String.raw `\b(?:TS|ts)[\p{Pd}\u2212]\d+`,
].join('|'), 'gu');
function readTestIds(test, host) {
    const errors = [];
    const given = { ...test.defaults, ...parseProperties(test, host, errors) };
    const { ids, warnings } = parseTags(test);
    for (const id of ids) {
        if (given.testCaseId !== undefined && given.testCaseId !== id)
            errors.push(`the property "${PREFIX}testCaseId" says ${given.testCaseId}, but the tag in the name says ${id}; keep one of them`);
    }
    if (errors.length > 0)
        return { selectors: [], errors, warnings };
    const selectors = ids.length === 0 ? [given] : ids.map((testCaseId) => ({ ...given, testCaseId }));
    return { selectors, errors, warnings };
}
const NARROWING = ['suite', 'machine'];
function parseSuiteProperty(name, value, before, hasTests) {
    const property = `the property ${(0,format/* quote */.hD)(name)}`;
    const key = NARROWING.find((one) => name === PREFIX + one);
    if (!key && isKnown(name))
        return {
            error: `${property} belongs to a suite here, where only testsigma.suite and testsigma.machine count; move it to the test`,
        };
    if (!key || value === '')
        return parseProperty(name, value, undefined);
    if (contradicts(before[key], value))
        return { error: `${property} occurs twice in this suite with different values; keep one of them` };
    if (hasTests)
        return { error: `${property} of a suite comes after tests of it; write it before them` };
    return { selector: { [key]: value } };
}
function meansOthers(test, earlier) {
    if (!test.some(identifiesResult))
        return test.some((one) => NARROWING.some((key) => one[key] !== undefined && one[key] !== earlier[0]?.[key]));
    const [left, right] = [test, earlier].map((selectors) => JSON.stringify(selectors, Object.values(PROPERTIES)));
    return left !== right;
}
function identifiesResult({ testCaseResultId, testCaseId, name }) {
    return testCaseResultId !== undefined || testCaseId !== undefined || name !== undefined;
}
function parseProperties({ properties }, host, errors) {
    let selector = {};
    for (const [name, value] of properties) {
        const parsed = parseProperty(name, value, host);
        if ('error' in parsed) {
            errors.push(parsed.error);
            continue;
        }
        for (const key of Object.values(PROPERTIES)) {
            if (contradicts(selector[key], parsed.selector[key]))
                errors.push(conflictingProperty(key));
        }
        selector = { ...selector, ...parsed.selector };
    }
    return selector;
}
function parseProperty(name, value, host) {
    const key = isKnown(name) ? PROPERTIES[name] : undefined;
    if (!key)
        return { error: unknownProperty(name) };
    if (value === '')
        return { error: `the property ${(0,format/* quote */.hD)(name)} is empty; fill it in or leave it out` };
    if (key === 'testCaseResultId')
        return (0,selector/* parseResultId */.EJ)(value, host);
    if (key === 'testCaseId')
        return (0,selector/* parseTestCaseId */.Tn)(value, host);
    return { selector: { [key]: value } };
}
function isKnown(name) {
    return name in PROPERTIES;
}
function unknownProperty(name) {
    const known = Object.values(PROPERTIES);
    const meant = (0,closest/* closest */.k)(name.slice(PREFIX.length), known);
    const advice = meant
        ? `did you mean "${PREFIX}${meant}"?`
        : `there are ${known.map((key) => PREFIX + key).join(', ')}`;
    return `unknown property ${(0,format/* quote */.hD)(name)}; ${advice}`;
}
function contradicts(before, now) {
    return before !== undefined && now !== undefined && before !== now;
}
function conflictingProperty(key) {
    return `the property "${PREFIX}${key}" occurs twice with different values; for a test that stands for several test cases, put their tags into its name, such as [TS-411] [TS-412]`;
}
function parseTags(test) {
    const { name, classname, suite } = test;
    const texts = [name, classname, ...suiteNames(suite)];
    if (!texts.some((text) => /ts/i.test(text)))
        return { ids: [], warnings: [] };
    const brackets = [...name.matchAll(TAGS)].map(([tags]) => tags);
    const wrong = brackets.filter((tags) => idsIn(tags).some((id) => (0,testsigma_url/* idError */.MQ)(id) !== undefined));
    const ids = new Set(brackets.filter((tags) => !wrong.includes(tags)).flatMap(idsIn));
    const ambiguous = lookAlikes(name.replaceAll(TAGS, ' '), ids).map(notUnderstood);
    return {
        ids: [...ids],
        warnings: [...wrong.map(notUnderstood), ...ambiguous, ...misplacedTags(test, ids)],
    };
}
function idsIn(tags) {
    return tags.match(/\d+/g) ?? [];
}
function lookAlikes(text, ids) {
    return [...text.matchAll(LOOKS_LIKE_TAG)]
        .map(([found]) => found.trim())
        .filter((found) => !(idsIn(found).length > 0 && idsIn(found).every((id) => ids.has(id))));
}
function notUnderstood(text) {
    return `${(0,format/* quote */.hD)(text)} looks like a tag but is not understood; write [TS-411] with a plain hyphen and the ID of the test case, several as [TS-411, TS-412]`;
}
function misplacedTags({ classname, suite }, ids) {
    const found = [classname, ...suiteNames(suite)].flatMap((name) => lookAlikes(name, ids));
    return [...new Set(found)].map((tag) => `${(0,format/* quote */.hD)(tag)} is in the name of a class or a suite, where tags do not count; put it into the names of the tests`);
}

;// CONCATENATED MODULE: ../../lib/src/test-reports/junit.js



const MAX_LINE_LENGTH = 1_000;
const OWN_PROPERTY = 'testsigma.';
const FAILURES = ['failed', 'error', 'again'];
const ELEMENT_MEANINGS = new Map([
    ['failure', 'failed'],
    ['error', 'error'],
    ['rerunFailure', 'again'],
    ['rerunError', 'again'],
    ['skipped', 'skipped'],
    ['flakyFailure', 'neutral'],
    ['flakyError', 'neutral'],
    ['rerun', 'neutral'],
    ['properties', 'neutral'],
    ['system-out', 'neutral'],
    ['system-err', 'neutral'],
]);
const WORD_MEANINGS = new Map([
    ...['run', 'passed', 'pass', 'success', 'successful', 'ok', 'completed', 'executed'].map((word) => [word, 'neutral']),
    ...['failed', 'fail', 'failure', 'error'].map((word) => [word, 'failed']),
    ['skipped', 'skipped'],
]);
const QT_SKIPPED = /^ message=".*" type="skip" $/s;
const NODE_TAP_SKIPPED = ['skip', 'todo'];
function junitHandler(sink) {
    return new JUnitHandler(sink);
}
class JUnitHandler {
    #sink;
    #suites = new Map();
    #open = [];
    #elements = 0;
    #case;
    constructor(sink) {
        this.#sink = sink;
    }
    open(element, capture) {
        const { name } = element;
        if (this.#case)
            this.#openInCase(this.#case, element, capture);
        else if (name === 'testsuite' || name === 'testsuites')
            this.#openSuite(element);
        else if (name === 'testcase')
            this.#openCase(element);
        else if (name === 'error' || name === 'failure')
            this.#suiteError(element, capture);
        else if (name === 'property')
            this.#suiteProperty(element, capture);
    }
    close(depth) {
        if (this.#case?.depth === depth)
            this.#closeCase(this.#case);
        else if (this.#open.at(-1)?.depth === depth)
            this.#closeSuite(this.#open.pop());
    }
    comment(text) {
        if (QT_SKIPPED.test(text))
            this.#case?.meanings.add('skipped');
    }
    #openSuite({ attributes, depth, line }) {
        const { name = '', hostname = '', file = '', failures = '0', errors = '0' } = attributes;
        const outer = this.#open.at(-1);
        const parent = outer?.suite;
        const key = detached([parent?.number, hostname, file, name].join('\0'));
        const suite = this.#suites.get(key) ?? {
            report: this.#sink.report,
            name: detached(name),
            file: detached(file),
            number: this.#suites.size,
            parent,
        };
        this.#suites.set(key, suite);
        const claimed = (Number.parseInt(failures, 10) || 0) + (Number.parseInt(errors, 10) || 0);
        this.#elements += 1;
        this.#open.push({
            suite,
            depth,
            line,
            claimed,
            hasFailure: false,
            hasTests: false,
            ownDefaults: {},
            defaults: outer?.defaults ?? {},
            element: this.#elements,
            isByGotestsum: false,
        });
    }
    #closeSuite(closed) {
        if (!closed)
            return;
        const parent = this.#open.at(-1);
        const { suite, line, claimed } = closed;
        if (claimed > 0 && !closed.hasFailure) {
            const message = `the suite ${(0,format/* quote */.hD)(suite.name)} counts ${(0,format/* pluralize */.td)(claimed, 'failure')} that its tests do not show; some of its tests may be missing`;
            this.#sink.warn(line, message);
        }
        if (!parent)
            return;
        parent.hasFailure ||= closed.hasFailure || claimed > 0;
        parent.hasTests ||= closed.hasTests;
    }
    #suiteProperty({ attributes, depth, line }, capture) {
        const open = this.#open.at(-1);
        if (!open || depth > open.depth + 2)
            return;
        open.isByGotestsum ||= isGotestsumProperty(attributes);
        withOwnProperty(attributes, capture, (name, value) => {
            const parsed = parseSuiteProperty(name, value, open.ownDefaults, open.hasTests);
            if ('error' in parsed)
                return this.#sink.problem(line, parsed.error);
            open.ownDefaults = { ...open.ownDefaults, ...parsed.selector };
            open.defaults = { ...open.defaults, ...parsed.selector };
        });
    }
    #suiteError({ name, attributes, depth, line }, capture) {
        const parent = this.#open.at(-1);
        if (!parent || parent.depth + 1 !== depth)
            return;
        parent.hasFailure = true;
        withText(attributes['message'], capture, (text) => {
            const reason = firstLine(text);
            const colon = reason === '' ? '' : ': ';
            const message = `the suite ${(0,format/* quote */.hD)(parent.suite.name)} as a whole has <${name}>${colon}${reason}; some of its tests may be missing`;
            this.#sink.warn(line, message);
        });
    }
    #openCase({ attributes, depth, line }) {
        const outer = this.#open.at(-1);
        if (!outer)
            return;
        outer.hasTests = true;
        const open = {
            outer,
            attributes,
            depth,
            line,
            properties: [],
            meanings: new Set(),
            unknown: undefined,
            message: '',
        };
        for (const name of ['status', 'result'])
            addWord(open, name, attributes[name]);
        this.#case = open;
    }
    #openInCase(open, { name, attributes, depth }, capture) {
        const level = depth - open.depth;
        if (level === 2 && name === 'property')
            addProperty(open, attributes, capture);
        if (level !== 1)
            return;
        const meaning = ELEMENT_MEANINGS.get(name);
        if (meaning)
            open.meanings.add(meaning);
        else
            open.unknown ??= `the element ${(0,format/* quote */.hD)(`<${name}>`)}`;
        if (meaning && FAILURES.includes(meaning))
            addMessage(open, meaning === 'again', attributes, capture);
    }
    #closeCase(open) {
        this.#case = undefined;
        const { name = '', classname = '', file = '' } = open.attributes;
        const outcome = outcomeOf(open);
        const { suite, defaults, isByGotestsum, element } = open.outer;
        open.outer.hasFailure ||= FAILURES.some((meaning) => open.meanings.has(meaning));
        if (outcome === 'unknown') {
            const message = `${open.unknown} does not say that a test passed or failed; the test changes nothing`;
            this.#sink.warn(open.line, message);
        }
        this.#sink.take({
            suite,
            classname: classname.trim(),
            name: name.trim(),
            file,
            outcome,
            message: open.message,
            properties: open.properties,
            defaults,
            line: open.line,
            attemptsIn: isByGotestsum ? element : undefined,
        });
    }
}
function isGotestsumProperty({ name, value = '' }) {
    return name === 'go.version' && /^\S+ \w+\/\w+$/.test(value);
}
function addWord(open, attribute, word) {
    if (word === undefined || word.trim() === '')
        return;
    const meaning = WORD_MEANINGS.get(word.trim().toLowerCase());
    if (meaning)
        open.meanings.add(meaning);
    else
        open.unknown ??= `${attribute}=${(0,format/* quote */.hD)(word)}`;
}
function addMessage(open, isLaterAttempt, { message }, capture) {
    if (open.message !== '' && !isLaterAttempt)
        return;
    withText(message, capture, (text) => {
        open.message = firstLine(text);
    });
}
function addProperty(open, attributes, capture) {
    const { name = '', value } = attributes;
    if (NODE_TAP_SKIPPED.includes(plainName(name)) && value !== 'false')
        open.meanings.add('skipped');
    withOwnProperty(attributes, capture, (...property) => open.properties.push(property));
}
function withOwnProperty({ name = '', value }, capture, done) {
    const plain = plainName(name);
    if (!plain.startsWith(OWN_PROPERTY))
        return;
    const add = (text) => done(detached(plain), detached(text.trim()));
    if (value === undefined)
        capture(add);
    else
        add(value);
}
function plainName(name) {
    return name.trim().toLowerCase().replace(/[_-]/g, '.');
}
function withText(attribute, capture, done) {
    if (attribute === undefined || attribute.trim() === '')
        capture(done);
    else
        done(attribute);
}
function outcomeOf({ meanings, unknown }) {
    if (meanings.has('error'))
        return 'failed';
    if (meanings.has('skipped'))
        return 'skipped';
    if (meanings.has('failed') || meanings.has('again'))
        return 'failed';
    return unknown === undefined ? 'passed' : 'unknown';
}
function firstLine(text) {
    const start = text.trimStart().slice(0, MAX_LINE_LENGTH);
    return detached(start.split(/[\r\n]/, 1)[0]?.trimEnd() ?? '');
}

// EXTERNAL MODULE: ../../lib/src/model/diagnostic.js
var diagnostic = __webpack_require__(5277);
// EXTERNAL MODULE: ../../lib/src/model/policy.js
var policy = __webpack_require__(1744);
// EXTERNAL MODULE: ../../lib/src/plan/comment.js
var plan_comment = __webpack_require__(6169);
// EXTERNAL MODULE: ../../lib/src/plan/listing-index.js + 1 modules
var listing_index = __webpack_require__(6634);
// EXTERNAL MODULE: ../../lib/src/text/fields.js
var fields = __webpack_require__(1603);
;// CONCATENATED MODULE: ../../lib/src/test-reports/matcher.js








const MAX_REASON_LENGTH = 500;
const OUTCOMES = ['failed', 'unknown', 'passed'];
class TestMatcher {
    #options;
    #index;
    #kept = new Map();
    #matches = new Map();
    #unmatched = new TestSampler();
    #skipped = new TestSampler();
    #unknown = new TestSampler();
    #diagnostics;
    #warnings;
    constructor(options, diagnostics, warnings) {
        this.#options = options;
        this.#diagnostics = diagnostics;
        this.#warnings = warnings;
        this.#index = new listing_index/* ResultIndex */.wx(options.listing);
    }
    take(test) {
        if (test.outcome === 'skipped') {
            this.#skipped.add(test);
            return;
        }
        if (test.outcome === 'unknown')
            this.#unknown.add(test);
        const { selectors, errors, warnings } = readTestIds(test, this.#options.host);
        for (const message of errors)
            this.#problem(test, message);
        for (const message of warnings)
            this.#warnings.add(locationOf(test), message);
        if (selectors.length > 0)
            this.#takeIdentified(test, selectors);
    }
    matches() {
        for (const kept of this.#kept.values()) {
            for (const selector of kept.selectors)
                this.#find(kept, selector);
        }
        const overrides = [...this.#matches.values()].flatMap(({ listed, tests }) => this.#override(listed, tests));
        const unusedTests = { unmatched: this.#unmatched, skipped: this.#skipped, unknown: this.#unknown };
        return { overrides, unusedTests };
    }
    #takeIdentified(test, selectors) {
        const { suite, classname, name, file, defaults, attemptsIn } = test;
        const identity = [
            suite.report,
            suite.number,
            attemptsIn,
            defaults.suite,
            defaults.machine,
            file,
            classname,
            name,
        ];
        const key = identity.join('\0');
        const kept = this.#kept.get(key);
        if (kept)
            this.#takeAgain(kept, test, selectors);
        else if (selectors.some((selector) => this.#candidates(test, selector).length > 0)) {
            const own = { ...test, classname: detached(classname), name: detached(name), file: detached(file) };
            this.#kept.set(detached(key), { test: own, selectors, seen: new Map([[test.outcome, own]]) });
        }
        else
            this.#miss(test, selectors);
    }
    #takeAgain(kept, again, selectors) {
        const { test, seen } = kept;
        if (meansOthers(selectors, kept.selectors)) {
            const message = `the test ${(0,format/* quote */.hD)(titleOf(again))} stands for ${describeAll(selectors)} here, but for ${describeAll(kept.selectors)} at ${(0,diagnostic/* formatLocation */.j$)(locationOf(test))}; give different tests different names`;
            this.#problem(again, message);
            return;
        }
        if (again.attemptsIn !== undefined)
            seen.clear();
        const { classname, name, file } = test;
        if (!seen.has(again.outcome))
            seen.set(again.outcome, { ...again, classname, name, file });
    }
    #find(kept, selector) {
        const { test } = kept;
        const candidates = this.#candidates(test, selector);
        const agreeing = candidates.filter((listed) => (0,listing_index/* findConflict */.Af)(identityOf(selector), listed) === undefined);
        const [first] = candidates;
        if (first && agreeing.length === 0) {
            const conflict = (0,listing_index/* findConflict */.Af)(identityOf(selector), first);
            this.#problem(test, `${conflict}. Correct the properties or the tag of the test`);
            return;
        }
        const narrowed = this.#narrowed(selector);
        const { suite, machine } = narrowed;
        const matches = agreeing.filter((listed) => (0,listing_index/* findConflict */.Af)((0,fields/* defined */.s)({ suite, machine }), listed) === undefined);
        if (matches.length === 0)
            this.#miss(test, [selector]);
        else if (!(0,listing_index/* coversAll */.c9)(narrowed, matches))
            this.#problem(test, severalMatches(test, narrowed, matches));
        else
            for (const listed of matches)
                this.#add(listed, { kept, byName: !identifiesResult(selector) });
    }
    #narrowed(selector) {
        if (selector.testCaseResultId !== undefined)
            return selector;
        const { suite, machine } = this.#options;
        return { ...(0,fields/* defined */.s)({ suite: suite || undefined, machine: machine || undefined }), ...selector };
    }
    #candidates(test, selector) {
        const { testCaseResultId } = selector;
        if (!identifiesResult(selector))
            return this.#byName(test);
        if (testCaseResultId === undefined)
            return this.#index.search(selector);
        const listed = this.#index.byId(testCaseResultId);
        return listed ? [listed] : [];
    }
    #byName({ classname, name }) {
        const names = [`${classname} ${name}`.trim(), name, (0,listing_index/* lastTitle */.Ne)((0,format/* normalizeName */.Pc)(name))];
        for (const one of names) {
            const found = one === '' ? [] : this.#index.named(one);
            if (found.length > 0)
                return found;
        }
        return [];
    }
    #miss(test, selectors) {
        if (test.outcome === 'unknown')
            return;
        this.#unmatched.add(test, () => {
            const sought = selectors.map((selector) => describeSought(this.#narrowed(selector)));
            return `run ${this.#options.runId} has no result of ${sought.join(' or ')}`;
        });
    }
    #add(listed, match) {
        const known = this.#matches.get(listed.testCaseResultId);
        if (known)
            known.tests.push(match);
        else
            this.#matches.set(listed.testCaseResultId, { listed, tests: [match] });
    }
    #override(listed, all) {
        const explicit = all.filter(({ byName }) => !byName);
        const matches = explicit.length > 0 ? explicit : all;
        const why = () => `another test has the tag or a property of result ${listed.testCaseResultId}, which has this name`;
        for (const { kept, byName } of all)
            if (byName && explicit.length > 0)
                this.#unmatched.add(kept.test, why);
        const tests = matches.map(({ kept }) => kept);
        const [first] = tests;
        if (!first)
            return [];
        if (explicit.length === 0 && tests.some(({ test }) => !isSameTest(test, first.test))) {
            this.#problem(first.test, differentTests(listed, tests));
            return [];
        }
        this.#noteSameName(tests);
        return this.#worst(listed, tests);
    }
    #worst(listed, tests) {
        const test = worstOf(tests);
        if (!test)
            return [];
        const { testCaseResultId } = listed;
        if (test.outcome === 'unknown') {
            const passed = tests.flatMap(({ seen }) => seen.get('passed') ?? [])[0];
            if (passed)
                this.#diagnostics.warning(locationOf(test), notKnown(testCaseResultId, test, passed));
            return [];
        }
        const outcome = test.outcome === 'failed' ? 'FAILURE' : 'SUCCESS';
        const comment = this.#comment(test);
        const { comment: ownComment } = this.#options;
        return [{ testCaseResultId, outcome, comment, ownComment, location: locationOf(test), before: listed }];
    }
    #noteSameName(tests) {
        const worst = worstOf(tests);
        if (worst?.outcome !== 'failed')
            return;
        const other = tests
            .filter(({ test }) => isSameTest(test, worst))
            .flatMap(({ seen }) => seen.get('passed') ?? seen.get('unknown') ?? [])[0];
        if (!other)
            return;
        const ended = other.outcome === 'passed' ? 'passed' : 'has no known outcome';
        const message = `the test ${(0,format/* quote */.hD)(titleOf(worst))} failed here, but ${ended} at ${(0,diagnostic/* formatLocation */.j$)(locationOf(other))}: the worst counts, since the reports do not say that these are attempts of one test`;
        this.#diagnostics.notice(locationOf(worst), message);
    }
    #comment({ outcome, message, suite }) {
        const { comment } = this.#options;
        const failure = outcome === 'failed' ? (0,format/* truncate */.xv)(message, MAX_REASON_LENGTH) : '';
        const own = (0,format/* truncate */.xv)(comment, MAX_REASON_LENGTH);
        const reason = failure === '' ? own : (0,plan_comment/* withOwnComment */.YV)(comment === policy/* DEFAULT_COMMENT */.yo ? '' : own, failure);
        return `${reason} (${(0,format/* truncate */.xv)(suite.report, MAX_REASON_LENGTH)})`;
    }
    #problem(test, message) {
        this.#diagnostics.problem(locationOf(test), message);
    }
}
function worstOf(tests) {
    return OUTCOMES.flatMap((outcome) => tests.flatMap(({ seen }) => seen.get(outcome) ?? []))[0];
}
function identityOf({ testCaseResultId, testCaseId, name, suite, machine }) {
    const isById = testCaseResultId !== undefined;
    return (0,fields/* defined */.s)({ testCaseId, name, ...(isById ? { suite, machine } : {}) });
}
function describeSought(selector) {
    const { testCaseResultId } = selector;
    const id = testCaseResultId === undefined ? [] : [`the ID ${testCaseResultId}`];
    const named = identifiesResult(selector) ? id : ['this name'];
    return [...named, (0,listing_index/* describeSelector */.r5)(selector)].filter((part) => part !== '').join(', ');
}
function describeAll(selectors) {
    return selectors.map(describeSought).join(' and ');
}
function severalMatches(test, { suite, machine }, matches) {
    const every = machine === listing_index/* EVERY */.k7 || suite === listing_index/* EVERY */.k7 ? '' : ", or set machine: '*' or suite: '*' to mean every one";
    return `the test ${(0,format/* quote */.hD)(titleOf(test))} matches ${matches.length} results: ${(0,listing_index/* formatResults */.ew)(matches)}. Narrow it by the inputs machine or suite, or by a property testsigma.machine or testsigma.suite${every}`;
}
function differentTests({ testCaseResultId, name }, tests) {
    const isAlike = new Set(tests.map(({ test }) => titleOf(test))).size < tests.length;
    const shown = (0,format/* listFirst */.rL)(tests, ({ test }) => {
        const title = (0,format/* quote */.hD)(titleOf(test));
        return `${isAlike ? `${title}${placeOf(test)}` : title} at ${(0,diagnostic/* formatLocation */.j$)(locationOf(test))}`;
    });
    return `different tests reach result ${testCaseResultId} by the name ${(0,format/* quote */.hD)(name ?? '')} alone: ${shown}. Give the right one the tag of its test case, such as [TS-411], or a property`;
}
function placeOf({ suite, file }) {
    const suites = suiteNames(suite)
        .reverse()
        .filter((name) => name !== '')
        .join(' › ');
    const source = file || suite.file;
    const parts = [suites && `suite ${(0,format/* quote */.hD)(suites)}`, source && `file ${(0,format/* quote */.hD)(source)}`].filter(Boolean);
    return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
function notKnown(id, unknown, passed) {
    return `result ${id} is not set to Passed: ${(0,format/* quote */.hD)(titleOf(passed))} passed at ${(0,diagnostic/* formatLocation */.j$)(locationOf(passed))}, but the outcome of ${(0,format/* quote */.hD)(titleOf(unknown))} here is not known`;
}

// EXTERNAL MODULE: ../../node_modules/saxes/saxes.js
var saxes = __webpack_require__(628);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ../../lib/src/test-reports/xml/decoder.js


class EncodingError extends Error {
    before;
    constructor(message, before) {
        super(message);
        this.before = before;
    }
}
const MAX_DECLARATION_BYTES = 1_024;
class XmlDecoder {
    #head = new Uint8Array(0);
    #encoding = '';
    #decoder;
    decode(bytes) {
        if (this.#decoder)
            return this.#text(this.#decoder, bytes);
        this.#head = Buffer.concat([this.#head, bytes]);
        return this.#head.length < MAX_DECLARATION_BYTES ? '' : this.#begin();
    }
    end() {
        const rest = this.#decoder ? '' : this.#begin();
        try {
            return rest + (this.#decoder?.decode() ?? '');
        }
        catch {
            throw new EncodingError(`ends in the middle of a ${this.#encoding} character`, rest);
        }
    }
    #begin() {
        const head = this.#head;
        this.#head = new Uint8Array(0);
        this.#decoder = decoderOf(encodingOf(head));
        this.#encoding = this.#decoder.encoding.toUpperCase();
        return this.#text(this.#decoder, head);
    }
    #text(decoder, bytes) {
        try {
            return decoder.decode(bytes, { stream: true });
        }
        catch {
            const message = `is not ${this.#encoding} text from here on; write the report in UTF-8, or declare its encoding`;
            throw new EncodingError(message, textBeforeError(this.#encoding, bytes));
        }
    }
}
function decoderOf(encoding) {
    try {
        return new external_node_util_.TextDecoder(encoding, { fatal: true });
    }
    catch {
        throw new EncodingError(`declares the encoding ${(0,format/* quote */.hD)(encoding)}, which is not known; write the report in UTF-8`, '');
    }
}
const MARKS = [
    ['UTF-32', [0xff, 0xfe, 0, 0]],
    ['UTF-32', [0, 0, 0xfe, 0xff]],
    ['UTF-8', [0xef, 0xbb, 0xbf]],
    ['UTF-16LE', [0xff, 0xfe]],
    ['UTF-16BE', [0xfe, 0xff]],
    ['UTF-16LE', [0x3c, 0]],
    ['UTF-16BE', [0, 0x3c]],
];
function encodingOf(head) {
    const marked = MARKS.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
    if (marked)
        return marked[0];
    const start = Buffer.from(head.subarray(0, MAX_DECLARATION_BYTES)).toString('latin1');
    const declared = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1] ?? 'UTF-8';
    return /^(?:utf-?(?:16|32)|ucs|iso-10646)/i.test(declared) ? 'UTF-8' : declared;
}
function textBeforeError(encoding, bytes) {
    const whole = encoding === 'UTF-8' ? bytes.subarray(continuationBytes(bytes)) : bytes;
    let text = '';
    let low = 0;
    let high = whole.length;
    while (high - low > 1) {
        const middle = (low + high) >>> 1;
        const good = decoded(encoding, whole.subarray(0, middle));
        if (good === undefined)
            high = middle;
        else {
            low = middle;
            text = good;
        }
    }
    return text;
}
function continuationBytes(bytes) {
    const first = bytes.findIndex((byte) => byte < 0x80 || byte > 0xbf);
    return first < 0 || first > 3 ? 0 : first;
}
function decoded(encoding, bytes) {
    try {
        return new external_node_util_.TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ../../lib/src/test-reports/xml/errors.js

const BARE_AMPERSAND = 'is not well-formed XML: a "&" that begins no reference; the program that writes it has to write &amp;';
const INCOMPLETE = 'Was the report cut off, or written by two processes at once?';
const SECOND_REPORT = 'another report begins here; write each report to a file of its own';
const ROWS = [
    [/^unclosed tag: (.*)/s, 'here', `it ends before <$1> is closed. ${INCOMPLETE}`],
    [/^unexpected end/, 'here', `it ends in the middle of something. ${INCOMPLETE}`],
    [/^document must contain a root/, 'here', `it contains no element. ${INCOMPLETE}`],
    [/^text data outside of root/, 'text', 'TEXT is outside of the report; remove it from the file'],
    [/^documents may contain only one root/, 'tag', SECOND_REPORT],
    [
        /XML declaration must (?:be|appear) at the start/,
        'tag',
        'the XML declaration has to be at the very start of the file; remove the blank lines or the text before it, or write each report to a file of its own',
    ],
    [
        /^unmatched closing tag|^unexpected close tag/,
        'tag',
        'a closing tag does not match the tag that is open',
    ],
    [/^duplicate attribute: (.*)/s, 'tag', 'the attribute $1 occurs twice in one tag'],
    [/^disallowed character$/, 'here', 'a "<" inside an attribute; it has to be written as &lt;'],
    [/^disallowed character in tag name/, 'here', 'a "<" that begins no tag; it has to be written as &lt;'],
    [
        /^undefined entity/,
        'reference',
        'TEXT is not defined in XML; only the five entities of XML and references to characters are read, never a DTD',
    ],
    [/entity/, 'reference', 'TEXT is not a valid reference; a "&" has to be written as &amp;'],
];
function explainXmlError(reported, textOf) {
    const [pattern, culprit, words] = ROWS.find(([one]) => one.test(reported)) ?? [/(.*)/s, 'here', '$1'];
    const [, captured = ''] = pattern.exec(reported) ?? [];
    const message = words
        .replace('$1', () => (0,format/* truncate */.xv)(captured, MAX_SHOWN_LENGTH))
        .replace('TEXT', () => (0,format/* quote */.hD)(textOf(culprit)));
    return { message: `is not well-formed XML: ${message}`, culprit };
}
const MAX_SHOWN_LENGTH = 80;

;// CONCATENATED MODULE: ../../lib/src/test-reports/xml/reader.js



class ReportError extends Error {
    position;
    isSkipped;
    constructor(message, position, isSkipped = false) {
        super(message);
        this.position = position;
        this.isSkipped = isSkipped;
    }
}
async function readXml(chunks, formats) {
    const reader = new XmlReader(formats);
    for await (const chunk of chunks)
        reader.push(chunk);
    return reader.end();
}
const MAX_DEPTH = 1_000;
const MAX_LENGTH_WITHOUT_TAG = 256 * 1024 * 1024;
const MAX_CAPTURED_LENGTH = 1_000;
const BEGINNING_LENGTH = 4_096;
const MAX_REFERENCE_LENGTH = 40;
const FORBIDDEN = /[^\t\n\r -\ufffd]/g;
const INCOMPLETE_END = new RegExp(`(?:\\r|&[#\\w:.-]{0,${MAX_REFERENCE_LENGTH}})$`);
const REPLACEMENT = '\ufffd';
const CHARACTER_REFERENCE = /&#(?:(\d+)|x([\da-f]+));/gi;
const BARE = `&(?!(?:#\\d+|#x[\\da-f]+|[a-z_][\\w.:-]*|${REPLACEMENT}+);)`;
const BEGINS_BARE = new RegExp(`^${BARE}`, 'i');
const BEFORE_BARE = new RegExp(`(?=${BARE})`, 'i');
class XmlReader {
    #formats;
    #decoder = new XmlDecoder();
    #parser = new saxes/* SaxesParser */.wT({
        position: false,
        xmlns: false,
        defaultXMLVersion: '1.0',
        forceXMLVersion: true,
    });
    #handler;
    #captured;
    #beginning = '';
    #depth = 0;
    #line = 1;
    #replaced = 0;
    #isEmpty = true;
    #rest = '';
    #piece = { text: '', offset: 0, position: { line: 1, column: 1 } };
    #lastEvent = 0;
    #ampersand;
    constructor(formats) {
        this.#formats = formats;
        const parser = this.#parser;
        parser.ENTITIES = this.#entities(parser.ENTITIES);
        parser.on('error', ({ message }) => this.#parserError(message.replace(/\.$/, '')));
        parser.on('opentagstart', () => this.#rememberLine());
        parser.on('opentag', (tag) => this.#open(tag));
        parser.on('closetag', () => this.#close());
        parser.on('comment', (text) => {
            this.#event();
            this.#handler?.comment(text);
        });
        parser.on('cdata', (text) => {
            this.#event();
            this.#add(text);
        });
    }
    push(bytes) {
        this.#decode(() => this.#decoder.decode(bytes));
    }
    end() {
        this.#decode(() => this.#decoder.end());
        this.#write(this.#rest);
        this.#begin('');
        if (!this.#isEmpty)
            this.#parser.close();
        return { isEmpty: this.#isEmpty, replaced: this.#replaced };
    }
    #decode(decode) {
        try {
            const text = this.#rest + decode();
            const end = INCOMPLETE_END.exec(text)?.index ?? text.length;
            this.#rest = text.slice(end);
            this.#write(text.slice(0, end));
        }
        catch (error) {
            if (!(error instanceof EncodingError))
                throw error;
            this.#write(this.#rest + error.before);
            this.#begin('');
            throw new ReportError(error.message, this.#piece.position);
        }
    }
    #entities(known) {
        const get = (_, name) => {
            if (!name.startsWith(REPLACEMENT))
                return known[name];
            this.#replaced += 1;
            return REPLACEMENT;
        };
        return new Proxy({}, { get });
    }
    #write(raw) {
        const text = withoutForbidden(raw).replace(FORBIDDEN, () => {
            this.#replaced += 1;
            return REPLACEMENT;
        });
        const pieces = text.includes('&') ? text.split(BEFORE_BARE) : [text];
        for (const piece of pieces) {
            this.#begin(piece);
            if (this.#isEmpty)
                this.#checkBeginning(piece);
            if (BEGINS_BARE.test(piece))
                this.#ampersand ??= this.#piece.position;
            this.#parser.write(piece);
        }
    }
    #begin(text) {
        this.#parser.write('');
        const { position: offset, line, columnIndex } = this.#parser;
        if (offset - this.#lastEvent > MAX_LENGTH_WITHOUT_TAG)
            this.#tooLong();
        this.#piece = { text, offset, position: { line, column: columnIndex + 1 } };
    }
    #tooLong() {
        if (this.#ampersand)
            throw new ReportError(BARE_AMPERSAND, this.#ampersand);
        throw this.#error('contains more than 256 Mi characters without a tag; leave the output of tests out of it');
    }
    #checkBeginning(text) {
        const start = text.search(/\S/);
        if (start < 0)
            return;
        this.#isEmpty = false;
        this.#beginning = text.slice(start, start + BEGINNING_LENGTH);
        if (text.charAt(start) === '<')
            return;
        const { reason, isSkipped } = this.#formats.byText(this.#beginning);
        throw new ReportError(reason, this.#positionOf(start), isSkipped);
    }
    #event() {
        this.#lastEvent = this.#parser.position;
        this.#ampersand = undefined;
    }
    #rememberLine() {
        const { line, columnIndex } = this.#parser;
        this.#line = columnIndex === 0 ? line - 1 : line;
    }
    #open({ name, attributes }) {
        this.#event();
        this.#depth += 1;
        if (this.#depth > MAX_DEPTH)
            throw this.#error(`nests its elements deeper than ${MAX_DEPTH}: no test report does`);
        const element = { name, attributes, depth: this.#depth, line: this.#line };
        this.#handler ??= this.#handlerFor(element);
        this.#handler.open(element, (done) => this.#startCapture(done));
    }
    #handlerFor(root) {
        const found = this.#formats.byRoot(root, this.#beginning);
        if (!('reason' in found))
            return found;
        throw new ReportError(found.reason, this.#positionOf(this.#indexOf('tag')), found.isSkipped);
    }
    #close() {
        this.#event();
        if (this.#captured?.depth === this.#depth)
            this.#endCapture(this.#captured);
        this.#handler?.close(this.#depth);
        this.#depth -= 1;
    }
    #startCapture(done) {
        this.#captured = { depth: this.#depth, done, text: '' };
        this.#parser.on('text', (text) => this.#add(text));
    }
    #add(text) {
        const captured = this.#captured;
        if (!captured || captured.text.length > MAX_CAPTURED_LENGTH)
            return;
        const more = captured.text === '' ? text.trimStart() : text;
        captured.text += more.slice(0, MAX_CAPTURED_LENGTH + 1);
    }
    #endCapture({ done, text }) {
        this.#captured = undefined;
        this.#parser.off('text');
        done(text);
    }
    #parserError(reported) {
        if (this.#ampersand && /entit|^un(?:closed tag|expected end)/.test(reported))
            throw new ReportError(BARE_AMPERSAND, this.#ampersand);
        const { message, culprit } = explainXmlError(reported, (one) => this.#textOf(one));
        throw new ReportError(message, this.#positionOf(this.#indexOf(culprit)));
    }
    #error(message) {
        return new ReportError(message, this.#positionOf(this.#indexOf('here')));
    }
    get #read() {
        return this.#parser.position - this.#piece.offset;
    }
    #indexOf(culprit) {
        const here = Math.max(0, this.#read - 1);
        const { text, offset } = this.#piece;
        if (culprit === 'here')
            return here;
        if (culprit === 'text') {
            const start = Math.max(0, this.#lastEvent - offset, afterDeclaration(text.slice(0, here)));
            return start + Math.max(0, text.slice(start).search(/\S/));
        }
        const found = text.lastIndexOf(culprit === 'tag' ? '<' : '&', here);
        return found < 0 ? here : found;
    }
    #textOf(culprit) {
        const text = this.#piece.text.slice(this.#indexOf(culprit), this.#read);
        return culprit === 'text' ? (text.split(/[\r\n<]/, 1)[0] ?? '') : text;
    }
    #positionOf(index) {
        const { text, position } = this.#piece;
        const lines = text.slice(0, index).split(/\r\n|\r|\n/);
        const last = lines.at(-1) ?? '';
        return lines.length === 1
            ? { line: position.line, column: position.column + last.length }
            : { line: position.line + lines.length - 1, column: last.length + 1 };
    }
}
function withoutForbidden(text) {
    if (!text.includes('&#'))
        return text;
    return text.replace(CHARACTER_REFERENCE, (reference, decimal, hexadecimal = '') => {
        const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
        return isForbidden(code) ? `&${REPLACEMENT.repeat(reference.length - 2)};` : reference;
    });
}
function isForbidden(code) {
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (code > 0x10ffff || isSurrogate)
        return true;
    return String.fromCodePoint(code).search(FORBIDDEN) >= 0;
}
function afterDeclaration(text) {
    const end = text.lastIndexOf('?>');
    return end < 0 ? 0 : end + 2;
}

;// CONCATENATED MODULE: ../../lib/src/test-reports/load-reports.js








const FORMATS = [{ roots: ['testsuites', 'testsuite'], begin: junitHandler }];
async function loadReports(paths, options, diagnostics) {
    const loader = new ReportLoader(options, diagnostics);
    for (const path of paths)
        await loader.load(path);
    return loader.end();
}
class ReportLoader {
    #options;
    #diagnostics;
    #warnings = new WarningTally();
    #matcher;
    #lines = [];
    #cleaned = [];
    #replaced = 0;
    #testCount = 0;
    constructor(options, diagnostics) {
        this.#options = options;
        this.#diagnostics = diagnostics;
        this.#matcher = new TestMatcher(options, diagnostics, this.#warnings);
    }
    async load(path) {
        const report = this.#options.files.displayPath(path);
        const counts = { passed: 0, failed: 0, skipped: 0, unknown: 0 };
        const take = (test) => {
            counts[test.outcome] += 1;
            this.#matcher.take(test);
        };
        if (!(await this.#read(path, report, take)))
            return;
        this.#testCount += counts.passed + counts.failed + counts.unknown;
        this.#lines.push(countsLine(report, counts));
    }
    end() {
        const matches = this.#matcher.matches();
        this.#warnings.report(this.#diagnostics);
        this.#noteReplaced();
        return { ...matches, testCount: this.#testCount, lines: this.#lines };
    }
    async #read(path, report, take) {
        const { files, cancelled } = this.#options;
        const location = { input: 'junit-files', file: report };
        try {
            const warn = (line, message) => this.#warnings.add({ ...location, line }, message);
            const problem = (line, message) => this.#diagnostics.problem({ ...location, line }, message);
            const formats = formatsFor({ report, take, warn, problem });
            const { isEmpty, replaced } = await readXml(until(cancelled, files.stream(path)), formats);
            if (isEmpty)
                this.#diagnostics.warning(location, `${(0,format/* quote */.hD)(report)} is empty`);
            if (replaced > 0)
                this.#cleaned.push(report);
            this.#replaced += replaced;
            return true;
        }
        catch (error) {
            if (cancelled())
                throw new process/* EndedError */.ph();
            return this.#readError(error, location);
        }
    }
    #readError(error, location) {
        if (!(error instanceof ReportError || error instanceof files/* FileError */.f))
            throw error;
        const message = `${(0,format/* quote */.hD)(location.file)} ${error.message}`;
        if (error instanceof files/* FileError */.f)
            this.#diagnostics.problem(location, message);
        else if (error.isSkipped)
            this.#diagnostics.notice(location, message);
        else
            this.#diagnostics.problem({ ...location, ...error.position }, message);
        return error instanceof files/* FileError */.f || !error.isSkipped;
    }
    #noteReplaced() {
        const [first] = this.#cleaned;
        if (first === undefined)
            return;
        const others = this.#cleaned.length - 1;
        const reports = others > 0 ? `${(0,format/* quote */.hD)(first)} and ${(0,format/* pluralize */.td)(others, 'more report')}` : (0,format/* quote */.hD)(first);
        const message = `${(0,format/* pluralize */.td)(this.#replaced, 'character')} that XML forbids, such as color codes, replaced in ${reports}`;
        this.#diagnostics.notice({ input: 'junit-files', file: first }, message);
    }
}
function formatsFor(sink) {
    return {
        byRoot: (root, beginning) => {
            const format = FORMATS.find(({ roots }) => roots.includes(root.name));
            return format ? format.begin(sink) : foreignXml(root, beginning);
        },
        byText: foreignText,
    };
}
function countsLine(report, { passed, failed, skipped, unknown }) {
    const unknownPart = unknown > 0 ? `, ${unknown} not known` : '';
    return `${report}: ${passed} passed, ${failed} failed, ${skipped} skipped${unknownPart}`;
}
async function* until(cancelled, chunks) {
    for await (const chunk of chunks) {
        if (cancelled())
            throw new process/* EndedError */.ph();
        yield chunk;
    }
}


/***/ })

};

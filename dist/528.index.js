export const id = 528;
export const ids = [528];
export const modules = {

/***/ 2528:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  loadReports: () => (/* binding */ loadReports)
});

// EXTERNAL MODULE: ../../lib/src/runtime/files.js + 1 modules
var runtime_files = __webpack_require__(5009);
// EXTERNAL MODULE: ../../lib/src/text/format.js
var format = __webpack_require__(2805);
// EXTERNAL MODULE: ../../node_modules/saxes/saxes.js
var saxes = __webpack_require__(628);
;// CONCATENATED MODULE: ../../lib/src/test-reports/test-case.js

function locationOf({ suite, line }) {
    return { input: 'junit-files', file: suite.file, line };
}
function titleOf({ classname, name }) {
    if (name === '')
        return classname === '' ? '(without a name)' : classname;
    return classname === '' || classname === name ? name : `${classname} ${name}`;
}
function isSameTest(one, other) {
    return one.name === other.name && one.classname === other.classname && isSameSuite(one.suite, other.suite);
}
function isSameSuite(one, other) {
    if (!one || !other)
        return one === other;
    return one.name === other.name && isSameSuite(one.parent, other.parent);
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
function detached(text) {
    return Buffer.from(text).toString();
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ../../lib/src/test-reports/xml-decoder.js


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
            const message = `is no ${this.#encoding} text from here on; write the report in UTF-8, or declare its encoding`;
            throw new EncodingError(message, textBeforeFault(this.#encoding, bytes));
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
function textBeforeFault(encoding, bytes) {
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

;// CONCATENATED MODULE: ../../lib/src/test-reports/junit.js




class JUnitParseError extends Error {
    line;
    column;
    constructor(message, line, column) {
        super(message);
        this.line = line;
        this.column = column;
    }
}
const MAX_DEPTH = 1_000;
const MAX_LENGTH_WITHOUT_TAG = 256 * 1024 * 1024;
const MAX_LINE_LENGTH = 1_000;
const OWN_PROPERTY = 'testsigma.';
const ELEMENT_MEANINGS = new Map([
    ['failure', 'failed'],
    ['error', 'failed'],
    ['rerunFailure', 'rerun'],
    ['rerunError', 'rerun'],
    ['flakyFailure', 'passed'],
    ['flakyError', 'passed'],
    ['skipped', 'skipped'],
]);
const SKIPPED_WORDS = ['notrun', 'suppressed', 'skipped', 'disabled', 'ignored'];
const FAILED_WORDS = ['fail', 'failed', 'failure', 'error'];
async function parseJUnit(file, chunks, take) {
    const reader = new JUnitParser(file, take);
    for await (const chunk of chunks)
        reader.push(chunk);
    return reader.end();
}
class JUnitParser {
    #file;
    #take;
    #decoder = new XmlDecoder();
    #parser = new saxes/* SaxesParser */.wT({ position: false, xmlns: false });
    #suites = new Map();
    #open = [];
    #case;
    #wanted;
    #depth = 0;
    #line = 1;
    #lastTag = 0;
    #isBlank = true;
    constructor(file, take) {
        this.#file = file;
        this.#take = take;
        this.#parser.on('error', ({ message }) => {
            throw this.#fault(`is not well-formed XML: ${message.replace(/\.$/, '')}${adviceOn(message)}`);
        });
        this.#parser.on('opentagstart', () => this.#rememberStart());
        this.#parser.on('opentag', (tag) => this.#enter(tag));
        this.#parser.on('closetag', (tag) => this.#leave(tag));
    }
    push(bytes) {
        this.#write(() => this.#decoder.decode(bytes));
    }
    end() {
        this.#write(() => this.#decoder.end());
        if (this.#isBlank)
            return false;
        this.#parser.close();
        return true;
    }
    #write(decode) {
        try {
            this.#parse(decode());
        }
        catch (error) {
            if (!(error instanceof EncodingError))
                throw error;
            this.#parse(error.before);
            this.#parser.write('');
            throw this.#fault(error.message, 1);
        }
    }
    #parse(text) {
        this.#isBlank &&= text.trim() === '';
        this.#parser.write(text);
        if (this.#parser.position - this.#lastTag > MAX_LENGTH_WITHOUT_TAG) {
            throw this.#fault('holds more than 256 Mi characters without a tag; leave the output of tests out of it');
        }
    }
    #fault(message, ahead = 0) {
        return new JUnitParseError(message, this.#parser.line, Math.max(1, this.#parser.columnIndex + ahead));
    }
    #rememberStart() {
        const { line, columnIndex } = this.#parser;
        this.#line = columnIndex === 0 ? line - 1 : line;
    }
    #enter({ name, attributes }) {
        this.#lastTag = this.#parser.position;
        this.#depth += 1;
        if (this.#depth > MAX_DEPTH)
            throw this.#fault(`nests its elements deeper than ${MAX_DEPTH}: that is no JUnit report`);
        if (this.#depth === 1)
            this.#checkRoot(name);
        if (this.#case)
            this.#enterWithin(this.#case, name, attributes);
        else if (name === 'testsuite' || name === 'testsuites')
            this.#enterSuite(attributes);
        else if (name === 'testcase')
            this.#enterCase(attributes);
    }
    #checkRoot(name) {
        if (name === 'testsuites' || name === 'testsuite')
            return;
        throw this.#fault(`is no JUnit report: its root is <${(0,format/* quote */.hD)(name).slice(1, -1)}>, not <testsuites> or <testsuite>. Let the test runner write JUnit XML`);
    }
    #enterSuite({ name = '', hostname = '' }) {
        const parent = this.#open.at(-1);
        const key = detached([parent?.number, hostname, name].join('\u0000'));
        const suite = this.#suites.get(key) ?? {
            file: this.#file,
            name: detached(name),
            number: this.#suites.size,
            ...(parent ? { parent } : {}),
        };
        this.#suites.set(key, suite);
        this.#open.push(suite);
    }
    #enterCase(attributes) {
        const suite = this.#open.at(-1);
        if (!suite)
            return;
        this.#case = {
            suite,
            attributes,
            depth: this.#depth,
            line: this.#line,
            properties: [],
            verdict: verdictOf(attributes),
            message: '',
        };
    }
    #enterWithin(open, name, attributes) {
        const level = this.#depth - open.depth;
        const verdict = level === 1 ? ELEMENT_MEANINGS.get(name) : undefined;
        if (verdict)
            this.#heed(open, verdict, attributes);
        else if (level === 2 && name === 'property')
            this.#property(open, attributes);
    }
    #heed(open, verdict, { message = '' }) {
        if (verdict === 'passed' || verdict === 'skipped') {
            open.verdict ??= verdict;
            return;
        }
        open.verdict = 'failed';
        if (verdict === 'failed' && open.message !== '')
            return;
        const say = (text) => {
            open.message = firstLine(text);
        };
        if (message.trim() === '')
            this.#want(say);
        else
            say(message);
    }
    #property(open, { name = '', value }) {
        const plain = name.trim().toLowerCase().replace(/[_-]/g, '.');
        if (!plain.startsWith(OWN_PROPERTY))
            return;
        const add = (text) => {
            open.properties.push([detached(plain), detached(text.trim())]);
        };
        if (value === undefined)
            this.#want(add);
        else
            add(value);
    }
    #want(done) {
        this.#wanted = { depth: this.#depth, done, text: '' };
        const add = (text) => this.#add(text);
        this.#parser.on('text', add);
        this.#parser.on('cdata', add);
    }
    #add(text) {
        const wanted = this.#wanted;
        if (!wanted || wanted.text.length > MAX_LINE_LENGTH)
            return;
        const more = wanted.text === '' ? text.trimStart() : text;
        wanted.text += more.slice(0, MAX_LINE_LENGTH + 1);
    }
    #leave({ name }) {
        this.#lastTag = this.#parser.position;
        if (this.#wanted?.depth === this.#depth)
            this.#giveText(this.#wanted);
        if (this.#case?.depth === this.#depth)
            this.#leaveCase(this.#case);
        else if (!this.#case && (name === 'testsuite' || name === 'testsuites'))
            this.#open.pop();
        this.#depth -= 1;
    }
    #giveText({ done, text }) {
        done(text);
        this.#wanted = undefined;
        this.#parser.off('text');
        this.#parser.off('cdata');
    }
    #leaveCase({ suite, attributes, verdict, message, line, properties }) {
        this.#case = undefined;
        const { name = '', classname = '' } = attributes;
        const outcome = verdict === 'failed' ? 'FAILURE' : 'SUCCESS';
        this.#take({
            suite,
            classname: classname.trim(),
            name: name.trim(),
            outcome: verdict === 'skipped' ? undefined : outcome,
            message,
            properties,
            line,
        });
    }
}
function verdictOf({ status = '', result = '' }) {
    const words = [status.toLowerCase(), result.toLowerCase()];
    if (words.some((word) => FAILED_WORDS.includes(word)))
        return 'failed';
    return words.some((word) => SKIPPED_WORDS.includes(word)) ? 'skipped' : undefined;
}
function firstLine(text) {
    const start = text.trimStart();
    return detached(start
        .slice(0, MAX_LINE_LENGTH)
        .split(/[\r\n]/, 1)[0]
        ?.trimEnd() ?? '');
}
function adviceOn(message) {
    if (message.startsWith('undefined entity'))
        return '. Only the five entities of XML and references to characters are read, never a DTD';
    return '. Was the report cut off, or written by two at once?';
}

// EXTERNAL MODULE: ../../lib/src/model/diagnostic.js
var diagnostic = __webpack_require__(5277);
// EXTERNAL MODULE: ../../lib/src/plan/listing-index.js + 1 modules
var listing_index = __webpack_require__(6634);
// EXTERNAL MODULE: ../../lib/src/model/selector.js
var selector = __webpack_require__(199);
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
const TAG = /\[TS-(\d+)\]/gi;
function readTestIds(attempt, host, diagnostics) {
    const faults = [];
    const marked = propertiesOf(attempt, host, faults);
    const tags = identifiesResult(marked) ? [] : tagsIn(attempt.name, host, faults);
    for (const message of faults)
        diagnostics.problem(locationOf(attempt), message);
    if (faults.length > 0)
        return [];
    return tags.length > 0 ? tags.map((tag) => ({ ...marked, ...tag })) : [marked];
}
function identifiesResult({ testCaseResultId, testCaseId, name }) {
    return testCaseResultId !== undefined || testCaseId !== undefined || name !== undefined;
}
function propertiesOf({ properties }, host, faults) {
    let selector = {};
    for (const [name, value] of properties) {
        const read = readProperty(name, value, host);
        if ('fault' in read) {
            faults.push(read.fault);
            continue;
        }
        for (const key of Object.values(PROPERTIES)) {
            if (contradicts(selector[key], read.selector[key]))
                faults.push(conflictingProperty(key));
        }
        selector = { ...selector, ...read.selector };
    }
    return selector;
}
function readProperty(name, value, host) {
    const key = isKnown(name) ? PROPERTIES[name] : undefined;
    if (!key)
        return { fault: unknownProperty(name) };
    if (value === '')
        return { fault: `the property ${(0,format/* quote */.hD)(name)} is empty; fill it in or leave it out` };
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
    const [meant] = (0,closest/* closest */.k)(name.slice(PREFIX.length), known, 1);
    const advice = meant
        ? `did you mean "${PREFIX}${meant}"?`
        : `there are ${known.map((key) => PREFIX + key).join(', ')}`;
    return `${(0,format/* quote */.hD)(name)} is not a property that is understood; ${advice}`;
}
function contradicts(before, now) {
    return before !== undefined && now !== undefined && before !== now;
}
function conflictingProperty(key) {
    return `the property "${PREFIX}${key}" stands twice and says different things; a test that stands for several test cases has their tags in its name, such as [TS-411] [TS-412]`;
}
function tagsIn(name, host, faults) {
    if (!name.includes('['))
        return [];
    const ids = new Set([...name.matchAll(TAG)].flatMap(([, id]) => id ?? []));
    return [...ids].flatMap((id) => {
        const read = (0,selector/* parseTestCaseId */.Tn)(id, host);
        if ('selector' in read)
            return read.selector;
        faults.push(`the tag [TS-${id}]: ${read.fault}`);
        return [];
    });
}

;// CONCATENATED MODULE: ../../lib/src/test-reports/matcher.js





const EVERY = '*';
const MAX_REASON_LENGTH = 500;
class TestMatcher {
    #options;
    #index;
    #kept = new Map();
    #ties = new Map();
    #unmatched = new TestSampler();
    #skipped = new TestSampler();
    #diagnostics;
    constructor(options, diagnostics) {
        this.#options = options;
        this.#diagnostics = diagnostics;
        this.#index = new listing_index/* ResultIndex */.wx(options.listing);
    }
    take(attempt) {
        const { outcome, suite } = attempt;
        if (!outcome) {
            this.#skipped.add(attempt);
            return;
        }
        const selectors = readTestIds(attempt, this.#options.host, this.#diagnostics);
        if (selectors.length === 0)
            return;
        const key = `${attempt.classname}\u0000${attempt.name}`;
        const before = this.#kept.get(suite)?.get(key);
        if (before) {
            const marks = selectors.some(identifiesResult) ? { selectors } : {};
            this.#keep(key, { ...before, outcome, message: attempt.message, line: attempt.line, ...marks });
        }
        else if (selectors.some((selector) => this.#candidates(attempt, selector).length > 0)) {
            const [classname, name] = [detached(attempt.classname), detached(attempt.name)];
            this.#keep(detached(key), { ...attempt, classname, name, outcome, selectors });
        }
        else
            this.#miss(attempt, selectors);
    }
    matches() {
        for (const tests of this.#kept.values()) {
            for (const test of tests.values()) {
                for (const selector of test.selectors)
                    this.#find(test, selector);
            }
        }
        const overrides = [...this.#ties.values()].flatMap(({ listed, ties }) => this.#override(listed, ties));
        return { overrides, unusedTests: { unmatched: this.#unmatched, skipped: this.#skipped } };
    }
    #keep(key, test) {
        const tests = this.#kept.get(test.suite) ?? new Map();
        this.#kept.set(test.suite, tests.set(key, test));
    }
    #find(test, marked) {
        const candidates = this.#candidates(test, marked);
        const agreeing = candidates.filter((listed) => (0,listing_index/* findConflict */.Af)(which(marked), listed) === undefined);
        const [first] = candidates;
        if (first && agreeing.length === 0) {
            this.#fault(test, `${(0,listing_index/* findConflict */.Af)(which(marked), first)}. Correct the properties of the test`);
            return;
        }
        const narrowed = this.#narrowed(marked);
        const matches = agreeing.filter((listed) => isWithin(narrowed, listed));
        if (matches.length === 0)
            this.#miss(test, [marked]);
        else if (isAmbiguous(matches, narrowed))
            this.#fault(test, several(test, narrowed, matches));
        else
            for (const listed of matches)
                this.#add(listed, { test, byName: !identifiesResult(marked) });
    }
    #narrowed(marked) {
        const { suite, machine } = this.#options;
        return { ...(suite === '' ? {} : { suite }), ...(machine === '' ? {} : { machine }), ...marked };
    }
    #candidates(test, marked) {
        return identifiesResult(marked) ? this.#marked(marked) : this.#byName(test);
    }
    #byName({ classname, name }) {
        const names = [`${classname} ${name}`.trim(), name, (0,listing_index/* lastTitle */.Ne)(name)];
        for (const one of names) {
            const found = this.#index.named(one);
            if (found.length > 0)
                return found;
        }
        return [];
    }
    #marked(selector) {
        const { testCaseResultId } = selector;
        if (testCaseResultId === undefined)
            return this.#index.search(selector);
        const listed = this.#index.byId(testCaseResultId);
        return listed ? [listed] : [];
    }
    #miss(test, selectors) {
        this.#unmatched.add(test, () => {
            const sought = selectors.map((selector) => soughtFor(this.#narrowed(selector)));
            return `run ${this.#options.runId} has no result of ${sought.join(' or ')}`;
        });
    }
    #add(listed, tie) {
        const known = this.#ties.get(listed.testCaseResultId);
        if (known)
            known.ties.push(tie);
        else
            this.#ties.set(listed.testCaseResultId, { listed, ties: [tie] });
    }
    #override(listed, all) {
        const marked = all.filter(({ byName }) => !byName);
        const ties = marked.length > 0 ? marked : all;
        const why = () => `a marked test stands for the result ${listed.testCaseResultId} of this name`;
        for (const { test, byName } of all)
            if (byName && marked.length > 0)
                this.#unmatched.add(test, why);
        const [first] = ties;
        if (!first)
            return [];
        const stranger = ties.find(({ test, byName }) => byName && !isSameTest(test, first.test));
        if (stranger) {
            this.#fault(stranger.test, differentTests(listed, ties));
            return [];
        }
        const { test } = ties.find((tie) => tie.test.outcome === 'FAILURE') ?? first;
        const { testCaseResultId } = listed;
        const { outcome } = test;
        return [
            { testCaseResultId, outcome, comment: this.#comment(test), location: locationOf(test), before: listed },
        ];
    }
    #comment({ outcome, message, suite }) {
        const reason = outcome === 'FAILURE' && message !== '' ? message : this.#options.comment;
        return `${(0,format/* truncate */.xv)(reason, MAX_REASON_LENGTH)} (${(0,format/* truncate */.xv)(suite.file, MAX_REASON_LENGTH)})`;
    }
    #fault(test, message) {
        this.#diagnostics.problem(locationOf(test), message);
    }
}
function which({ testCaseResultId, testCaseId, name, suite, machine }) {
    const hasChoice = testCaseResultId === undefined;
    return {
        ...(testCaseId === undefined ? {} : { testCaseId }),
        ...(name === undefined ? {} : { name }),
        ...(hasChoice || suite === undefined ? {} : { suite }),
        ...(hasChoice || machine === undefined || machine === EVERY ? {} : { machine }),
    };
}
function isWithin({ suite, machine }, listed) {
    if (suite !== undefined && suite !== listed.suite)
        return false;
    return machine === undefined || machine === EVERY || machine === listed.machine;
}
function isAmbiguous(matches, { machine }) {
    if (machine !== EVERY)
        return matches.length > 1;
    return new Set(matches.map((listed) => listed.machine)).size < matches.length;
}
function soughtFor(selector) {
    const { testCaseResultId, machine, ...rest } = selector;
    const id = testCaseResultId === undefined ? [] : [`the id ${testCaseResultId}`];
    const named = identifiesResult(selector) ? id : ['this name'];
    const parts = (0,listing_index/* describeSelector */.r5)({
        ...rest,
        ...(machine === undefined || machine === EVERY ? {} : { machine }),
    });
    return [...named, parts].filter((part) => part !== '').join(', ');
}
function several(test, selector, matches) {
    const machines = selector.machine === EVERY ? '' : ", or set machine: '*' if every machine is meant";
    return `the test ${(0,format/* quote */.hD)(titleOf(test))} matches ${matches.length} results: ${(0,listing_index/* formatResults */.ew)(matches)}. Narrow it by the inputs machine or suite, or by a property testsigma.machine or testsigma.suite${machines}`;
}
function differentTests({ testCaseResultId, name }, ties) {
    const tests = (0,format/* listFirst */.rL)(ties, ({ test }) => `${(0,format/* quote */.hD)(titleOf(test))} at ${(0,diagnostic/* formatLocation */.j$)(locationOf(test))}`);
    return `different tests reach the result ${testCaseResultId} by the name ${(0,format/* quote */.hD)(name ?? '')} alone: ${tests}. Mark the one that is meant with the tag of its test case, such as [TS-411], or with a property`;
}

;// CONCATENATED MODULE: ../../lib/src/test-reports/load-reports.js




async function loadReports(paths, options, diagnostics) {
    const matcher = new TestMatcher(options, diagnostics);
    const lines = [];
    let testCount = 0;
    for (const path of paths) {
        if (options.cancelled())
            break;
        const file = options.files.displayPath(path);
        const counts = { passed: 0, failed: 0, skipped: 0 };
        const take = (testCase) => {
            counts[COUNTED[testCase.outcome ?? 'skipped']] += 1;
            matcher.take(testCase);
        };
        await readOne(path, file, take, options, diagnostics);
        testCount += counts.passed + counts.failed;
        lines.push(`${file}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    }
    return { ...matcher.matches(), testCount, lines };
}
async function readOne(path, file, take, { files, cancelled }, diagnostics) {
    const location = { input: 'junit-files', file };
    try {
        if (await parseJUnit(file, until(cancelled, files.stream(path)), take))
            return;
        diagnostics.warning(location, `${(0,format/* quote */.hD)(file)} is empty: it says nothing of any test`);
    }
    catch (error) {
        if (!(error instanceof JUnitParseError || error instanceof runtime_files/* FileError */.f))
            throw error;
        const position = error instanceof JUnitParseError ? { line: error.line, column: error.column } : {};
        diagnostics.problem({ ...location, ...position }, `${(0,format/* quote */.hD)(file)} ${error.message}`);
    }
}
const COUNTED = { SUCCESS: 'passed', FAILURE: 'failed', skipped: 'skipped' };
async function* until(cancelled, chunks) {
    for await (const chunk of chunks) {
        if (cancelled())
            return;
        yield chunk;
    }
}


/***/ })

};

'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const index = require('./index.js');
const selector = require('./selector.js');
const listingIndex = require('./listing-index.js');
const node_util = require('node:util');
require('node:path');
require('node:fs');

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
            reason: `is not a JUnit report: its root is ${index.quote(`<${root.name}>`)}, not <testsuites> or <testsuite>. Let the test runner write JUnit XML, or exclude the file with a line that begins with "!"`,
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
        reason: `is not a JUnit report, since it does not begin with XML but with ${index.quote(line)}. Name XML files here; results documents belong into results-files`,
    };
}

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
        const title = index.truncate(titleOf(test), MAX_TITLE_LENGTH);
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
    const property = `the property ${index.quote(name)}`;
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
        return { error: `the property ${index.quote(name)} is empty; fill it in or leave it out` };
    if (key === 'testCaseResultId')
        return selector.parseResultId(value, host);
    if (key === 'testCaseId')
        return selector.parseTestCaseId(value, host);
    return { selector: { [key]: value } };
}
function isKnown(name) {
    return name in PROPERTIES;
}
function unknownProperty(name) {
    const known = Object.values(PROPERTIES);
    const meant = index.closest(name.slice(PREFIX.length), known);
    const advice = meant
        ? `did you mean "${PREFIX}${meant}"?`
        : `there are ${known.map((key) => PREFIX + key).join(', ')}`;
    return `unknown property ${index.quote(name)}; ${advice}`;
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
    const wrong = brackets.filter((tags) => idsIn(tags).some((id) => index.idError(id) !== undefined));
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
    return `${index.quote(text)} looks like a tag but is not understood; write [TS-411] with a plain hyphen and the ID of the test case, several as [TS-411, TS-412]`;
}
function misplacedTags({ classname, suite }, ids) {
    const found = [classname, ...suiteNames(suite)].flatMap((name) => lookAlikes(name, ids));
    return [...new Set(found)].map((tag) => `${index.quote(tag)} is in the name of a class or a suite, where tags do not count; put it into the names of the tests`);
}

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
            const message = `the suite ${index.quote(suite.name)} counts ${index.pluralize(claimed, 'failure')} that its tests do not show; some of its tests may be missing`;
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
            const message = `the suite ${index.quote(parent.suite.name)} as a whole has <${name}>${colon}${reason}; some of its tests may be missing`;
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
            open.unknown ??= `the element ${index.quote(`<${name}>`)}`;
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
        open.unknown ??= `${attribute}=${index.quote(word)}`;
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
        this.#index = new listingIndex.ResultIndex(options.listing);
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
            const message = `the test ${index.quote(titleOf(again))} stands for ${describeAll(selectors)} here, but for ${describeAll(kept.selectors)} at ${index.formatLocation(locationOf(test))}; give different tests different names`;
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
        const agreeing = candidates.filter((listed) => listingIndex.findConflict(identityOf(selector), listed) === undefined);
        const [first] = candidates;
        if (first && agreeing.length === 0) {
            const conflict = listingIndex.findConflict(identityOf(selector), first);
            this.#problem(test, `${conflict}. Correct the properties or the tag of the test`);
            return;
        }
        const narrowed = this.#narrowed(selector);
        const { suite, machine } = narrowed;
        const matches = agreeing.filter((listed) => listingIndex.findConflict(index.defined({ suite, machine }), listed) === undefined);
        if (matches.length === 0)
            this.#miss(test, [selector]);
        else if (!listingIndex.coversAll(narrowed, matches))
            this.#problem(test, severalMatches(test, narrowed, matches));
        else
            for (const listed of matches)
                this.#add(listed, { kept, byName: !identifiesResult(selector) });
    }
    #narrowed(selector) {
        if (selector.testCaseResultId !== undefined)
            return selector;
        const { suite, machine } = this.#options;
        return { ...index.defined({ suite: suite || undefined, machine: machine || undefined }), ...selector };
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
        const names = [`${classname} ${name}`.trim(), name, listingIndex.lastTitle(index.normalizeName(name))];
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
        const message = `the test ${index.quote(titleOf(worst))} failed here, but ${ended} at ${index.formatLocation(locationOf(other))}: the worst counts, since the reports do not say that these are attempts of one test`;
        this.#diagnostics.notice(locationOf(worst), message);
    }
    #comment({ outcome, message, suite }) {
        const { comment } = this.#options;
        const failure = outcome === 'failed' ? index.truncate(message, MAX_REASON_LENGTH) : '';
        const own = index.truncate(comment, MAX_REASON_LENGTH);
        const reason = failure === '' ? own : listingIndex.withOwnComment(comment === index.DEFAULT_COMMENT ? '' : own, failure);
        return `${reason} (${index.truncate(suite.report, MAX_REASON_LENGTH)})`;
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
    return index.defined({ testCaseId, name, ...(isById ? { suite, machine } : {}) });
}
function describeSought(selector) {
    const { testCaseResultId } = selector;
    const id = testCaseResultId === undefined ? [] : [`the ID ${testCaseResultId}`];
    const named = identifiesResult(selector) ? id : ['this name'];
    return [...named, listingIndex.describeSelector(selector)].filter((part) => part !== '').join(', ');
}
function describeAll(selectors) {
    return selectors.map(describeSought).join(' and ');
}
function severalMatches(test, { suite, machine }, matches) {
    const every = machine === listingIndex.EVERY || suite === listingIndex.EVERY ? '' : ", or set machine: '*' or suite: '*' to mean every one";
    return `the test ${index.quote(titleOf(test))} matches ${matches.length} results: ${listingIndex.formatResults(matches)}. Narrow it by the inputs machine or suite, or by a property testsigma.machine or testsigma.suite${every}`;
}
function differentTests({ testCaseResultId, name }, tests) {
    const isAlike = new Set(tests.map(({ test }) => titleOf(test))).size < tests.length;
    const shown = index.listFirst(tests, ({ test }) => {
        const title = index.quote(titleOf(test));
        return `${isAlike ? `${title}${placeOf(test)}` : title} at ${index.formatLocation(locationOf(test))}`;
    });
    return `different tests reach result ${testCaseResultId} by the name ${index.quote(name ?? '')} alone: ${shown}. Give the right one the tag of its test case, such as [TS-411], or a property`;
}
function placeOf({ suite, file }) {
    const suites = suiteNames(suite)
        .reverse()
        .filter((name) => name !== '')
        .join(' › ');
    const source = file || suite.file;
    const parts = [suites && `suite ${index.quote(suites)}`, source && `file ${index.quote(source)}`].filter(Boolean);
    return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
function notKnown(id, unknown, passed) {
    return `result ${id} is not set to Passed: ${index.quote(titleOf(passed))} passed at ${index.formatLocation(locationOf(passed))}, but the outcome of ${index.quote(titleOf(unknown))} here is not known`;
}

var saxes = {};

var ed5 = {};

var hasRequiredEd5;

function requireEd5 () {
	if (hasRequiredEd5) return ed5;
	hasRequiredEd5 = 1;
	(function (exports) {
		/**
		 * Character classes and associated utilities for the 5th edition of XML 1.0.
		 *
		 * @author Louis-Dominique Dubeau
		 * @license MIT
		 * @copyright Louis-Dominique Dubeau
		 */
		Object.defineProperty(exports, "__esModule", { value: true });
		//
		// Fragments.
		//
		exports.CHAR = "\t\n\r -\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF";
		exports.S = " \t\r\n";
		// tslint:disable-next-line:max-line-length
		exports.NAME_START_CHAR = ":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\uD800\uDC00-\uDB7F\uDFFF";
		exports.NAME_CHAR = "-" + exports.NAME_START_CHAR + ".0-9\u00B7\u0300-\u036F\u203F-\u2040";
		//
		// Regular expressions.
		//
		exports.CHAR_RE = new RegExp("^[" + exports.CHAR + "]$", "u");
		exports.S_RE = new RegExp("^[" + exports.S + "]+$", "u");
		exports.NAME_START_CHAR_RE = new RegExp("^[" + exports.NAME_START_CHAR + "]$", "u");
		exports.NAME_CHAR_RE = new RegExp("^[" + exports.NAME_CHAR + "]$", "u");
		exports.NAME_RE = new RegExp("^[" + exports.NAME_START_CHAR + "][" + exports.NAME_CHAR + "]*$", "u");
		exports.NMTOKEN_RE = new RegExp("^[" + exports.NAME_CHAR + "]+$", "u");
		var TAB = 9;
		var NL = 0xA;
		var CR = 0xD;
		var SPACE = 0x20;
		//
		// Lists.
		//
		/** All characters in the ``S`` production. */
		exports.S_LIST = [SPACE, NL, CR, TAB];
		/**
		 * Determines whether a codepoint matches the ``CHAR`` production.
		 *
		 * @param c The code point.
		 *
		 * @returns ``true`` if the codepoint matches ``CHAR``.
		 */
		function isChar(c) {
		    return (c >= SPACE && c <= 0xD7FF) ||
		        c === NL || c === CR || c === TAB ||
		        (c >= 0xE000 && c <= 0xFFFD) ||
		        (c >= 0x10000 && c <= 0x10FFFF);
		}
		exports.isChar = isChar;
		/**
		 * Determines whether a codepoint matches the ``S`` (space) production.
		 *
		 * @param c The code point.
		 *
		 * @returns ``true`` if the codepoint matches ``S``.
		 */
		function isS(c) {
		    return c === SPACE || c === NL || c === CR || c === TAB;
		}
		exports.isS = isS;
		/**
		 * Determines whether a codepoint matches the ``NAME_START_CHAR`` production.
		 *
		 * @param c The code point.
		 *
		 * @returns ``true`` if the codepoint matches ``NAME_START_CHAR``.
		 */
		function isNameStartChar(c) {
		    return ((c >= 0x41 && c <= 0x5A) ||
		        (c >= 0x61 && c <= 0x7A) ||
		        c === 0x3A ||
		        c === 0x5F ||
		        c === 0x200C ||
		        c === 0x200D ||
		        (c >= 0xC0 && c <= 0xD6) ||
		        (c >= 0xD8 && c <= 0xF6) ||
		        (c >= 0x00F8 && c <= 0x02FF) ||
		        (c >= 0x0370 && c <= 0x037D) ||
		        (c >= 0x037F && c <= 0x1FFF) ||
		        (c >= 0x2070 && c <= 0x218F) ||
		        (c >= 0x2C00 && c <= 0x2FEF) ||
		        (c >= 0x3001 && c <= 0xD7FF) ||
		        (c >= 0xF900 && c <= 0xFDCF) ||
		        (c >= 0xFDF0 && c <= 0xFFFD) ||
		        (c >= 0x10000 && c <= 0xEFFFF));
		}
		exports.isNameStartChar = isNameStartChar;
		/**
		 * Determines whether a codepoint matches the ``NAME_CHAR`` production.
		 *
		 * @param c The code point.
		 *
		 * @returns ``true`` if the codepoint matches ``NAME_CHAR``.
		 */
		function isNameChar(c) {
		    return isNameStartChar(c) ||
		        (c >= 0x30 && c <= 0x39) ||
		        c === 0x2D ||
		        c === 0x2E ||
		        c === 0xB7 ||
		        (c >= 0x0300 && c <= 0x036F) ||
		        (c >= 0x203F && c <= 0x2040);
		}
		exports.isNameChar = isNameChar;
		
	} (ed5));
	return ed5;
}

var ed2 = {};

var hasRequiredEd2;

function requireEd2 () {
	if (hasRequiredEd2) return ed2;
	hasRequiredEd2 = 1;
	(function (exports) {
		/**
		 * Character classes and associated utilities for the 2nd edition of XML 1.1.
		 *
		 * @author Louis-Dominique Dubeau
		 * @license MIT
		 * @copyright Louis-Dominique Dubeau
		 */
		Object.defineProperty(exports, "__esModule", { value: true });
		//
		// Fragments.
		//
		exports.CHAR = "\u0001-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF";
		exports.RESTRICTED_CHAR = "\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F";
		exports.S = " \t\r\n";
		// tslint:disable-next-line:max-line-length
		exports.NAME_START_CHAR = ":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\uD800\uDC00-\uDB7F\uDFFF";
		exports.NAME_CHAR = "-" + exports.NAME_START_CHAR + ".0-9\u00B7\u0300-\u036F\u203F-\u2040";
		//
		// Regular expressions.
		//
		exports.CHAR_RE = new RegExp("^[" + exports.CHAR + "]$", "u");
		exports.RESTRICTED_CHAR_RE = new RegExp("^[" + exports.RESTRICTED_CHAR + "]$", "u");
		exports.S_RE = new RegExp("^[" + exports.S + "]+$", "u");
		exports.NAME_START_CHAR_RE = new RegExp("^[" + exports.NAME_START_CHAR + "]$", "u");
		exports.NAME_CHAR_RE = new RegExp("^[" + exports.NAME_CHAR + "]$", "u");
		exports.NAME_RE = new RegExp("^[" + exports.NAME_START_CHAR + "][" + exports.NAME_CHAR + "]*$", "u");
		exports.NMTOKEN_RE = new RegExp("^[" + exports.NAME_CHAR + "]+$", "u");
		var TAB = 9;
		var NL = 0xA;
		var CR = 0xD;
		var SPACE = 0x20;
		//
		// Lists.
		//
		/** All characters in the ``S`` production. */
		exports.S_LIST = [SPACE, NL, CR, TAB];
		/**
		 * Determines whether a codepoint matches the ``CHAR`` production.
		 *
		 * @param c The code point.
		 *
		 * @returns ``true`` if the codepoint matches ``CHAR``.
		 */
		function isChar(c) {
		    return (c >= 0x0001 && c <= 0xD7FF) ||
		        (c >= 0xE000 && c <= 0xFFFD) ||
		        (c >= 0x10000 && c <= 0x10FFFF);
		}
		exports.isChar = isChar;
		/**
		 * Determines whether a codepoint matches the ``RESTRICTED_CHAR`` production.
		 *
		 * @param c The code point.
		 *
		 * @returns ``true`` if the codepoint matches ``RESTRICTED_CHAR``.
		 */
		function isRestrictedChar(c) {
		    return (c >= 0x1 && c <= 0x8) ||
		        c === 0xB ||
		        c === 0xC ||
		        (c >= 0xE && c <= 0x1F) ||
		        (c >= 0x7F && c <= 0x84) ||
		        (c >= 0x86 && c <= 0x9F);
		}
		exports.isRestrictedChar = isRestrictedChar;
		/**
		 * Determines whether a codepoint matches the ``CHAR`` production and does not
		 * match the ``RESTRICTED_CHAR`` production. ``isCharAndNotRestricted(x)`` is
		 * equivalent to ``isChar(x) && !isRestrictedChar(x)``. This function is faster
		 * than running the two-call equivalent.
		 *
		 * @param c The code point.
		 *
		 * @returns ``true`` if the codepoint matches ``CHAR`` and does not match
		 * ``RESTRICTED_CHAR``.
		 */
		function isCharAndNotRestricted(c) {
		    return (c === 0x9) ||
		        (c === 0xA) ||
		        (c === 0xD) ||
		        (c > 0x1F && c < 0x7F) ||
		        (c === 0x85) ||
		        (c > 0x9F && c <= 0xD7FF) ||
		        (c >= 0xE000 && c <= 0xFFFD) ||
		        (c >= 0x10000 && c <= 0x10FFFF);
		}
		exports.isCharAndNotRestricted = isCharAndNotRestricted;
		/**
		 * Determines whether a codepoint matches the ``S`` (space) production.
		 *
		 * @param c The code point.
		 *
		 * @returns ``true`` if the codepoint matches ``S``.
		 */
		function isS(c) {
		    return c === SPACE || c === NL || c === CR || c === TAB;
		}
		exports.isS = isS;
		/**
		 * Determines whether a codepoint matches the ``NAME_START_CHAR`` production.
		 *
		 * @param c The code point.
		 *
		 * @returns ``true`` if the codepoint matches ``NAME_START_CHAR``.
		 */
		// tslint:disable-next-line:cyclomatic-complexity
		function isNameStartChar(c) {
		    return ((c >= 0x41 && c <= 0x5A) ||
		        (c >= 0x61 && c <= 0x7A) ||
		        c === 0x3A ||
		        c === 0x5F ||
		        c === 0x200C ||
		        c === 0x200D ||
		        (c >= 0xC0 && c <= 0xD6) ||
		        (c >= 0xD8 && c <= 0xF6) ||
		        (c >= 0x00F8 && c <= 0x02FF) ||
		        (c >= 0x0370 && c <= 0x037D) ||
		        (c >= 0x037F && c <= 0x1FFF) ||
		        (c >= 0x2070 && c <= 0x218F) ||
		        (c >= 0x2C00 && c <= 0x2FEF) ||
		        (c >= 0x3001 && c <= 0xD7FF) ||
		        (c >= 0xF900 && c <= 0xFDCF) ||
		        (c >= 0xFDF0 && c <= 0xFFFD) ||
		        (c >= 0x10000 && c <= 0xEFFFF));
		}
		exports.isNameStartChar = isNameStartChar;
		/**
		 * Determines whether a codepoint matches the ``NAME_CHAR`` production.
		 *
		 * @param c The code point.
		 *
		 * @returns ``true`` if the codepoint matches ``NAME_CHAR``.
		 */
		function isNameChar(c) {
		    return isNameStartChar(c) ||
		        (c >= 0x30 && c <= 0x39) ||
		        c === 0x2D ||
		        c === 0x2E ||
		        c === 0xB7 ||
		        (c >= 0x0300 && c <= 0x036F) ||
		        (c >= 0x203F && c <= 0x2040);
		}
		exports.isNameChar = isNameChar;
		
	} (ed2));
	return ed2;
}

var ed3 = {};

var hasRequiredEd3;

function requireEd3 () {
	if (hasRequiredEd3) return ed3;
	hasRequiredEd3 = 1;
	(function (exports) {
		/**
		 * Character class utilities for XML NS 1.0 edition 3.
		 *
		 * @author Louis-Dominique Dubeau
		 * @license MIT
		 * @copyright Louis-Dominique Dubeau
		 */
		Object.defineProperty(exports, "__esModule", { value: true });
		//
		// Fragments.
		//
		// tslint:disable-next-line:max-line-length
		exports.NC_NAME_START_CHAR = "A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\uD800\uDC00-\uDB7F\uDFFF";
		exports.NC_NAME_CHAR = "-" + exports.NC_NAME_START_CHAR + ".0-9\u00B7\u0300-\u036F\u203F-\u2040";
		//
		// Regular expressions.
		//
		exports.NC_NAME_START_CHAR_RE = new RegExp("^[" + exports.NC_NAME_START_CHAR + "]$", "u");
		exports.NC_NAME_CHAR_RE = new RegExp("^[" + exports.NC_NAME_CHAR + "]$", "u");
		exports.NC_NAME_RE = new RegExp("^[" + exports.NC_NAME_START_CHAR + "][" + exports.NC_NAME_CHAR + "]*$", "u");
		/**
		 * Determines whether a codepoint matches [[NC_NAME_START_CHAR]].
		 *
		 * @param c The code point.
		 *
		 * @returns ``true`` if the codepoint matches.
		 */
		// tslint:disable-next-line:cyclomatic-complexity
		function isNCNameStartChar(c) {
		    return ((c >= 0x41 && c <= 0x5A) ||
		        c === 0x5F ||
		        (c >= 0x61 && c <= 0x7A) ||
		        (c >= 0xC0 && c <= 0xD6) ||
		        (c >= 0xD8 && c <= 0xF6) ||
		        (c >= 0x00F8 && c <= 0x02FF) ||
		        (c >= 0x0370 && c <= 0x037D) ||
		        (c >= 0x037F && c <= 0x1FFF) ||
		        (c >= 0x200C && c <= 0x200D) ||
		        (c >= 0x2070 && c <= 0x218F) ||
		        (c >= 0x2C00 && c <= 0x2FEF) ||
		        (c >= 0x3001 && c <= 0xD7FF) ||
		        (c >= 0xF900 && c <= 0xFDCF) ||
		        (c >= 0xFDF0 && c <= 0xFFFD) ||
		        (c >= 0x10000 && c <= 0xEFFFF));
		}
		exports.isNCNameStartChar = isNCNameStartChar;
		/**
		 * Determines whether a codepoint matches [[NC_NAME_CHAR]].
		 *
		 * @param c The code point.
		 *
		 * @returns ``true`` if the codepoint matches.
		 */
		function isNCNameChar(c) {
		    return isNCNameStartChar(c) ||
		        (c === 0x2D ||
		            c === 0x2E ||
		            (c >= 0x30 && c <= 0x39) ||
		            c === 0x00B7 ||
		            (c >= 0x0300 && c <= 0x036F) ||
		            (c >= 0x203F && c <= 0x2040));
		}
		exports.isNCNameChar = isNCNameChar;
		
	} (ed3));
	return ed3;
}

var hasRequiredSaxes;

function requireSaxes () {
	if (hasRequiredSaxes) return saxes;
	hasRequiredSaxes = 1;
	Object.defineProperty(saxes, "__esModule", { value: true });
	saxes.SaxesParser = saxes.EVENTS = void 0;
	const ed5 = requireEd5();
	const ed2 = requireEd2();
	const NSed3 = requireEd3();
	var isS = ed5.isS;
	var isChar10 = ed5.isChar;
	var isNameStartChar = ed5.isNameStartChar;
	var isNameChar = ed5.isNameChar;
	var S_LIST = ed5.S_LIST;
	var NAME_RE = ed5.NAME_RE;
	var isChar11 = ed2.isChar;
	var isNCNameStartChar = NSed3.isNCNameStartChar;
	var isNCNameChar = NSed3.isNCNameChar;
	var NC_NAME_RE = NSed3.NC_NAME_RE;
	const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
	const XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";
	const rootNS = {
	    // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment
	    __proto__: null,
	    xml: XML_NAMESPACE,
	    xmlns: XMLNS_NAMESPACE,
	};
	const XML_ENTITIES = {
	    // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment
	    __proto__: null,
	    amp: "&",
	    gt: ">",
	    lt: "<",
	    quot: "\"",
	    apos: "'",
	};
	// EOC: end-of-chunk
	const EOC = -1;
	const NL_LIKE = -2;
	const S_BEGIN = 0; // Initial state.
	const S_BEGIN_WHITESPACE = 1; // leading whitespace
	const S_DOCTYPE = 2; // <!DOCTYPE
	const S_DOCTYPE_QUOTE = 3; // <!DOCTYPE "//blah
	const S_DTD = 4; // <!DOCTYPE "//blah" [ ...
	const S_DTD_QUOTED = 5; // <!DOCTYPE "//blah" [ "foo
	const S_DTD_OPEN_WAKA = 6;
	const S_DTD_OPEN_WAKA_BANG = 7;
	const S_DTD_COMMENT = 8; // <!--
	const S_DTD_COMMENT_ENDING = 9; // <!-- blah -
	const S_DTD_COMMENT_ENDED = 10; // <!-- blah --
	const S_DTD_PI = 11; // <?
	const S_DTD_PI_ENDING = 12; // <?hi "there" ?
	const S_TEXT = 13; // general stuff
	const S_ENTITY = 14; // &amp and such
	const S_OPEN_WAKA = 15; // <
	const S_OPEN_WAKA_BANG = 16; // <!...
	const S_COMMENT = 17; // <!--
	const S_COMMENT_ENDING = 18; // <!-- blah -
	const S_COMMENT_ENDED = 19; // <!-- blah --
	const S_CDATA = 20; // <![CDATA[ something
	const S_CDATA_ENDING = 21; // ]
	const S_CDATA_ENDING_2 = 22; // ]]
	const S_PI_FIRST_CHAR = 23; // <?hi, first char
	const S_PI_REST = 24; // <?hi, rest of the name
	const S_PI_BODY = 25; // <?hi there
	const S_PI_ENDING = 26; // <?hi "there" ?
	const S_XML_DECL_NAME_START = 27; // <?xml
	const S_XML_DECL_NAME = 28; // <?xml foo
	const S_XML_DECL_EQ = 29; // <?xml foo=
	const S_XML_DECL_VALUE_START = 30; // <?xml foo=
	const S_XML_DECL_VALUE = 31; // <?xml foo="bar"
	const S_XML_DECL_SEPARATOR = 32; // <?xml foo="bar"
	const S_XML_DECL_ENDING = 33; // <?xml ... ?
	const S_OPEN_TAG = 34; // <strong
	const S_OPEN_TAG_SLASH = 35; // <strong /
	const S_ATTRIB = 36; // <a
	const S_ATTRIB_NAME = 37; // <a foo
	const S_ATTRIB_NAME_SAW_WHITE = 38; // <a foo _
	const S_ATTRIB_VALUE = 39; // <a foo=
	const S_ATTRIB_VALUE_QUOTED = 40; // <a foo="bar
	const S_ATTRIB_VALUE_CLOSED = 41; // <a foo="bar"
	const S_ATTRIB_VALUE_UNQUOTED = 42; // <a foo=bar
	const S_CLOSE_TAG = 43; // </a
	const S_CLOSE_TAG_SAW_WHITE = 44; // </a   >
	const TAB = 9;
	const NL = 0xA;
	const CR = 0xD;
	const SPACE = 0x20;
	const BANG = 0x21;
	const DQUOTE = 0x22;
	const AMP = 0x26;
	const SQUOTE = 0x27;
	const MINUS = 0x2D;
	const FORWARD_SLASH = 0x2F;
	const SEMICOLON = 0x3B;
	const LESS = 0x3C;
	const EQUAL = 0x3D;
	const GREATER = 0x3E;
	const QUESTION = 0x3F;
	const OPEN_BRACKET = 0x5B;
	const CLOSE_BRACKET = 0x5D;
	const NEL = 0x85;
	const LS = 0x2028; // Line Separator
	const isQuote = (c) => c === DQUOTE || c === SQUOTE;
	const QUOTES = [DQUOTE, SQUOTE];
	const DOCTYPE_TERMINATOR = [...QUOTES, OPEN_BRACKET, GREATER];
	const DTD_TERMINATOR = [...QUOTES, LESS, CLOSE_BRACKET];
	const XML_DECL_NAME_TERMINATOR = [EQUAL, QUESTION, ...S_LIST];
	const ATTRIB_VALUE_UNQUOTED_TERMINATOR = [...S_LIST, GREATER, AMP, LESS];
	function nsPairCheck(parser, prefix, uri) {
	    switch (prefix) {
	        case "xml":
	            if (uri !== XML_NAMESPACE) {
	                parser.fail(`xml prefix must be bound to ${XML_NAMESPACE}.`);
	            }
	            break;
	        case "xmlns":
	            if (uri !== XMLNS_NAMESPACE) {
	                parser.fail(`xmlns prefix must be bound to ${XMLNS_NAMESPACE}.`);
	            }
	            break;
	    }
	    switch (uri) {
	        case XMLNS_NAMESPACE:
	            parser.fail(prefix === "" ?
	                `the default namespace may not be set to ${uri}.` :
	                `may not assign a prefix (even "xmlns") to the URI \
${XMLNS_NAMESPACE}.`);
	            break;
	        case XML_NAMESPACE:
	            switch (prefix) {
	                case "xml":
	                    // Assinging the XML namespace to "xml" is fine.
	                    break;
	                case "":
	                    parser.fail(`the default namespace may not be set to ${uri}.`);
	                    break;
	                default:
	                    parser.fail("may not assign the xml namespace to another prefix.");
	            }
	            break;
	    }
	}
	function nsMappingCheck(parser, mapping) {
	    for (const local of Object.keys(mapping)) {
	        nsPairCheck(parser, local, mapping[local]);
	    }
	}
	const isNCName = (name) => NC_NAME_RE.test(name);
	const isName = (name) => NAME_RE.test(name);
	const FORBIDDEN_START = 0;
	const FORBIDDEN_BRACKET = 1;
	const FORBIDDEN_BRACKET_BRACKET = 2;
	/**
	 * The list of supported events.
	 */
	saxes.EVENTS = [
	    "xmldecl",
	    "text",
	    "processinginstruction",
	    "doctype",
	    "comment",
	    "opentagstart",
	    "attribute",
	    "opentag",
	    "closetag",
	    "cdata",
	    "error",
	    "end",
	    "ready",
	];
	const EVENT_NAME_TO_HANDLER_NAME = {
	    xmldecl: "xmldeclHandler",
	    text: "textHandler",
	    processinginstruction: "piHandler",
	    doctype: "doctypeHandler",
	    comment: "commentHandler",
	    opentagstart: "openTagStartHandler",
	    attribute: "attributeHandler",
	    opentag: "openTagHandler",
	    closetag: "closeTagHandler",
	    cdata: "cdataHandler",
	    error: "errorHandler",
	    end: "endHandler",
	    ready: "readyHandler",
	};
	// eslint-disable-next-line @typescript-eslint/ban-types
	class SaxesParser {
	    /**
	     * @param opt The parser options.
	     */
	    constructor(opt) {
	        this.opt = opt !== null && opt !== void 0 ? opt : {};
	        this.fragmentOpt = !!this.opt.fragment;
	        const xmlnsOpt = this.xmlnsOpt = !!this.opt.xmlns;
	        this.trackPosition = this.opt.position !== false;
	        this.fileName = this.opt.fileName;
	        if (xmlnsOpt) {
	            // This is the function we use to perform name checks on PIs and entities.
	            // When namespaces are used, colons are not allowed in PI target names or
	            // entity names. So the check depends on whether namespaces are used. See:
	            //
	            // https://www.w3.org/XML/xml-names-19990114-errata.html
	            // NE08
	            //
	            this.nameStartCheck = isNCNameStartChar;
	            this.nameCheck = isNCNameChar;
	            this.isName = isNCName;
	            // eslint-disable-next-line @typescript-eslint/unbound-method
	            this.processAttribs = this.processAttribsNS;
	            // eslint-disable-next-line @typescript-eslint/unbound-method
	            this.pushAttrib = this.pushAttribNS;
	            // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment
	            this.ns = Object.assign({ __proto__: null }, rootNS);
	            const additional = this.opt.additionalNamespaces;
	            if (additional != null) {
	                nsMappingCheck(this, additional);
	                Object.assign(this.ns, additional);
	            }
	        }
	        else {
	            this.nameStartCheck = isNameStartChar;
	            this.nameCheck = isNameChar;
	            this.isName = isName;
	            // eslint-disable-next-line @typescript-eslint/unbound-method
	            this.processAttribs = this.processAttribsPlain;
	            // eslint-disable-next-line @typescript-eslint/unbound-method
	            this.pushAttrib = this.pushAttribPlain;
	        }
	        //
	        // The order of the members in this table needs to correspond to the state
	        // numbers given to the states that correspond to the methods being recorded
	        // here.
	        //
	        this.stateTable = [
	            /* eslint-disable @typescript-eslint/unbound-method */
	            this.sBegin,
	            this.sBeginWhitespace,
	            this.sDoctype,
	            this.sDoctypeQuote,
	            this.sDTD,
	            this.sDTDQuoted,
	            this.sDTDOpenWaka,
	            this.sDTDOpenWakaBang,
	            this.sDTDComment,
	            this.sDTDCommentEnding,
	            this.sDTDCommentEnded,
	            this.sDTDPI,
	            this.sDTDPIEnding,
	            this.sText,
	            this.sEntity,
	            this.sOpenWaka,
	            this.sOpenWakaBang,
	            this.sComment,
	            this.sCommentEnding,
	            this.sCommentEnded,
	            this.sCData,
	            this.sCDataEnding,
	            this.sCDataEnding2,
	            this.sPIFirstChar,
	            this.sPIRest,
	            this.sPIBody,
	            this.sPIEnding,
	            this.sXMLDeclNameStart,
	            this.sXMLDeclName,
	            this.sXMLDeclEq,
	            this.sXMLDeclValueStart,
	            this.sXMLDeclValue,
	            this.sXMLDeclSeparator,
	            this.sXMLDeclEnding,
	            this.sOpenTag,
	            this.sOpenTagSlash,
	            this.sAttrib,
	            this.sAttribName,
	            this.sAttribNameSawWhite,
	            this.sAttribValue,
	            this.sAttribValueQuoted,
	            this.sAttribValueClosed,
	            this.sAttribValueUnquoted,
	            this.sCloseTag,
	            this.sCloseTagSawWhite,
	            /* eslint-enable @typescript-eslint/unbound-method */
	        ];
	        this._init();
	    }
	    /**
	     * Indicates whether or not the parser is closed. If ``true``, wait for
	     * the ``ready`` event to write again.
	     */
	    get closed() {
	        return this._closed;
	    }
	    _init() {
	        var _a;
	        this.openWakaBang = "";
	        this.text = "";
	        this.name = "";
	        this.piTarget = "";
	        this.entity = "";
	        this.q = null;
	        this.tags = [];
	        this.tag = null;
	        this.topNS = null;
	        this.chunk = "";
	        this.chunkPosition = 0;
	        this.i = 0;
	        this.prevI = 0;
	        this.carriedFromPrevious = undefined;
	        this.forbiddenState = FORBIDDEN_START;
	        this.attribList = [];
	        // The logic is organized so as to minimize the need to check
	        // this.opt.fragment while parsing.
	        const { fragmentOpt } = this;
	        this.state = fragmentOpt ? S_TEXT : S_BEGIN;
	        // We want these to be all true if we are dealing with a fragment.
	        this.reportedTextBeforeRoot = this.reportedTextAfterRoot = this.closedRoot =
	            this.sawRoot = fragmentOpt;
	        // An XML declaration is intially possible only when parsing whole
	        // documents.
	        this.xmlDeclPossible = !fragmentOpt;
	        this.xmlDeclExpects = ["version"];
	        this.entityReturnState = undefined;
	        let { defaultXMLVersion } = this.opt;
	        if (defaultXMLVersion === undefined) {
	            if (this.opt.forceXMLVersion === true) {
	                throw new Error("forceXMLVersion set but defaultXMLVersion is not set");
	            }
	            defaultXMLVersion = "1.0";
	        }
	        this.setXMLVersion(defaultXMLVersion);
	        this.positionAtNewLine = 0;
	        this.doctype = false;
	        this._closed = false;
	        this.xmlDecl = {
	            version: undefined,
	            encoding: undefined,
	            standalone: undefined,
	        };
	        this.line = 1;
	        this.column = 0;
	        this.ENTITIES = Object.create(XML_ENTITIES);
	        (_a = this.readyHandler) === null || _a === void 0 ? void 0 : _a.call(this);
	    }
	    /**
	     * The stream position the parser is currently looking at. This field is
	     * zero-based.
	     *
	     * This field is not based on counting Unicode characters but is to be
	     * interpreted as a plain index into a JavaScript string.
	     */
	    get position() {
	        return this.chunkPosition + this.i;
	    }
	    /**
	     * The column number of the next character to be read by the parser.  *
	     * This field is zero-based. (The first column in a line is 0.)
	     *
	     * This field reports the index at which the next character would be in the
	     * line if the line were represented as a JavaScript string.  Note that this
	     * *can* be different to a count based on the number of *Unicode characters*
	     * due to how JavaScript handles astral plane characters.
	     *
	     * See [[column]] for a number that corresponds to a count of Unicode
	     * characters.
	     */
	    get columnIndex() {
	        return this.position - this.positionAtNewLine;
	    }
	    /**
	     * Set an event listener on an event. The parser supports one handler per
	     * event type. If you try to set an event handler over an existing handler,
	     * the old handler is silently overwritten.
	     *
	     * @param name The event to listen to.
	     *
	     * @param handler The handler to set.
	     */
	    on(name, handler) {
	        // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access
	        this[EVENT_NAME_TO_HANDLER_NAME[name]] = handler;
	    }
	    /**
	     * Unset an event handler.
	     *
	     * @parma name The event to stop listening to.
	     */
	    off(name) {
	        // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access
	        this[EVENT_NAME_TO_HANDLER_NAME[name]] = undefined;
	    }
	    /**
	     * Make an error object. The error object will have a message that contains
	     * the ``fileName`` option passed at the creation of the parser. If position
	     * tracking was turned on, it will also have line and column number
	     * information.
	     *
	     * @param message The message describing the error to report.
	     *
	     * @returns An error object with a properly formatted message.
	     */
	    makeError(message) {
	        var _a;
	        let msg = (_a = this.fileName) !== null && _a !== void 0 ? _a : "";
	        if (this.trackPosition) {
	            if (msg.length > 0) {
	                msg += ":";
	            }
	            msg += `${this.line}:${this.column}`;
	        }
	        if (msg.length > 0) {
	            msg += ": ";
	        }
	        return new Error(msg + message);
	    }
	    /**
	     * Report a parsing error. This method is made public so that client code may
	     * check for issues that are outside the scope of this project and can report
	     * errors.
	     *
	     * @param message The error to report.
	     *
	     * @returns this
	     */
	    fail(message) {
	        const err = this.makeError(message);
	        const handler = this.errorHandler;
	        if (handler === undefined) {
	            throw err;
	        }
	        else {
	            handler(err);
	        }
	        return this;
	    }
	    /**
	     * Write a XML data to the parser.
	     *
	     * @param chunk The XML data to write.
	     *
	     * @returns this
	     */
	    // We do need object for the type here. Yes, it often causes problems
	    // but not in this case.
	    write(chunk) {
	        if (this.closed) {
	            return this.fail("cannot write after close; assign an onready handler.");
	        }
	        let end = false;
	        if (chunk === null) {
	            // We cannot return immediately because carriedFromPrevious may need
	            // processing.
	            end = true;
	            chunk = "";
	        }
	        else if (typeof chunk === "object") {
	            chunk = chunk.toString();
	        }
	        // We checked if performing a pre-decomposition of the string into an array
	        // of single complete characters (``Array.from(chunk)``) would be faster
	        // than the current repeated calls to ``charCodeAt``. As of August 2018, it
	        // isn't. (There may be Node-specific code that would perform faster than
	        // ``Array.from`` but don't want to be dependent on Node.)
	        if (this.carriedFromPrevious !== undefined) {
	            // The previous chunk had char we must carry over.
	            chunk = `${this.carriedFromPrevious}${chunk}`;
	            this.carriedFromPrevious = undefined;
	        }
	        let limit = chunk.length;
	        const lastCode = chunk.charCodeAt(limit - 1);
	        if (!end &&
	            // A trailing CR or surrogate must be carried over to the next
	            // chunk.
	            (lastCode === CR || (lastCode >= 0xD800 && lastCode <= 0xDBFF))) {
	            // The chunk ends with a character that must be carried over. We cannot
	            // know how to handle it until we get the next chunk or the end of the
	            // stream. So save it for later.
	            this.carriedFromPrevious = chunk[limit - 1];
	            limit--;
	            chunk = chunk.slice(0, limit);
	        }
	        const { stateTable } = this;
	        this.chunk = chunk;
	        this.i = 0;
	        while (this.i < limit) {
	            // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-argument
	            stateTable[this.state].call(this);
	        }
	        this.chunkPosition += limit;
	        return end ? this.end() : this;
	    }
	    /**
	     * Close the current stream. Perform final well-formedness checks and reset
	     * the parser tstate.
	     *
	     * @returns this
	     */
	    close() {
	        return this.write(null);
	    }
	    /**
	     * Get a single code point out of the current chunk. This updates the current
	     * position if we do position tracking.
	     *
	     * This is the algorithm to use for XML 1.0.
	     *
	     * @returns The character read.
	     */
	    getCode10() {
	        const { chunk, i } = this;
	        this.prevI = i;
	        // Yes, we do this instead of doing this.i++. Doing it this way, we do not
	        // read this.i again, which is a bit faster.
	        this.i = i + 1;
	        if (i >= chunk.length) {
	            return EOC;
	        }
	        // Using charCodeAt and handling the surrogates ourselves is faster
	        // than using codePointAt.
	        const code = chunk.charCodeAt(i);
	        this.column++;
	        if (code < 0xD800) {
	            if (code >= SPACE || code === TAB) {
	                return code;
	            }
	            switch (code) {
	                case NL:
	                    this.line++;
	                    this.column = 0;
	                    this.positionAtNewLine = this.position;
	                    return NL;
	                case CR:
	                    // We may get NaN if we read past the end of the chunk, which is fine.
	                    if (chunk.charCodeAt(i + 1) === NL) {
	                        // A \r\n sequence is converted to \n so we have to skip over the
	                        // next character. We already know it has a size of 1 so ++ is fine
	                        // here.
	                        this.i = i + 2;
	                    }
	                    // Otherwise, a \r is just converted to \n, so we don't have to skip
	                    // ahead.
	                    // In either case, \r becomes \n.
	                    this.line++;
	                    this.column = 0;
	                    this.positionAtNewLine = this.position;
	                    return NL_LIKE;
	                default:
	                    // If we get here, then code < SPACE and it is not NL CR or TAB.
	                    this.fail("disallowed character.");
	                    return code;
	            }
	        }
	        if (code > 0xDBFF) {
	            // This is a specialized version of isChar10 that takes into account
	            // that in this context code > 0xDBFF and code <= 0xFFFF. So it does not
	            // test cases that don't need testing.
	            if (!(code >= 0xE000 && code <= 0xFFFD)) {
	                this.fail("disallowed character.");
	            }
	            return code;
	        }
	        const final = 0x10000 + ((code - 0xD800) * 0x400) +
	            (chunk.charCodeAt(i + 1) - 0xDC00);
	        this.i = i + 2;
	        // This is a specialized version of isChar10 that takes into account that in
	        // this context necessarily final >= 0x10000.
	        if (final > 0x10FFFF) {
	            this.fail("disallowed character.");
	        }
	        return final;
	    }
	    /**
	     * Get a single code point out of the current chunk. This updates the current
	     * position if we do position tracking.
	     *
	     * This is the algorithm to use for XML 1.1.
	     *
	     * @returns {number} The character read.
	     */
	    getCode11() {
	        const { chunk, i } = this;
	        this.prevI = i;
	        // Yes, we do this instead of doing this.i++. Doing it this way, we do not
	        // read this.i again, which is a bit faster.
	        this.i = i + 1;
	        if (i >= chunk.length) {
	            return EOC;
	        }
	        // Using charCodeAt and handling the surrogates ourselves is faster
	        // than using codePointAt.
	        const code = chunk.charCodeAt(i);
	        this.column++;
	        if (code < 0xD800) {
	            if ((code > 0x1F && code < 0x7F) || (code > 0x9F && code !== LS) ||
	                code === TAB) {
	                return code;
	            }
	            switch (code) {
	                case NL: // 0xA
	                    this.line++;
	                    this.column = 0;
	                    this.positionAtNewLine = this.position;
	                    return NL;
	                case CR: { // 0xD
	                    // We may get NaN if we read past the end of the chunk, which is
	                    // fine.
	                    const next = chunk.charCodeAt(i + 1);
	                    if (next === NL || next === NEL) {
	                        // A CR NL or CR NEL sequence is converted to NL so we have to skip
	                        // over the next character. We already know it has a size of 1.
	                        this.i = i + 2;
	                    }
	                    // Otherwise, a CR is just converted to NL, no skip.
	                }
	                /* yes, fall through */
	                case NEL: // 0x85
	                case LS: // Ox2028
	                    this.line++;
	                    this.column = 0;
	                    this.positionAtNewLine = this.position;
	                    return NL_LIKE;
	                default:
	                    this.fail("disallowed character.");
	                    return code;
	            }
	        }
	        if (code > 0xDBFF) {
	            // This is a specialized version of isCharAndNotRestricted that takes into
	            // account that in this context code > 0xDBFF and code <= 0xFFFF. So it
	            // does not test cases that don't need testing.
	            if (!(code >= 0xE000 && code <= 0xFFFD)) {
	                this.fail("disallowed character.");
	            }
	            return code;
	        }
	        const final = 0x10000 + ((code - 0xD800) * 0x400) +
	            (chunk.charCodeAt(i + 1) - 0xDC00);
	        this.i = i + 2;
	        // This is a specialized version of isCharAndNotRestricted that takes into
	        // account that in this context necessarily final >= 0x10000.
	        if (final > 0x10FFFF) {
	            this.fail("disallowed character.");
	        }
	        return final;
	    }
	    /**
	     * Like ``getCode`` but with the return value normalized so that ``NL`` is
	     * returned for ``NL_LIKE``.
	     */
	    getCodeNorm() {
	        const c = this.getCode();
	        return c === NL_LIKE ? NL : c;
	    }
	    unget() {
	        this.i = this.prevI;
	        this.column--;
	    }
	    /**
	     * Capture characters into a buffer until encountering one of a set of
	     * characters.
	     *
	     * @param chars An array of codepoints. Encountering a character in the array
	     * ends the capture. (``chars`` may safely contain ``NL``.)
	     *
	     * @return The character code that made the capture end, or ``EOC`` if we hit
	     * the end of the chunk. The return value cannot be NL_LIKE: NL is returned
	     * instead.
	     */
	    captureTo(chars) {
	        let { i: start } = this;
	        const { chunk } = this;
	        // eslint-disable-next-line no-constant-condition
	        while (true) {
	            const c = this.getCode();
	            const isNLLike = c === NL_LIKE;
	            const final = isNLLike ? NL : c;
	            if (final === EOC || chars.includes(final)) {
	                this.text += chunk.slice(start, this.prevI);
	                return final;
	            }
	            if (isNLLike) {
	                this.text += `${chunk.slice(start, this.prevI)}\n`;
	                start = this.i;
	            }
	        }
	    }
	    /**
	     * Capture characters into a buffer until encountering a character.
	     *
	     * @param char The codepoint that ends the capture. **NOTE ``char`` MAY NOT
	     * CONTAIN ``NL``.** Passing ``NL`` will result in buggy behavior.
	     *
	     * @return ``true`` if we ran into the character. Otherwise, we ran into the
	     * end of the current chunk.
	     */
	    captureToChar(char) {
	        let { i: start } = this;
	        const { chunk } = this;
	        // eslint-disable-next-line no-constant-condition
	        while (true) {
	            let c = this.getCode();
	            switch (c) {
	                case NL_LIKE:
	                    this.text += `${chunk.slice(start, this.prevI)}\n`;
	                    start = this.i;
	                    c = NL;
	                    break;
	                case EOC:
	                    this.text += chunk.slice(start);
	                    return false;
	            }
	            if (c === char) {
	                this.text += chunk.slice(start, this.prevI);
	                return true;
	            }
	        }
	    }
	    /**
	     * Capture characters that satisfy ``isNameChar`` into the ``name`` field of
	     * this parser.
	     *
	     * @return The character code that made the test fail, or ``EOC`` if we hit
	     * the end of the chunk. The return value cannot be NL_LIKE: NL is returned
	     * instead.
	     */
	    captureNameChars() {
	        const { chunk, i: start } = this;
	        // eslint-disable-next-line no-constant-condition
	        while (true) {
	            const c = this.getCode();
	            if (c === EOC) {
	                this.name += chunk.slice(start);
	                return EOC;
	            }
	            // NL is not a name char so we don't have to test specifically for it.
	            if (!isNameChar(c)) {
	                this.name += chunk.slice(start, this.prevI);
	                return c === NL_LIKE ? NL : c;
	            }
	        }
	    }
	    /**
	     * Skip white spaces.
	     *
	     * @return The character that ended the skip, or ``EOC`` if we hit
	     * the end of the chunk. The return value cannot be NL_LIKE: NL is returned
	     * instead.
	     */
	    skipSpaces() {
	        // eslint-disable-next-line no-constant-condition
	        while (true) {
	            const c = this.getCodeNorm();
	            if (c === EOC || !isS(c)) {
	                return c;
	            }
	        }
	    }
	    setXMLVersion(version) {
	        this.currentXMLVersion = version;
	        /*  eslint-disable @typescript-eslint/unbound-method */
	        if (version === "1.0") {
	            this.isChar = isChar10;
	            this.getCode = this.getCode10;
	        }
	        else {
	            this.isChar = isChar11;
	            this.getCode = this.getCode11;
	        }
	        /* eslint-enable @typescript-eslint/unbound-method */
	    }
	    // STATE ENGINE METHODS
	    // This needs to be a state separate from S_BEGIN_WHITESPACE because we want
	    // to be sure never to come back to this state later.
	    sBegin() {
	        // We are essentially peeking at the first character of the chunk. Since
	        // S_BEGIN can be in effect only when we start working on the first chunk,
	        // the index at which we must look is necessarily 0. Note also that the
	        // following test does not depend on decoding surrogates.
	        // If the initial character is 0xFEFF, ignore it.
	        if (this.chunk.charCodeAt(0) === 0xFEFF) {
	            this.i++;
	            this.column++;
	        }
	        this.state = S_BEGIN_WHITESPACE;
	    }
	    sBeginWhitespace() {
	        // We need to know whether we've encountered spaces or not because as soon
	        // as we run into a space, an XML declaration is no longer possible. Rather
	        // than slow down skipSpaces even in places where we don't care whether it
	        // skipped anything or not, we check whether prevI is equal to the value of
	        // i from before we skip spaces.
	        const iBefore = this.i;
	        const c = this.skipSpaces();
	        if (this.prevI !== iBefore) {
	            this.xmlDeclPossible = false;
	        }
	        switch (c) {
	            case LESS:
	                this.state = S_OPEN_WAKA;
	                // We could naively call closeText but in this state, it is not normal
	                // to have text be filled with any data.
	                if (this.text.length !== 0) {
	                    throw new Error("no-empty text at start");
	                }
	                break;
	            case EOC:
	                break;
	            default:
	                this.unget();
	                this.state = S_TEXT;
	                this.xmlDeclPossible = false;
	        }
	    }
	    sDoctype() {
	        var _a;
	        const c = this.captureTo(DOCTYPE_TERMINATOR);
	        switch (c) {
	            case GREATER: {
	                (_a = this.doctypeHandler) === null || _a === void 0 ? void 0 : _a.call(this, this.text);
	                this.text = "";
	                this.state = S_TEXT;
	                this.doctype = true; // just remember that we saw it.
	                break;
	            }
	            case EOC:
	                break;
	            default:
	                this.text += String.fromCodePoint(c);
	                if (c === OPEN_BRACKET) {
	                    this.state = S_DTD;
	                }
	                else if (isQuote(c)) {
	                    this.state = S_DOCTYPE_QUOTE;
	                    this.q = c;
	                }
	        }
	    }
	    sDoctypeQuote() {
	        const q = this.q;
	        if (this.captureToChar(q)) {
	            this.text += String.fromCodePoint(q);
	            this.q = null;
	            this.state = S_DOCTYPE;
	        }
	    }
	    sDTD() {
	        const c = this.captureTo(DTD_TERMINATOR);
	        if (c === EOC) {
	            return;
	        }
	        this.text += String.fromCodePoint(c);
	        if (c === CLOSE_BRACKET) {
	            this.state = S_DOCTYPE;
	        }
	        else if (c === LESS) {
	            this.state = S_DTD_OPEN_WAKA;
	        }
	        else if (isQuote(c)) {
	            this.state = S_DTD_QUOTED;
	            this.q = c;
	        }
	    }
	    sDTDQuoted() {
	        const q = this.q;
	        if (this.captureToChar(q)) {
	            this.text += String.fromCodePoint(q);
	            this.state = S_DTD;
	            this.q = null;
	        }
	    }
	    sDTDOpenWaka() {
	        const c = this.getCodeNorm();
	        this.text += String.fromCodePoint(c);
	        switch (c) {
	            case BANG:
	                this.state = S_DTD_OPEN_WAKA_BANG;
	                this.openWakaBang = "";
	                break;
	            case QUESTION:
	                this.state = S_DTD_PI;
	                break;
	            default:
	                this.state = S_DTD;
	        }
	    }
	    sDTDOpenWakaBang() {
	        const char = String.fromCodePoint(this.getCodeNorm());
	        const owb = this.openWakaBang += char;
	        this.text += char;
	        if (owb !== "-") {
	            this.state = owb === "--" ? S_DTD_COMMENT : S_DTD;
	            this.openWakaBang = "";
	        }
	    }
	    sDTDComment() {
	        if (this.captureToChar(MINUS)) {
	            this.text += "-";
	            this.state = S_DTD_COMMENT_ENDING;
	        }
	    }
	    sDTDCommentEnding() {
	        const c = this.getCodeNorm();
	        this.text += String.fromCodePoint(c);
	        this.state = c === MINUS ? S_DTD_COMMENT_ENDED : S_DTD_COMMENT;
	    }
	    sDTDCommentEnded() {
	        const c = this.getCodeNorm();
	        this.text += String.fromCodePoint(c);
	        if (c === GREATER) {
	            this.state = S_DTD;
	        }
	        else {
	            this.fail("malformed comment.");
	            // <!-- blah -- bloo --> will be recorded as
	            // a comment of " blah -- bloo "
	            this.state = S_DTD_COMMENT;
	        }
	    }
	    sDTDPI() {
	        if (this.captureToChar(QUESTION)) {
	            this.text += "?";
	            this.state = S_DTD_PI_ENDING;
	        }
	    }
	    sDTDPIEnding() {
	        const c = this.getCodeNorm();
	        this.text += String.fromCodePoint(c);
	        if (c === GREATER) {
	            this.state = S_DTD;
	        }
	    }
	    sText() {
	        //
	        // We did try a version of saxes where the S_TEXT state was split in two
	        // states: one for text inside the root element, and one for text
	        // outside. This was avoiding having to test this.tags.length to decide
	        // what implementation to actually use.
	        //
	        // Peformance testing on gigabyte-size files did not show any advantage to
	        // using the two states solution instead of the current one. Conversely, it
	        // made the code a bit more complicated elsewhere. For instance, a comment
	        // can appear before the root element so when a comment ended it was
	        // necessary to determine whether to return to the S_TEXT state or to the
	        // new text-outside-root state.
	        //
	        if (this.tags.length !== 0) {
	            this.handleTextInRoot();
	        }
	        else {
	            this.handleTextOutsideRoot();
	        }
	    }
	    sEntity() {
	        // This is essentially a specialized version of captureToChar(SEMICOLON...)
	        let { i: start } = this;
	        const { chunk } = this;
	        // eslint-disable-next-line no-labels, no-restricted-syntax
	        loop: 
	        // eslint-disable-next-line no-constant-condition
	        while (true) {
	            switch (this.getCode()) {
	                case NL_LIKE:
	                    this.entity += `${chunk.slice(start, this.prevI)}\n`;
	                    start = this.i;
	                    break;
	                case SEMICOLON: {
	                    const { entityReturnState } = this;
	                    const entity = this.entity + chunk.slice(start, this.prevI);
	                    this.state = entityReturnState;
	                    let parsed;
	                    if (entity === "") {
	                        this.fail("empty entity name.");
	                        parsed = "&;";
	                    }
	                    else {
	                        parsed = this.parseEntity(entity);
	                        this.entity = "";
	                    }
	                    if (entityReturnState !== S_TEXT || this.textHandler !== undefined) {
	                        this.text += parsed;
	                    }
	                    // eslint-disable-next-line no-labels
	                    break loop;
	                }
	                case EOC:
	                    this.entity += chunk.slice(start);
	                    // eslint-disable-next-line no-labels
	                    break loop;
	            }
	        }
	    }
	    sOpenWaka() {
	        // Reminder: a state handler is called with at least one character
	        // available in the current chunk. So the first call to get code inside of
	        // a state handler cannot return ``EOC``. That's why we don't test
	        // for it.
	        const c = this.getCode();
	        // either a /, ?, !, or text is coming next.
	        if (isNameStartChar(c)) {
	            this.state = S_OPEN_TAG;
	            this.unget();
	            this.xmlDeclPossible = false;
	        }
	        else {
	            switch (c) {
	                case FORWARD_SLASH:
	                    this.state = S_CLOSE_TAG;
	                    this.xmlDeclPossible = false;
	                    break;
	                case BANG:
	                    this.state = S_OPEN_WAKA_BANG;
	                    this.openWakaBang = "";
	                    this.xmlDeclPossible = false;
	                    break;
	                case QUESTION:
	                    this.state = S_PI_FIRST_CHAR;
	                    break;
	                default:
	                    this.fail("disallowed character in tag name");
	                    this.state = S_TEXT;
	                    this.xmlDeclPossible = false;
	            }
	        }
	    }
	    sOpenWakaBang() {
	        this.openWakaBang += String.fromCodePoint(this.getCodeNorm());
	        switch (this.openWakaBang) {
	            case "[CDATA[":
	                if (!this.sawRoot && !this.reportedTextBeforeRoot) {
	                    this.fail("text data outside of root node.");
	                    this.reportedTextBeforeRoot = true;
	                }
	                if (this.closedRoot && !this.reportedTextAfterRoot) {
	                    this.fail("text data outside of root node.");
	                    this.reportedTextAfterRoot = true;
	                }
	                this.state = S_CDATA;
	                this.openWakaBang = "";
	                break;
	            case "--":
	                this.state = S_COMMENT;
	                this.openWakaBang = "";
	                break;
	            case "DOCTYPE":
	                this.state = S_DOCTYPE;
	                if (this.doctype || this.sawRoot) {
	                    this.fail("inappropriately located doctype declaration.");
	                }
	                this.openWakaBang = "";
	                break;
	            default:
	                // 7 happens to be the maximum length of the string that can possibly
	                // match one of the cases above.
	                if (this.openWakaBang.length >= 7) {
	                    this.fail("incorrect syntax.");
	                }
	        }
	    }
	    sComment() {
	        if (this.captureToChar(MINUS)) {
	            this.state = S_COMMENT_ENDING;
	        }
	    }
	    sCommentEnding() {
	        var _a;
	        const c = this.getCodeNorm();
	        if (c === MINUS) {
	            this.state = S_COMMENT_ENDED;
	            (_a = this.commentHandler) === null || _a === void 0 ? void 0 : _a.call(this, this.text);
	            this.text = "";
	        }
	        else {
	            this.text += `-${String.fromCodePoint(c)}`;
	            this.state = S_COMMENT;
	        }
	    }
	    sCommentEnded() {
	        const c = this.getCodeNorm();
	        if (c !== GREATER) {
	            this.fail("malformed comment.");
	            // <!-- blah -- bloo --> will be recorded as
	            // a comment of " blah -- bloo "
	            this.text += `--${String.fromCodePoint(c)}`;
	            this.state = S_COMMENT;
	        }
	        else {
	            this.state = S_TEXT;
	        }
	    }
	    sCData() {
	        if (this.captureToChar(CLOSE_BRACKET)) {
	            this.state = S_CDATA_ENDING;
	        }
	    }
	    sCDataEnding() {
	        const c = this.getCodeNorm();
	        if (c === CLOSE_BRACKET) {
	            this.state = S_CDATA_ENDING_2;
	        }
	        else {
	            this.text += `]${String.fromCodePoint(c)}`;
	            this.state = S_CDATA;
	        }
	    }
	    sCDataEnding2() {
	        var _a;
	        const c = this.getCodeNorm();
	        switch (c) {
	            case GREATER: {
	                (_a = this.cdataHandler) === null || _a === void 0 ? void 0 : _a.call(this, this.text);
	                this.text = "";
	                this.state = S_TEXT;
	                break;
	            }
	            case CLOSE_BRACKET:
	                this.text += "]";
	                break;
	            default:
	                this.text += `]]${String.fromCodePoint(c)}`;
	                this.state = S_CDATA;
	        }
	    }
	    // We need this separate state to check the first character fo the pi target
	    // with this.nameStartCheck which allows less characters than this.nameCheck.
	    sPIFirstChar() {
	        const c = this.getCodeNorm();
	        // This is first because in the case where the file is well-formed this is
	        // the branch taken. We optimize for well-formedness.
	        if (this.nameStartCheck(c)) {
	            this.piTarget += String.fromCodePoint(c);
	            this.state = S_PI_REST;
	        }
	        else if (c === QUESTION || isS(c)) {
	            this.fail("processing instruction without a target.");
	            this.state = c === QUESTION ? S_PI_ENDING : S_PI_BODY;
	        }
	        else {
	            this.fail("disallowed character in processing instruction name.");
	            this.piTarget += String.fromCodePoint(c);
	            this.state = S_PI_REST;
	        }
	    }
	    sPIRest() {
	        // Capture characters into a piTarget while ``this.nameCheck`` run on the
	        // character read returns true.
	        const { chunk, i: start } = this;
	        // eslint-disable-next-line no-constant-condition
	        while (true) {
	            const c = this.getCodeNorm();
	            if (c === EOC) {
	                this.piTarget += chunk.slice(start);
	                return;
	            }
	            // NL cannot satisfy this.nameCheck so we don't have to test specifically
	            // for it.
	            if (!this.nameCheck(c)) {
	                this.piTarget += chunk.slice(start, this.prevI);
	                const isQuestion = c === QUESTION;
	                if (isQuestion || isS(c)) {
	                    if (this.piTarget === "xml") {
	                        if (!this.xmlDeclPossible) {
	                            this.fail("an XML declaration must be at the start of the document.");
	                        }
	                        this.state = isQuestion ? S_XML_DECL_ENDING : S_XML_DECL_NAME_START;
	                    }
	                    else {
	                        this.state = isQuestion ? S_PI_ENDING : S_PI_BODY;
	                    }
	                }
	                else {
	                    this.fail("disallowed character in processing instruction name.");
	                    this.piTarget += String.fromCodePoint(c);
	                }
	                break;
	            }
	        }
	    }
	    sPIBody() {
	        if (this.text.length === 0) {
	            const c = this.getCodeNorm();
	            if (c === QUESTION) {
	                this.state = S_PI_ENDING;
	            }
	            else if (!isS(c)) {
	                this.text = String.fromCodePoint(c);
	            }
	        }
	        // The question mark character is not valid inside any of the XML
	        // declaration name/value pairs.
	        else if (this.captureToChar(QUESTION)) {
	            this.state = S_PI_ENDING;
	        }
	    }
	    sPIEnding() {
	        var _a;
	        const c = this.getCodeNorm();
	        if (c === GREATER) {
	            const { piTarget } = this;
	            if (piTarget.toLowerCase() === "xml") {
	                this.fail("the XML declaration must appear at the start of the document.");
	            }
	            (_a = this.piHandler) === null || _a === void 0 ? void 0 : _a.call(this, {
	                target: piTarget,
	                body: this.text,
	            });
	            this.piTarget = this.text = "";
	            this.state = S_TEXT;
	        }
	        else if (c === QUESTION) {
	            // We ran into ?? as part of a processing instruction. We initially took
	            // the first ? as a sign that the PI was ending, but it is not. So we have
	            // to add it to the body but we take the new ? as a sign that the PI is
	            // ending.
	            this.text += "?";
	        }
	        else {
	            this.text += `?${String.fromCodePoint(c)}`;
	            this.state = S_PI_BODY;
	        }
	        this.xmlDeclPossible = false;
	    }
	    sXMLDeclNameStart() {
	        const c = this.skipSpaces();
	        // The question mark character is not valid inside any of the XML
	        // declaration name/value pairs.
	        if (c === QUESTION) {
	            // It is valid to go to S_XML_DECL_ENDING from this state.
	            this.state = S_XML_DECL_ENDING;
	            return;
	        }
	        if (c !== EOC) {
	            this.state = S_XML_DECL_NAME;
	            this.name = String.fromCodePoint(c);
	        }
	    }
	    sXMLDeclName() {
	        const c = this.captureTo(XML_DECL_NAME_TERMINATOR);
	        // The question mark character is not valid inside any of the XML
	        // declaration name/value pairs.
	        if (c === QUESTION) {
	            this.state = S_XML_DECL_ENDING;
	            this.name += this.text;
	            this.text = "";
	            this.fail("XML declaration is incomplete.");
	            return;
	        }
	        if (!(isS(c) || c === EQUAL)) {
	            return;
	        }
	        this.name += this.text;
	        this.text = "";
	        if (!this.xmlDeclExpects.includes(this.name)) {
	            switch (this.name.length) {
	                case 0:
	                    this.fail("did not expect any more name/value pairs.");
	                    break;
	                case 1:
	                    this.fail(`expected the name ${this.xmlDeclExpects[0]}.`);
	                    break;
	                default:
	                    this.fail(`expected one of ${this.xmlDeclExpects.join(", ")}`);
	            }
	        }
	        this.state = c === EQUAL ? S_XML_DECL_VALUE_START : S_XML_DECL_EQ;
	    }
	    sXMLDeclEq() {
	        const c = this.getCodeNorm();
	        // The question mark character is not valid inside any of the XML
	        // declaration name/value pairs.
	        if (c === QUESTION) {
	            this.state = S_XML_DECL_ENDING;
	            this.fail("XML declaration is incomplete.");
	            return;
	        }
	        if (isS(c)) {
	            return;
	        }
	        if (c !== EQUAL) {
	            this.fail("value required.");
	        }
	        this.state = S_XML_DECL_VALUE_START;
	    }
	    sXMLDeclValueStart() {
	        const c = this.getCodeNorm();
	        // The question mark character is not valid inside any of the XML
	        // declaration name/value pairs.
	        if (c === QUESTION) {
	            this.state = S_XML_DECL_ENDING;
	            this.fail("XML declaration is incomplete.");
	            return;
	        }
	        if (isS(c)) {
	            return;
	        }
	        if (!isQuote(c)) {
	            this.fail("value must be quoted.");
	            this.q = SPACE;
	        }
	        else {
	            this.q = c;
	        }
	        this.state = S_XML_DECL_VALUE;
	    }
	    sXMLDeclValue() {
	        const c = this.captureTo([this.q, QUESTION]);
	        // The question mark character is not valid inside any of the XML
	        // declaration name/value pairs.
	        if (c === QUESTION) {
	            this.state = S_XML_DECL_ENDING;
	            this.text = "";
	            this.fail("XML declaration is incomplete.");
	            return;
	        }
	        if (c === EOC) {
	            return;
	        }
	        const value = this.text;
	        this.text = "";
	        switch (this.name) {
	            case "version": {
	                this.xmlDeclExpects = ["encoding", "standalone"];
	                const version = value;
	                this.xmlDecl.version = version;
	                // This is the test specified by XML 1.0 but it is fine for XML 1.1.
	                if (!/^1\.[0-9]+$/.test(version)) {
	                    this.fail("version number must match /^1\\.[0-9]+$/.");
	                }
	                // When forceXMLVersion is set, the XML declaration is ignored.
	                else if (!this.opt.forceXMLVersion) {
	                    this.setXMLVersion(version);
	                }
	                break;
	            }
	            case "encoding":
	                if (!/^[A-Za-z][A-Za-z0-9._-]*$/.test(value)) {
	                    this.fail("encoding value must match \
	/^[A-Za-z0-9][A-Za-z0-9._-]*$/.");
	                }
	                this.xmlDeclExpects = ["standalone"];
	                this.xmlDecl.encoding = value;
	                break;
	            case "standalone":
	                if (value !== "yes" && value !== "no") {
	                    this.fail("standalone value must match \"yes\" or \"no\".");
	                }
	                this.xmlDeclExpects = [];
	                this.xmlDecl.standalone = value;
	                break;
	            // We don't need to raise an error here since we've already raised one
	            // when checking what name was expected.
	        }
	        this.name = "";
	        this.state = S_XML_DECL_SEPARATOR;
	    }
	    sXMLDeclSeparator() {
	        const c = this.getCodeNorm();
	        // The question mark character is not valid inside any of the XML
	        // declaration name/value pairs.
	        if (c === QUESTION) {
	            // It is valid to go to S_XML_DECL_ENDING from this state.
	            this.state = S_XML_DECL_ENDING;
	            return;
	        }
	        if (!isS(c)) {
	            this.fail("whitespace required.");
	            this.unget();
	        }
	        this.state = S_XML_DECL_NAME_START;
	    }
	    sXMLDeclEnding() {
	        var _a;
	        const c = this.getCodeNorm();
	        if (c === GREATER) {
	            if (this.piTarget !== "xml") {
	                this.fail("processing instructions are not allowed before root.");
	            }
	            else if (this.name !== "version" &&
	                this.xmlDeclExpects.includes("version")) {
	                this.fail("XML declaration must contain a version.");
	            }
	            (_a = this.xmldeclHandler) === null || _a === void 0 ? void 0 : _a.call(this, this.xmlDecl);
	            this.name = "";
	            this.piTarget = this.text = "";
	            this.state = S_TEXT;
	        }
	        else {
	            // We got here because the previous character was a ?, but the question
	            // mark character is not valid inside any of the XML declaration
	            // name/value pairs.
	            this.fail("The character ? is disallowed anywhere in XML declarations.");
	        }
	        this.xmlDeclPossible = false;
	    }
	    sOpenTag() {
	        var _a;
	        const c = this.captureNameChars();
	        if (c === EOC) {
	            return;
	        }
	        const tag = this.tag = {
	            name: this.name,
	            attributes: Object.create(null),
	        };
	        this.name = "";
	        if (this.xmlnsOpt) {
	            this.topNS = tag.ns = Object.create(null);
	        }
	        (_a = this.openTagStartHandler) === null || _a === void 0 ? void 0 : _a.call(this, tag);
	        this.sawRoot = true;
	        if (!this.fragmentOpt && this.closedRoot) {
	            this.fail("documents may contain only one root.");
	        }
	        switch (c) {
	            case GREATER:
	                this.openTag();
	                break;
	            case FORWARD_SLASH:
	                this.state = S_OPEN_TAG_SLASH;
	                break;
	            default:
	                if (!isS(c)) {
	                    this.fail("disallowed character in tag name.");
	                }
	                this.state = S_ATTRIB;
	        }
	    }
	    sOpenTagSlash() {
	        if (this.getCode() === GREATER) {
	            this.openSelfClosingTag();
	        }
	        else {
	            this.fail("forward-slash in opening tag not followed by >.");
	            this.state = S_ATTRIB;
	        }
	    }
	    sAttrib() {
	        const c = this.skipSpaces();
	        if (c === EOC) {
	            return;
	        }
	        if (isNameStartChar(c)) {
	            this.unget();
	            this.state = S_ATTRIB_NAME;
	        }
	        else if (c === GREATER) {
	            this.openTag();
	        }
	        else if (c === FORWARD_SLASH) {
	            this.state = S_OPEN_TAG_SLASH;
	        }
	        else {
	            this.fail("disallowed character in attribute name.");
	        }
	    }
	    sAttribName() {
	        const c = this.captureNameChars();
	        if (c === EQUAL) {
	            this.state = S_ATTRIB_VALUE;
	        }
	        else if (isS(c)) {
	            this.state = S_ATTRIB_NAME_SAW_WHITE;
	        }
	        else if (c === GREATER) {
	            this.fail("attribute without value.");
	            this.pushAttrib(this.name, this.name);
	            this.name = this.text = "";
	            this.openTag();
	        }
	        else if (c !== EOC) {
	            this.fail("disallowed character in attribute name.");
	        }
	    }
	    sAttribNameSawWhite() {
	        const c = this.skipSpaces();
	        switch (c) {
	            case EOC:
	                return;
	            case EQUAL:
	                this.state = S_ATTRIB_VALUE;
	                break;
	            default:
	                this.fail("attribute without value.");
	                // Should we do this???
	                // this.tag.attributes[this.name] = "";
	                this.text = "";
	                this.name = "";
	                if (c === GREATER) {
	                    this.openTag();
	                }
	                else if (isNameStartChar(c)) {
	                    this.unget();
	                    this.state = S_ATTRIB_NAME;
	                }
	                else {
	                    this.fail("disallowed character in attribute name.");
	                    this.state = S_ATTRIB;
	                }
	        }
	    }
	    sAttribValue() {
	        const c = this.getCodeNorm();
	        if (isQuote(c)) {
	            this.q = c;
	            this.state = S_ATTRIB_VALUE_QUOTED;
	        }
	        else if (!isS(c)) {
	            this.fail("unquoted attribute value.");
	            this.state = S_ATTRIB_VALUE_UNQUOTED;
	            this.unget();
	        }
	    }
	    sAttribValueQuoted() {
	        // We deliberately do not use captureTo here. The specialized code we use
	        // here is faster than using captureTo.
	        const { q, chunk } = this;
	        let { i: start } = this;
	        // eslint-disable-next-line no-constant-condition
	        while (true) {
	            switch (this.getCode()) {
	                case q:
	                    this.pushAttrib(this.name, this.text + chunk.slice(start, this.prevI));
	                    this.name = this.text = "";
	                    this.q = null;
	                    this.state = S_ATTRIB_VALUE_CLOSED;
	                    return;
	                case AMP:
	                    this.text += chunk.slice(start, this.prevI);
	                    this.state = S_ENTITY;
	                    this.entityReturnState = S_ATTRIB_VALUE_QUOTED;
	                    return;
	                case NL:
	                case NL_LIKE:
	                case TAB:
	                    this.text += `${chunk.slice(start, this.prevI)} `;
	                    start = this.i;
	                    break;
	                case LESS:
	                    this.text += chunk.slice(start, this.prevI);
	                    this.fail("disallowed character.");
	                    return;
	                case EOC:
	                    this.text += chunk.slice(start);
	                    return;
	            }
	        }
	    }
	    sAttribValueClosed() {
	        const c = this.getCodeNorm();
	        if (isS(c)) {
	            this.state = S_ATTRIB;
	        }
	        else if (c === GREATER) {
	            this.openTag();
	        }
	        else if (c === FORWARD_SLASH) {
	            this.state = S_OPEN_TAG_SLASH;
	        }
	        else if (isNameStartChar(c)) {
	            this.fail("no whitespace between attributes.");
	            this.unget();
	            this.state = S_ATTRIB_NAME;
	        }
	        else {
	            this.fail("disallowed character in attribute name.");
	        }
	    }
	    sAttribValueUnquoted() {
	        // We don't do anything regarding EOL or space handling for unquoted
	        // attributes. We already have failed by the time we get here, and the
	        // contract that saxes upholds states that upon failure, it is not safe to
	        // rely on the data passed to event handlers (other than
	        // ``onerror``). Passing "bad" data is not a problem.
	        const c = this.captureTo(ATTRIB_VALUE_UNQUOTED_TERMINATOR);
	        switch (c) {
	            case AMP:
	                this.state = S_ENTITY;
	                this.entityReturnState = S_ATTRIB_VALUE_UNQUOTED;
	                break;
	            case LESS:
	                this.fail("disallowed character.");
	                break;
	            case EOC:
	                break;
	            default:
	                if (this.text.includes("]]>")) {
	                    this.fail("the string \"]]>\" is disallowed in char data.");
	                }
	                this.pushAttrib(this.name, this.text);
	                this.name = this.text = "";
	                if (c === GREATER) {
	                    this.openTag();
	                }
	                else {
	                    this.state = S_ATTRIB;
	                }
	        }
	    }
	    sCloseTag() {
	        const c = this.captureNameChars();
	        if (c === GREATER) {
	            this.closeTag();
	        }
	        else if (isS(c)) {
	            this.state = S_CLOSE_TAG_SAW_WHITE;
	        }
	        else if (c !== EOC) {
	            this.fail("disallowed character in closing tag.");
	        }
	    }
	    sCloseTagSawWhite() {
	        switch (this.skipSpaces()) {
	            case GREATER:
	                this.closeTag();
	                break;
	            case EOC:
	                break;
	            default:
	                this.fail("disallowed character in closing tag.");
	        }
	    }
	    // END OF STATE ENGINE METHODS
	    handleTextInRoot() {
	        // This is essentially a specialized version of captureTo which is optimized
	        // for performing the ]]> check. A previous version of this code, checked
	        // ``this.text`` for the presence of ]]>. It simplified the code but was
	        // very costly when character data contained a lot of entities to be parsed.
	        //
	        // Since we are using a specialized loop, we also keep track of the presence
	        // of ]]> in text data. The sequence ]]> is forbidden to appear as-is.
	        //
	        let { i: start, forbiddenState } = this;
	        const { chunk, textHandler: handler } = this;
	        // eslint-disable-next-line no-labels, no-restricted-syntax
	        scanLoop: 
	        // eslint-disable-next-line no-constant-condition
	        while (true) {
	            switch (this.getCode()) {
	                case LESS: {
	                    this.state = S_OPEN_WAKA;
	                    if (handler !== undefined) {
	                        const { text } = this;
	                        const slice = chunk.slice(start, this.prevI);
	                        if (text.length !== 0) {
	                            handler(text + slice);
	                            this.text = "";
	                        }
	                        else if (slice.length !== 0) {
	                            handler(slice);
	                        }
	                    }
	                    forbiddenState = FORBIDDEN_START;
	                    // eslint-disable-next-line no-labels
	                    break scanLoop;
	                }
	                case AMP:
	                    this.state = S_ENTITY;
	                    this.entityReturnState = S_TEXT;
	                    if (handler !== undefined) {
	                        this.text += chunk.slice(start, this.prevI);
	                    }
	                    forbiddenState = FORBIDDEN_START;
	                    // eslint-disable-next-line no-labels
	                    break scanLoop;
	                case CLOSE_BRACKET:
	                    switch (forbiddenState) {
	                        case FORBIDDEN_START:
	                            forbiddenState = FORBIDDEN_BRACKET;
	                            break;
	                        case FORBIDDEN_BRACKET:
	                            forbiddenState = FORBIDDEN_BRACKET_BRACKET;
	                            break;
	                        case FORBIDDEN_BRACKET_BRACKET:
	                            break;
	                        default:
	                            throw new Error("impossible state");
	                    }
	                    break;
	                case GREATER:
	                    if (forbiddenState === FORBIDDEN_BRACKET_BRACKET) {
	                        this.fail("the string \"]]>\" is disallowed in char data.");
	                    }
	                    forbiddenState = FORBIDDEN_START;
	                    break;
	                case NL_LIKE:
	                    if (handler !== undefined) {
	                        this.text += `${chunk.slice(start, this.prevI)}\n`;
	                    }
	                    start = this.i;
	                    forbiddenState = FORBIDDEN_START;
	                    break;
	                case EOC:
	                    if (handler !== undefined) {
	                        this.text += chunk.slice(start);
	                    }
	                    // eslint-disable-next-line no-labels
	                    break scanLoop;
	                default:
	                    forbiddenState = FORBIDDEN_START;
	            }
	        }
	        this.forbiddenState = forbiddenState;
	    }
	    handleTextOutsideRoot() {
	        // This is essentially a specialized version of captureTo which is optimized
	        // for a specialized task. We keep track of the presence of non-space
	        // characters in the text since these are errors when appearing outside the
	        // document root element.
	        let { i: start } = this;
	        const { chunk, textHandler: handler } = this;
	        let nonSpace = false;
	        // eslint-disable-next-line no-labels, no-restricted-syntax
	        outRootLoop: 
	        // eslint-disable-next-line no-constant-condition
	        while (true) {
	            const code = this.getCode();
	            switch (code) {
	                case LESS: {
	                    this.state = S_OPEN_WAKA;
	                    if (handler !== undefined) {
	                        const { text } = this;
	                        const slice = chunk.slice(start, this.prevI);
	                        if (text.length !== 0) {
	                            handler(text + slice);
	                            this.text = "";
	                        }
	                        else if (slice.length !== 0) {
	                            handler(slice);
	                        }
	                    }
	                    // eslint-disable-next-line no-labels
	                    break outRootLoop;
	                }
	                case AMP:
	                    this.state = S_ENTITY;
	                    this.entityReturnState = S_TEXT;
	                    if (handler !== undefined) {
	                        this.text += chunk.slice(start, this.prevI);
	                    }
	                    nonSpace = true;
	                    // eslint-disable-next-line no-labels
	                    break outRootLoop;
	                case NL_LIKE:
	                    if (handler !== undefined) {
	                        this.text += `${chunk.slice(start, this.prevI)}\n`;
	                    }
	                    start = this.i;
	                    break;
	                case EOC:
	                    if (handler !== undefined) {
	                        this.text += chunk.slice(start);
	                    }
	                    // eslint-disable-next-line no-labels
	                    break outRootLoop;
	                default:
	                    if (!isS(code)) {
	                        nonSpace = true;
	                    }
	            }
	        }
	        if (!nonSpace) {
	            return;
	        }
	        // We use the reportedTextBeforeRoot and reportedTextAfterRoot flags
	        // to avoid reporting errors for every single character that is out of
	        // place.
	        if (!this.sawRoot && !this.reportedTextBeforeRoot) {
	            this.fail("text data outside of root node.");
	            this.reportedTextBeforeRoot = true;
	        }
	        if (this.closedRoot && !this.reportedTextAfterRoot) {
	            this.fail("text data outside of root node.");
	            this.reportedTextAfterRoot = true;
	        }
	    }
	    pushAttribNS(name, value) {
	        var _a;
	        const { prefix, local } = this.qname(name);
	        const attr = { name, prefix, local, value };
	        this.attribList.push(attr);
	        (_a = this.attributeHandler) === null || _a === void 0 ? void 0 : _a.call(this, attr);
	        if (prefix === "xmlns") {
	            const trimmed = value.trim();
	            if (this.currentXMLVersion === "1.0" && trimmed === "") {
	                this.fail("invalid attempt to undefine prefix in XML 1.0");
	            }
	            this.topNS[local] = trimmed;
	            nsPairCheck(this, local, trimmed);
	        }
	        else if (name === "xmlns") {
	            const trimmed = value.trim();
	            this.topNS[""] = trimmed;
	            nsPairCheck(this, "", trimmed);
	        }
	    }
	    pushAttribPlain(name, value) {
	        var _a;
	        const attr = { name, value };
	        this.attribList.push(attr);
	        (_a = this.attributeHandler) === null || _a === void 0 ? void 0 : _a.call(this, attr);
	    }
	    /**
	     * End parsing. This performs final well-formedness checks and resets the
	     * parser to a clean state.
	     *
	     * @returns this
	     */
	    end() {
	        var _a, _b;
	        if (!this.sawRoot) {
	            this.fail("document must contain a root element.");
	        }
	        const { tags } = this;
	        while (tags.length > 0) {
	            const tag = tags.pop();
	            this.fail(`unclosed tag: ${tag.name}`);
	        }
	        if ((this.state !== S_BEGIN) && (this.state !== S_TEXT)) {
	            this.fail("unexpected end.");
	        }
	        const { text } = this;
	        if (text.length !== 0) {
	            (_a = this.textHandler) === null || _a === void 0 ? void 0 : _a.call(this, text);
	            this.text = "";
	        }
	        this._closed = true;
	        (_b = this.endHandler) === null || _b === void 0 ? void 0 : _b.call(this);
	        this._init();
	        return this;
	    }
	    /**
	     * Resolve a namespace prefix.
	     *
	     * @param prefix The prefix to resolve.
	     *
	     * @returns The namespace URI or ``undefined`` if the prefix is not defined.
	     */
	    resolve(prefix) {
	        var _a, _b;
	        let uri = this.topNS[prefix];
	        if (uri !== undefined) {
	            return uri;
	        }
	        const { tags } = this;
	        for (let index = tags.length - 1; index >= 0; index--) {
	            uri = tags[index].ns[prefix];
	            if (uri !== undefined) {
	                return uri;
	            }
	        }
	        uri = this.ns[prefix];
	        if (uri !== undefined) {
	            return uri;
	        }
	        return (_b = (_a = this.opt).resolvePrefix) === null || _b === void 0 ? void 0 : _b.call(_a, prefix);
	    }
	    /**
	     * Parse a qname into its prefix and local name parts.
	     *
	     * @param name The name to parse
	     *
	     * @returns
	     */
	    qname(name) {
	        // This is faster than using name.split(":").
	        const colon = name.indexOf(":");
	        if (colon === -1) {
	            return { prefix: "", local: name };
	        }
	        const local = name.slice(colon + 1);
	        const prefix = name.slice(0, colon);
	        if (prefix === "" || local === "" || local.includes(":")) {
	            this.fail(`malformed name: ${name}.`);
	        }
	        return { prefix, local };
	    }
	    processAttribsNS() {
	        var _a;
	        const { attribList } = this;
	        const tag = this.tag;
	        {
	            // add namespace info to tag
	            const { prefix, local } = this.qname(tag.name);
	            tag.prefix = prefix;
	            tag.local = local;
	            const uri = tag.uri = (_a = this.resolve(prefix)) !== null && _a !== void 0 ? _a : "";
	            if (prefix !== "") {
	                if (prefix === "xmlns") {
	                    this.fail("tags may not have \"xmlns\" as prefix.");
	                }
	                if (uri === "") {
	                    this.fail(`unbound namespace prefix: ${JSON.stringify(prefix)}.`);
	                    tag.uri = prefix;
	                }
	            }
	        }
	        if (attribList.length === 0) {
	            return;
	        }
	        const { attributes } = tag;
	        const seen = new Set();
	        // Note: do not apply default ns to attributes:
	        //   http://www.w3.org/TR/REC-xml-names/#defaulting
	        for (const attr of attribList) {
	            const { name, prefix, local } = attr;
	            let uri;
	            let eqname;
	            if (prefix === "") {
	                uri = name === "xmlns" ? XMLNS_NAMESPACE : "";
	                eqname = name;
	            }
	            else {
	                uri = this.resolve(prefix);
	                // if there's any attributes with an undefined namespace,
	                // then fail on them now.
	                if (uri === undefined) {
	                    this.fail(`unbound namespace prefix: ${JSON.stringify(prefix)}.`);
	                    uri = prefix;
	                }
	                eqname = `{${uri}}${local}`;
	            }
	            if (seen.has(eqname)) {
	                this.fail(`duplicate attribute: ${eqname}.`);
	            }
	            seen.add(eqname);
	            attr.uri = uri;
	            attributes[name] = attr;
	        }
	        this.attribList = [];
	    }
	    processAttribsPlain() {
	        const { attribList } = this;
	        // eslint-disable-next-line prefer-destructuring
	        const attributes = this.tag.attributes;
	        for (const { name, value } of attribList) {
	            if (attributes[name] !== undefined) {
	                this.fail(`duplicate attribute: ${name}.`);
	            }
	            attributes[name] = value;
	        }
	        this.attribList = [];
	    }
	    /**
	     * Handle a complete open tag. This parser code calls this once it has seen
	     * the whole tag. This method checks for well-formeness and then emits
	     * ``onopentag``.
	     */
	    openTag() {
	        var _a;
	        this.processAttribs();
	        const { tags } = this;
	        const tag = this.tag;
	        tag.isSelfClosing = false;
	        // There cannot be any pending text here due to the onopentagstart that was
	        // necessarily emitted before we get here. So we do not check text.
	        (_a = this.openTagHandler) === null || _a === void 0 ? void 0 : _a.call(this, tag);
	        tags.push(tag);
	        this.state = S_TEXT;
	        this.name = "";
	    }
	    /**
	     * Handle a complete self-closing tag. This parser code calls this once it has
	     * seen the whole tag. This method checks for well-formeness and then emits
	     * ``onopentag`` and ``onclosetag``.
	     */
	    openSelfClosingTag() {
	        var _a, _b, _c;
	        this.processAttribs();
	        const { tags } = this;
	        const tag = this.tag;
	        tag.isSelfClosing = true;
	        // There cannot be any pending text here due to the onopentagstart that was
	        // necessarily emitted before we get here. So we do not check text.
	        (_a = this.openTagHandler) === null || _a === void 0 ? void 0 : _a.call(this, tag);
	        (_b = this.closeTagHandler) === null || _b === void 0 ? void 0 : _b.call(this, tag);
	        const top = this.tag = (_c = tags[tags.length - 1]) !== null && _c !== void 0 ? _c : null;
	        if (top === null) {
	            this.closedRoot = true;
	        }
	        this.state = S_TEXT;
	        this.name = "";
	    }
	    /**
	     * Handle a complete close tag. This parser code calls this once it has seen
	     * the whole tag. This method checks for well-formeness and then emits
	     * ``onclosetag``.
	     */
	    closeTag() {
	        const { tags, name } = this;
	        // Our state after this will be S_TEXT, no matter what, and we can clear
	        // tagName now.
	        this.state = S_TEXT;
	        this.name = "";
	        if (name === "") {
	            this.fail("weird empty close tag.");
	            this.text += "</>";
	            return;
	        }
	        const handler = this.closeTagHandler;
	        let l = tags.length;
	        while (l-- > 0) {
	            const tag = this.tag = tags.pop();
	            this.topNS = tag.ns;
	            handler === null || handler === void 0 ? void 0 : handler(tag);
	            if (tag.name === name) {
	                break;
	            }
	            this.fail("unexpected close tag.");
	        }
	        if (l === 0) {
	            this.closedRoot = true;
	        }
	        else if (l < 0) {
	            this.fail(`unmatched closing tag: ${name}.`);
	            this.text += `</${name}>`;
	        }
	    }
	    /**
	     * Resolves an entity. Makes any necessary well-formedness checks.
	     *
	     * @param entity The entity to resolve.
	     *
	     * @returns The parsed entity.
	     */
	    parseEntity(entity) {
	        // startsWith would be significantly slower for this test.
	        if (entity[0] !== "#") {
	            const defined = this.ENTITIES[entity];
	            if (defined !== undefined) {
	                return defined;
	            }
	            this.fail(this.isName(entity) ? "undefined entity." :
	                "disallowed character in entity name.");
	            return `&${entity};`;
	        }
	        let num = NaN;
	        if (entity[1] === "x" && /^#x[0-9a-f]+$/i.test(entity)) {
	            num = parseInt(entity.slice(2), 16);
	        }
	        else if (/^#[0-9]+$/.test(entity)) {
	            num = parseInt(entity.slice(1), 10);
	        }
	        // The character reference is required to match the CHAR production.
	        if (!this.isChar(num)) {
	            this.fail("malformed character entity.");
	            return `&${entity};`;
	        }
	        return String.fromCodePoint(num);
	    }
	}
	saxes.SaxesParser = SaxesParser;
	
	return saxes;
}

var saxesExports = requireSaxes();

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
        return new node_util.TextDecoder(encoding, { fatal: true });
    }
    catch {
        throw new EncodingError(`declares the encoding ${index.quote(encoding)}, which is not known; write the report in UTF-8`, '');
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
        return new node_util.TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    }
    catch {
        return undefined;
    }
}

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
        .replace('$1', () => index.truncate(captured, MAX_SHOWN_LENGTH))
        .replace('TEXT', () => index.quote(textOf(culprit)));
    return { message: `is not well-formed XML: ${message}`, culprit };
}
const MAX_SHOWN_LENGTH = 80;

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
    #parser = new saxesExports.SaxesParser({
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
                this.#diagnostics.warning(location, `${index.quote(report)} is empty`);
            if (replaced > 0)
                this.#cleaned.push(report);
            this.#replaced += replaced;
            return true;
        }
        catch (error) {
            index.endIfAborted(cancelled);
            return this.#readError(error, location);
        }
    }
    #readError(error, location) {
        if (!(error instanceof ReportError || error instanceof index.FileError))
            throw error;
        const message = `${index.quote(location.file)} ${error.message}`;
        if (error instanceof index.FileError)
            this.#diagnostics.problem(location, message);
        else if (error.isSkipped)
            this.#diagnostics.notice(location, message);
        else
            this.#diagnostics.problem({ ...location, ...error.position }, message);
        return error instanceof index.FileError || !error.isSkipped;
    }
    #noteReplaced() {
        const [first] = this.#cleaned;
        if (first === undefined)
            return;
        const others = this.#cleaned.length - 1;
        const reports = others > 0 ? `${index.quote(first)} and ${index.pluralize(others, 'more report')}` : index.quote(first);
        const message = `${index.pluralize(this.#replaced, 'character')} that XML forbids, such as color codes, replaced in ${reports}`;
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
        index.endIfAborted(cancelled);
        yield chunk;
    }
}

exports.loadReports = loadReports;

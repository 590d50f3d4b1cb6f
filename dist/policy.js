'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const node_vm = require('node:vm');
const index = require('./index.js');
const listingIndex = require('./listing-index.js');
const overriding = require('./overriding.js');
require('node:path');
require('node:fs');
require('./json.js');

function checkPolicy(plan, policy, options, diagnostics) {
    return new PolicyCheck(policy, options, diagnostics).check(plan.filter(({ skipReason }) => skipReason === undefined));
}
const PATTERN_MS = 1_000;
class PolicyCheck {
    #policy;
    #options;
    #diagnostics;
    #latest;
    constructor(policy, options, diagnostics) {
        this.#policy = policy;
        this.#options = options;
        this.#diagnostics = diagnostics;
        this.#latest = index.latestUntil(policy, options.now);
    }
    check(overrides) {
        const { requireUntil, commentPattern } = this.#policy;
        this.#checkListing(overrides);
        this.#checkCount(overrides);
        this.#checkProtected(overrides);
        for (const [first] of overriding.byLocation(overrides).values())
            this.#checkUntil(first);
        return {
            ...(requireUntil?.value ? { until: this.#latest } : {}),
            ...(commentPattern ? this.#checkComments(overrides, commentPattern.value) : {}),
        };
    }
    #problem(location, rule, message) {
        this.#diagnostics.problem(location, `policy: ${rule} ${message}`);
    }
    #checkListing(overrides) {
        const { listing, listingError } = this.#options;
        const rules = index.rulesOnListing(this.#policy);
        if (!listing) {
            for (const [name, { location }] of rules)
                this.#problem(location, name, `needs the run's results, and ${listingError}`);
        }
        else if (rules.length > 0) {
            const names = rules.map(([name]) => name).join(' and ');
            for (const { testCaseResultId, location } of overrides.filter(({ before }) => !before)) {
                const message = `policy: the run does not list result ${testCaseResultId}, so ${names} cannot be checked for it; remove the entry`;
                this.#diagnostics.problem(location, message);
            }
        }
    }
    #checkCount(overrides) {
        const { maxOverrides } = this.#policy;
        if (!maxOverrides)
            return;
        const limit = maxOverrides.value;
        const total = this.#options.listing?.length;
        const allowed = 'count' in limit ? limit.count : total && Math.floor((total * limit.percent) / 100);
        if (allowed === undefined)
            return;
        const firstTooMany = overrides[allowed];
        if (!firstTooMany)
            return;
        const share = 'count' in limit ? '' : ` (${limit.percent}% of ${total})`;
        const message = `allows ${index.pluralize(allowed, 'override')}${share}, and ${overrides.length} are requested; this is the first one too many`;
        this.#problem(firstTooMany.location, 'maxOverrides', message);
    }
    #checkProtected(overrides) {
        const items = this.#policy.protected?.value ?? [];
        const hit = overrides
            .filter(({ outcome }) => outcome === 'SUCCESS')
            .filter(({ before }) => before && items.some((item) => listingIndex.mayMatchSelector(item, before)));
        for (const [location, group] of overriding.byLocation(hit)) {
            const tests = listingIndex.formatResults(group.flatMap(({ before }) => before ?? []));
            this.#problem(location, 'protected', `forbids setting these to Passed: ${tests}`);
        }
    }
    #checkUntil({ outcome, until, location }) {
        const { requireUntil, maxDays } = this.#policy;
        if (until === undefined) {
            if (!requireUntil?.value || !isFromDocument(location) || !index.needsUntil(outcome))
                return;
            const most = maxDays ? `, at most ${this.#latest}` : '';
            this.#problem(location, 'requireUntil', `requires an end date: add until: YYYY-MM-DD${most}`);
        }
        else if (maxDays && until > this.#latest) {
            const message = `allows an until up to ${this.#latest} (${index.pluralize(maxDays.value, 'day')} ahead), not ${until}`;
            this.#problem(location, 'maxDays', message);
        }
    }
    #checkComments(overrides, pattern) {
        const { patternMs = PATTERN_MS } = this.#options;
        const comments = [...new Set(overrides.flatMap(checkedComments))];
        const matches = matchAll(pattern, comments, patternMs);
        const errors = new Map();
        for (const [index$1, isMatch] of matches.entries()) {
            const comment = comments[index$1] ?? '';
            if (comment === index.DEFAULT_COMMENT)
                errors.set(comment, needsOwnComment(pattern));
            else if (!isMatch)
                errors.set(comment, `${index.quote(pattern.source)} does not match the comment ${index.quote(comment)}`);
        }
        const slow = comments[matches.length];
        if (slow !== undefined)
            errors.set(slow, tookTooLong(pattern, slow, patternMs));
        const wrong = overrides.filter((one) => checkedComments(one).every((comment) => errors.has(comment)));
        for (const [location, [first]] of overriding.byLocation(wrong))
            this.#problem(location, 'commentPattern', errors.get(checkedComments(first)[0] ?? '') ?? '');
        return this.#commentRules(overrides, pattern);
    }
    #commentRules(overrides, pattern) {
        const { undoComment, patternMs = PATTERN_MS } = this.#options;
        const isEveryMatch = (texts) => {
            const distinct = [...new Set(texts)];
            const matches = matchAll(pattern, distinct, patternMs);
            return matches.length === distinct.length && matches.every(Boolean);
        };
        const isOwnCommentOnly = !isEveryMatch(overrides.filter(({ ownComment }) => ownComment !== undefined).map(({ comment }) => comment));
        const comments = overrides.map(({ comment, ownComment }) => isOwnCommentOnly ? (ownComment ?? comment) : comment);
        return {
            ...(isOwnCommentOnly ? { isOwnCommentOnly } : {}),
            isCommentKept: !isEveryMatch(comments.map(undoComment)),
        };
    }
}
function checkedComments({ comment, ownComment, passedIn }) {
    if (ownComment === undefined)
        return [comment];
    return passedIn === undefined ? [ownComment] : [ownComment, comment];
}
function needsOwnComment(pattern) {
    return `requires a comment that matches ${index.quote(pattern.source)}, and the default comment never does; set comment`;
}
function tookTooLong(pattern, comment, ms) {
    return `${index.quote(pattern.source)} takes more than ${ms} ms for the comment ${index.quote(comment)}; write a pattern without repeats inside repeats, such as (a+)+`;
}
function isFromDocument({ input }) {
    return input === 'results' || input === 'results-files';
}
const MATCH_ALL = 'for (const comment of comments) matches.push(pattern.test(comment));';
function matchAll(pattern, texts, ms) {
    const matches = [];
    try {
        new node_vm.Script(MATCH_ALL).runInContext(node_vm.createContext({ comments: texts, matches, pattern }), { timeout: ms });
    }
    catch (error) {
        if (index.codeOf(error) !== 'ERR_SCRIPT_EXECUTION_TIMEOUT')
            throw error;
    }
    return matches;
}

exports.checkPolicy = checkPolicy;

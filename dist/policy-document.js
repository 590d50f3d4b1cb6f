'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const index = require('./index.js');
const yaml = require('./yaml.js');
require('node:path');
require('node:fs');
require('./json.js');

function parsePolicy(text, isBlind, diagnostics) {
    const locate = index.locator({ input: 'policy', text });
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
    const blind = index.rulesOnListing(policy);
    for (const [name, { location }] of blind) {
        const message = `${name} needs the run's results, and lookup: off forbids reading them; change one of the two`;
        diagnostics.problem(location, message);
    }
    const names = blind.map(([name]) => name);
    return Object.fromEntries(rules.filter(([name]) => !names.includes(name)));
}
function parseRoot(text, addProblem) {
    const swallowed = yaml.detectSwallowedLines(text, RULE, SEPARATE);
    if (swallowed)
        addProblem(swallowed.offset, swallowed.message);
    try {
        const root = yaml.parseNodes(text);
        if (root?.kind === 'map')
            return root;
        const isEmpty = root?.kind === 'scalar' && root.plain && root.value === '';
        if (root && !isEmpty)
            addProblem(root.offset, 'a policy is a map of rules, such as maxOverrides: 20');
    }
    catch (error) {
        if (!(error instanceof yaml.DocumentSyntaxError))
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
const RULE = new RegExp(`\\b(?:${RULE_NAMES.join('|')})["']?\\s{0,9}:`, 'i');
const SEPARATE = 'Remove the comment, and write {maxOverrides: 20, requireUntil: true}';
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
    const meant = index.closest(name, keys, 1 / 2);
    const advice = meant ? `did you mean "${meant}"?` : `${owner} takes ${keys.join(', ')}`;
    return `${index.quote(name)} is not a key of ${owner}; ${advice}`;
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
        addProblem(node.offset, `commentPattern is not a regular expression: ${index.messageOf(error)}`);
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
        return node.items.flatMap((item) => parseItem(item, addProblem));
    addProblem(node.offset, `protected takes a list of names and of maps, not ${describe(node)}`);
    return undefined;
}
const ITEM_KEYS = ['testCaseId', 'name', 'namePattern', 'suite', 'machine'];
const ITEM = 'an item of protected';
function parseItem(item, addProblem) {
    if (item.kind === 'map')
        return parseItemKeys(item, addProblem);
    if (item.kind === 'scalar' && typeOf(item) === 'text' && item.value.trim() !== '')
        return textsOf(item).map((name) => ({ name }));
    const message = `${ITEM} is a name, or a map such as {suite: Payments}, not ${describe(item)}`;
    addProblem(item.offset, message);
    return [];
}
function textsOf(node) {
    if (node.kind !== 'scalar')
        return [''];
    return [node.value, ...(node.uncut === undefined ? [] : index.longerTexts(node.uncut))];
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
    return keys.reduce((selectors, [key, value]) => textsOf(value).flatMap((text) => selectors.map((selector) => ({ ...selector, [key]: text }))), [{}]);
}
function itemError(key, value) {
    if (value.kind !== 'scalar' || typeOf(value) === 'nothing' || value.value.trim() === '')
        return `"${key}" takes a text, not ${describe(value)}`;
    const error = key === 'testCaseId' ? index.idError(value.value) : undefined;
    return error && `${index.quote(value.value)} is not a test case ID: ${error}`;
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
    return typeOf(node) === 'nothing' ? 'nothing' : `the ${typeOf(node)} ${index.quote(node.value)}`;
}

exports.parsePolicy = parsePolicy;

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePolicy } from '../../src/documents/policy-document.js';
import { Diagnostics, formatDiagnostic } from '../../src/model/diagnostic.js';

/** The rules without their places, and the problems with theirs. */
function parsed(text: string) {
  const diagnostics = new Diagnostics();
  const policy = parsePolicy(text, false, diagnostics);
  const rules = Object.fromEntries(Object.entries(policy).map(([name, rule]) => [name, rule.value]));
  return { rules, problems: diagnostics.problems.map(formatDiagnostic) };
}

describe('parsePolicy accepts', () => {
  test.each([
    ['nothing', '', {}],
    ['white space', ' \n ', {}],
    ['a comment alone', '# no rules yet', {}],
    ['an empty document', '---', {}],
    ['an empty map', '{}', {}],
    ['a number of overrides', 'maxOverrides: 20', { maxOverrides: { count: 20 } }],
    ['no overrides at all', 'maxOverrides: 0', { maxOverrides: { count: 0 } }],
    ['a percentage', 'maxOverrides: 10%', { maxOverrides: { percent: 10 } }],
    ['a percentage in quotes', "maxOverrides: '100%'", { maxOverrides: { percent: 100 } }],
    ['JSON', '{"maxOverrides": 2, "requireUntil": true}', { maxOverrides: { count: 2 }, requireUntil: true }],
    ['a pattern', "commentPattern: 'SHOP-\\d+'", { commentPattern: /SHOP-\d+/u }],
    ['a pattern without quotes', 'commentPattern: SHOP-\\d+', { commentPattern: /SHOP-\d+/u }],
    ['a number in quotes as a pattern', "commentPattern: '42'", { commentPattern: /42/u }],
    ['no protected tests', 'protected: []', { protected: [] }],
    [
      'names and maps of protected tests',
      'protected: [Login works, {suite: Payments, machine: Mac}, {namePattern: "Pay *"}, {testCaseId: 411}]',
      {
        protected: [
          { name: 'Login works' },
          { suite: 'Payments', machine: 'Mac' },
          { namePattern: 'Pay *' },
          { testCaseId: '411' },
        ],
      },
    ],
    [
      'names that a comment cuts short, with and without it',
      'protected:\n- Cart #2 # flaky\n- "Pay #1" # sure\n- suite: A #1\n  machine: Mac # any\n- testCaseId: 5 # x',
      {
        protected: [
          { name: 'Cart' },
          { name: 'Cart #2' },
          { name: 'Cart #2 # flaky' },
          { name: 'Pay #1' },
          { suite: 'A', machine: 'Mac' },
          { suite: 'A #1', machine: 'Mac' },
          { suite: 'A', machine: 'Mac # any' },
          { suite: 'A #1', machine: 'Mac # any' },
          { testCaseId: '5' },
          { testCaseId: '5 # x' },
        ],
      },
    ],
    ['a number in quotes as a name', 'protected: ["411"]', { protected: [{ name: '411' }] }],
    ['a flag', 'requireUntil: false', { requireUntil: false }],
    ['days', 'maxDays: 90', { maxDays: 90 }],
    ['today only', 'maxDays: 0', { maxDays: 0 }],
  ])('%s', (_, text, rules) => {
    expect(parsed(text)).toEqual({ rules, problems: [] });
  });
});

describe('parsePolicy rejects', () => {
  test.each([
    ['a list', '- maxOverrides: 3', '1, column 1', 'a policy is a map of rules, such as maxOverrides: 20'],
    ['a word', 'strict', '1, column 1', 'a policy is a map of rules'],
    ['null', 'null', '1, column 1', 'a policy is a map of rules'],
    ['broken YAML', 'maxOverrides: [3', '1, column 17', 'this is not valid YAML or JSON'],
    ['two documents', 'maxDays: 1\n---\nmaxDays: 2', '3, column 1', 'only one YAML document'],
    [
      'an unknown key',
      'allow: 3',
      '1, column 1',
      '"allow" is not a key of a policy; a policy takes maxOverrides',
    ],
    ['a misspelt key', 'maxOverride: 3', '1, column 1', 'did you mean "maxOverrides"?'],
    ['a key in another case', 'a: 1\nmaxdays: 3', '2, column 1', 'did you mean "maxDays"?'],
    ['a key twice', 'maxDays: 3\nmaxDays: 900', '2, column 1', '"maxDays" is given twice; keep one'],
    ['a list as a key', '? [a]\n: 1', '1, column 3', 'is not a key of a policy'],
    [
      'a rule in the comment of a single line',
      'maxOverrides: 5 # at most requireUntil: true',
      '1, column 17',
      'everything after this # is a comment, including "requireUntil: true"; several lines seem to be pasted into one',
    ],
    ['a rule without a value', 'maxDays:', '1, column 1', 'maxDays takes a whole number of days'],
    ['a word as maxOverrides', 'maxOverrides: many', '1, column 15', 'not the text "many"'],
    ['a negative number', 'maxOverrides: -1', '1, column 15', 'not the number "-1"'],
    ['a fraction', 'maxOverrides: 1.5', '1, column 15', 'not the number "1.5"'],
    ['a number in quotes', "maxOverrides: '20'", '1, column 16', 'not the text "20"'],
    ['a list as maxOverrides', 'maxOverrides: [1]', '1, column 15', 'not a list'],
    ['a boolean as maxOverrides', 'maxOverrides: true', '1, column 15', 'not the boolean "true"'],
    ['more than 100%', 'maxOverrides: 101%', '1, column 15', 'a percentage such as 10%'],
    ['a fraction of a percent', 'maxOverrides: 0.5%', '1, column 15', 'a percentage such as 10%'],
    ['a negative percentage', "maxOverrides: '-5%'", '1, column 16', 'a percentage such as 10%'],
    [
      'a number as a pattern',
      'commentPattern: 5',
      '1, column 17',
      'a regular expression in quotes, not the number',
    ],
    ['a list as a pattern', 'commentPattern: [a]', '1, column 17', 'not a list'],
    ['an empty pattern', "commentPattern: ''", '1, column 18', 'commentPattern takes a regular expression'],
    ['a group that does not end', "commentPattern: '(SHOP'", '1, column 18', 'Unterminated group'],
    ['an escape that means nothing', "commentPattern: 'SHOP\\-1'", '1, column 18', 'Invalid escape'],
    ['a number as protected', 'protected: 5', '1, column 12', 'protected takes a list'],
    ['a name as protected', 'protected: Login works', '1, column 12', 'protected takes a list'],
    ['an ID as a protected item', 'protected: [411]', '1, column 13', 'not the number "411"'],
    ['an empty item', 'protected: [""]', '1, column 14', 'is a name, or a map'],
    ['a list in protected', 'protected: [[a]]', '1, column 13', 'not a list'],
    ['a map without keys', 'protected: [{}]', '1, column 13', 'takes testCaseId, name'],
    ['an unknown key of an item', 'protected: [{suit: A}]', '1, column 14', 'did you mean "suite"?'],
    ['a key of an item twice', 'protected: [{suite: A, suite: B}]', '1, column 24', '"suite" is given twice'],
    ['a list in an item', 'protected: [{suite: [A]}]', '1, column 21', '"suite" takes a text, not a list'],
    ['an empty value in an item', 'protected: [{suite: " "}]', '1, column 22', '"suite" takes a text'],
    ['a wrong test case ID', 'protected: [{testCaseId: 0x1}]', '1, column 26', 'is not a test case ID'],
    [
      'a result ID',
      'protected: [{testCaseResultId: 1}]',
      '1, column 14',
      'is not a key of an item of protected',
    ],
    ['a text as a flag', 'requireUntil: "true"', '1, column 16', 'takes true or false, not the text "true"'],
    ['a number as a flag', 'requireUntil: 1', '1, column 15', 'takes true or false, not the number "1"'],
    ['a word as a flag', 'requireUntil: yes', '1, column 15', 'takes true or false, not the text "yes"'],
    ['negative days', 'maxDays: -1', '1, column 10', 'maxDays takes a whole number of days'],
    ['a fraction of a day', 'maxDays: 1.5', '1, column 10', 'maxDays takes a whole number of days'],
    ['a word as days', 'maxDays: soon', '1, column 10', 'not the text "soon"'],
  ])('%s', (_, text, place, message) => {
    expect(parsed(text).problems).toContainEqual(expect.stringContaining(message));
    expect(parsed(text).problems.at(-1)).toMatch(new RegExp(`^policy, line ${place}: `));
  });

  test('everything that is wrong at once, and keeps what is right', () => {
    const { rules, problems } = parsed('maxOverrides: many\nmaxDays: soon\nfoo: 1\nrequireUntil: true');
    expect(rules).toEqual({ requireUntil: true });
    expect(problems).toEqual([
      expect.stringContaining('policy, line 3, column 1: "foo"'),
      expect.stringContaining('policy, line 1, column 15: maxOverrides'),
      expect.stringContaining('policy, line 2, column 10: maxDays'),
    ]);
  });
});

test('parsePolicy rejects rules that need the listing if it is not read, and keeps the others', () => {
  const diagnostics = new Diagnostics();
  const text = 'maxOverrides: 5%\nprotected: [Login works]\nmaxDays: 3';
  expect(Object.keys(parsePolicy(text, true, diagnostics))).toEqual(['maxDays']);
  expect(diagnostics.problems.map(formatDiagnostic)).toEqual([
    expect.stringContaining(
      "policy, line 1, column 15: maxOverrides needs the run's results, and lookup: off",
    ),
    expect.stringContaining("policy, line 2, column 12: protected needs the run's results, and lookup: off"),
  ]);
  const sound = new Diagnostics();
  parsePolicy('maxOverrides: 5\nprotected: []', true, sound);
  expect(sound.problems).toEqual([]);
});

test('parsePolicy never throws, and never accepts a key that is no rule', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('5', 'true', '[a]', '{a: b}', '10%', '&a *a', '(', "'"),
  );
  const key = fc.oneof(
    fc.string(),
    fc.constantFrom('maxOverrides', 'commentPattern', 'protected', 'maxDays'),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(key, value), { maxLength: 5 }), (pairs) => {
      const { rules, problems } = parsed(pairs.map(([name, text]) => `${name}: ${text}`).join('\n'));
      const known = ['maxOverrides', 'commentPattern', 'protected', 'requireUntil', 'maxDays'];
      expect(Object.keys(rules).filter((name) => !known.includes(name))).toEqual([]);
      if (Object.keys(rules).length === 0 && problems.length === 0)
        expect(pairs.every(([name]) => !known.includes(name.trim()) || name.includes('#'))).toBe(true);
    }),
  );
});

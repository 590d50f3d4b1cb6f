import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePolicy } from '../../src/documents/policy-document.js';
import { Diagnostics, formatDiagnostic } from '../../src/model/diagnostic.js';
import { DEFAULT_COMMENT, type Policy } from '../../src/model/policy.js';
import type { ListedResult, Outcome, Override, OverrideStatus } from '../../src/model/types.js';
import { dayOf } from '../../src/model/until.js';
import { checkPolicy, type PolicyOptions } from '../../src/plan/policy.js';
import { planDocument, retryDocument, undoComment, undoDocument } from '../../src/report/retry-undo.js';
import { overrideOf } from '../support/builders.js';

const NOW = Date.UTC(2026, 10, 25, 23, 59, 59);
const LISTING: readonly ListedResult[] = [
  {
    testCaseResultId: '1',
    testCaseId: '11',
    name: 'Login works',
    suite: 'Smoke',
    machine: 'Mac',
    result: 'FAILURE',
  },
  {
    testCaseResultId: '2',
    testCaseId: '12',
    name: 'Web › Pay by card',
    suite: 'Pay',
    machine: 'Mac',
    result: 'FAILURE',
  },
  { testCaseResultId: '3', testCaseId: '13', name: 'Café', suite: 'Pay', machine: 'Win', result: 'SUCCESS' },
  { testCaseResultId: '4', result: 'FAILURE' },
];

function policyOf(text: string): Policy {
  const diagnostics = new Diagnostics();
  const policy = parsePolicy(text, false, diagnostics);
  expect(diagnostics.problems).toEqual([]);
  return policy;
}

/** An override of a result in the listing, each at a line of its own. */
function one(id: string, more: Partial<Override> = {}): Override {
  const before = LISTING.find(({ testCaseResultId }) => testCaseResultId === id);
  const location = { input: 'results', line: Number(id), column: 1 };
  return overrideOf(id, { comment: 'SHOP-1', location, before, ...more });
}

type More = Omit<Partial<PolicyOptions>, 'listing'> & {
  readonly listing?: readonly ListedResult[] | undefined;
};

function check(policy: string, plan: readonly Override[], { listing, ...more }: More = { listing: LISTING }) {
  const diagnostics = new Diagnostics();
  const options: PolicyOptions = {
    ...(listing ? { listing } : {}),
    listingError: '',
    now: NOW,
    undoComment: (comment) => undoComment(comment, 'https://github.com/acme/shop/actions/runs/7'),
    ...more,
  };
  const followUp = checkPolicy(plan, policyOf(policy), options, diagnostics);
  expect([diagnostics.warnings, diagnostics.notices]).toEqual([[], []]);
  return { followUp, problems: diagnostics.problems.map(formatDiagnostic) };
}

const unread = { listing: undefined, listingError: 'lookup is off' };
const skipped = { skipReason: 'it already was Passed' };
const document = (id: string) => one(id, { location: { input: 'results-files', file: 'over.yml', line: 1 } });
const report = (id: string) => one(id, { location: { input: 'junit-files', file: 'a.xml', line: 1 } });

type Case = readonly [
  what: string,
  policy: string,
  plan: readonly Override[],
  problem?: string | undefined,
  more?: typeof unread,
];

type OwnCommentCase = readonly [
  what: string,
  comment: string,
  more: Partial<Override>,
  pattern: string,
  isAllowed: boolean,
];

const SHOP = { ownComment: 'SHOP-1' };
const DEFAULT = { ownComment: DEFAULT_COMMENT };
const OWN_COMMENTS: readonly OwnCommentCase[] = [
  ['a report, anchored', 'SHOP-1 (a.xml)', SHOP, '^SHOP-\\d+$', true],
  ['a report with a failure, anchored', 'SHOP-1. it broke (a.xml)', SHOP, '^SHOP-\\d+$', true],
  ['a report, not its file', 'no (SHOP-1.xml)', { ownComment: 'no' }, 'SHOP-\\d+', false],
  ['a report, not its failure', 'SHOP-1 broke (a.xml)', DEFAULT, 'SHOP-\\d+', false],
  ['a report, by default', `${DEFAULT_COMMENT} (a.xml)`, DEFAULT, 'Overridden', false],
  ['a rerun, anchored', 'SHOP-1. Passed in run 487', { ...SHOP, passedIn: '487' }, '^SHOP-\\d+$', true],
  ['a rerun, or its pass', 'no. Passed in run 487', { ownComment: 'no', passedIn: '487' }, 'run \\d+$', true],
  [
    'a rerun, which does not match',
    'no. Passed in run 487',
    { ownComment: 'no', passedIn: '487' },
    'SHOP',
    false,
  ],
];

const CASES: readonly Case[] = [
  ['as many as allowed', 'maxOverrides: 2', [one('1'), one('2')]],
  [
    'one too many',
    'maxOverrides: 1',
    [one('1'), one('2')],
    'line 2, column 1: policy: maxOverrides allows 1 override, and 2',
  ],
  ['none allowed', 'maxOverrides: 0', [one('1')], 'maxOverrides allows 0 overrides'],
  ['what is skipped does not count', 'maxOverrides: 1', [one('1'), one('3', skipped)]],
  ['a number without the listing', 'maxOverrides: 1', [one('1')], undefined, unread],
  ['a share that is just reached', 'maxOverrides: 50%', [one('1'), one('2')]],
  [
    'a share that is exceeded',
    'maxOverrides: 49%',
    [one('1'), one('2')],
    'allows 1 override (49% of 4), and 2',
  ],
  [
    'a share without the listing',
    'maxOverrides: 50%',
    [one('1')],
    "policy, line 1, column 15: policy: maxOverrides needs the run's results, and lookup is off",
    unread,
  ],
  [
    'a share of an ID that is not listed',
    'maxOverrides: 100%',
    [one('9')],
    'does not list result 9, so maxOverrides cannot be checked',
  ],
  ['a comment that matches', 'commentPattern: SHOP-\\d', [one('1', { comment: 'see SHOP-42' })]],
  [
    'a comment that does not',
    'commentPattern: SHOP-\\d',
    [one('1', { comment: 'shop-42' })],
    '"SHOP-\\d" does not match the comment "shop-42"',
  ],
  [
    'the default comment',
    'commentPattern: .',
    [one('1', { comment: DEFAULT_COMMENT })],
    'the default comment never does',
  ],
  ...OWN_COMMENTS.map(
    ([what, comment, more, pattern, isAllowed]): Case => [
      `the own comment of ${what}`,
      `commentPattern: '${pattern}'`,
      [one('1', { comment, ...more })],
      isAllowed ? undefined : 'policy: commentPattern',
    ],
  ),
  ['a comment of what is skipped', 'commentPattern: SHOP', [one('3', { ...skipped, comment: 'no' })]],
  [
    'a comment of a report',
    'commentPattern: SHOP',
    [{ ...report('1'), comment: 'no' }],
    'a.xml:1: policy: commentPattern',
  ],
  [
    'one comment for many results of an entry',
    'commentPattern: JIRA',
    [one('1', { location: one('1').location }), one('2', { location: one('2').location })],
    'line 2, column 1: policy: commentPattern',
  ],
  [
    'a protected name',
    'protected: [Login works]',
    [one('1')],
    'protected forbids setting these to Passed: 1 (Login works',
  ],
  ['a protected name, another case', 'protected: [login works]', [one('1')]],
  ['a protected test set to Failed', 'protected: [Login works]', [one('1', { outcome: 'FAILURE' })]],
  [
    'a protected test set to Not Executed',
    'protected: [Login works]',
    [one('1', { outcome: 'NOT_EXECUTED' })],
  ],
  ['a protected test that is skipped', 'protected: [Café]', [one('3', skipped)]],
  ['a protected part of a name', 'protected: [Pay by card]', [one('2')], 'protected forbids'],
  ['a protected whole name', 'protected: [Web › Pay by card]', [one('2')], 'protected forbids'],
  ['a protected name with › that is only a part', 'protected: [A › Pay by card]', [one('2')]],
  ['a protected name in another Unicode form', 'protected: ["Cafe\u0301 "]', [one('3')], 'protected forbids'],
  ['a protected pattern', 'protected: [{namePattern: "Web*"}]', [one('2')], 'protected forbids'],
  ['a protected pattern that is only a part', 'protected: [{namePattern: Pay*}]', [one('2')]],
  ['a protected test case', 'protected: [{testCaseId: 12}]', [one('2')], 'protected forbids'],
  ['a protected suite', 'protected: [{suite: Pay}]', [one('2')], 'protected forbids'],
  ['another suite', 'protected: [{suite: Pay}]', [one('1')]],
  ['every suite', "protected: [{suite: '*'}]", [one('1')], 'protected forbids'],
  ['a suite on another machine', 'protected: [{suite: Pay, machine: Win}]', [one('2')]],
  ['a suite on this machine', 'protected: [{suite: Pay, machine: Mac}]', [one('2')], 'protected forbids'],
  ['an item that matches nothing', 'protected: [Gone]', [one('1')]],
  [
    'a result of which the listing says nothing',
    'protected: [Gone]',
    [one('4')],
    'protected forbids setting these to Passed: 4',
  ],
  [
    'protected without the listing',
    'protected: [Gone]',
    [one('1')],
    'policy, line 1, column 12: policy: protected needs',
    unread,
  ],
  [
    'protected of an ID that is not listed',
    'protected: [Gone]',
    [one('9')],
    'so protected cannot be checked for it',
  ],
  ['nothing protected without the listing', 'protected: []', [one('1')], undefined, unread],
  [
    'an entry without until',
    'requireUntil: true',
    [document('1')],
    'over.yml:1: policy: requireUntil requires an end date: add until: YYYY-MM-DD',
  ],
  ['the latest until is named', 'requireUntil: true\nmaxDays: 7', [one('1')], 'at most 2026-12-02'],
  [
    'an entry for Not Executed without until',
    'requireUntil: true',
    [one('1', { outcome: 'NOT_EXECUTED' })],
    'requireUntil',
  ],
  ['an entry for Failed without until', 'requireUntil: true', [one('1', { outcome: 'FAILURE' })]],
  ['an entry with until', 'requireUntil: true', [one('1', { until: '2999-01-01' })]],
  ['a report without until', 'requireUntil: true', [report('1')]],
  [
    'another run without until',
    'requireUntil: true',
    [one('1', { location: { input: 'results-from-run' } })],
  ],
  ['no rule', 'requireUntil: false', [one('1')]],
  ['the last day', 'maxDays: 90', [one('1', { until: '2027-02-23' })]],
  [
    'a day too far',
    'maxDays: 90',
    [one('1', { until: '2027-02-24' })],
    'maxDays allows an until up to 2027-02-23 (90 days ahead), not 2027-02-24',
  ],
  [
    'a day too far for Failed',
    'maxDays: 0',
    [one('1', { outcome: 'FAILURE', until: '2026-11-26' })],
    'maxDays allows',
  ],
  ['today', 'maxDays: 0', [one('1', { until: '2026-11-25' })]],
  ['maxDays alone requires none', 'maxDays: 0', [one('1')]],
  ['days beyond the calendar', 'maxDays: 99999', [one('1', { until: '9999-12-31' })], 'maxDays allows'],
];

test.each(CASES.map((one) => [one[0], one] as const))('checkPolicy: %s', (_, one) => {
  const [, policy, plan, problem, more] = one;
  const { problems } = check(policy, plan, more);
  if (problem === undefined) expect(problems).toEqual([]);
  else expect(problems).toContainEqual(expect.stringContaining(problem));
});

test('checkPolicy counts overrides although another rule needs the listing that is not there', () => {
  const { problems } = check('maxOverrides: 0\nprotected: [Gone]', [one('1')], unread);
  expect(problems).toEqual([
    expect.stringContaining("protected needs the run's results"),
    expect.stringContaining('maxOverrides allows 0 overrides'),
  ]);
});

test('checkPolicy reports every violation at once, and an entry once for each rule', () => {
  const location = { input: 'results', line: 1, column: 1 };
  const plan = [one('1', { location, comment: 'x' }), one('2', { location, comment: 'x' })];
  const policy =
    'maxOverrides: 1\ncommentPattern: SHOP\nprotected: [{machine: Mac}]\nmaxDays: 1\nrequireUntil: true';
  const { problems } = check(policy, [...plan, one('3', { until: '2027-01-01' })]);
  expect(problems.map((problem) => /policy: (\w+)/.exec(problem)?.[1]).sort()).toEqual([
    ...['commentPattern', 'maxDays', 'maxOverrides', 'protected', 'requireUntil'],
  ]);
});

describe('a pattern that does not end by itself', () => {
  test.each([
    ['(a+)+$', `${'a'.repeat(45)}!`],
    ['^(a|aa)+$', `${'a'.repeat(60)}!`],
    ['(x+x+)+y', 'x'.repeat(60)],
    ['(.*)*=z', 'b'.repeat(3_000)],
  ])('%s is an error at the override after the time that it gets', (pattern, comment) => {
    const plan = [
      one('1', { comment: 'ok aaa' }),
      one('2', { comment }),
      one('3', { comment: `${comment}?` }),
    ];
    const { problems } = check(`commentPattern: '${pattern}'`, plan, { listing: LISTING, patternMs: 250 });
    expect(problems.at(-1)).toContain('line 2, column 1: policy: commentPattern');
    expect(problems.at(-1)).toContain('takes more than 250 ms');
  });
});

describe('documents for next time', () => {
  test.each([
    ['no rules', 'maxOverrides: 3', {}],
    ['an end date far away', 'requireUntil: true', { until: '9999-12-31' }],
    ['the latest end date', 'requireUntil: true\nmaxDays: 7', { until: '2026-12-02' }],
    ['no end date', 'maxDays: 7', {}],
    ['a comment that may be added to', 'commentPattern: SHOP-1', { isCommentKept: false }],
    ['a comment that may be added to at its end', 'commentPattern: ^SHOP-1', { isCommentKept: false }],
    ['a comment that must be kept', 'commentPattern: ^SHOP-1$', { isCommentKept: true }],
  ])('get %s', (_, policy, followUp) => {
    expect(check(policy, [one('1', { until: '2026-11-26' })]).followUp).toEqual(followUp);
  });

  test.each(['^SHOP-1$', 'SHOP-1$', 'SHOP-1'])('pass the pattern %s with comments of reports', (pattern) => {
    const rule = `commentPattern: '${pattern}'`;
    const override = one('1', { comment: 'SHOP-1. it broke (a.xml)', ownComment: 'SHOP-1' });
    const { followUp } = check(rule, [override]);
    const settled = (status: OverrideStatus) => [{ override, status, message: '', attempts: 1 }];
    const texts = [
      planDocument(settled('planned'), followUp),
      retryDocument(settled('not-sent'), followUp),
      undoDocument(settled('overridden'), '', followUp),
    ];
    for (const text of texts) {
      const [entry] = JSON.parse(text) as { readonly comment: string }[];
      expect(check(rule, [one('1', { comment: entry?.comment ?? '' })]).problems).toEqual([]);
    }
    const isKept = texts[0]?.includes('it broke');
    expect(isKept).toBe(pattern === 'SHOP-1');
  });
});

const outcome = fc.constantFrom<Outcome>('SUCCESS', 'FAILURE', 'NOT_EXECUTED');
const day = fc.integer({ min: 0, max: 20 }).map((ahead) => dayOf(NOW, ahead));
const overrides = fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 40 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record({
        id: fc.constant(String(id + 1)),
        outcome,
        comment: fc.constantFrom('SHOP-1', 'SHOP-22 because', 'no ticket', DEFAULT_COMMENT, ''),
        until: fc.option(day, { nil: undefined }),
        input: fc.constantFrom('results', 'results-files', 'junit-files', 'results-from-run'),
        isSkipped: fc.boolean(),
      }),
    ),
  ),
);
const crowd: readonly ListedResult[] = Array.from({ length: 40 }, (_, index) => ({
  testCaseResultId: String(index + 1),
  name: `Test ${index % 7}`,
  suite: `Suite ${index % 3}`,
  result: ['FAILURE', 'SUCCESS', 'NOT_EXECUTED'][index % 3] ?? '',
}));

const policies = fc.record(
  {
    maxOverrides: fc.oneof(
      fc.nat(40),
      fc.nat(100).map((percent) => `${percent}%`),
    ),
    commentPattern: fc.constantFrom('SHOP-\\d+', '^SHOP', '.', 'ticket$'),
    protected: fc.array(
      fc.oneof(
        fc.nat(8).map((number) => `Test ${number}`),
        fc.record({ suite: fc.nat(3).map((number) => `Suite ${number}`) }),
      ),
      { maxLength: 3 },
    ),
    requireUntil: fc.boolean(),
    maxDays: fc.nat(20),
  },
  { requiredKeys: [] },
);

type Wanted = typeof overrides extends fc.Arbitrary<infer Value> ? Value : never;

function planOf(wanted: Wanted): readonly Override[] {
  return wanted.map(({ id, input, isSkipped, ...more }) => {
    const before = crowd[Number(id) - 1];
    return overrideOf(id, { ...more, location: { input }, before, ...(isSkipped ? skipped : {}) });
  });
}

type Rules = {
  maxOverrides?: number | string;
  commentPattern?: string;
  protected?: (string | { suite: string })[];
  requireUntil?: boolean;
  maxDays?: number;
};

/** The rules of the contract once more, each as simple as it can be said. */
function isAllowed({ comment, outcome, before, until, location }: Override, rules: Rules): boolean {
  const isProtected = rules.protected?.some((item) =>
    typeof item === 'string' ? item === before?.name : item.suite === before?.suite,
  );
  const needsEnd =
    rules.requireUntil && outcome !== 'FAILURE' && ['results', 'results-files'].includes(location.input);
  return (
    (rules.commentPattern === undefined ||
      (comment !== DEFAULT_COMMENT && comment.search(rules.commentPattern) >= 0)) &&
    !(isProtected && outcome === 'SUCCESS') &&
    !(needsEnd && until === undefined) &&
    !(
      until !== undefined &&
      rules.maxDays !== undefined &&
      (Date.parse(until) - Date.parse('2026-11-25')) / 86_400_000 > rules.maxDays
    )
  );
}

function isFew(count: number, { maxOverrides }: Rules): boolean {
  if (maxOverrides === undefined) return true;
  return typeof maxOverrides === 'number'
    ? count <= maxOverrides
    : count * 100 <= Number.parseInt(maxOverrides, 10) * crowd.length;
}

test('no accepted plan ever violates its policy', () => {
  const property = fc.property(overrides, policies, (wanted, rules) => {
    const plan = planOf(wanted);
    const { problems } = check(JSON.stringify(rules), plan, { listing: crowd });
    const sent = plan.filter(({ skipReason }) => skipReason === undefined);
    expect(problems.length === 0).toBe(
      sent.every((each) => isAllowed(each, rules)) && isFew(sent.length, rules),
    );
  });
  fc.assert(property, { numRuns: 500 });
});

test('documents for next time pass the policy under which they were made', () => {
  const source = 'https://github.com/acme/shop/actions/runs/7';
  const property = fc.property(overrides, policies, (wanted, { protected: _, ...rules }) => {
    const plan = planOf(wanted).filter((one) => one.skipReason === undefined && isAllowed(one, rules));
    const policy = JSON.stringify(rules);
    const { problems, followUp } = check(policy, plan, { listing: crowd });
    fc.pre(problems.length === 0);
    const as = (status: OverrideStatus) =>
      plan.map((override) => ({ override, status, message: '', attempts: 1 }));
    for (const document of [
      retryDocument(as('not-sent'), followUp),
      planDocument(as('planned'), followUp),
      undoDocument(as('overridden'), source, followUp),
    ])
      expect(check(policy, requestedIn(document), { listing: crowd }).problems).toEqual([]);
  });
  fc.assert(property, { numRuns: 100 });
});

function requestedIn(document: string): readonly Override[] {
  return JSON.parse(document).map(
    ({ testCaseResultId, result, comment = '', until }: Record<string, string>) => {
      const before = crowd[Number(testCaseResultId) - 1];
      return overrideOf(String(testCaseResultId), { outcome: result as Outcome, comment, until, before });
    },
  );
}

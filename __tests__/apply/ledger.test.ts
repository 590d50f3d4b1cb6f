/** From what was proven, and what the run showed afterwards, to a status. */
import { describe, expect, test } from '@jest/globals';
import { recordResponse, settle, TrackedOverride } from '../../src/apply/ledger.js';
import type { AttemptProof, OverrideResponse } from '../../src/model/types.js';
import { overrideOf, responseOf } from '../support/builders.js';

const FORMER_OTHER = { before: { testCaseResultId: '1', result: 'FAILURE' } };
const FORMER_SAME = { before: { testCaseResultId: '1', result: 'SUCCESS' } };

const proof = (one: AttemptProof) => responseOf({ others: { proof: one, reason: one } });
const accepted = responseOf({ accepted: ['1'] });
const named = responseOf({ rejected: [{ testCaseResultId: '1', message: 'named' }] });

/** What a request proves, alone or together with another override. */
type Request = readonly [OverrideResponse, 'alone' | 'together'];

function statusAfter(...requests: readonly Request[]) {
  const line = new TrackedOverride(overrideOf('1'));
  const company = new TrackedOverride(overrideOf('2'));
  for (const [one, where] of requests) recordResponse(where === 'alone' ? [line] : [line, company], one);
  return settle(line);
}

describe('the status by what was proven', () => {
  test.each<[string, readonly Request[], string]>([
    ['nothing', [], 'not-sent'],
    ['accepted', [[accepted, 'together']], 'overridden'],
    ['named', [[named, 'together']], 'rejected'],
    ['refused alone', [[proof('refused'), 'alone']], 'rejected'],
    ['refused together only', [[proof('refused'), 'together']], 'unknown'],
    ['denied', [[proof('denied'), 'together']], 'rejected'],
    ['deferred', [[proof('deferred'), 'alone']], 'unknown'],
    ['maybe applied', [[proof('maybe-applied'), 'alone']], 'unknown'],
    ['not reached', [[proof('not-reached'), 'alone']], 'not-sent'],
    [
      'refused together, then maybe applied',
      [
        [proof('refused'), 'together'],
        [proof('maybe-applied'), 'alone'],
      ],
      'unknown',
    ],
    [
      'maybe applied, then refused alone',
      [
        [proof('maybe-applied'), 'together'],
        [proof('refused'), 'alone'],
      ],
      'unknown',
    ],
    [
      'maybe applied, then denied',
      [
        [proof('maybe-applied'), 'together'],
        [proof('denied'), 'alone'],
      ],
      'unknown',
    ],
    [
      'maybe applied, then not reached',
      [
        [proof('maybe-applied'), 'together'],
        [proof('not-reached'), 'alone'],
      ],
      'unknown',
    ],
    [
      'deferred, then not reached',
      [
        [proof('deferred'), 'alone'],
        [proof('not-reached'), 'alone'],
      ],
      'unknown',
    ],
    [
      'deferred, then refused alone',
      [
        [proof('deferred'), 'alone'],
        [proof('refused'), 'alone'],
      ],
      'rejected',
    ],
    [
      'maybe applied, then accepted',
      [
        [proof('maybe-applied'), 'together'],
        [accepted, 'alone'],
      ],
      'overridden',
    ],
    [
      'maybe applied, then named',
      [
        [proof('maybe-applied'), 'together'],
        [named, 'alone'],
      ],
      'rejected',
    ],
    [
      'refused together, then not reached',
      [
        [proof('refused'), 'together'],
        [proof('not-reached'), 'alone'],
      ],
      'unknown',
    ],
  ])('%s', (_, requests, status) => {
    expect(statusAfter(...requests).status).toBe(status);
  });

  test.each<[AttemptProof, string]>([
    ['maybe-applied', 'unknown'],
    ['deferred', 'rejected'],
    ['not-reached', 'rejected'],
  ])('an earlier attempt that proved %s, then refused alone: %s', (earlier, status) => {
    const last = responseOf({
      others: { proof: 'refused', reason: '400' },
      earlier: [{ proof: earlier, reason: '503' }],
    });
    expect(statusAfter([last, 'alone']).status).toBe(status);
  });

  test('says what left the doubt, and what came after it', () => {
    const { message, attempts } = statusAfter(
      [proof('maybe-applied'), 'together'],
      [proof('refused'), 'alone'],
    );
    expect([message, attempts]).toEqual(['maybe-applied; then: refused', 2]);
    expect(statusAfter([proof('refused'), 'together']).message).toBe(
      'rejected only together with others, never sent alone: refused',
    );
  });

  test('of several requests that proved the same, the last one says why', () => {
    const because = (reason: string) => responseOf({ others: { proof: 'maybe-applied', reason } });
    const { message, attempts } = statusAfter([because('one'), 'together'], [because('two'), 'together']);
    expect([message, attempts]).toEqual(['two', 2]);
  });

  test.each<[Request, RegExp]>([
    [[named, 'alone'], /^Check the ID and the run/],
    [[proof('maybe-applied'), 'alone'], /repeating an override is safe/],
    [[proof('not-reached'), 'alone'], /retry-results/],
    [
      [responseOf({ others: { proof: 'denied', reason: '403', advice: 'Check api-token' } }), 'alone'],
      /^Check api-token$/,
    ],
  ])('carries its advice', (request, advice) => {
    expect(statusAfter(request).advice).toMatch(advice);
  });

  test('a skipped override is unchanged, and one of a dry run is planned', () => {
    const skipped = new TrackedOverride(overrideOf('1', { skipReason: 'already Passed' }));
    expect(settle(skipped)).toMatchObject({ status: 'unchanged', message: 'already Passed' });
    const planned = settle(new TrackedOverride(overrideOf('1')), undefined, {
      status: 'planned',
      message: '',
    });
    expect(planned).toMatchObject({ status: 'planned', attempts: 0 });
  });
});

describe('the status by what the run shows', () => {
  function shownAs(one: OverrideResponse, now: string | undefined, verify: boolean, more = {}) {
    const line = new TrackedOverride(overrideOf('1', more));
    recordResponse([line], one);
    const results = new Map(now === undefined ? [] : [['1', now] as const]);
    const { status, message } = settle(line, { results, verify });
    return [status, message];
  }

  const unknown = proof('maybe-applied');

  test.each<[string, OverrideResponse, string | undefined, boolean, object, string]>([
    ['unknown, shown, and another result before', unknown, 'SUCCESS', false, FORMER_OTHER, 'overridden'],
    ['unknown, shown, and the same result before', unknown, 'SUCCESS', false, FORMER_SAME, 'unknown'],
    ['unknown, shown, and nothing known before', unknown, 'SUCCESS', false, {}, 'unknown'],
    ['unknown and not shown', unknown, 'FAILURE', true, FORMER_OTHER, 'unknown'],
    ['unknown and not listed', unknown, undefined, true, FORMER_OTHER, 'unknown'],
    ['accepted and shown', accepted, 'SUCCESS', true, FORMER_OTHER, 'overridden'],
    ['accepted and not shown, without verify', accepted, 'FAILURE', false, FORMER_OTHER, 'overridden'],
    ['accepted and not shown, with verify', accepted, 'FAILURE', true, FORMER_OTHER, 'unknown'],
    ['accepted and not listed, with verify', accepted, undefined, true, FORMER_OTHER, 'unknown'],
    ['named, but shown', named, 'SUCCESS', true, FORMER_OTHER, 'rejected'],
    ['not reached, but shown', proof('not-reached'), 'SUCCESS', true, FORMER_OTHER, 'not-sent'],
  ])('%s', (_, one, now, verify, more, status) => {
    expect(shownAs(one, now, verify, more)[0]).toBe(status);
  });

  test('says what it shows', () => {
    expect(shownAs(accepted, 'FAILURE', true)).toEqual([
      'unknown',
      'accepted, but the run still shows Failed',
    ]);
    expect(shownAs(accepted, undefined, true)).toEqual(['unknown', 'accepted, but the run does not list it']);
  });
});

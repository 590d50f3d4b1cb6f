import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { auditSuffix, CommentRenderer, MAX_COMMENT_LENGTH, withAuditSuffix } from '../../src/plan/comment.js';
import { cutTo } from '../../src/text/format.js';

const WHERE = 'https://github.com/acme/shop/actions/runs/777/attempts/1';

describe('trailOf', () => {
  test.each([
    [{ who: 'octocat', where: WHERE }, 'Failed', ` (octocat, ${WHERE}; was Failed)`],
    [{ who: 'octocat', where: WHERE }, undefined, ` (octocat, ${WHERE})`],
    [{ who: 'schedule of Nightly' }, 'Passed', ' (schedule of Nightly; was Passed)'],
    [{ who: 'octocat' }, undefined, ' (octocat)'],
  ])('of %j, was %s', (audit, before, trail) => {
    expect(auditSuffix(audit, before)).toBe(trail);
  });
});

describe('withTrail', () => {
  const trail = auditSuffix({ who: 'octocat', where: WHERE }, 'Failed');

  test('appends the trail', () => {
    expect(withAuditSuffix('flaky', trail)).toBe(`flaky (octocat, ${WHERE}; was Failed)`);
    expect(withAuditSuffix('flaky', '')).toBe('flaky');
  });

  test('cuts the comment at 2,000 units and never the trail', () => {
    expect(MAX_COMMENT_LENGTH).toBe(2_000);
    const exact = 'x'.repeat(2_000 - trail.length);
    expect(withAuditSuffix(exact, trail)).toBe(exact + trail);
    expect(withAuditSuffix(`${exact}y`, trail)).toBe(`${exact.slice(1)}…${trail}`);
    expect(withAuditSuffix('x'.repeat(2_000), '')).toBe('x'.repeat(2_000));
    expect(withAuditSuffix('x'.repeat(2_001), '')).toBe(`${'x'.repeat(1_999)}…`);
    expect(withAuditSuffix('x'.repeat(10_000_000), trail)).toHaveLength(2_000);
  });

  test('is at most 2,000 units, ends with the trail, and splits no pair', () => {
    const comment = fc
      .tuple(
        fc.integer({ min: 1_880, max: 2_010 }),
        fc.string({ unit: fc.constantFrom('😀', 'x', '…'), minLength: 60 }),
      )
      .map(([length, tail]) => 'x'.repeat(length) + tail);
    fc.assert(
      fc.property(comment, (text) => {
        const wire = withAuditSuffix(text, trail);
        expect(wire.length).toBeLessThanOrEqual(2_000);
        expect(wire.length).toBeGreaterThanOrEqual(Math.min(1_999, text.length));
        expect(wire.isWellFormed()).toBe(true);
        expect(wire.endsWith(trail)).toBe(true);
        const kept = wire.slice(0, -trail.length);
        expect(kept === text || (kept.endsWith('…') && text.startsWith(kept.slice(0, -1)))).toBe(true);
      }),
    );
  });
});

describe('CommentWriter', () => {
  const redact = (text: string) => text.replaceAll('secret', '***');
  const signed = (said: string, was: string) => `${said} (octocat, ${WHERE}; was ${was})`;

  test('writes each comment with the trail of its own result, whatever was written before it', () => {
    const writer = new CommentRenderer({ who: 'octocat', where: WHERE }, redact);
    const wires = (
      [
        ['flaky', 'FAILURE'],
        ['flaky', 'ABORTED'],
        ['known', 'FAILURE'],
        ['flaky', 'FAILURE'],
        ['flaky', 'FAILURE'],
        ['a secret', 'secret'],
      ] as const
    ).map(([said, before]) => writer.render(said, before).wireComment);
    expect(wires).toEqual([
      signed('flaky', 'Failed'),
      signed('flaky', 'Aborted'),
      signed('known', 'Failed'),
      signed('flaky', 'Failed'),
      signed('flaky', 'Failed'),
      signed('a ***', '***'),
    ]);
    expect(writer.render('flaky', undefined).wireComment).toBe(`flaky (octocat, ${WHERE})`);
  });

  test('writes a comment that is given to many results once', () => {
    let redactions = 0;
    const writer = new CommentRenderer(undefined, (text) => {
      redactions += 1;
      return text;
    });
    const first = writer.render('flaky', undefined);
    for (let times = 0; times < 1_000; times += 1) expect(writer.render('flaky', undefined)).toBe(first);
    expect(redactions).toBe(1);
  });

  test('remembers few former results, however many there are', () => {
    const writer = new CommentRenderer({ who: 'octocat' }, redact);
    const first = writer.render('flaky', 'RESULT 0');
    for (let result = 1; result <= 20; result += 1) {
      expect(writer.render('flaky', `RESULT ${result}`).wireComment).toBe(
        `flaky (octocat; was RESULT ${result})`,
      );
    }
    expect(writer.render('flaky', 'RESULT 0')).not.toBe(first);
    expect(writer.render('flaky', 'RESULT 0')).toEqual(first);
  });

  test.each([
    [2_000, undefined, false],
    [2_001, undefined, true],
    [2_000 - ' (octocat)'.length, { who: 'octocat' }, false],
    [2_001 - ' (octocat)'.length, { who: 'octocat' }, true],
  ])('says of %d units with the trail of %j whether they were cut', (units, audit, isCut) => {
    const written = new CommentRenderer(audit, redact).render('x'.repeat(units), undefined);
    expect(written.isCut).toBe(isCut);
    expect(written.wireComment).toHaveLength(2_000);
  });
});

describe('cutTo', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['abcd', 1, '…'],
    ['abcd', 0, ''],
    ['', 0, ''],
    ['😀😀', 4, '😀😀'],
    ['😀😀', 3, '😀…'],
    ['😀😀', 2, '…'],
    ['\u{10000}\u{10000}', 2, '…'],
    ['\u{10ffff}\u{10ffff}', 2, '…'],
    ['\ud7ff\ue000x', 2, '\ud7ff…'],
    ['\udc00xx', 2, '\udc00…'],
    ['a😀😀', 4, 'a😀…'],
    ['a😀😀', 3, 'a…'],
  ])('cuts %j to %i units', (text, units, cut) => {
    expect(cutTo(text, units)).toBe(cut);
  });
});

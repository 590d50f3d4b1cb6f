import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { auditSuffix, CommentRenderer, MAX_COMMENT_LENGTH } from '../../src/plan/comment.js';

const WHERE = 'https://github.com/acme/shop/actions/runs/777/attempts/1';
const AUDIT = { who: 'octocat', where: WHERE };
const redact = (text: string) => text.replaceAll('secret', '***');

describe('auditSuffix', () => {
  test.each([
    [AUDIT, 'Failed', ` (octocat, ${WHERE}; was Failed)`],
    [AUDIT, undefined, ` (octocat, ${WHERE})`],
    [{ who: 'schedule of Nightly' }, 'Passed', ' (schedule of Nightly; was Passed)'],
    [{ who: 'octocat' }, undefined, ' (octocat)'],
  ])('of %j, was %s', (audit, before, suffix) => {
    expect(auditSuffix(audit, before)).toBe(suffix);
  });
});

describe('CommentRenderer', () => {
  const suffix = auditSuffix(AUDIT, 'Failed');
  const audited = new CommentRenderer(AUDIT, redact);
  const plain = new CommentRenderer(undefined, redact);

  test.each([
    ['flaky', 'FAILURE', `flaky (octocat, ${WHERE}; was Failed)`],
    ['flaky', 'ABORTED', `flaky (octocat, ${WHERE}; was Aborted)`],
    ['known', 'FAILURE', `known (octocat, ${WHERE}; was Failed)`],
    ['a secret', 'secret', `a *** (octocat, ${WHERE}; was ***)`],
    ['flaky', undefined, `flaky (octocat, ${WHERE})`],
  ])('renders %s of a result that was %s with its own audit trail', (comment, before, wire) => {
    expect(audited.wire(comment, before)).toBe(wire);
    expect(audited.plain(comment)).toBe(redact(comment));
    expect(plain.wire(comment, before)).toBe(redact(comment));
  });

  test('cuts the comment at 2,000 units, never the trail', () => {
    expect(MAX_COMMENT_LENGTH).toBe(2_000);
    const exact = 'x'.repeat(2_000 - suffix.length);
    expect(audited.wire(exact, 'FAILURE')).toBe(exact + suffix);
    expect(audited.isCut(exact, 'FAILURE')).toBe(false);
    expect(audited.wire(`${exact}y`, 'FAILURE')).toBe(`${exact.slice(1)}…${suffix}`);
    expect(audited.isCut(`${exact}y`, 'FAILURE')).toBe(true);
    expect(plain.plain('x'.repeat(2_001))).toBe(`${'x'.repeat(1_999)}…`);
    expect(audited.wire('x'.repeat(10_000_000), 'FAILURE')).toHaveLength(2_000);
  });

  test('shortens an endless former result', () => {
    expect(audited.wire('flaky', 'X'.repeat(5_000))).toMatch(/; was X{49}…\)$/);
  });

  test('never exceeds 2,000 units, ends with the trail, and splits no pair', () => {
    const comment = fc
      .tuple(
        fc.integer({ min: 1_880, max: 2_010 }),
        fc.string({ unit: fc.constantFrom('😀', 'x', '…'), minLength: 60 }),
      )
      .map(([length, tail]) => 'x'.repeat(length) + tail);
    fc.assert(
      fc.property(comment, (text) => {
        const wire = audited.wire(text, 'FAILURE');
        expect(wire.length).toBeLessThanOrEqual(2_000);
        expect(wire.length).toBeGreaterThanOrEqual(Math.min(1_999, text.length));
        expect(wire.isWellFormed() && wire.endsWith(suffix)).toBe(true);
        const kept = wire.slice(0, -suffix.length);
        expect(kept === text || (kept.endsWith('…') && text.startsWith(kept.slice(0, -1)))).toBe(true);
      }),
    );
  });

  test('redacts a comment that many results share once', () => {
    let redactions = 0;
    const renderer = new CommentRenderer(undefined, (text) => {
      redactions += 1;
      return text;
    });
    for (let times = 0; times < 1_000; times += 1) expect(renderer.wire('flaky', undefined)).toBe('flaky');
    expect(redactions).toBe(1);
  });
});

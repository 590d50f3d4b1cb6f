import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  CURRENT_RESULT_WORDS,
  currentResultsOf,
  exactWord,
  normalizeResult,
  OUTCOME_WORDS,
  outcomeOf,
  resultLabel,
} from '../../src/model/outcome.js';
import type { Outcome } from '../../src/model/types.js';
import { unquote } from '../../src/text/format.js';

/** The table of the design, written out. */
const TABLE: readonly (readonly [Outcome, readonly string[]])[] = [
  ['SUCCESS', ['passed', 'pass', 'success', 'successful', 'ok']],
  ['FAILURE', ['failed', 'fail', 'failure', 'error']],
  ['NOT_EXECUTED', ['not_executed', 'skipped', 'skip', 'cancelled', 'canceled', 'not_run']],
];
const PAIRS = TABLE.flatMap(([outcome, words]) => words.map((word) => [word, outcome] as const));
const ONLY_CURRENT = ['aborted', 'stopped', 'queued', 'prerequisite_failed', 'paused', 'running'];

/** A word with its letters in any case, its underscore as blanks or dashes, and blanks and quotes around it. */
function dressed(word: string): fc.Arbitrary<string> {
  const around = fc.constantFrom('', ' ', '\t', '\u00a0', '\u201c', '\u2019', '\u00ab', '\u200b', '\ufeff');
  const between = fc.constantFrom('_', ' ', '-', '  ', ' - ', '\u00a0', '\t');
  const letters = fc.array(fc.boolean(), { minLength: word.length, maxLength: word.length });
  const pair = fc.constantFrom('', '"', "'", '`');
  return fc.tuple(around, around, pair, between, letters).map(([before, after, quote, gap, upper]) => {
    const cased = [...word].map((letter, index) => (upper[index] ? letter.toUpperCase() : letter)).join('');
    return `${before}${quote}${cased.replace('_', gap)}${quote}${after}`;
  });
}

test.each(['"passed', 'passed"', "'passed", '"', '"passed\''])(
  '%j has a plain quote without its partner',
  (text) => {
    expect(outcomeOf(text)).toBeUndefined();
  },
);

describe('outcomeOf', () => {
  test.each(PAIRS)('takes %s for %s', (word, outcome) => {
    expect(outcomeOf(word)).toBe(outcome);
    expect(outcomeOf(word.toUpperCase())).toBe(outcome);
  });

  test('takes every word in any case, with blanks and dashes as underscores, and in quotes of any kind', () => {
    for (const [word, outcome] of PAIRS) {
      fc.assert(
        fc.property(dressed(word), (text) => {
          expect([text, outcomeOf(text)]).toEqual([text, outcome]);
        }),
        { numRuns: 100 },
      );
    }
  });

  test.each(['success', 'failure', 'cancelled', 'skipped'])('takes the job result %s of GitHub', (word) => {
    expect(outcomeOf(word)).toBeDefined();
  });

  test.each([
    ...[
      '',
      ' ',
      '"',
      'pased',
      'passd',
      'pass ed',
      'passed!',
      'passed.',
      'passed failed',
      'true',
      'false',
      '1',
      '0',
    ],
    ...[
      'null',
      'notexecuted',
      'not',
      'run',
      'SUCCESS,FAILURE',
      'aborted',
      'stopped',
      'queued',
      'blocked',
      'flaky',
    ],
    ...[
      '__proto__',
      'constructor',
      'toString',
      'p\u0430ssed',
      '\u017fuccess',
      '\u2713',
      'pa\u200bssed',
      'pass\0ed',
    ],
  ])('does not guess at %j', (word) => {
    expect(outcomeOf(word)).toBeUndefined();
  });

  test('takes no word beyond the table', () => {
    const known = new Set(PAIRS.map(([word]) => word));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 14 }), (text) => {
        const plain = unquote(text)
          .toLowerCase()
          .replace(/[\s-]+/g, '_');
        expect([text, outcomeOf(text) !== undefined]).toEqual([text, known.has(plain)]);
      }),
    );
  });

  test('reads a word of 10 MB at once', () => {
    const started = performance.now();
    for (const filler of [' ', '-', '\u201c', 'x', '- ', '\u00a0']) {
      expect(outcomeOf(`pass${filler.repeat(10_000_000 / filler.length)}x`)).toBeUndefined();
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('currentResultsOf', () => {
  test.each<[string, string[]]>([
    ...PAIRS.filter(([word]) => word !== 'skipped').map(([word, outcome]): [string, string[]] => [
      word,
      [outcome],
    ]),
    ['skipped', ['NOT_EXECUTED', 'SKIPPED']],
    ['Skipped', ['NOT_EXECUTED', 'SKIPPED']],
    ['aborted', ['ABORTED']],
    ['Stopped', ['STOPPED']],
    ['QUEUED', ['QUEUED']],
    ['prerequisite failed', ['PRE_REQUISITE_FAILURE']],
    ['PREREQUISITE-FAILED', ['PRE_REQUISITE_FAILURE']],
    ['paused', ['PAUSED']],
    ['running', ['RUNNING']],
  ])('takes %s for %j', (word, results) => {
    expect(currentResultsOf(word)).toEqual(results);
    expect(currentResultsOf(` ${word}\u00a0`)).toEqual(results);
  });

  test.each<[string, string]>([
    ['SUCCESS', 'SUCCESS'],
    ['PASSED', 'SUCCESS'],
    ['FAILED', 'FAILURE'],
    ['NOT_EXECUTED', 'NOT_EXECUTED'],
    ['SKIPPED', 'SKIPPED'],
    ['PRE_REQUISITE_FAILURE', 'PRE_REQUISITE_FAILURE'],
    ['SOMETHING_NEW', 'SOMETHING_NEW'],
  ])('takes the wire word %s exactly', (word, result) => {
    expect(currentResultsOf(word)).toEqual([result]);
  });

  test.each(['', 'abort', 'stop', 'blocked', 'any', '*', 'FAILD', 'SUCCES', 'Something_New'])(
    'does not guess at %j',
    (word) => {
      expect(currentResultsOf(word)).toBeUndefined();
    },
  );
});

describe('the words for messages', () => {
  test('are all there, in the order of the table', () => {
    const words = PAIRS.map(([word]) => word);
    expect(OUTCOME_WORDS.split(', ')).toEqual(words);
    expect(CURRENT_RESULT_WORDS.split(', ')).toEqual([...words, ...ONLY_CURRENT]);
  });
});

describe('normalizeResult', () => {
  test.each([
    ['PASSED', 'SUCCESS'],
    ['SUCCESS', 'SUCCESS'],
    ['FAILED', 'FAILURE'],
    ['FAILURE', 'FAILURE'],
    ['NOT_EXECUTED', 'NOT_EXECUTED'],
    ['Not Executed', 'Not Executed'],
    ['ABORTED', 'ABORTED'],
    ['aborted', 'aborted'],
    ['SKIPPED', 'SKIPPED'],
    ['ERROR', 'ERROR'],
    ['QUEUED', 'QUEUED'],
    ['STOPPED', 'STOPPED'],
    [' Something_new ', 'Something_new'],
    ['', ''],
  ])('reads %j of a listing as %j', (word, result) => {
    expect(normalizeResult(word)).toBe(result);
  });
});

describe('spoken', () => {
  test.each([
    ['SUCCESS', 'Passed'],
    ['FAILURE', 'Failed'],
    ['NOT_EXECUTED', 'Not Executed'],
    ['ABORTED', 'Aborted'],
    ['STOPPED', 'Stopped'],
    ['QUEUED', 'Queued'],
    ['SOMETHING_NEW', 'SOMETHING_NEW'],
    ['', ''],
  ])('says %j as %j', (result, words) => {
    expect(resultLabel(result)).toBe(words);
  });
});

describe('bare', () => {
  test.each([
    ['3646', '3646'],
    [' 3646\t', '3646'],
    ['\u00a03646\u00a0', '3646'],
    ['\u201c3646\u201d', '3646'],
    ['\u201e3646\u201c', '3646'],
    ['\u20183646\u2019', '3646'],
    ['\u00ab\u00a03646\u00a0\u00bb', '3646'],
    ['\u203a3646\u2039', '3646'],
    ['"3646"', '3646'],
    ["'3646'", '3646'],
    ['`3646`', '3646'],
    ['\ufeff\u200b\u20603646', '3646'],
    ['36 46', '36 46'],
    ['\u201c\u201d', ''],
    ['', ''],
  ])('undresses %j to %j', (text, word) => {
    expect(unquote(text)).toBe(word);
  });

  test('leaves nothing to undress', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '"', '\u00a0', '\u201c', '\ufeff', '1') }),
        (text) => {
          expect(unquote(unquote(text))).toBe(unquote(text));
          expect(text).toContain(unquote(text));
        },
      ),
    );
  });
});

describe('exactWord', () => {
  test.each([
    ['SUCCESS', 'SUCCESS'],
    ['NOT_EXECUTED', 'NOT_EXECUTED'],
    ['PRE_REQUISITE_FAILURE', 'PRE_REQUISITE_FAILURE'],
    ['BLOCKED', 'BLOCKED'],
    ['ERROR', '=ERROR'],
    ['Aborted', '=Aborted'],
    ['ON HOLD!', '=ON HOLD!'],
    ['null', '=null'],
  ])('names %s by %s', (result, word) => {
    expect(exactWord(result)).toBe(word);
  });

  test('is understood as exactly that result, whatever it is called', () => {
    const result = fc
      .string({ unit: 'binary', minLength: 1 })
      .map(normalizeResult)
      .filter((one) => one !== '');
    fc.assert(
      fc.property(result, (one) => {
        expect(currentResultsOf(exactWord(one))).toEqual([one]);
      }),
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SourceLocation } from '../../src/model/diagnostic.js';
import type { Outcome } from '../../src/model/types.js';
import { HOST, parseText as read } from '../support/documents.js';

const WORDS: Readonly<Record<Outcome, readonly string[]>> = {
  SUCCESS: ['passed', 'pass', 'success', 'successful', 'ok', 'SUCCESS', 'Passed'],
  FAILURE: ['failed', 'fail', 'failure', 'error', 'FAILURE', 'Failed'],
  NOT_EXECUTED: [
    'not_executed',
    'skipped',
    'skip',
    'cancelled',
    'canceled',
    'not_run',
    'Not Executed',
    'not-run',
  ],
};

interface Asked {
  readonly id: string;
  readonly outcome: Outcome;
  readonly word: string;
}

const id = fc.oneof(
  fc.bigInt({ min: 1n, max: 9223372036854775807n }).map(String),
  fc.bigInt({ min: 9223372036854775000n, max: 9223372036854775807n }).map(String),
  fc.integer({ min: 1, max: 9 }).map(String),
);
const asked: fc.Arbitrary<Asked> = fc
  .tuple(id, fc.constantFrom<Outcome>('SUCCESS', 'FAILURE', 'NOT_EXECUTED'))
  .chain(([one, outcome]) => fc.constantFrom(...WORDS[outcome]).map((word) => ({ id: one, outcome, word })));

/** Every way to write a list of results and outcomes that the design has. */
const SYNTAXES: Readonly<Record<string, (all: readonly Asked[]) => string>> = {
  'a map': (all) => all.map(({ id, word }) => `${id}: ${word}\n`).join(''),
  'a map with CRLF, a BOM, comments and empty lines': (all) =>
    `\ufeff# results\r\n${all.map(({ id, word }) => `${id}:\t"${word}" # 'x'\r\n\r\n`).join('')}`,
  'a map of quoted keys': (all) => all.map(({ id, word }) => `"${id}": '${word}'\n`).join(''),
  'a map of details': (all) => all.map(({ id, word }) => `${id}: {result: ${word}}\n`).join(''),
  'a map of nested details': (all) => all.map(({ id, word }) => `${id}:\n    result: ${word}\n`).join(''),
  'a map of addresses': (all) =>
    all.map(({ id, word }) => `https://${HOST}/ui/td/test_case_results/${id}: ${word}\n`).join(''),
  'a map in braces': (all) => `{${all.map(({ id, word }) => `${id}: ${word}`).join(', ')}}`,
  'a map in braces over lines': (all) => `{\n${all.map(({ id, word }) => `\t${id}: ${word},\n`).join('')}}\n`,
  'a JSON object': (all) => `{${all.map(({ id, word }) => `"${id}":"${word}"`).join(',')}}`,
  'a list of pairs': (all) => all.map(({ id, word }) => `- ${id}: ${word}\n`).join(''),
  'a list of entries': (all) => all.map(({ id, word }) => `- {id: ${id}, result: ${word}}\n`).join(''),
  'a block list of entries': (all) =>
    all.map(({ id, word }) => `-\n  result: ${word}\n  testCaseResultId: "${id}"\n`).join(''),
  "the API's own list": (all) =>
    `[${all.map(({ id, word }) => `{"testCaseResultId":${id},"comment":"","result":"${word}"}`).join(',')}]`,
  'one line': (all) => all.map(({ id, word }) => `${id}: ${word}`).join(', '),
  'one line without blanks': (all) => all.map(({ id, word }) => `${id}:${word}`).join(','),
  'one line with equals signs': (all) => all.map(({ id, word }) => `${id}=${word}`).join(','),
  'one line in braces without blanks': (all) => `{${all.map(({ id, word }) => `${id}:${word}`).join(',')}}`,
  'one line with typographic quotes': (all) =>
    all.map(({ id, word }) => `\u201c${id}\u201d: \u2018${word}\u2019`).join(', '),
  'one line with no-break blanks': (all) =>
    all.map(({ id, word }) => `${id}\u00a0=\u00a0${word}`).join(',\u00a0'),
  'one line of addresses': (all) =>
    all.map(({ id, word }) => `https://${HOST}/ui/td/test_case_results/${id}=${word}`).join(','),
};

/** The rest of the line from a location on; none where there is no such location in the text. */
function textAt(text: string, { line = 0, column = 0 }: SourceLocation): string | undefined {
  const found = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)[line - 1];
  return found === undefined || column < 1 || column > found.length + 1 ? undefined : found.slice(column - 1);
}

describe('any list of ids and words comes out as exactly those overrides, in order', () => {
  test.each(Object.entries(SYNTAXES))('as %s', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(asked, { minLength: 1, maxLength: 12 }),
        fc.constantFrom<Outcome | undefined>(undefined, 'SUCCESS', 'FAILURE'),
        async (all, defaultOutcome) => {
          const { entries, problems } = await read(write(all), defaultOutcome);
          expect(problems).toEqual([]);
          expect(
            entries.map(({ selector, outcome, comment, onlyIf }) => [selector, outcome, comment, onlyIf]),
          ).toEqual(all.map(({ id, outcome }) => [{ testCaseResultId: id }, outcome, undefined, undefined]));
        },
      ),
    );
  });

  test.each(Object.entries(SYNTAXES))('as %s, each at its location', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 8 }), async (all) => {
        const text = write(all);
        const { entries } = await read(text);
        entries.forEach(({ location }, index) => {
          const entry = textAt(text, location)?.replace(/^["\u201c]|^https?:[^\s:]*results\//, '');
          const isList = /^\{|^result|^"?(?:id|testCaseResultId)"?:/.test(entry ?? '');
          expect(isList ? true : entry?.startsWith(all[index]?.id ?? '?')).toBe(true);
        });
        const places = entries.map(({ location: { line = 0, column = 0 } }) => line * 1e6 + column);
        expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
      }),
      { numRuns: 40 },
    );
  });
});

/** Texts for names and comments, as hostile as JSON can carry them. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
    .map((codes) => String.fromCharCode(...codes)),
  fc.constantFrom(
    'null',
    '~',
    '::add-mask::x',
    '##[error]x',
    '<!-- -->',
    '\u2028\u202e\ud800',
    '__proto__',
    'a: b, c',
  ),
);

describe('any text', () => {
  test('comes out of a JSON list as the comment that it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(id, hostile), { minLength: 1, maxLength: 5 }), async (all) => {
        const list = all.map(
          ([one, comment]) =>
            `{"testCaseResultId":${one},"comment":${JSON.stringify(comment)},"result":"SUCCESS"}`,
        );
        const { entries, problems } = await read(`[${list.join(',')}]`);
        expect(problems).toEqual([]);
        expect(entries.map(({ selector, comment }) => [selector.testCaseResultId, comment])).toEqual(
          all.map(([one, comment]) => [one, comment.trim() || undefined]),
        );
      }),
    );
  });

  test('comes out of a JSON list as the name that it is', async () => {
    const name = hostile.filter((text) => text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(name, name, name, async (one, suite, machine) => {
        const { entries, problems } = await read(
          JSON.stringify([{ name: one, suite, machine, result: 'failed' }]),
        );
        expect(problems).toEqual([]);
        expect(entries.map(({ selector }) => selector)).toEqual([
          { name: one.trim(), suite: suite.trim(), machine: machine.trim() },
        ]);
      }),
    );
  });

  test('of five signs is an entry or a problem in its location, and never throws', async () => {
    const signs = fc.constantFrom(
      ...[
        '3646',
        'passed',
        ':',
        ': ',
        ' ',
        '\n',
        '\r\n',
        '\t',
        '- ',
        '{',
        '}',
        '[',
        ']',
        ',',
        '"',
        "'",
        '&a ',
        '*a',
      ],
      ...[
        '!!str ',
        '|\n',
        '>\n',
        '#',
        ' #',
        '? ',
        '---\n',
        '...\n',
        '%YAML 1.2\n',
        '\ufeff',
        '\0',
        'result: ',
        'name: ',
      ],
      ...[
        '=',
        '<<: ',
        '__proto__',
        '\ud800',
        '\u00a0',
        '\u2028',
        '\u201c',
        '\u201d',
        '0x10',
        '`',
        '@',
        '\\',
        'null',
        '~',
      ],
      ...[
        'id: ',
        'onlyIf: ',
        `https://${HOST}/ui/td/test_case_results/1`,
        'https://',
        'testCases: ',
        'constructor',
      ],
    );
    const text = fc.oneof(
      { weight: 5, arbitrary: fc.array(signs, { maxLength: 30 }).map((parts) => parts.join('')) },
      { weight: 1, arbitrary: hostile },
    );
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom<Outcome | undefined>(undefined, 'FAILURE'),
        async (any, defaultOutcome) => {
          const { entries, problems } = await read(any, defaultOutcome);
          for (const { location } of [...entries, ...problems]) {
            expect([location, textAt(any, location)]).toEqual([location, expect.any(String)]);
          }
          for (const { message } of problems) expect(message).not.toMatch(/undefined(?! alias)|\[object|NaN/);
          for (const { selector } of entries) {
            expect(selector.testCaseResultId ?? '1').toMatch(/^[1-9][0-9]{0,18}$/);
            expect(selector.testCaseResultId ?? selector.testCaseId ?? selector.name).toBeTruthy();
          }
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test('that breaks off anywhere is never taken for something else', async () => {
    const whole =
      '[{"testCaseResultId":3646,"comment":"a","result":"SUCCESS"},{"testCaseResultId":3647,"result":"FAILURE"}]';
    for (let end = 1; end < whole.length; end += 1) {
      const { entries, problems } = await read(whole.slice(0, end));
      expect([end, entries.length, problems.length > 0]).toEqual([end, 0, true]);
    }
  });
});

describe('JSON', () => {
  const key = fc.constantFrom(
    'testCaseResultId',
    'id',
    'testCaseId',
    'name',
    'result',
    'comment',
    'onlyIf',
    'all',
    '411',
    'x',
  );
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(
      'passed',
      'failed',
      3646,
      '3646',
      Number.MAX_SAFE_INTEGER,
      true,
      null,
      1e21,
      -0.5,
      '',
      'a "b" \\ c',
    ),
    fc.string({ unit: 'grapheme', maxLength: 10 }),
  );
  const node = fc.oneof(
    leaf,
    fc.array(leaf, { maxLength: 3 }),
    fc.dictionary(key, leaf, { noNullPrototype: true }),
  );
  const document = fc.oneof(
    leaf,
    fc.array(fc.oneof(node, fc.dictionary(key, node, { noNullPrototype: true })), { maxLength: 5 }),
    fc.dictionary(fc.oneof(key, fc.integer({ min: 1 }).map(String)), node, { noNullPrototype: true }),
  );

  test('means what it means as YAML, each part at the same location', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.constantFrom(undefined, 2), async (value, indent) => {
        const json = JSON.stringify(value, null, indent);
        // A comment makes YAML of it, and over two lines it is no single line as typed into a form.
        expect(await read(`\n${json}`)).toEqual(await read(`\n${json}\n# no JSON`));
      }),
      { numRuns: 1_000 },
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseCommand } from '../../sandbox/workflow-commands.js';
import { escapeMarkdown, jsonText, oneLine, shortLine } from '../../src/text/escape.js';
import { normalizeName, pluralize, truncate } from '../../src/text/format.js';
import { redactor } from '../../src/text/redact.js';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((codes) => String.fromCharCode(...codes)),
  fc
    .array(
      fc.constantFrom(
        '##',
        '[',
        'error',
        ']',
        '::',
        '\n',
        '\r',
        '<',
        '|',
        '`',
        '*',
        '@',
        '\u202e',
        '\x1b[31m',
        'a',
        ' ',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('oneLine', () => {
  test.each([
    ['plain text, ümläut 😀 › …', 'plain text, ümläut 😀 › …'],
    ['a\nb\rc\td', 'a\\nb\\rc\\td'],
    ['\0', '\\u0000'],
    ['\x1b[31mred', '\\u001b[31mred'],
    ['\x7f\x85\x9b', '\\u007f\\u0085\\u009b'],
    ['\u202eevil\u202c \u2066x\u2069', '\\u202eevil\\u202c \\u2066x\\u2069'],
    ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['a\u200bb\ufeffc\u00add', 'a\\u200bb\\ufeffc\\u00add'],
    ['\ud800 \udc00', '\\ud800 \\udc00'],
    ['\u{e0041}', '\\u{e0041}'],
    ['👩\u200d💻', '👩\u200d💻'],
    ['##[error]boom', '##\\[error]boom'],
    ['#[error]', '#[error]'],
    ['####[x', '####\\[x'],
  ])('shows %j as %j', (text, shown) => {
    expect(oneLine(text)).toBe(shown);
  });

  test('leaves nothing that breaks a line, turns it round or commands the runner in its old way', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = oneLine(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
        expect(line).not.toContain('##[');
        expect(line.isWellFormed()).toBe(true);
        expect(oneLine(line)).toBe(line);
        expect(parseCommand(`Testsigma says: ${line}`)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test.each(['\x1b', '\ud800', '##[', 'a', '\u202e'])('takes linear time for 1 MB of %j', (unit) => {
    const started = performance.now();
    oneLine(unit.repeat(1_000_000 / unit.length));
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});

/** What a reader of Markdown sees: elements around nothing but one sign are gone, entities are signs again. */
function seen(shown: string): string {
  return shown
    .replace(/<span>([^<]{1,3})<\/span>/g, '$1')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

describe('markdown', () => {
  test.each([
    'Login works',
    'ümläut 😀 › …',
    '12:30',
    'a - b + c = d',
    "it's (fine), really?",
    'C/C++ and co',
  ])('leaves %j alone', (text) => {
    expect(escapeMarkdown(text)).toBe(text);
  });

  test.each([
    ['a < b > c & d', 'a &#60; b &#62; c &#38; d'],
    ['<img src=x onerror=alert(1)>', '&#60;img src=x onerror=alert(1)&#62;'],
    ['a | b', 'a &#124; b'],
    ['`code`', '&#96;code&#96;'],
    ['**bold** _it_ ~no~', '&#42;&#42;bold&#42;&#42; &#95;it&#95; &#126;no&#126;'],
    ['[x](y)', '&#91;x&#93;(y)'],
    ['\\', '&#92;'],
    ['&#60;', '&#38;#60;'],
  ])('makes the markup in %j entities', (text, shown) => {
    expect(escapeMarkdown(text).replace(/<span>#<\/span>/g, '#')).toBe(shown);
  });

  test.each([
    ['a mention', '@octocat', /@octocat/],
    ['a reference', '#12', /#12/],
    ['a reference by letters', 'GH-12', /GH-12/],
    ['a formula', '$x$', /\$x/],
    ['an emoji', ':tada:', /:tada:/],
    ['an address', 'https://a.example/x', /https:\/\//],
    ['an address without scheme', 'see www.a.example', /www\./],
    ['a mail address', 'a@b.example', /a@b/],
  ])('keeps GitHub from seeing %s', (_, text, sign) => {
    expect(escapeMarkdown(text)).not.toMatch(sign);
    expect(seen(escapeMarkdown(text))).toBe(text);
  });

  test('leaves no sign that means something to Markdown or HTML', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const plain = escapeMarkdown(text).replace(/&#\d+;|<\/?span>/g, '');
        expect(plain).not.toMatch(/[&<>`*_~|\\[\]\n\r]/);
      }),
      { numRuns: 500 },
    );
  });

  test('is seen as one line of the text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(seen(escapeMarkdown(text))).toBe(oneLine(text));
      }),
      { numRuns: 500 },
    );
  });

  test.each([':', ':a', 'www.', '<', '|', 'GH-', '@'])('takes linear time for 1 MB of %j', (unit) => {
    const started = performance.now();
    escapeMarkdown(unit.repeat(1_000_000 / unit.length));
    escapeMarkdown(`:${'a'.repeat(1_000_000)}`);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});

describe('redactor', () => {
  const token = 'sandbox-token-of-some-length';
  const redact = redactor([token]);

  test.each([
    [`Authorization: Bearer ${token}`, 'Authorization: Bearer ***'],
    [`${token}${token}`, '******'],
    [`"${token}"`, '"***"'],
    [`x${token}y`, 'x***y'],
    ['sandbox', 'sandbox'],
    ['', ''],
  ])('hides the secret in %j', (text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  test('hides the longest first, where one secret is part of another', () => {
    expect(redactor(['token', 'Bearer token'])('Bearer token, token')).toBe('***, ***');
    expect(redactor(['ab', 'abc', 'a'])('abc ab a')).toBe('*** *** ***');
  });

  test('takes secrets for texts, not for patterns', () => {
    expect(redactor(['a.*b$&'])('a.*b$& axxb')).toBe('*** axxb');
    expect(redactor(['$1'])('x$1y')).toBe('x***y');
  });

  test('hides a secret that was cut, as soon as six signs of it are there', () => {
    for (let end = 6; end < token.length; end += 1) {
      expect(redact(`said: ${token.slice(0, end)}…`)).toBe('said: ***…');
      expect(redact(`said: "${token.slice(0, end)}…" and more… and ${token.slice(0, end)}…`)).toBe(
        'said: "***…" and more… and ***…',
      );
    }
    expect(redact('sandb…')).toBe('sandb…');
    expect(redact('sandboxes…')).toBe('sandboxes…');
    expect(redact('a sandbox… and a token…')).toBe('a ***… and a token…');
  });

  test('hides a cut secret behind another one that begins alike', () => {
    const begun = `${token.slice(0, 8)}? ${token.slice(0, 12)}`;
    expect(redact(`${begun}…`)).toBe(`${token.slice(0, 8)}? ***…`);
    expect(redactor(['aaaaaab'])('xaaaaaaaaa…')).toBe('xaaa***…');
  });

  test('hides half of a long secret and more, wherever it stands and however it ends', () => {
    for (let end = token.length / 2; end < token.length; end += 1) {
      const begun = token.slice(0, end);
      expect(redact(`${begun}... and ${begun}`)).toBe('***... and ***');
      expect(redact(`${begun}!${begun}`)).toBe('***!***');
    }
    expect(redact(token.slice(0, token.length / 2 - 1))).toBe('sandbox-token');
    expect(redactor(['of 15 signs....'])('of 15 signs...')).toBe('of 15 signs...');
  });

  test('hides a secret as JSON and as an address write it', () => {
    const odd = 'a"b\\c<d>&e|f`g#h i';
    const hide = redactor([odd]);
    const texts = [odd, JSON.stringify(odd), `https://x.example/${encodeURIComponent(odd)}?y`];
    expect(texts.map(hide)).toEqual(['***', '"***"', 'https://x.example/***?y']);
    expect(redactor(['\ud800'])('x\ud800')).toBe('x***');
  });

  test.each([
    'an-8-key',
    'a.b+c(d)*e$f^g|h\\i-0123456789',
    'abcdefghijklMNOPQRSTUVWX',
    'abcdefghijkl"mnopqrstuvwx',
  ])('hides every form of %j whole, although they begin alike', (secret) => {
    const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)].flatMap(
      (form) => [form, form.toLowerCase(), form.charAt(0).toUpperCase() + form.slice(1)],
    );
    for (const form of forms) expect(redactor([secret])(`x ${form}, ${form}`)).toBe('x ***, ***');
  });

  test('leaves no secret in any text, cut or whole', () => {
    const piece = fc.oneof(
      fc.constant(token),
      fc.integer({ min: 6, max: token.length }).map((end) => ` ${token.slice(0, end)}…`),
      fc.string({ maxLength: 10 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const shown = redact(pieces.join(' '));
        expect(shown).not.toContain(token);
        expect(shown).not.toMatch(/ sandbo[^ ]*…/);
      }),
    );
  });

  test('is done where there are no secrets', () => {
    expect(redactor([])('x…')).toBe('x…');
  });

  test.each(['…', 'sandbo…', `${token}…`, token.slice(0, -1), `${token.slice(0, 7)} `])(
    'takes linear time for 1 MB of %j',
    (unit) => {
      const started = performance.now();
      redact(unit.repeat(1_000_000 / unit.length));
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );
});

describe('shortened', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['😀😀', 4, '😀😀'],
    ['😀😀', 3, '😀…'],
    ['a😀😀', 3, 'a…'],
    ['', 0, ''],
  ])('cuts %j to %i units', (text, units, cut) => {
    expect(truncate(text, units)).toBe(cut);
  });

  test('is never longer than wanted, and splits no pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, units) => {
        const cut = truncate(text, units);
        expect(cut.length).toBeLessThanOrEqual(units);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut === text || text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });
});

describe('shortLine', () => {
  test.each([
    ['a\nb', 10, 'a\\nb'],
    ['a\nbc', 5, 'a\\nbc'],
    ['a\nbc', 4, 'a\\n…'],
    ['\n\n\n', 3, '\\n…'],
  ])('makes %j one line of at most %i units', (text, units, line) => {
    expect(shortLine(text, units)).toBe(line);
  });

  test('is what escaping first and cutting then would give', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 60 }), (text, units) => {
        const wellFormed = text.toWellFormed();
        expect(shortLine(wellFormed, units)).toBe(truncate(oneLine(wellFormed), units));
      }),
      { numRuns: 500 },
    );
  });

  test('does not multiply what will be cut off', () => {
    const started = performance.now();
    expect(shortLine('\u0085'.repeat(30_000_000), 4_000)).toHaveLength(4_000);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('jsonText', () => {
  test.each([
    ['plain "text" \\ ümläut 😀', '"plain \\"text\\" \\\\ ümläut 😀"'],
    ['a\nb\x1b\x7f\x85', '"a\\nb\\u001b\\u007f\\u0085"'],
    ['\u202eevil\u2028\u200b\ufeff', '"\\u202eevil\\u2028\\u200b\\ufeff"'],
    ['\u{e0041}', '"\\udb40\\udc41"'],
    ['x ##[error]y', '"x #\\u0023[error]y"'],
    ['####[', '"###\\u0023["'],
  ])('writes %j as %s', (text, json) => {
    expect(jsonText(text)).toBe(json);
  });

  test('means the same, and hides nothing from whoever reads it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = jsonText(text);
        expect(JSON.parse(json)).toBe(text);
        expect(oneLine(json)).toBe(json);
      }),
      { numRuns: 500 },
    );
  });
});

describe('counted', () => {
  test.each([
    [0, '0 results'],
    [1, '1 result'],
    [2, '2 results'],
  ])('%i', (count, words) => {
    expect(pluralize(count, 'result')).toBe(words);
  });
});

describe('normalizeName', () => {
  test.each([
    ['Login works', 'Login works'],
    ['  Login\u00a0\u202f works\t', 'Login works'],
    ['Login\r\n works', 'Login works'],
    ['Cafe\u0301', 'Caf\u00e9'],
    ['\ufb01nd', '\ufb01nd'],
    ['A\u00a0›\u3000B', 'A › B'],
    [' \u00a0', ''],
  ])('makes %j to %j', (name, normalized) => {
    expect(normalizeName(name)).toBe(normalized);
  });

  test('takes megabytes of white space', () => {
    expect(normalizeName(`a${' '.repeat(5_000_000)}b`)).toBe('a b');
  });
});

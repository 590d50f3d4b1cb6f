/**
 * An expression in a results document becomes a part of the document: README, docs, examples and workflows put none
 * there whose text may come from somebody else.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseText } from '../support/documents.js';

const FILES = [
  'README.md',
  'SECURITY.md',
  ...['docs', 'examples', '.github/workflows'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:md|ya?ml)$/.test(name))
      .map((name) => join(folder, name)),
  ),
];

/** Where the one document that is wrong on purpose is shown, as what not to do. */
const WARNING = { file: join('docs', 'security.md'), expression: 'github.event.pull_request.title' };

/** What an expression within a document may be: words of GitHub's own, or text that stays one string. */
const SAFE = /^(?:needs\.[\w-]+\.result|job\.status|steps\.[\w-]+\.(?:outcome|conclusion)|toJSON\(.*\))$/;

interface Inserted {
  readonly file: string;
  readonly expression: string;
}

/** The values of the input `results`, on one line or in a block; not those of outputs and inputs of that name. */
function documentsIn(text: string): string[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const [, indent = '', value = ''] = /^(.*?)\bresults: ?(.*)$/.exec(line) ?? [];
    if (value === '') return [];
    if (!/^[|>][-+]?$/.test(value)) return [value];
    const depth = indent.length;
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((next) => next.trim() !== '' && next.search(/\S/) <= depth);
    return [rest.slice(0, end < 0 ? undefined : end).join('\n')];
  });
}

/** The expressions that are only a part of a document. */
function insertedIn(file: string): Inserted[] {
  return documentsIn(readFileSync(file, 'utf8'))
    .filter((document) => !/^\s*['"]?\$\{\{[^}]*\}\}['"]?\s*(?:#.*)?$/.test(document))
    .flatMap((document) => [...document.matchAll(/\$\{\{\s*(.*?)\s*\}\}/g)])
    .map(([, expression = '']) => ({ file, expression }));
}

describe('expressions in results documents', () => {
  const inserted = FILES.flatMap(insertedIn);

  test('are shown only where nobody else decides on their text', () => {
    const unsafe = inserted.filter(({ expression }) => !SAFE.test(expression));
    expect(
      unsafe.filter(({ file, expression }) => file !== WARNING.file || expression !== WARNING.expression),
    ).toEqual([]);
  });

  test('are warned of in docs/security.md, with what to do instead', () => {
    expect(inserted).toContainEqual(WARNING);
    const page = readFileSync(WARNING.file, 'utf8');
    expect(page).toMatch(/`comment: \$\{\{ toJSON\(github\.event\.pull_request\.title\) \}\}`/);
    expect(page).toMatch(/in the input `comment`, which is never parsed/);
  });

  const TITLE = '"}, 3647: passed, 3648: {result: passed, comment: "';

  test('can set another result, as docs/security.md says', async () => {
    const { entries } = await parseText(`{3646: {result: failed, comment: "${TITLE}"}}`);
    expect(entries.map(({ selector }) => selector.testCaseResultId)).toEqual(['3646', '3647', '3648']);
  });

  test.each([TITLE, 'a\nb: passed', "it's {3647: passed}", '\u2028 # , ] }', '"'])(
    'stay one string with toJSON: %j',
    async (title) => {
      const { entries, problems } = await parseText(
        `{3646: {result: failed, comment: ${JSON.stringify(title)}}}`,
      );
      expect(problems).toEqual([]);
      expect(entries.map(({ comment }) => comment)).toEqual([title.trim()]);
    },
  );
});

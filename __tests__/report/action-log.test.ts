/** What the log shows, and what the runner makes of it. */
import { describe, expect, test } from '@jest/globals';
import type { Diagnostic } from '../../src/model/diagnostic.js';
import { ActionLog } from '../../src/report/action-log.js';
import { redactor } from '../../src/text/redact.js';
import { printedBy } from '../support/printed.js';

const SECRET = 'sandbox-secret';

const printed = (work: (console: ActionLog) => void) =>
  printedBy(() => work(new ActionLog(redactor([SECRET]))));

const remarks = (count: number, from = 1): Diagnostic[] =>
  Array.from({ length: count }, (_, index) => ({
    location: { input: 'results', line: from + index },
    message: `remark ${from + index}`,
  }));

describe('a line', () => {
  test.each([
    ['as it is', 'as it is'],
    ['two\nlines', 'two\\nlines'],
    [`Bearer ${SECRET}`, 'Bearer ***'],
    ['::error::forged', '\\::error::forged'],
    [' \t ::error::forged', ' \\t ::error::forged'],
    ['  ::error::forged', '\\::error::forged'],
    ['here :: there', 'here :: there'],
    ['##[error]forged', '##\\[error]forged'],
    ['x'.repeat(4_000), 'x'.repeat(4_000)],
    ['x'.repeat(4_001), `${'x'.repeat(3_999)}…`],
  ])('%j commands nothing, tells no secret and has an end', async (text, shown) => {
    const { lines, commands } = await printed((console) => console.line(text));
    expect(lines).toEqual([shown]);
    expect(commands).toEqual([]);
  });

  test('for debugging is a command that the runner shows where it is asked to', async () => {
    const { commands } = await printed((console) => console.debug(`with ${SECRET}`));
    expect(commands).toMatchObject([{ name: 'debug', data: 'with ***' }]);
  });
});

test('a group holds its lines, indented, and ends', async () => {
  const { lines } = await printed((console) => console.group(`Run\n${SECRET}`, ['one', `two ${SECRET}`]));
  expect(lines).toEqual(['::group::Run\\n***', '  one', '  two ***', '::endgroup::']);
});

test.each(['error', 'warning', 'notice'] as const)(
  'the closing %s has the name of the action',
  async (level) => {
    const { commands } = await printed((console) => console.annotateSummary(level, `Done, ${SECRET}`));
    expect(commands).toMatchObject([
      { name: level, data: 'Done, ***', properties: { title: 'Testsigma override' } },
    ]);
  },
);

describe('a remark', () => {
  async function shown(location: Diagnostic['location']) {
    const { commands } = await printed((console) =>
      console.annotate('error', [{ location, message: `wrong\n${SECRET}` }]),
    );
    return commands.map(({ name, data, properties }) => ({ name, data, properties }));
  }

  test('on an input stands under its name', async () => {
    expect(await shown({ input: 'run-id' })).toEqual([
      { name: 'error', data: 'run-id: wrong\\n***', properties: { title: 'Testsigma override: run-id' } },
    ]);
  });

  test('on a line of an input says which, since the log shows no location', async () => {
    expect(await shown({ input: 'results', line: 3, column: 5 })).toEqual([
      {
        name: 'error',
        data: 'results, line 3, column 5: wrong\\n***',
        properties: { title: 'Testsigma override: results' },
      },
    ]);
  });

  test('in a file stands on its line there', async () => {
    const title = 'Testsigma override: results-files';
    const file = `${SECRET}.yml`;
    expect(await shown({ input: 'results-files', file, line: 3, column: 5 })).toEqual([
      {
        name: 'error',
        data: '***.yml:3:5: wrong\\n***',
        properties: { title, file: '***.yml', line: '3', col: '5' },
      },
    ]);
    expect(await shown({ input: 'results-files', file, line: 3 })).toMatchObject([
      { properties: { title, file: '***.yml', line: '3' } },
    ]);
    expect(await shown({ input: 'results-files', file })).toEqual([
      { name: 'error', data: 'wrong\\n***', properties: { title, file: '***.yml' } },
    ]);
  });
});

describe('many remarks', () => {
  const ROLLED_UP = /^\d+ more messages? of this kind: see the log of this step$/;

  test('9 are an annotation each: GitHub shows 10, and one is the closing line', async () => {
    const { commands } = await printed((console) => console.annotate('warning', remarks(9)));
    expect(commands.filter(({ name }) => name === 'warning')).toHaveLength(9);
    expect(commands.some(({ data }) => ROLLED_UP.test(data))).toBe(false);
  });

  test('of 10 the first 8 are; the others stand in the log, and the 9th says so', async () => {
    const { commands, lines } = await printed((console) => console.annotate('warning', remarks(10)));
    const shown = commands.filter(({ name }) => name === 'warning');
    expect(shown.map(({ data }) => data)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((line) => `results, line ${line}: remark ${line}`),
      '2 more messages of this kind: see the log of this step',
    ]);
    expect(shown.at(-1)?.properties).toEqual({ title: 'Testsigma override' });
    expect(lines.slice(-4)).toEqual([
      '::group::2 more messages (warning)',
      '  results, line 9: remark 9',
      '  results, line 10: remark 10',
      '::endgroup::',
    ]);
  });

  test('the room is one for all of a level, and each level has its own', async () => {
    const { commands, lines } = await printed((console) => {
      console.annotate('warning', remarks(9));
      console.annotate('warning', remarks(1, 10));
      console.annotate('notice', remarks(1));
    });
    expect(commands.filter(({ name }) => name === 'warning')).toHaveLength(9);
    expect(lines).toContain('::group::1 more message (warning)');
    expect(lines).toContain('  results, line 10: remark 10');
    expect(commands.filter(({ name }) => name === 'notice')).toHaveLength(1);
  });

  test('after a roll-up nothing more is annotated', async () => {
    const { commands, lines } = await printed((console) => {
      console.annotate('error', remarks(10));
      console.annotate('error', remarks(1, 11));
    });
    expect(commands.filter(({ name }) => name === 'error')).toHaveLength(9);
    expect(lines).toContain('  results, line 11: remark 11');
  });

  test('the log holds 200 of them and says how many more there are', async () => {
    const { lines } = await printed((console) => console.annotate('error', remarks(8 + 201)));
    expect(lines).toContain('  results, line 208: remark 208');
    expect(lines).not.toContain('  results, line 209: remark 209');
    expect(lines.at(-1)).toBe('… and 1 more');
    const whole = await printed((console) => console.annotate('error', remarks(8 + 200)));
    expect(whole.lines.at(-1)).toBe('::endgroup::');
  });
});

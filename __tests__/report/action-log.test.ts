/** What the log shows, and what the runner makes of it. */
import { describe, expect, test } from '@jest/globals';
import type { Diagnostic } from '../../src/model/diagnostic.js';
import { ActionLog } from '../../src/report/action-log.js';
import { redactor } from '../../src/text/redact.js';
import { printedBy } from '../support/printed.js';

const SECRET = 'sandbox-secret';

const printed = (work: (log: ActionLog) => void) =>
  printedBy((runner) => work(new ActionLog(runner, redactor([SECRET]))));

const remarks = (count: number, from = 1): Diagnostic[] =>
  Array.from({ length: count }, (_, index) => ({
    location: { input: 'results', line: from + index },
    message: `remark ${from + index}`,
  }));

describe('line', () => {
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
  ])('%j is no command, reveals no secret and is limited', async (text, shown) => {
    const { lines, commands } = await printed((log) => log.line(text));
    expect(lines).toEqual([shown]);
    expect(commands).toEqual([]);
  });

  test('is a debug command if it is for debugging', async () => {
    const { commands } = await printed((log) => log.debug(`with ${SECRET}`));
    expect(commands).toMatchObject([{ name: 'debug', data: 'with ***' }]);
  });
});

test('group of one line is that line after its title, and of none nothing', async () => {
  const { lines } = await printed((log) => {
    log.group('Run', ['one']);
    log.group('Run', []);
  });
  expect(lines).toEqual(['Run: one']);
});

test('list indents its lines without a group', async () => {
  expect((await printed((log) => log.list('Run:', ['one']))).lines).toEqual(['Run:', '  one']);
});

test('group indents its lines and ends', async () => {
  const { lines } = await printed((log) => log.group(`Run\n${SECRET}`, ['one', `two ${SECRET}`]));
  expect(lines).toEqual(['::group::Run\\n***', '  one', '  two ***', '::endgroup::']);
});

test.each(['error', 'warning', 'notice'] as const)(
  'annotateSummary writes an %s titled with the name of the action',
  async (level) => {
    const { commands } = await printed((log) => log.annotateSummary(level, `Done, ${SECRET}`));
    expect(commands).toMatchObject([
      { name: level, data: 'Done, ***', properties: { title: 'Testsigma override' } },
    ]);
  },
);

describe('annotation', () => {
  async function shown(location: Diagnostic['location']) {
    const { commands } = await printed((log) =>
      log.annotate('error', [{ location, message: `wrong\n${SECRET}` }]),
    );
    return commands.map(({ name, data, properties }) => ({ name, data, properties }));
  }

  test('names the input', async () => {
    expect(await shown({ input: 'run-id' })).toEqual([
      { name: 'error', data: 'run-id: wrong\\n***', properties: { title: 'Testsigma override: run-id' } },
    ]);
  });

  test('names the line, since the log shows no location', async () => {
    expect(await shown({ input: 'results', line: 3, column: 5 })).toEqual([
      {
        name: 'error',
        data: 'results, line 3, column 5: wrong\\n***',
        properties: { title: 'Testsigma override: results' },
      },
    ]);
  });

  test('in a file points at its line', async () => {
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

describe('many diagnostics', () => {
  const ROLLED_UP = /^\d+ more messages? of this kind: see the log of this step$/;

  test('up to 9 are annotations: GitHub shows 10, and one is the closing line', async () => {
    const { commands } = await printed((log) => log.annotate('warning', remarks(9)));
    expect(commands.filter(({ name }) => name === 'warning')).toHaveLength(9);
    expect(commands.some(({ data }) => ROLLED_UP.test(data))).toBe(false);
  });

  test('of 10 the first 8 are annotations, and the 9th points to the log', async () => {
    const { commands, lines } = await printed((log) => log.annotate('warning', remarks(10)));
    const shown = commands.filter(({ name }) => name === 'warning');
    expect(shown.map(({ data }) => data)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((line) => `results, line ${line}: remark ${line}`),
      '2 more messages of this kind: see the log of this step',
    ]);
    expect(shown.at(-1)?.properties).toEqual({ title: 'Testsigma override' });
    expect(lines.slice(-4)).toEqual([
      '::warning title=Testsigma override::2 more messages of this kind: see the log of this step',
      '2 more messages (warning):',
      '  results, line 9: remark 9',
      '  results, line 10: remark 10',
    ]);
  });

  test('each level has its own limit', async () => {
    const { commands, lines } = await printed((log) => {
      log.annotate('warning', remarks(9));
      log.annotate('warning', remarks(1, 10));
      log.annotate('notice', remarks(1));
    });
    expect(commands.filter(({ name }) => name === 'warning')).toHaveLength(9);
    expect(lines).toContain('1 more message (warning):');
    expect(lines).toContain('  results, line 10: remark 10');
    expect(commands.filter(({ name }) => name === 'notice')).toHaveLength(1);
  });

  test('nothing more is annotated after a roll-up', async () => {
    const { commands, lines } = await printed((log) => {
      log.annotate('error', remarks(10));
      log.annotate('error', remarks(1, 11));
    });
    expect(commands.filter(({ name }) => name === 'error')).toHaveLength(9);
    expect(lines).toContain('  results, line 11: remark 11');
  });

  test('the log lists 200 and counts the rest', async () => {
    const { lines } = await printed((log) => log.annotate('error', remarks(8 + 201)));
    expect(lines).toContain('  results, line 208: remark 208');
    expect(lines).not.toContain('  results, line 209: remark 209');
    expect(lines.at(-1)).toBe('  … and 1 more');
    const whole = await printed((log) => log.annotate('error', remarks(8 + 200)));
    expect(whole.lines.at(-1)).toBe('  results, line 208: remark 208');
  });
});

import { describe, expect, test } from '@jest/globals';
import { painter, renderLog, renderTable } from '../../sandbox/log.js';
import { commandReader } from '../../sandbox/workflow-commands.js';

function shown(...texts: string[]): string[] {
  const read = commandReader();
  const lines = texts.map((text) => {
    const command = read({ stream: 'stdout', text });
    return command ? { stream: 'stdout' as const, text, command } : { stream: 'stdout' as const, text };
  });
  return renderLog({ lines }, painter(false));
}

describe('renderLog', () => {
  test('prefixes annotations with their level', () => {
    expect(shown('::error::a', '::warning::b', '::notice::c%0Ad', '::debug::e')).toEqual([
      'Error: a',
      'Warning: b',
      'Notice: c',
      'd',
    ]);
  });

  test('hides masked values from then on', () => {
    expect(shown('word', '::add-mask::word', '::add-mask::', 'a word', '::error::words')).toEqual([
      'word',
      '(token masked)',
      '(token masked)',
      'a ***',
      'Error: ***s',
    ]);
  });

  test('indents the lines of a group, which the next group ends', () => {
    expect(shown('::group::one', 'a', '::group::two', 'b', '::endgroup::', 'c')).toEqual([
      '▾ one',
      '  a',
      '▾ two',
      '  b',
      'c',
    ]);
  });

  test('keeps other commands unchanged', () => {
    expect(shown('::set-output name=a::b')).toEqual(['::set-output name=a::b']);
  });
});

describe('renderTable', () => {
  test('aligns values in one column', () => {
    expect(renderTable({ status: 'done', ids: '[1,\n2]' })).toEqual([
      'status = done',
      'ids    = [1,\n       | 2]',
    ]);
    expect(renderTable({})).toEqual([]);
  });

  test('abbreviates long values and gives their length', () => {
    expect(renderTable({ a: 'x'.repeat(401) })).toEqual([`a = ${'x'.repeat(400)}… (401 characters)`]);
  });
});

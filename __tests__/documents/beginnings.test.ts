import { describe, expect, test } from '@jest/globals';
import { recoverablePrefixes } from '../../src/documents/beginnings.js';

describe('beginnings', () => {
  test('are the lines before the fault, and all up to the last comma with its brackets closed', () => {
    const text = '[\n{"a": 1},\n{"b": [2, 3} x';
    expect(recoverablePrefixes(text, text.length)).toEqual(['[\n{"a": 1},\n', '[\n{"a": 1},\n{"b": [2]}]']);
  });

  test('do not take brackets in quotes for brackets', () => {
    const text = '[{"a": "}]\\"{", "b": 2}, }';
    expect(recoverablePrefixes(text, text.length)).toEqual(['[{"a": "}]\\"{", "b": 2}]']);
  });

  test('take a quote that is never closed for a sign like any other', () => {
    const text = '[{"a": 5", [1, x';
    expect(recoverablePrefixes(text, text.length)).toEqual(['[{"a": 5", [1]}]']);
  });

  test.each(['', '   \n', '\n\n,', 'x', '}'])('are none where nothing stands before: %j', (text) => {
    expect(recoverablePrefixes(text, text.length)).toEqual([]);
  });

  test('close what is open and nothing else', () => {
    expect(recoverablePrefixes('[[1], [2, x', 11)).toEqual(['[[1], [2]]']);
    expect(recoverablePrefixes('[{"a": {}}, {"b": [2, x', 23)).toEqual(['[{"a": {}}, {"b": [2]}]']);
  });

  test('close 100 brackets and no more: deeper text is none that somebody wrote', () => {
    const open = '['.repeat(101);
    expect(recoverablePrefixes(`${open}1, x`, 105)).toEqual([`${open}1${']'.repeat(100)}`]);
  });

  test('look at nothing from the fault on', () => {
    expect(recoverablePrefixes('1: a\n2: b\n3: c\n', 6)).toEqual(['1: a\n']);
  });

  test('take linear time', () => {
    const started = performance.now();
    for (const unit of ['[', '{"', '"', '"\\', '",', ']', '\\"', '\n', ',']) {
      const text = `"${unit.repeat(2_000_000 / unit.length)},`;
      for (const beginning of recoverablePrefixes(text, text.length))
        expect(beginning.length).toBeLessThan(2_000_200);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

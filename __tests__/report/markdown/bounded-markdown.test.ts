import { describe, expect, test } from '@jest/globals';
import { BoundedMarkdown, takeWhileFits } from '../../../src/report/markdown/bounded-markdown.js';

describe('a page', () => {
  test('takes blocks up to its last byte, each with its line end', () => {
    const page = new BoundedMarkdown(8);
    page.add('abc');
    expect([page.remainingBytes, page.overflowed]).toEqual([4, false]);
    page.add('äb');
    expect([page.remainingBytes, page.overflowed, page.text()]).toEqual([0, false, 'abc\näb\n']);
  });

  test('is full from the first block that does not fit', () => {
    const page = new BoundedMarkdown(7);
    page.add('abc');
    page.add('äb');
    expect(page.overflowed).toBe(true);
    expect(page.text()).toBe('abc\n');
  });

  test('may be called full: what must not be cut was too long', () => {
    const page = new BoundedMarkdown(100);
    page.overflow();
    expect(page.overflowed).toBe(true);
  });
});

describe('the rows that fit', () => {
  test('are those before the first that does not, line ends included', () => {
    expect(takeWhileFits(['abc', 'äb', 'x'], 8)).toEqual(['abc', 'äb']);
    expect(takeWhileFits(['abc', 'äb', 'x'], 7)).toEqual(['abc']);
    expect(takeWhileFits(['abc'], 3)).toEqual([]);
    expect(takeWhileFits([], 3)).toEqual([]);
  });

  test('are made no further than they are wanted', () => {
    let made = 0;
    function* rows(): Generator<string> {
      for (;;) {
        made += 1;
        yield 'x';
      }
    }
    expect(takeWhileFits(rows(), 4)).toEqual(['x', 'x']);
    expect(made).toBe(3);
  });
});

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

describe('takeWhileFits', () => {
  const same = (text: string) => text;

  test('takes the rows before the first that does not fit, line ends included', () => {
    expect(takeWhileFits(['abc', 'äb', 'x'], 8, same)).toEqual(['abc', 'äb']);
    expect(takeWhileFits(['abc', 'äb', 'x'], 7, same)).toEqual(['abc']);
    expect(takeWhileFits(['abc'], 3, same)).toEqual([]);
    expect(takeWhileFits([], 3, same)).toEqual([]);
  });

  test('renders no row after the first that does not fit', () => {
    let rendered = 0;
    const render = () => {
      rendered += 1;
      return 'x';
    };
    expect(takeWhileFits(Array(100).fill(0), 4, render)).toEqual(['x', 'x']);
    expect(rendered).toBe(3);
  });
});

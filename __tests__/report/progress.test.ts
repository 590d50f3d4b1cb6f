import { afterEach, describe, expect, test } from '@jest/globals';
import type { BatchProgress } from '../../src/model/types.js';
import type { ActionLog } from '../../src/report/action-log.js';
import { Progress } from '../../src/report/progress.js';
import { type VirtualClock, virtualClock } from '../support/clock.js';

let progress: Progress | undefined;
let clock: VirtualClock;

afterEach(() => progress?.stop());

function begin(total: number): string[] {
  clock = virtualClock();
  const lines: string[] = [];
  const log = { line: (text: string) => lines.push(text) } as unknown as ActionLog;
  progress = new Progress(log, clock, total);
  return lines;
}

const batch = (number: number, batches: number, more: Partial<BatchProgress> = {}): BatchProgress => ({
  number,
  batches,
  size: 100,
  overridden: 100,
  rejected: 0,
  unknown: 0,
  ...more,
});

describe('a short run', () => {
  test('has a line for each batch', () => {
    const lines = begin(200);
    progress?.batch(batch(1, 2));
    progress?.batch(batch(2, 2, { overridden: 97, rejected: 2, unknown: 1 }));
    expect(lines).toEqual([
      'Batch 1 of 2: 100 of 100 overridden',
      'Batch 2 of 2: 97 of 100 overridden, 2 rejected, 1 unknown',
    ]);
  });
});

describe('a long run', () => {
  test('is told in steps: what went wrong, the last batch, and how far it has come every 5 s', () => {
    const lines = begin(10_000);
    for (let number = 1; number <= 100; number += 1) {
      clock.advance(200);
      progress?.batch(batch(number, 100, number === 7 ? { overridden: 99, rejected: 1 } : {}));
    }
    expect(lines[0]).toBe('Batch 7 of 100: 99 of 100 overridden, 1 rejected');
    expect(lines[1]).toMatch(/^3[0-9]00 of 10000 done after \d s, \d+\.\d\/s, about 1\d s left$/);
    expect(lines.at(-1)).toBe('Batch 100 of 100: 100 of 100 overridden');
    expect(lines.length).toBeLessThan(8);
  });

  test('is never silent for long, even where one batch takes its time', () => {
    const lines = begin(100);
    clock.advance(16_000);
    expect(lines).toEqual([
      '0 of 100 done after 5 s',
      '0 of 100 done after 10 s',
      '0 of 100 done after 15 s',
    ]);
  });

  test('is silent once it ended', () => {
    const lines = begin(100);
    progress?.stop();
    clock.advance(16_000);
    expect(lines).toEqual([]);
  });
});

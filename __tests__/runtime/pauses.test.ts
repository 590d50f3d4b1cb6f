import { describe, expect, test } from '@jest/globals';
import { parseDocument } from '../../src/documents/document.js';
import { Diagnostics } from '../../src/model/diagnostic.js';
import { EndedError, type Pause, pauses } from '../../src/runtime/process.js';
import { HOST, planDocument } from '../support/documents.js';

/** Works for at least so long, and pauses whenever it is time. */
async function work(pause: Pause, ms: number): Promise<number> {
  let rests = 0;
  for (const started = performance.now(); performance.now() - started < ms; ) {
    const rest = pause();
    if (rest) rests += 1;
    if (rest) await rest;
  }
  return rests;
}

describe('pauses', () => {
  test('let timers be heard during long work', async () => {
    let heard = false;
    const timer = setTimeout(() => {
      heard = true;
    }, 0);
    expect(await work(pauses(new AbortController().signal), 200)).toBeGreaterThan(0);
    clearTimeout(timer);
    expect(heard).toBe(true);
  });

  test('end the work once the signal aborts', async () => {
    const ended = new AbortController();
    setTimeout(() => ended.abort(), 0);
    await expect(work(pauses(ended.signal), 10_000)).rejects.toThrow(EndedError);
  });

  /** Ends the work at the call of that number. */
  const endsAt = (number: number): Pause => {
    let calls = 0;
    return () => {
      calls += 1;
      return calls === number ? Promise.reject(new EndedError()) : undefined;
    };
  };

  test.each([
    ['a map', 'Login works: passed\n'.repeat(1_000)],
    ['a list', '- {id: 3646, result: passed}\n'.repeat(1_000)],
    ['JSON', JSON.stringify(Array(1_000).fill({ id: 3646, result: 'passed' }))],
    ['a map by outcome', `passed: [${'3646, '.repeat(1_000)}]`],
    ['a line', '3646=passed, '.repeat(1_000)],
    ['a bare list', '3646 '.repeat(1_000)],
  ])('are taken while %s is parsed', async (_, text) => {
    const options = { host: HOST, defaultOutcome: 'SUCCESS' } as const;
    const parsing = parseDocument({ input: 'results', text }, options, new Diagnostics(), endsAt(20));
    await expect(parsing).rejects.toThrow(EndedError);
  });

  test('are taken while names are resolved', async () => {
    const source = { input: 'results', text: '3646: passed\n'.repeat(100) };
    await expect(planDocument(source, [], { pause: endsAt(20) })).rejects.toThrow(EndedError);
  });
});

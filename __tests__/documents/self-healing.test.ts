/**
 * Errors that heal themselves: a program pastes what the error suggests, once, and the document works. `MISTAKES=9000
 * npm run jest -- __tests__/documents/self-healing.test.ts` tries more of them; what fails is printed.
 */
import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../src/model/types.js';
import { type Planned, planDocument } from '../support/documents.js';
import {
  type Attempt,
  MISTAKE_KINDS,
  type Mistake,
  makeMistake,
  pasteSuggestion,
  type World,
} from '../support/mistakes.js';

const TOTAL = Number(process.env['MISTAKES'] ?? 900);
const PER_KIND = Math.ceil(TOTAL / MISTAKE_KINDS.length);

/** What the action makes of a document, up to where it would send. */
function tried({ text, runId, host, strict }: Attempt, world: World): Promise<Planned> {
  const [results, other] = runId === '239' ? [world.run, '240'] : [world.rerun, '239'];
  return planDocument({ input: 'results', text }, results, { runId, host, strict, relatedRuns: [other] });
}

/** The result of the first wish: an ambiguous name is decided by who meant it. */
function firstMeant({ meant }: Mistake): string {
  return [...meant.keys()][0] ?? '';
}

function isMeant(sent: ReadonlyMap<string, Outcome>, meant: ReadonlyMap<string, Outcome>): boolean {
  return [...sent].every(([id, outcome]) => meant.get(id) === outcome);
}

/** `healed`, or what went wrong. */
async function heal(mistake: Mistake): Promise<string> {
  const { attempt, world, meant } = mistake;
  const first = await tried(attempt, world);
  if (!isMeant(first.sent, meant)) return `WRONG at once: ${[...first.sent]}`;
  const [problem] = first.problems;
  if (!problem) return first.sent.size === meant.size ? 'healed' : 'lost something at once';
  const pasted = pasteSuggestion(mistake, problem, firstMeant(mistake));
  if (!pasted) return `no suggestion: ${problem.message}`;
  const second = await tried(pasted, world);
  if (!isMeant(second.sent, meant)) return `WRONG after ${problem.message}`;
  if (second.problems.length > 0)
    return `${problem.message}\n  pasted: ${pasted.text}\n  then: ${second.problems[0]?.message}`;
  return second.sent.size === meant.size ? 'healed' : 'lost something';
}

describe('errors that heal themselves', () => {
  test.each(MISTAKE_KINDS)(
    '%s: at least 98 % work after one paste, and nothing else is ever sent',
    async (kind) => {
      const failures: string[] = [];
      for (let seed = 1; seed <= PER_KIND; seed += 1) {
        const mistake = makeMistake(kind, seed);
        const ending = await heal(mistake);
        if (ending !== 'healed')
          failures.push(`${mistake.kind} (${seed}):\n${mistake.attempt.text}\n  ${ending}`);
      }
      const wrong = failures.filter((failure) => failure.includes('WRONG') || failure.includes('lost'));
      expect(wrong).toEqual([]);
      if (failures.length > 0 && process.env['MISTAKES'] !== undefined)
        process.stdout.write(`${failures.join('\n')}\n`);
      expect(failures.length).toBeLessThanOrEqual(PER_KIND * 0.02);
    },
  );
});

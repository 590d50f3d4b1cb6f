/**
 * Taking over reruns, on chains that are made up, against an oracle. By hand, on more of them:
 * `CHAINS=100000 npm run jest -- __tests__/other-run/algebra.test.ts`, with `SEED=<number>` for other ones.
 */
import { expect, test } from '@jest/globals';
import { writeJson } from '../../sandbox/json.js';
import { Diagnostics } from '../../src/model/diagnostic.js';
import type { Override, OverrideResult } from '../../src/model/types.js';
import { type TakeOverOptions, takeOver } from '../../src/other-run/take-over.js';
import { CommentRenderer } from '../../src/plan/comment.js';
import { makePlan } from '../../src/plan/plan.js';
import { notRestorable, undoDocument } from '../../src/report/retry-undo.js';
import { parseListing, parseRun } from '../../src/testsigma/run-response.js';
import { type Chain, makeChain, randomFrom, type WireRun } from './chains.js';
import { oracle } from './oracle.js';

const COUNT = Number(process.env['CHAINS'] ?? 2_000);
const SEED = Number(process.env['SEED'] ?? 1);

/** Without what is undefined: such a field is absent in Testsigma's JSON. */
const present = (value: object) =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));

function bodyOfRun({ testCases: _, ...run }: WireRun): string {
  return writeJson(present({ result: 'FAILURE', ...run }) as never);
}

function bodyOfListing({ id, testCases }: WireRun): string {
  return writeJson({ executionResultId: id, testCases: testCases.map(present) as never[] });
}

/** Reads runs as the action reads them, without HTTP. */
function clientOf(runs: readonly WireRun[]): TakeOverOptions['client'] {
  const forRun = (id: string) => {
    const run = runs.find((one) => String(one.id) === id);
    const read = <Value>(parse: (found: WireRun) => Value) =>
      Promise.resolve(run ? { value: parse(run) } : { unreadable: 'there is no such run' });
    return {
      run: () => read((found) => parseRun(bodyOfRun(found), id)),
      listing: () => read((found) => parseListing(bodyOfListing(found), id, true)),
    };
  };
  return { forRun } as unknown as TakeOverOptions['client'];
}

/** What the action would do: the overrides of its plan, or `error`. */
async function planOf(
  { runs, from, suite, machine }: Chain,
  skipUnchanged: boolean,
): Promise<'error' | readonly Override[]> {
  const [main] = runs as [WireRun];
  const diagnostics = new Diagnostics();
  const { results } = parseListing(bodyOfListing(main), '486', true);
  const options = {
    client: clientOf(runs),
    run: parseRun(bodyOfRun(main), '486'),
    results,
    from,
    suite,
    machine,
    ownComment: '',
    cancelled: new AbortController().signal,
  };
  const { overrides } = await takeOver(options, diagnostics);
  if (diagnostics.problems.length > 0) return 'error';
  const listing = { results, readAt: 0 };
  const comments = new CommentRenderer(undefined, (text) => text);
  const more = {
    runId: '486',
    listing,
    listingError: '',
    comment: '',
    comments,
    strict: false,
    skipUnchanged,
    today: '2024-06-03',
    pause: () => undefined,
  };
  return makePlan([], { ...more, suite: '', machine: '' }, overrides, diagnostics);
}

const toSend = (plan: readonly Override[]) => plan.filter(({ skipReason }) => skipReason === undefined);

/** Sets results of the run itself, those alone that are in one of the given states. */
function set({ runs: [main] }: Chain, id: string, outcome: string, onlyIf?: readonly string[]): void {
  const one = main?.testCases.find(({ testCaseResultId }) => String(testCaseResultId) === id);
  if (one && (!onlyIf || onlyIf.includes(one.result))) one.result = outcome;
}

const stateOf = ({ runs: [main] }: Chain) =>
  main?.testCases.map(({ result }) => result.replace('PASSED', 'SUCCESS').replace('FAILED', 'FAILURE'));

async function check(chain: Chain, skipUnchanged: boolean): Promise<'error' | number> {
  const expected = oracle(chain);
  const plan = await planOf(chain, skipUnchanged);
  if (plan === 'error' || expected === 'error') {
    expect(plan === 'error' ? 'error' : 'a plan').toBe(expected === 'error' ? 'error' : 'a plan');
    return 'error';
  }
  expect(new Map(plan.map(({ testCaseResultId, passedIn }) => [testCaseResultId, passedIn]))).toEqual(
    expected,
  );
  const sent = toSend(plan);
  // A pass is never made worse, nor sent again.
  expect(sent.filter(({ outcome, before }) => outcome !== 'SUCCESS' || before?.result === 'SUCCESS')).toEqual(
    [],
  );
  const before = stateOf(chain);
  for (const { testCaseResultId, outcome } of sent) set(chain, testCaseResultId, outcome);
  const second = await planOf(chain, skipUnchanged);
  // Doing it twice changes nothing.
  expect(second === 'error' ? second : toSend(second)).toEqual([]);
  const settled = sent.map(
    (override): OverrideResult => ({ override, status: 'overridden', message: '', attempts: 1 }),
  );
  const undo: readonly { testCaseResultId: number; result: string; onlyIf: string[] }[] = JSON.parse(
    undoDocument(settled, ''),
  );
  for (const { testCaseResultId, result, onlyIf } of undo)
    set(chain, String(testCaseResultId), result, onlyIf);
  // Undo restores exactly; what no override can set back is named.
  for (const { override } of notRestorable(settled))
    set(chain, override.testCaseResultId, override.before?.result ?? '');
  expect(stateOf(chain)).toEqual(before);
  return sent.length;
}

function shown({ runs, from, suite, machine }: Chain): string {
  const lines = runs.map((run) => bodyOfRun(run) + bodyOfListing(run));
  return [`from ${from}, suite "${suite}", machine "${machine}"`, ...lines].join('\n');
}

test(
  `${COUNT} chains of reruns agree with the oracle`,
  async () => {
    const counts = { errors: 0, sent: 0, nothing: 0 };
    for (let number = 0; number < COUNT; number += 1) {
      const seed = SEED * 1_000_003 + number;
      const random = randomFrom(seed);
      const chain = makeChain(random);
      const outcome = await check(chain, random() < 0.5).catch((error: Error) => {
        throw new Error(`seed ${seed}: ${error.message}\n${shown(makeChain(randomFrom(seed)))}`);
      });
      if (outcome === 'error') counts.errors += 1;
      else counts[outcome > 0 ? 'sent' : 'nothing'] += 1;
    }
    // The generator reaches every kind of chain.
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(COUNT / 50);
  },
  COUNT * 60 + 60_000,
);

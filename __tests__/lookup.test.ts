/** Reading the run first: what follows from it, and how long it is tried. */
import { describe, expect, test } from '@jest/globals';
import type { Inputs } from '../src/inputs/inputs.js';
import { lookUp, runResultNow } from '../src/lookup.js';
import { Diagnostics } from '../src/model/diagnostic.js';
import type { HttpResult } from '../src/runtime/http.js';
import { TestsigmaClient } from '../src/testsigma/client.js';
import { RetryClient } from '../src/testsigma/retry.js';
import { virtualClock } from './support/clock.js';

const RUN = { id: 239, executionId: 57, result: 'FAILED', status: 'STATUS_COMPLETED' };
const LISTING = { executionResultId: 239, result: 'FAILURE', status: 'STATUS_COMPLETED', testCases: [] };

type Responses = Partial<Record<'run' | 'listing', unknown>>;

function reply(status: number, body: unknown): HttpResult {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'response', status, headers: {}, body: text, complete: true };
}

const failing = (status: number) => reply(status, { error: 'no' });

async function look(responses: Responses, inputs: Partial<Inputs> = {}, needed = false) {
  const clock = virtualClock();
  const started = clock.now();
  const requests: string[] = [];
  const lines: string[] = [];
  let inFlight = 0;
  let together = 0;
  const http = new RetryClient({
    session: {
      exchange: async ({ url }) => {
        const what = url.endsWith('test_case_results') ? 'listing' : 'run';
        requests.push(what);
        inFlight += 1;
        together = Math.max(together, inFlight);
        await new Promise((resolve) => setImmediate(resolve));
        inFlight -= 1;
        const response = responses[what] ?? (what === 'run' ? RUN : LISTING);
        return Object(response).kind ? (response as HttpResult) : reply(200, response);
      },
      connect: () => undefined,
      close: () => undefined,
    },
    clock,
    random: () => 1,
    cancellation: { requested: AbortSignal.any([]), expired: AbortSignal.any([]) },
    onRetry: (line) => lines.push(line),
    maxRetries: 6,
    requestTimeoutMs: 5_000,
    deadline: started + 600_000,
  });
  const wireComment = () => '';
  const client = new TestsigmaClient({
    http,
    baseUrl: 'https://x',
    apiToken: 'k',
    runId: '239',
    wireComment,
  });
  const diagnostics = new Diagnostics();
  const options = {
    lookup: 'auto',
    runId: '239',
    verify: false,
    resultsFromRun: undefined,
    ...inputs,
  } as Inputs;
  const snapshot = await lookUp(client, options, needed, clock, diagnostics);
  const result = await runResultNow(client, clock);
  const texts = (all: Diagnostics['problems']) =>
    all.map(({ location, message }) => `${location.input}: ${message}`);
  const count = (what: string) => requests.filter((one) => one === what).length;
  return {
    snapshot,
    result,
    together,
    problems: texts(diagnostics.problems),
    warnings: texts(diagnostics.warnings),
    listings: count('listing'),
    runs: count('run'),
    lines,
    seconds: (clock.now() - started) / 1_000,
  };
}

describe('reading the run first', () => {
  test('reads the run and its listing at the same time', async () => {
    const { snapshot, together, problems, warnings, result } = await look({});
    expect(snapshot).toMatchObject({
      run: { id: '239', result: 'FAILURE' },
      listing: { results: [], readAt: expect.any(Number) },
      runResult: 'FAILURE',
      listingError: '',
    });
    expect([together, problems, warnings, result]).toEqual([2, [], [], 'FAILURE']);
  });

  test('names what is read again', async () => {
    const { lines } = await look({ run: reply(503, {}), listing: reply(503, {}) });
    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(/^Attempt 1\/3 to read run 239 failed: 503 Service Unavailable/),
      expect.stringMatching(/^Attempt 1\/3 to read the results of run 239 failed: 503/),
    ]);
  });

  test('reads nothing if lookup is off', async () => {
    const { snapshot, listings } = await look({}, { lookup: 'off' });
    expect([snapshot, listings]).toEqual([{ runResult: '', listingError: 'lookup is off' }, 0]);
  });

  test.each([false, true])(
    'the listing does not count if nothing says that the run has ended (needed: %s)',
    async (needed) => {
      const listing = { ...LISTING, status: undefined };
      const { snapshot } = await look({ run: reply(404, { error: 'no' }), listing }, {}, needed);
      expect(snapshot.listing).toBeUndefined();
      expect(snapshot.listingError).toMatch(
        /not known whether the run has ended, since the run could not be read: .*404/,
      );
    },
  );

  test('says that the run could not be read if its listing says that it has ended', async () => {
    const { snapshot, warnings } = await look({ run: failing(500) }, {}, true);
    expect(snapshot.listing).toBeDefined();
    expect(warnings).toEqual([
      expect.stringMatching(/^lookup: the run could not be read: .*500.*its listing says/),
    ]);
  });

  test('takes the state from the listing if the run cannot be read', async () => {
    const { snapshot, result } = await look({ run: failing(500) });
    expect([snapshot.run, snapshot.runResult, result]).toEqual([undefined, 'FAILURE', '']);
  });

  test('is tried three times if nothing needs it, then goes on without undo', async () => {
    const { snapshot, listings, warnings, problems } = await look({ listing: failing(503) });
    expect([snapshot.listing, listings, problems]).toEqual([undefined, 3, []]);
    expect(warnings).toEqual([
      expect.stringMatching(/^lookup: .*503 Service Unavailable.*there is no undo$/),
    ]);
  });

  test.each([
    ['something needs it', {}, true],
    ['lookup is required', { lookup: 'required' }, false],
    ['verify is on', { verify: true }, false],
  ] as const)('is retried like any request if %s', async (_, inputs, needed) => {
    const { listings, problems } = await look({ listing: failing(503) }, inputs, needed);
    expect(listings).toBe(7);
    expect(problems).toHaveLength('lookup' in inputs ? 1 : 0);
  });

  test.each([
    ['run', false],
    ['listing', false],
    ['run', true],
    ['listing', true],
  ] as const)('a 401 for the %s ends the step, whether it is needed (%s) or not', async (what, needed) => {
    const { problems, warnings } = await look({ [what]: failing(401) }, {}, needed);
    expect(problems).toEqual([
      expect.stringMatching(/^api-token: .*401 Unauthorized.*expired or was switched off/),
    ]);
    expect(warnings).toEqual([]);
  });

  test.each(['STATUS_CREATED', 'STATUS_QUEUED', 'STATUS_PRE_FLIGHT', 'STATUS_IN_PROGRESS'])(
    'a run that is %s is a problem',
    async (status) => {
      expect((await look({ run: { ...RUN, status } })).problems).toEqual([
        expect.stringMatching(/^run-id: run 239 is still in progress/),
      ]);
    },
  );

  test('a run in progress is one even if its listing, read at the same time, says otherwise', async () => {
    const { problems } = await look({ run: { ...RUN, status: 'STATUS_IN_PROGRESS' }, listing: LISTING });
    expect(problems).toHaveLength(1);
  });

  test.each([
    ['an unknown status', { status: 'STATUS_WHATEVER' }, []],
    ['no status', { status: undefined }, [/gave no status/]],
    ['a parent', { reRunParentId: 498 }, [/run 239 is a rerun of run 498/]],
    [
      'a rerun',
      { childResult: { id: 533 } },
      [/run 239 has a rerun, run 533\. Its results have different IDs and are not changed$/],
    ],
  ])('%s', async (_, more, warnings) => {
    const seen = await look({ run: { ...RUN, ...more } });
    expect(seen.problems).toEqual([]);
    expect(seen.warnings).toEqual(warnings.map((one) => expect.stringMatching(one)));
  });

  test('a rerun is no warning if its passes are taken over', async () => {
    const run = { ...RUN, childResult: { id: 533 } };
    expect((await look({ run }, { resultsFromRun: 'latest-rerun' })).warnings).toEqual([]);
  });
});

/** Reading the run first, from the real sandbox: what is told, and how long it is tried. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../sandbox/server.js';
import type { Inputs } from '../src/inputs/inputs.js';
import { lookUp, runResultNow } from '../src/lookup.js';
import type { Clock } from '../src/runtime/process.js';
import { TestsigmaClient } from '../src/testsigma/client.js';
import { RetryClient } from '../src/testsigma/retry.js';

let sandbox: Sandbox;
let now: number;
let clock: Clock;
let transport: RetryClient;

beforeEach(async () => {
  sandbox = await startSandbox();
  now = 1_000;
  clock = {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
  const never = new AbortController().signal;
  transport = new RetryClient({
    userAgent: 'test',
    clock,
    random: () => 1,
    cancellation: { requested: never, expired: never },
    onRetry: () => undefined,
    maxRetries: 6,
    requestTimeoutMs: 5_000,
    deadline: 10_000_000,
  });
});
afterEach(async () => {
  transport.close();
  await sandbox.close();
});

function apiOf(runId: string): TestsigmaClient {
  return new TestsigmaClient({
    transport,
    baseUrl: sandbox.address,
    apiToken: sandbox.token,
    runId,
    maxRetries: 6,
  });
}

type Asked = Partial<Pick<Inputs, 'lookup' | 'runId' | 'verify'>>;

function look(asked: Asked = {}, needed = false) {
  const inputs = { lookup: 'auto', runId: '239', verify: false, ...asked } as const;
  return lookUp(apiOf(inputs.runId), inputs, needed, clock);
}

const messages = (remarks: readonly { readonly message: string }[]) => remarks.map(({ message }) => message);

describe('what is read', () => {
  test('is the run and its listing, with the time of the reading', async () => {
    const { run, listing, ...rest } = await look();
    expect(run).toMatchObject({ id: '239', result: 'FAILURE' });
    expect(listing?.readAt).toBe(1_000);
    expect(listing?.results.length).toBeGreaterThan(0);
    expect(rest).toEqual({ runResult: 'FAILURE', listingError: '', problems: [], warnings: [] });
  });

  test('is nothing where lookup is off', async () => {
    expect(await look({ lookup: 'off' })).toEqual({
      runResult: '',
      listingError: 'lookup is off',
      problems: [],
      warnings: [],
    });
    expect(sandbox.requests).toEqual([]);
  });
});

describe('a run', () => {
  test.each(['STATUS_CREATED', 'STATUS_QUEUED', 'STATUS_PRE_FLIGHT', 'STATUS_IN_PROGRESS'])(
    'that is still going (%s) is a problem',
    async (status) => {
      sandbox.faults = ({ path }) =>
        path.endsWith('/239') ? { body: `{"id":239,"status":"${status}"}` } : undefined;
      const { problems } = await look();
      expect(problems).toEqual([
        {
          location: { input: 'run-id' },
          message: `run 239 is still going (${status}) and would overwrite what is set now; wait until it has ended, or set lookup: off to send all the same`,
        },
      ]);
    },
  );

  test.each(['STATUS_COMPLETED', 'STATUS_STOPPED', 'STATUS_NEW'])(
    'with the status %s goes on',
    async (status) => {
      sandbox.faults = ({ path }) =>
        path.endsWith('/239') ? { body: `{"id":239,"status":"${status}"}` } : undefined;
      expect((await look()).problems).toEqual([]);
    },
  );

  test('that cannot be read is told by its listing: what it came to, and that it is still going', async () => {
    sandbox.faults = ({ path }) =>
      path.endsWith('/239')
        ? { status: 403 }
        : { body: '{"result":"RUNNING","status":"STATUS_IN_PROGRESS","testCases":[]}' };
    const { run, runResult, problems } = await look();
    expect([run, runResult]).toEqual([undefined, 'RUNNING']);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('run 239 is still going (STATUS_IN_PROGRESS)'),
    ]);
  });

  test('that can be read counts, whatever its listing says', async () => {
    sandbox.faults = ({ path }) =>
      path.endsWith('/239')
        ? { body: '{"id":239,"result":"SUCCESS","status":"STATUS_COMPLETED"}' }
        : { body: '{"result":"RUNNING","status":"STATUS_IN_PROGRESS","testCases":[]}' };
    expect(await look()).toMatchObject({ runResult: 'SUCCESS', problems: [] });
  });

  test('that is a rerun, or was run again, is a warning that names the other', async () => {
    expect((await look({ runId: '240' })).warnings).toEqual([
      {
        location: { input: 'run-id' },
        message: 'run 240 is a rerun of run 239: results of run 239 have other ids and are not changed',
      },
    ]);
    expect((await look({ runId: '243' })).warnings).toEqual([
      {
        location: { input: 'run-id' },
        message: 'run 243 was run again as run 244: people look at that one, and its results have other ids',
      },
    ]);
  });
});

describe('what cannot be read', () => {
  beforeEach(() => {
    sandbox.faults = () => ({ status: 503 });
  });
  const RESULTS = "the run's results could not be read: Testsigma answered 503 Service Unavailable";

  test('and is not needed is a warning: no undo, nothing left as unchanged', async () => {
    const { listingError, problems, warnings, ...rest } = await look();
    expect(rest).toEqual({ runResult: '' });
    expect(listingError).toBe('it could not be read: Testsigma answered 503 Service Unavailable');
    expect(problems).toEqual([]);
    expect(warnings).toEqual([
      {
        location: { input: 'lookup' },
        message: `${RESULTS}. The overrides go on, but former results are not known: nothing can be left as unchanged, and there is no undo`,
      },
    ]);
  });

  test('and is required is a problem each', async () => {
    const { problems, warnings } = await look({ lookup: 'required' });
    expect(problems.map(({ location }) => location)).toEqual([{ input: 'lookup' }, { input: 'lookup' }]);
    expect(messages(problems)).toEqual([
      'the run could not be read: Testsigma answered 503 Service Unavailable, and lookup is required',
      `${RESULTS}, and lookup is required`,
    ]);
    expect(warnings).toEqual([]);
  });

  test('and is needed is told by those who need it', async () => {
    expect(await look({}, true)).toMatchObject({ problems: [], warnings: [] });
  });

  test.each<[string, Asked, boolean, number]>([
    ['not needed: 3 times', {}, false, 3],
    ['needed: like any request', {}, true, 7],
    ['required: like any request', { lookup: 'required' }, false, 7],
    ['verified later: like any request', { verify: true }, false, 7],
  ])('is tried, %s', async (_, asked, needed, times) => {
    await look(asked, needed);
    expect(sandbox.requests.filter(({ path }) => path.endsWith('/239'))).toHaveLength(times);
  });

  test('and is not needed is tried for 15 s together', async () => {
    sandbox.faults = () => ({ status: 503, headers: { 'retry-after': '14' } });
    await look();
    expect(sandbox.requests).toHaveLength(3);
  });
});

describe("the run's own result", () => {
  test('is read as it is now', async () => {
    expect(await runResultNow(apiOf('239'), clock)).toBe('FAILURE');
  });

  test('is empty where it cannot be read, after 3 tries', async () => {
    sandbox.faults = () => ({ status: 503 });
    expect(await runResultNow(apiOf('239'), clock)).toBe('');
    expect(sandbox.requests).toHaveLength(3);
  });
});

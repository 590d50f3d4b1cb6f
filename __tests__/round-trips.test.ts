/** How often a step waits for Testsigma: what can be read at the same time is, and what writes goes alone. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { main } from '../src/main.js';
import { runnerFiles } from '../src/runtime/files.js';
import type { HttpRequest, HttpResult } from '../src/runtime/http.js';
import { TestSignals } from './support/act.js';
import { virtualClock } from './support/clock.js';

const folder = mkdtempSync(join(tmpdir(), 'round-trips-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A service that answers in turns: everything that is in flight at the same time is one round trip. */
function service() {
  const trips: string[][] = [];
  let result = 'FAILURE';
  let turn: Promise<void> | undefined;
  const responseTo = ({ method, url }: HttpRequest): object => {
    if (method === 'PUT') {
      result = 'SUCCESS';
      return { errors: [], message: 'Overridden the results successfully' };
    }
    const run = { id: 239, executionId: 12, result, status: 'STATUS_COMPLETED' };
    const listed = { testCaseId: 411, testCaseName: 'Login works', testCaseResultId: 3646, result };
    return url.endsWith('/test_case_results') ? { ...run, executionResultId: 239, testCases: [listed] } : run;
  };
  const exchange = async (request: HttpRequest): Promise<HttpResult> => {
    if (!turn) {
      trips.push([]);
      turn = new Promise((resolve) => setImmediate(resolve));
      turn.then(() => {
        turn = undefined;
      });
    }
    trips.at(-1)?.push(`${request.method} ${request.url.replace(/^.*\/239/, '')}`);
    await turn;
    const body = JSON.stringify(responseTo(request));
    return { kind: 'response', status: 200, headers: {}, body, complete: true };
  };
  return { trips, session: { exchange, connect: () => undefined, close: () => undefined } };
}

test.each([
  ['false', ['GET ']],
  ['true', ['GET ', 'GET /test_case_results']],
])('one override with verify: %s takes three round trips', async (verify, after) => {
  const { trips, session } = service();
  const conclusion = await main({
    env: {
      'INPUT_RUN-ID': '239',
      'INPUT_API-TOKEN': 'token-of-a-test',
      'INPUT_BASE-URL': 'http://127.0.0.1:1',
      INPUT_RESULTS: '3646: passed',
      INPUT_VERIFY: verify,
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: join(folder, 'output'),
    },
    stdout: () => undefined,
    clock: virtualClock(),
    random: () => 0.5,
    signals: new TestSignals(),
    files: runnerFiles,
    http: () => session,
  });
  expect(conclusion).toBe('pass');
  expect(trips.map((trip) => trip.sort())).toEqual([
    ['GET ', 'GET /test_case_results'],
    ['PUT /override'],
    after,
  ]);
});

describe('the connection', () => {
  /** What a step does with the network and with files, in order. */
  async function steps(inputs: Readonly<Record<string, string>>): Promise<string[]> {
    const { session } = service();
    const done: string[] = [];
    writeFileSync(join(folder, 'results.yml'), '3646: passed\n');
    await main({
      env: {
        'INPUT_RUN-ID': '239',
        'INPUT_API-TOKEN': 'token-of-a-test',
        'INPUT_BASE-URL': 'http://127.0.0.1:1',
        'INPUT_RESULTS-FILES': join(folder, 'results.yml'),
        RUNNER_TEMP: folder,
        ...inputs,
      },
      stdout: () => undefined,
      clock: virtualClock(),
      random: () => 0.5,
      signals: new TestSignals(),
      files: (workspace, ended) => {
        const files = runnerFiles(workspace, ended);
        const read = (path: string) => {
          done.push('read');
          return files.read(path);
        };
        return { ...files, read };
      },
      http: () => ({
        connect: (url) => done.push(`connect to ${url}`),
        exchange: (request) => {
          done.push(request.method);
          return session.exchange(request);
        },
        close: () => done.push('close'),
      }),
    });
    return done;
  }

  test('is opened before documents are read', async () => {
    const connected = 'connect to http://127.0.0.1:1';
    expect(await steps({})).toEqual([connected, 'read', 'GET', 'GET', 'PUT', 'GET', 'close']);
  });

  test('is closed unused if a document is wrong', async () => {
    const done = await steps({ INPUT_RESULTS: '3646: perhaps' });
    expect(done).toEqual(['connect to http://127.0.0.1:1', 'read', 'close']);
  });

  test('is not opened if an input is wrong', async () => {
    expect(await steps({ 'INPUT_BATCH-SIZE': 'many' })).toEqual(['read', 'close']);
  });
});

/** Job summaries from real runs of the committed action against a sandbox: what people get to see. */
import { RUNS, type Run } from '../../sandbox/data.js';
import type { ActionRun } from '../../sandbox/runner.js';
import { type Faults, script, startSandbox } from '../../sandbox/server.js';
import { escapeMarkdown } from '../../src/text/escape.js';
import { act, type MoreInProcess } from './act.js';

/** What a scene's links begin with, instead of the sandbox's address. */
export const HOST = 'https://app.testsigma.com';

interface Scene {
  readonly inputs: Readonly<Record<string, string>>;
  readonly runs?: readonly Run[];
  readonly faults?: () => Faults;
  readonly signalAfter?: MoreInProcess['signalAfter'];
}

/** Text that tries to break out of wherever it is put, and to become links, mentions and pictures. */
export const HOSTILE = [
  '| a | b |',
  '<img src=x onerror=alert(1)> <script>alert(1)</script> </details></td></table>',
  '[link](https://evil.example) ![img](https://evil.example/x.png) <https://evil.example>',
  '`code` **bold** _em_ ~~gone~~ [ ] $x^2$ \\ &amp; &lt;b&gt;',
  'https://evil.example www.evil.example evil@evil.example mailto:evil@evil.example',
  '@octocat @acme/owners #1 acme/shop#2 GH-3 acme@0123456 :smile: :+1: [^1]',
  '<!-- --> <a href="javascript:alert(1)">x</a> <svg/onload=alert(1)>',
  'javascript:alert(1)',
].join(' ');

const SCENES = {
  full: {
    inputs: {
      results: `{${['3646', '3647', '3648', '3649', '3651', '3652', '3654', '3657'].map((id) => `${id}: passed`)}}`,
      comment: 'Flaky network, reviewed manually',
    },
  },
  comments: {
    inputs: {
      results: '{3646: passed, 3654: {result: passed, comment: Mail was late}, 3657: not_executed}',
      comment: 'Flaky network, reviewed manually',
    },
  },
  partial: {
    inputs: {
      results: '{3649: passed, 3651: passed, 3654: passed, 2286: passed}',
      comment: 'Price list was out of date',
    },
  },
  failed: {
    inputs: { results: '{3646: passed, 3649: passed, Payment by card: passed}' },
    faults: () => script({ status: 403, body: '{"error":"Access denied"}' }),
  },
  unknown: {
    inputs: { results: '{3646: passed, 3647: passed, 3649: passed}', 'batch-size': '1', 'max-retries': '0' },
    faults: () => script({}, {}, { status: 503 }),
  },
  wrong: {
    inputs: {
      results: '3646: pased\n3647: {result: passed, commit: x}\nChekout total: passed\nLogin works: passed\n',
    },
  },
  cancelled: {
    inputs: { results: '{3646: passed, 3647: passed, 3649: passed}', 'batch-size': '1' },
    faults: () => script({}, { delay: 100 }, { delay: 100 }),
    signalAfter: { output: 'Batch 1 of 3' },
  },
  'dry-run': {
    inputs: {
      results:
        'Search finds products: passed\nCheckout total: {result: passed, onlyIf: failed}\n3648: passed\n',
      'dry-run': 'true',
    },
  },
  unchanged: { inputs: { results: '{3648: passed, 3653: passed}' } },
  nothing: { inputs: { results: '{}', 'if-no-results': 'warn' } },
  hostile: {
    inputs: {
      results: JSON.stringify([
        { testCaseResultId: 3646, result: 'passed', comment: HOSTILE },
        { testCaseResultId: 3648, result: 'passed', comment: HOSTILE },
        { testCaseResultId: 2286, result: 'passed', comment: HOSTILE },
      ]),
    },
    runs: RUNS.map((run) => ({
      ...run,
      buildNo: HOSTILE,
      results: run.results.map((row) => ({ ...row, testCaseName: HOSTILE, machineTitle: HOSTILE })),
    })),
  },
} as const satisfies Record<string, Scene>;

/** A scene's name. */
export type SceneName = keyof typeof SCENES;

/** The names of all scenes that can be played here: Windows has no signals to cancel with. */
export const SCENE_NAMES = (Object.keys(SCENES) as SceneName[]).filter(
  (name) => name !== 'cancelled' || process.platform !== 'win32',
);

const played = new Map<SceneName, Promise<string>>();

/** The summary of a scene as it would be on Testsigma's own host and on a fixed day. Each scene runs once. */
export function summaryOfScene(name: SceneName): Promise<string> {
  const summary = played.get(name) ?? play(name);
  played.set(name, summary);
  return summary;
}

async function play(name: SceneName): Promise<string> {
  const { inputs, runs, faults, signalAfter }: Scene = SCENES[name];
  const sandbox = await startSandbox(runs ? { runs } : {});
  sandbox.faults = faults?.();
  try {
    const run: ActionRun = await act(sandbox, inputs, signalAfter ? { signalAfter } : {});
    return run.summary
      .replaceAll('\r\n', '\n')
      .replaceAll(sandbox.address, HOST)
      .replaceAll(escapeMarkdown(sandbox.address), escapeMarkdown(HOST))
      .replaceAll(/(?<=read at )[\d: -]+UTC/g, '2024-06-03 06:20 UTC')
      .replaceAll(/(?<=took )[\d.]+ s/g, '1.2 s');
  } finally {
    await sandbox.close();
  }
}

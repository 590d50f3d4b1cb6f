/** One run of the whole action, `main()`, against a script of responses. */
import { main } from '../../src/main.js';
import type { Conclusion } from '../../src/model/verdict.js';
import { type Letter, RUN } from './letters.js';
import { type Former, Service } from './service.js';
import { FakeSignals, FastClock, MemoryFiles } from './surroundings.js';

/** What a run is played with, apart from its script. */
export interface Setting {
  /** How many results are overridden, and how many a request holds. */
  readonly results: number;
  readonly batchSize: number;
  readonly maxRetries: number;
  readonly former: Former;
  readonly verify: boolean;
  /** The number of the override request during which the signal comes, from 0. */
  readonly signalAt?: number;
}

/** What came of a run. */
export interface Played {
  readonly setting: Setting;
  readonly ids: readonly string[];
  readonly service: Service;
  readonly conclusion: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
  readonly log: string;
}

const OUTPUT = '/output';
const FIRST_ID = 11;

/** Plays a run. */
export async function play(setting: Setting, script: readonly Letter[]): Promise<Played> {
  const ids = Array.from({ length: setting.results }, (_, index) => String(FIRST_ID + index));
  const clock = new FastClock();
  const signals = new FakeSignals();
  const files = new MemoryFiles();
  const lines: string[] = [];
  const service = new Service(ids, setting.former, script, clock, (number) => {
    if (number === setting.signalAt) signals.emit('SIGINT');
  });
  const conclusion = await main({
    env: environment(setting, ids),
    stdout: (text) => lines.push(text),
    clock,
    random: () => 0.5,
    signals,
    files: () => files,
    http: () => service,
  });
  const outputs = parseOutputs(files.texts.get(OUTPUT) ?? '');
  return { setting, ids, service, conclusion, outputs, log: lines.join('') };
}

function environment({ batchSize, maxRetries, former, verify }: Setting, ids: readonly string[]) {
  return {
    GITHUB_OUTPUT: OUTPUT,
    RUNNER_TEMP: '/temp',
    'INPUT_RUN-ID': RUN,
    'INPUT_API-TOKEN': 'key',
    'INPUT_BASE-URL': 'https://app.testsigma.com',
    INPUT_RESULTS: ids.join(', '),
    'INPUT_DEFAULT-RESULT': 'passed',
    INPUT_UNCHANGED: former === 'same' ? 'send' : 'skip',
    'INPUT_BATCH-SIZE': String(batchSize),
    'INPUT_MAX-RETRIES': String(maxRetries),
    INPUT_VERIFY: String(verify),
    'INPUT_IF-PARTIAL': 'warn',
  };
}

function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^([^\n]+)<<(ghadelimiter_\w+)\n(.*?)\n\2$/gms))
    outputs[name] = value;
  return outputs;
}

/**
 * Every script of responses up to a length, without those that cannot differ: what the action does after its last request
 * depends on no further letter, and what comes after a script is honest.
 */
import { violations } from './invariants.js';
import { LETTERS, type Letter } from './letters.js';
import { type Played, play, type Setting } from './play.js';

/** A part of the whole: all scripts that begin with a letter, in one setting. */
export interface Task {
  readonly setting: Setting;
  /** The most requests that are scripted. */
  readonly length: number;
  /** The index of the first letter. */
  readonly first: number;
}

/** What a task came to. */
export interface Outcome {
  readonly runs: number;
  readonly failures: readonly string[];
}

/** Failures that are kept of a task: one is enough to look at. */
const MAX_FAILURES = 3;

/** Plays all scripts of a task, depth first. */
export async function playAll({ setting, length, first }: Task): Promise<Outcome> {
  const failures: string[] = [];
  let runs = 0;
  const letter = LETTERS[first];
  const open: (readonly Letter[])[] = letter ? [[letter]] : [];
  for (let script = open.pop(); script; script = open.pop()) {
    const played = await play(setting, script);
    if (played.service.hasLied) continue;
    runs += 1;
    const broken = violations(played);
    if (broken.length > 0 && failures.length < MAX_FAILURES) failures.push(describe(played, script, broken));
    // A letter that was never used tells nothing apart.
    if (script.length < length && played.service.exchanges.length > script.length)
      for (const next of LETTERS) open.push([...script, next]);
  }
  return { runs, failures };
}

function describe(
  { setting, outputs }: Played,
  script: readonly Letter[],
  broken: readonly string[],
): string {
  const letters = script.map(({ name }) => name).join(' → ');
  return `${broken.join('; ')}\n  ${letters}\n  ${JSON.stringify(setting)}\n  ${outputs['status']}: ${outputs['message']}`;
}

/** How many results, in which batches, with how many retries, and how long scripts are. */
type Shape = readonly [results: number, batchSize: number, maxRetries: number, length: number];

/** With every former result, with and without verify, and with signals at each of the requests that are scripted. */
const SHAPES: readonly Shape[] = [
  [1, 1, 3, 4],
  [2, 2, 0, 6],
  [2, 2, 1, 4],
  [2, 1, 1, 4],
  [3, 3, 0, 4],
  [4, 2, 0, 4],
  [8, 8, 0, 3],
  [8, 8, 1, 3],
];

/** Longer scripts, with another former result and nothing else: only what earlier responses proved differs. */
const LONG_SHAPES: readonly Shape[] = [
  [1, 1, 5, 6],
  [3, 3, 0, 5],
];

/** Everything, as tasks. */
export function allTasks(): readonly Task[] {
  const long = LONG_SHAPES.flatMap((shape) => tasksOf(settingOf(shape, 'other', false), shape[3]));
  return [...SHAPES.flatMap(tasksOfShape), ...long];
}

function tasksOfShape(shape: Shape): readonly Task[] {
  const [, , , length] = shape;
  return (['other', 'same', 'unlisted'] as const).flatMap((former) => {
    const plain = settingOf(shape, former, false);
    const verified = settingOf(shape, former, true);
    // A signal is heard alike whether verify is on.
    return [...tasksOf(plain, length), ...tasksOf(verified, length), ...signalled(plain, length)];
  });
}

function settingOf(
  [results, batchSize, maxRetries]: Shape,
  former: Setting['former'],
  verify: boolean,
): Setting {
  return { results, batchSize, maxRetries, former, verify };
}

/** A script ends at the signal: nothing is sent afterwards. */
function signalled(setting: Setting, length: number): readonly Task[] {
  return Array.from({ length }, (_, signalAt) => tasksOf({ ...setting, signalAt }, signalAt + 1)).flat();
}

function tasksOf(setting: Setting, length: number): readonly Task[] {
  return LETTERS.map((_, first) => ({ setting, length, first }));
}

/**
 * A slice of everything that takes only seconds: scripts of random length, letters and setting.
 *
 * @param seed the same slice for the same number
 * @returns what the runs break
 */
export async function playSlice(seed: number, count: number): Promise<readonly string[]> {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
  const failures: string[] = [];
  for (let run = 0; run < count; run += 1) {
    const [results, batchSize, maxRetries, length] = pick([...SHAPES, ...LONG_SHAPES]) ?? [1, 1, 0, 1];
    const former = pick(['other', 'same', 'unlisted'] as const) ?? 'other';
    const signalAt = random() < SIGNAL_SHARE ? { signalAt: Math.floor(random() * length) } : {};
    const setting = { results, batchSize, maxRetries, former, verify: random() < VERIFY_SHARE, ...signalAt };
    const script = Array.from({ length: MAX_SLICE_LENGTH }, () => pick(LETTERS)).flatMap((one) => one ?? []);
    const played = await play(setting, script);
    const broken = played.service.hasLied ? [] : violations(played);
    if (broken.length > 0) failures.push(describe(played, script, broken));
  }
  return failures;
}

const SIGNAL_SHARE = 0.2;
const VERIFY_SHARE = 0.3;
/** Longer than any script of the whole: a slice also goes where the whole does not. */
const MAX_SLICE_LENGTH = 12;

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * `npm run exhaust [processes]`: compiles the action, plays it against every script of responses, and compares what it
 * says with what the service holds. See docs/reliability.md.
 */
import { execFileSync, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const compiled = join(folder, '../../node_modules/.cache/exhaust/scripts/exhaust');

/** @typedef {{ runs: number, failures: readonly string[] }} Outcome */

/** Plays tasks until none is left. @param {unknown[]} tasks @param {(outcome: Outcome) => void} onOutcome */
function work(tasks, onOutcome) {
  const worker = fork(join(compiled, 'worker.js'), { serialization: 'advanced' });
  const next = () => {
    const task = tasks.pop();
    if (task) worker.send(/** @type {import('node:child_process').Serializable} */ (task));
    else worker.disconnect();
  };
  worker.on('message', (/** @type {Outcome} */ outcome) => {
    onOutcome(outcome);
    next();
  });
  next();
  return new Promise((resolve) => worker.once('exit', resolve));
}

const started = performance.now();
const { resolve } = createRequire(import.meta.url);
execFileSync(
  process.execPath,
  [resolve('typescript/package.json').replace('package.json', 'bin/tsc'), '-p', folder],
  {
    stdio: 'inherit',
  },
);
const { allTasks } = await import(pathToFileURL(join(compiled, 'enumerate.js')).href);
const tasks = [...allTasks()];
const total = tasks.length;
let [runs, done, broken] = [0, 0, 0];
let reportedAt = started;

/** @param {Outcome} outcome */
function onOutcome({ runs: played, failures }) {
  runs += played;
  done += 1;
  broken += failures.length;
  for (const failure of failures) console.error(failure);
  if (performance.now() - reportedAt < 10_000) return;
  reportedAt = performance.now();
  console.log(`${done} of ${total} tasks, ${runs.toLocaleString('en')} runs, ${seconds()} s`);
}

const seconds = () => Math.round((performance.now() - started) / 1_000);
const processes = Number(process.argv[2] ?? Math.min(2, availableParallelism()));
await Promise.all(Array.from({ length: processes }, () => work(tasks, onOutcome)));
const isComplete = done === total && broken === 0;
console.log(
  `${runs.toLocaleString('en')} distinct runs in ${seconds()} s: ${isComplete ? 'all true' : 'NOT all true'}`,
);
process.exitCode = isComplete ? 0 : 1;

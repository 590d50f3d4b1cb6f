/**
 * How fast a large test report is read, and in how much memory: `npm run build && npx node bench/junit.js [MB]`.
 *
 * Makes a report of 100 MB and prints a table: the XML parser alone with a handler that counts, and the whole action
 * from its start to its end with the sandbox on the same machine, tests of the report tied to the sandbox's results.
 * Each is run in a process of its own; of several runs the median counts, for memory the largest.
 */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SaxesParser } from 'saxes';

const here = fileURLToPath(import.meta.url);
const root = dirname(dirname(here));
const preload = ['--import', pathToFileURL(join(root, 'bench/peak.js')).href];
const RUNS = 5;

/** @typedef {{ seconds: number, peakMb: number, says: string }} Measure */

/**
 * Writes a report of at least that size: suites of 50 tests, of which four failed with a stack of 18 lines, one was
 * skipped and five have 20 lines of output.
 *
 * @param {string} path @param {number} bytes
 */
function makeReport(path, bytes) {
  const file = openSync(path, 'w');
  let written = writeSync(file, '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n');
  for (let suite = 0; written < bytes; suite += 1) written += writeSync(file, suiteText(suite));
  writeSync(file, '</testsuites>\n');
  closeSync(file);
}

/** @param {number} suite */
function suiteText(suite) {
  const tests = Array.from({ length: 50 }, (_, test) => testText(suite, test));
  return `  <testsuite name="shop.Suite${suite}" tests="50" failures="4" skipped="1" time="12.345" hostname="runner">
${tests.join('')}  </testsuite>
`;
}

/** @param {number} suite @param {number} test */
function testText(suite, test) {
  const tag = suite === 0 && test === 0 ? '[TS-412] ' : '';
  const name = `${tag}Checkout › step ${test} keeps the total of order ${suite * 50 + test} right &amp; shown`;
  return `    <testcase name="${name}" classname="shop.Suite${suite}" time="0.123">${contents(test)}</testcase>\n`;
}

const STACK = Array.from(
  { length: 18 },
  (_, line) => `    at Object.step${line} (src/part${line}/module.js:${line})`,
);
const OUTPUT = 'a line of the log with some words &gt; and 1234567890\n'.repeat(20);

/** @param {number} test */
function contents(test) {
  if (test === 7) return '<skipped/>';
  if (test % 12 === 5)
    return `<failure message="expected ${test} to be &lt;${test + 1}&gt;"><![CDATA[${STACK.join('\n')}]]></failure>`;
  return test % 10 === 3 ? `<system-out>${OUTPUT}</system-out>` : '';
}

/** The parser alone, in this process: what `bench/junit.js --parser <file>` does. @param {string} file */
async function parse(file) {
  let tests = 0;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser({ position: false });
  parser.on('opentag', ({ name }) => {
    if (name === 'testcase') tests += 1;
  });
  for await (const chunk of createReadStream(file)) parser.write(decoder.decode(chunk, { stream: true }));
  parser.close();
  process.stdout.write(`${tests} tests`);
}

/** @param {string} file @returns {Measure} */
function measureParser(file) {
  const peak = `${file}.peak`;
  const env = { ...process.env, PEAK_FILE: peak };
  const started = performance.now();
  const { stdout, status, stderr } = spawnSync(process.execPath, [...preload, here, '--parser', file], {
    env,
  });
  const seconds = (performance.now() - started) / 1_000;
  if (status !== 0) throw new Error(String(stderr));
  return { seconds, peakMb: Number(readFileSync(peak, 'utf8')) / 1_000, says: String(stdout) };
}

/** @param {string} file @returns {Promise<Measure>} */
async function measureAction(file) {
  const { startSandbox } = /** @type {typeof import('../sandbox/server.js')} */ (await built('server.js'));
  const { runAction } = /** @type {typeof import('../sandbox/runner.js')} */ (await built('runner.js'));
  const sandbox = await startSandbox();
  const peak = `${file}.peak`;
  try {
    const run = await runAction({
      entry: join(root, 'dist/index.js'),
      workspace: dirname(file),
      inputs: {
        'run-id': '239',
        'api-token': sandbox.token,
        'base-url': sandbox.address,
        'junit-files': basename(file),
        unchanged: 'send',
      },
      env: { NODE_OPTIONS: preload.join(' '), PEAK_FILE: peak },
    });
    if (run.exitCode !== 0) throw new Error(run.output);
    const says = `${run.outputs['overridden-count']} overridden; ${/\d+ passed.*skipped/.exec(run.output)?.[0]}`;
    return { seconds: run.durationMs / 1_000, peakMb: Number(readFileSync(peak, 'utf8')) / 1_000, says };
  } finally {
    await sandbox.close();
  }
}

/** The compiled sandbox. @param {string} name */
const built = (name) => import(pathToFileURL(join(root, 'lib/sandbox', name)).href);

/** @param {string} what @param {number} megabytes @param {Measure[]} measures */
function row(what, megabytes, measures) {
  const times = measures.map(({ seconds }) => seconds).sort((one, other) => one - other);
  const seconds = times[Math.floor(times.length / 2)] ?? 0;
  const peak = Math.max(...measures.map(({ peakMb }) => peakMb));
  const cells = [
    what,
    seconds.toFixed(2),
    (megabytes / seconds).toFixed(0),
    peak.toFixed(0),
    measures[0]?.says,
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

/** @param {number} megabytes */
async function bench(megabytes) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-junit-'));
  try {
    const file = join(folder, 'junit.xml');
    makeReport(file, megabytes * 1_000_000);
    const size = statSync(file).size / 1_000_000;
    process.stdout.write(
      `Node ${process.version}, a report of ${size.toFixed(1)} MB, ${RUNS} runs each, in turn\n\n`,
    );
    process.stdout.write('| | seconds | MB/s | peak MB | |\n|---|---:|---:|---:|---|\n');
    /** @type {Measure[]} */ const alone = [];
    /** @type {Measure[]} */ const whole = [];
    for (let run = 0; run < RUNS; run += 1) {
      alone.push(measureParser(file));
      whole.push(await measureAction(file));
    }
    row('the parser alone', size, alone);
    row('the whole action', size, whole);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [first, second = ''] = process.argv.slice(2);
if (first === '--parser') await parse(second);
else await bench(Number(first ?? 100));

/**
 * Everything that is measured, as ratios of runs in alternation, in one table: `npm run bench`.
 *
 * Times are wall-clock times of whole processes on this machine; only the ratios mean anything elsewhere.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const ACTION = here('../dist/index.js');
const BARE = here('bare.cjs');
const PAIRS = Number(process.env['BENCH_PAIRS'] ?? 30);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));

/** @typedef {{ command: string, words: string[], env?: Record<string, string>, input?: string }} Job */

/** @param {Job} job @returns {number} milliseconds */
function time({ command, words, env = {} }) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, words, { env: { PATH: process.env['PATH'] ?? '', ...env } });
  if (status !== 0 && env['EXPECTED'] !== String(status))
    throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** @param {number[]} values */
function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The median of the ratios of alternated pairs, after one run of each that is not counted. @param {Job} one @param {Job} other @param {number} pairs */
function ratio(one, other, pairs = PAIRS) {
  if (pairs > 1) {
    time(one);
    time(other);
  }
  return median(Array.from({ length: pairs }, () => time(one) / time(other)));
}

/** @param {number} latency @param {number} listed */
async function serve(latency, listed) {
  const child = spawn(process.execPath, [here('server.js'), String(latency), String(listed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise((resolve) =>
    child.stdout.once('data', (/** @type {Buffer} */ text) => resolve(text.toString().trim())),
  );
  return { address: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

/** @param {Record<string, string>} inputs @returns {Job} */
function action(inputs, words = [ACTION]) {
  const given = { 'api-token': 'bench-token', 'run-id': '239', ...inputs };
  const env = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']) {
    env[name] = join(folder, name);
    writeFileSync(join(folder, name), '');
  }
  return { command: process.execPath, words, env: { ...env, RUNNER_TEMP: folder } };
}

/** @param {string} code @returns {Job} */
const inline = (code) => ({ command: process.execPath, words: ['-e', code] });

/** @param {string} address @param {number} count @returns {Job} */
const bare = (address, count, reads = '') => ({
  command: process.execPath,
  words: [BARE, address, String(count), reads],
});

/** @param {string} address @param {number} count @param {number} batch how many results in one request @returns {Job} */
function curl(address, count, batch) {
  const file = join(folder, `curl-${count}-${batch}`);
  const requests = Array.from({ length: Math.ceil(count / batch) }, (_, index) => {
    const entries = Array.from({ length: Math.min(batch, count - index * batch) }, (_unused, at) => ({
      testCaseResultId: index * batch + at + 1,
      comment: 'Overridden from GitHub Actions',
      result: 'SUCCESS',
    }));
    writeFileSync(`${file}-${index}`, JSON.stringify(entries));
    return `curl -sS -o /dev/null -X PUT -H 'Authorization: Bearer bench' -H 'Content-Type: application/json' --data-binary @${file}-${index} ${address}/api/v1/execution_results/239/override`;
  });
  const script = `${file}.sh`;
  writeFileSync(script, requests.join('\n'));
  return { command: 'sh', words: [script] };
}

/** @param {number} count @param {'json' | 'yaml'} form */
function documentOf(count, form) {
  const file = join(folder, `results-${count}.${form}`);
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  const text =
    form === 'json'
      ? JSON.stringify(ids.map((id) => ({ testCaseResultId: id, result: 'SUCCESS', comment: 'known issue' })))
      : ids.map((id) => `${id}: passed`).join('\n');
  writeFileSync(file, text);
  return file;
}

/** What runs are measured for what they use: the median counts. */
const USAGE_RUNS = 5;

/** What a run uses, in milliseconds and bytes. @param {Record<string, string>} inputs @param {Record<string, string>} env */
function usage(inputs, env = {}) {
  const job = action(inputs, ['-r', here('usage.cjs'), ACTION]);
  const file = join(folder, 'usage.json');
  const runs = Array.from({ length: USAGE_RUNS }, () => {
    time({ ...job, env: { ...job.env, ...env, BENCH_USAGE: file } });
    return /** @type {{ cpu: number, memory: number }} */ (JSON.parse(readFileSync(file, 'utf8')));
  });
  return { cpu: median(runs.map(({ cpu }) => cpu)), memory: median(runs.map(({ memory }) => memory)) };
}

/** @param {string} what @param {string} measured @param {string} goal */
const row = (what, measured, goal) => process.stdout.write(`| ${what} | ${measured} | ${goal} |\n`);
const x = (/** @type {number} */ value) => `${value.toFixed(2)} ×`;

async function start() {
  const service = await serve(0, 10);
  const one = { results: '{3: passed}', 'base-url': service.address };
  const unread = { ...one, lookup: 'off' };
  const empty = inline('0');
  const script = bare(service.address, 1);
  row('one override against `node -e 0`', x(ratio(action(one), empty)), '2.0 ×');
  row('one override without `lookup` against `node -e 0`', x(ratio(action(unread), empty)), '2.0 ×');
  row('one override against the bare script', x(ratio(action(one), script)), '1.3 ×');
  row('one override without `lookup` against the bare script', x(ratio(action(unread), script)), '1.3 ×');
  const wrong = action({ ...one, 'batch-size': 'many' });
  const failing = { ...wrong, env: { ...wrong.env, EXPECTED: '1' } };
  row('wrong inputs against `node -e 0`', x(ratio(failing, empty)), '1.7 ×');
  row("`require('https')` alone against `node -e 0`", x(ratio(inline("require('https')"), empty)), '');
  row('the bare script against `node -e 0`', x(ratio(script, empty)), '');
  const same = bare(service.address, 1, 'reads');
  row("the bare script with the action's requests against `node -e 0`", x(ratio(same, empty)), '');
  service.stop();
}

async function many() {
  const slow = await serve(50, 0);
  const inputs = { 'results-files': documentOf(10_000, 'yaml'), lookup: 'off', 'base-url': slow.address };
  row(
    '10,000 results at 50 ms against the bare script',
    x(ratio(action(inputs), bare(slow.address, 10_000), 3)),
    '1.15 ×',
  );
  slow.stop();
  for (const form of /** @type {const} */ (['json', 'yaml'])) await hundredThousand(form);
}

/** Keeps V8 from giving young objects more and more room where many stay; a workflow can set it for a step. */
const KEPT_SMALL = { NODE_OPTIONS: '--max-semi-space-size=16' };

/** What 100,000 results cost. @param {'json' | 'yaml'} form */
async function hundredThousand(form) {
  const service = await serve(0, 100_000);
  const of = (
    /** @type {number} */ count,
    /** @type {Record<string, string>} */ more,
    /** @type {Record<string, string>} */ env = {},
  ) =>
    usage(
      { 'results-files': documentOf(count, form), 'base-url': service.address, lookup: 'off', ...more },
      env,
    );
  const all = `100,000 results from ${form.toUpperCase()}`;
  const [base, small, large] = [of(1, {}), of(10_000, {}), of(100_000, {})];
  usageRows(all, large, UNREAD);
  row(
    `${all}, against 10,000: CPU above the start`,
    x((large.cpu - base.cpu) / (small.cpu - base.cpu)),
    '11 ×',
  );
  usageRows(`${all}, 1,000 per request`, of(100_000, { 'batch-size': '1000' }), UNREAD);
  usageRows(`${all}, and a listing of 100,000 read first`, of(100_000, { lookup: 'auto' }), READ);
  usageRows(`${all}, young objects kept small`, of(100_000, {}, KEPT_SMALL), UNREAD);
  usageRows(
    `${all}, and a listing of 100,000 read first, young objects kept small`,
    of(100_000, { lookup: 'auto' }, KEPT_SMALL),
    READ,
  );
  service.stop();
}

/** Goals for 100,000 results, without and with a listing that is read first. */
const UNREAD = { cpu: '2 s', memory: '250 MB' };
const READ = { cpu: '3 s', memory: '300 MB' };

/** @param {string} what @param {{ cpu: number, memory: number }} usage milliseconds and bytes @param {typeof READ} goals */
function usageRows(what, { cpu, memory }, goals) {
  row(`${what}: CPU`, `${(cpu / 1000).toFixed(2)} s`, goals.cpu);
  row(`${what}: memory`, `${Math.round(memory / 1e6)} MB`, goals.memory);
}

async function sideBySide() {
  const service = await serve(0, 0);
  for (const count of [1, 100, 10_000]) {
    const pairs = count === 10_000 ? 1 : 5;
    const file = documentOf(count, 'yaml');
    const ours = action({ 'results-files': file, 'base-url': service.address, lookup: 'off' });
    const beside = {
      'one `curl` a result': curl(service.address, count, 1),
      'one `curl` with one body': curl(service.address, count, count),
      'the bare script': bare(service.address, count),
    };
    for (const [what, job] of Object.entries(beside)) {
      row(
        `${count.toLocaleString('en')} ${count === 1 ? 'result' : 'results'}: ${what}, against the action`,
        x(ratio(job, ours, pairs)),
        '',
      );
    }
  }
  service.stop();
}

try {
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, medians of ${PAIRS} alternated pairs\n\n`,
  );
  process.stdout.write('| what | measured | goal |\n| --- | ---: | ---: |\n');
  await start();
  await many();
  await sideBySide();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

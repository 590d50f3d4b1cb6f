/** The test runner that Stryker starts: loads the in-process tests once and runs those that a mutant concerns. */
import { globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { collect, run, tests } from './harness.js';
import './modules.js';

/** @typedef {import('@stryker-mutator/api/test-runner').TestRunner} TestRunner */
/** @typedef {import('@stryker-mutator/api/test-runner').DryRunResult} DryRunResult */
/** @typedef {import('@stryker-mutator/api/test-runner').MutantRunOptions} MutantRunOptions */

/** Where the instrumented source looks which mutant is on. @type {import('@stryker-mutator/api/core').InstrumenterContext} */
const switches = {};
Object.assign(globalThis, { __stryker__: switches });

/** Tests of what is built, drawn or played, and of the source's text, which instruments would change. */
const LEFT_OUT = /__tests__\/(rendering|sandbox|schema|workflows|architecture|e2e\/cancellation)/;

/** Tests of how much and how fast: each takes as long as hundreds of others, and under instruments far longer. */
const OF_SIZE_AND_TIME =
  /linear time|50,000 results|a megabyte|\d MB\b|16 MiB|is waited for|reads a word|large report|of many megabytes/;

const files = globSync('__tests__/**/*.test.ts')
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !LEFT_OUT.test(file))
  .sort();

/** @implements {TestRunner} */
class InProcess {
  capabilities() {
    return { reloadEnvironment: false };
  }

  /** @returns {Promise<DryRunResult>} */
  async dryRun() {
    for (const file of files) await load(file);
    const result = await played(tests.filter(isQuick), {
      bail: false,
      onTest: ({ id }) => Object.assign(switches, { currentTestId: id }),
      onTestEnd: () => Object.assign(switches, { currentTestId: undefined }),
    });
    const { mutantCoverage } = switches;
    return { ...result, ...(mutantCoverage ? { mutantCoverage } : {}) };
  }

  /** @param {MutantRunOptions} options */
  async mutantRun({ testFilter, activeMutant, sandboxFileName, hitLimit, mutantActivation }) {
    const wanted = testFilter && new Set(testFilter);
    const concerned = wanted ? files.filter((file) => testFilter.some((id) => id.startsWith(file))) : files;
    const ordered = concerned.toSorted(
      (one, other) => nearness(other, sandboxFileName) - nearness(one, sandboxFileName),
    );
    const on = { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit };
    if (mutantActivation === 'static') Object.assign(switches, on);
    let nrOfTests = 0;
    for (const file of ordered) {
      Object.assign(switches, { activeMutant: mutantActivation === 'static' ? activeMutant.id : undefined });
      const fault = await load(file);
      if (fault) return toMutantRunResult(failedToLoad(file, fault));
      Object.assign(switches, on);
      const those = tests.filter((test) => test.file === file && (wanted?.has(test.id) ?? isQuick(test)));
      const result = toMutantRunResult(await played(those, { bail: true }));
      if (!('nrOfTests' in result)) return result;
      nrOfTests += result.nrOfTests;
      if (result.status === 'killed') return { ...result, nrOfTests };
    }
    return toMutantRunResult({ status: DryRunStatus.Complete, tests: [] });
  }
}

/** @param {import('./harness.js').Test} test */
function isQuick({ id }) {
  return !OF_SIZE_AND_TIME.test(id);
}

/** @type {Map<string, unknown>} */
const loaded = new Map();

/** @param {string} file @returns {Promise<unknown>} what kept it from being loaded */
async function load(file) {
  if (!loaded.has(file)) {
    const fault = await collect(file, () => import(pathToFileURL(resolve(file)).href)).catch(
      (error) => error,
    );
    loaded.set(file, fault);
  }
  return loaded.get(file);
}

/** @param {string} file @param {unknown} fault @returns {DryRunResult} */
function failedToLoad(file, fault) {
  const failure = { id: file, name: file, timeSpentMs: 0, failureMessage: String(fault) };
  return { status: DryRunStatus.Complete, tests: [{ ...failure, status: TestStatus.Failed }] };
}

/** How much a test file is about a source file: tests mirror the source, and most mutants die by the nearest. @param {string} file @param {string} source */
function nearness(file, source) {
  return file.endsWith(`/${basename(source, '.ts')}.test.ts`) ? 1 : 0;
}

/** @param {Parameters<typeof run>[0]} wanted @param {Parameters<typeof run>[1]} options @returns {Promise<DryRunResult>} */
async function played(wanted, options) {
  const results = await run(wanted, options);
  const looped = determineHitLimitReached(switches.hitCount, switches.hitLimit);
  return looped ?? { status: DryRunStatus.Complete, tests: results.map(resultOf) };
}

/** @param {import('./harness.js').Result} result @returns {import('@stryker-mutator/api/test-runner').TestResult} */
function resultOf({ test: { id, file, skipped }, error, ms }) {
  const common = { id, name: id, fileName: resolve(file), timeSpentMs: ms };
  if (skipped) return { ...common, status: TestStatus.Skipped };
  if (!error) return { ...common, status: TestStatus.Success };
  return { ...common, status: TestStatus.Failed, failureMessage: String(error) };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcess)];

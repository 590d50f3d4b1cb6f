/** The test runner that Stryker starts: loads the in-process tests once and runs those that a mutant concerns. */
import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { OF_SIZE_AND_TIME } from '../size-and-time.js';
import { collect, run, tests } from './harness.js';
import { renewSources } from './modules.js';

/** @typedef {import('@stryker-mutator/api/test-runner').TestRunner} TestRunner */
/** @typedef {import('@stryker-mutator/api/test-runner').DryRunResult} DryRunResult */
/** @typedef {import('@stryker-mutator/api/test-runner').MutantRunOptions} MutantRunOptions */

/** Where the instrumented source looks which mutant is on. @type {import('@stryker-mutator/api/core').InstrumenterContext} */
const switches = {};
Object.assign(globalThis, { __stryker__: switches });

/** Tests of what is built, drawn or played, and of the source's text, which instruments would change. */
const LEFT_OUT = /__tests__\/(rendering|sandbox|schema|project|e2e\/cancellation)/;

/** The quick ones first: most mutants die by a test of their own file. */
const files = globSync('__tests__/**/*.test.ts')
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !LEFT_OUT.test(file))
  .sort()
  .sort((one, other) => Number(one.includes('/e2e/')) - Number(other.includes('/e2e/')));

/** @implements {TestRunner} */
class InProcess {
  /** Whether what is loaded was loaded with a mutant on. */
  #isMutated = false;

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** @returns {Promise<DryRunResult>} */
  async dryRun() {
    for (const file of files) await load(file);
    // What is made when a source is loaded belongs to no test, not even to the one that would be the first to load it.
    for (const source of globSync('src/**/*.ts', { exclude: ['src/index.ts'] }))
      await import(pathToFileURL(resolve(source)).href);
    const result = await played(tests.filter(isQuick), {
      bail: false,
      onTest: ({ id }) => Object.assign(switches, { currentTestId: id }),
      onTestEnd: () => Object.assign(switches, { currentTestId: undefined }),
    });
    const { mutantCoverage } = switches;
    return { ...result, ...(mutantCoverage ? { mutantCoverage } : {}) };
  }

  /** @param {MutantRunOptions} options */
  async mutantRun({ testFilter, activeMutant, sandboxFileName, hitLimit, ...options }) {
    const wanted = testFilter && new Set(testFilter);
    const concerned = wanted
      ? files.filter((file) => testFilter.some((id) => id.startsWith(file)))
      : testsOf(sandboxFileName);
    const on = { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit };
    const whileLoading = options.mutantActivation === 'static' ? activeMutant.id : undefined;
    if (options.reloadEnvironment || this.#isMutated) forgetLoaded();
    this.#isMutated = options.reloadEnvironment;
    let nrOfTests = 0;
    for (const file of concerned) {
      Object.assign(switches, { activeMutant: whileLoading });
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

function forgetLoaded() {
  loaded.clear();
  tests.length = 0;
  renewSources();
}

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

/**
 * The test files that import a source file themselves, all where none does: a value that is made when the source is
 * loaded takes a new process each time it is mutated.
 *
 * @param {string} source
 */
function testsOf(source) {
  const name = `/${basename(source, '.ts')}.js'`;
  const near = files.filter((file) => readFileSync(file, 'utf8').includes(name));
  return near.length > 0 ? near : files;
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

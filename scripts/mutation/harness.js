/**
 * Collects tests as jest does and runs them as often as wanted in one process: a mutant then costs its tests and
 * nothing else, where jest would load every module anew.
 */

/** @typedef {() => unknown} Step */
/** @typedef {{ file: string, names: string[], parent?: Suite, before: Step[], after: Step[], beforeEach: Step[], afterEach: Step[] }} Suite */
/** @typedef {{ id: string, file: string, suite: Suite, body: Step, skipped: boolean }} Test */
/** @typedef {{ test: Test, error?: unknown, ms: number }} Result */

/** @type {Test[]} */
export const tests = [];

/** The test file that is being loaded; files are loaded one after another. */
let suite = suiteOf('', []);

/** @param {string} file @param {string[]} names @param {Suite} [parent] @returns {Suite} */
function suiteOf(file, names, parent) {
  const hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
  return { file, names, ...hooks, ...(parent ? { parent } : {}) };
}

/** Loads a test file once. @param {string} file @param {() => Promise<unknown>} load */
export async function collect(file, load) {
  suite = suiteOf(file, []);
  await load();
}

/** @param {string} name @param {Step} body */
export function describe(name, body) {
  const outer = suite;
  suite = suiteOf(outer.file, [...outer.names, name], outer);
  body();
  suite = outer;
}

/** @param {string} name @param {Step} body */
export function test(name, body, skipped = false) {
  const title = [suite.file, ...suite.names, name].join(' › ');
  const alike = tests.filter(({ id }) => id === title || id.startsWith(`${title} #`)).length;
  tests.push({ id: alike === 0 ? title : `${title} #${alike + 1}`, file: suite.file, suite, body, skipped });
}

/** Adds a step around the tests of the suite at hand. @param {'before' | 'after' | 'beforeEach' | 'afterEach'} when */
export const hook = (when) => (/** @type {Step} */ step) => {
  suite[when].push(step);
};

/**
 * Runs tests in order, each with the steps around it.
 *
 * @param {readonly Test[]} wanted
 * @param {{ bail: boolean, onTest?: (test: Test) => void, onTestEnd?: () => void }} options
 * @returns {Promise<Result[]>}
 */
export async function run(wanted, { bail, onTest, onTestEnd }) {
  /** @type {Result[]} */
  const results = [];
  /** @type {Suite[]} */
  let open = [];
  try {
    for (const one of wanted) {
      const path = pathOf(one.suite);
      const stays = open.filter((outer) => path.includes(outer));
      await close(open.filter((outer) => !path.includes(outer)));
      open = stays;
      const started = performance.now();
      onTest?.(one);
      const error = await failureOf(async () => {
        for (const outer of path.filter((other) => !open.includes(other))) {
          open = [...open, outer];
          await steps(outer.before);
        }
        await runOne(one, path);
      });
      onTestEnd?.();
      results.push({ test: one, ms: performance.now() - started, ...(error ? { error } : {}) });
      if (error && bail) break;
    }
  } finally {
    await close(open);
  }
  return results;
}

/** @param {Test} one @param {Suite[]} path */
async function runOne({ body, skipped }, path) {
  if (skipped) return;
  try {
    for (const outer of path) await steps(outer.beforeEach);
    await body();
  } finally {
    for (const outer of path.toReversed()) await steps(outer.afterEach);
  }
}

/** @param {readonly Suite[]} suites from the outermost to the innermost */
async function close(suites) {
  for (const { after } of suites.toReversed()) await failureOf(() => steps(after));
}

/** @param {readonly Step[]} list */
async function steps(list) {
  for (const step of list) await step();
}

/** @param {() => Promise<unknown>} work @returns {Promise<Error | undefined>} */
async function failureOf(work) {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** @param {Suite} innermost @returns {Suite[]} */
function pathOf(innermost) {
  return [...(innermost.parent ? pathOf(innermost.parent) : []), innermost];
}

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  // The process, types and a number: no test in this process runs them.
  mutate: ['src/**/*.ts', '!src/index.ts', '!src/model/types.ts', '!src/version.ts'],
  testRunner: 'in-process',
  plugins: ['./scripts/mutation/runner.js'],
  coverageAnalysis: 'perTest',
  // Its rewriting of tsconfig.json needs a function that TypeScript 7 no longer has; nothing here reads the file.
  tsconfigFile: 'none',
  concurrency: 2,
  incremental: true,
  tempDirName: '.stryker-tmp',
  timeoutMS: 5_000,
  dryRunTimeoutMinutes: 30,
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
};

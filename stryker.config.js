/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  // Types and a number alone: nothing there does anything.
  mutate: ['src/**/*.ts', '!src/model/types.ts', '!src/report/report.ts', '!src/version.ts'],
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

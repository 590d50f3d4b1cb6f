import config from './jest.config.js';

/**
 * The tests that run the source itself, for what is measured on it: coverage and mutants. The others start `dist/`,
 * drive a browser, or try the sandbox, the schemas and the workflows.
 *
 * @type {import('jest').Config}
 */
export default {
  ...config,
  testEnvironment: '<rootDir>/scripts/in-process/environment.js',
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/'],
  moduleNameMapper: {
    '^\\./action\\.js$': '<rootDir>/__tests__/support/in-process.ts',
    '^\\./clock\\.js$': '<rootDir>/__tests__/support/virtual-clock.ts',
    ...config.moduleNameMapper,
  },
  // What a step leaves open ends with its process; here it stays open, such as a connection to a GitHub that hangs.
  forceExit: true,
  // Types alone: nothing there runs.
  collectCoverageFrom: ['src/**/*.ts', '!src/model/types.ts', '!src/report/report.ts'],
  coverageThreshold: { global: { lines: 95, branches: 90 } },
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/__tests__/(rendering|sandbox|schema)/',
    '<rootDir>/__tests__/(project/workflows|e2e/cancellation)',
  ],
};

/** @type {import('jest').Config} */
export default {
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@actions/core$': '<rootDir>/scripts/core-left-out.js',
  },
  testEnvironment: '<rootDir>/scripts/jest-environment.js',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  coverageProvider: 'v8',
  // Types alone: nothing there runs. The entry runs in processes of its own.
  collectCoverageFrom: ['src/**/*.ts', '!src/model/types.ts', '!src/index.ts'],
  coverageThreshold: { global: { lines: 95, branches: 90 } },
  reporters: ['default', '<rootDir>/scripts/closing-line.js'],
  testTimeout: 30_000,
  // Otherwise a machine with two cores uses one.
  maxWorkers: '100%',
};

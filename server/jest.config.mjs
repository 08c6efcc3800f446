const swc = (module) => ['@swc/jest', {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: module },
  sourceMaps: 'inline',
}];
const common = {
  testEnvironment: 'node',
  // Jest can't require() ES modules before Node 24.9, and CommonJS packages here require the ESM-only Nest 12:
  // everything, dependencies included, is compiled to CommonJS. Cached after the first run.
  testEnvironmentOptions: { customExportConditions: ['@gac/source', 'node', 'require', 'default'] },
  transform: { '^.+\\.(ts|mjs|js)$': swc('commonjs') },
  transformIgnorePatterns: ['\\.cjs$'],
};
/** @type {import('jest').Config} */
export default {
  // Generous: the machine may be busy with everything else at once. Of the whole run: a project's own is not looked at.
  testTimeout: 30_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.test.ts'], testPathIgnorePatterns: ['\\.int\\.test\\.ts$', '/dist/'] },
    {
      ...common,
      displayName: 'integration',
      testMatch: ['<rootDir>/src/**/*.int.test.ts'],
      globalSetup: '<rootDir>/src/testing/database.mjs',
      globalTeardown: '<rootDir>/src/testing/database-stop.mjs',
    },
  ],
};

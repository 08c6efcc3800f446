/** @type {import('jest').Config} */
export default {
  // Generous: the machine may be busy with everything else at once.
  testTimeout: 30_000,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@gac/source', 'node', 'require', 'default'] },
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  transform: {
    '^.+\\.(ts|mjs|js)$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' }, sourceMaps: 'inline' }],
  },
  transformIgnorePatterns: ['\\.cjs$'],
};

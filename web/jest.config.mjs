/** @type {import('jest').Config} */
export default {
  // Generous: the machine may be busy with everything else at once.
  testTimeout: 30_000,
  testEnvironment: 'jsdom',
  testEnvironmentOptions: { customExportConditions: ['@gac/source', 'browser', 'require', 'default'] },
  testMatch: ['<rootDir>/src/**/*.test.tsx', '<rootDir>/src/**/*.test.ts'],
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  moduleNameMapper: { '\\.(css|svg|png)$': '<rootDir>/src/test-file.ts' },
  transform: {
    '^.+\\.(tsx?|mjs|js)$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: ['\\.cjs$', '/node_modules/(?!.*(@gac))(?:.*)(react|react-dom|scheduler)/cjs/'],
};

// What a file may not say (who may import whom is in .dependency-cruiser.cjs). Errors fail the check; sizes only warn, to be thought about.
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { house } from './scripts/lint-house.mjs';

const tests = ['**/*.test.{ts,tsx}', '**/test/**/*.{ts,tsx}', '**/testing/**/*.ts', 'web/src/test-*.{ts,tsx}', 'e2e/**/*.{ts,tsx}'];
const compositionRoots = ['server/src/main.ts', 'server/src/worker.ts', 'server/src/cli.ts', 'cli/src/main.ts'];

/** @param {string} selector @param {string} message */
const ban = (selector, message) => ({ selector, message });
const noSwitchedOffTests = [
  ban('MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo|fixme|failing)$/]', 'A test that is switched off checks nothing: run it, mend it or remove it.'),
  ban('MemberExpression[object.property.name="describe"][property.name=/^(only|skip|fixme)$/]', 'A test that is switched off checks nothing: run it, mend it or remove it.'),
  ban('CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]', 'A test that is switched off checks nothing: run it, mend it or remove it.'),
];
const fromOutside = [
  ban('NewExpression[callee.name="Date"][arguments.length=0]', 'Time comes from Clock, or as a `now` argument.'),
  ban('MemberExpression[object.name="Date"][property.name="now"]', 'Time comes from Clock, or as a `now` argument.'),
  ban('MemberExpression[object.name="Math"][property.name="random"]', 'Chance comes from Rng, with a stored seed.'),
  ban(':matches(CallExpression[callee.name="randomUUID"], CallExpression[callee.property.name="randomUUID"], ImportSpecifier[imported.name="randomUUID"])', 'Ids come from Ids.'),
  ban('MemberExpression[object.name="process"][property.name="env"]', 'Configuration comes from AppConfig; only the composition roots read the environment.'),
  ban(':matches(CallExpression[callee.name=/^set(Timeout|Interval)$/], CallExpression[callee.object.name=/^(window|globalThis)$/][callee.property.name=/^set(Timeout|Interval)$/])', 'Waiting goes through platform (server) or lib (web).'),
  ban('ThrowStatement > NewExpression[callee.name="Error"]', 'Raise problem(code) for what a person can mend, Fault for a bug.'),
];

export default defineConfig(
  globalIgnores(['**/dist/**', '**/dist-ssr/**', '**/dist-types/**', '**/test-results/**', '**/coverage/**', 'web/src/api/schema.d.ts', '.data/**']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, plugins: { house }, rules: { 'house/reasoned-disable': 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['shared/tsconfig.lint.json', 'server/tsconfig.lint.json', 'web/tsconfig.lint.json', 'cli/tsconfig.lint.json', 'e2e/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'house/names': 'error',
      'no-restricted-syntax': ['error', ...noSwitchedOffTests, ...fromOutside],
      // Nothing but an index: see house/non-null-index-only.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'house/non-null-index-only': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // Ids.next<EntryId>() gives the brand that the caller names.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // [...text] takes text apart by code points, which is what is meant.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // A promise as a React event handler is fine: nobody waits for its answer.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Nest modules are classes that hold nothing but their decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowStaticOnly: false }],
      'max-lines': ['warn', { max: 300 }],
      'max-lines-per-function': ['warn', { max: 50, skipComments: true }],
      'max-params': 'off',
      '@typescript-eslint/max-params': ['warn', { max: 7 }],
    },
  },
  {
    files: ['server/**/*.ts'],
    // Constructor types become values there (emitDecoratorMetadata): an import that looks like type-only is needed at run time.
    rules: {
      '@typescript-eslint/consistent-type-imports': 'off',
      // Entities and Nest's option types are classes that are filled as plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  { files: ['web/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat.recommended] },
  {
    files: ['server/src/platform/**/*.ts', 'web/src/lib/**/*.{ts,tsx}', ...compositionRoots],
    rules: { 'no-restricted-syntax': ['error', ...noSwitchedOffTests] },
  },
  { files: [...compositionRoots, 'server/src/commands/*.ts', 'e2e/load/**/*.ts'], rules: { 'no-console': 'off' } },
  // The engine keeps processes, leases are timers, and what a program prints is told twice a second: these wait by themselves.
  {
    files: ['server/src/features/scoring/engine/*.ts', 'server/src/features/submissions/{evaluation-worker,live-output}.ts', 'server/src/features/imports/import-worker.ts', 'server/src/commands/settled.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noSwitchedOffTests, ...fromOutside.filter(({ message }) => !message.startsWith('Waiting'))] },
  },
  {
    files: tests,
    rules: {
      'no-restricted-syntax': ['error', ...noSwitchedOffTests],
      'max-lines-per-function': 'off',
      // Bodies of answers are read as they come: the assertion is the check.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      'house/non-null-index-only': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.config.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { project: false } },
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { globals: Object.fromEntries(['process', 'console', 'URL', 'Buffer', 'fetch', 'performance', 'AbortSignal', 'AbortController', 'TextDecoder', 'TextEncoder', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'structuredClone', 'module', 'require'].map((name) => [name, 'readonly'])) },
    rules: {
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'max-lines': ['warn', { max: 300 }],
    },
  },
  { files: ['**/*.test.mjs'], rules: { 'no-restricted-syntax': ['error', ...noSwitchedOffTests] } },
);

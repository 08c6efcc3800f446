// The steps of `npm test`: what each runs and how its passed and failed are counted.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { docsProblems } from './check-docs.mjs';
import { staleFiles } from './gen.mjs';
import { createDatabase } from './postgres.mjs';
import { run } from './processes.mjs';
import { filesUnder, root } from './repository.mjs';
import { scratchRedis } from './scratch.mjs';

/** @typedef {{ passed: number, failed: number, output: string }} Outcome output: what to show when something failed */
/**
 * @typedef {object} Surroundings what the steps share
 * @property {string} folder scratch
 * @property {() => Promise<string>} adminUrl address of a PostgreSQL where databases may be made; started when first asked for
 * @property {boolean} full also what takes long
 */
/** @typedef {{ name: string, group: 'check' | 'unit' | 'integration' | 'e2e', run: (around: Surroundings) => Promise<Outcome>, alone?: boolean, full?: boolean }} Step alone: uses the whole machine; full: only when all is asked for */

const minutes = (/** @type {number} */ count) => count * 60_000;
const node = process.execPath;

/** @param {{ ok: boolean, output: string }} result @returns {Outcome} a step that holds or not */
const whole = ({ ok, output }) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, output });

/** @param {string[]} args @param {number} timeoutMs @returns {Promise<{ ok: boolean, output: string }>} */
const tool = (args, timeoutMs) => run(node, args, { cwd: root, timeoutMs });

async function types() {
  const outputs = [];
  for (const args of ['shared/tsconfig.lint.json', 'server/tsconfig.lint.json', 'web/tsconfig.lint.json', 'cli/tsconfig.lint.json', 'e2e', 'scripts'].map((project) => ['--noEmit', '-p', project])) {
    const result = await tool(['node_modules/typescript/lib/tsc.js', ...args], minutes(5));
    if (!result.ok) outputs.push(`tsc ${args.join(' ')}\n${result.output}`);
  }
  return whole({ ok: outputs.length === 0, output: outputs.join('\n') });
}

/** @param {Surroundings} around @returns {Promise<Outcome>} */
async function generated({ adminUrl, folder }) {
  const url = new URL(await adminUrl());
  await createDatabase(url.href, 'gac_contract');
  url.pathname = '/gac_contract';
  const stale = await staleFiles(url.href, folder);
  return whole({ ok: stale.length === 0, output: stale.map(({ path }) => `${path} is stale: run npm run gen`).join('\n') });
}

/**
 * Jest in a package, counted by test.
 * @param {string} cwd of the package
 * @param {string[]} args
 * @param {{ folder: string, env?: NodeJS.ProcessEnv, timeoutMs: number }} options
 * @returns {Promise<Outcome>}
 */
async function jest(cwd, args, { folder, env = {}, timeoutMs }) {
  const report = join(folder, `jest-${cwd}-${Math.round(performance.now())}.json`);
  const result = await run(node, [join(root, 'node_modules/jest/bin/jest.js'), '--ci', '--json', `--outputFile=${report}`, ...args], {
    cwd: join(root, cwd),
    env: { ...process.env, NODE_ENV: 'test', ...env },
    timeoutMs,
    stdout: () => {}, // the same JSON once more
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, output: result.output };
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  const skipped = numPendingTests + numTodoTests;
  const failed = numFailedTests + numRuntimeErrorTestSuites + skipped;
  const notes = [skipped > 0 ? `${skipped} test(s) were skipped: that is a failure here.` : '', result.timedOut ? 'The run did not end in time: something was left open.' : ''];
  // An exit code without a failed test is a failure too: a handle left open, a coverage limit.
  return { passed, failed: failed === 0 && !result.ok ? 1 : failed, output: [result.output, ...notes].join('\n') };
}

/**
 * Files of Node's own test runner, one after the other, counted by test.
 * @param {string} folder in the repository
 * @param {number} timeoutMs
 * @returns {Promise<Outcome>}
 */
async function nodeTests(folder, timeoutMs) {
  const files = filesUnder(folder).filter((file) => file.endsWith('.test.mjs'));
  const result = await tool(['--test', '--test-reporter=tap', '--test-concurrency=1', ...files], timeoutMs);
  const count = (/** @type {string} */ what) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(result.output)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled') + count('skipped') + count('todo');
  return { passed: count('pass'), failed: failed === 0 && !result.ok ? 1 : failed, output: result.output };
}

/** @returns {Promise<Outcome>} */
const commandLine = () => nodeTests('e2e/cli', minutes(5));

/** A fault that shows itself one time in ten is met too. */
const FAULT_ROUNDS = 10;
/** What is killed, emptied, frozen and sent by mistake, on whole products. @param {Surroundings} around @returns {Promise<Outcome>} */
async function faults({ full }) {
  /** @type {Outcome} */
  const all = { passed: 0, failed: 0, output: '' };
  for (let round = 0; round < (full ? FAULT_ROUNDS : 1) && all.failed === 0; round++) {
    const { passed, failed, output } = await nodeTests('e2e/faults', minutes(15));
    Object.assign(all, { passed: all.passed + passed, failed, output });
  }
  return all;
}

/** @param {Surroundings} around @returns {Promise<Outcome>} */
async function integration({ adminUrl, folder }) {
  const { REDIS_URL: _, ...env } = process.env;
  return jest('server', ['--selectProjects', 'integration', '--maxWorkers=100%'], { folder, env: { ...env, REDIS_URL: '', DATABASE_URL: await adminUrl() }, timeoutMs: minutes(15) });
}

/** Every hostile program on every driver, and workers killed in every phase: takes minutes. @param {Surroundings} around @returns {Promise<Outcome>} */
async function sandbox({ adminUrl, folder }) {
  return jest('server', ['--selectProjects', 'integration', '--testPathPatterns', 'platform/sandbox/'], { folder, env: { DATABASE_URL: await adminUrl(), GAC_FULL: '1' }, timeoutMs: minutes(60) });
}

/** The queue's suite once more on Redis: one engine per process. @param {Surroundings} around @returns {Promise<Outcome>} */
async function queueOnRedis({ adminUrl, folder }) {
  const redis = process.env.REDIS_URL ? null : await scratchRedis(folder);
  try {
    const env = { DATABASE_URL: await adminUrl(), REDIS_URL: redis?.url ?? process.env.REDIS_URL };
    return await jest('server', ['--selectProjects', 'integration', '--testPathPatterns', 'platform/(jobs|outbox)/'], { folder, env, timeoutMs: minutes(10) });
  } finally {
    await redis?.stop();
  }
}

/** @param {Surroundings} around @returns {Promise<Outcome>} */
async function journeys({ adminUrl, folder, full }) {
  const report = join(folder, 'journeys.json');
  const result = await run(node, [join(root, 'e2e/node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json', '--forbid-only'], {
    cwd: join(root, 'e2e'),
    env: { ...process.env, DATABASE_URL: await adminUrl(), PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...(full && { GAC_FULL: '1' }) },
    timeoutMs: minutes(full ? 90 : 30),
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, output: result.output };
  const { stats, errors } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = stats.unexpected + stats.flaky + stats.skipped + errors.length;
  return { passed: stats.expected, failed: failed === 0 && !result.ok ? 1 : failed, output: result.output };
}

/** The longest first, so that none is left over for one core alone. @type {Step[]} */
export const steps = [
  { name: 'scripts', group: 'integration', run: () => nodeTests('scripts', minutes(25)) },
  { name: 'lint', group: 'check', run: async () => whole(await tool(['node_modules/eslint/bin/eslint.js', '.', '--cache', '--cache-location', 'node_modules/.cache/eslint/'], minutes(10))) },
  { name: 'faults', group: 'integration', run: faults },
  { name: 'types', group: 'check', run: types },
  { name: 'boundaries', group: 'check', run: async () => whole(await tool(['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'shared', 'server', 'web', 'cli', 'e2e', '--config', '.dependency-cruiser.cjs'], minutes(5))) },
  { name: 'unused code', group: 'check', run: async () => whole(await tool(['node_modules/knip/bin/knip.js', '--no-progress'], minutes(5))) },
  { name: 'documents', group: 'check', run: async () => { const problems = docsProblems(); return whole({ ok: problems.length === 0, output: problems.join('\n') }); } },
  { name: 'generated files', group: 'check', run: generated },
  { name: 'unit: shared', group: 'unit', run: ({ folder }) => jest('shared', [], { folder, timeoutMs: minutes(5) }) },
  { name: 'unit: server', group: 'unit', run: ({ folder }) => jest('server', ['--selectProjects', 'unit'], { folder, timeoutMs: minutes(5) }) },
  { name: 'unit: web', group: 'unit', run: ({ folder }) => jest('web', [], { folder, timeoutMs: minutes(10) }) },
  { name: 'unit: cli', group: 'unit', run: ({ folder }) => jest('cli', [], { folder, timeoutMs: minutes(5) }) },
  { name: 'queue on Redis', group: 'integration', run: queueOnRedis },
  { name: 'command line', group: 'integration', run: commandLine },
  { name: 'integration', group: 'integration', run: integration, alone: true },
  { name: 'sandbox, all of it', group: 'integration', run: sandbox, alone: true, full: true },
  { name: 'journeys', group: 'e2e', run: journeys, alone: true },
];

// `npm test`: sets up what it needs, checks everything, and ends with the line `N passed, N failed`.
//   --only check|unit|integration|e2e   a part (check includes unit; several with commas)      --full   also what takes long
import './node-version.mjs';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { installPackages, installTestTools } from './setup.mjs';
import { killRunning } from './processes.mjs';

/** The groups that --only names, and what each includes. @type {Record<string, string[]>} */
const parts = { check: ['check', 'unit'], unit: ['unit'], integration: ['integration'], e2e: ['e2e'] };

const { values } = parseArgs({ options: { only: { type: 'string' }, full: { type: 'boolean', default: false } } });
const chosen = values.only?.split(',') ?? Object.keys(parts);
const unknown = chosen.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`--only takes ${Object.keys(parts).join(', ')}; not ${unknown.join(', ')}.`);
  process.exit(2);
}
const groups = new Set(chosen.flatMap((name) => parts[name] ?? []));

let passed = 0;
let failed = 0;
let stopping = false;
/** @type {(() => Promise<void>)[]} */
const ends = [];

/** @returns {Promise<never>} */
async function finish() {
  stopping = true;
  killRunning();
  for (const end of ends.reverse()) await end();
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(name, () => {
    failed += 1;
    console.log(`\nended by ${name}`);
    void finish();
  });
}

/**
 * Runs one step, counts it, and tells: a line when it holds, everything it said when it doesn't.
 * @param {string} name
 * @param {() => Promise<import('./test-steps.mjs').Outcome>} work
 * @returns {Promise<boolean>} whether nothing failed
 */
async function step(name, work) {
  if (stopping) return new Promise(() => {});
  const began = performance.now();
  console.log(`...  ${name}`);
  /** @type {import('./test-steps.mjs').Outcome} */
  let outcome;
  try {
    outcome = await work();
  } catch (error) {
    outcome = { passed: 0, failed: 1, output: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) };
  }
  if (stopping) return new Promise(() => {});
  passed += outcome.passed;
  failed += outcome.failed;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const counts = outcome.passed + outcome.failed > 1 ? `, ${outcome.passed} passed, ${outcome.failed} failed` : '';
  const holds = outcome.failed === 0;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${name} (${seconds} s${counts})`);
  if (!holds) console.log(outcome.output.trimEnd().replace(/^/gm, '     | '));
  return holds;
}

/** @param {{ ok: boolean, output: string }} result @returns {import('./test-steps.mjs').Outcome} */
const whole = ({ ok, output }) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, output });
const note = (/** @type {string} */ line) => console.log(`     ${line}`);

if (!(await step('packages', async () => whole(await installPackages(note))))) await finish();
if ((groups.has('integration') || groups.has('e2e')) && !(await step('system tools', async () => whole(await installTestTools(note))))) await finish();

// Before all else: scoring children, the contract and the journeys run what was built.
if (!(await step('build', async () => whole(await build())))) await finish();

// Only now: these modules need the packages.
const { steps } = await import('./test-steps.mjs');
const { scratchDatabase, scratchFolder } = await import('./scratch.mjs');
const scratch = await scratchFolder();
ends.push(async () => scratch.remove());
/** @type {Promise<string> | null} */
let adminUrl = null;
const around = {
  folder: scratch.folder,
  full: values.full,
  adminUrl: () => (adminUrl ??= process.env.DATABASE_URL ? Promise.resolve(process.env.DATABASE_URL) : scratchDatabase(scratch.folder).then((database) => {
    ends.push(database.erase);
    return database.url('postgres');
  })),
};

const wanted = steps.filter(({ group, full = false }) => groups.has(group) && (values.full || !full));
/** Two at a time: most of these tools use one core. */
const queue = wanted.filter(({ alone }) => !alone);
await Promise.all([1, 2].map(async () => {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { name, run } = next;
    await step(name, () => run(around));
  }
}));
for (const { name, run } of wanted.filter(({ alone }) => alone)) await step(name, () => run(around));
await finish();

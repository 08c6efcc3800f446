// `npm start`: from a fresh clone to a running platform. Needs Node and npm only. With --watch (`npm run dev`) sources are built again as
// they change, and the data stands in .data of the repository.
import './node-version.mjs';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepChildren } from './children.mjs';
import { claim } from './instance.mjs';
import { createDatabase, startPostgres } from './postgres.mjs';
import { commandOf, isAlive, isPortFree, killRunning, markOf, parentOf, until } from './processes.mjs';
import { root } from './repository.mjs';
import { setUp } from './setup.mjs';

const CLI = 'server/dist/src/cli.js';
const isWatching = process.argv.includes('--watch');
const began = performance.now();
const log = (/** @type {string} */ line) => console.log(`gac: ${line}`);

/** A start that can't go on, in words for the person who typed `npm start`. */
class StartError extends Error {}

/** What a stop has to end; the last begun ends first. @type {(() => void | Promise<void>)[]} */
const ends = [];
/** @type {import('./children.mjs').Children | null} */
let processes = null;
/** @type {import('./instance.mjs').Instance | null} */
let instance = null;
let stopping = false;
/** @type {Promise<void>} settled once the start has come to its end, good or bad */
let starting = Promise.resolve();

/**
 * Ends everything in order. A second call ends it at once.
 * @param {number} code
 * @returns {Promise<void>}
 */
async function stop(code) {
  killRunning();
  if (stopping) return processes?.kill();
  stopping = true;
  instance?.leave();
  await processes?.stop();
  // A step under way may be about to start something: it has to be over before the last look.
  await starting;
  for (const end of ends.reverse()) {
    try {
      await end();
    } catch (error) {
      console.error(error);
      code = 1;
    }
  }
  process.exit(code);
}

/** @template T @param {Promise<T>} step @returns {Promise<T>} the step's value, unless a stop came meanwhile */
async function unlessStopped(step) {
  const value = await step;
  if (stopping) throw new StartError('Stopped.');
  return value;
}
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, () => void stop(0));
process.on('uncaughtException', (error) => {
  console.error(error);
  void stop(1);
});

/** Stops when the npm that runs this script was killed: its terminal is gone, and nobody could press Ctrl-C any more. */
function followNpm() {
  const parent = process.ppid;
  const npm = [parent, parentOf(parent)].find((pid) => pid > 1 && /^(\S*\/)?p?npm(\s|$)|\bp?npm(-cli)?\.[cm]?js\b/.test(commandOf(pid) ?? ''));
  const mark = npm === undefined ? null : markOf(npm);
  if (npm === undefined || mark === null) return;
  setInterval(() => {
    if (!isAlive({ pid: npm, mark })) void stop(0);
  }, 300).unref();
}

/** @returns {string} absolute; links resolved, so that two names of one folder are one */
function dataFolder() {
  const isRoot = process.getuid?.() === 0;
  const folder = resolve(process.env.GAC_DATA || (isWatching ? join(root, '.data') : isRoot ? '/var/lib/gac' : join(homedir(), '.local/share/gac')));
  // As root another user runs the database, perhaps inside: it may pass through, not look around.
  mkdirSync(folder, { recursive: true, mode: isRoot ? 0o711 : 0o700 });
  return realpathSync(folder);
}

/** @param {string} dataDir @returns {string} signs the session cookies; kept, so that a restart signs nobody out */
function sessionSecret(dataDir) {
  const file = join(dataDir, 'session-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** @returns {number} */
function wantedPort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new StartError('PORT must be a whole number from 1 to 65535.');
  return port;
}

/**
 * The database's address: the given one, else that of the embedded server, which is kept running from here on.
 * @param {string} dataDir
 * @returns {Promise<string>}
 */
async function database(dataDir) {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  let server = await startPostgres({ dataDir, log });
  ends.push(() => server.stop());
  await createDatabase(server.url('postgres'), 'gac');
  void (async () => {
    for (;;) {
      await sleep(2_000, undefined, { ref: false });
      if (stopping) return;
      if (server.isRunning()) continue;
      log('the database ended; starting it again');
      try {
        server = await startPostgres({ dataDir, port: server.port, log });
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
      }
    }
  })();
  return server.url('gac');
}

/** @param {string} address @returns {Promise<boolean>} */
async function isHealthy(address) {
  try {
    const answer = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

/** @param {import('./children.mjs').Children} processes @returns {Promise<string[]>} a line for each demo account */
async function demoAccounts(processes) {
  let text = '';
  if ((await processes.once([CLI, 'seed-demo', '--accounts'], (chunk) => (text += chunk))) !== 0) return [];
  /** @type {{ part: string, email: string, password: string }[]} */
  const accounts = text.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const width = Math.max(...accounts.map(({ part }) => part.length));
  return accounts.map(({ part, email, password }) => `  ${part.padEnd(width)}  ${email}  ${password}`);
}

async function start() {
  followNpm();
  const envFile = join(root, '.env');
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const mode = process.env.GAC_MODE || 'demo';
  if (mode === 'production' && !process.env.DATABASE_URL) {
    throw new StartError('GAC_MODE=production needs DATABASE_URL: the embedded database is for demos and development (docker/ shows a whole installation).');
  }
  const port = wantedPort();
  const address = `http://localhost:${port}`;
  const dataDir = dataFolder();
  const claimed = await claim(dataDir, port, log);
  if ('running' in claimed) {
    const { launcher, port: theirs } = claimed.running;
    throw new StartError(`It runs already on ${dataDir}: http://localhost:${theirs} (process ${launcher.pid}). Stop that one first, or set GAC_DATA and PORT for a second one.`);
  }
  ({ instance } = claimed);
  ends.push(claimed.instance.release);
  if (!(await isPortFree(port))) throw new StartError(`Something else listens on port ${port}. Choose another: PORT=${port + 1} npm start`);

  const ready = await unlessStopped(setUp(log));
  if (!ready.ok) throw new StartError(ready.output);
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    GAC_MODE: mode,
    GAC_DATA: dataDir,
    PORT: String(port),
    DATABASE_URL: await unlessStopped(database(dataDir)),
    LOG_LEVEL: process.env.LOG_LEVEL || (isWatching ? 'info' : 'warn'),
    ...(mode === 'demo' && { SESSION_SECRET: process.env.SESSION_SECRET || sessionSecret(dataDir) }),
  };
  processes = keepChildren({ cwd: root, env, instance: claimed.instance, log });
  if ((await unlessStopped(processes.once([CLI, 'migrate']))) !== 0) throw new StartError('The database could not be brought up to date.');
  // Before the others start: the seed moves a clock of its own, so nothing else may work on the database meanwhile.
  if (mode === 'demo' && (await unlessStopped(processes.once([CLI, 'seed-demo']))) !== 0) log('the demo could not be seeded; the next start tries again');
  processes.keep('API', ['server/dist/src/main.js']);
  processes.keep('worker', ['server/dist/src/worker.js']);
  const running = processes;
  await unlessStopped(until(async () => stopping || running.deaths('API') > 2 || (await isHealthy(address)), 90_000, 100));
  if (!(await isHealthy(address))) throw new StartError('The API does not become healthy; what it said stands above.');
  log(`healthy after ${((performance.now() - began) / 1000).toFixed(1)} s: ${address}`);
  if (mode === 'demo') await showDemo(running, address);
  if (!isWatching || stopping) return;
  // Only now: it needs the packages.
  const { rebuildOnChange } = await import('./watch.mjs');
  rebuildOnChange({ processes: running, databaseUrl: env.DATABASE_URL, migrate: async () => (await running.once([CLI, 'migrate'])) === 0, log });
}

/** @param {import('./children.mjs').Children} processes @param {string} address */
async function showDemo(processes, address) {
  const accounts = stopping ? [] : await demoAccounts(processes);
  if (stopping) return;
  console.log(['', `  The competition platform runs: ${address}`, '', ...(accounts.length > 0 ? ['  Demo accounts (role, e-mail, password):', ...accounts, ''] : []), '  Ctrl-C stops it.', ''].join('\n'));
}

starting = start().catch((error) => {
  if (stopping) return;
  console.error(error instanceof StartError ? `\n${error.message}` : error);
  // Not awaited: the stop waits for this very promise.
  void stop(1);
});

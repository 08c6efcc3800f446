// A database and a Redis for one run of a script, gone afterwards; what a killed run left is removed by the next one.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres.mjs';
import { freePort, isPortFree, markOf, until } from './processes.mjs';

const PREFIX = 'gac-scratch-';

/**
 * A folder of this process, for things that nobody needs afterwards.
 * @returns {Promise<{ folder: string, remove: () => void }>}
 */
export async function scratchFolder() {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o711); // the database runs as another user when we are root, and may stand inside then
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Removes the folders of runs that were killed, with the database that may still run there. */
async function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1] ?? 0);
    if (pid === 0 || markOf(pid) !== null) continue;
    const folder = join(tmpdir(), name);
    try {
      // Starting takes over what still runs there, so that erasing ends it.
      if (existsSync(join(folder, 'database/postgres.json'))) await (await startPostgres({ dataDir: join(folder, 'database'), durable: false })).erase();
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // another user's, or already being removed
    }
  }
}

/**
 * @param {string} folder
 * @returns {Promise<import('./postgres.mjs').Postgres>} an empty server that flushes nothing to disk
 */
export const scratchDatabase = (folder) => startPostgres({ dataDir: join(folder, 'database'), durable: false });

/**
 * A Redis that keeps nothing on disk and ends with us.
 * @param {string} folder
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function scratchRedis(folder) {
  const port = await freePort();
  const dir = join(folder, 'redis');
  mkdirSync(dir, { recursive: true });
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir], { stdio: 'ignore' });
  /** @type {Error | null} */
  let failed = null;
  child.once('error', (error) => (failed = error));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const hasEnded = () => failed !== null || child.exitCode !== null || child.signalCode !== null;
  await until(async () => hasEnded() || !(await isPortFree(port)), 10_000);
  if (hasEnded()) throw new Error(`redis-server does not start: ${failed ?? `exit code ${child.exitCode}`}`);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      if (!(await until(hasEnded, 5_000))) kill();
      process.off('exit', kill);
    },
  };
}

// `npm start` as a person meets it: on an empty folder, killed on the way, killed when it runs, asked twice, stopped.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from './postgres.mjs';
import { freePort, isPortFree, markOf, signal, until } from './processes.mjs';
import { root } from './repository.mjs';

/** @typedef {{ process: import('node:child_process').ChildProcess, said: () => string, ended: Promise<number | null> }} Started */

/** @type {string} */ let parent;
/** @type {string} */ let dataDir;
/** @type {number} */ let port;
/** @type {Started[]} */ const all = [];

/** Runs the script. @param {NodeJS.ProcessEnv} [over] @returns {Started} */
function start(over = {}) {
  const { DATABASE_URL: _, REDIS_URL: __, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], { cwd: root, env: { ...env, GAC_DATA: dataDir, PORT: String(port), ...over }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  const closed = new Promise((done) => child.once('close', done));
  // What it started may outlive it and hold its output open: after the end its last words get a moment only.
  const ended = once(child, 'exit').then(async ([code]) => (await Promise.race([closed, sleep(500)]), code));
  const started = { process: child, said: () => text, ended };
  all.push(started);
  return started;
}

/** @param {Started} started @param {string | RegExp} what @param {number} [timeoutMs] */
async function says(started, what, timeoutMs = 420_000) {
  const found = () => (typeof what === 'string' ? started.said().includes(what) : what.test(started.said()));
  await until(() => found() || started.process.exitCode !== null, timeoutMs);
  assert.ok(found(), `it never said ${what}; it said:\n${started.said()}`);
}

const isHealthy = () => fetch(`http://127.0.0.1:${port}/api/health`).then(({ ok }) => ok, () => false);
/** @returns {number[]} the API, the worker, or what else the launcher runs just now */
const children = () => JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')).children.map((/** @type {{ pid: number }} */ { pid }) => pid);
const postmaster = () => Number(readFileSync(join(JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')).place, 'main/cluster/postmaster.pid'), 'utf8').split('\n')[0]);

/** All that the launcher started, and theirs. @param {number} pid @returns {number[]} */
function family(pid) {
  if (process.platform !== 'linux') return children();
  const parents = readdirSync('/proc').map(Number).filter(Boolean).map((one) => [one, Number(/^PPid:\s*(\d+)/m.exec(readStatus(one))?.[1])]);
  /** @param {number} one @returns {number[]} */
  const under = (one) => parents.filter(([, parent]) => parent === one).flatMap(([child = 0]) => [child, ...under(child)]);
  return under(pid);
}
/** @param {number} pid */
function readStatus(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

/** @param {number[]} pids */
const allGone = (pids) => until(() => pids.every((pid) => markOf(pid) === null), 5_000);
/** Power off, as far as these processes can tell. @param {Started} started */
async function killEverything(started) {
  const pids = [started.process.pid ?? 0, ...family(started.process.pid ?? 0), postmaster()];
  for (const pid of pids) signal(pid, 'SIGKILL');
  await started.ended;
  assert.ok(await allGone(pids));
}

before(async () => {
  parent = mkdtempSync(join(tmpdir(), 'gac-start-test-'));
  assert.equal(statSync(parent).mode & 0o777, 0o700, 'nobody else may enter the parent');
  dataDir = join(parent, 'data');
  port = await freePort();
});
after(async () => {
  for (const { process: child } of all) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  if (existsSync(join(dataDir, 'run.json'))) for (const pid of children()) signal(pid, 'SIGKILL');
  if (existsSync(join(dataDir, 'postgres.json'))) await (await startPostgres({ dataDir })).erase();
  rmSync(parent, { recursive: true, force: true });
});

test('a bad configuration is named at once, and nothing stays', async () => {
  const started = start({ WORKERS: 'many', LEASE_MS: '-1' });
  assert.equal(await started.ended, 1);
  assert.match(started.said(), /WORKERS/);
  assert.match(started.said(), /LEASE_MS/);
  assert.doesNotMatch(started.said(), /many/);
  assert.equal(existsSync(join(dataDir, 'run.json')), false);
  assert.throws(postmaster, { code: 'ENOENT' });
});

test('production without a database is refused in words', async () => {
  const started = start({ GAC_MODE: 'production' });
  assert.equal(await started.ended, 1);
  assert.match(started.said(), /DATABASE_URL/);
});

test('killed while it seeds, the next start finishes: address, accounts, a page in Korean', async () => {
  const first = start();
  await says(first, /demo: \d+ submissions scored/);
  await killEverything(first);

  const second = start();
  await says(second, 'Ctrl-C stops it.');
  assert.match(second.said(), new RegExp(`http://localhost:${port}\\b`));
  assert.match(second.said(), /researcher@demo\.example {2}\S+/);
  const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'accept-language': 'ko' } });
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<html[^>]* lang="ko"/);

  for (const name of ['artifacts', 'uploads', 'run.json', 'session-secret']) assert.equal(statSync(join(dataDir, name)).mode & 0o077, 0, `${name} is for its owner alone`);

  const pids = [...family(second.process.pid ?? 0), postmaster()];
  assert.ok(pids.length >= 3);
  second.process.kill('SIGINT');
  assert.equal(await second.ended, 0);
  assert.ok(await allGone(pids), 'Ctrl-C leaves no process');
  assert.ok(await isPortFree(port));
});

test('what dies is started again; a second start on the same folder or port says why not', async () => {
  const started = start();
  await says(started, 'Ctrl-C stops it.');
  assert.match(started.said(), /demo: already there/);

  const twin = start();
  assert.equal(await twin.ended, 1);
  assert.match(twin.said(), new RegExp(`runs already.*http://localhost:${port}`));
  const neighbour = start({ GAC_DATA: join(parent, 'other') });
  assert.equal(await neighbour.ended, 1);
  assert.match(neighbour.said(), new RegExp(`port ${port}.*PORT=${port + 1} npm start`));

  const before = children();
  for (const pid of before) signal(pid, 'SIGKILL');
  signal(postmaster(), 'SIGKILL');
  await says(started, 'starting it again', 30_000);
  assert.ok(await until(isHealthy, 60_000), started.said());
  assert.ok(await until(() => children().length === 2 && children().every((pid) => !before.includes(pid)), 30_000));
  await killEverything(started);
});

test('after kill -9 of everything it starts, and after kill -9 of the launcher alone it ends what that left', async () => {
  const healed = start();
  await says(healed, 'Ctrl-C stops it.');
  const orphans = children();
  healed.process.kill('SIGKILL');
  await healed.ended;
  assert.ok(orphans.every((pid) => markOf(pid) !== null), 'the API and the worker outlive their launcher');

  const next = start();
  await says(next, 'Ctrl-C stops it.');
  assert.ok(orphans.every((pid) => markOf(pid) === null));
  assert.ok(await isHealthy());
  const pids = [...family(next.process.pid ?? 0), postmaster()];
  next.process.kill('SIGTERM');
  assert.equal(await next.ended, 0);
  assert.ok(await allGone(pids));
});

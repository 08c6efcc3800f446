// A real PostgreSQL without installing one: the server binaries that npm brought, started by their own pg_ctl.
// Start-or-reuse. There is no lock file of ours: every step that makes something makes it aside and renames it into place, and PostgreSQL's
// own lock decides which of two starters wins; the other one finds a running server and uses it. So a kill -9 can leave nothing locked.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { binaries, choosePlace, makeAside, spawnAs } from './postgres-place.mjs';
import { commandOf, freePort, isPortFree, until } from './processes.mjs';

const USER = 'gac';
const serverPackage = fileURLToPath(new URL('../server/package.json', import.meta.url));

/**
 * @typedef {object} Postgres a running server
 * @property {number} port on 127.0.0.1; there is no Unix socket, whose path has a length limit and which a kill would leave behind
 * @property {string} place the folder that holds the cluster
 * @property {(database: string) => string} url connection address of a database, password included; the user may do everything
 * @property {() => boolean} isRunning
 * @property {() => Promise<void>} stop ends the server (open transactions are rolled back); a stopped one is no error
 * @property {() => Promise<void>} erase ends the server and removes the cluster and the record of it
 */
/** @typedef {import('./postgres-place.mjs').RunAs} RunAs */
/** @typedef {(name: string, args: string[]) => Promise<void>} Bin runs one of the server's programs as its user; the error holds what it said */

/**
 * Starts PostgreSQL on a data folder, or takes the one that already runs there, and returns once it accepts connections.
 * @param {object} options
 * @param {string} options.dataDir made when missing; may lie where only root can enter (then the cluster stands outside and postgres.json says where)
 * @param {number} [options.port] wanted port; without it the recorded one when still free, otherwise any free one
 * @param {boolean} [options.durable] false for test databases: nothing is flushed to disk, so a power cut (not a crash) loses them
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({ dataDir: given, port: wanted, durable = true, log = () => {} }) {
  mkdirSync(given, { recursive: true });
  const dataDir = realpathSync(given);
  const record = readRecord(dataDir);
  const { place, owner } = choosePlace(dataDir, record?.place, log);
  const { native, major } = await binaries(place, owner);
  const bin = binRunner(native, owner);
  const main = join(place, 'main');
  const cluster = join(main, 'cluster');
  if (!existsSync(main)) await makeAside(main, (aside) => initialise(aside, bin, owner, durable));
  refuseOtherVersion(cluster, major);
  const password = readFileSync(join(main, 'password'), 'utf8').trim();

  const port = await bringUp({ cluster, bin, password, wanted, recorded: record?.port, durable });
  const writing = join(dataDir, `postgres.json.${process.pid}`);
  writeFileSync(writing, `${JSON.stringify({ place, port })}\n`);
  renameSync(writing, join(dataDir, 'postgres.json'));

  const stop = async () => {
    if (postmaster(cluster)) await bin('pg_ctl', ['stop', '-w', '-t', '30', '-s', '-m', 'fast', '-D', cluster]);
  };
  return {
    port,
    place,
    url: (database) => address(port, password, database),
    isRunning: () => postmaster(cluster) !== null,
    stop,
    erase: async () => {
      await stop();
      rmSync(place, { recursive: true, force: true });
      rmSync(join(dataDir, 'postgres.json'), { force: true });
    },
  };
}

/**
 * Makes a database unless it exists; two callers at once are fine.
 * @param {string} adminUrl address of any database on the server, of a user who may create others
 * @param {string} name
 * @returns {Promise<void>}
 */
export async function createDatabase(adminUrl, name) {
  const client = await connected(adminUrl);
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database "${name.replaceAll('"', '""')}"`);
  } catch (error) {
    // duplicate_database, or the unique index itself when both were inside: somebody else made it meanwhile
    if (!['42P04', '23505'].includes(/** @type {{ code?: string }} */ (error).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}

/** @param {string} url @returns {Promise<import('pg').Client>} */
async function connected(url) {
  const pg = createRequire(serverPackage)('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {}); // a stop ends connections at any time: the query reports it
  await client.connect();
  return client;
}

/** @param {number} port @param {string} password @param {string} database @returns {string} */
const address = (port, password, database) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

/** @param {string} dataDir @returns {{ place: string, port: number } | null} */
function readRecord(dataDir) {
  try {
    const { place, port } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'));
    return typeof place === 'string' && Number.isInteger(port) ? { place, port } : null;
  } catch {
    return null; // none yet; a place outside is found again by its name
  }
}

/** @param {string} native @param {RunAs} owner @returns {Bin} */
function binRunner(native, owner) {
  // Nothing of the caller's environment: PGPORT, LC_ALL and the like would change what is started.
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  const runFile = promisify(execFile);
  return async (name, args) => {
    try {
      await runFile(join(native, 'bin', name), args, { ...spawnAs(owner), cwd: '/', env, timeout: 120_000 });
    } catch (error) {
      const { stderr, message } = /** @type {{ stderr?: string, message: string }} */ (error);
      throw new Error(`${name} ${args[0]}: ${stderr?.trim() || message}`, { cause: error });
    }
  };
}

/**
 * Makes the cluster together with its random password, which keeps the other users of this machine out: all of them can reach 127.0.0.1.
 * @param {string} folder
 * @param {Bin} bin
 * @param {RunAs} owner
 * @param {boolean} durable
 */
async function initialise(folder, bin, owner, durable) {
  const passwordFile = join(folder, 'password');
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (owner) for (const path of [folder, passwordFile]) chownSync(path, owner.uid, owner.gid);
  await bin('initdb', [
    ...['-D', join(folder, 'cluster'), '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    // Sorted by code point and folded by Unicode, the same on every machine, whatever locales it has.
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(durable ? [] : ['--no-sync']),
  ]);
}

/** @param {string} cluster @param {string} major */
function refuseOtherVersion(cluster, major) {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (made !== major) throw new Error(`The database in ${cluster} was made by PostgreSQL ${made}; the one at hand is ${major}. Dump it with the old one, or set GAC_DATA to another folder.`);
}

/** @param {boolean} durable @param {number} port @returns {string} what differs from PostgreSQL's defaults, as command line options */
function settings(durable, port) {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '512MB',
    random_page_cost: 1.1,
    jit: 'off',
    // The queue and the outbox live on tables that turn over fast.
    autovacuum_naptime: '15s',
    autovacuum_vacuum_scale_factor: 0.05,
    // What was answered with 201 is on disk: a submission must not vanish with the power.
    synchronous_commit: 'on',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  return Object.entries(values).map(([name, value]) => `-c ${name}=${value}`).join(' ');
}

/**
 * Gets the server running and answering, whatever state it was left in, and returns its port.
 * @param {{ cluster: string, bin: Bin, password: string, wanted: number | undefined, recorded: number | undefined, durable: boolean }} options
 * @returns {Promise<number>}
 */
async function bringUp({ cluster, bin, password, wanted, recorded, durable }) {
  /** @type {unknown} */
  let why = 'it keeps starting or stopping';
  let port = wanted ?? (recorded !== undefined && (await isPortFree(recorded)) ? recorded : undefined);
  const log = join(dirname(cluster), 'server.log');
  for (let failures = 0; failures < 8; ) {
    const running = await until(() => settled(cluster), 60_000);
    if (running === false) break;
    if (running !== 'down') return answering(running.port, password);
    port ??= await freePort();
    dropForeignPidFile(cluster);
    rotate(log);
    try {
      await bin('pg_ctl', ['start', '-w', '-t', '60', '-s', '-D', cluster, '-l', log, '-o', settings(durable, port)]);
    } catch (error) {
      // Somebody else may have started it meanwhile, or processes of a killed one still hold its memory for a moment, or the port went.
      failures += 1;
      why = error;
      if (wanted === undefined && !(await isPortFree(port))) port = undefined;
      await sleep(250 * failures);
    }
  }
  throw new Error(`PostgreSQL does not start on ${cluster}.\n${lastLines(log)}`, { cause: why });
}

/** @param {string} cluster @returns {false | 'down' | { port: number }} false while it starts or stops */
function settled(cluster) {
  const running = postmaster(cluster);
  if (running === null) return 'down';
  return running.status === 'ready' && { port: running.port };
}

/** @param {number} port @param {string} password @returns {Promise<number>} the port, once the server there answers a query */
async function answering(port, password) {
  /** @type {unknown} */
  let why;
  const ok = await until(async () => {
    try {
      const client = await connected(address(port, password, 'postgres'));
      await client.end();
      return true;
    } catch (error) {
      why = error;
      return false;
    }
  }, 20_000);
  if (!ok) throw new Error(`PostgreSQL runs on port ${port} but does not answer.`, { cause: why });
  return port;
}

/**
 * The server process of a cluster, by the file it keeps there; null when none runs. The file outlives a kill, and its number may belong to
 * another process by now, which neither pg_ctl nor the server tell apart.
 * @param {string} cluster
 * @returns {{ pid: number, port: number, status: string } | null}
 */
function postmaster(cluster) {
  let lines;
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!commandOf(pid)?.includes(`-D ${cluster}`)) return null;
  return { pid, port: Number(lines[3]), status: (lines[7] ?? 'starting').trim() };
}

/** Removes the file of a killed server when its number went to an unrelated process: the server would take that for itself and refuse. @param {string} cluster */
function dropForeignPidFile(cluster) {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file) || postmaster(cluster)) return;
  const command = commandOf(Number(readFileSync(file, 'utf8').split('\n')[0]));
  if (command && !command.includes('postgres')) rmSync(file, { force: true });
}

/** @param {string} log kept below some megabytes: the one before stays beside it */
function rotate(log) {
  if (existsSync(log) && statSync(log).size > 8_000_000) renameSync(log, `${log}.old`);
}

/** @param {string} log @returns {string} */
function lastLines(log) {
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-15).join('\n') : '';
}

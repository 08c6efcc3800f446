import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createDatabase, startPostgres } from './postgres.mjs';
import { isPortFree, markOf, until } from './processes.mjs';

const pg = createRequire(new URL('../server/package.json', import.meta.url))('pg');
const module = new URL('./postgres.mjs', import.meta.url).href;
/** @type {string} */ let parent;
/** @type {string} */ let dataDir;
/** @type {import('./postgres.mjs').Postgres} */ let server;

/** @param {string} sql @param {string} [database] @returns {Promise<Record<string, unknown>[]>} */
async function query(sql, database = 'postgres') {
  const client = new pg.Client({ connectionString: server.url(database) });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** @returns {number} */
const serverPid = () => Number(readFileSync(join(server.place, 'main/cluster/postmaster.pid'), 'utf8').split('\n')[0]);

/** Starts it in a process of its own, and returns that process once the server answers. */
async function startElsewhere() {
  const code = `import { startPostgres } from '${module}'; const s = await startPostgres({ dataDir: process.argv[1] }); console.log(s.port); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await new Promise((done) => child.stdout.once('data', (data) => done(String(data).split('\n'))));
  return { child, port: Number(line) };
}

before(async () => {
  parent = mkdtempSync(join(tmpdir(), 'gac-postgres-test-'));
  assert.equal(statSync(parent).mode & 0o777, 0o700, 'nobody else may enter the parent');
  dataDir = join(parent, 'data');
  server = await startPostgres({ dataDir });
});
after(async () => {
  await server.erase();
  rmSync(parent, { recursive: true, force: true });
});

test('runs though its data folder lies where only its owner may enter, and records the place', async () => {
  assert.deepEqual(JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')), { place: server.place, port: server.port });
  const isRoot = process.getuid?.() === 0;
  assert.equal(server.place.startsWith(dataDir), !isRoot);
  if (isRoot) assert.notEqual(statSync(join(server.place, 'main')).uid, 0);
  assert.deepEqual(await query('show synchronous_commit'), [{ synchronous_commit: 'on' }]);
  assert.deepEqual(await query('show fsync'), [{ fsync: 'on' }]);
});

test('lets nobody in without the password', async () => {
  const client = new pg.Client({ connectionString: server.url('postgres').replace(/:[^:@]+@/, ':wrong@') });
  await assert.rejects(client.connect(), { code: '28P01' });
});

test('makes a database once, though two ask at once', async () => {
  await Promise.all([1, 2, 3].map(() => createDatabase(server.url('postgres'), 'some-name')));
  assert.equal((await query(`select 1 from pg_database where datname = 'some-name'`)).length, 1);
});

test('a server whose starter was killed is taken over, not started twice', async () => {
  await server.stop();
  const { child, port } = await startElsewhere();
  const pid = serverPid();
  child.kill('SIGKILL');
  await new Promise((done) => child.once('exit', done));
  server = await startPostgres({ dataDir });
  assert.equal(serverPid(), pid);
  assert.equal(server.port, port);
});

test('what was committed is there after kill -9 of the server and of its starter', async () => {
  await query('create table kept (n int); insert into kept values (42)');
  process.kill(serverPid(), 'SIGKILL');
  await until(() => !server.isRunning(), 5_000);
  server = await startPostgres({ dataDir });
  assert.deepEqual(await query('select n from kept'), [{ n: 42 }]);
});

test('two starters at once share one server', async () => {
  await server.stop();
  const [one, other] = await Promise.all([startElsewhere(), startElsewhere()]);
  server = await startPostgres({ dataDir });
  for (const { child, port } of [one, other]) {
    assert.equal(port, server.port);
    child.kill('SIGKILL');
  }
  assert.deepEqual(await query('select n from kept'), [{ n: 42 }]);
});

test('two starters at once on an empty folder share one cluster', async () => {
  const kept = { dataDir, server };
  try {
    dataDir = join(parent, 'empty');
    const [one, other] = await Promise.all([startElsewhere(), startElsewhere()]);
    server = await startPostgres({ dataDir });
    for (const { child, port } of [one, other]) {
      assert.equal(port, server.port);
      child.kill('SIGKILL');
    }
    assert.equal((await query('select 1 as one')).length, 1);
  } finally {
    if (server !== kept.server) await server.erase();
    ({ dataDir, server } = kept);
  }
});

test('starts though the number in the file of a killed server went to another process', async () => {
  const { uid, gid } = statSync(join(server.place, 'main'));
  const pidFile = join(server.place, 'main/cluster/postmaster.pid');
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  await server.stop();
  const other = spawn('sleep', ['60'], { cwd: '/', ...(process.getuid?.() === 0 ? { uid, gid } : {}) });
  try {
    writeFileSync(pidFile, [other.pid, ...lines.slice(1)].join('\n'));
    assert.equal(server.isRunning(), false);
    server = await startPostgres({ dataDir });
    assert.notEqual(serverPid(), other.pid);
    assert.deepEqual(await query('select n from kept'), [{ n: 42 }]);
  } finally {
    other.kill('SIGKILL');
  }
});

test('takes another port when its own went to somebody else', async () => {
  await server.stop();
  const squatter = createServer().listen(server.port, '127.0.0.1');
  await new Promise((done) => squatter.once('listening', done));
  const before = server.port;
  server = await startPostgres({ dataDir });
  squatter.close();
  assert.notEqual(server.port, before);
  assert.deepEqual(await query('select n from kept'), [{ n: 42 }]);
});

// Only root can give a folder away, and only root looks for a place outside.
if (process.getuid?.() === 0) {
  test('a place that another user took first is not used', async () => {
    const victim = join(parent, 'victim');
    mkdirSync(victim);
    const taken = join('/var/lib', `gac-${createHash('sha256').update(victim).digest('hex').slice(0, 16)}`);
    mkdirSync(join(taken, 'main'), { recursive: true });
    chownSync(taken, 65534, 65534);
    const mine = await startPostgres({ dataDir: victim, durable: false });
    try {
      assert.notEqual(mine.place, taken);
    } finally {
      await mine.erase();
      rmSync(taken, { recursive: true, force: true });
    }
  });
}

test('stop leaves no process and frees the port; the data stays', async () => {
  const pid = serverPid();
  await server.stop();
  await server.stop();
  assert.equal(markOf(pid), null);
  assert.equal(await isPortFree(server.port), true);
  server = await startPostgres({ dataDir });
  assert.deepEqual(await query('select n from kept'), [{ n: 42 }]);
});

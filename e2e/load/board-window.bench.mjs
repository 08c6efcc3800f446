// How much slower a window of a board of 100,000 teams is over HTTP than a bare Fastify route that answers the same bytes as a constant.
// `pnpm bench board-window`, after a build. Prints one line of JSON. Ratios only mean something: both are measured in turns, in one run.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createDatabase } from '../../scripts/postgres.mjs';
import { freePort, markOf, terminate, until } from '../../scripts/processes.mjs';
import { scratchDatabase, scratchFolder } from '../../scripts/scratch.mjs';

const TEAMS = 100_000;
const CHANGED_TODAY = 5_000;
const CONNECTIONS = 16;
const REQUESTS = 10_000;
const ROUNDS = 5;
const BUDGET = 2.5;

const serverDir = fileURLToPath(new URL('../../server', import.meta.url));
const require = createRequire(new URL('../../server/package.json', import.meta.url));

if (process.argv[2] === '--bare') await bare(Number(process.argv[3]));
else await bench();

/** The route to compare with: what it answers comes on standard input. @param {number} port */
async function bare(port) {
  const body = readFileSync(0);
  const { default: fastify } = await import(pathToFileURL(realpathSync(require.resolve('fastify'))).href);
  const app = fastify({ logger: false });
  app.get('/', (/** @type {unknown} */ _request, /** @type {any} */ reply) => reply.header('content-type', 'application/json; charset=utf-8').send(body));
  await app.listen({ port, host: '127.0.0.1' });
}

async function bench() {
  const { folder, remove } = await scratchFolder();
  /** @type {import('../../scripts/processes.mjs').ProcessMark[]} */
  const started = [];
  const database = await scratchDatabase(folder);
  try {
    await createDatabase(database.url('postgres'), 'bench');
    const env = { PATH: process.env.PATH, GAC_DATA: `${folder}/data`, DATABASE_URL: database.url('bench'), HOST: '127.0.0.1', LOG_LEVEL: 'warn', RATE_LIMIT_PER_MINUTE: '1000000000' };
    await finished(start([`${serverDir}/dist/src/cli.js`, 'migrate'], env));
    const boardId = await seed(env.DATABASE_URL);
    const port = await freePort();
    const api = start([`${serverDir}/dist/src/main.js`], { ...env, PORT: String(port) }, started);
    const path = `/api/boards/${boardId}/rows`;
    const ready = await until(() => fetch(`http://127.0.0.1:${port}/api/health`).then((response) => response.ok, () => false), 30_000);
    if (!ready) throw new Error('The API did not get healthy within 30 s.');
    const before = memoryMbOf(api.pid ?? 0);
    const began = performance.now();
    const first = await answerOf(port, path);
    const firstMs = performance.now() - began;
    const memoryMb = memoryMbOf(api.pid ?? 0) - before;
    const barePort = await freePort();
    const plain = start([fileURLToPath(import.meta.url), '--bare', String(barePort)], env, started, first);
    if (!(await until(() => answerOf(barePort, '/').then(() => true, () => false), 10_000))) throw new Error('The bare route does not answer.');
    const results = await measure({ api: { port, pid: api.pid ?? 0 }, plain: { port: barePort, pid: plain.pid ?? 0 }, path });
    console.log(JSON.stringify({ bench: 'board-window', teams: TEAMS, bytes: first.length, firstMs: Math.round(firstMs), memoryMb, ...results, budget: BUDGET, withinBudget: results.ratio <= BUDGET }));
    process.exitCode = results.ratio <= BUDGET ? 0 : 1;
  } finally {
    await terminate(started);
    await database.erase();
    remove();
  }
}

/**
 * Rounds of all kinds in turns, so that what else the machine does falls on each alike. Times are of the whole exchange, `cpu` is what the
 * answering process used.
 * @param {{ api: Answerer, plain: Answerer, path: string }} of
 * @typedef {{ port: number, pid: number }} Answerer
 */
async function measure({ api, plain, path }) {
  let offset = 0;
  let unique = 0;
  const spread = () => `${path}?offset=${(offset = (offset + 7_300) % TEAMS)}`;
  const kinds = {
    bare: { ...plain, path: () => '/' },
    top: { ...api, path: () => path },
    // Every window of the board in turn: the first lap makes them, later laps find them.
    spread: { ...api, path: spread },
    // An address nobody asked for before: session, guards and pipes are asked, the window's bytes are there.
    pipeline: { ...api, path: () => `${path}?n=${(unique += 1)}` },
    search: { ...api, path: () => `${path}?q=${encodeURIComponent('ㅎㅂ')}` },
  };
  /** @type {Record<string, { ms: number[], cpuMs: number[] }>} */
  const taken = {};
  for (let round = -1; round < ROUNDS; round++) {
    for (const [name, kind] of Object.entries(kinds)) {
      const cpu = cpuMsOf(kind.pid);
      const ms = await load(kind.port, kind.path);
      if (round < 0) continue; // warms up
      const of = (taken[name] ??= { ms: [], cpuMs: [] });
      of.ms.push(ms);
      of.cpuMs.push(cpuMsOf(kind.pid) - cpu);
    }
  }
  const middle = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
  const ratio = (/** @type {string} */ name, /** @type {'ms' | 'cpuMs'} */ what) => Number((middle(taken[name]?.[what] ?? []) / middle(taken.bare?.[what] ?? [])).toFixed(2));
  const perSecond = Object.fromEntries(Object.entries(taken).map(([name, { ms }]) => [name, Math.round((REQUESTS / middle(ms)) * 1000)]));
  const ratios = (/** @type {'ms' | 'cpuMs'} */ what) => Object.fromEntries(Object.keys(taken).map((name) => [name, ratio(name, what)]));
  return { ratio: Math.max(ratio('top', 'ms'), ratio('spread', 'ms')), time: ratios('ms'), cpu: ratios('cpuMs'), perSecond };
}

/** Resident memory; Linux only, 0 elsewhere. @param {number} pid */
function memoryMbOf(pid) {
  try {
    return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
  } catch {
    return 0;
  }
}

/** CPU time of a process so far; Linux only, 0 elsewhere. @param {number} pid */
function cpuMsOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10; // proc_pid_stat(5): utime, stime in ticks of 10 ms
  } catch {
    return 0;
  }
}

/**
 * REQUESTS answers over CONNECTIONS kept-alive connections, one request at a time on each; milliseconds.
 * @param {number} port @param {() => string} path
 */
async function load(port, path) {
  let left = REQUESTS;
  const began = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, () => exchange(port, () => (left-- > 0 ? path() : null))));
  return performance.now() - began;
}

/**
 * Asks for one path after the other until there is no next, and throws at an answer that is not 200.
 * @param {number} port @param {() => string | null} next
 */
function exchange(port, next) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let head = '';
    let missing = -1;
    const ask = () => {
      const path = next();
      if (path === null) {
        socket.destroy();
        resolve(undefined);
        return;
      }
      head = '';
      missing = -1;
      socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
    };
    socket.on('connect', ask).on('error', reject).on('data', (chunk) => {
      if (missing < 0) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = /content-length: (\d+)/i.exec(head)?.[1];
        if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
          reject(new Error(`unexpected answer: ${head.slice(0, 200)}`));
          socket.destroy();
          return;
        }
        missing = Number(length) - (head.length - end - 4);
      } else missing -= chunk.length;
      if (missing === 0) ask();
    });
  });
}

/** @param {number} port @param {string} path @returns {Promise<Buffer>} */
async function answerOf(port, path) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}

/**
 * @param {string[]} args @param {NodeJS.ProcessEnv} env @param {import('../../scripts/processes.mjs').ProcessMark[]} [started] @param {Buffer} [input]
 */
function start(args, env, started, input) {
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.end(input);
  if (started && child.pid !== undefined) started.push({ pid: child.pid, mark: markOf(child.pid) ?? '' });
  return child;
}

/** @param {import('node:child_process').ChildProcess} child */
async function finished(child) {
  await new Promise((resolve, reject) => child.once('exit', (code) => (code === 0 ? resolve(undefined) : reject(new Error(`${child.spawnargs.join(' ')} ended with ${code}`)))));
}

/**
 * A challenge with one board of 100,000 teams, 5,000 of which moved within the last day. Rows are made in the database, by the rules of
 * features/leaderboards: `rebuild-boards --check` finds nothing to mend.
 * @param {string} url @returns {Promise<string>} the board's id
 */
async function seed(url) {
  const client = new (require('pg').Client)({ connectionString: url });
  await client.connect();
  const text = (/** @type {string} */ en) => ({ ko: en, en });
  const [challenge, phase, task, board, account] = Array.from({ length: 5 }, () => randomUUID());
  const hash = 'ab'.repeat(32);
  const definition = {
    gac: 'challenge/1', slug: 'bench', title: text('Bench'), summary: text('-'), overview: text('-'), field: text('-'),
    rules: { version: '1', date: '2026-01-01', clauses: [{ id: 'a', title: text('-'), text: text('-') }] },
    tasks: [{ key: 't', name: text('-'), format: { idColumn: 'id', columns: [{ name: 'p', kind: 'number' }] }, reference: { file: 'r.csv', idColumn: 'id', truthColumn: 'y', partColumn: 'part' }, scorer: { kind: 'builtin', metrics: [{ key: 'acc', metric: 'accuracy' }] } }],
    phases: [{ key: 'main', name: text('-'), opensAt: '2026-01-01T00:00:00Z', tasks: ['t'] }],
    boards: [{ key: 'main', name: text('-'), phase: 'main', columns: [{ key: 'acc', metric: 'acc' }], order: ['acc'] }],
  };
  const run = (/** @type {string} */ sql, /** @type {unknown[]} */ params = []) => client.query(sql, params);
  try {
    await run(`INSERT INTO artifact VALUES ($1, 1, now())`, [hash]);
    await run(`INSERT INTO challenge (id, slug, definition, files, definition_sha256, rules_version, rules_sha256, created_at, updated_at, published_at) VALUES ($1, 'bench', $2, '{}', $3, '1', $3, now(), now(), now())`, [challenge, JSON.stringify(definition), hash]);
    await run(`INSERT INTO phase (id, challenge_id, key, position, opens_at) VALUES ($1, $2, 'main', 0, '2026-01-01Z')`, [phase, challenge]);
    await run(`INSERT INTO task (id, challenge_id, key, reference_sha256, reference_rows) VALUES ($1, $2, 't', $3, 1)`, [task, challenge, hash]);
    await run(`INSERT INTO phase_task (phase_id, task_id, position) VALUES ($1, $2, 0)`, [phase, task]);
    await run(`INSERT INTO board (id, challenge_id, phase_id, key, track, position) VALUES ($1, $2, $3, 'main', 'open', 0)`, [board, challenge, phase]);
    await run(`INSERT INTO account (id, email, email_key, name, country, locale, password_hash, created_at) VALUES ($1, 'b@example.org', 'b@example.org', 'b', 'KR', 'ko', '-', now())`, [account]);
    await run(
      `INSERT INTO team (id, challenge_id, name, name_key, country, affiliation, leader_id, created_at)
       SELECT gen_random_uuid(), $1, name, name, (ARRAY['KR','US','JP','IN','FR','DE','BR','NG','VN','KR'])[1 + n % 10], (ARRAY['한빛대학교','Kaizen Institute','','서울연구소','Universidade do Porto'])[1 + n % 5], $2, now()
         FROM (SELECT n, (ARRAY['한빛 연구소 ','Team Kaizen ','새벽 ','Équipe ','Deep Rivers '])[1 + n % 5] || n AS name FROM generate_series(1, $3) n) named`,
      [challenge, account, TEAMS],
    );
    await run(
      `INSERT INTO submission (id, receipt, number, challenge_id, phase_id, team_id, account_id, artifact_sha256, file_name, bytes, state, state_at, history, received_at)
       SELECT gen_random_uuid(), 'bench-' || id, 1, challenge_id, $1, id, leader_id, $2, 'p.csv', 1, 'SCORED', now(), '[]', date_trunc('milliseconds', now() - random() * interval '20 days') FROM team`,
      [phase, hash],
    );
    await run(
      `WITH made AS (INSERT INTO evaluation (id, submission_id, task_id, team_id, challenge_id, state, state_at, created_at)
                     SELECT gen_random_uuid(), id, $1, team_id, challenge_id, 'SCORED', now(), now() FROM submission RETURNING id)
       INSERT INTO score SELECT id, 'acc', 'public', 0.5 + round((random() * 0.4999)::numeric, 4)::float8 FROM made`,
      [task],
    );
    // A positive score in a descending column: all bits but the sign are turned over.
    await run(
      `INSERT INTO standing (board_id, entry_id, team_id, submission_id, scores, sort_key, trend, received_at, team_name, country, affiliation, submissions, last_at)
       SELECT $1, t.id, t.id, s.id, ARRAY[c.value],
              int8send(('x' || encode(float8send(c.value), 'hex'))::bit(64)::bigint # 9223372036854775807) || int8send((extract(epoch FROM s.received_at) * 1000)::bigint + (-9223372036854775808)) || uuid_send(s.id),
              ARRAY[c.value], s.received_at, t.name, t.country, t.affiliation, 1, s.received_at
         FROM team t JOIN submission s ON s.team_id = t.id JOIN evaluation e ON e.submission_id = s.id JOIN score c ON c.evaluation_id = e.id`,
      [board],
    );
    await run(
      `INSERT INTO standing_change (board_id, seq, entry_id, at, cause, submission_id, standing_submission_id, scores, sort_key, rank_after, teams)
       SELECT $1, row_number() OVER (), entry_id, now() - interval '1 hour', 'scored', submission_id, submission_id, scores, sort_key, 1, $2 FROM (SELECT * FROM standing WHERE board_id = $1 LIMIT $3) s`,
      [board, TEAMS, CHANGED_TODAY],
    );
    await run(`INSERT INTO live_topic VALUES ('board:' || $1, $2)`, [board, CHANGED_TODAY]);
    await run(`VACUUM ANALYZE`);
    return String(board);
  } finally {
    await client.end();
  }
}

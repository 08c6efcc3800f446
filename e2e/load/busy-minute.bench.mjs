// 350 submissions of 10,000 rows from 50 teams, arriving at random within one minute; then the same within ten seconds, which has no limit.
//   node e2e/load/busy-minute.bench.mjs      after a build; limit: every one scored, 95 of 100 on the board within 5 s of their upload
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../scripts/processes.mjs';
import { loadNumbers } from '../stack/challenge.mjs';
import { follow } from '../stack/events.mjs';
import { Person, sha256Of } from '../stack/person.mjs';
import { cpuMsOf } from '../stack/process-tree.mjs';
import { Product } from '../stack/product.mjs';
import { AS_STARTED, percentile, report, spread } from './figures.mjs';

const [SUBMISSIONS, TEAMS, LIMIT_MS] = [350, 50, 5_000];

/** Chance that is the same in every run (mulberry32). @param {number} seed */
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {Product} product @param {Awaited<ReturnType<typeof loadNumbers>>} challenge @param {Person[]} people @param {number} withinMs @param {number} seed */
async function rush(product, challenge, people, withinMs, seed) {
  const random = chance(seed);
  /** @type {Map<number, number>} */
  const arrived = new Map();
  const stream = await follow(`${product.url}/api/boards/${challenge.board('main')}/events`, ({ id, at }) => arrived.set(id, at));
  const cpu = [product.api, product.worker].map(({ pid }) => cpuMsOf(pid));
  const began = performance.now();
  const made = await Promise.all(
    Array.from({ length: SUBMISSIONS }, async (_, number) => {
      await sleep(random() * withinMs);
      const person = /** @type {Person} */ (people[Math.floor(random() * people.length)]);
      const bytes = challenge.file({ error: 0.5 + random(), salt: seed * 1_000 + number });
      const uploadId = await person.upload(challenge.phase('main'), bytes);
      const uploaded = performance.now();
      const { status, body } = await person.submitUpload(challenge.phase('main'), uploadId, sha256Of(bytes));
      if (status !== 201) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
      return { id: body.id, uploaded, answeredMs: performance.now() - uploaded };
    }),
  );
  const changes = async () =>
    product.database.rows(
      `SELECT c.submission_id AS id, c.seq::int AS seq, extract(epoch FROM s.state_at - s.received_at)::float8 * 1000 AS "scoredMs"
         FROM standing_change c JOIN submission s ON s.id = c.submission_id WHERE c.submission_id = ANY($1) AND s.state = 'SCORED'`,
      [made.map(({ id }) => id)],
    );
  await until(async () => (await changes()).length === SUBMISSIONS, 120_000, 100);
  const done = await changes();
  await until(() => done.every(({ seq }) => arrived.has(seq)), 5_000);
  stream.close();
  if (done.length !== SUBMISSIONS) throw new Error(`${done.length} of ${SUBMISSIONS} were scored\n${product.lastWords()}`);
  const onBoard = done.map(({ id, seq }) => (arrived.get(seq) ?? Number.NaN) - (made.find((one) => one.id === id)?.uploaded ?? Number.NaN));
  return {
    p95: Math.round(percentile(onBoard, 0.95)),
    scored: done.length,
    onBoard: spread(onBoard),
    receiptToScored: spread(done.map(({ scoredMs }) => scoredMs)),
    answered: spread(made.map(({ answeredMs }) => answeredMs)),
    lastAfterMs: Math.round(Math.max(...arrived.values()) - began),
    cpuMs: { api: Math.round(cpuMsOf(product.api.pid) - (cpu[0] ?? 0)), worker: Math.round(cpuMsOf(product.worker.pid) - (cpu[1] ?? 0)) },
  };
}

const product = await Product.start(AS_STARTED);
try {
  const challenge = await loadNumbers(product);
  const people = await Promise.all(Array.from({ length: TEAMS }, () => Person.entrant(product.url, challenge, 'Rush')));
  await people[0]?.submit(challenge.phase('main'), challenge.file());
  await sleep(2_000);
  const { p95, ...minute } = await rush(product, challenge, people, 60_000, 1);
  report('busy-minute', { value: p95, limit: LIMIT_MS, unit: 'ms, p95', submissions: SUBMISSIONS, teams: TEAMS, ...minute });
  const { p95: _, ...seconds } = await rush(product, challenge, people, 10_000, 2);
  console.log(JSON.stringify({ bench: 'busy-ten-seconds', submissions: SUBMISSIONS, teams: TEAMS, ...seconds }));
} finally {
  await product.stop();
}

// The worker is killed with -9, frozen, or missing, in every state of an evaluation.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { signal, until } from '../../scripts/processes.mjs';
import { loadNumbers } from '../stack/challenge.mjs';
import { Person } from '../stack/person.mjs';
import { Product } from '../stack/product.mjs';
import { Gate } from './gate.mjs';
import { boardsAgree, holdsEverything, recordOf, settled } from './invariants.mjs';

/** @type {Product} */
let product;
/** @type {Awaited<ReturnType<typeof loadNumbers>>} */
let challenge;
/** @type {Gate} */
let gate;
/** @type {string[]} every submission that was answered with 201 */
const acknowledged = [];
let salt = 0;

/** @type {import('../stack/part.mjs').Part} */
let worker;

before(async () => {
  product = await Product.start();
  ({ worker } = product);
  challenge = await loadNumbers(product, { rows: 1_000 });
  gate = await Gate.make(product.database);
  // Scorers start with the first evaluation.
  await settled(product, await submissions(1));
});
afterEach(async () => {
  await gate.openAll();
  // A test that failed must not make those after it fail.
  for (const one of product.workers) one.thawChildren();
});
after(() => product.stop());

/** Submissions of so many teams. @param {number} count */
async function submissions(count) {
  const ids = await Promise.all(
    Array.from({ length: count }, async () => {
      const person = await Person.entrant(product.url, challenge, 'Falcon');
      return (await person.submit(challenge.phase('main'), challenge.file({ salt: (salt += 1), error: 1 + (salt % 5) }))).id;
    }),
  );
  acknowledged.push(...ids);
  return ids;
}
/** @param {readonly string[]} ids @param {string} state */
async function allIn(ids, state) {
  const count = async () => Number((await product.database.rows(`SELECT count(*)::int AS n FROM submission s WHERE id = ANY($1) AND state = $2`, [ids, state]))[0]?.n);
  assert.ok(await until(async () => (await count()) === ids.length, 20_000, 10), `${await count()} of ${ids.length} are ${state}\n${product.lastWords()}`);
}
/** Waits until so many are held before a closed state. @param {number} count */
async function held(count) {
  assert.ok(await until(async () => (await gate.waiting()) === count, 20_000, 10), product.lastWords());
}
/**
 * Submissions that stay in a state because what the worker waits for takes for ever. A scorer of predictions begins while SCORING is still
 * being written: those are held before, as QUEUED is, so that it can be frozen before it begins.
 * @param {'VALIDATING' | 'SCORING'} state @param {number} count
 */
async function scorersFrozenIn(state, count) {
  // A scorer must not be frozen in the middle of what comes before.
  await settled(product, await submissions(1));
  if (state === 'SCORING') await gate.close('QUEUED');
  else worker.freezeChildren();
  const ids = await submissions(count);
  if (state === 'SCORING') {
    await held(count);
    worker.freezeChildren();
    await gate.open('QUEUED');
  }
  await allIn(ids, state);
  return ids;
}
const told = (/** @type {string} */ what, /** @type {number} */ ms) => console.log(`${what}: scored ${Math.round(ms)} ms later`);

/** The state to be killed in, and the next one, which is closed meanwhile. */
const steps = /** @type {const} */ ([
  ['RECEIVED', 'VALIDATING'],
  ['VALIDATING', 'QUEUED'],
  ['QUEUED', 'RUNNING'],
  ['RUNNING', 'SCORING'],
  ['SCORING', 'SCORED'],
]);
for (const [state, next] of steps) {
  test(`killed in ${state}, with ${next} written and not yet committed`, async () => {
    await gate.close(next);
    const ids = await submissions(1);
    await held(1);
    await allIn(ids, state);
    await worker.kill();
    await gate.open(next);
    await allIn(ids, state);
    await worker.start();
    told(`killed in ${state}`, await settled(product, ids));
    await holdsEverything(product, acknowledged);
  });
}

for (const state of /** @type {const} */ (['VALIDATING', 'SCORING'])) {
  test(`killed while its scorers work, in ${state}`, async () => {
    const ids = await scorersFrozenIn(state, 2);
    await worker.kill();
    await worker.start();
    told(`scorers killed in ${state}`, await settled(product, ids));
    const attempts = await product.database.rows('SELECT attempt FROM evaluation WHERE submission_id = ANY($1)', [ids]);
    assert.ok(attempts.every(({ attempt }) => attempt > 2), 'each was taken up anew');
    await holdsEverything(product, acknowledged);
  });
}

for (const state of /** @type {const} */ (['VALIDATING', 'SCORING'])) {
  test(`asked to end while its scorers work, in ${state}: the next worker goes on at once, and no lapse is counted`, async () => {
    const ids = await scorersFrozenIn(state, 2);
    const attemptsOf = () => product.database.rows('SELECT attempt, lapses FROM evaluation WHERE submission_id = ANY($1) ORDER BY id', [ids]);
    const before = await attemptsOf();
    const other = await product.addWorker();
    signal(worker.pid, 'SIGTERM');
    assert.ok(await until(() => !worker.isRunning, 20_000, 10), `it does not end\n${worker.lastWords()}`);
    told(`left in ${state}`, await settled(product, ids));
    for (const [at, { attempt, lapses }] of (await attemptsOf()).entries()) {
      assert.equal(lapses, 0, 'a lease that ran out would be counted');
      assert.ok(attempt > before[at]?.attempt);
    }
    await worker.start();
    await other.kill();
    await holdsEverything(product, acknowledged);
  });
}

test('a frozen worker that wakes up late changes nothing', async () => {
  const [id = ''] = await scorersFrozenIn('SCORING', 1);
  worker.freeze();
  const other = await product.addWorker();
  told('taken over from a frozen worker', await settled(product, [id]));
  const before = await recordOf(product.database, id);
  // The scorers answer first, so that the late worker wakes up to a result that it believes to be wanted.
  worker.thawChildren();
  await sleep(500);
  worker.thaw();
  assert.ok(await until(() => /somebody else was first|lease lost/.test(worker.said()), 10_000), `the late worker noticed nothing\n${worker.lastWords()}`);
  assert.deepEqual(await recordOf(product.database, id), before);
  // It is of use again.
  await other.kill();
  await settled(product, await submissions(1));
  await holdsEverything(product, acknowledged);
});

for (const next of /** @type {const} */ (['RUNNING', 'SCORED'])) {
  test(`a worker frozen inside the transaction that makes it ${next} does not keep its locks`, async () => {
    await gate.close(next);
    const ids = await submissions(1);
    await held(1);
    worker.freeze();
    await gate.open(next);
    const other = await product.addWorker();
    ids.push(...(await submissions(1)));
    told(`frozen before ${next} was committed`, await settled(product, ids));
    const before = await Promise.all(ids.map((id) => recordOf(product.database, id)));
    worker.thaw();
    await sleep(500);
    assert.deepEqual(await Promise.all(ids.map((id) => recordOf(product.database, id))), before);
    await other.kill();
    await settled(product, await submissions(1));
    await holdsEverything(product, acknowledged);
  });
}

test('no worker at all: what waits is taken up when one comes', async () => {
  await worker.kill();
  const ids = await submissions(3);
  await allIn(ids, 'RECEIVED');
  await worker.start();
  told('received without a worker', await settled(product, ids));
  await holdsEverything(product, acknowledged);
});

test('the boards are what the submissions say', () => boardsAgree(product));

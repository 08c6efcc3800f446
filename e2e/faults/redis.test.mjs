// The queue on Redis, emptied: what PostgreSQL knows is enough there too.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { scratchFolder, scratchRedis } from '../../scripts/scratch.mjs';
import { loadNumbers } from '../stack/challenge.mjs';
import { Person } from '../stack/person.mjs';
import { Product } from '../stack/product.mjs';
import { boardsAgree, holdsEverything, settled } from './invariants.mjs';

/** @type {Product} */
let product;
/** @type {Awaited<ReturnType<typeof loadNumbers>>} */
let challenge;
/** @type {{ url: string, stop: () => Promise<void> }} */
let redis;
/** @type {(() => void)} */
let remove;
/** @type {string[]} */
const acknowledged = [];

before(async () => {
  const scratch = await scratchFolder();
  ({ remove } = scratch);
  redis = await scratchRedis(scratch.folder);
  product = await Product.start({ env: { REDIS_URL: redis.url } });
  challenge = await loadNumbers(product, { rows: 1_000 });
});
after(async () => {
  await product?.stop();
  await redis?.stop();
  remove?.();
});

/** @param {number} count */
async function submissions(count) {
  const ids = await Promise.all(Array.from({ length: count }, async (_, number) => (await (await Person.entrant(product.url, challenge, 'Ibis')).submit(challenge.phase('main'), challenge.file({ salt: acknowledged.length + number }))).id));
  acknowledged.push(...ids);
  return ids;
}

/** One command in Redis's inline form; what it answered. @param {string} line @returns {Promise<string>} */
const command = (line) =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(redis.url);
    const socket = connect(Number(port), hostname, () => socket.write(`${line}\r\n`));
    socket.once('error', reject).once('data', (answer) => {
      socket.destroy();
      resolve(answer.toString());
    });
  });

test('Redis is emptied while submissions wait, and while they are worked on', async () => {
  await settled(product, await submissions(1));
  assert.notEqual(await command('DBSIZE'), ':0\r\n', 'the queue is on Redis');
  await product.worker.kill();
  const waiting = await submissions(3);
  assert.equal(await command('FLUSHALL'), '+OK\r\n');
  await product.worker.start();
  await settled(product, waiting);
  const going = submissions(6);
  for (let times = 0; times < 4; times++) {
    await sleep(60);
    await command('FLUSHALL');
  }
  await settled(product, await going);
  await holdsEverything(product, acknowledged);
  await boardsAgree(product);
});

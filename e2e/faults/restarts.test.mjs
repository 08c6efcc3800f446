// The queue is emptied, the API killed during an upload, PostgreSQL crashed under load, everything killed at once; and the last slot of a quota.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../scripts/processes.mjs';
import { loadNumbers } from '../stack/challenge.mjs';
import { sendSlowly } from '../stack/part-way.mjs';
import { Person, sha256Of } from '../stack/person.mjs';
import { Product } from '../stack/product.mjs';
import { boardsAgree, holdsEverything, settled } from './invariants.mjs';

/** @type {Product} */
let product;
/** @type {Awaited<ReturnType<typeof loadNumbers>>} */
let challenge;
/** @type {string[]} every submission that was answered with 201 */
const acknowledged = [];
let salt = 0;
const newFile = () => challenge.file({ salt: (salt += 1), error: 1 + (salt % 7) });
const told = (/** @type {string} */ what, /** @type {number} */ ms) => console.log(`${what}: scored ${Math.round(ms)} ms later`);

before(async () => {
  product = await Product.start();
  challenge = await loadNumbers(product, { rows: 2_000 });
});
after(() => product.stop());

/** @param {number} count */
async function submissions(count) {
  const ids = await Promise.all(Array.from({ length: count }, async () => (await (await Person.entrant(product.url, challenge, 'Heron')).submit(challenge.phase('main'), newFile())).id));
  acknowledged.push(...ids);
  return ids;
}

/** Empties every table of the queue, as FLUSHALL does on Redis. */
async function emptyQueue() {
  const tables = await product.database.rows(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename NOT ILIKE '%migration%'`);
  assert.ok(tables.length > 0);
  for (;;) {
    try {
      await product.database.rows(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} CASCADE`);
      return;
    } catch (error) {
      // It locks all tables, the queue locks some, in another order: the database ends one of the two.
      if (/** @type {{ code?: string }} */ (error).code !== '40P01') throw error;
    }
  }
}

test('the queue is emptied while submissions wait, and while they are worked on', async () => {
  await product.worker.kill();
  const waiting = await submissions(3);
  await emptyQueue();
  await product.worker.start();
  told('queue emptied while all waited', await settled(product, waiting));
  const going = submissions(6);
  for (let times = 0; times < 4; times++) {
    await sleep(60);
    await emptyQueue();
  }
  told('queue emptied again and again', await settled(product, await going));
  await holdsEverything(product, acknowledged);
});

test('the tables of the queue are gone: the next start makes them and catches up', async () => {
  await product.worker.kill();
  const ids = await submissions(3);
  await product.database.rows('DROP SCHEMA bullmq CASCADE');
  await product.worker.start();
  told('queue dropped', await settled(product, ids));
  await holdsEverything(product, acknowledged);
});

test('the API is killed during an upload, which goes on where it was to the same hash', async () => {
  const person = await Person.entrant(product.url, challenge, 'Otter');
  // Blank last lines are allowed: what makes this file long tells nothing, and its hash sees every byte.
  const bytes = Buffer.concat([newFile(), Buffer.alloc(6 * 1024 * 1024, '\n')]);
  const path = await person.beginUpload(challenge.phase('main'), bytes.length);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, i) => bytes.subarray(i * 65_536, (i + 1) * 65_536));
  const going = sendSlowly(person, { path, offset: 0, length: bytes.length, pieces, pauseMs: 5 });
  await until(() => going.sent() > bytes.length / 3, 20_000, 5);
  await product.api.kill();
  assert.ok('cut' in (await going.answer));
  await product.api.start();
  const offset = await person.uploadOffset(path);
  assert.ok(offset > 0 && offset < bytes.length, `${offset} of ${bytes.length} bytes are there`);
  assert.equal((await person.sendPart(path, offset, bytes.subarray(offset))).status, 204);
  const answer = await person.submitUpload(challenge.phase('main'), path.slice(path.lastIndexOf('/') + 1), sha256Of(bytes));
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  assert.equal(answer.body.sha256, sha256Of(bytes));
  acknowledged.push(answer.body.id);
  await settled(product, [answer.body.id]);
  await holdsEverything(product, acknowledged);
});

/**
 * Somebody who submits again and again whatever happens, as a client with retries does: the same request with the same key until it is answered.
 * @param {Person} person @param {() => boolean} isOver
 */
async function persist(person, isOver) {
  for (let number = 0; !isOver(); number++) {
    const bytes = newFile();
    const key = `${person.email}-${number}`;
    /** @type {string | null} */
    let uploadId = null;
    const isDone = await until(async () => {
      try {
        uploadId ??= await person.upload(challenge.phase('main'), bytes);
        const answer = await person.submitUpload(challenge.phase('main'), uploadId, sha256Of(bytes), key);
        assert.ok(answer.status === 201 || answer.status >= 500, JSON.stringify(answer));
        if (answer.status === 201) acknowledged.push(answer.body.id);
        return answer.status === 201;
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        return false; // not answered, or refused for a reason that passes
      }
    }, 60_000, 50);
    assert.ok(isDone, `${person.email} did not get through\n${product.lastWords()}`);
  }
}

/** @param {string} what @param {() => Promise<void>} harm done while eight teams submit */
async function underLoad(what, harm) {
  const before = acknowledged.length;
  const people = await Promise.all(Array.from({ length: 8 }, () => Person.entrant(product.url, challenge, 'Badger')));
  let isOver = false;
  const all = Promise.all(people.map((person) => persist(person, () => isOver)));
  // A failure in between is met below.
  all.catch(() => {});
  try {
    await sleep(700);
    await harm();
    await sleep(700);
  } finally {
    isOver = true;
  }
  await all;
  const ids = acknowledged.slice(before);
  assert.equal(new Set(ids).size, ids.length, 'each key made its own submission');
  told(`${what}, ${ids.length} submissions`, await settled(product, ids));
  await holdsEverything(product, acknowledged);
}

test('PostgreSQL crashes under load and comes back', () =>
  underLoad('PostgreSQL crashed twice', async () => {
    for (let times = 0; times < 2; times++) {
      await product.database.crash();
      await sleep(300);
      await product.database.startAgain();
      await sleep(500);
    }
  }));

test('everything is killed at once under load', () =>
  underLoad('everything killed', async () => {
    await product.killEverything();
    await product.database.startAgain();
    await Promise.all([product.api.start(), product.worker.start()]);
  }));

test('two requests for the last slot, at two API processes: one 201, one 409', async () => {
  const otherApi = await product.addApi();
  for (let times = 0; times < 3; times++) {
    const person = await Person.entrant(product.url, challenge, 'Lynx');
    const files = [newFile(), newFile()];
    const uploads = await Promise.all(files.map((file) => person.upload(challenge.phase('last'), file)));
    const at = [person, person.at(otherApi)];
    const answers = await Promise.all(at.map((one, i) => one.submitUpload(challenge.phase('last'), uploads[i] ?? '', sha256Of(files[i] ?? Buffer.alloc(0)))));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
    const refused = answers.find(({ status }) => status === 409);
    assert.equal(refused?.body.code, 'quota-exhausted', JSON.stringify(refused?.body));
    assert.equal(refused?.body.remaining, 0);
    assert.ok(Date.parse(refused?.body.resetsAt) > Date.now());
    const made = answers.find(({ status }) => status === 201)?.body.id;
    acknowledged.push(made);
    await settled(product, [made]);
  }
  await holdsEverything(product, acknowledged);
});

test('the boards are what the submissions say', () => boardsAgree(product));

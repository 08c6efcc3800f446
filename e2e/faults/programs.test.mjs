// A worker that runs programs and images is killed with -9: nothing of them is left, and each evaluation is run again, once. With the real sandbox.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../../scripts/processes.mjs';
import { Person } from '../stack/person.mjs';
import { Product } from '../stack/product.mjs';
import { doublingImage } from '../stack/images.mjs';
import { doublingZip, loadPrograms } from '../stack/programs.mjs';
import { Gate } from './gate.mjs';
import { boardsAgree, holdsEverything, settled } from './invariants.mjs';

const NOTHING_LEFT_MS = 5_000;
/** @type {Product} */
let product;
/** @type {Awaited<ReturnType<typeof loadPrograms>>} */
let challenge;
/** @type {Gate} */
let gate;
/** @type {string[]} */
const acknowledged = [];

before(async () => {
  product = await Product.start({ env: { SANDBOX_DRIVER: 'bubblewrap', LEASE_MS: '5000' } });
  challenge = await loadPrograms(product, { accepts: ['code', 'container'] });
  gate = await Gate.make(product.database);
});
afterEach(() => gate.openAll());
after(() => product.stop());

/** @param {string} mark @param {number} sleepMs @param {'code' | 'container'} [kind] @param {number} [ballastMB] of an image @returns {Promise<string>} the id of the submission */
async function submitted(mark, sleepMs, kind = 'code', ballastMB = 0) {
  const person = await Person.entrant(product.url, challenge, mark);
  const bytes = kind === 'code' ? doublingZip(product.folder, { mark, sleepMs }) : doublingImage({ mark, sleepS: sleepMs / 1000, ballastMB });
  const { id } = await person.submit(challenge.phase('main'), bytes, { fileName: kind === 'code' ? 'program.zip' : 'image.tar', kind });
  acknowledged.push(id);
  return id;
}
/** Processes whose command line has the mark. @param {string} mark */
function processesOf(mark) {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(mark);
    } catch {
      return false;
    }
  });
}
/** @param {string} id */
const stateOf = async (id) => (await product.database.rows('SELECT state, attempt, lapses FROM evaluation WHERE submission_id = $1', [id]))[0] ?? {};
/** What processes that are gone left below a folder of the data folder. @param {string} name */
function leftIn(name) {
  const folder = join(String(product.env.GAC_DATA), name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((entry) => /^\d+-/.test(entry) && !existsSync(`/proc/${entry.split('-')[0]}`));
}

test('killed while a program runs: it ends with its worker, and is run again once', async () => {
  const id = await submitted('killed-running', 3_000);
  assert.ok(await until(() => processesOf('killed-running').length > 0, 30_000, 20), `it does not run\n${product.lastWords()}`);
  assert.equal((await stateOf(id)).state, 'RUNNING');
  const { attempt } = await stateOf(id);
  await product.worker.kill();
  assert.ok(await until(() => processesOf('killed-running').length === 0, NOTHING_LEFT_MS, 50), `left: ${processesOf('killed-running')}`);
  await product.worker.start();
  await settled(product, [id]);
  assert.deepEqual(await stateOf(id), { state: 'SCORED', attempt: Number(attempt) + 1, lapses: 1 });
  assert.deepEqual([leftIn('scratch'), leftIn('sandbox/run')], [[], []]);
  await holdsEverything(product, acknowledged);
});

test('killed while an image runs: nothing of it is left, it is run again once, and what it was unpacked to is still good', async () => {
  const id = await submitted('killed-image', 3_000, 'container');
  assert.ok(await until(() => processesOf('killed-image').length > 0, 30_000, 20), `it does not run\n${product.lastWords()}`);
  assert.equal((await stateOf(id)).state, 'RUNNING');
  const { attempt } = await stateOf(id);
  await product.worker.kill();
  assert.ok(await until(() => processesOf('killed-image').length === 0, NOTHING_LEFT_MS, 50), `left: ${processesOf('killed-image')}`);
  await product.worker.start();
  await settled(product, [id]);
  assert.deepEqual(await stateOf(id), { state: 'SCORED', attempt: Number(attempt) + 1, lapses: 1 });
  assert.deepEqual([leftIn('scratch'), leftIn('sandbox/run'), leftIn('images')], [[], [], []]);
  assert.equal(readdirSync(join(String(product.env.GAC_DATA), 'images')).length, 1);
  await holdsEverything(product, acknowledged);
});

test('killed while an image is unpacked: the next worker begins anew and leaves nothing half done', async () => {
  // Some hundred megabytes in a layer: unpacking takes long enough to be met.
  const id = await submitted('killed-unpacking', 0, 'container', 256);
  const stages = () => readdirSync(join(String(product.env.GAC_DATA), 'images')).filter((name) => name.includes('-'));
  assert.ok(await until(() => stages().length > 0, 30_000, 2), `it is not unpacked\n${product.lastWords()}`);
  await product.worker.kill();
  assert.equal(stages().length, 1);
  await product.worker.start();
  await settled(product, [id]);
  assert.equal((await stateOf(id)).state, 'SCORED');
  assert.deepEqual(stages(), []);
  await holdsEverything(product, acknowledged);
});

test('killed while its file is scored: the program runs again, once, and the state does not go back', async () => {
  await gate.close('SCORED');
  const id = await submitted('killed-scoring', 0);
  assert.ok(await until(async () => (await gate.waiting()) === 1, 40_000, 20), product.lastWords());
  const { attempt, state } = await stateOf(id);
  assert.equal(state, 'SCORING');
  await product.worker.kill();
  await gate.open('SCORED');
  assert.equal((await stateOf(id)).state, 'SCORING');
  await product.worker.start();
  await settled(product, [id]);
  assert.deepEqual(await stateOf(id), { state: 'SCORED', attempt: Number(attempt) + 1, lapses: 1 });
  const logs = await product.database.rows('SELECT name FROM evaluation_log l JOIN evaluation e ON e.id = l.evaluation_id WHERE e.submission_id = $1', [id]);
  assert.deepEqual(logs, [{ name: 'program.stdout' }]);
  await holdsEverything(product, acknowledged);
});

test('a worker without a sandbox leaves programs to others, and scores nothing of them', async () => {
  await product.worker.kill();
  const without = await product.addWorker({ SANDBOX_DRIVER: 'off' });
  const id = await submitted('not-here', 0);
  assert.ok(await until(async () => (await stateOf(id)).state === 'QUEUED', 30_000, 20), product.lastWords());
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  assert.deepEqual(await stateOf(id), { state: 'QUEUED', attempt: 1, lapses: 0 });
  await product.worker.start();
  await settled(product, [id]);
  await without.kill();
  await holdsEverything(product, acknowledged);
});

test('the boards are what the submissions say', () => boardsAgree(product));

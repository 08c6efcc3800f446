// A worker is killed with -9 while it reads an archive, and while it runs its solution: nothing is left of either, and both are done once more.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { until } from '../../scripts/processes.mjs';
import { competition, SCORE } from '../stack/archive.mjs';
import { Person } from '../stack/person.mjs';
import { Product } from '../stack/product.mjs';

const NOTHING_LEFT_MS = 5_000;
/** @type {Product} */
let product;
/** @type {Person} */
let organizer;

before(async () => {
  product = await Product.start({ env: { SANDBOX_DRIVER: 'bubblewrap' } });
  organizer = await Person.signUp(product.url, 'Organizer');
  await product.cli('grant-role', organizer.email, 'organizer');
});
after(() => product.stop());

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
/** What processes that are gone left below a folder of the data folder. @param {string} name */
function leftIn(name) {
  const folder = join(String(product.env.GAC_DATA), name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((entry) => /^\d+-/.test(entry) && !existsSync(`/proc/${entry.split('-')[0]}`));
}
/** @param {Buffer} archive @returns {Promise<string>} the id of the import */
async function imported(archive) {
  const metadata = Object.entries({ filename: 'x.zip', purpose: 'import' }).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',');
  const { headers } = await organizer.expect(201, 'POST', '/api/uploads', null, { 'tus-resumable': '1.0.0', 'upload-length': String(archive.length), 'upload-metadata': metadata });
  const path = new URL(headers.get('location') ?? '', product.url).pathname;
  assert.equal((await organizer.sendPart(path, 0, archive)).status, 204);
  return (await organizer.expect(201, 'POST', '/api/organize/imports', { uploadId: path.slice(path.lastIndexOf('/') + 1) })).body.id;
}
/** @param {string} id @returns {Promise<{ state: string, dryRun: string, attempt: number, lapses: number }>} */
const rowOf = async (id) => /** @type {any} */ ((await product.database.rows('SELECT state, dry_run_state AS "dryRun", attempt, lapses FROM challenge_import WHERE id = $1', [id]))[0]);
/** @param {string} id @returns {Promise<import('@gac/shared/contract/imports').ImportView>} */
const view = async (id) => (await organizer.expect(200, 'GET', `/api/organize/imports/${id}`)).body;

test('killed while it reads an archive: the reader ends with it, and another reads it', async () => {
  // Large enough that reading takes a while, and that packing does not make it small.
  const id = await imported(competition('Killed reading', { 'reference_data/large.bin': randomBytes(120 * 2 ** 20) }));
  const folder = String(product.env.GAC_DATA);
  const readers = () => processesOf(join(folder, 'reading')).filter((pid) => processesOf('bundle-child.js').includes(pid));
  assert.ok(await until(() => readers().length > 0, 30_000, 5), `nobody reads it\n${product.lastWords()}`);
  await product.worker.kill();
  assert.deepEqual(await rowOf(id), { state: 'reading', dryRun: 'none', attempt: 1, lapses: 0 });
  assert.ok(await until(() => readers().length === 0, NOTHING_LEFT_MS, 50), `left: ${readers()}`);
  await product.worker.start();
  assert.ok(await until(async () => (await rowOf(id)).state === 'read', 60_000, 100), `${JSON.stringify(await rowOf(id))}\n${product.lastWords()}`);
  assert.equal((await rowOf(id)).attempt, 2);
  assert.deepEqual(leftIn('reading'), []);
  assert.equal((await view(id)).outline?.tasks.length, 1);
});

test('killed while the solution is scored: the scorer ends with it, and the dry run is done once more', async () => {
  const id = await imported(competition('Killed running', { 'scoring_program/metadata.yaml': 'command: python3 /app/program/score.py killed-dry-run\n', 'scoring_program/score.py': `import time\ntime.sleep(3)\n${SCORE}` }));
  assert.ok(await until(async () => (await rowOf(id)).state === 'read', 60_000, 50), product.lastWords());
  await organizer.expect(200, 'POST', `/api/organize/imports/${id}/dry-run`);
  assert.ok(await until(() => processesOf('killed-dry-run').length > 0, 30_000, 20), `it does not run\n${product.lastWords()}`);
  assert.equal((await rowOf(id)).dryRun, 'running');
  await product.worker.kill();
  assert.ok(await until(() => processesOf('killed-dry-run').length === 0, NOTHING_LEFT_MS, 50), `left: ${processesOf('killed-dry-run')}`);
  await product.worker.start();
  assert.ok(await until(async () => !['queued', 'running'].includes((await rowOf(id)).dryRun), 60_000, 100), product.lastWords());
  const { dryRun } = await view(id);
  assert.equal(dryRun.state, 'passed');
  assert.deepEqual(dryRun.results.map(({ tasks }) => tasks.map(({ scores }) => scores)), [[[{ split: null, key: 'accuracy', value: 0.75, isComputed: false }]]]);
  assert.deepEqual([leftIn('scratch'), leftIn('sandbox/run')], [[], []]);
});

test('a worker without a sandbox reads archives and leaves dry runs to others', async () => {
  await product.worker.kill();
  const without = await product.addWorker({ SANDBOX_DRIVER: 'off' });
  const id = await imported(competition('Without a sandbox'));
  assert.ok(await until(async () => (await rowOf(id)).state === 'read', 60_000, 50), product.lastWords());
  await organizer.expect(200, 'POST', `/api/organize/imports/${id}/dry-run`);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  assert.equal((await rowOf(id)).dryRun, 'queued');
  await product.worker.start();
  assert.ok(await until(async () => (await rowOf(id)).dryRun === 'passed', 60_000, 100), `${JSON.stringify(await rowOf(id))}\n${product.lastWords()}`);
  await without.kill();
});

// Files that no honest program makes, and those that honest people send by mistake, over the real server.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { FINDING_CODES } from '@gac/shared/scoring/findings';
import { until } from '../../scripts/processes.mjs';
import { load, loadNumbers } from '../stack/challenge.mjs';
import { sendSlowly } from '../stack/part-way.mjs';
import { Person, sha256Of } from '../stack/person.mjs';
import { residentBytes } from '../stack/process-tree.mjs';
import { Product } from '../stack/product.mjs';
import { loadPrograms } from '../stack/programs.mjs';
import { ARCHIVES_REFUSED, archivesInvalid } from './archive-oddities.mjs';
import { FINE, INVALID, ODD_TASKS, REFUSED, WARNED } from './oddities.mjs';

const MB = 1024 * 1024;
const GB = 1024 * MB;
/** Nobody but the operating system takes more than this of what follows the offending bytes: its buffers on both ends. */
const IN_FLIGHT_BYTES = 24 * MB;
/** What the API itself may read beyond the offending byte: pieces that were on their way inside the process. */
const READ_AHEAD_BYTES = 4 * MB;
const FLAT_BYTES = 64 * MB;

/** @type {Product} */
let product;
/** @type {import('../stack/challenge.mjs').Challenge} */
let odd;
/** @type {Awaited<ReturnType<typeof loadNumbers>>} */
let numbers;
/** @type {Awaited<ReturnType<typeof loadPrograms>>} */
let programs;
/** @type {Person} */
let person;
/** @type {Person} */
let programmer;

before(async () => {
  product = await Product.start();
  [odd, numbers, programs] = await Promise.all([load(product, { slug: 'oddities', tasks: ODD_TASKS }), loadNumbers(product, { rows: 1_000 }), loadPrograms(product, { accepts: ['code', 'container'] })]);
  [person, programmer] = await Promise.all([Person.entrant(product.url, odd, 'Odd'), Person.entrant(product.url, programs, 'Coder')]);
});
after(() => product.stop());

/** @param {{ code: string, line: number | null, column: number | null, hint: string | null }} finding @param {import('./oddities.mjs').Said} said */
function assertSays({ code, line, column, hint }, said) {
  assert.deepEqual([code, line, column, ...(said.length > 3 ? [hint] : [])], said);
}

/** Bytes a process has read so far from files and connections; null where the system does not tell. @param {number} pid */
function bytesRead(pid) {
  try {
    return Number(/^rchar: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);
  } catch {
    return null;
  }
}

describe('what a file may look like', () => {
  /** @type {Set<string>} codes that were answered as they should be */
  const met = new Set();
  const archives = mkdtempSync(join(tmpdir(), 'gac-archives-'));
  after(() => rmSync(archives, { recursive: true }));

  /** Who sends it, and where to. @param {{ task?: string, kind?: string }} oddity @returns {[Person, string]} */
  const placeOf = ({ task = 'numbers', kind }) => (kind === undefined ? [person, odd.phase(task)] : [programmer, programs.phase('main')]);
  /** Uploads and submits, and waits for the end. @param {{ file: string | Buffer, fileName?: string, task?: string, kind?: string }} oddity */
  async function outcome(oddity) {
    const { file, fileName, kind } = oddity;
    const [sender, phase] = placeOf(oddity);
    const { id } = await sender.submit(phase, Buffer.from(file), { fileName, kind });
    const over = await until(async () => {
      const view = await sender.submission(id);
      return ['SCORED', 'INVALID', 'FAILED'].includes(view.state) && view;
    }, 15_000, 20);
    assert.ok(over, product.lastWords());
    return over;
  }

  for (const fine of FINE)
    test(`${fine.name}: accepted in silence`, async () => {
      const { state, findings, scores } = await outcome(fine);
      assert.deepEqual([state, findings?.total, findings?.rows], ['SCORED', 0, 3]);
      assert.ok(Number.isFinite(scores[0]?.value));
    });
  for (const warned of WARNED)
    test(`${warned.name}: scored with a warning`, async () => {
      const { state, findings } = await outcome(warned);
      assert.deepEqual([state, findings?.total, findings?.first.map(({ severity }) => severity)], ['SCORED', warned.says.length, warned.says.map(() => 'warning')]);
      warned.says.forEach(([code]) => met.add(code));
      warned.says.forEach((said, i) => assertSays(/** @type {any} */ (findings?.first[i]), said));
    });
  for (const invalid of [...INVALID, ...archivesInvalid(archives)])
    test(`${invalid.name}: ${invalid.says[0]?.[0]}`, async () => {
      const { state, findings, scores, quota } = await outcome(invalid);
      assert.deepEqual([state, findings?.first.length, scores], ['INVALID', invalid.says.length, []]);
      invalid.says.forEach(([code]) => met.add(code));
      invalid.says.forEach((said, i) => assertSays(/** @type {any} */ (findings?.first[i]), said));
      assert.equal(quota.boundBy, null);
    });
  for (const refused of [...REFUSED, ...ARCHIVES_REFUSED])
    test(`${refused.name}: ${refused.says[0]?.[0]} while the bytes come`, async () => {
      const bytes = Buffer.from(refused.file);
      const [sender, phase] = placeOf(refused);
      const path = await sender.beginUpload(phase, bytes.length, refused.fileName, refused.kind);
      const answer = await sender.sendPart(path, 0, bytes);
      assert.deepEqual([answer.status, answer.body.code], [422, 'file-refused'], JSON.stringify(answer.body));
      assertSays(answer.body.finding, /** @type {import('./oddities.mjs').Said} */ (refused.says[0]));
      refused.says.forEach(([code]) => met.add(code));
      // It stays refused, and can't be submitted.
      assert.equal((await sender.sendPart(path, 0, bytes)).status, 422);
      const submitted = await sender.submitUpload(phase, path.slice(path.lastIndexOf('/') + 1), sha256Of(bytes));
      assert.deepEqual([submitted.status, submitted.body.code], [422, 'file-refused']);
    });

  test('an empty file: EMPTY_FILE at once', async () => {
    await assert.rejects(person.beginUpload(odd.phase('numbers'), 0), ({ answer }) => {
      assert.deepEqual([answer.status, answer.body.code], [422, 'file-refused']);
      assertSays(answer.body.finding, ['EMPTY_FILE', 1, null]);
      return true;
    });
  });

  test('every code there is was met', () => {
    // By the giants below.
    met.add('COMPRESSION_RATIO');
    // Formats that are read at home alone; the tables of the command line have them.
    const atHome = ['BAD_ZSTD', 'BAD_PARQUET', 'BAD_JSON'];
    assert.deepEqual(FINDING_CODES.filter((code) => !met.has(code) && !atHome.includes(code)), []);
  });
});

describe('giants', () => {
  const good = Buffer.from('r000001,0.123456\n'.repeat(MB / 17));
  const noise = Buffer.alloc(256 * 1024, '7');
  const bomb = gzipSync(Buffer.concat([Buffer.from('id,value\n'), Buffer.alloc(96 * MB, '\n')]), { level: 9 });
  /** @type {{ name: string, fileName?: string, good: number, offence: Buffer, says: import('./oddities.mjs').Said }[]} good: megabytes of fine rows before the offence */
  const giants = [
    { name: 'a single line of 1 GB', good: 0, offence: noise, says: ['ROW_TOO_LONG', 2, null] },
    { name: 'an endless line after 20 MB of rows', good: 20, offence: noise, says: ['ROW_TOO_LONG', 2 + 20 * Math.floor(MB / 17), null] },
    { name: 'an image after 20 MB of rows', good: 20, offence: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), says: ['ENCODING_NOT_UTF8', 2 + 20 * Math.floor(MB / 17), null] },
    { name: 'a gzip bomb', fileName: 'bomb.csv.gz', good: 0, offence: bomb, says: ['COMPRESSION_RATIO', null, null] },
  ];

  test('memory stays flat, the answer comes at once, and nothing after the offence is read', async () => {
    const giant = await Person.entrant(product.url, numbers, 'Giant');
    // Warm: what a first upload loads and keeps is not what is measured.
    await giant.upload(numbers.phase('main'), Buffer.concat([Buffer.from('id,value\n'), ...Array(30).fill(good)]));
    for (const { name, fileName, good: megabytes, offence, says } of giants) {
      const { pid } = product.api;
      const before = { resident: residentBytes(pid), read: bytesRead(pid) };
      let most = before.resident;
      const watch = setInterval(() => (most = Math.max(most, residentBytes(pid))), 20);
      let offendedAt = 0;
      let wanted = 0;
      async function* pieces() {
        if (fileName === undefined) yield Buffer.from('id,value\n');
        for (let i = 0; i < megabytes; i++) yield good;
        wanted = (fileName === undefined ? 9 : 0) + megabytes * good.length + offence.length;
        offendedAt = performance.now();
        yield offence;
        // Far more than is ever sent: the connection ends first.
        for (let sent = wanted; sent < GB; sent += noise.length) yield noise;
      }
      const path = await giant.beginUpload(numbers.phase('main'), GB, fileName);
      const going = sendSlowly(giant, { path, offset: 0, length: GB, pieces: pieces() });
      const answer = await going.answer;
      const ms = performance.now() - offendedAt;
      const sent = going.sent();
      await sleep(300);
      clearInterval(watch);
      assert.ok('status' in answer, `${name}: ${JSON.stringify(answer)}`);
      assert.deepEqual([answer.status, answer.body.code], [422, 'file-refused'], name);
      assertSays(answer.body.finding, says);
      const read = before.read === null ? null : Number(bytesRead(pid)) - before.read;
      console.log(`${name}: refused after ${Math.round(ms)} ms, ${(sent / MB).toFixed(1)} MB sent, ${read === null ? '?' : (read / MB).toFixed(1)} MB read of ${(wanted / MB).toFixed(1)} wanted, +${((most - before.resident) / MB).toFixed(1)} MB resident`);
      // How soon is told, not asserted: a busy machine is slow. What was read after the offence says the same without a clock.
      assert.ok(sent < wanted + IN_FLIGHT_BYTES, `${name}: ${sent} bytes went out`);
      assert.ok(read === null || read < wanted + READ_AHEAD_BYTES, `${name}: ${read} bytes were read`);
      assert.ok(most - before.resident < FLAT_BYTES, `${name}: ${most - before.resident} bytes more resident`);
      const next = await giant.sendPart(path, 0, Buffer.from('id'));
      assert.equal(next.status, 422);
    }
  });

  test('the server is as well as before', async () => {
    const { id } = await (await Person.entrant(product.url, numbers, 'After')).submit(numbers.phase('main'), numbers.file());
    assert.ok(await until(async () => (await product.database.rows('SELECT 1 FROM submission WHERE id = $1 AND state = $2', [id, 'SCORED'])).length === 1, 15_000));
  });
});

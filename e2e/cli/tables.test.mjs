// The same predictions in every form that `gac score` and `gac check` read: the same scores, the same findings.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';

const GAC = new URL('../../cli/bin/gac.mjs', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'gac-tables-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `gac … --json`. @param {string[]} args @returns {Promise<{ code: number, said: any, err: string }>} */
const gac = (...args) =>
  new Promise((resolve, reject) =>
    execFile(
      process.execPath,
      [GAC, ...args, '--json'],
      { env: { PATH: process.env.PATH, HOME: folder }, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => {
        if (error && typeof error.code !== 'number') reject(error);
        else resolve({ code: error ? Number(error.code) : 0, said: JSON.parse(out), err });
      },
    ),
  );
/** @param {string} name @param {string | Uint8Array} content @returns {string} its path */
function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const IDS = ['1', '22', '12345678901234567', '4'];
const TEXTS = ['0.5', '-3e-5', '0.1', '7'];
const KINDS = ['한글', 'b, c', 'say "hi"', 'd'];
const cell = (/** @type {string} */ text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = ['id,p,kind', ...IDS.map((id, row) => [id, TEXTS[row], KINDS[row]].map((text) => cell(text ?? '')).join())].join('\n');
/** The line `id,p` of two rows in a Zstandard frame, by its reference implementation. */
const ZSTD = Buffer.from('KLUv/SQUoQAAaWQscAphLDEKYiwyLjUKYywtMwrqTNMr', 'base64');
const parquet = (/** @type {any[]} */ p, codec = 'SNAPPY') =>
  new Uint8Array(
    parquetWriteBuffer({
      codec: /** @type {any} */ (codec),
      rowGroupSize: 3,
      columnData: [
        { name: 'kind', data: KINDS, type: 'STRING' },
        { name: 'id', data: IDS.map(BigInt), type: 'INT64' },
        { name: 'p', data: p, type: 'DOUBLE', nullable: true },
      ],
    }),
  );

describe('the same table', () => {
  const truth = file('truth.csv', ['id,y,kind', ...IDS.map((id, row) => [id, row, cell(KINDS[row] ?? '')].join())].join('\n'));
  const jsonl = IDS.map((id, row) => `{"id":${id},"p":${TEXTS[row]},"kind":${JSON.stringify(KINDS[row])},"more":null}`).join('\n');
  const score = (/** @type {string} */ predictions) =>
    gac(
      'score',
      '--metric',
      'rmse,mae',
      '--truth',
      truth,
      '--predictions',
      predictions,
      '--id',
      'id',
      '--target',
      'y',
      '--prediction',
      'p',
    );
  const kinds = (/** @type {string} */ predictions) =>
    gac(
      'score',
      '--metric',
      'accuracy',
      '--truth',
      truth,
      '--predictions',
      predictions,
      '--id',
      'id',
      '--target',
      'kind',
      '--prediction',
      'kind',
    );

  for (const [name, content] of /** @type {[string, string | Uint8Array][]} */ ([
    [
      'p.tsv',
      csv
        .split('\n')
        .map((line) => line.replace(/,(?=[^"]*(?:"[^"]*"[^"]*)*$)/g, '\t'))
        .join('\r\n'),
    ],
    ['p.csv.gz', gzipSync(csv)],
    ['p.jsonl', jsonl],
    ['p.ndjson.gz', gzipSync(jsonl)],
    ['p.parquet', parquet(TEXTS.map(Number))],
    ['plain.parquet', parquet(TEXTS.map(Number), 'UNCOMPRESSED')],
  ]))
    test(`as ${name}`, async () => {
      const [plain, other] = [await score(file('p.csv', csv)), await score(file(name, content))];
      assert.deepEqual([other.code, other.said.problems], [0, []]);
      assert.deepEqual(other.said.scores, plain.said.scores);
      assert.deepEqual((await kinds(join(folder, name))).said.scores, { accuracy: 1 });
    });
  test('as Zstandard', async () => {
    const own = file('small.csv', 'id,y\na,1\nb,2.5\nc,-2\n');
    assert.deepEqual(
      (await gac('score', '--metric', 'mae', '--truth', own, '--predictions', file('p.csv.zst', ZSTD), '--id', 'id')).said.scores,
      { mae: 1 / 3 },
    );
  });
});

describe('a table that is not what its name says, or holds what no prediction is', () => {
  const sample = file('sample.csv', 'id,p\na,0\nb,0\nc,0\n');
  for (const [name, content, codes] of /** @type {[string, string | Uint8Array, string[]][]} */ ([
    ['text.csv.gz', 'id,p\na,1\n', ['BAD_GZIP']],
    ['text.csv.zst', 'id,p\na,1\n', ['BAD_ZSTD']],
    ['cut.csv.zst', ZSTD.subarray(0, 20), ['BAD_ZSTD']],
    ['text.parquet', 'id,p\na,1\n', ['BAD_PARQUET']],
    [
      'nested.parquet',
      new Uint8Array(
        parquetWriteBuffer({
          columnData: [
            { name: 'id', data: ['a'] },
            { name: 'p', data: [[1, 2]], type: 'JSON' },
          ],
        }),
      ),
      ['BAD_PARQUET'],
    ],
    ['nothing.jsonl', '', ['EMPTY_FILE']],
    ['list.jsonl', '[1,2]\n', ['BAD_JSON']],
    ['nan.jsonl', '{"id":"a","p":NaN}\n{"id":"b","p":null}\n{"id":"c","p":1}\n', ['NAN', 'EMPTY_VALUE']],
  ]))
    test(name, async () => {
      const { code, said } = await gac('check', file(name, content), '--sample', sample);
      assert.deepEqual([code, said.report.all.map((/** @type {{ code: string }} */ found) => found.code)], [1, codes]);
    });
  test('NaN and nothing in Parquet', async () => {
    const rows = IDS.map((id) => `${id},0,x`).join('\n');
    const { said } = await gac(
      'check',
      file('nan.parquet', parquet([0.5, Number.NaN, null, 1])),
      '--sample',
      file('four.csv', `id,p,kind\n${rows}\n`),
    );
    assert.deepEqual(
      said.report.all.map((/** @type {any} */ found) => [found.code, found.line]),
      [
        ['NAN', 3],
        ['EMPTY_VALUE', 4],
      ],
    );
  });
  test('a Zstandard bomb is stopped early', async () => {
    // A frame of blocks that repeat one byte: 4 bytes for every 128 KiB (RFC 8878, 3.1.1.2).
    const blocks = 65_536;
    const bomb = Buffer.alloc(6 + 4 * blocks);
    // Magic, no content size, window of 128 KiB.
    bomb.set([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]);
    for (let block = 0; block < blocks; block += 1) {
      const header = (131_072 << 3) | 2 | Number(block === blocks - 1);
      bomb.set([header & 255, (header >> 8) & 255, header >> 16, 10], 6 + 4 * block);
    }
    const { said } = await gac('check', file('bomb.csv.zst', bomb), '--sample', sample);
    assert.deepEqual(
      said.report.all.map((/** @type {{ code: string }} */ found) => found.code),
      ['COMPRESSION_RATIO'],
    );
  });
  test('a Parquet file that was cut', async () => {
    const path = file('half.parquet', parquet(TEXTS.map(Number)));
    truncateSync(path, 60);
    assert.equal((await gac('check', path, '--sample', sample)).said.report.all[0].code, 'BAD_PARQUET');
  });
});

describe('a sample alone', () => {
  test('tells the form: numbers, texts, probabilities that add up, ids', async () => {
    const sample = file('shares.csv', 'key,a,b\nx,0.5,0.5\ny,1,0\n');
    const found = await gac('check', file('guess.csv', 'key,a,b\nx,0.7,0.7\nz,0.1,1.9\n'), '--sample', sample);
    assert.deepEqual(
      found.said.report.all.map((/** @type {{ code: string }} */ each) => each.code),
      ['ROW_SUM', 'UNKNOWN_ID', 'OUT_OF_RANGE', 'MISSING_ID'],
    );
    assert.equal(
      (await gac('check', file('texts.csv', 'id,kind\na,cat\nb,\n'), '--sample', file('kinds.csv', 'id,kind\na,dog\nb,dog\n'))).said.report
        .all[0].code,
      'EMPTY_VALUE',
    );
  });
  test('with ids of two columns', async () => {
    const sample = file('pairs.csv', 'user,item,p\n1,2,0\n1,3,0\n');
    assert.equal((await gac('check', file('pair.csv', 'user,item,p\n1,3,5\n1,2,5\n'), '--sample', sample, '--id', 'user,item')).code, 0);
  });
});

/** @jest-environment node */
import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FileFormat } from '@gac/shared/contract/definition';
import { IdIndex } from '@gac/shared/scoring/id-set';
import { createValidator } from '@gac/shared/scoring/validator';
import { createZipInspector } from '@gac/shared/scoring/inspect-archive';
import { reportToJson } from '@gac/shared/scoring/report';
import { checkBytes, checkFile, type BytesInspector, type CheckProgress } from './check-file.ts';
import { checklist } from './checklist.ts';
import { shiftsBetween, type ColumnStats } from './column-stats.ts';
import { imageInspector } from './image-inspector.ts';

const format: FileFormat = {
  idColumn: 'id',
  columns: [{ name: 'p', kind: 'probability' }],
  rowRule: 'none',
  maxBytes: 1e9,
  maxInflatedBytes: 40_000_000,
};
const ids = new IdIndex(['a', 'b', 'c']);
const streamOf = (bytes: Uint8Array, piece = 7) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += piece) controller.enqueue(bytes.subarray(at, at + piece));
      controller.close();
    },
  });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
async function check(name: string, bytes: Uint8Array, piece?: number) {
  const hash = createHash('sha256');
  const seen: CheckProgress[] = [];
  let now = 0;
  const result = await checkFile({ name, bytes: bytes.length, stream: () => streamOf(bytes, piece) }, format, ids, {
    hasher: { update: (chunk) => void hash.update(chunk), digest: () => hash.digest('hex') },
    now: () => (now += 10),
    onProgress: (progress) => seen.push(progress),
  });
  return { ...result, seen };
}
const text = (csv: string) => new TextEncoder().encode(csv);
const GOOD = 'id,p\na,0.25\nb,0.5\nc,0.75\n';

const look = (bytes: Uint8Array, inspector: BytesInspector = createZipInspector(), piece?: number) => {
  const hash = createHash('sha256');
  return checkBytes({ name: 'a.zip', bytes: bytes.length, stream: () => streamOf(bytes, piece) }, inspector, {
    hasher: { update: (chunk) => void hash.update(chunk), digest: () => hash.digest('hex') },
    now: () => 0,
    onProgress: () => undefined,
  });
};
describe('a file that is no table', () => {
  test('is hashed whole when its first bytes are right', async () => {
    const zip = new Uint8Array([0x50, 0x4b, 3, 4, ...new Uint8Array(100)]);
    expect(await look(zip)).toMatchObject({ report: { ok: true, complete: true, bytes: 104, errors: 0 }, sha256: sha256(zip) });
  });
  test.each([['NOT_A_ZIP', text(GOOD)], ['EMPTY_FILE', new Uint8Array()]])('%s', async (code, bytes) => {
    const { report, sha256: hash } = await look(bytes);
    expect(report).toMatchObject({ ok: false, complete: false, errors: 1, first: [{ code }] });
    expect(hash).toBeNull();
    expect(checklist(report.counts, 'stopped', false)).toEqual([{ key: 'kind', state: 'error', errors: 1, warnings: 0 }]);
  });
});
describe('the archive of an image', () => {
  const entry = (name: string, content: string): Buffer => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('        0', 148);
    header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
    const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
    body.write(content);
    return Buffer.concat([header, body]);
  };
  const end = Buffer.alloc(1024);
  const image = Buffer.concat([entry('layer.tar', 'x'.repeat(3000)), entry('manifest.json', '[]'), end]);
  const other = Buffer.concat([entry('readme.txt', 'x'), end]);

  test.each([
    ['as docker save writes it', image, 700],
    ['in gzip', gzipSync(image), 700],
    ['in gzip, in small pieces', gzipSync(image), 3],
  ])('%s is hashed as it is', async (_, bytes, piece) => {
    expect(await look(bytes, imageInspector(), piece)).toMatchObject({ report: { ok: true, errors: 0 }, sha256: sha256(bytes) });
  });
  test.each([
    ['NOT_AN_IMAGE', 'a tar of something else', other],
    ['NOT_AN_IMAGE', 'one in gzip', gzipSync(other)],
    ['NOT_A_TAR', 'a table', text(GOOD.repeat(100))],
    ['NOT_A_TAR', 'a table in gzip', gzipSync(GOOD.repeat(1000))],
    ['BAD_TAR', 'half an image', image.subarray(0, 2000)],
    ['BAD_GZIP', 'half of a gzip file', gzipSync(image).subarray(0, 60)],
    ['COMPRESSION_RATIO', 'a bomb', gzipSync(Buffer.concat([header(40_000_000), Buffer.alloc(40_000_000)]), { level: 9 })],
    ['EMPTY_FILE', 'nothing', new Uint8Array()],
  ])('%s: %s', async (code, _, bytes) => {
    const { report, sha256: hash } = await look(bytes, imageInspector(), 4096);
    expect(report.first).toEqual([expect.objectContaining({ code })]);
    expect(hash).toBeNull();
  });
  /** Of a file of so many bytes, which do not follow. */
  function header(bytes: number): Buffer {
    const one = entry('layer.tar', '').subarray(0, 512);
    one.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
    one.write('        0', 148);
    one.write(`${one.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
    return one;
  }
});
describe('one pass over a file', () => {
  test('hashes the bytes as they are and looks at the values', async () => {
    const { report, sha256: hash, stats } = await check('x.csv', text(GOOD));
    expect(report.ok).toBe(true);
    expect(hash).toBe(sha256(text(GOOD)));
    expect(stats).toEqual([{ name: 'p', kind: 'number', rows: 3, min: 0.25, max: 0.75, mean: 0.5, sd: Math.sqrt(0.125 / 3) }]);
  });
  test('a compressed file is hashed as it is sent and checked as it inflates', async () => {
    const bytes = gzipSync(text(GOOD));
    const { report, sha256: hash } = await check('x.csv.gz', bytes);
    expect(report).toMatchObject({ ok: true, rows: 3 });
    expect(hash).toBe(sha256(bytes));
  });
  test('the report is byte for byte that of the validator the server runs', async () => {
    const bytes = text('id,p\na,2\nb,x\nd,0.5\n');
    const validator = createValidator({ format, ids, fileName: 'x.csv' });
    validator.push(bytes);
    expect(reportToJson((await check('x.csv', bytes, 3)).report)).toBe(reportToJson(validator.end()));
  });
  test('a bomb is stopped before it is out, and has no hash', async () => {
    const { report, sha256: hash } = await check(
      'x.csv.gz',
      gzipSync(Buffer.concat([text('id,p\n'), Buffer.alloc(39_000_000, `${'x'.repeat(60_000)}\n`)])),
      8192,
    );
    expect(report).toMatchObject({ ok: false, complete: false, bytes: null });
    expect(report.first.at(-1)?.code).toBe('COMPRESSION_RATIO');
    // Judged after 16 MB of the 39.
    expect(report.rows).toBeLessThan(450);
    expect(hash).toBeNull();
  });
  test('a broken archive says so and nothing about rows that never came out', async () => {
    const whole = gzipSync(text(GOOD.repeat(50)));
    const { report, sha256: hash } = await check('x.csv.gz', whole.subarray(0, whole.length - 12));
    expect(report.first.at(-1)).toMatchObject({ code: 'BAD_GZIP' });
    expect(report.counts.some(({ code }) => code === 'MISSING_ID')).toBe(false);
    expect(hash).toBeNull();
  });
  test('nothing is read after what makes the rest unreadable', async () => {
    const zip = Uint8Array.of(0x50, 0x4b, 3, 4, ...new Uint8Array(200));
    const { report, sha256: hash } = await check('x.csv', zip, 70);
    expect(report.first[0]?.code).toBe('LOOKS_LIKE_ZIP');
    expect(hash).toBeNull();
  });
  test('the first error is told at once, not with the next tick', async () => {
    const { seen } = await check('x.csv', text(`id,p\na,oops\n${'b,0.5\n'.repeat(40)}`), 12);
    const first = seen.findIndex(({ errors }) => errors > 0);
    expect(first).toBeGreaterThanOrEqual(0);
    // 64 bytes are held back to tell the kind of the file.
    expect(seen[first]?.read).toBeLessThanOrEqual(84);
  });
});
describe('the checklist', () => {
  const error = (code: 'NAN' | 'DELIMITER' | 'LOOKS_LIKE_ZIP', total = 1) => ({ code, severity: 'error' as const, total });
  const states = (...args: Parameters<typeof checklist>) => checklist(...args).map(({ state }) => state);
  test('waits while reading, but shows an error as soon as it is found', () => {
    expect(states([error('NAN', 3)], 'reading')).toEqual(['running', 'running', 'running', 'error']);
  });
  test('what came after a stop was not looked at', () => {
    expect(states([error('DELIMITER')], 'stopped')).toEqual(['ok', 'error', 'unseen', 'unseen']);
    expect(states([error('LOOKS_LIKE_ZIP')], 'stopped')).toEqual(['error', 'unseen', 'unseen', 'unseen']);
  });
  test('warnings do not fail', () => {
    expect(states([{ code: 'ROW_SUM', severity: 'warning', total: 2 }], 'complete')).toEqual(['ok', 'ok', 'ok', 'warning']);
  });
});
describe('a shift since the last submission', () => {
  const number = (mean: number, sd = 1): ColumnStats => ({ name: 'p', kind: 'number', rows: 9, min: 0, max: 9, mean, sd });
  const labels = (...counts: number[]): ColumnStats => ({
    name: 'l',
    kind: 'label',
    rows: counts.reduce((a, b) => a + b),
    labels: ['x', 'y', 'z'],
    counts,
  });
  test('is a mean that moved by over half a deviation', () => {
    expect(shiftsBetween([number(0)], [number(0.5)])).toEqual([]);
    expect(shiftsBetween([number(0)], [number(0.6)])).toEqual([{ name: 'p', kind: 'mean', before: 0, after: 0.6 }]);
  });
  test('is over a quarter of the labels', () => {
    expect(shiftsBetween([labels(50, 50, 0)], [labels(30, 50, 20)])).toEqual([]);
    expect(shiftsBetween([labels(50, 50, 0)], [labels(100, 0, 0)])).toEqual([{ name: 'l', kind: 'labels', share: 0.5 }]);
  });
  test('is nothing where nothing is known', () => {
    expect(shiftsBetween([], [number(5), labels(1, 2, 3)])).toEqual([]);
  });
});

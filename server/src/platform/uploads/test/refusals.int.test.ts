import { connect } from 'node:net';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { finding } from '@gac/shared/scoring/findings';
import { GunzipInspector } from '../gunzip-inspector.ts';
import { Bench, LineInspector, lines } from './harness.ts';

const GIB = 1024 ** 3;
let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.stop());

/** A client that sends `first` and then `filler` for as long as it is let, and reads the answer. */
async function flood(id: string, length: number, first: Uint8Array, filler: Uint8Array) {
  const socket = connect(bench.port, '127.0.0.1');
  const started = performance.now();
  let answer = '';
  let answeredMs = NaN;
  socket.on('data', (chunk: Buffer) => {
    if (answer === '') answeredMs = performance.now() - started;
    answer += chunk.toString();
  });
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(
    `PATCH /api/uploads/${id} HTTP/1.1\r\nhost: x\r\ntus-resumable: 1.0.0\r\nupload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\ncontent-length: ${length}\r\n\r\n`,
  );
  socket.write(first);
  let sent = first.length;
  const pump = () => {
    while (sent + filler.length <= length && !socket.destroyed) {
      sent += filler.length;
      if (!socket.write(filler)) return;
    }
  };
  socket.on('drain', pump);
  pump();
  await closed;
  return { answer, answeredMs, sent };
}

describe('what nobody wants', () => {
  test.each([
    ['a line of a gigabyte', Buffer.from('id,label\n'), Buffer.alloc(65_536, 'x'), 'ROW_TOO_LONG', 65_536 * 4],
    ['a file of the wrong kind', Buffer.from('PK\u0003\u0004'), Buffer.alloc(65_536), 'LOOKS_LIKE_ZIP', 65_536 * 2],
  ])(
    '%s is refused at once: nothing after it is read, the connection ends, memory stays flat',
    async (_label, first, filler, code, mostInspected) => {
      const id = await bench.created(GIB);
      const before = process.memoryUsage().rss;
      const { answer, answeredMs, sent } = await flood(id, GIB, first, filler);
      expect(answer).toContain('HTTP/1.1 422');
      expect(answer.toLowerCase()).toContain('connection: close');
      expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ code: 'file-refused', finding: { code } });
      expect(answeredMs).toBeLessThan(1000);
      expect(bench.inspected).toBeLessThanOrEqual(mostInspected);
      // What is sent beyond fits in the kernel's socket buffers.
      expect(sent).toBeLessThan(32 * 1024 * 1024);
      expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
      expect(await readdir(join(bench.folder, 'staging'))).toEqual([]);
      expect(await bench.uploads.get(id)).toMatchObject({ state: 'refused', finding: { code } });
    },
  );

  const guarded = () =>
    new GunzipInspector(new LineInspector(), {
      guard: (compressed, inflated) => (inflated > 16 * 1024 * 1024 && inflated > 200 * compressed ? finding('COMPRESSION_RATIO') : null),
      broken: () => finding('BAD_GZIP'),
    });
  test('a gzip bomb is stopped when it has swollen, not when it has arrived', async () => {
    bench.inspector = guarded;
    const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, 'x\n'));
    const id = await bench.created(bomb.length, 'pred.csv.gz');
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const response = await bench.patch(id, 0, bomb);
    expect([response.status, await response.json()]).toEqual([
      422,
      expect.objectContaining({ finding: expect.objectContaining({ code: 'COMPRESSION_RATIO' }) as object }),
    ]);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });

  test.each([
    ['cut short', (gz: Buffer) => gz.subarray(0, gz.length - 9)],
    ['damaged', (gz: Buffer) => Buffer.concat([gz.subarray(0, 2000), Buffer.from([0xff, 0xff, 0xff]), gz.subarray(2003)])],
  ])('a gzip file that is %s is refused', async (_label, spoil) => {
    bench.inspector = guarded;
    const bytes = spoil(gzipSync(lines(100_000)));
    const id = await bench.created(bytes.length, 'pred.csv.gz');
    expect((await bench.patch(id, 0, bytes)).status).toBe(422);
  });

  test.each([
    ['in one piece', [100_000]],
    ['with the padding by itself', [0]],
    ['byte by byte at its end', [-3, -2, -1]],
  ])('a gzip file padded with zeros, as tape and block tools write it, is taken %s', async (_label, cuts) => {
    bench.inspector = guarded;
    const whole = gzipSync(lines(2000));
    const bytes = Buffer.concat([whole, Buffer.alloc(512)]);
    const id = await bench.created(bytes.length, 'pred.csv.gz');
    const ends = [...cuts.map((cut) => (cut > 0 ? bytes.length : cut < 0 ? bytes.length + cut : whole.length)), bytes.length];
    let offset = 0;
    for (const end of new Set(ends)) {
      expect((await bench.patch(id, offset, bytes.subarray(offset, end))).status).toBe(204);
      offset = end;
    }
    expect(await bench.uploads.get(id)).toMatchObject({ state: 'complete' });
  });

  test.each([
    ['a letter', Buffer.from('x')],
    ['another member', gzipSync('id\n')],
  ])('%s behind the padding is not gzip any more', async (_label, rest) => {
    bench.inspector = guarded;
    const start = Buffer.concat([gzipSync(lines(2000)), Buffer.alloc(16)]);
    const id = await bench.created(start.length + rest.length, 'pred.csv.gz');
    expect((await bench.patch(id, 0, start)).status).toBe(204);
    const answer = await bench.patch(id, start.length, rest);
    expect([answer.status, await answer.json()]).toMatchObject([422, { finding: { code: 'BAD_GZIP' } }]);
  });

  test('a gzip file in pieces, over a replaced process, passes; its long line does not', async () => {
    bench.inspector = guarded;
    const bytes = gzipSync(lines(400_000));
    const id = await bench.created(bytes.length, 'pred.csv.gz');
    await bench.patch(id, 0, bytes.subarray(0, 70_001));
    await bench.restartProcess();
    expect((await bench.patch(id, 70_001, bytes.subarray(70_001))).status).toBe(204);
    const long = gzipSync(Buffer.alloc(200_000, 'y'));
    const response = await bench.patch(await bench.created(long.length, 'long.csv.gz'), 0, long);
    expect(await response.json()).toMatchObject({ finding: { code: 'ROW_TOO_LONG' } });
  });

  test('a refused upload stays refused, also for a new process, and its client is told why', async () => {
    const id = await bench.created(100);
    const first = await bench.patch(id, 0, Buffer.from('PK\u0003\u0004'));
    await bench.restartProcess();
    const later = await bench.patch(id, 0, lines(100));
    for (const response of [first, later]) {
      expect(response.status).toBe(422);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
    expect(await later.json()).toMatchObject({ code: 'file-refused', status: 422 });
    expect((await bench.head(id)).headers.get('upload-offset')).toBe('0');
  });

  test('what is only wrong at its end is refused by the last byte', async () => {
    const response = await bench.create(0);
    expect([response.status, await response.json()]).toEqual([422, expect.objectContaining({ code: 'file-refused' })]);
  });
});

import { connect } from 'node:net';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as tus from 'tus-js-client';
import { BORA, Bench, LineInspector, lines, sha256Of } from './harness.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.stop());
const staged = () => readdir(join(bench.folder, 'staging'));
const stored = async (id: string) => {
  const upload = await bench.uploads.get(id);
  return buffer(await bench.store.open(upload?.sha256 ?? ('' as never)));
};
const waitFor = async (ready: () => Promise<boolean> | boolean) => {
  for (let i = 0; i < 400 && !(await ready()); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('an upload', () => {
  test('in pieces becomes an artifact with the hash of the whole, and leaves nothing staged', async () => {
    const bytes = lines(300_000);
    const response = await bench.create(bytes.length, '../../dir/예측.csv');
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toMatch(/^\/api\/uploads\/[0-9a-f-]{36}$/);
    expect(response.headers.get('upload-expires')).toBe('Sun, 01 Nov 2026 01:00:00 GMT');
    const id = response.headers.get('location')?.split('/').at(-1) ?? '';
    expect((await bench.patch(id, 0, bytes.subarray(0, 100_000))).headers.get('upload-offset')).toBe('100000');
    expect((await bench.uploads.get(id))?.offset).toBe(100_000);
    const last = await bench.patch(id, 100_000, bytes.subarray(100_000));
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, '300000']);
    expect(await bench.uploads.get(id)).toMatchObject({
      state: 'complete',
      sha256: sha256Of(bytes),
      fileName: '예측.csv',
      offset: 300_000,
    });
    expect((await stored(id)).equals(bytes)).toBe(true);
    expect(await staged()).toEqual([]);
    // What comes late changes nothing.
    expect((await bench.patch(id, 300_000, Buffer.alloc(0))).status).toBe(204);
    expect((await bench.head(id)).headers.get('upload-offset')).toBe('300000');
  });

  test('arrives with its creation', async () => {
    const bytes = lines(1000);
    const response = await fetch(bench.url, {
      method: 'POST',
      headers: { 'tus-resumable': '1.0.0', 'upload-length': '1000', 'content-type': 'application/offset+octet-stream' },
      body: bytes as never,
    });
    expect([response.status, response.headers.get('upload-offset')]).toEqual([201, '1000']);
    expect(await bench.uploads.get(response.headers.get('location')?.split('/').at(-1) ?? '')).toMatchObject({
      state: 'complete',
      sha256: sha256Of(bytes),
    });
  });

  test('whose connection dies three times goes on where it was, with an unchanged client, to the same hash', async () => {
    const bytes = lines(24 * 1024 * 1024);
    let cuts = 0;
    // Cut by what has arrived, not by what the client says it sent: that depends on how fast the machine is.
    const inspector = bench.inspector;
    bench.inspector = () =>
      new LineInspector((taken) => {
        bench.inspected += taken;
        if (cuts >= 3 || bench.inspected < (cuts + 1) * 4 * 1024 * 1024) return;
        cuts += 1;
        setImmediate(() => {
          bench.cutConnections();
        });
      });
    const id = await new Promise<string>((resolve, reject) => {
      const upload = new tus.Upload(bytes, {
        endpoint: bench.url,
        retryDelays: [0, 20, 20, 20, 20],
        metadata: { filename: 'pred.csv' },
        onError: reject,
        onSuccess: () => {
          resolve(upload.url?.split('/').at(-1) ?? '');
        },
      });
      upload.start();
    });
    bench.inspector = inspector;
    expect(cuts).toBe(3);
    expect(await bench.uploads.get(id)).toMatchObject({ state: 'complete', sha256: sha256Of(bytes) });
    // Every byte was inspected once: nothing was read twice after a cut.
    expect(bench.inspected).toBe(bytes.length);
  }, 20_000);

  test('goes on after the process was replaced: the bytes on disk are read once more', async () => {
    const bytes = lines(500_000);
    const id = await bench.created(bytes.length);
    await bench.patch(id, 0, bytes.subarray(0, 200_000));
    await bench.restartProcess();
    expect((await bench.head(id)).headers.get('upload-offset')).toBe('200000');
    await bench.patch(id, 200_000, bytes.subarray(200_000, 400_000));
    await bench.patch(id, 400_000, bytes.subarray(400_000));
    expect(await bench.uploads.get(id)).toMatchObject({ state: 'complete', sha256: sha256Of(bytes) });
    expect(bench.inspected).toBe(bytes.length + 200_000);
  });

  test.each(['HEAD', 'an empty PATCH', 'finish', 'sweep'])('killed between the store and the ledger is completed by %s', async (how) => {
    const bytes = lines(1000);
    const id = await bench.created(bytes.length);
    bench.ledger.failNextComplete = true;
    expect((await bench.patch(id, 0, bytes)).status).toBe(500);
    expect(await staged()).toEqual([`${id}.done`]);
    await bench.restartProcess();
    expect(await bench.uploads.get(id)).toMatchObject({ state: 'open', offset: 1000 });
    if (how === 'HEAD') await bench.head(id);
    if (how === 'an empty PATCH') expect((await bench.patch(id, 1000, Buffer.alloc(0))).status).toBe(204);
    if (how === 'finish') expect(await bench.uploads.finish(id)).toMatchObject({ state: 'complete' });
    if (how === 'sweep') expect(await bench.uploads.sweep(bench.clock.now())).toBe(0);
    expect(await bench.uploads.get(id)).toMatchObject({ state: 'complete', sha256: sha256Of(bytes) });
    expect((await stored(id)).equals(bytes)).toBe(true);
    expect(await staged()).toEqual([]);
  });

  test('finished by several at once is finished once', async () => {
    const bytes = lines(1000);
    const id = await bench.created(bytes.length);
    bench.ledger.failNextComplete = true;
    await bench.patch(id, 0, bytes);
    const all = await Promise.all([0, 1, 2, 3].map(() => bench.uploads.finish(id)));
    expect(all.map((upload) => upload?.sha256)).toEqual(Array(4).fill(sha256Of(bytes)));
  });

  test('a second connection takes over from a silent first one', async () => {
    const bytes = lines(100_000);
    const id = await bench.created(bytes.length);
    const silent = connect(bench.port, '127.0.0.1');
    silent.on('error', () => undefined);
    silent.write(
      `PATCH /api/uploads/${id} HTTP/1.1\r\nhost: x\r\ntus-resumable: 1.0.0\r\nupload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\ncontent-length: ${bytes.length}\r\n\r\n`,
    );
    silent.write(bytes.subarray(0, 30_000));
    await waitFor(async () => (await bench.uploads.get(id))?.offset === 30_000);
    const offset = Number((await bench.head(id)).headers.get('upload-offset'));
    expect(offset).toBe(30_000);
    expect((await bench.patch(id, offset, bytes.subarray(offset))).status).toBe(204);
    expect(await bench.uploads.get(id)).toMatchObject({ state: 'complete', sha256: sha256Of(bytes) });
    silent.destroy();
  });

  test('belongs to its account; to others it does not exist', async () => {
    const id = await bench.created(1000);
    const as = { authorization: BORA };
    const unknown = await bench.head('00000000-0000-7000-8000-000000000000');
    for (const response of [await bench.head(id, as), await bench.patch(id, 0, lines(1000), as), unknown])
      expect(response.status).toBe(404);
    expect(await (await bench.patch(id, 0, lines(10), as)).json()).toMatchObject({ code: 'not-found' });
    expect(await bench.uploads.get(id)).toMatchObject({ offset: 0 });
  });

  test('is gone when its time is over', async () => {
    const id = await bench.created(1000);
    await bench.patch(id, 0, lines(10));
    bench.clock.advance(3_600_000);
    expect((await bench.head(id)).status).toBe(404);
    expect(await bench.uploads.sweep(bench.clock.now())).toBe(1);
    expect([await staged(), bench.ledger.rows.size]).toEqual([[], 0]);
  });

  test('that does not let go keeps no other from being swept', async () => {
    const [stuck] = [await bench.created(1000), await bench.created(1000)].sort();
    let isHeld = false;
    bench.inspector = () => ({ push: () => new Promise(() => { isHeld = true; }), end: () => null });
    void bench.patch(String(stuck), 0, lines(10)).catch(() => undefined);
    await waitFor(() => isHeld);
    bench.clock.advance(3_600_000);
    await expect(bench.uploads.sweep(bench.clock.now())).rejects.toThrow(String(stuck));
    expect(await staged()).toEqual([`${String(stuck)}.part`]);
  });

  test('is given up by its client', async () => {
    const id = await bench.created(1000);
    const response = await fetch(`${bench.url}/${id}`, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } });
    expect(response.status).toBe(204);
    expect([await staged(), (await bench.head(id)).status]).toEqual([[], 404]);
  });

  test('at a wrong offset is told the right one', async () => {
    const id = await bench.created(1000);
    await bench.patch(id, 0, lines(10));
    const response = await bench.patch(id, 5, lines(10));
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect([response.status, await response.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'upload-incomplete', offset: 10, length: 1000 }),
    ]);
  });

  test.each([
    ['declared', async () => bench.create(1001)],
    ['sent', async () => bench.patch(await bench.created(100), 0, lines(101))],
  ])('with more bytes %s than allowed is too large', async (_label, ask) => {
    bench.maxBytes = 1000;
    const response = await ask();
    expect([response.status, await response.json()]).toEqual([413, expect.objectContaining({ code: 'upload-too-large' })]);
  });

  test('a chunked body is cut at the declared length', async () => {
    const id = await bench.created(100);
    const socket = connect(bench.port, '127.0.0.1');
    socket.write(
      `PATCH /api/uploads/${id} HTTP/1.1\r\nhost: x\r\ntus-resumable: 1.0.0\r\nupload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\ntransfer-encoding: chunked\r\n\r\nc8\r\n${lines(200).toString()}\r\n0\r\n\r\n`,
    );
    let answer = '';
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      answer += chunk.toString();
      if (answer.includes('}')) break;
    }
    expect(answer).toContain('413');
    expect((await bench.uploads.get(id))?.state).toBe('open');
  });
});

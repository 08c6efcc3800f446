import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Sha256 } from '@gac/shared/values';
import { StorageFull, artifactKey } from './artifact-store.ts';
import { DiskStore } from './disk-store.ts';
import { spool, storageError } from './durable-files.ts';
import { storeConformance } from './test/conformance.ts';

const flip = async (path: string) => {
  const bytes = await readFile(path);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  await chmod(path, 0o644);
  await writeFile(path, bytes);
};
storeConformance('disk', async (folder) => ({
  store: await DiskStore.open(join(folder, 'store')),
  damage: (sha256: Sha256) => flip(join(folder, 'store', artifactKey(sha256))),
  close: () => Promise.resolve(),
}));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gac-disk-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a damaged blob is mended by the same bytes', async () => {
  const store = await DiskStore.open(folder);
  const bytes = randomBytes(100);
  const { sha256 } = await store.put(Readable.from([bytes]), { maxBytes: 100 });
  await flip(join(folder, artifactKey(sha256)));
  await store.put(Readable.from([bytes]), { maxBytes: 100 });
  expect((await readFile(join(folder, artifactKey(sha256)))).equals(bytes)).toBe(true);
});

test('nothing half written stays behind; what a crash left is removed after a day', async () => {
  await mkdir(join(folder, 'incoming'), { recursive: true });
  await writeFile(join(folder, 'incoming', 'old'), 'x');
  await writeFile(join(folder, 'incoming', 'young'), 'x');
  const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
  await utimes(join(folder, 'incoming', 'old'), twoDaysAgo, twoDaysAgo);
  const store = await DiskStore.open(folder);
  await store.put(Readable.from([Buffer.from('a')]), { maxBytes: 0 }).catch(() => undefined);
  await store.health();
  expect(await readdir(join(folder, 'incoming'))).toEqual(['young']);
});

test('a full disk is told apart from other failures', async () => {
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  expect(storageError(full)).toBeInstanceOf(StorageFull);
  expect(storageError(Object.assign(new Error('no'), { code: 'EACCES' }))).not.toBeInstanceOf(StorageFull);
  // eslint-disable-next-line require-yield -- a disk fills up before the first byte
  async function* failing(): AsyncGenerator<Uint8Array> {
    await Promise.resolve();
    throw full;
  }
  await expect(spool(failing(), join(folder, 'new'), 10)).rejects.toBeInstanceOf(StorageFull);
  expect(await readdir(folder)).toEqual([]);
});

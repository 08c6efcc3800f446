import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sha256 } from '@gac/shared/values';
import { ArtifactCorrupt, artifactKey } from '../artifact-store.ts';
import { S3Store, type S3StoreConfig } from '../s3-store.ts';
import { storeConformance } from './conformance.ts';
import { startS3Server, type S3Server } from './s3-server.ts';

const configOf = (server: S3Server, cacheDir: string): S3StoreConfig => ({
  endpoint: server.endpoint,
  region: 'ap-northeast-2',
  bucket: server.bucket,
  forcePathStyle: true,
  accessKeyId: server.accessKeyId,
  secretAccessKey: server.secretAccessKey,
  cacheDir,
  cacheBytes: 300_000,
});
const flip = async (serverFolder: string, sha256: Sha256) => {
  const path = join(serverFolder, 'artifacts', `${artifactKey(sha256)}._S3rver_object`);
  const bytes = await readFile(path);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  await writeFile(path, bytes);
};

storeConformance('s3', async (folder) => {
  const server = await startS3Server(join(folder, 's3'));
  const store = new S3Store(configOf(server, join(folder, 'cache')));
  const close = async () => {
    store.close();
    await server.stop();
  };
  return { store, close, damage: (sha256) => flip(join(folder, 's3'), sha256) };
});

let folder: string;
let server: S3Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gac-s3-'));
  server = await startS3Server(join(folder, 's3'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
const withStore = async (cache: string, work: (store: S3Store) => Promise<void>, change: Partial<S3StoreConfig> = {}) => {
  const store = new S3Store({ ...configOf(server, join(folder, cache)), ...change });
  try {
    await work(store);
  } finally {
    store.close();
  }
};

test('a local copy is fetched once, kept while it is held, and dropped when space is wanted', async () => {
  await withStore('copies', async (store) => {
    const names: Sha256[] = [];
    for (let i = 0; i < 3; i += 1) names.push((await store.put(Readable.from([randomBytes(200_000)]), { maxBytes: 1 << 20 })).sha256);
    const [first, second, third] = names as [Sha256, Sha256, Sha256];
    const [a, b] = await Promise.all([store.materialise(first), store.materialise(first)]);
    expect(a.path).toBe(b.path);
    await a.release();
    await (await store.materialise(second)).release();
    await (await store.materialise(third)).release();
    const kept = await readdir(join(folder, 'copies'));
    expect(kept.some((name) => name.startsWith(first))).toBe(true);
    expect(kept.length).toBeLessThan(3);
    await b.release();
  });
});

test('copies that dead processes of this machine left are removed, those of the living and of other machines are not', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const beside = join(folder, 'shared');
  for (const name of [`here~${String(dead)}`, `here~${String(process.ppid)}`, `there~${String(dead)}`, 'notes']) await mkdir(join(beside, name), { recursive: true });
  const own = `here~${String(process.pid)}`;
  await withStore(join('shared', own), async (store) => {
    await store.put(Readable.from([Buffer.from('x')]), { maxBytes: 1 });
    expect((await readdir(beside)).sort()).toEqual([own, `here~${String(process.ppid)}`, 'notes', `there~${String(dead)}`].sort());
  });
});

test('a local copy is verified: damaged bytes are never handed to the scorer', async () => {
  await withStore('damaged', async (store) => {
    const { sha256 } = await store.put(Readable.from([randomBytes(1000)]), { maxBytes: 1000 });
    await flip(join(folder, 's3'), sha256);
    await expect(store.materialise(sha256)).rejects.toBeInstanceOf(ArtifactCorrupt);
    expect(await readdir(join(folder, 'damaged'))).toEqual([]);
  });
});

test('an unknown account and a missing bucket are not well', async () => {
  await withStore('wrong', (store) => expect(store.health()).rejects.toThrow(), { accessKeyId: 'UNKNOWN' });
  await withStore('nobucket', (store) => expect(store.health()).rejects.toThrow(), { bucket: 'nowhere' });
});

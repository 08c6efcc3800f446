import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Sha256 } from '@gac/shared/values';
import { ArtifactCorrupt, ArtifactMissing, ArtifactTooLarge, type ArtifactStore } from '../artifact-store.ts';

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') as Sha256;
const ABSENT = 'ab'.repeat(32) as Sha256;
const MANY = { maxBytes: 1 << 30 };

export interface StoreUnderTest {
  store: ArtifactStore;
  /** Flips a byte of the stored artifact behind the store's back. */
  damage(sha256: Sha256): Promise<void>;
  close(): Promise<void>;
}

/** What every driver must do; run once per driver. */
export function storeConformance(name: string, start: (folder: string) => Promise<StoreUnderTest>): void {
  describe(`artifact store: ${name}`, () => {
    let folder: string;
    let under: StoreUnderTest;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'gac-store-'));
      under = await start(folder);
    });
    afterAll(async () => {
      await under.close();
      await rm(folder, { recursive: true, force: true });
    });
    const local = async (bytes: Uint8Array) => {
      const path = join(folder, `local-${randomBytes(6).toString('hex')}`);
      await writeFile(path, bytes);
      return path;
    };
    const read = async (sha256: Sha256) => buffer(await under.store.open(sha256));

    test.each([
      ['empty', Buffer.alloc(0)],
      ['small', Buffer.from('id,label\n1,7\n')],
      ['several parts', randomBytes(17 * 1024 * 1024 + 3)],
    ])('keeps %s bytes under their hash and gives them back', async (_label, bytes) => {
      const put = await under.store.put(Readable.from([bytes.subarray(0, 5), bytes.subarray(5)].filter((part) => part.length > 0)), MANY);
      expect(put).toEqual({ sha256: sha256Of(bytes), bytes: bytes.length });
      expect(await under.store.has(put.sha256)).toBe(true);
      expect((await read(put.sha256)).equals(bytes)).toBe(true);
      const copy = await under.store.materialise(put.sha256);
      expect((await readFile(copy.path)).equals(bytes)).toBe(true);
      await copy.release();
      await copy.release();
    });

    test('the same bytes twice, at once and again, are one artifact', async () => {
      const bytes = randomBytes(100_000);
      const puts = await Promise.all([0, 1, 2].map(() => under.store.put(Readable.from([bytes]), MANY)));
      expect(new Set(puts.map((put) => put.sha256))).toEqual(new Set([sha256Of(bytes)]));
      expect((await read(sha256Of(bytes))).equals(bytes)).toBe(true);
    });

    test('stops a stream at the first byte past the limit and keeps nothing', async () => {
      const bytes = randomBytes(1001);
      await expect(under.store.put(Readable.from([bytes]), { maxBytes: 1000 })).rejects.toBeInstanceOf(ArtifactTooLarge);
      expect(await under.store.has(sha256Of(bytes))).toBe(false);
      await expect(under.store.put(Readable.from([bytes]), { maxBytes: 1001 })).resolves.toMatchObject({ bytes: 1001 });
    });

    test('a source that breaks keeps nothing', async () => {
      async function* broken() {
        yield Buffer.from('half');
        await Promise.resolve();
        throw new Error('the line went dead');
      }
      await expect(under.store.put(broken(), MANY)).rejects.toThrow('the line went dead');
      expect(await under.store.has(sha256Of(Buffer.from('half')))).toBe(false);
    });

    test('takes a file over; repeated after a crash it changes nothing', async () => {
      const bytes = randomBytes(4096);
      const sha256 = sha256Of(bytes);
      const path = await local(bytes);
      await under.store.putFile(path, sha256, bytes.length);
      await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
      await under.store.putFile(path, sha256, bytes.length);
      const again = await local(bytes);
      await under.store.putFile(again, sha256, bytes.length);
      await expect(stat(again)).rejects.toMatchObject({ code: 'ENOENT' });
      expect((await read(sha256)).equals(bytes)).toBe(true);
    });

    test('refuses a file of another size, and a file that is nowhere', async () => {
      const bytes = randomBytes(64);
      const path = await local(bytes);
      await expect(under.store.putFile(path, sha256Of(bytes), 65)).rejects.toBeInstanceOf(ArtifactCorrupt);
      expect(await under.store.has(sha256Of(bytes))).toBe(false);
      await expect(under.store.putFile(join(folder, 'nowhere'), ABSENT, 64)).rejects.toBeInstanceOf(ArtifactMissing);
    });

    test('what is not there is missing, whatever its name looks like', async () => {
      expect(await under.store.has(ABSENT)).toBe(false);
      await expect(under.store.open(ABSENT)).rejects.toBeInstanceOf(ArtifactMissing);
      await expect(under.store.materialise(ABSENT)).rejects.toBeInstanceOf(ArtifactMissing);
      await expect(under.store.open('../../etc/passwd' as Sha256)).rejects.toBeInstanceOf(ArtifactMissing);
    });

    test('damaged bytes never pass for the artifact; storing them again mends it', async () => {
      const bytes = randomBytes(50_000);
      const { sha256 } = await under.store.put(Readable.from([bytes]), MANY);
      await under.damage(sha256);
      await expect(read(sha256)).rejects.toBeInstanceOf(ArtifactCorrupt);
    });

    test('removes bytes, once or more often, and takes them again', async () => {
      const bytes = randomBytes(1000);
      const { sha256 } = await under.store.put(Readable.from([bytes]), MANY);
      for (const _ of [1, 2]) await under.store.remove(sha256);
      expect(await under.store.has(sha256)).toBe(false);
      await under.store.put(Readable.from([bytes]), MANY);
      expect((await read(sha256)).equals(bytes)).toBe(true);
    });

    test('says it is well', async () => {
      await expect(under.store.health()).resolves.toBeUndefined();
    });
  });
}

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, parse } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sha256 } from '@gac/shared/values';
import { ArtifactCorrupt, ArtifactTooLarge, StorageFull, type StoredArtifact } from './artifact-store.ts';

/** The `code` of a system error, or undefined. */
export const errorCode = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | null)?.code;

/** `StorageFull` for a full disk or an exhausted disk quota, the error itself otherwise. */
export const storageError = (error: unknown): unknown =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(errorCode(error) ?? '') ? new StorageFull(error) : error;

/**
 * Writes a stream to a new file, flushed to the medium, hashing on the way. On any failure the file is gone.
 * Throws `ArtifactTooLarge`, `StorageFull`, or the source's own error.
 */
export async function spool(source: Readable | AsyncIterable<Uint8Array>, path: string, maxBytes: number): Promise<StoredArtifact> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new ArtifactTooLarge(maxBytes);
      hash.update(chunk);
      yield chunk;
    }
  };
  try {
    await pipeline(source, measure, createWriteStream(path, { flags: 'wx', flush: true }));
  } catch (error) {
    await rm(path, { force: true });
    throw storageError(error);
  }
  return { sha256: hash.digest('hex') as Sha256, bytes };
}

/** Passes bytes through and fails with `ArtifactCorrupt` at the end when they do not hash to `sha256`. */
export function verifying(sha256: Sha256): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const actual = hash.digest('hex');
      done(actual === sha256 ? null : new ArtifactCorrupt(sha256, actual));
    },
  });
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a folder and its parents so that they survive a power cut. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  // A new folder's name lives in its parent: every parent from the lowest new folder up to the first old one.
  for (let at = path; ; at = dirname(at)) {
    await syncPath(dirname(at));
    if (at === first || at === parse(at).root) return;
  }
}

/** Flushes a file and renames it into place so that the new name survives a power cut. Both on one file system. */
export async function placeFile(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  await syncPath(from);
  await rename(from, to);
  await syncPath(dirname(to));
}

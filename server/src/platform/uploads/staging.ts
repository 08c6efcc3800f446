import { open, readFile, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '@gac/shared/values';
import { errorCode, makeFolder, placeFile, storageError } from '../storage/durable-files.ts';
import type { StoredArtifact } from '../storage/artifact-store.ts';

const missingIsNull = (error: unknown): null => {
  if (errorCode(error) === 'ENOENT') return null;
  throw error;
};

/**
 * The folder of uploads under way: `<id>.part` holds the bytes so far, `<id>.done` the hash of a finished one until it
 * is in the artifact store and in the ledger. Bytes are not flushed while they come: a killed process loses nothing
 * (the kernel has them), a power cut may shorten the file and the client goes on from what is left. What is finished is flushed.
 */
export class Staging {
  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<Staging> {
    await makeFolder(folder);
    return new Staging(folder);
  }

  path(id: string): string {
    return join(this.folder, `${id}.part`);
  }

  async create(id: string): Promise<void> {
    try {
      await (await open(this.path(id), 'wx', 0o600)).close();
    } catch (error) {
      throw storageError(error);
    }
  }

  /** Bytes received so far; null when nothing is staged under this id. */
  async size(id: string): Promise<number | null> {
    const facts = await stat(this.path(id)).catch(missingIsNull);
    return facts?.size ?? null;
  }

  openForWriting(id: string): Promise<FileHandle> {
    return open(this.path(id), 'r+');
  }

  /** Notes durably what a finished upload is, before it leaves this folder. */
  async markFinished(id: string, artifact: StoredArtifact): Promise<void> {
    const draft = join(this.folder, `${id}.draft`);
    try {
      const handle = await open(draft, 'w', 0o600);
      await handle.writeFile(JSON.stringify(artifact)).finally(() => handle.close());
      await placeFile(draft, this.marker(id));
    } catch (error) {
      throw storageError(error);
    }
  }

  async finished(id: string): Promise<StoredArtifact | null> {
    const text = await readFile(this.marker(id), 'utf8').catch(missingIsNull);
    if (text === null) return null;
    const { sha256, bytes } = JSON.parse(text) as { sha256: Sha256; bytes: number };
    return { sha256, bytes };
  }

  async remove(id: string): Promise<void> {
    for (const suffix of ['part', 'draft', 'done']) await rm(join(this.folder, `${id}.${suffix}`), { force: true });
  }

  async ids(): Promise<string[]> {
    const names = await readdir(this.folder);
    return [...new Set(names.map((name) => name.replace(/\.(part|draft|done)$/, '')))];
  }

  private marker(id: string): string {
    return join(this.folder, `${id}.done`);
  }
}

/** Writes all of `chunk` at `position`; a short write goes on where it stopped. */
export async function writeFully(handle: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  let done = 0;
  try {
    while (done < chunk.length) done += (await handle.write(chunk, done, chunk.length - done, position + done)).bytesWritten;
  } catch (error) {
    throw storageError(error);
  }
}

import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import type { Sha256 } from '@gac/shared/values';
import { ArtifactCorrupt, ArtifactMissing, ArtifactStore, artifactKey, type LocalCopy, type StoredArtifact } from './artifact-store.ts';
import { errorCode, makeFolder, placeFile, spool, storageError, verifying } from './durable-files.ts';

const LEFTOVER_MS = 24 * 3_600_000;

/**
 * Artifacts as read-only files under `root/sha256/ab/cd/…`. Several processes may share the folder: a blob appears
 * whole, by rename, or not at all. A second copy of the same bytes replaces the first, which also mends a damaged one.
 */
export class DiskStore extends ArtifactStore {
  private constructor(private readonly root: string) {
    super();
  }

  /** Opens the store, creating its folders; removes what puts of crashed processes left behind more than a day ago. */
  static async open(root: string): Promise<DiskStore> {
    const incoming = join(root, 'incoming');
    await makeFolder(incoming);
    for (const name of await readdir(incoming)) {
      const path = join(incoming, name);
      const facts = await stat(path).catch(() => null);
      if (facts !== null && Date.now() - facts.mtimeMs > LEFTOVER_MS) await rm(path, { force: true });
    }
    return new DiskStore(root);
  }

  override async put(source: Readable | AsyncIterable<Uint8Array>, { maxBytes }: { maxBytes: number }): Promise<StoredArtifact> {
    const path = this.incomingPath();
    const artifact = await spool(source, path, maxBytes);
    await this.place(path, artifact.sha256);
    return artifact;
  }

  override async putFile(path: string, sha256: Sha256, bytes: number): Promise<void> {
    const facts = await stat(path).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    });
    if (facts === null) {
      if (await this.has(sha256)) return;
      throw new ArtifactMissing(sha256);
    }
    if (facts.size !== bytes) throw new ArtifactCorrupt(sha256, `${facts.size} bytes instead of ${bytes}`);
    try {
      await this.place(path, sha256);
    } catch (error) {
      if (errorCode(error) !== 'EXDEV') throw error;
      await this.copyAcross(path, sha256);
    }
  }

  override async open(sha256: Sha256): Promise<Readable> {
    const handle = await open(this.path(sha256), 'r').catch((error: unknown) => {
      throw errorCode(error) === 'ENOENT' ? new ArtifactMissing(sha256) : error;
    });
    // pipeline hands a failure of either stream to the returned one, which is where the reader sees it.
    return pipeline(handle.createReadStream({ highWaterMark: 1 << 18 }), verifying(sha256), () => undefined);
  }

  override async materialise(sha256: Sha256): Promise<LocalCopy> {
    if (!(await this.has(sha256))) throw new ArtifactMissing(sha256);
    return { path: this.path(sha256), release: () => Promise.resolve() };
  }

  override async has(sha256: Sha256): Promise<boolean> {
    const facts = await stat(this.path(sha256)).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    });
    return facts !== null;
  }

  override async remove(sha256: Sha256): Promise<void> {
    await rm(this.path(sha256), { force: true });
  }

  override async health(): Promise<void> {
    const path = this.incomingPath();
    await spool(Readable.from([Buffer.from('health')]), path, 64);
    await rm(path, { force: true });
  }

  private path(sha256: Sha256): string {
    return join(this.root, artifactKey(sha256));
  }

  private incomingPath(): string {
    return join(this.root, 'incoming', randomUUID());
  }

  private async place(path: string, sha256: Sha256): Promise<void> {
    const target = this.path(sha256);
    try {
      await chmod(path, 0o444);
      await placeFile(path, target);
    } catch (error) {
      throw storageError(error);
    }
  }

  private async copyAcross(path: string, sha256: Sha256): Promise<void> {
    const copy = this.incomingPath();
    const copied = await spool(createReadStream(path), copy, Number.MAX_SAFE_INTEGER);
    if (copied.sha256 !== sha256) {
      await rm(copy, { force: true });
      throw new ArtifactCorrupt(sha256, copied.sha256);
    }
    await this.place(copy, sha256);
    await rm(path, { force: true });
  }
}

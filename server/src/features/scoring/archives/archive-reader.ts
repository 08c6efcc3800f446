import { constants, copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '@gac/shared/values';
import type { ArtifactStore } from '../../../platform/storage/artifact-store.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits } from '../engine/bundles/archive/limits.ts';
import { READING } from '../engine/bundle-contract.ts';
import { readArchive, type ReaderOptions, type Reading } from '../engine/bundle-reader.ts';
import { openScratch } from '../programs/scratch.ts';

export interface ArchiveReaderOptions extends ReaderOptions {
  artifacts: ArtifactStore;
  /** For files under way; folders of dead processes in it are removed. */
  scratchRoot: string;
  limits: Pick<ArchiveLimits, 'maxFiles' | 'maxTotalBytes'>;
}

/** Reads stored archives of other platforms, each in a child and a folder of its own. For processes that work. */
export class ArchiveReader {
  private scratch: Promise<string> | null = null;
  private made = 0;

  constructor(private readonly options: ArchiveReaderOptions) {}

  /** Hands what is in the archive to `use`, with the folder in which its files and the challenge made of it lie until `use` has ended. */
  async within<T>(sha256: Sha256, now: Date, signal: AbortSignal, use: (reading: Reading, challenge: string) => Promise<T>): Promise<T> {
    this.scratch ??= openScratch(this.options.scratchRoot);
    this.made += 1;
    const folder = join(await this.scratch, String(this.made));
    try {
      return await use(await this.readInto(folder, sha256, now, signal), join(folder, READING.challenge));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Reads it into a new folder of the caller's, who removes it. */
  async readInto(folder: string, sha256: Sha256, now: Date, signal: AbortSignal): Promise<Reading> {
    // Programs of other users pass through it in a dry run.
    await mkdir(folder, { mode: 0o755 });
    const copy = await this.options.artifacts.materialise(sha256);
    try {
      await copyFile(copy.path, join(folder, READING.archive), constants.COPYFILE_FICLONE);
    } finally {
      await copy.release();
    }
    return readArchive({ folder, now: now.toISOString(), limits: { ...ARCHIVE_LIMITS, ...this.options.limits } }, this.options, signal);
  }

  async close(): Promise<void> {
    if (this.scratch) await rm(await this.scratch, { recursive: true, force: true });
  }
}

import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Sha256 } from '@gac/shared/values';
import { ArtifactCorrupt, type LocalCopy } from './artifact-store.ts';
import { errorCode, makeFolder, spool } from './durable-files.ts';

interface Copy {
  users: number;
  bytes: number;
  ready: Promise<string>;
}

/** Name of the folder of one process: `host~pid`. */
export const copiesFolder = (host: string, pid: number): string => `${host}~${String(pid)}`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

/**
 * Verified local copies of remote artifacts. Each is fetched once however many ask at the same time, kept while used,
 * and dropped oldest-used first when the copies nobody uses push the total over `maxBytes`.
 * The folder belongs to one process (`copiesFolder`) and is emptied when it starts; so are those beside it of this machine's dead processes.
 */
export class LocalCopies {
  /** In order of last use: a Map keeps insertion order, and every use re-inserts. */
  private readonly copies = new Map<Sha256, Copy>();
  private prepared: Promise<void> | null = null;

  constructor(
    private readonly folder: string,
    private readonly maxBytes: number,
    private readonly fetch: (sha256: Sha256) => Promise<Readable>,
  ) {}

  /** Throws what `fetch` throws, `StorageFull`, and `ArtifactCorrupt` when the bytes do not hash to their name. */
  async take(sha256: Sha256): Promise<LocalCopy> {
    this.prepared ??= this.prepare();
    await this.prepared;
    const copy = this.copies.get(sha256) ?? { users: 0, bytes: 0, ready: Promise.resolve('') };
    if (!this.copies.has(sha256)) copy.ready = this.download(sha256, copy);
    this.copies.delete(sha256);
    this.copies.set(sha256, copy);
    copy.users += 1;
    let held = true;
    const release = async () => {
      if (!held) return;
      held = false;
      copy.users -= 1;
      await this.trim();
    };
    try {
      return { path: await copy.ready, release };
    } catch (error) {
      if (this.copies.get(sha256) === copy) this.copies.delete(sha256);
      throw error;
    }
  }

  /** A new, empty path in the same folder, for spooling. */
  async scratch(): Promise<string> {
    this.prepared ??= this.prepare();
    await this.prepared;
    return join(this.folder, `${randomUUID()}.part`);
  }

  private async prepare(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    await makeFolder(this.folder);
    const [host = ''] = basename(this.folder).split('~');
    for (const name of await readdir(dirname(this.folder))) {
      const [of, pid] = name.split('~');
      if (of === host && pid !== undefined && !isAlive(Number(pid))) await rm(join(dirname(this.folder), name), { recursive: true, force: true });
    }
  }

  private async download(sha256: Sha256, copy: Copy): Promise<string> {
    const path = join(this.folder, `${sha256}-${randomUUID()}`);
    const got = await spool(await this.fetch(sha256), path, Number.MAX_SAFE_INTEGER);
    if (got.sha256 !== sha256) {
      await rm(path, { force: true });
      throw new ArtifactCorrupt(sha256, got.sha256);
    }
    copy.bytes = got.bytes;
    return path;
  }

  private async trim(): Promise<void> {
    let total = 0;
    for (const copy of this.copies.values()) total += copy.bytes;
    for (const [sha256, copy] of this.copies) {
      if (total <= this.maxBytes) return;
      if (copy.users > 0) continue;
      this.copies.delete(sha256);
      total -= copy.bytes;
      await rm(await copy.ready, { force: true });
    }
  }
}

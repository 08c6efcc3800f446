import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../findings/report.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits } from './limits.ts';

/** Where archives are unpacked to, and what was unpacked so far: an archive inside another shares its limits. */
export class Workspace {
  private names = 0;
  files = 0;
  bytes = 0;

  /** @param folder an empty folder of the caller's, who removes it when nothing of the trees is needed any more */
  constructor(
    readonly folder: string,
    readonly report: Report,
    readonly limits: ArchiveLimits = ARCHIVE_LIMITS,
  ) {}

  /** A path for a new file. Its name has nothing of the archive in it. */
  async newFile(): Promise<string> {
    // A folder with a hundred thousand files is slow on some file systems.
    const shelf = join(this.folder, String(Math.floor(this.names / 1000)));
    if (this.names % 1000 === 0) await mkdir(shelf, { recursive: true });
    this.names += 1;
    return join(shelf, String(this.names));
  }
}

import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, mkdirSync, opendirSync, openSync, type Stats } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CollectRules, Collected, RejectReason } from './types.ts';

const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;
const NAMES = /^[A-Za-z0-9._][A-Za-z0-9._-]{0,99}$/;
const NOT_PRINTABLE = /[^\x20-\x7e]/g;
/** Entries looked at beyond those that may be kept, and rejections listed: a hostile tree costs no more than this. */
const ENTRIES_BEYOND = 1000;
const LISTED_REJECTIONS = 300;
const PIECE_BYTES = 1024 ** 2;

/**
 * Copies what a program left in a folder to `into`, by the rules; the processes that could write there are gone.
 * Nothing is ever opened by a name that could lead elsewhere: each folder is held by its descriptor, each entry reached below it without following links,
 * and what was opened must be what was looked at. Hidden names, names with a dash in front and all but letters, digits, dot, dash and underscore are rejected.
 */
export async function collect(root: string, rules: CollectRules, into: string): Promise<Collected> {
  const collector = new Collector(rules, into);
  const fd = openSync(root, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  try {
    await collector.folder(fd, '', 0);
  } finally {
    closeSync(fd);
  }
  return { files: collector.files, rejected: collector.rejected };
}

class Collector {
  readonly files: Collected['files'] = [];
  readonly rejected: Collected['rejected'] = [];
  private bytes = 0;
  private looked = 0;
  private readonly names: RegExp;

  constructor(private readonly rules: CollectRules, private readonly into: string) {
    this.names = rules.names ?? NAMES;
  }

  /** `depth`: folders above this one, below the root. */
  async folder(fd: number, path: string, depth: number): Promise<void> {
    for (const name of this.entries(fd, path)) {
      const text = name.toString('latin1');
      const relative = path + text.replace(NOT_PRINTABLE, '?');
      if (text.startsWith('.') || !this.names.test(text)) this.reject(relative, 'name');
      else await this.entry(`/proc/self/fd/${fd}/${text}`, relative, depth);
    }
  }

  private entries(fd: number, path: string): Buffer[] {
    const names: Buffer[] = [];
    // Types say strings; with this encoding names are bytes, since they need not be text.
    const dir = opendirSync(`/proc/self/fd/${fd}`, { encoding: 'buffer' as BufferEncoding });
    try {
      for (let entry = dir.readSync(); entry !== null; entry = dir.readSync()) {
        this.looked += 1;
        if (this.looked > this.rules.maxFiles + ENTRIES_BEYOND) {
          this.reject(path === '' ? '.' : path, 'too-many');
          break;
        }
        names.push(entry.name as unknown as Buffer);
      }
    } finally {
      dir.closeSync();
    }
    return names.sort((a, b) => a.compare(b));
  }

  private async entry(from: string, path: string, depth: number): Promise<void> {
    const seen = statOf(from);
    const reason = seen === null ? 'changed' : seen.isDirectory() ? await this.subfolder(from, path, depth, seen) : (refusalOfKind(seen) ?? this.refusal(path, seen) ?? (await this.file(from, path, seen)));
    if (reason !== null) this.reject(path, reason);
  }

  private async subfolder(from: string, path: string, depth: number, seen: Stats): Promise<RejectReason | null> {
    if (depth + 1 >= this.rules.maxDepth) return 'depth';
    if (this.rules.only?.some((name) => name.startsWith(`${path}/`)) === false) return 'not-expected';
    const fd = openSame(from, O_DIRECTORY, seen);
    if (typeof fd === 'string') return fd;
    try {
      await this.folder(fd, `${path}/`, depth + 1);
      return null;
    } finally {
      closeSync(fd);
    }
  }

  private refusal(path: string, seen: Stats): RejectReason | null {
    if (this.rules.only?.includes(path) === false) return 'not-expected';
    if (seen.nlink !== 1) return 'hard-link';
    if (this.files.length >= this.rules.maxFiles) return 'too-many';
    return seen.size > this.rules.maxFileBytes || this.bytes + seen.size > this.rules.maxBytes ? 'too-large' : null;
  }

  private async file(from: string, path: string, seen: Stats): Promise<RejectReason | null> {
    const fd = openSame(from, 0, seen);
    if (typeof fd === 'string') return fd;
    try {
      const target = join(this.into, path);
      mkdirSync(dirname(target), { recursive: true });
      const sha256 = await copy(fd, target, seen.size);
      if (sha256 === null) return 'changed';
      this.bytes += seen.size;
      this.files.push({ path, bytes: seen.size, sha256 });
      return null;
    } finally {
      closeSync(fd);
    }
  }

  private reject(path: string, reason: RejectReason): void {
    if (this.rejected.length < LISTED_REJECTIONS) this.rejected.push({ path, reason });
  }
}

function refusalOfKind(seen: Stats): RejectReason | null {
  if (seen.isSymbolicLink()) return 'symlink';
  return seen.isFile() ? null : 'special';
}

function statOf(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

/** Opens an entry without following a link and without waiting (a pipe would), if it is still the one that was looked at. */
function openSame(path: string, flags: number, seen: Stats): number | RejectReason {
  let fd: number;
  try {
    fd = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | flags);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'unreadable' : 'changed';
  }
  const now = fstatSync(fd);
  if (now.ino === seen.ino && now.dev === seen.dev && now.nlink === seen.nlink && now.mode === seen.mode) return fd;
  closeSync(fd);
  return 'changed';
}

/** Writes exactly `size` bytes to a new file, mode 0644; their SHA-256, or null when there were more or fewer. */
async function copy(fd: number, target: string, size: number): Promise<string | null> {
  const source = await open(`/proc/self/fd/${fd}`, O_RDONLY | O_NONBLOCK);
  try {
    const out = await open(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o644);
    try {
      const hash = createHash('sha256');
      const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, size + 1));
      let total = 0;
      for (;;) {
        const { bytesRead } = await source.read(piece, 0, Math.min(piece.length, size + 1 - total));
        if (bytesRead === 0) break;
        total += bytesRead;
        if (total > size) break;
        hash.update(piece.subarray(0, bytesRead));
        await out.writeFile(piece.subarray(0, bytesRead));
      }
      if (total === size) return hash.digest('hex');
    } finally {
      await out.close();
    }
    await rm(target);
    return null;
  } finally {
    await source.close();
  }
}

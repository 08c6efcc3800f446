import { accept, refuse, type Decision } from '@gac/shared/values';
import { randomUUID } from 'node:crypto';
import { chmodSync, constants, statSync, writeFileSync } from 'node:fs';
import { chmod, copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ImageShelf, type ImageStart } from './shelf.ts';
import type { SandboxDriver, SandboxJob, SandboxResult } from '../types.ts';

const SCRIPTS = ['unpack.mjs', 'tree.mjs', 'tar.mjs'].map((name) => ({ source: fileURLToPath(new URL(`./${name}`, import.meta.url)), target: `/unpack/${name}` }));
const MB = 1024 ** 2;

/** An image that is ready to be run: the root folder for `rootfs`, and what its author says about starting it. */
export interface Image extends ImageStart {
  /** SHA-256 of its manifest, by which registries know it; null where the archive has none (`docker save` of older versions). */
  manifest: string | null;
  rootfs: string;
}

export type ImageRefusalCode =
  | 'not-an-image' | 'several-images' | 'wrong-platform' | 'no-command' | 'unsupported' | 'bad-path' | 'corrupt' | 'too-large' | 'too-many-files' | 'timed-out' | 'cancelled' | 'sandbox-error';
export interface ImageRefusal {
  code: ImageRefusalCode;
  /** For the log: what was met, in the archive's own names. */
  detail: string;
}

export interface ImagesOptions {
  /** Archives are unpacked inside its sandboxes. */
  driver: SandboxDriver;
  /** Where unpacked images are kept; made when missing. */
  folder: string;
  /** Bytes of all kept images; the least recently used go first, but none that is in use. */
  cacheBytes: number;
  /** Bytes and entries of one unpacked image. */
  maxBytes: number;
  maxEntries: number;
  wallMs: number;
}

/** Unpacked images by digest. */
export interface Images {
  /**
   * The image of an archive (`docker save` or OCI layout, gzip or not), unpacked unless it was before. Never rejects for what an archive holds.
   * It is kept until `release` is called for it, by this and by any other process that shares the folder.
   */
  unpack(archivePath: string, signal: AbortSignal): Promise<Decision<HeldImage, ImageRefusal>>;
}
export type HeldImage = Image & { release: () => void };

/** Removes first what processes that are gone left half done. */
export async function openImages(options: ImagesOptions): Promise<Images> {
  return new KeptImages(options, await ImageShelf.open(options.folder, options.cacheBytes));
}

type Said = { ok: true; image: ImageStart & { manifest: string | null; bytes?: number } } | { ok: false; code: ImageRefusalCode; detail: string };
type Unpacked = Decision<ImageStart & { rootfs: string }, ImageRefusal>;

class KeptImages implements Images {
  /** By digest, so that the same image asked for twice is unpacked once. */
  private readonly underWay = new Map<string, Promise<Unpacked>>();

  constructor(private readonly options: ImagesOptions, private readonly shelf: ImageShelf) {}

  async unpack(archivePath: string, signal: AbortSignal): Promise<Decision<HeldImage, ImageRefusal>> {
    const stage = this.shelf.stage();
    try {
      const archive = await readableByAll(archivePath, stage);
      const inspected = await this.read('inspect', archive, stage, signal);
      if (!inspected.ok) return refuse(inspected);
      const { digest, manifest } = inspected.image;
      // Before it is looked for: from then on nobody removes it.
      const release = this.shelf.hold(digest);
      const unpacked = await this.unpacked(digest, archive, stage, signal);
      if (unpacked.ok) return accept({ ...unpacked.value, manifest, release });
      release();
      return unpacked;
    } finally {
      await rm(stage, { recursive: true, force: true });
    }
  }

  private async unpacked(digest: string, archive: string, stage: string, signal: AbortSignal): Promise<Unpacked> {
    for (;;) {
      const kept = this.shelf.get(digest);
      if (kept !== null) return accept(kept);
      const other = this.underWay.get(digest);
      if (other === undefined) break;
      const said = await other;
      // Its caller gave up, we have not.
      if (said.ok || said.refusal.code !== 'cancelled' || signal.aborted) return said;
    }
    const mine = this.take(archive, stage, signal).finally(() => this.underWay.delete(digest));
    this.underWay.set(digest, mine);
    return mine;
  }

  private async take(archive: string, stage: string, signal: AbortSignal): Promise<Unpacked> {
    // Inflated by a job of another slot, whose user alone may write to it.
    await rm(join(stage, 'archive.tar'), { force: true });
    const said = await this.read('unpack', archive, stage, signal);
    if (!said.ok) return refuse(said);
    for (const name of ['archive', 'archive.tar']) await rm(join(stage, name), { force: true });
    const { digest, argv, env, cwd } = said.image;
    const bytes = said.image.bytes ?? 0;
    writeFileSync(join(stage, 'image.json'), JSON.stringify({ digest, argv, env, cwd, bytes }));
    return accept(await this.shelf.put(digest, stage));
  }

  /** Runs the reader in a sandbox. */
  private async read(mode: 'inspect' | 'unpack', archive: string, stage: string, signal: AbortSignal): Promise<Said> {
    const { driver, maxBytes, maxEntries, wallMs } = this.options;
    // A mkdir's mode is cut by the umask.
    chmodSync(stage, 0o777);
    const here: SandboxJob['writable'][number] = { target: '/stage', folder: { path: stage, collect: () => Promise.resolve({ files: [], rejected: [] }), release: () => Promise.resolve() } };
    const result = await driver.run({
      id: `image-${randomUUID()}`,
      rootfs: { kind: 'base' },
      argv: ['/node', '--max-old-space-size=256', '/unpack/unpack.mjs', mode, '/archive', '/stage', String(maxBytes), String(maxEntries)],
      env: {},
      readOnly: [{ source: process.execPath, target: '/node' }, { source: archive, target: '/archive' }, ...SCRIPTS],
      writable: [here],
      limits: { cpuMs: wallMs, wallMs, memoryBytes: 512 * MB, pids: 32, cpus: 1, tmpBytes: MB, fileBytes: maxBytes, stdoutBytes: MB, stderrBytes: 64 * 1024, openFiles: 256 },
    }, {}, signal);
    return saidBy(result);
  }
}

const ENDINGS: Partial<Record<SandboxResult['status'], ImageRefusalCode>> = { cpu_limit: 'timed-out', wall_limit: 'timed-out', cancelled: 'cancelled', sandbox_error: 'sandbox-error', memory_limit: 'corrupt', signal: 'corrupt', nonzero: 'corrupt' };

function saidBy(result: SandboxResult): Said {
  if (result.status === 'ok') return JSON.parse(result.stdout.toString()) as Said;
  return { ok: false, code: ENDINGS[result.status] ?? 'corrupt', detail: `${result.status} ${result.detail ?? ''}${result.stderr.toString('utf8', 0, 500)}` };
}

/** The archive itself, or a copy when the sandbox's user could not read it. */
async function readableByAll(path: string, stage: string): Promise<string> {
  if ((statSync(path).mode & 0o004) !== 0) return path;
  const copy = join(stage, 'archive');
  // Gigabytes, where the file system can't share them: whoever waits meanwhile must not.
  await copyFile(path, copy, constants.COPYFILE_FICLONE);
  await chmod(copy, 0o644);
  return copy;
}

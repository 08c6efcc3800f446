import { accept, refuse, type Decision } from '@gac/shared/values';
import { randomUUID } from 'node:crypto';
import { chmodSync, constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readText } from '../processes.ts';
import type { SandboxDriver, SandboxJob, SandboxResult } from '../types.ts';

const SCRIPTS = ['unpack.mjs', 'tree.mjs', 'tar.mjs'].map((name) => ({ source: fileURLToPath(new URL(`./${name}`, import.meta.url)), target: `/unpack/${name}` }));
const MB = 1024 ** 2;
/** Longer than any job runs. */
const IN_USE_MS = 3_600_000;

/** An image that is ready to be run: the root folder for `rootfs`, and what its author says about starting it. */
export interface Image {
  /** SHA-256 of its configuration, which names its layers by theirs. */
  digest: string;
  rootfs: string;
  argv: string[];
  env: Record<string, string>;
  cwd: string;
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
  /** Bytes of all kept images; the least recently used go first, but none that was asked for within the hour. */
  cacheBytes: number;
  /** Bytes and entries of one unpacked image. */
  maxBytes: number;
  maxEntries: number;
  wallMs: number;
}

/** Unpacked images by digest. */
export interface Images {
  /** The image of an archive (`docker save` or OCI layout, gzip or not), unpacked unless it was before. Never rejects for what an archive holds. */
  unpack(archivePath: string, signal: AbortSignal): Promise<Decision<Image, ImageRefusal>>;
}

export function openImages(options: ImagesOptions): Images {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  return new KeptImages(options);
}

type Said = { ok: true; image: Omit<Image, 'rootfs'> & { bytes?: number } } | { ok: false; code: ImageRefusalCode; detail: string };

class KeptImages implements Images {
  /** By archive, so that the same one asked for twice is unpacked once. */
  private readonly underWay = new Map<string, Promise<Decision<Image, ImageRefusal>>>();

  constructor(private readonly options: ImagesOptions) {}

  async unpack(archivePath: string, signal: AbortSignal): Promise<Decision<Image, ImageRefusal>> {
    const stage = join(this.options.folder, `stage-${randomUUID()}`);
    mkdirSync(stage, { mode: 0o777 });
    try {
      const archive = readableByAll(archivePath, stage);
      const inspected = await this.read('inspect', archive, stage, signal);
      if (!inspected.ok) return refuse(inspected);
      const { digest } = inspected.image;
      const kept = this.kept(digest);
      if (kept !== null) return accept(kept);
      const other = this.underWay.get(digest);
      if (other !== undefined) return await other;
      const mine = this.take(archive, stage, signal);
      this.underWay.set(digest, mine);
      return await mine.finally(() => this.underWay.delete(digest));
    } finally {
      await rm(stage, { recursive: true, force: true });
    }
  }

  private async take(archive: string, stage: string, signal: AbortSignal): Promise<Decision<Image, ImageRefusal>> {
    const said = await this.read('unpack', archive, stage, signal);
    if (!said.ok) return refuse(said);
    await rm(join(stage, 'archive.tar'), { force: true });
    const { digest } = said.image;
    writeFileSync(join(stage, 'image.json'), JSON.stringify(said.image));
    const target = join(this.options.folder, digest);
    // Another process may have been faster: the same digest is the same tree.
    if (!existsSync(target)) renameSync(stage, target);
    chmodSync(target, 0o755);
    await this.evict(digest);
    return accept(this.kept(digest) ?? { ...said.image, rootfs: join(target, 'rootfs') });
  }

  private kept(digest: string): Image | null {
    const folder = join(this.options.folder, digest);
    const text = readText(join(folder, 'image.json'));
    if (text === '') return null;
    const now = new Date();
    utimesSync(join(folder, 'image.json'), now, now);
    const { argv, env, cwd } = JSON.parse(text) as Image;
    return { digest, rootfs: join(folder, 'rootfs'), argv, env, cwd };
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

  /** Makes room: the least recently used first. */
  private async evict(newest: string): Promise<void> {
    const images = readdirSync(this.options.folder)
      .filter((name) => /^[0-9a-f]{64}$/.test(name))
      .map((name) => ({ name, usedAt: statSync(join(this.options.folder, name, 'image.json')).mtimeMs, bytes: (JSON.parse(readText(join(this.options.folder, name, 'image.json'))) as { bytes: number }).bytes }))
      .sort((a, b) => a.usedAt - b.usedAt);
    let total = images.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { name, usedAt, bytes } of images) {
      if (total <= this.options.cacheBytes) return;
      if (name === newest || usedAt > Date.now() - IN_USE_MS) continue;
      await rm(join(this.options.folder, name), { recursive: true, force: true });
      total -= bytes;
    }
  }
}

const ENDINGS: Partial<Record<SandboxResult['status'], ImageRefusalCode>> = { cpu_limit: 'timed-out', wall_limit: 'timed-out', cancelled: 'cancelled', sandbox_error: 'sandbox-error', memory_limit: 'corrupt', signal: 'corrupt', nonzero: 'corrupt' };

function saidBy(result: SandboxResult): Said {
  if (result.status === 'ok') return JSON.parse(result.stdout.toString()) as Said;
  return { ok: false, code: ENDINGS[result.status] ?? 'corrupt', detail: `${result.status} ${result.detail ?? ''}${result.stderr.toString('utf8', 0, 500)}` };
}

/** The archive itself, or a copy when the sandbox's user could not read it. */
function readableByAll(path: string, stage: string): string {
  if ((statSync(path).mode & 0o004) !== 0) return path;
  const copy = join(stage, 'archive');
  copyFileSync(path, copy, constants.COPYFILE_FICLONE);
  chmodSync(copy, 0o644);
  return copy;
}

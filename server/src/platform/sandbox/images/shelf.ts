import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, statSync, utimesSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, ownerNamed, ownerOf, workerName } from '../owner.ts';
import { readText } from '../processes.ts';

/** What an image's author says about starting it. */
export interface ImageStart {
  /** SHA-256 of its configuration, which names its layers by theirs. */
  digest: string;
  argv: string[];
  env: Record<string, string>;
  cwd: string;
}
type OnShelf = ImageStart & { rootfs: string };

const DIGEST = /^[0-9a-f]{64}$/;
/** An image whose mark is so fresh is in use: whoever holds it renews the mark much more often. */
const HELD_MS = 15 * 60_000;
const RENEW_MS = 60_000;
let made = 0;

/**
 * A folder of unpacked images that several processes of a machine may share. Images come and go by renaming alone, so that nobody ever finds half of
 * one; the time of `image.json` tells all of them when it was used last.
 */
export class ImageShelf {
  private constructor(
    private readonly folder: string,
    private readonly maxBytes: number,
  ) {}

  /** Removes what processes that are gone were making or removing. */
  static async open(folder: string, maxBytes: number): Promise<ImageShelf> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder)) {
      if (DIGEST.test(name)) continue;
      const owner = ownerNamed(name);
      if (owner === null || !isAlive(owner)) await rm(join(folder, name), { recursive: true, force: true });
    }
    return new ImageShelf(folder, maxBytes);
  }

  /** An empty folder of this process. */
  stage(): string {
    const path = this.place();
    mkdirSync(path, { mode: 0o777 });
    return path;
  }
  private place(): string {
    made += 1;
    return join(this.folder, workerName(ownerOf(process.pid), made));
  }

  get(digest: string): OnShelf | null {
    const text = readText(join(this.folder, digest, 'image.json'));
    if (text === '') return null;
    const { argv, env, cwd } = JSON.parse(text) as ImageStart;
    return { digest, argv, env, cwd, rootfs: join(this.folder, digest, 'rootfs') };
  }

  /** Puts what stands in a stage on the shelf, and takes down what has not been used for longest while there is too much. */
  async put(digest: string, stage: string): Promise<OnShelf> {
    const target = join(this.folder, digest);
    try {
      renameSync(stage, target);
      chmodSync(target, 0o755);
    } catch (error) {
      // Another process was faster: the same digest is the same tree.
      if (!existsSync(target)) throw error;
    }
    this.touch(digest);
    await this.makeRoom();
    const kept = this.get(digest);
    if (kept === null) throw new Error(`image ${digest} is gone`);
    return kept;
  }

  /** Marks an image as in use until the returned function is called; one that is not there yet from when it is. */
  hold(digest: string): () => void {
    this.touch(digest);
    const timer = setInterval(() => {
      this.touch(digest);
    }, RENEW_MS);
    timer.unref();
    return () => {
      clearInterval(timer);
    };
  }
  private touch(digest: string): void {
    const now = new Date();
    try {
      utimesSync(join(this.folder, digest, 'image.json'), now, now);
    } catch {
      // Not there yet.
    }
  }

  private async makeRoom(): Promise<void> {
    const images = readdirSync(this.folder)
      .flatMap((name) => (DIGEST.test(name) ? this.size(name) : []))
      .sort((a, b) => a.usedAt - b.usedAt);
    let total = images.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { name, usedAt, bytes } of images) {
      if (total <= this.maxBytes) return;
      if (usedAt > Date.now() - HELD_MS) continue;
      total -= bytes;
      const away = this.place();
      try {
        renameSync(join(this.folder, name), away);
      } catch {
        // Another process takes it down.
        continue;
      }
      await rm(away, { recursive: true, force: true });
    }
  }
  /** Nothing of one that another process has just taken down. */
  private size(name: string): { name: string; usedAt: number; bytes: number }[] {
    const path = join(this.folder, name, 'image.json');
    const text = readText(path);
    if (text === '') return [];
    return [
      { name, usedAt: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0, bytes: (JSON.parse(text) as { bytes: number }).bytes },
    ];
  }
}

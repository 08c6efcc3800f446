import { fileURLToPath } from 'node:url';
import type { ScoringJob, ScoringOutcome } from './contract.ts';
import { codeSha256 } from './code-hash.ts';
import { Launcher, ScorerUnavailable, type LaunchOptions } from './launcher.ts';
import { ChildLost, ScorerChild, type RunOptions } from './scorer-child.ts';
import type { Sha256 } from '@gac/shared/values';

export interface PoolOptions {
  /** Jobs at once; each has a process. */
  size: number;
  /** Folders of artifacts and answer keys. */
  readPaths: readonly string[];
  /** Limit of V8's heap in a child; below the memory limit of the jobs. */
  heapBytes: number;
  /** Refuse a machine whose operating system can't keep children from the network. */
  fenced?: LaunchOptions['fenced'];
  fences?: LaunchOptions['fences'];
  /** A child is replaced after so many jobs, so that nothing grows for ever. Default 500. */
  jobsPerChild?: number;
  /** Where the built engine stands; default: this folder. */
  engineDir?: string;
  entry?: LaunchOptions['entry'];
  onDeath?: (facts: { reason: string }) => void;
}
interface Slot {
  child: Promise<ScorerChild> | null;
  isBusy: boolean;
  jobs: number;
  /** What its child remembers, latest last: a job that finds the same again is quicker there. */
  files: string[];
  lastReference: string;
}
const FILES_REMEMBERED = 64;

/** Scoring processes kept warm, limited and without network. Jobs beyond `size` wait in order. */
export class ScorerPool {
  private readonly slots: Slot[];
  private readonly waiting: { job: ScoringJob; take: (slot: Slot) => void }[] = [];
  private readonly launcher: Launcher;
  private isClosed = false;

  private constructor(
    private readonly options: PoolOptions,
    engineDir: string,
    /** Hash over the code that makes scores, for the reproducibility record. */
    readonly scorerSha256: Sha256,
  ) {
    this.launcher = new Launcher({ engineDir, entry: options.entry, readPaths: options.readPaths, heapBytes: options.heapBytes, fenced: options.fenced, fences: options.fences });
    this.slots = Array.from({ length: options.size }, () => ({ child: null, isBusy: false, jobs: 0, files: [], lastReference: '' }));
  }

  /** Starts every child. Throws `ScorerUnavailable` when this machine cannot run them. */
  static async start(options: PoolOptions): Promise<ScorerPool> {
    const engineDir = options.engineDir ?? fileURLToPath(new URL('.', import.meta.url));
    const pool = new ScorerPool(options, engineDir.replace(/\/$/, ''), await codeSha256(engineDir));
    const [first, ...rest] = pool.slots;
    // One first, so that the others need not look for the fence that works.
    if (first !== undefined) await pool.childOf(first);
    await Promise.all(rest.map((slot) => pool.childOf(slot)));
    return pool;
  }

  isolation(): string {
    return this.launcher.isolation();
  }

  /**
   * Runs a job in a child within its limits. Every failure of the job is an outcome; a scorer that cannot be started is
   * `failed` with PLATFORM_FAULT. Rejects only with the reason of `signal`.
   */
  async run(job: ScoringJob, options: RunOptions = {}): Promise<ScoringOutcome> {
    options.signal?.throwIfAborted();
    const slot = await this.acquire(job, options.signal);
    try {
      return await this.runIn(slot, job, options).catch((error: unknown) => {
        if (!(error instanceof ChildLost)) throw error;
        return this.runIn(slot, job, options);
      });
    } catch (error) {
      if (!(error instanceof ScorerUnavailable || error instanceof ChildLost)) throw error;
      return { kind: 'failed', class: 'PLATFORM_FAULT', detail: error.message, cpuMs: 0, peakBytes: 0 };
    } finally {
      await this.refresh(slot);
      this.release(slot);
    }
  }

  /** Kills every child; jobs under way end as PLATFORM_FAULT. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const slot of this.slots) {
      const child = await slot.child?.catch(() => null);
      child?.end();
      slot.child = null;
    }
  }

  private async runIn(slot: Slot, job: ScoringJob, options: RunOptions): Promise<ScoringOutcome> {
    const child = await this.childOf(slot);
    slot.jobs += 1;
    slot.files = [...slot.files, job.file.sha256].slice(-FILES_REMEMBERED);
    slot.lastReference = job.reference.sha256;
    return child.run(job, options);
  }

  private async acquire(job: ScoringJob, signal: AbortSignal | undefined): Promise<Slot> {
    const idle = this.slots.filter((slot) => !slot.isBusy);
    const slot =
      idle.find(({ files }) => files.includes(job.file.sha256)) ??
      idle.find(({ lastReference }) => lastReference === job.reference.sha256) ??
      idle[0];
    if (slot !== undefined) {
      slot.isBusy = true;
      return slot;
    }
    return new Promise((resolve, reject) => {
      const place = { job, take: resolve };
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(place), 1);
        reject(signal?.reason as Error);
      };
      place.take = (free) => {
        signal?.removeEventListener('abort', giveUp);
        resolve(free);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.waiting.push(place);
    });
  }

  private release(slot: Slot): void {
    const next = this.waiting.shift();
    if (next === undefined) slot.isBusy = false;
    else next.take(slot);
  }

  private async childOf(slot: Slot): Promise<ScorerChild> {
    if (this.isClosed) throw new ScorerUnavailable('the pool is closed');
    const known = await slot.child?.catch(() => null);
    if (known && !known.isDead) return known;
    slot.jobs = 0;
    slot.files = [];
    slot.lastReference = '';
    slot.child = this.launcher.start().then((child) => new ScorerChild(child));
    return slot.child;
  }

  /** Replaces a child that died or has done enough, before the next job asks for it. */
  private async refresh(slot: Slot): Promise<void> {
    const child = await slot.child?.catch(() => null);
    if (!child || this.isClosed) return;
    if (!child.isDead && slot.jobs < (this.options.jobsPerChild ?? 500)) return;
    if (child.isDead) this.options.onDeath?.({ reason: 'killed or crashed' });
    child.end();
    // A failure here is met again, and told, by the next job.
    void this.childOf(slot).catch(() => undefined);
  }
}

import { join, resolve } from 'node:path';
import type { ImportFinding } from '@gac/shared/contract/imports';
import type { LocalizedText } from '@gac/shared/values';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/db/unit-of-work.ts';
import { Fault } from '../../platform/fault.ts';
import { isStopped } from '../../platform/jobs/stopping.ts';
import { Log } from '../../platform/log/log.ts';
import { ArtifactStore } from '../../platform/storage/artifact-store.ts';
import { WorkerRegistry } from '../../platform/workers/worker-registry.ts';
import { ChallengeLoader } from '../challenges/index.ts';
import { ArchiveReader, dryRun, engineFolder, wordsOf, type DryRunOutcome, type Reading } from '../scoring/index.ts';
import { ProgramHost } from '../submissions/index.ts';
import { ImportLeases, type ClaimedImport, type ImportStage } from './data/import-leases.repository.ts';
import { ImportsRepository, type ReadImport } from './data/imports.repository.ts';
import { asFinding, storable } from './domain/found.ts';
import { ImportNews } from './import-news.ts';

const STOPPED = { time: 'reading-time', memory: 'reading-memory', crash: 'reading-crash' } as const;
const errorOf = (code: Parameters<typeof wordsOf>[0], values: Parameters<typeof wordsOf>[1] = {}): ImportFinding => ({
  severity: 'error',
  code,
  file: null,
  line: null,
  column: null,
  path: '',
  ...wordsOf(code, values),
});
const NOTHING: Omit<ReadImport, 'state' | 'findings'> = { format: null, version: '', title: '', solutions: [], draft: null };
const MAX_TITLE = 500;

/** Takes imports and carries each through its stage. Any number of workers may do so at once. */
@Injectable()
export class ImportWorker implements OnApplicationShutdown {
  private readonly reader: ArchiveReader;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly leases: ImportLeases,
    private readonly imports: ImportsRepository,
    private readonly loader: ChallengeLoader,
    private readonly host: ProgramHost,
    private readonly news: ImportNews,
    private readonly clock: Clock,
    private readonly self: WorkerRegistry,
    private readonly log: Log,
    artifacts: ArtifactStore,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {
    this.reader = new ArchiveReader({
      artifacts,
      engineDir: engineFolder(config),
      scratchRoot: resolve(config.GAC_DATA, 'reading'),
      wallMs: config.IMPORT_READ_MS,
      memoryBytes: config.SCORE_MEMORY_BYTES,
      fenced: config.GAC_MODE === 'production',
      limits: { maxFiles: config.IMPORT_FILES, maxTotalBytes: config.IMPORT_UNPACKED_BYTES },
    });
  }

  /** What this process can do now. */
  can(stage: ImportStage): boolean {
    return !this.self.isDrained && (stage === 'read' || this.host.can().includes('sandbox'));
  }

  /** Works until nothing is left to take in this stage, or the signal says stop. Throws `Stopped` when the process ends before. */
  async drain(stage: ImportStage, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.can(stage)) {
      const now = this.clock.now();
      const until = new Date(now.getTime() + this.config.LEASE_MS);
      const claimed = await this.uow.run(async (tx) => {
        const taken = await this.leases.claim(tx, stage, this.self.id, now, until, this.config.MAX_ATTEMPTS);
        if (taken) await this.news.changed(tx, taken.id);
        return taken;
      });
      if (!claimed || !(await this.carry(claimed, stage, signal))) break;
    }
    if (isStopped(signal)) throw signal.reason as Error;
  }

  /** False when the platform failed: what waits stays where it is until the next round. */
  private async carry(claimed: ClaimedImport, stage: ImportStage, signal: AbortSignal): Promise<boolean> {
    const lease = this.keepLease(claimed, signal);
    const leave = this.self.occupy();
    try {
      const isWritten = stage === 'read' ? await this.read(claimed, lease.signal) : await this.run(claimed, lease.signal);
      if (!isWritten)
        this.log.info({ import: claimed.id, attempt: claimed.attempt }, 'import: somebody else was first, the result is dropped');
      return true;
    } catch (error) {
      // A lost lease needs nothing from us: another worker has the import, or it was discarded.
      if (lease.lost()) return true;
      const isOurs = !isStopped(signal);
      if (isOurs) this.log.error({ err: error, import: claimed.id, attempt: claimed.attempt, stage }, 'import: platform fault');
      await this.uow.run(async (tx) => {
        await this.leases.leave(tx, claimed, stage, isOurs);
        await this.news.changed(tx, claimed.id);
      });
      return false;
    } finally {
      leave();
      lease.stop();
    }
  }

  private async read(claimed: ClaimedImport, signal: AbortSignal): Promise<boolean> {
    return this.reader.within(claimed.sha256, this.clock.now(), signal, async (reading, challenge) => {
      const read = await this.made(reading, challenge);
      signal.throwIfAborted();
      return this.uow.run(async (tx) => {
        const now = this.clock.now();
        if (!(await this.leases.finishRead(tx, claimed, read, now))) return false;
        if (read.draft) await this.imports.keepFiles(tx, claimed.id, read.draft, now);
        await this.news.changed(tx, claimed.id);
        return true;
      });
    });
  }

  /** What becomes of an archive: its challenge with stored files, or why it can be none. */
  private async made(reading: Reading, challenge: string): Promise<ReadImport> {
    if (reading.kind === 'stopped') {
      this.log.warn({ reason: reading.reason, detail: reading.detail }, 'import: reading stopped');
      return { ...NOTHING, state: 'refused', findings: [errorOf(STOPPED[reading.reason], { most: this.config.IMPORT_READ_MS / 1000 })] };
    }
    const { bundle, isChallenge, findings } = reading.result;
    const { format, version, title } = bundle;
    const solutions = bundle.solutions.flatMap(({ index, name, tree }) => (tree ? [{ index, name: name.slice(0, MAX_TITLE) }] : []));
    const facts = { format, version: version.slice(0, MAX_TITLE), title: title.replaceAll('\u0000', '').slice(0, MAX_TITLE), solutions };
    if (!isChallenge) return { ...facts, state: 'refused', findings: storable(findings), draft: null };
    const loaded = await this.loader.read(challenge);
    if (!loaded.ok) return { ...facts, state: 'refused', findings: storable([...findings, ...loaded.refusal.map(asFinding)]), draft: null };
    const stored = await this.loader.storeBundle(loaded.value);
    if (!stored.ok && stored.refusal.code !== 'answers-published')
      throw new Fault(`the files of the import changed: ${JSON.stringify(stored.refusal)}`);
    if (!stored.ok)
      return {
        ...facts,
        state: 'refused',
        findings: storable([
          ...findings,
          errorOf('answers-published', { data: stored.refusal.code === 'answers-published' ? stored.refusal.data : '' }),
        ]),
        draft: null,
      };
    return { ...facts, state: 'read', findings: storable(findings), draft: stored.value };
  }

  private async run(claimed: ClaimedImport, signal: AbortSignal): Promise<boolean> {
    const startedAt = this.clock.now().toISOString();
    const outcome = await this.host.ready().onBench(async (bench): Promise<DryRunOutcome & { problem: LocalizedText | null }> => {
      const reading = await this.reader.readInto(join(bench.scratch, 'import'), claimed.sha256, this.clock.now(), signal);
      if (reading.kind === 'stopped')
        return { results: [], logs: [], problem: wordsOf(STOPPED[reading.reason], { most: this.config.IMPORT_READ_MS / 1000 }).message };
      return { ...(await dryRun(bench, reading.result.bundle, signal)), problem: null };
    });
    signal.throwIfAborted();
    const { results, logs, problem } = outcome;
    const state = problem === null && results.length > 0 && results.every(({ status }) => status === 'SCORED') ? 'passed' : 'failed';
    return this.uow.run(async (tx) => {
      const now = this.clock.now();
      if (!(await this.leases.finishDryRun(tx, claimed, state, { startedAt, endedAt: now.toISOString(), problem, results }, now)))
        return false;
      await this.imports.keepLogs(tx, claimed.id, logs);
      await this.news.changed(tx, claimed.id);
      return true;
    });
  }

  /** Renews the lease while the work goes on; aborts the work when it is lost. */
  private keepLease(claimed: ClaimedImport, outer: AbortSignal): { signal: AbortSignal; lost(): boolean; stop(): void } {
    const controller = new AbortController();
    const timer = setInterval(() => {
      this.uow
        .run((tx) => this.leases.renew(tx, claimed, new Date(this.clock.now().getTime() + this.config.LEASE_MS)))
        .then(
          (kept) => {
            if (!kept) controller.abort(new Error('lease lost'));
          },
          (error: unknown) => {
            this.log.warn({ err: error, import: claimed.id }, 'import: lease not renewed');
          },
        );
    }, this.config.LEASE_MS / 3);
    return {
      signal: AbortSignal.any([outer, controller.signal]),
      lost: () => controller.signal.aborted,
      stop: () => {
        clearInterval(timer);
      },
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reader.close();
  }
}

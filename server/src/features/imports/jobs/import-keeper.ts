import type { Sha256 } from '@gac/shared/values';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../../platform/config/config.ts';
import { isForeignKeyViolation, UnitOfWork } from '../../../platform/db/unit-of-work.ts';
import { Periodic } from '../../../platform/jobs/job.ts';
import { Stopping } from '../../../platform/jobs/stopping.ts';
import { ArtifactNames } from '../../../platform/storage/artifact-names.ts';
import { ArtifactStore } from '../../../platform/storage/artifact-store.ts';
import { Uploads } from '../../submissions/index.ts';
import { ImportLeases, type ImportStage } from '../data/import-leases.repository.ts';
import { ImportsRepository } from '../data/imports.repository.ts';
import { ImportNews } from '../import-news.ts';
import { ImportWorker } from '../import-worker.ts';

const UNABLE = {
  ko: '시험 채점을 끝내지 못했습니다. 프로그램을 실행할 수 있는 평가 장치가 없거나, 장치가 거듭 멈췄습니다. 대기열 화면에서 평가 장치를 확인한 뒤 다시 시도해 주십시오.',
  en: 'The dry run could not be carried out: no worker can run programs, or workers stopped again and again. Look at the workers on the page of the queue, then try again.',
};

/** Compares imports with the queue and mends what differs, without the queue; removes those whose time is over. */
@Injectable()
export class ImportKeeper extends Periodic implements BeforeApplicationShutdown {
  readonly name = 'keep-imports';
  readonly everyMs: number;
  private working: Promise<unknown> | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly leases: ImportLeases,
    private readonly imports: ImportsRepository,
    private readonly worker: ImportWorker,
    private readonly news: ImportNews,
    private readonly uploads: Uploads,
    private readonly names: ArtifactNames,
    private readonly artifacts: ArtifactStore,
    private readonly clock: Clock,
    private readonly stopping: Stopping,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {
    super();
    this.everyMs = config.RECONCILE_MS;
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    await this.uow.run(async (tx) => {
      const at = now.toISOString();
      const failed = await this.leases.failHopeless(
        tx,
        now,
        this.config.MAX_ATTEMPTS,
        new Date(now.getTime() - this.config.STATE_DEADLINE_MS),
        { startedAt: at, endedAt: at, problem: UNABLE, results: [] },
      );
      for (const id of failed) await this.news.changed(tx, id);
    });
    await this.takeUpWhatWaits(now);
    for (const id of await this.uow.run((tx) => this.imports.expired(tx, now))) await this.remove(id, now);
  }

  /** Before, because the database is closed in the next step: what was left must be written down. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.working;
  }

  /** What can be claimed is taken up here too, so that a queue that loses every job only costs a period. */
  private async takeUpWhatWaits(now: Date): Promise<void> {
    if (this.working) return;
    const stages: ImportStage[] = [];
    for (const stage of ['read', 'dry-run'] as const)
      if (this.worker.can(stage) && (await this.uow.run((tx) => this.leases.isWaiting(tx, stage, now)))) stages.push(stage);
    if (stages.length === 0) return;
    // Not awaited: a long archive must not keep this from its next round.
    const work = async (): Promise<void> => {
      for (const stage of stages) await this.worker.drain(stage, this.stopping.signal);
    };
    this.working = work()
      .catch(() => undefined)
      .finally(() => {
        this.working = null;
      });
  }

  private async remove(id: string, now: Date): Promise<void> {
    for (const sha256 of await this.uow.run((tx) => this.imports.forget(tx, id, now))) await this.removeBytes(sha256);
  }

  /** Removes bytes that nobody else uses. */
  private async removeBytes(sha256: Sha256): Promise<void> {
    try {
      await this.uow.run(async (tx) => {
        if ((await this.uploads.isWaiting(tx, sha256)) || !(await this.names.remove(tx, sha256))) return;
        // Inside, because the locked name keeps away whoever would store the same bytes now: it waits, and stores them after this.
        await this.artifacts.remove(sha256);
      });
    } catch (error) {
      if (!isForeignKeyViolation(error)) throw error;
    }
  }
}

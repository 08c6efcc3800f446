import type { Sha256 } from '@gac/shared/values';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../../platform/config/config.ts';
import { isForeignKeyViolation, UnitOfWork } from '../../../platform/db/unit-of-work.ts';
import { Periodic } from '../../../platform/jobs/job.ts';
import { ArtifactNames } from '../../../platform/storage/artifact-names.ts';
import { ArtifactStore } from '../../../platform/storage/artifact-store.ts';
import { UploadsRepository } from '../data/uploads.repository.ts';
import { Uploads } from '../uploads.ts';

const EVERY_MS = 10 * 60_000;

/** Somebody is about to store the same bytes: the upload is remembered until the next round, or nobody would ever remove them. */
class StillAnnounced extends Error {
  override readonly name = 'StillAnnounced';
}

/** Removes uploads under way that were given up, and finishes the ones a killed process left almost finished. Uploads under way lie on the API's own disk. */
@Injectable()
export class UploadSweeper extends Periodic {
  readonly name = 'sweep-uploads';
  readonly everyMs = EVERY_MS;
  override readonly place = 'every-api';
  constructor(private readonly uploads: Uploads) {
    super();
  }
  async run(): Promise<void> {
    await this.uploads.sweep();
  }
}

/** Removes uploads that were not submitted in time, with their bytes unless somebody else uses the same. */
@Injectable()
export class UnsubmittedSweeper extends Periodic {
  readonly name = 'sweep-unsubmitted';
  readonly everyMs = EVERY_MS;
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: UploadsRepository,
    private readonly names: ArtifactNames,
    private readonly artifacts: ArtifactStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {
    super();
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - this.config.UPLOAD_TTL_HOURS * 3_600_000);
    await this.ledger.forgetUnfinished(before);
    for (const { id, sha256 } of await this.ledger.unsubmitted(before)) await this.remove(id, sha256);
  }

  private async remove(id: string, sha256: Sha256): Promise<void> {
    try {
      await this.uow.run(async (tx) => {
        if (!(await this.ledger.forget(tx, id)) || (await this.ledger.isShared(tx, sha256))) return;
        if (!(await this.names.remove(tx, sha256))) throw new StillAnnounced();
        // Inside, because the locked name keeps away whoever would store the same bytes now: it waits, and stores them after this.
        await this.artifacts.remove(sha256);
      });
    } catch (error) {
      if (error instanceof StillAnnounced) return;
      if (!isForeignKeyViolation(error)) throw error;
      await this.uow.run((tx) => this.ledger.forget(tx, id));
    }
  }
}

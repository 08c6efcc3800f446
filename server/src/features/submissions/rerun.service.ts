import { isPlatformSide } from '@gac/shared/rules/lifecycle';
import type { EvaluationId, SubmissionId } from '@gac/shared/values';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../platform/config/config.ts';
import { UnitOfWork, type Tx } from '../../platform/db/unit-of-work.ts';
import { Ids } from '../../platform/ids/ids.ts';
import { Periodic } from '../../platform/jobs/job.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { SubmissionsRepository, type SubmissionRow } from './data/submissions.repository.ts';
import { EvaluationSteps } from './evaluation-steps.ts';
import { submissionReceived } from './submissions.api.ts';

/** Runs submissions again that failed by a fault of ours (C-10). Their quota came back already and is not taken a second time. */
@Injectable()
export class RerunFaults extends Periodic {
  readonly name = 'rerun-faults';
  readonly everyMs: number;
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: SubmissionsRepository,
    private readonly steps: EvaluationSteps,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {
    super();
    this.everyMs = Math.min(config.RERUN_MS, 60_000);
  }

  async run(): Promise<void> {
    await this.rerunAll(this.config.RERUN_MS, this.config.MAX_RERUNS);
  }

  /** Runs again what failed by our fault at least `ageMs` ago; the number of submissions. */
  async rerunAll(ageMs: number, maxReruns: number): Promise<number> {
    const ids = await this.uow.run((tx) => this.submissions.faulted(tx, new Date(this.clock.now().getTime() - ageMs), maxReruns));
    let count = 0;
    for (const id of ids) if (await this.uow.run((tx) => this.rerun(tx, id))) count += 1;
    return count;
  }

  private async rerun(tx: Tx, id: SubmissionId): Promise<boolean> {
    const row = await this.submissions.lock(tx, id);
    const failure = await this.submissions.failureClass(tx, id);
    if (row?.state !== 'FAILED' || failure === null || !isPlatformSide(failure)) return false;
    await this.again(tx, row);
    return true;
  }

  /** Begins a failed submission anew; it must be locked. The evaluations it had stay as they are, set aside. */
  async again(tx: Tx, row: SubmissionRow): Promise<void> {
    const { id } = row;
    const now = this.clock.now();
    const tasks = await this.submissions.setAside(tx, id);
    await this.submissions.insertEvaluations(tx, row, tasks.map((task) => ({ id: this.ids.next<EvaluationId>(), ...task })), now);
    await this.submissions.storeFailure(tx, id, null);
    await this.submissions.move(tx, row, 'RECEIVED', now);
    await this.steps.line(tx, id, 'rerun', {});
    await this.outbox.append(tx, submissionReceived, { submissionId: id, phaseId: row.phaseId });
  }
}

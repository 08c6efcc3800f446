import { isTerminal } from '@gac/shared/rules/lifecycle';
import type { AccountId, PhaseId, SubmissionId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/db/unit-of-work.ts';
import { problem } from '../../platform/http/problem.ts';
import { Ids } from '../../platform/ids/ids.ts';
import { QuotaLedger } from './data/quota.repository.ts';
import { SubmissionsRepository } from './data/submissions.repository.ts';
import { Entrants } from './entrants.ts';
import { EvaluationSteps } from './evaluation-steps.ts';

/** What can be done with a submission once it is made. */
@Injectable()
export class SubmissionChanges {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entrants: Entrants,
    private readonly submissions: SubmissionsRepository,
    private readonly quota: QuotaLedger,
    private readonly steps: EvaluationSteps,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async setNote(actor: Actor, id: SubmissionId, note: string): Promise<void> {
    await this.entrants.require(actor, id, 'submission.change');
    await this.uow.run((tx) => this.submissions.setNote(tx, id, note));
  }

  /** Ends a submission that has not ended. Before RUNNING the quota comes back. Refusal: `not-cancellable`. */
  async cancel(actor: Actor, id: SubmissionId): Promise<void> {
    await this.entrants.require(actor, id, 'submission.change');
    await this.uow.run(async (tx) => {
      const row = await this.submissions.lock(tx, id);
      if (!row || isTerminal(row.state)) throw problem('not-cancellable', { state: row?.state ?? '' });
      await this.steps.cancel(tx, id);
    });
  }

  /** Takes a scored submission out of the ranking; nothing is deleted and the quota stays used. Refusal: `not-withdrawable`. */
  async withdraw(actor: Actor, id: SubmissionId): Promise<void> {
    await this.entrants.require(actor, id, 'submission.change');
    await this.uow.run(async (tx) => {
      const row = await this.submissions.lock(tx, id);
      if (row?.state !== 'SCORED' || !(await this.steps.retire(tx, row, 'WITHDRAWN'))) throw problem('not-withdrawable', { state: row?.state ?? '' });
    });
  }

  /** Gives a team extra submissions, with a reason and an expiry; audited. */
  async grant(by: AccountId | null, given: { teamId: TeamId; phaseId: PhaseId; extra: number; reason: string; expiresAt: Date }): Promise<void> {
    await this.uow.run((tx) => this.quota.grant(tx, { ...given, id: this.ids.next(), by, at: this.clock.now() }));
  }
}

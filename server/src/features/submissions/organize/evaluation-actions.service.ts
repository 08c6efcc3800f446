import type { ActOnEvaluation, EvaluationAction, FailEvaluation, OrganizerAction } from '@gac/shared/contract/organize';
import { isTerminal, type EvaluationState } from '@gac/shared/rules/lifecycle';
import type { ChallengeId, EvaluationId, PhaseId, SubmissionId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.ts';
import { rowsIn, Sql } from '../../../platform/db/sql.ts';
import { UnitOfWork, type Tx } from '../../../platform/db/unit-of-work.ts';
import { problem } from '../../../platform/http/problem.ts';
import { SubmissionsRepository, type SubmissionRow } from '../data/submissions.repository.ts';
import { actionsOn } from '../domain/organizer-rules.ts';
import { EvaluationSteps } from '../evaluation-steps.ts';
import { RerunFaults } from '../rerun.service.ts';
import { Organizers } from './organizers.ts';
import { QueueNews } from './queue-news.ts';

interface Target {
  id: EvaluationId;
  submissionId: SubmissionId;
  challengeId: ChallengeId;
  state: EvaluationState;
  attempt: number;
  current: boolean;
  receipt: string;
}
type Work = (tx: Tx, target: Target, row: SubmissionRow) => Promise<boolean>;
const DONE: Record<EvaluationAction, OrganizerAction> = { requeue: 'evaluation.requeued', cancel: 'evaluation.cancelled', fail: 'evaluation.failed' };

/**
 * What organizers do to one evaluation. Each command is one transaction with its audit entry; it names the attempt that the organizer saw,
 * so that nobody ends a run they have not seen. Refusals: `evaluation-state`, `evaluation-moved`.
 */
@Injectable()
export class EvaluationActions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sql: Sql,
    private readonly organizers: Organizers,
    private readonly submissions: SubmissionsRepository,
    private readonly steps: EvaluationSteps,
    private readonly reruns: RerunFaults,
    private readonly news: QueueNews,
  ) {}

  /** What a worker has goes back to the queue and that worker's writes change nothing; what failed is begun anew with all its tasks. */
  async requeue(actor: Actor, id: EvaluationId, body: ActOnEvaluation): Promise<void> {
    await this.act(actor, id, 'requeue', body, async (tx, target, row) => {
      if (!isTerminal(target.state)) return this.steps.putBack(tx, { ...target, phaseId: row.phaseId }, body.reason);
      await this.reruns.again(tx, row);
      return true;
    });
  }

  /** Ends the submission as CANCELLED; before RUNNING its quota comes back. */
  async cancel(actor: Actor, id: EvaluationId, body: ActOnEvaluation): Promise<void> {
    await this.act(actor, id, 'cancel', body, async (tx, target) => {
      await this.steps.line(tx, target.submissionId, 'stopped', {});
      await this.steps.cancel(tx, target.submissionId);
      return true;
    });
  }

  /** Ends the submission as FAILED(class) with words to its team; nothing runs it again by itself. */
  async fail(actor: Actor, id: EvaluationId, body: FailEvaluation): Promise<void> {
    const { challengeId, phaseId } = await this.known(id);
    // Before anything is asked that tells of it.
    this.organizers.require(actor, 'evaluation.act', challengeId);
    // And before the transaction: whoever asks for a second connection while holding one may wait for ever.
    const countFailed = await this.steps.countsFailure(phaseId, body.class);
    const failure = { class: body.class, detail: `ended by an organizer: ${body.reason}`, reference: id.slice(-8), facts: null, message: body.message };
    await this.act(actor, id, 'fail', body, (tx, target) => this.steps.failIn(tx, target, failure, countFailed));
  }

  private async act(actor: Actor, id: EvaluationId, action: EvaluationAction, { attempt, reason }: ActOnEvaluation, work: Work): Promise<void> {
    const known = await this.known(id);
    this.organizers.require(actor, 'evaluation.act', known.challengeId);
    await this.uow.run(async (tx) => {
      const row = await this.submissions.lock(tx, known.submissionId);
      const target = await this.target(tx, id);
      if (!row || !target) throw problem('not-found');
      if (!actionsOn(target).includes(action)) throw problem('evaluation-state', { state: target.state });
      if (target.attempt !== attempt || !(await work(tx, target, row))) throw problem('evaluation-moved', { attempt: target.attempt });
      await this.news.done(tx, actor, { action: DONE[action], subject: id, reason, data: { challengeId: target.challengeId, name: target.receipt, evaluationId: id, attempt, state: target.state } });
    });
  }

  private async known(id: EvaluationId): Promise<Pick<Target, 'submissionId' | 'challengeId'> & { phaseId: PhaseId }> {
    const known = await this.sql.one<Pick<Target, 'submissionId' | 'challengeId'> & { phaseId: PhaseId }>(
      `SELECT e.submission_id AS "submissionId", e.challenge_id AS "challengeId", s.phase_id AS "phaseId" FROM evaluation e JOIN submission s ON s.id = e.submission_id WHERE e.id = $1`,
      [id],
    );
    if (!known) throw problem('not-found');
    return known;
  }

  /** With the submission locked, but claims take the evaluation's row: it is locked too. */
  private async target(tx: Tx, id: EvaluationId): Promise<Target | null> {
    const rows = await rowsIn<Target>(
      tx,
      `SELECT e.id, e.submission_id AS "submissionId", e.challenge_id AS "challengeId", e.state, e.attempt, e.current, s.receipt
         FROM evaluation e JOIN submission s ON s.id = e.submission_id WHERE e.id = $1 FOR UPDATE OF e`,
      [id],
    );
    return rows[0] ?? null;
  }
}

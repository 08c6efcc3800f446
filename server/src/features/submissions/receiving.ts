import { receiptFrom } from '@gac/shared/rules/receipt';
import type { EvaluationId, SubmissionId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/unit-of-work.ts';
import { Ids } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { Rng } from '../../platform/random/random.ts';
import type { PhaseFacts } from '../challenges/index.ts';
import { SubmissionsRepository, type NewSubmission } from './data/submissions.repository.ts';
import { needsOf } from './domain/capabilities.ts';
import { EvaluationSteps } from './evaluation-steps.ts';
import { submissionReceived } from './submissions.api.ts';

const RECEIPT_VALUES = 11;

/** What happens when a submission is received, a team's or a baseline's: row, evaluations, log line and event in the caller's transaction. */
@Injectable()
export class Receiving {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly steps: EvaluationSteps,
    private readonly outbox: Outbox,
    private readonly ids: Ids,
    private readonly rng: Rng,
  ) {}

  async receive(tx: Tx, phase: PhaseFacts, given: Omit<NewSubmission, 'id' | 'receipt' | 'challengeId' | 'phaseId'>): Promise<SubmissionId> {
    const receipt = receiptFrom(Array.from({ length: RECEIPT_VALUES }, () => this.rng.below(32)));
    const made: NewSubmission = { ...given, id: this.ids.next<SubmissionId>(), receipt, challengeId: phase.challengeId, phaseId: phase.id };
    await this.submissions.recordArtifact(tx, made.sha256, made.bytes, made.receivedAt);
    const number = await this.submissions.insert(tx, made);
    await this.submissions.insertEvaluations(tx, made, phase.tasks.map((task) => ({ id: this.ids.next<EvaluationId>(), taskId: task.id, needs: needsOf(made.kind, task.scorer.kind) })), made.receivedAt);
    await this.steps.line(tx, made.id, 'received', { receipt, number, kind: made.kind, bytes: made.bytes, sha256: made.sha256 });
    await this.outbox.append(tx, submissionReceived, { submissionId: made.id, phaseId: phase.id });
    return made.id;
  }
}

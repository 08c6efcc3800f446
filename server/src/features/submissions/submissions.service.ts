import { createHash } from 'node:crypto';
import type { CreateSubmission, SubmissionView } from '@gac/shared/contract/submissions';
import { isTerminal } from '@gac/shared/rules/lifecycle';
import { receiptFrom } from '@gac/shared/rules/receipt';
import type { AccountId, EvaluationId, LocalizedText, PhaseId, Sha256, SubmissionId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Access } from '../../platform/access/access.ts';
import type { Actor } from '../../platform/access/actor.ts';
import type { Permission } from '../../platform/access/table.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork, type Tx } from '../../platform/db/unit-of-work.ts';
import { problem } from '../../platform/http/problem.ts';
import { Ids } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { Rng } from '../../platform/random/random.ts';
import { ChallengesApi, type PhaseFacts } from '../challenges/index.ts';
import { TeamsApi, type TeamFacts } from '../teams/index.ts';
import { EvaluationsRepository } from './data/evaluations.repository.ts';
import { QuotaRepository } from './data/quota.repository.ts';
import { SubmissionsRepository, type NewSubmission } from './data/submissions.repository.ts';
import { UploadsRepository } from './data/uploads.repository.ts';
import { decideSubmit } from './domain/submit.ts';
import { EvaluationSteps } from './evaluation-steps.ts';
import { SubmissionQueries } from './submissions.queries.ts';
import { submissionReceived } from './submissions.api.ts';
import { Uploads } from './uploads.ts';

@Injectable()
export class SubmissionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: SubmissionsRepository,
    private readonly evaluations: EvaluationsRepository,
    private readonly quota: QuotaRepository,
    private readonly uploadRows: UploadsRepository,
    private readonly uploads: Uploads,
    private readonly challenges: ChallengesApi,
    private readonly teams: TeamsApi,
    private readonly access: Access,
    private readonly steps: EvaluationSteps,
    private readonly queries: SubmissionQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly rng: Rng,
  ) {}

  /**
   * Makes a submission of a finished upload. When this answers, the bytes are stored, their hash is known and the row is committed (C-01).
   * The same Idempotency-Key, or the same upload again, answers the same submission.
   */
  async submit(actor: Actor, phaseId: PhaseId, body: CreateSubmission, key: string | null): Promise<SubmissionView> {
    const { phase, team, accountId } = await this.entrant(actor, phaseId, 'submission.create');
    const upload = await this.uploads.finished(body.uploadId, accountId, phaseId);
    const requestHash = createHash('sha256').update(JSON.stringify([phaseId, body])).digest('hex');
    const id = await this.uow.run(async (tx) => {
      await this.teams.lock(tx, team.id);
      const before = (key === null ? null : await this.submissions.idempotent(tx, accountId, key, requestHash)) ?? (await this.uploadRows.submissionOf(tx, body.uploadId));
      if (before === 'conflict') throw problem('idempotency-conflict');
      if (before !== null) return before;
      const now = this.clock.now();
      const decision = decideSubmit({ phase, ...(await this.quota.readIn(tx, team.id, phase.id)), upload, claimedSha256: body.sha256 }, now);
      if (!decision.ok) throw problem(decision.refusal.code, decision.refusal.fields as never);
      const made = this.draft({ phase, sha256: decision.value as Sha256, fileName: upload.fileName, bytes: upload.length, note: body.note ?? '', teamId: team.id, accountId, baseline: null, at: now });
      await this.receive(tx, made, phase);
      await this.uploadRows.use(tx, body.uploadId, made.id);
      await this.submissions.reserve(tx, made.id, team.id, phase.id, now);
      if (key !== null) await this.submissions.rememberKey(tx, accountId, key, requestHash, made.id, now);
      return made.id;
    });
    return this.queries.view(id);
  }

  /** A row by the organizers: shown, never ranked. The same bytes under the same name are submitted once. */
  async submitBaseline(phaseId: PhaseId, name: LocalizedText, artifact: { sha256: Sha256; bytes: number; fileName: string }): Promise<void> {
    const phase = await this.challenges.phase(phaseId);
    if (!phase) throw problem('not-found');
    await this.uow.run(async (tx) => {
      if (await this.submissions.hasBaseline(tx, phaseId, name, artifact.sha256)) return;
      await this.receive(tx, this.draft({ ...artifact, phase, note: '', teamId: null, accountId: null, baseline: name, at: this.clock.now() }), phase);
    });
  }

  async setNote(actor: Actor, id: SubmissionId, note: string): Promise<SubmissionView> {
    await this.requireOwn(actor, id, 'submission.change');
    await this.uow.run((tx) => this.submissions.setNote(tx, id, note));
    return this.queries.view(id);
  }

  /** Ends a submission that has not ended. Before RUNNING the quota comes back. Refusal: `not-cancellable`. */
  async cancel(actor: Actor, id: SubmissionId): Promise<SubmissionView> {
    await this.requireOwn(actor, id, 'submission.change');
    await this.uow.run(async (tx) => {
      const row = await this.submissions.lock(tx, id);
      if (!row || isTerminal(row.state)) throw problem('not-cancellable', { state: row?.state ?? '' });
      await this.evaluations.cancelOpen(tx, id, this.clock.now());
      await this.steps.follow(tx, id);
    });
    return this.queries.view(id);
  }

  /** Takes a scored submission out of the ranking; nothing is deleted and the quota stays used. Refusal: `not-withdrawable`. */
  async withdraw(actor: Actor, id: SubmissionId): Promise<SubmissionView> {
    await this.requireOwn(actor, id, 'submission.change');
    await this.uow.run(async (tx) => {
      const row = await this.submissions.lock(tx, id);
      if (row?.state !== 'SCORED' || !(await this.steps.retire(tx, row, 'WITHDRAWN'))) throw problem('not-withdrawable', { state: row?.state ?? '' });
    });
    return this.queries.view(id);
  }

  /** Gives a team extra submissions, with a reason and an expiry. */
  async grant(by: AccountId | null, teamId: TeamId, phaseId: PhaseId, extra: number, reason: string, expiresAt: Date): Promise<void> {
    await this.uow.run(async (tx) => {
      await this.teams.lock(tx, teamId);
      await this.submissions.grant(tx, { id: this.ids.next(), teamId, phaseId, extra, reason, by, at: this.clock.now(), expiresAt });
    });
  }

  /** The actor's team in the phase's challenge, with the current rules accepted. */
  async entrant(actor: Actor, phaseId: PhaseId, permission: Permission): Promise<{ phase: PhaseFacts; team: TeamFacts; accountId: AccountId }> {
    const phase = await this.challenges.phase(phaseId);
    if (!phase) throw problem('not-found');
    if (actor.kind !== 'account') throw problem('unauthenticated');
    await this.challenges.requireAcceptedRules(actor.id, phase.challengeId);
    const team = await this.teams.of(actor.id, phase.challengeId);
    if (!team) throw problem('not-joined', { slug: phase.slug });
    this.access.require(actor, permission, { owners: team.memberIds });
    return { phase, team, accountId: actor.id };
  }

  /** Raises `not-found` unless the submission is one that the actor may act on. */
  async requireOwn(actor: Actor, id: SubmissionId, permission: Permission): Promise<void> {
    const teamId = await this.queries.teamOf(id);
    if (teamId === undefined) throw problem('not-found');
    const team = teamId === null ? null : await this.teams.find(teamId);
    this.access.require(actor, permission, { owners: team?.memberIds ?? [] });
  }

  private draft(from: { phase: PhaseFacts; sha256: Sha256; fileName: string; bytes: number; note: string; teamId: TeamId | null; accountId: AccountId | null; baseline: LocalizedText | null; at: Date }): NewSubmission {
    const { phase, at, ...rest } = from;
    return { ...rest, id: this.ids.next<SubmissionId>(), receipt: receiptFrom(Array.from({ length: 11 }, () => this.rng.below(32))), challengeId: phase.challengeId, phaseId: phase.id, receivedAt: at };
  }

  private async receive(tx: Tx, made: NewSubmission, phase: PhaseFacts): Promise<void> {
    await this.submissions.recordArtifact(tx, made.sha256, made.bytes, made.receivedAt);
    const number = await this.submissions.insert(tx, made);
    await this.submissions.insertEvaluations(tx, made, phase.tasks.map((task) => ({ id: this.ids.next<EvaluationId>(), taskId: task.id })), made.receivedAt);
    await this.steps.line(tx, made.id, 'received', { receipt: made.receipt, number, bytes: made.bytes, sha256: made.sha256 });
    await this.outbox.append(tx, submissionReceived, { submissionId: made.id, phaseId: phase.id });
  }
}

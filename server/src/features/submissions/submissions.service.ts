import { createHash } from 'node:crypto';
import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { CreateSubmission } from '@gac/shared/contract/submissions';
import type { PhaseId, Sha256, SubmissionId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation, UnitOfWork, type Tx } from '../../platform/db/unit-of-work.ts';
import { problem } from '../../platform/http/problem.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ChallengesApi } from '../challenges/index.ts';
import { TeamsApi } from '../teams/index.ts';
import { QuotaLedger } from './data/quota.repository.ts';
import { SubmissionsRepository, type BaselineName } from './data/submissions.repository.ts';
import { decideSubmit } from './domain/submit.ts';
import { Entrants, type Entrant } from './entrants.ts';
import { Receiving } from './receiving.ts';
import { submissionScored } from './submissions.api.ts';
import { Uploads, type FinishedUpload } from './uploads.ts';

/** Makes submissions. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entrants: Entrants,
    private readonly uploads: Uploads,
    private readonly receiving: Receiving,
    private readonly submissions: SubmissionsRepository,
    private readonly quota: QuotaLedger,
    private readonly outbox: Outbox,
    private readonly teams: TeamsApi,
    private readonly challenges: ChallengesApi,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a submission of a finished upload. When this answers, the bytes are stored, their hash is known and the row is committed (C-01).
   * The same Idempotency-Key, or the same upload again, answers the same submission.
   */
  async submit(actor: Actor, phaseId: PhaseId, body: CreateSubmission, key: string | null): Promise<SubmissionId> {
    const entrant = await this.entrants.of(actor, phaseId, 'submission.create');
    const upload = await this.uploads.finished(body.uploadId, entrant.accountId, phaseId);
    const requestHash = createHash('sha256').update(JSON.stringify([phaseId, body])).digest('hex');
    return this.once(async (tx) => {
      // The team's lock makes the quota exact: of two requests for the last slot one waits here.
      await this.teams.lock(tx, entrant.team.id);
      const before = (key === null ? null : await this.submissions.idempotent(tx, entrant.accountId, key, requestHash)) ?? (await this.uploads.submissionOf(tx, body.uploadId));
      if (before === 'conflict') throw problem('idempotency-conflict');
      if (before !== null) return before;
      const id = await this.take(tx, entrant, upload, body);
      if (key !== null) await this.submissions.rememberKey(tx, entrant.accountId, key, requestHash, id, this.clock.now());
      return id;
    });
  }

  /** The same key for two challenges at once: their teams' locks keep neither from the other. */
  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.uow.run(work);
    } catch (error) {
      throw isUniqueViolation(error, 'idempotency_pkey') ? problem('idempotency-conflict') : error;
    }
  }

  private async take(tx: Tx, { phase, team, accountId }: Entrant, upload: FinishedUpload, body: CreateSubmission): Promise<SubmissionId> {
    const now = this.clock.now();
    const decision = decideSubmit({ phase, ...(await this.quota.readIn(tx, team.id, phase.id)), upload, claimedSha256: body.sha256 }, now);
    if (!decision.ok) throw problem(decision.refusal.code, decision.refusal.fields as never);
    const id = await this.receiving.receive(tx, phase, { kind: upload.kind, sha256: decision.value as Sha256, fileName: upload.fileName, bytes: upload.length, note: body.note ?? '', teamId: team.id, accountId, baseline: null, receivedAt: now });
    await this.uploads.use(tx, body.uploadId, id);
    await this.quota.reserve(tx, id, team.id, phase.id, now);
    return id;
  }

  /** A row by the organizers on the boards of a track: shown, never ranked. The same bytes under the same name are submitted once for each track. */
  async submitBaseline(phaseId: PhaseId, baseline: BaselineName, artifact: { kind: SubmissionKind; sha256: Sha256; bytes: number; fileName: string }): Promise<void> {
    const phase = await this.challenges.phase(phaseId);
    if (!phase) throw problem('not-found');
    await this.uow.run(async (tx) => {
      if (await this.submissions.hasBaseline(tx, phaseId, baseline, artifact.sha256)) return;
      const adopted = await this.submissions.adoptBaseline(tx, phaseId, baseline, artifact.sha256);
      // Told as scored once more, so that it leaves the boards of other tracks.
      if (adopted?.state === 'SCORED') await this.outbox.append(tx, submissionScored, { submissionId: adopted.id, phaseId });
      if (adopted) return;
      const id = await this.receiving.receive(tx, phase, { ...artifact, note: '', teamId: null, accountId: null, baseline: baseline.name, receivedAt: this.clock.now() });
      await this.submissions.setBaselineTrack(tx, id, baseline.track);
    });
  }
}

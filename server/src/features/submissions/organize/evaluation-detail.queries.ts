import type { AttemptView, EvaluationDetail } from '@gac/shared/contract/organize';
import type { LogName, ReproducibilityRecord } from '@gac/shared/contract/submissions';
import type { EvaluationState, SubmissionState } from '@gac/shared/rules/lifecycle';
import type { ChallengeId, EvaluationId, LocalizedText, PhaseId, Sha256, SubmissionId, TaskId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.ts';
import { Sql } from '../../../platform/db/sql.ts';
import { problem } from '../../../platform/http/problem.ts';
import { ChallengesApi } from '../../challenges/index.ts';
import type { Failure } from '../data/submissions.repository.ts';
import { actionsOn } from '../domain/organizer-rules.ts';
import { Organizers } from './organizers.ts';
import { readAudit } from './workers-panel.queries.ts';

interface Row {
  id: EvaluationId;
  submissionId: SubmissionId;
  taskId: TaskId;
  challengeId: ChallengeId;
  phaseId: PhaseId;
  current: boolean;
  state: EvaluationState;
  stateAt: Date;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  attempt: number;
  lapses: number;
  worker: string | null;
  leaseUntil: Date | null;
  failure: Failure | null;
  record: ReproducibilityRecord | null;
  number: number;
  receipt: string;
  team: string | null;
  baseline: LocalizedText | null;
  submissionState: SubmissionState;
  history: EvaluationDetail['submission']['history'];
  fileName: string;
  bytes: string;
  sha256: Sha256;
}
type Other = { id: EvaluationId; state: EvaluationState; createdAt: Date; current: boolean };

/** One evaluation with everything that organizers may know of it. Public scores only. */
@Injectable()
export class EvaluationDetailQueries {
  constructor(
    private readonly sql: Sql,
    private readonly challenges: ChallengesApi,
    private readonly organizers: Organizers,
  ) {}

  /** Raises `not-found` also when it is of a challenge that the actor does not organize. */
  async of(actor: Actor, id: EvaluationId): Promise<EvaluationDetail> {
    const row = await this.sql.one<Row>(
      `SELECT e.id, e.submission_id AS "submissionId", e.task_id AS "taskId", e.challenge_id AS "challengeId", s.phase_id AS "phaseId", e.current, e.state, e.state_at AS "stateAt",
              e.created_at AS "createdAt", e.started_at AS "startedAt", e.ended_at AS "endedAt", e.attempt, e.lapses, e.lease_owner AS worker, e.lease_until AS "leaseUntil", e.failure, e.record,
              s.number, s.receipt, t.name AS team, s.baseline, s.state AS "submissionState", s.history, s.file_name AS "fileName", s.bytes, s.artifact_sha256 AS sha256
         FROM evaluation e JOIN submission s ON s.id = e.submission_id LEFT JOIN team t ON t.id = s.team_id WHERE e.id = $1`,
      [id],
    );
    if (!row) throw problem('not-found');
    this.organizers.require(actor, 'evaluation.inspect', row.challengeId);
    const phase = await this.challenges.phase(row.phaseId);
    if (!phase) throw problem('not-found');
    const [attempts, others, scores, logs, audit] = await Promise.all([
      this.attempts(id),
      this.others(row),
      this.sql.rows<{ key: string; value: number }>(`SELECT metric AS key, value FROM score WHERE evaluation_id = $1 AND part = 'public' ORDER BY metric`, [id]),
      this.sql.rows<{ name: LogName; bytes: string }>(`SELECT name, bytes FROM evaluation_log WHERE evaluation_id = $1 ORDER BY name`, [id]),
      readAudit(this.sql, `a.subject = $1`, id),
    ]);
    return {
      ...timesOf(row),
      id,
      challenge: { slug: phase.slug, title: phase.challengeTitle },
      phase: phase.name,
      task: phase.tasks.find((task) => task.id === row.taskId)?.name ?? { ko: '과제', en: 'Task' },
      submission: { id: row.submissionId, number: row.number, receipt: row.receipt, team: row.team ?? row.baseline?.ko ?? '', state: row.submissionState, history: row.history, fileName: row.fileName, bytes: Number(row.bytes), sha256: row.sha256 },
      current: row.current,
      state: row.state,
      attempt: row.attempt,
      lapses: row.lapses,
      lease: row.leaseUntil && { worker: row.worker, until: row.leaseUntil.toISOString() },
      attempts,
      others,
      failure: row.failure && { ...row.failure, message: row.failure.message ?? null, facts: row.failure.facts ?? null },
      record: row.record,
      logs: logs.map(({ name, bytes }) => ({ name, bytes: Number(bytes) })),
      scores,
      actions: actionsOn(row),
      audit,
    };
  }

  private async attempts(id: EvaluationId): Promise<AttemptView[]> {
    const rows = await this.sql.rows<Omit<AttemptView, 'startedAt' | 'endedAt'> & { startedAt: Date; endedAt: Date | null }>(
      `SELECT attempt, stage, worker, started_at AS "startedAt", ended_at AS "endedAt", outcome, detail FROM evaluation_attempt WHERE evaluation_id = $1 ORDER BY attempt`,
      [id],
    );
    return rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null }));
  }

  private async others({ id, submissionId, taskId }: Row): Promise<EvaluationDetail['others']> {
    const rows = await this.sql.rows<Other>(`SELECT id, state, created_at AS "createdAt", current FROM evaluation WHERE submission_id = $1 AND task_id = $2 AND id <> $3 ORDER BY created_at DESC, id DESC`, [submissionId, taskId, id]);
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  }
}

const timesOf = ({ stateAt, createdAt, startedAt, endedAt }: Row): Pick<EvaluationDetail, 'stateAt' | 'createdAt' | 'startedAt' | 'endedAt'> => ({
  stateAt: stateAt.toISOString(),
  createdAt: createdAt.toISOString(),
  startedAt: startedAt?.toISOString() ?? null,
  endedAt: endedAt?.toISOString() ?? null,
});

import type { ChallengeSubmission, ChallengeSubmissions, SubmissionFilter } from '@gac/shared/contract/organize';
import type { EvaluationState, FailureClass, SubmissionState } from '@gac/shared/rules/lifecycle';
import type { ChallengeId, EvaluationId, LocalizedText, PhaseId, SubmissionId, TaskId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/db/sql.ts';
import { ChallengesApi } from '../../challenges/index.ts';

const PAGE = 50;
interface Row {
  id: SubmissionId;
  number: number;
  receipt: ChallengeSubmission['receipt'];
  team: string | null;
  baseline: LocalizedText | null;
  phaseId: PhaseId;
  state: SubmissionState;
  stateAt: Date;
  receivedAt: Date;
  fileName: string;
  bytes: string;
  failureClass: FailureClass | null;
}
interface EvaluationRow {
  id: EvaluationId;
  submissionId: SubmissionId;
  taskId: TaskId;
  state: EvaluationState;
  attempt: number;
}
const FROM = `FROM submission s LEFT JOIN team t ON t.id = s.team_id
  WHERE s.challenge_id = $1 AND ($2 = '' OR position($2 in lower(coalesce(t.name, s.baseline->>'ko'))) > 0 OR position($2 in lower(s.baseline->>'en')) > 0 OR position($2 in lower(s.receipt)) > 0 OR position($2 in lower(s.file_name)) > 0)`;

/** The submissions of a whole challenge, for its organizers. */
@Injectable()
export class OrganizedSubmissionsQueries {
  constructor(
    private readonly sql: Sql,
    private readonly challenges: ChallengesApi,
  ) {}

  /** Latest received first, by pages of 50. */
  async list(challengeId: ChallengeId, { offset, state, class: failureClass, q = '' }: SubmissionFilter): Promise<ChallengeSubmissions> {
    const wanted = q.normalize('NFC').toLowerCase();
    const where = `${FROM} AND ($3::text IS NULL OR s.state = $3) AND ($4::text IS NULL OR s.failure_class = $4)`;
    const params = [challengeId, wanted, state ?? null, failureClass ?? null];
    const [rows, count, byState] = await Promise.all([
      this.sql.rows<Row>(
        `SELECT s.id, s.number, s.receipt, t.name AS team, s.baseline, s.phase_id AS "phaseId", s.state, s.state_at AS "stateAt", s.received_at AS "receivedAt",
                s.file_name AS "fileName", s.bytes, s.failure_class AS "failureClass"
         ${where} ORDER BY s.received_at DESC, s.id DESC LIMIT ${String(PAGE)} OFFSET $5`,
        [...params, offset],
      ),
      this.sql.one<{ n: number }>(`SELECT count(*)::int AS n ${where}`, params),
      this.sql.rows<{ state: SubmissionState; count: number }>(`SELECT s.state, count(*)::int AS count ${FROM} GROUP BY s.state`, params.slice(0, 2)),
    ]);
    return { items: await this.views(rows), total: count?.n ?? 0, byState };
  }

  private async views(rows: readonly Row[]): Promise<ChallengeSubmission[]> {
    const evaluations = await this.sql.rows<EvaluationRow>(
      `SELECT id, submission_id AS "submissionId", task_id AS "taskId", state, attempt FROM evaluation WHERE current AND submission_id = ANY($1) ORDER BY created_at, id`,
      [rows.map(({ id }) => id)],
    );
    return Promise.all(
      rows.map(async ({ phaseId, team, baseline, stateAt, receivedAt, bytes, ...row }) => {
        const phase = await this.challenges.phase(phaseId);
        return {
          ...row,
          team: team ?? baseline?.ko ?? '',
          isBaseline: baseline !== null,
          phase: phase?.name ?? { ko: '단계', en: 'Phase' },
          stateAt: stateAt.toISOString(),
          receivedAt: receivedAt.toISOString(),
          bytes: Number(bytes),
          evaluations: evaluations
            .filter(({ submissionId }) => submissionId === row.id)
            .map(({ id, taskId, state, attempt }) => ({ id, state, attempt, task: phase?.tasks.find((task) => task.id === taskId)?.name ?? { ko: '과제', en: 'Task' } })),
        };
      }),
    );
  }
}

import type { LocalizedText, PhaseId, SubmissionId, TaskId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { rowsIn, Sql } from '../../platform/db/sql.ts';
import type { Tx } from '../../platform/db/unit-of-work.ts';
import { ChallengesApi, EvaluationFacts } from '../challenges/index.ts';
import { SubmissionsApi, type ScoredSubmission } from './submissions.api.ts';

interface ScoredRow {
  id: SubmissionId;
  phaseId: PhaseId;
  teamId: TeamId | null;
  baseline: LocalizedText | null;
  receivedAt: Date;
  scores: { taskId: TaskId; metric: string; value: number }[] | null;
}
const SCORED = (where: string): string => `
  SELECT s.id, s.phase_id AS "phaseId", s.team_id AS "teamId", s.baseline, s.received_at AS "receivedAt",
         (SELECT json_agg(json_build_object('taskId', e.task_id, 'metric', c.metric, 'value', c.value))
            FROM evaluation e JOIN score c ON c.evaluation_id = e.id AND c.part = 'public' WHERE e.submission_id = s.id AND e.current) AS scores
    FROM submission s WHERE s.state = 'SCORED' AND ${where} ORDER BY s.received_at, s.id`;

/** The front door for the slices above: public scores of scored submissions. */
@Injectable()
export class SubmissionsAdapter extends SubmissionsApi {
  constructor(
    private readonly sql: Sql,
    private readonly challenges: ChallengesApi,
  ) {
    super();
  }
  async scored(id: SubmissionId): Promise<ScoredSubmission | null> {
    return (await this.named(await this.sql.rows<ScoredRow>(SCORED('s.id = $1'), [id])))[0] ?? null;
  }
  async scoredOfTeam(tx: Tx, phaseId: PhaseId, teamId: TeamId): Promise<ScoredSubmission[]> {
    return this.named(await rowsIn<ScoredRow>(tx, SCORED('s.phase_id = $1 AND s.team_id = $2'), [phaseId, teamId]));
  }
  async scoredOfPhase(phaseId: PhaseId): Promise<ScoredSubmission[]> {
    return this.named(await this.sql.rows<ScoredRow>(SCORED('s.phase_id = $1'), [phaseId]));
  }

  /** Task ids as the keys that boards speak of. */
  private async named(rows: readonly ScoredRow[]): Promise<ScoredSubmission[]> {
    const keys = new Map<TaskId, string>();
    for (const phaseId of new Set(rows.map((row) => row.phaseId))) for (const task of (await this.challenges.phase(phaseId))?.tasks ?? []) keys.set(task.id, task.key);
    return rows.map(({ scores, ...row }) => ({ ...row, publicScores: (scores ?? []).map(({ taskId, metric, value }) => ({ task: keys.get(taskId) ?? '', metric, value })) }));
  }
}

@Injectable()
export class EvaluationNumbers extends EvaluationFacts {
  constructor(private readonly sql: Sql) {
    super();
  }
  async overall(): Promise<{ evaluations: number; medianWaitMs: number | null }> {
    const row = await this.sql.one<{ evaluations: number; medianWaitMs: number | null }>(
      `SELECT (SELECT count(*)::int FROM evaluation WHERE state = 'SCORED') AS evaluations,
              (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM w.started_at - w.created_at) * 1000)
                 FROM (SELECT started_at, created_at FROM evaluation WHERE state = 'SCORED' AND started_at IS NOT NULL ORDER BY ended_at DESC LIMIT 500) w) AS "medianWaitMs"`,
    );
    return row ?? { evaluations: 0, medianWaitMs: null };
  }
}

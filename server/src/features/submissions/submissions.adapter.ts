import type { PhaseId, SubmissionId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { rowsIn, Sql } from '../../platform/db/sql.ts';
import type { Tx } from '../../platform/db/unit-of-work.ts';
import { EvaluationFacts } from '../challenges/index.ts';
import { SubmissionsApi, type ScoredSubmission } from './submissions.api.ts';

/** Rows are `ScoredSubmission`s. */
const SCORED = (where: string): string => `
  SELECT s.id, s.phase_id AS "phaseId", s.team_id AS "teamId", s.baseline, s.baseline_track AS "baselineTrack", s.received_at AS "receivedAt",
         (SELECT coalesce(json_agg(json_build_object('task', t.key, 'metric', c.metric, 'value', c.value)), '[]')
            FROM evaluation e JOIN task t ON t.id = e.task_id JOIN score c ON c.evaluation_id = e.id AND c.part = 'public' WHERE e.submission_id = s.id AND e.current) AS "publicScores"
    FROM submission s WHERE s.state = 'SCORED' AND ${where} ORDER BY s.received_at, s.id`;

/** The front door for the slices above: public scores of scored submissions. */
@Injectable()
export class SubmissionsAdapter extends SubmissionsApi {
  async scored(tx: Tx, id: SubmissionId): Promise<ScoredSubmission | null> {
    return (await rowsIn<ScoredSubmission>(tx, SCORED('s.id = $1'), [id]))[0] ?? null;
  }
  async teamOf(tx: Tx, id: SubmissionId): Promise<TeamId | null | undefined> {
    return (await rowsIn<{ team_id: TeamId | null }>(tx, `SELECT team_id FROM submission WHERE id = $1`, [id]))[0]?.team_id;
  }
  scoredOfTeam(tx: Tx, phaseId: PhaseId, teamId: TeamId): Promise<ScoredSubmission[]> {
    return rowsIn<ScoredSubmission>(tx, SCORED('s.phase_id = $1 AND s.team_id = $2'), [phaseId, teamId]);
  }
  scoredOfPhase(tx: Tx, phaseId: PhaseId): Promise<ScoredSubmission[]> {
    return rowsIn<ScoredSubmission>(tx, SCORED('s.phase_id = $1'), [phaseId]);
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

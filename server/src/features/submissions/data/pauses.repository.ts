import type { EvaluationState } from '@gac/shared/rules/lifecycle';
import type { ChallengeId, PhaseId, SubmissionId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { countIn, rowsIn } from '../../../platform/db/sql.ts';
import { Ids } from '../../../platform/ids/ids.ts';
import type { Tx } from '../../../platform/db/unit-of-work.ts';

/** What is not claimed at present: a challenge, or (null) all of them. */
@Injectable()
export class PausesRepository {
  constructor(private readonly ids: Ids) {}

  /** False when it is paused already. */
  async begin(tx: Tx, challengeId: ChallengeId | null, at: Date): Promise<boolean> {
    return (await rowsIn(tx, `INSERT INTO queue_pause (id, challenge_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1`, [this.ids.next(), challengeId, at])).length === 1;
  }
  /** False when it was not paused. */
  async end(tx: Tx, challengeId: ChallengeId | null, at: Date): Promise<boolean> {
    return (await countIn(tx, `UPDATE queue_pause SET resumed_at = $2 WHERE challenge_id IS NOT DISTINCT FROM $1 AND resumed_at IS NULL`, [challengeId, at])) === 1;
  }
  /** Submissions with an evaluation that waits, oldest first. */
  async waiting(tx: Tx, challengeId: ChallengeId | null, limit: number): Promise<{ submissionId: SubmissionId; phaseId: PhaseId; state: EvaluationState }[]> {
    return rowsIn(
      tx,
      `SELECT e.submission_id AS "submissionId", s.phase_id AS "phaseId", e.state FROM evaluation e JOIN submission s ON s.id = e.submission_id
        WHERE e.current AND e.state IN ('RECEIVED', 'QUEUED') AND ($1::uuid IS NULL OR e.challenge_id = $1) ORDER BY e.created_at, e.id LIMIT $2`,
      [challengeId, limit],
    );
  }
}

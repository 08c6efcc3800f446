import type { AttemptOutcome } from '@gac/shared/contract/organize';
import type { SubmissionId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { countIn, rowsIn } from '../../../platform/db/sql.ts';
import type { Tx } from '../../../platform/db/unit-of-work.ts';
import type { Stage, Token } from './evaluations.repository.ts';

/** What became of each attempt at an evaluation: one row for each number of the fencing token. */
@Injectable()
export class AttemptsRepository {
  /** A claim. Whatever attempt was open before it has lapsed. `worker` is null for an organizer who took the evaluation away. */
  async begin(tx: Tx, token: Token, stage: Stage, worker: string | null, at: Date): Promise<void> {
    await rowsIn(
      tx,
      `WITH lapsed AS (UPDATE evaluation_attempt SET ended_at = $5, outcome = 'lapsed' WHERE evaluation_id = $1 AND ended_at IS NULL)
       INSERT INTO evaluation_attempt (evaluation_id, attempt, stage, worker, started_at) VALUES ($1, $2, $3, $4, $5)`,
      [token.id, token.attempt, stage, worker, at],
    );
  }
  /** `detail` is for organizers only. */
  async end(tx: Tx, token: Token, outcome: AttemptOutcome, detail: string | null, at: Date): Promise<void> {
    await countIn(tx, `UPDATE evaluation_attempt SET ended_at = $3, outcome = $4, detail = $5 WHERE evaluation_id = $1 AND attempt = $2 AND ended_at IS NULL`, [token.id, token.attempt, at, outcome, detail]);
  }
  /** Ends the open attempts of a submission. */
  async endAll(tx: Tx, id: SubmissionId, outcome: AttemptOutcome, at: Date): Promise<void> {
    await countIn(
      tx,
      `UPDATE evaluation_attempt a SET ended_at = $2, outcome = $3 FROM evaluation e WHERE e.id = a.evaluation_id AND e.submission_id = $1 AND a.ended_at IS NULL`,
      [id, at, outcome],
    );
  }
}

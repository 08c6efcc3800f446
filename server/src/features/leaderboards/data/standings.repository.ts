import type { LocalizedText, BoardId, PhaseId, Sha256, SubmissionId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { countIn, rowsIn } from '../../../platform/db/sql.ts';
import type { Tx } from '../../../platform/db/unit-of-work.ts';
import type { Standing } from '../domain/standing.ts';

export type ChangeCause = 'scored' | 'retired' | 'profile' | 'rebuilt';
/** A line of the board's history. */
export interface StandingChange {
  seq: number;
  at: Date;
  entryId: string;
  cause: ChangeCause;
  /** The submission that caused it; null when none did. */
  submissionId: SubmissionId | null;
  /** The row after it; null when the entry is no longer on the board. */
  after: Standing | null;
  keyBefore: Buffer | null;
  rankBefore: number | null;
  rankAfter: number | null;
  teams: number;
  bestBefore: number | null;
}
interface StandingRow {
  entry_id: string;
  team_id: TeamId | null;
  baseline: LocalizedText | null;
  submission_id: SubmissionId;
  scores: (number | null)[];
  sort_key: Buffer;
  trend: number[];
  received_at: Date;
  team_name: string;
  country: string | null;
  affiliation: string;
  submissions: number;
  last_at: Date;
}
const fromRow = (row: StandingRow): Standing => ({
  entryId: row.entry_id,
  teamId: row.team_id,
  baseline: row.baseline,
  submissionId: row.submission_id,
  scores: row.scores,
  sortKey: row.sort_key,
  trend: row.trend,
  receivedAt: row.received_at,
  teamName: row.team_name,
  country: row.country,
  affiliation: row.affiliation,
  submissions: row.submissions,
  lastAt: row.last_at,
});
const COLUMNS = 'entry_id, team_id, baseline, submission_id, scores, sort_key, trend, received_at, team_name, country, affiliation, submissions, last_at';

/** What the rows of a board were made by, and the definition that holds now. */
interface StoredShape {
  shape: string | null;
  definitionSha256: Sha256;
  hasRows: boolean;
}

/** The stored standings, for those who change them. */
@Injectable()
export class StandingsRepository {
  /** Boards of a phase change one transaction at a time: the lock is on their rows, taken in order of id. Answers what is stored of each. */
  async lockBoards(tx: Tx, phaseId: PhaseId): Promise<Map<BoardId, StoredShape>> {
    await rowsIn(tx, `SELECT id FROM board WHERE phase_id = $1 ORDER BY id FOR NO KEY UPDATE`, [phaseId]);
    // Read by a statement of its own: the one that waited for the lock still sees what was before.
    return this.shapes(tx, phaseId);
  }
  /** How the boards of a phase are stored. */
  async shapes(tx: Tx, phaseId: PhaseId): Promise<Map<BoardId, StoredShape>> {
    const rows = await rowsIn<StoredShape & { id: BoardId }>(
      tx,
      `SELECT b.id, s.shape, c.definition_sha256 AS "definitionSha256", EXISTS (SELECT 1 FROM standing r WHERE r.board_id = b.id) AS "hasRows"
         FROM board b JOIN challenge c ON c.id = b.challenge_id LEFT JOIN board_shape s ON s.board_id = b.id WHERE b.phase_id = $1`,
      [phaseId],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
  async putShape(tx: Tx, boardId: BoardId, shape: string): Promise<void> {
    await rowsIn(tx, `INSERT INTO board_shape (board_id, shape) VALUES ($1, $2) ON CONFLICT (board_id) DO UPDATE SET shape = excluded.shape`, [boardId, shape]);
  }

  async find(tx: Tx, boardId: BoardId, entryId: string): Promise<Standing | null> {
    const [row] = await rowsIn<StandingRow>(tx, `SELECT ${COLUMNS} FROM standing WHERE board_id = $1 AND entry_id = $2`, [boardId, entryId]);
    return row ? fromRow(row) : null;
  }
  async all(tx: Tx, boardId: BoardId): Promise<Standing[]> {
    return (await rowsIn<StandingRow>(tx, `SELECT ${COLUMNS} FROM standing WHERE board_id = $1`, [boardId])).map(fromRow);
  }
  /** Boards on which a team stands now. */
  async boardsOfTeam(tx: Tx, teamId: TeamId): Promise<BoardId[]> {
    return (await rowsIn<{ board_id: BoardId }>(tx, `SELECT board_id FROM standing WHERE team_id = $1`, [teamId])).map((row) => row.board_id);
  }

  /** Ranked teams whose key is below `key`, and all of them. */
  async count(tx: Tx, boardId: BoardId, key: Buffer | null): Promise<{ ahead: number; teams: number }> {
    const [row] = await rowsIn<{ ahead: number; teams: number }>(
      tx,
      `SELECT (SELECT count(*)::int FROM standing WHERE board_id = $1 AND team_id IS NOT NULL AND sort_key < $2) AS ahead,
              (SELECT count(*)::int FROM standing WHERE board_id = $1 AND team_id IS NOT NULL) AS teams`,
      [boardId, key],
    );
    return row ?? { ahead: 0, teams: 0 };
  }

  /** Inserts the entry's row or makes it what is given. */
  async put(tx: Tx, boardId: BoardId, row: Standing): Promise<void> {
    await rowsIn(
      tx,
      `INSERT INTO standing (board_id, ${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       ON CONFLICT (board_id, entry_id) DO UPDATE SET team_id = excluded.team_id, baseline = excluded.baseline, submission_id = excluded.submission_id,
         scores = excluded.scores, sort_key = excluded.sort_key, trend = excluded.trend, received_at = excluded.received_at, team_name = excluded.team_name,
         country = excluded.country, affiliation = excluded.affiliation, submissions = excluded.submissions, last_at = excluded.last_at`,
      [boardId, row.entryId, row.teamId, row.baseline && JSON.stringify(row.baseline), row.submissionId, row.scores, row.sortKey, row.trend, row.receivedAt, row.teamName, row.country, row.affiliation, row.submissions, row.lastAt],
    );
  }
  async remove(tx: Tx, boardId: BoardId, entryId: string): Promise<void> {
    await countIn(tx, `DELETE FROM standing WHERE board_id = $1 AND entry_id = $2`, [boardId, entryId]);
  }

  async record(tx: Tx, boardId: BoardId, change: StandingChange): Promise<void> {
    await rowsIn(
      tx,
      `INSERT INTO standing_change (board_id, seq, entry_id, at, cause, submission_id, standing_submission_id, scores, sort_key, sort_key_before, rank_before, rank_after, teams, best_before)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [boardId, change.seq, change.entryId, change.at, change.cause, change.submissionId, change.after?.submissionId ?? null, change.after?.scores ?? null, change.after?.sortKey ?? null, change.keyBefore, change.rankBefore, change.rankAfter, change.teams, change.bestBefore],
    );
  }
}

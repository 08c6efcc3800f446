import type { BoardId, LocalizedText, Sha256, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Sql } from '../../platform/db/sql.ts';
import type { BoardRule } from './domain/board-rule.ts';
import type { BoardEntry } from './domain/ordered-board.ts';
import { searchKey } from './team-search.ts';

interface EntryRow {
  entry_id: string;
  team_id: TeamId | null;
  baseline: LocalizedText | null;
  scores: (number | null)[];
  sort_key: Buffer;
  trend: number[];
  team_name: string;
  country: string | null;
  affiliation: string;
  submissions: number;
  last_at: Date;
}
/** Of one entry, in one version of the board. */
export interface EntryChange {
  seq: number;
  at: Date;
  rebuilt: boolean;
  entryId: string;
  keyBefore: string | null;
  /** As it is now, which may be after a later change too; null when it is gone. */
  now: BoardEntry | null;
}
const COLUMNS = ['entry_id', 'team_id', 'baseline', 'scores', 'sort_key', 'trend', 'team_name', 'country', 'affiliation', 'submissions', 'last_at'];
const PAGE = 5_000;
/** Bytes as text whose code units compare like the bytes. */
export const asKey = (bytes: Buffer): string => bytes.toString('latin1');

/** What may be shown of a row: hidden columns are left behind here. */
const asEntry = (rule: BoardRule, row: EntryRow): BoardEntry => ({
  entryId: row.entry_id,
  teamId: row.team_id,
  baseline: row.baseline,
  key: asKey(row.sort_key),
  scores: rule.shown.map((place) => row.scores[place] ?? null),
  trend: rule.primaryShown ? row.trend : [],
  team: row.team_name,
  country: row.country,
  affiliation: row.affiliation,
  submissions: row.submissions,
  lastAt: row.last_at.toISOString(),
  search: searchKey(row.team_name, row.affiliation),
});

/** Reads of the stored boards, straight into the shape of the memory of a board. */
@Injectable()
export class BoardRowsQueries {
  constructor(private readonly sql: Sql) {}

  /** What the rows of each board were made by (null: nobody has looked yet), and the hash of the definition that holds now. */
  async shapes(): Promise<Map<BoardId, { shape: string | null; definitionSha256: Sha256 }>> {
    const rows = await this.sql.rows<{ id: BoardId; shape: string | null; definitionSha256: Sha256 }>(
      `SELECT b.id, s.shape, c.definition_sha256 AS "definitionSha256" FROM board b JOIN challenge c ON c.id = b.challenge_id LEFT JOIN board_shape s ON s.board_id = b.id`,
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
  async shapeOf(boardId: BoardId): Promise<string | null> {
    return (await this.sql.one<{ shape: string }>(`SELECT shape FROM board_shape WHERE board_id = $1`, [boardId]))?.shape ?? null;
  }

  /** Pages of a board's rows: teams in order, then baselines. Each page is its own look at the database. */
  async *pages(boardId: BoardId, rule: BoardRule): AsyncGenerator<BoardEntry[]> {
    const columns = COLUMNS.join(', ');
    let after = Buffer.alloc(0);
    for (;;) {
      const rows = await this.sql.rows<EntryRow>(`SELECT ${columns} FROM standing WHERE board_id = $1 AND team_id IS NOT NULL AND sort_key > $2 ORDER BY sort_key LIMIT ${String(PAGE)}`, [boardId, after]);
      yield rows.map((row) => asEntry(rule, row));
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) break;
      after = last.sort_key as Buffer<ArrayBuffer>;
    }
    yield (await this.sql.rows<EntryRow>(`SELECT ${columns} FROM standing WHERE board_id = $1 AND team_id IS NULL`, [boardId])).map((row) => asEntry(rule, row));
  }

  /** Changes after a version, oldest first, each with the entry's row of now: one statement, so all of one instant. */
  async changesAfter(boardId: BoardId, rule: BoardRule, version: number, limit: number): Promise<EntryChange[]> {
    const rows = await this.sql.rows<{ seq: string; at: Date; cause: string; entry: string; key_before: Buffer | null } & (EntryRow | { entry_id: null })>(
      `SELECT c.seq, c.at, c.cause, c.entry_id AS entry, c.sort_key_before AS key_before, ${COLUMNS.map((column) => `s.${column}`).join(', ')}
         FROM standing_change c LEFT JOIN standing s ON s.board_id = c.board_id AND s.entry_id = c.entry_id
        WHERE c.board_id = $1 AND c.seq > $2 ORDER BY c.seq LIMIT $3`,
      [boardId, version, limit],
    );
    return rows.map((row) => ({
      seq: Number(row.seq),
      at: row.at,
      rebuilt: row.cause === 'rebuilt',
      entryId: row.entry,
      keyBefore: row.key_before && asKey(row.key_before),
      now: row.entry_id === null ? null : asEntry(rule, row),
    }));
  }

  async lastChangeAt(boardId: BoardId): Promise<Date | null> {
    return (await this.sql.one<{ at: Date }>(`SELECT at FROM standing_change WHERE board_id = $1 ORDER BY seq DESC LIMIT 1`, [boardId]))?.at ?? null;
  }

  /**
   * Keys that teams had at an instant, of those that changed after it up to `version`; null when a team had none.
   * A rebuild may have changed what a key means, so nothing is told of the time before one.
   */
  async keysAt(boardId: BoardId, at: Date, version: number): Promise<Map<string, string | null>> {
    const rows = await this.sql.rows<{ entry_id: string; key: Buffer | null }>(
      `SELECT DISTINCT ON (entry_id) entry_id, sort_key_before AS key FROM standing_change
        WHERE board_id = $1 AND at > $2 AND seq <= $3
          AND seq > coalesce((SELECT max(seq) FROM standing_change WHERE board_id = $1 AND cause = 'rebuilt' AND at > $2), 0)
        ORDER BY entry_id, seq`,
      [boardId, at, version],
    );
    return new Map(rows.map((row) => [row.entry_id, row.key && asKey(row.key)]));
  }

  /** For each submission and board: what it did to its team's rank when it was scored. A rebuild may have changed which column ranks, so the best score of before is told only after the last one. */
  async moves(submissions: readonly string[]): Promise<{ submissionId: string; boardId: BoardId; before: number | null; after: number | null; teams: number; bestBefore: number | null }[]> {
    return this.sql.rows(
      `SELECT DISTINCT ON (submission_id, board_id) submission_id AS "submissionId", board_id AS "boardId", rank_before AS before, rank_after AS after, teams,
              CASE WHEN seq > coalesce((SELECT max(r.seq) FROM standing_change r WHERE r.board_id = c.board_id AND r.cause = 'rebuilt'), 0) THEN best_before END AS "bestBefore"
         FROM standing_change c WHERE submission_id = ANY($1) AND cause = 'scored' ORDER BY submission_id, board_id, seq`,
      [submissions],
    );
  }
}

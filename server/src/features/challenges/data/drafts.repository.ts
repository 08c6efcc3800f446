import { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { ChallengeId, Sha256 } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { countIn, rowsIn, Sql } from '../../../platform/db/sql.ts';
import type { Tx } from '../../../platform/db/unit-of-work.ts';
import type { FileFacts } from '../definition-hash.ts';

/** A challenge as its organizers have it, published or not. */
export interface OrganizedChallenge {
  id: ChallengeId;
  slug: string;
  definition: ChallengeDefinition;
  files: Record<string, FileFacts>;
  definitionSha256: Sha256;
  createdAt: Date;
  /** Null: a draft. */
  publishedAt: Date | null;
}
const FIELDS = `id, slug, definition, files, definition_sha256 AS "definitionSha256", created_at AS "createdAt", published_at AS "publishedAt"`;
const parsed = (row: OrganizedChallenge): OrganizedChallenge => ({ ...row, definition: ChallengeDefinition.parse(row.definition) });

/** Challenges whether published or not. Whoever asks has to ask for the permission too. */
@Injectable()
export class DraftsRepository {
  constructor(private readonly sql: Sql) {}

  async bySlug(slug: string): Promise<OrganizedChallenge | null> {
    const row = await this.sql.one<OrganizedChallenge>(`SELECT ${FIELDS} FROM challenge WHERE slug = $1`, [slug]);
    return row && parsed(row);
  }

  /** Drafts, newest first; null: every one there is. */
  async drafts(ids: readonly ChallengeId[] | null): Promise<OrganizedChallenge[]> {
    const rows = await this.sql.rows<OrganizedChallenge>(
      `SELECT ${FIELDS} FROM challenge WHERE published_at IS NULL AND ($1::uuid[] IS NULL OR id = ANY($1)) ORDER BY created_at DESC, id`,
      [ids],
    );
    return rows.map(parsed);
  }

  /** The challenge, locked until the transaction ends. */
  async lock(tx: Tx, id: ChallengeId): Promise<OrganizedChallenge | null> {
    const [row] = await rowsIn<OrganizedChallenge>(tx, `SELECT ${FIELDS} FROM challenge WHERE id = $1 FOR UPDATE`, [id]);
    return row ? parsed(row) : null;
  }

  /** Rows of each task's reference, by the key of the task. */
  async references(tx: Tx, id: ChallengeId): Promise<Map<string, number>> {
    const rows = await rowsIn<{ key: string; rows: number }>(tx, `SELECT key, reference_rows AS rows FROM task WHERE challenge_id = $1`, [
      id,
    ]);
    return new Map(rows.map(({ key, rows: count }) => [key, count]));
  }

  /** False when it is published already. */
  async publish(tx: Tx, id: ChallengeId, at: Date): Promise<boolean> {
    return (
      (await countIn(tx, `UPDATE challenge SET published_at = $2, updated_at = $2 WHERE id = $1 AND published_at IS NULL`, [id, at])) === 1
    );
  }

  async isTaken(slug: string): Promise<boolean> {
    return (await this.sql.one(`SELECT 1 FROM challenge WHERE slug = $1`, [slug])) !== null;
  }
}

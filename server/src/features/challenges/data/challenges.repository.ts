import { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { ChallengeId, Sha256 } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { rowsIn, Sql } from '../../../platform/db/sql.ts';
import type { Tx } from '../../../platform/db/unit-of-work.ts';
import type { StoredChallenge } from '../challenge-facts.ts';
import type { FileFacts } from '../definition-hash.ts';

export const CHALLENGES_CHANNEL = 'gac_challenges';

export interface ChallengeStamp {
  id: ChallengeId;
  definitionSha256: Sha256;
}
export interface DataFileRow {
  fileName: string;
  sha256: Sha256;
  bytes: number;
}
/** The row of a challenge as one load leaves it. */
export interface ChallengeRow {
  slug: string;
  definition: ChallengeDefinition;
  files: Record<string, FileFacts>;
  definitionSha256: Sha256;
  rulesSha256: Sha256;
}

@Injectable()
export class ChallengesRepository {
  constructor(private readonly sql: Sql) {}

  /** Every published challenge with the hash that tells whether it differs, oldest first. Drafts are in nobody's memory, so nothing can show them. */
  stamps(): Promise<ChallengeStamp[]> {
    return this.sql.rows<ChallengeStamp>(
      `SELECT id, definition_sha256 AS "definitionSha256" FROM challenge WHERE published_at IS NOT NULL ORDER BY created_at, id`,
    );
  }

  /** Challenges with the ids of their parts: one statement, so that all parts are of one load. */
  async stored(ids: readonly ChallengeId[]): Promise<StoredChallenge[]> {
    if (ids.length === 0) return [];
    const rows = await this.sql.rows<StoredChallenge>(
      `SELECT c.id, c.slug, c.definition, c.files, c.definition_sha256 AS "definitionSha256", c.rules_sha256 AS "rulesSha256",
              (SELECT coalesce(json_object_agg(p.key, p.id), '{}') FROM phase p WHERE p.challenge_id = c.id) AS phases,
              (SELECT coalesce(json_object_agg(t.key, json_build_object('id', t.id, 'rows', t.reference_rows, 'sha256', t.reference_sha256)), '{}')
                 FROM task t WHERE t.challenge_id = c.id) AS tasks,
              (SELECT coalesce(json_object_agg(b.key, b.id), '{}') FROM board b WHERE b.challenge_id = c.id) AS boards
         FROM challenge c WHERE c.id = ANY($1)`,
      [ids],
    );
    // A definition stored by an earlier version gets the defaults of keys that came later.
    return rows.map((row) => ({ ...row, definition: ChallengeDefinition.parse(row.definition) }));
  }

  /** A file that may be downloaded. Never one whose bytes are the answers of a task of the challenge, whatever a definition says. */
  async dataFile(slug: string, key: string): Promise<(DataFileRow & { access: 'open' | 'participants'; challengeId: ChallengeId }) | null> {
    const row = await this.sql.one<DataFileRow & { bytes: string; challengeId: ChallengeId; access: 'open' | 'participants' }>(
      `SELECT d.file_name AS "fileName", d.sha256, d.bytes, c.id AS "challengeId", said->>'access' AS access
         FROM challenge c
         JOIN data_file d ON d.challenge_id = c.id
         JOIN LATERAL jsonb_array_elements(c.definition->'data') AS said ON said->>'key' = d.key
        WHERE c.slug = $1 AND d.key = $2 AND c.published_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM task t WHERE t.challenge_id = c.id AND d.sha256 = ANY(t.hidden))`,
      [slug, key],
    );
    return row && { ...row, bytes: Number(row.bytes), access: row.access === 'open' ? 'open' : 'participants' };
  }

  /**
   * Inserts the challenge under `id`, or locks the one that has the slug until the transaction ends: what was there before, null for a new one.
   * `publishedAt`: null makes a new one a draft; one that was there stays what it was.
   */
  async claim(
    tx: Tx,
    id: ChallengeId,
    row: ChallengeRow,
    at: Date,
    publishedAt: Date | null,
  ): Promise<(ChallengeStamp & { definition: ChallengeDefinition; files: Record<string, FileFacts>; isDraft: boolean }) | null> {
    const made = await rowsIn(
      tx,
      `INSERT INTO challenge (id, slug, definition, files, definition_sha256, rules_version, rules_sha256, created_at, updated_at, published_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9) ON CONFLICT (slug) DO NOTHING RETURNING 1`,
      [
        id,
        row.slug,
        JSON.stringify(row.definition),
        JSON.stringify(row.files),
        row.definitionSha256,
        row.definition.rules.version,
        row.rulesSha256,
        at,
        publishedAt,
      ],
    );
    if (made.length === 1) return null;
    const [before] = await rowsIn<ChallengeStamp & { definition: ChallengeDefinition; files: Record<string, FileFacts>; isDraft: boolean }>(
      tx,
      `SELECT id, published_at IS NULL AS "isDraft", definition_sha256 AS "definitionSha256", definition, files FROM challenge WHERE slug = $1 FOR UPDATE`,
      [row.slug],
    );
    return before ?? null;
  }

  async update(tx: Tx, id: ChallengeId, row: ChallengeRow, at: Date): Promise<void> {
    await rowsIn(
      tx,
      `UPDATE challenge SET definition = $2, files = $3, definition_sha256 = $4, rules_version = $5, rules_sha256 = $6, updated_at = $7 WHERE id = $1`,
      [
        id,
        JSON.stringify(row.definition),
        JSON.stringify(row.files),
        row.definitionSha256,
        row.definition.rules.version,
        row.rulesSha256,
        at,
      ],
    );
  }

  /** Keeps the challenge as it is now; the number of the revision. The challenge's row is locked. */
  async keepRevision(tx: Tx, id: ChallengeId, at: Date): Promise<number> {
    const [kept] = await rowsIn<{ revision: number }>(
      tx,
      `INSERT INTO challenge_revision (challenge_id, revision, definition, files, definition_sha256, at)
       SELECT c.id, (SELECT coalesce(max(r.revision), 0) + 1 FROM challenge_revision r WHERE r.challenge_id = c.id), c.definition, c.files, c.definition_sha256, $2
         FROM challenge c WHERE c.id = $1 RETURNING revision`,
      [id, at],
    );
    return kept?.revision ?? 0;
  }

  async revisions(tx: Tx, id: ChallengeId): Promise<number> {
    const [last] = await rowsIn<{ revision: number }>(
      tx,
      `SELECT max(revision) AS revision FROM challenge_revision WHERE challenge_id = $1`,
      [id],
    );
    return last?.revision ?? 0;
  }
  async lastRevision(slug: string): Promise<(ChallengeStamp & { revision: number; isDraft: boolean }) | null> {
    return this.sql.one<ChallengeStamp & { revision: number; isDraft: boolean }>(
      `SELECT c.id, c.published_at IS NULL AS "isDraft", c.definition_sha256 AS "definitionSha256", (SELECT max(revision) FROM challenge_revision r WHERE r.challenge_id = c.id) AS revision
         FROM challenge c WHERE c.slug = $1`,
      [slug],
    );
  }

  /** Tells every process that a challenge differs, when the transaction commits. */
  async announce(tx: Tx): Promise<void> {
    await rowsIn(tx, `SELECT pg_notify($1, '')`, [CHALLENGES_CHANNEL]);
  }
}

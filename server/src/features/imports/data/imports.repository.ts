import type { DryRunSolution, DryRunState, ImportFinding } from '@gac/shared/contract/imports';
import type { AccountId, ChallengeId, LocalizedText, Sha256 } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { countIn, rowsIn } from '../../../platform/db/sql.ts';
import type { Tx } from '../../../platform/db/unit-of-work.ts';
import type { StoredBundle } from '../../challenges/index.ts';
import type { DryRunLog } from '../../scoring/index.ts';
import type { StoredState } from '../domain/import-rules.ts';

export interface NewImport {
  id: string;
  accountId: AccountId;
  uploadId: string;
  fileName: string;
  bytes: number;
  sha256: Sha256;
  createdAt: Date;
  expiresAt: Date;
}
export interface LockedImport {
  id: string;
  accountId: AccountId;
  state: StoredState;
  dryRun: DryRunState;
  draft: StoredBundle | null;
  solutions: { index: number; name: string }[];
  challengeId: ChallengeId | null;
  slug: string | null;
}
/** What reading an archive gave. */
export interface ReadImport {
  state: 'read' | 'refused';
  format: string | null;
  version: string;
  title: string;
  findings: readonly ImportFinding[];
  solutions: readonly { index: number; name: string }[];
  draft: StoredBundle | null;
}
/** A dry run as it is stored. */
export interface StoredDryRun {
  startedAt: string;
  endedAt: string;
  problem: LocalizedText | null;
  results: DryRunSolution[];
}

/** Imports as commands see them. */
@Injectable()
export class ImportsRepository {
  /** The id of the import, which may be one that was made of the same upload before. */
  async insert(tx: Tx, made: NewImport): Promise<{ id: string; isNew: boolean }> {
    const { id, accountId, uploadId, fileName, bytes, sha256, createdAt, expiresAt } = made;
    await rowsIn(tx, `INSERT INTO artifact (sha256, bytes, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
      sha256,
      bytes,
      createdAt,
    ]);
    const inserted = await rowsIn(
      tx,
      `INSERT INTO challenge_import (id, account_id, upload_id, file_name, bytes, sha256, state, created_at, state_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'uploaded', $7, $7, $8) ON CONFLICT (upload_id) DO NOTHING RETURNING 1`,
      [id, accountId, uploadId, fileName, bytes, sha256, createdAt, expiresAt],
    );
    if (inserted.length === 1) return { id, isNew: true };
    return { id: (await this.ofUpload(tx, uploadId, accountId)) ?? id, isNew: false };
  }

  async ofUpload(tx: Tx, uploadId: string, accountId: AccountId): Promise<string | null> {
    return (
      (
        await rowsIn<{ id: string }>(tx, `SELECT id FROM challenge_import WHERE upload_id = $1 AND account_id = $2`, [uploadId, accountId])
      )[0]?.id ?? null
    );
  }

  /** Imports of an account that did not become a challenge. Its row is locked, so that of two that fit only one at a time, one waits. */
  async countOpen(tx: Tx, accountId: AccountId): Promise<number> {
    await rowsIn(tx, `SELECT 1 FROM account WHERE id = $1 FOR NO KEY UPDATE`, [accountId]);
    const [row] = await rowsIn<{ n: number }>(
      tx,
      `SELECT count(*)::int AS n FROM challenge_import WHERE account_id = $1 AND state NOT IN ('created', 'discarded')`,
      [accountId],
    );
    return row?.n ?? 0;
  }

  /** The import, locked until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<LockedImport | null> {
    const [row] = await rowsIn<Omit<LockedImport, 'slug'>>(
      tx,
      `SELECT id, account_id AS "accountId", state, dry_run_state AS "dryRun", draft, solutions, challenge_id AS "challengeId" FROM challenge_import WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!row) return null;
    // A statement of its own: the first may have waited, and sees other tables as they were before.
    const [challenge] = await rowsIn<{ slug: string }>(tx, `SELECT slug FROM challenge WHERE id = $1`, [row.challengeId]);
    return { ...row, slug: challenge?.slug ?? null };
  }

  async statesOf(tx: Tx, id: string): Promise<{ state: StoredState; dryRun: DryRunState } | null> {
    return (
      (
        await rowsIn<{ state: StoredState; dryRun: DryRunState }>(
          tx,
          `SELECT state, dry_run_state AS "dryRun" FROM challenge_import WHERE id = $1`,
          [id],
        )
      )[0] ?? null
    );
  }

  /** Puts it back to the beginning. */
  async readAgain(tx: Tx, id: string, at: Date): Promise<void> {
    await countIn(tx, `UPDATE challenge_import SET state = 'uploaded', state_at = $2, lapses = 0 WHERE id = $1`, [id, at]);
  }
  async queueDryRun(tx: Tx, id: string, at: Date): Promise<void> {
    await countIn(tx, `UPDATE challenge_import SET dry_run_state = 'queued', state_at = $2, lapses = 0 WHERE id = $1`, [id, at]);
  }
  async becomeChallenge(tx: Tx, id: string, challengeId: ChallengeId, at: Date): Promise<void> {
    await countIn(tx, `UPDATE challenge_import SET state = 'created', challenge_id = $2, state_at = $3 WHERE id = $1`, [
      id,
      challengeId,
      at,
    ]);
  }
  /** Nobody sees it any more; its bytes go at `goneAt`. */
  async discard(tx: Tx, id: string, at: Date, goneAt: Date): Promise<void> {
    await countIn(tx, `UPDATE challenge_import SET state = 'discarded', state_at = $2, expires_at = least(expires_at, $3) WHERE id = $1`, [
      id,
      at,
      goneAt,
    ]);
  }

  /** Refers to the bytes of the challenge that will be. */
  async keepFiles(tx: Tx, id: string, { files }: StoredBundle, at: Date): Promise<void> {
    // In one order everywhere: two transactions with the same files must not wait for each other.
    const bytes = new Map(Object.values(files).map((file) => [file.sha256, file.bytes]));
    for (const [sha256, size] of [...bytes].sort(([a], [b]) => (a < b ? -1 : 1))) {
      await rowsIn(tx, `INSERT INTO artifact (sha256, bytes, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [sha256, size, at]);
      await rowsIn(tx, `INSERT INTO challenge_import_file (import_id, sha256) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [id, sha256]);
    }
  }
  async keepLogs(tx: Tx, id: string, logs: readonly DryRunLog[]): Promise<void> {
    await countIn(tx, `DELETE FROM challenge_import_log WHERE import_id = $1`, [id]);
    for (const { solution, task, name, text } of logs)
      await rowsIn(tx, `INSERT INTO challenge_import_log (import_id, solution, task, name, text) VALUES ($1, $2, $3, $4, $5)`, [
        id,
        solution,
        task,
        name,
        text,
      ]);
  }

  /** Imports whose time is over, oldest first. */
  async expired(tx: Tx, now: Date): Promise<string[]> {
    const rows = await rowsIn<{ id: string }>(
      tx,
      `SELECT id FROM challenge_import WHERE expires_at <= $1 AND state <> 'created' ORDER BY expires_at LIMIT 100`,
      [now],
    );
    return rows.map(({ id }) => id);
  }
  /** Forgets an import unless it became a challenge meanwhile; the names of the bytes that it referred to. */
  async forget(tx: Tx, id: string, now: Date): Promise<Sha256[]> {
    const names = await rowsIn<{ sha256: Sha256 }>(
      tx,
      `SELECT i.sha256 FROM challenge_import i WHERE i.id = $1 AND i.state <> 'created' AND i.expires_at <= $2 UNION
       SELECT f.sha256 FROM challenge_import_file f JOIN challenge_import i ON i.id = f.import_id WHERE i.id = $1 AND i.state <> 'created' AND i.expires_at <= $2`,
      [id, now],
    );
    const gone = await countIn(tx, `DELETE FROM challenge_import WHERE id = $1 AND state <> 'created' AND expires_at <= $2`, [id, now]);
    return gone === 1 ? names.map(({ sha256 }) => sha256) : [];
  }
}

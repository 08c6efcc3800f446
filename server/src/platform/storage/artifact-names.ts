import type { Sha256 } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { countIn, Sql } from '../db/sql.ts';
import type { Tx } from '../db/unit-of-work.ts';
import type { StoredArtifact } from './artifact-store.ts';

/** A name is not removed for so long after it was announced: far longer than a request or command takes from there to referring to it. */
const GRACE_MS = 3_600_000;
/** Announced again within so long, a name need not be written anew: it is safe for the rest of its time. */
const FRESH_MS = GRACE_MS / 2;

/**
 * The names of stored bytes, in the database, where whoever uses them refers to them. Stored bytes that nobody refers to may be removed, so
 * the order matters: a name is announced before its bytes are stored and before they are looked for; it is removed before they are.
 */
@Injectable()
export class ArtifactNames {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** Says that these bytes are about to be stored, or are and will be referred to soon. While a removal is under way this waits for its end. */
  async announce({ sha256, bytes }: StoredArtifact): Promise<void> {
    const now = this.clock.now();
    await this.sql.rows(
      `INSERT INTO artifact (sha256, bytes, created_at) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO UPDATE SET created_at = excluded.created_at WHERE artifact.created_at < $4`,
      [sha256, bytes, now, new Date(now.getTime() - FRESH_MS)],
    );
  }

  /** Removes a name that was not announced lately; the bytes may then go before the transaction ends. Foreign key violation when something refers to it. */
  async remove(tx: Tx, sha256: Sha256): Promise<boolean> {
    return (await countIn(tx, `DELETE FROM artifact WHERE sha256 = $1 AND created_at < $2`, [sha256, new Date(this.clock.now().getTime() - GRACE_MS)])) === 1;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { CONFIG, type AppConfig } from '../config/config.ts';
import { countIn, rowsIn, Sql } from '../db/sql.ts';
import type { Tx } from '../db/unit-of-work.ts';
import { WORKERS_CHANNEL, type WorkerAbilities } from './worker-registry.ts';

export interface WorkerRow {
  id: string;
  host: string;
  pid: number;
  startedAt: Date;
  seenAt: Date;
  endedAt: Date | null;
  slots: number;
  busy: number;
  abilities: WorkerAbilities | null;
  drainedAt: Date | null;
}

/** A worker that takes work: so much at once, and what of the work that asks for more than a process. */
export interface Attending {
  slots: number;
  can: readonly string[];
}

/** Every worker process there is, seen from any process. */
@Injectable()
export class Workers {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** Workers that live and take something; one that is silent for a lease does not. */
  attending(): Promise<Attending[]> {
    const since = new Date(this.clock.now().getTime() - this.config.LEASE_MS);
    return this.sql.rows(`SELECT slots, coalesce(abilities->'can', '[]') AS can FROM worker WHERE seen_at >= $1 AND ended_at IS NULL AND drained_at IS NULL`, [since]);
  }

  /** Those that were heard of since `since`, oldest first. */
  heardSince(since: Date): Promise<WorkerRow[]> {
    return this.sql.rows(
      `SELECT id, host, pid, started_at AS "startedAt", seen_at AS "seenAt", ended_at AS "endedAt", slots, busy, abilities, drained_at AS "drainedAt"
         FROM worker WHERE seen_at >= $1 ORDER BY started_at, id`,
      [since],
    );
  }

  /** The row, locked; null when there is none. */
  async lock(tx: Tx, id: string): Promise<Pick<WorkerRow, 'seenAt' | 'endedAt' | 'drainedAt' | 'busy' | 'abilities'> | null> {
    const rows = await rowsIn<Pick<WorkerRow, 'seenAt' | 'endedAt' | 'drainedAt' | 'busy' | 'abilities'>>(
      tx,
      `SELECT seen_at AS "seenAt", ended_at AS "endedAt", drained_at AS "drainedAt", busy, abilities FROM worker WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** `at`: from then on it takes nothing more; null takes that back. The worker hears of it when the transaction commits. */
  async setDrained(tx: Tx, id: string, at: Date | null): Promise<void> {
    await countIn(tx, `UPDATE worker SET drained_at = $2 WHERE id = $1`, [id, at]);
    await rowsIn(tx, `SELECT pg_notify($1, '')`, [WORKERS_CHANNEL]);
  }

  /** Forgets those that were last heard of before `before`. */
  async prune(tx: Tx, before: Date): Promise<number> {
    return countIn(tx, `DELETE FROM worker WHERE seen_at < $1`, [before]);
  }
}

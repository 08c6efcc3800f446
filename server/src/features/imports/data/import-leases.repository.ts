import type { Sha256 } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { countIn, rowsIn } from '../../../platform/db/sql.ts';
import type { Tx } from '../../../platform/db/unit-of-work.ts';
import type { ReadImport, StoredDryRun } from './imports.repository.ts';

export type ImportStage = 'read' | 'dry-run';
/** What a worker holds; the attempt is the fencing token of everything it writes. */
export interface ImportLease {
  id: string;
  attempt: number;
}
export interface ClaimedImport extends ImportLease {
  sha256: Sha256;
  lapses: number;
}

/** Per stage: what waits, what is under way, and how it is written that it began. */
const SQL = {
  read: { waits: `c.state = 'uploaded'`, underWay: `c.state = 'reading'`, begin: `state = 'reading', state_at = $1` },
  'dry-run': {
    waits: `c.dry_run_state = 'queued' AND c.state <> 'discarded'`,
    underWay: `c.dry_run_state = 'running' AND c.state <> 'discarded'`,
    begin: `dry_run_state = 'running', state_at = $1`,
  },
} as const satisfies Record<ImportStage, unknown>;

/** Imports as workers see them: one at a time holds a lease, and every write carries its attempt (C-04). */
@Injectable()
export class ImportLeases {
  /** The next import of the stage: of whoever has the fewest under way, then the oldest. Null when nothing can be taken. */
  async claim(tx: Tx, stage: ImportStage, owner: string, now: Date, until: Date, maxAttempts: number): Promise<ClaimedImport | null> {
    const { waits, underWay, begin } = SQL[stage];
    const [claimed] = await rowsIn<ClaimedImport>(
      tx,
      `UPDATE challenge_import SET ${begin}, attempt = attempt + 1, lapses = lapses + CASE WHEN lease_until IS NULL THEN 0 ELSE 1 END, lease_owner = $2, lease_until = $3
        WHERE id = (SELECT c.id FROM challenge_import c
                     WHERE c.lapses < $4 AND ((${waits}) OR (${underWay} AND c.lease_until < $1 AND c.lapses + 1 < $4))
                     ORDER BY (SELECT count(*) FROM challenge_import o WHERE o.account_id = c.account_id AND o.lease_until >= $1), c.created_at, c.id
                     LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, attempt, sha256, lapses`,
      [now, owner, until, maxAttempts],
    );
    return claimed ?? null;
  }

  /** False when somebody else has it now, or nobody wants it any more. */
  async renew(tx: Tx, { id, attempt }: ImportLease, until: Date): Promise<boolean> {
    return (
      (await countIn(
        tx,
        `UPDATE challenge_import SET lease_until = $3 WHERE id = $1 AND attempt = $2 AND lease_until IS NOT NULL AND state <> 'discarded'`,
        [id, attempt, until],
      )) === 1
    );
  }

  /** False when a later attempt was first. */
  async finishRead(tx: Tx, { id, attempt }: ImportLease, read: ReadImport, at: Date): Promise<boolean> {
    const { state, format, version, title, findings, solutions, draft } = read;
    const touched = await countIn(
      tx,
      `UPDATE challenge_import SET state = $3, state_at = $4, lease_owner = NULL, lease_until = NULL, lapses = 0,
              format = $5, version = $6, title = $7, findings = $8, solutions = $9, draft = $10
        WHERE id = $1 AND attempt = $2 AND state = 'reading'`,
      [
        id,
        attempt,
        state,
        at,
        format,
        version,
        title,
        JSON.stringify(findings),
        JSON.stringify(solutions),
        draft === null ? null : JSON.stringify(draft),
      ],
    );
    return touched === 1;
  }
  async finishDryRun(tx: Tx, { id, attempt }: ImportLease, state: 'passed' | 'failed', dryRun: StoredDryRun, at: Date): Promise<boolean> {
    const touched = await countIn(
      tx,
      `UPDATE challenge_import SET dry_run_state = $3, state_at = $4, lease_owner = NULL, lease_until = NULL, lapses = 0, dry_run = $5
        WHERE id = $1 AND attempt = $2 AND dry_run_state = 'running' AND state <> 'discarded'`,
      [id, attempt, state, at, JSON.stringify(dryRun)],
    );
    return touched === 1;
  }

  /** Lets another worker have it at once. `lapsed`: the attempt counts. */
  async leave(tx: Tx, { id, attempt }: ImportLease, stage: ImportStage, lapsed: boolean): Promise<void> {
    const back = stage === 'read' ? `state = 'uploaded'` : `dry_run_state = 'queued'`;
    const from = stage === 'read' ? `state = 'reading'` : `dry_run_state = 'running'`;
    await countIn(
      tx,
      `UPDATE challenge_import SET ${back}, lease_owner = NULL, lease_until = NULL, lapses = lapses + $3 WHERE id = $1 AND attempt = $2 AND ${from}`,
      [id, attempt, lapsed ? 1 : 0],
    );
  }

  /** Fails what was tried too often, and dry runs that nobody could take in time. What was failed. */
  async failHopeless(tx: Tx, now: Date, maxAttempts: number, queuedBefore: Date, dryRun: StoredDryRun): Promise<string[]> {
    const tried = `lease_until < $1 AND lapses + 1 >= $2`;
    const read = await rowsIn<{ id: string }>(
      tx,
      `UPDATE challenge_import SET state = 'failed', state_at = $1, lease_owner = NULL, lease_until = NULL
        WHERE (state = 'reading' AND ${tried}) OR (state = 'uploaded' AND lapses >= $2) RETURNING id`,
      [now, maxAttempts],
    );
    const run = await rowsIn<{ id: string }>(
      tx,
      `UPDATE challenge_import SET dry_run_state = 'failed', state_at = $1, lease_owner = NULL, lease_until = NULL, dry_run = $4
        WHERE (dry_run_state = 'running' AND ${tried}) OR (dry_run_state = 'queued' AND (lapses >= $2 OR state_at < $3)) RETURNING id`,
      [now, maxAttempts, queuedBefore, JSON.stringify(dryRun)],
    );
    return [...read, ...run].map(({ id }) => id);
  }

  /** Whether anything can be claimed. */
  async isWaiting(tx: Tx, stage: ImportStage, now: Date): Promise<boolean> {
    const { waits, underWay } = SQL[stage];
    return (
      (await rowsIn(tx, `SELECT 1 FROM challenge_import c WHERE (${waits}) OR (${underWay} AND c.lease_until < $1) LIMIT 1`, [now]))
        .length > 0
    );
  }
}

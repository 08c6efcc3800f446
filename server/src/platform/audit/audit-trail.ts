import type { AccountId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { rowsIn } from '../db/sql.ts';
import type { Tx } from '../db/unit-of-work.ts';
import { Ids } from '../ids/ids.ts';

export interface AuditEntry {
  /** Null: the command line. */
  actorId: AccountId | null;
  /** Past tense with its noun, e.g. `queue.paused`. */
  action: string;
  /** Id of what it was done to. */
  subject: string;
  /** In the words of who did it. */
  reason: string;
  data?: object;
}

/** Who did what, when and why. An entry commits with the deed or not at all, and is never changed. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async record(tx: Tx, { actorId, action, subject, reason, data = {} }: AuditEntry): Promise<void> {
    await rowsIn(tx, `INSERT INTO audit_event (id, at, actor_id, action, subject, reason, data) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [this.ids.next(), this.clock.now(), actorId, action, subject, reason, JSON.stringify(data)]);
  }
}

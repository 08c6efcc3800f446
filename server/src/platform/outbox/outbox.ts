import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { countIn, rowsIn } from '../db/sql.ts';
import type { Tx } from '../db/unit-of-work.ts';
import { Ids } from '../ids/ids.ts';
import type { EventType } from './event.ts';

export const OUTBOX_CHANNEL = 'gac_outbox';

/** Events leave in the transaction of the change they tell of; the relay carries them to the queue, at least once. */
@Injectable()
export class Outbox {
  constructor(
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Appends one event. The relay is woken when the transaction commits. */
  async append<P>(tx: Tx, event: EventType<P>, payload: P): Promise<void> {
    await rowsIn(tx, `INSERT INTO outbox (id, event, payload, created_at) VALUES ($1, $2, $3, $4)`, [this.ids.next(), event.name, JSON.stringify(payload), this.clock.now()]);
    await rowsIn(tx, `SELECT pg_notify($1, '')`, [OUTBOX_CHANNEL]);
  }

  /** True the first time `handler` meets this event; the mark commits together with the handler's effect, so that a second run does nothing. */
  async firstTime(tx: Tx, handler: string, eventId: string): Promise<boolean> {
    return (await rowsIn(tx, `INSERT INTO handled_event (handler, event_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1`, [handler, eventId, this.clock.now()])).length === 1;
  }

  /** Removes what is older than `before` and handled. */
  async prune(tx: Tx, before: Date): Promise<number> {
    await countIn(tx, `DELETE FROM handled_event WHERE at < $1 AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = event_id AND o.dispatched_at IS NULL)`, [before]);
    return countIn(tx, `DELETE FROM outbox WHERE dispatched_at < $1`, [before]);
  }
}

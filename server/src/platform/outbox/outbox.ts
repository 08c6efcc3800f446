import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { countIn, rowsIn } from '../db/sql.ts';
import type { Tx } from '../db/unit-of-work.ts';
import { Ids } from '../ids/ids.ts';
import type { EventType } from './event.ts';

export const OUTBOX_CHANNEL = 'gac_outbox';
/** A handler waits for an event of this name. */
export interface Subscription {
  readonly event: string;
  readonly handler: string;
}

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

  /**
   * Removes events dispatched before `before` that everybody who waits for them has handled, then the marks of events that are gone.
   * What is parked stays with its payload, and so does what nobody came to handle; a mark stays while its event may be delivered again.
   */
  async prune(tx: Tx, before: Date, waiting: readonly Subscription[]): Promise<number> {
    const removed = await countIn(
      tx,
      `DELETE FROM outbox o WHERE dispatched_at < $1
          AND NOT EXISTS (SELECT 1 FROM jsonb_to_recordset($2::jsonb) AS s(event text, handler text)
            WHERE s.event = o.event AND NOT EXISTS (SELECT 1 FROM handled_event h WHERE h.handler = s.handler AND h.event_id = o.id))`,
      [before, JSON.stringify(waiting)],
    );
    await countIn(tx, `DELETE FROM handled_event h WHERE at < $1 AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = h.event_id)`, [before]);
    return removed;
  }
}

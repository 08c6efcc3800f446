import { Injectable } from '@nestjs/common';
import { Sql } from '../db/sql.ts';
import { JobRegistry } from './job-registry.ts';

const LOOK_MS = 10;

/** Tells when everything that has happened has been dealt with: no event waits to be carried or handled. For seeds and tests. */
@Injectable()
export class Idle {
  constructor(
    private readonly sql: Sql,
    private readonly registry: JobRegistry,
  ) {}

  /** Events not dispatched yet, or not yet handled or parked by somebody who waits for them. */
  async pending(): Promise<number> {
    const row = await this.sql.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM outbox o LEFT JOIN jsonb_to_recordset($1::jsonb) AS s(event text, handler text) ON s.event = o.event
        WHERE o.dispatched_at IS NULL OR (s.handler IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM handled_event h WHERE h.handler = s.handler AND h.event_id = o.id)
          AND NOT EXISTS (SELECT 1 FROM parked_job p WHERE p.handler = s.handler AND p.event_id = o.id))`,
      [JSON.stringify(this.registry.subscriptions)],
    );
    return row?.n ?? 0;
  }

  /** Resolves when nothing is pending; throws after `withinMs`. */
  async wait(withinMs: number): Promise<void> {
    const until = performance.now() + withinMs;
    for (let left = await this.pending(); left > 0; left = await this.pending()) {
      if (performance.now() > until) throw new Error(`${String(left)} event(s) still under way`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
}

import type { ParkedJobRef, ParkedJobs as View } from '@gac/shared/contract/operations';
import { Injectable } from '@nestjs/common';
import { rowsIn, Sql } from '../db/sql.ts';
import { UnitOfWork } from '../db/unit-of-work.ts';
import { Log } from '../log/log.ts';
import { JobRegistry } from './job-registry.ts';
import { Relay, type Redelivery } from './relay.ts';

const SHOWN = 200;
const ERROR_CHARS = 4_000;

/** What handlers gave up after their last attempt: seen, and run again once the cause is mended. */
@Injectable()
export class ParkedJobs {
  constructor(
    private readonly sql: Sql,
    private readonly uow: UnitOfWork,
    private readonly registry: JobRegistry,
    private readonly relay: Relay,
    private readonly log: Log,
  ) {}

  async list(): Promise<View> {
    const rows = await this.sql.rows<ParkedJobRef & { event: string | null; error: string; at: Date; total: number }>(
      `SELECT p.handler, p.event_id AS "eventId", o.event, left(p.error, ${String(ERROR_CHARS)}) AS error, p.at, count(*) OVER ()::int AS total
         FROM parked_job p LEFT JOIN outbox o ON o.id = p.event_id ORDER BY p.at, p.event_id, p.handler LIMIT ${String(SHOWN)}`,
    );
    return { total: rows[0]?.total ?? 0, jobs: rows.map(({ at, event, total: _total, ...row }) => ({ ...row, event: event ?? '', parkedAt: at.toISOString() })) };
  }

  /** Hands parked jobs out again, all of them when `jobs` is null, and tells how many. Who asks twice at once does it once; what has no handler any more stays. */
  async rerun(jobs: readonly ParkedJobRef[] | null): Promise<number> {
    const freed = await this.uow.run((tx) =>
      rowsIn<Redelivery>(
        tx,
        `DELETE FROM parked_job p USING outbox o
          WHERE o.id = p.event_id AND p.handler = ANY($1)
            AND ($2::jsonb IS NULL OR EXISTS (SELECT 1 FROM jsonb_to_recordset($2::jsonb) AS r(handler text, "eventId" uuid) WHERE r.handler = p.handler AND r."eventId" = p.event_id))
          RETURNING p.handler, o.id, o.event, o.payload, o.attempts`,
        [this.registry.subscriptions.map(({ handler }) => handler), jobs === null ? null : JSON.stringify(jobs)],
      ),
    );
    // Neither handled nor parked any more: should the queue be away, the reconciler hands them out.
    await this.relay.redispatch(freed).catch((error: unknown) => { this.log.warn({ err: error }, 'parked jobs: not handed out yet'); });
    return freed.length;
  }
}
